//! Text of a file from anywhere, as Markdown takes for nothing but text.

use crate::diagnostic::printable;

/// A name of a file as code; a mark that would end it becomes another one.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], "'").replace('|', "¦"))
}

/// A message, with what stands in backticks as code.
pub(super) fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let part = |(at, part): (usize, &&str)| match (at % 2 == 1, closed || at + 1 < parts.len()) {
        (true, true) if part.trim().is_empty() => escaped(&format!("`{part}`")),
        (true, true) => code(part),
        (true, false) => escaped(&format!("`{part}")),
        (false, _) => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Text that Markdown takes for nothing but text: no markup, no table, no mathematics, no mention of a person or an issue.
///
/// Who is mentioned is looked up in what Markdown has become, where an entity is the letter again: a space of no width keeps
/// the name apart from its mark there, and also in an answer by e-mail. What is mathematics GitHub looks up in each text
/// between two tags, GitLab in the source.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '@' => written.push_str("@&#8203;"),
            '#' => written.push_str("&#35;&#8203;"),
            '$' => written.push_str("<span>&#36;</span>"),
            '|' => written.push_str("&#124;"),
            '`' => written.push_str("&#96;"),
            '*' => written.push_str("&#42;"),
            '_' => written.push_str("&#95;"),
            '~' => written.push_str("&#126;"),
            '[' => written.push_str("&#91;"),
            ']' => written.push_str("&#93;"),
            '\\' => written.push_str("&#92;"),
            '\n' | '\r' | '\t' => written.push(' '),
            // An address is text, too.
            ':' if written.ends_with("http") || written.ends_with("https") => written.push_str("&#58;"),
            _ => written.push(printable(one)),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{escaped, message};

    #[test]
    fn text_is_text() {
        assert_eq!(escaped("<b>@all | #1"), "&lt;b&gt;@&#8203;all &#124; &#35;&#8203;1");
        assert_eq!(escaped("a\u{202e}b\u{1b}c"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(escaped("$x$"), "<span>&#36;</span>x<span>&#36;</span>");
    }

    #[test]
    fn what_stands_in_backticks_is_code() {
        assert_eq!(message("`boardpack build` says *why*"), "`boardpack build` says &#42;why&#42;");
        assert_eq!(message("`a` and `b"), "`a` and &#96;b");
        assert_eq!(message("`` and `|@x`"), "&#96;&#96; and `¦@x`");
    }
}
