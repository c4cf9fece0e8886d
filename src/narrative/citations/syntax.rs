//! Where a text cites: `[@healy2009; @baginsky2013, p. 4]`, `@baginsky2013` in a sentence, `[-@ward2014]`.

use std::ops::Range;

use hayagriva::citationberg::taxonomy::Locator;

use crate::diagnostic::{did_you_mean, nearest};
use crate::narrative::markdown::{MARK, Mistake};
use crate::project::bibliography::Works;

/// What a text may cite.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// These works.
    Works(&'a Works),
    /// Nothing: the report names no bibliography.
    Nothing,
    /// Nobody knows: the bibliography could not be read, which has been reported.
    Unknown,
}

/// A place that cites one work or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The works, in the order in which they are cited; one at least.
    pub items: Vec<Item>,
    /// Whether the authors are part of the sentence: "Baginsky (2013)".
    pub in_sentence: bool,
}

/// A work that is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its key in the bibliography.
    pub key: String,
    /// Words before it: "see".
    pub before: String,
    /// Which part of it: a page, a chapter.
    pub locator: Option<(Locator, String)>,
    /// Words after it, with the comma or the space that parts them from it.
    pub after: String,
    /// Whether its authors are left out, because the sentence has them: `-@ward2014`.
    pub without_author: bool,
}

impl Item {
    /// A work, and nothing said of it.
    pub fn plain(key: String) -> Self {
        Self { key, before: String::new(), locator: None, after: String::new(), without_author: false }
    }
}

/// The text with a marker in the place of each citation (`mark` gives the number of one), and what is wrong with them.
pub fn find(text: &str, source: Source<'_>, mark: &mut dyn FnMut(Citation) -> usize) -> (String, Vec<Mistake>) {
    if !text.contains('@') {
        return (text.to_owned(), Vec::new());
    }
    let mut reader = Reader { text, source, mistakes: Vec::new() };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut before = None;
    while let Some(character) = text[at..].chars().next() {
        let found = match character {
            '[' => reader.cluster(at),
            '@' if begins(before) => reader.in_sentence(at),
            _ => None,
        };
        if let Some((citation, end)) = found {
            reader.check_brackets(at..end);
            if !citation.items.is_empty() {
                out.push_str(&format!("{}c{}{}", MARK[0], mark(citation), MARK[1]));
            }
            before = text[..end].chars().next_back();
            at = end;
            continue;
        }
        // Whatever stands after a backslash is itself.
        let width = match character {
            '\\' => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            other => other.len_utf8(),
        };
        out.push_str(&text[at..at + width]);
        before = text[at..at + width].chars().next_back();
        at += width;
    }
    (out, reader.mistakes)
}

/// Whether a citation can begin after this character: an address has a letter before its `@`, a web page a slash.
fn begins(before: Option<char>) -> bool {
    before.is_none_or(|one| one.is_whitespace() || "([{\"'“‘*_–—".contains(one))
}

/// Whether words before a key are those of a citation: `[see @ward2014]`.
fn leads_in(before: &str) -> bool {
    let words = before.trim().trim_end_matches(',').to_lowercase();
    ["see", "see also", "cf.", "compare", "e.g.", "for example", "as in"].contains(&words.as_str())
}

/// The key that a text begins with: letters, digits and `_`, and marks between them.
fn key(text: &str) -> &str {
    let letter = |one: char| one.is_alphanumeric() || one == '_';
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if letter(character) {
            end = at + character.len_utf8();
        } else if at == 0 || end < at || !":.+/-#".contains(character) {
            break;
        }
    }
    &text[..end]
}

struct Reader<'a> {
    text: &'a str,
    source: Source<'a>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    /// The citation in square brackets that begins at a place, and where it ends.
    fn cluster(&mut self, at: usize) -> Option<(Citation, usize)> {
        let inside = &self.text[at + 1..];
        let close = inside.find(['[', ']', '\\']).filter(|close| inside[*close..].starts_with(']'))?;
        let end = at + 1 + close + 1;
        let inside = &inside[..close];
        // A link, `[words](address)`, is none.
        if inside.contains("\n\n") || self.text[end..].starts_with(['(', '[']) || !inside.contains('@') {
            return None;
        }
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for part in inside.split(';') {
            match Piece::read(part) {
                Some(piece) => pieces.push(piece),
                None => {
                    let last = pieces.last_mut()?;
                    last.more.push(part);
                }
            }
        }
        let first = pieces.first()?;
        let sure = first.before.is_empty();
        if !sure && !self.may_be_key(first.key) {
            return None;
        }
        match self.source {
            Source::Works(_) => {}
            Source::Unknown => return Some((Citation { items: Vec::new(), in_sentence: false }, end)),
            Source::Nothing if sure || leads_in(first.before) => {
                self.mistakes.push(Mistake {
                    message: "a citation in a report that names no bibliography".to_owned(),
                    text: format!("@{}", first.key),
                    hint: "add `bibliography:` and the path of a file with the works; plain brackets are written `\\[`"
                        .to_owned(),
                });
                return Some((Citation { items: Vec::new(), in_sentence: false }, end));
            }
            Source::Nothing => return None,
        }
        if inside.contains(MARK[0]) {
            self.mistakes.push(Mistake {
                message: "a figure in a citation".to_owned(),
                text: format!("@{}", first.key),
                hint: "write the page or the chapter as plain text".to_owned(),
            });
        }
        let items = pieces.into_iter().filter_map(|piece| self.known(piece.key).then(|| piece.item())).collect();
        Some((Citation { items, in_sentence: false }, end))
    }

    /// `@baginsky2013` in a sentence, and the page in brackets after it.
    fn in_sentence(&mut self, at: usize) -> Option<(Citation, usize)> {
        let key = key(&self.text[at + 1..]);
        let mut end = at + 1 + key.len();
        if key.is_empty() || !self.may_be_key(key) {
            return None;
        }
        match self.source {
            Source::Works(_) => {}
            Source::Unknown => return Some((Citation { items: Vec::new(), in_sentence: true }, end)),
            Source::Nothing => return None,
        }
        let mut item = Item::plain(key.to_owned());
        let rest = &self.text[end..];
        let brackets = rest.strip_prefix(" [").and_then(|rest| rest.split_once(']'));
        if let Some((inside, after)) = brackets.filter(|(_, after)| !after.starts_with(['(', '[']))
            && let Some((locator, "")) = locator(inside)
        {
            item.locator = Some(locator);
            end = self.text.len() - after.len();
        }
        let items = if self.known(key) { vec![item] } else { Vec::new() };
        Some((Citation { items, in_sentence: true }, end))
    }

    /// A bracket right beside a citation that would be printed: `[[@key]` or `@key]`.
    fn check_brackets(&mut self, place: Range<usize>) {
        let cluster = self.text[place.clone()].starts_with('[');
        let before = &self.text[..place.start];
        let opened = before.ends_with('[') && !before.ends_with("\\[");
        let closed = self.text[place.end..].starts_with(']');
        let line = before.rsplit('\n').next().unwrap_or_default();
        let within = line.matches('[').count() > line.matches(']').count();
        let message = match (opened, closed) {
            (true, false) if cluster => "a `[` too many before a citation",
            (false, true) if !within => "a `]` behind a citation that nothing opens",
            _ => return,
        };
        // Where nothing is cited, that has been told.
        if !matches!(self.source, Source::Works(_)) {
            return;
        }
        let key = self.text[place.clone()].split_once('@').map_or("", |(_, rest)| key(rest));
        self.mistakes.push(Mistake {
            message: message.to_owned(),
            text: format!("@{key}"),
            hint: format!("write `[@{key}]`; for a bracket that is printed write a backslash before it"),
        });
    }

    /// Whether a word after an `@` is meant as a key: it is one, or looks like one; "@coventrycc" does not.
    fn may_be_key(&self, key: &str) -> bool {
        match self.source {
            Source::Works(works) => {
                works.get(key).is_some()
                    || key.contains(|one: char| one.is_ascii_digit())
                    || nearest(key, works.keys()).is_some()
            }
            // `@coventry2018` is itself in a report that cites nothing.
            Source::Unknown | Source::Nothing => key.contains(|one: char| one.is_ascii_digit()),
        }
    }

    /// Whether there is a work of that key; else that is a mistake.
    fn known(&mut self, key: &str) -> bool {
        let Source::Works(works) = self.source else { return false };
        if works.get(key).is_some() {
            return true;
        }
        let near = did_you_mean(key, works.keys()).unwrap_or_default();
        let joint = if near.ends_with('?') { "" } else { ";" };
        self.mistakes.push(Mistake {
            message: format!("`{key}` is not in the bibliography"),
            text: format!("@{key}"),
            hint: format!("{near}{joint} for a plain at sign write `\\@`"),
        });
        false
    }
}

/// One work of several in a pair of brackets.
struct Piece<'a> {
    before: &'a str,
    key: &'a str,
    after: &'a str,
    without_author: bool,
    /// Further words, each after a semicolon.
    more: Vec<&'a str>,
}

impl<'a> Piece<'a> {
    fn read(text: &'a str) -> Option<Self> {
        for (at, _) in text.match_indices('@') {
            let (before, rest) = text.split_at(at);
            let (before, without_author) = match before.strip_suffix('-') {
                Some(before) => (before, true),
                None => (before, false),
            };
            let key = key(&rest[1..]);
            if key.is_empty() || !begins(before.chars().next_back()) {
                continue;
            }
            let after = &rest[1 + key.len()..];
            return Some(Self { before: before.trim(), key, after, without_author, more: Vec::new() });
        }
        None
    }

    fn item(&self) -> Item {
        let (locator, after) = match locator(self.after) {
            Some((locator, after)) => (Some(locator), after),
            None => (None, self.after),
        };
        let mut after = after.trim_end().to_owned();
        for more in &self.more {
            after.push(';');
            after.push_str(more.trim_end());
        }
        Item {
            key: self.key.to_owned(),
            before: one_line(self.before),
            locator,
            after: one_line(&after),
            without_author: self.without_author,
        }
    }
}

/// Line ends are blanks.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The words for parts of a work.
const LOCATORS: &[(&[&str], Locator)] = &[
    (&["p.", "pp.", "page", "pages"], Locator::Page),
    (&["ch.", "chap.", "chapter", "chapters"], Locator::Chapter),
    (&["s.", "sec.", "section", "sections", "§"], Locator::Section),
    (&["para.", "paras.", "paragraph", "paragraphs", "¶"], Locator::Paragraph),
    (&["fig.", "figure", "figures"], Locator::Figure),
    (&["table", "tables"], Locator::Table),
    (&["vol.", "vols.", "volume", "volumes"], Locator::Volume),
    (&["part", "parts", "pt."], Locator::Part),
    (&["appendix"], Locator::Appendix),
    (&["no.", "issue"], Locator::Issue),
    (&["n.", "note", "notes"], Locator::Note),
    (&["l.", "line", "lines"], Locator::Line),
];

/// The part of a work that a text begins with, such as `, pp. 4-6`, and what stands after it; a number alone is a page.
fn locator(text: &str) -> Option<((Locator, String), &str)> {
    let text = text.trim_start().trim_start_matches(',').trim_start();
    let lower = text.to_ascii_lowercase();
    let named = LOCATORS.iter().find_map(|(words, locator)| {
        let word = words.iter().filter(|word| lower.starts_with(**word)).max_by_key(|word| word.len())?;
        let rest = &text[word.len()..];
        let ends = word.ends_with('.') || rest.starts_with(|one: char| !one.is_alphabetic());
        ends.then_some((*locator, rest.trim_start()))
    });
    let (locator, rest) = named.unwrap_or((Locator::Page, text));
    // A number, a range, several of them; letters only in one word with digits, or as Roman numbers after a word.
    let mut end = 0;
    for (at, piece) in pieces(rest) {
        let number = piece.trim_end_matches(',');
        let digits = number.starts_with(|one: char| one.is_ascii_digit());
        let roman = named.is_some() && !number.is_empty() && number.chars().all(|one| "ivxlcdm".contains(one));
        let joint = at > 0 && matches!(number, "-" | "–" | "and" | "&");
        if !(digits || roman || joint) {
            break;
        }
        if !joint {
            end = at + number.len();
        }
        if !piece.ends_with(',') && !joint && !next_joins(&rest[at + piece.len()..]) {
            break;
        }
    }
    if end == 0 {
        return None;
    }
    let value = one_line(&rest[..end]).replace(" - ", "–").replace('-', "–");
    Some(((locator, value), rest[end..].trim_end()))
}

/// Whether a number goes on after a blank: "4 and 6", "4 – 6".
fn next_joins(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or_default();
    matches!(next, "-" | "–" | "and" | "&")
}

/// The words of a text, each with its place.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let words = text.split_inclusive(char::is_whitespace).map(move |word| {
        let from = at;
        at += word.len();
        (from, word.trim_end())
    });
    words.filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, SourceFile};

    const WORKS: &str =
        "@book{ward2014, title = {A}}\n@book{healy2009, title = {B}}\n@book{DfE:guide_2, title = {C}}\n";

    /// The text with its markers, and the messages.
    fn read(text: &str) -> (String, Vec<Citation>, Vec<String>) {
        let works =
            Works::read(&SourceFile::new("a.bib", WORKS), true, &mut Diagnostics::default()).expect("works");
        let mut found = Vec::new();
        let (text, mistakes) = find(text, Source::Works(&works), &mut |one| {
            found.push(one);
            found.len() - 1
        });
        let text = text.replace(MARK[0], "<").replace(MARK[1], ">");
        (text, found, mistakes.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn a_bracket_too_many_beside_a_citation_is_told() {
        for (text, wanted) in [
            ("Blame [[@healy2009] is so.", Some("a `[` too many before a citation")),
            ("Blame @healy2009] is so.", Some("a `]` behind a citation that nothing opens")),
            ("Blame [so @healy2009] is.", None),
            ("Blame [see [@healy2009]] is.", None),
            ("Blame [[@healy2009]] is.", None),
            ("Blame \\[[@healy2009] and (@ward2014) are.", None),
        ] {
            let (_, _, messages) = read(text);
            assert_eq!(messages, Vec::from_iter(wanted), "{text}");
        }
    }

    #[test]
    fn citations_are_found_and_nothing_else_is() {
        for (text, wanted) in [
            ("A [@ward2014].", "A <c0>."),
            ("A [@ward2014; @healy2009, p. 4]; b @ward2014.", "A <c0>; b <c1>."),
            ("*@ward2014* and (@healy2009) and “@DfE:guide_2”", "*<c0>* and (<c1>) and “<c2>”"),
            ("@ward2014's view", "<c0>'s view"),
            ("@ward2014 [p. 4] and @healy2009 [a note]", "<c0> and <c1> [a note]"),
            ("[-@ward2014]", "<c0>"),
            ("[see @ward2014]", "<c0>"),
            // Addresses, handles, prices and what is escaped.
            ("ann@example.gov.uk and ann@ward2014", "ann@example.gov.uk and ann@ward2014"),
            ("[write to ann@example.gov.uk]", "[write to ann@example.gov.uk]"),
            ("<ann@example.gov.uk>", "<ann@example.gov.uk>"),
            ("https://example.gov.uk/@ward2014", "https://example.gov.uk/@ward2014"),
            ("@coventrycc, 3 @ £5, @", "@coventrycc, 3 @ £5, @"),
            (r"\@ward2014 \[@ward2014", r"\@ward2014 \[<c0>"),
            ("[^1] and [words](https://example.gov.uk)", "[^1] and [words](https://example.gov.uk)"),
            ("an [open bracket @ward2014", "an [open bracket <c0>"),
        ] {
            let (found, _, messages) = read(text);
            assert_eq!((found.as_str(), messages.len()), (wanted, 0), "{text}: {messages:?}");
        }
    }

    #[test]
    fn keys_that_nobody_has_are_mistakes() {
        for (text, wanted) in [
            ("[@smith]", "`smith` is not in the bibliography"),
            ("[@ward2014; @smith]", "`smith` is not in the bibliography"),
            ("@smith2009 says", "`smith2009` is not in the bibliography"),
            ("@wrad2014 says", "`wrad2014` is not in the bibliography"),
            ("[see @ward2041]", "`ward2041` is not in the bibliography"),
        ] {
            assert_eq!(read(text).2, [wanted], "{text}");
        }
    }

    #[test]
    fn without_a_bibliography_only_brackets_are_a_mistake() {
        let messages = |text: &str| {
            let (same, mistakes) = find(text, Source::Nothing, &mut |_| 0);
            (same == text, mistakes.len())
        };
        assert_eq!(messages("[@ward2014] and so on"), (false, 1));
        assert_eq!(messages("[see @ward2014] and so on"), (false, 1));
        assert_eq!(messages("@ward2014, [thanks to @ward2014], ann@example.gov.uk, @b"), (true, 0));
        assert_eq!(find("[@ward2014] x", Source::Unknown, &mut |_| 0), (" x".to_owned(), Vec::new()));
    }

    #[test]
    fn locators_end_where_other_words_begin() {
        for (after, part, value, rest) in [
            (", p. 4", Locator::Page, "4", ""),
            (", pp. 4-6, 9", Locator::Page, "4–6, 9", ""),
            (" pp. 4 and 6 on pay", Locator::Page, "4 and 6", " on pay"),
            (", 17", Locator::Page, "17", ""),
            (", chapter 3, and more", Locator::Chapter, "3", ", and more"),
            (", ch. iv", Locator::Chapter, "iv", ""),
            (", section 3.12", Locator::Section, "3.12", ""),
            (", § 4", Locator::Section, "4", ""),
            (", p. 4a", Locator::Page, "4a", ""),
        ] {
            assert_eq!(locator(after), Some(((part, value.to_owned()), rest)), "{after}");
        }
        for after in ["", ", and more", ", pages that matter", ", part of it", ", see 4", ", particularly 3"] {
            assert_eq!(locator(after), None, "{after}");
        }
    }
}
