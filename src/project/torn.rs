//! Sentences that the commas of a bracket list have torn apart.
//!
//! In `body: [The cost is met, but for £1m.]` YAML takes every comma for the end of an item, so that one sentence is printed
//! as two paragraphs. What its author meant shows in how the items begin and end.

pub mod braces;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::yaml::{Content, Node, quoted};

/// Lists of names have items of this many words at most; nobody can tell them from a sentence by their letters.
const WORDS_OF_A_NAME: usize = 2;

/// Reports every sentence that the commas of a bracket list of prose have torn apart; `one` is what each of its items becomes:
/// "paragraph". It is an error where only a sentence reads so, otherwise a warning.
///
/// Items in quotation marks are as their author wants them.
pub fn check(node: &Node, one: &str, sink: &mut Diagnostics) {
    let Content::List(items) = &node.content else { return };
    if !node.span.text().starts_with('[') {
        return;
    }
    let mut run: Vec<Piece<'_>> = Vec::new();
    for item in items {
        let piece = Piece::of(item);
        let goes_on = match (run.first(), run.last(), &piece) {
            (Some(first), Some(before), Some(piece)) => {
                before.comma(piece).is_some() && tears(first, before, piece)
            }
            _ => false,
        };
        if !goes_on {
            sink.extend(told(&run, one));
            run.clear();
        }
        run.extend(piece);
    }
    sink.extend(told(&run, one));
}

/// An item of a bracket list that is text without quotation marks.
#[derive(Debug, Clone)]
struct Piece<'a> {
    place: &'a Span,
    /// Where its words stand, without blanks at the end.
    range: Range<usize>,
    text: &'a str,
}

impl<'a> Piece<'a> {
    fn of(node: &'a Node) -> Option<Self> {
        let written = node.span.text();
        let text = written.trim_end();
        let plain = !matches!(node.content, Content::List(_) | Content::Map(_)) && !text.starts_with(['"', '\'']);
        let start = node.span.range.start;
        (plain && !text.is_empty()).then(|| Self { place: &node.span, range: start..start + text.len(), text })
    }

    /// What stands between it and the next piece, if that is a comma and blanks.
    fn comma(&self, next: &Self) -> Option<&'a str> {
        let between = self.place.file.text.get(self.range.end..next.range.start)?;
        (between.trim() == ",").then_some(between)
    }

    fn is_small(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    fn is_number(&self) -> bool {
        self.text.starts_with(|one: char| one.is_ascii_digit())
    }

    /// Whether its words end as a sentence does, or as an item of a list.
    fn is_ended(&self) -> bool {
        let closing = |one: char| matches!(one, '"' | '\'' | '’' | '”' | ')' | '*' | '_');
        self.text.trim_end_matches(closing).ends_with(['.', '!', '?', ':', ';'])
    }

    fn is_name(&self) -> bool {
        self.text.split_whitespace().count() <= WORDS_OF_A_NAME
    }

    /// Whether a comma has split a number such as 12,000 between the two.
    fn splits_number(&self, next: &Self) -> bool {
        let digits = next.text.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3 && self.text.ends_with(|one: char| one.is_ascii_digit()) && self.comma(next) == Some(",")
    }
}

/// Whether the comma before `next` stands inside of a sentence; `first` is where that began.
fn tears(first: &Piece<'_>, before: &Piece<'_>, next: &Piece<'_>) -> bool {
    // A list may have all its items in small letters, or numbers in all of them.
    let small = next.is_small() && !first.is_small();
    let number = next.is_number() && !first.is_number() && !before.is_ended();
    small || number || next.is_ended() && !before.is_ended() || before.splits_number(next)
}

/// What is wrong with pieces that belong together; nothing is with one alone, nor with short names.
fn told(run: &[Piece<'_>], one: &str) -> Option<Diagnostic> {
    let [first, second, ..] = run else { return None };
    let last = run.last()?;
    let pairs = || run.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)));
    let split = pairs().any(|(before, next)| before.splits_number(next));
    if !split && !last.is_ended() && run.iter().all(Piece::is_name) {
        return None;
    }
    let sentence =
        !first.is_small() && last.is_ended() && pairs().all(|(_, next)| next.is_small() || next.is_number());
    let file = &first.place.file;
    let at = first.range.end + first.comma(second)?.find(',')?;
    let place = Span::new(file, at..at + 1);
    let words: Vec<&str> = file.text.get(first.range.start..last.range.end)?.split_whitespace().collect();
    let mended = quoted(&words.join(" "));
    let message = format!("a comma in `[ … ]` begins a new {one}");
    Some(if split || sentence {
        Diagnostic::error(message, &place).hint(format!("put the text between quotation marks: `{mended}`"))
    } else {
        Diagnostic::warning(message, &place)
            .hint(format!("if it belongs to the text, put that between quotation marks: `{mended}`"))
            .hint("if not, put each item between quotation marks, or on a line of its own after `- `")
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile};
    use crate::project::yaml::{self, Content};

    /// What is told of a list, written after `body: `.
    fn told(list: &str) -> Vec<Diagnostic> {
        let tree = yaml::read(&SourceFile::new("report.yaml", format!("body: {list}\n"))).expect("YAML");
        let Content::Map(entries) = tree.content else { panic!("a map") };
        let mut sink = Diagnostics::default();
        check(&entries[0].1, "paragraph", &mut sink);
        sink.sorted()
    }

    #[test]
    fn a_torn_sentence_is_an_error_that_shows_it_mended() {
        for (list, column, mended) in [
            (
                "[The cost is met within existing resources, but for 12,000 pounds.]",
                49,
                "The cost is met within existing resources, but for 12,000 pounds.",
            ),
            (
                "[\"One, two.\", The meeting is on Tuesday, 31 March 2026., Nothing else.]",
                46,
                "The meeting is on Tuesday, 31 March 2026.",
            ),
            ("[note the 12,000 leavers]", 19, "note the 12,000 leavers"),
            ("[\n  The rate rose,\n  which is late.]", 16, "The rate rose, which is late."),
            ("[It began at 5 p.m., which is late.]", 26, "It began at 5 p.m., which is late."),
        ] {
            let found = told(list);
            let [error] = found.as_slice() else { panic!("{list}: {found:?}") };
            assert_eq!(error.severity, Severity::Error, "{list}");
            assert_eq!(error.message, "a comma in `[ … ]` begins a new paragraph");
            assert_eq!(error.hints, [format!("put the text between quotation marks: `\"{mended}\"`")]);
            let place = error.span.as_ref().expect("a place");
            let (line, at) = place.file.line_column(place.range.start);
            assert_eq!((place.text(), at), (",", column), "{list}, line {line}");
        }
    }

    #[test]
    fn what_may_be_a_list_is_a_warning() {
        for list in [
            "[In Coventry, Birmingham and Solihull the rate is high.]",
            "[The rate has fallen since last year, but not enough]",
            "[Leisure and sport, Housing, Roads.]",
            "[The minutes of Cabinet, 12 May 2025]",
        ] {
            let found = told(list);
            assert!(matches!(found.as_slice(), [one] if one.severity == Severity::Warning), "{list}: {found:?}");
        }
    }

    #[test]
    fn lists_are_left_alone() {
        for list in [
            "[Leisure, Housing, Roads]",
            "[Leisure, housing, roads]",
            "[note the report, agree the plan, thank the officers]",
            "[England, West Midlands, Stoke-on-Trent]",
            "[2023, 2024, 2025]",
            "[The rate rose., 12 posts are vacant.]",
            "[Note the report;, Agree the plan.]",
            "[\"The cost is met\", but for this.]",
            "[The cost is met, \"but for this.\"]",
            "[{text: The cost is met}, but for this.]",
            "[One paragraph.]",
            "[]",
            "The cost is met, but for 12,000 pounds.",
            "\n  - The cost is met, but for 12,000 pounds.\n  - and more",
        ] {
            assert!(told(list).is_empty(), "{list}: {:?}", told(list));
        }
    }
}
