//! Files from elsewhere that are bound in as appendices: nothing that they say is lost, and nothing in them does harm.

mod file;
mod hostile;

use std::path::Path;

use boardpack::appendix::{ForeignFile, ForeignPage, Passage, read};

use crate::pdf::{Element, Pdf};
use crate::scratch::{NOTE, Scratch};
use crate::standards;

use file::{FORM, Page};

/// The description of every file, without white space.
const ALT: &str = "Whatitshows";

/// A note that binds one file in, with an accessible version elsewhere.
fn note(file: &[u8]) -> Vec<u8> {
    let yaml = format!(
        "{NOTE}
appendices:
  - {{title: The file, file: appendices/file.pdf, alt: What it shows, alternative: 'https://www.example.gov.uk/a'}}
sections:
  - {{slot: purpose, body: [To show a file.]}}
  - {{slot: recommendations, body: [There is none.]}}
  - {{slot: background, body: [Appendix 1 is a file.]}}
"
    );
    Scratch::new().file("appendices/file.pdf", file).report(yaml).paper()
}

/// The text of a paper from the heading of its appendix on, and what pictures in it say, without white space.
fn heard(bytes: &[u8]) -> String {
    fn hear(element: &Element, into: &mut String) {
        if let Some(alt) = element.alt.as_ref().filter(|_| element.kind == "Figure") {
            into.push_str(alt);
            return;
        }
        for child in &element.children {
            match child {
                crate::pdf::Node::Element(inner) => hear(inner, into),
                crate::pdf::Node::Text(_, _, text) => into.push_str(text),
                crate::pdf::Node::Target(_) => {}
            }
        }
    }
    let mut all = String::new();
    hear(&Pdf::read(bytes).tags, &mut all);
    all.chars().filter(|one| !one.is_whitespace() && !"\u{200b}\u{ad}".contains(*one)).collect()
}

/// What a file says once it is bound in.
fn heard_in(file: &[u8]) -> String {
    let paper = note(file);
    standards::check("a note with an appendix", &paper);
    let all = heard(&paper);
    let (_, own) = all.split_once("Appendix1:Thefile").expect("the appendix is listed");
    let (_, own) = own.split_once("Appendix1:Thefile").expect("the appendix has a heading");
    let (_, own) = own.split_once("https://www.example.gov.uk/a").expect("the accessible version is named");
    own.to_owned()
}

fn one(file: &[u8]) -> ForeignPage {
    let ForeignFile { mut pages, .. } = read(file).expect("a file that can be read");
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

/// The paragraphs of a page, its pieces parted by a bar.
fn passages(page: &ForeignPage) -> Vec<String> {
    let pieces =
        |passage: &Passage| passage.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("|");
    page.text.iter().map(pieces).collect()
}

#[test]
fn every_word_of_our_own_papers_is_heard_again_in_the_same_order() {
    for (project, report) in
        [("coventry", "2025-11-27-workforce-update"), ("coventry", "2018-04-16-retention-of-social-workers")]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{project}/reports/{report}.yaml"));
        let out = tempfile::tempdir().expect("a folder");
        boardpack::build::build(&[path], Some(out.path())).expect("a project");
        let own = std::fs::read(out.path().join(format!("{report}.pdf"))).expect("a paper");
        let (mut again, own) = (heard_in(&own), heard(&own));
        assert!(own.chars().count() > 5_000, "the paper says something");
        // Each page is announced by its picture, which the paper itself has not.
        while let Some(from) = again.find("Appendix1,page") {
            let end = again[from..].find(ALT).map(|at| from + at + ALT.len()).expect("an announcement ends");
            again.replace_range(from..end, "");
        }
        let same = own.chars().zip(again.chars()).take_while(|(one, other)| one == other).count();
        let next = |text: &str| text.chars().skip(same).take(60).collect::<String>();
        assert!(own == again, "{report}: instead of `{}` there is `{}`", next(&own), next(&again));
    }
}

#[test]
fn letters_are_what_the_file_says_they_are() {
    // Words without spaces between them, a ligature, an accent, a letter drawn twice for a bolder look.
    let page = Page::new(
        "BT /F 12 Tf 72 700 Td (First) Tj 30 0 Td (words) Tj 60 0 Td (\\001ne) Tj ET
        BT /F 12 Tf 72 600 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET",
    )
    .font(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding \
           /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>",
    );
    assert_eq!(passages(&one(&page.file())), ["First words|fine", "Bold"]);
}

#[test]
fn a_row_of_a_table_is_one_passage_and_lines_become_paragraphs() {
    let page = Page::new("BT /F 12 Tf 72 700 Td (Team) Tj 200 0 Td (FTE) Tj -200 -14 Td (North) Tj 200 0 Td (12.5) Tj
        -200 -60 Td (A line that goes) Tj 0 -14 Td (on below, and) Tj 0 -14 Td (ends.) Tj 0 -40 Td (Another.) Tj ET");
    assert_eq!(
        passages(&one(&page.file())),
        ["Team|FTE", "North|12.5", "A line that goes|on below, and|ends.", "Another."]
    );
}

#[test]
fn columns_that_are_drawn_line_by_line_are_read_one_after_the_other() {
    let mut content = String::new();
    for line in 0..12 {
        let y = 700 - 15 * line;
        content.push_str(&format!(
            "BT /F 12 Tf 320 {y} Td (right {line}) Tj ET BT /F 12 Tf 72 {y} Td (left {line}) Tj ET\n"
        ));
    }
    let read_from_right: String = passages(&one(&Page::new(&content).file())).join(" ");
    let at =
        |words: &str| read_from_right.find(words).unwrap_or_else(|| panic!("{words} is lost: {read_from_right}"));
    // Lines that stand at the same height are a row, whichever is drawn first.
    assert!(at("left 0") < at("right 0") && at("right 0") < at("left 1"), "{read_from_right}");

    let mut shuffled = String::new();
    for line in [7, 2, 9, 0, 5, 11, 1, 8, 3, 10, 4, 6] {
        for (x, side) in [(320, "right"), (72, "left")] {
            let y = 700 - 15 * line + if side == "left" { 4 } else { 0 };
            shuffled.push_str(&format!("BT /F 12 Tf {x} {y} Td ({side} {line}.) Tj ET\n"));
        }
    }
    let sorted = passages(&one(&Page::new(&shuffled).file())).join("|");
    let side = |side: &str| (0..12).map(|line| format!("{side} {line}.")).collect::<Vec<_>>().join("|");
    assert_eq!(sorted, format!("{}|{}", side("left"), side("right")));
}

#[test]
fn words_that_are_broken_at_the_end_of_a_line_are_heard_whole() {
    let page =
        Page::new("BT /F 12 Tf 72 700 Td (well-) Tj 0 -14 Td (known accom\\255) Tj 0 -14 Td (modation) Tj ET")
            .font(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding \
               /WinAnsiEncoding /Differences [173 /softhyphen] >> >>",
            );
    let paper = Pdf::read(&note(&page.file()));
    let texts: Vec<String> = paper.tags.all("P").into_iter().map(Element::text).collect();
    assert!(texts.iter().any(|text| text.trim() == "well-known accommodation"), "{texts:?}");
}

#[test]
fn words_that_the_file_has_for_its_letters_are_read_in_their_place() {
    // A hyphen for the end of the line only, letters that are drawn one by one, and a piece that is named elsewhere.
    let page = Page::new(
        "BT /F 12 Tf 72 700 Td (accommo) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC 0 -14 Td (dation) Tj
        0 -40 Td /Span << /ActualText (Three) /MCID 4 >> BDC (T) Tj 30 0 Td (h) Tj 30 0 Td (r) Tj EMC
        0 -40 Td /Span /Words BDC (4) Tj EMC ET",
    )
    .resource("/Properties << /Words << /ActualText (four) >> >>");
    let found = one(&page.file());
    assert_eq!(passages(&found), ["accommo\u{ad}|dation", "Three", "four"]);
    let three = &found.text[1].pieces[0];
    assert!((three.length - 64.0).abs() < 0.1, "the words are as long as the letters: {}", three.length);
    assert!(heard_in(&page.file()).ends_with("accommodationThreefour"));
}

#[test]
fn a_page_is_shown_as_it_is_seen_turned_and_cropped() {
    let plain = Page::new("BT /F 12 Tf 200 500 Td (Seen) Tj ET BT /F 12 Tf 20 20 Td (Cut off) Tj ET");
    for (turned, size) in [(0, (300.0, 200.0)), (90, (200.0, 300.0)), (180, (300.0, 200.0)), (270, (200.0, 300.0))]
    {
        let page = plain.clone().entry(&format!("/CropBox [100 400 400 600] /Rotate {turned}"));
        let found = one(&page.file());
        assert_eq!((found.width, found.height), size, "{turned}");
        assert_eq!(passages(&found), ["Seen"], "{turned}");
        let piece = &found.text[0].pieces[0];
        let (x, y) = match turned {
            0 => (100.0, 100.0),
            90 => (100.0, 100.0),
            180 => (200.0, 100.0),
            _ => (100.0, 200.0),
        };
        assert!((piece.at.x - x).abs() < 0.01 && (piece.at.y - y).abs() < 0.01, "{turned}: {:?}", piece.at);
        assert!(heard_in(&page.file()).contains("Seen"), "{turned}");
        let paper = Pdf::read(&note(&page.file()));
        let (width, height) = paper.pages[1];
        assert_eq!(width > height, size.0 > size.1, "{turned}: the sheet is turned like the page");
    }
}

#[test]
fn what_the_font_cannot_set_is_said_all_the_same() {
    let page = Page::new("BT /F 12 Tf 72 700 Td <00010002000300040005> Tj ET")
        .font("<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts \
               [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering \
               (Identity) /Supplement 0 >> /DW 600 >>] >>")
        .object(file::stream(
            "",
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <0000> \
              <FFFF> endcodespacerange 5 beginbfchar <0001> <0041> <0002> <0020> <0003> <793E> <0004> <0020> <0005> \
              <005A> endbfchar endcmap end end",
        ));
    let found = one(&page.file());
    assert_eq!(passages(&found), ["A 社 Z"]);
    let heard = heard_in(&page.file());
    assert!(heard.ends_with("A社Z"), "{heard}");
}

#[test]
fn letters_that_are_drawings_and_text_over_a_scan_are_read() {
    let type_3 = Page::new("BT /F 20 Tf 72 700 Td (aba) Tj ET")
        .font("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 \
               /LastChar 98 /Widths [800 800] /Encoding << /Type /Encoding /Differences [97 /a /b] >> /CharProcs << /a 6 0 R \
               /b 6 0 R >> /ToUnicode 7 0 R /Resources << >> >>")
        .object(file::stream("", b"800 0 0 0 700 700 d1 0 0 700 700 re f"))
        .object(file::stream("", b"/CMapName /A def 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <61> \
                                    <0058> <62> <0059> endbfchar"));
    assert_eq!(passages(&one(&type_3.file())), ["XYX"]);
    assert!(heard_in(&type_3.file()).ends_with("XYX"));

    let scan = Page::new("q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 12 Tf 72 700 Td (Recognised) Tj ET")
        .picture("/Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", &[0, 90, 180, 255]);
    let found = one(&scan.file());
    assert!(found.has_pictures);
    assert_eq!(passages(&found), ["Recognised"]);
    assert!(found.picture.contains("<image") && !found.picture.contains("Recognised"));
}

#[test]
fn forms_and_comments_are_read_as_they_are_filled_in() {
    let look = |text: &str| file::stream(FORM, format!("BT /F 12 Tf 2 4 Td ({text}) Tj ET").as_bytes());
    let page = Page::new("BT /F 12 Tf 72 700 Td (Name:) Tj ET")
        .entry("/Annots [<< /Type /Annot /Subtype /Widget /FT /Btn /Rect [120 690 220 710] /F 4 /AS /On /AP << /N << /On 6 0 R \
                /Off 7 0 R >> >> >> << /Type /Annot /Subtype /FreeText /Rect [120 600 220 620] /F 2 /AP << /N 7 0 R >> >> \
                << /Type /Annot /Subtype /Link /Rect [70 695 110 715] /A << /S /URI /URI (https://www.example.gov.uk/n) >> >>]")
        .object(look("Ann Officer"))
        .object(look("Nobody"));
    let found = one(&page.file());
    assert_eq!(passages(&found), ["Name:", "Ann Officer"], "the state that is on, and no hidden comment");
    let ticked = Page::new("BT /F 12 Tf 72 700 Td (4) Tj ET")
        .font("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>");
    assert_eq!(passages(&one(&ticked.file())), ["✔"]);
    assert_eq!(found.links, ["https://www.example.gov.uk/n"]);
    let paper = Pdf::read(&note(&page.file()));
    let links: Vec<String> = paper.tags.all("Link").into_iter().map(Element::text).collect();
    assert!(links.iter().any(|link| link.trim() == "Name:"), "{links:?}");
}

#[test]
fn a_tagged_file_says_itself_in_which_order_it_is_read() {
    let page = Page::new("/P << /MCID 0 >> BDC BT /F 12 Tf 72 500 Td (second) Tj ET EMC
        /P << /MCID 1 >> BDC BT /F 12 Tf 72 600 Td (first) Tj ET EMC
        /Artifact BMC BT /F 12 Tf 72 40 Td (page 1) Tj ET EMC
        /Span << /MCID 2 >> BDC BT /F 12 Tf 150 600 Td (label in a chart) Tj ET EMC
        BT /F 12 Tf 72 400 Td (untagged) Tj ET")
    .catalog("/MarkInfo << /Marked true >> /Lang (cy-GB) /StructTreeRoot 6 0 R")
    .object("<< /Type /StructTreeRoot /RoleMap << /Text /P /Picture /Figure >> /K [7 0 R 8 0 R 9 0 R] >>")
    .object("<< /Type /StructElem /S /Text /P 6 0 R /Pg 3 0 R /K [1] >>")
    .object("<< /Type /StructElem /S /Picture /P 6 0 R /Alt (Two bars of which one is longer) /K << /Type /MCR /Pg 3 0 R /MCID 2 >> >>")
    .object("<< /Type /StructElem /S /Text /P 6 0 R /Pg 3 0 R /K [0 6 0 R] >>");
    let file = read(&page.file()).expect("a file");
    assert!(file.tagged);
    assert_eq!(file.language, "cy-GB");
    let page_one = &file.pages[0];
    assert_eq!(passages(page_one), ["first", "", "second", "untagged", "page 1", "label in a chart"]);
    assert_eq!(page_one.text[1].described, "Two bars of which one is longer");
    let artifacts: Vec<bool> = page_one.text.iter().map(|passage| passage.artifact).collect();
    assert_eq!(artifacts, [false, false, false, false, true, true]);
    let heard = heard_in(&page.file());
    assert!(heard.ends_with("firstTwobarsofwhichoneislongerseconduntagged"), "{heard}");
}

#[test]
fn what_is_covered_is_not_read_and_what_shows_through_is() {
    let seen = |over: &str, resources: &str| {
        let page = Page::new(&format!("BT /F 12 Tf 72 700 Td (Secret name) Tj 0 -60 Td (Open) Tj ET {over}"))
            .resource(resources);
        let found = one(&page.file());
        (passages(&found).join(" "), found.covered)
    };
    let open = ("Open".to_owned(), 10);
    let both = ("Secret name Open".to_owned(), 0);
    assert_eq!(seen("60 690 200 30 re f", ""), open);
    assert_eq!(seen("q 1 0 0 rg 60 690 200 30 re f Q 1 0 0 RG 60 690 200 30 re S", ""), open);
    assert_eq!(seen("60 600 400 20 re f 60 690 200 30 re S", ""), both, "beside it, and a frame around it");
    assert_eq!(seen("q 300 0 50 50 re W n 60 690 200 30 re f Q", ""), both, "what is cut off covers nothing");
    let marker = "/ExtGState << /G << /BM /Multiply >> /H << /ca 0.4 >> >>";
    assert_eq!(seen("/G gs 1 1 0 rg 60 690 200 30 re f", marker), both, "a marker is no bar");
    assert_eq!(seen("/H gs 1 1 0 rg 60 690 200 30 re f", marker), both);
    let again = "1 g 60 690 200 30 re f 0 g BT /F 12 Tf 72 700 Td (Secret name) Tj ET";
    assert_eq!(seen(again, "").0, "Open Secret name", "what is drawn again is seen again");
}

#[test]
fn letters_that_nobody_knows_are_counted() {
    let page = Page::new("BT /F 12 Tf 72 700 Td <00010002> Tj ET")
        .font("<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
               /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>");
    let found = one(&page.file());
    assert_eq!((found.unreadable, found.text.len()), (2, 0));
    let outlines = |count| one(&Page::new(&"0 0 m 9 9 l 5 0 l f ".repeat(count)).file()).has_pictures;
    assert!(outlines(100), "letters that were turned into outlines");
    assert!(!outlines(3), "a frame");
}

#[test]
fn a_photograph_stays_a_photograph() {
    let letter =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/appendices/appendices/letter.pdf"));
    let letter = letter.expect("the fixture");
    let page = one(&letter);
    assert!(page.picture.contains("data:image/jpeg;base64,/9j/"), "{}", &page.picture[..400]);
    // One that is inverted on the way is not the same picture any more.
    let at = letter.windows(6).position(|six| six == b"/Width").expect("a picture");
    let mut inverted = letter[..at].to_vec();
    inverted.extend_from_slice(b"/Decode [1 0] ");
    inverted.extend_from_slice(&letter[at..]);
    assert!(one(&inverted).picture.contains("data:image/png;base64,"));
}
