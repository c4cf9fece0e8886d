//! Numbers in words: "twenty-five".

const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                     sixteen seventeen eighteen nineteen";
const TENS: &str = "- - twenty thirty forty fifty sixty seventy eighty ninety";

/// A number below a thousand in words; `None` for a larger one.
pub fn cardinal(number: usize) -> Option<String> {
    let word = |words: &'static str, at: usize| words.split_whitespace().nth(at);
    Some(match (number / 100, number % 100) {
        (0, small @ 0..20) => word(SMALL, small)?.to_owned(),
        (0, below) if below.is_multiple_of(10) => word(TENS, below / 10)?.to_owned(),
        (0, below) => format!("{}-{}", word(TENS, below / 10)?, word(SMALL, below % 10)?),
        (hundreds @ 1..10, 0) => format!("{} hundred", word(SMALL, hundreds)?),
        (hundreds @ 1..10, below) => format!("{} hundred and {}", word(SMALL, hundreds)?, cardinal(below)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::cardinal;

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
}
