//! Forms of letters: `é` is one sign, or an `e` and an accent after it, as macOS writes the names of files. The two look the same
//! and are not.

/// Accents, each with the letters that have it: the letter alone, and the one sign for both.
const ACCENTS: [(char, &str); 10] = [
    ('\u{300}', "aàeèiìnǹoòuùwẁyỳ"),
    ('\u{301}', "aácćeéiílĺnńoórŕsśuúwẃyýzź"),
    ('\u{302}', "aâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
    ('\u{303}', "aãiĩnñoõuũ"),
    ('\u{304}', "aāeēiīoōuū"),
    ('\u{307}', "cċeėgġzż"),
    ('\u{308}', "aäeëiïoöuüwẅyÿ"),
    ('\u{30a}', "aåuů"),
    ('\u{30c}', "cčdďeěnňrřsšzž"),
    ('\u{327}', "cçgģkķlļnņsştţ"),
];

/// A text with one sign for each letter and its accent, where there is one.
pub(super) fn composed(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    for character in text.chars() {
        match composed.chars().next_back().and_then(|letter| with_accent(letter, character)) {
            Some(one) => {
                composed.pop();
                composed.push(one);
            }
            None => composed.push(character),
        }
    }
    composed
}

/// The one sign for a letter and the accent after it.
fn with_accent(letter: char, accent: char) -> Option<char> {
    let (_, letters) = ACCENTS.into_iter().find(|(known, _)| *known == accent)?;
    let pairs = || letters.chars().step_by(2).zip(letters.chars().skip(1).step_by(2));
    let found = |wanted: char| pairs().find(|(plain, _)| *plain == wanted).map(|(_, one)| one);
    match found(letter) {
        None => found(letter.to_ascii_lowercase())?.to_uppercase().next(),
        one => one,
    }
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn a_letter_and_its_accent_become_one_sign() {
        for (two, one) in [
            ("cafe\u{301}.csv", "café.csv"),
            ("Llŷn", "Llŷn"),
            ("Lly\u{302}n a\u{300} W\u{302}Y", "Llŷn à ŴY"),
            ("n\u{303}N\u{303}", "ñÑ"),
            ("q\u{301}\u{301}", "q\u{301}\u{301}"),
            ("\u{301}e", "\u{301}e"),
        ] {
            assert_eq!(composed(two), one, "{two}");
        }
    }
}
