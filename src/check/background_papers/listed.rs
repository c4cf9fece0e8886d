//! The documents that a reader of a report can find, and whether one that the text relies on is among them.

use std::collections::BTreeSet;

use super::sources::Source;
use super::times::is_time;
use super::verbs::made;
use crate::check::Paper;
use crate::check::citations::list_of_references;
use crate::check::dates::{Written, date_at};
use crate::check::words::{Word, is_little, words};
use crate::narrative::document::{Block, Inline, Inlines, plain_text};
use crate::project::fields::FieldEntry;

/// Titles under which documents can be found.
#[derive(Debug, Default)]
pub struct Listed {
    titles: Vec<Title>,
    /// The title of the report itself, which is none of its own sources.
    own: Option<Own>,
}

/// The title of a report, with the words that tell it from others.
#[derive(Debug)]
struct Own {
    telling: BTreeSet<String>,
    words: BTreeSet<String>,
    /// The year of the report.
    year: String,
}

#[derive(Debug)]
struct Title {
    telling: BTreeSet<String>,
    dates: Vec<(u32, u32, i32)>,
    years: BTreeSet<String>,
}

/// A document as a text tells of it.
#[derive(Debug)]
pub struct Name {
    /// The words that tell it from others.
    telling: BTreeSet<String>,
    /// Its last word, which says what it is: "survey".
    noun: Option<String>,
    /// Those among them that tell who made it.
    maker: BTreeSet<String>,
    /// Short forms of its maker's name.
    initials: Vec<String>,
    title: Title,
}

impl Name {
    /// The name of a source in a text.
    pub fn of(text: &str, source: &Source) -> Self {
        let part = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default();
        let maker = source.maker.as_ref().map(part).unwrap_or_default();
        let mut name = telling(part(source.title.as_ref().unwrap_or(&source.range)));
        if name.len() == 1 {
            name.extend(telling(maker));
        }
        Self {
            telling: name,
            noun: last_word(part(source.title.as_ref().unwrap_or(&source.range))),
            maker: telling(maker),
            initials: initials(maker),
            title: Title::of(part(&source.range)),
        }
    }
}

impl Title {
    fn of(title: &str) -> Self {
        let words = words(title);
        let dates = (0..words.len()).filter_map(|at| date_at(&words, at));
        let whole = |date: Written| Some((date.day, date.month, date.year?));
        let year = |word: &&Word<'_>| {
            word.is_number() && word.text.len() >= 4 && (word.text.starts_with("19") || word.text.starts_with("20"))
        };
        Self {
            telling: telling(title),
            dates: dates.filter_map(whole).collect(),
            years: words.iter().filter(year).map(|word| word.text.to_owned()).collect(),
        }
    }
}

impl Listed {
    /// The documents that a reader of a report can find.
    pub fn of(paper: &Paper<'_>) -> Self {
        let title = &paper.report.title.value;
        let words = words(title).into_iter().map(|word| word.lower).collect();
        let own = Own { telling: telling(title), words, year: paper.report.date.format("%Y").to_string() };
        let mut found = Self { own: Some(own), ..Self::default() };
        for (_, field) in &paper.report.fields {
            if let FieldEntry::Documents(documents, _) = field {
                documents.iter().for_each(|document| found.add(&document.title.value));
            }
        }
        let document = &paper.narrated.document;
        document.references.iter().for_each(|work| found.add(&plain_text(&work.body)));
        list_of_references(&document.sections).iter().for_each(|work| found.add(work));
        document.bound.iter().for_each(|file| found.add(&plain_text(&file.title)));
        for source in paper.report.data.iter().filter_map(|data| data.source.as_ref()) {
            found.add(&source.value);
        }
        paper.narrated.record.texts.iter().for_each(|rendered| found.linked(&rendered.blocks));
        found
    }

    /// Takes a title up.
    pub fn add(&mut self, title: &str) {
        self.titles.push(Title::of(title));
    }

    /// Whether a document is among them.
    pub fn has(&self, name: &Name) -> bool {
        // "The Teme Valley Survey" is not the report on the Teme Valley.
        let own = self.own.as_ref().is_some_and(|own| {
            // Nor is "the Play Strategy 2022" a report of 2024 that is called "Play strategy".
            let years = &name.title.years;
            let other = !years.is_empty() && years.iter().all(|year| *year < own.year && !own.words.contains(year));
            let noun = name.noun.as_ref().is_none_or(|noun| own.words.contains(noun));
            noun && !other && most(&name.telling, &own.telling)
        });
        name.telling.is_empty() || own || self.titles.iter().any(|title| is(name, title))
    }

    fn linked(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { body } | Block::Heading { body } => self.linked_in(body),
                Block::Numbered { body, .. } => self.linked(body),
                Block::List { items, .. } => items.iter().for_each(|item| self.linked(item)),
                _ => {}
            }
        }
    }

    fn linked_in(&mut self, inlines: &Inlines) {
        for inline in inlines {
            match inline {
                Inline::Link { body, .. } => self.add(&plain_text(body)),
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Footnote { body } => {
                    self.linked_in(body)
                }
                _ => {}
            }
        }
    }
}

/// The last word of a name that is no number.
fn last_word(name: &str) -> Option<String> {
    words(name).into_iter().rev().find(Word::is_word).map(|word| word.lower)
}

/// Whether a title is that of a document: most words of its name stand there, with or without its maker, or its maker with its day
/// or year, or its very day.
fn is(name: &Name, title: &Title) -> bool {
    let without: BTreeSet<String> = name.telling.difference(&name.maker).cloned().collect();
    let apart =
        !name.title.years.is_empty() && !title.years.is_empty() && name.title.years.is_disjoint(&title.years);
    let made_by = !name.maker.is_empty() && most(&name.maker, &title.telling)
        || name.initials.iter().any(|short| title.telling.contains(short));
    let same_year = !name.title.years.is_disjoint(&title.years);
    let same_day = name.title.dates.iter().any(|date| title.dates.contains(date));
    most(&name.telling, &title.telling)
        || !apart && without.len() >= 2 && most(&without, &title.telling)
        || made_by
            && (same_year || !name.telling.is_disjoint(&title.telling) && !without.is_disjoint(&title.telling))
        || same_day
}

/// Whether most of some words are among others.
fn most(some: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    some.intersection(others).count() * 3 >= some.len() * 2
}

/// The words of a name that tell it from others: without small words, how it was made, and when.
fn telling(name: &str) -> BTreeSet<String> {
    let words = words(name);
    let kept = words.iter().filter(|word| {
        word.is_word() && !is_little(&word.lower) && !is_time(word) && (!made(word) || word.is_capital())
    });
    kept.map(|word| word.lower.trim_end_matches("'s").trim_end_matches('s').to_owned()).collect()
}

/// The short forms of a name of several words: "dfe" and "de" for "Department for Education".
fn initials(name: &str) -> Vec<String> {
    let words = words(name);
    let first = |only_capitals: bool| -> String {
        let kept = words
            .iter()
            .filter(|word| word.is_word() && (!only_capitals || word.is_capital()) && word.lower != "the");
        kept.filter_map(|word| word.lower.chars().next()).collect()
    };
    let some = [first(true), first(false)];
    some.into_iter().filter(|one| one.len() > 1).map(|one| one.trim_end_matches('s').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, maker: &str) -> Name {
        let maker = name.find(maker).filter(|_| !maker.is_empty()).map(|at| at..at + maker.len());
        Name::of(name, &Source { range: 0..name.len(), maker, title: None })
    }

    #[test]
    fn a_document_is_known_by_most_of_its_words() {
        let mut known = Listed::default();
        known.add("Coventry Children's Workforce Strategy 2017–2020");
        for name in
            ["Children's Workforce Strategy", "Workforce Strategy 2017", "Children’s Workforce Strategy Report"]
        {
            assert!(known.has(&named(name, "")), "{name}");
        }
        assert!(!known.has(&named("Agency Spend Review", "")));
    }

    #[test]
    fn a_title_between_quotation_marks_is_looked_for_alone() {
        let text = "Ofsted report “Inspection of services” (June 2017)";
        let title = text.find('“').map(|at| at..text.len() - " (June 2017)".len());
        let name = Name::of(text, &Source { range: 0..text.len(), maker: Some(0..6), title });
        for (listed, there) in
            [("Inspection of services", true), ("Ofsted, June 2017", true), ("Inspection of schools, 2016", false)]
        {
            let mut known = Listed::default();
            known.add(listed);
            assert_eq!(known.has(&name), there, "{listed}");
        }
    }

    #[test]
    fn a_document_is_listed_however_its_title_is_put() {
        for (name, maker, title) in [
            (
                "options appraisal prepared by Savills in September 2025",
                "Savills",
                "Options appraisal (Savills, 2025)",
            ),
            (
                "options appraisal prepared by Savills in September 2025",
                "Savills",
                "Options appraisal, September 2025",
            ),
            ("options appraisal prepared by Savills in September 2025", "Savills", "Savills, September 2025"),
            ("survey of parents carried out in the autumn of 2025", "", "Parents' survey, autumn 2025"),
            (
                "independent review of home to school transport carried out by Edge Public Solutions in 2024",
                "Edge Public Solutions",
                "Home to School Transport Review (2024)",
            ),
            (
                "letter from the Department for Education dated 4 January 2026",
                "Department for Education",
                "DfE letter on the grant",
            ),
            (
                "report considered by Cabinet on 4 March 2025",
                "Cabinet",
                "Cabinet, 4 March 2025: the lease of the mill",
            ),
            ("District Valuer's advice", "District Valuer", "Advice of the District Valuer, May 2025"),
            ("report by KPMG dated 3 November 2025", "KPMG", "KPMG report on controls"),
        ] {
            let mut known = Listed::default();
            known.add(title);
            assert!(known.has(&named(name, maker)), "{name}: {title}");
        }
        for (name, maker, title) in [
            ("options appraisal prepared by Savills in September 2025", "Savills", "Stock condition survey (2023)"),
            ("report by KPMG dated 3 November 2025", "KPMG", "Annual report 2025"),
            ("survey of parents carried out in the autumn of 2025", "", "Staff survey 2025"),
            (
                "letter from the Department for Education dated 4 January 2026",
                "Department for Education",
                "Letter to parents",
            ),
        ] {
            let mut known = Listed::default();
            known.add(title);
            assert!(!known.has(&named(name, maker)), "{name}: {title}");
        }
    }
}
