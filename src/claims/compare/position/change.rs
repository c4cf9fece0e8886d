//! Words of change: verbs, participles, nouns and particles, as in "fell", "is falling", "a reduction", "down".

use super::Position;
use crate::claims::reading::Reading;

impl Position<'_> {
    /// "fell": a verb of change, where it is no participle that describes a noun.
    pub(super) fn verb(&self) -> bool {
        match self.entry.words[0] {
            // What never stands before the noun that it describes.
            "fell" | "rose" | "grew" | "came" | "come" | "went" | "gone" | "crept" | "edged" | "shrank"
            | "sank" | "slid" | "risen" | "fallen" | "grown" => true,
            "cut" => {
                self.quantity_next
                    || matches!(self.before, "we" | "has" | "have" | "had") && self.moves_measure_to_number()
                    || self.predicative && !matches!(self.before, "it" | "they" | "is" | "are") && self.leads
            }
            // "we have reduced agency use", but "with reduced caseloads".
            "reduced" | "lowered" => {
                matches!(
                    self.before,
                    "have"
                        | "has"
                        | "had"
                        | "been"
                        | "was"
                        | "were"
                        | "we"
                        | "is"
                        | "are"
                        | "which"
                        | "that"
                        | "it"
                ) || self.measure_before && self.leads
            }
            "contracted" | "expanded" | "eased" | "jumped" | "spiked" => {
                (self.predicative || self.measure_before) && (self.leads || self.quantity_next)
            }
            _ => {
                self.predicative
                    || self.leads && self.previous != "the" && self.previous != "an" && self.previous != "a"
                    || self.quantity_next
                    || self.measure_before && self.leads
            }
        }
    }

    /// "is falling".
    pub(super) fn participle(&self) -> bool {
        matches!(self.before, "is" | "are" | "was" | "were" | "been" | "be" | "keeps" | "kept")
            && (self.leads || self.quantity_next)
            || self.takes_measure_to_number()
    }

    /// "we cut absence to 4.6%": the measure that moved follows, and then where it stands now.
    fn moves_measure_to_number(&self) -> bool {
        let end = self.range.end;
        self.reading.measures.iter().any(|one| {
            one.tokens.start >= end
                && one.tokens.start - end <= 2
                && self.reading.quantities.iter().any(|number| {
                    (one.tokens.end..one.tokens.end + 5).contains(&number.tokens.start)
                        && self.word(number.tokens.start - 1) == "to"
                })
        })
    }

    /// "with turnover rising to 11.3%": the measure stands right before, and then where it stands now.
    fn takes_measure_to_number(&self) -> bool {
        const SUPPOSED: &[&str] =
            &["would", "could", "might", "may", "can", "will", "risk", "from", "prevent", "stop", "if", "should"];
        let led = self.reading.measures.iter().any(|one| one.tokens.end == self.range.start);
        let number = self.reading.quantities.iter().any(|one| one.tokens.start == self.range.end + 1);
        let supposed = self.reading.sentence.clone().any(|at| SUPPOSED.contains(&self.word(at)));
        led && number && self.next == "to" && !supposed
    }

    /// "a reduction", beside something that is measured.
    pub(super) fn noun(&self) -> bool {
        let led = matches!(
            self.previous,
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "marginal"
                | "slight"
                | "small"
                | "significant"
                | "sharp"
                | "marked"
                | "large"
                | "further"
                | "modest"
                | "big"
                | "year"
                | "overall"
                | "substantial"
                | "considerable"
                | "steep"
                | "steady"
                | "notable"
                | "welcome"
        ) || self.quantity_before
            || self.previous.is_empty();
        let follows = matches!(
            self.next,
            "of" | "in"
                | "from"
                | "on"
                | "since"
                | "over"
                | "compared"
                | "against"
                | "between"
                | ""
                | "and"
                | "to"
                | "by"
        );
        let wanted = matches!(
            self.before,
            "any" | "further" | "no" | "for" | "to" | "towards" | "cause" | "allow" | "under" | "despite"
        );
        // "saw turnover increase to 11.5%"
        let saw = self.measure_before
            && (self.reading.sentence.start.max(self.range.start.saturating_sub(7))..self.range.start)
                .any(|at| matches!(self.word(at), "saw" | "seen" | "watched" | "witnessed"));
        if saw {
            return true;
        }
        // "a reduction in workload" is a claim only beside something that is measured.
        let measured = !self.reading.measures.is_empty()
            || self.quantity_before
            || matches!(self.next, "of" | "from" | "on" | "since" | "compared");
        led && follows && !wanted && measured && !is_direct_object(self.reading, self.range.start)
    }

    /// "up", "down".
    pub(super) fn particle(&self) -> bool {
        let pointed = matches!(
            self.next,
            "from" | "on" | "by" | "since" | "again" | "compared" | "against" | "year" | "sharply" | "slightly"
        ) || self.quantity_next
            || self.next == "to"
                && matches!(self.before, "is" | "are" | "was" | "were" | "been")
                && quantity_by(self.reading, self.range.end)
            || self.next.is_empty() && self.is_said_before_number();
        // "up to 5", "set up on", "followed up by"
        let verb = matches!(
            self.previous,
            "set"
                | "follow"
                | "followed"
                | "made"
                | "make"
                | "makes"
                | "taken"
                | "take"
                | "took"
                | "break"
                | "broken"
                | "speed"
                | "sped"
                | "free"
                | "came"
                | "come"
                | "went"
                | "gone"
                | "start"
                | "built"
                | "build"
                | "picked"
                | "backed"
                | "catch"
                | "give"
                | "given"
                | "signed"
                | "sign"
                | "bring"
                | "brought"
                | "drawn"
                | "drew"
                | "close"
                | "step"
                | "slow"
                | "slowed"
                | "opened"
                | "handed"
                | "passed"
                | "written"
                | "laid"
        );
        pointed && !verb && (self.next != "by" || quantity_by(self.reading, self.range.end))
    }
}

impl Position<'_> {
    /// "absence is down: 4.6%", "turnover is up, at 11.3%".
    fn is_said_before_number(&self) -> bool {
        let tokens = self.reading.tokens;
        let parted = tokens.is(self.range.end, ':') || tokens.is(self.range.end, ',');
        let number = self.range.end + 1 + usize::from(self.word(self.range.end + 1) == "at");
        let follows = self.reading.quantities.iter().any(|one| one.tokens.start == number);
        parted && follows && self.measure_before && matches!(self.before, "is" | "are" | "was" | "were")
    }
}

/// "expect a fall", "to achieve a reduction": what somebody wants or works for is no statement of size.
fn is_direct_object(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    (reading.sentence.start.max(at.saturating_sub(5))..at).any(|at| {
        matches!(
            tokens.word(at),
            "expect"
                | "prevent"
                | "avoid"
                | "achieve"
                | "deliver"
                | "reverse"
                | "support"
                | "requires"
                | "need"
                | "needs"
                | "fund"
        )
    })
}

/// Whether a quantity stands within a few words after a token.
fn quantity_by(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.quantities.iter().any(|one| one.tokens.start > at && one.tokens.start - at <= 4)
}
