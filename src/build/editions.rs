//! Editions: a report becomes its papers, one for the public and, where something is exempt, one for members.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::build::printer::Printer;
use crate::build::shop::Shop;
use crate::build::{Options, Unit, names};
use crate::check::{Around, Kept, told_counts};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};
use crate::facts::disclosure;
use crate::narrative::papers::{Edition, Paper};
use crate::narrative::{self, Narrated};
use crate::progress::Stage;
use crate::project::Project;
use crate::project::fields::{self, FieldEntry};
use crate::project::files::Inputs;
use crate::project::report::Report;
use crate::project::yaml::Text;
use crate::shelf::Shelf;
use crate::{check, claims, pack, trace};

/// Whoever reads a narrated report before it is typeset.
type Reader<'a> = &'a dyn Fn(&Report, &Narrated, &mut Diagnostics);

/// What became of an edition.
struct Made {
    /// Its PDF; `None` if it has errors, or if there is no such edition.
    papers: Option<Vec<Output>>,
    exempt: Exempt,
}

/// How much of a paper is exempt from publication.
#[derive(PartialEq, Eq)]
enum Exempt {
    Nothing,
    Something,
    Everything,
}

/// A finished paper.
#[derive(Clone)]
pub(super) struct Output {
    /// For whom it is.
    pub edition: Edition,
    /// Where it goes.
    pub path: PathBuf,
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// Whether it was typeset before, and taken from the cache.
    pub known: bool,
}

/// A report that is to become a paper.
pub(super) struct Job<'a> {
    shop: Arc<Shop>,
    options: &'a Options,
    /// The project, with notes of what this report reads.
    project: Project,
    /// The report, whom it is about, and where its paper goes.
    unit: &'a Unit,
    /// What its documents are noted under in the cache.
    pressed: RefCell<BTreeSet<String>>,
}

impl<'a> Job<'a> {
    /// The report of a unit, in the shop of its profile.
    pub fn new(shop: &Arc<Shop>, unit: &'a Unit, options: &'a Options) -> Self {
        let pressed = RefCell::default();
        Self { shop: Arc::clone(shop), options, project: shop.project.noting(), unit, pressed }
    }

    /// What the documents that were made are noted under in the cache.
    pub fn pressed(&self) -> Vec<String> {
        self.pressed.borrow().iter().cloned().collect()
    }

    /// Everything that was read for the report and its profile.
    pub fn inputs(&self) -> Inputs {
        let mut inputs = self.shop.project.files.inputs();
        inputs.extend(self.project.files.inputs());
        inputs
    }

    /// The same, where the report has come to nothing: any template that was read may be why.
    pub fn inputs_of_failure(&self) -> Inputs {
        let mut inputs = self.inputs();
        inputs.extend(self.shop.press.inputs());
        inputs
    }

    /// Makes the papers of the report, in each edition and as whatever else it asks to become; `None` if it has errors,
    /// which are in the sink.
    pub fn papers(&self, sink: &mut Diagnostics) -> Option<Vec<Output>> {
        let profile = &self.project.profile;
        let rules = |report: &Report, narrated: &Narrated, sink: &mut Diagnostics| {
            check::run_refused(report, profile, narrated, sink);
        };
        let papers = self.make(&rules, sink)?;
        // A sentence that the data contradict keeps the paper from being written.
        if sink.has_errors() {
            return None;
        }
        let public = papers.iter().any(|paper| paper.edition == Edition::Public);
        let restricted = papers.iter().any(|paper| paper.edition == Edition::Restricted);
        let refused = (!public && self.has_old_public(sink)) || (public && restricted && self.clashes(sink));
        (!refused && self.has_own_places(&papers, sink)).then_some(papers)
    }

    /// Whether the paper was written before it became exempt as a whole: nobody may take that file for a public one.
    fn has_old_public(&self, sink: &mut Diagnostics) -> bool {
        let there = self.unit.out.exists();
        if there {
            let message = format!(
                "`{}` is exempt from publication, and `{}` is still there",
                self.shown(),
                self.unit.out.display()
            );
            self.tell(message, "delete that file, which was written before the report was exempt", sink);
        }
        there
    }

    /// Whether another report becomes what the restricted edition would be.
    fn clashes(&self, sink: &mut Diagnostics) -> bool {
        let path = Path::new(&self.unit.path);
        let stem = self.unit.out.file_stem().unwrap_or_default().to_string_lossy();
        let files = &self.project.files;
        let other = ["yaml", "yml"]
            .map(|ending| {
                path.with_file_name(format!("{stem}-restricted.{ending}")).to_string_lossy().replace('\\', "/")
            })
            .into_iter()
            .find(|other| files.text(other).is_ok());
        if let Some(other) = &other {
            let message = format!(
                "`{}` and the restricted edition of `{}` would both become `{}`",
                files.shown(other),
                self.shown(),
                self.out_of(Edition::Restricted).display()
            );
            self.tell(message, "rename one of the two reports", sink);
        }
        other.is_some()
    }

    /// Whether no paper goes to where that of another report of the run does.
    fn has_own_places(&self, papers: &[Output], sink: &mut Diagnostics) -> bool {
        let other = |paper: &Output| Some((paper.path.display().to_string(), self.unit.other_at(&paper.path)?));
        let taken = papers.iter().find_map(other);
        if let Some((path, other)) = &taken {
            let message = format!("{other} and {} would both become `{path}`", self.unit.shown());
            self.tell(message, "rename one of the two, or say under `for-each` what its papers are called", sink);
        }
        taken.is_none()
    }

    /// What tells the report, with the area that it is about, from all others of the project.
    fn name(&self) -> String {
        let about = self.unit.subject.as_ref().map_or_else(String::new, |area| format!(" of {}", area.code));
        format!("{}{about}", self.unit.path)
    }

    fn shown(&self) -> String {
        self.project.files.shown(&self.unit.path)
    }

    /// An error about the report as a whole: its first line stands for it.
    fn tell(&self, message: String, hint: &str, sink: &mut Diagnostics) {
        sink.push(match self.project.files.text(&self.unit.path) {
            Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)).hint(hint),
            Err(_) => Diagnostic::bare(message).hint(hint),
        });
    }

    /// Where an edition goes.
    fn out_of(&self, edition: Edition) -> PathBuf {
        match edition {
            Edition::Public => self.unit.out.clone(),
            Edition::Restricted => names::restricted(&self.unit.out),
        }
    }

    /// Makes the paper, writes nothing, and reads its text with the rules; `None` if there are errors.
    pub fn check(&self, sink: &mut Diagnostics) -> Option<()> {
        let profile = &self.project.profile;
        let rules = |report: &Report, narrated: &Narrated, sink: &mut Diagnostics| {
            // What the public edition leaves out may be what a rule would miss in it.
            let whole = !sink.has_errors() && report.withheld.is_none();
            let around = Around {
                on_agenda: &|| self.is_on_agenda(report),
                private_beside: &|| self.is_beside_private(report),
                kept: &|| self.kept(report),
                report: &|path| self.other(path),
            };
            check::run(report, profile, narrated, whole, &around, sink);
        };
        let papers = self.make(&rules, sink).filter(|_| !sink.has_errors())?;
        self.has_own_places(&papers, sink).then_some(())
    }

    /// Another report of the project, as it is read; what is wrong with it is told where it is checked itself.
    fn other(&self, path: &str) -> Option<Report> {
        let file = self.project.files.text(path).ok()?;
        self.project.report_from(&file, &mut Diagnostics::default())
    }

    /// Whether an agenda of the project brings this report as a paper of its meeting.
    fn is_on_agenda(&self, report: &Report) -> bool {
        let files = &self.project.files;
        // In a pack it is one of many.
        let Some(own) = files.in_project(&report.file.name) else { return false };
        let brings = |file: &Arc<SourceFile>| {
            let other = self.project.report_from(file, &mut Diagnostics::default());
            let agenda = other.filter(|other| other.schema.paged_in.is_some());
            agenda.is_some_and(|agenda| fields::papers(&agenda.fields).iter().any(|path| path.value == own))
        };
        let others = files.yaml_files("").into_iter().filter(|other| other != own);
        // Few files name the report at all, and only those are read as reports.
        others.filter_map(|other| files.text(&other).ok()).any(|file| file.text.contains(own) && brings(&file))
    }

    /// Whether the agenda that brings this report, or another paper of its day, has something exempt.
    fn is_beside_private(&self, report: &Report) -> bool {
        let files = &self.project.files;
        let own = files.in_project(&report.file.name).unwrap_or_default();
        let days: Vec<NaiveDate> = std::iter::once(report.date)
            .chain(report.fields.iter().filter_map(|(_, field)| match field {
                FieldEntry::Date(day, _) => Some(*day),
                _ => None,
            }))
            .collect();
        let private = |file: &Arc<SourceFile>| {
            let other = self.project.report_from(file, &mut Diagnostics::default());
            other.is_some_and(|other| {
                let brings = other.schema.paged_in.is_some()
                    && fields::papers(&other.fields).iter().any(|path| path.value == own);
                (brings || days.contains(&other.date)) && !other.exempted().is_empty()
            })
        };
        let others = files.yaml_files("").into_iter().filter(|other| other != own);
        others
            .filter_map(|other| files.text(&other).ok())
            .any(|file| file.text.contains("exempt") && private(&file))
    }

    /// What each paper of the project keeps from the public; what is wrong with it is told where it is checked itself.
    fn kept(&self, of: &Report) -> Vec<Kept> {
        let Job { project, .. } = self;
        let files = &project.files;
        let keeps = |path: &String| {
            let file = files.text(path).ok().filter(|file| file.text.contains("exempt"))?;
            let report = project.report_from(&file, &mut Diagnostics::default())?;
            (!report.exempted().is_empty() && report.for_each.is_none()).then_some(())
        };
        let kept = |path: String| {
            let narrate = |edition| {
                Shelf::new(project, &self.shop.store, edition).narrate(&path, &mut Diagnostics::default())
            };
            Some(Kept::new(&path, &narrate(Edition::Restricted)?, &narrate(Edition::Public)?, of))
        };
        files.yaml_files("").into_iter().filter(|path| keeps(path).is_some()).filter_map(kept).collect()
    }

    /// Makes the PDF of the report, and a second one for members if something in it is exempt from publication; `None` if
    /// one of the two has errors, which are in the sink.
    fn make(&self, read: Reader<'_>, sink: &mut Diagnostics) -> Option<Vec<Output>> {
        let public = self.make_edition(Edition::Public, read, sink)?;
        if public.exempt == Exempt::Nothing {
            return public.papers;
        }
        // What is wrong with the restricted edition is told together with what is wrong with the public one.
        let restricted = self.make_edition(Edition::Restricted, read, sink)?;
        if public.exempt == Exempt::Everything {
            return restricted.papers;
        }
        Some([public.papers?, restricted.papers?].concat())
    }

    /// Makes the PDF of an edition. Whoever wants to read the narrated report gets it; what they find does not stop the
    /// report from being typeset, so that all errors are told at once.
    fn make_edition(&self, edition: Edition, read: Reader<'_>, sink: &mut Diagnostics) -> Option<Made> {
        let Shop { store, broken, .. } = &*self.shop;
        let project = &self.project;
        let broken = Cell::new(*broken);
        let finish = |paper: &mut Paper, sink: &mut Diagnostics| {
            // What is wrong with the prose does not stop the report from being typeset.
            let mut of_prose = Diagnostics::default();
            self.unit.watched.at(Stage::Claims);
            // Each sentence of the public edition stands in the restricted one, with more to hold it against.
            paper.narrated.record.typed = if paper.report.withheld.is_none() {
                claims::check(&paper.report, &paper.narrated, &mut of_prose)
            } else {
                claims::typed(&paper.report, &paper.narrated)
            };
            self.warn(paper, sink);
            broken.set(broken.get() || sink.has_errors());
            self.unit.watched.at(Stage::Rules);
            read(&paper.report, &paper.narrated, sink);
            sink.extend(of_prose);
            if !broken.get() {
                self.attach(paper, sink);
            }
        };
        let shelf = Shelf::new(project, store, edition).watched(&self.unit.watched);
        let mut paper = shelf.narrate_about(&self.unit.path, self.unit.subject.as_deref(), sink)?;
        if edition == Edition::Public && paper.report.whole_exempt.is_some() {
            return Some(Made { papers: None, exempt: Exempt::Everything });
        }
        if paper.report.schema.binds.is_some() {
            paper = pack::bind(&shelf, paper, &project.profile, &finish, sink)?;
            broken.set(broken.get() || sink.has_errors());
        } else {
            finish(&mut paper, sink);
        }
        let exempt = if paper.narrated.has_exempt() { Exempt::Something } else { Exempt::Nothing };
        let papers = if broken.get() { None } else { self.press(&shelf, paper, edition, sink) };
        Some(Made { papers, exempt })
    }

    /// Lays out a narrated report and makes its PDF.
    fn press(
        &self,
        shelf: &Shelf<'_>,
        mut paper: Paper,
        edition: Edition,
        sink: &mut Diagnostics,
    ) -> Option<Vec<Output>> {
        let project = &self.project;
        if let Some(kind) = paper.report.schema.paged_in.clone() {
            self.number_pages(shelf, &kind, &mut paper, sink)?;
        }
        let restricted = edition == Edition::Restricted;
        let own = if restricted { " restricted" } else { "" };
        let Paper { report, mut narrated, .. } = paper;
        // Also of a pack, whose own report has nothing exempt in it.
        narrated.document.restricted |= restricted;
        let name = self.name();
        let of = format!("{name}{own}");
        let printer = self.printer();
        let (pdf, known) = printer.pdf(&narrated, &of, sink)?;
        let mut papers = vec![Output { edition, path: self.out_of(edition), pdf, known }];
        for (kind, schema) in &report.also {
            let path = self.beside(kind, sink)?;
            let path = if restricted { names::restricted(&path) } else { path };
            narrated = narrative::shown_as(narrated, schema, &project.profile);
            let of = format!("{name}/{}{own}", kind.value);
            let (pdf, known) = printer.pdf(&narrated, &of, sink)?;
            papers.push(Output { edition, path, pdf, known });
        }
        Some(papers)
    }

    /// Tells of what the figures of a paper give away, printed or typed by hand.
    fn warn(&self, paper: &Paper, sink: &mut Diagnostics) {
        let Paper { report, narrated, .. } = paper;
        let printed = narrated.record.shown.iter().flat_map(|shown| &shown.figures);
        let shown = printed.chain(narrated.record.typed.iter().flat_map(|typed| &typed.figures));
        disclosure::warn(report, &self.project.profile, &narrated.facts, shown, sink);
        sink.extend(told_counts::find(report, narrated, self.project.profile.disclosure_threshold));
    }

    /// Gives a paper the files that it carries.
    fn attach(&self, paper: &mut Paper, sink: &mut Diagnostics) {
        self.unit.watched.at(Stage::Trace);
        trace::attach(&mut paper.narrated, &paper.report, &self.project.profile, &paper.path, sink);
    }

    /// Lays out the pack of an agenda and says in the agenda on which pages the papers of its items stand.
    fn number_pages(
        &self,
        shelf: &Shelf<'_>,
        kind: &str,
        agenda: &mut Paper,
        sink: &mut Diagnostics,
    ) -> Option<()> {
        let finish = |paper: &mut Paper, sink: &mut Diagnostics| {
            paper.narrated.record.typed = claims::typed(&paper.report, &paper.narrated);
            self.attach(paper, sink);
        };
        let Some(pack) = pack::of_agenda(shelf, &self.project, kind, agenda, &finish, sink) else {
            return (!sink.has_errors()).then_some(());
        };
        self.printer().pages(&pack, |page_of| pack::number(agenda, &pack, page_of), sink)
    }

    /// What the report's documents are printed with.
    fn printer(&self) -> Printer<'_> {
        Printer {
            press: &self.shop.press,
            project: &self.project,
            cache: self.options.cache.as_deref(),
            watched: &self.unit.watched,
            pressed: &self.pressed,
        }
    }

    /// Where the report goes as another kind: beside the paper, with the kind at the end of its name. `None` if that would
    /// overwrite the paper of another report.
    fn beside(&self, kind: &Text, sink: &mut Diagnostics) -> Option<PathBuf> {
        let named = |path: &Path, ending: &str| {
            let stem = self.unit.out.file_stem().unwrap_or_default().to_string_lossy();
            path.with_file_name(format!("{stem}-{}.{ending}", kind.value))
        };
        let files = &self.project.files;
        let other = |ending: &str| {
            files.shown(&named(Path::new(&self.unit.path), ending).to_string_lossy().replace('\\', "/"))
        };
        if let Some(other) = ["yaml", "yml"].map(other).into_iter().find(|other| files.is_file(other)) {
            let becomes = named(&self.unit.out, "pdf");
            let message = format!("this and `{other}` would both become `{}`", becomes.display());
            sink.push(Diagnostic::error(message, &kind.span).hint("rename the other report"));
            return None;
        }
        Some(named(&self.unit.out, "pdf"))
    }
}
