//! What cannot be said in figures, and why.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::yaml::Text;

/// Something that cannot be said; whoever asked knows the place in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One lower-case phrase.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
    /// Other places that explain it, each with its words.
    pub related: Vec<(Span, String)>,
    /// Whether it only follows from an error that has been reported already.
    pub follows: bool,
    /// Whether other places that ask for the same need not be told of.
    pub once: bool,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new(), related: Vec::new(), follows: false, once: false }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a hint if there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// Adds another place that explains the problem.
    #[must_use]
    pub fn related(mut self, place: &Span, words: &str) -> Self {
        self.related.push((place.clone(), words.to_owned()));
        self
    }

    /// Marks what can only be a consequence of an error that has been reported already.
    #[must_use]
    pub fn follows(mut self, follows: bool) -> Self {
        self.follows = follows;
        self
    }

    /// Marks what is wrong with the data, so that it is said once however many places ask for them.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// The problem as an error at a place in the report.
    pub fn at(self, text: &Text) -> Diagnostic {
        self.diagnostic(&text.span)
    }

    /// The problem as an error at a place.
    pub fn diagnostic(self, place: &Span) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.message, place).follows(self.follows);
        diagnostic.related = self.related;
        diagnostic.once = self.once;
        self.hints.into_iter().fold(diagnostic, Diagnostic::hint)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
