//! What reading a large authority's census return costs, beside a plain parse of the same file.
//!
//! The return is made up by a formula: 2,000 records as they are exported, one element a line. Three things are timed in
//! turn, round by round, and the middle of the rounds counts: a plain parse that looks at every event of the XML and
//! keeps nothing; reading and counting the return; and the dataset with its index, as a report gets it.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use boardpack::data::{Dataset, Kind};
use quick_xml::Reader;
use quick_xml::events::Event;

/// As many as the largest authorities have, those who left included.
const WORKERS: usize = 2_000;
const ROUNDS: usize = 101;
/// What the reading may take at most.
const BUDGET: Duration = Duration::from_millis(50);

fn main() {
    // Whoever runs all targets as tests must not wait for figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("this is a benchmark: cargo bench --bench census");
        return;
    }
    let text = census();
    let (kind, read) = Kind::of_document(None, text.as_bytes()).expect("it is recognised");
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(plain(&text));
        times[0].push(start.elapsed());

        let start = Instant::now();
        let document = read("census.xml", text.as_bytes()).expect("it can be read");
        times[1].push(start.elapsed());

        let dataset = Dataset::of_document("census", kind, document, String::new()).expect("it can be indexed");
        times[2].push(start.elapsed());
        assert_eq!(dataset.observed.observations.len(), 22);
    }
    let middle = times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    });
    println!("{WORKERS} workers, {:.1} MB, {ROUNDS} rounds", text.len() as f64 / 1e6);
    for (what, time) in ["plain parse", "read and counted", "as a dataset"].iter().zip(middle) {
        let ratio = time.as_secs_f64() / middle[0].as_secs_f64();
        println!("{what:<18} {:>7.2} ms {ratio:>6.2}", time.as_secs_f64() * 1e3);
    }
    let kept = if middle[2] < BUDGET { "kept" } else { "missed" };
    println!("budget of {} ms: {kept}", BUDGET.as_millis());
}

/// Parses the XML and keeps nothing but how much there was of it.
fn plain(text: &str) -> (usize, usize) {
    let mut reader = Reader::from_str(text);
    let (mut elements, mut length) = (0, 0);
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(_) => elements += 1,
            Event::Text(text) => length += text.into_inner().len(),
            Event::Eof => return (elements, length),
            _ => {}
        }
    }
}

/// A return of made-up records.
fn census() -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n  <Header>\n    <CollectionDetails>\n      \
         <Collection>CSWW</Collection>\n      <Year>2025</Year>\n      <ReferenceDate>2025-09-30</ReferenceDate>\n    \
         </CollectionDetails>\n    <Source>\n      <SourceLevel>L</SourceLevel>\n      <LEA>330</LEA>\n    </Source>\n  \
         </Header>\n  <LALevelVacancies>\n    <NumberOfVacancies>212.5</NumberOfVacancies>\n    \
         <NoAgencyFTE>98.25</NoAgencyFTE>\n    <NoAgencyHeadcount>104</NoAgencyHeadcount>\n  </LALevelVacancies>\n",
    );
    for at in 0..WORKERS {
        out.push_str("  <CSWWWorker>\n");
        for (name, value) in record(at) {
            let _ = writeln!(out, "    <{name}>{value}</{name}>");
        }
        out.push_str("  </CSWWWorker>\n");
    }
    out.push_str("</Message>\n");
    out
}

/// The elements of a made-up record.
fn record(at: usize) -> Vec<(&'static str, String)> {
    let day = |first: usize, years: usize| {
        format!("{}-{:02}-{:02}", first + at * 13 % years, 1 + at * 5 % 9, 1 + at * 11 % 28)
    };
    let fte = format!("0.{:06}", 400_000 + at * 7_919 % 600_000);
    let mut record = vec![
        ("AgencyWorker", u8::from(at.is_multiple_of(9)).to_string()),
        ("SWENo", format!("SW{:010}", at - at / 50)),
        ("FTE", fte.clone()),
        ("PersonBirthDate", day(1960, 40)),
        ("GenderCurrent", (1 + at % 2).to_string()),
        ("Ethnicity", ["WBRI", "AIND", "BCRB", "MWAS"][at % 4].to_owned()),
        ("QualInst", "Institution Name".to_owned()),
        ("QualLevel", (1 + at % 3).to_string()),
        ("StepUpGrad", "0".to_owned()),
        ("OrgRole", (1 + at * 3 % 6).to_string()),
        ("RoleStartDate", day(2001, 24)),
        ("StartOrigin", (1 + at % 10).to_string()),
    ];
    if at % 11 == 3 {
        record.push(("RoleEndDate", day(2025, 1)));
        record.push(("LeaverDestination", (1 + at % 9).to_string()));
        record.push(("ReasonLeave", (1 + at % 10).to_string()));
    }
    record.extend([
        ("FTE30", fte),
        ("Cases30", (at * 17 % 31).to_string()),
        ("WorkingDaysLost", format!("{}.{}", at * 3 % 40, at % 10)),
        ("ContractWeeks", "52.0".to_owned()),
        ("FrontlineGrad", "0".to_owned()),
        ("Absat30Sept", "0".to_owned()),
        ("CFKSSstatus", (1 + at % 4).to_string()),
    ]);
    record
}
