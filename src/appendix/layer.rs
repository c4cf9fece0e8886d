//! The text of a page as it is set over its picture: invisible, letter upon letter, in the only font there is.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef};

use super::{ForeignPage, Passage, Piece};
use crate::fonts;
use crate::narrative::document::{BoundPassage, BoundPiece};

/// The text of a page in the order of reading.
pub fn layer(page: &ForeignPage) -> Vec<BoundPassage> {
    page.text.iter().map(|passage| set(passage, &page.links)).collect()
}

fn set(passage: &Passage, links: &[String]) -> BoundPassage {
    let mut pieces = Vec::new();
    if !passage.described.is_empty() {
        pieces.push(BoundPiece {
            text: String::new(),
            alt: passage.described.clone(),
            url: String::new(),
            x: 0.0,
            y: 0.0,
            size: 1.0,
            width: 1.0,
            stretch: 1.0,
            angle: 0.0,
        });
    }
    for (at, piece) in passage.pieces.iter().enumerate() {
        let url = piece.link.and_then(|link| links.get(link)).cloned().unwrap_or_default();
        let (words, space) = joined(&piece.text, passage.pieces.get(at + 1));
        parts(piece, &words, &url, space, &mut pieces);
    }
    BoundPassage { artifact: passage.artifact, pieces }
}

/// The words of a piece, and whether a space follows: not where a word is broken at the end of the line.
pub(super) fn joined(text: &str, next: Option<&Piece>) -> (String, bool) {
    const SOFT_HYPHEN: char = '\u{ad}';
    // The file itself says that this hyphen is there for the end of the line only.
    let broken = text.ends_with(SOFT_HYPHEN);
    let goes_on = next.is_some_and(|next| !next.apart && next.text.starts_with(char::is_lowercase));
    let before = text.strip_suffix('-').and_then(|text| text.chars().next_back());
    let hyphen = goes_on && before.is_some_and(char::is_alphabetic);
    let glued = next.is_some_and(|next| next.glued);
    (text.replace(SOFT_HYPHEN, ""), !(hyphen || glued || broken && next.is_some()))
}

/// A piece in as many parts as it takes: text, and descriptions for words that the font cannot set.
fn parts(piece: &Piece, words: &str, url: &str, space: bool, into: &mut Vec<BoundPiece>) {
    let whole = width(words).max(0.01);
    let mut runs: Vec<(bool, String)> = Vec::new();
    for word in words.split_inclusive(' ') {
        let good = fonts::missing_glyph(word).is_none();
        match runs.last_mut().filter(|(before, _)| *before == good) {
            Some((_, run)) => run.push_str(word),
            None => runs.push((good, word.to_owned())),
        }
    }
    let angle = piece.along.y.atan2(piece.along.x).to_degrees();
    let mut done = 0.0;
    let last = runs.len().saturating_sub(1);
    for (at, (good, run)) in runs.into_iter().enumerate() {
        let begins = piece.at + piece.along * (piece.length * done / whole);
        let own = width(&run);
        done += own;
        let wide = piece.length * own / whole;
        let text = match run.trim_end() {
            text if space || at < last => format!("{text} "),
            text => text.to_owned(),
        };
        into.push(BoundPiece {
            text: if good { text } else { String::new() },
            alt: if good { String::new() } else { run.trim_end().to_owned() },
            url: url.to_owned(),
            x: rounded(begins.x),
            y: rounded(begins.y),
            size: rounded(piece.size),
            width: rounded(wide),
            stretch: rounded((wide / (own * piece.size).max(0.01)).clamp(0.05, 20.0)),
            angle: rounded(angle),
        });
    }
}

/// Coordinates in thousandths: finer than any eye, and the same on every machine.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0 + 0.0
}

/// How wide text is in sizes of its letters, without kerning.
fn width(text: &str) -> f64 {
    static FONT: LazyLock<Option<FontRef<'static>>> =
        LazyLock::new(|| FontRef::try_from_slice(fonts::REGULAR).ok());
    let Some(font) = FONT.as_ref() else { return text.chars().count() as f64 * 0.5 };
    let units = f64::from(font.units_per_em().unwrap_or(1000.0));
    text.chars().map(|character| f64::from(font.h_advance_unscaled(font.glyph_id(character))) / units).sum()
}
