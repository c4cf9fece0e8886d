//! Numbers that were typed by hand and that several figures gave: whether today's figures still give them.
//!
//! The record has the number, and the figures with their values. How they gave it is found again by trying: by how much
//! they differ, what they make together, their mean, or what one is of the other.

use rust_decimal::Decimal;

use crate::quantity::style::round;

/// What became of such a number.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// The figures give it as before.
    Same,
    /// They give something else: the words with another number.
    Other(String),
    /// Nobody can tell how they gave it.
    Unknown,
}

/// A number that figures can give, with its sign.
type Form = fn(&[Decimal]) -> Option<Decimal>;

/// What figures give together in their own unit, in the order in which it is tried.
const OWN: [Form; 3] = [
    |of| of.get(1).filter(|_| of.len() == 2).and_then(|other| of[0].checked_sub(*other)),
    sum,
    |of| sum(of)?.checked_div(Decimal::from(of.len())),
];

/// What two figures give in per cent: a change of one to the other, or a share.
const SHARES: [Form; 4] = [
    |of| per_cent(of.get(1)?.checked_sub(of[0])?, of[0], of.len()),
    |of| per_cent(of[0].checked_sub(*of.get(1)?)?, of[1], of.len()),
    |of| per_cent(of[0], *of.get(1)?, of.len()),
    |of| per_cent(*of.get(1)?, of[0], of.len()),
];

fn sum(of: &[Decimal]) -> Option<Decimal> {
    of.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add)
}

fn per_cent(part: Decimal, whole: Decimal, count: usize) -> Option<Decimal> {
    (count == 2).then(|| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole))?
}

/// What became of the number in some words; `before` are the values of its figures as the paper has them and `now` as
/// they are, each with the decimals with which it is shown.
pub fn typed(words: &str, before: &[(Decimal, u32)], now: &[Decimal]) -> Typed {
    let Some((number, place)) = number(words) else { return Typed::Unknown };
    let decimals = number.scale();
    let shown = |values: &[Decimal]| {
        values.iter().zip(before).map(|(value, (_, decimals))| round(*value, *decimals)).collect::<Vec<_>>()
    };
    let was: Vec<Decimal> = before.iter().map(|(value, _)| *value).collect();
    let gives = |form: &Form, values: &[Decimal]| {
        let both = [form(values), form(&shown(values))];
        both.into_iter().flatten().find(|value| round(value.abs(), decimals) == number)
    };
    let percent = words.contains('%') || words.contains("per");
    let shares = if percent { &SHARES[..] } else { &[] };
    let mut forms = shares.iter().chain(&OWN);
    let found = forms.find_map(|form| Some((form, gives(form, &was)?)));
    let Some((form, old)) = found else { return Typed::Unknown };
    let same_way = |value: Decimal| value.is_sign_negative() == old.is_sign_negative() || value.is_zero();
    match (gives(form, now), form(now)) {
        (Some(value), _) if same_way(value) => Typed::Same,
        (_, Some(value)) => {
            let mut text = words.to_owned();
            text.replace_range(place, &round(value.abs(), decimals).to_string());
            Typed::Other(if same_way(value) { text } else { format!("{text} the other way") })
        }
        _ => Typed::Unknown,
    }
}

/// The first number of some words that is written in digits, and where it stands.
fn number(words: &str) -> Option<(Decimal, std::ops::Range<usize>)> {
    let start = words.find(|one: char| one.is_ascii_digit())?;
    let digits = words[start..]
        .find(|one: char| !(one.is_ascii_digit() || one == '.' || one == ','))
        .unwrap_or(words.len() - start);
    let written = words[start..start + digits].trim_end_matches(['.', ',']);
    Some((written.replace(',', "").parse().ok()?, start..start + written.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, before: &[&str], now: &[&str]) -> Typed {
        let value = |text: &&str| text.parse::<Decimal>().expect("a number");
        let before: Vec<(Decimal, u32)> = before.iter().map(|text| (value(text), value(text).scale())).collect();
        typed(words, &before, &now.iter().map(value).collect::<Vec<_>>())
    }

    #[test]
    fn a_number_is_given_as_it_was_before() {
        let other = |text: &str| Typed::Other(text.to_owned());
        for (words, before, now, wanted) in [
            ("0.2 points", ["11.3", "11.5"], ["11.3", "12.5"], other("1.2 points")),
            ("0.2 points", ["11.3", "11.5"], ["12.3", "12.5"], Typed::Same),
            ("0.2 points", ["11.3", "11.5"], ["11.7", "11.5"], other("0.2 points the other way")),
            ("36%", ["17.7", "11.3"], ["17.7", "11.3"], Typed::Same),
            ("36%", ["17.7", "11.3"], ["17.7", "14.0"], other("21%")),
            ("1,250 people", ["1000", "250"], ["1000", "300"], other("1300 people")),
            ("25%", ["5", "20"], ["6", "20"], other("30%")),
            ("5", ["1", "17"], ["1", "18"], Typed::Unknown),
            ("a fifth", ["1", "5"], ["1", "6"], Typed::Unknown),
        ] {
            assert_eq!(said(words, &before, &now), wanted, "{words} {now:?}");
        }
        assert_eq!(
            said("17.1%", &["16.6", "26.5", "7.5", "17.8"], &["16.6", "26.5", "7.5", "19.8"]),
            other("17.6%")
        );
    }
}
