//! What boardpack has to say to its user: severity, message, place, hints.
//!
//! Every diagnostic about a user's file carries a [`Span`] into that file. Stages collect diagnostics in
//! [`Diagnostics`] instead of stopping at the first; the command line says them in a stable order, for people ([`human`],
//! [`short`]) or for programs ([`json`], [`github`], [`sarif`]).

use std::ops::Range;
use std::sync::Arc;

pub mod github;
pub mod human;
pub mod json;
mod paint;
mod place;
pub mod sarif;
pub mod short;
mod window;

pub use paint::{one_line, printable};

/// A text file of the user's, as it was read: what diagnostics point into.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as the user would type it, with forward slashes.
    pub name: String,
    /// The whole text, without a byte-order mark.
    pub text: String,
    /// The name of the sheet that the text is: one line a row, tabs between the cells.
    pub sheet: Option<String>,
}

impl SourceFile {
    /// Wraps a text that was read from the file `name`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), sheet: None })
    }

    /// Wraps the text of a sheet of the spreadsheet `name`: one line a row, tabs between the cells.
    pub fn of_sheet(name: impl Into<String>, text: impl Into<String>, sheet: &str) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), sheet: Some(sheet.to_owned()) })
    }

    /// What the cell at a byte offset is called in its spreadsheet: "cell B5 of the sheet `Staff`"; `None` in a text.
    pub fn cell_name(&self, offset: usize) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        Some(format!("cell {} of the sheet `{sheet}`", self.cell(offset)?))
    }

    /// The cell at a byte offset of a sheet, such as "B5"; `None` in a text.
    pub fn cell(&self, offset: usize) -> Option<String> {
        self.sheet.as_ref()?;
        let (row, column) = self.line_column(offset);
        let mut letters = String::new();
        let mut rest = column;
        while rest > 0 {
            letters.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
            rest = (rest - 1) / 26;
        }
        Some(format!("{letters}{row}"))
    }

    /// The one-based line and column (in characters) of a byte offset; in a sheet, row and column of the cell.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = floor_boundary(&self.text, offset);
        let before = &self.text[..offset];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = match self.sheet {
            Some(_) => before[start..].matches('\t').count(),
            None => before[start..].chars().count(),
        };
        (line, column + 1)
    }
}

/// What is wrong with a file in which git has left a conflict: two versions, with lines of its own around them.
pub fn conflict(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            let place = Span::new(file, at..at + line.trim_end().len());
            return Some(Diagnostic::error("git has left two versions here", &place).hint(
                "keep one of the two, and take out the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
            ));
        }
        at += line.len();
    }
    None
}

/// A byte range of a [`SourceFile`].
#[derive(Clone, PartialEq, Eq)]
pub struct Span {
    /// The file that the range lies in.
    pub file: Arc<SourceFile>,
    /// Byte offsets into the file's text.
    pub range: Range<usize>,
}

impl Span {
    /// A range of a file.
    pub fn new(file: &Arc<SourceFile>, range: Range<usize>) -> Self {
        Self { file: Arc::clone(file), range }
    }

    /// The text that the span covers.
    pub fn text(&self) -> &str {
        self.file.text.get(self.range.clone()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (line, column) = self.file.line_column(self.range.start);
        write!(f, "{}:{line}:{column}", self.file.name)
    }
}

/// How bad it is: an error stops the report, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report cannot be published.
    Error,
    /// The report is published, but somebody should look.
    Warning,
    /// Nothing is wrong; the author may want to know.
    Note,
}

impl Severity {
    /// The word for it: `error`, `warning`, `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing to tell the user.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that found it, for `boardpack check --explain`; empty for what is wrong with the report as such.
    pub code: &'static str,
    /// One lower-case phrase without a full stop, the bad value in backticks.
    pub message: String,
    /// Where in the user's files; `None` only for files that could not be opened at all.
    pub span: Option<Span>,
    /// A few words beside the underlined text.
    pub label: Box<str>,
    /// Other places that explain the problem, each with its words.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// Whether it only follows from an error that has been reported already; then [`Diagnostics`] leaves it out.
    pub follows: bool,
    /// Whether the same message about other places has the same cause; then [`Diagnostics`] says it once, and counts.
    pub once: bool,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(message: impl Into<String>, span: &Span) -> Self {
        Self::new(Severity::Error, message, Some(span.clone()))
    }

    /// A warning at a place.
    pub fn warning(message: impl Into<String>, span: &Span) -> Self {
        Self::new(Severity::Warning, message, Some(span.clone()))
    }

    /// A note at a place.
    pub fn note(message: impl Into<String>, span: &Span) -> Self {
        Self::new(Severity::Note, message, Some(span.clone()))
    }

    /// An error about something that has no text to point into, such as a file that does not open.
    pub fn bare(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message, None)
    }

    fn new(severity: Severity, message: impl Into<String>, span: Option<Span>) -> Self {
        let message = message.into();
        Self {
            severity,
            code: "",
            message,
            span,
            label: Box::default(),
            related: Vec::new(),
            hints: Vec::new(),
            follows: false,
            once: false,
        }
    }

    /// Adds words beside the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into().into_boxed_str();
        self
    }

    /// Adds another place that explains the problem.
    #[must_use]
    pub fn related(mut self, span: &Span, words: impl Into<String>) -> Self {
        self.related.push((span.clone(), words.into()));
        self
    }

    /// Adds a hint: what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a hint if there is one.
    #[must_use]
    pub fn maybe_hint(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Marks what can only be a consequence of an error that has been reported already.
    #[must_use]
    pub fn follows(mut self, follows: bool) -> Self {
        self.follows = follows;
        self
    }

    /// Renders the diagnostic for people, without colour: see [`human`].
    pub fn render(&self) -> String {
        human::render(self, false)
    }
}

/// The part of a range that is worth underlining: its first line, never empty.
fn visible(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, range.start);
    let end = floor_boundary(text, range.end).max(start);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = end.min(line_end);
    let end = start + text[start..end].trim_end().len();
    if end > start {
        return start..end;
    }
    let next = text[start..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    start..start + next
}

/// The nearest character boundary at or before a byte offset.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A list of diagnostics that stages add to.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one, unless it only follows from another.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.follows {
            self.0.push(diagnostic);
        }
    }

    /// Adds all of another list.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|one| self.push(one));
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|one| one.severity == Severity::Error)
    }

    /// How many errors and how many warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.0.iter().filter(|one| one.severity == Severity::Error).count();
        let warnings = self.0.iter().filter(|one| one.severity == Severity::Warning).count();
        (errors, warnings)
    }

    /// The diagnostics by file, place and message, each said once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        fn key(one: &Diagnostic) -> (&str, usize, &str) {
            match &one.span {
                Some(span) => (&span.file.name, span.range.start, &one.message),
                None => ("", 0, &one.message),
            }
        }
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
        self.0.dedup_by(|a, b| key(a) == key(b));
        said_once(self.0)
    }
}

/// The diagnostics without those that say again what was said before; the first one says how many there are.
fn said_once(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut more: Vec<usize> = Vec::new();
    for one in all {
        let same = |other: &Diagnostic| other.once && one.once && other.message == one.message;
        match said.iter().position(same) {
            Some(at) => more[at] += 1,
            None => {
                said.push(one);
                more.push(0);
            }
        }
    }
    for (one, more) in said.iter_mut().zip(more).filter(|(_, more)| *more > 0) {
        let places = if more == 1 { "1 more place needs".to_owned() } else { format!("{more} more places need") };
        one.hints.push(format!("{places} the same"));
    }
    said
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The candidate that is spelt most like `word`, if any is near enough to be a likely slip.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let lower = candidate.to_lowercase();
            let mut score = strsim::jaro_winkler(&word, &lower);
            // A part of a name ("turnover" for "turnover_rate") is a likelier slip than any misspelling.
            if word.len() > 3 && (lower.contains(&word) || word.contains(&lower)) {
                score = score.max(0.9);
            }
            (score, candidate)
        })
        .filter(|(score, _)| *score > 0.75)
        // The first of equals wins, so that the hint does not depend on the iterator's direction.
        .fold(None, |best: Option<(f64, &str)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
        .map(|(_, candidate)| candidate)
}

/// The usual hint for a misspelt name: ``did you mean `x`?``, else the list of what there is.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // What was typed is no slip for itself: something else is wrong with it.
    let candidates: Vec<&str> = candidates.into_iter().filter(|candidate| *candidate != word).collect();
    if let Some(near) = nearest(word, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    match candidates.len() {
        0 => None,
        1..=12 => Some(format!("there is {}", list(&candidates))),
        _ => Some(format!("there is {} and {} more", list(&candidates[..10]), candidates.len() - 10)),
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
