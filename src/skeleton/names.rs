//! Names of files and keys, made of words: letters without accents, digits and hyphens, which every system can store.

/// How long the part of a name that is made of words gets.
const LONGEST: usize = 60;

/// Letters with what stands for them where there are no accents; capitals are made small before.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăąǎ", "a"),
    ("æǽ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıǐ", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõöøōŏőǒǿ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšșſ", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųǔ", "u"),
    ("ŵẁẃẅ", "w"),
    ("ýÿŷỳ", "y"),
    ("źżž", "z"),
    ("&", " and "),
];

/// Words as part of a name: `retention-of-social-workers`; empty where they have no letter or digit of ours.
pub fn slug(words: &str) -> String {
    let mut spelt = String::new();
    for character in words.chars().flat_map(char::to_lowercase) {
        match PLAIN.iter().find(|(letters, _)| letters.contains(character)) {
            Some((_, plain)) => spelt.push_str(plain),
            // An apostrophe is within a word, and an accent that is a character of its own is on one.
            None if matches!(character, '\'' | '’' | '\u{300}'..='\u{36f}') => {}
            None if character.is_ascii_alphanumeric() => spelt.push(character),
            None => spelt.push(' '),
        }
    }
    let mut slug = String::new();
    for word in spelt.split_whitespace() {
        if slug.len() + 1 + word.len() > LONGEST {
            // A single word that is longer than a name may be is cut.
            if slug.is_empty() {
                slug.push_str(&word[..LONGEST]);
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, slug};

    #[test]
    fn names_are_plain_letters() {
        for (words, name) in [
            ("Social worker recruitment & retention – update", "social-worker-recruitment-and-retention-update"),
            ("Gweithwyr cymdeithasol Ynys Môn a Llŷn: tŷ", "gweithwyr-cymdeithasol-ynys-mon-a-llyn-ty"),
            ("Children's Services (2)", "childrens-services-2"),
            ("e\u{301}te\u{301}", "ete"),
            ("../../etc/passwd", "etc-passwd"),
            ("社会 ☃", ""),
            ("CON", "con"),
        ] {
            assert_eq!(slug(words), name);
        }
    }

    proptest! {
        #[test]
        fn any_words_make_a_name_that_every_system_can_store(words in any::<String>()) {
            let name = slug(&words);
            prop_assert!(name.len() <= LONGEST);
            prop_assert!(name.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-'));
            prop_assert!(!name.starts_with('-') && !name.ends_with('-') && !name.contains("--"), "{name}");
        }
    }
}
