//! Figures of a report's own that would give a small count away.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::data::query::Query;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::disclosure::together::{Given, Together};
use crate::facts::disclosure::{apart, is_controlled, is_count, rests_on_controlled};
use crate::facts::figure::Origin;
use crate::project::report::Report;
use crate::project::sources::FigureEntry;
use crate::quantity::value::Unit;

/// Tells of figures of the report's own that would give a small count away: figures that are printed and of which a
/// few people are what is left, an error; two answers of queries that differ by a small count, where nobody knows whom
/// they count; and a small count of people that is stated by hand beside data under disclosure control.
pub fn warn(report: &Report, facts: &Facts, shown: &BTreeSet<&str>, threshold: Decimal, sink: &mut Diagnostics) {
    if !facts.datasets.iter().any(|data| is_controlled(data)) {
        return;
    }
    let is_small = |value: Decimal| value > Decimal::ZERO && value < threshold;
    let together = Together::new(report, facts, shown);
    sink.extend(together.give_away(threshold).iter().map(|given| refuse(given, threshold)));
    sink.extend(together.beside_stated(report, facts, shown, threshold));
    let mut counted: Vec<(&FigureEntry, &Query, Decimal)> = Vec::new();
    for entry in &report.figures {
        let Some(figure) = facts.named.get(&entry.name.value) else { continue };
        let Some(value) = figure.datum.number() else { continue };
        let people = matches!(figure.measure.unit, Unit::People | Unit::Fte);
        if people && matches!(figure.origin, Origin::Stated { .. }) && is_small(value) {
            let people = facts.style.size_of_change(value, figure.measure.unit, figure.measure.decimals);
            let message = format!(
                "the stated figure `{}` of {people} is below the threshold of {threshold}",
                entry.name.value
            );
            sink.push(
                Diagnostic::warning(message, &entry.name.span)
                    .hint("say it in words that give no number, unless it has been published elsewhere"),
            );
        }
        if let Origin::Queried { query } = &figure.origin
            && is_count(figure.measure.unit)
            && rests_on_controlled(figure)
        {
            // Of two whose rows are known it is known whether one is a part of the other.
            let known = |other: &FigureEntry| together.has(&other.name.value) && together.has(&entry.name.value);
            let near = counted.iter().find(|(other, _, of)| is_small((*of - value).abs()) && !known(other));
            if let Some((other, its, other_value)) = near {
                let both = [other, entry].iter().all(|one| shown.contains(one.name.value.as_str()));
                let part = if *other_value < value { its.is_part_of(query) } else { query.is_part_of(its) };
                let names = format!("`{}` and `{}`", other.name.value, entry.name.value);
                sink.push(if both && part {
                    let less = format!("{names} differ by fewer than {threshold} people, and one is a part of the other");
                    Diagnostic::error(less, &entry.name.span)
                        .related(&other.name.span, "the other one")
                        .hint("whoever reads both knows a small count: leave one of them out of the text")
                } else {
                    Diagnostic::warning(format!("{names} differ by fewer than {threshold} people"), &entry.name.span)
                        .related(&other.name.span, "the other one")
                        .hint("if one is a part of the other, whoever reads both knows a small count: leave one of them out")
                });
            }
            counted.push((entry, query, value));
        }
    }
    counted.retain(|(entry, ..)| shown.contains(entry.name.value.as_str()) && !together.has(&entry.name.value));
    refuse_all_but_few(&counted, threshold, sink);
}

/// Refuses figures of which one counts all and the others, together, all but a few: "of 48 leavers 20 resigned, 10
/// retired and 15 moved" tells of three.
fn refuse_all_but_few(counted: &[(&FigureEntry, &Query, Decimal)], threshold: Decimal, sink: &mut Diagnostics) {
    let queries: Vec<&Query> = counted.iter().map(|(_, query, _)| *query).collect();
    for (whole, query, all) in counted {
        let groups = apart::groups(&queries);
        let rest = |group: &[usize]| *all - group.iter().map(|at| counted[*at].2).sum::<Decimal>();
        let tells = |group: &&Vec<usize>| {
            let rest = rest(group);
            group.len() > 1
                && group.iter().all(|at| queries[*at].is_part_of(query))
                && rest > Decimal::ZERO
                && rest < threshold
        };
        if let Some(group) = groups.iter().find(tells) {
            let names: Vec<String> = group.iter().map(|at| format!("`{}`", counted[*at].0.name.value)).collect();
            let message = format!(
                "`{}` counts fewer than {threshold} people more than {} together",
                whole.name.value,
                names.join(", ")
            );
            sink.push(
                Diagnostic::error(message, &whole.name.span)
                    .hint("whoever reads them all knows a small count: leave one of them out of the text"),
            );
        }
    }
}

/// The error for figures that give a small count away together.
fn refuse(given: &Given<'_>, threshold: Decimal) -> Diagnostic {
    const HINT: &str = "whoever reads them all knows a small count: leave one of them out of the text";
    let named = |entries: &[&FigureEntry]| {
        let mut names: Vec<String> = entries.iter().map(|entry| format!("`{}`", entry.name.value)).collect();
        names.sort();
        names.join(", ")
    };
    match given {
        Given::Part { one, other } => {
            let message = format!(
                "`{}` and `{}` differ by fewer than {threshold} people, and one is a part of the other",
                one.name.value, other.name.value
            );
            Diagnostic::error(message, &other.name.span)
                .related(&one.name.span, "the other one")
                .hint("whoever reads both knows a small count: leave one of them out of the text")
        }
        Given::Rest { whole, parts } => {
            let message = format!(
                "`{}` counts fewer than {threshold} people more than {} together",
                whole.name.value,
                named(parts)
            );
            Diagnostic::error(message, &whole.name.span).hint(HINT)
        }
        Given::Sums { last, others } => {
            let message = format!(
                "`{}` and {} tell together of fewer than {threshold} people",
                last.name.value,
                named(others)
            );
            Diagnostic::error(message, &last.name.span).hint(HINT)
        }
    }
}
