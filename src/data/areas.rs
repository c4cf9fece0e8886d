//! Areas of England: what they are called, what people call them, and which region they belong to.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::diagnostic::nearest;
use crate::quantity::period::Period;

/// How large an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// England.
    National,
    /// A region.
    Regional,
    /// An authority with children's services.
    LocalAuthority,
    /// The statistical neighbours of an authority, taken together; no area of the register.
    Neighbours,
}

impl Level {
    /// The order in which areas stand beside each other: authorities, their neighbours, regions, the nation.
    pub fn breadth(self) -> u8 {
        match self {
            Self::LocalAuthority => 0,
            Self::Neighbours => 1,
            Self::Regional => 2,
            Self::National => 3,
        }
    }
}

/// An area of England.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Area {
    /// The nine-character code of the Office for National Statistics; two with ` / ` between for a joint return.
    pub code: String,
    /// The Department for Education's three-digit number; empty for regions and the nation.
    pub old_code: String,
    /// The name as a document prints it.
    pub name: String,
    /// How large it is.
    pub level: Level,
    /// The code of the region that an authority, or Inner or Outer London, belongs to; empty for other regions and
    /// the nation.
    pub region: String,
}

impl Area {
    /// The codes of the authorities that the area stands for: two where they report together, else its own.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.code.split('/').map(str::trim)
    }

    /// The area as a sentence has it after "of" or "in": "Coventry", "West Midlands", "the statistical neighbours".
    pub fn in_prose(&self) -> String {
        match self.level {
            Level::Neighbours => format!("the {}", self.name.to_lowercase()),
            _ => self.name.clone(),
        }
    }

    /// Whether two authorities report together under this area.
    pub fn is_joint(&self) -> bool {
        self.parts().count() > 1
    }

    /// Whether the area is an authority of the region with that code; London holds Inner and Outer London, and
    /// England every region.
    pub fn is_authority_of(&self, region: &str) -> bool {
        let within = |code: &str| !code.is_empty() && code == region;
        self.level == Level::LocalAuthority
            && (within(&self.region)
                || register().by_code(&self.region).is_some_and(|parent| within(&parent.region))
                || register().by_code(region).is_some_and(|area| area.level == Level::National))
    }
}

/// The areas that boardpack knows, with every name and code that people write for them.
///
/// An authority whose nine-character code changed while its three-digit number stayed (Barnsley in 2025, North
/// Yorkshire in 2023) is one area under its present code; one that got a new number (Dorset in 2019) is two.
#[derive(Debug)]
pub struct Areas {
    /// By code.
    entries: Vec<Entry>,
    /// Index into the entries by name, alias or code, normalised.
    keys: HashMap<String, usize>,
    /// The same by nine-character code as it is written in data, which is asked for far more often.
    codes: HashMap<String, usize>,
    /// The first word of every key.
    firsts: HashSet<String>,
}

#[derive(Debug)]
struct Entry {
    area: Arc<Area>,
    aliases: Vec<String>,
    /// The first 30 September on which the authority existed, if that is after 2017.
    first: Option<i32>,
    /// The last 30 September on which it existed, if it was abolished.
    last: Option<i32>,
}

/// The register that is built into the binary; read once.
pub fn register() -> &'static Areas {
    static REGISTER: LazyLock<Areas> = LazyLock::new(|| Areas::parse(include_str!("areas.csv")));
    &REGISTER
}

impl Areas {
    fn parse(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut entries: Vec<Entry> = reader.records().flatten().filter_map(|record| entry(&record)).collect();
        entries.sort_by(|a, b| a.area.code.cmp(&b.area.code));
        let mut keys = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for key in entry.keys() {
                keys.entry(key).or_insert(at);
            }
        }
        let codes = keys.iter().filter(|(key, _)| is_code(&key.to_uppercase()));
        let codes = codes.map(|(key, at)| (key.to_uppercase(), *at)).collect();
        let first = |key: &String| key.split(' ').next().unwrap_or_default().to_owned();
        let firsts = keys.keys().map(first).collect();
        Self { entries, keys, codes, firsts }
    }

    /// Whether a name can begin with a word, given in lower case; much faster than to look for the name.
    pub fn may_begin(&self, word: &str) -> bool {
        matches!(word, "the" | "london" | "royal") || word.contains(['\'', '’']) || self.firsts.contains(word)
    }

    /// The area of the same name before or after one was reorganised: Dorset, and the county that it was.
    pub fn namesake(&self, area: &Area) -> Option<&Arc<Area>> {
        self.all().find(|other| other.code != area.code && plain_name(&other.name) == plain_name(&area.name))
    }

    /// Every area, by code.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Area>> {
        self.entries.iter().map(|entry| &entry.area)
    }

    /// The area that people mean by a text: its name, a short or official form of it, or one of its codes.
    ///
    /// Capitals, punctuation, `&` for "and", a leading "The" and a trailing "City Council" and the like do not matter.
    pub fn find(&self, text: &str) -> Option<&Arc<Area>> {
        self.keys.get(&normalised(text)).map(|at| &self.entries[*at].area)
    }

    /// What people write for areas, in the form in which spellings meet: lower case, words with one space between them, no
    /// "council". Codes are among them.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &Arc<Area>)> {
        self.keys.iter().map(|(key, at)| (key.as_str(), &self.entries[*at].area))
    }

    /// The area with that nine-character code, present or former.
    pub fn by_code(&self, code: &str) -> Option<&Arc<Area>> {
        match self.codes.get(code) {
            Some(at) => Some(&self.entries[*at].area),
            // The codes of a joint area, which may be spaced in another way.
            None if code.len() > 9 && is_code(code) => self.find(code),
            None => None,
        }
    }

    /// The name of the area whose name is spelt most like the text, for a hint.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        self.nearest_of(text, |_| true)
    }

    /// The same among some of the areas.
    pub fn nearest_of(&self, text: &str, wanted: impl Fn(&Area) -> bool) -> Option<&str> {
        let written = normalised(text);
        let spellings = self.entries.iter().filter(|entry| wanted(&entry.area)).flat_map(|entry| {
            std::iter::once(entry.area.name.as_str())
                .chain(entry.aliases.iter().map(String::as_str).filter(|alias| alias.len() > 3 && !is_code(alias)))
        });
        let near = nearest(&written, spellings.filter(|name| is_slip(&written, &normalised(name))))?;
        self.find(near).map(|area| area.name.as_str())
    }

    /// The regions and the nation, in the order of the register.
    pub fn regions(&self) -> impl Iterator<Item = &Arc<Area>> {
        self.entries.iter().map(|entry| &entry.area).filter(|area| area.level != Level::LocalAuthority)
    }

    /// What to write in the place of a text that is no area: the name that was meant, as a hint.
    pub fn meant(&self, text: &str) -> String {
        // `[Bournemouth, Christchurch and Poole]` are two entries to YAML.
        let written = normalised(text);
        let of_commas = self.entries.iter().map(|entry| entry.area.name.as_str()).find(|name| {
            let mut parts = name.split(", ");
            name.contains(", ") && parts.any(|part| normalised(part) == written)
        });
        match (of_commas, self.nearest(text)) {
            (Some(name), _) => format!("a name with a comma stands in quotes: `\"{name}\"`"),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => "write an authority, a region or `England`, by its name or code".to_owned(),
        }
    }

    /// The authorities of a region (or of London, or England) that exist in a period, by code.
    ///
    /// Authorities that report together are listed one by one. Reorganisations take effect on 1 April, so a month
    /// from January to March counts with the year before.
    pub fn members(&self, region: &str, period: Period) -> impl Iterator<Item = &Arc<Area>> {
        let year = match period {
            Period::Year(year) | Period::SplitYear(year) => year,
            Period::Month(year, month) => year - i32::from(month < 4),
        };
        let existed = move |entry: &&Entry| {
            entry.first.is_none_or(|first| first <= year) && entry.last.is_none_or(|last| year <= last)
        };
        self.entries
            .iter()
            .filter(existed)
            .map(|entry| &entry.area)
            .filter(move |area| !area.is_joint() && area.is_authority_of(region))
    }
}

impl Entry {
    fn keys(&self) -> impl Iterator<Item = String> {
        [&self.area.code, &self.area.old_code, &self.area.name]
            .into_iter()
            .chain(&self.aliases)
            .map(|text| normalised(text))
            .filter(|key| !key.is_empty())
    }
}

/// A row of the register: code, number, name, level, region, first year, last year, aliases.
fn entry(record: &csv::StringRecord) -> Option<Entry> {
    let cell = |at: usize| record.get(at).unwrap_or_default();
    let level = match cell(3) {
        "national" => Level::National,
        "region" => Level::Regional,
        "authority" => Level::LocalAuthority,
        _ => return None,
    };
    let area = Area {
        code: cell(0).to_owned(),
        old_code: cell(1).to_owned(),
        name: cell(2).to_owned(),
        level,
        region: cell(4).to_owned(),
    };
    let aliases = cell(7).split(';').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    Some(Entry { area: Arc::new(area), aliases, first: cell(5).parse().ok(), last: cell(6).parse().ok() })
}

/// A name without what tells a former authority from the present one.
fn plain_name(name: &str) -> &str {
    name.split_once(" (former ").map_or(name, |(name, _)| name)
}

/// Whether a text is a nine-character code, or starts with one as the two codes of a joint return do.
fn is_code(text: &str) -> bool {
    text.len() >= 9 && text.starts_with('E') && text.bytes().skip(1).take(8).all(|byte| byte.is_ascii_digit())
}

/// Whether somebody who has written a text may have meant a name, both in the form in which spellings meet: one holds the
/// other, or a word of it, or most letters are the same. Names that only begin alike are other places.
fn is_slip(written: &str, name: &str) -> bool {
    let long = |text: &str| text.chars().count() > 3;
    let holds = |one: &str, other: &str| long(other) && one.contains(other);
    holds(name, written)
        || holds(written, name)
        || written.split(' ').any(|word| long(word) && name.split(' ').any(|other| other == word))
        || strsim::normalized_damerau_levenshtein(written, name) > 0.6
}

/// The form of a name in which its spellings meet: lower case, "and" for `&`, no punctuation, no "Council".
pub(super) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str(" and "),
            '.' | '\'' | '’' => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push(' '),
        }
    }
    let mut words: Vec<&str> = out.split_whitespace().collect();
    for start in [&["the"][..], &["london", "borough", "of"], &["royal", "borough", "of"]] {
        if words.len() > start.len() && words.starts_with(start) {
            words.drain(..start.len());
        }
    }
    if words.len() > 1 && words.last() == Some(&"council") {
        words.pop();
        for kind in ["borough", "metropolitan", "city", "county", "district"] {
            if words.len() > 1 && words.last() == Some(&kind) {
                words.pop();
            }
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Area, Level, normalised, register};
    use crate::quantity::period::Period;

    #[test]
    fn the_register_is_whole_sorted_and_unambiguous() {
        let areas: Vec<&Area> = register().all().map(AsRef::as_ref).collect();
        let count = |level| areas.iter().filter(|area| area.level == level).count();
        assert_eq!(include_str!("areas.csv").lines().count(), areas.len() + 1);
        assert_eq!((count(Level::National), count(Level::Regional), count(Level::LocalAuthority)), (1, 11, 160));
        assert!(areas.windows(2).all(|pair| pair[0].code < pair[1].code));
        let mut keys: HashMap<String, &str> = HashMap::new();
        for entry in &register().entries {
            for key in entry.keys() {
                let other = keys.insert(key.clone(), &entry.area.name);
                assert!(other.is_none(), "`{key}` is both {} and {}", other.unwrap_or_default(), entry.area.name);
            }
            let region = &entry.area.region;
            assert_eq!(
                region.is_empty(),
                register().by_code(region).is_none(),
                "{}: unknown region `{region}`",
                entry.area.name
            );
        }
    }

    #[test]
    fn people_find_an_area_by_what_they_call_it() {
        for (text, name) in [
            ("Stoke", "Stoke-on-Trent"),
            ("stoke on trent city council", "Stoke-on-Trent"),
            ("Telford & Wrekin", "Telford and Wrekin"),
            ("Herefordshire, County of", "Herefordshire"),
            ("Herefordshire Council", "Herefordshire"),
            ("Bristol, City of", "Bristol"),
            ("Bristol City Council", "Bristol"),
            ("Kingston upon Hull, City of", "Hull"),
            ("Southend", "Southend-on-Sea"),
            ("Brighton", "Brighton and Hove"),
            ("Brighton & Hove City Council", "Brighton and Hove"),
            ("East Riding", "East Riding of Yorkshire"),
            ("Durham County Council", "County Durham"),
            ("Warks", "Warwickshire"),
            ("St. Helens", "St Helens"),
            ("st helens metropolitan borough council", "St Helens"),
            ("Kingston", "Kingston upon Thames"),
            ("Richmond", "Richmond upon Thames"),
            ("Windsor", "Windsor and Maidenhead"),
            ("Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
            ("The London Borough of Camden", "Camden"),
            ("BCP", "Bournemouth, Christchurch and Poole"),
            ("BCP Council", "Bournemouth, Christchurch and Poole"),
            ("Medway", "Medway"),
            ("The Isle of Wight Council", "Isle of Wight"),
            ("City of York Council", "York"),
            ("London", "London"),
            ("City of London", "City of London"),
            ("331", "Coventry"),
            ("E08000026", "Coventry"),
            ("E10000023", "North Yorkshire"),
            ("North Northamptonshire / West Northamptonshire", "North Northamptonshire and West Northamptonshire"),
            ("Dorset", "Dorset"),
            ("E10000009", "Dorset (former county)"),
            ("yorkshire & the humber", "Yorkshire and The Humber"),
            ("ENGLAND", "England"),
        ] {
            assert_eq!(register().find(text).map(|area| area.name.as_str()), Some(name), "{text}");
        }
        for text in ["", "Council", "The", "Wales", "33", "0331", "Northampton", "Yorkshire"] {
            assert_eq!(register().find(text), None, "{text}");
        }
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        for (text, name) in [
            ("Coventery", "Coventry"),
            ("Warwikshire", "Warwickshire"),
            ("Hereford & Worcester", "Herefordshire"),
            ("Telfrod and Wrekin", "Telford and Wrekin"),
            ("West Midland", "West Midlands"),
        ] {
            assert_eq!(register().nearest(text), Some(name), "{text}");
        }
        assert_eq!(register().nearest("zzzz"), None);
    }

    #[test]
    fn a_reorganised_authority_has_a_namesake() {
        let namesake = |code| {
            let area = register().by_code(code).expect("an area");
            register().namesake(area).map(|other| other.code.as_str())
        };
        assert_eq!(namesake("E06000059"), Some("E10000009"));
        assert_eq!(namesake("E10000009"), Some("E06000059"));
        assert!(register().all().filter(|area| register().namesake(area).is_some()).count() == 2);
    }

    #[test]
    fn a_region_has_the_members_of_its_time() {
        let members = |region, year| {
            register().members(region, Period::Year(year)).map(|area| area.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(members("E12000005", 2025).len(), 14);
        assert!(members("E12000002", 2022).contains(&"Cumbria"));
        assert!(!members("E12000002", 2022).contains(&"Cumberland"));
        assert!(!members("E12000002", 2023).contains(&"Cumbria"));
        assert!(members("E12000002", 2023).contains(&"Cumberland"));
        assert!(
            members("E12000003", 2017).contains(&"Barnsley") && members("E12000003", 2025).contains(&"Barnsley")
        );
        assert_eq!(members("E12000007", 2025).len(), 33);
        assert_eq!(members("E13000001", 2025).len() + members("E13000002", 2025).len(), 33);
        assert_eq!(members("E92000001", 2025).len(), 153);
        assert_eq!(members("E92000001", 2017).len(), 152);
        assert!(members("", 2025).is_empty() && members("E08000026", 2025).is_empty());
        let dorset = |period| register().members("E12000009", period).any(|area| area.name == "Dorset");
        assert!(!dorset(Period::Month(2019, 3)) && dorset(Period::Month(2019, 4)));
        assert!(!dorset(Period::SplitYear(2018)) && dorset(Period::SplitYear(2019)));
    }

    #[test]
    fn normalising_leaves_a_name_that_is_only_a_word_for_council() {
        assert_eq!(normalised("The Council"), "council");
        assert_eq!(normalised("City Council"), "city");
        assert_eq!(normalised("B&NES"), "b and nes");
    }
}
