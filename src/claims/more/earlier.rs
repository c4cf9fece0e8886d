//! Earlier: numbers that a sentence calls last year's.

use crate::claims::account::is_difference;
use crate::claims::mentions::{PeriodMention, Role};
use crate::claims::more::{Judged, about};
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;

/// "last year's 17.1", "last year (17.1)", "17.1 a year ago", "17.1 the year before", where it is not the value.
pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let numbers = reading.quantities.iter().filter(|one| !one.printed && one.within.is_empty());
    numbers.filter_map(|number| one(reading, number)).collect()
}

fn one(reading: &Reading<'_, '_>, number: &Quantity) -> Option<Judged> {
    let mention = period(reading, number)?;
    if is_difference(reading, number) || reading.is_wish(number) {
        return None;
    }
    let area = reading.area_beside(number).or_else(|| reading.desk.here().map(|here| here.area))?;
    let ids = reading.ids_for(number.tokens.start, number.counted, false);
    // "17.1 the year before" may count from a year that the sentence has named.
    let mut periods: Vec<_> = mention.periods.first().copied().into_iter().collect();
    if reading.tokens.word(mention.tokens.end - 1) == "before" {
        let named: Vec<_> = reading.periods.iter().filter(|one| one.tokens.end <= mention.tokens.start).collect();
        periods.extend(named.iter().flat_map(|one| one.periods.iter().map(|period| period.previous())));
    }
    let figures = about::figures(reading, &ids, &area, &periods);
    let is = |figure: &Figure| {
        figure.shown().is_some_and(|value| number.is(value))
            || figure.datum.number().is_some_and(|value| number.is(value))
    };
    let fits = |figure: &&Figure| number.counted.fits(figure.measure.unit);
    let truth = figures.iter().find(fits)?;
    if figures.iter().any(is) {
        return Some(Judged::right(number.tokens.clone()));
    }
    if reading.desk.facts.named.values().any(is) {
        return None;
    }
    // Other areas that the sentence names may be whose it is.
    let others = reading.areas.iter().filter_map(|one| one.area.clone());
    if others.flat_map(|area| about::figures(reading, &ids, &area, &periods)).any(|figure| is(&figure)) {
        return None;
    }
    let typed = reading.tokens.passage.text[reading.tokens.bytes(&number.tokens)].trim().to_owned();
    let style = &reading.desk.facts.style;
    let id = &truth.measure.id;
    let elsewhere =
        ids.iter()
            .flat_map(|id| {
                reading.desk.datasets(id).into_iter().flat_map(|data| {
                    data.periods(id, reading.desk.facts.basis_of(id, data, reading.basis)).to_vec()
                })
            })
            .find_map(|period| about::figures(reading, &ids, &area, &[period]).into_iter().find(|one| is(one)));
    let what = match elsewhere {
        Some(other) => format!("`{typed}` is {}; ", other.description()),
        None => format!("no figure gives `{typed}`; "),
    };
    let period = truth.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default();
    let problem = Problem::new(format!("{what}{} is {}", truth.description(), truth.text(style)))
        .hint(format!("write `{{{{ {id}.at({period}) }}}}`, or say what the number is"));
    let wrong = Finding { tokens: number.tokens.clone(), verdict: Verdict::False, problem };
    Some(Judged { tokens: number.tokens.clone(), wrong: Some(wrong) })
}

/// The words for an earlier year that stand right beside a number.
fn period<'r>(reading: &'r Reading<'_, '_>, number: &Quantity) -> Option<&'r PeriodMention> {
    let tokens = reading.tokens;
    let first = |one: &PeriodMention| tokens.word(one.tokens.start);
    let relative = |one: &&PeriodMention| {
        one.role == Role::Earlier
            && (matches!(first(one), "last" | "previous") && one.tokens.len() == 2 && one.periods.len() == 1
                || tokens.phrase(one.tokens.start, &["year", "before"])
                || tokens.phrase(one.tokens.start, &["year", "earlier"])
                || tokens.phrase(one.tokens.start, &["year", "ago"]))
    };
    let start = number.tokens.start;
    // In brackets stands what it was then only where the sentence has said what it is now.
    let follows = reading.quantities.iter().any(|one| one.tokens.end <= start && one.tokens != number.tokens);
    // "last year's 17.1", "last year (17.1)"
    let before = reading.periods.iter().filter(relative).find(|one| {
        let end = one.tokens.end;
        let rate = |at: usize| reading.measures.iter().any(|mention| mention.tokens == (end..at));
        tokens.possessive(end - 1)
            && (end == start || start > end && start - end < 4 && rate(start - 1) && tokens.word(start - 1) == "of")
            || end + 1 == start && tokens.is(end, '(') && matches!(first(one), "last" | "previous") && follows
    });
    before.or_else(|| {
        let mut after = number.tokens.end;
        if tokens.is(after, '(') {
            after += 1;
        }
        if matches!(tokens.word(after), "a" | "the" | "one") {
            after += 1;
        }
        reading
            .periods
            .iter()
            .filter(relative)
            .find(|one| one.tokens.start == after && !tokens.possessive(one.tokens.end - 1))
    })
}
