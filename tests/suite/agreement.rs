//! Values kept by hand are held against the published ones; what differs is told at its cell.

use boardpack::data::store::Store;
use boardpack::diagnostic::{Diagnostic, Diagnostics};
use boardpack::facts::Facts;
use boardpack::project::Project;

use crate::scratch::{NOTE, Scratch, rendered};

/// The Department for Education's rates of Warwickshire and its region, 2022 release, as somebody typed them.
const PUBLISHED: &str = "\
area,period,basis,turnover_rate,agency_rate,vacancy_rate,absence_rate,caseload
Warwickshire,2017,FTE,11.3,6,4,3.9,19.5
Warwickshire,2018,FTE,16.6,2.7,3.5,2.6,18.6
Warwickshire,2019,FTE,26.5,2.5,12.7,3.1,17.1
Warwickshire,2020,FTE,7.5,3.4,6.1,3.5,17
Warwickshire,2021,FTE,38.9,8.1,9.2,2.7,15.9
Warwickshire,2021,headcount,47,7.6,,,
West Midlands,2020,FTE,14.4,16,17.9,3.5,17.2
West Midlands,2021,FTE,18.8,16.1,18.2,3.8,16.3
West Midlands,2021,headcount,21,15.8,,,
England,2021,FTE,15.4,15.5,16.7,c,16.3
";

const ENTRIES: &str = "
sections:
  - {slot: purpose, body: [To say something.]}
  - {slot: recommendations, body: [To note it.]}
  - {slot: background, body: [Nothing.]}
";

/// What is said of a table of Warwickshire beside what was published.
fn said(own: &str, entry: &str) -> Vec<Diagnostic> {
    said_beside(own, entry, PUBLISHED, "{file: data/published.csv, release: \"2022\"}")
}

fn said_beside(own: &str, entry: &str, published: &str, published_entry: &str) -> Vec<Diagnostic> {
    let scratch = Scratch::new()
        .file("data/own.csv", own)
        .file("data/published.csv", published)
        .report(format!("{NOTE}data:\n  own: {entry}\n  published: {published_entry}\n{ENTRIES}"));
    let mut sink = Diagnostics::default();
    let project = Project::open(&scratch.path(), &mut sink).expect("a profile");
    let report = project.report("reports/paper.yaml", &mut sink).expect("a report");
    let store = Store::default();
    let datasets = report.data.iter().filter_map(|entry| store.get(&project.files, entry, &mut sink)).collect();
    Facts::gather(&report, &project.profile, datasets, &mut sink);
    sink.sorted()
}

/// Messages and hints, without the last hint, which is the same for all.
fn words(diagnostics: &[Diagnostic]) -> Vec<String> {
    let words = |one: &Diagnostic| {
        let (last, hints) = one.hints.split_last().expect("a hint");
        assert!(last.contains("`differs: {"), "{last}");
        std::iter::once(&one.message).chain(hints).map(String::as_str).collect::<Vec<_>>().join("; ")
    };
    diagnostics.iter().map(words).collect()
}

const OWN: &str = "{file: data/own.csv}";

#[track_caller]
fn check(own: &str, expected: &[&str]) {
    assert_eq!(words(&said(own, OWN)), expected);
}

#[test]
fn what_was_copied_rightly_says_nothing() {
    check(
        "area,year,turnover_rate,agency_rate,caseload\n\
         Warwickshire,2020,7.5%,3.4,17.0\n\
         Warwickshire,2021,39,8.1,15.9\n\
         West Midlands,2021,18.8%,16,16.3\n\
         England,2021,15.4,15.5,16\n\
         Coventry,2021,17.1,,\n",
        &[],
    );
    // A second decimal that the published value has not is no error; nor is a year that nobody published.
    check("area,year,vacancy_rate\nWarwickshire,2021,9.25\nWarwickshire,2022,6\n", &[]);
}

#[test]
fn a_cell_that_is_wrong_says_what_was_published() {
    check(
        "area,year,turnover_rate\nWarwickshire,2021,17.8%\n",
        &["the turnover rate of Warwickshire in 2021 was published as 38.9%, not 17.8%"],
    );
    check(
        "area,year,vacancy_rate\nWarwickshire,2020,9.25%\n",
        &["the vacancy rate of Warwickshire in 2020 was published as 6.1%, not 9.25%"],
    );
    check(
        "area,year,caseload\nWarwickshire,2021,19.5\n",
        &["the average caseload of Warwickshire in 2021 was published as 15.9, not 19.5; \
           19.5 is the value of 2017; that of 2021 is 15.9"],
    );
}

#[test]
fn what_a_cell_holds_instead_is_told() {
    check(
        "area,year,turnover_rate\nWest Midlands,2021,21\n",
        &["the turnover rate of West Midlands in 2021 was published as 18.8%, not 21.0%; \
           21.0% is the value on headcount; on FTE it is 18.8%"],
    );
    check(
        "area,year,vacancy_rate\nWest Midlands,2021,17.9\n",
        &["the vacancy rate of West Midlands in 2021 was published as 18.2%, not 17.9%; \
           17.9% is the value of 2020; that of 2021 is 18.2%"],
    );
    check(
        "area,year,turnover_rate\nWest Midlands,2021,15.4\nEngland,2021,18.8\n",
        &[
            "the turnover rate of West Midlands in 2021 was published as 18.8%, not 15.4%; 15.4% is the value of England",
            "the turnover rate of England in 2021 was published as 15.4%, not 18.8%; 18.8% is the value of West Midlands",
        ],
    );
    check(
        "area,year,agency_rate,vacancy_rate\nWest Midlands,2021,18.2,16.1\n",
        &[
            "the agency rate of West Midlands in 2021 was published as 16.1%, not 18.2%; \
             18.2% is the vacancy rate of West Midlands in 2021",
            "the vacancy rate of West Midlands in 2021 was published as 18.2%, not 16.1%; \
             16.1% is the agency rate of West Midlands in 2021",
        ],
    );
    check(
        "area,year,turnover_rate\nWarwickshire,2021,39.8\n",
        &["the turnover rate of Warwickshire in 2021 was published as 38.9%, not 39.8%; \
           two digits of 38.9% may have changed places"],
    );
    check(
        "area,year,turnover_rate_headcount\nWarwickshire,2021,38.9\n",
        &["the turnover rate of Warwickshire in 2021 was published as 47.0%, not 38.9%; \
           38.9% is the value on FTE; on headcount it is 47.0%"],
    );
}

#[test]
fn a_row_a_year_out_of_step_is_one_mistake() {
    let own = "area,year,turnover_rate,caseload\n\
               Warwickshire,2019,16.6%,17.1\n\
               Warwickshire,2020,26.5%,17\n\
               Warwickshire,2021,17.8%,15.9\n";
    check(
        own,
        &[
            "the turnover rate of Warwickshire is a year out of step: 16.6% and 26.5% were published for 2018 and 2019, \
             not for 2019 and 2020; for 2019 and 2020 the published values are 26.5% and 7.5%",
            "the turnover rate of Warwickshire in 2021 was published as 38.9%, not 17.8%",
        ],
    );
    check(
        "area,year,absence_rate\nWarwickshire,2017,3.1\nWarwickshire,2018,3.5\nWarwickshire,2019,2.7\n",
        &[
            "the absence rate of Warwickshire is two years out of step: 3.1%, 3.5% and 2.7% were published for 2019, \
           2020 and 2021, not for 2017, 2018 and 2019; for 2017, 2018 and 2019 the published values are 3.9%, 2.6% \
           and 3.1%",
        ],
    );
}

#[test]
fn symbols_are_no_numbers() {
    check(
        "area,year,absence_rate\nWarwickshire,2020,TBC\n",
        &["the absence rate of Warwickshire in 2020 is to be confirmed here, but has been published: 3.5%; \
           take over the published value"],
    );
    check(
        "area,year,absence_rate\nEngland,2021,3.1\n",
        &["the absence rate of England in 2021 is 3.1% here, but is published as suppressed to protect \
           confidentiality; a value that is withheld in public may give people away: check that it may be shown"],
    );
    check("area,year,absence_rate\nWarwickshire,2020,x\nEngland,2021,c\n", &[]);
}

#[test]
fn a_release_is_held_against_the_same_release_only() {
    let own = "area,year,turnover_rate\nWarwickshire,2021,17.8%\n";
    assert_eq!(
        said(own, "{file: data/own.csv, release: \"2022\"}").len(),
        0,
        "two files of one release and standing"
    );
    assert_eq!(said(own, "{file: data/own.csv, release: \"2021\"}").len(), 0, "values are revised");
    let columns = "inpost_fte,inpost_headcount,starters_fte,starters_headcount,leavers_fte,leavers_headcount,\
                   turnover_rate_fte,turnover_rate_headcount,agency_fte,agency_headcount,agency_rate_fte,\
                   agency_rate_headcount,agency_cover_fte,agency_cover_rate_fte,vacancy_fte,vacancy_rate_fte,\
                   vacancy_agency_cover_rate_fte,case_holders_fte,cases,caseload_fte,working_days_lost_fte,\
                   absence_rate_fte";
    let values = columns.split(',').map(|name| if name == "turnover_rate_fte" { "38.9" } else { "z" });
    let dfe = format!(
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,\
         new_la_code,la_name,{columns}\n2022,Reporting year,Local authority,E92000001,England,E12000005,\
         West Midlands,937,E10000031,Warwickshire,{}\n",
        values.collect::<Vec<_>>().join(",")
    );
    let of = |release: &str| {
        let entry = format!("{{file: data/own.csv, release: \"{release}\"}}");
        let own = "area,year,turnover_rate\nWarwickshire,2022,17.8%\n";
        words(&said_beside(own, &entry, &dfe, "data/published.csv")).len()
    };
    assert_eq!((of("2022"), of("2021")), (1, 0));
}

#[test]
fn a_reason_silences_a_measure_and_is_missed_when_it_is_needed_no_more() {
    let own = "area,year,turnover_rate,agency_rate\nWarwickshire,2021,17.8%,8.1\n";
    let entry = |differs: &str| format!("{{file: data/own.csv, differs: {{{differs}}}}}");
    assert!(said(own, &entry("turnover_rate: as printed")).is_empty());
    let told = |differs: &str| said(own, &entry(differs)).iter().map(|one| one.message.clone()).collect::<Vec<_>>();
    assert_eq!(
        told("turnover_rate: as printed, agency_rate: as printed"),
        ["`agency_rate` does not differ from what was published"]
    );
    assert_eq!(told("turnover_rte: as printed, turnover_rate: too"), ["`own` has no measure `turnover_rte`"]);
}

#[test]
fn a_mean_is_that_of_its_years() {
    let entry = "{file: data/own.csv, measures: {turnover_mean: {name: turnover mean, unit: percent, \
                 mean: {of: turnover_rate, periods: 4}}}, differs: {turnover_rate: as printed}}";
    let of = |rows: &str| {
        let own = format!("area,year,turnover_rate,turnover_mean\n{rows}");
        words(&said(&own, entry))
    };
    // 17.1 is made of what the table shows and of a year that it leaves out.
    let table = "Warwickshire,2019,16.6,\nWarwickshire,2020,26.5,\n";
    assert_eq!(
        of(&format!("{table}Warwickshire,2021,17.8,17.1\n")),
        [
            "the turnover mean of Warwickshire in 2021 is 17.1%, but the published values of 2018 to 2021 have a mean of \
          22.4%; (16.6 + 26.5 + 7.5 + 38.9) ÷ 4 = 22.375; 17.1% is the mean of 16.6%, 26.5% and 17.8%, as this file \
          has them, and 7.5%, published for 2020, which it leaves out"
        ]
    );
    assert!(of(&format!("{table}Warwickshire,2021,17.8,22.4\n")).is_empty());
    // Without published values a file is held against its own.
    assert_eq!(
        words(&said_beside(
            "area,year,turnover_rate,turnover_mean\nCoventry,2018,18,\nCoventry,2019,11,\nCoventry,2020,22,\nCoventry,2021,17,18\n",
            "{file: data/own.csv, measures: {turnover_mean: {name: turnover mean, unit: percent, \
             mean: {of: turnover_rate, periods: 4}}}}",
            "area,year,agency_rate\nWarwickshire,2021,8\n",
            "{file: data/published.csv, release: \"2022\"}",
        )),
        [
            "the turnover mean of Coventry in 2021 is 18.0%, but the file's values of 2018 to 2021 have a mean of 17.0%; \
          (18 + 11 + 22 + 17) ÷ 4 = 17"
        ]
    );
}

#[test]
fn a_warning_points_at_the_cell_and_at_the_published_one() {
    let said = said("area,year,turnover_rate\nWarwickshire,2021,17.8%\n", OWN);
    let text = rendered(&said);
    let text = text.lines().map(|line| match line.split_once("┌─ ") {
        Some((before, path)) => format!("{before}┌─ {}", path.rsplit_once("data/").map_or(path, |(_, file)| file)),
        None => line.to_owned(),
    });
    insta::assert_snapshot!(text.collect::<Vec<_>>().join("\n"), @r#"
    warning: the turnover rate of Warwickshire in 2021 was published as 38.9%, not 17.8%
      ┌─ own.csv:2:19
      │
    2 │ Warwickshire,2021,17.8%
      │                   ^^^^^
      │
      ┌─ published.csv:6:23
      │
    6 │ Warwickshire,2021,FTE,38.9,8.1,9.2,2.7,15.9
      │                       ---- published (FTE, 2022 release)
      │
      = hint: correct the cell; or, if it is meant, write below `own` in the report: `differs: {turnover_rate: "why"}`
    "#);
}

/// The whole printed table of Warwickshire, held against the Department's own file: cases 11 to 16 of section 5.
#[test]
fn the_printed_table_is_held_against_the_real_release() {
    let Some(release) = crate::data::shared(crate::data::OLDER) else { return };
    let table = include_str!("../../fixtures/warwickshire/data/comparison-2019-2022.csv");
    let entry = "
    file: data/own.csv
    periods: {2019-20: 2019, 2020-21: 2020, 2021-22: 2021}
    measures:
      turnover_rate: {row: Social Worker Turnover Rate}
      turnover_mean: {row: Social Worker Turnover Mean over 4 years, name: four-year turnover, unit: percent,
        mean: {of: turnover_rate, periods: 4}}
      caseload: {row: Caseload Average}
      five_years: {row: \"5 years +\", name: share with five years or more, unit: percent, better: higher}";
    let said = said_beside(table, entry, &release, "data/published.csv");
    insta::assert_snapshot!(words(&said).join("\n"), @"
    the turnover rate of Warwickshire is a year out of step: 16.6% and 26.5% were published for 2018 and 2019, not for 2019 and 2020; for 2019 and 2020 the published values are 26.5% and 7.5%
    the turnover rate of Warwickshire in 2021 was published as 38.9%, not 17.8%
    the turnover rate of Shropshire in 2021 was published as 8.7%, not 9.3%; 9.3% is the value on headcount; on FTE it is 8.7%
    the turnover rate of Sandwell in 2021 was published as 25.7%, not 29.3%; 29.3% is the value on headcount; on FTE it is 25.7%; the highest turnover rate of West Midlands in 2021 (FTE) is 38.9%, of Warwickshire
    the four-year turnover of Warwickshire in 2020 is 13.9%, but the published values of 2017 to 2020 have a mean of 15.5%; (11.3 + 16.6 + 26.5 + 7.5) ÷ 4 = 15.475
    the four-year turnover of Warwickshire in 2021 is 17.1%, but the published values of 2018 to 2021 have a mean of 22.4%; (16.6 + 26.5 + 7.5 + 38.9) ÷ 4 = 22.375; 17.1% is the mean of 16.6%, 26.5% and 17.8%, as this file has them, and 7.5%, published for 2020, which it leaves out
    the four-year turnover of West Midlands in 2021 is 17.7%, but the published values of 2018 to 2021 have a mean of 16.3%; (15.9 + 16 + 14.4 + 18.8) ÷ 4 = 16.275; 17.7% is the mean on headcount; on FTE it is 16.3%
    the four-year turnover of England in 2021 is 15.7%, but the published values of 2018 to 2021 have a mean of 14.8%; (15.2 + 15.1 + 13.5 + 15.4) ÷ 4 = 14.8
    the agency rate of Warwickshire in 2020 was published as 3.4%, not 15.7%
    the vacancy rate of Warwickshire in 2020 was published as 6.1%, not 9.25%
    the vacancy rate of Shropshire in 2021 was published as 14.9%, not 0.0%; 0.0% is the value of 2019; that of 2021 is 14.9%; the lowest vacancy rate of West Midlands in 2021 (FTE) is 6.0%, of Telford and Wrekin
    the vacancy rate of Dudley in 2021 was published as 23.0%, not 27.0%; 27.0% is the value of 2019; that of 2021 is 23.0%; the highest vacancy rate of West Midlands in 2021 (FTE) is 27.9%, of Birmingham
    the absence rate of Warwickshire in 2020 is to be confirmed here, but has been published: 3.5%; take over the published value
    the absence rate of Sandwell in 2021 was published as 5.6%, not 5.3%
    the average caseload of Warwickshire in 2020 was published as 17.0, not 16.0
    ");
}

#[test]
fn periods_of_another_sort_are_not_passed_over() {
    let own = "area,year,turnover_rate\nWarwickshire,2019-20,16.6%\nWarwickshire,2020-21,26.5%\n";
    let told = |entry: &str| {
        let said = said(own, entry);
        said.iter().map(|one| format!("{}; {}", one.message, one.hints[0])).collect::<Vec<_>>()
    };
    assert_eq!(
        told(OWN),
        [
            "the periods of `own` (2019-20 to 2020-21) are not those of `published` (2017 to 2021), so the two cannot be \
          compared; say which period is meant, such as `periods: {2019-20: 2017}` below `own`"
        ]
    );
    assert!(told("{file: data/own.csv, periods: {2019-20: 2018, 2020-21: 2019}}").is_empty());
}

#[test]
fn of_many_slips_the_first_are_told_and_the_rest_counted() {
    let areas: Vec<&str> = boardpack::data::areas::register()
        .all()
        .filter(|area| area.level == boardpack::data::areas::Level::LocalAuthority && !area.is_joint())
        .map(|area| area.code.as_str())
        .collect();
    let table = |rate: &str| {
        let rows = areas.iter().map(|code| format!("{code},2021,{rate}\n"));
        format!("area,period,agency_rate\n{}", rows.collect::<String>())
    };
    let said = said_beside(&table("9"), OWN, &table("10"), "{file: data/published.csv, release: \"2022\"}");
    assert_eq!(said.len(), 30);
    let last = said.last().and_then(|last| last.hints.last()).expect("a hint");
    assert_eq!(*last, format!("{} more values of this file differ from what was published", areas.len() - 30));
}
