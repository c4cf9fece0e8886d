//! Statistical neighbours: the authorities most like the subject, taken together as one comparator.
//!
//! Their value is the unweighted mean of what is published for each of them; nothing is recomputed from counts. A mean
//! over some of them only would be another number, so it is refused in prose; exhibits show it with a note.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin, Scope};
use crate::facts::problem::Problem;
use crate::facts::spread::{Without, without_value};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol};

/// The words that name the subject's statistical neighbours.
const NAMES: [&str; 4] = ["neighbours", "statistical neighbours", "the neighbours", "the statistical neighbours"];

/// The subject's statistical neighbours, by one file of them.
#[derive(Debug, Clone)]
pub struct Neighbours {
    /// All of them as one area, of [`Level::Neighbours`].
    pub group: Arc<Area>,
    /// Whose neighbours they are.
    pub of: Arc<Area>,
    /// Each of them, nearest first.
    pub members: Vec<Arc<Area>>,
    /// The name of the dataset that says so.
    pub data: String,
    /// Where that dataset comes from; empty if nobody said.
    pub source: String,
}

impl Facts {
    /// The statistical neighbours of an area, by every file of neighbours that the report has.
    pub(super) fn find_neighbours(&self, of: &Arc<Area>) -> Vec<Neighbours> {
        let one = |data: &Arc<Dataset>| {
            let row = data.observed.neighbours.iter().find(|one| one.area.code == of.code)?;
            let group = Area {
                code: format!("{} {}", data.name, of.code),
                old_code: String::new(),
                name: "Statistical neighbours".to_owned(),
                level: Level::Neighbours,
                region: String::new(),
            };
            Some(Neighbours {
                group: Arc::new(group),
                of: Arc::clone(of),
                members: row.neighbours.clone(),
                data: data.name.clone(),
                source: data.observed.source.clone(),
            })
        };
        self.datasets.iter().filter_map(one).filter(|one| !one.members.is_empty()).collect()
    }

    /// The neighbours that a text means; `None` if it means something else.
    pub(super) fn neighbours_named(&self, text: &str) -> Option<Result<Arc<Area>, Problem>> {
        let files = || self.datasets.iter().filter(|data| !data.observed.neighbours.is_empty());
        if files().any(|data| data.name == text)
            && let Some(one) = self.neighbours.iter().find(|one| one.data == text)
        {
            return Some(Ok(Arc::clone(&one.group)));
        }
        let meant = text.trim().to_lowercase();
        if !NAMES.contains(&meant.as_str()) && !files().any(|data| data.name == text) {
            return None;
        }
        Some(match (self.neighbours.as_slice(), files().next()) {
            ([one], _) => Ok(Arc::clone(&one.group)),
            ([one, two, ..], _) => {
                Err(Problem::new(format!("both `{}` and `{}` have statistical neighbours", one.data, two.data))
                    .hint(format!("write the name of one of the two, such as `{}`", one.data)))
            }
            ([], None) => Err(Problem::new("nothing says who the statistical neighbours are")
                .hint("list the DfE's file of them under `data:`, such as `neighbours: data/neighbours.csv`")
                .follows(self.data_unread)),
            ([], Some(data)) => Err(Problem::new(match &self.area {
                Some(of) => format!("`{}` has no statistical neighbours of {}", data.name, of.name),
                None => "the report has no subject, so nothing says whose neighbours are meant".to_owned(),
            })
            .hint("statistical neighbours are those of the report's subject, an authority of that file")
            .follows(self.unread.any("subject"))),
        })
    }

    /// The neighbours that an area stands for.
    pub fn neighbours_of(&self, group: &Area) -> Option<&Neighbours> {
        self.neighbours.iter().find(|one| one.group.code == group.code)
    }

    /// Whether an area is one of a region, or one of the statistical neighbours.
    pub(super) fn is_within(&self, area: &Area, group: &Area) -> bool {
        match self.neighbours_of(group) {
            Some(neighbours) => neighbours.members.iter().any(|one| one.code == area.code),
            None => area.is_authority_of(&group.code),
        }
    }

    /// The authorities of a region in a period, or the statistical neighbours.
    pub(super) fn members(&self, group: &Area, period: Period) -> Vec<Arc<Area>> {
        match self.neighbours_of(group) {
            Some(neighbours) => neighbours.members.clone(),
            None => register().members(&group.code, period).cloned().collect(),
        }
    }

    /// The mean of the neighbours' published values.
    ///
    /// # Errors
    /// If it is not known for each of them to whom the measure applies: who is missing.
    pub(super) fn average(
        &self,
        measure: &str,
        group: &Arc<Area>,
        period: Period,
        basis: Option<Basis>,
        dataset: &Arc<Dataset>,
    ) -> Result<Figure, Problem> {
        let (figure, without) = self.average_of_known(measure, group, period, basis, dataset)?;
        if without.is_empty() {
            return Ok(figure);
        }
        Err(Problem::new(format!(
            "the {} in {period} is not known for every one of the statistical neighbours",
            figure.measure.name
        ))
        .hint(format!("{}, so nothing can be said of their average", without_value(&without))))
    }

    /// The mean over the neighbours who have a value, and who of the others should have one.
    ///
    /// # Errors
    /// If none of them has a value, or the measure is unknown.
    pub(super) fn average_of_known(
        &self,
        measure: &str,
        group: &Arc<Area>,
        period: Period,
        basis: Option<Basis>,
        dataset: &Arc<Dataset>,
    ) -> Result<(Figure, Without), Problem> {
        let neighbours = self.neighbours_of(group).ok_or_else(|| {
            Problem::new("these are not the statistical neighbours of the subject").hint("write `neighbours`")
        })?;
        let mut known: Vec<Figure> = Vec::new();
        let mut without = Vec::new();
        let mut why = None;
        for area in &neighbours.members {
            match self.figure(measure, area, period, basis, Some(dataset)) {
                Ok(figure) => match figure.datum {
                    Datum::Number(_) => known.push(figure),
                    Datum::Symbol(Symbol::NotApplicable) => {}
                    Datum::Symbol(symbol) => without.push((Arc::clone(area), Some(symbol))),
                },
                Err(problem) => {
                    without.push((Arc::clone(area), None));
                    why = why.or(Some(problem));
                }
            }
        }
        let sum = known.iter().filter_map(|one| one.datum.number()).try_fold(Decimal::ZERO, Decimal::checked_add);
        let mean = sum.and_then(|sum| sum.checked_div(Decimal::from(known.len())));
        let (Some(first), Some(mean)) = (known.first(), mean) else {
            return Err(why.unwrap_or_else(|| {
                Problem::new(format!("none of the statistical neighbours has a value of `{measure}` for {period}"))
                    .hint("choose a measure and a period that the data have")
            }));
        };
        let names: Vec<&str> =
            known.iter().filter_map(|one| Some(one.scope.as_ref()?.area.name.as_str())).collect();
        let formula = format!(
            "mean of the {}s of {} statistical neighbours of {}: {}",
            first.measure.name.trim_end_matches('s'),
            known.len(),
            neighbours.of.name,
            join_words(&names)
        );
        let scope = Scope {
            dataset: first.scope.as_ref().map_or_else(|| Arc::clone(dataset), |one| Arc::clone(&one.dataset)),
            basis: first.scope.as_ref().and_then(|one| one.basis),
            area: Arc::clone(group),
            period,
        };
        let figure = Figure {
            measure: Arc::clone(&first.measure),
            datum: Datum::Number(mean),
            scope: Some(scope),
            origin: Origin::Derived { formula, of: known.into() },
        };
        Ok((figure, without))
    }
}

impl Neighbours {
    /// Who they are and what their value is, as a note below an exhibit.
    pub fn note(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|area| area.name.as_str()).collect();
        let source = if self.source.is_empty() { String::new() } else { format!(" ({})", self.source) };
        format!(
            "Statistical neighbours of {}{source}: {}. Their average is the mean of their published values, each \
             counted alike.",
            self.of.name,
            join_words(&names)
        )
    }
}
