//! Disclosure control of what a paper says: whatever words a query has for a few people, and whichever figures stand
//! beside each other, nobody can work a small count out.

use crate::scratch::{NOTE, Scratch, rendered};

/// The council's social workers, one a row: 60, of whom 10 left, 2 of them dismissed, and 15 started, 13 of them newly
/// qualified.
fn staff() -> String {
    let mut csv = "staff_id,team,grade,state,reason,fte,days_lost\n".to_owned();
    let people = [
        (8, "North", "G7", "left", "resigned", "1", 3),
        (2, "South", "G8", "left", "dismissed", "0.5", 41),
        (13, "North", "G7", "started", "newly qualified", "1", 1),
        (2, "South", "G9", "started", "returned", "0.8", 0),
        (20, "North", "G8", "stayed", "none", "1", 5),
        (15, "South", "G8", "stayed", "none", "0.6", 7),
    ];
    let each = people.iter().flat_map(|one| std::iter::repeat_n(one, one.0));
    for (number, (_, team, grade, state, reason, fte, days)) in each.enumerate() {
        csv.push_str(&format!("W{number:03},{team},{grade},{state},{reason},{fte},{days}\n"));
    }
    csv
}

/// A note with figures, each a query of `staff` unless it is written out, and a text.
fn note(figures: &[(&str, &str)], text: &str) -> Scratch {
    let figures: String = figures
        .iter()
        .map(|(name, of)| match of.strip_prefix('{') {
            Some(_) => format!("  {name}: {of}\n"),
            None => format!("  {name}: {{query: \"SELECT {of}\", unit: people}}\n"),
        })
        .collect();
    Scratch::new().file("data/staff.csv", staff()).report(format!(
        "{NOTE}
data:
  staff: {{file: data/staff.csv, disclosure: controlled}}
figures:
{figures}sections:
  - slot: purpose
    body: ['{text}']
  - slot: recommendations
    body: [None.]
  - slot: background
    body: [Nothing more.]
"
    ))
}

fn told(scratch: &Scratch) -> String {
    let built = boardpack::build::build(&[scratch.path()], None).expect("a project");
    rendered(&built.diagnostics)
}

const LEFT: (&str, &str) = ("gone", "count(*) FROM staff WHERE state = 'left'");

#[test]
fn two_figures_of_which_one_is_all_but_a_few_are_refused_whatever_the_words_of_their_queries() {
    for part in [
        "count(*) FROM staff WHERE state = 'left' AND reason = 'resigned'",
        "count(*) FROM staff WHERE reason = 'resigned'",
        "count(*) FROM staff WHERE state = 'left' AND NOT reason = 'dismissed'",
        "count(*) FROM staff WHERE state <> 'started' AND (reason = 'resigned' OR reason = 'nobody')",
        "count(*) FROM staff WHERE state = 'left' AND reason IN ('resigned', 'retired')",
        "count(*) FROM staff WHERE reason IN (SELECT reason FROM staff WHERE team = 'North' AND state = 'left')",
        "sum(CASE WHEN reason = 'resigned' THEN 1 ELSE 0 END) FROM staff",
        "count(CASE WHEN reason = 'resigned' THEN 1 END) FROM staff",
        "count(*) - 52 FROM staff",
        "sum(iif(reason = 'resigned' AND state = 'left', 1, 0)) FROM staff WHERE team <> 'nowhere'",
    ] {
        let said = told(&note(&[LEFT, ("resigned", part)], "Of {{ gone }} leavers {{ resigned }} resigned."));
        if part.contains("52") {
            // Not a sum over the rows: what it counts cannot be seen, and it is warned of.
            assert!(said.contains("`gone` and `resigned` differ by fewer than 5 people"), "{part}: {said}");
            continue;
        }
        assert!(
            said.contains(
                "error: `gone` and `resigned` differ by fewer than 5 people, and one is a part of the other"
            ),
            "{part}: {said}"
        );
    }
}

#[test]
fn full_time_equivalents_tell_of_a_few_people_as_well() {
    let fte = |of: &str| format!("{{query: \"SELECT {of}\", unit: fte}}");
    let all = fte("sum(fte) FROM staff WHERE state = 'left'");
    let part = fte("sum(CASE WHEN reason = 'resigned' THEN fte END) FROM staff");
    let said = told(&note(&[("all", &all), ("resigned", &part)], "Of {{ all }} FTE {{ resigned }} FTE resigned."));
    assert!(said.contains("error: `all` and `resigned` differ by fewer than 5 people"), "{said}");
}

#[test]
fn sums_of_figures_tell_what_their_parts_do() {
    let started = ("started", "count(*) FROM staff WHERE state = 'started'");
    let stayed = ("stayed", "count(*) FROM staff WHERE state = 'stayed'");
    let resigned = ("resigned", "count(*) FROM staff WHERE reason = 'resigned'");
    let all = ("all", "count(*) FROM staff");
    let others = ("others", "{sum: [started, stayed, resigned]}");
    let figures = [all, started, stayed, resigned, others];
    let said = told(&note(&figures, "Of {{ all }} people {{ others }} were not dismissed."));
    assert!(said.contains("error: `all` and `others` differ by fewer than 5 people"), "{said}");
    let said = told(&note(
        &figures,
        "Of {{ all }} people {{ started }} started, {{ stayed }} stayed and {{ resigned }} resigned.",
    ));
    assert!(
        said.contains("error: `all` counts fewer than 5 people more than `resigned`, `started`, `stayed` together"),
        "{said}"
    );
    // Two groups that overlap in all but a few: 60 − 37 − 25 + 2.
    let north = ("north", "count(*) FROM staff WHERE team = 'North'");
    let either = ("either", "count(*) FROM staff WHERE team = 'North' OR state = 'started'");
    let said = told(&note(&[north, either], "{{ north }} and {{ either }} people."));
    assert!(said.contains("error: `north` and `either` differ by fewer than 5 people"), "{said}");
}

#[test]
fn a_stated_total_beside_a_part_that_is_printed_tells_the_rest() {
    let stated = ("all_leavers", "{value: 10, unit: people, source: the tests, date: 2025-03-31}");
    let resigned = ("resigned", "count(*) FROM staff WHERE reason = 'resigned'");
    let said = told(&note(&[stated, resigned], "Of {{ all_leavers }} leavers {{ resigned }} resigned."));
    assert!(
        said.contains("error: the stated figure `all_leavers` and `resigned` differ by fewer than 5"),
        "{said}"
    );
    // A number of others that is nobody's group.
    let stated = ("visits", "{value: 11, unit: people, source: the tests, date: 2025-03-31}");
    let said = told(&note(&[stated, resigned], "{{ visits }} people came, and {{ resigned }} resigned."));
    assert!(!said.contains("differ by fewer"), "{said}");
}

#[test]
fn a_sentence_that_says_what_is_a_part_of_what_tells_the_rest() {
    let by_hand =
        |value: u32, unit: &str| format!("{{value: {value}, unit: {unit}, source: the tests, date: 2025-03-31}}");
    let share = by_hand(20, "percent");
    let said = told(&note(&[("retired", &share), LEFT], "Some {{ retired }} of the {{ gone }} leavers retired."));
    assert!(said.contains("error: 20.0% of 10 tells of fewer than 5 people"), "{said}");
    let said = told(&note(&[("retired", &share), LEFT], "Some 20% of the {{ gone }} leavers retired."));
    assert!(said.contains("error: 20% of 10 tells of fewer than 5 people"), "{said}");
    // A number that no group of the file has.
    let asked = by_hand(13, "people");
    let said = told(&note(&[("asked", &asked), LEFT], "Of the {{ asked }} people asked {{ gone }} left."));
    assert!(said.contains("error: 10 of 13 tells that fewer than 5 people are left"), "{said}");
    // The total is typed, and a stated figure gives it.
    let resigned = ("resigned", "count(*) FROM staff WHERE reason = 'resigned'");
    let figures = [("all_leavers", by_hand(10, "people")), ("unused", by_hand(11, "people"))];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, of)| (*name, of.as_str())).chain([resigned]).collect();
    let said = told(&note(&figures, "Of the 10 leavers {{ resigned }} resigned."));
    assert!(
        said.contains("error: the stated figure `all_leavers` and `resigned` differ by fewer than 5"),
        "{said}"
    );
    let half = by_hand(50, "percent");
    for (figures, text) in [
        ([("retired", half.as_str()), LEFT], "Some {{ retired }} of the {{ gone }} leavers retired."),
        ([("asked", asked.as_str()), LEFT], "{{ asked }} people were asked, and {{ gone }} people left."),
    ] {
        let said = told(&note(&figures, text));
        assert!(!said.contains("fewer than 5"), "{text}: {said}");
    }
}

#[test]
fn figures_that_tell_nobody_stand_beside_each_other() {
    let started = ("started", "count(*) FROM staff WHERE state = 'started'");
    let north = ("north", "count(*) FROM staff WHERE team = 'North' AND state = 'stayed'");
    let south = ("south", "count(*) FROM staff WHERE team = 'South' AND state = 'stayed'");
    for (figures, text) in [
        // 15 and 15: the same number of others; 10 and 15; 13 are a part of 15, and are not printed.
        (
            vec![LEFT, started, south],
            "{{ gone }} people left, {{ started }} people started, {{ south }} people stayed.",
        ),
        (vec![started, north, south], "{{ started }} people, {{ north }} people and {{ south }} people."),
        (
            vec![("all", "count(*) FROM staff"), north, ("again", "count(team) FROM staff")],
            "{{ all }} people, {{ again }} people, {{ north }} people.",
        ),
    ] {
        let scratch = note(&figures, text);
        let said = told(&scratch);
        assert!(!said.contains("fewer than 5"), "{text}: {said}");
        assert!(scratch.narrate().is_ok());
    }
}

#[test]
fn what_a_few_people_have_is_left_out() {
    let dismissed = "FROM staff WHERE reason = 'dismissed'";
    let days = |of: &str| format!("{{query: \"SELECT {of}\", unit: days}}");
    for asked in [
        format!("sum(days_lost) {dismissed}"),
        format!("total(days_lost) {dismissed}"),
        format!("avg(days_lost) {dismissed}"),
        format!("max(days_lost) {dismissed}"),
        format!("min(days_lost) {dismissed}"),
        "sum(CASE WHEN reason = 'dismissed' THEN days_lost ELSE 0 END) FROM staff".to_owned(),
    ] {
        let errors = note(&[("lost", &days(&asked))], "{{ lost }} days.").errors();
        assert!(errors[0].contains("has no value: suppressed"), "{asked}: {errors:?}");
    }
    for (asked, shown) in [
        ("sum(days_lost) FROM staff WHERE state = 'left'", "106"),
        ("max(days_lost) FROM staff WHERE state = 'left'", "41"),
        ("min(days_lost) FROM staff WHERE state = 'stayed'", "5"),
    ] {
        let narrated = note(&[("lost", &days(asked))], "{{ lost }}").narrate();
        let narrated = narrated.unwrap_or_else(|errors| panic!("{asked}: {}", rendered(&errors)));
        assert_eq!(crate::scratch::paragraphs(&narrated)[0], shown, "{asked}");
    }
}

#[test]
fn an_answer_that_passes_over_small_counts_is_refused() {
    for asked in [
        "avg(people) FROM (SELECT reason, count(*) AS people FROM staff GROUP BY reason)",
        "sum(people) FROM (SELECT reason, count(*) AS people FROM staff GROUP BY reason)",
        "count(*) FROM (SELECT reason, count(*) AS people FROM staff GROUP BY reason) WHERE people < 20",
        "coalesce(count(*), 0) FROM staff WHERE reason = 'dismissed'",
        "count(people) FROM (SELECT reason, count(*) AS people FROM staff GROUP BY reason)",
    ] {
        let figure = format!("{{query: \"SELECT {asked}\", unit: number}}");
        let errors = note(&[("answer", &figure)], "{{ answer }}").errors();
        // Of few groups nobody can tell whether they are people.
        let left_out = errors[0] == "the figure `answer` has no value: suppressed to protect confidentiality";
        let untrue =
            errors[0] == "the answer would not be true: the query works with small counts, which are left out";
        assert!(if asked.starts_with("coalesce") { untrue } else { untrue || left_out }, "{asked}: {errors:?}");
    }
    // Groups none of which is small: the teams have 41 and 19.
    for (asked, shown) in
        [("max(people)", "41"), ("min(people)", "19"), ("sum(people)", "60"), ("avg(people)", "30")]
    {
        let figure = format!(
            "{{query: \"SELECT {asked} FROM (SELECT team, count(*) AS people FROM staff GROUP BY team)\", unit: people}}"
        );
        let narrated = note(&[("answer", &figure)], "{{ answer }}").narrate();
        let narrated = narrated.unwrap_or_else(|errors| panic!("{asked}: {}", rendered(&errors)));
        assert_eq!(crate::scratch::paragraphs(&narrated)[0], shown, "{asked}");
    }
}
