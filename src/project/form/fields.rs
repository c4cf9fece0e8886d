//! The forms of what stands in the fields of a kind of document: documents, appendices, who was consulted.

use crate::project::form::profile::PERSON;
use crate::project::form::{EXEMPT_KEY, Form, Key, LINK, Names, PATH, Rule, Shape, Takes};

/// Somebody: a key of the profile, or written out.
pub(crate) static SOMEBODY: Takes = Takes::Either(&[Takes::Named(Names::Person), Takes::Form(&PERSON)]);

/// A text, or a number or a truth value as a text: what a field of one line takes.
pub(crate) static TEXT: Takes = Takes::Text;

/// Another report of the project.
pub(crate) static PAPER: Takes = Takes::Shaped(&PATH);

/// Texts; an empty list says that there are none.
pub(crate) static TEXTS: Takes = Takes::Items(&Takes::Text);

/// A date.
pub(crate) static DATE: Takes = Takes::Date;

/// Several people, or one.
pub(crate) static PEOPLE: Takes =
    Takes::Items(&Takes::Either(&[Takes::Named(Names::Person), Takes::Form(&PERSON)]));

/// Documents, or one.
pub(crate) static DOCUMENTS: Takes = Takes::Items(&Takes::Either(&[Takes::Text, Takes::Form(&DOCUMENT)]));

/// Appendices, or one.
pub(crate) static APPENDICES: Takes = Takes::Items(&Takes::Either(&[Takes::Text, Takes::Form(&APPENDIX)]));

/// The bands of those who were consulted.
pub(crate) static CONSULTATION: Takes = Takes::List(&Takes::Form(&BAND));

/// A committee.
pub(crate) static COMMITTEE: Takes = Takes::Named(Names::CommitteeOrWords);

/// A count.
pub(crate) static COUNT: Takes = Takes::Count(0, usize::MAX);

/// An earlier minute, by file and number or as it is cited.
pub(crate) static MINUTE: Takes = Takes::Either(&[Takes::Text, Takes::Form(&super::resolutions::MINUTE)]);

/// A minute of the project.
pub(crate) static KNOWN_MINUTE: Takes = Takes::Form(&super::resolutions::MINUTE);

/// Numbers of sections and ranges of them; one number may be a number to YAML.
pub(crate) static SECTIONS: Takes =
    Takes::Items(&Takes::Either(&[Takes::Number(0.0, f64::INFINITY), Takes::Shaped(&SECTION_NUMBERS)]));

static SECTION_NUMBERS: Shape = Shape {
    pattern: r"^\s*\d{1,4}(\.\d{1,4})*(\s*( to |–|-)\s*\d{1,4}(\.\d{1,4})*)?(\s*[,;]\s*\d{1,4}(\.\d{1,4})*(\s*( to |–|-)\s*\d{1,4}(\.\d{1,4})*)?)*\s*$",
    hint: "write numbers and ranges of them, such as \"3.1 to 3.10\"",
};

/// Why something is exempt.
pub(crate) static EXEMPT: Takes = Takes::Form(&super::EXEMPT);

const TITLE: Key = Key::required("title", Takes::Text, "Workforce strategy", "What it is called.");
const LINK_KEY: Key = Key::new(
    "link",
    Takes::Shaped(&LINK),
    "https://www.example.gov.uk/workforce-strategy.pdf",
    "Where it is: the whole address.",
);

/// A document that a paper lists.
pub(crate) static DOCUMENT: Form = Form {
    name: "document",
    doc: "A document that the paper lists.",
    keys: &[TITLE, LINK_KEY, EXEMPT_KEY],
    rules: &[],
};

/// An appendix of a paper.
pub(crate) static APPENDIX: Form = Form {
    name: "appendix",
    doc: "An appendix: only listed, or bound in as a PDF `file`, or a `report` of the project that a pack binds in.",
    keys: &[
        TITLE,
        LINK_KEY,
        Key::new(
            "report",
            Takes::Shaped(&PATH),
            "reports/scoping.yaml",
            "Another report of the project, by its path; a pack binds it in.",
        ),
        Key::new(
            "file",
            Takes::Shaped(&PATH),
            "appendices/establishment.pdf",
            "A PDF file of the project that is bound in, by its path.",
        ),
        Key::new(
            "alt",
            Takes::Text,
            "A table of funded posts by grade and team.",
            "What the pages of the file show, in words, for those who do not see them.",
        ),
        Key::new(
            "alternative",
            Takes::Shaped(&LINK),
            "https://www.example.gov.uk/establishment",
            "The address of an accessible version of the file.",
        ),
        EXEMPT_KEY,
    ],
    rules: &[
        Rule::Apart(&["report", "file"]),
        Rule::Needs("file", "alt"),
        Rule::Needs("alt", "file"),
        Rule::Needs("alternative", "file"),
    ],
};

/// A band of those who were consulted.
pub(crate) static BAND: Form = Form {
    name: "band",
    doc: "A band of the table of contributors and approvers.",
    keys: &[
        Key::required("band", Takes::Text, "\"Contributors:\"", "The words of the band."),
        Key::required(
            "people",
            Takes::List(&Takes::Form(&CONSULTED)),
            "[{person: finance-manager}]",
            "The people in it.",
        ),
    ],
    rules: &[],
};

/// Somebody who was consulted.
pub(crate) static CONSULTED: Form = Form {
    name: "consulted",
    doc: "Somebody who contributed or approved.",
    keys: &[
        Key::required(
            "person",
            Takes::Either(&[Takes::Named(Names::Person), Takes::Form(&PERSON)]),
            "finance-manager",
            "Who: a key of `people` in the profile, or name and title.",
        ),
        Key::new("role", Takes::Text, "Finance", "For whom an approver answers."),
        Key::new(
            "sent",
            Takes::Either(&[Takes::Date, Takes::Word(nobody)]),
            "2018-04-04",
            "When the paper was sent out, or `none` if it was not.",
        ),
        Key::new(
            "received",
            Takes::Either(&[Takes::Date, Takes::Word(nobody)]),
            "2018-04-05",
            "When the answer came, or `none` if none did.",
        ),
    ],
    rules: &[],
};

/// What stands in the place of a date that there is none of.
fn nobody() -> Vec<&'static str> {
    vec!["none", "None"]
}
