//! PDF/UA-1 and PDF/A-2a, or PDF/A-3a for a paper that carries files, as a validator sees them that has nothing to do with Typst.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// Checks a paper against both standards; there is no failure to overlook.
pub fn check(name: &str, bytes: &[u8]) {
    let excused = streams_are_as_long_as_they_say(bytes);
    let archival = match crate::traceability::attachments(bytes).is_empty() {
        true => ValidationProfile::PdfA2a,
        false => ValidationProfile::PdfA3a,
    };
    for profile in [ValidationProfile::PdfUa1, archival] {
        let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).expect("a PDF");
        let failures =
            report.failures.iter().filter(|one| !STREAM_LENGTH.contains(&one.rule_id.as_str()) || !excused);
        assert_eq!(failures.count(), 0, "{name}:\n{report}");
        assert!(report.rules.passed > 50, "{name}: only {} rules were tried", report.rules.passed);
    }
}

/// The rule that a stream is as long as it says. The validator takes a carriage return that ends compressed bytes for
/// a part of the line end that follows, and the stream for one byte too short; so this test looks for itself.
const STREAM_LENGTH: [&str; 2] = ["ISO 19005-2:2011:6.1.7.1:1", "ISO 19005-3:2012:6.1.7.1:1"];

/// Checks the length of every stream; returns whether the validator is to be excused because one ends so.
fn streams_are_as_long_as_they_say(bytes: &[u8]) -> bool {
    let document = lopdf::Document::load_mem(bytes).expect("the paper is a PDF");
    let find = |from: usize, word: &[u8]| Some(from + bytes[from..].windows(word.len()).position(|at| at == word)?);
    let (mut streams, mut excused) = (0, false);
    for (id, entry) in &document.reference_table.entries {
        let lopdf::xref::XrefEntry::Normal { offset, generation } = *entry else { continue };
        let Ok(Ok(stream)) = document.get_object((*id, generation)).map(lopdf::Object::as_stream) else { continue };
        let length = stream.dict.get(b"Length").and_then(lopdf::Object::as_i64).expect("a stream says its length");
        let start = find(offset as usize, b"stream\n").expect("a stream begins") + b"stream\n".len();
        let end = start + usize::try_from(length).expect("a length");
        assert!(bytes[end..].starts_with(b"\nendstream"), "the stream {id} is not as long as it says");
        streams += 1;
        excused |= bytes[end - 1] == b'\r';
    }
    assert!(streams > 3, "the streams are found");
    excused
}
