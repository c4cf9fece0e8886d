//! Quantities: the numbers of a sentence that measure or count something, as opposed to years, dates and references.

mod hedges;
mod references;
mod spelt;
mod units;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::lexicon;
use crate::claims::tokens::{Kind, Tokens};
use crate::facts::figure::Figure;
use crate::narrative::Record;
use spelt::spelt;

pub use hedges::Hedge;
pub use references::year_before;
pub use units::Counted;

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

/// Reads a sentence from left to right.
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
                let Some(typed) = tokens.typed(at) else { return at + 1 };
                self.quantity(at, at + 1, typed.value, false)
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
            self.typed_within(at..end, &shown.figures);
        }
        end
    }

    /// The numbers that an author typed into the words of a claim on some figures.
    fn typed_within(&mut self, words: Range<usize>, figures: &[Figure]) {
        let tokens = self.tokens;
        let mut at = words.start;
        while at < words.end {
            if tokens.kind(at) == Some(Kind::Number)
                && self.not_a_figure(at, false).is_none()
                && let Some(typed) = tokens.typed(at)
            {
                let before = self.found.len();
                let next = self.quantity(at, at + 1, typed.value, false);
                for quantity in &mut self.found[before..] {
                    quantity.within = figures.to_vec();
                }
                at = next.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Reads a number that begins at a token, with its unit, and keeps it if it is a figure.
    fn quantity(&mut self, start: usize, end: usize, value: Decimal, in_words: bool) -> usize {
        let tokens = self.tokens;
        let currency = self.currency(start);
        let mut first = currency.map_or(start, |(_, first)| first);
        let (mut value, mut end) = (value, end);
        let magnitude = match tokens.word(end) {
            "million" | "millions" | "m" | "mn" => Some(6u32),
            "thousand" | "thousands" | "k" => Some(3),
            "billion" | "billions" | "bn" => Some(9),
            _ => None,
        };
        let mut slack = half_of_last(value.scale());
        if let Some(power) = magnitude
            && (currency.is_some()
                || tokens.word(end).len() > 1
                || tokens.word(end) == "k" && tokens.joined(end - 1))
        {
            let factor = Decimal::from(10u64.pow(power));
            value *= factor;
            slack *= factor;
            end += 1;
        } else if currency.is_none() && self.are_pence(end) {
            value /= Decimal::ONE_HUNDRED;
            slack /= Decimal::ONE_HUNDRED;
        }
        // A figure has pounds, or none of them gives the sum.
        let mut counted = match currency {
            Some(('£', _)) => Counted::Pounds,
            Some(_) => Counted::Things,
            None => Counted::Bare,
        };
        if currency.is_none()
            && let Some((unit, after)) = self.unit(end, in_words && value <= Decimal::TEN)
        {
            counted = unit;
            end = after;
        }
        // "Eighteen of the 34 leavers"
        let of = if matches!(tokens.word(end + 1), "the" | "our" | "its" | "these" | "those") {
            end + 2
        } else {
            end + 1
        };
        let part = tokens.word(end) == "of" && tokens.kind(of) == Some(Kind::Number) && value > Decimal::ONE;
        if in_words
            && !part
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

    /// The sign of a currency before a number, and the token where the sum begins: "£400", "€5m", "£-400".
    fn currency(&self, start: usize) -> Option<(char, usize)> {
        let sign = |at: usize| match self.tokens.kind(at) {
            Some(Kind::Sign(sign @ ('£' | '€' | '$'))) if at >= self.sentence.start => Some((sign, at)),
            _ => None,
        };
        let before = start.checked_sub(1)?;
        let minus = self.tokens.is_dash(before) && self.tokens.joined(before);
        sign(before).or_else(|| {
            let below = before.checked_sub(1).filter(|below| minus && self.tokens.joined(*below))?;
            sign(below)
        })
    }

    /// The word before a token, quotation marks and the like passed over; empty after a possessive.
    fn word_before(&self, at: usize) -> &str {
        let mut before = at;
        while before > self.sentence.start {
            before -= 1;
            match self.tokens.kind(before) {
                Some(Kind::Sign('(' | '.' | '“' | '‘' | '"')) => {}
                // "last year's 17.1" is no year 17.
                Some(Kind::Word) if self.tokens.possessive(before) => return "",
                Some(Kind::Word) => return self.tokens.word(before),
                _ => return "",
            }
        }
        ""
    }
}

/// Half a unit of the last of so many decimals.
fn half_of_last(decimals: u32) -> Decimal {
    Decimal::new(5, (decimals + 1).min(20))
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
        // "from 17.7% and 13.5 to 11.3%": the second of a list of its own.
        let of_own_list = at >= 2
            && tokens.word(found[at - 1].tokens.end) == "to"
            && found[at - 2].counted != Counted::Bare
            && found[at - 2].tokens.end + 1 == found[at - 1].tokens.start
            && tokens.word(found[at - 2].tokens.end) == "and";
        // "26 of 173, or 15%": what counts are parts of is no percentage.
        let whole = at >= 2
            && tokens.word(found[at - 2].tokens.end) == "of"
            && found[at - 1].tokens.start - found[at - 2].tokens.end <= 2;
        if listed && !of_own_list && !whole {
            found[at - 1].counted = found[at].counted;
        }
    }
}
