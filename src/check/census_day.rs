//! `census-day`: figures that are said to be of another day than the one that they were counted on.

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at};
use crate::check::passage::Passage;
use crate::check::words::{Word, lower, words};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::period::MONTHS;

/// Figures that are said to be of another day than the one that they were counted on.
pub const RULE: Rule = Rule {
    name: "census-day",
    severity: Severity::Warning,
    summary: "data of a day near the one that they were counted on, such as 1 September for 30 September",
    explanation: "\
Finds a day that lies in the month in which the report's data were counted, is another day of it, and is given for

- data, figures, numbers, rates, statistics, a census, a snapshot or a return (\"data from 1 September\", \"the census of\", \"the
  snapshot was taken on\");
- a computed figure (\"at 1 September the rate was\", \"on 1 September there were\", \"by 1 September it had fallen to\").

The right day is that of the measures' definitions, or of `period:` in a data file's entry. Subtitles and notes of charts and tables
are read as well.

For example: \"based on data from 1st September 2021\", where the Department for Education counts social workers at 30
September.

Left alone are dates of other months; the day by which data are due, or on which they were published, sent or talked about; and
dates of what is no data: \"From 1 September 2021 the Academy has taken new entrants.\"

Source: a published workforce review.",
    needs_whole: false,
    reads_sentences: true,
    run: |paper| {
        let days = days(paper);
        paper.each_with_labels(|passage| find(passage, &days))
    },
};

/// A day and a month.
type Day = (u32, u32);

/// Words of which one stands before a date that is that of data.
const DATA: &str = "census data figures numbers position rates return returns snapshot statistics";

/// What is done to data that are of the day that follows: "counted at", "submitted for".
const COUNTED: &str = "published reported submitted";

/// How many words may stand between the two.
const NEAR: usize = 8;

/// The days on which the report's data were counted.
fn days(paper: &Paper<'_>) -> BTreeSet<Day> {
    let datasets = &paper.narrated.facts.datasets;
    let meanings = datasets.iter().map(|data| data.observed.period_meaning.as_str());
    let definitions =
        datasets.iter().flat_map(|data| data.measures().iter().map(|measure| measure.definition.as_str()));
    meanings.chain(definitions).filter_map(day_of).collect()
}

/// The day that a definition names: "in the year to 30 September".
fn day_of(text: &str) -> Option<Day> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(&words, at)).map(|written| (written.day, written.month))
}

fn find(passage: &Passage<'_>, days: &BTreeSet<Day>) -> Vec<Diagnostic> {
    let sentences = passage.words_by_sentence();
    sentences.iter().flat_map(|(_, words)| in_sentence(passage, words, days)).collect()
}

fn in_sentence(passage: &Passage<'_>, words: &[Word<'_>], days: &BTreeSet<Day>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some(written) = date_at(words, at).filter(|written| written.first == at) else { continue };
        let same_month = days.iter().find(|(_, month)| *month == written.month);
        let Some((day, _)) = same_month.filter(|_| !days.contains(&(written.day, written.month))) else { continue };
        let of_data = || is_day_of_data(&words[..at]);
        let of_fact = || is_day_of_fact(passage, &words[..at]) || is_day_of_next(passage, words, &written);
        // "Data as at 1 September of each year"
        let state = matches!(lead(&words[..at]), Some((_, Lead::At)))
            && words[..at].iter().any(|word| among(DATA, &word.lower));
        if comes_again(words, &written) && !state || !of_data() && !of_fact() {
            continue;
        }
        let place = passage.place(&(words[at].range.start..words[written.end - 1].range.end));
        let month = month_name(written.month);
        let message = format!("the report's data were counted on {day} {month}, not on {} {month}", written.day);
        found.push(finding(message, &place).hint(format!(
            "write {day} {month}; if these are other data, list their file under `data:` with its `period:`"
        )));
    }
    found
}

/// Whether data are said to be of the day that follows some words: "the census of", "figures were collected on", "year ended".
fn is_day_of_data(before: &[Word<'_>]) -> bool {
    let start = before.iter().rposition(|word| matches!(word.text, ";" | ".")).map_or(0, |end| end + 1);
    let before = &before[start..];
    let low = |at: usize| lower(before, at);
    let own = before.iter().rposition(|word| !among(BEFORE_A_DAY, &word.lower)).unwrap_or_default();
    let lead = low(own);
    let near = || before.len().saturating_sub(NEAR)..before.len();
    if among("after before by since than till until within", lead) {
        return false;
    }
    let Some(data) = near().rev().find(|at| is_data(before, *at)) else {
        // "The year ended 1 September", but not "the contract ended on".
        let ends = |at: usize| at > 0 && among("ended ending", low(at)) && among(PERIODS, low(at - 1));
        let counted = |at: usize| (among(COUNTED, low(at)) || among(COUNTING, low(at))) && among("at for", lead);
        return near().any(|at| ends(at) || counted(at));
    };
    let mut between = data + 1..own;
    let elsewhere = (0..own).any(|at| low(at) == "deadline") || between.clone().any(|at| among(ELSEWHERE, low(at)));
    let plain = !elsewhere && !between.clone().any(|at| is_other_verb(before, at));
    match lead {
        // "The figures given to the meeting of 4 September"
        "of" => own == data + 1 || own > 0 && among("are as close date day is that those was were", low(own - 1)),
        "on" => {
            plain
                && !among(COUNTED, low(own - 1))
                && (between.any(|at| among(COUNTING, low(at))) || is_told_of(before, data))
        }
        "from" => plain && between.len() < NEAR / 2,
        _ => plain,
    }
}

/// What may stand between a day and the word that leads to it.
const BEFORE_A_DAY: &str = "close monday sunday the thursday tuesday wednesday friday saturday";

/// What lasts until the day up to which its data are counted.
const PERIODS: &str = "months period quarter year";

/// What is done to data on the day of which they are.
const COUNTING: &str = "carried collected counted drawn gathered made measured recorded taken";

/// Where a date behind data is that of something else: of a meeting, or of what is still to come.
const ELSEWHERE: &str =
    "applies apply available briefing due meeting must ready session should visit will workshop";

/// Whether the word at an index is one of data: "the annual return", and not "pupils return", "the return of the lorry".
fn is_data(words: &[Word<'_>], at: usize) -> bool {
    let (low, before) = (lower(words, at), at.checked_sub(1).map_or("", |before| lower(words, before)));
    let back = among("return returns", low) && {
        let of = lower(words, at + 1) == "of" && at + 2 < words.len();
        let named = among("a annual census data monthly our quarterly statutory the this workforce", before);
        of || !named && !before.ends_with("'s") || among("school work", lower(words, at + 2))
    };
    among(DATA, low) && !back
}

/// Whether a clause tells of the data that it names at an index, "the census on", and not of who looks at them, "the Panel saw the
/// data on".
fn is_told_of(words: &[Word<'_>], data: usize) -> bool {
    const SHOWS: &str = "are counts describe describes from gives in is reflects show shows that to was were when";
    let known = |at: usize| among("a all its our the these this", lower(words, at));
    let seen = |at: usize| known(at) && at > 1 && !among(SHOWS, lower(words, at - 1));
    !(0..data).any(|at| seen(at) || is_other_verb(words, at))
}

/// Whether a word is a verb in the past that tells of something else than of counting.
fn is_other_verb(words: &[Word<'_>], at: usize) -> bool {
    const FORMS: &str = "asked began brought came fell gave given grew heard met put ran read rose saw seen sent set shown spoke told \
        went wrote";
    let low = lower(words, at);
    // "The numbers given here"
    if among("above below here", lower(words, at + 1)) {
        return false;
    }
    let past = low.len() > 4 && low.ends_with("ed") || low == "took" && lower(words, at + 1) != "place";
    (past || among(FORMS, low))
        && ![COUNTING, COUNTED, "based ended employed qualified"].iter().any(|all| among(all, low))
}

/// Whether a day is one of each year: what comes again is when something is reported, not when it was counted.
fn comes_again(words: &[Word<'_>], written: &Written) -> bool {
    const AGAIN: &str = "each every annually";
    let after = words.len().min(written.end + 2);
    let around = words[..written.first].iter().chain(&words[written.end..after]);
    around.into_iter().any(|word| among(AGAIN, &word.lower))
}

/// How far a computed figure may be from its day, in words.
const FAR: usize = 9;

/// What says how things were on a day.
const HELD: &str = "are had has have is stood was were";

/// Whether a computed figure is said to be of the day that follows some words: "Turnover was 12.5% at 1 September".
fn is_day_of_fact(passage: &Passage<'_>, before: &[Word<'_>]) -> bool {
    let Some((at, lead)) = lead(before) else { return false };
    let clause = &before[at.saturating_sub(FAR)..at];
    let clause = &clause[clause.iter().rposition(ends_clause).map_or(0, |end| end + 1)..];
    let Some(last) = clause.iter().rposition(|word| passage.is_fact(&word.range)) else { return false };
    // Of the words of the figure, "6.1" and "%", the first.
    let fact = clause[..last].iter().rposition(|word| !passage.is_fact(&word.range)).map_or(0, |before| before + 1);
    let held = |words: &[Word<'_>]| words.iter().any(|word| among(HELD, &word.lower));
    let happens = |words: &[Word<'_>]| words.iter().any(|word| happens(&word.lower));
    match lead {
        Lead::At => true,
        // "Had 31 agency workers on 1 September", but not "31 entrants started on".
        Lead::On => (held(clause) || has_come_to(&clause[..fact])) && !happens(&clause[fact..]),
        Lead::By => has_come_to(&clause[..fact]),
    }
}

/// Whether a computed figure is said to be of the day that the sentence begins with, or that its subject has: "At 1 September the rate
/// was 12.5%", "the number of vacancies on 1 September was 31".
fn is_day_of_next(passage: &Passage<'_>, words: &[Word<'_>], written: &Written) -> bool {
    let Some((at, lead)) = lead(&words[..written.first]) else { return false };
    let begins = at <= 2;
    let rest = &words[written.end..words.len().min(written.end + FAR)];
    let clause = &rest[..rest.iter().position(ends_clause).unwrap_or(rest.len())];
    let Some(fact) = clause.iter().position(|word| passage.is_fact(&word.range)) else { return false };
    let after = &clause[fact..];
    let until = &clause[..fact];
    // "31 posts were vacant", but not "31 entrants started".
    let held_after = || {
        let held = after.iter().position(|word| among(HELD, &word.lower));
        held.is_some_and(|held| !after[..after.len().min(held + 2)].iter().any(|word| happens(&word.lower)))
    };
    let plain = !until.iter().any(|word| happens(&word.lower));
    let held = plain && until.iter().any(|word| among(HELD, &word.lower))
        || until.iter().all(|word| word.text == ",") && held_after();
    let subject = || {
        let held = until.first().is_some_and(|word| among(HELD, &word.lower));
        held && !words[..at].iter().any(|word| happens(&word.lower))
    };
    let to_come = until.iter().any(|word| among("be must should will", &word.lower));
    match lead {
        Lead::At => begins,
        Lead::On => !to_come && if begins { held } else { subject() },
        Lead::By => begins && !to_come && (held || has_come_to(until)),
    }
}

/// Whether words say what a figure has come to: "had fallen to".
fn has_come_to(before: &[Word<'_>]) -> bool {
    let had = before.iter().rposition(|word| among("had has have was were", &word.lower));
    let come = |word: &Word<'_>| among("come down dropped fallen gone grown increased risen up", &word.lower);
    had.is_some_and(|had| before[had..].iter().any(come)) && before.last().is_some_and(|word| word.lower == "to")
}

/// How a day is led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "At", "as of": the state of things.
    At,
    /// "On", or a bracket: the state of things, or what happened.
    On,
    /// "By": what they have come to.
    By,
}

/// The word before a day that leads to it, "at the close of", with its place.
fn lead(before: &[Word<'_>]) -> Option<(usize, Lead)> {
    let at = before.iter().rposition(|word| !among("the close", &word.lower))?;
    let word = |back: usize| at.checked_sub(back).map_or("", |at| before[at].lower.as_str());
    match (word(0), word(1)) {
        ("at", _) | ("of", "as") => Some((at, Lead::At)),
        ("on" | "(", _) => Some((at, Lead::On)),
        ("by", _) => Some((at, Lead::By)),
        _ => None,
    }
}

fn ends_clause(word: &Word<'_>) -> bool {
    matches!(word.text, ";" | "." | ":")
}

/// Whether a word tells of something that happens on a day, or of somebody to whom it is told.
fn happens(lower: &str) -> bool {
    const HAPPENS: &str = "asked began came entrants heard joiners launch leavers left meeting met opening rose fell sent starters told \
        took went";
    lower.ends_with("ed") && !among("employed qualified unfilled", lower) || among(HAPPENS, lower)
}

fn month_name(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Day, day_of, find};
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};

    fn september() -> BTreeSet<Day> {
        BTreeSet::from([(30, 9)])
    }

    #[test]
    fn a_day_is_found_in_a_definition() {
        assert_eq!(day_of("agency social workers at 30 September"), Some((30, 9)));
        assert_eq!(day_of("year ended 31 March 2022"), Some((31, 3)));
        assert_eq!(day_of("cases held by social workers"), None);
    }

    #[test]
    fn data_of_another_day_of_the_month_are_found() {
        for (text, date) in [
            ("as reported to DfE and based on data from 1st September 2021.", "1st September 2021"),
            ("The census of 1 September 2025 shows it.", "1 September 2025"),
            ("The figures of 1 September are those that the Department collects each year.", "1 September"),
            ("Figures are as at the 29th of September.", "29th of September"),
            ("Source: workforce return, year ending 1 September 2025.", "1 September 2025"),
            ("The snapshot was taken on 1 September 2025.", "1 September 2025"),
            ("The snapshot of library membership is of 1 September 2025.", "1 September 2025"),
            ("The numbers given here describe the workforce on 15 September 2025.", "15 September 2025"),
            ("The numbers given here are from 15 September 2025.", "15 September 2025"),
            ("Data as at 1 September of each year", "1 September"),
            ("The table shows the position on 1 September 2025.", "1 September 2025"),
            ("The vacancy rate on the census date, 1 September 2025, was low.", "1 September 2025"),
            ("These were submitted for 1 September 2025.", "1 September 2025"),
        ] {
            assert_eq!(underlined(|passage| find(passage, &september()), text), [date], "{text}");
        }
    }

    /// A passage in which the number between braces was computed.
    fn computed(text: &str) -> Passage<'static> {
        let (open, close) = (text.find('{').expect("a figure"), text.find('}').expect("its end"));
        let mut passage = Passage::plain(&text.replace(['{', '}'], ""));
        passage.facts.push(open..close - 1);
        passage
    }

    #[test]
    fn a_computed_figure_is_of_the_day_that_it_was_counted_on() {
        for text in [
            "Turnover was {12.5%} at 1 September 2025.",
            "There were {31} vacancies as at 1 September 2025.",
            "The rate, {6.1%} as of the 1st of September, has fallen.",
            "At 1 September 2025 the agency rate was {6.1%}.",
            "As at 1 September 2025, {31} FTE posts were vacant.",
            "Coventry had {31} FTE agency workers on 1 September 2025.",
            "There were {190} FTE social workers in post as at 1 September.",
            "On 1 September 2025 there were {31} FTE agency workers.",
            "On 1 September 2025, {31} FTE posts were vacant.",
            "By 1 September 2025 the agency rate had fallen to {6.1%}.",
            "The agency rate had fallen to {6.1%} by 1 September 2025.",
            "The number of vacancies on 1 September 2025 was {31}.",
            "{31} FTE agency workers were in post on 1 September 2025.",
            "The vacancy rate was {6.1%} (1 September 2025).",
        ] {
            assert_eq!(find(&computed(text), &september()).len(), 1, "{text}");
        }
        for text in [
            "Turnover was {12.5%} at 30 September 2025.",
            "Turnover was {12.5%}. Fees are paid at 1 September 2025.",
            "Since {31} of the posts were filled, the team has moved; it opened on 1 September 2025.",
            "{31} entrants started on 1 September 2025.",
            "There were {31} entrants who started on 1 September 2025.",
            "On 1 September 2025, {31} entrants started.",
            "At the meeting of 1 September members heard that {31} posts were vacant.",
            "Turnover was {12.5%} at 31 March 2025.",
            "By 1 September 2025 the service had recruited {31} FTE workers.",
            "By 1 September 2026 the agency rate is to be below {6.1%}.",
            "On 1 September 2025 the Panel heard that there were {31} FTE agency workers.",
            "On 1 September 2025 the Council moved {31} FTE agency workers to contracts.",
            "{31} posts were filled on 1 September 2025.",
        ] {
            assert!(find(&computed(text), &september()).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_right_day_and_dates_of_other_things_are_left_alone() {
        nothing_in(
            |passage| find(passage, &september()),
            &[
                "based on data from 30th September 2021.",
                "The figures are those of 30 September. From 1 September 2021 the Academy takes entrants.",
                "The data were published on 24 September 2022.",
                "The return has to be with the Department by 12 September.",
                "The deadline for the return was 12 September 2025.",
                "The Panel considers the data on 11 September 2025.",
                "The figures given to the meeting of 4 September 2025 were older.",
                "Pupils return to school on 3 September 2025.",
                "The contract ended on 1 September 2025.",
                "The new rates apply from 1 September 2025.",
                "The Academy opened on 1 September 2021.",
                "Staff figures are reported to the Board on 4 September each year.",
                "The figures of our own, of 31 March 2022, differ.",
            ],
        );
        nothing_in(|passage| find(passage, &BTreeSet::new()), &["based on data from 1st September 2021."]);
    }
}
