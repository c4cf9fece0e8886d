//! A walk through a folder and the folders in it, each of which is entered once, whatever links lead to it.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// What a walk comes by.
pub enum Step<'a> {
    /// Something that is no folder, by its path.
    File(&'a Path),
    /// A folder whose content the system does not tell, or not to its end, and why.
    Closed(&'a Path, &'a io::Error),
}

/// Tells of everything below `folder` that is not hidden: what lies in a folder itself before what a link leads to, and
/// of each in the order of the names.
pub fn walk(folder: &Path, tell: &mut dyn FnMut(Step<'_>)) {
    let mut entered = BTreeSet::new();
    let mut links = vec![folder.to_owned()];
    // A link may lead to a folder that has its own place in the walk: that one counts.
    while !links.is_empty() {
        let mut further = Vec::new();
        links.iter().for_each(|link| enter(link, &mut entered, &mut further, tell));
        links = further;
    }
}

fn enter(folder: &Path, entered: &mut BTreeSet<PathBuf>, links: &mut Vec<PathBuf>, tell: &mut dyn FnMut(Step<'_>)) {
    if let Ok(real) = folder.canonicalize()
        && !entered.insert(real)
    {
        return;
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return tell(Step::Closed(folder, &error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) => tell(Step::Closed(folder, &error)),
        }
    }
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        match (hidden, path.is_dir()) {
            (true, _) => {}
            (false, false) => tell(Step::File(&path)),
            (false, true) if path.is_symlink() => links.push(path),
            (false, true) => enter(&path, entered, links, tell),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::{Step, walk};

    #[test]
    fn each_folder_is_entered_once_and_by_its_own_name_first() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("b/c")).expect("folders");
        for file in ["b/1.yaml", "b/c/2.yaml", "z.yaml", ".hidden"] {
            fs::write(at(file), "").expect("a file");
        }
        // A link to what has its own name, three that lead back, and one into another folder.
        let other = tempfile::tempdir().expect("a folder");
        fs::write(other.path().join("3.yaml"), "").expect("a file");
        for (target, link) in [("b", "a"), (".", "loop"), ("..", "b/up"), ("..", "b/c/up")] {
            symlink(target, at(link)).expect("a link");
        }
        symlink(other.path(), at("b/other")).expect("a link");
        let mut found = Vec::new();
        walk(root.path(), &mut |step| match step {
            Step::File(path) => found.push(path.strip_prefix(root.path()).expect("inside").to_owned()),
            Step::Closed(path, error) => panic!("{}: {error}", path.display()),
        });
        let found: Vec<_> = found.iter().filter_map(|path| path.to_str()).collect();
        assert_eq!(found, ["b/1.yaml", "b/c/2.yaml", "z.yaml", "b/other/3.yaml"]);
    }
}
