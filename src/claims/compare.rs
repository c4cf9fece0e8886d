//! Comparisons: whether the words of direction and comparison that an author did not mark are true of the data, and of
//! the numbers beside them.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claims::account::is_difference;
use crate::claims::lexicon::{self, Entry, Form, Sense};
use crate::claims::mentions::Role;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::{Place, Reading};
use crate::claims::vocabulary::Mention;
use crate::claims::{Finding, Verdict};
use crate::data::areas::Area;
use crate::data::measures::Polarity;
use crate::facts::Problem;
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::Figure;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// A word of comparison that is a claim.
struct Claim {
    entry: &'static Entry,
    tokens: Range<usize>,
}

/// What a test of a claim found.
enum Outcome {
    True,
    False(Problem),
    /// Nothing can be said, and why.
    Unknown(String),
}

/// What is wrong with the words of comparison of a sentence; `only_false` leaves out what cannot be decided.
pub fn check(reading: &Reading<'_, '_>, only_false: bool) -> Vec<Finding> {
    let claims = claims(reading);
    let mut findings = Vec::new();
    let mut held: Vec<Sense> = Vec::new();
    for at in 0..claims.len() {
        let limit = claims.get(at + 1).map_or(reading.sentence.end, |next| next.tokens.start);
        let Some(finding) = judge(reading, &claims[at], limit) else {
            held.push(claims[at].entry.sense);
            continue;
        };
        // "rose from 77.4% to 87.7%, up 10.3 points" says the same thing twice.
        let again =
            matches!(claims[at].entry.form, Form::Particle | Form::Noun) && held.contains(&claims[at].entry.sense);
        if finding.verdict == Verdict::Undecided && again {
            continue;
        }
        if finding.verdict == Verdict::False || !only_false {
            findings.push(finding);
        }
    }
    findings
}

fn claims(reading: &Reading<'_, '_>) -> Vec<Claim> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    let mut at = reading.sentence.start;
    while at < reading.sentence.end {
        let entry = lexicon::entry_at(tokens, at).filter(|_| tokens.list[at].fact.is_none());
        let Some(entry) = entry else {
            at += 1;
            continue;
        };
        let range = at..at + entry.words.len();
        if is_claim(reading, entry, &range) && !reading.is_no_claim(at) {
            found.push(Claim { entry, tokens: range.clone() });
        }
        at = range.end;
    }
    found
}

const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained", "stay", "stays", "stayed",
    "held", "kept", "has", "have", "had", "it", "they", "we", "which", "who", "that", "also", "become", "became",
    "now", "looks", "proved",
];
const ADVERBS: &[&str] = &[
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
fn is_claim(reading: &Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> bool {
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
            "cut" => {
                predicative && !matches!(before, "it" | "they" | "is" | "are") && (leads || quantity_next)
                    || quantity_next
            }
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
            ) || quantity_next;
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
            pointed && !verb && !(next == "by" && !quantity_by(reading, range.end))
        }
        Form::Comparative => {
            let sized =
                quantity_before && !matches!(entry.words[0], "more" | "less") || quantity_before && next == "than";
            let than = (range.end..reading.sentence.end.min(range.end + 7))
                .take_while(|at| {
                    !matches!(
                        tokens.kind(*at),
                        Some(crate::claims::tokens::Kind::Sign(';' | ',' | ':' | '.' | '('))
                    ) || tokens.list[*at].fact.is_some()
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
                    || tokens.kind(range.end) != Some(crate::claims::tokens::Kind::Word));
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
            if previous == "it" || entry.words[0] == "consistent" && previous.is_empty() {
                return false;
            }
            is_compared(reading, range.end)
        }
        Form::Superlative => {
            let ordinal =
                matches!(previous, "second" | "third" | "fourth" | "fifth" | "joint" | "next" | "nd" | "rd" | "th");
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

fn quantity_by(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.quantities.iter().any(|one| one.tokens.start > at && one.tokens.start - at <= 4)
}

/// Whether "more than" only bounds the number that follows: "more than 50 people".
fn bounds(reading: &Reading<'_, '_>, than: usize, range: &Range<usize>) -> bool {
    let direct = than == range.end;
    let spelt = lexicon::number_word(reading.tokens.word(than + 1)).is_some();
    let number = reading.quantities.iter().find(|one| one.tokens.start == than + 1);
    let other_number = reading.tokens.kind(than + 1) == Some(crate::claims::tokens::Kind::Number)
        || spelt
        || matches!(reading.tokens.word(than + 1), "half" | "doubled" | "a");
    match number {
        Some(number) => {
            direct
                && matches!(reading.tokens.word(range.start), "more" | "less" | "fewer")
                && number.hedge != crate::claims::numbers::Hedge::Exact
        }
        None => direct && other_number && !is_compared(reading, than + 1),
    }
}

/// Whether an area, a period, an average or a number follows to compare with.
fn is_compared(reading: &Reading<'_, '_>, from: usize) -> bool {
    let tokens = reading.tokens;
    let until = reading.sentence.end.min(from + 7);
    reading.areas.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.periods.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.quantities.iter().any(|one| (from..until.min(from + 5)).contains(&one.tokens.start))
        || (from..until).any(|at| {
            matches!(tokens.word(at), "average" | "averages") || lexicon::WISHES.contains(&tokens.word(at))
        })
}

/// The periods that a change can be between: now, and what it may be compared with.
pub fn spans(reading: &Reading<'_, '_>) -> Vec<(Period, Vec<Period>)> {
    let Some(now) = reading.desk.now() else { return Vec::new() };
    let at: Vec<&Vec<Period>> =
        reading.periods.iter().filter(|one| one.role == Role::At).map(|one| &one.periods).collect();
    let earlier: Vec<Period> = reading
        .periods
        .iter()
        .filter(|one| one.role == Role::Earlier)
        .flat_map(|one| one.periods.iter().copied())
        .collect();
    let mut nows: Vec<Period> = at.iter().flat_map(|periods| periods.iter().copied()).collect();
    nows.push(now);
    let mut found = Vec::new();
    for now in &nows {
        let mut before: Vec<Period> = earlier
            .iter()
            .chain(at.iter().copied().flatten())
            .copied()
            .filter(|one| one < now && same_kind(*one, *now))
            .collect();
        if earlier.iter().all(|one| one >= now || !same_kind(*one, *now)) {
            before.push(now.previous());
        }
        before.dedup();
        found.push((*now, before));
    }
    found
}

fn same_kind(one: Period, other: Period) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn judge(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Option<Finding> {
    let mut outcomes = Vec::new();
    let arithmetic = by_arithmetic(reading, claim, limit);
    let decided = !arithmetic.is_empty();
    outcomes.extend(arithmetic);
    let wish = is_wish(reading, claim, limit);
    // A wish is no value of the data; its number, if it has one, was compared above.
    if !wish {
        match by_data(reading, claim, limit) {
            Outcome::Unknown(_) if decided => {}
            other => outcomes.push(other),
        }
    }
    let words = reading.tokens.bytes(&claim.tokens);
    let said = &reading.tokens.passage.text[words];
    let mut unknown = None;
    for outcome in outcomes {
        match outcome {
            Outcome::False(mut problem) => {
                problem.message = format!("`{said}` is not true: {}", problem.message);
                return Some(Finding { tokens: claim.tokens.clone(), verdict: Verdict::False, problem });
            }
            Outcome::Unknown(why) => unknown = Some(why),
            Outcome::True => {}
        }
    }
    let why = unknown?;
    let id = mention(reading, claim)
        .and_then(|mention| mention.ids.first().cloned())
        .unwrap_or_else(|| "turnover_rate".to_owned());
    let problem = Problem::new(format!("`{said}` cannot be checked: {why}")).hint(format!(
        "mark it, such as `{{{{ {id}.{}(…) }}}}`, or say why it needs no check: `{{{{ unchecked(\"{said}\", reason=\"…\") }}}}`",
        relation_name(claim.entry)
    ));
    Some(Finding { tokens: claim.tokens.clone(), verdict: Verdict::Undecided, problem })
}

fn relation_name(entry: &Entry) -> &'static str {
    let over_time = matches!(entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    match (entry.sense, over_time) {
        (Sense::Lower | Sense::Lowest, false) => "below",
        (Sense::Lower | Sense::Better | Sense::Lowest, true) => "fell",
        (Sense::Higher | Sense::Better | Sense::Worse | Sense::Highest, false) => "above",
        (Sense::Higher | Sense::Worse | Sense::Times(_) | Sense::Highest, true) => "rose",
        (Sense::Same | Sense::Near, _) if entry.words.len() > 1 => "similar",
        (Sense::Same | Sense::Near, _) => "steady",
        (Sense::Times(_), false) => "rose",
    }
}

/// Whether the claim compares with what was wanted or expected, which no data have.
fn is_wish(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> bool {
    let until = limit.min(claim.tokens.end + 9);
    let wish = (claim.tokens.end..until).any(|at| lexicon::WISHES.contains(&reading.tokens.word(at)));
    let area = reading.areas.iter().any(|mention| {
        (claim.tokens.end..until).contains(&mention.tokens.start)
            && mention.area.is_some()
            && reading.tokens.word(mention.tokens.start) != "we"
            && reading.tokens.word(mention.tokens.start) != "our"
    });
    wish && !area
}

/// The measure that a claim is about: named before it, after it, or spoken of before.
fn mention<'r>(reading: &'r Reading<'_, '_>, claim: &Claim) -> Option<&'r Mention> {
    let before = reading.measures.iter().rev().find(|mention| mention.tokens.end <= claim.tokens.start);
    let after = reading.measures.iter().find(|mention| mention.tokens.start >= claim.tokens.end);
    let of_object = matches!(claim.entry.form, Form::Noun)
        || matches!(claim.entry.words[0], "reduced" | "fewer" | "more" | "lowered" | "improved" | "cut");
    // "we have reduced agency use", "a fall in vacancies", "fewer leavers than": the object is what moved.
    let near_after = after.filter(|mention| of_object && mention.tokens.start - claim.tokens.end <= 5);
    near_after.or(before).or(after).or_else(|| reading.before.topic.first())
}

// ── Arithmetic ───────────────────────────────────────────────────────────────────────────────────────────────────

fn by_arithmetic(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Vec<Outcome> {
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    let over_time = over_time || claim.entry.form == Form::State && claim.entry.words.len() == 1;
    let pairs =
        if over_time { pairs_over_time(reading, claim, limit) } else { pairs_of_level(reading, claim, limit) };
    pairs.into_iter().filter_map(|(left, right)| compare(reading, claim, left, right)).collect()
}

/// The value of a number as it is compared, if it measures something and is no size of a difference.
fn values<'r>(reading: &'r Reading<'_, '_>, within: Range<usize>) -> impl DoubleEndedIterator<Item = &'r Quantity> {
    reading.quantities.iter().filter(move |one| {
        within.contains(&one.tokens.start) && one.tokens.end <= within.end && !is_difference(reading, one)
    })
}

/// "from X to Y", "Y, down from X", "Y compared with X".
fn pairs_over_time<'r>(
    reading: &'r Reading<'_, '_>,
    claim: &Claim,
    limit: usize,
) -> Vec<(&'r Quantity, &'r Quantity)> {
    let tokens = reading.tokens;
    let end = clause_end(reading, claim.tokens.end);
    let after = |from: usize, word: &str| (from..end).find(|at| tokens.word(*at) == word);
    let soon = |from: usize| values(reading, from..end.min(from + 9)).next();
    let from = after(claim.tokens.end, "from").and_then(|at| soon(at + 1).map(|one| (at, one)));
    if let Some((at, before)) = from {
        let to = after(before.tokens.end, "to").and_then(|at| soon(at + 1));
        let to = to.or_else(|| {
            // "to 8.1% from 15.7%"
            after(claim.tokens.end, "to")
                .filter(|to| *to < at)
                .and_then(|to| soon(to + 1))
                .filter(|one| one.tokens.end <= at)
        });
        if let Some(now) = to {
            return vec![(now, before)];
        }
        let left = values(reading, reading.sentence.start..claim.tokens.start).next_back();
        return left
            .filter(|left| claim.tokens.start - left.tokens.end < 14 && alike(left, before))
            .map(|left| (left, before))
            .into_iter()
            .collect();
    }
    // What is compared after the next claim is that claim's.
    let compared = (claim.tokens.end..limit).find(|at| {
        matches!(tokens.word(*at), "compared" | "versus" | "vs" | "against") && at + 1 < reading.sentence.end
    });
    if let Some(at) = compared
        && let Some(right) = values(reading, at..reading.sentence.end.min(at + 9)).next()
    {
        let left = values(reading, claim.tokens.end..at)
            .next_back()
            .or_else(|| values(reading, reading.sentence.start..claim.tokens.start).next_back());
        if let Some(left) = left {
            return vec![(left, right)];
        }
    }
    // "91, an increase on the 68 of the year before"
    if matches!(tokens.word(claim.tokens.end), "on" | "against")
        && let Some(right) = soon(claim.tokens.end)
        && let Some(left) = values(reading, reading.sentence.start..claim.tokens.start).next_back()
        && claim.tokens.start - left.tokens.end < 10
    {
        return vec![(left, right)];
    }
    Vec::new()
}

/// "X, lower than the average of Y", "lower: X compared with Y in the region and Z nationally".
fn pairs_of_level<'r>(
    reading: &'r Reading<'_, '_>,
    claim: &Claim,
    limit: usize,
) -> Vec<(&'r Quantity, &'r Quantity)> {
    if claim.entry.form == Form::Superlative {
        return Vec::new();
    }
    let tokens = reading.tokens;
    let end = limit.min(reading.sentence.end);
    let compared =
        (claim.tokens.end..end).find(|at| matches!(tokens.word(*at), "compared" | "versus" | "vs" | "against"));
    if let Some(at) = compared
        && let Some(left) = values(reading, claim.tokens.end..at).next_back()
    {
        return values(reading, at..reading.sentence.end)
            .filter(|right| alike(left, right))
            .map(|right| (left, right))
            .collect();
    }
    let left = values(reading, reading.sentence.start..claim.tokens.start).next_back().filter(|left| {
        !(left.tokens.end..claim.tokens.start).any(|at| tokens.is(at, ';'))
            && claim.tokens.start - left.tokens.end < 16
            && !starts_anew(reading, left.tokens.end..claim.tokens.start)
    });
    let Some(left) = left else { return Vec::new() };
    let mut rights = Vec::new();
    let mut at = claim.tokens.end;
    for right in values(reading, claim.tokens.end..end) {
        if !alike(left, right) || starts_anew(reading, at..right.tokens.start) || right.tokens.start - at > 12 {
            break;
        }
        at = right.tokens.end;
        rights.push((left, right));
    }
    rights
}

/// Whether a new statement begins between two tokens: a verb, or a full stop within.
fn starts_anew(reading: &Reading<'_, '_>, between: Range<usize>) -> bool {
    let tokens = reading.tokens;
    let mut conjunction = false;
    for at in between {
        conjunction |= matches!(tokens.word(at), "and" | "while" | "but" | "whereas")
            || tokens.is(at, ';')
            || tokens.is(at, ',');
        let other_measure = reading.measures.iter().any(|mention| mention.tokens.start == at) && conjunction;
        if conjunction && other_measure {
            return true;
        }
    }
    false
}

fn clause_end(reading: &Reading<'_, '_>, from: usize) -> usize {
    (from..reading.sentence.end).find(|at| reading.tokens.is(*at, ';')).unwrap_or(reading.sentence.end)
}

fn alike(one: &Quantity, two: &Quantity) -> bool {
    one.counted == two.counted
        || one.counted == Counted::Bare
        || two.counted == Counted::Bare
        || matches!(
            (one.counted, two.counted),
            (Counted::People | Counted::Things | Counted::Fte, Counted::People | Counted::Things | Counted::Fte)
        )
}

fn compare(reading: &Reading<'_, '_>, claim: &Claim, left: &Quantity, right: &Quantity) -> Option<Outcome> {
    if !alike(left, right) {
        return None;
    }
    let text = |one: &Quantity| {
        let tokens = reading.tokens.bytes(&one.tokens);
        reading.tokens.passage.text[tokens].to_owned()
    };
    let difference = left.value - right.value;
    let unit = match left.counted {
        Counted::Percent => Unit::Percent,
        Counted::Fte => Unit::Fte,
        _ => Unit::Number,
    };
    let tolerance = reading.desk.facts.tolerance(unit);
    let mention = mention(reading, claim);
    let polarity = mention.map_or(Polarity::Neutral, |mention| reading.desk.vocabulary.polarity(mention));
    let holds = match claim.entry.sense {
        Sense::Lower => difference < Decimal::ZERO,
        Sense::Higher => difference > Decimal::ZERO,
        Sense::Same => difference.abs() <= tolerance.max(left.slack * Decimal::from(4)),
        Sense::Near => difference.abs() <= (tolerance * Decimal::from(3)).max(right.value.abs() / Decimal::TEN),
        Sense::Better | Sense::Worse => {
            let good = match polarity {
                Polarity::HigherIsBetter => difference > Decimal::ZERO,
                Polarity::LowerIsBetter => difference < Decimal::ZERO,
                Polarity::Neutral => return Some(Outcome::True),
            };
            !difference.is_zero() && good == (claim.entry.sense == Sense::Better)
        }
        Sense::Times(hundredths) => {
            let ratio = left.value.checked_div(right.value)? * Decimal::ONE_HUNDRED;
            let wanted = Decimal::from(hundredths);
            let (low, high) = (wanted * Decimal::new(85, 2), wanted * Decimal::new(115, 2));
            let more = claim.tokens.start >= 2 && reading.tokens.phrase(claim.tokens.start - 2, &["more", "than"]);
            if more && hundredths > 100 {
                ratio >= wanted
            } else if more {
                ratio <= wanted
            } else {
                (low..=high).contains(&ratio)
            }
        }
        Sense::Highest | Sense::Lowest => return None,
    };
    if holds {
        return Some(Outcome::True);
    }
    let (one, two) = (text(left), text(right));
    let said = match (difference.is_zero(), difference.is_sign_negative()) {
        (true, _) => format!("{one} equals {two}"),
        (_, true) => format!("{one} is lower than {two}"),
        (_, false) => format!("{one} is higher than {two}"),
    };
    Some(Outcome::False(
        Problem::new(said)
            .hint("say what the numbers say, or print both of them with `{{ … }}` and mark the words as a claim"),
    ))
}

// ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────

fn by_data(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Outcome {
    let Some(mention) = mention(reading, claim) else {
        return Outcome::Unknown("nothing says what is measured".to_owned());
    };
    if mention.ids.is_empty() {
        return Outcome::Unknown("the report's data do not have what it speaks of".to_owned());
    }
    let Some(here) = reading.desk.here() else {
        return Outcome::Unknown("the report has no `subject:`".to_owned());
    };
    let ids = likely_ids(reading, claim, mention);
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle)
        || claim.entry.form == Form::State && claim.entry.words.len() == 1
        || matches!(claim.entry.words, ["little" | "hardly", "changed"]);
    let tests = if claim.entry.form == Form::Superlative {
        superlatives(reading, claim, &ids, &here)
    } else if over_time {
        changes(reading, claim, &ids, &here)
    } else {
        levels(reading, claim, &ids, &here, limit)
    };
    let tests = match tests {
        Ok(tests) => tests,
        Err(why) => return Outcome::Unknown(why),
    };
    // Where the words leave it open what is compared, one reading that is true is enough; all that are named must hold.
    let mut first_false = None;
    let mut known = false;
    for (any_of, all) in tests {
        let _ = any_of;
        let mut falsehood = None;
        let mut truth = !all.is_empty();
        for (one, other) in &all {
            match holds(reading, claim, mention, one, other) {
                Ok(true) => {}
                Ok(false) => {
                    truth = false;
                    falsehood = falsehood.or_else(|| Some(words(reading, claim, mention, one, other)));
                }
                Err(problem) => {
                    truth = false;
                    falsehood = falsehood.or(Some(problem));
                }
            }
        }
        known |= !all.is_empty();
        if truth {
            return Outcome::True;
        }
        first_false = first_false.or(falsehood);
    }
    match first_false {
        Some(problem) => Outcome::False(problem),
        None if known => Outcome::True,
        None => Outcome::Unknown("the data do not have what it is compared with".to_owned()),
    }
}

/// Of the measures that words can mean, those that the numbers of the sentence are of.
fn likely_ids(reading: &Reading<'_, '_>, claim: &Claim, mention: &Mention) -> Vec<String> {
    let near = reading
        .quantities
        .iter()
        .filter(|one| one.counted != Counted::Bare)
        .min_by_key(|one| claim.tokens.start.abs_diff(one.tokens.start));
    let percent = |id: &&String| reading.desk.unit(id) == Some(Unit::Percent);
    let ids: Vec<String> = match near.map(|one| one.counted) {
        Some(Counted::Percent | Counted::Points) => mention.ids.iter().filter(percent).cloned().collect(),
        Some(Counted::Fte | Counted::People | Counted::Things) => {
            mention.ids.iter().filter(|id| !percent(id)).cloned().collect()
        }
        _ => Vec::new(),
    };
    if ids.is_empty() { mention.ids.clone() } else { ids }
}

/// What must hold together: pairs of a value and what it is compared with.
type Test = (usize, Vec<(Figure, Figure)>);

fn changes(reading: &Reading<'_, '_>, claim: &Claim, ids: &[String], here: &Place) -> Result<Vec<Test>, String> {
    let areas = movers(reading, claim, here)?;
    let steps = running(reading);
    let mut tests = Vec::new();
    let targets = spans_of(reading, claim);
    for id in ids {
        for (now, earlier) in &targets {
            for earlier in earlier {
                let mut all = Vec::new();
                for area in &areas {
                    if steps > 1 {
                        let mut period = *now;
                        for _ in 0..steps {
                            all.extend(pair(reading, id, area, period, area, period.previous()));
                            period = period.previous();
                        }
                    } else {
                        all.extend(pair(reading, id, area, *now, area, *earlier));
                    }
                }
                if all.len() < areas.len() * steps.max(1) as usize && steps > 1 {
                    return Err("the data do not go back so far".to_owned());
                }
                if !all.is_empty() {
                    tests.push((0, all));
                }
            }
        }
    }
    Ok(tests)
}

/// The spans of a change: where the sentence says from when to when, only those.
fn spans_of(reading: &Reading<'_, '_>, claim: &Claim) -> Vec<(Period, Vec<Period>)> {
    let spans = spans(reading);
    // A printed figure after "to" says when now is.
    let tokens = reading.tokens;
    let to =
        (claim.tokens.end..reading.sentence.end.min(claim.tokens.end + 12)).find(|at| tokens.word(*at) == "to");
    let printed = to
        .and_then(|at| reading.quantities.iter().find(|one| one.tokens.start == at + 1))
        .and_then(|one| one.figure.as_ref()?.scope.as_ref().map(|scope| scope.period));
    let explicit_earlier: Vec<Period> = reading
        .periods
        .iter()
        .filter(|one| one.role == Role::Earlier)
        .flat_map(|one| one.periods.iter().copied())
        .collect();
    if let Some(now) = printed {
        let mut earlier: Vec<Period> = explicit_earlier.into_iter().filter(|one| *one < now).collect();
        if earlier.is_empty() {
            earlier.push(now.previous());
        }
        return vec![(now, earlier)];
    }
    // "In 2024 turnover rose": the one period that is named is when it rose, unless the sentence speaks of now as well.
    let at: Vec<&Vec<Period>> =
        reading.periods.iter().filter(|one| one.role == Role::At).map(|one| &one.periods).collect();
    if at.len() == 1 && explicit_earlier.is_empty() {
        let named: Vec<_> = spans
            .iter()
            .filter(|(now, _)| at[0].contains(now))
            .cloned()
            .map(|(now, _)| (now, vec![now.previous()]))
            .collect();
        let is_now = reading.periods.iter().any(|one| one.role == Role::Now);
        if !is_now
            && !named.is_empty()
            && reading
                .periods
                .iter()
                .find(|one| one.role == Role::At)
                .is_some_and(|one| one.tokens.start < claim.tokens.start + 12)
        {
            return named;
        }
    }
    spans
}

/// "for the third year running", "three years in a row": how many steps must go the same way.
fn running(reading: &Reading<'_, '_>) -> u32 {
    let tokens = reading.tokens;
    for at in reading.sentence.clone() {
        let count = match tokens.word(at) {
            "second" => Some(2),
            "third" => Some(3),
            "fourth" => Some(4),
            "fifth" => Some(5),
            "sixth" => Some(6),
            "seventh" => Some(7),
            "eighth" => Some(8),
            "ninth" => Some(9),
            "tenth" => Some(10),
            word => lexicon::number_word(word).or_else(|| {
                let ordinal = matches!(tokens.word(at + 1), "rd" | "th" | "nd");
                tokens.text(at).parse().ok().filter(|count| {
                    *count < 20
                        && (ordinal
                            || tokens.word(at + 1).starts_with("year")
                            || tokens.word(at + 1) == "consecutive"
                            || tokens.word(at + 1) == "successive")
                })
            }),
        };
        let Some(count) = count.filter(|count| (2..20).contains(count)) else { continue };
        let window = at + 1..reading.sentence.end.min(at + 6);
        let row = window.clone().any(|at| {
            matches!(
                tokens.word(at),
                "running" | "consecutive" | "consecutively" | "successive" | "row" | "succession"
            )
        });
        let years = window.clone().any(|at| tokens.word(at).starts_with("year"));
        if row && years {
            return count;
        }
    }
    0
}

/// Whose value moved: the area named in the clause, before the verb or after "in", else the subject.
fn movers(reading: &Reading<'_, '_>, claim: &Claim, here: &Place) -> Result<Vec<Arc<Area>>, String> {
    let start = clause_begin(reading, claim.tokens.start);
    let tokens = reading.tokens;
    let end = (claim.tokens.end..reading.sentence.end)
        .find(|at| {
            tokens.is(*at, ';')
                || tokens.is(*at, ',')
                || matches!(
                    tokens.word(*at),
                    "but" | "while" | "whereas" | "compared" | "than" | "though" | "although"
                )
        })
        .unwrap_or(reading.sentence.end);
    let before = reading.areas.iter().filter(|mention| (start..claim.tokens.start).contains(&mention.tokens.start));
    let after = reading.areas.iter().filter(|mention| {
        (claim.tokens.end..end).contains(&mention.tokens.start) && {
            let lead = mention.tokens.start.saturating_sub(1);
            let lead = if tokens.word(lead) == "the" { lead.saturating_sub(1) } else { lead };
            matches!(tokens.word(lead), "in" | "across" | "for" | "and")
                || matches!(tokens.word(mention.tokens.start), "nationally" | "regionally" | "locally")
        }
    });
    let mut found = Vec::new();
    for mention in before.chain(after) {
        match &mention.area {
            Some(area) => found.push(Arc::clone(area)),
            None => return Err("the report's data do not say who that is".to_owned()),
        }
    }
    if found.is_empty() {
        found.push(Arc::clone(&here.area));
    }
    Ok(found)
}

/// Where the statement that a word belongs to begins: a semicolon, a colon, or a conjunction after a comma.
fn clause_begin(reading: &Reading<'_, '_>, at: usize) -> usize {
    let tokens = reading.tokens;
    (reading.sentence.start..at)
        .rev()
        .find(|at| {
            tokens.is(*at, ';')
                || matches!(tokens.word(*at), "but" | "while" | "whereas" | "although" | "though" | "and")
                || tokens.is(*at, '–')
                || tokens.is(*at, ',') && !reading.areas.iter().any(|mention| mention.tokens.end == *at)
        })
        .map_or(reading.sentence.start, |at| at + 1)
}

fn levels(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    ids: &[String],
    here: &Place,
    limit: usize,
) -> Result<Vec<Test>, String> {
    let tokens = reading.tokens;
    // What follows up to the next statement is what is compared with.
    let end = (claim.tokens.end..limit.min(reading.sentence.end))
        .find(|at| {
            tokens.is(*at, ';')
                || matches!(
                    tokens.word(*at),
                    "but" | "while" | "whereas" | "although" | "though" | "because" | "which" | "where"
                )
        })
        .unwrap_or(limit.min(reading.sentence.end));
    // The statement ends where the next measure is named.
    let end = reading
        .measures
        .iter()
        .map(|one| one.tokens.start)
        .find(|at| (claim.tokens.end..end).contains(at) && has_verb_after(reading, *at))
        .unwrap_or(end);
    let mut others: Vec<Arc<Area>> = Vec::new();
    let mut somebody = false;
    for mention in reading.areas.iter().filter(|mention| (claim.tokens.end..end).contains(&mention.tokens.start)) {
        match &mention.area {
            Some(area) if area.code != here.area.code => others.push(Arc::clone(area)),
            Some(_) => {}
            None => somebody = true,
        }
    }
    let earlier: Vec<&crate::claims::mentions::PeriodMention> = reading
        .periods
        .iter()
        .filter(|one| (claim.tokens.end..end).contains(&one.tokens.start) && one.role != Role::Now)
        .collect();
    // Whose value it is: the area before the word, else the subject.
    let begin = clause_begin(reading, claim.tokens.start);
    let own = reading
        .areas
        .iter()
        .rfind(|mention| (begin..claim.tokens.start).contains(&mention.tokens.start) && mention.area.is_some());
    let mut area = own.and_then(|mention| mention.area.clone()).unwrap_or_else(|| Arc::clone(&here.area));
    let at: Vec<Period> = reading
        .periods
        .iter()
        .filter(|one| one.role == Role::At && one.tokens.start < claim.tokens.start)
        .flat_map(|one| one.periods.iter().copied())
        .collect();
    let mut nows = if at.is_empty() { here.periods.clone() } else { at };
    let mut ids = ids.to_vec();
    // A figure that was printed right before the word is what it speaks of.
    let left = reading
        .quantities
        .iter()
        .rfind(|one| one.tokens.end <= claim.tokens.start && one.tokens.end >= begin.saturating_sub(2));
    if let Some(scope) = left
        .and_then(|one| one.figure.as_ref())
        .filter(|figure| ids.contains(&figure.measure.id))
        .map(|figure| (figure.measure.id.clone(), figure.scope.clone()))
        && let (id, Some(scope)) = scope
    {
        ids = vec![id];
        area = scope.area;
        nows = vec![scope.period];
    }
    let steps = running(reading).max(1);
    let mut tests = Vec::new();
    for id in &ids {
        for now in &nows {
            if !others.is_empty() {
                let periods: Vec<Period> = earlier
                    .iter()
                    .flat_map(|one| one.periods.iter().copied())
                    .filter(|one| same_kind(*one, *now))
                    .collect();
                let own: Vec<Period> = if periods.is_empty() { vec![*now] } else { periods };
                // "than the regional average last year" may mean then or now.
                for then in own.iter().chain(std::iter::once(now)) {
                    let mut all = Vec::new();
                    for other in others.iter().filter(|other| other.code != area.code) {
                        let mut back = 0;
                        let (mut one, mut two) = (*now, *then);
                        while back < steps {
                            all.extend(pair(reading, id, &area, one, other, two));
                            (one, two) = (one.previous(), two.previous());
                            back += 1;
                        }
                    }
                    if !all.is_empty() {
                        tests.push((0, all));
                    }
                }
            } else {
                for mention in &earlier {
                    for then in mention.periods.iter().filter(|then| **then < *now && same_kind(**then, *now)) {
                        let all: Vec<_> = pair(reading, id, &area, *now, &area, *then).into_iter().collect();
                        if !all.is_empty() {
                            tests.push((0, all));
                        }
                    }
                }
            }
        }
    }
    if tests.is_empty() {
        if somebody {
            return Err("the report's data do not say who it is compared with".to_owned());
        }
        if others.is_empty() && earlier.is_empty() {
            return Err("nothing says what it is compared with".to_owned());
        }
    }
    Ok(tests)
}

fn has_verb_after(reading: &Reading<'_, '_>, at: usize) -> bool {
    (at + 1..reading.sentence.end.min(at + 4)).any(|at| {
        matches!(
            reading.tokens.word(at),
            "is" | "are" | "was" | "were" | "has" | "have" | "fell" | "rose" | "stood"
        )
    })
}

/// "the highest in the region", "the lowest since 2019", "the highest in five years".
fn superlatives(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    ids: &[String],
    here: &Place,
) -> Result<Vec<Test>, String> {
    let tokens = reading.tokens;
    let facts = reading.desk.facts;
    let until = reading.sentence.end.min(claim.tokens.end + 10);
    let after = claim.tokens.end..until;
    let region = reading
        .areas
        .iter()
        .filter(|mention| after.contains(&mention.tokens.start))
        .find_map(|mention| mention.area.clone().filter(|area| crate::claims::mentions::is_larger(area)));
    let now = here.periods[0];
    let since = reading.periods.iter().find(|one| after.contains(&one.tokens.start) && one.role == Role::Earlier);
    let ever = after.clone().any(|at| matches!(tokens.word(at), "record" | "ever" | "series"));
    let years = after.clone().find_map(|at| {
        let count = lexicon::number_word(tokens.word(at)).or_else(|| tokens.text(at).parse().ok())?;
        (tokens.word(at + 1).starts_with("year") && (2..40).contains(&count)).then_some(count)
    });
    let mut tests = Vec::new();
    for id in ids {
        for figure in reading.desk.figures(id, here, reading.basis) {
            if let Some(region) = &region {
                let spread = facts.spread(&figure, region).map_err(|problem| problem.message)?;
                let end = if claim.entry.sense == Sense::Highest { spread.high } else { spread.low };
                tests.push((0, vec![(figure, end.figure)]));
                continue;
            }
            let Some(scope) = &figure.scope else { continue };
            let first = match (since, years, ever) {
                (Some(since), None, _) => since.periods[0],
                (_, Some(years), _) => (1..years).fold(now, |period, _| period.previous()),
                (_, _, true) => *scope.dataset.periods(id, scope.basis).first().unwrap_or(&now),
                _ => continue,
            };
            let all: Vec<(Figure, Figure)> = scope
                .dataset
                .periods(id, scope.basis)
                .iter()
                .filter(|period| (first..now).contains(period))
                .filter_map(|period| pair(reading, id, &here.area, now, &here.area, *period))
                .collect();
            if !all.is_empty() {
                tests.push((0, all));
            }
        }
    }
    if tests.is_empty() {
        return Err("nothing says among which values".to_owned());
    }
    Ok(tests)
}

fn pair(
    reading: &Reading<'_, '_>,
    id: &str,
    area: &Arc<Area>,
    now: Period,
    other: &Arc<Area>,
    then: Period,
) -> Option<(Figure, Figure)> {
    let place = |area: &Arc<Area>, period: Period| Place { area: Arc::clone(area), periods: vec![period] };
    let ones = reading.desk.figures(id, &place(area, now), reading.basis);
    let others = reading.desk.figures(id, &place(other, then), reading.basis);
    ones.into_iter().find_map(|one| {
        let name = one.scope.as_ref().map(|scope| scope.dataset.name.clone());
        let other =
            others.iter().find(|other| other.scope.as_ref().map(|scope| scope.dataset.name.clone()) == name)?;
        Some((one, other.clone()))
    })
}

/// Whether what a claim says holds of two figures.
fn holds(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    mention: &Mention,
    one: &Figure,
    other: &Figure,
) -> Result<bool, Problem> {
    let facts = reading.desk.facts;
    let (exact, _) = comparison::differences(one, other)?;
    let relation = match relation(claim, mention, one) {
        Some(relation) => relation,
        None => match claim.entry.sense {
            Sense::Highest => return Ok(exact >= Decimal::ZERO),
            Sense::Lowest => return Ok(exact <= Decimal::ZERO),
            Sense::Times(hundredths) => {
                let (Some(one), Some(two)) = (one.datum.number(), other.datum.number()) else { return Ok(false) };
                let Some(ratio) = one.checked_div(two) else { return Ok(true) };
                let (ratio, wanted) = (ratio * Decimal::ONE_HUNDRED, Decimal::from(hundredths));
                return Ok((wanted * Decimal::new(85, 2)..=wanted * Decimal::new(130, 2)).contains(&ratio));
            }
            Sense::Near => {
                let size = other.datum.number().map_or(Decimal::ZERO, |value| value.abs() / Decimal::TEN);
                return Ok(exact.abs() <= (facts.tolerance(one.measure.unit) * Decimal::from(3)).max(size));
            }
            _ => return Ok(true),
        },
    };
    Ok(comparison::check(relation, one, other, facts).is_ok())
}

/// The relation that a claim asserts; `None` for what is none of them, or where nobody knows which way is good.
fn relation(claim: &Claim, mention: &Mention, figure: &Figure) -> Option<Relation> {
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    let lower = if over_time { Relation::Fell } else { Relation::Below };
    let higher = if over_time { Relation::Rose } else { Relation::Above };
    let flip = |down: bool| if down != mention.inverse { lower } else { higher };
    match (claim.entry.sense, figure.measure.polarity) {
        (Sense::Lower, _) => Some(flip(true)),
        (Sense::Higher, _) => Some(flip(false)),
        (Sense::Same, _) => {
            Some(if over_time || claim.entry.words.len() == 1 { Relation::Steady } else { Relation::Similar })
        }
        // What is good of turnover is good of retention.
        (Sense::Better, Polarity::LowerIsBetter) | (Sense::Worse, Polarity::HigherIsBetter) => Some(lower),
        (Sense::Better, Polarity::HigherIsBetter) | (Sense::Worse, Polarity::LowerIsBetter) => Some(higher),
        _ => None,
    }
}

/// What the data say instead.
fn words(reading: &Reading<'_, '_>, claim: &Claim, mention: &Mention, one: &Figure, other: &Figure) -> Problem {
    let facts = reading.desk.facts;
    let relation = relation(claim, mention, one).unwrap_or(match claim.entry.sense {
        Sense::Lowest => Relation::Below,
        _ => Relation::Above,
    });
    match comparison::check(relation, one, other, facts) {
        Err(mut problem) => {
            problem.message = problem.message.trim_start_matches("false claim: ").to_owned();
            problem
        }
        Ok(()) => {
            let (one_text, other_text) = (one.text(&facts.style), other.text(&facts.style));
            Problem::new(format!("{} is {one_text}, {} is {other_text}", one.description(), other.description()))
                .hint("say what the data say")
        }
    }
}

/// Whether a number is the size of a difference, and no value.
pub fn is_size(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    is_difference(reading, quantity)
}
