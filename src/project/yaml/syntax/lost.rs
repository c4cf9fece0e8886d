//! Lines that are gone, so that what stood below them stands too far in: the name of an entry, or the first line of an item.

use super::mend::is_key_line;
use super::{At, Lines, glued, spaces};
use crate::diagnostic::Diagnostic;

/// Keys of a report with nothing before them, and how a line below each of them begins.
const OF_REPORTS: [(&str, &[&str]); 6] = [
    ("sections", &["- slot:", "- heading:"]),
    ("subject", &["area:", "period:"]),
    ("recommendations", &["lead:"]),
    // The name of an entry stands above these.
    ("data", &["file:", "query:"]),
    ("charts", &["kind:"]),
    ("tables", &["kind:"]),
];

impl Lines<'_> {
    /// A key of a report whose own line is gone, so that what stands below it fits nowhere.
    pub(super) fn lost_key(&self, (line, _): At) -> Option<Diagnostic> {
        let is_there = |key: &str| self.all.iter().any(|line| key_of(line) == Some(key));
        let own = self.indent(line);
        let deeper = |above: usize| self.indent(above) > own;
        // At a line further out than the one above it the parser gives up.
        if own == 0 || !is_there("template") || !self.above(line).is_some_and(deeper) {
            return None;
        }
        let words = self.line(line).trim_start();
        let below = self.below(line).filter(|below| self.is_bare(line) && self.indent(*below) > own);
        let begins = |starts: &[&str], line: &str| starts.iter().any(|start| line.starts_with(start));
        let (key, _) = OF_REPORTS.iter().find(|(key, starts)| {
            !is_there(key)
                && (begins(starts, words)
                    || below.is_some_and(|below| begins(starts, self.line(below).trim_start())))
        })?;
        let told = self.at_line(format!("the line `{key}:` is missing above this one"), line);
        Some(told.hint(format!("write `{key}:` on a line of its own above it, with no space before it")))
    }

    /// The first entry below a key whose own line is gone: those after it begin less far in, as entries of the key do.
    pub(super) fn lost(&self, (line, _): At) -> Option<Diagnostic> {
        let own = self.indent(line);
        let (_, parent) = self.levels(line).into_iter().find(|(level, _)| *level < own)?;
        let first = self.below(parent)?;
        let deep = self.indent(first);
        let item = self.line(line)[own..].starts_with("- ");
        let between = std::iter::successors(Some(first), |next| self.below(*next)).take_while(|next| *next < line);
        let has_what_is_below = self.below(line).is_some_and(|below| self.indent(below) == deep);
        let holds =
            |key: usize| !self.is_bare(key) || self.below(key).is_some_and(|below| self.indent(below) > deep);
        // An item that has its first line has lost its hyphen alone.
        let name = |line: usize| glued::key(self.line(line).trim_start().trim_start_matches("- "));
        let hyphen = item && name(line) == name(first);
        let lost = self.is_bare(parent)
            && !hyphen
            && first < line
            && deep > own
            && (item || self.is_bare(line))
            && has_what_is_below
            && is_key_line(self.line(first))
            && holds(first)
            && between.into_iter().all(|next| self.indent(next) >= deep);
        lost.then(|| {
            let told = self.at_line("the line that belongs above this one is missing", first);
            let like = self.line(line).trim();
            told.hint(match item {
                true => format!(
                    "write the first line of the item there, with {}, a hyphen and a space, as further down `{like}`",
                    spaces(own)
                ),
                false => format!("write a name and a colon there, with {} before them, as further down `{like}`", spaces(own)),
            })
        })
    }
}

/// The key with which a line begins that has nothing before it.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    (!key.is_empty() && !key.contains([' ', '#', '-', '\t'])).then_some(key)
}
