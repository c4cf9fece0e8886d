//! Headings: what a heading is about, its paragraphs are about where their sentences name nothing themselves.

use crate::claims::passage::Passage;
use crate::claims::reading::Desk;
use crate::claims::tokens::Tokens;
use crate::claims::vocabulary::Mention;
use crate::diagnostic::Span;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// The measures that the headings of a report name, for the texts below them.
#[derive(Debug, Default)]
pub struct Headings<'a> {
    found: Vec<(&'a Span, Vec<Mention>)>,
}

impl<'a> Headings<'a> {
    /// Reads the headings that the author wrote.
    pub fn new(report: &'a Report, desk: &Desk<'_>) -> Self {
        let mut headings = Self::default();
        for section in &report.sections {
            headings.section(section, &[], desk);
        }
        headings
    }

    /// What the heading over a text names, the last first.
    pub fn over(&self, text: &Text) -> &[Mention] {
        let own = self.found.iter().find(|(span, _)| **span == text.span);
        own.map_or(&[], |(_, topic)| topic.as_slice())
    }

    fn section(&mut self, section: &'a SectionEntry, above: &[Mention], desk: &Desk<'_>) {
        let own = section.heading.as_ref().map(|heading| named(heading, desk)).filter(|named| !named.is_empty());
        let over = own.unwrap_or_else(|| above.to_vec());
        let mut topic = over.clone();
        for item in &section.body {
            match item.itself() {
                // A heading that names nothing ends what the one before was about.
                BodyItem::Heading(heading, _) => {
                    topic = named(heading, desk);
                    if topic.is_empty() {
                        topic.clone_from(&over);
                    }
                }
                BodyItem::Paragraph { run_in, text, parts } => {
                    // The phrase that a paragraph opens with says what it is about, as a heading does.
                    let under = |heading: &Option<Text>| {
                        let own = heading.as_ref().map(|heading| named(heading, desk));
                        own.filter(|own| !own.is_empty())
                    };
                    self.put(text, &under(run_in).unwrap_or_else(|| topic.clone()));
                    for part in parts {
                        let own = under(&part.run_in).or_else(|| under(&part.heading));
                        if let Some(text) = &part.text {
                            self.put(text, &own.unwrap_or_else(|| topic.clone()));
                        }
                    }
                }
                BodyItem::Plain(text) => self.put(text, &topic),
                _ => {}
            }
        }
        for section in &section.sections {
            self.section(section, &over, desk);
        }
    }

    fn put(&mut self, text: &'a Text, topic: &[Mention]) {
        if !topic.is_empty() {
            self.found.push((&text.span, topic.to_vec()));
        }
    }
}

/// The measures that a heading names; with several, nobody knows which of them a sentence below is about.
fn named(heading: &Text, desk: &Desk<'_>) -> Vec<Mention> {
    let passage =
        Passage { text: heading.value.clone(), lower: heading.value.to_ascii_lowercase(), ..Passage::default() };
    let tokens = Tokens::new(&passage);
    match desk.vocabulary.mentions(&tokens, &(0..tokens.list.len())).as_slice() {
        // It stands at no place of the paragraph.
        [one] => vec![Mention { tokens: usize::MAX..usize::MAX, ..one.clone() }],
        _ => Vec::new(),
    }
}
