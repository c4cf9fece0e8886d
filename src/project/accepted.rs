//! What a report's author has looked at and lets stand: findings of `boardpack check`, each by its rule and its words.

use crate::diagnostic::{Diagnostics, Span};
use crate::project::form::report::ACCEPTED;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Node, Text};

/// A finding that is let stand.
#[derive(Debug, Clone)]
pub struct AcceptedEntry {
    /// Where the entry stands.
    pub place: Span,
    /// The rule whose finding it is.
    pub rule: Text,
    /// The words that the finding underlines, or words around them.
    pub text: Text,
    /// Why they may stand.
    pub because: Text,
}

impl AcceptedEntry {
    /// Reads `[{rule: …, text: …, because: …}]`; an entry with errors is left out.
    pub fn read_all(node: &Node, sink: &mut Diagnostics) -> Vec<Self> {
        let entries = read::list(node, "findings, each with `rule`, `text` and `because`", sink);
        entries.iter().filter_map(|node| Self::read(node, sink)).collect()
    }

    fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, "an accepted finding", &ACCEPTED, sink)?;
        let place = keys.place();
        let mut text = |key: &str, sink: &mut Diagnostics| {
            let node = keys.required(key, sink);
            node.and_then(|node| read::text(node, sink))
        };
        let (rule, text, because) = (text("rule", sink), text("text", sink), text("because", sink));
        keys.finish(sink);
        Some(Self { place, rule: rule?, text: text?, because: because? })
    }
}
