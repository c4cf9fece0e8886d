//! Marks of web pages, which are printed as they stand: `<b>`, `&nbsp;`.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::finding;
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// The marks of web pages in a text.
pub(super) fn markup(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let signs = passage.text.char_indices().filter(|(_, sign)| matches!(sign, '<' | '&'));
    let marks = signs.filter_map(|(at, _)| tag(&passage.text, at).or_else(|| entity(&passage.text, at)));
    let told = |mark: Range<usize>| {
        let written = &passage.text[mark.clone()];
        finding(format!("`{written}` is a mark of web pages, and is printed as it stands"), &passage.place(&mark))
            .hint("take it out, or write Markdown: `**bold**`, `*emphasis*`, `[words](https://…)`; and signs as they are: `%`, `&`")
    };
    marks.filter(|mark| !passage.is_quoted(mark)).map(told).collect()
}

/// `<b>`, `</p>`, `<br/>`, `<a href="…">`.
fn tag(text: &str, at: usize) -> Option<Range<usize>> {
    const TAGS: &str =
        "a b br div em font h1 h2 h3 h4 hr i img li ol p s small span strong sub sup table td th tr u ul";
    let inner = text[at..].strip_prefix('<')?;
    let end = inner.find('>')?;
    let inner = &inner[..end];
    let name = inner.trim_matches('/').split([' ', '/']).next()?;
    let attributes = inner.contains(' ') && !inner.contains('=') && !inner.ends_with('/');
    (among(TAGS, &name.to_lowercase()) && !attributes).then_some(at..at + end + 2)
}

/// `&nbsp;`, `&#37;`.
fn entity(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text[at..].strip_prefix('&')?;
    let end = inner.find(';').filter(|end| (2..=8).contains(end))?;
    let number = inner[..end].strip_prefix('#').is_some_and(|number| {
        let digits = number.trim_start_matches(['x', 'X']);
        !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_hexdigit())
    });
    let named = among(
        "amp apos bull copy deg euro frac12 gt half hellip lt mdash nbsp ndash pound quot rsquo lsquo",
        &inner[..end],
    );
    (number || named).then_some(at..at + end + 2)
}

#[cfg(test)]
mod tests {
    use super::markup;
    use crate::check::passage::Passage;
    use crate::check::testing::nothing_in;

    #[test]
    fn marks_of_web_pages_are_found() {
        for (text, marks) in [
            ("Note the <b>report</b>.", &["<b>", "</b>"][..]),
            ("One line<br/>and another<BR>.", &["<br/>", "<BR>"]),
            ("See <a href=\"x\">it</a>.", &["<a href=\"x\">", "</a>"]),
            ("Highways &amp; transport: 12&#37; of&nbsp;them.", &["&amp;", "&#37;", "&nbsp;"]),
        ] {
            let told: Vec<String> = markup(&Passage::plain(text)).into_iter().map(|one| one.message).collect();
            let wanted =
                marks.iter().map(|mark| format!("`{mark}` is a mark of web pages, and is printed as it stands"));
            assert_eq!(told, wanted.collect::<Vec<_>>(), "{text}");
        }
        nothing_in(
            markup,
            &[
                "Rates < 2% and > 1%",
                "a <name> to come",
                "Marks & Spencer; BT",
                "if a<b and b>c",
                "R&D; A&E;",
                "“<b>”",
            ],
        );
    }
}
