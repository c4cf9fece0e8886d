//! Hyphens: a line that was to begin an item of a list, whose hyphen has no space after it or no words.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::narrative::delimiters::literals;
use crate::project::yaml::Text;

/// The lines that begin with a hyphen and go on right after it: Markdown joins them to the line above. Numbers (`-5`),
/// dashes and hyphens with a backslash are text.
///
/// Lines are those of the file, since YAML may have made one line of them.
pub fn glued(text: &Text) -> Vec<Diagnostic> {
    let written = text.span.text();
    if written.starts_with('"') {
        // A line end between quotation marks is written `\n`.
        let places = glued_lines(&text.value).into_iter();
        return places.map(|place| told(&text.value[place.clone()], &text.locate(place), r"\\-")).collect();
    }
    let at = |place: Range<usize>| text.span.range.start + place.start..text.span.range.start + place.end;
    let places = glued_lines(written).into_iter();
    places.map(|place| told(&written[place.clone()], &Span::new(&text.span.file, at(place)), r"\-")).collect()
}

fn told(line: &str, place: &Span, printed: &str) -> Diagnostic {
    // Of `-> one` the arrow is meant as a hyphen.
    let words = line[1..].strip_prefix("> ").unwrap_or(&line[1..]);
    let word = first_word(words);
    let hyphen = Span::new(&place.file, place.range.start..place.range.start + 1);
    Diagnostic::error("a hyphen that begins an item of a list needs a space after it", &hyphen)
        .hint(format!("for an item of a list put a space after it: `- {word}`"))
        .hint(format!("for a hyphen or a minus sign that is printed write `{printed}{}`", first_word(&line[1..])))
}

/// The first word of a line, or the expression that it begins with.
fn first_word(line: &str) -> &str {
    let begins = line.trim_end();
    match begins.find("}}").filter(|_| begins.starts_with("{{")) {
        Some(end) => &begins[..end + 2],
        None => begins.split_whitespace().next().unwrap_or_default(),
    }
}

/// The lines, from their hyphen.
fn glued_lines(source: &str) -> Vec<Range<usize>> {
    let text = literals(source);
    let goes_on = |one: char| one.is_alphabetic() || matches!(one, '*' | '_' | '>' | '{' | '[' | '“');
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let at = start + line.len() - line.trim_start().len();
        let end = start + line.trim_end().len();
        start += line.len();
        let glued = line.trim_start().strip_prefix('-').is_some_and(|rest| rest.starts_with(goes_on));
        if glued && text.iter().any(|stretch| stretch.contains(&at)) {
            found.push(at..end);
        }
    }
    found
}

/// The first line that is nothing but the sign that begins an item.
pub fn lone_marker(source: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        let digits = words.trim_end_matches(['.', ')']);
        let number =
            !digits.is_empty() && digits.len() + 1 == words.len() && digits.bytes().all(|one| one.is_ascii_digit());
        if matches!(words, "-" | "*" | "+") || number {
            let at = start + line.len() - line.trim_start().len();
            return Some(at..at + words.len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{glued, glued_lines, lone_marker};
    use crate::project::yaml::Text;

    #[test]
    fn what_to_write_is_shown_for_an_item_and_for_a_sign_that_is_printed() {
        for (text, item, printed) in [
            ("a\n-team managers", "`- team`", r"`\-team`"),
            ("a\n-{{ rate.of(\"x y\") }}.", "`- {{ rate.of(\"x y\") }}`", r#"`\-{{ rate.of("x y") }}`"#),
            ("a\n-> one", "`- one`", r"`\->`"),
        ] {
            let told = glued(&Text::of(text));
            let hints = told.iter().flat_map(|one| one.hints.clone()).collect::<Vec<_>>();
            assert!(hints.len() == 2 && hints[0].ends_with(item) && hints[1].ends_with(printed), "{hints:?}");
        }
    }

    #[test]
    fn a_hyphen_needs_a_space_before_the_words_of_an_item() {
        for (text, found) in [
            ("- established\n-team managers", "-team managers"),
            ("- a\n  -**Advanced** b\n", "-**Advanced** b"),
            ("one\n    ->\n  two", "->"),
            ("- a\n-{{ vacancies }} posts", "-{{ vacancies }} posts"),
            ("-été", "-été"),
            ("a\n \n-b c", "-b c"),
        ] {
            let lines: Vec<&str> = glued_lines(text).into_iter().map(|line| &text[line]).collect();
            assert_eq!(lines, [found]);
        }
    }

    #[test]
    fn numbers_dashes_and_hyphens_within_lines_are_text() {
        for text in [
            "- a\n- b",
            "fell by\n-5 points and\n-£3 million and\n-0.5%",
            "a\n– b\n—c\n--\n---\n-- d",
            "long-term and -ly\n\\-team",
            "{{ vacancies.fell(\"so\",\n-since) }}",
            "{%- if a -%}\n{#\n-note #}b",
        ] {
            assert!(glued_lines(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_item_without_words_is_found() {
        for (text, at) in [("- a\n-\n- b", Some(4..5)), ("1. a\n 2.\n", Some(6..8)), ("- a\n- b\n2025.5", None)] {
            assert_eq!(lone_marker(text), at, "{text}");
        }
    }
}
