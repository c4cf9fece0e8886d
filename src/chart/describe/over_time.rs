//! Series over periods in words.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::quantity::style::{join_words, round};
use crate::quantity::value::Symbol;

use super::super::{Plot, Series, stacks};
use super::{LONG, category, intro, known, missing_runs, sentences, some, span};

/// How much is told of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// First and last value, and what is missing.
    Ends,
    /// The highest and lowest values as well, where they are not at the ends.
    Extremes,
    /// The size of the change as well.
    Full,
}

/// Series over periods: first and last value, direction and size, highs and lows, what is missing, and where the
/// subject stands among the others at the end. The longer it gets, the less is told of the others, but never are their
/// first and last values left out, nor the peak of the whole chart.
pub fn over_time(plot: &Plot, chart: &str) -> String {
    let intro = intro(plot, chart);
    let subject = plot.series.iter().find(|series| series.subject);
    let others: Vec<&Series> = plot.series.iter().filter(|series| !series.subject).collect();
    let own = subject.map(|series| story(plot, series, Detail::Full));
    let standing = subject.and_then(|subject| standing(plot, subject, &others));
    let most = if subject.is_none() { Detail::Full } else { Detail::Extremes };
    let told = |detail: Detail| {
        let peak = peak(plot).filter(|_| detail == Detail::Ends);
        let others = others.iter().map(|series| story(plot, series, detail));
        let first = [Some(intro.clone()), own.clone()].into_iter().flatten();
        sentences(first.chain(others).chain(peak).chain(standing.clone()))
    };
    let fitting = [Detail::Full, Detail::Extremes, Detail::Ends]
        .into_iter()
        .filter(|detail| *detail <= most)
        .map(told)
        .find(|text| text.chars().count() <= LONG);
    fitting.unwrap_or_else(|| {
        let standing = subject.and_then(|subject| counted_standing(plot, subject, &others));
        let first = [Some(intro), own].into_iter().flatten();
        sentences(first.chain(courses(plot, &others)).chain(peak(plot)).chain(standing))
    })
}

/// "The highest value of all is 100.0% (Isles of Scilly in 2019).", unless it stands at the end of a series.
fn peak(plot: &Plot) -> Option<String> {
    let all = plot.series.iter().flat_map(|series| known(plot, series).into_iter().map(move |one| (series, one)));
    let (series, (at, top)) = all.reduce(|best, one| if one.1.1 > best.1.1 { one } else { best })?;
    let own = known(plot, series);
    let inner = own.first().is_some_and(|one| one.0 != at) && own.last().is_some_and(|one| one.0 != at);
    let shown = plot.style.value(top, plot.unit, plot.decimals);
    (inner && !series.subject)
        .then(|| format!("The highest value of all is {shown} ({} in {}).", series.name, category(plot, at)))
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

/// One series in a sentence or two.
fn story(plot: &Plot, series: &Series, detail: Detail) -> String {
    let known = known(plot, series);
    let name = &series.name;
    let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
    let full = detail == Detail::Full;
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
    if detail >= Detail::Extremes {
        let top = known.iter().map(|one| one.1).max();
        let bottom = known.iter().map(|one| one.1).min();
        for (word, extreme) in [("highest", top), ("lowest", bottom)] {
            if let Some(value) = extreme.filter(|value| *value != first.1 && *value != last.1) {
                let periods: Vec<String> = known
                    .iter()
                    .filter(|(_, other)| *other == value)
                    .map(|(at, _)| category(plot, *at).to_owned())
                    .collect();
                text.push_str(&format!("; the {word} value was {} in {}", shown(value), some(&periods)));
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
    standing_beside(plot, subject, others, |beside| {
        let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
        let names: Vec<String> = beside.iter().map(|(name, value)| format!("{name} ({})", shown(*value))).collect();
        join_words(&names)
    })
}

/// "In 2025 Coventry (6.1%) was above 2 of the others and below 5 of the others."
fn counted_standing(plot: &Plot, subject: &Series, others: &[&Series]) -> Option<String> {
    standing_beside(plot, subject, others, |beside| match beside {
        [(name, _)] => (*name).to_owned(),
        all if all.len() == others.len() => "all the others".to_owned(),
        some => format!("{} of the others", some.len()),
    })
}

/// Where the subject stands at its last value; `named` is how those on one side of it are told.
fn standing_beside(
    plot: &Plot,
    subject: &Series,
    others: &[&Series],
    named: impl Fn(&[(&str, Decimal)]) -> String,
) -> Option<String> {
    let at = subject.values.iter().rposition(|value| value.number().is_some())?;
    let number = |series: &Series| Some(round(series.values.get(at)?.number()?, plot.decimals));
    let own = number(subject)?;
    let beside: Vec<(&str, Decimal)> =
        others.iter().filter_map(|other| Some((other.name.as_str(), number(other)?))).collect();
    let side = |words: &str, order: Ordering| {
        let here: Vec<_> = beside.iter().filter(|(_, value)| own.cmp(value) == order).copied().collect();
        (!here.is_empty()).then(|| format!("{words} {}", named(&here)))
    };
    let parts: Vec<String> =
        [("above", Ordering::Greater), ("level with", Ordering::Equal), ("below", Ordering::Less)]
            .into_iter()
            .filter_map(|(words, order)| side(words, order))
            .collect();
    let shown = plot.style.value(own, plot.unit, plot.decimals);
    (!parts.is_empty())
        .then(|| format!("In {} {} ({shown}) was {}.", category(plot, at), subject.name, join_words(&parts)))
}

/// First and last values in as few words as there can be, those of one direction together: "From 2017 to 2025 these fell:
/// Dudley 12.0% to 10.4%; Walsall 9.1% to 8.0%." A series that is not whole says its own years.
fn courses(plot: &Plot, all: &[&Series]) -> Vec<String> {
    let shown = |value: Decimal| plot.style.value(value, plot.unit, plot.decimals);
    let (mut rose, mut fell, mut level, mut single, mut none) = (vec![], vec![], vec![], vec![], vec![]);
    for series in all {
        let name = &series.name;
        match known(plot, series)[..] {
            [] => none.push(name.clone()),
            [(at, only)] => single.push(format!("{name} {} in {}", shown(only), category(plot, at))),
            [first, .., last] => {
                let whole = first.0 == 0 && last.0 + 1 == plot.categories.len();
                let at = |(at, _)| if whole { String::new() } else { format!(" in {}", category(plot, at)) };
                let ends = format!("{name} {}{} to {}{}", shown(first.1), at(first), shown(last.1), at(last));
                match last.1.cmp(&first.1) {
                    Ordering::Greater => rose.push(ends),
                    Ordering::Less => fell.push(ends),
                    Ordering::Equal => level.push(ends),
                }
            }
        }
    }
    let over = span(plot, 0, plot.categories.len().saturating_sub(1));
    let moved = [
        (rose, "rose"),
        (fell, "fell"),
        (level, "were the same at both ends"),
        (single, "have one value"),
        (none, "have no values"),
    ];
    let moved = moved.into_iter().filter(|(told, _)| !told.is_empty());
    moved
        .enumerate()
        .map(|(at, (told, how))| match at {
            0 => format!("From {over} these {how}: {}.", told.join("; ")),
            _ => format!("These {how}: {}.", told.join("; ")),
        })
        .collect()
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
             was 18.1% in 2021. West Midlands fell from 16.0% to 10.4%; the highest value was 18.0% in 2022. England \
             fell from 15.8% to 13.0%; the highest value was 17.9% in 2023. \
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
             Hull was 0.0% in 2023. It is not available in 2021, 2022 and 2024. England fell from 7.0% to 5.0%; \
             the lowest value was 4.0% in 2023. In 2023 Coventry (5.0%) was above Hull (0.0%) and England (4.0%)."
        );
    }

    #[test]
    fn highs_and_lows_between_the_ends_are_dated_with_their_ties() {
        let plot = plot_over_time(
            2017,
            &[
                ("Birmingham", "16.8 13.3 11.9 14.6 18.3 19.3 11.9 u 12.4"),
                ("Isles of Scilly", "0 0 100 0 z z z z z"),
            ],
        );
        let text = over_time(&plot, "Line chart");
        assert!(
            text.contains("the highest value was 19.3% in 2022; the lowest value was 11.9% in 2019 and 2023."),
            "{text}"
        );
        assert!(
            text.contains("Isles of Scilly was 0.0% in both 2017 and 2020; the highest value was 100.0% in 2019."),
            "{text}"
        );
    }

    #[test]
    fn the_peak_of_the_chart_is_told_however_long_the_text_is() {
        let series: Vec<(String, &str)> = (0..8)
            .map(|at| {
                (
                    format!("Northern area number {at} of eight"),
                    if at == 3 { "1 2 99 4 5 2 3" } else { "1 2 3 4 5 7 2" },
                )
            })
            .collect();
        let series: Vec<(&str, &str)> = series.iter().map(|(name, values)| (name.as_str(), *values)).collect();
        let text = over_time(&plot_over_time(2019, &series), "Line chart");
        assert!(
            text.contains("The highest value of all is 99.0% (Northern area number 3 of eight in 2021)."),
            "{text}"
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
        assert!(text.contains("Bath and North East Somerset number 0 3.0% in 2020 to 2.0% in 2025; "), "{text}");
    }

    #[test]
    fn twelve_lines_have_their_first_and_last_values_by_direction() {
        let names: Vec<String> = (1..=9).map(|at| format!("Metropolitan Borough of Area {at}")).collect();
        let mut series: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "7.3 8 5")).collect();
        series[0].1 = "5 9 7.3";
        series[1].1 = "5 2 5";
        series[2].1 = "c c c";
        series.insert(0, ("Coventry", "10.8 9.3 6.1"));
        let text = over_time(&plot_over_time(2023, &series), "Line chart");
        assert!(text.contains("Coventry fell from 10.8% in 2023 to 6.1% in 2025, a fall of 4.7"), "{text}");
        assert!(
            text.contains(
                "From 2023 to 2025 these rose: Metropolitan Borough of Area 1 5.0% to 7.3%. These fell: "
            ),
            "{text}"
        );
        assert!(text.contains("Area 4 7.3% to 5.0%; Metropolitan Borough of Area 5 7.3% to 5.0%; "), "{text}");
        assert!(
            text.contains("These were the same at both ends: Metropolitan Borough of Area 2 5.0% to 5.0%."),
            "{text}"
        );
        assert!(text.contains("These have no values: Metropolitan Borough of Area 3."), "{text}");
        assert!(
            text.ends_with(
                "In 2025 Coventry (6.1%) was above 7 of the others and below Metropolitan Borough of Area 1."
            ),
            "{text}"
        );
        assert!(text.chars().count() < 1100, "{} letters", text.chars().count());
    }
}
