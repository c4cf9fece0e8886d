//! What a message shows of a long line: the neighbourhood of its places, so that no file can make it endless.

use std::ops::Range;

use super::{SourceFile, floor_boundary};

/// How many characters of a line are shown on each side of a place, and how many of the place itself.
const AROUND: usize = 120;

/// The longest line that is shown whole, in characters: nobody gains from a window that is hardly shorter.
const WHOLE: usize = 2 * AROUND + 40;

/// The most characters of one name or value in a message.
const VALUE: usize = 200;

/// The most characters of a message or a hint.
const WORDS: usize = 1_500;

/// What stands for what is left out.
const CUT: char = '…';

/// A file as one diagnostic shows it: every line at its number, long lines cut.
pub(super) struct Window<'a> {
    file: &'a SourceFile,
    places: Vec<Range<usize>>,
    /// What is left out, in order: each has the place in the file and becomes one ellipsis.
    cuts: Vec<Range<usize>>,
}

impl<'a> Window<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        Self { file, places: Vec::new(), cuts: Vec::new() }
    }

    pub(super) fn file(&self) -> &'a SourceFile {
        self.file
    }

    /// Notes a place whose neighbourhood is to be shown.
    pub(super) fn keep(&mut self, place: &Range<usize>) {
        self.places.push(place.clone());
    }

    /// The text with its long lines cut; what is far from every place is not looked at and stays as it is, since no
    /// message shows it.
    pub(super) fn cut(&mut self) -> String {
        let text = self.file.text.as_str();
        let mut kept: Vec<Range<usize>> = self.places.iter().map(|place| around(text, place)).collect();
        kept.sort_by_key(|range| (range.start, range.end));
        let mut lines: Vec<Range<usize>> = Vec::new();
        for place in &self.places {
            let own = line(text, place.start);
            // Of two places with one line between them, that line is shown as well.
            let before = own.start.checked_sub(1).map(|end| line(text, end));
            let after = (own.end < text.len()).then(|| line(text, own.end + 1));
            lines.extend(before.into_iter().chain([own]).chain(after));
        }
        lines.sort_by_key(|range| range.start);
        lines.dedup();
        for line in lines {
            if text[line.clone()].chars().nth(WHOLE).is_none() {
                continue;
            }
            let mut done = line.start;
            let mut within =
                kept.iter().filter(|one| line.contains(&one.start) || one.start == line.end).peekable();
            if within.peek().is_none() {
                done = forward(text, line.start, AROUND);
            }
            for one in within {
                if one.start > done {
                    self.cuts.push(done..one.start);
                }
                done = done.max(one.end);
            }
            if done < line.end {
                self.cuts.push(done..line.end);
            }
        }
        let mut out = String::with_capacity(text.len().min(1 << 16));
        let mut done = 0;
        for cut in &self.cuts {
            out.push_str(&text[done..cut.start]);
            out.push(CUT);
            done = cut.end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Where a range of the file is in the cut text.
    pub(super) fn shown(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let before = self.cuts.iter().take_while(|cut| cut.end <= offset);
            before.fold(offset, |at, cut| at + CUT.len_utf8() - cut.len())
        };
        at(range.start)..at(range.end)
    }

    /// Where an offset of the cut text is in the file.
    pub(super) fn original(&self, shown: usize) -> usize {
        let mut offset = shown;
        for cut in &self.cuts {
            if offset <= cut.start {
                break;
            }
            offset = (offset + cut.len()).saturating_sub(CUT.len_utf8()).max(cut.end);
        }
        offset
    }
}

/// The beginning of a range, short enough to be shown whole.
pub(super) fn head(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.end.min(forward(text, range.start, AROUND))
}

/// A message or a hint, with what it quotes of the user's files cut to a length that can be read.
pub(super) fn words(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        let end = if at % 2 == 1 { forward(piece, 0, VALUE) } else { piece.len() };
        out.push_str(&piece[..end]);
        if end < piece.len() {
            out.push(CUT);
        }
    }
    let end = forward(&out, 0, WORDS);
    if end < out.len() {
        out.truncate(end);
        out.push(CUT);
    }
    out
}

/// The place with what is around it on its line.
fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let line = line(text, place.start);
    let before = text[line.start..place.start].char_indices().rev().nth(AROUND - 1);
    let start = before.map_or(line.start, |(at, _)| line.start + at);
    start..forward(text, place.end, AROUND).min(line.end).max(place.end.min(line.end))
}

/// The line that an offset is in, without its end.
fn line(text: &str, offset: usize) -> Range<usize> {
    let offset = floor_boundary(text, offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    start..text[offset..].find('\n').map_or(text.len(), |at| offset + at)
}

/// The offset so many characters further on, or the end of the text.
fn forward(text: &str, from: usize, characters: usize) -> usize {
    text[from..].char_indices().nth(characters).map_or(text.len(), |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Diagnostic, Span};

    fn render(file: &Arc<SourceFile>, what: &str) -> String {
        let at = file.text.find(what).expect("it is there");
        Diagnostic::error("it is wrong", &Span::new(file, at..at + what.len())).hint("write it right").render()
    }

    /// What the carets stand under.
    fn underlined(rendered: &str) -> String {
        let lines: Vec<&str> = rendered.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).expect("carets");
        let carets = lines[at];
        let from = carets.chars().position(|c| c == '^').expect("a caret");
        let count = carets.chars().filter(|c| *c == '^').count();
        lines[at - 1].chars().skip(from).take(count).collect()
    }

    #[test]
    fn a_huge_line_is_shown_around_its_place() {
        for filler in ["x", "é", "ab,"] {
            let text = format!("first\n{}HERE{}\nlast", filler.repeat(1_000_000), filler.repeat(1_000_000));
            let said = render(&SourceFile::new("a.csv", text), "HERE");
            assert!(said.chars().count() < 800, "{} characters", said.chars().count());
            assert_eq!(underlined(&said), "HERE", "{said}");
            let column = filler.chars().count() * 1_000_000 + 1;
            assert!(said.contains(&format!("a.csv:2:{column}\n")), "{said}");
            assert_eq!(said.matches('…').count(), 2, "{said}");
        }
    }

    #[test]
    fn a_huge_place_and_huge_words_are_cut() {
        let value = "9".repeat(3_000_000);
        let file = SourceFile::new("a.csv", format!("a,{value}"));
        let said = Diagnostic::error(format!("`{value}` is not a number"), &Span::new(&file, 2..2 + value.len()))
            .label(format!("this `{value}`"))
            .related(&Span::new(&file, 0..1), format!("not `{value}`"))
            .hint(format!("there is {}", "a name, ".repeat(200_000)))
            .render();
        assert!(said.chars().count() < 4_000, "{} characters", said.chars().count());
        assert!(said.contains("…` is not a number\n"), "{said}");
    }

    #[test]
    fn sheets_name_their_cell_and_tabs_are_kept() {
        let text = format!("head\n{}HERE\t{}", "cell\t".repeat(100_000), "é\t".repeat(100_000));
        let said = render(&SourceFile::of_sheet("a.xlsx", text, "Staff"), "HERE");
        assert!(said.chars().count() < 900, "{} characters", said.chars().count());
        assert_eq!(underlined(&said), "HERE", "{said}");
        assert!(said.contains("a.xlsx:2:100001\n") && said.contains("cell EQXE2 of the sheet `Staff`"), "{said}");
    }

    #[test]
    fn places_far_apart_on_a_line_are_both_shown() {
        let file = SourceFile::new("a.csv", format!("ONE{}TWO{}", "-".repeat(5_000), "-".repeat(5_000)));
        let at = file.text.find("TWO").expect("it is there");
        let said = Diagnostic::error("twice", &Span::new(&file, at..at + 3))
            .related(&Span::new(&file, 0..3), "the first one")
            .hint("leave one out")
            .render();
        assert!(said.contains("a.csv:1:5004\n") && said.contains("│ ONE---"), "{said}");
        assert_eq!(underlined(&said), "TWO", "{said}");
        assert!(said.chars().count() < 2_500, "{said}");
    }

    proptest! {
        #[test]
        fn every_place_is_found_again(
            text in "[a\té…\n]{0,40}([a\té…]{0,600}\n){0,4}",
            places in proptest::collection::vec((0..2_000usize, 0..2_000usize), 1..4),
        ) {
            let file = SourceFile::new("a", text);
            let mut window = Window::new(&file);
            let places: Vec<Range<usize>> = places
                .into_iter()
                .map(|(start, length)| {
                    let start = floor_boundary(&file.text, start);
                    let range = start..floor_boundary(&file.text, start + length);
                    head(&file.text, super::super::visible(&file.text, &range))
                })
                .collect();
            places.iter().for_each(|place| window.keep(place));
            let shown = window.cut();
            prop_assert_eq!(shown.matches('\n').count(), file.text.matches('\n').count());
            for place in &places {
                let range = window.shown(place);
                prop_assert_eq!(shown.get(range.clone()), file.text.get(place.clone()));
                prop_assert_eq!(window.original(range.start), place.start);
            }
        }
    }
}
