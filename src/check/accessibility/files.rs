//! Documents that are named by their addresses, and files whose descriptions describe nothing.

use super::links::is_long_address;
use crate::check::answer::among;
use crate::check::finding;
use crate::check::words::words;
use crate::diagnostic::Diagnostic;
use crate::project::fields::{BoundIn, DocumentEntry};

/// Descriptions of files that describe nothing.
pub(super) fn files(document: &DocumentEntry, found: &mut Vec<Diagnostic>) {
    if is_long_address(&document.title.value) {
        found.push(
            finding("a document that is named by its address", &document.title.span)
                .hint("write its title, and the address as `link:`"),
        );
    }
    let BoundIn::File(file) = &document.bound else { return };
    let plain =
        |text: &str| -> String { text.to_lowercase().chars().filter(|one| one.is_alphanumeric()).collect() };
    let alt = plain(&file.alt.value);
    let name = file.file.value.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hint =
        "say what its pages show to somebody who does not see them: `alt: Posts in each team by grade, as a table`";
    if alt == plain(name) || alt == plain(stem) {
        found.push(finding("the description of the file is its name", &file.alt.span).hint(hint));
    } else if alt == plain(&document.title.value) {
        found.push(finding("the description of the file is its title", &file.alt.span).hint(hint));
    } else if is_no_description(&file.alt.value) {
        found.push(finding(format!("`{}` describes nothing", file.alt.value.trim()), &file.alt.span).hint(hint));
    }
}

/// Words for a picture or a scan that could stand for any.
fn is_no_description(alt: &str) -> bool {
    const KINDS: &str = "a an appendix attached attachment certificate chart copies copy diagram document documents drawing email file form \
        from graph graphic image leaflet letter letters map of original page pages pdf photo photocopy photograph picture plan report scan \
        scanned scans screenshot see sheet signed slide slides spreadsheet table tables the this";
    let words = words(alt);
    !words.iter().any(|word| word.is_word() && !among(KINDS, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_described() {
        for alt in [
            "picture",
            "A chart",
            "scanned document",
            "PDF",
            "see attached table",
            "–",
            "Scan of letter",
            "Scanned copy",
            "Copy of letter",
            "Scanned letter",
            "Copy of the original letter",
        ] {
            assert!(is_no_description(alt), "{alt}");
        }
        for alt in
            ["Staff in each team by grade", "A letter of the Minister", "Scan of a letter on ramps", "Site plan"]
        {
            assert!(!is_no_description(alt), "{alt}");
        }
    }
}
