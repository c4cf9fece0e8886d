//! What `figures.json` says: the format that papers carry, written by this version and read by every later one.
//!
//! Keys are stable. A later version may add keys, which this one does not mind; it changes `version` where a reader of
//! this one would misunderstand it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the file says it is.
pub const FORMAT: &str = "boardpack figures";

/// The version of the format.
pub const VERSION: u32 = 1;

/// The figures of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Figures {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The program that made the paper, with its version.
    pub program: String,
    /// The council whose paper it is.
    pub council: String,
    /// The report, relative to its project.
    pub report: String,
    /// The area that the paper is about, where its report is made for each of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<AreaName>,
    /// The profile that it was made with, relative to its project; absent for `council.yaml`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profile: String,
    /// The title of the paper.
    pub title: String,
    /// Its date: `2025-11-27`.
    pub date: String,
    /// The data files that the report draws on.
    pub data: Vec<DataFile>,
    /// Every figure that is shown, and those that a shown one was computed from.
    pub figures: Vec<Entry>,
    /// Words that rest on figures: comparisons, changes, ranks.
    pub claims: Vec<Claim>,
    /// How the figures are worked out from the data.
    pub definitions: Definitions,
}

/// A data file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct DataFile {
    /// The name that the report gives it.
    pub name: String,
    /// The file, relative to the project.
    pub file: String,
    /// What it was read as: `dfe-csww`, `observations`, `table` …
    pub kind: String,
    /// Who published it; may be empty.
    pub source: String,
    /// Which release it is; may be empty.
    pub release: String,
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Entry {
    /// Its number in this file, from 1.
    pub id: usize,
    /// What a reader sees, in house style.
    pub text: String,
    /// The exact number; absent where a symbol stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The symbol that stands for a number: `[c]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// What it counts: `percent`, `people` …
    pub unit: String,
    /// How many decimals are shown.
    pub decimals: u32,
    /// The name of the measure, figure or column in the report and its data.
    pub measure: String,
    /// What it is, in words.
    pub name: String,
    /// What is counted and when; absent where nobody said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// `FTE` or `headcount`; absent for what has no basis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whose value it is; absent for what belongs to no area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaName>,
    /// The period; absent for what belongs to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Where it comes from.
    pub origin: Provenance,
    /// Where it stands in the paper; empty for what a shown figure was computed from.
    pub shown: Vec<Place>,
}

/// An area by name and code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct AreaName {
    /// The name: `Coventry`.
    pub name: String,
    /// The code: `E08000026`.
    pub code: String,
}

/// Where a figure comes from; keys that do not belong to its kind are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Provenance {
    /// `cell`, `computed` (from more than one cell of a file), `query`, `stated`, `derived` (from other figures).
    pub kind: String,
    /// The data file, by its name in `data`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub data: String,
    /// The file, relative to the project.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// BLAKE3 of the row that it stands in, in hexadecimal: see [`crate::data::table::Grid::hash_of_row`]. Absent where it
    /// stands in no row of a published file about areas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hash: String,
    /// The release of the data; may be absent.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub release: String,
    /// Where in the file: `line 12, column turnover_rate_fte`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cell: String,
    /// How it was computed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub formula: String,
    /// The parameters of a query by name, each with the value that was put in its place: `area`, `Dudley`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// The numbers of the figures that it was computed from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<usize>,
    /// The source of a figure that was typed by hand, or of the data.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The day for which a figure typed by hand was true.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Where a figure was typed: `reports/update.yaml, line 12`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
}

/// A place in the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Place {
    /// `title`, `field`, `heading`, `paragraph`, `footnote`, `recommendation`, `chart`, `table`, `note`.
    #[serde(rename = "in")]
    pub within: String,
    /// The number of the paragraph, chart, table or recommendation: `4.1`, `Figure 2`; may be absent.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The section: `4 Background and information`; may be absent.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The words that are printed there.
    pub text: String,
    /// The sentence that they stand in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// What the author wrote for them: `turnover_rate.of("England")`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expression: String,
    /// The chart or table by its name in the report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The row of the chart or table.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// The column of the chart or table.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
}

/// Words that rest on figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// What was checked, or what the data gave: `fell`, `above`, `lowest` …; absent for a size or the end of a range.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub relation: String,
    /// The number that the words give of themselves: of a change, a distance, a rank, the end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// The numbers of the figures that they rest on.
    pub figures: Vec<usize>,
    /// Where they stand.
    pub place: Place,
}

/// The number of words that follow the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Number {
    /// What it is: "change in agency rate (FTE) of Dudley from 2024 to 2025".
    pub name: String,
    /// The number; below zero for what fell or is below.
    pub value: String,
    /// What it counts: `points`, `people`, `number` …
    pub unit: String,
}

/// What the report and the profile say of figures, without their prose, as YAML of the report's own format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Definitions {
    /// Of the report: `data`, `subject`, `figures`, `charts`, `tables`.
    pub report: String,
    /// Of the profile: `style`, `tolerance`, `basis` …
    pub profile: String,
}

impl Figures {
    /// The file's bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The figure of that number.
    pub fn figure(&self, id: usize) -> Option<&Entry> {
        // Numbers count from 1 in the order of the list, unless somebody has changed the file.
        let at = self.figures.get(id.checked_sub(1)?).filter(|entry| entry.id == id);
        at.or_else(|| self.figures.iter().find(|entry| entry.id == id))
    }
}

impl Entry {
    /// Whether another entry, of whichever number, is of the same figure.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let key = |one: &Self| {
            let inputs = one.origin.inputs.len();
            (
                one.measure.clone(),
                one.basis.clone(),
                one.area.clone(),
                one.period.clone(),
                one.value.clone(),
                inputs,
            )
        };
        let origin = |one: &Self| Provenance { inputs: Vec::new(), ..one.origin.clone() };
        key(self) == key(other) && origin(self) == origin(other)
    }

    /// The row of a plain table that it stands in, as the paper names it, after a comma; empty for other figures.
    pub fn row(&self) -> String {
        let plain = self.area.is_none() && matches!(self.origin.kind.as_str(), "cell" | "query" | "derived");
        let row = self.shown.iter().map(|place| place.row.as_str()).find(|row| plain && !row.is_empty());
        row.map_or_else(String::new, |row| format!(", {row}"))
    }

    /// What it is, in words: "turnover rate (FTE) of Coventry in 2025".
    pub fn description(&self) -> String {
        let mut words = self.name.clone();
        if let Some(basis) = &self.basis {
            words.push_str(&format!(" ({basis})"));
        }
        if let Some(area) = &self.area {
            words.push_str(&format!(" of {}", area.name));
        }
        if let Some(period) = &self.period {
            words.push_str(&format!(" in {period}"));
        }
        words.push_str(&self.row());
        words
    }
}

impl Provenance {
    /// Where it comes from, in words: "data/csww.csv, line 12, column turnover_rate_fte".
    pub fn words(&self) -> String {
        let day = NaiveDate::parse_from_str(&self.date, "%Y-%m-%d").map(|day| day.format("%-d %B %Y").to_string());
        let day = day.unwrap_or_default();
        let parts: Vec<&str> = match self.kind.as_str() {
            "stated" => vec![&self.source, &day],
            "derived" => vec![&self.formula],
            "query" => vec![&self.place, &self.file, &self.cell],
            _ => vec![&self.file, &self.cell, &self.formula],
        };
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

impl Place {
    /// Where it is, in words: "paragraph 4.1", "Table 2, row Agency rate".
    pub fn words(&self) -> String {
        let row = if self.row.is_empty() { String::new() } else { format!(", {}", self.row) };
        let column = if self.column.is_empty() { String::new() } else { format!(", {}", self.column) };
        match (self.within.as_str(), self.number.as_str()) {
            ("chart" | "table", number) => format!("{number}{row}{column}"),
            (within, "") if self.section.is_empty() => within.to_owned(),
            (within, "") => format!("{within} in section {}", self.section),
            ("note", number) => format!("note to {number}"),
            // "paragraph 3.1", whatever stands after the number on the page.
            (within, number) => format!("{within} {}", number.trim_end_matches('.')),
        }
    }
}
