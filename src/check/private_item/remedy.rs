//! Where what is exempt is said to be so, by the kind of paper.

use crate::check::Paper;

/// Which keys a paper has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// `private:` and `exclusion:` of minutes.
    Minutes,
    /// `private-items:` of an agenda.
    Agenda,
    /// None: a single minute is printed as it stands.
    MinuteItem,
    /// `exempt:` of the report or of a part of it.
    Report,
}

impl Remedy {
    /// That of a paper.
    pub fn of(paper: &Paper<'_>) -> Self {
        if paper.may_have(super::EXCLUSION) {
            Self::Minutes
        } else if paper.may_have("private-items") {
            Self::Agenda
        } else if paper.report.schema.kinds().any(|kind| kind == "minute-item") {
            Self::MinuteItem
        } else {
            Self::Report
        }
    }

    /// What to write where the public is to be excluded: a resolution to do so is no private item itself.
    pub fn discussed(self) -> &'static str {
        match self {
            Self::Agenda => {
                "put what is discussed without the public under `private-items:`, with \
                 `exempt: {paragraph: 3, public-interest: \"…\"}`"
            }
            _ => self.hint(),
        }
    }

    /// What to write.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Minutes => {
                "everything in it would be published: put the item under `private:` with \
                 `exempt: {paragraph: 3, public-interest: \"…\"}`, and what was found under `exclusion:`"
            }
            Self::Agenda => {
                "it would be published with the agenda: move the item to `private-items:`, with \
                 `exempt: {paragraph: 3, public-interest: \"…\"}`"
            }
            Self::MinuteItem => {
                "everything in it would be published: write the minutes of the meeting, `template: minutes`, and put the item \
                 under `private:`"
            }
            Self::Report => {
                "everything in it would be published: add `exempt: {paragraph: 3, public-interest: \"…\"}` to the section, the \
                 appendix or the report that it speaks of"
            }
        }
    }
}
