//! Choice: what a chart or a table shows, resolved from its entry in the report.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::data::measures::Measure;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::figure::Figure;
use crate::facts::spread::without_value;
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

    /// What a reader has to know of the values: which are missing, who the neighbours are, which are not published yet.
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
        notes.extend(self.who(facts, None));
        notes
    }

    /// Who the statistical neighbours are and whom their averages leave out, and which values are the council's own;
    /// `range` is an area whose range is shown as well.
    pub fn who(&self, facts: &Facts, range: Option<&Area>) -> Vec<String> {
        let mut notes = Vec::new();
        let mut groups: Vec<&Area> = self.areas.iter().map(AsRef::as_ref).chain(range).collect();
        groups.extend(self.authorities_of.as_deref());
        groups.dedup_by(|a, b| a.code == b.code);
        for group in groups.into_iter().filter_map(|area| facts.neighbours_of(area)) {
            if !notes.contains(&group.note()) {
                notes.push(group.note());
            }
        }
        for group in self.areas.iter().filter(|area| area.level == Level::Neighbours) {
            for (at, measure) in self.measures.iter().enumerate() {
                for period in &self.periods {
                    let basis = self.bases[at];
                    let known = facts.average_of_known(&measure.id, group, *period, basis, &self.of[at]);
                    if let Ok((_, without)) = known
                        && !without.is_empty()
                    {
                        notes.push(format!(
                            "The neighbours' average {} for {period} leaves some out: {}.",
                            measure.name.trim_start_matches("average "),
                            without_value(&without)
                        ));
                    }
                }
            }
        }
        notes.extend(self.own_values(facts));
        notes
    }

    /// Which values are the council's own, where they stand beside published ones.
    fn own_values(&self, facts: &Facts) -> Option<String> {
        let own = self.of.iter().find(|data| data.compare_with.is_some())?;
        let published = facts.datasets.iter().find(|other| own.is_compared_with(other))?;
        let mut whose: Vec<String> = Vec::new();
        for area in self.areas.iter().filter(|area| area.level != Level::Neighbours) {
            for period in &self.periods {
                let is_own = self.measures.iter().any(|measure| {
                    let figure = self.figure(facts, measure, area, *period).ok();
                    figure.and_then(|one| one.scope).is_some_and(|scope| scope.dataset.name == own.name)
                });
                if is_own {
                    whose.push(format!("{} {period}", area.name));
                }
            }
        }
        let label = |data: &Dataset| named(data).unwrap_or_else(|| format!("the file `{}`", data.name));
        (!whose.is_empty()).then(|| {
            format!(
                "{}: {}, not part of the published statistics. All other values: {}.",
                join_words(&whose),
                label(own),
                label(published)
            )
        })
    }

    /// A measure's name as a series or a row has it: with its basis, where that is not the same for all.
    pub fn label(&self, measure: &Measure) -> String {
        let name = capital(&measure.name);
        let at = self.measures.iter().position(|one| one.id == measure.id);
        match at.and_then(|at| self.bases[at]) {
            Some(basis) if self.common_basis().is_none() => format!("{name} ({})", basis.name()),
            _ => name,
        }
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
        let shown = |area: &Area| match area.level {
            Level::Neighbours => area.in_prose(),
            _ => area.name.clone(),
        };
        let others: Vec<String> =
            self.areas.iter().filter(|area| !self.whole.contains(&area.code)).map(|area| shown(area)).collect();
        match &self.authorities_of {
            Some(region) if others.is_empty() => authorities(region),
            Some(region) => format!("{}, {}", authorities(region), join_words(&others)),
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
    for one in datasets.into_iter().filter_map(|data| named(data)) {
        if !sources.contains(&one) {
            sources.push(one);
        }
    }
    if sources.is_empty() { String::new() } else { format!("Source: {}.", sources.join("; ")) }
}

/// What a dataset is called in a source line: who published it, and which release it is; `None` if nobody said.
fn named(data: &Dataset) -> Option<String> {
    match (data.observed.source.as_str(), data.observed.release_words().as_str()) {
        ("", _) => None,
        (source, "") => Some(source.to_owned()),
        (source, release) => Some(format!("{source}, {release}")),
    }
}

/// All authorities of a region, or all neighbours, in words.
fn authorities(of: &Area) -> String {
    match of.level {
        Level::Neighbours => of.in_prose(),
        _ => format!("authorities of {}", with_article(of)),
    }
}

/// A region's name as a sentence has it: "the West Midlands", but "England" and "London".
pub fn with_article(area: &Area) -> String {
    let bare = ["England", "London", "Inner London", "Outer London", "Yorkshire and The Humber"];
    match area.level {
        Level::Neighbours => area.in_prose(),
        Level::LocalAuthority => area.name.clone(),
        _ if bare.contains(&area.name.as_str()) => area.name.clone(),
        _ => format!("the {}", area.name),
    }
}

/// A phrase as it begins a sentence.
pub fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
