//! Resolutions: how what is recommended and what was resolved is numbered and printed.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::Node;

/// How what was resolved is printed.
#[derive(Debug, Clone)]
pub struct ResolutionSettings {
    /// How resolutions are numbered, level by level: "1.", "(a)", "(i)".
    pub numbering: [String; 3],
    /// Whether recommendations of a report keep the numbers that they have there.
    pub keep_numbers: bool,
    /// Whether they are one sentence, with semicolons between them, and not a sentence each.
    pub one_sentence: bool,
    /// Whether they are printed bold.
    pub strong: bool,
}

impl Default for ResolutionSettings {
    fn default() -> Self {
        let numbering = ["1.".to_owned(), "(a)".to_owned(), "(i)".to_owned()];
        Self { numbering, keep_numbers: false, one_sentence: false, strong: false }
    }
}

/// What can be written for the numbers of resolutions; whether they are the report's.
pub(in crate::project) const NUMBERS_OF_THE_REPORT: [(&str, bool); 2] = [("kept", true), ("replaced", false)];

/// What can be written for the punctuation of resolutions; whether they are one sentence.
pub(in crate::project) const PUNCTUATION: [(&str, bool); 2] = [("sentences", false), ("one-sentence", true)];

/// What can be written for `single-recommendation:`; whether it takes a number.
pub(in crate::project) const SINGLE_RECOMMENDATION: [(&str, bool); 2] = [("numbered", true), ("plain", false)];

impl ResolutionSettings {
    /// Reads `resolutions:`; what is not written is as it comes.
    pub(super) fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let Some(mut keys) = Keys::of(node, "`resolutions`", &form::RESOLUTIONS, sink) else { return settings };
        if let Some(node) = keys.optional("numbering", sink) {
            numbering(node, &mut settings.numbering, sink);
        }
        if let Some(node) = keys.optional("numbers-of-the-report", sink) {
            settings.keep_numbers =
                read::choice(node, "way of numbers", &NUMBERS_OF_THE_REPORT, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("punctuation", sink) {
            settings.one_sentence = read::choice(node, "punctuation", &PUNCTUATION, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("bold", sink) {
            settings.strong = read::truth(node, sink).unwrap_or(false);
        }
        keys.finish(sink);
        settings
    }
}

/// Reads three patterns of numbers.
pub(super) fn numbering(node: &Node, into: &mut [String; 3], sink: &mut Diagnostics) {
    let levels = read::list(node, "numbers, such as `1)`, `a.` and `i.`", sink);
    if levels.len() != 3 {
        sink.push(
            Diagnostic::error(format!("{} numbers for three levels", levels.len()), &node.span)
                .hint("write three, such as `[\"1)\", \"a.\", \"i.\"]`"),
        );
        return;
    }
    for (level, node) in into.iter_mut().zip(levels) {
        if let Some(text) = read::printed(node, sink) {
            *level = text.value;
        }
    }
}
