//! Quantities: the numbers of a sentence that measure or count something, as opposed to years, dates and references.

mod references;

pub use references::year_before;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::lexicon::{self, Thing};
use crate::claims::tokens::{Kind, Tokens};
use crate::facts::figure::Figure;
use crate::narrative::Record;
use crate::quantity::value::Unit;

/// What a typed number counts, as far as the words beside it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Full-time equivalents.
    Fte,
    /// Pounds.
    Pounds,
    /// Days, where the sentence is of absence.
    Days,
    /// People, posts, vacancies.
    People,
    /// Cases, children and other things.
    Things,
    /// Nothing that is said.
    Bare,
}

impl Counted {
    /// Whether a value of a unit can be written so.
    pub fn fits(self, unit: Unit) -> bool {
        match self {
            Self::Percent => unit == Unit::Percent,
            Self::Points => unit == Unit::PercentagePoints,
            Self::Fte => unit == Unit::Fte,
            Self::Pounds => unit == Unit::Pounds,
            Self::Days => unit == Unit::Days,
            Self::People => matches!(unit, Unit::People | Unit::Number | Unit::Cases),
            Self::Things => matches!(unit, Unit::Cases | Unit::Number | Unit::People | Unit::CasesPerWorker),
            Self::Bare => true,
        }
    }

    fn of(unit: Unit) -> Self {
        match unit {
            Unit::Percent => Self::Percent,
            Unit::PercentagePoints => Self::Points,
            Unit::People => Self::People,
            Unit::Fte => Self::Fte,
            Unit::Cases => Self::Things,
            Unit::Days => Self::Days,
            Unit::Pounds => Self::Pounds,
            Unit::CasesPerWorker | Unit::Number => Self::Bare,
        }
    }
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// As it stands, rounded as it is written.
    Exact,
    /// "about".
    About,
    /// "more than", "over", "at least".
    AtLeast,
    /// "less than", "under", "nearly".
    AtMost,
}

/// A number of a sentence that measures or counts something.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// Its tokens, unit included.
    pub tokens: Range<usize>,
    /// The exact number as it is written, with "million" and the like.
    pub value: Decimal,
    /// How far from it a true value may lie and still be written so: half of the last digit.
    pub slack: Decimal,
    /// What it counts.
    pub counted: Counted,
    /// How exactly it is meant.
    pub hedge: Hedge,
    /// Whether it was printed by a fact, and not typed.
    pub printed: bool,
    /// The figure that was printed, if the fact is one value.
    pub figure: Option<Figure>,
    /// The figures of the marked claim whose words have the number.
    pub within: Vec<Figure>,
    /// Whether a sign stands before it: "+3.3%".
    pub signed: bool,
}

impl Quantity {
    /// Whether a value may be written so, the hedge taken into account.
    pub fn is(&self, value: Decimal) -> bool {
        let near = (value - self.value).abs();
        let loose = (self.value.abs() / Decimal::TEN).max(self.slack * Decimal::TWO);
        match self.hedge {
            Hedge::Exact => near < self.slack || near == self.slack && self.value.abs() > value.abs(),
            Hedge::About => near <= loose / Decimal::TWO || near <= self.slack,
            // A bound says what it says of any value beyond it; one that is far beyond is hardly what is meant.
            Hedge::AtLeast => value >= self.value && near <= loose * Decimal::from(5),
            Hedge::AtMost => value <= self.value && near <= loose * Decimal::from(5),
        }
    }
}

/// The quantities of a sentence, in order; `record` tells what its facts are.
pub fn quantities(tokens: &Tokens<'_>, sentence: &Range<usize>, record: &Record) -> Vec<Quantity> {
    let mut reader = Reader { tokens, sentence, found: Vec::new() };
    let mut at = sentence.start;
    let mut reference = false;
    while at < sentence.end {
        let next = reader.step(at, record, &mut reference);
        at = next.max(at + 1);
    }
    let mut found = reader.found;
    share_units(tokens, &mut found);
    found
}

struct Reader<'a, 't> {
    tokens: &'a Tokens<'t>,
    sentence: &'a Range<usize>,
    found: Vec<Quantity>,
}

impl Reader<'_, '_> {
    /// Looks at a token and returns the first one that is not yet dealt with.
    fn step(&mut self, at: usize, record: &Record, reference: &mut bool) -> usize {
        let tokens = self.tokens;
        if let Some(id) = tokens.list[at].fact {
            *reference = false;
            return self.fact(at, id, record);
        }
        match tokens.kind(at) {
            Some(Kind::Number) => {
                let skipped = self.not_a_figure(at, *reference);
                if let Some(end) = skipped {
                    *reference = *reference || lexicon::REFERENCES.contains(&self.word_before(at));
                    return end;
                }
                *reference = false;
                let Ok(value) = tokens.text(at).replace(',', "").parse::<Decimal>() else { return at + 1 };
                self.quantity(at, at + 1, value, false)
            }
            Some(Kind::Word) => {
                if !matches!(tokens.word(at), "and" | "or" | "to") {
                    *reference = false;
                }
                match spelt(tokens, at, self.sentence.end) {
                    Some((value, end)) => self.quantity(at, end, value, true),
                    None => at + 1,
                }
            }
            Some(Kind::Sign(',' | '&' | '(' | ')' | '–' | '-')) => at + 1,
            _ => {
                *reference = false;
                at + 1
            }
        }
    }

    /// The number that a fact printed, if it printed one.
    fn fact(&mut self, at: usize, id: usize, record: &Record) -> usize {
        let tokens = self.tokens;
        let mut end = at;
        while end < self.sentence.end && tokens.list[end].fact == Some(id) {
            end += 1;
        }
        let Some(shown) = record.shown.get(id) else { return end };
        let one = match shown.figures.as_slice() {
            [one] if one.datum.number().is_some() => Some(one),
            _ => None,
        };
        // A rank rests on one figure, but its number is none: "3rd lowest of 14".
        let starts = matches!(tokens.kind(at), Some(Kind::Number | Kind::Sign('£' | '−' | '-')));
        let ordinal = starts && tokens.joined(at) && matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th");
        let spelt_out = spelt(tokens, at, end).is_some_and(|(_, until)| until == end);
        let figure = one.filter(|_| (starts && !ordinal) || spelt_out);
        if let Some(figure) = figure
            && let Some(value) = figure.shown()
        {
            let slack = half_of_last(figure.measure.decimals);
            let mut counted = Counted::of(figure.measure.unit);
            let mut until = end;
            // "6.4" of a figure in points is followed by its words.
            if let Some((unit, after)) = self.unit(end, false) {
                if counted == Counted::Bare {
                    counted = unit;
                }
                until = after;
            }
            self.found.push(Quantity {
                tokens: at..until,
                value,
                slack,
                counted,
                hedge: Hedge::Exact,
                printed: true,
                figure: Some(figure.clone()),
                within: Vec::new(),
                signed: false,
            });
            return end;
        }
        // Words of a claim may have a number that their author typed.
        if figure.is_none() && shown.figures.len() > 1 {
            let mut inside = at;
            while inside < end {
                if tokens.kind(inside) == Some(Kind::Number)
                    && self.not_a_figure(inside, false).is_none()
                    && let Ok(value) = tokens.text(inside).replace(',', "").parse::<Decimal>()
                {
                    let before = self.found.len();
                    let next = self.quantity(inside, inside + 1, value, false);
                    for quantity in &mut self.found[before..] {
                        quantity.within = shown.figures.clone();
                    }
                    inside = next.max(inside + 1);
                } else {
                    inside += 1;
                }
            }
        }
        end
    }

    /// Reads a number that begins at a token, with its unit, and keeps it if it is a figure.
    fn quantity(&mut self, start: usize, end: usize, value: Decimal, in_words: bool) -> usize {
        let tokens = self.tokens;
        let mut decimals =
            if in_words { 0 } else { tokens.text(start).split_once('.').map_or(0, |(_, part)| part.len()) };
        let pounds = start > self.sentence.start && tokens.is(start - 1, '£');
        let mut first = if pounds { start - 1 } else { start };
        let (mut value, mut end) = (value, end);
        let magnitude = match tokens.word(end) {
            "million" | "millions" | "m" | "mn" => Some(6u32),
            "thousand" | "thousands" | "k" => Some(3),
            "billion" | "billions" | "bn" => Some(9),
            _ => None,
        };
        let mut slack = half_of_last(u32::try_from(decimals).unwrap_or(0));
        if let Some(power) = magnitude
            && (pounds || tokens.word(end).len() > 1)
        {
            let factor = Decimal::from(10u64.pow(power));
            value *= factor;
            slack *= factor;
            end += 1;
            decimals = 0;
        }
        let _ = decimals;
        let mut counted = if pounds { Counted::Pounds } else { Counted::Bare };
        if !pounds && let Some((unit, after)) = self.unit(end, in_words && value <= Decimal::TEN) {
            counted = unit;
            end = after;
        }
        if in_words
            && (counted == Counted::Bare
                || (value <= Decimal::ONE && !matches!(counted, Counted::Percent | Counted::Points)))
        {
            return end;
        }
        // "one in eight" is a share, and no eight people.
        let ratio = start >= 2
            && matches!(tokens.word(start - 1), "in" | "every")
            && (lexicon::number_word(tokens.word(start - 2)).is_some()
                || tokens.kind(start - 2) == Some(Kind::Number) && tokens.text(start - 2).len() < 3)
            && matches!(counted, Counted::People | Counted::Things | Counted::Bare);
        if ratio {
            return end;
        }
        // "one or two people" says no number.
        let vague = in_words
            && start >= 2
            && tokens.word(start - 1) == "or"
            && lexicon::number_word(tokens.word(start - 2)).is_some();
        if vague {
            return end;
        }
        let signed = first > self.sentence.start
            && matches!(tokens.kind(first - 1), Some(Kind::Sign('+' | '−' | '-')))
            && tokens.joined(first - 1)
            && !(first >= 2 && tokens.joined(first - 2) && !tokens.is(first - 2, '('));
        if signed {
            first -= 1;
        }
        let hedge = self.hedge(first);
        self.found.push(Quantity {
            tokens: first..end,
            value,
            slack,
            counted,
            hedge,
            printed: false,
            figure: None,
            within: Vec::new(),
            signed,
        });
        end
    }

    /// The unit that begins at a token; `small` is a number so small that only people of the workforce make it one.
    fn unit(&self, at: usize, small: bool) -> Option<(Counted, usize)> {
        let tokens = self.tokens;
        if at >= self.sentence.end {
            return None;
        }
        if tokens.is(at, '%') {
            // "3% points" is how some write percentage points.
            let points = matches!(tokens.word(at + 1), "point" | "points");
            return Some(if points { (Counted::Points, at + 2) } else { (Counted::Percent, at + 1) });
        }
        match tokens.word(at) {
            "per" if matches!(tokens.word(at + 1), "cent") => {
                let points = matches!(tokens.word(at + 2), "point" | "points");
                return Some(if points { (Counted::Points, at + 3) } else { (Counted::Percent, at + 2) });
            }
            "percent" | "pc" => return Some((Counted::Percent, at + 1)),
            "percentage" if matches!(tokens.word(at + 1), "point" | "points") => {
                return Some((Counted::Points, at + 2));
            }
            "point"
                if at > self.sentence.start
                    && !matches!(tokens.text(at - 1), "1" | "1.0" | "one" | "a" | "half") =>
            {
                return None;
            }
            "pp" | "ppt" | "ppts" | "pts" | "points" | "point" => return Some((Counted::Points, at + 1)),
            "fte" | "ftes" | "wte" | "wtes" => return Some((Counted::Fte, at + 1)),
            "full" | "whole" if tokens.word(at + 2) == "time" && tokens.word(at + 3).starts_with("equivalent") => {
                return Some((Counted::Fte, at + 4));
            }
            "full" | "whole" if tokens.word(at + 1) == "time" && tokens.word(at + 2).starts_with("equivalent") => {
                return Some((Counted::Fte, at + 3));
            }
            _ => {}
        }
        let mut step = at;
        while step < self.sentence.end.min(at + 6) {
            let word = tokens.word(step);
            let hyphen = tokens.is_dash(step) && tokens.joined(step) && step > at && tokens.joined(step - 1);
            if hyphen {
                step += 1;
                continue;
            }
            if word.is_empty() || lexicon::STOPS.contains(&word) || tokens.list[step].fact.is_some() {
                return None;
            }
            if word == "day" || word == "days" {
                let absent = (self.sentence.start..self.sentence.end)
                    .any(|at| matches!(tokens.word(at), "sickness" | "absence" | "lost" | "sick" | "absent"));
                return absent.then_some((Counted::Days, step + 1));
            }
            if lexicon::DURATIONS.contains(&word) {
                return None;
            }
            if matches!(word, "fte" | "ftes") {
                return Some((Counted::Fte, step + 1));
            }
            if let Some(noun) = lexicon::noun(word) {
                // "agency staff costs", "case studies": the last noun of several is the one that is counted.
                let next = tokens.word(step + 1);
                if lexicon::noun(next).is_some() {
                    step += 1;
                    continue;
                }
                let singular = lexicon::stem(word) == word && !matches!(word, "staff" | "people" | "children");
                if small && noun != Thing::Worker || singular && step > at + 1 {
                    return None;
                }
                let counted = if noun == Thing::Other { Counted::Things } else { Counted::People };
                return Some((counted, step + 1));
            }
            step += 1;
        }
        None
    }

    fn word_before(&self, at: usize) -> &str {
        let mut before = at;
        while before > self.sentence.start {
            before -= 1;
            match self.tokens.kind(before) {
                Some(Kind::Sign('(' | '.' | '“' | '‘' | '"')) => {}
                Some(Kind::Word) => return self.tokens.word(before),
                _ => return "",
            }
        }
        ""
    }

    fn hedge(&self, first: usize) -> Hedge {
        let tokens = self.tokens;
        let word = |back: usize| if first >= self.sentence.start + back { tokens.word(first - back) } else { "" };
        match (word(2), word(1)) {
            ("no" | "not", _) => Hedge::Exact,
            ("more" | "greater" | "higher" | "larger", "than") if self.starts_bound(first, 2) => Hedge::AtLeast,
            ("less" | "fewer" | "lower" | "smaller", "than") if self.starts_bound(first, 2) => Hedge::AtMost,
            ("at", "least") | ("just", "over" | "above") | ("well", "over" | "above") => Hedge::AtLeast,
            ("at", "most") | ("just", "under" | "below") | ("well", "under" | "below") => Hedge::AtMost,
            (_, "over" | "exceeding" | "above") if self.starts_bound(first, 1) => Hedge::AtLeast,
            (_, "under" | "nearly" | "almost" | "below") if self.starts_bound(first, 1) => Hedge::AtMost,
            (_, "about" | "around" | "approximately" | "roughly" | "some" | "circa" | "c" | "approx") => {
                Hedge::About
            }
            _ => Hedge::Exact,
        }
    }

    /// Whether "more than" before a number bounds it, and does not compare an earlier number with it.
    fn starts_bound(&self, first: usize, back: usize) -> bool {
        // "less than 8% vacancies": what it bounds follows.
        let unit = if self.tokens.is(first + 1, '%') { first + 2 } else { first + 1 };
        let next = self.tokens.word(unit);
        if back == 2 && !next.is_empty() && !lexicon::STOPS.contains(&next) && unit < self.sentence.end {
            return true;
        }
        !self.found.iter().any(|one| one.tokens.end <= first - back && first - back - one.tokens.end < 6)
    }
}

fn half_of_last(decimals: u32) -> Decimal {
    Decimal::new(5, (decimals + 1).min(20))
}

/// A number that is spelt out from a token on, and the first token after it.
fn spelt(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let joined = |at: usize| tokens.is_dash(at) && tokens.joined(at) && at > 0 && tokens.joined(at - 1);
    let small = lexicon::number_word(tokens.word(at))?;
    let mut total = small;
    let mut after = at + 1;
    let units = |at: usize| lexicon::number_word(tokens.word(at)).filter(|value| *value < 10 && *value > 0);
    if small >= 20 && small.is_multiple_of(10) {
        let step = if joined(after) { after + 1 } else { after };
        if step < end
            && let Some(more) = units(step)
        {
            total += more;
            after = step + 1;
        }
    }
    if matches!(tokens.word(after), "hundred" | "thousand") && after < end {
        total *= if tokens.word(after) == "hundred" { 100 } else { 1000 };
        after += 1;
        if tokens.word(after) == "and"
            && after + 1 < end
            && let Some((rest, until)) = spelt(tokens, after + 1, end)
            && let Ok(rest) = u32::try_from(rest)
            && rest < 100
        {
            total += rest;
            after = until;
        }
    }
    // "two-tier", "nine-day": part of a word.
    if joined(after) && tokens.kind(after + 1) == Some(Kind::Word) {
        return None;
    }
    (after <= end).then(|| (Decimal::from(total), after))
}

/// Gives the unit of the last number of a list to those before it: "16.1 and 15.5%", "from 12 to 17 cases".
fn share_units(tokens: &Tokens<'_>, found: &mut [Quantity]) {
    for at in (1..found.len()).rev() {
        if found[at - 1].counted != Counted::Bare || found[at - 1].printed {
            continue;
        }
        let between = found[at - 1].tokens.end..found[at].tokens.start;
        let listed = between.len() <= 2
            && between.clone().all(|at| {
                matches!(tokens.word(at), "and" | "or" | "to") || tokens.is(at, ',') || tokens.is_dash(at)
            });
        if listed {
            found[at - 1].counted = found[at].counted;
        }
    }
}
