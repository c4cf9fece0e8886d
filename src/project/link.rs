//! Addresses of the web that a paper leads to.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fonts;
use crate::project::yaml::Text;

/// The longest address, in signs, that browsers and readers of PDF are sure to follow.
const LONGEST_LINK: usize = 2_000;

/// A link that a reader can follow from a PDF.
pub fn check(link: &Text, sink: &mut Diagnostics) {
    let good = ["https://", "http://", "mailto:"].iter().any(|scheme| link.value.starts_with(scheme));
    if !good || link.value.contains(char::is_whitespace) {
        sink.push(
            Diagnostic::error(format!("`{}` is not a link", link.value), &link.span)
                .hint("write the whole address, such as `https://www.example.gov.uk/paper`"),
        );
        return;
    }
    let length = link.value.chars().count();
    if length > LONGEST_LINK {
        sink.push(
            Diagnostic::error(format!("an address of {length} signs, which no reader of PDF follows"), &link.span)
                .hint(
                    "look whether more than the address was pasted; most pages open without what stands after `?`",
                ),
        );
    }
    if let Some((at, character)) = fonts::missing_glyph(&link.value) {
        let place = link.locate(at..at + character.len_utf8());
        sink.push(Diagnostic::error(fonts::no_glyph(character), &place).hint(
            "copy the address anew from the bar of the browser, which writes such signs with `%`; or link to a page whose \
             address has none",
        ));
    }
}
