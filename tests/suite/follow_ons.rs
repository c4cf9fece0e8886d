//! What could not be read is told once: nothing that only follows from it stands beside it.

use crate::copies;
use crate::errors::boardpack;
use crate::scratch::{NOTE, Scratch};

/// What a check says of a report of Coventry's in which one part is replaced by another, a line each.
fn told(report: &str, from: &str, to: &str) -> Vec<String> {
    let project = copies::fixture("coventry");
    let path = format!("reports/{report}.yaml");
    let file = project.path().join(&path);
    let yaml = std::fs::read_to_string(&file).expect("a report");
    assert!(yaml.contains(from), "{report} has lost `{from}`");
    std::fs::write(&file, yaml.replacen(from, to, 1)).expect("a report");
    let run = boardpack(project.path(), &["check", &path, "--message-format", "short"]);
    run.stderr.lines().filter(|line| line.starts_with("reports/")).map(str::to_owned).collect()
}

#[test]
fn a_part_that_cannot_be_read_is_told_alone() {
    const UPDATE: &str = "2025-12-15-social-work-workforce";
    const RETENTION: &str = "2018-04-16-retention-of-social-workers";
    const MONEY: &str = "2018-04-16-appendix-3-financial-information";
    const PLAN: &str = "2018-04-16-appendix-4-retention-plan";
    for (report, from, to, said) in [
        (UPDATE, "date: 2025-12-15", "date: 15/12/2025", "`15/12/2025` is not a date"),
        (UPDATE, "published: 2025-12-05", "published: soon", "`soon` is not a date"),
        (UPDATE, "published: 2025-12-05", "publishd: 2025-12-05", "unknown key `publishd`"),
        ("2018-04-16-agenda", "date: 2018-04-16", "date: April", "`April` is not a date"),
        ("2018-04-16-agenda", "date: 2018-04-16\n", "", "a report needs `date`"),
        ("2018-04-16-minutes", "date: 2018-04-16\n", "", "a report needs `date`"),
        (RETENTION, "date: 2018-04-16\n", "", "a report needs `date`"),
        (UPDATE, "date: 2025-12-15\n", "", "a report needs `date`"),
        ("2018-04-16-minutes", "date: 2018-04-16", "date: April", "`April` is not a date"),
        ("2018-04-16-minutes", "paper: a note", "paper: {a: note}", "expected text"),
        (RETENTION, "date: 2018-04-16", "date: April", "`April` is not a date"),
        (RETENTION, "received: 2018-04-04}", "received: soon}", "`soon` is not a date"),
        (RETENTION, "sent: 2018-04-04", "sent: soon", "`soon` is not a date"),
        (RETENTION, "sent: 2018-04-04", "sent: 2018-14-04", "`2018-14-04` is not a date"),
        (RETENTION, "sent: 2018-04-04", "sent: 31/02/2018", "`31/02/2018` is not a date"),
        ("2017-10-09-minutes", "value: 133, unit: number", "value: 133, unit: FTE", "unknown unit `FTE`"),
        ("2017-10-09-minutes", "sum: [statutory, informal]", "sum: [statutory, {a: b}]", "expected text"),
        (MONEY, "    data: establishment", "    data: {a: b}", "expected text"),
        (MONEY, "Area teams, unit: fte", "Area teams, unit: FTE", "unknown unit `FTE`"),
        (
            PLAN,
            "  - slot: aim\n    body:\n      - >\n",
            "  - aim\n  - heading: Own\n    body:\n      - >\n",
            "expected keys",
        ),
        (
            PLAN,
            "      - |\n        - A better",
            "      - chart: {a: b}\n      - |\n        - A better",
            "expected text",
        ),
    ] {
        let told = told(report, from, to);
        assert!(matches!(told.as_slice(), [one] if one.contains(said)), "{report}, `{to}`: {told:#?}");
    }
}

#[test]
fn crosses_for_a_number_are_a_placeholder_and_no_doubled_word() {
    let note = format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - {{slot: background, body: [Call 020 xxxx xxxx for more.]}}\n"
    );
    let project = Scratch::new().report(note);
    let run = boardpack(project.path(), &["check", ".", "--message-format", "short"]);
    assert!(run.stderr.contains("[placeholder]") && !run.stderr.contains("doubled-words"), "{}", run.stderr);
}

#[test]
fn a_torn_sentence_is_told_by_check_and_by_build() {
    let note = |body: &str| {
        format!(
            "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
             purpose, body: [To inform Members.]}}\n  - {{slot: background, body: {body}}}\n"
        )
    };
    for (body, code, said) in [
        ("[The work is done within existing resources, but for two posts.]", 1, "error: a comma in `[ … ]`"),
        ("[In Coventry, Birmingham and Solihull there is work.]", 0, "warning: a comma in `[ … ]`"),
        ("[\"In Coventry, Birmingham and Solihull there is work.\"]", 0, ""),
    ] {
        let project = Scratch::new().report(note(body));
        for command in ["check", "build"] {
            let run = boardpack(project.path(), &[command, "."]);
            assert_eq!(run.code, Some(code), "{body}: {}", run.stderr);
            let told = run.stderr.matches("begins a new paragraph").count();
            assert!(run.stderr.contains(said) && told == usize::from(!said.is_empty()), "{body}: {}", run.stderr);
        }
    }
}
