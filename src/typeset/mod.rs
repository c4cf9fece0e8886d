//! Typesetting: a document becomes pages. The Typst engine runs in process and sees nothing but what it is given.

mod said;
mod world;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use chrono::{DateTime, Datelike, Timelike};
use typst::foundations::{Datetime, Label, Selector, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::Narrated;
use crate::project::Project;

use world::Sheet;
pub use world::{Engine, Press, SharedEngine};

/// What the edition for members says of itself among the keywords of its file, whatever the file is called.
pub const RESTRICTED: &str = "Restricted: exempt from publication";

/// A document that has been laid out.
pub struct Typeset {
    /// The pages.
    pub pages: PagedDocument,
    /// The templates that it was set with, by their paths in the folder for templates.
    pub templates: BTreeSet<String>,
}

impl Typeset {
    /// The page on which a mark stands, counted from 1; `None` if there is no such mark.
    pub fn page_of(&self, mark: &str) -> Option<usize> {
        let introspector = self.pages.introspector();
        let label = Label::new(PicoStr::intern(mark))?;
        let location = introspector.query_label(label).ok()?.location()?;
        introspector.page(location).map(NonZeroUsize::get)
    }
}

/// Lays out a document with the template of its kind.
///
/// What a template does wrong is reported to the sink; `None` if there are no pages.
pub fn typeset(press: &Press, project: &Project, narrated: &Narrated, sink: &mut Diagnostics) -> Option<Typeset> {
    let sheet = Sheet::new(press, project, narrated);
    let result = typst::compile::<PagedDocument>(&sheet);
    said::report(&sheet, project, result.warnings, sink);
    let pages = match result.output {
        Ok(pages) => Some(pages),
        Err(errors) => {
            said::report(&sheet, project, errors, sink);
            None
        }
    };
    let pages = pages.filter(|pages| {
        let all = shows_appendices(pages, narrated);
        if !all {
            sink.push(said::no_appendices(&sheet, project));
        }
        all
    });
    // A result of the engine is dropped when as many reports have been finished without it as are built at a time, or as
    // many as the press was told. What all reports share is used by every one of them and so never ages; a report that is
    // still being laid out keeps its own; and memory does not grow with the number of reports.
    comemo::evict(press.keeps);
    let mut pages = pages?;
    if narrated.document.restricted {
        pages.info_mut().keywords.push(RESTRICTED.into());
    }
    Some(Typeset { pages, templates: sheet.templates() })
}

/// Everything of a document that decides what the engine makes of it, beside the templates: path and bytes of each file
/// that it reads, and whether the paper carries files.
pub fn content(press: &Press, project: &Project, narrated: &Narrated) -> Vec<(String, Vec<u8>)> {
    let sheet = Sheet::new(press, project, narrated);
    sheet.own().into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect()
}

/// Whether the template shows every file that is bound in.
fn shows_appendices(pages: &PagedDocument, narrated: &Narrated) -> bool {
    fn bound(narrated: &Narrated) -> usize {
        narrated.document.bound.len() + narrated.parts.iter().map(bound).sum::<usize>()
    }
    let marks = Label::new(PicoStr::intern("appendix-file"));
    let shown = marks.map_or(0, |mark| pages.introspector().query(&Selector::Label(mark)).len());
    shown == bound(narrated)
}

/// When a document is said to have been made: at midnight of its own date, unless the press was told a moment.
fn moment(narrated: &Narrated, told: Option<i64>) -> Option<Datetime> {
    let date = &narrated.document.date;
    let Some(seconds) = told else {
        let (month, day) = (u8::try_from(date.month).ok()?, u8::try_from(date.day).ok()?);
        return Datetime::from_ymd_hms(date.year, month, day, 0, 0, 0);
    };
    let told = DateTime::from_timestamp(seconds, 0)?;
    let small = |number: u32| u8::try_from(number).ok();
    let (month, day) = (small(told.month())?, small(told.day())?);
    let (hour, minute, second) = (small(told.hour())?, small(told.minute())?, small(told.second())?);
    Datetime::from_ymd_hms(told.year(), month, day, hour, minute, second)
}

/// Writes the pages as a PDF that conforms to PDF/UA-1 and PDF/A-2a, or PDF/A-3a where it carries files.
///
/// `identity` tells this document from all others, and stays the same from build to build.
pub fn pdf(
    press: &Press,
    project: &Project,
    narrated: &Narrated,
    typeset: &Typeset,
    identity: &str,
    sink: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let moment = moment(narrated, press.made_at)?;
    // Only PDF/A-3 knows of files that a paper carries.
    let carries = |narrated: &Narrated| !narrated.document.attachments.is_empty();
    let carries = carries(narrated) || narrated.parts.iter().any(carries);
    let archival = if !carries { PdfStandard::A_2a } else { PdfStandard::A_3a };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, archival])
        .map_err(|error| sink.push(Diagnostic::bare(error.message().to_string())))
        .ok()?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some(concat!("boardpack ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: Some(Timestamp::new_utc(moment)),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&typeset.pages, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            said::report(&Sheet::new(press, project, narrated), project, errors, sink);
            None
        }
    }
}
