//! Queries whose answer would be false without a word: rows that no condition finds, two releases or both bases in one
//! value, a unit that is not that of the data.

use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

const RATES: &str = "area,year,turnover_rate_fte,turnover_rate_headcount,leavers_fte,leavers_headcount
Coventry,2024,17.7,17.1,42.6,45
Coventry,2025,11.3,12.4,28.1,30
Devon,2025,14.2,14.9,z,z
Kent,2025,z,c,61.0,66
";

const PEOPLE: &str = "area,year,children
Coventry,2024,81000
Coventry,2025,82000
Devon,2025,143000
Kent,2025,350000
";

fn note(sql: &str, unit: &str) -> Scratch {
    let sql = serde_json::to_string(sql).expect("text");
    Scratch::new().file("data/rates.csv", RATES).file("data/children.csv", PEOPLE).report(format!(
        "{NOTE}
data:
  rates: data/rates.csv
  children: data/children.csv
figures:
  answer: {{query: {sql}, unit: {unit}}}
sections:
  - {{slot: purpose, body: ['{{{{ answer }}}}']}}
  - {{slot: recommendations, body: [None.]}}
  - {{slot: background, body: [Nothing more.]}}
"
    ))
}

#[track_caller]
fn answer(sql: &str, unit: &str) -> String {
    match note(sql, unit).narrate() {
        Ok(narrated) => paragraphs(&narrated)[0].clone(),
        Err(errors) => panic!("{sql}\n{}", rendered(&errors)),
    }
}

#[test]
fn tables_are_joined_by_the_columns_that_they_have_in_common() {
    for sql in [
        "SELECT sum(children) FROM rates JOIN children USING (area, year) WHERE turnover_rate_fte > 11 AND turnover_rate_fte IS NOT NULL",
        "SELECT sum(children) FROM rates NATURAL JOIN children WHERE turnover_rate_fte IS NOT NULL",
        "SELECT sum(children) FROM rates JOIN children ON rates.area = children.area AND rates.year = children.year WHERE turnover_rate_fte IS NOT NULL",
    ] {
        assert_eq!(answer(sql, "number"), "306,000", "{sql}");
    }
}

#[test]
fn a_symbol_is_asked_for_by_its_own_column() {
    for (sql, word, column) in [
        ("SELECT count(*) FROM rates WHERE turnover_rate_fte = 'z'", "z", "turnover_rate_fte"),
        ("SELECT count(*) FROM rates WHERE 'z' = rates.turnover_rate_fte", "z", "turnover_rate_fte"),
        ("SELECT count(*) FROM rates WHERE turnover_rate_headcount IN ('x', 'c')", "c", "turnover_rate_headcount"),
        ("SELECT count(*) FROM rates WHERE turnover_rate_fte NOT LIKE 'z'", "z", "turnover_rate_fte"),
        ("SELECT count(*) FROM rates_values WHERE value = 'z' AND basis = 'FTE'", "z", "value"),
    ] {
        let errors = note(sql, "number").errors();
        assert_eq!(
            errors,
            [format!("`{word}` is a symbol, and no value that a query finds in `{column}`")],
            "{sql}"
        );
    }
    for (sql, shown) in [
        ("SELECT count(*) FROM rates_values WHERE symbol = 'z'", "3"),
        ("SELECT count(*) FROM rates_values WHERE symbol = 'z' AND measure = 'turnover_rate'", "1"),
        ("SELECT count(*) FROM rates WHERE turnover_rate_fte IS NULL", "1"),
        // A letter that is a word.
        ("SELECT count(*) FROM rates WHERE area <> 'z'", "4"),
        ("SELECT count(*) FROM rates WHERE turnover_rate_fte IS NULL AND area <> 'c'", "1"),
    ] {
        assert_eq!(answer(sql, "number"), shown, "{sql}");
    }
}

#[test]
fn a_highest_value_is_of_one_basis_and_one_unit() {
    for (sql, said) in [
        (
            "SELECT max(value) FROM rates_values WHERE measure = 'turnover_rate' AND value IS NOT NULL",
            "the query takes the highest of headcount and FTE values",
        ),
        (
            "SELECT min(value) FROM rates_values WHERE measure = 'leavers' AND value IS NOT NULL",
            "the query takes the lowest of headcount and FTE values",
        ),
        (
            "SELECT max(value) FROM rates_values WHERE basis = 'FTE' AND value IS NOT NULL",
            "the query takes the highest of values in percent and in fte",
        ),
    ] {
        let errors = note(sql, "number").errors();
        assert!(errors.len() == 1 && errors[0].starts_with(&said[..24]), "{sql}: {errors:?}");
    }
    for (sql, unit, shown) in [
        (
            "SELECT max(value) FROM rates_values WHERE measure = 'turnover_rate' AND basis = 'headcount' AND value IS NOT NULL",
            "percent",
            "17.1%",
        ),
        ("SELECT max(period) FROM rates_values WHERE value IS NOT NULL", "number", "2,025"),
        ("SELECT min(turnover_rate_fte) FROM rates WHERE turnover_rate_fte IS NOT NULL", "percent", "11.3%"),
    ] {
        assert_eq!(answer(sql, unit), shown, "{sql}");
    }
}

#[test]
fn the_unit_of_an_answer_is_that_of_the_column() {
    let of = |column: &str| format!("SELECT {column} FROM rates WHERE area = 'Coventry' AND year = 2025");
    for (sql, unit, read) in [
        (of("turnover_rate_fte"), "people", "percent"),
        (of("turnover_rate_fte"), "pounds", "percent"),
        (of("leavers_fte"), "people", "fte"),
        (of("sum(leavers_headcount)"), "percent", "people"),
        (of("max(leavers_headcount)"), "fte", "people"),
        (
            "SELECT value FROM rates_values WHERE measure = 'leavers' AND basis = 'headcount' AND area = 'Coventry' AND period = 2025".to_owned(),
            "fte",
            "people",
        ),
    ] {
        let errors = note(&sql, unit).errors();
        assert_eq!(errors, [format!("what the query reads is in `{read}`, not in `{unit}`")], "{sql}");
    }
    for (sql, unit, shown) in [
        (of("turnover_rate_fte"), "percent", "11.3%"),
        (of("turnover_rate_fte"), "number", "11"),
        (of("leavers_fte"), "fte", "28.1"),
        (of("leavers_headcount"), "people", "30"),
        (of("count(leavers_headcount)"), "number", "1"),
        (of("100 * sum(leavers_headcount) / 60"), "percent", "50.0%"),
        (of("round(leavers_fte)"), "fte", "28.0"),
        (
            "SELECT value FROM rates_values WHERE measure = 'leavers' AND basis = 'headcount' AND area = 'Coventry' AND period = 2025".to_owned(),
            "people",
            "30",
        ),
        ("SELECT avg(leavers_headcount) FROM rates WHERE area = 'Coventry'".to_owned(), "fte", "37.5"),
    ] {
        assert_eq!(answer(&sql, unit), shown, "{sql}");
    }
}

/// The turnover of England in a release.
fn release(turnover: &str) -> String {
    format!("area,year,turnover_rate\nEngland,2023,15.9\nEngland,2024,{turnover}\n")
}

fn releases(sql: &str) -> Scratch {
    let sql = serde_json::to_string(sql).expect("text");
    Scratch::new().file("data/later.csv", release("13.9")).file("data/earlier.csv", release("13.8")).report(
        format!(
            "{NOTE}
data:
  later: {{file: data/later.csv, release: '2025', source: The Department}}
  earlier: {{file: data/earlier.csv, release: '2024', source: The Department}}
  asked: {{query: {sql}}}
tables: {{asked: {{kind: data, title: Asked, data: asked}}}}
sections:
  - {{slot: purpose, body: [A table.]}}
  - {{slot: recommendations, body: [None.]}}
  - {{slot: background, body: [{{table: asked}}]}}
"
        ),
    )
}

#[test]
fn two_releases_are_not_put_together_without_a_word() {
    const TOGETHER: &str =
        "the query puts `earlier` and `later` together, which are releases of the same statistics";
    for sql in [
        "SELECT year, turnover_rate AS rate FROM later UNION ALL SELECT year, turnover_rate FROM earlier ORDER BY year, rate",
        "SELECT 1 AS one, avg(rate) AS mean FROM (SELECT turnover_rate AS rate FROM later UNION ALL SELECT turnover_rate FROM earlier)",
        "WITH a AS (SELECT year, turnover_rate AS rate FROM later), b AS (SELECT year, turnover_rate FROM earlier) SELECT * FROM a UNION SELECT * FROM b ORDER BY year, rate",
        "SELECT max(rate) AS highest FROM (SELECT '2025' AS release, turnover_rate AS rate FROM later UNION ALL SELECT '2024', turnover_rate FROM earlier)",
    ] {
        assert_eq!(releases(sql).errors(), [TOGETHER], "{sql}");
    }
    for sql in [
        "SELECT '2025 release' AS release, year, turnover_rate AS rate FROM later UNION ALL SELECT '2024 release', year, turnover_rate FROM earlier ORDER BY release, year",
        "SELECT later.year, later.turnover_rate AS now, earlier.turnover_rate AS before FROM later JOIN earlier USING (year) ORDER BY later.year",
        "SELECT year, turnover_rate AS rate FROM later WHERE year = 2023 UNION ALL SELECT year, turnover_rate FROM later WHERE year = 2024 ORDER BY year",
    ] {
        let said = releases(sql).narrate().map(|_| ()).map_err(|errors| rendered(&errors));
        assert_eq!(said, Ok(()), "{sql}");
    }
}
