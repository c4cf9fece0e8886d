//! Series: the values of one measure and area, compared one by one, and as a row that may have slipped by a year.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::{Dataset, Observation};
use crate::facts::agreement::explain::{self, same};
use crate::facts::agreement::{Finding, Ledger, Pair, ends};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol};

/// By how many periods a row is thought to slip: the nearest first.
const SLIPS: [i32; 6] = [-1, 1, -2, 2, -3, 3];

/// Everything there is to say of the pairs that differ, in the order of the file but for rows that slipped.
pub(super) fn findings<'a>(ledger: &Ledger<'a>, pairs: &[Pair<'a>]) -> Vec<Finding<'a>> {
    let mut series: Vec<Vec<Pair<'a>>> = Vec::new();
    let mut known: HashMap<(&str, Option<Basis>, &str), usize> = HashMap::new();
    for pair in pairs.iter().copied().filter(|pair| !pair.agrees()) {
        let key = (pair.own.measure.id.as_str(), pair.own.basis, pair.own.area.code.as_str());
        let at = *known.entry(key).or_insert(series.len());
        if at == series.len() {
            series.push(Vec::new());
        }
        series[at].push(pair);
    }
    let mut findings = Vec::new();
    for series in series {
        let (slipped, rest) = slip(&series);
        findings.extend(slipped.map(|(by, slipped)| told_slip(ledger, by, &slipped)));
        findings.extend(rest.into_iter().map(|pair| told(ledger, pair)));
    }
    findings
}

type Slip<'a> = (i32, Vec<Pair<'a>>);

/// Two or more values of a series that were published for a period equally far from their own, and the others.
fn slip<'a>(series: &[Pair<'a>]) -> (Option<Slip<'a>>, Vec<Pair<'a>>) {
    for by in SLIPS {
        let moved = |pair: &&Pair<'_>| {
            let there = at(pair.release, pair.own, shifted(pair.own.period, by));
            there.is_some_and(|there| same(pair.own.datum, there.datum))
        };
        let (slipped, rest): (Vec<&Pair<'_>>, Vec<&Pair<'_>>) = series.iter().partition(moved);
        if slipped.len() > 1 {
            return (Some((by, slipped.into_iter().copied().collect())), rest.into_iter().copied().collect());
        }
    }
    (None, series.to_vec())
}

fn told_slip<'a>(ledger: &Ledger<'a>, by: i32, slipped: &[Pair<'a>]) -> Finding<'a> {
    let own = slipped[0].own;
    let list = |of: &dyn Fn(&Pair<'a>) -> String| join_words(&slipped.iter().map(of).collect::<Vec<_>>());
    let message = format!(
        "the {} of {} is {} out of step: {} were published for {}, not for {}",
        own.measure.name,
        own.area.name,
        distance(own.period, by),
        list(&|pair| ledger.text(pair.own)),
        list(&|pair| shifted(pair.own.period, by).to_string()),
        list(&|pair| pair.own.period.to_string()),
    );
    let hint = format!(
        "for {} the published values are {}",
        list(&|pair| pair.own.period.to_string()),
        list(&|pair| ledger.shown(pair.published.datum, pair.own)),
    );
    let id = own.measure.id.as_str();
    let mut diagnostic = ledger.warning(message, &ledger.dataset.span(own), vec![hint], id);
    for pair in &slipped[1..] {
        diagnostic = diagnostic.related(&ledger.dataset.span(pair.own), "and this one");
    }
    for pair in slipped {
        if let Some(there) = at(pair.release, pair.own, shifted(pair.own.period, by)) {
            diagnostic = diagnostic.related(&pair.release.span(there), format!("published for {}", there.period));
        }
    }
    Finding { measure: id, diagnostic }
}

fn told<'a>(ledger: &Ledger<'a>, pair: Pair<'a>) -> Finding<'a> {
    let Pair { own, published, release, end } = pair;
    let what = format!("the {} of {} in {}", own.measure.name, own.area.name, own.period);
    let value = ledger.shown(published.datum, own);
    let (message, mut hints) = match (own.datum, published.datum) {
        (Datum::Symbol(Symbol::ToBeConfirmed), _) => (
            format!("{what} is to be confirmed here, but has been published: {value}"),
            vec!["take over the published value".to_owned()],
        ),
        (_, Datum::Symbol(symbol)) => (
            format!("{what} is {} here, but is published as {}", ledger.text(own), symbol.meaning()),
            vec!["a value that is withheld in public may give people away: check that it may be shown".to_owned()],
        ),
        _ => (
            format!("{what} was published as {value}, not {}", ledger.text(own)),
            explain::hint(ledger, pair).into_iter().collect(),
        ),
    };
    let further = end.and_then(|end| ends::beyond(ledger, &end, release));
    hints.extend(further.map(|(words, _, _)| words));
    let id = own.measure.id.as_str();
    let basis = own.basis.map_or_else(String::new, |basis| basis.name().to_owned());
    let mut about = vec![basis, release_words(release)];
    about.retain(|part| !part.is_empty());
    let words = if about.is_empty() { "published".to_owned() } else { format!("published ({})", about.join(", ")) };
    let diagnostic =
        ledger.warning(message, &ledger.dataset.span(own), hints, id).related(&release.span(published), words);
    Finding { measure: id, diagnostic }
}

fn release_words(release: &Dataset) -> String {
    match release.observed.release.as_str() {
        "" => String::new(),
        name => format!("{name} release"),
    }
}

/// The published value of the same measure, basis and area in another period.
fn at<'a>(release: &'a Arc<Dataset>, own: &Observation, period: Period) -> Option<&'a Observation> {
    release.observation(&own.measure.id, own.basis, &own.area.code, period)
}

/// The period so many steps later, or earlier for a negative number.
fn shifted(period: Period, by: i32) -> Period {
    (0..by.abs()).fold(period, |period, _| if by < 0 { period.previous() } else { period.next() })
}

/// "a year", "two months".
fn distance(period: Period, by: i32) -> String {
    let unit = if matches!(period, Period::Month(..)) { "month" } else { "year" };
    match by.abs() {
        1 => format!("a {unit}"),
        2 => format!("two {unit}s"),
        more => format!("{more} {unit}s"),
    }
}
