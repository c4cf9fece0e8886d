//! A report as its author wrote it: every key read and checked, no data looked at, no text rendered.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, nearest};
use crate::project::accepted::AcceptedEntry;
use crate::project::actions::ActionsEntry;
use crate::project::bibliography::BibliographyEntry;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::exempt::{Exempt, Left, Paragraph};
use crate::project::exhibit::{ExhibitEntry, exhibit};
use crate::project::fields::{self, FieldEntry};
use crate::project::form::exhibits::{CHART, TABLE};
use crate::project::form::report::REPORT;
use crate::project::profile::{Annex, ChartValues, Profile};
use crate::project::read::{self, Keys};
use crate::project::recommendations::{RecommendationEntry, RecommendationsEntry};
use crate::project::schema::{self, FieldSchema, Holds, Schema};
use crate::project::sources::{
    self, DataEntry, FigureEntry, QueryEntry, SourceEntry, SubjectEntry, figure, source_entry, subject,
};
use crate::project::subjects::{About, ForEach};
use crate::project::yaml::{self, Content, Node, Text};

/// One YAML file that becomes one document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file that it was read from.
    pub file: Arc<SourceFile>,
    /// The kind of document and what it consists of.
    pub schema: Arc<Schema>,
    /// The title.
    pub title: Text,
    /// Whether the author has left the title to the kind of document, which makes it of its fields.
    pub untitled: bool,
    /// A title that fits a running header.
    pub short_title: Option<Text>,
    /// The date of the document.
    pub date: NaiveDate,
    /// Where the date is written; `None` where the report leaves it to its agenda.
    pub date_place: Option<Span>,
    /// "Draft", "Restricted" …
    pub marking: Option<Text>,
    /// Whether the paper ends with a table of its figures and sources, where the report says so itself.
    pub annex: Option<(Annex, Span)>,
    /// Where the values behind its charts stand, where the report says so itself.
    pub chart_values: Option<ChartValues>,
    /// The data files, by name.
    pub data: Vec<DataEntry>,
    /// Datasets that are answers of queries.
    pub queries: Vec<QueryEntry>,
    /// What the report is about.
    pub subject: Option<SubjectEntry>,
    /// The areas that it is made for, one paper each.
    pub for_each: Option<ForEach>,
    /// Which of them this is about.
    pub about: Option<About>,
    /// Figures that are not measures of the subject.
    pub figures: Vec<FigureEntry>,
    /// Charts by name.
    pub charts: Vec<ExhibitEntry>,
    /// Tables by name.
    pub tables: Vec<ExhibitEntry>,
    /// The works that it cites.
    pub bibliography: Option<BibliographyEntry>,
    /// The recommendations.
    pub recommendations: Option<RecommendationsEntry>,
    /// Other sets of actions, by name.
    pub actions: Vec<ActionsEntry>,
    /// The kinds of document that the report becomes beside its own, each where it is named.
    pub also: Vec<(Text, Arc<Schema>)>,
    /// The sections of the body, in the author's order.
    pub sections: Vec<SectionEntry>,
    /// The fields of the kind, by key.
    pub fields: Vec<(String, FieldEntry)>,
    /// What the report says of its data, figures, charts and tables, without the prose: enough to work out all its
    /// figures again.
    pub definitions: Definitions,
    /// Findings of `boardpack check` that its author lets stand.
    pub accepted: Vec<AcceptedEntry>,
    /// Why all of it is exempt from publication; its title is public.
    pub whole_exempt: Option<Exempt>,
    /// The paragraphs of Schedule 12A under which something in it is exempt from publication, in order.
    pub exempt: Vec<Paragraph>,
    /// In the public edition of a report with something exempt, what was left out of it.
    pub withheld: Option<Left>,
    /// Where `sections:` stands, or else the report begins, for messages about sections that are missing.
    pub sections_place: Span,
    /// What is written in the report and could not be read, so that nobody reports it as missing.
    pub unread: Unread,
}

/// The parts of a report that have errors: a key, and the name of an entry below it or `None` for all of them.
#[derive(Debug, Clone, Default)]
pub struct Unread(Vec<(String, Option<String>)>);

impl Unread {
    /// Whether the entry of that name below a key, or the key as a whole, has errors.
    pub fn has(&self, key: &str, name: &str) -> bool {
        self.0.iter().any(|(of, entry)| *of == key && entry.as_deref().is_none_or(|entry| entry == name))
    }

    /// Adds an entry below a key.
    pub fn add(&mut self, key: &str, name: &str) {
        self.0.push((key.to_owned(), Some(name.to_owned())));
    }

    /// Adds a key with all that stands below it.
    fn add_all(&mut self, key: &str) {
        self.0.push((key.to_owned(), None));
    }

    /// Whether anything below a key has errors.
    pub fn any(&self, key: &str) -> bool {
        self.0.iter().any(|(of, _)| *of == key)
    }
}

/// The key of a report that is made for each of many areas.
pub const FOR_EACH_KEY: &str = "for-each";

/// The key of a report that names its profile, where it is not the project's.
pub const PROFILE_KEY: &str = "profile";

/// The keys of a report below which its exhibits stand.
const EXHIBITS: [&str; 2] = ["charts", "tables"];

/// The keys of a report that its figures come from.
const DEFINITIONS: &[&str] = &["data", "subject", "figures", "charts", "tables"];

/// Some keys of a file with what stands below them.
#[derive(Debug, Clone, Default)]
pub struct Definitions(Vec<(Text, Node)>);

impl Definitions {
    pub(super) fn of(root: &Node, keys: &[&str]) -> Self {
        let Content::Map(entries) = &root.content else { return Self::default() };
        Self(entries.iter().filter(|(key, _)| keys.contains(&key.value.as_str())).cloned().collect())
    }

    /// As YAML of a line each, without comments.
    pub fn yaml(&self) -> String {
        self.0.iter().map(|(key, value)| format!("{}: {}\n", key.value, value.on_one_line())).collect()
    }

    /// Puts an area in the subject, instead of the one that it has.
    fn set_area(&mut self, name: &str, area: &Text) {
        let key = Text { value: "area".to_owned(), span: area.span.clone() };
        let node = Node { content: Content::Text(name.to_owned()), span: area.span.clone(), comment: None };
        for (_, subject) in self.0.iter_mut().filter(|(key, _)| key.value == "subject") {
            if let Content::Map(entries) = &mut subject.content {
                entries.retain(|(key, _)| key.value != "area");
                entries.insert(0, (key.clone(), node.clone()));
            }
        }
    }

    /// Keeps of what has names those entries that `keep` wants, by their key and their name.
    pub fn retain(&mut self, keep: impl Fn(&str, &str) -> bool) {
        for (key, node) in &mut self.0 {
            if let Content::Map(entries) = &mut node.content
                && key.value != "subject"
            {
                entries.retain(|(name, _)| keep(&key.value, &name.value));
            }
        }
        self.0.retain(|(key, _)| key.value != "subject" || keep("subject", ""));
        self.0.retain(|(_, node)| !matches!(&node.content, Content::Map(entries) if entries.is_empty()));
    }
}

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
        let mut keys = Keys::of(&root, "a report", &REPORT, sink)?;
        let kind = keys.required("template", sink).and_then(|node| read::text(node, sink));
        let Some(kind) = kind else {
            if keys.has("name") && !keys.has("template") && !keys.has("sections") {
                let message = "a profile is no report".to_owned();
                let hint = format!("build a report that names it with `{PROFILE_KEY}:`");
                sink.push(Diagnostic::error(message, &keys.place()).hint(hint));
                return None;
            }
            // Without its kind nobody knows which other keys a report has.
            let other = |name: &str| REPORT.key(name).is_some() || nearest(name, ["template"]).is_none();
            let known: Vec<&str> = keys.names().filter(|name| other(name)).chain(["template"]).collect();
            keys.finish_with(&known, sink);
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
            if !found && (keys.has(key) || keys.misspelt(key, &common)) {
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

    /// Makes it the report about one of the areas that it is made for; `place` is where they are named.
    pub fn set_about(&mut self, about: About, place: &Span) {
        // A name is what people read, but one that an area of the data alone has may be another's in the register.
        let area = Text { value: about.code.clone(), span: place.clone() };
        self.definitions.set_area(&about.name, &area);
        if let Some(subject) = &mut self.subject {
            subject.area = Some(area);
        }
        self.about = Some(about);
    }

    /// Whether a field of its kind, or something in one, is written and could not be read.
    pub fn lacks_fields(&self) -> bool {
        self.schema.fields.iter().any(|field| self.unread.any(&field.key))
    }

    /// The paragraphs under which something in it is exempt.
    fn exemptions(&self) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = self.exempted().into_iter().map(|exempt| exempt.paragraph).collect();
        paragraphs.sort();
        paragraphs.dedup();
        paragraphs
    }

    /// Why something in it is exempt, for everything that is.
    pub fn exempted(&self) -> Vec<&Exempt> {
        fn of_sections<'a>(sections: &'a [SectionEntry], found: &mut Vec<&'a Exempt>) {
            for section in sections {
                found.extend(&section.exempt);
                found.extend(section.body.iter().filter_map(|item| match item {
                    BodyItem::Exempt(_, exempt) => Some(exempt),
                    _ => None,
                }));
                of_sections(&section.sections, found);
            }
        }
        fn of_fields<'a>(fields: &'a [(String, FieldEntry)], found: &mut Vec<&'a Exempt>) {
            for (_, field) in fields {
                match field {
                    FieldEntry::Documents(documents, _) => {
                        found.extend(documents.iter().filter_map(|document| document.exempt.as_ref()));
                    }
                    FieldEntry::Exempt(exempt) => found.push(exempt),
                    FieldEntry::Records(records, _) => {
                        records.iter().for_each(|record| of_fields(&record.fields, found));
                    }
                    _ => {}
                }
            }
        }
        fn of_recommendations<'a>(items: &'a [RecommendationEntry], found: &mut Vec<&'a Exempt>) {
            for item in items {
                found.extend(&item.exempt);
                of_recommendations(&item.items, found);
            }
        }
        let mut found = Vec::new();
        found.extend(&self.whole_exempt);
        found.extend(self.data.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.queries.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.figures.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.charts.iter().chain(&self.tables).filter_map(|entry| entry.exempt.as_ref()));
        if let Some(recommendations) = &self.recommendations {
            found.extend(&recommendations.exempt);
            of_recommendations(&recommendations.items, &mut found);
        }
        of_sections(&self.sections, &mut found);
        of_fields(&self.fields, &mut found);
        found
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
