//! Aims: whether the words that say that the council meets or misses its own target are true.

use crate::claims::compare::targets::{is_target, target_at};
use crate::claims::lexicon;
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::claims::tokens::Tokens;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::target::Aim;

/// Words that say of a target that it is met or missed.
struct Said {
    aim: Aim,
    /// How many tokens they are.
    length: usize,
}

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let mut found = Vec::new();
    let mut at = reading.sentence.start;
    while at < reading.sentence.end {
        let said = said(reading.tokens, at).filter(|_| reading.tokens.list[at].fact.is_none());
        let Some(said) = said else {
            at += 1;
            continue;
        };
        found.extend(judge(reading, at, &said));
        at += said.length;
    }
    found
}

/// "misses", "falls short of", "has not yet reached", "met": the words that begin at a token.
fn said(tokens: &Tokens<'_>, at: usize) -> Option<Said> {
    let base = |at: usize| matches!(tokens.word(at), "meet" | "reach" | "hit" | "achieve");
    let past = |at: usize| matches!(tokens.word(at), "met" | "reached" | "hit" | "achieved");
    let skip = |from: usize, words: &[&str]| from + usize::from(words.contains(&tokens.word(from)));
    let missed = |end: usize| Some(Said { aim: Aim::ShortOf, length: end - at });
    match tokens.word(at) {
        "misses" | "missed" => missed(at + 1),
        "falls" | "fall" | "fell" | "fallen" | "falling" if tokens.phrase(at + 1, &["short", "of"]) => {
            missed(at + 3)
        }
        "short" if tokens.word(at + 1) == "of" => missed(at + 2),
        "fails" | "fail" | "failed" if tokens.word(at + 1) == "to" && base(at + 2) => missed(at + 3),
        "does" | "do" | "did" if tokens.word(at + 1) == "not" => {
            let verb = skip(at + 2, &["yet"]);
            base(verb).then(|| missed(verb + 1)).flatten()
        }
        "doesn't" | "don't" | "didn't" | "doesn’t" | "don’t" | "didn’t" if base(at + 1) => missed(at + 2),
        "has" | "have" | "was" | "were" | "is" | "are" | "hasn't" | "haven't" | "hasn’t" | "haven’t" => {
            if matches!(tokens.word(at + 1), "yet" | "still") && tokens.word(at + 2) == "to" && base(at + 3) {
                return missed(at + 4);
            }
            let denied = tokens.word(at).contains('n') && tokens.word(at).len() > 5;
            let not = at + 1 + usize::from(!denied);
            let verb = skip(skip(not, &["yet"]), &["been"]);
            let denied = denied || tokens.word(at + 1) == "not";
            (denied && past(verb)).then(|| missed(verb + 1)).flatten()
        }
        "meets" | "met" | "reaches" | "reached" | "hits" | "achieves" | "achieved" => {
            Some(Said { aim: Aim::Meets, length: 1 })
        }
        // "outside the target", but not "within two points of the target"
        "outside" | "within" => {
            let target = skip(at + 1, &["the", "our", "its", "their", "this", "that"]);
            let aim = if tokens.word(at) == "within" { Aim::Meets } else { Aim::ShortOf };
            is_target(tokens.word(target)).then_some(Said { aim, length: 1 })
        }
        _ => None,
    }
}

fn judge(reading: &Reading<'_, '_>, at: usize, said: &Said) -> Option<Judged> {
    let end = at + said.length;
    if !speaks_of_target(reading, at, end) || is_open(reading, at) {
        return None;
    }
    let facts = reading.desk.facts;
    let mut told: Option<Problem> = None;
    for figure in figures(reading, at) {
        match facts.check_target(said.aim, &figure) {
            Ok(()) => return Some(Judged::right(at..end)),
            Err(problem) => told = told.or(Some(problem)),
        }
    }
    let problem = told?;
    let message = problem.message.strip_prefix("false claim: ")?.to_owned();
    Some(Judged::wrong(reading, at..end, Problem { message, ..problem }))
}

/// Whether the council's own target is what is met: it follows the words, or is their subject.
fn speaks_of_target(reading: &Reading<'_, '_>, at: usize, end: usize) -> bool {
    let tokens = reading.tokens;
    let light = |at: usize| {
        tokens.is(at, ',')
            || matches!(
                tokens.word(at),
                "our"
                    | "the"
                    | "its"
                    | "their"
                    | "this"
                    | "that"
                    | "council"
                    | "for"
                    | "of"
                    | "agreed"
                    | "own"
                    | "which"
                    | "we"
                    | "it"
                    | "has"
                    | "have"
                    | "been"
                    | "was"
                    | "is"
                    | "therefore"
                    | "also"
                    | "so"
                    | "use"
                    | "rate"
                    | "workers"
                    | "staff"
            )
            || reading.measures.iter().any(|one| one.tokens.contains(&at))
            || reading.quantities.iter().any(|one| one.tokens.contains(&at))
    };
    let after = (end..reading.sentence.end.min(end + 7)).find(|at| is_target(tokens.word(*at)));
    let follows = after.is_some_and(|one| target_at(reading, one) && (end..one).all(light));
    let before = (reading.sentence.start..at).rev().find(|at| is_target(tokens.word(*at)));
    follows || before.is_some_and(|one| target_at(reading, one) && (one + 1..at).all(light))
}

/// Whether the words are wanted, possible, denied, asked or somebody else's; that they name a target makes them no wish.
fn is_open(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let open = |one: usize| {
        let word = tokens.word(one);
        lexicon::NOT_YET.contains(&word) && !is_target(word) || lexicon::DENIALS.contains(&word) || word == "to"
    };
    tokens.list[at].quoted || tokens.is(reading.sentence.end - 1, '?') || (reading.clause_start(at)..at).any(open)
}

/// The figures that may be held against their target: the one that is printed before the words, else the subject's own.
fn figures(reading: &Reading<'_, '_>, at: usize) -> Vec<Figure> {
    let facts = reading.desk.facts;
    let ids = about::ids(reading, at);
    let has_target = |figure: &Figure| figure.scope.is_some() && facts.target(figure).is_ok();
    let printed =
        reading.quantities.iter().filter(|one| one.tokens.end <= at).rev().find_map(|one| {
            one.figure.clone().filter(|figure| has_target(figure) && ids.contains(&figure.measure.id))
        });
    if let Some(figure) = printed {
        return vec![figure];
    }
    let Some(here) = reading.here() else { return Vec::new() };
    // The value of another area or of an earlier time is held against no target.
    let elsewhere =
        reading.areas.iter().any(|one| one.area.as_ref().is_none_or(|area| area.code != here.area.code));
    let then = reading.periods.iter().any(|one| !one.periods.iter().any(|period| here.periods.contains(period)));
    if elsewhere || then {
        return Vec::new();
    }
    let own = ids.iter().flat_map(|id| reading.desk.figures(id, &here, reading.basis));
    own.filter(|figure| has_target(figure)).collect()
}
