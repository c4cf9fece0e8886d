//! The forms of the profile, `council.yaml`.

use crate::project::form::data::PERIOD;
use crate::project::form::{BASIS_KEY, COUNT, Form, Key, NUMBER, Names, OwnNames, PATH, Rule, Shape, Takes, words};
use crate::project::{notice, numbering, profile};

/// `council.yaml`.
pub static PROFILE: Form = Form {
    name: "council",
    doc: "What a council decides once for all its papers.",
    keys: &[
        Key::required("name", Takes::Text, "Coventry City Council", "The council's name, as papers print it."),
        Key::new(
            "website",
            Takes::Text,
            "www.example.gov.uk",
            "The council's address on the web, as papers print it.",
        ),
        Key::new(
            "logo",
            Takes::Form(&LOGO),
            "{file: assets/logo.svg, height: 13}",
            "The logo at the top of papers: an SVG or PNG file in the project, and its height.",
        ),
        Key::new(
            "colours",
            Takes::Each(Names::Colour, &Takes::Shaped(&COLOUR)),
            "{brand: \"#12436D\"}",
            "The council's colours, each as `\"#\"` and six hexadecimal digits in quotes.",
        ),
        Key::new("text", Takes::Form(&TEXT), "{size: 12, quotes: typographic}", "How text is set."),
        Key::new(
            "style",
            Takes::Form(&STYLE),
            "{per-cent: sign, thousands: comma, dates: plain}",
            "How numbers and dates are written.",
        ),
        Key::new(
            "tolerance",
            Takes::Each(Names::Unit, &Takes::Number(0.0, f64::INFINITY)),
            "{percent: 0.5}",
            "How far two values may lie apart and still be called steady or similar, by unit.",
        ),
        Key::new(
            "disclosure",
            Takes::Form(&DISCLOSURE),
            "{threshold: 5}",
            "Which counts of people are left out, so that nobody can be recognised in them.",
        ),
        BASIS_KEY,
        Key::new(
            "targets",
            Takes::Suggested(Names::Measure, &Takes::Form(&TARGET)),
            "{agency_rate: {at-most: 10, source: Workforce Strategy 2024 to 2027}}",
            "What the council has set itself, by measure. A report quotes a target as `{{ agency_rate.target }}`.",
        ),
        Key::new(
            "chart-values",
            Takes::Word(|| words(&profile::ChartValues::CHOICES)),
            "annex",
            "Where the values behind a chart stand: in a table after it, or in an annex at the end.",
        ),
        Key::new(
            "attachments",
            Takes::Word(|| words(&profile::Attachments::CHOICES)),
            "figures",
            "Whether papers carry their figures, and the values of charts and tables, as attached files.",
        ),
        Key::new(
            "packs",
            Takes::Word(|| words(&profile::PACKS)),
            "double-sided",
            "Whether packs are printed on both sides, so that each paper begins on the front of a sheet.",
        ),
        Key::new(
            "annex",
            Takes::Word(|| words(&profile::Annex::CHOICES)),
            "figures",
            "Whether papers end with a table of all their figures and sources.",
        ),
        Key::new(
            "recommendation-numbering",
            Takes::Exactly(3, &Takes::Text),
            "[\"1)\", \"a.\", \"i.\"]",
            "How recommendations are numbered, level by level: three patterns.",
        ),
        Key::new(
            "resolutions",
            Takes::Form(&RESOLUTIONS),
            "{numbering: [\"1.\", \"(a)\", \"(i)\"], bold: true}",
            "How what was resolved is printed in minutes and decisions.",
        ),
        Key::new(
            "single-recommendation",
            Takes::Word(|| words(&profile::SINGLE_RECOMMENDATION)),
            "plain",
            "Whether a recommendation that is the only one takes a number.",
        ),
        Key::new(
            "citation-style",
            Takes::Word(|| words(profile::CITATION_STYLES)),
            "harvard-cite-them-right",
            "How citations and the list of references are printed.",
        ),
        Key::new(
            "committees",
            Takes::Own(OwnNames::Any, &Takes::Text),
            "{scrutiny-2: Education and Children's Services Scrutiny Board (2)}",
            "Committees and boards: a short key of your choice for each, and its name. Reports name them by key.",
        ),
        Key::new(
            "people",
            Takes::Own(OwnNames::Any, &Takes::Form(&PERSON)),
            "{coordinator: {name: Gennie Holmes, title: Scrutiny Co-ordinator}}",
            "Officers and members: a short key of your choice for each, and who they are. Reports name them by key.",
        ),
        Key::new(
            "kinds",
            Takes::Each(Names::Kind, &Takes::Form(&KIND)),
            "{briefing-note: {labels: {masthead: Briefing}}}",
            "What the council changes in a kind of document: its words, its sections, its numbering.",
        ),
        Key::new(
            "notice",
            Takes::Form(&NOTICE),
            "{meeting: 5, key-decision: 28}",
            "How many clear days there have to be before a meeting and before a key decision.",
        ),
        Key::new(
            "key-decisions",
            Takes::Form(&KEY_DECISIONS),
            "{above: 500000, wards: 2}",
            "From when on a decision may be a key decision.",
        ),
        Key::new(
            "bank-holidays",
            Takes::Either(&BANK_HOLIDAY_WAYS),
            "{also: [2026-06-15]}",
            "Bank holidays of the council's own: a list that stands in the place of those that are computed, or days `also` \
             and days `except`.",
        ),
        Key::new(
            "approvers",
            Takes::List(&Takes::Text),
            "[Finance, Legal]",
            "The roles without whose approval no report with a consultation table goes out.",
        ),
        Key::new(
            "abbreviations",
            Takes::Own(OwnNames::Any, &Takes::Text),
            "{NHS: National Health Service}",
            "Abbreviations that nobody has to explain to the council's readers, each with what it stands for.",
        ),
        Key::new(
            "checks",
            Takes::Each(Names::Rule, &Takes::Word(|| words(&profile::CHECK_LEVELS))),
            "{money: warning, duplicate-items: off}",
            "How bad what a rule of `boardpack check` finds is: `error`, `warning`, or `off` to switch it off.",
        ),
    ],
    rules: &[],
};

pub(crate) static LOGO: Form = Form {
    name: "logo",
    doc: "",
    keys: &[
        Key::required(
            "file",
            Takes::Shaped(&PATH),
            "assets/logo.svg",
            "The picture, by its path in the project: SVG or PNG.",
        ),
        Key::new(
            "height",
            Takes::Number(5.0, 40.0),
            "13",
            "Its height in millimetres, from 5 to 40; 13 where nothing is said.",
        ),
    ],
    rules: &[],
};

static COLOUR: Shape = Shape {
    pattern: r"^#[0-9A-Fa-f]{6}\s*$",
    hint: "write \"#\" and six hexadecimal digits in quotes, such as \"#12436D\"",
};

pub(crate) static TEXT: Form = Form {
    name: "text",
    doc: "",
    keys: &[
        Key::new("size", Takes::Number(11.0, 16.0), "12", "The size of text in points, from 11 to 16."),
        Key::new(
            "quotes",
            Takes::Word(|| words(&profile::QUOTES)),
            "typographic",
            "Whether straight quotation marks and hyphens are made typographic, or stay as typed.",
        ),
    ],
    rules: &[],
};

pub(crate) static STYLE: Form = Form {
    name: "style",
    doc: "",
    keys: &[
        Key::new("per-cent", Takes::Word(|| words(&profile::PER_CENT)), "sign", "12.5% or 12.5 per cent."),
        Key::new(
            "thousands",
            Takes::Word(|| words(&profile::THOUSANDS)),
            "comma",
            "What parts thousands: 1,250 or 1 250 or 1250.",
        ),
        Key::new(
            "dates",
            Takes::Word(|| words(&profile::DATES)),
            "plain",
            "27 November 2025 (`plain`), 27th November 2025 (`ordinal`) or 27/11/2025 (`numeric`).",
        ),
        Key::new(
            "meeting-dates",
            Takes::Word(|| words(&profile::MEETING_DATES)),
            "ordinal",
            "Dates of meetings on agendas: Monday, 16th April, 2018 (`ordinal`), or as other dates (`plain`).",
        ),
    ],
    rules: &[],
};

pub(crate) static DISCLOSURE: Form = Form {
    name: "disclosure",
    doc: "",
    keys: &[Key::required(
        "threshold",
        COUNT,
        "5",
        "Counts of people above zero and below this are left out; 5 where nothing is said, 1 leaves none out.",
    )],
    rules: &[],
};

pub(crate) static RESOLUTIONS: Form = Form {
    name: "resolutions-style",
    doc: "",
    keys: &[
        Key::new(
            "numbering",
            Takes::Exactly(3, &Takes::Text),
            "[\"1.\", \"(a)\", \"(i)\"]",
            "How resolutions are numbered, level by level: three patterns.",
        ),
        Key::new(
            "numbers-of-the-report",
            Takes::Word(|| words(&profile::NUMBERS_OF_THE_REPORT)),
            "kept",
            "Whether recommendations that were agreed keep the numbers that they have in the report.",
        ),
        Key::new(
            "punctuation",
            Takes::Word(|| words(&profile::PUNCTUATION)),
            "one-sentence",
            "Whether resolutions are a sentence each, or one sentence with semicolons between them.",
        ),
        Key::new("bold", Takes::Truth, "true", "Whether resolutions are printed bold."),
    ],
    rules: &[],
};

/// What a council has set itself for a measure.
pub(crate) static TARGET: Form = Form {
    name: "target",
    doc: "What the council has set itself for a measure.",
    keys: &[
        Key::new("at-most", NUMBER, "10", "The number that the measure must not exceed."),
        Key::new("at-least", NUMBER, "80", "The number that the measure must reach."),
        Key::new("value", NUMBER, "10", "The number, where the measure itself says which side of it is good."),
        Key::new("by", PERIOD, "2026", "The period by which it is to be reached; without it, it always holds."),
        BASIS_KEY,
        Key::required(
            "source",
            Takes::Text,
            "\"Workforce Strategy 2024 to 2027\"",
            "Who decided it, and where it is written.",
        ),
    ],
    rules: &[Rule::One(&["at-most", "at-least", "value"])],
};

/// Somebody whom papers name.
pub static PERSON: Form = Form {
    name: "person",
    doc: "Somebody whom papers name.",
    keys: &[
        Key::required("name", Takes::Text, "Gennie Holmes", "The name."),
        Key::new("title", Takes::Text, "Scrutiny Co-ordinator", "The job title."),
        Key::new("directorate", Takes::Text, "Place Directorate", "The directorate or organisation."),
        Key::new("telephone", Takes::Text, "020 7946 0123", "The telephone number, as papers print it."),
        Key::new("email", Takes::Text, "scrutiny@example.gov.uk", "The e-mail address."),
    ],
    rules: &[],
};

pub(crate) static KIND: Form = Form {
    name: "kind",
    doc: "What the council changes in this kind of document.",
    keys: &[
        Key::new(
            "labels",
            Takes::Each(Names::Label, &Takes::Text),
            "{masthead: Briefing}",
            "Words that the template prints, by label; `boardpack templates` with the kind lists them.",
        ),
        Key::new(
            "sections",
            Takes::List(&Takes::Either(&[Takes::Named(Names::SlotOfKind), Takes::Form(&SLOT)])),
            "[context, options, own]",
            "The sections in the council's own order; `own` stands where the author's own sections go.",
        ),
        PARAGRAPHS_KEY,
    ],
    rules: &[],
};

static SLOT: Form = Form {
    name: "slot",
    doc: "A section that the council expects.",
    keys: &[
        Key::required("key", Takes::Text, "comments", "The name by which a report fills it."),
        Key::new(
            "heading",
            Takes::Text,
            "Comments from the Director of Finance and Resources",
            "Its heading; it must be there for a section of the council's own.",
        ),
        Key::new("required", Takes::Truth, "true", "Whether a report must have it."),
        Key::new(
            "numbered",
            Takes::Truth,
            "false",
            "Whether its paragraphs take numbers, where those of the paper do.",
        ),
        Key::new("recommendations", Takes::Truth, "true", "Whether it holds the recommendations."),
        Key::new(
            "doc",
            Takes::Text,
            "What the director says on money.",
            "What to write in it, in a sentence for authors.",
        ),
        Key::new(
            "sections",
            Takes::List(&Takes::Either(&[Takes::Named(Names::SlotOfKind), Takes::Within(&SLOT, None)])),
            "[financial, legal]",
            "The sections within it, in order.",
        ),
    ],
    rules: &[Rule::KnownUnless("key", "heading")],
};

static WAYS_TO_NUMBER: [Takes; 2] =
    [Takes::Word(|| words(&numbering::Paragraphs::CHOICES)), Takes::Form(&PARAGRAPHS)];

/// How paragraphs are numbered, in a profile as in the `schema.yaml` of a kind.
pub(crate) const PARAGRAPHS_KEY: Key = Key::new(
    "paragraphs",
    Takes::Either(&WAYS_TO_NUMBER),
    "numbered",
    "How headings and paragraphs are numbered: `numbered` (1 Heading, 1.1, 1.2), `continuous` (1., 2., 3. on across \
     headings) or `plain`, alone or with patterns.",
);

static PATTERN: Shape = Shape {
    // A sign at least, and no number but those that are signs.
    pattern: r"^(?=(.*[^0-9A-Za-z])?[1aAiI]([^0-9A-Za-z]|$))((?:[A-Za-z]+|1)(?![0-9A-Za-z])|[^0-9A-Za-z])*$",
    hint: "write 1, a, A, i or I for each number, such as \"1.1\", \"1.\" or \"(a)\"",
};

/// How paragraphs are numbered, with patterns.
pub(crate) static PARAGRAPHS: Form = Form {
    name: "paragraphs",
    doc: "",
    keys: &[
        Key::new(
            "style",
            Takes::Word(|| words(&numbering::Paragraphs::CHOICES)),
            "continuous",
            "`numbered` from one in every section, `continuous` on across headings, or `plain`.",
        ),
        Key::new(
            "section",
            Takes::Either(&[Takes::Word(|| vec!["none"]), BARE_PATTERN, Takes::Shaped(&PATTERN)]),
            "none",
            "How the number of a section is written, such as `\"1\"`, or `none`.",
        ),
        Key::new(
            "paragraph",
            PATTERNED,
            "\"1.\"",
            "How the number of a paragraph is written, such as `\"1.1\"` or `\"1.\"`.",
        ),
        Key::new(
            "part",
            PATTERNED,
            "\"(a)\"",
            "How the number of a part of a paragraph is written, such as `\"(a)\"`.",
        ),
    ],
    rules: &[],
};

/// A pattern of numbers.
const PATTERNED: Takes = Takes::Either(&[BARE_PATTERN, Takes::Shaped(&PATTERN)]);

/// The patterns that are numbers to YAML.
const BARE_PATTERN: Takes = Takes::OneNumber(&["1", "1.1", "-1", "-1.1"]);

/// How many clear days there have to be.
pub(crate) static NOTICE: Form = Form {
    name: "notice",
    doc: "",
    keys: &[
        Key::new("meeting", Takes::Either(&DAYS), "5", "Before a meeting, for its agenda and its reports."),
        Key::new("key-decision", Takes::Either(&DAYS), "28", "Before a key decision, for its notice."),
    ],
    rules: &[],
};

static DAYS: [Takes; 2] = [Takes::Count(0, notice::MOST_DAYS), Takes::Form(&CLEAR_DAYS)];

/// A number of clear days, with the days that do not count.
pub(crate) static CLEAR_DAYS: Form = Form {
    name: "clear-days",
    doc: "",
    keys: &[
        Key::new("days", Takes::Count(0, notice::MOST_DAYS), "5", "How many."),
        Key::new(
            "leave-out",
            Takes::Items(&Takes::Word(|| words(&notice::LEFT_OUT))),
            "[weekends, bank-holidays]",
            "Which days do not count.",
        ),
    ],
    rules: &[],
};

/// Which decisions are key decisions.
pub(crate) static KEY_DECISIONS: Form = Form {
    name: "key-decisions",
    doc: "",
    keys: &[
        Key::new(
            "above",
            Takes::Above(0.0),
            "500000",
            "The sum in pounds above which a decision is a key decision.",
        ),
        Key::new(
            "wards",
            Takes::Count(1, usize::MAX),
            "2",
            "From how many wards on a decision may be a key decision.",
        ),
    ],
    rules: &[],
};

static BANK_HOLIDAY_WAYS: [Takes; 2] = [Takes::Different(&Takes::Date), Takes::Form(&BANK_HOLIDAYS)];

/// Bank holidays beside those that are computed.
pub(crate) static BANK_HOLIDAYS: Form = Form {
    name: "bank-holidays",
    doc: "",
    keys: &[
        Key::new("also", Takes::Different(&Takes::Date), "[2026-06-15]", "Days that are bank holidays as well."),
        Key::new("except", Takes::Different(&Takes::Date), "[2026-05-04]", "Days that are none."),
    ],
    rules: &[],
};
