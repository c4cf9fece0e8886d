//! Strengths: sentences that say of how many people, or of how many equivalents, a team or a service consists.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::headcount_and_fte::group::stem;
use crate::check::headcount_and_fte::leads::{Lead, lead};
use crate::check::headcount_and_fte::owners::{self, Owner};
use crate::check::headcount_and_fte::staff::{equivalents, is_general, is_staff};
use crate::check::headcount_and_fte::times::{is_at_other_times, is_date, times};
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::words::is_little;

/// How many belong to a team, a service or a place.
#[derive(Debug, Clone)]
pub(super) struct Strength {
    /// How many.
    pub value: Decimal,
    /// Whether they are full-time equivalents.
    pub fte: bool,
    /// To whom or what they belong.
    pub owner: Owner,
    /// The stem of the word for them; none for "staff", "people" and their like.
    pub noun: Option<String>,
    /// The stems of the words that narrow it: "part-time", "agency".
    pub narrowed: BTreeSet<String>,
    /// Whether these are all: "consists of eight surveyors".
    pub all: bool,
    /// Whether "the" or "all" names them as known, rather than says that there are so many.
    pub known: bool,
    /// The verb that says so, where it is of the past or of the present.
    pub past: Option<bool>,
    /// The years, the months and the days of its sentence.
    pub times: BTreeSet<String>,
    /// The number of its sentence in the passage.
    pub sentence: usize,
    /// Where it stands in the passage.
    pub range: Range<usize>,
}

/// The strengths that a passage tells.
pub(super) fn strengths(passage: &Passage<'_>) -> Vec<Strength> {
    let sentences = Sentence::all(passage);
    let mut found: Vec<Strength> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        if is_at_other_times(sentence) {
            continue;
        }
        for quantity in &sentence.quantities {
            let before = &sentences[..at];
            let spoken = || {
                owners::mentioned(sentence, quantity.first)
                    .or_else(|| found.last().map(|last| last.owner.clone()))
                    .or_else(|| before.iter().rev().find_map(|one| owners::mentioned(one, one.words.len())))
            };
            let Some(one) = strength(sentence, quantity, spoken) else { continue };
            // "The unit" is the pest control unit of before.
            let meant = found.iter().rev().find(|other| one.owner.is_short_for(&other.owner));
            // "Trading standards has 19 staff. There are 17 people in the team."
            let last = found.last().filter(|last| last.sentence + 1 == at && one.owner.is_nameless());
            let meant = meant.or_else(|| last.filter(|last| !last.owner.has_kind()));
            let owner = meant.map_or(one.owner, |other| other.owner.clone());
            found.push(Strength { sentence: at, owner, ..one });
        }
    }
    found
}

/// Who is counted, and the index after the words for them.
struct Counted {
    fte: bool,
    noun: Option<String>,
    narrowed: BTreeSet<String>,
    /// Whether a word for them stands there.
    named: bool,
    end: usize,
    /// "All 25 of its staff": the index of the word after "of".
    of: Option<usize>,
}

fn counted(sentence: &Sentence<'_>, from: usize) -> Counted {
    let fte = equivalents(sentence, from);
    let mut start = fte.unwrap_or(from);
    let of = (sentence.lower(start) == "of"
        && matches!(sentence.lower(start + 1), "the" | "its" | "our" | "their" | "these"))
    .then_some(start + 1);
    start = of.map_or(start, |of| of + 1);
    let within =
        |at: &usize| sentence.words.get(*at).is_some_and(|word| word.is_word()) && !is_little(sentence.lower(*at));
    let run = (start..).take_while(within).take(5);
    let noun = run.clone().find(|at| is_noun(sentence, *at));
    let Some(noun) = noun else {
        return Counted { fte: fte.is_some(), noun: None, narrowed: BTreeSet::new(), named: false, end: start, of };
    };
    // "therapy support workers": the last of the words for staff.
    let noun = run.skip_while(|at| *at <= noun).take_while(|at| is_noun(sentence, *at)).last().unwrap_or(noun);
    let members = sentence.lower(noun) == "members";
    let end = if members && sentence.lower(noun + 2) == "staff" { noun + 3 } else { noun + 1 };
    let lower = sentence.lower(noun);
    let general = members || is_general(lower);
    Counted {
        fte: fte.is_some(),
        noun: (!general).then(|| stem(lower)),
        narrowed: (start..noun).map(|at| stem(sentence.lower(at))).collect(),
        named: true,
        end,
        of,
    }
}

/// Whether a word names staff; "members" does where "of" follows.
fn is_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    is_staff(sentence.lower(at)) || sentence.lower(at) == "members" && sentence.lower(at + 1) == "of"
}

fn strength(sentence: &Sentence<'_>, quantity: &Quantity, spoken: impl Fn() -> Option<Owner>) -> Option<Strength> {
    if quantity.money {
        return None;
    }
    let mut counted = counted(sentence, quantity.end);
    let lead = lead(sentence, quantity.first)?;
    // "A team of 34 schools" is none of 34 people.
    let next = sentence.lower(quantity.end);
    let others = next.ends_with('s') && next != "works" && !is_little(next);
    if !counted.named && !counted.fte && (others || !lead.names_people()) {
        return None;
    }
    let inner = complement(sentence, counted.end);
    let end = inner.as_ref().map_or(counted.end, |(_, end)| *end);
    let mut all = false;
    let owner = match &lead {
        Lead::Known if counted.of.is_some_and(|of| sentence.lower(of) == "its") => spoken()?,
        // "Six drivers in the service retired" are some of them.
        Lead::First if counted.of.is_some() || !is_working(sentence.lower(counted.end)) => return None,
        Lead::Known | Lead::First | Lead::Are => match inner {
            Some((owner, _)) => owner,
            None if lead == Lead::Are => owners::before(sentence, quantity.first.checked_sub(2)?)?,
            None => return None,
        },
        Lead::Its { .. } => spoken()?,
        Lead::Owner { owner, .. } => owner.clone(),
        Lead::Has { subject, consists, .. } => {
            all = *consists;
            let own = subject.clone().or_else(spoken);
            match (inner, own) {
                (Some((inner, _)), Some(own)) if own.says("council") || own.is(&inner) => inner,
                // "The team has five officers in the north."
                (Some(_), _) => return None,
                (None, own) => own?,
            }
        }
    };
    let stating = matches!(lead, Lead::Has { .. } | Lead::Are | Lead::First);
    if is_narrowed_after(sentence, end, stating) {
        return None;
    }
    // "two managers and 20 officers"
    let beside = matches!(sentence.lower(end), "and" | "," | "plus")
        && sentence.quantities.iter().any(|one| one.first == end + 1);
    all &= !beside;
    let mut times = times(sentence);
    if lead.past().is_none() {
        // "The service now faces the loss of all 25 of its staff."
        times.remove("now");
        // "The 11 staff of the office will move on 1 June": they are its staff today.
        let dated = |at: usize| is_date(sentence, at);
        if sentence.lower(end) == "will" && !(0..end).any(dated) {
            times.clear();
        }
    }
    counted.narrowed.retain(|word| !owner.says(word));
    let (first, last) =
        (sentence.words.get(quantity.first)?, sentence.words.get(counted.end.max(quantity.end) - 1)?);
    Some(Strength {
        value: quantity.value,
        fte: counted.fte,
        narrowed: counted.narrowed,
        noun: counted.noun,
        all,
        known: matches!(lead, Lead::Known | Lead::Owner { .. } | Lead::Its { .. }),
        past: lead.past(),
        times,
        sentence: 0,
        range: first.range.start..last.range.end,
        owner,
    })
}

/// "in the library service", "who work at the pool", "employed in the archive": the owner, and the index after it.
fn complement(sentence: &Sentence<'_>, from: usize) -> Option<(Owner, usize)> {
    if let Some(found) = employer(sentence, from) {
        return Some(found);
    }
    let mut at = from;
    while matches!(
        sentence.lower(at),
        "who"
            | "that"
            | "are"
            | "is"
            | "were"
            | "work"
            | "works"
            | "worked"
            | "working"
            | "employed"
            | "based"
            | "currently"
    ) {
        at += 1;
    }
    // "who work on the ferry"; but "the staff on the ferry" may be some of its staff.
    let worked = at > from && sentence.lower(at) == "on";
    let joins = worked || matches!(sentence.lower(at), "in" | "at" | "of" | "for" | "within" | "by");
    let dated = is_date(sentence, at + 1)
        || matches!(sentence.lower(at + 1), "any" | "post" | "all" | "each" | "every" | "total");
    if !joins || dated {
        return None;
    }
    owners::after(sentence, at + 1)
}

/// "Whom the refuse service employs": the owner, and the index after the verb.
fn employer(sentence: &Sentence<'_>, from: usize) -> Option<(Owner, usize)> {
    const NEAR: usize = 8;
    let lower = |at: usize| sentence.lower(at);
    let start = from + usize::from(matches!(lower(from), "whom" | "that" | "who" | "which"));
    if !matches!(lower(start), "the" | "our" | "this") {
        return None;
    }
    let verb = (start + 1..start + NEAR).find(|at| matches!(lower(*at), "employs" | "employ" | "has" | "have"))?;
    // "Whom the service has trained"
    let had = matches!(lower(verb), "has" | "have");
    let ends = matches!(lower(verb + 1), "" | "." | "," | "are" | "is" | "will" | "work");
    let name = (start + 1..verb).all(|at| sentence.words[at].is_word() && !sentence.words[at].is_number());
    // "That the library employs part time"
    let after = lower(verb + 1);
    let some = after.ends_with("ly")
        || matches!(after, "part" | "part-time" | "full" | "full-time" | "itself" | "as" | "through" | "there");
    (name && (ends || !had && !some)).then_some(())?;
    owners::before(sentence, verb).map(|owner| (owner, verb + 1))
}

/// "Forty people work", "Forty people are employed".
fn is_working(lower: &str) -> bool {
    matches!(lower, "work" | "worked" | "are" | "were")
}

/// Whether words after the staff, or after their service, make them fewer: "on Sundays", "who have left", "working with schools".
fn is_narrowed_after(sentence: &Sentence<'_>, at: usize, stating: bool) -> bool {
    let lower = sentence.lower(at);
    let timed = matches!(lower, "on" | "at" | "in" | "by") && is_date(sentence, at + 1);
    let timed = timed || sentence.words.get(at).is_some_and(|word| month(word.text).is_some());
    let relative = matches!(lower, "who" | "which") && stating;
    let joins = matches!(
        lower,
        "in" | "on"
            | "at"
            | "with"
            | "from"
            | "under"
            | "for"
            | "without"
            | "during"
            | "off"
            | "who"
            | "that"
            | "whose"
            | "to"
            | "short"
            | "available"
            | "affected"
            | "aged"
            | "per"
    );
    // "for their work"
    let joins = joins && !(lower == "for" && sentence.lower(at + 1) == "their");
    let verb = lower.ends_with("ing") && !matches!(lower, "making" | "giving" | "totalling" | "being");
    !timed && !relative && (joins || verb)
}
