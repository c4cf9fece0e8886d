//! `meeting-dates`: one meeting with several dates.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::passage::Passage;
use crate::check::words::{Word, date_at};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// One meeting that a report gives several dates.
pub const RULE: Rule = Rule {
    name: "meeting-dates",
    severity: Severity::Warning,
    summary: "one meeting of a board or committee that is given several dates",
    explanation: "\
Finds dates of meetings of one body that can hardly be two meetings: they lie within a week, or they lie in one month and
the sentences speak of the same thing that came before the body, such as its recommendations.

For example: \"agreed by the Scrutiny Board (2) at its meeting on 27 March 2018\", and elsewhere \"went to the Scrutiny
Board (2) on 29 March 2018\".

A body is taken for the same one if the words of one name are all in the other (\"the Board\" is the only board of the
report). Left alone are dates in one sentence, whose author has seen both, and sentences that speak of a second or another
meeting (\"first\", \"again\", \"adjourned\" …); and Cabinet and Council, which meet more than once a week.

Source: a published Cabinet Member report gives one meeting three dates, 27, 29 and 1 March 2018.",
    needs_whole: false,
    run: |paper: &Paper<'_>| find(&paper.passages, paper.report.date),
};

/// Two meetings of a board are further apart than this, in days.
const WEEK: i64 = 6;

/// A meeting as it is mentioned.
struct Mention {
    /// The body's name, as it is written.
    name: String,
    /// The words of the body's name, in lower case.
    body: BTreeSet<String>,
    /// "board", "committee" …
    head: String,
    date: NaiveDate,
    /// The passage and the part of it with the date.
    passage: usize,
    range: Range<usize>,
    /// The sentence, by passage and start.
    sentence: (usize, usize),
    /// What came before the body, of the things that a sentence names.
    about: BTreeSet<&'static str>,
    /// Whether the sentence speaks of another meeting as well.
    another: bool,
}

/// What can be a body that meets.
const HEADS: &[&str] = &["board", "committee", "panel", "commission", "subcommittee", "sub-committee", "forum"];

/// What comes before a body.
const ABOUT: &[&str] =
    &["recommendation", "finding", "report", "note", "review", "plan", "strategy", "budget", "proposal"];

/// Words that tell of more than one meeting.
const ANOTHER: &[&str] = &[
    "adjourned",
    "again",
    "additional",
    "another",
    "deferred",
    "draft",
    "early",
    "earlier",
    "extraordinary",
    "first",
    "follow-up",
    "following",
    "further",
    "informal",
    "initial",
    "later",
    "next",
    "originally",
    "postponed",
    "previous",
    "previously",
    "reconvened",
    "rescheduled",
    "second",
    "special",
    "third",
    "update",
    "moved",
];

fn find(passages: &[Passage<'_>], report: NaiveDate) -> Vec<Diagnostic> {
    let mut mentions = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        mentions.extend(mentions_of(passage, at, report));
    }
    let named: Vec<(String, BTreeSet<String>)> =
        mentions.iter().filter(|one| one.body.len() > 1).map(|one| (one.head.clone(), one.body.clone())).collect();
    // "the Board" can only be known if the report has one board.
    let clear = |one: &Mention| {
        one.body.len() > 1 || {
            let of_head: Vec<_> =
                named.iter().filter(|(head, _)| *head == one.head).map(|(_, body)| body).collect();
            of_head.iter().all(|body| of_head.iter().all(|other| body.is_subset(other) || other.is_subset(body)))
        }
    };
    let mut found = Vec::new();
    for (at, one) in mentions.iter().enumerate() {
        let same = |other: &&Mention| {
            one.head == other.head
                && (one.body.is_subset(&other.body) || other.body.is_subset(&one.body))
                && clear(one)
                && clear(other)
                && one.date != other.date
                && one.sentence != other.sentence
                && !one.another
                && !other.another
                && one_meeting(one, other)
        };
        let Some(other) = mentions[..at].iter().find(same) else { continue };
        // A date that has been told of once is not told of again wherever it stands.
        let told = mentions[..at].iter().any(|before| before.date == one.date && before.head == one.head);
        if told {
            continue;
        }
        let day = |date: NaiveDate| format!("{} {}", date.day(), date.format("%B %Y"));
        let name = if one.name.len() < other.name.len() { &other.name } else { &one.name };
        let message = format!("a meeting of the {name} on {}, elsewhere on {}", day(one.date), day(other.date));
        found.push(
            finding(message, &passages[one.passage].place(&one.range))
                .related(&passages[other.passage].place(&other.range), "the other date")
                .hint("if it is one meeting, give it one date; if there were two, say so, as in `at its second meeting`"),
        );
    }
    found
}

/// Whether two dates of one body can hardly be two meetings.
fn one_meeting(one: &Mention, other: &Mention) -> bool {
    let apart = (one.date - other.date).num_days().abs();
    let month = (one.date.year(), one.date.month()) == (other.date.year(), other.date.month());
    apart <= WEEK || (month && one.about.intersection(&other.about).next().is_some())
}

fn mentions_of(passage: &Passage<'_>, at: usize, report: NaiveDate) -> Vec<Mention> {
    let mut found = Vec::new();
    for (sentence, words) in passage.words_by_sentence() {
        let bodies = bodies(&words);
        let about: BTreeSet<&'static str> = ABOUT
            .iter()
            .filter(|about| words.iter().any(|word| word.lower.strip_suffix('s').unwrap_or(&word.lower) == **about))
            .copied()
            .collect();
        let another = words.iter().any(|word| ANOTHER.contains(&word.lower.as_str()));
        let mut index = 0;
        while index < words.len() {
            let Some(written) = date_at(&words, index) else {
                index += 1;
                continue;
            };
            let date = written.date().or_else(|| written.nearest(report));
            let (first, end) = (written.first, written.end);
            index = end;
            let Some(date) = date else { continue };
            let body = bodies.iter().find(|body| belongs(&words, body, first, end));
            let Some(body) = body else { continue };
            found.push(Mention {
                name: passage.text[words[body.start].range.start..words[body.end - 1].range.end].to_owned(),
                body: name(&words[body.clone()]),
                head: words[body.clone()]
                    .iter()
                    .rev()
                    .find(|word| HEADS.contains(&bare(word)))
                    .map_or_else(String::new, |word| bare(word).to_owned()),
                date,
                passage: at,
                range: words[first].range.start..words[end - 1].range.end,
                sentence: (at, sentence.start),
                about: about.clone(),
                another,
            });
        }
    }
    found
}

/// A word without the ending of a genitive: "Board's".
fn bare<'a>(word: &'a Word<'_>) -> &'a str {
    word.lower.strip_suffix("'s").unwrap_or(&word.lower)
}

/// The words of a name that tell bodies apart.
fn name(words: &[Word<'_>]) -> BTreeSet<String> {
    let telling = |word: &&Word<'_>| {
        (word.is_word() || word.is_number()) && !matches!(word.lower.as_str(), "and" | "of" | "the" | "for")
    };
    words.iter().filter(telling).map(|word| bare(word).to_owned()).collect()
}

/// The names of bodies: words with capitals, and small ones between them, up to "Board" or the like and a number after
/// it in brackets.
fn bodies(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !(word.is_capital() && HEADS.contains(&bare(word))) {
            continue;
        }
        let mut first = at;
        while first > 0 {
            let before = &words[first - 1];
            let joins = matches!(before.lower.as_str(), "and" | "of" | "for" | "&" | ",")
                && first > 1
                && words[first - 2].is_capital()
                && before.text != ",";
            if before.is_word() && before.is_capital() && before.lower != "the" || joins {
                first -= 1;
            } else {
                break;
            }
        }
        let mut end = at + 1;
        let numbered = words.get(end).is_some_and(|word| word.text == "(")
            && words.get(end + 1).is_some_and(Word::is_number)
            && words.get(end + 2).is_some_and(|word| word.text == ")");
        if numbered {
            end += 3;
        }
        found.push(first..end);
    }
    found
}

/// Whether a date is that of a body's meeting: nothing stands between the two but "at its meeting on" and the like.
fn belongs(words: &[Word<'_>], body: &Range<usize>, first: usize, end: usize) -> bool {
    const AFTER_BODY: &[&str] = &[
        "at",
        "its",
        "their",
        "the",
        "meeting",
        "held",
        "on",
        "of",
        "–",
        "-",
        ",",
        "(",
        "—",
        ":",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "agreed",
        "considered",
        "scheduled",
        "for",
        "dated",
    ];
    const BEFORE_BODY: &[&str] = &[",", "the", "of", "by", ")", "to"];
    if body.end <= first {
        let between = &words[body.end..first];
        return between.len() <= 7 && between.iter().all(|word| AFTER_BODY.contains(&word.lower.as_str()));
    }
    if end <= body.start {
        let between = &words[end..body.start];
        let meeting =
            words[..first].iter().rev().take(3).any(|word| word.lower == "meeting" || word.lower == "meetings");
        return meeting
            && between.len() <= 4
            && between.iter().all(|word| BEFORE_BODY.contains(&word.lower.as_str()));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 4, 16).unwrap_or_default()
    }

    fn messages(texts: &[&str]) -> Vec<String> {
        let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
        find(&passages, today()).into_iter().map(|one| one.message).collect()
    }

    const RECOMMENDED: &str = "Consider the recommendations agreed by the Education and Children's Scrutiny Board (2) at their meeting on 27th March 2018.";
    const WENT: &str = "A briefing note with recommendations went to the Education and Children's Services Scrutiny Board (2) on 29th March 2018";
    const PLANNED: &str =
        "Recommendations to be considered by the Board March 1st 2018, Cabinet Member 16th April 2018";

    #[test]
    fn one_meeting_with_several_dates_is_found() {
        assert_eq!(
            messages(&[RECOMMENDED, WENT, PLANNED]),
            [
                "a meeting of the Education and Children's Services Scrutiny Board (2) on 29 March 2018, elsewhere on 27 March 2018",
                "a meeting of the Education and Children's Scrutiny Board (2) on 1 March 2018, elsewhere on 27 March 2018",
            ]
        );
        for (one, other) in [
            ("The Audit Committee on 3 May 2019 agreed.", "It went to the Audit Committee on 5 May 2019."),
            (
                "At the meeting on 3 May 2019 of the Audit Committee it was agreed.",
                "The Audit Committee, at its meeting on Tuesday 7 May 2019, agreed.",
            ),
            (
                "The review was agreed by the Children's Panel on 2 May 2019.",
                "The Children's Panel – 30 May 2019 – took the review.",
            ),
            ("The Schools Forum held on 1 June 2020 decided.", "This went to the Schools Forum (4 June 2020)."),
            (
                "agreed at the Audit Committee’s meeting on 27 March",
                "considered by the Audit Committee on 29 March 2018",
            ),
            ("Scrutiny Board (2) on March 27 2018", "Scrutiny Board (2) on March 29 2018"),
            (
                "considered by the Licensing Sub-Committee on 9 June 2020",
                "the Licensing Sub-Committee on 10 June 2020",
            ),
        ] {
            assert_eq!(messages(&[one, other]).len(), 1, "{one} / {other}");
        }
        let place = find(&[Passage::plain(RECOMMENDED), Passage::plain(WENT)], today()).remove(0);
        assert_eq!(place.span.map(|span| span.text().to_owned()).as_deref(), Some("29th March 2018"));
    }

    #[test]
    fn meetings_that_may_be_two_are_left_alone() {
        for texts in [
            // The same date, however it is written.
            &["agreed by the Scrutiny Board (2) on 29th March 2018", WENT][..],
            // Months apart.
            &[
                "At their meeting on 29th June 2017 the Education and Children's Services Scrutiny Board (2) agreed to begin.",
                WENT,
            ],
            // In one month, about other things.
            &[
                "The Audit Committee on 1 March 2018 took the plan.",
                "The Audit Committee on 29 March 2018 took the budget.",
            ],
            // Other bodies.
            &["Scrutiny Board (1) on 27 March 2018", "Scrutiny Board (2) on 29 March 2018"],
            &["the Audit Committee on 27 March 2018", "the Audit Panel on 29 March 2018"],
            // The author has seen both.
            &["The Audit Committee on 27 March 2018 and again the Audit Committee on 29 March 2018."],
            &[
                "The Audit Committee on 27 March 2018.",
                "The adjourned meeting of the Audit Committee on 29 March 2018.",
            ],
            // No meeting.
            &["The Board heard that the contract ended on 27 March 2018.", "The Board wants it by 29 March 2018."],
            // "the Board" of two.
            &[
                "the Audit Board on 27 March 2018",
                "the Police Board on 5 June 2019",
                "agreed by the Board on 29 March 2018",
            ],
            &["Cabinet on 6 March 2018", "Cabinet on 8 March 2018"],
            &["the board on 6 March 2018", "the board on 8 March 2018", "Board on 31 June 2018"],
            &[""],
        ] {
            assert_eq!(messages(texts), Vec::<String>::new(), "{texts:?}");
        }
    }
}
