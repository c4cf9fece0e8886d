//! Items that begin with a key of theirs and have lost the colon, or the space after it: YAML takes them for texts.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::form::Form;
use crate::project::yaml::{Content, Node};

/// Keys whose value is words of the author's: what follows begins with a capital letter, which no sentence does there.
const OF_WORDS: [&str; 6] = ["text", "heading", "plain", "run-in", "stem", "recommendation-table"];

/// Keys whose value is one word, so that no sentence has room after them.
const OF_A_NAME: [&str; 4] = ["chart", "table", "actions", "recommendations"];

/// Signs that people type in place of a colon.
const SIGNS: [&str; 4] = ["->", ";", "=", "："];

/// What is wrong with `- heading:Caseloads` and `- chart agency`, where an item may be a mapping of a form.
pub fn missing(node: &Node, form: &Form) -> Option<Diagnostic> {
    let Content::Text(text) = &node.content else { return None };
    let length = text.find(|one: char| !(one.is_alphanumeric() || one == '-'))?;
    let (key, rest) = text.split_at(length);
    if form.key(key).is_none() || !node.span.text().starts_with(key) {
        return None;
    }
    let at = node.span.range.start + length;
    let told = |message: &str, add: &str, value: &str| {
        let value = value.lines().next().unwrap_or_default();
        Diagnostic::error(message, &Span::new(&node.span.file, at..at + 1))
            .hint(format!("put {add}: `- {key}: {value}`"))
    };
    if let Some(value) = rest.strip_prefix(':') {
        return (!value.is_empty() && !value.starts_with(char::is_whitespace))
            .then(|| told("no space after the colon", "a space after the colon", value));
    }
    let sign = SIGNS.iter().find(|sign| rest.trim_start().starts_with(**sign));
    if let (Some(sign), true) = (sign, follows_hyphen(node)) {
        let (at, value) = (at + rest.len() - rest.trim_start().len(), rest.trim_start()[sign.len()..].trim());
        let value = value.lines().next().unwrap_or_default();
        return Some(
            Diagnostic::error(
                format!("`{sign}` in place of a colon"),
                &Span::new(&node.span.file, at..at + sign.len()),
            )
            .hint(format!("write `- {key}: {value}`")),
        );
    }
    let value = rest.strip_prefix(' ')?.trim();
    let of_words = OF_WORDS.contains(&key)
        && value.starts_with(|one: char| one.is_uppercase() || matches!(one, '"' | '“' | '{' | '>' | '|'));
    let of_a_name = OF_A_NAME.contains(&key)
        && !value.is_empty()
        && value.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '_'));
    (follows_hyphen(node) && (of_words || of_a_name))
        .then(|| told("no colon after the key", "a colon after the key", value))
}

/// Whether a text stands right behind its hyphen.
fn follows_hyphen(node: &Node) -> bool {
    node.span.file.text[..node.span.range.start].ends_with("- ")
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::diagnostic::{Diagnostic, SourceFile};
    use crate::project::form::body::ITEM;
    use crate::project::yaml::{self, Content};

    fn told(item: &str) -> Option<Diagnostic> {
        let tree = yaml::read(&SourceFile::new("report.yaml", format!("- {item}\n"))).expect("YAML");
        let Content::List(items) = tree.content else { panic!("a list") };
        missing(&items[0], &ITEM)
    }

    #[test]
    fn an_item_without_its_colon_is_shown_with_it() {
        for (item, mended) in [
            ("recommendations list", "- recommendations: list"),
            ("chart agency", "- chart: agency"),
            ("table snap_shot", "- table: snap_shot"),
            ("text Note the report.", "- text: Note the report."),
            ("heading Agency social workers", "- heading: Agency social workers"),
            ("plain {{ rate }} of them", "- plain: {{ rate }} of them"),
            ("heading:Caseloads", "- heading: Caseloads"),
            ("heading; Caseloads", "- heading: Caseloads"),
            ("chart = agency", "- chart: agency"),
            ("text -> Note the report.", "- text: Note the report."),
        ] {
            let found = told(item).unwrap_or_else(|| panic!("{item}"));
            assert!(found.hints[0].ends_with(&format!("`{mended}`")), "{item}: {:?}", found.hints);
        }
    }

    #[test]
    fn sentences_are_left_alone() {
        for item in [
            "Table 1 shows the rates.",
            "Text messages were sent.",
            "text messages were sent",
            "table 1 shows the rates",
            "recommendations for the Board",
            "heading",
            "\"text Note\"",
            ">\n  text Note",
            "https://www.example.gov.uk",
            "chart: agency",
        ] {
            assert!(told(item).is_none(), "{item}");
        }
    }
}
