//! Verbs and nouns of meeting: what bodies do when they meet, and what happens elsewhere.

use crate::check::meeting_dates::bodies::is_head;
use crate::check::stems::stem;
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
    /// Heard, considered, discussed.
    Hear,
}

/// What a word says that was done, whether it is a verb or a noun made of one.
pub fn act(lower: &str) -> Option<Act> {
    const ACTS: &[(Act, &str)] = &[
        (
            Act::Agree,
            "accept adopt agree approve authorise back confirm endorse grant pass ratify resolve set sign support",
        ),
        (Act::Refuse, "dismiss refuse reject turn"),
        (Act::Defer, "defer postpone"),
        (Act::Ask, "ask request commission"),
        (Act::Hear, "consider debate discuss examine hear look receive review scrutinise see"),
    ];
    // What comes before a body is heard there.
    if matches!(
        lower,
        "brought" | "goes" | "presented" | "submitted" | "tabled" | "taken" | "took" | "went" | "reported"
    ) {
        return Some(Act::Hear);
    }
    let stem = stem(lower);
    let found = ACTS.iter().find(|(_, verbs)| verbs.split(' ').any(|verb| self::stem(verb) == stem));
    found.map(|(act, _)| *act)
}

/// Whether a word names an occasion on which people meet.
pub fn is_occasion(lower: &str) -> bool {
    const OCCASIONS: &str = "meeting briefing drop-in exhibition session surgery hearing conference agm egm seminar summit workshop event assembly";
    OCCASIONS.split(' ').any(|one| one == lower)
}

/// Whether a noun names what a body does or brings forth when it meets: "Cabinet's decision of 6 May".
pub fn is_done_by_body(lower: &str) -> bool {
    const DONE: &str = "adoption advice agenda agreement amendment amendments approval award backing choice comments \
        conclusion conclusions consent consideration debate decision decisions discussion discussions endorsement \
        examination findings instruction judgment minutes motion objection objections observations opinion \
        preference proceedings proposals questioning questions recommendation recommendations refusal rejection \
        request resolution resolutions review ruling scrutiny suggestions support verdict view views vote";
    DONE.split_whitespace().any(|one| one == lower) || is_occasion(lower)
}

/// Whether a verb tells of something that is done at no meeting, whoever does it.
pub fn is_elsewhere(lower: &str) -> bool {
    const ELSEWHERE: &str = "announce answer apply arrive begin circulate close come complete cut deliver emailed end \
        expire fall finish follow grow implement inspect introduce issue join land launch leave lobby open pay post \
        print publish reply register rise run send spend start tour train travel visit want wish write e-mail";
    const FORMS: &str =
        "began begun came come cut fell fallen grew grown left paid ran risen rose sent spent wrote written";
    let stem = stem(lower);
    FORMS.split(' ').any(|form| form == lower)
        || !lower.ends_with("ings") && ELSEWHERE.split_whitespace().any(|verb| self::stem(verb) == stem)
}

/// Whether a word is a verb of meeting, in any form.
pub fn is_meeting_verb(lower: &str) -> bool {
    const MEET: &str = "advise appoint attend award bring brief call come challenge conclude consult convene decide \
        determine elect evidence gather give go inform interview invite lift meet move note object overturn present \
        put question raise recommend refer release remind report schedule sit speak submit take tell thank uphold vote warn \
        welcome withdraw amend show share";
    let stem = stem(lower);
    let noun = lower.ends_with("ment") || lower.ends_with("ion") || lower.ends_with("al");
    !noun && (act(lower).is_some() || MEET.split_whitespace().any(|verb| self::stem(verb) == stem))
}

/// Whether a word says no more than that something is, or takes place.
pub fn is_glue(words: &[Word<'_>], at: usize) -> bool {
    const GLUE: &str = "held is was are were be been being will would has had have having due scheduled arranged fixed \
        planned convened take takes took taken taking place called set to";
    let low = lower(words, at);
    let places = matches!(low, "take" | "takes" | "took" | "taken" | "taking");
    let called = matches!(low, "called" | "set" | "planned" | "arranged" | "fixed" | "scheduled");
    GLUE.split_whitespace().any(|one| one == low)
        && (!places || lower(words, at + 1) == "place")
        && (!called || matches!(lower(words, at + 1), "for" | "on" | "to"))
}

/// Whether a word is a verb that can have a date.
pub fn is_verb(words: &[Word<'_>], at: usize) -> bool {
    let low = lower(words, at);
    let before = at.checked_sub(1).map_or("", |before| lower(words, before));
    let article = matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her" | "no")
        || low.ends_with("ed") && matches!(before, "this" | "these");
    if article || words[at].is_capital() && at > 0 || is_glue(words, at) {
        return false;
    }
    const IRREGULAR: &str = "met sat saw went gone took taken made gave given heard told spoke spoken put brought held \
        came left sent wrote written began begun ran rose paid spent fell grew cut drew drawn won lost found said read \
        thought bought sold led chose chosen broke built kept withdrew withdrawn upheld understood stood set shown seen done let lent kept goes comes runs starts ends begins applies expires closes falls follows";
    let past = low.len() > 4 && low.ends_with("ed") && !matches!(low, "indeed" | "hundred");
    // "Will consider", "to appoint", "Cabinet considers".
    let base = is_meeting_verb(low) || is_elsewhere(low);
    let led = matches!(
        before,
        "will"
            | "to"
            | "would"
            | "may"
            | "can"
            | "must"
            | "and"
            | "should"
            | "who"
            | "which"
            | "that"
            | "next"
            | "first"
            | "last"
            | "not"
    );
    let named = at > 0 && (words[at - 1].is_capital() || words[at - 1].text == ")" || is_head(before));
    let third = low.ends_with('s') && base && (named || matches!(before, "who" | "which" | "that" | "it"));
    past || IRREGULAR.split_whitespace().any(|one| one == low)
        || base && is_head(before) && words[at.saturating_sub(6)..at].iter().any(|word| word.lower == "that")
        || base && (led || third || is_after_body(before))
}

/// Whether a verb in its base form can follow: "the Trustees meet on".
fn is_after_body(before: &str) -> bool {
    matches!(before, "governors" | "trustees" | "members" | "councillors" | "they" | "not" | "also" | "then")
}
