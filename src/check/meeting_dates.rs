//! `meeting-dates`: one meeting with several dates.

mod bodies;
mod clauses;
mod content;
mod events;
mod found;
#[cfg(test)]
mod happenings;
mod judge;
mod lasting;
mod links;
mod memory;
mod mentions;
#[cfg(test)]
mod minuted;
mod occasions;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod retold;
mod roles;
mod score;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod services;
mod subjects;
mod tables;
#[cfg(test)]
mod turns;
mod verbs;
#[cfg(test)]
mod wordings;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::events::{happenings, twice};
use crate::check::meeting_dates::found::{Found, What};
use crate::check::meeting_dates::judge::Judge;
use crate::check::meeting_dates::lasting::two_bounds;
use crate::check::meeting_dates::mentions::{Known, Mention, read};
use crate::check::passage::Passage;
use crate::check::{Paper, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::FieldEntry;
use crate::project::schema::Holds;

/// One meeting that a report gives several dates.
pub const RULE: Rule = Rule {
    name: "meeting-dates",
    severity: Severity::Warning,
    summary: "one meeting, or another event, that is given several dates",
    explanation: "\
Finds one meeting, or one event, that two sentences of a paper give two dates. Told is

- a meeting that is said to be the same (\"at that meeting, on …\", \"at the same forum, on …\"), or has a name of which there
  is one: the body's next, last, first, annual, special, only or March meeting;
- the meeting of the paper itself, where its date is not the paper's: \"this meeting\", the one that \"this report\" is
  brought to, or that decides on its recommendations (\"if Cabinet agrees the recommendations at its meeting on …\");
- a body's meeting, where the two sentences say so nearly the same that hardly two are meant: for dates two days apart
  a little is enough, for dates a month apart nearly all has to be the same. Where they say only that it met, up to a
  fortnight;
- an event that readers know of, up to a fortnight apart: a visit, walk, workshop, open day, inspection, election or
  vote, or a meeting with somebody. Where the date tells it from others (\"the visit on 5 May\"), up to two days;
- a consultation, survey or call for evidence with two first or two last days, up to a month apart (\"was open
  until 9 January\", \"when it closed on 12 January\");
- whatever two sentences tell in the same words of two days, up to three days apart, or of one day in two years (not the first or last of a month) (\"the
  petition was handed to the Mayor on 3 May\").

For example: \"agreed by the Scrutiny Board (2) at its meeting on 27 March 2018\", and elsewhere \"went to the Scrutiny
Board (2) on 29 March 2018\".

A body is whoever meets: a board, panel, forum, governing body or partnership, Cabinet, Council, or a Cabinet Member
who decides alone. Two names are of one body if the words of one are all in the other; \"it\" and \"the Board\" are the
nearest. Endings do not count (\"asked for\", \"request\"). A row of a table with one date is read as \"… on\" that date.
\"From 2 to 4 June\" agrees with \"3 June\", and not with \"from 3 to 5 June\".

Left alone are

- two dates in one sentence (but not of a board that meets on one day and has \"its meeting\" on the next);
- what is said to be another (\"again\", \"second\", \"adjourned\", \"moved\", \"extended\"), and events with three dates or
  more;
- a draft beside what it became, what is put off beside what is decided, what one or two members did;
- what begins here on one day and there on another (\"began with letters on 3 November\", \"began in schools on 10 November\");
- deadlines, the dates of papers (\"the letter of 3 May\", \"the report of 5 May\"), and of what came of a meeting;
- an event that the two sentences tell in quite different words, or without a date.

A date for the meeting of a decision that is not `decided` is told by `decision-record`, a number of times that is not
that of the dates (\"three times, on 6 March and 4 June\") by `totals-and-parts`.

Source: a published Cabinet Member report gives one meeting three dates, 27, 29 and 1 March 2018.",
    needs_whole: false,
    reads_sentences: true,
    run: |paper: &Paper<'_>| {
        let minutes = among(OF_MEETINGS, &paper.report.schema.kind);
        let asked: Vec<(usize, Body)> = paper
            .texts(COUNCIL.0)
            .iter()
            .filter_map(|text| Some((text.span.range.start, Body { words: 0..0, ..Body::named(COUNCIL.1)? })))
            .collect();
        let title = minutes.then_some(paper.report.title.span.range.start);
        let known = Known { asked: &asked, title };
        let rows = tables::rows(paper);
        let passages: Vec<Passage<'_>> = rows.into_iter().chain(paper.passages.iter().cloned()).collect();
        find(&passages, paper.report.date, own_body(paper).as_ref(), minutes, &known)
    },
};

/// The kinds of papers in which "the next meeting" is that of their own body.
const OF_MEETINGS: &str = "minutes agenda";

/// The field that asks whether the report goes to Council, and the body that its answer need not name.
const COUNCIL: (&str, &str) = ("council", "Council");

/// The body whose meeting has the date of the paper.
fn own_body(paper: &Paper<'_>) -> Option<Body> {
    // An agenda is called by whose meeting it is.
    if paper.report.schema.kind == "agenda" {
        return Body::named(&paper.report.title.value);
    }
    // The date of a record of a decision, or of a review, is not that of a meeting.
    let kind = paper.report.schema.fields.iter().find(|field| field.holds == Holds::Committee && field.required)?;
    match paper.field(&kind.key) {
        Some(FieldEntry::Line(name)) if !paper.may_have("decided") => Body::named(&name.value),
        _ => None,
    }
}

fn find(
    passages: &[Passage<'_>],
    report: NaiveDate,
    own: Option<&Body>,
    minutes: bool,
    known: &Known<'_>,
) -> Vec<Diagnostic> {
    let read = read(passages, report, known);
    let judge = Judge { read: &read, report, own, minutes };
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut told: Vec<&Mention> = Vec::new();
    for (at, one) in read.mentions.iter().enumerate() {
        let own = judge.is_own(one);
        let other = if own { None } else { judge.earlier(at) };
        // A date that has been told of once is not told of again wherever it stands.
        let same = |before: &&Mention| match (before.date, one.date) {
            (Some(before), Some(one)) => before == one,
            _ => before.day == one.day,
        };
        let again = told.iter().any(|before| same(before) && before.body.head == one.body.head);
        if !(own || other.is_some()) || again {
            continue;
        }
        told.extend([Some(one), other].into_iter().flatten());
        // "The Board" and "it" are told by the full name.
        let named = other.filter(|_| one.body.words.len() < 2).map_or(&one.body, |other| &other.body);
        let name = Some(named.name.as_str()).filter(|name| !name.is_empty());
        found.push(Found {
            passage: one.passage,
            range: &one.range,
            told: one.told(),
            what: match one.occasion.noun.as_deref() {
                // "The day" of an open day says little by itself.
                Some("day") if name.is_none() => What::Alike,
                Some(noun) if name.is_none() && noun != "meeting" => What::Event(noun),
                _ => What::Meeting(name),
            },
            other: other.map(|other| (other.passage, &other.range, other.told())),
        });
    }
    let happenings = happenings(passages, report);
    let told = twice(&happenings, &read);
    for twice in &told {
        let (one, other) = (&happenings[twice.one], &happenings[twice.other]);
        let known = found.iter().any(|found| found.passage == one.passage && found.range == &one.range);
        if !known {
            found.push(Found::event(one, other, twice.told.as_deref()));
        }
    }
    let bounds = two_bounds(passages, report, &read);
    for (one, other) in &bounds {
        let known = found.iter().any(|found| found.passage == one.passage && found.range == &one.range);
        if !known {
            found.push(Found::bound(one, other));
        }
    }
    found.iter().map(|one| one.diagnostic(passages, report)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 4, 16).unwrap_or_default()
    }

    fn messages(texts: &[&str]) -> Vec<String> {
        let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
        find(&passages, today(), None, false, &Known::default()).into_iter().map(|one| one.message).collect()
    }

    const RECOMMENDED: &str = "Consider the recommendations agreed by the Education and Children's Scrutiny Board (2) at their meeting on 27th March 2018.";
    const WENT: &str = "A briefing note with recommendations went to the Education and Children's Services Scrutiny Board (2) on 29th March 2018";
    const PLANNED: &str =
        "Recommendations to be considered by the Board March 1st 2018, Cabinet Member 16th April 2018";

    #[test]
    fn one_meeting_with_several_dates_is_found() {
        assert_eq!(
            messages(&[RECOMMENDED, WENT, PLANNED]),
            [
                "a meeting of the Education and Children's Services Scrutiny Board (2) on 29 March 2018, elsewhere on 27 March 2018",
                "a meeting of the Education and Children's Scrutiny Board (2) on 1 March 2018, elsewhere on 27 March 2018",
            ]
        );
        for (one, other) in [
            ("The Audit Committee on 3 May 2019 agreed.", "It went to the Audit Committee on 5 May 2019."),
            (
                "At the meeting on 3 May 2019 of the Audit Committee it was agreed.",
                "The Audit Committee, at its meeting on Tuesday 7 May 2019, agreed.",
            ),
            (
                "The review was agreed by the Children's Panel on 2 May 2019.",
                "The Children's Panel – 9 May 2019 – took the review.",
            ),
            ("The Schools Forum held on 1 June 2020 decided.", "This went to the Schools Forum (4 June 2020)."),
            (
                "agreed at the Audit Committee’s meeting on 27 March",
                "considered by the Audit Committee on 29 March 2018",
            ),
            ("Scrutiny Board (2) on March 27 2018", "Scrutiny Board (2) on March 29 2018"),
            (
                "Cabinet considered the proposals on 10 February 2018.",
                "Following Cabinet on 11 February 2018, officers revised the proposals.",
            ),
            (
                "The Audit Committee received the report at its meeting of 3 February 2018.",
                "At the Audit Committee held on 4 February 2018 members asked for more detail.",
            ),
            (
                "The task group reported to the Scrutiny Board on 5 March 2018.",
                "A briefing note went to the Scrutiny Board on 9 March 2018.",
            ),
            (
                "The Planning Committee deferred the application on 5 February 2018.",
                "When the Planning Committee met on 6 February 2018, it asked for a site visit.",
            ),
            (
                "considered by the Licensing Sub-Committee on 9 June 2020",
                "the Licensing Sub-Committee on 10 June 2020",
            ),
        ] {
            assert_eq!(messages(&[one, other]).len(), 1, "{one} / {other}");
        }
        let place =
            find(&[Passage::plain(RECOMMENDED), Passage::plain(WENT)], today(), None, false, &Known::default())
                .remove(0);
        assert_eq!(place.span.map(|span| span.text().to_owned()).as_deref(), Some("29th March 2018"));
    }

    #[test]
    fn meetings_that_may_be_two_are_left_alone() {
        for texts in [
            // The same date, however it is written.
            &["agreed by the Scrutiny Board (2) on 29th March 2018", WENT][..],
            // Months apart.
            &[
                "At their meeting on 29th June 2017 the Education and Children's Services Scrutiny Board (2) agreed to begin.",
                WENT,
            ],
            // In one month, about other things.
            &[
                "The Audit Committee on 1 March 2018 took the plan.",
                "The Audit Committee on 29 March 2018 took the budget.",
            ],
            // Other bodies.
            &["Scrutiny Board (1) on 27 March 2018", "Scrutiny Board (2) on 29 March 2018"],
            &["the Audit Committee on 27 March 2018", "the Audit Panel on 29 March 2018"],
            // The author has seen both.
            &["The Audit Committee on 27 March 2018 and again the Audit Committee on 29 March 2018."],
            &[
                "The Audit Committee on 27 March 2018.",
                "The adjourned meeting of the Audit Committee on 29 March 2018.",
            ],
            // No meeting.
            &["The Board heard that the contract ended on 27 March 2018.", "The Board wants it by 29 March 2018."],
            // Other business.
            &["Cabinet on 6 March 2018 took the budget.", "Cabinet on 8 March 2018 took a petition."],
            // "the Board" of two.
            &[
                "the Audit Board on 27 March 2018",
                "the Police Board on 5 June 2019",
                "agreed by the Board on 29 March 2018",
            ],
            &["The Council wrote on 6 March 2018.", "The Council was inspected on 8 March 2018."],
            &["the board on 6 March 2018", "the board on 8 March 2018", "Board on 31 June 2018"],
            &[""],
        ] {
            assert_eq!(messages(texts), Vec::<String>::new(), "{texts:?}");
        }
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let lists = [
            ((2025, 11, 27), "Children's Services Scrutiny Board", false, sentences::BROKEN, sentences::KEPT),
            ((2026, 3, 16), "Cabinet", false, services::BROKEN, services::KEPT),
            ((2026, 3, 16), "Cabinet", true, minuted::BROKEN, minuted::KEPT),
            ((2026, 3, 16), "Cabinet", false, wordings::BROKEN, wordings::KEPT),
            ((2026, 3, 16), "Cabinet", false, turns::BROKEN, turns::KEPT),
            ((2026, 3, 16), "Council", false, happenings::BROKEN, happenings::KEPT),
            ((2026, 3, 16), "Council", false, retold::BROKEN, retold::KEPT),
        ];
        for ((year, month, day), own, minutes, broken, kept) in lists {
            let report = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
            let own = Body::named(own);
            let found = |text: &str| {
                let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
                find(&passages, report, own.as_ref(), minutes, &Known::default())
                    .into_iter()
                    .map(|one| one.message)
                    .collect::<Vec<_>>()
            };
            let missed: Vec<&&str> = broken.iter().filter(|text| found(text).is_empty()).collect();
            assert_eq!(missed, Vec::<&&str>::new());
            let wrong: Vec<_> =
                kept.iter().map(|text| (text, found(text))).filter(|(_, one)| !one.is_empty()).collect();
            assert_eq!(wrong, []);
        }
    }

    #[test]
    fn a_paper_says_when_it_is_decided_on() {
        let found = |((year, month, day), own, text): &((i32, u32, u32), &str, &str)| {
            let report = NaiveDate::from_ymd_opt(*year, *month, *day).unwrap_or_default();
            let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
            find(&passages, report, Body::named(own).as_ref(), false, &Known::default()).len()
        };
        for row in papers::BROKEN {
            assert_eq!(found(row), 1, "{row:?}");
        }
        for row in papers::KEPT {
            assert_eq!(found(row), 0, "{row:?}");
        }
    }

    #[test]
    fn the_title_of_an_agenda_has_the_date_of_its_meeting() {
        let own = Body::named("Council");
        let found = |text: &str| {
            let known = Known { asked: &[], title: Some(0) };
            find(&[Passage::plain(text)], today(), own.as_ref(), true, &known).len()
        };
        assert_eq!(found("Extraordinary meeting of the Council – 12 April 2018"), 1);
        assert_eq!(found("Council, 20 April 2018"), 1);
        assert_eq!(found("Extraordinary meeting of the Council – 16 April 2018"), 0);
        assert_eq!(found("Council"), 0);
    }

    #[test]
    fn a_paper_has_one_date() {
        let own = Body::named("Cabinet");
        let message = |text: &str| {
            let found = find(&[Passage::plain(text)], today(), own.as_ref(), false, &Known::default());
            found.into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        let wanted = ["a meeting on 17 April 2018, while the paper is dated 16 April 2018"];
        assert_eq!(message("The report will be taken at the Cabinet meeting on Tuesday 17 April 2018."), wanted);
        assert_eq!(message("Cabinet will be asked on 16 April 2018."), Vec::<String>::new());
        assert_eq!(
            message("This report comes back to Cabinet at its next meeting on 30 April."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_answer_need_not_name_whom_its_question_names() {
        let passages = ["Yes – 24 April 2018", "Council will be asked to approve the policy on 1 May 2018."]
            .map(Passage::plain);
        // Each plain passage is a text of its own, which begins where a file does.
        let asked = [(0, Body { words: 0..0, ..Body::named("Council").unwrap_or_default() })];
        let told = |asked: &[(usize, Body)]| find(&passages, today(), None, false, &Known { asked, title: None });
        assert!(told(&[]).is_empty());
        let messages: Vec<String> = told(&asked).into_iter().map(|one| one.message).collect();
        assert_eq!(messages, ["a meeting of Council on 1 May 2018, elsewhere on 24 April 2018"]);
    }
}
