//! Marks that were to begin or end something and would be printed: two asterisks that nothing closes, half a link.

use std::ops::Range;

use super::Mistake;
use crate::narrative::shield::unshield;

/// How addresses begin.
const ADDRESSES: [&str; 3] = ["http://", "https://", "mailto:"];

/// The mark of emphasis or of a link that a stretch of text still has; `place` is where it stands in the source.
pub fn left(source: &str, place: Range<usize>) -> Option<Mistake> {
    let text = source.get(place.clone())?;
    for (at, one) in text.char_indices() {
        let (before, rest) = source.split_at(place.start + at);
        let escaped = before.ends_with('\\');
        let found = match one {
            '*' if !escaped => emphasis(before, rest),
            '[' if !escaped => no_closing_bracket(rest),
            ']' if !escaped => open_address(before, rest).or_else(|| no_address(before, rest)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Two asterisks at the beginning or the end of a word.
fn emphasis(before: &str, rest: &str) -> Option<Mistake> {
    let word = |one: Option<char>| one.is_some_and(|one| !one.is_whitespace() && one != '*');
    let stars = rest.len() - rest.trim_start_matches('*').len();
    let begun = before.trim_end_matches('*');
    let escaped = begun.ends_with('\\') && begun.len() < before.len();
    let whole = before.len() - begun.len() - usize::from(escaped) + stars;
    let follows = word(rest[stars..].chars().next());
    let precedes = word(begun.chars().next_back()) && !begun.ends_with('\\');
    (whole == 2 || whole == 3).then_some(())?;
    (follows != precedes).then(|| Mistake {
        message: "two asterisks that begin or end nothing, and would be printed".to_owned(),
        text: if follows { format!("**{}", first_word(&rest[stars..])) } else { format!("{}**", last_word(begun)) },
        hint: "write `**` on both sides of what is to be bold, without a blank inside of it; for an asterisk that is printed write `\\*`"
            .to_owned(),
    })
}

/// `[words(https://…)`.
fn no_closing_bracket(rest: &str) -> Option<Mistake> {
    let line = rest.lines().next().unwrap_or_default();
    let open = ADDRESSES.iter().filter_map(|begin| line.find(&format!("({begin}"))).min()?;
    let words = &line[1..open];
    let whole = !words.is_empty() && !words.contains([']', '[', '(']) && !words.ends_with(' ');
    whole.then(|| Mistake {
        message: "a link without the `]` behind its words".to_owned(),
        text: unshield(&line[..open]),
        hint: format!("write `[{}](` and the address; for a bracket that is printed write `\\[`", unshield(words)),
    })
}

/// `[words](https://…` whose round bracket nothing closes.
fn open_address(before: &str, rest: &str) -> Option<Mistake> {
    let address =
        rest.strip_prefix("](").filter(|address| ADDRESSES.iter().any(|begin| address.starts_with(begin)))?;
    let address = address.split_whitespace().next().unwrap_or_default();
    let words = before.rsplit_once('[').map_or("", |(_, words)| words);
    (!words.is_empty() && !address.contains(')')).then(|| Mistake {
        message: "a link without the `)` behind its address".to_owned(),
        text: unshield(&format!("]({address}")),
        hint: format!("write `[{}]({})`", unshield(words), unshield(address)),
    })
}

/// `[words](` with nothing behind it, and `[words](our site)`, whose blank no address has.
fn no_address(before: &str, rest: &str) -> Option<Mistake> {
    let address = rest.strip_prefix("](")?.lines().next().unwrap_or_default();
    let nothing = address.is_empty() || address.starts_with([' ', ',', '.', ';']);
    (nothing || address.contains(')')).then_some(())?;
    let (_, words) = before.rsplit_once('[')?;
    let whole = !words.is_empty() && !words.contains([']', '\n']);
    whole.then(|| Mistake {
        message: "a link without an address".to_owned(),
        text: format!("{}](", unshield(words)),
        hint: "write the address and a `)` behind the round bracket, or only the words without brackets".to_owned(),
    })
}

fn first_word(text: &str) -> String {
    unshield(text.split(|one: char| one.is_whitespace() || one == '*').next().unwrap_or_default())
}

fn last_word(text: &str) -> String {
    unshield(text.rsplit(|one: char| one.is_whitespace() || one == '*').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::narrative::document::{Block, Inline, plain_text};
    use crate::narrative::markdown::read;

    fn of(text: &str) -> Result<Vec<Block>, Vec<super::Mistake>> {
        read(text, false, &|_| Inline::Text { text: String::new() })
    }

    #[test]
    fn a_mark_that_would_be_printed_is_told_with_its_words() {
        for (text, found) in [
            ("- **A payment for all\n- **Two** ways", "**A"),
            ("A **payment for all", "**payment"),
            ("A payment** for all", "payment**"),
            ("**A payment* for all", "**A"),
            ("See [the page(https://www.example.gov.uk) now", "[the page"),
            ("See [the page](https://www.example.gov.uk now", "](https://www.example.gov.uk"),
            ("See [the page]( now", "the page]("),
            ("See [the page](", "the page]("),
            ("See [the page](our site) now", "the page]("),
        ] {
            let mistakes = of(text).expect_err(text);
            let [one] = mistakes.as_slice() else { panic!("{text}: {mistakes:?}") };
            assert_eq!(one.text, found, "{text}");
            assert!(one.find_in(text).is_some(), "{text}");
        }
    }

    #[test]
    fn other_marks_are_text() {
        for text in [
            "2 ** 3 and 2**3 and 4 * 5",
            r"\*\*A payment for all, and \**so",
            "**Bold** and ***both*** and *one*",
            "Figures* are provisional. *Provisional.",
            "[draft] (see https://www.example.gov.uk) and [the page](https://www.example.gov.uk)",
            r"\[the page(https://www.example.gov.uk) and [x] y](z",
            "a **** b",
            "[a](b and [[a]]",
        ] {
            assert!(of(text).is_ok(), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn backticks_are_signs_like_any_other() {
        let blocks = of("a `x*y*` and ``z`` b").expect("text");
        let [Block::Paragraph { body }] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(plain_text(body), "a `x*y*` and ``z`` b");
    }
}
