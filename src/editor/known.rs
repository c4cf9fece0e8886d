//! The names that schemas suggest or ask for: those of the program, and those of a project.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chart;
use crate::check;
use crate::data::areas::Level;
use crate::data::{self, areas, measures};
use crate::narrative::{self, tables};
use crate::project::form::Names;
use crate::project::profile::{self, COLOURS, Profile};
use crate::project::schema::{Schema, Slot, SlotOrOwn};
use crate::quantity::value::Unit;

/// A name, and what it stands for; empty where there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What is written.
    pub name: String,
    /// What it stands for.
    pub doc: String,
}

impl Name {
    fn new(name: &str, doc: &str) -> Self {
        Self { name: name.to_owned(), doc: doc.to_owned() }
    }
}

/// The sections that a profile has reports of a kind consist of, beside the author's own.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The profile, by its path in the project.
    pub profile: String,
    /// The sections.
    pub slots: Vec<Slot>,
}

impl Order {
    fn new(profile: &str, sections: &[SlotOrOwn]) -> Self {
        let slots = sections.iter().filter_map(SlotOrOwn::slot).cloned().collect();
        Self { profile: profile.to_owned(), slots }
    }
}

/// The names that there are.
#[derive(Debug, Clone)]
pub struct Known {
    /// Every kind of document, by its name.
    pub kinds: Vec<Arc<Schema>>,
    /// The persons of the profiles; `None` where there is no project.
    people: Option<Vec<Name>>,
    /// Their committees.
    committees: Option<Vec<Name>>,
    /// The sections that the profiles expect in a kind of document, at every level.
    slots: BTreeMap<String, Vec<Name>>,
    /// The sections of the council's in reports of each kind, by profile, the project's own first.
    orders: BTreeMap<String, Vec<Order>>,
    /// The files of the project, in the folders for them.
    files: Vec<String>,
    /// The areas of the project's data, or all there are.
    areas: Vec<Name>,
    /// Measures of the project's own, beside those that are known everywhere.
    measures: Vec<Name>,
}

impl Known {
    /// The names of the program, without a project.
    pub fn built_in(kinds: Vec<Arc<Schema>>) -> Self {
        let areas = areas::register().all().map(|area| Name::new(&area.name, "")).collect();
        let of = |kind: &Arc<Schema>| (kind.kind.clone(), vec![Order::new(profile::FILE_NAME, &kind.slots)]);
        let orders = kinds.iter().map(of).collect();
        let (slots, files) = (BTreeMap::new(), Vec::new());
        Self { kinds, people: None, committees: None, slots, orders, files, areas, measures: Vec::new() }
    }

    /// The names with those of a project that has these profiles: `council.yaml`, and others that its reports name.
    #[must_use]
    pub fn with_profiles(mut self, profiles: &[&Profile]) -> Self {
        let of = |names: fn(&Profile) -> Vec<Name>| {
            let mut all: Vec<Name> = profiles.iter().flat_map(|profile| names(profile)).collect();
            all.sort();
            all.dedup_by(|one, other| one.name == other.name);
            all
        };
        self.people = Some(of(|profile| {
            let people = profile.people.iter();
            people
                .map(|(key, person)| {
                    Name::new(key, [person.name.as_str(), &person.title].join(", ").trim_end_matches(", "))
                })
                .collect()
        }));
        self.committees =
            Some(of(|profile| profile.committees.iter().map(|(key, name)| Name::new(key, name)).collect()));
        let targets = of(|profile| profile.targets.keys().map(|measure| Name::new(measure, "")).collect());
        self.measures.extend(targets);
        let orders = |kind: &Arc<Schema>| {
            let each =
                profiles.iter().map(|profile| Order::new(&profile.path, &narrative::section_order(kind, profile)));
            (kind.kind.clone(), each.collect())
        };
        self.orders = self.kinds.iter().map(orders).collect();
        for profile in profiles {
            for (kind, settings) in &profile.kinds {
                for slot in settings.sections.iter().flatten().filter_map(SlotOrOwn::slot) {
                    collect(slot, self.slots.entry(kind.clone()).or_default());
                }
            }
        }
        self
    }

    /// The names with the areas and the measures that a project's data have.
    #[must_use]
    pub fn with_data(mut self, areas: Vec<String>, measures: Vec<(String, String)>) -> Self {
        if !areas.is_empty() {
            self.areas = areas.iter().map(|area| Name::new(area, "")).collect();
        }
        self.measures.extend(measures.iter().map(|(id, name)| Name::new(id, name)));
        self
    }

    /// The names with the files that a project has in the folders for them.
    #[must_use]
    pub fn with_files(self, files: Vec<String>) -> Self {
        Self { files, ..self }
    }

    /// The files of the project that may stand where an example does: in its folder, and tables where it is one.
    pub(super) fn files_like(&self, example: &str) -> Vec<&str> {
        const TABLES: [&str; 4] = ["csv", "xlsx", "ods", "xml"];
        let ending = |path: &str| path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let folder = example.split_inclusive('/').next().unwrap_or_default();
        let wanted = ending(example);
        let fits = |path: &str| {
            let own = ending(path);
            own == wanted || TABLES.contains(&wanted.as_str()) && TABLES.contains(&own.as_str())
        };
        let files = self.files.iter().map(String::as_str);
        files.filter(|path| path.starts_with(folder) && fits(path)).collect()
    }

    /// The measures that are known everywhere.
    pub(super) fn built_in_measures() -> Vec<Name> {
        measures::all().map(|one| Name::new(&one.id, &sentence(&one.name, &one.definition))).collect()
    }

    /// The kind of document of that name.
    pub fn kind(&self, name: &str) -> Option<&Schema> {
        self.kinds.iter().find(|kind| kind.kind == name).map(AsRef::as_ref)
    }

    /// The kinds that show what reports of this one say.
    pub(super) fn showing(&self, kind: &str) -> Vec<Name> {
        let shows = |one: &&Arc<Schema>| one.content.as_ref().is_some_and(|content| content.value == kind);
        self.kinds.iter().filter(shows).map(|kind| Name::new(&kind.kind, &kind.description)).collect()
    }

    /// The sections of the council's in reports of a kind, by profile.
    pub(super) fn orders(&self, kind: &str) -> &[Order] {
        self.orders.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The names of something, in a report of a kind or in the settings of a kind; `None` where any text may be one.
    pub(super) fn names(&self, names: Names, kind: Option<&str>) -> Option<Vec<Name>> {
        let schema = kind.and_then(|kind| self.kind(kind));
        Some(match names {
            Names::Area | Names::Areas | Names::Subjects => {
                let mut areas = self.areas.clone();
                areas.push(Name::new("neighbours", "The statistical neighbours of the subject, taken together."));
                areas
            }
            Names::Region | Names::Range => {
                let regions = areas::register().all().filter(|area| area.level != Level::LocalAuthority);
                regions.map(|area| Name::new(&area.name, "")).collect()
            }
            Names::Measure | Names::Figure => {
                let mut all = Self::built_in_measures();
                let own = self.measures.iter().filter(|own| !all.iter().any(|one| one.name == own.name));
                let own: Vec<Name> = own.cloned().collect();
                all.extend(own);
                all.dedup_by(|one, other| one.name == other.name);
                all
            }
            Names::Colour => COLOURS.iter().map(|(role, _, doc)| Name::new(role, doc)).collect(),
            Names::Unit => Unit::NAMES.iter().map(|(name, _)| Name::new(name, "")).collect(),
            Names::ChartKind => chart::KINDS.iter().map(|kind| Name::new(kind.name, "")).collect(),
            Names::TableKind => tables::kinds().map(|kind| Name::new(kind, "")).collect(),
            Names::DataKind => data::KINDS.iter().map(|kind| Name::new(kind.name, kind.title)).collect(),
            Names::Person | Names::PersonOrWords => self.people.clone()?,
            Names::CommitteeOrWords => self.committees.clone()?,
            Names::Kind => self.kinds.iter().map(|kind| Name::new(&kind.kind, &kind.description)).collect(),
            Names::Showing => self.showing(kind?),
            Names::Slot | Names::SlotOfKind => {
                let schema = schema?;
                let mut slots = Vec::new();
                schema.slots.iter().filter_map(SlotOrOwn::slot).for_each(|slot| collect(slot, &mut slots));
                if names == Names::SlotOfKind {
                    slots.push(Name::new("own", "Where the author's own sections go."));
                    return Some(slots);
                }
                let of_profiles = schema.kinds().filter_map(|kind| self.slots.get(kind)).flatten();
                for slot in of_profiles {
                    if !slots.iter().any(|one| one.name == slot.name) {
                        slots.push(slot.clone());
                    }
                }
                slots
            }
            Names::Label => {
                let schema = schema?;
                let fields = schema.fields.iter().map(|field| Name::new(&field.key, &field.doc));
                fields
                    .chain(schema.labels.iter().map(|(key, words)| Name::new(key, &format!("Instead of: {words}"))))
                    .collect()
            }
            Names::Rule => check::RULES.iter().map(|rule| Name::new(rule.name, &capital(rule.summary))).collect(),
        })
    }
}

/// The keys of a slot and of those within it, each with its heading.
fn collect(slot: &Slot, names: &mut Vec<Name>) {
    let heading = slot.heading.as_ref().map_or("", |heading| heading.value.as_str());
    names.push(Name::new(&slot.key.value, heading));
    slot.sections.iter().for_each(|slot| collect(slot, names));
}

fn sentence(name: &str, definition: &str) -> String {
    if definition.is_empty() { capital(name) } else { format!("{}: {definition}.", capital(name)) }
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
