//! Layouts of other years, other encodings, and files that mean harm.

use rust_decimal::Decimal;

use super::{FTE, HEADS, census, counted, number, refused, worker};
use crate::data::census::{LARGEST, read};

#[test]
fn a_return_of_another_layout_is_read() {
    let others = [
        ("QualInst", "Institute &amp; College"),
        ("QualInst", "Another"),
        ("SomethingNew", "<Inner><Deeper/></Inner>"),
        ("ContractWeeks", "2.5"),
        ("GenderCurrent", "9"),
    ];
    let text =
        census(&worker(1, &others)).replace("<Message>", "<?xml version=\"1.0\"?>\n<m:Message xmlns:m='urn:x'>");
    let text = text.replace("</Message>", "<Extra><CSWWWorker/></Extra><!-- - --></m:Message>\n<?end?>");
    let document = counted(&text);
    assert_eq!(number(&document, "in_post", HEADS), Decimal::ONE);
    assert!(document.observed.warnings.iter().all(|one| one.message.contains("`FTE`")));
    // Values may be padded, quoted as CDATA, or hold a time.
    let odd = [
        ("FTE", "\n 0.50 "),
        ("OrgRole", "<![CDATA[3]]>"),
        ("RoleStartDate", "2025-01-06T00:00:00"),
        ("Cases30", "&#49;2"),
    ];
    let document = counted(&census(&worker(1, &odd)));
    assert_eq!(number(&document, "in_post", FTE).to_string(), "0.5");
    assert_eq!(number(&document, "starters", HEADS), Decimal::ONE);
    assert_eq!(number(&document, "cases", None).to_string(), "12");
}

#[test]
fn the_encoding_does_not_change_the_count() {
    let text = census(&worker(1, &[("FTE", "1"), ("QualInst", "Universität")]));
    let expected = counted(&text).grid.file.text.clone();
    let little: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}")
        .chars()
        .map(|c| u32::from(c) as u8)
        .collect();
    for bytes in [little, latin, format!("\u{feff}{text}").into_bytes()] {
        let document = read("census.xml", &bytes).expect("it can be read");
        assert_eq!(document.grid.file.text, expected);
    }
}

#[test]
fn hostile_files_are_refused_in_no_time() {
    let bomb = "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<Message>&b;</Message>";
    assert!(refused(bomb.as_bytes()).starts_with("error: the file has a document type definition"));
    assert!(refused(b"<Message>&b;</Message>").starts_with("error: the file refers to an entity of its own"));
    assert!(refused(b"<Message>&#xD800;</Message>").contains("a character that does not exist"));
    let deep = "<a>".repeat(1_000_000);
    assert!(refused(deep.as_bytes()).contains("is not a children's social work workforce return"));
    assert!(refused(format!("<Message>{deep}").as_bytes()).contains("deeper than in any return"));
    let blank = " \n".repeat(10_000_000);
    assert!(refused(format!("<Message>{blank}</Message>").as_bytes()).contains("the return has no `Header`"));
    assert!(refused(&vec![b' '; LARGEST + 1]).contains("larger than 64 MB"));
    // Ten thousand slips are told as a few.
    let wrong: String = (0..10_000).map(|number| worker(number, &[("FTE", "2")])).collect();
    let said = refused(census(&wrong).as_bytes());
    assert_eq!(said.matches("error:").count(), 3);
    assert!(said.contains("there are 9997 more problems in this file"), "{said}");
}
