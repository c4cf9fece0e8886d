//! Whether an answer puts values of two releases of the same statistics together without a word: values are revised
//! from one release to the next, so that they are no sums, means or rows of one table.
//!
//! Two releases may stand beside each other, joined row by row, and below each other where every row says of which
//! release it is.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::data::{Dataset, dfe_csww};
use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::facts::query::session::Session;
use crate::facts::query::sql::{Kind, Word};
use crate::facts::query::tables::Table;

/// The aggregates that make one value of several.
const AGGREGATES: [&str; 5] = ["sum", "avg", "total", "max", "min"];

/// The words that put the rows of two queries below each other.
const UNITES: [&str; 3] = ["union", "except", "intersect"];

/// Refuses a query that unites the rows of two releases, unless each of its parts names its own.
///
/// # Errors
/// Such a query, at the word that unites them.
pub fn find(session: &Session<'_>) -> Result<(), Box<Diagnostic>> {
    let words = session.inquiry.sql.words();
    let Some(unites) = words.iter().position(|word| UNITES.iter().any(|name| word.is(name))) else { return Ok(()) };
    let tables: Vec<&Table> = session.read().iter().map(|(at, _)| &session.inquiry.tables[*at]).collect();
    let depth = words[unites].depth;
    let parts: Vec<Vec<Range<usize>>> =
        parts(&words, unites).into_iter().map(|part| with_named(&words, part)).collect();
    let ranges = parts.iter().flatten();
    let all: Vec<&Dataset> = ranges.flat_map(|range| named(&words[range.clone()], &tables)).collect();
    let others = |data: &&&Dataset| all.iter().any(|other| are_releases(data, other));
    let names: BTreeSet<&str> = all.iter().filter(others).map(|data| data.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let texts: Vec<BTreeSet<&str>> =
        parts.iter().map(|part| part.iter().flat_map(|range| texts(&words[range.clone()])).collect()).collect();
    let told_apart = texts.iter().enumerate().all(|(at, own)| {
        let others = texts.iter().enumerate().filter(|(other, _)| *other != at);
        own.iter().any(|text| others.clone().all(|(_, other)| !other.contains(text)))
    });
    // What is worked out of the united rows is of one release only if it is worked out for each.
    let gathers = words.iter().enumerate().any(|(at, word)| {
        word.depth < depth
            && AGGREGATES.iter().any(|name| word.is(name))
            && words.get(at + 1).is_some_and(|next| next.text == "(")
    });
    let grouped = words.iter().any(|word| word.depth < depth && word.is("group"));
    if told_apart && (!gathers || grouped) {
        return Ok(());
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let problem = Problem::new(format!("the query puts {} together, which are releases of the same statistics", names.join(" and ")))
        .hint("take one release: values are revised from one to the next, and most of them stand in both")
        .hint("to show both, name the release in each row, `SELECT '2025 release' AS release, …`, or join them row by row");
    Err(Box::new(problem.diagnostic(&session.inquiry.sql.text.locate(words[unites].at.clone()))))
}

/// The parts that a query unites, as ranges of its words: each from its `SELECT` on.
fn parts(words: &[Word], unites: usize) -> Vec<Range<usize>> {
    let depth = words[unites].depth;
    let first = words[..unites].iter().rposition(|word| word.depth < depth).map_or(0, |before| before + 1);
    let last =
        words[unites..].iter().position(|word| word.depth < depth).map_or(words.len(), |after| unites + after);
    let mut parts = Vec::new();
    let mut start = first;
    for (at, word) in words.iter().enumerate().take(last).skip(first) {
        if word.depth == depth && UNITES.iter().any(|name| word.is(name)) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..last);
    parts
}

/// A part with the bodies of the queries that it calls by a name that `WITH` gives them.
fn with_named(words: &[Word], part: Range<usize>) -> Vec<Range<usize>> {
    let mut ranges = vec![part];
    let mut at = 0;
    while at < ranges.len() {
        for word in &words[ranges[at].clone()] {
            let calls = |three: &[Word]| {
                three[0].kind == Kind::Word
                    && three[0].text == word.text
                    && three[1].is("as")
                    && three[2].text == "("
            };
            let Some(name) = words.windows(3).position(calls) else { continue };
            let depth = words[name + 2].depth;
            let length = words[name + 3..].iter().take_while(|inner| inner.depth > depth).count();
            let body = name + 3..name + 3 + length;
            if !ranges.contains(&body) {
                ranges.push(body);
            }
        }
        at += 1;
    }
    ranges
}

/// Whether two datasets are releases of the same statistics.
fn are_releases(one: &Dataset, other: &Dataset) -> bool {
    let published = |data: &Dataset| data.kind == dfe_csww::KIND.name;
    let (own, of_other) = (&one.observed, &other.observed);
    let same = published(one) && published(other) || !own.source.is_empty() && own.source == of_other.source;
    same && own.release != of_other.release && !own.release.is_empty() && !of_other.release.is_empty()
}

/// The datasets that some words name.
fn named<'a>(words: &[Word], tables: &[&'a Table]) -> Vec<&'a Dataset> {
    let named = |table: &&&Table| {
        let is = |word: &Word| {
            matches!(word.kind, Kind::Word | Kind::Quoted) && word.text.eq_ignore_ascii_case(&table.name)
        };
        words.iter().any(is)
    };
    tables.iter().filter(named).map(|table| table.dataset.as_ref()).collect()
}

/// The texts that the outermost `SELECT` of some words gives every row.
fn texts(words: &[Word]) -> BTreeSet<&str> {
    let selected = words.iter().skip_while(|word| !word.is("select"));
    let depth = selected.clone().next().map_or(0, |word| word.depth);
    let selected = selected.take_while(|word| !(word.is("from") && word.depth == depth));
    selected.filter(|word| word.kind == Kind::Text && word.depth == depth).map(|word| word.text.as_str()).collect()
}
