//! Whether a sentence relies on a document: it says or finds something, or something is taken from it, rests on it or follows it.

use super::after::FINDINGS;
use super::particular::{Evidence, year_before};
use super::phrase::{Determiner, Phrase};
use super::saying::{Spoken, relative, speaks};
use super::verbs::{Form, is_auxiliary, is_modal, made, rests, says, takes, told, uses};
use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// Words before a clause that make what it says a condition or a wish.
const UNREAL: &str = "if unless until whether without once";

/// Words that open a clause of its own.
const OPENS_CLAUSE: &str = "; : that which who as because since although though while";

/// Whether a sentence relies on a document.
pub fn relies(words: &[Word<'_>], phrase: &Phrase, evidence: Evidence) -> bool {
    let clause = clause_start(words, phrase.start);
    let before = &words[clause..phrase.start];
    if before.iter().any(|word| among(UNREAL, &word.lower))
        || before.first().is_some_and(|first| first.lower == "should")
    {
        return false;
    }
    let general = before.iter().any(|word| among("when whenever where", &word.lower));
    match speaks(words, phrase) {
        Some(Spoken::Past) => return true,
        Some(Spoken::Present) if evidence == Evidence::Sure && !general => return true,
        _ => {}
    }
    // "In response to the road safety audit", "confirmed by the noise survey".
    let rests_on = matches!(phrase.determiner, Determiner::Definite | Determiner::Possessor)
        || lower(words, phrase.start.saturating_sub(1)) == "by";
    if to_come(words, phrase, before) || evidence != Evidence::Sure && !rests_on {
        return false;
    }
    if evidence != Evidence::Sure {
        return leads_to(words, clause, phrase);
    }
    relative(words, phrase) || used(words, phrase) || leads_to(words, clause, phrase)
}

/// Where the clause begins in which a word stands.
fn clause_start(words: &[Word<'_>], at: usize) -> usize {
    let opens = |at: &usize| {
        among(OPENS_CLAUSE, lower(words, *at))
            && !(lower(words, *at) == "as" && *at > 0 && lower(words, *at - 1) != ",")
    };
    (0..at).rev().find(opens).map_or(0, |at| at + 1)
}

/// Whether what stands before a document makes it one that is still to come, or asked for.
fn to_come(words: &[Word<'_>], phrase: &Phrase, before: &[Word<'_>]) -> bool {
    let stands = matches!(phrase.determiner, Determiner::Definite | Determiner::Possessor)
        && (phrase.after.dated || phrase.after.made && phrase.after.maker.is_some());
    let modal = before.iter().enumerate().any(|(at, word)| {
        let next = before.get(at + 1).map_or("", |next| next.lower.as_str());
        let after = before.get(at + 2).map_or("", |next| next.lower.as_str());
        is_modal(&word.lower)
            && !among("recall remember note know see recognise", next)
            && !(next == "be" && among("noted seen recalled aware", after))
    });
    let asked = before.iter().any(|word| {
        among(
            "asked ask asks awaits awaiting await preparing requested propose proposes plan plans wait wish",
            &word.lower,
        )
    });
    let ahead = words[phrase.end()..]
        .iter()
        .take_while(|word| word.text != ";")
        .any(|word| among("next forthcoming", &word.lower));
    !stands && (modal || asked || ahead)
}

/// Whether the document, or what it found, is used: "… has been taken into account", "… were followed".
fn used(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let mut at = phrase.end();
    let mut is = false;
    while is_auxiliary(lower(words, at))
        || lower(words, at).ends_with("ly")
        || among("also since therefore", lower(words, at))
    {
        if is_modal(lower(words, at)) {
            return false;
        }
        is |= among("is are was were been being", lower(words, at));
        at += 1;
    }
    let Some(word) = words.get(at) else { return false };
    let drawn = among("taken", &word.lower) && lower(words, at + 1) == "into"
        || among("drawn", &word.lower) && lower(words, at + 1) == "on";
    is && (uses(word) == Some(Form::Past) || drawn)
}

/// Whether what stands before a document says that something is taken from it, rests on it or follows it.
fn leads_to(words: &[Word<'_>], clause: usize, phrase: &Phrase) -> bool {
    let Some(at) = phrase.start.checked_sub(1) else { return false };
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| lower(words, at));
    // Words of the clause before its preposition, the nearest first.
    let nearer = |test: fn(&Word<'_>) -> bool, most: usize| {
        (clause..at)
            .rev()
            .take(most)
            .take_while(|at| lower(words, *at) != ";")
            .any(|at| test(&words[at]) && !negated(words, at))
    };
    match lower(words, at) {
        "to" => {
            among("according weight effect", before(1))
                || before(1) == "regard" && before(2) != "with"
                || among("response answer reaction", before(1)) && before(2) == "in"
                || among("respond responds responded responding answers conform conforms", before(1))
        }
        "on" | "upon" => nearer(rests, 3) || among("basis strength evidence back", before(1)),
        "from" => {
            nearer(takes, 9) || among(FINDINGS, before(1)) || among("clear evident apparent plain", before(1))
        }
        "of" if among(FINDINGS, before(1)) => !passed_on(words, at - 1) && !published_later(words, phrase.end()),
        "of" if before(1) == "out" => nearer(takes, 4),
        "above" | "below" | "than" => among("estimate forecast projections valuation", lower(words, phrase.head)),
        "in" | "of" if among("those that", before(1)) => among("are is were was", before(2)),
        "of" => {
            among("basis course words opinion evidence face light sight strength view", before(1))
                || before(1) == "account" && among("take takes taken taking took", before(2))
        }
        "in" | "within" if among(FINDINGS, before(1)) => !published_later(words, phrase.end()),
        "in" | "within"
            if is_its(words, phrase.start)
                && (at == clause
                    || before(1) == ","
                    || phrase.after.date.is_some()
                    || year_before(&words[phrase.start..phrase.head])) =>
        {
            !will(words, phrase.end())
        }
        "in" | "within" => nearer(told, 12) || finds_then(words, phrase.end()),
        "by" => nearer(told, 12),
        "with" => among(
            "line accordance conformity agreement consistent comply complies accord accords keeping",
            before(1),
        ),
        "against" => {
            among("assessed benchmarked checked compared measured reconciled tested validated verified", before(1))
        }
        // "(valuation report, June 2025)", but "(Research in Practice, 2015)" is a citation.
        "(" => lower(words, phrase.end()) == ")" && phrase.head > phrase.first,
        "per" | "following" => true,
        ":" => among("source sources", before(1)),
        "is" | "was" | "are" | "were" => {
            words[clause..at].iter().any(|word| among("basis evidence source sources", &word.lower))
        }
        "account" => before(1) == "into",
        "considered" | "read" | "seen" | "reviewed" => among("having have has", before(1)),
        "using" => true,
        _ => {
            let verb = &words[at];
            let followed = uses(verb).is_some() || among("accepts accept address addresses addressed", &verb.lower);
            followed
                && before(1) != "to"
                && !among("rely relies relied", &verb.lower)
                && !negated(words, at)
                && !made(verb)
        }
    }
}

/// Whether a verb is denied: "has not been relied on".
fn negated(words: &[Word<'_>], at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|at| among("not never cannot no nor", lower(words, at)))
}

/// Whether what a document found was only handed on: "received the findings of".
fn passed_on(words: &[Word<'_>], findings: usize) -> bool {
    (findings.saturating_sub(3)..findings).any(|at| {
        among("await awaits circulated considered discussed heard noted presented publish published receive received shared", lower(words, at))
    })
}

/// Whether what a document found is still to be made known: "the findings … will be published in March".
fn published_later(words: &[Word<'_>], from: usize) -> bool {
    let ahead: Vec<&str> = words[from..].iter().take(6).map(|word| word.lower.as_str()).collect();
    ahead.iter().any(|word| is_modal(word))
        && ahead.iter().any(|word| {
            among("published reported presented brought considered shared available known come discussed", word)
        })
}

/// Whether a document is that of somebody who has just been named: "in its letter".
fn is_its(words: &[Word<'_>], start: usize) -> bool {
    among("its their his her", lower(words, start))
}

/// Whether the clause from a word on tells of what is to come.
fn will(words: &[Word<'_>], from: usize) -> bool {
    words[from..]
        .iter()
        .take(14)
        .take_while(|word| !among("; which that", &word.lower))
        .any(|word| is_modal(&word.lower))
}

/// Whether somebody says something in the document that opens the clause: "In its letter of 9 June 2025, the Regulator graded".
fn finds_then(words: &[Word<'_>], from: usize) -> bool {
    let mut ahead = words[from..].iter().take(14).take_while(|word| !among("; which that", &word.lower));
    !will(words, from) && ahead.any(|word| matches!(says(word), Some(Form::Past | Form::Present)))
}
