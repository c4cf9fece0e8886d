//! Recommendations keep their wording from the report to the minutes and to the record of the decision.

use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::narrative::Narrated;
use boardpack::narrative::document::{ChangeKind, Field, Record, Resolution, Resolutions, plain_text};
use boardpack::narrative::papers::Edition;
use boardpack::project::Project;
use boardpack::shelf::Shelf;

use crate::scratch::{PROFILE, Scratch, rendered};

const REPORT: &str = "
template: briefing-note
title: Exit interviews
date: 2025-10-01
to: board
author: officer
figures: {leavers: {value: 34, unit: people, source: Exit interviews of 2025}}
recommendations:
  lead: \"The Board is recommended to:\"
  items:
    - \"Note that {{ leavers }} people left, and *why*\"
    - text: \"Ask for two reports:\"
      stem: \"The Director is asked for:\"
      items:
        - A report in September 2026 on exit interviews.
        - \"A report every year on 'length of service'.\"
    - Thank the officers for their work.
sections:
  - {slot: purpose, body: [To inform Members.]}
  - {slot: background, body: [This is the background.]}
";

const HEAD: &str = "
template: minutes
date: 2025-11-27
meeting: board
known-as: the Board
time: 10 am
";

/// A project with the report, and minutes with these lines.
fn minutes(profile: &str, lines: &str) -> Scratch {
    Scratch::new()
        .file("council.yaml", format!("{PROFILE}{profile}"))
        .file("reports/note.yaml", REPORT)
        .report(format!("{HEAD}{lines}"))
}

fn narrated(project: &Scratch, edition: Edition) -> Narrated {
    let mut sink = Diagnostics::default();
    let opened = Project::open(&project.path(), &mut sink).expect("a profile");
    let store = Store::default();
    let paper = Shelf::new(&opened, &store, edition).narrate("reports/paper.yaml", &mut sink);
    let said = sink.sorted();
    assert!(said.is_empty(), "{}", rendered(&said));
    paper.expect("a paper").narrated
}

fn records<'a>(narrated: &'a Narrated, key: &str) -> &'a [Record] {
    match narrated.document.fields.get(key) {
        Some(Field::Records(records)) => records,
        other => panic!("`{key}` holds no records: {other:?}"),
    }
}

fn resolutions(narrated: &Narrated) -> &Resolutions {
    match records(narrated, "public")[0].fields.get("resolutions") {
        Some(Field::Resolutions(resolutions)) => resolutions,
        other => panic!("no resolutions: {other:?}"),
    }
}

/// Number, text and decision of each resolution, level by level.
fn told(items: &[Resolution]) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        let decision = item.decision.as_ref().map_or("", |decision| decision.kind.as_str());
        found.push(format!("{} {} [{decision}]", item.number, plain_text(&item.text)));
        found.extend(told(&item.items));
    }
    found
}

const DECISIONS: &str = "
public:
  - heading: Exit interviews
    resolutions:
      of: reports/note.yaml
      decisions:
        1: agreed
        2(a): {amended: A report in June 2026 on exit interviews, reason: September is too late.}
        2(b): {rejected: The Board has it already.}
        3: {deferred: to the next meeting}
      also: [Asks for an update]
";

#[test]
fn recommendations_come_into_the_minutes_as_they_were_written() {
    let narrated = narrated(&minutes("", DECISIONS), Edition::Public);
    let found = resolutions(&narrated);
    assert_eq!(
        told(&found.items),
        [
            "1. Note that 34 people left, and why. [agreed]",
            "2. Ask for two reports: []",
            "(a) A report in June 2026 on exit interviews. [amended]",
            "(b) A report every year on ‘length of service’. [rejected]",
            "3. Thank the officers for their work. [deferred]",
            "4. Asks for an update. []",
        ]
    );
    assert!(found.decided_apart);
    assert_eq!(plain_text(&found.items[1].stem), "The Director is asked for:");
    let amended = found.items[1].items[0].decision.as_ref().expect("a decision");
    let changes: Vec<(ChangeKind, &str)> =
        amended.changes.iter().map(|change| (change.kind, change.text.as_str())).collect();
    assert_eq!(
        changes,
        [
            (ChangeKind::Kept, "A report in"),
            (ChangeKind::Deleted, "September"),
            (ChangeKind::Inserted, "June"),
            (ChangeKind::Kept, "2026 on exit interviews"),
        ]
    );
    assert_eq!(plain_text(&amended.reason), "September is too late.");
    let deferred = found.items[2].decision.as_ref().expect("a decision");
    assert_eq!(plain_text(&deferred.reason), "to the next meeting");
    // The figure is the report's; here it is text.
    assert!(narrated.record.shown.is_empty());
}

#[test]
fn a_decision_on_a_whole_is_said_once_and_agreement_of_all_in_the_lead() {
    let lines = "
public:
  - heading: Exit interviews
    resolutions: {of: reports/note.yaml, decisions: agreed}
";
    let agreed = narrated(&minutes("", lines), Edition::Public);
    let found = resolutions(&agreed);
    assert!(!found.decided_apart);
    assert_eq!(
        plain_text(&found.lead),
        "RESOLVED that the recommendations of the report be agreed, and that the Board:-"
    );

    let whole = lines.replace("decisions: agreed", "decisions: {1: agreed, 2: deferred, 3: agreed}");
    let whole = narrated(&minutes("", &whole), Edition::Public);
    let found = told(&resolutions(&whole).items);
    assert!(found[1].ends_with("[deferred]") && found[2].ends_with("[]") && found[3].ends_with("[]"), "{found:?}");
}

#[test]
fn numbers_and_punctuation_are_the_councils() {
    let profile = "
resolutions: {numbering: [\"(1)\", \"(a)\", \"(i)\"], numbers-of-the-report: kept, punctuation: one-sentence}
";
    let lines = "
public:
  - heading: Exit interviews
    resolutions: {of: reports/note.yaml, decisions: agreed, also: [asks for an update.]}
";
    let kept = narrated(&minutes(profile, lines), Edition::Public);
    assert_eq!(
        told(&resolutions(&kept).items),
        [
            "1) Note that 34 people left, and why; [agreed]",
            "2) Ask for two reports: []",
            "a. A report in September 2026 on exit interviews; and [agreed]",
            "b. A report every year on ‘length of service’; [agreed]",
            "3) Thank the officers for their work; and [agreed]",
            "(4) asks for an update. []",
        ]
    );
    // Where each has a decision of its own behind it, it is a sentence of its own.
    let apart = narrated(&minutes(profile, DECISIONS), Edition::Public);
    assert_eq!(told(&resolutions(&apart).items)[4], "3) Thank the officers for their work. [deferred]");
}

#[test]
fn minutes_are_numbered_on_through_the_exclusion_of_the_public() {
    let lines = "
first-minute: 18
public:
  - {heading: Apologies, text: There were none.}
  - {heading: Contracts, further-to: {of: reports/earlier.yaml, minute: 4}, considered: {of: the Director, on: contracts}}
exclusion: The Board was satisfied of it.
private:
  - heading: The contract
    exempt: {paragraph: 3, public-interest: It would weaken the Council.}
    text: Confidential words about Acme.
    resolutions: approves the offer of Acme
";
    let earlier = format!("{HEAD}first-minute: 4\npublic: [{{heading: The plan, text: It was agreed.}}]\n")
        .replace("2025-11-27", "2025-06-05");
    let project = minutes("", lines).file("reports/earlier.yaml", earlier);
    for edition in [Edition::Public, Edition::Restricted] {
        let narrated = narrated(&project, edition);
        let numbers = |key: &str| -> Vec<String> {
            records(&narrated, key).iter().map(|record| record.number.clone()).collect()
        };
        assert_eq!(numbers("public"), ["18.", "19."]);
        assert_eq!(numbers("exclusion"), ["20."]);
        assert_eq!(numbers("private"), ["21."]);
        let Some(Field::Records(considered)) = records(&narrated, "public")[1].fields.get("considered") else {
            panic!("nothing was considered")
        };
        assert_eq!(
            plain_text(&considered[0].sentence),
            "Further to Minute 4 of 5 June 2025, the Board considered a report of the Director on contracts."
        );
        // What is exempt is in one of the two, and in no text that anybody reads of the other.
        let document = serde_json::to_string(&narrated.document).expect("JSON");
        let texts = format!("{:?}", narrated.record.texts);
        let restricted = edition == Edition::Restricted;
        assert_eq!(document.contains("Acme"), restricted);
        assert_eq!(texts.contains("Acme"), restricted);
        assert!(document.contains("The contract") && document.contains("It would weaken the Council."));
    }
}

#[test]
fn a_decision_record_has_the_wording_of_the_minutes() {
    let record = "
template: decision-record
title: Exit interviews
date: 2025-11-28
meeting: board
known-as: the Board
decided: 2025-11-27
decision: {of: reports/minutes.yaml, minute: 1}
minute: {of: reports/minutes.yaml, minute: 1}
reasons: As in the report.
alternatives: None
conflicts: None
dispensations: None
";
    let project = minutes("", "").file("reports/minutes.yaml", format!("{HEAD}{DECISIONS}")).report(record);
    let narrated = narrated(&project, Edition::Public);
    let Some(Field::Resolutions(decision)) = narrated.document.fields.get("decision") else {
        panic!("no decision")
    };
    assert_eq!(told(&decision.items)[2], "(a) A report in June 2026 on exit interviews. [amended]");
    assert_eq!(records(&narrated, "minute")[0].number, "1.");
    assert!(project.paper().starts_with(b"%PDF"));
}

#[test]
fn an_agenda_prints_the_recommendations_of_a_report_as_they_stand() {
    let agenda = "
template: agenda
title: Board
date: 2025-11-27
time: 10 am
place: Hall
items: [{title: Exit interviews, recommendations: reports/note.yaml}]
signatory: Ann Officer
published: 2025-11-19
contact: officer
membership: All
";
    let project = minutes("", "").report(agenda);
    let narrated = narrated(&project, Edition::Public);
    let Some(Field::Recommendations(found)) = records(&narrated, "items")[0].fields.get("recommendations") else {
        panic!("no recommendations")
    };
    assert_eq!(plain_text(&found.lead), "The Board is recommended to:");
    assert_eq!(plain_text(&found.items[0].text), "Note that 34 people left, and why");
    assert!(project.paper().starts_with(b"%PDF"));
}

#[test]
fn the_title_is_made_of_the_fields_unless_it_is_written() {
    let lines = "public: [{heading: Apologies, text: There were none.}]\n";
    let made = narrated(&minutes("", lines), Edition::Public);
    let wanted = "Minutes of the Meeting of Testshire Scrutiny Board held at 10 am on Thursday, 27 November 2025";
    assert_eq!(made.document.title_text, wanted);
    let written = narrated(&minutes("", &format!("title: Our minutes\nplace: Hall\n{lines}")), Edition::Public);
    assert_eq!(written.document.title_text, "Our minutes");
}

#[test]
fn a_gap_in_minutes_stops_them_unless_they_are_a_draft() {
    let gap = "public: [{heading: The plan, text: Further to Minute XX below it was agreed.}]\n";
    for (lines, profile, failed) in [
        (gap.to_owned(), "", 1),
        (format!("marking: Draft\n{gap}"), "", 0),
        (gap.to_owned(), "checks: {placeholder: off}\n", 0),
    ] {
        let project = minutes(profile, &lines);
        let built = boardpack::build::build(&[project.path().join("reports/paper.yaml")], None).expect("a project");
        assert_eq!(built.failed, failed, "{lines}{}", rendered(&built.diagnostics));
    }
}
