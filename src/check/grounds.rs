//! What rules go by: where that could not be read or is missing, what a rule says would only follow from it.

use crate::check::Rule;
use crate::project::report::Report;

/// The keys of a report that a rule compares with others, or whose absence it reports.
const GROUNDS: &[(&str, &[&str])] = &[
    ("weekday", &["date"]),
    ("meeting-dates", &["date", "decided"]),
    ("minutes-date", &["date"]),
    ("same-meeting", &["date"]),
    ("clear-days", &["date", "published", "urgent", "shorter-notice", "marking"]),
    ("urgent-item", &["date", "urgent", "shorter-notice"]),
    ("key-decision", &["date", "key-decision", "forward-plan", "wards", "recommendations"]),
    ("private-item", &["exempt", "exclusion", "items", "private-items", "public", "private", "appendices"]),
    ("background-papers", &["title", "date", "background-papers"]),
    ("decision-record", &["date", "decided", "reasons", "alternatives", "conflicts", "dispensations"]),
    ("scrutiny-answer", &["date", "scrutiny"]),
    ("consultation-responses", &["date", "published", "consultation"]),
];

/// Whether something that a rule goes by has errors or is missing, of which its author has been told.
pub(super) fn have_errors(rule: &Rule, report: &Report) -> bool {
    let keys = GROUNDS.iter().filter(|(name, _)| *name == rule.name).flat_map(|(_, keys)| *keys);
    keys.copied().any(|key| report.unread.any(key))
}

#[cfg(test)]
mod tests {
    use super::GROUNDS;
    use crate::check::RULES;

    #[test]
    fn every_name_is_that_of_a_rule() {
        for (name, _) in GROUNDS {
            assert!(RULES.iter().any(|rule| rule.name == *name), "{name}");
        }
    }
}
