//! Sums of money as they are found in a text, with their numbers, units and signs.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::quantity::typed::{self, Typed};
use crate::quantity::words::number_word;

/// A sum of money as it stands in a text, or a range of two.
#[derive(Debug)]
pub struct Sum {
    /// With its sign and its unit.
    pub range: Range<usize>,
    /// One, or the two of a range.
    pub numbers: Vec<Typed>,
    /// Million, billion …
    pub scale: Option<Scale>,
    /// Whether a second unit follows the first: "£1.5m million".
    pub two_units: bool,
    /// Whether it has both the sign and the word: "£3 million pounds".
    pub two_signs: bool,
    /// Whether the word stands in the place of the sign: "1.1 million pounds".
    pub in_words: bool,
    /// Whether the sign does not stand right before the number: "£ 2.5 million", "3.2 million £".
    pub sign_apart: bool,
    /// Whether the two numbers stand after "between", with "and".
    pub between: bool,
    /// Whether the sign stands twice or more: "££3,000", "£GBP 400".
    pub signs: bool,
}

impl Sum {
    /// What stands between its two numbers.
    pub fn joint(&self) -> &'static str {
        if self.between { " and " } else { " to " }
    }
}

/// A word for a thousand, a million …
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// How many pounds.
    pub times: u64,
    /// As it is written.
    pub name: &'static str,
    /// What is wrong with the word: a plural, or a short form of its author's own.
    pub odd: Option<&'static str>,
}

impl Scale {
    /// Whether a number is less than one of it, and so is to be written out.
    pub fn is_small(self, value: Decimal) -> bool {
        self.times > 1_000 && value < Decimal::ONE && !value.is_zero()
    }

    /// The scale that a word names.
    fn of(word: &str) -> Option<Self> {
        const PLURAL: Option<&str> = Some("there is no plural after a number");
        const SHORT: Option<&str> = Some("the word is written out, or shortened to one letter");
        let (times, name, odd) = match word.to_lowercase().as_str() {
            "thousand" | "k" => (1_000, "thousand", None),
            "thousands" => (1_000, "thousand", PLURAL),
            "million" | "m" => (1_000_000, "million", None),
            "millions" | "mills" => (1_000_000, "million", PLURAL),
            "mil" | "mill" | "mio" | "mln" | "mn" | "ms" => (1_000_000, "million", SHORT),
            "billion" | "bn" => (1_000_000_000, "billion", None),
            "billions" => (1_000_000_000, "billion", PLURAL),
            word => return Self::misspelt(word),
        };
        Some(Self { times, name, odd })
    }
}

impl Scale {
    /// "millon", "billlion": one letter away from the word.
    fn misspelt(word: &str) -> Option<Self> {
        /// Words of their own.
        const OTHERS: [&str; 3] = ["mullion", "pillion", "zillion"];
        let known = [("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];
        let (name, times) = known.into_iter().find(|(name, _)| strsim::damerau_levenshtein(name, word) == 1)?;
        (!OTHERS.contains(&word)).then_some(Self { times, name, odd: Some("the word is misspelt") })
    }
}

/// The first sum of money from a place on: with its sign, or with the word after it.
pub fn next_sum(text: &str, from: usize) -> Option<Sum> {
    let starts = text.get(from..)?.char_indices().map(|(at, one)| (from + at, one));
    for (at, one) in starts {
        let sum = match one {
            '£' | 'G' => signed(text, at),
            '0'..='9'
                if !text[..at].ends_with(|before: char| before.is_alphanumeric() || ".,£-/".contains(before)) =>
            {
                unsigned(text, at)
            }
            _ if one.is_ascii_alphabetic()
                && !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '-') =>
            {
                spelt_out(text, at)
            }
            _ => None,
        };
        if sum.is_some() {
            return sum;
        }
    }
    None
}

/// Where the sign ends that stands here: "£", or "GBP" in its place.
fn sign_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let after = rest.strip_prefix('£').or_else(|| rest.strip_prefix("GBP"))?;
    Some(text.len() - after.len())
}

/// A sum after its sign: "£1.1 million", "£0.4-0.6m", "£0.4 to £0.6 million", "£400,000".
fn signed(text: &str, start: usize) -> Option<Sum> {
    let mut after = sign_at(text, start)?;
    let mut signs = false;
    while let Some(again) = sign_at(text, skip_space(text, after)) {
        (after, signs) = (again, true);
    }
    let (first, mut end) = number_at(text, skip_space(text, after), typed::sum)?;
    let mut numbers = vec![first];
    let mut unit = scale_at(text, end);
    if unit.is_none()
        && let Some((second, until)) = range_to(text, start, end)
        && let Some(shared) = scale_at(text, until)
        && numbers[0].value < Decimal::ONE_THOUSAND
    {
        numbers.push(second);
        unit = Some(shared);
        end = until;
    }
    let mut two_units = false;
    if let Some((_, after)) = unit {
        end = after;
        // "£1.5m million", "£500k million".
        if let Some((_, again)) = scale_at(text, end) {
            two_units = true;
            end = again;
        }
    }
    let pounds = pounds_at(text, end);
    let sum = Sum {
        sign_apart: skip_space(text, after) != after,
        range: start..pounds.unwrap_or(end),
        numbers,
        scale: unit.map(|(scale, _)| scale),
        two_units,
        two_signs: pounds.is_some(),
        in_words: false,
        between: is_between(text, start),
        signs,
    };
    Some(sum)
}

/// A sum without a sign: "1.1 millions pounds", "750,000 pounds", "1 to 1.5 million pounds", "3.2 million £", "250£".
fn unsigned(text: &str, at: usize) -> Option<Sum> {
    let (first, mut end) = number_at(text, at, typed::number)?;
    let mut numbers = vec![first];
    let mut unit = scale_at(text, end);
    let pounds_after = |end: usize, unit: Option<(Scale, usize)>| pounds_at(text, after_unit(text, end, unit));
    // A year before "to" begins no range.
    if unit.is_none()
        && pounds_after(end, unit).is_none()
        && !is_year(&text[at..end])
        && let Some((second, until)) = range_to(text, at, end)
    {
        end = until;
        unit = scale_at(text, end);
        numbers.push(second);
    }
    let sum = |end, in_words| Sum {
        range: at..end,
        numbers,
        scale: unit.map(|(scale, _)| scale),
        two_units: false,
        two_signs: false,
        in_words,
        sign_apart: !in_words,
        between: is_between(text, at),
        signs: false,
    };
    if let Some(pounds) = pounds_after(end, unit) {
        return (unit.is_some() || !is_weight(text, at, pounds)).then(|| sum(pounds, true));
    }
    // "3.2 million £", "250£"; not "3.2 million (£4 a head)", and not "in 2025 £4".
    let rest = text.get(unit.map_or(end, |(_, end)| end)..)?.trim_start();
    let after = rest.strip_prefix('£')?;
    (!after.trim_start().starts_with(|one: char| one.is_ascii_digit() || one == '£'))
        .then(|| sum(text.len() - after.len(), false))
}

/// A sum all in words: "two million pounds", "half a million pounds".
fn spelt_out(text: &str, at: usize) -> Option<Sum> {
    let length = text[at..].find(|one: char| !one.is_alphabetic())?;
    let word = text[at..at + length].to_lowercase();
    let value = match word.as_str() {
        "half" => Decimal::new(5, 1),
        word => Decimal::from(number_word(word).filter(|number| *number > 0)?),
    };
    let after = at + length;
    let of =
        text[after..].strip_prefix(" a").filter(|_| word == "half").map_or(after, |rest| text.len() - rest.len());
    let unit = scale_at(text, of).filter(|(scale, _)| scale.name.len() > 1)?;
    let end = pounds_at(text, after_unit(text, of, Some(unit)))?;
    let number = Typed::plain(length, value, value.normalize().to_string());
    Some(Sum {
        range: at..end,
        numbers: vec![number],
        scale: Some(unit.0),
        two_units: false,
        two_signs: false,
        in_words: true,
        sign_apart: false,
        between: false,
        signs: false,
    })
}

/// Where a number ends with its unit, and with the "of" after it: "0.4 million of pounds".
fn after_unit(text: &str, end: usize, unit: Option<(Scale, usize)>) -> usize {
    let Some((_, end)) = unit else { return end };
    text[end..].strip_prefix(" of").map_or(end, |rest| text.len() - rest.len())
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether pounds are a weight: "40 pounds of fruit", "it weighs 300 pounds", "a 5-pound bag".
fn is_weight(text: &str, start: usize, end: usize) -> bool {
    let before = text[..end].to_lowercase();
    // "Lifts 40 pounds", "lifting up to 40 pounds"; not "a lift for 90,000 pounds".
    let led = text[..start].to_lowercase();
    let last = led.split_whitespace().rfind(|word| !matches!(*word, "about" | "over" | "up" | "to"));
    let lifted = last.is_some_and(|word| matches!(word, "lift" | "lifted" | "lifting" | "lifts"));
    let rest = text[end..].trim_start();
    let singular = before.ends_with("pound");
    let weighs = ["weigh", "heav", "lost "].iter().any(|word| before.contains(word));
    singular
        || weighs
        || lifted
        || ["of ", "in weight", "per square", "heavier", "lighter"].iter().any(|next| rest.starts_with(next))
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.chars().next().filter(|one| one.is_whitespace()).map_or(0, char::len_utf8)
}

/// The number that starts at a place, where `read` says how it is read, and where it ends.
fn number_at(text: &str, at: usize, read: impl Fn(&str) -> Option<Typed>) -> Option<(Typed, usize)> {
    let typed = read(text.get(at..)?)?;
    let end = at + typed.length;
    Some((typed, end))
}

/// Whether a number stands after "between".
fn is_between(text: &str, start: usize) -> bool {
    text[..start].trim_end().to_lowercase().ends_with("between")
}

/// The second number of a range: "-0.6", " to £0.6", and after "between" also " and £0.6".
fn range_to(text: &str, start: usize, end: usize) -> Option<(Typed, usize)> {
    let rest = text.get(end..)?;
    let between = is_between(text, start);
    let joined =
        ["-", "–", "—", "/", " - ", " – ", " — ", " to ", " or "].into_iter().chain(between.then_some(" and "));
    let after = joined.filter_map(|join| rest.strip_prefix(join)).next()?;
    let after = after.strip_prefix('£').unwrap_or(after);
    number_at(text, text.len() - after.len(), typed::number)
}

/// The unit that stands here, after a space, a hyphen, "of a" or nothing, and where it ends.
fn scale_at(text: &str, at: usize) -> Option<(Scale, usize)> {
    let rest = text.get(at..)?;
    let after =
        rest.strip_prefix(" of a ").or_else(|| rest.strip_prefix([' ', '-', '\u{a0}', '\u{2011}', '\u{202f}']));
    let after = after.unwrap_or(rest).trim_start_matches(' ');
    let length = after.find(|one: char| !one.is_alphanumeric()).unwrap_or(after.len());
    let scale = Scale::of(&after[..length])?;
    Some((scale, text.len() - after.len() + length))
}

/// Where "pounds" or "pounds sterling" ends, if it stands here after a space or a hyphen.
fn pounds_at(text: &str, at: usize) -> Option<usize> {
    let (word, end) = word_after(text, at)?;
    if !matches!(word.as_str(), "pound" | "pounds" | "gbp") {
        return None;
    }
    Some(word_after(text, end).filter(|(next, _)| next == "sterling").map_or(end, |(_, end)| end))
}

/// The word that stands here after a space or a hyphen, in small letters, and where it ends.
fn word_after(text: &str, at: usize) -> Option<(String, usize)> {
    let after = text.get(at..)?.strip_prefix([' ', '-', '\u{a0}'])?;
    let length = after.find(|one: char| !one.is_alphanumeric()).unwrap_or(after.len());
    Some((after[..length].to_lowercase(), text.len() - after.len() + length))
}
