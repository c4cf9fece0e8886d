//! Nothing runs off a page, nothing is printed over something else, and what belongs together stays together, however
//! long, wide or deep a report gets.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use boardpack::quantity::period::Period;

use crate::pdf::{Element, Paint, Pdf};
use crate::scratch::{NOTE, Scratch};
use crate::standards;

/// A millimetre in points.
pub const MM: f64 = 72.0 / 25.4;

/// The margins of every kind of paper: the sides, the top and the bottom.
pub const MARGINS: (f64, f64, f64) = (25.0 * MM, 25.0 * MM, 22.0 * MM);

/// How far something may stick out: rules stand a little outside of their tables, and letters are not all alike.
pub const TOLERANCE: f64 = 1.5;

/// Builds a report and checks what holds for every page of every paper.
fn laid_out(scratch: &Scratch) -> Pdf {
    let bytes = scratch.paper();
    let pdf = Pdf::read(&bytes);
    check_margins(&pdf);
    check_overlaps(&pdf);
    check_headings(&pdf);
    standards::check("a paper", &bytes);
    pdf
}

fn check_margins(pdf: &Pdf) {
    for paint in &pdf.paints {
        let (width, height) = pdf.pages[paint.page];
        let (side, top, bottom) = MARGINS;
        // Running headers and footers stand in the margins above and below, but no nearer to the edge than 6 mm.
        let (top, bottom) = if paint.artifact { (6.0 * MM, 6.0 * MM) } else { (top, bottom) };
        let bounds = paint.bounds;
        let inside = bounds.left >= side - TOLERANCE
            && bounds.right <= width - side + TOLERANCE
            && bounds.bottom >= bottom - TOLERANCE
            && bounds.top <= height - top + TOLERANCE;
        assert!(inside, "page {}: outside of the margins: {paint:?}", paint.page + 1);
    }
}

/// No text is printed over other text.
pub fn check_overlaps(pdf: &Pdf) {
    for page in 0..pdf.pages.len() {
        let visible = |paint: &&Paint| {
            paint.page == page && paint.text.as_ref().is_some_and(|text| !text.trim_matches(blank).is_empty())
        };
        let texts: Vec<&Paint> = pdf.paints.iter().filter(visible).collect();
        for (at, one) in texts.iter().enumerate() {
            for other in &texts[at + 1..] {
                let common = one.bounds.within(other.bounds);
                let height = (one.bounds.top - one.bounds.bottom).min(other.bounds.top - other.bounds.bottom);
                // Letters of one word may be kerned into each other.
                let over = common.right - common.left > 0.3 * height && common.top - common.bottom > 0.25 * height;
                assert!(!over, "page {}: printed over each other:\n{one:?}\n{other:?}", page + 1);
            }
        }
    }
}

fn blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{200b}'
}

/// No heading is the last thing on its page: some text that is no heading and no footnote stands below it.
pub fn check_headings(pdf: &Pdf) {
    let is_heading = |element: &Element| element.kind.len() == 2 && element.kind.starts_with('H');
    let mut aside = BTreeSet::new();
    let mut headings = Vec::new();
    pdf.tags.visit(&mut |element| {
        if is_heading(element) {
            headings.push(element);
        }
        if is_heading(element) || element.kind == "Note" {
            aside.extend(element.marks());
        }
    });
    for heading in headings {
        let last = pdf.paints_of(heading).into_iter().next_back().expect("a heading has text");
        let below = pdf.paints.iter().any(|paint| {
            let counts = paint.mcid.is_some_and(|mcid| !aside.contains(&(paint.page, mcid)));
            counts && paint.page == last.page && paint.bounds.top < last.bounds.bottom + 2.0
        });
        assert!(below, "page {}: nothing follows the heading `{}`", last.page + 1, heading.text());
    }
}

/// The pages on which an element stands.
pub fn pages_of(pdf: &Pdf, element: &Element) -> BTreeSet<usize> {
    pdf.paints_of(element).iter().map(|paint| paint.page).collect()
}

/// All that is painted on a page, in the order in which it is painted.
fn text_of_page(pdf: &Pdf, page: usize) -> String {
    let texts = pdf.paints.iter().filter(|paint| paint.page == page).filter_map(|paint| paint.text.as_deref());
    texts.collect::<String>().replace('\u{200b}', "")
}

const PLAIN: &str = "sections:
  - {slot: purpose, body: [To try what a page can bear.]}
  - {slot: background, body: [Nothing else is said.]}
";

const SENTENCE: &str = "Ask the officers of the Council to set out, in a report to the Board, how many posts are \
                        vacant, for how long, and what it costs to fill them with agency staff";

#[test]
fn recommendations_to_three_levels_go_on_over_pages() {
    let mut yaml = format!("{NOTE}recommendations:\n  lead: The Board is recommended to\n  items:\n");
    let statuses = ["on-track", "at-risk", "complete", "delayed", "not-started"];
    let mut labels = Vec::new();
    for at in 1..=40usize {
        let _ = write!(yaml, "    - text: {SENTENCE} ({at}).\n      owner: officer\n      due: 2026-03-31\n");
        let _ = writeln!(yaml, "      status: {}", statuses[at % statuses.len()]);
        labels.push(format!("{at})"));
        if at % 4 == 0 {
            yaml.push_str("      items:\n");
            for (inner, letter) in ["a.", "b.", "c."].into_iter().enumerate() {
                let _ =
                    write!(yaml, "        - text: Part {letter} of it. {SENTENCE}.\n          due: 2026-04-30\n");
                labels.push(letter.to_owned());
                if inner == 1 {
                    yaml.push_str("          items:\n");
                    for roman in ["i.", "ii.", "iii."] {
                        let _ = writeln!(yaml, "            - text: Item {roman} of that part. {SENTENCE}.");
                        labels.push(roman.to_owned());
                    }
                }
            }
        }
    }
    yaml.push_str(PLAIN);
    yaml.push_str(
        "  - {heading: Who does what, body: [The table says it., recommendation-table: Who does what]}\n",
    );
    let pdf = laid_out(&Scratch::new().report(yaml));

    let list = pdf.tags.all("L")[0];
    let items = list.all("LI");
    let printed: Vec<String> = items.iter().map(|item| item.all("Lbl")[0].text()).collect();
    assert_eq!(printed, labels);
    assert!(pages_of(&pdf, list).len() >= 4, "the list takes several pages");
    let first_pages: Vec<usize> = items.iter().map(|item| *pages_of(&pdf, item).first().expect("a page")).collect();
    assert!(first_pages.is_sorted());
    let table = pdf.tags.all("Table")[0];
    assert_eq!(table.all("TR").len(), 1 + labels.len());
    check_long_table(&pdf, table);
}

/// A table over several pages repeats its header and splits no row.
fn check_long_table(pdf: &Pdf, table: &Element) {
    let pages = pages_of(pdf, table);
    assert!(pages.len() > 1, "the table takes several pages");
    let rows = table.all("TR");
    for row in &rows {
        assert_eq!(pages_of(pdf, row).len(), 1, "a row is split: {}", row.text());
    }
    let words: Vec<String> = rows[0].all("TH").iter().map(|cell| cell.text().trim().to_owned()).collect();
    for page in pages {
        let text = text_of_page(pdf, page);
        let missing = words.iter().find(|word| !text.contains(word.split(' ').next().unwrap_or_default()));
        assert!(missing.is_none(), "page {}: the header `{missing:?}` is not repeated", page + 1);
    }
}

#[test]
fn a_table_of_seventy_rows_repeats_its_header_and_splits_no_row() {
    let mut csv = "Team,Area of work,Posts,Filled\n".to_owned();
    for at in 1..=70 {
        let words = "and of all that belongs to it ".repeat(at % 4);
        let _ = writeln!(csv, "Team {at},Work of team {at} {words},{}.5,{}", at * 37, at * 31);
    }
    let yaml = format!(
        "{NOTE}data: {{teams: data/teams.csv}}\ntables: {{teams: {{kind: data, title: All teams, data: teams, total: true}}}}\n\
         recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n{PLAIN}  - {{heading: Teams, body: [Here they are., table: teams]}}\n"
    );
    let pdf = laid_out(&Scratch::new().file("data/teams.csv", csv).report(yaml));
    let table = pdf.tags.all("Table")[0];
    let rows: Vec<String> = table.all("TR").iter().map(|row| row.text()).collect();
    assert_eq!(rows.len(), 72);
    assert!(rows[70].starts_with("Team 70") && rows[71].starts_with("Total"), "{rows:?}");
    check_long_table(&pdf, table);
}

#[test]
fn tables_of_many_columns_and_of_long_words_fit_the_page() {
    let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];
    let mut wide = format!("Directorate and service,{},Total of the year\n", months.join(","));
    for at in 0..14 {
        let _ = write!(wide, "Service number {at} of the directorate");
        for month in 0..11 {
            let _ = write!(wide, ",\"{},{:03}.{month}\"", at + 1, month * 83);
        }
        wide.push('\n');
    }
    let word = "Gwasanaethau".repeat(5);
    let long = format!(
        "{word},Note,Llanfairpwllgwyngyll\n{word}a,\"{}\",1\nb,https://www.example.gov.uk/{word}/{word}?a=1&b={word},2\n",
        "a long note ".repeat(40)
    );
    let yaml = format!(
        "{NOTE}data: {{wide: data/wide.csv, long: data/long.csv}}\ntables:\n  wide: {{kind: data, title: A wide table, data: wide}}\n  \
         long: {{kind: data, title: A table of long words, data: long}}\n\
         recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n{PLAIN}  - heading: Tables\n    body: [The first., table: wide, The second., table: long]\n"
    );
    let pdf = laid_out(&Scratch::new().file("data/wide.csv", wide).file("data/long.csv", long).report(yaml));
    let tables = pdf.tags.all("Table");
    assert_eq!(tables[0].all("TR")[0].children.len(), 12);
    assert!(tables[1].text().contains(&format!("https://www.example.gov.uk/{word}/{word}?a=1&b={word}")));
}

#[test]
fn long_titles_words_addresses_and_deep_lists_stay_within_the_margins() {
    let title = "A title that says all that could be said of the matter ".repeat(4);
    let word = "Rhosllannerchrugogresponsibilitiesandaccountabilities12345678";
    let address =
        format!("https://www.example.gov.uk/{}/minutes.aspx?MId={}", word.repeat(2), "1234567890".repeat(8));
    let yaml = format!(
        "{note}recommendations: {{lead: The Board is recommended to, items: [text: {word} {word}]}}
sections:
  - slot: purpose
    body:
      - '{word} and **{word}{word}** and {address}'
      - 'See [{address}]({address}) and [the minutes of Ynys Môn]({address}).'
      - text: Siân Llŷr, Zoë Brontë-O’Neill, Łukasz Ångström and Ŵyn Ŷ.
        parts: [First part., {{heading: {word}, text: Under its heading.}}, {word}]
      - |
        - first
          - second {word}
            - third
              - fourth {word} {word}
                - fifth
                  - sixth {word}

        1. one
           1. one
              1. one {word}
      - heading: {word}
        numbered: true
      - 'A footnote.[^1]

        [^1]: {word} {address}'
  - heading: {word} {word}
    body: [One., Two.]
    sections: [{{heading: {word} {word}, body: [Three.]}}]
  - {{slot: background, body: [Nothing else is said.]}}
",
        note = NOTE.replace("A note of the tests", &title),
    );
    let pdf = laid_out(&Scratch::new().report(yaml));
    let text = pdf.tags.text();
    for name in ["Siân Llŷr", "Zoë Brontë-O’Neill", "Łukasz Ångström", "Ŵyn Ŷ", "Ynys Môn"] {
        assert!(text.contains(name), "{name}");
    }
    assert!(text.matches(&address).count() >= 3, "addresses come out whole");
}

const KINDS_OF_CHARTS: &str = "
charts:
  years: {kind: line, title: Thirty years of turnover, measure: turnover_rate, areas: [Coventry, England], periods: 1996..2025}
  region: {kind: bar, title: The region, measure: turnover_rate, areas: [authorities of West Midlands], periods: 2025, sort: largest-first}
  columns: {kind: column, title: Columns, measure: agency_rate, areas: [Coventry, West Midlands, England], periods: 2025}
  range: {kind: range, title: Ranges, measures: [turnover_rate, agency_rate], range: West Midlands, periods: 2025}
  parts: {kind: stacked-bar, title: Parts, data: posts}
  stacks: {kind: stacked-column, title: Stacks, data: posts}
  groups: {kind: grouped-column, title: Groups, measures: [turnover_rate, agency_rate], areas: [Coventry], periods: 2016..2025}
  bars: {kind: grouped-bar, title: Groups as bars, measures: [turnover_rate, agency_rate], areas: [authorities of West Midlands], periods: 2025}
";

/// The authorities of the West Midlands and England over thirty years.
fn thirty_years() -> String {
    let register = boardpack::data::areas::register();
    let mut csv = "area,period,turnover_rate,agency_rate\n".to_owned();
    let region = register.find("West Midlands").expect("a region").code.clone();
    let members = register.members(&region, Period::Year(2025)).map(|area| area.name.clone());
    for (at, area) in members.chain(["West Midlands".to_owned(), "England".to_owned()]).enumerate() {
        for year in 1996..=2025 {
            let wave = (year * 7 + i32::try_from(at).expect("few areas") * 13) % 23;
            let _ = writeln!(csv, "\"{area}\",{year},{}.{},{}.5", 5 + wave, wave % 10, 28 - wave);
        }
    }
    csv
}

#[test]
fn charts_of_every_kind_fit_the_page_with_all_their_labels() {
    let posts = "Job,Responsive services of the whole city,Area teams,Looked after children,Through care,Placements\n\
                 Service manager of a very long name indeed,1,4,1,1,1\nTeam manager,5,16,3,3,4\nSocial worker,14,106,19,13,20\n";
    let names = ["years", "region", "columns", "range", "parts", "stacks", "groups", "bars"];
    let body: String = names.iter().fold(String::new(), |all, name| all + &format!(", chart: {name}"));
    let yaml = format!(
        "{NOTE}data: {{rates: data/rates.csv, posts: data/posts.csv}}\nsubject: {{area: Coventry, period: 2025}}\n{KINDS_OF_CHARTS}\
         recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n{PLAIN}  - {{heading: Charts, body: [Many{body}]}}\n"
    );
    let scratch = Scratch::new().file("data/rates.csv", thirty_years()).file("data/posts.csv", posts).report(yaml);
    let pdf = laid_out(&scratch);
    let figures: Vec<&Element> = pdf.tags.all("Figure");
    assert_eq!(figures.len(), names.len());
    for figure in figures {
        assert_eq!(pages_of(&pdf, figure).len(), 1, "a picture is split");
    }
}

/// The slots of a Cabinet Member report, each with a few words.
fn cabinet_sections() -> String {
    let slots = ["context", "options", "consultation-results", "timetable"];
    let last = ["risk", "organisation", "equalities", "environment", "partners"];
    let plain =
        |all: String, slot: &str| all + &format!("  - {{slot: {slot}, body: ['{SENTENCE}.', '{SENTENCE}.']}}\n");
    let within = "  - slot: comments\n    sections: [{slot: financial, body: [None.]}, {slot: legal, body: [None.]}, \
                  {slot: council-plan, body: [It serves the plan.]}]\n";
    slots.into_iter().fold("sections:\n".to_owned(), plain) + &last.into_iter().fold(within.to_owned(), plain)
}

#[test]
fn a_cabinet_member_report_bears_long_fields_and_a_logo_that_is_a_photograph() {
    let profile = "
name: The County Borough Council of Testshire, Newtown and the Far Valleys
logo: {file: assets/logo.png, height: 20}
style: {dates: ordinal, per-cent: words}
committees: {cabinet: Cabinet Member (Children and Young People) and Cabinet Member (Policing and Equalities)}
people: {officer: {name: Siân Llŷr-Brontë, title: Head of Everything, directorate: People and Place, telephone: 020 7946 0000, email: a.very.long.mailbox.of.somebody.with.many.names@children-and-education.example.gov.uk}}
";
    let people: String =
        (0..30).fold(String::new(), |all, _| all + "{person: officer, role: Finance, sent: 2018-04-04}, ");
    let yaml = format!(
        "template: cabinet-member-report\ntitle: {SENTENCE}\nshort-title: Posts\ndate: 2018-04-01\nmarking: Restricted\nmeeting: cabinet\n\
         cabinet-member: Children and Young People – Councillor E Ruane\ndirector: Director of Children's Services\nwards: {SENTENCE}\n\
         key-decision: false\nbackground-papers: None\nscrutiny: false\nother-bodies: false\ncouncil: false\nsummary: ['{SENTENCE}.', '{SENTENCE}.']\nauthor: [officer, officer]\n\
         consultation: [{{band: 'Contributors:', people: [{people}]}}, {{band: 'Approvers:', people: [{people}]}}]\n\
         {}",
        cabinet_sections()
    );
    let scratch = Scratch::new().file("council.yaml", profile).file("assets/logo.png", logo()).report(yaml);
    let pdf = laid_out(&scratch);
    assert_eq!(
        pdf.tags.all("Figure")[0].alt.as_deref(),
        Some(profile.lines().nth(1).expect("a name").trim_start_matches("name: "))
    );
    assert!(pdf.tags.text().contains("1st April 2018"));
    assert!(pdf.tags.text().contains("Recommendations:None"), "without recommendations the paper says so");
    for page in 0..pdf.pages.len() {
        assert!(text_of_page(&pdf, page).contains("Restricted"), "page {}", page + 1);
    }
    let table = pdf.tags.all("Table")[0];
    assert_eq!(table.all("TR").len(), 1 + 2 + 60);
    assert!(pages_of(&pdf, table).len() > 1);
}

/// A picture with a soft edge, so wide that at its height it would not fit.
fn logo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 640, 32);
    encoder.set_color(png::ColorType::Rgba);
    let pixels: Vec<u8> = (0..640 * 32u32).flat_map(|at| [20, 70, 110, (at % 64 * 4) as u8]).collect();
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels)).expect("a PNG is written");
    bytes
}

/// A paper whose template does what no template may.
pub fn badly_set(body: &str) -> Scratch {
    let template = format!(
        "#import \"../common/document.typ\": *\n#import \"../common/paper.typ\": paper\n#show: paper\n= Title\n{body}\n"
    );
    let schema =
        "name: Bad\ndescription: Bad.\nlabels:\n  page: {text: Page, doc: Page.}\n  of: {text: of, doc: Of.}\n";
    Scratch::new()
        .file("report-templates/bad/main.typ", template)
        .file("report-templates/bad/schema.yaml", schema)
        .report("template: bad\ntitle: Title\ndate: 2025-11-27\n")
}

#[test]
#[should_panic(expected = "outside of the margins")]
fn text_beside_the_page_is_noticed() {
    laid_out(&badly_set("#block(width: 100%, inset: (left: 150mm), box[Unbreakable])"));
}

#[test]
#[should_panic(expected = "printed over each other")]
fn text_over_text_is_noticed() {
    laid_out(&badly_set("Some words\n\n#v(-9mm)\n\nOther words"));
}

#[test]
#[should_panic(expected = "nothing follows the heading")]
fn a_lonely_heading_is_noticed() {
    laid_out(&badly_set("Text\n\n== Lonely\n#pagebreak()\nMore"));
}
