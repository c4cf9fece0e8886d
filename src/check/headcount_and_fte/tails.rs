//! What follows staff: whose they are, and which of them are meant: "in the contact centre", "who left", "on Sundays".

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::headcount_and_fte::owners::{self, Owner, is_adverb};
use crate::check::headcount_and_fte::stems::stem;
use crate::check::headcount_and_fte::times::is_date;
use crate::check::quantities::Sentence;
use crate::check::words::is_little;

/// What all staff do, or what is done to all.
const WORKING: &str = "work works worked working employed based deployed";

/// What all staff of a service do with it.
const DOING: &str = "deliver look maintain make made operate provide run staff undertake";

/// What all staff may be on.
const LISTS: &str = "payroll scale scales books register list rota grade national establishment staff night";

/// What the words after staff say of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Tail {
    /// Whose they are.
    pub owner: Option<Owner>,
    /// The stems of what makes them fewer: "on Sundays".
    pub narrowed: BTreeSet<String>,
    /// Whether they are only those of whom something is said: "who left in May".
    pub some: bool,
    /// Whether it says that they are there: "in post", "work".
    pub all: bool,
    /// Whether they are those of whoever was spoken of: "whom it employs".
    pub anaphor: bool,
    /// Whether there were so many.
    pub past: bool,
}

/// What follows the words for staff that end at an index.
pub(super) fn tail(sentence: &Sentence<'_>, from: usize) -> Tail {
    let lower = |at: usize| sentence.lower(at);
    let mut tail = Tail::default();
    let mut at = from;
    let mut works_there = false;
    loop {
        while is_adverb(lower(at)) {
            at += 1;
        }
        if lower(at) == "," && matches!(lower(at + 1), "all" | "who" | "which") {
            // "12 officers, who make up 14 FTE": nothing that tells which.
            return tail;
        }
        if let Some((owner, past, end)) = employer(sentence, at) {
            tail.anaphor = owner.is_none();
            (tail.owner, tail.all, tail.past) = (owner, true, past);
            at = end;
            continue;
        }
        let relative = matches!(lower(at), "who" | "that" | "which" | "whose" | "whom");
        let verb = (at + usize::from(relative)..)
            .find(|at| !is_adverb(lower(*at)) && !matches!(lower(*at), "are" | "were" | "is" | "was"));
        let verb = verb.unwrap_or(at);
        let on = among("employed based deployed", lower(verb)) && lower(verb + 1) == "on";
        // "who work shifts", "who work part-time"
        let some = relative && among("work works worked", lower(verb)) && !goes_on_to_place(sentence, verb + 1);
        if some {
            tail.some = true;
            return tail;
        }
        if among(WORKING, lower(verb)) && !on && lower(verb + 1) != "with" {
            (tail.all, works_there, at) = (true, true, verb + 1);
            if lower(at) == "on"
                && let Some((owner, end)) = owners::after(sentence, at + 1)
            {
                tail.owner = tail.owner.or(Some(owner));
                at = end;
            }
            continue;
        }
        if relative && among(DOING, lower(verb)) {
            // "who make up the team", "who undertake civil enforcement"
            (tail.all, works_there) = (true, true);
            at = verb + 1 + usize::from(lower(verb + 1) == "up");
            if let Some((owner, end)) = owners::after(sentence, at) {
                tail.owner = tail.owner.or(Some(owner));
                at = end;
            }
            continue;
        }
        // "A team of 16 runs the crematorium"
        if among("run runs ran operate operates staffs", lower(at))
            && let Some((owner, end)) = owners::after(sentence, at + 1)
            && !owner.names.is_empty()
        {
            (tail.past, tail.all, tail.owner, at) = (lower(at) == "ran", true, tail.owner.or(Some(owner)), end);
            continue;
        }
        // "Nineteen planners make up the planning team"
        if matches!((lower(at), lower(at + 1)), ("make" | "made", "up"))
            && let Some((owner, end)) = owners::after(sentence, at + 2)
            && owner.kind.is_some()
        {
            (tail.all, tail.owner, at) = (true, tail.owner.or(Some(owner)), end);
            continue;
        }
        if (relative || verb > at) && lower(verb) == "in" && lower(verb + 1) == "post" {
            tail.all = true;
            at = verb + 2;
            continue;
        }
        // "in scope", "at risk", "to be engaged": a state
        if matches!((lower(at), lower(at + 1)), ("in", "scope") | ("at", "risk") | ("to", "be")) {
            tail.some = true;
            return tail;
        }
        // "who were in the communications team"
        if relative
            && matches!(lower(verb), "in" | "at")
            && verb > at + 1
            && let Some((owner, end)) = owners::after(sentence, verb + 1)
        {
            (tail.all, works_there) = (true, true);
            tail.past = matches!(lower(verb - 1), "was" | "were");
            tail.owner = tail.owner.or(Some(owner));
            at = end;
            continue;
        }
        // "to whom the survey was sent"
        if relative
            || matches!(lower(at + 1), "whom" | "which")
                && matches!(lower(at), "to" | "for" | "from" | "of" | "with")
        {
            tail.some = true;
            return tail;
        }
        if lower(at) == "in" && lower(at + 1) == "post" {
            tail.all = true;
            at += 2;
            continue;
        }
        if lower(at) == "in" && matches!(lower(at + 1), "all" | "total" | "number") {
            at += 2;
            continue;
        }
        let places = among("in at of for within across by", lower(at));
        if places && is_date(sentence, at + 1) {
            return tail;
        }
        let found = places.then(|| owners::after(sentence, at + 1)).flatten();
        if let Some((owner, end)) = found {
            // "for their work"
            if lower(at) == "for" && matches!(lower(at + 1), "their" | "its") {
                return tail;
            }
            let (owner, end) = with_another(sentence, owner, end);
            match &mut tail.owner {
                Some(_) => tail.narrowed.extend(owner.names),
                none => *none = Some(owner),
            }
            at = end;
            continue;
        }
        // "on the payroll of the leisure service"
        if lower(at) == "on" && lower(at + 1) == "the" && among("payroll books", lower(at + 2)) {
            at += 3;
            continue;
        }
        // "on the service desk"; but "on the staff"
        let listed = (at + 1..at + 4).any(|at| among(LISTS, lower(at)));
        if lower(at) == "on"
            && lower(at + 1) == "the"
            && !listed
            && !is_date(sentence, at + 1)
            && let Some((owner, end)) = owners::after(sentence, at + 1)
        {
            tail.owner = tail.owner.or(Some(owner));
            at = end;
            continue;
        }
        let dated = is_date(sentence, at + 1);
        if lower(at) == "from" && lower(at + 1) == "grade" {
            return tail;
        }
        if among("on from under with without during aged off per", lower(at))
            && !dated
            && !(works_there && matches!(lower(at), "from" | "with" | "under"))
        {
            let more = (at + 1..sentence.words.len()).take_while(|at| sentence.words[*at].is_word()).take(3);
            let more: Vec<usize> = more.filter(|at| !is_little(lower(*at))).collect();
            if lower(at) != "on" || more.iter().any(|at| is_duty(lower(*at))) {
                tail.narrowed.extend(more.into_iter().map(|at| stem(lower(at))));
            }
            return tail;
        }
        tail.some = !works_there && is_participle(sentence, at);
        tail.anaphor |= works_there && tail.owner.is_none();
        return tail;
    }
}

/// An owner that ends at an index, with another one beside it: "the harbour office and the marina".
fn with_another(sentence: &Sentence<'_>, owner: Owner, end: usize) -> (Owner, usize) {
    let beside = sentence.lower(end) == "and" && among("the its our", sentence.lower(end + 1));
    let other = beside.then(|| owners::after(sentence, end + 1)).flatten();
    let Some((other, end)) = other.filter(|(other, _)| !other.names.is_empty()) else {
        return (owner, end);
    };
    let names = owner.names.union(&other.names).cloned().collect();
    (Owner { names, joined: true, ..owner }, end)
}

/// Whether what follows "who work" is where or for whom they do: "in the office", "for it", ", are".
fn goes_on_to_place(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.words.get(at).is_some_and(|word| word.is_word());
    !word
        || is_adverb(sentence.lower(at))
        || among(
            "in at for on across with within here from of under as are were have will to and is was had",
            sentence.lower(at),
        )
}

/// What some are on: "on Sundays", "on night duty"; all may be on a payroll or a scale.
fn is_duty(lower: &str) -> bool {
    lower.ends_with("days")
        || among("duty call leave secondment nightly nights night shift shifts contracts agency", lower)
}

/// "Whom the refuse service employs", "that it had": the owner, whether it did, and the index after the verb.
fn employer(sentence: &Sentence<'_>, from: usize) -> Option<(Option<Owner>, bool, usize)> {
    /// How many words a name may have.
    const NEAR: usize = 8;
    let lower = |at: usize| sentence.lower(at);
    let start = from + usize::from(matches!(lower(from), "whom" | "that" | "who" | "which"));
    if start == from && !matches!(lower(start), "the" | "our" | "this" | "it" | "we") {
        return None;
    }
    let verb = (start..start + NEAR).find(|at| among("employs employ has have had employed", lower(*at)))?;
    let name = (start..verb).all(|at| sentence.words[at].is_word() && !sentence.words[at].is_number());
    // "Whom the service has trained", "that the library employs part time"
    let after = lower(verb + 1);
    let some = after.ends_with("ly")
        || after.ends_with("ed")
        || among("part part-time full full-time itself as through there been", after);
    if !name || some {
        return None;
    }
    let past = matches!(lower(verb), "had" | "employed");
    let owner = owners::before(sentence, verb).filter(|owner| !owner.names.is_empty());
    Some((owner, past, verb + 1))
}

/// Whether a word after staff tells which of them: "receiving the supplement", "affected by the move", but not "received".
fn is_participle(sentence: &Sentence<'_>, at: usize) -> bool {
    let lower = sentence.lower(at);
    let being = lower.ends_with("ing") && !among("making giving totalling being during equalling including", lower);
    let known =
        among("affected concerned involved interviewed surveyed present absent available short left", lower);
    let next = sentence.lower(at + 1);
    let later = (at + 1..sentence.words.len().min(at + 12))
        .any(|at| among("is are was were has have had will would", sentence.lower(at)));
    being || known || lower.ends_with("ed") && (matches!(next, "by" | "to" | "in" | "from") && later)
}
