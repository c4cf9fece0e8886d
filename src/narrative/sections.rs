//! Sections: slots of the kind are filled, the author's own go in between, and everything takes its number.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean, nearest};
use crate::narrative::counter::{Counter, SectionCounter, put_under};
use crate::narrative::document::{Block, Inlines, Recommendations, Section};
use crate::narrative::exempt::Notices;
use crate::narrative::exhibits::Exhibits;
use crate::narrative::recommendations;
use crate::narrative::render::Renderer;
use crate::narrative::slots::{Filled, slots_of};
use crate::project::body::{BodyItem, SectionEntry, What, Withheld};
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
    /// Words about what is exempt.
    pub notices: Notices<'a>,
}

/// What goes along from section to section.
struct Walk<'w, 'a> {
    filled: &'w Filled<'a>,
    counter: Counter<'w>,
}

/// What becomes of an item of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Something of it is printed, or would be but for a mistake.
    Stands,
    /// A statement has left out all of its text.
    LeftOut,
}

impl Fate {
    /// What became of a text; there are no blocks where it has a mistake.
    fn of(blocks: Option<&[Block]>) -> Self {
        if blocks.is_some_and(<[Block]>::is_empty) { Self::LeftOut } else { Self::Stands }
    }
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
        let order = order(schema, profile);
        let filled = Filled::of(&self.report.sections, &order, schema, sink);
        let holds_recommendations = self.unplaced_recommendations().is_some();
        let planned = plan(&order, &self.report.sections, &filled, holds_recommendations, sink);
        for one in &order {
            if let SlotOrOwn::Slot(slot) = one {
                self.report_missing(slot, &filled, sink);
            }
        }
        self.report_unplaced(&order, sink);
        let settings = profile.kinds.get(&schema.kind).and_then(|settings| settings.numbering.as_ref());
        let numbering = settings.map_or_else(|| schema.numbering.clone(), |entry| entry.over(&schema.numbering));
        let mut walk = Walk { filled: &filled, counter: Counter::new(&numbering) };
        let mut sections = Vec::new();
        for (at, planned) in planned.iter().enumerate() {
            sections.push(self.section(planned, &[at + 1], true, &mut walk, sink));
        }
        sections
    }

    /// Reports recommendations that neither the template, nor a section of the council's, nor the author puts anywhere.
    fn report_unplaced(&self, order: &[SlotOrOwn], sink: &mut Diagnostics) {
        fn holds(slot: &Slot) -> bool {
            slot.recommendations || slot.sections.iter().any(holds)
        }
        if !self.report.schema.shows.sections {
            // That has been told.
            return;
        }
        let by_council = order.iter().any(|one| matches!(one, SlotOrOwn::Slot(slot) if holds(slot)));
        let mut by_author = false;
        for section in &self.report.sections {
            let shows =
                |item: &BodyItem| matches!(item, BodyItem::Recommendations(_) | BodyItem::RecommendationTable(_));
            section.visit(&mut |item| by_author |= shows(item));
        }
        let Some(entry) = &self.report.recommendations else { return };
        if !(self.report.schema.shows.recommendations || by_council || by_author) {
            let message = format!("{} no place of its own for recommendations", self.report.schema.called("has"));
            sink.push(
                Diagnostic::error(message, &entry.lead.span)
                    .hint("show them in a section, with `- recommendations: list` in its `body`"),
            );
        }
    }

    /// Reports recommendations whose own section has a body without them.
    fn report_lost_recommendations(&self, planned: &Planned<'_>, sink: &mut Diagnostics) {
        let (Some(entry), Some(slot)) = (planned.entry, planned.slot) else { return };
        let mut shown = !slot.recommendations || entry.body.is_empty();
        for section in &self.report.sections {
            shown |= section.incomplete;
            section.visit(&mut |item| shown |= matches!(item, BodyItem::RecommendationTable(_)));
        }
        if shown || self.unplaced_recommendations().is_none() {
            return;
        }
        sink.push(
            Diagnostic::error("the recommendations of the report are not shown in their section", &entry.place)
                .hint("add `- recommendations: list` to its `body`, where they are to stand"),
        );
    }

    /// The recommendations, unless their author has put them into a body.
    fn unplaced_recommendations(&self) -> Option<&Recommendations> {
        let mut placed = false;
        for section in &self.report.sections {
            section.visit(&mut |item| placed |= matches!(item, BodyItem::Recommendations(_)));
        }
        self.recommendations.filter(|_| !placed)
    }

    /// A required slot that no section fills, and those within it.
    fn report_missing(&self, slot: &Slot, filled: &Filled<'_>, sink: &mut Diagnostics) {
        let fills_itself = slot.recommendations && self.recommendations.is_some();
        let missing = slot.required == Some(true) && !filled.any(slot) && !fills_itself;
        if !missing {
            // What a section that is not there would have within it is not missing as well.
            let there = filled.any(slot);
            slot.sections.iter().filter(|_| there).for_each(|inner| self.report_missing(inner, filled, sink));
            return;
        }
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
        let mut names = Vec::new();
        slots_of(&self.report.sections, &mut names);
        let misspelt = names
            .into_iter()
            .filter(|name| self.report.schema.slot(&name.value).is_none())
            .any(|name| nearest(&name.value, [slot.key.value.as_str()]).is_some());
        let follows = misspelt || unread.any("sections") || (slot.recommendations && unread.any("recommendations"));
        sink.push(Diagnostic::error(message, &self.report.sections_place).hint(hint).follows(follows));
    }

    /// Writes a section at its place among the others: `[9, 1]`.
    fn section(
        &self,
        planned: &Planned<'_>,
        place: &[usize],
        numbered: bool,
        walk: &mut Walk<'_, '_>,
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
        let number = walk.counter.number(place);
        let mut counter = walk.counter.section(place, numbered);
        let mut body = Vec::new();
        let exempt = planned.entry.and_then(|entry| entry.exempt.as_ref().map(|exempt| (entry, exempt)));
        if let Some((entry, exempt)) = exempt.filter(|_| self.notices.withhold()) {
            let withheld = Withheld::section(entry, exempt);
            self.withheld(&withheld, (!number.is_empty()).then_some(&number), &mut counter, &mut body, sink);
            let slot = planned.slot.map_or_else(String::new, |slot| slot.key.value.clone());
            let level = u8::try_from(place.len()).unwrap_or(u8::MAX);
            return Section {
                slot,
                number,
                level,
                heading,
                body,
                sections: Vec::new(),
                chosen: None,
                slides: None,
            };
        }
        if let Some(entry) = planned.entry {
            let mut left_out = !entry.body.is_empty() && entry.sections.is_empty();
            for item in &entry.body {
                left_out &= self.item(item, &mut counter, &mut body, sink) == Fate::LeftOut;
            }
            if left_out {
                sink.push(
                    Diagnostic::error("nothing is left of this section but its heading", &entry.place)
                        .hint("write words that are printed in any case"),
                );
            }
        }
        let holds = planned.slot.is_some_and(|slot| slot.recommendations);
        if let (true, true, Some(recommendations)) = (holds, body.is_empty(), self.unplaced_recommendations()) {
            counter.put(None, vec![Block::Recommendations(recommendations.clone())], &mut body);
        }
        self.report_lost_recommendations(planned, sink);
        let empty = body.is_empty();
        if let Some((_, exempt)) = exempt {
            body = self.notices.whole(body, exempt, sink);
        }
        // Sections within a section take the numbers after its paragraphs.
        let first = counter.first_section();
        let slots: Vec<SlotOrOwn> = planned
            .slot
            .map_or(&[][..], |slot| slot.sections.as_slice())
            .iter()
            .cloned()
            .map(SlotOrOwn::Slot)
            .collect();
        let entries = planned.entry.map_or(&[][..], |entry| entry.sections.as_slice());
        let mut sections = Vec::new();
        for (at, planned) in plan(&slots, entries, walk.filled, false, sink).iter().enumerate() {
            let place: Vec<usize> = place.iter().copied().chain([first + at]).collect();
            sections.push(self.section(planned, &place, numbered, walk, sink));
        }
        if let (true, true, Some(entry)) = (empty, sections.is_empty(), planned.entry) {
            sink.extend(nothing_in(entry));
        }
        Section {
            slot: planned.slot.map_or_else(String::new, |slot| slot.key.value.clone()),
            number,
            level: u8::try_from(place.len()).unwrap_or(u8::MAX),
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

    fn item(
        &self,
        item: &BodyItem,
        counter: &mut SectionCounter<'_>,
        body: &mut Vec<Block>,
        sink: &mut Diagnostics,
    ) -> Fate {
        match item {
            BodyItem::Paragraph { run_in, text, parts } => {
                let blocks = self.paragraph(run_in.as_ref(), text, parts, counter, sink);
                let fate = Fate::of(blocks.as_deref());
                counter.put(None, blocks.unwrap_or_default(), body);
                return fate;
            }
            BodyItem::Plain(text) => {
                let blocks = self.renderer.read(text, sink);
                let fate = Fate::of(blocks.as_deref());
                put_under(body, blocks.unwrap_or_default());
                return fate;
            }
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
                    let table = recommendations::table(self.notices, entry, title, sink);
                    put_under(body, vec![Block::RecommendationTable(table)]);
                }
                None => sink.push(self.no_recommendations(&title.span)),
            },
            BodyItem::Actions(name) => {
                match self.report.actions.iter().find(|entry| entry.name.value == name.value) {
                    Some(entry) => {
                        let table = recommendations::actions(self.notices, entry, sink);
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
            BodyItem::Exempt(item, exempt) if self.notices.withhold() => {
                self.withheld(&Withheld::item(item, exempt), None, counter, body, sink);
            }
            BodyItem::Withheld(withheld) => self.withheld(withheld, None, counter, body, sink),
            BodyItem::Exempt(item, exempt) => {
                let mut own = Vec::new();
                let fate = self.item(item, counter, &mut own, sink);
                let own = self.notices.labelled(own, exempt, sink);
                match **item {
                    BodyItem::Paragraph { .. } | BodyItem::Heading(..) => body.extend(own),
                    _ => put_under(body, own),
                }
                return fate;
            }
        }
        Fate::Stands
    }

    /// Puts the notice where something exempt would stand, under the number that it would take.
    fn withheld(
        &self,
        withheld: &Withheld,
        section: Option<&String>,
        counter: &mut SectionCounter<'_>,
        body: &mut Vec<Block>,
        sink: &mut Diagnostics,
    ) {
        let own = counter.next_number().filter(|_| withheld.what == What::Paragraph);
        let number = section.cloned().or(own);
        let notice = self.notices.block(withheld, number.as_deref(), sink);
        match withheld.what {
            What::Paragraph => counter.put(None, vec![notice], body),
            What::Section => {
                counter.pass(withheld.numbered);
                body.push(notice);
            }
            _ => put_under(body, vec![notice]),
        }
    }

    fn no_recommendations(&self, place: &Span) -> Diagnostic {
        Diagnostic::error("the report has no recommendations", place)
            .hint("add `recommendations:` with `lead:` and `items:` to the report")
            .follows(self.report.unread.any("recommendations"))
    }
}

/// What is wrong with a section in which nothing is written, neither words nor sections.
fn nothing_in(entry: &SectionEntry) -> Option<Diagnostic> {
    let empty = entry.body.is_empty() && entry.sections.is_empty() && !entry.incomplete && !entry.unread;
    empty.then(|| {
        Diagnostic::error("a section with nothing but its heading", &entry.place).hint(
            "add `body:` and its words; where there is nothing to say, say so: `body: [None.]`; or take the section out",
        )
    })
}

/// The order of sections: filled slots in the council's order, the author's own where `own` stands.
fn plan<'a>(
    order: &'a [SlotOrOwn],
    entries: &'a [SectionEntry],
    filled: &Filled<'a>,
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
                let mut filling = filled.by(slot);
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
                if filled.any(slot) || (slot.recommendations && has_recommendations) {
                    planned.push(Planned { entry: first, slot: Some(slot) });
                }
            }
        }
    }
    if !own_placed {
        planned.extend(own());
    }
    planned
}

/// The sections that a council expects in a kind of document, in its order.
pub fn order(schema: &Schema, profile: &Profile) -> Vec<SlotOrOwn> {
    match schema.kinds().filter_map(|kind| profile.kinds.get(kind)?.sections.as_ref()).last() {
        Some(order) => order.iter().map(|one| complete(one, schema)).collect(),
        None => schema.slots.clone(),
    }
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
    if slot.doc.is_empty() {
        slot.doc.clone_from(&known.doc);
    }
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
