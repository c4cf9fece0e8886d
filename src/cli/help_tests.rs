//! What the help of every command says is true: it shows examples, and each of them can be typed.

use clap::error::ErrorKind;
use clap::{Command, CommandFactory, Parser};

use super::Arguments;

/// All commands by what is typed to reach them.
fn commands() -> Vec<(String, Command)> {
    fn collect(path: &str, command: &Command, into: &mut Vec<(String, Command)>) {
        into.push((path.to_owned(), command.clone()));
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            collect(&format!("{path} {}", command.get_name()), command, into);
        }
    }
    let mut program = Arguments::command();
    program.build();
    let mut found = Vec::new();
    collect("boardpack", &program, &mut found);
    found
}

/// The examples of a command, without what a shell does before and after them.
fn examples(command: &Command) -> Vec<String> {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let Some((_, examples)) = after.split_once("Examples:\n") else { return Vec::new() };
    // As a shell joins them.
    let examples = examples.replace("\\\n      ", "");
    let lines = examples.lines().take_while(|line| !line.is_empty()).map(str::trim);
    let only = |line: &str| {
        let end = [" > ", " >> ", " | ", "  # "].iter().filter_map(|mark| line.find(mark)).min();
        line[..end.unwrap_or(line.len())].to_owned()
    };
    lines.map(only).collect()
}

/// The words that a shell makes of a line.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for one in line.chars() {
        match (one, quote) {
            ('\'' | '"', None) => quote = Some(one),
            (_, Some(open)) if one == open => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("there is a word").push(one),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What is broken by a narrow terminal is another command when it is pasted.
#[test]
fn examples_fit_a_terminal() {
    for (path, command) in commands() {
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let long: Vec<&str> = after
            .lines()
            .filter(|line| line.starts_with("  ") && !line.contains('`') && line.chars().count() > 80)
            .collect();
        assert!(long.is_empty(), "{path}: {long:#?}");
    }
}

#[test]
fn every_command_shows_examples_that_can_be_typed() {
    for (path, command) in commands() {
        let examples = examples(&command);
        assert!(!examples.is_empty(), "`{path} --help` shows no example");
        for example in examples {
            assert!(example.starts_with(&path), "`{path} --help` shows `{example}`");
            let parsed = Arguments::try_parse_from(words(&example)).err();
            if let Some(error) = parsed.filter(|error| error.kind() != ErrorKind::DisplayHelp) {
                panic!("`{path} --help` shows `{example}`, but\n{error}");
            }
        }
    }
}

#[test]
fn every_command_says_its_exit_codes_and_explains_every_option() {
    for (path, command) in commands() {
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(after.contains("Exit codes: 0 "), "`{path} --help` says no exit codes");
        assert!(command.get_about().is_some(), "`{path} --help` does not say what it does");
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            assert!(argument.get_help().is_some(), "`{path}`: `{}` has no help", argument.get_id());
        }
    }
}

#[test]
fn nothing_is_defined_twice() {
    Arguments::command().debug_assert();
}
