//! Passages: a rendered text as its reader sees it, paragraph by paragraph, with its facts, and back to the author's words.

use std::ops::Range;

use crate::claims::reading::Desk;
use crate::diagnostic::Span;
use crate::narrative::Rendered;
use crate::narrative::delimiters::expressions;
use crate::narrative::document::{Block, Inline};
use crate::project::yaml::Text;

/// A paragraph, a heading, a list item or a footnote as its reader sees it.
#[derive(Debug, Default)]
pub struct Passage {
    /// The words, without emphasis.
    pub text: String,
    /// The same in lower case; every byte stands where it stands in `text`.
    pub lower: String,
    /// Where facts stand in the text, in order, and their numbers in the record.
    pub facts: Vec<(Range<usize>, usize)>,
    /// Which of the passages introduces the list that it is an item of.
    pub lead: Option<usize>,
}

impl Passage {
    /// The passages of a rendered text, in the order of the page; footnotes come after the paragraph that has them.
    pub fn all(rendered: &Rendered) -> Vec<Self> {
        let mut found = Vec::new();
        collect(&rendered.blocks, None, &mut found);
        for passage in &mut found {
            passage.lower = passage.text.to_ascii_lowercase();
        }
        found
    }

    /// The number of the fact that a byte of the text belongs to.
    pub fn fact_at(&self, at: usize) -> Option<usize> {
        self.facts.iter().find(|(range, _)| range.contains(&at)).map(|(_, id)| *id)
    }

    /// Where the fact ends that a byte of the text belongs to, or else where the next one begins.
    pub fn printed_to(&self, at: usize) -> usize {
        let ends = self.facts.iter().flat_map(|(range, _)| [range.start, range.end]);
        ends.filter(|end| *end > at).min().unwrap_or(self.text.len())
    }

    /// The place of some of its words in the author's file.
    ///
    /// The author's text has expressions and marks of emphasis that the passage has not, so the words are looked for
    /// among the author's, and of several places the one with the same words around it is taken.
    pub fn locate(&self, source: &Text, range: &Range<usize>) -> Span {
        let own = words(&self.text);
        let first = own.iter().position(|word| word.end > range.start).unwrap_or(own.len());
        let last = own.iter().rposition(|word| word.start < range.end).map_or(first, |at| at + 1);
        if first >= last {
            return source.span.clone();
        }
        for author in [without_expressions(&source.value), source.value.clone()] {
            let others = words(&author);
            let same = |one: &Range<usize>, other: &Range<usize>| {
                self.text[one.clone()].eq_ignore_ascii_case(&author[other.clone()])
            };
            let count = last - first;
            let mut best: Option<(usize, usize)> = None;
            for start in 0..(others.len() + 1).saturating_sub(count) {
                if !(0..count).all(|at| same(&own[first + at], &others[start + at])) {
                    continue;
                }
                let before = (1..=8)
                    .take_while(|at| first >= *at && start >= *at && same(&own[first - at], &others[start - at]));
                let after = (0..8).take_while(|at| {
                    let (one, other) = (own.get(last + at), others.get(start + count + at));
                    one.zip(other).is_some_and(|(one, other)| same(one, other))
                });
                let score = before.count() + after.count();
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, start));
                }
            }
            if let Some((_, start)) = best {
                return source.locate(others[start].start..others[start + count - 1].end);
            }
        }
        source.span.clone()
    }
}

/// The place of an expression in the author's file; of several that read the same, the one with so many before it.
pub fn expression(source: &Text, expression: &str, nth: usize) -> Span {
    let places = expressions(&source.value).into_iter();
    let mut places = places.filter(|place| source.value[place.clone()] == *expression);
    match places.nth(nth) {
        Some(place) => source.locate(place),
        None => source.span.clone(),
    }
}

/// The place of words that a claim printed, within its expression where they stand there, or of words beside it.
pub fn claimed(desk: &Desk<'_>, passage: &Passage, source: &Text, bytes: &Range<usize>) -> Span {
    let of = |id: usize| desk.record.shown.get(id).map(|shown| shown.expression.as_str());
    let Some(at) = passage.facts.iter().position(|(range, _)| range.contains(&bytes.start)) else {
        return passage.locate(source, bytes);
    };
    let (range, id) = &passage.facts[at];
    let Some(written) = of(*id).filter(|written| !written.is_empty()) else { return source.span.clone() };
    let nth = passage.facts[..at].iter().filter(|(_, id)| of(*id) == Some(written)).count();
    let Some((start, _)) = source.value.match_indices(written).nth(nth) else { return source.span.clone() };
    // The same words of the same claim: as far from the start of its words here as there.
    let words = &passage.text[bytes.clone()];
    let all = &passage.text[range.clone()];
    let within = written.find(all).map(|from| from + bytes.start - range.start);
    match within.or_else(|| written.find(words)) {
        Some(from) => source.locate(start + from..start + from + words.len()),
        None => source.locate(start..start + written.len()),
    }
}

/// The passages of some blocks; `lead` is the one that introduces the list that the first of them is an item of.
fn collect(blocks: &[Block], lead: Option<usize>, found: &mut Vec<Passage>) {
    // The paragraph right before a block.
    let mut last = None;
    for (nth, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph { body } | Block::Heading { body } => {
                let lead = lead.filter(|_| nth == 0);
                let mut passage = Passage { lead, ..Passage::default() };
                last = Some(found.len());
                let mut footnotes = Vec::new();
                flatten(body, &mut passage, &mut footnotes);
                found.push(passage);
                for body in footnotes {
                    let mut passage = Passage::default();
                    flatten(body, &mut passage, &mut Vec::new());
                    found.push(passage);
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, last, found)),
            Block::Numbered { body, .. } | Block::Exempt { body, .. } => collect(body, None, found),
            // Exhibits and recommendations are no part of a text; their titles and notes are texts of their own.
            _ => {}
        }
    }
}

fn flatten<'a>(inlines: &'a [Inline], passage: &mut Passage, footnotes: &mut Vec<&'a [Inline]>) {
    for inline in inlines {
        match inline {
            Inline::Text { text } => passage.text.push_str(text),
            Inline::Fact { text, id } => {
                let start = passage.text.len();
                passage.text.push_str(text);
                passage.facts.push((start..passage.text.len(), *id));
            }
            Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => {
                flatten(body, passage, footnotes);
            }
            Inline::Footnote { body } => footnotes.push(body),
            Inline::Break => passage.text.push(' '),
            // Years, pages and names of a citation say nothing of the report's subject.
            Inline::Citation { .. } | Inline::Cited { .. } => {}
        }
    }
}

/// The words of a text, numbers among them; signs that Markdown or typography may change are none.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character == '%' || character == '£' {
            found.push(at..end);
        } else if character.is_alphanumeric() {
            match found.last_mut() {
                Some(last) if last.end == at && !matches!(&text[last.clone()], "£" | "%") => last.end = end,
                _ => found.push(at..end),
            }
        }
    }
    found
}

/// A text with its expressions, statements and comments blanked out; every byte stays where it is.
fn without_expressions(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let close = match rest.get(start..start + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                out.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
                continue;
            }
        };
        out.push_str(&rest[..start]);
        let end = rest[start..].find(close).map_or(rest.len(), |at| start + at + 2);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    #[test]
    fn words_are_found_where_their_author_wrote_them() {
        let yaml = "Agency {{ agency.fell(\"fell\") }} to **17.1%**, then 17.1% again";
        let file = SourceFile::new("report.yaml", yaml);
        let source = Text { value: yaml.to_owned(), span: Span::new(&file, 0..yaml.len()) };
        let text = "Agency fell to 17.1%, then 17.1% again".to_owned();
        let passage =
            Passage { lower: text.to_ascii_lowercase(), text, facts: vec![(7..11, 0)], ..Passage::default() };
        let at = |range: Range<usize>| passage.locate(&source, &range);
        assert_eq!((at(15..20).text(), at(15..20).range.start), ("17.1%", 38));
        assert_eq!((at(27..32).text(), at(27..32).range.start), ("17.1%", 52));
        assert_eq!(at(7..11).text(), "fell");
        let yaml = "The caseload of the team is {{ caseload.of(\"England\") }}, ours {{ caseload }}";
        let file = SourceFile::new("report.yaml", yaml);
        let source = Text { value: yaml.to_owned(), span: Span::new(&file, 0..yaml.len()) };
        assert_eq!(super::expression(&source, "caseload", 0).range, 66..74);
        assert_eq!(without_expressions("a {{ b }} {c} {% if é %}d"), "a         {c}            d");
    }
}
