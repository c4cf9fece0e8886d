//! Recommendations: what a body is asked to agree, as a nested list or as a table.

use serde::Serialize;

use super::inline::Inlines;

/// Recommendations in the order and the form in which the body is asked to agree them.
#[derive(Debug, Clone, Serialize)]
pub struct Recommendations {
    /// "The Cabinet Member is requested to:"
    pub lead: Inlines,
    /// The recommendations.
    pub items: Vec<Recommendation>,
    /// In the restricted edition, a label if they are exempt from publication; else empty.
    pub exempt: Inlines,
}

/// One recommendation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Recommendation {
    /// "1)", "a." or "i.".
    pub number: String,
    /// 1 for "1)", 2 for "a.", 3 for "i.".
    pub level: u8,
    /// The text.
    pub text: Inlines,
    /// A quoted sentence that introduces the recommendations within it; may be empty.
    pub stem: Inlines,
    /// The recommendations within it.
    pub items: Vec<Recommendation>,
    /// In the restricted edition, a label if it is exempt from publication; else empty.
    pub exempt: Inlines,
}

/// Recommendations as a table; a column in which no row has anything is left out by `columns`.
#[derive(Debug, Clone, Serialize)]
pub struct RecommendationTable {
    /// "Table 1".
    pub number: String,
    /// The heading of the table.
    pub title: Inlines,
    /// How far the actions are as a whole; may be empty.
    pub subtitle: String,
    /// Which columns are there, in order, by key (`number`, `text`, `owner`, `due`, `response`, `progress`,
    /// `status`), each with its title.
    pub columns: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<RecommendationRow>,
}

/// A row of the recommendation table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecommendationRow {
    /// "1", "1a", "1d(i)".
    pub number: String,
    /// The text.
    pub text: Inlines,
    /// The responsible officer.
    pub owner: String,
    /// The due date.
    pub due: String,
    /// Accepted, partly accepted or rejected, with the reason; may be empty.
    pub response: Option<Tagged>,
    /// What has been done; may be empty.
    pub progress: Inlines,
    /// How far it is: a word and, beside it, a colour.
    pub status: Option<Tagged>,
    /// In the restricted edition, a label if it is exempt from publication; else empty.
    pub exempt: Inlines,
}

/// A word from a fixed list, and text to it.
#[derive(Debug, Clone, Serialize)]
pub struct Tagged {
    /// Which of the list, for the colour: `complete`, `on-track`, `at-risk`, `delayed`, `not-started`; `accepted`,
    /// `partly`, `rejected`.
    pub kind: String,
    /// The word that is printed.
    pub word: String,
    /// More text; may be empty.
    pub text: Inlines,
}
