//! `boardpack man`: manual pages, one a command, made of what `--help` says.

use std::path::{Path, PathBuf};

use clap::builder::Resettable;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::console::Console;
use crate::cli::console::show;
use crate::cli::{BUILT, HAS_ERRORS};
use crate::publish;

/// Print the manual page, or write those of all commands.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  boardpack man > boardpack.1\n  boardpack man --out ~/.local/share/man/man1\n\n\
                  Exit codes: 0 done, 1 a page could not be written, 2 wrong usage."
)]
pub struct Arguments {
    /// Write a page for every command into this folder, such as `boardpack-build.1`.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints or writes the pages, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let pages = pages();
    let Some(folder) = &arguments.out else {
        return pages.first().map_or(BUILT, |(_, page)| show(page, BUILT));
    };
    for (name, page) in &pages {
        if let Err(error) = publish::write(&folder.join(name), page.as_bytes()) {
            console.say(&unwritable(&folder.join(name), &error));
            return HAS_ERRORS;
        }
    }
    let written = pages.iter().map(|(name, _)| format!("wrote {}\n", folder.join(name).display()));
    show(&written.collect::<String>(), BUILT)
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
    let (message, hint) = publish::unwritten(path, error, "name another folder with `--out`");
    format!("error: {message}\n  = hint: {hint}\n")
}

/// The pages by the names of their files, that of the program first.
fn pages() -> Vec<(String, String)> {
    let mut program = super::Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    collect(&program, &mut pages);
    pages
}

fn collect(command: &Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    pages.push((format!("{name}.1"), page(command, name)));
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        collect(command, pages);
    }
}

/// The page of a command. What stands after the help becomes sections of their own: examples line by line.
fn page(command: &Command, name: &str) -> String {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut page = Vec::new();
    let manual = "boardpack manual";
    let man = Man::new(command.clone().after_help(Resettable::Reset)).manual(manual);
    // Nothing that writes into memory fails.
    let _ = man.render(&mut page);
    let mut rest = Roff::new();
    for part in after.split("\n\n") {
        if let Some(examples) = part.strip_prefix("Examples:\n") {
            rest.control("SH", ["EXAMPLES"]).control("nf", []);
            rest.extend(examples.lines().map(|line| roman(line.trim())));
            rest.control("fi", []);
        } else if let Some(variables) = part.strip_prefix("Environment:\n") {
            rest.control("SH", ["ENVIRONMENT"]);
            for line in variables.lines() {
                let (name, what) = line.trim().split_once("  ").unwrap_or((line, ""));
                rest.control("TP", []).text([bold(name)]).text([roman(what.trim())]);
            }
        } else if let Some(codes) = part.strip_prefix("Exit codes: ") {
            rest.control("SH", ["EXIT STATUS"]).text([roman(codes)]);
        } else if !part.is_empty() {
            rest.control("PP", []).text([roman(part)]);
        }
    }
    if let Some((above, _)) = name.rsplit_once('-') {
        rest.control("SH", ["SEE ALSO"]).text([bold(above), roman("(1)")]);
    }
    spaced(&String::from_utf8_lossy(&page)) + &rest.to_roff()
}

/// A page without breaks of lines beside empty ones, which some readers of pages warn of.
fn spaced(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is = |at: Option<usize>, what: &str| at.and_then(|at| lines.get(at)).is_some_and(|line| *line == what);
    let kept = |at: &usize| !(is(Some(*at), ".br") && (is(at.checked_sub(1), ".sp") || is(Some(at + 1), ".sp")));
    (0..lines.len()).filter(kept).map(|at| format!("{}\n", lines[at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_examples() {
        let pages = pages();
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        for name in ["boardpack.1", "boardpack-build.1", "boardpack-data-explain.1"] {
            assert!(names.contains(&name), "{names:?}");
        }
        for (name, page) in &pages {
            let examples =
                page.split_once(".SH EXAMPLES\n.nf\nboardpack").unwrap_or_else(|| panic!("{name}\n{page}"));
            assert!(examples.1.contains("\n.fi\n"), "{name}");
            assert!(!page.contains(".br\n.sp") && !page.contains(".sp\n.br"), "{name}");
            assert!(!page.contains("Examples:") && !page.contains("Exit codes:"), "{name}");
        }
        assert!(pages[0].1.contains(".SH ENVIRONMENT\n.TP\n\\fBBOARDPACK_CACHE\\fR\n"), "{}", pages[0].1);
    }
}
