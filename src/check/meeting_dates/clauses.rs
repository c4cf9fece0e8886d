//! What a sentence says around a date: where its clause ends, and what sets its meeting apart from another one.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at};
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::occasions::Occasion;
use crate::check::meeting_dates::verbs::{Act, act, is_glue, is_occasion, is_verb};
use crate::check::words::{Word, is_little, lower};

/// What makes a meeting another one than one of which it is not said.
const MARKS: &str = "again another second third fourth further later earlier additional extra follow-up previously subsequently \
    informal informally reconsidered preliminary twice";

/// The clause with the date and whoever met: up to a semicolon, or to a comma, "and" or verb that opens another one.
pub fn clause(words: &[Word<'_>], occasion: &Occasion, date: &Written) -> Range<usize> {
    const OPENS: &str = "and but so which who when because after before since although while as with until where";
    let inside = date.first.min(occasion.words.start)..date.end.max(occasion.words.end);
    let opens = |at: &usize| words[*at].text == ";" || words[*at].text == "," && among(OPENS, lower(words, at + 1));
    let closes = |at: &usize| {
        matches!(words[*at].text, ";" | "," | ")")
            || among("is was are were has have had will", lower(words, *at))
            // "The plan that Cabinet agreed on 3 May ran for a year".
            || *at == date.end && is_verb(words, *at)
            || lower(words, *at) == "and" && at + 1 < words.len() && is_verb(words, at + 1)
    };
    // What stands before another date is of that one.
    let dated =
        (0..inside.start).filter_map(|at| date_at(words, at)).map(|one| one.end).filter(|end| *end <= inside.start);
    let start = (0..inside.start).rev().find(opens).map_or(0, |at| at + 1).max(dated.max().unwrap_or(0));
    start..(inside.end..words.len()).find(closes).unwrap_or(words.len())
}

/// Whether a word, wherever it stands, can set a meeting apart.
pub fn can_mark(lower: &str) -> bool {
    among(MARKS, lower)
}

/// The words that set the meeting of a clause apart: "considered it again on 3 May", but not "no further" or "looked later".
pub fn marks(words: &[Word<'_>], clause: &Range<usize>, date: &Written) -> Vec<String> {
    /// So far behind its date a word may stand.
    const BEHIND: usize = 3;
    let before = |at: usize| at.checked_sub(1).map_or("", |before| lower(words, before));
    let is_mark = |at: &usize| {
        can_mark(lower(words, *at))
            && !among("no any days weeks not", before(*at))
            && !sets_nothing_apart(words, *at)
            && *at < date.end + BEHIND
    };
    let quorate = (0..words.len()).filter(|at| among("quorate inquorate", lower(words, *at)));
    clause.clone().filter(is_mark).chain(quorate).map(|at| lower(words, at).to_owned()).collect()
}

/// Whether a word that can set meetings apart does not do so here: "further to the meeting", "earlier this year", "look at it again in
/// the light of the decision".
fn sets_nothing_apart(words: &[Word<'_>], at: usize) -> bool {
    match (lower(words, at), lower(words, at + 1)) {
        (_, "than") | ("further", "to") | ("earlier" | "later", "this" | "in") => true,
        ("again", "in") => lower(words, at + 2) == "the",
        _ => false,
    }
}

/// Whether a clause does not say to what something was done: "approved it", "the refusal by".
pub fn is_unsaid(words: &[Word<'_>], clause: &Range<usize>) -> bool {
    clause.clone().any(|at| {
        let next = lower(words, at + 1);
        let known = at > 0 && among("the that this its", lower(words, at - 1));
        act(lower(words, at)).is_some() && (among("it them", next) || known && next == "by")
    })
}

/// Whether a sentence speaks of the paper itself, other than to say who asked for it.
pub fn is_of_paper(words: &[Word<'_>]) -> bool {
    let asked = |at: usize| lower(words, at) != "asks" && act(lower(words, at)) == Some(Act::Ask);
    (0..words.len()).any(|at| {
        let before = at > 0 && (asked(at - 1) || at > 1 && lower(words, at - 1) == "for" && asked(at - 2));
        let after = asked(at + 2) || lower(words, at + 2) == "was" && asked(at + 3);
        let paper =
            among("this present", lower(words, at)) && among("report note paper briefing", lower(words, at + 1));
        paper && !before && !after
    })
}

/// Whether the clause that leads to a date says that the paper's recommendations are still to be decided on: "if Cabinet agrees the
/// recommendations at its meeting on", "subject to the Cabinet Member's approval on".
pub fn decides_paper(words: &[Word<'_>], date: &Written) -> bool {
    const OPEN: &str = "asked assuming if once provided should subject will";
    const APPROVAL: &str = "agreement approval decision";
    const OWN: &str = "the these its following above";
    let ends = |at: &usize| matches!(words[*at].text, "," | ";" | ":");
    let start = (0..date.first).rev().find(ends).map_or(0, |at| at + 1);
    let mut clause = start..date.first;
    let open = clause.clone().any(|at| among(OPEN, lower(words, at)));
    let subject = lower(words, start) == "subject";
    let last = clause.rfind(|at| {
        let (low, before) = (lower(words, *at), at.checked_sub(1).map_or("", |before| lower(words, before)));
        // "Will report on the recommendations on 3 May"
        let told_of = *at > 1 && among("about on", lower(words, at - 2));
        low.starts_with("recommendation") && among(OWN, before) && !told_of || subject && among(APPROVAL, low)
    });
    // Up to the date nothing is told but who decides.
    let small = |at: usize| {
        let (word, low) = (&words[at], lower(words, at));
        let says = is_little(low) || act(low).is_some() || is_occasion(low) || is_glue(words, at);
        says || word.is_capital()
            || among("cabinet committee council decided member members paper report", low)
            || !word.is_word()
    };
    // "The recommendations of the Panel" are not the paper's, but "the agreement of Cabinet" is Cabinet's.
    let own = |at: usize| {
        let approval = among(APPROVAL, lower(words, at));
        !among("about from made of that", lower(words, at + 1)) || approval && lower(words, at + 1) == "of"
    };
    let on = date.first == 0 || !among(OTHER_DATES, lower(words, date.first - 1));
    open && on && last.is_some_and(|at| own(at) && (at + 1..date.first).all(small))
}

/// Whether a sentence says that something is done again and again: "each month", "quarterly".
pub fn is_regular(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        let period = among("week fortnight month quarter term meeting", lower(words, at + 1));
        among("each every", lower(words, at)) && period
            || among("weekly monthly quarterly fortnightly termly", lower(words, at))
    })
}

/// Whether a sentence says by the one before it what was done: "it did so on 3 May".
pub fn did_so(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| among("did do done does doing", lower(words, at)) && lower(words, at + 1) == "so")
}

/// Whether a sentence says that a meeting was moved, or was one of several.
pub fn says_moved(words: &[Word<'_>]) -> bool {
    const MOVED: &str = "abandoned adjourned adjournment adjourns cancelled instead originally postponed rearranged reconvened \
        rescheduled resumed";
    let several = (0..words.len()).filter(|at| date_at(words, *at).is_some()).count() > 1;
    (0..words.len()).any(|at| {
        let (low, next) = (lower(words, at), lower(words, at + 1));
        // "Cabinet postponed its decision": no meeting was moved.
        let object =
            among("its the a this that their", next) && !(at + 2..at + 4).any(|at| is_occasion(lower(words, at)));
        among(MOVED, low) && (!object || low.starts_with("adjourn"))
            || matches!((low, next), ("put" | "moved", "off" | "back") | ("brought" | "moved", "forward"))
            || several && (among("again twice", low) || low == "moved" && next == "from")
    })
}
