//! Means over several periods: whether they are those of the values that they stand beside.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::{Dataset, Observation};
use crate::facts::agreement::{Finding, Ledger, agree};
use crate::project::sources::MeanEntry;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{join_words, round};

/// What there is to say of the means that the report's entry of the file declares.
pub(super) fn findings<'a>(ledger: &Ledger<'a>) -> Vec<Finding<'a>> {
    let declared =
        ledger.entry.measures.iter().filter_map(|measure| Some((&measure.id.value, measure.mean.as_ref()?)));
    let mut findings = Vec::new();
    for (id, mean) in declared {
        let own = ledger.dataset.observed.observations.iter().filter(|one| one.measure.id == *id);
        findings.extend(own.filter_map(|own| told(ledger, own, mean)));
    }
    findings
}

/// The values that a mean is taken over, in time.
type Values<'a> = Vec<&'a Observation>;

fn told<'a>(ledger: &Ledger<'a>, own: &'a Observation, mean: &MeanEntry) -> Option<Finding<'a>> {
    let stated = own.datum.number()?;
    let periods = periods(own.period, mean.periods);
    let in_file = Series { dataset: ledger.dataset, of: &mean.of.value, area: &own.area.code };
    let basis = ledger.facts.basis_of(&mean.of.value, ledger.dataset, None);
    let of_file = in_file.all(basis, &periods);
    let published = ledger.published.iter().map(|dataset| Series { dataset, ..in_file });
    let published: Vec<Series<'a, '_>> = published.filter(|series| series.all(basis, &periods).is_some()).collect();
    let of_release = published.first().and_then(|series| series.all(basis, &periods));
    let right = of_release.as_ref().or(of_file.as_ref())?;
    let value = average(right)?;
    if agree(stated, value, own.measure.decimals) {
        return None;
    }
    let (first, last) = (periods.first()?, periods.last()?);
    let whose = if of_release.is_some() { "published" } else { "file's" };
    let shown = |value: Decimal| {
        ledger.style().value(round(value, own.measure.decimals), own.measure.unit, own.measure.decimals)
    };
    let message = format!(
        "the {} of {} in {} is {}, but the {whose} values of {first} to {last} have a mean of {}",
        own.measure.name,
        own.area.name,
        own.period,
        ledger.text(own),
        shown(value),
    );
    let sum: Vec<String> = right.iter().filter_map(|one| one.datum.number()).map(|one| one.to_string()).collect();
    let mut hints = vec![format!("({}) ÷ {} = {}", sum.join(" + "), right.len(), value.normalize())];
    let other = match basis {
        Some(Basis::Fte) => Some(Basis::Headcount),
        Some(Basis::Headcount) => Some(Basis::Fte),
        None => None,
    };
    let on_other = || published.first()?.all(other, &periods).and_then(|values| average(&values));
    let related = if let (Some(basis), Some(other), Some(value)) = (basis, other, other.and_then(|_| on_other()))
        && agree(stated, value, own.measure.decimals)
    {
        hints.push(format!(
            "{} is the mean on {}; on {} it is {}",
            ledger.text(own),
            other.name(),
            basis.name(),
            shown(average(right)?)
        ));
        None
    } else {
        let mixed = published.first().and_then(|series| mixed(stated, own, in_file, *series, basis, mean.periods));
        mixed.map(|(of_file, missing)| {
            let listed: Vec<String> = of_file.iter().map(|one| ledger.text(one)).collect();
            hints.push(format!(
                "{} is the mean of {}, as this file has them, and {}, published for {}, which it leaves out",
                ledger.text(own),
                join_words(&listed),
                ledger.shown(missing.datum, missing),
                missing.period
            ));
            missing
        })
    };
    let diagnostic = ledger.warning(message, &ledger.dataset.span(own), hints, &own.measure.id);
    let diagnostic = match (related, published.first()) {
        (Some(missing), Some(series)) => diagnostic.related(&series.dataset.span(missing), "left out by the file"),
        _ => diagnostic,
    };
    Some(Finding { measure: &own.measure.id, diagnostic })
}

/// The values of one measure and area in a dataset.
#[derive(Clone, Copy)]
struct Series<'a, 'b> {
    dataset: &'a Arc<Dataset>,
    of: &'b str,
    area: &'a str,
}

impl<'a> Series<'a, '_> {
    fn at(&self, basis: Option<Basis>, period: Period) -> Option<&'a Observation> {
        let one = self.dataset.observation(self.of, basis, self.area, period)?;
        one.datum.number().is_some().then_some(one)
    }

    /// The values of all periods, if none is missing.
    fn all(&self, basis: Option<Basis>, periods: &[Period]) -> Option<Values<'a>> {
        periods.iter().map(|period| self.at(basis, *period)).collect()
    }
}

/// All values that a file has of a measure, and the one published value that makes the stated mean with them.
fn mixed<'a>(
    stated: Decimal,
    own: &Observation,
    file: Series<'a, '_>,
    published: Series<'a, '_>,
    basis: Option<Basis>,
    count: usize,
) -> Option<(Values<'a>, &'a Observation)> {
    let periods = |series: Series<'a, '_>| series.dataset.periods(series.of, basis);
    let in_file: Values<'a> = periods(file)
        .iter()
        .filter(|period| **period <= own.period)
        .filter_map(|period| file.at(basis, *period))
        .collect();
    if in_file.len() + 1 != count {
        return None;
    }
    let missing = periods(published).iter().filter_map(|period| published.at(basis, *period));
    let mut missing = missing.filter(|one| in_file.iter().all(|known| known.datum != one.datum));
    let found = missing.find(|one| {
        let mut values = in_file.clone();
        values.push(one);
        average(&values).is_some_and(|mean| agree(stated, mean, own.measure.decimals))
    })?;
    Some((in_file, found))
}

fn average(values: &[&Observation]) -> Option<Decimal> {
    let sum = values.iter().map(|one| one.datum.number()).sum::<Option<Decimal>>()?;
    sum.checked_div(Decimal::from(values.len()))
}

/// So many periods up to one, in time.
fn periods(last: Period, count: usize) -> Vec<Period> {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |period| Some(period.previous())).take(count).collect();
    periods.reverse();
    periods
}
