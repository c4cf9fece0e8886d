//! `accessibility`: what an author can write that keeps people out, although the build does its part.

use std::ops::Range;

use crate::check::headed::Headed;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Paper, Rule, answer, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::{Block, Inline, Inlines, plain_text};
use crate::project::body::BodyItem;
use crate::project::fields::{BoundIn, DocumentEntry, FieldEntry};
use crate::project::yaml::Text;

/// What a text has that some readers cannot use.
pub const RULE: Rule = Rule {
    name: "accessibility",
    severity: Severity::Warning,
    summary: "a link named `here` or by its address, a picture without words, a heading or a list that is none",
    explanation: "\
The build sees to most of what the law asks for: every paper is tagged, has its title and its language, headings in the
right order and tables with header cells, every chart has its values in words or in a table, contrast is enough, and a file
that is bound in cannot go without `alt:`. All of that is exported as PDF/UA-1, or not at all. This rule finds what only an
author can put right:

- links whose words do not say where they lead: \"here\", \"click here\", \"this link\", or a long address. A short
  address that can be read out, such as www.coventry.gov.uk/councilplan, is a name;
- descriptions of files that describe nothing: \"picture\", the name of the file, the title over again;
- a paragraph that is bold as a whole and stands for a heading, which nobody can jump to (`- heading: …` is one);
- a list whose marks are typed, \"• one • two\", which is not read as a list;
- a heading with nothing below it;
- whole sentences in capitals, which are read letter by letter and are hard to read for everybody;
- words that only those understand who see colours or places: \"shown in red\", \"the table on the right\".

For example: \"The plan is [here](https://www.example.gov.uk/plan)\" should be \"the [workforce plan](https://…)\".

Source: SI 2018/952 (Public Sector Bodies Accessibility Regulations); WCAG 2.2 AA, success criteria 1.1.1, 1.3.1, 1.3.3, 1.4.1,
2.4.4 and 2.4.6.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let file = &paper.report.file.name;
    for rendered in paper.narrated.record.texts.iter().filter(|one| one.text.span.file.name == *file) {
        links(&rendered.blocks, &rendered.text, &mut found);
    }
    for section in paper.sections() {
        headings(&section, paper, &mut found);
    }
    for (_, field) in &paper.report.fields {
        if let FieldEntry::Documents(documents, _) = field {
            documents.iter().for_each(|document| files(document, &mut found));
        }
    }
    found.extend(paper.each(|passage| {
        let mut found = capitals(passage);
        found.extend(typed_list(passage));
        found.extend(senses(passage));
        found
    }));
    found
}

/// Links whose words do not say where they lead.
fn links(blocks: &[Block], text: &Text, found: &mut Vec<Diagnostic>) {
    each_inline(blocks, &mut |inline| {
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

/// Whether words could stand for any link.
fn is_hollow(words: &str) -> bool {
    const HOLLOW: &[&str] = &[
        "",
        "click",
        "click here",
        "click this link",
        "document",
        "download",
        "find out more",
        "follow this link",
        "further information",
        "here",
        "link",
        "links",
        "more",
        "more information",
        "page",
        "please click here",
        "read more",
        "report",
        "see here",
        "see more",
        "this",
        "this document",
        "this link",
        "this page",
        "this website",
        "web page",
        "webpage",
        "website",
    ];
    let plain: String =
        words.to_lowercase().chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    let plain: Vec<&str> = plain.split_whitespace().collect();
    HOLLOW.contains(&plain.join(" ").as_str())
}

/// Whether words are an address that nobody can read out.
fn is_long_address(words: &str) -> bool {
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
    !readable || rest.len() > 50
}

/// Headings that are none, and headings with nothing below them.
fn headings(section: &Headed<'_>, paper: &Paper<'_>, found: &mut Vec<Diagnostic>) {
    let body = &section.section.body;
    for (at, item) in body.iter().enumerate() {
        match bare(item) {
            BodyItem::Heading(text, _) => {
                let next = body.get(at + 1).map(bare);
                let empty = matches!(next, Some(BodyItem::Heading(..)))
                    || next.is_none() && section.section.sections.is_empty();
                if empty {
                    found.push(
                        finding("a heading with nothing below it", &text.span)
                            .hint("write what belongs below it, or take it out; a heading of its own is a section, `- heading: …`"),
                    );
                }
            }
            BodyItem::Paragraph { run_in: None, text, parts } if parts.is_empty() && is_bold(text, paper) => {
                found.push(finding("a bold paragraph that stands for a heading", &text.span).hint(
                    "write it as `- heading: …`, so that it is one for those who jump from heading to heading",
                ));
            }
            BodyItem::Plain(text) if is_bold(text, paper) => {
                found.push(finding("a bold paragraph that stands for a heading", &text.span).hint(
                    "write it as `- heading: …`, so that it is one for those who jump from heading to heading",
                ));
            }
            _ => {}
        }
    }
}

fn bare(item: &BodyItem) -> &BodyItem {
    match item {
        BodyItem::Exempt(inner, _) => bare(inner),
        other => other,
    }
}

/// Whether a text is one short line in bold that ends no sentence.
fn is_bold(text: &Text, paper: &Paper<'_>) -> bool {
    let rendered = paper.narrated.record.texts.iter().find(|one| one.text.span == text.span);
    let Some([Block::Paragraph { body }]) = rendered.map(|one| one.blocks.as_slice()) else { return false };
    let [Inline::Strong { body }] = body.as_slice() else { return false };
    let words = plain_text(body);
    answer::length(&words) <= 12 && !words.trim_end().ends_with(['.', '!', '?', ';'])
}

/// Descriptions of files that describe nothing.
fn files(document: &DocumentEntry, found: &mut Vec<Diagnostic>) {
    if is_long_address(&document.title.value) {
        found.push(
            finding("a document that is named by its address", &document.title.span)
                .hint("write its title, and the address as `link:`"),
        );
    }
    let BoundIn::File(file) = &document.bound else { return };
    let plain =
        |text: &str| -> String { text.to_lowercase().chars().filter(|one| one.is_alphanumeric()).collect() };
    let alt = plain(&file.alt.value);
    let name = file.file.value.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hint =
        "say what its pages show to somebody who does not see them: `alt: Posts in each team by grade, as a table`";
    if alt == plain(name) || alt == plain(stem) {
        found.push(finding("the description of the file is its name", &file.alt.span).hint(hint));
    } else if alt == plain(&document.title.value) {
        found.push(finding("the description of the file is its title", &file.alt.span).hint(hint));
    } else if is_no_description(&file.alt.value) {
        found.push(finding(format!("`{}` describes nothing", file.alt.value.trim()), &file.alt.span).hint(hint));
    }
}

/// Words for a picture that could stand for any.
fn is_no_description(alt: &str) -> bool {
    const KINDS: &[&str] = &[
        "a",
        "an",
        "appendix",
        "attached",
        "attachment",
        "chart",
        "diagram",
        "document",
        "file",
        "graph",
        "graphic",
        "image",
        "of",
        "page",
        "pages",
        "pdf",
        "photo",
        "photograph",
        "picture",
        "scan",
        "scanned",
        "see",
        "slide",
        "slides",
        "table",
        "tables",
        "the",
    ];
    let words = crate::check::words::words(alt);
    !words.iter().any(|word| word.is_word() && !KINDS.contains(&word.lower.as_str()))
}

/// A sentence that is written in capitals.
fn capitals(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let all = passage.words();
    let loud = |range: &Range<usize>| {
        let words = all.iter().filter(|word| range.start <= word.range.start && word.range.end <= range.end);
        let words: Vec<&Word<'_>> = words.filter(|word| word.is_word()).collect();
        let long = words.iter().filter(|word| word.text.chars().count() > 3).count();
        words.len() >= 4 && long >= 2 && words.iter().all(|word| !word.text.chars().any(char::is_lowercase))
    };
    let sentences = passage.sentences().into_iter();
    sentences
        .filter(|range| {
            loud(range)
                && !all.iter().any(|word| range.contains(&word.range.start) && passage.is_quoted(&word.range))
        })
        .map(|range| {
            finding("a sentence in capitals", &passage.place(&range))
                .hint("write it in small letters; what matters can stand between `**` and `**`")
        })
        .collect()
}

/// A list whose marks are typed into the text.
fn typed_list(passage: &Passage<'_>) -> Option<Diagnostic> {
    let text = &passage.text;
    let marks: Vec<usize> = text
        .char_indices()
        .filter(|(_, one)| matches!(one, '•' | '▪' | '●' | '◦' | '‣' | '·' | '■' | '▸' | '➢' | '✓'))
        .filter(|(at, one)| {
            let before = text[..*at].chars().next_back().is_none_or(char::is_whitespace);
            before && text[at + one.len_utf8()..].starts_with(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    let first = *marks.first()?;
    // Dots between words may part them: "Coventry · Warwickshire · Solihull".
    if first > 0 && (marks.len() < 2 || text[first..].starts_with('·')) {
        return None;
    }
    let sign = text[first..].chars().next().map_or(0, char::len_utf8);
    let range =
        first..text[first + sign..].find(['•', '▪', '●', '◦', '·', '■']).map_or(text.len(), |at| first + sign + at);
    Some(
        finding("a list whose marks are typed is not read as a list", &passage.place(&range))
            .hint("write each item on a line of its own, after `- `, with an empty line before the first"),
    )
}

/// Words that only those understand who see colours and places.
fn senses(passage: &Passage<'_>) -> Vec<Diagnostic> {
    const COLOURS: &[&str] = &["red", "green", "amber", "yellow", "blue", "orange", "purple", "grey", "pink"];
    const SHOWN: &[&str] = &[
        "shown",
        "marked",
        "highlighted",
        "shaded",
        "coloured",
        "printed",
        "displayed",
        "indicated",
        "identified",
    ];
    const SEEN: &[&str] = &[
        "bar", "bars", "line", "lines", "area", "areas", "box", "boxes", "cell", "cells", "column", "columns",
        "row", "rows", "text", "dot", "dots", "section", "segment",
    ];
    const EXHIBITS: &[&str] =
        &["table", "chart", "figure", "graph", "box", "picture", "diagram", "map", "image", "panel"];
    let words = passage.words();
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let mut found = Vec::new();
    for at in 0..lower.len() {
        let end = match lower.get(at..).unwrap_or_default() {
            [shown, "in", colour, ..] if SHOWN.contains(shown) && COLOURS.contains(colour) => at + 3,
            ["the", colour, seen, ..]
                if COLOURS.contains(colour) && SEEN.contains(seen) && seen_of(&lower, at + 3) =>
            {
                at + 3
            }
            [exhibit, "on" | "to", "the", "left" | "right", ..] if EXHIBITS.contains(exhibit) => at + 4,
            _ => continue,
        };
        let range = words[at].range.start..words[end - 1].range.end;
        if !passage.is_quoted(&range) {
            let written = passage.text.get(range.clone()).unwrap_or_default();
            found.push(
                finding(format!("`{written}` tells nothing to those who do not see it"), &passage.place(&range))
                    .hint("name it as well: `Table 2`, `the bar of Coventry`, `marked with an asterisk`"),
            );
        }
    }
    found
}

/// Whether what follows lets a thing be one on the page, and not one in the world: "the red line buses".
fn seen_of(lower: &[&str], next: usize) -> bool {
    lower.get(next).is_none_or(|next| {
        matches!(
            *next,
            "shows"
                | "show"
                | "is"
                | "are"
                | "in"
                | "of"
                | "on"
                | ","
                | "."
                | ";"
                | "above"
                | "below"
                | "and"
                | ")"
                | "represents"
                | "marks"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn links_have_names() {
        for words in ["here", "Click here", "this link", "read more…", "", "Link"] {
            assert!(is_hollow(words), "{words}");
        }
        for words in ["the workforce plan", "Report of 16 April 2018", "where they live"] {
            assert!(!is_hollow(words), "{words}");
        }
        for words in [
            "https://www.example.gov.uk/documents/s37635/BN%20Recommendations.pdf",
            "http://moderngov.example.gov.uk/ieListDocuments.aspx?CId=124",
            "www.example.gov.uk/a-very-long-address/of-a-page/that-nobody-reads-out",
            "https://example.gov.uk/plan_2025",
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

    #[test]
    fn files_are_described() {
        for alt in ["picture", "A chart", "scanned document", "PDF", "see attached table", "–"] {
            assert!(is_no_description(alt), "{alt}");
        }
        for alt in ["Staff in each team by grade", "A letter of the Minister"] {
            assert!(!is_no_description(alt), "{alt}");
        }
    }

    #[test]
    fn sentences_in_capitals_are_found() {
        for (text, loud) in [
            ("THIS PAPER IS NOT FOR PUBLICATION", "THIS PAPER IS NOT FOR PUBLICATION"),
            ("Note. ALL MEMBERS MUST ATTEND. Thank you.", "ALL MEMBERS MUST ATTEND"),
        ] {
            assert_eq!(underlined(capitals, text), [loud], "{text}");
        }
        nothing_in(
            capitals,
            &["RESOLVED that", "The NHS and the DfE", "UK, EU, GP, BBC", "“ALL MEMBERS MUST ATTEND”", ""],
        );
    }

    #[test]
    fn marks_that_are_typed_make_no_list() {
        let list = |passage: &Passage<'_>| typed_list(passage).into_iter().collect::<Vec<_>>();
        for text in ["These are: • pay • caseloads", "• pay", "▪ one ▪ two"] {
            assert_eq!(underlined(list, text).len(), 1, "{text}");
        }
        nothing_in(list, &["Coventry · Warwickshire · Solihull", "3·5 per cent", "a•b", "- one", ""]);
    }

    #[test]
    fn nobody_has_to_see_colours_or_places() {
        for (text, words) in [
            ("Values shown in red are suppressed.", "shown in red"),
            ("The green line shows Coventry.", "The green line"),
            ("see the table on the right", "table on the right"),
            ("The blue bars are England.", "The blue bars"),
        ] {
            assert_eq!(underlined(senses, text), [words], "{text}");
        }
        nothing_in(
            senses,
            &[
                "The action is rated red.",
                "the green areas round the city",
                "the Red Lion and the blue badge scheme",
                "Figures shown in bold",
                "the amber rating",
                "He said “shown in red”.",
            ],
        );
    }
}
