//! Reads the counts of a sentence: who is counted, whose they are, and when and where.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::apart::is_apart;
use crate::check::headcount_and_fte::beside::{
    FEW, WITH, fate, is_after_staff, is_apposed, is_beside, is_in_all, is_usual, leaves_out, past_equivalents,
    works_part_of_time,
};
use crate::check::headcount_and_fte::counts::{Count, Fate};
use crate::check::headcount_and_fte::group::{Group, Named, content, named, named_before};
use crate::check::headcount_and_fte::leads::{Lead, is_modal, lead};
use crate::check::headcount_and_fte::owners::{self, Owner};
use crate::check::headcount_and_fte::part_time::is_part_time;
use crate::check::headcount_and_fte::staff::{equivalents, is_fte, is_of_more, is_posts};
use crate::check::headcount_and_fte::stems::stem;
use crate::check::headcount_and_fte::tails::{Tail, tail};
use crate::check::headcount_and_fte::times::{is_one_time, times};
use crate::check::quantities::{Quantity, Sentence};

/// The words of a sentence that is no list and no table that lost its lines.
const LONG: usize = 45;

/// Reads the counts of a sentence, knowing what stands before it.
pub(super) struct Reader<'a> {
    /// The sentences of its passage.
    pub sentences: &'a [Sentence<'a>],
    /// Which of them it is.
    pub at: usize,
    /// Which passage that is.
    pub passage: usize,
    /// The counts of the sentences before.
    pub before: &'a [Count],
    /// The only count of the text, where this is the first sentence of a note to it.
    pub noted: Option<&'a Count>,
    /// Whether the passage is a footnote.
    pub is_note: bool,
    /// The passage that leads to the list, where this is an item of one.
    pub under: Option<usize>,
    /// Whom the paragraph before ended with, or that leads to the list.
    pub topic: Option<&'a Owner>,
    /// The times that the sentence names, or means by "that day".
    pub times: &'a BTreeSet<String>,
    /// Whether that paragraph leads to a list of others than all that there are.
    pub lists_others: bool,
}

/// Who is counted by a number, as far as its sentence says.
struct Staff {
    named: Named,
    lead: Lead,
    /// The stems of what stands after their name and makes them fewer.
    narrowed: BTreeSet<String>,
}

impl Reader<'_> {
    fn sentence(&self) -> &Sentence<'_> {
        &self.sentences[self.at]
    }

    /// The count that a number is, if it is one.
    pub fn count(&self, quantity: &Quantity) -> Option<Count> {
        let sentence = self.sentence();
        let after = equivalents(sentence, quantity.end);
        let fte = is_fte(sentence, quantity);
        let Staff { named, lead, mut narrowed } = self.staff(quantity, after.unwrap_or(quantity.end), fte)?;
        let counts = named.is_staff || lead.counts_people || self.is_in_team(quantity);
        if !fte && !counts || is_apart(sentence, quantity, named.end, &lead) {
            return None;
        }
        let closed = sentence.words.get(named.end).is_none_or(|next| !next.is_word());
        if lead.dated && (self.lists_others || !closed) {
            return None;
        }
        // "Deletes nine posts (7.2 FTE)"
        if fte && sentence.before(quantity.first) == "(" && is_posts(sentence.before(quantity.first - 1)) {
            return None;
        }
        let tail = tail(sentence, if fte { named.end } else { past_equivalents(sentence, named.end) });
        let words = quantity.first..named.end.max(quantity.end);
        let range = sentence.words.get(words.start)?.range.start..sentence.words.get(words.end - 1)?.range.end;

        // "In full-time equivalents this was 22.3": of those just counted.
        let nobody = lead.owner.as_ref().is_none_or(|owner| owner.names.is_empty() && owner.is_staff());
        let alone = named.nouns.is_empty() && nobody && tail.owner.is_none();
        // "12 people on fixed terms. It has 16.5 FTE": of the service, not of the 12.
        let it = sentence.lower(0) == "it";
        let refers = alone && (lead.anaphor || !named.is_staff);
        if fte
            && refers
            && owners::mentioned(sentence, quantity.first).is_none()
            && let Some(last) = self.last().or(self.noted).filter(|last| !(last.fte || it && last.group.narrowed))
        {
            return self.referred(quantity, &lead, last, range);
        }

        // "This is 27.5 FTE" in a note to a text with several counts: of which, nobody knows.
        if fte && alone && lead.anaphor && self.is_note && self.last().is_none() {
            return None;
        }

        let owner = self.owner(quantity, &named, &lead, &tail);
        let of_council = owner.as_ref().is_some_and(|owner| owner.names.is_empty() && owner.is_council());
        narrowed.extend(tail.narrowed.iter().cloned());
        let mut group = Group::new(&named, &narrowed, owner.as_ref());
        // "The Council employs 5,300 people"
        if lead.workforce || of_council && lead.all && named.is_staff {
            group.be_workforce();
        }
        group.words.extend(leaves_out(sentence).map(str::to_owned));
        let relative = sentence.lower(named.end) == "who";
        let some = tail.some || (relative || !lead.known) && works_part_of_time(sentence, named.end);
        let all = (!some || lead.whole) && (lead.all || tail.all || is_apposed(sentence, &lead, named.end));
        let usual =
            lead == Lead::default() && !some && is_usual(sentence, named.end) && quantity.value >= FEW.into();
        let mut said = content(sentence, &group, &words);
        let mut when = self.times.clone();
        if (lead.known || !all)
            && !group.is_told()
            && let Some(before) = self.introduction()
        {
            said.extend(content(before, &group, &(0..0)));
            when = if when.is_empty() { times(before) } else { when };
        }
        let fate = fate(sentence, named.end).filter(|_| owner.is_none() && !group.is_told());
        let fate = fate.map(|stem| Fate { stem, spoken_of: self.spoken_of() });
        Some(Count {
            value: quantity.value,
            fte,
            group,
            owner,
            all,
            usual,
            fate,
            said,
            known: lead.known,
            past: lead.past || tail.past,
            complement: lead.complement,
            part_time: !fte && is_part_time(sentence, quantity),
            beside: is_beside(sentence, quantity, named.end),
            times: when,
            place: self.place(&lead, &tail),
            under: self.under,
            passage: self.passage,
            sentence: self.at,
            range,
        })
    }

    /// The count of equivalents of those whom another counts, if it is of the same time and of what is.
    fn referred(&self, quantity: &Quantity, lead: &Lead, last: &Count, range: Range<usize>) -> Option<Count> {
        let sentence = self.sentence();
        let before = |is: fn(&str) -> bool| (0..quantity.first).any(|at| is(sentence.lower(at)));
        let planned = before(|lower| is_modal(lower) && lower != "to");
        let other_time = !self.times.is_empty() && !is_one_time(self.times, &last.times);
        let other_staff = is_of_more(sentence, 0..sentence.words.len());
        let now = !planned && !other_staff && !before(is_posts) && !other_time && (last.past || !lead.past);
        let (passage, sentence) = (self.passage, self.at);
        now.then(|| Count { value: quantity.value, fte: true, passage, sentence, range, ..last.clone() })
    }

    /// Whose those are whom a number counts, as their sentence says, or what stands before it.
    fn owner(&self, quantity: &Quantity, named: &Named, lead: &Lead, tail: &Tail) -> Option<Owner> {
        // "The team is run by 31 staff based at the Civic Offices" is about the team.
        let led = lead.owner.as_ref().filter(|owner| !owner.names.is_empty() && owner.kind.is_some());
        let own = led.or(tail.owner.as_ref()).or(lead.owner.as_ref());
        let council = own.is_some_and(Owner::is_council);
        let meant = !council && (lead.anaphor || tail.anaphor || named.anaphor || own.is_some());
        if meant && own.is_none_or(|own| own.names.is_empty()) {
            let sentence = self.sentence();
            if sentence.lower(0) == "with" && quantity.first < WITH {
                // "With its present staff of 12, the team cannot …"
                let comma = (quantity.end..sentence.words.len()).find(|at| sentence.lower(*at) == ",");
                let after = comma.and_then(|comma| owners::after(sentence, comma + 1)).map(|(owner, _)| owner);
                if let Some(owner) = after.filter(|owner| owner.kind.is_some() && !owner.names.is_empty()) {
                    return Some(owner);
                }
            }
            let spoken = self.spoken(quantity.first, own.and_then(|own| own.kind.as_deref()));
            return spoken.or_else(|| own.cloned());
        }
        // "The budget for the trading standards team covers the 36 staff": whom their sentence has named.
        let nobody = own.is_none() && named.nouns.is_empty() && named.words.is_empty();
        if lead.known && nobody && !tail.some {
            return owners::mentioned(self.sentence(), quantity.first);
        }
        own.cloned()
    }

    /// "There are 14 in the visits team": whether a number that nothing names, in a paragraph that counts nothing before, is of
    /// those in a team.
    fn is_in_team(&self, quantity: &Quantity) -> bool {
        let sentence = self.sentence();
        let lower = |at: usize| sentence.lower(at);
        let there = quantity.first > 1
            && among("are were", lower(quantity.first - 1))
            && lower(quantity.first - 2) == "there"
            && lower(quantity.end) == "in";
        let alone = sentence.quantities.first() == Some(quantity)
            && sentence.quantities.len() == 1
            && self.sentences[..self.at].iter().all(|one| one.quantities.is_empty());
        let team = || owners::after(sentence, quantity.end + 1).filter(|(owner, _)| !owner.names.is_empty());
        there
            && alone
            && team().is_some_and(|(_, end)| {
                among("team unit crew section squad", lower(end - 1)) && !among("who that", lower(end))
            })
    }

    /// Where those are whom a number counts, if that is not whose they are.
    fn place(&self, lead: &Lead, tail: &Tail) -> BTreeSet<String> {
        let sentence = self.sentence();
        let led = lead.owner.as_ref().filter(|owner| !owner.names.is_empty() && owner.kind.is_some());
        if let Some(place) = tail.owner.as_ref().filter(|place| led.is_some_and(|led| led != *place)) {
            return place.names.clone();
        }
        // "In Kent the team has 17 staff"
        let name = |at: &usize| {
            sentence.words.get(*at).is_some_and(|word| word.is_capital() && month(word.text).is_none())
        };
        let opens = among("in at", sentence.lower(0));
        (1..).take_while(|at| opens && name(at)).map(|at| stem(sentence.lower(at))).collect()
    }

    /// The sentence before, which may tell who is meant: "The restructure closes the depot. Of the 37 staff affected".
    fn introduction(&self) -> Option<&Sentence<'_>> {
        let before = self.sentences.get(self.at.checked_sub(1)?)?;
        (before.quantities.is_empty() && before.words.len() < LONG).then_some(before)
    }

    /// The words for those whom a number counts, which stand after it or, as in "the advisers, who make up 63.7 FTE", before.
    fn staff(&self, quantity: &Quantity, end: usize, fte: bool) -> Option<Staff> {
        let sentence = self.sentence();
        let lead = lead(sentence, quantity)?;
        let here = named(sentence, end);
        let alone = fte && !here.is_staff && !here.posts;
        // "The staff of the depot, 11 in all, will move"
        let in_all =
            here.end == quantity.end && is_in_all(sentence, quantity.end) && is_after_staff(sentence, quantity);
        let apposed = lead.apposed && (here.is_staff && here.nouns.is_empty() || in_all);
        let noun = lead.named_before.or((alone || apposed).then_some(quantity.first));
        let uncounted = |at: usize| !sentence.quantities.iter().any(|one| one.end == at);
        let before = noun.and_then(|noun| named_before(sentence, noun)).filter(|(at, _)| uncounted(*at));
        let Some((at, before)) = before else {
            return Some(Staff { named: here, lead, narrowed: BTreeSet::new() });
        };
        let tail = tail(sentence, before.end);
        // "The licensing team, whose officers make up 17.2 FTE"
        let whose = sentence.before(at) == "whose";
        let name = if whose { at - 1 - usize::from(at > 1 && sentence.before(at - 1) == ",") } else { at };
        let own = tail.owner.or_else(|| owners::before(sentence, name)).or(lead.owner.clone());
        // "in adult social care, where the social workers come to 143 FTE"
        let anaphor = (0..=at).rev().take(3).any(|at| among("where its their these same", sentence.lower(at)));
        let lead = Lead { all: true, known: true, anaphor, owner: own, ..lead };
        Some(Staff { named: Named { end, ..before }, lead, narrowed: tail.narrowed })
    }

    /// The last count of this paragraph, if no more than one sentence stands between, which counts nothing.
    fn last(&self) -> Option<&Count> {
        let near = |last: &&Count| {
            let between = self.sentences.get(last.sentence + 1..self.at).unwrap_or_default();
            last.passage == self.passage && between.len() < 2 && between.iter().all(|one| one.quantities.is_empty())
        };
        self.before.last().filter(near)
    }

    /// Whom "it", "the team" and "its" mean before a word of the sentence.
    fn spoken(&self, until: usize, kind: Option<&str>) -> Option<Owner> {
        let here = owners::mentioned(self.sentence(), until);
        let last = || self.last().and_then(|last| last.owner.clone());
        let earlier = || self.sentences[..self.at].iter().rev().find_map(owners::topic);
        let kind_here = owners::kind_mentioned(self.sentence(), until);
        let only = || self.only(kind.or(kind_here.as_deref())?);
        here.or_else(last).or_else(only).or_else(earlier).or_else(|| self.topic.filter(|_| self.at == 0).cloned())
    }

    /// The names of those whom the sentences before are about.
    fn spoken_of(&self) -> BTreeSet<String> {
        let last = self.sentences[..self.at].iter().rev().find_map(owners::topic);
        last.or_else(|| self.topic.cloned()).map_or_else(BTreeSet::new, |owner| owner.names)
    }

    /// "The unit", where the paper has counted the staff of one unit.
    fn only(&self, kind: &str) -> Option<Owner> {
        let of_kind = |owner: &&Owner| !owner.names.is_empty() && owner.kind.as_deref() == Some(kind);
        let mut all = self.before.iter().filter_map(|one| one.owner.as_ref()).filter(of_kind);
        let first = all.next()?;
        all.all(|other| other == first).then(|| first.clone())
    }
}
