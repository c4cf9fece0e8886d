//! The pack: an agenda and the papers of its items, bound as the parts of one document.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::narrative::Narrated;
use crate::narrative::document::{BoundFile, Document, Field, Pages, Part, Record, Within, plain_text};
use crate::narrative::papers::{Paper, plain_number};
use crate::project::fields::{self, BoundIn, FieldEntry};
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::yaml::Text;
use crate::project::{Project, TEMPLATES};
use crate::shelf::Shelf;

/// By how many levels the headings of an item's paper stand below those of the pack: its title is below the label of
/// its item, which is below the title of the agenda.
const ITEM: u8 = 2;

/// The same of an appendix, which belongs to its paper.
const APPENDIX: u8 = 3;

/// The template of an appendix that is a file from elsewhere.
const APPENDIX_FILE: &str = "appendix-file";

/// The field of an item that says on which pages its papers stand.
const PAGES: &str = "pages";

/// The label of an agenda that stands on each page of an item's papers, before the number of the item.
const ITEM_LABEL: &str = "agenda-item";

/// Makes every paper that goes into a pack ready for it, and takes note of what is wrong with it.
pub type Finish<'a> = &'a dyn Fn(&mut Paper, &mut Diagnostics);

/// Binds the agenda that a pack names, and the papers of its items, into the pack.
///
/// What is wrong with any of them goes to the sink; `None` if the agenda cannot be read at all.
pub fn bind(
    shelf: &Shelf<'_>,
    mut pack: Paper,
    profile: &Profile,
    finish: Finish<'_>,
    sink: &mut Diagnostics,
) -> Option<Paper> {
    let agenda = named_agenda(&pack.report)?;
    let path = agenda;
    let agenda = shelf.own(path, sink)?;
    if agenda.report.schema.paged_in.is_none() {
        let message = format!("`{}` is no agenda", path.value);
        let hint = "name a report of the kind `agenda`, whose items name the papers";
        sink.push(Diagnostic::error(message, &path.span).hint(hint));
        return None;
    }
    let (parts, private) = gather(shelf, agenda, finish, sink);
    let document = &mut pack.narrated.document;
    if let Some(agenda) = parts.first() {
        let of = &agenda.document;
        document.title.clone_from(&of.title);
        document.title_text.clone_from(&of.title_text);
        document.short_title.clone_from(&of.short_title);
        document.date.clone_from(&of.date);
    }
    put(&mut pack.narrated, parts, private, profile);
    Some(pack)
}

/// The pack of an agenda that stands alone, laid out to know its pages; `None` if no item has a paper.
///
/// `kind` is the kind of pack. What is wrong with the papers goes to the sink.
pub fn of_agenda(
    shelf: &Shelf<'_>,
    project: &Project,
    kind: &str,
    agenda: &Paper,
    finish: Finish<'_>,
    sink: &mut Diagnostics,
) -> Option<Narrated> {
    if fields::papers(&agenda.report.fields).is_empty() {
        return None;
    }
    let text = format!("template: {kind}\nagenda: {}\n", serde_json::to_string(&agenda.path).unwrap_or_default());
    let report = project.report_from(&SourceFile::new(agenda.path.clone(), text), sink)?;
    let pack = shelf.narrate_report(&agenda.path, report, sink);
    bind(shelf, pack, &project.profile, finish, sink).map(|pack| pack.narrated)
}

/// Says in an agenda on which pages of its pack the papers of its items stand; `page_of` gives the page of a mark.
pub fn number(agenda: &mut Paper, pack: &Narrated, page_of: impl Fn(&str) -> Option<usize>) {
    let Some(bound) = pack.parts.first() else { return };
    let fields = &mut agenda.narrated.document.fields;
    for (key, field) in &bound.document.fields {
        if let (Field::Records(bound), Some(Field::Records(records))) = (field, fields.get_mut(key)) {
            number_records(bound, records, &page_of);
        }
    }
}

fn number_records(bound: &[Record], records: &mut [Record], page_of: &dyn Fn(&str) -> Option<usize>) {
    for (bound, record) in bound.iter().zip(records) {
        for (key, field) in &bound.fields {
            match (field, record.fields.get_mut(key)) {
                (Field::Pages(pages), _) => {
                    let from = page_of(&format!("start-{}", pages.first_part));
                    let numbers = from.zip(page_of(&format!("end-{}", pages.last_part)));
                    record.fields.insert(key.clone(), Field::Pages(Pages { numbers, ..pages.clone() }));
                }
                (Field::Records(bound), Some(Field::Records(records))) => number_records(bound, records, page_of),
                _ => {}
            }
        }
    }
}

/// The agenda that a pack's report names.
fn named_agenda(report: &Report) -> Option<&Text> {
    let key = report.schema.binds.as_ref()?;
    match report.fields.iter().find(|(name, _)| name == key) {
        Some((_, FieldEntry::Paper(path))) => Some(path),
        _ => None,
    }
}

/// The agenda and the papers of its items, each with its place in the pack; and which of them is the first paper of the
/// private business.
fn gather(
    shelf: &Shelf<'_>,
    mut agenda: Paper,
    finish: Finish<'_>,
    sink: &mut Diagnostics,
) -> (Vec<Narrated>, Option<usize>) {
    let item = agenda.narrated.document.labels.get(ITEM_LABEL).cloned().unwrap_or_default();
    let mut gatherer =
        Gatherer { shelf, finish, parts: Vec::new(), papers: BTreeMap::new(), exempt: false, private: None };
    gatherer.papers.insert(agenda.path.clone(), part_id(0));
    let fields = &mut agenda.narrated.document.fields;
    for (key, entry) in &agenda.report.fields {
        if let (FieldEntry::Records(entries, _), Some(Field::Records(records))) = (entry, fields.get_mut(key)) {
            for (entry, record) in entries.iter().zip(records) {
                let label = format!("{item} {}", plain_number(&record.number)).trim().to_owned();
                gatherer.item(&entry.fields, record, &label, sink);
            }
        }
    }
    let Gatherer { mut parts, papers, exempt, private, .. } = gatherer;
    agenda.narrated.exempt |= exempt;
    finish(&mut agenda, sink);
    // The agenda comes before all that it names.
    let first = Within { part: part_id(0), papers: BTreeMap::new(), label: String::new(), offset: 0 };
    agenda.narrated.document.within = Some(first);
    parts.insert(0, agenda.narrated);
    for within in parts.iter_mut().filter_map(|part| part.document.within.as_mut()) {
        within.papers.clone_from(&papers);
    }
    // The agenda stands before them.
    (parts, private.map(|first| first + 1))
}

/// Who gathers the parts that come after the agenda.
struct Gatherer<'a> {
    shelf: &'a Shelf<'a>,
    finish: Finish<'a>,
    parts: Vec<Narrated>,
    /// The parts by the paths of their reports.
    papers: BTreeMap<String, String>,
    /// Whether a paper was left out, because it is exempt from publication.
    exempt: bool,
    /// The first of the parts that belongs to a private item.
    private: Option<usize>,
}

impl Gatherer<'_> {
    /// Gathers the papers of an item, and of the points within it, and says on the item where they stand.
    fn item(&mut self, entries: &[(String, FieldEntry)], record: &mut Record, label: &str, sink: &mut Diagnostics) {
        let before = self.parts.len();
        for (key, entry) in entries {
            match (entry, record.fields.get_mut(key)) {
                (FieldEntry::Paper(path), _) => self.paper(path, label, ITEM, sink),
                (FieldEntry::Records(entries, _), Some(Field::Records(records))) => {
                    for (entry, record) in entries.iter().zip(records) {
                        self.item(&entry.fields, record, label, sink);
                    }
                }
                _ => {}
            }
        }
        if self.parts.len() > before {
            if entries.iter().any(|(_, entry)| matches!(entry, FieldEntry::Exempt(_))) {
                self.private.get_or_insert(before);
            }
            let (first_part, last_part) = (part_id(before + 1), part_id(self.parts.len()));
            record.fields.insert(PAGES.to_owned(), Field::Pages(Pages { first_part, last_part, numbers: None }));
        }
    }

    /// Opens a paper that has its place in the edition.
    fn open(&mut self, path: &Text, sink: &mut Diagnostics) -> Option<Paper> {
        let paper = self.shelf.own(path, sink)?;
        if paper.report.schema.binds.is_some() {
            let message = format!("`{}` is a pack, not a paper", path.value);
            sink.push(
                Diagnostic::error(message, &path.span)
                    .hint("name each paper in an item of its own; the pack is made of the agenda that names them"),
            );
            return None;
        }
        let shown = self.shelf.shows(&paper);
        self.exempt |= !shown;
        shown.then_some(paper)
    }

    /// Gathers a paper, and after it its appendices; `offset` is by how many levels its headings stand lower.
    fn paper(&mut self, path: &Text, label: &str, offset: u8, sink: &mut Diagnostics) {
        if self.papers.contains_key(&path.value) {
            let message = format!("`{}` is bound in twice", path.value);
            sink.push(Diagnostic::error(message, &path.span).hint("leave it out at one of the two places"));
            return;
        }
        let Some(mut paper) = self.open(path, sink) else { return };
        (self.finish)(&mut paper, sink);
        let at = self.parts.len();
        self.papers.insert(paper.path.clone(), self.next());
        let mut files = std::mem::take(&mut paper.narrated.document.bound).into_iter();
        self.push(paper.narrated, label, offset);
        for (key, entry) in &paper.report.fields {
            let FieldEntry::Documents(entries, true) = entry else { continue };
            for (index, entry) in entries.iter().enumerate() {
                let (part, before) = (self.next(), self.parts.len());
                let own = self.label(at, key, index);
                // An appendix may have appendices of its own.
                let label = if offset == APPENDIX { format!("{label}, {own}") } else { own };
                match &entry.bound {
                    BoundIn::Nothing => continue,
                    BoundIn::Report(path) => self.paper(path, &label, APPENDIX, sink),
                    BoundIn::File(_) => files.next().into_iter().for_each(|file| self.file(at, file)),
                }
                // What the public edition leaves out is no part.
                if self.parts.len() == before {
                    continue;
                }
                if let Some(Field::Documents(references)) = self.parts[at].document.fields.get_mut(key) {
                    references[index].part = part;
                }
            }
        }
    }

    /// The label of an appendix: "Appendix 1".
    fn label(&self, paper: usize, key: &str, index: usize) -> String {
        match self.parts[paper].document.fields.get(key) {
            Some(Field::Documents(references)) => references[index].label.clone(),
            _ => String::new(),
        }
    }

    /// Makes a part of a file that a paper would bind in itself if it stood alone.
    fn file(&mut self, paper: usize, file: BoundFile) {
        let paper = &mut self.parts[paper];
        let mut pictures = BTreeMap::new();
        for sheet in &file.sheets {
            pictures.extend(paper.pictures.remove_entry(&sheet.image));
        }
        let document = Document {
            kind: APPENDIX_FILE.to_owned(),
            title_text: plain_text(&file.title),
            title: file.title.clone(),
            fields: BTreeMap::new(),
            recommendations: None,
            sections: Vec::new(),
            references: Vec::new(),
            annex: Vec::new(),
            sources: Vec::new(),
            attachments: Vec::new(),
            bound: vec![file],
            ..paper.document.clone()
        };
        let facts = Arc::clone(&paper.facts);
        let (files, plots, record) = (BTreeMap::new(), BTreeMap::new(), crate::narrative::Record::default());
        let part = Narrated { document, pictures, files, record, facts, plots, parts: Vec::new(), exempt: false };
        // Its heading is the label and the title together, one level above that of a report's title.
        self.push(part, "", APPENDIX - 2);
    }

    /// The name of the part that is gathered next.
    fn next(&self) -> String {
        part_id(self.parts.len() + 1)
    }

    fn push(&mut self, mut narrated: Narrated, label: &str, offset: u8) {
        let (part, papers) = (self.next(), BTreeMap::new());
        narrated.document.within = Some(Within { part, papers, label: label.to_owned(), offset });
        self.parts.push(narrated);
    }
}

/// Puts parts into a pack; `private` is the first of the private business.
fn put(pack: &mut Narrated, mut parts: Vec<Narrated>, private: Option<usize>, profile: &Profile) {
    for (at, part) in parts.iter_mut().enumerate() {
        let id = part_id(at);
        let root = format!("/parts/{at}");
        let template = format!("{root}/{TEMPLATES}/{}/main.typ", part.document.kind);
        part.document.root = root;
        let opens_private = private == Some(at);
        pack.document.parts.push(Part { id, template, on_front: profile.double_sided, opens_private });
    }
    pack.parts = parts;
}

/// The name of a part.
fn part_id(at: usize) -> String {
    format!("part-{at}")
}
