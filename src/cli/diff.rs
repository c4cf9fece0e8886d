//! `boardpack diff`: what changes in the papers between two versions.

mod aside;
mod checkout;
mod git;
mod revision;
mod source;

use std::path::PathBuf;

use crate::cli::build::made_at;
use crate::cli::cache::{self, Use};
use crate::cli::console::Console;
use crate::cli::over;
use crate::cli::{BUILT, HAS_ERRORS, USAGE};
use crate::diff::{self, Version};
use crate::publish;
use aside::Run;
use source::{Asked, Unusable};

/// How many pages that look different are shown side by side, unless `--pages` says otherwise.
const PAGES: usize = 60;

/// Say what changes in the papers between two versions.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Say what changes in the papers between two versions: which figures, from what to what and in which \
                  sentence, which claims are no longer true, which paragraphs were reworded, and which pages look \
                  different.\n\n\
                  A version is a PDF that boardpack has built, a folder of such papers, a project's folder, a record of a \
                  build (`build --record FILE`), or a revision of git, which is taken out of git and built aside. Without \
                  NEW, a revision is compared with the folder of the project as it is.",
    after_help = "Examples:\n  boardpack diff published.pdf coventry/out/2025-11-27-workforce-update.pdf\n  \
                  boardpack diff main HEAD --project coventry --format markdown --html diff.html\n  \
                  boardpack diff HEAD\n\n\
                  Exit codes: 0 nothing that a reader sees differs, 1 something differs, 2 wrong usage,\n  or the difference could not be written."
)]
pub struct Arguments {
    /// The older version: a PDF, a folder, a record of a build, or a revision of git.
    #[arg(value_name = "OLD")]
    old: String,

    /// The newer version [default: the project's folder as it is].
    #[arg(value_name = "NEW")]
    new: Option<String>,

    /// The project of the revisions [default: the one that the current folder is in].
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,

    /// How the difference is written.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Write a page with everything, and the pages side by side, which opens from disk.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// How many of the pages that look different the HTML page shows.
    #[arg(long, value_name = "COUNT", default_value_t = PAGES, requires = "html", value_parser = pages)]
    pages: usize,

    /// Leave papers for members alone out: whatever is written here may be published.
    #[arg(long)]
    public: bool,

    #[command(flatten)]
    cache: cache::Arguments,
}

/// A number of pages.
fn pages(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("write a whole number, such as `--pages {PAGES}`"))
}

/// How a difference is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

/// Reads both versions, compares them and writes what differs; returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    if let Some(refused) = arguments.html.as_ref().and_then(|file| over::refuse(file, "json", "changes.html")) {
        console.say(&format!("error: {}\n  = hint: {}\n", refused.message, refused.hint));
        return USAGE;
    }
    let (mut old, mut new) = match versions(arguments, console) {
        Ok(versions) => versions,
        Err(Unusable { message, hint }) => {
            console.say(&format!("error: {message}\n  = hint: {hint}\n"));
            return USAGE;
        }
    };
    let pictures = if arguments.html.is_some() { arguments.pages } else { 0 };
    diff::reports::follow(&mut old, &mut new);
    let difference = diff::compare(&old, &new, pictures);
    let text = match arguments.format {
        Format::Text => diff::text::render(&difference),
        Format::Json => diff::json::render(&difference),
        Format::Markdown => diff::markdown::render(&difference),
    };
    let mut written = console.print(&text);
    if let Some(file) = &arguments.html {
        let page = diff::html::render(&difference);
        let papers = || old.papers.iter().chain(&new.papers).filter(|paper| paper.is_restricted());
        let told = |name: &str| difference.papers.iter().any(|one| one.paper == name || one.renamed_from == name);
        let private = papers().any(|paper| told(&paper.name));
        if let Err(error) = publish::write_to(file, page.as_bytes(), private) {
            let (message, hint) = publish::unwritten(file, &error, "name a file, such as `changes.html`");
            console.say(&format!("error: {message}\n  = hint: {hint}\n"));
            written = false;
        }
    }
    // Whoever takes 1 for an answer is not to publish one that was never written.
    match (written, difference.is_any()) {
        (false, _) => USAGE,
        (true, true) => HAS_ERRORS,
        (true, false) => BUILT,
    }
}

fn versions(arguments: &Arguments, console: &Console) -> Result<(Version, Version), Unusable> {
    let made_at = made_at(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref())?;
    let run = Run { cache: arguments.cache.open(Use::Write)?, made_at };

    let asked = |text: &str| Asked::of(text, arguments.project.as_deref());
    let old = asked(&arguments.old)?;
    let new = match &arguments.new {
        Some(new) => asked(new)?,
        None => Asked::the_folder_of(&old, arguments.project.as_deref())?,
    };
    let named = arguments.project.clone().unwrap_or_else(|| PathBuf::from("."));
    // One paper against a project: only its report has to be built.
    let (of_old, of_new) = (old.report(), new.report());
    let mut versions = (old.version(of_new.as_deref(), &run)?, new.version(of_old.as_deref(), &run)?);
    let (absent, there) = match (versions.0.absent, versions.1.absent) {
        (true, true) => {
            return Err(Unusable {
                message: format!(
                    "`{}` is no project in either revision: it has no `council.yaml`",
                    named.display()
                ),
                hint: "name the folder of a project, and a revision in which it is there".to_owned(),
            });
        }
        (true, false) => (Some(&versions.0), "new"),
        (_, is) => (is.then_some(&versions.1), "gone"),
    };
    if let Some(version) = absent {
        let (project, revision) = (named.display(), &version.name);
        console.say(&format!("note: the project `{project}` is not in {revision}: all its papers are {there}\n"));
    }
    for version in [&versions.0, &versions.1].into_iter().filter(|version| !version.part.is_empty()) {
        let (name, part) = (&version.name, version.part.replace('/', " of "));
        console
            .say(&format!("note: `{name}` is the record of part {part} of a run: only its papers are compared\n"));
    }
    if let Some(trouble) = cache::close(run.cache.as_deref()) {
        console.say(&format!("note: {trouble}; no paper depends on it\n"));
    }
    if arguments.public {
        let left_out = [&mut versions.0, &mut versions.1].map(source::leave_restricted_out);
        for paper in left_out.into_iter().flatten() {
            console.say(&format!("note: `{paper}` is for members alone, and left out\n"));
        }
    }
    Ok(versions)
}
