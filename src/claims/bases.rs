//! Bases: figures of one sentence that are counted in two ways, or come from two releases, without a word of it.

use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::{Figure, Origin, Scope};
use crate::facts::problem::Problem;
use crate::quantity::basis::Basis;

/// A figure that a sentence prints from a dataset.
struct Given<'r> {
    quantity: &'r Quantity,
    figure: &'r Figure,
    scope: &'r Scope,
}

/// What a reader of a sentence may take for alike and is not: on two bases, or of two releases.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let printed = reading.quantities.iter().filter_map(|quantity| {
        let figure = quantity.figure.as_ref().filter(|figure| matches!(figure.origin, Origin::Cell { .. }))?;
        Some(Given { quantity, figure, scope: figure.scope.as_ref()? })
    });
    let given: Vec<Given<'_>> = printed.collect();
    let pairs = given.iter().enumerate().flat_map(|(nth, two)| given[..nth].iter().map(move |one| (one, two)));
    let same = pairs.filter(|(one, two)| one.figure.measure.id == two.figure.measure.id);
    same.filter_map(|(one, two)| mixed_bases(reading, one, two).or_else(|| mixed_releases(reading, one, two)))
        .take(1)
        .collect()
}

fn finding(reading: &Reading<'_, '_>, one: &Given<'_>, two: &Given<'_>, of: [String; 2], hint: &str) -> Finding {
    let style = &reading.desk.facts.style;
    let [first, second] = of;
    let problem = Problem::new(format!(
        "`{}` is {first} and `{}` {second}, and the sentence does not say so",
        one.figure.text(style),
        two.figure.text(style)
    ));
    Finding { tokens: two.quantity.tokens.clone(), verdict: Verdict::Undecided, problem: problem.hint(hint) }
}

fn mixed_bases(reading: &Reading<'_, '_>, one: &Given<'_>, two: &Given<'_>) -> Option<Finding> {
    let (first, second) = (one.scope.basis?, two.scope.basis?);
    if first == second || [Basis::Fte, Basis::Headcount].iter().all(|basis| reading.names_basis(*basis)) {
        return None;
    }
    let on = [first, second].map(|basis| format!("on {}", basis.name()));
    Some(finding(
        reading,
        one,
        two,
        on,
        "print both on the same basis, or write `by headcount` and `FTE` beside them",
    ))
}

fn mixed_releases(reading: &Reading<'_, '_>, one: &Given<'_>, two: &Given<'_>) -> Option<Finding> {
    let (first, second) = (&one.scope.dataset, &two.scope.dataset);
    let releases = [&first.observed.release, &second.observed.release];
    let allowed = first.is_compared_with(second) || second.is_compared_with(first);
    let same_place = one.scope.area.code == two.scope.area.code && one.scope.period == two.scope.period;
    let said = reading.sentence.clone().any(|at| {
        matches!(
            reading.tokens.word(at),
            "release" | "releases" | "revised" | "revision" | "revisions" | "published"
        )
    });
    if releases[0] == releases[1] || releases.iter().any(|one| one.is_empty()) || allowed || same_place || said {
        return None;
    }
    let of = releases.map(|release| format!("of the {release} release"));
    Some(finding(reading, one, two, of, "print both from the same release, or name the releases"))
}
