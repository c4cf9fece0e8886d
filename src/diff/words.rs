//! Which words of a text changed.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diff::{Change, Piece};

/// A text in pieces: what stays, what goes and what comes.
pub(super) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (tokens(old), tokens(new));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |change: Change, words: &[&str]| {
        if words.is_empty() {
            return;
        }
        let text = words.concat();
        match pieces.last_mut().filter(|last| last.change == change) {
            Some(last) => last.text.push_str(&text),
            None => pieces.push(Piece { change, text }),
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
        match op {
            DiffOp::Equal { old_index, len, .. } => add(Change::Same, &before[old_index..old_index + len]),
            DiffOp::Delete { old_index, old_len, .. } => {
                add(Change::Removed, &before[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => add(Change::Added, &after[new_index..new_index + new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                add(Change::Removed, &before[old_index..old_index + old_len]);
                add(Change::Added, &after[new_index..new_index + new_len]);
            }
        }
    }
    pieces
}

/// After what a word or an address may be broken at the end of a line, where a file does not say that it goes on.
const BREAKS: [char; 4] = ['-', '–', '/', '.'];

/// A text without the spaces that may stand for a broken word.
pub(super) fn closed(text: &str) -> String {
    BREAKS
        .iter()
        .fold(text.to_owned(), |text, mark| text.replace(&format!("{mark} "), mark.encode_utf8(&mut [0; 4])))
}

/// A text in which words that were broken at the end of a line are whole, if they are not so broken in the other.
pub(super) fn whole(text: &str, other: &str) -> String {
    let closed = closed(other);
    let mut whole = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        whole.push_str(word);
        let Some(next) = words.peek() else { break };
        let next = next.trim_end_matches(|one: char| !one.is_alphanumeric());
        let broken = word.ends_with(BREAKS)
            && closed.contains(&format!("{word}{next}"))
            && !other.contains(&format!("{word} {next}"));
        if !broken {
            whole.push(' ');
        }
    }
    whole
}

/// How alike two texts are, from 0 to 1: the share of the words that stay.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let (before, after) = (tokens(old), tokens(new));
    let all = before.len() + after.len();
    if all == 0 {
        return 1.0;
    }
    let same: usize = capture_diff_slices(Algorithm::Myers, &before, &after)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    2.0 * same as f64 / all as f64
}

/// Words and marks, each with the space after it; a number keeps its decimals and its unit.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', ',', ';', ':', '.', '?', '!', ')', '”', '’']);
        let open = bare.trim_start_matches(['(', '“', '‘']);
        let start = bare.len() - open.len();
        tokens.extend([&word[..start], open, &word[bare.len()..]].into_iter().filter(|part| !part.is_empty()));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{likeness, pieces, whole};
    use crate::diff::Change;

    #[test]
    fn a_word_that_was_broken_at_the_end_of_a_line_is_whole() {
        let (broken, other) = ("Mid- Staffs, a/b- c.d, pre- and after", "Of Mid-Staffs, a/ b-c.d, pre- and so. On");
        assert_eq!(whole(broken, other), "Mid-Staffs, a/b-c.d, pre- and after");
        assert_eq!(whole(other, broken), "Of Mid-Staffs, a/b-c.d, pre- and so. On");
    }

    #[test]
    fn only_the_words_that_changed_are_told() {
        let pieces = pieces("The rate (6.1%) fell, as before.", "The rate (6.4%) rose, as before.");
        let of = |change: Change| {
            let of = pieces.iter().filter(|piece| piece.change == change).map(|piece| piece.text.as_str());
            of.collect::<Vec<_>>()
        };
        assert_eq!(of(Change::Removed), ["6.1%", "fell"]);
        assert_eq!(of(Change::Added), ["6.4%", "rose"]);
        assert_eq!(of(Change::Same).concat(), "The rate () , as before.");
        assert!(likeness("one two three", "one two four") > 0.6 && likeness("one", "two") < 0.1);
    }
}
