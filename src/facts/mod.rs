//! Facts: observations become figures that a report can use, each with where it came from.

pub mod agreement;
pub mod amount;
pub mod choose;
pub mod columns;
pub mod comparison;
pub mod derived;
pub mod disclosure;
pub mod extent;
pub mod figure;
mod named;
pub mod neighbours;
pub mod query;
pub mod reach;
pub mod release;
pub mod series;
pub mod spread;
mod subjects;
pub mod sum;
pub mod target;
pub mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::project::exempt::Left;
use crate::project::profile::Profile;
use crate::project::report::{Report, Unread};
use crate::project::sources::SubjectEntry;
use crate::project::targets::TargetEntry;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::Style;
use crate::quantity::value::Unit;
use figure::Figure;
use neighbours::Neighbours;
use query::{About, Ground, Parameters};

/// All that a report can say in figures.
#[derive(Debug)]
pub struct Facts {
    /// The report's datasets, in its order.
    pub datasets: Vec<Arc<Dataset>>,
    /// What the report is about.
    pub subject: Option<Subject>,
    /// How numbers are written.
    pub style: Style,
    /// Figures that the report names itself.
    pub named: BTreeMap<String, Figure>,
    /// The basis of measures that have two, unless an expression says otherwise.
    pub basis: Basis,
    /// The subject's statistical neighbours, by each file of them.
    neighbours: Vec<Neighbours>,
    /// The subject's area, known before the subject is.
    area: Option<Arc<Area>>,
    /// The dataset that is meant where more than one has a measure.
    main: Option<Arc<Dataset>>,
    /// Counts of people above zero and below this are left out.
    disclosure_threshold: Decimal,
    tolerance: Vec<(Unit, Decimal)>,
    /// What the council has set itself, by measure.
    targets: BTreeMap<String, TargetEntry>,
    /// What the parameters of queries stand for.
    parameters: Parameters,
    /// The path of the profile, for hints.
    profile: String,
    /// Whether a data file, or the report's entry of one, has errors that have been reported.
    data_unread: bool,
    /// What else of the report has errors that have been reported.
    unread: Unread,
    /// In the public edition, what was left out of the report.
    left: Left,
}

/// What a report is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The area.
    pub area: Arc<Area>,
    /// The period.
    pub period: Period,
    /// What it is compared with, in the author's order.
    pub compare: Vec<Arc<Area>>,
}

/// Something that cannot be said; whoever asked knows the place in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One lower-case phrase.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
    /// Other places that explain it, each with its words.
    pub related: Vec<(Span, String)>,
    /// Whether it only follows from an error that has been reported already.
    pub follows: bool,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new(), related: Vec::new(), follows: false }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a hint if there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// Adds another place that explains the problem.
    #[must_use]
    pub fn related(mut self, place: &Span, words: &str) -> Self {
        self.related.push((place.clone(), words.to_owned()));
        self
    }

    /// Marks what can only be a consequence of an error that has been reported already.
    #[must_use]
    pub fn follows(mut self, follows: bool) -> Self {
        self.follows = follows;
        self
    }

    /// The problem as an error at a place in the report.
    pub fn at(self, text: &Text) -> Diagnostic {
        self.diagnostic(&text.span)
    }

    /// The problem as an error at a place.
    pub fn diagnostic(self, place: &Span) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.message, place).follows(self.follows);
        diagnostic.related = self.related;
        self.hints.into_iter().fold(diagnostic, Diagnostic::hint)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Facts {
    /// Gathers the figures of a report from its datasets.
    ///
    /// What cannot be resolved is reported and left out; what only follows from a data file that could not be read is
    /// not reported; expressions that need it are reported where they stand.
    pub fn gather(report: &Report, profile: &Profile, datasets: Vec<Arc<Dataset>>, sink: &mut Diagnostics) -> Self {
        let stated = named::stated(report);
        let datasets = disclosure::protect(&datasets, &stated, profile.disclosure_threshold);
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
            facts.datasets = disclosure::protect(&facts.datasets, &stated, profile.disclosure_threshold);
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
        facts
    }

    /// Why a dataset cannot be compared with another by `compare-with`: two releases of the same statistics never are.
    fn unlike_releases(&self, other: &Dataset) -> Option<Problem> {
        let published = |data: &Dataset| data.kind == crate::data::dfe_csww::KIND.name;
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
    fn ground<'a>(&'a self, files: &'a [Arc<Dataset>]) -> Ground<'a> {
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
        self.neighbours = area.as_ref().map(|area| self.find_neighbours(area)).unwrap_or_default();
        self.area.clone_from(&area);
        let period = self.period(&entry.period.value).map_err(|problem| sink.push(problem.at(&entry.period))).ok();
        let mut compare = Vec::new();
        for text in &entry.compare {
            match self.area(&text.value) {
                Ok(area) => compare.push(area),
                Err(problem) => sink.push(problem.at(text)),
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

    /// Data that say nothing of the subject are most likely the wrong data, or the wrong year.
    fn check_subject(&self, area: &Area, period: Period, text: &Text, entry: &SubjectEntry) -> Option<Diagnostic> {
        if self.datasets.iter().all(|data| data.observed.observations.is_empty()) {
            return None;
        }
        let all = || self.datasets.iter().flat_map(|data| data.observed.observations.iter());
        if !all().any(|one| one.area.code == area.code) {
            let problem = Problem::new(format!("the report's data say nothing about {}", area.name))
                .hint("check the area, or add the data file that has it")
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

    /// The figure of a measure for an area in a period; on the report's basis unless another is asked for.
    ///
    /// # Errors
    /// If the measure is unknown or ambiguous, or the data have no such row.
    pub fn figure(
        &self,
        measure: &str,
        area: &Arc<Area>,
        period: Period,
        basis: Option<Basis>,
        dataset: Option<&Arc<Dataset>>,
    ) -> Result<Figure, Problem> {
        let dataset = match dataset {
            Some(dataset) => dataset,
            None => self.dataset_with(measure)?,
        };
        if area.level == Level::Neighbours {
            return self.average(measure, area, period, basis, dataset);
        }
        let wanted = self.basis_of(measure, dataset, basis);
        if let Some(one) = dataset.observation(measure, wanted, &area.code, period) {
            return Ok(figure::read(dataset, one));
        }
        // What the council's own file does not have may stand in the one that it is compared with.
        let published = self.datasets.iter().find(|other| dataset.is_compared_with(other));
        let published = published
            .and_then(|other| Some(figure::read(other, other.observation(measure, wanted, &area.code, period)?)));
        published.ok_or_else(|| self.missing(measure, area, period, wanted.unwrap_or(self.basis), dataset))
    }

    /// The basis on which a measure is shown: the one that is asked for, else the report's where the data have it, else
    /// the only one they have; `None` for a measure without basis.
    pub fn basis_of(&self, measure: &str, dataset: &Dataset, asked: Option<Basis>) -> Option<Basis> {
        let known = dataset.bases(measure);
        let asked = asked.filter(|_| known.iter().any(Option::is_some));
        asked.or_else(|| {
            let own = Some(self.basis);
            if known.is_empty() || known.contains(&own) { own } else { known[0] }
        })
    }

    /// The figure of a measure for the subject.
    ///
    /// # Errors
    /// If the report has no subject, or the data have no such row.
    pub fn of_subject(&self, measure: &str) -> Result<Figure, Problem> {
        let subject = self.subject.as_ref().ok_or_else(|| self.no_subject("area and period"))?;
        self.figure(measure, &subject.area, subject.period, None, None)
    }

    /// Why there is no such observation.
    fn missing(&self, measure: &str, area: &Area, period: Period, basis: Basis, dataset: &Dataset) -> Problem {
        let of_measure = || dataset.observed.observations.iter().filter(|one| one.measure.id == measure);
        let Some(name) = of_measure().next().map(|one| one.measure.name.clone()) else {
            return self.unknown_measure(measure);
        };
        let on_basis = || of_measure().filter(|one| one.basis.is_none_or(|known| known == basis));
        if on_basis().next().is_none() {
            return Problem::new(format!("`{}` has no {name} on the basis {}", dataset.name, basis.name()))
                .hint("leave the basis out, or use a data file that has it");
        }
        let here: Vec<Period> = on_basis().filter(|one| one.area.code == area.code).map(|one| one.period).collect();
        match (here.iter().min(), here.iter().max()) {
            (Some(first), Some(last)) => Problem::new(format!("there is no {name} of {} for {period}", area.name))
                .hint(if first == last {
                    format!("the only period in `{}` is {first}", dataset.name)
                } else {
                    format!("the periods in `{}` run from {first} to {last}", dataset.name)
                }),
            _ => {
                let problem = Problem::new(format!("there is no {name} of {} in `{}`", area.name, dataset.name));
                let has = |other: &&Arc<Dataset>| {
                    other.name != dataset.name
                        && (other.kind != dataset.kind || other.kind != crate::data::dfe_csww::KIND.name)
                        && other.observed.observations.iter().any(|one| {
                            one.measure.id == measure && one.area.code == area.code && one.period == period
                        })
                };
                match self.datasets.iter().find(has) {
                    Some(other) => problem.hint(format!(
                        "`{}` has it: to let `{}` stand beside published values, add `compare-with: {}` to it under \
                         `data:`",
                        other.name, dataset.name, other.name
                    )),
                    None => {
                        // Areas of the dataset that have other measures only are no help.
                        let mut areas: Vec<&str> = Vec::new();
                        for one in on_basis() {
                            if !areas.contains(&one.area.name.as_str()) {
                                areas.push(&one.area.name);
                            }
                        }
                        let first: Vec<String> = areas.iter().take(10).map(|area| format!("`{area}`")).collect();
                        let more = match areas.len() - first.len() {
                            0 => String::new(),
                            more => format!(" and {more} more"),
                        };
                        problem.hint(format!("`{}` has the {name} of {}{more}", dataset.name, first.join(", ")))
                    }
                }
            }
        }
    }

    /// The dataset of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn dataset(&self, name: &str) -> Result<Arc<Dataset>, Problem> {
        self.datasets.iter().find(|data| data.name == name).cloned().ok_or_else(|| {
            if self.left.has("data", name) {
                return self.exempt_data(name);
            }
            let known = self.datasets.iter().map(|data| data.name.as_str());
            let hint = did_you_mean(name, known);
            Problem::new(format!("unknown data `{name}`"))
                .hint(
                    hint.unwrap_or_else(|| "list the file under `data:` of the report, with this name".to_owned()),
                )
                .follows(self.lacks_data())
        })
    }

    /// Whether there are data that could not be read, or that nobody can ask for before it is known who is meant.
    fn lacks_data(&self) -> bool {
        self.data_unread || self.unread.any("data")
    }

    /// The one dataset that has a measure.
    ///
    /// # Errors
    /// If none has it, or more than one.
    pub fn dataset_with(&self, measure: &str) -> Result<&Arc<Dataset>, Problem> {
        if let Some(main) = self.main.as_ref().filter(|data| data.measure(measure).is_some()) {
            return Ok(main);
        }
        let mut with = self.datasets.iter().filter(|data| data.measure(measure).is_some());
        match (with.next(), with.next()) {
            (Some(one), None) => Ok(one),
            (Some(one), Some(two)) => Err(Problem::new(format!(
                "both `{}` and `{}` have the measure `{measure}`",
                one.name, two.name
            ))
            .hint(format!(
                "say once which is meant, with `data: {}` in the `subject:`, or for one figure under `figures:`",
                one.name
            ))),
            (None, _) => Err(self.unknown_measure(measure)),
        }
    }

    fn unknown_measure(&self, measure: &str) -> Problem {
        if let Some(problem) = self.exempt(measure) {
            return problem;
        }
        let problem = Problem::new(format!("unknown measure `{measure}`")).follows(self.lacks_data());
        let problem = match self.why_no_figure(problem, measure) {
            Ok(explained) => return explained,
            Err(problem) => problem,
        };
        if self.named.contains_key(measure) {
            return Problem::new(format!("`{measure}` is a figure of the report, and has one value only"))
                .hint("make a figure for the other area, period or basis under `figures:`, and compare the two");
        }
        if self.measure_ids().next().is_none() {
            return problem.hint("no data file of this report has measures; list one under `data:`");
        }
        problem.maybe_hint(did_you_mean(measure, self.measure_ids()))
    }

    /// Explains why a name that the data have is not the name of a figure; gives the problem back if they do not.
    ///
    /// # Errors
    /// The problem as it was, if nothing is known about the name.
    pub fn why_no_figure(&self, problem: Problem, name: &str) -> Result<Problem, Problem> {
        if self.subject.is_none() && self.measure_ids().any(|id| id == name) {
            return Ok(problem.hint("add `subject: {area: Coventry, period: 2025}`, to say whose and when"));
        }
        let tables = self.datasets.iter().filter(|data| data.observed.observations.is_empty());
        let has = |data: &Dataset, wanted: &[&str]| {
            let named = |column: &str| wanted.iter().any(|wanted| column.eq_ignore_ascii_case(wanted));
            data.grid.columns.iter().any(|column| named(&column.name))
        };
        let asked = tables.clone().find(|data| {
            data.query.is_some() && has(data, &[name]) && has(data, &["area"]) && has(data, &["period", "year"])
        });
        if let Some(data) = asked {
            return Ok(problem.hint(format!(
                "add `measures: {{{name}: {{name: {}, unit: people}}}}` to `{}` under `data:`, with what it counts: then \
                 its rows are values of areas and periods",
                name.replace('_', " "),
                data.name
            )));
        }
        let column = |data: &Dataset| data.grid.columns.iter().position(|column| column.name == name);
        match tables.filter_map(|data| Some((data, column(data)?))).next() {
            Some((data, at)) => Ok(problem
                .related(&data.shown_at(data.grid.header_span(at)), "it is a column of a plain table")
                .hint("a file of measures has the columns `area` and `period` (or `year`) beside them")),
            None => Err(problem),
        }
    }

    /// The names of all measures of all datasets.
    pub fn measure_ids(&self) -> impl Iterator<Item = &str> {
        let mut ids: Vec<&str> = self
            .datasets
            .iter()
            .flat_map(|data| data.measures().iter().map(|measure| measure.id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
    }

    /// The area that somebody means by a name or a code.
    ///
    /// # Errors
    /// If there is none, with the nearest name.
    pub fn area(&self, text: &str) -> Result<Arc<Area>, Problem> {
        if let Some(neighbours) = self.neighbours_named(text) {
            return neighbours;
        }
        if let Some(own) = self.own_area(text) {
            return own;
        }
        // An authority that came into being after this program was built is known by the data alone.
        let known = self.datasets.iter().find_map(|data| data.area(text)).or_else(|| register().find(text));
        known.cloned().ok_or_else(|| {
            let hint = match register().nearest(text) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write an authority, a region or `England`, by its name or code".to_owned(),
            };
            Problem::new(format!("unknown area `{text}`")).hint(hint)
        })
    }

    /// The period that is written so.
    ///
    /// # Errors
    /// If it is no period.
    pub fn period(&self, text: &str) -> Result<Period, Problem> {
        Period::parse(text).ok_or_else(|| {
            Problem::new(format!("`{text}` is not a period"))
                .hint("write a year, `2025`, a split year, `2024-25`, or a month, `2025-03`")
        })
    }

    /// Whether a name could be that of a figure whose error has been reported: nothing more needs to be said of it.
    pub fn may_be_unread(&self, name: &str) -> bool {
        self.lacks_data() || self.unread.any("subject") || self.unread.has("figures", name)
    }

    /// Why a public text cannot name something: it is exempt, or made of what is.
    pub fn exempt(&self, name: &str) -> Option<Problem> {
        let because = ["figures", "measures", "data"].into_iter().find_map(|key| self.left.why(key, name))?;
        let problem = Problem::new(format!("`{name}` is exempt from publication, and this text is public"))
            .related(&because.exempt.place, "exempt here");
        let made_of = because.made_of.as_ref().filter(|made_of| *made_of != name);
        Some(
            problem
                .maybe_hint(made_of.map(|of| format!("`{name}` is made of `{of}`, which is exempt")))
                .hint("add `exempt:` to the text as well, or say it without what is exempt"),
        )
    }

    /// Why the public edition cannot use data where its author names them.
    fn exempt_data(&self, name: &str) -> Problem {
        let problem = Problem::new(format!("the data `{name}` are exempt from publication, and this is public"));
        let problem = match self.left.why("data", name) {
            Some(because) => problem.related(&because.exempt.place, "exempt here"),
            None => problem,
        };
        problem.hint("name data that are public; what is made of exempt data can only be shown in an exempt part")
    }

    /// Why an exhibit or a figure needs a subject.
    pub fn no_subject(&self, what: &str) -> Problem {
        Problem::new(format!("no {what} is given, and the report has no subject"))
            .hint("add `subject: {area: Coventry, period: 2025}` to the report")
            .follows(self.unread.any("subject"))
    }

    /// How far two values of a unit may lie apart and still be called steady or similar.
    pub fn tolerance(&self, unit: Unit) -> Decimal {
        self.tolerance.iter().find(|(known, _)| *known == unit).map_or(Decimal::ZERO, |(_, value)| *value)
    }
}
