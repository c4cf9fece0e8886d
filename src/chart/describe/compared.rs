//! Categories and ranges in words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::quantity::style::{join_words, ordinal_suffix, round};
use crate::quantity::value::{Datum, Symbol};

use super::super::{Plot, Scope, Series, Spread, stacks};
use super::{LONG, capitalised, category, intro, known, measure, sentences, some, value};

/// Categories compared: by series the highest, the lowest and the place of the category in focus; or, where one of
/// the series is the subject, by category the values of all series, or, where these are many, from where to where they
/// run.
pub fn compared(plot: &Plot, chart: &str) -> String {
    if plot.series.len() > 1 && plot.subject().is_some() {
        return by_category(plot, chart, "");
    }
    let intro = intro(plot, chart);
    let say = |brief: bool| {
        let each = plot.series.iter().map(|series| ranking(plot, series, brief));
        sentences(std::iter::once(intro.clone()).chain(each))
    };
    Some(say(false)).filter(|text| text.chars().count() <= LONG).unwrap_or_else(|| say(true))
}

/// What every stack is made up of, with its total; of long charts that of the category in focus, or else of the first and
/// the last, and the totals of the others.
pub fn stacked(plot: &Plot, chart: &str) -> String {
    by_category(plot, chart, "total ")
}

fn by_category(plot: &Plot, chart: &str, total: &str) -> String {
    let intro = intro(plot, chart);
    let totals: Vec<String> = stacks::of(plot).into_iter().map(|stack| stack.total).collect();
    let known = |sum: &&String| !total.is_empty() && !sum.is_empty() && !sum.contains(['[', '+', 'T']);
    let sum = |at: usize| totals.get(at).filter(known);
    let row = |at: usize, all: bool| {
        let parts = plot.series.iter().filter(|series| all || series.subject || plot.subject().is_none());
        let mut parts: Vec<String> = parts
            .map(|series| format!("{} {}", series.name, value(plot, series.values.get(at).copied())))
            .collect();
        if let Some(sum) = sum(at) {
            parts.push(format!("{total}{sum}"));
        }
        format!("{}: {}.", category(plot, at), parts.join(", "))
    };
    let full = sentences(std::iter::once(intro.clone()).chain((0..plot.categories.len()).map(|at| row(at, true))));
    if full.chars().count() <= LONG {
        return full;
    }
    let whole: Vec<usize> = match (plot.focus, plot.subject()) {
        (Some(focus), _) => vec![focus],
        (None, Some(_)) => Vec::new(),
        (None, None) => vec![0, plot.categories.len().saturating_sub(1)],
    };
    let brief = |at: usize| match plot.subject() {
        Some(_) => Some(format!("{}{}.", row(at, false).trim_end_matches('.'), beside_subject(plot, at))),
        None => sum(at).map(|sum| format!("{}: {total}{sum}.", category(plot, at))),
    };
    let shown = (0..plot.categories.len())
        .filter_map(|at| if whole.contains(&at) { Some(row(at, true)) } else { brief(at) });
    sentences(std::iter::once(intro).chain(shown))
}

/// From where to where the others run beside the subject: "; the others from 8.1% (Walsall) to 34.9% (Dudley)".
fn beside_subject(plot: &Plot, at: usize) -> String {
    let others = plot.series.iter().filter(|series| !series.subject);
    let known: Vec<(&str, Decimal)> = others
        .filter_map(|series| Some((series.name.as_str(), round(series.values.get(at)?.number()?, plot.decimals))))
        .collect();
    let said = |(name, number): &(&str, Decimal)| format!("{} ({name})", value(plot, Some(Datum::Number(*number))));
    match (known.iter().min_by_key(|one| one.1), known.iter().max_by_key(|one| one.1)) {
        (Some(low), Some(high)) if known.len() > 1 => format!("; the others from {} to {}", said(low), said(high)),
        (Some(one), _) => format!("; {}", said(one)),
        _ => String::new(),
    }
}

/// Every row of a range chart: its lowest and highest authorities and the marked values.
pub fn ranges(plot: &Plot, chart: &str) -> String {
    let Scope { place, period, .. } = &plot.scope;
    let of = if place.is_empty() { String::new() } else { format!(" of {place}") };
    let when = if period.is_empty() { String::new() } else { format!(", {period}") };
    let intro = format!("{chart} of {}: from the lowest to the highest authority{of}{when}.", measure(plot));
    let say = |brief: bool| {
        let rows = plot.spreads.iter().map(|spread| range(plot, spread, brief));
        sentences(std::iter::once(intro.clone()).chain(rows).chain(plot.scope.left_out.iter().cloned()))
    };
    Some(say(false)).filter(|text| text.chars().count() <= LONG).unwrap_or_else(|| say(true))
}

/// One row of a range chart; `brief` is said in fewer words, with the same values.
fn range(plot: &Plot, spread: &Spread, brief: bool) -> String {
    let shown = |value: Decimal| plot.style.value(value, spread.unit, spread.decimals);
    let words = |value: Datum| match value {
        Datum::Number(value) => shown(value),
        Datum::Symbol(symbol) => symbol.meaning().to_owned(),
    };
    let holders = |names: &[String]| match names {
        [one, _, ..] if brief => format!("{one} and {} more", names.len() - 1),
        _ => some(names),
    };
    let end = |(value, names): &(Datum, Vec<String>)| match (value, names.as_slice()) {
        (_, []) => words(*value),
        (Datum::Number(_), _) => format!("{} ({})", words(*value), holders(names)),
        (Datum::Symbol(_), _) => format!("{} ({})", holders(names), words(*value)),
    };
    let marks = spread.marks.iter().map(|mark| format!("{} {}", mark.name, words(mark.value)));
    let marks: Vec<String> = marks.collect();
    let marks = if marks.is_empty() { String::new() } else { format!("; {}", marks.join(", ")) };
    let from = if brief { "" } else { "from " };
    format!("{}: {from}{} to {}{marks}.", spread.label, end(&spread.low), end(&spread.high))
}

/// Highest, lowest and the place of the focus in one series, and the averages beside them.
fn ranking(plot: &Plot, series: &Series, brief: bool) -> String {
    let shown = |of: Datum| value(plot, Some(of));
    let (averages, ranked): (Vec<_>, Vec<_>) =
        placed(plot, series).into_iter().partition(|(at, _)| plot.averages.contains(at));
    let mut parts = ends(plot, &ranked);
    // One value, or one that all have, is told already.
    let differ = ranked.iter().any(|(_, value)| *value != ranked[0].1) || ranked.is_empty();
    if let Some(focus) = plot.focus.filter(|_| differ) {
        let own = ranked.iter().find(|(at, _)| *at == focus).map(|(_, own)| *own);
        parts.push(match own {
            Some(own) => format!("{} is {}, {}", category(plot, focus), shown(own), rank(&ranked, own)),
            None => format!("{} is {}", category(plot, focus), value(plot, series.values.get(focus).copied())),
        });
    }
    if !averages.is_empty() {
        let said: Vec<String> =
            averages.iter().map(|(at, value)| format!("{} {}", category(plot, *at), shown(*value))).collect();
        parts.push(join_words(&said));
    }
    let prefix = if plot.series.len() > 1 { format!("{}: ", series.name) } else { String::new() };
    let mut text = format!("{prefix}{}.", parts.join("; "));
    if prefix.is_empty() {
        text = capitalised(&text);
    }
    // What is the lowest has been named.
    let lowest_said =
        differ && ranked.iter().all(|(_, value)| is_low(value) || value.order() > LOW.order()) && ranked.len() > 1;
    let told = |symbol: &Symbol| *symbol == Symbol::Low && lowest_said;
    let absent = absent_categories(plot, series, differ).into_iter().filter(|(symbol, _)| !told(symbol));
    if brief {
        let names: Vec<String> = absent.flat_map(|(_, names)| names).collect();
        if !names.is_empty() {
            text.push_str(&format!(" No value: {}.", some(&names)));
        }
        return text;
    }
    for (symbol, names) in absent {
        let verb = if names.len() == 1 { "is" } else { "are" };
        text.push_str(&format!(" {} {verb} {}.", capitalised(&some(&names)), symbol.meaning()));
    }
    text
}

/// The categories whose value has a place among the others, shown as it is printed: numbers, and what is above zero but
/// rounds to it, unless a number that is not zero is printed as zero too: then nobody can tell which is lower.
fn placed(plot: &Plot, series: &Series) -> Vec<(usize, Datum)> {
    let known = known(plot, series);
    let exact = |at: usize| series.values[at].number();
    let blurred = known.iter().any(|(at, value)| value.is_zero() && exact(*at) != Some(Decimal::ZERO));
    let low = series.values.iter().enumerate().filter(|(_, value)| is_low(value) && !blurred);
    let mut all: Vec<(usize, Datum)> = low.map(|(at, value)| (at, *value)).collect();
    all.extend(known.into_iter().map(|(at, value)| (at, Datum::Number(value))));
    all.sort_by_key(|(at, _)| *at);
    all
}

fn is_low(value: &Datum) -> bool {
    *value == LOW
}

const LOW: Datum = Datum::Symbol(Symbol::Low);

/// "highest Sandwell (29.3%)" and "lowest Warwickshire (0.0%)"; the only value, or the one that all have.
fn ends(plot: &Plot, placed: &[(usize, Datum)]) -> Vec<String> {
    let shown = |of: Datum| value(plot, Some(of));
    let with = |value: Datum| {
        let same = placed.iter().filter(|(_, other)| *other == value);
        let names: Vec<String> = same.map(|(at, _)| category(plot, *at).to_owned()).collect();
        format!("{} ({})", some(&names), shown(value))
    };
    let values = || placed.iter().map(|one| one.1);
    match (placed, values().max_by_key(|value| value.order()), values().min_by_key(|value| value.order())) {
        ([(at, only)], ..) => vec![format!("{} {}", category(plot, *at), shown(*only))],
        (_, Some(top), Some(bottom)) if top == bottom => vec![format!("all at {}", shown(top))],
        (_, Some(top), Some(bottom)) => {
            vec![format!("highest {}", with(top)), format!("lowest {}", with(bottom))]
        }
        _ => vec!["no values".to_owned()],
    }
}

/// "the highest of 4", "joint 2nd highest of 9", "the lowest of 9".
fn rank(placed: &[(usize, Datum)], own: Datum) -> String {
    let count = |holds: &dyn Fn(Datum) -> bool| placed.iter().filter(|(_, other)| holds(*other)).count();
    let (above, below) = (count(&|other| other.order() > own.order()), count(&|other| other.order() < own.order()));
    let joint = if count(&|other| other == own) > 1 { "joint" } else { "the" };
    let of = placed.len();
    match (above, below) {
        (0, _) => format!("{joint} highest of {of}"),
        (_, 0) => format!("{joint} lowest of {of}"),
        _ => {
            let rank = above + 1;
            let place =
                format!("{rank}{} highest of {of}", ordinal_suffix(u32::try_from(rank).unwrap_or(u32::MAX)));
            if joint == "joint" { format!("joint {place}") } else { place }
        }
    }
}

/// The categories without a number by the reason, the focus aside where it has been said.
fn absent_categories(plot: &Plot, series: &Series, focus_said: bool) -> Vec<(Symbol, Vec<String>)> {
    let mut found: BTreeMap<Symbol, Vec<String>> = BTreeMap::new();
    for (at, value) in series.values.iter().enumerate() {
        if let Datum::Symbol(symbol) = value
            && !(focus_said && plot.focus == Some(at))
        {
            found.entry(*symbol).or_default().push(category(plot, at).to_owned());
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{plot, spread, spreads};
    use super::*;
    use crate::quantity::value::Unit;

    #[test]
    fn bars_are_ranked() {
        let areas = ["Warwickshire", "Coventry", "Herefordshire, County of", "Birmingham", "Sandwell"];
        assert_eq!(
            compared(&plot(&areas, &[("2025", "0 6.1 c 14.2 29.3")]), "Bar chart"),
            "Bar chart of agency rate: 2025 for 5 rows. Highest Sandwell (29.3%); lowest Warwickshire (0.0%); \
             Coventry is 6.1%, 3rd highest of 4. Herefordshire, County of is suppressed to protect confidentiality."
        );
        assert_eq!(
            compared(
                &plot(&["Coventry", "Devon"], &[("2024", "9.3 9.3"), ("2025", "c 24.3")]),
                "Grouped bar chart"
            ),
            "Grouped bar chart of agency rate: 2024 and 2025 for Coventry and Devon. 2024: all at 9.3%. \
             2025: Devon 24.3%. Coventry is suppressed to protect confidentiality."
        );
        let measures = plot(&["Turnover", "Vacancies"], &[("Coventry", "11.3 7.4"), ("England", "11.8 x")]);
        assert_eq!(
            compared(&measures, "Grouped bar chart"),
            "Grouped bar chart of agency rate: Coventry and England for Turnover and Vacancies. \
             Turnover: Coventry 11.3%, England 11.8%. Vacancies: Coventry 7.4%, England not available."
        );
    }

    #[test]
    fn what_rounds_to_zero_is_the_lowest_but_for_zero() {
        let said = |values| {
            ranking(&plot(&["Warwickshire", "Devon", "Hull"], &[("2025", values)]), &series(values), false)
        };
        fn series(values: &str) -> Series {
            plot(&["Warwickshire", "Devon", "Hull"], &[("2025", values)]).series.remove(0)
        }
        let meaning = "above zero, but rounds to zero";
        assert_eq!(said("low 9.3 1.4"), format!("Highest Devon (9.3%); lowest Warwickshire ({meaning})."));
        assert_eq!(
            said("low 9.3 0"),
            format!("Highest Devon (9.3%); lowest Hull (0.0%). Warwickshire is {meaning}.")
        );
    }

    #[test]
    fn a_bar_chart_says_of_whom_when_and_on_which_basis() {
        let scope = Scope {
            basis: "FTE".into(),
            place: "authorities of the West Midlands".into(),
            period: "year ended 30 September 2025".into(),
            ..Scope::default()
        };
        let one = Plot { scope: scope.clone(), ..plot(&["Dudley", "Coventry", "Walsall"], &[("2025", "7 6 8")]) };
        assert_eq!(
            compared(&one, "Bar chart"),
            "Bar chart of agency rate (FTE) for authorities of the West Midlands, year ended 30 September 2025. \
             Highest Walsall (8.0%); lowest Coventry (6.0%); Coventry is 6.0%, the lowest of 3."
        );
        let measures = Plot {
            measure: "Starters and leavers".into(),
            scope: Scope { place: "Coventry".into(), ..scope },
            ..plot(&["Coventry"], &[("Starters", "5"), ("Leavers", "4")])
        };
        assert_eq!(
            compared(&measures, "Grouped bar chart"),
            "Grouped bar chart of starters and leavers (FTE) for Coventry, year ended 30 September 2025. \
             Starters: Coventry 5.0%. Leavers: Coventry 4.0%."
        );
        let posts = Plot {
            measure: "Total".into(),
            scope: Scope { rows: "job".into(), about: "Funded posts".into(), ..Scope::default() },
            ..plot(&["A", "B", "C", "D"], &[("Total", "9 3 2 1")])
        };
        let posts = compared(&posts, "Bar chart");
        assert!(posts.starts_with("Bar chart of total by job, 4 rows (Funded posts). Highest A (9.0%)"), "{posts}");
    }

    #[test]
    fn averages_take_no_place_among_authorities() {
        let areas = ["Dudley", "Coventry", "West Midlands", "England"];
        let plot = Plot { averages: vec![2, 3], ..plot(&areas, &[("2025", "9 6 10.4 13")]) };
        let text = compared(&plot, "Bar chart");
        assert!(
            text.ends_with(
                "Highest Dudley (9.0%); lowest Coventry (6.0%); Coventry is 6.0%, the lowest of 2; \
                            West Midlands 10.4% and England 13.0%."
            ),
            "{text}"
        );
    }

    #[test]
    fn the_place_of_the_focus_is_told_from_the_nearer_end() {
        let number = |value: i64| Datum::Number(Decimal::from(value));
        let known: Vec<(usize, Datum)> = [5, 3, 3, 1, 1].into_iter().map(number).enumerate().collect();
        let place = |own: i64| rank(&known, number(own));
        assert_eq!(place(5), "the highest of 5");
        assert_eq!(place(3), "joint 2nd highest of 5");
        assert_eq!(place(1), "joint lowest of 5");
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
            "Range chart of workforce measures: from the lowest to the highest authority. \
             Agency rate: from 0.0% (A, B and 2 others) to 24.3% (Devon); Coventry 6.1%, West Midlands suppressed \
             to protect confidentiality, England 13.0%."
        );
        let rows =
            spreads(vec![spread("Agency rate", Unit::Percent, ("low", "Hull"), ("24.3", "Devon"), "6.1 7 13")]);
        assert!(
            ranges(&rows, "Range chart").contains("from Hull (above zero, but rounds to zero) to 24.3% (Devon);")
        );
    }

    #[test]
    fn five_ranges_keep_their_comparators_and_say_who_is_left_out() {
        let row = |label: &str| {
            spread(
                label,
                Unit::Percent,
                ("8.1", "Metropolitan Borough of Walsall|Sandwell"),
                ("34.9", "Dudley"),
                "6.1 c 13",
            )
        };
        let labels = ["Turnover rate", "Agency rate", "Vacancy rate", "Absence rate", "Average caseload"];
        let mut rows = spreads(labels.map(row).to_vec());
        rows.scope.left_out = vec!["All ranges: there is no value for Birmingham.".to_owned()];
        let text = ranges(&rows, "Range chart");
        for label in labels {
            let said = format!(
                "{label}: 8.1% (Metropolitan Borough of Walsall and 1 more) to 34.9% (Dudley); Coventry 6.1%, West \
                 Midlands suppressed to protect confidentiality, England 13.0%."
            );
            assert!(text.contains(&said), "{said} in {text}");
        }
        assert!(text.ends_with("there is no value for Birmingham."), "{text}");
    }

    #[test]
    fn long_comparisons_lose_nobody() {
        let areas: Vec<String> = (0..15).map(|at| format!("Metropolitan Borough of Area {at}")).collect();
        let areas: Vec<&str> = areas.iter().map(String::as_str).collect();
        let values = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 c";
        let series: Vec<(String, &str)> =
            (0..5).map(|at| (format!("Measure number {at} of five"), values)).collect();
        let series: Vec<(&str, &str)> = series.iter().map(|(name, values)| (name.as_str(), *values)).collect();
        let text = compared(&plot(&areas, &series), "Grouped bar chart");
        assert_eq!(text.matches(" No value: Metropolitan Borough of Area 14.").count(), 5, "{text}");
        let stacks = Plot { unit: Unit::Fte, ..plot(&areas, &series) };
        let text = stacked(&stacks, "Stacked bar chart");
        assert!(text.contains("Metropolitan Borough of Area 7: total 40.0."), "{text}");

        let measures: Vec<String> = (0..8).map(|at| format!("Measure number {at} of eight")).collect();
        let measures: Vec<&str> = measures.iter().map(String::as_str).collect();
        let lines =
            [("Coventry", "2"), ("Herefordshire, County of", "1"), ("Stoke-on-Trent", "4"), ("Wolverhampton", "c")];
        let lines = lines.map(|(name, value)| (name, [value; 8].join(" ")));
        let lines: Vec<(&str, &str)> = lines.iter().map(|(name, values)| (*name, values.as_str())).collect();
        let text = compared(&plot(&measures, &lines), "Grouped bar chart");
        assert!(
            text.contains(
                "Measure number 5 of eight: Coventry 2.0%; the others from 1.0% (Herefordshire, County of) to 4.0% \
                 (Stoke-on-Trent)."
            ),
            "{text}"
        );
    }
}
