//! The forms of what a report draws on: data files, queries, the subject, figures.

use crate::project::form::{
    BASIS_KEY, COUNT, EXEMPT_KEY, Form, Key, NAME, NUMBER, Names, OwnNames, PATH, Rule, Shape, Takes, Way, words,
};
use crate::project::sources;

/// The dataset that is meant, where more than one has the measure.
pub(super) const DATA_KEY: Key = Key::new(
    "data",
    Takes::Shaped(&NAME),
    "dfe",
    "Which of the report's data is meant, by its name, where more than one has the measure.",
);

/// An entry of `data`: a file, or a query over the others.
pub(crate) static SOURCE: Form = Form {
    name: "source",
    doc: "A data file with what there is to say about it, or a query over the others.",
    keys: &[
        Key::new(
            "file",
            Takes::Shaped(&PATH),
            "data/workforce.csv",
            "The file, by its path in the project: CSV, XLSX, ODS or XML.",
        ),
        Key::new(
            "query",
            Takes::Shaped(&QUERY),
            "SELECT reason, count(*) AS people FROM staff GROUP BY reason ORDER BY reason",
            "Instead of a file, a query in SQL over the other data of the report. In it `:area`, `:code`, `:region`, `:period` \
             and `:previous` stand for those of the subject.",
        ),
        Key::new(
            "kind",
            Takes::Named(Names::DataKind),
            "comparison-table",
            "What kind of file it is, where its first line does not tell; `table` shows any file as it is.",
        ),
        Key::new(
            "source",
            Takes::Text,
            "\"Department for Education, Children's social work workforce\"",
            "Who published it; it stands below charts and tables.",
        ),
        Key::new(
            "release",
            Takes::Text,
            "\"2025\"",
            "Which release of the statistics it is. A file with a release counts as published.",
        ),
        Key::new("period", Takes::Text, "year ended 30 September", "What a period is, for the words below titles."),
        Key::new(
            "compare-with",
            Takes::Shaped(&NAME),
            "dfe",
            "The published data that these may stand beside, though they are of no release, by their name in `data`.",
        ),
        Key::new(
            "measures",
            Takes::Own(OwnNames::Expression, &Takes::Form(&MEASURE)),
            "{retention: {name: retention rate, unit: percent, better: higher}}",
            "Measures of the report's own: what a column or a row means, by the column's name or a name of your choice.",
        ),
        Key::new("sheet", Takes::Text, "Staff", "Which sheet of a spreadsheet, where it has several."),
        Key::new("range", Takes::Text, "A3:H20", "Which cells of the sheet, where the table is not all of it."),
        Key::new(
            "header-rows",
            Takes::Count(1, 5),
            "2",
            "How many rows of the sheet name its columns, from 1 to 5.",
        ),
        Key::new(
            "area",
            Takes::Named(Names::Area),
            "Coventry",
            "Whose values a comparison table has, where its columns do not say so.",
        ),
        Key::new(
            "region",
            Takes::Named(Names::Region),
            "West Midlands",
            "Which region a comparison table means by its average and its range.",
        ),
        BASIS_KEY,
        Key::new(
            "periods",
            Takes::Own(OwnNames::Any, &PERIOD),
            "{2020-21: 2020, 2021-22: 2021}",
            "What the file calls a period, each with the period that is meant by it.",
        ),
        Key::new(
            "disclosure",
            Takes::Word(|| words(&sources::DISCLOSURES)),
            "controlled",
            "`controlled`: it counts people of the council's own, and small counts are left out. `published`: whoever \
             published it has seen to that.",
        ),
        Key::new(
            "differs",
            Takes::Own(OwnNames::Any, &Takes::Text),
            "{agency_rate: The middle column is our own count.}",
            "Measures whose values are known to differ from those that were published, each with the reason.",
        ),
        EXEMPT_KEY,
    ],
    rules: &[Rule::Ways {
        ways: &[
            Way { when: &["query"], needs: &[], may: &[] },
            Way {
                when: &[],
                needs: &["file"],
                may: &[
                    "kind",
                    "release",
                    "compare-with",
                    "sheet",
                    "range",
                    "header-rows",
                    "area",
                    "region",
                    "basis",
                    "periods",
                    "disclosure",
                    "differs",
                ],
            },
        ],
        always: &["source", "period", "measures", "exempt"],
    }],
};

/// A measure of a report's own.
pub(crate) static MEASURE: Form = Form {
    name: "measure",
    doc: "What a column or a row of the data means.",
    keys: &[
        Key::new("name", Takes::Text, "retention rate", "Its name in text, without a capital."),
        Key::new("unit", Takes::Named(Names::Unit), "percent", "What it counts."),
        Key::new("row", Takes::Text, "Staff leaving", "What its row in a comparison table is called."),
        Key::new("decimals", COUNT, "1", "How many decimals are shown."),
        BETTER_KEY,
        Key::new(
            "mean",
            Takes::Form(&MEAN),
            "{of: turnover_rate, periods: 4}",
            "That it is the mean of another measure over several periods.",
        ),
    ],
    rules: &[Rule::Ways {
        ways: &[
            Way { when: &["name"], needs: &["unit"], may: &["row"] },
            Way { when: &["unit"], needs: &["name"], may: &["row"] },
            Way { when: &["row"], needs: &[], may: &[] },
            Way { when: &[], needs: &["name", "unit"], may: &[] },
        ],
        always: &["decimals", "better", "mean"],
    }],
};

const BETTER_KEY: Key = Key::new(
    "better",
    Takes::Word(|| vec!["higher", "lower"]),
    "lower",
    "Which way is good, so that text may say that it has improved.",
);

/// What a measure is the mean of.
pub(crate) static MEAN: Form = Form {
    name: "mean",
    doc: "",
    keys: &[
        Key::required("of", Takes::Named(Names::Measure), "turnover_rate", "The measure that is averaged."),
        Key::required("periods", Takes::Count(2, 20), "4", "Over how many periods, from 2 to 20."),
    ],
    rules: &[],
};

/// What a report is about.
pub(crate) static SUBJECT: Form = Form {
    name: "subject",
    doc: "",
    keys: &[
        Key::new(
            "area",
            Takes::Named(Names::Area),
            "Coventry",
            "The area that the paper is about; a report with `for-each` has none here.",
        ),
        Key::required("period", PERIOD, "2025", "The period that the paper is about, as the data name it."),
        Key::new(
            "compare",
            Takes::SeveralNamed(Names::Area),
            "[West Midlands, England]",
            "What it is compared with: its region, England, other authorities, or `neighbours`.",
        ),
        BASIS_KEY,
        DATA_KEY,
    ],
    rules: &[],
};

const INPUT: Takes = Takes::Named(Names::Figure);
const INPUTS: Takes = Takes::Exactly(2, &INPUT);
const SEVERAL: Takes = Takes::AtLeast(2, &INPUT);

/// A figure that is not a measure of the subject.
pub(crate) static FIGURE: Form = Form {
    name: "figure",
    doc: "A figure that is not a measure of the subject. What it is, one of these keys says: `value`, `measure`, `query`, \
          `sum`, `mean`, `difference`, `share` or `ratio`.",
    keys: &[
        Key::new(
            "value",
            NUMBER,
            "25",
            "The number, typed by hand: digits and a decimal point only. It needs its `unit`, its `source` and its `date`.",
        ),
        Key::new("unit", Takes::Named(Names::Unit), "people", "What it counts."),
        Key::new(
            "source",
            Takes::Text,
            "\"Social Work Academy, March 2025\"",
            "Where a number that was typed by hand comes from.",
        ),
        Key::new(
            "date",
            Takes::Date,
            "2025-03-31",
            "The day for which a number that was typed by hand was true. It may be left out where `source` names the year.",
        ),
        Key::new(
            "measure",
            Takes::Named(Names::Measure),
            "turnover_rate",
            "A measure of another area or period than the subject's.",
        ),
        Key::new("area", Takes::Named(Names::Area), "Warwickshire", "The area, where it is not the subject's."),
        Key::new("period", PERIOD, "2019", "The period, where it is not the subject's."),
        BASIS_KEY,
        DATA_KEY,
        Key::new(
            "query",
            Takes::Shaped(&QUERY),
            "SELECT sum(posts) FROM establishment",
            "A query in SQL over the report's data, with one number as its answer. In it `:area`, `:code`, `:region`, `:period` \
             and `:previous` stand for those of the subject.",
        ),
        Key::new("sum", SEVERAL, "[area_posts, fostering_posts]", "The sum of figures, by their names."),
        Key::new(
            "whole",
            Takes::Text,
            "all social workers in post",
            "What the percentages of a sum are all shares of, in words.",
        ),
        Key::new(
            "mean",
            Takes::Either(&[INPUT, SEVERAL]),
            "turnover_rate",
            "The mean of figures, by their names, or of a measure `over` periods.",
        ),
        Key::new("over", PERIODS, "2018..2021", "The periods over which the mean is taken."),
        Key::new("difference", INPUTS, "[starters, leavers]", "The first figure less the second."),
        Key::new("share", INPUT, "exit_interviews", "A part of a whole in per cent; `of` is the whole."),
        Key::new("of", INPUT, "leavers", "The whole that a share is of."),
        Key::new("ratio", INPUT, "cases", "How much of this comes to each of what `to` names."),
        Key::new("to", INPUT, "social_workers", "What a ratio is divided by."),
        Key::new(
            "name",
            Takes::Text,
            "funded posts in area teams",
            "Its name in text, where it is not the name that it has here.",
        ),
        BETTER_KEY,
        Key::new("decimals", COUNT, "1", "How many decimals are shown."),
        Key::new(
            "must-be",
            Takes::Either(&[NUMBER, Takes::Shaped(&NAME)]),
            "100",
            "The number, or the name of the figure, that it must be equal to: else the paper is not made.",
        ),
        EXEMPT_KEY,
    ],
    rules: &[
        Rule::ListUnless("mean", "over"),
        Rule::WholeOf("value", "unit"),
        Rule::Dated("value", "source", "date"),
        Rule::NoneTwice("sum"),
        Rule::Ways {
            ways: &[
                Way { when: &["measure"], needs: &[], may: &["area", "period", "basis", "data"] },
                Way { when: &["query"], needs: &["unit"], may: &["name", "better", "decimals"] },
                Way { when: &["sum"], needs: &[], may: &["whole", "name", "better", "decimals"] },
                Way {
                    when: &["mean", "over"],
                    needs: &[],
                    may: &["area", "basis", "data", "name", "better", "decimals"],
                },
                Way { when: &["mean"], needs: &[], may: &["name", "better", "decimals"] },
                Way { when: &["difference"], needs: &[], may: &["name", "better", "decimals"] },
                Way { when: &["share"], needs: &["of"], may: &["name", "better", "decimals"] },
                Way { when: &["ratio"], needs: &["to"], may: &["unit", "name", "better", "decimals"] },
                Way {
                    when: &[],
                    needs: &["value", "unit", "source"],
                    may: &["date", "name", "better", "decimals"],
                },
            ],
            always: &["must-be", "exempt"],
        },
    ],
};

static QUERY: Shape = Shape {
    // A comment may stand before it.
    pattern: r"^\s*([Ss][Ee][Ll][Ee][Cc][Tt]|[Ww][Ii][Tt][Hh]|[Vv][Aa][Ll][Uu][Ee][Ss]|--|/\*)",
    hint: "write `SELECT sum(headcount) FROM …`",
};

/// A period; one year is a number to YAML.
pub(crate) const PERIOD: Takes = Takes::Either(&[Takes::Count(1800, 2200), Takes::Shaped(&ONE_PERIOD)]);

/// Which periods are meant.
pub(super) const PERIODS: Takes = Takes::Either(&[
    Takes::Count(1, 99),
    Takes::Count(1800, 2200),
    Takes::Shaped(&SOME_PERIODS),
    Takes::List(&PERIOD),
]);

/// A period, as it is written: a year, a split year or a month.
macro_rules! period {
    () => {
        r"\s*((1[89]|2[01])\d\d|2200)(\s*[-/–](\d\d|\d{4}))?\s*|\s*([Jj][Aa][Nn]|[Ff][Ee][Bb]|[Mm][Aa][RrYy]|[Aa][Pp][Rr]|[Jj][Uu][NnLl]|[Aa][Uu][Gg]|[Ss][Ee][Pp]|[Oo][Cc][Tt]|[Nn][Oo][Vv]|[Dd][Ee][Cc])[A-Za-z]*\s+((1[89]|2[01])\d\d|2200)\s*"
    };
}

static ONE_PERIOD: Shape = Shape {
    pattern: concat!("^(", period!(), ")$"),
    hint: "write a year, `2025`, a split year, `2024-25`, or a month, `2025-03`",
};

static SOME_PERIODS: Shape = Shape {
    pattern: concat!("^(", period!(), ")(\\.\\.(", period!(), "))?$"),
    hint: "write `3` for the last three, `2019..2025` from one to another, `[2019, 2025]`, or one",
};
