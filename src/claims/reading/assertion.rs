//! Assertions: what a sentence says as a fact, as opposed to what is denied, wanted, planned, asked or only possible.

use super::Reading;
use crate::claims::asides;
use crate::claims::lexicon;
use crate::claims::numbers::Quantity;
use crate::claims::scope;
use crate::claims::tokens::Kind;

impl Reading<'_, '_> {
    /// Whether a token belongs to no claim of fact: denied, wanted, planned, only possible, or somebody else's words.
    pub fn is_no_claim(&self, at: usize) -> bool {
        let tokens = self.tokens;
        // "Last year we reported that turnover had risen": what was so then.
        let first = self.sentence.start;
        let reported = matches!(tokens.word(first), "last" | "previously")
            && (first..at).any(|at| matches!(tokens.word(at), "reported" | "noted" | "told" | "said" | "heard"));
        if reported || tokens.list[at].quoted || tokens.is(self.sentence.end - 1, '?') || self.asks(at) {
            return true;
        }
        if asides::is_rule(self, at) || asides::is_other_change(self, at) || scope::is_denied(self, at) {
            return true;
        }
        let start = scope::apposition_start(self, self.clause_start(at));
        let start = scope::fact_start(self, start, at);
        (start..at).any(|before| {
            let word = tokens.word(before);
            let near = at - before <= 4;
            tokens.list[before].fact.is_none()
                && (word == "where"
                    && matches!(tokens.word(before + 1), "it" | "they")
                    && !matches!(
                        tokens.word(before + 2),
                        "is" | "was" | "fell" | "rose" | "has" | "stood" | "stands"
                    )
                    || lexicon::NOT_YET.contains(&word)
                        && !(word == "may" && tokens.capital(before))
                        && !self.is_past_wish(before)
                    || tokens.word(before + 1) == "to"
                        && matches!(word, "said" | "thought" | "believed" | "claimed" | "alleged" | "supposed")
                    || near && lexicon::DENIALS.contains(&word) && !scope::is_no_denial(self, before))
        }) || self.is_infinitive(at)
    }

    /// "than expected", "as planned" do not make the clause a plan.
    fn is_past_wish(&self, at: usize) -> bool {
        at > 0 && matches!(self.tokens.word(at - 1), "than" | "as")
    }

    /// "to reduce", "to fall to 10%".
    fn is_infinitive(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let base = matches!(
            word,
            "cut" | "fall" | "rise" | "drop" | "increase" | "decrease" | "decline" | "dip" | "exceed" | "jump"
        );
        base && at > self.sentence.start && matches!(self.tokens.word(at - 1), "to" | "not" | "further")
    }

    /// Whether a number is wanted or allowed, and measures nothing: "our target of 20%", "to recruit 25 workers".
    pub fn is_wish(&self, quantity: &Quantity) -> bool {
        let tokens = self.tokens;
        let at = quantity.tokens.start;
        let start = self.clause_start(at);
        let from = start.max(at.saturating_sub(5));
        let wish = |word: &str| {
            matches!(
                word,
                "target"
                    | "objective"
                    | "goal"
                    | "aim"
                    | "ambition"
                    | "threshold"
                    | "limit"
                    | "cap"
                    | "aspiration"
                    | "benchmark"
                    | "maximum"
                    | "minimum"
                    | "tolerance"
                    | "standard"
                    | "targets"
            )
        };
        let before = (from..at).any(|at| wish(tokens.word(at)));
        let infinitive = (start..at).any(|at| {
            tokens.word(at) == "to"
                && matches!(
                    tokens.word(at + 1),
                    "recruit"
                        | "appoint"
                        | "reduce"
                        | "increase"
                        | "support"
                        | "cut"
                        | "raise"
                        | "bring"
                        | "achieve"
                        | "reach"
                        | "create"
                        | "fund"
                        | "employ"
                        | "keep"
                        | "hold"
                        | "lower"
                        | "improve"
                        | "add"
                        | "train"
                )
        });
        let after = (quantity.tokens.end..self.sentence.end.min(quantity.tokens.end + 5)).any(|at| {
            matches!(tokens.word(at), "aiming" | "target" | "like" | "aim" | "objective" | "want")
                || wish(tokens.word(at))
        });
        let liked = (from..at).any(|at| matches!(tokens.word(at), "like" | "liked"));
        // "expected to be lower still, at about 5%, next year", "between 12 and 16 are considered safe"
        let expected = (self.sentence.start..at).any(|at| {
            matches!(
                tokens.word(at),
                "expect" | "expects" | "expected" | "forecast" | "predict" | "anticipate" | "hope"
            )
        }) && (at..self.sentence.end).any(|at| tokens.phrase(at, &["next", "year"]));
        let deemed = (at..self.sentence.end)
            .any(|at| matches!(tokens.word(at), "considered" | "regarded" | "deemed" | "recommended"));
        if asides::is_current(self, quantity) && !tokens.list[at].quoted {
            return false;
        }
        before
            || infinitive
            || after
            || liked
            || expected
            || deemed
            || asides::is_to_come(self, quantity)
            || asides::is_of_all(self, quantity)
            || self.is_no_claim(at)
    }

    /// Whether a sentence asks for something to be done: "Recruit 25 social workers", "that £1.1 million be approved".
    fn asks(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let mut first = self.sentence.start;
        while first < self.sentence.end && tokens.word(first).len() < 2 {
            first += 1;
        }
        let told = |word: &str| (first..at).any(|before| tokens.word(before) == word);
        let compares = tokens.phrase(first, &["lower", "than"]);
        // "Note the rise in turnover": what is noted is so.
        let noted =
            tokens.word(first) == "note" && matches!(tokens.word(first + 1), "the" | "a" | "an" | "our" | "this");
        let imperative = !noted && lexicon::REQUESTS.contains(&tokens.word(first)) && !compares && !told("that");
        let resolution =
            tokens.word(first) == "that" && (first..self.sentence.end).any(|at| tokens.word(at) == "be");
        imperative || resolution
    }

    /// The first token of the clause that a token stands in.
    pub fn clause_start(&self, at: usize) -> usize {
        let tokens = self.tokens;
        let breaks = |at: usize| {
            matches!(tokens.kind(at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—')))
                || tokens.is(at, '–')
                || tokens.is(at, ',') && !tokens.joined(at)
                || matches!(
                    tokens.word(at),
                    "but" | "while" | "whereas" | "although" | "though" | "because" | "which"
                )
        };
        (self.sentence.start..at).rev().find(|at| breaks(*at)).map_or(self.sentence.start, |at| at + 1)
    }
}
