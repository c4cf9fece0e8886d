//! What a meeting is about, as the words of content of the sentence that mentions it.

use std::collections::BTreeSet;

use crate::check::dates::{Written, month, weekday};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::mentions::{PAPERS, TELLING};
use crate::check::meeting_dates::verbs::{is_meeting_verb, is_other_verb};
use crate::check::words::{Word, is_little};

/// What a meeting is about.
pub struct Business {
    /// Its words of content, without endings.
    pub about: BTreeSet<String>,
    /// Those that the sentence takes to be known: "the plan".
    pub known: BTreeSet<String>,
    /// Whether something new comes up: "a carer".
    pub is_new: bool,
}

impl Business {
    /// What a sentence says of it, beside the bodies and the date.
    pub fn of(words: &[Word<'_>], bodies: &[Body], written: &Written) -> Self {
        const GENERAL: &[&str] = &[
            "board",
            "committee",
            "group",
            "held",
            "item",
            "matter",
            "meeting",
            "member",
            "officer",
            "panel",
            "paper",
            "timetable",
        ];
        const KNOWN: &[&str] = &["the", "this", "these", "those", "its", "their", "his", "her", "our"];
        const NEW: &[&str] = &["a", "an", "another", "several", "new", "more"];
        let (mut about, mut known, mut is_new) = (BTreeSet::new(), BTreeSet::new(), false);
        let mut article = "";
        for (at, word) in words.iter().enumerate() {
            let lower = word.lower.as_str();
            if KNOWN.contains(&lower) || NEW.contains(&lower) {
                article = lower;
                continue;
            }
            let inside =
                bodies.iter().any(|body| body.words.contains(&at)) || (written.first..written.end).contains(&at);
            let content = word.is_word() && !is_little(lower) && lower.len() > 2 && !TELLING.contains(&lower);
            let noun = content && !is_meeting_verb(lower) && !is_other_verb(lower) && weekday(word).is_none();
            let report =
                matches!(lower, "report" | "reports" | "recommendation" | "recommendations" | "review" | "plan")
                    || lower == "note" && !article.is_empty();
            if inside || !(noun || report) || month(word.text).is_some() {
                article = "";
                continue;
            }
            let stem = lower.strip_suffix("'s").unwrap_or(lower);
            let stem = stem.strip_suffix('s').unwrap_or(stem).to_owned();
            if GENERAL.contains(&stem.as_str()) {
                continue;
            }
            is_new |= NEW.contains(&article) && !PAPERS.contains(&stem.as_str());
            if KNOWN.contains(&article) || stem == "recommendation" {
                known.insert(stem.clone());
            }
            about.insert(stem);
        }
        Self { about, known, is_new }
    }
}
