//! What may be said of figures: words that the data bear out are printed, all others are errors that say what is true.

use std::collections::BTreeMap;

use boardpack::data::areas::register;
use boardpack::facts::figure::{Figure, Origin};
use boardpack::quantity::period::Period;

use crate::scratch::{NOTE, Scratch, facts_in, paragraphs};

/// Coventry over the years: see the tests for what each year is there for.
const COVENTRY: [(i32, &str); 10] = [
    (2016, "12.0"),
    (2017, "12.04"),
    (2018, "12.54"),
    (2019, "13.05"),
    (2020, "11.0"),
    (2021, "c"),
    (2022, "0"),
    (2023, "10.0"),
    (2024, "15.0"),
    (2025, "9.0"),
];

const HEADER: &str = "area,period,turnover_rate,turnover_rate_headcount,in_post,in_post_headcount,vacancy_rate,absence_rate,agency_rate\n";

/// Coventry over ten years, and the other authorities of its region, the region and England in the last.
fn workforce() -> String {
    let mut csv = HEADER.to_owned();
    for (year, rate) in COVENTRY {
        csv +=
            &format!("Coventry,{year},{rate},{},300.5,320,7.0,4.0,8.0\n", if year == 2025 { "30.0" } else { "" });
    }
    let region = &register().find("West Midlands").expect("a region").code;
    let others = register().members(region, Period::Year(2025)).filter(|area| area.name != "Coventry");
    for (at, area) in others.enumerate() {
        // One authority is below Coventry, one has the same rate, all others are above.
        let (turnover, vacancy, absence, agency) = match at {
            0 => ("5.5".to_owned(), "c", "3.0", "z"),
            1 => ("9.0".to_owned(), "8.0", "", "9.0"),
            _ => (format!("{}.5", 10 + at), "9.0", "5.0", "10.0"),
        };
        csv += &format!("\"{}\",2025,{turnover},,100.0,110,{vacancy},{absence},{agency}\n", area.name);
    }
    csv + "West Midlands,2025,9.5,,5000.0,5500,8.5,4.5,9.5\nEngland,2025,13.04,,30000.0,33000,9.0,3.5,13.0\n"
}

fn scratch(paragraph: &str) -> Scratch {
    let text = serde_json::to_string(paragraph).expect("text");
    let yaml = format!(
        "{NOTE}data: {{workforce: data/workforce.csv}}
subject: {{area: Coventry, period: 2025, compare: [West Midlands, England]}}
figures:
  staff: {{value: 25, unit: people, source: 'The Academy, March 2025'}}
  posts: {{value: 25.5, unit: fte, source: 'The Academy, March 2025'}}
  budget: {{value: 1234567, unit: pounds, date: 2025-03-31, source: 'The budget & its <book>'}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
    );
    Scratch::new().file("data/workforce.csv", workforce()).report(yaml)
}

/// What an expression prints.
fn said(expression: &str) -> String {
    let scratch = scratch(&format!("{{{{ {expression} }}}}"));
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{}", crate::scratch::rendered(&errors)));
    paragraphs(&narrated).concat()
}

/// Why an expression is refused; what is refused is one thing.
fn refused(expression: &str) -> String {
    let errors = scratch(&format!("{{{{ {expression} }}}}")).errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.concat()
}

#[track_caller]
fn check_said(expected: &[(&str, &str)]) {
    for (expression, text) in expected {
        assert_eq!(said(expression), *text, "{expression}");
    }
}

#[track_caller]
fn check_refused(expected: &[(&str, &str)]) {
    for (expression, message) in expected {
        assert_eq!(refused(expression), *message, "{expression}");
    }
}

#[test]
fn a_claim_is_printed_if_it_is_true() {
    check_said(&[
        ("turnover_rate.fell('is down')", "is down"),
        ("turnover_rate.fell()", "fell"),
        ("turnover_rate.at(2024).rose()", "rose"),
        ("turnover_rate.fell('is down', since=2016)", "is down"),
        ("turnover_rate.below('England')", "below England"),
        ("turnover_rate.of('England').above('Coventry', 'higher')", "higher"),
        ("turnover_rate.below(agency_rate.of('England'), 'lower')", "lower"),
        ("turnover_rate.similar('West Midlands')", "similar to West Midlands"),
        ("turnover_rate.change", "fell by 6.0 percentage points"),
        ("turnover_rate.difference('England')", "4.0 percentage points"),
        ("turnover_rate.at(2023).change_since(2022)", "rose by 10.0 percentage points"),
    ]);
}

#[test]
fn a_false_claim_says_what_is_true() {
    check_refused(&[
        (
            "turnover_rate.rose('is up')",
            "false claim: the turnover rate of Coventry fell by 6.0 percentage points, from 15.0% (2024) to 9.0% (2025)",
        ),
        (
            "turnover_rate.above('England')",
            "false claim: the turnover rate of Coventry in 2025 is 9.0%, 4.0 percentage points below the turnover rate \
             of England in 2025, which is 13.0%",
        ),
        (
            "turnover_rate.steady()",
            "false claim: the turnover rate of Coventry fell by 6.0 percentage points, from 15.0% (2024) to 9.0% \
             (2025); the council's tolerance is 0.5 percentage points",
        ),
        (
            "in_post.at(2020).fell()",
            "false claim: the social workers in post of Coventry did not change, from 300.5 (2019) to 300.5 (2020)",
        ),
    ]);
}

#[test]
fn two_numbers_that_look_the_same_are_never_higher_or_lower() {
    // 12.0 and 12.04 are both shown as 12.0%.
    for claim in ["rose", "fell"] {
        assert!(refused(&format!("turnover_rate.at(2017).{claim}()")).starts_with("false claim: "), "{claim}");
    }
    check_said(&[
        ("turnover_rate.at(2017).steady('is unchanged')", "is unchanged"),
        ("turnover_rate.at(2017).change", "did not change"),
        // England's 13.04 and Coventry's 13.05 are shown as 13.0% and 13.1%: the reader sees a difference.
        ("turnover_rate.at(2019).above(turnover_rate.of('England'))", "above England"),
    ]);
}

#[test]
fn the_tolerance_counts_to_its_edge_and_no_further() {
    // From 12.04 to 12.54 is 0.5, the tolerance itself; from 12.54 to 13.05 is more.
    check_said(&[("turnover_rate.at(2018).steady()", "remained steady")]);
    assert!(
        refused("turnover_rate.at(2019).steady()").contains("the council's tolerance is 0.5 percentage points")
    );
    assert!(refused("turnover_rate.similar('England')").starts_with("false claim: "));
    check_said(&[("turnover_rate.similar('West Midlands', 'much the same')", "much the same")]);
}

#[test]
fn a_symbol_is_no_number_and_allows_no_claim() {
    let none = "the turnover rate of Coventry in 2021 has no value: suppressed to protect confidentiality";
    for expression in [
        "turnover_rate.at(2021)",
        "turnover_rate.at(2021).fell()",
        "turnover_rate.at(2021).steady()",
        "turnover_rate.at(2022).fell()",
        "turnover_rate.at(2022).change",
        "turnover_rate.at(2021).difference('Coventry')",
        "turnover_rate.below(turnover_rate.at(2021))",
    ] {
        assert_eq!(refused(expression), none, "{expression}");
    }
    check_said(&[
        ("turnover_rate.at(2021).or('not published')", "not published"),
        ("turnover_rate.at(2020).or('not published')", "11.0%"),
        ("turnover_rate.at(2022)", "0.0%"),
        ("turnover_rate.at(2022).below(turnover_rate.at(2020), 'lower')", "lower"),
    ]);
}

#[test]
fn units_and_bases_are_never_mixed() {
    check_said(&[
        ("turnover_rate.basis('headcount')", "30.0%"),
        ("in_post.basis('headcount')", "320"),
        ("in_post", "300.5"),
        ("in_post.above(posts, 'more than')", "more than"),
    ]);
    check_refused(&[
        (
            "turnover_rate.below(turnover_rate.basis('headcount'))",
            "the turnover rate of Coventry in 2025 is FTE, the turnover rate of Coventry in 2025 is headcount",
        ),
        (
            "in_post.above(in_post.basis('headcount'))",
            "the social workers in post of Coventry in 2025 and the social workers in post of Coventry in 2025 are not \
             in the same unit",
        ),
        (
            "in_post.above(staff)",
            "the social workers in post of Coventry in 2025 and the stated figure `staff` are not in the same unit",
        ),
        (
            "turnover_rate.above(in_post)",
            "the turnover rate of Coventry in 2025 and the social workers in post of Coventry in 2025 are not in the \
             same unit",
        ),
        ("vacancy_rate.basis('headcount')", "`workforce` has no vacancy rate on the basis headcount"),
    ]);
}

#[test]
fn ranks_know_ties_and_ranges_know_who_is_missing() {
    let region = &register().find("West Midlands").expect("a region").code;
    let members: Vec<_> =
        register().members(region, Period::Year(2025)).filter(|area| area.name != "Coventry").collect();
    let [lowest, second] = [&members[0].name, &members[1].name];
    let highest = &members[12].name;
    assert_eq!(members.len(), 13);
    check_said(&[
        ("turnover_rate.rank", "joint 2nd lowest of 14"),
        (
            "turnover_rate.of('Dudley').rank('West Midlands') if false else turnover_rate.rank()",
            "joint 2nd lowest of 14",
        ),
        ("turnover_rate.low", &format!("5.5% ({lowest})")),
        ("turnover_rate.high", &format!("22.5% ({highest})")),
        ("turnover_rate.low.area", lowest),
        ("turnover_rate.above(turnover_rate.low, 'higher')", "higher"),
        // What does not apply to an authority leaves no gap.
        ("agency_rate.rank", "lowest of 13"),
        ("agency_rate.low", "8.0% (Coventry)"),
    ]);
    // One value is suppressed, another is not there at all: nothing can be said of the region.
    for rate in ["vacancy_rate", "absence_rate"] {
        for end in ["low", "high", "rank"] {
            let name = rate.replace('_', " ");
            let message = format!("the {name} is not known for every authority of West Midlands");
            assert_eq!(refused(&format!("{rate}.{end}")), message);
        }
    }
    let hints = |expression: &str| {
        let errors = scratch(&format!("{{{{ {expression} }}}}")).narrate().expect_err("an error");
        errors[0].hints.concat()
    };
    assert!(hints("vacancy_rate.low").contains(&format!("{lowest} (suppressed to protect confidentiality)")));
    assert!(hints("absence_rate.low").contains(second.as_str()));
    assert_eq!(refused("turnover_rate.of('England').rank"), "England does not belong to a region");
}

#[test]
fn what_the_data_do_not_have_is_an_error() {
    check_refused(&[
        ("turnover_rate.at(2016).previous", "there is no turnover rate of Coventry for 2015"),
        ("turnover_rate.at(2016).fell()", "there is no turnover rate of Coventry for 2015"),
        ("turnover_rate.of('Conventry')", "unknown area `Conventry`"),
        ("turnover_rate.of('Dudley').change", "there is no turnover rate of Dudley for 2024"),
        ("turnover_rate.at('last year')", "`last year` is not a period"),
        ("turnovr_rate", "unknown name `turnovr_rate`"),
        ("turnover_rate.of_region", "a figure has no `.of_region`"),
        ("staff.previous", "the stated figure `staff` belongs to no area and no period"),
        ("posts.words", "the stated figure `posts` cannot be spelt out"),
    ]);
}

#[test]
fn stated_figures_are_written_in_house_style() {
    check_said(&[
        ("staff", "25"),
        ("staff.words", "twenty-five"),
        ("posts", "25.5"),
        ("budget", "£1.23 million"),
        ("staff.above(staff, 'more') if false else 'the same'", "the same"),
    ]);
}

#[test]
fn everything_that_is_shown_can_be_traced() {
    let text = "{{ turnover_rate }}, {{ turnover_rate.change }}, {{ turnover_rate.rank }}, {{ turnover_rate.low }}, \
                {{ turnover_rate.fell('down') }}, {{ turnover_rate.of('England').above('Coventry') }}, {{ staff }}, \
                **{{ budget }}** [{{ posts.words if false else posts }}](https://example.gov.uk), \
                {{ turnover_rate.at(2021).or('none') }}, {{ turnover_rate.period }}.[^1]\n\n[^1]: {{ in_post }}.";
    let narrated = scratch(text).narrate().unwrap_or_else(|errors| panic!("{}", crate::scratch::rendered(&errors)));
    let mut printed = BTreeMap::new();
    let boardpack::narrative::document::Block::Numbered { body, .. } = &narrated.document.sections[0].body[0]
    else {
        panic!("a numbered paragraph");
    };
    for block in body {
        let boardpack::narrative::document::Block::Paragraph { body } = block else { panic!("a paragraph") };
        facts_in(body, &mut printed);
    }
    assert_eq!(printed.len(), 12, "{printed:?}");
    for (id, text) in printed {
        let shown = &narrated.record.shown[id];
        assert_eq!(shown.text, text);
        assert!(!shown.figures.is_empty(), "`{text}` rests on nothing");
        shown.figures.iter().for_each(check_origin);
    }
}

/// A figure comes from a line of a file that says what it says, or has a source in words.
fn check_origin(figure: &Figure) {
    match &figure.origin {
        Origin::Cell { row, column, working } => {
            let scope = figure.scope.as_ref().expect("a cell belongs to an area and a period");
            let line = scope.dataset.grid.line(*row, *column);
            let written = workforce().lines().nth(line - 1).expect("the line is in the file").to_owned();
            assert!(written.contains(&scope.area.name) && written.contains(&scope.period.to_string()), "{written}");
            let text = scope.dataset.grid.span(*row, *column).text().to_owned();
            assert_eq!(figure.datum.number(), text.parse().ok(), "{text}");
            assert_eq!(scope.dataset.hash.len(), 64);
            assert_eq!(*working, None);
        }
        Origin::Derived { .. } | Origin::Queried { .. } | Origin::Table { .. } => {
            panic!("nothing is computed here")
        }
        Origin::Stated { source, place, .. } => {
            assert!(!source.is_empty());
            assert_eq!(figure.datum.number(), place.text().parse().ok());
        }
    }
}

#[test]
fn an_area_is_found_by_its_number_as_well() {
    assert_eq!(said("turnover_rate.of(331)"), said("turnover_rate"));
}

#[test]
fn a_measure_that_is_published_on_one_basis_only_is_shown_on_that() {
    let scratch = scratch("{{ vacancy_rate }} {{ in_post }}")
        .file("council.yaml", &(crate::scratch::PROFILE.to_owned() + "basis: headcount\n"));
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{}", crate::scratch::rendered(&errors)));
    assert_eq!(paragraphs(&narrated).concat(), "7.0% 320");
}
