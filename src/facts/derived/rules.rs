//! What may be computed with what: units, bases, releases and periods that agree, and percentages of one whole.

use rust_decimal::Decimal;

use crate::data::dfe_csww;
use crate::diagnostic::Diagnostic;
use crate::facts::figure::{Figure, Origin, Scope};
use crate::facts::problem::Problem;
use crate::project::formulas::Formula;
use crate::project::read::unknown_unit;
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, Origin as EntryOrigin};
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// To how many decimals a quotient is exact, whatever it was divided by.
const COMPUTED: u32 = 20;

/// Whether figures count the same thing on the same basis, and are of one release of their source.
///
/// # Errors
/// The first two that do not agree.
pub fn alike(figures: &[Figure]) -> Result<(), Problem> {
    matching(figures, true)
}

/// How far a figure may lie from what it must be because its parts, or what it must be, were rounded.
///
/// People, cases, days and pounds are counted, so that they are exact. Of anything else every part of a sum may be
/// wrong by half of the last decimal that any of them is written with. A figure that is no sum is rounded to the
/// decimals of what it must be.
pub fn tolerance(figure: &Figure, wanted: Decimal, entry: &FigureEntry) -> Decimal {
    let half = |scale: u32| Decimal::new(5, scale.min(27) + 1);
    let unit = figure.measure.unit;
    match (&figure.origin, &entry.origin) {
        (Origin::Derived { of, .. }, EntryOrigin::Derived(Formula::Sum { .. })) => {
            if matches!(unit, Unit::People | Unit::Cases | Unit::Days | Unit::Pounds) {
                return Decimal::ZERO;
            }
            let scales = of.iter().filter_map(|one| one.datum.number()).map(|value| value.normalize().scale());
            // A share that was computed here is exact but for its last digits, whose number differs from one to another.
            let written = scales.max().unwrap_or_default().min(COMPUTED);
            Decimal::from(of.len()) * half(written)
        }
        (Origin::Stated { .. } | Origin::Cell { .. }, _) => Decimal::ZERO,
        _ => half(wanted.normalize().scale()),
    }
}

/// The figures that a figure rests on and that belong to an area and a period.
fn scopes(figure: &Figure) -> Vec<(&Figure, &Scope)> {
    match (&figure.scope, &figure.origin) {
        (_, Origin::Derived { of, .. }) => of.iter().flat_map(scopes).collect(),
        (Some(scope), _) => vec![(figure, scope)],
        (None, _) => Vec::new(),
    }
}

/// The figures that a figure rests on and that are on a basis: values of measures, and answers of queries whose columns
/// are all on one.
fn bases(figure: &Figure) -> Vec<(&Figure, Basis)> {
    match &figure.origin {
        Origin::Derived { of, .. } => of.iter().flat_map(bases).collect(),
        _ => figure.basis().map(|basis| (figure, basis)).into_iter().collect(),
    }
}

/// See [`alike`]; the units need not be the same where one is divided by the other.
pub(super) fn matching(figures: &[Figure], same_unit: bool) -> Result<(), Problem> {
    if let [first, others @ ..] = figures
        && let Some(other) = others.iter().find(|other| other.measure.unit != first.measure.unit)
        && same_unit
    {
        let problem = Problem::new(format!(
            "{} {}, {} {}",
            called(first),
            counted(first.measure.unit),
            called(other),
            counted(other.measure.unit)
        ));
        let units = [first.measure.unit, other.measure.unit];
        return Err(problem.hint(match units {
            _ if units.contains(&Unit::Percent) && units.contains(&Unit::PercentagePoints) => {
                "a percentage is a share of a whole, percentage points are the difference of two shares; use figures in the same unit"
            }
            _ => "use figures in the same unit",
        }));
    }
    let bases: Vec<(&Figure, Basis)> = figures.iter().flat_map(bases).collect();
    if let Some((first, basis)) = bases.first()
        && let Some((other, other_basis)) = bases.iter().find(|(_, other)| other != basis)
    {
        return Err(Problem::new(format!(
            "{} {} {}, {} {} {}",
            first.description(),
            first.is(),
            basis.name(),
            other.description(),
            other.is(),
            other_basis.name()
        ))
        .hint(
            "use figures on the same basis: a measure has `basis: FTE` or `basis: headcount`, a query its columns",
        ));
    }
    let scopes: Vec<(&Figure, &Scope)> = figures.iter().flat_map(scopes).collect();
    for (at, (first, scope)) in scopes.iter().enumerate() {
        // Whatever a report calls its source, it is one series of statistics.
        let published =
            |one: &Figure| one.scope.as_ref().is_some_and(|scope| scope.dataset.kind == dfe_csww::KIND.name);
        let release =
            |scope: &Scope| (scope.dataset.observed.source.clone(), scope.dataset.observed.release.clone());
        let ((source, own), differs) = (release(scope), |(of, other): &&(&Figure, &Scope)| {
            let ((source, own), (other_source, other)) = (release(scope), release(other));
            let same = source == other_source || published(first) && published(of);
            same && own != other && !own.is_empty() && !other.is_empty()
        });
        if let Some((other, other_scope)) = scopes[at + 1..].iter().find(differs) {
            let source = if source.is_empty() { String::new() } else { format!(" of {source}") };
            return Err(Problem::new(format!(
                "{} is from the {own} release{source}, {} is from the {} release",
                first.description(),
                other.description(),
                other_scope.dataset.observed.release
            ))
            .hint("values are revised between releases; use figures of one release"));
        }
    }
    Ok(())
}

/// A part and its whole, or what is divided, belong to the same time.
pub(super) fn same_period(figures: &[Figure]) -> Result<(), Problem> {
    let scopes: Vec<(&Figure, &Scope)> =
        figures.iter().filter_map(|one| Some((one, one.scope.as_ref()?))).collect();
    match scopes.as_slice() {
        [(first, scope), (other, other_scope)] if scope.period != other_scope.period => Err(Problem::new(format!(
            "{} and {} are not of the same period",
            first.description(),
            other.description()
        ))
        .hint("use figures of one period, with `period:` under `figures:`")),
        _ => Ok(()),
    }
}

/// Whether a sum of figures means something: rates do not add up, unless all are shares of one whole.
pub(super) fn addable(
    inputs: &[Figure],
    names: &[Text],
    whole: Option<&Text>,
    entry: &FigureEntry,
    report: &Report,
) -> Result<(), Problem> {
    let unit = inputs[0].measure.unit;
    if unit == Unit::CasesPerWorker {
        return Err(Problem::new("averages cannot be added")
            .hint("use `mean`, or add the cases and divide them with `ratio`"));
    }
    let mut seen: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    seen.sort_unstable();
    if let Some(twice) = seen.windows(2).find(|two| two[0] == two[1]) {
        return Err(Problem::new(format!("`{}` is added twice", twice[0])).hint("name each figure once"));
    }
    if unit != Unit::Percent {
        return Ok(());
    }
    // The wholes of shares that are computed in this report are known.
    let wholes: Vec<Option<&str>> = names
        .iter()
        .map(|name| match report.figures.iter().find(|one| one.name.value == name.value).map(|one| &one.origin) {
            Some(EntryOrigin::Derived(Formula::Share { of, .. })) => Some(of.value.as_str()),
            _ => None,
        })
        .collect();
    let known: Vec<&str> = wholes.iter().copied().flatten().collect();
    if let Some(other) = known.iter().find(|one| **one != known[0]) {
        return Err(Problem::new(format!("shares of `{}` and of `{other}` cannot be added", known[0]))
            .hint("only shares of one whole add up"));
    }
    let scopes: Vec<(&Figure, &Scope)> = inputs.iter().filter_map(|one| Some((one, one.scope.as_ref()?))).collect();
    for (at, (first, scope)) in scopes.iter().enumerate() {
        let clashes = |(figure, other): &&(&Figure, &Scope)| {
            other.area.code != scope.area.code
                || other.period != scope.period
                || figure.measure.id == first.measure.id
        };
        if let Some((other, _)) = scopes[at + 1..].iter().find(clashes) {
            return Err(Problem::new(format!(
                "{} and {} are not shares of one whole, and cannot be added",
                first.description(),
                other.description()
            ))
            .hint("for a rate over several periods or areas use `mean`, for two rates `difference`"));
        }
    }
    if known.len() == inputs.len() || whole.is_some() || entry.must_be.is_some() {
        return Ok(());
    }
    Err(Problem::new("percentages are added, and nothing says that they are shares of one whole")
        .hint("if they are, say of what, such as `whole: all leavers`; if they are all there is of it, `must-be: 100`")
        .hint("rates with wholes of their own cannot be added; use `mean` or `difference`"))
}

/// The unit of a quotient.
pub(super) fn ratio_unit(
    inputs: &[Figure],
    unit: Option<&Text>,
    entry: &FigureEntry,
) -> Result<Unit, Box<Diagnostic>> {
    let (of, to) = (inputs[0].measure.unit, inputs[1].measure.unit);
    let unlike = |text: &Text| {
        Problem::new(format!("{} divided by {} is no percentage", of.noun(), to.noun()))
            .hint("a percentage is of like by like; write `unit: number`")
            .at(text)
    };
    match unit {
        Some(text) => match Unit::parse(&text.value) {
            None => Err(Box::new(unknown_unit(text))),
            Some(Unit::Percent | Unit::PercentagePoints) if of != to || is_rate(of) => Err(Box::new(unlike(text))),
            Some(Unit::PercentagePoints) => Ok(Unit::Percent),
            Some(known) => Ok(known),
        },
        None if of == to => Ok(Unit::Number),
        None if of == Unit::Cases && matches!(to, Unit::People | Unit::Fte) => Ok(Unit::CasesPerWorker),
        None => Err(Box::new(
            Problem::new(format!("nothing says what {} divided by {} counts", of.noun(), to.noun()))
                .hint("add `unit:`, such as `unit: days` for days for each person, or `unit: number`")
                .at(&entry.name),
        )),
    }
}

/// Whether values of a unit are quotients, which have no parts and no sum.
pub(super) fn is_rate(unit: Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::PercentagePoints | Unit::CasesPerWorker)
}

/// What a value of a unit is, after its name.
pub(super) fn counted(unit: Unit) -> String {
    match unit {
        Unit::Percent => "is a percentage".to_owned(),
        Unit::PercentagePoints => "is in percentage points".to_owned(),
        Unit::CasesPerWorker => "is an average of cases per worker".to_owned(),
        Unit::Pounds => "is in pounds".to_owned(),
        Unit::Number => "is a plain number".to_owned(),
        Unit::People | Unit::Fte | Unit::Cases | Unit::Days => format!("counts {}", unit.noun()),
    }
}

/// A figure in a message about how it is computed with.
pub(super) fn called(figure: &Figure) -> String {
    if figure.scope.is_some() { figure.description() } else { format!("`{}`", figure.measure.id) }
}
