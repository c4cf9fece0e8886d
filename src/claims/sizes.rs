//! Sizes: a size that is printed has no direction, so the word that gives it one is held against the change it is of.
//!
//! "Fell by 3.2 points in a year, and by 1.0 point since 2021" says twice that something fell. Each size knows the two
//! figures that it lies between, whatever else its sentence names, so that nothing has to be guessed but which word it
//! belongs to. What says no direction, such as "changed by", is true of either.

mod governor;
mod heads;
mod sides;
mod time;

use std::cmp::Ordering;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::lexicon::{Form, Sense};
use crate::claims::reading::{Desk, Reading};
use crate::claims::tokens::Tokens;
use crate::claims::{Finding, Verdict};
use crate::data::measures::Polarity;
use crate::facts::comparison::{self, Relation};
use crate::facts::problem::Problem;
use crate::narrative::{Apart, Shown};
use governor::Seeker;
use heads::{Head, Says};
use sides::{Side, side};

/// What a size is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A change over time.
    Change,
    /// A difference between two areas.
    Areas,
    /// Any other difference, such as from a target.
    Other,
}

impl Kind {
    fn of(apart: &Apart) -> Self {
        match (&apart.figure.scope, &apart.other.scope) {
            _ if apart.change => Self::Change,
            (Some(one), Some(two)) if one.area.code != two.area.code => Self::Areas,
            (Some(one), Some(two)) if one.period != two.period => Self::Change,
            _ => Self::Other,
        }
    }
}

/// A size in its sentence.
struct Size<'a> {
    tokens: Range<usize>,
    shown: &'a Shown,
    apart: &'a Apart,
}

/// The facts that a sentence prints, in order.
fn facts<'a>(desk: &Desk<'a>, tokens: &Tokens<'_>, sentence: &Range<usize>) -> Vec<(Range<usize>, &'a Shown)> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let fact = tokens.list[at].fact;
        let end = (at..sentence.end).find(|next| tokens.list[*next].fact != fact).unwrap_or(sentence.end);
        found.extend(fact.and_then(|id| desk.record.shown.get(id)).map(|shown| (at..end, shown)));
        at = end;
    }
    found
}

/// The sizes that a sentence prints, in order.
fn sizes<'a>(desk: &Desk<'a>, tokens: &Tokens<'_>, sentence: &Range<usize>) -> Vec<Size<'a>> {
    let facts = facts(desk, tokens, sentence).into_iter();
    facts.filter_map(|(tokens, shown)| Some(Size { tokens, shown, apart: shown.apart.as_ref()? })).collect()
}

/// Whether a sentence prints a size, or how something changed.
pub fn any(desk: &Desk<'_>, tokens: &Tokens<'_>, sentence: &Range<usize>) -> bool {
    facts(desk, tokens, sentence).iter().any(|(_, shown)| shown.apart.is_some() || time::told(shown).is_some())
}

/// A word of direction that was held against the size that belongs to it.
pub struct Held {
    /// The word.
    word: Range<usize>,
    /// What is wrong with it.
    pub wrong: Option<Finding>,
    /// Whether it is said of the earlier value, or of the area that is compared with: other readers take it for the other way
    /// round.
    backward: bool,
}

impl Held {
    /// Whether nobody needs to be told something else of the word: it is known to be wrong, or no longer undecided.
    pub fn settles(&self, finding: &Finding) -> bool {
        let known = self.wrong.is_some() || self.backward || finding.verdict == Verdict::Undecided;
        known && self.word.contains(&finding.tokens.start)
    }
}

/// The words of direction that the sizes of a sentence have, each held against its size.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Held> {
    let sizes = sizes(reading.desk, reading.tokens, &reading.sentence);
    let misdated = time::check(reading);
    let dated = sizes.iter().filter(|size| misdated.iter().all(|wrong| wrong.tokens != size.tokens));
    let mut held: Vec<Held> = dated.filter_map(|size| size.hold(reading)).collect();
    let wrong = |wrong: Finding| Held { word: wrong.tokens.clone(), wrong: Some(wrong), backward: false };
    held.extend(misdated.into_iter().map(wrong));
    held
}

impl Size<'_> {
    fn hold(&self, reading: &Reading<'_, '_>) -> Option<Held> {
        let seeker = Seeker::new(reading, &self.tokens, Kind::of(self.apart));
        let head = seeker.governor()?;
        let still = head.says == Says::Still;
        if reading.is_no_claim(self.tokens.start)
            || !(still || goes_on(reading, head)) && reading.is_no_claim(head.tokens.start)
            || is_unchecked(reading, head)
        {
            return None;
        }
        let (side, truth) = if still {
            (Side::Forward, self.compare(reading, Relation::Unchanged, false))
        } else {
            self.judge(reading, head)?
        };
        let wrong = truth.err().map(|problem| self.finding(reading, head, &problem));
        Some(Held { word: head.tokens.clone(), wrong, backward: side == Side::Backward })
    }

    fn finding(&self, reading: &Reading<'_, '_>, head: &Head, problem: &Problem) -> Finding {
        let text = |tokens: &Range<usize>| &reading.tokens.passage.text[reading.tokens.bytes(tokens)];
        let (word, size) = (text(&head.tokens), text(&self.tokens));
        let said = problem.message.trim_start_matches("false claim: ");
        let problem = Problem::new(format!("`{word}` is not true of `{size}`: {said}")).hint(self.hint());
        Finding { tokens: self.tokens.clone(), verdict: Verdict::False, problem }
    }

    /// Of which value a word is said, and whether it is true or what the data say instead; `None` if nobody can tell.
    fn judge(&self, reading: &Reading<'_, '_>, head: &Head) -> Option<(Side, Result<(), Problem>)> {
        let (sense, form) = head.way()?;
        let level = matches!(form, Form::Comparative | Form::Preposition);
        let sense = self.sense(reading, head, sense)?;
        let relation = match (sense, level) {
            (Sense::Lower, false) => Relation::Fell,
            (Sense::Higher, false) => Relation::Rose,
            (Sense::Better, false) => Relation::Improved,
            (Sense::Worse, false) => Relation::Worsened,
            (Sense::Lower, true) => Relation::Below,
            (Sense::Higher, true) => Relation::Above,
            (Sense::Better, true) => Relation::Better,
            (Sense::Worse, true) => Relation::Worse,
            _ => return None,
        };
        if !level {
            return Some((Side::Forward, self.compare(reading, relation, false)));
        }
        let (forward, backward) = (self.compare(reading, relation, false), self.compare(reading, relation, true));
        let side = side(reading, &head.tokens, &self.tokens, self.apart, Kind::of(self.apart));
        match side {
            Side::Forward => Some((side, forward)),
            Side::Backward => Some((side, backward)),
            Side::Either => (forward.is_err() && backward.is_err()).then_some((side, forward)),
        }
    }

    /// What a word says of the measure of the size; `None` where nobody knows, as of retention and turnover at once.
    fn sense(&self, reading: &Reading<'_, '_>, head: &Head, sense: Sense) -> Option<Sense> {
        if matches!(sense, Sense::Better | Sense::Worse) {
            return (self.apart.figure.measure.polarity != Polarity::Neutral).then_some(sense);
        }
        let first = head.tokens.start.min(self.tokens.start);
        let clause = reading.clause_start(first)..self.tokens.end.max(head.tokens.end);
        let typed = reading.measures.iter().filter(|one| {
            clause.contains(&one.tokens.start) && reading.quantities.iter().all(|two| two.tokens != one.tokens)
        });
        let inverse: Vec<bool> = typed.map(|mention| mention.inverse).collect();
        match (inverse.contains(&true), inverse.contains(&false), sense) {
            (true, true, _) => None,
            (true, false, Sense::Lower) => Some(Sense::Higher),
            (true, false, Sense::Higher) => Some(Sense::Lower),
            _ => Some(sense),
        }
    }

    /// Whether a relation holds of the two figures; `backward` the other way round.
    fn compare(&self, reading: &Reading<'_, '_>, relation: Relation, backward: bool) -> Result<(), Problem> {
        let Apart { figure, other, .. } = self.apart;
        let (one, two) = if backward { (other, figure) } else { (figure, other) };
        comparison::check(relation, one, two, reading.desk.facts)
    }

    /// What to write.
    fn hint(&self) -> String {
        let lies = comparison::differences(&self.apart.figure, &self.apart.other);
        let lies = lies.map_or(Ordering::Equal, |(_, shown)| shown.cmp(&Decimal::ZERO));
        let say = match (self.apart.change, lies) {
            (_, Ordering::Equal) => return "say that there is no difference, or take the size out".to_owned(),
            (true, Ordering::Less) => "say that it fell",
            (true, Ordering::Greater) => "say that it rose",
            (false, Ordering::Less) => "say that it is below",
            (false, Ordering::Greater) => "say that it is above",
        };
        with_its_word(&self.shown.expression).map_or(say.to_owned(), |expression| {
            format!("{say}, or print the size with its word: `{{{{ {expression} }}}}`")
        })
    }
}

/// The expression that prints the word of direction with the size: `.change` for `.change.size`.
fn with_its_word(written: &str) -> Option<String> {
    if let Some((change, _)) = written.rsplit_once(".size") {
        return Some(change.to_owned());
    }
    let (of, with) = written.split_once(".difference(")?;
    let (with, rest) = with.split_once(')')?;
    (!with.contains('(') && (rest.is_empty() || rest.starts_with('.'))).then(|| format!("{of}.against({with})"))
}

/// Whether a word is said of what has happened though it stands after "to": "continues to fall".
fn goes_on(reading: &Reading<'_, '_>, head: &Head) -> bool {
    let (start, word) = (head.tokens.start, |at: usize| reading.tokens.word(at));
    start >= reading.sentence.start + 2
        && word(start - 1) == "to"
        && matches!(word(start - 2), "continues" | "continued")
}

/// Whether the author says why a word needs no check.
fn is_unchecked(reading: &Reading<'_, '_>, head: &Head) -> bool {
    let fact = reading.tokens.list[head.tokens.start].fact;
    fact.and_then(|id| reading.desk.record.shown.get(id)).is_some_and(|shown| shown.unchecked.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_printed_with_its_word_by_what_it_is_the_size_of() {
        for (written, wanted) in [
            ("agency_rate.change.size", Some("agency_rate.change")),
            ("agency_rate.change_since(2021).size", Some("agency_rate.change_since(2021)")),
            ("agency_rate.change.size.nearly(3, \"so\")", Some("agency_rate.change")),
            ("agency_rate.difference(\"England\")", Some("agency_rate.against(\"England\")")),
            ("a.difference(a.at(2021))", None),
            ("in_post.change.percent", None),
            ("", None),
        ] {
            assert_eq!(with_its_word(written).as_deref(), wanted, "{written}");
        }
    }
}
