//! Which claims say something else, and which are not true any more.

use crate::diff::figures::{pair, unnumbered, what};
use crate::diff::{ClaimChange, ClaimFate, PlaceChange};
use crate::trace::record::{Claim, Figures};
use crate::trace::verify::{Verdict, Verified};

/// The claims of a paper whose words changed, in the order of the older paper.
pub(super) fn changes(old: &Figures, new: &Figures) -> Vec<ClaimChange> {
    let with = |record: &Figures, claim: &Claim| {
        let lead = claim.figures.first().and_then(|id| record.figure(*id));
        lead.map_or_else(String::new, what)
    };
    let before: Vec<(&Claim, &Figures)> = old.claims.iter().map(|claim| (claim, old)).collect();
    let after: Vec<(&Claim, &Figures)> = new.claims.iter().map(|claim| (claim, new)).collect();
    let mut pairs = Vec::new();
    let place = |claim: &Claim| format!("{} {}", claim.place.within, unnumbered(&claim.place.section));
    let (before, after) =
        pair(before, after, |(claim, _)| format!("{} {}", place(claim), claim.place.expression), &mut pairs);
    let (before, after) = pair(before, after, |(claim, _)| claim.place.expression.clone(), &mut pairs);
    // An author who turns "has fallen" into "has risen" writes another expression, of the same figure.
    pair(before, after, |(claim, of)| format!("{} {}", place(claim), with(of, claim)), &mut pairs);
    let mut found = Vec::new();
    for (one, other) in pairs {
        let (Some((one, _)), Some((other, _))) = (one, other) else { continue };
        if one.text == other.text && one.relation == other.relation {
            continue;
        }
        let turned = one.relation != other.relation
            && OPPOSED
                .iter()
                .any(|kind| kind.contains(&one.relation.as_str()) && kind.contains(&other.relation.as_str()));
        found.push(ClaimChange {
            fate: if turned { ClaimFate::Turned } else { ClaimFate::Words },
            from: one.text.clone(),
            to: other.text.clone(),
            truth: String::new(),
            place: PlaceChange::of(Some(&one.place), Some(&other.place)),
        });
    }
    found
}

/// Relations of which only one can be true of the same figures.
const OPPOSED: [&[&str]; 5] = [
    &["fell", "rose", "steady", "unchanged"],
    &["above", "below", "similar", "equals"],
    &["improved", "worsened"],
    &["better", "worse"],
    &["doubled", "trebled", "halved"],
];

/// The claims of a paper that today's data contradict, or do not bear out in the same words.
pub(super) fn of_verified(verified: &Verified<'_>) -> Vec<ClaimChange> {
    let mut found = Vec::new();
    for (claim, verdict) in &verified.claims {
        let (fate, to, truth) = match verdict {
            Verdict::False(truth) => (ClaimFate::False, String::new(), truth.clone()),
            Verdict::Changed { to, .. } => (ClaimFate::Words, to.clone(), String::new()),
            Verdict::Gone(why) => (ClaimFate::Undecided, String::new(), why.clone()),
            Verdict::Lost(file) => (ClaimFate::Undecided, String::new(), format!("{file} cannot be read")),
            Verdict::Unchanged | Verdict::ByHand(_) => continue,
        };
        let place = PlaceChange::of(Some(&claim.place), None);
        found.push(ClaimChange { fate, from: claim.text.clone(), to, truth, place });
    }
    found
}
