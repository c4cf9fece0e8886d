//! Meetings as they are mentioned: a body and a date that a sentence brings together.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::dates::{Written, date_at, month, weekday, with_month};
use crate::check::meeting_dates::bodies::{Body, bodies};
use crate::check::meeting_dates::business::Business;
use crate::check::meeting_dates::phrases::{
    is_closed_before, is_done_to_members, is_object, is_of_few, is_sent_to, own_clause,
};
use crate::check::meeting_dates::verbs::{is_done_by_meeting, is_meeting_word, is_other_verb};
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};

/// What comes before a meeting, whatever it is about.
pub(super) const PAPERS: &[&str] = &["recommendation", "report", "note", "finding", "briefing"];

/// A meeting as it is mentioned.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Whose meeting it is.
    pub body: Body,
    /// The date, where it has a year or can be told without.
    pub date: Option<NaiveDate>,
    /// Day and month.
    pub day: (u32, u32),
    /// The passage and the part of it with the date.
    pub passage: usize,
    /// Where the date stands in it.
    pub range: Range<usize>,
    /// The sentence, by passage and start.
    pub sentence: (usize, usize),
    /// What the meeting was about, without endings.
    pub about: BTreeSet<String>,
    /// Of that, what the sentence takes to be known: "the plan", "its recommendations".
    pub known: BTreeSet<String>,
    /// Whether something new comes up: "a carer", "three carers".
    pub is_new: bool,
    /// Which of several meetings it says that it is: "next", "second", "again".
    pub which: BTreeSet<String>,
    /// Whether the sentence has a draft: "the draft budget", wherever it stands.
    pub draft: bool,
    /// Whether the paper itself is what comes before the body: "this report".
    pub paper: bool,
}

impl Mention {
    /// The date, with the year of another one where it has none of its own.
    pub fn date_beside(&self, other: NaiveDate) -> Option<NaiveDate> {
        self.date.or_else(|| NaiveDate::from_ymd_opt(other.year(), self.day.1, self.day.0))
    }

    /// Whether it says of itself that it is another meeting than that one. A draft of the budget is not the budget, but two
    /// drafts of it may be one.
    pub fn is_another(&self, other: &Self) -> bool {
        let both = self.draft && other.draft;
        let differs =
            |one: &Self, two: &Self| one.which.difference(&two.which).any(|word| !both || word != "draft");
        differs(self, other) || differs(other, self)
    }

    /// Whether it does not say what the meeting was about, but at most that there was a paper.
    pub fn is_silent(&self) -> bool {
        self.about.iter().all(|one| PAPERS.contains(&one.as_str()))
    }

    /// The date as it is told, without the year where nobody knows it.
    pub fn told(&self) -> String {
        match self.date {
            Some(date) => format!("{} {}", date.day(), date.format("%B %Y")),
            None => {
                // 2024 has every day.
                let any = NaiveDate::from_ymd_opt(2024, self.day.1, self.day.0);
                any.map_or_else(String::new, |date| format!("{} {}", date.day(), date.format("%B")))
            }
        }
    }
}

/// The meetings that a passage mentions.
pub fn mentions(passage: &Passage<'_>, at: usize, report: NaiveDate) -> Vec<Mention> {
    let mut found = Vec::new();
    for (sentence, words) in passage.words_by_sentence() {
        let bodies = bodies(&words);
        let mut index = 0;
        while index < words.len() {
            let Some(written) = with_month(&words, index) else {
                index += 1;
                continue;
            };
            index = written.end;
            let Some(body) = body_of(&words, &bodies, &written) else { continue };
            let business = Business::of(&words, &bodies, &written);
            found.push(Mention {
                body: body.clone(),
                date: written.date().or_else(|| written.nearest(report)),
                day: (written.day, written.month),
                passage: at,
                range: words[written.first].range.start..words[written.end - 1].range.end,
                sentence: (at, sentence.start),
                about: business.about,
                known: business.known,
                is_new: business.is_new,
                which: which(&words, body, &written),
                draft: words.iter().any(|word| word.lower == "draft"),
                paper: words.windows(2).any(|pair| {
                    pair[0].lower == "this"
                        && matches!(pair[1].lower.as_str(), "report" | "note" | "paper" | "briefing")
                }),
            });
        }
    }
    found
}

/// The body that met on a date: the nearest before it, or the one that follows it.
fn body_of<'a>(words: &[Word<'_>], bodies: &'a [Body], written: &Written) -> Option<&'a Body> {
    let before = bodies.iter().rev().find(|body| body.words.end <= written.first);
    if let Some(body) = before
        && is_of(words, body, written)
    {
        return Some(body);
    }
    let after = bodies.iter().find(|body| body.words.start >= written.end)?;
    comes_first(words, after, written).then_some(after)
}

/// What stands before a date that is not that of a meeting.
const OTHER_DATES: &[&str] =
    &["after", "before", "by", "from", "since", "till", "to", "until", "ending", "ended", "between"];

/// What opens a clause of its own, so that its date is that of something else.
const CLAUSES: &[&str] = &["that", "which", "who", "whose", "whether", "if", "because", "where", "while", ";"];

/// Whether a date after a body is that of its meeting: "Cabinet on 4 November", "the Board considered the plan on 27 March",
/// "agreed by the Panel at its meeting of 3 May".
fn is_of(words: &[Word<'_>], body: &Body, written: &Written) -> bool {
    /// How many words may stand between the two.
    const APART: usize = 16;
    let clause = own_clause(words, body, written.first);
    let all = &words[body.words.end..written.first];
    let between = all.get(clause..).unwrap_or_default();
    let lower = |at: usize| between.get(at).map_or("", |word| word.lower.as_str());
    if is_of_few(words, body) || is_done_to_members(words, body, all) || is_sent_to(words, body) {
        return false;
    }
    let last = between.iter().rev().find(|word| weekday(word).is_none() && word.text != ",");
    if last.is_some_and(|word| OTHER_DATES.contains(&word.lower.as_str())) || between.len() > APART {
        return false;
    }
    let made = made_there(words, body);
    let other = between.iter().any(|word| {
        CLAUSES.contains(&word.lower.as_str())
            || is_other_verb(&word.lower) && !(made && word.lower == "made")
            // "took effect", "came into force"
            || matches!(word.lower.as_str(), "effect" | "force")
            || word.lower == "chair"
            || is_year(word)
    });
    if other || (0..between.len()).any(|at| date_at(between, at).is_some()) {
        return false;
    }
    if clause == 0 && body.possessive && !(0..2).any(|at| is_done_by_meeting(lower(at))) {
        return false;
    }
    let meets = made || between.iter().any(|word| body.meets(&word.lower));
    if is_object(words, body) && meets || is_closed_before(words, body, between) {
        return false;
    }
    // "which was agreed by the Panel on", "before the Board on", "the Board on 4 May agreed": the verb stands elsewhere.
    let bare = between.len() <= 5
        && between.iter().all(|word| {
            !word.is_word() || is_little(&word.lower) || month(word.text).is_some() || weekday(word).is_some()
        });
    meets || bare && (!body.personal || words.iter().any(|word| body.meets(&word.lower)))
}

/// "The comments that the Scrutiny Board made on 4 February", "the decision which Cabinet made": what a meeting brought forth.
fn made_there(words: &[Word<'_>], body: &Body) -> bool {
    const BROUGHT: &[&str] = &[
        "amendments",
        "comments",
        "decision",
        "decisions",
        "observations",
        "point",
        "points",
        "proposals",
        "recommendation",
        "recommendations",
        "request",
        "requests",
        "suggestion",
        "suggestions",
    ];
    let made = words.get(body.words.end).is_some_and(|word| word.lower == "made");
    let before = words[..body.words.start].iter().rev().take(4);
    made && { before }.any(|word| BROUGHT.contains(&word.lower.as_str()))
}

/// Whether a body after a date met on it: "On 13 March 2025, the Schools Forum supported", "agreed on 4 May by the Panel".
fn comes_first(words: &[Word<'_>], body: &Body, written: &Written) -> bool {
    let between = &words[written.end..body.words.start];
    let joining = ["a", ",", "at", "by", "full", "in", "of", "our", "the", "to", ")", "members", "when"];
    if between.len() > 4 || !between.iter().all(|word| joining.contains(&word.lower.as_str())) {
        return false;
    }
    let before = &words[..written.first];
    let last = before.iter().rev().find(|word| weekday(word).is_none() && word.text != ",");
    if last.is_some_and(|word| OTHER_DATES.contains(&word.lower.as_str())) {
        return false;
    }
    let meeting = before.iter().rev().take(4).any(|word| is_meeting_word(&word.lower));
    let joined = between.iter().any(|word| matches!(word.lower.as_str(), "by" | "of" | "to" | "at"));
    let after = words.get(body.words.end..).unwrap_or_default();
    let verb = after.iter().take(4).find(|word| body.meets(&word.lower) || is_other_verb(&word.lower));
    let clause = after.iter().take(4).any(|word| CLAUSES.contains(&word.lower.as_str()));
    let follows = verb.is_some_and(|verb| !is_other_verb(&verb.lower)) && !clause;
    if joined { meeting || before.iter().any(|word| body.meets(&word.lower)) } else { follows }
}

fn is_year(word: &Word<'_>) -> bool {
    word.text.len() == 4 && word.is_number() && word.text.starts_with("20")
}

/// Words that tell one meeting from another.
pub(super) const TELLING: &[&str] = &[
    "additional",
    "adjourned",
    "again",
    "another",
    "earlier",
    "early",
    "extra",
    "extraordinary",
    "final",
    "first",
    "following",
    "last",
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
    "resumed",
    "second",
    "special",
    "third",
    "moved",
    "deferred",
    "draft",
    "update",
    "follow-up",
];

/// Which of several meetings is spoken of: words before "meeting", the body or the date, and beside the verb.
fn which(words: &[Word<'_>], body: &Body, written: &Written) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let lower = word.lower.as_str();
        // "Following the meeting", "Following Cabinet on 11 May", and a meeting that is the last of all so far.
        let article = at.checked_sub(1).is_some_and(|before| is_little(&words[before].lower));
        let joint = lower == "following" && !article;
        // "The committee deferred the application": what it did, and not what became of its meeting.
        let did = matches!(lower, "deferred" | "moved" | "postponed") && !article;
        if !TELLING.contains(&lower) || joint || did || lower == "last" {
            continue;
        }
        let near = |range: &Range<usize>| range.start.saturating_sub(3) <= at && at < range.end + 3;
        let of_meeting =
            |at: usize| words.get(at).is_some_and(|word| matches!(word.lower.as_str(), "meeting" | "session"));
        let beside_verb =
            words.get(at + 1).is_some_and(|next| matches!(next.lower.as_str(), "met" | "meet" | "meets"))
                || at.checked_sub(1).is_some_and(|before| body.meets(&words[before].lower))
                || at.checked_sub(2).is_some_and(|before| body.meets(&words[before].lower));
        // "first told" is no first meeting.
        let sure = of_meeting(at + 1) || of_meeting(at + 2) || beside_verb;
        let dated = near(&(written.first..written.end)) || near(&body.words);
        let loose = dated && !matches!(lower, "first" | "draft" | "final" | "early" | "initial");
        if sure || loose || matches!(lower, "adjourned" | "reconvened" | "postponed" | "rescheduled" | "resumed") {
            found.insert(lower.to_owned());
        }
    }
    found
}
