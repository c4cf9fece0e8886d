//! Sums of money that a decision is about, against the council's threshold.

use rust_decimal::Decimal;

use crate::check::Paper;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Span;
use crate::project::recommendations::RecommendationEntry;

/// The first sum above a threshold that the decision is about: in a recommendation, or in a sentence on spending of the
/// financial implications; with its words.
pub(super) fn largest(paper: &Paper<'_>, above: Decimal) -> Option<(Span, String)> {
    let mut recommended = Vec::new();
    if let Some(entry) = &paper.report.recommendations {
        texts_of(&entry.items, &mut recommended);
    }
    let financial: Vec<Span> = paper
        .sections()
        .into_iter()
        .filter(|section| section.is_about("financ"))
        .flat_map(|section| section.texts())
        .map(|text| text.span.clone())
        .collect();
    let summary: Vec<Span> = paper.texts("summary").into_iter().map(|text| text.span.clone()).collect();
    let options: Vec<Span> = paper
        .sections()
        .into_iter()
        .filter(|section| section.is_about("option"))
        .flat_map(|section| section.texts())
        .map(|text| text.span.clone())
        .collect();
    paper.passages.iter().find_map(|passage| {
        let of = |places: &[Span]| places.contains(&passage.source.span);
        let (whole, maybe) = (of(&recommended), of(&options));
        if !whole && !maybe && !of(&financial) && !of(&summary) {
            return None;
        }
        let counts = |words: &[Word<'_>]| whole || spends(words) && !(maybe && is_another_option(words));
        let mut sentences = passage.words_by_sentence().into_iter();
        sentences.find_map(|(_, words)| counts(&words).then(|| sum_above(passage, &words, above)).flatten())
    })
}

fn texts_of(items: &[RecommendationEntry], into: &mut Vec<Span>) {
    for item in items {
        into.push(item.text.span.clone());
        texts_of(&item.items, into);
    }
}

/// Whether a sentence is about what is not proposed.
fn is_another_option(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "would" | "could" | "not" | "rejected" | "ruled" | "discounted" | "instead" | "alternative" | "without"
        )
    })
}

/// Whether a sentence is about money that is spent or saved.
fn spends(words: &[Word<'_>]) -> bool {
    const STEMS: &[&str] = &["cost", "expenditure", "spend", "saving", "invest", "contract", "price", "purchase"];
    words.iter().any(|word| STEMS.iter().any(|stem| word.lower.starts_with(stem)))
}

/// "1.2 million pounds", "half a million pounds": a sum without its sign.
fn in_words(passage: &Passage<'_>, words: &[Word<'_>], above: Decimal) -> Option<(Span, String)> {
    const SPELT: [&str; 11] =
        ["half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    (0..words.len()).filter(|at| words[*at].lower == "pounds").find_map(|pounds| {
        let unit = pounds.checked_sub(1).filter(|at| times(&words[*at].lower) > 1)?;
        let number = unit.checked_sub(1)?;
        let number =
            if matches!(words[number].lower.as_str(), "a" | "-") { number.checked_sub(1)? } else { number };
        let spelt = SPELT.iter().position(|word| *word == words[number].lower).map(|at| match at {
            0 => Decimal::new(5, 1),
            at => Decimal::from(at),
        });
        let value = words[number].number().or(spelt)?.checked_mul(Decimal::from(times(&words[unit].lower)))?;
        let less = number > 0 && matches!(words[number - 1].lower.as_str(), "below" | "under" | "than");
        let range = words[number].range.start..words[pounds].range.end;
        let written = passage.text.get(range.clone()).unwrap_or_default();
        (value > above && !less).then(|| (passage.place(&range), format!("`{written}`")))
    })
}

/// The first sum above a threshold.
fn sum_above(passage: &Passage<'_>, words: &[Word<'_>], above: Decimal) -> Option<(Span, String)> {
    for (at, sign) in words.iter().enumerate().filter(|(_, word)| word.text == "£") {
        let Some(number) = words.get(at + 1).filter(|word| word.is_number()) else { continue };
        let less = at > 0
            && match words[at - 1].lower.as_str() {
                "below" | "under" => true,
                "than" => at > 1 && matches!(words[at - 2].lower.as_str(), "less" | "fewer"),
                _ => false,
            };
        let digits = number.lower.trim_end_matches(|one: char| one.is_ascii_alphabetic());
        let (unit, end) = match number.lower.get(digits.len()..).filter(|unit| !unit.is_empty()) {
            Some(unit) => (unit, number.range.end),
            None => match words.get(at + 2).filter(|next| times(&next.lower) > 1) {
                Some(next) => (next.lower.as_str(), next.range.end),
                None => ("", number.range.end),
            },
        };
        let value = digits.replace([',', '\u{202f}'], "").parse::<Decimal>().ok();
        let value = value.and_then(|value| value.checked_mul(Decimal::from(times(unit))));
        if !less && value.is_some_and(|value| value > above) && !passage.is_quoted(&sign.range) {
            let range = sign.range.start..end;
            let written = passage.text.get(range.clone()).unwrap_or_default();
            return Some((passage.place(&range), format!("`{written}`")));
        }
    }
    in_words(passage, words, above)
}

/// How many a word stands for after a number.
fn times(unit: &str) -> u64 {
    match unit {
        "k" | "thousand" => 1_000,
        "m" | "mn" | "million" | "millions" => 1_000_000,
        "bn" | "billion" | "billions" => 1_000_000_000,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_they_are_written() {
        let above = |text: &str| {
            let passage = Passage::plain(text);
            let words = passage.words();
            sum_above(&passage, &words, Decimal::from(500_000)).map(|(_, sum)| sum)
        };
        for (text, sum) in [
            ("a contract of £1.1 million", "`£1.1 million`"),
            ("to spend £600,000", "`£600,000`"),
            ("£0.4m and then £2m", "`£2m`"),
            ("£750k a year", "`£750k`"),
            ("costs of £1bn.", "`£1bn`"),
            ("spending of 1.2 million pounds", "`1.2 million pounds`"),
            ("two million pounds", "`two million pounds`"),
        ] {
            assert_eq!(above(text).as_deref(), Some(sum), "{text}");
        }
        for text in [
            "£500,000",
            "£0.4 million",
            "less than £1 million",
            "below £2m",
            "it cost “£9 million”",
            "900,000 people",
            "half a million pounds",
            "less than two million pounds",
            "£",
            "£99999999999999999999999999999999999 million",
            "£30,000 a year",
            "£3 million-pound",
        ] {
            assert_eq!(above(text), None, "{text}");
        }
    }
}
