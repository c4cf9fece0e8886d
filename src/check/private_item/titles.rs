//! Titles and markings that say that something is private: "(exempt – paragraph 3)", "Not for publication".

use crate::check::answer::among;
use crate::check::markers::has_marker;
use crate::check::private_item::kept::CONTENT;
use crate::check::words::{Word, lower, words};

/// What says that something is private.
const CORE: &str = "private exempt confidential restricted official-sensitive";

/// What may stand beside it in a marker.
const BESIDE: &str = "item items report reports paper papers appendix appendices annex information business session section \
    paragraph paragraphs part ii of schedule 12a to the under by virtue and strictly commercially commercial only members in \
    is are from contains containing contain includes including not for publication disclosure release local government act 1972 \
    highly staff board committee council copy circulation";

/// Whether a title has a marking such as "(exempt – paragraph 3)".
pub fn marked_private(title: &str) -> bool {
    let lower = title.to_lowercase();
    // The standing heading of the part of a meeting that is private, and a title that asks whether anything is.
    if is_heading_of_part(&lower) || asks_whether(&lower) {
        return false;
    }
    let phrases = [
        "not for publication",
        "not open to the public",
        "not open to the press",
        "closed to the public",
        "not to be published",
        "press and public excluded",
        "public excluded",
        "pink paper",
        "pink report",
        "commercial in confidence",
        "commercial-in-confidence",
        "in strict confidence",
        "in confidence)",
        "in closed session",
        "in private session",
        "behind closed doors",
        "members only",
    ];
    let bracketed = |one: &str| {
        title
            .split(['(', '['])
            .skip(1)
            .any(|part| part.split([')', ']']).next().unwrap_or_default().to_lowercase().trim() == one)
    };
    let trimmed = lower.trim_end_matches([')', ']', '.', ' ']);
    phrases.iter().any(|words| lower.contains(words))
        || names_private_paper(&lower)
        || trimmed.ends_with(" in private")
        || has_marker(title, CORE, BESIDE)
        // "Bidder scores – commercially sensitive".
        || has_marker(title, "sensitive", "commercially information and confidential contains highly")
        || ["part ii", "part 2", "part b", "pink"].iter().any(|one| bracketed(one))
}

/// "Exempt items (if any)", "To decide whether any items should be taken in private".
fn asks_whether(lower: &str) -> bool {
    ["if any", "whether ", "any business", "any exempt", "any item", "any private"]
        .iter()
        .any(|words| lower.contains(words))
}

/// "Confidential report on the waste contract": a private paper by its name; not "Private housing report".
fn names_private_paper(lower: &str) -> bool {
    let words = words(lower);
    let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    among(CORE, word(0))
        && among("annex appendices appendix briefing item note paper report update", word(1))
        && among("about by for from of on regarding to", word(2))
}

/// Whether a title is "Private business" or "Exempt items: None", in small letters: a heading, and nothing of which it is said.
pub fn is_heading_of_part(lower: &str) -> bool {
    let words = words(lower);
    let mut said: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
    // "Private Business: Nil".
    said.truncate(said.len() - usize::from(said.last().is_some_and(|last| matches!(*last, "nil" | "none"))));
    matches!(
        said.as_slice(),
        ["private" | "exempt" | "confidential", "business" | "items" | "session" | "matters" | "agenda"]
            | [
                "private" | "exempt" | "confidential",
                "and",
                "private" | "exempt" | "confidential",
                "business" | "items" | "matters"
            ]
            | ["items" | "business", "in", "private"]
    )
}

/// Whether a whole paragraph or heading is a marking, or begins with one in capitals: "NOT FOR PUBLICATION", "Strictly
/// private and confidential", "RESTRICTED: for members only".
pub fn is_marking(text: &str) -> bool {
    let cut = text.find([':', '–', '—']).or_else(|| text.find(" - ")).unwrap_or(text.len());
    let (first, rest) = text.split_at(cut);
    let shouted = first.chars().any(char::is_uppercase) && !first.chars().any(char::is_lowercase);
    let whole = |part: &str| {
        let lower = part.to_lowercase();
        let said = words(&lower);
        let said: Vec<&str> = said.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
        // "Exempt information" is a heading under which most papers say that there is none.
        let formula =
            matches!(said.as_slice(), ["exempt" | "confidential", "information"]) || is_heading_of_part(&lower);
        let kept = lower.starts_with("not for publication") || lower.starts_with("commercial in confidence");
        let short = said.len() <= 12 && !lower.contains(['(', '[']);
        !formula && short && (kept || has_marker(&part.replace([':', '–', '—'], " "), CORE, BESIDE))
    };
    let sensitive = matches!(
        text.trim_end_matches('.').to_lowercase().as_str(),
        "commercially sensitive" | "commercially sensitive information" | "commercially confidential"
    );
    let all = text.trim_end_matches('.');
    let few = words(all).iter().filter(|word| word.is_word()).count() <= 8;
    // "Part II – private section".
    let second = few
        && !rest.is_empty()
        && marker_of_part(first)
        && whole(rest.trim_start_matches([':', '–', '—', '-', ' ']));
    sensitive || second || whole(all) || shouted && whole(first) && !rest.is_empty()
}

/// Whether a heading begins with a marking: "Confidential: advice of leading counsel". Of a list "Private: nurseries" may be an item.
pub fn is_marked_heading(text: &str) -> bool {
    let cut = text.find([':', '–', '—']).or_else(|| text.find(" - "));
    let Some(cut) = cut.filter(|_| !text.trim_end().ends_with(['.', '?', '!', ':'])) else { return false };
    let first = words(&text[..cut]);
    words(text).len() <= 16
        && first.iter().any(|word| among(CORE, &word.lower))
        && (first.len() > 1 || first[0].lower != "private")
        && whole_of(&first)
}

/// Whether a heading ends with a marking in brackets, "Prices (exempt information)". "Fees (private)" are those of private nurseries, and
/// "Households (exempt)" need not pay: of such a word alone what stands before it has to be what a paper keeps back.
pub fn has_bracket(heading: &str) -> bool {
    const SURE: &str = "information not paragraph publication";
    let Some((head, bracket)) = heading.trim().strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return false;
    };
    let marking = words(bracket);
    let has = |list: &str| marking.iter().any(|word| among(list, &word.lower));
    let kept =
        words(head).iter().any(|word| among(CONTENT, &word.lower) && !among("business fees rates", &word.lower));
    let sure = has(SURE)
        && (has("exempt confidential restricted") || bracket.to_lowercase().starts_with("not for publication"));
    let alone = marking.iter().all(|word| among("confidential exempt restricted strictly", &word.lower));
    marked_private(heading) && (sure || alone && kept)
}

/// Whether a text asks a meeting to agree minutes that it calls private: "To agree the exempt minutes of the last meeting".
pub fn agrees_private_minutes(text: &str) -> bool {
    let words = words(text);
    let agrees = (0..words.len()).any(|at| {
        among("agree approve confirm sign", lower(&words, at))
            && lower(&words, at + 1) == "the"
            && among("confidential exempt private restricted", lower(&words, at + 2))
            && lower(&words, at + 3) == "minutes"
    });
    // "Exempt minutes of the meeting of 9 February".
    let named = among("confidential exempt private restricted", lower(&words, 0))
        && lower(&words, 1) == "minutes"
        && among(" : ( – from held of", lower(&words, 2))
        && (lower(&words, 2) != "of"
            || among("last meeting previous the", lower(&words, 3))
            || words.iter().any(Word::is_number));
    (agrees || named) && !words.iter().any(|word| among("below if no nil none public see", &word.lower))
}

/// Whether the title of an appendix says that what is in it is sensitive: "Commercially sensitive tender scores"; not "How commercially
/// sensitive information is handled".
pub fn names_sensitive(title: &str) -> bool {
    const RULES: &str = "classifying code guidance guide handle handled handles handling how manage managing policy procedure protocol \
        redacting review rules sharing storing training";
    let words = words(title);
    let sensitive = words.windows(2).any(|pair| {
        among("commercially legally politically", &pair[0].lower)
            && among("confidential privileged sensitive", &pair[1].lower)
    });
    sensitive && !words.iter().any(|word| among(RULES, &word.lower) || among("no non not without", &word.lower))
}

/// Whether every word of what stands before a colon is one of a marking: "Restricted information".
fn whole_of(first: &[Word<'_>]) -> bool {
    const BESIDE: &str = "advice and annex appendix bids figures for information item legal letter matter not opinion paper prices \
        publication report section strictly terms valuation";
    first.len() <= 4 && first.iter().all(|word| among(CORE, &word.lower) || among(BESIDE, &word.lower))
}

fn marker_of_part(first: &str) -> bool {
    matches!(first.trim().to_lowercase().as_str(), "part ii" | "part 2" | "part b")
}

/// Whether a marking keeps a paper from the public.
pub fn restricts(marking: &str) -> bool {
    let lower = marking.to_lowercase();
    let not_for = [
        "not for publication",
        "exempt",
        "confidential",
        "in confidence",
        "restricted",
        "private",
        "sensitive",
        "secret",
    ];
    not_for.iter().any(|words| lower.contains(words)) && !lower.contains("draft") && !lower.starts_with("not ")
        || lower.contains("not for publication")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_that_they_are_private() {
        for title in [
            "Contract award (private)",
            "Contract award – EXEMPT",
            "Contract award (exempt – paragraph 3)",
            "Agency contract (not for publication)",
            "Confidential: complaint of a foster carer",
            "Exempt report: property disposal",
            "PRIVATE – staffing matter",
            "Staffing (Part II)",
            "Commercial terms (confidential appendix)",
            "Contract award (contains exempt information)",
            "Award of contract (private and confidential)",
            "Confidential Appendix – Tender evaluation",
            "Pink paper: Restructure",
            "Lease of the hotel – commercially sensitive",
            "Confidential report on the waste contract",
            "Exempt appendix to the report on land",
            "Claim – not open to the public",
        ] {
            assert!(marked_private(title), "{title}");
        }
        for title in [
            "Private fostering annual report",
            "Exempt accommodation: a review",
            "Confidentiality policy",
            "Business rates: exempt properties",
            "Exclusion of the Press and Public",
            "Confidential helpline for staff",
            "Publication scheme",
            "Private Business",
            "Private Business: Nil",
            "Exempt items",
            "Confidential items - None",
            "Exempt items (if any)",
            "To decide whether any items should be taken in private.",
            "Private rented sector licensing scheme",
            "Sensitive lets policy",
        ] {
            assert!(!marked_private(title), "{title}");
        }
    }

    #[test]
    fn a_paragraph_is_a_marking() {
        for text in [
            "NOT FOR PUBLICATION",
            "CONFIDENTIAL",
            "Strictly private and confidential",
            "Confidential – not for publication",
            "CONFIDENTIAL – the figures below must stay within the Council.",
            "RESTRICTED: for members of the Board only.",
            "Not for publication by virtue of paragraph 3.",
            "Part II – private section",
            "Commercially sensitive information",
            "Exempt report",
        ] {
            assert!(is_marking(text), "{text}");
        }
        for text in [
            "Exempt information",
            "Private business",
            "Private fostering",
            "Confidential helpline",
            "PRIVATE FOSTERING – the numbers rose.",
            "Confidentiality",
            "Private and voluntary sector",
            "Members of the Board",
            "",
        ] {
            assert!(!is_marking(text) && !is_marked_heading(text), "{text}");
        }
        for text in ["Exempt: terms offered to the developer", "Restricted information – rents of the stalls"] {
            assert!(is_marked_heading(text), "{text}");
        }
        assert!(!is_marked_heading("Private: nurseries") && !is_marked_heading("Exempt: it is to be kept."));
    }

    #[test]
    fn headings_end_with_a_marking() {
        for heading in [
            "Prices (exempt information)",
            "Prices (exempt)",
            "What is proposed (exempt – paragraph 3)",
            "Legal advice (confidential)",
            "Our position (not for publication)",
        ] {
            assert!(has_bracket(heading), "{heading}");
        }
        for heading in [
            "Fees (private)",
            "Households (exempt)",
            "Business rates (exempt)",
            "Helpline (confidential)",
            "Prices (private providers)",
            "Information (exempt accommodation)",
            "Prices",
        ] {
            assert!(!has_bracket(heading), "{heading}");
        }
    }

    #[test]
    fn an_appendix_may_be_called_sensitive() {
        for title in [
            "Appendix with commercially sensitive tender scores",
            "Commercially sensitive prices of the bidders",
            "Legally privileged advice",
            "Appendix 2: commercially confidential terms",
            "Rents (commercially sensitive)",
        ] {
            assert!(names_sensitive(title), "{title}");
        }
        for title in [
            "How commercially sensitive information is handled",
            "Policy on commercially confidential material",
            "Tender scores without commercially sensitive prices",
            "Sensitive habitats along the river",
            "Commercial waste",
        ] {
            assert!(!names_sensitive(title), "{title}");
        }
    }

    #[test]
    fn private_minutes_are_agreed_in_private() {
        for text in [
            "To agree the private minutes of the meeting held on 5 March 2026 (not for publication)",
            "To agree the confidential minutes of the last meeting",
            "To approve the exempt minutes",
            "Exempt minutes of the meeting of 9 February 2026",
            "Confidential minutes",
            "Private minutes of the last meeting",
            "Exempt minutes (9 February 2026)",
            "Restricted minutes – 9 February 2026",
        ] {
            assert!(agrees_private_minutes(text), "{text}");
        }
        for text in [
            "To agree the minutes of the last meeting",
            "To agree the public minutes; the private minutes are under private business",
            "To agree the minutes of the Private Hire Panel",
            "Private minutes: none",
            "Exempt minutes – see private business below",
            "Confidential minutes policy",
            "Exempt minutes of schools",
            "Private minute books",
            "If the public is not excluded, to agree the private minutes without discussion",
        ] {
            assert!(!agrees_private_minutes(text), "{text}");
        }
    }

    #[test]
    fn markings_that_keep_a_paper_from_the_public_are_known() {
        for marking in [
            "Restricted",
            "Confidential",
            "NOT FOR PUBLICATION",
            "Private",
            "Exempt – paragraph 3",
            "Official-Sensitive",
        ] {
            assert!(restricts(marking), "{marking}");
        }
        for marking in ["Draft", "Draft – confidential until agreed", "Public", "Final", ""] {
            assert!(!restricts(marking), "{marking}");
        }
    }
}
