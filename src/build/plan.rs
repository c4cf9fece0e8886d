//! The plan of a run: which reports of which projects the paths mean, and where their papers go.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::build::Unusable;
use crate::diagnostic::nearest;
use crate::project::files::{Files, is_yaml};
use crate::project::profile;
use crate::quote;

/// The folder in a project that its reports stand in.
pub const REPORTS: &str = "reports";

/// The folder in a project that its packs stand in.
pub const PACKS: &str = "packs";

/// The projects that the paths belong to, each with the reports to build, in the order of the paths.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn plan(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<String>)>, Unusable> {
    let mut folders: Vec<(PathBuf, Vec<String>)> = Vec::new();
    for path in paths {
        let shown = path.display();
        if !path.exists() {
            return Err(Unusable {
                message: format!("`{shown}` does not exist"),
                hint: match nearest_name(path) {
                    Some(near) => format!("did you mean `{}`?", quote::path(&near)),
                    None => "name a project's folder, a folder of reports or a report".to_owned(),
                },
            });
        }
        if std::fs::read_dir(path).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied) {
            return Err(Unusable {
                message: format!("the folder `{shown}` cannot be read: permission denied"),
                hint: "check that you may open the folder: there may be reports in it".to_owned(),
            });
        }
        let Some(root) = root_of(path) else {
            return Err(Unusable {
                message: format!(
                    "`{shown}` is in no project: there is no `{}` beside or above it",
                    profile::FILE_NAME
                ),
                hint: format!(
                    "name the folder of a project, which has a `{}`; `boardpack new project` makes one",
                    profile::FILE_NAME
                ),
            });
        };
        let reports = reports_of(path, &root)?;
        if reports.is_empty() {
            return Err(Unusable {
                message: format!("`{shown}` has no reports"),
                hint: format!("reports are YAML files in the folder `{REPORTS}` of a project"),
            });
        }
        // A project may be named in two ways, from here and from the top of the disk.
        match folders.iter_mut().find(|(known, _)| is_same(known, &root)) {
            Some((_, known)) => {
                for report in reports {
                    if !known.contains(&report) {
                        known.push(report);
                    }
                }
            }
            None => folders.push((root, reports)),
        }
    }
    Ok(folders)
}

/// Whether two paths lead to one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// What stands in the place of a file or folder that there is not, and has nearly its name.
pub fn nearest_name(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    // A short name is a part of too many.
    let mut names: Vec<String> = names.filter(|name| name.len() > 3 && !name.starts_with('.')).collect();
    names.sort();
    let near = nearest(wanted, names.iter().map(String::as_str))?;
    Some(folder.map_or_else(|| PathBuf::from(near), |folder| folder.join(near)))
}

/// The nearest folder at or above a path that has a profile.
pub fn root_of(path: &Path) -> Option<PathBuf> {
    let start = if path.is_dir() { path } else { path.parent()? };
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    for folder in start.ancestors() {
        if folder.join(profile::FILE_NAME).is_file() {
            return Some(plain(folder));
        }
        // What is written before `..` is no folder above it.
        if folder.file_name().is_none() {
            break;
        }
    }
    // The path may start inside of the project: then the rest of the way up is not written in it.
    let whole = start.canonicalize().ok()?;
    whole.ancestors().find(|folder| folder.join(profile::FILE_NAME).is_file()).map(Path::to_owned)
}

/// A folder as everything that is said names it: without `./` at its beginning, and `.` for the current one.
pub(super) fn plain(folder: &Path) -> PathBuf {
    let rest = folder.strip_prefix(".").unwrap_or(folder);
    if rest.as_os_str().is_empty() { PathBuf::from(".") } else { rest.to_owned() }
}

/// A path in a folder as everything that is said names it: without `./` at its beginning.
pub fn within(folder: &Path, path: impl AsRef<Path>) -> PathBuf {
    let path = folder.join(path);
    path.strip_prefix(".").map_or(path.clone(), Path::to_owned)
}

/// The reports that a path means, relative to the project.
///
/// # Errors
/// If not all of them can be known.
fn reports_of(path: &Path, root: &Path) -> Result<Vec<String>, Unusable> {
    let files = Files::new(root);
    let folders = match inside(path, root) {
        None => return Ok(Vec::new()),
        Some(report) if path.is_file() && report != profile::FILE_NAME => {
            return if is_yaml(path) { Ok(vec![report]) } else { Err(no_report(path, &files)) };
        }
        Some(inside) => folders(path, inside),
    };
    let found: Result<Vec<_>, _> = folders.iter().map(|folder| files.all_yaml_files(folder)).collect();
    found.map(|found| found.concat()).map_err(|(folder, why)| Unusable {
        message: format!("the folder `{}` {why}", files.shown(&folder)),
        hint: "check that you may open the folder: there may be reports in it".to_owned(),
    })
}

/// What is wrong with a file that was named as a report, and by its name is none.
fn no_report(path: &Path, files: &Files) -> Unusable {
    let report = |text: String| text.lines().any(|line| line.starts_with("template:"));
    let hint = if std::fs::read_to_string(path).is_ok_and(report) {
        format!("rename it, so that its name says so: `{}`", quote::path(&path.with_extension("yaml")))
    } else {
        let reports = files.yaml_files(REPORTS);
        let same = reports.iter().find(|report| Path::new(report).file_stem() == path.file_stem());
        match same {
            Some(report) => format!("did you mean `{}`?", files.shown(report)),
            None => format!("name a report, such as `{REPORTS}/workforce-update.yaml`, or the project's folder"),
        }
    };
    Unusable { message: format!("`{}` is no report: reports are YAML files", path.display()), hint }
}

/// Where a path is in a project.
fn inside(path: &Path, root: &Path) -> Option<String> {
    let (path, root) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
    Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
}

/// The folders whose reports a path means; `inside` is where it is in the project. None for a report.
fn folders(path: &Path, inside: String) -> Vec<String> {
    if inside.is_empty() || inside == profile::FILE_NAME {
        vec![REPORTS.to_owned(), PACKS.to_owned()]
    } else if path.is_file() {
        Vec::new()
    } else {
        vec![inside]
    }
}

/// The name of a report's paper, with the folders that it stands in below `reports`.
pub(super) fn paper(report: &str) -> PathBuf {
    let inside = report.strip_prefix(REPORTS).and_then(|rest| rest.strip_prefix('/')).unwrap_or(report);
    Path::new(inside).with_extension("pdf")
}
