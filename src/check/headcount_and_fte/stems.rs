//! Stems of words for staff and of what becomes of them.

use crate::check::stems;

/// The stems of a word, of each of its parts where it has a hyphen: "day-centre".
pub(super) fn stems(lower: &str) -> impl Iterator<Item = String> {
    lower.split('-').filter(|part| !part.is_empty()).map(stem)
}

/// The stem of a word in small letters; verbs that say the same of staff have one: "lost" and "left".
pub(super) fn stem(lower: &str) -> String {
    let same = match lower {
        "lost" | "lose" | "loses" | "left" | "leave" | "leavers" | "resigned" | "quit" => "leave",
        "joined" | "joins" | "started" | "starts" | "began" | "begin" => "join",
        "went" | "wrote" | "written" => "send",
        "placed" => "put",
        _ => lower,
    };
    stems::stem(same)
}
