//! Columns of counts: what a plain table must be like so that its small counts can be left out.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::data::problems::Problems;
use crate::data::table::{Cell, Grid, Holds};
use crate::diagnostic::Diagnostic;
use crate::quantity::period::Period;
use crate::quantity::value::Symbol;

/// So many rows that are numbered one after the other are no counts by chance.
const NUMBERED_ROWS: usize = 10;

/// In so many rows no group has just one full-time equivalent, or less, by chance.
const SEVERAL_PEOPLE: usize = 5;

/// Words for the working hours of a person, or of several.
const HOURS: &[&str] = &["fte", "wte"];

/// Below this a number may well be a count of people.
const LARGEST_COUNT: i64 = 1000;

/// Prepares a table for disclosure control, which leaves out small numbers in columns of numbers: what says in words
/// that there is no number becomes a symbol, and numbers that only name a row or a thing count as words.
///
/// # Errors
/// Each cell that would hide a count from the control: words among counts, a count among words, shares or amounts of
/// money among counts, and people counted in words.
pub fn prepare(mut grid: Grid) -> Result<Grid, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    for column in 0..grid.columns.len() {
        if !names(&grid, column) {
            words_for_symbols(&mut grid, column);
            mixed(&grid, column, &mut problems);
        }
        if column > 0 {
            counted_in_words(&grid, column, &mut problems);
        }
    }
    grid.describe_columns();
    for column in 0..grid.columns.len() {
        if names(&grid, column) {
            (grid.columns[column].numeric, grid.columns[column].holds) = (false, Holds::Text);
        }
    }
    problems.or(grid)
}

/// Whether a table that was prepared has a row for each person: a column tells every row from all others by a number or
/// a reference, or nothing is counted.
pub fn has_a_row_for_each_person(grid: &Grid) -> bool {
    let period = |column: usize| (0..grid.rows.len()).all(|row| Period::parse(&grid.text(row, column)).is_some());
    let counted = |column: usize| grid.columns[column].numeric && !period(column);
    !tell_apart(grid).is_empty() || !(0..grid.columns.len()).any(counted) || has_the_hours_of_each_person(grid)
}

/// Whether a column of full-time equivalents has no more than one in any of several rows: then each is a person.
pub fn has_the_hours_of_each_person(grid: &Grid) -> bool {
    let hours =
        |column: &usize| words(&grid.columns[*column].name).iter().any(|word| HOURS.contains(&word.as_str()));
    let of_one = |column: usize| {
        let mut values = grid.rows.iter().filter_map(|row| row.get(column)?.number()).peekable();
        values.peek().is_some() && values.all(|value| value <= Decimal::ONE)
    };
    let filled = |column: usize| {
        let numbers = grid.rows.iter().filter(|row| row.get(column).is_some_and(|cell| cell.number().is_some()));
        numbers.count() >= SEVERAL_PEOPLE
    };
    (0..grid.columns.len()).filter(hours).any(|column| filled(column) && of_one(column))
}

/// The columns that tell every row from all others by a number, a name or a reference.
pub fn tell_apart(grid: &Grid) -> Vec<usize> {
    let tells = |column: &usize| {
        let column = *column;
        let texts: BTreeSet<_> = (0..grid.rows.len()).map(|row| grid.text(row, column)).collect();
        let every = texts.len() == grid.rows.len() && texts.len() > 1 && !texts.iter().any(|text| text.is_empty());
        let words = words(&grid.columns[column].name);
        let digits = || texts.iter().all(|text| text.contains(|one: char| one.is_ascii_digit()));
        let person = PERSONS.contains(&words.join(" ").as_str());
        every && ((is_reference(&words) && digits()) || (person && !grid.columns[column].numeric))
            || is_numbered(grid, column)
    };
    (0..grid.columns.len()).filter(tells).collect()
}

/// Whether the numbers of a column of this name say what a row is about.
pub fn is_key(name: &str) -> bool {
    KEYS.contains(&words(name).join(" ").as_str())
}

/// Whether words speak of people who work, or worked, for the council.
pub fn speaks_of_people(text: &str) -> bool {
    words(text).iter().any(|word| PEOPLE.contains(&word.as_str()))
}

const PEOPLE: &[&str] = &[
    "absentees",
    "apprentice",
    "apprentices",
    "colleagues",
    "employee",
    "employees",
    "graduates",
    "headcount",
    "headcounts",
    "heads",
    "joiner",
    "joiners",
    "leaver",
    "leavers",
    "managers",
    "people",
    "person",
    "persons",
    "practitioner",
    "practitioners",
    "recruits",
    "resignation",
    "resignations",
    "retirement",
    "retirements",
    "dismissal",
    "dismissals",
    "redundancies",
    "resigned",
    "retired",
    "dismissed",
    "staff",
    "starter",
    "starters",
    "students",
    "trainee",
    "trainees",
    "women",
    "men",
    "worker",
    "workers",
    "workforce",
];

/// Headers of a column that has a person in each cell.
const PERSONS: &[&str] =
    &["employee", "employee name", "person", "social worker", "staff member", "surname", "worker", "worker name"];

/// What a header ends with whose numbers name things.
const REFERENCES: &[&str] = &["id", "ids", "key", "ref", "reference", "uid", "urn", "uuid"];

/// The same, but a count could be called so as well.
const NUMBERS: &[&str] = &["employee", "no", "nr", "num", "number", "person", "row", "worker"];

/// Headers whose numbers say what a row is about.
const KEYS: &[&str] =
    &["age", "band", "date", "day", "grade", "level", "month", "period", "quarter", "week", "year"];

fn words(text: &str) -> Vec<String> {
    let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn is_reference(words: &[String]) -> bool {
    words.last().is_some_and(|last| REFERENCES.contains(&last.as_str()))
}

/// Whether the numbers of a column name things and count nobody.
fn names(grid: &Grid, column: usize) -> bool {
    let name = &grid.columns[column].name;
    let words = words(name);
    let key = is_key(name)
        || words.last().is_some_and(|last| ["band", "code", "grade", "postcode"].contains(&last.as_str()))
            && !speaks_of_people(name);
    key || is_reference(&words) || is_numbered(grid, column)
}

/// Whether the rows are numbered in a column that a count could be called like as well: only numbers that nobody could
/// mistake for small counts are taken for such.
fn is_numbered(grid: &Grid, column: usize) -> bool {
    if !words(&grid.columns[column].name).last().is_some_and(|last| NUMBERS.contains(&last.as_str())) {
        return false;
    }
    let numbers: Option<Vec<Decimal>> =
        grid.rows.iter().map(|row| row.get(column)?.number().filter(|one| one.fract().is_zero())).collect();
    let Some(numbers) = numbers else { return false };
    let different = numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
    let one_after_the_other =
        numbers.len() >= NUMBERED_ROWS && numbers.windows(2).all(|pair| pair[1] - pair[0] == Decimal::ONE);
    different && (one_after_the_other || numbers.iter().all(|one| *one >= Decimal::from(LARGEST_COUNT)))
}

/// The symbol that words in the place of a count stand for.
fn symbol(text: &str) -> Option<Symbol> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let below = text.strip_prefix(['<', '≤']).is_some_and(|rest| rest.parse::<u32>().is_ok());
    match text.trim_matches(['[', ']']) {
        "*" | "**" => Some(Symbol::Suppressed),
        _ if below => Some(Symbol::Suppressed),
        "-" | "–" | "—" | "." | ".." | "..." | "…" | "n/a" | "na" | "none" | "notavailable" | "notknown"
        | "unknown" | "#n/a" => Some(Symbol::NotAvailable),
        "notapplicable" => Some(Symbol::NotApplicable),
        _ => None,
    }
}

/// Words for a missing count, in a column that holds numbers beside them, become symbols.
fn words_for_symbols(grid: &mut Grid, column: usize) {
    let (numbers, words) = numbers_and_words(grid, column);
    if numbers == 0 || words >= numbers {
        return;
    }
    for cell in grid.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
        if let Cell::Text(text) = cell
            && let Some(symbol) = symbol(text)
        {
            *cell = Cell::Symbol(symbol);
        }
    }
}

/// How many cells of a column hold numbers, and how many words that are not words for a symbol.
fn numbers_and_words(grid: &Grid, column: usize) -> (usize, usize) {
    let cells = || grid.rows.iter().filter_map(|row| row.get(column));
    let words = cells().filter(|cell| matches!(cell, Cell::Text(text) if symbol(text).is_none())).count();
    (cells().filter(|cell| matches!(cell, Cell::Number(_))).count(), words)
}

/// A column must hold either counts or words, and either counts or shares.
fn mixed(grid: &Grid, column: usize, problems: &mut Problems) {
    let (numbers, words) = numbers_and_words(grid, column);
    if numbers == 0 {
        return;
    }
    let periods = (0..grid.rows.len()).map(|row| grid.text(row, column)).filter(|text| !text.is_empty());
    if periods.clone().all(|text| Period::parse(&text).is_some()) {
        return;
    }
    let name = &grid.columns[column].name;
    let of_others = |text: &str| text.ends_with('%') || text.contains('£');
    let others = (0..grid.rows.len()).any(|row| {
        let zero = matches!(&grid.rows[row][column], Cell::Number(value) if value.is_zero());
        matches!(&grid.rows[row][column], Cell::Number(_)) && !zero && !of_others(&grid.text(row, column))
    });
    for (row, cells) in grid.rows.iter().enumerate() {
        let text = grid.text(row, column);
        let wrong = |message: String, hint: &str| {
            Diagnostic::error(message, &grid.span(row, column))
                .label(format!("in the column `{name}` of a file under disclosure control"))
                .hint(hint)
        };
        match &cells[column] {
            Cell::Text(_) if words < numbers => problems.push(
                wrong(
                    format!("`{text}` in a column of counts"),
                    "write the number alone, `*` for one that is left out, or `n/a` for one that is not known",
                )
                .hint("if the column counts nobody, write its numbers with words: `band 3`"),
            ),
            Cell::Number(_) if words >= numbers => problems.push(
                wrong(
                    format!("`{text}` in a column of words"),
                    "put counts in a column of their own: they could not be left out here",
                )
                .hint("if it counts nobody, write the number with words: `band 3`"),
            ),
            Cell::Number(_) if others && of_others(&text) => problems.push(wrong(
                format!("`{text}` in a column of counts"),
                "put shares and amounts of money in columns of their own",
            )),
            _ => {}
        }
    }
}

/// People who are counted in words, as in `2 people retired`.
fn counted_in_words(grid: &Grid, column: usize, problems: &mut Problems) {
    // What stands among counts is told of already.
    let (numbers, others) = numbers_and_words(grid, column);
    if numbers > others && !names(grid, column) {
        return;
    }
    for (row, cells) in grid.rows.iter().enumerate() {
        let Some(Cell::Text(text)) = cells.get(column) else { continue };
        let words = words(text);
        let counted = words
            .windows(2)
            .any(|pair| pair[0].bytes().all(|one| one.is_ascii_digit()) && PEOPLE.contains(&pair[1].as_str()));
        if counted {
            problems.push(
                Diagnostic::error(format!("`{text}` counts people in words"), &grid.span(row, column))
                    .label("in a file under disclosure control")
                    .hint("put the number in a column of counts, where it can be left out, or leave it out"),
            );
        }
    }
}
