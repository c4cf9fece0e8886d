//! Differences: numbers that say by how much something differs, and whether the data differ by so much.

use rust_decimal::Decimal;

use super::explain::{expression, unaccounted};
use super::{Account, named};
use crate::claims::mentions::Role;
use crate::claims::numbers::{Counted, Hedge, Quantity};
use crate::claims::reading::{Place, Reading};
use crate::claims::{Finding, Verdict};
use crate::facts::comparison;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// The measure of the figure that was printed right before a number.
pub(super) fn figure_before(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<String> {
    let tokens = reading.tokens;
    let printed = reading.quantities.iter().rfind(|one| one.tokens.end <= quantity.tokens.start)?;
    let between = printed.tokens.end..quantity.tokens.start;
    let light = between.len() <= 4
        && between.into_iter().all(|at| {
            tokens.is(at, ',')
                || tokens.is(at, '(')
                || tokens.is_dash(at)
                || matches!(
                    tokens.word(at),
                    "which" | "is" | "was" | "some" | "about" | "around" | "nearly" | "almost" | "just"
                )
        });
    let figure = printed.figure.as_ref().filter(|figure| light && figure.scope.is_some())?;
    Some(figure.measure.id.clone())
}

/// Two values that a difference can be between.
struct Pair {
    one: Figure,
    other: Figure,
}

impl Pair {
    /// The account of a number by which the two differ: of a change, what it began from comes first.
    fn account(&self) -> Account {
        let area = |figure: &Figure| figure.scope.as_ref().map(|scope| scope.area.code.clone());
        let (one, other) = (self.one.clone(), self.other.clone());
        Account::Given(if area(&one) == area(&other) { vec![other, one] } else { vec![one, other] })
    }
}

pub(super) fn of_difference(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity, ids: &[String]) -> Account {
    let percentages: Vec<String>;
    let ids = if ids.is_empty() && quantity.counted == Counted::Points && reading.measures.is_empty() {
        // Without a measure, a difference of any of the subject's rates accounts for it.
        let mut all: Vec<String> = reading.desk.vocabulary.measures.keys().cloned().collect();
        all.retain(|id| reading.desk.unit(id) == Some(Unit::Percent));
        all.sort();
        percentages = all;
        &percentages
    } else {
        ids
    };
    let pairs = pairs(reading, ids);
    let mut points_for_percent = None;
    let mut truth = None;
    for pair in &pairs {
        let Ok((exact, shown)) = comparison::differences(&pair.one, &pair.other) else { continue };
        let percent = pair.one.measure.unit == Unit::Percent;
        let size = [exact, shown].iter().any(|size| quantity.is(size.abs()) && is_fair(quantity, size.abs()));
        let relative = pair.other.datum.number().filter(|value| !value.is_zero()).is_some_and(|value| {
            let share = |size: Decimal| (size.abs() * Decimal::ONE_HUNDRED).checked_div(value.abs());
            [exact, shown].into_iter().filter_map(share).any(|share| quantity.is(share))
        });
        match quantity.counted {
            Counted::Percent if relative => return pair.account(),
            Counted::Percent if percent && size => points_for_percent = points_for_percent.or(Some(pair)),
            Counted::Percent => {}
            _ if size => return pair.account(),
            _ => {}
        }
        truth = truth.or(Some(pair));
    }
    let typed = reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim().to_owned();
    let finding = |problem: Problem| {
        Account::Wrong(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
    };
    if let Some(pair) = points_for_percent {
        return finding(points(reading, &typed, pair));
    }
    // The sentence's own numbers may be what it compares: "from 77.4% to 87.7% (+10.3 points)".
    if let Some(from) = by_arithmetic(reading, at, quantity) {
        return if from.is_empty() { Account::Open } else { Account::Follows(from) };
    }
    if let Some(figure) = named(reading, quantity, ids, !pairs.is_empty()) {
        return Account::Given(vec![figure.clone()]);
    }
    if let Some(pair) = truth {
        if quantity.counted == Counted::Percent && pair.one.measure.unit == Unit::Percent {
            return finding(points(reading, &typed, pair));
        }
        let said = difference_words(reading, pair);
        return finding(
            Problem::new(format!("no difference gives `{typed}`: {said}"))
                .hint(format!("write what the data say, with `{{{{ {} }}}}`", change(reading, pair))),
        );
    }
    Account::Wrong(unaccounted(reading, quantity, ids, &[]))
}

/// Whether points are rounded fairly: "one percentage point" is no 0.6 points, which would say two thirds too much.
fn is_fair(quantity: &Quantity, size: Decimal) -> bool {
    let loose = quantity.counted != Counted::Points || quantity.hedge != Hedge::Exact;
    loose || (size - quantity.value).abs() * Decimal::from(3) <= size.max(quantity.value)
}

/// `%` where a difference of two percentages is meant.
fn points(reading: &Reading<'_, '_>, typed: &str, pair: &Pair) -> Problem {
    Problem::new(format!(
        "`{typed}` is not the difference of two percentages, which is in percentage points: {}",
        difference_words(reading, pair)
    ))
    .hint(format!("write `{{{{ {} }}}}`, which has its unit", change(reading, pair)))
}

/// "the turnover rate of A in 2021 is 17.8%, 1.0 percentage point below that of B (18.8%)".
fn difference_words(reading: &Reading<'_, '_>, pair: &Pair) -> String {
    let style = &reading.desk.facts.style;
    let (one, other) = (&pair.one, &pair.other);
    let shown = comparison::differences(one, other).map(|(_, shown)| shown).unwrap_or_default();
    let size = style.size_of_change(shown, one.measure.unit, one.measure.decimals);
    let (same_area, same_period) = match (&one.scope, &other.scope) {
        (Some(a), Some(b)) => (a.area.code == b.area.code, a.period == b.period),
        _ => (false, false),
    };
    let before = other.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default();
    if same_area && !same_period {
        let verb = if shown.is_sign_negative() { "fell" } else { "rose" };
        let area = one.scope.as_ref().map_or("", |scope| scope.area.name.as_str());
        let now = one.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default();
        return format!(
            "the {} of {area} {verb} by {size}, from {} ({before}) to {} ({now})",
            one.measure.name,
            other.text(style),
            one.text(style)
        );
    }
    let side = if shown.is_sign_negative() { "below" } else { "above" };
    format!(
        "{} is {}, {size} {side} {}, which is {}",
        one.description(),
        one.text(style),
        other.description(),
        other.text(style)
    )
}

fn change(reading: &Reading<'_, '_>, pair: &Pair) -> String {
    let written = expression(reading, &pair.one);
    match (&pair.one.scope, &pair.other.scope) {
        (Some(one), Some(other)) if one.area.code == other.area.code => {
            if one.period.previous() == other.period {
                format!("{written}.change")
            } else {
                format!("{written}.change_since({})", other.period)
            }
        }
        (_, Some(other)) => format!("{written}.difference(\"{}\")", other.area.name),
        _ => written,
    }
}

/// The values that a difference of the sentence can be between: over time, and between areas.
fn pairs(reading: &Reading<'_, '_>, ids: &[String]) -> Vec<Pair> {
    let desk = reading.desk;
    let Some(here) = desk.here() else { return Vec::new() };
    let spans = crate::claims::compare::over_time::spans(reading);
    let others: Vec<_> = reading
        .areas
        .iter()
        .filter_map(|mention| mention.area.clone())
        .filter(|area| area.code != here.area.code)
        .collect();
    let at = |area: &std::sync::Arc<crate::data::areas::Area>, period: Period| Place {
        area: std::sync::Arc::clone(area),
        periods: vec![period],
    };
    // "The gap to England is 2.1 points" is none of what either of the two has changed by.
    let sizes = reading.quantities.iter().filter(|one| one.counted == Counted::Points).count();
    let of_gap = sizes == 1
        && !others.is_empty()
        && reading.periods.iter().all(|one| one.role != Role::Earlier)
        && reading.sentence.clone().any(|at| reading.tokens.word(at) == "gap");
    let mut found = Vec::new();
    for id in ids {
        let of = |place: &Place| desk.figures(id, place, reading.basis);
        let mut between = |one: &Place, other: &Place| {
            for one in of(one) {
                for other in of(other) {
                    if one
                        .scope
                        .as_ref()
                        .zip(other.scope.as_ref())
                        .is_some_and(|(a, b)| a.dataset.name == b.dataset.name)
                    {
                        found.push(Pair { one: one.clone(), other });
                    }
                }
            }
        };
        for (now, _) in &spans {
            for area in &others {
                between(&at(&here.area, *now), &at(area, *now));
            }
        }
        // "The gap to England narrowed from 3.8 to 0.5 points": what it was before is a difference of then.
        let gap = reading.sentence.clone().any(|at| reading.tokens.word(at) == "gap");
        for earlier in spans.iter().filter(|_| gap).flat_map(|(_, earlier)| earlier) {
            for area in &others {
                between(&at(&here.area, *earlier), &at(area, *earlier));
            }
        }
        for (now, earlier) in spans.iter().filter(|_| !of_gap) {
            for area in std::iter::once(&here.area).chain(&others) {
                for earlier in earlier {
                    between(&at(area, *now), &at(area, *earlier));
                }
            }
        }
    }
    // What the sentence compares with areas is not first of all a change.
    if others.is_empty() || reading.periods.iter().any(|mention| mention.role == Role::Earlier) {
        found.sort_by_key(|pair| match (&pair.one.scope, &pair.other.scope) {
            (Some(one), Some(other)) => one.area.code != other.area.code,
            _ => true,
        });
    }
    found
}

/// The two other numbers of its sentence of which a difference is that; none of them where one stands in the sentence
/// before.
fn by_arithmetic(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> Option<Vec<usize>> {
    let own = reading.quantities.iter().enumerate().filter(|(other, _)| *other != at);
    let mut others: Vec<(Option<usize>, &Quantity)> = own.map(|(other, one)| (Some(other), one)).collect();
    // "It cost £9.4 million. This is £0.8 million more than the £8.6 million of last year."
    let refers = matches!(reading.tokens.word(reading.sentence.start), "this" | "that" | "it");
    others.extend(reading.before.first.iter().filter(|_| refers && reading.before.alone).map(|one| (None, one)));
    let is_of = |one: &Quantity, two: &Quantity| {
        let size = (one.value - two.value).abs();
        let alike = one.counted == two.counted || one.counted == Counted::Bare || two.counted == Counted::Bare;
        if !alike {
            return false;
        }
        match quantity.counted {
            Counted::Percent => {
                let of = if one.tokens.start < two.tokens.start { one.value } else { two.value };
                [of, if of == one.value { two.value } else { one.value }].iter().any(|of| {
                    (size * Decimal::ONE_HUNDRED).checked_div(of.abs()).is_some_and(|share| quantity.is(share))
                })
            }
            Counted::Points => matches!(one.counted, Counted::Percent | Counted::Points) && quantity.is(size),
            _ => quantity.is(size),
        }
    };
    others.iter().enumerate().find_map(|(first, (one_at, one))| {
        let (two_at, _) = others[first + 1..].iter().find(|(_, two)| is_of(one, two))?;
        Some(one_at.zip(*two_at).map_or_else(Vec::new, |(one, two)| vec![one, two]))
    })
}
