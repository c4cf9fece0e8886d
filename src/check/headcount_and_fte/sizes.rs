//! Sizes that are told of a body of staff: "a team of ten", "the headcount of the service is 33", "Leisure Services: 39".

use crate::check::answer::among;
use crate::check::headcount_and_fte::leads::{Lead, RUN, is_having, is_modal, is_past};
use crate::check::headcount_and_fte::owners::{self, Owner, is_adverb};
use crate::check::headcount_and_fte::staff::{equivalents, is_general, is_noun};
use crate::check::headcount_and_fte::times::is_date;
use crate::check::quantities::Sentence;

/// "A team of", "a headcount of", "consists of", "made up of", where the index is that of "of"; none where it says what may be.
pub(super) fn body(sentence: &Sentence<'_>, of: usize) -> Option<Lead> {
    const BODIES: &str = "team staff workforce headcount unit crew complement total strength group force service section squad \
                          department office";
    const LITTLE: &str = "small large total whole entire overall a the current and";
    let lower = |at: usize| sentence.lower(at);
    let at = of.checked_sub(1)?;
    // "The complement in post of 21 officers"
    let at = if at >= 2 && lower(at) == "post" && lower(at - 1) == "in" { at - 2 } else { at };
    let word = lower(at);
    if among("consists consist consisting consisted comprised composed up", word) {
        let verb = at - usize::from(word == "up" && at > 0);
        let past =
            among("consisted comprised", word) || (verb.saturating_sub(2)..verb).any(|at| is_past(sentence, at));
        return Some(Lead { whole: true, past, ..Lead::all() }.of(subject(sentence, verb)));
    }
    if among("all each one whole most any", word) {
        return Some(Lead { known: true, ..Lead::all() });
    }
    if !among(BODIES, word) {
        return Some(Lead::default());
    }
    // "The parks team of 34", "the depot has a workforce of 150"
    let named = owners::before(sentence, of).filter(|owner| !owner.names.is_empty());
    let verb = (0..at).rev().find(|at| !is_adverb(lower(*at)) && !among(LITTLE, lower(*at)));
    let modal = |at: usize| is_modal(lower(at)) || lower(at) == "from";
    if verb.is_some_and(|verb| modal(verb) || verb > 0 && is_modal(lower(verb - 1))) {
        return None;
    }
    // "Roads are checked by a team of 17": the roads are not whose team it is.
    let runs = |verb: usize| lower(verb) != "by" || (verb.saturating_sub(3)..verb).any(|at| among(RUN, lower(at)));
    if named.is_none() && verb.is_some_and(|verb| !runs(verb)) {
        return Some(Lead { counts_people: true, ..Lead::all() });
    }
    // "out of a workforce of 303" is of nobody who was spoken of.
    let has =
        verb.is_some_and(|verb| is_having(lower(verb)) || among("is are was were with its their", lower(verb)));
    let owner = named.or_else(|| subject(sentence, verb? + 1));
    let lead = Lead {
        known: is_definite(sentence, at),
        whole: true,
        workforce: matches!(word, "workforce" | "headcount" | "force"),
        complement: word == "complement",
        past: verb.is_some_and(|verb| is_past(sentence, verb)),
        counts_people: true,
        ..Lead::all()
    };
    Some(if owner.is_some() || has { lead.of(owner) } else { lead })
}

/// Whether a word for a body has "the" before its name: "the existing climate change team of".
fn is_definite(sentence: &Sentence<'_>, body: usize) -> bool {
    let named = |at: &usize| {
        sentence.words[*at].is_word() && !among("the our its their a an by of has have", sentence.lower(*at))
    };
    let start = (0..body).rev().take_while(named).last().unwrap_or(body);
    among("the our its their", sentence.before(start))
}

/// "The headcount of the service is", "its workforce stands at", "the team comes to": what a verb gives the number of.
pub(super) fn labelled(sentence: &Sentence<'_>, verb: usize) -> Lead {
    let lower = |at: usize| sentence.lower(at);
    let counted = sentence.quantities.iter().map(|one| one.end).rfind(|end| *end <= verb);
    let opens = (0..verb).rev().find(|at| among("; ( but while", lower(*at))).map_or(0, |at| at + 1);
    let start = opens.max(counted.unwrap_or(0));
    // "The number of people employed in the library"
    let numbered = |at: usize| {
        let owned = at + 1 + usize::from(among("employed working", lower(at + 1)));
        let whole = || {
            among("in at", lower(owned))
                && owners::after(sentence, owned + 1)
                    .is_some_and(|(_, end)| end == verb || is_date(sentence, end + 1))
        };
        is_general(lower(at)) && at > 1 && lower(at - 1) == "of" && lower(at - 2) == "number" && whole()
    };
    let label = (start..verb)
        .find(|at| among("headcount workforce staff staffing team complement", lower(*at)) || numbered(*at));
    let fte = (start..verb).any(|at| equivalents(sentence, at).is_some());
    let noun = (start..verb).rev().find(|at| is_noun(sentence, *at) && !is_general(lower(*at)));
    // "This is 44.7 FTE"
    if among("this that it they", sentence.before(verb)) && label.is_none() && noun.is_none() {
        return Lead { past: is_past(sentence, verb), anaphor: true, ..Lead::all() };
    }
    // "The number of staff leaving the service"
    let fewer = |at: usize| {
        let next = lower(at + 1);
        next.ends_with("ing") && !among("working being", next) || among("who that", next)
    };
    if label.is_none() && !fte && noun.is_none() || label.is_some_and(fewer) {
        return Lead::default();
    }
    let of = |at: &usize| among("of in at", lower(*at)) && !among("post full-time fte full wte", lower(at + 1));
    let named = |owner: &Owner| !owner.names.is_empty();
    let placed = |of: usize| owners::after(sentence, of + 1).filter(|(owner, end)| *end <= verb && named(owner));
    let genitive = || {
        let at = (start..verb).rev().find(|at| lower(*at).ends_with("'s"))?;
        owners::before(sentence, at + 1)
    };
    // "Nearly all work in term time only, which is why the full-time equivalent is 327"
    let since = (start..verb).rev().find(|at| among("which because so why", lower(*at))).unwrap_or(start);
    let owner = (since..verb).filter(of).find_map(placed).map(|(owner, _)| owner);
    let owner = owner.or_else(genitive).or_else(|| owners::before(sentence, label.unwrap_or(verb)));
    Lead {
        past: is_past(sentence, verb),
        counts_people: label.is_some() && !fte,
        complement: label.is_some_and(|at| lower(at) == "complement"),
        workforce: label.is_some_and(|at| matches!(lower(at), "headcount" | "workforce")),
        named_before: noun.map(|noun| noun + 1),
        ..Lead::all()
    }
    .of(owner.filter(named))
}

/// The subject of a clause that ends at an index, where it is the name of a team, a service or a place.
pub(super) fn subject(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    let lower = |at: usize| sentence.lower(at);
    let first = (0..end).rev().find(|at| among("; : (", lower(*at))).map_or(0, |at| at + 1);
    let is_verb = |at: &usize| is_having(lower(*at)) || among("is are was were consists works work", lower(*at));
    let verb = (first..=end).rev().find(is_verb)?;
    // "business support, which has"
    let name = match sentence.before(verb) {
        "which" | "that" => (verb - 1) - usize::from(verb > 1 && lower(verb - 2) == ","),
        _ => verb,
    };
    owners::before(sentence, name).filter(|owner| !owner.names.is_empty())
}

/// The label before a colon at or before an index: "Leisure Services: 39", "Pensions: headcount 33".
pub(super) fn label(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    /// How many words a label has at most.
    const LONGEST: usize = 7;
    let colon = (0..=end).rev().find(|at| sentence.lower(*at) == ":")?;
    let says = |at: usize| is_having(sentence.lower(at)) || among("is are was were", sentence.lower(at));
    let name = (0..colon).all(|at| !matches!(sentence.words[at].text, "." | "," | ";") && !says(at));
    (colon <= LONGEST + 3 && name).then(|| owners::before(sentence, colon)).flatten()
}
