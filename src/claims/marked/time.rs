//! Time: whether the words name the period since when it holds that was checked, and the number of periods.

use super::Marked;
use super::words::ordinal;
use crate::claims::Finding;
use crate::claims::mentions::{self, PeriodMention, Role};
use crate::claims::tokens::Kind;
use crate::facts::comparison;
use crate::facts::vocabulary::Claim;
use crate::quantity::period::Period;

impl Marked<'_, '_> {
    /// "since 2017" of what was checked since 2019.
    pub(super) fn since(&self) -> Option<Finding> {
        let claim = self.checked.word.claim;
        let period = |at: usize| self.shown.figures.get(at)?.scope.as_ref().map(|scope| scope.period);
        let checked = match claim {
            Claim::OverTime(_) => period(1)?,
            Claim::Gap(_) => period(2)?,
            Claim::Since(_) => self.checked.since?,
            _ => return None,
        };
        let now = self.figure.scope.as_ref()?.period;
        let told = mentions::periods(self.tokens, &(self.words.start..self.tail().end), self.desk.now());
        let mentions: Vec<_> = told
            .into_iter()
            .chain(self.years())
            .filter(|mention| mention.role == Role::Earlier)
            .filter(|mention| {
                let at = mention.tokens.start;
                let since = (at.saturating_sub(4)..at).any(|at| self.word(at) == "since");
                // "last year" is counted from the report's own period.
                let relative = self.tokens.kind(at) != Some(Kind::Number)
                    && !mention.periods.contains(&now)
                    && self.desk.now() != Some(now);
                let inside = at < self.words.end;
                (since || inside && !matches!(claim, Claim::Since(_))) && !relative
            })
            .collect();
        if mentions.is_empty() || mentions.iter().any(|mention| mention.periods.contains(&checked)) {
            return None;
        }
        let mention = &mentions[0];
        if self.checked.since.is_none()
            && let Claim::OverTime(relation) = claim
        {
            let facts = self.desk.facts;
            let other = mention.periods.iter().find_map(|period| facts.earlier(self.figure, *period).ok())?;
            comparison::check(relation, self.figure, &other, facts).err()?;
        } else if self.checked.since.is_none() {
            return None;
        }
        let at = mention.tokens.start;
        let from = if at > 0 && self.word(at - 1) == "since" { at - 1 } else { at };
        let what = match claim {
            Claim::Since(_) => format!("the values since {checked}"),
            _ => format!("the change since {checked}"),
        };
        let said = mention.periods[0];
        let hint = match claim {
            Claim::Since(_) => {
                format!("write `since {checked}`, or check `.{}({said}, \"…\")`", self.checked.word.name)
            }
            _ => format!("write `since {checked}`, or check `since={said}`"),
        };
        Some(self.says(from..mention.tokens.end, &what, hint))
    }

    /// The years after "since" among the words, where the reader of typed periods does not look.
    fn years(&self) -> Vec<PeriodMention> {
        let since = self.words.clone().filter(|at| self.word(*at) == "since");
        since
            .filter_map(|since| {
                let at = (since + 1..self.words.end.min(since + 5))
                    .find(|at| self.tokens.kind(*at) == Some(Kind::Number) && self.tokens.text(*at).len() == 4)?;
                let year: i32 = self.tokens.text(at).parse().ok().filter(|year| (1900..2100).contains(year))?;
                let split = (self.tokens.is_dash(at + 1) || self.tokens.is(at + 1, '/')) && self.tokens.joined(at);
                let mut periods = vec![Period::Year(year), Period::SplitYear(year - 1), Period::SplitYear(year)];
                if split {
                    periods = vec![Period::SplitYear(year), Period::Year(year + 1)];
                }
                Some(PeriodMention { tokens: at..at + 1, periods, role: Role::Earlier })
            })
            .collect()
    }

    /// "for the sixth year running" of four years.
    pub(super) fn running(&self) -> Option<Finding> {
        let Claim::OverTime(relation) = self.checked.word.claim else { return None };
        let tokens = self.tokens;
        let range = self.words.start..self.tail().end;
        let (words, said) = range.clone().find_map(|at| {
            let said =
                ordinal(tokens, at).or_else(|| self.number_at(at)).filter(|count| (2..40).contains(count))?;
            let unit = |at: usize| {
                let word = self.word(at);
                word.starts_with("year") || word.starts_with("period")
            };
            let mut next = at + 1;
            if matches!(self.word(next), "st" | "nd" | "rd" | "th") {
                next += 1;
            }
            if matches!(self.word(next), "consecutive" | "successive") && unit(next + 1) {
                return (next + 1 < range.end).then_some((at..next + 2, said));
            }
            if !unit(next) {
                return None;
            }
            let length = [
                (&["running"][..], 1),
                (&["in", "a", "row"], 3),
                (&["in", "succession"], 2),
                (&["consecutively"], 1),
            ]
            .into_iter()
            .find(|(words, _)| tokens.phrase(next + 1, words))?
            .1;
            (next + length < range.end).then_some((at..next + 1 + length, said))
        })?;
        match self.checked.running {
            Some(running) if running != said => Some(self.says(
                words,
                &format!("that it holds for {running} periods running"),
                format!("write the number that was checked, or `running={said}`"),
            )),
            Some(_) => None,
            None => {
                self.desk.facts.check_running(relation, self.figure, said as usize).err()?;
                Some(self.says(
                    words,
                    "one change only",
                    format!("write `running={said}` after the words, which says for how many periods it holds"),
                ))
            }
        }
    }
}
