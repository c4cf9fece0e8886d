//! Reports of a project, for all three programs, and the programs side by side.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::ROUNDS;
use crate::document::Finished;
use crate::meter::{self, Cost, Line};
use crate::odt;
use crate::tools::{Tool, Tools};

/// The program, optimised as its users have it.
pub const BOARDPACK: &str = env!("CARGO_BIN_EXE_boardpack");

/// Reports of a project, and where their papers go.
pub struct Papers {
    project: PathBuf,
    /// The reports, by their paths in the project.
    pub reports: Vec<String>,
    folder: PathBuf,
}

/// The same documents as the other programs get them.
struct Others {
    /// The main file of each document's template for the Typst command line, with its root.
    roots: Vec<(PathBuf, String)>,
    odts: Vec<PathBuf>,
}

impl Papers {
    /// Some reports of a project, whose papers go to a folder.
    pub fn of(project: &Path, reports: &[String], folder: PathBuf) -> std::io::Result<Self> {
        for inside in ["boardpack", "typst", "odt", "office"] {
            std::fs::create_dir_all(folder.join(inside))?;
        }
        Ok(Self { project: project.to_owned(), reports: reports.to_owned(), folder })
    }

    /// Writes the finished documents for the other programs.
    fn others(&self) -> std::io::Result<Others> {
        let (mut roots, mut odts) = (Vec::new(), Vec::new());
        for (finished, report) in Finished::all(&self.project, &self.reports).iter().zip(&self.reports) {
            let name = stem(report);
            let root = self.folder.join("typst").join(&name);
            finished.write(&root)?;
            roots.push((root, finished.main()));
            let document = serde_json::to_value(&finished.narrated.document).expect("a document is JSON");
            let odt = self.folder.join("odt").join(format!("{name}.fodt"));
            std::fs::write(&odt, odt::write(&document, &finished.narrated.pictures))?;
            odts.push(odt);
        }
        Ok(Others { roots, odts })
    }

    /// The folder of the project.
    pub fn project(&self) -> &Path {
        &self.project
    }

    /// The folder with the papers that boardpack makes.
    pub fn made(&self) -> PathBuf {
        self.folder.join("boardpack")
    }

    /// The paper that boardpack makes of a report.
    pub fn paper(&self, report: &str) -> PathBuf {
        self.made().join(paper_of(report))
    }

    /// What a run costs in which nothing has changed, beside the one that made everything.
    pub fn unchanged(&self) {
        let cache = shown(&self.folder.join("cache"));
        let line = self.boardpack_with(&cache, self.reports.len());
        let first = meter::run(std::slice::from_ref(&line), 1);
        let mut again: Vec<Cost> = (0..ROUNDS).map(|_| meter::run(std::slice::from_ref(&line), 1)).collect();
        again.sort_by_key(|cost| cost.time);
        let middle = &again[again.len() / 2];
        println!("\n{} reports of which none has changed", self.reports.len());
        println!("  made, and remembered {:>10.1} ms", first.milliseconds());
        println!(
            "  kept                 {:>10.1} ms, ratio {:.4}, {:.1} MB",
            middle.milliseconds(),
            middle.milliseconds() / first.milliseconds(),
            middle.megabytes()
        );
    }

    /// boardpack building the first reports in one run.
    pub fn boardpack(&self, count: usize) -> Line {
        self.boardpack_with("none", count)
    }

    /// The same with a cache.
    fn boardpack_with(&self, cache: &str, count: usize) -> Line {
        let mut line = [BOARDPACK, "build", "--cache", cache].map(str::to_owned).to_vec();
        line.extend(["--out".to_owned(), shown(&self.made())]);
        line.extend(self.reports[..count].iter().map(|report| shown(&self.project.join(report))));
        Line::new(line)
    }

    /// A run of the Typst command line for every document.
    fn typst(&self, tool: &Tool, roots: &[(PathBuf, String)]) -> Vec<Line> {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/fonts");
        let line = |(root, main): &(PathBuf, String)| {
            let paper = self.folder.join("typst").join(root.file_name().unwrap_or_default()).with_extension("pdf");
            let mut line = [&tool.program, "compile", "--root", &shown(root), "--font-path", &shown(&fonts)]
                .map(str::to_owned)
                .to_vec();
            line.extend(["--ignore-system-fonts", "--ignore-embedded-fonts"].map(str::to_owned));
            line.extend(["--features", "a11y-extras", "--pdf-standard", "ua-1,a-2a"].map(str::to_owned));
            line.extend([shown(&root.join(main)), shown(&paper)]);
            Line::new(line)
        };
        roots.iter().map(line).collect()
    }

    /// LibreOffice converting all documents in one run.
    fn office(&self, tool: &Tool, odts: &[PathBuf]) -> Line {
        let profile =
            format!("-env:UserInstallation=file://{}", shown(&self.folder.join("profile")).replace(' ', "%20"));
        let filter = r#"pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"2"}}"#;
        let mut line = vec![tool.program.clone(), profile];
        line.extend(["--headless", "--norestore", "--convert-to", filter, "--outdir"].map(str::to_owned));
        line.push(shown(&self.folder.join("office")));
        line.extend(odts.iter().map(|odt| shown(odt)));
        Line::new(line)
    }

    /// Runs the programs in turn and prints what they took.
    pub fn side_by_side(&self, title: &str, tools: &Tools, rounds: usize, typst: &[usize]) -> std::io::Result<()> {
        let count = self.reports.len();
        let others = self.others()?;
        let mut runs = vec![Run::new("boardpack", vec![self.boardpack(count)], 1)];
        if let Some(tool) = &tools.typst {
            for &at_a_time in typst {
                let name = match at_a_time {
                    1 if count == 1 => "typst compile".to_owned(),
                    1 => format!("typst compile, {count} runs"),
                    _ => format!("the same, {at_a_time} at a time"),
                };
                runs.push(Run::new(&name, self.typst(tool, &others.roots), at_a_time));
            }
        }
        if let Some(tool) = &tools.office {
            let name = if count == 1 { "soffice --convert-to" } else { "soffice, one run" };
            runs.push(Run::new(name, vec![self.office(tool, &others.odts)], 1));
        }
        // The first round is for the disk's cache, and for LibreOffice to write its profile.
        in_turn(&mut runs, usize::from(count == 1), rounds);

        println!("\n{title}: the middle of {rounds} rounds in turn; ratios of boardpack to the other");
        println!(
            "{:34} {:>10} {:>8} {:>10} {:>8} {:>12} {:>8}",
            "", "time", "ratio", "work", "ratio", "peak memory", "ratio"
        );
        let own = runs[0].middle();
        for run in &runs {
            let cost = run.middle();
            let time = own.time.as_secs_f64() / cost.time.as_secs_f64();
            let work = own.work.as_secs_f64() / cost.work.as_secs_f64();
            let memory = own.peak as f64 / cost.peak as f64;
            println!(
                "{:34} {:>8.0}ms {time:>8.2} {:>8.0}ms {work:>8.2} {:>10.1}MB {memory:>8.2}",
                run.name,
                cost.milliseconds(),
                cost.milliseconds_of_work(),
                cost.megabytes()
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
            let drawn = pages(&self.paper(report))?;
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

/// Runs programs in turn, round by round; the first rounds do not count.
pub fn in_turn(runs: &mut [Run], warm: usize, rounds: usize) {
    for round in 0..warm + rounds {
        for run in &mut *runs {
            let cost = meter::run(&run.lines, run.at_a_time);
            if round >= warm {
                run.costs.push(cost);
            }
        }
    }
}

/// One program's part in a comparison.
pub struct Run {
    /// What it is called.
    pub name: String,
    lines: Vec<Line>,
    at_a_time: usize,
    costs: Vec<Cost>,
}

impl Run {
    /// So many commands at a time.
    pub fn new(name: &str, lines: Vec<Line>, at_a_time: usize) -> Self {
        Self { name: name.to_owned(), lines, at_a_time, costs: Vec::new() }
    }

    /// The middle of the times, of the work and of the peaks, each for itself.
    pub fn middle(&self) -> Cost {
        fn middle<T: Copy + Ord>(costs: &[Cost], of: impl Fn(&Cost) -> T) -> T {
            let mut all: Vec<T> = costs.iter().map(of).collect();
            all.sort();
            all[all.len() / 2]
        }
        let costs = &self.costs;
        Cost {
            time: middle(costs, |cost| cost.time),
            work: middle(costs, |cost| cost.work),
            peak: middle(costs, |cost| cost.peak),
        }
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

/// A path as an argument.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
