//! Decisions that a record does not have: it only says where they stand, or that something was agreed.

use crate::check::answer::{Empty, among, emptiness, is_none};
use crate::check::decision_record::hollow::{without_offices, without_places};
use crate::check::words::{Word, lower, words};

/// That something was agreed, as it stands in the sentence of a decision.
const AGREEING: &str = "accept accepted accepts adopt adopted adopts agree agreed agrees approve approved approves carried endorse endorsed \
    endorses passed ratified ratify ratifies support supported supports";

/// Who decides, on whose advice, and what is said of no decision in particular.
const STOCK: &str = "accordingly adoption advice advised agreement amended approval board cabinet carried circulated committee \
    council decides decide director executive final form full item leader majority meant meeting motion officer officer's officers \
    officers' annexe minute original outcome pages para paragraphs passed pp presented printed recommend recommended recommends record resolution \
    resolutions resolve resolved resolves sections subject tabled they unamended unanimous unanimously vote website were";

/// What has a number of its own, which is no decision; an option is one.
const PLACES: &str = "annex annexe appendices appendix item minute page pages para paragraph paragraphs pp recommendation \
    recommendations section sections";

/// How the texts of a decision leave it out, if all of them do: "See report", "As recommended", "Agreed".
///
/// [`Empty::Elsewhere`] is that recommendations, which stand somewhere else, were agreed in so many words.
pub fn no_decision(texts: &[&str]) -> Option<Empty> {
    let found = texts.iter().map(|text| hollow(text)).collect::<Option<Vec<Empty>>>()?;
    let worst = found.iter().find(|one| **one != Empty::Elsewhere);
    worst.or(found.first()).copied()
}

fn hollow(text: &str) -> Option<Empty> {
    let words = words(text);
    if does_something(&words) {
        return None;
    }
    let stock = format!("{STOCK} {AGREEING}");
    let empty = emptiness(&without_offices(&without_places(text, PLACES)), &stock)?;
    match empty {
        // "The proposal was not agreed" is a decision.
        Empty::Denial if !is_none(text) => None,
        _ if agrees_recommendations(&words) => Some(Empty::Elsewhere),
        Empty::Elsewhere => Some(Empty::Hollow),
        _ => Some(empty),
    }
}

/// "That the recommendations be agreed", "approves the proposals in the report"; not "agreed as per the recommendations".
fn agrees_recommendations(words: &[Word<'_>]) -> bool {
    let object = (1..words.len()).any(|at| {
        among("proposal proposals recommendation recommendations report", lower(words, at))
            && words[at.saturating_sub(3)..at].iter().any(|word| among("all both that the these", &word.lower))
    });
    object && words.iter().any(|word| among(AGREEING, &word.lower)) && !words.iter().any(|word| word.lower == "as")
}

/// Whether a text has a verb by which something is decided, however little it says of what: to note, to refer, to confirm, to
/// recommend to another body, to do anything else than to agree.
fn does_something(words: &[Word<'_>]) -> bool {
    const NOTING: &str =
        "confirm confirmed confirms note noted notes receive received receives welcome welcomed welcomes";
    let at = |at: usize| lower(words, at);
    // "As noted", "to be confirmed".
    let as_said =
        |here: usize| here > 0 && at(here - 1) == "as" || here > 1 && (at(here - 2), at(here - 1)) == ("to", "be");
    let notes = (0..words.len()).any(|here| among(NOTING, at(here)) && !as_said(here));
    // "That the minutes be approved".
    let minutes = (0..words.len()).any(|here| at(here) == "minutes" && among("be of", at(here + 1)));
    // "Refers the report to the Council", "be recommended to Council"; but not "refer to the report".
    let refers = (0..words.len()).any(|here| {
        among("recommend recommends refer refers submit submits", at(here))
            && (here + 2..here + 6).any(|to| at(to) == "to")
            || matches!((at(here), at(here + 1)), ("recommended", "to"))
    });
    let be_done = (1..words.len()).any(|here| at(here - 1) == "be" && !among(AGREEING, at(here)));
    let resolves = among("that to", at(0)) && !words.iter().any(|word| among(AGREEING, &word.lower));
    notes || minutes || refers || be_done && !among("to", at(0)) || resolves && !among("be follow", at(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_may_only_point_elsewhere() {
        for text in [
            "See report",
            "As recommended",
            "As recommended.",
            "As per the report",
            "As set out in the report of the Director of Highways.",
            "Agreed",
            "AGREED.",
            "Approved unanimously",
            "Agreed as recommended",
            "As in the recommendations",
            "See minute 35",
            "Refer to the minutes",
            "As agreed at the meeting",
            "See Appendix A",
            "Yes",
            "None",
            "N/A",
            "To follow",
            "To be confirmed",
            "–",
            "Carried",
            "Recommendations agreed as printed",
            "As noted in the report",
        ] {
            let found = no_decision(&[text]);
            assert!(found.is_some_and(|empty| empty != Empty::Elsewhere), "{text}: {found:?}");
        }
        for text in [
            "That the recommendations be agreed",
            "approves the recommendations in the report",
            "That the report be approved",
            "The recommendations in the report of the Director of Highways were agreed.",
            "That recommendations 2.1 to 2.4 of the report be approved; that the proposals be agreed",
            "Agreed all the recommendations",
        ] {
            assert_eq!(no_decision(&[text]), Some(Empty::Elsewhere), "{text}");
        }
        assert_eq!(no_decision(&["Agreed", "See report"]), Some(Empty::Hollow));
    }

    #[test]
    fn what_was_decided_may_be_short() {
        for text in [
            "Deferred",
            "Refused",
            "Option 2 was agreed",
            "That the report be noted",
            "notes the report",
            "That the report be received.",
            "That the minutes be approved.",
            "That the report be referred to the Council",
            "Refer the report to the Council",
            "recommends the report to the Council",
            "That the item be considered further",
            "That the decision be confirmed",
            "The proposal was not agreed.",
            "No decision was made.",
            "Adopt the plan",
            "That the Council Plan be approved",
            "That charges rise by 3%",
            "agrees that the charges in Appendix A apply from 1 July",
            "As recommended, the hall is to be sold.",
            "TBC",
        ] {
            assert_eq!(no_decision(&[text]), None, "{text}");
        }
        assert_eq!(no_decision(&["As recommended", "sells the hall"]), None);
        assert_eq!(no_decision(&[]), None);
    }
}
