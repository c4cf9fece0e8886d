//! The forms of resolutions and of references to minutes.

use crate::project::form::{Form, Key, OwnNames, PATH, Rule, Takes, words};
use crate::project::resolutions::Verdict;

/// What a field of resolutions takes: a text, a list, or what became of the recommendations of a report.
pub(crate) static RESOLUTIONS: Takes = Takes::Either(&[Takes::Text, Takes::List(&FREE), Takes::Form(&ON_A_REPORT)]);

/// A resolution in words of its own.
static FREE: Takes = Takes::Either(&[Takes::Text, Takes::Within(&RESOLUTION, Some(3))]);

/// A resolution in words of its own, with others within it.
pub(crate) static RESOLUTION: Form = Form {
    name: "resolution",
    doc: "A resolution in words of its own.",
    keys: &[
        Key::required("text", Takes::Text, "Notes the progress.", "What is resolved."),
        Key::new(
            "items",
            Takes::Items(&FREE),
            "[Asks for a report in a year.]",
            "Resolutions within it; three levels have numbers.",
        ),
    ],
    rules: &[],
};

/// Resolutions on the recommendations of a report.
pub(crate) static ON_A_REPORT: Form = Form {
    name: "resolutions",
    doc: "",
    keys: &[
        Key::required(
            "of",
            Takes::Shaped(&PATH),
            "reports/workforce-update.yaml",
            "The report, or the minutes, by their path in the project.",
        ),
        Key::new("minute", Takes::Text, "20", "The number of the minute that has the resolutions already."),
        Key::new(
            "decisions",
            Takes::Either(&[
                Takes::Word(plain),
                Takes::Own(OwnNames::Any, &Takes::Either(&[Takes::Word(plain), Takes::Form(&DECISION)])),
            ]),
            "{1: agreed, 2: deferred}",
            "What was decided: one word for all recommendations, or what became of each by its number in the report.",
        ),
        Key::new(
            "also",
            Takes::Items(&FREE),
            "[Thanks the officers.]",
            "Further resolutions in words of their own.",
        ),
    ],
    rules: &[Rule::One(&["minute", "decisions"])],
};

/// The decisions that are one word.
fn plain() -> Vec<&'static str> {
    words(&Verdict::CHOICES).into_iter().filter(|word| *word != "amended").collect()
}

/// What became of a recommendation, with its words.
pub(crate) static DECISION: Form = Form {
    name: "decision",
    doc: "What became of a recommendation, with its words.",
    keys: &[
        Key::new(
            "agreed",
            Takes::Text,
            "Note the progress.",
            "Agreed; the recommendation as it stands, in the report's own words.",
        ),
        Key::new(
            "amended",
            Takes::Text,
            "Note the progress, and ask for a report in a year.",
            "Agreed in other words: the new wording.",
        ),
        Key::new("deferred", Takes::Text, "Until the review is finished.", "Put off: until when, or why."),
        Key::new("rejected", Takes::Text, "There is no money for it.", "Not agreed: why."),
        Key::new("reason", Takes::Text, "The Board wants to see the costs first.", "The reason."),
    ],
    rules: &[Rule::One(&["agreed", "amended", "deferred", "rejected"])],
};

/// A minute of the project.
pub(crate) static MINUTE: Form = Form {
    name: "minute",
    doc: "",
    keys: &[
        Key::required(
            "of",
            Takes::Shaped(&PATH),
            "reports/2017-10-09-minutes.yaml",
            "The minutes, by their path in the project.",
        ),
        Key::required("minute", Takes::Text, "20", "The number of the minute."),
    ],
    rules: &[],
};
