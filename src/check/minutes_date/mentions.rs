//! The places of a text that speak of the minutes of some day: "the minutes of the special meeting held on 9 October".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at, joins, month, weekday, with_month};
use crate::check::words::Word;

/// How far a date may stand behind its minutes, in words.
const FAR: usize = 30;

/// Words that show that a paper lies before the reader, wherever it is.
pub const SHOWN: &str = "annex annexed appended appendix attached attachment attachments below circulated copied copies copy enc encl enclosed follows headed herewith included link overleaf \
    pack page pages paper papers pp reproduced";

/// What a place speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// "The minutes".
    Minutes,
    /// "Those", after minutes have been spoken of.
    Those,
    /// "A correct record", which is what minutes are signed as.
    Record,
}

/// A place that names minutes and their day or days.
#[derive(Debug)]
pub struct Mention {
    /// What it calls them.
    pub noun: Noun,
    /// The words from the noun to the last date.
    pub words: Range<usize>,
    /// The days, one at least.
    pub dates: Vec<Written>,
    /// What the body that met, or its meeting, is called; empty where it is only "the meeting".
    pub body: BTreeSet<String>,
    /// Whether "attached" or the like stands within it.
    pub shown: bool,
    /// Whether they are said to be those of the last meeting.
    pub last: bool,
}

/// The places of a text that name minutes and their days, in order; `spoken`, where minutes were spoken of before.
pub fn mentions(words: &[Word<'_>], mut spoken: bool) -> Vec<Mention> {
    if let Some(mention) = bare_date(words).filter(|_| spoken) {
        return vec![mention];
    }
    let mut found: Vec<Mention> = Vec::new();
    for at in 0..words.len() {
        let noun = match words[at].lower.as_str() {
            "minutes" => Noun::Minutes,
            "notes" | "record" if is_of_meeting(words, at) => Noun::Minutes,
            "those" if spoken => Noun::Those,
            "record" if at > 0 && among("accurate correct true", &words[at - 1].lower) => Noun::Record,
            // "The minutes of 12 January of the last meeting, held on 9 February".
            "meeting" if found.last().is_some_and(|last| tied(words, last.words.end, at)) => Noun::Record,
            // "Matters arising from the meeting of 9 October"; "Last meeting: 9 October", a heading.
            "meeting" if arises(words, at) || is_headed(words, at) => Noun::Minutes,
            "(" if found.last().is_some_and(|last| is_enclosed(words, last.words.end..at)) => Noun::Those,
            _ => continue,
        };
        spoken |= noun == Noun::Minutes;
        if found.last().is_some_and(|last| at < last.words.end) {
            continue;
        }
        let bracket = words[at].text == "(";
        let first = at + usize::from(bracket);
        let mut mention = Mention {
            noun,
            words: first..first,
            dates: Vec::new(),
            body: BTreeSet::new(),
            shown: bracket || at > 0 && words[at - 1].lower == "see",
            last: false,
        };
        if let Some(date) = to_date(words, at + 1, &mut mention) {
            mention.words.end = date.end;
            mention.last = words[at..date.first].iter().any(|word| among("last previous", &word.lower));
            mention.dates.push(date);
            further_dates(words, &mut mention);
            called_before(words, at, &mut mention.body);
            found.push(mention);
        } else if let Some(date) = date_before(words, at).filter(|_| noun == Noun::Minutes) {
            // "The 6 January minutes".
            if found.last().is_none_or(|last| last.words.end <= date.first) {
                mention.words = date.first..at + 1;
                mention.dates.push(date);
                found.push(mention);
            }
        }
    }
    found
}

/// Whether a bracket after minutes has nothing but the day of those that are attached: "(8 January 2026 attached)", "as attached
/// (8 January 2026)".
fn is_enclosed(words: &[Word<'_>], between: Range<usize>) -> bool {
    let shows = |words: &[Word<'_>]| words.iter().any(|word| among(SHOWN, &word.lower));
    let only =
        |words: &[Word<'_>]| words.iter().all(|word| among(SHOWN, &word.lower) || among("as are is", &word.lower));
    let Some(date) = date_at(words, between.end + 1).filter(|date| date.first == between.end + 1) else {
        return false;
    };
    let rest = &words[date.end..];
    let Some(close) = rest.iter().take(3).position(|word| word.text == ")") else { return false };
    let (Some(before), after) = (words.get(between), &rest[..close]) else { return false };
    only(before) && only(after) && (shows(before) || shows(after))
}

/// Whether notes, or a record, are those of a meeting: "the record of the last meeting".
fn is_of_meeting(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let last = usize::from(among("last previous", lower(at + 3)));
    let correct = at > 0 && among("accurate correct true", lower(at - 1));
    !correct && lower(at + 1) == "of" && among("its our the", lower(at + 2)) && lower(at + 3 + last) == "meeting"
}

/// The day that a text below the heading of minutes is nothing but: "9 October 2025", "Held on 9 October".
fn bare_date(words: &[Word<'_>]) -> Option<Mention> {
    let first = words.iter().position(|word| !among("dated held meeting of on the", &word.lower))?;
    let first = if weekday(&words[first]).is_some() { first + 1 } else { first };
    let date = date_at(words, first).filter(|date| words[date.end..].iter().all(|word| word.text == "."))?;
    let words = 0..date.end;
    Some(Mention {
        noun: Noun::Minutes,
        words,
        dates: vec![date],
        body: BTreeSet::new(),
        shown: false,
        last: false,
    })
}

/// Whether a meeting is one from which matters arise: of its minutes, which are not named.
fn arises(words: &[Word<'_>], at: usize) -> bool {
    let before = &words[at.saturating_sub(5)..at];
    before.iter().any(|word| word.lower == "arising") && !before.iter().any(|word| word.lower == "minutes")
}

/// Whether a text is nothing but the last meeting with its day.
fn is_headed(words: &[Word<'_>], at: usize) -> bool {
    let last = |word: &Word<'_>| among("last previous", &word.lower);
    (1..=2).contains(&at)
        && last(&words[at - 1])
        && words[..at].iter().all(|word| last(word) || word.lower == "the")
        && (at + 1..words.len().min(at + 5))
            .any(|day| date_at(words, day).is_some_and(|date| date.end + 2 > words.len()))
}

/// The date to which the words from one on lead: "of the meeting held on 9 October", "(attached), 9 October".
fn to_date(words: &[Word<'_>], first: usize, mention: &mut Mention) -> Option<Written> {
    const LEADS: &str = "a an as by closed dated draft for from held its joint last meeting meetings of on open our previous private proceedings public that the their this with \
        , ( ) – — - : 's";
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut placed = false;
    for at in first..words.len().min(first + FAR) {
        if let Some(date) = with_month(words, at) {
            return Some(date);
        }
        let word = &words[at];
        let leads = match word.lower.as_str() {
            // "At the Council House", but not "at which".
            "at" | "in" => {
                placed = true;
                lower(at - 1) == "held"
            }
            "which" => among("was took were", lower(at + 1)),
            "are" | "is" => among("dated for from of", lower(at + 1)),
            "was" | "were" => lower(at + 1) == "held",
            "took" | "place" => lower(at - 1) == "which" || lower(at - 1) == "took",
            one if among(SHOWN, one) => {
                mention.shown = true;
                true
            }
            one => among(LEADS, one) || weekday(word).is_some(),
        };
        let name = is_name(word) || word.is_number() && lower(at - 1) == "(" && lower(at + 1) == ")";
        if !leads && name && !placed {
            mention.body.insert(singular(&word.lower));
        }
        if !leads && !name && !(placed && (word.is_capital() || word.is_number())) {
            return None;
        }
    }
    None
}

/// Whether the words from one on up to another only say "of the last".
fn tied(words: &[Word<'_>], from: usize, to: usize) -> bool {
    words.get(from).is_some_and(|word| among("for from of", &word.lower))
        && to - from <= 4
        && words[from + 1..to].iter().all(|word| among("its last our previous the", &word.lower))
}

/// The date that ends just before a word.
fn date_before(words: &[Word<'_>], at: usize) -> Option<Written> {
    (at.saturating_sub(5)..at).find_map(|first| date_at(words, first).filter(|date| date.end == at))
}

/// The other days of the same minutes: "and 16 October", "and of the special meeting on 16 October".
fn further_dates(words: &[Word<'_>], mention: &mut Mention) {
    const LEADS: &str = "a from held meeting meetings of on the";
    while joins(words, mention.words.end) {
        let mut at = mention.words.end + 1;
        let mut names = BTreeSet::new();
        let found = loop {
            let Some(word) = words.get(at).filter(|_| at < mention.words.end + FAR) else { break None };
            if let Some(date) = with_month(words, at) {
                break Some(date);
            }
            if is_name(word) {
                names.insert(singular(&word.lower));
            } else if !matches!(word.lower.as_str(), "and" | ",")
                && !among(LEADS, &word.lower)
                && weekday(word).is_none()
            {
                break None;
            }
            at += 1;
        };
        let Some(date) = found else { return };
        mention.words.end = date.end;
        mention.dates.push(date);
        mention.body.extend(names);
    }
}

/// The name before the noun: "Licensing Committee minutes".
fn called_before(words: &[Word<'_>], noun: usize, body: &mut BTreeSet<String>) {
    for word in words[..noun].iter().rev() {
        if !is_name(word) || among("attached copy draft enclosed minutes paper previous the to", &word.lower) {
            return;
        }
        body.insert(singular(&word.lower));
    }
}

/// Whether a word may belong to the name of a body, or says which of its meetings it was.
fn is_name(word: &Word<'_>) -> bool {
    const BODIES: &str = "annual board cabinet commission committee committees executive extraordinary forum governors group informal \
        joint ordinary panel party special sub-committee sub-group trust working";
    let no_name = among(
        "the last meeting meetings minutes draft attached enclosed and or to private public open closed",
        &word.lower,
    );
    let dated = month(word.text).is_some() || weekday(word).is_some();
    among(BODIES, &word.lower) || word.is_word() && word.is_capital() && !no_name && !dated
}

fn singular(lower: &str) -> String {
    lower.trim_end_matches("'s").trim_end_matches('s').to_owned()
}

/// Whether two dates may be the same day.
pub fn same_day(one: &Written, other: &Written) -> bool {
    let years = one.year.zip(other.year);
    (one.day, one.month) == (other.day, other.month) && years.is_none_or(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn minutes_have_days_and_bodies() {
        for (text, days, body) in [
            ("the minutes of the meeting held on 9 February 2026", vec![9], ""),
            ("the minutes of the last meeting, which was held on Monday 9 February", vec![9], ""),
            ("minutes of the previous meeting (9 February 2026)", vec![9], ""),
            ("the minutes of the meetings held on 3 and 17 February", vec![3, 17], ""),
            ("minutes of the meeting of 3 February and the special meeting of 9 March", vec![3, 9], "special"),
            ("Licensing Committee minutes 25 November 2025", vec![25], "committee licensing"),
            ("minutes of its meeting held at the Council House on 9 February", vec![9], ""),
            ("Draft minutes: 9.2.2026", vec![9], ""),
            ("the record of the last meeting, held on 9 February", vec![9], ""),
            ("notes of the meeting of 9 February", vec![9], ""),
        ] {
            let words = words(text);
            let found = mentions(&words, false);
            let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
            assert_eq!(one.dates.iter().map(|date| date.day).collect::<Vec<_>>(), days, "{text}");
            assert_eq!(one.body.iter().cloned().collect::<Vec<_>>().join(" "), body, "{text}");
        }
        let bare = words("Monday 9 February 2026");
        assert_eq!((mentions(&bare, true).len(), mentions(&bare, false).len()), (1, 0));
        for text in [
            "the minutes published on 18 February 2026",
            "the minutes, which were agreed on 18 February",
            "the minutes as amended on 9 March",
            "those of 9 March",
            "a record of the visit of 9 March",
            "minute 12 of 9 March",
        ] {
            assert!(mentions(&words(text), false).is_empty(), "{text}");
        }
    }
}
