//! Counts of people and of full-time equivalents: how many, who they are, and what a sentence says of them.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::reading::{added_up, sentences};
use crate::check::headcount_and_fte::apart::is_apart;
use crate::check::headcount_and_fte::group::{Group, Named, content, is_narrowing, named, named_before};
use crate::check::headcount_and_fte::leads::{Lead, is_modal, lead};
use crate::check::headcount_and_fte::owners::{self, Owner};
use crate::check::headcount_and_fte::staff::{equivalents, is_fte, is_noun, is_posts};
use crate::check::headcount_and_fte::stems::{stem, stems};
use crate::check::headcount_and_fte::tails::{Tail, tail};
use crate::check::headcount_and_fte::within::is_part_time;
use crate::check::headcount_and_fte::times::{is_one_time, is_same_day, times};
use crate::check::passage::{Part, Passage, same_file};
use crate::check::quantities::{Quantity, Sentence};
use crate::check::words::is_little;

/// A number of people, or of full-time equivalents.
#[derive(Debug, Clone)]
pub(super) struct Count {
    /// How many.
    pub value: Decimal,
    /// Whether they are equivalents.
    pub fte: bool,
    /// Who they are.
    pub group: Group,
    /// Whose they are.
    pub owner: Option<Owner>,
    /// Whether these are all that there are, and not those of whom the sentence says something.
    pub all: bool,
    /// Whether they do what all do, so that these may be all: "39 officers patrol the city".
    pub usual: bool,
    /// What the sentence says besides, as the stems of its words.
    pub said: BTreeSet<String>,
    /// What becomes of them, where nothing else tells who they are: "the 25 staff who are to transfer".
    pub fate: Option<Fate>,
    /// Whether "the", "all" or "its" names them as known, rather than says that there are so many.
    pub known: bool,
    /// Whether the sentence says that there were so many.
    pub past: bool,
    /// Whether some of them work part-time, as the sentence says.
    pub part_time: bool,
    /// Whether it is how many there should be: "a complement of 8".
    pub complement: bool,
    /// Whether others are counted beside them: "three managers and 20 officers".
    pub beside: bool,
    /// The years, the months and the days of its sentence.
    pub times: BTreeSet<String>,
    /// The stems of the place where they are, besides whose they are: "the team has 17 staff in Hexton".
    pub place: BTreeSet<String>,
    /// What leads to the list whose item it stands in, the number of its passage.
    pub under: Option<usize>,
    /// Which passage it stands in.
    pub passage: usize,
    /// The number of its sentence there.
    pub sentence: usize,
    /// Where it stands in the passage.
    pub range: Range<usize>,
}

/// What becomes of staff.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    /// The stem of the verb.
    pub stem: String,
    /// The stems of the names of those whom the text has spoken of last, whose staff they may be.
    pub spoken_of: BTreeSet<String>,
}

/// The counts of passages, in their order.
pub(super) fn counts(passages: &[&Passage<'_>]) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    let mut topic = None;
    let mut lists_others = false;
    let mut leading = None;
    // The last date, for "on that day".
    let mut last_times = BTreeSet::new();
    for (passage, sentences) in passages.iter().map(|one| read(one)).enumerate() {
        let part = passages[passage].part;
        lists_others &= part == Part::Item;
        for at in 0..sentences.len() {
            let said = times(&sentences[at]);
            let same_day = said.is_empty() && is_same_day(&sentences[at]);
            let times = if same_day { last_times.clone() } else { said };
            let topic = topic.as_ref();
            let noted = (at == 0).then(|| noted(passages, passage, &found)).flatten();
            let reader = Reader {
                sentences: &sentences,
                at,
                passage,
                before: &found,
                noted,
                is_note: part == Part::Footnote,
                under: leading.filter(|_| part == Part::Item),
                topic,
                times: &times,
                lists_others,
            };
            let quantities = sentences[at].quantities.iter().filter(|quantity| !quantity.money);
            let here: Vec<Count> = quantities.filter_map(|quantity| reader.count(quantity)).collect();
            found.extend(here);
            if !times.is_empty() {
                last_times = times;
            }
        }
        // The items of a list are of what leads to it.
        if part == Part::Label {
            last_times.clear();
        } else if part != Part::Item {
            leading = Some(passage);
            topic = sentences.last().and_then(owners::topic);
            lists_others = sentences.last().is_some_and(|last| !leads_to_all(last, topic.as_ref()));
        }
    }
    found
}

/// The sentences of a passage, with shares of staff added up.
fn read<'a>(passage: &'a Passage<'_>) -> Vec<Sentence<'a>> {
    sentences(passage).into_iter().map(added_up).collect()
}

/// The count that a text has alone, for a passage that is a note to it.
fn noted<'a>(passages: &[&Passage<'_>], note: usize, found: &'a [Count]) -> Option<&'a Count> {
    let text = &passages[note].source.span;
    let same = |one: &&Count| {
        let other = &passages[one.passage].source.span;
        one.passage != note && same_file(&text.file, &other.file) && text.range == other.range
    };
    let mut own = found.iter().filter(same);
    let first = own.next().filter(|first| passages[note].part == Part::Footnote && first.all)?;
    let alone = |sentence: &Sentence<'_>| sentence.quantities.len() == 1;
    let alone = sentences(passages[first.passage]).get(first.sentence).is_some_and(alone);
    (alone && own.next().is_none()).then_some(first)
}

/// What becomes of staff whose words end at an index: "who are to transfer have been written to".
fn fate(sentence: &Sentence<'_>, end: usize) -> Option<String> {
    const FATES: &str = "leave move moved redundant retire transfer transferred transferring leaving moving";
    let lower = |at: usize| sentence.lower(at);
    if lower(end) != "who" {
        return None;
    }
    let fate = (end + 1..sentence.words.len()).find(|at| !is_little(lower(*at)))?;
    let whole = !among("to from in at on before after by early first under with", lower(fate + 1));
    (whole && among(FATES, lower(fate))).then(|| stem(lower(fate)))
}

/// Whether a sentence leads to a list of how many there are of all: "Numbers in the audit team since then:".
fn leads_to_all(sentence: &Sentence<'_>, owner: Option<&Owner>) -> bool {
    const STRENGTH: &str =
        "headcount number numbers size strength team service unit since then employed post follows";
    let named = |lower: &str| owner.is_some_and(|owner| stems(lower).all(|stem| owner.names.contains(&stem)));
    let plain = |at: usize| {
        let word = &sentence.words[at];
        let own =
            is_little(&word.lower) || among(STRENGTH, &word.lower) || is_noun(sentence, at) || named(&word.lower);
        !word.is_word() && !word.is_number() || own
    };
    !is_of_others(sentence) && (0..sentence.words.len()).all(plain)
}

/// Whether a sentence leads to numbers of some, or of what became of them: "Leavers in the year:".
pub(super) fn is_of_others(sentence: &Sentence<'_>) -> bool {
    const OTHERS: &str = "absent absence agency appointed attended changes councils departures dismissed joined joiners leavers                           leaving left neighbouring new other others recruited resignations resigned retired sickness                           starters suspended temporary trained training vacancies vacant";
    sentence.words.iter().any(|word| among(OTHERS, &word.lower))
}

/// The words of a sentence that is no list and no table that lost its lines.
const LONG: usize = 45;

/// A number no further on than this belongs to the "with" that its sentence begins with.
const WITH: usize = 8;

/// Reads the counts of a sentence, knowing what stands before it.
struct Reader<'a> {
    sentences: &'a [Sentence<'a>],
    at: usize,
    passage: usize,
    /// The counts of the sentences before.
    before: &'a [Count],
    /// The only count of the text, where this is the first sentence of a note to it.
    noted: Option<&'a Count>,
    /// Whether the passage is a footnote.
    is_note: bool,
    /// The passage that leads to the list, where this is an item of one.
    under: Option<usize>,
    /// Whom the paragraph before ended with, or that leads to the list.
    topic: Option<&'a Owner>,
    /// The times that the sentence names, or means by "that day".
    times: &'a BTreeSet<String>,
    /// Whether that paragraph leads to a list of others than all that there are.
    lists_others: bool,
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

    fn count(&self, quantity: &Quantity) -> Option<Count> {
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
        let tail = tail(sentence, named.end);
        let words = quantity.first..named.end.max(quantity.end);
        let range = sentence.words.get(words.start)?.range.start..sentence.words.get(words.end - 1)?.range.end;

        // "In full-time equivalents this was 22.3": of those just counted.
        let nobody = lead.owner.as_ref().is_none_or(|owner| owner.names.is_empty() && owner.is_staff());
        let alone = named.nouns.is_empty() && nobody && tail.owner.is_none();
        let refers = alone && (lead.anaphor || !named.is_staff);
        if fte
            && refers
            && owners::mentioned(sentence, quantity.first).is_none()
            && let Some(last) = self.last().or(self.noted).filter(|last| !last.fte)
        {
            let before = |is: fn(&str) -> bool| (0..quantity.first).any(|at| is(sentence.lower(at)));
            let planned = before(|lower| is_modal(lower) && lower != "to");
            let other_time = !self.times.is_empty() && !is_one_time(self.times, &last.times);
            if planned || before(is_posts) || other_time || lead.past && !last.past {
                return None;
            }
            let (passage, sentence) = (self.passage, self.at);
            return Some(Count { value: quantity.value, fte, passage, sentence, range, ..last.clone() });
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
        let name = |at: &usize| sentence.words.get(*at).is_some_and(|word| word.is_capital() && month(word.text).is_none());
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
        let in_all = here.end == quantity.end && is_in_all(sentence, quantity.end) && is_after_staff(sentence, quantity);
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

/// So many do at least what all do.
const FEW: u32 = 5;

/// Whether what a verb after the words for staff says is what they do: "39 officers patrol the city".
fn is_usual(sentence: &Sentence<'_>, end: usize) -> bool {
    let verb = sentence.lower(end);
    let next = sentence.words.get(end).is_some_and(|word| word.is_word() && !word.is_capital());
    next && among(
        "carry cover deal deliver handle inspect look maintain operate patrol provide run serve support visit",
        verb,
    )
}

/// "12 people in lettings work full-time": whether the verb after the words for staff says how much some of them work.
fn works_part_of_time(sentence: &Sentence<'_>, end: usize) -> bool {
    /// How far from their words the verb may stand.
    const NEAR: usize = 8;
    // "12 rangers, all of whom work part-time": these are the 12.
    let closes = (end..end + NEAR).find(|at| sentence.lower(*at) == ",").unwrap_or(end + NEAR);
    let verb = (end..closes).find(|at| among("work works worked working", sentence.lower(*at)));
    verb.is_some_and(|verb| {
        among("full-time part-time full part flexibly nights weekends", sentence.lower(verb + 1))
    })
}

/// "Everyone in the team, 41 people in all, has been told": whether a number, whose words end at an index, stands beside those
/// whom it counts.
fn is_apposed(sentence: &Sentence<'_>, lead: &Lead, end: usize) -> bool {
    let in_all = is_in_all(sentence, end);
    lead.apposed && lead.owner.is_some() && (in_all || among(", ) –", sentence.lower(end)))
}

/// "The staff of the depot, 11": whether nothing but a comma stands between a number and the words for staff.
fn is_after_staff(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    /// How many words the name of their depot may have.
    const NEAR: usize = 8;
    let Some(comma) = quantity.first.checked_sub(1) else { return false };
    let Some(noun) = (0..comma).rev().take(NEAR).find(|at| is_noun(sentence, *at)) else { return false };
    let end = if among("of in at for", sentence.lower(noun + 1)) {
        owners::after(sentence, noun + 2).map_or(noun + 1, |(_, end)| end)
    } else {
        noun + 1
    };
    end == comma
}

/// "In all", "in total", "in post", "in number".
fn is_in_all(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lower(at) == "in" && among("all total post number", sentence.lower(at + 1))
}

/// Whether a sentence leaves some out of its count, or adds others: "without agency staff, 37 people", "with contractors".
fn leaves_out(sentence: &Sentence<'_>) -> Option<&'static str> {
    (0..sentence.words.len()).find_map(|at| match (sentence.lower(at), sentence.lower(at + 1)) {
        ("without", next) => among("agency the those any", next).then_some("without"),
        ("with", _) if at == 0 && (1..WITH).any(|at| is_narrowing(&stem(sentence.lower(at)))) => Some("with"),
        ("with", next) => among("agency bank contractors cover locums overtime volunteers", next).then_some("with"),
        ("counting" | "including", _) if at == 0 => Some("with"),
        ("are" | "is", next) => among("counted included", next).then_some("with"),
        ("leaving", "out") | ("not", "counting" | "counted" | "included") | ("apart", "from") => Some("without"),
        (word, _) => among("excluding excluded except", word).then_some("without"),
    })
}

/// Whether other staff are counted beside those whom a number counts: "three managers and 20 officers", "148 on the payroll and
/// 22 agency workers".
fn is_beside(sentence: &Sentence<'_>, quantity: &Quantity, end: usize) -> bool {
    /// How many words may stand between.
    const NEAR: usize = 6;
    let joins = |one: &Quantity| matches!(sentence.before(one.first), "and" | "," | "plus");
    let follows = |one: &Quantity| one.first > end && one.first - end <= NEAR && joins(one);
    let precedes = |one: &Quantity| one.end <= quantity.first && quantity.first - one.end < NEAR;
    let mut others = sentence.quantities.iter().filter(|one| named(sentence, one.end).is_staff);
    let added = matches!(sentence.before(quantity.first), "and" | "plus");
    others.any(|one| follows(one) || added && precedes(one))
}
