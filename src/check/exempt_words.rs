//! `exempt-words`: what is exempt in one paper and stands, typed again, in a public one.
//!
//! What is exempt is in no public edition of its own paper. Nothing keeps somebody from typing it into the minutes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::passage::{Passage, passages};
use crate::check::quantities::Sentence;
use crate::check::words::{Word, is_little, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::papers::Paper as Narrated;
use crate::project::report::Report;

/// Words or a sum of money that are exempt in a paper of the project, in a text that is public.
pub const RULE: Rule = Rule {
    name: "exempt-words",
    severity: Severity::Error,
    summary: "words or a sum of money that are exempt in one paper and stand in a public text",
    explanation: "\
What is exempt from publication is left out of the public edition of its own paper, with its figures, charts and attachments. This
rule looks for what somebody has typed again: in the public texts of every paper of the project, in minutes, agendas and other
reports,

- eight words in a row, or more, that stand in an exempt text of another paper, and in none of its public texts, unless most of them
  are little words such as \"of no less than\";
- ten words in a row of an exempt text of the paper itself, as a warning, since a paper repeats its own standing phrases;
- as a warning, a sum of money of an exempt text of another paper, to the same digits, that stands in none of its public texts: of
  three digits or more (£1.45 million), or of two (£450,000) in a paper of the same day.

Capitals, emphasis and punctuation make no difference. The figures of the exempt text are read as they are printed.

For example: a private report says \"The lowest offer is that of Northgate Care at £1.45 million a year\", and the public minutes that
\"the lowest offer is that of Northgate Care at £1.45 million\".

Left alone are the title of an exempt paper and its public-interest statement, which are public, and what is told in other words: no
rule knows those.

Source: Local Government Act 1972, sections 100A(4), 100B(2), 100C(1) and Schedule 12A.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

/// So many words in a row are not met by chance in two papers.
const RUN: usize = 8;
/// Nor so many in two texts of one.
const OWN_RUN: usize = 10;
/// A sum with so many digits, zeros at the end left out, may be looked for in any paper.
const TELLING: usize = 3;
/// And one with so many in a paper of the same day.
const TELLING_THAT_DAY: usize = 2;

/// What a paper of the project keeps from the public.
#[derive(Debug)]
pub struct Kept {
    /// The paper, as its author names it.
    path: String,
    /// Whether it is the very paper that is looked at.
    own: bool,
    /// Whether it is of the same day.
    that_day: bool,
    /// Its exempt texts as members read them, each with its place.
    texts: Vec<(String, Span)>,
    /// Its public texts.
    public: Vec<String>,
}

impl Kept {
    /// What only the edition for members of a paper has; `of` is the paper that is looked at.
    pub fn new(path: &str, whole: &Narrated, public: &Narrated, of: &Report) -> Self {
        let read = |paper: &Narrated| -> Vec<(String, Span)> {
            let own = passages(&paper.report, &paper.narrated.record);
            own.into_iter().map(|one| (one.text.clone(), one.source.span.clone())).collect()
        };
        let public = read(public);
        let open: HashSet<_> = public.iter().map(|(_, place)| place.range.start).collect();
        let texts = read(whole).into_iter().filter(|(_, place)| !open.contains(&place.range.start)).collect();
        let own = whole.report.file.name == of.file.name;
        let title = [&whole.report.title, &of.title].map(|title| title.value.clone());
        let public = public.into_iter().map(|(text, _)| text).chain(title).collect();
        Self { path: path.to_owned(), own, that_day: whole.report.date == of.date, texts, public }
    }

    /// How many words in a row are too many.
    fn run(&self) -> usize {
        if self.own { OWN_RUN } else { RUN }
    }
}

/// Whether the public reads the report as it is, and not only an edition of it for members.
pub(super) fn is_public(report: &Report) -> bool {
    report.withheld.is_some() || report.exempted().is_empty()
}

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let said = || paper.passages.iter().chain(&paper.labels);
    let mut found = Vec::new();
    for kept in &paper.kept {
        let secret = runs(kept);
        found.extend(said().flat_map(|passage| retyped(passage, kept, &secret)));
        let sums = sums(kept);
        found.extend(said().flat_map(|passage| quoted(passage, kept, &sums)));
    }
    found
}

/// The words of a text, without its signs.
fn spoken(text: &str) -> Vec<Word<'_>> {
    words(text).into_iter().filter(|word| word.is_word() || word.is_number()).collect()
}

fn joined(words: &[Word<'_>]) -> String {
    words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ")
}

/// The runs of words of a text that say something: half of their words are more than "of", "no" and "than".
fn telling_runs(words: &[Word<'_>], length: usize) -> Vec<Option<String>> {
    let tells = |run: &[Word<'_>]| run.iter().filter(|word| !is_little(&word.lower)).count() * 2 >= length;
    words.windows(length).map(|run| tells(run).then(|| joined(run))).collect()
}

/// The runs of words of what is kept that stand in no public text of its paper, each with its place. What a paper says in an
/// exempt and in a public text of its own is what is looked for there.
fn runs(kept: &Kept) -> HashMap<String, &Span> {
    let of = |text: &str| telling_runs(&spoken(text), kept.run()).into_iter().flatten();
    let open: HashSet<String> =
        if kept.own { HashSet::new() } else { kept.public.iter().flat_map(|text| of(text)).collect() };
    let texts = kept.texts.iter().flat_map(|(text, place)| of(text).map(move |run| (run, place)));
    texts.filter(|(run, _)| !open.contains(run)).collect()
}

/// What of a public passage is kept, each run as long as it goes.
fn retyped(passage: &Passage<'_>, kept: &Kept, secret: &HashMap<String, &Span>) -> Vec<Diagnostic> {
    let words = spoken(&passage.text);
    let mut found: Vec<(usize, usize, &Span)> = Vec::new();
    for (at, run) in telling_runs(&words, kept.run()).into_iter().enumerate() {
        let Some(place) = run.and_then(|run| secret.get(&run).copied()) else { continue };
        let end = at + kept.run();
        match found.last_mut() {
            Some((_, last, of)) if at <= *last && of == &place => *last = end,
            _ => found.push((at, end, place)),
        }
    }
    let tell = |(from, end, exempt): (usize, usize, &Span)| {
        let range = words[from].range.start..words[end - 1].range.end;
        let place = passage.place(&range);
        let (told, whose): (fn(String, &Span) -> Diagnostic, _) = if kept.own {
            (|message, place| doubt(message, place), "in this paper".to_owned())
        } else {
            (|message, place| finding(message, place), format!("in `{}`", kept.path))
        };
        told(format!("{} words that are exempt {whose}, and this text is public", end - from), &place)
            .related(exempt, "exempt here")
            .hint("add `exempt:` to the text as well, or say only what the public may know")
    };
    found.into_iter().map(tell).collect()
}

/// A sum of money in a text.
struct Sum {
    value: Decimal,
    /// From the sign to the last digit, or to "million".
    range: Range<usize>,
}

/// The sums of money of a text.
fn money(text: &str) -> Vec<Sum> {
    let Sentence { words, quantities } = Sentence::of(words(text));
    let sums = quantities.into_iter().filter(|quantity| quantity.money);
    let range = |first: usize, end: usize| words[first].range.start..words[end - 1].range.end;
    sums.map(|sum| Sum { value: sum.value, range: range(sum.first, sum.end) }).collect()
}

/// How many digits a number has, zeros at the end left out.
fn digits(value: Decimal) -> usize {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

/// The sums of what is kept that stand in no public text of its paper. A paper may name in public what it goes on to explain.
fn sums(kept: &Kept) -> HashMap<Decimal, &Span> {
    if kept.own {
        return HashMap::new();
    }
    let open: HashSet<Decimal> = kept.public.iter().flat_map(|text| money(text)).map(|sum| sum.value).collect();
    let telling = if kept.that_day { TELLING_THAT_DAY } else { TELLING };
    let sums =
        kept.texts.iter().flat_map(|(text, place)| money(text).into_iter().map(move |sum| (sum.value, place)));
    sums.filter(|(value, _)| !open.contains(value) && digits(*value) >= telling).collect()
}

/// The sums of money of a public passage that are kept.
fn quoted(passage: &Passage<'_>, kept: &Kept, sums: &HashMap<Decimal, &Span>) -> Vec<Diagnostic> {
    let tell = |sum: Sum| {
        let exempt = sums.get(&sum.value).copied()?;
        let written = passage.text.get(sum.range.clone()).unwrap_or_default();
        let message = format!("{written} is exempt in `{}`, and this text is public", kept.path);
        Some(doubt(message, &passage.place(&sum.range)).related(exempt, "exempt here").hint(
            "add `exempt:` to the text as well, or leave the sum out; another sum of the same size may stand",
        ))
    };
    money(&passage.text).into_iter().filter_map(tell).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{SourceFile, Span};

    use super::*;

    /// Something that a paper keeps from the public.
    fn kept(own: bool, that_day: bool, exempt: &str, public: &str) -> Kept {
        let file = SourceFile::new("reports/offers.yaml", exempt);
        let texts = vec![(exempt.to_owned(), Span::new(&file, 0..exempt.len()))];
        Kept { path: "reports/offers.yaml".to_owned(), own, that_day, texts, public: vec![public.to_owned()] }
    }

    fn words_underlined(kept: &Kept, text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        let found = retyped(&passage, kept, &runs(kept));
        found.into_iter().filter_map(|one| one.span).map(|span| span.text().to_owned()).collect()
    }

    fn sums_underlined(kept: &Kept, text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        let found = quoted(&passage, kept, &sums(kept));
        found.into_iter().filter_map(|one| one.span).map(|span| span.text().to_owned()).collect()
    }

    const EXEMPT: &str =
        "Northgate Care made the lowest offer, and the council's lawyers advise to settle at once.";

    #[test]
    fn eight_words_of_an_exempt_text_are_found_whatever_stands_between_them() {
        let other = kept(false, false, EXEMPT, "Three offers were made.");
        let said = "It heard that northgate care made “the lowest offer”; and the Council's lawyers agreed.";
        let found = ["northgate care made “the lowest offer”; and the Council's lawyers"];
        assert_eq!(words_underlined(&other, said), found);
        let own = kept(true, false, EXEMPT, "");
        assert_eq!(words_underlined(&own, said), found, "ten of them in the same paper");
        for text in [
            "Northgate Care made the lowest offer, and a Member left.",
            "The lawyers advise to settle at once.",
            "",
        ] {
            assert!(words_underlined(&other, text).is_empty(), "{text}");
        }
        assert!(words_underlined(&own, "Care made the lowest offer, and the council's lawyers met.").is_empty());
    }

    #[test]
    fn what_the_paper_itself_says_in_public_may_be_said_again() {
        let other = kept(false, false, EXEMPT, EXEMPT);
        assert!(words_underlined(&other, EXEMPT).is_empty());
    }

    #[test]
    fn a_row_of_little_words_tells_nothing() {
        let little = "It is one of those that are to be seen as such by all of them at the end of it.";
        assert!(words_underlined(&kept(false, false, little, ""), little).is_empty());
    }

    #[test]
    fn a_sum_is_the_same_however_it_is_written_and_telling_by_its_digits() {
        let other =
            kept(false, false, "It is £1,450,000 a year, or £450,000, of £2.25m.", "The budget is £2.25 million.");
        let said = "It costs £1.45 million, £450,000 more, of £2,250,000; 1,450,000 people did not ask.";
        assert_eq!(sums_underlined(&other, said), ["1.45 million"].map(|sum| sum.to_owned()));
        let that_day = Kept { that_day: true, ..other };
        assert_eq!(sums_underlined(&that_day, said), ["1.45 million", "450,000"]);
        assert!(sums_underlined(&kept(true, true, "It is £1,450,000.", ""), said).is_empty());
    }
}
