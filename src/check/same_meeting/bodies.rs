//! Whose meeting a paper is for: the same body by different words, or another one.

use std::collections::BTreeSet;

use crate::check::Paper;
use crate::check::dates::date_at;
use crate::check::words::{is_little, words};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::profile::Profile;
use crate::project::report::Report;

/// The body of a paper and that of one that it names, where they are two.
pub(super) fn other_body(paper: &Paper<'_>, other: &Report) -> Option<(String, String)> {
    let (own, theirs) = (body(paper.report)?, meeting(other)?);
    differ(&own, &theirs, paper.profile).then_some((own, theirs))
}

/// Whether the words of an item say whose the paper is, or of which day: that it is another meeting's is no oversight then.
pub(super) fn explains(item: &RecordEntry, other: &Report) -> bool {
    let body = meeting(other).map(|name| content(&name)).unwrap_or_default();
    let texts = item.fields.iter().flat_map(|(_, field)| match field {
        FieldEntry::Line(text) => vec![text],
        FieldEntry::Text(texts) | FieldEntry::Lines(texts) => texts.iter().collect(),
        _ => Vec::new(),
    });
    texts.into_iter().any(|text| {
        let words = words(&text.value);
        let dated = (0..words.len())
            .filter_map(|at| date_at(&words, at))
            .any(|written| written.date().or_else(|| written.nearest(other.date)) == Some(other.date));
        // "Scrutiny Board" is enough for one with a longer name.
        let common = body.intersection(&content(&text.value)).count();
        dated || common > 0 && common >= body.len().min(2)
    })
}

/// Whose meeting an agenda is of, in its title, or any other paper.
fn body(report: &Report) -> Option<String> {
    meeting(report).or_else(|| report.schema.paged_in.as_ref().map(|_| report.title.value.clone()))
}

fn meeting(report: &Report) -> Option<String> {
    report.fields.iter().find_map(|(key, field)| match field {
        FieldEntry::Line(text) if key == super::MEETING => Some(text.value.clone()),
        _ => None,
    })
}

/// Whether two names are those of two bodies.
fn differ(one: &str, other: &str, profile: &Profile) -> bool {
    let known = |name: &str| {
        let said = content(name);
        let committees = profile.committees.values().map(|name| content(name));
        let found = committees.filter(|committee| !committee.is_empty() && committee.is_subset(&said));
        found.max_by_key(BTreeSet::len)
    };
    match (known(one), known(other)) {
        (Some(one), Some(other)) => one != other,
        _ => {
            let (one, other) = (content(one), content(other));
            !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
        }
    }
}

/// The words of a name that tell it from others.
fn content(name: &str) -> BTreeSet<String> {
    const COMMON: &str = "agenda meeting meetings council ordinary extraordinary special public";
    let words = words(name);
    let own = words.iter().filter(|word| word.is_word() || word.is_number());
    let own = own.filter(|word| !is_little(&word.lower) && !COMMON.split(' ').any(|common| common == word.lower));
    own.map(|word| word.lower.trim_end_matches("'s").to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, SourceFile};

    #[test]
    fn bodies_are_known_by_their_words() {
        let text = "name: Testshire\ncommittees:\n  cabinet: Cabinet\n  member: Cabinet Member (Children and Young People)\n  \
                    two: Education and Children's Services Scrutiny Board (2)\n  three: Scrutiny Board (3)\n";
        let profile =
            Profile::read(&SourceFile::new("council.yaml", text), &mut Diagnostics::default()).expect("a profile");
        for (one, other) in [
            ("Cabinet Member (Children and Young People)", "Cabinet Member for Children and Young People"),
            ("Meeting of the Cabinet", "Cabinet"),
            ("Agenda", "Cabinet"),
            ("Health and Wellbeing Board", "Health & Wellbeing Board, Testshire"),
            (
                "Education and Children’s Services Scrutiny Board (2)",
                "Education and Children's Services Scrutiny Board (2)",
            ),
        ] {
            assert!(!differ(one, other, &profile), "{one} / {other}");
        }
        for (one, other) in [
            ("Cabinet Member (Children and Young People)", "Cabinet"),
            ("Scrutiny Board (3)", "Education and Children's Services Scrutiny Board (2)"),
            ("Planning Committee", "Cabinet"),
        ] {
            assert!(differ(one, other, &profile), "{one} / {other}");
        }
    }
}
