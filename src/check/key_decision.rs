//! `key-decision`: whether a key decision had its notice, and whether a decision that is called none may be one.

use rust_decimal::Decimal;

use crate::check::dates::date_at;
use crate::check::passage::Passage;
use crate::check::words::{Word, words};
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

What the wards are is read as people write them: commas, strokes, \"and\", \"All\", \"the Borough\". Of two names that are joined
by \"and\" nobody can tell whether they are one ward; `Binley and Willenhall Ward` is one. A reference has to be one, not a dash
or \"See Forward Plan\"; and `exception:` has to say under which regulation and why.

The threshold is the council's own and stands in `council.yaml`; without it no sum is looked at:

key-decisions: {above: 500000, wards: 2}
notice: {key-decision: 28}

Source: SI 2012/2089, regulations 8 (what a key decision is), 9 (28 clear days' notice), 10 (general exception: the chair of
the scrutiny committee is told in writing, and five clear days pass after that notice is public) and 11 (special urgency: the
chair agrees that the decision is urgent and cannot reasonably be deferred).",
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
    if unwritten || said.value.contains("{{") {
        return Vec::new();
    }
    if is_not(&said.value) {
        return doubted(paper, said);
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
                    .hint(
                        "without 28 clear days' notice it may only be taken under regulation 10 or 11 of SI 2012/2089: add `exception:` \
                         with which, and why",
                    )
                    .hint(
                        "whether it is a key decision depends on its cost and its effects (regulation 8), not on its notice; ask the \
                         monitoring officer before you answer No",
                    ),
            ],
            (false, false) => vec![
                finding("a key decision without its Forward Plan reference", &said.span)
                    .hint("write it after the answer: `Yes – Forward Plan reference KD 12/2025`"),
            ],
        };
    }
    entries.iter().flat_map(|entry| referred(entry).into_iter().chain(in_time(paper, entry))).collect()
}

/// Whether the entry has a reference, and not only a place for one.
fn referred(entry: &RecordEntry) -> Option<Diagnostic> {
    let Some(FieldEntry::Line(reference)) = entry.field("reference") else { return None };
    answer::emptiness(&reference.value, "forward plan cabinet executive key notice programme work ref no number")?;
    let message = format!("`{}` is no reference in the Forward Plan", reference.value.trim());
    Some(
        finding(message, &reference.span)
            .hint("write the reference under which the notice of the decision was published, such as `KD 12/2025`"),
    )
}

/// Whether there was enough notice.
fn in_time(paper: &Paper<'_>, entry: &RecordEntry) -> Option<Diagnostic> {
    if let Some(FieldEntry::Line(exception)) = entry.field("exception") {
        return excepted(exception);
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

/// What is wrong with the words on an exception: they say under which regulation, and why.
fn excepted(exception: &Text) -> Option<Diagnostic> {
    let words = words(&exception.value);
    if exception.value.contains("{{") || answer::gap(&words) {
        return None;
    }
    const QUESTION: &str = "general exception exceptional special urgent urgency regulation regulations reg 10 11 case cases rule \
        procedure chair chairman scrutiny agreed agreement agrees notified was late overview committee of and";
    let named = words.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "general" | "special" | "regulation" | "reg" | "." | "rule")
            && matches!(pair[1].lower.as_str(), "exception" | "urgency" | "10" | "11" | "15" | "16")
    });
    let written = exception.value.trim();
    let hint = "say which it is and why 28 days were not possible: `general exception under regulation 10 because the grant was \
                offered on 28 March`; regulation 11, special urgency, needs the agreement of the chair of the scrutiny committee";
    if answer::telling(&exception.value, QUESTION) < 2 {
        let message = format!("`{written}` does not say why 28 clear days' notice was not possible");
        return Some(finding(message, &exception.span).hint(hint));
    }
    (!named)
        .then(|| doubt("this does not say which exception it is, regulation 10 or 11", &exception.span).hint(hint))
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
    if answer::telling(&said.value, "key decision decisions non-key") > 0 || said.value.contains("{{") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let settings = paper.profile.key_decisions;
    let wards = paper.texts(WARDS).into_iter().next().map(|wards| (wards, Wards::read(&wards.value)));
    if let Some((wards, read)) = wards.filter(|(_, read)| read.most >= settings.wards) {
        let (message, one) = if read.least >= settings.wards {
            ("no key decision, although it affects several wards", None)
        } else {
            let one = format!(
                "if that is one ward, write so: `wards: {} Ward`",
                wards.value.trim().trim_end_matches('.')
            );
            ("no key decision, although these may be several wards", Some(one))
        };
        found.push(
            doubt(message, &said.span)
                .related(&wards.span, "these wards")
                .maybe_hint(one)
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

/// How many wards a text names, at least and at most: of "Binley and Willenhall" nobody can tell.
#[derive(Debug, PartialEq, Eq)]
struct Wards {
    least: usize,
    most: usize,
}

impl Wards {
    const ALL: Self = Self { least: usize::MAX, most: usize::MAX };

    fn exactly(count: usize) -> Self {
        Self { least: count, most: count }
    }

    fn read(text: &str) -> Self {
        let bare = without_brackets(text);
        let words = words(&bare);
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        let nothing = matches!(lower.as_slice(), [] | ["n", "/", "a", ..]);
        if nothing || answer::is_none(text) || matches!(lower[0], "no" | "none" | "not" | "nil") {
            return Self::exactly(0);
        }
        if is_everywhere(&lower) {
            return Self::ALL;
        }
        const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        for pair in lower.windows(2) {
            if let [number, "wards" | "divisions"] = pair {
                let known = NUMBERS.iter().position(|name| name == number).map(|at| at + 2);
                if let Some(number) = known.or_else(|| number.parse().ok()) {
                    return Self::exactly(number);
                }
            }
        }
        let listed =
            bare.split([',', ';', '\n', '/', '|', '+', '•']).filter(|part| !answer::is_blank(part)).count();
        let joints = lower.iter().filter(|word| matches!(**word, "and" | "&")).count();
        let each = lower.iter().filter(|word| matches!(**word, "ward" | "division")).count();
        let plural = lower.iter().any(|word| matches!(*word, "wards" | "divisions"));
        match (joints, listed) {
            (0, listed) => Self::exactly(listed),
            // "Foleshill, Longford and Radford", "Foleshill and Radford wards", "Foleshill ward and Radford ward".
            (_, 2..) => Self::exactly(listed + 1),
            _ if plural || each > 1 => Self::exactly(2),
            // "Bablake and Keresley Ward" is one.
            _ if each == 1 => Self::exactly(1),
            (joints, _) => Self { least: 1, most: joints + 1 },
        }
    }
}

/// Whether words on wards mean all of them, or more than anybody counted: "All", "the Borough", "county-wide".
fn is_everywhere(lower: &[&str]) -> bool {
    const AREAS: &str = "city county borough district town council authority area";
    let area = |word: &str| answer::among(AREAS, word);
    let wide = |word: &&str| {
        answer::among("all most every several various many multiple both everywhere", word)
            || AREAS
                .split(' ')
                .any(|area| word.strip_prefix(area).is_some_and(|rest| matches!(rest, "wide" | "-wide")))
    };
    let pairs = lower.windows(2).any(|pair| {
        area(pair[0]) && pair[1] == "wide" || matches!(pair[0], "whole" | "entire" | "across" | "throughout")
    });
    let rest: Vec<&str> =
        lower.iter().filter(|word| !matches!(**word, "the" | "." | "as" | "a" | "whole")).copied().collect();
    lower.iter().any(wide) || pairs || matches!(rest.as_slice(), [one] if area(one))
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for one in text.chars() {
        match one {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(one),
            _ => {}
        }
    }
    kept
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
        let all = usize::MAX;
        for (text, least, most) in [
            ("None", 0, 0),
            ("None directly", 0, 0),
            ("N/A – internal staffing matter", 0, 0),
            ("No specific ward", 0, 0),
            ("Foleshill", 1, 1),
            ("Wardsend", 1, 1),
            ("Ward 3", 1, 1),
            ("Borough Green", 1, 1),
            ("City Centre", 1, 1),
            ("Stoke-on-Trent Central", 1, 1),
            ("Northgate (Councillors Field, Hart and Moss)", 1, 1),
            ("Binley and Willenhall", 1, 2),
            ("Central & Northgate", 1, 2),
            ("Binley and Willenhall Ward", 1, 1),
            ("Foleshill and Radford wards", 2, 2),
            ("Foleshill ward and Radford ward", 2, 2),
            ("Wards 3 and 4", 2, 2),
            ("Foleshill, Radford", 2, 2),
            ("Foleshill/Radford", 2, 2),
            ("Foleshill + Radford", 2, 2),
            ("Foleshill (part), Radford (part)", 2, 2),
            ("Foleshill\nRadford", 2, 2),
            ("Foleshill; Radford and Longford", 3, 3),
            ("Three wards in the north", 3, 3),
            ("12 wards", 12, 12),
            ("All wards", all, all),
            ("All electoral divisions", all, all),
            ("Both", all, all),
            ("City-wide", all, all),
            ("County wide", all, all),
            ("The Borough", all, all),
            ("County", all, all),
            ("The city as a whole", all, all),
            ("The whole city", all, all),
            ("Throughout the district", all, all),
        ] {
            assert_eq!(Wards::read(text), Wards { least, most }, "{text}");
        }
    }

    #[test]
    fn an_exception_has_its_regulation_and_its_reason() {
        let said = |value: &str| {
            let file = crate::diagnostic::SourceFile::new("report.yaml", value);
            excepted(&Text { value: value.to_owned(), span: Span::new(&file, 0..value.len()) })
        };
        for hollow in [
            "Yes",
            "Urgent",
            "n/a",
            "–",
            "Regulation 10",
            "General exception under regulation 10",
            "Special urgency was agreed by the Chair",
            "See report",
            "The grant was offered on 20 October",
        ] {
            assert!(said(hollow).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for reason in [
            "general exception under regulation 10 because the grant was offered on 20 October",
            "Special urgency (reg. 11): the provider went into administration on Friday",
            "Regulation 10 – the contract ends before 28 days are up",
            "TBC",
        ] {
            assert!(said(reason).is_none(), "{reason}");
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
