//! Numbers in words, "twenty-five", and out of them.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a thousand in words; `None` for a larger one.
pub fn cardinal(number: usize) -> Option<String> {
    let tens = |number: usize| TENS[number / 10 - 2];
    Some(match (number / 100, number % 100) {
        (0, small @ 0..20) => SMALL[small].to_owned(),
        (0, below) if below.is_multiple_of(10) => tens(below).to_owned(),
        (0, below) => format!("{}-{}", tens(below), SMALL[below % 10]),
        (hundreds @ 1..10, 0) => format!("{} hundred", SMALL[hundreds]),
        (hundreds @ 1..10, below) => format!("{} hundred and {}", SMALL[hundreds], cardinal(below)?),
        _ => return None,
    })
}

/// The number that a word in small letters spells out, up to nineteen and in tens up to ninety.
pub fn number_word(word: &str) -> Option<u32> {
    // Asked of every word of a paper, most of which are longer or begin with another letter.
    if word.len() > 9 || !word.starts_with(['z', 'o', 't', 'f', 's', 'e', 'n']) {
        return None;
    }
    let place = |words: &[&str]| words.iter().position(|known| *known == word);
    let number = place(&SMALL).or_else(|| place(&TENS).map(|tens| (tens + 2) * 10));
    number.and_then(|number| u32::try_from(number).ok())
}

/// The number of a word such as "first" or "twelfth", in lower case.
pub fn ordinal_word(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    let place = ORDINALS.iter().position(|known| *known == word)?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{cardinal, number_word};

    #[test]
    fn numbers_are_spelt_as_in_prose() {
        for (number, words) in [
            (0, "zero"),
            (14, "fourteen"),
            (20, "twenty"),
            (25, "twenty-five"),
            (100, "one hundred"),
            (331, "three hundred and thirty-one"),
            (999, "nine hundred and ninety-nine"),
        ] {
            assert_eq!(cardinal(number).as_deref(), Some(words));
        }
        assert_eq!(cardinal(1000), None);
    }

    #[test]
    fn a_number_of_one_word_is_read() {
        for number in (0..20).chain((20..100).step_by(10)) {
            let word = cardinal(number).expect("a small number");
            assert_eq!(number_word(&word), u32::try_from(number).ok(), "{word}");
        }
        for word in ["", "-", "hundred", "twenty-five", "Two"] {
            assert_eq!(number_word(word), None, "{word}");
        }
    }
}
