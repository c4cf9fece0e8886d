//! Recommendations as their author wrote them: nested to three levels, each with who, when and how far.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::colon;
use crate::project::exempt::Exempt;
use crate::project::form::recommendations as form;
use crate::project::profile::Profile;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// The recommendations of a report.
#[derive(Debug, Clone)]
pub struct RecommendationsEntry {
    /// "The Cabinet Member is requested to:"; empty where the one recommendation is a sentence of its own.
    pub lead: Text,
    /// The recommendations, in order.
    pub items: Vec<RecommendationEntry>,
    /// Why they are exempt from publication, all of them.
    pub exempt: Option<Exempt>,
}

/// One recommendation.
#[derive(Debug, Clone)]
pub struct RecommendationEntry {
    /// What is recommended.
    pub text: Text,
    /// A quoted sentence that introduces the recommendations within it.
    pub stem: Option<Text>,
    /// The recommendations within it.
    pub items: Vec<RecommendationEntry>,
    /// The responsible officer: the name and job title of a person of the profile, or what was written.
    pub owner: Option<String>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// What the body that was asked has answered, and why.
    pub response: Option<(Response, Option<Text>)>,
    /// What has been done.
    pub progress: Option<Text>,
    /// How far it is.
    pub status: Option<Status>,
    /// Why it is exempt from publication, with all that stands in it.
    pub exempt: Option<Exempt>,
}

impl RecommendationEntry {
    /// A recommendation that is a text and nothing else.
    pub fn of(text: Text) -> Self {
        Self {
            text,
            stem: None,
            items: Vec::new(),
            owner: None,
            due: None,
            response: None,
            progress: None,
            status: None,
            exempt: None,
        }
    }
}

/// The answer to a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Accepted.
    Accepted,
    /// Accepted in part.
    Partly,
    /// Rejected.
    Rejected,
}

impl Response {
    /// What can be written.
    pub const CHOICES: &[(&str, Response)] =
        &[("accepted", Self::Accepted), ("partly", Self::Partly), ("rejected", Self::Rejected)];
}

/// How far a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing has been done yet.
    NotStarted,
    /// It will be done in time.
    OnTrack,
    /// It may not be done in time.
    AtRisk,
    /// It is late.
    Delayed,
    /// It is done.
    Complete,
}

impl Status {
    /// What can be written.
    pub const CHOICES: &[(&str, Status)] = &[
        ("not-started", Self::NotStarted),
        ("on-track", Self::OnTrack),
        ("at-risk", Self::AtRisk),
        ("delayed", Self::Delayed),
        ("complete", Self::Complete),
    ];
}

impl RecommendationsEntry {
    /// Reads the recommendations of a report: a lead and items, or a single sentence.
    pub fn read(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<Self> {
        if matches!(node.content, Content::Text(_) | Content::Number(_) | Content::Bool(_)) {
            let lead = Text { value: String::new(), span: node.span.clone() };
            return Some(Self {
                lead,
                items: vec![recommendation(node, 1, RECOMMENDATION, profile, sink)?],
                exempt: None,
            });
        }
        let mut keys = Keys::of(node, "`recommendations`", &form::RECOMMENDATIONS, sink)?;
        let lead = keys.required("lead", sink).and_then(|node| read::prose(node, sink));
        let items = keys.required("items", sink);
        let items = items.map_or_else(Vec::new, |node| recommendations(node, 1, RECOMMENDATION, profile, sink));
        let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
        keys.finish(sink);
        Some(Self { lead: lead?, items, exempt })
    }
}

/// What the items of a list are called in messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    /// One of them.
    pub word: &'static str,
    /// One of them, with its article.
    pub one: &'static str,
    /// All of them.
    pub many: &'static str,
}

const RECOMMENDATION: Noun = Noun { word: "recommendation", one: "a recommendation", many: "recommendations" };

/// Reads recommendations, or actions, of a level from 1 to 3, with those within them.
pub(super) fn recommendations(
    node: &Node,
    level: u8,
    noun: Noun,
    profile: &Profile,
    sink: &mut Diagnostics,
) -> Vec<RecommendationEntry> {
    let nodes = read::prose_list(node, noun.word, noun.many, sink);
    if level > 3 {
        sink.push(
            Diagnostic::error(format!("{} nested to a fourth level", noun.many), &node.span)
                .hint("three levels have numbers: `1)`, `a.` and `i.`; write the fourth as text"),
        );
        return Vec::new();
    }
    nodes.iter().filter_map(|node| recommendation(node, level, noun, profile, sink)).collect()
}

fn recommendation(
    node: &Node,
    level: u8,
    noun: Noun,
    profile: &Profile,
    sink: &mut Diagnostics,
) -> Option<RecommendationEntry> {
    if let Some(told) = colon::missing(node, &form::RECOMMENDATION) {
        sink.push(told);
        return None;
    }
    if !matches!(node.content, Content::Map(_)) {
        return read::prose(node, sink).map(RecommendationEntry::of);
    }
    let mut keys = Keys::of(node, noun.one, &form::RECOMMENDATION, sink)?;
    let text = keys.required("text", sink).and_then(|node| read::prose(node, sink));
    let stem = keys.optional("stem", sink).and_then(|node| read::prose(node, sink));
    let items = keys
        .optional("items", sink)
        .map_or_else(Vec::new, |node| recommendations(node, level + 1, noun, profile, sink));
    let owner = keys.optional("owner", sink).and_then(|node| owner(node, profile, sink));
    let due = keys.optional("due", sink).and_then(|node| read::date(node, sink));
    let response = keys.optional("response", sink).and_then(|node| response(node, sink));
    let progress = keys.optional("progress", sink).and_then(|node| read::prose(node, sink));
    let status = keys.optional("status", sink).and_then(|node| read::choice(node, "status", Status::CHOICES, sink));
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    keys.finish(sink);
    Some(RecommendationEntry { text: text?, stem, items, owner, due, response, progress, status, exempt })
}

/// A person of the profile by key; free text with a space in it is printed as it stands.
fn owner(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<String> {
    let written = read::printed(node, sink)?;
    if let Some(person) = profile.people.get(&written.value) {
        return Some(if person.title.is_empty() { person.name.clone() } else { person.title.clone() });
    }
    let names = || profile.people.keys().map(String::as_str);
    if written.value.contains(' ') && read::name_in_words(&written.value, names()).is_none() {
        return Some(written.value);
    }
    sink.push(read::unknown("person", &written, names()).hint(format!(
        "a person stands in `people` of `{}`; or write a name with its post out in full",
        profile.path
    )));
    None
}

fn response(node: &Node, sink: &mut Diagnostics) -> Option<(Response, Option<Text>)> {
    if !matches!(node.content, Content::Map(_)) {
        return read::choice(node, "response", Response::CHOICES, sink).map(|response| (response, None));
    }
    let mut keys = Keys::of(node, "a response", &form::RESPONSE, sink)?;
    let decision = keys.required("decision", sink);
    let decision = decision.and_then(|node| read::choice(node, "response", Response::CHOICES, sink));
    let text = keys.optional("text", sink).and_then(|node| read::prose(node, sink));
    keys.finish(sink);
    Some((decision?, text))
}
