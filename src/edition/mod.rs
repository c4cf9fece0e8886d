//! Editions: what becomes of a report for members, who see what is exempt with a label, and for the public, for whom it
//! is taken out before anything is made of it.
//!
//! The public edition is a report of its own: exempt data are not in it, so that no later stage can show, count up or
//! attach what it never had. Only that something was left out, and why, is known to it.

mod left;

use crate::facts::Facts;
use crate::project::body::{BodyItem, SectionEntry, Withheld};
use crate::project::exempt::{Exempt, Left};
use crate::project::fields::{BoundIn, FieldEntry};
use crate::project::recommendations::RecommendationEntry;
use crate::project::report::Report;

/// The report for members: all of it, and everything that is exempt marked as such, for whatever reason it is.
pub fn restricted(mut report: Report, facts: &Facts) -> Report {
    let left = left::left(&report, facts);
    mark(&mut report, &left);
    report
}

/// The report for the public, without what is exempt. `facts` are those of the whole report.
pub fn public(report: Report, facts: &Facts) -> Report {
    let left = left::left(&report, facts);
    let mut report = report;
    mark(&mut report, &left);
    report.sections.iter_mut().for_each(withhold);
    report.data.retain(|entry| !left.has("data", &entry.name.value));
    report.queries.retain(|entry| !left.has("data", &entry.name.value));
    report.figures.retain(|entry| !left.has("figures", &entry.name.value));
    // A chart that only exempt sections show is in none of the public ones.
    let (mut charts, mut tables) = (Vec::new(), Vec::new());
    for section in &report.sections {
        section.visit(&mut |item| match item {
            BodyItem::Chart(name) => charts.push(name.value.clone()),
            BodyItem::Table(name) => tables.push(name.value.clone()),
            _ => {}
        });
    }
    report.charts.retain(|entry| charts.contains(&entry.name.value));
    report.tables.retain(|entry| tables.contains(&entry.name.value));
    if let Some(recommendations) = &mut report.recommendations {
        if let Some(exempt) = &recommendations.exempt {
            recommendations.lead = exempt.public_interest.clone();
            recommendations.items.clear();
        }
        recommendations.items.iter_mut().for_each(withhold_recommendation);
    }
    for (_, field) in &mut report.fields {
        if let FieldEntry::Documents(documents, _) = field {
            for document in documents.iter_mut().filter(|one| one.exempt.is_some()) {
                document.link = None;
                document.bound = BoundIn::Nothing;
            }
        }
    }
    if let Some(bibliography) = &mut report.bibliography {
        // What only an exempt text cites is not in the list, and nobody has forgotten it.
        bibliography.shared = true;
    }
    report.definitions.retain(|key, name| match key {
        "charts" => report.charts.iter().any(|entry| entry.name.value == name),
        "tables" => report.tables.iter().any(|entry| entry.name.value == name),
        "figures" => !left.has("figures", name),
        _ => !left.has("data", name),
    });
    report.withheld = Some(left);
    if let Some(exempt) = report.whole_exempt.clone() {
        withhold_all(&mut report, &exempt);
    }
    report
}

/// Leaves nothing of a report but its title and its date, for whoever refers to it.
fn withhold_all(report: &mut Report, exempt: &Exempt) {
    report.short_title = None;
    report.marking = None;
    report.data.clear();
    report.queries.clear();
    report.subject = None;
    report.figures.clear();
    report.charts.clear();
    report.tables.clear();
    report.sections.clear();
    report.fields.clear();
    report.bibliography = None;
    report.definitions.retain(|_, _| false);
    if let Some(recommendations) = &mut report.recommendations {
        recommendations.exempt = Some(exempt.clone());
        recommendations.lead = exempt.public_interest.clone();
        recommendations.items.clear();
    }
}

/// Marks what shows something exempt, as far as its author has not.
fn mark(report: &mut Report, left: &Left) {
    if let Some(recommendations) = &mut report.recommendations
        && recommendations.exempt.is_none()
    {
        recommendations.exempt = left::recommendations(&report.sections, &report.schema);
    }
    let recommendations = report.recommendations.as_ref().and_then(|entry| entry.exempt.clone());
    for section in &mut report.sections {
        mark_section(section, left, recommendations.as_ref());
    }
}

fn mark_section(section: &mut SectionEntry, left: &Left, recommendations: Option<&Exempt>) {
    for item in &mut section.body {
        let exempt = match item.itself() {
            BodyItem::Chart(name) => left.why("charts", &name.value).map(|because| &because.exempt),
            BodyItem::Table(name) => left.why("tables", &name.value).map(|because| &because.exempt),
            BodyItem::RecommendationTable(_) => recommendations,
            // They say themselves that they are exempt.
            BodyItem::Recommendations(place) => {
                *item = BodyItem::Recommendations(place.clone());
                continue;
            }
            _ => None,
        };
        let marked = section.exempt.is_some() || matches!(item, BodyItem::Exempt(..));
        if let (Some(exempt), false) = (exempt, marked) {
            *item = BodyItem::Exempt(Box::new(item.clone()), exempt.clone());
        }
    }
    // Sections within an exempt one are exempt for the same reason, unless they have one of their own.
    for inner in &mut section.sections {
        if inner.exempt.is_none() {
            inner.exempt.clone_from(&section.exempt);
        }
        mark_section(inner, left, recommendations);
    }
}

/// Takes what is exempt out of a section.
fn withhold(section: &mut SectionEntry) {
    if let Some(exempt) = &section.exempt {
        let withheld = Withheld::section(section, exempt);
        section.body = vec![BodyItem::Withheld(Box::new(withheld))];
        section.sections.clear();
        return;
    }
    for item in &mut section.body {
        if let BodyItem::Exempt(inner, exempt) = item {
            *item = BodyItem::Withheld(Box::new(Withheld::item(inner, exempt)));
        }
    }
    section.sections.iter_mut().for_each(withhold);
}

fn withhold_recommendation(entry: &mut RecommendationEntry) {
    let Some(exempt) = &entry.exempt else {
        entry.items.iter_mut().for_each(withhold_recommendation);
        return;
    };
    *entry = RecommendationEntry {
        exempt: Some(exempt.clone()),
        ..RecommendationEntry::of(exempt.public_interest.clone())
    };
}
