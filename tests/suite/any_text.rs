//! Whatever stands in a file, nothing panics and every place is in the file.

use std::path::PathBuf;

use boardpack::build::build;
use boardpack::diagnostic::{Diagnostic, SourceFile, Span};
use boardpack::project::yaml::{self, Content, Node, Text};
use proptest::prelude::*;

fn inside(span: &Span) -> bool {
    span.range.start <= span.range.end && span.file.text.get(span.range.clone()).is_some()
}

fn told_well(diagnostic: &Diagnostic) -> bool {
    diagnostic.render().contains("= hint: ") && diagnostic.span.as_ref().is_some_and(inside)
}

/// Every place in a tree, and every part of every text, is in the file.
fn placed(node: &Node) -> bool {
    let all_parts = |text: &Text| {
        let ends: Vec<usize> = text.value.char_indices().map(|(at, _)| at).chain([text.value.len()]).collect();
        let pairs = ends.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to)));
        pairs.filter(|(from, to)| from <= to).take(400).all(|(from, to)| inside(&text.locate(from..to)))
    };
    inside(&node.span)
        && match &node.content {
            Content::Text(value) => all_parts(&Text { value: value.clone(), span: node.span.clone() }),
            Content::List(items) => items.iter().all(placed),
            Content::Map(entries) => entries.iter().all(|(key, value)| all_parts(key) && placed(value)),
            Content::Null | Content::Bool(_) | Content::Number(_) => true,
        }
}

/// Pieces of which people, and their slips, put YAML files together.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

const YAML: &[&str] = &[
    "a", "key", "é", "社", "☃", ": ", ":", "\n", "\n  ", "\n    ", "- ", "-", "\"", "'", "''", "\\n", "\\u00e9",
    "\\x41", "\\\n", "[", "]", "{", "}", ", ", "|\n", ">\n", ">-\n  ", "|2\n", "# c", " #", "*", "&a ", "*a",
    "!t ", "!!str ", "? ", "---\n", "...", "\t", "\r\n", "\u{feff}", "\u{85}", "\u{2028}", "%", "@", "`", "<<: ",
    "{{ x }}", "2025", "1.50", "true", "~",
];

const PROSE: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    " ",
    "rate",
    "agency_rate",
    ".",
    "fell",
    "of",
    "(",
    ")",
    "\"",
    "'",
    "England",
    "“",
    "”",
    "é",
    "社",
    "|",
    "+",
    "*",
    "**",
    "_",
    "[",
    "]",
    "(https://a.b)",
    "![",
    "[^1]",
    "[^1]: x",
    "\n\n",
    "\n",
    "- ",
    "1. ",
    "# ",
    "> ",
    "***",
    "<b>",
    "&amp;",
    "\\",
    "`",
    "```",
    "~~",
    "\u{e000}",
    "\u{e001}",
    "0",
    "if",
    "endif",
    "for x in range(9)",
    "set x = 1",
    "x",
    "\u{0}",
    "\u{ad}",
    "’",
    "| a | b |",
];

/// A tiny project whose profile has an error, so that its report is checked but not typeset.
fn project() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("project");
    std::fs::create_dir_all(root.join("reports")).expect("a writable folder");
    std::fs::create_dir_all(root.join("data")).expect("a writable folder");
    let profile = "name: Coventry City Council\nzzz: not to be typeset\ncommittees: {board: Board}\npeople: {team: {name: Team}}\n";
    std::fs::write(root.join("council.yaml"), profile).expect("a writable file");
    let data = "area,period,agency_rate\nCoventry,2024,9.3\nCoventry,2025,6.1\nEngland,2025,13\n";
    std::fs::write(root.join("data/rates.csv"), data).expect("a writable file");
    (folder, root)
}

/// What is said of a report with such a paragraph.
fn said_of(prose: &str) -> Vec<Diagnostic> {
    let (_folder, root) = project();
    let quoted = serde_json::to_string(prose).expect("text is JSON");
    let report = format!(
        "template: briefing-note\ntitle: Agency\ndate: 2025-11-27\nto: board\nauthor: team\ndata: {{rates: data/rates.csv}}\n\
         subject: {{area: Coventry, period: 2025}}\nrecommendations: {{lead: Lead, items: [Note it.]}}\nsections:\n  \
         - {{slot: purpose, body: [To inform.]}}\n  - slot: background\n    body:\n      - {quoted}\n"
    );
    std::fs::write(root.join("reports/report.yaml"), report).expect("a writable file");
    build(&[root], None).expect("a project").diagnostics
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn yaml_of_pieces_is_read_or_told_of(text in pieces(YAML)) {
        match yaml::read(&SourceFile::new("any.yaml", text)) {
            Ok(node) => prop_assert!(placed(&node), "{node:?}"),
            Err(diagnostic) => prop_assert!(told_well(&diagnostic), "{diagnostic:?}"),
        }
    }

    #[test]
    fn any_text_is_read_as_yaml_or_told_of(text in any::<String>()) {
        match yaml::read(&SourceFile::new("any.yaml", text)) {
            Ok(node) => prop_assert!(placed(&node), "{node:?}"),
            Err(diagnostic) => prop_assert!(told_well(&diagnostic), "{diagnostic:?}"),
        }
    }

    #[test]
    fn a_diagnostic_at_any_place_can_be_shown(text in any::<String>(), from in 0_usize..40, length in 0_usize..40) {
        let file = SourceFile::new("any.yaml", text);
        let span = Span::new(&file, from..from + length);
        prop_assert!(Diagnostic::error("a message", &span).hint("a hint").render().contains("a message"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_paragraph_is_rendered_or_told_of(prose in pieces(PROSE)) {
        for diagnostic in said_of(&prose) {
            prop_assert!(told_well(&diagnostic), "{}", diagnostic.render());
        }
    }
}
