//! Replay: expressions, charts and tables of a report are worked out once more, one by one.

use crate::chart::select;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};
use crate::facts::Facts;
use crate::narrative::document::Table;
use crate::narrative::exhibits;
use crate::narrative::render::{Renderer, Shown};
use crate::narrative::tables;
use crate::project::exhibit::ExhibitEntry;
use crate::project::yaml::Text;

/// Works out again what a report shows.
pub struct Replay {
    renderer: Renderer,
}

impl Replay {
    /// Over the facts of a report.
    pub fn new(facts: std::sync::Arc<Facts>) -> Self {
        Self { renderer: Renderer::new(facts, false) }
    }

    /// The facts.
    pub fn facts(&self) -> &Facts {
        self.renderer.facts()
    }

    /// The names that an expression can begin with.
    pub fn names(&self) -> Vec<&str> {
        self.renderer.names()
    }

    /// What an expression prints, such as `turnover_rate.of("England")`.
    ///
    /// # Errors
    /// What is wrong with it, each mistake at its place in the expression.
    pub fn say(&self, expression: &str) -> Result<Shown, Vec<Diagnostic>> {
        let file = SourceFile::new("expression".to_owned(), format!("{{{{ {expression} }}}}"));
        let text = Text { value: file.text.clone(), span: Span::new(&file, 0..file.text.len()) };
        let mut sink = Diagnostics::default();
        let shown = self.renderer.one(&text, &mut sink);
        shown.ok_or_else(|| sink.sorted())
    }

    /// The values of a chart, with the figures behind them; what is wrong with it goes to the sink.
    pub fn chart(&self, entry: &ExhibitEntry, sink: &mut Diagnostics) -> Option<Table> {
        select::select(entry, self.renderer.facts(), sink).map(|selected| exhibits::values(&selected))
    }

    /// A table, with the figures in its cells and behind its pictures; what is wrong with it goes to the sink.
    pub fn table(&self, entry: &ExhibitEntry, sink: &mut Diagnostics) -> Option<Table> {
        tables::table(entry, &self.renderer, sink).map(|table| table.whole())
    }
}
