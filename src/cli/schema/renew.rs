//! Schemas are kept as they would be written today, so that no editor refuses the name of somebody who has since been added.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::build::{PACKS, REPORTS, root_of};
use crate::diagnostic::Diagnostics;
use crate::editor::{self, Known};
use crate::project::files::Files;
use crate::project::{TEMPLATES, profile};
use crate::publish;

use super::put;

/// The file beside the schemas that says what they were made of.
const MADE_OF: &str = ".made-of";

/// Writes the schemas anew that the projects of these paths have or that their files name in the first line, where something
/// has changed that they are made of.
///
/// They are a help and no paper: where they cannot be read or written, or the profile has errors, they stay as they are.
pub fn renew(paths: &[PathBuf]) {
    let roots: BTreeSet<PathBuf> = paths.iter().filter_map(|path| root_of(path)).collect();
    for root in &roots {
        let _ = renew_in(root);
    }
}

fn renew_in(root: &Path) -> Option<()> {
    let folder = root.join(editor::FOLDER);
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    // Whoever has got the project from somebody else has the files, and not what their first lines name.
    let wanted: BTreeSet<String> = there.union(&named(root)).cloned().collect();
    if wanted.is_empty() {
        return None;
    }
    let made_of = made_of(root, &wanted);
    let is_whole =
        |before: &str| before.split_once(' ').is_some_and(|(hash, of)| hash == made_of && of == listed(&there));
    if fs::read_to_string(folder.join(MADE_OF)).is_ok_and(|before| is_whole(&before)) {
        return None;
    }
    let mut sink = Diagnostics::default();
    let known = Known::of(root, &mut sink).filter(|_| !sink.has_errors())?;
    let subjects = editor::subjects(&known);
    let made: BTreeSet<String> =
        subjects.into_iter().map(|(name, _)| name).filter(|name| wanted.contains(name)).collect();
    put(root, made.iter().map(String::as_str), &known).ok()?;
    let made: BTreeSet<String> = made.union(&there).cloned().collect();
    publish::keep(&folder.join(MADE_OF), format!("{made_of} {}", listed(&made)).as_bytes()).ok()
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The schemas that the project's files name in their first lines.
fn named(root: &Path) -> BTreeSet<String> {
    let files = Files::new(root);
    let reports = [files.yaml_files(REPORTS), files.yaml_files(PACKS)].concat();
    let paths = std::iter::once(profile::FILE_NAME.to_owned()).chain(reports);
    paths.filter_map(|path| named_in(files.text(&path).ok()?.text.lines().next()?)).collect()
}

/// The schema of a project that a first line names.
fn named_in(line: &str) -> Option<String> {
    let (_, path) = line.strip_prefix('#')?.split_once("$schema=")?;
    let (folder, name) = path.trim().strip_suffix(".json")?.rsplit_once('/')?;
    folder.ends_with(editor::FOLDER).then(|| name.to_owned())
}

/// What schemas are made of, in hexadecimal: the program, which of them there are, the profiles, the kinds of document, and
/// the names of reports and data files.
///
/// What stands in reports and data is not part of it: of these a schema has only what it suggests.
fn made_of(root: &Path, there: &BTreeSet<String>) -> String {
    let files = Files::new(root);
    let mut hasher = blake3::Hasher::new();
    let mut add = |what: &str, bytes: &[u8]| {
        for part in [what.as_bytes(), bytes] {
            hasher.update(&part.len().to_le_bytes()).update(part);
        }
    };
    add("program", env!("BOARDPACK_FINGERPRINT").as_bytes());
    there.iter().for_each(|name| add("schema", name.as_bytes()));
    let mut read: BTreeSet<String> = [profile::FILE_NAME.to_owned()].into();
    let kinds = files.folders_with(TEMPLATES, "schema.yaml");
    read.extend(kinds.into_iter().map(|kind| format!("{TEMPLATES}/{kind}/schema.yaml")));
    for report in [files.yaml_files(REPORTS), files.yaml_files(PACKS)].concat() {
        let text = files.bytes(&report).unwrap_or_default();
        read.extend(profile_of(&String::from_utf8_lossy(&text)));
        add("report", report.as_bytes());
    }
    files.all_files("data").iter().for_each(|file| add("data", file.as_bytes()));
    read.iter().for_each(|path| add(path, &files.bytes(path).unwrap_or_default()));
    hasher.finalize().to_hex().to_string()
}

/// The profile that a report names, as it is written there.
fn profile_of(report: &str) -> Option<String> {
    const KEY: &str = "profile:";
    let rest = report.strip_prefix(KEY).or_else(|| Some(report.split_once("\nprofile:")?.1))?;
    let line = rest.lines().next()?;
    let value = line.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    Some(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::profile_of;

    #[test]
    fn the_profile_of_a_report_is_found_in_its_text() {
        assert_eq!(profile_of("profile: a.yaml\r\ntemplate: x\r\n").as_deref(), Some("a.yaml"));
        for line in ["profile: profiles/devon.yaml", "profile:  \"profiles/devon.yaml\"  # of Devon"] {
            let report = format!("template: briefing-note\n{line}\nsections: []\n");
            assert_eq!(profile_of(&report).as_deref(), Some("profiles/devon.yaml"));
        }
        assert_eq!(profile_of("template: minutes\n#profile: a.yaml\n  profile: b.yaml\n"), None);
    }
}
