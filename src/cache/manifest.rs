//! What the cache says of a report: what it was made of, what there was to say, and what it became.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cache::PROGRAM;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity, SourceFile, Span};
use crate::project::files::{Files, Input, Inputs, Seen};

/// What a report was made of and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// The program that made it.
    pub program: String,
    /// What it was told beside the project's files.
    pub options: BTreeMap<String, String>,
    /// Everything that was read of the project, and what was found there.
    #[serde(with = "pairs")]
    pub inputs: Inputs,
    /// What there was to say.
    pub said: Vec<Said>,
    /// How the project's folder was shown in it.
    pub shown: String,
    /// The papers, in the order in which they were made.
    pub papers: Vec<Paper>,
    /// What its finished documents are noted under.
    pub pressed: Vec<String>,
}

/// A paper that a report became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The name of its file.
    pub name: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// Whether it is for members alone.
    pub restricted: bool,
}

impl Made {
    /// What is not as it was when the report was made, as a user would name it; empty if the report would become the same.
    pub fn changes(&self, files: &Files, options: &BTreeMap<String, String>) -> Vec<String> {
        let mut changes = Vec::new();
        if self.program != PROGRAM {
            changes.push("boardpack is another version".to_owned());
        }
        let names = self.options.keys().chain(options.keys().filter(|name| !self.options.contains_key(*name)));
        let other = names.filter(|name| self.options.get(*name) != options.get(*name));
        changes.extend(other.map(|name| format!("`{name}` is another")));
        changes.extend(changed(&self.inputs, files));
        changes
    }

    /// What there was to say, in today's files, which have to be as they were; `None` if it cannot be said again.
    pub fn diagnostics(&self, files: &Files) -> Option<Vec<Diagnostic>> {
        if !self.said.is_empty() && self.shown != files.shown("") {
            return None;
        }
        self.said.iter().map(|said| said.diagnostic(files)).collect()
    }
}

/// What a report of the same bytes became of different inputs, what was used last first: the data of two branches that are built in
/// turn, each of which has its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Ways(pub Vec<Made>);

/// How many ways of a report are kept.
const WAYS: usize = 8;

impl Ways {
    /// These, then those of `others` that are not among them, as far as there is room.
    pub fn with(mut self, others: Self) -> Self {
        for other in others.0 {
            let same = |way: &Made| way.inputs == other.inputs && way.options == other.options;
            if self.0.len() < WAYS && !self.0.iter().any(same) {
                self.0.push(other);
            }
        }
        self
    }

    pub fn parse(json: &[u8]) -> Option<Self> {
        parse(json)
    }

    pub fn to_json(&self) -> Vec<u8> {
        to_json(self)
    }
}

/// Which of the things that were read of a project are not as they were, as a user would name them.
pub fn changed(inputs: &Inputs, files: &Files) -> Vec<String> {
    let now = inputs.iter().map(|(input, seen)| (input, seen, files.look(input)));
    let changed = now.filter(|(_, seen, now)| now != *seen);
    let mut paths: Vec<String> = changed.map(|(input, _, now)| changed_path(input, &now)).collect();
    paths.dedup();
    paths
}

fn changed_path(input: &Input, now: &Seen) -> String {
    match (input, now) {
        (Input::Exists(_) | Input::FoldersWith(..), _) => format!("`{}` has other files", input.path()),
        (Input::File(_) | Input::Within(..), Seen::Hash(_)) => format!("`{}` has changed", input.path()),
        (Input::File(_) | Input::Within(..), Seen::Nothing(why)) => format!("`{}` {why}", input.path()),
    }
}

/// What the engine made of a finished document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pressed {
    /// The templates that it was set with, and what was found of each in the project.
    #[serde(with = "pairs")]
    pub templates: Inputs,
    /// The hash of the paper; empty where only its pages were wanted.
    pub paper: String,
    /// The pages on which marks stand.
    pub pages: BTreeMap<String, Option<usize>>,
}

impl Pressed {
    /// Whether a project has the same templates.
    pub fn fits(&self, files: &Files) -> bool {
        self.templates.iter().all(|(input, seen)| files.look(input) == *seen)
    }

    pub(super) fn parse(json: &[u8]) -> Option<Self> {
        parse(json)
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        to_json(self)
    }
}

fn parse<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    serde_json::from_slice(json).ok()
}

fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// A diagnostic, without the text that it points into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    severity: String,
    code: String,
    message: String,
    place: Option<Place>,
    label: String,
    related: Vec<(Place, String)>,
    hints: Vec<String>,
}

/// A range of bytes in a file of the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Place {
    file: String,
    start: usize,
    end: usize,
    /// What messages show of the file, where its own bytes are not that.
    lines: Option<Lines>,
}

/// The lines of a range in what was made of a file: of a sheet of a spreadsheet, or of a text without what is personal in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Lines {
    sheet: Option<String>,
    /// How many lines stand before them.
    before: usize,
    text: String,
}

impl Place {
    /// A range as it can be kept; `None` if it is in no file of the project.
    fn of(span: &Span, files: &Files) -> Option<Self> {
        let Span { file, range } = span;
        let name = files.in_project(&file.name)?.to_owned();
        let own = Self { file: name, start: range.start, end: range.end, lines: None };
        if files.text(&own.file).is_ok_and(|text| *text == *span.file) {
            return Some(own);
        }
        let from = file.text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
        let rest = file.text.get(range.end..)?;
        let to = range.end + rest.find('\n').unwrap_or(rest.len());
        let before = file.text.get(..from)?.matches('\n').count();
        let lines = Lines { sheet: file.sheet.clone(), before, text: file.text.get(from..to)?.to_owned() };
        let at = |offset: usize| offset - from + before;
        Some(Self { start: at(range.start), end: at(range.end), lines: Some(lines), ..own })
    }

    /// The range in today's file, which has to be as it was.
    fn span(&self, files: &Files) -> Option<Span> {
        let file = match &self.lines {
            None => files.text(&self.file).ok()?,
            Some(Lines { sheet, before, text }) => {
                let (name, text) = (files.shown(&self.file), "\n".repeat(*before) + text);
                match sheet {
                    Some(sheet) => SourceFile::of_sheet(name, text, sheet),
                    None => SourceFile::new(name, text),
                }
            }
        };
        file.text.get(self.start..self.end)?;
        Some(Span::new(&file, self.start..self.end))
    }
}

impl Said {
    /// A diagnostic as it can be kept; `None` if it points into something else than a file of the project.
    pub fn of(diagnostic: &Diagnostic, files: &Files) -> Option<Self> {
        let place = |span: &Span| Place::of(span, files);
        let related = diagnostic.related.iter().map(|(span, words)| Some((place(span)?, words.clone())));
        Some(Self {
            severity: diagnostic.severity.word().to_owned(),
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.span.as_ref().map_or(Some(None), |span| place(span).map(Some))?,
            label: diagnostic.label.to_string(),
            related: related.collect::<Option<_>>()?,
            hints: diagnostic.hints.clone(),
        })
    }

    fn diagnostic(&self, files: &Files) -> Option<Diagnostic> {
        let span = |place: &Place| place.span(files);
        let severity = [Severity::Error, Severity::Warning, Severity::Note];
        let related = self.related.iter().map(|(place, words)| Some((span(place)?, words.clone())));
        Some(Diagnostic {
            severity: severity.into_iter().find(|severity| severity.word() == self.severity)?,
            code: if self.code.is_empty() { "" } else { check::rule(&self.code).ok()?.name },
            message: self.message.clone(),
            span: self.place.as_ref().map_or(Some(None), |place| span(place).map(Some))?,
            label: self.label.clone().into_boxed_str(),
            related: related.collect::<Option<_>>()?,
            hints: self.hints.clone(),
            follows: false,
            once: false,
        })
    }
}

/// A map whose keys are no strings, as a list of pairs.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::project::files::{Input, Inputs, Seen};

    pub fn serialize<S: Serializer>(inputs: &Inputs, serializer: S) -> Result<S::Ok, S::Error> {
        inputs.iter().collect::<Vec<_>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Inputs, D::Error> {
        Ok(Vec::<(Input, Seen)>::deserialize(deserializer)?.into_iter().collect())
    }
}
