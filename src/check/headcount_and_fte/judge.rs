//! Pairs of counts of one group that cannot both be true.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::finding;
use crate::check::headcount_and_fte::counts::{Count, Fate, counts};
use crate::check::headcount_and_fte::group::{Group, Likeness, is_narrowing};
use crate::check::headcount_and_fte::owners::Owner;
use crate::check::headcount_and_fte::reading::sentences;
use crate::check::headcount_and_fte::staff::is_fte;
use crate::check::headcount_and_fte::times::is_one_time;
use crate::check::headcount_and_fte::within::of_people;
use crate::check::passage::{Part, Passage};
use crate::check::quantities::{Quantity, Sentence};
use crate::diagnostic::Diagnostic;

/// What passages say of one group that does not agree.
pub(super) fn find(passages: &[&Passage<'_>]) -> Vec<Diagnostic> {
    let all = counts(passages);
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let told = |other: &Count| {
            if is_of_other_list(passages, one, other) {
                return true;
            }
            // As many equivalents as people are explained by nothing.
            let explained = one.value != other.value
                && (is_explained(passages, one, other)
                    || is_explained(passages, other, one)
                    || one.known && is_told_before(passages[one.passage], one));
            one.passage == other.passage && one.sentence == other.sentence
                || explained
                || is_of_table(passages, one, other)
        };
        let mut clashes = all[..at].iter().filter_map(|other| Some((other, clash(one, other)?)));
        let Some((other, message)) = clashes.find(|(other, _)| !told(other)) else { continue };
        found.push(
            finding(message, &passages[one.passage].place(&one.range))
                .related(&passages[other.passage].place(&other.range), "the other count")
                .hint(
                    "find out which is right; if they count different groups or different days, say so beside each",
                ),
        );
    }
    found
}

/// Whether two tables have the counts, or a table and a text that do not name one day.
fn is_of_table(passages: &[&Passage<'_>], one: &Count, other: &Count) -> bool {
    let cell = |count: &Count| passages[count.passage].part == Part::Label;
    cell(one) && cell(other) || (cell(one) || cell(other)) && !is_one_time(&one.times, &other.times)
}

/// Whether two counts without a name stand in lists that different words lead to: "Visits:", "Contacts:".
fn is_of_other_list(passages: &[&Passage<'_>], one: &Count, other: &Count) -> bool {
    let nameless = |count: &Count| count.group.places.is_empty() && count.group.nouns.is_empty();
    let (Some(mine), Some(their)) = (one.under, other.under) else { return false };
    nameless(one) && nameless(other) && passages[mine].text != passages[their].text
}

/// Whether a sentence has a number: "of the 12 officers, five are in training" explains the five.
fn says(passage: &Passage<'_>, sentence: usize, value: Decimal) -> bool {
    let sentences = sentences(passage);
    sentences.get(sentence).is_some_and(|one| one.quantities.iter().any(|number| number.value == value))
}

/// Whether what is said of one count explains the number of the other: "of the 12 officers, five are in training", "Of the 49
/// employees three stay. The other 46 transfer."
fn is_explained(passages: &[&Passage<'_>], one: &Count, other: &Count) -> bool {
    let has = |sentence: &Sentence<'_>| sentence.quantities.iter().any(|number| number.value == other.value);
    // A footnote to the text that gives the other number: its author knows of both.
    let text = &passages[one.passage].source.span.range;
    let note = |note: &Passage<'_>| note.part == Part::Footnote && note.source.span.range == *text;
    let explains = |(at, note): (usize, &&Passage<'_>)| {
        let own = at == other.passage && (is_said_of_one_day(one, other) || one.fte != other.fte);
        sentences(note).iter().any(|sentence| has(sentence) && (!own || tells_apart(sentence)))
    };
    if passages.iter().enumerate().filter(|(_, one)| note(one)).any(explains) {
        return true;
    }
    let sentences = sentences(passages[one.passage]);
    // "Sixteen were there. Three who were on leave …": all nineteen.
    let rest = (one.value - other.value).abs();
    let added = one.passage == other.passage || sentences.get(one.sentence + 1).is_some();
    // "Three of them from the NHS"
    let is_from = |sentence: &Sentence<'_>, end: usize| (end + 2..end + 6).any(|at| sentence.lower(at) == "from");
    let adds = |sentence: &Sentence<'_>| {
        // "Two of them asked for a later start" are among those who were counted.
        let part = |end: usize| sentence.lower(end) == "of" && !is_from(sentence, end) && !is_of_comers(sentence);
        let next =
            |end: usize| among("who were are was of more others have had , .", sentence.lower(end)) && !part(end);
        sentence.quantities.iter().any(|number| number.value == rest && next(number.end))
    };
    // "The 18 staff include three who are paid by the police", beside 15.
    let includes = |sentence: &Sentence<'_>| {
        sentence.words.iter().any(|word| among("include includes including", &word.lower))
    };
    let own = sentences.get(one.sentence).is_some_and(includes);
    if (added || own) && sentences.iter().skip(one.sentence).take(if added { 2 } else { 1 }).any(adds) {
        return true;
    }
    // "The team has 28 staff and will lose three": they may be 25 later.
    let changes = |sentence: &Sentence<'_>| {
        let verb = sentence.words.iter().any(|word| {
            among("gain gained join joined leave lose losing lost recruit recruited shed", &word.lower)
        });
        let more = |first: usize| among("another further plus additional", sentence.before(first));
        let outside =
            |end: usize| sentence.lower(end) == "of" && (is_from(sentence, end) || is_of_comers(sentence));
        sentence
            .quantities
            .iter()
            .any(|number| number.value == rest && (verb || more(number.first) || outside(number.end)))
    };
    if sentences.get(one.sentence).is_some_and(changes) {
        return true;
    }
    let mut sentences = sentences.into_iter().enumerate();
    sentences.any(|(at, sentence)| {
        // "34 people (28.2 FTE)" does not explain 34 FTE.
        let kind = |number: &&Quantity| one.fte != other.fte || is_fte(&sentence, number) == other.fte;
        let is_other = |number: &&Quantity| number.value == other.value && kind(number);
        sentence.quantities.iter().filter(is_other).any(|number| {
            let rest = matches!(sentence.before(number.first), "other" | "remaining");
            let own = one.passage == other.passage && at == other.sentence;
            at == one.sentence || rest && !own
        })
    })
}

/// Whether two counts say how many there are of all, on one day that both name.
fn is_said_of_one_day(one: &Count, other: &Count) -> bool {
    one.all
        && other.all
        && !one.times.is_empty()
        && one.times == other.times
        && likeness(one, other) == Likeness::Same
}

/// Whether a note says why its number is another one.
fn tells_apart(sentence: &Sentence<'_>) -> bool {
    const APART: &str = "agency apart because casual corrected counted different differ differs excluding fewer including instead                          joined later left less more not only other others plus revised since some vacancies vacant budget budgeted establishment funded whereas whose with                          without wrong";
    sentence.words.iter().any(|word| among(APART, &word.lower))
}

/// Whether a sentence is of some who came, went or are there for a time: "two of them joined in May".
fn is_of_comers(sentence: &Sentence<'_>) -> bool {
    const COMERS: &str = "absent agency appointed apprentices arrived bank casual contractors excluded fixed joined leave leaving left locums \
                          new newly recruited retired seasonal seconded secondment since started students temporary trainees volunteers";
    sentence.words.iter().any(|word| among(COMERS, &word.lower))
}

/// "Two officers are leaving. The two officers …": whether an earlier sentence has told who is meant.
fn is_told_before(passage: &Passage<'_>, one: &Count) -> bool {
    (0..one.sentence).any(|sentence| says(passage, sentence, one.value))
}

/// What is wrong with two counts, if they are of one group at one time and cannot both be true.
fn clash(one: &Count, other: &Count) -> Option<String> {
    if one.group.posts || other.group.posts || one.beside != other.beside && one.group.nouns.is_empty() {
        return None;
    }
    let strength = (one.all || one.usual) && (other.all || other.usual) && is_one_strength(one, other);
    let event = !(one.all && other.all) && is_one_event(one, other);
    if !strength && !event {
        return None;
    }
    // Fewer than there should be are there while a post is vacant.
    let (less, more) = if one.value < other.value { (one, other) } else { (other, one) };
    if one.place != other.place && !one.place.is_empty() && !other.place.is_empty()
        || more.complement && !less.complement
    {
        return None;
    }
    if one.fte != other.fte {
        let (people, fte) = if one.fte { (other, one) } else { (one, other) };
        let wrong = fte.value > people.value || fte.value == people.value && people.part_time;
        let who = of_people(fte.value, people.value);
        return wrong
            .then(|| format!("{} full-time equivalents cannot be made up of {} {who}", fte.value, people.value));
    }
    let what = if one.fte { "full-time equivalents" } else { "people" };
    (one.value != other.value)
        .then(|| format!("{} {what} here, elsewhere {} in the same group", one.value, other.value))
}

/// How much greater one number may be than another that somebody takes for it, in per cent: what is greater by more is of
/// others. Less where the words differ.
fn is_near(one: &Count, other: &Count, likeness: Likeness) -> bool {
    let most = match likeness {
        Likeness::Same => 40,
        Likeness::Nested => 27,
        Likeness::Near => 13,
        Likeness::None => return false,
    };
    let (less, more) = (one.value.min(other.value), one.value.max(other.value));
    // The Council has more of them than a service.
    let of_council = [one, other].iter().any(|count| count.owner.as_ref().is_some_and(Owner::is_council));
    let by_one = likeness == Likeness::Same && more - less <= Decimal::ONE;
    (more - less) * Decimal::ONE_HUNDRED <= less * Decimal::from(most)
        || by_one
        || !(likeness == Likeness::Near && of_council) && is_transposed(one.value, other.value)
}

/// Whether two numbers have the same digits in another order: "173" where "137" should stand.
fn is_transposed(one: Decimal, other: Decimal) -> bool {
    let digits = |number: Decimal| {
        let mut digits: Vec<char> = number.normalize().to_string().chars().collect();
        digits.sort_unstable();
        digits
    };
    one != other && digits(one) == digits(other)
}

/// How alike those are whom two counts count. Equivalents may have no noun of their own.
fn likeness(one: &Count, other: &Count) -> Likeness {
    let bare = |group: &Group| one.fte != other.fte && group.nouns.is_empty();
    let nouns = one.group.nouns == other.group.nouns || bare(&one.group) || bare(&other.group);
    if nouns { one.group.likeness(&other.group) } else { Likeness::None }
}

/// Whether two sentences say how many there are of one group at one time.
fn is_one_strength(one: &Count, other: &Count) -> bool {
    let one_time = if is_one_time(&one.times, &other.times) {
        one.past == other.past || !one.times.is_empty()
    } else {
        // "All 26 have been trained since March" dates the training.
        one.times.is_empty() != other.times.is_empty() && !one.past && !other.past
    };
    let mut likeness = likeness(one, other);
    if likeness == Likeness::None
        && one.group.nouns == other.group.nouns
        && !one.group.nouns.is_empty()
        && (one.group.words.is_empty() || other.group.words.is_empty())
        && is_said(one, other)
    {
        // "Housing enforcement is carried out by 19 officers", "the team of 17 officers that carries out housing enforcement"
        likeness = Likeness::Near;
    }
    let near = is_near(one, other, likeness) || likeness == Likeness::Same && one.known && other.known;
    (one.group.is_told() || other.group.is_told()) && one_time && near
}

/// "The 25 staff who are to transfer", "the 23 staff of the leisure centres transfer": whether one count names staff by nothing
/// but what becomes of them, and the sentence of the other says the same.
fn is_one_fate(one: &Count, other: &Count) -> bool {
    let alone = |one: &Count, other: &Count| {
        let same = |fate: &Fate| other.said.contains(&fate.stem) && fate.spoken_of.is_subset(&other.group.words);
        (other.group.is_told() || other.fate.is_some()) && one.fate.as_ref().is_some_and(same)
    };
    one.known && other.known && (alone(one, other) || alone(other, one))
}

/// Whether the words for one group are among those of the other sentence: "11 left the print unit", "the print unit's 13 employees
/// left".
fn is_said(one: &Count, other: &Count) -> bool {
    let says = |one: &Count, other: &Count| {
        let mut words = other.group.words.iter();
        words.all(|word| one.group.words.contains(word) || one.said.contains(word))
    };
    let narrowed = one.group.words.symmetric_difference(&other.group.words).any(|word| is_narrowing(word));
    !narrowed && (says(one, other) || says(other, one))
}

/// Fewer than so many do the same thing in many places: "two officers attend each visit".
const FEW: u32 = 5;

/// Whether two sentences say the same of one group: who left, was asked, is affected.
fn is_one_event(one: &Count, other: &Count) -> bool {
    let (mine, their) = (one.group.words.union(&one.said), other.group.words.union(&other.said));
    let (mine, their): (BTreeSet<_>, BTreeSet<_>) = (mine.collect(), their.collect());
    let bare = |group: &Group| one.fte != other.fte && group.nouns.is_empty();
    let nouns = one.group.nouns == other.group.nouns || bare(&one.group) || bare(&other.group);
    let likeness = if nouns { one.group.likeness(&other.group) } else { Likeness::None };
    let group = likeness == Likeness::Same || nouns && is_said(one, other);

    let of_group = one.group.words.intersection(&other.group.words).count();
    let common = mine.intersection(&their).count() - of_group;
    let shorter = mine.len().min(their.len()) - of_group;
    let dated = usize::from(!one.times.is_empty() && is_one_time(&one.times, &other.times))
        + usize::from(is_transposed(one.value, other.value));
    // Of a group without a name, or of all and of some of it, more has to be the same.
    let both = one.known && other.known && likeness == Likeness::Same;
    let fate = is_one_fate(one, other);
    let both = both || fate;
    let least = if (one.group.is_told() || fate) && (both || !one.all && !other.all) { 1 } else { 2 };
    let alike = is_near(one, other, Likeness::Same) && (fate || common * (2 + dated) >= shorter || common >= 3)
        || one.said == other.said && common >= 2;

    let few = Decimal::from(FEW);
    let known = one.known || other.known;
    let one_time =
        is_one_time(&one.times, &other.times) || known && (one.times.is_empty() || other.times.is_empty());
    group
        && alike
        && common >= 1
        && common + dated >= least
        && (one.value >= few || other.value >= few)
        && one_time
        && (!one.all || one.known)
        && (!other.all || other.known)
}
