//! A difference for programs.

use serde::Serialize;

use crate::diff::Difference;

/// What the text says it is.
pub const FORMAT: &str = "boardpack diff";

/// The version of the format: a later one may add keys, and raises it where a reader of this one would misunderstand.
pub const VERSION: u32 = 1;

/// The difference as JSON; pictures of pages are left out.
pub fn render(difference: &Difference) -> String {
    #[derive(Serialize)]
    struct Whole<'a> {
        format: &'a str,
        version: u32,
        #[serde(flatten)]
        difference: &'a Difference,
    }
    let whole = Whole { format: FORMAT, version: VERSION, difference };
    let mut json = serde_json::to_string_pretty(&whole).unwrap_or_default();
    json.push('\n');
    json
}
