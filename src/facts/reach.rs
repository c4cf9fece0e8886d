//! Reach: the same measure elsewhere, in another period, area, basis or release.

use std::sync::Arc;

use crate::data::Dataset;
use crate::data::areas::{Area, register};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Scope};
use crate::facts::problem::Problem;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;

/// What is to be different; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// Another area.
    pub area: Option<Arc<Area>>,
    /// Another period.
    pub period: Option<Period>,
    /// The other basis.
    pub basis: Option<Basis>,
    /// Another release, or any other dataset that has the measure.
    pub dataset: Option<Arc<Dataset>>,
}

impl Elsewhere {
    /// Another area.
    pub fn area(area: Arc<Area>) -> Self {
        Self { area: Some(area), ..Self::default() }
    }

    /// Another period.
    pub fn period(period: Period) -> Self {
        Self { period: Some(period), ..Self::default() }
    }

    /// The other basis.
    pub fn basis(basis: Basis) -> Self {
        Self { basis: Some(basis), ..Self::default() }
    }
}

impl Facts {
    /// The same measure as a figure's, elsewhere.
    ///
    /// # Errors
    /// If the figure belongs to no area and period, or the data have no such row.
    pub fn elsewhere(&self, figure: &Figure, to: Elsewhere) -> Result<Figure, Problem> {
        let scope = scope(figure)?;
        let area = to.area.unwrap_or_else(|| Arc::clone(&scope.area));
        let period = to.period.unwrap_or(scope.period);
        let dataset = to.dataset.unwrap_or_else(|| Arc::clone(&scope.dataset));
        self.figure(&figure.measure.id, &area, period, to.basis.or(scope.basis), Some(&dataset))
    }

    /// The same, or that of the area of the same name that has it: an authority that was reorganised, in a period before
    /// or after that.
    ///
    /// # Errors
    /// As for [`Facts::elsewhere`].
    pub fn wherever(&self, figure: &Figure, to: &Elsewhere) -> Result<Figure, Problem> {
        self.elsewhere(figure, to.clone()).or_else(|problem| {
            let area = to.area.as_ref().or(figure.scope.as_ref().map(|scope| &scope.area));
            let namesake = area.and_then(|area| register().namesake(area)).ok_or_else(|| problem.clone())?;
            let there = Elsewhere { area: Some(Arc::clone(namesake)), ..to.clone() };
            self.elsewhere(figure, there).map_err(|_| problem)
        })
    }

    /// The same measure in the period before.
    ///
    /// # Errors
    /// If the figure belongs to no period, or the data have no such row.
    pub fn previous(&self, figure: &Figure) -> Result<Figure, Problem> {
        self.elsewhere(figure, Elsewhere::period(scope(figure)?.period.previous()))
    }

    /// The same measure in an earlier period.
    ///
    /// # Errors
    /// If the period is not earlier, or the data have no such row.
    pub fn earlier(&self, figure: &Figure, period: Period) -> Result<Figure, Problem> {
        let scope = scope(figure)?;
        if period >= scope.period {
            return Err(Problem::new(format!("{period} is not before {}", scope.period)).hint(
                "a change runs from an earlier period to a later one; for another period than the subject's write \
                 `.at(…)` first",
            ));
        }
        self.elsewhere(figure, Elsewhere::period(period))
    }

    /// Another figure, taken for the earlier value of one: of the same measure and area, and not later.
    ///
    /// What belongs to no area and no period, such as a stated figure, is what its author says.
    ///
    /// # Errors
    /// If it is a value of something else, or not earlier.
    pub fn as_earlier(&self, figure: &Figure, other: &Figure) -> Result<Figure, Problem> {
        if let (Some(now), Some(then)) = (&figure.scope, &other.scope) {
            if now.area.code != then.area.code || figure.measure.id != other.measure.id {
                return Err(Problem::new(format!(
                    "{} is no earlier value of {}",
                    other.description(),
                    figure.description()
                ))
                .hint("a change is that of one measure in one area; compare two areas with `.above(…)` or `.below(…)`"));
            }
            if then.period >= now.period {
                return Err(Problem::new(format!("{} is not before {}", then.period, now.period))
                    .hint("a change runs from an earlier period to a later one"));
            }
        }
        Ok(other.clone())
    }
}

/// Whose figure it is, and when.
///
/// # Errors
/// If it belongs to no area and no period.
pub fn scope(figure: &Figure) -> Result<&Scope, Problem> {
    figure.scope.as_ref().ok_or_else(|| {
        Problem::new(format!("{} belongs to no area and no period", figure.description()))
            .hint("only measures that were read from a data file can be compared with other areas and periods")
    })
}
