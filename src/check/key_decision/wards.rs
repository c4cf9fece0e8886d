//! Wards: how many a front page names, as people write them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer;
use crate::check::answer::among;
use crate::check::numerals::numeral_at;
use crate::check::words::words;

/// How many wards a text names, at least and at most: of "Binley and Willenhall" nobody can tell.
#[derive(Debug, PartialEq, Eq)]
pub struct Wards {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

impl Wards {
    const ALL: Self = Self { least: usize::MAX, most: usize::MAX };

    fn exactly(count: usize) -> Self {
        Self { least: count, most: count }
    }

    /// Reads the words on wards of a front page.
    pub fn read(text: &str) -> Self {
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
            // "Two wards", "Two: Foleshill and Radford Ward".
            if let [number, "wards" | "divisions" | ":"] = pair {
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

/// Where the reason of a No says that as many wards are affected as make a key decision, and not that the effects are small.
pub fn admitted_wards(reason: &str, least: usize) -> Option<Range<usize>> {
    const SMALL: &str = "significant significantly minor negligible slight slightly fewer less not";
    let words = words(reason);
    if words.iter().any(|word| among(SMALL, &word.lower)) {
        return None;
    }
    (0..words.len()).find_map(|at| {
        let many = numeral_at(&words, at).filter(|many| many.value >= Decimal::from(least))?;
        let wards = words.get(many.end).filter(|next| matches!(next.lower.as_str(), "wards" | "divisions"))?;
        let affected = words[..at].iter().any(|before| before.lower.starts_with("affect"));
        affected.then(|| words[at].range.start..wards.range.end)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_may_admit_that_several_wards_are_affected() {
        let told = |reason: &str| admitted_wards(reason, 2).map(|range| reason[range].to_owned());
        assert_eq!(told("No – it affects three wards, but costs little").as_deref(), Some("three wards"));
        for reason in [
            "No – it affects one ward",
            "No – the effects on communities in the two wards affected are not significant",
            "No – two wards were asked",
            "No – it affects two schools",
        ] {
            assert_eq!(told(reason), None, "{reason}");
        }
    }

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
}
