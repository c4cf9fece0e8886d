//! What the engine says of a template becomes diagnostics for whoever changed the template.

use std::sync::Arc;

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind};
use typst::{World, WorldExt};

use super::world::{Sheet, in_project};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile, Span};
use crate::project::files::Unreadable;
use crate::project::{OUTSIDE_HINT, Project, TEMPLATES};

/// What a template may read.
const READABLE: &str = "a template may read its document, the files that the document names, and files of \
                        `report-templates`, such as \"../common/paper.typ\"";

/// Turns what the engine says into diagnostics that point into the template.
pub(super) fn report(
    sheet: &Sheet<'_>,
    project: &Project,
    said: impl IntoIterator<Item = SourceDiagnostic>,
    sink: &mut Diagnostics,
) {
    for one in said {
        let exact = place(sheet, project, one.span);
        // The charts are ours and always whole: a picture that cannot be read, and that the template does not name
        // itself, is the council's logo.
        let named = exact.as_ref().is_some_and(|place| {
            place.text().starts_with('"') || place.file.name.ends_with("common/appendices.typ")
        });
        if let Some(logo) = project.profile.logo.as_ref().filter(|_| is_about_picture(&one.message) && !named) {
            let message = format!("the logo `{}` cannot be read as a picture: {}", logo.file.value, one.message);
            sink.push(Diagnostic::error(message, &logo.file.span).hint("save the logo again as SVG or PNG"));
            continue;
        }
        // A shared part that was called with the wrong thing is not where the mistake is: the call is.
        let own = |place: &Span| project.files.is_file(&place.file.name);
        let mut calls = one.trace.iter().filter_map(|call| place(sheet, project, call.span.into()));
        let found = exact.clone().filter(own).or_else(|| calls.find(own));
        let of_project = found.is_some() || unreadable(&one.message).is_some();
        let mut diagnostic = worded(&one, project);
        diagnostic.severity = match one.severity {
            TypstSeverity::Error => Severity::Error,
            TypstSeverity::Warning => Severity::Warning,
        };
        diagnostic.span = found.or(exact).or_else(|| beginning(sheet, project));
        sink.push(diagnostic.hint(if of_project {
            "the mistake is in the project's own template, not in the report"
        } else {
            "the mistake is in a template that comes with boardpack, not in the report: please report it"
        }));
    }
}

/// What is wrong with a template that has no place for the files that are bound in.
pub(super) fn no_appendices(sheet: &Sheet<'_>, project: &Project) -> Diagnostic {
    let mut diagnostic = Diagnostic::bare("the template does not show the files that are bound in");
    diagnostic.severity = Severity::Error;
    diagnostic.span = beginning(sheet, project);
    diagnostic
        .hint("import `appendix-files` from `../common/appendices.typ`, and write `#appendix-files(doc.bound)` near the end")
}

/// What this crate's own reader of files has said of one that is there and cannot be read, which is never one that comes with
/// boardpack.
fn unreadable(message: &str) -> Option<&str> {
    message.strip_prefix("failed to load file (")?.strip_suffix(")")
}

/// The message with its hints, still without its place.
fn worded(one: &SourceDiagnostic, project: &Project) -> Diagnostic {
    let message = one.message.as_str();
    let between = |start: &str, end: &str| message.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    if let Some(path) = between("file not found (searched at ", ")") {
        if !path.starts_with(TEMPLATES) {
            return Diagnostic::bare(format!("a template may not read `{path}`")).hint(READABLE);
        }
        let near = project.nearest_template(path).map(|near| format!("did you mean `{near}`?"));
        let hint =
            near.unwrap_or_else(|| "a path starts at the folder of the file that it is written in".to_owned());
        return Diagnostic::bare(format!("`{path}` does not exist")).hint(hint);
    }
    if let Some(path) = between("path `\"", "\"` would escape the project root") {
        return Diagnostic::bare(format!("a template may not read `{path}`")).hint(READABLE);
    }
    if let Some(said) = unreadable(message) {
        if let Some(package) = said.strip_suffix(super::world::PACKAGE) {
            return Diagnostic::bare(format!("a template cannot use packages, such as `{}`", package.trim_end())).hint(
                "a paper is built without the network: copy the part that is needed into a file of `report-templates`",
            );
        }
        let is = |why: &Unreadable| said.ends_with(&why.to_string());
        let hint = if is(&Unreadable::Outside) || is(&Unreadable::Elsewhere) {
            OUTSIDE_HINT.to_owned()
        } else if is(&Unreadable::Folder) {
            Unreadable::Folder.hint("")
        } else {
            READABLE.to_owned()
        };
        return Diagnostic::bare(said).hint(hint);
    }
    // What the shared parts say of how they are used.
    let own = ["panicked with: ", "assertion failed: "].iter().find_map(|start| message.strip_prefix(start));
    let mut diagnostic = Diagnostic::bare(match own {
        Some(said) => said.to_owned(),
        None => format!("the template says: {message}"),
    });
    diagnostic.hints = one.hints.iter().map(|hint| hint.v.to_string()).collect();
    diagnostic
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
