//! Counts of people and of full-time equivalents: how many, who they are, and what a sentence says of them.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::headcount_and_fte::beside::is_same_staff;
use crate::check::headcount_and_fte::group::Group;
use crate::check::headcount_and_fte::owners::{self, Owner};
use crate::check::headcount_and_fte::reader::Reader;
use crate::check::headcount_and_fte::reading::{added_up, sentences};
use crate::check::headcount_and_fte::staff::is_noun;
use crate::check::headcount_and_fte::stems::stems;
use crate::check::headcount_and_fte::times::{is_same_day, times};
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
            let mut here: Vec<Count> = Vec::new();
            for quantity in quantities {
                let Some(count) = reader.count(quantity) else { continue };
                let people = here.last().filter(|last| is_of_same_staff(&sentences[at], last, &count, quantity));
                here.push(match people {
                    Some(people) => Count {
                        value: count.value,
                        fte: true,
                        range: count.range,
                        part_time: false,
                        ..people.clone()
                    },
                    None => count,
                });
            }
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

/// "34 people (28.2 FTE)": whether a count gives those whom the last one counts in equivalents.
fn is_of_same_staff(sentence: &Sentence<'_>, people: &Count, fte: &Count, quantity: &Quantity) -> bool {
    let end = sentence.words.iter().position(|word| word.range.start >= people.range.end);
    let nameless = fte.group.nouns.is_empty() && fte.group.words.is_empty();
    fte.fte && !people.fte && nameless && end.is_some_and(|end| is_same_staff(sentence, end, quantity))
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
