//! A page of YAML that is being written: comments, values in block style, and what is there to be un-commented.

use crate::project::yaml::{self, Content, Node};

/// How long a line of text or of a comment gets before it is broken.
const WIDTH: usize = 100;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, quoted where YAML would take it for something else.
    Text(String),
    /// Prose, in lines of its own below its key, where no sign needs a quote; it ends with a line end.
    Prose(String),
    /// A number or a truth value, as it is.
    Bare(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values, in order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// What was read from a file.
    pub fn of(node: &Node) -> Self {
        match &node.content {
            Content::Null => Self::Bare("null".to_owned()),
            Content::Bool(truth) => Self::Bare(truth.to_string()),
            Content::Number(written) => Self::Bare(written.clone()),
            Content::Text(text) => Self::Text(text.clone()),
            Content::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Content::Map(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.value.clone(), Self::of(value))).collect())
            }
        }
    }
}

/// Lines of YAML, from top to bottom.
#[derive(Debug, Default)]
pub struct Page {
    lines: Vec<String>,
}

impl Page {
    /// Adds an empty line, unless there is one already or nothing stands above it.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Whether the last line ends so.
    pub fn ends_with(&self, end: &str) -> bool {
        self.lines.last().is_some_and(|line| line.ends_with(end))
    }

    /// Adds a line as it is.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.lines.push(format!("{:indent$}{text}", ""));
    }

    /// Adds a comment, broken over as many lines as it takes.
    pub fn comment(&mut self, indent: usize, text: &str) {
        for line in wrapped(text, WIDTH.saturating_sub(indent + 2)) {
            self.line(indent, &format!("# {line}"));
        }
    }

    /// Adds a key with its value.
    pub fn entry(&mut self, indent: usize, key: &str, value: &Value) {
        self.after(indent, &format!("{key}:"), indent + 2, value);
    }

    /// Adds an item of a list.
    pub fn item(&mut self, indent: usize, value: &Value) {
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                let mut lead = "- ";
                for (key, value) in entries {
                    self.after(indent, &format!("{lead}{key}:"), indent + 4, value);
                    lead = "  ";
                }
            }
            value => self.after(indent, "-", indent + 2, value),
        }
    }

    /// Adds what somebody may want, each line behind a `#` that stands where its first letter would, so that taking it
    /// away leaves the line in its place.
    pub fn option(&mut self, indent: usize, write: impl FnOnce(&mut Self)) {
        let mut inner = Self::default();
        write(&mut inner);
        for line in inner.lines {
            let rest = line.get(indent..).unwrap_or_default();
            self.line(indent, format!("#{rest}").trim_end());
        }
    }

    /// The whole text.
    pub fn text(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.push(String::new());
        self.lines.join("\n")
    }

    /// Adds a value after what leads to it, on the same line or on those below, which are indented by `inner`.
    fn after(&mut self, indent: usize, lead: &str, inner: usize, value: &Value) {
        match value {
            Value::Bare(written) => self.line(indent, &format!("{lead} {written}")),
            Value::Text(text) => self.line(indent, &format!("{lead} {}", scalar(text))),
            Value::Prose(text) if foldable(text) => {
                self.line(indent, &format!("{lead} >"));
                wrapped(text, WIDTH.saturating_sub(inner)).iter().for_each(|line| self.line(inner, line));
            }
            Value::Prose(text) => self.line(indent, &format!("{lead} {}", scalar(text))),
            Value::List(items) if items.is_empty() => self.line(indent, &format!("{lead} []")),
            Value::Map(entries) if entries.is_empty() => self.line(indent, &format!("{lead} {{}}")),
            Value::List(items) => {
                self.line(indent, lead);
                items.iter().for_each(|item| self.item(inner, item));
            }
            Value::Map(entries) => {
                self.line(indent, lead);
                entries.iter().for_each(|(key, value)| self.entry(inner, key, value));
            }
        }
    }
}

/// Whether folding brings a text back as it was: words with one space between them.
fn foldable(text: &str) -> bool {
    let plain = |one: char| one == ' ' || (!one.is_control() && !one.is_whitespace() && one != '\u{feff}');
    text.chars().all(plain) && !text.contains("  ") && text.trim() == text && !text.is_empty()
}

/// Text as lines of words, none longer than `width` unless a word is.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text as a scalar on one line: as it is where YAML reads it as that text, else between double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { yaml::quoted(text) }
}

/// Whether YAML, in any of its versions, reads the text as itself without quotes, also within brackets.
fn is_plain(text: &str) -> bool {
    /// What is a truth value, nothing, or a number somewhere.
    const TAKEN: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null", "inf", "nan"];
    let starts = text.chars().next().is_some_and(char::is_alphanumeric);
    let ends = text.chars().last().is_some_and(|one| !one.is_whitespace() && one != ':');
    let inside = |one: char| match one {
        ' ' | '.' | ';' | '-' | '\'' | '(' | ')' | '/' | '!' | '?' | '&' | '@' | '+' | '_' | '%' | '=' | '’'
        | '“' | '”' | '–' | '£' | ':' | ',' | '`' => true,
        one => one.is_alphanumeric(),
    };
    let number =
        |one: char| one.is_ascii_hexdigit() || matches!(one, '.' | '_' | '+' | '-' | ':' | ',' | 'x' | 'o');
    starts
        && ends
        && text.chars().all(inside)
        && !text.contains(": ")
        && !TAKEN.contains(&text.to_lowercase().as_str())
        && (!text.starts_with(|one: char| one.is_ascii_digit()) || !text.chars().all(number) || is_date(text))
}

/// Whether a text is a date as reports write it.
fn is_date(text: &str) -> bool {
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Page, Value, scalar};
    use crate::diagnostic::SourceFile;
    use crate::project::yaml::{self, Content};

    fn read_back(value: &Value) -> String {
        let mut page = Page::default();
        page.entry(0, "title", value);
        page.entry(0, "below", &Value::List(vec![value.clone()]));
        let text = page.text();
        let root =
            yaml::read(&SourceFile::new("page.yaml", text.clone())).unwrap_or_else(|why| panic!("{why:?}\n{text}"));
        let Content::Map(entries) = &root.content else { panic!("no mapping:\n{text}") };
        let [(_, first), (_, second)] = &entries[..] else { panic!("not two keys:\n{text}") };
        let Content::List(items) = &second.content else { panic!("no list:\n{text}") };
        match (&first.content, &items[0].content) {
            (Content::Text(one), Content::Text(other)) if one == other => one.clone(),
            other => panic!("{other:?}\n{text}"),
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back_as_itself(text in any::<String>()) {
            prop_assert_eq!(read_back(&Value::Text(text.clone())), text);
        }

        #[test]
        fn texts_of_words_and_signs_read_back_as_themselves(
            text in prop::collection::vec("[a-zA-Zŵŷâ0-9]{1,9}|[-:#'\"!?&*%@`{}\\[\\],.|>=~ ]{1,2}|no|null|1e5|0x1f", 1..60)
        ) {
            let text = text.concat();
            prop_assert_eq!(read_back(&Value::Text(text.clone())), text.clone());
            let prose = read_back(&Value::Prose(text.clone()));
            prop_assert_eq!(prose.trim_end_matches('\n'), text.trim_end_matches('\n'));
        }
    }

    #[test]
    fn what_needs_no_quotes_has_none() {
        for text in ["Ynys Môn", "3.30 pm", "2026-01-15", "Children's services (2)", "a – b", "reports/a.yaml"] {
            assert_eq!(scalar(text), text);
        }
        for text in
            ["No", "12", "1.5", "0x1F", "12:30", "a: b", "#x", "a #b", "", " a", "a ", "{{ x }}", "a:", "1,2"]
        {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn what_may_be_wanted_stays_in_its_column() {
        let mut page = Page::default();
        page.option(2, |page| {
            page.comment(2, "Why.");
            page.entry(
                2,
                "key",
                &Value::List(vec![Value::Map(vec![("a".to_owned(), Value::Bare("1".to_owned()))])]),
            );
        });
        assert_eq!(page.text(), "  ## Why.\n  #key:\n  #  - a: 1\n");
    }
}
