//! Series: what may be said of a figure and all the periods before it, "for the third year running", "highest since".

use rust_decimal::Decimal;

use crate::facts::Facts;
use crate::facts::comparison::{self, Relation, comparable, number};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::reach::{Elsewhere, scope};
use crate::quantity::period::Period;

/// The two ends of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// Lower than all others.
    Lowest,
    /// Higher than all others.
    Highest,
}

impl Extreme {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::Highest => "highest",
        }
    }

    /// Whether a value lies further out than another.
    fn beats(self, value: Decimal, other: Decimal) -> bool {
        match self {
            Self::Lowest => value < other,
            Self::Highest => value > other,
        }
    }
}

/// How a gap moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The two values are closer now.
    Narrowed,
    /// They are further apart now.
    Widened,
}

impl Facts {
    /// How many periods running a relation to the period before has held, up to the figure's own.
    ///
    /// # Errors
    /// If it cannot be decided even for the last step.
    pub fn running(&self, relation: Relation, figure: &Figure) -> Result<usize, Problem> {
        let mut count = 0;
        let mut one = figure.clone();
        loop {
            let before = match self.previous(&one) {
                Ok(before) if count == 0 || before.datum.number().is_some() => before,
                Err(problem) if count == 0 => return Err(problem),
                _ => return Ok(count),
            };
            comparable(&one, &before)?;
            if count == 0 {
                number(&one)?;
                number(&before)?;
            }
            if comparison::check(relation, &one, &before, self).is_err() {
                return Ok(count);
            }
            count += 1;
            one = before;
        }
    }

    /// Checks that a relation to the period before has held so many periods running, no fewer and no more.
    ///
    /// # Errors
    /// How often it has held.
    pub fn check_running(&self, relation: Relation, figure: &Figure, wanted: usize) -> Result<(), Problem> {
        let before = self.previous(figure)?;
        comparison::check(relation, figure, &before, self)?;
        let count = self.running(relation, figure)?;
        if count == wanted {
            return Ok(());
        }
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times running") };
        let hint = if count == 1 {
            "take `running` out".to_owned()
        } else {
            format!("write `running={count}` and the words for it")
        };
        Err(Problem::new(format!("false claim: {} {} {times}", figure.description(), relation.name())).hint(hint))
    }

    /// Checks that a figure is lower or higher than all values after a period and before its own; returns the one that
    /// comes nearest.
    ///
    /// # Errors
    /// A value that is as low or as high, or is not known.
    pub fn check_since(&self, extreme: Extreme, figure: &Figure, since: Period) -> Result<Figure, Problem> {
        let scope = scope(figure)?;
        let mut others = Vec::new();
        if since >= scope.period {
            self.earlier(figure, since)?;
        }
        let mut period = since.next();
        // Each step needs a row of its own, so this ends with the data.
        while period < scope.period {
            others.push(self.elsewhere(figure, Elsewhere::period(period))?);
            period = period.next();
        }
        if others.is_empty() {
            return Err(Problem::new(format!("there is no period between {since} and {}", scope.period))
                .hint("compare with the period before by `.rose(…)` or `.fell(…)`"));
        }
        self.check_extreme(extreme, figure, &others)
    }

    /// Checks that a figure is lower or higher than in every other period of the data; returns the one that comes
    /// nearest.
    ///
    /// # Errors
    /// A value that is as low or as high, or is not known.
    pub fn check_on_record(&self, extreme: Extreme, figure: &Figure) -> Result<Figure, Problem> {
        let scope = scope(figure)?;
        let known: Vec<Period> = scope.dataset.periods(&figure.measure.id, scope.basis).to_vec();
        let has = |period: &Period| {
            let one = self.elsewhere(figure, Elsewhere::period(*period));
            one.is_ok()
        };
        let (Some(first), Some(last)) = (known.iter().copied().find(has), known.iter().copied().rev().find(has))
        else {
            return Err(Problem::new(format!("there is no other period for {}", figure.description()))
                .hint("a record needs several periods"));
        };
        let mut others = Vec::new();
        let mut period = first;
        while period <= last {
            if period != scope.period {
                others.push(self.elsewhere(figure, Elsewhere::period(period))?);
            }
            period = period.next();
        }
        if others.is_empty() {
            return Err(Problem::new(format!("the data have one period only for {}", figure.description()))
                .hint("a record needs several periods"));
        }
        self.check_extreme(extreme, figure, &others)
    }

    /// Checks a figure against others of its series.
    fn check_extreme(&self, extreme: Extreme, figure: &Figure, others: &[Figure]) -> Result<Figure, Problem> {
        let (exact, shown) = number(figure)?;
        let mut nearest: Option<(Decimal, &Figure)> = None;
        let mut as_far: Vec<&Figure> = Vec::new();
        for other in others {
            comparable(figure, other)?;
            let (value, other_shown) = number(other)?;
            if !(extreme.beats(exact, value) && extreme.beats(shown, other_shown)) {
                as_far.push(other);
            }
            if nearest.is_none_or(|(best, _)| extreme.beats(value, best)) {
                nearest = Some((value, other));
            }
        }
        match (as_far.last(), nearest) {
            (None, Some((_, nearest))) => Ok(nearest.clone()),
            (Some(other), _) => {
                let than = match number(other)?.1 == shown {
                    true => "the same as",
                    false if extreme == Extreme::Highest => "not higher than",
                    false => "not lower than",
                };
                let after = scope(other)?.period;
                let own = scope(figure)?.period;
                let hint = if after < own && after.next() < own {
                    format!(
                        "it is the {} since {after}: write `.{}_since({after}, …)`",
                        extreme.name(),
                        extreme.name()
                    )
                } else {
                    "take the claim out".to_owned()
                };
                Err(Problem::new(format!(
                    "false claim: {} {} {}, {than} {} in {after}",
                    figure.description(),
                    figure.is(),
                    figure.text(&self.style),
                    other.text(&self.style),
                ))
                .hint(hint))
            }
            (None, None) => Err(Problem::new("there is nothing to compare with").hint("take the claim out")),
        }
    }

    /// Checks how the gap between a figure and a comparator has moved since an earlier period; the comparator as it is
    /// now, and both as they were.
    ///
    /// # Errors
    /// If it moved the other way, or the two have changed sides, or a value is not known.
    pub fn check_gap(&self, gap: Gap, now: (&Figure, &Figure), before: (&Figure, &Figure)) -> Result<(), Problem> {
        let (exact, shown) = comparison::differences(now.0, now.1)?;
        let (old, old_shown) = comparison::differences(before.0, before.1)?;
        let size = |shown: Decimal| self.style.size_of_change(shown, now.0.measure.unit, now.0.measure.decimals);
        let when =
            |figure: &Figure| figure.scope.as_ref().map_or_else(String::new, |one| format!(" in {}", one.period));
        let said = format!(
            "false claim: the gap to {} was {}{} and is {}{}",
            now.1.description(),
            size(old_shown),
            when(before.0),
            size(shown),
            when(now.0)
        );
        let crossed =
            !shown.is_zero() && !old_shown.is_zero() && shown.is_sign_negative() != old_shown.is_sign_negative();
        if crossed {
            let (was, is) = if shown.is_sign_negative() { ("above", "below") } else { ("below", "above") };
            return Err(Problem::new(format!("{said}; the figure was {was} and is now {is}"))
                .hint("say that it has changed sides, with `.below(…)` or `.above(…)`"));
        }
        let narrowed = exact.abs() < old.abs() && shown.abs() < old_shown.abs();
        let widened = exact.abs() > old.abs() && shown.abs() > old_shown.abs();
        let (holds, other) = match gap {
            Gap::Narrowed => (narrowed, widened.then_some("gap_widened")),
            Gap::Widened => (widened, narrowed.then_some("gap_narrowed")),
        };
        if holds {
            return Ok(());
        }
        Err(Problem::new(said).hint(match other {
            Some(other) => format!("say what the data say, with `.{other}(…)`, or take the claim out"),
            None => "take the claim out: the gap has hardly changed".to_owned(),
        }))
    }

    /// Checks that a figure lies closer to one comparator than to another.
    ///
    /// # Errors
    /// If it does not, or they cannot be compared.
    pub fn check_closer(&self, figure: &Figure, near: &Figure, far: &Figure) -> Result<(), Problem> {
        let (to_near, shown_near) = comparison::differences(figure, near)?;
        let (to_far, shown_far) = comparison::differences(figure, far)?;
        if to_near.abs() < to_far.abs() && shown_near.abs() < shown_far.abs() {
            return Ok(());
        }
        let size = |shown: Decimal| self.style.size_of_change(shown, figure.measure.unit, figure.measure.decimals);
        Err(Problem::new(format!(
            "false claim: {} {} {} from {} and {} from {}",
            figure.description(),
            figure.is(),
            size(shown_near),
            near.description(),
            size(shown_far),
            far.description()
        ))
        .hint("change the two round, or take the claim out"))
    }
}
