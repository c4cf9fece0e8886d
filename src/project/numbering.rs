//! How headings, paragraphs and their parts are numbered: a setting of a kind of document that a profile may change.

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node};

/// How the body of a kind of document is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    /// Which paragraphs take numbers, and how they are counted.
    pub paragraphs: Paragraphs,
    /// The number of a section; `None` where headings have none.
    pub section: Option<Pattern>,
    /// The number of a paragraph.
    pub paragraph: Pattern,
    /// The number of a part of a paragraph.
    pub part: Pattern,
}

/// Which paragraphs take numbers, and how they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paragraphs {
    /// From one in every section.
    Numbered,
    /// Not at all.
    Plain,
    /// On and on, whatever headings come between.
    Continuous,
}

impl Paragraphs {
    /// What can be written.
    pub const CHOICES: [(&'static str, Self); 3] =
        [("numbered", Self::Numbered), ("plain", Self::Plain), ("continuous", Self::Continuous)];
}

/// How a number is written: `1.1`, `1.`, `(a)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The signs that stand for numbers, `1`, `a`, `A`, `i` or `I`; there is at least one.
    signs: Vec<char>,
    /// What stands before, between and after them: one more than there are signs.
    marks: Vec<String>,
}

/// What a kind or a profile says of the numbering.
#[derive(Debug, Clone, Default)]
pub struct NumberingEntry {
    paragraphs: Option<Paragraphs>,
    section: Option<Option<Pattern>>,
    paragraph: Option<(Pattern, Span)>,
    part: Option<(Pattern, Span)>,
}

impl Numbering {
    /// The numbering of a way to number paragraphs, where nobody says more.
    fn of(paragraphs: Paragraphs) -> Self {
        let pattern = |written: &str| Pattern::parse(written).unwrap_or_else(Pattern::plain);
        match paragraphs {
            Paragraphs::Continuous => {
                Self { paragraphs, section: None, paragraph: pattern("1."), part: pattern("1.1.") }
            }
            Paragraphs::Numbered | Paragraphs::Plain => {
                let section = Some(pattern("1"));
                Self { paragraphs, section, paragraph: pattern("1.1"), part: pattern("1.1.1") }
            }
        }
    }
}

impl Default for Numbering {
    fn default() -> Self {
        Self::of(Paragraphs::Numbered)
    }
}

impl NumberingEntry {
    /// Reads `paragraphs:`, a way alone or with patterns.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let way = |node: &Node, sink: &mut Diagnostics| {
            read::choice(node, "way of numbering paragraphs", &Paragraphs::CHOICES, sink)
        };
        if !matches!(node.content, Content::Map(_)) {
            return Some(Self { paragraphs: Some(way(node, sink)?), ..Self::default() });
        }
        let mut keys = Keys::of(node, "`paragraphs`", &form::PARAGRAPHS, sink)?;
        let paragraphs = keys.optional("style", sink).and_then(|node| way(node, sink));
        let section = keys.optional("section", sink).and_then(|node| match &node.content {
            Content::Text(text) if text == "none" => Some(None),
            _ => pattern(node, sink).map(|(pattern, _)| Some(pattern)),
        });
        let paragraph = keys.optional("paragraph", sink).and_then(|node| pattern(node, sink));
        let part = keys.optional("part", sink).and_then(|node| pattern(node, sink));
        keys.finish(sink);
        Some(Self { paragraphs, section, paragraph, part })
    }

    /// The numbering of a kind, with what this says instead.
    pub fn over(&self, kind: &Numbering) -> Numbering {
        let mut numbering = match self.paragraphs {
            Some(paragraphs) if paragraphs != kind.paragraphs => Numbering::of(paragraphs),
            _ => kind.clone(),
        };
        if let Some(section) = &self.section {
            numbering.section.clone_from(section);
        }
        if let Some((paragraph, _)) = &self.paragraph {
            numbering.paragraph.clone_from(paragraph);
        }
        if let Some((part, _)) = &self.part {
            numbering.part.clone_from(part);
        }
        numbering
    }

    /// Reports patterns that have more numbers than there are to write.
    pub fn check(&self, kind: &Numbering, sink: &mut Diagnostics) {
        let continuous = self.over(kind).paragraphs == Paragraphs::Continuous;
        // Of a paragraph that is numbered on nobody need know the section.
        let (most, what, part) = if continuous {
            (1, "a paragraph that is numbered on has one, such as `1.`", "its parts have two, such as `1.1.`")
        } else {
            (
                2,
                "a paragraph has those of its section and its own, such as `1.1`",
                "its parts have three, such as `1.1.1`",
            )
        };
        let written = [(&self.paragraph, most, what), (&self.part, most + 1, part)];
        for (pattern, most, hint) in written {
            let Some((pattern, place)) = pattern else { continue };
            if pattern.signs.len() > most {
                let message = format!("`{}` has {} numbers", place.text().trim_matches('"'), pattern.signs.len());
                sink.push(Diagnostic::error(message, place).hint(hint));
            }
        }
    }
}

impl Pattern {
    /// Reads a pattern; `None` if no number is in it, or one that is none of the signs.
    fn parse(written: &str) -> Option<Self> {
        let (mut signs, mut marks) = (Vec::new(), vec![String::new()]);
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            let run = rest.find(|one: char| one.is_alphanumeric() != first.is_alphanumeric()).unwrap_or(rest.len());
            let (part, after) = rest.split_at(run);
            match part {
                "1" | "a" | "A" | "i" | "I" => {
                    signs.push(first);
                    marks.push(String::new());
                }
                // A number of another kind is a number that was copied out of a paper.
                _ if part.chars().any(|one| one.is_ascii_digit()) => return None,
                _ => marks.last_mut()?.push_str(part),
            }
            rest = after;
        }
        (!signs.is_empty()).then_some(Self { signs, marks })
    }

    fn plain() -> Self {
        Self { signs: vec!['1'], marks: vec![String::new(), String::new()] }
    }

    /// Writes the last of some numbers if the pattern has one sign, else all of them, from the section down to it.
    pub fn write(&self, path: &[usize]) -> String {
        match path {
            [.., last] if self.signs.len() == 1 => self.all(&[*last]),
            _ => self.all(path),
        }
    }

    /// Writes all of some numbers, of a section and of the one within it: "9.1".
    pub fn all(&self, path: &[usize]) -> String {
        let between = self.marks.get(1..self.signs.len()).unwrap_or_default();
        let mut written = self.marks.first().cloned().unwrap_or_default();
        for (at, number) in path.iter().enumerate() {
            written.push_str(&counted(self.sign(at, path.len()), *number));
            if at + 1 < path.len() {
                let mark = between.get(at.min(between.len().saturating_sub(1)));
                written.push_str(mark.map_or(".", String::as_str));
            }
        }
        written.push_str(self.marks.last().map_or("", String::as_str));
        written
    }

    /// The sign of one of several numbers; those that the pattern does not show are figures.
    fn sign(&self, at: usize, of: usize) -> char {
        let shown = match self.signs.len() {
            1 => self.signs.get(at),
            _ if at + 1 == of => self.signs.last(),
            many => self.signs.get(at).filter(|_| at + 1 < many),
        };
        shown.copied().unwrap_or('1')
    }
}

fn pattern(node: &Node, sink: &mut Diagnostics) -> Option<(Pattern, Span)> {
    let written = read::printed(node, sink)?;
    let pattern = Pattern::parse(&written.value);
    if pattern.is_none() {
        sink.push(
            Diagnostic::error(format!("`{}` does not show how a number is written", written.value), &written.span)
                .hint("write `1`, `a`, `A`, `i` or `I` for each number, such as `\"1.1\"`, `\"1.\"` or `\"(a)\"`"),
        );
    }
    pattern.map(|pattern| (pattern, written.span))
}

/// A number as its sign shows it: `1`, `a`, `A`, `i` or `I`.
pub fn counted(sign: char, number: usize) -> String {
    match sign {
        'a' => letters(number),
        'A' => letters(number).to_uppercase(),
        'i' => roman(number),
        'I' => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// a … z, aa, ab …
fn letters(mut at: usize) -> String {
    let mut written = Vec::new();
    while at > 0 {
        at -= 1;
        written.push(char::from(b'a' + u8::try_from(at % 26).unwrap_or_default()));
        at /= 26;
    }
    written.iter().rev().collect()
}

fn roman(mut at: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while at >= value {
            written.push_str(sign);
            at -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_with_one_sign_writes_the_last_number_and_another_all_of_them() {
        for (pattern, path, written) in [
            ("1", &[4][..], "4"),
            ("1.", &[12], "12."),
            ("(a)", &[3, 2], "(b)"),
            ("1.1", &[3, 2], "3.2"),
            ("1.1.", &[3, 2], "3.2."),
            ("1.1.1", &[4, 5, 1], "4.5.1"),
            ("1.1", &[9, 1, 2], "9.1.2"),
            ("1.1.1", &[9, 1, 2, 3], "9.1.2.3"),
            ("1.a", &[9, 1, 2], "9.1.b"),
            ("1(a)(i)", &[3, 27, 4], "3(aa)(iv)"),
            ("Para 1:", &[7], "Para 7:"),
            ("A.1", &[2, 5], "B.5"),
            ("A.1", &[2, 3, 5], "B.3.5"),
        ] {
            let parsed = Pattern::parse(pattern).unwrap_or_else(|| panic!("{pattern} is a pattern"));
            assert_eq!(parsed.write(path), written, "{pattern} of {path:?}");
        }
        for (pattern, path, written) in [("1.", &[9, 1][..], "9.1."), ("A.", &[3], "C."), ("A.", &[3, 2], "C.2.")] {
            assert_eq!(Pattern::parse(pattern).map(|pattern| pattern.all(path)), Some(written.to_owned()));
        }
    }

    #[test]
    fn what_shows_no_number_is_no_pattern() {
        for pattern in ["", "none", "3.1.", "1.2", "-", "11", "1a"] {
            assert_eq!(Pattern::parse(pattern), None, "{pattern}");
        }
    }
}
