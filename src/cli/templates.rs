//! `boardpack templates`: which kinds of document there are, what each asks for, and a copy of a template to change.

use std::fmt::Write as _;
use std::io::stderr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::console::show;
use crate::cli::suggest::Suggest;
use crate::cli::{BUILT, HAS_ERRORS, USAGE, say};
use crate::diagnostic::{Diagnostics, SourceFile, nearest};
use crate::project::schema::{FieldSchema, Schema, Slot, SlotOrOwn};
use crate::project::{BUILT_IN, TEMPLATES, profile};
use crate::publish;

/// List the kinds of document, say what one asks for, or copy a template into a project to change it there.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  boardpack templates\n  boardpack templates briefing-note\n  \
                  boardpack templates briefing-note/main.typ --copy-to coventry\n  \
                  boardpack templates common/front.typ --copy-to coventry\n\n\
                  Exit codes: 0 done, 1 the file could not be written, 2 wrong usage.")]
pub struct Arguments {
    /// A kind of document, or a file of a template.
    #[arg(value_name = "NAME", value_parser = Suggest::Kind, hide_possible_values = true)]
    name: Option<String>,

    /// Copy the file, or the `main.typ` of the kind, into the templates of this project.
    #[arg(long, value_name = "PROJECT", requires = "name")]
    copy_to: Option<PathBuf>,
}

/// Prints or copies, and returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let Some(name) = &arguments.name else {
        return show(&listed(), BUILT);
    };
    let name = name.trim_end_matches('/');
    let schema = schema(name);
    let file = if schema.is_some() { format!("{name}/main.typ") } else { name.to_owned() };
    let Some(found) = BUILT_IN.get_file(&file).filter(|_| names().contains(&file)) else {
        let names = names();
        let kinds = kinds();
        let near = nearest(name, names.iter().chain(&kinds).map(String::as_str));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`boardpack templates` lists what there is".to_owned(),
        };
        say(&mut stderr(), &format!("error: there is no template `{name}`\n  = hint: {hint}\n"));
        return USAGE;
    };
    match (&arguments.copy_to, schema) {
        (Some(project), _) => copy(found.contents(), &file, project),
        (None, Some(schema)) => show(&described(&schema), BUILT),
        (None, None) => show(&String::from_utf8_lossy(found.contents()), BUILT),
    }
}

/// Writes a template into a project, where nothing is written over.
fn copy(bytes: &[u8], file: &str, project: &Path) -> u8 {
    let fail = |code: u8, message: String, hint: &str| {
        say(&mut stderr(), &format!("error: {message}\n  = hint: {hint}\n"));
        code
    };
    if !project.join(profile::FILE_NAME).is_file() {
        let message = format!("`{}` is no project: it has no `{}`", project.display(), profile::FILE_NAME);
        return fail(USAGE, message, "name the folder of a project");
    }
    let path = project.join(TEMPLATES).join(file);
    if path.symlink_metadata().is_ok() {
        let message = format!("`{}` is there already", path.display());
        return fail(HAS_ERRORS, message, "rename it first, so that nothing of it is lost");
    }
    match publish::write(&path, bytes) {
        Ok(()) => show(&format!("copied {}\n", path.display()), BUILT),
        Err(error) => {
            let (message, hint) = publish::unwritten(&path, &error, "name another project");
            fail(HAS_ERRORS, message, &hint)
        }
    }
}

/// The kinds of document that boardpack comes with, sorted.
fn kinds() -> Vec<String> {
    let with = BUILT_IN.dirs().filter(|dir| dir.get_file(dir.path().join("schema.yaml")).is_some());
    let mut kinds: Vec<String> = with.filter_map(|dir| dir.path().to_str().map(str::to_owned)).collect();
    kinds.sort();
    kinds
}

/// The files that a project may have instead, by their paths.
fn names() -> Vec<String> {
    let files = BUILT_IN.dirs().flat_map(include_dir::Dir::files).filter_map(|file| file.path().to_str());
    let text = |path: &&str| path.ends_with(".typ") || path.ends_with(".yaml");
    let mut names: Vec<String> = files.filter(text).map(|path| path.replace('\\', "/")).collect();
    names.sort();
    names
}

fn schema(kind: &str) -> Option<Schema> {
    let path = format!("{kind}/schema.yaml");
    let file: Arc<SourceFile> = SourceFile::new(path.clone(), BUILT_IN.get_file(path)?.contents_utf8()?);
    Schema::read(kind, &file, &mut Diagnostics::default())
}

/// Every kind with what it is, and every shared part with what it begins with.
fn listed() -> String {
    let mut out = "Kinds of document:\n".to_owned();
    for schema in kinds().iter().filter_map(|kind| schema(kind)) {
        let _ = writeln!(out, "  {:<24}{}", schema.kind, schema.description);
    }
    out.push_str("\nParts that they share:\n");
    for name in names().iter().filter(|name| name.starts_with("common/")) {
        let text = BUILT_IN.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default();
        let comment = text.lines().map_while(|line| line.strip_prefix("//")).map(str::trim);
        let comment = comment.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let first = comment.split_inclusive(". ").next().unwrap_or_default();
        let _ = writeln!(out, "  {name:<28}{}", first.trim());
    }
    out
}

/// What a kind asks for: its fields, its sections and its labels.
fn described(schema: &Schema) -> String {
    let mut out = format!("{}: {}\n\nFields:\n", schema.kind, schema.description);
    write_fields(&schema.fields, 2, &mut out);
    let slots: Vec<&Slot> = schema.slots.iter().filter_map(SlotOrOwn::slot).collect();
    if !slots.is_empty() {
        out.push_str("\nSections (`slot:`), and sections of the author's own:\n");
        write_slots(&slots, 2, &mut out);
    }
    out.push_str("\nLabels that a profile can change, besides those of the fields:\n");
    for (key, words) in &schema.labels {
        let _ = writeln!(out, "  {key}: {words}");
    }
    out
}

fn write_fields(fields: &[FieldSchema], indent: usize, out: &mut String) {
    for field in fields {
        let needed = if field.required && field.default.is_none() { ", required" } else { "" };
        let _ = writeln!(out, "{:indent$}{} ({}{needed}): {}", "", field.key, field.holds.name(), field.doc);
        if !field.label.is_empty() {
            let _ = writeln!(out, "{:indent$}  on the page: {}", "", field.label);
        }
        match &field.records {
            Some(records) => write_fields(&records.fields, indent + 4, out),
            None if !field.example.is_empty() => {
                let _ = writeln!(out, "{:indent$}  such as: {}: {}", "", field.key, field.example);
            }
            None => {}
        }
    }
}

fn write_slots(slots: &[&Slot], indent: usize, out: &mut String) {
    for slot in slots {
        let heading = slot.heading.as_ref().map_or("", |heading| heading.value.as_str());
        let needed = if slot.required == Some(true) { " (required)" } else { "" };
        let _ = writeln!(out, "{:indent$}{}{needed}: {heading}", "", slot.key.value);
        write_slots(&slot.sections.iter().collect::<Vec<_>>(), indent + 4, out);
    }
}
