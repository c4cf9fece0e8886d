//! What `{{ … }}` can say: figures, changes, ends of ranges, ranks, and words that are printed only if true.

mod apart;
mod checked;
mod claims;
mod reach;
mod told;
mod unchecked;

use std::fmt;
use std::sync::{Arc, Mutex};

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, State};
use rust_decimal::Decimal;

use crate::facts::Facts;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::spread::{End, Rank};
use crate::facts::vocabulary::{WORDS, Word};
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Unit};

pub use apart::Apart;
pub use checked::Checked;
pub use told::Told;

/// What an expression can be printed as.
#[derive(Debug, Clone)]
enum Said {
    /// A value.
    Figure(Figure),
    /// A value that the data do not have. Another period or area may be asked for yet; printed or compared it is an error.
    Absent(Box<Absent>),
    /// How a value moved: from one figure to another.
    Change { from: Figure, to: Figure },
    /// How far two values lie apart, without a sign.
    Size(Size),
    /// One end of a region's range.
    End(End),
    /// A place among the authorities of a region.
    Rank(Rank),
    /// Words: checked claims, sizes of differences, numbers spelt out.
    Words(String),
    /// Words that are not checked, and why not.
    Unchecked { words: String, reason: String },
}

/// A value that the data do not have.
#[derive(Debug, Clone)]
struct Absent {
    /// What was asked for, without a number.
    figure: Figure,
    /// Why there is none.
    problem: Problem,
}

/// How far two values lie apart.
#[derive(Debug, Clone)]
struct Size {
    /// The difference of the two as they are shown, in the unit of a difference: percentage points between rates.
    figure: Figure,
    /// The difference of the exact values.
    exact: Decimal,
}

/// A fact in an expression.
#[derive(Clone)]
pub struct Fact {
    said: Said,
    /// The figures that the words rest on.
    rests_on: Vec<Figure>,
    /// What was checked before the words were printed.
    checked: Option<Checked>,
    /// What the words have told, if they follow the data.
    told: Option<Told>,
    /// The two figures that it lies between, if it is a size or words for one.
    apart: Option<Apart>,
    desk: Arc<Desk>,
}

/// What all expressions of a report share: the facts, and the problems that have come up.
///
/// An error that passes through the expression engine keeps no more than a text, so the problem itself is kept here
/// and the error says which one it is.
pub struct Desk {
    /// The facts of the report.
    pub facts: Arc<Facts>,
    problems: Mutex<Vec<Problem>>,
}

/// The start of an error's detail, before the number of its problem.
const PROBLEM: &str = "boardpack problem ";

impl Desk {
    /// A desk for a report's facts.
    pub fn new(facts: Arc<Facts>) -> Arc<Self> {
        Arc::new(Self { facts, problems: Mutex::default() })
    }

    /// Turns a problem into an error that the expression engine can carry.
    pub fn error(&self, problem: Problem) -> Error {
        let mut problems = self.problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        problems.push(problem);
        Error::new(ErrorKind::InvalidOperation, format!("{PROBLEM}{}", problems.len() - 1))
    }

    /// The problem that an error of the expression engine carries, if it is one of ours.
    pub fn problem(&self, error: &Error) -> Option<Problem> {
        let number: usize = error.detail()?.strip_prefix(PROBLEM)?.parse().ok()?;
        self.problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(number).cloned()
    }

    pub(super) fn value(&self, result: Result<Fact, Problem>) -> Value {
        match result {
            Ok(fact) => Value::from_object(fact),
            Err(problem) => Value::from(self.error(problem)),
        }
    }
}

impl Fact {
    /// A figure.
    pub fn figure(figure: Figure, desk: &Arc<Desk>) -> Self {
        Self::new(Said::Figure(figure.clone()), vec![figure], desk)
    }

    fn new(said: Said, rests_on: Vec<Figure>, desk: &Arc<Desk>) -> Self {
        Self { said, rests_on, checked: None, told: None, apart: None, desk: Arc::clone(desk) }
    }

    /// The figures that the printed words rest on.
    pub fn rests_on(&self) -> &[Figure] {
        &self.rests_on
    }

    /// What was checked before the words were printed, if they are a claim.
    pub fn checked(&self) -> Option<&Checked> {
        self.checked.as_ref()
    }

    /// What the words have told, if they follow the data.
    pub fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// The two figures that it lies between, if it is a size or words for one.
    pub fn apart(&self) -> Option<&Apart> {
        self.apart.as_ref()
    }

    fn telling(self, told: Option<Told>) -> Self {
        Self { told, ..self }
    }

    /// What is printed.
    ///
    /// # Errors
    /// If a value is printed that does not exist: a symbol is not a number.
    pub fn text(&self) -> Result<String, Problem> {
        let style = &self.desk.facts.style;
        match &self.said {
            Said::Figure(figure) => match figure.datum {
                Datum::Number(_) => Ok(figure.text(style)),
                Datum::Symbol(symbol) => Err(Problem::new(format!(
                    "{} {} no value: {}",
                    figure.description(),
                    figure.has(),
                    symbol.meaning()
                ))
                .hint("say so in words: `.or(\"not published\")` prints its words where there is no value")),
            },
            Said::Absent(absent) => Err(absent.problem.clone()),
            Said::Change { from, to } => self.change_words(from, to),
            Said::Size(size) => {
                let measure = &size.figure.measure;
                let shown = size.figure.datum.number().unwrap_or_default();
                Ok(match measure.unit {
                    // A share of what it was before; every other size is a difference, so points between rates.
                    Unit::Percent => style.value(shown, measure.unit, measure.decimals),
                    unit => style.size_of_change(shown, unit, measure.decimals),
                })
            }
            Said::End(end) => match end.figure.datum {
                Datum::Number(_) => Ok(format!("{} ({})", end.figure.text(style), join_words(&end.areas))),
                Datum::Symbol(symbol) => Err(Problem::new(format!(
                    "{} {} no number: {}",
                    end.figure.description(),
                    end.figure.has(),
                    symbol.meaning()
                ))
                .hint("say so in words: `.area` after it prints whose value it is")),
            },
            Said::Rank(rank) => Ok(rank.words()),
            Said::Words(words) | Said::Unchecked { words, .. } => Ok(words.clone()),
        }
    }

    /// Why the words are not checked against the data, where their author says so.
    pub fn reason(&self) -> Option<&str> {
        match &self.said {
            Said::Unchecked { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// The figure that it is; `None` for anything else.
    ///
    /// # Errors
    /// If the data do not have its value.
    fn as_figure(&self) -> Result<Option<&Figure>, Problem> {
        match &self.said {
            Said::Figure(figure) => Ok(Some(figure)),
            Said::Absent(absent) => Err(absent.problem.clone()),
            _ => Ok(None),
        }
    }

    /// What it is, for messages.
    fn noun(&self) -> &'static str {
        match self.said {
            Said::Figure(_) | Said::Absent(_) => "a figure",
            Said::Change { .. } => "a change",
            Said::Size(_) => "the size of a difference",
            Said::End(_) => "the end of a range",
            Said::Rank(_) => "a rank",
            Said::Words(_) | Said::Unchecked { .. } => "a piece of text",
        }
    }

    /// What can be written after its dot.
    fn names(&self) -> Vec<&'static str> {
        let words = |wanted: fn(&Word) -> bool| WORDS.iter().filter(move |word| wanted(word)).map(|word| word.name);
        match self.said {
            Said::Figure(_) | Said::Absent(_) => OF_FIGURES.iter().copied().chain(words(|_| true)).collect(),
            Said::Change { .. } => vec!["size", "percent"],
            Said::Size(_) => words(Word::of_sizes).collect(),
            Said::End(_) => vec!["value", "area"],
            Said::Rank(_) | Said::Words(_) | Said::Unchecked { .. } => Vec::new(),
        }
    }
}

/// What can be written after the dot of a figure, beside words of comparison.
const OF_FIGURES: [&str; 19] = [
    "previous",
    "of",
    "at",
    "in",
    "basis",
    "change",
    "change_since",
    "change_from",
    "difference",
    "against",
    "low",
    "high",
    "rank",
    "target",
    "words",
    "or",
    "area",
    "period",
    "release",
];

impl Object for Fact {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        Some(self.attribute(name).unwrap_or_else(|problem| Value::from(self.desk.error(problem))))
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, name: &str, args: &[Value]) -> Result<Value, Error> {
        self.method(name, args)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said.fmt(f)
    }
}
