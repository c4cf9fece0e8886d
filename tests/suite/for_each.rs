//! One report for each of many areas: every paper follows its own subject, and what is false for one stops that one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use boardpack::trace::attachment;
use boardpack::trace::record::Figures;

use crate::data::{CURRENT, shared};
use crate::errors::{Run, boardpack};
use crate::scratch::Scratch;

const DATA: &str = "\
area,period,turnover_rate,agency_rate,caseload
Coventry,2024,17.7,9.3,13.5
Coventry,2025,11.3,6.1,12.8
Dudley,2024,24.6,17.3,17.6
Dudley,2025,34.9,14.5,19.5
Walsall,2024,8.9,9.1,12.6
Walsall,2025,8.1,7.7,11.9
Solihull,2024,14.6,21.1,14
Solihull,2025,12.3,x,14.2
West Midlands,2024,11.9,13.9,16.2
West Midlands,2025,11.5,10.4,15.3
England,2024,13.9,16.2,15.4
England,2025,11.8,13,15.2
";

/// A report whose `for-each` and whose text are still to be added.
fn report(each: &str, text: &str) -> String {
    format!(
        "
template: briefing-note
{each}
title: \"Turnover in {{{{ subject.area }}}}\"
date: 2025-11-27
to: board
author: officer
data: {{workforce: data/workforce.csv}}
subject: {{period: 2025, compare: [region, England]}}
recommendations: {{lead: \"Members are recommended to:\", items: [Note this.]}}
sections:
  - slot: purpose
    body: [To test.]
  - slot: background
    body:
      - >
        {text}
"
    )
}

fn project(each: &str, text: &str) -> Scratch {
    Scratch::new().file("data/workforce.csv", DATA).report(report(each, text))
}

const EACH: &str = "for-each: [Coventry, Dudley, Walsall]";

const TEXT: &str = "The turnover rate {{ turnover_rate.change }} to {{ turnover_rate }}, \
                    {{ turnover_rate.against(\"region\") }} that of {{ subject.the_region }}.";

fn run(scratch: &Scratch, arguments: &[&str]) -> Run {
    // What one test has made must not be what another one is given.
    let cache: &[&str] = if arguments.contains(&"build") { &["--cache", "none"] } else { &[] };
    boardpack(scratch.path(), &[arguments, cache, &["."]].concat())
}

/// The papers that were built, by their paths in the folder `out`.
fn built(run: &Run) -> BTreeSet<String> {
    let name = |line: &str| Some(line.strip_prefix("built out/")?.to_owned());
    run.stdout.lines().map(|line| name(line).expect(line)).collect()
}

fn figures(paper: &Path) -> Figures {
    let bytes = std::fs::read(paper).expect("a paper");
    attachment::read(&bytes).unwrap_or_default().into_iter().next().expect("figures")
}

/// The text of the only paragraph with a claim or a figure.
fn sentences(figures: &Figures) -> BTreeSet<String> {
    let shown = figures.figures.iter().flat_map(|figure| &figure.shown);
    shown.map(|place| place.sentence.clone()).filter(|sentence| sentence.contains("turnover")).collect()
}

#[test]
fn every_paper_is_about_its_own_area() {
    let scratch = project(EACH, TEXT);
    let ran = run(&scratch, &["build"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        built(&ran),
        ["paper-coventry.pdf", "paper-dudley.pdf", "paper-walsall.pdf"].map(str::to_owned).into()
    );
    for (name, code, words) in [
        ("Coventry", "E08000026", "fell by 6.4 percentage points to 11.3%, 0.2 percentage points below that of"),
        ("Dudley", "E08000027", "rose by 10.3 percentage points to 34.9%, 23.4 percentage points above that of"),
        ("Walsall", "E08000030", "fell by 0.8 percentage points to 8.1%, 3.4 percentage points below that of"),
    ] {
        let paper = scratch.path().join(format!("out/paper-{}.pdf", name.to_lowercase()));
        let figures = figures(&paper);
        let subject = figures.subject.as_ref().expect("a subject");
        assert_eq!((subject.name.as_str(), subject.code.as_str()), (name, code));
        assert_eq!(figures.title, format!("Turnover in {name}"));
        let said = sentences(&figures);
        assert!(said.iter().any(|one| one.contains(words) && one.contains("the West Midlands")), "{said:?}");
    }
}

#[test]
fn papers_verify_without_their_report_and_follow_the_data() {
    let scratch = project(EACH, TEXT);
    assert_eq!(run(&scratch, &["build"]).code, Some(0));
    std::fs::remove_file(scratch.path().join("reports/paper.yaml")).expect("a report");
    let verified = |area: &str| boardpack(scratch.path(), &["verify", &format!("out/paper-{area}.pdf")]);
    let same = verified("dudley");
    assert_eq!(same.code, Some(0), "{}{}", same.stdout, same.stderr);
    assert!(same.stdout.contains("from reports/paper.yaml for Dudley, of Testshire"), "{}", same.stdout);
    let scratch = scratch.file("data/workforce.csv", DATA.replace("Dudley,2025,34.9", "Dudley,2025,34.7"));
    let verified = |area: &str| boardpack(scratch.path(), &["verify", &format!("out/paper-{area}.pdf")]);
    assert_eq!((verified("coventry").code, verified("dudley").code), (Some(0), Some(1)));
}

#[test]
fn no_two_papers_have_one_identity() {
    // What is printed is the same word for word.
    let scratch = project(EACH, "Nothing follows.").file("data/workforce.csv", DATA);
    let yaml =
        report(EACH, "Nothing follows.").replace("Turnover in {{ subject.area }}", "Turnover {{ subject.period }}");
    let scratch = scratch.report(yaml);
    assert_eq!(run(&scratch, &["build"]).code, Some(0));
    let bytes = |area: &str| std::fs::read(scratch.path().join(format!("out/paper-{area}.pdf"))).expect("a paper");
    assert_ne!(bytes("coventry"), bytes("dudley"));
    let before = bytes("dudley");
    assert_eq!(run(&scratch, &["build"]).code, Some(0));
    assert!(bytes("dudley") == before, "the same paper has other bytes");
}

#[test]
fn what_is_false_for_some_stops_those_and_names_them() {
    let scratch = project(EACH, "The turnover rate {{ turnover_rate.fell(\"has fallen\") }}.");
    let ran = run(&scratch, &["build"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(built(&ran), ["paper-coventry.pdf", "paper-walsall.pdf"].map(str::to_owned).into());
    assert!(ran.stderr.contains("false claim: the turnover rate of Dudley rose"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("error: 1 report was not built\n"), "{}", ran.stderr);

    let scratch = project("for-each: all areas", "The agency rate is {{ agency_rate }}.");
    let ran = run(&scratch, &["build"]);
    assert_eq!((ran.code, built(&ran).len()), (Some(1), 3));
    assert!(ran.stderr.contains("the agency rate of Solihull in 2025 has no value"), "{}", ran.stderr);
    let ran = run(&scratch, &["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("the agency rate of Solihull in 2025 has no value"), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("checked 4 reports: "), "{}", ran.stdout);
}

#[test]
fn the_command_line_goes_before_the_report() {
    let of_one = report("", TEXT).replace("subject: {period", "subject: {area: Coventry, period");
    let scratch = Scratch::new().file("data/workforce.csv", DATA).report(&of_one);
    let ran = run(&scratch, &["build", "--for-each", "[Dudley, Walsall]", "--name", "{region}/{area}-{period}"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        built(&ran),
        ["west-midlands/dudley-2025.pdf", "west-midlands/walsall-2025.pdf"].map(str::to_owned).into()
    );
    let subject = figures(&scratch.path().join("out/west-midlands/dudley-2025.pdf")).subject.expect("a subject");
    assert_eq!(subject.name, "Dudley");

    let ran = run(&project(EACH, TEXT), &["build", "--for-each", "Coventry", "--for-each", "Solihull"]);
    assert_eq!(built(&ran), ["paper-coventry.pdf", "paper-solihull.pdf"].map(str::to_owned).into());
    for (arguments, hint) in [
        (&["--for-each", ""][..], "areas of West Midlands"),
        (&["--for-each", "{a: b}"][..], "text"),
        (&["--for-each", "Coventry", "--name", "{city}"][..], "`area`"),
        (&["--for-each", "Coventry", "--name", "/{area}"][..], "write a name"),
    ] {
        let ran = run(&scratch, &[&["build"], arguments].concat());
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(hint), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn neighbours_follow_the_subject() {
    let neighbours = "old_la_code,SN_1,SN_2\n331,332,335\n332,331,335\n335,331,334\n";
    let text = "Caseloads are {{ caseload.against(\"neighbours\") }} the neighbours' average, {{ caseload.of(\"neighbours\") }}.";
    let yaml = report("for-each: [Coventry, neighbours of Coventry]", text)
        .replace("data: {", "data: {neighbours: data/neighbours.csv, ");
    let scratch =
        Scratch::new().file("data/workforce.csv", DATA).file("data/neighbours.csv", neighbours).report(&yaml);
    let ran = run(&scratch, &["build"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        built(&ran),
        ["paper-coventry.pdf", "paper-dudley.pdf", "paper-walsall.pdf"].map(str::to_owned).into()
    );
    let of = |area: &str| {
        let figures = figures(&scratch.path().join(format!("out/paper-{area}.pdf")));
        let claim = figures.claims.first().map(|claim| claim.text.clone());
        claim.expect("a comparison")
    };
    assert_eq!(of("coventry"), "2.9 cases per worker below");
    // The difference of 19.5 and 12.4, as the paper shows them.
    assert_eq!(of("dudley"), "7.1 cases per worker above");
}

#[test]
fn a_figure_is_explained_for_the_area_that_is_named() {
    let scratch = project(EACH, TEXT);
    let explain = |more: &[&str]| {
        boardpack(scratch.path(), &[&["data", "explain", "reports/paper.yaml", "turnover_rate"], more].concat())
    };
    let asked = explain(&[]);
    assert_eq!(asked.code, Some(2));
    assert!(asked.stderr.contains("--about Coventry"), "{}", asked.stderr);
    let told = explain(&["--about", "Dudley"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    assert!(told.stdout.starts_with("turnover rate (FTE) of Dudley in 2025: 34.9%"), "{}", told.stdout);
    assert!(explain(&["--about", "Dudlee"]).stderr.contains("did you mean `Dudley`?"));
}

#[test]
fn parts_of_a_run_build_every_paper_once() {
    let scratch =
        project("for-each: all areas", TEXT).file("reports/other.yaml", report("for-each: [Coventry]", TEXT));
    let whole = built(&run(&scratch, &["build"]));
    assert_eq!(whole.len(), 5);
    let mut all = Vec::new();
    for part in 1..=7 {
        let ran = run(&scratch, &["build", "--shard", &format!("{part}/7")]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "part {part}");
        all.extend(built(&ran));
    }
    assert_eq!(all.len(), whole.len());
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), whole);
    let ran = run(&scratch, &["build", "--shard", "8/7"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("`--shard 7/7`"), "{}", ran.stderr);
}

const SURVEY: &str = "\
council,year,reason,people
Coventry,2025,pay,21
Coventry,2025,other,19
Coventry,2024,pay,8
Dudley,2025,pay,35
Dudley,2025,other,6
Dudley,2024,pay,7
Walsall Council,2025,pay,51
Walsall Council,2025,other,9
Walsall Council,2024,pay,9
";

/// A report whose figures, table and chart come from queries that follow the subject.
fn asking() -> Scratch {
    let text = "In {{ subject.area }}, {{ gone }} people left, {{ more }} of them for their pay, after {{ before }}. \
                The highest rate of {{ subject.the_region }} was {{ highest }}. \
                Those who stayed had {{ load }}.";
    let queries = "
figures:
  gone: {query: \"SELECT sum(people) FROM survey WHERE area(council) = :area AND year = :period\", unit: people}
  more:
    query: SELECT sum(people) FROM survey WHERE area(council) = :area AND year = :period AND reason = 'pay'
    unit: people
  before: {query: \"SELECT sum(people) FROM survey WHERE area(council) = :area AND year = :previous\", unit: people}
  highest:
    query: >
      SELECT max(value) FROM workforce_values
      WHERE region = :region AND measure = 'turnover_rate' AND period = :period
    unit: percent
charts:
  reasons: {kind: bar, title: Why people left, subtitle: By reason, data: reasons, rows: reason, columns: [{name: people, unit: people}]}
tables:
  reasons: {kind: data, title: Reasons, data: reasons, columns: [{name: people, unit: people}]}
recommendations:";
    let yaml = report(EACH, text).replace("\nrecommendations:", queries).replace(
        "data: {workforce: data/workforce.csv}",
        "data:
  workforce: data/workforce.csv
  survey: {file: data/survey.csv, source: The tests, disclosure: published}
  reasons:
    query: SELECT reason, people FROM survey WHERE area(council) = :area AND year = :period ORDER BY reason
  own:
    query: SELECT area, period, caseload AS load FROM workforce WHERE area = :area ORDER BY period
    measures: {load: {name: load, unit: cases-per-worker}}",
    );
    let yaml = format!("{yaml}\n      - chart: reasons\n      - table: reasons\n");
    Scratch::new().file("data/workforce.csv", DATA).file("data/survey.csv", SURVEY).report(yaml)
}

/// What stands in a paper: the exact values by the name of what they are, with the places that show them.
fn values(figures: &Figures) -> BTreeMap<String, Vec<String>> {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    for figure in &figures.figures {
        let value = figure.value.clone().unwrap_or_default();
        for place in &figure.shown {
            let key = if place.within == "paragraph" { &figure.measure } else { &place.within };
            values.entry(key.clone()).or_default().push(value.clone());
        }
    }
    values
}

#[test]
fn queries_follow_the_subject() {
    let scratch = asking();
    let ran = run(&scratch, &["build"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let of = |area: &str| figures(&scratch.path().join(format!("out/paper-{area}.pdf")));
    for (area, name, gone, pay, other, before, load) in [
        ("coventry", "Coventry", "40", "21", "19", "8", "12.8"),
        ("dudley", "Dudley", "41", "35", "6", "7", "19.5"),
        ("walsall", "Walsall", "60", "51", "9", "9", "11.9"),
    ] {
        let figures = of(area);
        let found = values(&figures);
        let wanted = |values: &[&str]| values.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            (&found["gone"], &found["more"], &found["before"], &found["highest"], &found["load"]),
            (&wanted(&[gone]), &wanted(&[pay]), &wanted(&[before]), &wanted(&["34.9"]), &wanted(&[load]))
        );
        let both: BTreeSet<&str> = found["chart"].iter().map(String::as_str).collect();
        assert_eq!((both, &found["table"]), (BTreeSet::from([pay, other]), &found["chart"]), "{found:?}");
        let asked = |measure: &str| {
            let entry = figures.figures.iter().find(|one| one.measure == measure).expect("a figure");
            assert!(entry.origin.formula.starts_with("SELECT "), "{entry:?}");
            entry.origin.parameters.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>()
        };
        assert_eq!(asked("gone"), [format!("area {name}"), "period 2025".to_owned()]);
        assert_eq!(asked("before"), [format!("area {name}"), "previous 2024".to_owned()]);
        assert_eq!(asked("highest"), ["period 2025", "region West Midlands"]);
        assert_eq!(asked("load"), [format!("area {name}")]);
        assert_eq!(asked("people"), [format!("area {name}"), "period 2025".to_owned()]);
    }
    let told = boardpack(scratch.path(), &["data", "explain", "--about", "Dudley", "reports/paper.yaml", "gone"]);
    assert!(
        told.stdout.contains("\n  with        :area = Dudley, :period = 2025\n"),
        "{}{}",
        told.stdout,
        told.stderr
    );
}

#[test]
fn papers_with_queries_are_verified_and_rebuilt_for_their_own_subject() {
    let scratch = asking();
    let build = |scratch: &Scratch| boardpack(scratch.path(), &["build", "--cache", "cache", "."]);
    assert_eq!(build(&scratch).code, Some(0));
    assert!(build(&scratch).stdout.contains("kept 3 papers"));
    // One row about Dudley.
    let scratch = scratch.file("data/survey.csv", SURVEY.replace("Dudley,2025,pay,35", "Dudley,2025,pay,36"));
    let verified = |scratch: &Scratch, area: &str| {
        let ran = boardpack(scratch.path(), &["verify", &format!("out/paper-{area}.pdf")]);
        (ran.code, ran.stdout)
    };
    let (code, said) = verified(&scratch, "dudley");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("41 → 42"), "{said}");
    assert_eq!(verified(&scratch, "coventry").0, Some(0));
    let before = |area: &str| std::fs::read(scratch.path().join(format!("out/paper-{area}.pdf"))).expect("a paper");
    let old = ["coventry", "dudley", "walsall"].map(before);
    assert_eq!(build(&scratch).code, Some(0));
    let changed: Vec<bool> =
        ["coventry", "dudley", "walsall"].map(before).iter().zip(&old).map(|(new, old)| new != old).collect();
    assert_eq!(changed, [false, true, false]);
    assert_eq!(verified(&scratch, "dudley").0, Some(0));
    // The report itself need not be there, and its subject is that of the paper.
    std::fs::remove_file(scratch.path().join("reports/paper.yaml")).expect("a report");
    for area in ["coventry", "dudley", "walsall"] {
        let (code, said) = verified(&scratch, area);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn what_the_command_line_cannot_mean_is_wrong_usage() {
    let scratch = project(EACH, TEXT);
    for (arguments, said) in [
        (
            &["--for-each", "areas of Nowhere"][..],
            "error: unknown area `Nowhere` in `--for-each`\n  = hint: write `areas of` one of these: North East, ",
        ),
        (
            &["--for-each", "areas of West Midland"],
            "error: unknown area `West Midland` in `--for-each`\n  = hint: did you mean `areas of West Midlands`?\n",
        ),
        (&["--for-each", "Nowhere"], "= hint: write an authority, a region or `England`, by its name or code\n"),
        (
            &["--for-each", "areas"],
            "error: unknown area `areas` in `--for-each`\n  = hint: write `areas of West Midlands`, ",
        ),
        (&["--for-each", "all"], "= hint: write `areas of West Midlands`, "),
        (&["--for-each", "Authorities in the West Midlands"], "= hint: did you mean `areas of West Midlands`?\n"),
        (&["--for-each", "neighbour of Dudley"], "= hint: did you mean `neighbours of Dudley`?\n"),
        (
            &["--for-each", " "],
            "error: nobody to make the report for in `--for-each`\n  = hint: write `areas of West Midlands`, ",
        ),
        (
            &["--for-each", "Coventree"],
            "error: unknown area `Coventree` in `--for-each`\n  = hint: did you mean `Coventry`?",
        ),
        (&["--for-each", "areas of Coventry"], "in `--for-each`\n"),
        (&["--for-each", "neighbours of Coventry"], "in `--for-each`\n"),
        (&["--for-each", "areas of London"], "in `--for-each`\n"),
        (&["--for-each", "[Coventry, Coventry]"], "error: Coventry would get two papers in `--for-each`\n"),
        (&["--for-each", "[Coventry, Dudley]", "--name", "workforce"], "`workforce.pdf` in `--name`\n"),
    ] {
        for command in ["build", "check"] {
            let arguments = if command == "check" && arguments.contains(&"--name") { continue } else { arguments };
            let ran = run(&scratch, &[&[command], arguments].concat());
            assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.stderr);
            assert!(ran.stderr.contains(said) && ran.stderr.contains("= hint: "), "{arguments:?}: {}", ran.stderr);
        }
    }
    assert!(!scratch.path().join("out").exists());
    // Two reports for the same areas, under a name that does not say which report it is.
    let two = project(EACH, TEXT)
        .file("reports/other.yaml", report("", TEXT).replace("{period", "{area: Dudley, period"));
    let ran = run(&two, &["build", "--for-each", "Coventry", "--name", "{area}"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("would both become") && ran.stderr.contains("add `{report}`"), "{}", ran.stderr);
    // A report whose data lack what another one has is that report's error.
    let two = project(EACH, TEXT)
        .file("reports/other.yaml", report(EACH, "Nothing.").replace("data/workforce.csv", "data/london.csv"))
        .file("data/london.csv", "area,period,turnover_rate\nCamden,2025,17.7\n");
    let ran = run(&two, &["build", "--for-each", "areas of West Midlands"]);
    assert_eq!((ran.code, built(&ran).len()), (Some(1), 4), "{}{}", ran.stdout, ran.stderr);
}

/// Every authority of the published statistics, if they are there.
#[test]
fn all_authorities_of_the_statistics_get_their_paper() {
    let Some(data) = shared(CURRENT) else { return };
    let text = "On 30 September, {{ inpost.or(\"an unknown number of\") }} social workers were in post in {{ subject.area }}.";
    let scratch = Scratch::new().file("data/workforce.csv", data).report(report("for-each: all areas", text));
    let ran = run(&scratch, &["check"]);
    assert!(ran.stdout.starts_with("checked 151 reports: "), "{}{}", ran.stdout, ran.stderr);
    // The same finding for many is one finding.
    let found = ran.stderr.matches("┌─ ").count();
    assert!(found < 12, "{found} findings:\n{}", ran.stderr);
}

#[test]
fn the_paper_of_an_area_that_is_left_out_is_not_left_in_silence() {
    let cache = tempfile::tempdir().expect("a folder");
    let project = project(EACH, TEXT);
    let build = |options: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_boardpack"));
        program.env("BOARDPACK_CACHE", cache.path()).current_dir(project.path()).args(["build", "."]).args(options);
        let output = program.output().expect("the program runs");
        assert!(output.status.success());
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert_eq!(build(&[]), "");
    // Of some areas only, asked for on the command line: the others are not gone for that.
    assert_eq!(build(&["--for-each", "[Coventry, Dudley]"]), "");
    assert_eq!(build(&["--shard", "1/2"]), "");
    let report = std::fs::read_to_string(project.path().join("reports/paper.yaml")).expect("a report");
    let fewer = report.replace(EACH, "for-each: [Coventry, Dudley]");
    std::fs::write(project.path().join("reports/paper.yaml"), fewer).expect("a report");
    assert_eq!(
        build(&[]),
        "warning: `out/paper-walsall.pdf` was made of `reports/paper.yaml` once, which does not become it any more\n  \
         = hint: delete the paper, so that nobody takes it for today's\n\n"
    );
}

#[test]
fn a_paper_beside_another_is_not_written_over_by_a_third() {
    let cache = tempfile::tempdir().expect("a folder");
    let private = report("", TEXT).replace("period: 2025,", "area: Coventry, period: 2025,").replace(
        "    body:\n      - >",
        "    body:\n      - text: The officer is named in a grievance.\n        exempt: {paragraph: 1, public-interest: An individual \
         would be identified and nothing is gained by that.}\n      - >",
    );
    let each = |name: &str| report(&format!("for-each: {{areas: [Dudley], name: {name}}}"), TEXT);
    let project = Scratch::new().file("data/workforce.csv", DATA).file("reports/staff.yaml", private);
    let build = |expected: i32| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_boardpack"));
        program.env("BOARDPACK_CACHE", cache.path()).current_dir(project.path()).args(["build", "."]);
        let output = program.output().expect("the program runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(expected), "{said}");
        said
    };
    build(0);
    let paper = project.path().join("out/staff-restricted.pdf");
    let before = std::fs::read(&paper).expect("the edition for members");
    // The edition for members is known from the first build, and made anew with the cache lost.
    std::fs::write(project.path().join("reports/dudley.yaml"), each("staff-restricted")).expect("a report");
    let said = build(1);
    assert!(
        said.contains(
            "`reports/dudley.yaml` for Dudley and `reports/staff.yaml` would both become `out/staff-restricted.pdf`"
        ),
        "{said}"
    );
    // Nor may what would be its own edition for members.
    assert!(std::fs::read(&paper).expect("a paper") != before, "the public paper of Dudley is in its place");
    std::fs::write(project.path().join("reports/dudley.yaml"), each("staff-of-dudley")).expect("a report");
    build(0);
    assert!(std::fs::read(&paper).expect("a paper") == before);
}
