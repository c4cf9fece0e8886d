//! Sentences that say that the paper, or a part of it, is private.

use crate::check::answer::among;
use crate::check::private_item::kept::is_kept;
use crate::check::words::words;

/// Whether a sentence says of the paper, or of a part of it, that it is private; `item`, where all of the text is about an
/// item of an agenda.
pub fn of_itself(sentence: &str, item: bool) -> bool {
    let words = words(sentence);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let said = format!(" {} ", lower.join(" "));
    if denied(&said) || elsewhere(&said) {
        return false;
    }
    if is_kept(sentence) {
        return true;
    }
    let (public, leaves) = (names_public(&said), leaves(&said));
    let private = PREDICATES.iter().any(|words| said.contains(words)) || public && leaves;
    let part = names_a_part(&lower)
        || words.windows(2).any(|pair| {
            matches!(pair[0].text, "Appendix" | "Annex" | "Appendices" | "Annexe")
                && (pair[1].is_number() || pair[1].text.len() == 1)
        });
    let opens =
        lower.first().is_some_and(|first| matches!(*first, "exempt" | "private")) || said.starts_with(" not for");
    let short = words.iter().filter(|word| word.is_word()).count() <= 8;
    private && (part || item && (opens || short || public))
        || said.starts_with(" exempt from publication ")
        || named_private(&lower)
        || public && leaves && resolves(&said)
}

/// Whether a sentence has the public leave the meeting, or not admitted to it.
pub fn excludes_public(sentence: &str) -> bool {
    let words: Vec<String> = words(sentence).into_iter().map(|word| word.lower).collect();
    let said = format!(" {} ", words.join(" "));
    names_public(&said) && leaves(&said)
}

/// Whether a sentence, as words with blanks around them, names the public, and no member of it.
fn names_public(said: &str) -> bool {
    const PUBLIC: [&str; 8] = [
        " press ",
        " the public be ",
        " the public will ",
        " the public is ",
        " the public are ",
        " exclude the public ",
        " excluding the public ",
        " public and press ",
    ];
    PUBLIC.iter().any(|words| said.contains(words))
}

/// Whether a sentence says that somebody leaves the meeting.
fn leaves(said: &str) -> bool {
    const LEAVES: [&str; 7] = [
        " excluded ",
        " exclude ",
        " asked to leave ",
        " leave the meeting ",
        " leave the room ",
        " asked to withdraw ",
        " requested to leave ",
    ];
    LEAVES.iter().any(|words| said.contains(words))
}

/// What is said of something that is kept from the public.
const PREDICATES: &[&str] = &[
    " not for publication ",
    " exempt information ",
    " confidential information ",
    " commercially sensitive ",
    " exempt from publication ",
    " exempt from disclosure ",
    " be kept confidential ",
    " be kept private ",
    " treated as confidential ",
    " is exempt . ",
    " are exempt . ",
    " exempt under ",
    " exempt by virtue ",
    " exempt as ",
    " exempt because ",
    " and confidential ",
    " is confidential ",
    " are confidential ",
    " is strictly confidential ",
    " is commercially confidential ",
    " is restricted to ",
    " are restricted to ",
    " is legally privileged ",
    " is private ",
    " are private ",
    " in confidence ",
    " in private ",
    " must not be published ",
    " must not be shared ",
    " must not be circulated ",
    " must not be copied ",
    " must not be disclosed ",
    " must not leave ",
    " not be disclosed ",
    " not to be published ",
    " not to be shared ",
    " not to be disclosed ",
    " not to be circulated ",
    " withheld from publication ",
    " do not share ",
    " do not circulate ",
    " do not copy ",
    " do not publish ",
    " members only ",
    " for members of the board only ",
    " publication is prohibited ",
    " not open to the public ",
];

/// Whether the paper itself, or a part of it, is what is spoken of.
fn names_a_part(lower: &[&str]) -> bool {
    const PARTS: &str = "annex annexe appendix attachment document item page pages paper paragraph paragraphs part report section \
        sections table";
    let at = |at: usize| lower.get(at).copied().unwrap_or_default();
    (0..lower.len()).any(|here| {
        // "This report", "these pages", "the following paragraph".
        let this = matches!(at(here), "this" | "these") && among(PARTS, at(here + 1))
            // "This section of the population".
            && !(at(here + 2) == "of" && at(here + 3) == "the" && !among(PARTS, at(here + 4)));
        let following = at(here) == "the" && at(here + 1) == "following" && among(PARTS, at(here + 2));
        let below = among("figures prices bids terms details paragraph paragraphs table", at(here))
            && matches!(at(here + 1), "below" | "overleaf");
        // "The report is …", but not "the report to Cabinet is".
        let subject = here == 0
            && at(0) == "the"
            && among("annex annexe appendix attachment item paper report", at(1))
            && among("is contains are must cannot has includes", at(2));
        let appendix = at(here) == "the" && among("appendix annex annexe", at(here + 1));
        this || following || below || subject || appendix
    })
}

/// "The exempt appendix", "a restricted annex", "Appendix 2 (Exempt)", "this private report": a part that is called private.
fn named_private(lower: &[&str]) -> bool {
    const PRIVATE: &str = "confidential exempt private restricted";
    let at = |at: usize| lower.get(at).copied().unwrap_or_default();
    (0..lower.len()).any(|here| {
        if !among(PRIVATE, at(here)) {
            return false;
        }
        let next = if at(here + 1) == "and" && among(PRIVATE, at(here + 2)) { here + 3 } else { here + 1 };
        let before = at(here.wrapping_sub(1));
        let appendix = among("annex annexe annexes appendices appendix", at(next));
        // "This private report", "this is an exempt report".
        let this = matches!(before, "this" | "these")
            || matches!(before, "a" | "an") && here >= 3 && at(here - 3) == "this" && at(here - 2) == "is";
        let paper =
            this && among("briefing document item note page pages paper paragraph report section", at(next));
        // "Appendix 2 (Exempt)".
        let bracket = before == "("
            && at(here + 1) == ")"
            && (here.saturating_sub(4)..here)
                .any(|one| among("annex annexe appendix section paragraph table", at(one)));
        // "The exempt part of this report"; not "the confidential section of the form".
        let own = among("part page pages paragraph paragraphs section sections", at(next))
            && among("in of to", at(next + 1))
            && (among("the this", at(next + 2))
                && among("document paper report", at(next + 3))
                && !among("by of to", at(next + 4)));
        appendix || paper || bracket || own
    })
}

/// Whether a sentence asks the meeting to exclude the public, or says that it will.
fn resolves(said: &str) -> bool {
    [
        " be excluded ",
        " to exclude ",
        " exclude the ",
        " be asked to leave ",
        " be requested to leave ",
        " must leave ",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// Whether a sentence, as words with blanks around them, says that nothing is exempt, or asks whether anything is.
pub fn denied(said: &str) -> bool {
    said.starts_with(" no ")
        || [
            " no exempt ",
            " no confidential ",
            " no private ",
            " no information ",
            " no need ",
            " no reason ",
            " not exclude ",
            " not to exclude ",
            " no item ",
            " no items ",
            " no part ",
            " not exempt ",
            " not confidential ",
            " not private ",
            " no longer ",
            " neither ",
            " nothing ",
            " none ",
            " whether ",
            " any item ",
            " any items ",
            " any part ",
            " any of ",
            " any exempt ",
            " any confidential ",
            " any private ",
        ]
        .iter()
        .any(|words| said.contains(words))
}

/// Whether a sentence speaks of another paper or another meeting.
pub fn elsewhere(said: &str) -> bool {
    let other = [
        " excluded at ",
        " was excluded ",
        " were excluded ",
        " resolved ",
        " minute ",
        " minutes ",
        " if ",
        " may be ",
        " may contain ",
        " may exclude ",
        " may see ",
        " separate ",
        " separately ",
        " elsewhere ",
        " another report ",
        " was exempt ",
        " were exempt ",
        " report to ",
        " previous ",
        " earlier ",
    ];
    let private_report = said.contains(" private report ")
        && !said.contains(" this private report ")
        && !said.contains(" is a private report ");
    private_report || other.iter().any(|words| said.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_that_they_are_private() {
        for text in [
            "Not for publication",
            "This item is exempt.",
            "The appendix is confidential.",
            "The press and public will be excluded for this item.",
            "Exempt information under paragraph 3.",
            "This item will be taken in private.",
        ] {
            assert!(of_itself(text, true), "{text}");
        }
        for text in [
            "Appendix 2 to this report is not for publication.",
            "This report is confidential.",
            "This section is legally privileged and confidential.",
            "The prices in this section are exempt information and must not be disclosed.",
            "The figures in Appendix 3 are commercially sensitive and exempt from publication.",
            "The commercial terms are set out in the exempt appendix (Appendix 2).",
            "A confidential appendix sets out the bids.",
            "Appendix 2 (Exempt) gives the bids.",
            "Appendix 2 is a private appendix.",
            "This private report sets out the bids for the contract.",
            "This report is private because it contains commercially sensitive information.",
            "The following paragraph is commercial in confidence.",
            "The prices below must not be shared outside the Council.",
            "That the public be excluded while the bids are considered.",
            "These pages are for members only.",
            "Please do not share this report outside the Council.",
            "The prices that the bidders named are in the exempt part of this report.",
            "The costs are shown in the confidential section of the report.",
        ] {
            assert!(of_itself(text, false), "{text}");
        }
        for text in [
            "There are no exempt items.",
            "Nothing in it is exempt.",
            "No part of this report is exempt.",
            "To consider whether any item is exempt.",
            "The public report; a separate report in private business has the prices.",
            "The private report of the same title elsewhere on the agenda has the prices.",
            "Private fostering arrangements are visited.",
            "Foster carers are exempt from council tax.",
            "This report contains no exempt information.",
            "The private report to Cabinet in May was exempt.",
            "This section of the population is exempt from charges.",
            "The tender process is confidential until bids are opened.",
            "Confidential advice is available to all staff.",
            "Pupils who have been excluded from school are members of the public too.",
        ] {
            assert!(!of_itself(text, true) && !of_itself(text, false), "{text}");
        }
        assert!(!of_itself("Case files are confidential.", false), "not of the paper");
    }
}
