//! `scrutiny-answer`: "considered by Scrutiny? No" beside a scrutiny board's recommendations, or Yes beside a denial.

mod agreed;
mod bodies;
mod brings;
mod clauses;
mod council;
mod denied;
mod first;
mod matter;
#[cfg(test)]
mod sentences;
mod whose;

use crate::check::answer::{Empty, among, emptiness, gap, says_yes};
use crate::check::passage::Passage;
use crate::check::scrutiny_answer::agreed::{considered, recommended, recommends};
use crate::check::scrutiny_answer::brings::Reader;
use crate::check::scrutiny_answer::clauses::is_to_come;
use crate::check::scrutiny_answer::denied::denies_scrutiny;
use crate::check::scrutiny_answer::first::is_first_to_come;
use crate::check::scrutiny_answer::matter::Matter;
use crate::check::scrutiny_answer::whose::Seen;
use crate::check::words::{Word, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::plain_text;
use crate::project::fields::FieldEntry;
use crate::project::yaml::Text;

/// The field of a kind of document in which the question is answered.
const FIELD: &str = "scrutiny";

/// "Has it been considered by Scrutiny? No" in a report that brings what a scrutiny board has considered.
pub const RULE: Rule = Rule {
    name: "scrutiny-answer",
    severity: Severity::Error,
    summary: "\"considered by Scrutiny? No\" beside what a scrutiny board has agreed, or Yes beside a denial",
    explanation: "\
Finds a No, or no answer (`N/A`, `Not considered`, `To follow`), to the question whether Scrutiny has considered the matter, in a
report that says otherwise: its title names recommendations of a scrutiny board, its recommendations are those that a scrutiny
board agreed, the answer itself goes on to say what went to the board, or a sentence anywhere in it says that a scrutiny body has
had the matter before it, in whatever words: that it considered, debated or backed it, that its views are taken up, that there
has been \"pre-decision scrutiny\". The matter is known by \"this report\", \"the proposals\" and the like, and by the words of
the title. What only a sentence says is a warning. So is a Yes where a sentence says that no scrutiny body has had the matter:
\"The proposal has not been considered by Scrutiny\"; a Yes that says that a body considered it, \"Yes, considered by …\" or \"Yes, by …\", where
that body will see it \"for the first time\" or has \"yet to see\" it; a Yes that names another body than a sentence does for
the same day; and a bare \"Yes\" in a report that nowhere says which scrutiny body, or speaks of scrutiny at all.

For example: \"No – but a briefing note went to the Scrutiny Board on 29 March\", above recommendations \"agreed by the
Scrutiny Board\"; \"The fees were debated by the Scrutiny Panel in May\" in a report called \"Nursery fees\".

Left alone is a No in a report that only asks that a scrutiny board be told or invited to look at it, that names one in passing,
that says what a board will do later, was to do or has not done, or that speaks of another matter, of another council's board, or
of what one considered years ago, or of what is said to be no part of the report; and a Yes that means, or may mean, a meeting
still to come: a bare Yes, or one with only the name of a body, may be an answer about a body that is still to see it.

Source: the front page of a published Cabinet Member report.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let entry = paper.report.fields.iter().find(|(key, _)| key == FIELD);
    let answer: Option<&Text> = match entry {
        Some((_, FieldEntry::Line(text))) => Some(text),
        Some((_, FieldEntry::Text(texts) | FieldEntry::Lines(texts))) => texts.first(),
        _ => None,
    };
    let Some(answer) = answer else { return Vec::new() };
    if says_yes(&answer.value) {
        let denied = yes_denied(paper, answer).or_else(|| another_body(paper, answer));
        return denied.or_else(|| bare_yes(paper, answer)).into_iter().collect();
    }
    if !says_no(&answer.value) {
        return Vec::new();
    }
    let mut evidence: Vec<(Span, &str)> = Vec::new();
    if recommends(&paper.narrated.document.title_text) {
        evidence.push((paper.report.title.span.clone(), "the title names its recommendations"));
    }
    if let (Some(entry), Some(document)) = (&paper.report.recommendations, &paper.narrated.document.recommendations)
    {
        let place = entry.items.first().map_or(&entry.lead.span, |first| &first.text.span);
        if considered(&plain_text(&document.lead)) || recommended(&document.items) {
            evidence.push((place.clone(), "these are what it agreed"));
        }
    }
    let brought = !evidence.is_empty();
    if !brought && let Some(place) = in_the_text(paper, answer) {
        evidence.push((place, "this says otherwise"));
    }
    let own = considered(&answer.value) || takes_back(&answer.value, &matter(paper));
    if evidence.is_empty() && !own {
        return Vec::new();
    }
    let no = words(&answer.value).first().is_some_and(|first| first.lower == "no");
    let first = if no { answer.locate(0..2) } else { answer.span.clone() };
    let said = if no { "No".to_owned() } else { format!("`{}`", answer.value.trim()) };
    let start = match (own, brought) {
        (true, _) => {
            finding(format!("the answer is {said}, and goes on to say what a scrutiny body has considered"), &first)
        }
        (_, true) => {
            finding(format!("the answer is {said}, but this report brings what a scrutiny body has agreed"), &first)
        }
        _ => doubt(
            format!("the answer is {said}, but the report says that a scrutiny body has had the matter before it"),
            &first,
        ),
    };
    let told = evidence.into_iter().fold(start, |told, (place, words)| told.related(&place, words));
    vec![told.hint("answer Yes, with the name of the body and the date of its meeting")]
}

/// Whether an answer says of a body that it considered the matter: "Yes, considered by …", "Yes, by …".
fn has_considered(answer: &str) -> bool {
    let words = words(answer);
    let by = words.iter().filter(|word| word.is_word()).nth(1).is_some_and(|word| word.lower == "by");
    by || considered(answer)
}

/// A Yes where the text says that no scrutiny body has had the matter, and neither says that one still will.
fn yes_denied(paper: &Paper<'_>, answer: &Text) -> Option<Diagnostic> {
    let matter = matter(paper);
    let said = words(&answer.value);
    let to_come = |words: &[Word<'_>]| is_to_come(words) || matter.is_later(words);
    if to_come(&said) {
        return None;
    }
    let mut told: Option<(Span, &str)> = None;
    for passage in others(paper, answer) {
        for (range, words) in passage.words_by_sentence() {
            let text = &passage.text[range.clone()];
            // A bare Yes may mean that it will be considered.
            if to_come(&words)
                && words.iter().any(|word| word.lower == "scrutiny")
                && !has_considered(&answer.value)
            {
                return None;
            }
            // Nor can one that is said to have considered it do so for the first time.
            let first = has_considered(&answer.value) && is_first_to_come(text, &matter, &answer.value);
            let denied = first || denies_scrutiny(text, &matter, &answer.value);
            if told.is_none() && !passage.is_quoted(&range) && denied {
                let what = if first {
                    "a scrutiny body is still to consider it"
                } else {
                    "no scrutiny body has considered it"
                };
                told = Some((passage.place(&range), what));
            }
        }
    }
    let (place, what) = told?;
    Some(
        doubt(format!("the answer is Yes, but the report says that {what}"), &answer.span)
            .related(&place, "this says otherwise")
            .hint("put the answer right, or the sentence")
            .hint("if a scrutiny body is still to consider it, name it with the date of its meeting"),
    )
}

/// A Yes that names one scrutiny body, where the text names another one for the same day and never that one.
fn another_body(paper: &Paper<'_>, answer: &Text) -> Option<Diagnostic> {
    let matter = matter(paper);
    let said = words(&answer.value);
    let asked = Seen::of(&answer.value).filter(|_| !is_to_come(&said) && !matter.is_later(&said))?;
    let mut reader = Reader::new(&matter);
    let mut told: Option<Span> = None;
    for passage in others(paper, answer) {
        reader.begin();
        for range in passage.sentences() {
            let text = &passage.text[range.clone()];
            let brings = reader.brings(text) && !passage.is_quoted(&range);
            let Some(seen) = Seen::of(text) else { continue };
            if asked.is_same(&seen) {
                return None;
            }
            // "Considered it too": both did.
            let both = words(text).iter().any(|word| among("also both jointly likewise too", &word.lower));
            if brings && !both && asked.is_of_another(&seen) {
                told.get_or_insert_with(|| passage.place(&range));
            }
        }
    }
    Some(
        doubt("the report names another scrutiny body for the same day than this answer", &answer.span)
            .related(&told?, "this names another one")
            .hint("put the name right that is wrong")
            .hint("if both considered it on that day, name both in the answer"),
    )
}

/// A Yes that names nobody, in a report that nowhere speaks of scrutiny.
fn bare_yes(paper: &Paper<'_>, answer: &Text) -> Option<Diagnostic> {
    let bare = emptiness(&answer.value, "board committee considered panel scrutiny") == Some(Empty::Yes);
    let told = |passage: &Passage<'_>| passage.text.to_lowercase().contains("scrutin");
    let mut texts = paper.passages.iter().filter(|passage| passage.source.span != answer.span);
    (bare && !texts.any(told)).then(|| {
        doubt("the answer is Yes, and nothing says which scrutiny body considers it, and when", &answer.span)
            .hint("name the body and the date of its meeting: \"Yes – Scrutiny Board (2), 12 February 2026\"")
    })
}

/// Whether an answer that begins with No goes on to say that a scrutiny body has had the matter: "No, but the Scrutiny Board saw a draft".
fn takes_back(answer: &str, matter: &Matter) -> bool {
    let mut reader = Reader::new(matter);
    crate::check::words::sentences(answer).into_iter().enumerate().any(|(at, range)| {
        let sentence = &answer[range];
        let words = words(sentence);
        let joint = |word: &Word<'_>| !word.is_word() || among("although but though", &word.lower);
        let no =
            at == 0 && words.first().is_some_and(|first| first.lower == "no") && words.get(1).is_some_and(joint);
        let from = if no { words.iter().skip(1).find(|word| !joint(word)) } else { words.first() };
        from.is_some_and(|from| reader.brings(&sentence[from.range.start..]))
    })
}

/// What a report brings, by its titles.
fn matter(paper: &Paper<'_>) -> Matter {
    let titles = format!(
        "{} {}",
        paper.report.title.value,
        paper.texts("short-title").iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join(" ")
    );
    Matter::new(&titles, paper.report.date).in_council(&paper.profile.name)
}

/// All texts of a report but the answer.
fn others<'a, 'b>(paper: &'b Paper<'a>, answer: &'b Text) -> impl Iterator<Item = &'b Passage<'a>> {
    paper.passages.iter().chain(&paper.labels).filter(|passage| passage.source.span != answer.span)
}

/// Where the summary, the body or the title of an appendix says that a scrutiny body has considered the matter.
fn in_the_text(paper: &Paper<'_>, answer: &Text) -> Option<Span> {
    let matter = matter(paper);
    let mut reader = Reader::new(&matter);
    others(paper, answer).find_map(|passage| {
        reader.begin();
        let mut sentences = passage.sentences().into_iter();
        let told =
            sentences.find(|range| reader.brings(&passage.text[range.clone()]) && !passage.is_quoted(range))?;
        Some(passage.place(&told))
    })
}

/// Whether an answer begins with No, denies it, or is none: "N/A", "None", "Has not been to Scrutiny", "To follow", a dash.
fn says_no(answer: &str) -> bool {
    let words = words(answer);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let denies = matches!(lower.as_slice(), ["no" | "not" | "none" | "nil" | "never", ..] | ["n", "/", "a", ..])
        || lower.windows(2).any(|pair| among("been has have is was were will", pair[0]) && pair[1] == "not");
    denies && !says_yes(answer)
        || matches!(
            emptiness(answer, "consideration matter scrutiny"),
            Some(Empty::Blank | Empty::Denial | Empty::Later)
        )
        || gap(&words) && !says_yes(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_a_no() {
        for (answer, no) in [
            ("No", true),
            ("No – but", true),
            ("no.", true),
            ("None", true),
            ("N/A", true),
            ("Not applicable.", true),
            ("To follow", true),
            ("-", true),
            ("TBC", true),
            ("Yes – date TBC", false),
            ("The Scrutiny Board, 12 February", false),
            ("Yes", false),
            ("Not yet", true),
            ("", true),
        ] {
            assert_eq!(says_no(answer), no, "{answer}");
        }
    }

    #[test]
    fn an_answer_may_take_itself_back() {
        for text in [
            "No – but a briefing note went to the Scrutiny Board (2) – 29 March 2018",
            "No. The Scrutiny Commission considered it in May.",
            "No, it was presented to Scrutiny.",
        ] {
            assert!(considered(text), "{text}");
        }
        let matter = Matter::new("Grazing on the common", chrono::NaiveDate::default());
        for text in [
            "No, but Place Scrutiny Committee saw a draft of this report in February.",
            "No, although the Scrutiny Board was consulted on the draft.",
            "No. The Scrutiny Board backed the proposal.",
        ] {
            assert!(takes_back(text, &matter), "{text}");
        }
        for text in [
            "No, but the Scrutiny Board will see how the common is used.",
            "No. The Chair of the Scrutiny Board was told of this report.",
            "No scrutiny committee has considered this report.",
            "No, but its Chair has agreed that the decision is urgent.",
            "No; the Scrutiny Board discussed the pier, which has nothing to do with this report.",
        ] {
            assert!(!takes_back(text, &matter), "{text}");
        }
        for text in [
            "No",
            "No. It has not been considered by Scrutiny.",
            "No – the Council considered it.",
            "No; a Scrutiny Board may ask for it.",
        ] {
            assert!(!considered(text), "{text}");
        }
    }
}
