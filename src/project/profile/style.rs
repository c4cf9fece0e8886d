//! Style: how numbers and dates are written.

use crate::diagnostic::Diagnostics;
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::Node;
use crate::quantity::style::{Dates, PerCent, Style};

/// What can be written for per cent.
pub(in crate::project) const PER_CENT: [(&str, PerCent); 2] = [("sign", PerCent::Sign), ("words", PerCent::Words)];

/// What can be written for what parts thousands.
pub(in crate::project) const THOUSANDS: [(&str, &str); 3] = [("comma", ","), ("space", "\u{202f}"), ("none", "")];

/// What can be written for dates.
pub(in crate::project) const DATES: [(&str, Dates); 3] =
    [("plain", Dates::Plain), ("ordinal", Dates::Ordinal), ("numeric", Dates::Numeric)];

/// What can be written for dates of meetings; whether they are ordinal.
pub(in crate::project) const MEETING_DATES: [(&str, bool); 2] = [("plain", false), ("ordinal", true)];

/// Reads `style:`; what is not written is as it comes.
pub(super) fn style(node: &Node, sink: &mut Diagnostics) -> Style {
    let mut style = Style::default();
    let Some(mut keys) = Keys::of(node, "`style`", &form::STYLE, sink) else { return style };
    if let Some(node) = keys.optional("per-cent", sink) {
        style.per_cent = read::choice(node, "way to write per cent", &PER_CENT, sink).unwrap_or(PerCent::Sign);
    }
    if let Some(node) = keys.optional("thousands", sink) {
        let separator = read::choice(node, "thousands separator", &THOUSANDS, sink).unwrap_or(",");
        separator.clone_into(&mut style.thousands);
    }
    if let Some(node) = keys.optional("dates", sink) {
        style.dates = read::choice(node, "style of dates", &DATES, sink).unwrap_or(Dates::Plain);
    }
    if let Some(node) = keys.optional("meeting-dates", sink) {
        style.ordinal_meetings =
            read::choice(node, "style of meeting dates", &MEETING_DATES, sink).unwrap_or(false);
    }
    keys.finish(sink);
    style
}
