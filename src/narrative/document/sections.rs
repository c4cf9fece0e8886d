//! The body of a paper: numbered sections and the blocks in them.

use serde::Serialize;

use super::exhibits::{Chart, Table};
use super::inline::Inlines;
use super::recommendations::{RecommendationTable, Recommendations};

/// A section of the body.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// The slot of the profile that it fills; empty for a section of the author's own.
    pub slot: String,
    /// "4" or "9.1".
    pub number: String,
    /// 1 for a section, 2 for a section within one.
    pub level: u8,
    /// The heading.
    pub heading: Inlines,
    /// What stands in it.
    pub body: Vec<Block>,
    /// Sections within it.
    pub sections: Vec<Section>,
    /// What slides say of it where its author has chosen: an empty list leaves it out.
    #[serde(skip)]
    pub chosen: Option<Vec<Inlines>>,
    /// What slides show of it; `None` in a paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slides: Option<Slides>,
}

/// What slides show of a section, apart from the sections within it.
#[derive(Debug, Clone, Serialize)]
pub struct Slides {
    /// What they say: lists, and the lines that lead into them.
    pub points: Vec<Block>,
    /// The charts, tables and recommendations, each for slides of its own.
    pub exhibits: Vec<Block>,
}

/// A block of content.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph with a number of its own and all that belongs under that number.
    Numbered {
        /// "1.1" or "4.5.1".
        number: String,
        /// 2 for "1.1", 3 for "4.5.1".
        level: u8,
        /// A bold sub-heading that takes the number.
        heading: Option<Inlines>,
        /// The paragraphs, lists, charts and tables under the number.
        body: Vec<Block>,
    },
    /// A paragraph without a number.
    Paragraph {
        /// The text.
        body: Inlines,
    },
    /// A bold sub-heading without a number.
    Heading {
        /// The text.
        body: Inlines,
    },
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// The number of the first item of a numbered list.
        start: u64,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// The recommendations as a nested list, where the author wants them in the body.
    Recommendations(Recommendations),
    /// The recommendations as a table.
    RecommendationTable(RecommendationTable),
    /// What is exempt from publication.
    Exempt {
        /// In the restricted edition a label; in the public one what is exempt, under which paragraph, and why.
        notice: Inlines,
        /// What is exempt; empty in the public edition.
        body: Vec<Block>,
        /// What the public edition leaves out here.
        #[serde(skip)]
        absent: Option<Absent>,
    },
}

/// What the public edition leaves out at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// What the notice begins with: "Paragraph 3.4"; empty for a chart or a table until all are numbered.
    pub subject: String,
    /// Whether these words are a plural.
    pub plural: bool,
    /// How many charts there are in it: those after it keep their numbers.
    pub charts: usize,
    /// How many tables there are in it.
    pub tables: usize,
}
