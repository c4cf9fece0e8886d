//! Passages: the plain text of a paragraph, and where each of its words stands in the author's file.

mod elements;

use std::borrow::Cow;
use std::ops::Range;

use crate::check::passage::elements::{anchor, elements, runs};
use crate::check::words::{Word, sentences, words};
use crate::diagnostic::{SourceFile, Span};
use crate::narrative::Record;
use crate::narrative::document::{Block, Inline};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// How far ahead a word is looked for in the author's text before it is taken for one that does not stand there.
const AHEAD: usize = 40;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A paragraph or a line.
    Paragraph,
    /// An item of a list.
    Item,
    /// A footnote.
    Footnote,
    /// A name, the title of a column, the words of a cell: what is printed as it stands.
    Label,
}

/// The plain text of a paragraph, a list item, a heading or a note.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// What it is.
    pub part: Part,
    /// The text as a reader sees it, without emphasis, links and footnotes.
    pub text: String,
    /// The text of the author's that it comes from.
    pub source: Cow<'a, Text>,
    /// In how many lists, one within the other, it stands.
    pub depth: usize,
    /// The parts of the text that facts of the report printed.
    pub facts: Vec<Range<usize>>,
    /// The parts of the text that stand for citations, as empty brackets.
    pub citations: Vec<Range<usize>>,
    /// Words of the text, and where each stands in the source.
    places: Vec<(Range<usize>, Range<usize>)>,
}

impl Passage<'_> {
    /// The place of a part of the text in the author's file; the whole text, if it cannot be told.
    pub fn place(&self, range: &Range<usize>) -> Span {
        let inside = |(at, _): &&(Range<usize>, Range<usize>)| at.start < range.end && range.start < at.end;
        let first = self.places.iter().find(inside);
        let last = self.places.iter().rev().find(inside);
        match (first, last) {
            (Some((_, from)), Some((_, to))) if from.start < to.end => self.source.locate(from.start..to.end),
            _ => self
                .between_words(range)
                .map_or_else(|| self.source.span.clone(), |place| self.source.locate(place)),
        }
    }

    /// Where signs without a letter stand in the author's text, `???` or `____`: between the words around them, as they are printed,
    /// or whatever stands there on the line.
    fn between_words(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let source = self.source.value.as_str();
        let before = self.places.iter().rev().find(|(at, _)| at.end <= range.start).map(|(_, place)| place.end);
        let after = self.places.iter().find(|(at, _)| range.end <= at.start).map(|(_, place)| place.start);
        let to = after.unwrap_or(source.len());
        let line = || source.get(..after?)?.rfind('\n').map(|end| end + 1);
        let from = before.or_else(line).unwrap_or(0);
        let gap = source.get(from..to)?;
        let printed =
            self.text.get(range.clone()).map(str::trim).filter(|text| !text.contains(char::is_alphanumeric))?;
        let at = |start: usize, length: usize| from + start..from + start + length;
        gap.find(printed).map(|start| at(start, printed.len())).or_else(|| {
            let line = gap.lines().find(|line| !line.trim().is_empty())?.trim();
            gap.find(line).map(|start| at(start, line.len()))
        })
    }

    /// Its words.
    pub fn words(&self) -> Vec<Word<'_>> {
        words(&self.text)
    }

    /// Its sentences.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.text)
    }

    /// Its sentences, each with its words.
    pub fn words_by_sentence(&self) -> Vec<(Range<usize>, Vec<Word<'_>>)> {
        let all = self.words();
        let of = |sentence: Range<usize>| {
            let within = |word: &&Word<'_>| sentence.start <= word.range.start && word.range.end <= sentence.end;
            let words = all.iter().filter(within).cloned().collect();
            (sentence, words)
        };
        self.sentences().into_iter().map(of).collect()
    }

    /// Whether a fact printed any of a part of the text.
    pub fn is_fact(&self, range: &Range<usize>) -> bool {
        self.facts.iter().any(|fact| fact.start < range.end && range.start < fact.end)
    }

    /// Whether a part of the text stands between quotation marks.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let before = self.text.get(..range.start).unwrap_or_default();
        let opened = |open: char, close: char| {
            let last = before.rfind(open);
            last.is_some_and(|at| !before[at..].contains(close))
        };
        opened('“', '”') || before.matches('"').count() % 2 == 1
    }

    /// A passage that is a label: a text that is printed as it stands.
    pub fn of_label(text: Text) -> Passage<'static> {
        let draft = Draft { text: text.value.clone(), ..Draft::default() };
        let passage = draft.finish(Part::Label, &text, &mut 0);
        Passage { source: Cow::Owned(passage.source.into_owned()), ..passage }
    }

    /// A label that says what a cell of a table means; all of it stands where the cell does.
    pub fn of_cell(text: String, place: Span) -> Passage<'static> {
        let source = Cow::Owned(Text { value: text.clone(), span: place });
        Passage {
            part: Part::Label,
            text,
            source,
            depth: 0,
            facts: Vec::new(),
            citations: Vec::new(),
            places: Vec::new(),
        }
    }

    /// A passage that is nothing but a text, as if its author had written it between double quotation marks in a file
    /// of its own.
    #[cfg(test)]
    pub fn plain(text: &str) -> Passage<'static> {
        let file = SourceFile::new("report.yaml", text);
        let whole = Span::new(&file, 0..text.len());
        let source = Text { value: text.to_owned(), span: whole };
        let mut draft = Draft::default();
        draft.text.push_str(text);
        let passage = draft.finish(Part::Paragraph, &source, &mut 0);
        Passage { source: Cow::Owned(passage.source.into_owned()), ..passage }
    }
}

/// The passages of a report's texts, in the order in which they were rendered; a text that was rendered twice is taken
/// once, and texts of the profile and of the kind are not the author's.
pub fn passages<'a>(report: &Report, record: &'a Record) -> Vec<Passage<'a>> {
    let mut found = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for rendered in &record.texts {
        let span = &rendered.text.span;
        let own = same_file(&span.file, &report.file);
        if own && seen.insert((span.range.start, span.range.end)) {
            let mut reader =
                Reader { source: &rendered.text, cursor: 0, depth: 0, notes: Vec::new(), found: &mut found };
            reader.blocks(&rendered.blocks, Part::Paragraph);
            let notes = std::mem::take(&mut reader.notes);
            for note in notes {
                reader.cursor = 0;
                reader.inlines(note, Part::Footnote);
            }
        }
    }
    found
}

/// Whether two files are the same one.
pub fn same_file(one: &std::sync::Arc<SourceFile>, other: &std::sync::Arc<SourceFile>) -> bool {
    std::sync::Arc::ptr_eq(one, other) || one.name == other.name
}

struct Reader<'a, 'b> {
    source: &'a Text,
    /// Up to where the source has been read, in its elements.
    cursor: usize,
    /// In how many lists the blocks stand that are read.
    depth: usize,
    notes: Vec<&'a [Inline]>,
    found: &'b mut Vec<Passage<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block], part: Part) {
        for block in blocks {
            match block {
                Block::Paragraph { body } | Block::Heading { body } => self.inlines(body, part),
                Block::Numbered { heading, body, .. } => {
                    heading.iter().for_each(|heading| self.inlines(heading, part));
                    self.blocks(body, part);
                }
                Block::List { items, .. } => {
                    self.depth += 1;
                    items.iter().for_each(|item| self.blocks(item, Part::Item));
                    self.depth -= 1;
                }
                // A text of the author's holds no others.
                Block::Chart(_)
                | Block::Table(_)
                | Block::Recommendations(_)
                | Block::RecommendationTable(_)
                | Block::Exempt { .. } => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline], part: Part) {
        let mut draft = Draft::default();
        draft.add(inlines, &mut self.notes);
        if !draft.text.trim().is_empty() {
            let passage = draft.finish(part, self.source, &mut self.cursor);
            self.found.push(Passage { depth: self.depth, ..passage });
        }
    }
}

/// A passage whose words have no places yet.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    facts: Vec<Range<usize>>,
    citations: Vec<Range<usize>>,
}

impl Draft {
    fn add<'a>(&mut self, inlines: &'a [Inline], notes: &mut Vec<&'a [Inline]>) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text.push_str(text),
                Inline::Fact { text, .. } => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.facts.push(start..self.text.len());
                }
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => {
                    self.add(body, notes);
                }
                Inline::Footnote { body } => notes.push(body),
                Inline::Break => self.text.push(' '),
                // What a citation prints is no text of the author's; that something stands there is.
                Inline::Citation { .. } | Inline::Cited { .. } => {
                    let start = self.text.len();
                    self.text.push_str("( )");
                    self.citations.push(start..self.text.len());
                }
            }
        }
    }

    /// Finds the words in the source, from an element on.
    fn finish<'a>(self, part: Part, source: &'a Text, cursor: &mut usize) -> Passage<'a> {
        let elements = elements(&source.value);
        let wanted = runs(&self.text, &self.facts);
        let mut at = anchor(&elements, &wanted, *cursor);
        let mut places = Vec::new();
        for want in &wanted {
            let reach = if want.word.is_some() { AHEAD } else { elements.len() };
            let ahead = elements.iter().enumerate().skip(at).take(reach);
            let found = ahead.into_iter().find(|(_, element)| element.word == want.word).map(|(at, _)| at);
            if let Some(found) = found {
                places.push((want.range.clone(), elements[found].range.clone()));
                at = found + 1;
            }
        }
        *cursor = at;
        let Self { text, facts, citations } = self;
        Passage { part, text, source: Cow::Borrowed(source), depth: 0, facts, citations, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a part of a rendered text is in its source.
    fn in_source(source: &str, inlines: &[Inline], part: &str) -> String {
        let source = Text::of(source);
        let mut found = Vec::new();
        Reader { source: &source, cursor: 0, depth: 0, notes: Vec::new(), found: &mut found }
            .inlines(inlines, Part::Paragraph);
        let passage = &found[0];
        let at = passage.text.find(part).unwrap_or_else(|| panic!("`{part}` in `{}`", passage.text));
        passage.place(&(at..at + part.len())).text().to_owned()
    }

    fn plain(text: &str) -> Inline {
        Inline::Text { text: text.to_owned() }
    }

    fn fact(text: &str) -> Inline {
        Inline::Fact { text: text.to_owned(), id: 0 }
    }

    #[test]
    fn a_word_is_found_where_its_author_wrote_it() {
        let source = "The rate of *our* [area](https://a.b/rate) fell,\nand  the rate's fall is \"good\".";
        let inlines = [
            plain("The rate of "),
            Inline::Emphasis { body: vec![plain("our")] },
            plain(" "),
            Inline::Link { url: String::new(), body: vec![plain("area")] },
            plain(" fell, and the rate’s fall is “good”."),
        ];
        assert_eq!(in_source(source, &inlines, "our area"), "our* [area");
        assert_eq!(in_source(source, &inlines, "the rate"), "the rate");
        assert_eq!(in_source(source, &inlines, "“good”"), "good");
        assert_eq!(in_source(source, &inlines, "fell, and the"), "fell,\nand  the");
    }

    #[test]
    fn a_fact_is_found_at_its_expression() {
        let source = "It is {{ rate }} in 2025, {{ rate.previous }} in 2024 and 6 in 2023.";
        let inlines =
            [plain("It is "), fact("6.1%"), plain(" in 2025, "), fact("9 in"), plain(" in 2024 and 6 in 2023.")];
        assert_eq!(in_source(source, &inlines, "6.1%"), "{{ rate }}");
        assert_eq!(in_source(source, &inlines, "9 in in 2024"), "{{ rate.previous }} in 2024");
        assert_eq!(in_source(source, &inlines, "6 in 2023"), "6 in 2023");
    }

    #[test]
    fn signs_are_found_between_the_words_around_them() {
        let source = "The cost is as follows:\n\n- one\n- ??\n- £____ a year ........ or so";
        let place = |text: &str, part: &str| in_source(source, &[plain(text)], part);
        assert_eq!(place("??", "??"), "??");
        assert_eq!(place("£____ a year ……… or so", "____"), "____");
        assert_eq!(place("£____ a year ……… or so", "………"), "........");
    }

    #[test]
    fn items_and_notes_are_passages_of_their_own() {
        let source = Text::of("Two:[^1]\n\n- the same word\n- the same\n\n[^1]: A note on the same.");
        let body = vec![plain("A note on the same.")];
        let paragraph = |inlines: Vec<Inline>| Block::Paragraph { body: inlines };
        let blocks = vec![
            paragraph(vec![plain("Two:"), Inline::Footnote { body }]),
            Block::List {
                ordered: false,
                start: 1,
                items: vec![
                    vec![paragraph(vec![plain("the same word")])],
                    vec![paragraph(vec![plain("the same")])],
                ],
            },
        ];
        let mut found = Vec::new();
        let mut reader = Reader { source: &source, cursor: 0, depth: 0, notes: Vec::new(), found: &mut found };
        reader.blocks(&blocks, Part::Paragraph);
        let notes = std::mem::take(&mut reader.notes);
        notes.into_iter().for_each(|note| reader.inlines(note, Part::Footnote));
        let shown: Vec<(Part, &str, usize)> = found
            .iter()
            .map(|one| (one.part, one.text.as_str(), one.place(&(0..one.text.len())).range.start))
            .collect();
        assert_eq!(
            shown,
            [
                (Part::Paragraph, "Two:", 0),
                (Part::Item, "the same word", 12),
                (Part::Item, "the same", 28),
                (Part::Footnote, "A note on the same.", 44),
            ]
        );
    }

    #[test]
    fn quotation_marks_are_seen_whether_typographic_or_not() {
        for (text, part, quoted) in [
            ("He said “TBC” and left", "TBC", true),
            ("He said \"TBC\" and left", "TBC", true),
            ("“Yes”, he said, TBC", "TBC", false),
            ("TBC “Yes”", "TBC", false),
        ] {
            let at = text.find(part).expect("a part");
            assert_eq!(Passage::plain(text).is_quoted(&(at..at + part.len())), quoted, "{text}");
        }
    }
}
