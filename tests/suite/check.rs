//! `boardpack check`: what it says, what it leaves undone, and how a profile changes it.

use std::path::Path;

use boardpack::diagnostic::{Diagnostic, Severity};
use proptest::prelude::*;

use crate::errors::boardpack;
use crate::said;
use crate::scratch::{NOTE, PROFILE, Scratch};

/// What accounts for the sum of money that these notes speak of.
const COST: &str = "figures: {cost: {value: 1100000, unit: pounds, date: 2025-03-31, source: A budget}}\n";

/// A note whose background says this, one paragraph each.
fn note(paragraphs: &[&str]) -> String {
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("      - {}\n", serde_json::to_string(text).expect("text is JSON")))
        .collect();
    format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - slot: background\n    body:\n{}",
        paragraphs.concat()
    )
}

#[test]
fn a_check_says_what_a_build_says_and_what_the_rules_find_and_writes_nothing() {
    let project = Scratch::new().report(note(&["It cost £1.1 millions in in 2021.", "See {{ nothing }}."]) + COST);
    let run = boardpack(project.path(), &["check", "."]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for said in
        ["error[doubled-words]: `in` stands twice in a row", "error[money]: ", "error: unknown name `nothing`"]
    {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(run.stdout, "checked 1 report: 3 errors\n");
    assert!(!project.path().join("out").exists());
    // A build has nothing to do with the rules.
    let project = Scratch::new().report(note(&["It cost £1.1 millions in in 2021."]) + COST);
    let run = boardpack(project.path(), &["build", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_profile_makes_a_rule_an_error_or_a_warning_or_switches_it_off() {
    let text = note(&["It cost £1.1 millions in in 2021."]) + COST;
    let profile = |checks: &str| format!("{PROFILE}\nchecks: {checks}\n");
    for (checks, code, said) in [
        ("{money: off}", 1, "checked 1 report: 1 error\n"),
        ("{money: warning}", 1, "checked 1 report: 1 error, 1 warning\n"),
        ("{money: warning, doubled-words: warning}", 0, "checked 1 report: 2 warnings\n"),
        ("{money: off, doubled-words: off}", 0, "checked 1 report: nothing found\n"),
    ] {
        let project = Scratch::new().file("council.yaml", profile(checks)).report(&text);
        let run = boardpack(project.path(), &["check", "."]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), said), "{checks}: {}", run.stderr);
    }
    for (checks, said) in [
        ("{moneys: off}", "unknown rule `moneys`"),
        ("{money: of}", "unknown level of a rule `of`"),
        ("[money]", "expected rules"),
    ] {
        let project = Scratch::new().file("council.yaml", profile(checks)).report(&text);
        for command in ["check", "build"] {
            let run = boardpack(project.path(), &[command, "."]);
            assert!(run.code == Some(1) && run.stderr.contains(said), "{checks}: {}", run.stderr);
            assert!(run.stderr.contains("council.yaml:7:"), "{checks}: {}", run.stderr);
        }
    }
}

#[test]
fn a_report_accepts_a_finding_by_its_rule_and_its_words_and_says_why() {
    let text = note(&["It was so in in May.", "It is of of June.", "It cost £1.1 millions."]) + COST;
    let run = |accepted: &str, command: &str| {
        let project = Scratch::new().report(format!("{text}accepted:\n{accepted}"));
        boardpack(project.path(), &[command, "."])
    };
    let of = |rule: &str, words: &str| {
        format!("  - {{rule: {rule}, text: \"{words}\", because: Members had the minutes of March before them.}}\n")
    };
    let all = of("doubled-words", "in in") + &of("doubled-words", "is of of June") + &of("money", "£1.1 millions");
    let silent = run(&all, "check");
    assert_eq!(
        (silent.code, silent.stdout.as_str()),
        (Some(0), "checked 1 report: nothing found\n"),
        "{}",
        silent.stderr
    );
    // Of two findings of a rule only the one that is meant, and nothing of another rule.
    for (accepted, left) in [
        (of("doubled-words", "in in"), &["`of` stands", "[money]"][..]),
        (of("money", "in in") + &of("doubled-words", "of"), &["`in` stands", "`of` stands", "[money]"]),
    ] {
        let run = run(&accepted, "check");
        assert_eq!(run.stderr.matches("error[").count(), left.len(), "{}", run.stderr);
        assert!(left.iter().all(|words| run.stderr.contains(words)), "{}", run.stderr);
    }
    // What matches nothing any more is told.
    let old = run(&(all.clone() + &of("doubled-words", "at at")), "check");
    assert_eq!((old.code, old.stderr.matches("warning").count()), (Some(0), 1), "{}", old.stderr);
    assert!(old.stderr.contains("`doubled-words` finds nothing at `at at`"), "{}", old.stderr);
    for (wrong, said) in [
        ("  - {rule: moneys, text: a, because: It is so in the minutes.}\n", "unknown rule `moneys`"),
        ("  - {rule: money, text: a, because: Checked}\n", "`Checked` does not say why this may stand"),
        ("  - {rule: money, because: It is so in the minutes.}\n", "an accepted finding needs `text`"),
    ] {
        for command in ["check", "build"] {
            let run = run(wrong, command);
            assert!(run.code == Some(1) && run.stderr.contains(said), "{wrong}: {}", run.stderr);
        }
    }
}

#[test]
fn what_a_build_refuses_cannot_be_accepted() {
    let minutes = "template: minutes\ndate: 2018-04-16\nmeeting: The Cabinet\nknown-as: the Cabinet\ntime: 3.30 pm\npublic:\n  \
                   - {heading: Fees, text: It was left to TBC.}\naccepted:\n  - {rule: placeholder, text: TBC, because: The \
                   name of the Chair is not known before May.}\n";
    let project = Scratch::new().report(minutes);
    let check = boardpack(project.path(), &["check", "."]);
    assert!(check.stderr.contains("nothing that `placeholder` finds is accepted in this kind"), "{}", check.stderr);
    let build = boardpack(project.path(), &["build", "."]);
    assert!(build.code == Some(1) && build.stderr.contains("error[placeholder]"), "{}", build.stderr);
}

#[test]
fn what_the_profile_prints_is_read_and_told_once_where_it_stands() {
    let profile = "name: Testshire\ncommittees: {board: Testshire Scrutiny Board}\npeople:\n  head: {name: TBC, title: Head of of \
                   Service, telephone: 020 7946 XXXX}\n  other: {name: XXX}\nkinds:\n  briefing-note:\n    labels: {page: \"Page \
                   Page\"}\n    sections: [{key: purpose, heading: Purpose of the the note}, background]\n  agenda: {labels: \
                   {formats: \"[insert number]\"}}\n";
    let text = note(&["It was so."]).replace("author: officer", "author: head");
    let project = Scratch::new().file("council.yaml", profile).report(&text).file("reports/second.yaml", &text);
    let run = boardpack(project.path(), &["check", "."]);
    for said in ["text: `TBC`", "text: `XXXX`", "`of` stands", "`Page` stands", "`the` stands"] {
        assert_eq!(run.stderr.matches(said).count(), 1, "{said}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("council.yaml:").count(), 5, "{}", run.stderr);
}

#[test]
fn the_name_of_a_committee_is_told_in_the_profile_and_not_where_its_key_stands() {
    let profile = "name: Testshire\ncommittees: {board: Scrutiny Board (to be confirmed)}\npeople:\n  officer: {name: Officer}\n";
    for key in ["board", "\"board\"", "'board'"] {
        let text = note(&["It was so."]).replace("to: board", &format!("to: {key}"));
        let run = boardpack(Scratch::new().file("council.yaml", profile).report(&text).path(), &["check", "."]);
        assert_eq!(run.stderr.matches("error[placeholder]").count(), 1, "{key}: {}", run.stderr);
        assert_eq!(run.stderr.matches("council.yaml:").count(), 1, "{key}: {}", run.stderr);
    }
}

#[test]
fn rules_explain_themselves() {
    let list = boardpack("/", &["check", "--explain"]);
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""));
    assert_eq!(list.stdout.lines().count(), boardpack::check::RULES.len());
    for rule in boardpack::check::RULES {
        let run = boardpack("/", &["check", "--explain", rule.name]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let words: Vec<&str> = run.stdout.split_whitespace().collect();
        let said = format!("{}: {} ({}) {}", rule.name, rule.summary, rule.severity.word(), rule.explanation);
        let said: Vec<&str> = said.split_whitespace().collect();
        assert_eq!(words[..said.len()], said, "{}", run.stdout);
        assert!(run.stdout.contains(&format!("checks:\n  {}: ", rule.name)), "{}", run.stdout);
    }
    let run = boardpack("/", &["check", "--explain", "mony"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr, "error: unknown rule `mony`\n  = hint: did you mean `money`?\n");
}

#[test]
fn wrong_usage_of_check_is_exit_code_2() {
    for (arguments, said) in [
        (&["check"][..], "`.` is in no project"),
        (&["check", "/nowhere"], "`/nowhere` does not exist"),
        (&["check", "--out", "x", "."], "--out"),
    ] {
        let run = boardpack("/", arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn nothing_is_found_in_the_true_text_of_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::fs::read_dir(root.join("fixtures")).expect("there are fixtures");
    let is_project =
        |path: &std::path::PathBuf| path.join("council.yaml").is_file() && path.join("reports").is_dir();
    let projects = folders.map(|entry| entry.expect("an entry").path()).filter(is_project);
    let mut seen = 0;
    for project in projects {
        let run = boardpack(root, &["check", project.to_str().expect("paths of tests are UTF-8")]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", project.display());
        seen += 1;
    }
    assert!(seen >= 2, "there are fixtures");
}

/// Pieces of which the rules' own patterns are made.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    ". ",
    ", ",
    "; ",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "'",
    "’",
    "–",
    "-",
    "\u{a0}",
    "the",
    "in in",
    "XX",
    "TBC",
    "[insert",
    "???",
    "§",
    "£",
    "1.1",
    "0.4",
    "millions",
    "million",
    "m",
    "Monday",
    "31",
    "16th",
    "April",
    "2018",
    "2016a",
    "June,",
    "Appendix",
    "Appendices",
    "sections",
    "section",
    "paragraph",
    "Table",
    "Figure",
    "recommendation",
    "3.12",
    "4.5.1",
    "100A",
    "1 to 400",
    "of the Report",
    "Act",
    "Gibson",
    "Gibson, M. (2009). Works.",
    "(2016)",
    "et al",
    "Scrutiny Board (2)",
    "the Board",
    "meeting on",
    "173 complaints (147 statutory and 26 informal)",
    "increase from",
    "133 statutory",
    "workforce of",
    "303",
    "43 social workers",
    "48.2 FTE",
    "receiving the supplement",
    "99999999999",
    "é",
    "社",
    "ﬁ",
    "\n\n",
    "\n",
    "- ",
    "*",
    "**",
    "{{ subject",
    "[^1]",
    "0",
    ".",
    "18446744073709551616",
    "%",
    "Schedule 12A",
    "exempt under",
    "paragraph 9 of Part 1 of",
    "Children's Workforce Strategy says",
    "According to the",
    "ASYE",
    "(ASYE)",
    "SoS",
    "• ",
    "[here](https://www.example.gov.uk)",
    "shown in red",
    "the blue line shows",
    "ALL MEMBERS MUST ATTEND",
    "as a matter of urgency",
    "Yes",
    "No",
    "None",
    "9999-12-31",
    "27/11/2025",
    "31.2.20",
    "Weds",
    "GBP",
    "½ million",
    "£0.4-0.6",
    "pounds",
    "<",
    ">",
    "{",
    "}",
    "#REF!",
    "dd/mm/yyyy",
    "to be confirmed",
    "Finance to add",
    "T.B.C.",
    "Cabinet",
    "Full Council on",
    "task and finish group",
    "agreed by the",
    "known as",
    "S47",
    "ééed",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_rule_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40), any in any::<String>()) {
        // The profile has an error, so that nothing is typeset.
        let profile = format!("{PROFILE}\nzzz: 1\n");
        let project = Scratch::new().file("council.yaml", profile).report(note(&[&pieces.concat(), "To be read.", &any]));
        let checked = boardpack::build::check(&[project.path()]).expect("a project");
        for one in &checked.diagnostics {
            prop_assert!(one.render().contains("= hint: "), "{}", one.render());
            prop_assert!(one.span.as_ref().is_some_and(|span| span.file.text.get(span.range.clone()).is_some()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_makes_a_rule_panic(
        answers in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..6), 7),
        (year, month, day) in (0..10_000_i32, 1..13_u32, 1..29_u32),
        any in any::<String>(),
    ) {
        let said: Vec<String> =
            answers.iter().map(|pieces| serde_json::to_string(&pieces.concat()).expect("text is JSON")).collect();
        let any = serde_json::to_string(&any).expect("text is JSON");
        let [key, wards, scrutiny, equality, urgent, paper, exception] = said.as_slice() else { unreachable!() };
        let report = format!(
            "template: cabinet-member-report\ntitle: A title\ndate: 2018-04-16\nmeeting: A committee\ncabinet-member: \
             {any}\ndirector: The director\nkey-decision: {key}\nwards: {wards}\nscrutiny: {scrutiny}\nsummary: {any}\n\
             background-papers: [{paper}, {any}]\npublished: {year:04}-{month:02}-{day:02}\nurgent: {urgent}\nforward-plan: \
             {{reference: {any}, published: {year:04}-{month:02}-{day:02}, exception: {exception}}}\nsections:\n  - {{slot: \
             equalities, body: [{equality}]}}\n  - {{slot: context, body: [{{text: {any}, exempt: {{paragraph: 3, \
             public-interest: {urgent}}}}}]}}\n"
        );
        let checked = boardpack::build::check(&[Scratch::new().report(report).path()]).expect("a project");
        for one in &checked.diagnostics {
            prop_assert!(one.render().contains("= hint: "), "{}", one.render());
            prop_assert!(one.span.as_ref().is_some_and(|span| span.file.text.get(span.range.clone()).is_some()));
        }
    }
}

/// What the rules find in a report, as its messages.
fn found(project: &Scratch) -> Vec<String> {
    let checked = boardpack::build::check(&[project.path()]).expect("a project");
    let rules: Vec<Diagnostic> = checked.diagnostics.into_iter().filter(|one| !one.code.is_empty()).collect();
    rules.into_iter().map(|one| one.message).collect()
}

#[test]
fn emphasis_line_ends_facts_and_footnotes_hide_nothing() {
    let figures = "figures: {cost: {value: 5, unit: people, source: \"A note, 2025\"}}\n";
    for (paragraph, place) in [
        ("It has fallen to *to* five.", "to *to"),
        ("It has fallen to\nto five.", "to"),
        ("There are 5 people people[^1] here.\n\n[^1]: A a note.", "people people"),
        ("- one\n- two two", "two two"),
        ("{{ cost }} people people of {{ cost.words }}.", "people people"),
        ("{{ cost.words }} five of {{ cost }}.", "{{ cost.words }} five"),
        ("The [plan plan](https://example.gov.uk/plan-plan) is here.", "plan plan"),
    ] {
        let project = Scratch::new().report(format!("{}{figures}", note(&[paragraph])));
        let checked = boardpack::build::check(&[project.path()]).expect("a project");
        let doubled = checked.diagnostics.iter().find(|one| one.code == "doubled-words").expect("a finding");
        assert_eq!(doubled.severity, Severity::Error);
        let shown = doubled.span.as_ref().map_or("", |span| span.text());
        assert!(shown.starts_with(place) || place == "to", "{paragraph}: `{shown}`");
    }
}

#[test]
fn a_value_that_the_data_declare_as_to_be_confirmed_is_no_gap() {
    let report = note(&["The rate was {{ agency_rate.or(\"TBC\") }} then.", "The other is TBC."])
        + "subject: {area: Coventry, period: 2025}\ndata: {rates: data/rates.csv}\n";
    let project =
        Scratch::new().file("data/rates.csv", "area,period,agency_rate\nCoventry,2025,TBC\n").report(report);
    assert_eq!(found(&project), ["a gap was left in the text: `TBC`"]);
}

#[test]
fn rules_that_need_the_whole_document_wait_until_it_is_there() {
    let text = note(&["See section 2.1, Table 1 and paragraph 9.9.", "It is {{ nothing }} in in all."]);
    let project = Scratch::new().report(&text);
    assert_eq!(found(&project), Vec::<String>::new());
    let text = note(&["See section 2.1, Table 1 and paragraph 9.9."]);
    let project = Scratch::new().report(&text);
    assert_eq!(found(&project), ["there is no Table 1 in this report", "there is no paragraph 9.9 in this report"]);
}

#[test]
fn a_report_is_on_an_agenda_wherever_the_agenda_lies_and_not_where_a_comment_says_so() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/checks/clear-days/kept");
    let read = |path: &str| std::fs::read_to_string(kept.join(path)).expect("the fixture is there");
    let project = |agenda: String| {
        Scratch::new()
            .file("council.yaml", read("council.yaml"))
            .file("reports/on-the-agenda.yaml", read("reports/on-the-agenda.yaml"))
            .file("meetings/2018/april.yaml", agenda)
    };
    let agenda = read("reports/agenda.yaml");
    assert_eq!(found(&project(agenda.clone())), Vec::<String>::new());
    let quoted = agenda.replace("paper: reports/", "paper: >-\n      reports/");
    assert_eq!(found(&project(quoted)), Vec::<String>::new());
    let said = ["nothing says when this report is published, 5 clear days before its meeting at least"];
    let comment =
        agenda.replace("- paper: reports/on-the-agenda.yaml", "- title: Staff # paper: reports/on-the-agenda.yaml");
    assert_eq!(found(&project(comment)), said);
    let other = agenda.replace("reports/on-the-agenda.yaml", "reports/on-the-agenda.yaml.old");
    assert_eq!(found(&project(other)), said);
}

#[test]
fn an_appendix_that_is_an_exempt_report_needs_no_exemption_of_its_own() {
    let appendix = |exempt: &str| {
        let text = note(&["The agency asks for more than it did."]);
        let report = format!(
            "{text}appendices:\n  - {{title: Confidential Appendix – the offer, report: reports/offer.yaml}}\n"
        );
        let project = Scratch::new()
            .report(report)
            .file("reports/offer.yaml", format!("{}{exempt}", note(&["It asks for more."])));
        found(&project)
    };
    let told = "an appendix that says that it is private, and is not exempt";
    assert!(appendix("").iter().any(|one| one == told), "{:?}", appendix(""));
    let exempt =
        "exempt: {paragraph: 3, public-interest: Its price would help other bidders against the Council.}\n";
    assert!(appendix(exempt).iter().all(|one| one != told), "{:?}", appendix(exempt));
}

#[test]
fn parts_of_laws_in_short_are_neither_figures_nor_sections() {
    let text =
        "The s.151 Officer and the s. 114 notice were considered under reg. 10 and § 17, after a Section 11 audit.";
    let checked = boardpack::build::check(&[Scratch::new().report(note(&[text])).path()]).expect("a project");
    assert_eq!(checked.diagnostics.iter().map(Diagnostic::render).collect::<String>(), "");
}

/// The text of a published source; `None`, and a word on it, if it is not there.
fn source(number: &str) -> Option<String> {
    let named = |folder: &Path| {
        let files = std::fs::read_dir(folder.join("sources")).into_iter().flatten();
        let mut paths = files.map(|file| file.expect("a file").path());
        paths.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
    };
    let path = said::shared(named, &format!("source {number}"))?;
    Some(std::fs::read_to_string(path).expect("a file of text"))
}

/// A published text as the paragraphs and bullets of a note: lines that follow each other are one paragraph.
fn as_paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim_matches(|one: char| one.is_whitespace() || one == '\u{a0}');
        let bullet = line.strip_prefix(['·', '•', '-']).map(str::trim);
        let words: String = bullet
            .unwrap_or(line)
            .chars()
            .flat_map(|one| if one.is_ascii_punctuation() { vec!['\\', one] } else { vec![one] })
            .collect();
        match paragraphs.last_mut() {
            _ if words.is_empty() => open = false,
            Some(last) if open && bullet.is_none() => *last = format!("{last} {words}"),
            _ => {
                paragraphs.push(if bullet.is_some() { format!("- {words}") } else { words });
                open = true;
            }
        }
    }
    paragraphs
}

#[test]
fn the_rules_find_what_is_known_to_be_wrong_in_published_texts_and_nothing_else() {
    for (number, wanted) in [
        (
            "000",
            &[
                "`ASYE` is never explained",
                "`in` stands twice in a row",
                "this item says nearly the same as an earlier one",
            ][..],
        ),
        ("001", &["`LGA` is never explained"]),
        // The table of the slides has a value that is still to come, which the text of the file has as a word.
        (
            "002",
            &[
                "`LGA` is never explained",
                "`CPD` is never explained",
                "`WM` is never explained",
                "a gap was left in the text: `TBC`",
                "`WCC` is never explained",
                "`ASYE` is never explained",
                "`PDP` is never explained",
                "`EPD` is never explained",
            ],
        ),
        (
            "003",
            &[
                // The agenda's "(a) To agree the minutes …", which the file has as paragraphs.
                "a list whose marks are typed is not read as a list",
                "the total of 173 is compared with 133 statutory, which is a part",
                "a meeting of the Education and Children's Services Scrutiny Board (2) on 29 March 2018, elsewhere on 27 March 2018",
                "an address in the text, which is read out letter by letter",
                "`RAS` is never explained",
                "`CAF` is never explained",
                "`TOIL` is never explained",
                "`EIA` is never explained",
                // The cells of the scoping document, in which the file has bullets that are typed.
                "a list whose marks are typed is not read as a list",
                "`SW` is never explained",
                "a meeting of the Education and Children's Scrutiny Board (2) on 1 March, elsewhere on 27 March 2018",
                "a list whose marks are typed is not read as a list",
                "cited as 2016, but listed as 2009",
                "`LAC` is never explained",
                "48.2 full-time equivalents cannot be made up of 43 people",
                "`ASYE` is never explained",
                "`OD` is never explained",
            ],
        ),
        (
            "004",
            &[
                // What was resolved, "(a) that …; (b) that …", which the file has as paragraphs.
                "a list whose marks are typed is not read as a list",
                "`£1.1 millions`: there is no plural after a number",
                "`£3.4 millions`: there is no plural after a number",
            ],
        ),
    ] {
        let Some(text) = source(number) else { return };
        let paragraphs = as_paragraphs(&text);
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        // The sections and appendices of a source are not those of the note that quotes it, and its recommendations and
        // its summary are not marked as such.
        let profile = format!("{PROFILE}\nchecks: {{cross-references: off}}\nzzz: 1\n");
        let project = Scratch::new().file("council.yaml", profile).report(note(&paragraphs));
        // The marks of web pages are those of the copy at hand, which was made of the file for tables.
        let mut found = found(&project);
        found.retain(|message| !message.contains("is a mark of web pages"));
        assert_eq!(found, wanted, "source {number}");
    }
}
