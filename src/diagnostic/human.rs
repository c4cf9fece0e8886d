//! Diagnostics for people: message, `file:line:column`, the line itself with what is meant underlined, hints.

use std::ops::Range;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::{self, Files, SimpleFiles};
use codespan_reporting::term;

use super::paint::{Painter, Style};
use super::window::{self, Window};
use super::{Diagnostic, Severity, Span, visible};

/// Renders a diagnostic with an empty line at its end, in the colours of a terminal if they are wanted.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let Some(span) = &diagnostic.span else { return bare(diagnostic, colour) };
    let label = match span.file.cell_name(span.range.start) {
        Some(cell) if diagnostic.label.is_empty() => cell,
        Some(cell) => format!("{cell}, {}", window::words(&diagnostic.label)),
        None => window::words(&diagnostic.label),
    };
    let related = diagnostic.related.iter().map(|(place, _)| place);
    let mut files = Shown::default();
    let places: Vec<(usize, Range<usize>)> =
        std::iter::once(span).chain(related).map(|place| files.add(place)).collect();
    files.cut();
    let words = std::iter::once(label).chain(diagnostic.related.iter().map(|(_, words)| window::words(words)));
    let mut labels: Vec<codespan::Label<usize>> = Vec::new();
    for ((id, range), words) in places.into_iter().zip(words) {
        let range = files.sources[id].shown(&range);
        let label = if labels.is_empty() {
            codespan::Label::primary(id, range)
        } else {
            codespan::Label::secondary(id, range)
        };
        labels.push(label.with_message(words));
    }
    let hints = diagnostic.hints.iter().map(|hint| format!("hint: {}", window::words(hint)));
    let mut picture = codespan::Diagnostic::new(match diagnostic.severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Note => codespan::Severity::Note,
    })
    .with_message(window::words(&diagnostic.message))
    .with_labels(labels)
    .with_notes(hints.collect());
    picture.code = (!diagnostic.code.is_empty()).then(|| diagnostic.code.to_owned());
    let config = term::Config { tab_width: 2, ..term::Config::default() };
    let mut painter = Painter::new(colour);
    match term::emit_to_write_style(&mut painter, &config, &files, &picture) {
        // The picture of a line has blanks at its end where nothing is said beside it.
        Ok(()) => painter.finish().lines().fold(String::new(), |out, line| out + line.trim_end() + "\n"),
        // A span that does not fit its file is a bug of ours; the message must reach the user all the same.
        Err(_) => format!("{}: {}\n", span.file.name, window::words(&diagnostic.message)),
    }
}

/// What has no place, such as a file that does not open.
fn bare(diagnostic: &Diagnostic, colour: bool) -> String {
    let mut painter = Painter::new(colour);
    painter.styled(Style::Severity(diagnostic.severity), diagnostic.severity.word());
    painter.styled(Style::Message, &format!(": {}", window::words(&diagnostic.message)));
    painter.plain("\n");
    for hint in &diagnostic.hints {
        painter.plain("  ");
        painter.styled(Style::Frame, "=");
        painter.plain(&format!(" hint: {}\n", window::words(hint)));
    }
    painter.plain("\n");
    painter.finish()
}

/// The files of one diagnostic: their long lines are cut, and columns are those that their reader counts.
#[derive(Default)]
struct Shown<'a> {
    sources: Vec<Window<'a>>,
    files: SimpleFiles<&'a str, String>,
}

impl<'a> Shown<'a> {
    /// Adds a place; returns its file and the part of it that is worth underlining.
    fn add(&mut self, place: &'a Span) -> (usize, Range<usize>) {
        let id = self.sources.iter().position(|one| std::ptr::eq(one.file(), &*place.file));
        let id = id.unwrap_or_else(|| {
            self.sources.push(Window::new(&place.file));
            self.sources.len() - 1
        });
        let range = window::head(&place.file.text, visible(&place.file.text, &place.range));
        self.sources[id].keep(&range);
        (id, range)
    }

    /// Cuts what is not near one of the places, once they are all known.
    fn cut(&mut self) {
        for source in &mut self.sources {
            let text = source.cut();
            self.files.add(source.file().name.as_str(), text);
        }
    }
}

impl<'a> Files<'a> for Shown<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, files::Error> {
        self.files.name(id)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, files::Error> {
        self.files.source(id)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, files::Error> {
        self.files.line_index(id, byte)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, files::Error> {
        self.files.line_range(id, line)
    }

    fn column_number(&'a self, id: usize, line: usize, byte: usize) -> Result<usize, files::Error> {
        match self.sources.get(id) {
            Some(source) => Ok(source.file().line_column(source.original(byte)).1),
            None => self.files.column_number(id, line, byte),
        }
    }
}
