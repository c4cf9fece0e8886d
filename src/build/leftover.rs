//! Papers that earlier runs have left in the folder and that no report makes any more: nobody may take one for today's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::build::{Options, Outcome, incremental, within};
use crate::cache::{Cache, Key};
use crate::diagnostic::{Diagnostic, Severity};

/// The papers that a folder is known to have, by their names in it.
type Ledger = BTreeMap<String, Entry>;

/// A paper that a run has put into a folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    /// The report that it is of, relative to its project.
    report: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    hash: String,
}

/// Notes what a run has put into its folders, and warns of the papers in them that no report makes any more.
///
/// A part of a run, or a report made for other areas than it says itself, cannot tell; nor can a report with errors, whose
/// last good paper stays.
pub(super) fn warn(outcomes: &[Outcome], options: &Options) -> Vec<Diagnostic> {
    // Nobody remembers papers that are only looked at.
    let Some(cache) = options.cache.as_ref().filter(|_| options.aside.is_none()) else { return Vec::new() };
    let mut folders: BTreeMap<(&Path, &Path), Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        folders.entry((&outcome.root, &outcome.folder)).or_default().push(outcome);
    }
    let all = options.shard.is_none() && options.for_each.is_none();
    folders.into_iter().flat_map(|((root, folder), made)| of_folder(cache, root, folder, &made, all)).collect()
}

/// The same for one folder and the reports of one project that go to it; `all` is whether every paper of each is among
/// them.
fn of_folder(cache: &Cache, root: &Path, folder: &Path, made: &[&Outcome], all: bool) -> Vec<Diagnostic> {
    let key = key(root, folder);
    let before: Ledger = cache.last(&key).unwrap_or_default();
    let mut now = before.clone();
    for outcome in made {
        for paper in &outcome.papers {
            // Without a name in the folder nothing could be found again. In the current one the path is the name.
            let current = folder == Path::new(".");
            let name = if current { Some(paper.path.as_path()) } else { paper.path.strip_prefix(folder).ok() };
            let name = name.and_then(Path::to_str);
            let entry = || Entry { report: outcome.report.clone(), hash: paper.hash.clone() };
            now.extend(name.map(|name| (name.to_owned(), entry())));
        }
    }
    let mut left = Vec::new();
    if all {
        let papers: BTreeSet<&PathBuf> =
            made.iter().flat_map(|one| one.papers.iter().map(|paper| &paper.path)).collect();
        let failed = |report: &str| made.iter().any(|one| one.has_failed() && one.report == report);
        let known = |report: &str| made.iter().any(|one| one.report == report);
        now.retain(|name, entry| {
            let path = within(folder, name);
            let made_today = papers.contains(&path) || failed(&entry.report);
            if made_today || (!known(&entry.report) && root.join(&entry.report).exists()) {
                return true;
            }
            // What is not there any more, or somebody else's by now, is no business of ours.
            let ours = incremental::hash_of(&path).as_ref() == Some(&entry.hash);
            if ours {
                left.push(told(&path, &within(root, &entry.report), known(&entry.report)));
            }
            ours
        });
    }
    if now != before {
        cache.set_note(&key, &now);
    }
    left
}

fn told(path: &Path, report: &Path, exists: bool) -> Diagnostic {
    let (path, report) = (path.display(), report.display());
    let message = if exists {
        format!("`{path}` was made of `{report}` once, which does not become it any more")
    } else {
        format!("`{path}` was made of `{report}`, which is not there any more")
    };
    let told = Diagnostic::bare(message).hint("delete the paper, so that nobody takes it for today's");
    Diagnostic { severity: Severity::Warning, ..told }
}

/// What the papers in a folder are noted under.
fn key(root: &Path, folder: &Path) -> Key {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (root, folder) = (whole(root), whole(folder));
    let parts = ["folder".into(), root.to_string_lossy(), folder.to_string_lossy()];
    Key::of_any_version(parts.iter().map(|part| part.as_bytes()))
}
