//! Comments of those who were consulted that say nothing and point elsewhere: "See above", "As before".

use crate::check::answer::{Empty, among, emptiness};
use crate::check::words::words;
use crate::check::{Paper, finding};
use crate::diagnostic::Diagnostic;

/// What sections with comments are about.
const ABOUT: [&str; 3] = ["financ", "legal", "consult"];

/// Sections with comments of which no text says anything but where to look.
pub fn pointing_back(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for section in paper.sections().iter().filter(|section| ABOUT.iter().any(|stem| section.is_about(stem))) {
        let texts = section.texts();
        let Some(first) = texts.first() else { continue };
        if texts.iter().all(|text| points_back(&text.value)) {
            let message = format!("`{}` leaves the comments to another place", first.value.trim());
            found.push(
                finding(message, &first.span)
                    .hint("write the comments out here, also if they were given before")
                    .hint("where they stand elsewhere, say in which section or appendix, by its number"),
            );
        }
    }
    found
}

/// Whether a text only says that there were comments, above or at another time.
fn points_back(text: &str) -> bool {
    const QUESTION: &str = "advice before comment comments consultation consulted earlier finance financial given implications last legal \
        made paper para paragraph per previous previously remain reported results same section stated still submitted time unchanged";
    const BACK: &str = "before earlier last previous previously same unchanged";
    match emptiness(text, QUESTION) {
        Some(Empty::Elsewhere) => true,
        Some(Empty::Hollow) => words(text).iter().any(|word| among(BACK, &word.lower)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::points_back;

    #[test]
    fn comments_are_to_be_written_out() {
        for text in [
            "[See above.]",
            "See previous comments",
            "As before",
            "As per the last report.",
            "See comments above",
            "As previously reported.",
            "Unchanged from the previous report.",
        ] {
            assert!(points_back(text), "{text}");
        }
        for text in [
            "None",
            "There are no legal implications.",
            "See section 4.",
            "See Appendix B",
            "As before, the budget of the service pays for it.",
            "The power is that of section 1 of the Localism Act 2011, as before.",
            "None, since the budget does not change.",
            "{{ comments }}",
            "TBC",
        ] {
            assert!(!points_back(text), "{text}");
        }
    }
}
