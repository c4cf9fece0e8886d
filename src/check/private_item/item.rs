//! Items of the public part of an agenda that say that they are private, or that have the public excluded.

use crate::check::answer::among;
use crate::check::private_item::part::{is_announced, says_none};
use crate::check::private_item::remedy::Remedy;
use crate::check::private_item::sentences::of_itself;
use crate::check::private_item::titles::{agrees_private_minutes, is_marking, marked_private};
use crate::check::private_item::to_exclude;
use crate::check::words::{Word, lower, sentences, words};
use crate::check::{doubt, finding};
use crate::diagnostic::Diagnostic;
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// What is wrong with an item of public business that speaks of what is private; `open`, where nothing on the agenda is exempt.
pub fn public_item(key: &str, record: &RecordEntry, open: bool) -> Option<Diagnostic> {
    if record.field("heading").is_some() || record.field("exempt").is_some() || !key.ends_with("items") {
        return None;
    }
    let (titles, said) = (texts(record, "title"), texts(record, "text"));
    let by = texts(record, "by");
    let points: Vec<&Text> = points(record);
    let itself = |text: &&&Text| is_said_private(&text.value, open);
    if is_exclusion(record) {
        let asks = said.iter().find(itself).filter(|_| open)?;
        return Some(to_exclude(asks.span.clone(), Remedy::Agenda));
    }
    // "Exempt information: there are no items" is the standing heading of the private part, and what it says is that nothing is in it.
    let standing = titles.iter().any(|title| is_announced(&title.value)) && !has_paper(record);
    if standing && said.iter().all(|text| says_none(&text.value) || !is_said_private(&text.value, open)) {
        return None;
    }
    if let Some(minutes) =
        titles.iter().chain(&said).chain(&points).find(|text| agrees_private_minutes(&text.value))
    {
        return Some(
            doubt("private minutes are to be agreed in public business", &minutes.span)
                .hint("move the item to `private-items:`, with the `exempt:` that the minutes had")
                .hint("if only the public part of the minutes is agreed here, say so: `To agree the public minutes of …`"),
        );
    }
    // "(Exempt)", "Exempt report of the Head of Waste"
    let marked = |text: &&&Text| is_marking(&text.value) || marked_private(&text.value);
    let title = titles.iter().find(|title| marked_private(&title.value));
    let place = title
        .or_else(|| said.iter().find(itself))
        .or_else(|| said.iter().chain(&by).chain(&points).find(marked))
        .or_else(|| points.iter().find(itself))?;
    Some(
        finding("an item of public business that says that it is private", &place.span)
            .hint("move it to `private-items:`, with `exempt: {paragraph: 3, public-interest: \"…\"}`")
            .hint("or take these words out, if its report is public"),
    )
}

/// Whether a text says of its item that it is private; where something else is exempt, what it says of the items that follow is not said of it.
fn is_said_private(text: &str, open: bool) -> bool {
    sentences(text).into_iter().any(|range| {
        let sentence = &text[range];
        of_itself(sentence, true) && (open || !is_of_other_items(&words(sentence)))
    })
}

/// Whether an item is the resolution to exclude the public, which is taken in public, by its title or its text.
fn is_exclusion(record: &RecordEntry) -> bool {
    let titled = |title: &&Text| {
        let words = words(&title.value);
        among("excluding exclusion", lower(&words, 0)) && names_public(&words) || resolves(&words)
    };
    let asks = |text: &&Text| sentences(&text.value).into_iter().any(|range| resolves(&words(&text.value[range])));
    let titles = texts(record, "title");
    if has_paper(record) {
        return false;
    }
    titles.iter().any(titled)
        || !titles.iter().any(|title| marked_private(&title.value)) && texts(record, "text").iter().any(asks)
}

/// Whether a sentence has the meeting exclude the public, and not for this item alone: "To resolve that the public be excluded for …".
fn resolves(words: &[Word<'_>]) -> bool {
    const OF_ITSELF: &str = "appendix item paper report";
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let leaves = any("exclude excluded excluding exclusion leave withdraw")
        || words.windows(3).any(|three| three[0].lower == "closed" && three[2].lower == "the");
    let this = words.windows(2).any(|pair| pair[0].lower == "this" && among(OF_ITSELF, &pair[1].lower));
    names_public(words) && leaves && !this
}

fn names_public(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among("observers press public", &word.lower))
}

/// "The following items contain exempt information", "items 8 to 10", "the private business below".
fn is_of_other_items(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        let before = |list: &str| words[at.saturating_sub(2)..at].iter().any(|word| among(list, &word.lower));
        let numbered = words.get(at + 1).is_some_and(Word::is_number);
        match lower(words, at) {
            "item" | "items" if numbered => true,
            "items" | "business" | "reports" => {
                before("following next other private remaining rest two three these")
                    || lower(words, at + 1) == "below"
            }
            _ => false,
        }
    })
}

fn texts<'a>(record: &'a RecordEntry, key: &str) -> Vec<&'a Text> {
    match record.field(key) {
        Some(FieldEntry::Line(text)) => vec![text],
        Some(FieldEntry::Text(texts) | FieldEntry::Lines(texts)) => texts.iter().collect(),
        _ => Vec::new(),
    }
}

fn points(record: &RecordEntry) -> Vec<&Text> {
    match record.field("points") {
        Some(FieldEntry::Records(points, _)) => points.iter().flat_map(|point| texts(point, "text")).collect(),
        _ => Vec::new(),
    }
}

fn has_paper(record: &RecordEntry) -> bool {
    record.fields.iter().any(|(_, field)| matches!(field, FieldEntry::Paper(_) | FieldEntry::Recommendations(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of an item with a title and a text, where something else on its agenda is exempt or not.
    fn told(title: &str, text: &str, open: bool) -> Option<String> {
        let line = |key: &str, value: &str| (key.to_owned(), FieldEntry::Line(Text::of(value)));
        let record =
            RecordEntry { place: Text::of(title).span, fields: vec![line("title", title), line("text", text)] };
        public_item("items", &record, open).map(|one| one.message)
    }

    #[test]
    fn a_resolution_to_exclude_the_public_is_no_private_item() {
        const EXCLUSION: &str = "Exclusion of the public";
        for (title, text) in [
            (EXCLUSION, "To resolve that the public be excluded for the private business."),
            (
                "Private business",
                "To resolve under section 100A(4) of the Local Government Act 1972 that the press and public be excluded for item 6, as \
                 it involves the likely disclosure of exempt information as defined in paragraph 3 of Part 1 of Schedule 12A.",
            ),
            (EXCLUSION, "The Board is asked to exclude the public from the private business below."),
            (
                EXCLUSION,
                "The items below contain exempt information. It is recommended that the public be excluded.",
            ),
            ("Press and public", "That the press and public leave the meeting while items 7 and 8 are discussed."),
            (EXCLUSION, "The following items contain exempt information."),
        ] {
            assert_eq!(told(title, text, false), None, "{text}");
        }
        assert_eq!(
            told(EXCLUSION, "To resolve that the public be excluded for the private business.", true).as_deref(),
            Some("this has the public excluded, and nothing in the paper is exempt")
        );
    }

    #[test]
    fn an_item_is_private_or_says_that_nothing_is() {
        for (title, text) in [
            ("Exempt information", "There are no items."),
            ("Exempt information", "None."),
            ("Confidential information", "Nil"),
            ("Private business (see below)", ""),
            ("Exempt items (items 8 and 9)", ""),
            ("Private business", "The items are listed below."),
        ] {
            assert_eq!(told(title, text, false), None, "{title}: {text}");
        }
        const PRIVATE: Option<&str> = Some("an item of public business that says that it is private");
        for (title, text) in [
            ("Kiosk lease (exempt)", "To resolve that the public be excluded."),
            ("Kiosk lease", "The public will be excluded for this item, as the report is exempt."),
            ("Kiosk lease", "This report contains exempt information."),
            ("Private business (exempt – paragraph 3)", ""),
            ("Exempt report on kiosks: see below", ""),
        ] {
            assert_eq!(told(title, text, false).as_deref(), PRIVATE, "{title}: {text}");
        }
    }
}
