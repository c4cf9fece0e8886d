//! The place of a new report: the project that it belongs to, its file, and writing that.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::build::{PACKS, REPORTS, root_of};
use crate::cli::new::{Arguments, Failure};
use crate::project::profile::FILE_NAME;
use crate::project::schema::Schema;
use crate::publish;
use crate::quote::{self, shown};
use crate::skeleton::{Answers, Value, slug};

/// The project that the report is to belong to, if there is one.
pub(super) fn root(arguments: &Arguments) -> Option<PathBuf> {
    let place = named(arguments);
    root_of(&place).or_else(|| root_of(&whole(&place)?))
}

/// Where the user wants the report: a file, a folder, or where they are.
pub(super) fn named(arguments: &Arguments) -> PathBuf {
    arguments.path.clone().unwrap_or_else(|| PathBuf::from("."))
}

/// Where the report goes.
pub(super) fn path(
    arguments: &Arguments,
    root: &Path,
    schema: &Schema,
    answers: &Answers,
) -> Result<PathBuf, Failure> {
    let place = named(arguments);
    let is_file = place.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if is_file {
        return Ok(place);
    }
    if !place.is_dir() {
        let message = format!("`{}` is no folder, and no name of a YAML file", place.display());
        return Err(Failure::usage(message, "name the folder of a project, or a file that ends in `.yaml`"));
    }
    let name = match &schema.binds {
        // A pack has the name of its agenda.
        Some(field) => match answers.fields.get(field) {
            Some(Value::Text(paper)) => {
                let stem = Path::new(paper).file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let stem = stem.unwrap_or_else(|| schema.kind.clone());
                stem.strip_suffix("-agenda").map_or(stem.clone(), str::to_owned)
            }
            _ => schema.kind.clone(),
        },
        None => {
            let words = answers.title.as_deref().map(slug).filter(|slug| !slug.is_empty());
            let words = words.unwrap_or_else(|| schema.kind.clone());
            answers.date.map_or(words.clone(), |date| format!("{date}-{words}"))
        }
    };
    let in_root = same(&place, root) || (arguments.path.is_none() && !place.starts_with(root));
    let folder = if in_root { root.join(if schema.binds.is_some() { PACKS } else { REPORTS }) } else { place };
    Ok(folder.join(format!("{name}.yaml")))
}

/// Whether two paths lead to the same folder.
fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The path of the new file in its project, where `boardpack build` has to find it among the reports.
pub(super) fn inside(path: &Path, root: &Path, schema: &Schema) -> Result<String, Failure> {
    let typed = shown(path);
    let home = if schema.binds.is_some() { PACKS } else { REPORTS };
    let name = path.file_name().filter(|name| *name != FILE_NAME).unwrap_or("paper.yaml".as_ref());
    let refused =
        |what: String| Failure::usage(what, format!("write {}", quote::path(&root.join(home).join(name))));
    let inside = root.canonicalize().ok().and_then(|root| Some(whole(path)?.strip_prefix(root).ok()?.to_owned()));
    let Some(inside) = inside else {
        return Err(refused(format!("`{typed}` lies outside the project `{}`", shown(root))));
    };
    let Some(inside) = inside.to_str().map(|inside| inside.replace('\\', "/")) else {
        return Err(refused(format!("the name of `{typed}` is not text in UTF-8")));
    };
    if typed.contains(char::is_control) {
        return Err(refused(format!(
            "`{}` has a character in its name that no line of text has",
            typed.escape_debug()
        )));
    }
    if ![REPORTS, PACKS].iter().any(|folder| inside.starts_with(&format!("{folder}/"))) {
        let folder = shown(&root.join(home));
        return Err(refused(format!(
            "`{typed}` would not be among the reports of the project, which are in `{folder}`"
        )));
    }
    if path.file_name() == Some(FILE_NAME.as_ref()) {
        return Err(refused(format!("`{FILE_NAME}` is the name of a project's profile, not of a report")));
    }
    // Both would become the same paper.
    let twin = ["yaml", "yml"].map(|ending| path.with_extension(ending));
    match twin.iter().find(|twin| *twin != path && twin.exists()) {
        Some(twin) => Err(Failure::usage(
            format!("`{}` is there already, and both would become the same paper", shown(twin)),
            "give the report another name",
        )),
        None => Ok(inside),
    }
}

/// The whole path of a file that need not be there yet, through folders that need not be either.
fn whole(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let there = path.ancestors().skip(1).find(|folder| folder.is_dir())?;
    let mut whole = there.canonicalize().ok()?;
    for part in path.strip_prefix(there).ok()?.components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    Some(whole)
}

/// Writes a new file, never over one that is there.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    publish::write_new(path, text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => there_already(path),
        _ => unwritten(path, &error),
    })
}

/// The error for a file that would be written over.
pub(super) fn there_already(path: &Path) -> Failure {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let free = (2..100).map(|number| path.with_file_name(format!("{stem}-{number}.{ending}")));
    let free = free.into_iter().find(|path| path.symlink_metadata().is_err());
    let such = free.map_or_else(String::new, |free| format!(", such as `{}`", quote::path(&free)));
    Failure::Unwritten(
        format!("`{}` is there already", shown(path)),
        format!("nothing is written over; name another file as the last word{such}"),
    )
}

pub(super) fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    let (message, hint) = publish::unwritten(path, error, "name another file as the last word");
    Failure::Unwritten(message, hint)
}
