//! Answers of a form: whether a text says anything, or only that there is nothing to say.
//!
//! An answer is empty if none of its words tells anything: all are small words, words of forms ("see", "attached",
//! "required") or words of the question itself, which each rule knows. So nobody has to think of every way to say nothing.

use crate::check::words::{Word, is_little, sentences, words};

/// In which way an answer says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// "", "-", "…".
    Blank,
    /// A bare Yes.
    Yes,
    /// "To follow", "Pending": it is still to come.
    Later,
    /// "None", "No implications": that there is nothing.
    Denial,
    /// "See report", "As above", "Attached": it stands somewhere else, or is said to.
    Elsewhere,
    /// Words of which none says anything: "Neutral", "Considered".
    Hollow,
}

/// How an answer says nothing, if it does; `question` are words that the question asks with, in lower case.
///
/// A gap such as TBC has a rule of its own and is none of these.
pub fn emptiness(text: &str, question: &str) -> Option<Empty> {
    if is_blank(text) {
        return Some(Empty::Blank);
    }
    let words = words(text);
    let has = |some: &str| words.iter().any(|word| among(some, &word.lower));
    if telling(text, question) > 0 || text.contains("{{") || gap(&words) {
        return None;
    }
    let pair = |one: &str, other: &[&str]| {
        words.windows(2).any(|pair| pair[0].lower == one && other.contains(&pair[1].lower.as_str()))
    };
    Some(if says_yes(text) {
        Empty::Yes
    } else if has("follow follows pending awaited outstanding") || pair("to", &["be"]) || pair("due", &["course"]) {
        Empty::Later
    } else if is_none(text) || has("no none nil not nothing neither nor never n") {
        Empty::Denial
    } else if has(ELSEWHERE) {
        Empty::Elsewhere
    } else {
        Empty::Hollow
    })
}

/// How many words of a text tell anything: neither small words nor those of forms, nor those of the question. A number
/// tells something, and so does the letter of an appendix.
pub fn telling(text: &str, question: &str) -> usize {
    let words = words(text);
    let tells = |(at, word): &(usize, &Word<'_>)| {
        let lettered = word.text.len() == 1
            && word.is_capital()
            && *at > 0
            && matches!(words[at - 1].lower.as_str(), "appendix" | "annex" | "schedule" | "option");
        let lower = word.lower.trim_end_matches("'s");
        let stock = is_little(lower) || among(FORM, lower) || among(ELSEWHERE, lower) || among(question, lower);
        word.is_number() || lettered || word.is_word() && !stock
    };
    words.iter().enumerate().filter(tells).count()
}

/// A text without the law that it cites, "section 149 of the Equality Act 2010": a law tells nothing of the matter in hand.
pub fn without_law(text: &str) -> String {
    const PARTS: &str = "article articles para paragraph paragraphs reg regulation regulations rule rules s schedule section sections si";
    let words = words(text);
    let mut kept = String::new();
    let mut end = 0;
    let mut cited = false;
    for word in &words {
        let bracket = matches!(word.text, "(" | ")" | "/" | "§");
        let number = word.is_number() || word.text.len() <= 2 && word.is_word() && !is_little(&word.lower);
        let part = among(PARTS, &word.lower) || word.text == "§";
        let act = matches!(word.text, "Act" | "Acts" | "Regulations" | "Order");
        let gone = cited && (number || bracket) || part || act;
        cited = part || act || cited && (number || bracket);
        if !gone {
            kept.push_str(text.get(end..word.range.end).unwrap_or_default());
        }
        end = word.range.end;
    }
    kept
}

/// Whether a text has a gap such as TBC, of which the rule on gaps tells.
pub fn gap(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among("tbc tba tbd xx xxx", &word.lower))
}

/// Whether a word is one of these, which are separated by blanks.
pub fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// Words that lead to another place.
const ELSEWHERE: &str = "above annex appended appendices appendix attached below contained described detail detailed details document \
    documents enclosed herewith information listed main minuted minutes outlined overleaf page paper papers \
    paragraph per please refer reference report reports section see set shown stated";

/// Words of forms, which tell nothing by themselves.
const FORM: &str = "accordance agenda anticipated applicable applies apply arise arises arising available awaited body complete \
    completed confirm confirmed considered course covered covering current currently decision declared direct \
    directly done due envisaged expected follow following follows full further given held identified included item \
    known line made matter meeting moment n nature necessary needed neither never nil none nor noted nothing other \
    outstanding pending present proposal proposals proposed provided purpose purposes reason reasons \
    recommendation recommendations relevant request requested require required requirement requires respect same \
    specific specifically stage submitted text time under various within yes yet";

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
    fn an_answer_of_which_no_word_tells_anything_is_empty() {
        for (text, how) in [
            (" – ", Empty::Blank),
            ("Yes.", Empty::Yes),
            ("To follow", Empty::Later),
            ("To be completed", Empty::Later),
            ("In due course", Empty::Later),
            ("Pending", Empty::Later),
            ("N/A", Empty::Denial),
            ("Not required.", Empty::Denial),
            ("None at this stage", Empty::Denial),
            ("There are no further details", Empty::Denial),
            ("See report", Empty::Elsewhere),
            ("As set out in the main report.", Empty::Elsewhere),
            ("Please refer to the attached document", Empty::Elsewhere),
            ("As above", Empty::Elsewhere),
            ("Details are included in the body of the report", Empty::Elsewhere),
            ("Considered", Empty::Hollow),
            ("Various", Empty::Hollow),
        ] {
            assert_eq!(emptiness(text, ""), Some(how), "{text}");
        }
        for text in [
            "See Appendix 2",
            "See Appendix B",
            "As set out in the report, costs have doubled",
            "Yes, KD 12",
            "Staff survey",
            "TBC",
            "{{ reason }}",
            "None: the scheme is open to all",
        ] {
            assert_eq!(emptiness(text, ""), None, "{text}");
        }
        assert_eq!(emptiness("Neutral impact", "neutral impact"), Some(Empty::Hollow));
    }

    #[test]
    fn the_law_is_left_out() {
        for (text, wanted) in [
            ("Under section 100B(4)(b) of the Local Government Act 1972.", "Under of the Local Government."),
            ("See Appendix 2 and 3 wards.", "See Appendix 2 and 3 wards."),
        ] {
            assert_eq!(without_law(text), wanted);
        }
    }

    #[test]
    fn yes_is_yes_and_no_is_no() {
        assert!(says_yes("Yes – KD 12") && says_yes("yes") && !says_yes("Yesterday") && !says_yes(""));
        assert!(says_no("No – but") && says_no("“No”") && !says_no("None") && !says_no("Not yet"));
    }
}
