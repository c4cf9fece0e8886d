//! Lists whose marks are typed into the text, so that nobody hears that they are lists.

use std::ops::Range;

use crate::check::finding;
use crate::check::passage::{Part, Passage};
use crate::diagnostic::Diagnostic;

/// The lists in paragraphs whose marks are typed: within one, "• one • two", "i) one ii) two", or each in a paragraph of its own,
/// "(a) one", "(b) two".
pub(super) fn typed_lists(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(passage) = passages.get(at) {
        if let Some(range) = within(passage) {
            found.push(told(passage, &range));
        } else if passage.part == Part::Paragraph {
            let more = passages[at..].windows(2).take_while(|pair| follows(&pair[0], &pair[1])).count();
            if more > 0 {
                found.push(told(passage, &(0..passage.text.len())));
                at += more;
            }
        }
        at += 1;
    }
    found
}

fn told(passage: &Passage<'_>, range: &Range<usize>) -> Diagnostic {
    finding("a list whose marks are typed is not read as a list", &passage.place(range))
        .hint("write each item on a line of its own, after `- ` or `1. `, with an empty line before the first")
}

/// A mark before an item: how it is written, and the how-manieth it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    sign: Sign,
    /// Its numbers: "(i)" is the first of Roman numbers and the ninth letter.
    numbers: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// "(a)".
    Brackets,
    /// "a)".
    Bracket,
    /// "a.".
    Point,
    /// "-".
    Dash,
    /// "•".
    Dot,
}

impl Mark {
    /// Whether another mark is the next of the same list.
    fn leads_to(&self, next: &Self) -> bool {
        let dash = matches!(self.sign, Sign::Dash | Sign::Dot);
        self.sign == next.sign && (dash || self.numbers.iter().any(|number| next.numbers.contains(&(number + 1))))
    }

    fn is_first(&self) -> bool {
        self.numbers.contains(&1)
    }
}

/// The mark that a piece of a text between blanks is.
fn mark(text: &str, range: Range<usize>) -> Option<Mark> {
    let (sign, inner) = match text {
        "•" | "▪" | "●" | "◦" | "‣" | "·" | "■" | "▸" | "➢" | "✓" => (Sign::Dot, ""),
        "-" | "–" | "—" | "*" | "+" => (Sign::Dash, ""),
        _ => match (text.strip_prefix('('), text.strip_suffix([')', '.'])) {
            (Some(opened), _) => (Sign::Brackets, opened.strip_suffix(')')?),
            (None, Some(inner)) => (if text.ends_with(')') { Sign::Bracket } else { Sign::Point }, inner),
            _ => return None,
        },
    };
    if matches!(sign, Sign::Dot | Sign::Dash) {
        return Some(Mark { range, sign, numbers: Vec::new() });
    }
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let mut numbers = Vec::new();
    if inner.len() <= 2 && inner.bytes().all(|one| one.is_ascii_digit()) {
        numbers.extend(inner.parse::<usize>());
    }
    if let ([one], true) = (inner.as_bytes(), inner.bytes().all(|one| one.is_ascii_lowercase())) {
        numbers.push(usize::from(one - b'a') + 1);
    }
    numbers.extend(ROMAN.iter().position(|roman| *roman == inner).map(|at| at + 1));
    (!numbers.is_empty()).then_some(Mark { range, sign, numbers })
}

/// The marks of a text, in order.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, one) in text.char_indices().chain([(text.len(), ' ')]) {
        match (one.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                // A mark stands before something.
                let item = !text[at..].trim().is_empty();
                found.extend(mark(&text[from..at], from..at).filter(|_| item));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether two paragraphs are two items of a list that was typed.
fn follows(one: &Passage<'_>, next: &Passage<'_>) -> bool {
    // A paragraph with a number is one of a text whose paragraphs have numbers.
    let lettered =
        |passage: &Passage<'_>, mark: &Mark| !passage.text[mark.range.clone()].contains(char::is_numeric);
    let first = |passage: &Passage<'_>| {
        let first = marks(&passage.text).into_iter().next();
        first.filter(|mark| mark.range.start == 0 && lettered(passage, mark))
    };
    match (first(one), first(next)) {
        (Some(mark), Some(after)) => {
            next.part == Part::Paragraph && !one.is_quoted(&mark.range) && mark.leads_to(&after)
        }
        _ => false,
    }
}

/// The first item of a list that was typed within a paragraph.
fn within(passage: &Passage<'_>) -> Option<Range<usize>> {
    let text = &passage.text;
    let all = marks(text);
    let dots: Vec<&Mark> = all.iter().filter(|mark| mark.sign == Sign::Dot).collect();
    let range = if let Some(first) = dots.first() {
        // Dots between words may part them: "Coventry · Warwickshire · Solihull".
        let part = first.range.start > 0 && (dots.len() < 2 || text[first.range.clone()] == *"·");
        (!part).then(|| first.range.start..dots.get(1).map_or(text.len(), |next| next.range.start))
    } else {
        let lists = [Sign::Brackets, Sign::Bracket, Sign::Point, Sign::Dash];
        lists.into_iter().find_map(|sign| chain(passage, all.iter().filter(|mark| mark.sign == sign).collect()))
    };
    range.filter(|range| !passage.is_quoted(range))
}

/// The first item, if marks of one sign make a list and are no part of a sentence: "(a) one, (b) another or (c) none" is one.
fn chain(passage: &Passage<'_>, marks: Vec<&Mark>) -> Option<Range<usize>> {
    let text = &passage.text;
    let from = marks.iter().position(|mark| mark.is_first() || mark.sign == Sign::Dash)?;
    let marks = &marks[from..];
    let run = 1 + marks.windows(2).take_while(|pair| pair[0].leads_to(pair[1])).count();
    let [first, second, ..] = marks.get(..run)? else { return None };
    let before = text[..first.range.start].trim_end();
    let led = before.is_empty() || before.ends_with(':');
    let own_lines = marks[..run].iter().all(|mark| begins_a_line(passage, mark));
    // What joins the items of a sentence.
    let joined = marks[1..run].iter().any(|mark| {
        let before = text[..mark.range.start].trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        before.ends_with([',', ';']) || matches!(word, "and" | "or" | "to" | "&")
    });
    let list = match first.sign {
        // Dashes part a sentence in pairs; "will - visit - write - report" has nothing that they could part.
        Sign::Dash => {
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            led || run > 2
                && matches!(
                    word,
                    "are" | "by" | "include" | "includes" | "including" | "must" | "to" | "were" | "will"
                )
        }
        Sign::Point | Sign::Brackets => (led || first.sign == Sign::Point && run > 2) && !joined,
        _ => !joined && (led || run > 2),
    };
    (list || own_lines).then_some(first.range.start..second.range.start)
}

/// Whether a mark begins a line of the author's.
fn begins_a_line(passage: &Passage<'_>, mark: &Mark) -> bool {
    let text = &passage.text;
    let rest: Vec<&str> = text[mark.range.start..].split_whitespace().take(3).collect();
    let start = rest.join(" ");
    let source = &passage.source.value;
    source.contains('\n') && source.lines().any(|line| line.trim_start().starts_with(&start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    fn lists(passage: &Passage<'_>) -> Vec<Diagnostic> {
        within(passage).map(|range| told(passage, &range)).into_iter().collect()
    }

    #[test]
    fn marks_that_are_typed_make_no_list() {
        for text in [
            "These are: • pay • caseloads",
            "• pay",
            "▪ one ▪ two",
            "The stages are: i) design ii) tender iii) works.",
            "The options are:\na. keep the pool open\nb. close the pool",
            "The options are:\n(a) keep the pool open;\n(b) close the pool; or\n(c) sell it",
            "It was planned as 1. survey 2. design 3. build.",
            "Officers will - visit the sites - write to the residents - report in June",
            "The main points are: – rents rise – repairs cost more",
        ] {
            assert_eq!(underlined(lists, text).len(), 1, "{text}");
        }
        nothing_in(
            lists,
            &[
                "Coventry · Warwickshire · Solihull",
                "3·5 per cent",
                "a•b",
                "- one",
                "The Board may (a) accept the report, (b) refer it back, or (c) ask for more evidence.",
                "Under section 4 (a) and (b) of the Act the fee is set.",
                "It was built in 1968 (a) and widened in 1974 (b), as Map 1 has it.",
                "The pool - which is old - and the gym - which is new - are let together.",
                "Lot A. was dearer than Lot B. in every year.",
                "The scores were 1) for price and 2) for quality in both bids.",
                "There is one reason: the pool – which is old – and its roof.",
                "",
            ],
        );
    }

    #[test]
    fn paragraphs_that_begin_with_marks_make_no_list() {
        let found = |texts: &[&str]| {
            let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
            typed_lists(&passages).len()
        };
        assert_eq!(found(&["The options are:", "(a) keep it", "(b) close it", "(c) sell it", "It is so."]), 1);
        assert_eq!(found(&["(i) keep it", "(ii) close it", "Then:", "– rents", "– repairs"]), 2);
        assert_eq!(found(&["(a) keep it", "It is so.", "(d) sell it", "(b) close it"]), 0);
    }
}
