//! Shields: `&` and `<` are letters like any other, and Markdown must not take them for HTML.

/// What stands for `&` and for `<` while Markdown is read; no font has these characters and no author may type them.
const SHIELDS: [(char, char); 2] = [('&', '\u{e002}'), ('<', '\u{e003}')];

/// Puts stand-ins where Markdown would see HTML: nobody who writes "R&D", "&amp;" or "<b>" means an entity or a tag.
/// The angle bracket before an address stays: `<https://www.example.gov.uk>` is a link.
pub fn shield(text: &str) -> String {
    let mut shielded = String::with_capacity(text.len());
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        let shield = SHIELDS.iter().find(|(own, _)| *own == character).map(|(_, shield)| *shield);
        match shield {
            Some(shield) if escaped => {
                shielded.pop();
                shielded.push(shield);
            }
            Some(shield) if !opens_address(text, at) => shielded.push(shield),
            _ => shielded.push(character),
        }
        escaped = character == '\\' && !escaped;
    }
    shielded
}

/// Whether the character at a place is the `<` around the address of a link.
fn opens_address(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let Some((address, _)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) else { return false };
    let one_word = !address.contains(|one: char| one.is_whitespace() || one == '<');
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    one_word && (known || address.contains('@') || before.ends_with("](") || before.ends_with("]: "))
}

/// Puts the characters themselves back.
pub fn unshield(text: &str) -> String {
    SHIELDS.iter().fold(text.to_owned(), |text, (own, shield)| text.replace(*shield, &own.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{SHIELDS, shield, unshield};
    use crate::fonts;

    #[test]
    fn what_is_shielded_comes_back_without_its_backslash() {
        for (text, back) in [
            ("R&D, &amp; and <b>", "R&D, &amp; and <b>"),
            (r"R\&D \<b", "R&D <b"),
            (r"two \\& three \\\&", r"two \\& three \\&"),
            ("<https://www.example.gov.uk/?a=1&b=2>", "<https://www.example.gov.uk/?a=1&b=2>"),
            ("ends with \\", "ends with \\"),
        ] {
            assert_eq!(unshield(&shield(text)), back);
        }
        assert!(!shield("a < b, <b> & <!-- c").contains(['<', '&']));
        assert!(shield("<ann@example.gov.uk> and [a](<https://example.gov.uk/b c>)").starts_with('<'));
    }

    #[test]
    fn no_author_may_type_a_stand_in() {
        for (_, shield) in SHIELDS {
            assert!(fonts::missing_glyph(&shield.to_string()).is_some());
        }
    }
}
