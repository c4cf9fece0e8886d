//! Facts: observations become figures that a report can use, each with where it came from.

pub mod agreement;
pub mod amount;
pub mod choose;
pub mod columns;
pub mod comparison;
pub mod derived;
pub mod disclosure;
pub mod extent;
pub mod figure;
mod gathering;
mod named;
pub mod neighbours;
pub mod problem;
pub mod query;
pub mod reach;
pub mod release;
pub mod series;
pub mod spread;
mod subjects;
pub mod sum;
pub mod target;
mod unknown;
pub mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::diagnostic::did_you_mean;
use crate::project::exempt::Left;
use crate::project::report::Unread;
use crate::project::targets::TargetEntry;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::Style;
use crate::quantity::value::Unit;
use figure::Figure;
use neighbours::Neighbours;
use problem::Problem;
use query::Parameters;

/// All that a report can say in figures.
#[derive(Debug)]
pub struct Facts {
    /// The report's datasets, in its order.
    pub datasets: Vec<Arc<Dataset>>,
    /// What the report is about.
    pub subject: Option<Subject>,
    /// How numbers are written.
    pub style: Style,
    /// Figures that the report names itself.
    pub named: BTreeMap<String, Figure>,
    /// The basis of measures that have two, unless an expression says otherwise.
    pub basis: Basis,
    /// The subject's statistical neighbours, by each file of them.
    neighbours: Vec<Neighbours>,
    /// The subject's area, known before the subject is.
    area: Option<Arc<Area>>,
    /// The dataset that is meant where more than one has a measure.
    main: Option<Arc<Dataset>>,
    /// Counts of people above zero and below this are left out.
    disclosure_threshold: Decimal,
    tolerance: Vec<(Unit, Option<Decimal>)>,
    /// What the council has set itself, by measure.
    targets: BTreeMap<String, TargetEntry>,
    /// What the parameters of queries stand for.
    parameters: Parameters,
    /// The path of the profile, for hints.
    profile: String,
    /// Whether a data file, or the report's entry of one, has errors that have been reported.
    data_unread: bool,
    /// What else of the report has errors that have been reported.
    unread: Unread,
    /// In the public edition, what was left out of the report.
    left: Left,
}

/// What a report is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The area.
    pub area: Arc<Area>,
    /// The period.
    pub period: Period,
    /// What it is compared with, in the author's order.
    pub compare: Vec<Arc<Area>>,
}

impl Facts {
    /// The figure of a measure for an area in a period; on the report's basis unless another is asked for.
    ///
    /// # Errors
    /// If the measure is unknown or ambiguous, or the data have no such row.
    pub fn figure(
        &self,
        measure: &str,
        area: &Arc<Area>,
        period: Period,
        basis: Option<Basis>,
        dataset: Option<&Arc<Dataset>>,
    ) -> Result<Figure, Problem> {
        let dataset = match dataset {
            Some(dataset) => dataset,
            None => self.dataset_with(measure)?,
        };
        if area.level == Level::Neighbours {
            return self.average(measure, area, period, basis, dataset);
        }
        let wanted = self.basis_of(measure, dataset, basis);
        if let Some(one) = dataset.observation(measure, wanted, &area.code, period) {
            return Ok(figure::read(dataset, one));
        }
        // What the council's own file does not have may stand in the one that it is compared with.
        let published = self.datasets.iter().find(|other| dataset.is_compared_with(other));
        let published = published
            .and_then(|other| Some(figure::read(other, other.observation(measure, wanted, &area.code, period)?)));
        published.ok_or_else(|| self.missing(measure, area, period, wanted.unwrap_or(self.basis), dataset))
    }

    /// The basis on which a measure is shown: the one that is asked for, else the report's where the data have it, else
    /// the only one they have; `None` for a measure without basis.
    pub fn basis_of(&self, measure: &str, dataset: &Dataset, asked: Option<Basis>) -> Option<Basis> {
        let known = dataset.bases(measure);
        let asked = asked.filter(|_| known.iter().any(Option::is_some));
        asked.or_else(|| {
            let own = Some(self.basis);
            if known.is_empty() || known.contains(&own) { own } else { known[0] }
        })
    }

    /// The figure of a measure for the subject.
    ///
    /// # Errors
    /// If the report has no subject, or the data have no such row.
    pub fn of_subject(&self, measure: &str) -> Result<Figure, Problem> {
        let subject = self.subject.as_ref().ok_or_else(|| self.no_subject("area and period"))?;
        self.figure(measure, &subject.area, subject.period, None, None)
    }

    /// The dataset of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn dataset(&self, name: &str) -> Result<Arc<Dataset>, Problem> {
        self.datasets.iter().find(|data| data.name == name).cloned().ok_or_else(|| {
            if self.left.has("data", name) {
                return self.exempt_data(name);
            }
            let known = self.datasets.iter().map(|data| data.name.as_str());
            let hint = did_you_mean(name, known);
            Problem::new(format!("unknown data `{name}`"))
                .hint(
                    hint.unwrap_or_else(|| "list the file under `data:` of the report, with this name".to_owned()),
                )
                .follows(self.lacks_data())
        })
    }

    /// The one dataset that has a measure.
    ///
    /// # Errors
    /// If none has it, or more than one.
    pub fn dataset_with(&self, measure: &str) -> Result<&Arc<Dataset>, Problem> {
        if let Some(main) = self.main.as_ref().filter(|data| data.measure(measure).is_some()) {
            return Ok(main);
        }
        let mut with = self.datasets.iter().filter(|data| data.measure(measure).is_some());
        match (with.next(), with.next()) {
            (Some(one), None) => Ok(one),
            (Some(one), Some(two)) => Err(Problem::new(format!(
                "both `{}` and `{}` have the measure `{measure}`",
                one.name, two.name
            ))
            .hint(format!(
                "say once which is meant, with `data: {}` in the `subject:`, or for one figure under `figures:`",
                one.name
            ))),
            (None, _) => Err(self.unknown_measure(measure)),
        }
    }

    /// The names of all measures of all datasets.
    pub fn measure_ids(&self) -> impl Iterator<Item = &str> {
        let mut ids: Vec<&str> = self
            .datasets
            .iter()
            .flat_map(|data| data.measures().iter().map(|measure| measure.id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
    }

    /// The area that somebody means by a name or a code.
    ///
    /// # Errors
    /// If there is none, with the nearest name.
    pub fn area(&self, text: &str) -> Result<Arc<Area>, Problem> {
        self.area_or(text, || register().meant(text))
    }

    /// The same, with another hint for a name that nobody knows.
    fn area_or(&self, text: &str, hint: impl FnOnce() -> String) -> Result<Arc<Area>, Problem> {
        if let Some(neighbours) = self.neighbours_named(text) {
            return neighbours;
        }
        if let Some(own) = self.own_area(text) {
            return own;
        }
        // An authority that came into being after this program was built is known by the data alone.
        let known = self.datasets.iter().find_map(|data| data.area(text)).or_else(|| register().find(text));
        known.cloned().ok_or_else(|| Problem::new(format!("unknown area `{text}`")).hint(hint()))
    }

    /// The period that is written so.
    ///
    /// # Errors
    /// If it is no period.
    pub fn period(&self, text: &str) -> Result<Period, Problem> {
        Period::parse(text).ok_or_else(|| {
            Problem::new(format!("`{text}` is not a period"))
                .hint("write a year, `2025`, a split year, `2024-25`, or a month, `2025-03`")
        })
    }

    /// How far two values of a unit may lie apart and still be called steady or similar.
    pub fn tolerance(&self, unit: Unit) -> Option<Decimal> {
        self.tolerance.iter().find(|(known, _)| *known == unit).map_or(Some(Decimal::ZERO), |(_, value)| *value)
    }
}
