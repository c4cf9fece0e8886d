//! Proof: a new report is read as a build would read it, before anything of it is written.

use crate::claims::{self, Unaccounted};
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile};
use crate::narrative::papers::{Edition, Paper};
use crate::project::Project;
use crate::project::schema::Schema;
use crate::shelf::Shelf;
use crate::skeleton::{Answers, Skeleton};

/// The numbers that a new report says and nothing gives: with them stated as figures it builds.
///
/// # Errors
/// What a build would refuse even then, such as shares that cannot be those of the numbers beside them.
pub(super) fn numbers(project: &Project, skeleton: &Skeleton<'_>) -> Result<Vec<Unaccounted>, Box<Diagnostic>> {
    let Some(paper) = narrated(project, skeleton) else { return Ok(Vec::new()) };
    let numbers = claims::unaccounted(&paper.report, &paper.narrated);
    let answers = Answers { numbers: numbers.clone(), ..skeleton.answers.clone() };
    match refused(project, &Skeleton { answers: &answers, ..skeleton.clone() }) {
        Some(refused) => Err(Box::new(refused)),
        None => Ok(numbers),
    }
}

/// Whether a report with that title, as text of a report, can be built.
///
/// # Errors
/// What is wrong with it, and what to write.
pub(super) fn title(project: &Project, schema: &Schema, title: &str) -> Result<(), String> {
    let answers = Answers { title: Some(title.to_owned()), ..Answers::default() };
    let skeleton = Skeleton {
        schema,
        profile: &project.profile,
        answers: &answers,
        also: Vec::new(),
        editor_comment: String::new(),
        data_file: None,
        shown: String::new(),
    };
    match numbers(project, &skeleton) {
        Ok(_) => Ok(()),
        Err(refused) => Err(format!("{}; {}", refused.message, refused.hints.join("; "))),
    }
}

/// The first sentence of a new report that the claims stop, if there is one.
fn refused(project: &Project, skeleton: &Skeleton<'_>) -> Option<Diagnostic> {
    let paper = narrated(project, skeleton)?;
    let mut sink = Diagnostics::default();
    claims::check(&paper.report, &paper.narrated, &mut sink);
    sink.sorted().into_iter().find(|one| one.severity == Severity::Error)
}

/// A new report with its texts; `None` if it cannot be read. What its author still has to say is none of its sentences.
fn narrated(project: &Project, skeleton: &Skeleton<'_>) -> Option<Paper> {
    let mut aside = Diagnostics::default();
    let report = project.report_from(&SourceFile::new(&*skeleton.shown, skeleton.yaml()), &mut aside)?;
    let store = Store::default();
    Some(Shelf::new(project, &store, Edition::Public).narrate_report(&skeleton.shown, report, &mut aside))
}
