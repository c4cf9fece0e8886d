//! `boardpack new project`: a folder with a profile and a first report.

use std::path::Path;

use chrono::NaiveDate;

use crate::build::root_of;
use crate::cli::new::ask::Asker;
use crate::cli::new::{Arguments, Failure, place, report, typed};
use crate::editor;
use crate::project::profile::FILE_NAME;
use crate::quote;
use crate::skeleton::{self, NewCouncil};

/// What the first report of a new project is.
const FIRST_KIND: &str = "briefing-note";
const FIRST_TITLE: &str = "First briefing note";

/// Makes a project, and returns what to tell.
pub fn make(
    arguments: &Arguments,
    mut asker: Option<&mut (dyn Asker + '_)>,
    today: NaiveDate,
) -> Result<String, Failure> {
    let mut problems = Vec::new();
    if !arguments.set.is_empty() {
        let hint = "make the project first; `boardpack new KIND --set …` makes a report in it".to_owned();
        problems.push(("a project has no fields to set".to_owned(), hint));
    }
    if asker.is_none() {
        let missing: Vec<&str> =
            [(arguments.path.is_none(), "a folder"), (arguments.name.is_none(), "the council's name")]
                .into_iter()
                .filter_map(|(missing, what)| missing.then_some(what))
                .collect();
        if !missing.is_empty() {
            // What was written stays, so that the rest can be added to it.
            let folder = arguments.path.as_deref().map_or_else(|| "coventry".to_owned(), quote::path);
            let name = arguments.name.as_deref().unwrap_or("Coventry City Council");
            let message = format!("a project needs {}", missing.join(" and "));
            let command = format!("boardpack new project {folder} --name {}", quote::words(name));
            problems.push((message, format!("write it as in `{command}`")));
        }
    }
    let mut read = |option: &str, typed: Option<&String>| {
        let read = typed.map(|typed| typed::words(typed));
        match read {
            Some(Err(why)) => {
                problems.push(typed::problem(option, &why));
                None
            }
            Some(Ok(words)) => Some(words),
            None => None,
        }
    };
    let name = read("--name", arguments.name.as_ref());
    let committee = read("--committee", arguments.committee.as_ref());
    let title = read("--title", arguments.title.as_ref());
    let date = arguments.date.as_deref().map(typed::date);
    if let Some(Err(why)) = &date {
        problems.push(typed::problem("--date", why));
    }
    if !problems.is_empty() {
        return Err(Failure::Usage(problems));
    }
    if let (None, None, Some(asker)) = (&arguments.what, &arguments.path, asker.as_deref_mut()) {
        asker.show("There is no project here yet. This makes one: a folder with what your papers share.\n");
    }
    let folder = match (&arguments.path, asker.as_deref_mut()) {
        (Some(path), _) => path.clone(),
        (None, Some(asker)) => {
            let path = asker.line("Folder for the project", None, &|path| may_be(&typed::folder(path)?))?;
            typed::folder(&path).map_err(|_| Failure::Stopped)?
        }
        (None, None) => return Err(Failure::Stopped),
    };
    may_be(&folder).map_err(|why| {
        let (what, hint) = why.split_once(": ").unwrap_or((&why, ""));
        Failure::usage(what, hint)
    })?;
    let check = |words: &str| typed::words(words).map(|_| ());
    let name = match (name, asker.as_deref_mut()) {
        (Some(name), _) => name,
        (None, Some(asker)) => asker.line("Name of the council", None, &check)?,
        (None, None) => return Err(Failure::Stopped),
    };
    let committee = match (committee, asker) {
        (Some(committee), _) => committee,
        (None, Some(asker)) => asker.line("Committee that gets its papers", Some(NewCouncil::COMMITTEE), &check)?,
        (None, None) => NewCouncil::COMMITTEE.to_owned(),
    };
    let council = NewCouncil::new(&name, &committee);
    let date = date.and_then(Result::ok).unwrap_or(today);
    if let Some(title) = &title {
        tried(&council, title, date)?;
    }
    write(&folder, &council, title.as_deref().unwrap_or(FIRST_TITLE), date)
}

/// Makes the project where nobody sees it, since a title that no report can have must leave nothing behind.
fn tried(council: &NewCouncil, title: &str, date: NaiveDate) -> Result<(), Failure> {
    let Ok(folder) = tempfile::tempdir() else { return Ok(()) };
    match write(folder.path(), council, title, date) {
        Err(Failure::Usage(problems)) => Err(Failure::Usage(problems)),
        // What else goes wrong there says nothing of the folder that is wanted.
        _ => Ok(()),
    }
}

/// Whether a folder may become a project.
fn may_be(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    if folder.as_os_str().is_empty() {
        return Err("write the name of a folder: it is made".to_owned());
    }
    if folder.is_file() {
        return Err(format!("`{shown}` is a file: name a folder"));
    }
    if folder.join(FILE_NAME).symlink_metadata().is_ok() {
        return Err(format!(
            "`{shown}` is a project already: `boardpack new KIND {}` makes a report in it",
            quote::path(folder)
        ));
    }
    let above = folder.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("."));
    match root_of(above) {
        Some(root) => {
            Err(format!("`{shown}` lies in the project `{}`: name a folder outside of it", root.display()))
        }
        None => Ok(()),
    }
}

/// Writes the files of a project; the profile first, since with it the folder is a project.
fn write(folder: &Path, council: &NewCouncil, title: &str, date: NaiveDate) -> Result<String, Failure> {
    let profile = folder.join(FILE_NAME);
    place::write(&profile, &council.yaml(&editor::comment(FILE_NAME, editor::PROFILE)))?;
    let mut said = format!("wrote {}\n", quote::shown(&profile));
    for (name, text) in [(".gitignore", skeleton::IGNORED), ("data/README.txt", skeleton::ABOUT_DATA)] {
        let path = folder.join(name);
        // A folder that was there before may have these of its own.
        if path.symlink_metadata().is_ok() {
            said.push_str(&format!("left {} as it is\n", quote::shown(&path)));
            continue;
        }
        place::write(&path, text)?;
        said.push_str(&format!("wrote {}\n", quote::shown(&path)));
    }
    let arguments = Arguments {
        what: Some(FIRST_KIND.to_owned()),
        path: Some(folder.to_owned()),
        title: Some(title.to_owned()),
        date: Some(date.to_string()),
        ..Arguments::default()
    };
    let first = report::make(&arguments, None, date)?;
    said.push_str(first.lines().next().unwrap_or_default());
    let (folder, out) = (quote::path(folder), quote::shown(&folder.join("out")));
    said.push_str(&format!(
        "\n\nOpen {} in an editor and write what is your council's.\n\n  boardpack build {folder}\n    makes the papers, in \
         {out}\n  boardpack check {folder}\n    says what is still to be written\n  boardpack new briefing-note {folder}\n    \
         makes the next report; boardpack templates lists the kinds\n",
        quote::shown(&profile)
    ));
    Ok(said)
}
