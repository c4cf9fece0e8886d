//! Recommendations: the nested list in the council's numbering, and the table of who does what by when.

use crate::diagnostic::Diagnostics;
use crate::narrative::document::{
    Inlines, Recommendation, RecommendationRow, RecommendationTable, Recommendations, Tagged,
};
use crate::narrative::exempt::Notices;
use crate::project::actions::ActionsEntry;
use crate::project::numbering::counted;
use crate::project::profile::Profile;
use crate::project::recommendations::{RecommendationEntry, RecommendationsEntry, Response, Status};
use crate::project::yaml::Text;
use crate::quantity::style::Style;

/// The recommendations as a nested list.
pub fn list(
    notices: Notices<'_>,
    entry: &RecommendationsEntry,
    profile: &Profile,
    sink: &mut Diagnostics,
) -> Recommendations {
    if let (true, Some(exempt)) = (notices.withhold(), &entry.exempt) {
        let lead = notices.notice("The recommendations", true, exempt, sink);
        return Recommendations { lead, items: Vec::new(), exempt: Inlines::new() };
    }
    let lead = if entry.lead.value.is_empty() { Inlines::new() } else { notices.renderer.line(&entry.lead, sink) };
    let mut items = items(notices, &entry.items, 1, profile, sink);
    if let ([only], false) = (items.as_mut_slice(), profile.number_single_recommendation) {
        only.number.clear();
    }
    let exempt = entry.exempt.as_ref().map_or_else(Inlines::new, |exempt| notices.label(exempt, sink));
    Recommendations { lead, items, exempt }
}

/// What stands for an exempt recommendation in the public edition; `None` for one that is shown.
fn withheld(notices: Notices<'_>, entry: &RecommendationEntry, sink: &mut Diagnostics) -> Option<Inlines> {
    let exempt = entry.exempt.as_ref().filter(|_| notices.withhold())?;
    Some(notices.notice("This recommendation", false, exempt, sink))
}

fn items(
    notices: Notices<'_>,
    entries: &[RecommendationEntry],
    level: u8,
    profile: &Profile,
    sink: &mut Diagnostics,
) -> Vec<Recommendation> {
    let renderer = notices.renderer;
    let pattern = &profile.recommendation_numbering[usize::from(level.clamp(1, 3) - 1)];
    entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let number = number(pattern, at + 1);
            if let Some(text) = withheld(notices, entry, sink) {
                return Recommendation { number, level, text, ..Recommendation::default() };
            }
            Recommendation {
                number,
                level,
                text: renderer.line(&entry.text, sink),
                stem: entry.stem.as_ref().map_or_else(Inlines::new, |stem| renderer.line(stem, sink)),
                items: items(notices, &entry.items, level + 1, profile, sink),
                exempt: entry.exempt.as_ref().map_or_else(Inlines::new, |exempt| notices.label(exempt, sink)),
            }
        })
        .collect()
}

/// Writes a number as a pattern shows it: `1)`, `(a)`, `i.` stand for their kind of number; in `Minute 1` and `18/1` it
/// is the sign that stands by itself.
pub fn number(pattern: &str, at: usize) -> String {
    let signs = || pattern.char_indices().filter(|(_, one)| matches!(one, '1' | 'a' | 'A' | 'i' | 'I'));
    let alone = |(place, _): &(usize, char)| {
        let beside = [pattern[..*place].chars().last(), pattern[place + 1..].chars().next()];
        !beside.into_iter().flatten().any(char::is_alphanumeric)
    };
    let Some((place, sign)) = signs().find(alone).or_else(|| signs().next()) else {
        return format!("{pattern}{at}");
    };
    format!("{}{}{}", &pattern[..place], counted(sign, at), &pattern[place + 1..])
}

/// The statuses, what is done first.
const STATUSES: [Status; 5] =
    [Status::Complete, Status::OnTrack, Status::AtRisk, Status::Delayed, Status::NotStarted];

/// A status as a template knows it, and its word.
fn status_words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::NotStarted => ("not-started", "Not started"),
        Status::OnTrack => ("on-track", "On track"),
        Status::AtRisk => ("at-risk", "At risk"),
        Status::Delayed => ("delayed", "Delayed"),
        Status::Complete => ("complete", "Complete"),
    }
}

/// The columns of the table: key and title, and whether any recommendation has something in it.
const COLUMNS: [(&str, &str); 7] = [
    ("number", "No."),
    ("text", "Recommendation"),
    ("owner", "Responsible officer"),
    ("due", "Due date"),
    ("response", "Response"),
    ("progress", "Progress"),
    ("status", "Status"),
];

/// The recommendations as a table; one that only introduces those within it takes no row of its own.
pub fn table(
    notices: Notices<'_>,
    entry: &RecommendationsEntry,
    title: &Text,
    sink: &mut Diagnostics,
) -> RecommendationTable {
    of_items(notices, &entry.items, title, "Recommendation", sink)
}

/// A set of actions as a table, which says as a whole how far they are.
pub fn actions(notices: Notices<'_>, entry: &ActionsEntry, sink: &mut Diagnostics) -> RecommendationTable {
    let mut table = of_items(notices, &entry.items, &entry.title, "Action", sink);
    table.subtitle = how_far(&table.rows);
    table
}

/// "6 actions: 3 complete, 2 on track, 1 delayed"; empty where nothing says how far they are.
fn how_far(rows: &[RecommendationRow]) -> String {
    let with =
        |kind: &str| rows.iter().filter(|row| row.status.as_ref().is_some_and(|one| one.kind == kind)).count();
    let mut parts: Vec<String> = STATUSES
        .into_iter()
        .map(status_words)
        .map(|(kind, word)| (with(kind), word.to_lowercase()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let without = rows.iter().filter(|row| row.status.is_none()).count();
    match (parts.is_empty(), without) {
        (true, _) => return String::new(),
        (false, 0) => {}
        (false, without) => parts.push(format!("{without} without a status")),
    }
    let actions = if rows.len() == 1 { "action" } else { "actions" };
    format!("{} {actions}: {}", rows.len(), parts.join(", "))
}

fn of_items(
    notices: Notices<'_>,
    items: &[RecommendationEntry],
    title: &Text,
    noun: &str,
    sink: &mut Diagnostics,
) -> RecommendationTable {
    let title = notices.renderer.line(title, sink);
    let mut rows = Vec::new();
    collect(notices, items, "", 1, &mut rows, sink);
    let filled = |key: &str| {
        rows.iter().any(|row: &RecommendationRow| match key {
            "owner" => !row.owner.is_empty(),
            "due" => !row.due.is_empty(),
            "response" => row.response.is_some(),
            "progress" => !row.progress.is_empty(),
            "status" => row.status.is_some(),
            _ => true,
        })
    };
    let columns = COLUMNS.iter().filter(|(key, _)| filled(key));
    let titled = |key: &str, title: &str| if key == "text" { noun.to_owned() } else { title.to_owned() };
    let columns = columns.map(|(key, title)| ((*key).to_owned(), titled(key, title))).collect();
    RecommendationTable { number: String::new(), title, subtitle: String::new(), columns, rows }
}

fn collect(
    notices: Notices<'_>,
    entries: &[RecommendationEntry],
    above: &str,
    level: u8,
    rows: &mut Vec<RecommendationRow>,
    sink: &mut Diagnostics,
) {
    let style = notices.renderer.facts().style.clone();
    for (at, entry) in entries.iter().enumerate() {
        let own = match level {
            1 => number("1", at + 1),
            2 => number("a", at + 1),
            _ => number("(i)", at + 1),
        };
        let path = format!("{above}{own}");
        if let Some(text) = withheld(notices, entry, sink) {
            rows.push(RecommendationRow { number: path, text, ..RecommendationRow::default() });
            continue;
        }
        let only_introduces = !entry.items.is_empty()
            && entry.owner.is_none()
            && entry.due.is_none()
            && entry.status.is_none()
            && entry.response.is_none();
        if !only_introduces {
            rows.push(row(notices, entry, path.clone(), &style, sink));
        }
        collect(notices, &entry.items, &path, level + 1, rows, sink);
    }
}

fn row(
    notices: Notices<'_>,
    entry: &RecommendationEntry,
    number: String,
    style: &Style,
    sink: &mut Diagnostics,
) -> RecommendationRow {
    let renderer = notices.renderer;
    let response = entry.response.as_ref().map(|(response, text)| {
        let (kind, word) = match response {
            Response::Accepted => ("accepted", "Accepted"),
            Response::Partly => ("partly", "Partly accepted"),
            Response::Rejected => ("rejected", "Rejected"),
        };
        let text = text.as_ref().map_or_else(Inlines::new, |text| renderer.line(text, sink));
        Tagged { kind: kind.to_owned(), word: word.to_owned(), text }
    });
    let status = entry.status.map(|status| {
        let (kind, word) = status_words(status);
        Tagged { kind: kind.to_owned(), word: word.to_owned(), text: Inlines::new() }
    });
    RecommendationRow {
        number,
        text: renderer.line(&entry.text, sink),
        owner: renderer.quotes(entry.owner.as_deref().unwrap_or_default()),
        due: entry.due.map_or_else(String::new, |due| style.date(due)),
        response,
        progress: entry.progress.as_ref().map_or_else(Inlines::new, |text| renderer.line(text, sink)),
        status,
        exempt: entry.exempt.as_ref().map_or_else(Inlines::new, |exempt| notices.label(exempt, sink)),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_follow_their_pattern() {
        for (pattern, at, written) in [
            ("1)", 12, "12)"),
            ("a.", 5, "e."),
            ("a.", 27, "aa."),
            ("(A)", 26, "(Z)"),
            ("i.", 3, "iii."),
            ("i.", 49, "xlix."),
            ("(I)", 4, "(IV)"),
            ("Minute 1.", 12, "Minute 12."),
            ("1/18", 12, "12/18"),
            ("§", 3, "§3"),
        ] {
            assert_eq!(number(pattern, at), written);
        }
    }
}
