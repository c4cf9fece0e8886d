//! Records: each date of a meeting with whose meeting it was, which one, and what was done there.

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::dates::{Written, with_month};
use crate::check::meeting_dates::acts::Act;
use crate::check::meeting_dates::deeds::{Deed, deeds};
use crate::check::meeting_dates::described::{Described, described};
use crate::check::meeting_dates::parties::{Memory, Party};
use crate::check::passage::Passage;
use crate::check::words::Word;

/// One mention of a meeting with its date.
#[derive(Debug, Clone)]
pub struct Record {
    /// Whose meeting, if that is said.
    pub party: Option<Party>,
    /// Which one.
    pub which: Option<Described>,
    /// What was done.
    pub deed: Option<Deed>,
    /// The date.
    pub date: NaiveDate,
    /// The passage, and where the date stands in it.
    pub passage: usize,
    /// Where the date stands in the passage.
    pub range: Range<usize>,
    /// The number of the sentence in the paper.
    pub sentence: usize,
}

impl Record {
    /// The index of the date's first word in its sentence.
    pub fn first(&self) -> usize {
        let deed = self.deed.as_ref().map(|deed| deed.written.first);
        deed.or_else(|| self.which.as_ref().map(|which| which.written.first)).unwrap_or_default()
    }
}

/// What a whole paper tells of its meetings.
#[derive(Debug, Default)]
pub struct Read {
    /// The mentions, in their order.
    pub records: Vec<Record>,
    /// The dates of each sentence, and whether it says that a meeting was moved, or was one of several.
    pub sentences: Vec<(Vec<NaiveDate>, bool)>,
}

impl Read {
    /// Whether of two dates, by their places, it is told that other things were done.
    pub fn have_other_business(&self, one: (usize, &Range<usize>), other: (usize, &Range<usize>)) -> bool {
        let deed = |(passage, range): (usize, &Range<usize>)| {
            let of = |record: &&Record| record.passage == passage && record.range == *range;
            self.records.iter().find(of).and_then(|record| record.deed.as_ref())
        };
        match (deed(one), deed(other)) {
            (Some(one), Some(other)) => {
                let decides = |deed: &Deed| matches!(deed.act, Act::Agree | Act::Refuse);
                let alike = one.act == other.act || decides(one) && decides(other);
                let unlike = alike && !other.object.is_same(&one.object);
                unlike || (one.act == Act::Ask) != (other.act == Act::Ask)
            }
            _ => false,
        }
    }
}

/// Reads all passages.
pub fn read(passages: &[Passage<'_>], report: NaiveDate) -> Read {
    let mut read = Read::default();
    let mut memory = Memory::default();
    for (at, passage) in passages.iter().enumerate() {
        for (_, words) in passage.words_by_sentence() {
            let parties = memory.read(&words);
            let day = |written: &Written| written.date().or_else(|| written.nearest(report));
            let described = described(&words, &parties, &memory);
            let deeds = deeds(&words, &parties, &memory);
            let mut dates = Vec::new();
            let mut index = 0;
            while index < words.len() {
                let Some(written) = with_month(&words, index) else {
                    index += 1;
                    continue;
                };
                index = written.end;
                let Some(date) = day(&written) else { continue };
                dates.push(date);
                let which = described.iter().find(|one| one.written == written).cloned();
                let deed = deeds.iter().find(|one| one.written == written).cloned();
                let of_deed = deed.as_ref().map(|deed| deed.party.clone());
                let party = of_deed.or_else(|| which.as_ref().and_then(|one| one.party.clone()));
                if which.is_some() || deed.is_some() {
                    read.records.push(Record {
                        party,
                        which,
                        deed,
                        date,
                        passage: at,
                        range: words[written.first].range.start..words[written.end - 1].range.end,
                        sentence: read.sentences.len(),
                    });
                }
            }
            read.sentences.push((dates, says_apart(&words)));
        }
    }
    read
}

/// Whether a sentence says that there were several meetings, or that one was moved.
fn says_apart(words: &[Word<'_>]) -> bool {
    const APART: &[&str] = &[
        "again",
        "adjourned",
        "cancelled",
        "instead",
        "moved",
        "originally",
        "postponed",
        "reconsidered",
        "reconvened",
        "rescheduled",
        "resumed",
        "twice",
    ];
    const COUNTED: &[&str] = &["another", "earlier", "further", "later", "second", "third", "two", "three", "both"];
    const MEETINGS: &[&str] =
        &["meeting", "meetings", "session", "sessions", "time", "times", "occasion", "occasions"];
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).any(|at| {
        let counted = COUNTED.contains(&lower(at)) && (1..3).any(|next| MEETINGS.contains(&lower(at + next)));
        APART.contains(&lower(at))
            || counted
            || matches!(lower(at), "put" | "brought") && matches!(lower(at + 1), "off" | "back" | "forward")
    })
}
