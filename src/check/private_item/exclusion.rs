//! Minutes that tell that the public was excluded from the meeting.

use crate::check::answer::among;
use crate::check::words::{Word, words};

/// Whether a sentence of minutes tells, or resolves, that this meeting went on without the public, and does not say under which
/// paragraph of Schedule 12A.
pub fn excludes(sentence: &str) -> bool {
    let words = words(sentence);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let named = words
        .windows(2)
        .any(|pair| matches!(pair[0].lower.as_str(), "paragraph" | "paragraphs" | "para") && pair[1].is_number());
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
    (0..words.len()).any(|at| leaves(&words, at) || goes_private(&words, at))
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
        "exclude" | "excluding" => after(4, PUBLIC) && !elsewhere,
        "asked" | "required" | "requested" if at > 0 && passive() => {
            lower(at + 1) == "to"
                && among("leave withdraw", lower(at + 2))
                && (lower(at + 2) == "withdraw"
                    || after(5, "meeting room chamber gallery")
                    || words.len() <= at + 4)
        }
        // "The public left the meeting so that the rents could be discussed."
        "left" => {
            let purpose = (at + 1..at + 8)
                .any(|at| lower(at) == "so" && lower(at + 1) == "that" || among("while before during", lower(at)));
            before(3, PUBLIC) && after(4, "meeting room chamber gallery hall") && purpose
        }
        "withdrew" => before(8, PUBLIC) && after(1, "during for so while"),
        "cleared" => at > 0 && among("be was were", lower(at - 1)) && before(3, "gallery"),
        _ => false,
    }
}

/// Whether the meeting goes on in private at a word: "moved into closed session", "considered in private".
fn goes_private(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let session =
        among("closed exempt private confidential", lower(at)) && among("business session", lower(at + 1));
    let moved = session
        && words[at.saturating_sub(3)..at].iter().any(|word| matches!(word.lower.as_str(), "into" | "in"))
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
            "Having excluded the public, members heard the details of the complaint.",
            "The Cabinet resolved to exclude the public from the meeting during consideration of the fees.",
            "The meeting went into private session to consider the settlement.",
            "The Committee considered in private the conduct of a licensed driver.",
            "The public gallery was cleared while the Director gave the names of the bidders.",
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
        ] {
            assert!(!excludes(text), "{text}");
        }
    }
}
