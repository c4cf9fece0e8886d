//! Four councils, one report: what a profile decides is seen on the pages, and nothing of it in the report.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use boardpack::build::build;
use boardpack::diagnostic::Diagnostics;
use boardpack::narrative::document::{Document, Section, plain_text};
use boardpack::project::Project;
use boardpack::trace::attachment;
use tempfile::TempDir;

use crate::copies;
use crate::errors::boardpack;
use crate::pdf::Pdf;
use crate::scratch::{NOTE, PROFILE, Scratch, rendered};

/// A council: its fixture, and what its profile makes of the same report.
struct Council {
    key: &'static str,
    brand: &'static str,
    /// What a reader of its pages meets: labels, numbers of paragraphs and recommendations, percentages.
    shown: &'static [&'static str],
    date: &'static str,
}

const COUNCILS: [Council; 4] = [
    Council {
        key: "coventry",
        brand: "#12436d",
        shown: &["Briefing note", "To:", "1 Purpose of the note", "2.1 Members", "1) Note", "a. how", "13.0%"],
        date: "26 February 2026",
    },
    Council {
        key: "warwickshire",
        brand: "#1e5631",
        shown: &[
            "Workforce review",
            "2 The national picture",
            "(1) Note",
            "(a) how",
            "13.0 per cent",
            "3.2.1  Basis:",
        ],
        date: "26th February 2026",
    },
    Council {
        key: "lga",
        brand: "#5a2a6e",
        shown: &[
            "Member briefing",
            "Briefing on:",
            "3. Of every",
            "4.1.  Basis:",
            "1. Note",
            "(a) how",
            "13.0 per cent",
        ],
        date: "26 February 2026",
    },
    Council {
        key: "devon",
        brand: "#8a2f1d",
        shown: &["Information note", "Meeting:", "1 Recommendations", "(a) Note", "(i) how", "13.0%", "Report of:"],
        date: "26/02/2026",
    },
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Builds a project, or a report, into a folder of its own; panics with whatever there is to say.
fn built(project: &Path) -> TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let built = build(&[project.to_owned()], Some(out.path())).expect("a project");
    assert!(built.failed == 0 && built.diagnostics.is_empty(), "{}", rendered(&built.diagnostics));
    out
}

/// `BLESS=1` copies the profiles anew.
#[test]
fn the_four_profiles_are_those_of_the_four_councils() {
    let project = fixture("four-councils");
    let mut wrong = Vec::new();
    for Council { key, .. } in COUNCILS {
        let profile = read(&fixture(key).join("council.yaml"));
        // Four marks cannot have one name.
        let profile = profile.replace("file: assets/logo.svg", &format!("file: assets/{key}.svg"));
        let logo = read(&fixture(key).join("assets/logo.svg"));
        for (path, wanted) in [(format!("profiles/{key}.yaml"), profile), (format!("assets/{key}.svg"), logo)] {
            let path = project.join(path);
            if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
                std::fs::write(&path, &wanted).expect("a profile can be written");
            } else if read(&path) != wanted {
                wrong.push(path);
            }
        }
    }
    assert!(wrong.is_empty(), "no longer the council's own; BLESS=1 copies them: {wrong:?}");
    let data = "data/social-work-workforce.csv";
    assert_eq!(read(&project.join(data)), read(&fixture("coventry").join(data)), "{data} is a copy");
}

#[test]
fn the_four_reports_differ_in_the_line_that_names_the_profile() {
    let texts =
        COUNCILS.map(|one| (one.key, read(&fixture("four-councils/reports").join(format!("{}.yaml", one.key)))));
    for (key, text) in &texts {
        let line = format!("profile: profiles/{key}.yaml");
        assert_eq!(text.lines().filter(|one| **one == line).count(), 1, "{key}");
        let first = &texts[0];
        assert_eq!(text.replace(&line, &format!("profile: profiles/{}.yaml", first.0)), first.1, "{key}");
    }
}

#[test]
fn each_of_the_four_papers_is_its_councils_own() {
    let out = built(&fixture("four-councils"));
    for Council { key, brand, shown, date } in COUNCILS {
        let bytes = std::fs::read(out.path().join(format!("{key}.pdf"))).expect("a paper");
        let text = Pdf::read(&bytes).describe().replace(['\u{a0}', '*'], " ");
        for words in shown.iter().chain([&date]) {
            assert!(text.contains(words), "{key} has no `{words}` in:\n{text}");
        }
        let of_others: Vec<&str> = COUNCILS
            .iter()
            .map(|other| other.date)
            .filter(|other| *other != date && text.contains(*other))
            .collect();
        assert_eq!(of_others, Vec::<&str>::new(), "{key} writes dates in its own way");
        let colours = strokes(&bytes);
        // Coventry's is that of the first line of every chart as well.
        let is_shown = |one: &&str| colours.contains(*one) && (*one == brand || *one != COUNCILS[0].brand);
        let brands: Vec<&str> = COUNCILS.map(|one| one.brand).into_iter().filter(is_shown).collect();
        assert_eq!(brands, [brand], "{key} has rules in its own colour: {colours:?}");
    }
}

/// The colours in which lines are drawn on the pages, `#rrggbb`.
fn strokes(bytes: &[u8]) -> BTreeSet<String> {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let mut colours = BTreeSet::new();
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        for operation in lopdf::content::Content::decode(&content).expect("operations").operations {
            let parts: Vec<f32> = operation.operands.iter().filter_map(|one| one.as_float().ok()).collect();
            if let ("SCN" | "SC" | "RG", [red, green, blue]) = (operation.operator.as_str(), parts.as_slice()) {
                let byte = |part: &f32| format!("{:02x}", (part * 255.0).round() as u8);
                colours.insert(format!("#{}{}{}", byte(red), byte(green), byte(blue)));
            }
        }
    }
    colours
}

/// The document of a report, with the profile that it names.
fn document(project: &Path, report: &str) -> Document {
    let mut sink = Diagnostics::default();
    let project = Project::open_for(project, report, &mut sink).expect("a profile");
    let store = boardpack::data::store::Store::default();
    let edition = boardpack::narrative::papers::Edition::Public;
    let shelf = boardpack::shelf::Shelf::new(&project, &store, edition);
    let paper = shelf.narrate(report, &mut sink);
    assert!(!sink.has_errors(), "{}", rendered(&sink.sorted()));
    paper.expect("a paper").narrated.document
}

fn outline(sections: &[Section]) -> Vec<String> {
    let mut lines = Vec::new();
    for section in sections {
        lines.push(format!("{} {}", section.number, plain_text(&section.heading)));
        lines.extend(outline(&section.sections));
    }
    lines
}

#[test]
fn the_current_form_and_that_of_2018_are_two_profiles_of_one_report() {
    let report = "reports/2025-12-15-social-work-workforce.yaml";
    let project = copies::fixture("coventry");
    insta::assert_snapshot!(outline(&document(project.path(), report).sections).join("\n"), @"
    1 Context (or background)
    2 Options considered and recommended proposal
    3 Results of consultation undertaken
    4 Timetable for implementing this decision
    5 Comments from the Director of Finance and Resources and the Director of Law and Governance
    5.1 Financial implications
    5.2 Legal implications
    6 Other implications
    6.1 How will this contribute to the One Coventry Plan (www.coventry.gov.uk/onecoventryplan)?
    6.2 How is risk being managed?
    6.3 What is the impact on the organisation?
    6.4 Equalities / EIA
    6.5 Implications for (or impact on) climate change and the environment
    6.6 Implications for partner organisations?
    ");
    let text = read(&project.path().join(report));
    let changed = text.replace("profile: profiles/coventry-current.yaml\n", "profile: council.yaml\n");
    assert_eq!(text.lines().zip(changed.lines()).filter(|(one, other)| one != other).count(), 1);
    std::fs::write(project.path().join(report), changed).expect("a report can be written");
    insta::assert_snapshot!(outline(&document(project.path(), report).sections).join("\n"), @"
    1 Context (or background)
    2 Options considered and recommended proposal
    3 Results of consultation undertaken
    4 Timetable for implementing this decision
    5 Comments from Director of Finance and Corporate Services
    5.1 Financial implications
    5.2 Legal implications
    5.3 Other implications
    5.4 How will this contribute to the Council Plan (www.coventry.gov.uk/councilplan)?
    6 How is risk being managed?
    7 What is the impact on the organisation?
    8 Equalities / EIA
    9 Implications for (or impact on) the environment
    10 Implications for partner organisations?
    ");
    drop(built(project.path()));
}

#[test]
fn the_report_of_2018_builds_in_the_current_form() {
    let report = "reports/2018-04-16-retention-of-social-workers.yaml";
    let project = copies::fixture("coventry");
    let text = read(&project.path().join(report));
    // This one names people and a meeting by their keys, which the profile then has to know.
    let profile = read(&project.path().join("council.yaml"));
    let (_, people) = profile.split_once("\ncommittees:").expect("committees");
    let (people, _) = people.split_once("\nkinds:").expect("kinds");
    let current = project.path().join("profiles/coventry-current.yaml");
    std::fs::write(&current, format!("{}\ncommittees:{people}\n", read(&current)))
        .expect("a profile can be written");
    let text = format!("{text}\nprofile: profiles/coventry-current.yaml\n");
    std::fs::write(project.path().join(report), text).expect("a report can be written");
    let document = document(project.path(), report);
    let last: Vec<String> =
        outline(&document.sections).into_iter().skip_while(|line| !line.starts_with("10 ")).collect();
    assert_eq!(last.len(), 7, "{last:?}");
    assert!(last[1].starts_with("10.1 ") && last[4] == "10.4 Equalities / EIA", "{last:?}");
    // Its agenda and its pack are of the other profile, and say so.
    drop(built(&project.path().join(report)));
}

const DATA: &str = "area,period,agency_rate\nCoventry,2024,9.3\nCoventry,2025,6.1\nEngland,2025,13\n";

const FIGURES: &str = "
data:
  dfe: {file: data/rates.csv, source: The DfE, release: \"2025\"}
subject: {area: Coventry, period: 2025, compare: [England]}
recommendations: {lead: The Board is recommended to, items: [Note it.]}
sections:
  - {slot: purpose, body: ['The rate was {{ agency_rate }}; the target is {{ agency_rate.target }}.']}
  - {slot: background, body: ['It {{ agency_rate.change }}.']}
";

/// A project whose report names a profile that writes "per cent" in words.
fn other_profile() -> Scratch {
    let other = format!(
        "{PROFILE}style: {{per-cent: words}}\ntargets: {{agency_rate: {{at-most: 10, source: Strategy}}}}\n"
    );
    Scratch::new()
        .file("data/rates.csv", DATA)
        .file("profiles/other.yaml", other.replace("Testshire County Council", "Othershire"))
        .report(format!("{NOTE}profile: profiles/other.yaml\n{FIGURES}"))
}

#[test]
fn a_paper_says_which_profile_it_was_made_with() {
    let scratch = other_profile();
    let figures = attachment::read(&scratch.paper()).expect("figures").remove(0);
    assert_eq!((figures.profile.as_str(), figures.council.as_str()), ("profiles/other.yaml", "Othershire"));
    assert!(figures.figures.iter().any(|entry| entry.text == "6.1 per cent"), "{:?}", figures.figures);
    let target = figures.figures.iter().find(|entry| entry.origin.kind == "stated").expect("a target");
    assert!(target.origin.place.starts_with("profiles/other.yaml, line "), "{}", target.origin.place);
}

#[test]
fn a_paper_is_verified_with_the_profile_that_it_was_made_with() {
    let scratch = other_profile();
    let _ = scratch.paper();
    let run = boardpack(scratch.path(), &["verify", "out/paper.pdf"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("another council"), "{}", run.stdout);
    // A profile that is gone changes no figure: what it decided of them stands in the paper.
    std::fs::remove_file(scratch.path().join("profiles/other.yaml")).expect("a file");
    let run = boardpack(scratch.path(), &["verify", "out/paper.pdf"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_report_that_names_no_profile_has_the_projects_own() {
    let scratch = Scratch::new()
        .file("data/rates.csv", DATA)
        .report(format!("{NOTE}{}", FIGURES.replace("; the target is {{ agency_rate.target }}", "",)));
    let figures = attachment::read(&scratch.paper()).expect("figures").remove(0);
    assert_eq!(figures.profile, "");
    assert!(!String::from_utf8_lossy(&figures.to_json()).contains("\"profile\": \"\""));
}

#[test]
fn a_profile_that_is_missing_is_told_for_each_report_that_names_it() {
    let report = format!("{NOTE}profile: profiles/none.yaml\n{FIGURES}");
    let scratch = Scratch::new().file("data/rates.csv", DATA).report(&report).file("reports/second.yaml", &report);
    let built = build(&[scratch.path()], None).expect("a project");
    assert_eq!(built.failed, 2);
    assert_eq!(built.diagnostics.len(), 2, "{}", rendered(&built.diagnostics));
}

#[test]
fn places_and_references_follow_the_numbers_of_the_profile() {
    let kinds = "kinds: {briefing-note: {paragraphs: {style: continuous, part: (a)}}}\n";
    let report = format!(
        "{NOTE}
data:
  dfe: {{file: data/rates.csv, source: The DfE, release: \"2025\"}}
subject: {{area: Coventry, period: 2025, compare: [England]}}
recommendations: {{lead: The Board is recommended to, items: [Note it.]}}
sections:
  - {{slot: purpose, body: [To inform., {{text: 'See:', parts: ['The rate was {{{{ agency_rate }}}}.', Paragraph 2(c).]}}]}}
  - {{slot: background, body: ['It {{{{ agency_rate.change }}}}; see paragraphs 2(a) and 7 of this report.']}}
"
    );
    let scratch = Scratch::new()
        .file("data/rates.csv", DATA)
        .file("council.yaml", format!("{PROFILE}{kinds}"))
        .report(report);
    let places: Vec<(String, String)> = attachment::read(&scratch.paper())
        .expect("figures")
        .remove(0)
        .figures
        .iter()
        .flat_map(|entry| entry.shown.iter().map(|place| (place.number.clone(), place.section.clone())))
        .collect();
    assert!(places.contains(&("2(a)".to_owned(), "Purpose of the note".to_owned())), "{places:?}");
    let run = boardpack(scratch.path(), &["check", "."]);
    let found: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error[cross-references]")).collect();
    assert_eq!(
        found,
        [
            "error[cross-references]: there is no Paragraph 2(c) in this report",
            "error[cross-references]: there is no paragraph 7 in this report"
        ]
    );
}
