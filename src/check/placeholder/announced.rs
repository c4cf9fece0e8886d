//! Events that a text announces, of which it leaves the time or the place to a later notice: "The visit is on 3 July. The venue will be
//! confirmed."

use crate::check::answer::among;
use crate::check::dates::date_at;
use crate::check::passage::Passage;
use crate::check::placeholder::Gap;
use crate::check::placeholder::unsettled::{WRITTEN_OUT, is_all};
use crate::check::words::{Word, lower};

/// When and where something takes place.
const DETAILS: &str = "date location place point room time times venue";

/// What takes place.
const EVENTS: &str = "briefing ceremony clinic conference day drop-in evening event exhibition fair festival forum hearing hustings inspection launch \
     meeting morning open opening rehearsal roadshow screening seminar session surgery tour training trip visit walk workshop";

/// The parts of a text that leave the time or the place of its own event to a later notice.
pub fn gaps(passage: &Passage<'_>) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut announced = false;
    for (_, words) in passage.words_by_sentence() {
        for at in (0..words.len()).filter(|at| is_left(&words, *at)) {
            let Some(start) = start_of_detail(&words, at) else { continue };
            let named = words[start..at].iter().any(is_event);
            let here = announced || announces(&words[..start]);
            if named || here && at == detail(&words, start) + 1 {
                found.push(Gap::perhaps(words[start].range.start..words[at + 2].range.end));
            }
        }
        announced |= announces(&words);
    }
    found
}

/// "Will be confirmed", and nothing more than "nearer the time".
fn is_left(words: &[Word<'_>], at: usize) -> bool {
    lower(words, at) == "will"
        && lower(words, at + 1) == "be"
        && among(WRITTEN_OUT, lower(words, at + 2))
        && is_all(words, at + 3)
}

/// Where a clause begins whose subject is a detail up to a word: "the venue", "the time of the visit".
fn start_of_detail(words: &[Word<'_>], end: usize) -> Option<usize> {
    let begins = |at: &usize| {
        let opens = at.checked_sub(1).is_none_or(|before| among("and but ; , – :", lower(words, before)));
        opens && lower(words, *at) == "the" && among(DETAILS, lower(words, detail(words, *at)))
    };
    let start = (end.saturating_sub(8)..end).rev().find(begins)?;
    // "The time and place of the hearing".
    let after = detail(words, start) + 1;
    let both = lower(words, after) == "and" && among(DETAILS, lower(words, after + 1));
    let rest = words.get(after + if both { 2 } else { 0 }..end)?;
    let of = rest.first().is_none_or(|first| among("for of", &first.lower));
    (of && rest.iter().all(|word| word.is_word() || word.is_number())).then_some(start)
}

/// Where the detail stands after its article: "the time", "the exact time", "the starting time".
fn detail(words: &[Word<'_>], article: usize) -> usize {
    let described = among(
        "actual closing end exact final finishing full meeting opening precise start starting",
        lower(words, article + 1),
    );
    article + if described { 2 } else { 1 }
}

fn is_event(word: &Word<'_>) -> bool {
    among(EVENTS, &word.lower)
}

/// Whether words announce an event with its day: "The public meeting is on 3 July", "will visit the park on 3 July".
fn announces(words: &[Word<'_>]) -> bool {
    words.iter().any(is_event) && (0..words.len()).any(|at| date_at(words, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::check::placeholder::testing::{found, nothing_in};

    #[test]
    fn what_an_event_lacks_is_found() {
        for (text, gap) in [
            ("The public meeting is on 3 July 2025. The venue will be announced.", "The venue will be announced"),
            (
                "The Panel will visit the park on 3 July 2025. The time will be confirmed.",
                "The time will be confirmed",
            ),
            ("The date of the visit will be confirmed nearer the time.", "The date of the visit will be confirmed"),
            (
                "The time and place of the hearing will be notified.",
                "The time and place of the hearing will be notified",
            ),
            (
                "The walk is on 3 July 2025. The starting time will be confirmed.",
                "The starting time will be confirmed",
            ),
            ("An open day is planned for 3 July. The venue will be confirmed.", "The venue will be confirmed"),
            ("The workshop is on 3 July, and the venue will be advised shortly.", "the venue will be advised"),
        ] {
            assert_eq!(found(gaps, text), [gap], "{text}");
        }
        nothing_in(
            gaps,
            &[
                "Bookings will be confirmed by email.",
                "The venue will be confirmed.",
                "The meeting is on 3 July 2025. The outcome will be announced.",
                "The visit is on 3 July 2025. The time will be confirmed by the school.",
                "The opening date will be announced by the Mayor at the fair.",
                "The winner will be announced on 3 July 2025.",
                "The time of each slot will be confirmed with the resident.",
                "The meeting is on 3 July 2025. The time of the last bus will be confirmed.",
                "",
            ],
        );
    }
}
