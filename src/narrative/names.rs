//! The names that an expression can start with: measures of the subject, figures of the report.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Value};

use crate::facts::choose::words::with_article;
use crate::facts::problem::Problem;
use crate::narrative::expression::{Desk, Fact};

/// The names that an expression can start with.
#[derive(Clone)]
pub struct Names {
    desk: Arc<Desk>,
}

impl Names {
    /// The names of a report.
    pub fn new(desk: &Arc<Desk>) -> Self {
        Self { desk: Arc::clone(desk) }
    }

    /// Every name, for hints.
    pub fn all(&self) -> Vec<&str> {
        let facts = &self.desk.facts;
        let mut names: Vec<&str> = facts.named.keys().map(String::as_str).collect();
        if facts.subject.is_some() {
            names.extend(facts.measure_ids());
            names.push("subject");
        }
        names
    }
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let facts = &self.desk.facts;
        if let Some(figure) = facts.named.get(name) {
            return Some(Value::from_object(Fact::figure(figure.clone(), &self.desk)));
        }
        let has = |id: &str| facts.measure_ids().any(|known| known == id);
        if let Some(problem) = facts.exempt(name).filter(|_| !has(name)) {
            return Some(self.desk.value(Err(problem)));
        }
        let subject = facts.subject.as_ref()?;
        if name == "subject" {
            let region = || facts.area("region");
            let said = |words: Result<String, Problem>| match words {
                Ok(words) => Value::from(words),
                Err(problem) => Value::from(self.desk.error(problem)),
            };
            let parts = [
                ("area", Ok(subject.area.name.clone())),
                ("period", Ok(subject.period.to_string())),
                ("region", region().map(|region| region.name.clone())),
                ("the_region", region().map(|region| with_article(&region))),
            ];
            let parts = parts.map(|(name, words)| (name.to_owned(), said(words)));
            return Some(Value::from(BTreeMap::from(parts)));
        }
        has(name).then(|| {
            let figure = facts.of_subject(name);
            self.desk.value(figure.map(|figure| Fact::figure(figure, &self.desk)))
        })
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}
