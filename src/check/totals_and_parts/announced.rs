//! Things that a number announces: "five groups:", "the four priorities are:", "three options were considered:".

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence, time_unit};
use crate::check::totals_and_parts::adding::items::{is_open, is_vague};

/// Nobody names more than so many one by one.
const MOST: usize = 20;

/// What is announced before a colon.
pub(super) struct Announced {
    /// Its words: "five groups".
    pub phrase: Range<usize>,
    pub many: usize,
    pub leading: Leading,
}

/// How the words between what is counted and a colon lead to its names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leading {
    /// Nothing, "are", "in the area".
    Plainly,
    /// "Were considered", "use the hall": what may as well go on about the hall.
    Acting,
    /// "Were turned down": what may as well go on about the reasons.
    Judged,
    /// "Have no bus", "need a new roof": what may as well go on about whatever the reason is.
    Telling,
}

/// What is announced before the colon of a sentence, with its number, which is the only one there.
pub(super) fn announced(sentence: &Sentence<'_>, colon: usize) -> Option<Announced> {
    let [count] = sentence.quantities.as_slice() else { return None };
    let many = count.value.to_usize().filter(|many| (2..=MOST).contains(many) && !count.money)?;
    let open = |at: usize| {
        is_open(sentence, at..at + 1) && !among("being compared down fewer less more", sentence.lower(at))
    };
    if !stands_alone(sentence, count) || (0..colon).any(open) {
        return None;
    }
    let named = |end: usize| {
        let plain = (count.end..end).all(|at| sentence.words[at].is_word() && !is_joint(sentence, at));
        // "Four officers answered questions:"
        let did =
            (count.end + 1..end).any(|at| is_plural(sentence.before(at)) && sentence.lower(at).ends_with("ed"));
        let fits = plain && !did && is_plural(sentence.before(end));
        fits.then(|| leading(sentence, end..colon)).flatten().map(|leading| (end, leading))
    };
    let (end, leading) = (count.end + 1..(count.end + 4).min(colon + 1)).rev().find_map(named)?;
    Some(Announced { phrase: count.first..end, many, leading })
}

/// How words lead from what is counted to its names, if they do.
fn leading(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Leading> {
    /// What is done with things that are named afterwards, and of which no reason is given.
    const DONE: &str = "absent adopted affected agreed appointed approved assessed built chosen compared considered costed discussed \
        dismissed dropped examined explored found heard held identified inspected interviewed invited investigated involved learned \
        learnt made named nominated opened planned present proposed raised received recommended recorded rejected represented \
        reviewed scored selected set shortlisted studied suggested surveyed tested trialled viewed visited";
    /// What people and groups do, who are named afterwards.
    const ACTS: &str = "applied apply attend attended bid came hire hired join joined met oppose opposed part ran rent rented replied \
        responded run share shared sign signed support supported tendered use used voted won";
    /// What things do that are nobody.
    const EMERGE: &str = "arise arose emerge emerged remain remained";
    let lower = |at: usize| sentence.lower(at);
    // "Five groups use the halls:", "six Members raised concerns:" may go on about those.
    let brief = |from: usize| range.end - from <= 5 && !(from..range.end).any(|at| is_plural(lower(at)));
    let first = range.start;
    let done = match lower(first) {
        _ if range.is_empty() => return Some(Leading::Plainly),
        "are" | "is" | "was" | "were" | "follow" | "below" if range.len() == 1 => return Some(Leading::Plainly),
        // "Five wards in the area:"
        "in" | "of" | "for" if range.len() <= 4 => return Some(Leading::Plainly),
        "to" if range.len() <= 4 && is_idea(sentence.before(first)) => return Some(Leading::Plainly),
        "are" | "were" => first + 1 + usize::from(lower(first + 1) == "being"),
        "have" | "had" | "will" if among("be been", lower(first + 1)) => first + 2,
        "take" | "took" => return (lower(first + 1) == "part" && brief(first)).then_some(Leading::Acting),
        word if among(ACTS, word) && brief(first) => return Some(Leading::Acting),
        word => {
            let emerge = among(EMERGE, word) && is_idea(sentence.before(first)) && brief(first);
            let telling = || tells(sentence, &range).then_some(Leading::Telling);
            return emerge.then_some(Leading::Plainly).or_else(telling);
        }
    };
    let pair = done + 1 < range.end && is_done_in_two(lower(done), lower(done + 1));
    if done >= range.end || !(among(DONE, lower(done)) || pair) || range.end - done > 6 {
        return None;
    }
    // "Three sites were visited by:"
    let ends = done + usize::from(pair);
    if ends + 1 < range.end && among("against by for from of on to under with", lower(range.end - 1)) {
        return None;
    }
    let plainly = is_idea(sentence.before(first)) || among("absent present", lower(done));
    let judged = among("dismissed dropped left rejected ruled turned voted", lower(done));
    Some(match plainly {
        true => Leading::Plainly,
        false if judged => Leading::Judged,
        false => Leading::Acting,
    })
}

/// Whether two words say what is done with things that are named afterwards: "looked at", "put to residents".
fn is_done_in_two(done: &str, next: &str) -> bool {
    let next_words = match done {
        "brought" => "forward",
        "carried" | "left" | "picked" | "ruled" | "singled" => "out",
        "dealt" => "with",
        "drawn" | "weighed" => "up",
        "gone" => "into over through",
        "heard" => "from",
        "looked" => "at into over",
        "put" => "forward to",
        "set" => "out",
        "taken" => "forward up",
        "thought" => "about of",
        "turned" | "voted" => "down",
        _ => "",
    };
    among(next_words, next)
}

/// Whether a verb with its object may lead to the names of those that do or have so: "have no bus", "need a new roof". An object of
/// several may itself be what is named, unless there are none.
fn tells(sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    /// So many words tell it at most.
    const BRIEF: usize = 6;
    const NONE: &str = "lack lacked miss missed need needed never no without";
    const HAVING: &str =
        "carry carried gain gained get got had has have hold keep kept lose lost own owned will won";
    const OTHER: &str = "ask asked give gave offer offered raise raised said say want wanted";
    let has = |words: &str| range.clone().any(|at| among(words, sentence.lower(at)));
    let plain = range.clone().all(|at| sentence.words[at].is_word() && !sentence.words[at].is_capital());
    let several = range.clone().any(|at| is_plural(sentence.lower(at)));
    let first = range.start + usize::from(sentence.lower(range.start) == "still");
    let having = among(HAVING, sentence.lower(first)) && !has("at for from in into on to") && !several;
    (2..=BRIEF).contains(&range.len()) && plain && !has(OTHER) && (has(NONE) || having)
}

/// Whether a word names what nobody is and nothing can have: "options", "risks".
fn is_idea(lower: &str) -> bool {
    const IDEAS: &str = "actions aims areas causes changes concerns factors goals ideas issues lessons measures objectives options points \
        principles priorities problems proposals questions reasons recommendations risks stages steps subjects targets themes topics";
    among(IDEAS, lower)
}

/// Whether a number counts by itself: no "Room 12", "of the five", "about five", "for three days".
fn stands_alone(sentence: &Sentence<'_>, count: &Quantity) -> bool {
    let before = count.first.checked_sub(1);
    let name = before.is_some_and(|at| at > 0 && sentence.words[at].is_capital());
    let of = (count.first.saturating_sub(3)..count.first).any(|at| sentence.lower(at) == "of");
    let compared = among("than another first last other next top", sentence.before(count.first));
    let vague = is_vague(sentence, count.first)
        && (sentence.before(count.first) != "to" || count.first > 1 && sentence.lower(count.first - 2) == "up");
    let measured = time_unit(sentence.lower(count.end)).is_some();
    !(name || of || compared || measured || vague)
}

/// Words with which what is counted is not what the colon leads to: "five schools with halls:", "six visits to homes:".
fn is_joint(sentence: &Sentence<'_>, at: usize) -> bool {
    among(
        "about and as at by for from if in of on or per than that to when where which who with",
        sentence.lower(at),
    )
}

fn is_plural(lower: &str) -> bool {
    among("people children men women", lower)
        || lower.len() > 3
            && lower.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end))
            && !among("days hours miles minutes months pages pounds sides weeks words years", lower)
}
