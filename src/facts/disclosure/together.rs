//! What the figures of a paper tell together: whom each of them counts is known row by row, so that a few people can be
//! seen to be what is left, whatever words the queries have for them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::facts::disclosure::{is_count, rests_on_controlled};
use crate::facts::figure::Origin;
use crate::facts::query::counted::{Counted, counted};
use crate::project::formulas::Formula;
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, Origin as EntryOrigin};
use crate::quantity::value::Unit;

/// Of more figures than these only two at a time are looked at, and one with all of its parts.
const MOST: usize = 24;

/// How many choices of parts are tried for a whole.
const TRIED: usize = 20_000;

/// Figures that give a small count away, all of which are printed.
#[derive(Debug)]
pub enum Given<'r> {
    /// One counts all whom the other counts, and a few more.
    Part { one: &'r FigureEntry, other: &'r FigureEntry },
    /// One counts all whom the others count, who have nobody in common, and a few more.
    Rest { whole: &'r FigureEntry, parts: Vec<&'r FigureEntry> },
    /// A sum and a difference of them is a few people.
    Sums { last: &'r FigureEntry, others: Vec<&'r FigureEntry> },
}

/// A figure that is printed, and what each row of its dataset adds to it.
struct One<'r> {
    entry: &'r FigureEntry,
    counted: Counted,
    fte: bool,
}

/// The figures of a paper whose rows are known.
pub struct Together<'r> {
    told: Vec<One<'r>>,
    known: BTreeSet<&'r str>,
}

/// Figures of one dataset, row by row; rows that no figure tells apart are one.
struct Table {
    /// What each row adds, figure by figure.
    figures: Vec<Vec<Decimal>>,
    /// How many rows each of them stands for.
    times: Vec<usize>,
    /// Whether each row is a person.
    people: bool,
    threshold: Decimal,
}

impl<'r> Together<'r> {
    /// Looks at the figures of a report that are `shown` in its text.
    pub fn new(report: &'r Report, facts: &Facts, shown: &BTreeSet<&str>) -> Self {
        let files = facts.datasets.iter().filter(|data| data.query.is_none()).cloned().collect();
        let mut reader = Reader { report, facts, files, known: BTreeMap::new() };
        let mut told: Vec<One<'r>> = Vec::new();
        for entry in report.figures.iter().filter(|entry| shown.contains(entry.name.value.as_str())) {
            let Some(figure) = facts.named.get(&entry.name.value) else { continue };
            let fte = |name: &str| facts.named.get(name).is_some_and(|one| one.measure.unit == Unit::Fte);
            // Whoever reads a share and its whole knows the part.
            let of = match &entry.origin {
                EntryOrigin::Derived(Formula::Share { part, of }) if shown.contains(of.value.as_str()) => {
                    &part.value
                }
                _ => &entry.name.value,
            };
            if figure.datum.number().is_some()
                && let Some(counted) = reader.counted(of)
            {
                told.push(One { entry, counted, fte: fte(of) });
            }
        }
        let known = report.figures.iter().map(|entry| entry.name.value.as_str());
        let known = known.filter(|name| reader.known.get(*name).is_some_and(Option::is_some)).collect();
        Self { told, known }
    }

    /// Whether it is known whom a figure counts.
    pub fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The figures that give a small count away, the fewest first.
    pub fn give_away(&self, threshold: Decimal) -> Vec<Given<'r>> {
        let mut groups: BTreeMap<(&str, bool), Vec<&One<'r>>> = BTreeMap::new();
        for one in &self.told {
            groups.entry((one.counted.dataset.name.as_str(), one.fte)).or_default().push(one);
        }
        groups.values().flat_map(|group| give_away(group, threshold)).collect()
    }

    /// What a number that is stated by hand gives away: it is as large as a group of people of a dataset, of whom a
    /// figure that is printed counts all but a few.
    pub fn beside_stated(
        &self,
        report: &'r Report,
        facts: &Facts,
        shown: &BTreeSet<&str>,
        threshold: Decimal,
    ) -> Vec<Diagnostic> {
        let is_stated = |entry: &&&FigureEntry| {
            let figure = facts.named.get(&entry.name.value);
            let counts = figure.is_some_and(|one| {
                matches!(one.origin, Origin::Stated { .. }) && matches!(one.measure.unit, Unit::People | Unit::Fte)
            });
            counts && shown.contains(entry.name.value.as_str())
        };
        let stated: Vec<&FigureEntry> = report.figures.iter().filter(|entry| is_stated(&entry)).collect();
        let mut found = Vec::new();
        for entry in stated {
            let Some(value) = facts.named.get(&entry.name.value).and_then(|one| one.datum.number()) else {
                continue;
            };
            let tells = |one: &&One<'r>| {
                let rows = &one.counted.rows;
                let small = |less: Decimal| less > Decimal::ZERO && less < threshold;
                let is_flag = rows.iter().all(|row| row.is_zero() || *row == Decimal::ONE);
                let sum = rows.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
                is_flag
                    && small(value.saturating_sub(sum))
                    && groups(&one.counted.dataset).iter().any(|group| {
                        Decimal::from(group.len()) == value
                            && rows.iter().enumerate().all(|(at, row)| row.is_zero() || group.contains(&at))
                    })
            };
            let Some(one) = self.told.iter().find(tells) else { continue };
            let (stated, part, data) = (&entry.name.value, &one.entry.name.value, &one.counted.dataset.name);
            let message = format!(
                "the stated figure `{stated}` and `{part}` differ by fewer than {threshold} people, and `{stated}` is as \
                 many as `{data}` has in a group that `{part}` is a part of"
            );
            found.push(
                Diagnostic::error(message, &entry.name.span)
                    .related(&one.entry.name.span, "the part")
                    .hint("whoever reads both knows a small count: leave one of them out of the text"),
            );
        }
        found
    }
}

/// The groups of people of a dataset that have a word in common, and all of them.
fn groups(data: &Dataset) -> Vec<BTreeSet<usize>> {
    let grid = &data.grid;
    let mut groups = vec![(0..grid.rows.len()).collect::<BTreeSet<_>>()];
    for column in (0..grid.columns.len()).filter(|column| !grid.columns[*column].numeric) {
        let mut by_word: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for row in 0..grid.rows.len() {
            by_word.entry(grid.text(row, column).to_lowercase()).or_default().insert(row);
        }
        groups.extend(by_word.into_values());
    }
    groups
}

/// Finds out whom figures count.
struct Reader<'r, 'f> {
    report: &'r Report,
    facts: &'f Facts,
    files: Vec<Arc<Dataset>>,
    known: BTreeMap<&'r str, Option<Counted>>,
}

impl<'r> Reader<'r, '_> {
    fn counted(&mut self, name: &str) -> Option<Counted> {
        let entry = self.report.figures.iter().find(|entry| entry.name.value == name)?;
        if let Some(known) = self.known.get(entry.name.value.as_str()) {
            return known.clone();
        }
        // Until it is known, so that figures in a circle come to an end.
        self.known.insert(&entry.name.value, None);
        let found = self.find(entry);
        self.known.insert(&entry.name.value, found.clone());
        found
    }

    fn find(&mut self, entry: &'r FigureEntry) -> Option<Counted> {
        let figure = self.facts.named.get(&entry.name.value)?;
        if !is_count(figure.measure.unit) || !rests_on_controlled(figure) {
            return None;
        }
        let one = Decimal::ONE;
        match &entry.origin {
            EntryOrigin::Queried { sql, .. } => counted(sql, self.facts.ground(&self.files)),
            EntryOrigin::Derived(Formula::Sum { of, .. } | Formula::Mean { of }) => {
                self.added(of.iter().map(|text| (text.value.as_str(), one)))
            }
            EntryOrigin::Derived(Formula::Difference { of, less }) => {
                self.added([(of.value.as_str(), one), (less.value.as_str(), -one)].into_iter())
            }
            _ => None,
        }
    }

    /// What the rows add to a sum of figures, each times a factor.
    fn added<'n>(&mut self, of: impl Iterator<Item = (&'n str, Decimal)>) -> Option<Counted> {
        let mut all: Option<Counted> = None;
        for (name, times) in of {
            let part = self.counted(name)?;
            let all =
                all.get_or_insert_with(|| Counted { rows: vec![Decimal::ZERO; part.rows.len()], ..part.clone() });
            if all.dataset.name != part.dataset.name {
                return None;
            }
            let add = |(sum, row): (&mut Decimal, &Decimal)| *sum = sum.saturating_add(times.saturating_mul(*row));
            all.rows.iter_mut().zip(&part.rows).for_each(add);
        }
        all
    }
}

/// What the figures of one dataset give away.
fn give_away<'r>(group: &[&One<'r>], threshold: Decimal) -> Vec<Given<'r>> {
    let table = Table::new(group, threshold);
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    let mut given = Vec::new();
    let told = |found: &[BTreeSet<usize>], set: &[usize]| {
        found.iter().any(|known| known.iter().all(|one| set.contains(one)))
    };
    let count = group.len();
    for one in 0..count {
        for other in one + 1..count {
            if table.is_few(&[(one, true), (other, false)]) {
                found.push(BTreeSet::from([one, other]));
                given.push(Given::Part { one: group[one].entry, other: group[other].entry });
            }
        }
    }
    for whole in 0..count {
        if let Some(parts) = table.all_but_few(whole).filter(|parts| {
            let set: Vec<usize> = parts.iter().copied().chain([whole]).collect();
            parts.len() > 1 && !told(&found, &set)
        }) {
            found.push(parts.iter().copied().chain([whole]).collect());
            let parts = parts.into_iter().map(|part| group[part].entry).collect();
            given.push(Given::Rest { whole: group[whole].entry, parts });
        }
    }
    if count > MOST {
        return given;
    }
    for one in 0..count {
        for two in one + 1..count {
            for three in two + 1..count {
                let sums = [(true, false, false), (false, true, false), (false, false, true)];
                let set = [one, two, three];
                let is_few = |(a, b, c): &(bool, bool, bool)| table.is_few(&[(one, *a), (two, *b), (three, *c)]);
                if !told(&found, &set) && sums.iter().any(is_few) {
                    found.push(set.into_iter().collect());
                    let others = vec![group[one].entry, group[two].entry];
                    given.push(Given::Sums { last: group[three].entry, others });
                }
            }
        }
    }
    given
}

impl Table {
    fn new(group: &[&One<'_>], threshold: Decimal) -> Self {
        let rows = group.iter().map(|one| one.counted.rows.len()).max().unwrap_or_default();
        let mut alike: BTreeMap<Vec<Decimal>, usize> = BTreeMap::new();
        for row in 0..rows {
            let adds = |one: &&One<'_>| one.counted.rows.get(row).copied().unwrap_or_default();
            *alike.entry(group.iter().map(adds).collect()).or_default() += 1;
        }
        let figures = (0..group.len()).map(|at| alike.keys().map(|adds| adds[at]).collect()).collect();
        let times = alike.into_values().collect();
        let people = group.first().is_some_and(|one| one.counted.dataset.has_a_row_for_each_person());
        Self { figures, times, people, threshold }
    }

    /// Whether figures, each added or taken away, are a few people.
    fn is_few(&self, figures: &[(usize, bool)]) -> bool {
        let of = |row: usize| {
            figures.iter().fold(Decimal::ZERO, |sum, (at, adds)| {
                let value = self.figures[*at][row];
                if *adds { sum.saturating_add(value) } else { sum.saturating_sub(value) }
            })
        };
        self.few((0..self.times.len()).map(of))
    }

    fn few(&self, rows: impl Iterator<Item = Decimal>) -> bool {
        let (mut more, mut fewer, mut sum) = (0, 0, Decimal::ZERO);
        for (value, times) in rows.zip(&self.times) {
            if value > Decimal::ZERO {
                more += times;
            } else if value < Decimal::ZERO {
                fewer += times;
            }
            sum = sum.saturating_add(value.saturating_mul(Decimal::from(*times)));
        }
        let one_sided = (more == 0) != (fewer == 0);
        let size = if self.people { Decimal::from(more + fewer) } else { sum.abs() };
        one_sided && size < self.threshold
    }

    /// Parts of a figure that have nobody in common and are all of it but a few.
    fn all_but_few(&self, whole: usize) -> Option<Vec<usize>> {
        let is_part = |part: &usize| {
            let within = |(one, all): (&Decimal, &Decimal)| *one >= Decimal::ZERO && one <= all;
            *part != whole && self.figures[*part].iter().zip(&self.figures[whole]).all(within)
        };
        let parts: Vec<usize> = (0..self.figures.len()).filter(is_part).collect();
        let mut tried = 0;
        self.search(&self.figures[whole].clone(), &parts, &mut Vec::new(), &mut tried)
    }

    fn search(
        &self,
        rest: &[Decimal],
        parts: &[usize],
        chosen: &mut Vec<usize>,
        tried: &mut usize,
    ) -> Option<Vec<usize>> {
        for (at, part) in parts.iter().enumerate() {
            *tried += 1;
            if *tried > TRIED {
                return None;
            }
            let less: Vec<Decimal> =
                rest.iter().zip(&self.figures[*part]).map(|(rest, one)| rest.saturating_sub(*one)).collect();
            if less.iter().any(|row| *row < Decimal::ZERO) {
                continue;
            }
            chosen.push(*part);
            if self.few(less.iter().copied()) {
                return Some(chosen.clone());
            }
            let found = self.search(&less, &parts[at + 1..], chosen, tried);
            if found.is_some() {
                return found;
            }
            chosen.pop();
        }
        None
    }
}
