//! What a chart or a table shows, in words: its title, its source line, and the notes under it.

use std::sync::Arc;

use crate::data::Dataset;
use crate::data::areas::{Area, Level};
use crate::data::measures::Measure;
use crate::facts::Facts;
use crate::facts::choose::Chosen;
use crate::facts::spread::{Without, without_value};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol};

/// Values that are no numbers for one reason.
#[derive(PartialEq)]
struct Gap {
    symbol: Symbol,
    /// In time.
    periods: Vec<Period>,
    areas: Vec<String>,
}

impl Gap {
    /// "No value for Cumbria and Dorset: 2021 and 2022 ([x] not available)."
    fn note(&self, measures: &[String]) -> String {
        let areas = join_words(&self.areas);
        let whose = match (measures, self.symbol) {
            ([], Symbol::Low) => areas,
            ([], _) => format!("No value for {areas}"),
            (_, Symbol::Low) => format!("{} of {areas}", join_words(measures)),
            _ => format!("{}: no value for {areas}", join_words(measures)),
        };
        format!("{whose}: {} ({} {}).", join_words(&runs(&self.periods)), self.symbol.mark(), self.symbol.meaning())
    }
}

/// Periods in time in words: "2017 to 2019", "2021".
fn runs(periods: &[Period]) -> Vec<String> {
    let runs = periods.chunk_by(|one, next| one.next() == *next);
    let words = runs.map(|run| match run {
        [first, _, .., last] if run.len() > 2 => vec![format!("{first} to {last}")],
        _ => run.iter().map(ToString::to_string).collect(),
    });
    words.flatten().collect()
}

/// Adds what is said of one row to what has been said of others; what is the same is said of all of them.
fn gather<T: PartialEq>(all: &mut Vec<(T, Vec<String>)>, of_row: impl IntoIterator<Item = T>, row: String) {
    for one in of_row {
        match all.iter_mut().find(|(known, _)| *known == one) {
            Some((_, rows)) => rows.push(row.clone()),
            None => all.push((one, vec![row.clone()])),
        }
    }
}

/// Whom the ranges of an exhibit leave out; each row is its label and who is missing from it.
pub fn left_out(rows: Vec<(String, Without)>) -> Vec<String> {
    let all = rows.len();
    let mut notes: Vec<(String, Vec<String>)> = Vec::new();
    for (row, without) in rows {
        gather(&mut notes, (!without.is_empty()).then(|| without_value(&without)), row);
    }
    let words = |(missing, rows): (String, Vec<String>)| match rows.len() == all && all > 1 {
        true => format!("All ranges: {missing}."),
        false => format!("{}: {missing}.", join_words(&rows)),
    };
    notes.into_iter().map(words).collect()
}

impl Chosen {
    /// What a reader has to know of the values: which are missing, who the neighbours are, which are not published yet.
    pub fn gaps(&self, facts: &Facts) -> Vec<String> {
        let mut notes = self.missing(facts);
        notes.extend(self.who(facts, None));
        notes
    }

    /// Which values are no numbers, and why not: areas that miss the same are named together, and so are measures.
    fn missing(&self, facts: &Facts) -> Vec<String> {
        let mut gaps: Vec<(Gap, Vec<String>)> = Vec::new();
        for measure in &self.measures {
            let mut of_measure: Vec<Gap> = Vec::new();
            for area in &self.areas {
                for (symbol, periods) in self.symbols(facts, measure, area) {
                    match of_measure.iter_mut().find(|gap| gap.symbol == symbol && gap.periods == periods) {
                        Some(gap) => gap.areas.push(area.name.clone()),
                        None => of_measure.push(Gap { symbol, periods, areas: vec![area.name.clone()] }),
                    }
                }
            }
            gather(&mut gaps, of_measure, self.label(measure));
        }
        let all = self.measures.len();
        gaps.into_iter()
            .map(|(gap, measures)| gap.note(if measures.len() == all { &[] } else { &measures }))
            .collect()
    }

    /// The symbols of an area in the order of their periods, each with all of these.
    fn symbols(&self, facts: &Facts, measure: &Measure, area: &Arc<Area>) -> Vec<(Symbol, Vec<Period>)> {
        let mut symbols: Vec<(Symbol, Vec<Period>)> = Vec::new();
        for period in &self.periods {
            let Datum::Symbol(symbol) = self.datum(facts, measure, area, *period) else { continue };
            match symbols.iter_mut().find(|(known, _)| *known == symbol) {
                Some((_, periods)) => periods.push(*period),
                None => symbols.push((symbol, vec![*period])),
            }
        }
        symbols
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
        let mut parts = vec![if one_unit { "" } else { unit.header_beside(&self.measures[at].name) }];
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::areas::register;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn periods_without_a_value_are_told_together() {
        let years = |years: &[i32]| runs(&years.iter().copied().map(Period::Year).collect::<Vec<_>>());
        assert_eq!(years(&[2021, 2022]), ["2021", "2022"]);
        assert_eq!(years(&[2017, 2019, 2020, 2021, 2023]), ["2017", "2019 to 2021", "2023"]);
        let gap = |symbol| Gap {
            symbol,
            periods: vec![Period::Year(2021), Period::Year(2022)],
            areas: names(&["A", "B"]),
        };
        assert_eq!(
            gap(Symbol::NotApplicable).note(&[]),
            "No value for A and B: 2021 and 2022 ([z] not applicable)."
        );
        assert_eq!(
            gap(Symbol::Suppressed).note(&names(&["Agency rate"])),
            "Agency rate: no value for A and B: 2021 and 2022 ([c] suppressed to protect confidentiality)."
        );
        assert_eq!(gap(Symbol::Low).note(&[]), "A and B: 2021 and 2022 ([low] above zero, but rounds to zero).");
    }

    #[test]
    fn rows_that_leave_out_the_same_are_told_together() {
        let missing = |all: &[(&str, Symbol)]| -> Without {
            let area = |name: &str| register().find(name).cloned().expect("an area");
            all.iter().map(|(name, symbol)| (area(name), Some(*symbol))).collect()
        };
        let row = |name: &str, all: &[(&str, Symbol)]| (name.to_owned(), missing(all));
        let (x, c) = (Symbol::NotAvailable, Symbol::Suppressed);
        assert_eq!(
            left_out(vec![row("A", &[("Derby", x), ("Kent", x)]), row("B", &[("Derby", x), ("Kent", x)])]),
            ["All ranges: there is no value for Derby and Kent (not available)."]
        );
        assert_eq!(
            left_out(vec![row("A", &[("Derby", x)]), row("B", &[]), row("C", &[("Derby", x)])]),
            ["A and C: there is no value for Derby (not available)."]
        );
        assert_eq!(
            left_out(vec![row("A", &[("Derby", x), ("Kent", c), ("Leeds", x)])]),
            ["A: there is no value for Derby and Leeds (not available), nor for Kent (suppressed to protect \
                 confidentiality)."]
        );
        assert!(left_out(vec![row("A", &[])]).is_empty());
    }
}
