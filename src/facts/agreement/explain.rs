//! Explanation: what a value that was not published for its cell may be instead.

use rust_decimal::Decimal;

use crate::data::Observation;
use crate::facts::agreement::{Ledger, Pair};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{join_words, round};
use crate::quantity::value::Datum;

/// Whether a typed value is a published one, rounded to as many decimals as were typed.
///
/// A whole number must be the very same: too many values round to it.
pub(super) fn same(own: Datum, published: Datum) -> bool {
    let (Datum::Number(own), Datum::Number(published)) = (own, published) else { return false };
    match own.normalize().scale() {
        0 => own == published,
        _ => round(published, own.scale()) == own,
    }
}

/// What the own value of a pair is, if anything published nearby has it; the likeliest slip alone.
pub(super) fn hint<'a>(ledger: &Ledger<'a>, pair: Pair<'a>) -> Option<String> {
    let Pair { own, published, release, .. } = pair;
    let value = ledger.text(own);
    let right = ledger.shown(published.datum, own);
    let is = |one: &&Observation| same(own.datum, one.datum);
    let get = |measure: &str, basis: Option<Basis>, area: &str, period: Period| {
        release.observation(measure, basis, area, period).filter(|one| is(one))
    };
    let (id, code) = (own.measure.id.as_str(), own.area.code.as_str());

    let years = |basis: Option<Basis>| {
        let mut periods: Vec<Period> = release.periods(id, basis).to_vec();
        periods.retain(|period| *period != own.period && get(id, basis, code, *period).is_some());
        periods.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let other_basis = own.basis.map(|basis| match basis {
        Basis::Fte => Basis::Headcount,
        Basis::Headcount => Basis::Fte,
    });
    if let (Some(basis), Some(other)) = (own.basis, other_basis)
        && get(id, Some(other), code, own.period).is_some()
    {
        return Some(format!("{value} is the value on {}; on {} it is {right}", other.name(), basis.name()));
    }
    let found = years(own.basis);
    if !found.is_empty() {
        return Some(format!("{value} is the value of {}; that of {} is {right}", join_words(&found), own.period));
    }
    if let Some(other) = other_basis {
        let found = years(Some(other));
        if !found.is_empty() {
            return Some(format!("{value} is the value of {} on {}", join_words(&found), other.name()));
        }
    }
    let mut earlier = ledger.published.iter().filter(|one| one.observed.release < release.observed.release);
    let revised = earlier.find(|one| one.observation(id, own.basis, code, own.period).as_ref().is_some_and(is));
    if let Some(revised) = revised {
        return Some(format!(
            "{value} is the value of the {} release, which has been revised",
            revised.observed.release
        ));
    }
    // Only areas that stand in the same file: among all authorities of England some have any value.
    let areas = ledger.dataset.areas().iter().filter(|area| area.code != code);
    if let Some(area) = areas.into_iter().find(|area| get(id, own.basis, &area.code, own.period).is_some()) {
        return Some(format!("{value} is the value of {}", area.name));
    }
    let mut others = ledger.dataset.measures().iter().filter(|measure| measure.id != id);
    let swapped = others.find(|measure| {
        measure.unit == own.measure.unit && get(&measure.id, own.basis, code, own.period).is_some()
    });
    if let Some(measure) = swapped {
        return Some(format!("{value} is the {} of {} in {}", measure.name, own.area.name, own.period));
    }
    slipped_digits(own, published).then(|| format!("two digits of {right} may have changed places"))
}

/// Whether two numbers are written with the same digits, two neighbours of which have changed places.
fn slipped_digits(own: &Observation, published: &Observation) -> bool {
    let digits = |datum: Datum| {
        let value: Decimal = datum.number()?;
        Some(format!("{:.*}", own.measure.decimals as usize, value).into_bytes())
    };
    let (Some(one), Some(two)) = (digits(own.datum), digits(published.datum)) else { return false };
    let one: Vec<u8> = one.into_iter().filter(u8::is_ascii_digit).collect();
    let two: Vec<u8> = two.into_iter().filter(u8::is_ascii_digit).collect();
    one != two
        && one.len() == two.len()
        && (1..one.len()).any(|at| {
            let mut swapped = one.clone();
            swapped.swap(at - 1, at);
            swapped == two
        })
}
