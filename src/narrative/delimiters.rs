//! Delimiters: where the expressions, statements and comments of a text stand, and what is text between them.

use std::ops::Range;

/// What stands between `{{` and `}}` in a text, in its order; nothing where it has statements.
pub fn expressions(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find('{').map(|found| at + found) {
        let inside = source.get(start + 2..).unwrap_or_default();
        let next = match source.get(start..start + 2) {
            Some("{%") => return Vec::new(),
            Some("{#") => inside.find("#}").map_or(source.len(), |end| start + end + 4),
            Some("{{") => {
                let end = end_of(inside, "}}");
                let said = inside[..end].trim_end().trim_end_matches('-').trim_end();
                let words = said.trim_start().trim_start_matches('-').trim_start();
                found.push(start + 2 + said.len() - words.len()..start + 2 + said.len());
                start + end + 4
            }
            _ => start + 1,
        };
        at = next.min(source.len());
    }
    found
}

/// The stretches of a text that are no expression, no statement, no comment and not between `{% raw %}` and
/// `{% endraw %}`.
pub fn literals(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(start) = source[at..].find('{').map(|found| at + found) {
        let inside = source.get(start + 2..).unwrap_or_default();
        let length = match source.get(start..start + 2) {
            Some("{{") => end_of(inside, "}}") + 2,
            Some("{%") => statement(inside),
            Some("{#") => inside.find("#}").map_or(inside.len(), |end| end + 2),
            _ => {
                at = start + 1;
                continue;
            }
        };
        found.push(from..start);
        at = (start + 2 + length).min(source.len());
        from = at;
    }
    found.push(from..source.len());
    found
}

/// What stands in the expressions and statements of a text, in its order.
pub fn codes(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find('{').map(|found| at + found) {
        let inside = source.get(start + 2..).unwrap_or_default();
        let (code, length) = match source.get(start..start + 2) {
            Some("{{") => (end_of(inside, "}}"), end_of(inside, "}}") + 2),
            // A raw statement is longer than what stands in it.
            Some("{%") if statement(inside) > end_of(inside, "%}") + 2 => (0, statement(inside)),
            Some("{%") => (end_of(inside, "%}"), statement(inside)),
            Some("{#") => (0, inside.find("#}").map_or(inside.len(), |end| end + 2)),
            _ => {
                at = start + 1;
                continue;
            }
        };
        if code > 0 {
            found.push(start + 2..start + 2 + code);
        }
        at = (start + 2 + length).min(source.len());
    }
    found
}

/// Whether a text has a statement or a comment, which may leave out what stands around it.
pub fn may_leave_out(source: &str) -> bool {
    source.contains("{%") || source.contains("{#")
}

/// How long a statement is from what follows its `{%`; a raw one reaches to its end.
fn statement(inside: &str) -> usize {
    let end = end_of(inside, "%}") + 2;
    let word = inside.get(..end - 2).unwrap_or_default().trim_matches(['-', '+']).trim();
    if word != "raw" {
        return end;
    }
    let rest = inside.get(end..).unwrap_or_default();
    let closed = rest.find("endraw").and_then(|at| Some(at + rest[at..].find("%}")? + 2));
    end + closed.unwrap_or(rest.len())
}

/// Where the closing delimiter stands that is not within quotation marks.
pub fn end_of(inside: &str, close: &str) -> usize {
    let (mut quote, mut escaped) = (None, false);
    for (at, character) in inside.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(mark) if character == mark => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if inside[at..].starts_with(close) => return at,
            None => {}
        }
    }
    inside.len()
}

#[cfg(test)]
mod tests {
    use super::{codes, expressions, literals};

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
