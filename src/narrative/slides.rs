//! Another form of a report: the same document for a kind that shows it from afar, with points in place of paragraphs.

use std::collections::BTreeMap;

use crate::chart::Theme;
use crate::chart::parts::{self, Part};
use crate::narrative::document::{Block, Chart, Inline, Inlines, Picture, Section, Slides, Table, plain_text};
use crate::narrative::{Narrated, labels, sentences};
use crate::project::profile::Profile;
use crate::project::schema::Schema;

/// The document of a report as another kind shows it: its labels and sizes, its charts drawn for it, and what slides show
/// of each section. Nothing is narrated again: words, figures and numbers are those of the report.
pub fn shown_as(narrated: Narrated, schema: &Schema, profile: &Profile) -> Narrated {
    let Narrated { mut document, mut pictures, files, record, facts, plots, parts, exempt } = narrated;
    document.kind.clone_from(&schema.kind);
    document.labels = labels(schema, profile);
    document.sections.retain(|section| !is_left_out(section));
    document.sections.iter_mut().for_each(show);
    if let Some(screen) = schema.screen {
        document.council.text_size = screen.text_size;
        let (width, height) = screen.chart;
        let theme = Theme { width, height, tallest: height, ..Theme::default() };
        document.sections.iter_mut().for_each(|section| {
            each_exhibit(section, &mut |block| {
                let Block::Chart(chart) = block else { return };
                let drawn = plots.get(&chart.image).and_then(|(kind, plot)| parts::draw(kind, plot, &theme));
                match drawn {
                    Some(drawn) => chart.parts = placed(&chart.image, drawn, &mut pictures),
                    None => *block = Block::Table(values(chart)),
                }
            });
        });
    }
    Narrated { document, pictures, files, record, facts, plots, parts, exempt }
}

/// Puts the pictures of a chart among the others.
fn placed(image: &str, drawn: Vec<Part>, pictures: &mut BTreeMap<String, String>) -> Vec<Picture> {
    let name = image.strip_suffix(".svg").unwrap_or(image);
    let place = |(at, part): (usize, Part)| {
        let image = format!("{name}-slide-{}.svg", at + 1);
        pictures.insert(image.clone(), part.svg);
        Picture { image, alt: part.alt, svg: String::new() }
    };
    drawn.into_iter().enumerate().map(place).collect()
}

/// The values of a chart that cannot be read from afar, as a table in its place.
fn values(chart: &Chart) -> Table {
    Table {
        number: chart.number.clone(),
        title: chart.title.clone(),
        subtitle: chart.subtitle.clone(),
        notes: chart.notes.clone(),
        source: chart.source.clone(),
        ..(*chart.data).clone()
    }
}

fn each_exhibit(section: &mut Section, visit: &mut impl FnMut(&mut Block)) {
    section.slides.iter_mut().flat_map(|slides| &mut slides.exhibits).for_each(&mut *visit);
    section.sections.iter_mut().for_each(|inner| each_exhibit(inner, visit));
}

fn is_left_out(section: &Section) -> bool {
    section.chosen.as_ref().is_some_and(Vec::is_empty)
}

fn show(section: &mut Section) {
    let mut exhibits = Vec::new();
    let mut points = Vec::new();
    condense(&section.body, &mut points, &mut exhibits);
    // A line that only leads into a chart or a table is no message of its own.
    let lone = matches!(points.as_slice(), [Block::List { items, .. }] if items.len() == 1);
    if lone && !exhibits.is_empty() {
        points.clear();
    }
    if let Some(chosen) = &section.chosen {
        points = chosen.iter().fold(Vec::new(), |mut points, text| {
            add_point(&mut points, vec![Block::Paragraph { body: without_notes(text) }]);
            points
        });
    }
    section.slides = Some(Slides { points, exhibits });
    section.sections.retain(|inner| !is_left_out(inner));
    section.sections.iter_mut().for_each(show);
}

/// What slides say of blocks where nobody has chosen: the first sentence of each paragraph as a point, and lists as they
/// are, below the sentence that leads into them.
fn condense(blocks: &[Block], points: &mut Vec<Block>, exhibits: &mut Vec<Block>) {
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph { body } => {
                if matches!(blocks.get(at + 1), Some(Block::List { .. })) {
                    let leads = plain_text(body).trim_end().ends_with(':');
                    let body = if leads { last_sentence(body) } else { first_sentence(body) };
                    points.push(Block::Paragraph { body });
                } else {
                    add_point(points, vec![Block::Paragraph { body: first_sentence(body) }]);
                }
            }
            Block::Numbered { heading, body, .. } => {
                points.extend(heading.iter().map(|body| Block::Heading { body: body.clone() }));
                condense(body, points, exhibits);
            }
            Block::List { ordered, start, items } => {
                let items = items.iter().map(|item| whole(item)).collect();
                points.push(Block::List { ordered: *ordered, start: *start, items });
            }
            Block::Heading { body } => points.push(Block::Heading { body: without_notes(body) }),
            Block::Exempt { notice, body, .. } => {
                add_point(points, vec![Block::Paragraph { body: without_notes(notice) }]);
                condense(body, points, exhibits);
            }
            Block::Chart(_) | Block::Table(_) | Block::Recommendations(_) | Block::RecommendationTable(_) => {
                exhibits.push(block.clone());
            }
        }
    }
}

/// The items of a list as they are, but for their footnotes.
fn whole(blocks: &[Block]) -> Vec<Block> {
    let trimmed = blocks.iter().map(|block| match block {
        Block::Paragraph { body } => Block::Paragraph { body: without_notes(body) },
        Block::List { ordered, start, items } => {
            Block::List { ordered: *ordered, start: *start, items: items.iter().map(|item| whole(item)).collect() }
        }
        other => other.clone(),
    });
    trimmed.collect()
}

/// Adds a point to the list that stands last, or to a new one.
fn add_point(points: &mut Vec<Block>, item: Vec<Block>) {
    match points.last_mut() {
        Some(Block::List { ordered: false, items, .. }) => items.push(item),
        _ => points.push(Block::List { ordered: false, start: 1, items: vec![item] }),
    }
}

fn first_sentence(body: &Inlines) -> Inlines {
    let body = without_notes(body);
    let end = sentences::first_end(&plain_text(&body));
    cut(&body, 0, end)
}

/// The sentence that leads into a list, which is the last one.
fn last_sentence(body: &Inlines) -> Inlines {
    let body = without_notes(body);
    let text = plain_text(&body);
    let last = sentences::sentence_at(&text, text.trim_end().len().saturating_sub(1)).to_owned();
    let start = text.rfind(&last).unwrap_or_default();
    cut(&body, start, text.len())
}

/// Inlines without their footnotes, and with citations as text: slides have no room for notes and lists of references.
fn without_notes(inlines: &[Inline]) -> Inlines {
    let kept = inlines.iter().filter(|inline| !matches!(inline, Inline::Footnote { .. }));
    kept.map(|inline| match inline {
        Inline::Emphasis { body } => Inline::Emphasis { body: without_notes(body) },
        Inline::Strong { body } => Inline::Strong { body: without_notes(body) },
        Inline::Link { url, body } => Inline::Link { url: url.clone(), body: without_notes(body) },
        Inline::Citation { .. } | Inline::Cited { .. } => {
            Inline::Text { text: plain_text(std::slice::from_ref(inline)) }
        }
        other => other.clone(),
    })
    .collect()
}

/// The part of inlines from one byte of their plain text to another, without spaces at its ends.
fn cut(inlines: &[Inline], start: usize, end: usize) -> Inlines {
    let mut at = 0;
    let mut kept = Inlines::new();
    for inline in inlines {
        let length = plain_text(std::slice::from_ref(inline)).len();
        let (from, to) = (start.saturating_sub(at).min(length), end.saturating_sub(at).min(length));
        at += length;
        if from >= to {
            continue;
        }
        let part = |text: &str| text.get(from..to).unwrap_or_default().to_owned();
        kept.push(match inline {
            Inline::Text { text } => Inline::Text { text: part(text) },
            Inline::Fact { text, id } => Inline::Fact { text: part(text), id: *id },
            Inline::Emphasis { body } => Inline::Emphasis { body: cut(body, from, to) },
            Inline::Strong { body } => Inline::Strong { body: cut(body, from, to) },
            Inline::Link { url, body } => Inline::Link { url: url.clone(), body: cut(body, from, to) },
            // What is cut has neither footnotes nor citations.
            Inline::Footnote { .. } | Inline::Break | Inline::Citation { .. } | Inline::Cited { .. } => {
                inline.clone()
            }
        });
    }
    if let Some(Inline::Text { text }) = kept.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text }) = kept.last_mut() {
        *text = text.trim_end().to_owned();
    }
    kept
}
