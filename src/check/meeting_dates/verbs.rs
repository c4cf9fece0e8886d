//! Verbs and nouns of meeting: what bodies do when they meet, and what happens elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::check::answer::among;
use crate::check::meeting_dates::bodies::is_head;
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, lower};

/// What a word says that a body did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Agreed, approved, adopted.
    Agree,
    /// Refused, rejected.
    Refuse,
    /// Put off to another day.
    Defer,
    /// Asked for.
    Ask,
    /// Heard, considered, discussed; what was brought before a body is heard.
    Hear,
}

static ACTS: LazyLock<BTreeMap<String, Act>> = LazyLock::new(|| {
    let verbs = [
        (
            Act::Agree,
            "accept adopt agree approve authorise back confirm endorse grant pass ratify resolve set sign support",
        ),
        (Act::Refuse, "dismiss refuse reject turn"),
        (Act::Defer, "defer postpone"),
        (Act::Ask, "ask request commission"),
        (Act::Hear, "consider debate discuss examine hear look receive review scrutinise see"),
    ];
    verbs.iter().flat_map(|(act, verbs)| stems(verbs).into_iter().map(|stem| (stem, *act))).collect()
});

/// What a word says that was done, whether it is a verb or a noun made of one.
pub fn act(lower: &str) -> Option<Act> {
    if among("brought goes presented submitted tabled taken told took went reported", lower) {
        return Some(Act::Hear);
    }
    ACTS.get(&stem(lower)).copied()
}

/// Whether a word names an occasion on which people meet.
pub fn is_occasion(lower: &str) -> bool {
    const OCCASIONS: &str = "meeting agm assembly briefing conference drop-in egm event exhibition hearing seminar \
        session sitting summit surgery workshop";
    among(OCCASIONS, lower)
}

/// Whether a noun names what a body does or brings forth when it meets: "Cabinet's decision of 6 May".
pub fn is_done_by_body(lower: &str) -> bool {
    const DONE: &str = "adoption advice agenda agreement amendment amendments approval award backing choice comments \
        conclusion conclusions consent consideration debate decision decisions discussion discussions endorsement \
        examination findings instruction judgment minutes motion objection objections observations opinion \
        preference proceedings proposals questioning questions recommendation recommendations refusal rejection \
        request resolution resolutions review ruling scrutiny suggestions support verdict view views vote";
    among(DONE, lower) || is_occasion(lower)
}

static ELSEWHERE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "announce answer apply arrive begin circulate close come complete cut deliver e-mail email end expire fall \
         finish follow grow implement inspect introduce issue join land launch leave left lobby open pay post print \
         publish ran register rent reply rise rose run send spend spent start tour train transfer travel visit want wish write \
         began begun came fell grew",
    )
});

/// Whether a verb tells of something that is done at no meeting, whoever does it.
pub fn is_elsewhere(lower: &str) -> bool {
    !lower.ends_with("ings") && ELSEWHERE.contains(&stem(lower))
}

/// Verbs of any meeting.
static GENERAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "advise attend bring call come conclude consult convene decide determine give go inform meet move note present put \
         question raise recommend refer remind report speak submit take tell vote",
    )
});

/// Verbs of some meetings, which say what was done there.
static SPECIAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "address amend appoint award brief challenge elect evidence gather interview invite lift object overturn release schedule \
         share show sit thank uphold warn welcome withdraw",
    )
});

/// Whether a word is a verb, or a noun made of one, that says little of what a meeting was about.
pub fn is_general(lower: &str) -> bool {
    GENERAL.contains(&stem(lower))
}

/// Whether a word is a verb of meeting, in any form.
pub fn is_meeting_verb(lower: &str) -> bool {
    let noun = ["ment", "ion", "al"].iter().any(|ending| lower.ends_with(ending));
    !noun && (act(lower).is_some() || is_general(lower) || SPECIAL.contains(&stem(lower)))
}

/// Whether a word says no more than that something is, or takes place.
pub fn is_glue(words: &[Word<'_>], at: usize) -> bool {
    const GLUE: &str = "held is was are were be been being will would has had have having due scheduled arranged fixed \
        planned convened take takes took taken taking place called set to";
    let (low, next) = (lower(words, at), lower(words, at + 1));
    among(GLUE, low)
        && (!among("take takes took taken taking", low) || next == "place")
        && (!among("called set planned arranged fixed scheduled", low) || among("for on to", next))
}

/// Whether a word is a verb that can have a date.
pub fn is_verb(words: &[Word<'_>], at: usize) -> bool {
    /// Forms that are nothing else.
    const FORMS: &str = "met sat saw go went gone took taken made gave heard told spoke spoken put brought held came left \
        sent wrote written began begun ran rose paid spent fell grew cut drew drawn won lost found said read thought \
        bought sold led chose chosen broke built kept withdrew withdrawn upheld understood stood set shown seen done \
        let lent goes comes runs starts ends begins applies expires closes falls follows given";
    /// What stands before a verb in its base form.
    const LEADING: &str = "will to would may can must and should who which that next first last not governors trustees \
        members councillors they also then";
    let (low, before) = (lower(words, at), at.checked_sub(1).map_or("", |before| lower(words, before)));
    let past = low.len() > 4 && low.ends_with("ed") && !among("indeed hundred", low);
    // "The revised plan", "this proposed change".
    let adjective = among("the a an its their his her no", before) || past && among("this these", before);
    if adjective || words[at].is_capital() && at > 0 || is_glue(words, at) {
        return false;
    }
    // "Cabinet considers"; "that Council adopt".
    let base = || is_meeting_verb(low) || is_elsewhere(low);
    let body = at > 0 && (words[at - 1].is_capital() || words[at - 1].text == ")" || is_head(before));
    let third = low.ends_with('s') && (body || among("who which that it", before));
    let wished = is_head(before) && words[at.saturating_sub(6)..at].iter().any(|word| word.lower == "that");
    past || among(FORMS, low) || (third || wished || among(LEADING, before)) && base()
}
