//! What concerns a watcher: which paths of events may mean that a report is another now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::publish::is_unfinished;

/// What a path of an event is to a watcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Something may have changed.
    Any,
    /// It is a paper, or stands beside papers outside of the project, and is of concern only if it has gone.
    Paper,
    /// What the program writes itself on the way to a paper, or what a version control system keeps for itself.
    None,
}

impl Concern {
    /// What a path is, given the papers that there are and the folders outside of the project that some of them stand in.
    pub fn of(path: &Path, papers: &BTreeSet<PathBuf>, aside: &BTreeSet<PathBuf>) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_unfinished(&name) || path.components().any(|part| part.as_os_str() == ".git") {
            Self::None
        } else if papers.contains(path) || path.parent().is_some_and(|folder| aside.contains(folder)) {
            Self::Paper
        } else {
            Self::Any
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_what_they_are_written_to_first_are_told_from_everything_else() {
        let papers: BTreeSet<PathBuf> = ["/project/out/note.pdf".into()].into();
        let aside: BTreeSet<PathBuf> = ["/papers".into()].into();
        let of = |path: &str| Concern::of(Path::new(path), &papers, &aside);
        assert_eq!(of("/papers/anything.odt"), Concern::Paper);
        assert_eq!(of("/papers/.boardpack-x1.part"), Concern::None);
        assert_eq!(of("/papers"), Concern::Any);
        assert_eq!(of("/project/out/note.pdf"), Concern::Paper);
        assert_eq!(of("/project/./out/note.pdf"), Concern::Paper);
        assert_eq!(of("/project/out/.boardpack-x1.part"), Concern::None);
        assert_eq!(of("/project/.git/index.lock"), Concern::None);
        // An appended PDF is an input like any other, wherever it stands.
        for path in
            ["/project/out/plan.pdf", "/project/out", "/project/reports/note.yaml", "/project/.gitignore", "/"]
        {
            assert_eq!(of(path), Concern::Any, "{path}");
        }
    }
}
