//! Structure: headings and lists that are none but for their looks, and headings with nothing below them.

use crate::check::headed::Headed;
use crate::check::{Paper, answer, finding};
use crate::diagnostic::{Diagnostic, Span};
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
                // What could not be read may be what belongs below it.
                if empty && !section.section.incomplete {
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
        found.push(told(&text.span));
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
    strong(body).is_some_and(|words| heads(&words))
}

/// The words of inlines that are bold as a whole, in italics or not.
fn strong(inlines: &[Inline]) -> Option<String> {
    match inlines {
        [Inline::Strong { body }] => Some(plain_text(body)),
        [Inline::Emphasis { body }] => strong(body),
        _ => None,
    }
}

/// Whether words are few and end no sentence, as those of a heading.
fn heads(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && answer::length(words) <= 12 && !words.ends_with(['.', '!', '?', ';', ','])
}

/// Bold lines above other lines of one text.
pub(super) fn bold_lines(text: &Text, found: &mut Vec<Diagnostic>) {
    let mut above = "";
    let mut at = 0;
    for line in text.value.split('\n') {
        let range = at..at + line.len();
        at = range.end + 1;
        let bold = ["***", "**", "__"].iter().find_map(|mark| line.trim().strip_prefix(mark)?.strip_suffix(mark));
        // What leads to a list is no heading.
        let below = text.value.get(at..).unwrap_or_default().trim_start();
        let leads = below.starts_with(['-', '*', '+', '1']) && line.contains(':');
        if above.trim().is_empty()
            && let Some(words) = bold
            && !words.contains(['*', '_'])
            && heads(words)
            && !below.is_empty()
            && !leads
        {
            found.push(told(&text.locate(range)));
        }
        above = line;
    }
}

fn told(place: &Span) -> Diagnostic {
    finding("a bold paragraph that stands for a heading", place)
        .hint("write it as `- heading: …`, so that it is one for those who jump from heading to heading")
}
