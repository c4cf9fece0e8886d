//! `boardpack schema`: what editors need so that they complete and explain every key.

mod renew;

use std::fmt::Write as _;
use std::io::stderr;
use std::path::{Path, PathBuf};

use crate::build;
use crate::cli::console::show;
use crate::cli::suggest::Suggest;
use crate::cli::{BUILT, HAS_ERRORS, USAGE, say};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::editor::{self, Known};
use crate::project::{Project, profile};
use crate::publish;
use crate::quote;
pub use renew::renew;

/// Tell editors which keys there are in council.yaml and in every kind of report.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Tell editors which keys there are in `council.yaml` and in every kind of report.\n\n\
                  Writes JSON Schema, by which an editor completes keys, explains them and marks what is wrong as it is \
                  typed. In a project it knows the project's people, committees, sections, measures, areas and kinds of \
                  document as well. Each file names its schema in its first line, which `boardpack new` writes:\n\n  \
                  # yaml-language-server: $schema=../.boardpack/schemas/briefing-note.json\n\n\
                  Schemas that are there, or that a file names, are written anew by `boardpack build`, `check` and `watch` when the profile, a kind \
                  of document, or the list of reports and data files has changed.",
    after_help = "Examples:\n  boardpack schema --write\n  boardpack schema\n  boardpack schema briefing-note\n  \
                  boardpack schema council --project coventry\n\n\
                  Exit codes: 0 done, 1 the profile or a schema's file has errors, 2 wrong usage."
)]
pub struct Arguments {
    /// `council` for the profile, or a kind of document; without it, list what there is.
    #[arg(value_name = "KIND", value_parser = Suggest::Schema, hide_possible_values = true)]
    kind: Option<String>,

    /// The project whose names are meant [default: the one that the current folder is in, if any].
    #[arg(long, value_name = "PROJECT")]
    project: Option<PathBuf>,

    /// Write all schemas, or the one of KIND, to `.boardpack/schemas` in the project.
    #[arg(long)]
    write: bool,
}

/// Lists, prints or writes, and returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let (root, known) = match known(arguments.project.as_deref()) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let subjects = editor::subjects(&known);
    let wanted = |subject: &str| arguments.kind.as_deref().is_none_or(|kind| kind == subject);
    let names: Vec<&str> = subjects.iter().map(|(name, _)| name.as_str()).filter(|name| wanted(name)).collect();
    if let (Some(kind), true) = (&arguments.kind, names.is_empty()) {
        return refused(&format!("there is no schema `{kind}`"), &instead_of(kind, &subjects));
    }
    match (&arguments.kind, arguments.write, root) {
        (_, true, Some(root)) => write(&root, &names, &known),
        (_, true, None) => refused(
            &format!("there is no project here: no `{}` in this folder or above it", profile::FILE_NAME),
            "go into the folder of a project, or name it with `--project`",
        ),
        (Some(kind), false, _) => show(&editor::schema(kind, &known).unwrap_or_default(), BUILT),
        (None, false, root) => show(&listed(&subjects, root.as_deref()), BUILT),
    }
}

/// The project, if there is one, and the names that there are.
fn known(project: Option<&Path>) -> Result<(Option<PathBuf>, Known), u8> {
    let root = build::root_of(project.unwrap_or(Path::new(".")));
    let Some(root) = root else {
        return match project {
            Some(project) => Err(refused(
                &format!(
                    "`{}` is in no project: there is no `{}` in it or above it",
                    project.display(),
                    profile::FILE_NAME
                ),
                "name the folder of a project, or make one with `boardpack new project`",
            )),
            None => Ok((None, Known::built_in(Project::built_in_schemas()))),
        };
    };
    let mut sink = Diagnostics::default();
    let known = Known::of(&root, &mut sink);
    let told: String = sink.sorted().iter().map(Diagnostic::render).collect();
    say(&mut stderr(), &told);
    known.map(|known| (Some(root), known)).ok_or(HAS_ERRORS)
}

/// Writes schemas into the project; they are made anew each time, and so are written over. What went wrong is told with the
/// file.
fn put<'a>(
    root: &Path,
    names: impl IntoIterator<Item = &'a str>,
    known: &Known,
) -> Result<(), (PathBuf, std::io::Error)> {
    publish::sweep(&root.join(editor::FOLDER));
    for name in names {
        let path = root.join(editor::FOLDER).join(format!("{name}.json"));
        let text = editor::schema(name, known).unwrap_or_default();
        if std::fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            continue;
        }
        publish::write(&path, text.as_bytes()).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// Writes schemas into the project, and tells how a file names its own.
fn write(root: &Path, names: &[&str], known: &Known) -> u8 {
    if let Err((path, error)) = put(root, names.iter().copied(), known) {
        let (message, hint) = publish::unwritten(&path, &error, "name another project with `--project`");
        say(&mut stderr(), &format!("error: {message}\n  = hint: {hint}\n"));
        return HAS_ERRORS;
    }
    let folder = root.join(editor::FOLDER);
    let schemas = if names.len() == 1 { "1 schema".to_owned() } else { format!("{} schemas", names.len()) };
    let comment = editor::comment("reports/paper.yaml", names.last().unwrap_or(&editor::PROFILE));
    let comment =
        if names == [editor::PROFILE] { editor::comment(profile::FILE_NAME, editor::PROFILE) } else { comment };
    let text = format!(
        "wrote {schemas} to {}\nA file names its schema in its first line, such as\n  {comment}\n",
        folder.display()
    );
    show(&text, BUILT)
}

/// What to write instead of a schema that there is not.
fn instead_of(kind: &str, subjects: &[(String, String)]) -> String {
    if Path::new(kind).is_dir() {
        let project = quote::path(Path::new(kind));
        return format!("a folder is named by an option: `boardpack schema --project {project}`");
    }
    match nearest(kind, subjects.iter().map(|(name, _)| name.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`boardpack schema` lists what there is".to_owned(),
    }
}

fn listed(subjects: &[(String, String)], root: Option<&Path>) -> String {
    let mut text = match root {
        Some(root) => format!("Schemas, with the names of the project in {}:\n", root.display()),
        None => "Schemas:\n".to_owned(),
    };
    let widest = subjects.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, doc) in subjects {
        let _ = writeln!(text, "  {name:widest$}  {doc}");
    }
    text
}

fn refused(message: &str, hint: &str) -> u8 {
    say(&mut stderr(), &format!("error: {message}\n  = hint: {hint}\n"));
    USAGE
}
