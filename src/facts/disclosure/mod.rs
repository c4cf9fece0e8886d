//! Disclosure control: small counts of people are left out, and so is whatever would give them away.
//!
//! It comes before everything that is shown: a count that is left out is the symbol `[c]` in the datasets that figures,
//! queries, tables, charts and alternative text are made of, so that none of them can tell what another keeps.

mod apart;
mod arithmetic;
pub mod audit;
mod figures;
mod sums;
mod together;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::counts::speaks_of_people;
use crate::data::measures::PARTS_OF_RATES;
use crate::data::table::Holds;
use crate::data::{Dataset, Observation};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin};
use crate::project::exhibit::ExhibitEntry;
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::sources::Disclosure;
use crate::quantity::basis::Basis;
use crate::quantity::value::{Datum, Symbol, Unit};

use audit::{LeftOut, left_out};
use sums::{Cells, Place};

/// The datasets of a report as they may be shown: in those that are under disclosure control, every count of people
/// above zero and below the threshold is left out, and as many others as it takes that nobody can work one out from
/// the totals and the other tables of the report.
///
/// Datasets that were published by somebody else come back as they are; `known` are the numbers that the report
/// says elsewhere, stated by hand or counted for a sentence, which its reader knows as well.
pub fn protect(datasets: &[Arc<Dataset>], known: &[Decimal], threshold: Decimal) -> Vec<Arc<Dataset>> {
    let controlled: Vec<&Dataset> = datasets.iter().map(Arc::as_ref).filter(|data| has_counts(data)).collect();
    if controlled.is_empty() && !datasets.iter().any(|data| is_controlled(data)) {
        return datasets.to_vec();
    }
    if threshold <= Decimal::ONE {
        let shown = |data: &Arc<Dataset>| {
            if is_controlled(data) { without(data, &BTreeSet::new()) } else { Arc::clone(data) }
        };
        return datasets.iter().map(shown).collect();
    }
    let mut cells = Cells::new(&controlled, datasets, known, threshold);
    for at in rates_of_queries(&cells, &controlled) {
        cells.system.counts[at] = None;
    }
    let mut also = cells.hidden.clone();
    let out = loop {
        let out = left_out(&cells.system, threshold, &also);
        let before = also.len();
        also.extend(beside(&cells, &controlled, &out));
        if also.len() == before {
            break out;
        }
    };
    let mut of_dataset: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (number, place) in cells.places.iter().enumerate().filter(|(number, _)| out.has(*number)) {
        debug_assert!(cells.system.counts[number].is_some());
        of_dataset.entry(place.dataset).or_default().insert((place.row, place.column));
    }
    for (at, data) in controlled.iter().enumerate() {
        let out = of_dataset.entry(at).or_default();
        let telling = rates(data, out);
        out.extend(telling);
        let shares = shares(data, out);
        out.extend(shares);
    }
    for (at, place) in shares_elsewhere(&controlled, &of_dataset) {
        of_dataset.entry(at).or_default().insert(place);
    }
    let mut next = 0;
    datasets
        .iter()
        .map(|data| {
            if !is_controlled(data) {
                return Arc::clone(data);
            }
            if !has_counts(data) {
                return without(data, &BTreeSet::new());
            }
            let out = of_dataset.remove(&next).unwrap_or_default();
            next += 1;
            without(data, &out)
        })
        .collect()
}

/// Whether a dataset is under control and its numbers are counts. Where each row of a file is a person, they are what
/// that person has, and no paper shows them: queries alone read them.
fn has_counts(data: &Dataset) -> bool {
    is_controlled(data) && (data.query.is_some() || !data.has_a_row_for_each_person())
}

/// A dataset under control without the cells at these places; its hash is no longer that of the file, in which they
/// stand.
fn without(data: &Dataset, out: &BTreeSet<(usize, usize)>) -> Arc<Dataset> {
    let mut shown = data.without(out);
    shown.hash = shown.hash_of_cells();
    Arc::new(shown)
}

/// Which of the counts are none, but were read by a query from a column of measured values that has rates as well, such
/// as `value_fte` of a return: those rates may be shown unless one of their parts is left out, and then the query has
/// read a symbol.
fn rates_of_queries(cells: &Cells, controlled: &[&Dataset]) -> Vec<usize> {
    let mut known: BTreeMap<usize, BTreeSet<Decimal>> = BTreeMap::new();
    for (at, data) in controlled.iter().enumerate() {
        let Some(query) = &data.query else { continue };
        for of in &query.datasets {
            let read = |column: usize| {
                let name = of.grid.columns.get(column).map_or("", |column| column.name.as_str());
                query.columns.iter().any(|read| *read == format!("{}.{name}", of.name))
            };
            let rates =
                of.observed.observations.iter().filter(|one| !is_count(one.measure.unit) && read(one.column));
            // A whole number could be a count that happens to be the same.
            let values = rates.filter_map(|one| one.datum.number()).filter(|one| !one.fract().is_zero());
            known.entry(at).or_default().extend(values);
        }
    }
    // The answer of a query is a floating-point number.
    let nearly = Decimal::new(1, 8);
    let is_rate = |(at, place): &(usize, &Place)| {
        cells.system.counts[*at].zip(known.get(&place.dataset)).is_some_and(|(value, rates)| {
            rates.range(value.saturating_sub(nearly)..=value.saturating_add(nearly)).next().is_some()
        })
    };
    cells.places.iter().enumerate().filter(is_rate).map(|(at, _)| at).collect()
}

/// A figure that was computed from others as it may be shown: a small count of people under disclosure control is left
/// out, and so is how it was computed.
pub fn derived(figure: Figure, threshold: Decimal) -> Figure {
    let disclosure = if rests_on_controlled(&figure) { Disclosure::Controlled } else { Disclosure::Published };
    let mut datum = count(figure.datum, figure.measure.unit, disclosure, threshold);
    if disclosure == Disclosure::Controlled && is_share_of_all_but_few(&figure, threshold) {
        datum = Datum::Symbol(Symbol::Suppressed);
    }
    match figure.origin {
        Origin::Derived { of, .. } if datum != figure.datum => {
            let formula = "a small count of people, which is left out".to_owned();
            Figure { datum, origin: Origin::Derived { formula, of }, ..figure }
        }
        _ => figure,
    }
}

/// Whether a figure is a quotient of two counts of people that differ by so few that it tells how many: 93.9% of 49 are
/// all but 3.
fn is_share_of_all_but_few(figure: &Figure, threshold: Decimal) -> bool {
    let Origin::Derived { of, .. } = &figure.origin else { return false };
    let [part, whole] = of.as_ref() else { return false };
    let counts =
        is_count(part.measure.unit) && is_count(whole.measure.unit) && figure.measure.unit == Unit::Percent;
    let less = part.datum.number().zip(whole.datum.number()).map(|(part, whole)| whole - part);
    counts && less.is_some_and(|less| less > Decimal::ZERO && less < threshold)
}

/// What the figures of a report say in numbers of people under control, and the sums of those that count others: their
/// reader knows it beside the tables.
pub fn said<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Vec<Decimal> {
    let counted = |figure: &&Figure| is_count(figure.measure.unit) && rests_on_controlled(figure);
    let figures: Vec<&Figure> = figures.into_iter().filter(counted).collect();
    let asked = figures.iter().filter_map(|figure| match &figure.origin {
        Origin::Queried { query } => Some((query.as_ref(), figure.datum.number()?)),
        _ => None,
    });
    let sums = apart::sums(&asked.collect::<Vec<_>>());
    figures.iter().filter_map(|figure| figure.datum.number()).chain(sums).collect()
}

/// Whether a figure, or one that it was computed from, counts people under disclosure control.
fn rests_on_controlled(figure: &Figure) -> bool {
    match &figure.origin {
        Origin::Queried { query } => query.disclosure() == Disclosure::Controlled,
        Origin::Derived { of, .. } => of.iter().any(rests_on_controlled),
        Origin::Table { dataset, .. } => is_controlled(dataset),
        Origin::Cell { .. } => figure.scope.as_ref().is_some_and(|scope| is_controlled(&scope.dataset)),
        Origin::Stated { .. } => false,
    }
}

/// Whether a figure counts people under disclosure control, or is a share of such a count.
pub fn counts_under_control(figure: &Figure) -> bool {
    (is_count(figure.measure.unit) || figure.measure.unit == Unit::Percent) && rests_on_controlled(figure)
}

/// The answer of a query as it may be shown: a count of people under disclosure control is left out if it is small.
pub fn count(datum: Datum, unit: Unit, disclosure: Disclosure, threshold: Decimal) -> Datum {
    let people = is_count(unit) && disclosure == Disclosure::Controlled;
    match datum {
        Datum::Number(value) if people && value > Decimal::ZERO && value < threshold => {
            Datum::Symbol(Symbol::Suppressed)
        }
        shown => shown,
    }
}

/// Whether what is measured in a unit, in a file under control, is counted as people: a plain number is, since nobody
/// said that it is not.
fn is_count(unit: Unit) -> bool {
    matches!(unit, Unit::People | Unit::Fte | Unit::Number)
}

/// Refuses charts and tables that would show the rows of a table under control that has a row for each person.
pub fn refuse_people(report: &Report, facts: &Facts, sink: &mut Diagnostics) {
    for entry in report.tables.iter().chain(&report.charts) {
        let Some(text) = &entry.selection.data else { continue };
        let Ok(data) = facts.dataset(&text.value) else { continue };
        if !data.has_a_row_for_each_person() {
            continue;
        }
        let people = !data.grid.withheld.is_empty();
        let what = if people { "has a row for each person" } else { "has a row for each person, or counts nobody" };
        let problem = Diagnostic::error(format!("`{}` {what}", data.name), &text.span);
        if data.query.is_some() {
            sink.push(problem.hint(
                "show counts: `SELECT …, count(*) AS people FROM … GROUP BY …`, without the numbers of people",
            ));
            continue;
        }
        let counts =
            format!("ask for counts with a query: `SELECT …, count(*) AS people FROM {} GROUP BY …`", data.name);
        let names = data.grid.withheld.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        sink.push(problem.hint(counts).hint(if people {
            format!("it has {names}, which a report never shows")
        } else {
            "if its rows are no people, leave out the column that numbers them, or add `disclosure: published` to the file"
                .to_owned()
        }));
    }
}

fn is_controlled(data: &Dataset) -> bool {
    data.disclosure == Disclosure::Controlled
}

/// The same people counted on the other basis: 1.0 full-time equivalents tell of one head.
fn beside(cells: &Cells, controlled: &[&Dataset], out: &LeftOut) -> BTreeSet<usize> {
    let number: BTreeMap<Place, usize> = cells.places.iter().enumerate().map(|(at, place)| (*place, at)).collect();
    let mut more = BTreeSet::new();
    for (_, place) in cells.places.iter().enumerate().filter(|(at, _)| out.has(*at)) {
        let data = controlled[place.dataset];
        let name = without_basis(&data.grid.columns[place.column].name);
        let columns = (0..data.grid.columns.len())
            .filter(|column| *column != place.column && without_basis(&data.grid.columns[*column].name) == name);
        more.extend(columns.filter_map(|column| number.get(&Place { column, ..*place })));
        let own = data.observed.observations.iter().find(|one| (one.row, one.column) == (place.row, place.column));
        if let Some(own) = own {
            more.extend(
                data.observed
                    .observations
                    .iter()
                    .filter(|one| same_but_basis(own, one))
                    .filter_map(|one| number.get(&Place { row: one.row, column: one.column, ..*place })),
            );
        }
    }
    more.into_iter().filter(|at| !out.small.contains(at)).collect()
}

/// The name of a column without the words for a basis; columns of one name count the same people.
fn without_basis(name: &str) -> String {
    let words = name.split(|one: char| !one.is_alphanumeric()).map(str::to_lowercase);
    let words = words.filter(|word| !["fte", "headcount", "headcounts", "heads", "wte"].contains(&word.as_str()));
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn same_but_basis(one: &Observation, other: &Observation) -> bool {
    one.measure.id == other.measure.id
        && one.area.code == other.area.code
        && one.period == other.period
        && one.basis != other.basis
}

/// The rates that would give away a count that is left out: whoever knows a rate and what it is a share of knows what
/// it is a rate of.
fn rates(data: &Dataset, out: &BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let hidden: Vec<&Observation> =
        data.observed.observations.iter().filter(|one| out.contains(&(one.row, one.column))).collect();
    let tells = |rate: &Observation| {
        let parts =
            PARTS_OF_RATES.iter().find(|(id, _)| *id == rate.measure.id).map_or(&[][..], |(_, parts)| parts);
        hidden.iter().any(|count| {
            parts.contains(&count.measure.id.as_str())
                && count.area.code == rate.area.code
                && count.period == rate.period
                && on_one_basis(count.basis, rate.basis)
        })
    };
    let telling = data.observed.observations.iter().filter(|one| tells(one));
    telling.map(|one| (one.row, one.column)).collect()
}

fn on_one_basis(one: Option<Basis>, other: Option<Basis>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The shares that stand in the row of a count that is left out.
fn shares(data: &Dataset, out: &BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let rows: BTreeSet<usize> = out.iter().map(|(row, _)| *row).collect();
    rows.into_iter().flat_map(|row| shares_of_row(data, row)).collect()
}

fn shares_of_row(data: &Dataset, row: usize) -> impl Iterator<Item = (usize, usize)> {
    let share = move |column: &usize| data.grid.text(row, *column).ends_with('%');
    (0..data.grid.columns.len()).filter(share).map(move |column| (row, column))
}

/// The shares that stand in another table under control, in a row that is about the same as that of a count that is left
/// out; each with the place of its dataset.
fn shares_elsewhere(
    controlled: &[&Dataset],
    out: &BTreeMap<usize, BTreeSet<(usize, usize)>>,
) -> Vec<(usize, (usize, usize))> {
    let labels: Vec<Vec<String>> = controlled.iter().map(|data| sums::labels(&data.grid)).collect();
    let mut found = Vec::new();
    for (of, places) in out {
        let hidden: BTreeSet<&String> = places.iter().map(|(row, _)| &labels[*of][*row]).collect();
        for (at, other) in controlled.iter().enumerate().filter(|(at, _)| at != of) {
            let is_hidden = |row: &usize| !labels[at][*row].is_empty() && hidden.contains(&labels[at][*row]);
            let rows = (0..other.grid.rows.len()).filter(is_hidden);
            found.extend(rows.flat_map(|row| shares_of_row(other, row)).map(|place| (at, place)));
        }
    }
    found
}

/// The columns of a plain table that an exhibit shows and whose whole numbers are likely to be people, by the words
/// for them in the header, the title, the labels of the rows or the name of the file.
fn columns_of_people(report: &Report, entry: &ExhibitEntry, data: &Dataset) -> Vec<usize> {
    let grid = &data.grid;
    let file = report.data.iter().find(|file| file.name.value == data.name).map(|file| file.file.value.as_str());
    let words = [Some(entry.title.value.as_str()), file, Some(data.name.as_str())];
    let stub = entry.selection.rows.as_ref().map_or(Some(0), |rows| grid.column(&rows.value));
    let labels =
        || stub.is_some_and(|stub| (0..grid.rows.len()).any(|row| speaks_of_people(&grid.text(row, stub))));
    let about_people = words.into_iter().flatten().any(speaks_of_people) || labels();
    let selected = &entry.selection.columns;
    let shown = |column: usize| {
        let name = &grid.columns[column].name;
        let entry = selected.iter().find(|entry| entry.name.value.eq_ignore_ascii_case(name));
        let other = entry.and_then(|entry| Unit::parse(&entry.unit.as_ref()?.value));
        let named = entry.and_then(|entry| entry.title.as_ref()).is_some_and(|text| speaks_of_people(&text.value));
        (selected.is_empty() || entry.is_some())
            && other.is_none_or(is_count)
            && (about_people || named || speaks_of_people(name))
    };
    let whole = |column: usize| {
        let column = &grid.columns[column];
        column.numeric && column.decimals == 0 && column.holds == Holds::Numbers
    };
    let money = |column: usize| (0..grid.rows.len()).any(|row| grid.text(row, column).contains('£'));
    (0..grid.columns.len()).filter(|column| whole(*column) && shown(*column) && !money(*column)).collect()
}

/// Warns of small counts of people that a report shows from a file of which nobody said whether they may be shown: in
/// the figures of its texts, and in columns that its tables and charts say are people.
pub fn warn<'a>(
    report: &Report,
    profile: &Profile,
    facts: &Facts,
    shown: impl IntoIterator<Item = &'a Figure>,
    sink: &mut Diagnostics,
) {
    let threshold = profile.disclosure_threshold;
    let is_small = |value: &Decimal| *value > Decimal::ZERO && *value < threshold;
    let mut small: BTreeMap<&str, Decimal> = BTreeMap::new();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for figure in shown {
        names.insert(figure.measure.id.as_str());
        let value = figure.datum.number().filter(is_small);
        if let (Some(scope), Some(value), Unit::People) = (&figure.scope, value, figure.measure.unit) {
            let known = facts.datasets.iter().find(|data| data.name == scope.dataset.name);
            small.extend(known.map(|data| (data.name.as_str(), value)));
        }
    }
    for entry in report.tables.iter().chain(&report.charts) {
        let Some(data) = entry.selection.data.as_ref().and_then(|text| facts.dataset(&text.value).ok()) else {
            continue;
        };
        let people = entry.selection.columns.iter().filter(|column| {
            column.unit.as_ref().is_some_and(|unit| Unit::parse(&unit.value) == Some(Unit::People))
        });
        let mut columns: Vec<usize> = people.filter_map(|column| data.grid.column(&column.name.value)).collect();
        columns.extend(columns_of_people(report, entry, &data));
        let mut values =
            columns.iter().flat_map(|column| data.grid.rows.iter().filter_map(|row| row.get(*column)?.number()));
        let known = facts.datasets.iter().find(|known| known.name == data.name);
        small.extend(known.and_then(|known| Some((known.name.as_str(), values.find(is_small)?))));
    }
    figures::warn(report, facts, &names, threshold, sink);
    for entry in &report.data {
        let undecided =
            |data: &&Arc<Dataset>| data.name == entry.name.value && data.disclosure == Disclosure::Undecided;
        let Some(data) = facts.datasets.iter().find(undecided) else { continue };
        if let Some(value) = small.get(data.name.as_str()) {
            let people = facts.style.size_of_change(*value, Unit::People, 0);
            sink.push(
                Diagnostic::warning(
                    format!(
                        "a count of {people} from `{}` is below the council's threshold of {threshold}",
                        data.name
                    ),
                    &entry.name.span,
                )
                .hint(
                    "for people of the council's own add `disclosure: controlled`: small counts are then left out",
                )
                .hint("for what has been published already add `disclosure: published`"),
            );
        }
    }
}
