//! Slips in a text that neither Jinja nor Markdown would notice, so that they would be printed: a brace that is missing,
//! a hyphen without its space, a footnote that is referred to twice; and figures that are compared as words.

mod braces;
mod compared;
mod hyphens;
mod items;
mod names;

pub use hyphens::lone_marker;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::{literals, may_leave_out};
use crate::project::yaml::Text;

/// A slip and its place in the decoded text.
struct Slip {
    problem: Problem,
    place: Range<usize>,
}

/// The slips of a text; `names` are those that an expression can begin with.
pub fn find(text: &Text, names: &[&str]) -> Vec<Diagnostic> {
    let mut slips = braces::torn(&text.value, names);
    slips.extend(compared::compared(&text.value, names));
    slips.extend(names::slips(&text.value, names));
    slips.extend(note_twice(&text.value));
    let in_text = slips.into_iter().map(|slip| slip.problem.diagnostic(&text.locate(slip.place)));
    let glued = hyphens::glued(text);
    let run_on = if glued.is_empty() { items::run_on(text) } else { None };
    in_text.chain(glued).chain(run_on).collect()
}

/// A footnote that is referred to again: a paper would print its text again, under another number.
fn note_twice(source: &str) -> Option<Slip> {
    // Of two branches only one may be printed.
    if may_leave_out(source) {
        return None;
    }
    let mut seen: Vec<&str> = Vec::new();
    for stretch in literals(source) {
        for (at, _) in source[stretch.clone()].match_indices("[^") {
            let start = stretch.start + at;
            let (before, rest) = source.split_at(start);
            let Some((label, after)) = rest[2..].split_once(']') else { continue };
            let itself = after.starts_with(':') && before.rsplit('\n').next().unwrap_or_default().trim().is_empty();
            let has_text = source.contains(&format!("[^{label}]:"));
            if after.starts_with(':') && !itself && seen.contains(&label) {
                return Some(Slip { problem: no_blank_line(label), place: start..start + label.len() + 4 });
            }
            if itself || !has_text || before.ends_with('\\') {
                continue;
            }
            if seen.contains(&label) {
                let problem = Problem::new(format!("the footnote `{label}` is referred to twice"));
                let hint = "a footnote is referred to once: say in words where its text stands, or give this place one of its own";
                return Some(Slip { problem: problem.hint(hint), place: start..start + label.len() + 3 });
            }
            seen.push(label);
        }
    }
    None
}

/// What is wrong with the text of a footnote that YAML has joined to the line above it.
fn no_blank_line(label: &str) -> Problem {
    Problem::new("the text of a footnote needs an empty line above it")
        .hint(format!("leave the line above `[^{label}]:` empty"))
}

#[cfg(test)]
mod tests {
    use super::note_twice;

    #[test]
    fn a_footnote_has_one_reference() {
        for text in [
            "a[^1] b[^2]\n\n[^1]: One.\n\n[^2]: Two.",
            "a[^1] \\[^1]\n\n[^1]: One.",
            "{% if x %}a[^1]{% else %}b[^1]{% endif %}\n\n[^1]: One.",
            "a[^1] b[^1]",
            "[^1]: One.\n\na[^1]",
            "a[^1] b.\n[^1]: One.",
            "[^",
        ] {
            assert!(note_twice(text).is_none(), "{text}");
        }
        let joined = note_twice("a[^1] b. [^1]: One.").expect("a slip");
        assert_eq!(joined.problem.message, "the text of a footnote needs an empty line above it");
        let text = "a[^é] and b[^é].\n\n[^é]: One.";
        let slip = note_twice(text).expect("a slip");
        assert_eq!((&text[slip.place.clone()], slip.place.start), ("[^é]", 12));
    }
}
