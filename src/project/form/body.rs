//! The forms of the body: sections, their items and the parts of paragraphs.

use crate::project::form::{EXEMPT_KEY, Form, Key, Names, Rule, Takes, Way};

/// A section of the body.
pub(crate) static SECTION: Form = Form {
    name: "section",
    doc: "A section: one that the council expects, by its `slot`, or one of your own with a `heading`.",
    keys: &[
        Key::new(
            "slot",
            Takes::Named(Names::Slot),
            "background",
            "The section that the council expects, by its name.",
        ),
        Key::new("heading", Takes::Text, "Agency social workers", "The heading of a section of your own."),
        Key::new(
            "body",
            Takes::Items(&Takes::Either(&[Takes::Text, Takes::Form(&ITEM)])),
            "[The Board asked for an update.]",
            "What stands in it, each after `- `: paragraphs, charts, tables, lines in bold, the recommendations.",
        ),
        Key::new(
            "sections",
            Takes::List(&Takes::Within(&SECTION, None)),
            "[{heading: Agency social workers, body: [Agency use has fallen.]}]",
            "Sections within it.",
        ),
        EXEMPT_KEY,
        Key::new(
            "slides",
            Takes::Items(&Takes::Text),
            "[Agency use has halved.]",
            "What slides say of the section, where they are not to say what begins it; `none` leaves it out of them.",
        ),
    ],
    rules: &[Rule::Any(&["slot", "heading"]), Rule::NoneWithin("slot", "sections")],
};

/// An item of a body that is more than a text.
pub(crate) static ITEM: Form = Form {
    name: "item",
    doc: "An item of the body: a paragraph with parts, a line in bold, a chart, a table, or the recommendations.",
    keys: &[
        Key::new(
            "text",
            Takes::Text,
            "\"The main points were:\"",
            "A paragraph, where it has parts or opens with a phrase.",
        ),
        Key::new(
            "parts",
            Takes::List(&Takes::Either(&[Takes::Text, Takes::Form(&PART)])),
            "[{heading: What works, text: Training.}]",
            "The numbered parts below the paragraph.",
        ),
        Key::new(
            "run-in",
            Takes::Text,
            "Caseloads",
            "A phrase in bold that the paragraph opens with; a colon follows it.",
        ),
        Key::new("plain", Takes::Text, "The figures are those of September.", "A paragraph without a number."),
        Key::new("heading", Takes::Text, "What staff said", "A line in bold."),
        Key::new("numbered", Takes::Truth, "true", "Whether a line in bold takes a number."),
        Key::new("chart", Takes::Text, "agency", "A chart of the report, by its name in `charts`."),
        Key::new("table", Takes::Text, "snapshot", "A table of the report, by its name in `tables`."),
        Key::new(
            "recommendations",
            Takes::Word(|| vec!["list"]),
            "list",
            "The list of recommendations, where it is not wanted in its usual place.",
        ),
        Key::new(
            "recommendation-table",
            Takes::Text,
            "Who does what, and by when",
            "A table of the recommendations with who, when and how far; its heading.",
        ),
        Key::new(
            "actions",
            Takes::Text,
            "last_year",
            "A set of actions of the report as a table, by its name in `actions`.",
        ),
        EXEMPT_KEY,
    ],
    rules: &[Rule::Ways {
        ways: &[
            Way { when: &["text"], needs: &[], may: &["parts", "run-in"] },
            Way { when: &["plain"], needs: &[], may: &[] },
            Way { when: &["heading"], needs: &[], may: &["numbered"] },
            Way { when: &["chart"], needs: &[], may: &[] },
            Way { when: &["table"], needs: &[], may: &[] },
            Way { when: &["recommendations"], needs: &[], may: &[] },
            Way { when: &["recommendation-table"], needs: &[], may: &[] },
            Way { when: &[], needs: &["actions"], may: &[] },
        ],
        always: &["exempt"],
    }],
};

/// A numbered part of a paragraph.
pub(crate) static PART: Form = Form {
    name: "part",
    doc: "A numbered part of a paragraph.",
    keys: &[
        Key::new("heading", Takes::Text, "What works", "A bold heading that takes the number."),
        Key::new(
            "run-in",
            Takes::Text,
            "Caseloads",
            "A phrase in bold that the text opens with; a colon follows it.",
        ),
        Key::new("text", Takes::Text, "Training and induction.", "The text."),
    ],
    rules: &[Rule::Any(&["heading", "text"]), Rule::Needs("run-in", "text")],
};
