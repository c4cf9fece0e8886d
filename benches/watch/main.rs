//! What it costs to see an edit: from the saved file to the finished paper, beside what the Typst engine takes by itself to lay
//! out the same document after the same edit, with everything in its memory that it had before.
//!
//! The report has eight pages, four charts and about fifty figures. Two edits are made again and again, each time another: a
//! word in a paragraph, and a cell of the data that the report shows. Each is timed in three ways, in turn:
//!
//! - **watch**: `boardpack watch` as a process of its own, from writing the file to the new paper in its place;
//! - **rebuild**: the same work in this process, without waiting for the system to tell of the change;
//! - **engine**: `typst::compile` and the export to PDF in this process, of the documents that the edits give.
//!
//! With `--many` another thing is measured, and nothing else: whether the memory of `boardpack watch` grows with the number of
//! edits. So many edits of a word and a cell in turn are made as there is time for in a minute, 2,000 at most, and the resident
//! memory of the process is printed at every hundredth and at the end. It has to level off: what the engine remembers is bounded.
//!
//! `docs/performance.md` has results.

#[path = "../build/council.rs"]
#[expect(dead_code, reason = "the other benchmark writes reviews as well")]
mod council;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use boardpack::build::{Options, Workshop};
use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::narrative::Narrated;
use boardpack::narrative::papers::Edition;
use boardpack::project::Project;
use boardpack::shelf::Shelf;
use boardpack::trace;
use boardpack::typeset::{self, Engine, Press, SharedEngine};

// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The size of text with which the report has eight pages, in points.
const TEXT_SIZE: f64 = 14.0;
/// How often each edit is made.
const EDITS: usize = 60;
/// How many edits are made at most to see whether memory grows, and for how long.
const MANY: usize = 2000;
const LONGEST: Duration = Duration::from_secs(60);
/// The time between two edits.
const PAUSE: Duration = Duration::from_millis(60);
/// The paragraph that is edited, which stands in the report five times.
const SENTENCE: &str = "is not yet a trend";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // Whoever runs all targets as tests must not wait minutes for figures.
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("this is a benchmark: cargo bench");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::new(&folder.path().join("watched"));
    if arguments.iter().any(|argument| argument == "--many") {
        return desk.many(&Watching::begin(&desk));
    }
    let quiet = Desk::new(&folder.path().join("quiet"));
    println!("{:14} {:>26} {:>26} {:>26}", "", "watch", "rebuild", "engine");
    println!(
        "{:14} {:>10} {:>8} {:>6} {:>10} {:>8} {:>6} {:>10} {:>8}",
        "milliseconds", "middle", "least", "ratio", "middle", "least", "ratio", "middle", "least"
    );
    let watch = Watching::begin(&desk);
    for (what, edit) in [("a word", Desk::word as fn(&Desk, usize)), ("a cell of data", Desk::cell)] {
        desk.compare(&quiet, what, edit, &watch);
    }
}

/// A project with a report that somebody edits.
struct Desk {
    root: PathBuf,
    path: String,
    report: PathBuf,
    data: PathBuf,
    text: String,
    csv: String,
}

impl Desk {
    fn new(root: &Path) -> Self {
        let path = council::write(root, TEXT_SIZE).expect("the project can be written").swap_remove(0);
        let (report, data) = (root.join(&path), root.join("data/workforce.csv"));
        let read = |path: &Path| std::fs::read_to_string(path).expect("a file that was just written");
        Self { root: root.to_owned(), path, text: read(&report), csv: read(&data), report, data }
    }

    /// Changes a word of a paragraph.
    fn word(&self, which: usize) {
        let word: String =
            [which / 26 % 26, which % 26].iter().map(|letter| char::from(b'a' + *letter as u8)).collect();
        let text = self.text.replacen(SENTENCE, &format!("is not yet a {word}trend"), 1);
        assert_ne!(text, self.text);
        std::fs::write(&self.report, text).expect("the report can be written");
    }

    /// Changes a cell of the row of data that the report is about.
    fn cell(&self, which: usize) {
        let code = Path::new(&self.path).file_stem().expect("a name").to_string_lossy().into_owned();
        let row = self.csv.lines().find(|line| line.starts_with(&format!("{code},2025,"))).expect("a row");
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        cells[2] = format!("{}.{}", 8 + which / 10 % 14, which % 10);
        let csv = self.csv.replace(row, &cells.join(","));
        std::fs::write(&self.data, csv).expect("the data can be written");
    }

    /// The document as it is now.
    fn narrated(&self) -> (Project, Narrated) {
        let mut sink = Diagnostics::default();
        let project = Project::open(&self.root, &mut sink).expect("a project");
        let store = Store::default();
        let mut paper =
            Shelf::new(&project, &store, Edition::Public).narrate(&self.path, &mut sink).expect("a report");
        trace::attach(&mut paper.narrated, &paper.report, &project.profile, &paper.path, &mut sink);
        let said: String = sink.sorted().iter().map(|one| one.render()).collect();
        assert!(said.is_empty(), "{said}");
        (project, paper.narrated)
    }

    fn compare(&self, quiet: &Self, what: &str, edit: fn(&Self, usize), watch: &Watching) {
        let options = Options { out: Some(quiet.root.join("own")), ..Options::default() };
        let paths = [quiet.report.clone()];
        let mut workshop = Workshop::default();
        let (project, _) = quiet.narrated();
        let mut press =
            Press::new(&SharedEngine::new(std::sync::LazyLock::new(Engine::new)), &project, None).keeping(8);
        let mut times = [const { Vec::new() }; 3];
        for which in 0..EDITS + 5 {
            std::thread::sleep(PAUSE);
            let before = watch.paper();
            let start = Instant::now();
            edit(self, which);
            let watched = watch.wait(before, start);

            // Each time another edit: the engine remembers what it has just laid out, for whomever.
            edit(quiet, which * 2);
            let start = Instant::now();
            let round = options.rebuild(&mut workshop, &paths);
            let rebuilt = start.elapsed();
            assert_eq!((round.made.len(), round.built.failed), (1, 0));

            edit(quiet, which * 2 + 1);
            let (project, narrated) = quiet.narrated();
            press = press.again(&project);
            let mut sink = Diagnostics::default();
            let start = Instant::now();
            let pages = typeset::typeset(&press, &project, &narrated, &mut sink).expect("pages");
            let pdf = typeset::pdf(&press, &project, &narrated, &pages, "identity", &mut sink).expect("a PDF");
            let engine = start.elapsed();
            assert!(pdf.len() > 1000 && sink.is_empty());
            if which >= 5 {
                [watched, rebuilt, engine].into_iter().zip(&mut times).for_each(|(time, times)| times.push(time));
            }
        }
        let [watched, rebuilt, engine] = times.map(|mut times| {
            times.sort();
            [times[times.len() / 2], times[0]].map(|time| time.as_secs_f64() * 1e3)
        });
        let ratio = |times: [f64; 2]| times[0] / engine[0];
        println!(
            "{what:14} {:>10.1} {:>8.1} {:>6.2} {:>10.1} {:>8.1} {:>6.2} {:>10.1} {:>8.1}",
            watched[0],
            watched[1],
            ratio(watched),
            rebuilt[0],
            rebuilt[1],
            ratio(rebuilt),
            engine[0],
            engine[1]
        );
    }

    /// Makes many edits and says what memory the watching process has after some of them.
    fn many(&self, watch: &Watching) {
        println!("memory of the watching process after so many edits");
        let begun = Instant::now();
        for which in 0..=MANY {
            let ends = begun.elapsed() > LONGEST;
            if which % 100 == 0 || ends {
                println!("{which:>6} {:>8.1} MB", watch.memory());
            }
            if ends {
                break;
            }
            let before = watch.paper();
            let start = Instant::now();
            if which % 2 == 0 {
                self.word(which + 1)
            } else {
                self.cell(which + 1)
            }
            watch.wait(before, start);
        }
    }
}

/// `boardpack watch` at work.
struct Watching {
    process: Child,
    paper: PathBuf,
}

impl Watching {
    fn begin(desk: &Desk) -> Self {
        let out = desk.root.join("papers");
        let process = Command::new(env!("CARGO_BIN_EXE_boardpack"))
            .args(["watch", "--cache", "none", "--out"])
            .args([&out, &desk.report])
            // Without a guard, so that there is one process to look at.
            .env("BOARDPACK_WATCH_GUARDED", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program can be started");
        let name = Path::new(&desk.path).file_stem().expect("a name");
        let watching = Self { process, paper: out.join(name).with_extension("pdf") };
        watching.wait(None, Instant::now());
        watching
    }

    /// What tells the paper from the one before.
    fn paper(&self) -> Option<SystemTime> {
        self.paper.metadata().and_then(|data| data.modified()).ok()
    }

    /// Waits for another paper; returns how long that took.
    fn wait(&self, before: Option<SystemTime>, start: Instant) -> Duration {
        while self.paper() == before {
            assert!(start.elapsed() < Duration::from_secs(60), "no paper");
            std::thread::sleep(Duration::from_micros(200));
        }
        start.elapsed()
    }

    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(f64::NAN) / 1e3
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
