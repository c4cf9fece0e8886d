//! What somebody names of several: by its name or its title, in any case, with spaces or hyphens, or by how one of them begins.

use crate::project::schema::Schema;

/// One of several that can be named.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The name, which is shown: `pack`.
    pub name: String,
    /// What people call it: `Agenda pack`; empty if that is its name.
    pub title: String,
    /// What it is, for whoever chooses.
    pub about: String,
}

impl Choice {
    /// One of several.
    pub fn new(name: &str, title: &str, about: &str) -> Self {
        Self { name: name.to_owned(), title: title.to_owned(), about: about.to_owned() }
    }

    /// A kind of report.
    pub fn kind(schema: &Schema) -> Self {
        Self::new(&schema.kind, &schema.name, &schema.description)
    }
}

/// What of several is meant.
#[derive(Debug, PartialEq, Eq)]
pub enum Meant {
    /// The one at this place.
    One(usize),
    /// The ones at these places at least.
    Several(usize, usize),
    /// None of them.
    Nothing,
}

/// What is meant: the one that is called so, or else the only one that begins so.
pub fn meant(typed: &str, choices: &[Choice]) -> Meant {
    let typed = hyphened(typed);
    let names: Vec<[String; 2]> =
        choices.iter().map(|choice| [hyphened(&choice.name), hyphened(&choice.title)]).collect();
    if typed.is_empty() {
        return Meant::Nothing;
    }
    if let Some(at) = names.iter().position(|names| names.contains(&typed)) {
        return Meant::One(at);
    }
    let begins = |names: &[String; 2]| names.iter().any(|name| name.starts_with(&typed));
    let mut found = (0..names.len()).filter(|at| begins(&names[*at]));
    match (found.next(), found.next()) {
        (None, _) => Meant::Nothing,
        (Some(one), None) => Meant::One(one),
        (Some(one), Some(other)) => Meant::Several(one, other),
    }
}

/// A name in small letters, with one hyphen between its words.
fn hyphened(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{Choice, Meant, meant};

    #[test]
    fn a_kind_is_known_by_its_name_its_title_and_its_beginning() {
        let kinds = [
            ("briefing-note", "Briefing note"),
            ("minute-item", "Minute item"),
            ("minutes", "Minutes"),
            ("pack", "Agenda pack"),
        ];
        let kinds = kinds.map(|(name, title)| Choice::new(name, title, ""));
        for (typed, at) in [
            ("briefing-note", 0),
            ("briefing note", 0),
            ("Briefing Note", 0),
            (" BRIEFING  NOTE ", 0),
            ("briefing_note", 0),
            ("brief", 0),
            ("minutes", 2),
            ("Minute item", 1),
            ("agenda pack", 3),
            ("agenda", 3),
        ] {
            assert_eq!(meant(typed, &kinds), Meant::One(at), "{typed}");
        }
        assert_eq!(meant("minut", &kinds), Meant::Several(1, 2));
        for typed in ["", " - ", "note", "briefing-notes"] {
            assert_eq!(meant(typed, &kinds), Meant::Nothing, "{typed}");
        }
    }
}
