//! Sentences that send the reader to something private beside the paper: "in the exempt report later on the agenda".

use crate::check::answer::among;
use crate::check::private_item::sentences::denied;
use crate::check::words::{Word, words};

const PRIVATE: &str = "closed confidential exempt pink private restricted";

/// What can be private beside a paper; of one that is in the plural too, for an agenda has several.
const PAPERS: &str = "addendum annex annexe appendices appendix briefing document documents item items letter memo note page pages paper papers report \
    reports schedule supplement";

/// Parts of an agenda or of a meeting.
const PARTS: &str = "agenda business half part section session side";

/// Whether a sentence sends the reader to a private paper, or to a private part of the agenda, that the meeting has now.
pub fn sends_beside(sentence: &str) -> bool {
    let words = words(sentence);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let said = format!(" {} ", lower.join(" ")).replace("e-mail", "email");
    if denied(&said) || is_general(&said) || is_past(&words) {
        return false;
    }
    named(&lower, &said) || later_in_private(&lower, &said) || is_given_in_private(&lower, &said)
}

/// Whether a sentence puts a case, or says what always holds.
fn is_general(said: &str) -> bool {
    const GENERAL: &[&str] = &[
        " if ",
        " may be ",
        " may see ",
        " might ",
        " can ask ",
        " every ",
        " unless ",
        " except ",
        " each year ",
        " usually ",
    ];
    GENERAL.iter().any(|words| said.contains(words))
}

/// Whether a sentence tells of another time: an earlier year or meeting.
fn is_past(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let lower = word.lower.as_str();
        let year = lower.len() == 4 && lower.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year));
        let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
        let last = lower == "last"
            && words
                .get(at + 1)
                .is_some_and(|next| among("week month year summer autumn spring winter meeting time", &next.lower));
        let earlier = lower == "earlier" && words.get(at + 1).is_none_or(|next| !among("in on", &next.lower));
        let month = among("in since until", before) && crate::check::dates::month(word.text).is_some();
        year || last || earlier || month || among("previous previously ago formerly", lower)
    })
}

/// Where a private paper is named: the words before it and the word after it.
fn named(lower: &[&str], said: &str) -> bool {
    let at = |at: usize| lower.get(at).copied().unwrap_or_default();
    let meets = speaks_of_meeting(said);
    (0..lower.len()).any(|here| {
        // "Part II of the agenda".
        let lettered = at(here) == "part" && matches!(at(here + 1), "ii" | "2" | "b");
        if lettered {
            return among("of on", at(here + 2)) && among("agenda meeting", at(here + 4));
        }
        if !among(PRIVATE, at(here)) || here > 0 && among(PRIVATE, at(here - 1)) {
            return false;
        }
        // "Private and confidential Cabinet report".
        let mut noun = here + 1;
        while noun < here + 4
            && !is_noun(at(noun))
            && among("and cabinet officer's officers' companion council", at(noun))
            || among(PRIVATE, at(noun))
        {
            noun += 1;
        }
        if !is_noun(at(noun)) {
            return false;
        }
        if at(here) == "pink" {
            return true;
        }
        let next = at(noun + 1);
        let own = among("of to for on in", next)
            && (noun + 1..noun + 5).any(|at_| among("agenda meeting committee", at(at_)));
        // "The confidential report of the auditor", "the private papers of an earl", "a part of the form".
        let others =
            among("of by from between", next) && !own || next == "to" && !among("be this the", at(noun + 2));
        let leads = leads_to(lower, here);
        let part = among(PARTS, at(noun));
        if part {
            return own
                || leads && among(", . ; ) of", next) && !others && at(noun) != "part" && at(noun) != "section"
                || meets && leads && !others;
        }
        !others && (leads || meets)
    })
}

fn is_noun(word: &str) -> bool {
    among(PAPERS, word) || among(PARTS, word)
}

/// Whether what stands before a private paper leads the reader to it: "in the", "from the accompanying", "see the".
fn leads_to(lower: &[&str], here: usize) -> bool {
    const KINDS: &str = "accompanying associated companion corresponding parallel related second separate sister";
    const LEADS: &str = "alongside by from in into on see through under with within";
    let at = |back: usize| here.checked_sub(back).map_or("", |at| lower[at]);
    let kind = among(KINDS, at(1));
    let article = if kind { at(2) } else { at(1) };
    let before = if kind { at(3) } else { at(2) };
    let article = among("the this that our its", article) || kind && among("a an", article);
    article
        && (among(LEADS, before)
            || before == "of" && among("terms recommendations", at(if kind { 4 } else { 3 }))
            || kind
            || among("read consider considered note approve agree accept receive have", before))
}

/// Whether a sentence speaks of the agenda or of the meeting that is to come.
fn speaks_of_meeting(said: &str) -> bool {
    const MEETING: &[&str] = &[
        " on the agenda ",
        " on this agenda ",
        " on the same agenda ",
        " of the agenda ",
        " of this agenda ",
        " in the agenda ",
        " elsewhere on ",
        " later on ",
        " later in ",
        " later at ",
        " at this meeting ",
        " for this meeting ",
        " in this meeting ",
        " at the same meeting ",
        " to be considered ",
        " to be taken ",
        " will be considered ",
        " will be taken ",
        " end of the meeting ",
        " to this meeting ",
    ];
    MEETING.iter().any(|words| said.contains(words))
}

/// "The report that will be taken in private at the end of the meeting".
fn later_in_private(lower: &[&str], said: &str) -> bool {
    let private = [
        " in private ",
        " in private session ",
        " in closed session ",
        " in the private session ",
        " without the public ",
    ];
    let paper = lower.iter().any(|word| among("report paper item note", word));
    let later = [" will ", " is to be ", " to be ", " is being "].iter().any(|words| said.contains(words));
    let done = lower.iter().any(|word| {
        among("consider considered take taken hear heard discuss discussed dealt receive received presented", word)
    });
    paper && later && done && private.iter().any(|words| said.contains(words))
}

/// "The scores are confidential and have been circulated to Members", "sent to Members in a confidential note".
fn is_given_in_private(lower: &[&str], said: &str) -> bool {
    const GIVEN: &str =
        "circulated distributed emailed given had handed issued provided received sent shared shown supplied told";
    const NOUNS: &str = "annex appendix appraisal briefing document email figures information letter memo memorandum note paper papers report schedule summary";
    let at = |at: usize| lower.get(at).copied().unwrap_or_default();
    let by = |auxiliaries: &str| {
        (0..lower.len()).any(|here| {
            let before = &lower[here.saturating_sub(4)..here];
            among(GIVEN, at(here)) && before.iter().any(|word| among(auxiliaries, word)) && !before.contains(&"not")
        })
    };
    let given = by("are been have has is being");
    let members = lower.iter().any(|word| among("members councillors cabinet committee panel board", word))
        || said.contains(" under separate cover ");
    let how = [
        " in confidence ",
        " confidentially ",
        " pink ",
        " on buff paper ",
        " on coloured paper ",
        " on yellow paper ",
        " under confidential cover ",
        " by confidential email ",
        " by private email ",
        " in a confidential email ",
        " to members in private ",
        " to councillors in private ",
    ];
    // "In a sealed envelope, as they are exempt"; a ballot paper comes in one as well.
    let status = lower.iter().any(|word| among("confidential exempt restricted", word));
    let envelope = status && lower.iter().any(|word| among("envelope envelopes", word));
    let how = envelope || how.iter().any(|words| said.contains(words));
    let noted = (0..lower.len()).any(|here| {
        among("confidential exempt private restricted", at(here))
            && (here == 0 || among("a an the , as", at(here - 1)))
            && among(NOUNS, at(here + 1))
    });
    let called = (0..lower.len()).any(|here| {
        let mut next = here + 1;
        while among("all both also commercially strictly therefore highly", at(next)) {
            next += 1;
        }
        let status =
            among("are is being", at(here)) && among("confidential exempt private restricted sensitive", at(next));
        // "Are exempt information and are given to Members".
        let next = next + usize::from(at(next + 1) == "information");
        status && among("and , so", at(next + 1))
    });
    members && (how && (given || by("be was were")) || given && (noted || called))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_sent_to_private_papers() {
        for text in [
            "The implications are set out in the confidential report elsewhere on the agenda.",
            "The valuation is in a private report to be considered later in the meeting.",
            "Approve the business case for the trust in the exempt report.",
            "The scores are confidential and have been circulated to Members on pink paper.",
            "The fees are therefore in the private report later on the agenda.",
            "The properties are listed in the exempt part of the agenda.",
            "A private report on this agenda gives the figures.",
            "The terms are dealt with in Part II of this agenda.",
            "Counsel's advice has been circulated in confidence to members of the Cabinet.",
            "Members have received the names of the bidders in a confidential note.",
            "The figures, which are confidential, have been given to Members under separate cover.",
            "The risks are described in the report that will be taken in private at the end of the meeting.",
            "The price is in the accompanying private report.",
            "The offer is set out on the pink pages.",
            "The bids were sent to Members on yellow paper.",
            "Details of the settlement are set out in a separate private appendix that Members have received.",
            "The terms are in a private appendix, which Members have had separately.",
            "Cabinet will consider the price in private, on the basis of a further report.",
            "The terms were emailed to Members in confidence with the agenda.",
            "The sums offered are exempt information and are given to Members in a separate envelope.",
            "The names of the bidders were sent to Members by confidential e-mail.",
            "Members have been sent the bids in a sealed envelope, as they are exempt.",
            "The terms are exempt and will be told to Members in private.",
        ] {
            assert!(sends_beside(text), "{text}");
        }
        for text in [
            "Staff files are confidential.",
            "Shops are in an exempt category of business rates.",
            "Homes in the private sector cost more.",
            "Children in private fostering are visited.",
            "The contract was considered in private in 2024.",
            "The private papers of the third Earl are held at the record office.",
            "A private report by the consultants was leaked.",
            "Residents returned the form in the confidential envelope.",
            "Approve the policy on confidential reporting.",
            "The Council publishes every report except those that are exempt.",
            "Nothing is in a private report on this agenda.",
            "The confidential report to the coroner is not published.",
            "Members have been given guidance on confidential files.",
            "Members were sent the guidance on confidential waste by email.",
            "Ballot papers have been sent to members in a sealed envelope.",
            "What callers say is confidential information, and is kept for a year.",
            "The names are in the confidential section of the form.",
            "",
        ] {
            assert!(!sends_beside(text), "{text}");
        }
    }
}
