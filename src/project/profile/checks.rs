//! Checks: how bad findings of the rules of `boardpack check` are.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::read;
use crate::project::yaml::{Content, Node, Text};

/// How bad what a rule of `boardpack check` finds is taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckLevel {
    /// Not looked for.
    Off,
    /// Somebody should look.
    Warning,
    /// The report must not go out with it.
    Error,
}

/// What can be written for a rule in `checks:`.
pub(in crate::project) const CHECK_LEVELS: [(&str, CheckLevel); 3] =
    [("error", CheckLevel::Error), ("warning", CheckLevel::Warning), ("off", CheckLevel::Off)];

/// Reads `checks:`, a level for each rule that it names.
pub(super) fn levels(node: &Node, sink: &mut Diagnostics) -> BTreeMap<String, (Text, CheckLevel)> {
    let mut levels = BTreeMap::new();
    for (rule, value) in read::entries(node, "rules", sink) {
        if matches!(value.content, Content::Null) {
            let message = format!("`{}` is empty", rule.value);
            sink.push(Diagnostic::error(message, &rule.span).hint("write `error`, `warning` or `off`"));
        } else if let Some(level) = read::choice(value, "level of a rule", &CHECK_LEVELS, sink) {
            levels.insert(rule.value.clone(), (rule.clone(), level));
        }
    }
    levels
}
