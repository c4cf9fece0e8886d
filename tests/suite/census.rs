//! The census return in a project: its measures and counts in a paper, and nothing of a person anywhere.

use boardpack::data::{Dataset, Request};
use boardpack::diagnostic::{Diagnostic, SourceFile};
use boardpack::quantity::basis::Basis;

use boardpack::narrative::Narrated;

use crate::data::shared;
use crate::disclosure::cells;
use crate::scratch::{NOTE, PROFILE, Scratch, paragraphs, rendered};

const RETURN: &str = include_str!("../../fixtures/warwickshire/data/csww-census-2025.xml");

/// A note of Warwickshire with a table of why people left, in which counts below a threshold are left out.
fn project(threshold: u32, (figures, service): (&str, &str)) -> Scratch {
    let profile = format!("{PROFILE}disclosure: {{threshold: {threshold}}}\n");
    Scratch::new().file("council.yaml", profile).file("data/census.xml", RETURN).report(format!(
        "{NOTE}
data:
  census: data/census.xml
  reasons:
    query: >
      SELECT category AS reason, headcount AS leavers FROM census
      WHERE breakdown = 'reason for leaving' ORDER BY position
subject: {{area: Warwickshire, period: 2025}}
{figures}
tables:
  reasons: {{kind: data, title: Why people left, data: reasons, columns: [{{name: leavers, unit: people}}]}}
sections:
  - slot: purpose
    body:
      - \"Turnover is {{{{ turnover_rate }}}}, or {{{{ turnover_rate.basis('headcount') }}}} of heads.\"
      - \"Of {{{{ in_post.basis('headcount') }}}} people {service}; the caseload is {{{{ caseload }}}}.\"
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [{{table: reasons}}]
"
    ))
}

/// A figure from a query, and what is said with it.
const SERVICE: (&str, &str) = (
    "figures:
  experienced:
    query: >
      SELECT sum(headcount) FROM census
      WHERE breakdown = 'length of service' AND population = 'in post' AND position >= 3
    unit: people",
    "{{ experienced }} have five years of service",
);

fn narrated(project: &Scratch) -> Narrated {
    project.narrate().unwrap_or_else(|problems| panic!("{}", rendered(&problems)))
}

#[test]
fn a_paper_can_be_made_of_a_return() {
    let narrated = narrated(&project(1, SERVICE));
    assert_eq!(
        paragraphs(&narrated),
        [
            "Turnover is 21.4%, or 21.2% of heads.",
            "Of 33 people 19 have five years of service; the caseload is 14.9.",
        ]
    );
    let reasons = [
        ("resignation", "5"),
        ("voluntary redundancy", "0"),
        ("compulsory redundancy", "0"),
        ("dismissed", "0"),
        ("retired", "2"),
        ("deceased", "0"),
        ("other", "0"),
        ("not known", "0"),
        ("not yet collected", "0"),
    ];
    assert_eq!(cells(&narrated, "Why people left"), reasons.map(|(reason, count)| vec![reason, count]));
}

#[test]
fn small_counts_of_a_return_are_left_out_with_what_would_give_them_away() {
    // Two people retired. Whoever knows that seven left would know it from the five who resigned.
    let narrated = narrated(&project(5, ("", "the workforce")));
    let shown: Vec<String> = cells(&narrated, "Why people left").iter().map(|row| row[1].clone()).collect();
    assert_eq!(shown, ["[c]", "0", "0", "0", "[c]", "0", "0", "0", "0"]);
    // And a sum that needs such a count is not made.
    let errors = project(5, SERVICE).errors();
    assert!(errors[0].contains("the answer depends on a value that is not known"), "{errors:?}");
}

/// Every stream of the paper is unpacked: pages, attachments, metadata.
#[test]
fn no_paper_holds_anything_of_a_person() {
    let bytes = project(1, SERVICE).paper();
    let mut document = lopdf::Document::load_mem(&bytes).expect("the paper is a PDF");
    document.decompress();
    let mut unpacked = Vec::new();
    document.save_to(&mut unpacked).expect("it can be written again");
    let text = String::from_utf8_lossy(&unpacked);
    // The figures are attached, with their formulas.
    assert!(
        text.contains(
            "6.4 FTE of leavers in the year to 30 September 2025 ÷ 29.9 FTE in post at 30 September 2025"
        )
    );
    assert!(text.contains("counted in the whole file: value_fte"));
    for element in ["SWENo", "PersonBirthDate", "Ethnicity"] {
        let tag = format!("<{element}>");
        let values: Vec<&str> = RETURN.split(&tag).skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert!(values.len() > 30, "{element}");
        for value in values {
            assert!(!text.contains(value), "{value}");
        }
    }
}

/// The synthetic return that is not part of the project: random values, and dates after its reference date.
#[test]
fn the_shared_sample_is_read_whole() {
    let Some(text) = shared("csww_census_sample_2022.xml") else { return };
    let file = SourceFile::new("sample.xml", text);
    let data = match Dataset::read("census", &file, String::new(), None, &Request::default()) {
        Ok(data) => data,
        Err(problems) => panic!("{}", problems.iter().map(Diagnostic::render).collect::<String>()),
    };
    assert_eq!(data.kind, "csww-census");
    let value = |measure: &str, basis: Option<Basis>| {
        let observation =
            data.observed.observations.iter().find(|one| one.measure.id == measure && one.basis == basis);
        let observation = observation.expect("it is counted");
        assert_eq!(observation.area.name, "Barking and Dagenham");
        assert_eq!(observation.period.to_string(), "2022");
        observation.datum.number().expect("a number").to_string()
    };
    // Of 30 records 17 are of agency workers; 2 ended before the year, and 7 begin after the reference date.
    assert_eq!(value("in_post", Some(Basis::Headcount)), "8");
    assert_eq!(value("in_post", Some(Basis::Fte)), "2.715871");
    assert_eq!(value("agency_workers", Some(Basis::Headcount)), "13");
    assert_eq!(value("leavers", Some(Basis::Headcount)), "0");
    assert_eq!(value("vacancies", Some(Basis::Fte)), "79.68");
    assert_eq!(value("agency_cover", Some(Basis::Fte)), "59.82");
    let warnings: Vec<&str> = data.observed.warnings.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        warnings,
        [
            "7 records start after the reference date",
            "2 records end before the year of the return",
            "4 records end after the reference date",
            "more agency workers cover vacancies than there are agency workers",
        ]
    );
}
