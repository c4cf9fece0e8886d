//! What is wrong with the syntax of a YAML file, in words for people who do not know its grammar.
//!
//! A YAML parser tells where it gave up, which is often lines below the slip. So the lines around that place are looked
//! at as their author sees them, and only what cannot be told apart that way is said in general words.

mod glued;
mod goes_on;
mod lost;
mod mend;
mod quotes;
mod ways;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceFile, Span};
use quotes::in_quotes;

/// What to do about text that YAML takes for something else.
pub const QUOTE: &str = "put the whole text in quotes, or start it on a new line after `>`";

/// Explains what the parser said, at the line and column (from one, in characters) where it gave up.
pub(super) fn explain(file: &Arc<SourceFile>, said: &str, place: Option<(usize, usize)>) -> Diagnostic {
    let lines = Lines { file, all: file.text.split('\n').collect() };
    let place = match place {
        Some((line, column)) => lines.place(line, column),
        None => lines.end(),
    };
    let begun = context(said).map(|(line, column)| lines.place(line, column));
    lines
        .control()
        .or_else(|| lines.tab(place))
        .or_else(|| lines.unseen(place))
        .or_else(|| lines.unseen(begun?))
        .or_else(|| lines.quote(said, place, begun))
        .or_else(|| lines.glued(place))
        .or_else(|| lines.glued(begun?))
        .or_else(|| lines.comment(place))
        .or_else(|| lines.lost(place))
        .or_else(|| lines.lost_key(place))
        .or_else(|| lines.dented_above(place))
        .or_else(|| lines.note(place))
        .or_else(|| lines.no_sign(said, place))
        .or_else(|| lines.goes_on(said, place, begun))
        .or_else(|| lines.sign_of_yaml(place))
        .or_else(|| lines.mended(place, begun))
        .or_else(|| lines.start_of_text(place))
        .or_else(|| lines.start_of_text(begun?))
        .or_else(|| lines.no_hyphen(place))
        .or_else(|| lines.no_colon(said, begun))
        .or_else(|| lines.colon(said, place))
        .or_else(|| lines.bracket(said, place, begun))
        .or_else(|| lines.second_document(said))
        .or_else(|| lines.indentation(said, place))
        .unwrap_or_else(|| lines.whatever(said, place))
}

/// Explains a key that stands twice, at a place in its file, by a line above it that is indented too far or too little.
pub(super) fn misplaced(file: &Arc<SourceFile>, at: usize) -> Option<Diagnostic> {
    let (line, _) = file.line_column(at);
    Lines { file, all: file.text.split('\n').collect() }.misplaced(line - 1)
}

/// The place at which the part began that the parser was in: "… while scanning a quoted scalar at line 8 column 9".
fn context(said: &str) -> Option<(usize, usize)> {
    let (_, part) = said.split_once(", while ")?;
    let (_, place) = part.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.trim().parse().ok()?, column.trim().parse().ok()?))
}

/// A place in a file: a line from zero, and a byte in it.
type At = (usize, usize);

struct Lines<'a> {
    file: &'a Arc<SourceFile>,
    all: Vec<&'a str>,
}

impl<'a> Lines<'a> {
    /// A line and a column, both from one, the column in characters.
    fn place(&self, line: usize, column: usize) -> At {
        let line = line.saturating_sub(1);
        let Some(text) = self.all.get(line) else { return self.end() };
        (line, text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at))
    }

    /// The end of the last line with something in it.
    fn end(&self) -> At {
        let last = self.all.iter().rposition(|line| !line.trim().is_empty()).unwrap_or_default();
        (last, self.line(last).trim_end().len())
    }

    fn line(&self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |line| line.trim_end_matches('\r'))
    }

    /// How many blanks a line starts with.
    fn indent(&self, at: usize) -> usize {
        self.line(at).len() - self.line(at).trim_start_matches(' ').len()
    }

    /// The byte at which the value of a line starts: after its `- ` and its `key: `.
    fn value(&self, at: usize) -> usize {
        let line = self.line(at);
        let mut start = self.indent(at);
        while let Some(rest) = line[start..].strip_prefix("- ") {
            start = line.len() - rest.trim_start_matches(' ').len();
        }
        if line[start..].starts_with(['"', '\'']) {
            return start;
        }
        match line[start..].find(": ") {
            Some(colon) if is_key(&line[start..start + colon]) => {
                start += colon + 2;
                start + line[start..].len() - line[start..].trim_start_matches(' ').len()
            }
            _ => start,
        }
    }

    /// The nearest line above with something in it that is no comment.
    fn above(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|line| {
            let text = self.line(*line).trim();
            !text.is_empty() && !text.starts_with('#')
        })
    }

    fn error(&self, message: impl Into<String>, (line, from): At, to: usize) -> Diagnostic {
        let start: usize = self.all.iter().take(line).map(|line| line.len() + 1).sum();
        let text = self.all.get(line).copied().unwrap_or_default();
        let boundary = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        Diagnostic::error(message, &Span::new(self.file, start + boundary(from)..start + boundary(to.max(from))))
    }

    /// An error at all that stands on a line.
    fn at_line(&self, message: impl Into<String>, line: usize) -> Diagnostic {
        self.error(message, (line, self.indent(line)), self.line(line).trim_end().len())
    }

    /// A sign that no text has, such as a file that was damaged, or was never a text, is full of.
    fn control(&self) -> Option<Diagnostic> {
        let text = &self.file.text;
        let is_control = |one: char| one.is_control() && !matches!(one, '\t' | '\n' | '\r' | '\u{85}');
        let (at, sign) = text.char_indices().find(|(_, one)| is_control(*one))?;
        let place = Span::new(self.file, at..at + sign.len_utf8());
        let name = format!("a sign that cannot be seen, and that no text may have: U+{:04X}", u32::from(sign));
        Some(Diagnostic::error(name, &place).hint(
            "delete it: it is the last or the next sign at this place; if there are many, the file was damaged: take an earlier \
             copy of it",
        ))
    }

    fn tab(&self, (line, _): At) -> Option<Diagnostic> {
        let near = || [Some(line), self.above(line)].into_iter().flatten();
        let begins =
            |line: &usize| self.line(*line).chars().take_while(|one| one.is_whitespace()).any(|one| one == '\t');
        let Some(line) = near().find(begins) else {
            let line = near().find(|line| self.line(*line).trim_start().starts_with("-\t"))?;
            let at = self.indent(line) + 1;
            let told = self.error("a tab after the hyphen", (line, at), at + 1);
            return Some(told.hint(format!("put a space in its place: `- {}`", self.line(line)[at..].trim())));
        };
        let tab = self.line(line).find('\t')?;
        let told = self.error("a tab at the start of a line", (line, tab), tab + 1);
        Some(told.hint(match self.untabbed(line) {
            Some(to) => {
                format!("begin it with {} in place of the tab: YAML does not allow tabs there", spaces(to))
            }
            None => "indent with spaces: YAML does not allow tabs there".to_owned(),
        }))
    }

    /// A sign that cannot be seen where a line begins or right after its colon, as word processors put it there.
    fn unseen(&self, (line, _): At) -> Option<Diagnostic> {
        let begins = |line: usize| {
            let text = self.line(line);
            let at = text.find(|one: char| one != ' ').filter(|at| text[*at..].starts_with(is_unseen));
            let colon = || {
                let at = text.find(':').filter(|colon| is_key(text[..*colon].trim_start_matches([' ', '-'])))? + 1;
                text[at..].starts_with(is_unseen).then_some(at)
            };
            at.or_else(colon).map(|at| (line, at))
        };
        let (line, at) = [Some(line), self.above(line)].into_iter().flatten().find_map(begins)?;
        let length = self.line(line)[at..].chars().next().map_or(1, char::len_utf8);
        Some(
            self.error("a space or sign that cannot be seen, and that is no plain space", (line, at), at + length)
                .hint("delete it and type a plain space: it may come from a word processor or a web page"),
        )
    }

    /// A text that starts like a list, or with a sign that means something else in YAML.
    fn start_of_text(&self, (line, column): At) -> Option<Diagnostic> {
        self.text_like_a_list((line, self.value(line))).or_else(|| self.sign_of_yaml((line, column)))
    }

    /// A text that starts with a sign that means something else in YAML.
    fn sign_of_yaml(&self, (line, _): At) -> Option<Diagnostic> {
        let start = self.value(line);
        let text = &self.line(line)[start..];
        if text.starts_with(['[', '{'])
            && let Some(told) = self.text_like_a_list((line, start))
        {
            return Some(told);
        }
        let (sign, hint) = match text.as_bytes() {
            [b'{', b'{' | b'%', ..] => (&text[..2], QUOTE),
            [b'*', ..] => (&text[..1], "put the whole text in quotes; for a bullet point write `- `"),
            [b'@' | b'%' | b'`' | b'&' | b'!', ..] => (&text[..1], QUOTE),
            [b'>' | b'|', rest @ ..]
                if rest.iter().any(|byte| !matches!(byte, b'-' | b'+' | b' ' | b'0'..=b'9')) =>
            {
                (&text[..1], "start the text on the next line, indented further than its key")
            }
            _ => return None,
        };
        Some(self.error(format!("text that starts with `{sign}`"), (line, start), start + sign.len()).hint(hint))
    }

    /// A comment in the middle of a text without quotes, which cannot go on on the next line.
    fn comment(&self, (line, _): At) -> Option<Diagnostic> {
        let above = (0..line).rev().find(|above| !self.line(*above).trim().is_empty())?;
        let text = self.line(above);
        let value = if text.trim_start().starts_with('#') { self.indent(above) } else { self.value(above) };
        let sign = if text[value..].starts_with('#') { value } else { value + text[value..].find(" #")? + 1 };
        let begun = if sign > value { above } else { self.above(above)? };
        let plain = !self.line(begun)[self.value(begun)..].starts_with(['"', '\'', '[', '{', '|', '>']);
        let below = |first: usize| self.indent(line) > self.indent(first);
        let own = self.line(line).trim_start();
        let thing = own.starts_with("- ") || own.split_once(':').is_some_and(|(key, _)| is_key(key));
        let goes_on = !thing && (below(begun) || self.above(begun).is_some_and(below));
        let words = sign > value || super::comment::glued(&text[sign..]);
        (plain && goes_on && words).then(|| {
            self.error(
                "a `#` after a space begins a comment, and the text cannot go on after it",
                (above, sign),
                text.trim_end().len(),
            )
            .hint(QUOTE)
        })
    }

    /// A line that should be a key and its value.
    fn no_colon(&self, said: &str, begun: Option<At>) -> Option<Diagnostic> {
        let (line, _) = begun.filter(|_| said.contains("could not find expected ':'"))?;
        let text = self.line(line).trim().trim_start_matches("- ");
        if let Some((key, value)) = text.split_once(':').filter(|(key, _)| is_key(key)) {
            let colon = self.line(line).find(':').unwrap_or_default();
            return Some(
                self.error("no space after the colon", (line, colon), colon + 1)
                    .hint(format!("write `{key}: {}`", value.trim())),
            );
        }
        Some(self.at_line("a line without a colon", line).hint(
            "write a key, a colon, a space and the value; a line that goes on with the text above it is indented \
             further than the key of that text",
        ))
    }

    /// A colon that makes a key where there can be none.
    fn colon(&self, said: &str, (line, column): At) -> Option<Diagnostic> {
        if !said.contains("mapping values are not allowed") {
            return None;
        }
        let text = self.line(line);
        let first = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))?;
        let above = self.above(line);
        let is_item = text.trim_start().starts_with("- ");
        if let (true, false, Some(above)) = (first >= column, is_item, above)
            && is_key(text[..first].trim())
            && self.indent(above) < self.indent(line)
            && self.value(above) > self.indent(above)
            && !self.line(above)[self.value(above)..].is_empty()
        {
            let spaces = spaces(if self.line(above).trim_start().starts_with("- ") {
                self.indent(above) + 2
            } else {
                self.indent(above)
            });
            return Some(
                self.at_line("a line that is indented too far", line)
                    .hint(format!("begin it with {spaces}, to line it up with the key above it")),
            );
        }
        let begun = &text[self.value(line)..];
        if let Some((key, rest)) = begun.split_once([':', ' ']).filter(|(key, _)| is_key(key))
            && rest.starts_with(['{', '['])
        {
            let place = (line, self.value(line) + key.len());
            return Some(
                self.error("no colon and space after the key", place, place.1 + 1)
                    .hint(format!("write `{key}: {rest}`")),
            );
        }
        let value = text[self.value(line)..].trim_end();
        let diagnostic = self.error("text with a colon in it", (line, column), column + 1);
        let inside = value.strip_prefix('(').and_then(|inside| inside.strip_suffix(')'));
        if let Some(inside) = inside.filter(|inside| glued::key(inside).is_some()) {
            return Some(diagnostic.hint(format!("if keys and values are meant, write `{{{inside}}}`")));
        }
        let goes_on = self.below(line).is_some_and(|below| {
            self.indent(below) > self.indent(line) && glued::key(self.line(below).trim()).is_none()
        });
        Some(match first >= column || goes_on {
            true => diagnostic.hint(QUOTE),
            false => diagnostic.hint(format!("write the whole text in quotes: `{}`", in_quotes(value))),
        })
    }

    fn bracket(&self, said: &str, place: At, begun: Option<At>) -> Option<Diagnostic> {
        if !said.contains("flow") && !said.contains("',' or") {
            return None;
        }
        let (line, column) = begun.filter(|begun| begun.0 != place.0).unwrap_or(place);
        let (message, hint) = if line == place.0 {
            (
                "a bracket that is not closed, or a comma that is missing",
                "check `[ ]`, `{ }` and the commas between",
            )
        } else {
            ("a bracket that is not closed", "close it on the same line, or write its parts one a line, without it")
        };
        Some(self.error(message, (line, column), column + 1).hint(hint))
    }

    fn second_document(&self, said: &str) -> Option<Diagnostic> {
        if !said.contains("more than one document") && !said.contains("document") {
            return None;
        }
        let first = (0..self.all.len()).find(|line| self.above(*line + 1) == Some(*line))?;
        if self.indent(first) > 0 {
            return Some(self.at_line("a line that is indented too far", first).hint("begin it with no space"));
        }
        let line = (first + 1..self.all.len()).find(|line| self.line(*line).starts_with("---"))?;
        Some(
            self.at_line("a second document starts here", line).hint("a file holds one document: remove this line"),
        )
    }

    /// Where the lines begin that a line could belong to, and the first of each from below, from the innermost outwards.
    fn levels(&self, line: usize) -> Vec<(usize, usize)> {
        let mut levels: Vec<(usize, usize)> = Vec::new();
        let mut next = self.above(line);
        while let Some(above) = next {
            if levels.last().is_none_or(|(level, _)| self.indent(above) < *level) {
                levels.push((self.indent(above), above));
            }
            next = self.above(above);
        }
        levels
    }

    /// A line that does not line up with those above it.
    fn indentation(&self, said: &str, (line, _): At) -> Option<Diagnostic> {
        if !said.contains("did not find expected") && !said.contains("block") {
            return None;
        }
        let own = self.indent(line);
        let item = |line: usize| self.line(line).trim_start().starts_with('-');
        let levels = self.levels(line);
        let Some((_, sibling)) = levels.iter().find(|(level, _)| *level == own) else {
            let mut fitting: Vec<usize> = levels.iter().map(|(level, _)| *level).collect();
            fitting.sort_by_key(|level| level.abs_diff(own));
            fitting.truncate(2);
            fitting.sort_unstable();
            let choice: Vec<String> = fitting.iter().map(ToString::to_string).collect();
            return Some(self.at_line("a line that does not line up with those above it", line).hint(format!(
                "it begins with {}; those that it could belong with begin with {}",
                spaces(own),
                choice.join(" or ")
            )));
        };
        Some(match (item(line), item(*sibling)) {
            (false, true) => self.at_line("a line that does not fit in with the list above it", line).hint(format!(
                "what belongs to an item of a list begins below its words: here with {}",
                spaces(own + 2)
            )),
            (true, false) => self.at_line("a list that does not fit in with the line above it", line).hint(
                "a list stands below its key, which has nothing after its colon, and is indented further than the key",
            ),
            _ => self.at_line("a line that does not fit in with the lines above it", line).hint(
                "check how far it is indented, and put text with special characters wholly in quotes",
            ),
        })
    }

    fn whatever(&self, said: &str, (line, column): At) -> Diagnostic {
        if said.contains("recursion limit") || said.contains("repetition limit") {
            return self
                .error("the file is nested too deeply", (line, column), column + 1)
                .hint("flatten it; aliases may not multiply without end");
        }
        let (line, column) = if self.line(line).trim().is_empty() { self.end() } else { (line, column) };
        self.error("this cannot be read as YAML", (line, column), column + 1)
            .hint("check the indentation, and put text with special characters in quotes")
    }
}

/// Whether a character takes no ink and is no plain space: a no-break space, a soft hyphen, a mark of direction.
pub fn is_unseen(one: char) -> bool {
    matches!(
        one,
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}'
    )
}

/// Whether a text has the form of a key: one word.
fn is_key(text: &str) -> bool {
    let good = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_');
    !text.is_empty() && text.chars().all(good)
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}

#[cfg(test)]
mod tests;
