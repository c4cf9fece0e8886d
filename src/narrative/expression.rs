//! What `{{ … }}` can say: figures, changes, ends of ranges, ranks, and words that are printed only if true.

use std::fmt;
use std::sync::{Arc, Mutex};

use minijinja::value::{Kwargs, Object, ObjectRepr, Value, from_args};
use minijinja::{Error, ErrorKind, State};

use crate::data::areas::Area;
use crate::diagnostic::did_you_mean;
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::Figure;
use crate::facts::spread::{End, Rank};
use crate::facts::{Facts, Problem};
use crate::quantity::basis::Basis;
use crate::quantity::style::join_words;
use crate::quantity::value::Datum;
use crate::quantity::words;

/// What an expression can be printed as.
#[derive(Debug, Clone)]
enum Said {
    /// A value.
    Figure(Figure),
    /// How a value moved: from one figure to another.
    Change { from: Figure, to: Figure },
    /// One end of a region's range.
    End(End),
    /// A place among the authorities of a region.
    Rank(Rank),
    /// Words: checked claims, sizes of differences, numbers spelt out.
    Words(String),
    /// Words that are not checked, and why not.
    Unchecked { words: String, reason: String },
}

/// A fact in an expression.
#[derive(Clone)]
pub struct Fact {
    said: Said,
    /// The figures that the words rest on.
    rests_on: Vec<Figure>,
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
        Self { said, rests_on, desk: Arc::clone(desk) }
    }

    /// The figures that the printed words rest on.
    pub fn rests_on(&self) -> &[Figure] {
        &self.rests_on
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
                Datum::Symbol(symbol) => {
                    Err(Problem::new(format!("{} has no value: {}", figure.description(), symbol.meaning()))
                        .hint("say so in words: `.or(\"not published\")` prints its words where there is no value"))
                }
            },
            Said::Change { from, to } => self.change_words(from, to),
            Said::End(end) => Ok(format!("{} ({})", end.figure.text(style), join_words(&end.areas))),
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

    /// `unchecked("words", reason="why")`: words that the prose checker lets pass.
    ///
    /// # Errors
    /// If the words or the reason are missing or empty.
    pub fn unchecked(words: Option<&str>, options: &Kwargs, desk: &Arc<Desk>) -> Result<Self, Error> {
        let example = "write `unchecked(\"has improved\", reason=\"staff survey, not measured\")`";
        let written = |_: Error| desk.error(Problem::new("`unchecked` is not written so").hint(example));
        let words = words.filter(|words| !words.trim().is_empty());
        let words = words.ok_or_else(|| written(ErrorKind::MissingArgument.into()))?;
        let reason: Option<&str> = options.get("reason").map_err(written)?;
        options.assert_all_used().map_err(written)?;
        let Some(reason) = reason.map(str::trim).filter(|reason| reason.chars().any(char::is_alphabetic)) else {
            return Err(desk.error(
                Problem::new("words that are not checked need a reason").hint(
                    "write why, such as `unchecked(\"has improved\", reason=\"staff survey, not measured\")`",
                ),
            ));
        };
        let said = Said::Unchecked { words: words.to_owned(), reason: reason.to_owned() };
        Ok(Self::new(said, Vec::new(), desk))
    }

    /// "fell by 6.4 percentage points", "did not change".
    fn change_words(&self, from: &Figure, to: &Figure) -> Result<String, Problem> {
        let (_, shown) = comparison::differences(to, from)?;
        if shown.is_zero() {
            return Ok("did not change".to_owned());
        }
        let verb = if shown.is_sign_negative() { "fell" } else { "rose" };
        Ok(format!("{verb} by {}", self.size(to, shown)))
    }

    fn size(&self, figure: &Figure, difference: rust_decimal::Decimal) -> String {
        self.desk.facts.style.size_of_change(difference, figure.measure.unit, figure.measure.decimals)
    }

    /// The same measure in another period, area or basis.
    fn elsewhere(
        &self,
        figure: &Figure,
        area: Option<&str>,
        period: Option<crate::quantity::period::Period>,
        basis: Option<Basis>,
    ) -> Result<Figure, Problem> {
        let facts = &self.desk.facts;
        let cell = figure.scope.as_ref().ok_or_else(|| not_from_data(figure))?;
        let area: Arc<Area> = match area {
            Some(name) => facts.area(name)?,
            None => Arc::clone(&cell.area),
        };
        let basis = basis.or(cell.basis);
        facts.figure(&figure.measure.id, &area, period.unwrap_or(cell.period), basis, Some(&cell.dataset))
    }

    fn previous(&self, figure: &Figure) -> Result<Figure, Problem> {
        let cell = figure.scope.as_ref().ok_or_else(|| not_from_data(figure))?;
        self.elsewhere(figure, None, Some(cell.period.previous()), None)
    }

    /// The same measure in an earlier period, as `since` names it.
    fn earlier(&self, figure: &Figure, since: &Value) -> Result<Figure, Problem> {
        let cell = figure.scope.as_ref().ok_or_else(|| not_from_data(figure))?;
        let period = self.desk.facts.period(&since.to_string())?;
        if period >= cell.period {
            return Err(Problem::new(format!("{period} is not before {}", cell.period)).hint(
                "a change runs from an earlier period to a later one; for another period than the subject's write \
                 `.at(…)` first",
            ));
        }
        self.elsewhere(figure, None, Some(period), None)
    }

    fn change(&self, from: Figure, to: &Figure) -> Fact {
        let rests_on = vec![from.clone(), to.clone()];
        Self::new(Said::Change { from, to: to.clone() }, rests_on, &self.desk)
    }

    fn attribute(&self, name: &str) -> Result<Value, Problem> {
        let figure = |figure| Value::from_object(Self::figure(figure, &self.desk));
        let words =
            |words: String| Value::from_object(Self::new(Said::Words(words), self.rests_on.clone(), &self.desk));
        match (&self.said, name) {
            (Said::Figure(of), "previous") => Ok(figure(self.previous(of)?)),
            (Said::Figure(of), "change") => Ok(Value::from_object(self.change(self.previous(of)?, of))),
            (Said::Figure(of), "low" | "high") => self.end(of, name, None),
            (Said::Figure(of), "rank") => self.rank(of, None),
            (Said::Figure(of), "words") => Ok(words(in_words(of)?)),
            (Said::Figure(of), "area" | "period") => {
                let cell = of.scope.as_ref().ok_or_else(|| not_from_data(of))?;
                Ok(words(if name == "area" { cell.area.name.clone() } else { cell.period.to_string() }))
            }
            (Said::Change { from, to }, "size") => {
                let (_, shown) = comparison::differences(to, from)?;
                Ok(words(self.size(to, shown)))
            }
            (Said::End(end), "value") => Ok(figure(end.figure.clone())),
            (Said::End(end), "area") => Ok(words(join_words(&end.areas))),
            _ => Err(Problem::new(format!("{} has no `.{name}`", self.noun()))
                .maybe_hint(did_you_mean(name, self.names().iter().copied()))),
        }
    }

    fn method(&self, name: &str, args: &[Value]) -> Result<Value, Error> {
        let desk = &self.desk;
        let Said::Figure(figure) = &self.said else {
            let problem = Problem::new(format!("{} has no `.{name}(…)`", self.noun()));
            return Err(desk.error(problem.maybe_hint(did_you_mean(name, self.names().iter().copied()))));
        };
        let said = |result: Result<Value, Problem>| result.map_err(|problem| desk.error(problem));
        if let Some((_, relation)) = Relation::NAMES.iter().find(|(known, _)| *known == name) {
            return self.claim(*relation, figure, args);
        }
        let written = |example: &'static str| {
            let problem = Problem::new(format!("`.{name}` is not written so"));
            move |_: Error| desk.error(problem.hint(format!("write `{example}`")))
        };
        let to_value = |figure: Figure| Value::from_object(Self::figure(figure, desk));
        match name {
            "of" => {
                let (area,): (Value,) = from_args(args).map_err(written(".of(\"England\")"))?;
                // A three-digit number is a code; anything else is a name between quotation marks.
                if area.as_str().is_none() && !area.is_integer() {
                    return Err(written(".of(\"England\")")(ErrorKind::InvalidOperation.into()));
                }
                said(self.elsewhere(figure, Some(&area.to_string()), None, None).map(to_value))
            }
            "at" => {
                let (period,): (Value,) = from_args(args).map_err(written(".at(2024)"))?;
                let period = desk.facts.period(&period.to_string()).map_err(|problem| desk.error(problem))?;
                said(self.elsewhere(figure, None, Some(period), None).map(to_value))
            }
            "basis" => {
                let (basis,): (&str,) = from_args(args).map_err(written(".basis(\"headcount\")"))?;
                let basis = Basis::parse(basis).ok_or_else(|| {
                    desk.error(Problem::new(format!("unknown basis `{basis}`")).hint("write `FTE` or `headcount`"))
                })?;
                said(self.elsewhere(figure, None, None, Some(basis)).map(to_value))
            }
            "change_since" => {
                let (period,): (Value,) = from_args(args).map_err(written(".change_since(2019)"))?;
                said(self.earlier(figure, &period).map(|earlier| Value::from_object(self.change(earlier, figure))))
            }
            "difference" => {
                let (other,): (Value,) = from_args(args).map_err(written(".difference(\"England\")"))?;
                let other = self.comparator(figure, &other)?;
                let shown = comparison::differences(figure, &other).map_err(|problem| desk.error(problem))?.1;
                let words = Said::Words(self.size(figure, shown));
                Ok(Value::from_object(Self::new(words, vec![figure.clone(), other], desk)))
            }
            "low" | "high" => {
                let (region,): (Option<&str>,) = from_args(args).map_err(written(".low(\"West Midlands\")"))?;
                said(self.end(figure, name, region))
            }
            "rank" => {
                let (region,): (Option<&str>,) = from_args(args).map_err(written(".rank(\"West Midlands\")"))?;
                said(self.rank(figure, region))
            }
            "or" => {
                let (words,): (&str,) = from_args(args).map_err(written(".or(\"not published\")"))?;
                Ok(match figure.datum {
                    Datum::Number(_) => to_value(figure.clone()),
                    Datum::Symbol(_) => {
                        let said = Said::Words(words.to_owned());
                        Value::from_object(Self::new(said, vec![figure.clone()], desk))
                    }
                })
            }
            _ => {
                let problem = Problem::new(format!("a figure has no `.{name}(…)`"));
                Err(desk.error(problem.maybe_hint(did_you_mean(name, self.names().iter().copied()))))
            }
        }
    }

    /// `.fell("words")`, `.fell("words", since=2019)`, `.above("England", "words")`, `.above(figure)`.
    fn claim(&self, relation: Relation, figure: &Figure, args: &[Value]) -> Result<Value, Error> {
        let desk = &self.desk;
        let name = relation.name();
        let example = if relation.over_time() {
            format!("write `.{name}(\"has changed so\")`, or `.{name}(\"…\", since=2019)` against another period")
        } else {
            format!("write `.{name}(\"England\", \"so compared with the national rate\")`")
        };
        let misread = |_| desk.error(Problem::new(format!("`.{name}` is not written so")).hint(example.clone()));
        let (other, other_name, words) = if relation.over_time() {
            let (words, options): (Option<String>, Kwargs) = from_args(args).map_err(misread)?;
            let since: Option<Value> = options.get("since").map_err(misread)?;
            options.assert_all_used().map_err(misread)?;
            let other = match since {
                Some(period) => self.earlier(figure, &period),
                None => self.previous(figure),
            };
            (other.map_err(|problem| desk.error(problem))?, String::new(), words)
        } else {
            let (other, words): (Value, Option<String>) = from_args(args).map_err(misread)?;
            let other = self.comparator(figure, &other)?;
            let area =
                other.scope.as_ref().map_or_else(|| other.measure.name.clone(), |cell| cell.area.name.clone());
            (other, area, words)
        };
        comparison::check(relation, figure, &other, &desk.facts).map_err(|problem| desk.error(problem))?;
        let words = words.unwrap_or_else(|| relation.words(&other_name));
        Ok(Value::from_object(Self::new(Said::Words(words), vec![figure.clone(), other], desk)))
    }

    /// What a figure is compared with: an area by name, or another figure.
    fn comparator(&self, figure: &Figure, other: &Value) -> Result<Figure, Error> {
        if let Some(fact) = other.downcast_object_ref::<Fact>() {
            return match &fact.said {
                Said::Figure(other) | Said::End(End { figure: other, .. }) => Ok(other.clone()),
                _ => Err(self.desk.error(
                    Problem::new(format!("a figure cannot be compared with {}", fact.noun()))
                        .hint("compare it with an area, such as `\"England\"`, or with another figure"),
                )),
            };
        }
        let Some(area) = other.as_str() else {
            return Err(self.desk.error(
                Problem::new(format!("a figure cannot be compared with `{other}`"))
                    .hint("compare it with an area in quotes, such as `\"England\"`, or with another figure"),
            ));
        };
        self.elsewhere(figure, Some(area), None, None).map_err(|problem| self.desk.error(problem))
    }

    fn end(&self, figure: &Figure, end: &str, region: Option<&str>) -> Result<Value, Problem> {
        let facts = &self.desk.facts;
        let region = facts.region_of(figure, region)?;
        let spread = facts.spread(figure, &region)?;
        spread.complete(figure)?;
        let end = if end == "low" { spread.low } else { spread.high };
        let rests_on = vec![end.figure.clone()];
        Ok(Value::from_object(Self::new(Said::End(end), rests_on, &self.desk)))
    }

    fn rank(&self, figure: &Figure, region: Option<&str>) -> Result<Value, Problem> {
        let facts = &self.desk.facts;
        let region = facts.region_of(figure, region)?;
        let rank = facts.rank(figure, &region)?;
        Ok(Value::from_object(Self::new(Said::Rank(rank), vec![figure.clone()], &self.desk)))
    }

    /// What it is, for messages.
    fn noun(&self) -> &'static str {
        match self.said {
            Said::Figure(_) => "a figure",
            Said::Change { .. } => "a change",
            Said::End(_) => "the end of a range",
            Said::Rank(_) => "a rank",
            Said::Words(_) | Said::Unchecked { .. } => "a piece of text",
        }
    }

    /// What can be written after its dot.
    fn names(&self) -> &'static [&'static str] {
        match self.said {
            Said::Figure(_) => &[
                "previous",
                "of",
                "at",
                "basis",
                "change",
                "change_since",
                "difference",
                "low",
                "high",
                "rank",
                "words",
                "or",
                "area",
                "period",
                "fell",
                "rose",
                "steady",
                "above",
                "below",
                "similar",
            ],
            Said::Change { .. } => &["size"],
            Said::End(_) => &["value", "area"],
            Said::Rank(_) | Said::Words(_) | Said::Unchecked { .. } => &[],
        }
    }
}

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

fn not_from_data(figure: &Figure) -> Problem {
    Problem::new(format!("{} belongs to no area and no period", figure.description()))
        .hint("only measures that were read from a data file can be compared with other areas and periods")
}

/// A whole number below a thousand in words.
fn in_words(figure: &Figure) -> Result<String, Problem> {
    let whole = figure.datum.number().filter(|value| value.fract().is_zero());
    whole.and_then(|value| usize::try_from(value).ok()).and_then(words::cardinal).ok_or_else(|| {
        Problem::new(format!("{} cannot be spelt out", figure.description()))
            .hint("`.words` is for whole numbers from 0 to 999")
    })
}
