//! Why a name has no figure, no measure or no data, and what to write instead.

use std::sync::Arc;

use crate::data::areas::{Area, register};
use crate::data::{Dataset, dfe_csww, measures};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::facts::Facts;
use crate::facts::problem::Problem;
use crate::project::enumerated;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;

/// The most columns that a message lists.
const COLUMNS: usize = 12;

/// The hint that an authority's values stand with those of another.
pub(super) fn published_together(dataset: &Dataset, joint: &Area) -> String {
    format!("`{}` has the two authorities together: write `{}`", dataset.name, joint.name)
}

/// What is wrong with a data file that lacks a column which the report needs in many places.
fn without_column(data: &Dataset, column: &str, follows: bool) -> Problem {
    let names: Vec<String> =
        data.grid.columns.iter().take(COLUMNS).map(|column| format!("`{}`", column.name)).collect();
    let more = data.grid.columns.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Problem::new(format!("`{}` has no column `{column}`", data.file.name))
        .related(&data.grid.header_row(), "the names of its columns")
        .hint(format!("it has {}{more}: add the column `{column}`, or put its name right", names.join(", ")))
        .follows(follows)
        .once()
}

impl Facts {
    /// Why there is no such observation.
    pub(super) fn missing(
        &self,
        measure: &str,
        area: &Area,
        period: Period,
        basis: Basis,
        dataset: &Dataset,
    ) -> Problem {
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
        let has = |other: &Area| on_basis().any(|one| one.area.code == other.code && one.period == period);
        let joint = dataset.joint_return(area).filter(|joint| on_basis().any(|one| one.area.code == joint.code));
        let joint = joint.map(|joint| published_together(dataset, joint));
        let namesake = register().namesake(area).filter(|other| has(other));
        let namesake = namesake.map(|other| {
            format!(
                "`{}` has it of {}, `{}`: that is another area, so that no change runs from one to the other",
                dataset.name, other.name, other.code
            )
        });
        match (here.iter().min(), here.iter().max()) {
            (Some(first), Some(last)) => Problem::new(format!("there is no {name} of {} for {period}", area.name))
                .maybe_hint(joint.clone())
                .maybe_hint(namesake.clone())
                .hint(if first == last {
                    format!("the only period in `{}` is {first}", dataset.name)
                } else {
                    format!("the periods in `{}` run from {first} to {last}", dataset.name)
                }),
            _ => {
                let problem = Problem::new(format!("there is no {name} of {} in `{}`", area.name, dataset.name));
                let has = |other: &&Arc<Dataset>| {
                    other.name != dataset.name
                        && (other.kind != dataset.kind || other.kind != dfe_csww::KIND.name)
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
                    None if joint.is_some() || namesake.is_some() => problem.maybe_hint(joint).maybe_hint(namesake),
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

    pub(super) fn unknown_measure(&self, measure: &str) -> Problem {
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

    /// What is wrong with the names of several areas in one text, where a list is meant.
    pub fn several_areas(&self, text: &Text) -> Option<Diagnostic> {
        enumerated::told("area", text, |part| match self.area(part) {
            Ok(_) => Some(part.to_owned()),
            Err(_) => register().nearest(part).map(str::to_owned),
        })
    }

    /// The same of measures.
    pub fn several_measures(text: &Text) -> Option<Diagnostic> {
        enumerated::told("measure", text, enumerated::key)
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
            Some((data, _)) if has(data, &["period", "year"]) && !has(data, &["area"]) && data.query.is_none() => {
                Ok(without_column(data, "area", problem.follows))
            }
            Some((data, _)) if has(data, &["area"]) && !has(data, &["period", "year"]) && data.query.is_none() => {
                Ok(without_column(data, "period", problem.follows))
            }
            Some((data, at)) => Ok(problem
                .related(&data.shown_at(data.grid.header_span(at)), "it is a column of a plain table")
                .hint("a file of measures has the columns `area` and `period` (or `year`) beside them")),
            None => match self.file_of_measures().filter(|_| measures::find(name).is_some()) {
                Some(data) => Ok(without_column(data, name, problem.follows)),
                None => Err(problem),
            },
        }
    }

    /// The data file that has the measures of the report: the subject's, else the first with some.
    fn file_of_measures(&self) -> Option<&Dataset> {
        let files = || self.datasets.iter().filter(|data| data.query.is_none() && !data.is_of_document());
        self.main.iter().chain(files()).map(Arc::as_ref).find(|data| !data.observed.observations.is_empty())
    }

    /// Whether a name could be that of a figure whose error has been reported: nothing more needs to be said of it.
    pub fn may_be_unread(&self, name: &str) -> bool {
        self.lacks_data() || self.unread.any("subject") || self.unread.has("figures", name)
    }

    /// Whether there are figures whose errors have been reported.
    pub fn lacks_figures(&self) -> bool {
        self.may_be_unread("") || self.unread.any("figures")
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
    pub(super) fn exempt_data(&self, name: &str) -> Problem {
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

    /// Whether there are data that could not be read, or that nobody can ask for before it is known who is meant.
    pub(super) fn lacks_data(&self) -> bool {
        self.data_unread || self.unread.any("data")
    }
}
