//! Stacks: where each segment begins and ends, and what the whole adds up to.

use rust_decimal::Decimal;

use crate::quantity::value::{Datum, Unit};

use super::Plot;
use super::plot::extent;

/// The width of the white line between neighbours.
pub const SEAM: f64 = 1.4;

/// One part of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Where it begins, on the side of zero.
    pub from: f64,
    /// Where it ends; below `from` for a negative value.
    pub to: f64,
    /// Its value as a label; empty for zero and for a symbol, which have no segment.
    pub label: String,
}

/// The segments of one category, in the order of the series.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// One a series.
    pub segments: Vec<Segment>,
    /// What stands at the end; empty where nothing needs to.
    pub total: String,
    /// The lowest end, zero or below.
    pub low: f64,
    /// The highest end, zero or above.
    pub high: f64,
}

/// The stacks of a plot.
///
/// A total is left out where every stack is a whole of 100 per cent. A stack with a symbol has no total, since it is
/// not known and a published one would give the value away: its end says "+ [c]" instead.
pub fn of(plot: &Plot) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = (0..plot.categories.len()).map(|at| stack(plot, at)).collect();
    let slack = 0.1 * plot.series.len() as f64;
    let whole = |stack: &Stack| (stack.high - 100.0).abs() <= slack && !stack.total.contains('+');
    if plot.unit == Unit::Percent && stacks.iter().all(whole) {
        for stack in &mut stacks {
            stack.total.clear();
        }
    }
    stacks
}

/// Which series have their values written in their segments: those whose segments all have the room, so that none is
/// labelled by chance.
pub fn labelled(stacks: &[Stack], fits: impl Fn(&Segment) -> bool) -> Vec<bool> {
    let series = stacks.first().map_or(0, |stack| stack.segments.len());
    (0..series)
        .map(|at| {
            let mut own = stacks.iter().filter_map(|stack| stack.segments.get(at));
            own.all(|segment| segment.label.is_empty() || fits(segment))
        })
        .collect()
}

fn stack(plot: &Plot, at: usize) -> Stack {
    let (mut low, mut high) = (0.0, 0.0);
    let mut sum = Some(Decimal::ZERO);
    let mut marks: Vec<&str> = Vec::new();
    let mut segments = Vec::new();
    for series in &plot.series {
        let datum = series.values.get(at).copied();
        let value = datum.and_then(extent).unwrap_or(0.0);
        let end = if value < 0.0 { &mut low } else { &mut high };
        let from = *end;
        *end += value;
        let label = match datum {
            Some(Datum::Number(number)) => {
                sum = sum.and_then(|sum| sum.checked_add(number));
                if number.is_zero() { String::new() } else { plot.shown(number) }
            }
            Some(Datum::Symbol(symbol)) => {
                marks.push(symbol.mark());
                String::new()
            }
            None => String::new(),
        };
        segments.push(Segment { from, to: *end, label });
    }
    marks.sort_unstable();
    marks.dedup();
    let total = match (&marks[..], low < 0.0) {
        ([], false) => sum.map_or_else(String::new, |sum| plot.shown(sum)),
        ([], true) => sum.map_or_else(String::new, |sum| format!("net {}", plot.shown(sum))),
        (marks, _) if segments.iter().all(|segment| segment.label.is_empty()) => marks.join(" "),
        (marks, _) => format!("+ {}", marks.join(" ")),
    };
    Stack { segments, total, low, high }
}

#[cfg(test)]
mod tests {
    use super::super::testing::plot;
    use super::*;

    fn totals(series: &[(&str, &str)]) -> Vec<String> {
        of(&plot(&["A", "B"], series)).into_iter().map(|stack| stack.total).collect()
    }

    #[test]
    fn a_symbol_is_never_given_away_by_a_total() {
        assert_eq!(totals(&[("x", "1 2"), ("y", "3 c")]), ["4.0%", "+ [c]"]);
        assert_eq!(totals(&[("x", "1 c"), ("y", "3 c")]), ["4.0%", "[c]"]);
        assert_eq!(totals(&[("x", "0 -2"), ("y", "0 3")]), ["0.0%", "net 1.0%"]);
    }

    #[test]
    fn a_series_is_labelled_in_all_its_bars_or_in_none() {
        let stacks = of(&plot(&["A", "B", "C"], &[("x", "9 8 c"), ("y", "2 9 9"), ("z", "0 0 0")]));
        assert_eq!(labelled(&stacks, |segment| segment.to - segment.from > 5.0), [true, false, true]);
        assert!(labelled(&[], |_| true).is_empty());
    }

    #[test]
    fn a_whole_needs_no_total() {
        assert_eq!(totals(&[("x", "33.3 50"), ("y", "66.6 50")]), ["", ""]);
        assert_eq!(totals(&[("x", "33.3 c"), ("y", "66.7 50")]), ["100.0%", "+ [c]"]);
    }

    #[test]
    fn negative_values_stack_the_other_way() {
        let stack = &of(&plot(&["A"], &[("x", "-1"), ("y", "3"), ("z", "-2")]))[0];
        assert_eq!((stack.low, stack.high), (-3.0, 3.0));
        assert_eq!((stack.segments[2].from, stack.segments[2].to), (-1.0, -3.0));
    }
}
