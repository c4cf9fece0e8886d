//! Structure: headings and lists that are none but for their looks, and headings with nothing below them.

use crate::check::headed::Headed;
use crate::check::passage::Passage;
use crate::check::{Paper, answer, finding};
use crate::diagnostic::Diagnostic;
use crate::narrative::document::{Block, Inline, plain_text};
use crate::project::body::BodyItem;
use crate::project::yaml::Text;

/// Headings that are none, and headings with nothing below them.
pub(super) fn headings(section: &Headed<'_>, paper: &Paper<'_>, found: &mut Vec<Diagnostic>) {
    let body = &section.section.body;
    for (at, item) in body.iter().enumerate() {
        match bare(item) {
            BodyItem::Heading(text, _) => {
                let next = body.get(at + 1).map(bare);
                let empty = matches!(next, Some(BodyItem::Heading(..)))
                    || next.is_none() && section.section.sections.is_empty();
                if empty {
                    found.push(
                        finding("a heading with nothing below it", &text.span)
                            .hint("write what belongs below it, or take it out; a heading of its own is a section, `- heading: …`"),
                    );
                }
            }
            BodyItem::Paragraph { run_in: None, text, parts } if parts.is_empty() => bold(text, paper, found),
            BodyItem::Plain(text) => bold(text, paper, found),
            _ => {}
        }
    }
}

/// A paragraph that is bold as a whole and stands for a heading.
fn bold(text: &Text, paper: &Paper<'_>, found: &mut Vec<Diagnostic>) {
    if is_bold(text, paper) {
        found.push(
            finding("a bold paragraph that stands for a heading", &text.span)
                .hint("write it as `- heading: …`, so that it is one for those who jump from heading to heading"),
        );
    }
}

fn bare(item: &BodyItem) -> &BodyItem {
    match item {
        BodyItem::Exempt(inner, _) => bare(inner),
        other => other,
    }
}

/// Whether a text is one short line in bold that ends no sentence.
fn is_bold(text: &Text, paper: &Paper<'_>) -> bool {
    let rendered = paper.narrated.record.texts.iter().find(|one| one.text.span == text.span);
    let Some([Block::Paragraph { body }]) = rendered.map(|one| one.blocks.as_slice()) else { return false };
    let [Inline::Strong { body }] = body.as_slice() else { return false };
    let words = plain_text(body);
    answer::length(&words) <= 12 && !words.trim_end().ends_with(['.', '!', '?', ';'])
}

/// A list whose marks are typed into the text.
pub(super) fn typed_list(passage: &Passage<'_>) -> Option<Diagnostic> {
    let text = &passage.text;
    let marks: Vec<usize> = text
        .char_indices()
        .filter(|(_, one)| matches!(one, '•' | '▪' | '●' | '◦' | '‣' | '·' | '■' | '▸' | '➢' | '✓'))
        .filter(|(at, one)| {
            let before = text[..*at].chars().next_back().is_none_or(char::is_whitespace);
            before && text[at + one.len_utf8()..].starts_with(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    let first = *marks.first()?;
    // Dots between words may part them: "Coventry · Warwickshire · Solihull".
    if first > 0 && (marks.len() < 2 || text[first..].starts_with('·')) {
        return None;
    }
    let sign = text[first..].chars().next().map_or(0, char::len_utf8);
    let range =
        first..text[first + sign..].find(['•', '▪', '●', '◦', '·', '■']).map_or(text.len(), |at| first + sign + at);
    Some(
        finding("a list whose marks are typed is not read as a list", &passage.place(&range))
            .hint("write each item on a line of its own, after `- `, with an empty line before the first"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn marks_that_are_typed_make_no_list() {
        let list = |passage: &Passage<'_>| typed_list(passage).into_iter().collect::<Vec<_>>();
        for text in ["These are: • pay • caseloads", "• pay", "▪ one ▪ two"] {
            assert_eq!(underlined(list, text).len(), 1, "{text}");
        }
        nothing_in(list, &["Coventry · Warwickshire · Solihull", "3·5 per cent", "a•b", "- one", ""]);
    }
}
