//! The answer of a query as a dataset, which charts, tables and figures use like one from a file.

use std::sync::Arc;

use crate::data::query::Query;
use crate::data::store::measure;
use crate::data::{Dataset, Kind, Request, observations, table};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::facts::choose::words;
use crate::facts::problem::Problem;
use crate::facts::query::{Answer, Answered, Ground, ask, place};
use crate::project::sources::QueryEntry;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// Asks a query of a report's `data:`; `None` with a word in the sink if it has no answer that is a dataset.
///
/// With `measures:` its rows are observations, and need the columns of such a file; else it is a plain table.
pub fn dataset(entry: &QueryEntry, ground: Ground<'_>, sink: &mut Diagnostics) -> Option<Arc<Dataset>> {
    let place = place(&entry.sql);
    let answer = ask(&entry.name.value, &entry.sql, ground).map_err(|error| sink.push(*error)).ok()?;
    if let Some(problem) = unfit(&answer) {
        sink.push(problem.diagnostic(&place));
        return None;
    }
    if let Some(problem) = points(&answer, entry) {
        sink.push(problem.diagnostic(&place));
        return None;
    }
    let csv = csv(&answer, !entry.measures.is_empty());
    let file = SourceFile::new(format!("the query `{}`", entry.name.value), csv);
    let hash = blake3::hash(file.text.as_bytes()).to_hex().to_string();
    let request = Request {
        measures: entry.measures.iter().filter_map(|entry| measure(entry, sink)).collect(),
        ..Request::default()
    };
    let kind: &'static Kind = if entry.measures.is_empty() { &table::KIND } else { &observations::KIND };
    let disclosure = answer.query.disclosure();
    let read = Dataset::read(&entry.name.value, &file, hash, Some(kind), &request).and_then(|mut dataset| {
        dataset.disclosure = disclosure;
        dataset.ready_for_control()
    });
    let mut dataset = match read {
        Ok(dataset) => dataset,
        Err(problems) => {
            // What is wrong stands in the answer, which the author cannot see: the query stands for it.
            sink.extend(problems.into_iter().take(3).map(|problem| {
                let mut told =
                    Diagnostic::error(format!("in the answer of the query: {}", problem.message), &place);
                told.hints = problem.hints;
                told
            }));
            return None;
        }
    };
    (dataset.observed.source, dataset.observed.release) = source(&answer.query, entry);
    if let Some(meaning) = &entry.period {
        dataset.observed.period_meaning.clone_from(&meaning.value);
    }
    dataset.query = Some(answer.query);
    Some(Arc::new(dataset))
}

/// Why an answer is no dataset.
fn unfit(answer: &Answer) -> Option<Problem> {
    if answer.rows.is_empty() {
        return Some(
            Problem::new("the query gives no rows")
                .hint("look at its conditions: text is compared letter by letter, and `NULL` with nothing"),
        );
    }
    let known = |name: &str| answer.query.columns.iter().any(|column| column.ends_with(&format!(".{name}")));
    let nameless =
        answer.columns.iter().find(|name| name.contains(['(', '*', '\'', '|', '+', ':']) && !known(name));
    if let Some(name) = nameless {
        return Some(
            Problem::new(format!("the column `{name}` has no name"))
                .hint(format!("write `{name} AS people`, with a name of your own: it heads the column")),
        );
    }
    let twice = answer
        .columns
        .iter()
        .enumerate()
        .find(|(at, name)| answer.columns[..*at].iter().any(|earlier| earlier.eq_ignore_ascii_case(name)));
    twice.map(|(_, name)| {
        Problem::new(format!("two columns of the query are called `{name}`"))
            .hint("give one of them another name with `AS`")
    })
}

/// Why a column is not the percentages that its measure says.
fn points(answer: &Answer, entry: &QueryEntry) -> Option<Problem> {
    let percent = |name: &str| {
        let own = entry.measures.iter().find(|one| one.id.value.eq_ignore_ascii_case(name));
        own.and_then(|one| one.unit.as_ref()).is_some_and(|unit| Unit::parse(&unit.value) == Some(Unit::Percent))
    };
    let columns = answer.columns.iter().zip(&answer.query.made);
    let (name, _) = columns.into_iter().find(|(name, made)| made.difference && percent(name))?;
    Some(
        Problem::new(format!("the column `{name}` is a difference of percentages"))
            .hint("write `unit: points` for its measure: percentages differ by percentage points"),
    )
}

/// The answer as the text of a CSV file; where its rows are observations, the name of a measure says the basis that
/// the column is on.
fn csv(answer: &Answer, observations: bool) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let has_basis = answer.columns.iter().any(|name| name.eq_ignore_ascii_case("basis"));
    let header = |(at, name): (usize, &String)| match answer.query.made.get(at).and_then(|made| made.basis) {
        Some(Basis::Headcount) if observations && !has_basis && Basis::of_words(name).is_none() => {
            quoted(&format!("{name}_headcount"))
        }
        _ => quoted(name),
    };
    let mut csv = line(answer.columns.iter().enumerate().map(header).collect());
    for row in &answer.rows {
        csv += &line(
            row.iter()
                .map(|cell| match cell {
                    Answered::Nothing => String::new(),
                    Answered::Number(value) => value.to_string(),
                    Answered::Symbol(symbol) => symbol.mark().to_owned(),
                    Answered::Text(text) => quoted(text),
                })
                .collect(),
        );
    }
    csv
}

/// Who published what a query reads, and in which release.
fn source(query: &Query, entry: &QueryEntry) -> (String, String) {
    if let Some(text) = &entry.source {
        return (text.value.clone(), String::new());
    }
    if query.made.iter().any(|made| made.calculated) {
        let line = words::source(&query.datasets);
        let words = line.strip_prefix("Source: ").unwrap_or(&line).trim_end_matches('.').to_owned();
        return (format!("Own calculation from: {words}"), String::new());
    }
    if let [one] = query.datasets.as_slice() {
        return (one.observed.source.clone(), one.observed.release.clone());
    }
    let line = words::source(&query.datasets);
    let words = line.strip_prefix("Source: ").unwrap_or(&line);
    (words.strip_suffix('.').unwrap_or(words).to_owned(), String::new())
}
