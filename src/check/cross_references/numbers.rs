//! Everything in a document that has a number.

use std::collections::BTreeSet;

use super::read::Reference;
use crate::narrative::document::{Block, Document, Field, Recommendation, Section};

/// What can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An appendix.
    Appendix,
    /// A section or a paragraph: they are numbered together.
    Section,
    /// A table.
    Table,
    /// A chart.
    Figure,
    /// A recommendation.
    Recommendation,
}

/// Everything in a document that has a number.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Each with what it is the number of.
    pub all: BTreeSet<(Target, String)>,
    /// How many sections there are.
    pub sections: usize,
    /// Whether paragraphs have whole numbers, on across the headings: then it is they that people refer to.
    pub numbered_on: bool,
}

impl Numbers {
    /// The numbers of a document.
    pub fn of(document: &Document) -> Self {
        let mut numbers = Self::default();
        for field in document.fields.values() {
            if let Field::Documents(documents) = field {
                for reference in documents {
                    if let Some(number) = reference.label.rsplit(' ').next().filter(|number| !number.is_empty()) {
                        numbers.add(Target::Appendix, number);
                    }
                }
            }
        }
        numbers.sections = document.sections.len();
        numbers.sections(&document.sections);
        numbers.blocks(&document.annex);
        if let Some(recommendations) = &document.recommendations {
            numbers.recommendations(&recommendations.items, "");
        }
        numbers
    }

    /// Adds a number, however it is written.
    pub fn add(&mut self, target: Target, number: &str) {
        let number = plain(number);
        // A heading without a number, a recommendation that is the only one.
        if !number.is_empty() {
            self.all.insert((target, number));
        }
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.add(Target::Section, &section.number);
            self.blocks(&section.body);
            self.sections(&section.sections);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Numbered { number, body, .. } => {
                    self.numbered_on |= plain(number).bytes().all(|one| one.is_ascii_digit());
                    self.add(Target::Section, number);
                    self.blocks(body);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Chart(chart) => self.exhibit(&chart.number),
                Block::Table(table) => self.exhibit(&table.number),
                Block::RecommendationTable(table) => {
                    self.exhibit(&table.number);
                    table.rows.iter().for_each(|row| self.add(Target::Recommendation, &row.number));
                }
                Block::Recommendations(recommendations) => self.recommendations(&recommendations.items, ""),
                Block::Paragraph { .. } | Block::Heading { .. } => {}
            }
        }
    }

    /// Adds "Table 1" or "Figure 2".
    pub fn exhibit(&mut self, number: &str) {
        match number.split_once(' ') {
            Some(("Table", number)) => self.add(Target::Table, number),
            Some(("Figure", number)) => self.add(Target::Figure, number),
            _ => {}
        }
    }

    /// "1", "1a", "1di": the numbers of all levels, one after the other.
    fn recommendations(&mut self, items: &[Recommendation], above: &str) {
        for item in items {
            let number = format!("{above}{}", plain(&item.number));
            self.add(Target::Recommendation, &number);
            self.recommendations(&item.items, &number);
        }
    }

    /// Whether there is a part of that number.
    pub fn has(&self, target: Target, number: &str) -> bool {
        self.all.contains(&(target, plain(number)))
    }

    /// Whether a short reference is most likely to something else than this report.
    pub fn may_be_elsewhere(&self, reference: &Reference, number: &str) -> bool {
        match reference.target {
            // "section 151", "section 47": of an act, unless it only just misses the sections that there are.
            Target::Section if self.numbered_on && reference.noun.to_lowercase().starts_with("para") => false,
            Target::Section => {
                let whole: Option<usize> = number.parse().ok();
                whole.is_some_and(|number| number >= 15 && number > self.sections + 2)
            }
            // A report that makes none may well speak of somebody else's.
            Target::Recommendation => !self.all.iter().any(|(target, _)| *target == Target::Recommendation),
            Target::Appendix | Target::Table | Target::Figure => false,
        }
    }

    /// The first and the last number of those among which a number would stand.
    pub fn nearest(&self, target: Target, number: &str) -> Option<(String, String)> {
        let depth = |number: &str| number.matches('.').count();
        let major = number.split_once('.').map(|(major, _)| format!("{major}."));
        let mut there: Vec<&str> = self
            .all
            .iter()
            .filter(|(of, one)| {
                *of == target
                    && depth(one) == depth(number)
                    && major.as_ref().is_none_or(|major| one.starts_with(major.as_str()))
            })
            .map(|(_, number)| number.as_str())
            .collect();
        if there.is_empty() && major.is_some() {
            there = self
                .all
                .iter()
                .filter(|(of, one)| *of == target && depth(one) == 0)
                .map(|(_, one)| one.as_str())
                .collect();
        }
        there.sort_by_key(|number| {
            number.split('.').map(|part| part.parse::<usize>().unwrap_or(usize::MAX)).collect::<Vec<_>>()
        });
        let (first, last) = (there.first()?, there.last()?);
        Some(((*first).to_owned(), (*last).to_owned()))
    }
}

/// A number without the signs around it, in lower case: "1)", "(a)", "3.2." become "1", "a", "3.2".
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|one| one.is_alphanumeric() || *one == '.')
        .collect::<String>()
        .trim_matches('.')
        .to_lowercase()
}
