//! Items whose own words name two days for one and the same minutes: "the minutes of 9 October (minutes of 11 September
//! attached)".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::minutes_date::arising::{arising_elsewhere, may_not_arise};
use crate::check::minutes_date::last::two_last_meetings;
use crate::check::minutes_date::mentions::{Mention, Noun, mentions, same_day};
use crate::check::minutes_date::order::out_of_order;
use crate::check::minutes_date::roles::{Role, roles};
use crate::check::passage::{Part, Passage, same_file};
use crate::check::words::{Word, words};
use crate::check::{Paper, doubt};
use crate::diagnostic::Diagnostic;
use crate::project::fields::{FieldEntry, RecordEntry};

/// The kinds of paper that speak of minutes to be agreed, and of those that were.
const AGENDA: &str = "agenda";
const MINUTES: &str = "minutes";

/// Minutes of a passage.
#[derive(Debug)]
pub struct Said<'a> {
    /// Where it stands.
    pub passage: &'a Passage<'a>,
    /// The place.
    pub mention: Mention,
    /// What is done with them there.
    pub role: Role,
    /// The number of its sentence in the item.
    sentence: usize,
    /// The words from its first date to its last, in the passage.
    pub range: Range<usize>,
}

/// What an agenda, or minutes, say of the minutes of another day than of those that are agreed.
pub fn contradictions(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let is = |kind: &str| paper.report.schema.kinds().any(|one| one == kind);
    if !is(AGENDA) && !is(MINUTES) {
        return Vec::new();
    }
    let own = own_body(paper);
    let mut all: Vec<&Passage<'_>> = paper.passages.iter().chain(&paper.labels).collect();
    all.retain(|passage| same_file(&passage.source.span.file, &paper.report.file));
    all.sort_by_key(|passage| passage.source.span.range.start);
    let mut found = Vec::new();
    for (_, field) in &paper.report.fields {
        let FieldEntry::Records(entries, _) = field else { continue };
        let mut items: Vec<Vec<&Passage<'_>>> = Vec::new();
        for entry in entries {
            let mut starts = BTreeSet::new();
            texts_of(entry, &mut starts);
            let of_item = all.iter().filter(|passage| starts.contains(&passage.source.span.range.start)).copied();
            items.push(of_item.collect());
        }
        found.extend(items.iter().flat_map(|item| judge(item, &own, is(MINUTES))));
        let style = &paper.profile.style;
        found.extend(items.iter().flat_map(|item| read(item)).filter_map(|said| {
            let told = out_of_order(&said, &own, paper.report.date, style)?;
            let day = format!("the meeting is on {}", style.weekday_date(paper.report.date));
            Some(paper.report.date_place.iter().fold(told, |told, place| told.related(place, day.clone())))
        }));
        found.extend(arising_elsewhere(&items, &own));
    }
    let two = two_last_meetings(&all, &own);
    found.extend(two.into_iter().filter(|one| !found.iter().any(|told| told.span == one.span)).collect::<Vec<_>>());
    found
}

/// Where the texts of an item of business begin, with those of its points.
fn texts_of(entry: &RecordEntry, into: &mut BTreeSet<usize>) {
    for (_, field) in &entry.fields {
        match field {
            FieldEntry::Line(text) => {
                into.insert(text.span.range.start);
            }
            FieldEntry::Text(texts) | FieldEntry::Lines(texts) => {
                into.extend(texts.iter().map(|text| text.span.range.start));
            }
            FieldEntry::Resolutions(resolutions) => {
                let texts = resolutions.free.iter().map(|one| &one.text).chain(&resolutions.single);
                into.extend(texts.map(|text| text.span.range.start));
            }
            FieldEntry::Records(entries, _) => entries.iter().for_each(|entry| texts_of(entry, into)),
            _ => {}
        }
    }
}

/// What the body of the paper itself is called.
fn own_body(paper: &Paper<'_>) -> BTreeSet<String> {
    let named =
        ["meeting", "known-as"].into_iter().flat_map(|key| paper.texts(key)).map(|text| text.value.as_str());
    let title = paper.report.title.value.as_str();
    let all = named.chain(std::iter::once(title)).flat_map(|text| words(text).into_iter().map(|word| word.lower));
    all.map(|word| word.trim_end_matches("'s").trim_end_matches('s').to_owned()).collect()
}

/// What is wrong with the passages of an item; of minutes only what one sentence says, since they tell of several, and what
/// matters are said to arise from.
fn judge(passages: &[&Passage<'_>], own: &BTreeSet<String>, by_sentence: bool) -> Vec<Diagnostic> {
    let said = read(passages);
    let mut found = Vec::new();
    for (at, one) in said.iter().enumerate() {
        if !matches!(one.role, Role::Brought(_) | Role::Same | Role::Topic | Role::Arising) {
            continue;
        }
        let others: Vec<&Said<'_>> = said
            .iter()
            .enumerate()
            .filter(|(other_at, other)| *other_at != at && is_of_one(one, other, *other_at < at, own))
            .map(|(_, other)| other)
            .filter(|other| {
                let arising = one.role == Role::Arising;
                !by_sentence || other.sentence == one.sentence || arising || is_heading(one) || is_heading(other)
            })
            .collect();
        // Of two that contradict each other the second is told.
        let told = |other: &&&Said<'_>| {
            one.role == Role::Arising || is_heading(one) || !is_heading(other) && !(other.role == Role::Same)
        };
        let fits = |other: &&Said<'_>| {
            let days = &other.mention.dates;
            one.mention.dates.iter().any(|date| days.iter().any(|day| same_day(date, day)))
        };
        if let Some(other) = others.iter().find(told).filter(|_| !others.iter().any(fits)) {
            found.push(contradiction(one, other));
        }
    }
    found
}

/// The minutes that passages name, in order.
pub fn read<'a>(passages: &[&'a Passage<'a>]) -> Vec<Said<'a>> {
    let mut found: Vec<Said<'a>> = Vec::new();
    let mut spoken = false;
    let mut number = 0;
    for passage in passages {
        for (_, words) in joined(passage) {
            let named = mentions(&words, spoken);
            spoken |= words.iter().any(|word| word.lower == "minutes");
            // What stands in a list below the item is no heading.
            let roles = roles(&words, &named, found.is_empty() && passage.part != Part::Item);
            number += 1;
            for (mention, role) in named.into_iter().zip(roles) {
                let Some(range) = dates_of(&words, &mention) else { continue };
                found.push(Said { passage, mention, role, sentence: number, range });
            }
        }
    }
    found
}

/// The sentences of a passage; "Enc. minutes of 9 October" is one.
fn joined<'a>(passage: &'a Passage<'_>) -> Vec<(Range<usize>, Vec<Word<'a>>)> {
    let mut found: Vec<(Range<usize>, Vec<Word<'a>>)> = Vec::new();
    for (range, words) in passage.words_by_sentence() {
        match found.last_mut().filter(|(_, before)| before.len() <= 2 && before[0].lower.starts_with("enc")) {
            Some((last, before)) => {
                last.end = range.end;
                before.extend(words);
            }
            None => found.push((range, words)),
        }
    }
    found
}

fn dates_of(words: &[Word<'_>], mention: &Mention) -> Option<Range<usize>> {
    let first = words.get(mention.dates.first()?.first)?;
    let last = words.get(mention.dates.last()?.end.checked_sub(1)?)?;
    Some(first.range.start..last.range.end)
}

fn is_heading(said: &Said<'_>) -> bool {
    said.role == Role::Topic
}

/// Whether what is said at one place holds for the minutes of the other as well, which may stand before it.
pub fn is_of_one(one: &Said<'_>, other: &Said<'_>, before: bool, own: &BTreeSet<String>) -> bool {
    let tells = match (one.role, other.role) {
        (_, Role::Aside | Role::Arising) => false,
        (Role::Arising, _) => other.role != Role::Same && may_not_arise(one, other),
        // Two that are both attached, or both agreed; and one more that is attached for agreement.
        (Role::Brought(_), Role::Brought(_)) | (Role::Topic, Role::Topic) => false,
        (Role::Brought(for_agreement), Role::Agreed(attached)) => !(for_agreement && attached),
        // A record that is signed is that of the minutes of its own sentence.
        (Role::Same, _) | (_, Role::Same) => one.sentence == other.sentence,
        _ => true,
    };
    let (first, second) = if before { (other, one) } else { (one, other) };
    tells && is_one_body(&first.mention, &second.mention, own)
}

/// Whether two places speak of the minutes of one body: the second, where it names none, of that of the first; the first of
/// the paper's own.
fn is_one_body(first: &Mention, second: &Mention, own: &BTreeSet<String>) -> bool {
    /// Of these every council has several.
    const COMMON: [&str; 6] = ["board", "committee", "council", "group", "panel", "sub-committee"];
    if first.noun != Noun::Minutes || second.noun != Noun::Minutes {
        return true;
    }
    let share = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let telling = |body: &BTreeSet<String>| body.iter().any(|word| !COMMON.contains(&word.as_str()));
        let common = !telling(one) || !telling(other);
        one.intersection(other).any(|word| common || !COMMON.contains(&word.as_str()))
    };
    let named = if first.body.is_empty() { own } else { &first.body };
    second.body.is_empty() || share(named, &second.body)
}

/// That two places speak of the minutes of two days.
pub fn contradiction(one: &Said<'_>, other: &Said<'_>) -> Diagnostic {
    let written = |said: &Said<'_>| said.passage.text.get(said.range.clone()).unwrap_or_default().to_owned();
    let message = format!("two days for the same minutes: `{}` here, `{}` beside it", written(one), written(other));
    doubt(message, &one.passage.place(&one.range))
        .related(&other.passage.place(&other.range), "these minutes")
        .hint("put the date right that is wrong")
        .hint("if there are minutes of both meetings, say so: `To agree the minutes of the meetings held on 9 and 16 October`")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dates that are told, each passage between strokes.
    fn told(text: &str, minutes: bool) -> Vec<String> {
        let passages: Vec<Passage<'_>> = text.split(" | ").map(Passage::plain).collect();
        let found = judge(&passages.iter().collect::<Vec<_>>(), &BTreeSet::from(["board".to_owned()]), minutes);
        found.iter().filter_map(|one| one.span.as_ref()).map(|span| span.text().to_owned()).collect()
    }

    #[test]
    fn one_item_has_the_minutes_of_one_day() {
        for (text, found) in [
            (
                "To agree the minutes of the meeting held on 9 February 2026 (minutes of the meeting held on 12 January 2026 attached).",
                "12 January 2026",
            ),
            (
                "To agree as a correct record the minutes of 4 February. Attached: minutes of 7 January.",
                "7 January",
            ),
            (
                "Attached are the minutes of 20 January. Members are asked to agree the minutes of 17 February.",
                "20 January",
            ),
            (
                "To approve the minutes of 18 February. The minutes to be approved, those of 21 January, are on pages 3 to 8.",
                "21 January",
            ),
            (
                "The Panel is invited to agree the minutes of its meeting on 16 February; those attached are of 19 January.",
                "19 January",
            ),
            (
                "Minutes of the meeting held on 19 February | To agree the minutes of the meeting held on 12 February",
                "19 February",
            ),
            ("Minutes of 5 February 2026 – to agree the minutes of 8 January 2026", "5 February 2026"),
            ("To agree the minutes of 4th February 2026 (Minutes 04.02.2025).", "04.02.2025"),
            (
                "To agree the minutes of the meeting held on 5 February 2026 (8 January 2026 attached).",
                "8 January 2026",
            ),
            (
                "To agree the minutes of the meeting held on 5 February 2026 as attached (8 January 2026).",
                "8 January 2026",
            ),
            ("To sign the minutes of 10 February. Enc. Minutes, 13 January", "13 January"),
            (
                "To confirm the minutes of the Housing Board held on 12 January, attached as Minutes of 8 December.",
                "8 December",
            ),
            ("To agree the minutes of 10 February 2026. | Minutes, 10 February 2025", "10 February 2025"),
            ("To agree the minutes of 9 February. See the minutes of 2 February.", "2 February"),
            ("Approval of the minutes of 3 February | To approve the minutes of 13 February", "3 February"),
            ("Minutes of 10 February (for approval) | To confirm the minutes of 10 January", "10 February"),
            (
                "The minutes of 13 January of the last meeting, held on 10 February, are to be agreed.",
                "10 February",
            ),
            (
                "(a) To agree the minutes of 26 January (attached) | Minutes of 24 November – pages 3 to 6",
                "24 November",
            ),
            (
                "To sign the minutes of 4 February and deal with any matters arising from the minutes of 14 February.",
                "14 February",
            ),
            (
                "To receive the minutes of the annual meeting held on 14 May 2025. The minutes of the annual meeting of 15 May 2025 are with this agenda.",
                "15 May 2025",
            ),
            ("Minutes of the Panel, 19 January | To agree the public minutes of 29 January.", "19 January"),
            ("Last meeting: 24 February 2026 | To approve the minutes of 14 February 2026.", "24 February 2026"),
            (
                "Minutes: 16 February | The Board is asked whether the minutes of 26 February are a correct record.",
                "16 February",
            ),
        ] {
            assert_eq!(told(text, false), [found], "{text}");
        }
        for text in [
            "To agree the minutes of the meeting held on 9 February 2026 (minutes of 9 February 2026 attached).",
            "To agree the minutes of the meetings held on 3 and 17 February (attached).",
            "To agree the minutes of the meeting of 20 January and of the special meeting of 3 February, attached.",
            "To agree the minutes of 9 February and to consider matters arising from the minutes of 12 January.",
            "To confirm the minutes of 11 February, published on 18 February.",
            "To agree the minutes of 4 February (attached) and note that the minutes of 4 March will follow.",
            "To approve the minutes of 22 January, at which the Board corrected the minutes of 20 November.",
            "To agree the minutes of 18 February and to receive the minutes of the Finance Sub-Committee of 25 February, attached.",
            "To agree the minutes of 18 February. The minutes of the Finance Sub-Committee of 25 February are attached.",
            "To agree the minutes of 9 February (attached) | To agree the minutes of 16 February (attached)",
            "To agree the minutes of 2 February, deferred from the meeting of 2 March.",
            "Minutes of 10 February | To agree the minutes, and to note that those of 13 January have been signed.",
            "To agree the minutes of 10 February. | Minutes, 10 February 2026",
            "Minutes of the meetings of 3 and 17 February | To agree the minutes of 3 February | To agree the minutes of 17 February",
            "",
        ] {
            assert_eq!(told(text, false), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn minutes_are_signed_as_the_record_of_their_own_meeting() {
        for (text, found) in [
            (
                "The minutes of 9 February were agreed as a correct record of the meeting of 12 January.",
                "12 January",
            ),
            (
                "The Chair signed the minutes of 9 February as a true record of the proceedings on 12 January.",
                "12 January",
            ),
            ("The minutes of 3 March, as circulated (minutes of 3 February), were approved.", "3 February"),
            ("The minutes of 4 February were agreed, and those minutes, of 7 January, were signed.", "7 January"),
            (
                "The Board agreed that the minutes of 18 February (minutes of 21 January circulated) be signed.",
                "21 January",
            ),
            (
                "The minutes of the meeting held on 15 January 2026 were approved. There were no matters arising from the minutes of 16 January 2026.",
                "16 January 2026",
            ),
            (
                "The minutes of 9 March were agreed and signed. | Matters arising from the minutes of 2 March were noted.",
                "2 March",
            ),
        ] {
            assert_eq!(told(text, true), [found], "{text}");
        }
        for text in [
            "The minutes of 9 February were agreed as a correct record. The minutes of 12 January, circulated again, had a misprint.",
            "The minutes of the meetings held on 12 January and 9 February were agreed as correct records.",
            "The minutes of 15 January 2026 were approved. There were no matters arising from the minutes of 15 January 2026.",
            "The minutes of 9 February were agreed. One matter arising from the minutes of 12 January was still open.",
            "The minutes of 9 February were agreed. Matters arising from the minutes of the Finance Committee of 11 February were noted.",
        ] {
            assert_eq!(told(text, true), Vec::<String>::new(), "{text}");
        }
    }
}
