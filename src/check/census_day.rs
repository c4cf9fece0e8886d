//! `census-day`: figures that are said to be of another day than the one that they were counted on.

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at};
use crate::check::passage::Passage;
use crate::check::words::{Word, words};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::period::MONTHS;

/// Figures that are said to be of another day than the one that they were counted on.
pub const RULE: Rule = Rule {
    name: "census-day",
    severity: Severity::Warning,
    summary: "data of a day near the one that they were counted on, such as 1 September for 30 September",
    explanation: "\
Finds a date that is given for data, figures, a census or a return, or for a computed figure (\"at 1 September\", \"on 1
September\"), lies in the month in which the report's data were counted, and is another day of it. The day is that of the
measures' definitions, or of `period:` in a data file's entry. Subtitles and notes of charts and tables are read as well.

For example: \"based on data from 1st September 2021\", where the Department for Education counts social workers at 30
September.

Left alone are dates of other months, and dates of what is no data: \"From 1 September 2021 the Academy has taken new
entrants.\"

Source: a published workforce review.",
    needs_whole: false,
    run: |paper| {
        let days = days(paper);
        paper.each_with_labels(|passage| find(passage, &days))
    },
};

/// A day and a month.
type Day = (u32, u32);

/// Words of which one stands before a date that is that of data.
const DATA: &str = "census data figures numbers position published rates reported return returns snapshot statistics submitted counted \
    measured ended ending";

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
        let of_data = || words[at.saturating_sub(NEAR)..at].iter().any(|word| among(DATA, &word.lower));
        let of_fact = || is_day_of_fact(passage, &words[..at]) || is_day_of_next(passage, words, &written);
        let same_month = days.iter().find(|(_, month)| *month == written.month);
        let Some((day, _)) = same_month.filter(|_| !days.contains(&(written.day, written.month))) else { continue };
        if comes_again(words, &written) || !of_data() && !of_fact() {
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

/// Whether a day is one of each year: what comes again is when something is reported, not when it was counted.
fn comes_again(words: &[Word<'_>], written: &Written) -> bool {
    const AGAIN: &str = "each every annually";
    let after = words.len().min(written.end + 2);
    let around = words[..written.first].iter().chain(&words[written.end..after]);
    around.into_iter().any(|word| among(AGAIN, &word.lower))
}

/// How far a computed figure may be from its day, in words.
const FAR: usize = 9;

/// Whether a computed figure is said to be of the day that follows some words: "Turnover was 12.5% at 1 September".
fn is_day_of_fact(passage: &Passage<'_>, before: &[Word<'_>]) -> bool {
    let Some((at, lead)) = lead(before) else { return false };
    let clause = &before[at.saturating_sub(FAR)..at];
    let clause = &clause[clause.iter().rposition(ends_clause).map_or(0, |end| end + 1)..];
    let Some(fact) = clause.iter().rposition(|word| passage.is_fact(&word.range)) else { return false };
    match lead {
        Lead::At => true,
        // "Had 31 agency workers on 1 September", but not "31 entrants started on".
        Lead::On => {
            let held = clause[..fact].iter().any(|word| among("had has have were was are is stood", &word.lower));
            held && !clause[fact..].iter().any(|word| happens(&word.lower))
        }
    }
}

/// Whether a computed figure is said to be of the day that the sentence begins with: "At 1 September the rate was 12.5%".
fn is_day_of_next(passage: &Passage<'_>, words: &[Word<'_>], written: &Written) -> bool {
    let first = written.first;
    let begins = first <= 3 && matches!(lead(&words[..first]), Some((_, Lead::At)));
    let rest = &words[written.end..words.len().min(written.end + FAR)];
    let mut clause = rest.iter().take_while(|word| !ends_clause(word));
    begins && clause.any(|word| passage.is_fact(&word.range))
}

/// How a day is led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "At", "as of": the state of things.
    At,
    /// "On": the state of things, or what happened.
    On,
}

/// The word before a day that leads to it, "at the close of", with its place.
fn lead(before: &[Word<'_>]) -> Option<(usize, Lead)> {
    let at = before.iter().rposition(|word| !among("the close", &word.lower))?;
    let word = |back: usize| at.checked_sub(back).map_or("", |at| before[at].lower.as_str());
    match (word(0), word(1)) {
        ("at", _) | ("of", "as") => Some((at, Lead::At)),
        ("on", _) => Some((at, Lead::On)),
        _ => None,
    }
}

fn ends_clause(word: &Word<'_>) -> bool {
    matches!(word.text, ";" | "." | ":")
}

/// Whether a word tells of something that happened on a day.
fn happens(lower: &str) -> bool {
    lower.ends_with("ed") && lower != "qualified" || among("began came left met opened rose fell took went", lower)
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
                "The data were published on 24 February 2022.",
                "The Academy opened on 1 September 2021.",
                "Staff figures are reported to the Board on 4 September each year.",
                "The figures of our own, of 31 March 2022, differ.",
            ],
        );
        nothing_in(|passage| find(passage, &BTreeSet::new()), &["based on data from 1st September 2021."]);
    }
}
