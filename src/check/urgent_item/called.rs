//! Sentences that call an item, a report or a minute urgent or late.

use crate::check::urgent_item::apart::{comes_late, was_taken};
use crate::check::urgent_item::titled::{is_open, under_standing};
use crate::check::words::{sentences, words};

/// Whether a text says of the report or the item that it is brought late or as urgent; `item`, where all of the text is about
/// one.
pub fn brought_as_urgent(text: &str, item: bool) -> bool {
    says_urgent(text, item) || sentences(text).into_iter().any(|range| comes_after_agenda(&text[range], item))
}

/// Whether a sentence says that the paper comes after its agenda, and not what somebody asked for.
pub fn comes_after_agenda(sentence: &str, item: bool) -> bool {
    let said = joined(sentence);
    comes_late(&said, item) && !is_other(&said)
}

/// Whether a text says of the report or the item that it is urgent, or was not on the agenda.
pub fn says_urgent(text: &str, item: bool) -> bool {
    let named = |rest: &str| !is_open(rest) && words(rest).len() > 1;
    if item && under_standing(&text.to_lowercase()).is_some_and(named) {
        return true;
    }
    sentences(text).into_iter().any(|range| {
        let words = words(&text[range.clone()]);
        let said = joined(&text[range]);
        let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
        let urgent = has(&[
            " urgent item ",
            " urgent report ",
            " urgent paper ",
            " urgent note ",
            " urgent briefing note ",
            " late briefing note ",
            " late note ",
            " item of urgent business ",
            " urgent business ",
            " as urgent ",
            " is late . ",
            " submitted late ",
            " is urgent . ",
            " matter of urgency ",
            " late item ",
            " late report ",
            " late paper ",
            " is urgent and ",
            " is urgent , ",
            " issued late . ",
            " issued late and ",
            " published late . ",
            " published late and ",
        ]);
        let unpublished = has(&[" not ", " could not ", " without "])
            && has(&[
                " five clear ",
                " 5 clear ",
                " on the published agenda ",
                " on the agenda ",
                " published with the agenda ",
            ])
            && !has(&[" five clear days' notice is not "]);
        let this = has(&[
            " this report ",
            " this item ",
            " this paper ",
            " this note ",
            " this briefing ",
            " this late ",
            " this urgent ",
            " this is a late ",
            " this is an urgent ",
            " the report is ",
            " the report was ",
            " the report has ",
            " the item is ",
            " the item was ",
            " the note is ",
            " the note was ",
            " the report be ",
            " this be ",
        ]);
        let opens = words
            .first()
            .is_some_and(|word| matches!(word.lower.as_str(), "late" | "taken" | "to" | "urgent" | "tabled"));
        let chair = asks_chair(&said) || asks_members(&said);
        (urgent || unpublished)
            && (this || chair || item && (opens || has(&[" it be ", " it is ", " the chair "])))
            && !is_other(&said)
    })
}

/// Whether a sentence, as words with blanks around them, is about what members want done quickly, what was or what may be, and does
/// not ask that the paper be taken.
fn is_other(said: &str) -> bool {
    const OTHER: [&str; 20] = [
        " asked ",
        " ask ",
        " request ",
        " requested ",
        " recommend ",
        " recommended ",
        " resolved ",
        " dealt with ",
        " refused ",
        " declined ",
        " no urgent ",
        " not urgent ",
        " no late ",
        " no item ",
        " no items ",
        " there is no ",
        " there are no ",
        " there were no ",
        " any ",
        " if ",
    ];
    let other = OTHER.iter().any(|words| said.contains(words));
    other && !asks_chair(said) && !asks_members(said)
}

/// The words of a sentence in small letters, with blanks around them.
fn joined(sentence: &str) -> String {
    let words: Vec<String> = words(sentence).into_iter().map(|word| word.lower).collect();
    format!(" {} ", words.join(" "))
}

/// Whether a sentence, as words with blanks around them, asks the chair to take something: "the Chair is asked to accept it".
fn asks_chair(said: &str) -> bool {
    let asked = ["asked", "requested", "invited"];
    let taken = ["accept", "accepts", "admit", "admits", "agree", "agrees", "allow", "consider", "take"];
    let what = ["it", "this", "the report", "the item", "the paper"];
    let denied = [" not ", " no ", " if ", " any ", " resolved "].iter().any(|word| said.contains(word));
    let chair = asked.iter().any(|asked| {
        ["chair", "chairman", "chairperson", "mayor"].iter().any(|chair| {
            taken.iter().any(|taken| {
                said.contains(&format!(" {chair} is {asked} to {taken} "))
                    || said.contains(&format!(" {chair} has been {asked} to {taken} "))
            })
        })
    });
    chair && !denied && what.iter().any(|what| said.contains(&format!(" {what} ")))
}

/// Whether a sentence asks members to take what they have before them as urgent: "Members are asked to take this note as urgent
/// business".
fn asks_members(said: &str) -> bool {
    const BODIES: &[&str] = &["members are", "the board is", "the cabinet is", "the committee is", "the panel is"];
    const ASKED: &[&str] = &["asked", "requested", "invited"];
    const TAKEN: &[&str] = &["to accept", "to admit", "to agree that", "to consider", "to receive", "to take"];
    const CALLED: &[&str] = &[
        "this late item",
        "this late note",
        "this late paper",
        "this late report",
        "this urgent item",
        "this urgent note",
        "this urgent paper",
        "this urgent report",
    ];
    const WHAT: &[&str] = &[
        "it",
        "the item",
        "the note",
        "the paper",
        "the report",
        "this briefing",
        "this item",
        "this note",
        "this paper",
        "this report",
    ];
    fn after<'a>(said: &'a str, some: &[&str]) -> Option<&'a str> {
        some.iter().find_map(|one| said.strip_prefix(one)?.strip_prefix(' '))
    }
    let asked = BODIES.iter().find_map(|body| said.split_once(&format!(" {body} "))).map(|(_, rest)| rest);
    let taken = asked.and_then(|rest| after(rest, ASKED)).and_then(|rest| after(rest, TAKEN));
    let called = |rest: &str| {
        (rest.starts_with("as ") || rest.starts_with("be ")) && (rest.contains("urgen") || rest.contains(" late "))
    };
    taken.is_some_and(|rest| after(rest, CALLED).is_some() || after(rest, WHAT).is_some_and(called))
}

/// Whether a minute says that something was taken as urgent.
pub fn takes_as_urgent(text: &str) -> bool {
    sentences(text).into_iter().any(|range| {
        let sentence = text[range].to_lowercase();
        let late = [
            " circulated late",
            " late report",
            " late paper",
            " late item",
            " published late",
            " received late",
            " submitted late",
        ];
        let accepted = [
            " accepted by the chair",
            "chair accepted",
            "chair agreed",
            " agreed by the chair",
            "chair had agreed",
        ];
        let has = |some: &[&str]| some.iter().any(|words| sentence.contains(words));
        let words = words(&sentence);
        let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        if has(&late) && has(&accepted) || was_taken(&format!(" {} ", said.join(" "))) {
            return true;
        }
        // That the chair would not have it, or that others are to act quickly, is no taking.
        let refused = ["refused", "declined", "not to take", "did not agree", "not accepted"];
        let asked =
            has(&["had asked", "has asked", "was asked", "were asked", "asked the", "asked for", "asked that"]);
        let item = has(&["chair", "item", "report", "paper", "meeting", "mayor"]);
        if has(&refused) || asked && !item {
            return false;
        }
        if chair_finds_urgent(&said) {
            return true;
        }
        let taken = [
            "matter of urgency",
            "item of urgent business",
            "urgent item",
            "urgent business",
            "urgent public business",
            "urgent matter",
            "taken as urgent",
            "accepted as urgent",
            "considered as urgent",
            "admitted as urgent",
        ];
        let none = [
            "no urgent",
            "no items of urgent",
            "no item of urgent",
            "no other",
            "there were no",
            "there was no",
            "no matters",
        ];
        taken.iter().any(|words| sentence.contains(words)) && !none.iter().any(|words| sentence.contains(words))
    })
}

/// Whether the chair finds an item urgent: "the Chair determined that the item was urgent".
fn chair_finds_urgent(said: &[&str]) -> bool {
    let has = |some: &[&str]| said.iter().any(|word| some.contains(word));
    let urgent = said.windows(2).any(|two| matches!(two[0], "is" | "was" | "as") && two[1] == "urgent");
    has(&["chair", "chairman", "chairperson", "mayor"])
        && has(&["agreed", "considered", "decided", "determined", "ruled", "satisfied"])
        && has(&["item", "paper", "report"])
        && urgent
        && !has(&["no", "not"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_tell_that_an_item_was_taken_as_urgent() {
        for taken in [
            "The Chair determined that the item on the care home contract was urgent and should be taken.",
            "The report on the leisure trust was taken as urgent.",
            "The report on the bridge had been put on the agenda as a matter of urgent public business.",
        ] {
            assert!(takes_as_urgent(taken), "{taken}");
        }
        for other in [
            "The officer had asked the contractor to treat the flats as a matter of urgency.",
            "The Chair refused to take the report on taxis as urgent business.",
        ] {
            assert!(!takes_as_urgent(other), "{other}");
        }
    }

    #[test]
    fn a_report_says_of_itself_that_it_is_late() {
        for text in [
            "This is a late report and is brought as an urgent item.",
            "The report is considered as a matter of urgency.",
            "The Chair has agreed that this report be taken as an urgent item.",
            "This report was not available five clear days before the meeting.",
            "This item has been admitted to the agenda as urgent business.",
            "The Chair has agreed that this note be considered as urgent business.",
            "This is an urgent report.",
            "This late note is brought with the leave of the Chair.",
            "This urgent report is brought outside the normal timetable.",
            "The report was published late.",
            "This is a late report, and the Chair is asked to accept it as urgent business.",
            "The Chair is requested to agree that this report be considered as urgent.",
            "Members are asked to take this note as urgent business.",
            "The Committee is invited to accept this report as an item of urgent business.",
            "Members are requested to consider it as urgent business.",
            "Members are asked to consider this late report.",
            "Members are asked to accept this report as a late item.",
            "The Board is asked to take this urgent paper.",
            "The Committee is invited to agree that this report be taken as urgent.",
            "Members are asked to receive this late note.",
        ] {
            assert!(brought_as_urgent(text, false), "{text}");
        }
        for text in [
            "Late item.",
            "Taken under urgent business.",
            "The Chair has agreed that it be taken as urgent business.",
        ] {
            assert!(brought_as_urgent(text, true) && !brought_as_urgent(text, false), "{text}");
        }
        for text in [
            "Urgent repairs were made to the home.",
            "The Chair is asked to write to the Minister, since the matter is urgent.",
            "Members asked that this be dealt with as a matter of urgency.",
            "Members are asked to take this note into account in deciding what is urgent.",
            "Members are asked to read this note, which has no urgent business.",
            "The Board is asked to have this road mended as a matter of urgency.",
            "The service will recruit as a matter of urgency.",
            "There is no urgent item.",
            "An urgent item on fostering was taken in March.",
            "The report was not available in Welsh.",
            "This matter is urgent for families.",
            "The Board asked that a report be brought as a matter of urgency.",
        ] {
            assert!(!brought_as_urgent(text, true), "{text}");
        }
    }
}
