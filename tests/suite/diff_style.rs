//! What `boardpack diff` counts as other words and other figures, and what it does not; and what it calls papers.

use serde_json::Value;

use crate::command::boardpack;
use crate::copies;
use crate::diff::{commit, json, project, said};

/// The report with a line chart of turnover.
fn with_chart(report: &str) -> String {
    let line = "charts:\n  years: {kind: line, title: Turnover, measure: turnover_rate, areas: [Coventry, England], \
                periods: 2024..2025}\ntables:";
    report.replace("tables:", line).replace("- table: rates", "- chart: years\n      - table: rates")
}

fn report(project: &crate::scratch::Scratch) -> String {
    std::fs::read_to_string(project.path().join("reports/paper.yaml")).expect("a report")
}

#[test]
fn another_style_of_numbers_is_told_as_such_and_once() {
    let project = project();
    let profile = std::fs::read_to_string(project.path().join("council.yaml")).expect("a profile");
    let project = project.file("council.yaml", format!("{profile}\nstyle: {{per-cent: words}}\n"));
    let (code, text, error) = said(&project.path(), &["HEAD"]);
    assert!(code == 1 && text.contains(": the paper differs; 1 figure is written otherwise\n"), "{text}{error}");
    assert!(text.contains("turnover rate (FTE) of Coventry in 2025: 11.3% → 11.3 per cent\n"), "{text}");
    assert!(!text.contains("sentences whose numbers moved") && !text.contains("reworded"), "{text}");
    let (_, comment, _) = said(&project.path(), &["HEAD", "--format", "markdown"]);
    assert!(
        comment.contains("<summary>1 figure is written otherwise</summary>") && !comment.contains("| Figure |")
    );
    // A cell that is little more than its number is the same cell.
    let found = json(&project.path(), &["HEAD"]);
    let text = found["papers"][0]["text"].as_array().expect("paragraphs");
    assert!(text.iter().all(|one| one["old-page"] == one["new-page"]), "{text:#?}");
    // What a chart is said to show is in the same style.
    let before = report(&project);
    let project = project.file("council.yaml", &profile).report(with_chart(&before));
    commit(&project);
    let project = project.file("council.yaml", format!("{profile}\nstyle: {{per-cent: words}}\n"));
    let (_, text, _) = said(&project.path(), &["HEAD"]);
    assert!(text.contains("written otherwise") && !text.contains("reworded"), "{text}");
}

#[test]
fn one_percentage_point_is_no_other_wording_than_two() {
    let project = project();
    let before = report(&project);
    let project = project.report(with_chart(&before).replace("It {{ turnover_rate.fell() }} in a year.", ""));
    let data = std::fs::read_to_string(project.path().join("data/turnover.csv")).expect("data");
    let project =
        project.file("data/turnover.csv", data.replace("2025,11.3", "2025,16.6").replace("2025,11.8", "2025,17"));
    commit(&project);
    let project =
        project.file("data/turnover.csv", data.replace("2025,11.3", "2025,16.7").replace("2025,11.8", "2025,17"));
    let found = json(&project.path(), &["HEAD"]);
    let text = found["papers"][0]["text"].as_array().expect("paragraphs");
    assert!(text.len() > 1 && text.iter().all(|one| one["only-figures"] == true), "{text:#?}");
    let described = |one: &Value| one["place"].as_str().is_some_and(|place| place.starts_with("alternative text"));
    let text = text.iter().find(|one| described(one)).expect("the alternative text of the chart").to_string();
    assert!(text.contains("\"points\"") && text.contains("\"point\""), "{text}");
    // What is not said of numbers is another wording.
    let before = report(&project);
    let project = project.report(before.replace("Nothing else", "Nothing more"));
    let found = json(&project.path(), &["HEAD"]);
    let text = found["papers"][0]["text"].as_array().expect("paragraphs");
    assert!(text.iter().any(|one| one["only-figures"] == false), "{text:#?}");
}

#[test]
fn a_paper_without_figures_and_a_pack_are_called_what_they_call_themselves() {
    let folder = copies::fixture("coventry");
    let built = ["packs/2018-04-16.yaml", "reports/2018-04-16-agenda.yaml"];
    let agenda = folder.path().join(built[1]);
    let text = std::fs::read_to_string(&agenda).expect("an agenda");
    for (out, text) in [("old", text.clone()), ("new", text.replace("  - Apologies", "  - Welcome\n  - Apologies"))]
    {
        std::fs::write(&agenda, text).expect("an agenda");
        boardpack().current_dir(folder.path()).arg("build").args(built).args(["--out", out]).assert().success();
    }
    let found = json(folder.path(), &["old", "new"]);
    let titles: Vec<&str> =
        found["papers"].as_array().expect("papers").iter().filter_map(|paper| paper["title"].as_str()).collect();
    assert_eq!(titles.len(), 2, "{found}");
    assert!(titles.iter().all(|title| !title.is_empty() && !title.contains("retention")), "{titles:?}");
    // One that is gone as well.
    std::fs::remove_file(folder.path().join("new/2018-04-16-agenda.pdf")).expect("a paper");
    let found = json(folder.path(), &["old", "new"]);
    let gone = found["papers"].as_array().expect("papers").iter().find(|paper| paper["status"] == "gone");
    assert!(gone.is_some_and(|paper| paper["title"] != ""), "{found}");
}
