//! The order of the list: by what is printed, so that a reader finds a work where its first letter says.
//!
//! Styles put "Ó Briain" and "van Dijk" under their second word, and a title that stands for an author under its
//! quotation mark.

/// Things in the order of the letters of what they print: works of one author by year.
pub fn alphabetical<T>(mut works: Vec<T>, printed: &dyn Fn(&T) -> String) -> Vec<T> {
    works.sort_by_cached_key(|work| letters(&printed(work)));
    works
}

/// The letters, digits and blanks of a text in lower case, without accents.
fn letters(text: &str) -> String {
    let counts = |one: &char| one.is_alphanumeric() || *one == ' ';
    text.to_lowercase().chars().filter(counts).map(without_accent).collect()
}

/// The letter that an accented one of the languages of Europe is sorted as.
fn without_accent(letter: char) -> char {
    const BASES: [(&str, char); 15] = [
        ("àáâãäåāăąæ", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏőœ", 'o'),
        ("śŝşšșß", 's'),
        ("ţťțŧ", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵẁẃẅ", 'w'),
        ("ýÿŷỳ", 'y'),
        ("źżž", 'z'),
    ];
    BASES.iter().find(|(accented, _)| accented.contains(letter)).map_or(letter, |(_, base)| *base)
}
