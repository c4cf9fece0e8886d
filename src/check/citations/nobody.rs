//! Citations in running text of authors that the list of references does not have: "As Marlow (2014) has shown".

use std::collections::BTreeMap;

use crate::check::answer::among;
use crate::check::citations::cited::{Citation, Form};
use crate::check::citations::list::{LETTERS, Work, surname};
use crate::check::citations::prose::WORKS;
use crate::check::dates::{month, weekday};
use crate::check::words::{Word, is_little, lower};

/// What authors do in a report that cites them.
const TELLS: &str = "advise advises argue argued argues assert asserted asserts call called calls caution cautioned cautions claim claimed \
    claims conclude concluded concludes contend contended contends define defined defines demonstrate demonstrated demonstrates describe \
    described describes discuss discussed discusses doubt doubted doubts emphasise emphasised emphasises estimate estimated estimates \
    examine examined examines explain explained explains explore explored explores find finds found highlight highlighted highlights \
    identified identifies identify maintain maintained maintains observe observed observes point pointed points propose proposed \
    proposes reckon reckons say says show showed shown shows state stated states stress stressed stresses studied studies suggest \
    suggested suggests think thinks thought warn warned warns write writes wrote add added adds agree agreed agrees compare compared compares \
    confirm confirmed confirms consider considered considers dispute disputed disputes draw draws drew look looked looks measure measured \
    measures note noted notes question questioned questions reach reached reaches recommend recommended recommends report reported reports \
    review reviewed reviews take takes took trace traced traces";

/// Words with a capital before a year that are nobody's name.
const NO_NAMES: &str = "act agenda agreement annex appendix article bill board briefing britain cabinet census chair chapter circular code \
    committee council councillors coventry department england europe figure framework government guidance inquiry ireland \
    london members ministers minute note office officers officials option order paper paragraph parliament phase plan policy \
    programme protocol recommendation regulation regulations report residents review round scheme schedule scotland section stage \
    strategy survey table trust wales ward";

/// The citation with a year alone in brackets whose authors the list does not have; none where one of them is listed, or where the words
/// before it are no surnames: "Warwickshire (2025)", "the Localism Act (2011)", "the Review (2012)".
pub fn of_nobody(words: &[Word<'_>], year: usize, works: &BTreeMap<String, Vec<Work>>) -> Option<Citation> {
    let open = year.checked_sub(1)?;
    let names = names_before(words, open);
    let first = *names.last()?;
    let known = names.iter().any(|at| works.contains_key(surname(&words[*at].lower)));
    if known || !names.iter().all(|at| is_surname(&words[*at])) || !begins(words, first) {
        return None;
    }
    let form = if is_told(words, first, year) { Form::Told } else { Form::Other };
    let author = surname(&words[first].lower).to_owned();
    Some(Citation { author, year: words[year].lower.clone(), first, last: year + 1, form })
}

/// The surnames that end before a bracket, the last first: "Healy, Meagher and Cullin (", "Obi et al. (", "Marlow and colleagues (".
fn names_before(words: &[Word<'_>], open: usize) -> Vec<usize> {
    let mut at = open;
    let mut others = false;
    while at > 0 && among("al and co-authors colleagues et her his others their .", &words[at - 1].lower) {
        others |= among("al colleagues co-authors others", &words[at - 1].lower);
        at -= 1;
    }
    // A point or "and" by itself is none of these.
    if at < open && !others {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut joined = others;
    while let Some(name) = at.checked_sub(1).filter(|name| words[*name].is_capital() && words[*name].is_word()) {
        found.push(name);
        let joint = name.checked_sub(1).map_or("", |joint| lower(words, joint));
        let goes_on = among("and &", joint) && found.len() == 1 || joint == "," && (joined || found.len() > 1);
        if !goes_on {
            break;
        }
        joined |= joint != ",";
        at = name - 1;
    }
    found
}

/// Whether a word can be a surname: it has a capital and small letters, and is none that people write so for another reason.
pub fn is_surname(word: &Word<'_>) -> bool {
    let bare = surname(&word.lower);
    word.is_word()
        && word.is_capital()
        && bare.len() > 2
        && word.text.chars().next_back().is_some_and(char::is_lowercase)
        && !is_little(bare)
        && !among(NO_NAMES, bare)
        && !bare.ends_with("shire")
        && month(word.text).is_none()
        && weekday(word).is_none()
}

/// Whether names begin at a word, and no longer name, title or article stands before it.
fn begins(words: &[Word<'_>], first: usize) -> bool {
    let Some(before) = first.checked_sub(1).map(|before| &words[before]) else { return true };
    let opens = first == 1 || matches!(words[first - 2].text, "." | "?" | "!" | ":");
    let opener = opens
        && (is_little(&before.lower)
            || among("although here however like see since there thus while yet", &before.lower));
    let article =
        among("a an another each every first last new our that the their these this those", &before.lower);
    !article && (opener || !before.is_word() || !before.is_capital())
}

/// Whether the words around say that somebody wrote something: "has shown", "according to", "see", "a study by", "Marlow's (2014) book".
fn is_told(words: &[Word<'_>], first: usize, year: usize) -> bool {
    let Some(close) = (year + 1..words.len().min(year + 6)).find(|at| matches!(words[*at].text, ")" | "]")) else {
        return false;
    };
    let mut verb = close + 1;
    while among("also and clearly first further had has have however rightly since then", lower(words, verb)) {
        verb += 1;
    }
    let before = |back: usize| first.checked_sub(back).map_or("", |at| lower(words, at));
    let owns = words[first].lower.ends_with("'s") && among(WORKS, lower(words, close + 1));
    let work_by = before(1) == "by" && (2..5).any(|back| among(WORKS, before(back)) || among(TELLS, before(back)));
    among(TELLS, lower(words, verb))
        || owns
        || work_by
        || matches!((before(2), before(1)), ("according", "to"))
        || before(1) == "see"
}

/// The work of the list that is meant by a citation whose author it does not have: of the same year, and of an author whose name differs
/// by a letter or two.
pub fn misspelt<'a>(citation: &Citation, works: &'a BTreeMap<String, Vec<Work>>) -> Option<&'a Work> {
    let year = citation.year.trim_end_matches(LETTERS);
    let near = |known: &str| {
        let length = known.chars().count().min(citation.author.chars().count());
        length > 3 && strsim::damerau_levenshtein(known, &citation.author) <= if length > 7 { 2 } else { 1 }
    };
    works
        .iter()
        .filter(|(author, _)| near(author))
        .find_map(|(_, works)| works.iter().find(|work| work.year.trim_end_matches(LETTERS) == year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn citations_of_unlisted_authors_are_known() {
        let read = |text: &str| {
            let words = words(text);
            let year = words.iter().position(|word| word.text == "2014").expect("a year");
            of_nobody(&words, year, &BTreeMap::new()).map(|one| (one.author, one.form))
        };
        for (text, author, form) in [
            ("As Marlow (2014) has shown, readers like evenings.", "marlow", Form::Told),
            ("Marlow and Bright (2014) found that they do.", "marlow", Form::Told),
            ("Marlow, Bright and Stone (2014) argue that they do.", "marlow", Form::Told),
            ("Marlow et al. (2014) also suggest it.", "marlow", Form::Told),
            ("Marlow and colleagues (2014) warned of it.", "marlow", Form::Told),
            ("This is clear from Marlow's (2014) study.", "marlow", Form::Told),
            ("It falls, according to Marlow (2014).", "marlow", Form::Told),
            ("For numbers see Marlow (2014).", "marlow", Form::Told),
            ("A study by Marlow (2014) says so.", "marlow", Form::Told),
            ("In schools, Marlow (2014, p. 4) writes, readers are few.", "marlow", Form::Told),
            ("Marlow (2014) is on the shelf.", "marlow", Form::Other),
        ] {
            assert_eq!(read(text), Some((author.to_owned(), form)), "{text}");
        }
        for text in [
            "The Localism Act (2014) gives a right to bid.",
            "The Carnegie Trust (2014) asked readers.",
            "Warwickshire (2014) shows a rise.",
            "The Review (2014) found little.",
            "Census (2014) shows a rise.",
            "Working Together (2014) says so.",
            "DfE (2014) found it.",
            "In March (2014) it rose.",
            "the survey (2014) found it.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
