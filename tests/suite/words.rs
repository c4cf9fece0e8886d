//! The words of comparison: each is printed if its definition holds, and for no other data.

use std::sync::Arc;

use boardpack::facts::Facts;
use boardpack::facts::comparison::{self, Margin, Relation};
use boardpack::facts::figure::Figure;
use boardpack::facts::series::{Extreme, Gap};
use boardpack::quantity::period::Period;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::scratch::{NOTE, PROFILE, Scratch, paragraphs, rendered};

const FIRST: i32 = 2016;

/// Ten years of Coventry and of England; see the tests for what each value is there for.
const SERIES: &str = "area,period,turnover_rate,agency_rate,in_post,caseload,retention
Coventry,2016,12.0,40.0,100.0,15.0,80.0
Coventry,2017,12.04,39.0,TBC,15.9,80.0
Coventry,2018,14.0,13.0,210.0,15.0,79.0
Coventry,2019,13.0,12.9,299.0,14.0,78.0
Coventry,2020,12.0,26.0,300.0,13.0,80.0
Coventry,2021,11.0,78.0,420.0,13.5,77.0
Coventry,2022,16.0,20.0,400.0,c,76.0
Coventry,2023,15.0,19.0,380.0,16.0,77.4
Coventry,2024,15.0,15.7,390.0,16.0,77.4
Coventry,2025,9.0,8.1,391.0,15.9,87.7
England,2019,14.0,15.0,30000.0,16.0,80.0
England,2024,14.0,16.0,31000.0,15.4,80.0
England,2025,9.4,15.5,31500.0,15.2,80.0
West Midlands,2025,9.5,16.1,4100.0,15.3,85.0
";

fn scratch(paragraph: &str) -> Scratch {
    let text = serde_json::to_string(paragraph).expect("text");
    Scratch::new()
        .file("data/series.csv", SERIES)
        .file(
            "council.yaml",
            format!(
                "{PROFILE}targets:
  agency_rate: {{at-most: 10, by: 2025, source: The strategy}}
  turnover_rate: {{value: 8.96, by: 2026, source: The strategy}}
  retention: {{value: 85, source: The strategy}}
"
            ),
        )
        .report(format!(
            "{NOTE}data:
  series: {{file: data/series.csv, measures: {{retention: {{name: retention rate, unit: percent, better: higher}}}}}}
subject: {{area: Coventry, period: 2025, compare: [England]}}
figures:
  leavers: {{value: 34, unit: people, date: 2025-03-31, source: The survey}}
  answers: {{value: 18, unit: people, date: 2025-03-31, source: The survey}}
  stage_1: {{value: 147, unit: people, date: 2025-03-31, source: The complaints}}
  stage_2: {{value: 26, unit: people, date: 2025-03-31, source: The complaints}}
  complaints: {{value: 173, unit: people, date: 2025-03-31, source: The complaints}}
  budget: {{value: 806, unit: number, date: 2025-03-31, source: The accounts}}
  last_budget: {{value: 780, unit: number, date: 2025-03-31, source: The accounts}}
  met: {{value: 21.5, unit: percent, date: 2025-03-31, source: The survey}}
  partly: {{value: 51, unit: percent, date: 2025-03-31, source: The survey}}
  not_met: {{value: 27.5, unit: percent, date: 2025-03-31, source: The survey}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
        ))
}

/// What an expression prints; the message of its one error if it is refused.
fn said(expression: &str) -> Result<String, String> {
    match scratch(&format!("{{{{ {expression} }}}}")).narrate() {
        Ok(narrated) => Ok(paragraphs(&narrated).concat()),
        Err(errors) => {
            assert_eq!(errors.len(), 1, "{}", rendered(&errors));
            Err(format!("{}\n{}", errors[0].message, errors[0].hints.join("\n")))
        }
    }
}

#[track_caller]
fn check_true(expressions: &[&str]) {
    for expression in expressions {
        let printed = said(expression).unwrap_or_else(|why| panic!("{expression}: {why}"));
        assert_eq!(printed, "so", "{expression}");
    }
}

/// Every expression is refused as false, and the hint has the true word.
#[track_caller]
fn check_false(expressions: &[(&str, &str)]) {
    for (expression, hint) in expressions {
        let why = said(expression).expect_err(expression);
        assert!(why.starts_with("false claim: "), "{expression}: {why}");
        assert!(why.contains(hint), "{expression}: {why}");
    }
}

#[test]
fn words_over_time_hold_as_defined() {
    check_true(&[
        "turnover_rate.improved('so')",
        "turnover_rate.at(2018).worsened('so')",
        "retention.improved('so')",
        "retention.at(2022).worsened('so')",
        "turnover_rate.at(2024).unchanged('so')",
        // 12.0 and 12.04 are both shown as 12.0%.
        "turnover_rate.at(2017).unchanged('so')",
        "in_post.at(2018).doubled('so', since=2016)",
        "agency_rate.at(2020).doubled('so')",
        "agency_rate.at(2021).trebled('so')",
        "agency_rate.at(2025).halved('so', since=2022)",
        "agency_rate.fell('so', running=4)",
        "turnover_rate.at(2021).improved('so', running=3)",
        "agency_rate.fell('so', since=agency_rate.at(2023))",
        "budget.rose('so', since=last_budget)",
        "agency_rate.fell('so', by_more_than=7.5)",
        "agency_rate.fell('so', by_less_than=7.7)",
    ]);
    check_false(&[
        ("turnover_rate.worsened('so')", "`.improved(…)`"),
        ("retention.worsened('so')", "`.improved(…)`"),
        ("turnover_rate.at(2024).improved('so')", "`.steady(…)`"),
        ("turnover_rate.at(2019).unchanged('so')", "`.fell(…)`"),
        // From 100 to 299 is nearly three times, to 300 it is three times.
        ("in_post.at(2019).trebled('so', since=2016)", "`.doubled(…)`"),
        ("in_post.at(2020).doubled('so', since=2016)", "`.trebled(…)`"),
        ("agency_rate.at(2018).halved('so')", "`.fell(…)`"),
        ("agency_rate.fell('so', running=3)", "`running=4`"),
        ("turnover_rate.fell('so', running=2)", "take `running` out"),
        ("agency_rate.fell('so', by_more_than=7.6)", "by_less_than"),
        ("agency_rate.fell('so', by_less_than=7.6)", "by_more_than"),
    ]);
}

#[test]
fn words_of_comparison_hold_as_defined() {
    check_true(&[
        "turnover_rate.better('England', 'so')",
        "retention.better('England', 'so')",
        "caseload.worse('England', 'so')",
        "turnover_rate.equals(turnover_rate.at(2025), 'so')",
        "agency_rate.below('England', 'so', by_more_than=7)",
        "turnover_rate.below('England', 'so', by_less_than=0.5)",
        "turnover_rate.closer_to('England', 'West Midlands', 'so')",
        "turnover_rate.gap_narrowed(turnover_rate.target, 'so')",
    ]);
    check_false(&[
        ("turnover_rate.worse('England', 'so')", "`.similar(…)`"),
        ("agency_rate.worse('England', 'so')", "`.better(…)`"),
        ("agency_rate.equals('England', 'so')", "`.below(…)`"),
        ("turnover_rate.closer_to('West Midlands', 'England', 'so')", "change the two round"),
        ("agency_rate.gap_narrowed('England', 'so')", "`.gap_widened(…)`"),
        ("turnover_rate.gap_narrowed('England', 'so')", "has changed sides"),
    ]);
}

#[test]
fn extremes_know_the_years_between() {
    check_true(&[
        "turnover_rate.lowest_since(2016, 'so')",
        "turnover_rate.lowest_on_record('so')",
        "agency_rate.at(2021).highest_on_record('so')",
        // In 2018 it was higher; since then it was not.
        "turnover_rate.at(2022).highest_since(2018, 'so')",
        "turnover_rate.at(2020).lowest_since(2017, 'so')",
    ]);
    check_false(&[
        ("turnover_rate.at(2020).lowest_on_record('so')", "take the claim out"),
        ("turnover_rate.at(2024).highest_since(2021, 'so')", "take the claim out"),
        ("turnover_rate.highest_on_record('so')", "take the claim out"),
        ("turnover_rate.at(2023).lowest_since(2016, 'so')", "`.lowest_since(2021, …)`"),
    ]);
    // What is not known could have been higher.
    for claim in ["caseload.highest_since(2020, 'so')", "caseload.lowest_on_record('so')"] {
        let why = said(claim).expect_err(claim);
        assert!(why.starts_with("the average caseload of Coventry in 2022 has no value"), "{why}");
    }
}

#[test]
fn a_value_that_is_not_known_allows_no_word() {
    for claim in [
        "in_post.at(2018).rose('so')",
        "in_post.at(2018).steady('so')",
        "in_post.at(2018).unchanged('so')",
        "in_post.at(2018).doubled('so')",
        "in_post.at(2017).over(100, 'so')",
        "in_post.at(2018).gap_narrowed(in_post.at(2025), 'so')",
        "in_post.at(2018).change.size",
        "in_post.at(2018).change.percent",
        "in_post.at(2018).rose('so', running=1)",
    ] {
        let why = said(claim).expect_err(claim);
        assert!(
            why.starts_with("the social workers in post of Coventry in 2017 have no value: to be confirmed"),
            "{why}"
        );
    }
}

#[test]
fn amounts_are_of_a_hundred_or_of_a_whole() {
    check_true(&[
        "answers.more_than_half('so', of=leavers)",
        "answers.over('half', 'so', of=leavers)",
        "met.under('a quarter', 'so')",
        "partly.more_than_half('so')",
        "not_met.less_than_half('so')",
        "agency_rate.about(8, 'so')",
        "agency_rate.over(8, 'so')",
        "agency_rate.change.size.nearly(8, 'so')",
        "agency_rate.difference('England').over(7, 'so')",
        "last_budget.nearly(800, 'so')",
    ]);
    check_false(&[
        ("met.more_than_half('so')", "`.less_than_half(…)`"),
        ("met.about('a quarter', 'so')", "`.under(…)`"),
        ("agency_rate.change.size.over(8, 'so')", "`.under(…)`"),
    ]);
    assert_eq!(
        said("agency_rate.over('a twelfth')").expect_err("no fraction").lines().next(),
        Some("`a twelfth` is no amount")
    );
}

#[test]
fn sums_add_up_as_they_are_printed() {
    assert_eq!(said("complaints.is_sum_of(stage_1, stage_2)"), Ok("173".to_owned()));
    assert_eq!(said("met.makes_100_with(partly, not_met)"), Ok("21.5%".to_owned()));
    check_true(&["complaints.is_sum_of(stage_1, stage_2, 'so')", "partly.makes_100_with(met, not_met, 'so')"]);
    check_false(&[
        ("complaints.is_sum_of(stage_1, 'so')", "name the part that is missing"),
        ("met.makes_100_with(partly, 'so')", "name the part that is missing"),
    ]);
}

#[test]
fn targets_have_a_side_and_a_date() {
    assert_eq!(said("agency_rate.target"), Ok("10.0%".to_owned()));
    assert_eq!(said("turnover_rate.target"), Ok("8.96%".to_owned()));
    check_true(&[
        "agency_rate.meets_target('so')",
        "retention.meets_target('so')",
        "retention.at(2024).misses_target('so')",
        "agency_rate.at(2024).short_of_target('so')",
        "agency_rate.below(agency_rate.target, 'so')",
        "turnover_rate.short_of_target('so')",
    ]);
    check_false(&[
        ("agency_rate.misses_target('so')", "`.meets_target(…)`"),
        ("agency_rate.at(2024).misses_target('so')", "not due yet"),
        ("turnover_rate.meets_target('so')", "`.short_of_target(…)`"),
        ("turnover_rate.misses_target('so')", "not due yet"),
    ]);
}

#[test]
fn points_are_never_per_cent() {
    assert_eq!(said("agency_rate.difference('England')"), Ok("7.4 percentage points".to_owned()));
    assert_eq!(said("agency_rate.change.size"), Ok("7.6 percentage points".to_owned()));
    assert_eq!(said("retention.change"), Ok("rose by 10.3 percentage points".to_owned()));
    assert_eq!(said("in_post.change.percent"), Ok("0.3%".to_owned()));
    assert_eq!(said("budget.change_from(last_budget).percent"), Ok("3.3%".to_owned()));
    assert_eq!(said("budget.change_from(last_budget)"), Ok("rose by 26".to_owned()));
    assert!(
        said("agency_rate.change.percent")
            .expect_err("a rate")
            .contains("is a percentage: its change is told in points")
    );
    // A difference in points is compared with nothing that is a share.
    assert!(
        said("agency_rate.above(agency_rate.difference('England'))")
            .expect_err("points")
            .contains("cannot be compared")
    );
}

#[test]
fn without_words_plain_ones_are_printed() {
    for (expression, words) in [
        ("agency_rate.improved()", "improved"),
        ("agency_rate.better('England')", "better than England"),
        ("turnover_rate.at(2024).unchanged()", "did not change"),
        ("agency_rate.at(2021).highest_on_record()", "the highest on record"),
        ("turnover_rate.lowest_since(2016)", "the lowest since 2016"),
        ("agency_rate.about(8)", "about 8%"),
        ("partly.more_than_half()", "more than half"),
        ("answers.over('half', of=leavers)", "over half"),
        ("agency_rate.meets_target()", "meets target"),
    ] {
        assert_eq!(said(expression).as_deref(), Ok(words), "{expression}");
    }
}

/// A series of Coventry's and one of England's, as the facts of a report.
fn facts(coventry: &[Option<Decimal>], england: &[Decimal]) -> Arc<Facts> {
    let mut csv = "area,period,turnover_rate\n".to_owned();
    for (year, value) in (FIRST..).zip(coventry) {
        csv += &format!("Coventry,{year},{}\n", value.map_or_else(|| "TBC".to_owned(), |value| value.to_string()));
    }
    for (year, value) in (FIRST..).zip(england) {
        csv += &format!("England,{year},{value}\n");
    }
    let last = FIRST + i32::try_from(coventry.len()).expect("few") - 1;
    let narrated = Scratch::new()
        .file("data/series.csv", csv)
        .report(format!(
            "{NOTE}data: {{series: data/series.csv}}\nsubject: {{area: Coventry, period: {last}}}\n\
             recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n\
             sections:\n  - {{slot: purpose, body: [Nothing.]}}\n  - {{slot: background, body: [Nothing.]}}\n"
        ))
        .narrate()
        .unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    narrated.facts
}

/// As a reader sees it: one decimal, half away from zero; computed without the program's rounding.
fn shown(value: Decimal) -> Decimal {
    let tenths = value * Decimal::TEN;
    let whole = tenths.trunc();
    let up = tenths - whole >= Decimal::new(5, 1);
    (whole + if up { Decimal::ONE } else { Decimal::ZERO }) / Decimal::TEN
}

fn value() -> impl Strategy<Value = Decimal> {
    prop_oneof![4 => (0_i64..400).prop_map(|tenths| Decimal::new(tenths, 1)), 1 => (0_i64..4000).prop_map(|cents| Decimal::new(cents, 2))]
}

fn both(a: Decimal, b: Decimal, holds: impl Fn(Decimal, Decimal) -> bool) -> bool {
    holds(a, b) && holds(shown(a), shown(b))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Every claim over time holds if and only if its definition does.
    #[test]
    fn a_claim_holds_iff_its_definition_does(
        coventry in prop::collection::vec(prop_oneof![9 => value().prop_map(Some), 1 => Just(None)], 3..9),
        england in prop::collection::vec(value(), 9),
        since in 0_usize..8,
    ) {
        let facts = facts(&coventry, &england);
        let year = |at: usize| Period::Year(FIRST + i32::try_from(at).expect("few"));
        let last = coventry.len() - 1;
        let figure = facts.of_subject("turnover_rate").expect("a row");
        let before = facts.previous(&figure).expect("a row");
        let national = facts.figure("turnover_rate", &facts.area("England").expect("known"), year(last), None, None).expect("a row");
        let holds = |relation, other: &Figure| comparison::check(relation, &figure, other, &facts).is_ok();
        let tolerance = Decimal::new(5, 1);

        match (coventry[last], coventry[last - 1]) {
            (Some(now), Some(then)) => {
                let fell = both(now, then, |now, then| now < then);
                let rose = both(now, then, |now, then| now > then);
                prop_assert_eq!(holds(Relation::Fell, &before), fell);
                prop_assert_eq!(holds(Relation::Rose, &before), rose);
                prop_assert_eq!(holds(Relation::Improved, &before), fell);
                prop_assert_eq!(holds(Relation::Worsened, &before), rose);
                prop_assert_eq!(holds(Relation::Unchanged, &before), shown(now) == shown(then));
                let within = both(now, then, |now, then| (now - then).abs() <= tolerance);
                prop_assert_eq!(holds(Relation::Steady, &before), within || shown(now) == shown(then));
                // Whatever the numbers are, one of the three can be said, and no two.
                let said = [Relation::Fell, Relation::Rose, Relation::Unchanged].map(|one| holds(one, &before));
                prop_assert_eq!(said.iter().filter(|one| **one).count(), 1);
                let two = Decimal::TWO;
                let three = Decimal::from(3);
                prop_assert_eq!(
                    holds(Relation::Doubled, &before),
                    both(now, then, |now, then| !then.is_zero() && now / then >= two && now / then < three)
                );
                prop_assert_eq!(
                    holds(Relation::Halved, &before),
                    both(now, then, |now, then| !then.is_zero() && now * two <= then && now * three > then)
                );
                for margin in [Decimal::ONE, Decimal::new(75, 1)] {
                    let more = comparison::check_margin(Margin::MoreThan(margin), &figure, &before, &facts).is_ok();
                    prop_assert_eq!(more, both(now, then, |now, then| (now - then).abs() > margin));
                }
            }
            _ => {
                for (_, relation) in Relation::NAMES {
                    prop_assert!(!holds(*relation, &before), "{:?} of what is not known", relation);
                }
            }
        }

        if let Some(now) = coventry[last] {
            let other = england[last];
            prop_assert_eq!(holds(Relation::Above, &national), both(now, other, |now, other| now > other));
            prop_assert_eq!(holds(Relation::Better, &national), both(now, other, |now, other| now < other));
        }

        // How many times running, from the end.
        let falls = (1..=last).rev().take_while(|at| match (coventry[*at], coventry[*at - 1]) {
            (Some(now), Some(then)) => both(now, then, |now, then| now < then),
            _ => false,
        }).count();
        for wanted in 1..=last {
            let said = facts.check_running(Relation::Fell, &figure, wanted).is_ok();
            prop_assert_eq!(said, falls == wanted, "{} falls, {} wanted", falls, wanted);
        }

        // Highest and lowest since a year, and on record.
        let between: Vec<Option<Decimal>> = (since + 1..last).map(|at| coventry[at]).collect();
        let all: Vec<Option<Decimal>> = coventry[..last].to_vec();
        for (extreme, beats) in [
            (Extreme::Highest, (|a, b| a > b) as fn(Decimal, Decimal) -> bool),
            (Extreme::Lowest, |a, b| a < b),
        ] {
            let beats_all = |others: &[Option<Decimal>]| coventry[last].is_some_and(|now| {
                !others.is_empty() && others.iter().all(|other| other.is_some_and(|other| both(now, other, beats)))
            });
            prop_assert_eq!(facts.check_since(extreme, &figure, year(since)).is_ok(), since < last && beats_all(&between));
            prop_assert_eq!(facts.check_on_record(extreme, &figure).is_ok(), beats_all(&all));
        }

        // The gap to England, if both sides of it are known.
        if let (Some(now), Some(then)) = (coventry[last], coventry[last - 1]) {
            let national_before = facts.previous(&national).expect("a row");
            let (gap, old) = (now - england[last], then - england[last - 1]);
            let (as_shown, old_shown) = (shown(now) - shown(england[last]), shown(then) - shown(england[last - 1]));
            let crossed = as_shown * old_shown < Decimal::ZERO;
            let check = |gap| facts.check_gap(gap, (&figure, &national), (&before, &national_before)).is_ok();
            prop_assert_eq!(check(Gap::Narrowed), !crossed && gap.abs() < old.abs() && as_shown.abs() < old_shown.abs());
            prop_assert_eq!(check(Gap::Widened), !crossed && gap.abs() > old.abs() && as_shown.abs() > old_shown.abs());
        }
    }

    /// Parts add up if and only if they do, to the last decimal.
    #[test]
    fn a_sum_is_said_iff_it_adds_up(parts in prop::collection::vec(value(), 1..5), off in -1_i64..=1) {
        let total: Decimal = parts.iter().sum::<Decimal>() + Decimal::new(off, 1);
        prop_assume!(total >= Decimal::ZERO);
        let mut all = parts.clone();
        all.push(total);
        let facts = facts(&all.iter().copied().map(Some).collect::<Vec<_>>(), &[]);
        let figures: Vec<Figure> = (FIRST..).take(all.len())
            .map(|year| facts.figure("turnover_rate", &facts.area("Coventry").expect("known"), Period::Year(year), None, None).expect("a row"))
            .collect();
        let (total_figure, part_figures) = figures.split_last().expect("a total");
        let as_shown = parts.iter().map(|part| shown(*part)).sum::<Decimal>() == shown(total);
        prop_assert_eq!(facts.check_sum(total_figure, part_figures).is_ok(), off == 0 && as_shown);
    }
}
