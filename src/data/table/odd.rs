//! Cells that are no numbers in columns of numbers: one letter O for a nought makes words of a whole column, so that none
//! of it can be added up or drawn.

use crate::data::cell::Cell;
use crate::data::table::Grid;
use crate::diagnostic::Diagnostic;

/// Words in the name of a column whose cells only look like numbers.
const NAMES: [&str; 16] = [
    "code",
    "codes",
    "id",
    "ref",
    "reference",
    "grade",
    "level",
    "band",
    "scale",
    "point",
    "scp",
    "postcode",
    "telephone",
    "phone",
    "date",
    "period",
];

/// The most letters of a cell that a message quotes.
const QUOTED: usize = 40;

/// A cell that was to be a number.
#[derive(Debug)]
struct Odd {
    row: usize,
    column: usize,
    /// How it is written; `None` for what cannot be a number, however it is written.
    meant: Option<String>,
}

/// Whether a column would hold numbers, but for a cell or a few.
pub fn is_odd(grid: &Grid, column: usize) -> bool {
    !of_column(grid, column).is_empty()
}

/// A warning for every cell of a plain table that was to be a number and is none, and one for those that are empty.
pub fn check(grid: &Grid) -> Vec<Diagnostic> {
    let odd = (0..grid.columns.len()).flat_map(|column| of_column(grid, column));
    odd.map(|one| one.warning(grid)).chain((0..grid.columns.len()).flat_map(|column| empty(grid, column))).collect()
}

impl Odd {
    fn warning(&self, grid: &Grid) -> Diagnostic {
        let written = grid.text(self.row, self.column);
        let place = grid.span(self.row, self.column);
        let short: String = written.chars().take(QUOTED).collect();
        let short = if short.len() < written.len() { format!("{short}…") } else { short };
        let told = Diagnostic::warning(format!("`{short}` in a column of numbers"), &place)
            .label(grid.cell_name(self.row, self.column));
        let so = "as it stands, the whole column is read as words: nothing of it can be added up or drawn";
        match &self.meant {
            Some(meant) => told.hint(format!("write `{meant}`; {so}")),
            None => told.hint(format!("look the number up: no number has so many digits; {so}")),
        }
    }
}

/// The cells of a column that were to be numbers, if all others are.
fn of_column(grid: &Grid, at: usize) -> Vec<Odd> {
    let column = &grid.columns[at];
    let named = |word: &str| NAMES.contains(&word.to_lowercase().as_str());
    if column.numeric || column.name.split(|one: char| !one.is_alphanumeric()).any(named) {
        return Vec::new();
    }
    let mut numbers = (Vec::new(), Vec::new());
    let mut odd = Vec::new();
    for (row, cells) in grid.rows.iter().enumerate() {
        match cells.get(at) {
            Some(Cell::Number(value)) if grid.text(row, at).contains('%') => numbers.1.push((row, *value)),
            Some(Cell::Number(value)) if !value.is_zero() => numbers.0.push((row, *value)),
            Some(Cell::Text(text)) => match slip(text) {
                Some(meant) => odd.push(Odd { row, column: at, meant }),
                None => return Vec::new(),
            },
            _ => {}
        }
    }
    // The sign of a percentage on a few, or on all but a few.
    let (plain, shares) = numbers;
    let (few, many) = if plain.len() < shares.len() { (&plain, &shares) } else { (&shares, &plain) };
    odd.extend(few.iter().map(|(row, value)| {
        let meant = if plain.len() < shares.len() { format!("{value}%") } else { value.to_string() };
        Odd { row: *row, column: at, meant: Some(meant) }
    }));
    if many.len() < 2 || odd.len() * 2 > many.len() { Vec::new() } else { odd }
}

/// What a cell was to be that is nearly a number: the outer `None` for words, the inner for what no number can be.
fn slip(text: &str) -> Option<Option<String>> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits > 28 {
        return Some(None);
    }
    let letters = text.chars().filter(|one| !matches!(one, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '*' | '~'));
    let plain: String = letters
        .map(|one| match one {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            other => other,
        })
        .collect();
    let (negative, plain) = match plain.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) {
        Some(inside) => (true, inside.to_owned()),
        None => (false, plain.trim_start_matches('+').to_owned()),
    };
    let plain = plain.trim_end_matches(['.', ',']).replace("..", ".");
    let plain = match plain.split_once(',') {
        Some((whole, part)) if !plain.contains('.') && part.len() < 3 => format!("{whole}.{part}"),
        _ => plain,
    };
    let plain = if plain.starts_with('.') { format!("0{plain}") } else { plain };
    let bare = plain.trim_start_matches('0');
    let plain = match bare.starts_with(|one: char| one.is_ascii_digit()) {
        true => bare.to_owned(),
        false => plain,
    };
    let meant = if negative { format!("-{plain}") } else { plain };
    matches!(Cell::parse(&meant), Cell::Number(_)).then_some(Some(meant))
}

/// The first cell of a column of numbers that is empty where others have a number, if there are few.
fn empty(grid: &Grid, at: usize) -> Option<Diagnostic> {
    if !grid.columns[at].numeric {
        return None;
    }
    let has_numbers = |row: &[Cell]| row.iter().any(|cell| matches!(cell, Cell::Number(_)));
    let rows = || grid.rows.iter().enumerate().filter(|(_, row)| has_numbers(row));
    let empty: Vec<usize> = rows().filter(|(_, row)| row[at] == Cell::Empty).map(|(row, _)| row).collect();
    let numbers = rows().filter(|(_, row)| matches!(row[at], Cell::Number(_))).count();
    let row = *empty.first()?;
    if empty.len() * 3 > numbers {
        return None;
    }
    let more = match empty.len() - 1 {
        0 => String::new(),
        more => format!("; {more} more of the column are empty"),
    };
    // The place of an empty cell has no letter to be underlined: the first of its row tells the line.
    Some(
        Diagnostic::warning("an empty cell in a column of numbers", &grid.span(row, at))
            .label(grid.cell_name(row, at))
            .hint(format!(
                "write `0` if there are none; else say why there is no number: `x` (not available) or `z` (not \
                 applicable){more}"
            )),
    )
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::data::table::Grid;
    use crate::diagnostic::SourceFile;

    /// What is told of a table: what stands there, and the first words of the hint.
    fn told(text: &str) -> Vec<(String, String)> {
        let grid = Grid::read(&SourceFile::new("data/posts.csv", text), |_| false).expect("a table");
        let short = |hint: &str| hint.split(';').next().unwrap_or_default().to_owned();
        check(&grid).into_iter().map(|one| (one.message, short(&one.hints[0]))).collect()
    }

    #[test]
    fn a_cell_that_was_to_be_a_number_is_told_with_the_number() {
        for (cell, meant) in [
            ("16.O", "16.0"),
            ("l6", "16"),
            ("1 200", "1200"),
            ("\"12,5\"", "12.5"),
            ("16..5", "16.5"),
            ("16.", "16"),
            (".5", "0.5"),
            ("025", "25"),
            ("+5", "5"),
            ("(3)", "-3"),
            ("16*", "16"),
            ("16%", "16"),
        ] {
            let found = told(&format!("team,posts\na,{cell}\nb,2\nc,3\n"));
            let [(message, hint)] = found.as_slice() else { panic!("{cell}: {found:?}") };
            assert_eq!(message, &format!("`{}` in a column of numbers", cell.trim_matches('"')));
            assert_eq!(hint, &format!("write `{meant}`"));
        }
        let found = told("team,posts\na,99999999999999999999999999999999999\nb,2\nc,3\n");
        assert!(found[0].1.starts_with("look the number up"), "{found:?}");
        assert_eq!(told("team,share\na,16\nb,2%\nc,3%\n")[0].1, "write `16%`");
        assert_eq!(told("team,posts,cost\na,,1\nb,2,1\nc,3,1\nd,4,1\n")[0].1, "write `0` if there are none");
    }

    #[test]
    fn columns_of_words_codes_and_gaps_are_left_alone() {
        for text in [
            "team,Grade\na,SM2\nb,9\nc,8\nd,7\n",
            "team,cost code\na,025\nb,100\nc,101\n",
            "team,posts\na,1 (vacant)\nb,2\nc,3\n",
            "team,posts\na,16.O\nb,l7\nc,3\n",
            "team,posts\na,c\nb,2\nc,3\n",
            "team,2024,2025\nGroup A,,\na,2,3\nb,2,3\nc,4,5\n",
            "team,one,two\na,1,\nb,,2\nc,1,\n",
            "team,posts\nGroup A,\na,2\nb,3\nc,4\n",
            "team,share\na,0\nb,2%\nc,3%\n",
            "team,address\na,1 High Street\nb,2\nc,3\n",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}
