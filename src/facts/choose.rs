//! Choice: what a chart or a table shows, resolved from its entry in the report.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::data::measures::Measure;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::figure::Figure;
use crate::facts::{Facts, Problem};
use crate::project::exhibit::{PeriodsEntry, Selection};
use crate::project::read::unknown;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol};

/// The words in `areas:` before a region that stand for its authorities.
const AUTHORITIES_OF: &str = "authorities of ";

/// Measures, areas and periods of an exhibit.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The measures, at least one.
    pub measures: Vec<Arc<Measure>>,
    /// The dataset of each measure, once each.
    pub datasets: Vec<Arc<Dataset>>,
    /// The areas, at least one.
    pub areas: Vec<Arc<Area>>,
    /// The region whose authorities were asked for as a whole.
    pub authorities_of: Option<Arc<Area>>,
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
                    measures.extend(dataset.measure(&text.value).map(|measure| Arc::new(measure.on(basis))));
                    bases.push(basis);
                    if !datasets.iter().any(|known| known.name == dataset.name) {
                        datasets.push(Arc::clone(dataset));
                    }
                }
                Err(problem) => errors.push(problem.at(text)),
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
            keep_existing(&mut areas, region, &datasets, &periods);
        }
        let chosen = Self { measures, datasets, areas, authorities_of, periods, bases };
        chosen.check_values(selection, facts)?;
        Ok(chosen)
    }

    /// An area of which nothing is known in any of the periods is most likely a slip.
    fn check_values(&self, selection: &Selection, facts: &Facts) -> Result<(), Diagnostic> {
        for measure in &self.measures {
            // Who belongs to a region was not the author's choice; who has no value is said in a note.
            let whole = |area: &Area| self.authorities_of.as_ref().is_some_and(|of| area.is_authority_of(&of.code));
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
        let dataset = self.datasets.iter().find(|data| data.measure(&measure.id).is_some());
        let at = self.measures.iter().position(|one| one.id == measure.id);
        let basis = at.and_then(|at| self.bases.get(at).copied().flatten());
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

    /// What the symbols that occur mean, as notes.
    pub fn gaps(&self, facts: &Facts) -> Vec<String> {
        let mut notes = Vec::new();
        for measure in &self.measures {
            for area in &self.areas {
                let missing: Vec<String> = self
                    .periods
                    .iter()
                    .filter_map(|period| match self.datum(facts, measure, area, *period) {
                        Datum::Symbol(symbol) => Some(format!("{period} ({})", symbol.meaning())),
                        Datum::Number(_) => None,
                    })
                    .collect();
                if !missing.is_empty() {
                    notes.push(format!("No value for {}: {}.", area.name, join_words(&missing)));
                }
            }
        }
        notes
    }

    /// The names of the measures: "turnover rate and agency rate".
    pub fn measure_names(&self) -> String {
        join_words(&self.measures.iter().map(|measure| measure.name.as_str()).collect::<Vec<_>>())
    }

    /// The measures with unit and basis, as they begin a subtitle: "Agency rate (%, FTE)".
    pub fn measure_words(&self) -> String {
        let mut of: Vec<&str> = Vec::new();
        let first = &self.measures[0];
        if self.measures.iter().all(|measure| measure.unit == first.unit) {
            of.push(first.unit.header());
        }
        if let Some(basis) = self.common_basis().filter(|basis| !of.contains(&basis.name())) {
            of.push(basis.name());
        }
        of.retain(|part| !part.is_empty());
        let names = capital(&self.measure_names());
        if of.is_empty() { names } else { format!("{names} ({})", of.join(", ")) }
    }

    /// The basis that all measures with a basis are on; `None` if they differ, or have none.
    pub fn common_basis(&self) -> Option<Basis> {
        let mut with = self.bases.iter().flatten();
        let first = with.next()?;
        with.all(|other| other == first).then_some(*first)
    }

    /// What a row of one measure has to say in brackets beside its name: unit and basis, where they are not the same
    /// for all.
    pub fn differs(&self, at: usize) -> String {
        let unit = self.measures[at].unit;
        let one_unit = self.measures.iter().all(|measure| measure.unit == unit);
        let mut parts = vec![if one_unit { "" } else { unit.header() }];
        if self.common_basis().is_none() {
            parts.extend(self.bases[at].map(Basis::name));
        }
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        parts.join(", ")
    }

    /// The areas in words; many are counted.
    pub fn area_words(&self) -> String {
        let others: Vec<&str> = self
            .areas
            .iter()
            .filter(|area| !self.authorities_of.as_ref().is_some_and(|region| area.is_authority_of(&region.code)))
            .map(|area| area.name.as_str())
            .collect();
        match &self.authorities_of {
            Some(region) if others.is_empty() => format!("authorities of {}", with_article(&region.name)),
            Some(region) => format!("authorities of {}, {}", with_article(&region.name), join_words(&others)),
            None if others.len() > 6 => format!("{} areas", others.len()),
            None => join_words(&others),
        }
    }

    /// The periods in words: "2025", "2017 to 2025", with what a period is where the data tell.
    pub fn period_words(&self) -> String {
        let meaning =
            self.datasets.iter().map(|data| data.observed.period_meaning.as_str()).find(|one| !one.is_empty());
        let meaning = meaning.unwrap_or_default();
        match self.periods.as_slice() {
            [] => String::new(),
            [one] if meaning.is_empty() => one.to_string(),
            [one] => format!("{meaning} {one}"),
            [first, .., last] if meaning.is_empty() => format!("{first} to {last}"),
            [first, .., last] => format!("{} {first} to {last}", meaning.replacen("year ", "years ", 1)),
        }
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
                Err(problem) => errors.push(problem.at(text)),
            }
            continue;
        };
        let region = region.strip_prefix("the ").unwrap_or(region);
        match facts.region(region) {
            Ok(region) => {
                let known = facts.datasets.iter().flat_map(|data| data.areas());
                let mut members: Vec<Arc<Area>> =
                    known.filter(|area| area.is_authority_of(&region.code)).cloned().collect();
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
fn keep_existing(areas: &mut Vec<Arc<Area>>, region: &Area, datasets: &[Arc<Dataset>], periods: &[Period]) {
    let Some(last) = periods.last() else { return };
    let members: Vec<&Arc<Area>> = register().members(&region.code, *last).collect();
    let mut observed: Vec<&str> = datasets
        .iter()
        .flat_map(|data| &data.observed.observations)
        .filter(|one| periods.contains(&one.period))
        .map(|one| one.area.code.as_str())
        .collect();
    observed.sort_unstable();
    areas.retain(|area| {
        !area.is_authority_of(&region.code)
            || observed.binary_search(&area.code.as_str()).is_ok()
            || members.iter().any(|member| member.code == area.code)
    });
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
    let mut read = |text: &Text| facts.period(&text.value).map_err(|problem| errors.push(problem.at(text))).ok();
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

/// Sorts by number, as `sort:` says; what has no number comes last.
///
/// # Errors
/// If the order is unknown.
pub fn sort<T>(rows: &mut [(Option<Decimal>, T)], order: &Text) -> Result<(), Diagnostic> {
    match order.value.as_str() {
        "largest-first" => rows.sort_by(|(a, _), (b, _)| b.cmp(a)),
        "smallest-first" => rows.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b))),
        _ => return Err(unknown("order", order, ["largest-first", "smallest-first"])),
    }
    Ok(())
}

/// The source line of the datasets that an exhibit rests on; empty if none of them names its source.
pub fn source<'a>(datasets: impl IntoIterator<Item = &'a Arc<Dataset>>) -> String {
    let mut sources: Vec<String> = Vec::new();
    for data in datasets {
        let observed = &data.observed;
        let one = match (observed.source.as_str(), observed.release.as_str()) {
            ("", _) => continue,
            (source, "") => source.to_owned(),
            (source, release) => format!("{source}, {release} release"),
        };
        if !sources.contains(&one) {
            sources.push(one);
        }
    }
    if sources.is_empty() { String::new() } else { format!("Source: {}.", sources.join("; ")) }
}

/// A region's name as a sentence has it: "the West Midlands", but "England" and "London".
pub fn with_article(name: &str) -> String {
    let bare = ["England", "London", "Inner London", "Outer London", "Yorkshire and The Humber"];
    let authority = register().find(name).is_some_and(|area| area.level == Level::LocalAuthority);
    if bare.contains(&name) || authority { name.to_owned() } else { format!("the {name}") }
}

/// A phrase as it begins a sentence.
pub fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
