//! The note that the benchmark has of every authority in England: the same true sentences about 153 names and their regions.
//! An alarm at any of them is a false one.

#[expect(dead_code, reason = "the benchmark also edits its reports, and has reviews and copies of them")]
#[path = "../../benches/build/council.rs"]
mod council;

use crate::command::boardpack;

/// What may be said of them: their sections repeat the same advice, each under its own measure.
const REPEATED: &str = "warning[duplicate-items]";

#[test]
fn true_sentences_about_any_authority_raise_no_alarm() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = council::write(folder.path(), 11.5).expect("the project is written");
    let run = boardpack().arg("check").arg(folder.path()).output().expect("the program runs");
    let said = String::from_utf8_lossy(&run.stderr);
    let begins = |line: &&str| ["error", "warning", "note"].iter().any(|word| line.starts_with(word));
    let alarms: Vec<&str> = said.lines().filter(begins).filter(|line| !line.starts_with(REPEATED)).collect();
    assert!(alarms.is_empty(), "{}\n\n{said}", alarms.join("\n"));
    let all = format!("checked {} reports", reports.len());
    let result = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && result.contains(&all), "not `{all}`: {result}");
}
