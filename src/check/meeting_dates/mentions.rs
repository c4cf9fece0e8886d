//! Meetings as they are mentioned: each date of one with whose it is, which one, and what the sentence says of it.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::answer::among;
use crate::check::dates::{Written, with_month};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::clauses::{decides_paper, did_so, says_moved};
use crate::check::meeting_dates::content::Content;
use crate::check::meeting_dates::links::Sentence;
use crate::check::meeting_dates::memory::Memory;
use crate::check::meeting_dates::occasions::{Occasion, Pointer};
use crate::check::passage::Passage;
use crate::check::words::{Word, lower, words};

/// A meeting as it is mentioned.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Which one.
    pub occasion: Occasion,
    /// Whose it is.
    pub body: Body,
    /// The date, where it has a year or can be told without.
    pub date: Option<NaiveDate>,
    /// Day and month.
    pub day: (u32, u32),
    /// What its sentence says of it.
    pub content: Content,
    /// The passage.
    pub passage: usize,
    /// Where the date stands in it.
    pub range: Range<usize>,
    /// The number of the sentence in the paper.
    pub sentence: usize,
    /// The first word of the date in its sentence.
    pub first: usize,
}

impl Mention {
    /// The date, with the year of another one where it has none of its own.
    pub fn date_beside(&self, other: NaiveDate) -> Option<NaiveDate> {
        self.date.or_else(|| NaiveDate::from_ymd_opt(other.year(), self.day.1, self.day.0))
    }

    /// The date as it is told, without the year where nobody knows it.
    pub fn told(&self) -> String {
        // 2024 has every day.
        let any = self.date.or_else(|| NaiveDate::from_ymd_opt(2024, self.day.1, self.day.0));
        let form = if self.date.is_some() { "%-d %B %Y" } else { "%-d %B" };
        any.map_or_else(String::new, |date| date.format(form).to_string())
    }
}

/// What a whole paper tells of its meetings.
#[derive(Debug, Default)]
pub struct Read {
    /// The mentions, in their order.
    pub mentions: Vec<Mention>,
    /// The dates of each sentence, and whether it says that a meeting was moved, or was one of several.
    pub sentences: Vec<(Vec<NaiveDate>, bool)>,
    /// In how many sentences of those with a date a stem stands.
    pub common: BTreeMap<String, usize>,
}

impl Read {
    /// Whether a sentence has both dates, so that its author knows of both.
    pub fn knows_both(&self, one: NaiveDate, other: NaiveDate) -> bool {
        self.knows_both_beside(one, other, &[])
    }

    /// The same, in another sentence than some.
    pub fn knows_both_beside(&self, one: NaiveDate, other: NaiveDate, but: &[usize]) -> bool {
        let knows = |(at, (dates, _)): (usize, &(Vec<NaiveDate>, bool))| {
            !but.contains(&at) && dates.contains(&one) && dates.contains(&other)
        };
        self.sentences.iter().enumerate().any(knows)
    }

    /// Whether a sentence, or another one with its date, says that a meeting was moved, or was one of several.
    pub fn is_moved(&self, sentence: usize, date: NaiveDate) -> bool {
        self.sentences[sentence].1 || self.sentences.iter().any(|(dates, moved)| *moved && dates.contains(&date))
    }
}

/// "Agreed the notes of that meeting on 7 October": the day of another one.
fn is_agreed(words: &[Word<'_>], occasion: &Occasion, date: &Written) -> bool {
    let low = |back: usize| occasion.words.start.checked_sub(back).map_or("", |at| lower(words, at));
    let minutes = low(2) == "of" && among("minutes notes record records", low(3));
    occasion.pointer == Pointer::Back
        && minutes
        && date.first == occasion.words.end + 1
        && lower(words, occasion.words.end) == "on"
}

/// What is known of a paper's texts by where they begin in its file.
#[derive(Debug, Default)]
pub struct Known<'a> {
    /// The answers to questions on a body, which need not name it.
    pub asked: &'a [(usize, Body)],
    /// The title, where it is called by its meeting.
    pub title: Option<usize>,
}

/// Reads all passages.
pub fn read(passages: &[Passage<'_>], report: NaiveDate, known: &Known<'_>) -> Read {
    let mut read = Read::default();
    let mut memory = Memory::default();
    let mut text_before = String::new();
    for (at, passage) in passages.iter().enumerate() {
        let start = passage.source.span.range.start;
        let asked = known.asked.iter().find(|(asked, _)| *asked == start).map(|(_, body)| body);
        for (range, words) in passage.words_by_sentence() {
            let bodies = memory.read(&words);
            let sentence = Sentence { words: &words, bodies: &bodies, memory: &memory };
            let mut dates = Vec::new();
            let mut index = 0;
            while index < words.len() {
                let Some(written) = with_month(&words, index) else {
                    index += 1;
                    continue;
                };
                index = written.end;
                let date = written.date().or_else(|| written.nearest(report));
                dates.extend(date);
                let answer = || asked.filter(|_| bodies.is_empty() && dates.len() < 2).cloned().map(Occasion::of);
                let decided = || (bodies.is_empty() && decides_paper(&words, &written)).then(Occasion::of_paper);
                let occasion = sentence.occasion_of(&written).or_else(answer).or_else(decided);
                let Some(mut occasion) = occasion else { continue };
                if known.title == Some(start) {
                    occasion.pointer = Pointer::Here;
                }
                if is_agreed(&words, &occasion, &written) {
                    continue;
                }
                let body = occasion.body.clone();
                let mut content = Content::of(&words, &occasion, &written, &bodies);
                if did_so(&words) {
                    content.take_over(&self::words(&text_before));
                }
                read.mentions.push(Mention {
                    occasion,
                    body,
                    date,
                    day: (written.day, written.month),
                    content,
                    passage: at,
                    range: words[written.first].range.start..words[written.end - 1].range.end,
                    sentence: read.sentences.len(),
                    first: written.first,
                });
            }
            // "They raised no objection": the next sentence goes on about the meeting.
            let goes_on = dates.is_empty() && among("it they members he she", lower(&words, 0));
            let last = read
                .mentions
                .last_mut()
                .filter(|last| last.passage == at && last.sentence + 1 == read.sentences.len());
            if let Some(last) = last.filter(|_| goes_on) {
                last.content.go_on(&words);
            }
            text_before = passage.text[range].to_owned();
            read.sentences.push((dates, says_moved(&words)));
        }
    }
    for stem in read.mentions.iter().flat_map(|mention| mention.content.whole.keys()) {
        *read.common.entry(stem.clone()).or_default() += 1;
    }
    read
}
