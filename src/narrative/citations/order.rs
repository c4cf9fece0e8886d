//! The order of the list: where a title stands for the author, its quotation mark does not count.

use crate::narrative::document::{Inlines, plain_text};

/// Puts the works that begin with a quotation mark where their first letter belongs; all others are in order already.
pub fn without_quotes(works: Vec<(String, Inlines)>) -> Vec<(String, Inlines)> {
    let quoted = |(_, body): &(String, Inlines)| plain_text(body).starts_with(['‘', '“', '\'', '"']);
    let (quoted, mut ordered): (Vec<_>, Vec<_>) = works.into_iter().partition(quoted);
    for work in quoted {
        let own = letters(&work.1);
        let at = ordered.iter().position(|(_, body)| letters(body) > own).unwrap_or(ordered.len());
        ordered.insert(at, work);
    }
    ordered
}

/// The letters, digits and blanks of a text in lower case, without accents.
fn letters(body: &Inlines) -> String {
    let text = plain_text(body).to_lowercase();
    let counts = |one: &char| one.is_alphanumeric() || *one == ' ';
    text.chars().filter(counts).map(without_accent).collect()
}

/// The letter that an accented one of the languages of Europe is sorted as.
fn without_accent(letter: char) -> char {
    const BASES: [(&str, char); 14] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("śŝşšș", 's'),
        ("ţťțŧ", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵẁẃẅ", 'w'),
        ("ýÿŷỳ", 'y'),
    ];
    BASES.iter().find(|(accented, _)| accented.contains(letter)).map_or(letter, |(_, base)| *base)
}
