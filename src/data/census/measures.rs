//! The Department for Education's measures, computed from the groups of a return.
//!
//! The formulas are those of its statistics (see the catalogue of measures); each value says how it was computed, with
//! its numbers.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::measures::{Measure, find_on};
use crate::quantity::basis::Basis;
use crate::quantity::value::{Datum, Symbol};

use super::people::{Group, Groups, fte_with_cases};
use super::read::Return;

/// The working days of a year for one full-time equivalent. Inferred: it fits nearly all published absence rates.
const DAYS_OF_A_YEAR: u32 = 253;

/// How many decimals of a quotient are kept: so many that rounding it again gives what rounding it once would.
const DECIMALS: u32 = 12;

/// A measure with its values on each basis that the Department publishes.
pub(super) struct Computed {
    /// The id in the catalogue of measures.
    pub(super) measure: &'static str,
    /// Full-time equivalents, if it is published on that basis.
    pub(super) fte: Option<Value>,
    /// Heads, if it is published on that basis.
    pub(super) heads: Option<Value>,
    /// The value of a measure without basis.
    pub(super) plain: Option<Value>,
}

impl Computed {
    /// Each value with its measure and its basis.
    pub(super) fn values(&self) -> impl Iterator<Item = (&'static Arc<Measure>, Option<Basis>, &Value)> {
        [(Some(Basis::Fte), &self.fte), (Some(Basis::Headcount), &self.heads), (None, &self.plain)]
            .into_iter()
            .filter_map(|(basis, value)| Some((find_on(self.measure, basis)?, basis, value.as_ref()?)))
    }

    fn both(measure: &'static str, fte: Value, heads: Value) -> Self {
        Self { measure, fte: Some(fte), heads: Some(heads), plain: None }
    }

    fn fte(measure: &'static str, fte: Value) -> Self {
        Self { measure, fte: Some(fte), heads: None, plain: None }
    }
}

/// A computed value.
pub(super) struct Value {
    /// The number, or why there is none.
    pub(super) datum: Datum,
    /// How it was computed, with its numbers.
    pub(super) working: String,
}

/// Computes every measure, in the order of the catalogue.
pub(super) fn compute(census: &Return, groups: &Groups<'_>) -> Vec<Computed> {
    let Groups { in_post, agency, case_holders, starters, leavers, .. } = groups;
    let at = format!("at {}", census.totals.day.format("%-d %B %Y"));
    let year = format!("in the year to {}", census.totals.day.format("%-d %B %Y"));

    let post = fte(in_post);
    let post_heads = heads(in_post);
    let agency_fte = fte(agency);
    let agency_heads = heads(agency);
    let gone = fte(leavers);
    let gone_heads = heads(leavers);
    let vacant = census.totals.vacancies;
    let cover = census.totals.cover;

    let at_work = || in_post.records.iter().chain(&agency.records);
    let cases_known = at_work().any(|worker| worker.cases.is_some());
    let cases = case_holders.sum(|worker| worker.cases);
    let holders = case_holders.sum(fte_with_cases);
    let days_known = in_post.records.iter().any(|worker| worker.days_lost.is_some());
    let days = in_post.sum(|worker| worker.days_lost);
    let days_of_all = post.checked_mul(Decimal::from(DAYS_OF_A_YEAR)).unwrap_or_default();

    let social_workers = |when: &str| format!("social workers {when}");
    let agency_workers = format!("agency workers {at}");
    let mut all = vec![
        Computed::both(
            "in_post",
            added(post, &social_workers(&format!("in post {at}"))),
            counted(in_post, &social_workers(&format!("in post {at}"))),
        ),
        Computed::both(
            "starters",
            added(fte(starters), &social_workers(&format!("who started {year}"))),
            counted(starters, &social_workers(&format!("who started {year}"))),
        ),
        Computed::both(
            "leavers",
            added(gone, &social_workers(&format!("who left {year}"))),
            counted(leavers, &social_workers(&format!("who left {year}"))),
        ),
        Computed::both(
            "turnover_rate",
            rate(gone, post, format!("{gone} FTE of leavers {year} ÷ {post} FTE in post {at}")),
            rate(gone_heads, post_heads, format!("{gone_heads} leavers {year} ÷ {post_heads} in post {at}")),
        ),
        Computed::both("agency_workers", added(agency_fte, &agency_workers), counted(agency, &agency_workers)),
        Computed::both(
            "agency_rate",
            rate(
                agency_fte,
                agency_fte + post,
                format!(
                    "{agency_fte} FTE of agency workers ÷ ({agency_fte} FTE of agency workers + {post} FTE in post) {at}"
                ),
            ),
            rate(
                agency_heads,
                agency_heads + post_heads,
                format!(
                    "{agency_heads} agency workers ÷ ({agency_heads} agency workers + {post_heads} in post) {at}"
                ),
            ),
        ),
        Computed::fte("agency_cover", stated(cover, "NoAgencyFTE")),
        Computed::fte(
            "agency_cover_rate",
            rate(
                cover,
                agency_fte,
                format!("{cover} FTE covering vacancies ÷ {agency_fte} FTE of agency workers {at}"),
            ),
        ),
        Computed::fte("vacancies", stated(vacant, "NumberOfVacancies")),
        Computed::fte(
            "vacancy_rate",
            rate(
                vacant,
                vacant + post,
                format!("{vacant} vacancies ÷ ({vacant} vacancies + {post} FTE in post) {at}"),
            ),
        ),
        Computed::fte(
            "vacancy_agency_cover_rate",
            rate(cover, vacant, format!("{cover} FTE covering vacancies ÷ {vacant} vacancies {at}")),
        ),
    ];
    let with_cases = format!("holding cases {at}, agency workers included");
    all.extend([
        Computed::fte("case_holders", added(holders, &social_workers(&with_cases)).known(cases_known)),
        Computed {
            measure: "cases",
            fte: None,
            heads: None,
            plain: Some(
                Value {
                    datum: Datum::Number(cases),
                    working: format!("the cases of all records of social workers {with_cases}"),
                }
                .known(cases_known),
            ),
        },
        Computed::fte(
            "caseload",
            quotient(cases, holders, format!("{cases} cases ÷ {holders} FTE of social workers {with_cases}"))
                .known(cases_known),
        ),
        Computed::fte(
            "working_days_lost",
            Value {
                datum: Datum::Number(days),
                working: format!("the working days lost of all records of social workers in post {at}"),
            }
            .known(days_known),
        ),
        Computed::fte(
            "absence_rate",
            rate(
                days,
                days_of_all,
                format!("{days} working days lost {year} ÷ ({post} FTE in post {at} × {DAYS_OF_A_YEAR} days)"),
            )
            .known(days_known),
        ),
    ]);
    all
}

impl Value {
    /// The value, or that it is not available.
    fn known(self, known: bool) -> Self {
        if known {
            self
        } else {
            Self { datum: Datum::Symbol(Symbol::NotAvailable), working: NOT_RETURNED.to_owned() }
        }
    }
}

const NOT_RETURNED: &str = "no record of the return says it";

fn fte(group: &Group<'_>) -> Decimal {
    group.sum(|worker| worker.fte)
}

fn heads(group: &Group<'_>) -> Decimal {
    Decimal::from(group.heads.len())
}

/// Full-time equivalents added up.
fn added(sum: Decimal, who: &str) -> Value {
    Value { datum: Datum::Number(sum), working: format!("the FTE of all records of {who}") }
}

/// Heads counted.
fn counted(group: &Group<'_>, who: &str) -> Value {
    // How many records a person has is nobody's business: a number of records beside that of people would tell.
    let again = if group.records.len() > group.heads.len() { ", each person once" } else { "" };
    Value { datum: Datum::Number(heads(group)), working: format!("all records of {who}{again}") }
}

/// What the return itself says for the whole authority.
fn stated(value: Decimal, element: &str) -> Value {
    Value { datum: Datum::Number(value), working: format!("`{element}` of the return") }
}

/// A part of a whole, per cent.
fn rate(part: Decimal, whole: Decimal, working: String) -> Value {
    quotient(part.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default(), whole, working)
}

/// A quotient; of nothing there is none.
fn quotient(part: Decimal, whole: Decimal, working: String) -> Value {
    let datum = match part.checked_div(whole) {
        Some(quotient) => Datum::Number(quotient.round_dp(DECIMALS).normalize()),
        None => Datum::Symbol(Symbol::NotApplicable),
    };
    Value { datum, working }
}
