//! What is said of a file that could not be written, and what to do about it.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// The message and the hint for a file that could not be written; `instead` is how another place is named, such as "name another
/// folder with `--out`".
pub fn unwritten(path: &Path, error: &Error, instead: &str) -> (String, String) {
    let (why, hint) = match error.kind() {
        _ if path.is_dir() => {
            ("a folder has its name".to_owned(), format!("rename that folder or move it away, or {instead}"))
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            (error.to_string(), format!("make a folder there, or {instead}"))
        }
        ErrorKind::TimedOut => {
            (error.to_string(), "end the other run, which may be stopped or hang, and try again".to_owned())
        }
        _ => {
            (plain(error), "check that the folder may be written to and that there is room on the disk".to_owned())
        }
    };
    (format!("`{}` cannot be written: {why}", path.display()), hint)
}

/// An error without the name of the file that is written first and then renamed, which nobody knows.
fn plain(error: &Error) -> String {
    let words = error.to_string();
    words.split_once(" at path \"").map_or(words.clone(), |(words, _)| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_says_why_and_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("paper.pdf")).expect("a folder");
        std::fs::write(at("file"), "").expect("a file");
        let said = |path: &Path| {
            let error = crate::publish::write(path, b"x").expect_err("it cannot be written");
            let (message, hint) = unwritten(path, &error, "name another");
            (message.replace(&folder.path().display().to_string(), "…"), hint)
        };
        let (message, hint) = said(&at("paper.pdf"));
        assert_eq!(message, "`…/paper.pdf` cannot be written: a folder has its name");
        assert_eq!(hint, "rename that folder or move it away, or name another");
        let (message, hint) = said(&at("file/paper.pdf"));
        assert_eq!(
            message,
            "`…/file/paper.pdf` cannot be written: its folder is a file, or a link that leads nowhere"
        );
        assert_eq!(hint, "make a folder there, or name another");
    }

    #[test]
    fn nobody_is_told_of_the_file_that_is_written_first() {
        let gone = tempfile::Builder::new().tempfile_in("/nowhere/to/be/found").expect_err("there is none");
        assert!(gone.to_string().contains(" at path "), "{gone}");
        let (message, hint) = unwritten(Path::new("x.pdf"), &gone, "name another");
        assert!(!message.contains(" at path "), "{message}");
        assert!(hint.starts_with("check that the folder may be written to"), "{hint}");
    }
}
