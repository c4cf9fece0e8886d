//! What can be reached from a figure: other periods, areas and bases, changes, differences, ends of ranges and ranks.

use std::sync::Arc;

use minijinja::value::{Value, from_args};
use minijinja::{Error, ErrorKind};

use super::{Fact, Said};
use crate::data::areas::Area;
use crate::diagnostic::did_you_mean;
use crate::facts::Problem;
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::Figure;
use crate::quantity::basis::Basis;
use crate::quantity::style::join_words;
use crate::quantity::value::Datum;
use crate::quantity::words;

impl Fact {
    /// "fell by 6.4 percentage points", "did not change".
    pub(super) fn change_words(&self, from: &Figure, to: &Figure) -> Result<String, Problem> {
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
    pub(super) fn elsewhere(
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

    pub(super) fn previous(&self, figure: &Figure) -> Result<Figure, Problem> {
        let cell = figure.scope.as_ref().ok_or_else(|| not_from_data(figure))?;
        self.elsewhere(figure, None, Some(cell.period.previous()), None)
    }

    /// The same measure in an earlier period, as `since` names it.
    pub(super) fn earlier(&self, figure: &Figure, since: &Value) -> Result<Figure, Problem> {
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

    pub(super) fn attribute(&self, name: &str) -> Result<Value, Problem> {
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

    pub(super) fn method(&self, name: &str, args: &[Value]) -> Result<Value, Error> {
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
