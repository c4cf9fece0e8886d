//! Those who make documents: "Edge Public Solutions", "the fire engineer", "officers".

use super::phrase::is_preposition;
use super::verbs::opens_predicate;
use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::words::{Word, lower};

/// Who made a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// Somebody with a name: "by KPMG".
    Named,
    /// Somebody from outside: "by the fire engineer", "by consultants".
    Outside,
    /// Somebody of the house, or anybody: "by officers", "by a social worker".
    Own,
}

/// Who stands at a word, and the word after: "Edge Public Solutions", "the fire engineer", "officers".
pub fn party(words: &[Word<'_>], from: usize) -> Option<(Maker, usize)> {
    const OWN: &str = "authority board cabinet chair committee council councillors directorate executive members officer officers panel staff team";
    const GROUPS: &str =
        "board committee department division group office panel partnership practice service services team unit";
    let article = among("the our its their a an", lower(words, from));
    let start = from + usize::from(article);
    let capital = |at: usize| {
        words.get(at).is_some_and(|word| word.is_word() && word.is_capital() && month(word.text).is_none())
    };
    if capital(start) {
        let mut end = start + 1;
        loop {
            let joined = among("and & of for the 's '", lower(words, end));
            if capital(end) || lower(words, end) == "&" && capital(end + 1) || among(GROUPS, lower(words, end)) {
                end += 1;
            } else if joined && capital(end + 1) || joined && lower(words, end + 1) == "the" && capital(end + 2) {
                end += 2;
            } else {
                break;
            }
        }
        // "The Council's consultants".
        let owner = lower(words, end - 1).ends_with("'s");
        while owner
            && words.get(end).is_some_and(Word::is_word)
            && !is_preposition(lower(words, end))
            && !opens_predicate(words, end)
            && !among("and or that which who", lower(words, end))
        {
            end += 1;
        }
        let own = end == start + 1 && among(OWN, lower(words, start));
        return Some((if own { Maker::Own } else { Maker::Named }, end));
    }
    let mut end = start;
    while words.get(end).is_some_and(|word| word.is_word())
        && !is_preposition(lower(words, end))
        && !opens_predicate(words, end)
        && !among("and or that which who", lower(words, end))
    {
        end += 1;
    }
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    if lower(words, start).ends_with("ing") && !among("leading acting consulting", lower(words, start))
        || among("which it them this these", lower(words, start))
    {
        return None;
    }
    let any = among("a an", lower(words, from));
    let pronoun = among("our its their", lower(words, from));
    let outside = among("independent external outside specialist", lower(words, start))
        || among(
            "counsel consultant consultants auditors surveyors engineers lawyers solicitors valuers specialists experts actuaries",
            lower(words, last),
        );
    let own = among(OWN, lower(words, last)) || !article;
    Some((if outside || !own && !any && !pronoun { Maker::Outside } else { Maker::Own }, end))
}
