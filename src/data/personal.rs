//! Personal data in tables: columns of birth dates, ethnicity and registration numbers, which are not read, and rows of
//! people, which no message shows.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::data::counts;
use crate::data::table::{Cell, Column, Grid};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::quantity::period::Period;

/// How many lines of a file are looked at for the names of its columns.
const LINES: usize = 12;

/// What a header says a column holds of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A birth date, a number by which a person is registered, or a person's name as a worker: each row is a person.
    Person,
    /// What is personal in a row that is a person, and the name of a group in one that is not.
    Trait,
}

/// Names of columns that have one person a row, without the words for whose they are, and without blanks.
const PERSON: &[&str] = &[
    "birthdate",
    "birthday",
    "dateborn",
    // As `of` is no word for what a column holds.
    "datebirth",
    "dateofbirth",
    "dob",
    "hcpcno",
    "hcpcnumber",
    "hcpcregistrationnumber",
    "insuranceno",
    "insurancenumber",
    "nationalinsurance",
    "nationalinsuranceno",
    "nationalinsurancenumber",
    "natinsno",
    "nino",
    "ninumber",
    "personbirthdate",
    "professionalregistrationno",
    "professionalregistrationnumber",
    "regno",
    "registrationno",
    "registrationnumber",
    "socialworkenglandid",
    "socialworkenglandno",
    "socialworkenglandnumber",
    "socialworkenglandregistrationno",
    "socialworkenglandregistrationnumber",
    "sweid",
    "sweno",
    "swenumber",
    "sweregno",
    "sweregistration",
    "sweregistrationno",
    "sweregistrationnumber",
];

/// The same where only the words for whose they are tell that a person of the council's is meant.
const NAMES: &[&str] = &["familyname", "firstname", "forename", "fullname", "lastname", "name", "surname"];

/// Those of them that only a person has.
const PARTS_OF_NAMES: &[&str] = &["familyname", "firstname", "forename", "lastname", "surname"];

/// Names of columns that a list of staff has, and a list of councillors or of others has not.
const OF_STAFF: &[&str] = &[
    "contract",
    "contracttype",
    "dayslost",
    "enddate",
    "fte",
    "grade",
    "hours",
    "jobtitle",
    "leavingdate",
    "leavingreason",
    "linemanager",
    "pay",
    "payband",
    "post",
    "reasonforleaving",
    "salary",
    "spinalpoint",
    "startdate",
    "wte",
];

/// Words of a header that say whose something is.
const OWNERS: &[&str] = &[
    "employee",
    "employees",
    "his",
    "leaver",
    "member",
    "of",
    "person",
    "persons",
    "practitioner",
    "s",
    "social",
    "staff",
    "starter",
    "the",
    "their",
    "worker",
    "workers",
];

/// Words of a header for what is personal in a row of a person.
const TRAITS: &[&str] = &["ethnic", "ethnicity", "race"];

/// A table without the columns that hold personal data; where each row is a person, messages show none of its rows.
///
/// A column of ethnicity is one where rows are persons: a column beside it tells who they are, or two rows are of one
/// group. In a table of groups it names them.
pub fn withhold(grid: Grid) -> Grid {
    let sorts: Vec<Option<Holds>> = grid.columns.iter().map(|column| sort(&column.name)).collect();
    let person = sorts.contains(&Some(Holds::Person)) || names_workers(&grid);
    let with_trait = sorts.contains(&Some(Holds::Trait));
    if !(person || with_trait && rows_are_people(&grid)) {
        return grid;
    }
    let kept: Vec<bool> = grid
        .columns
        .iter()
        .zip(&sorts)
        .map(|(column, sort)| sort.is_none() && !NAMES.contains(&joined(&words(&column.name)).as_str()))
        .collect();
    let shown = masked(&grid.file, grid.header_row().range.end, |_| true);
    grid.only(&kept, shown)
}

/// Whether a column of names is one of the names of workers: the rows have the hours of one person each, or the columns
/// beside it are those of a list of staff.
fn names_workers(grid: &Grid) -> bool {
    let name = |column: &Column| joined(&words(&column.name));
    let named = |names: &[&str]| grid.columns.iter().any(|column| names.contains(&name(column).as_str()));
    let works = || grid.columns.iter().any(|column| OF_STAFF.contains(&name(column).as_str()));
    named(NAMES) && counts::has_the_hours_of_each_person(grid) || named(PARTS_OF_NAMES) && works()
}

/// What the header of a column says that it holds.
fn sort(header: &str) -> Option<Holds> {
    let whole = words(header);
    let last = header.rsplit(" – ").next().map(words).unwrap_or_default();
    let person = [&whole, &last].into_iter().any(|words| {
        let bare: Vec<String> = words.iter().filter(|word| !OWNERS.contains(&word.as_str())).cloned().collect();
        let owned = bare.len() < words.len();
        let called = |names: &[&str], words: &[String]| names.contains(&joined(words).as_str());
        called(PERSON, words) || called(PERSON, &bare) || owned && called(NAMES, &bare)
    });
    if person {
        return Some(Holds::Person);
    }
    let born = whole.windows(3).any(|three| three == ["year", "of", "birth"]) || joined(&whole) == "birthyear";
    (born || whole.iter().any(|word| TRAITS.contains(&word.as_str()))).then_some(Holds::Trait)
}

/// Whether the rows of a table are people: a number or a reference tells each from all others, or two have the same
/// words and so are no groups.
fn rows_are_people(grid: &Grid) -> bool {
    let key = |column: usize| {
        let mut texts = (0..grid.rows.len()).map(|row| grid.text(row, column));
        !grid.columns[column].numeric
            || counts::is_key(&grid.columns[column].name)
            || texts.all(|text| Period::parse(&text).is_some())
    };
    let keys: Vec<usize> = (0..grid.columns.len()).filter(|column| key(*column)).collect();
    let words = |row: usize| keys.iter().map(|column| grid.text(row, *column).to_lowercase()).collect::<Vec<_>>();
    let groups: BTreeSet<Vec<String>> = (0..grid.rows.len()).map(words).collect();
    groups.len() < grid.rows.len()
        || !counts::tell_apart(grid).is_empty()
        || counts::has_the_hours_of_each_person(grid)
}

/// The words of a header in small letters: `PersonBirthDate` has three, and so has `SWE No.` two.
fn words(header: &str) -> Vec<String> {
    let letters: Vec<char> = header.chars().collect();
    let mut spaced = String::with_capacity(header.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let next_is_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = letter.is_uppercase()
            && before.is_some_and(|before| before.is_lowercase() || before.is_uppercase() && next_is_small);
        if starts {
            spaced.push(' ');
        }
        // `D.O.B.` is one word.
        if *letter != '.' {
            spaced.push(*letter);
        }
    }
    let words = spaced.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn joined(words: &[String]) -> String {
    words.concat()
}

/// What a report that names a column is told where the column was not read.
pub fn not_read(column: &str, dataset: &str) -> String {
    format!("the column `{column}` of `{dataset}` is not read: it holds personal data")
}

/// What to do about it.
pub const INSTEAD: &str = "birth dates, ethnicity, names and registration numbers of workers never reach a report: count \
    by another column, or make a table of groups with a count of each, such as `ethnicity,people`";

/// The problems of a file as they may be told, where its rows are people or it is under disclosure control: without
/// what stands in its rows. The names of its columns are shown.
pub fn without_rows(problems: Vec<Diagnostic>, controlled: bool) -> Vec<Diagnostic> {
    problems.into_iter().map(|one| without_row(one, controlled)).collect()
}

fn without_row(mut problem: Diagnostic, controlled: bool) -> Diagnostic {
    let spans = problem.span.iter_mut().chain(problem.related.iter_mut().map(|(span, _)| span));
    let mut hidden: Vec<(String, String)> = Vec::new();
    let mut headers: Vec<String> = Vec::new();
    for span in spans {
        if !(controlled || names_people(&span.file.text)) {
            continue;
        }
        let header = first_line(&span.file);
        let shown = masked(&span.file, header, |_| true);
        headers.push(span.file.text[..header].to_owned());
        hidden.push((line(&span.file, span.range.start), line(&shown, span.range.start)));
        span.file = shown;
    }
    let hide = |text: &str| {
        let piece = |(at, piece): (usize, &str)| {
            let bare = piece.trim_matches('"');
            let tells = hidden.iter().any(|(was, is)| was.contains(bare) && !is.contains(bare))
                && !headers.iter().any(|header| header.contains(bare));
            if at % 2 == 1 && tells { "…".to_owned() } else { piece.to_owned() }
        };
        text.split('`').enumerate().map(piece).collect::<Vec<_>>().join("`")
    };
    problem.message = hide(&problem.message);
    problem.label = hide(&problem.label).into_boxed_str();
    problem.related.iter_mut().for_each(|(_, words)| *words = hide(words));
    problem.hints.iter_mut().for_each(|hint| *hint = hide(hint));
    problem
}

fn line(file: &SourceFile, at: usize) -> String {
    let start = file.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned()
}

/// Whether one of the first lines of a file names a column that holds a person in each row.
fn names_people(text: &str) -> bool {
    let cells = text.lines().take(LINES).flat_map(|line| line.split([',', ';', '\t']));
    cells.map(|cell| cell.trim().trim_matches('"')).any(|cell| sort(cell) == Some(Holds::Person))
}

/// The file as messages show it: after the byte `from`, the letters and digits that `hidden` says so of are asterisks.
/// Every place in it stays where it is.
fn masked(file: &Arc<SourceFile>, from: usize, hidden: impl Fn(usize) -> bool) -> Arc<SourceFile> {
    let mut out = String::with_capacity(file.text.len());
    for (at, letter) in file.text.char_indices() {
        if at >= from && letter.is_alphanumeric() && hidden(at) {
            out.extend(std::iter::repeat_n('*', letter.len_utf8()));
        } else {
            out.push(letter);
        }
    }
    Arc::new(SourceFile { name: file.name.clone(), text: out, sheet: file.sheet.clone() })
}

/// Where the first line of a file with words in it ends.
fn first_line(file: &SourceFile) -> usize {
    let text = &file.text;
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', '\t', ' ']).len();
    text[start..].find('\n').map_or(text.len(), |end| start + end)
}

/// A table under disclosure control as messages show it: without its numbers, or without its rows where each may be a
/// person.
pub fn shown(grid: &Grid, people: bool) -> Arc<SourceFile> {
    let header = grid.header_row().range.end;
    if people {
        return masked(&grid.file, header, |_| true);
    }
    let number = |row: usize, column: usize| matches!(grid.rows[row][column], Cell::Number(_));
    let cells = (0..grid.rows.len()).flat_map(|row| (0..grid.columns.len()).map(move |column| (row, column)));
    let mut places: Vec<Range<usize>> = cells
        .filter(|(row, column)| number(*row, *column))
        .map(|(row, column)| grid.span(row, column).range)
        .collect();
    places.sort_by_key(|place| place.start);
    masked(&grid.file, header, |at| {
        let before = places.partition_point(|place| place.start <= at);
        before.checked_sub(1).is_some_and(|before| places[before].contains(&at))
    })
}

#[cfg(test)]
mod tests {
    use super::{Holds, sort, withhold};
    use crate::data::table::Grid;
    use crate::diagnostic::SourceFile;

    fn columns(text: &str) -> String {
        let file = SourceFile::new("staff.csv", text);
        let grid = withhold(Grid::read(&file, |_| false).expect("reads"));
        grid.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn headers_are_known_by_their_words() {
        for header in [
            "SWENo",
            "SWE number",
            "swe_no",
            "PersonBirthDate",
            "personbirthdate",
            "Date of birth",
            "D.O.B.",
            "DOB",
            "Worker's date of birth",
            "NI number",
            "NINumber",
            "National Insurance No",
            "Social Work England registration number",
            "HCPC number",
            "Name of worker",
            "Social worker name",
            "EmployeeSurname",
            "Worker – Date of birth",
        ] {
            assert_eq!(sort(header), Some(Holds::Person), "{header}");
        }
        for header in ["Ethnicity", "EthnicGroup", "ethnicity of applicants", "Year of birth"] {
            assert_eq!(sort(header), Some(Holds::Trait), "{header}");
        }
        for header in [
            "Name",
            "SWEs",
            "births",
            "registrations",
            "number of registrations",
            "team name",
            "Nino area",
            "no",
            "number of workers",
            "workers",
            "dobson",
            "region",
            "regional",
            "traces",
            "numbers",
        ] {
            assert_eq!(sort(header), None, "{header}");
        }
    }

    #[test]
    fn columns_about_people_are_not_read() {
        assert_eq!(columns("SWENo,PersonBirthDate,Ethnicity,FTE\nSW1,1971-03-17,WBRI,1\n"), "FTE");
        assert_eq!(columns("Name,Date of birth,Team\nAda,1971-03-17,North\n"), "Team");
        assert_eq!(columns("Employee ID,Ethnicity,Team\nE1,A,North\nE2,B,South\n"), "Employee ID,Team");
        let hours = "1\nB,A,0.5\nC,A,1\nD,B,1\nE,B,0.6\n";
        assert_eq!(columns(&format!("Name,Ethnicity,FTE\nA,A,{hours}")), "FTE");
        assert_eq!(columns(&format!("Name,Team,FTE\nA,A,{hours}")), "Team,FTE");
        assert_eq!(columns("Surname,Forename,Grade\nA,B,G7\nC,D,G8\n"), "Grade");
        assert_eq!(columns("Ethnicity,Team,FTE\nA,North,1\nA,North,0.5\nB,South,1\n"), "Team,FTE");
    }

    #[test]
    fn groups_keep_their_names() {
        for text in [
            "ethnicity,count\nAsian,20\nBlack,31\n",
            "year,ethnicity of applicants,people\n2024,Asian,20\n2025,Asian,20\n",
            "ethnicity,grade,people\nAsian,1,20\nAsian,2,20\n",
            "Name,Party\nAda,Labour\nBob,Labour\n",
            "Surname,Forename,Party\nA,B,Labour\nC,D,Labour\n",
            "Name,FTE\nNorth,1\nSouth,0.5\nEast,1\nWest,1\nCourt,12.6\n",
        ] {
            assert_eq!(columns(text), text.lines().next().unwrap_or_default());
        }
    }

    #[test]
    fn messages_show_no_row_of_a_person() {
        let file = SourceFile::new("staff.csv", "Team,DOB\nNörth,1971-03-17\n");
        let grid = withhold(Grid::read(&file, |_| false).expect("reads"));
        let span = grid.span(0, 0);
        assert_eq!(span.file.text, "Team,DOB\n******,****-**-**\n");
        assert_eq!(grid.text(0, 0), "Nörth");
    }

    #[test]
    fn a_broken_file_of_people_tells_none_of_them() {
        let file = SourceFile::new("staff.csv", "Team,DOB\nNorth,1971-03-17\nHolmes, Gennie,1980-01-02\n");
        let problems = super::without_rows(Grid::read(&file, |_| false).expect_err("ragged"), false);
        let said: String = problems.iter().map(crate::diagnostic::Diagnostic::render).collect();
        for secret in ["Holmes", "Gennie", "1980"] {
            assert!(!said.contains(secret), "{said}");
        }
        assert!(said.contains("staff.csv:3:1"), "{said}");
    }
}
