//! Silence: what the data say against the subject and the report never mentions.
//!
//! A measure is noted if it moved the wrong way by more than the council's tolerance, or if the subject lies far on the
//! wrong side of what it is compared with: among the worst quarter of the authorities of its region, or beyond every
//! comparator by a quarter of the comparator's value.

mod others;

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claims::lexicon::stem;
use crate::claims::passage::Passage;
use crate::claims::reading::{Desk, Place};
use crate::claims::tokens::Tokens;
use crate::claims::vocabulary::Vocabulary;
use crate::data::areas::{Area, register};
use crate::data::measures::Polarity;
use crate::diagnostic::Diagnostic;
use crate::facts::comparison;
use crate::facts::figure::{Figure, Origin};
use crate::narrative::Narrated;
use crate::project::exhibit::ExhibitEntry;
use crate::project::report::Report;
use crate::quantity::value::Unit;

/// How many authorities a region must have for a worst quarter to mean anything.
const ENOUGH: usize = 8;

/// Of how many things a report speaks that is a review of the workforce, so that silence on another one tells.
const REVIEW: usize = 2;

/// How many measures a chart or a table may show and still be about each of them.
const FEW: usize = 5;

/// Measures that belong together: who speaks of one has not kept silent about the others.
const FAMILIES: &[&[&str]] = &[
    &["turnover_rate", "leavers"],
    &["agency_rate", "agency_workers", "agency_cover", "agency_cover_rate"],
    &["vacancy_rate", "vacancies", "vacancy_agency_cover_rate"],
    &["absence_rate", "working_days_lost"],
    &["caseload", "cases", "case_holders"],
];

/// Notes, one a measure, on what moved the wrong way or lies far from its comparators, and that no text, chart or table
/// of the report is about.
pub fn unmentioned(report: &Report, narrated: &Narrated) -> Vec<Diagnostic> {
    let desk = Desk::new(&narrated.facts, &narrated.record);
    let (Some(entry), Some(here)) = (&report.subject, desk.here()) else { return Vec::new() };
    // What is told of many cannot tell what is peculiar to each.
    if report.about.is_some() {
        return Vec::new();
    }
    let mentioned = mentioned(report, narrated, &desk);
    let topics: BTreeSet<&str> = mentioned.iter().map(|id| topic(id)).collect();
    if topics.len() < REVIEW {
        return Vec::new();
    }
    let mut ids: Vec<&String> = desk.vocabulary.measures.keys().collect();
    // The rate before the numbers behind it.
    ids.sort_by_key(|id| (family(id).iter().position(|of| of == id), (*id).clone()));
    let mut noted: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for id in ids {
        if topics.contains(topic(id)) || noted.contains(topic(id)) {
            continue;
        }
        let figures = desk.figures(id, &here, None);
        let Some(reasons) = figures.first().map(|figure| against(&desk, figure)).filter(|one| !one.is_empty())
        else {
            continue;
        };
        noted.insert(topic(id));
        let few = match crowd(report, id) {
            Some(many) => format!(" of {FEW} measures at most: one row among {many} is soon overlooked"),
            None => String::new(),
        };
        found.push(
            Diagnostic::note(
                format!("the report does not mention that {}", reasons.join(", and ")),
                entry.area.as_ref().map_or(&entry.period.span, |area| &area.span),
            )
            .hint(format!("say so, with `{{{{ {id} }}}}`, or show it in a chart or a table{few}")),
        );
    }
    found.sort_by(|one, two| one.message.cmp(&two.message));
    found
}

fn family(id: &str) -> &'static [&'static str] {
    FAMILIES.iter().find(|family| family.contains(&id)).copied().unwrap_or_default()
}

/// What a measure is about: the first of its family, where a word of its name is one of theirs; else itself.
fn topic(id: &str) -> &str {
    let word = |of: &str| of.split('_').next().unwrap_or_default().to_owned();
    let own = FAMILIES.iter().find(|family| {
        family.contains(&id) || family.first().is_some_and(|first| id.split('_').any(|one| one == word(first)))
    });
    own.and_then(|family| family.first().copied()).unwrap_or(id)
}

/// The measures that are printed or named in a text of the report, or that a chart or a table is about.
fn mentioned(report: &Report, narrated: &Narrated, desk: &Desk<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(here) = desk.here() else { return found };
    for figure in narrated.record.shown.iter().flat_map(|shown| &shown.figures) {
        add(figure, &here.area, &mut found);
    }
    for exhibit in exhibits(report).filter(|exhibit| exhibit.selection.measures.len() <= FEW) {
        found.extend(exhibit.selection.measures.iter().map(|text| text.value.clone()));
    }
    for passage in narrated.record.texts.iter().flat_map(Passage::all) {
        let tokens = Tokens::new(&passage);
        for sentence in tokens.sentences() {
            let mut named: BTreeSet<String> = BTreeSet::new();
            named.extend(desk.vocabulary.mentions(&tokens, &sentence).into_iter().flat_map(|mention| mention.ids));
            named_loosely(&desk.vocabulary, &passage.lower[tokens.bytes(&sentence)], &mut named);
            // Looking for names is dear, so it is done only where they matter.
            let new = named.iter().any(|id| !found.contains(id));
            if new && !others::speaks_of_others(desk, &tokens, &sentence, &named) {
                found.extend(named);
            }
        }
    }
    found
}

fn exhibits(report: &Report) -> impl Iterator<Item = &ExhibitEntry> {
    report.charts.iter().chain(&report.tables)
}

/// How many measures the chart or the table has in which a measure is one of too many to be seen.
fn crowd(report: &Report, id: &str) -> Option<usize> {
    let shows = |exhibit: &&ExhibitEntry| exhibit.selection.measures.iter().any(|text| text.value == *id);
    exhibits(report).find(shows).map(|exhibit| exhibit.selection.measures.len())
}

/// Adds what a printed figure tells of the subject: its measure, and those that it was computed from. What another area
/// has tells nothing of it.
fn add(figure: &Figure, own: &Area, found: &mut BTreeSet<String>) {
    if figure.scope.as_ref().is_none_or(|scope| scope.area.code == own.code) {
        found.insert(figure.measure.id.clone());
    }
    if let Origin::Derived { of, .. } = &figure.origin {
        of.iter().for_each(|one| add(one, own, found));
    }
}

/// A measure of the report's own is mentioned where the words of its column stand.
fn named_loosely(vocabulary: &Vocabulary, sentence: &str, found: &mut BTreeSet<String>) {
    for id in vocabulary.measures.keys() {
        let words: Vec<String> = id.split('_').map(stem).filter(|word| word != "rate").collect();
        if words.iter().all(|word| sentence.contains(word.as_str())) {
            found.insert(id.clone());
        }
    }
}

/// What the data say against the subject, in words.
fn against(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let facts = desk.facts;
    let Some(scope) = &figure.scope else { return Vec::new() };
    let bad = match figure.measure.polarity {
        Polarity::LowerIsBetter => 1,
        Polarity::HigherIsBetter => -1,
        Polarity::Neutral => return Vec::new(),
    };
    let style = &facts.style;
    let is_worse = |one: &Figure, other: &Figure, least: Decimal| {
        comparison::differences(one, other).is_ok_and(|(exact, shown)| {
            exact * Decimal::from(bad) > least && shown * Decimal::from(bad) > Decimal::ZERO
        })
    };
    let mut reasons = Vec::new();
    let place = |area, period| Place { area, periods: vec![period] };
    let earlier =
        desk.figures(&figure.measure.id, &place(Arc::clone(&scope.area), scope.period.previous()), scope.basis);
    if let Some(earlier) = earlier.first() {
        // Numbers of people move with the size of the workforce; a twentieth is none of that.
        let rate = matches!(figure.measure.unit, Unit::Percent | Unit::CasesPerWorker);
        let size = earlier.datum.number().unwrap_or_default().abs() / Decimal::from(20);
        let size = if rate { Decimal::ZERO } else { size };
        let least = facts.tolerance(figure.measure.unit).map(|tolerance| tolerance.max(size));
        if least.is_some_and(|least| is_worse(figure, earlier, least)) {
            let verb = if bad > 0 { "rose" } else { "fell" };
            reasons.push(format!(
                "the {} of {} {verb} from {} in {} to {} in {}",
                figure.measure.name,
                scope.area.name,
                earlier.text(style),
                scope.period.previous(),
                figure.text(style),
                scope.period
            ));
        }
    }
    if let Some(words) = far(desk, figure, bad) {
        reasons.push(if reasons.is_empty() {
            format!("{} {} {}, {words}", figure.description(), figure.is(), figure.text(style))
        } else {
            format!("it is {words}")
        });
    }
    reasons
}

/// How far a figure lies from its comparators, if it is far.
fn far(desk: &Desk<'_>, figure: &Figure, bad: i32) -> Option<String> {
    let scope = figure.scope.as_ref()?;
    let value = figure.datum.number()?;
    let region = register().by_code(&scope.area.region)?;
    let others: Vec<Decimal> = scope
        .dataset
        .areas()
        .iter()
        .filter(|area| area.is_authority_of(&region.code) && area.code != scope.area.code)
        .filter_map(|area| {
            scope.dataset.observation(&figure.measure.id, scope.basis, &area.code, scope.period)?.datum.number()
        })
        .collect();
    let is_rate = matches!(figure.measure.unit, Unit::Percent | Unit::CasesPerWorker);
    let worse = others.iter().filter(|other| if bad > 0 { **other > value } else { **other < value }).count();
    if is_rate && others.len() + 1 >= ENOUGH && (worse + 1) * 4 <= others.len() + 1 {
        let end = if bad > 0 { "highest" } else { "lowest" };
        return Some(format!("among the {end} quarter of the authorities of {}", region.name));
    }
    let subject = desk.facts.subject.as_ref()?;
    let comparators: Vec<Figure> = subject
        .compare
        .iter()
        .filter_map(|area| {
            let place = Place { area: Arc::clone(area), periods: vec![scope.period] };
            desk.figures(&figure.measure.id, &place, scope.basis).into_iter().next()
        })
        .collect();
    let all = is_rate
        && !comparators.is_empty()
        && comparators.iter().all(|other| {
            comparison::differences(figure, other).is_ok_and(|(exact, _)| {
                let least = other.datum.number().unwrap_or_default().abs() / Decimal::from(4);
                let tolerance = desk.facts.tolerance(figure.measure.unit);
                tolerance.is_some_and(|tolerance| exact * Decimal::from(bad) > least.max(tolerance))
            })
        });
    all.then(|| {
        let side = if bad > 0 { "above" } else { "below" };
        let names: Vec<String> = comparators
            .iter()
            .map(|other| {
                let name = other.scope.as_ref().map_or("", |scope| scope.area.name.as_str());
                format!("{name} ({})", other.text(&desk.facts.style))
            })
            .collect();
        format!("far {side} {}", crate::quantity::style::join_words(&names))
    })
}
