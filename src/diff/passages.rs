//! Which paragraphs changed: paragraphs of two papers are laid side by side, whatever their numbers are.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::appendix::reading::Block;
use crate::diff::{ClaimChange, FigureChange, PlaceChange, words};

/// A paragraph, heading, row of a table or alternative text that changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct TextChange {
    /// What it is: "paragraph 4.2", "row of Table 1", "alternative text of Figure 2".
    pub place: String,
    /// The heading above it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Its page in the older paper, from one; absent for what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_page: Option<usize>,
    /// Its page in the newer paper, from one; absent for what is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_page: Option<usize>,
    /// Its words: what stays, what goes and what comes.
    pub words: Vec<Piece>,
    /// Whether nothing changed but figures and claims that are told by themselves.
    pub only_figures: bool,
    /// What it was called, if it says the same in another place among the others; empty for what changed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub moved_from: String,
}

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TextFate {
    /// It says something else.
    Reworded,
    /// It is only in the newer paper.
    New,
    /// It is only in the older paper.
    Gone,
    /// It says the same in another place among the others.
    Moved,
}

impl TextFate {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reworded => "reworded",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Moved => "moved",
        }
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// Its words.
    pub text: String,
}

/// What became of a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It stays.
    Same,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

/// The paragraphs of two papers, side by side.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Those that changed, in the order of reading.
    pub changes: Vec<TextChange>,
    /// Those that did not, by their places in the lists of the older and of the newer paper.
    pub unchanged: Vec<(usize, usize)>,
}

/// Above which likeness two paragraphs are the same one, changed.
const ALIKE: f64 = 0.4;

/// The most pairs of paragraphs that are held against each other in one place.
const MOST_PAIRS: usize = 40_000;

/// The fewest words of a paragraph that is known again in another place: "None." stands in many.
const FEWEST_WORDS: usize = 4;

/// Lays the paragraphs of two papers side by side.
pub(super) fn changes(old: &[Block], new: &[Block]) -> Compared {
    let (before, after) = (all_said(old), all_said(new));
    let mut compared = Compared::default();
    let mut apart = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
        let (_, from, to) = op.as_tag_tuple();
        match op {
            DiffOp::Equal { .. } => compared.unchanged.extend(from.zip(to)),
            _ => apart.push((from.collect::<Vec<_>>(), to.collect::<Vec<_>>())),
        }
    }
    // What says the same in another place has moved, before it is held against what only resembles it.
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for one in apart.iter().flat_map(|(from, _)| from) {
        // The rows behind a chart stand in the order of its values.
        let is_behind = old[*one].role == "TR" && name(old, *one).starts_with("Figure ");
        if is_behind || before[*one].1.split(' ').count() < FEWEST_WORDS {
            continue;
        }
        let same =
            |other: &&usize| before[*one] == after[**other] && moved.iter().all(|(_, known)| known != *other);
        let come = apart.iter().flat_map(|(_, to)| to).find(same);
        moved.extend(come.map(|other| (*one, *other)));
    }
    let mut found: Vec<Matched> = Vec::new();
    for (mut from, to) in apart {
        from.retain(|one| moved.iter().all(|(known, _)| known != one));
        let (come, stay): (Vec<usize>, Vec<usize>) =
            to.into_iter().partition(|other| moved.iter().any(|(_, known)| known == other));
        let mut pairs = matched(old, new, &from, &stay);
        for other in come {
            let after = |pair: &Matched| pair.1.is_some_and(|known| known > other);
            let at = pairs.iter().position(after).unwrap_or(pairs.len());
            pairs.insert(at, (None, Some(other)));
        }
        found.extend(pairs);
    }
    // Of pages with nothing but the same words, such as those left blank, there may be more or fewer.
    let is_leaf = |blocks: &[Block], at: usize| {
        let page = blocks[at].page;
        blocks.iter().filter(|block| block.page == page).count() == 1
    };
    found.retain(|pair| match *pair {
        (Some(one), None) => !(is_leaf(old, one) && after.contains(&before[one])),
        (None, Some(other)) => !(is_leaf(new, other) && before.contains(&after[other])),
        _ => true,
    });
    join_rows(&mut found, old, new);
    for (one, other) in found {
        let from = other.and_then(|other| moved.iter().find(|(_, to)| *to == other)).map(|(from, _)| *from);
        let text = |blocks: &[Block], at: usize| squeezed(&blocks[at].text);
        let words = match (one, other) {
            (Some(one), Some(other)) => {
                let (one, other) = (text(old, one), text(new, other));
                words::pieces(&words::whole(&one, &other), &words::whole(&other, &one))
            }
            (Some(one), None) => vec![Piece { change: Change::Removed, text: text(old, one) }],
            (None, Some(other)) => {
                let change = if from.is_some() { Change::Same } else { Change::Added };
                vec![Piece { change, text: text(new, other) }]
            }
            (None, None) => continue,
        };
        let (blocks, at) = match (one, other) {
            (_, Some(at)) => (new, at),
            (at, None) => (old, at.unwrap_or_default()),
        };
        compared.changes.push(TextChange {
            place: name(blocks, at),
            section: heading(blocks, at).to_owned(),
            old_page: one.or(from).map(|at| old[at].page + 1),
            new_page: other.map(|at| new[at].page + 1),
            words,
            only_figures: false,
            moved_from: from.map_or_else(String::new, |from| name(old, from)),
        });
    }
    compared.unchanged.extend(moved);
    compared
}

/// Joins rows that are gone in one place and new in another: in an exhibit that is ordered by its values, a row whose value
/// changed stands elsewhere. What only moved in a table is told as such.
fn join_rows(found: &mut Vec<Matched>, old: &[Block], new: &[Block]) {
    let row = |blocks: &[Block], at: Option<usize>| {
        let at = at.filter(|at| blocks[*at].role == "TR")?;
        Some((at, name(blocks, at)))
    };
    let mut come: Vec<(usize, usize, String)> = Vec::new();
    for (index, pair) in found.iter().enumerate().filter(|(_, pair)| pair.0.is_none()) {
        come.extend(row(new, pair.1).map(|(at, name)| (index, at, name)));
    }
    let mut joined = Vec::new();
    for (index, pair) in found.iter().enumerate().filter(|(_, pair)| pair.1.is_none()) {
        let Some((one, called)) = row(old, pair.0) else { continue };
        let same = |(_, other, name): &(usize, usize, String)| {
            *name == called && (name.starts_with("Figure ") || said(&old[one]) != said(&new[*other]))
        };
        if let Some(at) = come.iter().position(same) {
            joined.push((index, come.remove(at).0, one));
        }
    }
    for (_, to, one) in &joined {
        found[*to].0 = Some(*one);
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        joined.iter().all(|(from, ..)| *from != index - 1)
    });
}

/// What the first cell of a table's header says whose rows are numbered.
const NUMBER: [&str; 4] = ["no.", "no", "number", "item"];

/// What paragraphs say, each as [`said`]; a row without the number that it has among the others.
fn all_said(blocks: &[Block]) -> Vec<(bool, String)> {
    let mut numbered = None;
    let said = |block: &Block| {
        if block.role != "TR" {
            numbered = None;
            return said(block);
        }
        let (first, rest) = block.text.split_once(" | ").unwrap_or_default();
        let is_header = || NUMBER.contains(&first.trim().to_lowercase().as_str());
        let is_number = !first.is_empty() && first.trim().chars().all(|one| one.is_ascii_digit());
        match *numbered.get_or_insert_with(is_header) && is_number {
            true => said(&Block { text: rest.to_owned(), ..block.clone() }),
            false => said(block),
        }
    };
    blocks.iter().map(said).collect()
}

/// What a paragraph says, whichever lines and pages it stands on, and whether it is a heading.
fn said(block: &Block) -> (bool, String) {
    let mut text = words::closed(&squeezed(&block.text));
    let number = |text: &str| text.trim_end_matches(|one: char| one.is_ascii_digit()).len();
    if block.role == "TOCI" {
        // The page on which the section begins.
        text.truncate(number(&text));
    } else if let Some((before, pages)) = text.rsplit_once(" (Page") {
        // The pages of an item's papers in an agenda: "(Pages 5 –22)".
        let is_pages =
            |inside: &str| inside.trim_start_matches('s').chars().all(|one| " –0123456789".contains(one));
        if pages.strip_suffix(')').is_some_and(is_pages) {
            text = before.to_owned();
        }
    }
    (is_heading(block), text)
}

/// What a paragraph says, in the council's other style of numbers: "53 per cent" is "53%".
fn styled(text: &str) -> String {
    squeezed(text).replace(" per cent", "%")
}

/// Two paragraphs that are the same one, or one that has no counterpart.
type Matched = (Option<usize>, Option<usize>);

/// Paragraphs of a place where they differ: those that are alike belong together, in their order.
fn matched(old: &[Block], new: &[Block], from: &[usize], to: &[usize]) -> Vec<Matched> {
    let (rows, columns) = (from.len(), to.len());
    if rows * columns > MOST_PAIRS {
        let gone = from.iter().map(|at| (Some(*at), None));
        return gone.chain(to.iter().map(|at| (None, Some(*at)))).collect();
    }
    let alike = |one: usize, other: usize| {
        let (one, other) = (&old[one], &new[other]);
        if one.role != other.role {
            return 0.0;
        }
        let likeness = words::likeness(&styled(&one.text), &styled(&other.text));
        // The row of a table with the same name is the same row.
        let named = one.role == "TR" && one.text.split(" | ").next() == other.text.split(" | ").next();
        if named { likeness.max(ALIKE) } else { likeness }
    };
    // The best pairs in order, as for the longest common subsequence.
    let likeness: Vec<Vec<f64>> =
        from.iter().map(|one| to.iter().map(|other| alike(*one, *other)).collect()).collect();
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let both = if likeness[row][column] >= ALIKE {
                likeness[row][column] + best[row + 1][column + 1]
            } else {
                0.0
            };
            best[row][column] = both.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows || column < columns {
        if row < rows
            && column < columns
            && likeness[row][column] >= ALIKE
            && best[row][column] <= likeness[row][column] + best[row + 1][column + 1]
        {
            pairs.push((Some(from[row]), Some(to[column])));
            row += 1;
            column += 1;
        } else if column >= columns || (row < rows && best[row + 1][column] >= best[row][column + 1]) {
            pairs.push((Some(from[row]), None));
            row += 1;
        } else {
            pairs.push((None, Some(to[column])));
            column += 1;
        }
    }
    pairs
}

impl TextChange {
    /// What became of it.
    pub(super) fn fate(&self) -> TextFate {
        match (self.old_page, self.new_page) {
            _ if !self.moved_from.is_empty() => TextFate::Moved,
            (Some(_), Some(_)) => TextFate::Reworded,
            (None, _) => TextFate::New,
            (_, None) => TextFate::Gone,
        }
    }

    /// Finds out whether all that changed is told by figures and claims.
    pub(super) fn explain(&mut self, figures: &[FigureChange], claims: &[ClaimChange]) {
        let told: Vec<(&str, &str)> = figures
            .iter()
            .filter_map(|figure| figure.from.as_deref().zip(figure.to.as_deref()))
            .chain(claims.iter().map(|claim| (claim.from.as_str(), claim.to.as_str())))
            .collect();
        // What a chart is said to show is worked out from its figures.
        let exhibit = self.place.strip_prefix("alternative text of ").unwrap_or_default();
        let is_in = |place: &PlaceChange| place.place.split(", ").next() == Some(exhibit);
        let described = figures.iter().flat_map(|figure| &figure.places).any(is_in);
        let mut explained = self.fate() == TextFate::Reworded;
        let mut at = 0;
        // How many words stand between here and the last number that is told.
        let mut since_number = usize::MAX;
        while explained && at < self.words.len() {
            let Piece { change, text } = &self.words[at];
            explained = match (change, self.words.get(at + 1)) {
                (Change::Same, _) => {
                    since_number = since_number.saturating_add(text.split_whitespace().count());
                    true
                }
                (Change::Removed, Some(next)) if next.change == Change::Added => {
                    at += 1;
                    let (gone, come) = (bare(text), bare(&next.text));
                    let is_told = (!exhibit.is_empty()
                        && (is_number(gone) && is_number(come) || styled(gone) == styled(come)))
                        || told.iter().any(|(from, to)| from.contains(gone) && to.contains(come));
                    if is_told && is_number(come.split(' ').next().unwrap_or_default()) {
                        since_number = 0;
                    }
                    is_told || described || since_number <= UNIT && is_one_and_many(gone, come)
                }
                _ => false,
            };
            at += 1;
        }
        self.only_figures = explained;
    }
}

/// How many words of a unit may stand between a number and the last of them: "1.0 percentage point".
const UNIT: usize = 2;

/// Whether two words are the same one, of one thing and of many.
fn is_one_and_many(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let people = [one, other].iter().all(|word| ["person", "people"].contains(word));
    people || short.len() > 2 && long.strip_suffix('s') == Some(short)
}

/// A text without the marks and spaces around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|one: char| !one.is_alphanumeric() && !matches!(one, '%' | '£' | '−' | '-' | '['))
}

fn is_number(text: &str) -> bool {
    text.chars().any(|one| one.is_ascii_digit()) && !text.contains(' ')
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_heading(block: &Block) -> bool {
    block.role.len() == 2 && block.role.starts_with('H') && block.role.ends_with(|one: char| one.is_ascii_digit())
}

/// The heading above a paragraph, with its number.
pub(super) fn heading(blocks: &[Block], at: usize) -> &str {
    let above = blocks[..at].iter().rev().find(|block| is_heading(block) && block.role != "H1");
    above.map_or("", |block| block.text.as_str())
}

/// What a reader calls a paragraph.
pub(super) fn name(blocks: &[Block], at: usize) -> String {
    let block = &blocks[at];
    // "Table 1. Coventry compared …": its number is what it is called, and nothing but its rows and notes stands between.
    let captioned = || {
        let own = |block: &&Block| matches!(block.role.as_str(), "Caption" | "Figure" | "TR" | "Note");
        let mut above = blocks[..=at].iter().rev().take(200).take_while(own);
        let caption = above.find(|block| block.role == "Caption")?;
        caption.text.split_once(". ").map(|(number, _)| number.to_owned()).filter(|number| number.len() <= 12)
    };
    let short = |text: &str| {
        let mut words: String = text.chars().take(40).collect();
        if words.len() < text.len() {
            words.push('…');
        }
        words
    };
    match block.role.as_str() {
        _ if is_heading(block) => format!("heading “{}”", short(&block.text)),
        "TR" => {
            let first = short(block.text.split(" | ").next().unwrap_or_default());
            match (captioned(), heading(blocks, at)) {
                (Some(number), _) => format!("{number}, {first}"),
                (None, "") => "row of a table".to_owned(),
                (None, heading) => format!("table under “{}”, {first}", short(heading)),
            }
        }
        "Figure" => captioned().map_or_else(
            || "alternative text of a picture".to_owned(),
            |number| format!("alternative text of {number}"),
        ),
        "Caption" => captioned().map_or_else(|| "caption".to_owned(), |number| format!("title of {number}")),
        "Note" => "footnote".to_owned(),
        "LI" if !block.label.is_empty() && block.label != "•" => format!("item {}", block.label),
        "LI" | "LBody" => format!("item “{}”", short(&block.text)),
        _ if block.label.starts_with(|one: char| one.is_ascii_digit()) => format!("paragraph {}", block.label),
        _ if !block.label.is_empty() && block.label != "•" => format!("item {}", block.label),
        _ => format!("“{}”", short(&block.text)),
    }
}
