//! Skeletons: a new report, or a new project, as commented YAML that builds at once.
//!
//! A skeleton is made of what the kind's schema says of its fields and sections, so that a project's own kinds have one
//! as well, and none can go out of date. It answers nothing for its author: where something is still to be written
//! stands what belongs there, after [`TO_BE_WRITTEN`], and `boardpack check` lists these places.

mod fields;
mod literal;
mod names;
mod options;
mod page;
mod project;
mod sections;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::claims::Unaccounted;
use crate::project::profile::Profile;
use crate::project::schema::Schema;

pub use literal::literal;
pub use names::slug;
pub use page::{Page, Value, wrapped};
pub use project::{ABOUT_DATA, IGNORED, NewCouncil};
pub use words::TO_BE_WRITTEN;

/// What is known of a report before anything of it is written.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The title, as text of a report.
    pub title: Option<String>,
    /// The date of the document.
    pub date: Option<NaiveDate>,
    /// Values of the kind's own fields.
    pub fields: BTreeMap<String, Value>,
    /// The numbers that these answers say, of which nobody has said yet where they come from.
    pub numbers: Vec<Unaccounted>,
}

/// A report that is to be written.
#[derive(Debug, Clone)]
pub struct Skeleton<'a> {
    /// The kind of document.
    pub schema: &'a Schema,
    /// The council's profile.
    pub profile: &'a Profile,
    /// What is known.
    pub answers: &'a Answers,
    /// Kinds that show reports of this one in another form.
    pub also: Vec<String>,
    /// The comment by which an editor knows which keys the report may have.
    pub editor_comment: String,
    /// A data file of the project, for the comments.
    pub data_file: Option<String>,
    /// The path of the report as its author would type it.
    pub shown: String,
}

impl Skeleton<'_> {
    /// The report in YAML.
    pub fn yaml(&self) -> String {
        let mut page = Page::default();
        self.head(&mut page);
        self.schema.fields.iter().for_each(|field| self.field(field, &mut page));
        if self.schema.binds.is_none() {
            self.recommendations(&mut page);
            self.sections(&mut page);
            self.options(&mut page);
        }
        page.text()
    }

    /// What every report begins with.
    fn head(&self, page: &mut Page) {
        page.line(0, &self.editor_comment);
        page.line(0, "#");
        page.comment(0, &format!("{}: {}", self.schema.name, self.schema.description));
        page.line(0, "#");
        page.comment(
            0,
            &format!(
                "Write your own words wherever it says “{TO_BE_WRITTEN} …”. What begins with a # and no space after it may \
                 be added: take the # away, there and on the lines right below it that go on, and keep all other spaces. Then, \
                 in a terminal:"
            ),
        );
        page.line(0, &format!("#   boardpack check {}", self.shown));
        page.line(0, &format!("#   boardpack build {}", self.shown));
        page.gap();
        page.entry(0, "template", &Value::Text(self.schema.kind.clone()));
        if self.schema.binds.is_some() {
            return;
        }
        if !self.also.is_empty() {
            page.comment(0, "The same report in another form; take this out if there is to be none.");
            match &self.also[..] {
                [only] => page.entry(0, "also", &Value::Text(only.clone())),
                several => {
                    page.entry(0, "also", &Value::List(several.iter().cloned().map(Value::Text).collect()));
                }
            }
        }
        match (&self.answers.title, &self.schema.titled) {
            (Some(title), _) => page.entry(0, "title", &Value::Text(title.clone())),
            (None, Some(_)) => {
                page.comment(0, "Without a title it has one that is made of what stands below.");
                page.option(0, |page| page.entry(0, "title", &Value::Text("A title of its own".to_owned())));
            }
            (None, None) => page.entry(0, "title", &Value::Text("To be written: the title".to_owned())),
        }
        page.comment(0, "A title that fits at the top of a page, where the whole one does not.");
        page.option(0, |page| page.entry(0, "short-title", &Value::Text("A short title".to_owned())));
        page.entry(0, "date", &Value::Text(self.day()));
        page.comment(0, "Stands on every page. Take this line out when the paper is finished.");
        page.entry(0, "marking", &Value::Text("Draft".to_owned()));
    }

    /// The date of the report, or one that shows how dates are written.
    fn day(&self) -> String {
        self.answers.date.map_or_else(|| "2026-01-15".to_owned(), |date| date.to_string())
    }
}
