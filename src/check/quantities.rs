//! Sentences with their quantities: the numbers in them that count something.

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::numerals::numeral_at;
use crate::check::passage::Passage;
use crate::check::words::Word;

/// A number that counts something: no year, date, percentage, age or length of time, and no name of a thing as in "stage 1".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The index of its first word.
    pub first: usize,
    /// The index of the word after it.
    pub end: usize,
    /// How many, or how much.
    pub value: Decimal,
    /// Whether it is a sum of money.
    pub money: bool,
}

/// A sentence.
#[derive(Debug, Clone)]
pub struct Sentence<'a> {
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// What it counts, in its order.
    pub quantities: Vec<Quantity>,
}

impl<'a> Sentence<'a> {
    /// The sentences of a passage.
    pub fn all(passage: &'a Passage<'_>) -> Vec<Self> {
        let sentences = passage.words_by_sentence().into_iter();
        sentences.map(|(_, words)| Self::of(words)).collect()
    }

    /// The sentence that some words are.
    pub fn of(words: Vec<Word<'a>>) -> Self {
        Self { quantities: quantities(&words), words }
    }

    /// A word in small letters; nothing where there is none.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The same of the word before.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }
}

fn quantities(words: &[Word<'_>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut labelled: Option<(usize, Decimal)> = None;
    while at < words.len() {
        let Some(quantity) = quantity_at(words, at) else {
            at += 1;
            continue;
        };
        let end = quantity.end;
        let goes_on =
            labelled.is_some_and(|(end, last)| end + 1 == at && goes_on(words, end, last, quantity.value));
        if goes_on || is_label(words, &quantity) {
            labelled = Some((end, quantity.value));
        } else if !is_measure_of_time(words, &quantity) {
            found.push(quantity);
        }
        at = end;
    }
    found
}

/// "Stages 1 and 2", "aged 16 to 17"; but not "180 at stage 1 and 32 at stage 2".
fn goes_on(words: &[Word<'_>], joiner: usize, last: Decimal, value: Decimal) -> bool {
    match words.get(joiner).map_or("", |word| word.lower.as_str()) {
        "and" | "or" | "&" => value == last + Decimal::ONE,
        "to" | "–" | "-" => value > last && value <= Decimal::ONE_HUNDRED,
        _ => false,
    }
}

/// No council counts so many of anything, or so many pounds.
const LARGEST: u64 = 1_000_000_000_000;

/// A number that may be one of something, with its pound sign and its scale: "£1.2 million", "£400k".
fn quantity_at(words: &[Word<'_>], first: usize) -> Option<Quantity> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let money = lower(first) == "£";
    let at = first + usize::from(money);
    let (value, mut end) = match numeral_at(words, at) {
        Some(found) => (found.value, found.end),
        None => (scaled(lower(at)).filter(|_| money)?, at + 1),
    };
    let scale = match lower(end) {
        "million" | "m" => 1_000_000,
        "thousand" => 1000,
        "billion" | "bn" => 1_000_000_000,
        _ => 1,
    };
    end += usize::from(scale > 1);
    // "2024"; but "19.4".
    let digits = words[at].text.len() == 4 && words[at].text.bytes().all(|one| one.is_ascii_digit());
    let is_year = !money && digits && matches!(words[at].text.get(..2), Some("19" | "20"));
    let of_year = lower(end) == "/" || at > 0 && lower(at - 1) == "/";
    // "In January 510 children"
    let day = value <= Decimal::from(31);
    let of_date = day && at > 0 && month(words[at - 1].text).is_some()
        || words.get(end).is_some_and(|next| month(next.text).is_some());
    let percent = matches!(lower(end), "%" | "per" | "percent" | "percentage" | "times");
    let in_words = words[at].is_word();
    // "one of them", "zero tolerance".
    let few = in_words && value <= Decimal::ONE;
    // What is longer is a reference, and could not be added up.
    let value = value.checked_mul(Decimal::from(scale)).filter(|value| *value < Decimal::from(LARGEST))?;
    (!is_year && !of_year && !of_date && !percent && !few).then_some(Quantity { first, end, value, money })
}

/// "4.2m", "400k".
fn scaled(lower: &str) -> Option<Decimal> {
    let (digits, scale) = match lower.strip_suffix("bn") {
        Some(digits) => (digits, 1_000_000_000),
        None => match lower.strip_suffix('m') {
            Some(digits) => (digits, 1_000_000),
            None => (lower.strip_suffix('k')?, 1000),
        },
    };
    digits.replace(',', "").parse::<Decimal>().ok()?.checked_mul(Decimal::from(scale))
}

/// What a number may follow as its name, in the singular.
const LABELLED: &[&str] = &[
    "age",
    "aged",
    "appendix",
    "band",
    "category",
    "class",
    "grade",
    "group",
    "item",
    "key",
    "level",
    "paragraph",
    "phase",
    "quarter",
    "section",
    "stage",
    "step",
    "table",
    "tier",
    "type",
    "ward",
    "zone",
];

/// Whether a number names something, or says how old: "stage 1", "aged 18", "under 65", "(2)".
fn is_label(words: &[Word<'_>], quantity: &Quantity) -> bool {
    let Some(before) = quantity.first.checked_sub(1) else { return false };
    let next = words.get(quantity.end).map_or("", |word| word.text);
    // "Scrutiny Board (2)"; but "repairs (190)".
    let name = before.checked_sub(1).is_some_and(|name| words[name].is_capital());
    // "Stage 1"; but "in the third quarter 5,310 …".
    let small = quantity.value <= Decimal::ONE_HUNDRED;
    labels(words, before) && small || words[before].text == "(" && next == ")" && name
}

/// Whether the number after a word belongs to it, as its name or as an age.
pub fn labels(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let lower = word.lower.as_str();
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    // "Year 6" is a class; "last year 31" is none.
    if LABELLED.contains(&singular)
        || LABELLED.contains(&lower)
        || singular == "year" && word.is_capital() && at > 0
    {
        return true;
    }
    let people = |word: &Word<'_>| {
        word.number().is_some()
            || matches!(
                word.lower.as_str(),
                "aged"
                    | "people"
                    | "those"
                    | "children"
                    | "adults"
                    | "residents"
                    | "women"
                    | "men"
                    | "were"
                    | "are"
            )
    };
    matches!(lower, "over" | "under")
        && at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(people)
        && words.get(at + 1).and_then(Word::number).is_some_and(|age| age <= Decimal::ONE_HUNDRED)
}

/// Whether a number says how long or when: "within 20 days", "12 months ago".
fn is_measure_of_time(words: &[Word<'_>], quantity: &Quantity) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    if time_unit(lower(quantity.end)).is_none() {
        return false;
    }
    let when = matches!(lower(quantity.end + 1), "ago" | "earlier" | "before" | "later" | "old" | "after" | "to");
    let before = quantity.first.checked_sub(1).map_or("", lower);
    let long =
        matches!(before, "within" | "in" | "for" | "after" | "over" | "under" | "at" | "every" | "than" | "last");
    when || long && quantity.value <= Decimal::ONE_HUNDRED
}

/// The unit of time that a word names, in the singular.
pub fn time_unit(lower: &str) -> Option<&str> {
    let unit = lower.trim_end_matches('\'').trim_end_matches('s').trim_end_matches('\'');
    matches!(unit, "day" | "week" | "month" | "year" | "hour" | "minute" | "working").then_some(unit)
}
