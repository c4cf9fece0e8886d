//! `money`: sums of money written as nobody should write them.

#[cfg(test)]
mod sentences;
mod sums;

use rust_decimal::Decimal;

use crate::check::money::sums::{Sum, next_sum};
use crate::check::passage::Passage;
use crate::check::{Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::typed::{Slip, Typed, how, parted_by, with_commas};

/// A sum of money in "millions", or in less than one million.
pub const RULE: Rule = Rule {
    name: "money",
    severity: Severity::Error,
    summary: "`£1.1 millions`, `£0.4 million`, `£1,1 million`, `1.1 million pounds` or `£2m pounds`",
    explanation: "\
Finds sums that are not written as a council writes them: after a number it is `million`, never `millions`, and what is
less than one million is written out, so that nobody reads £0.4 million as £4 million, also at the end of a range. A sum has
one sign, right before its number, and one unit (not `1.1 million pounds`, `750,000 pounds`, `£1.1 million pounds`, `£1.5m million`,
`£ 2.5 million`, `££3,000`, `250£`, and not `£1.5 m`), a point before its decimals and commas between its thousands (not `£20,00`, `£10 000`, `£1'000` or `£1,00,000`), unless the profile has other
`thousands:`. Names, the titles of tables and
columns and the words of cells are read as well.

As a warning it tells of pounds with one decimal (`£25.5`, from ten pounds on), which are pence or lack their unit.

For example: \"an initial investment of £1.1 millions\" should be £1.1 million; \"£0.4 million\" should be £400,000;
\"£0.4-0.6 million\" should be £400,000 to £600,000; and \"£0.25bn\" should be £250 million.

Left alone are words without a number (\"it cost millions\"), numbers that are no money, pounds that are a weight (\"40 pounds of fruit\"), and words of others between
quotation marks.

Source: a published cabinet decision; the style guide for government websites says the same.",
    needs_whole: false,
    reads_sentences: false,
    run: |paper| {
        let thousands = paper.profile.style.thousands.as_str();
        paper.each_with_labels(|passage| find(passage, thousands))
    },
};

/// What is wrong with the sums of a text, for a council that parts thousands by a sign or, if that is empty, not at all.
fn find(passage: &Passage<'_>, thousands: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(sum) = next_sum(&passage.text, from) {
        from = sum.range.end;
        // "A £5 M&S voucher" is no sum in millions.
        if passage.is_quoted(&sum.range) || passage.text[from..].starts_with('&') {
            continue;
        }
        let written = &passage.text[sum.range.clone()];
        let place = passage.place(&sum.range);
        let sure = wrong(&sum, written, thousands).map(|(message, hint)| finding(message, &place).hint(hint));
        found.extend(sure.or_else(|| {
            one_decimal(&sum, written, thousands).map(|(message, hint)| doubt(message, &place).hint(hint))
        }));
    }
    found
}

/// What is wrong with a sum, and what to write instead.
fn wrong(sum: &Sum, written: &str, thousands: &str) -> Option<(String, String)> {
    let commas = thousands == ",";
    let scale = sum.scale;
    let small = scale.is_some_and(|scale| sum.numbers.iter().any(|number| scale.is_small(number.value)));
    let hint = format!("write `{}`", right(sum, thousands));
    let slipped = |slip| sum.numbers.iter().any(|number| number.slip == Some(slip));
    if small {
        let name = scale.map_or("", |scale| scale.name);
        Some((format!("less than one {name} written as `{written}`"), hint))
    } else if sum.two_units {
        Some((format!("`{written}`: two units after one number"), format!("{hint}, or whatever was meant")))
    } else if let Some(odd) = scale.and_then(|scale| scale.odd) {
        Some((format!("`{written}`: {odd}"), hint))
    } else if slipped(Slip::Sign) {
        let message = format!("`{written}`: a comma or a point that does not belong there");
        Some((message, if_meant(sum, &hint, thousands)))
    } else if slipped(Slip::Apostrophe) {
        let message = format!("`{written}`: an apostrophe that does not belong there");
        Some((message, if_meant(sum, &hint, thousands)))
    } else if commas && slipped(Slip::Space) {
        let message = format!("`{written}`: a space that does not belong there");
        Some((message, if_meant(sum, &hint, thousands)))
    } else if scale.is_none() && sum.numbers.iter().any(|number| is_thousands(&number.right)) {
        // "£850.000"
        let right = right(sum, thousands).replace('.', thousands);
        Some((
            format!("`{written}`: a comma or a point that does not belong there"),
            format!("write `{right}`, if that is the sum: {}", how(thousands)),
        ))
    } else if sum.signs {
        Some((format!("`{written}`: the sign `£` stands once"), hint))
    } else if sum.two_signs {
        Some((format!("`{written}`: `£` and `pounds` say the same"), hint))
    } else if sum.in_words {
        Some((format!("`{written}`: a sum has the sign `£` before its number, and no `pounds` after it"), hint))
    } else if sum.sign_apart {
        Some((format!("`{written}`: `£` stands right before the number"), hint))
    } else if commas && sum.numbers.iter().any(|number| number.ungrouped) {
        Some((format!("`{written}`: no commas between the thousands"), hint))
    } else {
        let apart = |glued| {
            let message = format!("`{written}`: no space stands before a unit of one letter");
            (message, format!("{hint}, or `{glued}`"))
        };
        without_space(written).map(apart)
    }
}

/// A sum without the space before its short unit: "£1.5m" of "£1.5 m".
fn without_space(written: &str) -> Option<String> {
    let (number, unit) = written.rsplit_once(char::is_whitespace)?;
    matches!(unit.to_lowercase().as_str(), "bn" | "k" | "m").then(|| format!("{number}{unit}"))
}

/// Pounds with one decimal, "£25.5": pence have two, and else the unit is missing.
fn one_decimal(sum: &Sum, written: &str, thousands: &str) -> Option<(String, String)> {
    let decimals = |number: &Typed| number.right.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 1);
    // "£2.5 for every £1" is a ratio.
    let ratio = sum.numbers.iter().any(|number| number.value < Decimal::TEN);
    if sum.scale.is_some() || ratio || !sum.numbers.iter().any(decimals) {
        return None;
    }
    let pence = |number: &Typed| format!("£{}{}", number.right, if decimals(number) { "0" } else { "" });
    let pence = parted_by(thousands, &sum.numbers.iter().map(pence).collect::<Vec<_>>().join(sum.joint()));
    let unit = right(sum, thousands);
    Some((
        format!("`{written}`: pence have two digits"),
        format!("write `{pence}`, or the unit if it has one, as `{unit} million`"),
    ))
}

/// The hint for a sum that has to be guessed, with what else it may be where a comma stands for a point.
fn if_meant(sum: &Sum, hint: &str, thousands: &str) -> String {
    let how = how(thousands);
    match sum.numbers.as_slice() {
        [Typed { other: Some(other), .. }] if sum.scale.is_none() => {
            format!("{hint} or `£{}`, whichever is meant: {how}", parted_by(thousands, other))
        }
        _ => format!("{hint}, if that is the sum: {how}"),
    }
}

/// Whether a point parts thousands: "850.000", "12.500"; but "1.455" a litre.
fn is_thousands(number: &str) -> bool {
    number
        .split_once('.')
        .is_some_and(|(whole, rest)| (2..=3).contains(&whole.len()) && rest.len() == 3 && rest.ends_with('0'))
}

/// A sum as it should be written.
fn right(sum: &Sum, thousands: &str) -> String {
    let one = |number: &Typed| match sum.scale {
        Some(scale) if scale.is_small(number.value) => written_out(number.value, scale.times),
        Some(scale) => format!("£{} {}", number.right, scale.name),
        None => format!("£{}", number.right),
    };
    parted_by(thousands, &sum.numbers.iter().map(one).collect::<Vec<_>>().join(sum.joint()))
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
    format!("£{}{rest}", with_commas(whole))
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Diagnostic;

    fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
        super::find(passage, ",")
    }

    fn hints(text: &str) -> Vec<String> {
        find(&Passage::plain(text)).into_iter().flat_map(|one| one.hints).collect()
    }

    #[test]
    fn a_point_that_parts_thousands_is_told() {
        assert!(hints("It is insured for £720.000 only.")[0].starts_with("write `£720,000`, if"));
        nothing_in(find, &["Diesel costs £1.455 a litre.", "It rose to £12.345 million."]);
    }

    #[test]
    fn a_council_is_told_to_write_as_its_profile_says() {
        for (text, spaced, bare) in [
            ("It cost £1'250 in all.", "£1\u{202f}250", "£1250"),
            ("It cost £1,00,000 in all.", "£100\u{202f}000", "£100000"),
            ("It cost £720.000 in all.", "£720\u{202f}000", "£720000"),
            ("It cost £0.4 million.", "£400\u{202f}000", "£400000"),
            ("It cost £20,00 a head.", "£2\u{202f}000", "£2000"),
        ] {
            for (thousands, right) in [("\u{202f}", spaced), ("", bare)] {
                let hint = super::find(&Passage::plain(text), thousands).remove(0).hints.remove(0);
                assert!(hint.contains(&format!("`{right}`")), "{text} {hint}");
                assert!(!hint.contains("a comma before"), "{text} {hint}");
            }
        }
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
            ("It cost £0.4-0.6 million.", "£400,000 to £600,000"),
            ("between £0.2 and £1.4 million", "£200,000 and £1.4 million"),
            ("It cost £.5m.", "£500,000"),
            ("It cost £0.4 of a million.", "£400,000"),
            ("It cost £1.1 million pounds.", "£1.1 million"),
            ("It cost £1.1 millon.", "£1.1 million"),
            ("It cost £400 thousnd.", "£400 thousand"),
            ("a £0.9 million-pound scheme", "£900,000"),
            ("It cost 1.1 millions pounds.", "£1.1 million"),
            ("It cost GBP 0.4 million.", "£400,000"),
            ("It will cost 1.1 million pounds.", "£1.1 million"),
            ("It will cost 750,000 pounds sterling a year.", "£750,000"),
            ("It costs 750000 pounds.", "£750,000"),
            ("It costs 5 pounds a head.", "£5"),
            ("The lift costs 90,000 pounds.", "£90,000"),
            ("It costs 2.5m pounds and more.", "£2.5 million"),
            ("It costs 1.1 million GBP.", "£1.1 million"),
            ("between 1 and 1.5 million pounds", "£1 million and £1.5 million"),
            ("some 700,000 to 750,000 pounds", "£700,000 to £750,000"),
            ("It rose in 2024 to 1.2 million pounds.", "£1.2 million"),
            ("a 1.5-million-pound scheme", "£1.5 million"),
            ("It costs two million pounds.", "£2 million"),
            ("Half a million pounds were spent.", "£500,000"),
            ("Twenty thousand pounds were spent.", "£20 thousand"),
            ("The grant of £ 2.5 million is spent.", "£2.5 million"),
            ("The fund holds 3.2 million £.", "£3.2 million"),
            ("Each family was paid 250£ for it.", "£250"),
            ("It costs 1,250.50 £ a year.", "£1,250.50"),
            ("Each hall gets ££3,000 for it.", "£3,000"),
            ("The grant was £ £5,000.", "£5,000"),
            ("The grant was £GBP 1.5m.", "£1.5 million"),
            ("It cost £1250000 in the first year.", "£1,250,000"),
            ("It cost £12500.50.", "£12,500.50"),
            ("It cost £0.4 mln.", "£400,000"),
            ("It cost £1.5 m to mend.", "£1.5 million`, or `£1.5m"),
            ("It cost £20 k.", "£20 thousand`, or `£20k"),
        ] {
            assert_eq!(hints(text), [format!("write `{right}`")], "{text}");
        }
        assert_eq!(underlined(find, "It is £1.1 millions."), ["1.1 millions"]);
        for (text, quoted) in [
            ("It cost £20,00 a head.", "`£20,00`: a comma or a point that does not belong there"),
            ("It cost £10 000 a head.", "`£10 000`: a space that does not belong there"),
        ] {
            assert_eq!(find(&Passage::plain(text)).remove(0).message, quoted);
        }
        // A council that parts thousands by spaces.
        for thousands in ["\u{202f}", ""] {
            assert!(super::find(&Passage::plain("It cost £10 000 a head."), thousands).is_empty());
        }
    }

    #[test]
    fn what_is_not_sure_is_said_so() {
        for (text, right) in [
            ("It cost £1,1 million.", "write `£1.1 million`, if that is the sum"),
            ("It cost £20,00 a head.", "write `£20.00` or `£2,000`, whichever is meant"),
            ("It cost £10 000 a head.", "write `£10,000`, if that is the sum"),
            ("It cost £1,00,000.", "write `£100,000`, if that is the sum"),
            ("It cost £1.250,50.", "write `£1,250.50`, if that is the sum"),
            ("It cost £1,2000.", "write `£12,000`, if that is the sum"),
            ("It cost £1.250.000.", "write `£1,250,000`, if that is the sum"),
            ("It cost £1,000.5 to mend.", "write `£1,000.50`, or the unit if it has one, as `£1,000.5 million`"),
            ("A bin costs £25.5 each.", "write `£25.50`, or the unit"),
            ("It cost £500k million.", "write `£500 thousand`, or whatever was meant"),
        ] {
            assert!(hints(text).iter().any(|hint| hint.starts_with(right)), "{text}: {:?}", hints(text));
        }
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        for text in sentences::BROKEN {
            assert!(!find(&Passage::plain(text)).is_empty(), "{text}");
        }
        nothing_in(find, sentences::KEPT);
    }

    #[test]
    fn sums_that_are_right_are_left_alone() {
        nothing_in(
            find,
            &[
                "£1.1 million",
                "It cost £40 thousandfold.",
                "£1m and £12.5m",
                "The decision says “£1.1 millions”.",
                "£400,000",
                "It cost millions.",
                "0.4 million people",
                "The box weighs 300 pounds, and 40 pounds of fruit were given away.",
                "They carried a 20-pound bag; tyres are at 32 pounds per square inch.",
                "Two teams, one million people and half of the pounds",
                "It saved millions of pounds, and three pounds in every ten.",
                "The member said “it cost 1.1 million pounds”.",
                "£30,000 a year",
                "0.4 million (£5 a head)",
                "£1200",
                "£012345",
                "£5,000",
                "£1.5 million, £25.50 and a £5 M&S voucher",
                "from £25.5 to £30.2 million",
                "£2.5 for every £1",
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
