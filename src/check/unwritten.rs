//! `unwritten`: what a new report says is still to be written.

use crate::check::passage::{Passage, same_file};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, Origin};
use crate::project::yaml::{self, Content, Node, Text};
use crate::skeleton::TO_BE_WRITTEN;

/// A text that `boardpack new` has put where its author is to write.
pub const RULE: Rule = Rule {
    name: "unwritten",
    severity: Severity::Error,
    summary: "a text of a new report that says what is still to be written there",
    explanation: "\
Finds what `boardpack new` puts where somebody still has to write: `To be written:` and what belongs there. It is found
wherever it stands, in a name or a cell as well as in a paragraph and after words of the author's own; and so is what is left
of it at the beginning of a text, \"To be written\".

For example: `purpose: \"To be written: what the note is for\"`.

While the paper is marked as a draft (`marking: Draft`) it is a warning, so that an author can see what is left to do; once
the marking is taken out it is an error. A figure whose source is still to be written keeps a paper that is no draft from being
built at all.",
    needs_whole: false,
    reads_sentences: false,
    run: |paper| {
        let draft = is_draft(paper);
        let Ok(root) = yaml::read(&paper.report.file) else { return Vec::new() };
        let mut places = Vec::new();
        collect(&root, &mut places);
        places.extend(paper.labels.iter().filter_map(|label| cell(paper.report, label)));
        places.iter().map(|(place, what)| told(place, what, draft)).collect()
    },
};

/// The figures that are stated without a source yet, of a paper that is no draft.
pub(super) fn unsourced(report: &Report) -> Vec<Diagnostic> {
    let source = |entry: &FigureEntry| match &entry.origin {
        Origin::Stated { source, .. } => still_to_be_written(source),
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
            places.extend(still_to_be_written(&Text { value: text.clone(), span: node.span.clone() }));
        }
        Content::List(items) => items.iter().for_each(|item| collect(item, places)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, places)),
        Content::Null | Content::Bool(_) | Content::Number(_) => {}
    }
}

/// What a cell of a data file says is to be written.
fn cell(report: &Report, label: &Passage<'_>) -> Option<(Span, String)> {
    let elsewhere = !same_file(&label.source.span.file, &report.file);
    elsewhere.then(|| still_to_be_written(&label.source)).flatten()
}

/// Where a text says that something is to be written, and what: after the words of a new report, wherever they stand, or after
/// what is left of them at its beginning, or at that of a line or a bracket.
fn still_to_be_written(text: &Text) -> Option<(Span, String)> {
    let all = text.value.as_str();
    let words = TO_BE_WRITTEN.trim_end_matches(':');
    let is_at = |at: usize, words: &str| {
        let here = all.get(at..at + words.len()).filter(|here| here.eq_ignore_ascii_case(words))?;
        let ends = words.ends_with(':') || !all[at + here.len()..].starts_with(char::is_alphanumeric);
        ends.then_some(at..at + here.len())
    };
    let first_letter = |from: usize| all[from..].find(char::is_alphanumeric).map(|letter| from + letter);
    let after = |signs: &'static [char]| all.match_indices(signs).map(|(at, _)| at + 1);
    let starts = || std::iter::once(0).chain(after(&['\n', '(', '['])).filter_map(first_letter);
    let marked = all.find(TO_BE_WRITTEN).map(|at| at..at + TO_BE_WRITTEN.len());
    let said = marked
        .or_else(|| is_at(first_letter(0)?, words))
        .or_else(|| starts().find_map(|start| is_at(start, TO_BE_WRITTEN)))?;
    // What is to be written ends with its paragraph, or where a list goes on.
    let rest = &all[said.end..];
    let ends = ["\n\n", "\n- ", "\n* "].into_iter().filter_map(|end| rest.find(end)).min();
    let rest = rest[..ends.unwrap_or(rest.len())].trim_end();
    let what =
        rest.trim_start_matches([' ', ':', '*', '_', '\n']).trim_end_matches([']', ')', '.', '*', '_']).trim();
    Some((text.locate(said.start..said.end + rest.len()), what.to_owned()))
}

fn told(place: &Span, what: &str, draft: bool) -> Diagnostic {
    let message =
        if what.is_empty() { "still to be written".to_owned() } else { format!("still to be written: {what}") };
    let hint = "write it in place of this text, or take out what the paper can do without";
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
        let text = "a: \"To be written: one\"\nb:\n  - name: 'To be written: two'\n  - >\n    To be written: three\n    and more\n  - To be written tomorrow\n# To be written: no\nc: \"We did this. To be written: what else\"\nd: '[To be written]'\ne: It is to be written by May.\nf: to be writtenly\ng: \"Parts:\\n\\n- to be written: four\\n- more\"\nh: |\n  - To be written\n  - The line is open.\ni: \"Costs:\\n\\nTo be written.\"\nj: \"**To be written:** the rest\"\nk: \"Costs (to be written: the sum) are met, and letters have to be written: two\"\n";
        let root = yaml::read(&SourceFile::new("a.yaml", text)).expect("YAML");
        let mut places = Vec::new();
        collect(&root, &mut places);
        let what: Vec<&str> = places.iter().map(|(_, what)| what.as_str()).collect();
        assert_eq!(
            what,
            [
                "one",
                "two",
                "three and more",
                "tomorrow",
                "what else",
                "",
                "four",
                "",
                "the rest",
                "the sum) are met, and letters have to be written: two"
            ]
        );
        let places: Vec<&str> = places.iter().map(|(place, _)| place.text()).collect();
        assert_eq!(
            places[4..8],
            ["To be written: what else", "To be written]", "to be written: four", "To be written"]
        );
    }
}
