//! Places that a form leaves to be filled in: a blank date, a name in capitals, a note on what to delete.

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::placeholder::Gap;
use crate::check::words::Word;

/// The places in a text that are still those of a form.
pub fn gaps(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Gap> {
    let mut found: Vec<Gap> = (0..words.len()).filter_map(|at| capitals(words, at)).collect();
    found.extend((0..words.len()).filter_map(|at| swallowed(passage, words, at)));
    // In a cell "…" is a symbol.
    found.extend(form(words, passage.part != Part::Label));
    found
}

/// What a form names in capitals where a name, a day or a sum belongs.
const NAMED: &str = "address amount author cost council date figure name number organisation ref reference sum supplier \
    surname title total value venue";

/// "from DATE", "The lead officer is NAME OF OFFICER": words of a form in capitals among others.
fn capitals(words: &[Word<'_>], at: usize) -> Option<Gap> {
    let shouted =
        |word: &Word<'_>| word.text.len() > 1 && word.is_word() && word.text.chars().all(|one| !one.is_lowercase());
    let word = &words[at];
    if !shouted(word) || !among(NAMED, &word.lower) {
        return None;
    }
    let end = at + 1 + words[at + 1..].iter().take_while(|word| shouted(word)).count();
    let of = end > at + 1 && among("of here", &words[at + 1].lower);
    let before = at.checked_sub(1).map(|before| &words[before]);
    // A heading in capitals is no form.
    let plain = words.iter().filter(|word| word.is_word() && word.text.chars().any(char::is_lowercase)).count();
    let alone = before.is_none_or(|before| !shouted(before)) && (end == at + 1 || of) && end - at <= 5;
    let named = before.is_some_and(|before| before.is_word() || matches!(before.text, ":" | "£"));
    // "the DATE project" has a name of its own.
    let ends = words
        .get(end)
        .is_none_or(|next| !next.is_word() || among("of to until and or for at on in with by", &next.lower));
    (alone && named && ends && plain >= 1).then(|| Gap::sure(word.range.start..words[end - 1].range.end))
}

/// "on __/__/2026", "on __ May": low lines that Markdown takes for emphasis or drops, so that they are not in the text that
/// readers see; and "Number of children: **".
fn swallowed(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<Gap> {
    let word = &words[at];
    let next = words.get(at + 1);
    let tight = |one: &Word<'_>, other: &Word<'_>| one.range.end == other.range.start;
    // What is left of `__/__/2026` is strokes before a year.
    if word.text == "/" && passage.text[..word.range.start].chars().next_back().is_none_or(char::is_whitespace) {
        let year = words[at..].iter().find(|word| word.text != "/")?;
        let source = &passage.source.value;
        let blank = ["__/__/", "_/_/", "__ / __ /"].iter().any(|blank| source.contains(blank));
        let strokes = passage.text.get(word.range.start..year.range.start)?;
        let left = blank && year.is_number() && !strokes.contains(char::is_whitespace);
        return left.then(|| Gap::sure(word.range.start..year.range.end));
    }
    // Two stars after a colon, with nothing after them.
    let stars = word.text == "*" && next.is_some_and(|next| next.text == "*" && tight(word, next));
    let after = words.get(at + 2).is_none_or(|after| matches!(after.text, "." | "," | ";" | "%"));
    let before = at.checked_sub(1).is_some_and(|before| words[before].text != "*" && !tight(&words[before], word));
    (stars && after && before).then(|| Gap::sure(word.range.start..words[at + 1].range.end))
}

/// "Delete as appropriate", "Text here", "@Jane please confirm", "NB to self: …": what a form or a colleague asks for; `text`, where
/// the words are no label.
fn form(words: &[Word<'_>], text: bool) -> Vec<Gap> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let last = words.iter().rposition(|word| word.is_word() || word.is_number());
    let to_end = |at: usize| last.map(|last| words[at].range.start..words[last.max(at)].range.end);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let asked = match lower(at) {
            "delete" | "tick" | "select" | "circle" | "strike" => {
                let how = at + 1 + usize::from(matches!(lower(at + 1), "out" | "box" | "where"));
                lower(how) == "whichever"
                    || matches!(lower(how), "as" | "if" | "when" | "where")
                        && (among("appropriate applicable necessary relevant required needed", lower(how + 1))
                            || among("not no is", lower(how + 1))
                                && words.len() <= how + 5
                                && among(
                                    "appropriate applicable necessary relevant required needed",
                                    lower(how + 2),
                                ))
            }
            // "@Jane please confirm"; no address, and no name of an account.
            "@" => {
                let name = words
                    .get(at + 1)
                    .is_some_and(|name| name.is_capital() && name.range.start == words[at].range.end);
                let free = at == 0 || words[at - 1].range.end < words[at].range.start;
                name && free
                    && (2..6).any(|ahead| among("please pls can check confirm add update", lower(at + ahead)))
            }
            "nb" | "note" | "memo" | "reminder" => at == 0 && lower(1) == "to" && lower(2) == "self",
            _ => false,
        };
        if asked && let Some(range) = to_end(at) {
            found.push(Gap::sure(range));
            break;
        }
    }
    // The whole text: "Text here", "Your heading here".
    if let (Some(last), Some(first)) = (last, words.first())
        && lower(last) == "here"
        && last <= 3
        && (0..last)
            .all(|at| among("comment comments content heading here name narrative text type your title", lower(at)))
    {
        found.push(Gap::sure(first.range.start..words[last].range.end));
    }
    // The whole text: "Sample text", "asdf".
    if let (Some(last), Some(first)) = (last, words.first())
        && text
        && (0..=last).all(|at| among("asdf blah dummy heading placeholder qwerty sample test text xyz", lower(at)))
        && !matches!(lower(0), "test" | "text" | "heading")
    {
        found.push(Gap::sure(first.range.start..words[last].range.end));
    }
    // "N/A – check".
    if let Some(last) = last.filter(|last| *last > 1)
        && matches!(words[last - 1].text, "-" | "–" | "—" | "?")
        && words[last - 1].range.end < words[last].range.start
        && among("check confirm verify query", lower(last))
    {
        found.push(Gap::perhaps(words[last].range.clone()));
    }
    // Nothing but points.
    if let (Some(first), Some(end), None) = (words.first(), words.last(), last)
        && (words.len() >= 2 || text && words[0].text == "…")
        && words.iter().all(|word| matches!(word.text, "." | "…"))
    {
        found.push(Gap::sure(first.range.start..end.range.end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::placeholder::testing::{found, nothing_in};

    fn blanks(passage: &Passage<'_>) -> Vec<Gap> {
        gaps(passage, &passage.words())
    }

    #[test]
    fn low_lines_that_became_emphasis_are_found_in_the_source() {
        use crate::project::yaml::Text;
        let of = |source: &str, text: &str| {
            let mut passage = Passage::of_label(Text::of(source));
            text.clone_into(&mut passage.text);
            gaps(&passage, &passage.words()).len()
        };
        assert_eq!(of("It meets on __/__/2026.", "It meets on //2026."), 1);
        assert_eq!(of("The ratio of _a_/_b_ is 3/2026.", "The ratio of a/b is 3/2026."), 0);
    }

    #[test]
    fn the_places_of_a_form_are_found() {
        for text in [
            "The lead officer is NAME OF OFFICER.",
            "The contract starts on DATE.",
            "It is let to SUPPLIER for five years.",
            "Number of children: **",
            "Delete as appropriate: Yes/No",
            "Delete if not applicable",
            "(tick whichever is relevant) or delete where appropriate",
            "@Jane please confirm",
            "NB to self: update this figure.",
            "Text here",
            "N/A – check",
            "Sample text.",
            "asdf",
            "...",
        ] {
            assert_ne!(found(blanks, text), Vec::<String>::new(), "{text}");
        }
        nothing_in(
            blanks,
            &[
                "TITLE OF THE REVIEW",
                "The DATE project ended.",
                "Officers will delete records as necessary under the policy.",
                "Follow us @Coventry for news.",
                "Staff work here",
                "Note to Members",
                "The a/b ratio and 3/4 of staff.",
                "and so on ...",
                "A criminal-record check",
            ],
        );
    }
}
