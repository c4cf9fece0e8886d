//! `meeting-dates`: one meeting with several dates.

mod bodies;
mod business;
mod mentions;
mod phrases;
#[cfg(test)]
mod sentences;
mod verbs;

use chrono::{Datelike, NaiveDate};

use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::mentions::{Mention, mentions};
use crate::check::passage::Passage;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::FieldEntry;
use crate::project::schema::Holds;

/// One meeting that a report gives several dates.
pub const RULE: Rule = Rule {
    name: "meeting-dates",
    severity: Severity::Warning,
    summary: "one meeting of a board, a committee or Cabinet that is given several dates",
    explanation: "\
Finds dates of meetings of one body that can hardly be two meetings: they are two days running of a board, a committee, Cabinet
or Council, or they lie within a week and the sentences do not speak of other business, or within a month and the sentences speak of the same thing that came before the body, such as its recommendations; and a date for what the paper
itself is brought to that is not the paper's own.

For example: \"agreed by the Scrutiny Board (2) at its meeting on 27 March 2018\", and elsewhere \"went to the Scrutiny
Board (2) on 29 March 2018\"; or \"Cabinet will consider this report on 28 November\" in a report to Cabinet of the 27th.

A body is a board, a committee, a panel or a group, Cabinet, Council, or a Cabinet Member who decides alone. A date is that
of its meeting if it stands beside its name or with a verb of what it does there (considered, agreed, was told …), also where
its members or a meeting of it do so (\"members of the Board who discussed\", \"the meeting that agreed\"). A body is taken for the same one if the words of one name are all in the other (\"the Board\" is the only board of the report). Left
alone are dates in one sentence, whose author has seen both; meetings that are said to be others (\"next\", \"again\",
\"adjourned\" …) or have other business; what one or two of its members did, or was done to them; deadlines and dates of what came of a meeting; and \"the Council\", which is an
authority.

Source: a published Cabinet Member report gives one meeting three dates, 27, 29 and 1 March 2018.",
    needs_whole: false,
    run: |paper: &Paper<'_>| find(&paper.passages, paper.report.date, own_body(paper).as_ref()),
};

/// Two meetings of a body are further apart than this, in days.
const WEEK: i64 = 6;

/// About one thing a body does not meet twice within so many days.
const MONTH: i64 = 31;

/// The same for what is still to come, and of which one sentence does not say what it is about.
const FORTNIGHT: i64 = 14;

/// The body whose meeting has the date of the paper.
fn own_body(paper: &Paper<'_>) -> Option<Body> {
    // The date of a record of a decision, or of a review, is not that of a meeting.
    let kind = paper.report.schema.fields.iter().find(|field| field.holds == Holds::Committee && field.required)?;
    match paper.field(&kind.key) {
        Some(FieldEntry::Line(name)) if !paper.may_have("decided") => Body::named(&name.value),
        _ => None,
    }
}

fn find(passages: &[Passage<'_>], report: NaiveDate, own: Option<&Body>) -> Vec<Diagnostic> {
    let mut all: Vec<Mention> = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        all.extend(mentions(passage, at, report));
    }
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let same = |other: &&Mention| is_same_body(one, other, &all) && is_one_meeting(one, other, report);
        let other = all[..at].iter().find(same);
        let own = own.filter(|own| is_own_meeting(one, own, &all, report));
        if other.is_none() && own.is_none() {
            continue;
        }
        // A date that has been told of once is not told of again wherever it stands.
        if all[..at].iter().any(|before| before.day == one.day && before.body.head == one.body.head) {
            continue;
        }
        let place = passages[one.passage].place(&one.range);
        found.push(match (other, own) {
            (Some(other), _) => {
                let name = if one.body.name.len() < other.body.name.len() { &other.body.name } else { &one.body.name };
                let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
                let article = if matches!(one.body.head.as_str(), "cabinet" | "council") { "" } else { "the " };
                let (first, second) = (one.told(), other.told());
                finding(format!("a meeting of {article}{name} on {first}, elsewhere on {second}"), &place)
                    .related(&passages[other.passage].place(&other.range), "the other date")
                    .hint("if it is one meeting, give it one date; if there were two, say so, as in `at its second meeting`")
            }
            (None, _) => {
                let (first, second) = (one.told(), format!("{} {}", report.day(), report.format("%B %Y")));
                finding(format!("a meeting on {first}, while the paper is dated {second}"), &place)
                    .hint("give the meeting to which this paper goes one date, here or under `date:`")
            }
        });
    }
    found
}

/// Whether two mentions are of one body; "the Board" can only be known if the report has one board.
fn is_same_body(one: &Mention, other: &Mention, all: &[Mention]) -> bool {
    let clear = |mention: &Mention| {
        mention.body.telling.len() > 1 || {
            let of_head: Vec<&Body> = all
                .iter()
                .map(|mention| &mention.body)
                .filter(|body| body.head == mention.body.head && body.telling.len() > 1)
                .collect();
            of_head.iter().all(|body| of_head.iter().all(|other| body.is_like(other)))
        }
    };
    one.body.is_like(&other.body) && clear(one) && clear(other)
}

/// Whether two dates of one body can hardly be two meetings.
fn is_one_meeting(one: &Mention, other: &Mention, report: NaiveDate) -> bool {
    // Of two dates without a year nobody knows it, but it is the same one.
    let years = (other.date.unwrap_or(report), one.date.unwrap_or(report));
    let (Some(first), Some(second)) = (one.date_beside(years.0), other.date_beside(years.1)) else { return false };
    if first == second || one.sentence == other.sentence || one.is_another(other) {
        return false;
    }
    let apart = (first - second).num_days().abs();
    let shared = one.about.intersection(&other.about).next().is_some();
    let silent = one.is_silent() || other.is_silent();
    let is_new = one.is_new || other.is_new;
    let known = one.known.intersection(&other.known).next().is_some();
    let to_come = first > report && second > report;
    // What is called by these names does not meet on two days running; a panel that hears witnesses may.
    let sits_once = matches!(one.body.head.as_str(), "board" | "cabinet" | "committee" | "council" | "forum");
    match apart {
        1 if sits_once => true,
        0..=WEEK => shared || silent && !is_new,
        _ if apart <= FORTNIGHT && to_come && silent && !is_new => true,
        _ => apart <= MONTH && known,
    }
}

/// Whether a date of the paper's own body can hardly be another meeting than the one of the paper.
fn is_own_meeting(one: &Mention, own: &Body, all: &[Mention], report: NaiveDate) -> bool {
    let Some(date) = one.date else { return false };
    let others = all.iter().any(|other| other.body.head == own.head && !other.body.is_like(own));
    // "on Thursday 27 and Friday 28 November": its author knows of both.
    let both = all.iter().any(|other| other.sentence == one.sentence && other.date == Some(report));
    if both || date == report || !one.which.is_empty() || !one.body.is_like(own) || others {
        return false;
    }
    let apart = (date - report).num_days();
    one.paper && (-WEEK..=MONTH).contains(&apart) || (1..=WEEK).contains(&apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 4, 16).unwrap_or_default()
    }

    fn messages(texts: &[&str]) -> Vec<String> {
        let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
        find(&passages, today(), None).into_iter().map(|one| one.message).collect()
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
                "The Children's Panel – 30 May 2019 – took the review.",
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
        let place = find(&[Passage::plain(RECOMMENDED), Passage::plain(WENT)], today(), None).remove(0);
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
        let report = NaiveDate::from_ymd_opt(2025, 11, 27).unwrap_or_default();
        let own = Body::named("Children's Services Scrutiny Board");
        let found = |text: &str| {
            let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
            find(&passages, report, own.as_ref()).into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        let missed: Vec<&&str> = sentences::BROKEN.iter().filter(|text| found(text).is_empty()).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        let wrong: Vec<_> =
            sentences::KEPT.iter().map(|text| (text, found(text))).filter(|(_, one)| !one.is_empty()).collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn a_paper_has_one_date() {
        let own = Body::named("Cabinet");
        let message = |text: &str| {
            let found = find(&[Passage::plain(text)], today(), own.as_ref());
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
}
