//! What a sentence says of a meeting, as the stems of its words: what was done, and to what.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at, month, weekday};
use crate::check::meeting_dates::bodies::{Body, is_head};
use crate::check::meeting_dates::clauses::{
    can_mark, clause, decides_paper, is_of_paper, is_regular, is_unsaid, marks,
};
use crate::check::meeting_dates::occasions::Occasion;
use crate::check::meeting_dates::verbs::{Act, act, is_general, is_occasion};
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, bare, is_little, lower};

/// Stems, with how much each says.
pub type Weights = BTreeMap<String, f64>;

/// What a sentence says.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The stems of the clause with the date.
    pub clause: Weights,
    /// Those of the whole sentence; of the clause alone, where the sentence has other dates.
    pub whole: Weights,
    /// What the clause says that was done.
    pub acts: BTreeSet<Act>,
    /// What the sentence says that was done.
    pub all_acts: BTreeSet<Act>,
    /// Words that make it another meeting than one without them: "again", "second".
    pub marks: BTreeSet<String>,
    /// Words for the stage of a thing that the sentence has: "draft".
    pub all_stages: BTreeSet<String>,
    /// Whether it is done again and again.
    pub is_regular: bool,
    /// Whether the clause does not say to what it was done.
    pub is_unsaid: bool,
    /// Whether the paper itself is what comes before the body: "this report", or its recommendations.
    pub is_of_paper: bool,
    /// The stages of each thing: "draft" of "budget".
    stages: BTreeMap<String, BTreeSet<String>>,
    /// What stands with a word as what it is of: "depot" with "permission".
    beside: BTreeMap<String, BTreeSet<String>>,
    /// What the clause tells of, where it is more than a paper: "budget" of "the budget was presented".
    subject: Option<String>,
    /// The stems of all words of the sentence.
    stems: BTreeSet<String>,
    /// What is one of several: "a petition".
    new: BTreeSet<String>,
    /// What has not been spoken of, by what was done to it: "agreed a change"; and whether it says what that is, or only of what.
    fresh: BTreeMap<String, (Act, bool)>,
}

/// How much a word says that every paper of a council has.
const VAGUE: f64 = 0.4;

/// How much a verb of meeting says.
const GENERAL: f64 = 0.5;

/// How much a number says.
const NUMBER: f64 = 0.7;

/// How much any other word says.
const TELLING: f64 = 1.0;

static VAGUES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "annual appendix briefing case chair copy council councillor day decision detail document draft finding follow full hold \
         item matter minute month new note notice number officer outcome paper part plan point policy proposal question \
         recommendation record report result review revised scheme staff strategy subject summary timetable update view week work \
         year",
    )
});

/// Words that say nothing of what a meeting was about.
static NOTHING: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "against agenda ago attach attend board body cabinet committee convene council date during extraordinary final first forum \
         full group held here hold inaugural last meet meeting member minutes next now occasion off officers once only panel \
         place pm present regard same schedule session since sit special take then there through time today tonight under within \
         yes",
    )
});

/// What a thing is before or after another stage of it.
const STAGES: &str = "draft proposed final outline full interim revised first second third initial last";

impl Content {
    /// What the clause of a date, and its sentence, say beside whose meeting it was.
    pub fn of(words: &[Word<'_>], occasion: &Occasion, date: &Written, bodies: &[Body]) -> Self {
        let clause = clause(words, occasion, date);
        let dates: Vec<Range<usize>> =
            (0..words.len()).filter_map(|at| date_at(words, at)).map(|one| one.first..one.end).collect();
        let own = |one: &Range<usize>| one.start >= date.first && one.end <= date.end || one.contains(&date.first);
        let whole = if dates.iter().all(own) { 0..words.len() } else { clause.clone() };
        let mut content = Self {
            marks: marks(words, &clause, date).into_iter().collect(),
            is_regular: is_regular(&words[clause.clone()]),
            is_unsaid: is_unsaid(words, &clause),
            subject: subject(words, &clause),
            stems: words.iter().map(|word| stem(bare(word))).collect(),
            is_of_paper: is_of_paper(words) || decides_paper(words, date),
            all_stages: words.iter().map(|word| word.lower.clone()).filter(|word| among(STAGES, word)).collect(),
            ..Self::default()
        };
        let named = |at: usize| bodies.iter().any(|body| body.words.contains(&at) && occasion.body.is_like(body));
        for at in whole.filter(|at| !named(*at) && !dates.iter().any(|date| date.contains(at))) {
            content.add(words, at, clause.contains(&at));
        }
        content.stand_beside(words, &clause);
        content
    }

    /// Adds what the sentence before says: "It did so on 3 May".
    pub fn take_over(&mut self, before: &[Word<'_>]) {
        (0..before.len()).filter(|at| !before[*at].is_number()).for_each(|at| self.add(before, at, true));
    }

    /// Adds what the next sentence says, which has no date of its own: "They raised no objection."
    pub fn go_on(&mut self, after: &[Word<'_>]) {
        (0..after.len()).filter(|at| !after[*at].is_number()).for_each(|at| self.add(after, at, false));
    }

    fn add(&mut self, words: &[Word<'_>], at: usize, in_clause: bool) {
        let (word, low, next) = (&words[at], bare(&words[at]), lower(words, at + 1));
        if month(word.text).is_some() || weekday(word).is_some() {
            return;
        }
        // "Child A", "Option B".
        if word.text.len() == 1 && word.is_capital() && at > 0 && lower(words, at - 1) != "." {
            return self.insert(format!("letter {low}"), TELLING, in_clause);
        }
        // A call-in is no question.
        if among("call-in call-ins", low) || low == "called" && next == "in" {
            return self.insert("call-in".to_owned(), TELLING, in_clause);
        }
        // "Cabinet is asked to agree", "this report asks Cabinet": not what the body asked for.
        let is_asked = next == "to" || words.get(at + 1).is_some_and(Word::is_capital);
        for part in low.split('-').filter(|part| !is_little(part) && (part.len() > 2 || word.is_number())) {
            // "Put off its decision"
            let put_off = part == "put" && next == "off";
            let done = act(part).or(put_off.then_some(Act::Defer)).filter(|act| *act != Act::Ask || !is_asked);
            let key = key(part, done);
            let weight = weight(word, part, done.is_some());
            if weight == 0.0 {
                continue;
            }
            self.all_acts.extend(done);
            let stages = words[at.saturating_sub(2)..at].iter().map(|word| word.lower.clone());
            let stages: BTreeSet<String> = stages.filter(|word| among(STAGES, word)).collect();
            if !stages.is_empty() {
                self.stages.entry(key.clone()).or_default().extend(stages);
            }
            if in_clause {
                self.acts.extend(done);
                if weight == TELLING && at > 0 && among("a an another", lower(words, at - 1)) {
                    self.new.insert(key.clone());
                }
                let fresh = fresh(words, at).filter(|_| weight == TELLING);
                self.fresh.extend(fresh.map(|one| (key.clone(), one)));
            }
            self.insert(key, weight, in_clause);
        }
    }

    fn insert(&mut self, key: String, weight: f64, in_clause: bool) {
        if in_clause {
            self.clause.insert(key.clone(), weight);
        }
        self.whole.insert(key, weight);
    }

    /// Notes what each word of the clause has before it in its phrase, and behind it after "of", "for" or "to".
    fn stand_beside(&mut self, words: &[Word<'_>], clause: &Range<usize>) {
        const JOINTS: &str = "of for to from about on in against off";
        let key = |at: usize| {
            let letter = format!("letter {}", lower(words, at));
            if words[at].is_capital() && self.clause.contains_key(&letter) {
                return Some((letter, TELLING));
            }
            let key = key(bare(&words[at]), act(bare(&words[at])));
            self.clause.get(&key).map(|weight| (key, *weight))
        };
        let telling = |at: usize| key(at).filter(|(_, weight)| *weight > GENERAL).map(|(key, _)| key);
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for at in clause.clone() {
            let Some((own, _)) = key(at) else { continue };
            let beside = found.entry(own).or_default();
            if at > clause.start {
                let before = lower(words, at - 1);
                beside.extend(telling(at - 1));
                beside.extend(among("one two three four five six", before).then(|| before.to_owned()));
            }
            let joined = among(JOINTS, lower(words, at + 1));
            let behind = at + 1 + usize::from(joined)..clause.end;
            let phrase =
                behind.take_while(|at| among("the a an its their", lower(words, *at)) || key(*at).is_some());
            if joined || act(bare(&words[at])).is_some() {
                beside.extend(phrase.filter_map(telling));
            }
        }
        self.beside = found;
    }

    /// Whether the same word is of other things in the two: "permission for the depot", "permission for the school".
    pub fn is_of_another(&self, other: &Self) -> bool {
        let only = |some: &BTreeSet<String>, other: &Self| {
            let has =
                |one: &String| other.whole.contains_key(one) || other.beside.values().any(|all| all.contains(one));
            some.iter().any(|one| !has(one))
        };
        let differ = |(word, mine): (&String, &BTreeSet<String>)| {
            other.beside.get(word).is_some_and(|their| only(mine, other) && only(their, self))
        };
        self.beside.iter().any(differ)
    }

    /// Whether the two speak of one thing at two stages: of a draft budget and the budget, of a first and a second phase.
    pub fn is_of_another_stage(&self, other: &Self) -> bool {
        let differ = |stem: &String| {
            let (one, two) = (self.stages.get(stem), other.stages.get(stem));
            let draft = |stages: Option<&BTreeSet<String>>| stages.is_some_and(|stages| stages.contains("draft"));
            let apart = one.is_some_and(|one| two.is_some_and(|two| one.is_disjoint(two)));
            self.whole.contains_key(stem) && other.whole.contains_key(stem) && (draft(one) != draft(two) || apart)
        };
        self.all_stages != other.all_stages && self.stages.keys().chain(other.stages.keys()).any(differ)
    }

    /// Whether something new was dealt with that the other, where the same was done, does not have.
    pub fn is_fresh_beside(&self, other: &Self) -> bool {
        let known = |stem: &String| other.whole.contains_key(stem);
        // "A petition for a crossing" and "the petition" are one.
        let same = self.fresh.iter().any(|(stem, (_, names))| *names && known(stem) && !other.new.contains(stem));
        !same && self.fresh.iter().any(|(stem, (act, _))| !known(stem) && other.acts.contains(act))
    }

    /// Whether the same was done to another thing: "the review was presented", "the budget will go".
    pub fn is_of_another_subject(&self, other: &Self) -> bool {
        let only = |one: &Self, two: &Self| one.subject.as_ref().is_some_and(|one| !two.stems.contains(one));
        // "Will go to the Board" is no act.
        let same = self.acts.is_empty() || other.acts.is_empty() || !self.acts.is_disjoint(&other.acts);
        only(self, other) && only(other, self) && same
    }

    /// Whether something was dealt with: heard, agreed or refused, or "taken".
    pub fn is_dealt_with(&self) -> bool {
        let takes = self.stems.contains(&stem("took")) && !self.stems.contains(&stem("place"));
        takes || [Act::Agree, Act::Refuse, Act::Hear].iter().any(|act| self.acts.contains(act))
    }

    /// Whether both tell of one of several: "received a petition", "a petition was handed over".
    pub fn is_another_of(&self, other: &Self) -> bool {
        !self.new.is_disjoint(&other.new)
    }

    /// Whether its clause has a telling word that the other's sentence does not have.
    pub fn has_more_than(&self, other: &Self) -> bool {
        self.clause.iter().any(|(stem, weight)| *weight >= TELLING && !other.whole.contains_key(stem))
    }

    /// Whether it says no more than that there was a meeting, and at most that there was a paper.
    pub fn is_silent(&self) -> bool {
        self.whole.values().all(|weight| *weight < NUMBER)
    }
}

/// What a word is counted as: verbs of one act are one.
fn key(word: &str, act: Option<Act>) -> String {
    act.map_or_else(|| stem(word), |act| format!("{act:?}"))
}

/// How much a word, or a part of one between hyphens, says.
fn weight(word: &Word<'_>, low: &str, is_act: bool) -> f64 {
    let stem = stem(low);
    if NOTHING.contains(&stem) && low != "presented"
        || is_occasion(low)
        || can_mark(bare(word))
        || !(word.is_word() || word.is_number())
    {
        0.0
    } else if low.starts_with("recommendation") {
        // What a body has recommended is one thing, which it does not deal with twice.
        TELLING
    } else if is_act || is_general(low) {
        GENERAL
    } else if VAGUES.contains(&stem) {
        VAGUE
    } else if word.is_number() {
        NUMBER
    } else {
        TELLING
    }
}

/// What a clause says something was done to, or where it went: "the budget was", "the review will go". A paper may be about what the
/// other clause has.
fn subject(words: &[Word<'_>], clause: &Range<usize>) -> Option<String> {
    const VERBS: &str = "are came come comes go goes has have is was went were will";
    const PAPERS: &str = "agenda answer appendix application briefing business case comment concern copy decision detail document \
        draft evidence finding issue item letter matter minute motion note notice option outcome paper petition point presentation \
        proposal question recommendation report request resolution response result subject submission summary topic update";
    /// So many words stand between "the" and its noun at most.
    const LONG: usize = 4;
    let noun = clause.clone().skip(1).find(|at| among(VERBS, lower(words, *at)))?.checked_sub(1)?;
    let from = noun.saturating_sub(LONG).max(clause.start);
    let known = (from..noun).rev().find(|at| among("the its their our", lower(words, *at)))?;
    let plain = (known + 1..=noun).all(|at| words[at].is_word() && !is_little(lower(words, at)));
    let low = bare(&words[noun]);
    let paper = among(PAPERS, low) || among(PAPERS, low.strip_suffix('s').unwrap_or(low)) || is_head(low);
    (plain && !paper && !is_occasion(low)).then(|| stem(low))
}

/// What was done to something new at an index, "agreed a change", "asked for a report on damp", and whether the word names it, as
/// "report" does.
fn fresh(words: &[Word<'_>], at: usize) -> Option<(Act, bool)> {
    /// How far behind its article it may stand.
    const FAR: usize = 5;
    let new = |at: usize| {
        let led = at > 0 && among("for to", lower(words, at - 1));
        let verb = at.checked_sub(1 + usize::from(led))?;
        act(lower(words, verb)).filter(|_| among("a an another several two three four five", lower(words, at)))
    };
    let article = |from: &usize| new(*from).is_some();
    let from = (at.saturating_sub(FAR)..at).find(article)?;
    let names = !(from + 1..at).any(|at| is_little(lower(words, at)));
    new(from).map(|act| (act, names))
}
