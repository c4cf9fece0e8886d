//! Shares and sums: parts that must make their whole, and percentages that must be those of the numbers beside them.

mod fractions;
mod groups;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::compare;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::facts::problem::Problem;

/// What is wrong with the sums and shares of a sentence.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = shares(reading);
    findings.extend(sums(reading));
    findings.extend(equations(reading));
    findings.extend(rest(reading));
    findings.extend(fractions::check(reading));
    findings.extend(groups::check(reading));
    findings
}

fn finding(tokens: &Range<usize>, message: String, hint: &str) -> Finding {
    Finding { tokens: tokens.clone(), verdict: Verdict::False, problem: Problem::new(message).hint(hint) }
}

fn text(reading: &Reading<'_, '_>, quantity: &Quantity) -> String {
    reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].to_owned()
}

fn is_count(quantity: &Quantity) -> bool {
    matches!(quantity.counted, Counted::People | Counted::Things | Counted::Bare | Counted::Fte)
}

/// "18 of 34 leavers … (53%)".
fn shares(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    for pair in reading.quantities.windows(2) {
        let (part, whole) = (&pair[0], &pair[1]);
        let between: Vec<&str> = (part.tokens.end..whole.tokens.start).map(|at| tokens.word(at)).collect();
        let of = matches!(
            between.as_slice(),
            ["of"] | ["out", "of"] | ["of", "the"] | ["out", "of", "the"] | ["of", "our"]
        );
        if !of || !is_count(part) || !is_count(whole) || whole.value <= Decimal::ZERO {
            continue;
        }
        let share = reading
            .quantities
            .iter()
            .find(|one| one.tokens.start >= whole.tokens.end && one.tokens.start - whole.tokens.end < 12);
        let Some(share) = share.filter(|one| one.counted == Counted::Percent) else { continue };
        // Another statement between them may be what the percentage is of.
        if (whole.tokens.end..share.tokens.start)
            .any(|at| tokens.is(at, ';') || matches!(tokens.word(at), "compared" | "while" | "but" | "against"))
        {
            continue;
        }
        let Some(actual) = (part.value * Decimal::ONE_HUNDRED).checked_div(whole.value) else { continue };
        if !share.is(actual) && (actual - share.value).abs() > Decimal::ONE {
            let rounded = crate::quantity::style::round(actual, 1).normalize();
            found.push(finding(
                &share.tokens,
                format!(
                    "`{}` is not the share: {} of {} is {rounded}%",
                    text(reading, share),
                    text(reading, part),
                    text(reading, whole)
                ),
                "correct the share or the numbers",
            ));
        }
    }
    found
}

/// "25 apprentices (5 began …; 6 …; 14 …)", "173 complaints, made up of 147 and 26".
fn sums(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    for (at, whole) in reading.quantities.iter().enumerate() {
        if !is_count(whole) || whole.counted == Counted::Bare && !whole.printed {
            continue;
        }
        let begins = (whole.tokens.end..reading.sentence.end.min(whole.tokens.end + 8)).find(|at| {
            tokens.is(*at, '(')
                || tokens.is(*at, ':')
                || matches!(tokens.word(*at), "comprising" | "namely")
                || tokens.phrase(*at, &["made", "up", "of"])
                || tokens.phrase(*at, &["consisting", "of"])
        });
        let Some(begins) = begins else { continue };
        let ends = if tokens.is(begins, '(') {
            (begins..reading.sentence.end).find(|at| tokens.is(*at, ')')).unwrap_or(reading.sentence.end)
        } else {
            (begins..reading.sentence.end).find(|at| tokens.is(*at, ';')).unwrap_or(reading.sentence.end)
        };
        let parts: Vec<&Quantity> = reading.quantities[at + 1..]
            .iter()
            .filter(|one| one.tokens.start > begins && one.tokens.end <= ends)
            .collect();
        let plain = parts.iter().all(|part| is_count(part) && !compare::is_size(reading, part));
        let only_some = (begins..ends).any(|at| {
            matches!(
                tokens.word(at),
                "including"
                    | "of"
                    | "among"
                    | "from"
                    | "compared"
                    | "previously"
                    | "up"
                    | "down"
                    | "was"
                    | "after"
                    | "against"
                    | "eg"
                    | "per"
                    | "to"
                    | "than"
            ) && !(matches!(tokens.word(at), "of") && at <= begins + 2)
                && !(tokens.word(at) == "up" && at == begins + 1)
        });
        let dated = reading
            .periods
            .iter()
            .any(|one| (begins..ends).contains(&one.tokens.start) && tokens.is(one.tokens.end, ':'));
        let listed = parts.windows(2).all(|pair| {
            (pair[0].tokens.end..pair[1].tokens.start).any(|at| {
                tokens.is(at, ';') || tokens.is(at, ',') || tokens.word(at) == "and" || tokens.is(at, '+')
            })
        });
        if parts.len() < 2 || !plain || only_some || dated || !listed {
            continue;
        }
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        // After a colon may stand some of the parts only.
        let wrong = if tokens.is(begins, ':') { sum > whole.value } else { sum != whole.value };
        if wrong {
            let list: Vec<String> = parts.iter().map(|part| part.value.normalize().to_string()).collect();
            found.push(finding(
                &whole.tokens,
                format!(
                    "`{}` is not the sum of its parts: {} make {}",
                    text(reading, whole),
                    list.join(" + "),
                    sum.normalize()
                ),
                "correct the total or its parts; where they are only some of them, write `including`",
            ));
        }
    }
    found
}

/// "5 + 6 + 14 = 25 apprentices".
fn equations(reading: &Reading<'_, '_>) -> Vec<Finding> {
    reading.sentence.clone().filter_map(|at| equation(reading, at)).collect()
}

fn equation(reading: &Reading<'_, '_>, at: usize) -> Option<Finding> {
    let tokens = reading.tokens;
    let whole = reading.quantities.iter().find(|one| tokens.is(at, '=') && one.tokens.start == at + 1)?;
    let mut parts = Vec::new();
    let mut end = at;
    while let Some(part) = reading.quantities.iter().find(|one| one.tokens.end == end) {
        parts.push(part.value.normalize().to_string());
        end = part.tokens.start.saturating_sub(1);
        if !tokens.is(end, '+') || end <= reading.sentence.start {
            break;
        }
    }
    let sum: Decimal = parts.iter().filter_map(|part| part.parse::<Decimal>().ok()).sum();
    parts.reverse();
    (parts.len() >= 2 && sum != whole.value).then(|| {
        let message =
            format!("`{}` is not the sum: {} make {}", text(reading, whole), parts.join(" + "), sum.normalize());
        finding(&whole.tokens, message, "correct the total or its parts")
    })
}

/// "21.5% are level 2, 51% level 3 and the remaining 27.5% …".
fn rest(reading: &Reading<'_, '_>) -> Option<Finding> {
    let tokens = reading.tokens;
    let last = reading.quantities.iter().rfind(|one| one.counted == Counted::Percent)?;
    let remaining = (last.tokens.start.saturating_sub(4).max(reading.sentence.start)..last.tokens.start)
        .any(|at| matches!(tokens.word(at), "remaining" | "rest" | "remainder"));
    let shares: Vec<&Quantity> = reading.quantities.iter().filter(|one| one.counted == Counted::Percent).collect();
    let sum: Decimal = shares.iter().map(|one| one.value).sum();
    let slack: Decimal = shares.iter().map(|one| one.slack).sum();
    (remaining && shares.len() >= 2 && (sum - Decimal::ONE_HUNDRED).abs() > slack).then(|| {
        finding(
            &last.tokens,
            format!("the shares make {}%, not 100%", sum.normalize()),
            "correct the shares, so that they make the whole",
        )
    })
}
