//! Markdown: emphasis, links, nested lists and footnotes become blocks and inlines; HTML is text like any other.

mod marks;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::narrative::document::{Block, Inline, Inlines};
use crate::narrative::papers::{PAPER, is_paper};
use crate::narrative::shield::{shield, unshield};

/// The characters around the number of a printed fact; no font has them and no author may type them.
pub const MARK: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Markdown that a paper cannot show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// One lower-case phrase.
    pub message: String,
    /// A piece of the text that shows where it is; may be empty.
    pub text: String,
    /// What to do about it.
    pub hint: String,
}

impl Mistake {
    /// Where the text that shows it stands in what its author wrote.
    pub fn find_in(&self, written: &str) -> Option<Range<usize>> {
        let ends = |end: usize| !written[end..].starts_with(|one: char| one.is_alphanumeric() || one == '_');
        let places = written.match_indices(&self.text).map(|(at, found)| at..at + found.len());
        // A key may be the beginning of another one.
        let whole = |place: &Range<usize>| !self.text.starts_with('@') || ends(place.end);
        places.clone().find(whole).or_else(|| places.into_iter().next())
    }
}

/// Reads Markdown; `printed` gives the inline for the number of a marker.
///
/// # Errors
/// Everything that a paper cannot show, such as pictures, and links and footnotes that lead nowhere.
pub fn read(text: &str, smart: bool, printed: &dyn Fn(usize) -> Inline) -> Result<Vec<Block>, Vec<Mistake>> {
    let shielded = shield(text);
    let mut options = Options::ENABLE_FOOTNOTES;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    let mut reader = Reader {
        source: &shielded,
        printed,
        open: vec![Frame::default()],
        footnotes: BTreeMap::new(),
        links: Vec::new(),
        mistakes: Vec::new(),
    };
    let mut events = Parser::new_ext(&shielded, options).into_offset_iter();
    for (event, place) in events.by_ref() {
        reader.event(event, place);
    }
    let mut labels: Vec<&str> = events.reference_definitions().iter().map(|(label, _)| label).collect();
    labels.sort_unstable();
    for label in labels.into_iter().filter(|label| !reader.links.contains(&label.to_lowercase())) {
        reader.mistakes.push(Mistake {
            message: format!("the address of the link `{label}` is not used"),
            text: format!("[{label}]:"),
            hint: format!("for plain text in square brackets write `\\[{label}]:`"),
        });
    }
    if let Some(row) = table_row(text) {
        reader.mistake(
            "a table in the text",
            row,
            "make it a CSV file in `data`, and show it with `- table: name`",
        );
    }
    let mut blocks = reader.open.pop().map(Frame::finish).unwrap_or_default();
    let mut used = Vec::new();
    for block in &mut blocks {
        reader.place_footnotes(block, &mut used);
    }
    for label in reader.footnotes.keys().filter(|label| !used.contains(*label)) {
        reader.mistakes.push(Mistake {
            message: format!("the footnote `{label}` is not used"),
            text: format!("[^{label}]:"),
            hint: format!("put `[^{label}]` where it belongs, or take the footnote out"),
        });
    }
    if reader.mistakes.is_empty() { Ok(blocks) } else { Err(reader.mistakes) }
}

/// The first row of a table drawn with upright strokes, which a paper would run together into one line.
fn table_row(text: &str) -> Option<&str> {
    let ruled =
        |line: &str| line.contains("--") && line.trim().chars().all(|one| matches!(one, '|' | '-' | ':' | ' '));
    let lines: Vec<&str> = text.lines().collect();
    let pair = lines.windows(2).find(|pair| pair[0].contains('|') && pair[1].contains('|') && ruled(pair[1]))?;
    Some(pair[0].trim())
}

/// The beginning of what an event stands for, as its author wrote it, to show where it is.
fn written(source: &str, place: Range<usize>) -> String {
    let text = source.get(place).unwrap_or_default().trim_start();
    let line = text.lines().next().unwrap_or_default();
    let before_fact = line.split(MARK[0]).next().unwrap_or_default();
    unshield(before_fact.trim_end())
}

/// What is being read: a block container or an inline one.
#[derive(Debug, Default)]
struct Frame {
    blocks: Vec<Block>,
    inlines: Inlines,
    opened_by: Opened,
}

#[derive(Debug, Default)]
enum Opened {
    #[default]
    Container,
    Link(String),
    Footnote(String),
    List(Option<u64>, Vec<Vec<Block>>),
}

impl Frame {
    /// The blocks of a container; inlines that no paragraph holds, as in a tight list, make one.
    fn finish(mut self) -> Vec<Block> {
        self.close_paragraph();
        self.blocks
    }

    fn close_paragraph(&mut self) {
        let body = std::mem::take(&mut self.inlines);
        if !body.is_empty() {
            self.blocks.push(Block::Paragraph { body });
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    printed: &'a dyn Fn(usize) -> Inline,
    open: Vec<Frame>,
    footnotes: BTreeMap<String, Inlines>,
    /// The labels, in lower case, of links whose address stands elsewhere.
    links: Vec<String>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        let written = written(self.source, place.clone());
        match event {
            Event::Start(tag) => self.start(tag, &written),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.check_footnotes(&text, place.start);
                let left = marks::left(self.source, place);
                self.mistakes.extend(left.filter(|left| self.mistakes.last() != Some(left)));
                self.text(&text);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(_) => {
                // Backticks are signs like any other.
                let source = self.source.get(place).unwrap_or_default().replace('\n', " ");
                self.text(&source);
            }
            Event::FootnoteReference(label) => {
                if self.open.iter().any(|frame| matches!(frame.opened_by, Opened::Footnote(_))) {
                    self.mistake("a footnote in a footnote", &format!("[^{label}]"), "make it one footnote");
                }
                // The definition may stand further down: the label is put in its place for now.
                let body = vec![Inline::Text { text: label.to_string() }];
                self.inline(Inline::Footnote { body });
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.mistake("a rule across the page", &written, "start a new section instead"),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, written: &str) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.top().close_paragraph(),
            Tag::BlockQuote(_) => {
                self.top().close_paragraph();
                self.mistake(
                    "a `>` at the start of a line",
                    ">",
                    "put words of others between quotation marks; for a greater-than sign write `\\>`",
                );
            }
            Tag::CodeBlock(kind) => {
                self.top().close_paragraph();
                match kind {
                    CodeBlockKind::Indented => self.mistake(
                        "a paragraph that is indented",
                        "",
                        "start it where the paragraphs above it start",
                    ),
                    CodeBlockKind::Fenced(_) => {
                        self.mistake("a block of program code", "", "take out the lines of backticks or tildes");
                    }
                }
            }
            Tag::List(start) => {
                self.top().close_paragraph();
                self.push(Opened::List(start, Vec::new()));
            }
            Tag::Item | Tag::Emphasis | Tag::Strong => self.push(Opened::Container),
            Tag::Link { link_type, dest_url, id, .. } => {
                self.links.push(id.to_lowercase());
                if dest_url.is_empty() {
                    let hint = "write the address between the round brackets, such as `https://www.example.gov.uk/paper`, or only the words";
                    self.mistake("a link without an address", written, hint);
                }
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.push(Opened::Link(format!("{scheme}{}", unshield(&dest_url))));
            }
            Tag::FootnoteDefinition(label) => {
                self.top().close_paragraph();
                self.push(Opened::Footnote(label.to_string()));
            }
            Tag::Image { dest_url, .. } => {
                self.mistake("a picture in the text", &dest_url, "use a chart of the report: `- chart: name`");
            }
            Tag::Heading { .. } => {
                self.top().close_paragraph();
                self.mistake(
                    "a heading in the text",
                    written,
                    "use `heading:` in the body; for a number sign at the start of a line write `\\#`",
                );
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock | TagEnd::CodeBlock => {
                self.top().close_paragraph();
            }
            TagEnd::Emphasis => {
                let body = self.pop().inlines;
                self.inline(Inline::Emphasis { body });
            }
            TagEnd::Strong => {
                let body = self.pop().inlines;
                self.inline(Inline::Strong { body });
            }
            TagEnd::Link => {
                let frame = self.pop();
                if let Opened::Link(url) = frame.opened_by {
                    self.link(url, frame.inlines);
                }
            }
            TagEnd::Item => {
                let blocks = self.pop().finish();
                if let Opened::List(_, items) = &mut self.top().opened_by {
                    items.push(blocks);
                }
            }
            TagEnd::List(ordered) => {
                let frame = self.pop();
                if let Opened::List(start, items) = frame.opened_by {
                    self.top().blocks.push(Block::List { ordered, start: start.unwrap_or(1), items });
                }
            }
            TagEnd::FootnoteDefinition => {
                let mut frame = self.pop();
                frame.close_paragraph();
                if let Opened::Footnote(label) = frame.opened_by {
                    let mut body = Inlines::new();
                    for block in frame.blocks {
                        if let Block::Paragraph { body: more } = block {
                            if !body.is_empty() {
                                body.push(Inline::Break);
                            }
                            body.extend(more);
                        } else {
                            self.mistakes.push(Mistake {
                                message: "a list in a footnote".to_owned(),
                                text: format!("[^{label}]:"),
                                hint: "write the footnote as sentences".to_owned(),
                            });
                        }
                    }
                    self.footnotes.insert(label, body);
                }
            }
            _ => {}
        }
    }

    fn link(&mut self, url: String, body: Inlines) {
        // Of an empty one its author has been told already.
        if is_paper(&url) || url.is_empty() {
            self.inline(Inline::Link { url: format!("{PAPER}{url}"), body });
            return;
        }
        let good = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        if !good {
            self.mistakes.push(Mistake {
                message: format!("`{url}` is not a link"),
                text: url,
                hint: "write the whole address, such as `https://www.example.gov.uk/paper`, or the path of a report of \
                       the project, such as `reports/update.yaml`"
                    .to_owned(),
            });
            return;
        }
        self.inline(Inline::Link { url, body });
    }

    /// Reports a label that no footnote has, unless its bracket is escaped.
    fn check_footnotes(&mut self, text: &str, start: usize) {
        for (at, _) in text.match_indices('[') {
            let (before, rest) = self.source.split_at_checked(start + at).unwrap_or_default();
            let label = rest.strip_prefix("[^").and_then(|rest| rest.lines().next()?.split_once(']'));
            let Some((label, _)) = label else { continue };
            if label.is_empty() || label.contains('[') || before.ends_with('\\') {
                continue;
            }
            let label = unshield(label);
            self.mistake(
                &format!("the footnote `{label}` has no text"),
                &format!("[^{label}]"),
                &format!("add its text below the paragraph: a blank line, then `[^{label}]: …`"),
            );
        }
    }

    /// Adds text, with the facts that its markers stand for.
    fn text(&mut self, text: &str) {
        let text = unshield(text);
        let mut rest = text.as_str();
        while let Some((before, marked)) = rest.split_once(MARK[0]) {
            self.plain(before);
            let (number, after) = marked.split_once(MARK[1]).unwrap_or((marked, ""));
            if let Ok(id) = number.parse() {
                let printed = (self.printed)(id);
                self.inline(printed);
            } else if let Some(Ok(id)) = number.strip_prefix('c').map(str::parse) {
                self.citation(id);
            }
            rest = after;
        }
        self.plain(rest);
    }

    /// Keeps the place of a citation, whose words are not known yet.
    fn citation(&mut self, id: usize) {
        if let Some(Opened::Link(url)) =
            self.open.iter().map(|frame| &frame.opened_by).find(|by| matches!(by, Opened::Link(_)))
        {
            let url = url.clone();
            self.mistake("a citation in a link", &url, "put the citation before or after the link");
        }
        self.inline(Inline::Citation { id, body: Inlines::new() });
    }

    fn plain(&mut self, more: &str) {
        if more.is_empty() {
            return;
        }
        if let Some(Inline::Text { text }) = self.top().inlines.last_mut() {
            text.push_str(more);
        } else {
            self.inline(Inline::Text { text: more.to_owned() });
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    fn mistake(&mut self, message: &str, text: &str, hint: &str) {
        self.mistakes.push(Mistake { message: message.to_owned(), text: text.to_owned(), hint: hint.to_owned() });
    }

    /// Puts the texts of footnotes where their labels stand.
    fn place_footnotes(&self, block: &mut Block, used: &mut Vec<String>) {
        match block {
            Block::Paragraph { body } => self.place_in(body, used),
            Block::List { items, .. } => {
                for block in items.iter_mut().flatten() {
                    self.place_footnotes(block, used);
                }
            }
            _ => {}
        }
    }

    fn place_in(&self, inlines: &mut Inlines, used: &mut Vec<String>) {
        for inline in inlines {
            match inline {
                Inline::Footnote { body } => {
                    let label = crate::narrative::document::plain_text(body);
                    if let Some(text) = self.footnotes.get(&label) {
                        body.clone_from(text);
                    }
                    used.push(label);
                }
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => {
                    self.place_in(body, used);
                }
                Inline::Text { .. }
                | Inline::Fact { .. }
                | Inline::Break
                | Inline::Citation { .. }
                | Inline::Cited { .. } => {}
            }
        }
    }

    fn push(&mut self, opened_by: Opened) {
        self.open.push(Frame { opened_by, ..Frame::default() });
    }

    /// The innermost open frame; the outermost is never closed while events are read.
    fn top(&mut self) -> &mut Frame {
        if self.open.is_empty() {
            self.open.push(Frame::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn pop(&mut self) -> Frame {
        self.open.pop().unwrap_or_default()
    }
}
