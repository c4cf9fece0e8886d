//! Resolutions as their author wrote them: in words of their own, or as what became of the recommendations of a report.

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::colon;
use crate::project::form::resolutions as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// What a meeting resolved.
#[derive(Debug, Clone)]
pub struct ResolutionsEntry {
    /// Where it is written.
    pub place: Span,
    /// A single resolution, which stands in the sentence that introduces it.
    pub single: Option<Text>,
    /// Whose resolutions these are.
    pub source: Option<Source>,
    /// Resolutions in the author's own words, after those of the source.
    pub free: Vec<FreeEntry>,
}

/// What resolutions are taken from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A report, whose recommendations were decided.
    Report {
        /// Its path in the project.
        path: Text,
        /// What was decided.
        decisions: Decisions,
    },
    /// Minutes, which have the resolutions already.
    Minutes {
        /// Their path in the project.
        path: Text,
        /// The number of the minute.
        number: Text,
    },
}

/// What was decided on recommendations.
#[derive(Debug, Clone)]
pub enum Decisions {
    /// The same on all of them.
    All(Verdict),
    /// Each by its number in the report: `1`, `1a`, `1d(ii)`.
    Each(Vec<(Text, DecisionEntry)>),
}

/// What was decided on one recommendation.
#[derive(Debug, Clone)]
pub struct DecisionEntry {
    /// What it is.
    pub verdict: Verdict,
    /// The wording: the new one of what was amended; of anything else that of the report, retyped.
    pub wording: Option<Text>,
    /// Why, or until when.
    pub reason: Option<Text>,
}

/// What can become of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Agreed as it stands.
    Agreed,
    /// Agreed in other words.
    Amended,
    /// Put off.
    Deferred,
    /// Not agreed.
    Rejected,
}

impl Verdict {
    /// What can be written.
    pub const CHOICES: [(&'static str, Self); 4] = [
        ("agreed", Self::Agreed),
        ("amended", Self::Amended),
        ("deferred", Self::Deferred),
        ("rejected", Self::Rejected),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, verdict)| *verdict == self).map_or("", |(name, _)| name)
    }
}

/// A resolution in its author's own words.
#[derive(Debug, Clone)]
pub struct FreeEntry {
    /// What is resolved.
    pub text: Text,
    /// Resolutions within it.
    pub items: Vec<FreeEntry>,
}

/// An earlier minute.
#[derive(Debug, Clone)]
pub enum MinuteEntry {
    /// As it is cited: "Minute 12/18".
    Cited(Text),
    /// One of the project's.
    Known {
        /// The path of the minutes.
        path: Text,
        /// The number of the minute.
        number: Text,
    },
}

/// The sections that a report has, as far as its author says.
#[derive(Debug, Clone)]
pub struct SectionsEntry {
    /// Their numbers.
    pub numbers: Vec<String>,
}

/// How many sections can be said at once.
const MOST_SECTIONS: usize = 1_000;

/// What to write, for hints.
const DECISION_HINT: &str =
    "write `agreed`, `deferred`, `rejected` or, for other words, `{amended: the new wording}`";

impl ResolutionsEntry {
    /// Reads resolutions: a text, a list, or `of:` with `decisions:` or `minute:`.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let place = node.span.clone();
        let plain = Self { place, single: None, source: None, free: Vec::new() };
        match &node.content {
            Content::List(_) => Some(Self {
                free: free(read::prose_list(node, "resolution", "resolutions", sink), 1, sink),
                ..plain
            }),
            Content::Map(_) => Self::read_map(node, plain, sink),
            _ => Some(Self { single: Some(read::prose(node, sink)?), ..plain }),
        }
    }

    fn read_map(node: &Node, plain: Self, sink: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, "a resolution on a report", &form::ON_A_REPORT, sink)?;
        let place = keys.place();
        let path = keys.required("of", sink).and_then(|node| read::text(node, sink));
        let number = keys.optional("minute", sink).and_then(|node| read::text(node, sink));
        let decisions =
            if keys.has("minute") { keys.optional("decisions", sink) } else { keys.required("decisions", sink) };
        if let (true, Some(place)) = (keys.has("minute"), keys.name("decisions")) {
            sink.push(
                Diagnostic::error("decisions on what a minute has resolved already", &place)
                    .hint("take out `decisions`, or for the recommendations of a report `minute`"),
            );
        }
        let decisions = decisions.and_then(|node| Decisions::read(node, sink));
        let also = keys.optional("also", sink);
        let also = also.map_or(&[][..], |node| read::prose_items(node, "resolution", sink));
        let free = free(also, 1, sink);
        keys.finish(sink);
        let path = path?;
        let source = match number {
            Some(number) => Source::Minutes { path, number },
            None => Source::Report { path, decisions: decisions? },
        };
        Some(Self { place, source: Some(source), free, ..plain })
    }
}

impl Decisions {
    fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let Content::Map(entries) = &node.content else {
            let verdict = verdict(node, sink)?;
            return Some(Self::All(verdict));
        };
        let mut decisions = Vec::new();
        for (number, value) in entries {
            let is_nothing = match &value.content {
                Content::Map(entries) => entries.is_empty(),
                content => matches!(content, Content::Null),
            };
            if is_nothing {
                let message = format!("no decision on recommendation `{}`", number.value);
                sink.push(Diagnostic::error(message, &number.span).hint(DECISION_HINT));
                return None;
            }
            decisions.push((number.clone(), DecisionEntry::read(value, sink)?));
        }
        Some(Self::Each(decisions))
    }
}

/// A decision that is one word.
fn verdict(node: &Node, sink: &mut Diagnostics) -> Option<Verdict> {
    let verdict = read::choice(node, "decision", &Verdict::CHOICES, sink)?;
    if verdict == Verdict::Amended {
        sink.push(Diagnostic::error("amended without the new wording", &node.span).hint(DECISION_HINT));
        return None;
    }
    Some(verdict)
}

impl DecisionEntry {
    fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let Content::Map(entries) = &node.content else {
            return Some(Self { verdict: verdict(node, sink)?, wording: None, reason: None });
        };
        let named = |name: &str| Verdict::CHOICES.iter().find(|(known, _)| *known == name).map(|(_, one)| *one);
        let mut found = entries.iter().filter_map(|(key, _)| Some((key, named(&key.value)?)));
        let (first, second) = (found.next(), found.next());
        let mut keys = Keys::of(node, "a decision", &form::DECISION, sink)?;
        if let Some((key, _)) = second {
            sink.push(
                Diagnostic::error("two decisions on one recommendation", &key.span)
                    .hint("leave the one that was taken"),
            );
            return None;
        }
        let Some((key, verdict)) = first else {
            let place = keys.place();
            keys.optional("reason", sink);
            if keys.has("reason") {
                sink.push(Diagnostic::error("a reason without a decision", &place).hint(DECISION_HINT));
            } else {
                let known: Vec<&str> = form::DECISION.names().collect();
                keys.finish_with(&known, sink);
            }
            return None;
        };
        let words = keys.optional(&key.value, sink).and_then(|node| read::prose(node, sink));
        let reason = keys.optional("reason", sink).and_then(|node| read::prose(node, sink));
        let known: Vec<&str> = vec![&key.value, "reason"];
        keys.finish_with(&known, sink);
        let words = words?;
        Some(match (verdict, &reason) {
            // What stands beside `deferred` and `rejected` is why or until when, unless that is said apart.
            (Verdict::Deferred | Verdict::Rejected, None) => Self { verdict, wording: None, reason: Some(words) },
            _ => Self { verdict, wording: Some(words), reason },
        })
    }
}

fn free(nodes: &[Node], level: u8, sink: &mut Diagnostics) -> Vec<FreeEntry> {
    if let (Some(first), true) = (nodes.first(), level > 3) {
        sink.push(
            Diagnostic::error("resolutions nested to a fourth level", &first.span)
                .hint("three levels have numbers; write the fourth as text"),
        );
        return Vec::new();
    }
    nodes.iter().filter_map(|node| one(node, level, sink)).collect()
}

fn one(node: &Node, level: u8, sink: &mut Diagnostics) -> Option<FreeEntry> {
    if let Some(told) = colon::missing(node, &form::RESOLUTION) {
        sink.push(told);
        return None;
    }
    if !matches!(node.content, Content::Map(_)) {
        return Some(FreeEntry { text: read::prose(node, sink)?, items: Vec::new() });
    }
    let mut keys = Keys::of(node, "a resolution", &form::RESOLUTION, sink)?;
    let text = keys.required("text", sink).and_then(|node| read::prose(node, sink));
    let items = keys.optional("items", sink);
    let items = items.map_or(&[][..], |node| read::prose_items(node, "resolution", sink));
    let items = free(items, level + 1, sink);
    keys.finish(sink);
    Some(FreeEntry { text: text?, items })
}

impl MinuteEntry {
    /// Reads a reference to an earlier minute.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.content, Content::Map(_)) {
            return Some(Self::Cited(read::text(node, sink)?));
        }
        Self::read_known(node, sink).map(|(path, number)| Self::Known { path, number })
    }

    /// Reads path and number of a minute of the project.
    pub fn read_known(node: &Node, sink: &mut Diagnostics) -> Option<(Text, Text)> {
        let mut keys = Keys::of(node, "a reference to a minute", &form::MINUTE, sink)?;
        let path = keys.required("of", sink).and_then(|node| read::text(node, sink));
        let number = keys.required("minute", sink).and_then(|node| read::text(node, sink));
        keys.finish(sink);
        Some((path?, number?))
    }
}

impl SectionsEntry {
    /// Reads numbers and ranges of them: `3.1 to 3.10`.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        let mut numbers = Vec::new();
        let texts: Vec<Text> = read::items(node).iter().filter_map(|node| read::text(node, sink)).collect();
        for text in texts {
            for part in text.value.split([',', ';']).map(str::trim) {
                match sections(part) {
                    Some(found) => numbers.extend(found),
                    None => sink.push(
                        Diagnostic::error(format!("`{part}` is no section"), &text.span)
                            .hint("write numbers and ranges of them, such as `\"3.1 to 3.10\"`"),
                    ),
                }
            }
        }
        Self { numbers }
    }
}

/// "3.1 to 3.10" as its numbers.
fn sections(part: &str) -> Option<Vec<String>> {
    let valid = |number: &str| {
        let mut parts = number.split('.');
        parts.all(|part| !part.is_empty() && part.len() < 5 && part.bytes().all(|one| one.is_ascii_digit()))
    };
    let ends = part.split_once(" to ").or_else(|| part.split_once('–')).or_else(|| part.split_once('-'));
    let Some((first, last)) = ends.map(|(first, last)| (first.trim(), last.trim())) else {
        return valid(part).then(|| vec![part.to_owned()]);
    };
    if !valid(first) || !valid(last) {
        return None;
    }
    let parted = |number: &str| match number.rsplit_once('.') {
        Some((above, last)) => (format!("{above}."), last.parse::<usize>().ok()),
        None => (String::new(), number.parse().ok()),
    };
    let ((above, from), (same, to)) = (parted(first), parted(last));
    let (from, to) = (from?, to?);
    let fits = above == same && from <= to && to - from < MOST_SECTIONS;
    fits.then(|| (from..=to).map(|at| format!("{above}{at}")).collect())
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn ranges_of_sections_are_counted_out() {
        assert_eq!(sections("3.1 to 3.3"), Some(vec!["3.1".into(), "3.2".into(), "3.3".into()]));
        assert_eq!(sections("4"), Some(vec!["4".into()]));
        for wrong in ["3.3 to 3.1", "3.1 to 4.2", "three", "3.", "", "1 to 99999"] {
            assert_eq!(sections(wrong), None, "{wrong}");
        }
    }
}
