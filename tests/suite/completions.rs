//! What shells complete, asked of the shells themselves.

#![cfg(unix)]

use std::process::Command;

use crate::command::boardpack;
use crate::said::say;

/// What a shell proposes for a line that ends where the cursor is; `None` where the shell is not installed.
fn proposed(shell: &str, line: &str) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a-file"), "").expect("a file");
    let script = boardpack().args(["completions", shell]).output().expect("the program runs").stdout;
    std::fs::write(folder.path().join("script"), script).expect("a file");
    let ask = match shell {
        "bash" => {
            "source ./script; COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<<\"$1\"; \
             [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
             _boardpack boardpack \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\" 2>/dev/null; \
             printf '%s\\n' \"${COMPREPLY[@]}\""
        }
        // In a terminal of its own, since zsh completes nowhere else.
        "zsh" => {
            "zmodload zsh/zpty || exit 1; zpty shell zsh -f -i; \
             zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; source ./script; \
             zstyle \":completion:*\" list-prompt \"\"; LISTMAX=1000; stty rows 400 columns 300; print -n REA; print DY'; \
             zpty -r -m shell answer '*READY*'; zpty -w -n shell \"$1\"$'\\t'$'\\t'; typeset -i quiet; \
             while (( quiet < 4 )); do sleep 0.5; quiet+=1; while zpty -r -t shell more; do answer+=$more; quiet=0; done; \
             done; print -r -- \"${answer#*READY}\""
        }
        _ => "source ./script; complete -C $argv[1]",
    };
    let mut command = Command::new(shell);
    match shell {
        "bash" => command.args(["--norc", "-c", ask, "bash", line]),
        "zsh" => command.args(["-f", "-c", ask, "zsh", line]),
        _ => command.args(["--no-config", "-c", ask, line]),
    };
    let Ok(output) = command.current_dir(&folder).env("TERM", "dumb").env("HOME", folder.path()).output() else {
        say(&format!("left out: {shell} is not installed"));
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(said.split_whitespace().map(str::to_owned).collect())
}

#[test]
fn shells_complete_rules_kinds_and_formats() {
    let mut asked = 0;
    for shell in ["bash", "fish", "zsh"] {
        for (line, has, lacks) in [
            (
                "boardpack check --explain ",
                &["clear-days", "placeholder", "background-papers"][..],
                &["minute-item"][..],
            ),
            ("boardpack check --explain clear", &["clear-days"], &["placeholder"]),
            ("boardpack new ", &["project", "briefing-note", "pack"], &["workforce-slides"]),
            ("boardpack schema ", &["council", "briefing-note", "workforce-slides"], &["project"]),
            ("boardpack templates ", &["briefing-note", "workforce-slides"], &["council"]),
            ("boardpack build --message-format ", &["human", "short", "json", "github", "sarif"], &["a-file"]),
            ("boardpack build --fail-on ", &["warning"], &["a-file"]),
            ("boardpack ", &["build", "watch"], &["clear-days"]),
        ] {
            let Some(words) = proposed(shell, line) else { continue };
            // zsh puts in what is the only choice.
            let is_there =
                |word: &&&str| words.iter().any(|one| one == **word || one.ends_with(&format!("={word}")));
            let missing: Vec<_> = has.iter().filter(|word| !is_there(word)).collect();
            assert!(missing.is_empty(), "{shell}: `{line}` lacks {missing:?}: {words:?}");
            let strange: Vec<_> = lacks.iter().filter(is_there).collect();
            assert!(strange.is_empty(), "{shell}: `{line}` has {strange:?}: {words:?}");
            assert!(
                shell != "bash" || !words.iter().any(|word| word.starts_with(['[', '<'])),
                "{shell}: `{line}`: {words:?}"
            );
            asked += 1;
        }
    }
    assert!(asked >= 8, "bash is there");
    // bash takes `=` for a word of its own.
    for (line, words) in [
        ("boardpack build --timings =", &["table", "json"][..]),
        ("boardpack build --timings = j", &["json"]),
        ("boardpack check --message-format = g", &["github"]),
        ("boardpack check --explain = clear", &["clear-days"]),
    ] {
        assert_eq!(proposed("bash", line).expect("bash"), words, "{line}");
    }
    let after_a_blank = proposed("bash", "boardpack build --timings ").expect("bash");
    assert!(!after_a_blank.contains(&"json".to_owned()), "{after_a_blank:?}");
}

#[cfg(unix)]
#[test]
fn files_are_completed_where_a_path_goes() {
    for shell in ["fish", "zsh"] {
        let Some(words) = proposed(shell, "boardpack build a-") else { continue };
        assert!(words.iter().any(|word| word.contains("a-file")), "{shell}: {words:?}");
    }
    // Where the script proposes nothing, bash itself does: with `-o default`, files.
    assert_eq!(proposed("bash", "boardpack build a-"), Some(Vec::new()));
}
