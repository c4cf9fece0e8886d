//! The basis of a figure that is printed: whether its sentence says another one.

use std::ops::Range;

use super::elsewhere;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// "Turnover on the headcount measure is {{ turnover_rate }}" of a rate in FTE; "{{ in_post }} people" of 377.8 FTE.
pub(super) fn on_basis(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    figure: &Figure,
    around: &Range<usize>,
) -> Option<Finding> {
    let tokens = reading.tokens;
    let basis = figure.scope.as_ref()?.basis?;
    // A text that says once that it counts full-time equivalents may call them people.
    let in_fte = tokens.passage.lower.contains("fte") || tokens.passage.lower.contains("time equivalent");
    let id = tokens.list[quantity.tokens.start].fact;
    let fact_end = (quantity.tokens.start..around.end).find(|at| tokens.list[*at].fact != id).unwrap_or(around.end);
    let said = around.clone().find_map(|at| {
        if tokens.list[at].fact.is_some() {
            return None;
        }
        let negative = (at.saturating_sub(3)..at)
            .any(|at| matches!(tokens.word(at), "not" | "than" | "unlike" | "both" | "or" | "and"));
        let said = match tokens.word(at) {
            "headcount" | "headcounts" => Basis::Headcount,
            "fte" | "ftes" | "wte" => Basis::Fte,
            "people" | "individuals" | "persons"
                if at == fact_end && !in_fte && figure.measure.unit == Unit::Fte && basis == Basis::Fte =>
            {
                Basis::Headcount
            }
            _ => return None,
        };
        Some((at, said)).filter(|_| !negative)
    });
    let (at, said) = said.filter(|(_, said)| *said != basis)?;
    let both = reading.sentence.clone().any(|other| {
        other != at
            && tokens.list[other].fact.is_none()
            && matches!(
                (tokens.word(other), said),
                ("fte" | "ftes" | "wte", Basis::Headcount) | ("headcount", Basis::Fte)
            )
    });
    if both {
        return None;
    }
    let words = &tokens.passage.text[tokens.bytes(&(at..at + 1))];
    let other = said.name();
    let written = match said {
        Basis::Headcount => "headcount",
        _ => "FTE",
    };
    let problem = Problem::new(format!(
        "the sentence says `{words}`, but `{}` is {} by {}",
        figure.text(&reading.desk.facts.style),
        figure.description(),
        basis.name()
    ))
    .hint(format!(
        "write `{{{{ {}.basis(\"{written}\") }}}}` for the figure by {other}, or say that it is by {}",
        elsewhere(&figure.measure.id, figure, reading),
        basis.name()
    ));
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}

/// "{{ agency_workers }} people (headcount)" of a figure in FTE: the basis in brackets after what a figure counts.
pub fn in_brackets(reading: &Reading<'_, '_>, quantity: &Quantity, figure: &Figure) -> Option<Finding> {
    let tokens = reading.tokens;
    let end = quantity.tokens.end;
    let open = (end..reading.sentence.end.min(end + 5))
        .take_while(|at| tokens.list[*at].fact.is_none())
        .find(|at| tokens.kind(*at) != Some(Kind::Word))
        .filter(|at| tokens.is(*at, '('))?;
    let basis = open + 1 + usize::from(matches!(tokens.word(open + 1), "by" | "on" | "in"));
    let closed = tokens.is(basis + 1, ')');
    if closed { on_basis(reading, quantity, figure, &(basis..basis + 1)) } else { None }
}
