//! Reports and minutes that say that a paper came after its agenda, or apart from it.

/// What has to come with its agenda.
const PAPERS: [&str; 9] =
    [" report ", " reports ", " paper ", " papers ", " item ", " copy ", " copies ", " document ", " appendix "];

/// How a paper comes that does not come with its agenda.
const APART: [&str; 22] = [
    " be tabled ",
    " be circulated ",
    " be handed out ",
    " handed out on ",
    " be sent ",
    " circulated separately ",
    " sent separately ",
    " sent out separately ",
    " under separate cover ",
    " circulated after ",
    " circulated late ",
    " published after ",
    " published late ",
    " published separately ",
    " in a second despatch ",
    " in a second dispatch ",
    " in the second despatch ",
    " in the second dispatch ",
    " in a later despatch ",
    " in a later dispatch ",
    " as a supplement ",
    " in a supplement ",
];

/// That it came when the agenda was there already.
const AFTER: [&str; 10] = [
    " after publication ",
    " after publication of the agenda ",
    " after the agenda ",
    " after it had been published ",
    " after it was published ",
    " after the publication of the agenda ",
    " not available when ",
    " not ready when ",
    " not available in time ",
    " since the agenda was published ",
];

/// Whether a sentence, as words with blanks around them, says that a paper comes after its agenda; `item`, where all of the text
/// is about an item of the agenda.
pub fn comes_late(said: &str, item: bool) -> bool {
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    let follows = has(&[" to follow ", " will follow "])
        && !has(&[" to follow the ", " to follow up ", " will follow the ", " to follow in "]);
    let bare =
        matches!(said.trim().trim_matches(['(', ')', '.', ' ']), "to follow" | "to be tabled" | "to be circulated");
    let late = has(&[" late report ", " late paper ", " late item "]);
    let this =
        has(&[" this report ", " this paper ", " this note ", " this item ", " this late ", " this is a late "]);
    let apart = has(&APART) || has(&AFTER) || has(&[" on a supplementary agenda ", " in a supplementary agenda "]);
    if item {
        // "Added after publication of the agenda."
        let opens = [" added ", " circulated ", " despatched ", " dispatched ", " published ", " sent "]
            .iter()
            .any(|verb| said.starts_with(verb));
        return bare
            || opens && apart
            || has(&PAPERS) && (follows || apart)
            || has(&[
                " supplementary paper ",
                " supplementary report ",
                " supplementary agenda ",
                " tabled paper ",
            ]);
    }
    this && (late
        || has(&AFTER)
        || has(&[
            " added to the agenda late ",
            " added late . ",
            " circulated late ",
            " published late ",
            " circulated after ",
            " published after ",
        ]))
}

/// Whether a sentence of minutes says that a late paper was taken.
pub fn was_taken(said: &str) -> bool {
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    let late = has(&[
        " late report ",
        " late paper ",
        " late item ",
        " tabled paper ",
        " tabled report ",
        " circulated late ",
        " published late ",
        " tabled at the meeting ",
    ]) || has(&AFTER) && has(&PAPERS);
    let taken = has(&[
        " accepted ",
        " admitted ",
        " agreed ",
        " considered ",
        " taken ",
        " permission ",
        " consent ",
        " allowed ",
    ]);
    late && taken && !has(&[" no late ", " not be ", " petition "])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    fn said(text: &str) -> String {
        let words: Vec<String> = words(text).into_iter().map(|word| word.lower).collect();
        format!(" {} ", words.join(" "))
    }

    #[test]
    fn papers_that_come_after_their_agenda_are_late() {
        for text in [
            "Report to follow",
            "(To follow)",
            "Report to be tabled at the meeting.",
            "This paper was circulated after publication of the agenda.",
            "Papers for this item will be sent out separately.",
            "The report will follow under separate cover.",
            "Added after publication of the agenda.",
            "Circulated after publication.",
            "Report sent out in a second despatch.",
            "The paper was issued as a supplement.",
            "The item was added after the agenda was published.",
        ] {
            assert!(comes_late(&said(text), true), "{text}");
        }
        for text in [
            "The Chair has agreed to accept this late report.",
            "This item was added to the agenda after it had been published.",
            "This note was added to the agenda after it had been published.",
            "This note was added to the agenda late.",
            "This paper was added after publication.",
        ] {
            assert!(comes_late(&said(text), false), "{text}");
        }
        assert!(was_taken(&said("The report had been circulated late and was accepted by the Chair.")));
    }

    #[test]
    fn what_follows_something_else_is_not_late() {
        for text in [
            "The presentation will be followed by questions.",
            "This report follows the one that the Board received in May.",
            "The report sets out the steps to follow the inspection.",
            "A report on leavers will follow in June.",
            "Late payments rose.",
            "Comments came in after publication of the plan.",
            "Schools get a second despatch of meals.",
            "This report counts the homes that were added late in the year.",
        ] {
            assert!(!comes_late(&said(text), false), "{text}");
        }
        assert!(!comes_late(&said("Members have asked for a report to follow up the inspection."), true));
        assert!(!was_taken(&said("The petition was tabled by Councillor A Name.")));
    }
}
