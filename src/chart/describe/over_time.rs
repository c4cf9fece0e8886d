//! Series over periods in words.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::quantity::style::{join_words, round};
use crate::quantity::value::Symbol;

use super::super::{Plot, Series, stacks};
use super::{LONG, category, known, measure, missing_runs, names, sentences, span};

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

/// One series in a sentence or two; `full` adds the size of the change, highs and lows.
fn story(plot: &Plot, series: &Series, full: bool) -> String {
    let known = known(plot, series);
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
        Ordering::Equal if full || !whole => {
            format!(
                "{name} was {} in both {} and {}",
                shown(first.1),
                category(plot, first.0),
                category(plot, last.0)
            )
        }
        Ordering::Equal => format!("{name} was {} at both ends", shown(first.1)),
        Ordering::Greater => format!("{name} rose {ends}"),
        Ordering::Less => format!("{name} fell {ends}"),
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
            let places: Vec<String> = own
                .iter()
                .flat_map(|(_, first, last)| match last - first {
                    1 => vec![category(plot, *first).to_owned(), category(plot, *last).to_owned()],
                    _ => vec![span(plot, *first, *last)],
                })
                .collect();
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

#[cfg(test)]
mod tests {
    use super::super::super::testing::plot_over_time;
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
             Hull was 0.0% in 2023. It is not available in 2021, 2022 and 2024. England fell from 7.0% to 5.0%. \
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
}
