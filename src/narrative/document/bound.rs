//! Files from elsewhere that are bound in: each page a picture with its text over it.

use serde::Serialize;

use super::Language;
use super::inline::Inlines;

/// A PDF file from elsewhere that is bound in page by page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundFile {
    /// "Appendix 1".
    pub label: String,
    /// What it is called.
    pub title: Inlines,
    /// Where there is an accessible version of it; empty if nobody says.
    pub alternative: String,
    /// The language of its text, where the file says so.
    pub language: Option<Language>,
    /// Its pages.
    pub sheets: Vec<BoundSheet>,
}

/// A page of a file that is bound in. Lengths are in points, and run from its upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundSheet {
    /// The path of its picture for `image()`.
    pub image: String,
    /// What the picture shows, in words.
    pub alt: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its text in the order of reading.
    pub passages: Vec<BoundPassage>,
}

/// What is read in one go: a paragraph, a row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundPassage {
    /// Whether it is furniture of the page, such as a running title, that nobody reads aloud.
    pub artifact: bool,
    /// Its pieces in order.
    pub pieces: Vec<BoundPiece>,
}

/// A piece of text, to be set invisibly over its picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundPiece {
    /// The text, with the space after it; empty where there is a description instead.
    pub text: String,
    /// Words for what the font cannot set, and for pictures that their file describes; empty for text.
    pub alt: String,
    /// Where it leads; may be empty.
    pub url: String,
    /// Where it begins.
    pub x: f64,
    /// The height of its line.
    pub y: f64,
    /// The size of its letters.
    pub size: f64,
    /// How long it is.
    pub width: f64,
    /// How much wider it is than the font would make it.
    pub stretch: f64,
    /// By how many degrees its line is turned clockwise.
    pub angle: f64,
}
