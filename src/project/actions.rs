//! Sets of actions that a report shows beside its recommendations: what was agreed last year, and what became of it.

use crate::diagnostic::Diagnostics;
use crate::project::form::recommendations::ACTIONS;
use crate::project::profile::Profile;
use crate::project::read::{self, Keys};
use crate::project::recommendations::{Noun, RecommendationEntry, recommendations};
use crate::project::yaml::{Node, Text};

/// A set of actions.
#[derive(Debug, Clone)]
pub struct ActionsEntry {
    /// Its name in the body.
    pub name: Text,
    /// The heading of its table.
    pub title: Text,
    /// The actions, in order, each with who, when and how far.
    pub items: Vec<RecommendationEntry>,
}

const ACTION: Noun = Noun { word: "action", one: "an action", many: "actions" };

impl ActionsEntry {
    /// Reads a set of actions.
    pub fn read(name: &Text, node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<Self> {
        let what = format!("the actions `{}`", name.value);
        let mut keys = Keys::of(node, &what, &ACTIONS, sink)?;
        let title = keys.required("title", sink);
        let title = title.and_then(|node| read::prose(node, sink));
        let items = keys.required("items", sink);
        let items = items.map_or_else(Vec::new, |node| recommendations(node, 1, ACTION, profile, sink));
        keys.finish(sink);
        Some(Self { name: name.clone(), title: title?, items })
    }
}
