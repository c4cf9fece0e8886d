//! Braces: `{ turnover_rate }}`, `[[ turnover_rate ]]` and other expressions without two braces on both sides.

use std::ops::Range;

use super::Slip;
use crate::diagnostic::nearest;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::{Kind, Part, literals, parts};

/// What would be printed with its braces: names of figures between broken delimiters, and closing delimiters that
/// nothing opens. A brace or a bracket around other words is text like any other.
pub fn torn(source: &str, names: &[&str]) -> Vec<Slip> {
    let mut found = one_too_many(source);
    for stretch in literals(source) {
        let mut at = stretch.start;
        let text = &source[..stretch.end];
        while let Some(character) = text[at..].chars().next() {
            let slip = match character {
                '{' | '[' => opened(text, at, names),
                '}' | '%' => closed(text, at, stretch.start, names),
                _ => None,
            };
            at = match slip {
                Some(slip) => {
                    let end = slip.place.end;
                    found.push(slip);
                    end
                }
                None => at + character.len_utf8(),
            };
            if character == '\\' {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
            }
        }
    }
    found
}

/// A third brace right behind an expression or a statement: `{{ name }}}`. One that belongs to a brace before it is text.
fn one_too_many(source: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut open = 0_usize;
    let mut before: Option<Kind> = None;
    for Part { kind, whole, .. } in parts(source) {
        if kind == Kind::Text {
            let text = &source[whole.clone()];
            let third = text.starts_with('}') && !text.starts_with("}}") && before.is_some();
            if third && open == 0 {
                let problem = Problem::new("a `}` too many, which would be printed")
                    .hint("take it out; if it is to be printed, write `{{ '}' }}`");
                found.push(Slip { problem, place: whole.start..whole.start + 1 });
            }
            open = text.chars().fold(open, |open, one| match one {
                '{' => open + 1,
                '}' => open.saturating_sub(1),
                _ => open,
            });
        }
        before = Some(kind);
    }
    found
}

/// `{ name`, `{name.previous}}`, `[[ name ]]`, `${name}`.
fn opened(text: &str, at: usize, names: &[&str]) -> Option<Slip> {
    let rest = &text[at..];
    let inside = rest.trim_start_matches(['{', '[', ' ']);
    let opening = &rest[..rest.len() - inside.len()];
    if !opening.contains('{') && !opening.starts_with("[[") {
        return None;
    }
    let name = &inside[..name_length(inside)];
    let meant = meant(name, names)?;
    let after = &inside[name.len()..];
    let part = after.starts_with('.') && after[1..].starts_with(|one: char| one.is_alphabetic());
    if !(part || after.trim_start().starts_with(['}', ']', '|', '(']) || name.contains('_')) {
        return None;
    }
    let line = after.lines().next().unwrap_or_default();
    let (tail, closing) = match line.find(['}', ']', '{']) {
        Some(end) if !line[end..].starts_with('{') => {
            let closing = &line[end..];
            (&line[..end], closing.len() - closing.trim_start_matches(['}', ']']).len())
        }
        _ => ("", 0),
    };
    let end = at + opening.len() + name.len() + tail.len() + closing;
    let start = if text[..at].ends_with('$') { at - 1 } else { at };
    Some(slip(&text[start..end], &format!("{meant}{}", tail.trim_end()), start..end))
}

/// `name }}`, or `}}` and `%}` by themselves.
fn closed(text: &str, at: usize, from: usize, names: &[&str]) -> Option<Slip> {
    let rest = &text[at..];
    if !(rest.starts_with("}}") || rest.starts_with("%}")) {
        return None;
    }
    let before = text[from..at].trim_end();
    let bare = before.trim_end_matches(|one: char| one.is_alphanumeric() || one == '_');
    let name = &before[bare.len()..];
    if rest.starts_with("}}")
        && let Some(meant) = meant(name, names)
    {
        let place = from + bare.len()..at + 2;
        return Some(slip(&text[place.clone()], meant, place));
    }
    let (message, hint) = if rest.starts_with("}}") {
        (
            "`}}` without `{{` before it",
            "write `{{` before the name of the figure; for the two signs themselves write `{{ '}}' }}`",
        )
    } else {
        (
            "`%}` without `{%` before it",
            "write `{%` before the statement; for the two signs themselves write `{{ '%}' }}`",
        )
    };
    Some(Slip { problem: Problem::new(message).hint(hint), place: at..at + 2 })
}

fn slip(written: &str, expression: &str, place: Range<usize>) -> Slip {
    let problem = Problem::new(format!("`{written}` would be printed as it stands"))
        .hint(format!("write `{{{{ {expression} }}}}`: two braces on both sides"));
    Slip { problem, place }
}

fn name_length(text: &str) -> usize {
    text.find(|one: char| !(one.is_alphanumeric() || one == '_')).unwrap_or(text.len())
}

/// The name that is meant: a known one, or what is nearest to a word that can be nothing but a name.
fn meant<'a>(name: &'a str, names: &[&'a str]) -> Option<&'a str> {
    if names.contains(&name) {
        return Some(name);
    }
    if name.contains('_') { nearest(name, names.iter().copied()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::torn;

    const NAMES: [&str; 3] = ["turnover_rate", "vacancies", "subject"];

    #[test]
    fn an_expression_without_two_braces_on_both_sides_is_found_whole() {
        for (text, found, meant) in [
            ("It is { turnover_rate }} now.", "{ turnover_rate }}", "{{ turnover_rate }}"),
            ("It is { turnover_rate } now.", "{ turnover_rate }", "{{ turnover_rate }}"),
            ("{turnover_rate.previous}", "{turnover_rate.previous}", "{{ turnover_rate.previous }}"),
            ("a {vacancies.of(\"England\") }", "{vacancies.of(\"England\") }", "{{ vacancies.of(\"England\") }}"),
            ("a [[ vacancies ]] b", "[[ vacancies ]]", "{{ vacancies }}"),
            ("£${subject.area}", "${subject.area}", "{{ subject.area }}"),
            ("{ {vacancies}} b", "{ {vacancies}}", "{{ vacancies }}"),
            ("was vacancies }} b", "vacancies }}", "{{ vacancies }}"),
            ("{ turnover_rat }", "{ turnover_rat }", "{{ turnover_rate }}"),
            ("{ turnover_rate and so on", "{ turnover_rate", "{{ turnover_rate }}"),
            ("é { turnover_rate and {{ vacancies }}", "{ turnover_rate", "{{ turnover_rate }}"),
        ] {
            let slips = torn(text, &NAMES);
            let [slip] = slips.as_slice() else { panic!("{} slips in {text}", slips.len()) };
            assert_eq!(&text[slip.place.clone()], found);
            assert_eq!(slip.problem.hints, [format!("write `{meant}`: two braces on both sides")]);
        }
    }

    #[test]
    fn a_delimiter_that_nothing_opens_is_found() {
        for (text, found) in [
            ("a }} b", "}}"),
            ("a %} b", "%}"),
            ("{{ vacancies }}}} b", "}}"),
            ("{ % if x %}", "%}"),
            ("{{ vacancies }}} b", "}"),
            ("{% if x %}} b", "}"),
            ("{a} {{ vacancies }}}", "}"),
        ] {
            let slips = torn(text, &NAMES);
            let [slip] = slips.as_slice() else { panic!("{} slips in {text}", slips.len()) };
            assert_eq!(&text[slip.place.clone()], found);
        }
    }

    #[test]
    fn other_braces_and_brackets_are_text() {
        for text in [
            "a } and #} and { and {a} and [a] and [a](b",
            "{{ turnover_rate }} and {{ vacancies.of(\"England\") }}.",
            "{% if turnover_rate %}{ a }{% endif %} {# { turnover_rate } #}",
            "a pair {x, {{ vacancies }}} and {{ '}' }}",
            "{% raw %}{ turnover_rate }} [[ vacancies ]]{% endraw %}",
            r"\{ turnover_rate \}\} and \[\[ vacancies ]] and 100%\}",
            "[vacancies](https://www.example.gov.uk) and [vacancies] and (vacancies)",
            "{vacancies in 2025} and {vacancies, starters} and {date}",
            "vacancies } and 100%, {first_name}",
        ] {
            assert!(torn(text, &NAMES).is_empty(), "{text}");
        }
    }
}
