//! A revision of git, taken out into a folder of its own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use crate::cli::diff::source::Unusable;
use crate::diff::scratch::Scratch;

/// The most bytes that a revision of a project may have.
const MOST_BYTES: u64 = 4 << 30;

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
        let commit =
            git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")])?;
        let Some(commit) = commit.filter(|commit| !commit.is_empty()) else {
            let there = git(root, &["rev-parse", "--is-inside-work-tree"])?.is_some();
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
        Ok(Self { name: name.to_owned(), commit: trimmed(&commit), root: root.to_owned() })
    }

    /// What it is called: `main (1a2b3c4d)`.
    pub fn called(&self) -> String {
        let short = self.commit.get(..8).unwrap_or(&self.commit);
        if self.commit.starts_with(&self.name) { short.to_owned() } else { format!("{} ({short})", self.name) }
    }

    /// Takes the project out of git as it was.
    ///
    /// `None` if it was not there.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn take_out(&self) -> Result<Option<Scratch>, Unusable> {
        let (there, gone) = standing(&self.root);
        let prefix = git(there, &["rev-parse", "--show-prefix"])?.map_or_else(String::new, |text| trimmed(&text));
        let Some(inside) = within(&Path::new(&prefix).join(gone)) else { return Ok(None) };
        let tree = match inside.to_string_lossy().replace('\\', "/").as_str() {
            "" => self.commit.clone(),
            folder => format!("{}:{folder}", self.commit),
        };
        // In a folder of the repository git would look for that folder within the tree again.
        let Some(top) = git(there, &["rev-parse", "--show-toplevel"])? else { return Ok(None) };
        let top = PathBuf::from(trimmed(&top));
        let Some(archive) = output(&top, &["archive", "--format=zip", &tree])? else { return Ok(None) };
        let folder = Scratch::new().map_err(|error| trouble(&error.to_string()))?;
        unpack(&archive, &folder.path())?;
        Ok(Some(folder))
    }
}

/// The part of a path that is there, and what of it is not.
fn standing(path: &Path) -> (&Path, &Path) {
    let there = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new(""));
    let gone = path.strip_prefix(there).unwrap_or(Path::new(""));
    (if there.as_os_str().is_empty() { Path::new(".") } else { there }, gone)
}

/// Unpacks what git has packed. A link becomes a copy of what it leads to, and one that leads elsewhere nothing.
fn unpack(archive: &[u8], into: &Path) -> Result<(), Unusable> {
    let damaged = |error: zip::result::ZipError| trouble(&error.to_string());
    let unwritable = |error: std::io::Error| trouble(&error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(damaged)?;
    let mut links: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(damaged)?;
        let Some(name) = file.enclosed_name() else { continue };
        let path = into.join(&name);
        if file.is_dir() {
            std::fs::create_dir_all(&path).map_err(unwritable)?;
            continue;
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
        }
        if file.is_symlink() {
            let mut target = String::new();
            if file.by_ref().take(4096).read_to_string(&mut target).is_ok() {
                links.insert(name, target);
            }
            continue;
        }
        let mut to = std::fs::File::create(&path).map_err(unwritable)?;
        let written = std::io::copy(&mut file.by_ref().take(left + 1), &mut to).map_err(unwritable)?;
        left = left.checked_sub(written).ok_or_else(|| trouble("it is larger than 4 GB"))?;
    }
    for (name, target) in links {
        let from = name.parent().unwrap_or(Path::new("")).join(target);
        let Some(from) = within(&from).map(|from| into.join(from)) else { continue };
        if from.is_file() {
            std::fs::copy(from, into.join(name)).map_err(unwritable)?;
        }
    }
    Ok(())
}

/// A path without `..`; `None` if it leads out of the folder.
fn within(path: &Path) -> Option<PathBuf> {
    use std::path::Component;
    let mut inside = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !inside.pop() {
                    return None;
                }
            }
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(inside)
}

/// What git answers; `None` if it refuses.
fn git(root: &Path, arguments: &[&str]) -> Result<Option<String>, Unusable> {
    Ok(output(root, arguments)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn output(root: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, Unusable> {
    let done =
        Command::new("git").arg("-C").arg(standing(root).0).args(arguments).output().map_err(|error| Unusable {
            message: format!("`git` cannot be started: {error}"),
            hint: "install git, or compare two PDFs, two folders of papers, or two records of builds".to_owned(),
        })?;
    Ok(done.status.success().then_some(done.stdout))
}

fn trouble(why: &str) -> Unusable {
    Unusable {
        message: format!("the revision cannot be taken out of git: {why}"),
        hint: "check that there is room in the folder for temporary files".to_owned(),
    }
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches(['\n', '\r']).to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{standing, within};

    #[test]
    fn a_folder_that_is_gone_is_known_by_what_is_there() {
        let path = Path::new;
        assert_eq!(standing(path("src/nowhere/at/all")), (path("src"), path("nowhere/at/all")));
        assert_eq!(standing(path("nowhere")), (path("."), path("nowhere")));
        assert_eq!(standing(path("src")), (path("src"), path("")));
    }

    #[test]
    fn a_link_stays_inside() {
        assert_eq!(within(Path::new("data/../a.csv")).as_deref(), Some(Path::new("a.csv")));
        assert_eq!(within(Path::new("data/../../a.csv")), None);
        assert_eq!(within(Path::new("/etc/passwd")), None);
    }
}
