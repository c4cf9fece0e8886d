//! Whose: the area that the clause around a figure names, and the one that the figure is of.

use std::ops::Range;
use std::sync::Arc;

use super::clause::Clause;
use super::{Printed, speaks_of};
use crate::claims::Finding;
use crate::claims::mentions::{AreaMention, is_larger};
use crate::claims::reading::{Place, Reading};
use crate::data::areas::{Area, Level, register};

/// "Turnover was {{ turnover_rate.of('England') }} in Coventry", "the regional rate is {{ turnover_rate }}".
pub(super) fn check(reading: &Reading<'_, '_>, printed: &Printed<'_>, clause: &Clause) -> Option<Finding> {
    let (words, area) = named(reading, printed, clause)?;
    let own = &printed.scope.area;
    let said = &reading.tokens.passage.text[reading.tokens.bytes(&words)];
    let Some(area) = area else {
        // Whoever the neighbours are, the subject, its region and the country are none of them.
        let others = matches!(
            reading.tokens.word(words.start),
            "neighbours" | "neighbour" | "neighbouring" | "peers" | "comparators" | "elsewhere" | "other"
        );
        let none = others
            && own.level != Level::Neighbours
            && (is_larger(own) || reading.desk.here().is_some_and(|here| here.area.code == own.code));
        return if none { speaks_of(reading, printed, said, None) } else { None };
    };
    // "London" within "City of London" names no other area.
    let part = own.name.contains(&area.name) && reading.tokens.passage.text.contains(own.name.as_str());
    // A county goes on by its name after it was reorganised.
    let namesake = register().namesake(own).is_some_and(|other| other.code == area.code);
    if area.code == own.code || part || namesake || own.is_joint() && own.parts().any(|part| part == area.code) {
        return None;
    }
    let place = Place { area, periods: vec![printed.scope.period] };
    speaks_of(reading, printed, said, Some(&place))
}

/// The words of a clause that say whose its figure is, and the area that they name, if the data know it.
fn named(
    reading: &Reading<'_, '_>,
    printed: &Printed<'_>,
    clause: &Clause,
) -> Option<(Range<usize>, Option<Arc<Area>>)> {
    let tokens = reading.tokens;
    if let Some(apposed) = &clause.apposed {
        let mention = reading.areas.iter().find(|one| one.tokens == *apposed)?;
        return Some((apposed.clone(), Some(mention.area.clone()?)));
    }
    let subject = &reading.desk.here()?.area;
    let all: Vec<&AreaMention> = reading.areas.iter().filter(|one| clause.has(one.tokens.start)).collect();
    let word = |one: &AreaMention| tokens.word(one.tokens.start);
    let ours = |one: &&AreaMention| matches!(word(one), "we" | "our" | "ours" | "us");
    let loose = |one: &AreaMention| matches!(word(one), "council" | "authority" | "city" | "county" | "borough");
    let ranked = clause.before.clone().any(|at| matches!(tokens.word(at), "highest" | "lowest"));
    let strong: Vec<&AreaMention> = all
        .iter()
        .copied()
        .filter(|one| !ours(one) && !loose(one))
        // "The lowest in the region": among whom it is the lowest.
        .filter(|one| !(ranked && one.area.as_ref().is_none_or(|area| is_larger(area))))
        .collect();
    // "Across the region we have", but not "our regional rate".
    let own = all
        .iter()
        .copied()
        .filter(ours)
        .find(|one| !strong.iter().any(|other| other.tokens.start == one.tokens.end));
    match (strong.as_slice(), own) {
        ([], Some(own)) if !ranked => Some((own.tokens.clone(), Some(Arc::clone(subject)))),
        ([], _) => None,
        ([one, others @ ..], own) => {
            let code = |one: &AreaMention| one.area.as_ref().map(|area| area.code.clone());
            let same = others.iter().all(|other| code(other) == code(one));
            let we = own.is_some() && printed.scope.area.code == subject.code;
            // "In neighbouring Warwickshire" is in Warwickshire.
            let known: Vec<&AreaMention> =
                all.iter().copied().filter(|one| !ours(one) && one.area.is_some()).collect();
            match (same, we) {
                (true, false) => Some((one.tokens.clone(), one.area.clone())),
                (false, false) if word(one) == "neighbouring" => match known.as_slice() {
                    [known] => Some((known.tokens.clone(), known.area.clone())),
                    _ => None,
                },
                _ => None,
            }
        }
    }
}
