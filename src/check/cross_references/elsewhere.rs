//! Whether a reference in a text leads to another document: "section 3.2 of the Report", "Ofsted's recommendation 2".

use super::numbers::Target;
use super::read::{target_of, text};
use super::spelt::number_of;
use crate::check::answer::among;
use crate::check::words::Word;

/// Whether a reference is to a part of another document.
pub fn leads_elsewhere(words: &[Word<'_>], first: usize, end: usize, target: Target) -> bool {
    // After it: "of the Report", "to the Cabinet report", "in Appendix 3", "from the review"; a closing bracket between.
    let mut at = end;
    while words.get(at).is_some_and(|word| matches!(word.text, ")" | "”" | "\"")) {
        at += 1;
    }
    let after = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let document = match (after(at), after(at + 1)) {
        ("of" | "in" | "to" | "from" | "within", "this" | "these") => false,
        ("of" | "from", _) => true,
        ("in", "appendix" | "annex" | "schedule") => true,
        ("to" | "in" | "within", "the" | "that" | "its" | "their" | "a" | "an" | "our") => {
            names_document(&words[at + 2..])
        }
        _ => false,
    };
    // "Ofsted made Recommendation 2", "In Recommendation 5 the inspectors asked": somebody else's.
    let makers = target == Target::Recommendation && made_elsewhere(words, first);
    // "the Ombudsman's guidance at paragraph 4.5", but not "this report at paragraph 4.5".
    let back = |steps: usize| first.checked_sub(steps).map_or("", |at| text(words, at));
    let in_document = matches!(back(1), "at" | "in" | ",")
        && first >= 2
        && names_document(&words[first - 2..first - 1])
        && !matches!(back(3), "this" | "the");
    // "exempt under paragraph 3", "(exempt – paragraph 3)": of Schedule 12A.
    let exempt = target == Target::Section
        && words[first.saturating_sub(6)..first]
            .iter()
            .any(|word| matches!(word.lower.as_str(), "exempt" | "exemption" | "confidential" | "restricted"));
    // "a section 47 enquiry", "the section 151 officer".
    const STATUTORY: &[&str] = &[
        "accommodation",
        "aftercare",
        "agreement",
        "agreements",
        "application",
        "assessment",
        "assessments",
        "contributions",
        "duty",
        "duties",
        "enquiry",
        "enquiries",
        "funding",
        "grant",
        "investigation",
        "investigations",
        "money",
        "monies",
        "notice",
        "notices",
        "officer",
        "order",
        "orders",
        "report",
        "reports",
        "return",
        "returns",
        "services",
        "visit",
        "visits",
    ];
    let statutory = target == Target::Section && STATUTORY.contains(&after(at));
    // Before it: "the Act 1972, section 100D", "Appendix 3, Table 2", "Ofsted's recommendation 2", "DfE Table 5".
    let before = &words[first.saturating_sub(5)..first];
    let act = before.iter().any(|word| {
        matches!(word.text, "Act" | "Acts" | "Regulations" | "Order" | "Schedule" | "Code" | "SI" | "Constitution")
    });
    let part = before.windows(2).any(|pair| pair[0].text == "Part" && pair[1].is_number());
    let last = before.last();
    let possessive = last.is_some_and(|word| {
        word.lower.ends_with("'s")
            || (word.lower.ends_with("s'"))
            || matches!(word.lower.as_str(), "its" | "their" | "his" | "her")
    });
    let named = last.is_some_and(|word| {
        let starts = before.len() < 2 || matches!(before[before.len() - 2].text, "." | ":" | "?" | "!" | "“" | "(");
        let acronym = word.text.chars().filter(|one| one.is_uppercase()).count() > 1;
        word.is_word() && word.is_capital() && (acronym || !starts) && target_of(word).is_none()
    });
    // "Appendix 3, Table 2", but not "in Appendix 3, and Table 2".
    let appendix = |words: &[Word<'_>]| match words {
        [.., noun, number] => {
            target_of(noun) == Some(Target::Appendix) && number_of(number, Target::Appendix).is_some()
        }
        _ => false,
    };
    let close = match before {
        [rest @ .., comma] if comma.text == "," => rest,
        all => all,
    };
    let within = matches!(target, Target::Table | Target::Figure) && appendix(close);
    document
        || in_its_document(words, first)
        || statutory
        || act
        || part
        || possessive
        || named
        || within
        || makers
        || in_document
        || exempt
}

/// Whether the sentence around a recommendation is about those of somebody else.
fn made_elsewhere(words: &[Word<'_>], at: usize) -> bool {
    const MAKERS: &str = "ofsted cqc hmicfrs lgsco ombudsman inspector inspectors inspectorate inquiry coroner auditor auditors regulator \
        reviewer reviewers commissioner commissioners peers kpmg deloitte pwc ey consultants lga nao dfe government";
    let ends = |word: &Word<'_>| matches!(word.text, "." | "?" | "!");
    let from = words[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let to = words[at..].iter().position(ends).map_or(words.len(), |end| at + end);
    words[from..to].iter().any(|word| among(MAKERS, word.lower.trim_end_matches("'s").trim_end_matches('\'')))
}

/// "In its guidance the Government explains it in Table 5 and Annex C": the sentence begins with a document of somebody else.
fn in_its_document(words: &[Word<'_>], at: usize) -> bool {
    let ends = |word: &Word<'_>| matches!(word.text, "." | "?" | "!");
    let from = words[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let lower = |at: usize| text(words, at);
    if !matches!(lower(from), "in" | "throughout") {
        return false;
    }
    let owned = (from + 1..at.min(from + 5)).find(|at| {
        among("her his its their", lower(*at)) || lower(*at).ends_with("'s") || lower(*at).ends_with("s'")
    });
    owned.is_some_and(|owner| names_document(&words[owner + 1..at.min(owner + 5)]))
}

/// Whether words name a document: "Cabinet report of 16 April", "Children Act 1989".
fn names_document(words: &[Word<'_>]) -> bool {
    const DOCUMENTS: &[&str] = &[
        "report",
        "reports",
        "act",
        "acts",
        "regulations",
        "order",
        "schedule",
        "code",
        "constitution",
        "strategy",
        "plan",
        "policy",
        "review",
        "release",
        "guidance",
        "paper",
        "papers",
        "note",
        "budget",
        "agenda",
        "minutes",
        "standards",
        "agreement",
        "contract",
        "publication",
        "statistics",
        "framework",
    ];
    words.iter().take(8).take_while(|word| word.is_word()).any(|word| DOCUMENTS.contains(&word.lower.as_str()))
}
