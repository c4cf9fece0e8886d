//! Charts of a report: the words around them, their alternative texts, and the size of their labels.

use boardpack::chart::Role;
use boardpack::narrative::Narrated;

use crate::scratch::{NOTE, Scratch, rendered};

const RATES: &str = "area,period,turnover_rate,agency_rate,starters_fte,leavers_fte
Coventry,2024,9.0,10.0,50,40
Coventry,2025,8.0,9.0,60,30
Walsall,2024,8.0,12.0,20,10
Walsall,2025,7.0,11.0,20,11
West Midlands,2024,10.0,8.0,900,800
West Midlands,2025,8.1,7.0,910,805
England,2024,9.05,9.5,9000,8000
England,2025,8.05,9.5,9100,8500
";

/// A report with one chart, of which Coventry is the subject.
fn with_chart(chart: &str) -> Scratch {
    Scratch::new().file("data/rates.csv", RATES).report(format!(
        "{NOTE}data: {{rates: data/rates.csv}}
subject: {{area: Coventry, period: 2025, compare: [West Midlands, England]}}
charts: {{one: {{title: One, {chart}}}}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [Nothing is said.]}}
  - {{slot: background, body: [Nothing else is said., chart: one]}}
"
    ))
}

fn narrated(scratch: &Scratch) -> Narrated {
    scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)))
}

/// The document as it goes to the typesetter, where every text of a chart is found whatever it stands in.
fn document(chart: &str) -> String {
    serde_json::to_string(&narrated(&with_chart(chart)).document).expect("a document")
}

#[test]
fn every_kind_prints_its_authors_subtitle() {
    let rates = "measure: turnover_rate, areas: [Coventry, West Midlands, England]";
    for (kind, selection) in [
        ("line", format!("{rates}, periods: 2024..2025")),
        ("bar", format!("{rates}, periods: 2025")),
        ("column", format!("{rates}, periods: 2025")),
        ("grouped-bar", format!("{rates}, periods: 2024..2025")),
        ("grouped-column", format!("{rates}, periods: 2024..2025")),
        ("stacked-bar", "measures: [starters, leavers], areas: [Coventry], periods: 2025".to_owned()),
        ("stacked-column", "measures: [starters, leavers], areas: [Coventry], periods: 2024..2025".to_owned()),
        ("range", format!("{rates}, range: West Midlands, periods: 2025")),
    ] {
        let chart = format!("kind: {kind}, {selection}");
        assert!(
            document(&format!("{chart}, subtitle: As the author has it")).contains("As the author has it"),
            "{kind}"
        );
        assert!(document(&chart).contains("2025"), "{kind}");
    }
}

#[test]
fn alternative_texts_name_basis_area_region_and_period() {
    for (chart, words) in [
        (
            "kind: range, measures: [turnover_rate, agency_rate], range: West Midlands, periods: 2025",
            "Range chart of turnover rate and agency rate (FTE): from the lowest to the highest authority of the West \
             Midlands, 2025.",
        ),
        (
            "kind: grouped-column, measures: [starters, leavers], areas: [Walsall], periods: 2024..2025",
            "Grouped column chart of starters and leavers (FTE) for Walsall, 2024 to 2025.",
        ),
        (
            "kind: bar, measure: agency_rate, areas: [Coventry, Walsall, England], periods: 2025",
            "Highest Walsall (11.0%); lowest Coventry (9.0%); Coventry is 9.0%, the lowest of 2; England 9.5%.",
        ),
        (
            "kind: bar, measure: agency_rate, areas: [Coventry], periods: 2025",
            " for Coventry, 2025. Coventry 9.0%.",
        ),
    ] {
        let document = document(chart);
        assert!(document.contains(words), "{words} in {document}");
    }
}

#[test]
fn marks_of_a_range_have_the_role_of_their_area() {
    let chart = "kind: range, measure: agency_rate, range: West Midlands, periods: 2025";
    let roles = |areas: &str| -> Vec<Role> {
        let made = narrated(&with_chart(&format!("{chart}, areas: [{areas}]")));
        let (_, plot) = made.plots.values().next().expect("a plot");
        plot.spreads[0].marks.iter().map(|mark| mark.role).collect()
    };
    assert_eq!(roles("Coventry, West Midlands, England"), [Role::Subject, Role::Region, Role::Nation]);
    assert_eq!(roles("England, Walsall, West Midlands"), [Role::Other, Role::Region, Role::Nation]);
}

#[test]
fn labels_grow_with_the_text() {
    let chart = "kind: line, measure: agency_rate, periods: 2024..2025";
    let label_size = |size: &str| -> f64 {
        let scratch = with_chart(chart);
        let profile = std::fs::read_to_string(scratch.path().join("council.yaml")).expect("a profile");
        let made = narrated(&scratch.file("council.yaml", format!("{profile}\ntext: {{size: {size}}}\n")));
        let svg = made.pictures.values().find(|svg| svg.contains("Coventry")).expect("a picture");
        let (_, rest) = svg.split_once("font-size=\"").expect("a label");
        rest.split_once('"').expect("its size").0.parse::<f64>().expect("a number") / 10.0
    };
    assert!((label_size("12") - 9.5).abs() < 0.01);
    assert!((label_size("15") - 11.9).abs() < 0.1, "{}", label_size("15"));
}
