//! `boardpack new KIND`: a new report of a project.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::claims::Unaccounted;
use crate::cli::new::ask::Asker;
use crate::cli::new::named::{Choice, Meant, meant};
use crate::cli::new::wanted::Wanted;
use crate::cli::new::{Arguments, Failure, place, proof};
use crate::diagnostic::{Diagnostics, SourceFile, Span, nearest};
use crate::editor::{self, Known};
use crate::project::Project;
use crate::project::profile::FILE_NAME;
use crate::project::schema::Schema;
use crate::project::yaml::Text;
use crate::publish;
use crate::quantity::style::join_words;
use crate::quote::{self, shown};
use crate::skeleton::{Answers, Skeleton};

/// Makes a report, and returns what to tell.
pub fn make(
    arguments: &Arguments,
    asker: Option<&mut (dyn Asker + '_)>,
    today: NaiveDate,
) -> Result<String, Failure> {
    if let Some(refused) = arguments.what.as_deref().and_then(|what| misspelt(what, arguments)) {
        return Err(refused);
    }
    if arguments.name.is_some() {
        let hint = "leave `--name` out; `boardpack new project DIR --name …` makes a project";
        return Err(Failure::usage("`--name` is the name of a new project's council", hint));
    }
    let Some(root) = place::root(arguments) else {
        let shown = place::named(arguments).display().to_string();
        let message = format!("`{shown}` is in no project: there is no `{FILE_NAME}` beside or above it");
        let hint = "name the folder of a project as the last word, or make one with `boardpack new project DIR`";
        return Err(Failure::usage(message, hint));
    };
    let mut sink = Diagnostics::default();
    let project = Project::open(&root, &mut sink);
    let project = match project {
        Some(project) if !sink.has_errors() => project,
        _ => return Err(Failure::Broken(sink.sorted())),
    };
    let mut wanted = Wanted::new(arguments, asker, &project);
    let schema = wanted.kind()?;
    let answers = wanted.answers(&schema, &root, today)?;
    wanted.finish(&schema)?;
    let path = place::path(arguments, &root, &schema, &answers)?;
    let inside = place::inside(&path, &root, &schema)?;
    let typed = quote::path(&path);
    let skeleton = Skeleton {
        schema: &schema,
        profile: &project.profile,
        answers: &answers,
        also: shown_as(&schema, &project),
        editor_comment: editor::comment(&inside, &schema.kind),
        data_file: project.files.all_files("data").into_iter().find(|file| is_table(file)),
        shown: typed.clone(),
    };
    let numbers = proof::numbers(&project, &skeleton)
        .map_err(|refused| Failure::usage(refused.message, refused.hints.join("; ")))?;
    let unsourced = unsourced(&numbers);
    let answers = Answers { numbers, ..answers.clone() };
    place::write(&path, &Skeleton { answers: &answers, ..skeleton }.yaml())?;
    tell_editor(&root, &schema.kind)?;
    Ok(format!(
        "wrote {}\n{unsourced}Open it in an editor and write what it says is still to be written. Then:\n  boardpack check \
         {typed}\n  boardpack build {typed}\n",
        shown(&path)
    ))
}

/// What to tell of numbers that were typed and that no data give.
fn unsourced(numbers: &[Unaccounted]) -> String {
    let words: Vec<String> = numbers.iter().map(|number| format!("`{}`", number.words)).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!("Nothing says yet where {} comes from: write its source under `figures:`.\n", words[0]),
        _ => format!(
            "Nothing says yet where {} come from: write their sources under `figures:`.\n",
            join_words(&words)
        ),
    }
}

/// What is wrong with a word that is no kind of report that boardpack comes with, where there is no project that could have
/// one of its own, or what is said belongs to a new project; and with a kind in two words.
fn misspelt(what: &str, arguments: &Arguments) -> Option<Failure> {
    let kinds = Project::built_in_schemas();
    let mut known: Vec<Choice> = kinds.iter().map(|kind| Choice::kind(kind)).collect();
    // "boardpack new briefing note"
    if let Some(next) = arguments.path.as_deref().and_then(Path::to_str).filter(|next| !Path::new(next).exists())
        && let Meant::One(at) = meant(&format!("{what} {next}"), &known)
    {
        let message = format!("`{what} {next}` is one kind of report, and two words of a command");
        return Some(Failure::usage(message, format!("write `boardpack new {}`", known[at].name)));
    }
    if Path::new(what).join(FILE_NAME).is_file() && arguments.path.is_none() {
        let project = quote::path(Path::new(what));
        let hint = format!("say first what to make, as in `boardpack new briefing-note {project}`");
        return Some(Failure::usage(format!("`{what}` is a project, and no kind of report"), hint));
    }
    known.extend(["project", "report"].map(|name| Choice::new(name, "", "")));
    let may_be_own = arguments.name.is_none() && place::root(arguments).is_some();
    let is_known = may_be_own || meant(what, &known) != Meant::Nothing;
    (!is_known).then(|| no_such_kind(what, known.iter().map(|choice| choice.name.as_str())))
}

/// The error for a word that is no kind of report.
pub(super) fn no_such_kind<'a>(what: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let hint = match nearest(what, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`boardpack templates` lists the kinds, with what each is for".to_owned(),
    };
    Failure::usage(format!("there is no kind of report `{what}`"), hint)
}

/// The kinds that show reports of a kind in another form.
fn shown_as(schema: &Schema, project: &Project) -> Vec<String> {
    let mut sink = Diagnostics::default();
    let file = SourceFile::new("boardpack new", "");
    let named = |kind: String| Text { value: kind, span: Span::new(&file, 0..0) };
    let schemas = project.kinds().into_iter().filter_map(|kind| project.schema(&named(kind), &mut sink));
    let shows = |other: &Arc<Schema>| other.content.as_ref().is_some_and(|content| content.value == schema.kind);
    schemas.filter(shows).map(|other| other.kind.clone()).collect()
}

/// Writes what an editor is told of the profile and of a kind, with the names of the project; made anew each time.
fn tell_editor(root: &Path, kind: &str) -> Result<(), Failure> {
    let Some(known) = Known::of(root, &mut Diagnostics::default()) else { return Ok(()) };
    for subject in [editor::PROFILE, kind] {
        let path = root.join(editor::FOLDER).join(format!("{subject}.json"));
        let text = editor::schema(subject, &known).unwrap_or_default();
        publish::write(&path, text.as_bytes()).map_err(|error| place::unwritten(&path, &error))?;
    }
    Ok(())
}

fn is_table(file: &str) -> bool {
    [".csv", ".xlsx", ".ods"].iter().any(|ending| file.to_lowercase().ends_with(ending))
}
