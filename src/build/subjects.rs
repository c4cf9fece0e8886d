//! Subjects of a run: a report with `for-each` becomes a unit for each of its areas, named before anything is made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::plan;
use crate::build::shop::Shops;
use crate::data::areas::{Area, register};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::Facts;
use crate::project::report::Report;
use crate::project::subjects::{Blanks, ForEach, NamePattern, is_for_each};

/// An area that a report is about, and where its paper goes, relative to the folder for papers.
pub(super) type Subject = (Arc<Area>, PathBuf);

/// Whom a report is made for; `None` for one that is made once. Empty if nobody can tell, for reasons that are in the
/// sink.
///
/// Reports without the words in them are not read for this. `asked` is what the command line says instead of the report.
pub(super) fn of(
    shops: &Shops,
    path: &str,
    asked: Option<&ForEach>,
    sink: &mut Diagnostics,
) -> Option<Vec<Subject>> {
    if asked.is_none() && !is_for_each(&shops.files, path) {
        return None;
    }
    let mut own = Diagnostics::default();
    let subjects = find(shops, path, asked, &mut own, sink);
    // What is wrong with the report is told by each of its papers, unless there are none.
    if subjects.is_none() {
        sink.extend(own);
    }
    Some(subjects.unwrap_or_default())
}

fn find(
    shops: &Shops,
    path: &str,
    asked: Option<&ForEach>,
    own: &mut Diagnostics,
    sink: &mut Diagnostics,
) -> Option<Vec<Subject>> {
    let shop = shops.of(path, own)?;
    // What is read to find out whom a report is for is none of the other reports' business.
    let project = &shop.project.noting();
    let report = project.report(path, own)?;
    let each = asked.or(report.for_each.as_ref())?;
    let Some(subject) = &report.subject else {
        if !own.has_errors() {
            let whole = Span::new(&report.file, 0..0);
            own.push(
                Diagnostic::error("a report for each of many areas, without a subject", &whole)
                    .hint("add `subject: {period: 2025, compare: [region, England]}`, or leave the report out"),
            );
        }
        return None;
    };
    let datasets = report.data.iter().filter_map(|entry| shop.store.get(&project.files, entry, own)).collect();
    let facts = Facts::gather(&report, &project.profile, datasets, own);
    let period =
        facts.period(&subject.period.value).map_err(|problem| own.push(problem.at(&subject.period))).ok()?;
    let areas = facts.subjects(each, period, sink)?;
    warn_of_one_title(&report, &areas, sink);
    let usual = NamePattern::usual(&each.place);
    let pattern = each.name.as_ref().unwrap_or(&usual);
    let paper = plan::paper(path);
    let stem = paper.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let period = period.to_string();
    let name = |area: &Arc<Area>| {
        let region = register().by_code(&area.region).map_or("", |region| region.name.as_str());
        let blanks = Blanks { report: &stem, area: &area.name, code: &area.code, region, period: &period };
        paper.with_file_name(format!("{}.pdf", pattern.name(blanks)))
    };
    let subjects: Vec<Subject> = areas.iter().map(|area| (Arc::clone(area), name(area))).collect();
    only_one_each(&subjects, pattern, sink)?;
    Some(subjects)
}

/// Two areas whose papers would have one name: neither may overwrite the other.
fn only_one_each(subjects: &[Subject], pattern: &NamePattern, sink: &mut Diagnostics) -> Option<()> {
    // Some file systems take capitals for small letters.
    let key = |name: &Path| name.to_string_lossy().to_lowercase();
    let mut names: Vec<(String, &Subject)> = subjects.iter().map(|one| (key(&one.1), one)).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let same = names.windows(2).find(|pair| pair[0].0 == pair[1].0);
    let Some([(_, (one, name)), (_, (other, _))]) = same else { return Some(()) };
    let message =
        format!("the papers of {} and {} would both be called `{}`", one.name, other.name, name.display());
    sink.push(
        Diagnostic::error(message, &pattern.place)
            .hint("add `{area}` to the name, or `{code}` where areas are called alike"),
    );
    None
}

/// Papers with one title cannot be told apart in a list.
fn warn_of_one_title(report: &Report, areas: &[Arc<Area>], sink: &mut Diagnostics) {
    if areas.len() > 1 && !report.untitled && !report.title.value.contains("{{") {
        sink.push(
            Diagnostic::warning(format!("{} papers with one title", areas.len()), &report.title.span)
                .hint("say in it whom the paper is about: `{{ subject.area }}`"),
        );
    }
}
