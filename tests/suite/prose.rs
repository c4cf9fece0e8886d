//! The corpus of sentences in `tests/prose/`: what is true passes without a word, what is false is caught.
//!
//! A file has data, and sentences under `true` (nothing may be said), `false` (an error that says `because`) and
//! `unsure` (a warning and no error). Each is a paragraph of its own in one report.

use std::collections::BTreeMap;
use std::path::Path;

use boardpack::data::store::Store;
use boardpack::diagnostic::{Diagnostic, Diagnostics, Severity};
use boardpack::facts::Facts;
use boardpack::narrative::{Circumstances, narrate};
use boardpack::project::Project;
use serde::Deserialize;

use crate::scratch::{NOTE, Scratch, rendered};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    profile: String,
    files: BTreeMap<String, String>,
    report: String,
    #[serde(default, rename = "true")]
    true_: Vec<String>,
    #[serde(default, rename = "false")]
    false_: Vec<Falsehood>,
    #[serde(default)]
    unsure: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Falsehood {
    say: String,
    because: String,
}

/// What was said of each paragraph of a report with these sentences.
fn said(corpus: &Corpus, sentences: &[&str]) -> Vec<Vec<Diagnostic>> {
    if sentences.is_empty() {
        return Vec::new();
    }
    let mut yaml = format!(
        "{NOTE}{}\nrecommendations: {{lead: \"To:\", items: [Note the report.]}}\nsections:\n  - {{slot: purpose, body: [Purpose.]}}\n  - slot: background\n    body:\n",
        corpus.report
    );
    let first = yaml.lines().count() + 1;
    for sentence in sentences {
        let quoted = serde_json::to_string(sentence).expect("a sentence is JSON");
        yaml.push_str(&format!("      - {quoted}\n"));
    }
    let mut scratch = Scratch::new().file("council.yaml", &corpus.profile).report(&yaml);
    for (name, text) in &corpus.files {
        scratch = scratch.file(name, text);
    }
    let mut sink = Diagnostics::default();
    let project = Project::open(&scratch.path(), &mut sink).expect("a profile");
    let report = project.report("reports/paper.yaml", &mut sink).expect("a report");
    let store = Store::default();
    let datasets = report.data.iter().filter_map(|entry| store.get(&project.files, entry, &mut sink)).collect();
    let facts = Facts::gather(&report, &project.profile, datasets, &mut sink);
    let narrated = narrate(&report, &project.profile, facts, Circumstances::ALONE, &mut sink);
    let before = sink.sorted();
    assert!(before.is_empty(), "{}", rendered(&before));
    let mut sink = Diagnostics::default();
    boardpack::claims::check(&report, &narrated, &mut sink);
    let mut found = vec![Vec::new(); sentences.len()];
    for one in sink.sorted() {
        let span = one.span.clone().expect("every finding has a place");
        let line = span.file.line_column(span.range.start).0;
        assert!(line >= first, "{}", one.render());
        assert!(!one.hints.is_empty() || one.severity == Severity::Note, "no hint: {}", one.render());
        found[line - first].push(one);
    }
    found
}

fn corpora() -> Vec<(String, Corpus)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a file of the corpus");
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let corpus = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, corpus)
        })
        .collect()
}

#[test]
fn what_is_true_passes_and_what_is_false_is_caught() {
    let (mut alarms, mut missed, mut caught, mut silent) = (Vec::new(), Vec::new(), 0, 0);
    for (name, corpus) in corpora() {
        let trues: Vec<&str> = corpus.true_.iter().map(String::as_str).collect();
        for (sentence, found) in trues.iter().zip(said(&corpus, &trues)) {
            if found.is_empty() {
                silent += 1;
            } else {
                alarms.push(format!("{name}: {sentence}\n{}", rendered(&found)));
            }
        }
        let falses: Vec<&str> = corpus.false_.iter().map(|one| one.say.as_str()).collect();
        for (one, found) in corpus.false_.iter().zip(said(&corpus, &falses)) {
            let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity == Severity::Error).collect();
            if errors.iter().any(|error| error.render().contains(&one.because)) {
                caught += 1;
            } else {
                missed.push(format!("{name}: {} [{}]\n{}", one.say, one.because, rendered(&found)));
            }
        }
        let unsure: Vec<&str> = corpus.unsure.iter().map(String::as_str).collect();
        for (sentence, found) in unsure.iter().zip(said(&corpus, &unsure)) {
            let errors = found.iter().any(|one| one.severity == Severity::Error);
            if found.is_empty() || errors {
                missed.push(format!("{name} (unsure): {sentence}\n{}", rendered(&found)));
            } else {
                caught += 1;
            }
        }
    }
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    eprintln!(
        "{} sentences: precision {:.1}% ({} false alarms on {} true ones), recall {:.1}% ({} of {} caught)",
        alarms.len() + missed.len() + caught + silent,
        share(caught, caught + alarms.len()),
        alarms.len(),
        alarms.len() + silent,
        share(caught, caught + missed.len()),
        caught,
        caught + missed.len()
    );
    assert!(
        alarms.is_empty() && missed.is_empty(),
        "── {} false alarms\n{}\n── {} missed\n{}",
        alarms.len(),
        alarms.join("\n"),
        missed.len(),
        missed.join("\n")
    );
}
