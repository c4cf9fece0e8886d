//! The forms of charts and tables.

use crate::project::form::data::{DATA_KEY, PERIODS};
use crate::project::form::{BASIS_KEY, COUNT, EXEMPT_KEY, Form, Key, NAME, Names, Rule, Takes};

const TITLE: Key = Key::required(
    "title",
    Takes::Text,
    "Agency social workers",
    "The heading: for a chart what it finds, in words that the data bear out.",
);
const SUBTITLE: Key = Key::new(
    "subtitle",
    Takes::Text,
    "Agency workers as a share of all social workers, 2019 to 2025",
    "What is measured, where and when, where other words are wanted than are made from the data.",
);
const NOTE: Key =
    Key::new("note", Takes::Texts, "Figures for 2020 are provisional.", "A note below it, or several.");
const MEASURE: Key = Key::new("measure", Takes::Named(Names::Measure), "agency_rate", "The measure that is shown.");
const MEASURES: Key = Key::new(
    "measures",
    Takes::SeveralNamed(Names::Measure),
    "[turnover_rate, agency_rate]",
    "The measures that are shown, where there are several.",
);
const AREAS: Key = Key::new(
    "areas",
    Takes::SeveralNamed(Names::Areas),
    "[Coventry, West Midlands, England]",
    "The areas that are shown; `authorities of West Midlands` are all of a region. Without it, the subject and what it is \
     compared with.",
);
const PERIODS_KEY: Key = Key::new(
    "periods",
    PERIODS,
    "2019..2025",
    "The periods that are shown: `3` for the last three, `2019..2025` from one to another, `[2019, 2025]`, or one.",
);
const RANGE: Key = Key::new(
    "range",
    Takes::Named(Names::Range),
    "West Midlands",
    "The region whose lowest and highest authority are shown.",
);
const EARLIER: Key = Key::new(
    "earlier",
    Takes::Shaped(&NAME),
    "dfe_2024",
    "The earlier release, in a table of what was revised since.",
);
const ALL: Key =
    Key::new("all", Takes::Truth, "true", "Whether a table of revisions shows what was not revised as well.");
const ROWS: Key = Key::new(
    "rows",
    Takes::Text,
    "Job description",
    "The column of a plain table that has the labels of the rows.",
);
const COLUMNS: Key = Key::new(
    "columns",
    Takes::List(&ONE_COLUMN),
    "[Grade, {name: Area teams, unit: fte, decimals: 1}]",
    "The columns of a plain table that are shown, in order.",
);
const SORT: Key = Key::new(
    "sort",
    Takes::Word(|| vec!["largest-first", "smallest-first"]),
    "largest-first",
    "The order, where that of the data is not wanted.",
);
const TOTAL: Key = Key::new("total", Takes::Truth, "true", "Whether a row of totals is added.");
const ROW_TOTALS: Key = Key::new("row-totals", Takes::Truth, "true", "Whether a column of totals is added.");

/// The keys that name measures.
const MEASURED: &[&str] = &["measure", "measures"];

/// A chart.
pub(crate) static CHART: Form = Form {
    name: "chart",
    doc: "A chart; which values it shows, its `kind` asks for.",
    keys: &keys(Key::required("kind", Takes::Named(Names::ChartKind), "line", "The kind of chart.")),
    rules: &[Rule::Any(&["measure", "measures", "data"]), Rule::OfKind(&["range"], MEASURED)],
};

/// A table.
pub(crate) static TABLE: Form = Form {
    name: "table",
    doc: "A table; which values it shows, its `kind` asks for.",
    keys: &keys(Key::required("kind", Takes::Named(Names::TableKind), "comparison", "The kind of table.")),
    rules: &[
        Rule::OfKind(&["comparison", "key-figures", "revisions"], MEASURED),
        Rule::OfKind(&["data"], &["data"]),
        Rule::OfKind(&["revisions"], &["earlier"]),
    ],
};

/// The keys of charts and tables, which have only the kind for themselves.
const fn keys(kind: Key) -> [Key; 19] {
    [
        kind,
        TITLE,
        SUBTITLE,
        NOTE,
        MEASURE,
        MEASURES,
        AREAS,
        PERIODS_KEY,
        RANGE,
        BASIS_KEY,
        DATA_KEY,
        EARLIER,
        ALL,
        ROWS,
        COLUMNS,
        SORT,
        TOTAL,
        ROW_TOTALS,
        EXEMPT_KEY,
    ]
}

static ONE_COLUMN: Takes = Takes::Either(&[Takes::Text, Takes::Form(&COLUMN)]);

/// A column of a plain table.
pub(crate) static COLUMN: Form = Form {
    name: "column",
    doc: "A column of a plain table.",
    keys: &[
        Key::required("name", Takes::Text, "Total FTE", "Its name in the file."),
        Key::new("title", Takes::Text, "Total (FTE)", "The words of its header, where they are not its name."),
        Key::new("unit", Takes::Named(Names::Unit), "fte", "What its numbers count."),
        Key::new("decimals", COUNT, "1", "How many decimals are shown."),
    ],
    rules: &[],
};
