//! Columns of people and of full-time equivalents in the tables that a report shows.

use rust_decimal::Decimal;

use crate::check::Paper;
use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::counts::is_of_others;
use crate::check::headcount_and_fte::times::is_year;
use crate::check::headcount_and_fte::{whole, within};
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::check::words::{Word, is_little, words};
use crate::data::table::{Cell, Grid};
use crate::data::totals;
use crate::diagnostic::{Diagnostic, Span};
use crate::project::exhibit::ExhibitEntry;
use crate::project::yaml::Text;

/// What a column counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    /// Its index in the data.
    index: usize,
    fte: bool,
    /// Whether "staff" is all that it says, which may be meant as equivalents.
    loose: bool,
    /// When, as far as its title says: "March 2025".
    date: String,
}

/// A table of the report's with columns that count staff.
struct Table<'a> {
    title: &'a Text,
    grid: &'a Grid,
    stub: usize,
    counted: Vec<Counted>,
}

/// More equivalents than people in a row, and numbers of people that are no whole numbers.
pub(super) fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    tables(paper).iter().flat_map(|table| (0..table.grid.rows.len()).flat_map(|row| table.wrong(row))).collect()
}

/// What the rows of tables say, as sentences that other texts are held against: "In the Birkrigg kitchen there are 7 people".
pub(super) fn sentences(paper: &Paper<'_>) -> Vec<Passage<'static>> {
    let tables = tables(paper);
    tables.iter().flat_map(|table| (0..table.grid.rows.len()).flat_map(|row| table.said(row))).collect()
}

fn tables<'a>(paper: &'a Paper<'_>) -> Vec<Table<'a>> {
    let datasets = &paper.narrated.facts.datasets;
    let of = |entry: &'a ExhibitEntry| {
        let name = entry.selection.data.as_ref()?;
        let data = datasets.iter().find(|data| data.name == name.value && data.query.is_none())?;
        Table::of(entry, &data.grid)
    };
    paper.report.tables.iter().filter_map(of).collect()
}

impl<'a> Table<'a> {
    /// A table, unless its title says that it is of some, of averages or of what there is money for.
    fn of(entry: &'a ExhibitEntry, grid: &'a Grid) -> Option<Self> {
        const OTHERS: &str = "approved average averages budget budgeted establishment forecast full-year funded mean needed planned \
                              post posts proposed target vacancies vacancy";
        let title = &entry.title;
        let sentence = Sentence { words: words(&title.value), quantities: Vec::new() };
        let in_post = title.value.to_lowercase().contains("in post");
        let others =
            sentence.words.iter().any(|word| among(OTHERS, &word.lower) && !(in_post && word.lower == "post"));
        if others || is_of_others(&sentence) {
            return None;
        }
        let selection = &entry.selection;
        let stub = selection.rows.as_ref().and_then(|rows| grid.column(&rows.value)).unwrap_or(0);
        let shown = |index: usize| {
            let name = grid.columns[index].name.as_str();
            let column = selection.columns.iter().find(|column| column.name.value.eq_ignore_ascii_case(name));
            if column.is_none() && !selection.columns.is_empty() {
                return None;
            }
            let title = column.and_then(|column| column.title.as_ref()).map_or(name, |title| title.value.as_str());
            let unit = column.and_then(|column| column.unit.as_ref()).map_or("", |unit| unit.value.as_str());
            counted(title, unit, index).filter(|_| grid.columns[index].numeric)
        };
        let counted: Vec<Counted> = (0..grid.columns.len()).filter(|at| *at != stub).filter_map(shown).collect();
        (!counted.is_empty()).then_some(Self { title, grid, stub, counted })
    }

    fn number(&self, row: usize, column: &Counted) -> Option<Decimal> {
        match self.grid.rows[row].get(column.index) {
            Some(Cell::Number(value)) => Some(*value),
            _ => None,
        }
    }

    /// What is wrong in a row.
    fn wrong(&self, row: usize) -> Vec<Diagnostic> {
        let place = |column: &Counted| self.grid.span(row, column.index);
        let people = || self.counted.iter().filter(|column| !column.fte);
        let broken = |column: &Counted| {
            let value = self.number(row, column)?;
            (!column.loose && value > Decimal::ONE && !value.fract().is_zero())
                .then(|| whole::part_of_a_person(value, &place(column)))
        };
        let more = |fte: &Counted| {
            let people = people().find(|people| people.date == fte.date)?;
            let (equivalents, number) = (self.number(row, fte)?, self.number(row, people)?);
            within::is_more(equivalents, number).then(|| {
                within::too_many(equivalents, number, "people", &place(fte))
                    .related(&place(people), "the number of people")
            })
        };
        let mut found: Vec<Diagnostic> = people().filter_map(broken).collect();
        found.extend(self.counted.iter().filter(|column| column.fte).filter_map(more));
        let shown = |one: Diagnostic| one.related(&self.title.span, "the table that shows it");
        found.into_iter().map(shown).collect()
    }

    /// What a row says of the people whom it counts.
    fn said(&self, row: usize) -> Vec<Passage<'static>> {
        if totals::is_total_row(self.grid, row, self.stub) {
            return Vec::new();
        }
        let Some(name) = name(&self.grid.text(row, self.stub), &self.grid.columns[self.stub].name) else {
            return Vec::new();
        };
        let said = |column: &Counted| {
            let value = self.number(row, column).filter(|value| value.fract().is_zero())?;
            let date = if column.date.is_empty() { date(&words(&self.title.value)) } else { column.date.clone() };
            let place: Span = self.grid.span(row, column.index);
            Some(Passage::of_cell(format!("In the {name} there are {value} people, {date}"), place))
        };
        self.counted.iter().filter(|column| !column.fte).filter_map(said).collect()
    }
}

/// The name of a row with the word that the first column has for it: "Birkrigg kitchen"; none for a sentence.
fn name(label: &str, column: &str) -> Option<String> {
    /// How many words a name has at most.
    const LONGEST: usize = 5;
    let (label, column) = (words(label), words(column));
    let of_words = |words: &[Word<'_>]| words.iter().all(Word::is_word);
    let [kind] = column.as_slice() else { return None };
    if label.is_empty() || label.len() > LONGEST || !of_words(&label) || !kind.is_word() {
        return None;
    }
    let named = label.iter().any(|word| word.lower == kind.lower);
    let label: Vec<&str> = label.iter().map(|word| word.text).collect();
    Some(if named { label.join(" ") } else { format!("{} {}", label.join(" "), kind.lower) })
}

/// What a column counts by its title and its unit; none where it counts only some, or something else.
fn counted(title: &str, unit: &str, index: usize) -> Option<Counted> {
    const PEOPLE: &str = "people headcount employees persons staff";
    const FTE: &str = "fte ftes wte full-time-equivalent full-time-equivalents equivalent equivalents";
    const BESIDE: &str = "members number total post employed filled count head";
    const TIME: &str = "full-time whole-time full whole time";
    let title = words(title);
    let any = |list: &str| title.iter().any(|word| among(list, &word.lower));
    let fte = any(FTE) || unit == "fte";
    let dated = |word: &Word<'_>| word.is_number() || month(word.text).is_some();
    let own = |word: &Word<'_>| {
        !word.is_word()
            || is_little(&word.lower)
            || fte && among(TIME, &word.lower)
            || [PEOPLE, FTE, BESIDE].iter().any(|list| among(list, &word.lower))
    };
    // "Posts" may be vacant; "in post" are people.
    let in_post = title.windows(2).any(|two| two[0].lower == "in" && two[1].lower == "post");
    let posts = title.iter().any(|word| word.lower == "post") && !in_post;
    let whole = title.iter().all(|word| dated(word) || own(word)) && !posts;
    let loose = !any("people headcount employees persons");
    (whole && (fte || any(PEOPLE))).then(|| Counted { index, fte, loose, date: date(&title) })
}

/// The date that words name: "30 September 2025"; nothing where they name two years.
fn date(words: &[Word<'_>]) -> String {
    let of_date = |at: &usize| {
        let next = words.get(at + 1).is_some_and(|next| month(next.text).is_some());
        month(words[*at].text).is_some() || is_year(words[*at].text) || words[*at].is_number() && next
    };
    let found: Vec<&str> = (0..words.len()).filter(of_date).map(|at| words[at].text).collect();
    let years = found.iter().filter(|text| is_year(text)).count();
    if years > 1 { String::new() } else { found.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_and_of_equivalents_are_told_from_others() {
        for (title, unit, fte) in [
            ("People", "people", Some(false)),
            ("Headcount", "", Some(false)),
            ("Headcount, March 2025", "", Some(false)),
            ("Staff in post", "people", Some(false)),
            ("Number of employees", "", Some(false)),
            ("FTE", "", Some(true)),
            ("Full-time equivalents", "fte", Some(true)),
            ("Staff", "fte", Some(true)),
            ("Posts", "fte", None),
            ("Posts (FTE)", "", None),
            ("FTE vacancies", "", None),
            ("Funded FTE", "fte", None),
            ("People leaving", "people", None),
            ("Full-time staff", "people", None),
            ("Cost", "", None),
        ] {
            assert_eq!(counted(title, unit, 1).map(|column| column.fte), fte, "{title}");
        }
    }

    #[test]
    fn a_row_is_named_with_the_word_of_its_column() {
        assert_eq!(name("Birkrigg", "Kitchen").as_deref(), Some("Birkrigg kitchen"));
        assert_eq!(name("Duty team", "Team").as_deref(), Some("Duty team"));
        assert_eq!(name("Grade 5", "Grade"), None);
        assert_eq!(name("Birkrigg", "Name of kitchen"), None);
    }

    #[test]
    fn a_date_is_taken_where_there_is_one() {
        assert_eq!(date(&words("Staff on 30 September 2025")), "30 September 2025");
        assert_eq!(date(&words("Staff, 2024 and 2025")), "");
        assert_eq!(date(&words("Staff of 3 teams")), "");
    }
}
