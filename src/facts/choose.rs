//! Choice: what a chart or a table shows, resolved from its entry in the report.

pub mod words;

use std::sync::Arc;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::data::measures::Measure;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::project::enumerated;
use crate::project::exhibit::{PeriodsEntry, Selection};
use crate::project::read::unknown;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Order, Symbol};

/// The words in `areas:` before a region that stand for its authorities.
const AUTHORITIES_OF: &str = "authorities of ";

/// Measures, areas and periods of an exhibit.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The measures, at least one.
    pub measures: Vec<Arc<Measure>>,
    /// Every dataset that the values are from, once each.
    pub datasets: Vec<Arc<Dataset>>,
    /// The dataset of each measure.
    of: Vec<Arc<Dataset>>,
    /// The areas, at least one.
    pub areas: Vec<Arc<Area>>,
    /// The region whose authorities were asked for as a whole.
    pub authorities_of: Option<Arc<Area>>,
    /// The codes of these authorities.
    whole: Vec<String>,
    /// The periods, at least one, in time.
    pub periods: Vec<Period>,
    /// FTE or headcount of each measure; `None` for one without basis.
    pub bases: Vec<Option<Basis>>,
}

impl Chosen {
    /// Resolves a selection; without `areas` it is the subject and what it is compared with, without `periods` the
    /// subject's, or all up to it where the exhibit runs `over_time`.
    ///
    /// # Errors
    /// What is missing or unknown; more than one unknown name is reported to the sink.
    pub fn new(
        selection: &Selection,
        facts: &Facts,
        over_time: bool,
        sink: &mut Diagnostics,
    ) -> Result<Self, Diagnostic> {
        let mut errors = Vec::new();
        let mut measures: Vec<Arc<Measure>> = Vec::new();
        let mut datasets: Vec<Arc<Dataset>> = Vec::new();
        let mut of: Vec<Arc<Dataset>> = Vec::new();
        let mut bases = Vec::new();
        let named =
            selection.data.as_ref().map(|text| facts.dataset(&text.value).map_err(|problem| problem.at(text)));
        let named = named.transpose()?;
        for text in &selection.measures {
            let dataset = match &named {
                Some(named) if named.measure(&text.value).is_some() => Ok(named),
                _ => facts.dataset_with(&text.value),
            };
            match dataset {
                Ok(dataset) => {
                    let basis = facts.basis_of(&text.value, dataset, selection.basis);
                    let Some(measure) = dataset.measure(&text.value) else { continue };
                    measures.push(Arc::new(measure.on(basis)));
                    bases.push(basis);
                    of.push(Arc::clone(dataset));
                    let published = facts.datasets.iter().filter(|other| dataset.is_compared_with(other));
                    for one in std::iter::once(dataset).chain(published) {
                        if !datasets.iter().any(|known| known.name == one.name) {
                            datasets.push(Arc::clone(one));
                        }
                    }
                }
                Err(problem) => errors.push(Facts::several_measures(text).unwrap_or_else(|| problem.at(text))),
            }
        }
        if selection.measures.is_empty() {
            let problem = Problem::new("nothing says what is shown")
                .hint("add `measure: agency_rate`, or `data:` for a plain table");
            errors.push(problem.diagnostic(&selection.place));
        }
        let (mut areas, authorities_of) = areas(selection, facts, &mut errors);
        if areas.is_empty() && errors.is_empty() {
            let problem = Problem::new("nothing says which areas are shown")
                .hint("add `areas: [Coventry, England]`, or give the report a `subject:`")
                .follows(facts.may_be_unread(""));
            errors.push(problem.diagnostic(&selection.place));
        }
        let known = known_periods(&datasets, &measures);
        let periods = periods(selection, facts, over_time, &known, &mut errors);
        if let Some(first) = errors.pop() {
            sink.extend(errors);
            return Err(first);
        }
        if let Some(region) = &authorities_of {
            keep_existing(&mut areas, region, &datasets, &periods, facts);
        }
        let whole = match &authorities_of {
            Some(of) => {
                areas.iter().filter(|area| facts.is_within(area, of)).map(|area| area.code.clone()).collect()
            }
            None => Vec::new(),
        };
        let chosen = Self { whole, measures, datasets, of, areas, authorities_of, periods, bases };
        chosen.check_values(selection, facts)?;
        Ok(chosen)
    }

    /// The same, of one period.
    #[must_use]
    pub fn in_period(&self, period: Period) -> Self {
        Self { periods: vec![period], ..self.clone() }
    }

    /// An area of which nothing is known in any of the periods is most likely a slip.
    fn check_values(&self, selection: &Selection, facts: &Facts) -> Result<(), Diagnostic> {
        for measure in &self.measures {
            // Who belongs to a region was not the author's choice; who has no value is said in a note.
            let whole = |area: &Area| self.whole.contains(&area.code);
            for (at, area) in self.areas.iter().enumerate().filter(|(_, area)| !whole(area)) {
                let known = self.periods.iter().any(|period| self.figure(facts, measure, area, *period).is_ok());
                let last = self.periods.last().copied();
                if let (false, Some(period)) = (known, last)
                    && let Err(problem) = self.figure(facts, measure, area, period)
                {
                    let place = selection.areas.get(at).filter(|_| selection.areas.len() == self.areas.len());
                    return Err(problem.diagnostic(place.map_or(&selection.place, |text| &text.span)));
                }
            }
        }
        Ok(())
    }

    /// One figure of the selection.
    ///
    /// # Errors
    /// If the data have no such row.
    pub fn figure(
        &self,
        facts: &Facts,
        measure: &Measure,
        area: &Arc<Area>,
        period: Period,
    ) -> Result<Figure, Problem> {
        let at = self.measures.iter().position(|one| one.id == measure.id);
        let dataset = at.and_then(|at| self.of.get(at));
        let basis = at.and_then(|at| self.bases.get(at).copied().flatten());
        if let (Level::Neighbours, Some(dataset)) = (area.level, dataset) {
            // An exhibit says in a note who is left out.
            return Ok(facts.average_of_known(&measure.id, area, period, basis, dataset)?.0);
        }
        facts.figure(&measure.id, area, period, basis, dataset)
    }

    /// One figure of the selection; `None` for a row that the data do not have.
    pub fn found(&self, facts: &Facts, measure: &Measure, area: &Arc<Area>, period: Period) -> Option<Figure> {
        self.figure(facts, measure, area, period).ok()
    }

    /// One value of the selection; a row that the data do not have is "not available".
    pub fn datum(&self, facts: &Facts, measure: &Measure, area: &Arc<Area>, period: Period) -> Datum {
        self.figure(facts, measure, area, period).map_or(Datum::Symbol(Symbol::NotAvailable), |figure| figure.datum)
    }

    /// Whether an area is the report's subject.
    pub fn is_subject(&self, facts: &Facts, area: &Area) -> bool {
        facts.subject.as_ref().is_some_and(|subject| subject.area.code == area.code)
    }
}

/// The region of a selection's `range:`.
///
/// # Errors
/// If it is missing, unknown or no region.
pub fn region(selection: &Selection, facts: &Facts) -> Result<Arc<Area>, Diagnostic> {
    if let Some(text) = &selection.range {
        return facts.region(&text.value).map_err(|problem| problem.at(text));
    }
    let own = facts.subject.as_ref().and_then(|subject| register().by_code(&subject.area.region));
    own.cloned().ok_or_else(|| {
        Problem::new("nothing says which region's range is shown")
            .hint("add `range: West Midlands`")
            .diagnostic(&selection.place)
    })
}

fn areas(
    selection: &Selection,
    facts: &Facts,
    errors: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Area>>, Option<Arc<Area>>) {
    let mut areas: Vec<Arc<Area>> = Vec::new();
    let mut authorities_of = None;
    if selection.areas.is_empty() {
        if let Some(subject) = &facts.subject {
            areas.push(Arc::clone(&subject.area));
            areas.extend(subject.compare.iter().cloned());
        }
        return (areas, None);
    }
    for text in &selection.areas {
        let Some(region) = text.value.strip_prefix(AUTHORITIES_OF) else {
            match facts.area(&text.value) {
                Ok(area) => areas.push(area),
                Err(problem) => errors.push(facts.several_areas(text).unwrap_or_else(|| problem.at(text))),
            }
            continue;
        };
        let region = region.strip_prefix("the ").unwrap_or(region);
        match facts.region(region) {
            Ok(region) => {
                let known = facts.datasets.iter().flat_map(|data| data.areas());
                let mut members: Vec<Arc<Area>> =
                    known.filter(|area| facts.is_within(area, &region)).cloned().collect();
                members.sort_by(|a, b| a.name.cmp(&b.name));
                members.dedup_by(|a, b| a.code == b.code);
                areas.extend(members);
                authorities_of = Some(region);
            }
            Err(problem) => errors.push(problem.at(text)),
        }
    }
    let mut seen: Vec<String> = Vec::new();
    areas.retain(|area| {
        let new = !seen.contains(&area.code);
        seen.push(area.code.clone());
        new
    });
    (areas, authorities_of)
}

/// Keeps the authorities of a region that exist in the last period, or have a row in one of the periods.
fn keep_existing(
    areas: &mut Vec<Arc<Area>>,
    region: &Area,
    datasets: &[Arc<Dataset>],
    periods: &[Period],
    facts: &Facts,
) {
    let Some(last) = periods.last() else { return };
    let members = facts.members(region, *last);
    let mut observed: Vec<&str> = datasets
        .iter()
        .flat_map(|data| &data.observed.observations)
        .filter(|one| periods.contains(&one.period))
        .map(|one| one.area.code.as_str())
        .collect();
    observed.sort_unstable();
    areas.retain(|area| {
        !facts.is_within(area, region)
            || observed.binary_search(&area.code.as_str()).is_ok()
            || members.iter().any(|member| member.code == area.code)
    });
}

/// What is wrong with `2017-2025` or `2017, 2025`, where several periods are meant.
fn several_periods(text: &Text) -> Option<Diagnostic> {
    let known = |part: &str| Period::parse(part).map(|_| part.to_owned());
    let told = || enumerated::told("period", text, known);
    let span = ["-", "–", " to "].iter().find_map(|between| {
        let (from, to) = text.value.split_once(between)?;
        Some((known(from.trim())?, known(to.trim())?))
    });
    span.map_or_else(told, |(from, to)| {
        let problem = Problem::new(format!("`{}` is no period, but several", text.value));
        Some(problem.hint(format!("write `{from}..{to}`, from the first to the last")).at(text))
    })
}

/// Every period in which one of the measures was observed, in time.
fn known_periods(datasets: &[Arc<Dataset>], measures: &[Arc<Measure>]) -> Vec<Period> {
    let mut known = Vec::new();
    for data in datasets {
        for measure in measures {
            for basis in data.bases(&measure.id) {
                known.extend_from_slice(data.periods(&measure.id, basis));
            }
        }
    }
    known.sort();
    known.dedup();
    known
}

fn periods(
    selection: &Selection,
    facts: &Facts,
    over_time: bool,
    known: &[Period],
    errors: &mut Vec<Diagnostic>,
) -> Vec<Period> {
    let mut read = |text: &Text| {
        let told = |problem: Problem| errors.push(several_periods(text).unwrap_or_else(|| problem.at(text)));
        facts.period(&text.value).map_err(told).ok()
    };
    let until = facts.subject.as_ref().map(|subject| subject.period).or_else(|| known.last().copied());
    let up_to =
        |until: Option<Period>| known.iter().copied().filter(move |period| until.is_none_or(|end| *period <= end));
    let (periods, place) = match &selection.periods {
        None if over_time => (up_to(until).collect(), &selection.place),
        None => (until.into_iter().collect::<Vec<Period>>(), &selection.place),
        Some(PeriodsEntry::Last(count, place)) => {
            let all: Vec<Period> = up_to(until).collect();
            (all[all.len().saturating_sub(*count)..].to_vec(), place)
        }
        Some(PeriodsEntry::Between(from, to)) => {
            let (Some(first), Some(last)) = (read(from), read(to)) else { return Vec::new() };
            if first > last {
                errors.push(
                    Diagnostic::error(format!("`{}` runs backwards", from.span.text()), &from.span)
                        .hint(format!("write `{}..{}`", to.value, from.value)),
                );
                return Vec::new();
            }
            (known.iter().copied().filter(|period| (first..=last).contains(period)).collect(), &from.span)
        }
        Some(PeriodsEntry::These(texts)) => {
            let mut periods: Vec<Period> = texts.iter().filter_map(&mut read).collect();
            periods.sort();
            periods.dedup();
            if !periods.is_empty() {
                return periods;
            }
            (periods, &selection.place)
        }
    };
    if periods.is_empty() && errors.is_empty() {
        let problem = Problem::new("the data have none of these periods");
        let problem = match (known.first(), known.last()) {
            (Some(first), Some(last)) => problem.hint(format!("they run from {first} to {last}")),
            _ => problem.hint("add `periods: 2025`, or give the report a `subject:`"),
        };
        errors.push(problem.diagnostic(place));
    }
    periods
}

/// Sorts by value, as `sort:` says; what has none comes last.
///
/// # Errors
/// If the order is unknown.
pub fn sort<T>(rows: &mut [(Option<Order>, T)], order: &Text) -> Result<(), Diagnostic> {
    match order.value.as_str() {
        "largest-first" => rows.sort_by(|(a, _), (b, _)| b.cmp(a)),
        "smallest-first" => rows.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b))),
        _ => return Err(unknown("order", order, ["largest-first", "smallest-first"])),
    }
    Ok(())
}
