//! The pieces of a comment: rows of tables, items of lists, and what is folded.

use crate::diff::markdown::comment::Comment;
use crate::diff::markdown::escape::escaped;
use crate::diff::text::{heading, shortened};
use crate::diff::{Change, ClaimChange, FigureChange, PageChange, Piece, PlaceChange, TextChange, TextFate, words};

/// How many rows, lines or papers are seen before the rest is folded.
pub(super) const SEEN: usize = 12;

/// A table of which the first rows are seen.
pub(super) fn table(rows: &[String], head: &str, comment: &mut Comment) {
    if rows.is_empty() {
        return;
    }
    let (seen, folded) = rows.split_at(seen(rows.len()));
    if comment.add(&format!("\n{head}")) {
        seen.iter().for_each(|row| _ = comment.add(row));
    }
    comment.fold(&number(folded.len(), "more figure", "more figures"), head, folded);
}

/// A list under a line, of which the first items are seen.
pub(super) fn list(lead: &str, one: &str, many: &str, items: &[String], comment: &mut Comment) {
    if items.is_empty() || !comment.add(&format!("\n{lead}\n\n")) {
        return;
    }
    let (seen, folded) = items.split_at(seen(items.len()));
    seen.iter().for_each(|item| _ = comment.add(item));
    comment.fold(&number(folded.len(), &format!("more {one}"), &format!("more {many}")), "", folded);
}

/// How many of so many things are seen: where one more is there, all.
pub(super) fn seen(count: usize) -> usize {
    if count == SEEN + 1 { count } else { count.min(SEEN) }
}

pub(super) fn fold_restyled(items: &[String], comment: &mut Comment) {
    comment.fold(&number(items.len(), "figure is written otherwise", "figures are written otherwise"), "", items);
}

pub(super) fn fold_words(items: &[String], comment: &mut Comment) {
    comment.fold(&number(items.len(), "claim in other words", "claims in other words"), "", items);
}

/// A figure that is the same number, written otherwise.
pub(super) fn written(figure: &FigureChange, at: &str) -> String {
    format!("- {} ({})\n", escaped(&heading(figure)), escaped(at))
}

pub(super) fn of_words(claim: &ClaimChange, at: &str) -> String {
    format!("- “{}” → “{}” ({})\n", escaped(&claim.from), escaped(&claim.to), escaped(at))
}

/// A paragraph, with a word for what became of it.
pub(super) fn of_text(change: &TextChange) -> String {
    let (what, place) = (change.fate().word(), escaped(&change.place));
    let page = change.new_page.or(change.old_page).map_or_else(String::new, |page| format!(", page {page}"));
    if change.fate() != TextFate::Moved {
        return format!("- {what}: **{place}**{page}: {}\n", marked(&change.words));
    }
    let was =
        if change.moved_from == change.place { String::new() } else { format!(" {}", escaped(&change.moved_from)) };
    let on = match change.old_page {
        Some(old) if change.new_page != Some(old) => format!(" on page {old}"),
        _ => String::new(),
    };
    let was = if was.is_empty() && on.is_empty() { was } else { format!(", was{was}{on}") };
    format!("- {what}: **{place}**{page}{was}\n")
}

pub(super) fn of_page(page: &PageChange) -> String {
    let sides = page.new.iter().chain(page.old.iter());
    let mut what: Vec<&str> = Vec::new();
    for mark in sides.flat_map(|side| &side.marks) {
        if !what.contains(&mark.what.as_str()) {
            what.push(&mark.what);
        }
    }
    let what = if what.is_empty() { String::new() } else { format!(": {}", escaped(&what.join("; "))) };
    format!("- {}{what}\n", page.called())
}

pub(super) fn of_figure(figure: &FigureChange, at: &str) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), escaped);
    let what = if figure.now.is_empty() {
        escaped(&figure.figure)
    } else {
        format!("{}, now {}", escaped(&figure.figure), escaped(&figure.now))
    };
    let exactly = figure.exactly.as_ref().map(|_| format!(" ({})", escaped(&heading(figure)))).unwrap_or_default();
    format!("| {what}{exactly} | {} | **{}** | {} |\n", value(&figure.from), value(&figure.to), escaped(at))
}

/// So many of something.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The sentence of a place as it is, its changes marked.
pub(super) fn change_of(place: &PlaceChange) -> String {
    let PlaceChange { before, after, .. } = place;
    match (before.is_empty(), after.is_empty()) {
        (false, false) => marked(&words::pieces(before, after)),
        (false, true) => escaped(before),
        _ => escaped(after),
    }
}

/// A text with its changes struck out and bold.
pub(super) fn marked(words: &[Piece]) -> String {
    let last = words.len().saturating_sub(1);
    let pieces = words.iter().enumerate().map(|(at, piece)| {
        let text = escaped(piece.text.trim());
        let space = if piece.text.ends_with(' ') { " " } else { "" };
        match piece.change {
            Change::Removed => format!("<del>{text}</del>{space}"),
            Change::Added => format!("<ins><b>{text}</b></ins>{space}"),
            Change::Same => escaped(&shortened(&piece.text, at == 0, at == last)),
        }
    });
    pieces.collect()
}
