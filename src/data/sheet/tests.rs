//! Spreadsheets as Excel, LibreOffice and scripts write them, and as nobody should.

use std::io::{Cursor, Write as _};

use insta::assert_snapshot;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Asked, read};
use crate::data::table::Grid;
use crate::data::tests::rendered;
use crate::diagnostic::{Diagnostic, SourceFile, Span};
use crate::project::yaml::Text;

const XLSX: &[u8] = include_bytes!("../../../tests/fixtures/sheets/staff.xlsx");
const ODS: &[u8] = include_bytes!("../../../tests/fixtures/sheets/staff.ods");
const XLS: &[u8] = include_bytes!("../../../tests/fixtures/sheets/staff.xls");
const NOT_COMPUTED: &[u8] = include_bytes!("../../../tests/fixtures/sheets/not-computed.xlsx");

/// A report that asks for a sheet, so that messages have something to point into.
const ENTRY: &str = "staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}\n";

fn text(part: &str) -> Text {
    let at = ENTRY.find(part).unwrap_or_default();
    let file = SourceFile::new("reports/paper.yaml", ENTRY);
    Text { value: part.to_owned(), span: Span::new(&file, at..at + part.len()) }
}

/// Reads a part of a sheet of a file; an empty sheet or range is not asked for.
fn open(bytes: &[u8], sheet: &str, range: &str, header_rows: usize) -> Result<Grid, Vec<Diagnostic>> {
    let name = |name: &str| Text { value: name.to_owned(), ..text(if name == range { "A3:K7" } else { "Staff" }) };
    let (file, named, range) = (text("data/staff.xlsx"), name(sheet), name(range));
    let asked = Asked {
        file: &file,
        sheet: Some(&named).filter(|one| !one.value.is_empty()),
        range: Some(&range).filter(|one| !one.value.is_empty()),
        header_rows,
    };
    read("data/staff.xlsx", bytes, asked, |_| false)
}

fn lines(grid: &Grid) -> String {
    let names: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
    let row =
        |row: usize| (0..grid.columns.len()).map(|column| grid.text(row, column)).collect::<Vec<_>>().join(" | ");
    let rows: Vec<String> = (0..grid.rows.len()).map(row).collect();
    format!("{}\n{}", names.join(" | "), rows.join("\n"))
}

fn said(result: Result<Grid, Vec<Diagnostic>>) -> String {
    match result {
        Ok(grid) => lines(&grid),
        Err(problems) => rendered(problems),
    }
}

/// A zip file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a zip file").into_inner()
}

const TYPES: &str = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships>\
    <Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"r2\" Type=\"http://x/styles\" Target=\"/xl/styles.xml\"/>\
    <Relationship Id=\"r3\" Type=\"http://x/sharedStrings\" Target=\"../xl/strings.xml\"/>\
    </Relationships>";

/// A workbook with one sheet `S` of these cells; `styles` are number formats, the first of which has the style 1.
fn workbook(cells: &str, styles: &[&str], properties: &str) -> Vec<u8> {
    let own: String = styles
        .iter()
        .enumerate()
        .map(|(at, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 164 + at))
        .collect();
    let used: String = (0..styles.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 164 + at)).collect();
    zipped(&[
        ("[Content_Types].xml", TYPES),
        (
            "xl/workbook.xml",
            &format!("<workbook>{properties}<sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        (
            "xl/styles.xml",
            &format!(
                "<styleSheet><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{used}</cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/strings.xml",
            "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space=\"preserve\">wo </t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")),
    ])
}

/// A document with one table `S` of these rows.
fn document(rows: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            &format!(
                "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{rows}\
                 </table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

#[test]
fn excel_and_libreoffice_hold_the_same() {
    let grid = open(XLSX, "Staff", "A3:K7", 2).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
    assert_snapshot!(lines(&grid), @r"
    Job title | Children in care – FTE | Children in care – Posts | Fostering – FTE | Fostering – Posts | Agency share | Reviewed on | Cost | Open | Code | Sum
    Team manager | 3 | 3 | 4.5 | 5 | 9.25% | 2025-09-30 | £1,234,567.891 | TRUE | 0123 | 7.5
    Social worker | 0.1 | 14 | 20.25 | 21 | 50.00% | 1904-02-28 | -£1,200.50 | FALSE | 007 | 0.3
    Newly qualified | 0.2 | 4 | 3.333333333333 | 4 | 100.00% | 1900-03-01 | £0.00 | TRUE | 1 | 25%
    ");
    assert_eq!(said(open(ODS, "Staff", "A3:K7", 2)), lines(&grid));
    assert_eq!(grid.cell_name(1, 5), "cell F6 of the sheet `Staff`");
    assert_eq!(grid.span(1, 5).text(), "50.00%");
    assert_eq!((grid.line(1, 5), grid.columns[5].decimals), (6, 2));
}

#[test]
fn what_calamine_reads_is_the_same() {
    use calamine::{Data, Reader as _};
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(XLSX)).expect("a workbook");
    let range = book.worksheet_range("Staff").expect("a sheet");
    let grid = open(XLSX, "Staff", "A3:K7", 2).expect("a table");
    for (row, column) in [(0, 0), (1, 1), (1, 3), (1, 9), (0, 4), (0, 10)] {
        let ours = grid.text(row, column).into_owned();
        match range.get_value((4 + row as u32, column as u32)).expect("a cell") {
            Data::String(theirs) => assert_eq!(ours, *theirs),
            Data::Float(theirs) => {
                let ours: f64 = ours.parse().expect("a number");
                assert!((ours - theirs).abs() < 1e-9, "{ours} {theirs}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn hidden_rows_and_columns_are_read_and_told_of() {
    let row = |number: u32, hidden: &str| {
        let cell = |(at, letter)| format!("<c r=\"{letter}{number}\"><v>{number}{at}</v></c>");
        let cells: String = ["A", "B", "C"].iter().enumerate().map(cell).collect();
        format!("<row r=\"{number}\"{hidden}>{cells}</row>")
    };
    let rows = |hidden: &str| row(1, "") + &row(2, hidden) + &row(3, "") + &row(4, hidden) + &row(5, "");
    let columns = "</sheetData><cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"3\" hidden=\"0\"/></cols><sheetData>";
    let xlsx = workbook(&format!("{columns}{}", rows(" hidden=\"1\"")), &[], "");
    let cell = |text: &str, at: u32| format!("<table:table-cell><text:p>{text}{at}</text:p></table:table-cell>");
    let cells = |text: &str| (0..3).map(|at| cell(text, at)).collect::<String>();
    let hidden = "table:visibility=\"collapse\"";
    let ods = document(&format!(
        "<table:table-column/><table:table-column {hidden}/><table:table-column/>\
         <table:table-row>{}</table:table-row><table:table-row table:visibility=\"filter\">{}</table:table-row>\
         <table:table-row>{}</table:table-row><table:table-row {hidden}>{}</table:table-row>",
        cells("1"),
        cells("2"),
        cells("3"),
        cells("4"),
    ));
    for bytes in [xlsx, ods] {
        let grid = open(&bytes, "", "", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
        let told: Vec<&str> = grid.hidden.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "the column B (`11`) of the sheet `S` is hidden in the spreadsheet, and is read all the same",
                "the rows 2, 4 of the sheet `S` are hidden in the spreadsheet, and are read all the same",
            ]
        );
        assert_eq!((grid.columns.len(), grid.rows.len() >= 3), (3, true));
        let part = open(&bytes, "", "C1:C3", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
        let told: Vec<&str> = part.hidden.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(told, ["the row 2 of the sheet `S` is hidden in the spreadsheet, and is read all the same"]);
    }
    let plain =
        open(&workbook(&rows(""), &[], ""), "", "", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
    assert!(plain.hidden.is_empty());
}

#[test]
fn a_sheet_or_a_range_that_is_not_there_is_told_in_the_report() {
    assert_snapshot!(said(open(XLSX, "", "", 1)), @r"
    error: `data/staff.xlsx` has 2 sheets
      ┌─ reports/paper.yaml:1:15
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │               ^^^^^^^^^^^^^^^
      │
      = hint: say which one is meant, such as `sheet: Staff`; there is `Staff`, `Notes`
    ");
    assert_snapshot!(said(open(XLSX, "Staf", "", 1)), @r"
    error: `data/staff.xlsx` has no sheet `Staf`
      ┌─ reports/paper.yaml:1:39
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │                                       ^^^^^
      │
      = hint: did you mean `Staff`?
    ");
    assert_snapshot!(said(open(XLSX, "Staff", "A3-K7", 1)), @r"
    error: `A3-K7` is not a range of cells
      ┌─ reports/paper.yaml:1:53
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │                                                     ^^^^^
      │
      = hint: write the first and the last cell, such as `A3:H20`, or whole columns, such as `A:H`
    ");
    assert_snapshot!(said(open(ODS, "Staff", "M1:N9", 1)), @r"
    error: the range holds no cells, in the sheet `Staff` of `data/staff.xlsx`
      ┌─ reports/paper.yaml:1:53
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │                                                     ^^^^^
      │
      = hint: the first row names the columns, every other row is data
    ");
    assert_snapshot!(said(open(XLSX, "Notes", "", 1)), @r"
    error: the file has a header but no rows
      ┌─ data/staff.xlsx:1:1
      │
    1 │ Nothing here
      │ ^^^^^^^^^^^^ cell A1 of the sheet `Notes`
      │
      = hint: save the table again with its data
    ");
    assert_eq!(open(XLSX, " staff ", "A:K", 1).map_err(|_| ()).err(), Some(()), "the title is no header");
}

#[test]
fn a_title_above_the_table_needs_a_range() {
    assert_snapshot!(said(open(XLSX, "Staff", "A1:C7", 1)), @r"
    error: the first row names 1 of 3 columns
      ┌─ data/staff.xlsx:1:1
      │
    1 │ Establishment of the service
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cell A1 of the sheet `Staff`
      │
      = hint: say which part of the sheet the table is, such as `range: A3:H20`
    ");
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    assert_snapshot!(said(open(XLS, "", "", 1)), @r"
    error: the data file `data/staff.xlsx` is a spreadsheet in an old or binary form
      ┌─ reports/paper.yaml:1:15
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │               ^^^^^^^^^^^^^^^
      │
      = hint: open it in your spreadsheet program and save it as `.xlsx`
    ");
    assert_snapshot!(said(open(NOT_COMPUTED, "Staff", "A5:K7", 1)), @r"
    error: the formula has no value in the file
      ┌─ data/staff.xlsx:5:11
      │
    5 │ Team manager  3 3 4.5 5 9.25% 2025-09-30  £1,234,567.891  TRUE  0123  =
      │                                                                       ^ cell K5 of the sheet `Staff`
      │
      = hint: open the file in your spreadsheet program and save it again, so that it computes the value

    error: the formula has no value in the file
      ┌─ data/staff.xlsx:6:11
      │
    6 │ Social worker 0.1 14  20.25 21  50.00%  1904-02-28  -£1,200.50  FALSE 007 =
      │                                                                           ^ cell K6 of the sheet `Staff`
      │
      = hint: open the file in your spreadsheet program and save it again, so that it computes the value

    error: the formula has no value in the file
      ┌─ data/staff.xlsx:7:11
      │
    7 │ Newly qualified 0.2 4 3.333333333333  4 100.00% 1900-03-01  £0.00 TRUE  1 =
      │                                                                           ^ cell K7 of the sheet `Staff`
      │
      = hint: open the file in your spreadsheet program and save it again, so that it computes the value
    ");
    let mut locked = XLS[..64].to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, words) in [
        (XLSX[..XLSX.len() / 2].to_vec(), "is a spreadsheet that is cut off or damaged"),
        (b"PK\x03\x04".to_vec(), "is a spreadsheet that is cut off or damaged"),
        (locked, "is a spreadsheet with a password"),
        (zipped(&[("word/document.xml", "<w/>")]), "is a zip file, but not a spreadsheet"),
        (zipped(&[("[Content_Types].xml", "<wordprocessingml/>")]), "is a zip file, but not a spreadsheet"),
        (
            zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")]),
            "is a zip file, but not a spreadsheet",
        ),
        (zipped(&[("xl/workbook.bin", "")]), "is a spreadsheet in an old or binary form"),
        (zipped(&[("xl/workbook.xml", ""), ("[Content_Types].xml", "x")]), "has no sheet with cells"),
        (
            zipped(&[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
            ]),
            "is a spreadsheet with a password",
        ),
        (
            workbook("<row><c t=\"s\"><v>99</v></c></row>", &[], ""),
            "is a spreadsheet whose part `xl/worksheets/sheet1.xml`",
        ),
        (
            workbook("<row><c r=\"A1\"><v>1</c></row>", &[], ""),
            "is a spreadsheet whose part `xl/worksheets/sheet1.xml`",
        ),
        (workbook("<row r=\"99999999999\"/>", &[], ""), "is a spreadsheet whose part `xl/worksheets/sheet1.xml`"),
        (workbook("<row><c r=\"ZZZZ1\"><v>1</v></c></row>", &[], ""), "is a spreadsheet whose part"),
    ] {
        let said = said(open(&bytes, "", "", 1));
        assert!(said.contains(words) && said.contains("reports/paper.yaml:1:15"), "{words}\n{said}");
    }
}

#[test]
fn a_cell_is_the_stored_number_in_the_form_that_excel_shows() {
    let cells = "<row r=\"1\"><c t=\"inlineStr\"><is><t>a &amp; b</t></is></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>c</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" s=\"1\"><v>0.0925</v></c><c r=\"B3\"><v>0.30000000000000004</v></c><c t=\"b\"><v>1</v></c></row>\
        <row><c s=\"2\"><v>45930.5</v></c><c s=\"3\"><v>-1234.5</v></c><c t=\"str\"><f>x</f><v>_x0041_b&#10;c</v></c></row>\
        <row><c s=\"4\"><v>45930</v></c><c s=\"5\"><v>17.76</v></c><c t=\"d\"><v>2025-09-30T00:00:00</v></c></row>";
    let styles = ["0.00%", "dd/mm/yyyy hh:mm", "#,##0.0;[Red](#,##0.0)", "mmm-yy", "0.0&quot; FTE&quot;"];
    let grid =
        open(&workbook(cells, &styles, ""), "", "", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
    assert_snapshot!(lines(&grid), @r"
    a & b | two | c
    9.25% | 0.3 | TRUE
    2025-09-30 12:00 | -1,234.5 | Ab c
    2025-09-30 | 17.76 | 2025-09-30
    ");
    let decimals: Vec<u32> = grid.columns.iter().map(|column| column.decimals).collect();
    assert_eq!(decimals, [2, 1, 0], "of what is shown");
    let grid = open(&workbook(cells, &styles, "<workbookPr date1904=\"1\"/>"), "S", "", 1).expect("a table");
    assert_eq!((grid.text(1, 0), grid.text(2, 0)), ("2029-10-01 12:00".into(), "2029-10-01".into()));
}

#[test]
fn a_workbook_and_a_document_hold_the_same_numbers_dates_and_times() {
    // Each value with the format of Excel, and as LibreOffice writes it.
    let values = [
        ("0.34", "0", "float", "0.34", "0", "0.34"),
        ("0.126", "0%", "percentage", "0.126", "13%", "12.6%"),
        ("1234567", "#,##0,&quot;k&quot;", "float", "1234567", "1,235k", "1,234,567"),
        ("1200.55", "£#,##0", "currency", "1200.55", "£1,201", "£1,200.55"),
        ("45901", "mmm-yy", "date", "2025-09-01", "Sep-25", "2025-09-01"),
        (
            "45931.520833333336",
            "dd/mm/yyyy hh:mm",
            "date",
            "2025-10-01T12:30:00",
            "01/10/2025 12:30",
            "2025-10-01 12:30",
        ),
        ("45931.520833333336", "dd/mm/yyyy", "date", "2025-10-01T12:30:00", "01/10/2025", "2025-10-01"),
        ("0.3958333333333333", "h:mm AM/PM", "time", "PT09H30M00S", "09:30 AM", "09:30"),
        ("1.25", "[h]:mm:ss", "time", "PT30H00M00S", "30:00:00", "30:00"),
        ("1.25", "[h]", "time", "PT30H00M00S", "30", "30"),
        ("1.25", "h:mm", "time", "PT30H00M00S", "6:00", "06:00"),
    ];
    let formats: Vec<&str> = values.iter().map(|one| one.1).collect();
    let mut cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>v</t></is></c></row>".to_owned();
    let mut rows =
        "<table:table-row><table:table-cell><text:p>v</text:p></table:table-cell></table:table-row>".to_owned();
    for (at, (stored, _, kind, value, shown, _)) in values.iter().enumerate() {
        cells += &format!("<row><c s=\"{}\"><v>{stored}</v></c></row>", at + 1);
        let name = match *kind {
            "date" | "time" => format!("{kind}-value"),
            _ => "value".to_owned(),
        };
        rows += &format!(
            "<table:table-row><table:table-cell office:value-type=\"{kind}\" office:{name}=\"{value}\">\
             <text:p>{shown}</text:p></table:table-cell></table:table-row>"
        );
    }
    let wanted: Vec<&str> = values.iter().map(|one| one.5).collect();
    for bytes in [workbook(&cells, &formats, ""), document(&rows)] {
        let grid = open(&bytes, "", "", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
        assert_eq!((0..values.len()).map(|row| grid.text(row, 0)).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn an_error_in_a_cell_is_told_with_the_name_of_the_cell() {
    let cells = "<row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>grade</t></is></c><c t=\"inlineStr\"><is><t>posts</t></is></c></row>\
        <row><c r=\"B5\"><v>7</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>\
        <row><c r=\"B6\"><v>8</v></c><c><f>SUM(C5)</f></c></row>";
    assert_snapshot!(said(open(&workbook(cells, &[], ""), "", "", 1)), @r"
    error: the cell shows the error `#DIV/0!`
      ┌─ data/staff.xlsx:5:3
      │
    5 │   7 #DIV/0!
      │     ^^^^^^^ cell C5 of the sheet `S`
      │
      = hint: put the formula right, or write a symbol such as `x` (not available) in its place

    error: the formula has no value in the file
      ┌─ data/staff.xlsx:6:3
      │
    6 │   8 =
      │     ^ cell C6 of the sheet `S`
      │
      = hint: open the file in your spreadsheet program and save it again, so that it computes the value
    ");
    let rows = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>";
    assert_snapshot!(said(open(&document(rows), "", "", 1)), @r"
    error: the cell shows the error `#DIV/0!`
      ┌─ data/staff.xlsx:2:1
      │
    2 │ #DIV/0!
      │ ^^^^^^^ cell A2 of the sheet `S`
      │
      = hint: put the formula right, or write a symbol such as `x` (not available) in its place
    ");
}

#[test]
fn a_document_of_another_language_keeps_its_numbers() {
    let cell = |kind: &str, value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:value=\"{value}\"><office:annotation><text:p>remark\
             </text:p></office:annotation><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>x<text:s/>y</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000\"/>\
         <table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>\
         <table:table-row>{}{}</table:table-row>",
        cell("percentage", "0.0925", "9,25 %"),
        cell("float", "1234.5", "1 234,50"),
        cell("percentage", "0.0925", "9.3%"),
        cell("currency", "1234.5", "£1,234.50"),
    )
    .replace("<table:table-cell table:number-columns-repeated=\"2\"><text:p>x<text:s/>y</text:p></table:table-cell>", "<table:table-cell><text:p>x<text:s/>y</text:p></table:table-cell><table:table-cell><text:p>z</text:p></table:table-cell>");
    let grid = open(&document(&rows), "", "", 1).unwrap_or_else(|problems| panic!("{}", rendered(problems)));
    assert_snapshot!(lines(&grid), @r"
    x y | z
    9.25% | 1234.5
    9.25% | 1234.5
    9.25% | £1,234.50
    ");
    assert_eq!(grid.cell_name(1, 1), "cell B1003 of the sheet `S`");
}

#[test]
fn what_is_larger_than_any_table_is_refused_soon() {
    let far = "<row><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let said_of_far = said(open(&workbook(far, &[], ""), "", "", 1));
    assert!(said_of_far.contains("the first row names 1 of 16384 columns"), "{said_of_far}");
    let repeated = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        table:number-columns-repeated=\"16000\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_snapshot!(said(open(&document(repeated), "", "", 1)), @r"
    error: the data file `data/staff.xlsx` has more than 500000 cells in the sheet `S`
      ┌─ reports/paper.yaml:1:15
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │               ^^^^^^^^^^^^^^^
      │
      = hint: keep only the sheet, the rows and the columns that the report needs
    ");
    let bomb = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", " ".repeat(65 * 1024 * 1024));
    let bytes = workbook(&bomb, &[], "");
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert_snapshot!(said(open(&bytes, "", "", 1)), @r"
    error: the data file `data/staff.xlsx` has more than 64 MB in its part `xl/worksheets/sheet1.xml`
      ┌─ reports/paper.yaml:1:15
      │
    1 │ staff: {file: data/staff.xlsx, sheet: Staff, range: A3:K7}
      │               ^^^^^^^^^^^^^^^
      │
      = hint: keep only the sheet, the rows and the columns that the report needs
    ");
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let mut parts: Vec<(&str, String)> =
        vec![("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned())];
    parts.push((
        "content.xml",
        format!("{entities}<table:table table:name=\"S\"><text:p>&b;</text:p></table:table>"),
    ));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert!(said(open(&zipped(&parts), "", "", 1)).contains("cannot be understood"));
}

#[test]
fn groups_name_the_columns_below_them() {
    let row = |number: u32, words: &[&str]| {
        let cells: String =
            words.iter().map(|words| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>")).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    // No cell is merged: a group's words reach over the blank cells beside them.
    let cells = [
        row(1, &["", "Care", "", "Fostering"]),
        row(2, &["Post", "FTE", "Heads", "FTE"]),
        row(3, &["a", "1", "2", "3"]),
    ];
    let grid = open(&workbook(&cells.concat(), &[], ""), "", "", 2)
        .unwrap_or_else(|problems| panic!("{}", rendered(problems)));
    let names: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Post", "Care – FTE", "Care – Heads", "Fostering – FTE"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(
        which in 0_usize..2,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = [XLSX, ODS][which].to_vec();
        for (at, byte) in &edits {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Err(problems) = open(&bytes, "Staff", "A3:K7", 2) {
            prop_assert!(problems.iter().all(|one| one.span.is_some() && !one.hints.is_empty()));
        }
    }

    #[test]
    fn any_xml_is_read_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<row>", "</row>", "<row r=\"7\">", "<c>", "<c r=\"B2\" t=\"s\">", "<c t=\"n\" s=\"9\">", "</c>", "<v>", "</v>", "1",
            "1e309", "NaN", "-5", "&amp;", "&x;", "<f>", "</f>", "<is>", "<t>", "</t>", "</is>", "<mergeCell ref=\"A1:B2\"/>",
            "<![CDATA[x]]>", "<!-- -->", "<row r=\"0\"/>", "<c r=\"1A\"/>", "<row r=\"2\" hidden=\"1\">",
            "<col min=\"9\" max=\"1\" hidden=\"1\"/>",
        ]), 0..30),
        ods in prop::collection::vec(prop::sample::select(vec![
            "<table:table-row>", "</table:table-row>", "<table:table-cell office:value-type=\"float\" office:value=\"1\">",
            "<table:table-cell>", "</table:table-cell>", "<text:p>", "</text:p>", "x", "<table:table>", "</table:table>",
            "<table:covered-table-cell/>", "<table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"4294967295\"/>", "<table:table-row table:number-rows-repeated=\"9999999999\">",
            "<table:table-cell table:number-columns-repeated=\"4294967295\" table:number-columns-spanned=\"4294967295\">",
        ]), 0..30),
    ) {
        let _ = open(&workbook(&parts.concat(), &["0%"], ""), "", "", 1);
        let _ = open(&document(&ods.concat()), "", "", 2);
    }
}
