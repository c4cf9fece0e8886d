//! Releases: the same value in two publications of the same statistics, and whether it was revised.

use crate::facts::Facts;
use crate::facts::comparison::{comparable_across_releases, number};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::reach::{Elsewhere, scope};
use crate::quantity::period::Period;

/// What a claim says of a value and what an earlier release had in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revision {
    /// It is higher now.
    Up,
    /// It is lower now.
    Down,
    /// It is the same.
    None,
}

/// The release that a figure is from, as people call it: "2025".
///
/// # Errors
/// If the figure was not read from data, or nobody has said which release the data are.
pub fn name(figure: &Figure) -> Result<String, Problem> {
    let dataset = &scope(figure)?.dataset;
    match dataset.observed.release.as_str() {
        "" => Err(Problem::new(format!("nobody has said which release `{}` is", dataset.name))
            .hint(format!("add `release: \"2025\"` to `{}` under `data:`", dataset.name))),
        release => Ok(release.to_owned()),
    }
}

impl Facts {
    /// The same value in another release: measure, area, period and basis stay.
    ///
    /// # Errors
    /// If there is no such dataset, or it has no such row.
    pub fn in_release(&self, figure: &Figure, dataset: &str) -> Result<Figure, Problem> {
        let dataset = self.dataset(dataset)?;
        let basis = scope(figure)?.basis;
        self.elsewhere(figure, Elsewhere { dataset: Some(dataset), basis, ..Elsewhere::default() })
    }

    /// Checks what is said of a value and the same one in an earlier release; returns the earlier one.
    ///
    /// # Errors
    /// If it does not hold, or cannot be decided.
    pub fn check_revision(&self, revision: Revision, figure: &Figure, earlier: &str) -> Result<Figure, Problem> {
        let before = self.in_release(figure, earlier)?;
        let (now, then) = (scope(figure)?, scope(&before)?);
        if now.dataset.name == then.dataset.name {
            return Err(Problem::new(format!("`{earlier}` is the release that the figure is from"))
                .hint("name the earlier release, by its name under `data:`"));
        }
        let (release, other) = (&now.dataset.observed.release, &then.dataset.observed.release);
        if let (Some(one), Some(two)) = (Period::parse(release), Period::parse(other))
            && one < two
        {
            return Err(Problem::new(format!("the {other} release is not earlier than the {release} release"))
                .hint(format!("begin with the later one: `.in(\"{earlier}\")`, and name `{}`", now.dataset.name)));
        }
        comparable_across_releases(figure, &before)?;
        let ((exact, shown), (old, old_shown)) = (number(figure)?, number(&before)?);
        let holds = |revision| match revision {
            Revision::Up => exact > old && shown > old_shown,
            Revision::Down => exact < old && shown < old_shown,
            Revision::None => shown == old_shown,
        };
        if holds(revision) {
            return Ok(before);
        }
        let words = [
            (Revision::Up, "revised_up", "was revised up"),
            (Revision::Down, "revised_down", "was revised down"),
            (Revision::None, "unrevised", "was not revised"),
        ];
        let (_, name, what) = words.into_iter().find(|(one, ..)| holds(*one)).unwrap_or(words[2]);
        let from = if shown == old_shown {
            format!(": it is {} in both releases", figure.text(&self.style))
        } else {
            format!(", from {} to {}", before.text(&self.style), figure.text(&self.style))
        };
        Err(Problem::new(format!("false claim: {} {what}{from}", figure.description()))
            .hint(format!("say what the data say, with `.{name}(…)`, or take the claim out")))
    }
}
