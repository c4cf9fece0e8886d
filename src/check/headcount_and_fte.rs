//! `headcount-and-fte`: one group of people that is counted twice, with numbers that cannot both be true.

mod apart;
mod beside;
mod counts;
mod group;
mod hours;
mod judge;
mod labelled;
mod leads;
mod owners;
mod part_time;
mod reader;
mod reading;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod sentences_of_equivalents;
#[cfg(test)]
mod sentences_of_hours;
#[cfg(test)]
mod sentences_of_labels;
#[cfg(test)]
mod sentences_of_papers;
#[cfg(test)]
mod sentences_of_records;
#[cfg(test)]
mod sentences_of_strength;
#[cfg(test)]
mod sentences_of_wordings;
mod sizes;
mod staff;
mod stems;
mod tables;
mod tails;
mod times;
mod whole;
mod within;

use crate::check::passage::{Passage, same_file};
use crate::check::{Paper, Rule};
use crate::diagnostic::{Diagnostic, Severity};

/// Two counts of one group that do not agree.
pub const RULE: Rule = Rule {
    name: "headcount-and-fte",
    severity: Severity::Warning,
    summary: "one group of staff with more full-time equivalents than people, or with two numbers",
    explanation: "\
Finds a group of staff that a report counts twice, with numbers that cannot both be true:

- more full-time equivalents than people or posts (\"nine posts (10.5 FTE)\"), since nobody counts for more than one;
- as many, where some of them work part-time: \"20 people, half of whom work part-time\" and \"20 FTE\";
- two numbers of people, or of equivalents: \"the waste service has 120 staff\" and \"all 112 staff in the waste
  service\";
- a number of people that is not whole: \"a headcount of 17.5\", \"the depot has 24.5 drivers\";
- a change from one to the other, which shows nothing: \"grew from 40 FTE to a headcount of 47\".

For example: \"43 social workers were receiving the supplement\" and elsewhere \"48.2 full-time equivalent social workers
receiving the market supplement\".

It reads sentences, lists (\"Headcount: 31\", \"FTE at the same date: 33.4\"), footnotes and the rows of tables that the
report shows. Numbers in words count, and so do \"the 21-strong team\", \"14 of us in the team\" and \"14 full-time and 22
part-time staff\", who are 36.

Two counts are of one group if the words for the staff, for what narrows them and for their team or service are the
same, in whatever order and voice, and both count all that there are (\"employs 62 people\", \"its 62 staff\") or say the
same of them (\"27 left\", \"the 29 who left\"). A longer name may be of the same group where the numbers are near each
other or have the same digits in another order, but not the name of two services together. A row of a table is held
against a text that names the same day, and a footnote against the only count of its text.

Left alone are

- parts (\"12 of the 30\", \"the 20 on Sundays\", \"30 full-time staff\"), averages, and numbers so far apart that they can
  hardly be of one group;
- counts that a date, a tense, a season, a place, a plan or a comparison tells apart (\"38 in 2017\", \"would have 38\"),
  or that the text or a footnote explains (\"three of them from the NHS\");
- counts with others than the staff (\"counting the manager\"), equivalents with overtime, volunteers or contractors,
  fewer people than a complement, and posts that are vacant, needed or only funded (\"the service pays for 91 FTE\");
- counts that stand without the words for their staff or service (\"with 29 FTE the service answers all\", \"comes to 13.5 FTE\", \"a team of
  eight\"), and a change told in two clauses (\"had 45 FTE, and has 48 people now\");
- staff who go by another name in another place: \"the office\" for \"the registry\";
- a paper that says that its numbers are full-time equivalents (\"All figures are FTE\"), but for what stands side by
  side in one sentence or list.

Source: a published Cabinet Member report with its appendices.",
    needs_whole: false,
    reads_sentences: true,
    run: in_paper,
};

fn in_paper(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = find(&paper.passages, &tables::sentences(paper));
    found.extend(tables::find(paper));
    found
}

/// What is wrong in passages, by themselves and beside what the rows of tables say.
fn find(passages: &[Passage<'_>], rows: &[Passage<'_>]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = passages.iter().flat_map(within::find).collect();
    found.extend(labelled::find(passages));
    if whole::says_all_are_equivalents(passages) {
        // A number of people may be one of equivalents: only what stands side by side tells which is which.
        return found;
    }
    found.extend(passages.iter().flat_map(whole::find));
    for one in judge::find(&rows.iter().chain(passages).collect::<Vec<_>>()) {
        // What a sentence says by itself, two need not say again.
        if !found.iter().any(|other| is_inside(&one, other)) {
            found.push(one);
        }
    }
    found
}

/// Whether two findings are of the same words of a file.
fn is_inside(one: &Diagnostic, other: &Diagnostic) -> bool {
    let (Some(one), Some(other)) = (&one.span, &other.span) else { return false };
    same_file(&one.file, &other.file) && one.range.start < other.range.end && other.range.start < one.range.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passage::Part;

    fn messages(texts: &[&str]) -> Vec<String> {
        let passages: Vec<Passage<'_>> =
            texts.iter().enumerate().flat_map(|(at, text)| of_text(at, text)).collect();
        find(&passages, &[]).into_iter().map(|one| one.message).collect()
    }

    /// The paragraphs, items and footnotes of a text, a line each, in a file with others before it.
    fn of_text(at: usize, text: &str) -> Vec<Passage<'static>> {
        const LONG: usize = 1000;
        let mut start = 0;
        let passages = text.split('\n').map(|line| {
            let parts = [("- ", Part::Item), ("^ ", Part::Footnote), ("", Part::Paragraph)];
            let read = |(sign, part)| Some((line.strip_prefix(sign)?, part));
            let (said, part) = parts.into_iter().find_map(read).unwrap_or((line, Part::Paragraph));
            // Each line at a place of its own in the text.
            let mut passage = Passage::plain(&format!("{}{said}", " ".repeat(start)));
            start += line.len() + 1;
            passage.part = part;
            passage.source.to_mut().span.range = at * LONG..at * LONG + LONG;
            passage
        });
        passages.collect()
    }

    #[test]
    fn counts_that_cannot_both_be_true_are_found() {
        for (one, other, said) in [
            (
                "Members heard that 43 existing social workers were receiving the supplement out of a work force of 303.",
                "There are currently 48.2 full time equivalent social workers receiving the market supplement.",
                "48.2 full-time equivalents cannot be made up of 43 people",
            ),
            (
                "There are 48.2 FTE social workers receiving the supplement.",
                "There are 43 social workers receiving the supplement.",
                "48.2 full-time equivalents cannot be made up of 43 people",
            ),
            (
                "In all 12 agency workers cover vacant posts.",
                "We have 14.5 full-time equivalent agency workers who cover vacant posts.",
                "14.5 full-time equivalents cannot be made up of 12 people",
            ),
            (
                "It has a workforce of 303.",
                "Our workforce of 272 is stable.",
                "272 people here, elsewhere 303 in the same group",
            ),
            (
                "out of a work force of 303",
                "the whole workforce of 231 people",
                "231 people here, elsewhere 303 in the same group",
            ),
            (
                "45 agency workers cover vacancies.",
                "There are 38 agency workers covering vacancies.",
                "38 people here, elsewhere 45 in the same group",
            ),
            (
                "The Council employs 38 planning officers.",
                "The Council has 41.5 FTE planning officers.",
                "41.5 full-time equivalents cannot be made up of 38 people",
            ),
            (
                "The service employs 85 people.",
                "The service employs 92.4 full-time equivalents.",
                "92.4 full-time equivalents cannot be made up of 85 people",
            ),
            (
                "A headcount of 303 stands.",
                "The total headcount of 331.",
                "331 people here, elsewhere 303 in the same group",
            ),
            (
                "a workforce of 303",
                "a workforce of 331.6 FTE",
                "331.6 full-time equivalents cannot be made up of 303 people",
            ),
            (
                "a workforce of 303 FTE",
                "a workforce of 331.6 FTE",
                "331.6 full-time equivalents here, elsewhere 303 in the same group",
            ),
            (
                "14 social workers joined the focus groups.",
                "16 social workers joined focus groups.",
                "16 people here, elsewhere 14 in the same group",
            ),
            (
                "34 social workers gave interviews.",
                "18 social workers who gave interviews",
                "18 people here, elsewhere 34 in the same group",
            ),
        ] {
            assert_eq!(messages(&[one, other]), [said], "{one} / {other}");
        }
    }

    #[test]
    fn people_of_an_occupation_are_whole() {
        for text in [
            "The depot has 24.5 drivers.",
            "There are 24.5 drivers at the depot.",
            "The service employs 12.6 cleaners.",
        ] {
            assert_eq!(messages(&[text]).len(), 1, "{text}");
        }
        for text in [
            "The depot has 24.5 FTE drivers.",
            "The depot has 24.5 drivers and 3.2 loaders. All numbers are full-time equivalents.",
            "The depot has 24.5 FTE drivers and there are 3.2 loaders.",
            "There are 24.5 drivers on average.",
            "The depot has funds for 24.5 drivers.",
            "The depot has 24.5 drivers' posts.",
            "The depot has 2.5 lorries for each driver.",
            "There are 24.5 thousand drivers in the city.",
        ] {
            assert_eq!(messages(&[text]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_paper_may_count_in_equivalents_throughout() {
        for (texts, wrong) in [
            (&["The depot has 24.5 drivers.", "All staffing numbers are FTE."][..], 0),
            (&["The depot has 24.5 drivers.", "Text\n^ Figures are in full-time equivalents unless we say so."], 0),
            (&["The service employs 31 people.", "The service has 34.2 FTE.", "All figures are FTE."], 0),
            (&["The service employs 31 people (34.2 FTE).", "All figures are FTE."], 1),
            (&["The depot has 24.5 drivers.", "All other numbers are FTE."], 1),
            (&["The depot has 24.5 drivers.", "The numbers in Table 2 are full-time equivalents."], 1),
            (&["The depot has 24.5 drivers.", "The depot has 3.2 FTE vacancies."], 1),
        ] {
            assert_eq!(messages(texts).len(), wrong, "{texts:?}");
        }
    }

    #[test]
    fn counts_that_may_both_be_true_are_left_alone() {
        for texts in [
            // Fewer equivalents than people.
            &["43 social workers receive the supplement.", "38.2 FTE social workers receive the supplement."][..],
            // Other groups.
            &["43 social workers receive the supplement.", "48.2 FTE social workers left the council."],
            &["45 agency workers cover vacancies.", "45.5 FTE posts of social worker are vacant."],
            &["45 agency workers cover vacancies.", "There are 45 newly qualified social workers."],
            &["a workforce of 303", "331.6 FTE funded posts of all kinds"],
            &["a workforce of 303", "an agency workforce of 45", "a workforce of 30% women"],
            &["There are 38 planning officers.", "The service needs 41.5 FTE planning officers."],
            &["There are 38 planning officers.", "There should be 41.5 FTE planning officers."],
            &["The north team has 38 planning officers.", "The Council has 41.5 FTE planning officers."],
            &["There are 38 social workers.", "There are 340.5 FTE social workers."],
            &["The service employs 85 people.", "The Council employs 92.4 full-time equivalents."],
            &["The museum service employs 85 people.", "The library service employs 92.4 full-time equivalents."],
            &[
                "There are 57 teaching assistants in special schools.",
                "There are 160.4 FTE teaching assistants in mainstream schools.",
            ],
            // Other times.
            &["45 agency workers cover vacancies.", "In 2017, 38 agency workers covered vacancies."],
            &["45 agency workers cover vacancies.", "It was 38 agency workers covering vacancies a year before."],
            &["a workforce of 303", "a workforce of 272.4 FTE"],
            &["a workforce of 303", "up from a workforce of 272"],
            // Parts.
            &["Another 12 social workers left the service.", "14 social workers left the service."],
            &["a caseload of 14 for each social worker", "20 for each social worker"],
            &["Social workers 43", "48.2", "", "of 303", "workforce of"],
        ] {
            assert_eq!(messages(texts), Vec::<String>::new(), "{texts:?}");
        }
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let lists = [
            (sentences::BROKEN, sentences::KEPT),
            (sentences_of_equivalents::BROKEN, sentences_of_equivalents::KEPT),
            (sentences_of_hours::BROKEN, sentences_of_hours::KEPT),
            (sentences_of_labels::BROKEN, sentences_of_labels::KEPT),
            (sentences_of_papers::BROKEN, sentences_of_papers::KEPT),
            (sentences_of_records::BROKEN, sentences_of_records::KEPT),
            (sentences_of_strength::BROKEN, sentences_of_strength::KEPT),
            (sentences_of_wordings::BROKEN, sentences_of_wordings::KEPT),
        ];
        let found = |text: &str| messages(&text.split(" || ").collect::<Vec<_>>());
        for (broken, kept) in lists {
            let missed: Vec<&&str> = broken.iter().filter(|text| found(text).is_empty()).collect();
            assert_eq!(missed, Vec::<&&str>::new());
            let wrong: Vec<_> =
                kept.iter().map(|text| (text, found(text))).filter(|(_, one)| !one.is_empty()).collect();
            assert_eq!(wrong, []);
        }
    }
}
