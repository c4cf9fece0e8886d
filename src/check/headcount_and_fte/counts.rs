//! Counts of people and of full-time equivalents, with the group that each is of.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};

/// A number of people, or of full-time equivalents.
pub(super) struct Count {
    /// How many.
    pub value: Decimal,
    /// Whether they are equivalents.
    pub fte: bool,
    /// What is counted, as the stems of its words of content.
    pub group: BTreeSet<String>,
    /// The stems of the words that name them, up to the word for people; none for equivalents that stand alone.
    pub nouns: BTreeSet<String>,
    /// The same of all words of its sentence.
    pub sentence: BTreeSet<String>,
    /// The names in its sentence: of places, of teams.
    pub names: BTreeSet<String>,
    /// Whether the sentence says that there are so many, or that somebody has or employs them.
    pub stated: bool,
    /// Which of the service and the Council the sentence names.
    pub units: BTreeSet<String>,
    /// Whether it is the size of the workforce as a whole.
    pub workforce: bool,
    /// Whether a year, a month or a comparison tells it apart from other counts.
    pub told_apart: bool,
    /// Which passage it stands in.
    pub passage: usize,
    /// Where it stands there.
    pub range: Range<usize>,
}

/// The counts of a passage.
pub(super) fn counts(passage: &Passage<'_>, at: usize) -> Vec<Count> {
    let words = passage.words();
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let first = words.iter().position(|word| word.range.start >= sentence.start).unwrap_or(words.len());
        let end = words.iter().position(|word| word.range.start >= sentence.end).unwrap_or(words.len());
        let Some(words) = words.get(first..end) else { continue };
        let told_apart = tells_apart(words);
        let (all, names, units) = (content(words), names(words), units(words));
        for (index, word) in words.iter().enumerate() {
            let Some(value) = word.number() else { continue };
            let (fte, group, nouns, range, workforce) = if let Some((fte, first, last)) = of_workforce(words, index)
            {
                let range = words[first].range.start..words[last].range.end;
                (fte, BTreeSet::new(), BTreeSet::new(), range, true)
            } else if let Some((fte, group, nouns, last)) = counted(words, index) {
                (fte, group, nouns, word.range.start..words[last].range.end, false)
            } else {
                continue;
            };
            let (sentence, names, units) = (all.clone(), names.clone(), units.clone());
            let stated = is_stated(words, index);
            found.push(Count {
                value,
                fte,
                group,
                nouns,
                sentence,
                names,
                stated,
                units,
                workforce,
                told_apart,
                passage: at,
                range,
            });
        }
    }
    found
}

/// The stems of the words that tell what a sentence is about.
fn content(words: &[Word<'_>]) -> BTreeSet<String> {
    let own = words.iter().filter(|word| word.is_word() && !is_little(&word.lower) && !is_filler(&word.lower));
    own.filter(|word| !matches!(word.lower.as_str(), "full-time" | "full" | "equivalent" | "equivalents"))
        .map(|word| stem(&word.lower))
        .collect()
}

/// "There are 38", "the team has 38", "the Council employs 38", or the number first; but not "there will be 38".
fn is_stated(words: &[Word<'_>], number: usize) -> bool {
    const MAY: &[&str] = &["will", "would", "should", "could", "must", "may", "might", "if", "not", "no"];
    const ADVERBS: &[&str] = &["currently", "now", "still", "presently"];
    const STATES: &[&str] = &["are", "is", "has", "have", "employs", "employ", "comprises", "with"];
    let before = words[..number].iter().rev().find(|word| !ADVERBS.contains(&word.lower.as_str()));
    before.is_none_or(|word| STATES.contains(&word.lower.as_str()))
        && !words.iter().any(|word| MAY.contains(&word.lower.as_str()))
}

/// The service and the Council, which are fillers elsewhere.
fn units(words: &[Word<'_>]) -> BTreeSet<String> {
    let units = words.iter().map(|word| word.lower.as_str()).filter(|word| matches!(*word, "council" | "service"));
    units.map(str::to_owned).collect()
}

/// Words with a capital within the sentence: what belongs to one place is not what belongs to another.
fn names(words: &[Word<'_>]) -> BTreeSet<String> {
    let within = words.iter().skip(1).filter(|word| word.is_word() && word.is_capital());
    within
        .filter(|word| !matches!(word.lower.as_str(), "fte" | "council" | "academy" | "service"))
        .map(|word| word.lower.clone())
        .collect()
}

/// People that are counted, as the last word of their name.
fn is_people(lower: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "accountants",
        "advisers",
        "advisors",
        "apprentices",
        "assessors",
        "assistants",
        "carers",
        "caseworkers",
        "cleaners",
        "co-ordinators",
        "coordinators",
        "employees",
        "engineers",
        "individuals",
        "inspectors",
        "lawyers",
        "leavers",
        "librarians",
        "managers",
        "members",
        "nurses",
        "officers",
        "people",
        "planners",
        "practitioners",
        "psychologists",
        "rangers",
        "solicitors",
        "staff",
        "starters",
        "supervisors",
        "surveyors",
        "teachers",
        "technicians",
        "therapists",
        "wardens",
        "worker",
        "workers",
    ];
    PEOPLE.contains(&lower)
}

/// "43 existing social workers were receiving the supplement": whether they are equivalents, the group, and the index
/// of its last word.
fn counted(words: &[Word<'_>], number: usize) -> Option<(bool, BTreeSet<String>, BTreeSet<String>, usize)> {
    let before = number.checked_sub(1).and_then(|at| words.get(at));
    let part = before.is_some_and(|word| {
        matches!(word.text, "£" | "." | "/" | "(" | "–")
            || matches!(
                word.lower.as_str(),
                "grade"
                    | "board"
                    | "least"
                    | "most"
                    | "than"
                    | "over"
                    | "under"
                    | "about"
                    | "around"
                    | "approximately"
                    | "another"
                    | "further"
                    | "additional"
                    | "from"
            )
            // "up to 43", "rose by 43"; but "paid to 43 social workers".
            || matches!(word.lower.as_str(), "to" | "by") && tells_apart(words)
    });
    let to_fte = before.is_some_and(|word| word.lower == "to");
    let mut at = number + 1;
    let mut fte = false;
    if words.get(at).is_some_and(|word| matches!(word.lower.as_str(), "fte" | "wte" | "ftes")) {
        fte = true;
        at += 1;
    } else {
        let next: Vec<&str> = words.iter().skip(at).take(3).map(|word| word.lower.as_str()).collect();
        if let ["full-time", "equivalent" | "equivalents", ..] = next.as_slice() {
            fte = true;
            at += 2;
        } else if let ["full", "time", "equivalent" | "equivalents"] = next.as_slice() {
            fte = true;
            at += 3;
        }
    }
    if part && !(fte && to_fte) {
        return None;
    }
    let stop = |word: &Word<'_>| {
        !word.is_word() || matches!(word.lower.as_str(), "and" | "but" | "out" | "because" | "while" | "whereas")
    };
    let length =
        words.iter().skip(at).take(12).position(stop).unwrap_or_else(|| words.len().saturating_sub(at).min(12));
    let clause = words.get(at..at + length)?;
    let Some(people) = clause.iter().take(4).position(|word| is_people(&word.lower)) else {
        // "Newly qualified social workers make up 31.5 FTE."
        let alone = fte && clause.is_empty();
        return alone.then(|| (fte, BTreeSet::new(), BTreeSet::new(), at - 1));
    };
    let nouns = content(&clause[..=people]);
    let group = clause
        .iter()
        .filter(|word| !is_little(&word.lower) && !is_filler(&word.lower))
        .map(|word| stem(&word.lower))
        .collect();
    Some((fte, group, nouns, at + length - 1))
}

/// Words that say nothing of which people are counted.
fn is_filler(lower: &str) -> bool {
    matches!(
        lower,
        "currently"
            | "existing"
            | "now"
            | "present"
            | "still"
            | "time"
            | "total"
            | "whole"
            | "fte"
            | "being"
            | "council"
            | "service"
            | "numb"
    )
}

/// The beginning of a word, so that "receiving" and "received" are the same.
fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    let cut =
        ["ing", "ed", "es", "s"].iter().find_map(|ending| bare.strip_suffix(ending).filter(|stem| stem.len() > 3));
    cut.unwrap_or(bare).trim_end_matches('e').to_owned()
}

/// "a workforce of 303", "the workforce is 303", "the workforce numbers 303": whether in equivalents, and the indices of the
/// word that names it and of the number.
fn of_workforce(words: &[Word<'_>], number: usize) -> Option<(bool, usize, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let before = number.checked_sub(1)?;
    let last = if lower(before) == "of" {
        before.checked_sub(1)?
    } else {
        let verb = match (before.checked_sub(1).map_or("", lower), lower(before)) {
            ("stands" | "stood", "at") => before - 1,
            (_, "is" | "was" | "numbers" | "numbered" | "totals" | "totalled") => before,
            _ => return None,
        };
        // "The workforce is 12 years old on average."
        let ends = matches!(
            lower(number + 1),
            "" | "."
                | ","
                | ";"
                | ")"
                | "("
                | "and"
                | "people"
                | "staff"
                | "fte"
                | "full-time"
                | "full"
                | "employees"
        );
        // "The total workforce in children's services is …"
        let named = (verb.saturating_sub(5)..verb).rev().find(|at| matches!(lower(*at), "workforce" | "headcount"));
        named.filter(|_| ends)?
    };
    let one = matches!(lower(last), "workforce" | "headcount");
    let two = lower(last) == "force" && last > 0 && lower(last - 1) == "work";
    let first = if two { last - 1 } else { last };
    // "an agency workforce of 45" is another one; "the whole workforce of" is not.
    let whole = first.checked_sub(1).is_none_or(|before| {
        matches!(
            lower(before),
            "a" | "the" | "total" | "whole" | "our" | "its" | "entire" | "overall" | "current" | "and" | "." | ","
        )
    });
    let fte = matches!(lower(number + 1), "fte" | "wte" | "full-time" | "full");
    let percent = matches!(lower(number + 1), "%" | "per");
    ((one || two) && whole && !percent).then_some((fte, first, number))
}

/// Whether a sentence says when it counts, or compares.
fn tells_apart(words: &[Word<'_>]) -> bool {
    const TELLS: &[&str] = &[
        "ago",
        "another",
        "average",
        "compared",
        "cut",
        "decrease",
        "decreased",
        "down",
        "elsewhere",
        "earlier",
        "expanded",
        "fall",
        "fell",
        "fewer",
        "forecast",
        "from",
        "future",
        "grew",
        "half",
        "higher",
        "increase",
        "increased",
        "last",
        "later",
        "less",
        "lower",
        "more",
        "national",
        "nationally",
        "neighbouring",
        "neighbour",
        "next",
        "other",
        "planned",
        "previous",
        "previously",
        "quarter",
        "region",
        "regional",
        "respectively",
        "reduced",
        "rise",
        "rose",
        "target",
        "than",
        "then",
        "until",
        "up",
        "year",
    ];
    let year = |word: &Word<'_>| {
        word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
    };
    words.iter().any(|word| {
        TELLS.contains(&word.lower.as_str()) || year(word) || (month(word.text).is_some() && word.text != "May")
    })
}
