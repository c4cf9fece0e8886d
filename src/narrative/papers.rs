//! Papers that refer to others of their project: minutes to a report, an agenda to what is to be discussed.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::narrative::document::{Block, Inline, PaperReference, foreign};
use crate::narrative::{Narrated, Rendered};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// A report and its finished content.
#[derive(Debug)]
pub struct Paper {
    /// The report's path in the project.
    pub path: String,
    /// The report.
    pub report: Report,
    /// What became of it.
    pub narrated: Narrated,
}

impl PaperReference {
    /// What another paper may say of this one.
    pub fn new(paper: &Paper) -> Self {
        let document = &paper.narrated.document;
        Self {
            path: paper.path.clone(),
            kind: document.kind.clone(),
            title: foreign(&document.title),
            date: document.date.clone(),
        }
    }
}

/// Whoever can give other papers of the project.
pub trait Papers {
    /// The paper of the report at a path.
    ///
    /// `None` if there is no such report, if it has errors, or if it refers to the one that asks; the sink then has an
    /// error at the path.
    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>>;

    /// The paper of a report that is only mentioned, in a link or as an appendix; it may refer back.
    ///
    /// `None` as for [`Papers::paper`], and also, without an error, where it is itself being made.
    fn mentioned(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>>;
}

/// Nobody: for a report that stands by itself.
pub struct NoPapers;

impl Papers for NoPapers {
    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>> {
        let message = format!("`{}` cannot be read here", path.value);
        sink.push(Diagnostic::error(message, &path.span).hint("build the report with its project"));
        None
    }

    fn mentioned(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>> {
        self.paper(path, sink)
    }
}

/// For whom a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// For everybody: without what is exempt from publication.
    Public,
    /// For members: with everything.
    Restricted,
}

/// What a report is written with besides its own file and the facts.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// Gives the papers that it refers to.
    pub papers: &'a dyn Papers,
    /// For whom it is made.
    pub edition: Edition,
}

impl Circumstances<'_> {
    /// Those of a report that refers to no other, and in which nothing is exempt.
    pub const ALONE: Circumstances<'static> = Circumstances { papers: &NoPapers, edition: Edition::Public };
}

/// What the address of a link begins with that leads to another paper of the project: its path follows, and perhaps `#`
/// and the number of a section or a paragraph.
pub const PAPER: &str = "paper:";

/// Whether a link as its author writes it leads to a report of the project: `reports/update.yaml`, `…yaml#4.2`.
pub fn is_paper(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default();
    [".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)) && !address.contains("://")
}

/// Checks that the papers to which the texts link are there, with the numbers that the links name.
pub fn check_links(texts: &[Rendered], papers: &dyn Papers, sink: &mut Diagnostics) {
    for Rendered { text, blocks } in texts {
        let mut addresses = Vec::new();
        links_of_blocks(blocks, &mut addresses);
        for address in addresses {
            let (path, number) = address.split_once('#').unwrap_or((address, ""));
            // A text that was put together by an expression is pointed at as a whole.
            let at = text.value.find(address).map_or(0..text.value.len(), |at| at..at + path.len());
            let written = Text { value: path.to_owned(), span: text.locate(at) };
            let Some(paper) = papers.mentioned(&written, sink) else { continue };
            let numbers = paper.narrated.document.numbers();
            if !number.is_empty() && !numbers.iter().any(|one| plain_number(one) == plain_number(number)) {
                let message = format!("`{path}` has no number `{number}`");
                let known = did_you_mean(number, numbers.iter().map(String::as_str));
                let last = numbers.last().map(|last| format!("its numbers go up to `{last}`"));
                sink.push(Diagnostic::error(message, &written.span).maybe_hint(known.or(last)));
            }
        }
    }
}

/// A number without the marks that a council may print after it.
pub fn plain_number(number: &str) -> &str {
    number.trim_end_matches(['.', ')'])
}

fn links_of_blocks<'a>(blocks: &'a [Block], found: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Paragraph { body } | Block::Heading { body } => links(body, found),
            Block::List { items, .. } => items.iter().for_each(|item| links_of_blocks(item, found)),
            // A text is no more than paragraphs and lists.
            _ => {}
        }
    }
}

fn links<'a>(inlines: &'a [Inline], found: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Link { url, body } => {
                found.extend(url.strip_prefix(PAPER));
                links(body, found);
            }
            Inline::Emphasis { body } | Inline::Strong { body } | Inline::Footnote { body } => links(body, found),
            _ => {}
        }
    }
}
