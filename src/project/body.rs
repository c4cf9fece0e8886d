//! The body of a report: sections, paragraphs and what stands between them.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};
use crate::project::colon;
use crate::project::exempt::Exempt;
use crate::project::form::body as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// A section of the body, as its author wrote it.
#[derive(Debug, Clone)]
pub struct SectionEntry {
    /// Where it starts.
    pub place: Span,
    /// The slot of the kind that it fills, if it is not one of the author's own.
    pub slot: Option<Text>,
    /// The heading; required for a section of the author's own.
    pub heading: Option<Text>,
    /// What stands in it.
    pub body: Vec<BodyItem>,
    /// Sections within it.
    pub sections: Vec<SectionEntry>,
    /// Why all that stands in it is exempt from publication; the heading is public.
    pub exempt: Option<Exempt>,
    /// What slides say of it, where its author has chosen; an empty list leaves it out.
    pub slides: Option<Vec<Text>>,
    /// Whether its slot, or a section within it, is written but could not be read.
    pub unread: bool,
    /// Whether something in it is written but could not be read.
    pub incomplete: bool,
}

/// An item of a section's body.
#[derive(Debug, Clone)]
pub enum BodyItem {
    /// A paragraph, which takes a number where the section's paragraphs do.
    Paragraph {
        /// A phrase that it opens with, set apart from the text.
        run_in: Option<Text>,
        /// The text.
        text: Text,
        /// The parts below it.
        parts: Vec<Part>,
    },
    /// A paragraph without a number.
    Plain(Text),
    /// A bold sub-heading, with or without a number.
    Heading(Text, bool),
    /// A chart of the report.
    Chart(Text),
    /// A table of the report.
    Table(Text),
    /// The recommendations as a list.
    Recommendations(Span),
    /// The recommendations as a table, with its heading.
    RecommendationTable(Text),
    /// A set of actions of the report, as a table.
    Actions(Text),
    /// An item that is exempt from publication, and why.
    Exempt(Box<BodyItem>, Exempt),
    /// What stands in the public edition for something that is exempt.
    Withheld(Box<Withheld>),
}

/// What stands in the public edition for something that is exempt: that there is something, and why it is not shown.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// What it stands for.
    pub what: What,
    /// Why it is exempt.
    pub exempt: Exempt,
    /// How many charts there are in it: those after it keep their numbers.
    pub charts: usize,
    /// How many tables there are in it.
    pub tables: usize,
    /// How many paragraphs and headings in it take a number.
    pub numbered: usize,
}

/// What of a report is exempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A paragraph, or a heading that takes a number.
    Paragraph,
    /// What takes no number.
    Plain,
    /// A chart.
    Chart,
    /// A table.
    Table,
    /// The recommendations.
    Recommendations,
    /// All that stands in a section.
    Section,
}

impl Withheld {
    /// What stands for an item of a body.
    pub fn item(item: &BodyItem, exempt: &Exempt) -> Self {
        let what = match item {
            BodyItem::Paragraph { .. } | BodyItem::Heading(_, true) => What::Paragraph,
            BodyItem::Plain(_) | BodyItem::Heading(_, false) => What::Plain,
            BodyItem::Chart(_) => What::Chart,
            BodyItem::Table(_) | BodyItem::RecommendationTable(_) | BodyItem::Actions(_) => What::Table,
            BodyItem::Recommendations(_) => What::Recommendations,
            BodyItem::Exempt(inner, _) => return Self::item(inner, exempt),
            BodyItem::Withheld(withheld) => return (**withheld).clone(),
        };
        let mut withheld = Self { what, exempt: exempt.clone(), charts: 0, tables: 0, numbered: 0 };
        withheld.count(item);
        withheld
    }

    /// What stands for all that is in a section.
    pub fn section(section: &SectionEntry, exempt: &Exempt) -> Self {
        let mut withheld = Self { what: What::Section, exempt: exempt.clone(), charts: 0, tables: 0, numbered: 0 };
        section.visit(&mut |item| withheld.count(item));
        withheld
    }

    fn count(&mut self, item: &BodyItem) {
        match item {
            BodyItem::Chart(_) => self.charts += 1,
            BodyItem::Table(_) | BodyItem::RecommendationTable(_) | BodyItem::Actions(_) => self.tables += 1,
            BodyItem::Paragraph { .. } | BodyItem::Heading(_, true) => self.numbered += 1,
            BodyItem::Withheld(inner) => {
                self.charts += inner.charts;
                self.tables += inner.tables;
                self.numbered += inner.numbered;
            }
            BodyItem::Plain(_) | BodyItem::Heading(..) | BodyItem::Recommendations(_) | BodyItem::Exempt(..) => {}
        }
    }
}

/// A numbered part of a paragraph: "4.5.1".
#[derive(Debug, Clone)]
pub struct Part {
    /// A bold heading that takes the number.
    pub heading: Option<Text>,
    /// A phrase that the text opens with, set apart from it.
    pub run_in: Option<Text>,
    /// The text; without a heading it takes the number.
    pub text: Option<Text>,
}

impl SectionEntry {
    /// Reads a section.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let (before, _) = sink.counts();
        let mut keys = Keys::of(node, "a section", &form::SECTION, sink)?;
        let slot = keys.optional("slot", sink).and_then(|node| read::text(node, sink));
        let heading = keys.optional("heading", sink).and_then(|node| read::prose(node, sink));
        let neither = slot.is_none() && heading.is_none() && !keys.has("slot") && !keys.has("heading");
        let misspelt = keys.names().any(|name| nearest(name, ["slot", "heading"]).is_some());
        if neither && !misspelt {
            sink.push(
                Diagnostic::error("a section needs `heading` or `slot`", &keys.place())
                    .hint("add `heading:` and its words for a section of your own, or `slot:` and its name"),
            );
        }
        let mut unread = neither || (slot.is_none() && keys.has("slot"));
        let place = keys.place();
        let body = keys.optional("body", sink);
        let body = body.map_or(&[][..], |node| read::prose_items(node, "paragraph", sink));
        let nodes = body.len();
        let body: Vec<_> = body.iter().filter_map(|node| BodyItem::read(node, sink)).collect();
        let mut incomplete = body.len() < nodes;
        let sections = keys.optional("sections", sink).map_or(&[][..], |node| read::list(node, "sections", sink));
        let nodes = sections.len();
        let sections: Vec<Self> = sections.iter().filter_map(|node| Self::read(node, sink)).collect();
        unread |= sections.len() < nodes || sections.iter().any(|section| section.unread);
        let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
        let slides = keys.optional("slides", sink).map(|node| slides(node, sink));
        keys.finish(sink);
        incomplete |= sink.counts().0 > before;
        Some(Self { place, slot, heading, body, sections, exempt, slides, unread, incomplete })
    }

    /// Calls `visit` for every item of the section and of the sections within it, exempt ones as if they were not.
    pub fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a BodyItem)) {
        self.body.iter().map(BodyItem::itself).for_each(&mut *visit);
        for section in &self.sections {
            section.visit(visit);
        }
    }
}

impl BodyItem {
    /// The item, without the mark that it is exempt.
    pub fn itself(&self) -> &Self {
        match self {
            Self::Exempt(item, _) => item,
            _ => self,
        }
    }

    fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let Content::Map(entries) = &node.content else {
            if let Some(told) = colon::missing(node, &form::ITEM) {
                sink.push(told);
                return None;
            }
            return Some(Self::Paragraph { run_in: None, text: read::prose(node, sink)?, parts: Vec::new() });
        };
        let known = entries.iter().any(|(name, _)| form::ITEM.key(&name.value).is_some());
        if let ([(name, _)], false) = (entries.as_slice(), known)
            && name.value.contains(' ')
        {
            // `- Note: the figures are …` is a paragraph to its author and a mapping to YAML.
            sink.push(
                Diagnostic::error("expected a paragraph, found a key and its value", &name.span)
                    .hint("text that contains `: ` goes in quotes, or on a new line after `>`"),
            );
            return None;
        }
        let (before, _) = sink.counts();
        let mut keys = Keys::of(node, "an item of the body", &form::ITEM, sink)?;
        let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
        let mut found = Vec::new();
        if let Some(node) = keys.optional("text", sink) {
            let parts =
                keys.optional("parts", sink).map_or(&[][..], |node| read::prose_list(node, "part", "parts", sink));
            let parts = parts.iter().filter_map(|node| Part::read(node, sink)).collect();
            let run_in = keys.optional("run-in", sink).and_then(|node| read::prose(node, sink));
            found.extend(read::prose(node, sink).map(|text| Self::Paragraph { run_in, text, parts }));
        } else if keys.optional("run-in", sink).is_some() && !keys.has("text") {
            sink.push(run_in_alone(&keys));
        }
        if let Some(node) = keys.optional("plain", sink) {
            found.extend(read::prose(node, sink).map(Self::Plain));
        }
        if let Some(node) = keys.optional("heading", sink) {
            let numbered =
                keys.optional("numbered", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false);
            found.extend(read::prose(node, sink).map(|text| Self::Heading(text, numbered)));
        }
        if let Some(node) = keys.optional("chart", sink) {
            found.extend(read::text(node, sink).map(Self::Chart));
        }
        if let Some(node) = keys.optional("table", sink) {
            found.extend(read::text(node, sink).map(Self::Table));
        }
        if let Some(node) = keys.optional("recommendations", sink) {
            found.extend(
                read::choice(node, "form of recommendations", &[("list", ())], sink)
                    .map(|()| Self::Recommendations(node.span.clone())),
            );
        }
        if let Some(node) = keys.optional("recommendation-table", sink) {
            found.extend(read::prose(node, sink).map(Self::RecommendationTable));
        }
        if let Some(node) = keys.optional("actions", sink) {
            found.extend(read::text(node, sink).map(Self::Actions));
        }
        let place = keys.place();
        keys.finish(sink);
        if found.len() > 1 {
            sink.push(
                Diagnostic::error("two things in one item of the body", &place)
                    .hint("start the second one with a `- ` of its own"),
            );
        }
        let Some(item) = found.into_iter().next() else {
            if sink.counts().0 == before {
                let said = Diagnostic::error("an item of the body that says nothing", &place);
                sink.push(
                    said.hint(
                        "add `text:` and the words, or `chart:` or `table:` and its name; or remove the item",
                    ),
                );
            }
            return None;
        };
        Some(match exempt {
            Some(exempt) => Self::Exempt(Box::new(item), exempt),
            None => item,
        })
    }
}

/// What slides say of a section: one text or several, or `none`.
fn slides(node: &Node, sink: &mut Diagnostics) -> Vec<Text> {
    if matches!(&node.content, Content::Text(text) if text == "none") {
        return Vec::new();
    }
    read::prose_items(node, "line", sink).iter().filter_map(|node| read::prose(node, sink)).collect()
}

impl Part {
    fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.content, Content::Map(_)) {
            if let Some(told) = colon::missing(node, &form::PART) {
                sink.push(told);
                return None;
            }
            return Some(Self { heading: None, run_in: None, text: Some(read::prose(node, sink)?) });
        }
        let mut keys = Keys::of(node, "a part", &form::PART, sink)?;
        let heading = keys.optional("heading", sink).and_then(|node| read::prose(node, sink));
        let text = keys.optional("text", sink).and_then(|node| read::prose(node, sink));
        let run_in = keys.optional("run-in", sink).and_then(|node| read::prose(node, sink));
        if run_in.is_some() && !keys.has("text") {
            sink.push(run_in_alone(&keys));
        } else if !keys.has("heading") && !keys.has("text") {
            sink.push(
                Diagnostic::error("a part needs `heading` or `text`", &keys.place()).hint("add one of the two"),
            );
        }
        keys.finish(sink);
        Some(Self { heading, run_in, text })
    }
}

/// A phrase that nothing follows.
fn run_in_alone(keys: &Keys<'_>) -> Diagnostic {
    let place = keys.name("run-in").unwrap_or_else(|| keys.place());
    Diagnostic::error("`run-in` without `text`", &place)
        .hint("add `text:` with what follows the phrase, or write `heading:` for a line of its own")
}
