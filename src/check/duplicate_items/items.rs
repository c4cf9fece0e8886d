//! What can stand twice in a report: bullets, recommendations, resolutions, titles and sentences.

use std::ops::Range;

use crate::check::Paper;
use crate::check::duplicate_items::wording::Wording;
use crate::check::passage::{Part, Passage};
use crate::check::words::{is_little, words as split};
use crate::diagnostic::Span;
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::recommendations::RecommendationEntry;
use crate::project::resolutions::FreeEntry;

/// What kind of thing an item is: only items of one kind are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Bullet,
    Recommendation,
    /// What was resolved on one item of minutes.
    Resolution,
    /// The title of an item of an agenda, or one of its points.
    Title,
    /// A sentence of the body.
    Sentence,
    /// A sentence elsewhere, which is compared with those of its own text.
    Aside,
}

impl Kind {
    /// What it is called in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bullet | Self::Title => "item",
            Self::Recommendation => "recommendation",
            Self::Resolution => "resolution",
            Self::Sentence | Self::Aside => "sentence",
        }
    }
}

/// Something that may stand twice.
pub struct Item {
    pub kind: Kind,
    /// Where the text that it is a part of stands: items of one list have the same.
    pub source: Range<usize>,
    pub place: Span,
    pub words: Vec<Token>,
    pub wording: Wording,
    /// Whether it ends as a sentence does, and not as a title.
    pub closed: bool,
}

/// A word of an item.
pub struct Token {
    pub lower: String,
    /// Whether it says what the item is about.
    pub content: bool,
    /// Whether it counts for a run: a word of content in small letters.
    pub counts: bool,
}

/// All that can stand twice, in the order in which it is printed.
pub fn items(paper: &Paper<'_>) -> Vec<Item> {
    let mut recommended = Vec::new();
    if let Some(recommendations) = &paper.report.recommendations {
        collect(&recommendations.items, &mut recommended);
    }
    let mut resolved = Vec::new();
    resolutions(&paper.report.fields, &mut resolved);
    let sections = paper.report.sections_place.range.start;
    let mut items = Vec::new();
    for passage in &paper.passages {
        let span = &passage.source.span;
        let in_body = span.range.start >= sections;
        let whole = 0..passage.text.len();
        if let Some(list) = resolved.iter().find(|(text, _)| *text == span.range).map(|(_, list)| list.clone()) {
            items.push(Item { source: list, ..item(passage, &whole, Kind::Resolution) });
        } else if let Some(list) = titled(&paper.report.fields, &span.range) {
            items.push(Item { source: list, ..item(passage, &whole, Kind::Title) });
        } else if recommended.contains(&&span.range) {
            items.push(item(passage, &whole, Kind::Recommendation));
        } else if passage.part == Part::Item {
            items.push(item(passage, &whole, Kind::Bullet));
        } else {
            let kind = if in_body { Kind::Sentence } else { Kind::Aside };
            let sentences =
                passage.sentences().into_iter().filter(|range| !says_nothing(&passage.text[range.clone()]));
            items.extend(sentences.map(|range| item(passage, &range, kind)));
        }
    }
    items
}

/// Where the list begins of which a text is what an entry is called, such as the public items of an agenda or the points of
/// one of them.
fn titled(fields: &[(String, FieldEntry)], text: &Range<usize>) -> Option<Range<usize>> {
    fields.iter().find_map(|(_, field)| {
        let FieldEntry::Records(records, schema) = field else { return None };
        let called = schema.shorthand.as_deref().unwrap_or("title");
        let names = |record: &RecordEntry| matches!(record.field(called), Some(FieldEntry::Line(name)) if name.span.range == *text);
        if records.iter().any(names) {
            return records.first().map(|first| first.place.range.clone());
        }
        records.iter().find_map(|record| titled(&record.fields, text))
    })
}

/// Where each of what was resolved stands, of all levels, and the list that it is in.
fn resolutions(fields: &[(String, FieldEntry)], into: &mut Vec<(Range<usize>, Range<usize>)>) {
    fn free(entries: &[FreeEntry], list: &Range<usize>, into: &mut Vec<(Range<usize>, Range<usize>)>) {
        for entry in entries {
            into.push((entry.text.span.range.clone(), list.clone()));
            free(&entry.items, list, into);
        }
    }
    for (_, field) in fields {
        match field {
            FieldEntry::Resolutions(entry) => free(&entry.free, &entry.place.range, into),
            FieldEntry::Records(records, _) => {
                records.iter().for_each(|record| resolutions(&record.fields, into));
            }
            _ => {}
        }
    }
}

/// Where the texts of recommendations stand, of all levels.
fn collect<'a>(entries: &'a [RecommendationEntry], into: &mut Vec<&'a Range<usize>>) {
    for entry in entries {
        into.push(&entry.text.span.range);
        collect(&entry.items, into);
    }
}

/// An item that is a part of a passage.
pub fn item(passage: &Passage<'_>, range: &Range<usize>, kind: Kind) -> Item {
    let text = passage.text.get(range.clone()).unwrap_or_default();
    let words = split(text)
        .into_iter()
        .filter(|word| word.is_word() || word.is_number())
        .map(|word| {
            let content = !is_little(&word.lower);
            Token { counts: content && word.is_word() && !word.is_capital(), content, lower: word.lower }
        })
        .collect();
    let wording = Wording::of(text);
    let closed = text.trim_end().ends_with(['.', '?', '!']);
    Item { kind, source: passage.source.span.range.clone(), place: passage.place(range), words, wording, closed }
}

/// Whether a sentence says that there is nothing: forms ask for that more than once.
pub fn says_nothing(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    ["there are no ", "there is no ", "there were no ", "no ", "none", "not applicable", "see "]
        .iter()
        .any(|start| lower.starts_with(start))
}
