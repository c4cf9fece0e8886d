//! What can be measured: name, unit, polarity, definition and formula of every measure that boardpack knows.

use std::sync::{Arc, LazyLock};

use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// A rise is an improvement.
    HigherIsBetter,
    /// A fall is an improvement.
    LowerIsBetter,
    /// Neither, without more context.
    Neutral,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name in YAML files and expressions, for instance `turnover_rate`.
    pub id: String,
    /// The name in prose, lower case, for instance "turnover rate".
    pub name: String,
    /// What the number counts.
    pub unit: Unit,
    /// How many decimals are shown.
    pub decimals: u32,
    /// Which way is good.
    pub polarity: Polarity,
    /// One sentence: what is counted, and when, without a final full stop; empty where nobody said.
    pub definition: String,
}

impl Measure {
    /// The measure as it is counted on a basis: a count of full-time equivalents becomes one of people.
    ///
    /// A measure is catalogued as it is on the FTE basis. On headcount "social workers in post" is the same measure,
    /// but in the unit [`Unit::People`] and without decimals; rates are the same on both. An observation carries the
    /// form of its own basis, so its `measure.unit` and `measure.decimals` are always right.
    #[must_use]
    pub fn on(&self, basis: Option<Basis>) -> Self {
        let mut measure = self.clone();
        if basis == Some(Basis::Headcount) && measure.unit == Unit::Fte {
            measure.unit = Unit::People;
            measure.decimals = Unit::People.decimals();
        }
        measure
    }
}

/// Whether a name is a plural, so that "have" and "are" go with it: "starters", "working days lost", "shares of leavers".
pub fn is_plural(name: &str) -> bool {
    /// What ends the part of a name that decides.
    const AFTER: [&str; 17] = [
        "of", "in", "at", "with", "on", "for", "per", "to", "from", "by", "who", "that", "without", "under",
        "over", "aged", "looked",
    ];
    let mut words = name.split_whitespace().take_while(|word| !AFTER.contains(word)).collect::<Vec<_>>();
    while words.len() > 1
        && words.last().is_some_and(|word| word.ends_with("ed") || matches!(*word, "lost" | "left"))
    {
        words.pop();
    }
    let last = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    let known = ["people", "staff", "children", "men", "women"].contains(&last.as_str());
    known
        || last.ends_with('s')
            && !["ss", "us", "is", "'s", "’s"].iter().any(|end| last.ends_with(end))
            && !["fte's", "news", "gas"].contains(&last.as_str())
}

/// Every measure of the Department for Education's children's social work workforce statistics, as it is on the FTE
/// basis, in the order of the published file.
pub fn all() -> impl Iterator<Item = &'static Arc<Measure>> {
    CATALOGUE.iter().map(|known| &known.fte)
}

/// The measure of that id, as it is on the FTE basis.
pub fn find(id: &str) -> Option<&'static Arc<Measure>> {
    known(id).map(|known| &known.fte)
}

/// The measure of that id in the form of a basis; see [`Measure::on`].
pub fn find_on(id: &str, basis: Option<Basis>) -> Option<&'static Arc<Measure>> {
    known(id).map(|known| if basis == Some(Basis::Headcount) { &known.headcount } else { &known.fte })
}

/// The bases on which the DfE publishes a measure; empty for what has none, such as cases, and for an unknown id.
pub fn bases(id: &str) -> &'static [Basis] {
    known(id).map_or(&[], |known| known.bases)
}

struct Known {
    fte: Arc<Measure>,
    headcount: Arc<Measure>,
    bases: &'static [Basis],
}

fn known(id: &str) -> Option<&'static Known> {
    CATALOGUE.iter().find(|known| known.fte.id == id)
}

static CATALOGUE: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = |(id, name, unit, polarity, bases, definition): Entry| {
        let decimals = unit.decimals();
        let fte = Measure {
            id: id.to_owned(),
            name: name.to_owned(),
            unit,
            decimals,
            polarity,
            definition: definition.to_owned(),
        };
        Known { headcount: Arc::new(fte.on(Some(Basis::Headcount))), fte: Arc::new(fte), bases }
    };
    ENTRIES.iter().copied().map(known).collect()
});

type Entry = (&'static str, &'static str, Unit, Polarity, &'static [Basis], &'static str);

const BOTH: &[Basis] = &[Basis::Fte, Basis::Headcount];
const FTE: &[Basis] = &[Basis::Fte];

/// Id, name in prose, unit, polarity, published bases, and the definition with its formula (the DfE's methodology;
/// each formula gives at least 89% of the published rates to within 0.05).
#[rustfmt::skip]
const ENTRIES: &[Entry] = &[
    ("in_post", "social workers in post", Unit::Fte, Polarity::Neutral, BOTH,
        "children and family social workers in post at 30 September, agency workers not included"),
    ("starters", "starters", Unit::Fte, Polarity::Neutral, BOTH,
        "social workers who started in the year to 30 September"),
    ("leavers", "leavers", Unit::Fte, Polarity::LowerIsBetter, BOTH,
        "social workers who left in the year to 30 September; moves inside the authority are not leavers"),
    ("turnover_rate", "turnover rate", Unit::Percent, Polarity::LowerIsBetter, BOTH,
        "leavers in the year to 30 September divided by social workers in post at 30 September"),
    ("agency_workers", "agency social workers", Unit::Fte, Polarity::LowerIsBetter, BOTH,
        "agency social workers at 30 September"),
    ("agency_rate", "agency rate", Unit::Percent, Polarity::LowerIsBetter, BOTH,
        "agency social workers divided by agency social workers and social workers in post together, \
         at 30 September"),
    ("agency_cover", "agency workers covering vacancies", Unit::Fte, Polarity::Neutral, FTE,
        "agency social workers covering vacancies at 30 September"),
    ("agency_cover_rate", "share of agency workers covering vacancies", Unit::Percent, Polarity::Neutral, FTE,
        "agency social workers covering vacancies divided by all agency social workers, at 30 September"),
    ("vacancies", "vacancies", Unit::Fte, Polarity::LowerIsBetter, FTE,
        "vacant posts for social workers at 30 September, posts covered by agency workers included"),
    ("vacancy_rate", "vacancy rate", Unit::Percent, Polarity::LowerIsBetter, FTE,
        "vacancies divided by vacancies and social workers in post together, at 30 September"),
    ("vacancy_agency_cover_rate", "share of vacancies covered by agency workers", Unit::Percent, Polarity::Neutral,
        FTE, "agency social workers covering vacancies divided by vacancies, at 30 September"),
    ("case_holders", "social workers holding cases", Unit::Fte, Polarity::Neutral, FTE,
        "social workers holding at least one case at 30 September, agency workers included"),
    ("cases", "cases held", Unit::Cases, Polarity::Neutral, &[],
        "cases held by social workers at 30 September, agency workers included"),
    ("caseload", "average caseload", Unit::CasesPerWorker, Polarity::LowerIsBetter, FTE,
        "cases held divided by social workers holding at least one case, agency workers included, at 30 September"),
    ("working_days_lost", "working days lost", Unit::Days, Polarity::LowerIsBetter, FTE,
        "working days lost to sickness absence in the year to 30 September"),
    ("absence_rate", "absence rate", Unit::Percent, Polarity::LowerIsBetter, FTE,
        "working days lost to sickness absence in the year to 30 September divided by the working days of a year \
         (253 for each social worker in post)"),
];

/// What each rate is computed from, by id: whoever knows a rate and all of these but one knows that one too.
pub const PARTS_OF_RATES: &[(&str, &[&str])] = &[
    ("turnover_rate", &["leavers", "in_post"]),
    ("agency_rate", &["agency_workers", "in_post"]),
    ("agency_cover_rate", &["agency_cover", "agency_workers"]),
    ("vacancy_rate", &["in_post"]),
    ("vacancy_agency_cover_rate", &["agency_cover"]),
    ("caseload", &["case_holders"]),
    ("absence_rate", &["in_post"]),
];

#[cfg(test)]
mod tests {
    use super::{Basis, all, bases, find, find_on, is_plural};
    use crate::quantity::value::Unit;

    #[test]
    fn names_are_plurals_by_their_head() {
        let plural = |id: &str| is_plural(&find(id).expect("a measure").name);
        for id in ["in_post", "starters", "leavers", "agency_workers", "vacancies", "case_holders"] {
            assert!(plural(id), "{id}");
        }
        for id in ["turnover_rate", "agency_rate", "vacancy_rate", "caseload", "absence_rate"] {
            assert!(!plural(id), "{id}");
        }
        for name in ["working days lost", "children looked after", "agency social workers at the year's end"] {
            assert!(is_plural(name), "{name}");
        }
        for name in ["share of leavers", "long service bonus", "workers' pay", "sickness", "", "number of posts"] {
            assert!(!is_plural(name), "{name}");
        }
    }

    #[test]
    fn every_measure_says_what_it_is() {
        let mut ids: Vec<&str> = all().map(|measure| measure.id.as_str()).collect();
        assert_eq!(ids.len(), 16);
        for measure in all() {
            assert!(!measure.name.is_empty() && !measure.definition.is_empty(), "{}", measure.id);
            assert!(!measure.definition.ends_with('.') && !measure.definition.contains("  "), "{}", measure.id);
            assert_eq!(measure.decimals, measure.unit.decimals(), "{}", measure.id);
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 16);
        assert!(find("turnover").is_none());
    }

    #[test]
    fn a_count_is_in_the_unit_of_its_basis() {
        let on = |id, basis| find_on(id, basis).map(|measure| (measure.unit, measure.decimals));
        assert_eq!(on("in_post", Some(Basis::Fte)), Some((Unit::Fte, 1)));
        assert_eq!(on("in_post", Some(Basis::Headcount)), Some((Unit::People, 0)));
        assert_eq!(on("turnover_rate", Some(Basis::Headcount)), Some((Unit::Percent, 1)));
        assert_eq!(on("cases", None), Some((Unit::Cases, 0)));
        assert!(bases("cases").is_empty());
        assert_eq!(bases("caseload"), [Basis::Fte]);
    }

    #[test]
    fn a_basis_is_read_whatever_its_capitals() {
        assert_eq!(Basis::parse(" fte "), Some(Basis::Fte));
        assert_eq!(Basis::parse("Headcount"), Some(Basis::Headcount));
        assert_eq!(Basis::parse("heads"), None);
    }
}
