//! What makes it likely that the parts of an enumeration share their whole, and that it is told in full.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{month, weekday};
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::items::{self, number_end};
use crate::check::totals_and_parts::adding::opposites::{are_opposites, is_shared};
use crate::check::totals_and_parts::changes;
use crate::check::words::Word;

/// Words that no one thing has two of, as what it is, how it came and whose it is.
const KINDS: &[&str] = &[
    "app counter desk e-mail email fax hand kiosk letter line online paper person phone post proxy reception stations telephone text web \
        website",
    "couples families single",
    "affordable leased let market owned private rent rented sale social",
    "casual full-time part-time seasonal",
    "bungalows flats houses maisonettes",
    "businesses farms homes shops",
    "nursery primary secondary special",
    "central east eastern north northern south southern west western",
    "card cash cheque debit transfer",
];

/// The same for what becomes of things, where two may leave a third unsaid: "20 were allowed and 30 dismissed", and others wait.
const OUTCOMES: &[&str] = &[
    "abandoned accepted adjourned agreed allowed approved declined deferred dismissed granted outstanding overturned pending permitted \
        quashed refused rejected settled undecided upheld withdrawn",
    "abstained against agree agreed disagree disagreed favour for indifferent neutral opinion oppose opposed support supported \
        undecided unsure view",
    "absent apologies attended joined",
    "abandoned begun cancelled complete completed delayed finished outstanding overdue progress started underway way",
];

/// The same for what is one of several by its nature, of which there may always be more: what a vehicle runs on.
const EXCLUSIVE: &[&str] =
    &["diesel electric hybrid hydrogen petrol", "empty occupied vacant", "drawn drew lost won"];

/// Words of time: what happened at one time may be counted at another as well.
const TIMES: &str = "afternoon afternoons autumn date day days evening evenings month months morning mornings night nights quarter \
    phase phases spring summer time week weekday weekdays weekend weekends weeks winter year years";

/// Prepositions, and what stands for a place, that part things as one kind.
const FRAMES: &[&str] =
    &["in on at near along outside inland elsewhere offshore", "from", "to", "into", "about", "for", "by", WITH];

/// "With" parts meetings by who came, and nothing else.
const WITH: &str = "with";

/// "Of them", "of these".
pub(super) fn is_of_them(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lower(at) == "of" && among("them these those", sentence.lower(at + 1))
}

/// Whether a word closes an enumeration: "the other 12", "the remaining £15,000".
pub(super) fn closes(sentence: &Sentence<'_>, at: usize) -> bool {
    among("other remaining", sentence.lower(at))
        && sentence.before(at) == "the"
        && sentence.quantities.iter().any(|one| one.first == at + 1)
}

/// Whether a number stands for whatever the parts before it leave: "55 had other reasons", "12 for other purposes".
pub(super) fn is_residue(sentence: &Sentence<'_>, at: usize) -> bool {
    const KINDS: &str =
        "arrangements causes issues matters places problems purposes reasons subjects things types uses ways";
    sentence.lower(at) == "other"
        && among(KINDS, sentence.lower(at + 1))
        && sentence.quantities.iter().any(|one| (one.end..one.end + 4).contains(&at))
}

/// Whether three parts or more are a line of places, ways or things, of which only the first may have a verb: "90 were at home, 45 in
/// care homes and 25 by telephone"; not "30 followed complaints", "9 are new" or "8 in May".
pub(super) fn is_line(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    const LEADS: &str = "about along at by elsewhere for from in inland into near offshore on outside to";
    let goes_on = |chunk: &Range<usize>| {
        let Some(end) = number_end(sentence, chunk) else { return false };
        let from = end + usize::from(among("are is was were", sentence.lower(end)));
        let things = from + 1 == chunk.end && sentence.lower(from).ends_with('s');
        things || among(LEADS, sentence.lower(from))
    };
    let attribute =
        |at: usize| is_time(sentence, at) || among("aged both new over under with without", sentence.lower(at));
    chunks.len() > 2 && chunks[1..].iter().all(goes_on) && !chunks.iter().cloned().flatten().any(attribute)
}

/// Whether every item after the first goes on with a preposition that the first one has; or the last closes them.
pub(super) fn is_framed(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    let closed = chunks.last().is_some_and(|last| last.clone().any(|at| closes(sentence, at)));
    let lasting =
        |at: &usize| among("to into from about at by in for on", sentence.lower(*at)) && !is_aside(sentence, *at);
    let Some((first, others)) = chunks.split_first() else { return false };
    let preposition = first.clone().find(lasting).map(|at| sentence.lower(at));
    // "20 were at the first meeting and 26 at the second" may be the same people.
    let repeated = preposition.is_some_and(|word| among("at in on", word))
        && others.iter().any(|chunk| chunk.clone().any(|at| among("next second third", sentence.lower(at))));
    let goes_on = |chunk: &Range<usize>| {
        number_end(sentence, chunk).is_none_or(|end| Some(sentence.lower(end)) == preposition && lasting(&end))
    };
    closed || preposition.is_some() && !repeated && others.iter().all(goes_on)
}

/// Whether a preposition parts nothing: "12 by June and 48 by October" counts the twelve twice, "in breach of planning rules" may be
/// what stands anywhere.
fn is_aside(sentence: &Sentence<'_>, at: usize) -> bool {
    let timed = || (at + 1..at + 3).any(|at| is_time(sentence, at) || sentence.lower(at) == "end");
    among("by for", sentence.lower(at)) && timed() || is_state(sentence, at, 1)
}

/// Whether one of the words after a preposition says in what state something is, and not where: "in arrears", "on the register".
pub(super) fn is_state(sentence: &Sentence<'_>, at: usize, many: usize) -> bool {
    const STATES: &str = "advance arrears average benefit benefits breach call contract contracts date debt duty education employment fault \
        full hold home leave least list lists loan need night order part permanent progress receipt register risk stage temporary \
        training use work";
    among("at in on", sentence.lower(at)) && (at + 1..=at + many).any(|at| among(STATES, sentence.lower(at)))
}

pub(super) fn is_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(word) = sentence.words.get(at) else { return false };
    // "250 days for assurance" counts days.
    let counted = sentence.quantities.iter().any(|one| one.end == at);
    !counted && among(TIMES, &word.lower) || weekday(word).is_some() || month(word.text).is_some()
}

/// Whether items are of one kind: the same preposition, or two places, different words of one set, opposites, or one verb that
/// the later items leave out.
pub(super) fn is_likely(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { return false };
    let timed = (first.start..last.end).any(|at| is_time(sentence, at));
    // "£870,000 from meters in 2024/25 and £290,000 from permits"
    if changes::year(sentence, first.start..last.end).is_some() {
        return false;
    }
    is_shared(sentence, first.start..last.end)
        || are_opposites(sentence, chunks)
        || is_framed(sentence, chunks) && !timed
        || are_kinds(sentence, chunks)
        || chunks.len() > 2 && OUTCOMES.iter().any(|set| are_of(sentence, chunks, set))
        || !timed && (frame(sentence, chunks).is_some() || leaves_out(sentence, chunks))
}

/// Whether items came in one way each: by post, by telephone.
pub(super) fn are_kinds(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    KINDS.iter().any(|set| are_of(sentence, chunks, set))
}

/// Whether no one thing can be two of the items, though there may be others: "30 are electric and 22 run on diesel".
pub(super) fn are_exclusive(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    EXCLUSIVE.iter().any(|set| are_of(sentence, chunks, set))
}

/// Whether every item has words of a set, and no two the same.
fn are_of(sentence: &Sentence<'_>, chunks: &[Range<usize>], set: &str) -> bool {
    let mut seen = Vec::new();
    chunks.iter().all(|chunk| {
        let own: Vec<&str> = chunk.clone().map(|at| sentence.lower(at)).filter(|lower| among(set, lower)).collect();
        let new = !own.is_empty() && own.iter().all(|word| !seen.contains(word));
        seen.extend(own);
        new
    })
}

/// The prepositions with which all items go on after their numbers.
fn frame(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> Option<&'static str> {
    let (first, others) = chunks.split_first()?;
    // "3,200 tonnes at one depot and 1,500 tonnes at another"
    let noun = number_end(sentence, first).map_or("", |end| sentence.lower(end));
    let again =
        others.iter().all(|chunk| number_end(sentence, chunk).is_some_and(|end| sentence.lower(end) == noun));
    let after = |chunk: &Range<usize>| {
        let end =
            number_end(sentence, chunk)? + usize::from(again && !FRAMES.iter().any(|frame| among(frame, noun)));
        let named = end + if is_of_them(sentence, end) { 2 } else { 0 };
        Some(named + usize::from(among("are is was were", sentence.lower(named))))
    };
    let from = after(first)?;
    // "28 in the towns and 17 on the register"
    // "45 in Castle and 30 on repairs" are no two places; "on the coast" is one.
    let topic = |at: usize| {
        let place = sentence.lower(at + 1) == "the" || sentence.words.get(at + 1).is_some_and(Word::is_capital);
        sentence.lower(at) == "on" && !place
    };
    let class = |at: usize| {
        FRAMES
            .iter()
            .copied()
            .find(|frame| among(frame, sentence.lower(at)) && !is_state(sentence, at, 3) && !topic(at))
    };
    let found = (from..first.end).find_map(class)?;
    let same = others.iter().all(|chunk| after(chunk).and_then(class) == Some(found));
    (same && (found != WITH || is_of_meetings(sentence, first.start))).then_some(found)
}

/// Whether a part is told by what it has, which others may have as well: "150 with lifts", not "150 with two bedrooms".
pub(super) fn is_with(part: &Sentence<'_>, total: &Quantity, sentence: &Sentence<'_>) -> bool {
    let Some(end) = number_end(part, &(0..part.words.len())) else { return false };
    let with = (end..end + 2).find(|at| part.lower(*at) == WITH);
    let meetings = is_of_meetings(sentence, sentence.words.len());
    with.is_some_and(|with| !items::counts_at(part, with + 1)) && !total.money && !meetings
}

/// Whether meetings are counted before an index: "nine sessions".
fn is_of_meetings(sentence: &Sentence<'_>, end: usize) -> bool {
    const MEETINGS: &str = "calls conversations groups interviews meetings sessions talks workshops";
    sentence.quantities.iter().any(|one| {
        let noun = (one.end..one.end + 3).take_while(|at| *at < end);
        one.end < end && { noun }.any(|at| among(MEETINGS, sentence.lower(at)))
    })
}

/// "38 were dismissed, 14 allowed and 6 part allowed": three or more, and only the first has the verb.
fn leaves_out(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    let Some((first, others)) = chunks.split_first() else { return false };
    let verb = |at: usize| among("are is was were", sentence.lower(at));
    let passive = |at: usize| {
        // "will be pruned", "have been felled"
        let at = at + usize::from(among("be been", sentence.lower(at + 1)));
        (verb(at) || among("be been", sentence.lower(at)))
            && ["ed", "en", "wn", "ld"].iter().any(|ending| sentence.lower(at + 1).ends_with(ending))
    };
    let bare = |chunk: &Range<usize>| {
        let named = number_end(sentence, chunk).is_some_and(|end| end < chunk.end);
        named && !chunk.clone().any(|at| verb(at) || among("did do does had has have", sentence.lower(at)))
    };
    others.len() >= 2 && number_end(sentence, first).is_some_and(passive) && others.iter().all(bare)
}

/// How many parts say what they are, which one thing may be at once: "30 are accessible and 8 are new"; not what was done
/// with them, "30 are let".
pub(super) fn states(sentence: &Sentence<'_>, parts: &Range<usize>) -> usize {
    let done = |at: usize| ["ed", "en", "wn", "ld"].iter().any(|ending| sentence.lower(at).ends_with(ending));
    let state = |at: usize| among("are is was were", sentence.lower(at)) && !done(at + 1);
    let within = |one: &&Quantity| parts.contains(&one.first) && state(one.end);
    sentence.quantities.iter().filter(within).count()
}

/// Whether parts are of those who did something that others may not have done: "210 replied by post".
pub(super) fn may_abstain(sentence: &Sentence<'_>, parts: &Range<usize>) -> bool {
    let did = |one: &Quantity| parts.contains(&one.first) && !one.money && is_deed(sentence, one.end);
    sentence.quantities.iter().any(did)
}

/// Whether a word tells what somebody did who was free to leave it.
pub(super) fn is_deed(sentence: &Sentence<'_>, at: usize) -> bool {
    const DEEDS: &str = "accepted answered applied asked attended came joined paid replied responded returned signed spoke took voted \
        wrote";
    const LETTERS: &str = "e-mail email letter letters phone post telephone web";
    // "Came from", "came by post": letters come, and leave nobody out.
    let sent = match sentence.lower(at + 1) {
        "from" | "online" => true,
        "by" => among(LETTERS, sentence.lower(at + 2)),
        _ => false,
    };
    among(DEEDS, sentence.lower(at)) && !(sentence.lower(at) == "came" && sent)
}

/// Whether a clause with a total has a preposition of its own with which the parts go on: "£60,000 to the theatre, £30,000 to the
/// choir" are no total and its parts.
pub(super) fn repeats(
    sentence: &Sentence<'_>,
    total: Range<usize>,
    next: &Sentence<'_>,
    parts: Range<usize>,
) -> bool {
    let end = number_end(next, &parts).unwrap_or(parts.start);
    if is_of_them(next, end) || is_shared(next, parts.clone()) {
        return false;
    }
    let Some(frame) = parts.clone().find_map(|at| FRAMES.iter().find(|frame| among(frame, next.lower(at)))) else {
        return false;
    };
    let year = |at: usize| sentence.lower(at).starts_with("20") || among("all total", sentence.lower(at));
    let when = |at: usize| (at + 1..at + 4).any(|at| is_time(sentence, at) || year(at));
    total.clone().any(|at| among(frame, sentence.lower(at)) && !when(at)) || is_price(sentence, total, frame)
}

/// "A permit costs £60, £30 for a second car and £20 for pensioners": other prices.
fn is_price(sentence: &Sentence<'_>, total: Range<usize>, frame: &str) -> bool {
    const PRICES: &str = "annual are charge charged charges cost costs fare fee fees is membership pay pays permit price prices rate \
        rent ticket tickets week year";
    let money = total.clone().any(|at| sentence.lower(at) == "£");
    money
        && among("for to by in", frame.split(' ').next().unwrap_or_default())
        && total.clone().any(|at| among(PRICES, sentence.lower(at)))
}
