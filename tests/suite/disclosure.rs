//! Disclosure control: what is left out of one place must not stand in another.

use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Table, plain_text};
use boardpack::trace;

use crate::scratch::{NOTE, PROFILE, Scratch, rendered};

/// Leavers by reason: 37 and 81 stand for small numbers, since no other number of the paper has their digits.
const REASONS: &str = "Reason,2024,2025\nResignation,212,194\nRetirement,181,37\nDismissal,81,165\nTotal,474,396\n";
/// The same leavers of 2025 by team.
const TEAMS: &str =
    "Team,Resignation,Retirement,Dismissal,Total\nNorth,104,16,58,178\nSouth,90,21,107,218\nTotal,194,37,165,396\n";

fn report(data: &str, body: &str) -> String {
    format!(
        "{NOTE}{data}
charts:
  bars:
    kind: bar
    title: Why social workers left
    subtitle: Leavers of 2025 by reason
    data: reasons
    rows: Reason
    columns: [{{name: \"2025\", unit: people}}]
tables:
  reasons: {{kind: data, title: Leavers by reason, data: reasons}}
  teams: {{kind: data, title: Leavers by team, data: teams}}
sections:
  - slot: purpose
    body: [{body}]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{chart: bars}}, {{table: reasons}}, {{table: teams}}]
"
    )
}

fn scratch(threshold: u32, disclosure: &str) -> Scratch {
    let data = format!(
        "data:\n  reasons: {{file: data/reasons.csv, source: The tests{disclosure}}}\n  teams: {{file: data/teams.csv, source: The tests{disclosure}}}\n"
    );
    Scratch::new()
        .file("council.yaml", format!("{PROFILE}disclosure: {{threshold: {threshold}}}\n"))
        .file("data/reasons.csv", REASONS)
        .file("data/teams.csv", TEAMS)
        .report(report(&data, "Social workers leave for three reasons."))
}

/// The cells of the table of that heading, row by row.
pub fn cells(narrated: &Narrated, heading: &str) -> Vec<Vec<String>> {
    fn find<'a>(blocks: &'a [Block], heading: &str) -> Option<&'a Table> {
        blocks.iter().find_map(|block| match block {
            Block::Table(table) if plain_text(&table.title) == heading => Some(table),
            Block::Numbered { body, .. } => find(body, heading),
            _ => None,
        })
    }
    let table = narrated.document.sections.iter().find_map(|section| find(&section.body, heading));
    let rows = &table.expect("the table is there").rows;
    rows.iter().map(|row| row.cells.iter().map(|cell| plain_text(&cell.text)).collect()).collect()
}

#[test]
fn a_small_count_is_left_out_of_every_table_with_what_would_give_it_away() {
    let narrated = scratch(50, ", disclosure: controlled").narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    // 2025: 37 is small; the next smallest of the column goes with it, since the total is shown.
    assert_eq!(
        cells(&narrated, "Leavers by reason"),
        [
            ["Resignation", "212", "194"],
            ["Retirement", "181", "[c]"],
            ["Dismissal", "81", "[c]"],
            ["Total", "474", "396"],
        ]
    );
    // The other table has the same totals of 2025, and 16 and 21 are small as well.
    let teams = cells(&narrated, "Leavers by team");
    assert_eq!(teams[2][2..4], ["[c]", "[c]"], "{teams:?}");
    assert_eq!(teams[0][2], "[c]");
    assert_eq!(teams[1][2], "[c]");
    assert_eq!(teams[2][4], "396");
    let dismissed = [&teams[0][3], &teams[1][3]];
    assert!(dismissed.iter().any(|cell| *cell == "[c]"), "165 = 58 + 107 must not be open: {teams:?}");
}

#[test]
fn nothing_that_a_paper_carries_has_a_count_that_was_left_out() {
    let scratch = scratch(50, ", disclosure: controlled");
    let mut narrated = scratch.narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    let mut sink = boardpack::diagnostic::Diagnostics::default();
    let project = boardpack::project::Project::open(&scratch.path(), &mut sink).expect("a profile");
    let report = project.report("reports/paper.yaml", &mut sink).expect("a report");
    trace::attach(&mut narrated, &report, &project.profile, "reports/paper.yaml", &mut sink);
    assert!(narrated.document.attachments.len() >= 3, "figures, and the values of a chart and of tables");
    let document = serde_json::to_string(&narrated.document).expect("JSON");
    let attached = narrated.document.attachments.iter().map(|one| format!("{one:?}"));
    let files = narrated.files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let everything: Vec<String> =
        std::iter::once(document).chain(narrated.pictures.values().cloned()).chain(attached).chain(files).collect();
    for count in ["37", "165"] {
        for text in &everything {
            let alone = |at: usize| {
                let before = text[..at].chars().next_back();
                let after = text[at + count.len()..].chars().next();
                let part = |one: Option<char>| one.is_some_and(|one| one.is_ascii_alphanumeric() || one == '.');
                !part(before) && !part(after)
            };
            let found = text.match_indices(count).find(|(at, _)| alone(*at));
            let shown = found.map(|(at, _)| &text[at.saturating_sub(60)..(at + 60).min(text.len())]);
            assert_eq!(shown, None, "{count}");
        }
    }
    let alt = serde_json::to_string(&narrated.document.sections).expect("JSON");
    assert!(alt.contains("suppressed"), "the alternative text says what is missing");
}

#[test]
fn without_control_everything_is_shown_and_small_counts_get_a_warning() {
    let narrated = scratch(50, ", disclosure: published").narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(cells(&narrated, "Leavers by reason")[1], ["Retirement", "181", "37"]);
    let built = boardpack::build::build(&[scratch(50, "").path()], None).expect("a project");
    let warnings = rendered(&built.diagnostics);
    assert!(
        warnings.contains("a count of 37 people from `reasons` is below the council's threshold of 50"),
        "{warnings}"
    );
    assert!(warnings.contains("add `disclosure: controlled`"), "{warnings}");
    let built = boardpack::build::build(&[scratch(50, ", disclosure: published").path()], None).expect("a project");
    assert_eq!(rendered(&built.diagnostics), "");
}

/// A return of the council's own: few leavers, their rate, and a measure that has nothing to do with them.
fn observations(disclosure: &str, body: &str) -> Scratch {
    let data =
        format!("data:\n  own: {{file: data/own.csv{disclosure}}}\nsubject: {{area: Coventry, period: 2025}}\n");
    let sections = format!(
        "sections:\n  - slot: purpose\n    body:\n      - >\n        {body}\n  - slot: recommendations\n    body: [None.]\n  \
         - slot: background\n    body: [Nothing more.]\n"
    );
    Scratch::new()
        .file(
            "data/own.csv",
            "area,period,basis,leavers,in_post,turnover_rate,agency_workers\nCoventry,2025,FTE,2.6,250.5,1.0,31\n\
             Coventry,2025,headcount,3,270,1.1,33\n",
        )
        .report(NOTE.to_owned() + &data + &sections)
}

#[test]
fn a_rate_and_the_other_basis_would_give_a_count_away() {
    let controlled = |body: &str| observations(", disclosure: controlled", body);
    for said in ["leavers", "leavers.basis(\"headcount\")", "turnover_rate", "turnover_rate.basis(\"headcount\")"] {
        let errors = controlled(&format!("{{{{ {said} }}}}")).errors();
        assert!(errors[0].contains(" no value: suppressed to protect confidentiality"), "{errors:?}");
    }
    let narrated = controlled("{{ in_post }} {{ agency_workers }} {{ leavers.or(\"a few\") }}").narrate();
    let narrated = narrated.unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(crate::scratch::paragraphs(&narrated), ["250.5 31.0 a few"]);
    // A claim about a count that is left out would tell something of it.
    let errors = controlled("{{ leavers.below(agency_workers, \"fewer left\") }}").errors();
    assert!(errors[0].contains(" no value"), "{errors:?}");
}

#[test]
fn a_threshold_of_one_leaves_nothing_out() {
    let scratch = observations(", disclosure: controlled", "{{ leavers }}")
        .file("council.yaml", PROFILE.to_owned() + "disclosure: {threshold: 1}\n");
    assert!(scratch.narrate().is_ok());
}

#[test]
fn what_a_query_counts_is_under_control_like_what_it_counts() {
    let staff =
        (0..40).map(|at| format!("{},{}\n", ["North", "South"][at % 2], if at < 3 { "left" } else { "stays" }));
    let staff = "Team,State\n".to_owned() + &staff.collect::<String>();
    let asked = |disclosure: &str, body: &str| {
        Scratch::new().file("data/staff.csv", &staff).report(format!(
            "{NOTE}
data:
  staff: {{file: data/staff.csv{disclosure}}}
  by_state: {{query: \"SELECT State, count(*) AS people FROM staff GROUP BY State ORDER BY State\"}}
figures:
  gone: {{query: \"SELECT count(*) FROM staff WHERE State = 'left'\", unit: people}}
tables:
  states: {{kind: data, title: Leavers, data: by_state}}
sections:
  - slot: purpose
    body: [\"{body}\"]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: states}}]
"
        ))
    };
    let errors = asked(", disclosure: controlled", "{{ gone }} left.").errors();
    assert!(errors[0].contains("has no value: suppressed"), "{errors:?}");
    let narrated =
        asked(", disclosure: controlled", "Some left.").narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(cells(&narrated, "Leavers"), [["left", "[c]"], ["stays", "37"]]);
    let narrated = asked(", disclosure: published", "{{ gone }} left.")
        .narrate()
        .unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(cells(&narrated, "Leavers"), [["left", "3"], ["stays", "37"]]);
}

/// A paper that shows one table under control.
fn one_table(csv: &str, table: &str) -> Scratch {
    Scratch::new().file("data/own.csv", csv).report(format!(
        "{NOTE}
data: {{own: {{file: data/own.csv, disclosure: controlled}}}}
tables:
  own: {{kind: data, title: Own, data: own{table}}}
sections:
  - slot: purpose
    body: [None.]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: own}}]
"
    ))
}

#[test]
fn words_for_a_missing_count_do_not_turn_the_control_of_their_column_off() {
    for (word, shown) in [
        ("n/a", "[x]"),
        ("N/A", "[x]"),
        ("none", "[x]"),
        ("not available", "[x]"),
        ("..", "[x]"),
        ("-", "[x]"),
        ("*", "[c]"),
        ("<5", "[c]"),
        ("< 5", "[c]"),
    ] {
        let csv = format!("Reason,North,Remark\nResigned,12,-\nRetired,2,seen\nDismissed,1,-\nOther,{word},-\n");
        let narrated = one_table(&csv, "").narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
        assert_eq!(
            cells(&narrated, "Own"),
            [["Resigned", "12", "-"], ["Retired", "[c]", "seen"], ["Dismissed", "[c]", "-"], ["Other", shown, "-"]],
            "{word}"
        );
    }
}

#[test]
fn numbers_that_name_a_row_are_no_counts() {
    let csv = "team_id,Leavers\n1,12\n2,3\n2,4\n3,14\n";
    let narrated = one_table(csv, "").narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(cells(&narrated, "Own"), [["1", "12"], ["2", "[c]"], ["2", "[c]"], ["3", "14"]]);
    // A column of counts may be called so as well.
    let narrated = one_table("Reason,Number\nRetired,1\nResigned,2\nOther,12\n", "").narrate();
    let narrated = narrated.unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(cells(&narrated, "Own"), [["Retired", "[c]"], ["Resigned", "[c]"], ["Other", "12"]]);
    let rows: String = (1..=12).map(|row| format!("{row},{},{}\n", ["a", "b"][row % 2], 40 + row)).collect();
    for header in ["No", "Employee number", "id"] {
        let errors = one_table(&format!("{header},Team,Pay\n{rows}"), "").errors();
        assert!(errors[0].contains("`own` has a row for each person"), "{header}: {errors:?}");
    }
}

#[test]
fn a_plain_number_that_a_file_under_control_measures_is_a_count() {
    let data = "data:\n  own:\n    file: data/own.csv\n    disclosure: controlled\n    measures: {sick: {name: workers off sick, unit: number}}\nsubject: {area: Coventry, period: 2025}\n";
    let sections = "sections:\n  - slot: purpose\n    body: [\"{{ sick.or('a few') }}\"]\n  - slot: recommendations\n    body: [None.]\n  - slot: background\n    body: [None.]\n";
    let scratch = Scratch::new()
        .file("data/own.csv", "area,period,sick\nCoventry,2025,2\n")
        .report(format!("{NOTE}{data}{sections}"));
    let narrated = scratch.narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(crate::scratch::paragraphs(&narrated)[0], "a few");
}

#[test]
fn small_counts_without_a_unit_get_the_warning_where_words_speak_of_people() {
    let built = |name: &str, title: &str, csv: &str, disclosure: &str| {
        let report = format!(
            "{NOTE}
data: {{own: {{file: data/{name}.csv{disclosure}}}}}
tables:
  own: {{kind: data, title: {title}, data: own}}
sections:
  - slot: purpose
    body: [None.]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: own}}]
"
        );
        let scratch = Scratch::new().file(&format!("data/{name}.csv"), csv).report(report);
        rendered(&boardpack::build::build(&[scratch.path()], None).expect("a project").diagnostics)
    };
    let plain = "Reason,North\nFar,12\nNear,2\n";
    let warned = |text: &str| text.contains("a count of 2 people from `own` is below the council's threshold of 5");
    assert!(!warned(&built("own", "Distances", plain, "")));
    assert!(warned(&built("leavers-2025", "Distances", plain, "")));
    assert!(warned(&built("own", "Starters by way to work", plain, "")));
    assert!(warned(&built("own", "Distances", "Reason,Social workers\nFar,12\nNear,2\n", "")));
    assert!(warned(&built("own", "Reasons", "Reason,North\nResigned,12\nRetired,2\n", "")));
    assert!(!warned(&built("own", "Starters", "Reason,North\nFar,12.5\nNear,2\n", "")), "no whole numbers");
    assert!(!warned(&built("own", "Starters", plain, ", disclosure: published")));
}

#[test]
fn the_record_has_no_hash_on_which_a_guess_at_a_count_could_be_tried() {
    let scratch = scratch(50, ", disclosure: controlled");
    let record = |scratch: &Scratch| {
        let narrated = scratch.narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
        let mut sink = boardpack::diagnostic::Diagnostics::default();
        let project = boardpack::project::Project::open(&scratch.path(), &mut sink).expect("a profile");
        let report = project.report("reports/paper.yaml", &mut sink).expect("a report");
        let figures = boardpack::trace::figures(&narrated, &report, &project.profile, "reports/paper.yaml");
        let verified = boardpack::trace::verify::verify(&figures, &project).expect("a record");
        let same =
            |one: &(&str, boardpack::trace::verify::FileNow)| one.1 == boardpack::trace::verify::FileNow::Same;
        assert!(verified.data.iter().all(same) && verified.data.len() == 2, "{:?}", verified.data);
        assert!(!verified.is_changed());
        serde_json::to_string(&figures).expect("JSON")
    };
    let first = record(&scratch);
    for csv in [REASONS, TEAMS] {
        assert!(!first.contains(&blake3::hash(csv.as_bytes()).to_hex().to_string()));
    }
    // Other counts that are left out, the same cells: nobody can tell the two papers apart.
    let other = scratch.file("data/reasons.csv", REASONS.replace("165", "163").replace(",37", ",39")).file(
        "data/teams.csv",
        "Team,Resignation,Retirement,Dismissal,Total\nNorth,104,17,57,178\nSouth,90,22,106,218\nTotal,194,39,163,396\n",
    );
    assert_eq!(record(&other), first);
}

#[test]
fn a_rate_that_a_query_reads_from_a_return_is_shown_where_prose_shows_it() {
    let xml = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/warwickshire/data/csww-census-2025.xml");
    let xml = std::fs::read(xml).expect("the return of the fixture");
    let query = "SELECT category AS measure, value_fte AS value FROM own WHERE breakdown = 'measure' AND category = 'absence_rate' ORDER BY position";
    let scratch = Scratch::new().file("data/own.xml", xml).report(format!(
        "{NOTE}
data:
  own: data/own.xml
  asked: {{query: \"{query}\"}}
subject: {{area: Warwickshire, period: 2025, data: own}}
tables:
  own: {{kind: data, title: Own, data: asked, columns: [{{name: value, decimals: 1}}]}}
sections:
  - slot: purpose
    body: [\"{{{{ absence_rate }}}}\"]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: own}}]
"
    ));
    let narrated = scratch.narrate().unwrap_or_else(|e| panic!("{}", rendered(&e)));
    assert_eq!(crate::scratch::paragraphs(&narrated)[0], "3.7%");
    assert_eq!(cells(&narrated, "Own"), [["absence_rate", "3.7"]]);
    let workings = narrated.facts.datasets[0].observed.observations.iter().filter_map(|one| one.working.clone());
    let workings: Vec<_> = workings.collect();
    assert!(workings.iter().any(|one| one.contains("each person once")), "{workings:?}");
    assert!(!workings.iter().any(|one| one.contains("less ")), "how many have a second record is not told");
}

#[test]
fn shares_of_one_file_tell_no_counts_of_another() {
    let tables = |shares: &str| {
        let scratch = Scratch::new()
            .file("data/counts.csv", "Reason,People\nResigned,30\nRetired,12\nMoved,5\nDismissed,3\n")
            .file("data/shares.csv", shares)
            .report(format!(
                "{NOTE}
data:
  counts: {{file: data/counts.csv, disclosure: controlled}}
  shares: {{file: data/shares.csv, disclosure: controlled}}
tables:
  counts: {{kind: data, title: Counts, data: counts}}
  shares: {{kind: data, title: Shares, data: shares}}
sections:
  - {{slot: purpose, body: [Tables.]}}
  - {{slot: recommendations, body: [None.]}}
  - {{slot: background, body: [{{table: counts}}, {{table: shares}}]}}
"
            ));
        let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
        [cells(&narrated, "Counts"), cells(&narrated, "Shares")]
    };
    let hidden = |rows: &[Vec<String>]| -> Vec<String> {
        rows.iter().filter(|row| row[1] == "[c]").map(|row| row[0].clone()).collect()
    };
    let [counts, shares] = tables("Reason,Share\nResigned,60%\nRetired,24%\nMoved,10%\nDismissed,6%\n");
    assert_eq!(hidden(&counts), ["Moved", "Dismissed"], "30 are 60% of 50, so that 3 are 50 − 30 − 12 − 5");
    assert_eq!(hidden(&shares), ["Moved", "Dismissed"]);
    // Shares of something else.
    let [counts, shares] = tables("Team,Share\nNorth,60%\nSouth,40%\n");
    assert_eq!((hidden(&counts), hidden(&shares)), (vec!["Dismissed".to_owned()], vec![]));
}

/// A note that shows a table of a file under control, and says something.
fn table_of(csv: &str, figures: &str, body: &str) -> Scratch {
    Scratch::new().file("data/t.csv", csv).report(format!(
        "{NOTE}
data:
  t: {{file: data/t.csv, disclosure: controlled}}
{figures}tables:
  t: {{kind: data, title: The table, data: t}}
sections:
  - slot: purpose
    body: [\"{body}\"]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: t}}]
"
    ))
}

fn shown(scratch: &Scratch) -> Vec<Vec<String>> {
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    cells(&narrated, "The table")
}

#[test]
fn numbers_that_add_up_are_sums_whatever_they_are_called() {
    for (csv, small) in [
        ("Team,Resigned,Retired,Leavers\nNorth,20,2,22\nSouth,30,40,70\n", 2),
        ("Team,Posts,Filled,Vacant\nNorth,20,18,2\nSouth,31,20,11\n", 3),
        ("Team,Before,Now,Change\nNorth,7,2,-5\nSouth,30,31,1\n", 2),
        ("Month,New,So far\nApril 2025,12,12\nMay 2025,2,14\nJune 2025,9,23\n", 1),
        ("Reason,People\nLeft,25\nResigned,23\nRetired,2\n", 1),
    ] {
        let rows = shown(&table_of(csv, "", "A table."));
        let with: Vec<&Vec<String>> = rows.iter().filter(|row| row[small] == "[c]").collect();
        assert!(!with.is_empty(), "{rows:?}");
        let hidden = rows.iter().flatten().filter(|cell| *cell == "[c]").count();
        assert!(hidden > 1, "one alone can be worked out: {rows:?}");
    }
    // A total that the report states by hand is known as well.
    let figures = "figures:\n  all: {value: 27, unit: people, date: 2025-03-31, source: the tests}\n";
    let csv = "Reason,People\nResigned,12\nRetired,2\nDismissed,6\nOther,7\n";
    assert_eq!(shown(&table_of(csv, "", "A table.")).iter().filter(|row| row[1] == "[c]").count(), 1);
    let rows = shown(&table_of(csv, figures, "{{ all }} left."));
    assert_eq!(rows.iter().filter(|row| row[1] == "[c]").count(), 2, "{rows:?}");
}

#[test]
fn nothing_can_be_made_of_a_count_that_is_left_out() {
    let staff = |reason: &str, count: usize| format!("North,{reason}\n").repeat(count);
    let csv = format!("Team,Reason\n{}{}", staff("resigned", 21), staff("retired", 2));
    let project = |figures: &str, body: &str| {
        Scratch::new().file("data/t.csv", &csv).report(format!(
            "{NOTE}
data:
  t: {{file: data/t.csv, disclosure: controlled}}
figures:
{figures}sections:
  - slot: purpose
    body: [\"{body}\"]
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [Nothing more.]
"
        ))
    };
    for (asked, unit) in [
        ("count(*)", "people"),
        ("count(*)", "number"),
        ("count(*) * 10", "number"),
        ("5 + count(*)", "people"),
        ("100.0 * count(*) / 23", "percent"),
        ("sum(CASE WHEN Team = 'North' THEN 1 END)", "people"),
    ] {
        let figures =
            format!("  two: {{query: \"SELECT {asked} FROM t WHERE Reason = 'retired'\", unit: {unit}}}\n");
        let errors = project(&figures, "{{ two }} retired.").errors();
        assert!(errors[0].contains("has no value: suppressed"), "{asked}: {errors:?}");
    }
    let figures = "  n: {query: \"SELECT count(*) FROM t\", unit: people}\n  \
                   m: {query: \"SELECT count(*) FROM t WHERE Reason = 'resigned'\", unit: people}\n  \
                   rest: {difference: [n, m]}\n";
    let errors = project(figures, "Of {{ n }} leavers {{ m }} resigned, and {{ rest }} did not.").errors();
    assert!(errors[0].contains("has no value: suppressed"), "{errors:?}");
    let built = boardpack::build::build(&[project(figures, "Of {{ n }} leavers {{ m }} resigned.").path()], None);
    let said = rendered(&built.expect("a project").diagnostics);
    assert!(said.contains("`n` and `m` differ by fewer than 5 people"), "{said}");
    let stated = "  two: {value: 2, unit: people, date: 2025-03-31, source: the tests}\n";
    let built = boardpack::build::build(&[project(stated, "{{ two }} people retired.").path()], None);
    let said = rendered(&built.expect("a project").diagnostics);
    assert!(said.contains("the stated figure `two` of 2 people is below the threshold of 5"), "{said}");
}
