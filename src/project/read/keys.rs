//! The keys of a mapping: those that are asked for, those that are missing and those that nobody knows.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean, nearest};
use crate::project::form::Form;
use crate::project::torn;
use crate::project::yaml::{Content, Node, Text, instead_of_text, is_unseen};

use super::{STARTS_WITH_A_NUMBER_SIGN, wrong_type};

/// Of so many keys or more, a missing one is told beside the key that it usually follows.
const MANY: usize = 4;

/// The keys of a mapping, each asked for once; what nobody asked for is an unknown key.
pub struct Keys<'a> {
    node: &'a Node,
    entries: &'a [(Text, Node)],
    known: Vec<String>,
    /// Keys that must be there and are not.
    missing: Vec<Missing>,
    what: &'a str,
    /// What keys there may be, where that is declared.
    form: Option<&'static Form>,
}

/// A key that must be there and is not.
struct Missing {
    key: String,
    /// What might be written for it.
    example: String,
    /// The law that asks for it, if one does.
    law: Option<String>,
}

impl<'a> Keys<'a> {
    /// Takes a node as a mapping of a form; `what` completes "… needs" and "… does not know": "a report", "a chart".
    ///
    /// A key that the form does not declare is unknown, whoever asks for it.
    pub fn of(node: &'a Node, what: &'a str, form: &'static Form, sink: &mut Diagnostics) -> Option<Self> {
        Self::undeclared(node, what, sink).map(|keys| Self { form: Some(form), ..keys })
    }

    /// The same for a mapping whose keys are declared elsewhere than in a form.
    pub fn undeclared(node: &'a Node, what: &'a str, sink: &mut Diagnostics) -> Option<Self> {
        match &node.content {
            Content::Map(entries) => {
                Some(Self { node, entries, known: Vec::new(), missing: Vec::new(), what, form: None })
            }
            Content::Null => {
                sink.push(
                    Diagnostic::error(format!("{what} is empty"), &node.span)
                        .hint("write what belongs to it on lines of their own, each as `key: value`"),
                );
                None
            }
            content => {
                let (_, column) = node.span.file.line_column(node.span.range.start);
                let hint = match content {
                    Content::Text(text) if glued(text) => "put a space after the colon",
                    _ if column == 1 => "write `key: value`, one a line",
                    _ => "write `key: value`, one a line, indented below",
                };
                sink.push(wrong_type(node, &format!("keys and values for {what}")).hint(hint));
                None
            }
        }
    }

    /// The value of a key, if the key is there; a key without a value is an error.
    pub fn optional(&mut self, key: &str, sink: &mut Diagnostics) -> Option<&'a Node> {
        self.form.is_none_or(|form| form.key(key).is_some()).then(|| self.value(key, None, None, sink)).flatten()
    }

    /// The same for a key that a kind of document declares.
    pub fn field(&mut self, key: &str, sink: &mut Diagnostics) -> Option<&'a Node> {
        self.value(key, None, None, sink)
    }

    /// The value of a key, which is not empty; `example`, where it has to be there.
    fn value(
        &mut self,
        key: &str,
        law: Option<&str>,
        example: Option<&str>,
        sink: &mut Diagnostics,
    ) -> Option<&'a Node> {
        self.known.push(key.to_owned());
        let (name, value) = self.entries.iter().find(|(name, _)| name.value == key)?;
        let empty = match &value.content {
            Content::Null => true,
            Content::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if empty {
            let diagnostic = Diagnostic::error(format!("`{key}` is empty"), &name.span);
            let commented = instead_of_text(&name.span.file.text, name.span.range.end);
            sink.push(match (law, example) {
                _ if commented => diagnostic.hint(STARTS_WITH_A_NUMBER_SIGN),
                (Some(law), _) => diagnostic.hint("write its value after the colon").hint(law),
                (None, Some(example)) => {
                    diagnostic.hint(format!("write its value after the colon, such as `{key}: {example}`"))
                }
                (None, None) => diagnostic.hint("write its value after the colon, or remove the line"),
            });
            return None;
        }
        Some(value)
    }

    /// The value of a key that must be there; [`Keys::finish`] reports it if it is not.
    pub fn required(&mut self, key: &str, sink: &mut Diagnostics) -> Option<&'a Node> {
        let declared = self.form?.key(key)?;
        self.required_by(None, key, declared.example, sink)
    }

    /// The same for a key that a kind of document declares; a law may ask for it.
    pub fn required_by(
        &mut self,
        law: Option<&str>,
        key: &str,
        example: &str,
        sink: &mut Diagnostics,
    ) -> Option<&'a Node> {
        let value = self.value(key, law, Some(example), sink);
        if value.is_none() && !self.has(key) {
            let law = law.map(str::to_owned);
            self.missing.push(Missing { key: key.to_owned(), example: example.to_owned(), law });
        }
        value
    }

    /// Whether the key is written, with or without a value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// What is written after a key, whoever asks for it.
    pub fn written(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// The keys that are written.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|(name, _)| name.value.as_str())
    }

    /// Whether a key is missing and another is there that looks like it.
    pub fn misspelt(&self, key: &str, others: &[&str]) -> bool {
        !self.has(key) && self.names().any(|name| !others.contains(&name) && nearest(name, [key]).is_some())
    }

    /// Where a key is written.
    pub fn name(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(name, _)| name.span.clone())
    }

    /// Where the mapping starts.
    pub fn place(&self) -> Span {
        self.entries.first().map_or_else(|| self.node.span.clone(), |(name, _)| name.span.clone())
    }

    /// Reports every key that nobody asked for, and every key that is missing.
    pub fn finish(mut self, sink: &mut Diagnostics) {
        let known = std::mem::take(&mut self.known);
        self.finish_with(&known, sink);
    }

    /// The same where the reading stops early: `known` are all the keys that there could be.
    pub fn finish_with<S: AsRef<str>>(self, known: &[S], sink: &mut Diagnostics) {
        let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
        // A key that must be there and is misspelt is one mistake, not two.
        let mut meant = Vec::new();
        let seen = |name: &str| !name.contains(is_unseen);
        let strange = |name: &Text| {
            let unlike = nearest(&name.value, known.iter().copied()).is_none();
            seen(&name.value) && unlike && torn::braces::value(self.node, name).is_none()
        };
        let strangers: Vec<&(Text, Node)> = self.entries.iter().filter(|(name, _)| strange(name)).collect();
        // Keys of something else: most likely a line above them is missing, or they are indented wrongly.
        let all = !strangers.is_empty() && strangers.len() == self.entries.len() && !self.missing.is_empty();
        if all || strangers.len() > 2 {
            let names: Vec<String> = strangers.iter().map(|(name, _)| format!("`{}`", name.value)).collect();
            let more = names.len().saturating_sub(3);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let are = if names.len() == 1 { "is no key" } else { "are no keys" };
            let names = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
            let place = strangers.first().map_or_else(|| self.place(), |(name, _)| name.span.clone());
            sink.push(
                Diagnostic::error(format!("{names}{more} {are} of {}", self.what), &place)
                    .maybe_hint(did_you_mean("", known.iter().copied()))
                    .hint("look whether the line above is missing, and how far this one is indented"),
            );
        }
        if all {
            return;
        }
        for (name, _) in self.entries {
            let told = strangers.len() > 2 && strange(name);
            if !known.contains(&name.value.as_str()) && !told {
                let seen: String = name.value.chars().filter(|one| !is_unseen(*one)).collect();
                if seen != name.value {
                    let hint = format!("type `{seen}` anew, with plain spaces before it");
                    let message = format!("the key `{seen}` has a space or sign in it that cannot be seen");
                    sink.push(Diagnostic::error(message, &name.span).hint(hint));
                    meant.extend(known.iter().copied().find(|key| *key == seen));
                    continue;
                }
                let free: Vec<&str> = known.iter().copied().filter(|key| !self.has(key)).collect();
                let near = nearest(&name.value, free.iter().copied());
                if let Some(slip) = slip_in_key(self.node, name, &known) {
                    sink.push(slip);
                    meant.extend(near);
                    continue;
                }
                let diagnostic =
                    Diagnostic::error(format!("unknown key `{}` in {}", name.value, self.what), &name.span);
                sink.push(match near {
                    Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                    None => diagnostic
                        .maybe_hint(did_you_mean(&name.value, known.iter().copied()))
                        .hint("a line that belongs to the one above it is indented further than that one"),
                });
                meant.extend(near);
            }
        }
        let place = self.place();
        let braces = self.node.span.text().starts_with('{');
        for Missing { key, example, law } in &self.missing {
            if !meant.contains(&key.as_str()) {
                let before = self.before(key, &known).filter(|_| !braces && self.entries.len() >= MANY);
                let place = before.map_or(&place, |before| &before.span);
                let diagnostic =
                    Diagnostic::error(format!("{} needs `{key}`", self.what), place).hint(match before {
                        _ if braces => format!("add it between the braces, such as `{key}: {example}`"),
                        Some(before) => {
                            format!(
                                "add a line such as `{key}: {example}`, after `{}` and what belongs to it",
                                before.value
                            )
                        }
                        None => format!("add a line such as `{key}: {example}`"),
                    });
                sink.push(diagnostic.maybe_hint(law.clone()));
            }
        }
    }

    /// The key that is written and after which a missing one usually stands: the nearest before it of those that the form
    /// declares, or of those that a kind of document has.
    fn before(&self, key: &str, known: &[&str]) -> Option<&'a Text> {
        let declared = |key: &str| self.form.is_some_and(|form| form.key(key).is_some());
        let at = known.iter().position(|one| *one == key)?;
        let mut before = known[..at].iter().rev().filter(|one| declared(one) == declared(key));
        before.find_map(|one| self.entries.iter().map(|(name, _)| name).find(|name| name.value == *one))
    }
}

/// Whether a text is a key and its value without the space after the colon: `title:Update`.
fn glued(text: &str) -> bool {
    text.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))
            && !value.starts_with([' ', '/'])
            && !value.is_empty()
    })
}

/// What is wrong with a key that nobody would write: `-text: …`, and `5` in `{value: 12,5}`.
fn slip_in_key(node: &Node, name: &Text, known: &[&str]) -> Option<Diagnostic> {
    let key = &name.value;
    if key.is_empty() && name.span.text().starts_with("[^") {
        let told = Diagnostic::error("the text of a footnote among keys and values", &name.span);
        return Some(told.hint(
            "begin the text that has the footnote on a new line after `|`; an empty line stands above the footnote's text",
        ));
    }
    if let Some(told) = torn::braces::without_colon(node, name, known) {
        return Some(told);
    }
    if let Some(key) = key.strip_prefix('-') {
        let told = Diagnostic::error("no space after the hyphen", &name.span);
        return Some(
            told.hint(format!("put a space after the hyphen, `- {key}:`, if an item begins here; else delete it")),
        );
    }
    if let Some(told) = torn::braces::value(node, name) {
        return Some(told);
    }
    let Content::Map(entries) = &node.content else { return None };
    let at = entries.iter().position(|(other, _)| other.span == name.span)?;
    let ([.., (_, before)], (_, Node { content: Content::Null, .. })) = (&entries[..at], &entries[at]) else {
        return None;
    };
    let Content::Number(whole) = &before.content else { return None };
    key.chars().all(|one| one.is_ascii_digit()).then(|| {
        Diagnostic::error(format!("a comma in the number `{whole},{key}`"), &name.span)
            .hint(format!("write `{whole}.{key}`, with a decimal point, or `{whole}{key}`"))
    })
}
