//! The forms of recommendations and of sets of actions.

use crate::project::form::{EXEMPT_KEY, Form, Key, Names, Takes, words};
use crate::project::recommendations::{Response, Status};

/// The recommendations of a report.
pub(crate) static RECOMMENDATIONS: Form = Form {
    name: "recommendations",
    doc: "",
    keys: &[
        Key::required(
            "lead",
            Takes::Text,
            "\"The Cabinet Member is requested to:\"",
            "The words that lead into the recommendations.",
        ),
        Key::required(
            "items",
            Takes::List(&ONE),
            "[Note the progress.]",
            "The recommendations in order: each a text, or `text` with who, when and how far.",
        ),
        EXEMPT_KEY,
    ],
    rules: &[],
};

static ONE: Takes = Takes::Either(&[Takes::Text, Takes::Within(&RECOMMENDATION, Some(3))]);

/// One recommendation, or an action.
pub(crate) static RECOMMENDATION: Form = Form {
    name: "recommendation",
    doc: "A recommendation, or an action, with who, when and how far.",
    keys: &[
        Key::required("text", Takes::Text, "Note the progress.", "What is recommended."),
        Key::new(
            "stem",
            Takes::Text,
            "\"The Scrutiny Board is recommended to:\"",
            "A quoted sentence that introduces the recommendations within this one.",
        ),
        Key::new(
            "items",
            Takes::List(&ONE),
            "[Receive an annual report.]",
            "The recommendations within this one; three levels have numbers.",
        ),
        Key::new(
            "owner",
            Takes::Named(Names::PersonOrWords),
            "director",
            "The responsible officer: a key of `people` in the profile, or a name with its post.",
        ),
        Key::new("due", Takes::Date, "2026-03-31", "The day by which it is to be done."),
        Key::new(
            "response",
            Takes::Either(&[Takes::Word(|| words(Response::CHOICES)), Takes::Form(&RESPONSE)]),
            "accepted",
            "The answer of whoever was asked: a word, or `decision` with the reason as `text`.",
        ),
        Key::new("progress", Takes::Text, "The first report is being written.", "What has been done."),
        Key::new("status", Takes::Word(|| words(Status::CHOICES)), "on-track", "How far it is."),
        EXEMPT_KEY,
    ],
    rules: &[],
};

/// The answer to a recommendation, with its reason.
pub(crate) static RESPONSE: Form = Form {
    name: "response",
    doc: "",
    keys: &[
        Key::required("decision", Takes::Word(|| words(Response::CHOICES)), "partly", "The answer."),
        Key::new("text", Takes::Text, "Interviews are offered, and cannot be required.", "The reason."),
    ],
    rules: &[],
};

/// A set of actions.
pub(crate) static ACTIONS: Form = Form {
    name: "actions",
    doc: "A set of actions, which a body shows as a table.",
    keys: &[
        Key::required("title", Takes::Text, "What became of the actions of 2024", "The heading of the table."),
        Key::required(
            "items",
            Takes::List(&ONE),
            "[{text: Open the Academy., status: complete}]",
            "The actions in order, each with who, when and how far.",
        ),
    ],
    rules: &[],
};
