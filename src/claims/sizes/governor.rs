//! Governors: the word that a size belongs to, right beside it or carried over from before: "fell by …, and by …".

use std::ops::Range;

use super::Kind;
use super::heads::{Head, Says, heads, is_neutral};
use crate::claims::lexicon::Form;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind as Token;

/// A size in its sentence, looking for its word.
pub struct Seeker<'a, 't> {
    reading: &'a Reading<'a, 't>,
    size: &'a Range<usize>,
    kind: Kind,
    heads: Vec<Head>,
}

/// What stands right before a size, which says how it is joined to the words before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "by": it belongs to a verb or a comparative, which may be carried over.
    By,
    /// "of": it belongs to a noun.
    Of,
    /// A word of direction itself: "down 3.2 points".
    Word,
    /// "is": it is said of the subject.
    Being,
    /// A comma, a bracket, "and": it belongs to what was said last.
    Loose,
    /// The beginning of the sentence.
    Start,
    /// Anything else: it belongs to nothing before it.
    Other,
}

/// Words between a size and the word before it that it belongs to.
#[rustfmt::skip]
const HEDGES: &[&str] = &[
    "a", "an", "the", "just", "about", "around", "over", "under", "nearly", "almost", "approximately", "roughly", "some",
    "only", "further", "another", "exactly", "fully", "precisely", "full", "even", "still", "its", "well",
];

/// Words for what is counted, between a size and the word after it: "30 social workers more".
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "points", "point", "percentage", "social", "workers", "worker", "cases", "case", "people", "posts", "staff", "fte",
    "per", "vacancies", "leavers", "starters", "full", "time", "equivalents", "still", "net", "children", "days",
];

/// Words that begin a statement to which a loose size before them does not belong.
const SUBORDINATE: &[&str] = &["while", "whereas", "although", "though", "because"];

impl<'a, 't> Seeker<'a, 't> {
    /// A seeker for a size of a sentence.
    pub fn new(reading: &'a Reading<'a, 't>, size: &'a Range<usize>, kind: Kind) -> Self {
        Self { reading, size, kind, heads: heads(reading) }
    }

    /// The word that gives the size its direction, if there is one and it is sure.
    pub fn governor(&self) -> Option<&Head> {
        if let Some(within) = self.ways().find(|head| self.size.contains(&head.tokens.start)) {
            return Some(within);
        }
        let (lead, edge) = self.lead();
        let near = || self.heads.iter().rev().find(|head| head.tokens.end <= edge);
        let led = matches!(lead, Lead::By | Lead::Word)
            && near().is_some_and(|head| head.tokens.end == edge && head.way().is_some());
        if led {
            return near().filter(|head| self.suits(head, true) && !self.is_of_a_gap(head));
        }
        let beside = self.beside();
        if let Some(beside) = beside {
            return (self.follows(beside) && self.suits(beside, true)).then_some(beside);
        }
        let before = match lead {
            Lead::By => self.carried(edge, true),
            Lead::Loose if !self.is_subject() => self.carried(edge, false),
            Lead::Of => self.noun(edge),
            Lead::Being => self.subject(edge),
            _ => None,
        };
        before.or_else(|| matches!(lead, Lead::Start | Lead::Loose).then(|| self.told_later()).flatten())
    }

    fn word(&self, at: usize) -> &str {
        if self.reading.sentence.contains(&at) { self.reading.tokens.word(at) } else { "" }
    }

    fn ways(&self) -> impl DoubleEndedIterator<Item = &Head> {
        self.heads.iter().filter(|head| head.way().is_some())
    }

    /// What stands before the size, and where the words end that it can belong to.
    fn lead(&self) -> (Lead, usize) {
        let start = self.reading.sentence.start;
        let mut at = self.size.start;
        while at > start {
            let word = self.word(at - 1);
            at -= match word {
                "than" if matches!(self.word(at.saturating_sub(2)), "more" | "less" | "fewer") => 2,
                "least" | "most" if self.word(at.saturating_sub(2)) == "at" => 2,
                "much" if self.word(at.saturating_sub(2)) == "as" => 2,
                "as" if self.word(at.saturating_sub(2)) == "much" => 1,
                "no" => 1,
                word if HEDGES.contains(&word) => 1,
                _ => break,
            };
        }
        if at == start {
            return (Lead::Start, at);
        }
        let tokens = self.reading.tokens;
        let last = at - 1;
        if let Some(head) = self.heads.iter().find(|head| head.tokens.end == at) {
            let lead = if head.says == Says::Being { Lead::Being } else { Lead::Word };
            return (lead, if lead == Lead::Being { head.tokens.start } else { at });
        }
        let sign = [',', '(', ':', '–', '—', '-', ';'].iter().any(|sign| tokens.is(last, *sign));
        match self.word(last) {
            "to" if matches!(self.word(last.saturating_sub(1)), "amounts" | "amounted" | "comes") => {
                (Lead::Being, last - 1)
            }
            "by" if last == start => (Lead::Start, last),
            "by" => (Lead::By, last),
            "of" => (Lead::Of, last),
            "and" | "but" | "or" | "then" => (Lead::Loose, last),
            _ if sign => (Lead::Loose, last),
            _ => (Lead::Other, last),
        }
    }

    /// The word right after the size that it may belong to: "3.2 points lower", "a 3.2 point fall", "a 3.2 point change".
    fn beside(&self) -> Option<&Head> {
        let mut at = self.size.end;
        while COUNTED.contains(&self.word(at)) {
            at += 1;
        }
        self.heads
            .iter()
            .find(|head| head.tokens.start == at)
            .filter(|head| head.says == Says::Neutral || self.follows(head))
    }

    /// Whether a word of direction takes its size before it.
    fn follows(&self, head: &Head) -> bool {
        let at = head.tokens.start;
        match head.way() {
            Some((_, Form::Comparative | Form::Particle | Form::Noun)) => true,
            Some((_, Form::Preposition)) if matches!(self.word(at), "over" | "under") => {
                self.reading.areas.iter().any(|area| (at + 1..at + 3).contains(&area.tokens.start))
            }
            Some((_, Form::Preposition)) => true,
            Some(_) => self.word(at) == "cut",
            None => false,
        }
    }

    /// The nearest word before that can be carried over to the size.
    fn carried(&self, edge: usize, by: bool) -> Option<&Head> {
        let tokens = self.reading.tokens;
        // "missed its target by": a verb that nobody knows has the size for itself.
        let own = by && self.word(edge.saturating_sub(1)).ends_with("ed");
        if own && self.heads.iter().all(|head| head.tokens.end != edge) {
            return None;
        }
        for head in self.heads.iter().rev().filter(|head| head.tokens.end <= edge) {
            let between = head.tokens.end..edge;
            let cut = |at: usize| tokens.is(at, ';') || SUBORDINATE.contains(&tokens.word(at));
            if !by && between.clone().any(cut) {
                return None;
            }
            match head.says {
                Says::Being if by => {}
                // "The fall was 3.2 points in a year and 1.0 since 2021."
                Says::Being => return self.subject(head.tokens.start),
                Says::Neutral => return None,
                Says::Still => return by.then_some(head),
                Says::Way(..) if self.is_of_a_gap(head) || self.is_one_of_two(head) => return None,
                Says::Way(..) if self.suits(head, false) => return Some(head),
                // A verb of change has no place before how two areas differ.
                Says::Way(_, form) if self.kind != Kind::Change && is_of_time(form) => return None,
                Says::Way(..) => {}
            }
        }
        None
    }

    /// Whether two words that go different ways stand before two numbers: "turnover fell and absence rose, by … and …".
    fn is_one_of_two(&self, head: &Head) -> bool {
        let Some((sense, _)) = head.way() else { return false };
        let first = self.ways().rfind(|one| one.tokens.end <= head.tokens.start);
        let numbers = |within: Range<usize>| {
            self.reading.quantities.iter().filter(|one| within.contains(&one.tokens.start)).count()
        };
        first.and_then(Head::way).is_some_and(|(other, _)| other != sense)
            && first.is_some_and(|first| numbers(first.tokens.end..head.tokens.start) == 0)
            && numbers(head.tokens.end..self.reading.sentence.end) > 1
    }

    /// The noun that has the size after "of": "a fall in the agency rate of".
    fn noun(&self, edge: usize) -> Option<&Head> {
        // "fell by a total of"
        if matches!(self.word(edge - 1), "total" | "order" | "matter" | "tune") {
            return self.carried(edge - 1, true);
        }
        // ", a change of": it is apposed to what was said last.
        if is_neutral(self.word(edge - 1)) && self.heads.iter().all(|head| head.tokens.end != edge) {
            return self.carried(edge - 1, false);
        }
        let noun = self.heads.iter().rev().find(|head| head.tokens.end <= edge)?;
        let fits = noun.is_noun() || noun.tokens.end == edge;
        (fits && noun.way().is_some() && self.suits(noun, true)).then_some(noun)
    }

    /// The noun that the size is said of: "the rise since 2021 was".
    fn subject(&self, edge: usize) -> Option<&Head> {
        let noun = self.heads.iter().rev().find(|head| head.tokens.end <= edge)?;
        let tokens = self.reading.tokens;
        let joined = (noun.tokens.end..edge).all(|at| {
            !tokens.is(at, ',') && !tokens.is(at, ';') && !matches!(tokens.word(at), "and" | "but" | "which")
        });
        // "after the fall in turnover the figure was"
        let opens = (self.reading.clause_start(noun.tokens.start)..noun.tokens.start).all(|at| {
            !matches!(tokens.word(at), "after" | "before" | "despite" | "with" | "without" | "following")
        });
        let said = matches!(noun.way(), Some((_, Form::Noun)));
        (said && joined && opens && self.suits(noun, true)).then_some(noun)
    }

    /// Whether the size is what a verb after it is said of: "3.2 points is what".
    fn is_subject(&self) -> bool {
        let end = (self.size.end..self.reading.sentence.end)
            .find(|at| !matches!(self.reading.tokens.kind(*at), Some(Token::Word | Token::Number)))
            .unwrap_or(self.reading.sentence.end);
        self.heads.iter().any(|head| head.says == Says::Being && (self.size.end..end).contains(&head.tokens.start))
    }

    /// What is said of a size that its sentence begins with: "By 3.2 points the rate has fallen".
    fn told_later(&self) -> Option<&Head> {
        let tokens = self.reading.tokens;
        let head = self
            .heads
            .iter()
            .filter(|head| head.tokens.start >= self.size.end)
            .find(|head| head.says != Says::Being)?;
        let (_, form) = head.way()?;
        let near = (self.size.end..head.tokens.start).all(|at| {
            !tokens.is(at, ',') && !tokens.is(at, ';') && !tokens.is(at, ')') && tokens.list[at].fact.is_none()
        });
        (near && matches!(form, Form::Verb | Form::Noun) && self.suits(head, true)).then_some(head)
    }

    /// Whether a word can give a size of this kind its direction; `beside` if it stands right beside the size.
    fn suits(&self, head: &Head, beside: bool) -> bool {
        let Some((_, form)) = head.way() else { return false };
        let level = matches!(form, Form::Comparative | Form::Preposition);
        if beside {
            return level || self.kind == Kind::Change && is_of_time(form);
        }
        // "fell by more than in 2024": what compares two changes is no direction of either.
        let plain = matches!(
            self.word(head.tokens.start),
            "lower" | "higher" | "fewer" | "below" | "above" | "exceeds" | "exceeded"
        );
        match self.kind {
            Kind::Change if level => plain && !self.names_area(head),
            Kind::Change => is_of_time(form),
            Kind::Areas | Kind::Other => level && plain,
        }
    }

    /// Whether an area stands between a word and the size: "below the rate of England".
    fn names_area(&self, head: &Head) -> bool {
        let between = head.tokens.end..self.size.start.max(head.tokens.end);
        self.reading.areas.iter().any(|area| between.contains(&area.tokens.start))
    }

    /// Whether what moved is a distance, of which the sizes of the data say nothing: "the gap to England fell by".
    fn is_of_a_gap(&self, head: &Head) -> bool {
        let start = self.reading.clause_start(head.tokens.start);
        (start..head.tokens.start).any(|at| matches!(self.word(at), "gap" | "difference" | "distance"))
    }
}

/// Whether words of this form tell a change.
fn is_of_time(form: Form) -> bool {
    matches!(form, Form::Verb | Form::Participle | Form::Noun | Form::Particle)
}
