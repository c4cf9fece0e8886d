//! Charts, tables and lists that a report shows twice: the second is the same again, under another number.

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::yaml::Text;

/// Warns of every chart, table and set of actions that is shown again, and of recommendations that a section lists twice.
pub fn check(sections: &[SectionEntry], sink: &mut Diagnostics) {
    let mut shown: Vec<(&str, &Text)> = Vec::new();
    for section in sections {
        section.visit(&mut |item| {
            let (what, name) = match item {
                BodyItem::Chart(name) => ("chart", name),
                BodyItem::Table(name) => ("table", name),
                BodyItem::Actions(name) => ("actions", name),
                _ => return,
            };
            match shown.iter().find(|(kind, one)| *kind == what && one.value == name.value) {
                Some((_, first)) => sink.push(again(&format!("`{what}: {}`", name.value), &name.span, &first.span)),
                None => shown.push((what, name)),
            }
        });
        lists(section, sink);
    }
}

fn lists(section: &SectionEntry, sink: &mut Diagnostics) {
    let places: Vec<&Span> = section
        .body
        .iter()
        .filter_map(|item| match item.itself() {
            BodyItem::Recommendations(place) => Some(place),
            _ => None,
        })
        .collect();
    if let [first, rest @ ..] = places.as_slice() {
        rest.iter().for_each(|place| sink.push(again("`recommendations: list`", place, first)));
    }
    section.sections.iter().for_each(|section| lists(section, sink));
}

fn again(what: &str, place: &Span, first: &Span) -> Diagnostic {
    Diagnostic::warning(format!("{what} stands in this report twice, and would be printed twice"), place)
        .related(first, "the first one")
        .hint(
            "take one of the two out; where the text comes back to it, name it by its number, such as \"Figure 1\"",
        )
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostic::{Diagnostics, SourceFile};
    use crate::project::body::SectionEntry;
    use crate::project::yaml::{self, Content};

    /// What is told of sections: the line and its message.
    fn told(text: &str) -> Vec<(usize, String)> {
        let tree = yaml::read(&SourceFile::new("report.yaml", text)).expect("YAML");
        let Content::List(nodes) = &tree.content else { panic!("a list") };
        let mut sink = Diagnostics::default();
        let sections: Vec<SectionEntry> =
            nodes.iter().filter_map(|node| SectionEntry::read(node, &mut sink)).collect();
        assert!(sink.is_empty() && sections.len() == nodes.len(), "{text}");
        check(&sections, &mut sink);
        let line = |place: &crate::diagnostic::Span| place.file.line_column(place.range.start).0;
        sink.sorted().into_iter().map(|one| (one.span.as_ref().map_or(0, line), one.message)).collect()
    }

    #[test]
    fn what_is_shown_again_is_told_at_its_second_place() {
        let found = told(
            "- heading: One\n  body:\n    - chart: agency\n    - table: agency\n    - chart: agency\n\
             - heading: Two\n  body:\n    - table: agency\n    - recommendations: list\n    - recommendations: list\n",
        );
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 8, 10], "{found:?}");
        assert_eq!(found[0].1, "`chart: agency` stands in this report twice, and would be printed twice");
    }

    #[test]
    fn a_list_in_two_sections_and_things_of_one_name_are_left_alone() {
        let found = told(
            "- heading: One\n  body:\n    - chart: agency\n    - table: agency\n    - recommendations: list\n\
             - heading: Two\n  body:\n    - chart: vacancies\n    - recommendations: list\n",
        );
        assert_eq!(found, []);
    }
}
