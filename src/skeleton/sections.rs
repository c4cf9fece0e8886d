//! The sections of a new report: those that the council expects, each saying what belongs there, and one of the author's own.

use crate::narrative;
use crate::project::schema::{Holds, Slot, SlotOrOwn};
use crate::skeleton::Skeleton;
use crate::skeleton::page::{Page, Value};
use crate::skeleton::words::{self, to_be_written};

impl Skeleton<'_> {
    /// Writes the recommendations, where the kind has a place for them.
    pub(super) fn recommendations(&self, page: &mut Page) {
        if !self.has_recommendations() {
            return;
        }
        page.gap();
        page.comment(0, "What is recommended. Each recommendation begins with a verb; numbers are put in.");
        page.line(0, "recommendations:");
        page.entry(2, "lead", &Value::Text(self.lead()));
        page.line(2, "items:");
        let text = "To be written: what is recommended, such as “Note the progress set out in this report.”";
        page.item(4, &Value::Map(vec![("text".to_owned(), Value::Prose(text.to_owned()))]));
        page.comment(6, "Who does it, by when, and how far it is: for a table of recommendations.");
        let owner = self.profile.people.keys().next().map_or("Director of Children's Services", String::as_str);
        page.option(6, |page| page.entry(6, "owner", &Value::Text(owner.to_owned())));
        page.option(6, |page| page.entry(6, "due", &Value::Text(self.day())));
        page.option(6, |page| page.entry(6, "status", &Value::Text("not-started".to_owned())));
    }

    /// Writes the sections.
    pub(super) fn sections(&self, page: &mut Page) {
        if !self.takes_sections() {
            return;
        }
        let order = narrative::section_order(self.schema, self.profile);
        let wanted = |slot: &Slot| slot.required == Some(true) && !slot.recommendations;
        let bodiless = !order.iter().filter_map(SlotOrOwn::slot).any(wanted) && !self.says_it_in_fields();
        let nothing = !bodiless && !order.iter().filter_map(SlotOrOwn::slot).any(wanted);
        page.gap();
        page.comment(0, "What the paper says, section by section; headings and numbers are put in.");
        if nothing {
            page.option(0, |page| {
                page.line(0, "sections:");
                own(page, 2);
            });
            return;
        }
        page.line(0, "sections:");
        for one in &order {
            match one {
                SlotOrOwn::Own => {
                    if !page.ends_with(":") {
                        page.gap();
                    }
                    page.comment(2, "A section of your own, with a heading of your own; there may be several.");
                    if bodiless {
                        own(page, 2);
                    } else {
                        page.option(2, |page| own(page, 2));
                    }
                }
                SlotOrOwn::Slot(slot) => slot_or_option(slot, 2, page),
            }
        }
    }

    /// Whether the kind has sections at all.
    pub(super) fn takes_sections(&self) -> bool {
        !narrative::section_order(self.schema, self.profile).is_empty()
    }

    /// Whether the kind has a place for recommendations.
    fn has_recommendations(&self) -> bool {
        let order = narrative::section_order(self.schema, self.profile);
        order.iter().filter_map(SlotOrOwn::slot).any(holds_recommendations)
            || self.schema.label_keys().any(|key| key == "recommendations")
    }

    /// Who is asked: the committee that gets the paper.
    fn lead(&self) -> String {
        let committee =
            self.schema.fields.iter().filter(|field| field.holds == Holds::Committee).find_map(|field| match self
                .answers
                .fields
                .get(&field.key)
            {
                Some(Value::Text(key)) => Some(self.profile.committees.get(key).unwrap_or(key)),
                _ => None,
            });
        match committee {
            Some(name) if ["The ", "A ", "An "].iter().any(|article| name.starts_with(article)) => {
                format!("{name} is recommended to:")
            }
            Some(name) => format!("The {name} is recommended to:"),
            None => "It is recommended to:".to_owned(),
        }
    }

    /// Whether the content of the kind stands in fields, so that it needs no section.
    fn says_it_in_fields(&self) -> bool {
        let content = |holds| matches!(holds, Holds::Text | Holds::Records | Holds::Resolutions);
        self.schema.fields.iter().any(|field| field.required && content(field.holds))
    }
}

fn holds_recommendations(slot: &Slot) -> bool {
    slot.recommendations || slot.sections.iter().any(holds_recommendations)
}

fn slot_or_option(slot: &Slot, indent: usize, page: &mut Page) {
    if slot.recommendations {
        return;
    }
    if !page.ends_with(":") {
        page.gap();
    }
    page.comment(indent, &words::of_slot(slot));
    if slot.required == Some(true) {
        section(slot, indent, page);
    } else {
        page.option(indent, |page| section(slot, indent, page));
    }
}

fn section(slot: &Slot, indent: usize, page: &mut Page) {
    page.item(indent, &map("slot", &slot.key.value));
    if slot.sections.is_empty() {
        page.line(indent + 2, "body:");
        page.item(indent + 4, &Value::Prose(to_be_written(&words::doc_of_slot(slot))));
        return;
    }
    page.line(indent + 2, "sections:");
    slot.sections.iter().for_each(|inner| slot_or_option(inner, indent + 4, page));
}

fn own(page: &mut Page, indent: usize) {
    page.item(indent, &map("heading", "To be written: a heading"));
    page.line(indent + 2, "body:");
    page.item(indent + 4, &Value::Prose("To be written: a paragraph; each begins with a hyphen".to_owned()));
    page.comment(indent + 4, "Below a paragraph, what stands under `charts` or `tables`:");
    page.option(indent + 4, |page| page.item(indent + 4, &map("chart", "agency")));
    page.option(indent + 4, |page| page.item(indent + 4, &map("table", "key_figures")));
}

fn map(key: &str, value: &str) -> Value {
    Value::Map(vec![(key.to_owned(), Value::Text(value.to_owned()))])
}
