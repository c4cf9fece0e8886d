//! `boardpack diff`: what changes in the papers between two versions is said, and nothing else.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::boardpack;
use crate::copies;
use crate::scratch::{NOTE, Scratch};

pub const DATA: &str = "area,period,turnover_rate,agency_rate
Coventry,2024,17.7,9.3
Coventry,2025,11.3,6.1
England,2024,13.9,16.2
England,2025,11.8,13
Devon,2025,14.2,24.3
";

pub const REPORT: &str = "
data:
  dfe: {file: data/turnover.csv, source: The DfE, release: \"2025\"}
subject: {area: Coventry, period: 2025, compare: [England]}
tables:
  rates: {kind: comparison, title: Rates, measures: [turnover_rate, agency_rate], periods: 2}
recommendations: {lead: \"The Board is recommended to:\", items: [Note it.]}
sections:
  - slot: purpose
    body: [\"To tell Members how it stands.\"]
  - slot: background
    body:
      - >
        Turnover {{ turnover_rate.fell(\"has fallen\") }} to {{ turnover_rate }},
        {{ turnover_rate.below(\"England\", \"below the national rate\") }}. It {{ turnover_rate.fell() }} in a year.
      - Nothing else is to be said.
      - table: rates
";

/// The project, in a repository of git with one commit.
pub fn project() -> Scratch {
    let project = Scratch::new().file("data/turnover.csv", DATA).report(format!("{NOTE}{REPORT}"));
    git(&project.path(), &["init", "-q", "-b", "main"]);
    commit(&project);
    project
}

pub fn commit(project: &Scratch) {
    git(&project.path(), &["add", "-A"]);
    git(
        &project.path(),
        &["-c", "user.name=Ann", "-c", "user.email=ann@example.gov.uk", "commit", "-q", "-m", "Next"],
    );
}

pub fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git").arg("-C").arg(folder).args(arguments).status().expect("git is there");
    assert!(done.success(), "git {arguments:?}");
}

/// What the program says in a folder: its exit code, and both streams.
pub fn said(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = boardpack().current_dir(folder).arg("diff").args(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

pub fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (_, text, error) = said(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}{error}"))
}

#[test]
fn a_row_that_changed_is_told_with_its_sentences_places_and_pages() {
    let project = project();
    let folder = project.path();
    assert_eq!(said(&folder, &["HEAD"]).0, 0, "nothing has changed");
    let project = project.file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    let (code, text, error) = said(&folder, &["HEAD", "--html", "diff.html"]);
    assert_eq!((code, error.as_str()), (1, ""), "{text}");
    for line in [
        ": the paper differs; 1 figure changed\n",
        "\n  turnover rate (FTE) of Coventry in 2025: 11.3% → 11.6%\n",
        "source: data/turnover.csv, line 3, column turnover_rate\n",
        "paragraph 3.1; Table 1, Turnover rate, Coventry: 2025\n",
        "− Turnover has fallen to 11.3%, below the national rate.\n",
        "+ Turnover has fallen to 11.6%, below the national rate.\n",
        "pages that look different: 1\n",
    ] {
        assert!(text.contains(line), "`{line}`:\n{text}");
    }
    assert!(!text.contains("reworded"), "a number that moved is no other wording:\n{text}");
    let page = std::fs::read_to_string(folder.join("diff.html")).expect("the page");
    assert!(page.contains("<del>") && page.contains("data:image/png;base64,") && !page.contains("<script"));
    let pictures = page.matches("<img ").count();
    assert!(
        pictures == 2 && page.matches("alt=\"Page 1 of A note of the tests, ").count() == pictures,
        "{pictures}"
    );
    assert!(!page.contains("http:") && !page.contains("https:"), "the page needs nothing from elsewhere");

    // The row of another authority is no business of this paper.
    let project = project.file("data/turnover.csv", DATA.replace("14.2", "14.3"));
    let (code, text, _) = said(&folder, &["HEAD"]);
    assert_eq!((code, text.contains("nothing that a reader sees differs")), (0, true), "{text}");
    drop(project);
}

#[test]
fn a_number_that_changed_is_marked_on_the_page_where_everything_moved() {
    let project = project();
    let report =
        REPORT.replace("[\"To tell Members how it stands.\"]", "[It is new., To tell Members how it stands.]");
    let project = project
        .report(format!("{NOTE}{report}"))
        .file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.8").replace("11.8,13", "12.9,13"));
    let found = json(&project.path(), &["HEAD"]);
    let page = &found["papers"][0]["pages"][0];
    for (side, wanted) in
        [("old", vec!["paragraph 3.1", "Table 1"]), ("new", vec!["paragraph 1.1", "paragraph 3.1", "Table 1"])]
    {
        let marks = page[side]["marks"].as_array().expect("marks").iter();
        let mut marked: Vec<_> = marks.map(|mark| mark["what"].as_str().expect("a place")).collect();
        marked.dedup();
        assert_eq!(marked, wanted, "{page:#}");
    }
    assert_eq!(page["moved"], true);
}

#[test]
fn a_claim_that_flips_is_told_though_the_paper_cannot_be_built() {
    let project = project().file("data/turnover.csv", DATA.replace("2025,11.3", "2025,18.2"));
    commit(&project);
    let folder = project.path();
    let found = json(&folder, &["HEAD~1", "HEAD"]);
    let paper = &found["papers"][0];
    assert_eq!(paper["status"], "unbuilt");
    let claims = paper["claims"].as_array().expect("claims");
    assert_eq!(claims[0]["fate"], "false");
    assert_eq!(claims[0]["from"], "has fallen");
    let truth = claims[0]["truth"].as_str().expect("what the data say");
    assert!(truth.contains("rose by 0.5 percentage points"), "{truth}");
    assert_eq!(paper["figures"][0]["from"], "11.3%");
    assert_eq!(paper["figures"][0]["to"], "18.2%");
    assert!(paper["errors"][0].as_str().expect("an error").starts_with("reports/paper.yaml:"), "{paper}");
    let (code, text, _) = said(&folder, &["HEAD~1", "HEAD", "--format", "markdown"]);
    assert_eq!(code, 1);
    let (claim, figure) = (text.find("“has fallen” is no longer true"), text.find("| Figure |"));
    assert!(claim.is_some() && claim < figure, "claims come first:\n{text}");
    let after = "Turnover has fallen to 18.2%, below the national rate.";
    assert_eq!(paper["figures"][0]["places"][0]["after"], after, "with its own words, which are told to be false");
    assert!(text.contains("Turnover has fallen to <del>11.3%</del><ins><b>18.2%</b></ins>, below"), "{text}");
    assert!(!text.contains("&#96;"), "what stands in backticks is code:\n{text}");
    // From false to true: there is a paper again.
    let found = json(&folder, &["HEAD", "HEAD~1"]);
    assert_eq!(found["papers"][0]["status"], "rebuilt");
}

#[test]
fn words_claims_and_papers_that_changed_are_told() {
    let project = project();
    let folder = project.path();
    let report = REPORT
        .replace("Nothing else is to be said.", "Little else is to be said.")
        .replace(
            "To tell Members how it stands.",
            "To tell Members how it stands.\", \"Another paragraph comes between.",
        )
        .replace(
            "turnover_rate.fell(\"has fallen\")",
            "turnover_rate.below(\"England\", \"is low, having fallen\")",
        );
    let project = project.report(format!("{NOTE}{report}")).file("reports/second.yaml", format!("{NOTE}{REPORT}"));
    let found = json(&folder, &["HEAD"]);
    let papers = found["papers"].as_array().expect("papers");
    assert_eq!(papers.len(), 2, "{found}");
    assert_eq!((&papers[0]["paper"], &papers[1]["status"]), (&"paper.pdf".into(), &"new".into()));
    let text = papers[0]["text"].as_array().expect("paragraphs");
    let reworded: Vec<String> = text
        .iter()
        .filter(|one| one["only-figures"] == false)
        .map(|one| {
            let words = one["words"].as_array().expect("words");
            let of = |kind: &str| -> String {
                words
                    .iter()
                    .filter(|word| word["change"] == kind)
                    .filter_map(|word| word["text"].as_str())
                    .collect()
            };
            format!(
                "{}: {} → {}",
                one["place"].as_str().expect("a place"),
                of("removed").trim(),
                of("added").trim()
            )
        })
        .collect();
    assert!(reworded.contains(&"paragraph 3.2: Nothing → Little".to_owned()), "{reworded:?}");
    assert!(reworded.contains(&"paragraph 1.2:  → Another paragraph comes between.".to_owned()), "{reworded:?}");
    let claims = papers[0]["claims"].as_array().expect("claims");
    let words = (&claims[0]["fate"], &claims[0]["from"], &claims[0]["to"]);
    assert_eq!(words, (&"words".into(), &"has fallen".into(), &"is low, having fallen".into()));
    assert_eq!(papers[0]["figures"], Value::Array(Vec::new()), "no number changed");
    drop(project);
}

/// A note of several pages, with words that lines and pages break after their hyphens, and with a footnote and a table.
fn long_note(first: &str) -> String {
    let paragraph = |which: usize| {
        format!(
            "      - >\n        Item {which}{} of the Newcastle-under-Lyme and Stoke-on-Trent review of 2024-25 asked co-ordinators \
             and team-managers whether up-to-date, person-centred and/or strengths-based plans at \
             https://www.example.gov.uk/long-path/Of-Words.html were there in 2019–2025 for placements of 16- and \
             17-year-olds, and by whom.\n",
            "0".repeat(which)
        )
    };
    let paragraphs = |from: usize, to: usize| (from..to).map(paragraph).collect::<String>();
    format!(
        "{NOTE}\ndata:\n  dfe: {{file: data/turnover.csv, source: The DfE, release: \"2025\"}}\n\
         subject: {{area: Coventry, period: 2025, compare: [England]}}\n\
         tables:\n  rates: {{kind: comparison, title: Rates, measures: [turnover_rate, agency_rate], periods: 2}}\n\
         recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\n\
         sections:\n  - slot: purpose\n    body:\n      - {first}\n  - slot: background\n    body:\n{}      - |\n        \
         This has a footnote.[^1]\n\n        [^1]: It stands at the foot of whichever page the words are on.\n{}      \
         - table: rates\n{}",
        paragraphs(0, 9),
        paragraphs(9, 15),
        paragraphs(15, 22)
    )
}

#[test]
fn what_only_moves_to_another_line_or_page_is_no_other_text() {
    let project = project().report(long_note("Short."));
    commit(&project);
    let folder = project.path();
    let cache = tempfile::tempdir().expect("a folder");
    let mut project = project;
    let mut pages_at_most = 0;
    for more in 1..=8 {
        let first = "There is more to be said at the beginning. ".repeat(more * 2);
        project = project.report(long_note(&format!("{first}\n      - Short.")));
        let found = json(&folder, &["HEAD", "--cache", &cache.path().to_string_lossy()]);
        let paper = &found["papers"][0];
        let text: Vec<&Value> = paper["text"].as_array().expect("paragraphs").iter().collect();
        let told: Vec<_> = text.iter().map(|one| one["place"].as_str().expect("a place")).collect();
        assert_eq!(told, ["paragraph 1.1"], "{more}: {text:#?}");
        // The pages look different all the same, and on them is marked what changed.
        let pages = paper["pages"].as_array().expect("pages");
        pages_at_most = pages_at_most.max(pages.len());
        for page in pages {
            let sides = [&page["old"], &page["new"]].into_iter().filter(|side| !side.is_null());
            let marks = sides.flat_map(|side| side["marks"].as_array().expect("marks"));
            let other = marks.filter_map(|mark| mark["what"].as_str()).filter(|what| {
                !matches!(*what, "the head of the page" | "the foot of the page" | "a picture or a line")
                    && !what.starts_with("paragraph 1.1")
            });
            assert_eq!(other.collect::<Vec<_>>(), [""; 0], "{more}: {page:#}");
        }
    }
    assert!(pages_at_most > 2, "{pages_at_most}");
    drop(project);
}

#[test]
fn a_paragraph_that_is_broken_into_other_lines_changes_in_the_words_alone_that_are_other() {
    let project = project().report(long_note("Short."));
    commit(&project);
    let folder = project.path();
    let project = project.report(long_note("Short.").replace("Item ", "Items "));
    let found = json(&folder, &["HEAD"]);
    let text = found["papers"][0]["text"].as_array().expect("paragraphs");
    assert_eq!(text.len(), 22);
    for one in text {
        let pieces = one["words"].as_array().expect("words").iter();
        let pieces = pieces.filter(|piece| piece["change"] != "same");
        let told: Vec<_> = pieces.map(|piece| piece["text"].as_str().expect("text")).collect();
        assert_eq!(told, ["Item", "Items"], "{one}");
    }
    drop(project);
}

#[test]
fn what_moves_among_others_is_told_as_moved_and_not_in_full() {
    let items = |items: [&str; 3]| {
        let report = REPORT
            .replace("Nothing else is to be said.", &items.map(|item| format!("\"{item}\"")).join("\n      - "));
        format!("{NOTE}{report}")
    };
    let [one, two, three] =
        ["The first thing to be said of it.", "Then there is a second one.", "None at all of the third kind."];
    let project = project().report(items([one, two, three]));
    commit(&project);
    let project = project.report(items([two, three, one]));
    let (code, text, _) = said(&project.path(), &["HEAD", "--html", "diff.html"]);
    assert!(code == 1 && text.contains(": the paper differs; 1 paragraph has moved\n"), "{text}");
    assert!(text.contains("\n  moved: paragraph 3.4 on page 1, was paragraph 3.2 on page 1\n"), "{text}");
    assert!(!text.contains("The first thing"), "{text}");
    let (_, comment, _) = said(&project.path(), &["HEAD", "--format", "markdown"]);
    assert!(comment.contains("- moved: **paragraph 3.4**, page 1, was paragraph 3.2\n"), "{comment}");
    let page = std::fs::read_to_string(project.path().join("diff.html")).expect("the page");
    assert!(page.contains("(moved, page 1; it was paragraph 3.2)</span></li>"), "{page}");
}

#[test]
fn a_recommendation_that_comes_goes_or_moves_leaves_the_others_as_they_are() {
    let [one, two, three, four] = [
        "Note the progress set out in this report.",
        "Ask for the breakdown of absence by team and by length.",
        "Ask for the number of apprentices who work for the Council.",
        "Receive a report every year on what leavers say.",
    ];
    let of = |items: &[&str]| {
        let items: Vec<String> =
            items.iter().map(|item| format!("\n    - {{text: \"{item}\", due: 2026-03-31}}")).collect();
        let lead = "recommendations: {lead: \"The Board is recommended to:\", items: [Note it.]}";
        assert!(REPORT.contains(lead));
        let list =
            format!("recommendations:\n  lead: \"The Board is recommended to:\"\n  items:{}", items.concat());
        format!("{NOTE}{}      - recommendation-table: Who does what\n", REPORT.replace(lead, &list))
    };
    for (after, expected) in [
        (vec![two, three, four], ["gone: item 1) on page 1", "gone: Table 2, 1 on page"]),
        (
            vec![four, one, two, three],
            ["moved: item 1) on page 1, was item 4) on page 1", "moved: Table 2, 1 on page"],
        ),
        (
            vec![one, three, two, four],
            ["moved: item 2) on page 1, was item 3) on page 1", "moved: Table 2, 2 on page"],
        ),
        (vec!["Thank them.", one, two, three, four], ["new: item 1) on page 1", "new: Table 2, 1 on page"]),
    ] {
        let project = project().report(of(&[one, two, three, four]));
        commit(&project);
        let project = project.report(of(&after));
        let (_, text, _) = said(&project.path(), &["HEAD"]);
        let told: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with([' ', 'p'])))
            .collect();
        assert_eq!(told.len(), expected.len(), "{text}");
        assert!(told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected)), "{text}");
    }
}

/// Puts a long paragraph at the beginning of a report's first section.
fn lengthen(report: &Path) {
    let text = std::fs::read_to_string(report).expect("a report");
    let (before, sections) = text.split_once("\nsections:").expect("sections");
    let (head, body) = sections.split_once("body:\n").expect("a body");
    let indent = &body[..body.len() - body.trim_start().len()];
    let more = "This was said at the last meeting and has to be said again. ".repeat(25);
    std::fs::write(report, format!("{before}\nsections:{head}body:\n{indent}- {more}\n{body}")).expect("written");
}

#[test]
fn numbers_of_pages_and_pages_left_blank_are_no_other_text() {
    let (agenda, review) = ("reports/2018-04-16-agenda.yaml", "reports/2025-annual-workforce-review.yaml");
    for (council, built, longer) in [
        ("coventry", vec!["packs/2018-04-16.yaml", agenda], "reports/2018-04-16-retention-of-social-workers.yaml"),
        ("warwickshire", vec![review], review),
    ] {
        let folder = copies::fixture(council);
        let build = |out: &str| {
            boardpack()
                .current_dir(folder.path())
                .arg("build")
                .args(&built)
                .args(["--out", out])
                .assert()
                .success();
        };
        build("old");
        lengthen(&folder.path().join(longer));
        build("new");
        let found = json(folder.path(), &["old", "new"]);
        let found = found["papers"].as_array().expect("papers");
        assert_eq!(found.len(), 2, "{found:?}");
        // Slides have their headings again where they go on.
        for paper in
            found.iter().filter(|paper| !paper["paper"].as_str().is_some_and(|name| name.contains("slides")))
        {
            assert!(paper["pages"].as_array().is_some_and(|pages| !pages.is_empty()), "{paper}");
            for change in paper["text"].as_array().expect("paragraphs") {
                let words = change["words"][0]["text"].as_str().expect("words");
                assert!(words.contains("This was said at the last meeting"), "{change}");
            }
        }
    }
}

#[test]
fn a_claim_that_its_author_turned_round_is_told_first() {
    let project = project();
    let report = REPORT
        .replace(".fell(\"has fallen\")", ".rose(\"has risen\")")
        .replace("below(\"England\", \"below", "above(\"England\", \"above")
        .replace("It {{ turnover_rate.fell() }}", "It {{ turnover_rate.rose() }}");
    let project =
        project.report(format!("{NOTE}{report}")).file("data/turnover.csv", DATA.replace("2025,11.3", "2025,18.7"));
    let found = json(&project.path(), &["HEAD"]);
    let claims = found["papers"][0]["claims"].as_array().expect("claims");
    let turned: Vec<String> = claims
        .iter()
        .filter(|claim| claim["fate"] == "turned")
        .map(|claim| {
            format!("{} → {}", claim["from"].as_str().expect("words"), claim["to"].as_str().expect("words"))
        })
        .collect();
    assert!(turned.contains(&"has fallen → has risen".to_owned()), "{found}");
    assert!(turned.contains(&"below the national rate → above the national rate".to_owned()), "{found}");
}

/// Data of every authority of the West Midlands, of which Dudley has these agency rates.
fn west_midlands(dudley: [&str; 2]) -> String {
    let others = [
        ("Birmingham", "8.1"),
        ("Coventry", "6.1"),
        ("Herefordshire, County of", "22.4"),
        ("Sandwell", "9.0"),
        ("Shropshire", "9.5"),
        ("Solihull", "10.2"),
        ("Staffordshire", "10.8"),
        ("Stoke-on-Trent", "11.9"),
        ("Telford and Wrekin", "12.4"),
        ("Walsall", "12.9"),
        ("Warwickshire", "13.3"),
        ("Wolverhampton", "14.0"),
        ("Worcestershire", "15.5"),
        ("England", "13.0"),
    ];
    let mut data = "area,period,agency_rate\n".to_owned();
    for (area, rate) in others {
        data.push_str(&format!("\"{area}\",2024,11.0\n\"{area}\",2025,{rate}\n"));
    }
    let [before, now] = dudley;
    format!("{data}Dudley,2024,{before}\nDudley,2025,{now}\n")
}

/// A report whose words follow the data.
const FOLLOWING: &str = "
data:
  dfe: {file: data/agency.csv, source: The DfE, release: \"2025\"}
subject: {area: Dudley, period: 2025}
charts:
  ranked: {kind: bar, title: Agency use, measure: agency_rate, areas: [authorities of region], sort: largest-first}
recommendations: {lead: \"The Board is recommended to:\", items: [Note it.]}
sections:
  - slot: purpose
    body: [\"To tell Members how it stands.\"]
  - slot: background
    body:
      - >
        Agency use {{ agency_rate.change }}, to {{ agency_rate }}. It is {{ agency_rate.against(\"England\") }} that of
        England, and the {{ agency_rate.rank }}. A year has changed it by {{ agency_rate.change.size }}. The region lies
        between {{ agency_rate.low }} and {{ agency_rate.high }}.
      - chart: ranked
";

/// What became of the claims of the first paper that have turned, and of its figures.
fn turned_and_figures(found: &Value) -> (Vec<String>, Vec<String>) {
    let paper = &found["papers"][0];
    let list = |key: &str| paper[key].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let moved = |one: &Value| format!("{} → {}", text(&one["from"]), text(&one["to"]));
    let turned = list("claims").iter().filter(|claim| claim["fate"] == "turned").map(moved).collect();
    let figures = list("figures").iter().map(|one| format!("{}: {}", text(&one["figure"]), moved(one))).collect();
    (turned, figures)
}

#[test]
fn words_that_follow_the_data_turn_and_their_numbers_are_figures() {
    let project =
        Scratch::new().file("data/agency.csv", west_midlands(["9.9", "7.1"])).report(format!("{NOTE}{FOLLOWING}"));
    git(&project.path(), &["init", "-q", "-b", "main"]);
    commit(&project);

    // Only numbers move: nothing has turned.
    let project = project.file("data/agency.csv", west_midlands(["9.9", "7.4"]));
    let found = json(&project.path(), &["HEAD"]);
    let (turned, figures) = turned_and_figures(&found);
    assert_eq!(turned, Vec::<String>::new(), "{found}");
    for figure in [
        "change in agency rate (FTE) of Dudley from 2024 to 2025: \
         fell by 2.8 percentage points → fell by 2.5 percentage points",
        "agency rate (FTE) of Dudley in 2025 against England: \
         5.9 percentage points below → 5.6 percentage points below",
        "difference in agency rate (FTE) of Dudley in 2025: 2.8 → 2.5",
    ] {
        assert!(figures.iter().any(|one| one == figure), "`{figure}`: {figures:#?}");
    }
    assert!(!figures.iter().any(|one| one.starts_with("rank") || one.starts_with("lowest")), "{figures:#?}");
    let (_, text, _) = said(&project.path(), &["HEAD"]);
    assert!(!text.contains("reworded"), "{text}");

    // From the best of them to the worst.
    let project = project.file("data/agency.csv", west_midlands(["9.9", "23.1"]));
    let found = json(&project.path(), &["HEAD"]);
    let (turned, figures) = turned_and_figures(&found);
    for claim in [
        "fell by 2.8 percentage points → rose by 13.2 percentage points",
        "5.9 percentage points below → 10.1 percentage points above",
        "2nd lowest of 14 → highest of 14",
        "2.8 percentage points → 13.2 percentage points",
    ] {
        assert!(turned.iter().any(|one| one == claim), "`{claim}`: {turned:#?}");
    }
    for figure in [
        "rank of Dudley in the West Midlands by agency rate (FTE) in 2025: 2nd lowest of 14 → highest of 14",
        "highest agency rate (FTE) in the West Midlands in 2025: 22.4% (Herefordshire) → 23.1% (Dudley)",
    ] {
        assert!(figures.iter().any(|one| one == figure), "`{figure}`: {figures:#?}");
    }
    let (_, text, _) = said(&project.path(), &["HEAD", "--format", "markdown"]);
    let claims = text.find("#### Claims that say something else").expect("claims");
    assert!(!text.contains("no longer hold"), "each of them is true: {text}");
    assert!(claims < text.find("| Figure |").expect("figures"), "{text}");
    // The bar stands elsewhere among the others, and is the same bar.
    assert!(!text.contains("paragraph is new") && !text.contains("paragraph is gone"), "{text}");
    let truth =
        "agency rate (FTE) of Dudley in 2025, 23.1%, is now above agency rate (FTE) of Dudley in 2024, 9.9%";
    assert!(text.contains(truth), "{text}");
}

#[test]
fn the_numbers_of_a_paper_that_cannot_be_built_are_put_into_its_sentences() {
    let report = REPORT.replace("It {{ turnover_rate.fell() }} in a year.", "").replace(
        "      - Nothing else is to be said.",
        "      - >\n        In a year turnover {{ turnover_rate.change }}, so by {{ turnover_rate.change.size }}, to \
         {{ turnover_rate }}.",
    );
    let project = project().report(format!("{NOTE}{report}"));
    commit(&project);
    let project = project.file("data/turnover.csv", DATA.replace("2025,11.3", "2025,18.2"));
    let found = json(&project.path(), &["HEAD"]);
    assert_eq!(found["papers"][0]["status"], "unbuilt", "{found}");
    let (turned, figures) = turned_and_figures(&found);
    assert_eq!(turned, ["fell by 6.4 percentage points → rose by 0.5 percentage points"], "{found}");
    assert!(
        figures.iter().any(|one| one.ends_with("turnover rate (FTE) of Coventry in 2025: 6.4 → 0.5")),
        "{figures:#?}"
    );
    let (_, text, _) = said(&project.path(), &["HEAD"]);
    let after = "+ In a year turnover rose by 0.5 percentage points, so by 0.5 percentage points, to 18.2%.";
    assert!(text.contains(after), "{text}");
    let (_, text, _) = said(&project.path(), &["HEAD", "--public", "--format", "markdown"]);
    assert!(text.contains("- `boardpack build` says why\n"), "{text}");
}

/// What stands in a folder of the cache. Whoever writes an entry puts a new file in its place, also one with the same bytes.
pub fn entries(cache: &Path, kind: &str) -> BTreeMap<PathBuf, (u64, Vec<u8>)> {
    let mut found = BTreeMap::new();
    let mut open = vec![cache.join(kind)];
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("an entry");
                found.insert(path.clone(), (path.metadata().expect("a file").ino(), bytes));
            }
        }
    }
    found
}
