//! Punctuation: resolutions end as their place in the list asks for, whatever their author has put there.

use crate::narrative::document::{Inline, Inlines, Resolution};

/// Gives resolutions the punctuation of their place: a full stop each, or semicolons, "; and" and one full stop.
pub fn punctuate(items: &mut [Resolution], end: &str, one_sentence: bool) {
    let count = items.len();
    for (at, item) in items.iter_mut().enumerate() {
        let own = match count - at {
            1 => end,
            2 if one_sentence => "; and",
            _ if one_sentence => ";",
            _ => ".",
        };
        let text = std::mem::take(&mut item.text);
        let leads = !item.items.is_empty();
        item.text = if leads { ended(text, ":") } else { ended(text, own) };
        punctuate(&mut item.items, own, one_sentence);
    }
}

/// A text that ends as it is to end, whatever its author has put there.
pub fn ended(mut text: Inlines, end: &str) -> Inlines {
    if let Some(last) = last_text(&mut text) {
        let closed = last.trim_end();
        // A quoted sentence, a question and a lead keep their own mark.
        let keeps = closed.ends_with(['?', '!', '…'])
            || (end == "." && [".”", ".’", ".\"", ".)"].iter().any(|mark| closed.ends_with(mark)))
            || (end == ":" && closed.ends_with(['.', ';', ':']));
        if keeps {
            return text;
        }
        let bare = closed.trim_end_matches(['.', ';', ',', ':']);
        let bare = bare.strip_suffix("; and").unwrap_or(bare);
        *last = bare.to_owned();
    }
    match text.last_mut() {
        Some(Inline::Text { text }) => text.push_str(end),
        Some(_) => text.push(Inline::Text { text: end.to_owned() }),
        None => {}
    }
    text
}

/// The last piece of plain text, where the text ends with one.
fn last_text(inlines: &mut Inlines) -> Option<&mut String> {
    match inlines.last_mut()? {
        Inline::Text { text } => Some(text),
        Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => last_text(body),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::document::{plain as text, plain_text};

    fn ends(texts: &[&str], one_sentence: bool) -> Vec<String> {
        let mut items: Vec<Resolution> =
            texts.iter().map(|one| Resolution::plain(String::new(), text(*one))).collect();
        punctuate(&mut items, ".", one_sentence);
        items.iter().map(|item| plain_text(&item.text)).collect()
    }

    #[test]
    fn punctuation_is_that_of_the_place() {
        assert_eq!(ends(&["one", "two;", "three; and", "four."], true), ["one;", "two;", "three; and", "four."]);
        assert_eq!(ends(&["One", "Two.", "Is it?"], false), ["One.", "Two.", "Is it?"]);
        assert_eq!(ends(&["only"], true), ["only."]);
        assert_eq!(ends(&["one", "two"], true), ["one; and", "two."]);
        assert_eq!(ends(&["He said “no.”"], false), ["He said “no.”"]);
    }

    #[test]
    fn what_is_within_another_goes_on_in_its_sentence() {
        let mut items = vec![
            Resolution {
                items: vec![
                    Resolution::plain(String::new(), text("a")),
                    Resolution::plain(String::new(), text("b")),
                ],
                ..Resolution::plain(String::new(), text("ask that"))
            },
            Resolution::plain(String::new(), text("last")),
        ];
        punctuate(&mut items, ".", true);
        assert_eq!(plain_text(&items[0].text), "ask that:");
        assert_eq!(plain_text(&items[0].items[0].text), "a; and");
        assert_eq!(plain_text(&items[0].items[1].text), "b; and");
        assert_eq!(plain_text(&items[1].text), "last.");
    }
}
