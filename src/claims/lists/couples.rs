//! Couples: "from 17.7% to 11.3% and from 9.3% to 6.1%", each of the measure that has the same place in its list.

use super::{Paired, is_respective, listed, measures, one_area, same_unit};
use crate::claims::reading::Reading;
use crate::quantity::period::Period;

/// What a number of several couples is paired with; `None` outside of them, and `Some(None)` if nobody can tell.
pub(super) fn of(reading: &Reading<'_, '_>, at: usize) -> Option<Option<Paired>> {
    let first = first_of(reading, at)?;
    let start = (0..=first).rev().step_by(2).take_while(|one| is_couple(reading, *one)).last()?;
    let count =
        (start..).step_by(2).take_while(|one| is_couple(reading, *one) && follows(reading, start, *one)).count();
    if count < 2 || first >= start + 2 * count {
        return None;
    }
    let span = reading.quantities[start].tokens.start..reading.quantities[start + 2 * count - 1].tokens.end;
    let names = listed(reading, &measures(reading), &(span.start - 1..span.end), count, is_respective(reading))?;
    let mention = reading.measures.iter().find(|one| one.tokens == names[(first - start) / 2])?;
    Some(
        place(reading, at == first)
            .and_then(|periods| Paired::new(reading, mention.ids.clone(), &one_area(reading)?, &periods)),
    )
}

/// The index of the first number of the couple that a number is one of.
fn first_of(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    if is_couple(reading, at) {
        return Some(at);
    }
    at.checked_sub(1).filter(|before| is_couple(reading, *before))
}

/// Whether "from … to …" begins with a number.
fn is_couple(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let (Some(one), Some(two)) = (reading.quantities.get(at), reading.quantities.get(at + 1)) else { return false };
    let led = one.tokens.start > reading.sentence.start && tokens.word(one.tokens.start - 1) == "from";
    let joined = one.tokens.end + 1 == two.tokens.start && tokens.word(one.tokens.end) == "to";
    led && joined && same_unit(one, two)
}

/// Whether a couple is the first one, or follows the couple before it at once.
fn follows(reading: &Reading<'_, '_>, start: usize, at: usize) -> bool {
    at == start || {
        let between = reading.quantities[at - 1].tokens.end..reading.quantities[at].tokens.start;
        between.clone().all(|one| reading.tokens.is(one, ',') || matches!(reading.tokens.word(one), "and" | "from"))
    }
}

/// When the first or the second number of a couple is of, unless the sentence says so itself.
fn place(reading: &Reading<'_, '_>, first: bool) -> Option<Vec<Vec<Period>>> {
    let now = reading.desk.now()?;
    let named: Vec<Vec<Period>> = reading.periods.iter().map(|one| one.periods.clone()).collect();
    match (first, named.is_empty()) {
        (true, true) => Some(vec![vec![now.previous()]]),
        (true, false) => Some(named),
        (false, true) => Some(vec![vec![now]]),
        (false, false) => Some(named.into_iter().chain([vec![now]]).collect()),
    }
}
