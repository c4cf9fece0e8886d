//! The schema of a kind of document: its fields, labels and section slots, as `schema.yaml` has them.
//!
//! A new kind of document is a folder under `report-templates/` with a `main.typ` and a `schema.yaml`; a project may
//! have such folders of its own.

mod check;
mod reading;

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::project::numbering::Numbering;
use crate::project::read;
use crate::project::yaml::{Node, Text};

/// The label that is the heading of the list of references; a kind that has it may have a bibliography.
pub const REFERENCES: &str = "references";

/// What a kind of document consists of.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The name of the folder, `briefing-note`.
    pub kind: String,
    /// The noun for people, "briefing note".
    pub name: String,
    /// One sentence: what it is for.
    pub description: String,
    /// The kind whose reports it shows in another form: it has the fields, labels and sections of that kind as well.
    pub content: Option<Text>,
    /// How it is set and its charts are drawn, where that is not as in a paper.
    pub screen: Option<Screen>,
    /// The fields of its own, in the order in which they are printed.
    pub fields: Vec<FieldSchema>,
    /// Other words that its template prints: key and default text.
    pub labels: Vec<(String, String)>,
    /// How sections and paragraphs of the body are numbered.
    pub numbering: Numbering,
    /// The sections that the body should have, in order.
    pub slots: Vec<SlotOrOwn>,
    /// Which of the parts that every report may have it lays out.
    pub shows: Shows,
    /// The field that names the agenda, where the kind is a pack, which binds the agenda's papers.
    pub binds: Option<String>,
    /// The kind of pack that the pages of its papers are numbered in, where the kind is an agenda.
    pub paged_in: Option<String>,
    /// The label that is the pattern of the title, where an author need not write one.
    pub titled: Option<String>,
    /// The rules of `boardpack check` that hold in a build as well: minutes with a gap in them are no minutes.
    pub refuses: Vec<String>,
}

/// Which parts of a report a kind of document has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shows {
    /// Its sections.
    pub sections: bool,
    /// Its recommendations, wherever the template or a slot puts them.
    pub recommendations: bool,
}

/// How a kind of document is set that is not read on paper but from afar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// The size of text, in points.
    pub text_size: f64,
    /// Width and height at which charts are drawn, in points; the template places them larger.
    pub chart: (f64, f64),
}

/// A field of a kind of document.
#[derive(Debug, Clone)]
pub struct FieldSchema {
    /// The key in a report.
    pub key: String,
    /// What can stand in it.
    pub holds: Holds,
    /// The words that stand before it on the page.
    pub label: String,
    /// Whether a report must have it.
    pub required: bool,
    /// Another field that stands in for it, so that it need not be there.
    pub unless: Option<String>,
    /// What is printed when the report does not have it.
    pub default: Option<Text>,
    /// One sentence for the author.
    pub doc: String,
    /// What an author might write, as it stands in the schema: a value in YAML.
    pub example: String,
    /// What `boardpack new` writes into a new report, where it is not one of everything.
    pub start: Option<Node>,
    /// What stands in each record, where it holds records.
    pub records: Option<Arc<RecordSchema>>,
    /// The label that is the pattern of the sentence which this becomes; of records, each one.
    pub sentence: Option<String>,
    /// The law that asks for it, for whoever leaves it out.
    pub law: Option<String>,
    /// Another field that has to be there if this one is.
    pub needs: Option<String>,
    /// Whether it is left out of what everybody may read.
    pub restricted: bool,
}

/// What each of several records consists of: an item of an agenda, a question with its answer.
#[derive(Debug, Clone)]
pub struct RecordSchema {
    /// What one of them is called in messages, "an item".
    pub noun: String,
    /// The field that a bare text fills, so that an author need not write keys for a record of one field.
    pub shorthand: Option<String>,
    /// How they are numbered, `1.` or `(a)`; `None` where they are not.
    pub numbers: Option<String>,
    /// Another field with records, after whose numbers these go on.
    pub after: Option<String>,
    /// Another field with a count, which is the first number.
    pub first: Option<String>,
    /// The fields of a record, in order.
    pub fields: Vec<FieldSchema>,
}

/// What can stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One line of text.
    Line,
    /// A list of lines.
    Lines,
    /// Paragraphs and lists.
    Text,
    /// A date.
    Date,
    /// A person: a key of the profile, or written out.
    Person,
    /// Several people.
    People,
    /// Documents with their links.
    Documents,
    /// Documents that are numbered "Appendix 1", "Appendix 2" …
    Appendices,
    /// The bands of a consultation table.
    Consultation,
    /// A committee: a key of the profile, or its name.
    Committee,
    /// A whole number.
    Count,
    /// Another report of the project, by its path.
    Paper,
    /// What was resolved: free text, or what became of the recommendations of a report.
    Resolutions,
    /// The recommendations of another report of the project, by its path, as they stand there.
    Recommendations,
    /// An earlier minute: by path and number, or as it is cited.
    Minute,
    /// A minute of other minutes, with all that stands in it.
    MinuteText,
    /// The sections of a report that is no part of the project: `3.1 to 3.10`.
    Sections,
    /// Why something is exempt from publication.
    Exempt,
    /// Several things of the same fields.
    Records,
}

impl Holds {
    const NAMES: &[(&str, Holds)] = &[
        ("line", Holds::Line),
        ("lines", Holds::Lines),
        ("text", Holds::Text),
        ("date", Holds::Date),
        ("person", Holds::Person),
        ("people", Holds::People),
        ("documents", Holds::Documents),
        ("appendices", Holds::Appendices),
        ("consultation", Holds::Consultation),
        ("committee", Holds::Committee),
        ("count", Holds::Count),
        ("paper", Holds::Paper),
        ("resolutions", Holds::Resolutions),
        ("recommendations", Holds::Recommendations),
        ("minute", Holds::Minute),
        ("minute-text", Holds::MinuteText),
        ("sections", Holds::Sections),
        ("exempt", Holds::Exempt),
        ("records", Holds::Records),
    ];

    /// What a schema calls it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, holds)| *holds == self).map_or("", |(name, _)| name)
    }
}

/// A place in the order of sections.
#[derive(Debug, Clone)]
pub enum SlotOrOwn {
    /// A section that the council expects.
    Slot(Slot),
    /// Where the author's own sections go.
    Own,
}

impl SlotOrOwn {
    /// The slot, if it is one.
    pub fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Slot(slot) => Some(slot),
            Self::Own => None,
        }
    }
}

/// A section that the council expects.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The name by which a report fills it.
    pub key: Text,
    /// The heading, one line of Markdown; in a profile `None` for the kind's own.
    pub heading: Option<Text>,
    /// Whether a report must fill it; in a profile `None` for as the kind says.
    pub required: Option<bool>,
    /// Whether its paragraphs take numbers, where the kind's do; in a profile `None` for as the kind says.
    pub numbered: Option<bool>,
    /// Whether it holds the report's recommendations.
    pub recommendations: bool,
    /// One sentence for the author: what to write in it; empty where nobody said.
    pub doc: String,
    /// The slots within it.
    pub sections: Vec<Slot>,
}

impl Slot {
    /// The slot of that name: this one, or one within it.
    pub fn find(&self, key: &str) -> Option<&Self> {
        if self.key.value == key { Some(self) } else { self.sections.iter().find_map(|slot| slot.find(key)) }
    }

    /// Its name, and those of the slots within it.
    pub fn keys(&self) -> Vec<&str> {
        let within = self.sections.iter().flat_map(Self::keys);
        std::iter::once(self.key.value.as_str()).chain(within).collect()
    }
}

impl Schema {
    /// The schema of a kind that shows reports of another one, with what it has from there: all fields, the sections, and
    /// the labels that it has no words of its own for.
    #[must_use]
    pub fn showing(mut self, other: &Self) -> Self {
        let own: Vec<String> = self.label_keys().map(str::to_owned).collect();
        let fields = other.fields.iter().filter(|field| !own.contains(&field.key));
        self.fields = fields.chain(&self.fields).cloned().collect();
        self.labels.extend(other.labels.iter().filter(|(key, _)| !own.contains(key)).cloned());
        self.numbering.clone_from(&other.numbering);
        self.slots.clone_from(&other.slots);
        self.shows = other.shows;
        self
    }

    /// Whether its papers have a place for what stands below a key that reports of all kinds may have.
    pub fn has_place_for(&self, key: &str) -> bool {
        if self.binds.is_some() {
            return matches!(key, "template" | "profile" | "accepted" | "for-each");
        }
        match key {
            "sections" | "charts" | "tables" | "actions" => self.shows.sections,
            // A section may show them wherever there are sections.
            "recommendations" => self.shows.recommendations || self.shows.sections,
            // The public may always know what a meeting is about; some of its items may be exempt.
            "exempt" => self.paged_in.is_none(),
            _ => true,
        }
    }

    /// What messages call it, with a word that goes with it: "a briefing note needs", "minutes need". The word is that for
    /// one of them, and one that ends in `s` loses it for several.
    pub fn called(&self, verb: &str) -> String {
        // A name within the name keeps its capitals: "a Cabinet Member report".
        let own = self.name.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
        let name = if own { self.name.clone() } else { self.name.to_lowercase() };
        let several = name.ends_with('s') && !name.ends_with("ss");
        match (several, name.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])) {
            (true, _) => format!("{name} {}", several_of(verb)),
            (false, true) => format!("an {name} {verb}"),
            (false, false) => format!("a {name} {verb}"),
        }
    }

    /// The kinds whose settings in a profile hold for this one, the nearest last.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        let content = self.content.as_ref().map(|content| content.value.as_str());
        content.into_iter().chain(std::iter::once(self.kind.as_str()))
    }

    /// The keys of everything that the template prints around the content.
    pub fn label_keys(&self) -> impl Iterator<Item = &str> {
        let of_fields = self.fields.iter().map(|field| field.key.as_str());
        of_fields.chain(self.labels.iter().map(|(key, _)| key.as_str()))
    }

    /// The slot of that name, at any level.
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.iter().filter_map(SlotOrOwn::slot).find_map(|slot| slot.find(key))
    }

    /// The names of all slots, in order.
    pub fn slot_keys(&self) -> Vec<&str> {
        self.slots.iter().filter_map(SlotOrOwn::slot).flat_map(Slot::keys).collect()
    }

    /// Whether a profile's slot, and the slots within it, are slots of this kind or have headings of their own.
    pub fn check_slot(&self, slot: &Slot, sink: &mut Diagnostics) {
        if self.slot(&slot.key.value).is_none() && slot.heading.is_none() {
            sink.push(
                read::unknown("section", &slot.key, self.slot_keys())
                    .hint("give a section of the council's own a `heading`"),
            );
        }
        for slot in &slot.sections {
            self.check_slot(slot, sink);
        }
    }
}

/// The form of a verb that goes with several.
fn several_of(verb: &str) -> &str {
    match verb {
        "has" => "have",
        "goes" => "go",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    }
}
