//! Acts: what verbs, and nouns made of them, say that a body did.

/// What a verb says that a body did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Agreed, approved, adopted.
    Agree,
    /// Refused, rejected.
    Refuse,
    /// Asked for.
    Ask,
    /// Heard, considered, discussed.
    Hear,
    /// Objected to.
    Object,
    /// Made, as recommendations.
    Make,
}

/// What a word says that was done, by its beginning.
pub fn act(lower: &str) -> Option<Act> {
    const ACTS: &[(&str, Act)] = &[
        ("accept", Act::Agree),
        ("adopt", Act::Agree),
        ("agree", Act::Agree),
        ("approv", Act::Agree),
        ("authoris", Act::Agree),
        ("back", Act::Agree),
        ("endors", Act::Agree),
        ("grant", Act::Agree),
        ("ratif", Act::Agree),
        ("set", Act::Agree),
        ("sign", Act::Agree),
        ("support", Act::Agree),
        ("pass", Act::Agree),
        ("award", Act::Agree),
        ("refus", Act::Refuse),
        ("reject", Act::Refuse),
        ("turned", Act::Refuse),
        ("dismiss", Act::Refuse),
        ("ask", Act::Ask),
        ("request", Act::Ask),
        ("call", Act::Ask),
        ("commission", Act::Ask),
        ("consider", Act::Hear),
        ("debat", Act::Hear),
        ("discuss", Act::Hear),
        ("examin", Act::Hear),
        ("hear", Act::Hear),
        ("look", Act::Hear),
        ("receiv", Act::Hear),
        ("review", Act::Hear),
        ("scrutinis", Act::Hear),
        ("object", Act::Object),
        ("made", Act::Make),
        ("make", Act::Make),
    ];
    // "Set" and "made" are whole words.
    let whole = |stem: &str| {
        !matches!(stem, "set" | "made" | "back" | "pass" | "make" | "sign" | "ask" | "call" | "look")
            || [stem, &format!("{stem}s"), &format!("{stem}ed"), &format!("{stem}es")].contains(&lower)
    };
    let noun = ["ment", "al", "ance", "tion", "sion", "ing", "ation"].iter().any(|ending| lower.ends_with(ending));
    ACTS.iter().find(|(stem, _)| !noun && lower.starts_with(stem) && whole(stem)).map(|(_, act)| *act)
}

/// What a noun says that was done.
pub fn noun_act(lower: &str) -> Option<Act> {
    Some(match lower {
        "adoption" | "agreement" | "approval" | "endorsement" => Act::Agree,
        "refusal" | "rejection" => Act::Refuse,
        "request" => Act::Ask,
        "consideration" | "debate" | "discussion" => Act::Hear,
        "objection" | "objections" => Act::Object,
        _ => return None,
    })
}
