//! The record of a public edition: of what its report says of data and figures it has what the paper shows, and nothing
//! that only an exempt text uses.

use std::collections::BTreeSet;

use crate::data::neighbours;
use crate::facts::Facts;
use crate::project::exhibit::ExhibitEntry;
use crate::project::formulas::Formula;
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, MustBe, Origin};
use crate::project::yaml::Text;
use crate::trace::record::Figures;

/// Takes out of a record what the paper does not show and does not need for what it shows.
pub fn prune(figures: &mut Figures, report: &Report, facts: &Facts) {
    let mut used = Used::default();
    let claims = figures.claims.iter().map(|claim| &claim.place);
    for place in figures.figures.iter().flat_map(|entry| &entry.shown).chain(claims) {
        used.expression(&place.expression);
    }
    for entry in &figures.figures {
        used.name(&entry.measure);
        entry.origin.data.split("; ").for_each(|name| used.name(name));
    }
    report.charts.iter().chain(&report.tables).for_each(|entry| used.exhibit(entry));
    used.text(report.subject.as_ref().and_then(|subject| subject.data.as_ref()));
    // What is used may use what stands above it or below it.
    loop {
        let before = used.0.len();
        for entry in report.figures.iter().filter(|entry| used.has(&entry.name.value)).cloned().collect::<Vec<_>>()
        {
            used.figure(&entry);
        }
        for data in &facts.datasets {
            let measured = data.measures().iter().any(|measure| used.has(&measure.id));
            if measured || data.kind == neighbours::KIND.name {
                used.name(&data.name);
            }
            if let (Some(query), true) = (&data.query, used.has(&data.name)) {
                query.datasets.iter().for_each(|data| used.name(&data.name));
            }
        }
        for entry in report.data.iter().filter(|entry| used.has(&entry.name.value)).cloned().collect::<Vec<_>>() {
            used.text(entry.compare_with.as_ref());
        }
        if used.0.len() == before {
            break;
        }
    }
    figures.data.retain(|file| used.has(&file.name));
    let mut definitions = report.definitions.clone();
    definitions.retain(|key, name| !matches!(key, "data" | "figures") || used.has(name));
    figures.definitions.report = definitions.yaml();
}

/// The names that a paper needs.
#[derive(Default)]
struct Used(BTreeSet<String>);

impl Used {
    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    fn name(&mut self, name: &str) {
        self.0.insert(name.to_owned());
    }

    fn text(&mut self, text: Option<&Text>) {
        text.iter().for_each(|text| self.name(&text.value));
    }

    /// The names in an expression, and the texts between quotation marks, which may be names of data.
    fn expression(&mut self, expression: &str) {
        for (at, part) in expression.split(['"', '\'']).enumerate() {
            if at % 2 == 1 {
                self.name(part);
            } else {
                part.split(|one: char| !one.is_alphanumeric() && one != '_').for_each(|word| self.name(word));
            }
        }
    }

    fn exhibit(&mut self, entry: &ExhibitEntry) {
        self.text(entry.selection.data.as_ref());
        self.text(entry.selection.earlier.as_ref());
        entry.selection.measures.iter().for_each(|measure| self.name(&measure.value));
    }

    fn figure(&mut self, entry: &FigureEntry) {
        match &entry.origin {
            Origin::Stated { .. } => {}
            Origin::Queried { sql, .. } => self.expression(&sql.value),
            Origin::Derived(formula) => {
                formula.inputs().into_iter().for_each(|input| self.name(&input.value));
                self.text(formula.data());
                if let Formula::MeanOver { measure, .. } = formula {
                    self.name(&measure.value);
                }
            }
            Origin::Measured { measure, data, .. } => {
                self.name(&measure.value);
                self.text(data.as_ref());
            }
        }
        if let Some(MustBe::Figure(other)) = &entry.must_be {
            self.name(&other.value);
        }
    }
}
