//! Categories and ranges in words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::quantity::style::ordinal_suffix;
use crate::quantity::value::{Datum, Symbol};

use super::super::{Plot, Series, Spread, stacks};
use super::{LONG, capitalised, category, counted, known, measure, names, sentences, some, value};

/// Categories compared: by series the highest, the lowest and the place of the category in focus; or, where one of
/// the series is the subject, by category the values of all series.
pub fn compared(plot: &Plot, chart: &str) -> String {
    if plot.subject().is_some() {
        return by_category(plot, chart, "");
    }
    let intro = match &plot.series[..] {
        // A chart of one column is named after it.
        [one] if !one.name.is_empty() && !one.name.eq_ignore_ascii_case(&plot.measure) => {
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
    let words = |value: Datum| match value {
        Datum::Number(value) => shown(value),
        Datum::Symbol(symbol) => symbol.meaning().to_owned(),
    };
    let end = |(value, names): &(Datum, Vec<String>)| match (value, names.as_slice()) {
        (_, []) => words(*value),
        (Datum::Number(_), _) => format!("{} ({})", words(*value), some(names)),
        (Datum::Symbol(_), _) => format!("{} ({})", some(names), words(*value)),
    };
    let marks = spread.marks.iter().filter(|mark| !brief || mark.subject);
    let marks = marks.map(|mark| format!("{} {}", mark.name, words(mark.value)));
    let marks: Vec<String> = marks.collect();
    let marks = if marks.is_empty() { String::new() } else { format!("; {}", marks.join(", ")) };
    format!("{}: from {} to {}{marks}.", spread.label, end(&spread.low), end(&spread.high))
}

/// Highest, lowest and the place of the focus in one series.
fn ranking(plot: &Plot, series: &Series, brief: bool) -> String {
    let known = known(plot, series);
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
    let low = rounding_to_zero(plot, series);
    let (top, bottom) = (known.iter().map(|one| one.1).max(), known.iter().map(|one| one.1).min());
    match (top, bottom) {
        // What rounds to zero is lower than every number above it.
        (Some(top), Some(bottom)) if !low.is_empty() && bottom > Decimal::ZERO => {
            parts.push(format!("highest {}", with(top)));
            parts.push(format!("lowest {} ({})", some(&low), Symbol::Low.meaning()));
        }
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
            format!(
                "{} is {}, {joint}{rank}highest of {}",
                category(plot, focus),
                shown(*own),
                known.len() + low.len()
            )
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

/// The categories whose value is above zero and rounds to it.
fn rounding_to_zero(plot: &Plot, series: &Series) -> Vec<String> {
    let values = series.values.iter().enumerate();
    let low = values.filter(|(_, value)| **value == Datum::Symbol(Symbol::Low));
    low.map(|(at, _)| category(plot, at).to_owned()).collect()
}

/// The categories without a number by the reason, the focus aside: it has been said.
fn absent_categories(plot: &Plot, series: &Series) -> Vec<(Symbol, Vec<String>)> {
    let mut found: BTreeMap<Symbol, Vec<String>> = BTreeMap::new();
    for (at, value) in series.values.iter().enumerate() {
        if let Datum::Symbol(symbol) = value
            && plot.focus != Some(at)
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
    fn what_rounds_to_zero_is_the_lowest_but_for_zero() {
        let said = |values| {
            ranking(&plot(&["Warwickshire", "Devon", "Hull"], &[("2025", values)]), &series(values), false)
        };
        fn series(values: &str) -> Series {
            plot(&["Warwickshire", "Devon", "Hull"], &[("2025", values)]).series.remove(0)
        }
        let meaning = "above zero, but rounds to zero";
        assert_eq!(
            said("low 9.3 1.4"),
            format!("Highest Devon (9.3%); lowest Warwickshire ({meaning}). Warwickshire is {meaning}.")
        );
        assert_eq!(
            said("low 9.3 0"),
            format!("Highest Devon (9.3%); lowest Hull (0.0%). Warwickshire is {meaning}.")
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
            "Range chart of workforce measures: the lowest and highest authorities in each row. \
             Agency rate: from 0.0% (A, B and 2 others) to 24.3% (Devon); Coventry 6.1%, West Midlands suppressed \
             to protect confidentiality, England 13.0%."
        );
        let rows =
            spreads(vec![spread("Agency rate", Unit::Percent, ("low", "Hull"), ("24.3", "Devon"), "6.1 7 13")]);
        assert!(
            ranges(&rows, "Range chart").contains("from Hull (above zero, but rounds to zero) to 24.3% (Devon);")
        );
    }
}
