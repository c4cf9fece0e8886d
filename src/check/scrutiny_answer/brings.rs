//! Sentences that say that a scrutiny body has considered what a report brings, or will.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::scrutiny_answer::considered;
use crate::check::words::{Word, words};

/// What a scrutiny body does with a matter, or what is done with a matter before it.
const DOES: &str = "accepted added advised agree agreed approve approved ask asked backed briefed called came challenged come comes comment commented commissioned concluded consider consideration consulted \
    considered considers considering debated criticised discuss discussed discussion endorse endorsed examine examined examines explored given go goes \
    going heard look looked looks made note noted objected opposed praised presented proposed queried questioned raised receive received recommend recommended reconsidered \
    referred rejected reported request requested review reviewed reviews said scrutinise scrutinised seen sent shared submitted suggested \
    support supported taken tested urged voted welcome welcomed welcomes went";

/// What a scrutiny body gives.
const GIVES: &str =
    "advice comments conclusions feedback findings observations recommendations response view views";

/// What a report brings, where "the" or "this" stands before it.
const MATTER: &str = "allowance approach budget business change changes consultation decision draft framework guidance issue item \
    matter model option options pilot plan plans policies policy programme project proposal proposals question recommendation \
    recommendations report reports restructure review scheme service strategy structure";

/// Words by which a clause denies that it happens, or leaves it open, before a verb. The month of May is no doubt.
const OPEN: &str =
    "can could if might neither never no none nor not nothing should unless until whether without would";

/// Words of a sentence on what comes again each year, which is about something else.
const REGULAR: &str = "annual annually each every monthly progress quarterly regularly routinely";

/// Whether a sentence of a report of that year says that what the report brings has been before a scrutiny body, or will be;
/// if so, whether it is sure that it is this very report.
pub fn brings(sentence: &str, year: i32) -> Option<bool> {
    let words = words(sentence);
    let old =
        words.iter().any(|word| word.text.len() == 4 && word.text.parse::<i32>().is_ok_and(|one| one + 1 < year));
    let regular = words.iter().any(|word| among(REGULAR, &word.lower));
    if old || regular || sentence.trim_end().ends_with('?') || is_request(&words) {
        return None;
    }
    let mut named = false;
    let mut chaired = false;
    for clause in clauses(&words) {
        let part = &words[clause.clone()];
        // "The Chair wrote with the views of the Board, which considered it": the board is meant, and not its chair.
        let board = chaired && part[0].lower == "which";
        let follows = (named || board) && goes_on(part);
        named |= names_body(part);
        chaired |= names_chair(part);
        if !names_body(part) && !follows || is_open(part) || is_other(part) {
            continue;
        }
        let text = sentence.get(part[0].range.start..part[part.len() - 1].range.end).unwrap_or_default();
        // "…, and the Scrutiny Board has been consulted": on what stands before.
        let spare = !has_object(part) && does(part) && about(&words);
        if follows && does(part) && has_matter(part) || about(part) || spare {
            return Some(!follows && is_this(text));
        }
    }
    None
}

/// Whether a clause says that a scrutiny body has done something with this very report.
fn is_this(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    let this =
        ["these recommendations", "the recommendations", "its recommendations", "this report", "these proposals"];
    considered(clause) && this.iter().any(|words| lower.contains(words)) && !lower.contains("will ")
}

/// "Ask the Scrutiny Board to review the policy": what is wished is not done yet.
fn is_request(words: &[Word<'_>]) -> bool {
    const ASKS: &str = "ask encourage invite refer request send submit";
    let first = words.iter().position(|word| word.is_word() && !among("that to", &word.lower));
    let asks = first.is_some_and(|first| among(ASKS, &words[first].lower) && names_body(&words[first..]));
    // "Will be invited to consider".
    let asked = words.windows(3).any(|three| {
        three[0].lower == "be"
            && among("asked encouraged invited offered requested", &three[1].lower)
            && matches!(three[2].lower.as_str(), "to" | "whether" | "if")
    });
    let to_come = words.iter().any(|word| matches!(word.lower.as_str(), "will" | "to"));
    asks || asked && to_come
}

/// The clauses of a sentence: it is divided where another subject follows, and where it goes on with "which" or with another verb.
fn clauses(words: &[Word<'_>]) -> Vec<Range<usize>> {
    const SUBJECTS: &str = "a an he it its members officers she some the their these they this we";
    const AUXILIARIES: &str = "can could did does had has have is was were will would";
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..words.len() {
        let divides = match lower(at) {
            ";" | "but" | "while" | "whereas" | "although" => true,
            "and" if lower(at - 1) == "," => among(SUBJECTS, lower(at + 1)),
            "and" => among(AUXILIARIES, lower(at + 1)),
            "which" | "who" | "whose" => lower(at - 1) == ",",
            "when" | "after" | "since" => matches!(lower(at + 1), "it" | "they"),
            _ => false,
        };
        if divides {
            found.push(start..at);
            start = at;
        }
    }
    found.push(start..words.len());
    found.retain(|range| !range.is_empty());
    found
}

/// Whether a clause has the body that was named before for its subject: ", which considered", "when it considered".
fn goes_on(clause: &[Word<'_>]) -> bool {
    let lower = |at: usize| clause.get(at).map_or("", |word| word.lower.as_str());
    match lower(0) {
        "which" | "who" => among(DOES, lower(1)) || among("has have had", lower(1)),
        "when" | "after" | "since" => among(DOES, lower(2)) || among("has have had", lower(2)),
        _ => false,
    }
}

fn names_body(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    (0..words.len()).any(|at| is_body(words, at))
        || is_scrutinised(words)
        || words.windows(2).any(|pair| {
            matches!(pair[0].lower.as_str(), "pre-decision" | "predecision") && pair[1].lower == "scrutiny"
        })
        || any("pre-scrutiny")
}

/// Whether the chair of a scrutiny body is spoken of.
fn names_chair(words: &[Word<'_>]) -> bool {
    let has = |list: &str| words.iter().any(|word| among(list, &word.lower));
    has("chair chairman chairs members") && has("scrutiny") && has("board committee commission panel")
}

fn is_scrutinised(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    any("scrutinised") && any("panel board committee commission")
}

/// Whether a clause denies that something is done, or leaves it open: such a word stands before a verb.
fn is_open(words: &[Word<'_>]) -> bool {
    let last = words.iter().rposition(|word| among(DOES, &word.lower));
    let until = last.map_or(words, |last| &words[..last]);
    until.iter().any(|word| word.text == "may" || among(OPEN, &word.lower))
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

/// Whether a verb of a clause is followed by what is done with it: "received a report", "is considering school admissions".
fn has_object(words: &[Word<'_>]) -> bool {
    const NO_OBJECT: &str =
        "about again and as at before but by earlier for in last on that to twice until when with";
    words.windows(2).any(|pair| {
        among(DOES, &pair[0].lower) && pair[1].is_word() && !among(NO_OBJECT, &pair[1].lower) && !does(&pair[1..])
    })
}

fn does(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among(DOES, &word.lower))
        || is_scrutinised(words)
        || words.windows(2).any(|pair| {
            matches!(
                (pair[0].lower.as_str(), pair[1].lower.as_str()),
                ("drew" | "drawn", "up") | ("put", "forward") | ("been", "through")
            )
        })
}

/// Whether what the report brings is spoken of.
fn has_matter(words: &[Word<'_>]) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).any(|at| {
        let demonstrative =
            among("this these it them", lower(at)) && !among("year years month months week", lower(at + 1));
        let own = among(MATTER, lower(at))
            && (at.saturating_sub(3)..at).any(|before| among("the this these those its", lower(before)));
        // "The report on fostering", "a report", "the annual report": another one.
        let other = matches!(lower(at + 1), "on" | "about") && lower(at) == "report"
            // "Its own work programme".
            || words[at.saturating_sub(3)..at].iter().any(|word| word.lower == "own");
        demonstrative || own && !other
    })
}

/// Whether words say that a scrutiny body does something with what the report brings, or what it gave.
fn about(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let matter = has_matter(words);
    let option = words
        .windows(2)
        .any(|pair| matches!(pair[0].lower.as_str(), "option" | "recommendation") && pair[1].is_number());
    // "has reviewed recruitment and made recommendations to the Cabinet Member"
    let sent = any("recommendation recommendations recommended") && any("cabinet executive leader made makes make")
        || words
            .windows(2)
            .any(|pair| among("recommended recommends urged resolved", &pair[0].lower) && pair[1].lower == "that");
    let referred = any("called") && any("in") || any("call-in");
    let before = any("pre-scrutiny")
        || words.windows(2).any(|pair| {
            matches!(pair[0].lower.as_str(), "pre-decision" | "predecision") && pair[1].lower == "scrutiny"
        });
    (matter || option || referred || sent) && does(words)
        || sent && any("made makes")
        || any(GIVES)
            && (matter
                || any(
                    "account above annex appended appendix attached below given included reflected reproduced set summarised",
                ))
        || before
}

/// Whether a scrutiny body is named at a word: "the Scrutiny Board", "Overview and Scrutiny", "Scrutiny" by itself; but not
/// the scrutiny of something, nor whoever works for it.
fn is_body(words: &[Word<'_>], at: usize) -> bool {
    let select = words.get(at).is_some_and(|word| {
        word.text == "Select" && words.get(at + 1).is_some_and(|next| next.text == "Committee")
    });
    if select {
        return true;
    }
    let Some(word) = words.get(at).filter(|word| matches!(word.lower.as_str(), "scrutiny" | "scrutiny's")) else {
        return false;
    };
    let next = words.get(at + 1).map_or("", |next| next.lower.trim_end_matches("'s"));
    // "A scrutiny task group", "the scrutiny review of fostering".
    let task = next == "task"
        || matches!(next, "review" | "inquiry")
            && (words.get(at + 2).is_some_and(|of| among("of into on", &of.lower))
                || at > 0 && among("a the this its", &words[at - 1].lower));
    let staff = among("co-ordinator coordinator officer officers manager team adviser of function procedure", next);
    let bodied =
        among("board boards committee committees commission commissions panel panels group sub-committee", next);
    // "The scrutiny committee", where a council writes it small.
    let small = bodied && next != "group";
    // What is told to its chair or its members is not considered by it.
    let chair = at
        .checked_sub(3)
        .is_some_and(|from| words[from..at].iter().any(|word| among("chair chairman chairs", &word.lower)));
    let opens = at == 0 && words.len() > 1 && next != "of";
    !staff && !chair && (task || small || bodied && word.is_capital() || word.is_capital() && (at > 0 || opens))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_may_say_otherwise() {
        for text in [
            "The Scrutiny Board considered these proposals at its meeting in October.",
            "The proposals were taken to the Children's Scrutiny Panel on 3 October.",
            "The Overview and Scrutiny Committee received a draft of this report in September and supported it.",
            "These options went to Scrutiny in May.",
            "Following pre-decision scrutiny in June the scheme was changed.",
            "The Scrutiny Commission's comments on the draft are set out below.",
            "The scheme was scrutinised by the Health Scrutiny Panel in July.",
            "Scrutiny has looked at this twice.",
            "The comments of the Scrutiny Board have been taken into account.",
            "It will go to the Scrutiny Board in January.",
            "The decision was called in and the Scrutiny Board referred it back.",
            "Scrutiny members supported option 2.",
            "The Scrutiny Board has reviewed recruitment and made recommendations to the Cabinet Member.",
            "The recommendations were agreed by the Education Scrutiny Board (2) in March.",
            "This report brings its recommendations, as agreed by the Scrutiny Board, to the Cabinet Member.",
            "The Scrutiny Commission considered this report on 3 May.",
            "A scrutiny task and finish group made these recommendations in February.",
            "The comments of the Overview and Scrutiny Panel are attached as Appendix 1.",
            "At its meeting in May, the Children's Overview and Scrutiny Committee welcomed the proposals.",
            "The Scrutiny Committee recommended that fees be frozen.",
            "The Children's Select Committee supported the option.",
            "Scrutiny's views on the options are summarised below.",
            "Members of the Scrutiny Board were briefed on the proposals.",
            "The plan takes account of what Scrutiny said in January.",
            "Appendix 1 has the response of the Scrutiny Committee.",
            "The scrutiny committee considered this report in December.",
            "The proposals were considered by both scrutiny committees.",
            "The recommendations come from a scrutiny review that ended in March.",
            "Note the comments made by the Communities Scrutiny Board when it considered this report in January.",
            "The report has already been through Scrutiny, which made no recommendations.",
            "Scrutiny did not object to the proposals when it considered them in February.",
            "The Scrutiny Board examined the plan that is now before Cabinet and could find no fault with it.",
            "Appendix 2 gives the minutes of the Scrutiny Board's discussion of these proposals.",
            "These proposals were drawn up in May, and the Scrutiny Board was consulted.",
            "Welcome the views of the Planning Scrutiny Panel, which considered the draft of this report.",
        ] {
            assert!(brings(text, 2018).is_some(), "{text}");
        }
        for text in [
            "In 2016 the Scrutiny Board considered a report on fostering.",
            "The recommendations have not been considered by Scrutiny.",
            "The recommendations were made by Ofsted.",
            "A Scrutiny Board may look at the recommendations.",
            "The Scrutiny Board considered fostering in May.",
            "No scrutiny board has considered these proposals.",
            "Under greater scrutiny the spend fell.",
            "The scrutiny committee meets in December.",
            "The scheme was not subject to scrutiny.",
            "The Scrutiny Co-ordinator wrote the report.",
            "The scrutiny of invoices for the scheme improved.",
            "The Cabinet considered these proposals in May.",
            "Progress will be reported to the Scrutiny Board in a year.",
            "The annual report goes to the Scrutiny Board each July.",
            "The Chair of the Scrutiny Board was told of the urgency of this report.",
            "The Scrutiny Board will be invited to consider the plan in its work programme.",
            "Ask the Scrutiny Board to review the policy in a year.",
            "The Scrutiny Board considered the quite separate matter of library opening hours in January.",
            "The Scrutiny Board considered the library service, an unrelated matter, in this report's month.",
            "The Scrutiny Board received a report on fly-tipping, and the contract in this report is for street lighting.",
            "The Scrutiny Board's review of bus services, a different subject, was published in January.",
            "The Scrutiny Board decided in January not to consider this report.",
            "The scheme, which was never considered by Scrutiny, begins in May.",
            "The Scrutiny Board is considering school admissions this year, which this report does not deal with.",
            "The Scrutiny Board agreed its own work programme in January; this report is not part of it.",
        ] {
            assert_eq!(brings(text, 2018), None, "{text}");
        }
    }
}
