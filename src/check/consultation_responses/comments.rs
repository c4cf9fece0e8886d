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
        // That nobody answered may be the result of a consultation, but no comment of a lawyer.
        if !section.is_about("consult") && texts.iter().all(|text| none_came(&text.value)) {
            found.push(
                finding(format!("`{}`: the comments have not come", first.value.trim()), &first.span)
                    .hint("write out what Finance or Legal say; a paper goes out with their comments")
                    .hint("where there is nothing to say, say that: \"There are no legal implications.\""),
            );
        } else if texts.iter().all(|text| points_back(&text.value)) {
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
    const QUESTION: &str = "advice before comment comments consultation consulted ditto earlier finance financial given idem implications last legal \
        made paper para paragraph per previous previously remain reported results same section stated still submitted time unchanged";
    const BACK: &str = "before ditto earlier idem last previous previously same unchanged";
    match emptiness(text, QUESTION) {
        Some(Empty::Elsewhere) => true,
        Some(Empty::Hollow) => words(text).iter().any(|word| among(BACK, &word.lower)),
        _ => false,
    }
}

/// Whether a text only says that no comments came: "None received", "No response yet".
fn none_came(text: &str) -> bool {
    const QUESTION: &str = "advice as at came comment comments date feedback finance financial from implications legal officer officers received \
        reply replies responded response responses services so team the time writing yet";
    const CAME: &str = "came feedback received replies reply responded response responses";
    emptiness(text, QUESTION) == Some(Empty::Denial) && words(text).iter().any(|word| among(CAME, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::{none_came, points_back};

    #[test]
    fn comments_that_did_not_come_are_none() {
        for text in
            ["None received.", "No comments received from Legal Services", "No response.", "Not yet received"]
        {
            assert!(none_came(text), "{text}");
        }
        for text in [
            "None",
            "N/A",
            "No comments.",
            "There are no legal implications.",
            "No replies came from the north ward.",
        ] {
            assert!(!none_came(text), "{text}");
        }
    }

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
            "Ditto",
            "Ditto.",
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
