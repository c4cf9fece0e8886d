//! Denials: "did not fall", "is not below", "there was no improvement": a claim of the opposite, where it is plain.

use std::ops::Range;

use crate::claims::compare::Claim;
use crate::claims::compare::data::{Test, likely_ids};
use crate::claims::compare::levels::levels;
use crate::claims::compare::mention;
use crate::claims::compare::over_time::changes;
use crate::claims::compare::relation::{holds, words};
use crate::claims::lexicon::{self, Entry, Form, Sense};
use crate::claims::reading::Reading;
use crate::claims::scope;
use crate::claims::{Finding, Verdict};

/// A plain denial.
struct Denial {
    /// What is denied; of "has not changed" it is what is asserted.
    claim: Claim,
    /// The words of the denial.
    tokens: Range<usize>,
    /// Whether the words assert that nothing moved.
    asserts: bool,
}

/// What is wrong with the denials of a sentence: what they deny is so, however the sentence is read.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = reading.sentence.start;
    while at < reading.sentence.end {
        let Some(denial) = denial(reading, at) else {
            found.extend(neither(reading, at).iter().find_map(|denial| judge(reading, denial)));
            at += 1;
            continue;
        };
        at = denial.tokens.end;
        found.extend(judge(reading, &denial));
    }
    found
}

fn judge(reading: &Reading<'_, '_>, denial: &Denial) -> Option<Finding> {
    let claim = &denial.claim;
    let mention = mention(reading, claim).filter(|mention| !mention.ids.is_empty())?;
    let here = reading.desk.here()?;
    let ids = likely_ids(reading, claim, mention);
    let tokens = reading.tokens;
    let limit = (claim.tokens.end..reading.sentence.end)
        .find(|at| tokens.is(*at, ';') || matches!(tokens.word(*at), "but" | "while" | "whereas" | "although"))
        .unwrap_or(reading.sentence.end);
    let level = matches!(claim.entry.form, Form::Preposition | Form::Comparative)
        || claim.entry.form == Form::State && claim.entry.words.len() > 1;
    let tests: Vec<Test> = if level {
        levels(reading, claim, &ids, &here, limit).ok()?
    } else {
        changes(reading, claim, &ids, &here, limit).ok()?
    };
    let mut told = None;
    for (one, other) in tests.iter().flat_map(|(_, all)| all) {
        let holds = holds(reading, claim, mention, one, other).ok()?;
        if holds != denial.asserts {
            // What is so is told as what contradicts the opposite.
            let opposite = opposite(claim).map(|entry| Claim { entry, tokens: claim.tokens.clone() });
            told = told.or_else(|| Some(words(reading, opposite.as_ref().unwrap_or(claim), mention, one, other)));
        } else {
            // One reading of it is true.
            return None;
        }
    }
    let mut problem = told?;
    let said = &tokens.passage.text[tokens.bytes(&denial.tokens)];
    problem.message = format!("`{said}` is not true: {}", problem.message);
    Some(Finding { tokens: denial.tokens.clone(), verdict: Verdict::False, problem })
}

/// "Neither turnover nor absence rose": what is denied of both, if the verb stands at that token.
fn neither(reading: &Reading<'_, '_>, at: usize) -> Vec<Denial> {
    let Some(nor) = scope::nor(reading, at) else { return Vec::new() };
    let entry = lexicon::entry_at(reading.tokens, at)
        .filter(|entry| entry.form == Form::Verb && !matches!(entry.sense, Sense::Times(_) | Sense::Same));
    let Some(entry) = entry.filter(|_| ends(reading, at + 1, Auxiliary::Did)) else { return Vec::new() };
    let tokens = reading.tokens;
    let first = (reading.sentence.start..nor).rev().find(|one| tokens.word(*one) == "neither").unwrap_or(nor);
    let one = |start: usize| Denial {
        claim: Claim { entry, tokens: start..at + 1 },
        tokens: first..at + 1,
        asserts: false,
    };
    vec![one(at), one(nor)]
}

/// The denial that begins at a token.
fn denial(reading: &Reading<'_, '_>, at: usize) -> Option<Denial> {
    let tokens = reading.tokens;
    let end = reading.sentence.end;
    if tokens.list[at].fact.is_some() || reading.is_no_claim(at) {
        return None;
    }
    let word = |at: usize| if at < end { tokens.word(at) } else { "" };
    let mut start = at;
    let mut next = at + 1;
    let negated = match word(at) {
        // "Turnover never fell"
        "never" if at > reading.sentence.start && auxiliary(word(at - 1)).is_none() => Auxiliary::Has,
        "not" | "never" => {
            start = at.saturating_sub(1).max(reading.sentence.start);
            auxiliary(word(start))?
        }
        "didn't" | "didn’t" => Auxiliary::Did,
        "hasn't" | "haven't" | "hadn't" | "hasn’t" | "haven’t" | "hadn’t" => Auxiliary::Has,
        "isn't" | "aren't" | "wasn't" | "weren't" | "isn’t" | "aren’t" | "wasn’t" | "weren’t" => {
            Auxiliary::Is
        }
        "no" => {
            let led = matches!(
                word(at.wrapping_sub(1)),
                "was" | "is" | "been" | "were" | "saw" | "seen" | "showed" | "shows" | "shown" | "are"
            ) && at > reading.sentence.start;
            if !led {
                return None;
            }
            match word(at + 1) {
                "longer" => {
                    start = at - 1;
                    next = at + 2;
                    Auxiliary::Is
                }
                _ => Auxiliary::No,
            }
        }
        _ => return None,
    };
    while matches!(
        word(next),
        "now" | "currently" | "actually" | "therefore" | "itself" | "in" | "fact" | "overall"
    ) && !(word(next) == "in" && word(next + 1) != "fact")
    {
        next += 1;
    }
    if next >= end || tokens.list[next].fact.is_some() {
        return None;
    }
    // "have not seen a reduction", "did not see any improvement".
    let seen = matches!(word(next), "seen" | "see" | "had" | "experienced" | "recorded" | "achieved");
    let negated = if seen && matches!(word(next + 1), "a" | "an" | "any") && negated != Auxiliary::Is {
        next += 2;
        Auxiliary::No
    } else {
        negated
    };
    let (entry, after, asserts) = match negated {
        Auxiliary::Did => {
            let (entry, asserts) = base(word(next))?;
            (entry, next + 1, asserts)
        }
        Auxiliary::Has => match word(next) {
            "changed" | "moved" | "altered" | "shifted" => (named("unchanged")?, next + 1, true),
            _ => {
                let entry = lexicon::entry_at(tokens, next).filter(|entry| {
                    entry.form == Form::Verb && !matches!(entry.sense, Sense::Times(_) | Sense::Same)
                })?;
                (entry, next + entry.words.len(), false)
            }
        },
        Auxiliary::Is => {
            let entry = lexicon::entry_at(tokens, next).filter(|entry| match entry.form {
                Form::Preposition => entry.words != ["over"] && entry.words != ["under"],
                Form::Comparative => {
                    word(next + 1) == "than" && !matches!(entry.words, ["more"] | ["less"] | ["fewer"])
                }
                Form::Participle => true,
                _ => entry.words == ["in", "line", "with"],
            })?;
            (entry, next + entry.words.len(), false)
        }
        Auxiliary::No => match word(next) {
            "change" => (named("unchanged")?, next + 1, true),
            "higher" | "lower" if word(next + 1) == "than" => (lexicon::entry_at(tokens, next)?, next + 1, false),
            _ => {
                let entry = lexicon::entry_at(tokens, next).filter(|entry| entry.form == Form::Noun)?;
                (entry, next + 1, false)
            }
        },
    };
    let levels = matches!(entry.form, Form::Preposition | Form::Comparative)
        || entry.form == Form::State && entry.words.len() > 1;
    // "has not risen above 12%", "did not fall as fast": what is denied is not that it moved.
    if !levels && !ends(reading, after, negated) {
        return None;
    }
    // "The policy has not changed", "no change in the law": what is denied is of no measure.
    let of = matches!(word(after), "in" | "of" | "to") && negated == Auxiliary::No && !levels;
    if !(if of { object(reading, after + 1) } else { subject(reading, start) }) {
        return None;
    }
    // A number after "not below" is a bound.
    let number = (after..end.min(after + 3)).any(|at| reading.quantities.iter().any(|one| one.tokens.start == at));
    if levels && number {
        return None;
    }
    let wish = (after..end.min(after + 7)).any(|at| lexicon::WISHES.contains(&word(at)));
    if levels && wish {
        return None;
    }
    let begin = if negated == Auxiliary::No { next } else { start };
    Some(Denial { claim: Claim { entry, tokens: begin..after }, tokens: start..after, asserts })
}

/// Whether a measure is named right from a token on: "in turnover", "in our use of agency staff".
fn object(reading: &Reading<'_, '_>, from: usize) -> bool {
    let light = |word: &str| {
        matches!(
            word,
            "the" | "our" | "its" | "this" | "overall" | "average" | "level" | "levels" | "number" | "of" | "rate"
        )
    };
    reading.measures.iter().any(|mention| {
        mention.tokens.start >= from
            && mention.tokens.start - from <= 4
            && (from..mention.tokens.start).all(|at| light(reading.tokens.word(at)))
    })
}

/// Whether what stands right before a token is a measure with its number, its place and its time, or stands for one.
fn subject(reading: &Reading<'_, '_>, end: usize) -> bool {
    let tokens = reading.tokens;
    let mut at = end;
    while at > reading.sentence.start {
        if reading.measures.iter().any(|mention| mention.tokens.end == at) {
            return true;
        }
        let spans = reading
            .quantities
            .iter()
            .map(|one| &one.tokens)
            .chain(reading.areas.iter().map(|one| &one.tokens))
            .chain(reading.periods.iter().map(|one| &one.tokens));
        if let Some(span) = spans.filter(|span| span.end == at && span.start < at).min_by_key(|span| span.start) {
            at = span.start;
            continue;
        }
        let word = tokens.word(at - 1);
        if matches!(word, "it" | "they" | "this" | "which") {
            return true;
        }
        let light = matches!(
            word,
            "in" | "is"
                | "was"
                | "are"
                | "were"
                | "at"
                | "of"
                | "for"
                | "the"
                | "our"
                | "among"
                | "social"
                | "workers"
                | "staff"
                | "rate"
                | "rates"
                | "level"
                | "levels"
                | "itself"
                | "therefore"
                | "still"
                | "also"
                | "now"
                | "and"
                | "across"
                | "average"
        );
        if !(light || tokens.is(at - 1, ',') || tokens.is(at - 1, '(') || tokens.is(at - 1, ')')) {
            return false;
        }
        at -= 1;
    }
    false
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Auxiliary {
    Did,
    Has,
    Is,
    No,
}

fn auxiliary(word: &str) -> Option<Auxiliary> {
    match word {
        "did" => Some(Auxiliary::Did),
        "has" | "have" | "had" => Some(Auxiliary::Has),
        "is" | "are" | "was" | "were" => Some(Auxiliary::Is),
        _ => None,
    }
}

/// Whether the statement ends after a word of change, or only says whose and when.
fn ends(reading: &Reading<'_, '_>, after: usize, negated: Auxiliary) -> bool {
    let tokens = reading.tokens;
    let next = tokens.word(after);
    if after >= reading.sentence.end || next.is_empty() {
        return true;
    }
    let of_measure = matches!(next, "in" | "of") && negated == Auxiliary::No;
    match next {
        "in" => {
            !matches!(tokens.word(after + 1), "line" | "step" | "proportion" | "all" | "any")
                || of_measure && tokens.word(after + 1) != "line"
        }
        "of" | "to" => of_measure,
        "since" | "this" | "last" | "between" | "during" | "compared" | "from" | "either" | "again" | "overall"
        | "but" => true,
        "over" => matches!(tokens.word(after + 1), "the" | "that" | "this"),
        "and" => !lexicon::entry_at(tokens, after + 1).is_some_and(|entry| entry.form == Form::Verb),
        "at" => tokens.word(after + 1) == "all",
        _ => false,
    }
}

/// An entry that says the opposite, in the same form.
fn opposite(claim: &Claim) -> Option<&'static Entry> {
    let over_time = !matches!(claim.entry.form, Form::Preposition | Form::Comparative);
    let (lower, higher) = if over_time { ("fell", "rose") } else { ("below", "above") };
    match claim.entry.sense {
        Sense::Lower => named(higher),
        Sense::Higher => named(lower),
        Sense::Better if over_time => named("worsened"),
        Sense::Worse if over_time => named("improved"),
        _ => None,
    }
}

/// The entry of a verb of change by its base form, and whether its denial asserts that nothing moved.
fn base(word: &str) -> Option<(&'static Entry, bool)> {
    let past = match word {
        "fall" | "drop" | "decrease" | "decline" | "reduce" | "dip" => "fell",
        "rise" | "increase" | "grow" | "climb" => "rose",
        "improve" => "improved",
        "worsen" | "deteriorate" => "worsened",
        "change" | "move" | "alter" => return Some((named("unchanged")?, true)),
        _ => return None,
    };
    Some((named(past)?, false))
}

fn named(word: &str) -> Option<&'static Entry> {
    lexicon::ENTRIES.iter().find(|entry| entry.words == [word])
}

/// "Not only did absence fall to 4.6%", "Nor did it rise": a verb of change after its subject; the entry and its place.
pub fn emphatic(reading: &Reading<'_, '_>, at: usize) -> Option<&'static Entry> {
    let tokens = reading.tokens;
    let begin = reading.clause_start(at);
    let did = (begin.max(at.saturating_sub(6))..at).rev().find(|one| tokens.word(*one) == "did")?;
    let only = did >= 2 && tokens.phrase(did - 2, &["not", "only"]) || did >= 1 && tokens.word(did - 1) == "so";
    let subject = reading.measures.iter().any(|mention| mention.tokens.start > did && mention.tokens.end <= at);
    let (entry, asserts) = base(tokens.word(at))?;
    (only && subject && !asserts && tokens.list[at].fact.is_none()).then_some(entry)
}
