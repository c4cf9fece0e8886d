//! The names that an expression can start with: measures of the subject, figures of the report.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Value};

use crate::facts::choose::with_article;
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
            let mut parts = vec![("area", subject.area.name.clone()), ("period", subject.period.to_string())];
            if let Some(region) = facts.region_around(&subject.area) {
                parts.push(("region", region.name.clone()));
                parts.push(("the_region", with_article(&region)));
            }
            return Some(Value::from_iter(parts));
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
