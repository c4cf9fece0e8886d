//! A PDF as text that people can read and compare: what a screen reader would say, and in which order.

use std::fmt::Write as _;

use super::{Bookmark, Element, Node, Pdf};

/// How long a line may get.
const WIDTH: usize = 110;

/// Elements that stand inside of a line.
const INLINE: [&str; 10] = ["Span", "Strong", "Em", "Link", "Lbl", "Note", "Code", "Reference", "Quote", "Sub"];

impl Pdf {
    /// The whole of the PDF but for its looks.
    pub fn describe(&self) -> String {
        let mut out = format!("title: {}\nlanguage: {}\npages: {}\n", self.title, self.language, self.pages.len());
        out.push_str("\nbookmarks:\n");
        bookmarks(&self.bookmarks, 1, &mut out);
        out.push_str("\ntags:\n");
        write(&self.tags, 0, &mut out);
        out
    }
}

fn bookmarks(all: &[Bookmark], depth: usize, out: &mut String) {
    for one in all {
        let _ = writeln!(out, "{:1$}{2} (page {3})", "", depth * 2, one.title, one.page + 1);
        bookmarks(&one.inner, depth + 1, out);
    }
}

/// Whether something stands inside of a line, with all that is in it.
pub fn is_inline(node: &Node) -> bool {
    match node {
        Node::Element(element) => INLINE.contains(&element.kind.as_str()) && element.children.iter().all(is_inline),
        Node::Text(..) | Node::Target(_) => true,
    }
}

/// The text of something with its emphasis, links and footnotes.
fn inline(nodes: &[Node]) -> String {
    nodes.iter().map(inline_one).collect::<String>().replace('\u{200b}', "")
}

fn inline_one(node: &Node) -> String {
    let element = match node {
        Node::Text(_, _, text) => return text.clone(),
        Node::Target(_) => return String::new(),
        Node::Element(element) => element,
    };
    let text = inline(&element.children);
    match element.kind.as_str() {
        "Strong" => format!("*{text}*"),
        "Em" => format!("_{text}_"),
        "Note" => format!("{{note: {text}}}"),
        "Figure" => format!("<figure: {}>", element.alt.as_deref().unwrap_or("no alternative text")),
        "Link" => {
            let target = element.children.iter().find_map(|child| match child {
                Node::Target(address) => Some(address.as_str()),
                _ => None,
            });
            format!("[{text}]({})", target.unwrap_or("nowhere"))
        }
        _ => text,
    }
}

fn write(element: &Element, depth: usize, out: &mut String) {
    let kind = element.kind.as_str();
    match kind {
        "Figure" => line(depth, &format!("Figure: {}", inline_one_of(element)), out),
        "TR" if cells(element).any(holds_blocks) => tall_row(element, depth, out),
        "TR" => line(depth, &row(element), out),
        "LI" => item(element, depth, out),
        // Divisions are there for the layout; what stands in them is what is read.
        "Div" | "NonStruct" if !element.children.iter().any(is_inline) => inner(element, depth, out),
        "L" => {
            line(depth, &format!("L {}", element.numbering.as_deref().unwrap_or("without numbering")), out);
            inner(element, depth + 1, out);
        }
        _ if !element.children.is_empty() && element.children.iter().all(is_inline) => {
            line(depth, &format!("{kind}: {}", inline(&element.children)), out);
        }
        _ => {
            line(depth, kind, out);
            inner(element, depth + 1, out);
        }
    }
}

fn inline_one_of(figure: &Element) -> String {
    figure.alt.clone().unwrap_or_else(|| "no alternative text".to_owned())
}

/// The children of an element; text between blocks takes lines of its own.
fn inner(element: &Element, depth: usize, out: &mut String) {
    let mut between = String::new();
    for child in &element.children {
        match child {
            Node::Element(block) if !is_inline(child) => {
                line(depth, &std::mem::take(&mut between), out);
                write(block, depth, out);
            }
            _ => between.push_str(&inline(std::slice::from_ref(child))),
        }
    }
    line(depth, &between, out);
}

/// A row of a table in one line; header cells say what they are the header of.
fn row(element: &Element) -> String {
    let cells = cells(element).map(|cell| format!("{}{}", scope(cell), inline(&cell.children).trim()));
    format!("TR {}", cells.collect::<Vec<_>>().join(" | "))
}

/// A row in whose cells there is more than a line of text: a cell a line, and below it what stands in it.
fn tall_row(element: &Element, depth: usize, out: &mut String) {
    line(depth, "TR", out);
    for cell in cells(element) {
        if holds_blocks(cell) {
            line(depth + 1, &format!("{}{}", scope(cell), cell.kind), out);
            inner(cell, depth + 2, out);
        } else {
            line(depth + 1, &format!("{}{}: {}", scope(cell), cell.kind, inline(&cell.children).trim()), out);
        }
    }
}

fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.children.iter().filter_map(|child| match child {
        Node::Element(cell) => Some(cell),
        _ => None,
    })
}

/// Whether a cell holds a list, or several paragraphs.
fn holds_blocks(cell: &Element) -> bool {
    !cell.all("L").is_empty() || cell.all("P").len() > 1
}

/// What a header cell is the header of; nothing for another cell.
fn scope(cell: &Element) -> String {
    match (cell.kind.as_str(), cell.scope.as_deref()) {
        ("TH", Some(scope)) => format!("<{}> ", scope.to_lowercase()),
        ("TH", None) => "<header of nothing> ".to_owned(),
        _ => String::new(),
    }
}

/// An item of a list: its label, and its text in the same line if there is nothing else.
fn item(element: &Element, depth: usize, out: &mut String) {
    let mut label = String::new();
    let mut blocks: Vec<&Element> = Vec::new();
    let mut text = String::new();
    for child in &element.children {
        match child {
            Node::Element(part) if part.kind == "Lbl" => label = part.text(),
            Node::Element(body) if body.kind == "LBody" => {
                for child in &body.children {
                    match child {
                        Node::Element(block) if block.kind == "P" && blocks.is_empty() && text.is_empty() => {
                            text = inline(&block.children);
                        }
                        Node::Element(block) if !is_inline(child) => blocks.push(block),
                        _ => text.push_str(&inline(std::slice::from_ref(child))),
                    }
                }
            }
            other => text.push_str(&format!("?{other:?}")),
        }
    }
    line(depth, &format!("{label} {text}"), out);
    for block in blocks {
        write(block, depth + 1, out);
    }
}

/// Writes text, indented and broken into lines.
fn line(depth: usize, text: &str, out: &mut String) {
    let mut start = depth * 2;
    let mut current = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !current.is_empty() && start + current.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(out, "{:start$}{current}", "");
            current.clear();
            start = depth * 2 + 4;
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    if !current.is_empty() {
        let _ = writeln!(out, "{:start$}{current}", "");
    }
}
