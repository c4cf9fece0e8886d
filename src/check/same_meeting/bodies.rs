//! Whose meeting a paper is for: the same body by different words, or another one.

use std::collections::BTreeSet;

use crate::check::Paper;
use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::words::{is_little, words};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::profile::Profile;
use crate::project::report::Report;

/// The body of a paper and that of one that it names, where they are two.
pub(super) fn other_body(paper: &Paper<'_>, other: &Report) -> Option<(String, String)> {
    let (own, theirs) = (body(paper.report)?, whose(other, paper.profile)?);
    differ(&own, &theirs, paper.profile).then_some((own, theirs))
}

/// Whether the words of an item say whose the paper is, or of which day: that it is another meeting's is no oversight then.
pub(super) fn explains(item: &RecordEntry, other: &Report, profile: &Profile) -> bool {
    let body = whose(other, profile).map(|name| content(&name)).unwrap_or_default();
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
        // "Children's Services" by itself is a directorate.
        let said = content(&text.value);
        let names_one =
            words.iter().any(|word| among(KINDS, &stem(&word.lower)) || among("council scrutiny", &word.lower));
        let common = body.intersection(&said).count();
        dated || names_one && common > 0 && common >= body.len().min(2)
    })
}

/// Whose meeting an agenda is of, in its title, or any other paper.
fn body(report: &Report) -> Option<String> {
    meeting(report).or_else(|| report.schema.paged_in.as_ref().map(|_| report.title.value.clone()))
}

fn meeting(report: &Report) -> Option<String> {
    super::meeting(report).map(|(_, name)| name.value.clone())
}

/// Whose meeting a paper is for, or which committee of the council it is written to; "All members" are none.
fn whose(report: &Report, profile: &Profile) -> Option<String> {
    let addressed = || {
        let to = &super::line(report, super::TO)?.value;
        let committee =
            profile.committees.get(to.as_str()).or_else(|| profile.committees.values().find(|name| *name == to));
        committee.cloned()
    };
    meeting(report).or_else(addressed)
}

/// Whether two names are those of two bodies.
fn differ(one: &str, other: &str, profile: &Profile) -> bool {
    let parts = |name: &str| {
        let parts = several(name);
        let named = parts.iter().map(|part| Name::of(part, &profile.name)).collect::<Vec<_>>();
        // Two bodies may meet together.
        let joint = named.len() > 1 && named.iter().all(Name::is_whole);
        if joint { named } else { vec![Name::of(name, &profile.name)] }
    };
    let committees: Vec<Name> = profile.committees.values().map(|name| Name::of(name, &profile.name)).collect();
    let others = parts(other);
    parts(one).iter().all(|one| others.iter().all(|other| one.differs(other, &committees)))
}

/// The parts of a name of which each may be a body: "Cabinet and Scrutiny Board (2)".
fn several(name: &str) -> Vec<String> {
    let split = name.replace(" & ", "/").replace(" and ", "/").replace(" with ", "/").replace(',', "/");
    split.split('/').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// What a name says of a body.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    /// What it is about, its place and its number: "education", "scrutiny", "2".
    own: BTreeSet<String>,
    /// What kind of body it is: "board", "sub-committee".
    kinds: BTreeSet<String>,
    /// Whether it is a member who decides alone.
    personal: bool,
}

impl Name {
    fn of(name: &str, council: &str) -> Self {
        let words = words(name);
        let house: BTreeSet<String> = words_of(council);
        let named = words_of(name);
        let with_council = !house.is_empty() && house.is_subset(&named);
        let (mut own, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        let mut council_meets = false;
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map_or("", |before| words[before].lower.as_str());
            let after = words.get(at + 1).map_or("", |after| after.lower.as_str());
            let plain = stem(&word.lower);
            let after_kind = among(KINDS, &stem(before)) || matches!(before, "(" | "no" | "number");
            let dated = words.get(at + 1).is_some_and(|after| month(after.text).is_some());
            let letter = word.text.len() == 1 && word.is_capital();
            if word.is_number() || letter {
                // A day, a time and the number of a room are none of a body.
                if after_kind && (after == ")" || before != "(" && !dated) {
                    own.insert(plain);
                }
            } else if plain == "council" {
                council_meets = !matches!(after, "house" | "chamber" | "offices" | "hall");
            } else if among(KINDS, &plain) && !matches!(after, "room" | "rooms" | "suite") {
                kinds.insert(plain);
            } else {
                let stock = is_little(&word.lower) || among(FILLERS, &word.lower) || among(KINDS, &plain);
                let elsewhere = month(word.text).is_some() || with_council && house.contains(&plain);
                if word.is_word() && !stock && !elsewhere {
                    own.insert(plain);
                }
            }
        }
        // "Sub Committee", "Subcommittee", "Sub-Committee".
        let sub = kinds.remove("sub");
        if kinds.remove("subcommittee") || sub && kinds.remove("committee") {
            kinds.insert("sub-committee".to_owned());
        }
        let personal = kinds.remove("member") | own.remove("portfolio");
        if personal {
            // "Cabinet Member for Housing", "Portfolio Holder for Housing".
            kinds.clear();
            own.retain(|word| !among("cabinet executive holder lead individual", word));
        } else if council_meets && !with_council && kinds.is_empty() && own.is_empty() {
            kinds.insert("council".to_owned());
        }
        Self { own, kinds, personal }
    }

    /// Whether it says what kind of body it is.
    fn is_whole(&self) -> bool {
        self.personal || !self.kinds.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.own.is_empty() && !self.is_whole()
    }

    /// Whether one name may be short for the other: "Scrutiny Board" for "Health Scrutiny Board (4)".
    fn fits(&self, other: &Self) -> bool {
        let fits = self.own.is_subset(&other.own) || other.own.is_subset(&self.own);
        match (self.is_whole(), other.is_whole()) {
            (true, true) => fits && self.personal == other.personal && self.kinds == other.kinds,
            // The title of an agenda may say more than whose it is.
            _ if self.personal || other.personal => false,
            _ => !self.own.is_disjoint(&other.own),
        }
    }

    fn differs(&self, other: &Self, committees: &[Self]) -> bool {
        // A committee of the council, by its whole name.
        let known = |name: &Self| committees.iter().find(|one| *one == name);
        if let (Some(one), Some(two)) = (known(self), known(other)) {
            return one != two;
        }
        !self.is_empty() && !other.is_empty() && !self.fits(other)
    }
}

/// What kinds of body there are.
const KINDS: &str = "assembly board cabinet commission committee forum group member panel party sub sub-committee subcommittee sub-group \
    subgroup";

/// Words that stand with the name of a body and are none of it.
const FILLERS: &str = "addendum additional agenda agendas am annual borough city county date decision decisions district document \
    draft extraordinary friday full hybrid making meeting meetings metropolitan monday notice online ordinary pack paper papers parish \
    part pm private public remote report reports reserve revised royal saturday session special sunday supplement supplementary \
    thursday town tuesday unitary virtual wednesday";

/// The words of the name of a council that tell it from others.
fn words_of(name: &str) -> BTreeSet<String> {
    let words = words(name);
    let own = words.iter().filter(|word| word.is_word() && !is_little(&word.lower));
    let own = own.filter(|word| !among(FILLERS, &word.lower)).map(|word| stem(&word.lower));
    own.filter(|word| word != "council").collect()
}

/// A word without the endings that are written in one name and left out in another: "Children's", "Childrens".
fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("s'")).unwrap_or(lower);
    let bare = if bare.len() > 3 && !bare.ends_with("ss") { bare.trim_end_matches('s') } else { bare };
    bare.to_owned()
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
            ("Scrutiny Board (2)", "Education and Childrens Services Scrutiny Board (2)"),
            ("Scrutiny Board 3", "Scrutiny Board (3)"),
            ("Education Scrutiny Board", "Education and Children's Services Scrutiny Board (2)"),
            ("Testshire Council", "Cabinet"),
            ("Testshire Planning Committee", "Planning Committee, 16 March 2026, Committee Room 3"),
            ("Planning Committee (Special Meeting)", "The Planning Committee"),
            ("CABINET – SUPPLEMENTARY AGENDA", "Cabinet"),
            ("Cabinet and Scrutiny Board (3)", "Cabinet"),
            ("Executive", "Executive Board"),
            ("Portfolio Holder for Housing", "Cabinet Member (Housing)"),
            ("Governance & Audit Committee", "Audit and Governance Committee"),
            ("Licensing Sub Committee", "Licensing Sub-Committee"),
            ("Full Council", "Council"),
            ("Scrutiny", "Scrutiny Board (3)"),
        ] {
            assert!(!differ(one, other, &profile), "{one} / {other}");
        }
        for (one, other) in [
            ("Cabinet Member (Children and Young People)", "Cabinet"),
            ("Scrutiny Board (3)", "Education and Children's Services Scrutiny Board (2)"),
            ("Planning Committee", "Cabinet"),
            ("Planning Committee", "Licensing Committee"),
            ("Audit and Governance Committee", "Planning Committee"),
            ("Scrutiny Board (2)", "Scrutiny Board (3)"),
            ("Cabinet Member (Housing)", "Cabinet Member (Highways)"),
            ("Cabinet Member (Housing)", "Cabinet"),
            ("Housing Scrutiny Panel", "Health Scrutiny Panel"),
            ("Highways Board", "Scrutiny Board (2)"),
            ("Planning Sub-Committee", "Planning Committee"),
            ("Council", "Cabinet"),
            ("Licensing", "Planning Committee"),
        ] {
            assert!(differ(one, other, &profile), "{one} / {other}");
        }
    }
}
