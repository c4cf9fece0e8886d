//! Alternative text: what a chart shows, said in plain sentences from the same values.
//!
//! A text longer than [`LONG`] falls back on shorter sentences about the comparators; the subject is never shortened.

use rust_decimal::Decimal;

use crate::data::value::{Datum, Symbol, Unit};
use crate::facts::style::{join_words, ordinal_suffix, round};

use super::{Plot, Series, Spread, stacks};

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

/// Series over periods: first and last value, direction and size, highs and lows, what is missing, and where the
/// subject stands among the others at the end.
pub fn over_time(plot: &Plot, chart: &str) -> String {
    let intro = format!(
        "{chart} of {} for {}, {}.",
        measure(plot),
        names(plot),
        span(plot, 0, plot.categories.len().saturating_sub(1))
    );
    let subject = plot.series.iter().find(|series| series.subject);
    let others: Vec<&Series> = plot.series.iter().filter(|series| !series.subject).collect();
    let story = subject.map(|series| story(plot, series, true));
    let standing = subject.and_then(|subject| standing(plot, subject, &others));
    let stories = others.iter().map(|series| self::story(plot, series, subject.is_none() && others.len() < 4));
    let full = sentences(
        [Some(intro.clone()), story.clone()].into_iter().flatten().chain(stories).chain(standing.clone()),
    );
    if full.chars().count() <= LONG {
        return full;
    }
    let ends: Vec<String> = others.iter().map(|series| end(plot, series)).collect();
    sentences([Some(intro), story, Some(format!("At the end: {}.", ends.join("; ")))].into_iter().flatten())
}

/// The same for stacks over periods, with the first and last total where it is known.
pub fn stacked_over_time(plot: &Plot, chart: &str) -> String {
    let stacks = stacks::of(plot);
    let known = |total: &String| !total.is_empty() && !total.contains(['[', '+', 'T']);
    let total = match (stacks.first(), stacks.last()) {
        (Some(first), Some(last)) if stacks.len() > 1 && known(&first.total) && known(&last.total) => {
            Some(format!(
                "The total was {} in {} and {} in {}.",
                first.total,
                category(plot, 0),
                last.total,
                category(plot, stacks.len() - 1)
            ))
        }
        _ => None,
    };
    sentences(std::iter::once(over_time(plot, chart)).chain(total))
}

/// Categories compared: by series the highest, the lowest and the place of the category in focus; or, where one of
/// the series is the subject, by category the values of all series.
pub fn compared(plot: &Plot, chart: &str) -> String {
    if plot.subject().is_some() {
        return by_category(plot, chart, "");
    }
    let intro = match &plot.series[..] {
        [one] if !one.name.is_empty() => {
            format!("{chart} of {}, {}, for {}.", measure(plot), one.name, counted(&plot.categories))
        }
        [_] => format!("{chart} of {} for {}.", measure(plot), counted(&plot.categories)),
        _ => format!("{chart} of {}, {}, for {}.", measure(plot), names(plot), counted(&plot.categories)),
    };
    let say = |brief: bool| {
        let each = plot.series.iter().map(|series| ranking(plot, series, brief));
        sentences(std::iter::once(intro.clone()).chain(each))
    };
    Some(say(false)).filter(|text| text.chars().count() <= LONG).unwrap_or_else(|| say(true))
}

/// What every stack is made up of, with its total; of long charts only the category in focus, or else the first.
pub fn stacked(plot: &Plot, chart: &str) -> String {
    by_category(plot, chart, "total ")
}

fn by_category(plot: &Plot, chart: &str, total: &str) -> String {
    let intro = format!("{chart} of {}: {} for {}.", measure(plot), names(plot), counted(&plot.categories));
    let totals: Vec<String> = stacks::of(plot).into_iter().map(|stack| stack.total).collect();
    let row = |at: usize, all: bool| {
        let parts = plot.series.iter().filter(|series| all || series.subject || plot.subject().is_none());
        let mut parts: Vec<String> = parts
            .map(|series| format!("{} {}", series.name, value(plot, series.values.get(at).copied())))
            .collect();
        let sum = totals.get(at).filter(|sum| !sum.is_empty() && !sum.contains(['[', '+', 'T']));
        if let (Some(sum), false) = (sum, total.is_empty()) {
            parts.push(format!("{total}{sum}"));
        }
        format!("{}: {}.", category(plot, at), parts.join(", "))
    };
    let full = sentences(std::iter::once(intro.clone()).chain((0..plot.categories.len()).map(|at| row(at, true))));
    if full.chars().count() <= LONG {
        return full;
    }
    let shown = match (plot.focus, plot.subject()) {
        (Some(focus), _) => vec![row(focus, true)],
        (None, Some(_)) => (0..plot.categories.len()).map(|at| row(at, false)).collect(),
        (None, None) => vec![row(0, true), row(plot.categories.len().saturating_sub(1), true)],
    };
    sentences(std::iter::once(intro).chain(shown))
}

/// Every row of a range chart: its lowest and highest authorities and the marked values.
pub fn ranges(plot: &Plot, chart: &str) -> String {
    let intro = format!("{chart} of {}: the lowest and highest authorities in each row.", measure(plot));
    let say = |brief: bool| {
        sentences(
            std::iter::once(intro.clone()).chain(plot.spreads.iter().map(|spread| range(plot, spread, brief))),
        )
    };
    Some(say(false)).filter(|text| text.chars().count() <= LONG).unwrap_or_else(|| say(true))
}

fn range(plot: &Plot, spread: &Spread, brief: bool) -> String {
    let shown = |value: Decimal| plot.style.value(value, spread.unit, spread.decimals);
    let end = |(value, names): &(Decimal, Vec<String>)| {
        if names.is_empty() { shown(*value) } else { format!("{} ({})", shown(*value), some(names)) }
    };
    let marks = spread.marks.iter().filter(|mark| !brief || mark.subject).map(|mark| match mark.value {
        Datum::Number(value) => format!("{} {}", mark.name, shown(value)),
        Datum::Symbol(symbol) => format!("{} {}", mark.name, symbol.meaning()),
    });
    let marks: Vec<String> = marks.collect();
    let marks = if marks.is_empty() { String::new() } else { format!("; {}", marks.join(", ")) };
    format!("{}: from {} to {}{marks}.", spread.label, end(&spread.low), end(&spread.high))
}

/// One series in a sentence or two; `full` adds the size of the change, highs and lows.
fn story(plot: &Plot, series: &Series, full: bool) -> String {
    let known: Vec<(usize, Decimal)> = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, round(value.number()?, plot.decimals))))
        .collect();
    let name = &series.name;
    let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
    let (first, last) = match known[..] {
        [] => return format!("{name} has no values: {}.", reasons(plot, series)),
        [(at, only)] => {
            return sentences(
                [format!("{name} was {} in {}.", shown(only), category(plot, at))]
                    .into_iter()
                    .chain(absent(plot, series)),
            );
        }
        [first, .., last] => (first, last),
    };
    let whole = first.0 == 0 && last.0 + 1 == plot.categories.len();
    let ends = if full || !whole {
        format!(
            "from {} in {} to {} in {}",
            shown(first.1),
            category(plot, first.0),
            shown(last.1),
            category(plot, last.0)
        )
    } else {
        format!("from {} to {}", shown(first.1), shown(last.1))
    };
    let mut text = match last.1.cmp(&first.1) {
        std::cmp::Ordering::Equal if full || !whole => {
            format!(
                "{name} was {} in both {} and {}",
                shown(first.1),
                category(plot, first.0),
                category(plot, last.0)
            )
        }
        std::cmp::Ordering::Equal => format!("{name} was {} at both ends", shown(first.1)),
        std::cmp::Ordering::Greater => format!("{name} rose {ends}"),
        std::cmp::Ordering::Less => format!("{name} fell {ends}"),
    };
    if full && first.1 != last.1 {
        let by = last.1.checked_sub(first.1).map(|by| plot.style.size_of_change(by, plot.unit, plot.decimals));
        if let Some(by) = by {
            text.push_str(&format!(", {} of {by}", if last.1 > first.1 { "a rise" } else { "a fall" }));
        }
    }
    if full {
        // The first of equals, so that a plateau is dated by its beginning.
        let top = known.iter().copied().reduce(|best, one| if one.1 > best.1 { one } else { best });
        let bottom = known.iter().copied().reduce(|best, one| if one.1 < best.1 { one } else { best });
        let between = |one: (usize, Decimal)| one.1 != first.1 && one.1 != last.1;
        for (word, extreme) in [("highest", top), ("lowest", bottom)] {
            if let Some(one) = extreme.filter(|one| between(*one)) {
                text.push_str(&format!("; the {word} value was {} in {}", shown(one.1), category(plot, one.0)));
            }
        }
    }
    text.push('.');
    sentences(std::iter::once(text).chain(absent(plot, series)))
}

/// "It is suppressed to protect confidentiality in 2021 and 2025.", or nothing.
fn absent(plot: &Plot, series: &Series) -> Option<String> {
    let reasons = reasons(plot, series);
    (!reasons.is_empty()).then(|| format!("It is {reasons}."))
}

/// Why values are missing and when, in words.
fn reasons(plot: &Plot, series: &Series) -> String {
    let runs = missing_runs(series);
    let mut symbols: Vec<Symbol> = runs.iter().map(|(symbol, ..)| *symbol).collect();
    symbols.sort_unstable();
    symbols.dedup();
    let phrases: Vec<String> = symbols
        .into_iter()
        .map(|symbol| {
            let own: Vec<_> = runs.iter().filter(|run| run.0 == symbol).collect();
            let places: Vec<String> = own.iter().map(|(_, first, last)| stretch(plot, *first, *last)).collect();
            if places.len() <= 4 {
                return format!("{} in {}", symbol.meaning(), join_words(&places));
            }
            let count: usize = own.iter().map(|(_, first, last)| last - first + 1).sum();
            format!("{} in {count} of {} periods", symbol.meaning(), plot.categories.len())
        })
        .collect();
    join_words(&phrases)
}

/// "In 2025 Coventry (6.1%) was below West Midlands (10.4%) and England (13.0%)."
fn standing(plot: &Plot, subject: &Series, others: &[&Series]) -> Option<String> {
    let at = subject.values.iter().rposition(|value| value.number().is_some())?;
    let number = |series: &Series| Some(round(series.values.get(at)?.number()?, plot.decimals));
    let own = number(subject)?;
    let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
    let side = |words: &str, holds: &dyn Fn(Decimal) -> bool| {
        let names: Vec<String> = others
            .iter()
            .filter_map(|other| Some((&other.name, number(other).filter(|value| holds(*value))?)))
            .map(|(name, value)| format!("{name} ({})", shown(value)))
            .collect();
        (!names.is_empty()).then(|| format!("{words} {}", join_words(&names)))
    };
    let parts: Vec<String> = [
        side("above", &|value| own > value),
        side("level with", &|value| own == value),
        side("below", &|value| own < value),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty())
        .then(|| format!("In {} {} ({}) was {}.", category(plot, at), subject.name, shown(own), join_words(&parts)))
}

/// "England 13.0% in 2025".
fn end(plot: &Plot, series: &Series) -> String {
    let last = series.values.iter().enumerate().rev().find_map(|(at, value)| Some((at, value.number()?)));
    match last {
        Some((at, value)) => {
            format!(
                "{} {} in {}",
                series.name,
                plot.style.value(value, plot.unit, plot.decimals),
                category(plot, at)
            )
        }
        None => format!("{} without values", series.name),
    }
}

/// Highest, lowest and the place of the focus in one series.
fn ranking(plot: &Plot, series: &Series, brief: bool) -> String {
    let known: Vec<(usize, Decimal)> = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, round(value.number()?, plot.decimals))))
        .collect();
    let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
    let with = |value: Decimal| {
        let names: Vec<String> = known
            .iter()
            .filter(|(_, other)| *other == value)
            .map(|(at, _)| category(plot, *at).to_owned())
            .collect();
        format!("{} ({})", some(&names), shown(value))
    };
    let mut parts = Vec::new();
    let (top, bottom) = (known.iter().map(|one| one.1).max(), known.iter().map(|one| one.1).min());
    match (top, bottom) {
        (Some(top), Some(bottom)) if top == bottom && known.len() > 1 => {
            parts.push(format!("all at {}", shown(top)))
        }
        (Some(top), Some(bottom)) if known.len() > 1 => {
            parts.push(format!("highest {}", with(top)));
            parts.push(format!("lowest {}", with(bottom)));
        }
        (Some(only), _) => parts.push(with(only)),
        _ => parts.push("no values".to_owned()),
    }
    if let Some(focus) = plot.focus {
        let place = known.iter().find(|(at, _)| *at == focus).map(|(_, own)| {
            let above = known.iter().filter(|(_, other)| other > own).count();
            let joint = if known.iter().filter(|(_, other)| other == own).count() > 1 { "joint " } else { "" };
            let rank = match above + 1 {
                1 => String::new(),
                rank => format!("{rank}{} ", ordinal_suffix(u32::try_from(rank).unwrap_or(u32::MAX))),
            };
            format!("{} is {}, {joint}{rank}highest of {}", category(plot, focus), shown(*own), known.len())
        });
        parts.push(place.unwrap_or_else(|| {
            format!("{} is {}", category(plot, focus), value(plot, series.values.get(focus).copied()))
        }));
    }
    let prefix = if plot.series.len() > 1 { format!("{}: ", series.name) } else { String::new() };
    let mut text = format!("{prefix}{}.", parts.join("; "));
    if prefix.is_empty() {
        text = capitalised(&text);
    }
    for (symbol, names) in absent_categories(plot, series).into_iter().filter(|_| !brief) {
        let verb = if names.len() == 1 { "is" } else { "are" };
        text.push_str(&format!(" {} {verb} {}.", capitalised(&some(&names)), symbol.meaning()));
    }
    text
}

/// The categories without a number by the reason, the focus aside: it has been said.
fn absent_categories(plot: &Plot, series: &Series) -> Vec<(Symbol, Vec<String>)> {
    let mut found: std::collections::BTreeMap<Symbol, Vec<String>> = std::collections::BTreeMap::new();
    for (at, value) in series.values.iter().enumerate() {
        if let Datum::Symbol(symbol) = value
            && plot.focus != Some(at)
        {
            found.entry(*symbol).or_default().push(category(plot, at).to_owned());
        }
    }
    found.into_iter().collect()
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
    let mut chars = plot.measure.chars();
    let (first, second) = (chars.next(), chars.next());
    let name = match (first, second) {
        // "FTE in post" keeps its capitals.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), &plot.measure[first.len_utf8()..])
        }
        _ => plot.measure.clone(),
    };
    let unit = plot.unit.header();
    let signed = matches!(plot.unit, Unit::Percent | Unit::Pounds | Unit::Number);
    if signed || plot.spreads.len() > 1 || name.contains(unit) { name } else { format!("{name} ({unit})") }
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

/// The same after "in": "2021", "2019 to 2021".
fn stretch(plot: &Plot, first: usize, last: usize) -> String {
    if first + 1 == last {
        format!("{} and {}", category(plot, first), category(plot, last))
    } else {
        span(plot, first, last)
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

#[cfg(test)]
mod tests {
    use super::super::testing::{plot, plot_over_time, spread, spreads};
    use super::*;

    #[test]
    fn lines_are_told_from_first_to_last() {
        let plot = plot_over_time(
            2019,
            &[
                ("Coventry", "10.8 16.8 18.1 16.7 12.4 9.3 6.1"),
                ("West Midlands", "16.0 16.0 16.1 18.0 16.6 13.9 10.4"),
                ("England", "15.8 15.4 15.5 17.6 17.9 16.2 13.0"),
            ],
        );
        assert_eq!(
            over_time(&plot, "Line chart"),
            "Line chart of agency rate for Coventry, West Midlands and England, 2019 to 2025. \
             Coventry fell from 10.8% in 2019 to 6.1% in 2025, a fall of 4.7 percentage points; the highest value \
             was 18.1% in 2021. West Midlands fell from 16.0% to 10.4%. England fell from 15.8% to 13.0%. \
             In 2025 Coventry (6.1%) was below West Midlands (10.4%) and England (13.0%)."
        );
    }

    #[test]
    fn symbols_are_said_in_words() {
        let plot = plot_over_time(
            2021,
            &[("Coventry", "5 c 5 c"), ("Devon", "c c c c"), ("Hull", "x x 0 x"), ("England", "7 7 4 5")],
        );
        assert_eq!(
            over_time(&plot, "Line chart"),
            "Line chart of agency rate for Coventry, Devon, Hull and England, 2021 to 2024. \
             Coventry was 5.0% in both 2021 and 2023. It is suppressed to protect confidentiality in 2022 and 2024. \
             Devon has no values: suppressed to protect confidentiality in 2021 to 2024. \
             Hull was 0.0% in 2023. It is not available in 2021 and 2022 and 2024. England fell from 7.0% to 5.0%. \
             In 2023 Coventry (5.0%) was above Hull (0.0%) and England (4.0%)."
        );
    }

    #[test]
    fn a_long_story_never_drops_the_subject() {
        let series: Vec<(String, &str)> =
            (0..8).map(|at| (format!("Bath and North East Somerset number {at}"), "c 3 4 1 c 7 2")).collect();
        let mut series: Vec<(&str, &str)> = series.iter().map(|(name, values)| (name.as_str(), *values)).collect();
        series[5] = ("Coventry", "10.8 16.8 18.1 16.7 12.4 9.3 6.1");
        let text = over_time(&plot_over_time(2019, &series), "Line chart");
        assert!(text.contains("Coventry fell from 10.8% in 2019 to 6.1% in 2025, a fall of 4.7"), "{text}");
        assert!(text.contains("At the end: Bath and North East Somerset number 0 2.0% in 2025; "), "{text}");
    }

    #[test]
    fn bars_are_ranked() {
        let areas = ["Warwickshire", "Coventry", "Herefordshire, County of", "Birmingham", "Sandwell"];
        assert_eq!(
            compared(&plot(&areas, &[("2025", "0 6.1 c 14.2 29.3")]), "Bar chart"),
            "Bar chart of agency rate, 2025, for 5 rows. Highest Sandwell (29.3%); lowest Warwickshire (0.0%); \
             Coventry is 6.1%, 3rd highest of 4. Herefordshire, County of is suppressed to protect confidentiality."
        );
        assert_eq!(
            compared(
                &plot(&["Coventry", "Devon"], &[("2024", "9.3 9.3"), ("2025", "c 24.3")]),
                "Grouped bar chart"
            ),
            "Grouped bar chart of agency rate, 2024 and 2025, for Coventry and Devon. 2024: all at 9.3%; Coventry \
             is 9.3%, joint highest of 2. 2025: Devon (24.3%); Coventry is suppressed to protect confidentiality."
        );
        let measures = plot(&["Turnover", "Vacancies"], &[("Coventry", "11.3 7.4"), ("England", "11.8 x")]);
        assert_eq!(
            compared(&measures, "Grouped bar chart"),
            "Grouped bar chart of agency rate: Coventry and England for Turnover and Vacancies. \
             Turnover: Coventry 11.3%, England 11.8%. Vacancies: Coventry 7.4%, England not available."
        );
    }

    #[test]
    fn stacks_and_ranges_are_told_row_by_row() {
        let fte = Plot {
            unit: Unit::Fte,
            measure: "Social workers".into(),
            ..plot(&["A", "B"], &[("x", "1 c"), ("y", "2 3")])
        };
        assert_eq!(
            stacked(&fte, "Stacked bar chart"),
            "Stacked bar chart of social workers (FTE): x and y for A and B. A: x 1.0, y 2.0, total 3.0. \
             B: x suppressed to protect confidentiality, y 3.0."
        );
        let rows =
            spreads(vec![spread("Agency rate", Unit::Percent, ("0", "A|B|C|D"), ("24.3", "Devon"), "6.1 c 13")]);
        assert_eq!(
            ranges(&rows, "Range chart"),
            "Range chart of workforce measures (%): the lowest and highest authorities in each row. \
             Agency rate: from 0.0% (A, B and 2 others) to 24.3% (Devon); Coventry 6.1%, West Midlands suppressed \
             to protect confidentiality, England 13.0%."
                .replace(" (%)", "")
        );
    }
}
