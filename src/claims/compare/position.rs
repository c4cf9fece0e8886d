//! Position: whether a word of comparison stands so that it says something of a value, and does not only describe.

use crate::claims::account::is_difference;
use crate::claims::lexicon;
use crate::claims::lexicon::Entry;
use crate::claims::lexicon::Form;
use crate::claims::lexicon::Sense;
use crate::claims::numbers::Hedge;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;
use std::ops::Range;

pub(super) const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained", "stay", "stays", "stayed",
    "held", "kept", "has", "have", "had", "it", "they", "we", "which", "who", "that", "also", "become", "became",
    "now", "looks", "proved",
];

pub(super) const ADVERBS: &[&str] = &[
    "slightly",
    "well",
    "far",
    "much",
    "significantly",
    "markedly",
    "considerably",
    "broadly",
    "relatively",
    "largely",
    "again",
    "still",
    "also",
    "now",
    "further",
    "sharply",
    "steadily",
    "marginally",
    "once",
    "only",
    "just",
    "even",
    "substantially",
    "somewhat",
    "a",
    "little",
    "bit",
    "very",
    "fairly",
    "almost",
    "nearly",
    "more",
    "than",
    "consistently",
    "currently",
    "notably",
    "dramatically",
    "gradually",
    "slowly",
    "quickly",
    "since",
    "rapidly",
    "not",
    "all",
    "both",
    "therefore",
    "then",
    "too",
    "however",
    "roughly",
    "at",
    "on",
    "average",
    "overall",
    "generally",
    "thus",
    "already",
    "modestly",
    "fractionally",
];

/// Whether a word of comparison says something of a value here, and does not only describe a noun.
pub(super) fn is_claim(reading: &Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> bool {
    if let Some(stands) = crate::claims::more::words::stands(reading, entry, range) {
        return stands;
    }
    let tokens = reading.tokens;
    let start = reading.sentence.start;
    let word = |at: usize| if at < reading.sentence.end { tokens.word(at) } else { "" };
    let previous = if range.start > start { word(range.start - 1) } else { "" };
    let next = word(range.end);
    let quantity_next = reading.quantities.iter().any(|one| one.tokens.start == range.end);
    let quantity_before = reading.quantities.iter().any(|one| one.tokens.end == range.start);
    let measure_before = reading
        .measures
        .iter()
        .any(|mention| mention.tokens.end <= range.start && range.start - mention.tokens.end < 4);
    let mut back = range.start;
    while back > start && ADVERBS.contains(&word(back - 1)) {
        back -= 1;
    }
    let before = if back > start { word(back - 1) } else { "" };
    let predicative =
        BEING.contains(&before) || back > start && reading.areas.iter().any(|mention| mention.tokens.end == back);
    let leads = matches!(
        next,
        "" | "from"
            | "by"
            | "to"
            | "in"
            | "over"
            | "since"
            | "on"
            | "compared"
            | "significantly"
            | "slightly"
            | "sharply"
            | "markedly"
            | "again"
            | "between"
            | "during"
            | "for"
            | "at"
            | "against"
            | "and"
            | "but"
            | "as"
            | "considerably"
            | "steadily"
            | "further"
            | "more"
            | "this"
            | "last"
            | "year"
            | "when"
            | "while"
            | "overall"
            | "marginally"
            | "nationally"
            | "regionally"
            | "because"
            | "after"
            | "with"
            | "relative"
            | "every"
            | "substantially"
            | "dramatically"
            | "rapidly"
            | "only"
            | "faster"
            | "too"
            | "also"
            | "across"
            | "is"
            | "was"
            | "so"
            | "somewhat"
            | "gradually"
            | "until"
            | "among"
            | "then"
            | "below"
            | "above"
    );
    match entry.form {
        Form::Verb => match entry.words[0] {
            // What never stands before the noun that it describes.
            "fell" | "rose" | "grew" | "came" | "come" | "went" | "gone" | "crept" | "edged" | "shrank"
            | "sank" | "slid" | "risen" | "fallen" | "grown" => true,
            "cut" => quantity_next || predicative && !matches!(before, "it" | "they" | "is" | "are") && leads,
            // "we have reduced agency use", but "with reduced caseloads".
            "reduced" | "lowered" | "cut " => {
                matches!(
                    before,
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
                ) || measure_before && leads
            }
            "contracted" | "expanded" | "eased" | "jumped" | "spiked" => {
                (predicative || measure_before) && (leads || quantity_next)
            }
            _ => {
                predicative
                    || leads && previous != "the" && previous != "an" && previous != "a"
                    || quantity_next
                    || measure_before && leads
            }
        },
        Form::Participle => {
            matches!(before, "is" | "are" | "was" | "were" | "been" | "be" | "keeps" | "kept")
                && (leads || quantity_next)
        }
        Form::Noun => {
            let led = matches!(
                previous,
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
            ) || quantity_before
                || previous.is_empty();
            let follows = matches!(
                next,
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
                before,
                "any" | "further" | "no" | "for" | "to" | "towards" | "cause" | "allow" | "under" | "despite"
            );
            // "a reduction in workload" is a claim only beside something that is measured.
            // "saw turnover increase to 11.5%"
            let saw = measure_before
                && (start.max(range.start.saturating_sub(7))..range.start)
                    .any(|at| matches!(word(at), "saw" | "seen" | "watched" | "witnessed"));
            if saw {
                return true;
            }
            let measured = reading.measures.iter().any(|mention| mention.tokens.start > range.start)
                || !reading.measures.is_empty()
                || quantity_before
                || word(range.end) == "of"
                || matches!(next, "from" | "on" | "since" | "compared");
            led && follows && !wanted && measured && !is_direct_object(reading, range.start)
        }
        Form::Particle => {
            let pointed = matches!(
                next,
                "from" | "on" | "by" | "since" | "again" | "compared" | "against" | "year" | "sharply" | "slightly"
            ) || quantity_next
                || next == "to"
                    && matches!(before, "is" | "are" | "was" | "were" | "been")
                    && quantity_by(reading, range.end);
            // "up to 5", "set up on", "followed up by"
            let verb = matches!(
                previous,
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
            pointed && !verb && (next != "by" || quantity_by(reading, range.end))
        }
        Form::Comparative => {
            let sized = quantity_before && (!matches!(entry.words[0], "more" | "less") || next == "than");
            let than = (range.end..reading.sentence.end.min(range.end + 7))
                .take_while(|at| {
                    !matches!(tokens.kind(*at), Some(Kind::Sign(';' | ',' | ':' | '.' | '(')))
                        || tokens.list[*at].fact.is_some()
                })
                .find(|at| tokens.word(*at) == "than");
            let bound = than.is_some_and(|than| bounds(reading, than, range));
            // "more than anybody wants" compares with nothing that could be looked up.
            let vague = than.is_some_and(|than| {
                let was = matches!(
                    word(than + 1),
                    "it" | "they" | "that" | "those" | "before" | "previously" | "ever" | "at" | "in" | "when"
                );
                !was && !is_compared(reading, than + 1)
            });
            let stands = predicative
                && matches!(entry.words[0], "lower" | "higher")
                && !matches!(next, "grade" | "level" | "education" | "paid")
                && (leads || next.is_empty() || quantity_next);
            let rather = previous == "no"
                || matches!(previous, "any" | "rather")
                || (next == "than" && matches!(word(range.end + 1), "just" | "ever" | "one"));
            let times = than.is_some_and(|than| {
                if matches!(tokens.word(than + 1), "twice" | "double" | "triple") {
                    return true;
                }
                lexicon::entry_at(tokens, than + 1).is_some_and(|entry| matches!(entry.sense, Sense::Times(_)))
            });
            (sized || than.is_some() && !bound && !vague && !times || stands) && !rather
        }
        Form::Preposition => {
            if matches!(entry.words[0], "over" | "under") {
                let average = (range.end..reading.sentence.end.min(range.end + 5))
                    .any(|at| matches!(tokens.word(at), "average" | "national" | "regional" | "england"));
                return average && predicative && !quantity_next;
            }
            let compares = is_compared(reading, range.end);
            let bound = quantity_next && !reading.quantities.iter().any(|one| one.tokens.end <= range.start);
            compares
                && (!bound || !reading.measures.is_empty())
                && !matches!(previous, "as" | "see" | "set" | "described" | "the" | "shown" | "mentioned")
        }
        Form::State => {
            if entry.words.len() == 1 && !matches!(entry.words[0], "matches" | "mirrors") {
                let noun = !(leads
                    || next.is_empty()
                    || matches!(next, "rather" | "or" | "too" | "throughout")
                    || tokens.kind(range.end) != Some(Kind::Word));
                return matches!(
                    before,
                    "is" | "are"
                        | "was"
                        | "were"
                        | "be"
                        | "been"
                        | "remain"
                        | "remains"
                        | "remained"
                        | "stay"
                        | "stays"
                        | "stayed"
                        | "held"
                        | "kept"
                        | "being"
                        | "become"
                        | "became"
                ) && !noun
                    && (!reading.measures.is_empty() || !reading.before.topic.is_empty() || quantity_next);
            }
            // "fell by 3.2 points, the same as in England": so much did it fall there as well.
            let size = range.start > start
                && tokens.is(range.start - 1, ',')
                && reading
                    .quantities
                    .iter()
                    .any(|one| one.tokens.end == range.start - 1 && is_difference(reading, one));
            if size || previous == "it" || entry.words[0] == "consistent" && previous.is_empty() {
                return false;
            }
            is_compared(reading, range.end)
        }
        Form::Superlative => {
            let ordinal = matches!(
                previous,
                "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "sixth"
                    | "seventh"
                    | "eighth"
                    | "ninth"
                    | "tenth"
                    | "th"
                    | "joint"
                    | "next"
                    | "nd"
                    | "rd"
            );
            if matches!(entry.words[0], "best" | "worst") {
                let placed = matches!(next, "in" | "since" | "for" | "among" | "rate" | "figure" | "level" | "on");
                return placed && !reading.measures.is_empty();
            }
            let describes = matches!(
                next,
                "quality"
                    | "scoring"
                    | "standard"
                    | "standards"
                    | "possible"
                    | "scores"
                    | "paid"
                    | "priority"
                    | "risk"
            );
            let ranged = reading
                .sentence
                .clone()
                .any(|at| matches!(tokens.word(at), "ranges" | "ranged" | "ranging" | "range" | "ranking"));
            !ordinal && !describes && !ranged && (!reading.measures.is_empty() || !reading.before.topic.is_empty())
        }
    }
}

/// "led to a reduction", "sees a fall": what somebody causes or asks for is no statement of size.
pub(super) fn is_direct_object(reading: &Reading<'_, '_>, at: usize) -> bool {
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

pub(super) fn quantity_by(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.quantities.iter().any(|one| one.tokens.start > at && one.tokens.start - at <= 4)
}

/// Whether "more than" only bounds the number that follows: "more than 50 people".
pub(super) fn bounds(reading: &Reading<'_, '_>, than: usize, range: &Range<usize>) -> bool {
    let direct = than == range.end;
    let spelt = lexicon::number_word(reading.tokens.word(than + 1)).is_some();
    if reading.tokens.word(than + 1) == "half" {
        return true;
    }
    let number = reading.quantities.iter().find(|one| one.tokens.start == than + 1);
    let other_number = reading.tokens.kind(than + 1) == Some(Kind::Number)
        || spelt
        || matches!(reading.tokens.word(than + 1), "half" | "doubled" | "a");
    match number {
        Some(number) => {
            direct
                && matches!(reading.tokens.word(range.start), "more" | "less" | "fewer")
                && number.hedge != Hedge::Exact
        }
        None => direct && other_number && !is_compared(reading, than + 1),
    }
}

/// Whether an area, a period, an average or a number follows to compare with.
pub(super) fn is_compared(reading: &Reading<'_, '_>, from: usize) -> bool {
    let tokens = reading.tokens;
    let until = reading.sentence.end.min(from + 7);
    reading.areas.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.periods.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.quantities.iter().any(|one| (from..until.min(from + 5)).contains(&one.tokens.start))
        || (from..until).any(|at| {
            matches!(tokens.word(at), "average" | "averages") || lexicon::WISHES.contains(&tokens.word(at))
        })
}
