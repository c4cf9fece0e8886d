//! Measure: whether the sentence speaks of what the claim is about.

use super::Marked;
use crate::claims::fitting::{clause_start, is_of_another};
use crate::claims::vocabulary::Mention;
use crate::claims::{Finding, Verdict};
use crate::facts::problem::Problem;

impl Marked<'_, '_> {
    /// "Sickness absence {{ agency_rate.fell("fell") }}", `agency_rate.fell("Sickness absence fell")`.
    pub(super) fn measure(&self) -> Option<Finding> {
        let first = self.words.clone().find(|at| self.entry(*at).is_some()).unwrap_or(self.words.end);
        let start = clause_start(self.tokens, self.sentence, self.words.start);
        let mentions = self.desk.vocabulary.mentions(self.tokens, &(start..self.words.end));
        let wrong =
            |mention: &Mention| self.shown.figures.iter().all(|figure| is_of_another(mention, figure, self.desk));
        if mentions.iter().any(|mention| !wrong(mention)) {
            return None;
        }
        let subject = mentions.iter().rfind(|mention| {
            let inside = mention.tokens.start >= self.words.start && mention.tokens.end <= first;
            let auxiliary = |at: usize| {
                matches!(
                    self.word(at),
                    "has"
                        | "have"
                        | "had"
                        | "is"
                        | "was"
                        | "are"
                        | "were"
                        | "also"
                        | "rate"
                        | "rates"
                        | "levels"
                        | "use"
                )
            };
            // Words that begin with a noun of their own are not of what stands before them.
            let verb = first == self.words.start || (self.words.start..first).all(auxiliary);
            inside
                || verb
                    && mention.tokens.end <= self.words.start
                    && (mention.tokens.end..self.words.start).all(auxiliary)
        })?;
        let before = if subject.tokens.start > start { self.word(subject.tokens.start - 1) } else { "" };
        if matches!(
            before,
            "for" | "among" | "amongst" | "with" | "against" | "by" | "than" | "those" | "from" | "who"
        ) {
            return None;
        }
        let words = self.tokens.passage.text[self.tokens.bytes(&subject.tokens)].to_owned();
        let name = self.figure.description();
        let id = subject.ids.first()?;
        let problem = Problem::new(format!(
            "the sentence speaks of `{words}`, but `.{}` checks the {}",
            self.checked.word.name,
            name.trim_start_matches("the ")
        ))
        .hint(format!("write `{{{{ {id}.{}(…) }}}}`, or say what it is that was checked", self.checked.word.name));
        Some(Finding { tokens: subject.tokens.clone(), verdict: Verdict::False, problem })
    }
}
