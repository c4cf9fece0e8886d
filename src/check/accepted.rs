//! Findings that a report's author lets stand: each is told from all others by its rule and its words.

use std::cell::Cell;
use std::ops::Range;

use crate::check::{answer, doubt, rule};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::accepted::AcceptedEntry;
use crate::project::report::Report;

/// How a report says that a finding of a rule may stand, for a hint; `words` are some of those underlined, or "…".
pub fn entry(rule: &str, words: &str) -> String {
    format!("`accepted: [{{rule: {rule}, text: {words}, because: …}}]`")
}

/// From how many words on a part of a long finding is enough to tell it from others.
const TELLING: usize = 3;

/// What a report's author lets stand, with what has been met.
#[derive(Debug)]
pub struct Accepted<'a>(Vec<(&'a AcceptedEntry, Cell<bool>)>);

impl<'a> Accepted<'a> {
    /// Nothing: for a build, which is refused for a reason.
    pub const NOTHING: Accepted<'static> = Accepted(Vec::new());

    /// What a report accepts.
    pub fn of(report: &'a Report) -> Self {
        Self(report.accepted.iter().map(|entry| (entry, Cell::new(false))).collect())
    }

    /// Whether a finding of a rule may stand.
    pub fn lets_stand(&self, rule: &str, finding: &Diagnostic) -> bool {
        let Some(place) = &finding.span else { return false };
        let meant = |(entry, _): &&(&AcceptedEntry, Cell<bool>)| {
            entry.rule.value == rule && means(&entry.text.value, place)
        };
        let found = self.0.iter().filter(meant).inspect(|(_, met)| met.set(true)).count();
        found > 0
    }

    /// What is accepted and has not been found, of the rules that have been looked at.
    pub fn unmet(&self, looked_at: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let unmet = self.0.iter().filter(|(entry, met)| !met.get() && looked_at(&entry.rule.value));
        unmet
            .map(|(entry, _)| {
                let message = format!("`{}` finds nothing at `{}`", entry.rule.value, entry.text.value.trim());
                doubt(message, &entry.text.span)
                    .hint("take the entry out of `accepted:`, or write the words that the finding underlines")
            })
            .collect()
    }
}

/// Reports what is wrong with the entries themselves, in a build as well: a rule that there is not, a reason that is none.
pub fn check(report: &Report, sink: &mut Diagnostics) {
    /// Words with which people say that they have looked, and not what they saw.
    const QUESTION: &str = "accept acceptable accepted alarm checked correct false fine finding fine intended intentional ok okay \
        right rule warning wrong";
    for entry in &report.accepted {
        if let Err(hint) = rule(&entry.rule.value) {
            let message = format!("unknown rule `{}`", entry.rule.value);
            sink.push(Diagnostic::error(message, &entry.rule.span).hint(hint));
        }
        if answer::emptiness(&entry.because.value, QUESTION).is_some() {
            let message = format!("`{}` does not say why this may stand", entry.because.value.trim());
            sink.push(
                Diagnostic::error(message, &entry.because.span)
                    .hint("say what the rule could not know: `It is a paragraph of the minutes of March.`"),
            );
        }
    }
}

/// Reports what is accepted of rules that a build refuses a paper for: that cannot be had.
pub fn check_refused(report: &Report, sink: &mut Diagnostics) {
    for entry in report.accepted.iter().filter(|entry| report.schema.refuses.contains(&entry.rule.value)) {
        let message = format!("nothing that `{}` finds is accepted in this kind of paper", entry.rule.value);
        sink.push(
            Diagnostic::error(message, &entry.rule.span)
                .hint("it is not built with it: write what belongs there, and take the entry out"),
        );
    }
}

/// Whether words mean a place in a file: they stand there around all that is underlined, or are enough of it.
fn means(words: &str, place: &Span) -> bool {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let covers = |found: Range<usize>| {
        let around = found.start <= place.range.start && place.range.end <= found.end;
        let within = place.range.start <= found.start && found.end <= place.range.end;
        around || within && wanted.len() >= TELLING
    };
    let Some(first) = wanted.first() else { return false };
    let text = &place.file.text;
    text.match_indices(first).filter_map(|(start, _)| Some(start..end_of(text, start, &wanted)?)).any(covers)
}

/// Where words end that stand one after another from a place on, whatever white space is between them.
fn end_of(text: &str, start: usize, wanted: &[&str]) -> Option<usize> {
    let mut at = start;
    for (count, word) in wanted.iter().enumerate() {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start();
        if count > 0 && trimmed.len() == rest.len() {
            return None;
        }
        at += rest.len() - trimmed.len();
        at += trimmed.strip_prefix(word).map(|_| word.len())?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    #[test]
    fn words_mean_the_place_that_they_stand_at() {
        let text = "- See paragraph 3.12\n  of the minutes, and section 3.12 of the report of the director of the service.";
        let file = SourceFile::new("report.yaml", text);
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(&file, start..start + part.len())
        };
        for (words, place) in [
            ("paragraph 3.12", "paragraph 3.12"),
            ("paragraph 3.12 of the minutes", "paragraph 3.12"),
            ("section 3.12 of the report", "section 3.12 of the report of the director"),
        ] {
            assert!(means(words, &at(place)), "{words}");
        }
        for (words, place) in [
            ("section 3.12", "paragraph 3.12"),
            ("3.12", "paragraph 3.12"),
            ("", "paragraph 3.12"),
            ("paragraph 3.13", "paragraph 3.12"),
            ("of", "section 3.12 of the report"),
        ] {
            assert!(!means(words, &at(place)), "{words}");
        }
    }
}
