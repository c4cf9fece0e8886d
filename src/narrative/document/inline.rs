//! The text inside a paragraph: words, figures, emphasis, links, footnotes and citations.

use serde::Serialize;

/// A run of text inside a paragraph.
pub type Inlines = Vec<Inline>;

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text, exactly as it is to be read.
        text: String,
    },
    /// A figure, or words that are true of the data.
    Fact {
        /// The text.
        text: String,
        /// Which fact of the report's record it is.
        id: usize,
    },
    /// Emphasis.
    Emphasis {
        /// The text.
        body: Inlines,
    },
    /// Strong emphasis.
    Strong {
        /// The text.
        body: Inlines,
    },
    /// A link.
    Link {
        /// Where to.
        url: String,
        /// The text.
        body: Inlines,
    },
    /// A footnote, anchored where it stands.
    Footnote {
        /// The text.
        body: Inlines,
    },
    /// The end of a line inside a paragraph.
    Break,
    /// A citation as a whole: "(Healy et al., 2009; Baginsky, 2013)".
    Citation {
        /// Which citation of the report it is.
        #[serde(skip)]
        id: usize,
        /// The text, with each work as [`Inline::Cited`].
        body: Inlines,
    },
    /// A work within a citation: a link to its place in the list of references.
    Cited {
        /// The name of the work, as the list of references has it.
        work: String,
        /// The text.
        body: Inlines,
    },
}

/// Plain text as inlines.
pub fn plain(text: impl Into<String>) -> Inlines {
    let text = text.into();
    if text.is_empty() { Vec::new() } else { vec![Inline::Text { text }] }
}

/// The text of inlines without emphasis, links or footnotes.
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Fact { text, .. } => text.clone(),
            Inline::Emphasis { body }
            | Inline::Strong { body }
            | Inline::Link { body, .. }
            | Inline::Citation { body, .. }
            | Inline::Cited { body, .. } => plain_text(body),
            Inline::Footnote { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}
