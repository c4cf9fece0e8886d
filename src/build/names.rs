//! The names of a paper's editions: the one for members stands beside the public one.

use std::path::{Path, PathBuf};

/// What the name of a restricted edition has behind that of the public one.
const RESTRICTED: &str = "-restricted";

/// Where the restricted edition of a paper goes.
pub fn restricted(paper: &Path) -> PathBuf {
    let name = paper.file_stem().unwrap_or_default().to_string_lossy();
    paper.with_file_name(format!("{name}{RESTRICTED}.pdf"))
}

/// Where the public edition of a paper goes, if this is the restricted one.
pub fn public(paper: &Path) -> Option<PathBuf> {
    let name = paper.file_stem()?.to_string_lossy();
    name.strip_suffix(RESTRICTED).map(|name| paper.with_file_name(format!("{name}.pdf")))
}

/// Whether a file is the restricted edition of a paper, by its name.
pub fn is_restricted(paper: &Path) -> bool {
    public(paper).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_know_each_other_by_their_names() {
        let (open, kept) = (Path::new("out/a.b-c.pdf"), Path::new("out/a.b-c-restricted.pdf"));
        assert_eq!(restricted(open), kept);
        assert_eq!(public(kept).as_deref(), Some(open));
        assert!(public(open).is_none() && is_restricted(kept) && !is_restricted(open));
    }
}
