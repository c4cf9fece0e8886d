//! Quotation marks that are not closed, or not where their author thinks, and what stands between them.

use super::{At, Lines};
use crate::diagnostic::Diagnostic;
use crate::project::yaml::quoted;

/// What begins with an apostrophe although it is no quotation: 'Tis, '90s.
const ELISIONS: [&str; 9] = ["tis", "twas", "til", "till", "em", "n'", "cause", "bout", "round"];

/// How many lines of a text in quotation marks are looked at.
const MOST_LINES: usize = 100;

impl Lines<'_> {
    /// A quotation mark that is not closed, or not where its author thinks.
    pub(super) fn quote(&self, said: &str, (line, column): At, begun: Option<At>) -> Option<Diagnostic> {
        // Where the reader counts lines in another way, nothing of the kind stands there.
        let begun = begun.filter(|(line, column)| {
            self.line(*line).get(*column..).is_some_and(|rest| !rest.trim_end().is_empty())
        });
        if let (true, Some(begun)) = (said.contains("quoted scalar"), begun) {
            return Some(match said {
                _ if said.contains("escape") => self.backslash((line, column), begun.1),
                _ => self.unclosed(begun),
            });
        }
        if said.contains("invalid indentation in quoted scalar") {
            return self.dented(line);
        }
        let own = self.value(line);
        let quoted = self.line(line)[own..].chars().next().filter(|one| matches!(one, '"' | '\''));
        if let Some(mark) = quoted
            && let Some(close) = closing(self.line(line), own, mark)
            && close < column
            && !(self.line(line)[close + 1..].starts_with(',') && self.line(line).trim_end().ends_with('}'))
        {
            return Some(self.after_quote(line, own, close));
        }
        if let Some(torn) = begun.filter(|begun| begun.0 < line).and_then(|begun| self.open_in_braces(begun.0)) {
            return Some(self.unclosed(torn));
        }
        // The text of a line further up runs on to the quotation mark on this one.
        let before = &self.line(line)[..column.min(self.line(line).len())];
        for above in (0..line).rev() {
            let start = self.value(above);
            let Some(mark) = self.line(above)[start..].chars().next().filter(|one| matches!(one, '"' | '\''))
            else {
                continue;
            };
            let open = closing(self.line(above), start, mark).is_none();
            let between = (above + 1..line).any(|between| self.line(between).contains(mark));
            return (open && !between && before.contains(mark)).then(|| self.unclosed((above, start)));
        }
        None
    }

    /// The quotation mark of the last value between braces on a line, if nothing closes it there.
    fn open_in_braces(&self, line: usize) -> Option<At> {
        let text = self.line(line);
        let mut at = text.find('{')?;
        while let Some(start) = text[at..].find(": \"").map(|found| at + found + 2) {
            let Some(close) = closing(text, start, '"') else { return Some((line, start)) };
            at = close + 1;
        }
        None
    }

    fn unclosed(&self, (line, column): At) -> Diagnostic {
        let told = self.error("a quotation mark that is not closed", (line, column), column + 1);
        let text = self.line(line)[column..].trim_end();
        let before = &self.line(line)[..column];
        if text.len() == 1 && before.ends_with(text) {
            return self
                .error("a quotation mark too many", (line, column), column + 1)
                .hint(format!("take one of the two `{text}` at the end out"));
        }
        if let Some(curly) = text.chars().last().filter(|one| matches!(one, '“' | '”' | '‘' | '’')) {
            return told
                .hint(format!("write `{}` in place of the `{curly}` at its end", text.get(..1).unwrap_or("\"")));
        }
        if text.starts_with('"') {
            return told
                .hint("close it at the end of the text; a quotation mark inside of it needs a `\\` before it");
        }
        let double = format!("if it is an apostrophe, write the whole text in quotes: `{}`", quoted(text));
        let word = text.get(1..).unwrap_or_default().split([' ', ',']).next().unwrap_or_default().to_lowercase();
        if ELISIONS.contains(&word.as_str()) || word.starts_with(|one: char| one.is_ascii_digit()) {
            return told.hint(double);
        }
        told.hint("close it at the end of the text; an apostrophe inside of it is written twice: `''`").hint(double)
    }

    /// `"Grow our own" is the plan`, or `"Asked for "more" reports"`.
    fn after_quote(&self, line: usize, start: usize, close: usize) -> Diagnostic {
        let text = self.line(line)[start..].trim_end();
        let told = self.error("text after a closing quotation mark", (line, close + 1), self.line(line).len());
        let mark = &text[..1];
        if close == start + 1 && text.ends_with(mark) {
            return self
                .error("a quotation mark too many", (line, start), start + 1)
                .hint(format!("take one of the two `{mark}` at the start out"));
        }
        let whole = text.len() > 2 && text.ends_with(mark);
        let text = if whole { &text[1..text.len() - 1] } else { text };
        told.hint(format!("write the whole text in quotes: `{}`", in_quotes(text)))
    }

    /// `"C:\data"`: between double quotation marks a backslash begins a sign of its own.
    fn backslash(&self, (line, column): At, start: usize) -> Diagnostic {
        let text = self.line(line);
        let near = (column + 2).min(text.len());
        let at = text.as_bytes()[..near].iter().rposition(|byte| *byte == b'\\').unwrap_or(column);
        let told = self.error("a `\\` between double quotation marks", (line, at), at + 1);
        let mended = doubled(text[start.min(at)..].trim_end());
        told.hint(format!("write `\\\\` for it: `{mended}`"))
    }

    /// The first line of a text in quotation marks that is not further in than what the text belongs to.
    fn dented(&self, begun: usize) -> Option<Diagnostic> {
        let start = self.value(begun);
        let least = if start > self.words(begun) { self.words(begun) } else { self.indent(begun) };
        let below = std::iter::successors(self.below(begun), |line| self.below(*line));
        let line = below.take(MOST_LINES).find(|line| self.indent(*line) <= least)?;
        let told = self.at_line("a line that is indented too little", line);
        let how = super::spaces(least + 2);
        Some(told.hint(format!("begin it with {how}: it goes on with the text in quotation marks above it")))
    }
}

/// A text in quotation marks on one line, in single ones where that spares backslashes.
pub(super) fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') { format!("'{text}'") } else { quoted(text) }
}

/// A text with every backslash doubled that stands before neither a quotation mark nor another one.
fn doubled(text: &str) -> String {
    let mut mended = String::new();
    let mut signs = text.chars().peekable();
    while let Some(one) = signs.next() {
        mended.push(one);
        if one == '\\' {
            mended.push(signs.next_if(|next| matches!(next, '"' | '\\')).unwrap_or('\\'));
        }
    }
    mended
}

/// The byte of the quotation mark that closes the one at `start`.
fn closing(line: &str, start: usize, mark: char) -> Option<usize> {
    let mut characters = line[start + 1..].char_indices().peekable();
    while let Some((at, one)) = characters.next() {
        if one == '\\' && mark == '"' {
            characters.next();
        } else if one == mark {
            if mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == mark) {
                characters.next();
            } else {
                return Some(start + 1 + at);
            }
        }
    }
    None
}
