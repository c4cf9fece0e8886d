//! `boardpack completions`: what a shell needs to complete commands, options and files.

use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::{Shell, generate};

use crate::cli::BUILT;
use crate::cli::console::show;

/// Print what a shell needs to complete commands and options.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Print what a shell needs to complete commands, options and files.\n\n\
                  Put what is printed where the shell looks for completions, then open a new shell.",
    after_help = "Examples:\n  \
                  boardpack completions bash \\\n      > ~/.local/share/bash-completion/completions/boardpack\n  \
                  boardpack completions zsh > ~/.zfunc/_boardpack\n  \
                  boardpack completions fish > ~/.config/fish/completions/boardpack.fish\n  \
                  boardpack completions powershell >> $PROFILE\n\n\
                  Exit codes: 0 done, 2 wrong usage."
)]
pub struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script, and returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    show(&script(arguments.shell), BUILT)
}

fn script(shell: Shell) -> String {
    let mut command = with_folders(super::Arguments::command());
    let mut script = Vec::new();
    generate(shell, &mut command, "boardpack", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        // bash would propose these for words.
        Shell::Bash => {
            let placeholder = |word: &&str| word.starts_with(['[', '<']);
            let line = |line: &str| match line.trim_start().strip_prefix("opts=\"") {
                Some(words) => {
                    let words = words.trim_end_matches('"').split(' ').filter(|word| !placeholder(word));
                    format!("            opts=\"{}\"\n", words.collect::<Vec<_>>().join(" "))
                }
                None => format!("{line}\n"),
            };
            let script: String = script.lines().map(line).collect();
            // bash takes `=` for a word of its own; and what follows some options after a blank is no value of theirs.
            let joined = joined(&command);
            let rewritten = format!(
                "    if [[ \"${{prev}}\" == \"=\" ]]; then\n        prev=\"${{COMP_WORDS[COMP_CWORD-2]}}\"\n    \
                 elif [[ \"${{cur}}\" == \"=\" ]]; then\n        cur=\"\"\n    else\n        case \"${{prev}}\" in {}) \
                 prev=\"\" ;; esac\n    fi\n    cmd=\"\"\n",
                joined.join("|")
            );
            script.replacen("    cmd=\"\"\n", &rewritten, 1)
        }
        // fish is told of options only.
        Shell::Fish => {
            for command in command.get_subcommands() {
                for argument in command.get_positionals() {
                    for value in argument.get_possible_values() {
                        let about = value.get_help().map(ToString::to_string).unwrap_or_default();
                        script.push_str(&format!(
                            "complete -c boardpack -n \"__fish_boardpack_using_subcommand {}\" -a '{}' -d '{}'\n",
                            command.get_name(),
                            value.get_name(),
                            about.replace('\\', "\\\\").replace('\'', "\\'"),
                        ));
                    }
                }
            }
            script
        }
        _ => script,
    }
}

/// The options whose value follows `=` and nothing else.
fn joined(command: &Command) -> Vec<String> {
    let own = command.get_arguments().filter(|argument| argument.is_require_equals_set());
    let own = own.filter_map(|argument| argument.get_long().map(|name| format!("--{name}")));
    let mut all: Vec<String> = own.chain(command.get_subcommands().flat_map(joined)).collect();
    all.sort();
    all.dedup();
    all
}

/// The command with a word on those of its options that name a folder.
fn with_folders(command: Command) -> Command {
    let folder = |argument: Arg| {
        let named = argument.get_value_names().unwrap_or_default();
        let is_folder = named.iter().any(|name| ["DIR", "PROJECT", "DIR|URL"].contains(&name.as_str()));
        if is_folder { argument.value_hint(ValueHint::DirPath) } else { argument }
    };
    command.mut_args(folder).mut_subcommands(with_folders)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::check;

    #[test]
    fn every_shell_completes_every_command_and_its_options() {
        for shell in Shell::value_variants() {
            let script = script(*shell);
            for command in super::super::Arguments::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
            assert!(script.contains("message-format"), "{shell}");
        }
    }

    #[test]
    fn bash_zsh_and_fish_know_every_rule_and_kind() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = script(shell);
            let rules = check::RULES.iter().map(|rule| rule.name);
            for word in rules.chain(["briefing-note", "workforce-slides", "council", "project"]) {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }
}
