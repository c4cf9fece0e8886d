//! Files that are broken, or made to do harm: each is refused or shown, in bounded time and without a panic.

use std::path::Path;

use boardpack::appendix::{Refusal, TooMuch, read};

use super::file::{self, FORM, Page};
use super::{one, passages};

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/appendices/appendices").join(name);
    std::fs::read(path).expect("a fixture")
}

const FIXTURES: [&str; 3] = ["establishment.pdf", "exit-interviews.pdf", "letter.pdf"];

/// Numbers that look like chance and are the same every time.
fn chance(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).expect("a number") % below
    }
}

#[test]
fn a_file_that_breaks_off_anywhere_is_refused_or_read() {
    for name in FIXTURES {
        let whole = fixture(name);
        assert!(read(&whole).is_ok(), "{name}");
        for at in (0..whole.len()).step_by(whole.len() / 60) {
            // Whatever comes of it, it comes back.
            let _ = read(&whole[..at]);
        }
        assert_eq!(read(&whole[..4]), Err(Refusal::NoPdf));
        assert_eq!(read(&whole[..64]), Err(Refusal::Broken));
    }
    assert_eq!(read(b""), Err(Refusal::NoPdf));
}

#[test]
fn a_file_with_changed_bytes_is_refused_or_read() {
    let (mut refused, mut shown) = (0, 0);
    for (seed, name) in (1..).zip(FIXTURES) {
        let whole = fixture(name);
        let mut chance = chance(seed);
        for round in 0..80 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 16 {
                let at = chance(bytes.len());
                bytes[at] = u8::try_from(chance(256)).expect("a byte");
            }
            match read(&bytes) {
                Ok(file) => {
                    shown += 1;
                    assert!(file.pages.iter().all(|page| page.picture.starts_with("<svg")));
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 0 && shown > 0, "{refused} refused, {shown} shown");
}

#[test]
fn pages_that_lead_back_to_themselves_are_read_once() {
    let circle = file::file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 9 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>".to_vec(),
    ]);
    assert_eq!(one(&circle).text, []);
    let alone = file::file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>".to_vec(),
    ]);
    assert_eq!(read(&alone), Err(Refusal::Empty));
}

#[test]
fn what_draws_itself_is_drawn_once() {
    let form = |entries: &str, content: &str| file::stream(&format!("{FORM} {entries}"), content.as_bytes());
    // Its resources are those of the page, in which it stands itself, as some programs write it.
    let page = Page::new("/X Do")
        .resource("/XObject << /X 6 0 R >>")
        .object(form("", "BT /F 12 Tf 2 4 Td (Once) Tj ET /X Do").as_slice());
    let found = read(&page.file());
    // The interpreter stops after fifty rounds, all of which stand at the same place.
    assert_eq!(passages(&found.expect("a page").pages[0]), ["Once"]);

    // Colours, functions and masks that are made of themselves.
    for (resource, content, object) in [
        ("/ColorSpace << /C 6 0 R >>", "/C cs 0 sc 0 0 9 9 re f", "[/Indexed 6 0 R 1 <00>]"),
        (
            "/ExtGState << /G 6 0 R >>",
            "/G gs 0 0 9 9 re f",
            "<< /SMask << /S /Alpha /G 6 0 R >> /Font [6 0 R 1] >>",
        ),
        ("/Pattern << /P 6 0 R >>", "/Pattern cs /P scn 0 0 9 9 re f", "<< /PatternType 2 /Shading 6 0 R >>"),
        (
            "/Shading << /S 6 0 R >>",
            "/S sh",
            "<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 1] /Function << /FunctionType 3 /Domain [0 1] \
             /Functions [6 0 R] /Bounds [] /Encode [0 1] >> >>",
        ),
    ] {
        let page = Page::new(&format!("{content} BT /F 12 Tf 72 700 Td (Still here) Tj ET"))
            .resource(resource)
            .object(object);
        assert_eq!(passages(&one(&page.file())), ["Still here"], "{resource}");
    }
}

#[test]
fn forms_within_forms_do_not_multiply() {
    // Each draws the next twenty times: more than there are atoms, if anybody did it. The last draws nothing at all, or
    // is known to the page alone.
    for inner in ["/X", "/Y"] {
        let mut page = Page::new("/X Do").resource("/XObject << /X 6 0 R /Y 36 0 R >>");
        for level in 0..30 {
            let entries = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {inner} {} 0 R >> >>",
                level + 7
            );
            page = page.object(file::stream(&entries, format!("{inner} Do ").repeat(20).as_bytes()));
        }
        let page = page.object(file::stream(FORM, b"q Q"));
        assert_eq!(read(&page.file()), Err(Refusal::TooMuch(TooMuch::Drawn)), "{inner}");
    }
    // A form that is drawn often is nothing unusual.
    let often =
        Page::new(&"/X Do ".repeat(5_000)).resource("/XObject << /X 6 0 R >>").object(file::stream(FORM, b"q Q"));
    assert!(read(&often.file()).is_ok());
    // A letter that takes two megabytes to draw is drawn once, and not a thousand times.
    let letters = |count: usize| {
        let font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 97 \
                    /Widths [8] /Encoding << /Type /Encoding /Differences [97 /a] >> /CharProcs << /a 6 0 R >> >>";
        let page = Page::new(&format!("BT /F 9 Tf ({}) Tj ET", "a".repeat(count))).font(font);
        read(&page.object(file::stream("", "q Q ".repeat(1 << 19).as_bytes())).file())
    };
    assert!(letters(1).is_ok());
    assert_eq!(letters(1_000), Err(Refusal::OnPage(1, TooMuch::Drawn)));
    // A hundred thousand lines are; ten million are more than anybody sees.
    let lines = Page::new(&"0 0 m 9 9 l S ".repeat(1_000_000));
    assert_eq!(read(&lines.file()), Err(Refusal::OnPage(1, TooMuch::Drawn)));
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let page = Page::new(&format!("{deep} TJ BT /F 12 Tf 72 700 Td (After) Tj ET")).entry(&format!("/Any {deep}"));
    // The reader leaves out what it cannot read; what matters is that it comes back.
    let _ = read(&page.file());
    let mut chain = Page::new("/G gs").resource("/ExtGState << /G 6 0 R >>");
    for id in 7..600 {
        chain = chain.object(format!("<< /Next {id} 0 R >>"));
    }
    assert_eq!(read(&chain.file()), Err(Refusal::TooMuch(TooMuch::Depth)));
}

#[test]
fn pictures_of_any_size_are_refused_before_they_are_unpacked() {
    let draw = "q 100 0 0 100 0 0 cm /I Do Q";
    let size = |width: u32, height: u32, filter: &str, bytes: &[u8]| {
        let entries =
            format!("/Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 {filter}");
        read(&Page::new(draw).picture(&entries, bytes).file())
    };
    assert_eq!(size(100_000, 100_000, "", &[0; 9]), Err(Refusal::TooMuch(TooMuch::Picture)));
    // The file says little and the picture much.
    let jpeg = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
    assert_eq!(size(4, 4, "/Filter /DCTDecode", &jpeg), Err(Refusal::TooMuch(TooMuch::Picture)));
    let mut jpeg_2000 = vec![0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0];
    for number in [60_000_u32, 60_000, 0, 0, 60_000, 60_000, 0, 0] {
        jpeg_2000.extend_from_slice(&number.to_be_bytes());
    }
    jpeg_2000.extend_from_slice(&[0, 1, 7, 1, 1]);
    assert_eq!(size(4, 4, "/Filter /JPXDecode", &jpeg_2000), Err(Refusal::TooMuch(TooMuch::Picture)));
    let fax = "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 1000000 /Rows 1000000 >>";
    assert_eq!(size(4, 4, fax, &[0; 9]), Err(Refusal::TooMuch(TooMuch::Picture)));
    // Many of a size that is allowed.
    let entries = "/Width 8000 /Height 8000 /ColorSpace /DeviceGray /BitsPerComponent 1";
    let many = Page::new(&draw.repeat(3)).picture(entries, &[0; 9]);
    assert_eq!(read(&many.file()), Err(Refusal::OnPage(1, TooMuch::Picture)));
    // Shades of colour over an area without end are drawn as a picture.
    let shades = Page::new("/Pattern cs /P scn 10000 w 0 0 m 900000 900000 l S /P scn 0 0 9000000 9000000 re f").resource(
        "/Pattern << /P << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 1] /Function << \
         /FunctionType 2 /Domain [0 1] /N 1 >> >> >> >>",
    );
    assert_eq!(read(&shades.file()), Err(Refusal::OnPage(1, TooMuch::Picture)));
}
