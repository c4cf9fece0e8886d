//! What is wrong with a return, collected without a word of its values.

use crate::data::problems::Problems;
use crate::diagnostic::{Diagnostic, Severity, Span};

use super::redact;

/// How many slips are kept; what comes after is only counted.
const KEPT: usize = 500;

/// Something that is wrong, at a byte of the return. No text of it may come from the return.
pub(super) struct Slip {
    at: usize,
    severity: Severity,
    message: String,
    label: String,
    hint: String,
    related: Option<(usize, &'static str)>,
}

impl Slip {
    /// Something that keeps the return from being counted.
    pub(super) fn error(at: usize, message: impl Into<String>) -> Self {
        Self {
            at,
            severity: Severity::Error,
            message: message.into(),
            label: String::new(),
            hint: String::new(),
            related: None,
        }
    }

    /// Something that somebody should look at.
    pub(super) fn warning(at: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, message) }
    }

    /// Adds words beside the place: whose record it is.
    pub(super) fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    /// Adds what to do about it.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// Adds another place that explains it.
    pub(super) fn related(self, at: usize, words: &'static str) -> Self {
        Self { related: Some((at, words)), ..self }
    }
}

/// The slips of a return.
#[derive(Default)]
pub(super) struct Slips {
    kept: Vec<Slip>,
    more: usize,
}

impl Slips {
    /// Adds one.
    pub(super) fn push(&mut self, slip: Slip) {
        if self.kept.len() < KEPT {
            self.kept.push(slip);
        } else {
            self.more += 1;
        }
    }

    /// Whether something is wrong that keeps the return from being counted.
    pub(super) fn has_errors(&self) -> bool {
        self.kept.iter().any(|slip| slip.severity == Severity::Error)
    }

    /// The warnings as diagnostics, or the errors if there are any.
    pub(super) fn tell(mut self, path: &str, text: &str) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        if self.kept.is_empty() {
            return Ok(Vec::new());
        }
        let errors = self.has_errors();
        self.kept.retain(|slip| (slip.severity == Severity::Error) == errors);
        let places: Vec<usize> = self
            .kept
            .iter()
            .flat_map(|slip| std::iter::once(slip.at).chain(slip.related.map(|(at, _)| at)))
            .collect();
        let (file, found) = redact::rendering(path, text, &places);
        let span = |at: usize| Span::new(&file, found.get(&at).cloned().unwrap_or_default());
        let diagnostics = self.kept.into_iter().map(|slip| {
            let mut diagnostic = match slip.severity {
                Severity::Error => Diagnostic::error(slip.message, &span(slip.at)),
                Severity::Warning => Diagnostic::warning(slip.message, &span(slip.at)),
                Severity::Note => Diagnostic::note(slip.message, &span(slip.at)),
            };
            if let Some((at, words)) = slip.related {
                diagnostic = diagnostic.related(&span(at), words);
            }
            diagnostic.label(slip.label).maybe_hint(Some(slip.hint).filter(|hint| !hint.is_empty()))
        });
        if !errors {
            return Ok(diagnostics.collect());
        }
        let mut problems = Problems::default();
        problems.extend(diagnostics);
        problems.leave_out(self.more);
        problems.or(Vec::new())
    }
}
