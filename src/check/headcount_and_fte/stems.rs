//! Stems: words without their endings, so that "receiving" and "received" are one.
// to be replaced by the common one

/// The stems of a word, of each of its parts where it has a hyphen: "day-centre".
pub(super) fn stems(lower: &str) -> impl Iterator<Item = String> {
    lower.split('-').filter(|part| !part.is_empty()).map(stem)
}

/// The stem of a word in small letters.
pub(super) fn stem(lower: &str) -> String {
    let mut stem = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("s'")).unwrap_or(lower);
    for ending in [
        "ations", "ation", "ances", "ance", "ments", "ment", "ings", "ing", "ers", "ies", "ied", "es", "ed", "er",
        "s", "y", "e",
    ] {
        if let Some(short) = stem.strip_suffix(ending)
            && short.len() >= 3
        {
            stem = short;
            break;
        }
    }
    let stem = stem.trim_end_matches('e');
    match stem {
        "lost" | "los" | "lose" | "left" | "leav" | "resign" | "quit" => "leav".to_owned(),
        "joined" | "join" | "start" | "began" | "begin" | "begun" => "join".to_owned(),
        "sent" | "send" | "went" | "writt" | "written" | "wrot" | "writ" => "send".to_owned(),
        "paid" | "pay" => "pay".to_owned(),
        "put" | "plac" => "put".to_owned(),
        _ => stem.to_owned(),
    }
}
