//! Citations in running text: "Ward's study of 2015", "a 2015 study by Ward", "Ward, writing in 2015".

use std::collections::BTreeMap;

use crate::check::answer::among;
use crate::check::citations::cited::{Citation, Form};
use crate::check::citations::list::{Work, is_year, name_of};
use crate::check::words::{Word, lower};

/// The citation that a year is part of, of an author of the list: what stands between the two says that the work is of that year.
pub fn in_prose(words: &[Word<'_>], year: usize, works: &BTreeMap<String, Vec<Work>>) -> Option<Citation> {
    let names = names(words, works);
    let before = names.iter().rev().find(|name| name.end <= year);
    let after = names.iter().find(|name| name.start > year);
    // Another year between the two belongs to the name.
    let free = |from: usize, to: usize| !words[from..to].iter().any(|word| is_year(word.text));
    let citation = |name: &Name| Citation {
        author: name.author.clone(),
        year: words[year].lower.clone(),
        first: name.start.min(year),
        last: year.max(name.end - 1),
        form: Form::Other,
    };
    if let Some(name) = before
        && year - name.end <= REACH
        && free(name.end, year)
        && dates_name(words, name, year)
    {
        return Some(citation(name));
    }
    // "In 2016 the work of Gibson (2009)": the name has a year of its own.
    let has_own = |name: &Name| {
        matches!(lower(words, name.end), "(" | "[" | ",")
            && words.get(name.end + 1).is_some_and(|word| is_year(word.text))
    };
    let after = after.filter(|name| !has_own(name));
    let name = after.filter(|name| name.start - year <= REACH && free(year + 1, name.start))?;
    dates_next(words, year, name).then(|| citation(name))
}

/// How many words may stand between a name and its year.
const REACH: usize = 8;

/// What somebody wrote.
pub const WORKS: &str = "account analysis article book chapter conclusion conclusions digest essay evaluation evidence finding findings \
    guide paper publication report research review study studies survey thesis work";

/// That somebody wrote it.
const WRITES: &str = "authored published writes writing wrote";

/// What is done to a finding by who has it.
const FOUND: &str = "argued conducted demonstrated described established explained found given made noted proved published put reported \
    set shown stated suggested undertaken written";

/// The name of an author of the list.
struct Name {
    author: String,
    start: usize,
    /// The index after its last word.
    end: usize,
    /// "Ward's".
    owns: bool,
}

/// The names of the list's authors in a text, the longest at each place; not councillors, streets and wards that have the name.
fn names(words: &[Word<'_>], works: &BTreeMap<String, Vec<Work>>) -> Vec<Name> {
    const TITLES: &str =
        "alderman chair cllr cllrs councillor councillors dr lord mayor miss mr mrs ms officer sir";
    let mut found: Vec<Name> = Vec::new();
    for start in 0..words.len() {
        if found.last().is_some_and(|name| start < name.end) || !words[start].is_capital() {
            continue;
        }
        let known = (start + 1..=words.len().min(start + 6)).rev().find_map(|end| {
            let last = &words[end - 1];
            let author =
                Some(name_of(&words[start..end])).filter(|name| last.is_word() && works.contains_key(name))?;
            Some(Name { author, start, end, owns: last.lower.ends_with("'s") })
        });
        let Some(name) = known else { continue };
        let titled = start > 0 && among(TITLES, &words[start - 1].lower);
        // "The Ward (2) of 2016", "Gibson Street", "Andrew Ward".
        let common = start > 0
            && matches!(words[start - 1].lower.as_str(), "the" | "this" | "each" | "a")
            && name.end == start + 1;
        let next = words.get(name.end);
        let longer = !name.owns && next.is_some_and(|next| next.is_word() && next.is_capital());
        let first =
            start > 1 && words[start - 1].is_capital() && words[start - 1].is_word() && name.end == start + 1;
        let within = first && words[start - 2].text != ".";
        let other = titled || common || longer || within;
        if !other {
            found.push(name);
        }
    }
    found
}

/// Whether the year after a name is that of the work.
fn dates_name(words: &[Word<'_>], name: &Name, year: usize) -> bool {
    let between = &words[name.end..year];
    let said: Vec<&str> = between.iter().map(|word| word.lower.as_str()).collect();
    let closed = matches!(lower(words, year + 1), "," | "." | ":" | ";" | ")" | "]" | "");
    // Others who wrote with the author: "and colleagues", "et al.".
    let rest = without_others(&said);
    let before = |at: usize| name.start.checked_sub(at).map_or("", |at| lower(words, at));
    let work_by = among("by of", before(1))
        && words[name.start.saturating_sub(8)..name.start].iter().any(|word| among(WORKS, &word.lower));
    let found_by = before(1) == "by" && (2..5).any(|at| among(FOUND, before(at)));
    match rest {
        // "According to Ward, 2015, …", "see Ward 2012", "Ward's 2013 article".
        [","] => closed,
        [] => {
            matches!(before(1), "see" | "cf" | "also")
                || name.owns && among(WORKS, lower(words, year + 1))
                || work_by && closed && before(1) == "by"
        }
        // "Ward (op. cit., 2019)", "Ward, op. cit. (2019)".
        _ if rest.contains(&"cit") => {
            rest.iter().all(|word| matches!(*word, "(" | "op" | "." | "cit" | "," | "loc"))
        }
        // "Ward, writing in 2015", "Ward (writing in 2015)", "Ward published in 2015".
        [",", verb, "in"] | ["(", verb, "in"] | [verb, "in"] if among(WRITES, verb) => true,
        [verb, .., "in"] if among("published wrote", verb) && rest.len() <= 6 => {
            rest.iter().any(|word| among(WORKS, word))
        }
        // "Ward's research of 2012", "Ward's article in Community Care (2015)".
        _ if name.owns => {
            let Some(work) = rest.iter().position(|word| among(WORKS, word)).filter(|work| *work <= 3) else {
                return false;
            };
            is_phrase(&rest[work + 1..]) && is_tie(rest)
        }
        // "a study by Ward in 2016", "shown by Ward as long ago as 2004".
        _ => (work_by || found_by) && is_tie(rest) && is_phrase(rest),
    }
}

/// Whether words end in what ties a year to what was written.
fn is_tie(words: &[&str]) -> bool {
    matches!(words, [.., "in" | "of" | "from" | "(" | "["] | [.., "ago" | "early" | "late", "as"])
}

/// Whether words have no verb but "published": "in Community Care (", ", published in".
fn is_phrase(words: &[&str]) -> bool {
    const VERBS: &str = "are found has have is shows showed tested used was were will";
    words.len() <= 6 && !words.iter().any(|word| among(VERBS, word) || word.ends_with("ing"))
}

/// Words without those that say that others wrote as well.
fn without_others<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let others = words
        .iter()
        .take_while(|word| among("& al and co-authors co-workers colleagues et her his others their", word))
        .count();
    let others = if others > 0 && words.get(others) == Some(&".") { others + 1 } else { others };
    &words[others..]
}

/// Whether a year dates the work of the name after it: "a 2015 study by Ward", "the 2013 digest of …", "in 2018 Gibson
/// published", "in her 2016 paper Ward lists".
fn dates_next(words: &[Word<'_>], year: usize, name: &Name) -> bool {
    let said: Vec<&str> = words[year + 1..name.start].iter().map(|word| word.lower.as_str()).collect();
    let mut own = said.as_slice();
    while let [",", rest @ ..] = own {
        own = rest;
    }
    let about = words[year.saturating_sub(3)..year].iter().any(|word| among(WORKS, &word.lower));
    match own {
        [] => lower(words, year.wrapping_sub(1)) == "in" && among("published wrote", lower(words, name.end)),
        [work] if among(WORKS, work) => true,
        [.., "by" | "of"] => {
            own.len() <= 6
                && (own.iter().any(|word| among(WORKS, word)) || about && own.last() == Some(&"by"))
                && is_phrase(own)
        }
        _ => false,
    }
}
