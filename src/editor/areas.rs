//! Patterns of the names of areas: every spelling that the register knows, as regular expressions of the kind that JSON
//! Schema has.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::data::areas::{Level, register};

/// What stands between two words.
const GAP: &str = "[^0-9A-Za-z]+";

/// One area: a name in any spelling, a code, a word that follows the subject, or data that say who the neighbours are.
pub(super) static AREA: LazyLock<String> = LazyLock::new(|| {
    let words = ["(the )?(statistical )?neighbours".to_owned(), "(the )?subject|(the |its )?region".to_owned()];
    let words = words.map(|words| words.replace(' ', r"\s+"));
    // Data of the report's own have names of its own.
    let data = r"[a-z][A-Za-z0-9_]*|[A-Za-z][A-Za-z0-9_]*[0-9_][A-Za-z0-9_]*";
    let codes = format!("[Ee][0-9]{{8}}({GAP}[Ee][0-9]{{8}})?|[0-9]{{3}}");
    let known = spelt(|level| level != Level::Neighbours);
    format!(r"^\s*({data}|{}|{}|{codes}|{known})\s*$", any_case(&words[0]), words[1])
});

/// A region or the nation, in any spelling.
pub(super) static REGION: LazyLock<String> = LazyLock::new(|| {
    format!(r"^\s*({REGION_CODE}|{})\s*$", spelt(|level| matches!(level, Level::Regional | Level::National)))
});

/// The same, or what the subject or data of the report's own say.
pub(super) static RANGE: LazyLock<String> = LazyLock::new(|| {
    let neighbours = any_case(r"(the\s+)?(statistical\s+)?neighbours");
    let own =
        r"[a-z][A-Za-z0-9_]*|[A-Za-z][A-Za-z0-9_]*[0-9_][A-Za-z0-9_]*|(the\s+)?subject|(the\s+|its\s+)?region";
    let known = spelt(|level| matches!(level, Level::Regional | Level::National));
    format!(r"^\s*(?![Ee](0[6-9]|10)[0-9]{{6}})({own}|{neighbours}|{REGION_CODE}|{known})\s*$")
});

/// What to write for a region.
pub(super) const REGION_HINT: &str = "write a region, such as `West Midlands`, or `England`";

/// Codes of regions, of the two parts of London, and of England.
const REGION_CODE: &str = "[Ee](12|13|92)[0-9]{6}";

/// All authorities of a region or of the nation, in a chart or a table.
pub(super) static AUTHORITIES_OF: LazyLock<String> =
    LazyLock::new(|| format!(r"^authorities of {}\s*$", of_region()));

/// Several areas that a report is made for.
pub(super) static MANY: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"^\s*((all|every) (areas?|authorit(y|ies))|(statistical )?neighbours of .*\S|(areas|authorities) of {})\s*$",
        of_region()
    )
});

fn of_region() -> String {
    let region = spelt(|level| matches!(level, Level::Regional | Level::National));
    let neighbours = any_case("((the )?statistical )?neighbours");
    // As in `AREA`, data may have a name of the report's own.
    format!(
        "(the )?({region}|[Ee][0-9]{{8}}|{neighbours}|[a-z][A-Za-z0-9_]*|[A-Za-z][A-Za-z0-9_]*[0-9_][A-Za-z0-9_]*)"
    )
}

/// Every spelling of the names of areas of some levels.
fn spelt(of: impl Fn(Level) -> bool) -> String {
    let mut names = Branch::default();
    for (spelling, _) in register().spellings().filter(|(_, area)| of(area.level)) {
        // Codes have a pattern of their own.
        if !spelling.contains(|one: char| one.is_ascii_digit()) {
            names.add(&spelling.replace(" and ", "&"));
        }
    }
    let before = any_case(&format!("(the{GAP})?((london|royal){GAP}borough{GAP}of{GAP})?"));
    let after = any_case(&format!("(({GAP}(borough|metropolitan|city|county|district))*{GAP}council)?"));
    format!(r"[^0-9A-Za-z]*{before}{}{after}[^0-9A-Za-z]*", names.pattern())
}

/// Names that begin in the same way.
#[derive(Default)]
struct Branch {
    goes_on: BTreeMap<char, Branch>,
    ends: bool,
}

impl Branch {
    fn add(&mut self, name: &str) {
        let mut branch = self;
        for letter in name.chars() {
            branch = branch.goes_on.entry(letter).or_default();
        }
        branch.ends = true;
    }

    fn pattern(&self) -> String {
        let one = |(letter, branch): (&char, &Self)| format!("{}{}", spelling(*letter), branch.pattern());
        let ways: Vec<String> = self.goes_on.iter().map(one).collect();
        match (ways.as_slice(), self.ends) {
            ([], _) => String::new(),
            ([way], false) => way.clone(),
            (ways, false) => format!("({})", ways.join("|")),
            (ways, true) => format!("({})?", ways.join("|")),
        }
    }
}

/// The spellings of a letter; `&` is that of the word "and".
fn spelling(letter: char) -> String {
    match letter {
        ' ' => GAP.to_owned(),
        '&' => format!(r"({GAP}[Aa][Nn][Dd]{GAP}|[^0-9A-Za-z&]*&[^0-9A-Za-z&]*)"),
        letter if letter.is_ascii_lowercase() => format!("[{}{letter}]", letter.to_ascii_uppercase()),
        letter => letter.to_string(),
    }
}

/// A pattern whose letters may be large or small; what stands in brackets or after a backslash stays.
fn any_case(pattern: &str) -> String {
    let mut spelt = String::new();
    let (mut within, mut escaped) = (false, false);
    for one in pattern.chars() {
        match one {
            '[' => within = true,
            ']' => within = false,
            _ => {}
        }
        let plain = !within && !escaped && one.is_ascii_lowercase();
        spelt.push_str(&if plain { spelling(one) } else { one.to_string() });
        escaped = one == '\\';
    }
    spelt
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn accepts(pattern: &str) -> impl Fn(&str) -> bool {
        let schema = jsonschema::draft7::new(&json!({"pattern": pattern})).expect("a pattern");
        move |text| schema.is_valid(&json!(text))
    }

    #[test]
    fn every_spelling_of_every_area_is_accepted_and_no_other_word() {
        let area = accepts(&AREA);
        let mut tried = 0;
        let named = |spelling: &str| !spelling.contains(|one: char| one.is_ascii_digit());
        for (spelling, known) in register().spellings().filter(|(spelling, _)| named(spelling)) {
            let spellings = [
                spelling.to_owned(),
                spelling.to_uppercase(),
                format!("The {spelling} City Council"),
                spelling.replace(" and ", " & "),
                spelling.replace(' ', "-"),
                known.name.clone(),
                known.code.clone(),
            ];
            for text in spellings.iter().filter(|text| register().find(text).is_some()) {
                assert!(area(text), "{text}");
                tried += 1;
            }
        }
        assert!(tried > 1000, "{tried} spellings");
        for text in [
            "Royal Borough of Windsor & Maidenhead",
            "St. Helens",
            "ENGLAND",
            "331",
            "E08000026",
            "neighbours",
            "The statistical neighbours",
            "subject",
            "its region",
            "peers",
            "Neighbours_2021",
        ] {
            assert!(area(text), "{text}");
        }
        for text in ["Covntry", "West Midland", "Nowhere", "99", "", "Coventry and Warwickshire", "areas of London"]
        {
            assert!(!area(text) && register().find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn regions_are_told_from_authorities() {
        let (region, range) = (accepts(&REGION), accepts(&RANGE));
        for one in register().all() {
            let is_region = one.level != Level::LocalAuthority;
            for text in [&one.name, &one.code] {
                assert!(region(text) == is_region && range(text) == is_region, "{text}");
            }
        }
        for text in ["neighbours", "its region", "peers", "the Statistical neighbours"] {
            assert!(range(text), "{text}");
        }
    }

    #[test]
    fn words_for_many_areas_are_accepted_where_they_are_read() {
        let (chart, each) = (accepts(&AUTHORITIES_OF), accepts(&MANY));
        for region in ["West Midlands", "the west midlands", "England", "E12000005", "neighbours", "London"] {
            assert!(chart(&format!("authorities of {region}")), "{region}");
            assert!(each(&format!("areas of {region}")), "{region}");
        }
        for text in ["all areas", "every authority", "neighbours of Coventry", "statistical neighbours of Devon"] {
            assert!(each(text) && !chart(text), "{text}");
        }
        for text in ["areas of West Midland", "authorities of Coventry", "all", "area of London", "areas of "] {
            assert!(!chart(text) && !each(text), "{text}");
        }
    }
}
