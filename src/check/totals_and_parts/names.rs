//! What a quantity counts, as the words that tell it from others, and when two words are of one kin.

use std::ops::Range;

use crate::check::dates::month;
use crate::check::numerals::numeral_at;
use crate::check::quantities::{Sentence, labels, time_unit};
use crate::check::words::is_little;

/// A word that tells what is counted, with a number or a "not" that belongs to it: "statutory", "stage 1", "not upheld".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The word without the ending of a plural.
    pub stem: String,
    /// The index of its last word.
    pub last: usize,
    /// Whether it only leads to what follows: "answered" in "answered in time".
    leads: bool,
    /// Whether it follows a preposition: "families" in "applications from families".
    pub bound: bool,
}

impl Term {
    /// Whether two terms say the same: "resigned" and "resignations", "school" and "schools".
    pub fn is_kin(&self, other: &Self) -> bool {
        is_kin(&self.stem, &other.stem)
    }
}

/// The terms of a part of a sentence, in its order.
pub(super) fn terms(sentence: &Sentence<'_>, range: Range<usize>) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut at = range.start;
    let mut bound = false;
    while at < range.end {
        let start = at;
        at += 1;
        bound |= is_joint(sentence.lower(start));
        let (Some(word), lower) = (sentence.words.get(start), sentence.lower(start)) else { break };
        let number = sentence.words.get(at).filter(|next| at < range.end && next.number().is_some());
        if let Some(number) = number.filter(|_| labels(&sentence.words, start)) {
            // "aged 18" and "age 18" are one.
            let name = if lower == "aged" { "age" } else { lower.strip_suffix('s').unwrap_or(lower) };
            found.push(Term { stem: format!("{name} {}", number.text), last: at, leads: false, bound });
            at += 1;
            continue;
        }
        // "more than two years", "within 20 days".
        if let Some((length, end)) = length_at(sentence, start).filter(|(_, end)| *end <= range.end) {
            found.push(Term { stem: length, last: end - 1, leads: false, bound });
            at = end;
            continue;
        }
        let spelt = sentence.quantities.iter().any(|one| one.first <= start && start < one.end);
        let named = word.is_word() || word.is_number() && word.number().is_none();
        if spelt || !named || is_empty(lower) || is_light(lower) || month(word.text).is_some() {
            continue;
        }
        let denied = matches!(sentence.before(start), "not" | "never") && start > range.start;
        let stem = if denied { format!("not {}", stem(lower)) } else { stem(lower) };
        let joined = is_joint(sentence.lower(at)) && at < range.end;
        // "run by volunteers"
        let verb = lower.ends_with("ed") || lower.ends_with("ing") || lower.ends_with("en");
        let form = verb && !matches!(lower, "children" | "women" | "men" | "citizen") || sentence.lower(at) == "by";
        let leads = !denied && joined && form;
        found.push(Term { stem, last: start, leads, bound });
    }
    // "answered in time" is named by the time, "answered" alone by itself.
    if found.iter().any(|term| !term.leads) {
        found.retain(|term| !term.leads);
    }
    found
}

/// A length of time, which is no quantity there, and the index after it.
pub(super) fn length_at(sentence: &Sentence<'_>, at: usize) -> Option<(String, usize)> {
    let numeral = numeral_at(&sentence.words, at)?;
    let unit = time_unit(sentence.lower(numeral.end))?;
    let counted = sentence.quantities.iter().any(|one| one.first == at);
    let when = matches!(sentence.lower(numeral.end + 1), "ago" | "earlier" | "before" | "later");
    (!counted && !when).then(|| (format!("{} {unit}", numeral.value), numeral.end + 1))
}

/// Words that say nothing of what is counted: little ones, those of time, and those of numbers.
pub(super) fn is_empty(lower: &str) -> bool {
    const EMPTY: &[&str] = &[
        "same",
        "just",
        "only",
        "around",
        "approximately",
        "nearly",
        "almost",
        "roughly",
        "further",
        "others",
        "other",
        "them",
        "there",
        "respectively",
        "now",
        "currently",
        "number",
        "numbers",
        "figure",
        "figures",
        "total",
        "totals",
        "overall",
        "altogether",
        "sum",
        "count",
        "level",
        "levels",
        "cases",
        "ones",
        "none",
        "half",
        "third",
        "quarter",
        "therefore",
        "thus",
        "hence",
        "consequently",
        "then",
        "ever",
        "still",
        "also",
        "however",
        "since",
        "meanwhile",
        "against",
        "between",
        "through",
        "via",
        "under",
        "corresponding",
        "comparable",
        "equivalent",
        "during",
        "per",
        "cent",
        "percentage",
        "well",
        "far",
        "even",
    ];
    is_little(lower) || EMPTY.contains(&lower) || is_time(lower)
}

/// Words of time.
pub(super) fn is_time(lower: &str) -> bool {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    matches!(
        bare,
        "last"
            | "previous"
            | "previously"
            | "prior"
            | "preceding"
            | "year"
            | "years"
            | "month"
            | "months"
            | "quarters"
            | "period"
            | "ago"
            | "earlier"
            | "end"
            | "annual"
            | "annually"
    )
}

/// Verbs and participles that only join a number to what names it: "260 concerned admissions", "31 involving vehicles".
fn is_light(lower: &str) -> bool {
    matches!(
        lower,
        "concerned"
            | "concerning"
            | "involved"
            | "involving"
            | "regarding"
            | "related"
            | "relating"
            | "came"
            | "coming"
            | "went"
            | "going"
            | "made"
            | "took"
            | "taken"
            | "got"
            | "given"
            | "gave"
            | "having"
            | "stood"
            | "including"
            | "saw"
            | "seen"
            | "split"
            | "divided"
            | "broken"
            | "comprising"
            | "consisting"
            | "composed"
    )
}

/// What may stand between a number and its name, or between a participle and what follows it.
fn is_joint(lower: &str) -> bool {
    matches!(
        lower,
        "about"
            | "against"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "of"
            | "on"
            | "through"
            | "to"
            | "under"
            | "via"
            | "with"
            | "within"
    )
}

/// A word without the ending of a genitive or a plural.
fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("s'")).unwrap_or(lower);
    match bare.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if bare.ends_with("ss") || bare.ends_with("us") => bare.to_owned(),
        None => bare.strip_suffix('s').unwrap_or(bare).to_owned(),
    }
}

/// Whether two stems are forms of one word.
fn is_kin(one: &str, other: &str) -> bool {
    /// How words end that begin alike and are of one kin.
    const ENDINGS: &[&str] = &[
        "", "e", "d", "ed", "ing", "ion", "tion", "ation", "ment", "er", "or", "r", "al", "ren", "n", "ned",
        "ning", "ant",
    ];
    let shared: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    one == other || shared >= 4 && ENDINGS.contains(&&one[shared..]) && ENDINGS.contains(&&other[shared..])
}

#[cfg(test)]
mod tests {
    use super::{is_kin, stem};

    #[test]
    fn words_of_one_kin_are_known() {
        for (one, other) in [
            ("resigned", "resignations"),
            ("recycled", "recycling"),
            ("schools", "school"),
            ("families", "family"),
            ("children", "child"),
            ("visitors", "visits"),
            ("retired", "retirement"),
            ("boys'", "boys"),
        ] {
            assert!(is_kin(&stem(one), &stem(other)), "{one} {other}");
        }
        for (one, other) in
            [("complaints", "compliments"), ("adults", "adoptions"), ("planned", "unplanned"), ("a", "b")]
        {
            assert!(!is_kin(&stem(one), &stem(other)), "{one} {other}");
        }
    }
}
