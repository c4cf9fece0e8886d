//! Sums: what a decision is about, as its recommendations and its summary name it.

use rust_decimal::Decimal;

use crate::check::Paper;
use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Span;
use crate::project::recommendations::RecommendationEntry;

/// The first sum above a threshold that the decision is about, with its words: in a recommendation; in a sentence on spending
/// of the financial implications; or where the summary or the options ask for it.
pub fn largest(paper: &Paper<'_>, above: Decimal) -> Option<(Span, String)> {
    let mut recommended = Vec::new();
    if let Some(entry) = &paper.report.recommendations {
        texts_of(&entry.items, &mut recommended);
    }
    let about = |stems: &[&str]| -> Vec<Span> {
        let sections = paper.sections().into_iter();
        sections
            .filter(|section| stems.iter().any(|stem| section.is_about(stem)))
            .flat_map(|section| section.texts())
            .map(|text| text.span.clone())
            .collect()
    };
    let financial = about(&["financ"]);
    let mut asking = about(&["option", "proposal", "recommend"]);
    asking.extend(paper.texts("summary").into_iter().map(|text| text.span.clone()));
    paper.passages.iter().find_map(|passage| {
        let of = |places: &[Span]| places.contains(&passage.source.span);
        let relevant = |words: &[Word<'_>]| {
            of(&recommended) && !notes(words)
                || (of(&financial) && spends(words) || of(&asking) && asks_for(words)) && !is_decided(words)
        };
        let mut sentences = passage.words_by_sentence().into_iter();
        sentences.find_map(|(_, words)| relevant(&words).then(|| sum_above(passage, &words, above)).flatten())
    })
}

/// Whether a recommendation only takes note of something.
fn notes(words: &[Word<'_>]) -> bool {
    let first = words.iter().find(|word| word.is_word() && !among("to that cabinet the it", &word.lower));
    first.is_some_and(|first| among("note notes noting receive receives noted", &first.lower))
}

/// Whether a sentence tells of money that was approved or spent at another time: "Cabinet approved the contract, worth £1.5 million, in
/// March 2024".
fn is_decided(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let year = |word: &Word<'_>| {
        word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
    };
    let approved = words.iter().enumerate().any(|(at, word)| {
        among("agreed approved awarded", &word.lower)
            && at > 0
            && (words[at - 1].is_capital()
                || among("already been it previously was were which", &words[at - 1].lower))
    });
    let before = words.iter().any(year) || any("already previously ago last earlier");
    // "Spending was £38 million in 2024/25" is an account of it.
    let told = words.windows(2).any(|pair| among("was were spent", &pair[0].lower) && pair[1].text == "£");
    (approved || told)
        && before
        && !any(
            "additional ask asked asks extra further more now propose proposed recommend recommended rise seek seeks will would",
        )
}

/// Whether a sentence asks for money, or says what the option costs that is put forward.
fn asks_for(words: &[Word<'_>]) -> bool {
    const ASKED: &str = "approval approve approves ask asked asks authorise authority award awards commit commits invest propose \
        proposed proposes recommend recommended recommends seeks sought";
    const FORWARD: &str = "preferred proposal proposals proposed recommended scheme";
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let rejected = any("not rejected discounted instead already previously was were last nationally government");
    let spent = spends(words)
        || any("borrow borrowing buy budget capital commit funding acquire acquisition allocate grant release");
    let costs = any("cost costs") && any(FORWARD);
    !rejected && (any(ASKED) && spent || costs)
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
    let named = |word: &Word<'_>| STEMS.iter().any(|stem| word.lower.starts_with(stem));
    // "The loan is for £3 million"; not what is still owed on one.
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let lent = any("borrow borrows borrowing lend lends lending loan")
        && !any("existing outstanding repaid total was were");
    lent || words.iter().any(|word| named(word) || among("save saves", &word.lower))
}

/// The first sum above a threshold.
fn sum_above(passage: &Passage<'_>, words: &[Word<'_>], above: Decimal) -> Option<(Span, String)> {
    for (at, sign) in words.iter().enumerate() {
        // "£1.2 million"; or "1.2 million pounds", where the number comes first.
        let signed = sign.text == "£";
        let first = if signed { at + 1 } else { at };
        let Some(number) = words.get(first).filter(|word| word.is_number()) else { continue };
        let pounds = |at: usize| words.get(at).is_some_and(|word| among("pounds pound gbp", &word.lower));
        if !signed && (at > 0 && words[at - 1].text == "£" || !pounds(at + 1) && !pounds(at + 2)) {
            continue;
        }
        let less = at > 0
            && match words[at - 1].lower.as_str() {
                "below" | "under" => true,
                "than" => at > 1 && matches!(words[at - 2].lower.as_str(), "less" | "fewer"),
                _ => false,
            };
        // Where the money lies is not what is spent of it, nor is a threshold.
        let of = |list: &str| at > 1 && words[at - 1].lower == "of" && among(list, &words[at - 2].lower);
        let held = of("balance balances budget budgets fund funds reserve reserves")
            && words[at.saturating_sub(6)..at].iter().any(|word| among("from on out using", &word.lower))
            // "The service has a budget of £3.2 million, and the bench costs £900."
            || of("budget budgets") && words[at.saturating_sub(6)..at].iter().any(|word| among("had has have", &word.lower))
            || of("limit threshold");
        let digits = number.lower.trim_end_matches(|one: char| one.is_ascii_alphabetic());
        let (unit, end) = match number.lower.get(digits.len()..).filter(|unit| !unit.is_empty()) {
            Some(unit) => (unit, number.range.end),
            None => match words.get(first + 1).filter(|next| times(&next.lower) > 1) {
                Some(next) => (next.lower.as_str(), next.range.end),
                None => ("", number.range.end),
            },
        };
        let value = digits.replace([',', '\u{202f}'], "").parse::<Decimal>().ok();
        let value = value.and_then(|value| value.checked_mul(Decimal::from(times(unit))));
        let years = Decimal::from(years(&words[first.saturating_sub(6)..]));
        let value = value.and_then(|value| value.checked_mul(years));
        if !less && !held && value.is_some_and(|value| value > above) && !passage.is_quoted(&sign.range) {
            let range = sign.range.start..end;
            let written = passage.text.get(range.clone()).unwrap_or_default();
            return Some((passage.place(&range), format!("`{written}`")));
        }
    }
    None
}

/// Over how many years a sum is spent: "£200,000 a year for five years"; otherwise one.
fn years(words: &[Word<'_>]) -> u64 {
    const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let near: Vec<&str> = words.iter().take(18).map(|word| word.lower.as_str()).collect();
    let yearly = near.windows(2).any(|pair| matches!(pair, ["a" | "per" | "each" | "every", "year" | "annum"]))
        || near.iter().any(|word| matches!(*word, "annually" | "yearly"));
    let lasts = near.windows(3).find_map(|three| match three {
        ["for" | "over" | "of", number, "years" | "year" | "-year"] => {
            let named =
                NUMBERS.iter().position(|name| name == number).map(|at| u64::try_from(at).unwrap_or_default() + 2);
            named.or_else(|| number.parse().ok())
        }
        _ => None,
    });
    lasts.filter(|years| yearly && (1..=50).contains(years)).unwrap_or(1)
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
    fn what_was_approved_at_another_time_is_not_decided_now() {
        let decided = |text: &str| is_decided(&crate::check::words::words(text));
        for text in [
            "Cabinet approved the contract, worth £1.5 million, in March 2024.",
            "Spending on highways was £38 million in 2024/25, of which £26 million was on repairs.",
            "The contract of £2 million was awarded last year.",
            "The spending of £2 million has already been approved.",
        ] {
            assert!(decided(text), "{text}");
        }
        for text in [
            "The contract costs £1.5 million.",
            "The contract that Cabinet approved in March 2024 will cost a further £1.5 million.",
            "An approved contractor charges £1.5 million.",
        ] {
            assert!(!decided(text), "{text}");
        }
    }

    #[test]
    fn money_is_spent_saved_or_lent() {
        let spends = |text: &str| spends(&crate::check::words::words(text));
        for text in [
            "The loan is for £3 million.",
            "The Council would lend the trust £3 million.",
            "This means borrowing £3 million.",
            "The Council will borrow £3 million.",
            "The purchase comes to £3 million.",
        ] {
            assert!(spends(text), "{text}");
        }
        for text in [
            "The outstanding loan of the trust is £3 million.",
            "The Council had a grant of £3 million.",
            "The existing loan stands at £3 million.",
            "Schools hold £3 million.",
            "A loan of £3 million was repaid in May.",
        ] {
            assert!(!spends(text), "{text}");
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
            ("to set a budget of £2 million", "`£2 million`"),
            ("costs of £1bn.", "`£1bn`"),
            ("to set up a fund of £2 million", "`£2 million`"),
            ("spending of 1.2 million pounds", "`1.2 million`"),
            ("at £200,000 a year for five years", "`£200,000`"),
            ("for four years at £150,000 per year", "`£150,000`"),
        ] {
            assert_eq!(above(text).as_deref(), Some(sum), "{text}");
        }
        for text in [
            "£500,000",
            "£100,000 a year for five years",
            "£200,000 for five years",
            "1.2 million people",
            "£0.4 million",
            "less than £1 million",
            "which is met from a reserve of £1.1 million",
            "The works cost £20,000, out of a repairs budget of £620,000.",
            "The service has a budget of £3.2 million, and the bench costs £900.",
            "It is paid from the budget of £900,000",
            "below the key decision threshold of £600,000",
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

    #[test]
    fn what_a_paper_asks_for_is_known() {
        let asks = |text: &str| asks_for(&crate::check::words::words(text));
        for text in [
            "This report asks for approval to spend £3 million on a new home.",
            "Cabinet is asked to commit £2 million of capital.",
            "The recommended option costs £900,000.",
            "It is proposed to buy the site for £2 million.",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "This report says how schools spend £200 million of grant.",
            "An option that costs £4 million was rejected.",
            "The Government was asked to spend £9 million.",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
