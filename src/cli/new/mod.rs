//! `boardpack new`: a project, or a report of any kind in a project, as commented YAML that builds at once.

mod ask;
mod named;
mod place;
mod project;
mod proof;
mod report;
mod typed;
mod wanted;

use std::path::PathBuf;

use crate::cli::console::Console;
use crate::cli::suggest::Suggest;
use crate::cli::{BUILT, HAS_ERRORS, USAGE};
use crate::diagnostic::{Diagnostic, human};
use ask::{Asker, Stopped, Terminal};

/// Make a new project, or a new report in a project.
#[derive(Debug, Default, clap::Args)]
#[command(
    long_about = "Make a new project, or a new report in a project.\n\n\
                  In a terminal, `boardpack new` asks for what it needs: which kind of paper, its title, its date, and \
                  the committee that gets it. Elsewhere it says which option is missing.\n\n\
                  A new report has every field of its kind with a comment that says what to write there, and builds at \
                  once, as a draft. What is still to be written says so, and `boardpack check` lists it. No file is ever \
                  overwritten.",
    after_help = "Examples:\n  boardpack new\n  boardpack new project coventry --name \"Coventry City Council\"\n  \
                  boardpack new briefing-note coventry\n  \
                  boardpack new briefing-note coventry --title Turnover --date 2026-01-15\n  \
                  boardpack new agenda coventry/reports/january.yaml --title \"Scrutiny Board\" \\\n      --date 2026-01-15 --set published=2026-01-07\n\n\
                  `boardpack templates` lists the kinds, `boardpack templates agenda` the fields of one.\n\n\
                  Exit codes: 0 made, 1 it could not be made, 2 wrong usage or something is missing."
)]
pub struct Arguments {
    /// What to make: `project`, or a kind of report such as `briefing-note`, as people call it (`"Briefing note"`) or by how
    /// only one of them begins (`brief`).
    #[arg(value_name = "WHAT", value_parser = Suggest::New, hide_possible_values = true)]
    what: Option<String>,

    /// The folder of the new project; for a report its project, or the file to write [default: the project that you are
    /// in, and a name made of date and title].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The title of the report, as it is to be printed.
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true, value_parser = typed::value)]
    title: Option<String>,

    /// The date of the report, such as `2026-01-15` or `"15 January 2026"`.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// The committee that gets the report: a key of `committees` in `council.yaml`, or its name; of a new project, its
    /// first committee.
    #[arg(long, value_name = "COMMITTEE", allow_hyphen_values = true, value_parser = typed::value)]
    committee: Option<String>,

    /// Another field of the report, by its key; may be given several times.
    #[arg(long, value_name = "FIELD=TEXT")]
    set: Vec<String>,

    /// The name of the council, for a new project.
    #[arg(long, value_name = "COUNCIL", allow_hyphen_values = true, value_parser = typed::value)]
    name: Option<String>,
}

/// What keeps something new from being made.
#[derive(Debug)]
enum Failure {
    /// The command was not used rightly: what is wrong, and what to write instead.
    Usage(Vec<(String, String)>),
    /// The project has errors.
    Broken(Vec<Diagnostic>),
    /// A file could not be written: what is wrong, and what to do about it.
    Unwritten(String, String),
    /// Whoever was asked did not want to go on.
    Stopped,
}

impl Failure {
    fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(vec![(message.into(), hint.into())])
    }
}

impl From<Stopped> for Failure {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// Makes what is wanted, says what was written, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let mut terminal = Terminal::attended();
    let asker = terminal.as_mut().map(|terminal| terminal as &mut dyn Asker);
    let bare = |(message, hint): (String, String)| Diagnostic::bare(message).hint(hint);
    let (diagnostics, code) = match make(arguments, asker, typed::today()) {
        Ok(said) => return if console.print(&said) { BUILT } else { HAS_ERRORS },
        Err(Failure::Usage(problems)) => (problems.into_iter().map(bare).collect(), USAGE),
        Err(Failure::Broken(diagnostics)) => (diagnostics, HAS_ERRORS),
        Err(Failure::Unwritten(message, hint)) => (vec![bare((message, hint))], HAS_ERRORS),
        Err(Failure::Stopped) => (vec![bare(unanswered())], HAS_ERRORS),
    };
    let said: String = diagnostics.iter().map(|one| human::render(one, console.is_coloured())).collect();
    console.say(&said);
    code
}

/// What is told when the answers end before the questions do.
fn unanswered() -> (String, String) {
    let message = "the last question has no answer, so nothing was written";
    let hint = "answer every question, or say it all at once: `boardpack new --help` shows how";
    (message.to_owned(), hint.to_owned())
}

/// Makes a project or a report; whom there is nobody to ask, has to say everything. Returns what to tell.
fn make(arguments: &Arguments, asker: Option<&mut dyn Asker>, today: chrono::NaiveDate) -> Result<String, Failure> {
    match arguments.what.as_deref() {
        Some(what) if what.eq_ignore_ascii_case("project") => project::make(arguments, asker, today),
        // Where there is no project yet, and nobody has said what to make, it is a project.
        None if place::root(arguments).is_none() && asker.is_some() => project::make(arguments, asker, today),
        _ => report::make(arguments, asker, today),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use chrono::NaiveDate;

    use super::ask::testing::Scripted;
    use super::{Arguments, Failure, make};

    const PROFILE: &str = "name: Testshire\ncommittees: {board: Testshire Board, cabinet: The Cabinet}\npeople:\n  ann: {name: Ann, \
                           title: Officer}\n  bob: {name: Bob}\n";

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("council.yaml", PROFILE)].iter().chain(files) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn talk(folder: &Path, what: Option<&str>, answers: &[&str]) -> (Result<String, Failure>, Scripted) {
        let mut asker = Scripted::new(answers);
        let arguments =
            Arguments { what: what.map(str::to_owned), path: Some(folder.to_owned()), ..Arguments::default() };
        let today = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a day");
        let made = make(&arguments, Some(&mut asker), today);
        (made, asker)
    }

    #[test]
    fn a_report_is_made_of_the_answers_and_wrong_ones_are_asked_again() {
        let folder = project(&[]);
        let answers = [
            "slides",
            "Briefing note",
            "",
            "Tŷ – “a: b”",
            "31 February 2026",
            "Fri 12 Feb 2026",
            "Thu 12 Feb 2026",
            "another",
            "elsewhere",
            "A Board of Words",
            "2",
        ];
        let (made, asker) = talk(folder.path(), None, &answers);
        let said = made.unwrap_or_else(|why| panic!("{why:?}\n{:#?}", asker.heard));
        assert!(asker.all_used(), "{:#?}", asker.heard);
        let path = folder.path().join("reports/2026-02-12-ty-a-b.yaml");
        assert!(said.contains("reports/2026-02-12-ty-a-b.yaml"), "{said}");
        let text = fs::read_to_string(path).expect("a report");
        for line in [
            "template: briefing-note",
            "title: \"Tŷ – “a: b”\"",
            "date: 2026-02-12",
            "to: A Board of Words",
            "author: bob",
            "  lead: \"A Board of Words is recommended to:\"",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is not in:\n{text}");
        }
        let objections: Vec<&String> = asker.heard.iter().filter(|line| line.starts_with('!')).collect();
        assert_eq!(
            objections,
            [
                "! nothing is written there: write at least a word",
                "! `31 February 2026` is not a date: write a date such as 15 January 2026 or 2026-01-15",
                "! 12 February 2026 is a Thursday, not a Friday: write Thursday, or put the date right",
                "! unknown committee `elsewhere`: write one of board, cabinet, or a name of several words",
            ]
        );
        // Lists fit a terminal.
        let fits = |line: &String| line.starts_with('!') || line.chars().count() < 80;
        assert!(asker.heard.iter().all(fits), "{:#?}", asker.heard);
    }

    #[test]
    fn what_is_not_known_yet_is_written_later_and_what_is_the_only_one_is_not_asked_for() {
        let agenda = "template: agenda\ntitle: Board\ndate: 2026-01-15\n";
        let folder =
            project(&[("reports/2026-01-15-agenda.yaml", agenda), ("reports/note.yaml", "template: statement\n")]);
        let (made, asker) = talk(folder.path(), Some("pack"), &[]);
        assert!(made.is_ok(), "{made:?}");
        assert!(asker.heard.is_empty(), "{:#?}", asker.heard);
        let text = fs::read_to_string(folder.path().join("packs/2026-01-15.yaml")).expect("a pack");
        assert!(text.contains("\nagenda: reports/2026-01-15-agenda.yaml\n"), "{text}");
        let (made, asker) = talk(folder.path(), Some("agenda"), &["Board", "", "2026-01-07", "later"]);
        assert!(made.is_ok(), "{made:?}\n{:#?}", asker.heard);
        let text = fs::read_to_string(folder.path().join("reports/2026-01-15-board.yaml")).expect("an agenda");
        assert!(text.contains("\npublished: 2026-01-07\n"), "{text}");
        assert!(text.contains("\ncontact:\n  name: \"To be written: whom to ask about"), "{text}");
    }

    #[test]
    fn where_there_is_no_project_one_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("new");
        let (made, asker) = talk(&root, None, &["Cyngor Sir: y Môr", ""]);
        assert!(made.is_ok(), "{made:?}");
        assert_eq!(
            asker.heard,
            ["Name of the council", "Committee that gets its papers [Overview and Scrutiny Committee]"]
        );
        let text = fs::read_to_string(root.join("council.yaml")).expect("a profile");
        assert!(text.contains("\nname: \"Cyngor Sir: y Môr\"\n"), "{text}");
        assert!(root.join("reports/2026-01-15-first-briefing-note.yaml").is_file());
    }

    #[test]
    fn who_stops_leaves_nothing() {
        let folder = project(&[]);
        let all = ["brief", "Title", "2026-01-15", "board"];
        for answered in 0..=all.len() {
            let (made, asker) = talk(folder.path(), None, &all[..answered]);
            assert!(matches!(made, Err(Failure::Stopped)), "{made:?}\n{:#?}", asker.heard);
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "only the profile is there");
        }
    }
}
