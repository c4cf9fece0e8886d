//! Where a span lies, as programs are told it: from one line and column to another.

use super::Span;

/// The place of a span in its file. Lines and columns count from one; in a sheet they are the row and column of the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file as the user would type it, with forward slashes and without `./`.
    pub file: &'a str,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character, counted in characters.
    pub column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The sheet of a spreadsheet, and the cell in it.
    pub cell: Option<(&'a str, String)>,
}

impl<'a> Place<'a> {
    /// The place of a span, without blanks and line ends that it may end with.
    pub(super) fn of(span: &'a Span) -> Self {
        let file = &*span.file;
        let (line, column) = file.line_column(span.range.start);
        let end = span.range.start + span.text().trim_end().len();
        let (end_line, mut end_column) = file.line_column(end);
        if file.sheet.is_some() {
            end_column += 1;
        }
        let cell = file.sheet.as_deref().zip(file.cell(span.range.start));
        Self { file: file.name.strip_prefix("./").unwrap_or(&file.name), line, column, end_line, end_column, cell }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    #[test]
    fn columns_count_characters_and_the_end_is_after_the_last() {
        let file = SourceFile::new("./a b.yaml", "é: x\nkey: välue \n\nlast");
        for (range, wanted) in
            [(0..2, (1, 1, 1, 2)), (6..20, (2, 1, 2, 11)), (0..0, (1, 1, 1, 1)), (3..9, (1, 3, 2, 4))]
        {
            let span = Span::new(&file, range);
            let place = Place::of(&span);
            assert_eq!((place.line, place.column, place.end_line, place.end_column), wanted);
            assert_eq!((place.file, place.cell), ("a b.yaml", None));
        }
    }

    #[test]
    fn a_place_in_a_sheet_is_a_cell() {
        let file = SourceFile::of_sheet("a.xlsx", "head\tmore\n1\t2,5", "Staff");
        let span = Span::new(&file, 12..15);
        let place = Place::of(&span);
        assert_eq!((place.line, place.column, place.end_line, place.end_column), (2, 2, 2, 3));
        assert_eq!(place.cell, Some(("Staff", "B2".to_owned())));
    }
}
