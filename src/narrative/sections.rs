//! Sections: slots of the kind are filled, the author's own go in between, and everything takes its number.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean, nearest};
use crate::narrative::document::{Block, Inlines, Recommendations, Section};
use crate::narrative::exhibits::Exhibits;
use crate::narrative::recommendations;
use crate::narrative::render::Renderer;
use crate::project::body::{BodyItem, Part, SectionEntry};
use crate::project::exhibit::ExhibitEntry;
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::schema::{Schema, Slot, SlotOrOwn};

/// What the bodies of sections are written with.
pub struct Writer<'a> {
    /// Renders texts.
    pub renderer: &'a Renderer,
    /// The report.
    pub report: &'a Report,
    /// The charts and tables of the report.
    pub exhibits: &'a Exhibits,
    /// The recommendations of the report.
    pub recommendations: Option<&'a Recommendations>,
}

/// A section's place in the order, before it has a number.
struct Planned<'a> {
    entry: Option<&'a SectionEntry>,
    slot: Option<&'a Slot>,
}

impl Writer<'_> {
    /// Writes the sections of the report in the council's order.
    pub fn sections(&self, profile: &Profile, sink: &mut Diagnostics) -> Vec<Section> {
        let schema = &self.report.schema;
        let order = schema.kinds().filter_map(|kind| profile.kinds.get(kind)?.sections.as_ref()).last();
        let order: Vec<SlotOrOwn> = match order {
            Some(order) => order.iter().map(|one| complete(one, schema)).collect(),
            None => schema.slots.clone(),
        };
        let planned = plan(&order, &self.report.sections, self.unplaced_recommendations().is_some(), sink);
        self.report_missing(&order, sink);
        planned
            .iter()
            .enumerate()
            .map(|(at, planned)| self.section(planned, &(at + 1).to_string(), 1, schema.numbered, sink))
            .collect()
    }

    /// The recommendations, unless their author has put them into a body.
    fn unplaced_recommendations(&self) -> Option<&Recommendations> {
        let mut placed = false;
        for section in &self.report.sections {
            section.visit(&mut |item| placed |= matches!(item, BodyItem::Recommendations(_)));
        }
        self.recommendations.filter(|_| !placed)
    }

    /// Required slots that no section fills.
    fn report_missing(&self, order: &[SlotOrOwn], sink: &mut Diagnostics) {
        for one in order {
            let SlotOrOwn::Slot(slot) = one else { continue };
            let filled = self.report.sections.iter().any(|section| fills(section, slot));
            let fills_itself = slot.recommendations && self.recommendations.is_some();
            if slot.required == Some(true) && !filled && !fills_itself {
                let message = match &slot.heading {
                    None => format!("the section `{}` is missing", slot.key.value),
                    Some(heading) => format!("the section `{}` is missing: {}", slot.key.value, heading.value),
                };
                let hint = if slot.recommendations {
                    "add `recommendations:` to the report".to_owned()
                } else {
                    format!("add `- slot: {}` with a `body:` to `sections:`", slot.key.value)
                };
                let unread = &self.report.unread;
                let misspelt = self.report.sections.iter().filter_map(|section| section.slot.as_ref());
                let misspelt = misspelt
                    .filter(|name| self.report.schema.slot(&name.value).is_none())
                    .any(|name| nearest(&name.value, [slot.key.value.as_str()]).is_some());
                let follows =
                    misspelt || unread.any("sections") || (slot.recommendations && unread.any("recommendations"));
                sink.push(Diagnostic::error(message, &self.report.sections_place).hint(hint).follows(follows));
            }
        }
    }

    fn section(
        &self,
        planned: &Planned<'_>,
        number: &str,
        level: u8,
        numbered: bool,
        sink: &mut Diagnostics,
    ) -> Section {
        let numbered = numbered && planned.slot.and_then(|slot| slot.numbered).unwrap_or(true);
        let heading = match (planned.entry.and_then(|entry| entry.heading.as_ref()), planned.slot) {
            (Some(text), _) => self.renderer.line(text, sink),
            (None, Some(slot)) => {
                slot.heading.as_ref().map_or_else(Inlines::new, |text| self.renderer.line(text, sink))
            }
            (None, None) => Inlines::new(),
        };
        let mut counter = Counter { section: number.to_owned(), next: 1, numbered };
        let mut body = Vec::new();
        if let Some(entry) = planned.entry {
            for item in &entry.body {
                self.item(item, &mut counter, &mut body, sink);
            }
        }
        let holds = planned.slot.is_some_and(|slot| slot.recommendations);
        if let (true, true, Some(recommendations)) = (holds, body.is_empty(), self.unplaced_recommendations()) {
            counter.put(None, vec![Block::Recommendations(recommendations.clone())], &mut body);
        }
        let slots: Vec<SlotOrOwn> = planned
            .slot
            .map_or(&[][..], |slot| slot.sections.as_slice())
            .iter()
            .cloned()
            .map(SlotOrOwn::Slot)
            .collect();
        let entries = planned.entry.map_or(&[][..], |entry| entry.sections.as_slice());
        // Sections within a section take the numbers after its paragraphs.
        let first = counter.next;
        // What the sections within a section should be is not known where its own slot could not be read.
        let mut aside = Diagnostics::default();
        let unread = planned.slot.is_none() && planned.entry.is_some_and(|entry| entry.unread);
        let sections = plan(&slots, entries, false, if unread { &mut aside } else { &mut *sink })
            .iter()
            .enumerate()
            .map(|(at, planned)| {
                self.section(planned, &format!("{number}.{}", first + at), level + 1, numbered, sink)
            })
            .collect();
        Section {
            slot: planned.slot.map_or_else(String::new, |slot| slot.key.value.clone()),
            number: number.to_owned(),
            level,
            heading,
            body,
            sections,
            chosen: planned
                .entry
                .and_then(|entry| entry.slides.as_ref())
                .map(|texts| texts.iter().map(|text| self.renderer.line(text, sink)).collect()),
            slides: None,
        }
    }

    fn item(&self, item: &BodyItem, counter: &mut Counter, body: &mut Vec<Block>, sink: &mut Diagnostics) {
        match item {
            BodyItem::Paragraph(text, parts) => {
                let mut blocks = self.renderer.blocks(text, sink);
                let number = counter.peek();
                for (at, part) in parts.iter().enumerate() {
                    blocks.push(self.part(part, &format!("{number}.{}", at + 1), sink));
                }
                counter.put(None, blocks, body);
            }
            BodyItem::Plain(text) => put_under(body, self.renderer.blocks(text, sink)),
            BodyItem::Heading(text, numbered) => {
                let heading = self.renderer.line(text, sink);
                if *numbered {
                    counter.put(Some(heading), Vec::new(), body);
                } else {
                    body.push(Block::Heading { body: heading });
                }
            }
            BodyItem::Chart(name) => match self.exhibits.chart(&name.value) {
                Some(chart) => {
                    put_under(body, chart.map_or_else(Vec::new, |chart| vec![Block::Chart(chart.clone())]))
                }
                None => sink.push(
                    unknown("chart", name, &self.report.charts, ("table", &self.report.tables))
                        .follows(self.report.unread.has("charts", &name.value)),
                ),
            },
            BodyItem::Table(name) => match self.exhibits.table(&name.value) {
                Some(table) => {
                    put_under(body, table.map_or_else(Vec::new, |table| vec![Block::Table(table.clone())]))
                }
                None => sink.push(
                    unknown("table", name, &self.report.tables, ("chart", &self.report.charts))
                        .follows(self.report.unread.has("tables", &name.value)),
                ),
            },
            BodyItem::Recommendations(place) => match self.recommendations {
                Some(recommendations) => put_under(body, vec![Block::Recommendations(recommendations.clone())]),
                None => sink.push(self.no_recommendations(place)),
            },
            BodyItem::RecommendationTable(title) => match &self.report.recommendations {
                Some(entry) => {
                    let table = recommendations::table(self.renderer, entry, title, sink);
                    put_under(body, vec![Block::RecommendationTable(table)]);
                }
                None => sink.push(self.no_recommendations(&title.span)),
            },
            BodyItem::Actions(name) => {
                match self.report.actions.iter().find(|entry| entry.name.value == name.value) {
                    Some(entry) => {
                        let table = recommendations::actions(self.renderer, entry, sink);
                        put_under(body, vec![Block::RecommendationTable(table)]);
                    }
                    None => {
                        let known = self.report.actions.iter().map(|entry| entry.name.value.as_str());
                        let near = did_you_mean(&name.value, known);
                        let hint = near.unwrap_or_else(|| {
                            "list them under `actions:` of the report, with this name, a `title:` and `items:`"
                                .to_owned()
                        });
                        sink.push(
                            Diagnostic::error(format!("unknown actions `{}`", name.value), &name.span)
                                .hint(hint)
                                .follows(self.report.unread.has("actions", &name.value)),
                        );
                    }
                }
            }
        }
    }

    fn no_recommendations(&self, place: &Span) -> Diagnostic {
        Diagnostic::error("the report has no recommendations", place)
            .hint("add `recommendations:` with `lead:` and `items:` to the report")
            .follows(self.report.unread.any("recommendations"))
    }

    fn part(&self, part: &Part, number: &str, sink: &mut Diagnostics) -> Block {
        Block::Numbered {
            number: number.to_owned(),
            level: 3,
            heading: part.heading.as_ref().map(|text| self.renderer.line(text, sink)),
            body: part.text.as_ref().map_or_else(Vec::new, |text| self.renderer.blocks(text, sink)),
        }
    }
}

/// Counts the paragraphs of a section.
struct Counter {
    section: String,
    next: usize,
    numbered: bool,
}

impl Counter {
    /// The number that the next paragraph will take.
    fn peek(&self) -> String {
        format!("{}.{}", self.section, self.next)
    }

    /// Puts blocks under the next number, where paragraphs take numbers.
    fn put(&mut self, heading: Option<Inlines>, blocks: Vec<Block>, body: &mut Vec<Block>) {
        if blocks.is_empty() && heading.is_none() {
            return;
        }
        if self.numbered {
            body.push(Block::Numbered { number: self.peek(), level: 2, heading, body: blocks });
            self.next += 1;
        } else {
            body.extend(heading.map(|body| Block::Heading { body }));
            body.extend(blocks);
        }
    }
}

/// Puts blocks after what stands there: under the last number, if that is the last thing and no mere heading.
fn put_under(body: &mut Vec<Block>, blocks: Vec<Block>) {
    match body.last_mut() {
        Some(Block::Numbered { body: under, .. }) if !under.is_empty() => under.extend(blocks),
        _ => body.extend(blocks),
    }
}

/// The order of sections: filled slots in the council's order, the author's own where `own` stands.
fn plan<'a>(
    order: &'a [SlotOrOwn],
    entries: &'a [SectionEntry],
    has_recommendations: bool,
    sink: &mut Diagnostics,
) -> Vec<Planned<'a>> {
    let own = || {
        entries.iter().filter(|entry| entry.slot.is_none()).map(|entry| Planned { entry: Some(entry), slot: None })
    };
    let mut planned = Vec::new();
    let mut own_placed = false;
    for one in order {
        match one {
            SlotOrOwn::Own => {
                planned.extend(own());
                own_placed = true;
            }
            SlotOrOwn::Slot(slot) => {
                let mut filling = entries.iter().filter(|entry| fills(entry, slot));
                let first = filling.next();
                if let (Some(first), Some(second)) = (first, filling.next()) {
                    sink.push(
                        Diagnostic::error(
                            format!("the section `{}` is written twice", slot.key.value),
                            &second.place,
                        )
                        .related(&first.place, "the first one")
                        .hint("join the two"),
                    );
                }
                if first.is_some() || (slot.recommendations && has_recommendations) {
                    planned.push(Planned { entry: first, slot: Some(slot) });
                }
            }
        }
    }
    if !own_placed {
        planned.extend(own());
    }
    let known: Vec<&str> = order
        .iter()
        .filter_map(|one| match one {
            SlotOrOwn::Slot(slot) => Some(slot.key.value.as_str()),
            SlotOrOwn::Own => None,
        })
        .collect();
    for slot in entries.iter().filter_map(|entry| entry.slot.as_ref()) {
        if !known.contains(&slot.value.as_str()) {
            sink.push(
                Diagnostic::error(format!("unknown section `{}`", slot.value), &slot.span)
                    .maybe_hint(did_you_mean(&slot.value, known.iter().copied()))
                    .hint("for a section of your own write `heading:` and its words"),
            );
        }
    }
    planned
}

fn fills(entry: &SectionEntry, slot: &Slot) -> bool {
    entry.slot.as_ref().is_some_and(|name| name.value == slot.key.value)
}

/// A profile's slot with what it leaves to the kind.
fn complete(one: &SlotOrOwn, schema: &Schema) -> SlotOrOwn {
    let SlotOrOwn::Slot(slot) = one else { return SlotOrOwn::Own };
    SlotOrOwn::Slot(complete_slot(slot, schema))
}

/// A slot may stand at another level than the kind has it: its key says which one it is.
fn complete_slot(slot: &Slot, schema: &Schema) -> Slot {
    let mut slot = slot.clone();
    slot.sections = slot.sections.iter().map(|slot| complete_slot(slot, schema)).collect();
    let Some(known) = schema.slot(&slot.key.value) else { return slot };
    if slot.heading.is_none() {
        slot.heading.clone_from(&known.heading);
    }
    slot.required = slot.required.or(known.required);
    slot.numbered = slot.numbered.or(known.numbered);
    slot.recommendations |= known.recommendations;
    if slot.sections.is_empty() {
        slot.sections.clone_from(&known.sections);
    }
    slot
}

fn unknown(
    what: &str,
    name: &crate::project::yaml::Text,
    entries: &[ExhibitEntry],
    (other, others): (&str, &[ExhibitEntry]),
) -> Diagnostic {
    let near = did_you_mean(&name.value, entries.iter().map(|entry| entry.name.value.as_str()));
    let diagnostic = Diagnostic::error(format!("unknown {what} `{}`", name.value), &name.span);
    match near {
        _ if others.iter().any(|entry| entry.name.value == name.value) => {
            diagnostic.hint(format!("it is a {other}: write `- {other}: {}`", name.value))
        }
        Some(near) => diagnostic.hint(near),
        None => diagnostic.hint(format!("define it under `{what}s:` of the report")),
    }
}
