//! Slips with the signs of YAML that leave no trace in what the parser says: a hyphen or a colon without its space, a
//! hyphen that was forgotten, and text that looks like a list.

use super::{At, Lines, is_key, is_unseen};
use crate::diagnostic::Diagnostic;
use crate::project::yaml::quoted;

impl Lines<'_> {
    /// A hyphen or a colon without the space after it, on a line or on the one above it.
    pub(super) fn glued(&self, (line, _): At) -> Option<Diagnostic> {
        [Some(line), self.above(line)]
            .into_iter()
            .flatten()
            .find_map(|line| self.glued_hyphen(line).or_else(|| self.glued_colon(line)))
    }

    /// `-slot: purpose`, or `-text` below another item of its list.
    fn glued_hyphen(&self, line: usize) -> Option<Diagnostic> {
        let at = self.indent(line);
        let text = self.line(line)[at..].trim_end().strip_prefix('-')?;
        if text.is_empty() || text.starts_with(['-', ' ']) {
            return None;
        }
        let keyed = key(text).is_some();
        let in_list = || self.beside(line).any(|other| self.line(other)[at..].starts_with("- "));
        (keyed || in_list()).then(|| {
            self.error("no space after the hyphen", (line, at), at + 1)
                .hint(format!("put a space after the hyphen: `- {}`", text.trim_start_matches(is_unseen)))
        })
    }

    /// `- slot:purpose`, with more keys below.
    fn glued_colon(&self, line: usize) -> Option<Diagnostic> {
        let text = self.line(line).trim();
        let item = text.trim_start_matches("- ");
        let (name, value) = item.split_once(':').filter(|(name, _)| is_key(name))?;
        if item == text || value.is_empty() || value.starts_with([' ', '/', ':']) {
            return None;
        }
        let colon = self.line(line).find(':')?;
        Some(
            self.error("no space after the colon", (line, colon), colon + 1)
                .hint(format!("put a space after the colon: `- {name}: {value}`")),
        )
    }

    /// A line that begins an item of a list as the others do, without their hyphen.
    pub(super) fn no_hyphen(&self, (line, _): At) -> Option<Diagnostic> {
        let own = self.indent(line);
        let text = &self.line(line)[own..];
        let item = text.strip_prefix("- ");
        let name = key(item.unwrap_or(text).trim_start())?;
        let begins_so = |other: usize, hyphen: &str, indent: usize| {
            let text = self.line(other)[indent..].strip_prefix(hyphen);
            self.indent(other) == indent && text.and_then(key) == Some(name)
        };
        let line = match item {
            None => self.beside(line).any(|other| begins_so(other, "- ", own)).then_some(line),
            // The first of the items has none, and stands where its words would.
            Some(_) => self.block(line, own + 1).find(|other| begins_so(*other, "", own + 2)),
        }?;
        let text = self.line(line).trim();
        Some(
            self.at_line("an item of a list without its hyphen", line)
                .hint(format!("begin it as the others begin, with a hyphen and a space: `- {text}`")),
        )
    }

    /// A text that starts with `[`, `{` or `- `, so that YAML takes it for a list or for keys.
    pub(super) fn text_like_a_list(&self, (line, start): At) -> Option<Diagnostic> {
        let text = self.line(line)[start..].trim_end();
        let sign = match text.as_bytes() {
            [b'-', b' ', ..] => &text[..2],
            [b'{', b'{' | b'%', ..] => return None,
            [b'[' | b'{', ..] if goes_on(text) => &text[..1],
            _ => return None,
        };
        let before = self.line(line)[..start].trim_start();
        Some(
            self.error(format!("text that starts with `{}`", sign.trim_end()), (line, start), start + sign.len())
                .hint(format!("put the text between quotation marks: `{before}{}`", quoted(text))),
        )
    }

    /// The lines above one that stand as far in as it, from the nearest, up to the first that is less far in.
    fn beside(&self, line: usize) -> impl Iterator<Item = usize> {
        let own = self.indent(line);
        self.block(line, own).filter(move |other| self.indent(*other) == own)
    }

    /// The lines above one, from the nearest, up to the first that is indented less than `least`.
    fn block(&self, line: usize, least: usize) -> impl Iterator<Item = usize> {
        let next = |line: &usize| self.above(*line);
        std::iter::successors(self.above(line), next).take_while(move |other| self.indent(*other) >= least)
    }
}

/// The key with which a line begins: `slot` of `slot: purpose`.
pub(super) fn key(text: &str) -> Option<&str> {
    let (key, value) = text.split_once(':')?;
    (is_key(key) && (value.trim_end().is_empty() || value.starts_with(' '))).then_some(key)
}

/// Whether words follow the bracket that closes the one at the start: `[Draft] The workforce`.
fn goes_on(text: &str) -> bool {
    let mut open = 0_usize;
    for (at, one) in text.char_indices() {
        match one {
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            let rest = text[at + 1..].trim_start();
            return !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}']);
        }
    }
    false
}
