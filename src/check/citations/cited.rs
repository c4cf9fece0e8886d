//! Citations as they stand in a text: "Gibson (2016)", "(Gibson, 2016)", "a 2016 study by Gibson".

use std::collections::BTreeMap;

use crate::check::answer::among;
use crate::check::citations::list::{Work, is_year, name_of};
use crate::check::citations::nobody::of_nobody;
use crate::check::citations::prose::in_prose;
use crate::check::words::{Word, is_little};

/// A citation in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Citation {
    /// The first author's name, or the organisation's, in lower case.
    pub author: String,
    /// The year it is cited with.
    pub year: String,
    /// The index of its first word.
    pub first: usize,
    /// The index of its last word.
    pub last: usize,
    /// How sure it is that it is one.
    pub form: Form,
}

/// How a citation stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "(Name, 2016)": it cannot be anything else.
    Bracketed,
    /// "Name (2016) has shown": what only authors do.
    Told,
    /// It is one if the list has such an author.
    Other,
}

/// The citations of a text.
pub fn citations(words: &[Word<'_>], works: &BTreeMap<String, Vec<Work>>) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    // The word after the bracket or the semicolon that a citation in brackets begins after.
    let mut begin = 0;
    for (at, word) in words.iter().enumerate() {
        match word.text {
            "(" | "[" => {
                depth += 1;
                begin = at + 1;
            }
            ")" | "]" => depth = depth.saturating_sub(1),
            ";" => begin = at + 1,
            text if is_year(text) => {
                let next = words.get(at + 1).map_or("", |next| next.text);
                // "Ward (2013)", "Ward (2013, p. 4)".
                let paged = matches!(next, "," | ":")
                    && words.get(at + 2).is_some_and(|word| {
                        word.is_number() || matches!(word.lower.as_str(), "p" | "pp" | "page" | "pages" | "chapter")
                    });
                let alone =
                    at > 0 && matches!(words[at - 1].text, "(" | "[") && (matches!(next, ")" | "]") || paged);
                let cited = if alone {
                    before_bracket(words, at, works).or_else(|| in_prose(words, at, works))
                } else if depth > 0 && matches!(next, ")" | "]" | ";" | ":" | ",") {
                    in_brackets(words, begin, at, works).or_else(|| in_prose(words, at, works))
                } else {
                    in_prose(words, at, works)
                };
                let cited = cited.or_else(|| of_nobody(words, at, works).filter(|_| alone));
                let cited = cited.or_else(|| with_another_year(words, at, found.last()));
                found.extend(cited);
            }
            _ => {}
        }
    }
    found
}

/// "As two studies by Turner show (2011, 2015)": the second year of the same author.
fn with_another_year(words: &[Word<'_>], year: usize, before: Option<&Citation>) -> Option<Citation> {
    let joint = year.checked_sub(1).filter(|at| among(", and ;", words[*at].text))?;
    let first = joint.checked_sub(1)?;
    let before = before.filter(|one| one.year == words[first].lower && (first..=first + 1).contains(&one.last))?;
    Some(Citation {
        author: before.author.clone(),
        year: words[year].lower.clone(),
        first: year,
        last: year,
        form: Form::Other,
    })
}

/// "Gibson (2016)", "Searle and Patent (2013)", "Healy et al (2009)", "Research in Practice (2015)".
fn before_bracket(words: &[Word<'_>], year: usize, works: &BTreeMap<String, Vec<Work>>) -> Option<Citation> {
    let end = year - 1;
    let citation = |first: usize, author: String| Citation {
        author,
        year: words[year].lower.clone(),
        first,
        last: year + 1,
        form: Form::Other,
    };
    // The longest name of the list that stands before the year, with further authors between.
    let mut at = end;
    while at > 0 && end - at < 12 {
        at -= 1;
        let word = &words[at];
        let belongs = word.is_capital()
            || matches!(word.lower.as_str(), "and" | "et" | "al" | "in" | "of" | "for" | "the" | "," | "." | "&")
            // "Healy and her colleagues (2011)".
            || among("authors co-authors co-workers colleagues her his others their", &word.lower);
        if !belongs {
            break;
        }
        let author = (at + 1..=end)
            .rev()
            .find_map(|to| Some(name_of(&words[at..to])).filter(|name| works.contains_key(name)));
        // A surname alone must be the first of the names: "Meagher" in "Healy, Meagher and Cullin (2009)" is not.
        let starts = at == 0 || !goes_on_before(&words[..at]) && !is_longer_name(words, at, end, works);
        if let Some(author) = author.filter(|_| starts && word.is_capital()) {
            return Some(citation(at, author));
        }
    }
    None
}

/// Whether a surname is the last word of a longer name that is none of its author's: "Radford Ward (2023)", where the list has
/// "Ward, A."; "Andrew Ward (2023)" is.
fn is_longer_name(words: &[Word<'_>], at: usize, end: usize, works: &BTreeMap<String, Vec<Work>>) -> bool {
    const PLACES: &str =
        "bridge brook church field ford green hall hill house lane park road school street ward wood";
    if end != at + 1 || at == 0 {
        return false;
    }
    let before = &words[at - 1];
    let opens = at == 1 || matches!(words[at - 2].text, "." | "?" | "!" | ":");
    let capital = before.is_word() && before.is_capital() && !is_little(&before.lower);
    // The first word of a sentence has a capital, whatever it is.
    if !capital || opens && !among(PLACES, &words[at].lower) {
        return false;
    }
    let initial = |work: &Work| {
        let after = work.listed.split_once(',').map(|(_, rest)| rest.trim_start());
        after.and_then(|rest| rest.chars().next())
    };
    let first = before.text.chars().next();
    works.get(&name_of(&words[at..end])).is_some_and(|works| {
        works.iter().all(|work| initial(work).is_some_and(|one| one.is_uppercase() && Some(one) != first))
    })
}

/// Whether more names stand before: "Healy, Meagher and".
fn goes_on_before(words: &[Word<'_>]) -> bool {
    match words {
        [.., name, joint] => {
            name.is_capital() && name.is_word() && matches!(joint.lower.as_str(), "and" | "," | "&")
        }
        _ => false,
    }
}

/// Bodies that meet, and times of the year, which write nothing.
const NO_AUTHORS: &str = "assembly autumn board boards cabinet christmas commission committee committees congress council easter election executive \
    forum panel parliament partnership scrutiny senate session spring summer winter";

/// "(Gibson, 2016)", "(Curtis, et al. 2010; Ward 2014)", "(see Baginsky, 2013)".
fn in_brackets(
    words: &[Word<'_>],
    begin: usize,
    year: usize,
    works: &BTreeMap<String, Vec<Work>>,
) -> Option<Citation> {
    let mut first = begin;
    while words.get(first).is_some_and(|word| {
        matches!(word.lower.as_str(), "see" | "cf" | "e.g" | "also" | "," | "." | "for" | "example" | "eg")
    }) {
        first += 1;
    }
    let names = words.get(first..year)?;
    let head = names.first().filter(|word| word.is_capital() && word.is_word())?;
    let only_names = names.iter().all(|word| {
        (word.is_capital() && word.is_word())
            || matches!(word.lower.as_str(), "," | "." | "and" | "&" | "et" | "al" | "in" | "of" | "for" | "the")
    });
    if !only_names || names.len() > 14 {
        return None;
    }
    let whole = name_of(names);
    let author = if works.contains_key(&whole) { whole } else { head.lower.clone() };
    // "(April, 2016)", "(Cabinet, 2017)", "(Summer, 2017)": when it was, or who met.
    let nobody = crate::check::dates::month(head.text).is_some() || among(NO_AUTHORS, &head.lower);
    // "(Name, 2016)", "(Name and Name, 2016)" and "(Name et al. 2016)" are citations whoever wrote them.
    let comma = names.last().is_some_and(|word| word.text == ",")
        && (names.len() == 2 || names.len() == 4 && among("and &", &names[1].lower));
    let et_al = names.iter().any(|word| word.lower == "al");
    let form = if !nobody && (comma || et_al) { Form::Bracketed } else { Form::Other };
    Some(Citation { author, year: words[year].lower.clone(), first, last: year, form })
}
