//! Words that are printed only if the data bear them out: what a report writes is read here and checked by the facts.

use std::collections::VecDeque;

use minijinja::Error;
use minijinja::value::{Kwargs, Value, from_args};
use rust_decimal::Decimal;

use super::{Checked, Fact, Said, Size};
use crate::diagnostic::did_you_mean;
use crate::facts::amount::{self, Amount, Measured, Number};
use crate::facts::choose::words::with_article;
use crate::facts::comparison::{self, Margin, Relation};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::spread::{End, Place};
use crate::facts::vocabulary::{Claim, Word};
use crate::quantity::value::Unit;

type Result<T> = std::result::Result<T, Problem>;

/// What stands between the brackets of a claim.
struct Args {
    given: VecDeque<Value>,
    options: Kwargs,
    word: &'static Word,
}

impl Args {
    fn new(word: &'static Word, args: &[Value]) -> Result<Self> {
        let (given, options): (&[Value], Kwargs) = from_args(args).map_err(|_| misread(word))?;
        let known = word.options();
        if let Some(strange) = options.args().find(|name| !known.contains(name)) {
            let problem = Problem::new(format!("`.{}` does not take `{strange}`", word.name));
            return Err(match known {
                [] => problem.hint(format!("write `{}`", word.example)),
                _ => problem.maybe_hint(did_you_mean(strange, known.iter().copied())),
            });
        }
        Ok(Self { given: given.iter().cloned().collect(), options, word })
    }

    /// What the claim is about beside the figure itself.
    fn required(&mut self) -> Result<Value> {
        self.given.pop_front().ok_or_else(|| misread(self.word))
    }

    /// An option, `since=2019`.
    fn option(&self, name: &str) -> Result<Option<Value>> {
        self.options.get(name).map_err(|_| misread(self.word))
    }

    /// An option that is a whole number above zero.
    fn count(&self, name: &str) -> Result<Option<u32>> {
        let Some(value) = self.option(name)? else { return Ok(None) };
        let count = u32::try_from(value.clone()).ok().filter(|count| *count > 0);
        count.map(Some).ok_or_else(|| {
            Problem::new(format!("`{name}={value}` is no count")).hint(format!("write a whole number, `{name}=3`"))
        })
    }

    /// The words to print, and nothing after them.
    fn words(mut self) -> Result<Option<String>> {
        let words = match self.given.pop_front() {
            None => None,
            Some(value) => Some(value.as_str().ok_or_else(|| misread(self.word))?.to_owned()),
        };
        if self.given.pop_front().is_some() {
            return Err(misread(self.word));
        }
        Ok(words)
    }
}

fn misread(word: &Word) -> Problem {
    Problem::new(format!("`.{}` is not written so", word.name)).hint(match word.claim {
        Claim::OverTime(relation) => {
            let name = relation.name();
            format!("write `.{name}(\"has changed so\")`, or `.{name}(\"…\", since=2019)` against another period")
        }
        Claim::Against(relation) => {
            format!("write `.{}(\"England\", \"so compared with the national rate\")`", relation.name())
        }
        _ => format!("write `{}`", word.example),
    })
}

impl Fact {
    /// `.fell("words")`, `.above("England", "words")` and all other words; prints them if they are true.
    pub(super) fn claim(&self, word: &'static Word, args: &[Value]) -> std::result::Result<Value, Error> {
        let printed = match &self.said {
            Said::Size(size) if word.of_sizes() => self.claim_of_size(word, size, args),
            Said::Figure(figure) => self.claim_of_figure(word, figure, args),
            Said::Absent(absent) => Err(absent.problem.clone()),
            _ => Err(Problem::new(format!("{} has no `.{}(…)`", self.noun(), word.name))
                .hint("words of comparison are said of figures")),
        };
        let (words, rests_on) = printed.map_err(|problem| self.desk.error(problem))?;
        let mut fact = Self::new(Said::Words(words), rests_on, &self.desk);
        fact.checked = Some(Checked::new(word, args, &self.desk.facts));
        fact.apart.clone_from(&self.apart);
        Ok(Value::from_object(fact))
    }

    fn claim_of_size(&self, word: &'static Word, size: &Size, args: &[Value]) -> Result<(String, Vec<Figure>)> {
        let Claim::Amount(amount) = word.claim else { return Err(misread(word)) };
        let (default, words, _) = self.amount(amount, word, &self.measured_size(size)?, args)?;
        Ok((words.unwrap_or(default), self.rests_on.clone()))
    }

    fn claim_of_figure(
        &self,
        word: &'static Word,
        figure: &Figure,
        args: &[Value],
    ) -> Result<(String, Vec<Figure>)> {
        let facts = &self.desk.facts;
        let mut rests_on = vec![figure.clone()];
        if let Claim::Amount(amount) | Claim::Half(amount) = word.claim {
            let measured = self.measured(figure)?;
            let (default, words, whole) = self.amount(amount, word, &measured, args)?;
            rests_on.extend(whole);
            return Ok((words.unwrap_or(default), rests_on));
        }
        let mut args = Args::new(word, args)?;
        let default = match word.claim {
            Claim::OverTime(relation) => {
                let other = self.over_time(relation, figure, &args)?;
                rests_on.push(other);
                relation.words("")
            }
            Claim::Against(relation) => {
                let given = args.required()?;
                let other = self.comparator(figure, &given)?;
                comparison::check(relation, figure, &other, facts)?;
                margins(figure, &other, &args, facts)?;
                let name =
                    other.scope.as_ref().map_or_else(|| other.measure.name.clone(), |scope| scope.area.in_prose());
                rests_on.push(other);
                relation.words(&name)
            }
            Claim::Place(extreme) => {
                let given = args.required()?;
                let region = facts.region(given.as_str().ok_or_else(|| misread(word))?)?;
                let joint = args.option("joint")?.is_some_and(|joint| joint.is_true());
                let place = match (args.count("place")?, args.count("within")?) {
                    (None, Some(most)) if !joint => Place::Within(most),
                    (place, None) => Place::At { place: place.unwrap_or(1), joint },
                    _ => return Err(misread(word)),
                };
                rests_on.push(facts.check_place(extreme, place, figure, &region)?);
                let rank = facts.rank(figure, &region)?.words();
                let rank = rank.split(" of ").next().unwrap_or_default();
                format!("the {rank} in {}", with_article(&region))
            }
            Claim::Since(extreme) => {
                let since = facts.period(&args.required()?.to_string())?;
                rests_on.push(facts.check_since(extreme, figure, since)?);
                format!("the {} since {since}", extreme.name())
            }
            Claim::Record(extreme) => {
                rests_on.push(facts.check_on_record(extreme, figure)?);
                format!("the {} on record", extreme.name())
            }
            Claim::Gap(gap) => {
                let given = args.required()?;
                let other = self.comparator(figure, &given)?;
                let since = args.option("since")?;
                let back = |figure: &Figure| match &since {
                    Some(period) => facts.earlier(figure, facts.period(&period.to_string())?),
                    None => facts.previous(figure),
                };
                let before = back(figure)?;
                // A target or a stated figure has no past.
                let other_before = if other.scope.is_some() { back(&other)? } else { other.clone() };
                facts.check_gap(gap, (figure, &other), (&before, &other_before))?;
                rests_on.extend([other, before, other_before]);
                word.name.replace('_', " ")
            }
            Claim::Closer => {
                let (near, far) = (args.required()?, args.required()?);
                let (near, far) = (self.comparator(figure, &near)?, self.comparator(figure, &far)?);
                facts.check_closer(figure, &near, &far)?;
                rests_on.extend([near, far]);
                "closer".to_owned()
            }
            Claim::Target(aim) => {
                facts.check_target(aim, figure)?;
                rests_on.push(facts.target(figure)?);
                word.name.replace('_', " ")
            }
            Claim::Revision(revision) => {
                let given = args.required()?;
                let earlier = given.as_str().ok_or_else(|| misread(word))?;
                rests_on.push(facts.check_revision(revision, figure, earlier)?);
                word.name.replace('_', " ")
            }
            Claim::Sum | Claim::Whole => {
                let parts = self.parts(&mut args)?;
                if word.claim == Claim::Sum {
                    facts.check_sum(figure, &parts)?;
                } else {
                    let all: Vec<Figure> = std::iter::once(figure).chain(&parts).cloned().collect();
                    facts.check_whole(&all)?;
                }
                rests_on.extend(parts);
                figure.text(&facts.style)
            }
            Claim::Amount(_) | Claim::Half(_) => return Err(misread(word)),
        };
        Ok((args.words()?.unwrap_or(default), rests_on))
    }

    /// Checks a relation to an earlier value; returns that.
    fn over_time(&self, relation: Relation, figure: &Figure, args: &Args) -> Result<Figure> {
        let facts = &self.desk.facts;
        let since = args.option("since")?;
        let running = args.count("running")?;
        if running.is_some() && since.is_some() {
            return Err(Problem::new("`running` and `since` in one claim")
                .hint("write `running=3` for three periods in a row, or `since=2019` for the change since then"));
        }
        let other = match &since {
            Some(given) => match given.downcast_object_ref::<Fact>().map(Fact::as_figure).transpose()? {
                Some(Some(other)) => facts.as_earlier(figure, other)?,
                Some(None) => return Err(misread(args.word)),
                None => facts.earlier(figure, facts.period(&given.to_string())?)?,
            },
            None => facts.previous(figure)?,
        };
        comparison::check(relation, figure, &other, facts)?;
        margins(figure, &other, args, facts)?;
        if let Some(count) = running {
            facts.check_running(relation, figure, count as usize)?;
        }
        Ok(other)
    }

    /// Checks `.over("a quarter", "words", of=staff)`; returns the words that are printed without any, those that the
    /// author gives, and the whole.
    fn amount(
        &self,
        amount: Amount,
        word: &'static Word,
        value: &Measured,
        args: &[Value],
    ) -> Result<(String, Option<String>, Option<Figure>)> {
        let mut args = Args::new(word, args)?;
        let (number, default) = match word.claim {
            Claim::Half(_) => (Number::Fraction(1, 2), word.name.replace('_', " ")),
            _ => {
                let given = args.required()?.to_string();
                let number = Number::parse(&given).ok_or_else(|| {
                    Problem::new(format!("`{given}` is no amount"))
                        .hint("write a number, `10`, or a fraction in quotes, `\"half\"`, `\"a quarter\"`, `\"one in five\"`")
                })?;
                let unit = if matches!(number, Number::Plain(_)) { value.unit } else { Unit::Number };
                let written = match number {
                    Number::Plain(number) => self.desk.facts.style.value(number, unit, number.scale()),
                    Number::Fraction(..) => given,
                };
                (number, format!("{} {written}", amount.name()))
            }
        };
        let whole = match args.option("of")? {
            None => None,
            Some(given) => match given.downcast_object_ref::<Fact>().map(Fact::as_figure).transpose()? {
                Some(Some(whole)) => Some(whole.clone()),
                _ => {
                    return Err(Problem::new(format!("`of={given}` is no figure"))
                        .hint("write the name of a figure without quotes, `of=staff`"));
                }
            },
        };
        if let (Some(whole), Said::Figure(figure)) = (&whole, &self.said) {
            comparison::comparable(figure, whole)?;
        }
        let measured = whole.as_ref().map(|whole| self.measured(whole)).transpose()?;
        amount::check(amount, value, number, measured.as_ref(), &self.desk.facts.style)?;
        Ok((default, args.words()?, whole))
    }

    fn measured(&self, figure: &Figure) -> Result<Measured> {
        let (exact, shown) = comparison::number(figure)?;
        let text = figure.text(&self.desk.facts.style);
        Ok(Measured { exact, shown, unit: figure.measure.unit, description: figure.description(), text })
    }

    fn measured_size(&self, size: &Size) -> Result<Measured> {
        let shown = size.figure.shown().unwrap_or_default();
        let text = self.text()?;
        let unit = size.figure.measure.unit;
        Ok(Measured {
            exact: size.exact,
            shown,
            unit,
            description: format!("the {}", size.figure.measure.name),
            text,
        })
    }

    /// The figures that a total is made of: all that stand before the words.
    fn parts(&self, args: &mut Args) -> Result<Vec<Figure>> {
        let mut parts = Vec::new();
        while let Some(given) = args.given.front().cloned() {
            match given.downcast_object_ref::<Fact>().map(Fact::as_figure).transpose()? {
                Some(Some(part)) => parts.push(part.clone()),
                Some(None) => return Err(misread(args.word)),
                None if given.is_undefined() => return Err(self.unknown()),
                None => break,
            }
            args.given.pop_front();
        }
        if parts.is_empty() { Err(misread(args.word)) } else { Ok(parts) }
    }

    /// What is wrong with a name that nothing has; its figure may be one that could not be read.
    fn unknown(&self) -> Problem {
        Problem::new("a figure cannot be compared with a name that is not known")
            .hint("write the name of a figure, or that of an area in quotes, such as `\"England\"`")
            .follows(self.desk.facts.lacks_figures())
    }

    /// What a figure is compared with: an area by name, or another figure.
    pub(super) fn comparator(&self, figure: &Figure, other: &Value) -> Result<Figure> {
        if let Some(fact) = other.downcast_object_ref::<Fact>() {
            return match &fact.said {
                Said::Figure(other) | Said::End(End { figure: other, .. }) => Ok(other.clone()),
                Said::Absent(absent) => Err(absent.problem.clone()),
                _ => Err(Problem::new(format!("a figure cannot be compared with {}", fact.noun()))
                    .hint("compare it with an area, such as `\"England\"`, or with another figure")),
            };
        }
        if other.is_undefined() {
            return Err(self.unknown());
        }
        let Some(area) = other.as_str() else {
            return Err(Problem::new(format!("a figure cannot be compared with `{other}`"))
                .hint("compare it with an area in quotes, such as `\"England\"`, or with another figure"));
        };
        self.in_area(figure, area)
    }
}

/// Checks `by_more_than=2` and `by_less_than=1`.
fn margins(figure: &Figure, other: &Figure, args: &Args, facts: &crate::facts::Facts) -> Result<()> {
    for name in ["by_more_than", "by_less_than"] {
        let Some(given) = args.option(name)? else { continue };
        let limit = Decimal::from_str_exact(&given.to_string()).ok();
        let limit = limit.filter(|limit| !limit.is_sign_negative()).ok_or_else(|| {
            Problem::new(format!("`{name}={given}` is no margin")).hint(format!(
                "write a number in the unit of the difference, `{name}=2`: percentage points for rates"
            ))
        })?;
        let margin = if name == "by_more_than" { Margin::MoreThan(limit) } else { Margin::LessThan(limit) };
        comparison::check_margin(margin, figure, other, facts)?;
    }
    Ok(())
}
