//! Prices: whether so many things at so much each come to the sum that is given, "12 laptops at £500 each, £6,500 in all".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence, time_unit};
use crate::check::totals_and_parts::adding::items::{is_vague, item, like};
use crate::check::totals_and_parts::place;
use crate::diagnostic::Diagnostic;

/// With one of these words something else is in the sum, or it is another one.
const OPEN: &str = "annual average balance because budget budgeted delivery discount else excluding extra first including included left \
    less more other over owed per-year plus rest saved saving than vat";

/// What may stand between the things with their prices and the sum.
const BETWEEN: &str = "( ) , : ; – — = a all altogether amount amounting amounts and at buy came come comes cost costing costs for in is \
    make makes making of pay sum that the this to together total totalling totals was which will";

/// Things at a price each, and what they come to.
struct Priced {
    /// The words of the sum that is given.
    total: Range<usize>,
    given: Decimal,
    made: Decimal,
    /// "12 × £500 + 3 × £200".
    shown: String,
    slack: Decimal,
}

/// The sums that are not what the prices in their sentence make.
pub(super) fn find(passages: &[&Passage<'_>], read: &[Vec<Sentence<'_>>]) -> Vec<Diagnostic> {
    let told = |passage: &Passage<'_>, sentence: &Sentence<'_>| {
        let one = priced(sentence)?;
        let apart = (one.made - one.given).abs();
        let near = one.made * Decimal::TWO >= one.given && one.made <= one.given * Decimal::TWO;
        if apart <= one.slack || !near {
            return None;
        }
        let (made, given) = (like(one.made, "£"), like(one.given, "£"));
        let message = format!("{} make {made}, and not {given}", one.shown);
        let hint = "correct the number that is wrong; if something else is in the sum, name it";
        Some(doubt(message, &place(passage, sentence, one.total)?).hint(hint))
    };
    let sentences = passages.iter().zip(read).flat_map(|(passage, all)| all.iter().map(move |one| (passage, one)));
    sentences.filter_map(|(passage, sentence)| told(passage, sentence)).collect()
}

/// The things, prices and sum of a sentence that has no other numbers.
fn priced(sentence: &Sentence<'_>) -> Option<Priced> {
    let open = |word: &str| among(OPEN, word) || time_unit(word).is_some();
    if sentence.words.iter().any(|word| open(&word.lower))
        || sentence.quantities.iter().any(|one| is_vague(sentence, one.first) && sentence.before(one.first) != "to")
    {
        return None;
    }
    let mut parts: Vec<(Decimal, &Quantity)> = Vec::new();
    let (mut many, mut total) = (None, None);
    let mut all: Option<Range<usize>> = None;
    for one in &sentence.quantities {
        if !one.money {
            // "£250 to each of the 14 clubs"
            match parts.last_mut().filter(|(count, _)| count.is_zero()) {
                Some((count, _)) => {
                    *count = one.value;
                    all = all.map(|all| all.start..one.end);
                }
                None if many.replace(one).is_some() => return None,
                None => {}
            }
        } else if is_each(sentence, one.end) {
            let count: &Quantity = many.take()?;
            parts.push((count.value, one));
            all = Some(all.map_or(count.first, |all| all.start)..one.end + 1);
        } else if is_to_each(sentence, one.end) && parts.is_empty() {
            parts.push((Decimal::ZERO, one));
            all = Some(one.first..one.end + 1);
        } else if many.is_none() && !parts.is_empty() && is_single(sentence, one) {
            parts.push((Decimal::ONE, one));
            all = all.map(|all| all.start..one.end);
        } else if total.replace(one).is_some() {
            return None;
        }
    }
    let (total, all) = (total?, all?);
    let joined = if total.first >= all.end { all.end..total.first } else { total.end..all.start };
    if many.is_some() || parts.iter().any(|(count, _)| count.is_zero()) || !joins(sentence, joined, total) {
        return None;
    }
    let slack = |one: &Quantity| item(sentence, one).slack;
    let shown = |(count, price): &(Decimal, &Quantity)| {
        let price = item(sentence, price).text;
        if *count == Decimal::ONE { price } else { format!("{count} × {price}") }
    };
    Some(Priced {
        total: total.first..total.end,
        given: total.value,
        made: parts.iter().map(|(count, price)| count * price.value).sum(),
        shown: parts.iter().map(shown).collect::<Vec<_>>().join(" + "),
        slack: parts.iter().map(|(count, price)| count * slack(price)).sum::<Decimal>() + slack(total),
    })
}

/// "Each", "apiece", "a head".
fn is_each(sentence: &Sentence<'_>, at: usize) -> bool {
    match (sentence.lower(at), sentence.lower(at + 1)) {
        ("each", next) => !among("in of on", next),
        ("apiece", _) | ("a", "head" | "person" | "place" | "time") => true,
        _ => false,
    }
}

/// "To each of the".
fn is_to_each(sentence: &Sentence<'_>, at: usize) -> bool {
    among("for to", sentence.lower(at)) && sentence.lower(at + 1) == "each"
}

/// "A van at £20,000": one thing with its price.
fn is_single(sentence: &Sentence<'_>, price: &Quantity) -> bool {
    let at = among("at for costing", sentence.before(price.first));
    at && (price.first.saturating_sub(4)..price.first).any(|at| among("a an one", sentence.lower(at)))
}

/// Whether what stands between leads from the things to their sum, or from the sum to what it is for.
fn joins(sentence: &Sentence<'_>, between: Range<usize>, total: &Quantity) -> bool {
    /// The name of whom each price is for: "to each of the 14 clubs".
    const NAMED: usize = 4;
    let before = total.first >= between.end;
    let plain = |at: usize| among(BETWEEN, sentence.lower(at));
    let named = if before { between.clone().take_while(|at| !plain(*at)).count() } else { 0 };
    let rest = between.start + named..between.end;
    let counted = |at: usize| sentence.quantities.iter().any(|one| one.first <= at && at < one.end);
    let said = among("in altogether", sentence.lower(total.end))
        || rest.clone().any(|at| {
            among(
                "for ( = : total amount amounts making makes make come comes came cost costs sum altogether",
                sentence.lower(at),
            )
        });
    named <= NAMED && said && rest.into_iter().all(|at| plain(at) || counted(at))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::passage::Passage;
    use crate::check::quantities::Sentence;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Diagnostic;

    fn alone(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(&[passage], &[Sentence::all(passage)])
    }

    #[test]
    fn a_sum_that_the_prices_do_not_make_is_told() {
        for (text, sum) in [
            ("The service bought 12 laptops at £500 each, £6,500 in all.", "6,500"),
            ("The service will buy 12 laptops at £500 each, at a total cost of £6,500.", "6,500"),
            ("We need £6,500 for 12 laptops at £500 each.", "6,500"),
            ("Forty chairs at £35 each come to £1,500.", "1,500"),
            ("The cost is £6,500 (12 laptops at £500 each).", "6,500"),
            ("12 laptops at £500 each and 3 screens at £200 each, £6,900 in total.", "6,900"),
            ("A grant of £250 to each of the 14 clubs makes £3,750.", "3,750"),
            ("The 14 clubs get £250 each, a total of £3,750.", "3,750"),
            ("Twenty places at £15 a head come to £320 altogether.", "320"),
            ("The grant pays for 3 wardens at £28,000 each and a van at £20,000, £102,000 in all.", "102,000"),
        ] {
            assert_eq!(underlined(alone, text), [sum], "{text}");
        }
        let found = alone(&Passage::plain("They bought 12 laptops at £500 each, £6,500 in all."));
        assert_eq!(found[0].message, "12 × £500 make £6,000, and not £6,500");
    }

    #[test]
    fn what_they_make_or_what_is_another_sum_is_left_alone() {
        nothing_in(
            alone,
            &[
                "The service bought 12 laptops at £500 each, £6,000 in all.",
                "12 laptops at £500 each and 3 screens at £200 each, £6,600 in total.",
                "12 laptops at £500 each and the screens came to £6,900 in total.",
                "The service bought 12 laptops at £500 each, including VAT, for £6,500 in all.",
                "The service bought 12 laptops at £500 each, which is less than the £6,500 budgeted.",
                "The 12 laptops at about £500 each cost £6,200 in all.",
                "12 laptops at £500 each, £7,200 with VAT.",
                "300 hours at £12.21 each week come to £3,663.",
                "Each of the 12 laptops costs £500 a year for three years, £18,000 in all.",
                "The three schools get £1.17 million each, £3.5 million in all.",
                "The 40 licences cost £25 each in 2024 and £27 each in 2025, £1,080 in all.",
                "It sold 12 laptops at £50 each and made £600, of which £500 was given to the food bank.",
                "A fine of £60 each was paid by 12 drivers, and £500 in all is still owed.",
            ],
        );
    }
}
