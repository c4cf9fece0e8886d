//! Diagnostics as JSON Lines: one object a line, each diagnostic with every key, and the outcome of the run at the end.
//!
//! `docs/command-line.md` documents the keys. Keys may be added; none changes its meaning while [`VERSION`] stays.

use serde::Serialize;

use super::place::Place;
use super::{Diagnostic, Span, window};

/// The version of the format, which the last line says.
pub const VERSION: u32 = 1;

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many reports there were.
    pub reports: usize,
    /// How many of them have errors.
    pub failed: usize,
    /// How many errors were said.
    pub errors: usize,
    /// How many warnings were said.
    pub warnings: usize,
    /// How many notes were said.
    pub notes: usize,
    /// The papers that there are now, in the order of their reports.
    pub papers: Vec<Paper>,
    /// The exit code of the program.
    pub exit_code: u8,
}

/// A paper that a build has seen to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// The file.
    pub path: String,
    /// The report that it was made of.
    pub report: String,
    /// What was done about it: `built`, `kept` or `restored`.
    pub fate: &'static str,
    /// What was not as it was when it was last built.
    pub why: Vec<String>,
}

/// The line of a diagnostic, with its line end.
pub fn line(diagnostic: &Diagnostic) -> String {
    written(&Line {
        kind: "diagnostic",
        severity: diagnostic.severity.word(),
        code: Some(diagnostic.code).filter(|code| !code.is_empty()),
        message: window::words(&diagnostic.message),
        place: diagnostic.span.as_ref().map(At::of).unwrap_or_default(),
        label: Some(window::words(&diagnostic.label)).filter(|label| !label.is_empty()),
        hints: diagnostic.hints.iter().map(|hint| window::words(hint)).collect(),
        related: diagnostic
            .related
            .iter()
            .map(|(span, words)| Related { message: window::words(words), place: At::of(span) })
            .collect(),
    })
}

/// The last line, with its line end.
pub fn summary(summary: &Summary) -> String {
    written(&Last { kind: "summary", version: VERSION, summary })
}

fn written(line: &impl Serialize) -> String {
    // Nothing in these types can fail to become JSON: keys are names, and numbers are whole.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    severity: &'static str,
    code: Option<&'a str>,
    message: String,
    #[serde(flatten)]
    place: At<'a>,
    label: Option<String>,
    hints: Vec<String>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    #[serde(flatten)]
    place: At<'a>,
}

#[derive(Serialize)]
struct Last<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    version: u32,
    #[serde(flatten)]
    summary: &'a Summary,
}

/// A place; all of it is `null` for what has none.
#[derive(Default, Serialize)]
struct At<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    sheet: Option<&'a str>,
    cell: Option<String>,
}

impl<'a> At<'a> {
    fn of(span: &'a Span) -> Self {
        let place = Place::of(span);
        let (sheet, cell) = place.cell.unzip();
        Self {
            file: Some(place.file),
            line: Some(place.line),
            column: Some(place.column),
            end_line: Some(place.end_line),
            end_column: Some(place.end_column),
            sheet,
            cell,
        }
    }
}
