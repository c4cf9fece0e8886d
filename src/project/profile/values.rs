//! Values: where a paper shows the values behind its charts and figures, and what it carries of them as files.

use crate::diagnostic::Diagnostics;
use crate::project::read;
use crate::project::yaml::Node;

/// Where the values of a chart stand, so that nobody has to read them off a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartValues {
    /// In a table right after the chart.
    AfterChart,
    /// In an annex at the end.
    Annex,
}

impl ChartValues {
    /// What can be written for `chart-values:`.
    pub const CHOICES: [(&'static str, Self); 2] = [("after-chart", Self::AfterChart), ("annex", Self::Annex)];

    /// Reads where the values of charts stand.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        read::choice(node, "place for the values of charts", &Self::CHOICES, sink)
    }
}

/// What papers carry with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachments {
    /// Nothing.
    None,
    /// Their figures, and the values of charts and tables.
    Figures,
}

impl Attachments {
    /// What can be written for `attachments:`.
    pub const CHOICES: [(&'static str, Self); 2] = [("figures", Self::Figures), ("none", Self::None)];
}

/// What papers end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annex {
    /// Nothing more.
    None,
    /// A table of all figures with their sources.
    Figures,
}

impl Annex {
    /// What can be written for `annex:`.
    pub const CHOICES: [(&'static str, Self); 2] = [("none", Self::None), ("figures", Self::Figures)];
}
