//! Alternative text: what a chart shows, said in plain sentences from the same values.
//!
//! A text longer than [`LONG`] falls back on shorter sentences about the comparators; the subject is never shortened, and
//! nobody whose values are shown is left out.

mod compared;
mod over_time;

pub use compared::{compared, ranges, stacked};
pub use over_time::{over_time, stacked_over_time};

use rust_decimal::Decimal;

use crate::quantity::style::{join_words, round};
use crate::quantity::value::{Datum, Symbol, Unit};

use super::{Plot, Series};

/// How long a text may be before it is said more briefly, in characters.
const LONG: usize = 700;

/// The symbols of a series in order, each with its first and last category.
pub fn missing_runs(series: &Series) -> Vec<(Symbol, usize, usize)> {
    let mut runs: Vec<(Symbol, usize, usize)> = Vec::new();
    for (at, value) in series.values.iter().enumerate() {
        let Datum::Symbol(symbol) = *value else { continue };
        match runs.last_mut() {
            Some((same, _, last)) if *same == symbol && *last + 1 == at => *last = at,
            _ => runs.push((symbol, at, at)),
        }
    }
    runs
}

/// A datum in words: a symbol says what it means, never zero.
fn value(plot: &Plot, datum: Option<Datum>) -> String {
    match datum {
        Some(Datum::Number(number)) => plot.style.value(number, plot.unit, plot.decimals),
        Some(Datum::Symbol(symbol)) => symbol.meaning().to_owned(),
        None => Symbol::NotAvailable.meaning().to_owned(),
    }
}

/// The measure inside a sentence, with its unit where the numbers do not show it: "social workers (FTE)".
fn measure(plot: &Plot) -> String {
    let name = inside(&plot.measure);
    let unit = if let [only] = &plot.spreads[..] { only.unit } else { plot.unit };
    let signed = matches!(unit, Unit::Percent | Unit::Pounds | Unit::Number);
    let unit = if signed || plot.spreads.len() > 1 { "" } else { unit.header() };
    let mut of = vec![unit, plot.scope.basis.as_str()];
    of.retain(|part| !part.is_empty() && !name.contains(part));
    of.dedup();
    if of.is_empty() { name } else { format!("{name} ({})", of.join(", ")) }
}

/// What a chart shows: its kind, the measure and its basis, of which areas, and when. The names of series are told where
/// nothing of that says them.
fn intro(plot: &Plot, chart: &str) -> String {
    let scope = &plot.scope;
    let mut text = format!("{chart} of {}", measure(plot));
    let series = names(plot);
    let series_in_lower_case = series.to_lowercase();
    let told = [&plot.measure, &scope.place, &scope.period].map(|one| one.to_lowercase());
    // The unit of a column may stand behind its name.
    let is_told = told.iter().any(|one| one.ends_with(&series_in_lower_case))
        || told[0].strip_prefix(&series_in_lower_case).is_some_and(|rest| rest.starts_with(" ("));
    let named = !plot.over_time() || !scope.place.is_empty();
    if named && !is_told {
        text.push_str(&format!(": {series}"));
    }
    if !named {
        text.push_str(&format!(" for {series}"));
    } else if !scope.place.is_empty() {
        text.push_str(&format!(" for {}", scope.place));
    } else if !scope.rows.is_empty() && plot.categories.len() > 3 {
        text.push_str(&format!(" by {}, {} rows", scope.rows, plot.categories.len()));
    } else {
        text.push_str(&format!(" for {}", counted(&plot.categories)));
    }
    if !scope.period.is_empty() {
        text.push_str(&format!(", {}", scope.period));
    } else if plot.over_time() {
        text.push_str(&format!(", {}", span(plot, 0, plot.categories.len().saturating_sub(1))));
    }
    if !scope.about.is_empty() {
        text.push_str(&format!(" ({})", scope.about));
    }
    text.push('.');
    text
}

fn names(plot: &Plot) -> String {
    join_words(&plot.series.iter().map(|series| series.name.as_str()).collect::<Vec<_>>())
}

/// Up to three names, else how many there are: "14 rows" where nobody could keep them in mind.
fn counted(names: &[String]) -> String {
    if names.len() <= 3 { join_words(names) } else { format!("{} rows", names.len()) }
}

/// Up to three names in full; of more, two and the number of the others.
pub fn some(names: &[String]) -> String {
    match names {
        [a, b, _, _, ..] => format!("{a}, {b} and {} others", names.len() - 2),
        _ => join_words(names),
    }
}

fn category(plot: &Plot, at: usize) -> &str {
    plot.categories.get(at).map_or("", String::as_str)
}

/// "2019 to 2025", or "2025" for one.
fn span(plot: &Plot, first: usize, last: usize) -> String {
    if first == last {
        category(plot, first).to_owned()
    } else {
        format!("{} to {}", category(plot, first), category(plot, last))
    }
}

/// A name as it stands inside a sentence: "agency rate", but "FTE in post" keeps its capitals.
pub fn inside(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), &name[first.len_utf8()..])
        }
        _ => name.to_owned(),
    }
}

/// With a capital letter first.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn sentences(all: impl IntoIterator<Item = String>) -> String {
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// The numbers of a series with their categories, rounded as they are shown.
fn known(plot: &Plot, series: &Series) -> Vec<(usize, Decimal)> {
    let numbers = series.values.iter().enumerate();
    numbers.filter_map(|(at, value)| Some((at, round(value.number()?, plot.decimals)))).collect()
}
