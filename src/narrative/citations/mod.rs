//! Citations: they are found in the texts of a report, printed in one style, and lead to the list of references.
//!
//! What a citation prints depends on all others (two works of one author in a year are told apart by letters), so a
//! text first has only the place of a citation, and the words are put in when every text has been rendered.

mod format;
mod letters;
mod order;
mod syntax;
mod terms;

use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::fonts;
use crate::narrative::document::{Block, Document, Field, Inline, Inlines, Section, Work, plain_text};
use crate::narrative::markdown::Mistake;
use crate::narrative::render::Record;
use crate::project::bibliography::{BibliographyEntry, Works};
use crate::project::profile::Profile;
use crate::project::report::Report;
use syntax::{Citation, Source};

/// How many works that are not cited are told one by one.
const MOST_UNCITED: usize = 5;

/// Collects the citations of a report.
#[derive(Debug, Default)]
pub struct Collector {
    works: Option<Arc<Works>>,
    /// Whether the report has a bibliography that could not be read.
    unread: bool,
    found: Mutex<Vec<Citation>>,
}

impl Collector {
    /// For the citations of a report.
    pub fn new(report: &Report) -> Self {
        let works = report.bibliography.as_ref().and_then(|entry| entry.works.clone());
        let unread = works.is_none() && (report.bibliography.is_some() || report.unread.any("bibliography"));
        Self { works, unread, found: Mutex::default() }
    }

    /// A text with markers in the places of its citations, and what is wrong with them.
    pub fn collect(&self, text: &str) -> (String, Vec<Mistake>) {
        let source = match &self.works {
            Some(works) => Source::Works(works),
            None if self.unread => Source::Unknown,
            None => Source::Nothing,
        };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        syntax::find(text, source, &mut |citation| {
            found.push(citation);
            found.len() - 1
        })
    }

    /// How many citations there are so far.
    pub fn count(&self) -> usize {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The citations.
    fn into_found(self) -> Vec<Citation> {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the words of all citations into the document and into the record of its texts, and makes the list of
/// references; reports works that are not cited.
pub fn place(
    collector: Collector,
    report: &Report,
    profile: &Profile,
    document: &mut Document,
    record: &mut Record,
    quotes: &dyn Fn(&str) -> String,
    sink: &mut Diagnostics,
) {
    let (Some(works), Some(entry)) = (collector.works.clone(), &report.bibliography) else { return };
    let citations = collector.into_found();
    check_cited(&citations, &works, entry, sink);
    if citations.is_empty() {
        return;
    }
    let printed = format::format(&citations, &works, profile.citation_style, quotes);
    for (key, body) in &printed.works {
        check_letters(key, body, &works, sink);
    }
    let mut writer = Writer { citations: &printed.citations };
    writer.document(document);
    for text in &mut record.texts {
        writer.blocks(&mut text.blocks);
    }
    document.references = printed.works.into_iter().map(|(id, body)| Work { id, body }).collect();
}

/// Reports the works of a bibliography that nothing cites, unless other reports share it.
fn check_cited(citations: &[Citation], works: &Works, entry: &BibliographyEntry, sink: &mut Diagnostics) {
    if entry.shared || sink.has_errors() {
        return;
    }
    let cited = |key: &&str| citations.iter().flat_map(|citation| &citation.items).any(|item| item.key == *key);
    let uncited: Vec<&str> = works.keys().filter(|key| !cited(key)).collect();
    let more = uncited.len().saturating_sub(MOST_UNCITED);
    for (nth, key) in uncited.iter().take(MOST_UNCITED).enumerate() {
        let told = Diagnostic::warning(format!("the work `{key}` is not cited"), works.place(key)).hint(format!(
            "cite it as `[@{key}]`, or take it out of the bibliography; it is not in the paper's list"
        ));
        sink.push(if nth + 1 == MOST_UNCITED && more > 0 {
            told.hint(format!(
                "{more} more works are not cited; where other reports cite from the file, write `bibliography: {{file: \
                 {}, shared: true}}`",
                entry.file.value
            ))
        } else {
            told
        });
    }
}

/// Reports letters of a work that the font does not have, and LaTeX that would be printed as it stands, where they
/// stand in the bibliography if they stand there.
fn check_letters(key: &str, body: &Inlines, works: &Works, sink: &mut Diagnostics) {
    let text = plain_text(body);
    let head = works.place(key);
    let after = head.file.text.get(head.range.end..).unwrap_or_default();
    let place = |words: &str| {
        let at = after.find(words).map(|at| head.range.end + at);
        at.map_or_else(|| head.clone(), |from| Span::new(&head.file, from..from + words.len()))
    };
    if let Some((_, character)) = fonts::missing_glyph(&text) {
        let place = place(&character.to_string());
        sink.push(Diagnostic::error(fonts::no_glyph(character), &place).hint(fonts::no_glyph_hint(character)));
    }
    if let Some(at) = text.find('\\') {
        let letters = text[at + 1..].chars().take_while(char::is_ascii_alphabetic).count();
        let command = &text[at..=at + letters];
        sink.push(
            Diagnostic::error(format!("`{command}` would be printed as it stands"), &place(command))
                .hint("write the words or the letter alone; the style sees to italics"),
        );
    }
}

/// Puts words where citations stand.
struct Writer<'a> {
    citations: &'a [Inlines],
}

impl Writer<'_> {
    fn document(&mut self, document: &mut Document) {
        document.fields.values_mut().for_each(|field| self.field(field));
        document.sections.iter_mut().for_each(|section| self.section(section));
    }

    fn field(&mut self, field: &mut Field) {
        match field {
            Field::Text(blocks) => self.blocks(blocks),
            Field::Records(records) => {
                records
                    .iter_mut()
                    .flat_map(|record| record.fields.values_mut())
                    .for_each(|field| self.field(field));
            }
            _ => {}
        }
    }

    fn section(&mut self, section: &mut Section) {
        self.blocks(&mut section.body);
        section.sections.iter_mut().for_each(|section| self.section(section));
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { body } | Block::Heading { body } => self.inlines(body),
                Block::Numbered { body, .. } | Block::Exempt { body, .. } => self.blocks(body),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                // A line cites nothing.
                Block::Chart(_) | Block::Table(_) | Block::Recommendations(_) | Block::RecommendationTable(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut Inlines) {
        for inline in inlines {
            match inline {
                Inline::Citation { id, body } => {
                    if let Some(words) = self.citations.get(*id) {
                        body.clone_from(words);
                    }
                }
                Inline::Emphasis { body }
                | Inline::Strong { body }
                | Inline::Link { body, .. }
                | Inline::Cited { body, .. }
                | Inline::Footnote { body } => self.inlines(body),
                Inline::Text { .. } | Inline::Fact { .. } | Inline::Break => {}
            }
        }
    }
}
