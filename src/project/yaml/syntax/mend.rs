//! Slips that are found by trying their mends: the parser often gives up on a line that is right, below the one that is not.
//!
//! Each line around that place is mended in every way that its author may have meant. What lets the most of the file be
//! read is told; where several do, the one that fits best with the lines around it.

use std::cmp::Reverse;

use super::ways::is_bulleted;
use super::{At, Lines, is_key, spaces};
use crate::diagnostic::Diagnostic;
use crate::project::yaml::line_of_error;

/// How many lines above the place are tried.
const NEAR: usize = 5;

/// How many of the lines further up are tried with which a level of indentation begins.
pub(super) const LEVELS: usize = 8;

/// A line of more words may go on with the text above it.
const WORDS_OF_A_KEY: usize = 3;

/// The longest file, in bytes, that is read again for every mend.
const LONGEST: usize = 512 * 1024;

/// A line as its author may have meant it.
pub(super) struct Mend {
    line: usize,
    text: String,
    slip: Slip,
}

impl Mend {
    pub(super) fn new(line: usize, text: String, slip: Slip) -> Self {
        Self { line, text, slip }
    }
}

/// What is wrong with a line; of two that are as likely, the first is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    Space,
    Sign,
    Comma,
    Commas,
    Quotes,
    Colon,
    Hyphen,
    Bracket,
    Indentation,
}

/// How a line begins: `- name:` after four blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start<'a> {
    indent: usize,
    hyphen: bool,
    key: &'a str,
}

impl<'a> Start<'a> {
    /// The start of a line; `None` for what is no key.
    fn of(line: &'a str) -> Option<Self> {
        let words = line.trim_start_matches(' ');
        let item = words.strip_prefix("- ").map(str::trim_start);
        let (key, value) = item.unwrap_or(words).split_once(':')?;
        let good = is_key(key) && (value.trim_end().is_empty() || value.starts_with(' '));
        good.then_some(Self { indent: line.len() - words.len(), hyphen: item.is_some(), key })
    }
}

impl Lines<'_> {
    /// The slip whose mend lets the most of the file be read, if that is more than up to the place.
    pub(super) fn mended(&self, place: At, begun: Option<At>) -> Option<Diagnostic> {
        let lines = self.suspects(place.0, begun.map(|(line, _)| line));
        let mends = lines.into_iter().flat_map(|line| self.mends(line));
        self.best(mends.collect(), place.0)
    }

    /// The indentation of a line above the place whose mend lets the file be read beyond it.
    pub(super) fn misplaced(&self, line: usize) -> Option<Diagnostic> {
        let lines = self.suspects(line, None).into_iter().filter(|other| *other < line && self.is_bare(*other));
        self.best(lines.flat_map(|line| self.indented(line)).collect(), line)
    }

    /// A line of a text, not far enough in, that lets what is below it be taken for something else.
    pub(super) fn dented_above(&self, (line, _): At) -> Option<Diagnostic> {
        let above = self.above(line)?;
        let is_text = Start::of(self.line(above)).is_none() && !self.line(above).trim_start().starts_with('-');
        let further = self.above(above).is_some_and(|before| self.indent(before) > self.indent(above));
        if !is_text || !further || self.indent(line) <= self.indent(above) {
            return None;
        }
        self.best(self.indented(above), line)
    }

    /// How many spaces a line that begins with a tab is to begin with.
    pub(super) fn untabbed(&self, line: usize) -> Option<usize> {
        let tabbed = self.line(line);
        let words = tabbed.trim_start();
        let plain = format!("{:1$}{words}", "", tabbed.len() - words.len());
        let mut all = self.all.clone();
        *all.get_mut(line)? = &plain;
        let lines = Lines { file: self.file, all };
        let mut mends = lines.indented(line);
        mends.push(Mend::new(line, plain.clone(), Slip::Indentation));
        lines.best_of(mends, line).map(|mend| indent(&mend.text))
    }

    /// The lines whose slip may show at a line, from the nearest.
    fn suspects(&self, line: usize, begun: Option<usize>) -> Vec<usize> {
        let above = std::iter::successors(self.above(line), |line| self.above(*line));
        let levels = self.levels(line).into_iter().map(|(_, line)| line);
        let mut lines: Vec<usize> =
            std::iter::once(line).chain(above.take(NEAR)).chain(levels.take(LEVELS)).chain(begun).collect();
        lines.sort_unstable_by_key(|line| Reverse(*line));
        lines.dedup();
        lines
    }

    /// The best of the mends with which the file is read beyond a line.
    fn best(&self, mends: Vec<Mend>, line: usize) -> Option<Diagnostic> {
        self.best_of(mends, line).map(|best| self.tell(&best))
    }

    fn best_of(&self, mends: Vec<Mend>, line: usize) -> Option<Mend> {
        if self.file.text.len() > LONGEST {
            return None;
        }
        let reach = |mend: &Mend| {
            if self.makes_text_of_a_key(mend, line) {
                return None;
            }
            let mut all = self.all.clone();
            *all.get_mut(mend.line)? = &mend.text;
            Some(line_of_error(&all.join("\n")).unwrap_or(usize::MAX)).filter(|reached| *reached > line)
        };
        let read = mends.into_iter().filter_map(|mend| Some((reach(&mend)?, mend)));
        let rank = |(reached, mend): &(usize, Mend)| (*reached, self.gain(mend), Reverse(mend.slip), mend.line);
        read.max_by_key(rank).map(|(_, best)| best)
    }

    /// Whether the mended line, or the one where the parser gave up, begins with a key and would be words of a text above
    /// it, so that all below can be read and is printed.
    fn makes_text_of_a_key(&self, mend: &Mend, line: usize) -> bool {
        let mut all = self.all.clone();
        if let (Slip::Indentation, Some(changed)) = (mend.slip, all.get_mut(mend.line)) {
            *changed = &mend.text;
            let lines = Lines { file: self.file, all };
            return [mend.line, line].into_iter().any(|line| lines.is_key_in_text(line));
        }
        false
    }

    fn is_key_in_text(&self, line: usize) -> bool {
        let own = self.indent(line);
        let is_key = Start::of(self.line(line)).is_some_and(|start| start.key.starts_with(char::is_lowercase));
        let holds = |header: usize| {
            let keyed = Start::of(self.line(header)).is_some();
            let from = if keyed { self.words(header) } else { self.indent(header) };
            from < own && self.line(header)[self.value(header)..].starts_with(['>', '|'])
        };
        is_key && self.levels(line).into_iter().any(|(level, header)| level < own && holds(header))
    }

    /// Everything that may be meant by a line.
    fn mends(&self, line: usize) -> Vec<Mend> {
        if self.line(line).trim().is_empty() || self.line(line).trim_start().starts_with('#') {
            return Vec::new();
        }
        let mut mends = self.indented(line);
        mends.extend(self.with_colon(line));
        mends.extend(self.with_hyphen(line));
        mends.extend(self.with_bracket(line));
        mends.extend(self.with_comma(line));
        mends
    }

    /// How much better a mended line fits with the lines around it.
    fn gain(&self, mend: &Mend) -> i32 {
        let (line, text) = (mend.line, mend.text.as_str());
        let own = match mend.slip {
            // Nobody means to write these.
            Slip::Space | Slip::Sign | Slip::Comma | Slip::Commas | Slip::Quotes | Slip::Bracket => 2,
            Slip::Colon if self.is_key_below(line, text) => 2,
            Slip::Hyphen => self.fit_of_item(line, text) + if is_bulleted(self.line(line)) { 2 } else { 0 },
            // Most people miss by one space.
            Slip::Indentation if indent(text).abs_diff(self.indent(line)) == 1 => 2,
            Slip::Colon | Slip::Indentation => 0,
        };
        own + self.fit(line, text) - self.fit(line, self.line(line))
    }

    /// How well a line fits with the others if it is written so.
    fn fit(&self, line: usize, written: &str) -> i32 {
        let start = Start::of(written);
        let others = || (0..self.all.len()).filter(|other| *other != line);
        let known = start.is_some() && others().any(|other| Start::of(self.line(other)) == start);
        let (indent, words) = (indent(written), words(written));
        let (above, below) = (self.above(line), self.below(line));
        let beside = |other: Option<usize>| {
            other.is_some_and(|other| other.abs_diff(line) == 1 && self.words(other) == words)
        };
        let alike = std::iter::successors(above, |other| self.above(*other))
            .find(|other| self.words(*other) == words)
            .is_some_and(|other| Start::of(self.line(other)).is_some() && self.is_bare(other) == is_bare(written));
        let is_item = |line: &str| line.trim_start().starts_with('-');
        let parent = above.filter(|above| self.is_bare(*above));
        let next = parent.is_some_and(|parent| {
            indent == self.words(parent) + 2 || is_item(written) && indent == self.words(parent)
        });
        let leaves = parent.is_some_and(|parent| {
            let own = self.indent(parent);
            indent < own || indent == own && !is_item(written)
        });
        [
            (known, 3),
            (beside(above), 1),
            (beside(below), 1),
            (start.is_some() && alike, 1),
            (next, 2),
            (leaves, -3),
            (self.has_nothing(line, written), -3),
        ]
        .into_iter()
        .map(|(is_so, points)| if is_so { points } else { 0 })
        .sum()
    }

    /// Whether a line is a key with neither a value nor anything below it.
    fn has_nothing(&self, line: usize, written: &str) -> bool {
        let belongs = |below: usize| {
            let (own, item) = (words(written), self.line(below).trim_start().starts_with('-'));
            self.indent(below) > own || item && self.indent(below) == own
        };
        is_bare(written) && !self.below(line).is_some_and(belongs)
    }

    /// How well a line fits as an item of a list: whether others stand beside it that begin in the same way.
    fn fit_of_item(&self, line: usize, written: &str) -> i32 {
        let own = indent(written);
        let within = |other: &usize| self.indent(*other) >= own;
        let above = std::iter::successors(self.above(line), |other| self.above(*other)).take_while(within);
        let below = std::iter::successors(self.below(line), |other| self.below(*other)).take_while(within);
        let items = above
            .chain(below)
            .filter(|other| self.indent(*other) == own && self.line(*other)[own..].starts_with("- "));
        let key = |line| Start::of(line).map(|start| start.key);
        let alike: Vec<bool> = items.map(|other| key(self.line(other)) == key(written)).collect();
        match alike.contains(&true) {
            true => 3,
            false if alike.is_empty() => -2,
            false => 0,
        }
    }

    /// Whether the next line is a key as far in as a line, or what belongs to it.
    fn is_key_below(&self, line: usize, written: &str) -> bool {
        self.below(line).is_some_and(|below| {
            let (own, below_it) = (words(written), self.indent(below));
            below_it == own && Start::of(self.line(below)).is_some() || below_it > own && is_bare(written)
        })
    }

    /// Where the words of a line begin, after its hyphens.
    pub(super) fn words(&self, line: usize) -> usize {
        words(self.line(line))
    }

    /// Whether a line is a key with nothing after its colon.
    pub(super) fn is_bare(&self, line: usize) -> bool {
        is_bare(self.line(line))
    }

    /// The nearest line below with something in it that is no comment.
    pub(super) fn below(&self, line: usize) -> Option<usize> {
        (line + 1..self.all.len()).find(|below| {
            let text = self.line(*below).trim();
            !text.is_empty() && !text.starts_with('#')
        })
    }

    fn tell(&self, mend: &Mend) -> Diagnostic {
        let line = mend.line;
        let mended = mend.text.trim();
        match mend.slip {
            Slip::Space => {
                let colon = self.line(line).find(':').unwrap_or_default();
                self.error("no space after the colon", (line, colon), colon + 1).hint(format!("write `{mended}`"))
            }
            Slip::Sign => {
                let after = self.words(line) + Start::of(&mend.text).map_or(0, |start| start.key.len());
                let blanks = self.line(line)[after..].len() - self.line(line)[after..].trim_start().len();
                let sign = self.line(line)[after + blanks..].chars().next().unwrap_or_default();
                let place = (line, after + blanks);
                self.error(format!("`{sign}` in place of a colon"), place, place.1 + sign.len_utf8())
                    .hint(format!("write `{mended}`"))
            }
            Slip::Comma => self.at_difference("a comma that is missing", mend),
            Slip::Commas => self.at_difference("a comma too many", mend),
            Slip::Quotes => self
                .at_line("text with a colon in it, between braces", line)
                .hint(format!("put it in quotes: `{mended}`")),
            Slip::Colon if self.has_nothing(line, &mend.text) => self
                .at_line("a line without a colon", line)
                .hint(format!("write `{mended}` and a value after the colon")),
            Slip::Colon => {
                let goes_on = "if it goes on with the text above it, indent it further than the key of that text";
                let is_long = mended.split_whitespace().count() > WORDS_OF_A_KEY;
                let valued = |above| Start::of(self.line(above)).is_some() && !self.is_bare(above);
                let may_go_on = is_long && self.above(line).is_some_and(valued);
                self.at_line("a line without a colon", line)
                    .hint(format!("write `{mended}`"))
                    .maybe_hint(may_go_on.then_some(goes_on))
            }
            Slip::Hyphen => self.at_line("an item of a list without its hyphen", line).hint(format!(
                "begin it as items of a list begin, with {}, a hyphen and a space: `{mended}`",
                spaces(indent(&mend.text))
            )),
            Slip::Bracket => {
                self.at_line("a bracket that is closed and never opened", line).hint(format!("write `{mended}`"))
            }
            Slip::Indentation => self.tell_indentation(mend),
        }
    }

    /// An error where a line and its mend begin to differ.
    fn at_difference(&self, message: &str, mend: &Mend) -> Diagnostic {
        let line = self.line(mend.line);
        let alike = line.bytes().zip(mend.text.bytes()).take_while(|(one, other)| one == other).count();
        self.error(message, (mend.line, alike), alike + 1).hint(format!("write `{}`", mend.text.trim()))
    }

    fn tell_indentation(&self, mend: &Mend) -> Diagnostic {
        let (line, own) = (mend.line, self.indent(mend.line));
        let to = indent(&mend.text);
        let how = if to < own { "far" } else { "little" };
        let is_key = |line| Start::of(self.line(line)).is_some();
        let fits = if self.above(line).is_some_and(|above| self.words(above) == to && is_key(above)) {
            "to line it up with the key above it"
        } else if self.below(line).is_some_and(|below| self.indent(below) == to) {
            "to line it up with the line below it"
        } else if to < own || self.levels(line).iter().any(|(level, _)| *level == to) {
            "to line it up with those that it belongs with"
        } else {
            "as what belongs to the line above it"
        };
        self.at_line(format!("a line that is indented too {how}"), line)
            .hint(format!("begin it with {}, {fits}", spaces(to)))
    }
}

/// How many blanks a line starts with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the words of a line begin, after its hyphens.
fn words(line: &str) -> usize {
    let mut start = indent(line);
    while let Some(rest) = line[start..].strip_prefix("- ") {
        start = line.len() - rest.trim_start_matches(' ').len();
    }
    start
}

/// Whether a line begins with a key and no hyphen.
pub(super) fn is_key_line(line: &str) -> bool {
    Start::of(line).is_some_and(|start| !start.hyphen)
}

/// Whether a line is a key with nothing after its colon.
fn is_bare(line: &str) -> bool {
    let before_comment = line.split(" #").next().unwrap_or_default().trim_end();
    Start::of(before_comment).is_some() && before_comment.ends_with(':')
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceFile;
    use crate::project::yaml::read;

    /// A part of a project with everything that a slip can be made in.
    const GOOD: &str = "\
people:
  ann:
    name: Ann
    title: Clerk
  bob:
    name: Bob
    title: Clerk
tables:
  snapshot:
    kind: comparison
    title: The areas compared
    columns:
      - {name: Grade, unit: fte}
      - {name: Area, unit: fte}
sections:
  - slot: purpose
    body:
      - >
        To inform Members.
      - >
        To ask for a decision.
  - slot: background
    body:
      - As before.
";

    /// What is said of the file with one line written in another way: the line that is named, message and hint.
    fn told(right: &str, wrong: &str) -> (String, String, String) {
        assert_eq!(GOOD.matches(right).count(), 1, "{right:?}");
        let error = read(&SourceFile::new("test.yaml", GOOD.replace(right, wrong))).expect_err("a slip");
        let span = error.span.expect("a place");
        let (line, _) = span.file.line_column(span.range.start);
        let named = span.file.text.lines().nth(line - 1).unwrap_or_default().to_owned();
        (named, error.message, error.hints.join("; "))
    }

    #[test]
    fn a_slip_is_told_at_its_own_line_with_its_mend() {
        for (right, wrong, message, hint) in [
            ("    kind: comparison", "    kind:comparison", "no space after the colon", "write `kind: comparison`"),
            ("    kind: comparison", "    kind comparison", "a line without a colon", "write `kind: comparison`"),
            ("  snapshot:", "  snapshot", "a line without a colon", "write `snapshot:`"),
            ("people:", "people", "a line without a colon", "write `people:`"),
            ("  - slot: purpose", "  - slot purpose", "a line without a colon", "write `- slot: purpose`"),
            (
                "  - slot: purpose",
                "  - slot",
                "a line without a colon",
                "write `- slot:` and a value after the colon",
            ),
            (
                "    title: The areas compared",
                "  title: The areas compared",
                "a line that is indented too little",
                "begin it with 4 spaces, to line it up with the key above it",
            ),
            (
                "    name: Ann",
                "  name: Ann",
                "a line that is indented too little",
                "begin it with 4 spaces, to line it up with the line below it",
            ),
            (
                "    name: Bob",
                "      name: Bob",
                "a line that is indented too far",
                "begin it with 4 spaces, to line it up with the line below it",
            ),
            (
                "  - slot: background",
                "  slot: background",
                "an item of a list without its hyphen",
                "begin it as items of a list begin, with 2 spaces, a hyphen and a space: `- slot: background`",
            ),
            (
                "      - {name: Area, unit: fte}",
                "      - name: Area, unit: fte}",
                "a bracket that is closed and never opened",
                "write `- {name: Area, unit: fte}`",
            ),
            (
                "      - {name: Grade, unit: fte}",
                "      - {name: Grade, unit: fte}}",
                "a bracket that is closed and never opened",
                "write `- {name: Grade, unit: fte}`",
            ),
            (
                "      - {name: Grade, unit: fte}",
                "      -{name: Grade, unit: fte}",
                "an item of a list without its hyphen",
                "begin it as items of a list begin, with 6 spaces, a hyphen and a space: `- {name: Grade, unit: fte}`",
            ),
            (
                "      - As before.",
                "      - [As] before.",
                "text that starts with `[`",
                "put the text between quotation marks: `- \"[As] before.\"`",
            ),
        ] {
            let said = told(right, wrong);
            assert_eq!(said, (wrong.to_owned(), message.to_owned(), hint.to_owned()), "{wrong:?}");
        }
    }

    #[test]
    fn no_hint_makes_words_of_a_text_of_a_key() {
        for (text, line, message, hint) in [
            (
                "summary: >\n  It is so.\n appendices:\n  - {title: One}\n  - {title: Two}\nother: x\n",
                3,
                "a line that is indented too far",
                "begin it with no space, to line it up with those that it belongs with",
            ),
            (
                "summary: >\n  It is so.\nappendices:\n  - {title: One, report: a.yaml\n  - title: Two\n    report: b\n",
                4,
                "a bracket that is not closed",
                "close it on the same line, or write its parts one a line, without it",
            ),
        ] {
            let error = read(&SourceFile::new("test.yaml", text)).expect_err("a slip");
            let span = error.span.expect("a place");
            assert_eq!(
                (span.file.line_column(span.range.start).0, error.message.as_str()),
                (line, message),
                "{text}"
            );
            assert_eq!(error.hints, [hint], "{text}");
        }
    }

    #[test]
    fn a_hyphen_that_is_missing_before_a_text_is_told_as_one() {
        let right = "      - >\n        To ask";
        let (named, message, _) = told(right, "      >\n        To ask");
        assert_eq!((named.as_str(), message.as_str()), ("      >", "an item of a list without its hyphen"));
    }

    #[test]
    fn a_line_that_is_gone_is_told_where_it_stood() {
        for (gone, named, hint) in [
            (
                "  ann:\n",
                "    name: Ann",
                "write a name and a colon there, with 2 spaces before them, as further down `bob:`",
            ),
            (
                "  - slot: purpose\n",
                "    body:",
                "write the first line of the item there, with 2 spaces, a hyphen and a space, as further down `- slot: background`",
            ),
        ] {
            let (line, message, said) = told(gone, "");
            assert_eq!(
                (line.as_str(), message.as_str()),
                (named, "the line that belongs above this one is missing")
            );
            assert_eq!(said, hint);
        }
    }

    #[test]
    fn what_no_mend_of_one_line_helps_is_told_otherwise() {
        let (_, message, _) = told("    title: The areas compared", "    title: \"The areas compared");
        assert_eq!(message, "a quotation mark that is not closed");
    }
}
