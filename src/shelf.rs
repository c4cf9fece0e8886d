//! The shelf: reports of a project, narrated when another one refers to them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::appendix;
use crate::check;
use crate::data::areas::Area;
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::edition;
use crate::facts::Facts;
use crate::narrative;
use crate::narrative::papers::{Circumstances, Edition, Paper, Papers};
use crate::progress::{Stage, Watched};
use crate::project::Project;
use crate::project::report::Report;
use crate::project::subjects::{About, is_for_each};
use crate::project::yaml::Text;
use crate::quote;

/// The reports of a project, in one edition, for one that is being made.
///
/// Each is narrated once, however often it is asked for. What is wrong with a report that another refers to is told
/// when that report itself is built or checked; here it is only said that something is.
pub struct Shelf<'a> {
    project: &'a Project,
    store: &'a Store,
    edition: Edition,
    /// Who wants to know how far it is.
    watched: Watched,
    /// The reports that are being narrated, each because the one before it refers to it.
    trail: RefCell<Vec<String>>,
    /// Those that have been narrated; of one that has errors, where the first of them is.
    done: RefCell<BTreeMap<String, Result<Arc<Paper>, String>>>,
}

impl<'a> Shelf<'a> {
    /// The shelf of a project.
    pub fn new(project: &'a Project, store: &'a Store, edition: Edition) -> Self {
        Self {
            project,
            store,
            edition,
            watched: Watched::default(),
            trail: RefCell::default(),
            done: RefCell::default(),
        }
    }

    /// The same for a report that somebody watches.
    #[must_use]
    pub fn watched(self, watched: &Watched) -> Self {
        Self { watched: watched.clone(), ..self }
    }

    /// Narrates a report, with those that it refers to; `None` if it cannot be read. Whether it is whole, the sink says.
    pub fn narrate(&self, path: &str, sink: &mut Diagnostics) -> Option<Paper> {
        self.narrate_about(path, None, sink)
    }

    /// The same about one of the areas that the report is made for.
    pub fn narrate_about(&self, path: &str, subject: Option<&Area>, sink: &mut Diagnostics) -> Option<Paper> {
        self.trail.borrow_mut().push(path.to_owned());
        let paper = self.narrate_next(path, subject, sink);
        self.trail.borrow_mut().pop();
        paper
    }

    /// Narrates the report that another one names, for whoever binds it in; its mistakes go to the sink as they are.
    pub fn own(&self, path: &Text, sink: &mut Diagnostics) -> Option<Paper> {
        if !self.may_read(path, sink) {
            return None;
        }
        self.narrate(&path.value, sink)
    }

    /// Whether a paper has its place in the edition: the public one does not have what is exempt as a whole.
    pub fn shows(&self, paper: &Paper) -> bool {
        self.edition == Edition::Restricted || paper.report.whole_exempt.is_none()
    }

    /// Whether a report that another one names can be read.
    fn may_read(&self, path: &Text, sink: &mut Diagnostics) -> bool {
        if let Err(why) = self.project.files.text(&path.value) {
            let files = &self.project.files;
            let hint = files.remedy(&path.value, &why, &["yaml", "yml"], "reports/workforce-update.yaml");
            sink.push(files.unreadable("", &path.value, &why, Some(&path.span)).hint(hint));
            return false;
        }
        // Another profile would give it other numbers and other words than it has when it is built itself. One that names
        // none goes with whoever refers to it.
        let own = &self.project.profile.path;
        let named = Project::profile_of(&self.project.files, &path.value).filter(|named| named.value != *own);
        if let Some(its) = named {
            let message = format!("`{}` is made with `{}`, and this paper with `{own}`", path.value, its.value);
            let hint = "name the same profile in both, with `profile:`";
            sink.push(Diagnostic::error(message, &path.span).hint(hint));
            return false;
        }
        if is_for_each(&self.project.files, &path.value) {
            let message =
                format!("`{}` is made for each of many areas, and nothing says which paper is meant", path.value);
            let hint = "refer to a report that is made once, or give the web address of the paper";
            sink.push(Diagnostic::error(message, &path.span).hint(hint));
            return false;
        }
        if self.trail.borrow().contains(&path.value) {
            let message = format!("`{}` refers back to this report", path.value);
            sink.push(Diagnostic::error(message, &path.span).hint("let only one of the two refer to the other"));
            return false;
        }
        true
    }

    fn narrate_next(&self, path: &str, subject: Option<&Area>, sink: &mut Diagnostics) -> Option<Paper> {
        self.watched.at(Stage::Read);
        let mut report = self.project.report(path, sink)?;
        if let Some(area) = subject {
            let place = report.for_each.as_ref().map(|each| each.place.clone());
            let place = place.unwrap_or_else(|| Span::new(&report.file, 0..0));
            report.set_about(About { name: area.name.clone(), code: area.code.clone() }, &place);
        }
        Some(self.narrate_report(path, report, sink))
    }

    /// Narrates a report that has been read.
    pub fn narrate_report(&self, path: &str, report: Report, sink: &mut Diagnostics) -> Paper {
        let Self { project, store, edition, .. } = *self;
        let gather = |report: &Report, sink: &mut Diagnostics| {
            self.watched.at(Stage::Data);
            let datasets = report.data.iter().filter_map(|entry| store.get(&project.files, entry, sink)).collect();
            self.watched.at(Stage::Facts);
            Facts::gather(report, &project.profile, datasets, sink)
        };
        let mut report = report;
        let mut facts = gather(&report, sink);
        let mut whole = None;
        if !report.exempt.is_empty() {
            if edition == Edition::Restricted {
                report = edition::restricted(report, &facts);
            } else {
                let public = edition::public(report.clone(), &facts);
                whole = Some((edition::restricted(report, &facts), facts));
                report = public;
                facts = gather(&report, sink);
            }
        }
        let circumstances = Circumstances { papers: self, edition };
        // Of a report that is exempt as a whole the public edition lacks what it has to have.
        let mut aside = Diagnostics::default();
        let title_alone = edition == Edition::Public && report.whole_exempt.is_some();
        let sink = if title_alone { &mut aside } else { sink };
        self.watched.at(Stage::Narrate);
        let mut narrated = narrative::narrate(&report, &project.profile, facts, circumstances, sink);
        appendix::bind(&mut narrated, &report, &project.files, sink);
        let paper = Paper { path: path.to_owned(), report, narrated };
        if let Some((report, facts)) = whole.filter(|_| !title_alone && !sink.has_errors()) {
            // What is wrong with it is told when it is made itself.
            let circumstances = Circumstances { papers: self, edition: Edition::Restricted };
            let narrated =
                narrative::narrate(&report, &project.profile, facts, circumstances, &mut Diagnostics::default());
            let whole = Paper { path: path.to_owned(), report, narrated };
            check::editions::compare(&paper, &whole, sink);
        }
        paper
    }
}

impl Papers for Shelf<'_> {
    fn mentioned(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>> {
        let in_hand = self.trail.borrow().contains(&path.value);
        if in_hand { None } else { self.paper(path, sink) }
    }

    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>> {
        if !self.may_read(path, sink) {
            return None;
        }
        let done = self.done.borrow().get(&path.value).cloned();
        let paper = done.unwrap_or_else(|| {
            let mut inner = Diagnostics::default();
            let paper = self.narrate(&path.value, &mut inner).filter(|_| !inner.has_errors()).map(Arc::new);
            let paper = paper.ok_or_else(|| first_place(&self.project.files.shown(&path.value), inner));
            self.done.borrow_mut().insert(path.value.clone(), paper.clone());
            paper
        });
        let told = |place: String| {
            let message = format!("`{}` has errors{place}: correct that file first", path.value);
            let typed = quote::path(Path::new(&self.project.files.shown(&path.value)));
            let hint = format!("`boardpack check {typed}` says what is wrong with it and what to write");
            sink.push(Diagnostic::error(message, &path.span).hint(hint));
        };
        paper.map_err(told).ok()
    }
}

/// Where the first error is, after a comma: a report may also fail for what stands in another file. Empty if nobody can
/// tell.
fn first_place(report: &str, found: Diagnostics) -> String {
    let mut errors = found.sorted().into_iter().filter(|one| one.severity == Severity::Error);
    let place = errors.find_map(|one| one.span);
    place.map_or_else(String::new, |Span { file, range }| {
        let line = || format!("line {}", file.line_column(range.start).0);
        let at = file.cell_name(range.start).unwrap_or_else(line);
        if file.name == report {
            format!(", the first in {at}")
        } else {
            format!(", the first in {at} of `{}`", file.name)
        }
    })
}
