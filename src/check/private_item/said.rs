//! Sentences that say of a paper, or of a part of it, that it is private.

use crate::check::answer::among;
use crate::check::words::{Word, words};

/// What says that something is private, before its noun or as what is said of it.
const PRIVATE: &str = "private exempt exempted confidential restricted";

/// Parts of a paper, of which a public text may not say that they are private.
const PARTS: &str = "appendix appendices annex annexe annexes schedule section sections paragraph paragraphs part parts table tables figures \
    information prices bids terms details sums costs evaluation";

/// Whether a sentence says of the paper, or of a part of it, that it is private; `item`, where all of the text is about an
/// item of an agenda.
pub(super) fn of_itself(sentence: &str, item: bool) -> bool {
    let words = words(sentence);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let said = format!(" {} ", lower.join(" "));
    if denied(&said) {
        return false;
    }
    if excludes(&said) {
        return true;
    }
    if elsewhere(&said) {
        return false;
    }
    is_fragment(&lower)
        || attributive(&words)
        || predicative(&said) && (is_this(&words, &said) || item && is_short(&words))
}

/// Whether a sentence, as words with blanks around them, says that nothing is exempt, or asks whether anything is.
pub(super) fn denied(said: &str) -> bool {
    [
        " no exempt ",
        " no confidential ",
        " no private ",
        " no information ",
        " no item ",
        " no items ",
        " no part ",
        " not exempt ",
        " not confidential ",
        " not private ",
        " not been exempt ",
        " not contain ",
        " never ",
        " neither ",
        " nothing ",
        " none ",
        " whether ",
        " any ",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// Whether a sentence speaks of another paper or another meeting.
pub(super) fn elsewhere(said: &str) -> bool {
    [
        " elsewhere ",
        " excluded at ",
        " was excluded ",
        " were excluded ",
        " resolved ",
        " minute ",
        " minutes ",
        " if ",
        " may ",
        " separate ",
        " the private report ",
        " a private report ",
        " the exempt report ",
        " the confidential report ",
        " another report ",
        " was exempt ",
        " were exempt ",
        " report to ",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// Whether the public is to be excluded, or has been for what follows.
fn excludes(said: &str) -> bool {
    let public = [" the public ", " press and public ", " public and press ", " and the press "];
    let out =
        [" be excluded ", " should be excluded ", " will be excluded ", " exclude the ", " moved into private "];
    let why =
        [" meeting ", " consideration ", " item ", " report ", " business ", " exempt ", " appendix ", " session "];
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    (has(&public) && has(&out) || said.contains(" into private session ")) && has(&why)
}

/// "Not for publication by virtue of …", "Exempt from publication", "Exempt information – …": no sentence, but a marking.
fn is_fragment(lower: &[&str]) -> bool {
    matches!(
        lower,
        ["not", "for", "publication", ..]
            | ["exempt", "information" | "from" | "under" | "by", ..]
            | [
                "private" | "confidential" | "exempt",
                "report" | "paper" | "item" | "appendix" | "annex" | "information",
                "." | "–" | "-" | ":" | ";",
                ..
            ]
            | ["private" | "confidential" | "exempt" | "restricted"]
            | ["private" | "confidential" | "exempt" | "restricted", "."]
            | ["strictly", "private" | "confidential", ..]
            | ["commercial" | "commercially", "in" | "confidential" | "sensitive", "confidence" | ".", ..]
    )
}

/// "the exempt appendix", "a confidential annex", "Appendix 2 (Exempt)", "this private report".
fn attributive(words: &[Word<'_>]) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).filter(|at| among(PRIVATE, lower(*at))).any(|at| {
        let next = lower(at + 1);
        let before = at.checked_sub(1).map_or("", lower);
        // "Appendix 2 (Exempt)"
        let bracketed = before == "("
            && (matches!(next, ")")
                || matches!(next, "–" | "-" | ",") && words[at..].iter().any(|word| word.text == ")"))
            && at >= 3
            && among("appendix annex appendices paragraph section", lower(at - 3));
        let part = among("appendix appendices annex annexe annexes", next)
            || among("part section", next) && among("this the following", before);
        let this = before == "this" && among("report paper item note document minute", next);
        bracketed || part || this
    })
}

/// Whether a sentence says of something that it is private.
fn predicative(said: &str) -> bool {
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    has(&[
        " not for publication ",
        " exempt information ",
        " confidential information ",
        " exempt from publication ",
        " exempt from disclosure ",
        " exempt under ",
        " exempt by virtue ",
        " commercial in confidence ",
        " in strict confidence ",
        " in private ",
        " must not be published ",
        " not be disclosed ",
        " not be shared ",
        " not be made public ",
        " be kept private ",
        " be kept confidential ",
        " remain confidential ",
        " remains confidential ",
        " treated as confidential ",
        " commercially sensitive and ",
        " restricted to members ",
        " not be made available ",
        " for members only ",
        " withheld from the public ",
        " withheld from publication ",
        " is private because ",
    ]) || ["is", "are", "be"].iter().any(|verb| {
        let told = |how: &str| {
            [".", ";", ",", "and", "as", "because", "since", ")", "for"]
                .iter()
                .any(|end| said.contains(&format!(" {verb} {how} {end} ")))
                || said.ends_with(&format!(" {verb} {how} "))
        };
        [
            "exempt",
            "private",
            "confidential",
            "strictly confidential",
            "commercially confidential",
            "private and confidential",
            "restricted",
        ]
        .iter()
        .any(|how| told(how))
    })
}

/// Whether a sentence is about the paper, or about a part of it.
fn is_this(words: &[Word<'_>], said: &str) -> bool {
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    let paper = has(&[
        " this report ",
        " this item ",
        " this paper ",
        " this appendix ",
        " this section ",
        " this annex ",
        " this table ",
        " this document ",
        " this note ",
        " this paragraph ",
        " this information is confidential ",
        " this information is exempt ",
        " this part of the report ",
        " the appendix ",
        " the appendices ",
        " the annex ",
        " the report is ",
        " the report contains ",
        " the report and ",
        " the paper is ",
        " the item is ",
        " the following ",
        " set out below ",
        " figures below ",
    ]) && !has(&[" the following year ", " this section of "]);
    let numbered = words.windows(2).any(|pair| {
        matches!(pair[0].text, "Appendix" | "Annex" | "Appendices" | "Annexe")
            && (pair[1].is_number() || pair[1].text.len() == 1)
    });
    let below = words
        .windows(2)
        .any(|pair| among(PARTS, &pair[0].lower) && matches!(pair[1].lower.as_str(), "below" | "overleaf"));
    paper || numbered || below
}

fn is_short(words: &[Word<'_>]) -> bool {
    let opens = words.first().is_some_and(|word| matches!(word.lower.as_str(), "not" | "exempt" | "private"));
    opens || words.iter().filter(|word| word.is_word()).count() <= 8
}

#[cfg(test)]
mod tests {
    use super::of_itself;

    #[test]
    fn a_text_about_an_item_may_say_it_in_short() {
        for text in [
            "Not for publication",
            "This item is exempt.",
            "The appendix is confidential.",
            "The press and public will be excluded for this item.",
            "Exempt information under paragraph 3.",
            "This item will be taken in private.",
        ] {
            assert!(of_itself(text, true), "{text}");
        }
    }

    #[test]
    fn a_text_says_of_itself_that_it_is_private() {
        for text in [
            "Appendix 2 to this report is not for publication.",
            "This report is confidential.",
            "The prices in this section are exempt information and must not be disclosed.",
            "The figures in Appendix 3 are commercially sensitive and exempt from publication.",
            "The commercial terms are set out in the exempt appendix (Appendix 2).",
            "The following paragraph is commercial in confidence.",
            "This report is private because it contains commercially sensitive information.",
            "Appendix 2 (Exempt) gives the bids.",
            "A confidential appendix sets out the bids.",
            "This private report sets out the bids for the contract.",
            "Resolve that the public be excluded from the meeting on the grounds that exempt information will be disclosed.",
        ] {
            assert!(of_itself(text, false), "{text}");
        }
    }

    #[test]
    fn what_is_no_part_of_the_paper_is_left_alone() {
        for text in [
            "There are no exempt items.",
            "Nothing in it is exempt.",
            "No part of this report is exempt.",
            "To consider whether any item is exempt.",
            "The public report; a separate report in private business has the prices.",
            "The private report of the same title elsewhere on the agenda has the prices.",
            "Private fostering arrangements are visited.",
            "Foster carers are exempt from council tax.",
            "This report contains no exempt information.",
            "The private report to Cabinet in May was exempt.",
            "This section of the population is exempt from charges.",
            "The tender process is confidential until bids are opened.",
            "Interviews with the following groups were held in the same week.",
        ] {
            assert!(!of_itself(text, true) && !of_itself(text, false), "{text}");
        }
    }
}
