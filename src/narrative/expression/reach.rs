//! What can be reached from a figure: other periods, areas and bases, changes, differences, ends of ranges and ranks.

use std::sync::Arc;

use minijinja::value::{Value, from_args};
use minijinja::{Error, ErrorKind};

use rust_decimal::Decimal;

use super::{Absent, Apart, Fact, Said, Size, Told};
use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::did_you_mean;
use crate::facts::figure::{Figure, Origin, Scope};
use crate::facts::problem::Problem;
use crate::facts::reach::{self, Elsewhere};
use crate::facts::vocabulary::Word;
use crate::facts::{comparison, release};
use crate::quantity::basis::Basis;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol, Unit};
use crate::quantity::words;

impl Fact {
    /// "fell by 6.4 percentage points", "did not change".
    pub(super) fn change_words(&self, from: &Figure, to: &Figure) -> Result<String, Problem> {
        let (_, shown) = comparison::differences(to, from)?;
        if shown.is_zero() {
            return Ok("did not change".to_owned());
        }
        let verb = if shown.is_sign_negative() { "fell" } else { "rose" };
        Ok(format!("{verb} by {}", self.size_words(to, shown)))
    }

    fn size_words(&self, figure: &Figure, difference: Decimal) -> String {
        self.desk.facts.style.size_of_change(difference, figure.measure.unit, figure.measure.decimals)
    }

    /// How far two figures lie apart, as a figure of its own: percentage points between rates.
    fn size(&self, apart: Apart) -> Result<Fact, Problem> {
        let Apart { figure, other, .. } = &apart;
        let (exact, shown) = comparison::differences(figure, other)?;
        let measure = Measure {
            name: format!("difference in {}", figure.measure.name),
            unit: figure.measure.unit.of_difference(),
            decimals: figure.measure.decimals.max(other.measure.decimals),
            polarity: Polarity::Neutral,
            definition: String::new(),
            ..(*figure.measure).clone()
        };
        let formula = format!("difference between {} and {}", figure.description(), other.description());
        let derived = Figure {
            measure: Arc::new(measure),
            datum: Datum::Number(shown.abs()),
            scope: figure.scope.clone(),
            origin: Origin::Derived { formula, of: [figure.clone(), other.clone()].into() },
        };
        let size = Size { figure: derived.clone(), exact: exact.abs() };
        Ok(Self { apart: Some(apart), ..Self::new(Said::Size(size), vec![derived], &self.desk) })
    }

    /// By how many per cent a value changed, for what is not itself a percentage.
    fn percent(&self, from: &Figure, to: &Figure) -> Result<Fact, Problem> {
        let (_, shown) = comparison::differences(to, from)?;
        if matches!(to.measure.unit, Unit::Percent | Unit::PercentagePoints) {
            return Err(Problem::new(format!(
                "{} is a percentage: its change is told in points",
                to.description()
            ))
            .hint(
                "write `.change.size`, which prints percentage points; a percentage of a percentage is misread",
            ));
        }
        let base = from.shown().filter(|base| base.is_sign_positive() && !base.is_zero());
        let share = base.and_then(|base| shown.abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base));
        let Some(share) = share else {
            return Err(Problem::new(format!("{} {} no base for a percentage", from.description(), from.is()))
                .hint("a change from zero has no percentage; write `.change.size`"));
        };
        let measure = Measure {
            name: format!("change in {}", to.measure.name),
            unit: Unit::Percent,
            decimals: Unit::Percent.decimals(),
            polarity: Polarity::Neutral,
            definition: String::new(),
            ..(*to.measure).clone()
        };
        let formula =
            format!("change from {} to {}, in per cent of the former", from.description(), to.description());
        let derived = Figure {
            measure: Arc::new(measure),
            datum: Datum::Number(share),
            scope: to.scope.clone(),
            origin: Origin::Derived { formula, of: [from.clone(), to.clone()].into() },
        };
        let size = Size { figure: derived.clone(), exact: share };
        let apart = Some(Apart::change(from, to));
        Ok(Self { apart, ..Self::new(Said::Size(size), vec![derived], &self.desk) })
    }

    /// The same measure in another area, period or basis, whether or not the data have its value.
    fn step(&self, figure: &Figure, to: Elsewhere) -> Value {
        let found = self.desk.facts.wherever(figure, &to);
        self.stepped(figure, to, found)
    }

    /// The same measure in the period before, of the same area: a change may rest on it.
    fn previous(&self, figure: &Figure) -> Value {
        let period = figure.scope.as_ref().map(|scope| scope.period.previous());
        let found = self.desk.facts.previous(figure);
        self.stepped(figure, Elsewhere { period, ..Elsewhere::default() }, found)
    }

    /// What was found elsewhere or, in its place, what was asked for.
    fn stepped(&self, figure: &Figure, to: Elsewhere, found: Result<Figure, Problem>) -> Value {
        let fact = match (found, &figure.scope) {
            (Ok(found), _) => Self::figure(found, &self.desk),
            (Err(problem), None) => return Value::from(self.desk.error(problem)),
            (Err(problem), Some(scope)) => {
                let scope = Scope {
                    dataset: to.dataset.unwrap_or_else(|| Arc::clone(&scope.dataset)),
                    basis: to.basis.or(scope.basis),
                    area: to.area.unwrap_or_else(|| Arc::clone(&scope.area)),
                    period: to.period.unwrap_or(scope.period),
                };
                let datum = Datum::Symbol(Symbol::NotAvailable);
                let figure = Figure { scope: Some(scope), datum, ..figure.clone() };
                Self::new(Said::Absent(Box::new(Absent { figure, problem })), Vec::new(), &self.desk)
            }
        };
        Value::from_object(fact)
    }

    /// The same measure in another area.
    pub(super) fn in_area(&self, figure: &Figure, area: &str) -> Result<Figure, Problem> {
        let facts = &self.desk.facts;
        facts.elsewhere(figure, Elsewhere::area(facts.area(area)?))
    }

    /// The same measure in an earlier period, as `since` names it.
    fn earlier(&self, figure: &Figure, since: &Value) -> Result<Figure, Problem> {
        let facts = &self.desk.facts;
        reach::scope(figure)?;
        facts.earlier(figure, facts.period(&since.to_string())?)
    }

    fn change(&self, from: Figure, to: &Figure) -> Fact {
        let rests_on = vec![from.clone(), to.clone()];
        let told = Told::change(&from, to);
        Self::new(Said::Change { from, to: to.clone() }, rests_on, &self.desk).telling(told)
    }

    pub(super) fn attribute(&self, name: &str) -> Result<Value, Problem> {
        let figure = |figure| Value::from_object(Self::figure(figure, &self.desk));
        let words =
            |words: String| Value::from_object(Self::new(Said::Words(words), self.rests_on.clone(), &self.desk));
        match (&self.said, name) {
            (Said::Figure(of), "previous") => Ok(self.previous(of)),
            (Said::Absent(absent), "previous") => Ok(self.previous(&absent.figure)),
            (Said::Absent(absent), _) => Err(absent.problem.clone()),
            (Said::Figure(of), "change") => Ok(Value::from_object(self.change(self.desk.facts.previous(of)?, of))),
            (Said::Figure(of), "low" | "high") => self.end(of, name, None),
            (Said::Figure(of), "rank") => self.rank(of, None),
            (Said::Figure(of), "target") => Ok(figure(self.desk.facts.target(of)?)),
            (Said::Figure(of), "release") => Ok(words(release::name(of)?)),
            (Said::Figure(of), "words") => Ok(words(in_words(of)?)),
            (Said::Figure(of), "area" | "period") => {
                let scope = reach::scope(of)?;
                Ok(words(if name == "area" { scope.area.name.clone() } else { scope.period.to_string() }))
            }
            (Said::Change { from, to }, "size") => Ok(Value::from_object(self.size(Apart::change(from, to))?)),
            (Said::Change { from, to }, "percent") => Ok(Value::from_object(self.percent(from, to)?)),
            (Said::End(end), "value") => Ok(figure(end.figure.clone())),
            (Said::End(end), "area") => Ok(words(join_words(&end.areas))),
            (Said::Figure(_), _) if Word::find(name).is_some() => {
                let example = Word::find(name).map_or("", |word| word.example);
                // Who asks for the highest may mean the value at the end of the range.
                let end = match name {
                    "highest" => ", or `.high` for the highest value itself",
                    "lowest" => ", or `.low` for the lowest value itself",
                    _ => "",
                };
                Err(Problem::new(format!("`.{name}` needs its brackets")).hint(format!("write `{example}`{end}")))
            }
            _ => {
                let problem = Problem::new(format!("{} has no `.{name}`", self.noun()));
                let bare = self.names().into_iter().any(|known| known == name);
                Err(if bare {
                    problem.hint(format!("`{name}` needs its brackets: `.{name}(…)`"))
                } else {
                    problem.maybe_hint(did_you_mean(name, self.names()))
                })
            }
        }
    }

    pub(super) fn method(&self, name: &str, args: &[Value]) -> Result<Value, Error> {
        let desk = &self.desk;
        if let Some(word) = Word::find(name) {
            return self.claim(word, args);
        }
        let figure = match &self.said {
            Said::Figure(figure) => figure,
            Said::Absent(absent) if matches!(name, "of" | "at" | "basis") => &absent.figure,
            Said::Absent(absent) => return Err(desk.error(absent.problem.clone())),
            _ => {
                let problem = Problem::new(format!("{} has no `.{name}(…)`", self.noun()));
                return Err(desk.error(problem.maybe_hint(did_you_mean(name, self.names()))));
            }
        };
        let said = |result: Result<Value, Problem>| result.map_err(|problem| desk.error(problem));
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
                said(desk.facts.area(&area.to_string()).map(|area| self.step(figure, Elsewhere::area(area))))
            }
            "at" => {
                let (period,): (Value,) = from_args(args).map_err(written(".at(2024)"))?;
                let period = desk.facts.period(&period.to_string()).map_err(|problem| desk.error(problem))?;
                Ok(self.step(figure, Elsewhere::period(period)))
            }
            "basis" => {
                let (basis,): (&str,) = from_args(args).map_err(written(".basis(\"headcount\")"))?;
                let basis = Basis::parse(basis).ok_or_else(|| {
                    desk.error(Problem::new(format!("unknown basis `{basis}`")).hint("write `FTE` or `headcount`"))
                })?;
                Ok(self.step(figure, Elsewhere::basis(basis)))
            }
            "in" => {
                let (dataset,): (&str,) = from_args(args).map_err(written(".in(\"dfe_2024\")"))?;
                said(desk.facts.in_release(figure, dataset).map(to_value))
            }
            "change_since" => {
                let (period,): (Value,) = from_args(args).map_err(written(".change_since(2019)"))?;
                said(self.earlier(figure, &period).map(|earlier| Value::from_object(self.change(earlier, figure))))
            }
            "change_from" => {
                let (other,): (Value,) = from_args(args).map_err(written(".change_from(last_year)"))?;
                let given = other.downcast_object_ref::<Self>().map(Self::as_figure).transpose();
                let Some(other) = given.map_err(|problem| desk.error(problem))?.flatten() else {
                    return Err(written(".change_from(last_year)")(ErrorKind::InvalidOperation.into()));
                };
                said(
                    desk.facts
                        .as_earlier(figure, other)
                        .map(|other| Value::from_object(self.change(other, figure))),
                )
            }
            "difference" => {
                let (other,): (Value,) = from_args(args).map_err(written(".difference(\"England\")"))?;
                said(
                    self.comparator(figure, &other)
                        .and_then(|other| self.size(Apart::difference(figure, &other)))
                        .map(Value::from_object),
                )
            }
            "against" => {
                let (other,): (Value,) = from_args(args).map_err(written(".against(\"England\")"))?;
                said(self.comparator(figure, &other).and_then(|other| self.against(figure, &other)))
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
                Err(desk.error(problem.maybe_hint(did_you_mean(name, self.names()))))
            }
        }
    }

    /// "6.9 percentage points below", "the same as": words that follow the data, for a sentence that is told of many.
    fn against(&self, figure: &Figure, other: &Figure) -> Result<Value, Problem> {
        let (_, shown) = comparison::differences(figure, other)?;
        let words = match (shown.is_zero(), shown.is_sign_negative()) {
            (true, _) => "the same as".to_owned(),
            (_, true) => format!("{} below", self.size_words(figure, shown)),
            (_, false) => format!("{} above", self.size_words(figure, shown)),
        };
        let rests_on = vec![figure.clone(), other.clone()];
        let fact = Self::new(Said::Words(words), rests_on, &self.desk).telling(Told::against(figure, other));
        Ok(Value::from_object(fact))
    }

    fn end(&self, figure: &Figure, end: &str, region: Option<&str>) -> Result<Value, Problem> {
        let facts = &self.desk.facts;
        let region = facts.region_of(figure, region)?;
        let spread = facts.spread(figure, &region)?;
        spread.complete(figure)?;
        let which = end;
        let end = if which == "low" { spread.low } else { spread.high };
        let rests_on = vec![end.figure.clone()];
        let told = Told::end(&end, which, &region);
        Ok(Value::from_object(Self::new(Said::End(end), rests_on, &self.desk).telling(told)))
    }

    fn rank(&self, figure: &Figure, region: Option<&str>) -> Result<Value, Problem> {
        let facts = &self.desk.facts;
        let region = facts.region_of(figure, region)?;
        let rank = facts.rank(figure, &region)?;
        let told = Told::rank(&rank, figure, &region);
        let fact = Self::new(Said::Rank(rank), vec![figure.clone()], &self.desk).telling(Some(told));
        Ok(Value::from_object(fact))
    }
}

/// A whole number below a thousand in words.
fn in_words(figure: &Figure) -> Result<String, Problem> {
    let whole = figure.datum.number().filter(|value| value.fract().is_zero());
    whole.and_then(|value| usize::try_from(value).ok()).and_then(words::cardinal).ok_or_else(|| {
        Problem::new(format!("{} cannot be spelt out", figure.description()))
            .hint("`.words` is for whole numbers from 0 to 999")
    })
}
