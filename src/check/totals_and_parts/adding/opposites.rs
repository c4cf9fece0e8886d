//! Opposites: two parts of which each is whatever the other is not.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::quantities::Sentence;
use crate::check::stems::stem;
use crate::check::totals_and_parts::adding::items::number_end;
use crate::check::totals_and_parts::adding::parted::is_time;

/// Words of which one of a line is the whole without the other.
const OPPOSITES: &[(&str, &str)] = &[
    ("women", "men"),
    ("female", "male"),
    ("girls", "boys"),
    ("agreed", "disagreed"),
    ("support opposed", "oppose"),
    ("supported", "opposed objected"),
    ("for favour", "against"),
    ("upheld", "rejected dismissed"),
    ("accepted", "rejected refused declined"),
    ("approved granted", "refused rejected"),
    ("passed", "failed"),
    ("permanent", "agency temporary"),
    ("full-time", "part-time"),
    ("planned", "unplanned"),
    ("internal", "external"),
    ("qualified", "unqualified"),
    ("satisfied", "dissatisfied"),
    ("yes", "no"),
    ("new", "existing"),
    ("adults", "children"),
];

/// Whether two parts of an enumeration are opposites.
pub(super) fn is_shared(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    let has = |words: &str| range.clone().any(|at| among(words, sentence.lower(at)));
    OPPOSITES.iter().any(|(one, other)| has(one) && has(other)) || is_complement(sentence, &range)
}

/// Words of which each is the whole without the other, where nothing but they tells the parts: "15 are filled and 8 vacant", and
/// not "20 are open on Sundays and 14 closed on Mondays".
const PAIRS: &[(&str, &str)] = &[
    ("filled", "empty unfilled vacant"),
    ("occupied", "empty vacant void"),
    ("let", "empty unlet vacant void"),
    ("open", "closed"),
    ("urban", "rural"),
    ("owned", "hired leased rented"),
    ("elected", "appointed co-opted"),
    ("capital", "revenue"),
    ("indoor indoors inside", "outdoor outdoors outside"),
    ("upstairs", "downstairs"),
    ("here", "elsewhere"),
    ("time", "late"),
    ("present", "absent"),
    ("successful succeeded", "failed unsuccessful"),
    ("stay stayed remain remained", "left moved resigned withdrew"),
    ("public", "private"),
    ("active", "dormant inactive"),
    ("positive", "negative"),
    ("correct", "incorrect wrong"),
];

/// How a word is made its opposite.
const DENYING: &[&str] = &["un", "in", "im", "dis", "non-"];

/// Words that tell nothing of a part.
const SMALL: &str = "a an and are been being but did do does had has have in is of on out the them there these those was were while";

/// Whether two parts say the two words of a pair, and no more than that.
pub(super) fn are_opposites(sentence: &Sentence<'_>, chunks: &[Range<usize>]) -> bool {
    let [first, last] = chunks else { return false };
    // ", of which 15 are open and 10 are closed, came by letter"
    let end = last.clone().find(|at| sentence.lower(*at) == ",").unwrap_or(last.end);
    let last = &(last.start..end);
    let Some((one, other)) = told(sentence, first).zip(told(sentence, last)) else { return false };
    let find = |words: &str, part: &[String]| part.iter().position(|word| among(words, word));
    let fits = |(first, second): (&str, &str)| {
        let (Some(at), Some(beside)) = (find(first, &one), find(second, &other)) else { return false };
        // "15 posts are filled and 8 posts are vacant", "31 answered on time and 12 answered late"
        let alike = one[..at] == other[..beside] || at == 0 || beside == 0;
        // "19 stayed with the council and 10 left"; "11 elected and 6 co-opted members".
        let aside = |words: &[String]| words.iter().filter(|word| !among("away elsewhere it put", word)).count();
        let (after, beyond) = (aside(&one[at + 1..]), aside(&other[beside + 1..]));
        alike && (after == 0 && beyond <= 1 || beyond == 0 && after <= 2)
    };
    let timed = first.clone().chain(last.clone()).any(|at| sentence.lower(at) != "time" && is_time(sentence, at));
    !timed && PAIRS.iter().any(|pair| fits(*pair) || fits((pair.1, pair.0)))
}

/// The words of a part after its number, without those that tell nothing.
fn told(sentence: &Sentence<'_>, chunk: &Range<usize>) -> Option<Vec<String>> {
    let from = number_end(sentence, chunk)?;
    let word = |at: &usize| sentence.words[*at].is_word() && !among(SMALL, sentence.lower(*at));
    Some((from..chunk.end).filter(word).map(|at| sentence.lower(at).to_owned()).collect())
}

/// Whether the second of two parts is whatever the first is not: "30 were upheld and 12 were not", "25 are paid and 10 unpaid",
/// "50 found no fault and 28 found one".
pub(super) fn is_complement(sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    let mut numbers = sentence.quantities.iter().filter(|one| range.contains(&one.first));
    let (Some(first), Some(second), None) = (numbers.next(), numbers.next(), numbers.next()) else { return false };
    let words = |range: Range<usize>| -> Vec<&str> {
        range.map(|at| sentence.lower(at)).filter(|word| !among(", . and but while", word)).collect()
    };
    let (one, other) = (words(first.end..second.first), words(second.end..range.end));
    let last = |part: &[&str]| part.last().map(|word| (*word).to_owned());
    let brief = one.len() <= other.len() + 2;
    let opposite = brief
        && last(&one)
            .zip(last(&other))
            .is_some_and(|(one, other)| DENYING.iter().any(|denying| other == format!("{denying}{one}")));
    let denied = !one.contains(&"not") && (is_denied(&one, &other) || has_none(&one, &other));
    !one.is_empty() && (denied || has_none(&other, &one) || opposite && !one.contains(&"not"))
}

/// Whether the words of a part only deny those of another: "12 were not", "12 were not upheld", "12 did not reply" beside "30
/// replied".
fn is_denied(one: &[&str], other: &[&str]) -> bool {
    let Some(not) = other.iter().position(|word| *word == "not").filter(|not| *not <= 1) else { return false };
    let again = |word: &&str| among("any have it one", word) || one.iter().any(|own| stem(own) == stem(word));
    let denied = &other[not + 1..];
    // "30 were upheld in May and 12 were not upheld" leaves out those upheld in June.
    denied.is_empty() || one.len() <= other.len() && denied.iter().all(again)
}

/// Whether one part has what the other has not: "20 have a nursery and 12 have none", "27 had damp and 90 had no damp".
fn has_none(with: &[&str], without: &[&str]) -> bool {
    let Some(no) = without.iter().position(|word| among("no none nothing", word)) else { return false };
    let (verb, what) = (&without[..no], &without[no + 1..]);
    let Some(rest) = with.strip_prefix(verb).filter(|_| !verb.is_empty()) else { return false };
    let named = |word: &&str| what.iter().any(|own| stem(own) == stem(word));
    // "12 have none" of what the others have; "50 found no fault" and the others "one" or "some faults".
    what.is_empty() && !rest.is_empty()
        || !rest.is_empty() && rest.iter().all(|word| among("a an any least at one some", word) || named(word))
}
