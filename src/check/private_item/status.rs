//! Words that say of a thing that it is private, and whether they say it of the paper: "… and it is therefore exempt".

use crate::check::answer::among;
use crate::check::private_item::kept::{CONTENT, PAPERS};
use crate::check::words::{Word, is_little, lower};

/// What such a word may stand before and still be said of what the paper has; of anything else, "confidential waste", it says what
/// kind of thing it is.
const MATERIAL: &str =
    "basis business circulation contents copy data discussion documents material materials matter matters session";

/// What may stand between.
const BETWEEN: &str = "and briefing commercial commercially confidential exempt financial legal or personal private restricted sensitive";

/// Whether a sentence says of the paper, or of what it has, that it is private.
pub fn is_said_of_paper(words: &[Word<'_>]) -> bool {
    // "This report sets out how confidential information is handled."
    let rules = words.iter().any(|word| {
        among(
            "each every guidance handle handled handles handling how policy procedure safeguarding stored",
            &word.lower,
        )
    });
    let exempt = |at: usize| {
        lower(words, at) == "exempt"
            && lower(words, at + 1) == "information"
            && at > 0
            && among(
                "and are as contain contains containing disclose discloses include includes involve involves is of reveal reveals",
                lower(words, at - 1),
            )
    };
    !rules && (0..words.len()).any(|at| exempt(at) || is_status(words, at) && names_paper(words))
}

/// Whether a word says that something is private, and not which kind of thing it is.
fn is_status(words: &[Word<'_>], at: usize) -> bool {
    let next = || {
        let mut next = at + 1;
        while among(BETWEEN, lower(words, next))
            && words.get(next + 1).is_some_and(Word::is_word)
            && !is_little(lower(words, next + 1))
        {
            next += 1;
        }
        next
    };
    let held = |next: usize| [PAPERS, CONTENT, MATERIAL].iter().any(|list| among(list, lower(words, next)));
    let ends = !words.get(at + 1).is_some_and(Word::is_word)
        || is_little(lower(words, at + 1))
        || among("because due since therefore under until unless while", lower(words, at + 1));
    let before = at.checked_sub(1).map_or("", |at| lower(words, at));
    match lower(words, at) {
        // What was so once is not what the paper is now.
        "confidential" | "privileged" | "secret" if among("was were been", before) => false,
        "confidential" | "privileged" | "secret" => ends && !among("to", lower(words, at + 1)) || held(next()),
        "sensitive" => {
            among("commercially highly legally market politically very", before) && (ends || held(next()))
        }
        "exempt" => {
            let from = lower(words, at + 1) == "from";
            from && among("being disclosure inspection publication release", lower(words, at + 2))
                || ends && !from
                || held(next())
        }
        "restricted" => {
            let to =
                (at + 2..at + 6).any(|at| among("board cabinet committee councillors members", lower(words, at)));
            lower(words, at + 1) == "to" && to || held(next())
        }
        _ => false,
    }
}

/// Whether a sentence names the paper that it stands in, or a part of it.
pub fn names_paper(words: &[Word<'_>]) -> bool {
    const NUMBERED: &str =
        "annex annexe appendix appendices attachment paragraph paragraphs part schedule section table";
    (0..words.len()).any(|at| {
        let one = lower(words, at);
        let numbered =
            words.get(at + 1).is_some_and(|next| next.is_number() || next.text.len() == 1 && next.is_capital());
        let this = words[at.saturating_sub(2)..at].iter().any(|word| among("these this", &word.lower))
            // "This section of the population".
            && (lower(words, at + 1) != "of" || among("report paper", lower(words, at + 3)));
        let subject = at == 1
            && lower(words, 0) == "the"
            && among("annex annexe appendix attachment item paper report", one)
            && !among("by from of to", lower(words, 2));
        let only = at > 0 && lower(words, at - 1) == "the" && among("annex annexe appendix attachment", one);
        among(NUMBERED, one) && numbered && words[at].is_capital() || among(PAPERS, one) && this || subject || only
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn a_paper_is_said_to_be_private() {
        for text in [
            "As it names a pupil, this paper is to be treated as exempt.",
            "To publish this section would harm the case, and it is therefore confidential.",
            "The identity of the owner is exempt information.",
            "This appendix has commercially sensitive prices.",
            "The confidential legal advice is in Annex B.",
        ] {
            assert!(is_said_of_paper(&words(text)), "{text}");
        }
        for text in [
            "This report proposes that confidential waste be shredded.",
            "This report is about exempt accommodation.",
            "Appendix 2 lists charities that are exempt from rates.",
            "This report says how confidential information is handled.",
            "The school's report on a child is confidential to the parents.",
            "The talks were confidential, and nobody is named in this report.",
            "This section of the public is exempt from the charge.",
            "This report proposes a helpline that is confidential to callers.",
        ] {
            assert!(!is_said_of_paper(&words(text)), "{text}");
        }
    }
}
