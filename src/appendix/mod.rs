//! Appendices that are PDF files made elsewhere: their pages as pictures, and their text, so that nothing is lost to
//! somebody who listens.
//!
//! A file passes through one step after the other: [`vet`] lets in what is safe to interpret, `survey` notes down the
//! letters of a page and what drawing it costs, `tags` and `lines` make paragraphs of the letters in the order of
//! reading, `picture` draws the page. [`bind`] does this for the appendices of a report.

mod actual;
mod bind;
mod columns;
mod copy;
mod covered;
mod filters;
mod jpeg;
mod layer;
pub mod limits;
mod lines;
mod links;
mod picture;
mod pixels;
pub mod reading;
mod survey;
mod tags;
mod tree;
mod vet;

use std::collections::HashMap;
use std::sync::Arc;

use hayro::vello_cpu::kurbo::{Affine, Rect};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use lopdf::{Document, Object, ObjectId};

pub use bind::bind;
pub use lines::{Passage, Piece};

use crate::workers;
use actual::ActualText;
use copy::Costs;
use lines::Place;
use survey::Survey;
use tags::Rows;

/// A PDF file from elsewhere, ready to be bound in.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignFile {
    /// Its pages in order; there is at least one.
    pub pages: Vec<ForeignPage>,
    /// The title that it gives itself; may be empty.
    pub title: String,
    /// The language that it says it is in, such as `cy` or `en-GB`; may be empty.
    pub language: String,
    /// Whether it is tagged, so that its own structure says in which order it is read.
    pub tagged: bool,
}

/// A page of a PDF file from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignPage {
    /// Its width in points, as it is seen: cropped and turned.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// What it looks like, as SVG.
    pub picture: String,
    /// Its text in the order of reading.
    pub text: Vec<Passage>,
    /// How many letters it has of which the file does not say which they are.
    pub unreadable: usize,
    /// How many letters it has that nobody sees, since something was drawn over them; they are left out of the text.
    pub covered: usize,
    /// Whether it shows pictures, or as many lines and areas as make one: letters may have been turned into outlines.
    pub has_pictures: bool,
    /// Where its links lead.
    pub links: Vec<String>,
}

/// Why a file cannot be bound in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no PDF.
    NoPdf,
    /// It is protected, by a password or against changes.
    Encrypted,
    /// It is damaged.
    Broken,
    /// It has no pages.
    Empty,
    /// A page of it is too small or too large for a sheet of paper.
    Size(usize),
    /// It has more than can be bound in.
    TooMuch(TooMuch),
    /// A page of it has more than can be bound in.
    OnPage(usize, TooMuch),
}

/// Of what there is too much in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    /// Pages.
    Pages,
    /// Objects.
    Objects,
    /// Objects within objects.
    Depth,
    /// Bytes, when everything is unpacked.
    Unpacked,
    /// Pixels of a picture.
    Picture,
    /// Lines, areas and letters.
    Drawn,
}

/// Reads a PDF file from elsewhere.
///
/// The same bytes give the same pages. Nothing that a file holds makes this panic or go on for ever.
///
/// # Errors
/// Why the file cannot be bound in.
pub fn read(bytes: &[u8]) -> Result<ForeignFile, Refusal> {
    // Aside, for its stack, since a page may draw forms within forms; and because the reader of pages is a large library
    // that is given files from anywhere. Where one makes it panic the file counts as broken, and nothing half-made is seen.
    workers::aside(STACK, || read_here(bytes)).unwrap_or(Err(Refusal::Broken))
}

/// As many lines and areas as make a picture: more than the frames and rules of a page that is left empty.
const PICTURE: usize = 40;

/// The stack of the thread that reads a file, in bytes.
const STACK: usize = 256 << 20;

fn read_here(bytes: &[u8]) -> Result<ForeignFile, Refusal> {
    let vetted = vet::vet(bytes)?;
    let pdf = Pdf::new(vetted.bytes).map_err(|_| Refusal::Broken)?;
    if pdf.pages().len() != vetted.pages.len() {
        return Err(Refusal::Broken);
    }
    let tagged = tags::is_tagged(&vetted.document);
    let orders = if tagged {
        tags::structure(&vetted.document, vetted.pages.first().copied(), Rows::Whole).orders
    } else {
        HashMap::new()
    };
    let cache = InterpreterCache::new();
    let painter = picture::Painter::new();
    let mut pages = Vec::new();
    for (at, (page, id)) in pdf.pages().iter().zip(&vetted.pages).enumerate() {
        let (width, height) = page.render_dimensions();
        if !(limits::SIDES.contains(&width) && limits::SIDES.contains(&height)) {
            return Err(Refusal::Size(at + 1));
        }
        let mut survey =
            survey(page, &cache, &vetted.actual, vetted.costs).map_err(|why| Refusal::OnPage(at + 1, why))?;
        let onto = Affine::new(page.initial_transform(true).as_coeffs());
        let links = links::links(&vetted.document, *id, onto);
        for letter in &mut survey.letters {
            letter.link = links.iter().position(|link| link.place.contains(letter.middle()));
        }
        let unreadable = survey.letters.iter().filter(|letter| letter.text.is_empty()).count();
        pages.push(ForeignPage {
            width: f64::from(width),
            height: f64::from(height),
            picture: painter.picture(page, &survey.pictures),
            text: text(&survey, orders.get(id)),
            unreadable,
            covered: survey.covered,
            has_pictures: !survey.pictures.is_empty() || survey.paths >= PICTURE,
            links: links.into_iter().map(|link| link.address).collect(),
        });
    }
    let (title, language) = (title(&vetted.document), language(&vetted.document));
    Ok(ForeignFile { pages, title, language, tagged })
}

/// Runs a page through without drawing it.
fn survey<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    actual: &Arc<[ActualText]>,
    costs: Costs,
) -> Result<Survey, TooMuch> {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let onto = Affine::new(page.initial_transform(true).as_coeffs());
    // The survey stops a page that costs too much by unwinding, since the interpreter cannot be asked to stop. What it
    // has noted down by then is thrown away, and so is everything that the interpreter holds.
    let run = std::panic::AssertUnwindSafe(|| {
        let mut survey = Survey::of(width, height, Arc::clone(actual), costs);
        let sheet = Rect::new(0.0, 0.0, width, height);
        let mut context = Context::new(onto, sheet, cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut survey);
        survey
    });
    std::panic::catch_unwind(run).map_err(|payload| match survey::stopped(&*payload) {
        Some(why) => why,
        None => std::panic::resume_unwind(payload),
    })
}

/// The text of a page in the order of reading.
fn text(survey: &Survey, order: Option<&tags::Order>) -> Vec<Passage> {
    let Some(order) = order else { return lines::guessed(&survey.letters) };
    lines::structured(&survey.letters, &order.described, |letter| {
        let known = letter.mark.id.and_then(|id| order.places.get(&id).copied());
        known.unwrap_or(if letter.mark.artifact { Place::Furniture } else { Place::Nowhere })
    })
}

/// The title that a file gives itself.
fn title(document: &Document) -> String {
    let info =
        document.trailer.get(b"Info").ok().and_then(|info| document.dereference(info).ok()?.1.as_dict().ok());
    let title = info.and_then(|info| document.dereference(info.get(b"Title").ok()?).ok());
    let title = title.and_then(|(_, title)| lopdf::decode_text_string(title).ok()).unwrap_or_default();
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The language that a file says it is in.
fn language(document: &Document) -> String {
    let language = document.catalog().ok().and_then(|catalog| catalog.get(b"Lang").ok());
    let language = language.and_then(|language| document.dereference(language).ok()?.1.as_str().ok());
    let written = language.map(|language| String::from_utf8_lossy(language).into_owned()).unwrap_or_default();
    let good = |part: &str| (2..=8).contains(&part.len()) && part.chars().all(|one| one.is_ascii_alphanumeric());
    if written.split('-').all(good) { written } else { String::new() }
}

/// An entry of a page's dictionary, looked up.
fn of_page<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let page = document.get_object(page).ok()?.as_dict().ok()?;
    Some(document.dereference(page.get(key).ok()?).ok()?.1)
}
