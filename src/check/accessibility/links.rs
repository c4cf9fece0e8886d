//! Links whose words do not say where they lead.

use crate::check::finding;
use crate::diagnostic::{Diagnostic, Span};
use crate::narrative::document::{Block, Inline, Inlines, plain_text};
use crate::project::yaml::Text;

/// Links whose words do not say where they lead.
///
/// `addresses`, where an address in the text is none of a list of references.
pub(super) fn links(blocks: &[Block], text: &Text, addresses: bool, found: &mut Vec<Diagnostic>) {
    each_inline(blocks, &mut |inline| {
        if let Inline::Text { text: said } = inline
            && addresses
        {
            let signs = ['.', '?', '!', ',', ';', ':', '(', ')', '[', ']', '<', '>', '“', '”', '‘', '’', '"', '\''];
            let bare =
                said.split_whitespace().map(|word| word.trim_matches(signs)).filter(|word| is_long_address(word));
            for address in bare {
                let place = place_of(text, address, address);
                found.push(
                    finding("an address in the text, which is read out letter by letter", &place)
                        .hint("make it a link with a name: `[the workforce plan](https://…)`"),
                );
            }
        }
        let Inline::Link { url, body } = inline else { return };
        let words = plain_text(body);
        let (message, hint) = if is_hollow(&words) {
            (
                format!("a link that is called `{}` does not say where it leads", words.trim()),
                "name what it leads to: `[the workforce plan](https://…)`",
            )
        } else if is_long_address(&words) {
            (
                "a link that is named by its address, which is read out letter by letter".to_owned(),
                "name what it leads to: `[the workforce plan](https://…)`",
            )
        } else {
            return;
        };
        let place = place_of(text, &words, url);
        if !found.iter().any(|one: &Diagnostic| one.span.as_ref() == Some(&place)) {
            found.push(finding(message, &place).hint(hint));
        }
    });
}

/// Where a link stands in its author's text: its words with the address after them, or what can be found of it.
fn place_of(text: &Text, words: &str, url: &str) -> Span {
    let whole = format!("[{words}]({url}");
    let at = text.value.find(&whole).map(|at| at + 1..at + 1 + words.len());
    let at = at.or_else(|| text.value.find(&format!("[{words}]")).map(|at| at + 1..at + 1 + words.len()));
    let at = at.or_else(|| text.value.find(url).map(|at| at..at + url.len()));
    at.map_or_else(|| text.span.clone(), |range| text.locate(range))
}

fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    fn inner<'a>(inlines: &'a Inlines, visit: &mut impl FnMut(&'a Inline)) {
        for inline in inlines {
            visit(inline);
            match inline {
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Footnote { body } => {
                    inner(body, visit)
                }
                _ => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Paragraph { body } | Block::Heading { body } => inner(body, visit),
            Block::Numbered { heading, body, .. } => {
                heading.iter().for_each(|heading| inner(heading, visit));
                each_inline(body, visit);
            }
            Block::List { items, .. } => items.iter().for_each(|item| each_inline(item, visit)),
            _ => {}
        }
    }
}

/// Whether words could stand for any link: none of them says what it leads to.
fn is_hollow(words: &str) -> bool {
    const EMPTY: &str = "a about above access accessed an and at attachment attached available be below button by can clicking click copy council's \
        detail details document documents download downloadable downloaded excel file find follow following for found from full further go here in info information \
        internet is it item its learn link linked links list may more my next now of on online open our out page pages paper pdf please press read \
        reading report see seen site spreadsheet tap text that the their there these this to url version via view viewed viewing visit visiting web \
        webpage website word you your";
    let plain: String =
        words.to_lowercase().chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    plain.split_whitespace().all(|word| EMPTY.split_whitespace().any(|empty| empty == word))
}

/// Whether words are an address that nobody can read out.
pub(super) fn is_long_address(words: &str) -> bool {
    let words = words.trim();
    let lower = words.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let address = rest.is_some() || lower.starts_with("www.");
    if !address || words.contains(char::is_whitespace) {
        return false;
    }
    let rest = rest.unwrap_or(&lower).trim_end_matches('/');
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let readable =
        path.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '-' | '/'));
    // With its "https://" an address is no name that anybody would say.
    let written_out = lower.starts_with("http") && !path.is_empty();
    !readable || written_out || rest.len() > 50
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_names() {
        for words in [
            "here",
            "Click here",
            "this link",
            "read more…",
            "",
            "Link",
            "at this link",
            "on this page",
            "PDF",
            "this report",
            "Click",
            "More information",
            "see our website",
            "downloaded",
            "can be viewed online",
        ] {
            assert!(is_hollow(words), "{words}");
        }
        for words in
            ["the workforce plan", "Report of 16 April 2018", "where they live", "page 4 of the plan", "Our plan"]
        {
            assert!(!is_hollow(words), "{words}");
        }
        for words in [
            "https://www.example.gov.uk/documents/s37635/BN%20Recommendations.pdf",
            "http://moderngov.example.gov.uk/ieListDocuments.aspx?CId=124",
            "www.example.gov.uk/a-very-long-address/of-a-page/that-nobody-reads-out",
            "https://example.gov.uk/plan_2025",
            "https://www.example.gov.uk/schools/admissions",
        ] {
            assert!(is_long_address(words), "{words}");
        }
        for words in [
            "www.coventry.gov.uk/councilmeetings",
            "https://www.example.gov.uk",
            "www.example.gov.uk/council-meetings/",
            "www.example.gov.uk/fostering-2024",
            "Example (www.example.gov.uk/x?y=1)",
            "scrutiny@example.gov.uk",
        ] {
            assert!(!is_long_address(words), "{words}");
        }
    }
}
