//! Texts without quotation marks that go on on the next line, and what they cannot have there.

use super::{At, Lines, QUOTE, is_key};
use crate::diagnostic::Diagnostic;

/// A value of fewer words is no prose that goes on.
const WORDS_OF_PROSE: usize = 3;

/// Words in small letters with which a line goes on, and which are no keys.
const LINKING: [&str; 30] = [
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "how", "in", "is", "it",
    "its", "not", "of", "on", "or", "that", "the", "their", "to", "was", "were", "which", "with",
];

impl Lines<'_> {
    /// The text of a footnote below a text that begins right after its hyphen or its key.
    pub(super) fn note(&self, (line, _): At) -> Option<Diagnostic> {
        let at = self.indent(line);
        let label = self.line(line)[at..].strip_prefix("[^")?;
        let end = at + 2 + label.find("]:")? + 2;
        Some(self.footnote((line, at), end))
    }

    fn footnote(&self, place: At, end: usize) -> Diagnostic {
        self.error("the text of a footnote below a text that begins beside its hyphen or its key", place, end)
            .hint("begin the text that has the footnote on a new line after `|`; an empty line stands above the footnote's text")
    }

    /// A colon in a text of several lines below a hyphen that stands alone: its sign is gone.
    pub(super) fn no_sign(&self, said: &str, (line, column): At) -> Option<Diagnostic> {
        let (_, parent) = self.levels(line).into_iter().find(|(level, _)| *level < self.indent(line))?;
        let is_text =
            self.above(line).is_some_and(|above| above > parent && self.indent(above) == self.indent(line));
        let alone = said.contains("mapping values are not allowed") && self.line(parent).trim() == "-";
        (alone && is_text).then(|| {
            let told = self.error("text with a colon in it", (line, column), column + 1);
            told.hint("write `- >` in place of the hyphen alone above the text, or put the whole text in quotes")
        })
    }

    /// A text with a colon, or one line of a text, whose next line is taken for a key.
    pub(super) fn goes_on(&self, said: &str, place: At, begun: Option<At>) -> Option<Diagnostic> {
        let (line, _) = begun.filter(|_| said.contains("could not find expected ':'")).unwrap_or(place);
        let above = self.above(line).filter(|_| self.is_prose(line))?;
        let start = self.value(above);
        let text = self.line(above);
        let words = self.words(above);
        let within = self.indent(line) >= words || self.indent(line) > self.indent(above);
        let colon = text[words..].find(": ").map(|at| words + at);
        if let Some(colon) = colon.filter(|colon| within && !is_name(&text[words..*colon])) {
            let told = self.error("text with a colon in it", (above, colon), colon + 1);
            return Some(told.hint(QUOTE));
        }
        let plain = !text[start..].starts_with(['"', '\'', '[', '{', '|', '>']);
        let prose = text[start..].split_whitespace().count() >= WORDS_OF_PROSE;
        if !(start > words && plain && prose && self.indent(line) == words) {
            return None;
        }
        let told = self.at_line("a line that goes on with the text above it, and is not indented further", line);
        Some(told.hint(format!("begin it with {}, further in than the key of the text", super::spaces(words + 2))))
    }

    /// Whether a line begins neither a key nor an item, and its first word is no key of the file.
    fn is_prose(&self, line: usize) -> bool {
        let text = self.line(line).trim();
        let word = text.split_whitespace().next().unwrap_or_default();
        let begins = |other: &&str| {
            let words = other.trim_start_matches([' ', '-']);
            words.strip_prefix(word).is_some_and(|rest| rest.starts_with(':'))
        };
        let is_word = word.starts_with(char::is_uppercase) || LINKING.contains(&word);
        is_word
            && text.split_whitespace().count() >= 2
            && !word.contains([':', ';', '：', '='])
            && !self.all.iter().any(begins)
    }
}

/// Whether words before a colon are a key and no prose.
fn is_name(words: &str) -> bool {
    is_key(words) && !words.starts_with(char::is_uppercase)
}
