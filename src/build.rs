//! A build or a check: paths become projects and reports, and every report becomes a PDF, which only a build writes.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::disclosure;
use crate::narrative::papers::{Edition, Paper};
use crate::narrative::{self, Narrated};
use crate::project::files::Files;
use crate::project::report::Report;
use crate::project::yaml::Text;
use crate::project::{Project, profile};
use crate::shelf::Shelf;
use crate::typeset::{Engine, Press};
use crate::{check, claims, pack, publish, trace, typeset, workers};

/// The folder in a project that its reports stand in.
const REPORTS: &str = "reports";

/// The folder in a project that its packs stand in.
const PACKS: &str = "packs";

/// The folder in a project that papers are written to, unless another is named.
const OUT: &str = "out";

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// The papers that were written, in the order of the reports.
    pub papers: Vec<PathBuf>,
    /// How many reports have errors and were not written.
    pub failed: usize,
    /// Everything there is to say, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A path that cannot be built: wrong usage, as opposed to a report with errors.
#[derive(Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong with the path.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Builds everything that the paths name: projects, folders of reports and single reports.
///
/// Papers go to `out`, or to the folder `out` of their project.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn build(paths: &[PathBuf], out: Option<&Path>) -> Result<Built, Unusable> {
    let (done, mut built) = run(paths, out, Job::write)?;
    built.papers = done.into_iter().flatten().collect();
    Ok(built)
}

/// Does everything that [`build`] does but writing, and reads the text again with the rules of [`check`].
///
/// A report that a rule has found an error in counts as failed.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn check(paths: &[PathBuf]) -> Result<Checked, Unusable> {
    let (done, built) = run(paths, None, Job::check)?;
    Ok(Checked { reports: done.len() + built.failed, diagnostics: built.diagnostics })
}

/// What a check has found.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many reports there are.
    pub reports: usize,
    /// Everything there is to say, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Does the work for every report that the paths name; returns what came of those for which it could be done.
fn run<T: Send>(
    paths: &[PathBuf],
    out: Option<&Path>,
    work: impl Fn(&Job, &mut Diagnostics) -> Option<T> + Sync,
) -> Result<(Vec<T>, Built), Unusable> {
    let folders = plan(paths)?;
    let engine = Arc::new(Engine::new());
    let mut built = Built::default();
    let mut diagnostics = Diagnostics::default();
    let several = folders.len() > 1;
    let mut jobs = Vec::new();
    for (root, reports) in folders {
        let folder = match out {
            Some(out) if several => out.join(root.file_name().unwrap_or_default()),
            Some(out) => out.to_owned(),
            None => root.join(OUT),
        };
        let mut shops = Shops { engine: &engine, root: &root, open: BTreeMap::new() };
        for path in reports {
            match shops.of(&path, &mut diagnostics) {
                Some(shop) => jobs.push(Job { shop, out: folder.join(paper(&path)), path }),
                None => built.failed += 1,
            }
        }
    }
    refuse_clashes(&mut jobs, &mut built, &mut diagnostics);

    let results = workers::map(jobs, |job| {
        let mut sink = Diagnostics::default();
        (work(&job, &mut sink), sink)
    });
    let mut done = Vec::new();
    for (one, sink) in results {
        diagnostics.extend(sink);
        match one {
            Some(one) => done.push(one),
            None => built.failed += 1,
        }
    }
    built.diagnostics = diagnostics.sorted();
    Ok((done, built))
}

/// A project that is open for work.
struct Shop {
    project: Arc<Project>,
    press: Press,
    store: Store,
    /// Whether the profile has errors, so that reports are checked but not written.
    broken: bool,
}

/// The shops of a project, one for each profile that its reports name.
struct Shops<'a> {
    engine: &'a Arc<Engine>,
    root: &'a Path,
    open: BTreeMap<String, Arc<Shop>>,
}

impl Shops<'_> {
    /// The shop of a report; `None` if its profile cannot be read.
    fn of(&mut self, report: &str, diagnostics: &mut Diagnostics) -> Option<Arc<Shop>> {
        let named = Project::profile_of(&Files::new(self.root), report);
        let key = named.as_ref().map_or(profile::FILE_NAME, |named| named.value.as_str());
        if let Some(shop) = self.open.get(key) {
            return Some(Arc::clone(shop));
        }
        let mut sink = Diagnostics::default();
        let project = Project::open_with(self.root, named.as_ref(), &mut sink);
        project.iter().for_each(|project| check::check_profile(&project.profile, &mut sink));
        let broken = sink.has_errors();
        diagnostics.extend(sink);
        let shop = Arc::new(Shop::new(self.engine, project?, broken));
        self.open.insert(key.to_owned(), Arc::clone(&shop));
        Some(shop)
    }
}

impl Shop {
    fn new(engine: &Arc<Engine>, project: Project, broken: bool) -> Self {
        let project = Arc::new(project);
        Self { press: Press::new(engine, &project), project, store: Store::default(), broken }
    }
}

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

/// A finished paper: for whom it is, where it goes, and its bytes.
type Output = (Edition, PathBuf, Vec<u8>);

/// A report that is to become a paper.
struct Job {
    shop: Arc<Shop>,
    /// The report, relative to its project.
    path: String,
    /// Where the paper goes.
    out: PathBuf,
}

impl Job {
    /// Writes the report as a paper, in each edition and as whatever else it asks to become; returns what was written, or
    /// `None` if it has errors, which are in the sink.
    fn write(&self, sink: &mut Diagnostics) -> Option<Vec<PathBuf>> {
        let profile = &self.shop.project.profile;
        let rules = |report: &Report, narrated: &Narrated, sink: &mut Diagnostics| {
            check::run_refused(report, profile, narrated, sink);
        };
        let papers = self.make(&rules, sink)?;
        // A sentence that the data contradict keeps the paper from being written.
        if sink.has_errors() {
            return None;
        }
        let public = papers.iter().any(|(edition, ..)| *edition == Edition::Public);
        let restricted = papers.iter().any(|(edition, ..)| *edition == Edition::Restricted);
        if (!public && self.has_old_public(sink)) || (public && restricted && self.clashes(sink)) {
            return None;
        }
        let mut written = Vec::new();
        for (_, out, pdf) in papers {
            if let Err(error) = publish::write(&out, &pdf) {
                let message = format!("`{}` cannot be written: {error}", out.display());
                let hint = "check that the folder may be written to and that there is room on the disk";
                sink.push(Diagnostic::bare(message).hint(hint));
                return None;
            }
            written.push(out);
        }
        Some(written)
    }

    /// Whether the paper was written before it became exempt as a whole: nobody may take that file for a public one.
    fn has_old_public(&self, sink: &mut Diagnostics) -> bool {
        let there = self.out.exists();
        if there {
            let message = format!(
                "`{}` is exempt from publication, and `{}` is still there",
                self.shown(),
                self.out.display()
            );
            self.tell(message, "delete that file, which was written before the report was exempt", sink);
        }
        there
    }

    /// Whether another report becomes what the restricted edition would be.
    fn clashes(&self, sink: &mut Diagnostics) -> bool {
        let path = Path::new(&self.path);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let files = &self.shop.project.files;
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

    fn shown(&self) -> String {
        self.shop.project.files.shown(&self.path)
    }

    /// An error about the report as a whole: its first line stands for it.
    fn tell(&self, message: String, hint: &str, sink: &mut Diagnostics) {
        sink.push(match self.shop.project.files.text(&self.path) {
            Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)).hint(hint),
            Err(_) => Diagnostic::bare(message).hint(hint),
        });
    }

    /// Where an edition goes.
    fn out_of(&self, edition: Edition) -> PathBuf {
        match edition {
            Edition::Public => self.out.clone(),
            Edition::Restricted => restricted(&self.out),
        }
    }

    /// Makes the paper, writes nothing, and reads its text with the rules; `None` if there are errors.
    fn check(&self, sink: &mut Diagnostics) -> Option<Vec<PathBuf>> {
        let profile = &self.shop.project.profile;
        let rules = |report: &Report, narrated: &Narrated, sink: &mut Diagnostics| {
            // What the public edition leaves out may be what a rule would miss in it.
            let whole = !sink.has_errors() && report.withheld.is_none();
            check::run(report, profile, narrated, whole, sink);
        };
        self.make(&rules, sink).filter(|_| !sink.has_errors()).map(|_| Vec::new())
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
        let Shop { project, store, broken, .. } = &*self.shop;
        let broken = Cell::new(*broken);
        let finish = |paper: &mut Paper, sink: &mut Diagnostics| {
            self.warn(paper, sink);
            broken.set(broken.get() || sink.has_errors());
            read(&paper.report, &paper.narrated, sink);
            // Each sentence of the public edition stands in the restricted one, with more to hold it against.
            if paper.report.withheld.is_none() {
                claims::check(&paper.report, &paper.narrated, sink);
            }
            if !broken.get() {
                self.attach(paper, sink);
            }
        };
        let shelf = Shelf::new(project, store, edition);
        let mut paper = shelf.narrate(&self.path, sink)?;
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
        let project = &self.shop.project;
        if let Some(kind) = paper.report.schema.paged_in.clone() {
            self.number_pages(shelf, &kind, &mut paper, sink)?;
        }
        let restricted = edition == Edition::Restricted;
        let own = if restricted { " restricted" } else { "" };
        let Paper { report, mut narrated, .. } = paper;
        let of = format!("{}{own}", self.path);
        let mut papers = vec![(edition, self.out_of(edition), self.print(&narrated, &of, sink)?)];
        for (kind, schema) in &report.also {
            let path = self.beside(kind, sink)?;
            let path = if restricted { self::restricted(&path) } else { path };
            narrated = narrative::shown_as(narrated, schema, &project.profile);
            let of = format!("{}/{}{own}", self.path, kind.value);
            papers.push((edition, path, self.print(&narrated, &of, sink)?));
        }
        Some(papers)
    }

    /// Warns of what the figures of a paper give away.
    fn warn(&self, paper: &Paper, sink: &mut Diagnostics) {
        let Paper { report, narrated, .. } = paper;
        let shown = narrated.record.shown.iter().flat_map(|shown| &shown.figures);
        disclosure::warn(report, &self.shop.project.profile, &narrated.facts, shown, sink);
    }

    /// Gives a paper the files that it carries.
    fn attach(&self, paper: &mut Paper, sink: &mut Diagnostics) {
        trace::attach(&mut paper.narrated, &paper.report, &self.shop.project.profile, &paper.path, sink);
    }

    /// Lays out the pack of an agenda and says in the agenda on which pages the papers of its items stand.
    fn number_pages(
        &self,
        shelf: &Shelf<'_>,
        kind: &str,
        agenda: &mut Paper,
        sink: &mut Diagnostics,
    ) -> Option<()> {
        let Shop { project, press, .. } = &*self.shop;
        let finish = |paper: &mut Paper, sink: &mut Diagnostics| self.attach(paper, sink);
        let Some(pack) = pack::of_agenda(shelf, project, kind, agenda, &finish, sink) else {
            return (!sink.has_errors()).then_some(());
        };
        let pages = typeset::typeset(press, project, &pack, sink)?;
        pack::number(agenda, &pack, |mark| pages.page_of(mark));
        Some(())
    }

    /// Lays a document out and writes it as PDF; `of` tells it from the project's other papers.
    fn print(&self, narrated: &Narrated, of: &str, sink: &mut Diagnostics) -> Option<Vec<u8>> {
        let Shop { project, press, .. } = &*self.shop;
        let pages = typeset::typeset(press, project, narrated, sink)?;
        let identity = format!("{}/{of}", project.profile.name);
        typeset::pdf(press, project, narrated, &pages, &identity, sink)
    }

    /// Where the report goes as another kind: beside the paper, with the kind at the end of its name. `None` if that would
    /// overwrite the paper of another report.
    fn beside(&self, kind: &Text, sink: &mut Diagnostics) -> Option<PathBuf> {
        let named = |path: &Path, ending: &str| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            path.with_file_name(format!("{stem}-{}.{ending}", kind.value))
        };
        let files = &self.shop.project.files;
        let other =
            |ending: &str| files.shown(&named(Path::new(&self.path), ending).to_string_lossy().replace('\\', "/"));
        if let Some(other) = ["yaml", "yml"].map(other).into_iter().find(|other| files.is_file(other)) {
            let becomes = named(&self.out, "pdf");
            let message = format!("this and `{other}` would both become `{}`", becomes.display());
            sink.push(Diagnostic::error(message, &kind.span).hint("rename the other report"));
            return None;
        }
        Some(named(&self.out, "pdf"))
    }
}

/// The name of a report's paper, with the folders that it stands in below `reports`.
fn paper(report: &str) -> PathBuf {
    let inside = report.strip_prefix(REPORTS).and_then(|rest| rest.strip_prefix('/')).unwrap_or(report);
    Path::new(inside).with_extension("pdf")
}

/// The name of a paper's restricted edition, beside the public one.
fn restricted(paper: &Path) -> PathBuf {
    let name = paper.file_stem().unwrap_or_default().to_string_lossy();
    paper.with_file_name(format!("{name}-restricted.pdf"))
}

/// Two reports that would write the same paper: neither may overwrite the other.
fn refuse_clashes(jobs: &mut Vec<Job>, built: &mut Built, diagnostics: &mut Diagnostics) {
    let mut by_paper: HashMap<PathBuf, String> = HashMap::new();
    jobs.retain(|job| {
        let shown = job.shop.project.files.shown(&job.path);
        let Some(first) = by_paper.get(&job.out) else {
            by_paper.insert(job.out.clone(), shown);
            return true;
        };
        let message = format!("`{first}` and `{shown}` would both become `{}`", job.out.display());
        let hint = "rename one of the two reports";
        // Nothing in the report is wrong but its name: its first line stands for it.
        diagnostics.push(match job.shop.project.files.text(&job.path) {
            Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)).hint(hint),
            Err(_) => Diagnostic::bare(message).hint(hint),
        });
        built.failed += 1;
        false
    });
}

/// The projects that the paths belong to, each with the reports to build, in the order of the paths.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn plan(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<String>)>, Unusable> {
    let mut folders: Vec<(PathBuf, Vec<String>)> = Vec::new();
    for path in paths {
        let shown = path.display();
        if !path.exists() {
            return Err(Unusable {
                message: format!("`{shown}` does not exist"),
                hint: "name a project's folder, a folder of reports or a report".to_owned(),
            });
        }
        let Some(root) = root_of(path) else {
            return Err(Unusable {
                message: format!(
                    "`{shown}` is in no project: there is no `{}` beside or above it",
                    profile::FILE_NAME
                ),
                hint: format!(
                    "a project is a folder with a `{}`; see the README for a first one",
                    profile::FILE_NAME
                ),
            });
        };
        let reports = reports_of(path, &root);
        if reports.is_empty() {
            return Err(Unusable {
                message: format!("`{shown}` has no reports"),
                hint: format!("reports are YAML files in the folder `{REPORTS}` of a project"),
            });
        }
        match folders.iter_mut().find(|(known, _)| *known == root) {
            Some((_, known)) => {
                for report in reports {
                    if !known.contains(&report) {
                        known.push(report);
                    }
                }
            }
            None => folders.push((root, reports)),
        }
    }
    Ok(folders)
}

/// The nearest folder at or above a path that has a profile.
pub fn root_of(path: &Path) -> Option<PathBuf> {
    let start = if path.is_dir() { path } else { path.parent()? };
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    if let Some(found) = start.ancestors().find(|folder| folder.join(profile::FILE_NAME).is_file()) {
        return Some(if found.as_os_str().is_empty() { PathBuf::from(".") } else { found.to_owned() });
    }
    // The path may start inside of the project: then the rest of the way up is not written in it.
    let whole = start.canonicalize().ok()?;
    whole.ancestors().find(|folder| folder.join(profile::FILE_NAME).is_file()).map(Path::to_owned)
}

/// The reports that a path means, relative to the project.
fn reports_of(path: &Path, root: &Path) -> Vec<String> {
    let files = crate::project::files::Files::new(root);
    let relative = |path: &Path| {
        let (path, root) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
        Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
    };
    let all = || [files.yaml_files(REPORTS), files.yaml_files(PACKS)].concat();
    let Some(inside) = relative(path) else { return Vec::new() };
    if path.is_file() {
        return if inside == profile::FILE_NAME { all() } else { vec![inside] };
    }
    if inside.is_empty() { all() } else { files.yaml_files(&inside) }
}
