//! Paths as words of a command line, so that a command that is shown can be pasted into a shell.

use std::path::Path;

/// A path as a word of a command: quoted where a shell would take it for something else, and never for an option.
pub fn path(path: &Path) -> String {
    word(&shown(path))
}

/// A path as its user would type it.
pub fn shown(path: &Path) -> String {
    let shown = path.display().to_string();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown };
    shown.strip_prefix("./").map_or(shown.clone(), str::to_owned)
}

fn word(text: &str) -> String {
    let text = if text.starts_with('-') { format!("./{text}") } else { text.to_owned() };
    let plain = |one: char| one.is_alphanumeric() || "-_./:,@%+".contains(one);
    if !text.is_empty() && text.chars().all(plain) { text } else { words(&text) }
}

/// A text as one word of a command, whatever stands in it.
pub fn words(text: &str) -> String {
    if cfg!(windows) || !text.contains(['"', '$', '`', '\\', '!', '\n']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::word;

    #[test]
    fn what_needs_no_quotes_has_none() {
        for text in ["coventry", "../my-council/reports/2026-01-15_a.yaml", "Llŷn/adroddiad.yaml", "/tmp/a@b"] {
            assert_eq!(word(text), text);
        }
    }

    #[test]
    fn a_shell_reads_back_the_very_path() {
        for text in [
            "My Council (1)",
            "St Helens' papers",
            "a\"b",
            "$HOME",
            "a\\b",
            "*",
            "~",
            "a;b&c",
            "a\nb",
            "",
            "!x",
            "#a",
            "[a]",
        ] {
            let shell = Command::new("sh").arg("-c").arg(format!("printf %s {}", word(text))).output();
            assert_eq!(String::from_utf8_lossy(&shell.expect("a shell").stdout), text);
        }
        assert_eq!(word("-x.yaml"), "./-x.yaml");
    }
}
