//! Gathering: what a report has under `data:`, `subject:` and `figures:` becomes its facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::areas::{Area, register};
use crate::data::{Dataset, dfe_csww};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::problem::Problem;
use crate::facts::query::{self, About, Ground, Parameters};
use crate::facts::unknown::published_together;
use crate::facts::{Facts, Subject, agreement, disclosure, named};
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::sources::{Disclosure, SubjectEntry};
use crate::project::yaml::Text;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

impl Facts {
    /// Gathers the figures of a report from its datasets.
    ///
    /// What cannot be resolved is reported and left out; what only follows from a data file that could not be read is
    /// not reported; expressions that need it are reported where they stand.
    pub fn gather(report: &Report, profile: &Profile, datasets: Vec<Arc<Dataset>>, sink: &mut Diagnostics) -> Self {
        let mut known = named::stated(report);
        let controlled = datasets.iter().any(|data| data.disclosure == Disclosure::Controlled);
        if controlled && !report.figures.is_empty() {
            // What the figures say is known to whoever reads the tables, so that they are worked out first.
            let first = Self::gather_beside(report, profile, &datasets, &known, &mut Diagnostics::default());
            let said = disclosure::said(first.named.values());
            known.extend(said);
        }
        Self::gather_beside(report, profile, &datasets, &known, sink)
    }

    /// Gathers the figures of a report whose reader knows some numbers from elsewhere.
    fn gather_beside(
        report: &Report,
        profile: &Profile,
        datasets: &[Arc<Dataset>],
        known: &[Decimal],
        sink: &mut Diagnostics,
    ) -> Self {
        let datasets = disclosure::protect(datasets, known, profile.disclosure_threshold);
        let mut facts = Self {
            datasets,
            subject: None,
            style: profile.style.clone(),
            named: BTreeMap::new(),
            basis: profile.basis,
            neighbours: Vec::new(),
            area: None,
            main: None,
            disclosure_threshold: profile.disclosure_threshold,
            tolerance: Unit::NAMES.iter().map(|(_, unit)| (*unit, profile.tolerance(*unit))).collect(),
            targets: profile.targets.clone(),
            parameters: Parameters::Nothing,
            profile: profile.path.clone(),
            data_unread: false,
            unread: report.unread.clone(),
            left: report.withheld.clone().unwrap_or_default(),
        };
        facts.data_unread = facts.datasets.len() < report.data.len() || report.unread.any("data");
        for name in report.data.iter().filter_map(|entry| entry.compare_with.as_ref()) {
            match facts.dataset(&name.value) {
                Ok(other) => sink.extend(facts.unlike_releases(&other).map(|problem| problem.at(name))),
                Err(problem) => sink.push(problem.at(name)),
            }
        }
        facts.parameters = facts.find_parameters(report);
        let files = facts.datasets.clone();
        let (waiting, ready): (Vec<_>, Vec<_>) =
            report.queries.iter().partition(|entry| facts.parameters.wait(&entry.sql.value));
        let asked: Vec<_> =
            ready.iter().filter_map(|entry| query::dataset::dataset(entry, facts.ground(&files), sink)).collect();
        facts.data_unread |= asked.len() < ready.len();
        waiting.iter().for_each(|entry| facts.unread.add("data", &entry.name.value));
        if !asked.is_empty() {
            // The files' own small counts are gone already; now for those that a query counts up.
            facts.datasets.extend(asked);
            facts.datasets = disclosure::protect(&facts.datasets, known, profile.disclosure_threshold);
        }
        disclosure::refuse_people(report, &facts, sink);
        if let Some(entry) = &report.subject {
            facts.basis = entry.basis.unwrap_or(facts.basis);
            if let Some(text) = &entry.data {
                facts.main = facts.dataset(&text.value).map_err(|problem| sink.push(problem.at(text))).ok();
            }
            facts.subject = facts.resolve_subject(entry, sink);
            if facts.subject.is_none() {
                facts.unread.add("subject", "");
            }
        }
        facts.name_figures(report, sink);
        agreement::check(&facts, report, sink);
        query::recomputed::warn(&facts, sink);
        facts
    }

    /// Why a dataset cannot be compared with another by `compare-with`: two releases of the same statistics never are.
    fn unlike_releases(&self, other: &Dataset) -> Option<Problem> {
        let published = |data: &Dataset| data.kind == dfe_csww::KIND.name;
        let own = self.datasets.iter().find(|data| data.is_compared_with(other))?;
        if own.name == other.name {
            return Some(
                Problem::new(format!("`{}` is compared with itself", own.name))
                    .hint("name the data file that has the published values"),
            );
        }
        (published(own) && published(other)).then(|| {
            Problem::new(format!("`{}` and `{}` are releases of the same statistics", own.name, other.name)).hint(
                "values are revised between releases: say which is meant by `data:` in the `subject:`, and what was \
                 revised by `.revised_up(…)` or a table of the kind `revisions`",
            )
        })
    }

    /// What queries are asked of.
    pub(super) fn ground<'a>(&'a self, files: &'a [Arc<Dataset>]) -> Ground<'a> {
        let (threshold, unread) = (self.disclosure_threshold, self.data_unread);
        Ground { datasets: files, threshold, unread, parameters: &self.parameters }
    }

    /// What the parameters of queries stand for, known from the data files before any query is asked.
    fn find_parameters(&self, report: &Report) -> Parameters {
        let Some(entry) = &report.subject else {
            return if report.unread.any("subject") { Parameters::Unknown } else { Parameters::Nothing };
        };
        let Some(text) = &entry.area else { return Parameters::Unknown };
        let area = self.area(&text.value).map_err(|problem| problem.at(text));
        let period = self.period(&entry.period.value).map_err(|problem| problem.at(&entry.period));
        match (area, period) {
            (Ok(area), Ok(period)) => {
                Parameters::Subject(About { region: self.region_around(&area), area, period })
            }
            // It is told again where the subject is read, if it cannot be; as the same at the same place, once.
            (Err(error), _) | (_, Err(error)) => Parameters::Wrong(Box::new(error)),
        }
    }

    fn resolve_subject(&mut self, entry: &SubjectEntry, sink: &mut Diagnostics) -> Option<Subject> {
        // Of a report for many areas nobody knows here which one is meant.
        let text = entry.area.as_ref()?;
        let area = self.area(&text.value).map_err(|problem| sink.push(problem.at(text))).ok();
        let period = self.period(&entry.period.value).map_err(|problem| sink.push(problem.at(&entry.period))).ok();
        let area =
            area.map(|area| period.map_or_else(|| Arc::clone(&area), |period| self.of_its_time(&area, period)));
        self.neighbours = area.as_ref().map(|area| self.find_neighbours(area)).unwrap_or_default();
        self.area.clone_from(&area);
        let mut compare = Vec::new();
        for text in &entry.compare {
            match self.area(&text.value) {
                Ok(area) => compare.push(area),
                Err(problem) => sink.push(self.several_areas(text).unwrap_or_else(|| problem.at(text))),
            }
        }
        if let (Some(area), Some(period)) = (&area, period) {
            let problem = self.check_subject(area, period, text, entry);
            if let Some(problem) = problem {
                sink.push(problem);
                return None;
            }
        }
        Some(Subject { area: area?, period: period?, compare })
    }

    /// The area, or the one of its name that the data have in a period in which they do not have it.
    fn of_its_time(&self, area: &Arc<Area>, period: Period) -> Arc<Area> {
        let has = |area: &Arc<Area>| {
            let mut all = self.datasets.iter().flat_map(|data| &data.observed.observations);
            all.any(|one| one.area.code == area.code && one.period == period)
        };
        let namesake = register().namesake(area).filter(|other| !has(area) && has(other));
        Arc::clone(namesake.unwrap_or(area))
    }

    /// Data that say nothing of the subject are most likely the wrong data, or the wrong year.
    fn check_subject(&self, area: &Area, period: Period, text: &Text, entry: &SubjectEntry) -> Option<Diagnostic> {
        if self.datasets.iter().all(|data| data.observed.observations.is_empty()) {
            return None;
        }
        let all = || self.datasets.iter().flat_map(|data| data.observed.observations.iter());
        if !all().any(|one| one.area.code == area.code) {
            let joint =
                self.datasets.iter().find_map(|data| Some(published_together(data, data.joint_return(area)?)));
            let problem = Problem::new(format!("the report's data say nothing about {}", area.name))
                .hint(joint.unwrap_or_else(|| "check the area, or add the data file that has it".to_owned()))
                .follows(self.data_unread);
            Some(problem.at(text))
        } else if !all().any(|one| one.area.code == area.code && one.period == period) {
            let mut periods: Vec<Period> =
                all().filter(|one| one.area.code == area.code).map(|one| one.period).collect();
            periods.sort();
            let span = match (periods.first(), periods.last()) {
                (Some(first), Some(last)) => format!("the data for {} run from {first} to {last}", area.name),
                _ => String::new(),
            };
            let problem = Problem::new(format!("there are no data for {} in {period}", area.name)).hint(span);
            Some(problem.follows(self.data_unread).at(&entry.period))
        } else {
            None
        }
    }
}
