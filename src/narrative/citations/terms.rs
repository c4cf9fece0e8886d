//! The terms of British English that citation styles print: "and", "no date", "pp.".
//!
//! The style language's own archive unpacks the terms of sixty languages to give any, which takes longer than to set a
//! page; so those of the one language that papers are written in stand here in a file by themselves, and a test holds
//! them against the archive.

use std::sync::LazyLock;

use hayagriva::citationberg::{Locale, LocaleFile};

/// The language in which terms are printed.
pub const LANGUAGE: &str = "en-GB";

/// The terms of the language, read once.
///
/// A file that cannot be read, which the test below does not let pass, gives a style no terms.
pub fn locales() -> &'static [Locale] {
    static LOCALES: LazyLock<Vec<Locale>> =
        LazyLock::new(|| LocaleFile::from_xml(include_str!("en-GB.xml")).map(Locale::from).into_iter().collect());
    &LOCALES
}

#[cfg(test)]
mod tests {
    use hayagriva::archive;
    use hayagriva::citationberg::{Locale, LocaleFile};

    use super::{LANGUAGE, locales};

    fn archived(language: &str) -> Locale {
        let same = |locale: &Locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == language);
        archive::locales().into_iter().find(same).expect("the archive has the language")
    }

    /// `BLESS=1` writes the file from the archive, when the archive has changed.
    #[test]
    fn terms_are_those_of_the_archive() {
        let archived = archived(LANGUAGE);
        if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
            let file = LocaleFile::try_from(archived.clone()).expect("a whole locale");
            let xml = file.to_xml().expect("a locale can be written").replace("<style ", "<locale ");
            let mut xml = xml.replace("</style>", "</locale>") + "\n";
            for element in ["<info", "<term", "</terms", "<date", "<style-options"] {
                xml = xml.replace(&format!(">{element}"), &format!(">\n{element}"));
            }
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/narrative/citations/en-GB.xml");
            std::fs::write(path, xml).expect("the file is written");
        }
        assert_eq!(locales(), std::slice::from_ref(&archived));
    }

    #[test]
    fn british_english_has_every_term_that_american_has() {
        let names = |locale: &Locale| -> Vec<String> {
            let terms = locale.terms.iter().flat_map(|terms| &terms.terms);
            terms.map(|term| format!("{:?} {:?}", term.name, term.form)).collect()
        };
        let british = names(&locales()[0]);
        for name in names(&archived("en-US")) {
            assert!(british.contains(&name), "{name}");
        }
    }
}
