//! Ways of doing it that a record says were turned down.

use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// Whether a way of doing it was turned down: "leaving the street as it is was rejected because …", "a smaller zone was looked at,
/// but …"; not what others asked for, nor what others turned down.
pub fn turned_down(words: &[Word<'_>]) -> bool {
    /// What is rejected in the course of business.
    const ASKED: &str = "allegation amendment amendments appeal appeals applicant applicants application applications bid bidder bidders \
        bids challenge claim claims complaint complaints invoice loads motion objection objections offer offers permit permits petition \
        petitions planning referral referrals request requests tender tenders transfer transfers";
    let is = |at: usize, list: &str| at < words.len() && among(list, lower(words, at));
    let reason = |from: usize| (from..words.len()).any(|at| is(at, "but would"));
    (1..words.len()).any(|at| {
        let mut verb = at + 1;
        while is(verb, "also and carefully considered felt finally first found thought too") {
            verb += 1;
        }
        if !is(at, "was were") {
            return false;
        }
        let rejected = is(verb, "discarded discounted dismissed dropped rejected")
            || lower(words, verb) == "ruled" && lower(words, verb + 1) == "out"
            || lower(words, verb) == "turned" && lower(words, verb + 1) == "down"
            || lower(words, verb) == "not" && is(verb + 1, "acceptable adopted favoured practical practicable preferred pursued recommended supported taken")
            || lower(words, verb) == "not" && is(verb + 1, "considered felt thought found") && is(verb + 2, "acceptable feasible practicable practical sensible suitable viable workable affordable")
            || is(verb, "unacceptable unaffordable unworkable impractical impracticable") && verb > at + 1;
        let wanting = |at: usize| lower(words, at) == "and" && found_wanting(words, at + 1);
        let looked = is(verb - 1, "considered") && reason(verb)
            || is(at + 1, "considered") && wanting(at + 2)
            || lower(words, verb) == "looked" && lower(words, verb + 1) == "at" && (reason(verb + 2) || wanting(verb + 2))
            || is(verb, "assessed examined explored costed weighed") && (verb..words.len()).any(|at| lower(words, at) == "but");
        let subject = &words[..at];
        let asked = subject.iter().any(|word| among(ASKED, &word.lower) || word.is_number() && word.text.len() == 4);
        let denied = subject.iter().any(|word| among("no none not never", &word.lower));
        let by = (verb..words.len().min(verb + 4)).find(|at| lower(words, *at) == "by");
        let others = by.is_some_and(|by| {
            !(by..words.len().min(by + 4)).any(|at| is(at, "board cabinet council executive leader members officers"))
        });
        let year = words.iter().any(|word| word.is_number() && word.text.len() == 4);
        (rejected || looked && by.is_none()) && !asked && !denied && !others && !year
    }) || (0..words.len()).any(|at| {
        // "Members preferred a zone to two-hour limits", "the Cabinet decided against a sale", "did not favour that".
        let council = at > 0 && is(at - 1, "board cabinet council executive members officers");
        let over = lower(words, at) == "preferred" && (at + 2..words.len()).any(|to| is(to, "over to"));
        let against = is(at, "decided opted") && lower(words, at + 1) == "against";
        let not = lower(words, at) == "did" && lower(words, at + 1) == "not" && is(at + 2, "favour support want wish prefer");
        // "The Cabinet considered and rejected the closure of the market."
        let verb = if lower(words, at) == "considered" && lower(words, at + 1) == "and" { at + 2 } else { at };
        let year = words.iter().any(|word| word.is_number() && word.text.len() == 4);
        let asked = (verb + 1..verb + 7).any(|at| is(at, ASKED) || is(at, "idea suggestion") && is(at + 1, "by from of"));
        let rejects = is(verb, "discounted dismissed rejected") && verb + 1 < words.len() && !asked && !year;
        council && (over || against || not || rejects)
    })
}

/// "Found too dear", "judged unsafe", "thought to cost too much": what comes of looking at a way of doing it.
fn found_wanting(words: &[Word<'_>], at: usize) -> bool {
    const WANTING: &str = "dearer impossible impractical impracticable inadequate insufficient not slower too unaffordable unsafe unsuitable \
        unworkable worse";
    among("considered felt found judged thought", lower(words, at))
        && (at + 1..at + 5).any(|at| among(WANTING, lower(words, at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn reasons_may_tell_what_was_turned_down() {
        for text in [
            "The cheaper option of painting lines was considered and rejected, because it would not work.",
            "Closing the street to cars was rejected because deliveries could not then be made.",
            "A smaller zone was looked at, but it would only have moved the cars.",
            "Members preferred a zone to two-hour limits.",
            "The Cabinet decided against a sale, as the towpath has to stay open.",
            "The idea of meters was dropped after residents objected.",
            "Leaving the street as it is was not thought acceptable.",
            "Mending the old paths was looked at and found too dear.",
            "Gravel was considered and judged unsafe for wheelchairs.",
            "The Cabinet considered and rejected the closure of the market on Tuesdays.",
            "Members rejected a later start.",
            "The Board dismissed the sale of the hall.",
            "Officers considered and discounted a smaller zone.",
        ] {
            assert!(turned_down(&words(text)), "{text}");
        }
        for text in [
            "The Secretary of State rejected the objection, so the order can be made.",
            "The appeal was rejected because it came too late.",
            "The first scheme was rejected in 2019.",
            "The budget was considered by the Scrutiny Board, which supported it.",
            "Members were considered and polite.",
            "The budget was considered and found sufficient.",
            "Residents prefer a zone.",
            "The proposal was rejected by the court.",
            "The Cabinet rejected the objections of the traders.",
            "The Council rejected the first scheme in 2019.",
            "Members considered and rejected the request of a trader.",
            "The Cabinet considered and noted the report.",
            "Residents rejected a zone.",
        ] {
            assert!(!turned_down(&words(text)), "{text}");
        }
    }
}
