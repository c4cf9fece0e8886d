//! Typesetting: a document becomes pages. The Typst engine runs in process and sees nothing but what it is given.

mod world;

use std::num::NonZeroUsize;
use std::sync::Arc;

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector;
use typst::syntax::{DiagSpan, DiagSpanKind};
use typst::utils::PicoStr;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile, Span};
use crate::narrative::Narrated;
use crate::project::{Project, TEMPLATES};
use crate::workers;

pub use world::{Engine, Press};
use world::{Sheet, in_project};

/// A document that has been laid out.
pub struct Typeset {
    /// The pages.
    pub pages: PagedDocument,
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
    report(&sheet, project, result.warnings, sink);
    let pages = match result.output {
        Ok(pages) => Some(pages),
        Err(errors) => {
            report(&sheet, project, errors, sink);
            None
        }
    };
    // A result of the engine is dropped when as many reports have been finished without it as are built at a time. What
    // all reports share is used by every one of them and so never ages; a report that is still being laid out keeps
    // its own; and memory does not grow with the number of reports.
    comemo::evict(workers::at_a_time());
    Some(Typeset { pages: pages? })
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
    let date = &narrated.document.date;
    let (month, day) = (u8::try_from(date.month).ok()?, u8::try_from(date.day).ok()?);
    let midnight = Datetime::from_ymd_hms(date.year, month, day, 0, 0, 0)?;
    // Only PDF/A-3 knows of files that a paper carries.
    let archival = if narrated.document.attachments.is_empty() { PdfStandard::A_2a } else { PdfStandard::A_3a };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, archival])
        .map_err(|error| sink.push(Diagnostic::bare(error.message().to_string())))
        .ok()?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some(concat!("boardpack ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: Some(Timestamp::new_utc(midnight)),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&typeset.pages, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            report(&Sheet::new(press, project, narrated), project, errors, sink);
            None
        }
    }
}

/// Turns what the engine says into diagnostics that point into the template.
fn report(
    sheet: &Sheet<'_>,
    project: &Project,
    said: impl IntoIterator<Item = SourceDiagnostic>,
    sink: &mut Diagnostics,
) {
    for one in said {
        let severity = match one.severity {
            TypstSeverity::Error => Severity::Error,
            TypstSeverity::Warning => Severity::Warning,
        };
        // The charts are ours and always whole: a picture that cannot be read is the council's logo.
        if let Some(logo) = project.profile.logo.as_ref().filter(|_| is_about_picture(&one.message)) {
            let message = format!("the logo `{}` cannot be read as a picture: {}", logo.file.value, one.message);
            sink.push(Diagnostic::error(message, &logo.file.span).hint("save the logo again as SVG or PNG"));
            continue;
        }
        let span = place(sheet, project, one.span).or_else(|| beginning(sheet, project));
        let own = span.as_ref().is_some_and(|span| project.files.is_file(&span.file.name));
        let mut diagnostic = Diagnostic::bare(format!("the template says: {}", one.message));
        diagnostic.severity = severity;
        diagnostic.span = span;
        diagnostic.hints = one.hints.iter().map(|hint| hint.v.to_string()).collect();
        sink.push(diagnostic.hint(if own {
            "the mistake is in the project's own template, not in the report"
        } else {
            "the mistake is in a template that comes with boardpack, not in the report: please report it"
        }));
    }
}

fn is_about_picture(message: &str) -> bool {
    ["SVG", "image", "PNG", "JPEG", "GIF", "WebP"].iter().any(|word| message.contains(word))
}

/// The beginning of the template, for what has no other place.
fn beginning(sheet: &Sheet<'_>, project: &Project) -> Option<Span> {
    let id = sheet.main();
    let text = sheet.source(id).ok()?.text().to_owned();
    let file = SourceFile::new(project.files.shown(in_project(id.vpath().get_without_slash())), text);
    Some(Span::new(&file, 0..0))
}

fn place(sheet: &Sheet<'_>, project: &Project, span: DiagSpan) -> Option<Span> {
    let id = match span.get() {
        DiagSpanKind::Detached => return None,
        DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
    };
    let path = in_project(id.vpath().get_without_slash());
    let name = if path.starts_with(TEMPLATES) { project.files.shown(path) } else { path.to_owned() };
    let text = sheet.source(id).ok()?.text().to_owned();
    let file: Arc<SourceFile> = SourceFile::new(name, text);
    Some(Span::new(&file, sheet.range(span)?))
}
