//! What the columns of a hand-kept comparison table hold, as far as their names tell.

use std::sync::Arc;

use crate::data::areas::{Area, Level, register};
use crate::quantity::period::Period;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The values of an area in a period.
    Of(Who, Period),
    /// The values of an area in the last period.
    Latest(Who),
    /// One end of a region's range, or both.
    End(End, Who),
    /// Words that are no data.
    Remark,
}

/// Whose values a column has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The header does not say.
    Unsaid,
    /// "Region": the one that is meant.
    Region,
    /// An area of the register.
    Area(Arc<Area>),
    /// A name that the register does not have.
    Unknown(String),
}

/// Which end of a range a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The end that is stated first, usually the best.
    From,
    /// The other one.
    To,
    /// The lowest, whichever way is good.
    Lowest,
    /// The highest, whichever way is good.
    Highest,
    /// Both, the one after the other.
    Both,
}

const ENDS: [(&str, End); 14] = [
    ("from", End::From),
    ("to", End::To),
    ("start", End::From),
    ("end", End::To),
    ("lowest", End::Lowest),
    ("low", End::Lowest),
    ("minimum", End::Lowest),
    ("min", End::Lowest),
    ("highest", End::Highest),
    ("high", End::Highest),
    ("maximum", End::Highest),
    ("max", End::Highest),
    ("range", End::Both),
    ("spread", End::Both),
];

/// Words beside an area's name that do not change whose values they are.
const BESIDE: [&str; 9] = ["average", "avg", "mean", "rate", "the", "value", "in", "of", "for"];

const REMARKS: [&str; 12] = [
    "note",
    "notes",
    "comment",
    "comments",
    "commentary",
    "remarks",
    "source",
    "sources",
    "trend",
    "rag",
    "direction of travel",
    "direction",
];

/// What a column's name says that it holds; `None` for a name without any meaning.
pub fn role(name: &str) -> Option<Role> {
    let between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | '|' | '[' | ']');
    let words: Vec<&str> =
        name.split(between).filter(|word| word.chars().any(char::is_alphanumeric) || *word == "&").collect();
    let whole = words.join(" ").to_lowercase();
    if REMARKS.contains(&whole.as_str()) {
        return Some(Role::Remark);
    }
    if let Some((period, rest)) = period(&words) {
        return Some(Role::Of(who(&rest), period));
    }
    if let Some((end, rest)) = end(&words) {
        return Some(Role::End(end, who(&rest)));
    }
    match who(&words) {
        Who::Unknown(_) => None,
        Who::Unsaid if words.is_empty() => None,
        // "Average" alone: of the region that is meant.
        Who::Unsaid => Some(Role::Latest(Who::Region)),
        who => Some(Role::Latest(who)),
    }
}

/// The period that a name begins or ends with, and the other words.
fn period<'a>(words: &[&'a str]) -> Option<(Period, Vec<&'a str>)> {
    for length in [2, 1] {
        let Some(start) = words.len().checked_sub(length) else { continue };
        if let Some(period) = Period::parse(&words[start..].join(" ")) {
            return Some((period, words[..start].to_vec()));
        }
        if let Some(period) = Period::parse(&words[..length].join(" ")) {
            return Some((period, words[length..].to_vec()));
        }
    }
    None
}

/// The end of a range that a name speaks of, and the other words.
fn end<'a>(words: &[&'a str]) -> Option<(End, Vec<&'a str>)> {
    let of = |word: &str| ENDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, end)| *end);
    // "Range from" is one end, "Range" alone is both.
    let one = words.iter().find_map(|word| of(word).filter(|end| *end != End::Both));
    let end = one.or_else(|| words.iter().find_map(|word| of(word)))?;
    Some((end, words.iter().copied().filter(|word| of(word).is_none()).collect()))
}

fn who(words: &[&str]) -> Who {
    if let Some(area) = register().find(&words.join(" ")) {
        return Who::Area(Arc::clone(area));
    }
    let beside = |word: &&str| BESIDE.iter().any(|known| word.eq_ignore_ascii_case(known));
    let rest: Vec<&str> = words.iter().copied().filter(|word| !beside(word)).collect();
    let text = rest.join(" ");
    match register().find(&text) {
        Some(area) => Who::Area(Arc::clone(area)),
        None if rest.is_empty() => Who::Unsaid,
        None if ["region", "regional"].iter().any(|word| text.eq_ignore_ascii_case(word)) => Who::Region,
        None => Who::Unknown(text),
    }
}

/// Whether the names of columns look like those of a comparison table: years of a council beside a region, the
/// nation or a range.
pub fn is_comparison(header: &[&str]) -> bool {
    let Some((stub, columns)) = header.split_first() else { return false };
    let stub = stub.to_lowercase();
    if !["", "measure", "measures", "indicator", "indicators"].contains(&stub.as_str()) {
        return false;
    }
    let roles: Vec<Role> = columns.iter().filter_map(|name| role(name)).collect();
    let wider = |who: &Who| match who {
        Who::Region => true,
        Who::Area(area) => area.level != Level::LocalAuthority,
        Who::Unsaid | Who::Unknown(_) => false,
    };
    roles.len() == columns.len()
        && roles.iter().any(|role| matches!(role, Role::Of(..)))
        && roles.iter().any(|role| match role {
            Role::End(..) => true,
            Role::Latest(who) | Role::Of(who, _) => wider(who),
            Role::Remark => false,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{End, Role, Who, is_comparison, role};
    use crate::data::areas::register;
    use crate::quantity::period::Period;

    fn area(name: &str) -> Who {
        Who::Area(register().find(name).expect(name).clone())
    }

    #[test]
    fn a_name_says_what_a_column_holds() {
        for (name, wanted) in [
            ("Warks 2019-2020", Role::Of(area("Warwickshire"), Period::SplitYear(2019))),
            ("Warwickshire – 2021/22", Role::Of(area("Warwickshire"), Period::SplitYear(2021))),
            ("2021-22", Role::Of(Who::Unsaid, Period::SplitYear(2021))),
            ("March 2022 Devon", Role::Of(area("Devon"), Period::Month(2022, 3))),
            ("Telford & Wrekin (2021)", Role::Of(area("Telford"), Period::Year(2021))),
            ("Our county 2021", Role::Of(Who::Unknown("Our county".to_owned()), Period::Year(2021))),
            ("West Midlands average 2021", Role::Of(area("West Midlands"), Period::Year(2021))),
            ("WM Average", Role::Latest(area("West Midlands"))),
            ("Regional average", Role::Latest(Who::Region)),
            ("Average", Role::Latest(Who::Region)),
            ("National", Role::Latest(area("England"))),
            ("England", Role::Latest(area("England"))),
            ("Range from", Role::End(End::From, Who::Unsaid)),
            ("To", Role::End(End::To, Who::Unsaid)),
            ("WM range – from", Role::End(End::From, area("West Midlands"))),
            ("Lowest in region", Role::End(End::Lowest, Who::Region)),
            ("Highest", Role::End(End::Highest, Who::Unsaid)),
            ("Range", Role::End(End::Both, Who::Unsaid)),
            ("Notes", Role::Remark),
        ] {
            assert_eq!(role(name), Some(wanted), "{name}");
        }
        for name in ["", "Grade", "SN average", "–"] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn a_comparison_table_has_years_and_something_to_compare_them_with() {
        assert!(is_comparison(&["", "Warks 2019-2020", "WM Average", "Range from", "To", "National"]));
        assert!(is_comparison(&["Measure", "2021-22", "National"]));
        for header in [
            &["grade", "2021-22", "National"][..],
            &["Measure", "2021-22", "2022-23"],
            &["Measure", "National", "WM"],
            &["Measure", "2021-22", "National", "Posts"],
            &[],
        ] {
            assert!(!is_comparison(header), "{header:?}");
        }
    }

    proptest! {
        #[test]
        fn any_name_has_a_meaning_or_none(name in any::<String>()) {
            let _ = role(&name);
            let _ = is_comparison(&["", &name, "National"]);
        }
    }
}
