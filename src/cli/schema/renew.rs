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

/// Writes the schemas anew that the projects of these paths have, where something has changed that they are made of.
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
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    if there.is_empty() {
        return None;
    }
    let made_of = made_of(root, &there);
    if fs::read(folder.join(MADE_OF)).is_ok_and(|before| before == made_of.as_bytes()) {
        return None;
    }
    let mut sink = Diagnostics::default();
    let known = Known::of(root, &mut sink).filter(|_| !sink.has_errors())?;
    let subjects = editor::subjects(&known);
    put(root, subjects.iter().map(|(name, _)| name.as_str()).filter(|name| there.contains(*name)), &known).ok()?;
    publish::keep(&folder.join(MADE_OF), made_of.as_bytes()).ok()
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
