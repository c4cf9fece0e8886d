//! Words as they were typed, made into text of a report that prints as those words.

/// Text for a report that is printed as `typed`: signs that Markdown, citations or expressions would take for their own
/// get a backslash.
pub fn literal(typed: &str) -> String {
    let characters: Vec<char> = typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let first_word = characters.iter().position(|one| *one == ' ').unwrap_or(characters.len());
    let mut text = String::with_capacity(typed.len());
    for (at, character) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let next = characters.get(at + 1).copied();
        let within_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let takes = match character {
            '*' | '`' | '[' | ']' | '|' | '~' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => !within_word,
            // Between two signs a backslash keeps them from being or ending an expression, a statement or a comment; a
            // brace by itself might stand before the name of a figure.
            '{' => true,
            '%' | '#' if before == Some('{') => true,
            '}' if matches!(before, Some('}' | '%')) => true,
            '@' => !before.is_some_and(char::is_alphanumeric),
            '<' => next.is_some_and(|next| !next.is_whitespace()),
            '#' | '>' | '-' | '+' | '=' => at == 0,
            // "1. " and "1) " begin a list.
            '.' | ')' => at + 1 == first_word && at > 0 && characters[..at].iter().all(char::is_ascii_digit),
            _ => false,
        };
        if takes {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn only_signs_that_would_be_taken_for_something_get_a_backslash() {
        for (typed, text) in [
            ("Retention – “what works” & why", "Retention – “what works” & why"),
            ("Item #4: R&D, £1.1 million", "Item #4: R&D, £1.1 million"),
            ("a *draft* of snake_case", r"a \*draft\* of snake_case"),
            ("{{ turnover }} and {% {# %}", r"\{\{ turnover }\} and \{\% \{\# %\}"),
            ("# 1", r"\# 1"),
            ("1. First", r"1\. First"),
            ("2025 review", "2025 review"),
            (r"C:\new \* x\", r"C:\new \\\* x\\"),
            ("ann@example.gov.uk, @board", r"ann@example.gov.uk, \@board"),
            ("  two   words\n", "two words"),
        ] {
            assert_eq!(literal(typed), text);
        }
    }
}
