//! The clauses of a sentence, and those that tell of no consideration: what is asked for, is still to come, or fell through.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// The clauses of a sentence: it is divided where another subject follows, and where it goes on with "which" or with another verb;
/// and after what it opens with, "Following a debate at the Board in April, …".
pub fn clauses(words: &[Word<'_>]) -> Vec<Range<usize>> {
    const SUBJECTS: &str = "a an he it its members officers she some the their these they this we";
    const AUXILIARIES: &str = "can could did does had has have is was were will would";
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..words.len() {
        let before = lower(words, at - 1);
        let next = lower(words, at + 1);
        let divides = match lower(words, at) {
            "," if start == 0 => among("after following", lower(words, 0)),
            ";" | "but" | "while" | "whereas" | "although" => true,
            "and" if before == "," => among(SUBJECTS, next),
            "and" => among(AUXILIARIES, next),
            "which" | "who" | "whose" => before == ",",
            "when" | "after" | "since" => matches!(next, "it" | "they"),
            // "A timetable that the Scrutiny Panel recommended"
            "that" => {
                let told = before.ends_with("ed") || among("agree note said say says", before);
                let name = at + 1 + usize::from(next == "the");
                !told && words.get(name).is_some_and(Word::is_capital) && words[at - 1].is_word()
            }
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

/// "Ask the Scrutiny Board to review the policy", "will be invited to consider": what is wished is not done yet.
pub fn is_request(words: &[Word<'_>], bodies: &[Range<usize>]) -> bool {
    const ASKS: &str = "ask encourage invite refer request send submit";
    let first = words.iter().position(|word| word.is_word() && !among("that to", &word.lower));
    let asks =
        first.is_some_and(|first| among(ASKS, &words[first].lower) && bodies.iter().any(|body| body.end > first));
    let asked = words.windows(3).any(|three| {
        three[0].lower == "be"
            && among("asked encouraged invited offered requested", &three[1].lower)
            && matches!(three[2].lower.as_str(), "to" | "whether" | "if")
    });
    let to_come = words.iter().any(|word| matches!(word.lower.as_str(), "will" | "to"));
    asks || asked && to_come
}

/// Whether a clause speaks of what is still to come.
pub fn is_to_come(words: &[Word<'_>]) -> bool {
    let pair = |one: &str, other: &str| {
        words.windows(2).any(|pair| among(one, &pair[0].lower) && among(other, &pair[1].lower))
    };
    words.iter().any(|word| among("shall upcoming will", &word.lower))
        || pair("are is was were", "due going scheduled to")
        || pair("expects hopes intends needs plans wants wishes", "to")
        || pair("next", "autumn meeting month quarter spring summer week winter year")
        || pair("later", "in this")
        || pair("once yet", "the it to")
        || is_proposed(words)
}

/// "It is proposed to bring a report to the Board", "it is suggested that the Board receive a report": what may be done later.
fn is_proposed(words: &[Word<'_>]) -> bool {
    const BRING: &str = "ask brief bring give invite present put refer report return send submit take tell";
    const RECEIVE: &str =
        "be consider debate discuss examine have hear look monitor receive review scrutinise see take";
    (1..words.len()).any(|at| {
        let proposed = among("intended planned proposed recommended suggested", lower(words, at))
            && among("are is was", lower(words, at - 1));
        let bring = |from: usize| lower(words, from) == "to" && among(BRING, lower(words, from + 1));
        let received = (at + 3..words.len()).any(|verb| {
            let body = among("board commission committee group panel scrutiny", lower(words, verb - 1));
            body && among(RECEIVE, lower(words, verb))
        });
        proposed && (bring(at + 1) || lower(words, at + 1) == "that" && received)
            || among("propose proposes", lower(words, at)) && bring(at + 1)
    })
}

/// Whether a clause says that it came to nothing: "was cancelled", "was planned", "decided not to".
pub fn is_away(words: &[Word<'_>]) -> bool {
    let pair = |one: &str, other: &str| {
        words.windows(2).any(|pair| among(one, &pair[0].lower) && among(other, &pair[1].lower))
    };
    words.iter().any(|word| among("adjourned cancelled declined postponed refused withdrawn", &word.lower))
        || pair("be been is was were", "deferred due hoped intended meant offered planned scheduled")
        || pair("chose decided resolved", "against not")
        || pair("put taken", "off")
        || pair("no want", "of time room")
        || pair("lack want", "of")
        || pair("its their work", "list programme")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scrutiny_answer::bodies::bodies;
    use crate::check::words::words;

    #[test]
    fn what_is_not_done_is_known() {
        for text in [
            "It will see the plan",
            "It is to take the plan in May",
            "It plans to look",
            "at its next meeting",
            "It is proposed to bring a report on the first year to the Scrutiny Board",
            "It is suggested that the Scrutiny Board receive a report in a year",
            "Officers propose to take the figures to Scrutiny",
        ] {
            assert!(is_to_come(&words(text)), "{text}");
        }
        for text in
            ["The visit was cancelled", "It was planned in May", "It decided not to look", "The item was put off"]
        {
            assert!(is_away(&words(text)), "{text}");
        }
        for text in ["The charges proposed to Scrutiny in May", "It recommended that the fees be frozen"] {
            assert!(!is_to_come(&words(text)), "{text}");
        }
        let plain = words("The plan was seen in May, and it was liked; nobody spoke");
        assert!(!is_to_come(&plain) && !is_away(&plain));
        assert_eq!(clauses(&plain).len(), 3);
        assert_eq!(clauses(&words("Following a debate in April, the plan was changed")).len(), 2);
        let asks = |text: &str| is_request(&words(text), &bodies(&words(text)));
        assert!(asks("Ask Scrutiny to look at it") && !asks("Scrutiny asked for it"));
    }
}
