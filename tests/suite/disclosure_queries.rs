//! Disclosure control of what queries count: no quotient, list, figure or other table of a paper gives a small count back.

use crate::disclosure::cells;
use crate::scratch::{NOTE, Scratch, rendered};

/// Leavers, one a row: 49, of whom 3 were dismissed, all of them in one of the two teams.
fn staff() -> String {
    let mut csv = "staff_id,team,reason\n".to_owned();
    let people =
        [(20, "North", "Resigned"), (3, "North", "Dismissed"), (17, "South", "Resigned"), (9, "South", "Retired")];
    let each = people.iter().flat_map(|(count, team, reason)| std::iter::repeat_n((team, reason), *count));
    for (number, (team, reason)) in each.enumerate() {
        csv.push_str(&format!("W{number:03},{team},{reason}\n"));
    }
    csv
}

/// A note on the leavers, with queries under `data:`, figures, a text, and a table of each query.
fn note(queries: &[(&str, &str)], figures: &str, text: &str) -> Scratch {
    let data: String = queries.iter().map(|(name, sql)| format!("  {name}: {{query: \"{sql}\"}}\n")).collect();
    let tables: String = queries
        .iter()
        .map(|(name, _)| format!("  {name}: {{kind: data, title: {name}, data: {name}}}\n"))
        .collect();
    let shown: Vec<String> = queries.iter().map(|(name, _)| format!("{{table: {name}}}")).collect();
    let tables = if tables.is_empty() { tables } else { format!("tables:\n{tables}") };
    let figures = if figures.is_empty() { String::new() } else { format!("figures:\n{figures}") };
    let body = if shown.is_empty() { "Nothing more.".to_owned() } else { shown.join(", ") };
    Scratch::new().file("data/staff.csv", staff()).report(format!(
        "{NOTE}
data:
  staff: {{file: data/staff.csv, disclosure: controlled}}
{data}{figures}{tables}sections:
  - slot: purpose
    body: ['{text}']
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{body}]
"
    ))
}

/// The second column of a table of the paper, by the first.
fn column(scratch: &Scratch, table: &str) -> Vec<(String, String)> {
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    cells(&narrated, table).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

fn hidden(rows: &[(String, String)]) -> Vec<&str> {
    rows.iter().filter(|(_, value)| value == "[c]").map(|(name, _)| name.as_str()).collect()
}

const BY_REASON: (&str, &str) =
    ("by_reason", "SELECT reason, count(*) AS people FROM staff GROUP BY reason ORDER BY reason");

#[test]
fn a_small_count_stands_alone_where_nothing_tells_the_total() {
    assert_eq!(hidden(&column(&note(&[BY_REASON], "", "A table."), "by_reason")), ["Dismissed"]);
}

#[test]
fn the_total_that_a_sentence_or_another_table_tells_takes_the_next_smallest_with_it() {
    let all = "  all: {query: \"SELECT count(*) FROM staff\", unit: people}\n";
    let said = note(&[BY_REASON], all, "All {{ all }} left.");
    assert_eq!(hidden(&column(&said, "by_reason")), ["Dismissed", "Retired"], "37 + 9 + 3 = 49");
    let by_team = ("by_team", "SELECT team, count(*) AS people FROM staff GROUP BY team ORDER BY team");
    let beside = note(&[BY_REASON, by_team], "", "Tables.");
    assert_eq!(hidden(&column(&beside, "by_reason")), ["Dismissed", "Retired"], "37 + 9 + 3 = 23 + 26");
    assert!(hidden(&column(&beside, "by_team")).is_empty());
}

#[test]
fn shares_of_a_whole_tell_the_one_that_is_left_out() {
    let shares = "SELECT reason, 100.0 * count(*) / (SELECT count(*) FROM staff) AS share FROM staff GROUP BY reason ORDER BY reason";
    let rows = column(&note(&[("shares", shares)], "", "A table."), "shares");
    assert_eq!(hidden(&rows), ["Dismissed", "Retired"], "100 − 75.5 − 18.4 is 6.1% of 49");
    let csv = "Reason,People,Share\nResigned,37,75.5%\nRetired,9,18.4%\nDismissed,3,6.1%\n";
    let file = note(&[("shares", "SELECT * FROM t ORDER BY Reason")], "", "A table.");
    let file = file.file("data/t.csv", csv);
    let yaml = std::fs::read_to_string(file.path().join("reports/paper.yaml")).expect("a report");
    let file = file
        .report(yaml.replace("data:\n  staff", "data:\n  t: {file: data/t.csv, disclosure: controlled}\n  staff"));
    assert_eq!(hidden(&column(&file, "shares")), ["Dismissed", "Retired"]);
}

#[test]
fn a_mean_of_people_tells_no_small_group() {
    let means =
        "SELECT team, 100.0 * avg(reason = 'Dismissed') AS dismissed FROM staff GROUP BY team ORDER BY team";
    let rows = column(&note(&[("means", means)], "", "A table."), "means");
    assert_eq!(rows, [("North".to_owned(), "[c]".to_owned()), ("South".to_owned(), "0".to_owned())]);
    let others = means.replace("= 'Dismissed'", "<> 'Dismissed'");
    assert_eq!(hidden(&column(&note(&[("means", &others)], "", "A table."), "means")), ["North"], "all but three");
    let few = "SELECT reason, avg(length(team)) AS letters FROM staff GROUP BY reason ORDER BY reason";
    assert_eq!(hidden(&column(&note(&[("means", few)], "", "A table."), "means")), ["Dismissed"]);
}

#[test]
fn a_quotient_of_nearly_equal_counts_is_left_out() {
    let others = "SELECT count(*) FROM staff WHERE reason <> 'Dismissed'";
    let all = "SELECT count(*) FROM staff";
    for figures in [
        format!("  share: {{query: \"SELECT 100.0 * ({others}) / ({all})\", unit: percent}}\n"),
        format!(
            "  others: {{query: \"{others}\", unit: people}}\n  all: {{query: \"{all}\", unit: people}}\n  share: {{share: others, of: all}}\n"
        ),
        "  share: {query: \"SELECT 100.0 * avg(reason <> 'Dismissed') FROM staff\", unit: percent}\n".to_owned(),
    ] {
        let errors = note(&[], &figures, "Of all, {{ share }} left otherwise.").errors();
        assert!(errors[0].contains("has no value: suppressed"), "{figures}{errors:?}");
    }
    let figures = format!(
        "  retired: {{query: \"SELECT 100.0 * sum(reason = 'Retired') / ({all}) FROM staff\", unit: percent}}\n"
    );
    assert!(note(&[], &figures, "Of all, {{ retired }} retired.").narrate().is_ok(), "9 of 49 tells nobody");
}

#[test]
fn an_answer_shows_no_people() {
    for sql in [
        "SELECT reason, max(staff_id) AS who, count(*) AS people FROM staff GROUP BY reason ORDER BY reason",
        "SELECT team, reason, 1.0 AS fte FROM staff WHERE reason = 'Dismissed' ORDER BY team",
    ] {
        let errors = note(&[("people", sql)], "", "A table.").errors();
        assert!(errors[0].contains("`people` has a row for each person"), "{sql}: {errors:?}");
    }
}

#[test]
fn a_lone_star_beside_a_total_is_worked_out_by_nobody() {
    let csv = "Reason,People\nResigned,20\nDismissed,*\nDeceased,17\nTotal,40\n";
    let scratch = Scratch::new().file("data/t.csv", csv).report(format!(
        "{NOTE}
data: {{t: {{file: data/t.csv, disclosure: controlled}}}}
tables: {{t: {{kind: data, title: t, data: t}}}}
sections:
  - {{slot: purpose, body: [A table.]}}
  - {{slot: recommendations, body: [None.]}}
  - {{slot: background, body: [{{table: t}}]}}
"
    ));
    assert_eq!(hidden(&column(&scratch, "t")), ["Dismissed", "Deceased"], "40 − 20 − 17 = 3");
}
