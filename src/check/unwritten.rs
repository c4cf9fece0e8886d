//! `unwritten`: what a new report says is still to be written.

use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::yaml::{self, Content, Node};
use crate::skeleton::TO_BE_WRITTEN;

/// A text that `boardpack new` has put where its author is to write.
pub const RULE: Rule = Rule {
    name: "unwritten",
    severity: Severity::Error,
    summary: "a text of a new report that says what is still to be written there",
    explanation: "\
Finds what `boardpack new` puts where somebody still has to write: a text that begins with `To be written:` and says what
belongs there. It is found wherever it stands, in a name as well as in a paragraph.

For example: `purpose: \"To be written: what the note is for\"`.

While the paper is marked as a draft (`marking: Draft`) it is a warning, so that an author can see what is left to do; once
the marking is taken out it is an error.",
    needs_whole: false,
    run: |paper| {
        let draft = is_draft(paper);
        let Ok(root) = yaml::read(&paper.report.file) else { return Vec::new() };
        let mut places = Vec::new();
        collect(&root, &mut places);
        places.iter().map(|(place, what)| told(place, what, draft)).collect()
    },
};

/// Whether the paper is still a draft.
fn is_draft(paper: &Paper<'_>) -> bool {
    paper.narrated.document.marking.to_lowercase().contains("draft")
}

/// Every text that begins so, with what it says is to be written.
fn collect(node: &Node, places: &mut Vec<(Span, String)>) {
    match &node.content {
        Content::Text(text) => {
            if let Some(what) = text.trim_start().strip_prefix(TO_BE_WRITTEN) {
                places.push((node.span.clone(), what.trim().to_owned()));
            }
        }
        Content::List(items) => items.iter().for_each(|item| collect(item, places)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, places)),
        Content::Null | Content::Bool(_) | Content::Number(_) => {}
    }
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
        let text = "a: \"To be written: one\"\nb:\n  - name: 'To be written: two'\n  - >\n    To be written: three\n    and more\n  - To be written tomorrow\n# To be written: no\nc: \"It is To be written: no\"\n";
        let root = yaml::read(&SourceFile::new("a.yaml", text)).expect("YAML");
        let mut places = Vec::new();
        collect(&root, &mut places);
        let what: Vec<&str> = places.iter().map(|(_, what)| what.as_str()).collect();
        assert_eq!(what, ["one", "two", "three and more"]);
    }
}
