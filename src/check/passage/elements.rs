//! The words of an author's text and of what is printed of it, so that each of the one is found in the other.

use std::ops::Range;

/// A run of letters and digits in lower case, or an expression, which has no word.
#[derive(Debug)]
pub struct Element {
    pub word: Option<String>,
    pub range: Range<usize>,
}

/// The first element, from the cursor on, where the passage can begin: its first words follow each other there.
pub fn anchor(elements: &[Element], wanted: &[Element], cursor: usize) -> usize {
    let first: Vec<&Option<String>> = wanted.iter().take(4).map(|want| &want.word).collect();
    let begins = |from: usize| {
        let here = elements.get(from..).unwrap_or_default();
        here.len() >= first.len() && here.iter().zip(&first).all(|(element, word)| element.word == **word)
    };
    (cursor..elements.len()).find(|from| begins(*from)).unwrap_or(cursor)
}

/// The runs of a rendered text; every fact is one.
pub fn runs(text: &str, facts: &[Range<usize>]) -> Vec<Element> {
    let mut found = Vec::new();
    let mut start = 0;
    for fact in facts {
        plain_runs(text, start..fact.start, &mut found);
        found.push(Element { word: None, range: fact.clone() });
        start = fact.end;
    }
    plain_runs(text, start..text.len(), &mut found);
    found
}

/// The elements of an author's text: runs, and expressions; addresses of links and names of footnotes are left out.
pub fn elements(source: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some((at, open)) = next_mark(source, from) {
        let close = match open {
            "{{" => "}}",
            "{%" => "%}",
            "{#" => "#}",
            "](" => ")",
            _ => "]",
        };
        let Some(length) = source[at + open.len()..].find(close) else {
            from = at + open.len();
            continue;
        };
        let end = at + open.len() + length + close.len();
        plain_runs(source, start..at, &mut found);
        if open == "{{" {
            found.push(Element { word: None, range: at..end });
        }
        (start, from) = (end, end);
    }
    plain_runs(source, start..source.len(), &mut found);
    found
}

fn next_mark(source: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = source.get(from..)?;
    let marks = ["{{", "{%", "{#", "](", "[^"];
    marks.iter().filter_map(|mark| rest.find(mark).map(|at| (from + at, *mark))).min()
}

fn plain_runs(text: &str, range: Range<usize>, into: &mut Vec<Element>) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut open: Option<usize> = None;
    for (at, one) in part.char_indices().chain([(part.len(), ' ')]) {
        match (one.is_alphanumeric(), open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                let word = Some(part[start..at].to_lowercase());
                into.push(Element { word, range: range.start + start..range.start + at });
                open = None;
            }
            _ => {}
        }
    }
}
