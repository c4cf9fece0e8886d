//! `key-decision`: whether a key decision had its notice, and whether a decision that is called none may be one.

use rust_decimal::Decimal;

use crate::check::passage::Passage;
use crate::check::words::{Word, date_at, words};
use crate::check::{Paper, Rule, answer, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::recommendations::RecommendationEntry;
use crate::project::yaml::Text;
use crate::quantity::value::Unit;
use crate::skeleton::TO_BE_WRITTEN;

/// The fields of the rule.
const ANSWER: &str = "key-decision";
const PLAN: &str = "forward-plan";
const WARDS: &str = "wards";

/// A key decision without notice, or a No where the wards or the money speak against it.
pub const RULE: Rule = Rule {
    name: "key-decision",
    severity: Severity::Error,
    summary: "a key decision without reference or 28 clear days' notice; a No that may be a Yes",
    explanation: "\
Reads the answer to \"Is this a key decision?\". A Yes needs its reference in the Forward Plan and the day on which the notice
was published there, 28 clear days before the decision at least; here every day counts but the first and the last. Where
there was less notice the report has to say which exception it relies on. A bare No is doubted where the report affects two
wards or more, or where its recommendations or its financial implications name a sum above the council's threshold: that
is a warning, and a No with its reason is not doubted.

For example: `key-decision: Yes` with no reference; `key-decision: No` beside `wards: All wards`. What is wanted:

key-decision: Yes
forward-plan: {reference: KD 12/2025, published: 2025-11-03}

key-decision: No – its effects on communities in these wards are not significant

The threshold is the council's own and stands in `council.yaml`; without it no sum is looked at:

key-decisions: {above: 500000, wards: 2}
notice: {key-decision: 28}

Source: SI 2012/2089, regulations 8 (what a key decision is), 9 (28 clear days), 10 and 11 (exceptions).",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let Some(said) = paper.texts(ANSWER).into_iter().next() else { return Vec::new() };
    if answer::says_yes(&said.value) {
        return notice(paper, said);
    }
    if answer::says_no(&said.value) {
        return doubted(paper, said);
    }
    // That it is still to be written is told by another rule.
    let unwritten = said.value.starts_with(TO_BE_WRITTEN);
    if unwritten || is_not(&said.value) || said.value.contains("{{") {
        return Vec::new();
    }
    vec![
        doubt(format!("`{}` is neither Yes nor No", said.value.trim()), &said.span)
            .hint("begin the answer with `Yes` or `No`, and the reason after it"),
    ]
}

/// "Not a key decision", "This is not …".
fn is_not(answer: &str) -> bool {
    words(answer).iter().any(|word| matches!(word.lower.as_str(), "not" | "non-key"))
}

/// A key decision: its reference, and its notice.
fn notice(paper: &Paper<'_>, said: &Text) -> Vec<Diagnostic> {
    let known = paper.report.schema.fields.iter().any(|field| field.key == PLAN);
    let entries = match paper.field(PLAN) {
        Some(FieldEntry::Records(records, _)) => records.as_slice(),
        Some(_) => return Vec::new(),
        None => &[],
    };
    if entries.is_empty() {
        let add = "add a line such as `forward-plan: {reference: KD 12/2025, published: 2025-11-03}`";
        return match (has_reference(&said.value), known) {
            (true, false) => Vec::new(),
            (true, true) => vec![
                doubt("nothing says when the notice of this key decision was published", &said.span)
                    .hint(format!("{add}, with the day on which the Forward Plan gave notice")),
            ],
            (false, true) => vec![
                finding("a key decision without its Forward Plan reference", &said.span)
                    .hint(add)
                    .hint("a decision is a key decision only if 28 clear days' notice was given of it; if it is none, answer No"),
            ],
            (false, false) => vec![
                finding("a key decision without its Forward Plan reference", &said.span)
                    .hint("write it after the answer: `Yes – Forward Plan reference KD 12/2025`"),
            ],
        };
    }
    entries.iter().filter_map(|entry| in_time(paper, entry)).collect()
}

/// Whether there was enough notice.
fn in_time(paper: &Paper<'_>, entry: &RecordEntry) -> Option<Diagnostic> {
    if let Some(FieldEntry::Line(_)) = entry.field("exception") {
        return None;
    }
    let Some(FieldEntry::Date(published, place)) = entry.field("published") else {
        let told = doubt("nothing says when the notice of this key decision was published", &entry.place);
        return Some(told.hint("add `published:` with the day on which the Forward Plan gave notice"));
    };
    let asked = paper.profile.notice.key_decision;
    let (calendar, style) = (&paper.profile.calendar, &paper.profile.style);
    let decided = paper.report.date;
    let clear = calendar.clear_days(*published, decided, asked);
    if clear >= asked.days {
        return None;
    }
    let message = if *published >= decided {
        "the notice of this key decision was not published before the decision".to_owned()
    } else {
        format!("{clear} clear days' notice of a key decision, instead of {}", asked.days)
    };
    let mut told = finding(message, place);
    if let Some(decision) = &paper.report.date_place {
        told = told.related(decision, format!("the decision is on {}", style.weekday_date(decided)));
    }
    if let Some(last) = calendar.last_day(decided, asked) {
        told = told.hint(format!(
            "the notice has to be published by {}; put the date right, or take the decision later",
            style.weekday_date(last)
        ));
    }
    Some(told.hint(
        "if 28 days were not possible, say which exception it is: `exception: general exception under regulation 10 because …`",
    ))
}

/// Whether an answer names a reference: "Yes – Forward Plan reference KD 12/2025".
fn has_reference(answer: &str) -> bool {
    let words = words(answer);
    let speaks = words.iter().any(|word| {
        matches!(word.lower.as_str(), "reference" | "ref" | "plan" | "number" | "no" | "notice" | "kd")
            || word.lower.starts_with("kd")
    });
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some(date) = date_at(&words, at) {
            at = date.end;
            continue;
        }
        if speaks && word.text.chars().any(|one| one.is_ascii_digit()) {
            return true;
        }
        at += 1;
    }
    false
}

/// A No, where the wards or the money speak against it.
fn doubted(paper: &Paper<'_>, said: &Text) -> Vec<Diagnostic> {
    // Whoever gives a reason has thought of it.
    if answer::length(&said.value) > 2 || said.value.contains("{{") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let settings = paper.profile.key_decisions;
    if let Some(wards) = paper.texts(WARDS).into_iter().next().filter(|wards| count(&wards.value) >= settings.wards)
    {
        found.push(
            doubt("no key decision, although it affects several wards", &said.span)
                .related(&wards.span, "these wards")
                .hint(
                    "a decision with significant effects on communities in two wards or more is a key decision: answer Yes, \
                     with `forward-plan:`",
                )
                .hint("or give the reason: `key-decision: No – its effects on communities in these wards are not significant`"),
        );
    }
    if let Some(above) = settings.above
        && let Some((place, sum)) = largest(paper, above)
    {
        let above = paper.profile.style.value(above, Unit::Pounds, 0);
        found.push(
            doubt(
                format!("no key decision, although {sum} is above the council's threshold of {above}"),
                &said.span,
            )
            .related(&place, "this sum")
            .hint("spending or saving above the threshold is a key decision: answer Yes, with `forward-plan:`")
            .hint("or give the reason: `key-decision: No – the money was approved with the budget`"),
        );
    }
    found
}

/// How many wards a text names; as many as there can be where it means all of them.
fn count(text: &str) -> usize {
    let words = words(text);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    if answer::is_none(text) || lower.first().is_none_or(|first| matches!(*first, "no" | "none" | "not")) {
        return 0;
    }
    let wide = |word: &&str| {
        ["all", "every", "several", "various", "many", "multiple", "both"].contains(word)
            || ["city", "county", "borough", "district", "town", "council"]
                .iter()
                .any(|area| word.strip_prefix(area).is_some_and(|rest| matches!(rest, "wide" | "-wide")))
    };
    let two_words = lower.windows(2).any(|pair| {
        matches!(pair, ["city" | "county" | "borough" | "district" | "town" | "council", "wide"])
            || matches!(pair, ["whole" | "entire", _])
    });
    if lower.iter().any(wide) || two_words {
        return usize::MAX;
    }
    const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    for pair in lower.windows(2) {
        if let [number, "wards"] = pair {
            let known = NUMBERS.iter().position(|name| name == number).map(|at| at + 2);
            if let Some(number) = known.or_else(|| number.parse().ok()) {
                return number;
            }
        }
    }
    let listed = text.split([',', ';', '\n']).filter(|part| !answer::is_blank(part)).count();
    // "Binley and Willenhall" is one ward, "Foleshill and Radford wards" are two.
    let joined = lower.contains(&"and") && (listed > 1 || lower.contains(&"wards"));
    if joined { listed + 1 } else { listed }
}

/// The first sum above a threshold that the decision is about: in a recommendation, or in a sentence on spending of the
/// financial implications; with its words.
fn largest(paper: &Paper<'_>, above: Decimal) -> Option<(Span, String)> {
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
    paper.passages.iter().find_map(|passage| {
        let of = |places: &[Span]| places.contains(&passage.source.span);
        let whole = of(&recommended);
        if !whole && !of(&financial) {
            return None;
        }
        let mut sentences = passage.words_by_sentence().into_iter();
        sentences
            .find_map(|(_, words)| (whole || spends(&words)).then(|| sum_above(passage, &words, above)).flatten())
    })
}

fn texts_of(items: &[RecommendationEntry], into: &mut Vec<Span>) {
    for item in items {
        into.push(item.text.span.clone());
        texts_of(&item.items, into);
    }
}

/// Whether a sentence is about money that is spent or saved.
fn spends(words: &[Word<'_>]) -> bool {
    const STEMS: &[&str] = &["cost", "expenditure", "spend", "saving", "invest", "contract", "price", "purchase"];
    words.iter().any(|word| STEMS.iter().any(|stem| word.lower.starts_with(stem)))
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
    None
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
    fn wards_are_counted() {
        for (text, wards) in [
            ("None", 0),
            ("None directly", 0),
            ("Not applicable", 0),
            ("N/A", 0),
            ("No specific ward", 0),
            ("Foleshill", 1),
            ("Binley and Willenhall", 1),
            ("Binley and Willenhall ward", 1),
            ("Foleshill and Radford wards", 2),
            ("Foleshill, Radford", 2),
            ("Foleshill; Radford and Longford", 3),
            ("Three wards in the north", 3),
            ("12 wards", 12),
            ("All wards", usize::MAX),
            ("All", usize::MAX),
            ("City-wide", usize::MAX),
            ("County wide", usize::MAX),
            ("The whole city", usize::MAX),
            ("Wardsend", 1),
        ] {
            assert_eq!(count(text), wards, "{text}");
        }
    }

    #[test]
    fn references_are_known_from_dates() {
        for text in
            ["Yes – Forward Plan reference KD 12/2025", "Yes (ref: 4711)", "Yes, KD12/25", "Yes. Plan no. 7"]
        {
            assert!(has_reference(text), "{text}");
        }
        for text in
            ["Yes", "Yes – it affects all wards", "Yes, in the Forward Plan of 3 November 2025", "Yes (2 wards)"]
        {
            assert!(!has_reference(text), "{text}");
        }
    }

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
            "£",
            "£99999999999999999999999999999999999 million",
            "£30,000 a year",
            "£3 million-pound",
        ] {
            assert_eq!(above(text), None, "{text}");
        }
    }
}
