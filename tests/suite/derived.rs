//! Figures that are computed from others: exact, in the unit that follows, or refused.

use boardpack::facts::figure::Origin;
use boardpack::quantity::value::Unit;
use proptest::prelude::*;

use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

const RATES: &str = "area,year,turnover_rate,turnover_rate_headcount,vacancy_rate,in_post,in_post_headcount,leavers,leavers_headcount,cases
Warwickshire,2017,10.0,,4.0,,,,,
Warwickshire,2018,16.6,15.0,5.0,,,,,
Warwickshire,2019,26.5,25.0,6.0,,,,,
Warwickshire,2020,7.5,8.0,c,,,,,
Warwickshire,2021,17.8,17.0,8.0,202.4,215,36.1,38,3400
England,2021,15.4,15.2,7.0,30000.0,33000,4620.0,5000,500000
";

/// Figures of a report on Warwickshire in 2021.
fn scratch(figures: &str, paragraph: &str) -> Scratch {
    let text = serde_json::to_string(paragraph).expect("text");
    let yaml = format!(
        "{NOTE}data:
  rates: {{file: data/rates.csv, source: DfE, release: '2022'}}
  older: {{file: data/older.csv, source: DfE, release: '2021'}}
subject: {{area: Warwickshire, period: 2021, data: rates}}
figures:
  eighteen: {{value: 18, unit: people, source: 'HR, 2021'}}
  sixteen: {{value: 16, unit: people, source: 'HR, 2021'}}
  thirty_four: {{value: 34, unit: people, source: 'HR, 2021'}}
  none: {{value: 0, unit: people, source: 'HR, 2021'}}
  posts: {{value: 12.5, unit: fte, source: 'HR, 2021'}}
  young: {{value: 21.5, unit: percent, source: 'HR, 2021'}}
  middle: {{value: 51, unit: percent, source: 'HR, 2021'}}
  old: {{value: 27.5, unit: percent, source: 'HR, 2021'}}
  england: {{measure: turnover_rate, area: England}}
  heads: {{measure: turnover_rate, basis: headcount}}
  last_year: {{measure: turnover_rate, data: older, period: 2020}}
{figures}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
    );
    let older = "area,year,turnover_rate\nWarwickshire,2020,7.4\n";
    Scratch::new().file("data/rates.csv", RATES).file("data/older.csv", older).report(yaml)
}

#[track_caller]
fn printed(figures: &str, paragraph: &str) -> String {
    let scratch = scratch(figures, paragraph);
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{figures}\n{}", rendered(&errors)));
    paragraphs(&narrated).concat()
}

/// What the figure `made` prints, its unit and its formula.
#[track_caller]
fn made(formula: &str) -> (String, Unit, String) {
    let scratch = scratch(&format!("  made: {formula}\n"), "{{ made }}");
    let narrated = scratch.narrate().unwrap_or_else(|errors| panic!("{formula}\n{}", rendered(&errors)));
    let figure = &narrated.facts.named["made"];
    assert_eq!(figure.measure.id, "made");
    let Origin::Derived { formula, of } = &figure.origin else { panic!("{:?}", figure.origin) };
    assert!(of.len() > 1);
    (paragraphs(&narrated).concat(), figure.measure.unit, formula.clone())
}

#[track_caller]
fn refused(formula: &str) -> String {
    let errors = scratch(&format!("  made: {formula}\n"), "{{ made }}").errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.concat()
}

#[test]
fn each_formula_has_its_unit_and_says_its_numbers() {
    for (formula, text, unit, words) in [
        ("{sum: [eighteen, sixteen]}", "34", Unit::People, "18 + 16 = 34"),
        ("{sum: [young, middle, old], must-be: 100}", "100.0%", Unit::Percent, "21.5% + 51.0% + 27.5% = 100.0%"),
        (
            "{sum: [young, middle], whole: the workforce}",
            "72.5%",
            Unit::Percent,
            "21.5% + 51.0% = 72.5% of the workforce",
        ),
        ("{share: eighteen, of: thirty_four}", "52.9%", Unit::Percent, "18 ÷ 34 × 100 = 52.9%"),
        (
            "{share: eighteen, of: thirty_four, decimals: 0, must-be: 53}",
            "53%",
            Unit::Percent,
            "18 ÷ 34 × 100 = 53%",
        ),
        (
            "{mean: turnover_rate, over: 2018..2021}",
            "17.1%",
            Unit::Percent,
            "mean of 2018 to 2021: (16.6% + 26.5% + 7.5% + 17.8%) ÷ 4 = 17.1%",
        ),
        (
            "{mean: turnover_rate, over: 4}",
            "17.1%",
            Unit::Percent,
            "mean of 2018 to 2021: (16.6% + 26.5% + 7.5% + 17.8%) ÷ 4 = 17.1%",
        ),
        (
            "{mean: turnover_rate, over: [2018, 2021], basis: headcount}",
            "16.0%",
            Unit::Percent,
            "mean of 2018 to 2021: (15.0% + 17.0%) ÷ 2 = 16.0%",
        ),
        ("{mean: [eighteen, sixteen, none]}", "11.3", Unit::People, "mean of 3: (18 + 16 + 0) ÷ 3 = 11.3"),
        (
            "{difference: [turnover_rate, england]}",
            "2.4",
            Unit::PercentagePoints,
            "17.8% − 15.4% = 2.4 percentage points",
        ),
        (
            "{difference: [england, turnover_rate]}",
            "−2.4",
            Unit::PercentagePoints,
            "15.4% − 17.8% = −2.4 percentage points",
        ),
        ("{share: leavers, of: in_post}", "17.8%", Unit::Percent, "36.1 ÷ 202.4 × 100 = 17.8%"),
        ("{ratio: cases, to: in_post}", "16.8", Unit::CasesPerWorker, "3,400 ÷ 202.4 = 16.8"),
        ("{ratio: thirty_four, to: sixteen}", "2.1", Unit::Number, "34 ÷ 16 = 2.1"),
        ("{ratio: thirty_four, to: sixteen, unit: percent}", "212.5%", Unit::Percent, "34 ÷ 16 × 100 = 212.5%"),
    ] {
        assert_eq!(made(formula), (text.to_owned(), unit, words.to_owned()), "{formula}");
    }
}

#[test]
fn figures_are_computed_in_any_order_and_from_each_other() {
    let figures = "  whole: {sum: [part, rest], must-be: thirty_four}
  rate: {share: part, of: whole, name: retention rate, better: higher}
  part: {sum: [eighteen, none]}
  rest: {difference: [thirty_four, eighteen]}
  both: {sum: [rate, other_rate], must-be: 100}
  other_rate: {share: rest, of: whole}
";
    assert_eq!(
        printed(figures, "{{ whole }} {{ rate }} {{ both }} {{ rate.above(other_rate, 'more') }}"),
        "34 52.9% 100.0% more"
    );
    // Shares of one whole that was named are known to add up.
    let known =
        "  a: {share: eighteen, of: thirty_four}\n  b: {share: sixteen, of: thirty_four}\n  both: {sum: [a, b]}\n";
    assert_eq!(printed(known, "{{ both }}"), "100.0%");
}

#[test]
fn what_cannot_be_computed_truly_is_refused() {
    for (formula, said) in [
        ("{sum: [eighteen, posts]}", "`eighteen` counts people, `posts` counts full-time equivalents"),
        ("{sum: [young, middle]}", "percentages are added, and nothing says that they are shares of one whole"),
        (
            "{sum: [turnover_rate, england], must-be: 100}",
            "the turnover rate of Warwickshire in 2021 and the turnover rate of England in 2021 are not shares of one whole, and cannot be added",
        ),
        ("{sum: [young, middle], must-be: 100}", "`made` is 72.5%, not 100: 27.5 percentage points too little"),
        ("{sum: [eighteen, sixteen], must-be: 35}", "`made` is 34, not 35: 1 person too little"),
        (
            "{sum: [eighteen, none], must-be: thirty_four}",
            "`made` is 18, not the stated figure `thirty_four`, which is 34: 16 people too little",
        ),
        ("{sum: [eighteen, eighteen]}", "`eighteen` is added twice"),
        ("{sum: [caseload, cases]}", "unknown figure `caseload`"),
        ("{share: thirty_four, of: eighteen}", "`thirty_four`, 34, is no part of `eighteen`, 18"),
        ("{share: young, of: middle}", "`young` is no part of a whole: it is a percentage"),
        ("{share: eighteen, of: posts}", "`eighteen` counts people, `posts` counts full-time equivalents"),
        ("{share: eighteen, of: none}", "`none` is zero, and nothing can be divided by it"),
        ("{share: eighteen, of: made}", "`made` is computed from itself"),
        (
            "{difference: [turnover_rate, heads]}",
            "the turnover rate of Warwickshire in 2021 is FTE, the turnover rate of Warwickshire in 2021 is headcount",
        ),
        (
            "{difference: [turnover_rate, last_year]}",
            "the turnover rate of Warwickshire in 2021 is from the 2022 release of DfE, the turnover rate of Warwickshire in 2020 is from the 2021 release",
        ),
        (
            "{difference: [turnover_rate, eighteen]}",
            "the turnover rate of Warwickshire in 2021 is a percentage, `eighteen` counts people",
        ),
        ("{mean: turnover_rate, over: 2016..2021}", "there is no turnover rate of Warwickshire for 2016"),
        (
            "{mean: vacancy_rate, over: 2019..2021}",
            "the vacancy rate of Warwickshire in 2020 has no value: suppressed to protect confidentiality",
        ),
        ("{mean: turnover_rate, over: 2021..2018}", "`2021..2018` runs from no period to a later one"),
        ("{mean: turnover_rate, over: 2021}", "a mean over one period only"),
        ("{mean: turnover_rate}", "nothing says over what `turnover_rate` is averaged"),
        ("{mean: [young]}", "a mean of one figure"),
        ("{difference: [young]}", "a difference is between two figures, not 1"),
        ("{ratio: posts, to: eighteen}", "nothing says what full-time equivalents divided by people counts"),
        ("{ratio: posts, to: eighteen, unit: percent}", "full-time equivalents divided by people is no percentage"),
        ("{sum: [eighten, sixteen]}", "unknown figure `eighten`"),
        ("{sum: [eighteen, sixteen], must-be: thirty_fuor}", "unknown figure `thirty_fuor`"),
        ("{sum: [eighteen, sixteen], better: more}", "unknown direction `more`"),
        ("{share: eighteen}", "the figure `made` needs `of`"),
        ("{sum: [eighteen, sixteen], over: 2018}", "unknown key `over` in the figure `made`"),
    ] {
        assert_eq!(refused(formula), said, "{formula}");
    }
}

#[test]
fn a_mean_over_years_is_not_this_years_rate() {
    let mean = "  four_years: {mean: turnover_rate, over: 2018..2021}\n  of_england: {value: 15.4, unit: percent, source: 'DfE, 2021'}\n";
    assert_eq!(printed(mean, "{{ four_years.above(of_england, 'higher') }} {{ turnover_rate }}"), "higher 17.8%");
    for (expression, said) in [
        (
            "four_years.below(of_england, 'lower')",
            "false claim: the mean turnover rate of Warwickshire over 2018 to 2021 is 17.1%, 1.7 percentage points above the stated figure `of_england`, which is 15.4%",
        ),
        (
            "four_years.fell('fell')",
            "the mean turnover rate of Warwickshire over 2018 to 2021 belongs to no area and no period",
        ),
        (
            "four_years.above(heads)",
            "the mean turnover rate of Warwickshire over 2018 to 2021 is FTE, the turnover rate of Warwickshire in 2021 is headcount",
        ),
    ] {
        let errors = scratch(mean, &format!("{{{{ {expression} }}}}")).errors();
        assert_eq!(errors, [said], "{expression}");
    }
    // A figure of one area and period belongs to it, but has no other periods.
    let errors = scratch("  gap: {share: leavers, of: in_post}\n", "{{ gap.fell('fell') }}").errors();
    assert_eq!(errors, ["`gap` is a figure of the report, and has one value only"]);
}

#[test]
fn one_broken_figure_is_told_once() {
    let figures = "  a: {sum: [b, eighteen]}
  b: {sum: [c, eighteen]}
  c: {sum: [a, eighteen]}
  d: {sum: [a, eighteen]}
  e: {share: f, of: thirty_four}
  f: {sum: [nobody, eighteen]}
";
    let errors = scratch(figures, "{{ a }} {{ d }} {{ e }}").errors();
    assert_eq!(errors, ["`a` is computed from itself", "unknown figure `nobody`"]);
}

#[test]
fn rounding_explains_a_tenth_but_no_more() {
    let thirds = |third: &str| {
        format!(
            "  a: {{value: {third}, unit: percent, source: 'HR, 2021'}}
  b: {{value: {third}, unit: percent, source: 'HR, 2021'}}
  c: {{value: {third}, unit: percent, source: 'HR, 2021'}}
  all_three: {{sum: [a, b, c], must-be: 100}}
"
        )
    };
    assert_eq!(printed(&thirds("33.3"), "{{ all_three }}"), "99.9%");
    assert_eq!(
        scratch(&thirds("33.2"), "{{ all_three }}").errors(),
        ["`all_three` is 99.6%, not 100: 0.4 percentage points too little"]
    );
    // A rounding of three parts cannot explain that a count is wrong by one.
    let counts = "  all: {sum: [eighteen, sixteen], must-be: 35}\n";
    assert_eq!(scratch(counts, "{{ all }}").errors(), ["`all` is 34, not 35: 1 person too little"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_shares_of_all_parts_make_a_hundred(parts in prop::collection::vec(0_u32..100_000, 2..9)) {
        prop_assume!(parts.iter().sum::<u32>() > 0);
        let list = |prefix: &str| (0..parts.len()).map(|at| format!("{prefix}{at}")).collect::<Vec<_>>().join(", ");
        let mut figures = format!("  all: {{sum: [{}], must-be: {}}}\n", list("p"), parts.iter().sum::<u32>());
        for (at, part) in parts.iter().enumerate() {
            figures += &format!("  p{at}: {{value: {part}, unit: people, source: 'HR, 2021'}}\n  s{at}: {{share: p{at}, of: all}}\n");
        }
        figures += &format!("  hundred: {{sum: [{}], must-be: 100}}\n", list("s"));
        prop_assert_eq!(printed(&figures, "{{ hundred }}"), "100.0%");
    }
}
