//! Places: a walk through the document that meets every fact and every cell with a figure where it stands.

use std::collections::BTreeMap;

use crate::narrative::Typed;
use crate::narrative::document::{
    Block, Document, Field, Inline, Inlines, Recommendation, Recommendations, Resolution, RowKind, Section, Table,
    plain_text,
};
use crate::narrative::sentences::sentence_at;
use crate::trace::csv;
use crate::trace::record::Place;

use crate::facts::figure::Figure;

/// What the walk meets.
pub enum Met<'a> {
    /// A fact of the record, by its number.
    Fact(usize),
    /// A figure in a cell of a chart's values or of a table.
    Cell(&'a Figure),
    /// A number that was typed by hand.
    Typed(&'a Typed),
}

/// Walks through a document in the order of its pages. Numbers that were typed by hand are met with the paragraph that they
/// stand in, after its facts.
pub fn walk<'a>(document: &'a Document, typed: &'a [Typed], meet: &mut dyn FnMut(Met<'a>, Place)) {
    let mut walk = Walk { typed, meet, section: String::new(), number: String::new(), recommendations: false };
    walk.text("title", &document.title);
    walk.fields(&document.fields);
    walk.sections(&document.sections);
    if let Some(recommendations) = document.recommendations.as_ref().filter(|_| !walk.recommendations) {
        walk.section.clear();
        walk.recommendations(recommendations);
    }
}

struct Walk<'w, 'a> {
    typed: &'a [Typed],
    meet: &'w mut dyn FnMut(Met<'a>, Place),
    section: String,
    number: String,
    /// Whether the recommendations have been met in the body.
    recommendations: bool,
}

impl<'a> Walk<'_, 'a> {
    fn fields(&mut self, fields: &'a BTreeMap<String, Field>) {
        for field in fields.values() {
            match field {
                Field::Line(line) => self.text("field", line),
                Field::Lines(lines) => lines.iter().for_each(|line| self.text("field", line)),
                Field::Text(blocks) => self.blocks("field", blocks),
                Field::Exempt(ground) => self.text("field", &ground.statement),
                Field::Documents(references) => references.iter().for_each(|one| {
                    self.text("field", &one.title);
                    self.text("field", &one.exempt);
                }),
                Field::Resolutions(resolutions) => {
                    self.text("resolution", &resolutions.lead);
                    self.resolutions(&resolutions.items);
                }
                Field::Records(records) => {
                    for record in records {
                        let outer = std::mem::replace(&mut self.number, record.number.clone());
                        self.text("field", &record.sentence);
                        self.fields(&record.fields);
                        self.number = outer;
                    }
                }
                Field::Date(_)
                | Field::Person(_)
                | Field::People(_)
                | Field::Consultation(_)
                | Field::Count(_)
                | Field::Paper(_)
                | Field::Recommendations(_)
                | Field::Pages(_) => {}
            }
        }
    }

    fn sections(&mut self, sections: &'a [Section]) {
        for section in sections {
            let heading = plain_text(&section.heading);
            self.section = [section.number.as_str(), &heading].join(" ").trim().to_owned();
            self.number.clear();
            self.text("heading", &section.heading);
            self.blocks("paragraph", &section.body);
            self.sections(&section.sections);
        }
    }

    fn blocks(&mut self, within: &str, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Numbered { number, heading, body, .. } => {
                    // "(a)" says nothing without the paragraph that it is a part of.
                    let above = self.number.trim_end_matches('.');
                    let part = !number.chars().any(|one| one.is_ascii_digit());
                    let full = if part { format!("{above}{number}") } else { number.clone() };
                    let outer = std::mem::replace(&mut self.number, full);
                    if let Some(heading) = heading {
                        self.text("heading", heading);
                    }
                    self.blocks(within, body);
                    self.number = outer;
                }
                Block::Exempt { notice, body, .. } => {
                    self.text(within, notice);
                    self.blocks(within, body);
                }
                Block::Paragraph { body } => self.text(within, body),
                Block::Heading { body } => self.text("heading", body),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(within, item)),
                Block::Chart(chart) => {
                    let outer = std::mem::replace(&mut self.number, chart.number.clone());
                    self.text("heading", &chart.title);
                    self.cells("chart", &chart.name, &chart.data);
                    chart.notes.iter().for_each(|note| self.text("note", note));
                    self.number = outer;
                }
                Block::Table(table) => {
                    let outer = std::mem::replace(&mut self.number, table.number.clone());
                    self.text("heading", &table.title);
                    self.cells("table", &table.name, table);
                    table.behind.iter().for_each(|behind| self.cells("table", &table.name, behind));
                    table.notes.iter().for_each(|note| self.text("note", note));
                    self.number = outer;
                }
                Block::Recommendations(recommendations) => {
                    self.recommendations = true;
                    self.recommendations(recommendations);
                }
                Block::RecommendationTable(table) => {
                    let outer = std::mem::replace(&mut self.number, table.number.clone());
                    self.text("heading", &table.title);
                    for row in &table.rows {
                        self.number = format!("{}, {}", table.number, row.number);
                        self.text("recommendation", &row.text);
                        self.text("recommendation", &row.progress);
                        for tagged in [&row.response, &row.status].into_iter().flatten() {
                            self.text("recommendation", &tagged.text);
                        }
                    }
                    self.number = outer;
                }
            }
        }
    }

    fn recommendations(&mut self, recommendations: &'a Recommendations) {
        let outer = std::mem::take(&mut self.number);
        self.text("recommendation", &recommendations.lead);
        self.each_recommendation(&recommendations.items, "");
        self.number = outer;
    }

    fn each_recommendation(&mut self, items: &'a [Recommendation], above: &str) {
        for item in items {
            let number = format!("{above} {}", item.number).trim().to_owned();
            self.number.clone_from(&number);
            self.text("recommendation", &item.text);
            self.text("recommendation", &item.stem);
            self.each_recommendation(&item.items, &number);
        }
    }

    fn resolutions(&mut self, items: &'a [Resolution]) {
        for item in items {
            self.text("resolution", &item.text);
            if let Some(decision) = &item.decision {
                self.text("resolution", &decision.reason);
            }
            self.resolutions(&item.items);
        }
    }

    fn cells(&mut self, within: &str, name: &str, table: &'a Table) {
        let columns = csv::column_names(table);
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Band);
        for (row, label) in rows.zip(csv::row_names(table)) {
            for (cell, column) in row.cells.iter().zip(&columns) {
                let Some(figure) = cell.figure.as_deref() else { continue };
                let place = Place {
                    text: plain_text(&cell.text),
                    name: name.to_owned(),
                    row: label.clone(),
                    column: column.clone(),
                    ..self.place(within)
                };
                (self.meet)(Met::Cell(figure), place);
            }
        }
    }

    fn text(&mut self, within: &str, inlines: &'a Inlines) {
        let mut flat = Flat::default();
        flat.add(inlines);
        for (at, id, text) in flat.facts {
            let sentence = sentence_at(&flat.text, at).to_owned();
            let place = Place { text: text.to_owned(), sentence, ..self.place(within) };
            (self.meet)(Met::Fact(id), place);
        }
        for typed in self.typed {
            let Some(start) = start_of(&typed.passage, &flat.prose) else { continue };
            let (from, to) = (start + typed.at.start, start + typed.at.end);
            let text = flat.prose.get(from..to).unwrap_or_default().to_owned();
            let sentence = sentence_at(&flat.prose, from).to_owned();
            let place = Place { text, sentence, ..self.place(within) };
            (self.meet)(Met::Typed(typed), place);
        }
        for note in flat.notes {
            self.text("footnote", note);
        }
    }

    fn place(&self, within: &str) -> Place {
        Place {
            within: within.to_owned(),
            number: self.number.clone(),
            section: self.section.clone(),
            ..Place::default()
        }
    }
}

/// Where a passage begins in the text of a paragraph: it is all of it, or what follows the phrase that the paragraph opens
/// with.
fn start_of(passage: &str, text: &str) -> Option<usize> {
    let start = text.len().checked_sub(passage.len())?;
    // "11.3%" is the end of many.
    let whole = passage.len() > start;
    let opened = || text[..start].ends_with(char::is_whitespace) && whole;
    (text.is_char_boundary(start) && text.ends_with(passage) && (start == 0 || opened())).then_some(start)
}

/// Inlines as one text, the facts in it and the footnotes that are anchored in it.
#[derive(Default)]
struct Flat<'a> {
    text: String,
    /// The same without citations.
    prose: String,
    /// Where each fact begins, its number and its words.
    facts: Vec<(usize, usize, &'a str)>,
    notes: Vec<&'a Inlines>,
}

impl<'a> Flat<'a> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.prose.push_str(text);
    }

    fn add(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.push(text),
                Inline::Fact { text, id } => {
                    self.facts.push((self.text.len(), *id, text));
                    self.push(text);
                }
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => self.add(body),
                Inline::Citation { body, .. } | Inline::Cited { body, .. } => {
                    let prose = self.prose.len();
                    self.add(body);
                    self.prose.truncate(prose);
                }
                Inline::Footnote { body } => self.notes.push(body),
                Inline::Break => self.push(" "),
            }
        }
    }
}
