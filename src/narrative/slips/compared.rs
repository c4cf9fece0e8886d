//! Figures that are compared by `<`, `==` and their like. A figure is words with a number in them, and Jinja would compare
//! the words, or what kind of thing each side is: whatever came of it would say nothing of the data.

use std::ops::Range;

use super::Slip;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::codes;

/// Where a condition or another part of an expression ends.
const CLAUSES: [&str; 8] = ["and", "or", "not", "if", "elif", "else", "set", "with"];

/// Comparisons of the figures that `names` name, or of what a statement calls one of them.
pub fn compared(source: &str, names: &[&str]) -> Vec<Slip> {
    // What is said of the subject is a word like any other.
    let mut known: Vec<String> =
        names.iter().filter(|name| **name != "subject").map(|name| (*name).to_owned()).collect();
    let mut found = Vec::new();
    for code in codes(source) {
        let tokens = tokens(source, code);
        let text = |token: &Range<usize>| &source[token.clone()];
        let is_known = |known: &[String], at: usize| {
            let part = at > 0 && text(&tokens[at - 1]) == ".";
            !part && known.iter().any(|name| name == text(&tokens[at]))
        };
        for clause in clauses(source, &tokens) {
            let operator = clause.clone().find(|at| is_operator(source, &tokens, *at));
            if let (Some(operator), true) = (operator, clause.clone().any(|at| is_known(&known, at))) {
                found.push(slip(text(&tokens[operator]), tokens[operator].clone()));
            }
        }
        known.extend(called(source, &tokens, |at| is_known(&known, at)));
    }
    found
}

fn slip(operator: &str, place: Range<usize>) -> Slip {
    let problem = Problem::new(format!("a figure cannot be compared by `{operator}`"))
        .hint("write the sentence with a word that is checked, such as `{{ turnover_rate.above(\"England\", \"above\") }}`: where the data say otherwise, the build tells you")
        .hint("what a condition may ask about is `subject.area`, `subject.period` and what you have set yourself");
    Slip { problem, place }
}

/// Names, operators and signs of code; strings are left out.
fn tokens(source: &str, code: Range<usize>) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = code.start;
    while let Some(first) = source[at..code.end].chars().next() {
        let rest = &source[at..code.end];
        let length = match first {
            '"' | '\'' => string(rest, first),
            _ if first.is_whitespace() => first.len_utf8(),
            _ if is_word(first) => rest.find(|one| !is_word(one)).unwrap_or(rest.len()),
            _ => ["==", "!=", "<=", ">="]
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .map_or(first.len_utf8(), |sign| sign.len()),
        };
        if !first.is_whitespace() && !matches!(first, '"' | '\'') {
            tokens.push(at..at + length);
        }
        at += length;
    }
    tokens
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

/// How long a string is, from its quotation mark on.
fn string(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        match one {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if one == mark => return at + one.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// The parts of an expression between its connecting words, as places in the tokens.
fn clauses(source: &str, tokens: &[Range<usize>]) -> Vec<Range<usize>> {
    let ends = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| CLAUSES.contains(&&source[(*token).clone()]))
        .map(|(at, _)| at);
    let mut from = 0;
    let mut found = Vec::new();
    for end in ends.chain([tokens.len()]) {
        found.push(from..end);
        from = end + 1;
    }
    found
}

fn is_operator(source: &str, tokens: &[Range<usize>], at: usize) -> bool {
    match &source[tokens[at].clone()] {
        "==" | "!=" | "<=" | ">=" | "<" | ">" => true,
        // In `for one in figures` it compares nothing, and `.in("release")` is what a figure can say.
        "in" if at > 0 && &source[tokens[at - 1].clone()] == "." => false,
        "in" => tokens.iter().all(|token| &source[token.clone()] != "for"),
        _ => false,
    }
}

/// The names that a statement gives to what a figure is in.
fn called(source: &str, tokens: &[Range<usize>], is_known: impl Fn(usize) -> bool) -> Vec<String> {
    let text = |at: usize| &source[tokens[at].clone()];
    let Some(first) = (0..tokens.len()).find(|at| is_word(text(*at).chars().next().unwrap_or(' '))) else {
        return Vec::new();
    };
    let until = match text(first) {
        "set" | "with" => "=",
        "for" => "in",
        _ => return Vec::new(),
    };
    let Some(end) = (first..tokens.len()).find(|at| text(*at) == until) else { return Vec::new() };
    if !(end..tokens.len()).any(is_known) {
        return Vec::new();
    }
    (first + 1..end).map(text).filter(|name| name.starts_with(is_word)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::compared;

    const NAMES: [&str; 3] = ["agency_rate", "grant", "subject"];

    #[test]
    fn a_figure_is_not_compared_by_an_operator() {
        for (text, operator) in [
            ("{% if agency_rate > turnover %}a{% endif %}", ">"),
            ("{% if 5 < agency_rate.previous %}a{% endif %}", "<"),
            ("{%- if x and grant == 1000000 -%}a{% endif %}", "=="),
            ("a {{ \"high\" if agency_rate >= 10 else \"low\" }} b", ">="),
            ("{% set r = agency_rate %}{% if r != 3 %}a{% endif %}", "!="),
            ("{% for r in [grant, agency_rate] %}{% if r > 3 %}a{% endif %}{% endfor %}", ">"),
            ("{% if agency_rate in [1, 2] %}a{% endif %}", "in"),
            ("{% if agency_rate.area == \"Devon\" %}a{% endif %}", "=="),
        ] {
            let found = compared(text, &NAMES);
            let places: Vec<&str> = found.iter().map(|slip| &text[slip.place.clone()]).collect();
            assert_eq!(places, [operator], "{text}");
        }
    }

    #[test]
    fn other_things_are_compared() {
        for text in [
            "{% if subject.area == \"Coventry\" %}{{ agency_rate }}{% endif %}",
            "{{ agency_rate if subject.period == \"2025\" else grant }}",
            "{% set show = 1 %}{% if show > 0 %}{{ grant.fell(\"fell > 3\", than=agency_rate) }}{% endif %}",
            "{% for one in [agency_rate, grant] %}{{ one }}{% endfor %}",
            "agency_rate > 3, {# agency_rate > 3 #} and {% raw %}{{ agency_rate > 3 }}{% endraw %}",
            "{{ \"agency_rate\" == \"grant\" }}",
            "{{ agency_rate.over(10, \"over \\\" > 10\") }}",
            "{{ agency_rate.at(2024).in('dfe_2024') }}",
            "{% if",
            "{{ \"never closed > ",
        ] {
            assert!(compared(text, &NAMES).is_empty(), "{text}");
        }
    }
}
