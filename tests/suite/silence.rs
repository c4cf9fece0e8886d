//! Which sentences break a report's silence on a measure that got worse: those on the subject's own value, and no others.

use boardpack::claims;
use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::facts::Facts;
use boardpack::narrative::{Circumstances, narrate};
use boardpack::project::Project;

use crate::scratch::{NOTE, Scratch, rendered};

const PROFILE: &str = "name: Testshire County Council
committees: {board: Testshire Scrutiny Board}
people: {officer: {name: Ann Officer, title: Scrutiny Officer, email: ann@example.gov.uk}}
tolerance: {percent: 0.5}
";

const RATES: &str = "area,period,turnover_rate,agency_rate,absence_rate
Coventry,2024,17.7,9.3,3.6
Coventry,2025,11.3,6.1,4.6
Solihull,2024,16.6,35,5.9
Solihull,2025,12.3,23,4.1
West Midlands,2024,11.9,13.9,3.8
West Midlands,2025,11.5,10.4,4.1
England,2024,13.9,16.2,3.4
England,2025,11.8,13,3.5
";

/// What is noted of a report on turnover and agency use with this sentence in it; absence rose, from 3.6% to 4.6%.
fn noted(sentence: &str) -> Vec<String> {
    let quoted = serde_json::to_string(sentence).expect("a sentence is JSON");
    let yaml = format!(
        "{NOTE}data: {{rates: data/rates.csv}}
subject: {{area: Coventry, period: 2025, compare: [West Midlands, England]}}
recommendations: {{lead: \"To:\", items: [Note the report.]}}
sections:
  - {{slot: purpose, body: [Purpose.]}}
  - slot: background
    body:
      - Turnover is {{{{ turnover_rate }}}} and the agency rate {{{{ agency_rate }}}}.
      - {quoted}
"
    );
    let scratch = Scratch::new().file("council.yaml", PROFILE).file("data/rates.csv", RATES).report(&yaml);
    let mut sink = Diagnostics::default();
    let project = Project::open(&scratch.path(), &mut sink).expect("a profile");
    let report = project.report("reports/paper.yaml", &mut sink).expect("a report");
    let store = Store::default();
    let datasets = report.data.iter().filter_map(|entry| store.get(&project.files, entry, &mut sink)).collect();
    let facts = Facts::gather(&report, &project.profile, datasets, &mut sink);
    let narrated = narrate(&report, &project.profile, facts, Circumstances::ALONE, &mut sink);
    let before = sink.sorted();
    assert!(before.is_empty(), "{}", rendered(&before));
    claims::unmentioned(&report, &narrated).into_iter().map(|one| one.message).collect()
}

#[test]
fn a_sentence_on_others_leaves_the_report_silent() {
    for sentence in [
        "Absence rose in England.",
        "Absence in England is {{ absence_rate.of('England') }}.",
        "In England, absence rose to {{ absence_rate.of('England') }}.",
        "Nationally, absence rose from 3.4% to 3.5%.",
        "The national absence rate is 3.5%.",
        "England's absence rate is 3.5%.",
        "Absence fell in Solihull.",
        "In Solihull absence is {{ absence_rate.of('Solihull') }}, lower than in the past.",
        "The regional absence rate is {{ absence_rate.of('West Midlands') }}.",
        "Absence in the region is higher than in England.",
        "Sickness absence rose across the West Midlands.",
        "Neighbouring authorities have seen absence rise.",
        "In the region and in England absence rose.",
    ] {
        let noted = noted(sentence);
        let told = noted.iter().any(|one| one.contains("the absence rate of Coventry rose from 3.6% in 2024"));
        assert!(told && noted.len() == 1, "{sentence}: {noted:?}");
    }
}

#[test]
fn a_sentence_on_the_subject_breaks_the_silence() {
    for sentence in [
        "Absence rose.",
        "Absence rose to {{ absence_rate }}.",
        "Absence rose to 4.6%.",
        "Absence is higher than in England.",
        "Our absence rate is above that of England.",
        "In England absence is {{ absence_rate.of('England') }}; here it is {{ absence_rate }}.",
        "As in the region and in England, absence rose.",
        "Absence rose in England, and in Coventry too.",
        "Absence rose in England, and it rose here as well.",
        "Absence, a national concern, rose to 4.6%.",
        "Absence is {{ absence_rate.difference('England') }} above the national rate.",
        "Sickness absence was {{ absence_rate.previous }} a year ago.",
        "The absence rate of the Council rose.",
        "Absence rose in England. It is {{ absence_rate }} in Coventry.",
    ] {
        let noted = noted(sentence);
        assert!(noted.is_empty(), "{sentence}: {noted:?}");
    }
}
