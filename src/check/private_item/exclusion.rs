//! Minutes that tell that the public was excluded from the meeting.

use crate::check::answer::among;
use crate::check::words::{Word, lower, words};

/// Whether a sentence of minutes tells, or resolves, that this meeting went on without the public, and does not say under which
/// paragraph of Schedule 12A.
pub fn excludes(sentence: &str) -> bool {
    let words = words(sentence);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let named = names_paragraph(&words);
    // What somebody said, asked or regretted of another time and place.
    let told = (0..words.len()).any(|at| {
        among(
            "asked complained explained informed noted recalled reported reminded said stated told wondered",
            lower(at),
        ) && among("how that them members why whether", lower(at + 1))
    });
    let pluperfect = words.windows(2).any(|pair| pair[0].lower == "had" && pair[1].lower == "been");
    // Who leaves because of a fire, the noise or the hour is not excluded from what is discussed.
    let disturbed = any(
        "alarm capacity disorder disruption disturbance fire full heckling interrupted noise seats shouted shouting space",
    );
    let denied = any("if may neither never no nobody none nor not nothing previous unless whether without");
    if named || told || pluperfect || disturbed || denied {
        return false;
    }
    (0..words.len()).any(|at| leaves(&words, at) || goes_private(&words, at) || is_taken_apart(&words, at))
}

/// Whether a sentence has the public excluded under a paragraph that it names: what a resolution is to say.
pub fn excludes_under_paragraph(sentence: &str) -> bool {
    let words = words(sentence);
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    any("exclude excluded excluding exclusion") && any("press public") && names_paragraph(&words)
}

fn names_paragraph(words: &[Word<'_>]) -> bool {
    words.windows(2).any(|pair| among("para paragraph paragraphs", &pair[0].lower) && pair[1].is_number())
}

/// Whether the words from one on give the business of a meeting as the time or the reason: "while the claim was discussed".
fn for_business(words: &[Word<'_>], at: usize) -> bool {
    const BUSINESS: &str = "business consideration considered considering debate debated decided deliberated deliberation deliberations \
        determined discussed discussing discussion examined heard item items matter";
    among("before during for so when while", lower(words, at))
        && words.iter().skip(at + 1).any(|word| among(BUSINESS, &word.lower))
}

/// Whether the public is sent out at a word: "were excluded", "excluding the public", "the gallery was cleared".
fn leaves(words: &[Word<'_>], at: usize) -> bool {
    const PUBLIC: &str = "public press observers";
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let before = |within: usize, list: &str| {
        words[at.saturating_sub(within)..at].iter().any(|word| among(list, &word.lower))
    };
    let after =
        |within: usize, list: &str| words.iter().skip(at + 1).take(within).any(|word| among(list, &word.lower));
    // "From the towpath" is no part of the meeting.
    let elsewhere = words.iter().enumerate().skip(at).any(|(from, word)| {
        word.lower == "from"
            && words.iter().skip(from + 1).take(4).all(|word| {
                !among(
                    "business consideration discussion item items meeting part remainder rest room session",
                    &word.lower,
                )
            })
    });
    let passive = || among("be been being is was were", lower(at - 1)) && before(8, PUBLIC);
    match lower(at) {
        "excluded" => {
            (at > 0 && (passive() || before(1, PUBLIC) && before(4, "with")) || after(4, PUBLIC)) && !elsewhere
        }
        "exclude" | "excludes" | "excluding" => after(4, PUBLIC) && !elsewhere,
        "asked" | "invited" | "required" | "requested" | "told" if at > 0 && passive() => {
            lower(at + 1) == "to"
                && among("leave withdraw", lower(at + 2))
                && (lower(at + 2) == "withdraw"
                    || after(5, "meeting room chamber gallery")
                    || for_business(words, at + 3)
                    || words.len() <= at + 4)
        }
        "sent" => at > 0 && passive() && lower(at + 1) == "out" && !elsewhere,
        // "The public left the meeting so that the rents could be discussed."
        "left" | "leave" => {
            let purpose = (at + 1..at + 8)
                .any(|at| lower(at) == "so" && lower(at + 1) == "that" || among("while before during", lower(at)));
            let room = after(4, "meeting room chamber gallery hall") && purpose;
            // "It was agreed that the press and public leave the meeting."
            let resolved = lower(at) == "leave"
                && after(3, "meeting room chamber gallery hall")
                && words[..at].iter().any(|word| among("agreed resolved resolves agrees", &word.lower));
            before(3, PUBLIC) && (room || resolved || for_business(words, at + 1))
        }
        "withdrew" => before(8, PUBLIC) && (after(1, "during for so while") || for_business(words, at + 1)),
        "cleared" => at > 0 && among("be was were", lower(at - 1)) && before(3, "gallery"),
        _ => false,
    }
}

/// Whether the meeting goes on in private at a word: "moved into closed session", "considered in private".
fn goes_private(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let session = among("closed exempt private confidential", lower(at))
        && among("business session", lower(at + 1))
        || lower(at) == "part" && among("ii 2", lower(at + 1)) && at > 0 && lower(at - 1) == "into";
    let moved = session
        && words[at.saturating_sub(3)..at].iter().any(|word| among("in into to", &word.lower))
        && words[..at].iter().any(|word| {
            among("adjourned continued discussed considered entered met moved resumed went", &word.lower)
        });
    let discussed = lower(at) == "in"
        && lower(at + 1) == "private"
        && !among("accommodation hands homes hospitals ownership practice rented rooms sector", lower(at + 2))
        && words[..at]
            .iter()
            .chain(words.iter().skip(at + 2).take(3))
            .any(|word| among("considered considering debated deliberated discussed", &word.lower))
        && words
            .iter()
            .take(4)
            .any(|word| among("board cabinet committee councillors meeting member members panel", &word.lower));
    moved || discussed
}

/// Whether business is said at a word to have been taken without the public: "the item was heard in private", "the meeting was closed
/// to the public", "in the absence of the press and public"; not what a court or a school does.
fn is_taken_apart(words: &[Word<'_>], at: usize) -> bool {
    const TAKEN: &str = "considered debated deliberated determined discussed heard taken";
    const OTHERS: &str = "by court hearing inquiry inspector ombudsman school tribunal";
    let before = |back: usize| at.checked_sub(back).map_or("", |at| lower(words, at));
    let others = || words.iter().any(|word| among(OTHERS, &word.lower));
    match lower(words, at) {
        "in" if lower(words, at + 1) == "private" && !words.get(at + 2).is_some_and(is_kind_of_place) => {
            let was = among("was were", before(2)) || before(2) == "be" && before(3) == "could";
            among(TAKEN, before(1)) && was && !others()
        }
        "closed" => {
            among("was were", before(1))
                && among("meeting session", before(2))
                && lower(words, at + 1) == "to"
                && words.iter().skip(at + 2).take(4).any(|word| among("press public", &word.lower))
        }
        "absence" => {
            let public =
                (at + 2..at + 5).any(|at| lower(words, at) == "the" && among("press public", lower(words, at + 1)));
            lower(words, at + 1) == "of"
                && public
                && words.iter().any(|word| among(TAKEN, &word.lower))
                && !others()
        }
        _ => false,
    }
}

/// "In private homes", "in private ownership": another kind of private.
fn is_kind_of_place(word: &Word<'_>) -> bool {
    word.is_word() && !among("and as at because before on session since so that when while with", &word.lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_tell_that_the_public_was_excluded() {
        for text in [
            "The press and public were excluded from the meeting for the discussion of the leisure contract.",
            "The public were asked to leave the room while members discussed the tender prices.",
            "RESOLVED that the public be excluded for the remainder of the meeting.",
            "that under section 100A(4) of the Local Government Act 1972 the public be excluded for the next item",
            "Members of the public and press withdrew while the Board discussed the claim.",
            "With the public excluded, the Committee heard the medical evidence.",
            "It was agreed that the press and public leave the meeting while the next item is considered.",
            "Having excluded the public, members heard the details of the complaint.",
            "The Cabinet resolved to exclude the public from the meeting during consideration of the fees.",
            "The meeting went into private session to consider the settlement.",
            "The Committee considered in private the conduct of a licensed driver.",
            "The public gallery was cleared while the Director gave the names of the bidders.",
            "The press and public were asked to leave while the claim was discussed.",
            "Members of the public were invited to withdraw.",
            "The press and public withdrew before the next item.",
            "The public were asked to leave so that the appeal could be heard.",
            "Press and public were told to leave during consideration of the lease.",
            "The public left while the claim was discussed.",
            "The public were sent out before the item was taken.",
            "The public gallery was cleared.",
            "The meeting went into private session.",
            "The meeting moved to closed session at 8.15 pm.",
            "The Committee moved into Part II.",
            "The item was taken in private.",
            "The claim was considered in private.",
            "The recording was stopped so that the claim could be discussed in private.",
            "The meeting was closed to the public while the claim was discussed.",
            "The Board considered the tender in the absence of the press and public.",
        ] {
            assert!(excludes(text), "{text}");
        }
        for text in [
            "The public were excluded under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972.",
            "No members of the public were excluded from the meeting.",
            "The Director said that the public had been excluded from the meeting in January.",
            "Members asked why the public were excluded from the towpath during the works.",
            "The public were excluded from the towpath during the works.",
            "There was no need to exclude the public.",
            "A resident complained that the public had been asked to leave the library early.",
            "The public gallery was full, and some people were asked to leave because of the fire rules.",
            "Pupils who were excluded from school were taught at home.",
            "The Board considered homes in private ownership.",
            "The Committee considered in private rented homes the risk of fire.",
            "Members of the public were asked to leave the park while the tree was felled.",
            "The public were asked to leave while the hall was decorated.",
            "The public left before the end.",
            "Members of the public withdrew before the rain came.",
            "The public were asked to leave comments for the discussion.",
            "The public were sent a leaflet before the item was taken.",
            "The appeal was heard in private by the Tribunal.",
            "Complaints were heard in private at the school.",
            "Repairs were considered in private homes.",
            "The meeting room was closed to the public for repairs.",
            "The garden was closed to the public while the item was repaired.",
            "In the absence of the Chair, the public questions were considered first.",
            "The Director spoke of Part 2 of the plan.",
        ] {
            assert!(!excludes(text), "{text}");
        }
    }
}
