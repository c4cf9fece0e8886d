//! Words that their author means to be printed, and that YAML takes for a comment or for a name.
//!
//! In text without quotes a `#` after a blank begins a comment. Nobody can tell for certain what was meant, but people who
//! write comments leave a blank after the `#`, and people who write of item #4 do not.

use std::ops::Range;

/// What stands as a comment right behind text without quotes.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Where it stands, from its `#` to the end of the line.
    pub range: Range<usize>,
    /// Whether it looks like words of the text: the `#` stands right before a word.
    pub glued: bool,
}

/// What stands as a comment right behind the plain text at `place`; `None` for what stands off as comments do: two
/// blanks before its `#` and one after, or on a line of its own.
pub(super) fn behind(source: &str, place: &Range<usize>) -> Option<Comment> {
    let end = place.start + source.get(place.clone())?.trim_end().len();
    let rest = source[end..].split('\n').next()?;
    let words = rest.trim_start_matches([' ', '\t']);
    if words.trim().is_empty() {
        return below(source, place.start, end + rest.len() + 1);
    }
    let blanks = rest.len() - words.len();
    let glued = glued(words);
    (words.starts_with('#') && blanks > 0 && (glued || blanks == 1)).then(|| comment(end + blanks, words, glued))
}

/// Whether a line has nothing but a word such as #4 where it should have text, of which `at` is a place in front.
pub fn instead_of_text(source: &str, at: usize) -> bool {
    let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = source.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    line.find([':', '-'])
        .is_some_and(|sign| line[sign + 1..].find(" #").is_some_and(|at| glued(&line[sign + 2 + at..])))
}

/// As [`behind`] for a text whose next line, from `line` on, begins with a number such as #4 and is indented as if the text went on.
fn below(source: &str, start: usize, line: usize) -> Option<Comment> {
    let next = source.get(line..)?.split('\n').next()?;
    let words = next.trim_start_matches(' ');
    let begun = source[..start].rsplit('\n').next()?;
    let deeper = next.len() - words.len() > begun.len() - begun.trim_start_matches(' ').len();
    let number = words.strip_prefix('#')?.starts_with(|one: char| one.is_ascii_digit());
    (deeper && number).then(|| comment(line + next.len() - words.len(), words, true))
}

fn comment(at: usize, words: &str, glued: bool) -> Comment {
    Comment { range: at..at + words.trim_end().len(), glued }
}

/// Whether words begin with a `#` that stands right before a word, as in "#4".
pub(super) fn glued(words: &str) -> bool {
    words.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::behind;

    /// What stands behind the text `words` of a file, and whether it looks like words of the text.
    fn found<'a>(source: &'a str, words: &str) -> Option<(&'a str, bool)> {
        let at = source.find(words).expect("the words are there");
        let comment = behind(source, &(at..at + words.len()))?;
        Some((&source[comment.range], comment.glued))
    }

    #[test]
    fn words_behind_a_number_sign_are_told_from_comments() {
        for (source, cut) in [
            ("- Noted item #4 and so on.\n", Some(("#4 and so on.", true))),
            ("- Noted item  #4.\r\n- b\n", Some(("#4.", true))),
            ("- Noted item # four\n", Some(("# four", false))),
            ("  - Noted item\n    #4 in part.\n", Some(("#4 in part.", true))),
            ("- Noted item   # to be checked\n", None),
            ("- Noted item\n# to be checked\n", None),
            ("- Noted item\n#4\n", None),
            ("  - Noted item\n    #- heading: A\n", None),
            ("- Noted item#4\n", None),
            ("- Noted item", None),
        ] {
            assert_eq!(found(source, "Noted item"), cut, "in {source:?}");
        }
    }
}
