//! Diagnostics as one SARIF 2.1.0 document, which code scanning and editors read.

use serde_json::{Value, json};

use super::place::Place;
use super::{Diagnostic, Severity, Span, window};

/// The version of SARIF that is written.
const VERSION: &str = "2.1.0";

/// Where the schema of that version is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The rule of what is wrong with a report as such, and was found by no rule that has a name.
pub const REPORT: Rule<'static> = Rule {
    name: "report",
    severity: Severity::Error,
    summary: "a report, its data or its profile has an error",
    explanation: "A report cannot become a paper, or should not: a key or a value that is wrong, data that cannot be read, \
                  a sentence that the data contradict. The message says what to write instead.",
};

/// A rule as SARIF describes it.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// The code that its diagnostics have.
    pub name: &'a str,
    /// How bad a finding is, unless somebody decided otherwise.
    pub severity: Severity,
    /// What it looks for, in a line.
    pub summary: &'a str,
    /// What it finds and why.
    pub explanation: &'a str,
}

/// The document of a run, with its line end. What has no place in a file is a notification of the run and no result,
/// since readers of SARIF refuse results without a place.
pub fn document(diagnostics: &[Diagnostic], rules: &[Rule<'_>], exit_code: u8) -> String {
    let rules: Vec<Rule<'_>> = rules.iter().copied().chain([REPORT]).collect();
    let results: Vec<Value> = diagnostics.iter().filter_map(|one| result(one, &rules)).collect();
    let notifications: Vec<Value> = diagnostics
        .iter()
        .filter(|one| one.span.is_none())
        .map(|one| json!({"level": one.severity.word(), "message": {"text": text(one)}}))
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": {"driver": {
                "name": "boardpack",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(described).collect::<Vec<_>>(),
            }},
            "invocations": [{
                // Errors in reports are results, not failures of the tool.
                "executionSuccessful": exit_code < 2,
                "exitCode": exit_code,
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn described(rule: &Rule<'_>) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.severity.word()},
    })
}

/// The result of a diagnostic; `None` if it has no place.
fn result(diagnostic: &Diagnostic, rules: &[Rule<'_>]) -> Option<Value> {
    let span = diagnostic.span.as_ref()?;
    let name = if diagnostic.code.is_empty() { REPORT.name } else { diagnostic.code };
    let mut result = json!({
        "ruleId": name,
        "level": diagnostic.severity.word(),
        "message": {"text": text(diagnostic)},
        "locations": [location(span, &window::words(&diagnostic.label))],
    });
    if let Some(at) = rules.iter().position(|rule| rule.name == name) {
        result["ruleIndex"] = json!(at);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(id, (span, words))| {
            let mut location = location(span, &window::words(words));
            location["id"] = json!(id + 1);
            location
        });
        result["relatedLocations"] = related.collect();
    }
    Some(result)
}

/// The message with its hints, since few readers show anything else.
fn text(diagnostic: &Diagnostic) -> String {
    let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {}", window::words(hint)));
    window::words(&diagnostic.message) + &hints.collect::<String>()
}

fn location(span: &Span, words: &str) -> Value {
    let place = Place::of(span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(place.file)},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        },
    });
    if let Some((sheet, cell)) = &place.cell {
        location["logicalLocations"] = json!([{"name": cell, "fullyQualifiedName": format!("{sheet}!{cell}")}]);
    }
    if !words.is_empty() {
        location["message"] = json!({"text": words});
    }
    location
}

/// A path as a URI: relative as it was given, unless it begins at the root.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    fn parsed(diagnostics: &[Diagnostic], exit_code: u8) -> Value {
        let rules =
            [Rule { name: "money", severity: Severity::Error, summary: "sums", explanation: "Sums of money." }];
        serde_json::from_str(&document(diagnostics, &rules, exit_code)).expect("it is JSON")
    }

    #[test]
    fn a_result_has_its_rule_its_places_and_its_hints() {
        let file = SourceFile::new("./a council/ré.yaml", "key: välue\nmore: x\n");
        let said = Diagnostic::warning("it is wrong", &Span::new(&file, 5..11))
            .label("here")
            .related(&Span::new(&file, 12..16), "listed here")
            .hint("write it right");
        let run = &parsed(&[Diagnostic { code: "money", ..said.clone() }, said], 1)["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "report");
        assert_eq!(run["results"][0]["ruleId"], "money");
        assert_eq!(run["results"][0]["ruleIndex"], 0);
        assert_eq!(run["results"][1]["ruleId"], "report");
        assert_eq!(run["results"][1]["ruleIndex"], 1);
        let result = &run["results"][0];
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "it is wrong\nhint: write it right");
        let place = &result["locations"][0];
        assert_eq!(place["message"]["text"], "here");
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "a%20council/r%C3%A9.yaml");
        let region = json!({"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 11});
        assert_eq!(place["physicalLocation"]["region"], region);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "listed here");
        assert_eq!(result["relatedLocations"][0]["id"], 1);
    }

    #[test]
    fn what_has_no_place_is_a_notification_of_the_run() {
        let run = &parsed(&[Diagnostic::bare("the disk is full")], 1)["runs"][0];
        assert_eq!(run["results"], json!([]));
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], true);
        assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "the disk is full");
        assert_eq!(parsed(&[], 2)["runs"][0]["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn a_path_from_the_root_is_a_uri_with_a_scheme() {
        assert_eq!(uri("/tmp/a#b.yaml"), "file:///tmp/a%23b.yaml");
        assert_eq!(uri("../c:d.yaml"), "../c%3Ad.yaml");
    }
}
