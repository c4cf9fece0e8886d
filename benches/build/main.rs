//! What a build costs, side by side with what else could have made the same papers.
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
//! `docs/performance.md` has results and what follows from them.

mod council;
mod document;
mod meter;
mod odt;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use document::Finished;
use meter::{Cost, Line};

/// The size of the text of all authorities' reports, in points: six to seven pages each.
const TEXT_SIZE: f64 = 11.5;
/// The size of text with which the first of them has eight pages.
const TEXT_SIZE_OF_EIGHT_PAGES: f64 = 14.0;
/// Rounds of one report; the middle one counts.
const ROUNDS: usize = 15;
/// Rounds of all authorities' reports.
const ROUNDS_OF_ALL: usize = 3;
/// How many reports there are in the runs that show how memory grows.
const FEWER: [usize; 2] = [10, 50];

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
    compare().expect("temporary files can be written");
}

fn compare() -> std::io::Result<()> {
    let tools = Tools::find();
    let folder = tempfile::tempdir()?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("{cores} cores; {}", tools.versions());

    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let note = ["reports/2025-11-27-workforce-update.yaml".to_owned()];
    let one = Papers::prepare(&fixture, &note, folder.path().join("one"))?;
    one.side_by_side("One report, cold", &tools, ROUNDS, &[1])?;

    let eight = folder.path().join("eight");
    let first = council::write(&eight, TEXT_SIZE_OF_EIGHT_PAGES)?;
    let one = Papers::prepare(&eight, &first[..1], folder.path().join("eight-pages"))?;
    one.side_by_side("One report of eight pages, cold", &tools, ROUNDS, &[1])?;

    // A word processor has no packs.
    let pack = ["packs/2018-04-16.yaml".to_owned()];
    let one = Papers::prepare(&fixture, &pack, folder.path().join("pack"))?;
    let without_office = Tools { typst: tools.typst.clone(), office: None };
    one.side_by_side("One agenda pack, cold", &without_office, ROUNDS, &[1])?;

    let reviews = folder.path().join("reviews");
    let reports = council::write_reviews(&reviews, TEXT_SIZE)?;
    let all = Papers::prepare(&reviews, &reports, folder.path().join("all-reviews"))?;
    let title = format!("{} authorities' workforce reviews", reports.len());
    all.side_by_side(&title, &without_office, ROUNDS_OF_ALL, &if cores > 1 { vec![1, cores] } else { vec![1] })?;

    let council = folder.path().join("council");
    let reports = council::write(&council, TEXT_SIZE)?;
    let all = Papers::prepare(&council, &reports, folder.path().join("all"))?;
    let title = format!("{} authorities' reports", reports.len());
    all.side_by_side(&title, &tools, ROUNDS_OF_ALL, &if cores > 1 { vec![1, cores] } else { vec![1] })?;

    all.unchanged();

    println!("\nPeak memory of boardpack by the number of reports in the run");
    for count in FEWER.into_iter().chain([reports.len()]) {
        let cost = meter::run(&[all.boardpack(count)], 1);
        println!("{count:>6} reports {:>10.1} MB", megabytes(cost.peak));
    }
    Ok(())
}

/// The programs besides boardpack.
struct Tools {
    typst: Option<Tool>,
    office: Option<Tool>,
}

#[derive(Clone)]
struct Tool {
    program: String,
    version: String,
}

impl Tools {
    fn find() -> Self {
        Self { typst: Tool::find("TYPST", "typst"), office: Tool::find("SOFFICE", "soffice") }
    }

    fn versions(&self) -> String {
        let own = format!("boardpack {}", env!("CARGO_PKG_VERSION"));
        let others = [&self.typst, &self.office].into_iter().flatten().map(|tool| tool.version.clone());
        std::iter::once(own).chain(others).collect::<Vec<_>>().join("; ")
    }
}

impl Tool {
    fn find(variable: &str, name: &str) -> Option<Self> {
        let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
        match Command::new(&program).arg("--version").output() {
            Ok(output) if output.status.success() => {
                let version = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
                Some(Self { program, version })
            }
            _ => {
                eprintln!("left out: `{program}` cannot be run; install it, or name it in {variable}");
                None
            }
        }
    }
}

/// Reports of a project, ready for all three programs.
struct Papers {
    project: PathBuf,
    reports: Vec<String>,
    folder: PathBuf,
    /// The main file of each document's template for the Typst command line, with its root.
    roots: Vec<(PathBuf, String)>,
    odts: Vec<PathBuf>,
}

impl Papers {
    fn prepare(project: &Path, reports: &[String], folder: PathBuf) -> std::io::Result<Self> {
        for inside in ["boardpack", "typst", "odt", "office"] {
            std::fs::create_dir_all(folder.join(inside))?;
        }
        let (mut roots, mut odts) = (Vec::new(), Vec::new());
        for (finished, report) in Finished::all(project, reports).iter().zip(reports) {
            let name = stem(report);
            let root = folder.join("typst").join(&name);
            finished.write(&root)?;
            roots.push((root, finished.main()));
            let document = serde_json::to_value(&finished.narrated.document).expect("a document is JSON");
            let odt = folder.join("odt").join(format!("{name}.fodt"));
            std::fs::write(&odt, odt::write(&document, &finished.narrated.pictures))?;
            odts.push(odt);
        }
        Ok(Self { project: project.to_owned(), reports: reports.to_owned(), folder, roots, odts })
    }

    /// What a run costs in which nothing has changed, beside the one that made everything.
    fn unchanged(&self) {
        let cache = shown(&self.folder.join("cache"));
        let line = self.boardpack_with(&cache, self.reports.len());
        let first = meter::run(std::slice::from_ref(&line), 1);
        let mut again: Vec<Cost> = (0..ROUNDS).map(|_| meter::run(std::slice::from_ref(&line), 1)).collect();
        again.sort_by_key(|cost| cost.time);
        let middle = &again[again.len() / 2];
        let milliseconds = |cost: &Cost| cost.time.as_secs_f64() * 1000.0;
        println!("\n{} reports of which none has changed", self.reports.len());
        println!("  made, and remembered {:>10.1} ms", milliseconds(&first));
        println!(
            "  kept                 {:>10.1} ms, ratio {:.4}, {:.1} MB",
            milliseconds(middle),
            milliseconds(middle) / milliseconds(&first),
            megabytes(middle.peak)
        );
    }

    /// boardpack building the first reports in one run.
    fn boardpack(&self, count: usize) -> Line {
        self.boardpack_with("none", count)
    }

    /// The same with a cache.
    fn boardpack_with(&self, cache: &str, count: usize) -> Line {
        let mut line = vec![env!("CARGO_BIN_EXE_boardpack").to_owned(), "build".to_owned()];
        line.extend(["--cache", cache].map(str::to_owned));
        line.extend(["--out".to_owned(), shown(&self.folder.join("boardpack"))]);
        line.extend(self.reports[..count].iter().map(|report| shown(&self.project.join(report))));
        line
    }

    /// A run of the Typst command line for every document.
    fn typst(&self, tool: &Tool) -> Vec<Line> {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/fonts");
        let line = |(root, main): &(PathBuf, String)| {
            let paper = self.folder.join("typst").join(root.file_name().unwrap_or_default()).with_extension("pdf");
            let mut line: Line = [&tool.program, "compile", "--root", &shown(root), "--font-path", &shown(&fonts)]
                .map(str::to_owned)
                .to_vec();
            line.extend(["--ignore-system-fonts", "--ignore-embedded-fonts"].map(str::to_owned));
            line.extend(["--features", "a11y-extras", "--pdf-standard", "ua-1,a-2a"].map(str::to_owned));
            line.extend([shown(&root.join(main)), shown(&paper)]);
            line
        };
        self.roots.iter().map(line).collect()
    }

    /// LibreOffice converting all documents in one run.
    fn office(&self, tool: &Tool) -> Line {
        let profile =
            format!("-env:UserInstallation=file://{}", shown(&self.folder.join("profile")).replace(' ', "%20"));
        let filter = r#"pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"2"}}"#;
        let mut line = vec![tool.program.clone(), profile];
        line.extend(["--headless", "--norestore", "--convert-to", filter, "--outdir"].map(str::to_owned));
        line.push(shown(&self.folder.join("office")));
        line.extend(self.odts.iter().map(|odt| shown(odt)));
        line
    }

    /// Runs the programs in turn and prints what they took.
    fn side_by_side(&self, title: &str, tools: &Tools, rounds: usize, typst: &[usize]) -> std::io::Result<()> {
        let count = self.reports.len();
        let mut runs = vec![Run::new("boardpack", vec![self.boardpack(count)], 1)];
        if let Some(tool) = &tools.typst {
            for &at_a_time in typst {
                let name = match at_a_time {
                    1 if count == 1 => "typst compile".to_owned(),
                    1 => format!("typst compile, {count} runs"),
                    _ => format!("the same, {at_a_time} at a time"),
                };
                runs.push(Run::new(&name, self.typst(tool), at_a_time));
            }
        }
        if let Some(tool) = &tools.office {
            let name = if count == 1 { "soffice --convert-to" } else { "soffice, one run" };
            runs.push(Run::new(name, vec![self.office(tool)], 1));
        }
        // The first round is for the disk's cache, and for LibreOffice to write its profile.
        let warm = if count == 1 { 1 } else { 0 };
        for round in 0..warm + rounds {
            for run in &mut runs {
                let cost = meter::run(&run.lines, run.at_a_time);
                if round >= warm {
                    run.costs.push(cost);
                }
            }
        }

        println!("\n{title}: the middle of {rounds} rounds in turn; ratios of boardpack to the other");
        println!("{:34} {:>10} {:>8} {:>12} {:>8}", "", "time", "ratio", "peak memory", "ratio");
        let own = runs[0].middle();
        for run in &runs {
            let cost = run.middle();
            let (time, memory) =
                (own.time.as_secs_f64() / cost.time.as_secs_f64(), own.peak as f64 / cost.peak as f64);
            println!(
                "{:34} {:>8.0}ms {time:>8.2} {:>10.1}MB {memory:>8.2}",
                run.name,
                cost.time.as_secs_f64() * 1e3,
                megabytes(cost.peak)
            );
        }
        self.same_pages(tools)
    }

    /// Holds the papers against each other: boardpack and the Typst command line must have drawn the same.
    fn same_pages(&self, tools: &Tools) -> std::io::Result<()> {
        let (mut own, mut same, mut office) = (0, 0, 0);
        for report in &self.reports {
            let name = stem(report);
            let paper = |of: &str| pages(&self.folder.join(of).join(&name).with_extension("pdf"));
            let drawn = pages(&self.folder.join("boardpack").join(paper_of(report)))?;
            own += drawn.len();
            if tools.typst.is_some() {
                let others = paper("typst")?;
                same += drawn.iter().filter(|(number, content)| others.get(number) == Some(content)).count();
            }
            if tools.office.is_some() {
                office += paper("office")?.len();
            }
        }
        print!("boardpack: {own} pages");
        if tools.typst.is_some() {
            print!("; drawn the same by typst: {same}");
        }
        if tools.office.is_some() {
            print!("; LibreOffice: {office} pages");
        }
        println!();
        Ok(())
    }
}

/// One program's part in a comparison.
struct Run {
    name: String,
    lines: Vec<Line>,
    at_a_time: usize,
    costs: Vec<Cost>,
}

impl Run {
    fn new(name: &str, lines: Vec<Line>, at_a_time: usize) -> Self {
        Self { name: name.to_owned(), lines, at_a_time, costs: Vec::new() }
    }

    /// The middle time and the middle peak.
    fn middle(&self) -> Cost {
        let mut times: Vec<Duration> = self.costs.iter().map(|cost| cost.time).collect();
        let mut peaks: Vec<u64> = self.costs.iter().map(|cost| cost.peak).collect();
        times.sort();
        peaks.sort();
        Cost { time: times[times.len() / 2], peak: peaks[peaks.len() / 2] }
    }
}

/// What is drawn on each page of a paper.
fn pages(paper: &Path) -> std::io::Result<BTreeMap<u32, Vec<u8>>> {
    let file = lopdf::Document::load(paper).map_err(std::io::Error::other)?;
    Ok(file.get_pages().into_iter().map(|(number, id)| (number, file.get_page_content(id))).collect())
}

fn stem(report: &str) -> String {
    Path::new(report).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where the paper of a report goes: packs have a folder of their own.
fn paper_of(report: &str) -> PathBuf {
    Path::new(report.strip_prefix("reports/").unwrap_or(report)).with_extension("pdf")
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
