//! References as they stand in a text, and whether they lead to another document.

use super::numbers::Target;
use crate::check::words::Word;

/// A reference in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it refers to.
    pub target: Target,
    /// The word that names the target, as it is written.
    pub noun: String,
    /// Each number, with the index of its word.
    pub numbers: Vec<(String, usize)>,
    /// The index of the word that names the target.
    pub first: usize,
    /// Whether it leads to another document.
    pub foreign: bool,
}

/// What a word names, and whether it is written with a capital or not at all.
fn target_of(word: &Word<'_>) -> Option<Target> {
    Some(match word.lower.as_str() {
        "appendix" | "appendices" | "annex" | "annexes" => Target::Appendix,
        "section" | "sections" | "paragraph" | "paragraphs" | "para" | "paras" => Target::Section,
        "table" | "tables" if word.is_capital() => Target::Table,
        "figure" | "figures" | "chart" | "charts" if word.is_capital() => Target::Figure,
        "recommendation" | "recommendations" => Target::Recommendation,
        _ => return None,
    })
}

/// The references of a text; where paragraphs are `lettered`, "3(a)" may be one of them.
pub fn references(words: &[Word<'_>], lettered: bool) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // "figure 3" may be anything; "see figure 3" and "(figure 3)" are one of the report.
        let led_to = at > 0 && matches!(words[at - 1].lower.as_str(), "(" | "see");
        let exhibit = || match word.lower.as_str() {
            "table" | "tables" if led_to => Some(Target::Table),
            "figure" | "figures" | "chart" | "charts" if led_to => Some(Target::Figure),
            _ => None,
        };
        let Some(target) = target_of(word).or_else(exhibit) else { continue };
        let (numbers, end, whole) = numbers(words, at + 1, target, lettered);
        if numbers.is_empty() || !whole {
            continue;
        }
        let foreign = leads_elsewhere(words, at, end, target);
        found.push(Reference { target, noun: word.text.to_owned(), numbers, first: at, foreign });
        ends.push(end);
    }
    // "paragraph 4.3 and Table 2 of the strategy": what is joined to a part of another document is one as well.
    for at in (1..found.len()).rev() {
        let text = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
        let of = matches!(text(ends[at]), "of" | "from") && !matches!(text(ends[at] + 1), "this" | "these");
        let between = ends[at - 1]..found[at].first;
        let joined = (1..=2).contains(&between.len())
            && between.clone().all(|at| matches!(text(at), "," | "and" | "or" | "&"));
        if found[at].foreign && joined && of {
            found[at - 1].foreign = true;
            ends[at - 1] = ends[at];
        }
    }
    found
}

/// The numbers after a word, the index of the word after them, and whether they are numbers of a report at all
/// ("100A(4)" is one of an act).
fn numbers(words: &[Word<'_>], from: usize, target: Target, lettered: bool) -> (Vec<(String, usize)>, usize, bool) {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut at = from;
    let mut range_from: Option<String> = None;
    while let Some(word) = words.get(at) {
        let Some(mut number) = number_of(word, target) else {
            // "section 100A(4)", "section 17A": of an act.
            return (found, at, !word.is_number() || !matches!(target, Target::Section));
        };
        at += 1;
        // "section 7(4)": a subsection of an act; "recommendation 1(a)" is one of ours.
        let bracket = words.get(at).is_some_and(|next| next.text == "(" && next.range.start == word.range.end);
        let letter = words.get(at + 1).filter(|_| bracket && lettered && target == Target::Section);
        let letter =
            letter.filter(|one| one.text.len() <= 4 && one.text.bytes().all(|one| one.is_ascii_lowercase()));
        if let (Some(letter), Some(")")) = (letter, words.get(at + 2).map(|word| word.text)) {
            number.push_str(letter.text);
            at += 3;
        } else if bracket && target == Target::Section && !number.contains('.') {
            return (found, at, false);
        }
        match range_from.take() {
            Some(first) => found.extend(between(&first, &number).into_iter().map(|one| (one, at - 1))),
            None => found.push((number.clone(), at - 1)),
        }
        // "1) a", "1 (a)": the letters of nested recommendations are looked for with their number where they are glued.
        while words.get(at).is_some_and(|next| next.text == ")") && target == Target::Recommendation {
            at += 1;
        }
        let Some(joined) = words.get(at) else { break };
        let mut next = at + 1;
        if joined.text == "," && words.get(next).is_some_and(|word| matches!(word.lower.as_str(), "and" | "or")) {
            next += 1;
        }
        let goes_on = words.get(next).is_some_and(|word| number_of(word, target).is_some())
            // "Table 1, 2025" and "section 4 and 12 posts" do not go on.
            && !words.get(next + 1).is_some_and(|after| after.is_word() && !is_joint(after) && joined.text == ",");
        match joined.lower.as_str() {
            "to" | "–" | "-" if goes_on && plural(words.get(from - 1)) => range_from = Some(number),
            "," | "and" | "or" | "&" if goes_on && plural(words.get(from - 1)) => {}
            _ => break,
        }
        at = next;
    }
    (found, at, true)
}

fn is_joint(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "and" | "or" | "to" | "of" | "in" | "is" | "are" | "show" | "shows")
}

/// Whether a word names several: "Appendices", "sections".
fn plural(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|word| word.lower.ends_with('s'))
}

/// The number of a part: "3", "3.12", "4.5.1", "1a"; a letter for an appendix.
fn number_of(word: &Word<'_>, target: Target) -> Option<String> {
    let text = word.text;
    if target == Target::Appendix && text.len() == 1 && word.is_capital() && text != "I" {
        return Some(text.to_lowercase());
    }
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    let plain = !digits.is_empty()
        && digits.bytes().all(|one| one.is_ascii_digit() || one == b'.')
        && digits.len() <= 8
        && digits.split('.').all(|part| !part.is_empty() && part.len() <= 3);
    let lettered = letters == 0 || (letters <= 4 && target == Target::Recommendation);
    (plain && lettered).then(|| text.to_lowercase())
}

/// The numbers after the first up to the last, which belong to the same section: 3.1, 3.4 → 3.2, 3.3, 3.4.
fn between(first: &str, last: &str) -> Vec<String> {
    let split = |number: &str| {
        let (major, minor) = number.rsplit_once('.').map_or(("", number), |(major, minor)| (major, minor));
        Some((major.to_owned(), minor.parse::<usize>().ok()?))
    };
    match (split(first), split(last)) {
        (Some((one, from)), Some((other, to))) if one == other && from < to && to - from <= 100 => {
            let numbers = (from + 1)..=to;
            numbers
                .map(|number| if one.is_empty() { number.to_string() } else { format!("{one}.{number}") })
                .collect()
        }
        _ => vec![last.to_owned()],
    }
}

/// Whether a reference is to a part of another document.
fn leads_elsewhere(words: &[Word<'_>], first: usize, end: usize, target: Target) -> bool {
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
        ("above" | "below", _) => false,
        _ => false,
    };
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
    document || statutory || act || part || possessive || named || within
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
