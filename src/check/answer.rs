//! Answers of a form: whether a text says anything, or only that there is nothing to say.

use crate::check::words::{Word, sentences, words};

/// "None", "N/A", "Nil", "Not applicable": there is nothing.
pub fn is_none(text: &str) -> bool {
    const NONE: &[&str] = &[
        "n a",
        "na",
        "nil",
        "no",
        "none",
        "none applicable",
        "none apply",
        "none arising",
        "none at present",
        "none at this stage",
        "none at this time",
        "none identified",
        "none known",
        "none required",
        "not applicable",
        "not relevant",
        "nothing",
        "nothing to report",
        "there are none",
        "there is none",
        "there were none",
    ];
    NONE.contains(&plain(text).as_str())
}

/// Whether a text has no word in it at all: "", "-", "…".
pub fn is_blank(text: &str) -> bool {
    plain(text).is_empty()
}

/// Whether a text is one sentence that says that there is nothing, and not why: "None.", "There are no equalities
/// implications arising from this report."
pub fn denies_without_reason(text: &str) -> bool {
    /// Words of a sentence that says more than that there is nothing.
    const REASONS: &[&str] = &[
        "all",
        "as",
        "assessment",
        "because",
        "but",
        "eia",
        "except",
        "however",
        "only",
        "same",
        "since",
        "so",
        "than",
        "that",
        "therefore",
        "which",
        "whom",
        "who",
        "where",
        "while",
    ];
    if is_none(text) || is_blank(text) {
        return true;
    }
    let words = words(text);
    let said: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
    let denies = match said.as_slice() {
        ["none" | "nil", ..]
        | ["no", "implications" | "impact" | "impacts" | "effect" | "effects" | "issues", ..] => true,
        ["there", "are" | "is" | "were" | "will", rest @ ..] => rest.iter().take(2).any(|word| is_no(word)),
        [
            "this" | "the",
            "report" | "recommendations" | "proposals" | "proposal" | "decision",
            "has" | "have",
            no,
            ..,
        ] => is_no(no),
        ["no", kind, "implications" | "impact" | "impacts" | "effect" | "effects" | "issues", ..] => {
            !kind.is_empty()
        }
        _ => false,
    };
    // A number, or a colon after which something follows, is more than a denial.
    let more = words.iter().any(|word| word.is_number() || matches!(word.text, ":" | ";" | "–" | "—"));
    denies && !more && sentences(text).len() == 1 && !said.iter().any(|word| REASONS.contains(word))
}

/// Whether an answer begins with Yes.
pub fn says_yes(answer: &str) -> bool {
    first(answer).is_some_and(|first| first == "yes")
}

/// Whether an answer begins with No.
pub fn says_no(answer: &str) -> bool {
    first(answer).is_some_and(|first| first == "no")
}

/// How many words of letters a text has.
pub fn length(text: &str) -> usize {
    words(text).iter().filter(|word| word.is_word()).count()
}

fn first(answer: &str) -> Option<String> {
    words(answer).into_iter().find(Word::is_word).map(|word| word.lower)
}

fn is_no(word: &str) -> bool {
    matches!(word, "no" | "none" | "not" | "nothing")
}

/// The words of a text in lower case, with one blank between them, without signs.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_in_many_words() {
        for text in ["None", "none.", "N/A", "n/a.", "Nil", "Not applicable.", "**None**", "There are none.", "No."]
        {
            assert!(is_none(text) && denies_without_reason(text), "{text}");
        }
        for text in
            ["None of the papers is unpublished", "Not yet", "Report of March 2018", "Nilsen, A. (2009)", ""]
        {
            assert!(!is_none(text), "{text}");
        }
        assert!(is_blank("") && is_blank(" – ") && is_blank("…") && !is_blank("a"));
    }

    #[test]
    fn a_denial_needs_a_reason() {
        for text in [
            "There are no equalities implications arising from this report.",
            "There is no direct equality impact",
            "No equality implications.",
            "No implications",
            "This report has no equality implications.",
            "The recommendations have no direct equality impact.",
            "None directly.",
            "There will be no impact on equality groups.",
            "-",
        ] {
            assert!(denies_without_reason(text), "{text}");
        }
        for text in [
            "There is no direct equality impact. The report will show absence by team only.",
            "No group of employees is affected more than another.",
            "There are no equality implications, because the scheme is open to all social workers.",
            "None, since nothing changes for staff or residents.",
            "None: the scheme is open to all.",
            "An assessment was made (Appendix 2).",
            "There are no implications that an assessment has shown.",
            "There are three implications.",
        ] {
            assert!(!denies_without_reason(text), "{text}");
        }
    }

    #[test]
    fn yes_is_yes_and_no_is_no() {
        assert!(says_yes("Yes – KD 12") && says_yes("yes") && !says_yes("Yesterday") && !says_yes(""));
        assert!(says_no("No – but") && says_no("“No”") && !says_no("None") && !says_no("Not yet"));
    }
}
