//! Diagnostics as commands of a GitHub workflow, which become annotations on the lines of a pull request.

use super::place::Place;
use super::{Diagnostic, Severity, window};

/// The command of a diagnostic, with its line end: `::error file=…,line=…::message`. Hints follow the message.
pub fn command(diagnostic: &Diagnostic) -> String {
    let mut properties: Vec<(&str, String)> = Vec::new();
    let mut words = window::words(&diagnostic.message);
    if let Some(span) = &diagnostic.span {
        let place = Place::of(span);
        properties.push(("file", place.file.to_owned()));
        properties.push(("line", place.line.to_string()));
        properties.push(("endLine", place.end_line.to_string()));
        // GitHub knows columns within one line only, and none in a spreadsheet.
        if place.line == place.end_line && place.cell.is_none() {
            properties.push(("col", place.column.to_string()));
            properties.push(("endColumn", place.end_column.to_string()));
        }
        if let Some(cell) = span.file.cell_name(span.range.start) {
            words.push_str(&format!(" ({cell})"));
        }
    }
    let title = if diagnostic.code.is_empty() { "boardpack" } else { diagnostic.code };
    properties.push(("title", title.to_owned()));
    for (span, of) in &diagnostic.related {
        let place = Place::of(span);
        words.push_str(&format!("\n{}:{}:{}: {}", place.file, place.line, place.column, window::words(of)));
    }
    for hint in &diagnostic.hints {
        words.push_str(&format!("\nhint: {}", window::words(hint)));
    }
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", escaped_property(value))).collect();
    format!("::{command} {}::{}\n", properties.join(","), escaped(&words))
}

/// A message: what would end it is escaped.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what would end it, or the list of properties, is escaped as well.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceFile, Span};

    #[test]
    fn nothing_in_a_name_or_a_message_ends_its_command() {
        let file = SourceFile::new("50%, a:b.yaml", "key: value\nmore");
        let said = Diagnostic::warning("100%: a,\r\nb", &Span::new(&file, 5..10))
            .related(&Span::new(&file, 0..3), "this key")
            .hint("write it")
            .hint("or not");
        assert_eq!(
            command(&said),
            "::warning file=50%25%2C a%3Ab.yaml,line=1,endLine=1,col=6,endColumn=11,title=boardpack::\
             100%25: a,%0D%0Ab%0A50%25, a:b.yaml:1:1: this key%0Ahint: write it%0Ahint: or not\n"
        );
    }

    #[test]
    fn several_lines_have_no_columns_and_cells_are_named() {
        let file = SourceFile::new("a.yaml", "key:\n  value\n");
        let said = Diagnostic { code: "money", ..Diagnostic::note("it is wrong", &Span::new(&file, 0..13)) };
        assert_eq!(command(&said), "::notice file=a.yaml,line=1,endLine=2,title=money::it is wrong\n");
        let sheet = SourceFile::of_sheet("a.xlsx", "a\tb\n1\tx", "Staff");
        let said = Diagnostic::error("it is wrong", &Span::new(&sheet, 6..7));
        assert_eq!(
            command(&said),
            "::error file=a.xlsx,line=2,endLine=2,title=boardpack::it is wrong (cell B2 of the sheet `Staff`)\n"
        );
        assert_eq!(command(&Diagnostic::bare("it is gone")), "::error title=boardpack::it is gone\n");
    }
}
