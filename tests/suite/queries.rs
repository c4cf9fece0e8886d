//! Queries: SQL over a report's data files, in figures, tables and charts.

use std::sync::Arc;

use boardpack::data::areas::register;
use boardpack::data::{Dataset, Request};
use boardpack::diagnostic::{SourceFile, Span};
use boardpack::facts::figure::Origin;
use boardpack::facts::query::{About, Answer, Answered, Ground, Parameters, ask};
use boardpack::narrative::document::{Block, plain_text};
use boardpack::project::sources::Disclosure;
use boardpack::project::yaml::Text;
use boardpack::quantity::period::Period;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

const STAFF: &str = "Team,Grade,Total FTE,start,reason,headcount
Duty,G7,0.1,2024-03-01,resigned,5
Duty,G8,0.2,2024-03-15,retired,7
Court,G7,10.05,2024-04-02,resigned,3
Court,G8,c,2024-04-09,resigned,c
Looked after,G7,3.3,2024-05-01,resigned,2
Looked after,G9,,2024-05-02,other,
";

/// A report with one figure by a query, which its first paragraph prints.
fn scratch(sql: &str, unit: &str) -> Scratch {
    let sql = serde_json::to_string(sql).expect("text");
    report(&format!("figures:\n  answer: {{query: {sql}, unit: {unit}}}\n"), "{{ answer }}")
}

fn report(yaml: &str, paragraph: &str) -> Scratch {
    let text = serde_json::to_string(paragraph).expect("text");
    let yaml = format!(
        "{NOTE}data:
  staff: data/staff.csv
  rates: data/rates.csv
{yaml}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
    );
    let rates = "area,year,turnover_rate,caseload\nCoventry,2024,17.7,13.5\nCoventry,2025,11.3,12.8\n\
                 Devon,2025,14.2,c\nEngland,2025,11.8,15.2\n";
    Scratch::new().file("data/staff.csv", STAFF).file("data/rates.csv", rates).report(yaml)
}

#[track_caller]
fn answer(sql: &str, unit: &str) -> String {
    match scratch(sql, unit).narrate() {
        Ok(narrated) => paragraphs(&narrated).concat(),
        Err(errors) => panic!("{sql}\n{}", rendered(&errors)),
    }
}

#[track_caller]
fn refused(sql: &str) -> String {
    scratch(sql, "number").errors().join(" / ")
}

#[test]
fn sums_and_means_are_exact() {
    for (sql, unit, printed) in [
        ("SELECT sum(\"Total FTE\") FROM staff WHERE Team = 'Duty'", "fte", "0.3"),
        ("SELECT sum(\"Total FTE\") = 0.3 FROM staff WHERE Team = 'Duty'", "number", "1"),
        ("SELECT avg(\"Total FTE\") FROM staff WHERE Team = 'Duty'", "percent", "0.2%"),
        ("SELECT total(headcount) FROM staff WHERE Team = 'Nobody'", "people", "0"),
        ("SELECT count(*) FROM staff", "people", "6"),
        ("SELECT count(DISTINCT Team) FROM staff", "number", "3"),
        ("SELECT round(\"Total FTE\", 1) FROM staff WHERE Grade = 'G7' AND Team = 'Court'", "fte", "10.1"),
        // Whole numbers do not lose their remainder when they are divided.
        ("SELECT 100 * sum(headcount) / count(*) FROM staff WHERE reason = 'retired'", "percent", "700.0%"),
        ("SELECT 100 * count(*) / 8 FROM staff WHERE Team = 'Court'", "percent", "25.0%"),
        ("SELECT count(*) / 4 FROM staff WHERE Team = 'Court'", "percent", "0.5%"),
        ("SELECT max(17.8 - 16.7) FROM staff", "percent", "1.1%"),
        ("SELECT min(1000.25 - 1000) FROM staff", "percent", "0.3%"),
        // Only the months of a text that is a date.
        ("SELECT sum(headcount) FROM staff WHERE substr(start, 1, 7) = '2024-03'", "people", "12"),
        (
            "SELECT max(value) FROM rates_values WHERE measure = 'turnover_rate' AND area = 'Coventry' AND period = 2025",
            "percent",
            "11.3%",
        ),
        ("SELECT turnover_rate FROM rates WHERE area = 'Devon' AND year = '2025'", "percent", "14.2%"),
        ("WITH court AS (SELECT * FROM staff WHERE Team = 'Court') SELECT count(*) FROM court", "number", "2"),
    ] {
        assert_eq!(answer(sql, unit), printed, "{sql}");
    }
}

#[test]
fn an_answer_never_rests_on_a_symbol() {
    const DEPENDS: &str = "the answer depends on a value that is not known";
    for sql in [
        "SELECT sum(headcount) FROM staff",
        "SELECT avg(headcount) FROM staff WHERE Team = 'Court'",
        "SELECT count(headcount) FROM staff",
        "SELECT max(headcount) FROM staff",
        "SELECT min(headcount) FROM staff",
        "SELECT count(*) FROM staff WHERE headcount > 4",
        "SELECT count(*) FROM staff WHERE headcount < 4",
        "SELECT count(*) FROM staff WHERE headcount BETWEEN 3 AND 5",
        "SELECT count(*) FROM staff WHERE headcount = 5",
        "SELECT sum(coalesce(headcount, 0)) FROM staff",
        "SELECT sum(headcount) FROM staff WHERE reason <> 'retired'",
        "SELECT total(value) FROM rates_values WHERE measure = 'caseload'",
    ] {
        assert_eq!(refused(sql), DEPENDS, "{sql}");
    }
    // Where it is not among the rows, or the query asks for it, it does not matter.
    assert_eq!(answer("SELECT sum(headcount) FROM staff WHERE Team <> 'Court'", "people"), "14");
    assert_eq!(answer("SELECT sum(headcount) FROM staff WHERE headcount IS NOT NULL", "people"), "17");
    assert_eq!(answer("SELECT count(*) FROM staff WHERE headcount IS NULL", "number"), "2");
}

#[test]
fn a_symbol_stays_a_symbol() {
    let printed = scratch("SELECT headcount FROM staff WHERE Team = 'Court' AND Grade = 'G8'", "people").errors();
    assert_eq!(printed, ["the figure `answer` has no value: suppressed to protect confidentiality"]);
}

#[test]
fn what_a_query_may_not_do_is_refused() {
    for (sql, said) in [
        ("SELECT random()", "a query cannot use `random`"),
        ("SELECT date('now')", "a query cannot use `date`"),
        ("SELECT CURRENT_DATE", "a query cannot use `current_date`"),
        ("SELECT load_extension('x')", "a query cannot use `load_extension`"),
        ("SELECT count(*) FROM sqlite_master", "unknown table `sqlite_master`"),
        ("SELECT count(*) FROM pragma_table_info('staff')", "unknown table `pragma_table_info`"),
        ("SELECT count(*) FROM json_each('[1]')", "unknown table `json_each`"),
        ("SELECT rowid FROM staff LIMIT 1", "a query cannot ask for the number of a row"),
        (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n",
            "a query cannot refer to itself",
        ),
        ("PRAGMA table_info(staff)", "a query begins with `SELECT`"),
        ("ATTACH 'x' AS y", "a query begins with `SELECT`"),
        ("WITH x AS (SELECT 1) DELETE FROM staff", "a query only reads data"),
        ("WITH x AS (SELECT 1) INSERT INTO staff(Team) SELECT 1", "a query only reads data"),
        ("SELECT 1; DROP TABLE staff", "more than one statement in a query"),
        ("SELECT :year", "unknown parameter `:year`"),
        ("SELECT :area", "`:area` follows the subject, and the report has none"),
        (
            "SELECT count(*) FROM staff a, staff b, staff c, staff d, staff e, staff f, staff g, staff h, staff i, staff j, staff k",
            "the query takes too long",
        ),
        ("SELECT sum(Team) FROM staff", "the query reckons with text: `Duty` is text, not a number"),
        ("SELECT count(*) FROM stafff", "unknown table `stafff`"),
        ("SELECT sum(headcout) FROM staff", "unknown column `headcout`"),
        ("SELECT count(*) FROM staff WHERE Team = \"Duty\"", "unknown column `Duty`"),
        ("SELECT count(*) FORM staff", "the query cannot be read at `staff`"),
        ("SELECT (1", "the query ends too early"),
        ("SELECT Team FROM staff LIMIT 1", "the answer depends on the order of the rows in the file"),
        ("SELECT Team FROM staff", "the query gives 6 rows in no order"),
        ("SELECT Team FROM staff ORDER BY Team", "a figure is one value, but the query gives 6 rows of 1 column"),
        ("SELECT Team FROM staff WHERE Grade = 'G9'", "the query gives the text `Looked after`, not a number"),
        ("SELECT Grade FROM staff ORDER BY Team", "the order of the query's rows is not settled"),
        ("SELECT sum(headcount) FROM staff WHERE Team = 'Nobody'", "the query gives no value"),
        ("SELECT headcount FROM staff WHERE Team = 'Nobody'", "the query gives no row"),
        ("SELECT 25", "the query reads no data"),
        ("SELECT max(x'00') FROM staff", "the query gives bytes, not a number or a text"),
        ("SELECT max(1e300) FROM staff", "a number that is too large to count with exactly"),
    ] {
        assert_eq!(refused(sql), said, "{sql}");
    }
}

/// What a query of `data:` gives, as a table shows it: rows of cells.
fn table(data: &str, table: &str) -> Result<(Vec<String>, String), Vec<boardpack::diagnostic::Diagnostic>> {
    let scratch = report(&format!("tables:\n  shown: {{kind: data, title: Shown, {table}}}\n"), "Nothing.");
    let yaml = std::fs::read_to_string(scratch.path().join("reports/paper.yaml")).expect("a report");
    let yaml = yaml
        .replace("data:\n", &format!("data:\n  asked: {data}\n"))
        .replace("body: [\"Nothing.\"]", "body: [Nothing., table: shown]");
    let narrated = scratch.report(yaml).narrate()?;
    let section = &narrated.document.sections[0];
    let within = section.body.iter().flat_map(|block| match block {
        Block::Numbered { body, .. } => body.as_slice(),
        other => std::slice::from_ref(other),
    });
    let mut found = within.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = found.next().expect("a table");
    let row = |cells: &[boardpack::narrative::document::Cell]| {
        cells.iter().map(|cell| plain_text(&cell.text)).collect::<Vec<_>>().join(" | ")
    };
    Ok((table.rows.iter().map(|row_of| row(&row_of.cells)).collect(), table.source.clone()))
}

#[test]
fn an_answer_is_a_table_with_units_order_and_totals() {
    let (rows, _) = table(
        "{query: \"SELECT Team, count(*) AS staff, 100 * count(*) / 6 AS share FROM staff GROUP BY Team ORDER BY staff DESC, Team DESC\"}",
        "data: asked, columns: [{name: staff, title: Staff, unit: people}, {name: share, unit: percent, decimals: 1}], total: true",
    )
    .unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    assert_eq!(rows, ["Looked after | 2 | 33.3", "Duty | 2 | 33.3", "Court | 2 | 33.3", "Total | 6 | 100.0"]);
}

#[test]
fn a_symbol_is_shown_as_one_in_the_answer() {
    let (rows, source) = table(
        "{query: \"SELECT Team || ' ' || Grade AS post, headcount FROM staff ORDER BY headcount DESC NULLS LAST, post\", source: The HR system}",
        "data: asked",
    )
    .unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    assert_eq!(
        rows,
        [
            "Duty G8 | 7",
            "Duty G7 | 5",
            "Court G7 | 3",
            "Looked after G7 | 2",
            "Court G8 | [c]",
            "Looked after G9 | "
        ]
    );
    assert_eq!(source, "Source: The HR system.");
}

#[test]
fn an_answer_with_measures_is_observations() {
    let scratch = report(
        "subject: {area: Coventry, period: 2025}\n",
        "{{ lower }} {{ lower.previous }} {{ lower.fell('fell') }}",
    );
    let yaml = std::fs::read_to_string(scratch.path().join("reports/paper.yaml")).expect("a report");
    let yaml = yaml.replace(
        "data:\n",
        "data:\n  asked:\n    query: SELECT area, year, turnover_rate - 1 AS lower FROM rates ORDER BY area, year\n    measures: {lower: {name: lower rate, unit: percent}}\n",
    );
    let narrated = scratch.report(yaml).narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    assert_eq!(paragraphs(&narrated).concat(), "10.3% 16.7% fell");
}

#[test]
fn an_answer_that_is_no_dataset_is_refused() {
    for (data, said) in [
        (
            "{query: \"SELECT Team, count(*) FROM staff GROUP BY Team ORDER BY Team\"}",
            "the column `count(*)` has no name",
        ),
        ("{query: \"SELECT Team FROM staff WHERE Team = 'x'\"}", "the query gives no rows"),
        (
            "{query: \"SELECT Team, Team FROM staff ORDER BY Team, Grade\"}",
            "two columns of the query are called `Team`",
        ),
        (
            "{query: \"SELECT Team, Grade FROM staff ORDER BY Team\"}",
            "the order of the query's rows is not settled",
        ),
        (
            "{query: \"SELECT Team, headcount FROM staff ORDER BY headcount DESC LIMIT 2\"}",
            "the answer depends on a value that is not known",
        ),
        ("{query: \"SELECT Team, count(*) AS n FROM staff GROUP BY Team\"}", "the query gives 3 rows in no order"),
        (
            "{query: \"SELECT Team, count(*) AS n FROM staff GROUP BY Team ORDER BY 1\", measures: {n: {name: staff, unit: people}}}",
            "in the answer of the query: no column `area`",
        ),
        ("{query: \"SELECT Team FROM asked ORDER BY 1\"}", "unknown table `asked`"),
    ] {
        let errors = table(data, "data: asked").expect_err(data);
        let messages: Vec<&str> = errors.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages[..1], [said], "{data}: {}", rendered(&errors));
        assert!(
            errors.iter().all(|one| one.span.as_ref().is_some_and(|span| span.file.name.ends_with("paper.yaml")))
        );
    }
}

#[test]
fn a_figure_says_what_was_asked_and_of_what() {
    let narrated = scratch(
        "SELECT sum(s.headcount) FROM staff s JOIN rates r ON 1 WHERE Team = 'Duty' AND year = 2024",
        "people",
    )
    .narrate()
    .unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    let figure = &narrated.facts.named["answer"];
    let Origin::Queried { query } = &figure.origin else { panic!("{:?}", figure.origin) };
    assert_eq!(query.name, "answer");
    assert!(query.sql.starts_with("SELECT sum("));
    assert_eq!(query.columns, ["staff.Team", "staff.headcount", "rates.year"]);
    let files: Vec<&str> = query.datasets.iter().map(|data| data.name.as_str()).collect();
    assert_eq!(files, ["staff", "rates"]);
    assert!(query.datasets.iter().all(|data| data.hash.len() == 64));
}

/// A dataset of a text in CSV.
fn dataset(name: &str, csv: &str) -> Arc<Dataset> {
    let file = SourceFile::new(format!("{name}.csv"), csv);
    Arc::new(Dataset::read(name, &file, "0".repeat(64), None, &Request::default()).expect("a table"))
}

/// Asks a query of datasets, without a report around it.
fn asked(sql: &str, datasets: &[Arc<Dataset>]) -> Result<Answer, Box<boardpack::diagnostic::Diagnostic>> {
    asked_about(sql, datasets, &Parameters::Nothing)
}

fn asked_about(
    sql: &str,
    datasets: &[Arc<Dataset>],
    parameters: &Parameters,
) -> Result<Answer, Box<boardpack::diagnostic::Diagnostic>> {
    let file = SourceFile::new("report.yaml", sql);
    let text = Text { value: sql.to_owned(), span: Span::new(&file, 0..sql.len()) };
    ask("asked", &text, Ground { datasets, threshold: Decimal::from(5), unread: false, parameters })
}

/// The subject of a report, in the region of the register.
fn about(area: &str, period: Period) -> Parameters {
    let area = Arc::clone(register().find(area).expect("an area"));
    let region = register().by_code(&area.region).cloned();
    Parameters::Subject(About { area, region, period })
}

/// The only cell of an answer about Stoke-on-Trent in 2025, or what is wrong and the first hint.
fn stoke(sql: &str, tables: &[(&str, &str)]) -> String {
    let datasets: Vec<_> = tables.iter().map(|(name, csv)| dataset(name, csv)).collect();
    match asked_about(sql, &datasets, &about("Stoke-on-Trent", Period::Year(2025))) {
        Ok(answer) => match answer.rows.concat().as_slice() {
            [Answered::Number(number)] => number.to_string(),
            [Answered::Text(text)] => text.clone(),
            other => format!("{other:?}"),
        },
        Err(error) => format!("{}; {}", error.message, error.hints.first().map_or("", String::as_str)),
    }
}

const RATES: &str = "area,year,turnover_rate
Stoke,2024,10.5
Stoke-on-Trent City Council,2025,11.5
West Midlands,2025,12.5
Coventry,2025,13.5
";

const LEAVERS: &str = "council,council_code,number,started,reason
Stoke-on-Trent,E06000021,861,2025-02-01,a
Stoke-on-Trent,E06000021,861,2024-03-01,b
Coventry,E08000026,331,2025-04-01,a
";

#[test]
fn parameters_are_what_tables_hold() {
    let tables = [("rates", RATES), ("leavers", LEAVERS)];
    for (sql, found) in [
        // The table of values, where every area has its name.
        ("SELECT value FROM rates_values WHERE area = :area AND period = :period", "11.5"),
        ("SELECT value FROM rates_values WHERE area_code = :code AND period = :previous", "10.5"),
        ("SELECT value FROM rates_values WHERE area = :region AND period = :period", "12.5"),
        ("SELECT count(*) FROM rates_values WHERE region = :region", "3"),
        (
            "SELECT max(value) FROM rates_values WHERE period BETWEEN :period - 1 AND :period AND area <> :area",
            "13.5",
        ),
        // Names and codes in a plain table, as text and as numbers.
        ("SELECT count(*) FROM leavers WHERE council = :area", "2"),
        ("SELECT count(*) FROM leavers WHERE council_code = :code", "2"),
        ("SELECT count(*) FROM leavers WHERE council IN ('Coventry', :area)", "3"),
        ("SELECT count(*) FROM leavers WHERE area(number) = :area", "2"),
        ("SELECT count(*) FROM leavers WHERE area(council_code) = area('Stoke')", "2"),
        // Whatever a file calls an area.
        ("SELECT count(*) FROM rates WHERE area(area) = :area", "2"),
        ("SELECT count(*) FROM rates r JOIN leavers l ON area(r.area) = l.council WHERE l.council = :area", "4"),
        // Years beside columns, beside parts of a text, and in sums.
        ("SELECT count(*) FROM rates WHERE year = :period", "3"),
        ("SELECT count(*) FROM leavers WHERE substr(started, 1, 4) = :period", "2"),
        ("SELECT count(*) FROM leavers WHERE substr(started, 1, 4) <= :previous", "1"),
        ("SELECT count(*) FROM rates WHERE period(year + 1) = :period", "1"),
        ("SELECT count(*) FROM rates WHERE year + 1 = :period + 0", "1"),
        ("SELECT 100 * count(*) / 8 FROM rates WHERE year = :period", "37.5"),
        // They are values, and never words of the query.
        ("SELECT max(:area || ' in ' || :period) FROM leavers", "Stoke-on-Trent in 2025"),
        ("SELECT max(':area') FROM leavers", ":area"),
    ] {
        assert_eq!(stoke(sql, &tables), found, "{sql}");
    }
}

#[test]
fn what_a_parameter_would_miss_is_an_error() {
    let tables =
        [("rates", RATES), ("leavers", LEAVERS), ("months", "Month,leavers\n2024/25,3\n2025,4\nMar 2025,5\n")];
    for (sql, said) in [
        (
            "SELECT count(*) FROM rates WHERE area = :area",
            "the query misses rows about Stoke-on-Trent: `:area` is `Stoke-on-Trent`, and the data call it `Stoke`; write `area(area) = :area`",
        ),
        (
            "SELECT count(*) FROM rates WHERE area IN (:area, :region)",
            "the query misses rows about Stoke-on-Trent: `:area` is `Stoke-on-Trent`, and the data call it `Stoke`",
        ),
        (
            "SELECT count(CASE area WHEN :area THEN 1 END) FROM rates",
            "the query misses rows about Stoke-on-Trent: `:area` is `Stoke-on-Trent`, and the data call it `Stoke`",
        ),
        (
            "SELECT count(*) FROM rates WHERE lower(area) = lower(:area)",
            "the query misses rows about Stoke-on-Trent: `:area` is `Stoke-on-Trent`",
        ),
        (
            "SELECT count(*) FROM leavers WHERE number = :code",
            "the query misses rows about Stoke-on-Trent: `:code` is `E06000021`, and the data call it `861`; write `area(number) = :area`",
        ),
        (
            "SELECT count(*) FROM leavers WHERE council = :code",
            "the query misses rows about Stoke-on-Trent: `:code` is `E06000021`, and the data call it `Stoke-on-Trent`; write `area(council) = :area`",
        ),
        (
            "SELECT count(*) FROM leavers WHERE council_code = :area",
            "the query misses rows about Stoke-on-Trent: `:area` is `Stoke-on-Trent`, and the data call it `E06000021`",
        ),
        (
            "SELECT count(*) FROM rates WHERE year + 1 = :period",
            "`:period` is a text, and the query compares it with a number that it computes; write `period(…) = :period`",
        ),
        ("SELECT count(*) FROM rates WHERE area <> 'x' HAVING max(year) <= :previous", "`:previous` is a text"),
    ] {
        let found = stoke(sql, &tables);
        assert!(found.starts_with(said), "{sql}: {found}");
    }
    // Other names elsewhere, and where they make no difference, are no error.
    for sql in [
        "SELECT count(*) FROM leavers WHERE council = :area AND council IN (SELECT area(area) FROM rates)",
        "SELECT count(*) FROM months WHERE Month = :period",
        "SELECT count(*) FROM leavers WHERE council = :area OR council_code = :code",
    ] {
        assert!(stoke(sql, &tables).parse::<u32>().is_ok(), "{sql}: {}", stoke(sql, &tables));
    }
    let months = [dataset("months", "Month,leavers\n2024/25,3\n2025-26,4\nMar 2025,5\n2025-04,6\n")];
    for (period, sql, said) in [
        (
            Period::SplitYear(2024),
            "SELECT leavers FROM months WHERE Month = :period",
            Err("the data call it `2024/25`"),
        ),
        (Period::SplitYear(2024), "SELECT leavers FROM months WHERE period(Month) = :period", Ok("3")),
        (Period::SplitYear(2025), "SELECT leavers FROM months WHERE Month = :period", Ok("4")),
        (
            Period::Month(2025, 3),
            "SELECT leavers FROM months WHERE Month = :period",
            Err("the data call it `Mar 2025`"),
        ),
        (Period::Month(2025, 4), "SELECT leavers FROM months WHERE Month = :period", Ok("6")),
        (Period::Month(2025, 4), "SELECT leavers FROM months WHERE period(Month) = :previous", Ok("5")),
    ] {
        match (asked_about(sql, &months, &about("Stoke", period)), said) {
            (Ok(answer), Ok(said)) => {
                assert_eq!(answer.rows, [[Answered::Number(said.parse().expect("a number"))]], "{sql} in {period}");
            }
            (Err(error), Err(said)) => {
                assert!(error.message.ends_with(said), "{sql} in {period}: {}", error.message)
            }
            (other, _) => panic!("{sql} in {period}: {other:?}"),
        }
    }
}

#[test]
fn a_row_that_calls_area_and_period_otherwise_is_missed() {
    let sql = "SELECT count(*) FROM staff WHERE council = :area AND year = :period";
    let staff = [dataset("staff", "council,year\nStoke-on-Trent,2025-26\nStoke,2024/25\n")];
    let stoke = about("Stoke", Period::SplitYear(2024));
    let error = asked_about(sql, &staff, &stoke).expect_err("a row is missed");
    assert!(error.message.ends_with("the data call it `Stoke`"), "{}", error.message);
    let error =
        asked_about(&sql.replace("council =", "area(council) ="), &staff, &stoke).expect_err("a row is missed");
    assert!(error.message.ends_with("the data call it `2024/25`"), "{}", error.message);
    let sql = sql.replace("council =", "area(council) =").replace("year =", "period(year) =");
    assert_eq!(asked_about(&sql, &staff, &stoke).expect("an answer").rows, [[Answered::Number(Decimal::ONE)]]);
}

#[test]
fn what_is_missed_is_found_among_small_counts_and_symbols() {
    let sql = "SELECT sum(people) FROM staff WHERE council = :area";
    for (missed, disclosure) in [("2", Disclosure::Controlled), ("c", Disclosure::Published)] {
        let mut staff = dataset("staff", &format!("council,people\nStoke-on-Trent,20\nStoke,{missed}\n"));
        Arc::get_mut(&mut staff).expect("nobody else has it").disclosure = disclosure;
        let error = asked_about(sql, &[staff], &about("Stoke", Period::Year(2025))).expect_err("a row is missed");
        assert!(error.message.ends_with("the data call it `Stoke`"), "{}", error.message);
    }
}

#[test]
fn a_borough_is_in_inner_or_outer_london_where_the_data_have_them() {
    let camden = about("Camden", Period::Year(2025));
    let whole =
        [dataset("staff", "council,region,people\nCamden,London,5\nBarnet,London,7\nDerby,East Midlands,9\n")];
    let sql = "SELECT sum(people) FROM staff WHERE region = :region";
    let error = asked_about(sql, &whole, &camden).expect_err("no row is of Inner London");
    assert_eq!(
        error.message,
        "the query misses rows about Inner London: `:region` is `Inner London`, and the data have `London`"
    );
    assert!(error.hints[0].contains("`region IN (:region, 'London')`"), "{:?}", error.hints);
    let both = "SELECT sum(people) FROM staff WHERE region IN (:region, 'London')";
    assert_eq!(
        asked_about(both, &whole, &camden).expect("an answer").rows,
        [[Answered::Number(Decimal::from(12))]]
    );
    let parts = [dataset("staff", "council,region,people\nCamden,Inner London,5\nall,London,7\n")];
    assert_eq!(asked_about(sql, &parts, &camden).expect("an answer").rows, [[Answered::Number(Decimal::from(5))]]);
}

#[test]
fn only_the_parameters_of_a_subject_are_filled_in() {
    let staff = [dataset("staff", STAFF)];
    for (sql, parameters, said) in [
        (
            "SELECT count(*) FROM staff WHERE Team = :team",
            about("Stoke", Period::Year(2025)),
            "unknown parameter `:team`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = :Area",
            about("Stoke", Period::Year(2025)),
            "unknown parameter `:Area`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = ?",
            about("Stoke", Period::Year(2025)),
            "nothing is put in the place of `?`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = ?1",
            about("Stoke", Period::Year(2025)),
            "nothing is put in the place of `?1`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = @area",
            about("Stoke", Period::Year(2025)),
            "nothing is put in the place of `@area`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = $area",
            about("Stoke", Period::Year(2025)),
            "nothing is put in the place of `$area`",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = :area",
            Parameters::Nothing,
            "`:area` follows the subject, and the report has none",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = :region",
            about("England", Period::Year(2025)),
            "England does not belong to a region",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = :area(1)",
            about("Stoke", Period::Year(2025)),
            "`:area` is a value, and nothing follows it",
        ),
        (
            "SELECT count(*) FROM staff WHERE Team = :",
            about("Stoke", Period::Year(2025)),
            "the query cannot be answered: unrecognized token: \":\"",
        ),
        ("SELECT :area", about("Stoke", Period::Year(2025)), "the query reads no data"),
        ("SELECT count(*) FROM :area", about("Stoke", Period::Year(2025)), "the query cannot be read at `:area`"),
    ] {
        let error = asked_about(sql, &staff, &parameters).expect_err(sql);
        assert_eq!(error.message, said, "{sql}");
        assert!(!error.hints.is_empty(), "{sql}");
        let at = error.span.expect("a place").range;
        let place = sql.find([':', '?', '@', '$']).filter(|_| !said.starts_with("the query")).unwrap_or(at.start);
        assert_eq!(at.start, place, "{sql}");
    }
}

#[test]
fn small_counts_are_left_out_as_without_parameters() {
    let staff = |disclosure| {
        let mut staff = dataset(
            "staff",
            "council,year,team\nStoke-on-Trent,2025,a\nStoke-on-Trent,2025,b\nCoventry,2025,a\n\
             Coventry,2025,a\nCoventry,2025,a\nCoventry,2025,b\nCoventry,2025,b\n",
        );
        Arc::get_mut(&mut staff).expect("nobody else has it").disclosure = disclosure;
        [staff]
    };
    for (sql, plain) in [
        (
            "SELECT count(*) FROM staff WHERE council = :area",
            "SELECT count(*) FROM staff WHERE council = 'Stoke-on-Trent'",
        ),
        (
            "SELECT count(*) FROM staff WHERE council <> :area",
            "SELECT count(*) FROM staff WHERE council <> 'Stoke-on-Trent'",
        ),
        (
            "SELECT team, count(*) FROM staff WHERE council = :area OR year = :period GROUP BY team ORDER BY team",
            "SELECT team, count(*) FROM staff WHERE council = 'Stoke-on-Trent' OR year = 2025 GROUP BY team ORDER BY team",
        ),
        (
            "SELECT (SELECT count(*) FROM staff) - (SELECT count(*) FROM staff WHERE council = :area) FROM staff LIMIT 1",
            "SELECT (SELECT count(*) FROM staff) - (SELECT count(*) FROM staff WHERE council = 'Stoke-on-Trent') FROM staff LIMIT 1",
        ),
        (
            "SELECT NULL, count(*) FROM staff WHERE year >= :previous",
            "SELECT NULL, count(*) FROM staff WHERE year >= 2024",
        ),
    ] {
        for disclosure in [Disclosure::Controlled, Disclosure::Published] {
            let stoke = about("Stoke-on-Trent", Period::Year(2025));
            let with =
                asked_about(sql, &staff(disclosure), &stoke).unwrap_or_else(|error| panic!("{}", error.render()));
            let without = asked(plain, &staff(disclosure)).unwrap_or_else(|error| panic!("{}", error.render()));
            assert_eq!(with.rows, without.rows, "{sql}");
            assert_eq!(with.query.disclosure(), without.query.disclosure());
        }
    }
}

#[test]
fn what_would_take_for_ever_or_all_memory_ends() {
    let staff = [dataset("staff", STAFF)];
    let nested =
        |open: &str, inner: &str, close: &str, times: usize| open.repeat(times) + inner + &close.repeat(times);
    let doubling: Vec<String> =
        (1..40).map(|at| format!("c{at} AS (SELECT a.x FROM c{0} a, c{0} b)", at - 1)).collect();
    for sql in [
        // A table beside itself, many times; a tree of sub-queries that doubles at every step.
        "SELECT count(*) FROM staff a, staff b, staff c, staff d, staff e, staff f, staff g, staff h, staff i, staff j".to_owned(),
        format!("WITH c0 AS (SELECT 1 AS x), {} SELECT count(*) FROM c39", doubling.join(", ")),
        // Texts that grow.
        "SELECT max(length(printf('%.*c', 2000000000, Team))) FROM staff".to_owned(),
        format!("SELECT length({}) FROM staff", nested("replace(", "'xxxxxxxxxx'", ", 'x', 'xxxxxxxxxx')", 20)),
        "SELECT length(group_concat(a.Team || b.Team || c.Team || d.Team || e.Team || f.Team || g.Team || h.Team)) \
         FROM staff a, staff b, staff c, staff d, staff e, staff f, staff g, staff h".to_owned(),
        // Rows that are kept to be sorted.
        "SELECT printf('%.90000c', 'x') || a.Team AS t FROM staff a, staff b, staff c, staff d, staff e, staff f, staff g, staff h \
         ORDER BY t".to_owned(),
        nested("SELECT (", "SELECT count(*) FROM staff", ")", 5_000),
        format!("SELECT {} FROM staff", nested("-(", "1", ")", 5_000)),
        format!("SELECT {}1 FROM staff", "1 + ".repeat(40_000)),
        format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(5_000)),
        format!("SELECT '{}' LIKE '{}b' FROM staff", "a".repeat(90_000), "%a".repeat(90)),
    ] {
        let start = std::time::Instant::now();
        let _ = asked(&sql, &staff);
        let taken = start.elapsed();
        assert!(taken.as_secs() < 20, "{taken:?} for {}", &sql[..sql.len().min(80)]);
    }
    // What one query is refused, the next may still have.
    assert!(asked("SELECT count(*) FROM staff", &staff).is_ok());
}

/// A number as people write one, with up to ten digits.
fn number() -> impl Strategy<Value = Decimal> {
    (-9_999_999_999_i64..=9_999_999_999, 0_u32..=4).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

proptest! {
    #[test]
    fn sums_are_those_of_decimals(values in prop::collection::vec(number(), 1..40), group in 1_usize..5) {
        let rows: Vec<String> = values.iter().enumerate().map(|(at, value)| format!("g{},{value}\n", at % group)).collect();
        let staff = [dataset("t", &format!("g,x\n{}", rows.concat()))];
        let answer = asked("SELECT g, sum(x), count(x), avg(x), sum(sum(x)) OVER (ORDER BY g) FROM t GROUP BY g ORDER BY g", &staff)
            .unwrap_or_else(|error| panic!("{}", error.render()));
        let mut running = Decimal::ZERO;
        for (at, row) in answer.rows.iter().enumerate() {
            let own: Vec<Decimal> = values.iter().copied().skip(at).step_by(group).collect();
            let sum: Decimal = own.iter().sum();
            running += sum;
            let [_, Answered::Number(found), Answered::Number(count), Answered::Number(mean), Answered::Number(so_far)] = row.as_slice()
            else { panic!("{row:?}") };
            prop_assert_eq!(*found, sum);
            prop_assert_eq!(*count, Decimal::from(own.len()));
            let exact = sum / Decimal::from(own.len());
            prop_assert!((*mean - exact).abs() <= exact.abs() * Decimal::new(1, 14) + Decimal::new(1, 9), "{} {}", mean, exact);
            prop_assert_eq!(*so_far, running);
        }
    }

    #[test]
    fn a_total_over_a_symbol_is_never_a_number(values in prop::collection::vec(number(), 2..12), at in any::<prop::sample::Index>(), function in 0_usize..5) {
        let hidden = at.index(values.len());
        let rows: Vec<String> = values.iter().enumerate()
            .map(|(at, value)| if at == hidden { format!("{at},c\n") } else { format!("{at},{value}\n") }).collect();
        let staff = [dataset("t", &format!("g,x\n{}", rows.concat()))];
        let function = ["sum", "avg", "max", "min", "total"][function];
        let sql = format!("SELECT {function}(x) FROM t");
        let without = format!("{sql} WHERE g <> {hidden}");
        prop_assert!(asked(&sql, &staff).is_err());
        prop_assert!(asked(&without, &staff).is_ok());
    }

    #[test]
    fn a_parameter_is_the_text_that_it_stands_for(rows in prop::collection::vec((0_usize..4, 2023_i32..2026, prop::option::of(0_u32..9)), 1..12), shape in 0_usize..6) {
        // A symbol, a tie or a small sum is told or refused in the same way.
        let areas = ["Stoke-on-Trent", "Coventry", "West Midlands", "Somewhere"];
        let rows: Vec<String> = rows.iter().map(|(area, year, value)| {
            format!("{},{year},{}\n", areas[*area], value.map_or("c".to_owned(), |value| value.to_string()))
        }).collect();
        let t = [dataset("t", &format!("a,y,x\n{}", rows.concat()))];
        let sql = [
            "SELECT sum(x) FROM t WHERE a = :area", "SELECT count(*) FROM t WHERE a = :area AND x > 3 AND y = :period",
            "SELECT a, y, x FROM t WHERE y <> :previous ORDER BY y, x DESC, a", "SELECT max(x) FROM t WHERE a IN (:area, :region)",
            "SELECT count(*) FROM t WHERE x < :period", "SELECT a, 100 * sum(x) / count(*) AS m FROM t WHERE y >= :previous GROUP BY a ORDER BY a",
        ][shape];
        let plain = sql.replace(":area", "'Stoke-on-Trent'").replace(":region", "'West Midlands'").replace(":period", "2025").replace(":previous", "2024");
        let with = asked_about(sql, &t, &about("Stoke", Period::Year(2025)));
        match (with, asked(&plain, &t)) {
            (Ok(with), Ok(without)) => prop_assert_eq!(with.rows, without.rows),
            (Err(with), Err(without)) => prop_assert_eq!(with.message, without.message),
            (with, without) => prop_assert!(false, "{:?} {:?}", with.map(|one| one.rows), without.map(|one| one.rows)),
        }
    }

    #[test]
    fn any_text_is_answered_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..14), noise in ".{0,12}") {
        let staff = [dataset("staff", STAFF)];
        for sql in [format!("SELECT {}", words.join(" ")), format!("SELECT {noise}"), noise.clone(), format!("{} {noise}", words.join(" "))] {
            if let Err(error) = asked_about(&sql, &staff, &about("Stoke", Period::Year(2024))) {
                prop_assert!(!error.message.is_empty() && !error.hints.is_empty(), "{}", sql);
                prop_assert!(error.render().contains("report.yaml"), "{}", sql);
            }
        }
    }
}

const WORDS: &[&str] = &[
    ":area",
    ":period",
    ":regio",
    "area(",
    "SELECT",
    "FROM",
    "staff",
    "WHERE",
    "headcount",
    "\"Total FTE\"",
    "Team",
    "'Duty'",
    "=",
    ">",
    "(",
    ")",
    "count(*)",
    "sum(headcount)",
    "GROUP BY",
    "ORDER BY",
    "Grade",
    ",",
    "*",
    "/",
    "+",
    "1",
    "2.5",
    "IS NOT NULL",
    "AND",
    "OR",
    "UNION",
    "LIMIT",
    "DESC",
    "AS",
    "x",
    "WITH",
    "OVER",
    "JOIN",
    "ON",
    "CASE",
    "WHEN",
    "THEN",
    "END",
    "--",
    "/*",
    ";",
    "avg(",
    "max(",
    "||",
    "rowid",
    "NULL",
    "é",
    "sqlite_master",
    "IN",
    "EXISTS",
    "DISTINCT",
    "VALUES",
    "LIKE",
    "'",
];
