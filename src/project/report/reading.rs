//! Reads a report: every key that it may have, and what each of them holds.

use std::sync::Arc;

use super::lost;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, nearest};
use crate::project::accepted::AcceptedEntry;
use crate::project::actions::ActionsEntry;
use crate::project::bibliography::BibliographyEntry;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::exempt::Exempt;
use crate::project::exhibit::{ExhibitEntry, exhibit};
use crate::project::fields;
use crate::project::form::exhibits::{CHART, TABLE};
use crate::project::form::report::REPORT;
use crate::project::profile::{Annex, ChartValues, Profile};
use crate::project::read::{self, Keys};
use crate::project::recommendations::RecommendationsEntry;
use crate::project::report::{Definitions, FOR_EACH_KEY, PROFILE_KEY, Report, Unread};
use crate::project::schema::{self, FieldSchema, Holds, Schema};
use crate::project::sources::{self, SourceEntry, figure, source_entry, subject};
use crate::project::subjects::ForEach;
use crate::project::yaml::{self, Content, Node, Text};

/// The keys of a report below which its exhibits stand.
const EXHIBITS: [&str; 2] = ["charts", "tables"];

/// The keys of a report that its figures come from.
const DEFINITIONS: &[&str] = &["data", "subject", "figures", "charts", "tables"];

impl Report {
    /// Reads a report; `None` if it is no YAML, or if its kind is missing or unknown.
    ///
    /// Where there are errors, what could not be read is left out, or a placeholder stands for it.
    pub fn read(
        file: &Arc<SourceFile>,
        profile: &Profile,
        schemas: &dyn Fn(&Text, &mut Diagnostics) -> Option<Arc<Schema>>,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let root = match yaml::read(file) {
            Ok(root) => root,
            Err(error) => {
                sink.push(*error);
                return None;
            }
        };
        if let Some(lost) = lost::told(&root) {
            sink.push(lost);
            return None;
        }
        let mut keys = Keys::of(&root, "a report", &REPORT, sink)?;
        let kind = keys.required("template", sink).and_then(|node| read::text(node, sink));
        let Some(kind) = kind else {
            without_kind(keys, sink);
            return None;
        };
        let schema = schemas(&kind, sink)?;
        // Which profile it is was asked before the project was opened.
        let _profile = keys.optional(PROFILE_KEY, sink).and_then(|node| read::text(node, sink));
        let also = sources::texts(keys.optional("also", sink), sink);
        let mut also: Vec<_> =
            also.into_iter().filter_map(|other| also_as(other, &schema, schemas, sink)).collect();
        also.dedup_by(|(one, _), (other, _)| one.value == other.value);
        let untitled = schema.titled.is_some() && !keys.has("title");
        // A pack has title and date of its agenda; what it says itself is refused below.
        let own = |keys: &mut Keys<'_>, key: &str, sink: &mut Diagnostics| match schema.binds {
            None if key != "title" || !untitled => keys.required(key, sink).cloned(),
            _ => keys.optional(key, sink).cloned(),
        };
        let title = own(&mut keys, "title", sink).and_then(|node| read::prose(&node, sink));
        let short_title = keys.optional("short-title", sink).and_then(|node| read::prose(node, sink));
        let date = own(&mut keys, "date", sink);
        let date = date.and_then(|node| Some((read::date(&node, sink)?, node.span.clone())));
        let (date, date_place) = date.unzip();
        let marking = keys.optional("marking", sink).and_then(|node| read::prose(node, sink));
        let accepted =
            keys.optional("accepted", sink).map_or_else(Vec::new, |node| AcceptedEntry::read_all(node, sink));
        let mut unread = Unread::default();
        let (before, _) = sink.counts();
        let whole_exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
        if sink.counts().0 > before {
            unread.add_all("exempt");
        }
        let (mut data, mut queries) = (Vec::new(), Vec::new());
        for entry in unread.named("data", &mut keys, "data files", sink, source_entry) {
            match entry {
                SourceEntry::File(entry) => data.push(*entry),
                SourceEntry::Query(entry) => queries.push(*entry),
            }
        }
        // A field of the kind that looks like a key of all reports, `action`, is none that was misspelt.
        let mut common: Vec<&str> = REPORT.names().collect();
        common.extend(schema.fields.iter().map(|field| field.key.as_str()));
        let for_each_place = keys.name(FOR_EACH_KEY);
        let for_each = keys.optional(FOR_EACH_KEY, sink).and_then(|node| ForEach::read(node, sink));
        let subject = keys.optional("subject", sink).and_then(|node| subject(node, for_each_place.as_ref(), sink));
        if let (Some(each), false) = (&for_each, keys.has("subject") || keys.misspelt("subject", &common)) {
            sink.push(no_period(&each.place));
        }
        if let (Some(each), Some(_)) = (&for_each, &schema.binds) {
            sink.push(no_pack(&each.place));
        }
        let figures = unread.named("figures", &mut keys, "figures", sink, figure);
        let charts = unread.named("charts", &mut keys, "charts", sink, |name, node, sink| {
            exhibit(name, node, &format!("the chart `{}`", name.value), &CHART, sink)
        });
        let tables = unread.named("tables", &mut keys, "tables", sink, |name, node, sink| {
            exhibit(name, node, &format!("the table `{}`", name.value), &TABLE, sink)
        });
        let bibliography = bibliography(&mut keys, &schema, sink);
        let recommendations =
            keys.optional("recommendations", sink).and_then(|node| RecommendationsEntry::read(node, profile, sink));
        let actions = unread.named("actions", &mut keys, "actions", sink, |name, node, sink| {
            ActionsEntry::read(name, node, profile, sink)
        });
        let section_nodes =
            keys.optional("sections", sink).map_or(&[][..], |node| read::list(node, "sections", sink));
        let sections: Vec<_> = section_nodes.iter().filter_map(|node| SectionEntry::read(node, sink)).collect();
        let annex = keys.optional("annex", sink);
        let annex =
            annex.and_then(|node| Some((read::choice(node, "annex", &Annex::CHOICES, sink)?, node.span.clone())));
        let chart_values = keys.optional("chart-values", sink).and_then(|node| ChartValues::read(node, sink));
        let all_sections = sections.len() == section_nodes.len();
        for (key, found) in [
            ("title", title.is_some()),
            ("date", date.is_some()),
            ("marking", marking.is_some()),
            ("subject", subject.is_some()),
            ("bibliography", bibliography.is_some()),
            ("recommendations", recommendations.is_some()),
            ("sections", !sections.is_empty() && all_sections && sections.iter().all(|section| !section.unread)),
        ] {
            let needed = schema.binds.is_none() && (key == "date" || key == "title" && !untitled);
            if !found && (needed || keys.has(key) || keys.misspelt(key, &common)) {
                unread.add_all(key);
            }
        }
        for key in ["data", "figures", "charts", "tables", "actions"] {
            if keys.misspelt(key, &common) {
                unread.add_all(key);
            }
        }
        let sections_place = keys.name("sections").unwrap_or_else(|| keys.place());
        let fields::Read { fields, unread: broken } = fields::fields(&mut keys, &schema.fields, profile, sink);
        let misspelt = schema.fields.iter().filter(|field| keys.misspelt(&field.key, &common));
        misspelt.map(|field| &field.key).chain(&broken).for_each(|key| unread.add_all(key));
        refuse_unshown(&keys, &schema, sink);
        keys.finish(sink);
        let mut report = Self {
            file: Arc::clone(file),
            schema,
            untitled,
            title: title.unwrap_or_else(|| Text { value: "–".to_owned(), span: sections_place.clone() }),
            short_title,
            date: date.unwrap_or_default(),
            date_place,
            marking,
            annex,
            chart_values,
            data,
            queries,
            subject,
            for_each,
            about: None,
            figures,
            charts,
            tables,
            bibliography,
            recommendations,
            actions,
            also,
            sections,
            fields,
            definitions: Definitions::of(&root, DEFINITIONS),
            accepted,
            whole_exempt,
            exempt: Vec::new(),
            withheld: None,
            sections_place,
            unread,
        };
        report.exempt = report.exemptions();
        // A report with errors may well show what could not be read.
        if !sink.has_errors() {
            report.check_exhibits_used(sink);
        }
        Some(report)
    }

    /// A chart, a table or a set of actions that no section shows is most likely a forgotten line.
    fn check_exhibits_used(&self, sink: &mut Diagnostics) {
        let mut used = Vec::new();
        for section in &self.sections {
            section.visit(&mut |item| {
                if let BodyItem::Chart(name) | BodyItem::Table(name) | BodyItem::Actions(name) = item {
                    used.push(name.value.as_str());
                }
            });
        }
        fn names(entries: &[ExhibitEntry]) -> Vec<&Text> {
            entries.iter().map(|entry| &entry.name).collect()
        }
        let actions = self.actions.iter().map(|entry| &entry.name).collect();
        let defined = [
            ("chart", "the chart", "is", names(&self.charts)),
            ("table", "the table", "is", names(&self.tables)),
            ("actions", "the actions", "are", actions),
        ];
        let known = |name: &str| defined.iter().flat_map(|(.., names)| names).any(|known| known.value == name);
        if used.iter().any(|name| !known(name)) {
            // A misspelt name is an error; what it should show is not forgotten.
            return;
        }
        for (key, what, is, names) in &defined {
            for name in names.iter().filter(|name| !used.contains(&name.value.as_str())) {
                let (message, it) =
                    (format!("{what} `{}` {is} not shown", name.value), if *is == "is" { "it" } else { "them" });
                sink.push(
                    Diagnostic::warning(message, &name.span)
                        .hint(format!("add `- {key}: {}` to the body of a section, or remove {it}", name.value)),
                );
            }
        }
    }
}

/// What is wrong with a file that does not say of which kind it is.
fn without_kind(keys: Keys<'_>, sink: &mut Diagnostics) {
    if keys.has("name") && !keys.has("template") && !keys.has("sections") {
        let message = "a profile is no report".to_owned();
        let hint = format!("build a report that names it with `{PROFILE_KEY}:`");
        sink.push(Diagnostic::error(message, &keys.place()).hint(hint));
        return;
    }
    // Without its kind nobody knows which other keys a report has.
    let other = |name: &str| REPORT.key(name).is_some() || nearest(name, ["template"]).is_none();
    let known: Vec<&str> = std::iter::once("template").chain(keys.names().filter(|name| other(name))).collect();
    keys.finish_with(&known, sink);
}

/// What is wrong with a report for many areas that says nothing of when.
fn no_period(place: &Span) -> Diagnostic {
    Diagnostic::error("a report for each of many areas, without a period", place)
        .hint("add `subject: {period: 2025, compare: [region, England]}`")
}

/// Reports what the paper has no place for, which would be lost without a word.
fn refuse_unshown(keys: &Keys<'_>, schema: &Schema, sink: &mut Diagnostics) {
    /// How many keys of the kind a hint names.
    const NAMED: usize = 4;
    let takes_words = |field: &&FieldSchema| matches!(field.holds, Holds::Text | Holds::Records);
    let own = schema.fields.iter().filter(takes_words).map(|field| format!("`{}`", field.key));
    let own: Vec<String> = own.take(NAMED).collect();
    let hint = match &schema.binds {
        Some(agenda) => format!("leave it out: it is that of the papers which `{agenda}` leads to"),
        None => format!("leave it out, or write what it says into {}", own.join(", ")),
    };
    for key in REPORT.names().filter(|key| !schema.has_place_for(key)) {
        if let Some(place) = keys.name(key) {
            let message = format!("{} no `{key}`", schema.called("has"));
            sink.push(Diagnostic::error(message, &place).hint(&hint));
        }
    }
}

/// What is wrong with a pack for each of many areas.
fn no_pack(place: &Span) -> Diagnostic {
    Diagnostic::error("a pack binds the papers of one meeting, and is made once", place)
        .hint("write `for-each` in a report")
}

/// Another kind of document that a report becomes; it must be made for reports of this kind.
fn also_as(
    other: Text,
    own: &Schema,
    schemas: &dyn Fn(&Text, &mut Diagnostics) -> Option<Arc<Schema>>,
    sink: &mut Diagnostics,
) -> Option<(Text, Arc<Schema>)> {
    let schema = schemas(&other, sink)?;
    if schema.content.as_ref().is_some_and(|content| content.value == own.kind) {
        return Some((other, schema));
    }
    let message = format!("`{}` does not show what a `{}` says", other.value, own.kind);
    sink.push(Diagnostic::error(message, &other.span).hint(match &schema.content {
        Some(content) => format!("it shows reports with `template: {}`", content.value),
        None => format!("a template that does has `content: {}` in its `schema.yaml`", own.kind),
    }));
    None
}

/// The bibliography, for a kind of document that prints a list of references.
fn bibliography(keys: &mut Keys<'_>, schema: &Schema, sink: &mut Diagnostics) -> Option<BibliographyEntry> {
    let node = keys.optional("bibliography", sink)?;
    if !schema.labels.iter().any(|(label, _)| label == schema::REFERENCES) {
        let place = keys.name("bibliography").unwrap_or_else(|| node.span.clone());
        sink.push(
            Diagnostic::error(format!("`{}` has no list of references", schema.kind), &place)
                .hint("take `bibliography` out, or choose another `template`, such as `research-paper`"),
        );
        return None;
    }
    BibliographyEntry::read(node, sink)
}

impl Unread {
    /// Reads a mapping from names to things, and keeps in mind which of them could not be read.
    fn named<T>(
        &mut self,
        key: &'static str,
        keys: &mut Keys<'_>,
        what: &str,
        sink: &mut Diagnostics,
        one: impl Fn(&Text, &Node, &mut Diagnostics) -> Option<T>,
    ) -> Vec<T> {
        let node = keys.optional(key, sink);
        if keys.has(key) && !node.is_some_and(|node| matches!(node.content, Content::Map(_))) {
            self.add_all(key);
        }
        let entries = node.map_or(&[][..], |node| read::entries(node, what, sink));
        let nameless = |(name, value): &&(Text, Node)| {
            let own = ["file", "query", "value", "unit", "source", "kind", "title", "measure", "measures"];
            own.contains(&name.value.as_str()) && !matches!(value.content, Content::Map(_))
        };
        if let Some((first, _)) = entries.iter().find(nameless).filter(|_| entries.len() > 1) {
            sink.push(Diagnostic::error(format!("{what} without a name"), &first.span).hint(format!(
                "write a name of your own and a colon, such as `first:`, on a line above `{}`, and indent what \
                     belongs to it below that line",
                first.value
            )));
            self.add_all(key);
            return Vec::new();
        }
        let mut things = Vec::new();
        for (name, value) in entries {
            let (before, _) = sink.counts();
            match one(name, value, sink) {
                // Of an exhibit with an error nobody knows what it would show.
                Some(thing) if sink.counts().0 == before || !EXHIBITS.contains(&key) => things.push(thing),
                _ => self.add(key, &name.value),
            }
        }
        things
    }
}
