//! What `boardpack check --explain RULE` prints.

use crate::check::Rule;
use crate::diagnostic::Severity;
use crate::skeleton::wrapped;

/// The lines are no longer than those of help texts.
const WIDTH: usize = 80;

/// What is added for a rule that reads sentences.
const SENTENCES: &str = "It reads sentences by their words: the ways of saying it that are given here, and ways like them. What is said in \
    quite other words can escape it, so it is a second reader and not the last.";

/// What a rule finds and why, with how to change its severity, as paragraphs for a terminal.
pub fn of(rule: &Rule) -> String {
    let other = if rule.severity == Severity::Error { "warning     # or off" } else { "error       # or off" };
    let head = format!("{}: {} ({})", rule.name, rule.summary, rule.severity.word());
    let change = format!("checks:\n  {}: {other}", rule.name);
    let how = ["To change it, write in `council.yaml`:", &change];
    let limits = rule.reads_sentences.then_some(SENTENCES);
    let paragraphs = rule.explanation.split("\n\n").chain(limits).chain(how).map(laid_out);
    let all: Vec<String> = [wrapped(&head, WIDTH).join("\n")].into_iter().chain(paragraphs).collect();
    all.join("\n\n") + "\n"
}

/// A paragraph in lines of `WIDTH`; YAML as it stands.
fn laid_out(paragraph: &str) -> String {
    if is_yaml(paragraph) {
        return paragraph.to_owned();
    }
    let items = paragraph.strip_prefix("- ").map(|items| items.split("\n- "));
    let Some(items) = items else { return wrapped(paragraph, WIDTH).join("\n") };
    let item = |text: &str| format!("- {}", wrapped(text, WIDTH - 2).join("\n  "));
    items.map(item).collect::<Vec<_>>().join("\n")
}

/// Whether a paragraph begins with a key.
fn is_yaml(paragraph: &str) -> bool {
    let of_a_key = |one: char| one.is_ascii_lowercase() || one == '-';
    paragraph.split_once(':').is_some_and(|(key, rest)| key.chars().all(of_a_key) && rest.starts_with([' ', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RULES;

    #[test]
    fn every_explanation_fits_a_terminal() {
        for rule in RULES {
            let text = of(rule);
            let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > WIDTH).collect();
            assert!(long.iter().all(|line| line.contains("#")), "{}: {long:?}", rule.name);
            assert!(text.ends_with("# or off\n") && text.contains(&format!("\nchecks:\n  {}: ", rule.name)));
        }
    }

    #[test]
    fn lists_and_yaml_keep_their_lines() {
        let item = "a word ".repeat(20);
        let list = laid_out(&format!("- {item}\n- two"));
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines.len(), 3, "{list}");
        assert!(lines[0].starts_with("- a") && lines[1].starts_with("  ") && lines[2] == "- two", "{list}");
        assert_eq!(laid_out("notice:\n  meeting: 5"), "notice:\n  meeting: 5");
        assert_eq!(laid_out("Two lines\nof words: here"), "Two lines of words: here");
    }
}
