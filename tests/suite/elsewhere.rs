//! Values of other areas and periods: those that are reached by steps through what the data do not have, those of areas that
//! were reorganised, and places among values that round to zero.

use boardpack::data::areas::register;
use boardpack::quantity::period::Period;

use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

/// Coventry, an authority that is no more, and one that has another code since 2019.
const AREAS: &str = "area,period,agency_rate
Coventry,2025,6.1
Coventry,2022,16.7
Cumbria,2022,14.5
Dorset,2019,5.5
E10000009,2018,6.5
";

/// The authorities of the North East.
fn north_east() -> String {
    let region = &register().find("North East").expect("a region").code;
    let row = |name: &str| match name {
        "Sunderland" => "low",
        "Northumberland" => "1.4",
        "Middlesbrough" => "25.6",
        _ => "8.5",
    };
    let members = register().members(region, Period::Year(2025));
    let rows: String = members.map(|area| format!("{},2025,{}\n", area.name, row(&area.name))).collect();
    format!("area,period,agency_rate\n{rows}")
}

#[track_caller]
fn check_said(csv: &str, subject: &str, expected: &[(&str, &str)]) {
    for (expression, text) in expected {
        let yaml = format!(
            "{NOTE}data: {{workforce: data/workforce.csv}}
subject: {{area: {subject}}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: ['{{{{ {expression} }}}}']}}
  - {{slot: background, body: [Nothing else is said.]}}
"
        );
        let scratch = Scratch::new().file("data/workforce.csv", csv).report(yaml);
        let said = scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
        assert_eq!(paragraphs(&said).concat(), *text, "{expression}");
    }
}

#[test]
fn area_and_period_are_named_in_either_order() {
    check_said(
        AREAS,
        "Coventry, period: 2025",
        &[
            ("agency_rate.of(\"Cumbria\").at(2022)", "14.5%"),
            ("agency_rate.at(2022).of(\"Cumbria\")", "14.5%"),
            ("agency_rate.at(2019).of(\"Dorset\")", "5.5%"),
            ("agency_rate.previous.of(\"Coventry\").at(2022)", "16.7%"),
            ("agency_rate.of(\"Cumbria\").at(2022).below(agency_rate.at(2022), \"below\")", "below"),
        ],
    );
}

#[test]
fn a_reorganised_area_is_found_by_its_name_in_every_period() {
    check_said(
        AREAS,
        "Coventry, period: 2025",
        &[
            ("agency_rate.at(2018).of(\"Dorset\")", "6.5%"),
            ("agency_rate.of(\"Dorset\").at(2018)", "6.5%"),
            ("agency_rate.of(\"Dorset\").at(2018).area", "Dorset (former county)"),
            ("agency_rate.of(\"E10000009\").at(2019)", "5.5%"),
        ],
    );
    check_said(
        AREAS,
        "Dorset, period: 2018",
        &[("agency_rate", "6.5%"), ("agency_rate.area", "Dorset (former county)")],
    );
    check_said(AREAS, "Dorset, period: 2019", &[("agency_rate", "5.5%"), ("agency_rate.area", "Dorset")]);
}

#[test]
fn what_rounds_to_zero_has_the_lowest_place() {
    check_said(
        &north_east(),
        "Northumberland, period: 2025",
        &[
            ("agency_rate.rank", "2nd lowest of 12"),
            ("agency_rate.low.area", "Sunderland"),
            ("agency_rate.low.value.or(\"almost none\")", "almost none"),
            ("agency_rate.high", "25.6% (Middlesbrough)"),
            ("agency_rate.lowest(\"North East\", \"next to lowest\", place=2)", "next to lowest"),
            ("agency_rate.of(\"Sunderland\").rank", "lowest of 12"),
            ("agency_rate.of(\"Sunderland\").lowest(\"North East\", \"lowest\")", "lowest"),
        ],
    );
}
