//! Appearance: the logo, the colours and the letters of a council's papers.

use std::collections::BTreeMap;

use super::Profile;
use crate::colour::{Colour, READABLE, WHITE, contrast};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// The council's logo.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file, relative to the project.
    pub file: Text,
    /// Its height in millimetres.
    pub height: f64,
}

/// The roles that a colour can have, with a colour that prints well and what it is for.
pub const COLOURS: &[(&str, &str, &str)] = &[
    ("brand", "#12436D", "The council's own colour, in which strong rules are drawn."),
    ("band", "#EEF1F5", "The background of bands in tables and on front pages."),
    ("ink", "#0B0C0C", "The colour of text."),
    ("quiet", "#505A5F", "The colour of captions, notes and page numbers."),
    ("rule", "#B1B4B6", "The colour of thin lines."),
];

/// What colours stand on that have no role.
const PAPER: &str = "paper";

/// The colours that are read, each on its ground.
const READ: &[(&str, &str)] = &[("ink", PAPER), ("quiet", PAPER), ("ink", "band"), ("quiet", "band")];

/// What can be written for quotation marks.
pub(in crate::project) const QUOTES: [(&str, bool); 2] = [("typographic", true), ("as-typed", false)];

/// Reads the logo.
pub(super) fn logo(node: &Node, sink: &mut Diagnostics) -> Option<Logo> {
    let mut keys = Keys::of(node, "the logo", &form::LOGO, sink)?;
    let file = keys.required("file", sink).and_then(|node| read::text(node, sink));
    let height = keys.optional("height", sink).and_then(|node| read::size(node, 5.0..=40.0, sink)).unwrap_or(13.0);
    keys.finish(sink);
    Some(Logo { file: file?, height })
}

/// Reads the colours; those that are not written are as they come.
pub(super) fn colours(node: Option<&Node>, sink: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut colours: BTreeMap<String, String> =
        COLOURS.iter().map(|(role, colour, _)| ((*role).to_owned(), (*colour).to_owned())).collect();
    let mut places = BTreeMap::new();
    for (role, value) in node.map_or(&[][..], |node| read::entries(node, "colours", sink)) {
        if !colours.contains_key(&role.value) {
            sink.push(read::unknown("colour", role, COLOURS.iter().map(|(role, ..)| *role)));
            continue;
        }
        let hint = "write `\"#\"` and six hexadecimal digits in quotes, such as `\"#12436D\"`";
        if matches!(value.content, Content::Null) {
            // Without quotes, `#12436D` is a comment.
            sink.push(Diagnostic::error(format!("`{}` is empty", role.value), &role.span).hint(hint));
            continue;
        }
        let Some(written) = read::text(value, sink) else { continue };
        if Colour::parse(&written.value).is_some() {
            places.insert(role.value.as_str(), written.span.clone());
            colours.insert(role.value.clone(), written.value);
        } else {
            sink.push(Diagnostic::error(format!("`{}` is not a colour", written.value), &written.span).hint(hint));
        }
    }
    let mut told = Vec::new();
    for (text, ground) in READ {
        let colour = |role: &str| colours.get(role).and_then(|written| Colour::parse(written)).unwrap_or(WHITE);
        let ratio = contrast(colour(text), colour(ground));
        let Some(place) =
            places.get(text).or_else(|| places.get(ground)).filter(|_| ratio < READABLE && !told.contains(text))
        else {
            continue;
        };
        told.push(*text);
        let shade = if places.contains_key(text) { "darker" } else { "lighter" };
        let ground = if *ground == PAPER { "white paper" } else { "the colour of `band`" };
        sink.push(Diagnostic::error(format!("the colour of `{text}` cannot be read on {ground}"), place).hint(
            format!(
                "its contrast is {:.1} to 1, and accessible papers need {READABLE} to 1: choose a {shade} colour",
                // Never rounded up to what would be enough.
                (ratio * 10.0).floor() / 10.0
            ),
        ));
    }
    colours
}

impl Profile {
    /// Reads `text:`, the size of letters and the quotation marks.
    pub(super) fn read_text(&mut self, node: &Node, sink: &mut Diagnostics) {
        let Some(mut keys) = Keys::of(node, "`text`", &form::TEXT, sink) else { return };
        if let Some(size) = keys.optional("size", sink).and_then(|node| read::size(node, 11.0..=16.0, sink)) {
            self.text_size = size;
        }
        if let Some(node) = keys.optional("quotes", sink) {
            self.smart_quotes = read::choice(node, "style of quotation marks", &QUOTES, sink).unwrap_or(true);
        }
        keys.finish(sink);
    }
}
