//! `money`: sums of money written as nobody should write them.

use rust_decimal::Decimal;

use crate::check::passage::Passage;
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A sum of money in "millions", or in less than one million.
pub const RULE: Rule = Rule {
    name: "money",
    severity: Severity::Error,
    summary: "`£1.1 millions`, or less than one million written as `£0.4 million`",
    explanation: "\
Finds sums that are not written as a council writes them: after a number it is `million`, never `millions`, and what is
less than one million is written out, so that nobody reads £0.4 million as £4 million.

For example: \"an initial investment of £1.1 millions\" should be £1.1 million; \"£0.4 million\" should be £400,000; and
\"£0.25bn\" should be £250 million.

Left alone are words without a number (\"it cost millions\"), numbers that are no money, and words of others between
quotation marks.

Source: a published cabinet decision; the style guide for government websites says the same.",
    needs_whole: false,
    run: |paper| paper.each(find),
};

/// How many pounds a word stands for, and whether it is a plural.
fn scale(lower: &str) -> Option<(u64, &'static str, bool)> {
    Some(match lower {
        "thousands" => (1_000, "thousand", true),
        "million" | "m" | "mn" => (1_000_000, "million", false),
        "millions" => (1_000_000, "million", true),
        "billion" | "bn" => (1_000_000_000, "billion", false),
        "billions" => (1_000_000_000, "billion", true),
        _ => return None,
    })
}

fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut found = Vec::new();
    for (at, sign) in words.iter().enumerate().filter(|(_, word)| word.text == "£") {
        let Some(number) = words.get(at + 1).filter(|word| word.is_number()) else { continue };
        // "£0.4m" is one word, "£0.4 million" two.
        let digits = number.text.trim_end_matches(char::is_alphabetic);
        let glued = number.lower.get(digits.len()..).unwrap_or_default();
        let (unit, end) = if glued.is_empty() {
            match words.get(at + 2) {
                Some(next) if next.text == "-" => continue,
                Some(next) => (next.lower.as_str(), next.range.end),
                None => continue,
            }
        } else {
            (glued, number.range.end)
        };
        let Some((times, name, plural)) = scale(unit) else { continue };
        let Ok(value) = digits.replace(',', "").parse::<Decimal>() else { continue };
        let written = &passage.text[sign.range.start..end];
        let small = times > 1_000 && value < Decimal::ONE && !value.is_zero();
        if !(small || plural) || passage.is_quoted(&sign.range) {
            continue;
        }
        let right = if small { written_out(value, times) } else { format!("£{digits} {name}") };
        let place = passage.place(&(number.range.start..end));
        let message = if small {
            format!("less than one {name} written as `{written}`")
        } else {
            format!("`{written}`: there is no plural after a number")
        };
        found.push(finding(message, &place).hint(format!("write `{right}`")));
    }
    found
}

/// Less than one million in pounds, less than one billion in millions.
fn written_out(value: Decimal, times: u64) -> String {
    if times == 1_000_000_000 {
        let millions = value * Decimal::from(1_000);
        if millions >= Decimal::ONE {
            return format!("£{} million", millions.normalize());
        }
    }
    let pounds = (value * Decimal::from(times)).normalize().to_string();
    let (whole, rest) = pounds
        .split_once('.')
        .map_or((pounds.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("£{grouped}{rest}")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};

    fn hints(text: &str) -> Vec<String> {
        find(&Passage::plain(text)).into_iter().flat_map(|one| one.hints).collect()
    }

    #[test]
    fn sums_are_put_right() {
        for (text, right) in [
            ("an investment of £1.1 millions in 2021/22", "£1.1 million"),
            ("an increase of £3.4 millions as part of the budget", "£3.4 million"),
            ("It cost £0.4 million.", "£400,000"),
            ("It cost £0.4m.", "£400,000"),
            ("It cost £0.05 million.", "£50,000"),
            ("It cost £0.5 millions.", "£500,000"),
            ("It cost £0.25bn.", "£250 million"),
            ("It cost £2 billions.", "£2 billion"),
            ("It cost £0.0005 billion.", "£500,000"),
            ("It cost £ 0.4 Million.", "£400,000"),
            ("It cost £30 thousands.", "£30 thousand"),
        ] {
            assert_eq!(hints(text), [format!("write `{right}`")], "{text}");
        }
        assert_eq!(underlined(find, "It is £1.1 millions."), ["1.1 millions"]);
    }

    #[test]
    fn sums_that_are_right_are_left_alone() {
        nothing_in(
            find,
            &[
                "£1.1 million",
                "£1m and £12.5m",
                "The decision says “£1.1 millions”.",
                "£400,000",
                "It cost millions.",
                "0.4 million people",
                "£30,000 a year",
                "£5,000",
                "£0",
                "£0 million",
                "£1 million to £2 million",
                "a £1.1-million scheme",
                "£",
                "£ million",
                "£99999999999999999999999999999999 millions of",
            ],
        );
    }
}
