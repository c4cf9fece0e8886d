//! Patterns: sentences that a kind of document has in set words, with fields in them: `{meeting}`, and `[ in {place}]`
//! for words that are left out where the field is.

use crate::narrative::document::{Inline, Inlines};

/// What stands for a name in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// There is nothing of that name.
    Unknown,
    /// The author left it out.
    Absent,
    /// The author's words.
    Filled(Inlines),
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// It names what there is not.
    Unknown(String),
    /// It needs what its author left out.
    Absent(String),
    /// A bracket without its other half.
    Unclosed(char),
}

/// Fills a pattern; the sentence begins with a capital letter.
///
/// # Errors
/// If a name is unknown, if one outside of brackets has no value, or if a bracket is not closed.
pub fn fill(pattern: &str, value: &dyn Fn(&str) -> Slot) -> Result<Inlines, Mistake> {
    let mut sentence = Inlines::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('[') {
        let (before, inside) = (&rest[..at], &rest[at + 1..]);
        let (inside, after) = inside.split_once(']').ok_or(Mistake::Unclosed('['))?;
        add(before, value, &mut sentence)?;
        let mut part = Inlines::new();
        match add(inside, value, &mut part) {
            Ok(()) => part.into_iter().for_each(|one| join(&mut sentence, one)),
            Err(Mistake::Absent(_)) => {}
            Err(other) => return Err(other),
        }
        rest = after;
    }
    add(rest, value, &mut sentence)?;
    capitalise(&mut sentence);
    Ok(sentence)
}

fn add(pattern: &str, value: &dyn Fn(&str) -> Slot, sentence: &mut Inlines) -> Result<(), Mistake> {
    let mut rest = pattern;
    while let Some((before, named)) = rest.split_once('{') {
        join(sentence, Inline::Text { text: before.to_owned() });
        let (name, after) = named.split_once('}').ok_or(Mistake::Unclosed('{'))?;
        match value(name.trim()) {
            Slot::Unknown => return Err(Mistake::Unknown(name.trim().to_owned())),
            Slot::Absent => return Err(Mistake::Absent(name.trim().to_owned())),
            Slot::Filled(inlines) => inlines.into_iter().for_each(|one| join(sentence, one)),
        }
        rest = after;
    }
    join(sentence, Inline::Text { text: rest.to_owned() });
    Ok(())
}

/// Puts a piece at the end, as one with the text before it where both are text.
fn join(sentence: &mut Inlines, piece: Inline) {
    match (sentence.last_mut(), piece) {
        (_, Inline::Text { text }) if text.is_empty() => {}
        (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
        (_, piece) => sentence.push(piece),
    }
}

fn capitalise(sentence: &mut Inlines) {
    if let Some(Inline::Text { text }) = sentence.first_mut() {
        let at = text.find(|one: char| !matches!(one, '(' | '“' | '‘' | '"' | '\'')).unwrap_or(text.len());
        let mut rest = text[at..].chars();
        if let Some(first) = rest.next().filter(|first| first.is_lowercase()) {
            *text = format!("{}{}{}", &text[..at], first.to_uppercase(), rest.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::document::{plain, plain_text};

    fn filled(pattern: &str) -> Result<String, Mistake> {
        let value = |name: &str| match name {
            "body" => Slot::Filled(plain("the Cabinet")),
            "of" => Slot::Filled(plain("the Director")),
            "place" => Slot::Absent,
            _ => Slot::Unknown,
        };
        fill(pattern, &value).map(|sentence| plain_text(&sentence))
    }

    #[test]
    fn names_are_filled_and_brackets_go_with_what_is_missing() {
        assert_eq!(
            filled("{body} considered a report of {of}"),
            Ok("The Cabinet considered a report of the Director".into())
        );
        assert_eq!(
            filled("Held[ at {place}] by {body}[ and {of}]."),
            Ok("Held by the Cabinet and the Director.".into())
        );
        assert_eq!(filled("({body} spoke)"), Ok("(The Cabinet spoke)".into()));
        assert_eq!(filled(""), Ok(String::new()));
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_told() {
        assert_eq!(filled("{nobody}"), Err(Mistake::Unknown("nobody".into())));
        assert_eq!(filled("[{nobody}]"), Err(Mistake::Unknown("nobody".into())));
        assert_eq!(filled("in {place}"), Err(Mistake::Absent("place".into())));
        assert_eq!(filled("[ in {of}"), Err(Mistake::Unclosed('[')));
        assert_eq!(filled("{body"), Err(Mistake::Unclosed('{')));
    }
}
