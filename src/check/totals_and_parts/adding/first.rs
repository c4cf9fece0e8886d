//! Totals that stand within their first part: "fifteen of the 40 sites", "half of the 40 replies".

use rust_decimal::Decimal;

use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::items::{self, Item, Kind, items};
use crate::check::totals_and_parts::adding::leads::{clause_end, stands_alone};
use crate::check::totals_and_parts::adding::{Sum, Trust, parted, sum};

/// "Half of the 40 replies came from parents, 12 from teachers and ten from governors."
pub(super) fn share(sentence: &Sentence<'_>) -> Option<Sum> {
    let total = sentence.quantities.first().filter(|total| !total.money)?;
    let the = total.first.checked_sub(1).filter(|at| sentence.lower(*at) == "the")?;
    let of = the - usize::from(sentence.before(the) == "of");
    let parts_of = match (sentence.before(of), of) {
        ("half", 1) => 2,
        ("third", 2) => 3,
        ("quarter", 2) => 4,
        _ => return None,
    };
    let share = Some(total.value / Decimal::from(parts_of)).filter(Decimal::is_integer)?;
    let parts = total.first..clause_end(sentence, total.first);
    if !stands_alone(sentence, parts.end) || parted::may_abstain(sentence, &parts) {
        return None;
    }
    let mut found = items(sentence, parts, Kind::Likely)?;
    found[0] = Item { value: share, text: share.normalize().to_string(), ..found[0].clone() };
    sum(sentence, total, found, Trust::Near)
}

/// "Fifteen of the 40 sites are in the north, ten in the south and 12 in the west."
pub(super) fn of_whole(sentence: &Sentence<'_>) -> Option<Sum> {
    let [first, total, ..] = sentence.quantities.as_slice() else { return None };
    let of = sentence.lower(first.end) == "of" && first.end + 2 >= total.first && total.first > first.end;
    let parts = total.first..clause_end(sentence, total.first);
    if !of || !stands_alone(sentence, parts.end) || parted::may_abstain(sentence, &(first.first..parts.end)) {
        return None;
    }
    let mut found = items(sentence, parts, Kind::Likely)?;
    found[0] = items::item(sentence, first);
    sum(sentence, total, found, Trust::Near)
}
