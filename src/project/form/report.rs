//! The form of a report: the keys that every kind has. What a kind has beside these stands in its `schema.yaml`.

use crate::project::form::body::SECTION;
use crate::project::form::data::{FIGURE, SOURCE, SUBJECT};
use crate::project::form::exhibits::{CHART, TABLE};
use crate::project::form::recommendations::{ACTIONS, RECOMMENDATIONS};
use crate::project::form::{EXEMPT_KEY, Form, Key, NUMBER, Names, OwnNames, PATH, Rule, Shape, Takes, words};
use crate::project::profile;

/// The keys that every kind of report has, in the order of the documentation.
pub static REPORT: Form = Form {
    name: "report",
    doc: "",
    keys: &[
        Key::required("template", Takes::Named(Names::Kind), "briefing-note", "The kind of document."),
        Key::new(
            "also",
            Takes::SeveralNamed(Names::Showing),
            "workforce-slides",
            "Another kind of document that the report becomes as well, such as slides.",
        ),
        Key::new(
            "profile",
            Takes::Shaped(&PATH),
            "profiles/devon.yaml",
            "Another profile than `council.yaml`, by its path in the project.",
        ),
        Key::new(
            "title",
            Takes::Text,
            "Social worker recruitment and retention",
            "The title of the paper; figures may stand in it.",
        ),
        Key::new("short-title", Takes::Text, "Recruitment and retention", "A title that fits the running header."),
        Key::new("date", Takes::Date, "2025-11-27", "The date of the paper, or of the meeting that it goes to."),
        Key::new("marking", Takes::Text, "Draft", "A word that is printed on every page, such as `Draft`."),
        EXEMPT_KEY,
        Key::new(
            "data",
            Takes::Own(OwnNames::TitledExpression, &Takes::Either(&[Takes::Shaped(&PATH), Takes::Form(&SOURCE)])),
            "{dfe: data/children-social-work-workforce.csv}",
            "The data files that the paper draws on: a short name of your choice for each, and its path in the project, or \
             keys that say more about it.",
        ),
        Key::new(
            "for-each",
            Takes::Either(&[
                Takes::Named(Names::Subjects),
                Takes::List(&Takes::Named(Names::Subjects)),
                Takes::Form(&FOR_EACH),
            ]),
            "areas of West Midlands",
            "The areas that the report is made for, one paper each: `areas of West Midlands`, `all areas`, or names. The \
             subject then has a period and no area.",
        ),
        Key::new(
            "subject",
            Takes::Form(&SUBJECT),
            "{area: Coventry, period: 2025, compare: [West Midlands, England]}",
            "What the paper is about. Every measure of this area and period becomes a figure that text can print, such as \
             `{{ turnover_rate }}`.",
        ),
        Key::new(
            "figures",
            Takes::Own(OwnNames::TitledExpression, &Takes::Form(&FIGURE)),
            "{apprentices: {value: 25, unit: people, source: \"Social Work Academy, March 2025\"}}",
            "Figures that are not measures of the subject: typed with their source, computed, asked of data, or measured \
             elsewhere. Text prints one by its name: `{{ apprentices }}`.",
        ),
        Key::new(
            "charts",
            Takes::Own(OwnNames::Titled, &Takes::Form(&CHART)),
            "{agency: {kind: line, title: Agency use has fallen, measure: agency_rate}}",
            "Charts, each under a name of your choice; one is printed where a body has `- chart:` and its name.",
        ),
        Key::new(
            "tables",
            Takes::Own(OwnNames::Titled, &Takes::Form(&TABLE)),
            "{snapshot: {kind: comparison, title: The workforce, measures: [turnover_rate, agency_rate]}}",
            "Tables, each under a name of your choice; one is printed where a body has `- table:` and its name.",
        ),
        Key::new(
            "bibliography",
            Takes::Either(&[Takes::Shaped(&PATH), Takes::Form(&BIBLIOGRAPHY)]),
            "references/research.bib",
            "The file with the works that the paper cites, as a reference manager exports it.",
        ),
        Key::new(
            "recommendations",
            Takes::Either(&[Takes::Text, Takes::Form(&RECOMMENDATIONS)]),
            "{lead: \"The Board is recommended to:\", items: [Note the progress.]}",
            "What is recommended: a lead with items, or a single sentence.",
        ),
        Key::new(
            "actions",
            Takes::Own(OwnNames::Titled, &Takes::Form(&ACTIONS)),
            "{last_year: {title: What became of the actions of 2024, items: [Open the Academy.]}}",
            "Sets of actions, each under a name of your choice, such as those of last year; one is printed where a body has \
             `- actions:` and its name.",
        ),
        Key::new(
            "sections",
            Takes::List(&Takes::Form(&SECTION)),
            "[{heading: Background, body: [The Board asked for an update.]}]",
            "The body: sections in order, each with a `heading` of your own or the `slot` of one that the council expects.",
        ),
        Key::new(
            "annex",
            Takes::Word(|| words(&profile::Annex::CHOICES)),
            "figures",
            "Whether the paper ends with a table of all its figures and sources, where not as the profile has it.",
        ),
        Key::new(
            "chart-values",
            Takes::Word(|| words(&profile::ChartValues::CHOICES)),
            "annex",
            "Where the values behind charts stand, where not as the profile has it.",
        ),
        Key::new(
            "accepted",
            Takes::List(&Takes::Form(&ACCEPTED)),
            "[{rule: cross-references, text: paragraph 3.12, because: It is a paragraph of the minutes of March.}]",
            "Findings of `boardpack check` that may stand, each with its rule, the words that it underlines, and the reason; \
             nothing of it is printed.",
        ),
    ],
    rules: &[Rule::EachOf("for-each", "subject", "area")],
};

/// A finding that may stand.
pub(crate) static ACCEPTED: Form = Form {
    name: "accepted",
    doc: "",
    keys: &[
        Key::required("rule", Takes::Named(Names::Rule), "cross-references", "The rule, as it stands in brackets."),
        Key::required(
            "text",
            Takes::Text,
            "paragraph 3.12",
            "The words that the finding underlines, as they stand in the file; with words around them, if they stand there twice.",
        ),
        Key::required(
            "because",
            Takes::Text,
            "It is a paragraph of the minutes of March.",
            "Why they may stand, for whoever reads the file next.",
        ),
    ],
    rules: &[],
};

static NAME_PATTERN: Shape = Shape {
    // Blanks that something is known for, and what files can be called everywhere; no folder above the one for papers.
    pattern: r#"^(?!(.*/)?[.\s]*(/|$))([^\\:*?"<>|{}\x00-\x1f]|\{\s*(report|area|code|region|period)\s*\})+$"#,
    hint: "write a name such as workforce-{area}-{period}; {report}, {code} and {region} are known as well",
};

/// The areas that a report is made for.
pub(crate) static FOR_EACH: Form = Form {
    name: "for-each",
    doc: "",
    keys: &[
        Key::required(
            "areas",
            Takes::SeveralNamed(Names::Subjects),
            "areas of West Midlands",
            "The areas that the report is made for: names, `areas of` a region, `neighbours of` an authority, `all areas`.",
        ),
        Key::new(
            "except",
            Takes::SeveralNamed(Names::Area),
            "[Isles of Scilly]",
            "Areas among them that get no paper.",
        ),
        Key::new(
            "name",
            Takes::Either(&[NUMBER, Takes::Shaped(&NAME_PATTERN)]),
            "\"workforce-{area}-{period}\"",
            "What the papers are called; `{report}`, `{area}`, `{code}`, `{region}` and `{period}` are filled in.",
        ),
    ],
    rules: &[],
};

/// A file with the works that a paper cites.
pub(crate) static BIBLIOGRAPHY: Form = Form {
    name: "bibliography",
    doc: "",
    keys: &[
        Key::required(
            "file",
            Takes::Shaped(&PATH),
            "references/research.bib",
            "The file, by its path in the project.",
        ),
        Key::new(
            "shared",
            Takes::Truth,
            "true",
            "Whether other papers cite from it as well, so that it may have works which this one does not cite.",
        ),
    ],
    rules: &[],
};
