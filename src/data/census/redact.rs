//! What messages may show of a census return: its elements, and none of their values.
//!
//! A diagnostic shows the line that it is about. A line of a return holds a birth date or a registration number, so
//! diagnostics do not point into the return but into a rendering of it that has the same lines: names of elements that
//! every return has are kept, and everything else becomes an ellipsis. Nothing that the file's author wrote gets
//! through, whatever is wrong with the file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::SourceFile;

use super::names::{Section, is_known};

/// How much of a line is rendered after the place that a message is about.
const SHOWN: usize = 200;

/// What stands for everything that is not shown.
const MASK: &str = "…";

/// The return as messages show it: the lines with one of the places, all other lines empty.
///
/// Returns where each place is in it.
pub(super) fn rendering(
    path: &str,
    text: &str,
    places: &[usize],
) -> (Arc<SourceFile>, BTreeMap<usize, Range<usize>>) {
    let mut wanted: Vec<usize> = places.iter().map(|at| floor(text, *at)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = String::new();
    let mut found = BTreeMap::new();
    let mut done = 0;
    let mut line_start = 0;
    for at in wanted {
        let before = &text[done..at];
        let lines = before.matches('\n').count();
        out.extend(std::iter::repeat_n('\n', lines));
        if let Some(end) = before.rfind('\n') {
            line_start = done + end + 1;
        }
        let indent = &text[line_start..at];
        if (done == 0 || lines > 0) && indent.len() < 80 && indent.chars().all(|c| c == ' ' || c == '\t') {
            out.push_str(indent);
        } else {
            out.push_str(" … ");
        }
        let start = out.len();
        out.push_str(&element(&text[at..]));
        found.insert(at, start..out.len());
        done = at;
    }
    let found = places.iter().filter_map(|at| Some((*at, found.get(&floor(text, *at))?.clone()))).collect();
    (SourceFile::new(path, out), found)
}

/// The element at the beginning of a text, masked: up to a closing tag or the end of the line, or the tag alone of an
/// element that holds others.
fn element(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let line = &line[..floor(line, SHOWN)];
    let mut out = String::new();
    for piece in pieces(line) {
        match piece {
            Piece::Tag(tag) => {
                out.push('<');
                out.push_str(tag);
                out.push('>');
                if tag.starts_with('/') || tag.ends_with('/') || Section::is_one(tag) {
                    break;
                }
            }
            Piece::Other if out.ends_with(MASK) => {}
            Piece::Other => out.push_str(MASK),
        }
    }
    out
}

/// A piece of a line.
enum Piece<'a> {
    /// The tag of an element that every return has: `name`, `/name` or `name/`.
    Tag(&'a str),
    /// Anything else that is not empty.
    Other,
}

/// Cuts a line into tags of known elements and what is between them; blanks between tags are left out.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('<')
            && let Some(end) = inside.find(['<', '>'])
            && inside[end..].starts_with('>')
        {
            let tag = &inside[..end];
            let name = tag.strip_prefix('/').or_else(|| tag.strip_suffix('/')).unwrap_or(tag);
            pieces.push(if is_known(name) { Piece::Tag(tag) } else { Piece::Other });
            rest = &inside[end + 1..];
            continue;
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest[first..].find('<').map_or(rest.len(), |at| first + at);
        if !rest[..end].trim().is_empty() {
            pieces.push(Piece::Other);
        }
        rest = &rest[end..];
    }
    pieces
}

/// The nearest character boundary at or before a byte offset.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{element, is_known, rendering};

    #[test]
    fn names_are_kept_and_values_are_not() {
        for (text, shown) in [
            ("<FTE>0.5</FTE> <OrgRole>1</OrgRole>", "<FTE>…</FTE>"),
            ("<CSWWWorker>\n<FTE>", "<CSWWWorker>"),
            ("<CSWWWorker><SWENo>SW1</SWENo></CSWWWorker>", "<CSWWWorker>"),
            ("<SWENo>", "<SWENo>"),
            ("<SWENo/>", "<SWENo/>"),
            ("<SWENo id=\"SW12\">SW12</SWENo>", "…</SWENo>"),
            ("<SWENo>SW12<SWENo>", "<SWENo>…<SWENo>"),
            ("<SW1234567>", "…"),
            ("<SWENo>SW<1>2</SWENo>", "<SWENo>…</SWENo>"),
            ("</SWENo", "…"),
            ("SW1234 <", "…"),
            ("<!-- <FTE>1</FTE> -->", "…<FTE>…</FTE>"),
            ("", ""),
        ] {
            assert_eq!(element(text), shown, "{text}");
        }
    }

    #[test]
    fn lines_stay_where_they_are() {
        let text = "<Message>\n  <FTE>1</FTE>\n  <OrgRole>9</OrgRole><Sex>Q</Sex>\n\n<Year>";
        let at = |what: &str| text.find(what).unwrap_or_default();
        let places = [at("<Year>"), at("<OrgRole>"), at("<Sex>"), at("<OrgRole>")];
        let (file, found) = rendering("a.xml", text, &places);
        assert_eq!(file.text, "\n\n  <OrgRole>…</OrgRole> … <Sex>…</Sex>\n\n<Year>");
        assert_eq!(&file.text[found[&places[0]].clone()], "<Year>");
        assert_eq!(&file.text[found[&places[2]].clone()], "<Sex>…</Sex>");
        assert_eq!(file.line_column(found[&places[1]].start), (3, 3));
    }

    proptest! {
        #[test]
        fn nothing_but_known_names_gets_through(
            parts in proptest::collection::vec(
                prop_oneof![
                    "[ -~\n\té…<>/]{0,12}",
                    Just("<SWENo>".to_owned()),
                    Just("</FTE>".to_owned()),
                    Just("<CSWWWorker/>".to_owned()),
                    Just("<!--".to_owned()),
                    Just("]]>".to_owned()),
                ],
                0..30,
            ),
            places in proptest::collection::vec(0..400usize, 0..6),
        ) {
            let text = parts.concat();
            let (file, found) = rendering("a.xml", &text, &places);
            prop_assert_eq!(found.len(), places.iter().collect::<std::collections::BTreeSet<_>>().len());
            for range in found.values() {
                prop_assert!(file.text.get(range.clone()).is_some());
            }
            for piece in file.text.split(['<', '>', '/', '…', ' ', '\t', '\n']) {
                prop_assert!(piece.is_empty() || is_known(piece), "`{}` of `{}`", piece, text);
            }
        }
    }
}
