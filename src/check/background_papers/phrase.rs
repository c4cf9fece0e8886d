//! The noun phrase of a document: "the independent review of transport carried out by Edge in 2024", with all that belongs to it.

use super::after::{self, After, FINDINGS};
use super::verbs::{Form, is_auxiliary, is_modal, made, says};
use crate::check::answer::among;
use crate::check::words::Word;

/// What is written by somebody, or on a day.
const WRITTEN: &str = "calculations certificate costings masterplan advice analysis analyses appraisal appraisals assessment assessments audit audits benchmarking briefing bulletin decision \
    count counts determination estimate evaluation evaluations exercise inquiry inspection inspections investigation judgement letter letters memorandum note \
    opinion paper projections forecast forecasts report reports research review reviews study studies submission survey surveys valuation \
    valuations inquest challenge reply response responses representation representations diagnostic healthcheck";

/// What is as often a thing as a paper, and a document only where it is told who made it, and when.
const THINGS: &str = "masterplan response responses reply representation representations consultation exercise framework guidance model modelling plan policy programme register statement strategy \
    specification decision note estimate challenge forecast forecasts projections";

/// What kind of determiner a phrase has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// "The", "our", "their".
    Definite,
    /// "A", or none.
    Indefinite,
    /// "The auditor's".
    Possessor,
    /// "Each", "no", "any": not one document.
    Any,
    /// "This", "those": the paper itself, or one that has been spoken of.
    This,
}

/// A document as a text speaks of it. All places are those of words of the sentence.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Where it begins, with its determiner.
    pub start: usize,
    /// Where what names it begins.
    pub first: usize,
    /// The noun that says what kind of document it is.
    pub head: usize,
    /// Its determiner.
    pub determiner: Determiner,
    /// Where the words for its owner stand.
    pub owner: Option<(usize, usize)>,
    /// What is said after the noun.
    pub after: After,
}

impl Phrase {
    /// The word after all that belongs to it.
    pub fn end(&self) -> usize {
        self.after.end
    }
}

/// The document whose noun stands at a word.
pub fn at(words: &[Word<'_>], head: usize) -> Option<Phrase> {
    let noun = words.get(head)?;
    let owned = noun.lower.strip_suffix("'s").unwrap_or(&noun.lower);
    let case = owned == "case" && among("business outline", back(words, head));
    if !(among(WRITTEN, owned) || among(THINGS, owned) || case || is_short_form(noun.text)) {
        return None;
    }
    let after = after::read(words, head)?;
    let (start, first, determiner, owner) = before(words, head);
    (!is_verb(words, head, start)).then_some(Phrase { start, first, head, determiner, owner, after })
}

/// Whether a kind of document is as often a thing as a paper.
pub fn is_thing(noun: &str) -> bool {
    among(THINGS, noun)
}

/// Whether a word is the short form of a document of which a council has one: "the JSNA".
pub fn is_short_form(text: &str) -> bool {
    among("GTAA HEDNA JSNA MTFP MTFS SFRA SHLAA SHMA", text)
}

/// Whether a word is the noun of a document.
pub fn is_written(noun: &str) -> bool {
    among(WRITTEN, noun)
}

/// Whether a word is a preposition.
pub fn is_preposition(lower: &str) -> bool {
    among(
        "about above across after against along among around as at before behind below beneath beside between beyond by despite during \
         except following for from in inside into like near of off on onto out outside over past per regarding concerning since than \
         through throughout to toward towards under until up upon via with within without",
        lower,
    )
}

/// Whether a noun's letters are those of a verb here: "officers report", "to review", "the Director reports to".
fn is_verb(words: &[Word<'_>], head: usize, start: usize) -> bool {
    let before = back(words, head);
    let undetermined = start == head || determiner(words, start).is_none();
    let next = words.get(head + 1).map_or("", |next| next.lower.as_str());
    before == "to"
        && !words[head].lower.ends_with('s')
        && among("review report survey audit study research note estimate", &words[head].lower)
        || undetermined && words[head].lower.ends_with('s') && among("to a an the that how", next)
        || is_modal(before)
}

fn back<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| words[before].lower.as_str())
}

/// Reads from a noun back to the beginning of its phrase: where that is, where what names the document begins, its determiner, and
/// its owner.
fn before(words: &[Word<'_>], head: usize) -> (usize, usize, Determiner, Option<(usize, usize)>) {
    let mut at = head;
    while at > 0 {
        if let Some(determiner) = determiner(words, at - 1) {
            return (at - 1, without_fillers(words, at, head), determiner, None);
        }
        if let Some(last) = possessive(words, at - 1) {
            let (start, first, definite) = owner(words, last);
            let determiner = if definite == Determiner::Any { definite } else { Determiner::Possessor };
            return (start, first, determiner, Some((first, at - 1)));
        }
        if joins(words, at - 1, head) {
            at -= 1;
        } else if !modifies(words, at - 1) {
            break;
        }
        at -= 1;
    }
    (at, without_fillers(words, at, head), Determiner::Indefinite, None)
}

/// Leaves out words before the noun that tell nothing of which document it is.
fn without_fillers(words: &[Word<'_>], mut at: usize, head: usize) -> usize {
    while at < head
        && among(
            "full recent recently most latest new own very detailed current subsequent published also further",
            &words[at].lower,
        )
    {
        at += 1;
    }
    at
}

fn determiner(words: &[Word<'_>], at: usize) -> Option<Determiner> {
    let lower = words[at].lower.as_str();
    Some(match lower {
        "the" | "our" | "its" | "their" | "his" | "her" | "my" | "your" | "both" => Determiner::Definite,
        "a" | "an" | "one" | "two" | "three" | "four" => Determiner::Indefinite,
        "this" | "these" | "those" => Determiner::This,
        _ if among(
            "all another any each either every few many most neither no other several some such what which whichever",
            lower,
        ) =>
        {
            // "The most recent survey".
            if lower == "most" {
                return None;
            }
            Determiner::Any
        }
        _ => return None,
    })
}

/// The last word of an owner, if one ends at a word: "auditor's", "Savills'".
fn possessive(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = &words[at];
    if word.lower.ends_with("'s") && word.is_word() {
        return Some(at);
    }
    let apostrophe = matches!(word.text, "'" | "’") && at > 0;
    (apostrophe && words[at - 1].lower.ends_with('s') && words[at - 1].range.end == word.range.start)
        .then(|| at - 1)
}

/// Where an owner begins that ends at a word, with and without its determiner, and that.
fn owner(words: &[Word<'_>], last: usize) -> (usize, usize, Determiner) {
    let capital = |at: usize| words[at].is_word() && words[at].is_capital();
    let mut at = last;
    while at > 0 {
        if let Some(found) = determiner(words, at - 1) {
            return (at - 1, at, found);
        }
        if joins(words, at - 1, last) {
            at -= 2;
            continue;
        }
        let joined = among("of for and &", &words[at - 1].lower) && at > 1 && capital(at - 2) && capital(last);
        if joined {
            at -= 2;
        } else if capital(last) && capital(at - 1) || !capital(last) && modifies(words, at - 1) {
            at -= 1;
        } else {
            break;
        }
    }
    (at, at, Determiner::Indefinite)
}

/// Whether a word may stand before a noun as part of its phrase.
fn modifies(words: &[Word<'_>], at: usize) -> bool {
    const STOPS: &str = "and or but nor not i he she it we they you who whom whose which that there here what when where why how if then than so because \
        although though while whereas since yet only just even too also recently awaiting considering preparing writing drafting \
        undertaking producing completing following including using requiring seeking making having doing taking got brought \
        sought asked wish wants want needed let us them him me";
    let word = &words[at];
    if !(word.is_word() || word.is_number())
        || is_preposition(&word.lower) && !among("past outside inside", &word.lower)
    {
        return false;
    }
    if is_auxiliary(&word.lower) || among(STOPS, &word.lower) {
        return false;
    }
    // "The Council commissioned research", but "the updated review" and "a recently published study".
    let verb = made(word)
        || word.lower.ends_with("ed") && !word.lower.ends_with("eed")
        || says(word).is_some_and(|form| form == Form::Past);
    if verb && !word.lower.contains('-') && !word.is_capital() {
        let opens = at.checked_sub(1).is_some_and(|before| {
            determiner(words, before).is_some()
                || possessive(words, before).is_some()
                || words[before].lower.ends_with("ly")
        });
        return opens || among("learned learnt", &word.lower);
    }
    !(word.lower.ends_with("ly") && at == 0)
}

/// Whether a word joins two words before a noun: "health and safety inspection", "value for money report".
fn joins(words: &[Word<'_>], at: usize, head: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (one, other) = (words[before].lower.as_str(), words.get(at + 1).map_or("", |next| next.lower.as_str()));
    match words[at].lower.as_str() {
        "and" | "&" => {
            modifies(words, before)
                && (0..before)
                    .rev()
                    .take(4)
                    .take_while(|at| modifies(words, *at) || determiner(words, *at).is_some())
                    .any(|at| {
                        determiner(words, at).is_some_and(|one| one != Determiner::Any)
                            || possessive(words, at).is_some()
                    })
        }
        "for" => one == "value" && other == "money",
        // "The cost of care report", but not "the findings of survey teams".
        "of" => {
            let opens = before.checked_sub(1).is_some_and(|at| {
                determiner(words, at) == Some(Determiner::Definite) || possessive(words, at).is_some()
            });
            let capital = words.get(at + 1).is_none_or(Word::is_capital);
            opens
                && !capital
                && at + 1 < head
                && !among(FINDINGS, one)
                && determiner(words, at + 1).is_none()
                && !among(WRITTEN, one)
                && !among(THINGS, one)
        }
        "to" => one == "home" && other == "school",
        _ => false,
    }
}
