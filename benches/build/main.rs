//! What a build costs, side by side with what else could have made the same papers; and what it costs to compare two builds.
//!
//! Three programs are run as their users run them, one process after the other and round by round:
//!
//! - **boardpack**, from YAML and data to PDF;
//! - the **Typst command line**, from the same finished documents, templates and fonts to the same pages. This is the
//!   floor: the engine is the same, and there is no reading, checking, counting or drawing of charts before it;
//! - **LibreOffice**, from the same content as OpenDocument files, to tagged PDF/UA and PDF/A-2. Councils write their
//!   reports in a word processor; this is the one that a server can run without a desktop.
//!
//! `TYPST` and `SOFFICE` name the programs if they are not on the path. One that is missing is left out, and said so.
//! `cargo bench --bench build -- diff` runs the section of that name alone; [`SECTIONS`] has all of them.
//! `docs/performance.md` has results and what follows from them.

mod council;
mod diff;
mod document;
mod meter;
mod odt;
mod papers;
mod tools;

use std::io::Result;
use std::path::{Path, PathBuf};

use papers::Papers;
use tools::Tools;

/// The size of the text of all authorities' reports, in points: six to seven pages each.
const TEXT_SIZE: f64 = 11.5;
/// The size of text with which the first of them has eight pages.
const TEXT_SIZE_OF_EIGHT_PAGES: f64 = 14.0;
/// Rounds of one report; the middle one counts.
const ROUNDS: usize = 15;
/// Rounds of all authorities' reports.
const ROUNDS_OF_ALL: usize = 3;
/// How many reports there are in the runs that show how memory grows, beside all of them and three times as many.
const FEWER: [usize; 2] = [10, 50];

/// A part of the benchmark.
type Section = fn(&Bench) -> Result<()>;

/// All of them, each by its name on the command line.
const SECTIONS: [(&str, Section); 8] = [
    ("note", Bench::note),
    ("eight-pages", Bench::eight_pages),
    ("pack", Bench::pack),
    ("reviews", Bench::reviews),
    ("all", Bench::all),
    ("unchanged", Bench::unchanged),
    ("memory", Bench::memory),
    ("diff", diff::run),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, first, at_a_time, ..] = arguments.as_slice()
        && first == meter::ARGUMENT
    {
        return meter::main(at_a_time.parse().expect("a number of commands"));
    }
    // Whoever runs all targets as tests must not wait minutes for figures.
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("this is a benchmark: cargo bench");
        return;
    }
    let asked: Vec<&String> = arguments.iter().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let names = SECTIONS.map(|(name, _)| name);
    if let Some(other) = asked.iter().find(|asked| !names.contains(&asked.as_str())) {
        eprintln!("there is no section `{other}`; write some of: {}", names.join(", "));
        std::process::exit(2);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bench = Bench { tools: Tools::find(), folder: folder.path().to_owned() };
    println!("{} cores; {}", cores(), bench.tools.versions());
    for (name, section) in SECTIONS {
        if asked.is_empty() || asked.iter().any(|asked| *asked == name) {
            section(&bench).expect("temporary files can be written");
        }
    }
}

/// What the sections of a run share.
pub struct Bench {
    tools: Tools,
    folder: PathBuf,
}

impl Bench {
    fn note(&self) -> Result<()> {
        let note = ["reports/2025-11-27-workforce-update.yaml".to_owned()];
        let papers = Papers::of(&fixture(), &note, self.folder.join("note"))?;
        papers.side_by_side("One report, cold", &self.tools, ROUNDS, &[1])
    }

    fn eight_pages(&self) -> Result<()> {
        let project = self.folder.join("council-of-eight-pages");
        let first = council::write(&project, TEXT_SIZE_OF_EIGHT_PAGES)?;
        let papers = Papers::of(&project, &first[..1], self.folder.join("eight-pages"))?;
        papers.side_by_side("One report of eight pages, cold", &self.tools, ROUNDS, &[1])
    }

    fn pack(&self) -> Result<()> {
        let pack = ["packs/2018-04-16.yaml".to_owned()];
        let papers = Papers::of(&fixture(), &pack, self.folder.join("pack"))?;
        papers.side_by_side("One agenda pack, cold", &self.without_office(), ROUNDS, &[1])
    }

    fn reviews(&self) -> Result<()> {
        let project = self.folder.join("council-of-reviews");
        let reports = council::write_reviews(&project, TEXT_SIZE)?;
        let papers = Papers::of(&project, &reports, self.folder.join("reviews"))?;
        let title = format!("{} authorities' workforce reviews", reports.len());
        papers.side_by_side(&title, &self.without_office(), ROUNDS_OF_ALL, &one_and_all_at_a_time())
    }

    fn all(&self) -> Result<()> {
        let papers = self.authorities("all")?;
        let title = format!("{} authorities' reports", papers.reports.len());
        papers.side_by_side(&title, &self.tools, ROUNDS_OF_ALL, &one_and_all_at_a_time())
    }

    fn unchanged(&self) -> Result<()> {
        self.authorities("unchanged")?.unchanged();
        Ok(())
    }

    fn memory(&self) -> Result<()> {
        let project = self.folder.join("council-of-memory");
        let reports = council::write(&project, TEXT_SIZE)?;
        let mut all = reports.clone();
        for name in ["second", "third"] {
            all.extend(council::write_again(&project, &reports, name)?);
        }
        let papers = Papers::of(&project, &all, self.folder.join("memory"))?;
        println!("\nPeak memory of boardpack by the number of reports in the run");
        for count in FEWER.into_iter().chain([reports.len(), all.len()]) {
            let lines = [papers.boardpack(count)];
            let mut runs: Vec<_> = (0..ROUNDS_OF_ALL).map(|_| meter::run(&lines, 1)).collect();
            runs.sort_by_key(|cost| cost.peak);
            println!("{count:>6} reports {:>10.1} MB", runs[ROUNDS_OF_ALL / 2].megabytes());
        }
        Ok(())
    }

    /// A report for every authority, in a project of its own, whose papers go to a folder of that name.
    fn authorities(&self, name: &str) -> Result<Papers> {
        let project = self.folder.join(format!("council-of-{name}"));
        let reports = council::write(&project, TEXT_SIZE)?;
        Papers::of(&project, &reports, self.folder.join(name))
    }

    /// The programs for what a word processor has not.
    fn without_office(&self) -> Tools {
        Tools { typst: self.tools.typst.clone(), office: None }
    }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry")
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// How many of many runs go on at a time: one, and as many as there are cores.
fn one_and_all_at_a_time() -> Vec<usize> {
    if cores() > 1 { vec![1, cores()] } else { vec![1] }
}
