//! Slips within expressions: a hyphen in the name of a figure, and two texts without a comma between them.

use std::ops::Range;

use super::Slip;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::{codes, string};

/// Names with hyphens that one of `names` has with underscores, and texts that Jinja would join to one.
pub fn slips(source: &str, names: &[&str]) -> Vec<Slip> {
    codes(source)
        .into_iter()
        .flat_map(|code| hyphenated(source, &code, names).into_iter().chain(joined(source, &code)))
        .collect()
}

/// `turnover-rate`, from which Jinja would subtract.
fn hyphenated(source: &str, code: &Range<usize>, names: &[&str]) -> Vec<Slip> {
    let is_part = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-');
    let mut found = Vec::new();
    let mut at = code.start;
    while let Some(first) = source[at..code.end].chars().next() {
        let rest = &source[at..code.end];
        let length = match first {
            '"' | '\'' => string(rest, first),
            _ if first.is_alphabetic() => rest.find(|one| !is_part(one)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let name = rest[..length].trim_end_matches('-');
        let meant = name.replace('-', "_");
        if name.contains('-') && names.contains(&meant.as_str()) && !source[..at].ends_with('.') {
            let problem = Problem::new(format!("a hyphen in the name `{name}`")).hint(format!("write `{meant}`"));
            found.push(Slip { problem, place: at..at + name.len() });
        }
        at += length;
    }
    found
}

/// `("England" "below")`, which Jinja takes for one text.
fn joined(source: &str, code: &Range<usize>) -> Option<Slip> {
    let mut at = code.start;
    let mut before: Option<Range<usize>> = None;
    while let Some(first) = source[at..code.end].chars().next() {
        if !matches!(first, '"' | '\'') {
            before = before.filter(|_| first.is_whitespace());
            at += first.len_utf8();
            continue;
        }
        let text = at..at + string(&source[at..code.end], first);
        if let Some(one) = before {
            let mended = format!("{}, {}", &source[one.clone()], &source[text.clone()]);
            let problem = Problem::new("a comma that is missing between two texts");
            return Some(Slip { problem: problem.hint(format!("write `{mended}`")), place: one.end..text.start });
        }
        at = text.end;
        before = Some(text);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn slips_within_expressions_are_found_with_what_to_write() {
        for (text, place, hint) in [
            ("{{ turnover-rate }}", "turnover-rate", "write `turnover_rate`"),
            ("{{- turnover-rate.fell(\"a-b\") -}}", "turnover-rate", "write `turnover_rate`"),
            ("{% if x %}{{turnover-rate-}}", "turnover-rate", "write `turnover_rate`"),
            ("{{ x.below(\"England\" \"below\") }}", " ", "write `\"England\", \"below\"`"),
            ("{{ x.below('England''below') }}", "", "write `'England', 'below'`"),
        ] {
            let found = slips(text, &["turnover_rate", "x"]);
            let [slip] = found.as_slice() else { panic!("{} slips in {text}", found.len()) };
            assert_eq!((&text[slip.place.clone()], slip.problem.hints.as_slice()), (place, &[hint.to_owned()][..]));
        }
    }

    #[test]
    fn other_hyphens_and_texts_are_left_alone() {
        for text in [
            "a turnover-rate",
            "{{ x.below(\"turnover-rate\", 'a') }}",
            "{{ x - turnover_rate }}",
            "{{ [\"a\", \"b\"] }} {{ \"a\" ~ \"b\" }}",
            "{{ \"a\" }} {{ \"b",
        ] {
            assert!(slips(text, &["turnover_rate", "x"]).is_empty(), "{text}");
        }
    }
}
