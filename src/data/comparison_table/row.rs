//! Which measure a row of a hand-kept table is about, as far as its name tells.

use crate::data::Request;
use crate::data::measures::{self, Measure};
use crate::quantity::basis::Basis;

/// The measure of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The measure, as it is catalogued or as the report defines it.
    pub measure: Measure,
    /// The basis that the row's name says.
    pub basis: Option<Basis>,
    /// The bases on which the measure may be counted; `None` for a measure of the report's own.
    pub bases: Option<&'static [Basis]>,
}

/// What people call the catalogue's measures, in the form that [`plain`] gives; the names in the catalogue are known
/// beside them.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("in_post", &["in post", "headcount in post", "fte in post", "number in post"]),
    ("leavers", &["number of leavers"]),
    ("starters", &["number of starters", "new starters"]),
    ("turnover_rate", &["turnover", "staff turnover", "staff turnover rate", "turnover percentage"]),
    ("agency_workers", &["number of agency staff", "agency number", "number of agency"]),
    (
        "agency_rate",
        &[
            "agency staff rate",
            "agency use",
            "agency usage",
            "agency percentage",
            "use of agency",
            "agency use rate",
        ],
    ),
    ("vacancies", &["number of vacancies", "vacant posts"]),
    ("vacancy_rate", &["vacancy", "vacancies rate", "vacancy percentage"]),
    ("case_holders", &["case holders", "number of case holders"]),
    ("cases", &["number of cases"]),
    (
        "caseload",
        &["caseload average", "caseloads average", "average caseloads", "caseload", "caseloads", "caseload mean"],
    ),
    ("working_days_lost", &["days lost", "sickness days lost"]),
    ("absence_rate", &["absence", "sickness absence", "sickness absence rate", "sickness rate", "sickness"]),
];

/// Words that stand in names without changing what is measured.
const WITHOUT_MEANING: [&str; 8] = ["social", "worker", "workers", "sw", "sws", "childrens", "the", "s"];

/// The measure that a row's name means: what the entry says goes before what the catalogue has. `None` if there is
/// none.
pub fn measure(label: &str, request: &Request) -> Option<Named> {
    let (label, basis) = split_basis(label);
    let (whole, bare) = (plain(label), bare(label));
    let same = |text: &str| {
        let name = plain(text);
        name == whole || name == bare
    };
    let defined = |id: &str| {
        let own = request.measures.iter().find(|measure| measure.id == id);
        let known = own.or_else(|| measures::find(id).map(AsRef::as_ref))?;
        let bases = measures::find(id).map(|_| measures::bases(id));
        Some(Named { measure: known.clone(), basis, bases })
    };
    let id = request
        .rows
        .iter()
        .find(|(row, _)| row.trim().eq_ignore_ascii_case(label.trim()))
        .or_else(|| request.rows.iter().find(|(row, _)| same(row)))
        .map(|(_, id)| id.as_str())
        .or_else(|| {
            // A measure that has a row of its own is not sought by its name.
            let free = |measure: &&Measure| !request.rows.iter().any(|(_, id)| *id == measure.id);
            let of = |measure: &&Measure| same(&measure.name) || same(&measure.id.replace('_', " "));
            let own = request.measures.iter().filter(free).find(of).map(|measure| measure.id.as_str());
            own.or_else(|| measures::all().map(AsRef::as_ref).filter(free).find(of).map(|one| one.id.as_str()))
        })
        .or_else(|| {
            let known = |(_, names): &&(&str, &[&str])| names.iter().any(|name| *name == whole || *name == bare);
            let found = SYNONYMS.iter().find(known).map(|(id, _)| *id);
            found.filter(|found| !request.rows.iter().any(|(_, id)| id == found))
        })?;
    defined(id)
}

/// Everything that a row can be called, for hints.
pub fn names(request: &Request) -> impl Iterator<Item = &str> {
    let own = request.measures.iter().map(|measure| measure.name.as_str());
    let rows = request.rows.iter().map(|(row, _)| row.as_str());
    rows.chain(own).chain(measures::all().map(|measure| measure.name.as_str()))
}

/// A name without the basis that ends it: "Turnover rate (headcount)".
fn split_basis(label: &str) -> (&str, Option<Basis>) {
    let bracketed = label.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match bracketed.and_then(|(rest, inside)| Some((rest, Basis::parse(inside)?))) {
        Some((rest, basis)) => (rest.trim(), Some(basis)),
        None => (label, None),
    }
}

/// A name without words that say nothing: "turnover rate" for "Social Worker Turnover Rate".
fn bare(label: &str) -> String {
    let plain = plain(label);
    let words: Vec<&str> = plain.split(' ').filter(|word| !WITHOUT_MEANING.contains(word)).collect();
    words.join(" ")
}

/// A name in lower case without punctuation: "caseload average".
///
/// `+`, `<` and `>` stay, since "5 years +" is not "5 years".
fn plain(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '\'' | '’' => {}
            '+' | '<' | '>' => out.extend([' ', c, ' ']),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{SYNONYMS, measure, plain};
    use crate::data::Request;
    use crate::data::measures::{self, Measure, Polarity};
    use crate::quantity::basis::Basis;
    use crate::quantity::value::Unit;

    fn id(label: &str, request: &Request) -> Option<String> {
        measure(label, request).map(|named| named.measure.id)
    }

    #[test]
    fn rows_are_known_by_what_people_call_them() {
        let none = Request::default();
        for (label, wanted) in [
            ("Social Worker Turnover Rate", Some("turnover_rate")),
            ("Agency Rate", Some("agency_rate")),
            ("Agency social worker rate", Some("agency_rate")),
            ("Vacancy Rate", Some("vacancy_rate")),
            ("Absence Rate", Some("absence_rate")),
            ("Caseload Average", Some("caseload")),
            ("Average caseload", Some("caseload")),
            ("turnover_rate", Some("turnover_rate")),
            ("Social workers in post", Some("in_post")),
            ("Social Worker Turnover Mean over 4 years", None),
            ("5 years +", None),
            ("Agency", None),
            ("", None),
            ("Social workers", None),
        ] {
            assert_eq!(id(label, &none).as_deref(), wanted, "{label}");
        }
        let of_heads = measure("Turnover rate (headcount)", &none).expect("a measure");
        assert_eq!((of_heads.measure.id.as_str(), of_heads.basis), ("turnover_rate", Some(Basis::Headcount)));
    }

    #[test]
    fn every_synonym_means_a_measure_and_only_one() {
        let mut seen: Vec<String> = measures::all().map(|measure| plain(&measure.name)).collect();
        for (id, names) in SYNONYMS {
            assert!(measures::find(id).is_some(), "{id}");
            for name in *names {
                assert_eq!(plain(name), *name, "not in its plain form");
                assert!(!seen.contains(&(*name).to_owned()), "{name} twice");
                seen.push((*name).to_owned());
            }
        }
    }

    #[test]
    fn what_the_entry_says_goes_first() {
        let own = |id: &str, name: &str| Measure {
            id: id.to_owned(),
            name: name.to_owned(),
            unit: Unit::Percent,
            decimals: 1,
            polarity: Polarity::HigherIsBetter,
            definition: String::new(),
        };
        let request = Request {
            measures: vec![own("experienced", "share with five years or more"), own("young", "5 years")],
            rows: vec![
                ("5 years +".to_owned(), "experienced".to_owned()),
                ("Staff leaving".to_owned(), "turnover_rate".to_owned()),
            ],
            ..Request::default()
        };
        assert_eq!(id("5 Years +", &request).as_deref(), Some("experienced"));
        assert_eq!(id("5 years", &request).as_deref(), Some("young"));
        assert_eq!(id("Staff leaving", &request).as_deref(), Some("turnover_rate"));
        assert_eq!(id("Turnover rate", &request), None, "turnover has a row of its own");
        assert_eq!(id("Vacancy rate", &request).as_deref(), Some("vacancy_rate"));
    }
}
