//! Packs: an agenda and its papers as one document, with one run of pages.

use std::collections::BTreeMap;

use boardpack::build::{self, Built};
use boardpack::trace::attachment;

use crate::pdf::{Bookmark, Element, Node, Pdf};
use crate::scratch::{Scratch, rendered};

const AGENDA: &str = "
template: agenda
title: Testshire Scrutiny Board
date: 2025-11-27
time: 2.00 pm
place: County Hall
items:
  - Apologies
  - title: A first note
    paper: reports/first.yaml
    by: Report of the Scrutiny Officer
  - title: Minutes
    points:
      - {text: To agree the minutes, paper: reports/second.yaml}
      - Matters arising
  - paper: reports/third.yaml
private-items:
  - title: A contract
    exempt: {paragraph: 3, public-interest: Its price would help other bidders.}
signatory: Ann Officer, County Hall
published: 2025-11-19
contact: officer
membership: Councillors One and Two
";

/// A briefing note of that title, with text for some pages.
fn note(title: &str, more: &str, paragraphs: usize) -> String {
    let text = "Words that say nothing at all but take up room on the page, as words do. ".repeat(9);
    let body: String = (0..paragraphs).map(|_| format!("      - {text}\n")).collect();
    format!(
        "template: briefing-note\ntitle: {title}\ndate: 2025-11-27\nto: board\nauthor: officer\n{more}\n\
         recommendations: {{lead: 'The Board is recommended to:', items: [Note it.]}}\n\
         sections:\n  - {{slot: purpose, body: [To inform.]}}\n  - slot: background\n    body:\n      - Background.\n{body}"
    )
}

/// A project with an agenda, its papers and a pack of them.
pub fn project(profile: &str) -> Scratch {
    let appendices = "appendices:\n  - {title: Fourth, report: reports/fourth.yaml}\n  - Only listed";
    Scratch::new()
        .file("council.yaml", format!("{}{profile}", crate::scratch::PROFILE))
        .file("reports/agenda.yaml", AGENDA)
        .file("reports/first.yaml", note("The first", "", 14))
        .file("reports/second.yaml", note("The second", "", 0))
        .file("reports/third.yaml", note("The third", appendices, 8))
        .file("reports/fourth.yaml", note("The fourth", "", 3))
        .file("packs/pack.yaml", "template: pack\nagenda: reports/agenda.yaml\n")
}

fn build(scratch: &Scratch, path: &str) -> Built {
    build::build(&[scratch.path().join(path)], None).expect("a project")
}

fn built(scratch: &Scratch, path: &str, paper: &str) -> Vec<u8> {
    let built = build(scratch, path);
    assert!(built.diagnostics.is_empty() && built.failed == 0, "{}", rendered(&built.diagnostics));
    std::fs::read(scratch.path().join("out").join(paper)).expect("a paper")
}

/// The pack of a project.
pub fn pack(scratch: &Scratch) -> Pdf {
    Pdf::read(&built(scratch, "packs/pack.yaml", "packs/pack.pdf"))
}

/// What the agenda says of the pages of its items: `(Pages 3 – 5)`, in order.
fn ranges(pdf: &Pdf) -> Vec<(usize, usize)> {
    let text = pdf.tags.text();
    let said = text.match_indices("(Page").filter_map(|(at, _)| text[at..].split(')').next());
    let range = |said: &str| {
        let numbers: Vec<usize> = said
            .split(|one: char| !one.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|number| number.parse().expect("a number"))
            .collect();
        (numbers[0], *numbers.last().expect("a page"))
    };
    said.map(range).collect()
}

/// The pages, from 1, to which bookmarks lead, by their titles.
fn bookmarks(pdf: &Pdf) -> BTreeMap<String, usize> {
    fn collect(marks: &[Bookmark], into: &mut BTreeMap<String, usize>) {
        for mark in marks {
            into.insert(mark.title.clone(), mark.page + 1);
            collect(&mark.inner, into);
        }
    }
    let mut found = BTreeMap::new();
    collect(&pdf.bookmarks, &mut found);
    found
}

#[test]
fn the_agenda_says_on_which_pages_its_papers_stand() {
    for profile in ["", "packs: double-sided\n"] {
        let scratch = project(profile);
        let pdf = pack(&scratch);
        let (ranges, marks) = (ranges(&pdf), bookmarks(&pdf));
        assert_eq!(ranges.len(), 3, "three items have papers");
        for ((from, to), label) in ranges.iter().zip(["Agenda Item 2", "Agenda Item 3", "Agenda Item 4"]) {
            assert_eq!(marks[label], *from, "{label} begins where the agenda says");
            assert!(from <= to && *to <= pdf.pages.len());
        }
        assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0), "{ranges:?}");
        assert!(ranges[0].1 > ranges[0].0, "the first note has several pages: {ranges:?}");
        let appendix = marks["Appendix 1"];
        assert!(ranges[2].0 < appendix && appendix <= ranges[2].1, "an appendix belongs to its item");
        assert_eq!(ranges[2].1, pdf.pages.len(), "the last paper ends the pack");
        let alone = Pdf::read(&built(&scratch, "reports/agenda.yaml", "agenda.pdf"));
        assert_eq!(self::ranges(&alone), ranges, "the agenda by itself says the same");
        assert!(alone.tags.all("Link").iter().all(|link| link.text().contains('@')), "and links to no other file");
    }
}

#[test]
fn a_pack_for_both_sides_begins_each_paper_on_the_front_of_a_sheet() {
    let blank = "This page is intentionally left blank";
    let (single, double) = (pack(&project("")), pack(&project("packs: double-sided\n")));
    let blanks = |pdf: &Pdf| pdf.paints.iter().filter(|paint| paint.text.as_deref() == Some(blank)).count();
    assert_eq!(blanks(&single), 0);
    let starts: Vec<usize> = bookmarks(&double)
        .into_iter()
        .filter(|(title, _)| title.starts_with("Agenda Item") || title.starts_with("Appendix"))
        .map(|(_, page)| page)
        .collect();
    assert_eq!(starts.len(), 4);
    assert!(starts.iter().all(|page| page % 2 == 1), "{starts:?}");
    assert_eq!(blanks(&double), double.pages.len() - single.pages.len());
    assert!(double.pages.len() > single.pages.len());
}

#[test]
fn a_pack_is_one_document_with_headings_below_its_agenda() {
    let pdf = pack(&project(""));
    assert_eq!(pdf.title, "Testshire Scrutiny Board");
    let mut headings = Vec::new();
    pdf.tags.visit(&mut |element| {
        if let Some(level) = element.kind.strip_prefix('H').and_then(|level| level.parse::<usize>().ok()) {
            headings.push((level, element.text()));
        }
    });
    let level_of = |text: &str| headings.iter().find(|(_, heading)| heading == text).map(|(level, _)| *level);
    assert_eq!(level_of("Testshire Scrutiny Board"), Some(1));
    assert_eq!(level_of("Agenda Item 2"), Some(2));
    assert_eq!(level_of("The first"), Some(3));
    assert_eq!(level_of("Appendix 1"), Some(3));
    assert_eq!(level_of("The fourth"), Some(4));
    assert!(headings.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 1), "{headings:?}");
    let pages: Vec<String> = (1..=pdf.pages.len()).map(|page| format!("Page {page}")).collect();
    for (at, label) in pages.iter().enumerate() {
        let furniture = pdf.paints.iter().filter(|paint| paint.page == at && paint.artifact);
        let text: String = furniture.filter_map(|paint| paint.text.clone()).collect();
        assert!(text.contains(label) && !text.contains(" of "), "page {at}: {text}");
    }
}

/// The links of a document: what they say, and where they lead.
fn links(pdf: &Pdf) -> Vec<(String, String)> {
    let target = |link: &Element| {
        link.children.iter().find_map(|child| match child {
            Node::Target(target) => Some(target.clone()),
            _ => None,
        })
    };
    pdf.tags.all("Link").into_iter().map(|link| (link.text(), target(link).unwrap_or_default())).collect()
}

#[test]
fn links_lead_from_one_paper_to_another_within_a_pack_only() {
    let text = "See [the first note](reports/first.yaml), [its background](reports/first.yaml#3.2) and \
                [the other one](reports/apart.yaml).";
    let second = note("The second", "", 0).replace("To inform.", &format!("\"{text}\""));
    let scratch = project("").file("reports/second.yaml", second).file("reports/apart.yaml", note("Apart", "", 0));
    let found = links(&pack(&scratch));
    let inside: Vec<&str> =
        found.iter().filter(|(_, target)| target.starts_with('#')).map(|(text, _)| text.as_str()).collect();
    for text in ["the first note", "its background", "Fourth"] {
        assert!(inside.contains(&text), "{text}: {found:?}");
    }
    assert!(!found.iter().any(|(text, _)| text == "the other one"), "{found:?}");
    let alone = Pdf::read(&built(&scratch, "reports/second.yaml", "second.pdf"));
    assert!(alone.tags.text().contains("See the first note, its background and the other one."));
    assert!(!links(&alone).iter().any(|(text, _)| text.contains("note")));
}

#[test]
fn a_pack_tells_what_is_wrong_with_its_papers_once_and_is_not_built() {
    let scratch = project("").file("reports/first.yaml", note("The first", "colour: red", 0));
    let built = build(&scratch, "");
    let said = rendered(&built.diagnostics);
    assert_eq!(said.matches("unknown key `colour`").count(), 1, "{said}");
    // The note, the agenda, which has to know its pages, and the pack.
    assert_eq!(built.failed, 3, "{said}");
    assert!(!scratch.path().join("out/packs/pack.pdf").exists());
    assert!(scratch.path().join("out/second.pdf").exists());
}

#[test]
fn papers_that_cannot_be_bound_are_told_at_their_place() {
    for (agenda, message) in [
        (AGENDA.replace("first.yaml", "frist.yaml"), "`reports/frist.yaml` does not exist"),
        (AGENDA.replace("second.yaml", "first.yaml"), "`reports/first.yaml` is bound in twice"),
        (AGENDA.replace("first.yaml", "agenda.yaml"), "`reports/agenda.yaml` refers back to this report"),
        (AGENDA.replace("second.yaml", "fourth.yaml"), "`reports/fourth.yaml` is bound in twice"),
    ] {
        let built = build(&project("").file("reports/agenda.yaml", &agenda), "packs/pack.yaml");
        let said = rendered(&built.diagnostics);
        assert!(said.contains(message) && said.contains("reports/"), "{message}: {said}");
        assert!(built.failed == 1 && said.contains("hint"), "{said}");
    }
    for (target, message) in [
        ("reports/first.yaml#9.9", "`reports/first.yaml` has no number `9.9`"),
        ("reports/fisrt.yaml", "`reports/fisrt.yaml` does not exist"),
    ] {
        let note = note("The second", "", 0).replace("To inform.", &format!("\"See [it]({target}).\""));
        let built = build(&project("").file("reports/second.yaml", note), "reports/second.yaml");
        let said = rendered(&built.diagnostics);
        assert!(said.contains(message) && said.contains("reports/second.yaml:"), "{message}: {said}");
    }
}

#[test]
fn papers_may_mention_each_other() {
    let to = |path: &str| format!("\"See [it]({path}).\"");
    let scratch = project("")
        .file("reports/first.yaml", note("The first", "", 0).replace("To inform.", &to("reports/second.yaml#3.1")))
        .file(
            "reports/second.yaml",
            note("The second", "", 0).replace("To inform.", &to("reports/first.yaml#3.1")),
        );
    assert_eq!(links(&pack(&scratch)).iter().filter(|(text, _)| text == "it").count(), 2);
}

#[test]
fn a_pack_carries_the_figures_of_each_paper() {
    let counted = |title: &str, count: u32| {
        let figures = format!("figures: {{staff: {{value: {count}, unit: people, source: 'Payroll, 2025'}}}}");
        note(title, &figures, 0).replace("To inform.", "\"There are {{ staff }} of them.\"")
    };
    let scratch = project("")
        .file("reports/first.yaml", counted("The first", 11))
        .file("reports/fourth.yaml", counted("The fourth", 44));
    let all = attachment::read(&built(&scratch, "packs/pack.yaml", "packs/pack.pdf")).expect("figures");
    let said: Vec<(&str, &str)> =
        all.iter().map(|one| (one.report.as_str(), one.figures[0].text.as_str())).collect();
    assert_eq!(said, [("reports/first.yaml", "11"), ("reports/fourth.yaml", "44")]);
}

#[test]
fn a_file_from_elsewhere_takes_no_more_pages_in_a_pack_than_it_has() {
    let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/appendices");
    let out = tempfile::tempdir().expect("a folder");
    let built = build::build(&[fixture], Some(out.path())).expect("a project");
    assert_eq!(built.failed, 0, "{}", rendered(&built.diagnostics));
    let pages = |paper: &str| Pdf::read(&std::fs::read(out.path().join(paper)).expect("a paper")).pages.len();
    let alone = pages("2018-04-16-agenda.pdf") + pages("2018-04-16-what-members-were-sent.pdf");
    assert_eq!(pages("packs/2018-04-16.pdf"), alone);
}

/// Minutes with that resolution on the report `reports/part.yaml`, whose second recommendation is exempt.
fn with_exempt_recommendation(decisions: &str, more: &str) -> Scratch {
    let part = note("In part", "", 0).replace(
        "items: [Note it.]",
        "items: [Note it., {text: Pay the quince claim in full., exempt: {paragraph: 3, public-interest: Talks go on.}}]",
    );
    let minutes = format!(
        "template: minutes\ndate: 2025-12-04\nmeeting: Testshire Scrutiny Board\nknown-as: the Board\ntime: 2.00 pm\n\
         place: County Hall\nmembers: [Councillor One]\nclosed: 3.00 pm\nfirst-minute: 4\npublic:\n  - heading: The note\n    \
         text: It was discussed.\n    resolutions:\n      of: reports/part.yaml\n      decisions: {decisions}\n{more}"
    );
    project("").file("reports/part.yaml", part).file("reports/minutes.yaml", minutes)
}

#[test]
fn what_was_made_of_an_exempt_recommendation_is_exempt() {
    let decisions = "{1: agreed, 2: {amended: Pay half of the medlar claim., reason: The loquat is at risk.}}";
    let text = Pdf::read(&built(&with_exempt_recommendation(decisions, ""), "reports/minutes.yaml", "minutes.pdf"))
        .tags
        .text();
    for word in ["quince", "medlar", "loquat"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("exempt from publication"), "{text}");
}

#[test]
fn minutes_with_private_business_have_an_edition_for_members() {
    let private = "exclusion: The Board was satisfied of it.\nprivate:\n  - heading: The contract\n    exempt: {paragraph: 3, \
                   public-interest: Talks go on.}\n    text: The damson price was discussed.\n";
    let scratch = with_exempt_recommendation("agreed", private);
    let both = build(&scratch, "reports/minutes.yaml");
    assert!(both.failed == 0 && both.papers.len() == 2, "{:?} {}", both.papers, rendered(&both.diagnostics));
    let [public, members] = ["minutes.pdf", "minutes-restricted.pdf"].map(|paper| {
        Pdf::read(&std::fs::read(scratch.path().join("out").join(paper)).expect("a paper")).tags.text()
    });
    assert!(!public.contains("damson") && members.contains("damson"), "{public}\n{members}");
}

#[test]
fn a_paper_that_is_exempt_is_no_public_item() {
    let exempt = "exempt: {paragraph: 3, public-interest: Talks go on.}";
    let scratch = project("").file("reports/third.yaml", note("The third", exempt, 0));
    let said = rendered(&build(&scratch, "reports/agenda.yaml").diagnostics);
    let message = "`reports/third.yaml` is exempt from publication, but this item is not";
    assert!(said.contains(message) && said.contains("private-items"), "{said}");
}

#[test]
fn private_business_stands_apart_in_the_pack_for_members() {
    let ground = "exempt: {paragraph: 3, public-interest: Its price would help other bidders.}";
    for (profile, sides) in [("", 1), ("packs: double-sided\n", 2)] {
        let agenda = AGENDA.replace("  - title: A contract\n", "  - paper: reports/secret.yaml\n");
        let scratch = project(profile)
            .file("reports/agenda.yaml", agenda)
            .file("reports/secret.yaml", note("The contract", ground, 2));
        let public = pack(&scratch);
        let members =
            std::fs::read(scratch.path().join("out/packs/pack-restricted.pdf")).expect("an edition for members");
        let members = Pdf::read(&members);
        let branches = |pdf: &Pdf| -> Vec<String> { pdf.bookmarks.iter().map(|mark| mark.title.clone()).collect() };
        assert_eq!(branches(&public), ["Testshire Scrutiny Board"]);
        assert_eq!(branches(&members), ["Testshire Scrutiny Board", "Private business"]);
        let private = &members.bookmarks[1];
        let inner: Vec<&str> = private.inner.iter().map(|mark| mark.title.as_str()).collect();
        assert_eq!(inner, ["Agenda Item 5"]);
        // A sheet of its own, on the front as the paper after it, and after all that is public.
        assert_eq!(private.inner[0].page, private.page + sides);
        assert_eq!(private.page % sides, 0);
        assert_eq!(ranges(&members)[3].0, private.inner[0].page + 1, "the agenda names the paper's own first page");
        let said = "They are not for publication";
        assert!(members.tags.text().contains(said) && !public.tags.text().contains(said));
    }
}
