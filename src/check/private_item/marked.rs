//! Markings that keep a paper or a part of it from the public: "NOT FOR PUBLICATION", "(exempt – paragraph 3)", "Confidential:".

use crate::check::answer::among;
use crate::check::markers::has_marker;
use crate::check::words::{Word, words};

/// What says that something is private.
const CORE: &str = "private exempt exempted confidential restricted official-sensitive";

/// What may stand beside it in a marking.
const BESIDE: &str = "and or item items report reports paper papers appendix appendices annex information session paragraph paragraphs \
    part ii of schedule 12a act to the under by virtue in is are strictly commercially commercial only members not for publication \
    from disclosure document section contains local government 1972 officers councillors a b c d e sensitive marked";

/// How many words a heading has at most.
const HEADING: usize = 14;

/// Titles of an agenda below which what is private stands, and nothing else.
const STANDING: &[&str] = &[
    "private business",
    "private items",
    "private session",
    "exempt business",
    "exempt items",
    "confidential items",
    "confidential business",
    "exempt and confidential items",
    "items of private business",
];

/// Whether a title has a marking such as "(exempt – paragraph 3)", before its subject, behind it or in brackets.
pub(super) fn title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let denies = ["not confidential", "not exempt", "not private", "not restricted", "non-exempt", "no exempt"];
    if STANDING.contains(&lower.trim().trim_end_matches('.')) || denies.iter().any(|words| lower.contains(words)) {
        return false;
    }
    not_for_publication(&lower)
        || in_confidence(&lower)
        || has_marker(text, CORE, BESIDE)
        || bracketed(&lower).any(|part| matches!(part, "part ii" | "part 2" | "pink"))
        || parts(&lower).any(|part| matches!(part.as_str(), "pink paper" | "pink papers"))
        || lower.ends_with(" exempt") && !lower.contains(" is ") && !lower.contains(" are ")
        || contains_exempt(&lower)
}

/// Whether a text of its own is nothing but a marking, opens with one, or is a heading that has one.
pub(super) fn line(text: &str) -> bool {
    let said: Vec<Word<'_>> = words(text).into_iter().filter(|word| word.is_word() || word.is_number()).collect();
    let only = is_marking(&said);
    // "RESTRICTED: for members only", "Confidential – the figures below …"
    let opening = text.replace(" - ", " – ");
    let first =
        opening.split([':', '–', '—']).next().filter(|first| first.len() < opening.len()).unwrap_or_default();
    let first_words: Vec<Word<'_>> = words(first).into_iter().filter(|word| word.is_word()).collect();
    let rest = opening.get(first.len()..).unwrap_or_default().to_lowercase();
    // "Confidential: a helpline" names what something is like.
    let of_the_paper = ["this ", "below", "report", "appendi", "shared", "disclos", "publish", "members"]
        .iter()
        .any(|word| rest.contains(word));
    let loud = first_words.len() > 1 || first.chars().all(|one| !one.is_lowercase());
    let opens = is_marking(&first_words) && !is_of_session(&first_words) && (loud || of_the_paper);
    let heading = said.len() <= HEADING && !text.trim_end().ends_with(['.', ';', ':', ',', '?', '!']);
    only || opens || heading && title(text)
}

/// Whether words are a marking and nothing else: one of them says that it is private, and no other tells of a subject.
fn is_marking(said: &[Word<'_>]) -> bool {
    let lower: Vec<&str> = said.iter().map(|word| word.lower.as_str()).collect();
    let text = lower.join(" ");
    let marks = lower.iter().any(|word| among(CORE, word))
        || not_for_publication(&text)
        || in_confidence(&text)
        || text.contains("commercially sensitive")
        || text.contains("commercially confidential");
    let denies = matches!(lower.first(), Some(&("no" | "none" | "non")))
        || lower.windows(2).any(|pair| pair[0] == "not" && among(CORE, pair[1]));
    marks
        && !denies
        && !STANDING.contains(&text.as_str())
        && lower.iter().all(|word| {
            among(CORE, word)
                || among(BESIDE, word)
                || among("confidence virtue 1 2 3 4 5 6 7 i iii", word)
                || word.parse::<u32>().is_ok()
        })
}

/// "Private session:" opens the notes of one; a marking says it of what follows.
fn is_of_session(said: &[Word<'_>]) -> bool {
    said.iter().any(|word| among("session sessions items", &word.lower))
}

fn not_for_publication(lower: &str) -> bool {
    lower.contains("not for publication")
}

/// "Commercial in confidence", "in strict confidence".
fn in_confidence(lower: &str) -> bool {
    ["commercial in confidence", "commercial-in-confidence", "in strict confidence", "in strictest confidence"]
        .iter()
        .any(|words| lower.contains(words))
}

/// "contains exempt information", in brackets or behind a dash.
fn contains_exempt(lower: &str) -> bool {
    [
        "contains exempt",
        "contains confidential",
        "with exempt appendi",
        "with confidential appendi",
        "with private appendi",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

/// What stands in brackets.
fn bracketed(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(['(', '[']).skip(1).map(|part| part.split([')', ']']).next().unwrap_or_default().trim())
}

/// What colons and dashes make of a title.
fn parts(lower: &str) -> impl Iterator<Item = String> {
    let dashed = lower.replace(" - ", " – ");
    dashed.split(['(', ')', ':', '–', '—', '|']).map(|part| part.trim().to_owned()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_that_something_is_private() {
        for text in [
            "Contract award (private)",
            "Contract award – EXEMPT",
            "Contract award (exempt – paragraph 3)",
            "Agency contract (not for publication)",
            "Confidential: complaint of a foster carer",
            "Exempt report: property disposal",
            "PRIVATE – staffing matter",
            "Staffing (Part II)",
            "Commercial terms (confidential appendix)",
            "Award of contract (private and confidential)",
            "Pink paper: Restructure of the senior team",
            "Exempt Appendix 3: Tender evaluation",
            "Contract award (contains exempt information)",
            "Tender evaluation – commercial in confidence",
        ] {
            assert!(title(text), "{text}");
        }
        for text in [
            "Private fostering annual report",
            "Exempt accommodation: a review",
            "Confidentiality policy",
            "Business rates: exempt properties",
            "Exclusion of the Press and Public",
            "Confidential helpline for staff",
            "Publication scheme",
            "Private Business",
            "Private rented sector licensing scheme",
            "Part 2: what was found",
        ] {
            assert!(!title(text), "{text}");
        }
    }

    #[test]
    fn a_line_of_its_own_marks_what_follows() {
        for text in [
            "NOT FOR PUBLICATION",
            "Not for publication by virtue of paragraph 3.",
            "Strictly private and confidential",
            "RESTRICTED: for members of the Board only.",
            "CONFIDENTIAL – the figures below must not be shared.",
            "Commercially sensitive information",
            "Exempt from publication under paragraph 2",
        ] {
            assert!(line(text), "{text}");
        }
        for text in [
            "Not confidential",
            "Confidential: a helpline for carers is open day and night.",
            "Private fostering: what was found",
            "Part 2",
            "In confidence, staff said that caseloads were too high.",
            "",
        ] {
            assert!(!line(text), "{text}");
        }
    }
}
