//! `boardpack completions`: what a shell needs to complete commands, options and files.

use std::io::stdout;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::{BUILT, say};

/// Print what a shell needs to complete commands and options.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Print what a shell needs to complete commands, options and files.\n\n\
                  Put what is printed where the shell looks for completions, then open a new shell.",
    after_help = "Examples:\n  \
                  boardpack completions bash > ~/.local/share/bash-completion/completions/boardpack\n  \
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
    say(&mut stdout(), &script(arguments.shell));
    BUILT
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut super::Arguments::command(), "boardpack", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

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
}
