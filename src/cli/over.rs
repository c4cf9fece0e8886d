//! What a report on a run is never written over: papers, and whatever people write.

use std::path::Path;

use crate::build::Unusable;

/// Endings of the files that people write or publish.
const KEPT: &[&str] = &[
    "bib", "csv", "docx", "jpeg", "jpg", "md", "ods", "odt", "otf", "pdf", "png", "pptx", "svg", "toml", "tsv",
    "ttf", "typ", "xls", "xlsm", "xlsx", "xml", "yaml", "yml",
];

/// Why a file that is there is left as it is: it is a paper, or somebody's, as its ending says (`also` has one more), or git's.
/// `instead` is a name that would do.
pub fn refuse(file: &Path, also: &str, instead: &str) -> Option<Unusable> {
    if !file.exists() {
        return None;
    }
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let kept = KEPT.contains(&ending.as_str()) || ending == also;
    let of_git = file.canonicalize().is_ok_and(|file| file.components().any(|part| part.as_os_str() == ".git"));
    (kept || of_git).then(|| Unusable {
        message: format!(
            "`{}` is left as it is: what is there is nothing that boardpack writes here",
            file.display()
        ),
        hint: format!("name another file, such as `{instead}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_somebodys_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
            std::fs::write(&file, "what is there").expect("a file can be written");
            refuse(&file, "html", "out/record.json").is_some()
        };
        for name in ["paper.pdf", "council.YAML", "data/turnover.csv", "page.html", ".git/config"] {
            assert!(file(name), "{name}");
        }
        for name in ["record.json", "deps.mk", "deps", "deps.d"] {
            assert!(!file(name), "{name}");
        }
        assert!(refuse(&folder.path().join("other.pdf"), "html", "out/record.json").is_none());
    }
}
