//! The works of a report's list of references.

use std::collections::BTreeMap;

use crate::check::passage::Passage;
use crate::check::words::{Word, is_little, words};
use crate::diagnostic::Span;
use crate::narrative::document::{Section, plain_text};
use crate::project::bibliography::Works;

/// A work of the list of references.
#[derive(Debug, Clone)]
pub struct Work {
    /// As it is listed: "Gibson, M. (2009)".
    pub listed: String,
    /// The year it is listed with, with a letter where it has one.
    pub year: String,
    /// Where it is listed.
    pub place: Span,
    /// Its key, where it stands in the report's bibliography.
    pub key: Option<String>,
}

/// Adds the works of the report's bibliography that have an author and a year.
pub fn add_bibliography(bibliography: &Works, works: &mut BTreeMap<String, Vec<Work>>) {
    for entry in bibliography.iter() {
        let first = entry.authors().and_then(|authors| authors.first());
        let (Some(first), Some(date)) = (first, entry.date_any()) else { continue };
        let surname = &first.name;
        let listed = format!("{surname} ({})", date.year);
        let place = bibliography.place(entry.key()).clone();
        let work = Work { listed, year: date.year.to_string(), place, key: Some(entry.key().to_owned()) };
        works.entry(name_of(&words(surname))).or_default().push(work);
    }
}

/// The works of a list of references, by author.
pub fn works(list: &[&Passage<'_>]) -> BTreeMap<String, Vec<Work>> {
    let mut works: BTreeMap<String, Vec<Work>> = BTreeMap::new();
    for (author, work) in list.iter().filter_map(|passage| listed(passage)) {
        // "Matthew Gibson (2009)" is cited as Gibson.
        if let Some((given, surname)) = author.split_once(' ')
            && !surname.contains(' ')
            && !given.contains('.')
        {
            works.entry(surname.to_owned()).or_default().push(work.clone());
        }
        works.entry(author).or_default().push(work);
    }
    works
}

/// Whether an item of a list is one of references and no sentence: the first author has initials after a comma, or a
/// point follows the year in brackets.
pub fn begins_a_reference(passage: &Passage<'_>) -> bool {
    let end = listed(passage).map_or(0, |(_, work)| work.listed.len());
    let words = passage.words();
    end > 0 && (has_initials(&words) || passage.text[end..].starts_with('.'))
}

/// "Gibson, M.": a surname, a comma, an initial or two.
fn has_initials(words: &[Word<'_>]) -> bool {
    let initial = |at: usize| words.get(at).is_some_and(|word| word.is_capital() && word.text.chars().count() <= 2);
    let comma = words.get(1).is_some_and(|word| word.text == ",");
    // "Gibson M (2009)".
    let bare = initial(1) && words.get(2).is_some_and(|word| matches!(word.text, "(" | "," | "." | "and" | "&"));
    comma && initial(2) || bare
}

/// The paragraphs of sections that are headed as a list of references, of literature or of sources.
pub fn list_of_references(sections: &[Section]) -> Vec<String> {
    let is_list = |heading: &str| {
        ["references", "bibliography", "sources", "literature"].iter().any(|word| heading.contains(word))
    };
    headed(sections, &is_list)
}

/// The paragraphs of sections that are headed as a list of what is cited, and of nothing else: "References".
pub fn list_of_cited(sections: &[Section]) -> Vec<String> {
    const HEADINGS: [&str; 6] = [
        "list of references",
        "literature cited",
        "reference list",
        "references",
        "references cited",
        "works cited",
    ];
    headed(sections, &|heading| HEADINGS.contains(&heading.trim_matches([' ', ':', '.'])))
}

/// The paragraphs of sections whose heading, in lower case, is such a one.
fn headed(sections: &[Section], is_list: &dyn Fn(&str) -> bool) -> Vec<String> {
    use crate::narrative::document::Block;
    fn collect(blocks: &[Block], into: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph { body } => into.push(plain_text(body)),
                Block::Numbered { body, .. } | Block::Exempt { body, .. } => collect(body, into),
                Block::List { items, .. } => items.iter().for_each(|item| collect(item, into)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for section in sections {
        let heading = plain_text(&section.heading).to_lowercase();
        if is_list(&heading) {
            collect(&section.body, &mut found);
        }
        found.extend(headed(&section.sections, is_list));
    }
    found
}

/// The author and the year that an item of a list of references begins with.
pub fn listed(passage: &Passage<'_>) -> Option<(String, Work)> {
    let words = passage.words();
    let bracket = words.iter().take(40).position(|word| word.text == "(");
    let bracketed = bracket.filter(|open| {
        words.get(open + 1).is_some_and(|word| is_year(word.text))
            && words.get(open + 2).is_some_and(|word| word.text == ")")
    });
    // "Gibson, M., 2009. Shame …": a year between the names and a point.
    let bare = || {
        let at = words.iter().take(40).position(|word| is_year(word.text))?;
        let before = at.checked_sub(1).is_some_and(|before| matches!(words[before].text, "," | "."));
        let after = words.get(at + 1).is_some_and(|word| matches!(word.text, "." | ","));
        (before && after && has_initials(&words)).then_some(at)
    };
    let (open, year, end) = match bracketed {
        Some(open) => (open, words.get(open + 1)?, open + 2),
        None => bare().and_then(|at| Some((at, words.get(at)?, at)))?,
    };
    let first = words.first().filter(|word| word.is_capital() && open > 0)?;
    // "Gibson, M. (2009)", "Russ, E. Lonne, B and Darlington, Y. (2009)": a surname and initials after a comma. An
    // organisation is all that stands before the year.
    let initials = has_initials(&words);
    let only_names = words[..open].iter().all(|word| {
        word.is_capital()
            || matches!(word.text, "," | "." | "&" | "-" | "–")
            || matches!(
                word.lower.as_str(),
                "and" | "in" | "of" | "for" | "the" | "et" | "al" | "de" | "van" | "von"
            )
    });
    if !only_names {
        return None;
    }
    let author = if initials { first.lower.clone() } else { name_of(&words[..open]) };
    let listed = passage.text.get(..words[end].range.end)?.to_owned();
    let place = passage.place(&(0..words[end].range.end));
    Some((author, Work { listed, year: year.lower.clone(), place, key: None }))
}

/// Names in lower case, without the `'s` of "Ward's (2015) study".
pub fn name_of(words: &[Word<'_>]) -> String {
    let names: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| surname(&word.lower)).collect();
    names.join(" ")
}

/// A word of a name without its `'s`.
pub fn surname(lower: &str) -> &str {
    lower.strip_suffix("'s").unwrap_or(lower)
}

/// Whether a word is short for the name of an organisation, both in lower case: "dfe" for "department for education".
pub fn is_acronym(short: &str, name: &str) -> bool {
    let initials = |all: bool| -> String {
        name.split(' ').filter(|word| all || !is_little(word)).filter_map(|word| word.chars().next()).collect()
    };
    short.len() > 1 && name.contains(' ') && (short == initials(true) || short == initials(false))
}

/// The works of an author, who may be an organisation that is cited by its initials.
pub fn of_author<'a>(works: &'a BTreeMap<String, Vec<Work>>, author: &str) -> Option<(&'a String, &'a Vec<Work>)> {
    works.get_key_value(author).or_else(|| works.iter().find(|(name, _)| is_acronym(author, name)))
}

/// The letters that tell works of one author and year apart.
pub const LETTERS: [char; 5] = ['a', 'b', 'c', 'd', 'e'];

/// "2016", "2016a".
pub fn is_year(text: &str) -> bool {
    let digits = text.trim_end_matches(LETTERS);
    digits.len() == 4 && text.len() <= 5 && digits.parse::<u32>().is_ok_and(|year| (1800..2200).contains(&year))
}
