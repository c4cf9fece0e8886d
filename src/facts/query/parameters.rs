//! Parameters: what a query is told of the report's subject, bound to names such as `:area` and never pasted into its text.

use std::ops::Range;
use std::sync::Arc;

use crate::data::areas::Area;
use crate::diagnostic::{Diagnostic, nearest};
use crate::facts::problem::Problem;
use crate::facts::query::sql::Sql;
use crate::facts::query::tables::period_text;
use crate::quantity::period::Period;

/// The names of the parameters, without their colon.
const NAMES: [&str; 5] = ["area", "code", "region", "period", "previous"];

/// What the parameters of a report's queries stand for.
#[derive(Debug, Clone)]
pub enum Parameters {
    /// For nothing: the report has no subject.
    Nothing,
    /// For what nobody knows yet, since the report is made for each of many areas, or has a subject that cannot be read.
    Unknown,
    /// For nothing, because of this error in the subject.
    Wrong(Box<Diagnostic>),
    /// For a subject.
    Subject(About),
}

/// The subject that queries follow.
#[derive(Debug, Clone)]
pub struct About {
    /// The area.
    pub area: Arc<Area>,
    /// The region that it belongs to, as the data files have it.
    pub region: Option<Arc<Area>>,
    /// The period.
    pub period: Period,
}

/// What a value means, so that other spellings of it can be told.
#[derive(Debug, Clone)]
pub enum Meant {
    /// The subject's area, or a region; the regions around and within that one are called alike.
    Area(Arc<Area>),
    /// A period.
    Period(Period),
}

/// A parameter that a query uses, with its value.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Its name, without the colon.
    pub name: &'static str,
    /// Its value, as tables hold it.
    pub value: String,
    /// What the value means.
    pub meant: Meant,
    /// Where it first stands in the query.
    pub at: Range<usize>,
}

impl Parameters {
    /// Whether nobody can tell yet what a query asks.
    pub fn wait(&self, sql: &str) -> bool {
        matches!(self, Self::Unknown) && NAMES.iter().any(|name| sql.contains(&format!(":{name}")))
    }

    /// The parameters that a query uses, each once, with their values.
    ///
    /// # Errors
    /// A parameter that is none of these, or that stands for nothing in this report, at its place.
    pub fn bind(&self, sql: &Sql<'_>) -> Result<Vec<Bound>, Box<Diagnostic>> {
        let mut bound: Vec<Bound> = Vec::new();
        for (written, at) in sql.parameters() {
            let wrong = |problem: Problem| Box::new(problem.diagnostic(&sql.text.locate(at.clone())));
            let name = written.strip_prefix(':').ok_or_else(|| wrong(nameless(written)))?;
            let known = NAMES.into_iter().find(|known| *known == name);
            let name = known.ok_or_else(|| wrong(unknown(name)))?;
            // SQLite would take what follows for a part of the name.
            if sql.text.value[at.end..].starts_with(['(', ':']) {
                let problem = Problem::new(format!("`:{name}` is a value, and nothing follows it"));
                return Err(wrong(problem.hint("put a blank after it; functions such as `area(…)` have no colon")));
            }
            if bound.iter().any(|one| one.name == name) {
                continue;
            }
            let about = match self {
                Self::Subject(about) => about,
                Self::Wrong(error) => return Err(error.clone()),
                Self::Nothing | Self::Unknown => {
                    let problem = Problem::new(format!("`:{name}` follows the subject, and the report has none"))
                        .hint("add `subject: {area: Coventry, period: 2025}` to the report");
                    return Err(wrong(problem.follows(matches!(self, Self::Unknown))));
                }
            };
            let (value, meant) = about.value(name).map_err(wrong)?;
            bound.push(Bound { name, value, meant, at });
        }
        Ok(bound)
    }
}

impl About {
    fn value(&self, name: &str) -> Result<(String, Meant), Problem> {
        let area = |value: &String| (value.clone(), Meant::Area(Arc::clone(&self.area)));
        let period = |period: Period| (period_text(period), Meant::Period(period));
        Ok(match name {
            "area" => area(&self.area.name),
            "code" => area(&self.area.code),
            "period" => period(self.period),
            "previous" => period(self.period.previous()),
            _ => match &self.region {
                Some(region) => (region.name.clone(), Meant::Area(Arc::clone(region))),
                None => {
                    return Err(Problem::new(format!("{} does not belong to a region", self.area.name))
                        .hint("write the name of the region that is meant, in single quotes"));
                }
            },
        })
    }
}

/// What is wrong with `?`, `@name` and `$name`.
fn nameless(written: &str) -> Problem {
    Problem::new(format!("nothing is put in the place of `{written}`"))
        .hint("write the value itself, text in single quotes")
        .hint(there_are())
}

/// What is wrong with a name that is no parameter.
fn unknown(name: &str) -> Problem {
    let near = nearest(name, NAMES).map(|near| format!("did you mean `:{near}`?"));
    let problem = Problem::new(format!("unknown parameter `:{name}`")).maybe_hint(near);
    problem.hint(there_are()).hint("any other value is written itself, text in single quotes")
}

fn there_are() -> String {
    let names = NAMES.map(|name| format!("`:{name}`"));
    let [first @ .., last] = &names;
    format!("{} and {last} follow the subject of the report", first.join(", "))
}
