//! What stands under a sub-heading, or after a phrase set apart, on equality within a section on something else.

use crate::project::body::{BodyItem, SectionEntry};
use crate::project::yaml::Text;

/// The texts of each part of a section whose sub-heading, or the phrase that it opens with, is one; not of those with a chart or a table,
/// which tell something.
pub fn on<'a>(section: &'a SectionEntry, is_one: &dyn Fn(&str) -> bool) -> Vec<Vec<&'a Text>> {
    let mut parts = Parts { is_one, open: None, found: Vec::new() };
    section.body.iter().for_each(|item| parts.read(item));
    parts.close();
    parts.found
}

/// How far a heading reaches: to the next of its level or of one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Heading,
    Paragraph,
    Part,
    Opening,
}

/// The parts that have been read, and the one that is being read.
struct Parts<'a, 'b> {
    is_one: &'b dyn Fn(&str) -> bool,
    open: Option<(Level, Vec<&'a Text>)>,
    found: Vec<Vec<&'a Text>>,
}

impl<'a> Parts<'a, '_> {
    fn read(&mut self, item: &'a BodyItem) {
        match item {
            BodyItem::Heading(heading, _) => self.head(heading, Level::Heading),
            BodyItem::Plain(text) => self.say(text),
            BodyItem::Paragraph { run_in, text, parts } => {
                if self.open.as_ref().is_some_and(|(level, _)| *level > Level::Paragraph) {
                    self.close();
                }
                run_in.iter().for_each(|phrase| self.head(phrase, Level::Paragraph));
                self.say(text);
                for part in parts {
                    part.heading.iter().for_each(|heading| self.head(heading, Level::Part));
                    part.run_in.iter().for_each(|phrase| self.head(phrase, Level::Opening));
                    part.text.iter().for_each(|text| self.say(text));
                }
            }
            _ => self.open = None,
        }
    }

    fn head(&mut self, heading: &'a Text, level: Level) {
        if self.open.as_ref().is_some_and(|(open, _)| *open < level) {
            self.say(heading);
            return;
        }
        self.close();
        self.open = (self.is_one)(&heading.value).then(|| (level, Vec::new()));
    }

    fn say(&mut self, text: &'a Text) {
        if let Some((_, texts)) = &mut self.open {
            texts.push(text);
        }
    }

    fn close(&mut self) {
        self.found.extend(self.open.take().map(|(_, texts)| texts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, SourceFile};
    use crate::project::yaml;

    #[test]
    fn a_part_reaches_to_the_next_heading() {
        for (body, parts) in [
            ("[One., {heading: Equalities}, None., {heading: Costs}, Two.]", vec![vec!["None."]]),
            ("[{heading: Equality}, {run-in: Age, text: None.}, More.]", vec![vec!["Age", "None.", "More."]]),
            ("[{run-in: Equality, text: None.}, {run-in: Costs, text: Two.}]", vec![vec!["None."]]),
            (
                "[{text: One., parts: [{heading: Equality, text: None.}, {text: More.}, {heading: Costs, text: Two.}]}, Three.]",
                vec![vec!["None.", "More."]],
            ),
            ("[{heading: Equality}, None., {table: ages}]", vec![]),
            ("[One.]", vec![]),
        ] {
            let file = SourceFile::new("report.yaml", format!("heading: Background\nbody: {body}\n"));
            let node = yaml::read(&file).expect("YAML");
            let mut sink = Diagnostics::default();
            let section = SectionEntry::read(&node, &mut sink).expect("a section");
            assert!(sink.is_empty(), "{body}: {sink:?}");
            let found: Vec<Vec<&str>> = on(&section, &|heading| heading.starts_with("Equalit"))
                .iter()
                .map(|texts| texts.iter().map(|text| text.value.as_str()).collect())
                .collect();
            assert_eq!(found, parts, "{body}");
        }
    }
}
