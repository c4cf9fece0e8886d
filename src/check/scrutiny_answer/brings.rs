//! Sentences that say that a scrutiny body has considered what a report brings.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::scrutiny_answer::clauses::{clauses, is_away, is_request, is_to_come};
use crate::check::scrutiny_answer::matter::Matter;
use crate::check::words::{Word, lower, words};

/// What a scrutiny body does with a matter, or what is done with a matter before it.
const DOES: &str = "argued expressed feared felt pressed stressed thought voiced warned accepted added advised agree agreed approve approved asked assessed backed briefed called came challenged come comment commented \
    commissioned concluded consider consideration considering consulted considered considers debate debated criticised discuss discussed \
    discussion endorse endorsed examination examine examined examines explored given heard inquiry investigated look looked looks made \
    meeting note noted objected opposed praised presentation presented preferred proposed queried questioned raised receive received recommend \
    recommended reconsidered referred rejected reported requested review reviewed reviews said scrutinise scrutinised \
    seen shared submitted suggested support supported taken tested took turned urged voted wanted welcome welcomed welcomes went";

/// What a scrutiny body gives.
const GIVES: &str = "advice agreement approval backing comment comments conclusion conclusions concern concerns endorsement evidence \
    feedback findings input letter minutes objection objections observations proposal questions recommendation \
    recommendations remarks report request response suggestion suggestions support view views work";

/// Words of a sentence that has in it what such a body gave.
const INCLUDED: &str = "above accept accepted account added adopted amended annex appended appendix approve at attached backing because below built changed \
    following given has have here included incorporated into led note put reflected reproduced response result \
    resulted set shown summarised taken thank welcome with";

/// Words of a sentence on what comes again each year, which is about something else.
const REGULAR: &str = "annual annually monthly progress quarterly regularly routinely";

/// What a report says of scrutiny, sentence by sentence.
#[derive(Debug)]
pub struct Reader<'a> {
    matter: &'a Matter,
    /// What the bodies are called that have been named: "board", "committee".
    kinds: Vec<String>,
    /// Whether the sentence before, in the same text, named one.
    spoken: bool,
}

impl<'a> Reader<'a> {
    /// One that has read nothing yet.
    pub fn new(matter: &'a Matter) -> Self {
        Self { matter, kinds: Vec::new(), spoken: false }
    }

    /// Another text begins, in which "it" means nothing that was named before.
    pub fn begin(&mut self) {
        self.spoken = false;
    }

    /// Whether the next sentence says that what the report brings has been before a scrutiny body.
    pub fn brings(&mut self, sentence: &str) -> bool {
        let words = words(sentence);
        let again = self.again(&words);
        let named = self.matter.own_bodies(&words);
        for body in &named {
            self.kinds
                .extend(words[body.clone()].iter().filter(|word| is_kind(word)).map(|word| word.lower.clone()));
        }
        self.spoken = !named.is_empty() || again.is_some();
        if self.matter.is_old(&words)
            || is_regular(&words)
            || sentence.trim_end().ends_with('?')
            || is_request(&words, &named)
            || is_elsewhere(&words)
        {
            return false;
        }
        let mut before = false;
        for clause in clauses(&words) {
            let part = &words[clause.clone()];
            let mut own = self.matter.own_bodies(part);
            let follows = own.is_empty() && before && goes_on(part);
            own.extend(again.clone().filter(|again| clause.start == 0 && own.is_empty() && !again.is_empty()));
            before |= !own.is_empty();
            if own.is_empty() && !follows || is_to_come(part) || self.matter.is_later(part) || is_away(part) {
                continue;
            }
            if self.is_said(part, &own, follows, &words, &named) {
                return true;
            }
        }
        false
    }

    /// The words with which a sentence goes on from a body that was named before: "It", "Members", "The Committee".
    fn again(&self, words: &[Word<'_>]) -> Option<Range<usize>> {
        let first = words.iter().position(Word::is_word)?;
        let kind = words.get(first + 1).filter(|word| lower(words, first) == "the" && is_kind(word));
        match kind {
            Some(kind) if lower(words, first + 2) != "of" => {
                (self.spoken || self.kinds.contains(&kind.lower)).then_some(first..first + 2)
            }
            _ => (self.spoken && among("it its members that their they", lower(words, first)))
                .then_some(first..first + 1),
        }
    }

    /// Whether a clause says that a body has done something with the matter, or given something.
    fn is_said(
        &self,
        part: &[Word<'_>],
        own: &[Range<usize>],
        follows: bool,
        words: &[Word<'_>],
        named: &[Range<usize>],
    ) -> bool {
        // "When it considered": the pronoun that stands for the body is none that stands for the matter.
        let subject = if follows { 0..subject_end(part) } else { 0..0 };
        let masked: Vec<Range<usize>> = own.iter().cloned().chain([subject]).collect();
        let matter = (self.matter.is_in(part, &masked) || is_before_this_decision(part)) && !is_other(part);
        // What it asked to see is still to be done.
        let asks = (0..part.len()).find(|at| only_asks(part, *at));
        let denied = |at: usize| part[..at].iter().any(denies);
        let does = (0..asks.unwrap_or(part.len()))
            .any(|at| !is_name(&masked, at) && among(DOES, lower(part, at)) && !denied(at))
            || is_process(part, own);
        let past = is_past(part, self.matter) && !part.iter().any(denies);
        if (matter || is_advice(part)) && (does || past && asks.is_none()) {
            return true;
        }
        // "…, and the Scrutiny Board has been consulted": on what stands before.
        let around = self.matter.is_in(words, named) && !is_other(words);
        does && !has_object(part, &masked) && around && !follows
            || gives(part, own, words, matter) && !part.iter().any(denies)
    }
}

/// Whether a sentence tells of what comes again: "the annual report", "each July".
fn is_regular(words: &[Word<'_>]) -> bool {
    let time = |at: usize| {
        among("autumn month quarter spring summer time week winter year", lower(words, at))
            || words.get(at).is_some_and(|word| crate::check::dates::month(word.text).is_some())
    };
    (0..words.len()).any(|at| {
        among(REGULAR, lower(words, at)) || among("each every", lower(words, at)) && (time(at + 1) || time(at + 2))
    })
}

fn is_kind(word: &Word<'_>) -> bool {
    among("board commission committee panel", &word.lower)
}

fn is_name(bodies: &[Range<usize>], at: usize) -> bool {
    bodies.iter().any(|body| body.contains(&at))
}

/// Whether a word denies what follows it, or leaves it open. The month of May is no doubt.
fn denies(word: &Word<'_>) -> bool {
    word.text == "may"
        || among(
            "can cannot could if might neither never no none nor not nothing should unless until whether without would",
            &word.lower,
        )
}

/// "Has asked to see", "asked for a report": what is still to be brought.
fn only_asks(words: &[Word<'_>], at: usize) -> bool {
    let report = (at + 2..at + 5).any(|at| among("briefing note presentation report update", lower(words, at)));
    among("agreed asked requested wanted", lower(words, at))
        && (lower(words, at + 1) == "to"
            && among("be consider discuss have hear look receive review see take", lower(words, at + 2))
            || lower(words, at + 1) == "for" && report)
}

/// "Recommended that fees be frozen", "made recommendations to the Cabinet Member": what a report to the executive goes on from.
fn is_advice(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let that = (0..words.len()).any(|at| {
        among("proposed recommended recommends resolved suggested urged", lower(words, at))
            && lower(words, at + 1) == "that"
    });
    that || any("recommendation recommendations recommended") && any("cabinet executive leader")
}

/// Whether the body is only named by its doing: "pre-decision scrutiny", "scrutinised by the Panel".
fn is_process(words: &[Word<'_>], own: &[Range<usize>]) -> bool {
    own.iter().any(|body| {
        body.len() == 1
            && words
                .get(body.start)
                .is_some_and(|word| word.text.starts_with("scrutin") || word.text.starts_with("pre-"))
            && !words[..body.start].iter().any(denies)
    })
}

/// "There was pre-decision scrutiny in January": of the decision that the report asks for, unless it says of what.
fn is_before_this_decision(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        // "The policy on pre-decision scrutiny", "has time for pre-decision scrutiny"
        let spoken_of = at > 0 && among("about any for no of on", lower(words, at - 1));
        !spoken_of
            && among("pre-decision predecision", lower(words, at))
            && lower(words, at + 1) == "scrutiny"
            && lower(words, at + 2) != "of"
    })
}

/// Whether a clause tells what has been.
fn is_past(words: &[Word<'_>], matter: &Matter) -> bool {
    const PAST: &str = "been brought came gave given had has have heard held made met put said saw sat spent thought took taken was went were wrote";
    let ends = |word: &Word<'_>| {
        word.lower.ends_with("ed") && word.lower.len() > 4 && !among("based proposed related named", &word.lower)
    };
    let dated = words.iter().any(|word| crate::check::dates::month(word.text).is_some()) && !matter.is_later(words);
    let told = words.iter().any(|word| among("asked informed invited notified offered told", &word.lower));
    (words.iter().any(|word| among(PAST, &word.lower) || ends(word)) || dated) && !told
}

/// Where the subject of a clause that goes on from the body ends: after "when it", "which".
fn subject_end(words: &[Word<'_>]) -> usize {
    words.iter().take(3).position(|word| among("it its they their", &word.lower)).map_or(1, |at| at + 1)
}

/// Whether a clause has the body that was named before for its subject: ", which considered", "when it considered", "and has asked".
fn goes_on(clause: &[Word<'_>]) -> bool {
    match lower(clause, 0) {
        "which" | "who" | "whose" => !among("is will", lower(clause, 1)),
        "when" | "after" | "since" | "and" | ";" | "," | "but" | "as" => {
            let next = if among("it its they their", lower(clause, 1)) { 2 } else { 1 };
            next == 2 || among(DOES, lower(clause, next)) || among("has have had", lower(clause, next))
        }
        _ => false,
    }
}

/// Whether a sentence is about something that a scrutiny body gave: "the comments of the Scrutiny Board are set out below", "was put in at the
/// suggestion of the Scrutiny Panel"; not "its report on" another matter.
fn gives(part: &[Word<'_>], own: &[Range<usize>], words: &[Word<'_>], matter: bool) -> bool {
    let given = own.iter().any(|body| {
        let before = part[body.start.saturating_sub(5)..body.start]
            .iter()
            .rposition(|word| among(GIVES, &word.lower))
            .is_some_and(|at| {
                let rest = &part[body.start.saturating_sub(5) + at + 1..body.start];
                !rest.is_empty()
                    && rest.iter().all(|word| among("a and at by from given made of that the", &word.lower))
            });
        // "The Scrutiny Board's views", "what Scrutiny said".
        let genitive = |at: usize| at < part.len() && part[at].lower.ends_with("'s");
        let owned = (genitive(body.end.saturating_sub(1)) || lower(part, body.start) == "its")
            && (body.end..body.end + 3).any(|at| among(GIVES, lower(part, at)));
        before || owned
    });
    let on = words
        .windows(2)
        .any(|pair| among(GIVES, &pair[0].lower) && among("about concerning into on regarding", &pair[1].lower));
    given && (matter || !on && words.iter().any(|word| among(INCLUDED, &word.lower)))
}

/// Whether what is considered is said to be something else: "the quite separate matter of library opening hours", "bus
/// services, a different subject".
fn is_other(words: &[Word<'_>]) -> bool {
    const OTHER: &str = "different distinct other separate unrelated";
    let first = words.iter().position(|word| among(DOES, &word.lower));
    let near = first.map_or(&[] as &[Word<'_>], |first| &words[first + 1..words.len().min(first + 5)]);
    let near = |list: &str| near.iter().any(|word| among(list, &word.lower));
    let beside = words.windows(4).any(|four| {
        four[0].text == ","
            && among("a an", &four[1].lower)
            && four[2..].iter().any(|word| among(OTHER, &word.lower))
    });
    near(OTHER) && !near("these this") || beside || words.iter().any(|word| word.lower == "unrelated")
}

/// Whether a sentence says of what it speaks that it is no business of this report: "which is no part of this report", "which this
/// report does not touch", "has nothing to do with it".
fn is_elsewhere(words: &[Word<'_>]) -> bool {
    let here = |at: usize| among("here it this these", lower(words, at)) || lower(words, at) == "the";
    (0..words.len()).any(|at| match (lower(words, at), lower(words, at + 1)) {
        ("no" | "not", "part") => lower(words, at + 2) == "of" && here(at + 3),
        ("nothing", "to") => lower(words, at + 2) == "do" && lower(words, at + 3) == "with" && here(at + 4),
        ("which", "this" | "these" | "the") => {
            let denied = (at + 3..at + 5).any(|not| lower(words, not) == "not");
            among("paper proposal proposals report", lower(words, at + 2)) && denied
        }
        _ => false,
    })
}

/// Whether a verb of a clause is followed by what is done with it: "received a report", "is considering school admissions".
fn has_object(words: &[Word<'_>], names: &[Range<usize>]) -> bool {
    const NO_OBJECT: &str =
        "about again and as at before but by earlier for in last on that to twice until when with";
    const NOT_OF: &str = "its the their a an";
    (0..words.len()).any(|at| {
        let (one, next) = (lower(words, at), lower(words, at + 1));
        if is_name(names, at) || is_name(names, at + 1) || !among(DOES, one) {
            return false;
        }
        // "Looked at adoption", "was briefed on parks"; but "on 12 May", "at its meeting".
        let further = words.get(at + 2).is_some_and(|word| word.is_word() && !among(NOT_OF, &word.lower));
        let of = among("about at into on", next)
            && further
            && among("briefed comment commented consulted heard look looked looks questioned", one);
        let word = words.get(at + 1).is_some_and(Word::is_word);
        of || word && !among(NO_OBJECT, next) && !words[at + 1..].iter().any(|word| among(DOES, &word.lower))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scrutiny_answer::sentences::{KEPT, SAY, TITLED};
    use chrono::NaiveDate;

    /// Whether a report of April 2018 with that title says it.
    fn said(title: &str, text: &str) -> bool {
        let matter = Matter::new(title, NaiveDate::from_ymd_opt(2018, 4, 16).expect("a date"))
            .in_council("Coventry City Council");
        let mut reader = Reader::new(&matter);
        crate::check::words::sentences(text).into_iter().any(|range| reader.brings(&text[range]))
    }

    #[test]
    fn the_text_may_say_otherwise() {
        let missed: Vec<&&str> = SAY.iter().filter(|text| !said("", text)).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        let told: Vec<&&str> = KEPT.iter().filter(|text| said("", text)).collect();
        assert_eq!(told, Vec::<&&str>::new());
    }

    #[test]
    fn the_matter_is_known_by_the_title() {
        let wrong: Vec<_> = TITLED.iter().filter(|(title, text, found)| said(title, text) != *found).collect();
        assert_eq!(wrong, Vec::<&(&str, &str, bool)>::new());
    }
}
