//! The record of a build, for programs: what each paper was made of, what it is, and the figures that it shows.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::build::{Built, Fate, Outcome, PaperMade, Shard, names, within};
use crate::cache::{Cache, Key, PROGRAM};
use crate::project::files::{Input, Seen};
use crate::trace::attachment;
use crate::trace::record::{AreaName, Figures};
use crate::workers;

/// What the file says it is.
pub const FORMAT: &str = "boardpack build";

/// The version of the format: a later one may add keys, and raises it where a reader of this one would misunderstand.
pub const VERSION: u32 = 1;

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Record {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The program that made the papers, with its version and a fingerprint of its sources.
    pub program: String,
    /// Which part of a run it is, if that was split: `3/8`; absent for a whole run.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shard: String,
    /// How many reports have errors and were not built.
    pub failed: usize,
    /// Each report that was built, in the order of the run.
    pub reports: Vec<ReportRecord>,
    /// Each report that was read and not built, with what was read of it, in the order of the run. Its `papers` are those that
    /// could still be written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<ReportRecord>,
}

/// A report and its papers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ReportRecord {
    /// The project's folder, as it was named.
    pub project: String,
    /// The report, relative to its project.
    pub report: String,
    /// The area that it is about, where it is made for each of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<AreaName>,
    /// Where its paper goes, as it was named, or would go if the report could be built.
    pub out: String,
    /// The files of the project that were read for it, by their paths.
    pub inputs: Vec<FileRecord>,
    /// Its papers.
    pub papers: Vec<PaperRecord>,
    /// Why it was looked at again; empty if nothing had changed, or without a cache.
    pub why: Vec<String>,
}

/// A file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct FileRecord {
    /// Its path, relative to the project.
    pub path: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
}

/// A paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct PaperRecord {
    /// Where it was written, as it was named.
    pub path: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// `built`, `kept` or `restored`.
    pub fate: String,
    /// The figures that it carries, of each paper that is bound in it; empty for a paper without figures, and where the
    /// profile says `attachments: none`.
    pub figures: Vec<Figures>,
}

impl Record {
    /// The record of a build; reads the figures out of its papers, or of the cache where another run has replaced one by now.
    /// What was once read is noted in the cache under the paper's own hash, so that a run with nothing to do reads no paper.
    pub fn of(built: &Built, cache: Option<&Cache>) -> Self {
        let report = |outcome: &Outcome| report(outcome, cache);
        let reports = |outcomes: &[Outcome]| workers::map(outcomes.iter().collect(), report);
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: PROGRAM.to_owned(),
            shard: String::new(),
            failed: built.failed,
            reports: reports(&built.outcomes),
            failures: reports(&built.failures),
        }
    }

    /// The same, as that of a part of a run.
    pub fn part(self, shard: Option<Shard>) -> Self {
        let part = shard.filter(|shard| !shard.is_whole());
        Self { shard: part.map_or_else(String::new, |shard| shard.to_string()), ..self }
    }

    /// The record as JSON.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a record; `None` for what is none, or of another version.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(json).ok()?;
        (record.format == FORMAT && record.version == VERSION).then_some(record)
    }
}

/// The version of a record that a later program has written, whose format this one does not know; `None` for anything else.
pub fn later(json: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let head: Head = serde_json::from_slice(json).ok()?;
    (head.format == FORMAT && head.version > VERSION).then_some(head.version)
}

fn report(outcome: &Outcome, cache: Option<&Cache>) -> ReportRecord {
    ReportRecord {
        project: slashes(&outcome.root),
        report: outcome.report.clone(),
        subject: outcome.subject.as_ref().map(|area| AreaName { name: area.name.clone(), code: area.code.clone() }),
        out: slashes(&outcome.out),
        inputs: inputs(outcome),
        papers: outcome
            .papers
            .iter()
            .map(|paper| PaperRecord {
                path: slashes(&paper.path),
                hash: paper.hash.clone(),
                fate: paper.fate.word().to_owned(),
                figures: figures(paper, cache),
            })
            .collect(),
        why: outcome.why.clone(),
    }
}

/// The figures that a paper carries: of the bytes with its hash, which another run may have replaced meanwhile by others.
fn figures(paper: &PaperMade, cache: Option<&Cache>) -> Vec<Figures> {
    let key = Key::of_any_version(["figures of".as_bytes(), PROGRAM.as_bytes(), paper.hash.as_bytes()]);
    if let Some(known) = cache.and_then(|cache| cache.last(&key)) {
        return known;
    }
    let whole = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex().as_str() == paper.hash;
    let is_file = std::fs::metadata(&paper.path).is_ok_and(|data| data.is_file());
    let there = is_file.then(|| std::fs::read(&paper.path)).and_then(Result::ok).filter(whole);
    let Some(bytes) = there.or_else(|| cache?.paper(&paper.hash)) else { return Vec::new() };
    let figures = attachment::read(&bytes).unwrap_or_default();
    cache.iter().for_each(|cache| cache.set_last(&key, &figures));
    figures
}

/// The files of the project that were read for a report.
pub fn inputs(outcome: &Outcome) -> Vec<FileRecord> {
    let file = |(input, seen): (&Input, &Seen)| match (input, seen) {
        (Input::File(_) | Input::Within(..), Seen::Hash(hash)) => {
            Some(FileRecord { path: input.path(), hash: hash.clone() })
        }
        _ => None,
    };
    let mut files: Vec<FileRecord> = outcome.inputs.iter().filter_map(file).collect();
    files.sort_by(|one, two| one.path.cmp(&two.path));
    files.dedup();
    files
}

/// The paths of what a report was made of; of one that was not built also of what is not there, so that it is made when that
/// comes back.
fn needed(outcome: &Outcome) -> Vec<String> {
    let missing = |(input, seen): (&Input, &Seen)| match (input, seen) {
        (Input::File(_) | Input::Within(..), Seen::Nothing(_)) if outcome.has_failed() => Some(input.path()),
        _ => None,
    };
    let missing = outcome.inputs.iter().filter_map(missing);
    let paths: BTreeSet<String> = inputs(outcome).into_iter().map(|file| file.path).chain(missing).collect();
    paths.into_iter().map(|path| slashes(&within(&outcome.root, path))).collect()
}

/// The outputs of a report: its papers; of one that was not built, those that it has become before, or the paper that it
/// would be and an edition for members that is there.
fn outputs(outcome: &Outcome) -> Vec<String> {
    let papers: Vec<String> = outcome.papers.iter().map(|paper| slashes(&paper.path)).collect();
    if !outcome.has_failed() {
        return papers;
    }
    if !outcome.formerly.is_empty() {
        return outcome.formerly.iter().map(|path| slashes(path)).collect();
    }
    let restricted = Some(names::restricted(&outcome.out)).filter(|path| path.is_file());
    [outcome.out.clone()].iter().chain(&restricted).map(|path| slashes(path)).collect()
}

/// The inputs and outputs of a build as JSON: a list with `output`, and `inputs` that it was made of, or could not be.
pub fn dependencies(built: &Built) -> Vec<u8> {
    #[derive(Serialize)]
    struct Rule {
        output: String,
        inputs: Vec<String>,
    }
    let rules = built.outcomes.iter().chain(&built.failures).flat_map(|outcome| {
        let inputs = needed(outcome);
        outputs(outcome).into_iter().map(move |output| Rule { output, inputs: inputs.clone() })
    });
    let mut json = serde_json::to_vec_pretty(&rules.collect::<Vec<_>>()).unwrap_or_default();
    json.push(b'\n');
    json
}

/// The inputs and outputs of a build as rules for `make`, each paper with the files that it was made of. Each of these files
/// has a rule of its own with nothing in it, so that one that is gone is no reason to stop. A paper of a file whose name
/// `make` cannot read is always made.
pub fn make_rules(built: &Built) -> String {
    /// What is never there, so that what needs it is always made.
    const ALWAYS: &str = "boardpack.always";
    let mut rules = format!("{EQUALS} := =\n.PHONY: {ALWAYS}\n");
    let mut all: BTreeSet<String> = BTreeSet::new();
    for outcome in built.outcomes.iter().chain(&built.failures) {
        let files: BTreeSet<Option<String>> = needed(outcome).iter().map(|path| escape(path)).collect();
        let inputs: String =
            files.iter().map(|file| format!(" \\\n  {}", file.as_deref().unwrap_or(ALWAYS))).collect();
        all.extend(files.into_iter().flatten());
        for output in outputs(outcome) {
            match escape(&output) {
                Some(output) => rules.push_str(&format!("{}:{inputs}\n", output.replace('%', "\\%"))),
                None => {
                    rules.push_str(&format!("# {} has a name that make cannot read\n", output.escape_default()))
                }
            }
        }
    }
    for file in all {
        rules.push_str(&format!("{}:\n", file.replace('%', "\\%")));
    }
    rules
}

/// The variable that stands for an equals sign, which has no escape.
const EQUALS: &str = "boardpack.equals";

/// A path as `make` reads it; `None` if it has a character that `make` has no way to write.
fn escape(path: &str) -> Option<String> {
    let mut escaped = String::with_capacity(path.len());
    for one in path.chars() {
        match one {
            ';' | '|' | '\n' | '\r' => return None,
            '$' => escaped.push_str("$$"),
            '=' => escaped.push_str(&format!("$({EQUALS})")),
            '#' | ' ' | ':' | '[' | '*' | '?' => escaped.extend(['\\', one]),
            _ => escaped.push(one),
        }
    }
    Some(escaped)
}

/// A path with forward slashes.
fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

impl Fate {
    /// The word for it: `built`, `kept` or `restored`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Built => "built",
            Self::Kept => "kept",
            Self::Restored => "restored",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn names_are_escaped_as_make_reads_them() {
        for (name, written) in [
            ("data/turnover.csv", "data/turnover.csv"),
            ("a b/c#d:e$f.csv", "a\\ b/c\\#d\\:e$$f.csv"),
            ("Return [2].csv", "Return\\ \\[2].csv"),
            ("a*b?c.csv", "a\\*b\\?c.csv"),
            ("a=b.csv", "a$(boardpack.equals)b.csv"),
        ] {
            assert_eq!(escape(name).as_deref(), Some(written));
        }
        for name in ["a;b.csv", "a|b.csv", "a\nb.csv"] {
            assert_eq!(escape(name), None, "{name:?}");
        }
    }
}
