//! Text for a terminal: colours where they are wanted, and nothing of a user's file that a terminal would take for a command.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity as Level};
use codespan_reporting::term::WriteStyle;

use super::Severity;

/// What ends a style.
const PLAIN: &str = "\u{1b}[0m";

/// How the parts of a message look, as the codes of ECMA-48; each ends the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The word `error`, `warning` or `note`.
    Severity(Severity),
    /// The message itself.
    Message,
    /// What stands under the place, and beside it.
    Place(Severity),
    /// Line numbers, lines that are drawn, other places.
    Frame,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Severity(Severity::Error) => "\u{1b}[0;1;31m",
            Self::Severity(Severity::Warning) => "\u{1b}[0;1;33m",
            Self::Severity(Severity::Note) => "\u{1b}[0;1;32m",
            Self::Message => "\u{1b}[0;1m",
            Self::Place(Severity::Error) => "\u{1b}[0;31m",
            Self::Place(Severity::Warning) => "\u{1b}[0;33m",
            Self::Place(Severity::Note) => "\u{1b}[0;32m",
            Self::Frame => "\u{1b}[0;36m",
        }
    }
}

/// A text that is written piece by piece.
#[derive(Debug, Default)]
pub(super) struct Painter {
    text: String,
    colour: bool,
}

impl Painter {
    /// An empty text, with colours or without.
    pub(super) fn new(colour: bool) -> Self {
        Self { text: String::new(), colour }
    }

    /// Adds words in a style.
    pub(super) fn styled(&mut self, style: Style, words: &str) {
        self.begin(style);
        self.plain(words);
        self.end();
    }

    /// Adds words as they are, but for characters that are commands.
    pub(super) fn plain(&mut self, words: &str) {
        self.text.extend(words.chars().filter(|one| *one != '\r').map(printable));
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn begin(&mut self, style: Style) {
        if self.colour {
            self.text.push_str(style.code());
        }
    }

    fn end(&mut self) {
        if self.colour {
            self.text.push_str(PLAIN);
        }
    }
}

/// A character, or what stands for one that moves the cursor, changes colours or turns the direction of a line.
pub fn printable(character: char) -> char {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let moves = character.is_control() && character != '\n' && character != '\t';
    if turns || moves { char::REPLACEMENT_CHARACTER } else { character }
}

/// A text on one line: line ends and other commands are replaced.
pub fn one_line(text: &str) -> String {
    text.chars().map(|one| if one.is_control() { ' ' } else { printable(one) }).collect()
}

impl Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Whoever writes here writes whole strings.
        self.plain(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, level: Level) -> io::Result<()> {
        self.begin(Style::Severity(severity(level)));
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.begin(Style::Message);
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.begin(Style::Frame);
        Ok(())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.begin(Style::Frame);
        Ok(())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.begin(Style::Frame);
        Ok(())
    }

    fn set_label(&mut self, level: Level, style: LabelStyle) -> io::Result<()> {
        self.begin(match style {
            LabelStyle::Primary => Style::Place(severity(level)),
            LabelStyle::Secondary => Style::Frame,
        });
        Ok(())
    }

    fn reset(&mut self) -> io::Result<()> {
        self.end();
        Ok(())
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Bug | Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note | Level::Help => Severity::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_is_a_command() {
        let mut painter = Painter::new(false);
        painter.plain("a\u{1b}[2Jb\u{202e}c\u{9b}d\r\n\te");
        assert_eq!(painter.finish(), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\n\te");
        assert_eq!(one_line("a\nb\r\n\u{1b}c"), "a b   c");
    }

    #[test]
    fn colours_are_only_where_they_are_wanted() {
        for (colour, wanted) in [(false, "error"), (true, "\u{1b}[0;1;31merror\u{1b}[0m")] {
            let mut painter = Painter::new(colour);
            painter.styled(Style::Severity(Severity::Error), "error");
            assert_eq!(painter.finish(), wanted);
        }
    }
}
