//! What is said of a number, or of a range of numbers, that a report does not have.

use super::numbers::{Numbers, Target};
use super::read::{Cited, Reference};
use super::spelt::run;
use crate::check::finding;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Diagnostic;
use crate::quantity::style::join_words;

/// A number of a reference, or a range of them, that may not be there.
pub struct Missing<'a> {
    /// What the report has.
    pub numbers: &'a Numbers,
    /// Where the reference stands.
    pub passage: &'a Passage<'a>,
    /// The words of the passage.
    pub words: &'a [Word<'a>],
    /// The reference.
    pub reference: &'a Reference,
    /// Its number, or its range.
    pub cited: &'a Cited,
    /// Of each of the numbers, whether it is there.
    pub there: Vec<bool>,
}

impl Missing<'_> {
    /// One finding for all that is missing, unless it is part of a quotation.
    pub fn told(&self) -> Option<Diagnostic> {
        let (first, last) = self.cited.words;
        let from = if self.reference.cited.len() == 1 { self.reference.first } else { first };
        let range = self.words[from].range.start..self.words[last].range.end;
        let missing = self.runs(false);
        if missing.is_empty() || self.passage.is_quoted(&range) {
            return None;
        }
        let one = self.there.iter().filter(|there| !**there).count() == 1;
        let name = if one { self.one(&missing[0]) } else { self.several(&missing) };
        let is = if one { "is" } else { "are" };
        let message = format!("there {is} no {name} in this report");
        let advice = format!("{}; {}", self.what_there_is(), self.advice(one, &name));
        Some(finding(message, &self.passage.place(&range)).hint(advice))
    }

    /// The numbers that are there, or that are not, as they are written, those next to each other put together: "6.4",
    /// "6.6 to 6.9".
    fn runs(&self, there: bool) -> Vec<String> {
        let numbers = &self.cited.numbers;
        let mut found = Vec::new();
        let mut at = 0;
        for part in self.there.chunk_by(|one, other| one == other) {
            let part = at..at + part.len();
            at = part.end;
            if self.there[part.start] == there {
                let name = |at: usize| written(self.reference.target, &numbers[at]);
                found.extend(match part.len() {
                    1 => vec![name(part.start)],
                    2 => vec![name(part.start), name(part.start + 1)],
                    _ => vec![format!("{} to {}", name(part.start), name(part.end - 1))],
                });
            }
        }
        found
    }

    /// One part, as its author names it: "Appendix E", "Fig. 3", "Section Nine".
    fn one(&self, number: &str) -> String {
        let (first, last) = self.cited.words;
        let (singular, plural) = forms(&self.reference.noun);
        let alone = self.reference.cited.len() == 1 && self.reference.first < first;
        if self.cited.numbers.len() > 1 {
            return format!("{singular} {number}");
        }
        let one_noun = self.reference.noun != plural || singular == plural;
        let from = if alone && one_noun { self.reference.first } else { first };
        let text = &self.passage.text[self.words[from].range.start..self.words[last].range.end];
        let closed = if text.contains('(') && !text.contains(')') { ")" } else { "" };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // "The seventh recommendation" has its noun in it.
        if text.ends_with(&self.reference.noun) {
            return text;
        }
        if from == first { format!("{singular} {text}{closed}") } else { format!("{text}{closed}") }
    }

    /// Several parts, with the noun that their author uses.
    fn several(&self, runs: &[String]) -> String {
        format!("{} {}", forms(&self.reference.noun).1, join_words(runs))
    }

    /// What the report has in the place of what is missing.
    fn what_there_is(&self) -> String {
        let target = self.reference.target;
        let missing = self.there.iter().position(|there| !there).unwrap_or_default();
        let nearest = self.numbers.nearest(target, &self.cited.numbers[missing]);
        let nearest_is = nearest.as_ref().map(|(first, _)| first.as_str());
        let level = nearest_is.unwrap_or(&self.cited.numbers[missing]);
        let (one, many) = match target {
            Target::Appendix => ("appendix", "appendices"),
            Target::Section if self.numbers.numbered_on || !level.bytes().all(|one| one.is_ascii_digit()) => {
                ("paragraph", "paragraphs")
            }
            Target::Section => ("section", "sections"),
            Target::Table => ("table", "tables"),
            Target::Figure => ("figure", "figures"),
            Target::Recommendation => ("recommendation", "recommendations"),
            Target::Footnote => ("footnote", "footnotes"),
        };
        match nearest {
            Some((first, last)) if first == last => format!("there is only {one} {}", written(target, &first)),
            Some((first, last)) => {
                let joint = if run(&first, &last).is_some_and(|run| run.len() == 2) { "and" } else { "to" };
                format!("there are {many} {} {joint} {}", written(target, &first), written(target, &last))
            }
            None => format!("the report has no {many}"),
        }
    }

    /// What to do about it: with what of a range is there, where that is one range.
    fn advice(&self, one: bool, name: &str) -> String {
        let range = self.there.len() > 1;
        let there = self.there.iter().filter(|there| **there).count();
        let joined = self.there.chunk_by(|one, other| one == other).filter(|part| part[0]).count() == 1;
        let right = match self.runs(true).as_slice() {
            [number] if joined && there == 1 => format!("write \"{}\"", self.one(number)),
            runs if joined => format!("write \"{}\"", self.several(runs)),
            _ if self.numbers.all.iter().all(|(of, _)| *of != self.reference.target) => {
                format!("put {name} in, take the reference out")
            }
            _ if one => "put the number right".to_owned(),
            _ => "put the numbers right".to_owned(),
        };
        let (whole, are) = match self.cited.numbers.as_slice() {
            [first, .., last] if range => {
                let ends = [first, last].map(|number| written(self.reference.target, number));
                (self.several(&[ends.join(" to ")]), "they are")
            }
            _ => (name.to_owned(), "it is"),
        };
        format!("{right}, or say of which document {are}: \"{whole} of the …\"")
    }
}

/// The singular and the plural of a noun for parts of a document, with a capital where it has one.
fn forms(noun: &str) -> (String, String) {
    const FORMS: &[(&str, &str)] = &[
        ("annex", "annexes"),
        ("annexe", "annexes"),
        ("app.", "apps"),
        ("appendix", "appendices"),
        ("chart", "charts"),
        ("fig.", "figs"),
        ("figure", "figures"),
        ("footnote", "footnotes"),
        ("para", "paras"),
        ("paragraph", "paragraphs"),
        ("recommendation", "recommendations"),
        ("s.", "ss."),
        ("sec.", "secs"),
        ("section", "sections"),
        ("table", "tables"),
    ];
    let lower = noun.to_lowercase();
    let is = |(one, many): &&(&str, &str)| one.trim_end_matches('.') == lower || *many == lower;
    let (one, many) = FORMS.iter().find(is).copied().unwrap_or((&lower, &lower));
    let cased = |word: &str| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        let capital = noun.starts_with(char::is_uppercase);
        if capital { format!("{}{rest}", first.to_uppercase()) } else { word.to_owned() }
    };
    (cased(one), cased(many))
}

/// A number as people write it: "3(a)" for the part of a paragraph, "E" and "A2" for an appendix.
pub fn written(target: Target, number: &str) -> String {
    let digits = number.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let letters = &number[digits.len()..];
    match target {
        Target::Section if !digits.is_empty() && !letters.is_empty() => format!("{digits}({letters})"),
        Target::Appendix | Target::Table | Target::Figure
            if number.starts_with(|one: char| one.is_ascii_alphabetic()) =>
        {
            number.to_uppercase()
        }
        _ => number.to_owned(),
    }
}
