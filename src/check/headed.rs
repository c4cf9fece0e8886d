//! Sections as rules see them: the author's texts with the heading that a reader sees above them.

use crate::diagnostic::Span;
use crate::narrative::document::{Document, Section, plain_text};
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// A section with its heading.
#[derive(Debug)]
pub struct Headed<'a> {
    /// The section as its author wrote it.
    pub section: &'a SectionEntry,
    /// The heading that is printed, in lower case.
    pub heading: String,
}

impl<'a> Headed<'a> {
    /// Whether the section's name or its heading has these letters, in lower case.
    pub fn is_about(&self, stem: &str) -> bool {
        let slot = self.section.slot.as_ref().is_some_and(|slot| slot.value.contains(stem));
        slot || self.heading.contains(stem)
    }

    /// The author's texts in it, without those of the sections within it.
    pub fn texts(&self) -> Vec<&'a Text> {
        let mut found = Vec::new();
        self.section.body.iter().for_each(|item| texts_of(item, &mut found));
        found
    }

    /// Where it begins.
    pub fn place(&self) -> Span {
        let named = self.section.slot.as_ref().or(self.section.heading.as_ref());
        named.map_or_else(|| self.section.place.clone(), |name| name.span.clone())
    }
}

fn texts_of<'a>(item: &'a BodyItem, into: &mut Vec<&'a Text>) {
    match item {
        BodyItem::Paragraph { run_in, text, parts } => {
            into.extend(run_in);
            into.push(text);
            for part in parts {
                into.extend([&part.heading, &part.run_in, &part.text].into_iter().flatten());
            }
        }
        BodyItem::Plain(text) | BodyItem::Heading(text, _) => into.push(text),
        BodyItem::Exempt(inner, _) => texts_of(inner, into),
        BodyItem::Chart(_)
        | BodyItem::Table(_)
        | BodyItem::Recommendations(_)
        | BodyItem::RecommendationTable(_)
        | BodyItem::Actions(_)
        | BodyItem::Withheld(_) => {}
    }
}

/// All sections of a report, each before those within it.
pub fn sections<'a>(report: &'a Report, document: &Document) -> Vec<Headed<'a>> {
    let mut found = Vec::new();
    collect(&report.sections, document, &mut found);
    found
}

fn collect<'a>(sections: &'a [SectionEntry], document: &Document, into: &mut Vec<Headed<'a>>) {
    for section in sections {
        let own = section.heading.as_ref().map(|heading| heading.value.clone());
        let heading = own.or_else(|| heading_of(&section.slot.as_ref()?.value, &document.sections));
        into.push(Headed { section, heading: heading.unwrap_or_default().to_lowercase() });
        collect(&section.sections, document, into);
    }
}

/// The heading that is printed above a slot.
fn heading_of(slot: &str, sections: &[Section]) -> Option<String> {
    sections.iter().find_map(|section| {
        if section.slot == slot { Some(plain_text(&section.heading)) } else { heading_of(slot, &section.sections) }
    })
}
