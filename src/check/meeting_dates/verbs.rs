//! Verbs and nouns of meeting.

/// Whether a word is a verb, or a noun, of meeting.
pub fn is_meeting_verb(lower: &str) -> bool {
    /// Short verbs are known whole; "set" is no "settled".
    const WHOLE: &[&str] = &["due", "go", "goes", "met", "put", "sat", "saw", "set", "sit", "sits", "sign", "hear"];
    is_meeting_word(lower)
        || MEET.iter().any(|stem| {
            if WHOLE.contains(stem) {
                lower == *stem || lower == format!("{stem}ed")
            } else {
                lower.starts_with(stem)
            }
        })
}

/// Whether a word is a verb of something else.
pub fn is_other_verb(lower: &str) -> bool {
    const OTHER: &[&str] = &[
        "began", "begin", "begins", "came", "come", "comes", "ends", "fell", "grew", "left", "made", "paid", "pay",
        "pays", "ran", "rose", "run", "runs", "sent", "spent", "start", "starts", "want", "wants", "write",
        "writes", "written", "wrote",
    ];
    OTHER.contains(&lower)
        || lower.len() > 4 && lower.ends_with("ed") && !is_meeting_verb(lower) && lower != "named"
}

/// Whether a word is one for a meeting or for what it brings forth.
pub fn is_meeting_word(lower: &str) -> bool {
    matches!(
        lower,
        "meeting"
            | "meetings"
            | "session"
            | "decision"
            | "decisions"
            | "recommendation"
            | "recommendations"
            | "approval"
            | "endorsement"
            | "agreement"
            | "resolution"
            | "consideration"
            | "discussion"
            | "request"
            | "agenda"
            | "support"
    )
}

/// Whether a word is one for what a body does when it meets: "review", "debate", "decision"; but not for a paper.
pub fn is_done_by_meeting(lower: &str) -> bool {
    let paper = ["report", "plan", "note", "member"].iter().any(|one| lower.starts_with(one));
    is_meeting_word(lower) || is_meeting_verb(lower) && !paper
}

/// Verbs of what a body does when it meets, and of what is brought before it, by their beginnings.
const MEET: &[&str] = &[
    "accept",
    "adopt",
    "advis",
    "agree",
    "appoint",
    "approv",
    "ask",
    "attend",
    "authoris",
    "backed",
    "brought",
    "call",
    "challeng",
    "consider",
    "confirmed",
    "consult",
    "debat",
    "decid",
    "decision",
    "defer",
    "determined",
    "discuss",
    "dismissed",
    "due",
    "elect",
    "endors",
    "evidence",
    "examin",
    "goes",
    "granted",
    "heard",
    "hear",
    "held",
    "inform",
    "invit",
    "looked",
    "meet",
    "met",
    "note",
    "overturned",
    "present",
    "put",
    "question",
    "ratif",
    "receiv",
    "recommend",
    "refer",
    "refus",
    "reject",
    "request",
    "resol",
    "review",
    "sat",
    "saw",
    "schedul",
    "scrutinis",
    "set",
    "sign",
    "sit",
    "spoke",
    "submit",
    "support",
    "take",
    "taking",
    "told",
    "upheld",
    "took",
    "vot",
    "welcomed",
    "went",
    "go",
    "meeting",
    "report",
    "plann",
];
