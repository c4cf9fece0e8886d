//! Diagnostics on one line each: `file:line:column: error[rule]: message`, which editors and `grep` can read.

use super::paint::{Painter, Style, one_line};
use super::place::Place;
use super::{Diagnostic, window};

/// The line of a diagnostic, with its line end, in the colours of a terminal if they are wanted.
///
/// The cell of a spreadsheet stands where line and column do. Hints are left out.
pub fn line(diagnostic: &Diagnostic, colour: bool) -> String {
    let mut painter = Painter::new(colour);
    if let Some(span) = &diagnostic.span {
        let place = Place::of(span);
        let at = match place.cell {
            Some((sheet, cell)) => format!("{sheet}!{cell}"),
            None => format!("{}:{}", place.line, place.column),
        };
        painter.plain(&one_line(&format!("{}:{at}: ", place.file)));
    }
    let code = if diagnostic.code.is_empty() { String::new() } else { format!("[{}]", diagnostic.code) };
    painter.styled(Style::Severity(diagnostic.severity), &format!("{}{code}", diagnostic.severity.word()));
    painter.styled(Style::Message, &format!(": {}", one_line(&window::words(&diagnostic.message))));
    painter.plain("\n");
    painter.finish()
}
