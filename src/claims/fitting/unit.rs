//! The unit of a figure that is printed: whether its author typed it again.

use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::facts::problem::Problem;

/// "{{ agency_rate }}%": a figure prints its unit itself.
pub(super) fn twice(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Finding> {
    let tokens = reading.tokens;
    let start = quantity.tokens.start;
    let id = tokens.list[start].fact?;
    let shown = reading.desk.record.shown.get(id)?;
    if !quantity.printed {
        return None;
    }
    let end = (start..tokens.list.len()).find(|at| tokens.list[*at].fact != Some(id)).unwrap_or(tokens.list.len());
    let text = shown.text.trim_end();
    let per_cent =
        |at: usize| tokens.is(at, '%') || tokens.phrase(at, &["per", "cent"]) || tokens.word(at) == "percent";
    let before = start > 0 && text.starts_with('£') && tokens.is(start - 1, '£');
    let unit = if before {
        "£"
    } else if (text.ends_with('%') || text.ends_with("per cent")) && per_cent(end) {
        "per cent"
    } else if text.contains("percentage point") && (per_cent(end) || tokens.word(end) == "percentage") {
        "percentage points"
    } else if text.ends_with("FTE") && matches!(tokens.word(end), "fte" | "wte") {
        "FTE"
    } else {
        return None;
    };
    let twice = if before { start - 1..end } else { start..end + 1 };
    let words = tokens.passage.text[tokens.bytes(&twice)].to_owned();
    let problem = Problem::new(format!("`{words}` has its unit twice: the figure prints `{text}`"))
        .hint(format!("take the {unit} that you typed out"));
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}
