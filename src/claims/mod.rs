//! Claims: the prose is read as its reader will read it, and held against the data.
//!
//! Authors mark words of comparison, and then they are printed only if true. This stage reads what they did not mark:
//! numbers typed by hand, and words of direction and comparison beside a figure. What the data contradict is an error;
//! what cannot be decided is a warning that says how to mark it; what is wanted, planned, denied or asked is no claim.
//! Of what they marked it asks only whether the words say what was checked.

mod account;
mod asides;
mod bare;
mod bases;
mod compare;
mod fitting;
mod headings;
mod lexicon;
mod lists;
mod marked;
mod means;
mod mentions;
mod more;
mod numbers;
mod passage;
mod printed;
mod reading;
mod referent;
mod scope;
mod shares;
mod silence;
mod sizes;
mod tokens;
mod vocabulary;

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::facts::problem::Problem;
use crate::narrative::{Narrated, Rendered, Typed};
use crate::project::report::Report;
use crate::quantity::value::Unit;
use compare::carried::Carried;
use headings::Headings;
use numbers::Quantity;
use passage::Passage;
use reading::{Before, Desk, Reading};
use tokens::Tokens;
use vocabulary::Mention;

pub use silence::unmentioned;

/// What is wrong with some words of a sentence.
#[derive(Debug)]
struct Finding {
    /// The words.
    tokens: Range<usize>,
    /// How sure it is.
    verdict: Verdict,
    /// What is wrong, and what to do about it.
    problem: Problem,
}

/// How sure it is that words are wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The data contradict it, or nothing accounts for it.
    False,
    /// Nobody can tell.
    Undecided,
}

/// Reads every text of a report and reports what the data contradict, what nothing accounts for, and what cannot be
/// decided. Returns the numbers that were typed by hand and that figures give.
pub fn check(report: &Report, narrated: &Narrated, sink: &mut Diagnostics) -> Vec<Typed> {
    let desk = Desk::new(&narrated.facts, &narrated.record);
    let headings = Headings::new(report, &desk);
    let texts = narrated.record.texts.iter();
    texts.flat_map(|rendered| read(&desk, report, rendered, headings.over(&rendered.text), sink)).collect()
}

/// The numbers of a report that were typed by hand and that figures give; what is wrong with the prose is told where it is
/// [checked](check).
pub fn typed(report: &Report, narrated: &Narrated) -> Vec<Typed> {
    check(report, narrated, &mut Diagnostics::default())
}

/// A number that an author typed and that no figure of the report gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaccounted {
    /// As it was typed, with its unit: `£5 million`.
    pub words: String,
    /// The number itself.
    pub value: Decimal,
    /// What a figure would have to count to give it.
    pub unit: Unit,
}

/// The numbers of a report that nothing accounts for, in the order of its texts: each would have to be stated.
pub fn unaccounted(report: &Report, narrated: &Narrated) -> Vec<Unaccounted> {
    let desk = Desk::new(&narrated.facts, &narrated.record);
    let headings = Headings::new(report, &desk);
    let mut found: Vec<Unaccounted> = Vec::new();
    for rendered in &narrated.record.texts {
        each_sentence(&desk, report, rendered, headings.over(&rendered.text), |one| {
            let Some(reading) = one.reading else { return };
            for finding in account::read(reading).wrong {
                let typed = |quantity: &&Quantity| quantity.tokens == finding.tokens && !quantity.printed;
                let Some(quantity) = reading.quantities.iter().find(typed) else { continue };
                let words = one.passage.text[one.tokens.bytes(&quantity.tokens)].trim().to_owned();
                let number =
                    Unaccounted { words, value: quantity.value, unit: quantity.counted.unit(quantity.value) };
                if !found.contains(&number) {
                    found.push(number);
                }
            }
        });
    }
    found
}

fn read(
    desk: &Desk<'_>,
    report: &Report,
    rendered: &Rendered,
    heading: &[Mention],
    sink: &mut Diagnostics,
) -> Vec<Typed> {
    let mut typed = Vec::new();
    each_sentence(desk, report, rendered, heading, |one| {
        if let Some(reading) = one.reading {
            let titled = reading.quantities.is_empty();
            // A share that does not fit the numbers beside it is not told a second time as a number from nowhere.
            let mut findings = shares::check(reading);
            let held = sizes::check(reading);
            let again = |one: &Finding| held.iter().any(|held| held.settles(one));
            let (more, read) = more::check(reading);
            findings.extend(more.into_iter().filter(|one| !again(one)));
            findings.extend(bases::check(reading));
            findings.extend(fitting::check(reading));
            let told: Vec<Range<usize>> = findings.iter().map(|one| one.tokens.clone()).collect();
            let is_told = |one: &Finding| {
                told.contains(&one.tokens)
                    || read.iter().any(|of| of.start <= one.tokens.start && one.tokens.end <= of.end)
            };
            let accounts = account::read(reading);
            findings.extend(accounts.wrong.into_iter().filter(|one| !is_told(one)));
            let new = |one: &Finding| findings.iter().all(|other| other.tokens != one.tokens);
            let around: Vec<Finding> = printed::check(reading).into_iter().filter(new).collect();
            findings.extend(around);
            typed.extend(accounts.given.into_iter().map(|(tokens, figures)| {
                let passage = one.passage.text.clone();
                Typed { passage, at: one.tokens.bytes(&tokens), figures }
            }));
            findings.extend(compare::check(reading, titled).into_iter().filter(|one| !again(one)));
            findings.extend(compare::carried::check(reading));
            findings.extend(held.into_iter().filter_map(|held| held.wrong));
            findings.retain(|one| !reading.bare || bare::is_plain(reading, one));
            for finding in findings {
                let bytes = one.tokens.bytes(&finding.tokens);
                let place = match printed(desk, one.passage, &bytes) {
                    Some((expression, nth)) => passage::expression(&rendered.text, expression, nth),
                    None => one.passage.locate(&rendered.text, &bytes),
                };
                let diagnostic = finding.problem.diagnostic(&place);
                sink.push(match finding.verdict {
                    Verdict::False => diagnostic,
                    Verdict::Undecided => Diagnostic { severity: Severity::Warning, ..diagnostic },
                });
            }
        }
        for finding in marked::check(desk, one.tokens, &one.range) {
            let bytes = one.tokens.bytes(&finding.tokens);
            let place = passage::claimed(desk, one.passage, &rendered.text, &bytes);
            sink.push(finding.problem.diagnostic(&place));
        }
    });
    typed
}

/// A sentence of a text, with all that stands around it.
struct Sentence<'r, 'd, 't> {
    passage: &'r Passage,
    tokens: &'r Tokens<'t>,
    /// Its tokens among these.
    range: Range<usize>,
    /// What it holds; `None` if that need not be held against anything.
    reading: Option<&'r Reading<'d, 't>>,
}

/// Reads a text sentence by sentence, each with what was said before it.
fn each_sentence(
    desk: &Desk<'_>,
    report: &Report,
    rendered: &Rendered,
    heading: &[Mention],
    mut look: impl FnMut(&Sentence<'_, '_, '_>),
) {
    let in_chart = report.charts.iter().any(|chart| chart.title.span == rendered.text.span);
    let passages = Passage::all(rendered);
    let mut leads: HashMap<usize, Option<Carried>> = HashMap::new();
    for passage in &passages {
        let tokens = &Tokens::new(passage);
        let lead = passage
            .lead
            .and_then(|at| leads.entry(at).or_insert_with(|| compare::carried::lead(desk, &passages[at])).clone());
        let mut before = Before::under(heading, lead);
        for range in tokens.sentences() {
            let always = in_chart || sizes::any(desk, tokens, &range);
            let reading = Reading::new(desk, tokens, range.clone(), before.clone(), always);
            let reading = reading.as_ref();
            look(&Sentence { passage, tokens, range: range.clone(), reading });
            before.follow(desk, tokens, &range, reading);
        }
    }
}

/// The expression that printed some bytes of a passage, and how many facts of the passage before it have the same one.
fn printed<'a>(desk: &Desk<'a>, passage: &Passage, bytes: &Range<usize>) -> Option<(&'a str, usize)> {
    let of = |id: usize| desk.record.shown.get(id).map(|shown| shown.expression.as_str());
    let at = passage.facts.iter().position(|(range, _)| range.contains(&bytes.start))?;
    let expression = of(passage.facts[at].1).filter(|expression| !expression.is_empty())?;
    let before = passage.facts[..at].iter().filter(|(_, id)| of(*id) == Some(expression)).count();
    Some((expression, before))
}
