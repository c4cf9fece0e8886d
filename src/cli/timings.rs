//! Where the time of a run went: for every report and every stage, as a table or as JSON.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::cli::output::counted;
use crate::progress::Stage;

/// The most reports that the table lists one by one.
const MOST: usize = 20;

/// How the time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Timings {
    /// A table, longest first.
    Table,
    /// A line of JSON.
    Json,
}

/// What measures the stages of all reports of a run.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What each thread is doing: for which report, in which stage, and since when.
    doing: HashMap<ThreadId, (String, Stage, Instant)>,
    spent: Spent,
}

/// The time that went into each stage of each report.
type Spent = BTreeMap<String, BTreeMap<Stage, Duration>>;

impl Clock {
    /// A clock that begins to run.
    pub fn new() -> Self {
        Self { started: Instant::now(), state: Mutex::default() }
    }

    /// A report on this thread has come to a stage.
    pub fn at(&self, report: &str, stage: Stage) {
        let now = Instant::now();
        let mut state = self.state();
        state.end(now);
        state.doing.insert(thread::current().id(), (report.to_owned(), stage, now));
    }

    /// The report on this thread is done.
    pub fn done(&self) {
        self.state().end(Instant::now());
    }

    /// What was measured until now.
    pub fn told(&self, timings: Timings) -> String {
        let elapsed = self.started.elapsed();
        let state = self.state();
        match timings {
            Timings::Table => table(&state.spent, elapsed),
            Timings::Json => json(&state.spent, elapsed),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends what this thread has been doing.
    fn end(&mut self, now: Instant) {
        if let Some((report, stage, since)) = self.doing.remove(&thread::current().id()) {
            *self.spent.entry(report).or_default().entry(stage).or_default() += now.duration_since(since);
        }
    }
}

fn total(stages: &BTreeMap<Stage, Duration>) -> Duration {
    stages.values().sum()
}

/// The time that all reports spent in each stage.
fn sums<'a>(reports: impl Iterator<Item = &'a BTreeMap<Stage, Duration>>) -> BTreeMap<Stage, Duration> {
    let mut sums = BTreeMap::new();
    reports.flatten().for_each(|(stage, spent)| *sums.entry(*stage).or_insert(Duration::ZERO) += *spent);
    sums
}

/// The table: a row for each of the reports that took longest, one for all others, and the shares of the stages.
fn table(spent: &Spent, elapsed: Duration) -> String {
    let whole = sums(spent.values());
    let stages: Vec<Stage> = whole.keys().copied().collect();
    let mut reports: Vec<(&str, &BTreeMap<Stage, Duration>)> =
        spent.iter().map(|(name, stages)| (name.as_str(), stages)).collect();
    reports.sort_by_key(|(_, stages)| std::cmp::Reverse(total(stages)));

    let times = |name: &str, of: &BTreeMap<Stage, Duration>| {
        let cells = stages.iter().map(|stage| of.get(stage).map_or_else(String::new, |spent| milliseconds(*spent)));
        [name.to_owned(), milliseconds(total(of))].into_iter().chain(cells).collect::<Vec<String>>()
    };
    let folder = common_folder(reports.iter().map(|(name, _)| *name));
    let title = if folder.is_empty() { "milliseconds".to_owned() } else { format!("milliseconds in {folder}") };
    let head = [title.as_str(), "total"].into_iter().chain(stages.iter().map(|stage| stage.word()));
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).collect()];
    rows.extend(reports.iter().take(MOST).map(|(name, stages)| times(&name[folder.len()..], stages)));
    if reports.len() > MOST {
        let others = sums(reports[MOST..].iter().map(|(_, stages)| *stages));
        rows.push(times(&counted(reports.len() - MOST, "other report"), &others));
    }
    rows.push(times("total", &whole));
    let of_all = |spent: Option<&Duration>| {
        let share = spent.map_or(0.0, Duration::as_secs_f64) / total(&whole).as_secs_f64().max(f64::MIN_POSITIVE);
        format!("{:.0}%", share * 100.0)
    };
    let shares = stages.iter().map(|stage| of_all(whole.get(stage)));
    rows.push(["share".to_owned(), of_all(Some(&total(&whole)))].into_iter().chain(shares).collect());
    format!(
        "{}{} in {:.2} s, with {:.2} s of work\n",
        aligned(&rows),
        counted(spent.len(), "report"),
        elapsed.as_secs_f64(),
        total(&whole).as_secs_f64()
    )
}

fn milliseconds(spent: Duration) -> String {
    let number = spent.as_secs_f64() * 1000.0;
    if number < 9.95 { format!("{number:.1}") } else { format!("{number:.0}") }
}

/// The folder that all reports are in, with the slash at its end.
fn common_folder<'a>(mut names: impl Iterator<Item = &'a str>) -> &'a str {
    let folder = |name: &'a str| &name[..name.rfind('/').map_or(0, |at| at + 1)];
    let first = names.next().map_or("", folder);
    names.fold(first, |mut common, name| {
        while !name.starts_with(common) {
            common = folder(common.trim_end_matches('/'));
        }
        common
    })
}

/// Rows with names on the left and numbers on the right of their columns.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|at| width(at).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| match at {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// One line with every report.
fn json(spent: &Spent, elapsed: Duration) -> String {
    let number = |spent: Duration| json!((spent.as_secs_f64() * 1e6).round() / 1e3);
    let stages = |of: &BTreeMap<Stage, Duration>| -> Map<String, Value> {
        of.iter().map(|(stage, spent)| (stage.word().to_owned(), number(*spent))).collect()
    };
    let reports: Vec<Value> = spent
        .iter()
        .map(|(name, of)| json!({"report": name, "total_ms": number(total(of)), "stages_ms": stages(of)}))
        .collect();
    let whole = sums(spent.values());
    let line = json!({
        "type": "timings",
        "elapsed_ms": number(elapsed),
        "total_ms": number(total(&whole)),
        "stages_ms": stages(&whole),
        "reports": reports,
    });
    format!("{line}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(reports: usize) -> Spent {
        let of = |number: usize| {
            let read = Duration::from_millis(number as u64);
            (format!("reports/{number}.yaml"), BTreeMap::from([(Stage::Read, read), (Stage::Typeset, read * 3)]))
        };
        (1..=reports).map(of).collect()
    }

    #[test]
    fn the_table_has_the_longest_first_and_sums() {
        let told = table(&spent(2), Duration::from_millis(10));
        assert_eq!(
            told,
            "milliseconds in reports/  total  read  typeset\n\
             2.yaml                      8.0   2.0      6.0\n\
             1.yaml                      4.0   1.0      3.0\n\
             total                        12   3.0      9.0\n\
             share                      100%   25%      75%\n\
             2 reports in 0.01 s, with 0.01 s of work\n"
        );
        let told = table(&spent(25), Duration::ZERO);
        assert!(told.contains("\n5 other reports") && !told.contains("\n5.yaml"), "{told}");
        assert_eq!(told.lines().count(), 1 + MOST + 4);
        // A run without reports has a table as well.
        assert!(table(&Spent::new(), Duration::ZERO).contains("0 reports in 0.00 s"));
    }

    #[test]
    fn the_folder_of_all_reports_is_said_once() {
        for (names, folder) in [
            (&["a/b/c.yaml", "a/b/d.yaml"][..], "a/b/"),
            (&["a/b/c.yaml", "a/bd.yaml", "a/b/e/f.yaml"], "a/"),
            (&["/a.yaml", "/b/c.yaml"], "/"),
            (&["a.yaml", "b/c.yaml"], ""),
            (&[], ""),
        ] {
            assert_eq!(common_folder(names.iter().copied()), folder);
        }
    }

    #[test]
    fn the_line_has_every_report() {
        let told: Value = serde_json::from_str(&json(&spent(25), Duration::from_millis(10))).expect("it is JSON");
        assert_eq!(told["reports"].as_array().map(Vec::len), Some(25));
        assert_eq!(told["elapsed_ms"], 10.0);
        assert_eq!(told["stages_ms"]["typeset"], 975.0);
    }

    #[test]
    fn every_thread_has_its_own_report() {
        let clock = Clock::new();
        thread::scope(|scope| {
            for report in ["a", "b"] {
                let clock = &clock;
                scope.spawn(move || {
                    clock.at(report, Stage::Read);
                    clock.at(report, Stage::Pdf);
                    clock.done();
                });
            }
        });
        let state = clock.state();
        assert_eq!(state.spent.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert!(state.spent.values().all(|stages| stages.keys().eq([&Stage::Read, &Stage::Pdf])));
        assert!(state.doing.is_empty());
    }
}
