//! Queries: SQL over a report's data files, in figures, tables and charts.

use std::sync::Arc;

use boardpack::data::{Dataset, Request};
use boardpack::diagnostic::{SourceFile, Span};
use boardpack::facts::figure::Origin;
use boardpack::facts::query::{Answer, Answered, ask};
use boardpack::narrative::document::{Block, plain_text};
use boardpack::project::yaml::Text;
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
        ("SELECT :year", "the query has a place that nothing is put in"),
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
    let file = SourceFile::new("report.yaml", sql);
    ask(
        "asked",
        &Text { value: sql.to_owned(), span: Span::new(&file, 0..sql.len()) },
        datasets,
        Decimal::from(5),
        false,
    )
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
    fn any_text_is_answered_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..14), noise in ".{0,12}") {
        let staff = [dataset("staff", STAFF)];
        for sql in [format!("SELECT {}", words.join(" ")), format!("SELECT {noise}"), noise.clone(), format!("{} {noise}", words.join(" "))] {
            if let Err(error) = asked(&sql, &staff) {
                prop_assert!(!error.message.is_empty() && !error.hints.is_empty(), "{}", sql);
                prop_assert!(error.render().contains("report.yaml"), "{}", sql);
            }
        }
    }
}

const WORDS: &[&str] = &[
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
