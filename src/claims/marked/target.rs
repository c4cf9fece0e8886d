//! Targets: whether the words say that the target is met or missed as it was checked, and which target it is.

use rust_decimal::Decimal;

use super::Marked;
use super::amounts::equal;
use crate::claims::Finding;
use crate::facts::amount::Number;
use crate::facts::target::Aim;
use crate::facts::vocabulary::Claim;

impl Marked<'_, '_> {
    /// "missed" where it was checked that the target is met; a target of another number.
    pub(super) fn target(&self) -> Option<Finding> {
        let Claim::Target(aim) = self.checked.word.claim else { return None };
        let hit = |at: usize| {
            matches!(
                self.word(at),
                "meets" | "met" | "meet" | "meeting" | "achieved" | "achieves" | "reached" | "reaches" | "hit"
            )
        };
        let not_yet = |at: usize| {
            let from = at.saturating_sub(4).max(self.words.start);
            self.denied(at) || (from..at).any(|at| matches!(self.word(at), "yet" | "fails" | "failed" | "short"))
        };
        let missed = self.words.clone().find(|at| {
            matches!(self.word(*at), "missed" | "misses" | "miss" | "missing" | "failed" | "fails" | "short")
                && !self.denied(*at)
                || hit(*at) && not_yet(*at)
        });
        let met = self.words.clone().find(|at| hit(*at) && !not_yet(*at));
        let (wrong, right) = if aim == Aim::Meets { (missed, met) } else { (met, missed) };
        if let (Some(at), None) = (wrong, right) {
            let hint = "write what was checked, or check what the words say: `.meets_target(…)`, `.misses_target(…)`, \
                        `.short_of_target(…)`";
            return Some(self.says(at..at + 1, &self.what(), hint));
        }
        let target = self.shown.figures.get(1)?;
        let wanted: Vec<Decimal> = [target.shown(), self.figure.shown()].into_iter().flatten().collect();
        let numbers = self.numbers(target.measure.unit);
        if numbers.is_empty()
            || numbers.iter().any(|(_, number)| {
                wanted.iter().any(|one| equal(*number, Number::Plain(*one), target.measure.unit))
            })
        {
            return None;
        }
        let text = target.text(&self.desk.facts.style);
        Some(self.says(
            numbers[0].0.clone(),
            &format!("the target of {text}"),
            format!("write `{text}`, or leave the number out"),
        ))
    }
}
