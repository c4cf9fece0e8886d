//! What the columns of an answer are made of: which columns of the data each one reads, and what it does with them.
//!
//! SQLite does not say so, so that the words of the query are read: the items of every `SELECT`, with the names that
//! inner ones give theirs.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::data::Observation;
use crate::data::query::Made;
use crate::facts::problem::Problem;
use crate::facts::query::sql::{Kind, Sql, Word};
use crate::facts::query::tables::Table;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// How deep names are followed through inner queries.
const DEEPEST: usize = 8;

/// One thing that a `SELECT` asks for.
struct Item {
    /// Its words.
    words: Vec<Word>,
    /// What it is called.
    name: String,
    /// Whether it belongs to the answer, and not to an inner query.
    outer: bool,
}

/// What an expression reads and does.
#[derive(Debug, Default, Clone)]
struct Traced {
    bases: BTreeSet<Basis>,
    /// Whether it reads percentages, and does not divide.
    percent: bool,
    /// Whether one percentage is taken from another.
    difference: bool,
    /// Whether percentages are added up over rows.
    sum: bool,
    /// Whether it divides, or takes a mean, of published values.
    calculated: bool,
    /// Whether it divides, or takes a mean, of whatever values.
    quotient: bool,
    /// The units of what it reads, each once.
    units: Vec<Unit>,
    /// Whether it may have another unit than what it reads: it multiplies, divides, compares or counts.
    changed: bool,
}

impl Traced {
    /// Adds what a part of the expression reads and does.
    fn add(&mut self, part: Self) {
        self.bases.extend(part.bases);
        self.percent |= part.percent;
        self.difference |= part.difference;
        self.sum |= part.sum;
        self.calculated |= part.calculated;
        self.quotient |= part.quotient;
        self.changed |= part.changed;
        for unit in part.units {
            if !self.units.contains(&unit) {
                self.units.push(unit);
            }
        }
    }

    /// The unit of what it reads, if it is its own as well.
    fn unit(&self) -> Option<Unit> {
        match self.units.as_slice() {
            [unit] if !self.changed && !self.difference => Some(*unit),
            _ => None,
        }
    }
}

struct Lineage<'a> {
    items: Vec<Item>,
    tables: Vec<&'a Table>,
    /// The texts in single quotes.
    texts: Vec<String>,
}

/// What each column of an answer is made of.
///
/// # Errors
/// With the words that are wrong: FTE and headcount in one expression or, by `UNION`, in one column; a sum of
/// percentages.
pub fn trace(sql: &Sql<'_>, columns: &[String], tables: Vec<&Table>) -> Result<Vec<Made>, (Problem, Range<usize>)> {
    let words = sql.words();
    let texts = words.iter().filter(|word| word.kind == Kind::Text).map(|word| word.text.clone()).collect();
    let arms = arms(&words);
    let lineage = Lineage { items: items(&words), tables, texts };
    let mut made: Vec<Made> = columns
        .iter()
        .map(|name| {
            let of = lineage.column(name);
            Made {
                basis: one(&of.bases),
                percent: of.percent,
                difference: false,
                calculated: false,
                quotient: false,
                unit: of.unit(),
            }
        })
        .collect();
    let mut seen: Vec<Option<Basis>> = vec![None; columns.len()];
    for arm in arms {
        let outer: Vec<&Item> =
            lineage.items.iter().filter(|item| item.outer && arm.contains(&item.start())).collect();
        for (at, item) in outer.iter().enumerate() {
            let traced = lineage.expression(&item.words, 0);
            if traced.bases.len() > 1 {
                let problem = Problem::new("FTE and headcount are mixed in one expression")
                    .hint("take all of its columns on one basis, or select the two beside each other");
                return Err((problem, item.place()));
            }
            if traced.sum {
                let problem = Problem::new("percentages are added up over rows")
                    .hint("a sum of rates means nothing: add up the counts and divide, or take the mean, `avg(…)`");
                return Err((problem, item.place()));
            }
            if outer.len() != columns.len() {
                continue;
            }
            let basis = one(&traced.bases);
            if let (Some(first), Some(other)) = (seen[at], basis)
                && first != other
            {
                let problem = Problem::new(format!(
                    "the column `{}` has {} in some rows and {} in others",
                    columns[at],
                    first.name(),
                    other.name()
                ))
                .hint("take all rows on one basis, or give the two columns of their own");
                return Err((problem, item.place()));
            }
            seen[at] = seen[at].or(basis);
            let star = item.words.iter().all(|word| word.text == "*");
            if !star {
                let known = &mut made[at];
                known.basis = seen[at];
                known.percent = traced.percent;
                known.difference |= traced.difference;
                known.calculated |= traced.calculated;
                known.quotient |= traced.quotient;
                known.unit = traced.unit();
            }
        }
    }
    Ok(made)
}

fn one(bases: &BTreeSet<Basis>) -> Option<Basis> {
    bases.first().copied().filter(|_| bases.len() == 1)
}

impl Item {
    fn start(&self) -> usize {
        self.words.first().map_or(0, |word| word.at.start)
    }

    fn place(&self) -> Range<usize> {
        self.start()..self.words.last().map_or(0, |word| word.at.end)
    }
}

impl Lineage<'_> {
    fn expression(&self, words: &[Word], deep: usize) -> Traced {
        let mut all = Traced::default();
        let mut percents: Vec<usize> = Vec::new();
        let divides = words.iter().any(|word| word.text == "/");
        let mut published = false;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if word.is("from") {
                // Where an inner query looks, and under which conditions.
                let depth = word.depth;
                at += words[at..].iter().take_while(|word| word.depth >= depth).count();
                continue;
            }
            let next = words.get(at + 1).map_or("", |next| next.text.as_str());
            if word.is("count") && next == "(" {
                all.changed = true;
                at += bracket(words, at + 1) + 1;
                continue;
            }
            let names = matches!(word.kind, Kind::Word | Kind::Quoted) && next != "(" && next != ".";
            if names {
                let of = self.name(&word.text, deep);
                if of.percent {
                    percents.push(at);
                }
                all.add(of);
                published |= self.is_published(&word.text);
            }
            at += 1;
        }
        let (first, last) = (percents.first().copied(), percents.last().copied());
        let between = |at: usize| first.is_some_and(|first| first < at) && last.is_some_and(|last| last > at);
        let minus = |(at, word): (usize, &Word)| word.kind == Kind::Sign && word.text == "-" && between(at);
        all.difference |= !divides && words.iter().enumerate().any(minus);
        all.sum |= !divides && self.adds_up(words, &percents);
        all.percent = !percents.is_empty() && !divides;
        let others = |word: &Word| {
            ["*", "/", "%", "||", "<", ">", "=", "<=", ">=", "==", "<>", "!="].contains(&word.text.as_str())
                || ["case", "iif", "if", "rank", "select"].iter().any(|name| word.is(name))
        };
        all.changed |= words.iter().any(others);
        let mean = words.iter().any(|word| word.is("avg"));
        // The mean of heads is no number of heads.
        all.changed |= mean && all.units.iter().any(|unit| unit.is_whole());
        all.calculated |= (divides || mean) && published;
        all.quotient |= divides || mean;
        all
    }

    /// Whether percentages are added up: as they are, not weighted, compared or counted.
    fn adds_up(&self, words: &[Word], percents: &[usize]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let open = at + 1;
            if !(word.is("sum") || word.is("total")) || words.get(open).is_none_or(|next| next.text != "(") {
                return false;
            }
            let inside = open..open + bracket(words, open);
            let bare = |word: &Word| {
                !["*", "<", ">", "=", "<=", ">=", "==", "<>", "!="].contains(&word.text.as_str())
                    && !["case", "iif", "if"].iter().any(|other| word.is(other))
            };
            percents.iter().any(|at| inside.contains(at)) && words[inside].iter().all(bare)
        })
    }

    /// What a name stands for: an item of an inner query, or a column of the data.
    fn name(&self, name: &str, deep: usize) -> Traced {
        let mut found: Option<Traced> = None;
        if deep < DEEPEST {
            let inner = |item: &&Item| !item.outer && item.name.eq_ignore_ascii_case(name) && !item.is_bare(name);
            for item in self.items.iter().filter(inner) {
                let of = self.expression(&item.words, deep + 1);
                found.get_or_insert_default().add(of);
            }
        }
        found.unwrap_or_else(|| self.column(name))
    }

    fn column(&self, name: &str) -> Traced {
        let mut traced = Traced::default();
        for table in &self.tables {
            let Some(at) = table.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name)) else {
                continue;
            };
            if table.is_tidy() {
                if name.eq_ignore_ascii_case("value") {
                    let said: BTreeSet<Basis> = self.texts.iter().filter_map(|text| Basis::parse(text)).collect();
                    traced.bases.extend(one(&said));
                    let units =
                        self.texts.iter().filter_map(|text| table.dataset.measure(text)).map(|one| one.unit);
                    let units: Vec<Unit> = units.collect();
                    traced.percent |= !units.is_empty() && units.iter().all(|unit| *unit == Unit::Percent);
                    let on =
                        |basis: Option<Basis>| said.is_empty() || basis.is_none_or(|basis| said.contains(&basis));
                    let of = |one: &&Observation| self.texts.contains(&one.measure.id) && on(one.basis);
                    for one in table.dataset.observed.observations.iter().filter(of) {
                        traced.add(Traced { units: vec![one.measure.unit], ..Traced::default() });
                    }
                }
                continue;
            }
            if table.columns[at].numeric {
                traced.bases.extend(Basis::of_words(name));
                traced.percent |= table.holds_percentages(at);
                traced.add(Traced { units: table.units(at), ..Traced::default() });
            }
        }
        traced
    }

    /// Whether a name is that of a column of numbers that the DfE published.
    fn is_published(&self, name: &str) -> bool {
        let of = |table: &&Table| {
            let column = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
            table.is_published() && column.is_some_and(|column| column.numeric)
        };
        let inner = |item: &Item| !item.outer && item.name.eq_ignore_ascii_case(name);
        self.tables.iter().any(of)
            || self.items.iter().any(inner) && self.tables.iter().any(|one| one.is_published())
    }
}

impl Item {
    /// Whether the item is that name alone.
    fn is_bare(&self, name: &str) -> bool {
        self.words.last().is_some_and(|word| word.text.eq_ignore_ascii_case(name))
            && self.words.iter().all(|word| word.text == "." || matches!(word.kind, Kind::Word | Kind::Quoted))
            && self.words.len() <= 3
    }
}

/// How many words lead from an opening bracket to the one that closes it.
fn bracket(words: &[Word], open: usize) -> usize {
    let depth = words.get(open).map_or(0, |word| word.depth);
    let inside = words.iter().skip(open + 1).take_while(|word| word.depth > depth).count();
    inside + 1
}

/// The parts of the text that hold one `SELECT` of the answer each.
fn arms(words: &[Word]) -> Vec<Range<usize>> {
    let starts: Vec<usize> =
        words.iter().filter(|word| word.depth == 0 && word.is("select")).map(|word| word.at.start).collect();
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// What every `SELECT` asks for.
fn items(words: &[Word]) -> Vec<Item> {
    const ENDS: [&str; 10] =
        ["from", "union", "except", "intersect", "where", "group", "order", "limit", "having", "window"];
    let mut items = Vec::new();
    for (at, select) in words.iter().enumerate().filter(|(_, word)| word.is("select")) {
        let depth = select.depth;
        let rest = words.iter().skip(at + 1);
        let list: Vec<&Word> = rest
            .take_while(|word| word.depth > depth || (word.depth == depth && !ENDS.iter().any(|end| word.is(end))))
            .skip_while(|word| word.is("distinct") || word.is("all"))
            .collect();
        for part in list.split(|word| word.depth == depth && word.text == ",") {
            let mut part: Vec<Word> = part.iter().map(|word| (*word).clone()).collect();
            let named = |word: &Word| matches!(word.kind, Kind::Word | Kind::Quoted);
            let name = match part.as_slice() {
                [.., before, last] if named(last) && before.is("as") => {
                    let name = last.text.clone();
                    part.truncate(part.len() - 2);
                    name
                }
                [.., before, last]
                    if named(last)
                        && !last.is("end")
                        && (named(before)
                            || before.text == ")"
                            || matches!(before.kind, Kind::Number | Kind::Parameter)) =>
                {
                    let name = last.text.clone();
                    part.truncate(part.len() - 1);
                    name
                }
                [.., last] => last.text.clone(),
                [] => continue,
            };
            items.push(Item { words: part, name, outer: depth == 0 });
        }
    }
    items
}
