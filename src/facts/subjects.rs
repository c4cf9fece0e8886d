//! Subjects: the areas that a report with `for-each` is made for, and the words by which a report follows its subject.

use std::sync::Arc;

use crate::data::areas::{Area, Level, register};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::choose::with_article;
use crate::facts::{Facts, Problem};
use crate::project::subjects::{FORMS, ForEach};
use crate::project::yaml::Text;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;

/// The words for every authority that the data have.
const ALL: [&str; 4] = ["all areas", "all authorities", "every area", "every authority"];

/// What stands before a region whose authorities are meant.
const OF_REGION: [&str; 2] = ["areas of ", "authorities of "];

/// What stands before an authority whose statistical neighbours are meant.
const OF_NEIGHBOURS: [&str; 2] = ["neighbours of ", "statistical neighbours of "];

/// Whom an entry of `for-each` means.
enum Meant {
    One(Arc<Area>),
    /// Some of them, and those who should be among them and are not in the data.
    Several(Vec<Arc<Area>>, Vec<String>),
}

impl Facts {
    /// The areas that a report is made for, in its author's order, and by name where a word means several; `None` if one
    /// of them cannot be told. Of what a word means, only what the data have in the period is meant.
    pub fn subjects(&self, each: &ForEach, period: Period, sink: &mut Diagnostics) -> Option<Vec<Arc<Area>>> {
        let mut whole = true;
        let mut found: Vec<(Arc<Area>, &Text, bool)> = Vec::new();
        for text in &each.areas {
            match self.meant(&text.value, period) {
                Err(problem) => {
                    sink.push(problem.at(text));
                    whole = false;
                }
                Ok(Meant::One(area)) => {
                    if let Some((_, first, _)) = found.iter().find(|(known, ..)| known.code == area.code) {
                        sink.push(
                            Diagnostic::error(format!("{} would get two papers", area.name), &text.span)
                                .related(&first.span, "it is meant here as well")
                                .hint("take one of the two out"),
                        );
                        whole = false;
                    } else {
                        found.push((area, text, true));
                    }
                }
                Ok(Meant::Several(areas, absent)) => {
                    if !absent.is_empty() {
                        sink.push(absent_from_data(&absent, period, text));
                    }
                    for area in areas {
                        match found.iter().find(|(known, ..)| known.code == area.code) {
                            Some((_, first, true)) => {
                                sink.push(
                                    Diagnostic::error(format!("{} would get two papers", area.name), &first.span)
                                        .related(&text.span, "it is one of these as well")
                                        .hint("take its name out"),
                                );
                                whole = false;
                            }
                            Some(_) => {}
                            None => found.push((area, text, false)),
                        }
                    }
                }
            }
        }
        let names = found.iter().map(|(area, ..)| area.name.clone()).collect::<Vec<_>>();
        for text in &each.except {
            match self.area(&text.value) {
                Ok(area) => {
                    let before = found.len();
                    found.retain(|(known, ..)| known.code != area.code);
                    if whole && found.len() == before {
                        sink.push(not_among(&area.name, &names, text));
                        whole = false;
                    }
                }
                Err(problem) => {
                    sink.push(problem.at(text));
                    whole = false;
                }
            }
        }
        if whole && found.is_empty() {
            sink.push(Diagnostic::error("nobody is left to make the report for", &each.place).hint(FORMS));
            return None;
        }
        whole.then(|| found.into_iter().map(|(area, ..)| area).collect())
    }

    /// Whom an entry of `for-each` means.
    fn meant(&self, text: &str, period: Period) -> Result<Meant, Problem> {
        let written = text.trim();
        if ALL.contains(&written) {
            let areas = self.observed(period, |_| true);
            if areas.is_empty() {
                return Err(Problem::new(format!("the report's data have no authorities in {period}"))
                    .hint(
                        "list a data file with authorities under `data:`, or name the areas, such as `[Coventry]`",
                    )
                    .follows(self.data_unread));
            }
            return Ok(Meant::Several(areas, Vec::new()));
        }
        if let Some(region) = after(written, &OF_REGION) {
            let region = self.region(region.strip_prefix("the ").unwrap_or(region))?;
            let areas = self.observed(period, |area| area.is_authority_of(&region.code));
            let members: Vec<Arc<Area>> = register().members(&region.code, period).cloned().collect();
            if self.has_observations() {
                return self.several(areas, &members, &with_article(&region), period);
            }
            // A report without measures has no data that could tell.
            return Ok(Meant::Several(by_name(members), Vec::new()));
        }
        if let Some(of) = after(written, &OF_NEIGHBOURS) {
            let of = self.area(of)?;
            let all = self.find_neighbours(&of);
            let Some(neighbours) = all.first() else {
                return Err(Problem::new(format!(
                    "nothing says who the statistical neighbours of {} are",
                    of.name
                ))
                .hint("list the DfE's file of them under `data:`, such as `neighbours: data/neighbours.csv`")
                .follows(self.data_unread));
            };
            let members = neighbours.members.clone();
            if !self.has_observations() {
                return Ok(Meant::Several(members, Vec::new()));
            }
            let areas = self.observed(period, |area| members.iter().any(|one| one.code == area.code));
            return self.several(areas, &members, &format!("the statistical neighbours of {}", of.name), period);
        }
        self.area(written).map(Meant::One)
    }

    /// The areas that the data have of those who are meant, and who is missing.
    fn several(
        &self,
        areas: Vec<Arc<Area>>,
        all: &[Arc<Area>],
        of: &str,
        period: Period,
    ) -> Result<Meant, Problem> {
        if areas.is_empty() {
            return Err(Problem::new(format!("the report's data have no authority of {of} in {period}"))
                .hint("check the period of the subject, or add the data file that has them")
                .follows(self.data_unread));
        }
        let there = |one: &Arc<Area>| areas.iter().any(|area| area.parts().any(|code| one.code == code));
        let absent = all.iter().filter(|one| !there(one)).map(|one| one.name.clone()).collect();
        Ok(Meant::Several(areas, absent))
    }

    /// The authorities of which the data say something in a period, by name.
    fn observed(&self, period: Period, wanted: impl Fn(&Area) -> bool) -> Vec<Arc<Area>> {
        let all = self.datasets.iter().flat_map(|data| &data.observed.observations);
        let meant =
            all.filter(|one| one.period == period && one.area.level == Level::LocalAuthority && wanted(&one.area));
        by_name(meant.map(|one| Arc::clone(&one.area)).collect())
    }

    fn has_observations(&self) -> bool {
        self.datasets.iter().any(|data| !data.observed.observations.is_empty())
    }

    /// The area that follows the subject: `subject` itself, or `region`, the one that it belongs to; `None` if the text
    /// means something else.
    pub(super) fn own_area(&self, text: &str) -> Option<Result<Arc<Area>, Problem>> {
        let region = match text.trim() {
            "subject" | "the subject" => false,
            "region" | "the region" | "its region" => true,
            _ => return None,
        };
        let Some(subject) = &self.area else { return Some(Err(self.no_subject("area"))) };
        if !region {
            return Some(Ok(Arc::clone(subject)));
        }
        Some(self.region_around(subject).ok_or_else(|| {
            Problem::new(format!("{} does not belong to a region", subject.name))
                .hint("name the area that is meant, such as `England`")
        }))
    }

    /// The region that an area belongs to; London where the data have no Inner and Outer London.
    pub fn region_around(&self, area: &Area) -> Option<Arc<Area>> {
        let region = register().by_code(&area.region)?;
        let has =
            |region: &Area| self.datasets.iter().flat_map(|data| data.areas()).any(|one| one.code == region.code);
        let wider = || register().by_code(&region.region).filter(|wider| has(wider));
        let region = if has(region) { region } else { wider().unwrap_or(region) };
        Some(Arc::clone(region))
    }
}

/// What stands after one of several beginnings.
fn after<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|beginning| text.strip_prefix(beginning)).map(str::trim)
}

fn by_name(mut areas: Vec<Arc<Area>>) -> Vec<Arc<Area>> {
    areas.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    areas.dedup_by(|a, b| a.code == b.code);
    areas
}

/// Who gets no paper, since the data say nothing of them.
fn absent_from_data(absent: &[String], period: Period, text: &Text) -> Diagnostic {
    let names = if absent.len() > 6 {
        format!("{} and {} more", absent[..5].join(", "), absent.len() - 5)
    } else {
        join_words(absent)
    };
    Diagnostic::note(
        format!("no paper is made for {names}: the report's data have nothing of {period}"),
        &text.span,
    )
}

/// The error for somebody who is excepted from those that they do not belong to.
fn not_among(name: &str, names: &[String], text: &Text) -> Diagnostic {
    let names = if names.len() > 8 {
        format!("{} and {} more", names[..6].join(", "), names.len() - 6)
    } else {
        join_words(names)
    };
    Diagnostic::error(format!("{name} would get no paper anyway"), &text.span)
        .hint(format!("the report is made for {names}: take it out of `except`"))
}
