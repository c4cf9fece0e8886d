//! Binds the files of a report's appendices in after its own pages.

use crate::appendix::{ForeignFile, ForeignPage, Refusal, TooMuch, layer, limits, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::Narrated;
use crate::narrative::document::{BoundFile, BoundSheet, Field, Language, Reference};
use crate::project::fields::{BoundIn, FieldEntry, FileEntry};
use crate::project::files::{Files, Unreadable};
use crate::project::report::Report;

/// Gives a narrated report the pages of the files that its appendices name.
///
/// What is wrong with a file is told at the place where the report names it.
pub fn bind(narrated: &mut Narrated, report: &Report, files: &Files, sink: &mut Diagnostics) {
    for (key, entry) in &report.fields {
        let FieldEntry::Documents(entries, true) = entry else { continue };
        let Some(Field::Documents(references)) = narrated.document.fields.get(key) else { continue };
        let references: Vec<Reference> = references.clone();
        for (at, (entry, reference)) in entries.iter().zip(references).enumerate() {
            let BoundIn::File(wanted) = &entry.bound else { continue };
            let Some(file) = open(wanted, files, sink) else { continue };
            warn(&file, wanted, sink);
            let folder = format!("/assets/appendices/{key}-{}", at + 1);
            bind_file(narrated, file, reference, wanted, &folder);
        }
    }
}

/// Reads a file; `None` if there is something wrong with it, which is then in the sink.
fn open(wanted: &FileEntry, files: &Files, sink: &mut Diagnostics) -> Option<ForeignFile> {
    let path = &wanted.file.value;
    let bytes = match files.bytes(path) {
        Ok(bytes) => bytes,
        Err(why) => {
            let hint = match why {
                Unreadable::Large => "make it smaller, or leave `file` out and give a `link` to it".to_owned(),
                _ => files.remedy(path, &why, &["pdf"], "appendices/establishment.pdf"),
            };
            let diagnostic = Diagnostic::error(format!("the file `{path}` {why}"), &wanted.file.span);
            sink.push(diagnostic.hint(hint));
            return None;
        }
    };
    match read(&bytes) {
        Ok(file) => Some(file),
        Err(why) => {
            let (what, hint) = refused(why, path);
            sink.push(Diagnostic::error(what, &wanted.file.span).hint(hint));
            None
        }
    }
}

/// What is wrong with a file, and what to do about it.
fn refused(why: Refusal, path: &str) -> (String, String) {
    let (what, hint) = match why {
        Refusal::NoPdf => (
            format!("the file `{path}` is not a PDF"),
            "save or export it as a PDF in the program that made it, and name that file".to_owned(),
        ),
        Refusal::Encrypted => (
            format!("the file `{path}` is protected, by a password or against changes"),
            "ask whoever made it for a copy without protection".to_owned(),
        ),
        Refusal::Broken => (
            format!("the file `{path}` is damaged: it cannot be read as a PDF"),
            "copy or download it again; if it opens elsewhere, save it as a new PDF there".to_owned(),
        ),
        Refusal::Empty => {
            (format!("the file `{path}` has no pages"), "name a file that has some, or leave `file` out".to_owned())
        }
        Refusal::Size(page) => (
            format!("page {page} of `{path}` is not of the size of a page"),
            "its sides must be between 13 mm and 5 m long; save it with pages of a usual size".to_owned(),
        ),
        Refusal::TooMuch(TooMuch::Pages) => (
            format!("the file `{path}` has more than {} pages", limits::MOST_PAGES),
            "leave `file` out and give a `link` to it, or bind in the pages that matter".to_owned(),
        ),
        Refusal::TooMuch(TooMuch::Picture) => (
            format!(
                "the file `{path}` has a picture with more than {} million pixels",
                limits::MOST_PIXELS / 1_000_000
            ),
            "save it as a new PDF with pictures of 300 dots an inch".to_owned(),
        ),
        Refusal::TooMuch(_) => (
            format!("the file `{path}` holds more than can be bound in"),
            "save it as a new PDF, made smaller; or leave `file` out and give a `link` to it".to_owned(),
        ),
        Refusal::OnPage(page, TooMuch::Picture) => (
            format!("page {page} of `{path}` has larger pictures than can be bound in"),
            "save it as a new PDF with pictures of 300 dots an inch".to_owned(),
        ),
        Refusal::OnPage(page, _) => (
            format!("page {page} of `{path}` draws more than can be bound in"),
            "put a simpler drawing, or a picture of it, in its place".to_owned(),
        ),
    };
    (what, hint)
}

/// Says what a reader who does not see the pages would miss, unless there is another version for them.
fn warn(file: &ForeignFile, wanted: &FileEntry, sink: &mut Diagnostics) {
    let covered = |(number, page): (usize, &ForeignPage)| (page.covered > 0).then_some((number, page.covered));
    if let Some((page, covered)) = (1..).zip(&file.pages).find_map(covered) {
        let letters = if covered == 1 { "one letter".to_owned() } else { format!("{covered} letters") };
        let message = format!("page {page} of `{}` has {letters} under a filled area", wanted.file.value);
        sink.push(Diagnostic::warning(message, &wanted.file.span).hint(
            "what is only covered can be uncovered, here as in the file: if it is not for everybody, ask for a file from \
             which it has been taken out",
        ));
    }
    if wanted.alternative.is_some() {
        return;
    }
    let path = &wanted.file.value;
    let ask =
        "ask whoever made it for an accessible version, or say with `alternative:` at which address there is one";
    let mut warning = |what: String, then: &str| {
        sink.push(Diagnostic::warning(what, &wanted.file.span).hint(format!("{ask}{then}")));
    };
    let is_silent = |page: &ForeignPage| page.has_pictures && page.text.iter().all(|one| one.pieces.is_empty());
    let silent: Vec<usize> = (1..).zip(&file.pages).filter(|(_, page)| is_silent(page)).map(|(at, _)| at).collect();
    if silent.len() == file.pages.len() {
        warning(
            format!("the file `{path}` has no text, only pictures: nobody can listen to it or search it"),
            "; a scan needs text recognition, and until then `alt` has to say all that matters",
        );
        return;
    }
    if let [first, more @ ..] = &silent[..] {
        let others = match more.len() {
            0 => String::new(),
            1 => " and one more page".to_owned(),
            more => format!(" and {more} more pages"),
        };
        warning(
            format!("page {first}{others} of `{path}` has no text, only a picture"),
            "; until then `alt` has to say what it shows",
        );
    }
    let unreadable: usize = file.pages.iter().map(|page| page.unreadable).sum();
    if unreadable > 0 {
        let (letters, they_are) = match unreadable {
            1 => ("one letter".to_owned(), "it is"),
            _ => (format!("{unreadable} letters"), "they are"),
        };
        warning(
            format!("{letters} of `{path}` can be seen but not read: the file does not say what {they_are}"),
            "",
        );
    }
    if !file.tagged {
        warning(
            format!("the file `{path}` is not tagged: it does not say what its headings, tables and pictures are"),
            "; until then it is read out line by line",
        );
    }
}

/// Puts the pages of a file into the document.
fn bind_file(narrated: &mut Narrated, file: ForeignFile, reference: Reference, wanted: &FileEntry, folder: &str) {
    let count = file.pages.len();
    let mut sheets = Vec::new();
    for (number, page) in (1..).zip(file.pages) {
        let image = format!("{folder}/{number}.svg");
        let alt = match count {
            1 => format!("{}: {}", reference.label, reference.alt),
            _ => format!("{}, page {number} of {count}: {}", reference.label, reference.alt),
        };
        let (width, height) = (page.width, page.height);
        let passages = layer::layer(&page);
        narrated.pictures.insert(image.clone(), page.picture);
        sheets.push(BoundSheet { image, alt, width, height, passages });
    }
    narrated.document.bound.push(BoundFile {
        label: reference.label,
        title: reference.title,
        alternative: wanted.alternative.as_ref().map_or_else(String::new, |link| link.value.clone()),
        language: language(&file.language),
        sheets,
    });
}

/// A language as the layout wants it; `None` for what it cannot take.
fn language(written: &str) -> Option<Language> {
    let mut parts = written.split('-');
    let lang = parts.next()?.to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
    let letters = |part: &str| part.chars().all(|one| one.is_ascii_alphabetic());
    (matches!(lang.len(), 2 | 3) && letters(&lang) && letters(&region)).then_some(Language { lang, region })
}
