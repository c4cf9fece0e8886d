//! What a sentence says of a meeting: the stems of its words, what was done, and what sets it apart from another meeting.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::dates::{Written, date_at, month, weekday};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::occasions::Occasion;
use crate::check::meeting_dates::verbs::{Act, act, is_meeting_verb, is_occasion, is_verb};
use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, lower};

/// What a sentence says.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The stems of the clause with the date, with how much each says.
    pub clause: BTreeMap<String, f64>,
    /// Those of the whole sentence, as far as they belong to the date.
    pub whole: BTreeMap<String, f64>,
    /// What the clause says that was done.
    pub acts: BTreeSet<Act>,
    /// What the sentence says that was done.
    pub all_acts: BTreeSet<Act>,
    /// Words that make it another meeting than one without them: "again", "second".
    pub marks: BTreeSet<String>,
    /// The stages of things: "draft" of "budget".
    pub stages: BTreeMap<String, BTreeSet<String>>,
    /// Whether it is done again and again.
    pub is_regular: bool,
    /// Whether the clause does not say to what it was done: "approved it", "the refusal by".
    pub is_unsaid: bool,
    /// The stages that the whole sentence names.
    pub all_stages: BTreeSet<String>,
    /// What stands with a word as what it is of: "depot" with "permission".
    pub beside: BTreeMap<String, BTreeSet<String>>,
    /// What has not been spoken of: "a change" to the policy.
    pub fresh: BTreeMap<String, Act>,
    /// Whether the paper itself is what comes before the body: "this report".
    pub paper: bool,
}

/// How much a word says that is in every paper of a council.
const VAGUE: f64 = 0.4;

/// How much a verb of meeting says.
const GENERAL: f64 = 0.5;

/// How much a number says.
const NUMBER: f64 = 0.7;

/// Words of every paper of a council.
const VAGUES: &str = "annual appendix attach briefing case copy council councillor date day decision detail document draft finding full hold item \
    matter member minute month next note notice number officer outcome paper part plan point proposal question recommendation record report \
    result review scheme staff strategy subject summary timetable update view week work year policy new revised following chair";

/// Words that say nothing of what a meeting was about.
const NOTHING: &str = "agenda attend board body then now here there during within under against since through ago cabinet committee convene council date forum group held hold last meet meeting member next \
    occasion once only panel place present regard session sit take time yes first final inaugural same special extraordinary \
    schedule today tonight full pm minutes minute off attach attached officers members";

/// What makes a meeting another one than one of which it is not said.
const MARKS: &str = "again another second third fourth further later earlier additional extra follow-up previously subsequently \
    informal informally reconsidered preliminary twice";

/// What a thing is before or after another stage of it.
const STAGES: &str = "draft final outline full interim revised first second third initial last";

impl Content {
    /// What the clause of a date, and its sentence, say beside whose meeting it was.
    pub fn of(words: &[Word<'_>], occasion: &Occasion, date: &Written, bodies: &[Body]) -> Self {
        let clause = clause(words, occasion, date);
        let dates: Vec<Range<usize>> =
            (0..words.len()).filter_map(|at| date_at(words, at)).map(|one| one.first..one.end).collect();
        let alone =
            dates.iter().all(|one| one.start >= date.first && one.end <= date.end || one.contains(&date.first));
        let whole = if alone { 0..words.len() } else { clause.clone() };
        let mut content = Self::default();
        for at in whole {
            let word = &words[at];
            let low = bare(word);
            if dates.iter().any(|date| date.contains(&at))
                || bodies.iter().any(|body| body.words.contains(&at) && occasion.body.is_like(body))
                || month(word.text).is_some()
                || weekday(word).is_some()
                || is_little(low)
                || !(word.is_word() && low.len() > 2 || word.is_number())
            {
                continue;
            }
            content.add(words, at, clause.contains(&at));
        }
        content.is_regular = is_regular(words);
        content.is_unsaid = clause.clone().any(|at| {
            let (low, next) = (lower(words, at), lower(words, at + 1));
            let known = at > 0 && matches!(lower(words, at - 1), "the" | "that" | "this" | "its");
            act(low).is_some() && (matches!(next, "it" | "them") || known && next == "by")
        });
        content.all_stages = words
            .iter()
            .filter(|word| STAGES.split(' ').any(|stage| stage == word.lower))
            .map(|word| word.lower.clone())
            .collect();
        content.stand_beside(words, &clause);
        let quorate = words.iter().filter(|word| matches!(word.lower.as_str(), "quorate" | "inquorate"));
        let quorate: Vec<String> = quorate.map(|word| word.lower.clone()).collect();
        content.marks = clause
            .clone()
            .filter(|at| is_mark(words, *at, date))
            .map(|at| lower(words, at).to_owned())
            .chain(quorate)
            .collect();
        content.paper = (0..words.len()).any(|at| {
            let for_it = at > 1 && lower(words, at - 1) == "for" && act(lower(words, at - 2)) == Some(Act::Ask);
            let asked = |at: usize| lower(words, at) != "asks" && act(lower(words, at)) == Some(Act::Ask);
            lower(words, at) == "this"
                && matches!(lower(words, at + 1), "report" | "note" | "paper" | "briefing")
                && !(for_it
                    || asked(at.wrapping_sub(1))
                    || asked(at + 2)
                    || lower(words, at + 2) == "was" && asked(at + 3))
        });
        content
    }

    fn add(&mut self, words: &[Word<'_>], at: usize, in_clause: bool) {
        let low = bare(&words[at]);
        if low.contains('-') && act(low).is_none() {
            low.split('-')
                .filter(|part| part.len() > 2 && !is_little(part))
                .for_each(|part| self.add_part(words, at, part, in_clause));
        } else {
            self.add_part(words, at, low, in_clause);
        }
    }

    fn add_part(&mut self, words: &[Word<'_>], at: usize, low: &str, in_clause: bool) {
        let word = &words[at];
        let next = lower(words, at + 1);
        // "Cabinet is asked to agree", "this report asks Cabinet": not what the body asked for.
        let asked = next == "to" || words.get(at + 1).is_some_and(Word::is_capital);
        let called_in = low == "call" && lower(words, at).starts_with("call-in") || low == "called" && next == "in";
        if called_in {
            self.whole.insert("callin".to_owned(), 1.0);
            self.clause.extend(in_clause.then(|| ("callin".to_owned(), 1.0)));
            return;
        }
        let done = act(low).filter(|act| *act != Act::Ask || !asked);
        let one = done.map_or_else(|| stem(low), |act| format!("{act:?}"));
        let weight = weight(word, low, &one, done);
        if weight == 0.0 {
            return;
        }
        let stages: BTreeSet<String> = words[at.saturating_sub(2)..at]
            .iter()
            .filter(|word| STAGES.split(' ').any(|stage| stage == word.lower))
            .map(|word| word.lower.clone())
            .collect();
        if !stages.is_empty() {
            self.stages.entry(one.clone()).or_default().extend(stages);
        }
        self.all_acts.extend(done);
        if in_clause {
            const FRESH: &str = "a an another several two three four five";
            // "Agreed a change", "asked for a report on damp".
            let new = |at: &usize| {
                let at = *at;
                let verb =
                    at.saturating_sub(1 + usize::from(matches!(lower(words, at.saturating_sub(1)), "for" | "to")));
                act(lower(words, verb)).filter(|_| FRESH.split(' ').any(|one| one == lower(words, at)))
            };
            if weight >= 1.0
                && let Some(act) = (at.saturating_sub(5)..at).find_map(|at| new(&at))
            {
                self.fresh.insert(one.clone(), act);
            }
            self.acts.extend(done);
            self.clause.insert(one.clone(), weight);
        }
        self.whole.insert(one, weight);
    }

    /// Notes what each word of the clause has before it in its phrase, and behind it after "of", "for" or "to".
    fn stand_beside(&mut self, words: &[Word<'_>], clause: &Range<usize>) {
        let key = |at: usize| {
            let low = bare(&words[at]);
            let one = act(low).map_or_else(|| stem(low), |act| format!("{act:?}"));
            self.clause.get(&one).map(|weight| (one, *weight))
        };
        let counted = |at: usize| {
            matches!(lower(words, at), "two" | "three" | "four" | "five" | "six")
                .then(|| lower(words, at).to_owned())
        };
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for at in clause.clone() {
            let Some((one, _)) = key(at) else { continue };
            let mut beside = BTreeSet::new();
            if at > clause.start {
                beside.extend(key(at - 1).filter(|(_, weight)| *weight > GENERAL).map(|(one, _)| one));
                beside.extend(counted(at - 1));
            }
            let mut next = at + 1;
            let joined = matches!(
                lower(words, next),
                "of" | "for" | "to" | "from" | "about" | "on" | "in" | "against" | "off"
            );
            if !joined && act(bare(&words[at])).is_none() {
                found.entry(one).or_default().extend(beside);
                continue;
            }
            next += usize::from(joined);
            while next < clause.end
                && (matches!(lower(words, next), "the" | "a" | "an" | "its" | "their") || key(next).is_some())
            {
                beside.extend(key(next).filter(|(_, weight)| *weight > GENERAL).map(|(one, _)| one));
                next += 1;
            }
            found.entry(one).or_default().extend(beside);
        }
        self.beside = found;
    }

    /// Adds what the sentence before says: "It did so on 3 May".
    pub fn take_over(&mut self, before: &[Word<'_>]) {
        for (at, word) in before.iter().enumerate() {
            if word.is_word() && !is_little(&word.lower) && word.lower.len() > 2 && month(word.text).is_none() {
                self.add(before, at, true);
            }
        }
    }

    /// Whether the same word is of other things in the two: "permission for the depot", "permission for the school".
    pub fn is_of_another(&self, other: &Self) -> bool {
        self.beside.iter().any(|(word, mine)| {
            let Some(their) = other.beside.get(word) else { return false };
            let only = |some: &BTreeSet<String>, other: &Self| {
                some.iter().any(|one| {
                    !other.whole.contains_key(one) && !other.beside.values().any(|all| all.contains(one))
                })
            };
            only(mine, other) && only(their, self)
        })
    }

    /// Whether it says no more than that there was a meeting, and at most that there was a paper.
    pub fn is_silent(&self) -> bool {
        self.whole.values().all(|weight| *weight < NUMBER)
    }
}

/// How much a word says.
fn weight(word: &Word<'_>, low: &str, stem: &str, act: Option<Act>) -> f64 {
    let among = |list: &str| list.split_whitespace().any(|one| one == low || self::stem(one) == stem);
    if among(NOTHING) || is_occasion(low) || MARKS.split_whitespace().any(|one| one == low) {
        0.0
    } else if act.is_some() || is_meeting_verb(low) {
        GENERAL
    } else if among(VAGUES) {
        VAGUE
    } else if word.is_number() {
        NUMBER
    } else {
        1.0
    }
}

/// The clause with the date and whoever met: up to a semicolon, or a comma or "and" that opens another one.
fn clause(words: &[Word<'_>], occasion: &Occasion, date: &Written) -> Range<usize> {
    const OPENS: &str = "and but so which who when because after before since although while as with until where";
    let opens = |at: usize| OPENS.split(' ').any(|one| one == lower(words, at));
    let inside = date.first.min(occasion.words.start)..date.end.max(occasion.words.end);
    let ends = |at: usize| words[at].text == ";" || words[at].text == "," && opens(at + 1);
    let start = (0..inside.start).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
    let end = (inside.end..words.len()).find(|at| {
        matches!(words[*at].text, ";" | ",")
            || matches!(lower(words, *at), "is" | "was" | "are" | "were" | "has" | "have" | "had" | "will")
            || lower(words, *at) == "and" && *at + 1 < words.len() && is_verb(words, *at + 1)
    });
    start..end.unwrap_or(words.len())
}

/// Whether a word sets the meeting of its clause apart: "considered it again on 3 May", but not "no further" or "looked later".
fn is_mark(words: &[Word<'_>], at: usize, date: &Written) -> bool {
    let low = lower(words, at);
    let before = at.checked_sub(1).map_or("", |before| lower(words, before));
    MARKS.split_whitespace().any(|mark| mark == low)
        && !matches!(before, "no" | "any" | "days" | "weeks" | "not")
        && lower(words, at + 1) != "than"
        && at < date.end + 3
}

/// "Each month", "quarterly": whether a sentence says that something is done again and again.
pub fn is_regular(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        let period =
            matches!(lower(words, at + 1), "week" | "fortnight" | "month" | "quarter" | "term" | "meeting");
        matches!(lower(words, at), "each" | "every") && period
            || matches!(lower(words, at), "weekly" | "monthly" | "quarterly" | "fortnightly" | "termly")
    })
}

/// "It did so on 3 May": whether a sentence says by the one before it what was done.
pub fn did_so(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        matches!(lower(words, at), "did" | "do" | "done" | "does" | "doing") && lower(words, at + 1) == "so"
    })
}

/// Whether a sentence says that a meeting was moved, or was one of several.
pub fn says_moved(words: &[Word<'_>]) -> bool {
    const MOVED: &str = "adjourned adjourns adjournment cancelled instead originally postponed rearranged reconvened rescheduled resumed abandoned";
    let dates = (0..words.len()).filter_map(|at| date_at(words, at)).count();
    (0..words.len()).any(|at| {
        let low = lower(words, at);
        let next = lower(words, at + 1);
        MOVED.split_whitespace().any(|one| one == low)
            || matches!((low, next), ("put" | "moved", "off" | "back") | ("brought" | "moved", "forward"))
            || low == "moved" && next == "from" && dates > 1
            || dates > 1 && matches!(low, "again" | "twice")
    })
}
