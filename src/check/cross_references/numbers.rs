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
    /// A footnote.
    Footnote,
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
    /// Whether paragraphs, or parts of them, have letters: "3(a)" may then be one of this report.
    pub lettered: bool,
    /// Whether a paper of this kind speaks of the parts of another one, as an agenda or minutes.
    pub about_others: bool,
    /// Whether there is any table or chart, with a number or without.
    pub shows: bool,
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
        numbers.blocks(&document.annex, "");
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
            self.blocks(&section.body, &section.number);
            self.sections(&section.sections);
        }
    }

    /// Adds blocks; `above` is the number of the section or the paragraph that they stand under.
    fn blocks(&mut self, blocks: &[Block], above: &str) {
        for block in blocks {
            match block {
                Block::Numbered { number, body, .. } => {
                    let own = plain(number);
                    self.numbered_on |= own.bytes().all(|one| one.is_ascii_digit());
                    let full = if own.bytes().all(|one| one.is_ascii_alphabetic()) {
                        format!("{}{own}", plain(above))
                    } else {
                        own
                    };
                    self.lettered |= full.ends_with(|one: char| one.is_ascii_alphabetic());
                    self.add(Target::Section, &full);
                    self.blocks(body, &full);
                }
                Block::Exempt { body, .. } => self.blocks(body, above),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, above)),
                Block::Chart(chart) => {
                    self.shows = true;
                    self.exhibit(&chart.number);
                }
                Block::Table(table) => {
                    self.shows = true;
                    self.exhibit(&table.number);
                }
                Block::RecommendationTable(table) => {
                    self.shows = true;
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
        // "Appendix V" where they are numbered 1 to 9.
        let roman = from_roman(&number.to_uppercase())
            .is_some_and(|number| self.all.contains(&(target, number.to_string())));
        // "Recommendation (c)" may be the c of any.
        let letter = target == Target::Recommendation
            && number.bytes().all(|one| one.is_ascii_lowercase())
            && self.all.iter().any(|(of, one)| *of == target && one.ends_with(number));
        self.all.contains(&(target, plain(number))) || roman || letter
    }

    /// Whether a short reference is most likely to something else than this report.
    pub fn may_be_elsewhere(&self, reference: &Reference, number: &str) -> bool {
        if reference.own {
            return false;
        }
        let any = |target: Target| self.all.iter().any(|(of, _)| *of == target);
        match reference.target {
            // Minutes without numbers of their own mean the report that was before the meeting.
            Target::Section if self.about_others && !any(Target::Section) => true,
            Target::Section if self.numbered_on && reference.noun.to_lowercase().starts_with("para") => false,
            Target::Section => {
                // "section 151", "Section 11 places a duty": of an act, unless it is said as people lead to their own.
                let whole: Option<usize> = number.parse().ok();
                let far = whole.is_some_and(|number| number >= 15 && number > self.sections + 2);
                let law = reference.noun.to_lowercase().starts_with("sec") && whole.is_some() && !reference.led;
                (far || law) && !reference.strong || whole.is_some() && !any(Target::Section)
            }
            // A report that makes none may well speak of somebody else's.
            Target::Recommendation => !any(Target::Recommendation),
            Target::Appendix => self.about_others,
            Target::Table | Target::Figure | Target::Footnote => false,
        }
    }
}

/// The number that a Roman numeral up to 39 writes.
pub fn from_roman(text: &str) -> Option<usize> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let rest = text.trim_start_matches('X');
    let tens = text.len() - rest.len();
    let ones = ONES.iter().position(|one| *one == rest)?;
    (tens <= 3 && tens + ones > 0).then_some(tens * 10 + ones)
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
