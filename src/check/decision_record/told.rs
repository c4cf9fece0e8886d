//! What the answers of a record tell: that there was nothing, or that there was something.

use std::ops::Range;

use crate::check::answer::{among, is_none};
use crate::check::decision_record::ties;
use crate::check::decision_record::turned_down::turned_down;
use crate::check::words::{Word, sentences, words};

/// What a record is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Which options were considered and rejected.
    Alternatives,
    /// Which conflicts of interest were declared.
    Conflicts,
    /// Which dispensations were granted.
    Dispensations,
}

/// Words after which a denial is none: "none, apart from …", "no other conflicts".
const EXCEPT: &str = "another apart barring besides else except excepting further other save";

/// Words by which a clause denies, asks or puts a case.
pub const NOT: &str = "any cannot if neither never no nobody none nor not nothing unless whether without";

/// Whether an answer begins by saying that there was nothing.
pub fn denies(text: &str) -> bool {
    clauses(text).first().is_some_and(|first| denied(&text[first.clone()]))
}

/// The first clause that says that there was something, if any does.
pub fn tells(text: &str, question: Question) -> Option<Range<usize>> {
    clauses(text).into_iter().find(|clause| {
        let part = &text[clause.clone()];
        !denied(part) && told(&words(part), question)
    })
}

/// Where a running text says that somebody declared an interest in this matter.
pub fn declares(text: &str) -> Option<Range<usize>> {
    clauses(text).into_iter().find(|clause| {
        let words = words(&text[clause.clone()]);
        let has = |some: &str| words.iter().any(|word| among(some, &word.lower));
        has("declared declares disclosed")
            && !has("another different other")
            && names_somebody(&words)
            && told(&words, Question::Conflicts)
    })
}

/// An answer that denies in one clause and tells in another: where it tells.
pub fn contradicts_itself(text: &str, question: Question) -> Option<Range<usize>> {
    let denials: Vec<Range<usize>> =
        clauses(text).into_iter().filter(|clause| denied(&text[clause.clone()])).collect();
    let first = denials.first()?;
    // "A later start was rejected. There were no other options": there were none beside it.
    let other = words(&text[first.clone()]).iter().any(|word| word.lower == "other");
    tells(text, question).filter(|told| !other || denials.len() > 1 || first.start < told.start)
}

/// Whether reasons, or another answer, speak of options beside the one that was chosen.
pub fn weighs_options(text: &str) -> Option<Range<usize>> {
    sentences(text).into_iter().find(|range| weighed(&words(&text[range.clone()])))
}

/// The clauses of a text: its sentences, divided at dashes, colons, semicolons and "but".
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let mut start = sentence.start;
        let all = words(&text[sentence.clone()]);
        // "No." is no number at the beginning of an answer.
        let no = all.len() > 2 && all[0].lower == "no" && all[1].text == ".";
        for (index, word) in all.iter().enumerate() {
            let at = sentence.start + word.range.start..sentence.start + word.range.end;
            let sign = matches!(word.text, ":" | ";" | "–" | "—" | "-") || no && index == 1;
            if sign || among("although but however though", &word.lower) {
                found.push(start..at.start);
                start = if sign { at.end } else { at.start };
            }
        }
        found.push(start..sentence.end);
    }
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

/// Whether a clause says that there was nothing at all: "None declared", "No conflicts were declared", "There were none".
pub fn denied(clause: &str) -> bool {
    /// What may stand between "no" and what there was not.
    const KINDS: &str = "alternative conflict conflicts declaration declarations dispensation dispensations interest interests option options";
    if is_none(clause) {
        return true;
    }
    let words = words(clause);
    let said: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
    let kind = |some: &[&str]| some.iter().take(3).any(|word| among(KINDS, word) || *word == "alternatives");
    let nobody = |some: &[&str]| matches!(some, ["member" | "members" | "councillor" | "councillors" | "one", ..]);
    let denies = match said.as_slice() {
        ["none" | "nil" | "nobody", ..] | ["not", "applicable" | "required", ..] => true,
        ["no", rest @ ..] => kind(rest) || nobody(rest),
        ["there", "are" | "is" | "was" | "were", "none", ..] => true,
        ["there", "are" | "is" | "was" | "were", "no", rest @ ..] => kind(rest),
        _ => false,
    };
    // "The Head of Paid Service granted none."
    let last = matches!(said.as_slice(), [.., verb, "none"] if among("declared granted had made received rejected were", verb));
    // "No other options were considered" denies all of them.
    let other = match said.as_slice() {
        ["there", "are" | "is" | "was" | "were", rest @ ..] => rest,
        all => all,
    };
    let all = matches!(other, ["no", "other", what, ..] if among("alternative alternatives option options", what));
    let excepted = said.iter().any(|word| among(EXCEPT, word) && !(all && *word == "other") || *word == "than");
    (denies || last || all) && !excepted
}

/// Whether a clause says that there was something.
fn told(words: &[Word<'_>], question: Question) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    // Before a verb a "not" denies it; "took no part" after it does not,
    // and "doing nothing" denies nothing.
    let idle = |at: usize| lower(at) == "nothing" && at > 0 && matches!(lower(at - 1), "do" | "doing");
    let affirmed = |at: usize| !(0..at).any(|before| among(NOT, lower(before)) && !idle(before));
    let verbs = |list: &'static str| (0..words.len()).filter(move |at| among(list, lower(*at)) && affirmed(*at));
    if any("earlier previous previously") {
        return false;
    }
    match question {
        Question::Conflicts => {
            let declared = verbs("declared declares disclosed registered").any(|at| {
                !among("no none nothing", lower(at + 1))
                    && (any("interest interests conflict conflicts") || lower(at + 1) == "that")
            });
            let has = verbs("has have had").any(|at| {
                words[at..].iter().take(6).any(|word| among("interest interests conflict", &word.lower))
                    && !words[at..].iter().take(6).any(|word| among(NOT, &word.lower))
            });
            let left = verbs("left withdrew").any(|at| {
                let out = lower(at) == "withdrew"
                    || lower(at + 1) == "the" && among("chamber meeting room", lower(at + 2));
                out && words[at..].iter().any(|word| among("as because during since while", &word.lower))
            });
            // "The Leader, whose sister owns the yard, took no part."
            let apart = names_somebody(words) && stays_out(words) && has_tie(words);
            declared || has || left || apart
        }
        Question::Dispensations => {
            // "Councillor A Name was granted one."
            let one = names_somebody(words)
                && words.windows(2).any(|pair| among("given granted", &pair[0].lower) && pair[1].lower == "one");
            (one || any("dispensation dispensations"))
                && !any("are can ended expired is lapsed may would")
                && verbs("allowed gave given granted had has obtained received").next().is_some()
        }
        Question::Alternatives => {
            let rejected = rejections(words).any(affirmed);
            let looked = verbs("appraised assessed considered discussed examined explored looked").next().is_some();
            let beside = looked && any("also alternative alternatives instead option options other");
            // "A second site was considered"
            let one = matches!(lower(0), "a" | "an" | "one" | "two" | "three" | "several")
                && verbs("appraised assessed considered examined explored")
                    .any(|at| among("was were", lower(at - 1)));
            rejected || beside || one || turned_down(words) || ties::is_looked_at(words)
        }
    }
}

fn names_somebody(words: &[Word<'_>]) -> bool {
    words
        .iter()
        .any(|word| among("cllr cllrs councillor councillors leader mayor member members chair", &word.lower))
}

/// Whether somebody took no part in the decision: "did not vote", "abstained", "left the room".
fn stays_out(words: &[Word<'_>]) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).any(|at| match lower(at) {
        "abstained" | "withdrew" | "recused" => true,
        "took" | "played" | "taking" | "taken" => matches!((lower(at + 1), lower(at + 2)), ("no", "part")),
        "not" => {
            among("vote voting speak participate debate", lower(at + 1))
                || lower(at + 1) == "take" && lower(at + 2) == "part"
        }
        "left" | "vacated" => lower(at + 1) == "the" && among("chair chamber meeting room", lower(at + 2)),
        _ => false,
    })
}

/// Whether somebody is said to have to do with the matter: "is a tenant", "who drives a taxi", "whose wife", "as a trustee"; but not "who
/// was ill".
fn has_tie(words: &[Word<'_>]) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).any(|at| {
        let next = lower(at + 1);
        match lower(at) {
            "is" | "as" | "being" => {
                among("a an chair employed governor husband married one owner related the trustee wife", next)
            }
            "who" => {
                !among("arrived came did had has joined left was were will", next)
                    || next == "has" && among("a an the", lower(at + 2))
            }
            "whose" => true,
            "because" | "since" => among("a he her his it its she their they", next),
            _ => false,
        }
    })
}

/// Where a clause says that something was rejected, but not by whom else: "ruled out by the court".
fn rejections<'a>(words: &'a [Word<'_>]) -> impl Iterator<Item = usize> + 'a {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).filter(move |at| {
        let (one, next) = (lower(*at), lower(at + 1));
        let pair = matches!(
            (one, next),
            ("ruled", "out")
                | ("turned", "down")
                | ("set", "aside")
                | ("not", "pursued" | "supported" | "recommended" | "preferred")
        );
        (pair || among("discounted dismissed rejected", one)) && lower(at + 1 + usize::from(pair)) != "by"
    })
}

/// Whether a sentence speaks of options that were weighed: "the best of the three options", "the other sites were ruled
/// out", "chosen over outsourcing"; but not "no option but", and not an option that somebody is given.
fn weighed(words: &[Word<'_>]) -> bool {
    const WEIGHED: &str = "appraised assessed best cheaper cheapest chosen compared considered costed dearer examined explored \
        preferred reviewed weighed";
    const NUMBERS: &str = "all both each either few five four many most none one other several six some the these those three two various";
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let options: Vec<usize> = (0..words.len())
        .filter(|at| {
            among("alternative alternatives option options", lower(*at))
                && !among("adviser officer of provider service team to", lower(at + 1))
        })
        .collect();
    let denied = |at: &usize| {
        words[at.saturating_sub(2)..*at].iter().any(|word| among("no only without", &word.lower))
            || words[..*at].iter().any(|word| among("not never", &word.lower))
    };
    let open: Vec<&usize> = options.iter().filter(|at| !denied(at)).collect();
    // "Of the three options", "the other options".
    let several = open.iter().any(|at| {
        let before = &words[at.saturating_sub(4)..**at];
        let of = before.iter().position(|word| word.lower == "of");
        let all = of.is_some_and(|of| {
            before.len() > of + 1
                && before[of + 1..].iter().all(|word| word.is_number() || among(NUMBERS, &word.lower))
        });
        // "Officers put forward three options": there were others than the one.
        let offered = before.last().is_some_and(|word| among("five four several six three two", &word.lower))
            && any("brought drew gave had offered presented put set suggested were");
        all || offered || before.last().is_some_and(|word| word.lower == "other") && lower(**at).ends_with('s')
    });
    let rejected = rejections(words).next().is_some();
    let considered = !open.is_empty() && (any(WEIGHED) || rejected);
    // "Two other sites … were ruled out": not what others bid or applied for.
    let others = any("another both other others")
        && rejected
        && !any("applicant applicants application applications bid bidder bidders bids tender tenders");
    let over = words.windows(2).any(|pair| {
        among("chosen preferred selected", &pair[0].lower) && among("over to", &pair[1].lower)
            || pair[0].lower == "preference" && pair[1].lower == "to"
    });
    several || considered || others || over || turned_down(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_denies_and_then_tells() {
        for (question, text, found) in [
            (
                Question::Conflicts,
                "None. Councillor A Name declared a pecuniary interest as a plot holder and took no part.",
                "Councillor A Name declared a pecuniary interest as a plot holder and took no part.",
            ),
            (
                Question::Conflicts,
                "N/A – Councillor A Name declared that he owns a taxi and did not vote.",
                " Councillor A Name declared that he owns a taxi and did not vote.",
            ),
            (
                Question::Conflicts,
                "Nil. The Leader left the room as her brother works for the contractor.",
                "The Leader left the room as her brother works for the contractor.",
            ),
            (
                Question::Conflicts,
                "Councillor B Name has an interest as a tenant. There were no conflicts of interest.",
                "Councillor B Name has an interest as a tenant.",
            ),
            (
                Question::Dispensations,
                "No. Councillor B Name was granted a dispensation to speak.",
                " Councillor B Name was granted a dispensation to speak.",
            ),
            (
                Question::Dispensations,
                "None – Councillor R Pell was granted one on 4 March 2026.",
                " Councillor R Pell was granted one on 4 March 2026.",
            ),
            (Question::Dispensations, "No. The Mayor had been given one.", " The Mayor had been given one."),
            (
                Question::Alternatives,
                "None. Officers also looked at extending the contract, which was rejected.",
                "Officers also looked at extending the contract, which was rejected.",
            ),
            (
                Question::Alternatives,
                "None. Doing nothing was considered and discounted.",
                "Doing nothing was considered and discounted.",
            ),
            (
                Question::Alternatives,
                "No other options were considered. Widening the lane was looked at and rejected.",
                "Widening the lane was looked at and rejected.",
            ),
            (
                Question::Alternatives,
                "None were considered. Mending the old paths was looked at and found too dear.",
                "Mending the old paths was looked at and found too dear.",
            ),
            (
                Question::Alternatives,
                "There were no other options. A later start was rejected.",
                "A later start was rejected.",
            ),
            (Question::Alternatives, "None. Doing nothing was looked at.", "Doing nothing was looked at."),
            (
                Question::Conflicts,
                "No interests were declared. The Mayor, who keeps a boat in the harbour, abstained.",
                "The Mayor, who keeps a boat in the harbour, abstained.",
            ),
        ] {
            assert_eq!(contradicts_itself(text, question).map(|range| &text[range]), Some(found), "{text}");
        }
        for (question, text) in [
            (
                Question::Conflicts,
                "None. Councillor A Name asked whether being a tenant was an interest and was told not.",
            ),
            (
                Question::Conflicts,
                "None, apart from that of Councillor A Name, who declared an interest as a governor.",
            ),
            (Question::Conflicts, "Councillor A Name declared an interest. There were no other conflicts."),
            (Question::Conflicts, "None. Members were reminded to declare any interest."),
            (Question::Conflicts, "None declared. Councillor B Name left the meeting before this item."),
            (Question::Conflicts, "None. Councillor B Name declared no interest."),
            (Question::Conflicts, "None. Councillor B Name, who was ill, did not vote."),
            (Question::Dispensations, "None. Councillor B Name did not ask for a dispensation."),
            (Question::Dispensations, "None have been granted since May 2025."),
            (Question::Dispensations, "None. Councillor B Name was not granted one."),
            (Question::Dispensations, "None. The traders were given one month to reply."),
            (Question::Alternatives, "None: doing nothing was not possible because the order lapses in May."),
            (Question::Alternatives, "None. The option to extend the contract had been used already."),
            (Question::Alternatives, "None were considered, because the grant can be spent on nothing else."),
            (Question::Alternatives, "None other than doing nothing, which was rejected."),
            (Question::Alternatives, "A later start was rejected. There were no other options."),
            (Question::Alternatives, "There were no other options than doing nothing, which was rejected."),
            (Question::Alternatives, "None, since the contract cannot be extended."),
            (Question::Alternatives, "None. The petition was considered."),
        ] {
            assert_eq!(contradicts_itself(text, question), None, "{text}");
        }
    }

    #[test]
    fn reasons_may_speak_of_options() {
        for text in [
            "Officers put forward three options. This was the cheapest.",
            "There were two options before the Cabinet Member.",
            "Of the three options that were considered, this one gives the best value.",
            "It is the cheapest of four options.",
            "The in-house option was chosen over outsourcing because it costs less.",
            "Two other sites were put forward, and both were ruled out because of flooding.",
            "The alternatives were examined and cost more.",
            "None of the other options was affordable.",
        ] {
            assert!(weighs_options(text).is_some(), "{text}");
        }
        for text in [
            "The contract has two options to extend.",
            "To give residents the option of paying by instalments.",
            "The law leaves no option but to close the building.",
            "No alternative provider bid for the contract.",
            "It is the only option that the law leaves.",
            "The inspector rejected the appeal in May.",
            "The other bids were rejected, as they did not meet the standard.",
            "No other options were considered, because the order lapses in May.",
            "The housing options team will be in one place.",
        ] {
            assert_eq!(weighs_options(text), None, "{text}");
        }
    }
}
