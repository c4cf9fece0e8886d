//! What is told where a command line cannot be read: what is wrong with it and what to write, or the help that it asks for.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Command, CommandFactory};

use crate::cli::console::{Colour, Console, show_help};
use crate::cli::{Arguments, BUILT, USAGE};
use crate::diagnostic::{Diagnostic, did_you_mean, human};
use crate::quantity::style::join_words;
use crate::quote;

/// Tells what came of reading a command line that is no command, and returns the exit code.
pub fn tell(error: &Error, said: &[OsString], colour: Colour) -> u8 {
    let as_it_comes = || error.render().ansi().to_string();
    match (error.kind(), explained(error, said)) {
        (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => show_help(&as_it_comes(), colour, BUILT),
        (_, Some(wrong)) => refuse(&wrong, colour),
        (_, None) => {
            Console::new(colour).say(&as_it_comes());
            USAGE
        }
    }
}

/// Says what is wrong with a command line, and returns the exit code.
pub fn refuse(wrong: &Diagnostic, colour: Colour) -> u8 {
    let console = Console::new(colour);
    console.say(&human::render(wrong, console.is_coloured()));
    USAGE
}

/// What is wrong with a word that would be an option, if it began with two hyphens: word processors make a long dash of them.
pub fn hyphens(said: &[OsString]) -> Option<Diagnostic> {
    let (command, _) = reached(said);
    let words = said.iter().skip(1).filter_map(|word| word.to_str());
    words.filter(|word| !word.starts_with("--")).find_map(|word| {
        let name = word.strip_prefix(['-', '–', '—'])?;
        let long = name.split_once('=').map_or(name, |(long, _)| long);
        let known = command.get_arguments().any(|argument| argument.get_long() == Some(long));
        let message = format!("`{word}` does not begin with two hyphens");
        known.then(|| Diagnostic::bare(message).hint(format!("write `--{name}`")))
    })
}

/// What is wrong, and what to write; `None` for what is told as it comes.
fn explained(error: &Error, said: &[OsString]) -> Option<Diagnostic> {
    let (_, command) = reached(said);
    let argument = named(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(error, ContextKind::InvalidSubcommand)?;
            (format!("there is no command `{word}`"), no_such_command(error, word))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            let near = named(error, ContextKind::SuggestedArg).map(|near| format!("did you mean `{near}`?"));
            (format!("`{command}` has no option `{argument}`"), near)
        }
        ErrorKind::UnknownArgument => {
            let hint = "words that belong together stand in straight quotes, as in `--title \"Turnover of staff\"`";
            (format!("`{argument}` is one word too many"), Some(hint.to_owned()))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            let written = text(error, ContextKind::InvalidArg)?;
            let choices = texts(error, ContextKind::ValidValue);
            let hint = did_you_mean("", choices).unwrap_or_else(|| format!("write it as `{}`", bare(written)));
            (format!("nothing stands after `{argument}`"), Some(hint))
        }
        ErrorKind::InvalidValue => {
            let hint = did_you_mean(value, texts(error, ContextKind::ValidValue));
            (format!("`{argument}` cannot be `{value}`"), hint)
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error)?.to_string();
            match why.split_once(": ") {
                Some((what, hint)) => (format!("`{argument}`: {what}"), Some(hint.to_owned())),
                None => (format!("`{argument}` cannot be `{value}`"), Some(why)),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg).map(|one| format!("`{}`", bare(one)));
            let missing: Vec<String> = missing.collect();
            (format!("`{command}` needs {}", join_words(&missing)), usage(error))
        }
        ErrorKind::ArgumentConflict => match named(error, ContextKind::PriorArg) {
            Some(other) if other != argument => {
                (format!("`{argument}` and `{other}` do not go together"), Some("leave one of them out".to_owned()))
            }
            _ => (format!("`{argument}` is there twice"), Some("write it once".to_owned())),
        },
        ErrorKind::TooManyValues => (
            format!("`{argument}` has nothing after it, and not `{value}`"),
            Some(format!("write `{argument}` alone")),
        ),
        _ => return None,
    };
    let help = format!("`{command} --help` explains everything that it takes, with examples");
    Some(Diagnostic::bare(message).maybe_hint(hint).hint(help))
}

/// What to write instead of a command that there is not.
fn no_such_command(error: &Error, word: &str) -> Option<String> {
    let path = std::path::Path::new(word);
    if path.exists() {
        let build = format!("boardpack build {}", quote::path(path));
        return Some(format!("say first what is to be done with it, as in `{build}`"));
    }
    let near = text(error, ContextKind::SuggestedSubcommand).map(|near| format!("did you mean `{near}`?"));
    near.or_else(|| {
        let commands = Arguments::command();
        let names: Vec<&str> = commands.get_subcommands().map(Command::get_name).collect();
        Some(format!("there is `{}`", names.join("`, `")))
    })
}

/// The command that a command line has named, and how that is typed: `boardpack data explain`.
fn reached(said: &[OsString]) -> (Command, String) {
    let (mut command, mut typed) = (Arguments::command(), "boardpack".to_owned());
    for word in said.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(next) = command.find_subcommand(word) {
            typed = format!("{typed} {word}");
            command = next.clone();
        }
    }
    (command, typed)
}

/// How the command is to be written.
fn usage(error: &Error) -> Option<String> {
    let ContextValue::StyledStr(usage) = error.get(ContextKind::Usage)? else { return None };
    let usage = bare(&usage.to_string());
    Some(format!("write it as `{}`", usage.trim_start_matches("Usage:").trim()))
}

/// Names of arguments without the brackets around them: `diff OLD [NEW]`.
fn bare(usage: &str) -> String {
    usage.replace(['<', '>'], "")
}

/// The option or argument that a part of an error names, without what follows it: `--poll` of "--poll[=<SECONDS>]".
fn named(error: &Error, kind: ContextKind) -> Option<String> {
    let written = text(error, kind)?;
    let written = written.trim_start_matches(['<', '[']);
    let end = written.find([' ', '=', '<', '>', '[', ']']).unwrap_or(written.len());
    Some(written[..end].to_owned())
}

fn text(error: &Error, kind: ContextKind) -> Option<&str> {
    texts(error, kind).next()
}

fn texts(error: &Error, kind: ContextKind) -> impl Iterator<Item = &str> {
    let texts = match error.get(kind) {
        Some(ContextValue::String(text)) => std::slice::from_ref(text),
        Some(ContextValue::Strings(texts)) => texts,
        _ => &[],
    };
    texts.iter().map(String::as_str)
}
