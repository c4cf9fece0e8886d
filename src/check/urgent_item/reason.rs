//! Reasons for urgency: whether a text gives one, or says only that there is one.

use std::ops::Range;

use crate::check::dates::date_at;
use crate::check::words::{sentences, words};
use crate::check::{answer, doubt, finding};
use crate::diagnostic::Diagnostic;
use crate::project::yaml::Text;

/// Words that special circumstances cannot consist of: that it is urgent, that it is late, that the chair agrees.
pub const HOLLOW: &str = "a accept accepted accepts access accordance act add added admin administration administrative admitted after \
    agree agreed agreement agrees allow allowed an and any are arrived as be because before being brought \
    business by cabinet came cannot chair chair's circumstances clearance cleared committee complete completed \
    consent consider consideration considered constitution could council day days deadline deadlines dealing \
    dealt decide decided decision defer deferred delay delayed delays despatch discussed discussion dispatch \
    draft drafting due earlier emergency error essential executive finished five following for government \
    grounds held however immediate immediately important impossible in information involved is issue issued it \
    item late line local made matter meet meetings miss missed misses must n necessary necessity need needs next \
    no none notice now obtained of officer officers on opinion order orders ordinary otherwise oversight \
    permission permit permitted possible power powers prepared pressing print procedure procedures produced \
    promptly provision provisions publication publish published pursuant quick quickly raised ready reason \
    reasons receive received report resolved review rule rules schedule section sent short shorter so soon \
    special standing statutorily statutory submission submitted take taken takes tbc that the this timely \
    timescale timescales timetable timing to today true unable unavoidable unavoidably under until urgency \
    urgent urgently very wait waited was will with within x xx yes";

/// A reason that says no more than that there is one.
pub fn empty(text: &Text) -> Option<Diagnostic> {
    // The law under which an item is taken is no reason to take it.
    let bare = answer::without_law(&text.value);
    // "It is in the public interest that this is decided now" says of nothing what happened.
    let said = bare.to_lowercase().replace("public interest", "").replace("best interests", "");
    let hollow = (answer::telling(&said, HOLLOW) < 2 || only_agreed(&bare))
        && !text.value.contains("{{")
        && !answer::gap(&words(&text.value));
    if !hollow {
        return excuse(text);
    }
    let written = text.value.trim();
    let message = if written.len() <= 40 {
        format!("`{written}` does not say which special circumstances these are")
    } else {
        "this does not say which special circumstances these are".to_owned()
    };
    Some(finding(message, &text.span).hint("say what happened, and why it cannot wait for the next meeting"))
}

/// A reason that only says what made the paper late: "Staff sickness".
fn excuse(text: &Text) -> Option<Diagnostic> {
    const LATE: &str = "absence breakdown capacity failure fault holiday illness leave problem problems sick sick-leave sickness shortage shortages sign-off unavailable vacancies vacancy workload";
    const BESIDE: &str = "a an annual author author's awaited awaiting by comments computer data director due figures final finance from in it key lack lead legal of officer officer's officers on \
        report resources service staff staffing team technical the to was were";
    let words = words(&text.value);
    let has = words.iter().any(|word| answer::among(LATE, &word.lower));
    let known = |word: &str| answer::among(LATE, word) || answer::among(BESIDE, word);
    let only = words.iter().filter(|word| word.is_word() || word.is_number()).all(|word| known(&word.lower));
    (has && only).then(|| {
        doubt(
            format!("`{}` may say why the paper is late, and not why the matter cannot wait", text.value.trim()),
            &text.span,
        )
        .hint("say what would happen if it waited for the next meeting")
    })
}

/// Whether a text says no more than who agreed, and when: "Agreed by the Chair (Cllr Jones) on 9 February 2026".
fn only_agreed(text: &str) -> bool {
    const AGREED: &str =
        "accepted agreed agreement agrees allowed approval approved authorised consent consented permission";
    const WHO: &str = "chair chairman chairperson chairwoman deputy leader mayor monitoring vice-chair";
    const TITLES: &str = "cllr councillor dr miss mr mrs ms";
    let words = words(text);
    let has = |some: &str| words.iter().any(|word| answer::among(some, &word.lower));
    // "The deadline is 20 April" says why.
    if !has(AGREED) || !has(WHO) || has("deadline deadlines") {
        return false;
    }
    let mut at = 0;
    let mut named = false;
    while let Some(word) = words.get(at) {
        if let Some(day) = date_at(&words, at) {
            let lead = at.checked_sub(1).map_or("", |before| words[before].lower.as_str());
            if answer::among("before by from until", lead) {
                return false;
            }
            at = day.end.max(at + 1);
            continue;
        }
        named = answer::among(TITLES, &word.lower) || named && (word.is_capital() || word.text == ".");
        let stock = named || answer::among(AGREED, &word.lower) || answer::among(WHO, &word.lower);
        if !stock && answer::telling(word.text, HOLLOW) > 0 {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether a text gives a reason.
pub fn gives_reason(text: &str) -> bool {
    const REASONS: &[&str] = &[
        "because",
        "since ",
        "in order",
        "owing to",
        "due to",
        "so that",
        "as it ",
        "as the ",
        "as they ",
        "as there",
        "by reason of",
        "on account of",
        "the reason",
        "given that",
        "in view of",
        "there were no",
        "there was no",
        "special circumstances that",
        "special circumstances were",
        "special circumstances are",
        "special circumstances:",
    ];
    let lower = text.to_lowercase();
    // The words of the law are no reason.
    let lower =
        lower.replace("by reason of special circumstances", "").replace("because of special circumstances", "");
    let lower = lower
        .replace("because of the special circumstances", "")
        .replace("by reason of the special circumstances", "");
    // What follows has to say something of the matter: that a paper was late is no reason for its being urgent.
    let mut clauses = REASONS.iter().flat_map(|words| {
        lower.match_indices(words).map(|(at, _)| (*words, lower.get(at + words.len()..).unwrap_or_default()))
    });
    clauses.any(|(words, after)| !says_only_urgent(words, after))
        || sentences(text).into_iter().any(|range| after_sign(&text[range]).is_some())
}

/// Whether a text that has no other place for a reason tells one beside a sentence of it that says that the paper is urgent: it goes on with
/// what happened, or draws the sentence from what it said before.
pub fn tells_why(text: &str, urgent: &Range<usize>) -> bool {
    let said = text.get(urgent.clone()).unwrap_or_default();
    let drawn = words(said).iter().any(|word| answer::among("accordingly hence so therefore thus", &word.lower));
    let before = text.get(..urgent.start).unwrap_or_default();
    let after = text.get(urgent.end..).unwrap_or_default();
    // "This is an urgent paper: the contractor went into administration."
    if after_sign(said).is_some() {
        return true;
    }
    drawn && !before.trim().is_empty() || answer::telling(&answer::without_law(after), HOLLOW) > 2
}

/// What a sentence that calls something urgent or late tells after a colon, a dash or a semicolon, if it tells what happened.
fn after_sign(sentence: &str) -> Option<&str> {
    const URGENT: &str = "late urgency urgent urgently";
    /// Words of a clause that has a verb: "the boilers failed", not "boilers at hostels".
    const VERBS: &str = "are broke burnt burst came collapsed closes cracked died ends expires failed fell flooded had has have is lapses \
        leaves lost must needs opens resigned runs was went were will would";
    let sign = sentence.find([':', ';', '–', '—']).or_else(|| sentence.find(" - "))?;
    let (before, after) = sentence.split_at(sign);
    let after = after.trim_start_matches([':', ';', '–', '—', '-', ' ']);
    let has = |text: &str, list: &str| words(text).iter().any(|word| answer::among(list, &word.lower));
    let tells =
        has(before, URGENT) && has(after, VERBS) && answer::telling(&answer::without_law(after), HOLLOW) > 2;
    tells.then_some(after)
}

/// Whether a passage speaks of the urgency of its paper and of something that happened, so that a title that calls it urgent has its reason.
pub fn tells_of_urgency(passage: &str) -> bool {
    const URGENCY: &str = "deadline emergency late urgency urgent urgently wait";
    words(passage).iter().any(|word| answer::among(URGENCY, &word.lower))
        && answer::telling(&answer::without_law(passage), HOLLOW) > 2
}

/// Whether what follows "as it" or "because" says no more than that the paper was late, or that the matter is urgent.
fn says_only_urgent(reason: &str, after: &str) -> bool {
    const READ_ON: &[&str] =
        &["as it", "as the", "as they", "because", "since", "given that", "due to", "owing to", "in view of"];
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    READ_ON.contains(&reason.trim()) && answer::telling(&answer::without_law(clause), HOLLOW) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_a_paper_was_late_is_no_reason() {
        for text in [
            "It was taken as urgent as it had missed the deadline for the agenda.",
            "This late paper is accepted by the Chair as it was not ready in time.",
            "This item was added with the agreement of the Chair as it is urgent.",
            "It was taken as urgent because it could not wait.",
            "The Chair accepted it owing to its urgency.",
            "This is an urgent item: boilers at hostels in Ryton.",
            "The report is urgent: it could not be published with the agenda.",
        ] {
            assert!(!gives_reason(text), "{text}");
        }
        assert!(gives_reason("It was taken as urgent as it has to be signed before the lease ends."));
        for text in [
            "This is an urgent paper: the contractor went into administration on 10 March, and rounds would stop on the 17th.",
            "This item is urgent; the grant offer expires on 20 March and pays for two posts.",
            "The item was taken as urgent – the boiler at the hostel failed on Monday.",
            "It was late, as the agenda had been printed, and urgent, as the lease ends on 3 March.",
        ] {
            assert!(gives_reason(text), "{text}");
        }
        assert!(gives_reason("It was late because the grant was offered after the agenda was published."));
    }

    #[test]
    fn the_reason_may_stand_beside_it() {
        let tells = |text: &str, said: &str| {
            let at = text.find(said).unwrap_or_default();
            tells_why(text, &(at..at + said.len()))
        };
        let urgent = "The Chair has agreed that this note be taken as urgent.";
        assert!(tells(&format!("{urgent} The wall fell on 17 June and blocks the road."), urgent));
        let drawn = "The Chair has therefore agreed that this note be taken as urgent.";
        assert!(tells(&format!("The wall fell on 17 June. {drawn}"), drawn));
        assert!(!tells(urgent, urgent) && !tells(&format!("{urgent} It cannot wait."), urgent));
        assert!(!tells(&format!("The boiler is thirty years old. {urgent}"), urgent));
    }

    #[test]
    fn a_passage_may_tell_of_the_urgency() {
        assert!(tells_of_urgency("It is urgent: the boiler failed on 3 June, and the hostel has no heat."));
        for text in ["This report is urgent.", "The boiler is thirty years old and has to be replaced."] {
            assert!(!tells_of_urgency(text), "{text}");
        }
    }

    #[test]
    fn that_something_is_urgent_is_no_reason() {
        for hollow in [
            "Yes",
            "Urgent",
            "Special circumstances",
            "Because of the special circumstances involved",
            "–",
            "true",
            "The item missed the publication deadline",
            "The report was not ready in time.",
            "The Chair has agreed",
            "A decision is needed urgently",
            "See report",
            "The matter cannot wait until the next meeting.",
            "In accordance with section 100B(4)(b) of the Local Government Act 1972.",
            "A decision cannot be deferred.",
            "It is in the public interest that this is decided now",
            "In the public interest",
            "The public interest requires an urgent decision.",
            "It would be in the best interests of the Council to decide this now.",
            "Agreed by Chair on 9 February 2026",
            "The Chairman approved this on 3 March.",
            "Agreed by Cllr A Jones, Chair, 9 February 2026",
        ] {
            assert!(empty(&Text::of(hollow)).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for late in [
            "Staff sickness",
            "Annual leave of the author",
            "IT problems",
            "Computer failure",
            "Due to sickness in the team.",
            "Awaiting sign-off",
            "Figures unavailable from finance",
        ] {
            assert!(excuse(&Text::of(late)).is_some(), "{late}");
        }
        for stated in [
            "Staff sickness has closed two kitchens",
            "The inspection report came on 10 April.",
            "Grant offer expires 20 April",
            "Public safety",
            "Sign-off by the Treasury ends on 20 April",
            "{{ reason }}",
            "A decision is needed by 20 April 2026",
            "Agreed by the Chair, as the deadline is 20 April",
            "Agreed by the Chair: the lease ends on 3 March",
            "The Chair agreed; to be decided by 20 April",
        ] {
            assert!(empty(&Text::of(stated)).is_none(), "{stated}");
        }
    }
}
