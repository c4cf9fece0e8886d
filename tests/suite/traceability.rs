//! A paper carries its figures, and they lead back to the data: what is attached, and what `verify` and `data` say of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use boardpack::diagnostic::Diagnostics;
use boardpack::project::Project;
use boardpack::trace::attachment::{self, Unreadable};
use boardpack::trace::record::{Figures, Place};
use boardpack::trace::verify::verify;
use proptest::prelude::*;

use crate::command::boardpack;
use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch};
use crate::standards;

/// The files that a paper carries, by name, as a reader that knows nothing of boardpack finds them.
pub fn attachments(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let dictionary = |object: &lopdf::Object| {
        document.dereference(object).expect("an object").1.as_dict().expect("keys").clone()
    };
    let catalog = document.catalog().expect("a catalogue");
    let Ok(names) = catalog.get(b"Names") else { return BTreeMap::new() };
    let Ok(files) = dictionary(names).get(b"EmbeddedFiles").map(&dictionary) else { return BTreeMap::new() };
    let files = files.get(b"Names").expect("names").as_array().expect("a list").clone();
    let files = files.iter().skip(1).step_by(2).map(|file| {
        let file = dictionary(file);
        assert_eq!(file.get(b"AFRelationship").expect("a relationship").as_name().expect("a name"), b"Data");
        assert!(!lopdf::decode_text_string(file.get(b"Desc").expect("a description")).expect("text").is_empty());
        let name = lopdf::decode_text_string(file.get(b"UF").expect("a name")).expect("text");
        let content = dictionary(file.get(b"EF").expect("content"));
        let (_, stream) = document.dereference(content.get(b"F").expect("a stream")).expect("an object");
        let stream = stream.as_stream().expect("a stream");
        assert!(stream.dict.get(b"Subtype").is_ok(), "{name} says of which type it is");
        (name, stream.get_plain_content().expect("bytes"))
    });
    files.collect()
}

const DATA: &str = "area,period,turnover_rate,agency_rate
Coventry,2024,17.7,9.3
Coventry,2025,11.3,6.1
West Midlands,2025,11.5,10.4
England,2024,13.9,16.2
England,2025,11.8,13
";

const REPORT: &str = "
data:
  dfe: {file: data/turnover.csv, source: The DfE, release: \"2025\"}
  posts: data/posts.csv
subject: {area: Coventry, period: 2025, compare: [England]}
figures:
  apprentices: {value: 25, unit: people, source: \"Social Work Academy, March 2025\"}
charts:
  turnover: {kind: line, title: Turnover, measure: turnover_rate, areas: [Coventry, England]}
tables:
  posts: {kind: data, title: Posts, data: posts, rows: job, total: true}
recommendations: {lead: \"The Board is recommended to:\", items: [\"Note that {{ agency_rate }} are agency workers.\"]}
sections:
  - slot: purpose
    body: [\"To tell Members.\"]
  - slot: background
    body:
      - >
        One sentence. Turnover {{ turnover_rate.fell(\"has fallen\") }} from {{ turnover_rate.previous }} to
        {{ turnover_rate }}, {{ turnover_rate.below(\"England\", \"below the national rate\") }} of
        {{ turnover_rate.of(\"England\") }}. There are {{ apprentices }} apprentices, {{ apprentices.words }} in all.
      - chart: turnover
      - table: posts
";

const POSTS: &str = "job,posts\n=Manager,2\n\"Worker, qualified\",31.5\n";

fn project() -> Scratch {
    Scratch::new().file("data/turnover.csv", DATA).file("data/posts.csv", POSTS).report(format!("{NOTE}{REPORT}"))
}

/// A paper, its project and its figures.
static PAPER: LazyLock<(Scratch, Vec<u8>)> = LazyLock::new(|| {
    let project = project();
    let paper = project.paper();
    (project, paper)
});

fn figures() -> Figures {
    attachment::read(&PAPER.1).expect("figures").remove(0)
}

/// What the program says.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = boardpack().current_dir(folder).args(arguments).output();
    let output = output.expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[test]
fn a_paper_carries_its_figures_and_the_values_of_its_exhibits() {
    let files = attachments(&PAPER.1);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["figure-1.csv", "figures.json", "table-1.csv"]);
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    assert_eq!(
        text("figure-1.csv"),
        "\u{feff}Year,Coventry (%),England (%)\r\n2024,17.7,13.9\r\n2025,11.3,11.8\r\n"
    );
    assert_eq!(
        text("table-1.csv"),
        "\u{feff}job,posts\r\n'=Manager,2\r\n\"Worker, qualified\",31.5\r\nTotal,33.5\r\n"
    );
    assert_eq!(serde_json::from_slice::<Figures>(&files["figures.json"]).expect("figures"), figures());
    assert!(!text("figures.json").contains(&*project().path().to_string_lossy()), "no path of this machine");
    assert_eq!(project().paper(), PAPER.1, "the same bytes from another folder");
    standards::check("a paper with attachments", &PAPER.1);
}

#[test]
fn a_figure_leads_to_its_cell_and_to_its_places() {
    let figures = figures();
    assert_eq!(figures.report, "reports/paper.yaml");
    let find = |area: &str, period: &str| {
        let of = |name: Option<&str>| name == Some(area);
        let found = figures.figures.iter().find(|one| {
            one.measure == "turnover_rate"
                && of(one.area.as_ref().map(|area| area.name.as_str()))
                && one.period.as_deref() == Some(period)
        });
        found.expect("a figure")
    };
    let coventry = find("Coventry", "2025");
    assert_eq!(
        (coventry.text.as_str(), coventry.value.as_deref(), coventry.unit.as_str()),
        ("11.3%", Some("11.3"), "percent")
    );
    assert_eq!(coventry.basis.as_deref(), Some("FTE"));
    let origin = &coventry.origin;
    assert_eq!(
        [&origin.kind, &origin.file, &origin.cell, &origin.release, &origin.source].map(String::as_str),
        ["cell", "data/turnover.csv", "line 3, column turnover_rate", "2025", "The DfE"]
    );
    assert_eq!(origin.hash, hash_of(DATA.lines().nth(2).expect("a line")));
    let places: Vec<String> = coventry.shown.iter().map(Place::words).collect();
    assert_eq!(places, ["paragraph 3.1", "Figure 1, 2025, Coventry (%)"]);
    assert_eq!(
        coventry.shown[0].sentence,
        "Turnover has fallen from 17.7% to 11.3%, below the national rate of 11.8%."
    );
    assert_eq!(coventry.shown[0].section, "3 Background and information");
    let claim = &figures.claims[0];
    assert_eq!((claim.text.as_str(), claim.relation.as_str()), ("has fallen", "fell"));
    assert_eq!(claim.figures, [coventry.id, find("Coventry", "2024").id]);
    let spelt = figures.claims.iter().find(|claim| claim.text == "twenty-five").expect("a number in words");
    let stated = figures.figure(spelt.figures[0]).expect("a figure");
    assert_eq!(
        (stated.origin.kind.as_str(), stated.origin.source.as_str()),
        ("stated", "Social Work Academy, March 2025")
    );
    assert!(stated.origin.place.starts_with("reports/paper.yaml, line "), "{}", stated.origin.place);
    let total = figures.figures.iter().find(|one| one.text == "33.5").expect("a total");
    assert_eq!((total.origin.kind.as_str(), total.origin.inputs.len()), ("derived", 2));
    let advice = figures.figures.iter().find(|one| one.measure == "agency_rate").expect("a figure");
    assert_eq!(advice.shown[0].words(), "recommendation 1)");
}

/// The hash of a row as `docs/figures-json.md` describes it.
fn hash_of(line: &str) -> String {
    let mut bytes = Vec::new();
    for cell in line.split(',') {
        bytes.extend((cell.len() as u64).to_le_bytes());
        bytes.extend(cell.as_bytes());
    }
    blake3::hash(&bytes).to_hex().to_string()
}

/// Every number that is printed in a text is in the record, as a figure or within words that rest on figures.
#[test]
fn every_number_of_the_text_has_an_entry() {
    for report in ["2018-04-16-retention-of-social-workers", "2025-11-27-workforce-update"] {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
        let out = tempfile::tempdir().expect("a folder");
        let path = project.join(format!("reports/{report}.yaml"));
        let built = boardpack::build::build(&[path], Some(out.path())).expect("a project");
        let bytes = std::fs::read(&built.papers[0]).expect("a paper");
        let figures = attachment::read(&bytes).expect("figures").remove(0);
        let shown =
            || figures.figures.iter().flat_map(|one| &one.shown).chain(figures.claims.iter().map(|one| &one.place));
        let pdf = Pdf::read(&bytes);
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = squeezed(&pdf.tags.all("Document").first().map_or_else(String::new, |root| root.text()));
        for place in shown().filter(|place| !place.sentence.is_empty()) {
            assert!(read.contains(&squeezed(&place.text)), "{report}: `{}` is not on the pages", place.text);
        }
        // Numbers with a decimal point are figures wherever they stand in a sentence, but for those of paragraphs.
        let recorded: Vec<&str> = shown().map(|place| place.text.as_str()).collect();
        let mut paragraphs = Vec::new();
        pdf.tags.visit(&mut |element| {
            if element.kind == "P" {
                paragraphs.push(element.text());
            }
        });
        let mut met = 0;
        for paragraph in paragraphs {
            let words = paragraph.split_whitespace().skip(1).filter(|word| !word.contains('/'));
            for word in words.map(|word| word.trim_matches(|one: char| !one.is_ascii_digit() && one != '%')) {
                if !word.ends_with('%') {
                    continue;
                }
                met += 1;
                assert!(
                    recorded.iter().any(|text| text.contains(word)),
                    "{report}: `{word}` of `{paragraph}` is in no entry"
                );
            }
        }
        assert!(met > 0, "{report} has percentages");
    }
}

#[test]
fn attachments_can_be_turned_off_and_an_annex_turned_on() {
    let profile = |more: &str| project().file("council.yaml", format!("{}{more}", crate::scratch::PROFILE));
    let without = profile("attachments: none\n").paper();
    assert!(attachments(&without).is_empty());
    assert_eq!(attachment::read(&without).err(), Some(Unreadable::NoFigures));
    standards::check("a paper without attachments", &without);

    let annexed = profile("annex: figures\n").paper();
    standards::check("a paper with an annex", &annexed);
    let text = Pdf::read(&annexed).describe();
    for expected in
        ["Figures and sources", "line 3, column turnover_rate", "Social Work Academy, March 2025", "3.1; Figure 1"]
    {
        assert!(text.contains(expected), "`{expected}` is not in the annex:\n{text}");
    }
    let plain = project().report(format!("{NOTE}annex: none{REPORT}"));
    let plain = plain.file("council.yaml", format!("{}annex: figures\n", crate::scratch::PROFILE)).paper();
    assert!(!Pdf::read(&plain).describe().contains("Figures and sources"), "the report has the last word");
}

#[test]
fn a_paper_without_figures_carries_nothing() {
    let words = "recommendations: {lead: \"To:\", items: [Note it.]}\nsections:\n  - {slot: purpose, body: [To tell.]}\n  - {slot: background, body: [Words.]}\n";
    let paper = Scratch::new().report(format!("{NOTE}{words}")).paper();
    assert!(attachments(&paper).is_empty());
    standards::check("a paper without figures", &paper);
}

#[test]
fn verify_says_what_became_of_every_figure() {
    let (project, _) = &*PAPER;
    let check = |data: &str, report: Option<String>| {
        let copy = self::project().file("data/turnover.csv", data);
        let copy = match report {
            Some(report) => copy.report(report),
            None => copy,
        };
        let paper = project.path().join("out/paper.pdf");
        said(&copy.path(), &["verify", paper.to_str().expect("UTF-8"), "--project", "."])
    };
    let (code, text, error) = check(DATA, None);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    assert!(
        text.contains("data/turnover.csv still gives what the paper shows\n")
            && text.contains("nothing has changed"),
        "{text}"
    );

    // Rows that the paper does not read are none of its business; of those that it reads, other cells are said to differ.
    let (code, text, _) = check(&format!("{DATA}Devon,2025,1,2\n"), None);
    assert!(code == 0 && text.contains("data/turnover.csv still gives what the paper shows\n"), "{text}");
    let (code, text, _) = check(&DATA.replace("England,2024,13.9,16.2", "England,2024,13.9,16.3"), None);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("shows, though other cells of the same rows have changed\n"), "{text}");

    // The report may be gone or say something else: the paper knows what its figures were.
    let (code, text, _) = check(DATA, Some("template: nothing\n".to_owned()));
    assert_eq!(code, 0, "{text}");

    let (code, text, _) = check(&DATA.replace("2025,11.3", "2025,11.4"), None);
    assert_eq!(code, 1, "{text}");
    for line in [
        "data/turnover.csv has changed",
        "changed: turnover rate (FTE) of Coventry in 2025: 11.3% → 11.4%",
        "  source: data/turnover.csv, line 3, column turnover_rate",
        "  paragraph 3.1: “Turnover has fallen from 17.7% to 11.3%, below the national rate of 11.8%.”",
        "  Figure 1, 2025, Coventry (%)",
        ": 1 changed, ",
    ] {
        assert!(text.contains(line), "`{line}` is not in:\n{text}");
    }

    let (code, text, _) = check(&DATA.replace("2025,11.3", "2025,17.9"), None);
    assert_eq!(code, 1);
    let truth = "no longer true: “has fallen”: the turnover rate of Coventry rose by 0.2 percentage points, from 17.7% (2024) to 17.9% (2025)";
    assert!(text.contains(truth), "{text}");
    assert!(text.contains("no longer true: “below the national rate”"), "{text}");

    let (code, text, _) = check(&DATA.replace("Coventry,2024,17.7,9.3\n", ""), None);
    assert_eq!(code, 1);
    let row = "gone: turnover rate (FTE) of Coventry in 2024, which was 17.7%: \
               data/turnover.csv no longer has a row for Coventry in 2024";
    assert!(text.contains(row), "{text}");

    // Without the subject nothing of the report can be worked out, but the data still have what they have.
    let rest: String =
        DATA.lines().filter(|line| !line.starts_with("Coventry,2025")).map(|line| format!("{line}\n")).collect();
    let (code, text, _) = check(&rest, None);
    assert_eq!(code, 1);
    assert!(text.contains("data/turnover.csv no longer has a row for Coventry in 2025\n"), "{text}");
    assert!(!text.contains("gone: turnover rate (FTE) of Coventry in 2024"), "{text}");
    assert!(
        text.contains("can no longer be said: “has fallen”: the turnover rate (FTE) of Coventry in 2025 is gone"),
        "{text}"
    );
    assert!(!text.contains("cannot be worked out"), "{text}");

    let (code, text, _) = check(DATA, Some(format!("{NOTE}{}", REPORT.replace("value: 25", "value: 26"))));
    assert_eq!(code, 1);
    assert!(text.contains("changed: apprentices: 25 → 26"), "{text}");

    let nowhere = self::project();
    std::fs::remove_file(nowhere.path().join("data/turnover.csv")).expect("it can be removed");
    let paper = project.path().join("out/paper.pdf");
    let (code, text, _) = said(&nowhere.path(), &["verify", paper.to_str().expect("UTF-8"), "--project", "."]);
    assert_eq!(code, 1);
    assert!(text.contains("data/turnover.csv cannot be used: the data file `"), "{text}");
    assert!(!text.contains("gone: turnover rate"), "a file that is missing is said once:\n{text}");
    assert!(text.contains(" of the paper rest on it and cannot be checked"), "{text}");
    assert!(text.contains(" cannot be checked, 0 changed, ") && !text.contains("now seems to be"), "{text}");

    // The name that it may have now is told by its figures: another line more does not matter, another figure does.
    let renamed = nowhere.file("data/renamed.csv", format!("{DATA}Devon,2025,1,2\n"));
    let renamed =
        renamed.file("data/another.csv", "area,period\n").file("data/changed.csv", DATA.replace("11.3", "11.4"));
    let (code, text, _) = said(&renamed.path(), &["verify", paper.to_str().expect("UTF-8"), "--project", "."]);
    assert_eq!(code, 1);
    assert!(text.contains("`data/turnover.csv` now seems to be `data/renamed.csv`"), "{text}");
}

/// Figures that are asked of the data, or computed from others, lead back to the data as well, and are worked out again.
#[test]
fn numbers_that_were_typed_are_traced_and_verified_too() {
    let report = "
data:
  dfe: {file: data/turnover.csv, source: The DfE, release: \"2025\"}
subject: {area: Coventry, period: 2025, compare: [England]}
recommendations: {lead: \"The Board is recommended to:\", items: [\"Note it.\"]}
sections:
  - slot: purpose
    body: [\"To tell Members.\"]
  - slot: background
    body:
      - One sentence. Agency use fell from **9.3%** to 6.1%, by 3.2 percentage points.
      - {run-in: Turnover, text: \"It was 11.3%, below the 11.8% of England.\"}
";
    let project = Scratch::new().file("data/turnover.csv", DATA).report(format!("{NOTE}{report}"));
    let paper = project.paper();
    let read = attachment::read(&paper).expect("figures").remove(0);
    let shown: Vec<(&str, &str, &str)> = read
        .figures
        .iter()
        .flat_map(|entry| entry.shown.iter().map(|place| (entry.text.as_str(), &*place.number, &*place.sentence)))
        .collect();
    let (agency, turnover) = (
        "Agency use fell from 9.3% to 6.1%, by 3.2 percentage points.",
        "Turnover: It was 11.3%, below the 11.8% of England.",
    );
    assert_eq!(
        shown,
        [("9.3%", "3.1", agency), ("6.1%", "3.1", agency), ("11.3%", "3.2", turnover), ("11.8%", "3.2", turnover)]
    );
    let [claim] = read.claims.as_slice() else { panic!("{:?}", read.claims) };
    assert_eq!((claim.text.as_str(), claim.figures.as_slice()), ("3.2 percentage points", &[1, 2][..]));

    std::fs::write(project.path().join("paper.pdf"), &paper).expect("a writable folder");
    let project =
        project.file("data/turnover.csv", DATA.replace("Coventry,2025,11.3,6.1", "Coventry,2025,11.3,16.4"));
    let (code, out, _) = said(&project.path(), &["verify", "paper.pdf"]);
    assert_eq!(code, 1);
    assert!(out.contains("agency rate (FTE) of Coventry in 2025: 6.1% → 16.4%"), "{out}");
    assert!(out.contains(&format!("paragraph 3.1: “{agency}”")), "{out}");
    assert!(out.contains("“3.2 percentage points” → “7.1 percentage points the other way”"), "{out}");

    // Both have changed by as much: the number that was typed is as true as before.
    let both = DATA.replace("Coventry,2025,11.3,6.1", "Coventry,2025,11.3,16.1").replace(",9.3", ",19.3");
    let project = project.file("data/turnover.csv", both);
    let (_, out, _) = said(&project.path(), &["verify", "paper.pdf"]);
    assert!(out.contains("9.3% → 19.3%") && !out.contains("“3.2 percentage points” →"), "{out}");
}

#[test]
fn queries_and_formulas_are_traced_and_verified() {
    let yaml = "
data:
  staff: {file: data/staff.csv, release: \"2025\"}
  by_team: {query: \"SELECT team, sum(posts) AS posts FROM staff GROUP BY team ORDER BY team\"}
figures:
  all: {query: SELECT sum(posts) FROM staff, unit: fte}
  funded: {value: 40, unit: fte, date: 2025-03-31, source: The budget}
  gap: {difference: [funded, all]}
tables:
  teams: {kind: data, title: Teams, data: by_team, rows: team}
recommendations: {lead: \"The Board is recommended to:\", items: [Note it.]}
sections:
  - slot: purpose
    body: [\"There are {{ all }} posts, {{ gap }} fewer than are funded.\"]
  - slot: background
    body: [{table: teams}]
";
    let staff = "name,team,posts\nAnn Person,Duty,10.5\nBea Person,Duty,12\nCat Person,Court,9\n";
    let project = Scratch::new().file("data/staff.csv", staff).report(format!("{NOTE}{yaml}"));
    let paper = project.paper();
    standards::check("a paper of queries", &paper);
    let files = attachments(&paper);
    let json = String::from_utf8(files["figures.json"].clone()).expect("UTF-8");
    assert!(!json.contains("Person"), "nobody's name is in the record:\n{json}");
    let figures = attachment::read(&paper).expect("figures").remove(0);
    let find = |name: &str| figures.figures.iter().find(|one| one.measure == name).expect("a figure");
    let origin = &find("all").origin;
    assert_eq!(
        [&origin.kind, &origin.file, &origin.formula, &origin.cell].map(String::as_str),
        ["query", "data/staff.csv", "SELECT sum(posts) FROM staff", "staff.posts"]
    );
    let gap = find("gap");
    assert_eq!((gap.text.as_str(), gap.origin.kind.as_str()), ("8.5", "derived"));
    assert_eq!(gap.origin.inputs, [find("funded").id, find("all").id]);
    let court = figures.figures.iter().find(|one| one.text == "9" || one.text == "9.0").expect("a cell");
    assert_eq!((court.origin.kind.as_str(), court.origin.file.as_str()), ("query", "data/staff.csv"));
    assert_eq!(court.description(), "posts, Court");

    let path = project.path().join("out/paper.pdf");
    let verify = |data: &str| {
        let changed = Scratch::new().file("data/staff.csv", data);
        said(&changed.path(), &["verify", path.to_str().expect("UTF-8"), "--project", "."])
    };
    let (code, text, _) = verify(staff);
    assert_eq!(code, 0, "{text}");
    let (code, text, _) = verify(&staff.replace("Court,9", "Court,8"));
    assert_eq!(code, 1, "{text}");
    for line in ["changed: all: 31.5 → 30.5", "changed: gap: 8.5 → 9.5", "changed: posts, Court: 9.0 → 8.0"] {
        assert!(text.contains(line), "`{line}` is not in:\n{text}");
    }
    let (_, text, _) = said(&project.path(), &["data", "explain", "reports/paper.yaml", "gap"]);
    for expected in ["formula     ", "computed from\n  funded  40", "used in\n  paragraph 1.1"] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    let (_, text, _) = said(&project.path(), &["data"]);
    assert!(text.contains("by_team: a query of staff") && !text.contains("Person"), "{text}");
    let (_, text, _) = said(&project.path(), &["data", "explain", "reports/paper.yaml", "all"]);
    assert!(text.contains("query       SELECT sum(posts) FROM staff\n"), "{text}");
}

#[test]
fn verify_is_clear_about_what_it_cannot_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    put("words.pdf", b"no PDF at all");
    let paper = &PAPER.1;
    put("half.pdf", &paper[..paper.len() / 2]);
    put("paper.pdf", paper);
    let plain = project().file("council.yaml", format!("{}attachments: none\n", crate::scratch::PROFILE)).paper();
    put("plain.pdf", &plain);
    for (arguments, message, hint) in [
        (vec!["verify", "none.pdf"], "error: `none.pdf` does not exist", "hint: name a PDF that"),
        (vec!["verify", "words.pdf"], "error: `words.pdf` is not a PDF, or is damaged", "as it was published"),
        (vec!["verify", "plain.pdf"], "error: `plain.pdf` carries no figures", "attachments: none"),
        (
            vec!["verify", "paper.pdf"],
            "figures of `paper.pdf` can be checked without its data",
            "made from `reports/paper.yaml` of Testshire County Council; name the folder of that project with `--project`",
        ),
        (
            vec!["verify", "paper.pdf", "--project", "x"],
            "error: `x` is no project: it has no `council.yaml`",
            "--project",
        ),
    ] {
        let (code, text, error) = said(folder.path(), &arguments);
        assert_eq!((code, text.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(message) && error.contains(hint), "{arguments:?}: {error}");
    }
    let (code, _, error) = said(folder.path(), &["verify", "half.pdf"]);
    assert_eq!(code, 2, "{error}");
}

#[test]
fn data_lists_and_explains() {
    let (project, _) = &*PAPER;
    let folder = project.path();
    let (code, text, error) = said(&folder, &["data"]);
    assert_eq!((code, error.as_str()), (0, ""));
    for expected in [
        "about Coventry in 2025, compared with England",
        "dfe: data/turnover.csv\n    observations, 5 rows, release 2025\n    The DfE\n    BLAKE3 ",
        "turnover_rate  %     FTE    2024 to 2025  Coventry, England and West Midlands",
        "columns: job, posts",
        "apprentices  25  stated: Social Work Academy, March 2025",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    let explain = |expression: &str| said(&folder, &["data", "explain", "reports/paper.yaml", expression]);
    let (code, text, _) = explain("turnover_rate.of(\"England\")");
    assert_eq!(code, 0);
    for expected in [
        "turnover rate (FTE) of England in 2025: 11.8%",
        "line 6, column turnover_rate",
        "area England, period 2025, turnover_rate 11.8",
        "2024      13.9%  it fell by 2.1 percentage points",
        "Coventry  11.3%  it is higher by 0.5 percentage points",
        "paragraph 3.1: “Turnover has fallen",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    let symbol = self::project().file("data/turnover.csv", DATA.replace("England,2024,13.9", "England,2024,c"));
    let expression = "turnover_rate.at(2024).of('England')";
    let (code, text, _) = said(&symbol.path(), &["data", "explain", "reports/paper.yaml", expression]);
    assert_eq!(code, 0, "a symbol is explained like a number");
    assert!(text.starts_with("turnover rate (FTE) of England in 2024: [c]\n  no value    suppressed to"), "{text}");
    let (_, text, _) = explain("{{ turnover_rate.fell(\"down\") }}");
    assert!(
        text.starts_with("turnover_rate.fell(\"down\") is printed as “down”, which rests on these figures"),
        "{text}"
    );
    for (expression, message) in [
        ("turnoverrate", "error: unknown name `turnoverrate`\n  = hint: did you mean `turnover_rate`?\n"),
        ("turnover_rate.of(\"Englnd\")", "error: unknown area `Englnd`\n  = hint: did you mean `England`?\n"),
        ("turnover_rate.rose(\"up\")", "error: false claim: the turnover rate of Coventry fell"),
    ] {
        let (code, text, error) = explain(expression);
        assert_eq!((code, text.as_str()), (2, ""));
        assert!(error.starts_with(message), "{error}");
    }
    let (code, _, error) = said(&folder, &["data", "explain", "reports/none.yaml", "x"]);
    assert_eq!(code, 2);
    assert!(error.contains("does not exist"), "{error}");
}

/// A record is not to be trusted: what it defines reads nothing outside the project, and stops.
#[test]
fn a_hostile_record_reaches_nothing() {
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.csv"), "area,period,turnover_rate\nCoventry,2025,99.9\n")
        .expect("a file");
    let scratch = project();
    let opened = Project::open(&scratch.path(), &mut Diagnostics::default()).expect("a project");
    let mut record = figures();
    for (file, expression) in [
        (outside.path().join("secret.csv").to_string_lossy().into_owned(), "turnover_rate"),
        ("../".repeat(20) + "etc/passwd", "turnover_rate"),
        ("data/turnover.csv".to_owned(), "[1] * 1000000000"),
        (
            "data/turnover.csv".to_owned(),
            "}}{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}{{ 1",
        ),
        ("data/turnover.csv".to_owned(), "((((((((((((((((((((((((((((((((((((1"),
    ] {
        let file = serde_json::to_string(&file).expect("text");
        let report = format!("data: {{x: {{file: {file}}}}}\nsubject: {{area: Coventry, period: 2025}}\n");
        for broken in [false, true] {
            record.definitions.report = format!("{report}{}", if broken { "nonsense: [\n" } else { "" });
            record.claims.iter_mut().for_each(|claim| claim.place.expression = expression.to_owned());
            let verified = verify(&record, &opened);
            assert_eq!(verified.is_none(), broken);
            let said = format!("{verified:?}");
            assert!(!said.contains("99.9") && !said.contains("root:"), "{said}");
            if !broken {
                assert!(verified.is_some_and(|verified| verified.is_changed()), "{said}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A damaged or hostile file is refused or read, and nothing panics.
    #[test]
    fn any_damage_is_survived(cut in 0.0..1.0_f64, flips in prop::collection::vec((0.0..1.0_f64, 0..8_u32), 0..40), tail in any::<bool>()) {
        let mut bytes = PAPER.1.clone();
        let place = |part: f64, length: usize| ((part * length as f64) as usize).min(length - 1);
        for (part, bit) in flips {
            // What leads to the attachments stands at the end.
            let length = bytes.len();
            let at = if tail { length - 1 - place(part, 20_000.min(length)) } else { place(part, length) };
            bytes[at] ^= 1 << bit;
        }
        if !tail {
            bytes.truncate(place(cut, bytes.len()).max(1));
        }
        let _ = attachment::read(&bytes);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), header in any::<bool>()) {
        let bytes = if header { [b"%PDF-1.7\n".to_vec(), bytes].concat() } else { bytes };
        prop_assert!(attachment::read(&bytes).is_err());
    }
}
