//! `boardpack verify`: whether today's data still give the figures of a published paper.

use std::path::{Path, PathBuf};

use crate::build;
use crate::cli::console::show;
use crate::cli::paper::{bytes_of, unread};
use crate::cli::{BUILT, HAS_ERRORS, USAGE, say};
use crate::diagnostic::{Diagnostics, SourceFile, Span, one_line};
use crate::project::yaml::Text;
use crate::project::{Project, profile};
use crate::trace::attachment::{self, Unreadable};
use crate::trace::record::{Figures, Place};
use crate::trace::verify::{FileNow, Verdict, Verified, verify};

/// Check a published paper against today's data.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Check a published paper against today's data.\n\n\
                  A paper that boardpack has built carries its figures. Each is worked out again from the data files of \
                  the project as they are now: it is unchanged, changed, or gone, and a claim may have become false. The \
                  report itself need not exist any more.",
    after_help = "Examples:\n  boardpack verify coventry/out/2025-11-27-workforce-update.pdf\n  \
                  boardpack verify download.pdf --project coventry\n\n\
                  Exit codes: 0 nothing has changed, 1 something has, 2 wrong usage or a file without figures."
)]
pub struct Arguments {
    /// The paper.
    #[arg(value_name = "FILE.pdf")]
    paper: PathBuf,

    /// The project with the data [default: the one that the paper or the current folder is in].
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
}

/// Reads the paper, works its figures out again and says what became of them; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    match check(arguments) {
        Ok((text, changed)) => {
            let lines: Vec<String> = text.lines().map(one_line).collect();
            show(&format!("{}\n", lines.join("\n")), if changed { HAS_ERRORS } else { BUILT })
        }
        Err((message, hint)) => {
            say(&mut std::io::stderr(), &format!("error: {message}\n  = hint: {hint}\n"));
            USAGE
        }
    }
}

/// What there is to say of a paper, and whether anything has changed.
fn check(arguments: &Arguments) -> Result<(String, bool), (String, String)> {
    let shown = arguments.paper.display();
    let bytes = bytes_of(&arguments.paper)
        .map_err(|why| unread(&arguments.paper, &why, "a PDF that `boardpack build` has written"))?;
    let unreadable = |why: Unreadable| (format!("`{shown}` {}", why.message()), why.hint().to_owned());
    let mut said = Vec::new();
    let mut changed = false;
    for recorded in attachment::read(&bytes).map_err(unreadable)? {
        let (text, differs) = check_figures(arguments, &recorded)?;
        said.push(text);
        changed |= differs;
    }
    // Papers of a pack are parted by a line.
    Ok((said.join("\n--\n\n"), changed))
}

/// The same of the figures of one paper.
fn check_figures(arguments: &Arguments, recorded: &Figures) -> Result<(String, bool), (String, String)> {
    let shown = arguments.paper.display();
    let unreadable = |why: Unreadable| (format!("`{shown}` {}", why.message()), why.hint().to_owned());
    let root = match &arguments.project {
        Some(folder) => Some(folder.clone()).filter(|folder| folder.join(profile::FILE_NAME).is_file()),
        None => build::root_of(&arguments.paper).or_else(|| build::root_of(Path::new("."))),
    };
    let made_from = format!("the paper was made from `{}` of {}", recorded.report, one_line(&recorded.council));
    let Some(root) = root else {
        let message = match &arguments.project {
            Some(folder) => {
                format!("`{}` is no project: it has no `{}`", folder.display(), profile::FILE_NAME)
            }
            None => format!(
                "none of the {} figures of `{shown}` can be checked without its data",
                recorded.figures.len()
            ),
        };
        return Err((message, format!("{made_from}; name the folder of that project with `--project`")));
    };
    let mut sink = Diagnostics::default();
    // The profile that the paper names may have gone; what it decided of figures stands in the paper.
    let named = Some(&recorded.profile).filter(|path| !path.is_empty()).and_then(|path| {
        let span = Span::new(&SourceFile::new("figures.json", ""), 0..0);
        Project::open_with(&root, Some(&Text { value: path.clone(), span }), &mut Diagnostics::default())
    });
    let Some(project) = named.or_else(|| Project::open(&root, &mut sink)) else {
        let why = sink.sorted().into_iter().next().map_or_else(String::new, |first| first.message);
        return Err((format!("the project `{}` cannot be read: {why}", root.display()), made_from));
    };
    let verified = verify(recorded, &project).ok_or_else(|| unreadable(Unreadable::Damaged))?;
    Ok((text(recorded, &project, &verified), verified.is_changed()))
}

/// What became of the figures, for people.
fn text(recorded: &Figures, project: &Project, verified: &Verified<'_>) -> String {
    let mut text = format!("{}, {}\n", one_line(&recorded.title), one_line(&recorded.date));
    let about = recorded.subject.as_ref().map_or_else(String::new, |area| format!(" for {},", area.name));
    let (report, council) = (one_line(&format!("{}{about}", recorded.report)), one_line(&recorded.council));
    text.push_str(&format!("from {report} of {council}\n"));
    if project.profile.name != recorded.council {
        text.push_str(&format!("checked with the data of {}, which is another council\n", project.profile.name));
    }
    text.push('\n');
    for (file, now) in &verified.data {
        text.push_str(&match now {
            FileNow::Same => format!("{file} still gives what the paper shows\n"),
            FileNow::Elsewhere => format!(
                "{file} still gives what the paper shows, though other cells of the same rows have changed\n"
            ),
            FileNow::Changed { from, to } if from != to => {
                format!("{file} has changed: it was release {} and is release {}\n", or_none(from), or_none(to))
            }
            FileNow::Changed { .. } => format!("{file} has changed\n"),
            FileNow::Unreadable { why, now } => {
                let lost = |verdict: &Verdict| matches!(verdict, Verdict::Lost(lost) if lost == file);
                let figures = verified.figures.iter().filter(|(_, verdict)| lost(verdict)).count();
                let claims = verified.claims.iter().filter(|(_, verdict)| lost(verdict)).count();
                let now = now.as_ref().map_or_else(String::new, |now| {
                    format!("  `{file}` now seems to be `{now}`, which gives the same figures: give it its old name to check\n")
                });
                let rest = counted(figures, "figure");
                let said = if claims > 0 { format!(" and {}", counted(claims, "claim")) } else { String::new() };
                let rest = match figures + claims {
                    0 => String::new(),
                    1 => format!("  {rest}{said} of the paper rests on it and cannot be checked\n"),
                    _ => format!("  {rest}{said} of the paper rest on it and cannot be checked\n"),
                };
                format!("{file} cannot be used: {why}\n{now}{rest}")
            }
        });
    }
    let is_lost = |verdict: &Verdict| matches!(verdict, Verdict::Lost(_));
    let lost = verified.figures.iter().filter(|(_, verdict)| is_lost(verdict)).count()
        + verified.claims.iter().filter(|(_, verdict)| is_lost(verdict)).count();
    let mut changes = 0;
    for (entry, verdict) in &verified.figures {
        let what = match verdict {
            Verdict::Changed { to, .. } => format!("changed: {}: {} → {to}", entry.description(), entry.text),
            Verdict::Gone(why) => format!("gone: {}, which was {}: {why}", entry.description(), entry.text),
            _ => continue,
        };
        changes += 1;
        text.push_str(&format!("\n{}\n  source: {}\n", one_line(&what), one_line(&entry.origin.words())));
        let places = match verdict {
            Verdict::Changed { places, .. } if !places.is_empty() => places,
            _ => &entry.shown,
        };
        places.iter().for_each(|place| text.push_str(&stands(place)));
    }
    for (claim, verdict) in &verified.claims {
        let what = match verdict {
            Verdict::False(truth) => format!("no longer true: “{}”: {truth}", claim.text),
            Verdict::Changed { to, .. } => format!("changed: “{}” → “{to}”", claim.text),
            Verdict::Gone(why) => format!("can no longer be said: “{}”: {why}", claim.text),
            _ => continue,
        };
        changes += 1;
        text.push_str(&format!("\n{}\n{}", one_line(&what), stands(&claim.place)));
    }
    text.push('\n');
    let by_hand = verified.figures.iter().filter(|(_, verdict)| matches!(verdict, Verdict::ByHand(_))).count();
    text.push_str(&format!(
        "{} and {}: {}\n",
        counted(verified.figures.len(), "figure"),
        counted(verified.claims.len(), "claim"),
        match (changes, lost) {
            (0, 0) => "nothing has changed".to_owned(),
            _ => {
                let unchanged = verified.figures.len() + verified.claims.len() - changes - lost;
                let lost = if lost > 0 { format!("{lost} cannot be checked, ") } else { String::new() };
                format!("{lost}{changes} changed, {unchanged} unchanged")
            }
        }
    ));
    if by_hand > 0 {
        text.push_str(&format!(
            "{} typed by hand, which only the source can confirm:\n",
            counted(by_hand, "figure")
        ));
        for (entry, verdict) in &verified.figures {
            if let Verdict::ByHand(source) = verdict {
                text.push_str(&one_line(&format!("  {} ({}): {source}", entry.name, entry.text)));
                text.push('\n');
            }
        }
    }
    text
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// A place with the sentence that stands there.
fn stands(place: &Place) -> String {
    let sentence = if place.sentence.is_empty() { String::new() } else { format!(": “{}”", place.sentence) };
    format!("  {}\n", one_line(&format!("{}{sentence}", place.words())))
}

fn or_none(release: &str) -> &str {
    if release.is_empty() { "unnamed" } else { release }
}
