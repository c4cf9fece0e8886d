//! Texts of which no word tells anything but that they are still to come: "Legal comments awaited.", "Finance to provide.",
//! "Not yet completed".

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::placeholder::Gap;
use crate::check::placeholder::brackets::SLOTS;
use crate::check::words::{Word, is_little};

/// The parts of a text that only say that something is to come: a whole paragraph, item or heading, or what stands in it
/// after a dash or a colon.
pub fn gaps(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=words.len() {
        let ends = words.get(at).is_none_or(|word| cuts(word, words.get(at + 1)));
        if !ends {
            continue;
        }
        let part = &words[from..at];
        let whole = from == 0 && at >= words.len().saturating_sub(1);
        from = at + 1;
        let last = part.iter().rposition(|word| word.is_word() || word.is_number());
        let (Some(first), Some(last)) = (part.first(), last.and_then(|last| part.get(last))) else { continue };
        if is_awaited(part) {
            let range = first.range.start..last.range.end;
            // An item of a list can be what somebody is asked to do: "Legal to advise".
            let sure = whole && passage.part != Part::Item && !has_verb(part);
            found.push(if sure { Gap::sure(range) } else { Gap::perhaps(range) });
        }
    }
    found
}

/// Whether a sign ends a part of a text.
fn cuts(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let dash = matches!(word.text, "-" | "–" | "—" | ":" | ";");
    dash || matches!(word.text, "." | "!" | "?") && next.is_none_or(Word::is_capital)
}

/// Who writes a part of a report.
const WRITERS: &str = "accountancy accountant authors author board comms communications corporate counsel democratic \
    directorate director education environment equalities equality estates finance governance head health highways housing hr human it \
    legal leisure libraries licensing manager monitoring officer officer's officers parks performance people planning pmo procurement \
    property public resources s151 safety section section151 service services solicitor streetscene team teams trade transport treasurer union unions waste";

/// What they write, beside what a text has a place for.
const WRITTEN: &str = "advice analysis answer approval assessment bit clearance comment comments commentary dpia eia \
    extract feedback financial hria implication implications information input legal paras para plan register report \
    response responses risk sign-off sections sentence statement summary update views word words";

/// That it is not there yet.
const WAITS: &str = "awaited awaiting outstanding pending";

/// What is still to be done to it.
const DOING: &str = "add added advise advised agreed announced amend amended attach attached check checked clarify clarified comment complete \
    completed confirm confirmed draft drafted expand expanded fill filled finalise finalised finish finished follow \
    include included input insert inserted obtain obtained populate populated produce produced provide provided receive \
    received review reviewed send sent supply supplied update updated verify verified write written";

/// Small words, and those of the formula itself.
const JOINTS: &str = "asked be been due course from here in later not now still yet will shortly soon time further full more some new \
    final latest relevant any tbc invited requested sought";

/// Whether each word of a part is one of these, and one of them says that it is to come.
fn is_awaited(part: &[Word<'_>]) -> bool {
    // "Legal comments to follow from Julie": a colleague, who is no more known than the comments.
    let from = part.iter().rposition(|word| word.lower == "from").filter(|at| *at > 2);
    let named = |at: &usize| {
        let name = part[at + 1..].iter().filter(|word| word.is_word());
        (1..=2).contains(&name.clone().count())
            && name.clone().all(|word| word.is_capital() && !among(WRITERS, &word.lower))
    };
    let part = from.filter(named).map_or(part, |at| &part[..at]);
    let lower: Vec<&str> =
        part.iter().filter(|word| word.is_word() || word.is_number()).map(|word| word.lower.as_str()).collect();
    if lower.is_empty() || lower.len() > 14 || part.iter().any(|word| matches!(word.text, "(" | "[" | "<" | "{")) {
        return false;
    }
    // "Climate team comments awaited."
    let team = |at: usize| lower.get(at + 1).is_some_and(|next| among("team teams unit", next));
    let known = |word: &&str| {
        let own = word.trim_end_matches("'s").trim_end_matches("'");
        is_little(own)
            || [WRITERS, WRITTEN, WAITS, DOING, JOINTS].iter().any(|words| among(words, own))
            || SLOTS.contains(&own)
            || own == "151"
    };
    if !lower.iter().enumerate().all(|(at, word)| known(word) || team(at)) {
        return false;
    }
    let doing = |at: usize| lower.get(at).is_some_and(|word| among(DOING, word));
    let pair = |some: &[&str]| lower.windows(some.len()).any(|here| here == some);
    let to_do = lower.iter().enumerate().any(|(at, word)| {
        // "to be added", "to provide", "will follow", "not yet received".
        let to = *word == "to" && (doing(at + 1) || lower.get(at + 1) == Some(&"be") && doing(at + 2));
        let will = *word == "will" && lower.get(at + 1) == Some(&"follow");
        let not_yet = *word == "yet" && (doing(at + 1) || lower.get(at + 1) == Some(&"to"));
        to || will || not_yet
    });
    // "Awaiting …", "… awaited"; not "the awaited …".
    let waits = |word: Option<&&str>| word.is_some_and(|word| among(WAITS, word));
    // "Finance comments here".
    let placed = lower.last() == Some(&"here") && !has_verb(part) && lower.iter().any(|word| among(WRITTEN, word));
    let waits = placed || waits(lower.first()) || waits(lower.last()) || waits(lower.get(1)) && pair(&["from"]);
    // A clause of its own says what somebody does, "The director will write to …", unless it says that a part follows.
    let clause = has_verb(part) && !pair(&["will", "follow"]) && !pair(&["be", "confirmed"]) && !waits;
    // "The Director agreed to provide more information", "asked for more information": what somebody did.
    let did = |at: usize| {
        let done = at > 0 && among("agreed asked invited requested sought", lower[at]);
        done && !among("be been", lower[at - 1])
            && lower.get(at + 1).is_some_and(|next| among("a for her him it that the them to", next))
    };
    // "To review the plan": what it is for.
    let purpose = lower[0] == "to" && doing(1) && lower.len() > 2 && lower[1] != "follow";
    let clause = clause || purpose || (0..lower.len()).any(did);
    // Minutes and reports say that a report is to follow, or to be provided.
    let report = lower.contains(&"report") && !lower.iter().any(|word| among("comments comment input", word));
    let subject = lower
        .iter()
        .any(|word| among(WRITERS, word.trim_end_matches("'s")) || among(WRITTEN, word) || SLOTS.contains(word));
    let bare =
        lower.iter().all(|word| is_little(word) || [WAITS, DOING, JOINTS].iter().any(|some| among(some, word)));
    (to_do || waits) && !clause && !report && (subject || bare)
}

/// Whether a part has a verb that makes it a sentence.
fn has_verb(part: &[Word<'_>]) -> bool {
    part.iter().any(|word| among("are has have is need needs was were will would can may should must", &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::placeholder::testing::{found, nothing_in};

    fn awaited(passage: &Passage<'_>) -> Vec<Gap> {
        gaps(passage, &passage.words())
    }

    #[test]
    fn what_only_says_that_it_is_to_come_is_found() {
        for text in [
            "Legal comments awaited.",
            "Climate team comments awaited.",
            "Finance to provide.",
            "To follow",
            "Awaited",
            "Pending.",
            "The legal implications will follow.",
            "Comments from Legal Services to follow.",
            "Legal implications to be confirmed.",
            "Not yet completed",
            "EIA to be inserted here.",
            "Awaiting comments from Finance.",
            "To be provided by Legal Services.",
            "Legal to comment.",
            "Financial implications yet to be received from the Section 151 Officer",
            "Input outstanding from HR",
            "Risk assessment not yet received",
            "S151 comments here",
            "Legal Services have been asked for comments and these will follow.",
        ] {
            assert_eq!(found(awaited, text), [text.trim_end_matches('.')], "{text}");
        }
        assert_eq!(found(awaited, "Legal implications - TO BE COMPLETED BY LEGAL"), ["TO BE COMPLETED BY LEGAL"]);
        assert_eq!(found(awaited, "HR: comments awaited"), ["comments awaited"]);
    }

    #[test]
    fn what_tells_more_is_left_alone() {
        nothing_in(
            awaited,
            &[
                "Officers to provide a breakdown by team.",
                "The Director agreed to provide more information.",
                "The Board agreed to review the plan.",
                "The Board asked the Director to provide the figures.",
                "The Board asked for more information to be provided.",
                "Finance agreed to confirm the costs.",
                "To review the plan.",
                "To update the Board.",
                "To expand the team.",
                "To add value.",
                "To provide information",
                "The outcome of the appeal is awaited.",
                "Report to follow.",
                "The director will write to all officers.",
                "Further guidance to follow the White Paper is expected.",
                "The plan is to be reviewed in 2027.",
                "Delegates to be appointed: two members.",
                "There are no legal implications.",
                "The comments of the Director follow.",
                "Public health services",
                "The awaited report came in May.",
                "The team is to be expanded.",
                "A final report will be provided in time.",
                "",
            ],
        );
    }
}
