//! Delimiters: where the expressions, statements and comments of a text stand, and what is text between them.

use std::ops::Range;

/// A part of a text, as Jinja takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// All of it, with its delimiters.
    pub whole: Range<usize>,
    /// What stands between its delimiters.
    pub inside: Range<usize>,
}

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text that is printed as it stands.
    Text,
    /// `{{ … }}`.
    Expression,
    /// `{% … %}`.
    Statement,
    /// `{% raw %} … {% endraw %}`.
    Raw,
    /// `{# … #}`.
    Comment,
}

/// The parts of a text in their order, none of them empty; what is never closed reaches to the end.
pub fn parts(source: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    let text = |from: usize, to: usize| {
        (from < to).then_some(Part { kind: Kind::Text, whole: from..to, inside: from..to })
    };
    while let Some(start) = source[at..].find('{').map(|found| at + found) {
        let begun = start + 2;
        let rest = source.get(begun..).unwrap_or_default();
        let (kind, length) = match source.get(start..begun) {
            Some("{{") => (Kind::Expression, end_of(rest, "}}")),
            Some("{%") => statement(rest),
            Some("{#") => (Kind::Comment, rest.find("#}").unwrap_or(rest.len())),
            _ => {
                at = start + 1;
                continue;
            }
        };
        found.extend(text(from, start));
        at = (begun + length + 2).min(source.len());
        found.push(Part { kind, whole: start..at, inside: begun..begun + length });
        from = at;
    }
    found.extend(text(from, source.len()));
    found
}

/// What stands between `{{` and `}}` in a text, in its order; nothing where it has statements.
pub fn expressions(source: &str) -> Vec<Range<usize>> {
    let parts = parts(source);
    if parts.iter().any(|part| matches!(part.kind, Kind::Statement | Kind::Raw)) {
        return Vec::new();
    }
    let words = |inside: Range<usize>| {
        let said = source[inside.clone()].trim_end().trim_end_matches('-').trim_end();
        let words = said.trim_start().trim_start_matches('-').trim_start();
        let end = inside.start + said.len();
        end - words.len()..end
    };
    parts.into_iter().filter(|part| part.kind == Kind::Expression).map(|part| words(part.inside)).collect()
}

/// The stretches of a text that are no expression, no statement, no comment and not between `{% raw %}` and
/// `{% endraw %}`.
pub fn literals(source: &str) -> Vec<Range<usize>> {
    parts(source).into_iter().filter(|part| part.kind == Kind::Text).map(|part| part.whole).collect()
}

/// What stands in the expressions and statements of a text, in its order.
pub fn codes(source: &str) -> Vec<Range<usize>> {
    let is_code = |part: &Part| matches!(part.kind, Kind::Expression | Kind::Statement) && !part.inside.is_empty();
    parts(source).into_iter().filter(is_code).map(|part| part.inside).collect()
}

/// A text with plain spaces for those that a word processor has put into its code, as many bytes long.
pub fn plain_spaces(source: &str) -> String {
    let is_space = |one: char| one.is_whitespace() && !one.is_ascii();
    let mut plain = source.to_owned();
    for code in codes(source).into_iter().filter(|code| source[code.clone()].contains(is_space)) {
        let mut at = code.start;
        while let Some(first) = source[at..code.end].chars().next() {
            let length = match first {
                '"' | '\'' => string(&source[at..code.end], first),
                _ => first.len_utf8(),
            };
            if is_space(first) {
                plain.replace_range(at..at + length, &" ".repeat(length));
            }
            at += length;
        }
    }
    plain
}

/// Whether a text has a statement or a comment, which may leave out what stands around it.
pub fn may_leave_out(source: &str) -> bool {
    source.contains("{%") || source.contains("{#")
}

/// What a statement is, and how long what stands in it is; a raw one reaches to its end.
fn statement(rest: &str) -> (Kind, usize) {
    let end = end_of(rest, "%}");
    if rest[..end].trim_matches(['-', '+']).trim() != "raw" {
        return (Kind::Statement, end);
    }
    let closed = rest[end..].find("endraw").and_then(|at| Some(end + at + rest[end + at..].find("%}")?));
    (Kind::Raw, closed.unwrap_or(rest.len()))
}

/// Where the closing delimiter stands that is not within quotation marks.
pub fn end_of(inside: &str, close: &str) -> usize {
    let mut at = 0;
    while let Some(first) = inside[at..].chars().next() {
        if inside[at..].starts_with(close) {
            return at;
        }
        at += if matches!(first, '"' | '\'') { string(&inside[at..], first) } else { first.len_utf8() };
    }
    inside.len()
}

/// How long a string is, from its quotation mark on.
pub fn string(rest: &str, mark: char) -> usize {
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

#[cfg(test)]
mod tests {
    use super::{codes, expressions, literals, plain_spaces};

    #[test]
    fn every_expression_of_a_text_is_found_as_it_was_written() {
        let text = "a {{ rate }} {# {{ no }} #} b {{rate.fell(\"}} \\\"\")}} { c } {{- 'x' -}}";
        let found =
            |text: &'static str| -> Vec<&str> { expressions(text).into_iter().map(|place| &text[place]).collect() };
        assert_eq!(found(text), ["rate", "rate.fell(\"}} \\\"\")", "'x'"]);
        assert!(found("{% for x in y %}{{ x }}{% endfor %}").is_empty());
        assert_eq!(found("{{ never closed"), ["never closed"]);
        assert_eq!(found("{{}} {{ }} {#"), ["", ""]);
    }

    #[test]
    fn code_is_what_stands_in_expressions_and_statements() {
        let text = "{ a } {{ b }}{% if '%}' %} {# {{ c }} #}{% raw %}{{ d }}{% endraw %}{{}}{{ e";
        let found: Vec<&str> = codes(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, [" b ", " if '%}' ", " e"]);
    }

    #[test]
    fn spaces_in_code_are_plain_ones_and_those_of_words_stay() {
        let text = "a\u{a0}b {{\u{a0}rate.fell(\"so\u{a0}far\")\u{202f}}} {%\u{a0}if x %}c{% endif %}";
        let plain = "a\u{a0}b {{  rate.fell(\"so\u{a0}far\")   }} {%  if x %}c{% endif %}";
        assert_eq!(plain_spaces(text), plain);
        assert_eq!(plain.len(), text.len());
    }

    #[test]
    fn what_is_between_expressions_is_text() {
        let texts = |source: &'static str| -> Vec<&str> {
            literals(source).into_iter().map(|range| &source[range]).filter(|text| !text.is_empty()).collect()
        };
        for (source, wanted) in [
            ("a {{ b(\"}}\") }} c {# d #} e", &["a ", " c ", " e"][..]),
            ("{% if 'a %} b' %}yes{% endif %}", &["yes"]),
            ("a {%- raw -%} {{ b }} {% endraw %} c", &["a ", " c"]),
            ("{ a } é {{ never closed", &["{ a } é "]),
            ("{% raw %} never closed", &[]),
            ("{", &["{"]),
            ("{%", &[]),
            ("", &[]),
        ] {
            assert_eq!(texts(source), wanted, "{source}");
        }
    }
}
