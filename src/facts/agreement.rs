//! Agreement: values that somebody keeps by hand, held against the published ones that they stand for.
//!
//! A table that is copied from year to year goes wrong in ways that no reader sees: a row slips by a year, a column
//! keeps last year's range, two bases meet in one row. Where a report has the published statistics too, every cell is
//! compared with them, and each that differs by more than rounding gets a warning that says what was published and,
//! if it can be told, what the cell holds instead.

mod ends;
mod explain;
mod mean;
mod series;

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::{Dataset, Observation, census, comparison_table, dfe_csww, observations};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::facts::Facts;
use crate::facts::agreement::ends::End;
use crate::project::report::Report;
use crate::project::sources::DataEntry;
use crate::quantity::style::Style;
use crate::quantity::value::{Datum, Symbol};

/// How many findings of one file are told one by one.
const TOLD: usize = 30;

/// Holds every dataset of a report that is kept by hand against its published ones; warnings go to the sink.
///
/// A dataset of the DfE's own layout is published. Any other is published if it has a `release`, and then it is held
/// against the DfE's file of the same release only, since values are revised between releases.
pub fn check(facts: &Facts, report: &Report, sink: &mut Diagnostics) {
    for dataset in &facts.datasets {
        let published = published_for(dataset, &facts.datasets);
        let entry = report.data.iter().find(|entry| entry.name.value == dataset.name);
        if let Some(entry) = entry {
            Ledger { dataset, published, entry, facts }.check(sink);
        }
    }
}

/// A dataset that is kept by hand, beside what was published.
struct Ledger<'a> {
    dataset: &'a Arc<Dataset>,
    /// The datasets that it is held against, the latest release first.
    published: Vec<&'a Arc<Dataset>>,
    entry: &'a DataEntry,
    facts: &'a Facts,
}

/// A value that is kept by hand and the published one that it stands for.
#[derive(Clone, Copy)]
struct Pair<'a> {
    own: &'a Observation,
    published: &'a Observation,
    release: &'a Arc<Dataset>,
    /// The end of a range that the own value is said to be.
    end: Option<End<'a>>,
}

/// What there is to say of a value of a measure.
struct Finding<'a> {
    measure: &'a str,
    diagnostic: Diagnostic,
}

impl<'a> Ledger<'a> {
    fn check(&self, sink: &mut Diagnostics) {
        let ends = ends::ends(self.dataset);
        let plain = self.dataset.observed.observations.iter().filter(|own| !ends.iter().any(|end| end.is_at(own)));
        let mut pairs: Vec<Pair<'a>> = plain.filter_map(|own| self.pair(own, None)).collect();
        pairs.extend(ends.iter().filter_map(|end| self.pair(end.own, Some(*end))));
        let mut findings = series::findings(self, &pairs);
        findings.extend(mean::findings(self));
        findings.extend(ends::findings(self, &ends, &pairs));
        if pairs.is_empty() {
            self.check_periods(sink);
        }
        self.check_means(sink);
        let compared: BTreeSet<&str> = pairs.iter().map(|pair| pair.own.measure.id.as_str()).collect();
        self.check_reasons(&findings, &compared, sink);
        self.tell(findings, sink);
    }

    /// Tells the first findings that have no reason in the order of the file, and counts the rest.
    fn tell(&self, findings: Vec<Finding<'a>>, sink: &mut Diagnostics) {
        let told = findings.into_iter().filter(|finding| !self.is_explained(finding.measure));
        let mut told: Vec<Diagnostic> = told.map(|finding| finding.diagnostic).collect();
        told.sort_by_key(|one| one.span.as_ref().map_or(0, |span| span.range.start));
        let more = told.len().saturating_sub(TOLD);
        told.truncate(TOLD);
        if more > 0
            && let Some(last) = told.pop()
        {
            told.push(last.hint(format!("{more} more values of this file differ from what was published")));
        }
        sink.extend(told);
    }

    /// The published value that an own one stands for, from the latest release that has it.
    fn pair(&self, own: &'a Observation, end: Option<End<'a>>) -> Option<Pair<'a>> {
        self.published.iter().find_map(|release| {
            let published = release.observation(&own.measure.id, own.basis, &own.area.code, own.period)?;
            Some(Pair { own, published, release, end })
        })
    }

    /// Whether the author has said why the values of a measure differ.
    fn is_explained(&self, measure: &str) -> bool {
        self.entry.differs.iter().any(|(name, _)| name.value == measure)
    }

    /// A reason that explains nothing would hide the next slip.
    fn check_reasons(&self, findings: &[Finding<'_>], compared: &BTreeSet<&str>, sink: &mut Diagnostics) {
        for (name, _) in &self.entry.differs {
            let id = name.value.as_str();
            if self.dataset.measure(id).is_none() {
                let known = self.dataset.measures().iter().map(|measure| measure.id.as_str());
                sink.push(
                    Diagnostic::error(format!("`{}` has no measure `{id}`", self.dataset.name), &name.span)
                        .maybe_hint(did_you_mean(id, known))
                        .hint("each line below `differs:` is a measure of this file and the reason why it differs"),
                );
            } else if compared.contains(id) && findings.iter().all(|finding| finding.measure != id) {
                sink.push(
                    Diagnostic::warning(format!("`{id}` does not differ from what was published"), &name.span)
                        .hint("take the line out, so that the next slip is noticed"),
                );
            }
        }
    }

    /// Files that have the same values of different sorts of periods were meant to be compared, and are not.
    fn check_periods(&self, sink: &mut Diagnostics) {
        let own = &self.dataset.observed.observations;
        let sort = |one: &Observation| std::mem::discriminant(&one.period);
        let same = |one: &Observation, release: &Dataset| {
            let periods = release.periods(&one.measure.id, one.basis);
            let mut there = periods
                .iter()
                .filter_map(|period| release.observation(&one.measure.id, one.basis, &one.area.code, *period));
            there.next().is_some_and(|there| sort(there) != sort(one))
        };
        let found =
            self.published.iter().find_map(|release| Some((release, own.iter().find(|one| same(one, release))?)));
        let Some((release, first)) = found else { return };
        let span = |dataset: &Dataset| {
            let periods = dataset.periods(&first.measure.id, first.basis);
            periods
                .first()
                .zip(periods.last())
                .map_or_else(String::new, |(first, last)| format!("{first} to {last}"))
        };
        let message = format!(
            "the periods of `{}` ({}) are not those of `{}` ({}), so the two cannot be compared",
            self.dataset.name,
            span(self.dataset),
            release.name,
            span(release)
        );
        sink.push(Diagnostic::warning(message, &self.entry.file.span).hint(format!(
            "say which period is meant, such as `periods: {{{}: {}}}` below `{}`",
            first.period,
            release.periods(&first.measure.id, first.basis).first().map_or_else(String::new, ToString::to_string),
            self.dataset.name
        )));
    }

    /// A mean of a measure that there is not would never be checked.
    fn check_means(&self, sink: &mut Diagnostics) {
        for mean in self.entry.measures.iter().filter_map(|measure| measure.mean.as_ref()) {
            let id = mean.of.value.as_str();
            let mut all = std::iter::once(&self.dataset).chain(&self.published);
            if all.all(|dataset| dataset.measure(id).is_none()) {
                let known = self.dataset.measures().iter().map(|measure| measure.id.as_str());
                sink.push(
                    Diagnostic::error(format!("`{}` has no measure `{id}`", self.dataset.name), &mean.of.span)
                        .maybe_hint(did_you_mean(id, known))
                        .hint("after `of:` stands the measure that the mean is taken of")
                        .follows(self.facts.data_unread),
                );
            }
        }
    }

    fn style(&self) -> &'a Style {
        &self.facts.style
    }

    /// A value as a message shows it.
    fn text(&self, one: &Observation) -> String {
        self.shown(one.datum, one)
    }

    /// A value of an observation's measure as a message shows it: with all the decimals that were typed, at least
    /// those of the measure.
    fn shown(&self, datum: Datum, like: &Observation) -> String {
        let scale = datum.number().map_or(0, |value| value.scale());
        self.style().datum(datum, like.measure.unit, scale.max(like.measure.decimals))
    }

    /// A warning at a cell, with the way out.
    fn warning(&self, message: String, place: &Span, hints: Vec<String>, measure: &str) -> Diagnostic {
        let diagnostic = Diagnostic::warning(message, place);
        hints.into_iter().fold(diagnostic, Diagnostic::hint).hint(format!(
            "correct the cell; or, if it is meant, write below `{}` in the report: `differs: {{{measure}: \"why\"}}`",
            self.dataset.name
        ))
    }
}

impl Pair<'_> {
    /// Whether the two say the same, or nothing that could be compared.
    fn agrees(&self) -> bool {
        match (self.own.datum, self.published.datum) {
            (Datum::Number(own), Datum::Number(published)) => agree(own, published, self.own.measure.decimals),
            (Datum::Symbol(Symbol::ToBeConfirmed), Datum::Number(_))
            | (Datum::Number(_), Datum::Symbol(Symbol::Suppressed)) => false,
            _ => true,
        }
    }
}

/// Whether a typed value and a published one differ by no more than rounding: by half a unit of the last decimal of
/// the coarser of the two. A published value has `decimals`, although files leave out zeros at the end.
fn agree(own: Decimal, published: Decimal, decimals: u32) -> bool {
    let coarser = own.scale().min(published.scale().max(decimals));
    (own - published).abs() <= Decimal::new(5, coarser + 1)
}

/// The datasets that one is held against, the latest release first; none if it is itself the most trusted.
fn published_for<'a>(dataset: &Arc<Dataset>, all: &'a [Arc<Dataset>]) -> Vec<&'a Arc<Dataset>> {
    let release = &dataset.observed.release;
    let trusted = |one: &Dataset| one.kind == dfe_csww::KIND.name;
    if trusted(dataset) || !by_hand(dataset) {
        return Vec::new();
    }
    let mut published: Vec<&Arc<Dataset>> = all
        .iter()
        // A census return is the council's own count, whatever is published of it later.
        .filter(|other| other.name != dataset.name && other.kind != census::KIND.name)
        .filter(|other| match (release.is_empty(), trusted(other)) {
            (true, true) => true,
            (true, false) => !other.observed.release.is_empty(),
            (false, true) => other.observed.release == *release,
            (false, false) => false,
        })
        .collect();
    published.sort_by(|one, two| two.observed.release.cmp(&one.observed.release));
    published
}

/// Whether people type the values of a dataset of this kind.
fn by_hand(dataset: &Dataset) -> bool {
    [observations::KIND.name, comparison_table::KIND.name].contains(&dataset.kind)
}
