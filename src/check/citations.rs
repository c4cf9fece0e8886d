//! `citations`: a work that is cited with another year than it is listed with.

use std::collections::BTreeMap;

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::words::{Word, words};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::{Section, plain_text};
use crate::project::bibliography::Works;
use crate::project::fields::FieldEntry;

/// A work that is cited with another year than the list of references has, or that the list does not have.
pub const RULE: Rule = Rule {
    name: "citations",
    severity: Severity::Error,
    summary: "a work cited with another year than the report's own list of references has",
    explanation: "\
Compares every citation of author and year with the list of references, where the report has one: a list whose items
begin with authors and a year, \"Healy, K., Meagher, G. and Cullin, J. (2009). Retaining novices …\", \"Gibson M (2009)\", \"Gibson, M.,
2009.\" Read are \"Gibson (2016)\", \"Gibson's (2016) study\", \"Gibson and colleagues (2016)\", \"a 2016 study by Gibson\", \"(Gibson, 2016)\", \"(Gibson 2016)\", \"(Healy et al, 2009; Ward, 2014)\" and organisations, \"(Research
in Practice, 2015)\".

For example: \"Gibson (2016) found …\" where the list has \"Gibson, M. (2009)\".

A work in brackets with a comma, \"(Smith, 2016)\", whose author the list does not have at all is found as well, if the
report has at least two other citations that it does have. Other words before a year, such as \"Warwickshire (2025)\" or
\"(March 2018)\", are no citations.

Where the report has a bibliography, citations with a key (`[@gibson2016]`) cannot differ from it and are not read; one
that is typed by hand all the same is found whether its year is right or not.

Source: a research paper appended to a published Cabinet Member report.",
    needs_whole: false,
    run: find,
};

/// A work of the list of references.
#[derive(Debug, Clone)]
struct Work {
    /// As it is listed: "Gibson, M. (2009)".
    listed: String,
    year: String,
    place: Span,
    /// Its key, where it stands in the report's bibliography.
    key: Option<String>,
}

/// A citation in the text.
#[derive(Debug, PartialEq, Eq)]
struct Citation {
    /// The first author's name, or the organisation's, in lower case.
    author: String,
    year: String,
    /// From the name to the year, in words.
    first: usize,
    last: usize,
    /// "(Name, 2016)": it cannot be anything else.
    unmistakable: bool,
}

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let lists = list_of_references(&paper.narrated.document.sections);
    // Works may also stand among the documents of the front page.
    let documents: Vec<&Span> = paper
        .report
        .fields
        .iter()
        .filter_map(
            |(_, field)| if let FieldEntry::Documents(documents, _) = field { Some(documents) } else { None },
        )
        .flat_map(|documents| documents.iter().map(|document| &document.title.span))
        .collect();
    let (list, texts): (Vec<_>, Vec<_>) = paper.passages.iter().partition(|passage| {
        lists.contains(&passage.text)
            || documents.contains(&&passage.source.span)
            || (passage.part == Part::Item && begins_a_reference(passage))
    });
    let mut works = works(&list);
    if let Some(bibliography) = paper.report.bibliography.as_ref().and_then(|entry| entry.works.as_deref()) {
        add_bibliography(bibliography, &mut works);
    }
    judge(&works, &texts, paper.narrated.document.references.len())
}

/// Adds the works of the report's bibliography that have an author and a year.
fn add_bibliography(bibliography: &Works, works: &mut BTreeMap<String, Vec<Work>>) {
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
fn works(list: &[&Passage<'_>]) -> BTreeMap<String, Vec<Work>> {
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
fn begins_a_reference(passage: &Passage<'_>) -> bool {
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

/// The paragraphs of sections that are headed as a list of references.
fn list_of_references(sections: &[Section]) -> Vec<String> {
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
        if ["references", "bibliography", "sources", "literature"].iter().any(|word| heading.contains(word)) {
            collect(&section.body, &mut found);
        }
        found.extend(list_of_references(&section.sections));
    }
    found
}

/// Compares the citations of texts with the works; `known` citations need no comparison, since they have keys.
fn judge(works: &BTreeMap<String, Vec<Work>>, texts: &[&Passage<'_>], mut known: usize) -> Vec<Diagnostic> {
    if works.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut unlisted = Vec::new();
    for passage in texts {
        let words = passage.words();
        for citation in citations(&words, works) {
            let range = words[citation.first].range.start..words[citation.last].range.end;
            let Some(of_author) = works.get(&citation.author) else {
                if citation.unmistakable {
                    let name = passage.text[range.clone()].to_owned();
                    unlisted.push(
                        finding(format!("`{name}` is not in the list of references"), &passage.place(&range))
                            .hint("add the work to the list, or put the name right"),
                    );
                }
                continue;
            };
            known += 1;
            // A bibliography has no letters after its years.
            let without_letter = citation.year.trim_end_matches(LETTERS);
            let same_year =
                |work: &&Work| work.year == citation.year || (work.key.is_some() && work.year == without_letter);
            if let Some(work) = of_author.iter().find(same_year) {
                if let Some(key) = &work.key {
                    let name = &passage.text[range.clone()];
                    let write = if citation.unmistakable { format!("[@{key}]") } else { format!("@{key}") };
                    found.push(
                        finding(format!("`{name}` is typed by hand"), &passage.place(&range))
                            .related(&work.place, "the work")
                            .hint(format!(
                                "write `{write}`, so that it leads to the list and cannot differ from it"
                            )),
                    );
                }
                continue;
            }
            let years: Vec<&str> = of_author.iter().map(|work| work.year.as_str()).collect();
            let message =
                format!("cited as {}, but listed as {}", citation.year, crate::quantity::style::join_words(&years));
            let told = finding(message, &passage.place(&range));
            let told = of_author.iter().take(2).fold(told, |told, work| told.related(&work.place, "listed here"));
            let listed = &of_author[0].listed;
            found.push(
                told.hint(format!("look the work up: put the year right here, or in the list at `{listed}`")),
            );
        }
    }
    if known >= 2 {
        found.append(&mut unlisted);
    }
    found
}

/// The author and the year that an item of a list of references begins with.
fn listed(passage: &Passage<'_>) -> Option<(String, Work)> {
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
fn name_of(words: &[Word<'_>]) -> String {
    let names: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| surname(&word.lower)).collect();
    names.join(" ")
}

fn surname(lower: &str) -> &str {
    lower.strip_suffix("'s").unwrap_or(lower)
}

/// The letters that tell works of one author and year apart.
const LETTERS: [char; 5] = ['a', 'b', 'c', 'd', 'e'];

/// "2016", "2016a".
fn is_year(text: &str) -> bool {
    let digits = text.trim_end_matches(LETTERS);
    digits.len() == 4 && text.len() <= 5 && digits.parse::<u32>().is_ok_and(|year| (1800..2200).contains(&year))
}

/// The citations of a text.
fn citations(words: &[Word<'_>], works: &BTreeMap<String, Vec<Work>>) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    // The word after the bracket or the semicolon that a citation in brackets begins after.
    let mut begin = 0;
    for (at, word) in words.iter().enumerate() {
        match word.text {
            "(" => {
                depth += 1;
                begin = at + 1;
            }
            ")" => depth = depth.saturating_sub(1),
            ";" => begin = at + 1,
            text if is_year(text) => {
                let next = words.get(at + 1).map_or("", |next| next.text);
                // "Ward (2013)", "Ward (2013, p. 4)".
                let paged = matches!(next, "," | ":")
                    && words.get(at + 2).is_some_and(|word| {
                        word.is_number() || matches!(word.lower.as_str(), "p" | "pp" | "page" | "pages" | "chapter")
                    });
                let alone = at > 0 && words[at - 1].text == "(" && (next == ")" || paged);
                let cited = if alone {
                    before_bracket(words, at, works)
                } else if depth > 0 && matches!(next, ")" | ";" | ":" | ",") {
                    in_brackets(words, begin, at, works)
                } else {
                    without_brackets(words, at, works)
                };
                found.extend(cited);
            }
            _ => {}
        }
    }
    found
}

/// "Gibson (2016)", "Searle and Patent (2013)", "Healy et al (2009)", "Research in Practice (2015)".
fn before_bracket(words: &[Word<'_>], year: usize, works: &BTreeMap<String, Vec<Work>>) -> Option<Citation> {
    let end = year - 1;
    let citation = |first: usize, author: String| Citation {
        author,
        year: words[year].lower.clone(),
        first,
        last: year + 1,
        unmistakable: false,
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
        let starts = at == 0 || !goes_on_before(&words[..at]);
        if let Some(author) = author.filter(|_| starts && word.is_capital()) {
            return Some(citation(at, author));
        }
    }
    None
}

/// "According to Ward, 2015, …", "see Ward 2012", "a 2015 study by Ward", "a study of 2015 by Ward": only authors of the list.
fn without_brackets(words: &[Word<'_>], year: usize, works: &BTreeMap<String, Vec<Work>>) -> Option<Citation> {
    const WORKS: &str = "analysis article book evaluation paper report research review study survey thesis work";
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let known = |at: usize| {
        let word = words.get(at).filter(|word| word.is_capital() && word.is_word())?;
        Some(surname(&word.lower).to_owned()).filter(|name| works.contains_key(name))
    };
    let citation = |author: String, first: usize, last: usize| Citation {
        author,
        year: words[year].lower.clone(),
        first,
        last,
        unmistakable: false,
    };
    if let Some(name) = year.checked_sub(2).filter(|_| lower(year - 1) == ",")
        && let Some(author) = known(name)
        && matches!(lower(year + 1), "," | "." | ":" | "")
    {
        return Some(citation(author, name, year));
    }
    if let Some(name) = year.checked_sub(1)
        && let Some(author) = known(name)
        && name > 0
        && matches!(lower(name - 1), "see" | "cf" | "also")
    {
        return Some(citation(author, name, year));
    }
    // The name after "by", close behind the year, with a word for a work between the two or before them.
    let by = (year + 1..words.len().min(year + 6)).find(|at| lower(*at) == "by")?;
    let author = known(by + 1)?;
    let about = words[year.saturating_sub(3)..by].iter().any(|word| among(WORKS, &word.lower));
    about.then(|| citation(author, year, by + 1))
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
    let month = crate::check::dates::month(head.text).is_some();
    // "(Name, 2016)" and "(Name et al. 2016)" are citations whoever wrote them.
    let comma = names.last().is_some_and(|word| word.text == ",") && names.len() == 2;
    let et_al = names.iter().any(|word| word.lower == "al");
    let unmistakable = !month && (comma || et_al);
    Some(Citation { author, year: words[year].lower.clone(), first, last: year, unmistakable })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[&str] = &[
        "Baginsky, M. (2013). Retaining Experienced Social Workers. London: Department for Education.",
        "Curtis, L., Moriarty, J. and Netten, A. (2010). The expected working life of a social worker. 40(5), 1628.",
        "Gibson, M. (2009). Social worker or social administrator? Child and Family Social Work.",
        "Healy, K., Meagher, G. and Cullin, J. (2009). Retaining novices to become experts.",
        "Research in Practice (2015). Social work recruitment and retention. Dartington.",
        "Russ, E. Lonne, B and Darlington, Y. (2009). Using resilience.",
        "Ward, H. (2014). Making wise decisions about care.",
        "Kelly, A. (2005a). Breaking the Lock.",
        "Gibbs, J. (2009) Changing the cultural story in child protection. 14, 289–299.",
    ];

    fn messages(text: &str) -> Vec<String> {
        let list: Vec<Passage<'_>> = LIST.iter().map(|item| Passage::plain(item)).collect();
        assert!(list.iter().all(begins_a_reference));
        let works = works(&list.iter().collect::<Vec<_>>());
        assert_eq!(works.len(), LIST.len(), "{works:?}");
        let text = Passage::plain(text);
        assert!(!begins_a_reference(&text));
        judge(&works, &[&text], 0).into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn years_that_differ_from_the_list_are_found() {
        for (text, wanted) in [
            ("Gibson (2016) found that it did.", "cited as 2016, but listed as 2009"),
            ("It did (Gibson, 2016).", "cited as 2016, but listed as 2009"),
            ("It did (Gibson 2016).", "cited as 2016, but listed as 2009"),
            ("It did (Ward, 2014; Gibson, 2016; Kelly, 2005a).", "cited as 2016, but listed as 2009"),
            ("It did (Healy et al, 2010).", "cited as 2010, but listed as 2009"),
            ("It did (Curtis, et al. 2011).", "cited as 2011, but listed as 2010"),
            ("It did (Research in Practice, 2014).", "cited as 2014, but listed as 2015"),
            ("Research in Practice (2014) found it.", "cited as 2014, but listed as 2015"),
            ("Healy, Meagher and Cullin (2008) found it.", "cited as 2008, but listed as 2009"),
            ("It did (see Baginsky, 2016: 4).", "cited as 2016, but listed as 2013"),
            ("Ward’s (2015) study of leavers is the largest.", "cited as 2015, but listed as 2014"),
            ("Healy and colleagues (2011) found that workers leave early.", "cited as 2011, but listed as 2009"),
            ("A 2015 study by Ward showed the same.", "cited as 2015, but listed as 2014"),
            ("According to Ward, 2015, caseload matters most.", "cited as 2015, but listed as 2014"),
            ("As Ward (2013, p. 4) puts it, people leave.", "cited as 2013, but listed as 2014"),
            ("For numbers see Ward 2012.", "cited as 2012, but listed as 2014"),
            ("As Ward’s (2014) and Baginsky (2016) say", "cited as 2016, but listed as 2013"),
        ] {
            assert_eq!(messages(text), [wanted], "{text}");
        }
    }

    #[test]
    fn works_are_listed_in_several_forms() {
        for text in [
            "Gibson M (2009) Shame and guilt.",
            "Gibson, M., 2009. Shame and guilt.",
            "Matthew Gibson (2009), Shame.",
        ] {
            let list = [Passage::plain(text)];
            let works = works(&list.iter().collect::<Vec<_>>());
            let cited = Passage::plain("Gibson (2016) found it.");
            assert_eq!(judge(&works, &[&cited], 0).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_work_that_the_list_does_not_have_is_found_beside_those_that_it_has() {
        assert_eq!(
            messages("It did (Ward, 2014; Gibson, 2009; Smith, 2016)."),
            ["`Smith, 2016` is not in the list of references"]
        );
        assert_eq!(messages("It did (Smith, 2016)."), Vec::<String>::new());
    }

    #[test]
    fn citations_that_agree_and_years_that_are_none_are_left_alone() {
        for text in [
            "(Healy et al, 2009; Baginsky, 2013)",
            "(Research in Practice, 2015) and Baginsky (2013) found; (Curtis, et al. 2010)",
            "Healy, Meagher and Cullin (2009) and Russ et al (2009)",
            "Kelly (2005a) and (Kelly, 2005a)",
            "Warwickshire (2025) and the Children Act (1989)",
            "(March 2018), (30 September 2016), (in 2016)",
            "The Ward (2) of 2016; Gibson said in 2016 that",
            "Councillor Ward (Chair, 2016)",
            "(2016) and ( 2016 ) (, 2016)",
            "Gibson (see 2016)",
            "In Ward, 2015 homes were built.",
            "A 2015 study by Smith showed the same.",
            "Ward's (2014) study",
            "((((Ward, 2014",
        ] {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }
}
