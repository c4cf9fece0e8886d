//! A folder of a repository as a checkout of one of its commits would have it, taken out into a folder of its own.
//!
//! Git itself writes the files, so that line ends, encodings and filters (such as Git LFS) are what the repository's
//! attributes name and the user's configuration says. Nothing is written to the repository, and no hook runs.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::diff::git;
use crate::cli::diff::source::Unusable;

/// The most bytes that a revision of a project may have.
const MOST_BYTES: u64 = 4 << 30;

/// How many submodules may lie in each other.
const DEEPEST: usize = 8;

/// How a file begins that stands in for one in Git LFS, and how long it is at most.
const POINTER: (&str, u64) = ("version https://git-lfs.github.com/spec/", 1024);

/// A repository of git.
#[derive(Debug)]
pub struct Repository {
    /// Its own folder: `.git`.
    git: PathBuf,
    /// Its work tree.
    top: PathBuf,
    /// Whether it is a submodule, of which the environment says nothing.
    submodule: bool,
}

/// A commit to be taken out.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its hash.
    pub commit: &'a str,
    /// What the user calls it.
    pub called: &'a str,
    /// The folder of the repository that is wanted; empty for all of it.
    pub inside: &'a str,
}

/// Something in a commit.
struct Item {
    kind: Kind,
    object: String,
    /// How many bytes git keeps of it.
    size: u64,
    /// Where it is, below the top of the repository, as git writes it.
    path: Vec<u8>,
}

#[derive(PartialEq)]
enum Kind {
    File,
    Link,
    Submodule,
}

impl Repository {
    /// The repository that a folder is in, and the folder within it, which ends with `/` unless it is the top; `None` if it
    /// is in none.
    ///
    /// # Errors
    /// If there is no git.
    pub fn around(folder: &Path) -> Result<Option<(Self, String)>, Unusable> {
        let ask = |what: &str| git::ask(folder, &["rev-parse", what]);
        let (Some(git), Some(top)) = (ask("--absolute-git-dir")?, ask("--show-toplevel")?) else { return Ok(None) };
        let prefix = ask("--show-prefix")?.unwrap_or_default();
        Ok(Some((Self { git: git.into(), top: top.into(), submodule: false }, prefix)))
    }

    /// Takes out a folder, to the same place below another one; `index` names a file that git may write meanwhile. A link
    /// becomes a copy of what it leads to, and one that leads out of the folder nothing.
    ///
    /// `false` if the folder is not there.
    ///
    /// # Errors
    /// If git cannot give what a checkout would have, or it cannot be written.
    pub fn take_out(&self, wanted: Wanted<'_>, into: &Path, index: &Path) -> Result<bool, Unusable> {
        let mut left = MOST_BYTES;
        self.take(wanted, into, index, "", (&mut left, DEEPEST))
    }

    /// `within` is where the work tree is below that of the outermost repository, with a `/` behind it.
    fn take(
        &self,
        wanted: Wanted<'_>,
        into: &Path,
        index: &Path,
        within: &str,
        (left, deepest): (&mut u64, usize),
    ) -> Result<bool, Unusable> {
        let Some(items) = self.items(wanted)? else { return Ok(false) };
        for item in &items {
            *left = left.checked_sub(item.size).ok_or_else(|| trouble("it is larger than 4 GB"))?;
        }
        let done = git::run(self.command(&self.git, into, index).args(["read-tree", wanted.commit]), Vec::new())?;
        if !done.status.success() {
            return Err(trouble(&first_line(&done.stderr)));
        }
        std::fs::create_dir_all(into.join(wanted.inside)).map_err(unwritable)?;
        let mut checkout = self.command(into, into, index);
        checkout.args(["checkout-index", "--quiet", "--force", "--ignore-skip-worktree-bits", "-z", "--stdin"]);
        let paths = items.iter().filter(|item| item.kind != Kind::Submodule);
        let done = git::run(
            &mut checkout,
            paths.flat_map(|item| item.path.iter().copied().chain([0])).collect::<Vec<u8>>(),
        )?;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let failed = said.lines().find(|line| line.contains("filter") && is_error(line));
        if let Some(line) = failed.or_else(|| said.lines().find(|line| !done.status.success() && is_error(line))) {
            return Err(refused(wanted, line));
        }
        if !done.status.success() {
            return Err(trouble(&first_line(&done.stderr)));
        }
        let shown = |item: &Item| format!("{within}{}", item.name());
        for item in items.iter().filter(|item| item.kind == Kind::File && item.size <= POINTER.1) {
            if begins(&into.join(item.name()), POINTER.0) {
                return Err(in_lfs(wanted, &shown(item)));
            }
        }
        follow_links(&items, &into.join(wanted.inside), into)?;
        for item in items.iter().filter(|item| item.kind == Kind::Submodule) {
            let path = shown(item);
            let absent = || no_submodule(wanted, &path);
            let deepest = deepest.checked_sub(1).ok_or_else(absent)?;
            let repository = self.submodule(item)?.ok_or_else(absent)?;
            let wanted = Wanted { commit: &item.object, inside: "", ..wanted };
            let (into, within) = (into.join(item.name()), format!("{path}/"));
            std::fs::create_dir_all(&into).map_err(unwritable)?;
            if !repository.take(wanted, &into, index, &within, (&mut *left, deepest))? {
                return Err(absent());
            }
        }
        Ok(true)
    }

    /// What is in the folder, and in the folders in it; `None` if there is no such folder.
    fn items(&self, wanted: Wanted<'_>) -> Result<Option<Vec<Item>>, Unusable> {
        let (tree, before) = match wanted.inside {
            "" => (format!("{}^{{tree}}", wanted.commit), String::new()),
            folder => (format!("{}:{folder}", wanted.commit), format!("{folder}/")),
        };
        let mut command = self.command(&self.git, &self.top, Path::new(""));
        let command =
            command.env_remove("GIT_INDEX_FILE").args(["ls-tree", "-r", "-z", "-l", "--full-tree", &tree]);
        let Some(list) = git::answer(command)? else { return Ok(None) };
        let items = list.split(|byte| *byte == 0).filter_map(|line| Item::parse(line, before.as_bytes()));
        Ok(Some(items.collect()))
    }

    /// The repository of a submodule, if it is here with the commit that is meant.
    fn submodule(&self, item: &Item) -> Result<Option<Self>, Unusable> {
        let folder = self.top.join(item.name());
        let mut found = Vec::new();
        if folder.join(".git").exists() {
            let ask = |what: &str| git::answer(git::afresh(&folder).args(["rev-parse", what]));
            let path = |answer: Vec<u8>| PathBuf::from(git::line(&answer));
            if let (Some(git), Some(top)) = (ask("--absolute-git-dir")?, ask("--show-toplevel")?) {
                found.push(Self { git: path(git), top: path(top), submodule: true });
            }
        }
        // One that is checked out no more, or stands elsewhere now.
        // A worktree beside the first one has those of the first as well.
        let first = std::fs::read(self.git.join("commondir")).map(|path| self.git.join(git::line(&path)));
        for git in [Some(self.git.clone()), first.ok()].into_iter().flatten() {
            let kept = git.join("modules").join(item.name());
            if kept.join("HEAD").is_file() {
                found.push(Self { top: kept.clone(), git: kept, submodule: true });
            }
        }
        for one in found {
            let commit = format!("{}^{{commit}}", item.object);
            let mut command = one.command(&one.git, &one.top, Path::new(""));
            let command = command.env_remove("GIT_INDEX_FILE").args(["cat-file", "-e", &commit]);
            if git::answer(command)?.is_some() {
                return Ok(Some(one));
            }
        }
        Ok(None)
    }

    /// A command of git in this repository, with another work tree and index.
    fn command(&self, folder: &Path, tree: &Path, index: &Path) -> Command {
        let mut command = if self.submodule { git::afresh(folder) } else { git::command(folder) };
        command.env("GIT_DIR", &self.git).env("GIT_WORK_TREE", tree).env("GIT_INDEX_FILE", index);
        for setting in [
            // Links are read and followed here.
            "core.symlinks=false",
            "core.sparseCheckout=false",
            "core.fsmonitor=false",
            "core.hooksPath=/dev/null",
        ] {
            command.args(["-c", setting]);
        }
        command
    }
}

impl Item {
    /// A line such as `100644 blob 1a2b…     123<tab>data/turnover.csv`, below a folder.
    fn parse(line: &[u8], before: &[u8]) -> Option<Self> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = String::from_utf8_lossy(&line[..tab]).into_owned();
        let mut words = head.split_whitespace();
        let kind = match words.next()? {
            "120000" => Kind::Link,
            "160000" => Kind::Submodule,
            _ => Kind::File,
        };
        let object = words.nth(1)?.to_owned();
        let size = words.next().and_then(|size| size.parse().ok()).unwrap_or(0);
        Some(Self { kind, object, size, path: [before, &line[tab + 1..]].concat() })
    }

    fn name(&self) -> String {
        String::from_utf8_lossy(&self.path).into_owned()
    }
}

/// Puts what links lead to in their places; they stand there as files with what they say. What leads out of the root is
/// left out.
fn follow_links(items: &[Item], root: &Path, into: &Path) -> Result<(), Unusable> {
    let mut links: BTreeMap<PathBuf, String> = BTreeMap::new();
    for item in items.iter().filter(|item| item.kind == Kind::Link) {
        let path = into.join(item.name());
        let target = std::fs::read_to_string(&path);
        std::fs::remove_file(&path).map_err(unwritable)?;
        if let (Ok(target), Ok(name)) = (target, path.strip_prefix(root)) {
            links.insert(name.to_owned(), target);
        }
    }
    for (name, target) in links {
        let from = name.parent().unwrap_or(Path::new("")).join(target);
        let Some(from) = within(&from).map(|from| root.join(from)) else { continue };
        if from.is_file() {
            std::fs::copy(from, root.join(name)).map_err(unwritable)?;
        }
    }
    Ok(())
}

/// A path without `..`; `None` if it leads out of the folder.
pub fn within(path: &Path) -> Option<PathBuf> {
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

/// Whether a file begins with a text.
fn begins(file: &Path, text: &str) -> bool {
    let mut start = vec![0; text.len()];
    std::fs::File::open(file).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == text.as_bytes()
}

fn is_error(line: &str) -> bool {
    line.starts_with("error: ") || line.starts_with("fatal: ")
}

fn first_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().find(|line| is_error(line)).or_else(|| said.lines().next());
    line.map_or("git does not say why", |line| line.trim_start_matches("error: ").trim_start_matches("fatal: "))
        .to_owned()
}

/// That git cannot write a file as a checkout would have it.
fn refused(wanted: Wanted<'_>, line: &str) -> Unusable {
    let why = line.trim_start_matches("error: ").trim_start_matches("fatal: ");
    Unusable {
        message: format!("{} cannot be taken out of git as a checkout would have it: {why}", wanted.called),
        hint: "see that git can check it out, with whatever filter its `.gitattributes` name and your configuration of \
               git runs (`git config --get-regexp filter`)"
            .to_owned(),
    }
}

fn in_lfs(wanted: Wanted<'_>, file: &str) -> Unusable {
    Unusable {
        message: format!("`{file}` is kept in Git LFS, and of {} only its pointer is here", wanted.called),
        hint: "install git-lfs and run `git lfs install`, then `git lfs fetch --all`; in CI, let the checkout fetch it \
               (`lfs: true`)"
            .to_owned(),
    }
}

fn no_submodule(wanted: Wanted<'_>, path: &str) -> Unusable {
    Unusable {
        message: format!(
            "`{path}` is a submodule of git, and the files that it has in {} are not here",
            wanted.called
        ),
        hint: "run `git submodule update --init --recursive`, and `git fetch` in it for what is older; in CI, let the \
               checkout fetch it (`submodules: recursive`)"
            .to_owned(),
    }
}

fn trouble(why: &str) -> Unusable {
    Unusable {
        message: format!("the revision cannot be taken out of git: {why}"),
        hint: "check that there is room in the folder for temporary files".to_owned(),
    }
}

fn unwritable(error: std::io::Error) -> Unusable {
    trouble(&error.to_string())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::within;

    #[test]
    fn a_link_stays_inside() {
        assert_eq!(within(Path::new("data/../a.csv")).as_deref(), Some(Path::new("a.csv")));
        assert_eq!(within(Path::new("data/../../a.csv")), None);
        assert_eq!(within(Path::new("/etc/passwd")), None);
    }
}
