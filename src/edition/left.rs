//! What is exempt by name: what its author says is, and everything that is made of it.

use crate::data::Dataset;
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin};
use crate::facts::query::VALUES;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::exempt::{Because, Exempt, Left};
use crate::project::exhibit::ExhibitEntry;
use crate::project::report::Report;
use crate::project::schema::Schema;
use crate::project::sources::{FigureEntry, MustBe, Origin as EntryOrigin, QueryEntry};

/// The data, figures, charts and tables of a report that are exempt; `facts` are those of the whole report.
pub fn left(report: &Report, facts: &Facts) -> Left {
    let mut left = Left::default();
    let own = |exempt: &Exempt| Because { exempt: exempt.clone(), made_of: None };
    let data = report.data.iter().map(|entry| (&entry.name, &entry.exempt));
    let queries = report.queries.iter().map(|entry| (&entry.name, &entry.exempt));
    let figures = report.figures.iter().map(|entry| (&entry.name, &entry.exempt));
    let charts = report.charts.iter().map(|entry| (&entry.name, &entry.exempt));
    let tables = report.tables.iter().map(|entry| (&entry.name, &entry.exempt));
    for (key, name, exempt) in (data.chain(queries).map(|(name, exempt)| ("data", name, exempt)))
        .chain(figures.map(|(name, exempt)| ("figures", name, exempt)))
        .chain(charts.map(|(name, exempt)| ("charts", name, exempt)))
        .chain(tables.map(|(name, exempt)| ("tables", name, exempt)))
    {
        if let Some(exempt) = exempt {
            left.add(key, &name.value, own(exempt));
        }
    }
    for section in &report.sections {
        shown(section, &mut left);
    }
    let closure = Closure { report, facts };
    for entry in &report.queries {
        closure.query(entry, &mut left);
    }
    // A figure may be made of others that stand below it.
    while report.figures.iter().any(|entry| closure.figure(entry, &mut left)) {}
    for (key, entries) in [("charts", &report.charts), ("tables", &report.tables)] {
        for entry in entries {
            closure.exhibit(key, entry, &mut left);
        }
    }
    // The names of measures that the public edition may not have.
    for dataset in &facts.datasets {
        if let Some(because) = left.why("data", &dataset.name).cloned() {
            for measure in dataset.measures() {
                left.add("measures", &measure.id, made_of(&because, &dataset.name));
            }
        }
    }
    left
}

/// Why the recommendations are exempt where a body says so: where it shows them as exempt and nowhere else.
pub fn recommendations(sections: &[SectionEntry], schema: &Schema) -> Option<Exempt> {
    let mut found = Vec::new();
    for section in sections {
        places(section, None, schema, &mut found);
    }
    // Where an item by itself is exempt that is said of the recommendations; a section may only repeat them.
    let own = found.iter().find_map(|(exempt, own)| exempt.clone().filter(|_| *own));
    own.or_else(|| found.iter().map(|(exempt, _)| exempt.clone()).reduce(|one, other| one.and(other)).flatten())
}

/// Where the recommendations stand as a list: why they are exempt there, and whether the item itself says so.
fn places(
    section: &SectionEntry,
    above: Option<&Exempt>,
    schema: &Schema,
    found: &mut Vec<(Option<Exempt>, bool)>,
) {
    let exempt = section.exempt.as_ref().or(above);
    for item in &section.body {
        match item {
            BodyItem::Exempt(item, exempt) if matches!(**item, BodyItem::Recommendations(_)) => {
                found.push((Some(exempt.clone()), true));
            }
            BodyItem::Recommendations(_) => found.push((exempt.cloned(), false)),
            _ => {}
        }
    }
    let slot = section.slot.as_ref().and_then(|slot| schema.slot(&slot.value));
    if section.body.is_empty() && slot.is_some_and(|slot| slot.recommendations) {
        found.push((exempt.cloned(), false));
    }
    for inner in &section.sections {
        places(inner, exempt, schema, found);
    }
}

/// Charts and tables that a body shows as exempt are so wherever they are shown.
fn shown(section: &SectionEntry, left: &mut Left) {
    for item in &section.body {
        let BodyItem::Exempt(item, exempt) = item else { continue };
        let because = Because { exempt: exempt.clone(), made_of: None };
        match &**item {
            BodyItem::Chart(name) => left.add("charts", &name.value, because),
            BodyItem::Table(name) => left.add("tables", &name.value, because),
            _ => {}
        }
    }
    section.sections.iter().for_each(|section| shown(section, left));
}

fn made_of(because: &Because, name: &str) -> Because {
    Because { exempt: because.exempt.clone(), made_of: Some(name.to_owned()) }
}

struct Closure<'a> {
    report: &'a Report,
    facts: &'a Facts,
}

impl Closure<'_> {
    fn query(&self, entry: &QueryEntry, left: &mut Left) {
        let known = self.facts.datasets.iter().find(|data| data.name == entry.name.value);
        let because = known.and_then(|data| of_dataset(data, left)).or_else(|| self.of_sql(&entry.sql.value, left));
        if let Some(because) = because {
            left.add("data", &entry.name.value, because);
        }
    }

    /// Leaves a figure out if it is made of something that is; tells whether it was new.
    fn figure(&self, entry: &FigureEntry, left: &mut Left) -> bool {
        if left.has("figures", &entry.name.value) {
            return false;
        }
        let because = self.why(entry, left);
        if let Some(because) = because.clone() {
            left.add("figures", &entry.name.value, because);
        }
        because.is_some()
    }

    fn why(&self, entry: &FigureEntry, left: &Left) -> Option<Because> {
        let data = match &entry.origin {
            EntryOrigin::Measured { data, .. } => data.as_ref(),
            EntryOrigin::Derived(formula) => {
                let inputs = formula.inputs().into_iter();
                if let Some(because) = inputs.map(|name| self.of_name(&name.value, left)).find_map(|one| one) {
                    return Some(because);
                }
                formula.data()
            }
            EntryOrigin::Queried { sql, .. } => {
                if let Some(because) = self.of_sql(&sql.value, left) {
                    return Some(because);
                }
                None
            }
            EntryOrigin::Stated { .. } => None,
        };
        if let Some(because) = data.and_then(|name| Some(made_of(left.why("data", &name.value)?, &name.value))) {
            return Some(because);
        }
        // What must be equal to a figure gives it away.
        if let Some(MustBe::Figure(name)) = &entry.must_be
            && let Some(because) = self.of_name(&name.value, left)
        {
            return Some(because);
        }
        of_figure(self.facts.named.get(&entry.name.value)?, left)
    }

    /// Why a figure, or a measure of the subject, of that name is left out.
    fn of_name(&self, name: &str, left: &Left) -> Option<Because> {
        if let Some(because) = left.why("figures", name) {
            return Some(made_of(because, name));
        }
        if self.report.figures.iter().any(|entry| entry.name.value == name) {
            return None;
        }
        of_dataset(self.facts.dataset_with(name).ok()?, left)
    }

    fn exhibit(&self, key: &'static str, entry: &ExhibitEntry, left: &mut Left) {
        let selection = &entry.selection;
        let named = [&selection.data, &selection.earlier].into_iter().flatten();
        let of_data = named.filter_map(|name| Some(made_of(left.why("data", &name.value)?, &name.value))).next();
        let because = of_data.or_else(|| {
            if selection.data.is_some() {
                return None;
            }
            selection.measures.iter().find_map(|name| of_dataset(self.facts.dataset_with(&name.value).ok()?, left))
        });
        if let Some(because) = because {
            left.add(key, &entry.name.value, because);
        }
    }

    /// Why a query is left out by the names in it, whether or not it has an answer.
    fn of_sql(&self, sql: &str, left: &Left) -> Option<Because> {
        let files = self.report.data.iter().filter(|entry| {
            let name = entry.name.value.as_str();
            let tidy = format!("{name}{VALUES}");
            names(sql).any(|word| word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&tidy))
        });
        files.filter_map(|entry| Some(made_of(left.why("data", &entry.name.value)?, &entry.name.value))).next()
    }
}

/// The words of a query that may be names of data; a parameter, `:area`, is none.
fn names(sql: &str) -> impl Iterator<Item = &str> {
    sql.split(|one: char| !one.is_alphanumeric() && !matches!(one, '_' | ':'))
}

/// Why a dataset is left out: it is exempt, or a query that reads what is.
fn of_dataset(dataset: &Dataset, left: &Left) -> Option<Because> {
    if let Some(because) = left.why("data", &dataset.name) {
        return Some(made_of(because, &dataset.name));
    }
    dataset.query.as_ref()?.datasets.iter().find_map(|data| of_dataset(data, left))
}

/// Why a figure is left out: something that it comes from is.
fn of_figure(figure: &Figure, left: &Left) -> Option<Because> {
    let scope = figure.scope.as_ref().and_then(|scope| of_dataset(&scope.dataset, left));
    scope.or_else(|| match &figure.origin {
        Origin::Table { dataset, .. } => of_dataset(dataset, left),
        Origin::Queried { query } => query.datasets.iter().find_map(|data| of_dataset(data, left)),
        Origin::Derived { of, .. } => of.iter().find_map(|figure| of_figure(figure, left)),
        Origin::Cell { .. } | Origin::Stated { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_parameter_is_no_name_of_data() {
        let names: Vec<&str> =
            names("SELECT x FROM (area) WHERE \"code\"=:code").filter(|one| !one.is_empty()).collect();
        assert_eq!(names, ["SELECT", "x", "FROM", "area", "WHERE", "code", ":code"]);
    }
}
