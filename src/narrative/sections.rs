//! Sections: slots of the kind are filled, the author's own go in between, and everything takes its number.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean, nearest};
use crate::narrative::counter::{Counter, SectionCounter, put_under};
use crate::narrative::document::{Block, Inline, Inlines, Recommendations, Section, plain_text};
use crate::narrative::exhibits::Exhibits;
use crate::narrative::recommendations;
use crate::narrative::render::Renderer;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::exhibit::ExhibitEntry;
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::schema::{Schema, Slot, SlotOrOwn};
use crate::project::yaml::Text;

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

/// What goes along from section to section.
struct Walk<'w, 'a> {
    filled: &'w Filled<'a>,
    counter: Counter<'w>,
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
        let order = profile.kinds.get(&schema.kind).and_then(|settings| settings.sections.as_ref());
        let order: Vec<SlotOrOwn> = match order {
            Some(order) => order.iter().map(|one| complete(one, schema)).collect(),
            None => schema.slots.clone(),
        };
        let filled = Filled::of(&self.report.sections, &order, schema, sink);
        let holds_recommendations = self.unplaced_recommendations().is_some();
        let planned = plan(&order, &self.report.sections, &filled, holds_recommendations, sink);
        for one in &order {
            if let SlotOrOwn::Slot(slot) = one {
                self.report_missing(slot, &filled, sink);
            }
        }
        let settings = profile.kinds.get(&schema.kind).and_then(|settings| settings.numbering.as_ref());
        let numbering = settings.map_or_else(|| schema.numbering.clone(), |entry| entry.over(&schema.numbering));
        let mut walk = Walk { filled: &filled, counter: Counter::new(&numbering) };
        let mut sections = Vec::new();
        for (at, planned) in planned.iter().enumerate() {
            sections.push(self.section(planned, &[at + 1], true, &mut walk, sink));
        }
        sections
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
        if let Some(entry) = planned.entry {
            for item in &entry.body {
                self.item(item, &mut counter, &mut body, sink);
            }
        }
        let holds = planned.slot.is_some_and(|slot| slot.recommendations);
        if let (true, true, Some(recommendations)) = (holds, body.is_empty(), self.unplaced_recommendations()) {
            counter.put(None, vec![Block::Recommendations(recommendations.clone())], &mut body);
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
        Section {
            slot: planned.slot.map_or_else(String::new, |slot| slot.key.value.clone()),
            number,
            level: u8::try_from(place.len()).unwrap_or(u8::MAX),
            heading,
            body,
            sections,
        }
    }

    fn item(
        &self,
        item: &BodyItem,
        counter: &mut SectionCounter<'_>,
        body: &mut Vec<Block>,
        sink: &mut Diagnostics,
    ) {
        match item {
            BodyItem::Paragraph { run_in, text, parts } => {
                let mut blocks = self.led(run_in.as_ref(), Some(text), sink);
                for (at, part) in parts.iter().enumerate() {
                    let heading = part.heading.as_ref().map(|text| self.renderer.line(text, sink));
                    let under = self.led(part.run_in.as_ref(), part.text.as_ref(), sink);
                    blocks.extend(counter.part(at + 1, heading, under));
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
        }
    }

    fn no_recommendations(&self, place: &Span) -> Diagnostic {
        Diagnostic::error("the report has no recommendations", place)
            .hint("add `recommendations:` with `lead:` and `items:` to the report")
            .follows(self.report.unread.any("recommendations"))
    }

    /// A text, which may open with a phrase of a few words: in bold, and ended by a colon.
    fn led(&self, run_in: Option<&Text>, text: Option<&Text>, sink: &mut Diagnostics) -> Vec<Block> {
        let lead = run_in.map(|phrase| self.renderer.line(phrase, sink));
        let mut blocks = text.map_or_else(Vec::new, |text| self.renderer.blocks(text, sink));
        let Some(mut lead) = lead.filter(|lead| !lead.is_empty()) else { return blocks };
        if !plain_text(&lead).ends_with([':', '?', '!', '.']) {
            lead.push(Inline::Text { text: ":".to_owned() });
        }
        let lead = Inline::Strong { body: lead };
        match blocks.first_mut() {
            Some(Block::Paragraph { body }) => {
                body.splice(0..0, [lead, Inline::Text { text: " ".to_owned() }]);
            }
            _ => blocks.insert(0, Block::Paragraph { body: vec![lead] }),
        }
        blocks
    }
}

/// The slots that the report fills, wherever in it they stand: a profile may gather them in another way.
struct Filled<'a>(Vec<(&'a Text, &'a SectionEntry)>);

impl<'a> Filled<'a> {
    /// Reports slots that there are not.
    fn of(entries: &'a [SectionEntry], order: &[SlotOrOwn], schema: &Schema, sink: &mut Diagnostics) -> Self {
        let slots: Vec<&Slot> = order.iter().filter_map(SlotOrOwn::slot).collect();
        let mut filled = Self(Vec::new());
        filled.add(entries, &slots, &slots, schema, sink);
        filled
    }

    /// Adds sections; `expected` are the slots that would stand there, `all` those of the whole document.
    fn add(
        &mut self,
        entries: &'a [SectionEntry],
        expected: &[&Slot],
        all: &[&Slot],
        schema: &Schema,
        sink: &mut Diagnostics,
    ) {
        for entry in entries {
            let Some(name) = &entry.slot else {
                // What the sections within a section should be is not known where its own slot could not be read.
                if !entry.unread {
                    refuse(&entry.sections, all, sink);
                }
                continue;
            };
            let slot = all.iter().find_map(|slot| slot.find(&name.value));
            // A section that only gathers others may be one that this council does not have.
            let gathers = entry.body.is_empty() && !entry.sections.is_empty() && schema.slot(&name.value).is_some();
            if slot.is_none() && !gathers {
                sink.push(unknown_slot(name, expected));
                continue;
            }
            self.0.extend(slot.map(|_| (name, entry)));
            let inner = slot.or_else(|| schema.slot(&name.value));
            let inner: Vec<&Slot> = inner.map_or_else(Vec::new, |slot| slot.sections.iter().collect());
            self.add(&entry.sections, &inner, all, schema, sink);
        }
    }

    /// The sections that fill a slot.
    fn by<'s>(&'s self, slot: &'s Slot) -> impl Iterator<Item = &'a SectionEntry> + 's {
        self.0.iter().filter(|(name, _)| name.value == slot.key.value).map(|(_, entry)| *entry)
    }

    /// Whether a section fills a slot, or one within it.
    fn any(&self, slot: &Slot) -> bool {
        self.by(slot).next().is_some() || slot.sections.iter().any(|inner| self.any(inner))
    }
}

/// Within a section of the author's own there are no slots.
fn refuse(entries: &[SectionEntry], all: &[&Slot], sink: &mut Diagnostics) {
    for entry in entries {
        if let Some(name) = &entry.slot {
            let known = all.iter().any(|slot| slot.find(&name.value).is_some());
            sink.push(if known {
                let message = format!("the section `{}` is within one of the report's own", name.value);
                Diagnostic::error(message, &name.span)
                    .hint("move it out of there, to the left: it is printed where the council has it")
            } else {
                unknown_slot(name, &[])
            });
        }
        refuse(&entry.sections, all, sink);
    }
}

fn unknown_slot(name: &Text, expected: &[&Slot]) -> Diagnostic {
    Diagnostic::error(format!("unknown section `{}`", name.value), &name.span)
        .maybe_hint(did_you_mean(&name.value, expected.iter().map(|slot| slot.key.value.as_str())))
        .hint("for a section of your own write `heading:` and its words")
}

/// The names of the slots of some sections and of those within them.
fn slots_of<'a>(entries: &'a [SectionEntry], names: &mut Vec<&'a Text>) {
    for entry in entries {
        names.extend(&entry.slot);
        slots_of(&entry.sections, names);
    }
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
