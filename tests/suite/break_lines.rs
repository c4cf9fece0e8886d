//! Every line of the reference project, broken in many ways: what is said always has a place and a hint.
//!
//! `SHOW=1 cargo test --release break_lines -- --nocapture` prints all that is said, to be read as its user would.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use boardpack::build::{Built, build};
use boardpack::diagnostic::{Diagnostic, Severity, SourceFile};
use boardpack::project::yaml;
use rayon::prelude::*;

use crate::copies::copy_folder;

const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/coventry");

/// A way to break a line; gives the line back unchanged where there is nothing to break.
type Break = fn(&str) -> String;

/// Every way, by name.
const BREAKS: &[(&str, Break)] = &[
    ("the line is missing", |_| String::new()),
    ("the key is misspelt", |line| with_key(line, |key| format!("{}x{}", &key[..1], &key[1..]))),
    ("the key lacks a letter", |line| with_key(line, |key| key[..key.len() - 1].to_owned())),
    ("the value is a list", |line| with_value(line, |_| "[one, two]".to_owned())),
    ("the value is keys and values", |line| with_value(line, |_| "{one: two}".to_owned())),
    ("the value is a number", |line| with_value(line, |_| "7".to_owned())),
    ("the value is empty", |line| with_value(line, |_| String::new())),
    ("the value is an empty list", |line| with_value(line, |_| "[]".to_owned())),
    ("the value has another end", |line| with_value(line, |value| format!("{value}x"))),
    ("the value has a colon", |line| with_value(line, |value| format!("Note: {value}"))),
    ("the value starts with an asterisk", |line| with_value(line, |value| format!("*{value}*"))),
    ("a quotation mark is not closed", |line| with_value(line, |value| format!("\"{value}"))),
    ("a quotation mark too many", |line| with_value(line, |value| format!("{value}\""))),
    ("the line is indented too far", |line| format!(" {line}")),
    ("the line is indented too little", |line| line.strip_prefix(' ').unwrap_or(line).to_owned()),
    ("the line starts with a tab", |line| format!("\t{}", line.trim_start())),
    ("no space after the colon", |line| line.replacen(": ", ":", 1)),
    ("no colon", |line| line.replacen(": ", " ", 1)),
    ("the line is indented a level more", |line| format!("  {line}")),
    ("the line is indented a level less", |line| line.strip_prefix("  ").unwrap_or(line).to_owned()),
    ("no hyphen", |line| line.replacen("- ", "", 1)),
    ("a space instead of the hyphen", |line| line.replacen("- ", "  ", 1)),
    ("a bracket is not opened", |line| line.replacen(['(', '[', '{'], "", 1)),
    ("no space after the dash", |line| line.replacen("- ", "-", 1)),
    ("the line is written twice", |line| format!("{line}\n{line}")),
    ("curly quotation marks", |line| line.replacen('"', "“", 1).replacen('"', "”", 1)),
    ("an expression is not closed", |line| line.replacen(" }}", " }", 1)),
    ("a bracket is not closed", |line| line.replacen([')', ']', '}'], "", 1)),
    ("a quotation mark is missing", |line| line.replacen('"', "", 1)),
    ("a name is misspelt", |line| line.replacen("_rate", "_raet", 1)),
    ("another claim", |line| line.replacen(".fell(", ".rose(", 1).replacen(".below(", ".above(", 1)),
    ("a character that the font lacks", |line| format!("{line} ☃")),
];

/// The words of the message that is left when nothing better can be said.
const FALLBACK: &str = "this cannot be read as YAML";

fn with_key(line: &str, change: impl Fn(&str) -> String) -> String {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    match line[start..].split_once(':') {
        Some((key, rest))
            if key.len() > 1 && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') =>
        {
            format!("{}{}:{rest}", &line[..start], change(key))
        }
        _ => line.to_owned(),
    }
}

fn with_value(line: &str, change: impl Fn(&str) -> String) -> String {
    let text = line.trim_start_matches([' ', '-']);
    if text.is_empty() || text.starts_with('#') {
        return line.to_owned();
    }
    let start = line.find(": ").map_or(line.len() - text.len(), |colon| colon + 2);
    let value = line[start..].split(" #").next().unwrap_or_default().trim();
    format!("{}{}", &line[..start], change(value)).trim_end().to_owned()
}

/// A broken line of a file.
struct Broken<'a> {
    file: &'a str,
    line: usize,
    how: &'static str,
    text: String,
}

/// Every line of a file, each broken in `ways` ways that turn from line to line.
fn broken<'a>(file: &'a str, text: &str, ways: usize) -> Vec<Broken<'a>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let turned = BREAKS.iter().cycle().skip(at * ways % BREAKS.len()).take(BREAKS.len());
        for (how, change) in turned.filter(|(_, change)| change(line) != *line).take(ways) {
            let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
            changed[at] = change(line);
            all.push(Broken { file, line: at + 1, how, text: changed.join("\n") + "\n" });
        }
    }
    all
}

/// The reports of the project, relative to it.
fn reports() -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(PROJECT).join("reports")).expect("reports");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name().into_string();
    let mut names: Vec<String> =
        entries.map(|entry| format!("reports/{}", name(entry).expect("names are UTF-8"))).collect();
    names.sort();
    names
}

/// The files below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// Builds a broken project; with `paper`, all the way to the PDF, else only so far that everything is checked.
fn run(broken: &Broken<'_>, paper: bool) -> Result<Built, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("project");
    copy_folder(Path::new(PROJECT), &root);
    let is_report = broken.file != "council.yaml";
    std::fs::write(root.join(broken.file), &broken.text).expect("a written file");
    if !paper {
        // An error of the profile keeps all reports from being typeset, not from being checked.
        for file in if is_report { vec!["council.yaml".to_owned()] } else { reports() } {
            let text = std::fs::read_to_string(root.join(&file)).expect("a file");
            std::fs::write(root.join(file), format!("{text}\nzzz: not to be typeset\n")).expect("a written file");
        }
    }
    let out = folder.path().join("out");
    // Other reports may refer to a broken one, or it to them: it is built alone, and what it needs is there.
    let path = if is_report { root.join(broken.file) } else { root.clone() };
    let built = catch_unwind(AssertUnwindSafe(|| build(std::slice::from_ref(&path), Some(&out))));
    let mut built = match built {
        Ok(Ok(built)) => built,
        Ok(Err(unusable)) => return Err(format!("unusable: {}", unusable.message)),
        Err(_) => return Err("a panic".to_owned()),
    };
    built.diagnostics.retain(|one| !one.message.starts_with("unknown key `zzz`"));
    let papers = files_in(&out);
    if papers.len() != built.papers.len() {
        return Err(format!("{} papers, {} files", built.papers.len(), papers.len()));
    }
    for paper in papers {
        let bytes = std::fs::read(&paper).expect("a paper");
        if !(bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF")) {
            return Err("a torn paper".to_owned());
        }
    }
    let errors = built.diagnostics.iter().any(|one| one.severity == Severity::Error);
    match (paper, errors, built.failed > 0) {
        (true, true, false) => Err("built with errors".to_owned()),
        (true, false, true) => Err("failed without an error".to_owned()),
        _ => Ok(built),
    }
}

fn check(diagnostic: &Diagnostic) -> Result<(), String> {
    let Some(span) = &diagnostic.span else { return Err("no place".to_owned()) };
    let text = &span.file.text;
    let inside = span.range.start <= span.range.end && text.get(span.range.clone()).is_some();
    let (line, _) = span.file.line_column(span.range.start);
    if !inside || line > text.split('\n').count() {
        return Err(format!("the place {:?} is not in the file", span.range));
    }
    match diagnostic.hints.iter().any(|hint| !hint.trim().is_empty()) {
        true => Ok(()),
        false => Err("no hint".to_owned()),
    }
}

/// Every line of the project's files in `ways` ways; of these, every `full`th is built to the end.
fn break_all(ways: usize, full: usize) {
    let mut files = reports();
    files.push("council.yaml".to_owned());
    let texts: Vec<(String, String)> = files
        .into_iter()
        .map(|file| (file.clone(), std::fs::read_to_string(Path::new(PROJECT).join(&file)).expect("a file")))
        .collect();
    let all: Vec<Broken<'_>> = texts.iter().flat_map(|(file, text)| broken(file, text, ways)).collect();
    let show = std::env::var_os("SHOW").is_some();
    let results: Vec<(Vec<String>, usize, usize)> = all
        .par_iter()
        .enumerate()
        .map(|(at, broken)| {
            let wrong = |why: String| format!("{}:{}: {}: {why}", broken.file, broken.line, broken.how);
            let built = match run(broken, at % full == 0) {
                Ok(built) => built,
                Err(why) => return (vec![wrong(why)], 0, 0),
            };
            if show {
                let said: String = built.diagnostics.iter().map(Diagnostic::render).collect();
                println!("── {}:{}: {}\n{said}", broken.file, broken.line, broken.how);
            }
            let failures = built
                .diagnostics
                .iter()
                .filter_map(|one| check(one).err().map(|why| wrong(format!("{why}: {}", one.render()))));
            let fallback = built.diagnostics.iter().filter(|one| one.message == FALLBACK).count();
            (failures.collect(), fallback, usize::from(!built.diagnostics.is_empty()))
        })
        .collect();
    let failures: Vec<&str> =
        results.iter().flat_map(|(failures, ..)| failures.iter().map(String::as_str)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let fallbacks: usize = results.iter().map(|(_, fallback, _)| fallback).sum();
    let told: usize = results.iter().map(|(.., told)| told).sum();
    println!("{} broken lines, {told} told of, {fallbacks} in general words", all.len());
    assert!(told * 3 > all.len(), "only {told} of {} broken lines are told of", all.len());
    assert!(fallbacks * 50 < told, "{fallbacks} of {told} messages are in general words only");
}

/// The ways that change nothing but the form of a line.
const FORM: &[&str] = &[
    "no space after the colon",
    "no colon",
    "the line is indented a level more",
    "the line is indented a level less",
    "no hyphen",
    "a space instead of the hyphen",
    "a bracket is not opened",
];

/// Whether a line has a form that can be broken: a key, or an item of a list.
fn has_form(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '-']);
    let is_key = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let begins_key = words
        .split_once(':')
        .is_some_and(|(key, rest)| !key.is_empty() && is_key(key) && (rest.is_empty() || rest.starts_with(' ')));
    begins_key || line.trim_start().starts_with("- ")
}

#[test]
fn a_line_that_has_lost_its_form_is_the_one_that_is_named() {
    let mut files = reports();
    files.push("council.yaml".to_owned());
    let told: Vec<(bool, String)> = files
        .par_iter()
        .flat_map_iter(|file| {
            let text = std::fs::read_to_string(Path::new(PROJECT).join(file)).expect("a file");
            let lines: Vec<&str> = text.lines().collect();
            let all = broken(file, &text, BREAKS.len()).into_iter().enumerate();
            let some = all.filter(|(at, broken)| {
                at % 11 == 0 && FORM.contains(&broken.how) && has_form(lines[broken.line - 1])
            });
            let told = some.filter_map(|(_, broken)| {
                let error = yaml::read(&SourceFile::new(file.as_str(), broken.text)).err()?;
                let span = error.span.as_ref().expect("a place");
                let (line, _) = span.file.line_column(span.range.start);
                let what = format!("{file}:{}: {}\n{}", broken.line, broken.how, error.render());
                Some((line == broken.line, what))
            });
            told.collect::<Vec<_>>()
        })
        .collect();
    let missed: Vec<&str> = told.iter().filter(|(hit, _)| !hit).map(|(_, what)| what.as_str()).collect();
    println!("{} of {} slips are told at their line", told.len() - missed.len(), told.len());
    assert!(told.len() > 200, "only {} slips", told.len());
    assert!(missed.len() * 25 < told.len(), "{} of {}:\n{}", missed.len(), told.len(), missed.join("\n"));
}

#[test]
fn every_broken_line_is_told_of_with_a_place_and_a_hint() {
    break_all(2, 40);
}

#[test]
#[ignore = "minutes; every line in every way"]
fn every_line_broken_in_every_way() {
    break_all(BREAKS.len(), 40);
}
