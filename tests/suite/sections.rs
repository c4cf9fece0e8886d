//! The order and the numbers of sections and paragraphs, the words of a profile, and the council's logo.

use std::fmt::Write as _;

use boardpack::narrative::document::{Block, Document, Inline, Section, plain_text};

use crate::scratch::{NOTE, PROFILE, Scratch, rendered};

const NOTED: &str = "recommendations: {lead: The Board is recommended to, items: [text: Note it., text: Ask.]}\n";

fn document(scratch: Scratch) -> Document {
    scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors))).document
}

/// The numbers and headings of a document, and the first words of its paragraphs.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    document.sections.iter().for_each(|section| write_section(section, 0, &mut out));
    out
}

fn write_section(section: &Section, depth: usize, out: &mut String) {
    let heading = format!("{} {}", section.number, plain_text(&section.heading));
    let _ = writeln!(out, "{:depth$}{} [{}]", "", heading.trim_start(), section.slot);
    write_blocks(&section.body, depth + 2, out);
    section.sections.iter().for_each(|inner| write_section(inner, depth + 2, out));
}

fn write_blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        let line = match block {
            Block::Numbered { number, heading, .. } => {
                format!("{number} {}", heading.as_ref().map_or_else(String::new, |heading| plain_text(heading)))
            }
            Block::Paragraph { body } => plain_text(body),
            Block::Heading { body } => format!("({})", plain_text(body)),
            Block::Recommendations(list) => format!("recommendations {}", list.items.len()),
            other => format!("{other:?}"),
        };
        let _ = writeln!(out, "{:depth$}{}", "", line.trim_end());
        if let Block::Numbered { body, .. } = block {
            write_blocks(body, depth + 2, out);
        }
    }
}

#[test]
fn parts_that_are_left_out_take_their_number_their_heading_and_their_phrase_with_them() {
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - slot: purpose
    body:
      - text: A.
        parts:
          - B.
          - '{{% if false %}}C.{{% endif %}}'
          - {{run-in: D, text: '{{% if false %}}d.{{% endif %}}'}}
          - {{heading: E, text: '{{% if false %}}e.{{% endif %}}'}}
          - F.
      - {{run-in: G, text: '{{% if false %}}g.{{% endif %}}'}}
      - text: '{{% if false %}}H.{{% endif %}}'
        parts: ['{{% if false %}}I.{{% endif %}}']
      - J.
  - slot: background
    body: [K.]
"
    );
    insta::assert_snapshot!(outline(&document(Scratch::new().report(yaml))), @"
    1 Purpose of the note [purpose]
      1.1
        A.
        1.1.1
          B.
        1.1.2
          F.
      1.2
        J.
    2 Recommendations [recommendations]
      2.1
        recommendations 2
    3 Background and information [background]
      3.1
        K.
    ");
}

#[test]
fn slots_come_in_order_and_the_authors_own_sections_in_between() {
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - {{heading: Mine, body: [A.], sections: [{{heading: Inner, body: [B., C.]}}, {{heading: Other, body: [D.]}}]}}
  - {{slot: background, heading: 'Where we are *now*', body: [E.]}}
  - {{heading: Mine too, body: [F.]}}
  - {{slot: purpose, body: [G.]}}
"
    );
    insta::assert_snapshot!(outline(&document(Scratch::new().report(yaml))), @"
    1 Purpose of the note [purpose]
      1.1
        G.
    2 Recommendations [recommendations]
      2.1
        recommendations 2
    3 Where we are now [background]
      3.1
        E.
    4 Mine []
      4.1
        A.
      4.2 Inner []
        4.2.1
          B.
        4.2.2
          C.
      4.3 Other []
        4.3.1
          D.
    5 Mine too []
      5.1
        F.
    ");
}

#[test]
fn paragraphs_parts_and_numbered_headings_take_their_numbers() {
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - slot: purpose
    body:
      - A.
      - heading: Without a number
      - B.
      - {{heading: With a number, numbered: true}}
      - plain: Under the heading, without a number of its own.
      - text: C.
        parts: [First part., {{heading: Second part}}, {{heading: Third part, text: Its words.}}]
      - |
        D, in two paragraphs.

        The second.
  - {{slot: recommendations, body: [The Board is asked a favour., recommendations: list]}}
  - {{slot: background, body: [E.]}}
"
    );
    insta::assert_snapshot!(outline(&document(Scratch::new().report(yaml))), @"
    1 Purpose of the note [purpose]
      1.1
        A.
      (Without a number)
      1.2
        B.
      1.3 With a number
      Under the heading, without a number of its own.
      1.4
        C.
        1.4.1
          First part.
        1.4.2 Second part
        1.4.3 Third part
          Its words.
      1.5
        D, in two paragraphs.
        The second.
    2 Recommendations [recommendations]
      2.1
        The Board is asked a favour.
        recommendations 2
    3 Background and information [background]
      3.1
        E.
    ");
}

#[test]
fn a_profile_has_its_own_order_labels_and_numbering() {
    let profile = "
name: Testshire
committees: {board: Board}
people: {officer: {name: Ann}}
recommendation-numbering: ['(A)', '(i)', '1.']
kinds:
  briefing-note:
    labels: {to: 'For:', masthead: Scrutiny briefing}
    sections:
      - own
      - {key: background, heading: The facts, numbered: false}
      - {key: purpose, required: false}
      - recommendations
";
    let yaml = format!(
        "{NOTE}recommendations:
  lead: The Board is recommended to
  items: [text: Note it., {{text: Ask, items: [{{text: one, items: [text: a, text: b]}}, text: two]}}]
sections:
  - {{slot: background, body: [A., B.]}}
  - {{heading: Mine, body: [C.]}}
"
    );
    let document = document(Scratch::new().file("council.yaml", profile).report(yaml));
    insta::assert_snapshot!(outline(&document), @"
    1 Mine []
      1.1
        C.
    2 The facts [background]
      A.
      B.
    3 Recommendations [recommendations]
      3.1
        recommendations 2
    ");
    assert_eq!(
        (document.labels["to"].as_str(), document.labels["masthead"].as_str()),
        ("For:", "Scrutiny briefing")
    );
    assert_eq!(document.labels["date"], "Date:");
    let items = &document.recommendations.as_ref().expect("recommendations").items;
    let inner = &items[1].items;
    let numbers = [&items[0], &items[1], &inner[0], &inner[1], &inner[0].items[0], &inner[0].items[1]];
    assert_eq!(numbers.map(|item| item.number.as_str()), ["(A)", "(B)", "(i)", "(ii)", "1.", "2."]);
}

#[test]
fn what_is_missing_unknown_or_written_twice_is_an_error() {
    let errors = |sections: &str| Scratch::new().report(format!("{NOTE}{NOTED}sections:\n{sections}")).errors();
    let both = "  - {slot: purpose, body: [A.]}\n  - {slot: background, body: [B.]}\n";
    assert_eq!(
        errors("  - {slot: purpose, body: [A.]}\n"),
        ["the section `background` is missing: Background and information"]
    );
    assert_eq!(errors(&format!("{both}  - {{slot: purpos, body: [C.]}}\n")), ["unknown section `purpos`"]);
    assert_eq!(
        errors(&format!("{both}  - {{slot: purpose, body: [C.]}}\n")),
        ["the section `purpose` is written twice"]
    );
    let without = Scratch::new().report(format!("{NOTE}sections:\n{both}")).errors();
    assert_eq!(without, ["the section `recommendations` is missing: Recommendations"]);
    let nowhere = format!("{both}  - {{heading: Mine, body: [chart: nowhere, table: nothing]}}\n");
    assert_eq!(errors(&nowhere), ["unknown chart `nowhere`", "unknown table `nothing`"]);
}

#[test]
fn a_logo_is_found_named_by_its_ending_and_missed_if_it_is_not_there() {
    let profile = |logo: &str| {
        format!("name: Testshire\n{logo}committees: {{board: Board}}\npeople: {{officer: {{name: Ann}}}}\n")
    };
    let sections = "sections:\n  - {slot: purpose, body: [A.]}\n  - {slot: background, body: [B.]}\n";
    let report = format!("{NOTE}{NOTED}{sections}");
    let with = |logo: &str| Scratch::new().file("council.yaml", profile(logo)).report(&report);
    let none = document(with("")).council;
    assert_eq!((none.logo.as_str(), none.logo_height), ("", 0.0));
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10'/></svg>";
    let scratch = with("logo: {file: assets/Our Logo.SVG, height: 20}\n").file("assets/Our Logo.SVG", svg);
    let council = document(scratch).council;
    assert_eq!((council.logo.as_str(), council.logo_height), ("/assets/logo.svg", 20.0));
    let errors = |logo: &str| with(logo).file("assets/logo.svg", svg).errors();
    assert_eq!(errors("logo: {file: assets/lgo.svg}\n"), ["the logo `assets/lgo.svg` does not exist"]);
    assert_eq!(errors("logo: {file: assets/logo.svg, height: 200}\n"), ["`200` is out of range"]);
}

#[test]
fn a_title_is_shortened_for_the_top_of_the_page_and_a_short_one_has_to_be_short() {
    let sections = "sections:\n  - {slot: purpose, body: [A.]}\n  - {slot: background, body: [B.]}\n";
    let with = |title: &str, more: &str| {
        Scratch::new().report(format!("{}{more}{NOTED}{sections}", NOTE.replace("A note of the tests", title)))
    };
    let long = "Recruitment, retention – and all the rest of it ".repeat(5);
    let short = document(with(&long, "")).short_title;
    let twice = "Recruitment, retention – and all the rest of it ".repeat(2);
    assert_eq!(short, format!("{twice}Recruitment, retention…"));
    assert_eq!(document(with("Short", "")).short_title, "Short");
    assert_eq!(document(with(&long, "short-title: Shorter\n")).short_title, "Shorter");
    let errors = with("Short", &format!("short-title: {long}\n")).errors();
    assert_eq!(errors, ["a short title that is too long for the top of a page"]);
}

#[test]
fn a_profile_moves_sections_below_another_and_they_stay_what_they_are() {
    let profile = crate::scratch::PROFILE.to_owned()
        + "kinds: {briefing-note: {sections: [recommendations, {key: rest, heading: All the rest, sections: [purpose, background]}]}}\n";
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - {{slot: rest, sections: [{{slot: background, body: [A.]}}, {{slot: purpose, body: [B.]}}]}}
"
    );
    let shown = outline(&document(Scratch::new().file("council.yaml", &profile).report(yaml)));
    insta::assert_snapshot!(shown, @"
    1 Recommendations [recommendations]
      1.1
        recommendations 2
    2 All the rest [rest]
      2.1 Purpose of the note [purpose]
        2.1.1
          B.
      2.2 Background and information [background]
        2.2.1
          A.
    ");
}

/// A note with sections of every shape, under a profile with such a numbering.
fn numbered(paragraphs: &str) -> String {
    let profile = format!("{PROFILE}kinds: {{briefing-note: {{paragraphs: {paragraphs}}}}}\n");
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - slot: purpose
    body: [A., text: B., {{text: C., parts: [One., {{heading: Two, text: D.}}, {{run-in: Three, text: E.}}]}}]
  - slot: background
    body: [F., {{heading: G, numbered: true}}, plain: H., heading: I]
    sections:
      - {{heading: Inner, body: [J., {{text: K., parts: [L.]}}]}}
  - {{heading: Mine, body: [M.]}}
"
    );
    outline(&document(Scratch::new().file("council.yaml", profile).report(yaml)))
}

#[test]
fn paragraphs_that_are_numbered_on_take_no_notice_of_headings() {
    insta::assert_snapshot!(numbered("continuous"), @"
    Purpose of the note [purpose]
      1.
        A.
      2.
        B.
      3.
        C.
        3.1.
          One.
        3.2. Two
          D.
        3.3.
          Three: E.
    Recommendations [recommendations]
      4.
        recommendations 2
    Background and information [background]
      5.
        F.
      6. G
      H.
      (I)
      Inner []
        7.
          J.
        8.
          K.
          8.1.
            L.
    Mine []
      9.
        M.
    ");
}

#[test]
fn paragraphs_without_numbers_have_no_parts_with_numbers() {
    insta::assert_snapshot!(numbered("{style: plain, section: none}"), @"
    Purpose of the note [purpose]
      A.
      B.
      C.
      One.
      (Two)
      D.
      Three: E.
    Recommendations [recommendations]
      recommendations 2
    Background and information [background]
      F.
      (G)
      H.
      (I)
      Inner []
        J.
        K.
        L.
    Mine []
      M.
    ");
}

#[test]
fn numbers_are_written_as_the_profile_shows_them() {
    insta::assert_snapshot!(numbered("{section: \"A.\", paragraph: \"A.1\", part: \"(a)\"}"), @"
    A. Purpose of the note [purpose]
      A.1
        A.
      A.2
        B.
      A.3
        C.
        (a)
          One.
        (b) Two
          D.
        (c)
          Three: E.
    B. Recommendations [recommendations]
      B.1
        recommendations 2
    C. Background and information [background]
      C.1
        F.
      C.2 G
      H.
      (I)
      C.3. Inner []
        C.3.1
          J.
        C.3.2
          K.
          (a)
            L.
    D. Mine []
      D.1
        M.
    ");
}

#[test]
fn a_phrase_opens_its_paragraph_in_bold_and_ends_in_a_colon() {
    let yaml = format!(
        "{NOTE}{NOTED}sections:
  - slot: purpose
    body:
      - {{run-in: More *skilled* staff, text: Some words.}}
      - {{run-in: 'With a colon:', text: Some words.}}
      - {{run-in: Is it enough?, text: Some words.}}
      - {{run-in: A list, text: \"- One\\n- Two\"}}
  - {{slot: background, body: [A.]}}
"
    );
    let document = document(Scratch::new().report(yaml));
    let mut found = Vec::new();
    for block in &document.sections[0].body {
        let Block::Numbered { body, .. } = block else { panic!("{block:?} has no number") };
        let [Block::Paragraph { body }, ..] = body.as_slice() else { panic!("{body:?} has no paragraph") };
        let [Inline::Strong { body: lead }, rest @ ..] = body.as_slice() else {
            panic!("{body:?} opens with no phrase")
        };
        found.push((plain_text(lead), plain_text(rest)));
    }
    let words = |lead: &str, rest: &str| (lead.to_owned(), rest.to_owned());
    let wanted = [
        words("More skilled staff:", " Some words."),
        words("With a colon:", " Some words."),
        words("Is it enough?", " Some words."),
        words("A list:", ""),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_single_recommendation_has_no_number_where_the_profile_says_so() {
    let numbers = |recommendations: &str, profile: &str| {
        let sections = "sections:\n  - {slot: purpose, body: [A.]}\n  - {slot: background, body: [B.]}\n";
        let scratch = Scratch::new()
            .file("council.yaml", format!("{PROFILE}{profile}"))
            .report(format!("{NOTE}recommendations: {recommendations}\n{sections}"));
        let list = document(scratch).recommendations.expect("recommendations");
        let numbers: Vec<String> = list.items.iter().map(|one| one.number.clone()).collect();
        (plain_text(&list.lead), numbers)
    };
    let plain = "single-recommendation: plain\n";
    assert_eq!(numbers("That the Board notes the report.", plain), (String::new(), vec![String::new()]));
    assert_eq!(numbers("That the Board notes the report.", ""), (String::new(), vec!["1)".to_owned()]));
    assert_eq!(numbers("{lead: To, items: [Note it., Ask.]}", plain).1, ["1)", "2)"]);
    assert_eq!(numbers("{lead: To, items: [{text: Note, items: [A.]}]}", plain).1, [""]);
}
