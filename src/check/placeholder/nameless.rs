//! "Cllr A", "Councillors A and B": a letter in the place of a name.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::placeholder::marks::is_initial;
use crate::check::words::Word;
use crate::check::{Paper, doubt, finding};
use crate::diagnostic::Diagnostic;

/// The letters that stand for names in a paper, unless it is of a kind that hides names on purpose.
pub fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let hides =
        hides_names(&paper.report.title.value) || paper.passages.iter().any(|passage| hides_names(&passage.text));
    if hides { Vec::new() } else { paper.each_with_labels(in_passage) }
}

/// The letters of a passage that stand for names.
pub(super) fn in_passage(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let words = passage.words();
    let told = |at| {
        let range: Range<usize> = letter(&words, at)?;
        let written = &passage.text[range.clone()];
        (!passage.is_quoted(&range) && !passage.is_fact(&range)).then(|| {
            let place = passage.place(&range);
            let told = if words[at].text == "X" {
                finding(format!("a gap was left in the text: `{written}`"), &place)
            } else {
                doubt(format!("perhaps a letter stands for a name that was left out: `{written}`"), &place)
            };
            told.hint("write the name of the councillor")
                .hint("where names are hidden on purpose, say so in the paper: \"The names have been anonymised.\"")
        })
    };
    (1..words.len()).filter_map(told).collect()
}

/// The title of a councillor with a letter after it, and no name after that.
fn letter(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let (office, word) = (&words[at - 1], &words[at]);
    let one = word.text.strip_suffix("'s").or_else(|| word.text.strip_suffix("’s")).unwrap_or(word.text);
    let lettered = one.len() == 1 && one.starts_with(|one: char| one.is_ascii_uppercase() && one != 'I');
    let titled = office.is_capital() && among("alderman cllr cllrs councillor councillors", &office.lower);
    let named = words.get(at + 1).is_some_and(|next| next.is_word() && next.is_capital());
    (titled && lettered && !named && !is_initial(words, at)).then_some(office.range.start..word.range.end)
}

/// Whether a paper hides names on purpose: it is about a complaint, or tells what somebody said who is not to be known.
fn hides_names(text: &str) -> bool {
    const ABOUT: [&str; 11] = [
        "allegation",
        "alleged",
        "anonym",
        "case stud",
        "code of conduct",
        "complain",
        "example",
        "interview",
        "investigat",
        "pseudonym",
        "scenario",
    ];
    let lower = text.to_lowercase();
    ABOUT.iter().any(|stem| lower.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn a_letter_is_no_name() {
        for (text, told) in [
            ("Cllr A asked about bins.", "Cllr A"),
            ("It was moved by Councillor B.", "Councillor B"),
            ("Councillor A’s question was answered.", "Councillor A’s"),
            ("Councillors A and B asked why.", "Councillors A"),
        ] {
            assert_eq!(underlined(in_passage, text), [told], "{text}");
        }
        nothing_in(
            in_passage,
            &[
                "Cllr A Name asked.",
                "Cllr A. Ahmed asked.",
                "Councillor A B Jones and Cllr J.R. Smith asked.",
                "The Councillor I asked was away.",
                "Councillors A Smith and B Jones asked.",
                "Ward councillors asked.",
                "Councillor Á Bor asked.",
                "“Cllr A”",
            ],
        );
        assert!(hides_names("Complaint about a member") && !hides_names("Waste collection"));
    }
}
