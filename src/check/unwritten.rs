//! `unwritten`: what a new report says is still to be written.

use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, Origin};
use crate::project::yaml::{self, Content, Node};
use crate::skeleton::TO_BE_WRITTEN;

/// A text that `boardpack new` has put where its author is to write.
pub const RULE: Rule = Rule {
    name: "unwritten",
    severity: Severity::Error,
    summary: "a text of a new report that says what is still to be written there",
    explanation: "\
Finds what `boardpack new` puts where somebody still has to write: `To be written:` and what belongs there. It is found
wherever it stands, in a name as well as in a paragraph and after words of the author's own; and so is what is left of it
at the beginning of a text, \"To be written\".

For example: `purpose: \"To be written: what the note is for\"`.

While the paper is marked as a draft (`marking: Draft`) it is a warning, so that an author can see what is left to do; once
the marking is taken out it is an error. A figure whose source is still to be written keeps a paper that is no draft from being
built at all.",
    needs_whole: false,
    run: |paper| {
        let draft = is_draft(paper);
        let Ok(root) = yaml::read(&paper.report.file) else { return Vec::new() };
        let mut places = Vec::new();
        collect(&root, &mut places);
        places.iter().map(|(place, what)| told(place, what, draft)).collect()
    },
};

/// The figures that are stated without a source yet, of a paper that is no draft.
pub(super) fn unsourced(report: &Report) -> Vec<Diagnostic> {
    let source = |entry: &FigureEntry| match &entry.origin {
        Origin::Stated { source, .. } => Some((source.span.clone(), still_to_be_written(&source.value)?)),
        _ => None,
    };
    let finding = |(place, what): (Span, String)| Diagnostic { code: RULE.name, ..told(&place, &what, false) };
    report.figures.iter().filter_map(source).map(finding).collect()
}

/// Whether the paper is still a draft.
fn is_draft(paper: &Paper<'_>) -> bool {
    paper.narrated.document.marking.to_lowercase().contains("draft")
}

/// Every text that says so, with what it says is to be written.
fn collect(node: &Node, places: &mut Vec<(Span, String)>) {
    match &node.content {
        Content::Text(text) => {
            if let Some(what) = still_to_be_written(text) {
                places.push((node.span.clone(), what));
            }
        }
        Content::List(items) => items.iter().for_each(|item| collect(item, places)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, places)),
        Content::Null | Content::Bool(_) | Content::Number(_) => {}
    }
}

/// What a text says is to be written: after the words of a new report, wherever they stand, or after what is left of them
/// at its beginning.
fn still_to_be_written(text: &str) -> Option<String> {
    let words = TO_BE_WRITTEN.trim_end_matches(':');
    let marked = text.split_once(TO_BE_WRITTEN).map(|(_, what)| what);
    let begins = || {
        let start = text.trim_start_matches(|one: char| !one.is_alphanumeric());
        let begins = start.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
        let rest = start.get(words.len()..).filter(|_| begins)?;
        rest.chars().next().is_none_or(|next| !next.is_alphanumeric()).then_some(rest)
    };
    // An item of a list that stands in a text.
    let item = || {
        let mut lines = text.lines().map(|line| line.trim_start_matches([' ', '-', '*', '•']));
        lines
            .find(|line| line.get(..words.len() + 1).is_some_and(|start| start.eq_ignore_ascii_case(TO_BE_WRITTEN)))
    };
    let item = || item().and_then(|line| line.get(words.len() + 1..));
    let what = marked.or_else(begins).or_else(item)?;
    Some(what.trim().trim_end_matches([']', ')', '.']).trim().to_owned())
}

fn told(place: &Span, what: &str, draft: bool) -> Diagnostic {
    let message =
        if what.is_empty() { "still to be written".to_owned() } else { format!("still to be written: {what}") };
    let hint = "write it in place of this text; what the paper can do without, take out with its key";
    let severity = if draft { Severity::Warning } else { Severity::Error };
    Diagnostic { severity, ..finding(message, place) }.hint(hint)
}

#[cfg(test)]
mod tests {
    use super::collect;
    use crate::diagnostic::SourceFile;
    use crate::project::yaml;

    #[test]
    fn texts_that_are_to_be_written_are_found_wherever_they_stand() {
        let text = "a: \"To be written: one\"\nb:\n  - name: 'To be written: two'\n  - >\n    To be written: three\n    and more\n  - To be written tomorrow\n# To be written: no\nc: \"We did this. To be written: what else\"\nd: '[To be written]'\ne: It is to be written by May.\nf: to be writtenly\ng: \"Parts:\\n\\n- to be written: four\\n- more\"\n";
        let root = yaml::read(&SourceFile::new("a.yaml", text)).expect("YAML");
        let mut places = Vec::new();
        collect(&root, &mut places);
        let what: Vec<&str> = places.iter().map(|(_, what)| what.as_str()).collect();
        assert_eq!(what, ["one", "two", "three and more", "tomorrow", "what else", "", "four"]);
    }
}
