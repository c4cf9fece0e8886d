//! Several names in one text, where a list is meant: `compare: West Midlands, England`.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::yaml::{Text, quoted};

/// Keys that take one name, with those that take several in their place.
const OF_SEVERAL: [(&str, &str); 1] = [("measure", "measures")];

/// The error for a text that is no name, but several with commas or "and" between them; `None` if it is none of the kind.
///
/// `meant` gives the name that somebody means by a part, as it is to be written. One part at least has to be written so
/// already: a misspelt name with a comma in it is one name.
pub fn told(what: &str, text: &Text, meant: impl Fn(&str) -> Option<String>) -> Option<Diagnostic> {
    let names = names(&text.value, &meant)?;
    let hint = match key_before(&text.span) {
        Some(key) => {
            let key = OF_SEVERAL.iter().find(|(one, _)| *one == key).map_or(key, |(_, several)| several);
            let entries: Vec<String> = names.iter().map(|name| entry(name)).collect();
            format!("write a list: `{key}: [{}]`", entries.join(", "))
        }
        None => format!("make each an entry of its own: `{}`", names.join("`, `")),
    };
    Some(Diagnostic::error(format!("`{}` is no {what}, but several", text.value), &text.span).hint(hint))
}

/// A part that is a key of something, which never has a comma or a space in it; for [`told`].
pub fn key(part: &str) -> Option<String> {
    let is_key = part.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-'));
    is_key.then(|| part.to_owned())
}

/// A name as an entry between brackets.
fn entry(name: &str) -> String {
    if name.contains(',') { quoted(name) } else { name.to_owned() }
}

/// The names that a text enumerates.
fn names(text: &str, meant: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts
        .flat_map(|part| match meant(part) {
            // "Telford and Wrekin"
            Some(name) if name == part => vec![part],
            _ => part.split(" and ").flat_map(|part| part.split(" & ")).map(bare).collect(),
        })
        .collect();
    let names: Vec<String> = parts.iter().map(|part| meant(part)).collect::<Option<_>>()?;
    (names.len() > 1 && names.iter().zip(&parts).any(|(name, part)| name == part)).then_some(names)
}

/// A part without the "and" of "Coventry, Solihull, and England".
fn bare(part: &str) -> &str {
    part.trim().strip_prefix("and ").unwrap_or(part).trim()
}

/// The key that a value stands behind, on the same line.
fn key_before(value: &Span) -> Option<&str> {
    let before = value.file.text.get(..value.range.start)?;
    let line = before.rsplit('\n').next()?.trim_end().strip_suffix(':')?;
    line.rsplit([' ', '{', ',']).next().filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::diagnostic::{SourceFile, Span};
    use crate::project::yaml::Text;

    const KNOWN: [&str; 4] = ["Coventry", "England", "Telford and Wrekin", "Bristol, City of"];

    /// The hint for a value of a line.
    fn hint(line: &str, value: &str) -> Option<String> {
        let file = SourceFile::new("report.yaml", line);
        let at = line.find(value).expect("the value is in the line");
        let text = Text { value: value.to_owned(), span: Span::new(&file, at..at + value.len()) };
        let meant = |part: &str| {
            let slips = [("Englnd", "England"), ("Bristl", "Bristol, City of")];
            let slip = slips.into_iter().find(|(slip, _)| *slip == part).map(|(_, name)| name);
            KNOWN.into_iter().find(|name| *name == part).or(slip).map(str::to_owned)
        };
        told("area", &text, meant).map(|mut one| one.hints.remove(0))
    }

    #[test]
    fn names_with_something_between_them_are_a_list() {
        for value in [
            "Coventry, England",
            "Coventry,England",
            "Coventry and England",
            "Coventry; England",
            "Coventry, Englnd",
        ] {
            let wanted = "write a list: `compare: [Coventry, England]`";
            assert_eq!(hint(&format!("  compare: {value}"), value).as_deref(), Some(wanted), "{value}");
        }
        assert_eq!(
            hint("areas: Coventry, Telford and Wrekin, and England", "Coventry, Telford and Wrekin, and England")
                .as_deref(),
            Some("write a list: `areas: [Coventry, Telford and Wrekin, England]`")
        );
        assert_eq!(
            hint("areas: Coventry, Bristl", "Coventry, Bristl").as_deref(),
            Some("write a list: `areas: [Coventry, \"Bristol, City of\"]`")
        );
    }

    #[test]
    fn the_list_stands_where_the_text_does() {
        let value = "Coventry, England";
        for (line, wanted) in [
            ("{area: Solihull, compare: Coventry, England}", "write a list: `compare: [Coventry, England]`"),
            ("measure: Coventry, England", "write a list: `measures: [Coventry, England]`"),
            ("  - Coventry, England", "make each an entry of its own: `Coventry`, `England`"),
            ("compare: [Coventry, England]", "make each an entry of its own: `Coventry`, `England`"),
        ] {
            assert_eq!(hint(line, value).as_deref(), Some(wanted), "{line}");
        }
    }

    #[test]
    fn one_name_is_no_list() {
        for value in
            ["Coventry", "Englnd", "Telfrod and Wrekin", "Bristl, City of", "Coventry, nobody", "Coventry,"]
        {
            assert_eq!(hint(&format!("compare: {value}"), value), None, "{value}");
        }
    }
}
