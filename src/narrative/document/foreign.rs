//! What one paper shows of another: the words without the facts and citations, whose record and list stand there.

use super::fields::{Field, Ground, Record, Reference};
use super::inline::{Inline, Inlines, plain_text};
use super::recommendations::{Recommendation, Recommendations};
use super::resolutions::{Decision, Resolution, Resolutions};
use super::sections::Block;

/// Inlines of another paper: what are facts there is text here.
pub fn foreign(inlines: &[Inline]) -> Inlines {
    let foreign_of = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Fact { text, .. } => Inline::Text { text: text.clone() },
        Inline::Emphasis { body } => Inline::Emphasis { body: foreign(body) },
        Inline::Strong { body } => Inline::Strong { body: foreign(body) },
        Inline::Link { url, body } => Inline::Link { url: url.clone(), body: foreign(body) },
        Inline::Footnote { body } => Inline::Footnote { body: foreign(body) },
        Inline::Break => Inline::Break,
        // Its list of references stands elsewhere.
        Inline::Citation { body, .. } | Inline::Cited { body, .. } => Inline::Text { text: plain_text(body) },
    };
    inlines.iter().map(foreign_of).collect()
}

/// A record of another paper, with what it says in texts, lists and resolutions.
pub fn foreign_record(record: &Record) -> Record {
    let fields = record.fields.iter().map(|(key, field)| (key.clone(), foreign_field(field)));
    Record { number: record.number.clone(), sentence: foreign(&record.sentence), fields: fields.collect() }
}

fn foreign_field(field: &Field) -> Field {
    match field {
        Field::Line(line) => Field::Line(foreign(line)),
        Field::Lines(lines) => Field::Lines(lines.iter().map(|line| foreign(line)).collect()),
        Field::Text(blocks) => Field::Text(blocks.iter().map(foreign_block).collect()),
        Field::Documents(documents) => {
            let one = |document: &Reference| Reference { title: foreign(&document.title), ..document.clone() };
            Field::Documents(documents.iter().map(one).collect())
        }
        Field::Exempt(ground) => Field::Exempt(Ground { statement: foreign(&ground.statement), ..ground.clone() }),
        Field::Records(records) => Field::Records(records.iter().map(foreign_record).collect()),
        Field::Resolutions(resolutions) => Field::Resolutions(Box::new(foreign_resolutions(resolutions))),
        // These hold no facts of their paper.
        Field::Date(_)
        | Field::Person(_)
        | Field::People(_)
        | Field::Consultation(_)
        | Field::Count(_)
        | Field::Paper(_)
        | Field::Recommendations(_)
        | Field::Pages(_) => field.clone(),
    }
}

/// A block of a field, which is text: fields have no charts and tables.
fn foreign_block(block: &Block) -> Block {
    match block {
        Block::Paragraph { body } => Block::Paragraph { body: foreign(body) },
        Block::Heading { body } => Block::Heading { body: foreign(body) },
        Block::List { ordered, start, items } => {
            let items = items.iter().map(|item| item.iter().map(foreign_block).collect()).collect();
            Block::List { ordered: *ordered, start: *start, items }
        }
        other => other.clone(),
    }
}

/// Resolutions of another paper.
pub fn foreign_resolutions(resolutions: &Resolutions) -> Resolutions {
    fn one(resolution: &Resolution) -> Resolution {
        let decision = resolution.decision.as_ref();
        Resolution {
            number: resolution.number.clone(),
            text: foreign(&resolution.text),
            stem: foreign(&resolution.stem),
            decision: decision.map(|decision| Decision { reason: foreign(&decision.reason), ..decision.clone() }),
            items: resolution.items.iter().map(one).collect(),
        }
    }
    let items = resolutions.items.iter().map(one).collect();
    Resolutions { lead: foreign(&resolutions.lead), items, ..resolutions.clone() }
}

/// Recommendations of another paper.
pub fn foreign_recommendations(recommendations: &Recommendations) -> Recommendations {
    fn one(recommendation: &Recommendation) -> Recommendation {
        Recommendation {
            text: foreign(&recommendation.text),
            stem: foreign(&recommendation.stem),
            items: recommendation.items.iter().map(one).collect(),
            exempt: foreign(&recommendation.exempt),
            ..recommendation.clone()
        }
    }
    let items = recommendations.items.iter().map(one).collect();
    let (lead, exempt) = (foreign(&recommendations.lead), foreign(&recommendations.exempt));
    Recommendations { lead, items, exempt }
}
