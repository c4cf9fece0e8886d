//! A revision of git, taken out into a folder of its own.

use std::path::{Path, PathBuf};

use crate::cli::diff::checkout::{Repository, Wanted, within};
use crate::cli::diff::git;
use crate::cli::diff::source::Unusable;
use crate::diff::scratch::Scratch;
use crate::quote;

/// A revision of a project.
#[derive(Debug)]
pub struct Revision {
    /// What the user called it.
    pub name: String,
    /// Its commit.
    commit: String,
    /// The project's folder, which may not be there any more.
    pub root: PathBuf,
}

impl Revision {
    /// The revision of that name of the project in a folder.
    ///
    /// # Errors
    /// If there is no git, no repository, or no such revision.
    pub fn of(name: &str, root: &Path) -> Result<Self, Unusable> {
        let ask = |arguments: &[&str]| git::ask(standing(root).0, arguments);
        let commit = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")])?;
        let Some(commit) = commit.filter(|commit| !commit.is_empty()) else {
            if let Some(hint) = apart(name, root)? {
                return Err(Unusable {
                    message: format!("`{name}` is a range of revisions, and no revision"),
                    hint,
                });
            }
            let there = ask(&["rev-parse", "--is-inside-work-tree"])?.is_some();
            return Err(Unusable {
                message: format!("`{name}` is no file, no folder and no revision of git"),
                hint: if there {
                    "name a PDF, a folder, a record of a build, or a revision such as `main` or `HEAD~1`; in CI, fetch \
                     the history (`fetch-depth: 0`) so that older revisions are there"
                        .to_owned()
                } else {
                    format!("`{}` is in no repository of git, so that there are no revisions", root.display())
                },
            });
        };
        Ok(Self { name: name.to_owned(), commit, root: root.to_owned() })
    }

    /// What it is called: `main (1a2b3c4d)`.
    pub fn called(&self) -> String {
        let short = self.commit.get(..8).unwrap_or(&self.commit);
        if self.commit.starts_with(&self.name) { short.to_owned() } else { format!("{} ({short})", self.name) }
    }

    /// Takes the project out of git as it was: the folder that it is kept in, and its own folder in there.
    ///
    /// `None` if it was not there.
    ///
    /// # Errors
    /// If git cannot give what a checkout would have, or the folder cannot be made.
    pub fn take_out(&self) -> Result<Option<(Scratch, PathBuf)>, Unusable> {
        let (there, gone) = standing(&self.root);
        let Some((repository, prefix)) = Repository::around(there)? else { return Ok(None) };
        let Some(inside) = within(&Path::new(&prefix).join(gone)) else { return Ok(None) };
        let inside = inside.to_string_lossy().replace('\\', "/");
        let folder = Scratch::new().map_err(|error| Unusable {
            message: format!("no folder can be made for a revision: {error}"),
            hint: "check that there is room in the folder for temporary files".to_owned(),
        })?;
        let called = self.called();
        let wanted = Wanted { commit: &self.commit, called: &called, inside: &inside };
        let into = folder.path();
        let taken = repository.take_out(wanted, &into, &into.with_file_name("index"))?;
        Ok(taken.then(|| (folder, into.join(inside))))
    }
}

/// How the ends of a range are written instead; `None` for what is no range.
fn apart(name: &str, root: &Path) -> Result<Option<String>, Unusable> {
    let three = name.split_once("...");
    let Some((old, new)) = three.or_else(|| name.split_once("..")) else { return Ok(None) };
    let [old, new] = [old, new].map(|end| if end.is_empty() { "HEAD" } else { end });
    for end in [old, new] {
        let commit = format!("{end}^{{commit}}");
        let ask = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        if git::ask(standing(root).0, &ask)?.is_none() {
            return Ok(None);
        }
    }
    let plain = |end: &str| end.chars().all(|one| one.is_alphanumeric() || "-_./@~^".contains(one));
    let [old, new] = [old, new].map(|end| if plain(end) { end.to_owned() } else { quote::words(end) });
    let from = if three.is_some() { format!("$(git merge-base {old} {new})") } else { old };
    Ok(Some(format!("write its two ends: `boardpack diff {from} {new}`")))
}

/// The part of a path that is there, and what of it is not.
fn standing(path: &Path) -> (&Path, &Path) {
    let there = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new(""));
    let gone = path.strip_prefix(there).unwrap_or(Path::new(""));
    (if there.as_os_str().is_empty() { Path::new(".") } else { there }, gone)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::standing;

    #[test]
    fn a_folder_that_is_gone_is_known_by_what_is_there() {
        let path = Path::new;
        assert_eq!(standing(path("src/nowhere/at/all")), (path("src"), path("nowhere/at/all")));
        assert_eq!(standing(path("nowhere")), (path("."), path("nowhere")));
        assert_eq!(standing(path("src")), (path("src"), path("")));
    }
}
