//! Links: how a number is tied to what is compared with it, as in "up from 133", "compared with 60", "than the 450".

use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::changes::{is_change, is_comparative, is_difference};
use crate::check::totals_and_parts::names::terms;

/// How a comparison leads to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The index of the word of change or comparison: "increase".
    pub change: usize,
    /// The index of the word that leads to the number: "from".
    pub lead: usize,
}

/// How many words may stand between a link and its number: "on last year's figure of".
const APART: usize = 6;

/// The link that leads to a quantity, no earlier in its sentence than an index; `changed`, if what stands before that index is
/// a change already, as in "visits rose to 410,000 (…) from".
pub(super) fn link(sentence: &Sentence<'_>, from: usize, quantity: &Quantity, changed: bool) -> Option<Link> {
    if let Some(link) = link_of_time(sentence, from, quantity) {
        return Some(link);
    }
    for lead in (from.max(quantity.first.saturating_sub(APART))..quantity.first).rev() {
        let counted = sentence.quantities.iter().any(|one| one.first <= lead && lead < one.end);
        if counted || matches!(sentence.lower(lead), "," | ";" | ":" | "(" | ")" | "–" | "." | "%") {
            return None;
        }
        // What is wished for, or usual, is no earlier value.
        if matches!(
            sentence.lower(lead),
            "target" | "average" | "plan" | "forecast" | "limit" | "capacity" | "budget"
        ) {
            return None;
        }
        if let Some(change) = change_of(sentence, from, lead, quantity, changed) {
            return Some(Link { change, lead });
        }
    }
    None
}

/// "More than in 2024, when 39 were reported": a comparison with a time, and what was then.
fn link_of_time(sentence: &Sentence<'_>, from: usize, quantity: &Quantity) -> Option<Link> {
    let when = (from.max(quantity.first.saturating_sub(APART))..quantity.first)
        .rev()
        .take_while(|at| !matches!(sentence.lower(*at), "," | ";" | ":" | "("))
        .find(|at| sentence.lower(*at) == "when")?;
    let lead = (from.max(when.saturating_sub(APART))..when)
        .rev()
        .find(|at| matches!(sentence.lower(*at), "on" | "than" | "since" | "from" | "with" | "to" | "over"))?;
    let change = (from.max(lead.saturating_sub(14))..lead).rev().find(|at| is_change(sentence, *at))?;
    // "more than in any year since 2019"
    let any = (change..when).any(|at| matches!(sentence.lower(at), "any" | "every"));
    (!any).then_some(Link { change, lead })
}

/// The word of change that a leading word belongs to.
fn change_of(
    sentence: &Sentence<'_>,
    from: usize,
    lead: usize,
    quantity: &Quantity,
    changed: bool,
) -> Option<usize> {
    /// How far back a change may stand.
    const FAR: usize = 14;
    // "Up from 50 about waste and 30 on parking": the change is that of the 50.
    let other = |at: &usize| {
        let one = sentence.quantities.iter().find(|one| one.first == *at);
        one.is_some_and(|one| !is_difference(sentence, one))
    };
    let back = || (from.max(lead.saturating_sub(FAR))..lead).rev().take_while(|at| !other(at));
    let change = || back().find(|at| is_change(sentence, *at));
    let next_to = lead + 1 == quantity.first;
    match sentence.lower(lead) {
        "with" | "to" => back().take(3).find(|at| {
            let word = sentence.lower(*at);
            word.starts_with("compar") || matches!(word, "contrast" | "contrasts" | "relative")
        }),
        "from" | "upon" => change().or((changed && lead == from).then_some(lead)),
        // "at over 300", "to above 40" are numbers that are not exact.
        "on" | "over" | "above" | "below" | "beyond"
            if next_to && matches!(sentence.before(lead), "to" | "by" | "at") =>
        {
            None
        }
        "on" | "over" => change(),
        "above" | "below" | "beyond" => change().or_else(|| {
            let said = sentence.before(lead);
            matches!(said, "is" | "was" | "are" | "were" | "well" | "far" | "%" | "just" | "slightly")
                .then_some(lead)
        }),
        "than" => {
            let more = back().find(|at| is_comparative(sentence.lower(*at)))?;
            // "fewer than 40 were": a number that is not exact, unless "this is fewer than 40".
            let loose = more + 1 == lead && next_to;
            let said = matches!(sentence.before(more), "is" | "was" | "are" | "were" | "far" | "many");
            (!loose || said).then_some(more)
        }
        // "4,000 against flu and 2,100 against shingles" compares nothing.
        "against" => terms(sentence, lead + 1..quantity.first).is_empty().then_some(lead),
        "double" | "twice" | "treble" | "triple" | "times" if !next_to => Some(lead),
        "since" if lead <= from + 1 => Some(lead),
        word if word.starts_with("exceed") || word.starts_with("outstrip") => Some(lead),
        _ => None,
    }
}
