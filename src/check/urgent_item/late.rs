//! Papers that are still to come when an agenda goes out: "Report to follow", "To be tabled".

use crate::check::answer;
use chrono::NaiveDate;

use crate::check::dates::with_month;
use crate::check::words::{lower, words};

/// Whether a sentence on an item says that its paper is still to come, or was not with the agenda: "Report to follow", "To be
/// tabled at the meeting", "circulated after publication of the agenda".
pub fn is_late_paper(sentence: &str) -> bool {
    const HANDED: &str =
        "circulated despatched dispatched distributed emailed handed issued laid published sent supplied tabled";
    let words = words(sentence);
    let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let joined = format!(" {} ", said.join(" "));
    let has = |some: &[&str]| some.iter().any(|words| joined.contains(words));
    let any = |list: &str| said.iter().any(|word| answer::among(list, word));
    let letters: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
    let paper =
        any("agenda appendix appendices document documents item paper papers report reports") || letters.len() <= 6;
    let follows = letters.ends_with(&["to", "follow"]) || letters.ends_with(&["will", "follow"]);
    let tabled = has(&[
        " to be tabled",
        " be tabled at ",
        " to be circulated",
        " tabled at the meeting ",
        " tabled on the ",
        " laid round ",
        " laid at the meeting ",
    ]);
    let apart = any(HANDED)
        && has(&[
            " separately ",
            " under separate cover ",
            " at the meeting ",
            " after the agenda ",
            " after publication ",
            " after the publication ",
            " late ",
            " later ",
            " on the day ",
            " on the night ",
            " in due course ",
        ]);
    let absent = has(&[
        " not available when ",
        " not ready when ",
        " not published with ",
        " not available at the time ",
        " not available in time ",
    ]);
    let other = any("asked requested resolved recommended minutes petition motion amendment amendments questions")
        || has(&[" no report ", " any "]);
    paper && (follows || tabled || apart || absent) && !other
}

/// Whether a sentence on an item says that its paper was sent on a day after that of the agenda: "circulated on 13 March". Days after the
/// meeting are not those of its papers.
pub fn is_dated_late(sentence: &str, published: NaiveDate, meeting: NaiveDate) -> bool {
    const SENT: &str = "added attached circulated despatched dispatched distributed emailed handed issued published sent supplied tabled";
    const PAPERS: &str = "addendum appendices appendix paper papers report reports supplement";
    let words = words(sentence);
    let said = |at: usize| lower(&words, at);
    let article = usize::from(answer::among("a the this", said(0)));
    // Not "the report of Ofsted", nor "report on the letter".
    let paper = answer::among(PAPERS, said(article)) && !answer::among("by from of on", said(article + 1));
    let own = paper || answer::among(SENT, said(0));
    let Some(sent) = (0..words.len()).find(|at| answer::among(SENT, said(*at)) && said(at + 1) == "on") else {
        return false;
    };
    let day = (sent + 2..words.len().min(sent + 4)).find_map(|at| with_month(&words, at));
    let day = day.and_then(|written| written.date().or_else(|| written.nearest(meeting)));
    own && day.is_some_and(|day| day > published && day <= meeting)
}

/// The same in what brackets, a dash or a colon cut off from a title: "Fees (report to follow)", "Supplementary agenda: fees".
pub fn is_late_title(title: &str) -> bool {
    let dashes = title.replace(" - ", " – ");
    let parts: Vec<&str> = dashes
        .split(['(', ')', '[', ']', '–', '—', ':', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let supplement = |part: &str| {
        matches!(
            part.to_lowercase().as_str(),
            "supplementary agenda"
                | "supplementary paper"
                | "supplementary papers"
                | "supplementary report"
                | "supplement"
        )
    };
    parts.iter().any(|part| supplement(part) || is_late_paper(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_may_be_dated_after_its_agenda() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).expect("a date");
        let late = |text: &str| is_dated_late(text, day(6), day(16));
        for text in [
            "Report attached as a supplement, circulated on 13 March 2026.",
            "Circulated on 13 March",
            "Paper added on 13 March 2026",
            "The report was published on 9 March 2026.",
            "Appendix 2 was sent on Tuesday 10 March.",
            "Papers to be emailed on 12 March 2026.",
        ] {
            assert!(late(text), "{text}");
        }
        for text in [
            "Report published on 6 March 2026.",
            "The report of Ofsted was published on 10 March 2026.",
            "The strategy was published on 10 March 2026.",
            "The report was circulated on 23 February 2026.",
            "The report will be published on 30 March 2026.",
            "Report on the letter that was sent on 12 March 2026.",
        ] {
            assert!(!late(text), "{text}");
        }
    }

    #[test]
    fn papers_that_come_after_the_agenda_are_known() {
        for text in [
            "Report to follow.",
            "To be tabled",
            "Report to be tabled at the meeting.",
            "This paper was circulated after publication of the agenda.",
            "This report was not available when the agenda was published.",
            "Report will follow",
            "Paper to be laid round at the meeting.",
        ] {
            assert!(is_late_paper(text), "{text}");
        }
        for title in [
            "School places (report to follow)",
            "School places (to follow)",
            "School admissions – report to be circulated separately",
            "Supplementary agenda: parking",
        ] {
            assert!(is_late_title(title), "{title}");
        }
        for text in [
            "The Director will present the report at the meeting.",
            "Report of the Director.",
            "Follow-up to the fostering review",
            "Tabled budgets of schools",
            "Late applications for school places",
            "Members will consider the minutes of the last meeting.",
            "Supplementary planning document",
        ] {
            assert!(!is_late_paper(text) && !is_late_title(text), "{text}");
        }
    }
}
