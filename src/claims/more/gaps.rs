//! Gaps: whether the distance between two areas has grown or shrunk, and which of two areas is nearer: "the gap to England has
//! narrowed", "closer to the region than to England".

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claims::compare::over_time;
use crate::claims::mentions::{AreaMention, Role, is_larger};
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::claims::tokens::Tokens;
use crate::data::areas::Area;
use crate::facts::comparison::differences;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    reading.sentence.clone().filter_map(|at| moved(reading, at).or_else(|| nearer(reading, at))).collect()
}

/// Whether a sentence is about the gap of what was spoken of: "The gap to England has widened."
pub fn opens(tokens: &Tokens<'_>, sentence: &Range<usize>) -> bool {
    let first = sentence.start;
    matches!(tokens.word(first), "the" | "this" | "our") && matches!(tokens.word(first + 1), "gap" | "difference")
}

/// What a word says of a gap.
fn says(word: &str) -> Option<Ordering> {
    match word {
        "widened" | "widening" | "grew" | "grown" | "growing" | "increased" | "opened" | "risen" | "rose"
        | "wider" | "larger" | "bigger" | "greater" => Some(Ordering::Greater),
        "narrowed" | "narrowing" | "closed" | "closing" | "shrank" | "shrunk" | "shrinking" | "fell" | "fallen"
        | "reduced" | "narrower" | "smaller" => Some(Ordering::Less),
        _ => None,
    }
}

/// "The gap to England has widened", "the gap is narrower than a year ago".
fn moved(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let wanted = says(tokens.word(at)).filter(|_| tokens.list[at].fact.is_none())?;
    let stops = |at: &usize| tokens.is(*at, ';') || matches!(tokens.word(*at), "but" | "while" | "whereas");
    let start = (reading.sentence.start..at).rev().find(stops).unwrap_or(reading.sentence.start);
    let noun = (start..at).rev().find(|at| matches!(tokens.word(*at), "gap" | "difference" | "distance"))?;
    let compares = matches!(tokens.word(at), "wider" | "larger" | "bigger" | "greater" | "narrower" | "smaller");
    let earlier = reading.periods.iter().any(|one| one.tokens.start > at && one.role == Role::Earlier);
    let between = noun + 1..at;
    let other_subject = between.clone().any(|at| {
        let relative = tokens.word(at) == "that" && !matches!(tokens.word(at + 1), "of" | "in" | "for");
        relative || tokens.is(at, ',') || matches!(tokens.word(at), "which" | "as" | "because" | "if" | "when")
    });
    // "from 3.8 to 0.5 percentage points" are numbers of its own.
    let numbers = reading.quantities.iter().any(|one| one.tokens.start > at && one.tokens.start <= at + 3)
        && matches!(tokens.word(at + 1), "from" | "by" | "to");
    if other_subject || numbers || compares && !earlier || reading.is_no_claim(at) {
        return None;
    }
    let (own, others) = sides(reading)?;
    let mut wrong = None;
    // Numbers of people are as far apart as the two areas are large.
    let large = others.iter().any(|other| is_larger(other));
    let rate = |id: &String| matches!(reading.desk.unit(id), Some(Unit::Percent | Unit::CasesPerWorker));
    for id in about::ids(reading, at).into_iter().filter(|id| !large || rate(id)) {
        for (now, befores) in over_time::spans(reading) {
            for (other, then) in others.iter().flat_map(|other| befores.iter().map(move |then| (other, *then))) {
                let (Some(late), Some(soon)) =
                    (apart(reading, &id, &own, other, now), apart(reading, &id, &own, other, then))
                else {
                    continue;
                };
                if late.exact.cmp(&soon.exact) == wanted && late.shown.cmp(&soon.shown) == wanted {
                    return Some(Judged::right(at..at + 1));
                }
                wrong = wrong.or(Some((late, soon)));
            }
        }
    }
    let (late, soon) = wrong?;
    let problem = Problem::new(format!("{}; {}", late.words(reading), soon.words(reading)))
        .hint("say how the two gaps compare, or leave the word out");
    Some(Judged::wrong(reading, at..at + 1, problem))
}

/// "closer to England than to the region", "nearer to the national rate than a year ago".
fn nearer(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let (wanted, joint) = match tokens.word(at) {
        "closer" | "nearer" => (Ordering::Less, "to"),
        "further" | "farther" => (Ordering::Greater, "from"),
        _ => return None,
    };
    let clause = about::clause(reading, at);
    let than = (at + 1..clause.end.min(at + 10)).find(|at| tokens.word(*at) == "than")?;
    if tokens.list[at].fact.is_some() || tokens.word(at + 1) != joint || reading.is_no_claim(at) {
        return None;
    }
    let known = |one: &&AreaMention| !matches!(tokens.word(one.tokens.start), "our" | "ours" | "we" | "us");
    let named: Vec<&AreaMention> =
        reading.areas.iter().filter(|one| (at..clause.end).contains(&one.tokens.start)).filter(known).collect();
    let own = about::mover(reading, at)?;
    let now = *reading.desk.here()?.periods.first()?;
    let (first, second, then) = match named.as_slice() {
        [one, two] if one.tokens.end <= than && two.tokens.start > than => {
            (one.area.clone()?, two.area.clone()?, now)
        }
        [one] if one.tokens.end <= than => {
            let earlier = reading.periods.iter().find(|one| one.tokens.start > than && one.role != Role::Now)?;
            let then = *earlier.periods.iter().find(|then| **then < now)?;
            (one.area.clone()?, one.area.clone()?, then)
        }
        _ => return None,
    };
    let mut wrong = None;
    for id in about::ids(reading, at) {
        let (Some(one), Some(two)) =
            (apart(reading, &id, &own, &first, now), apart(reading, &id, &own, &second, then))
        else {
            continue;
        };
        if one.exact.cmp(&two.exact) == wanted {
            return Some(Judged::right(at..than + 1));
        }
        wrong = wrong.or(Some((one, two)));
    }
    let (one, two) = wrong?;
    let problem = Problem::new(format!("{}; {}", one.words(reading), two.words(reading)))
        .hint("say which of the two is nearer");
    Some(Judged::wrong(reading, at..than + 1, problem))
}

/// Whose gap it is, and the areas that it may lie to: those that the sentence names, else those of the text before and of the
/// report.
fn sides(reading: &Reading<'_, '_>) -> Option<(Arc<Area>, Vec<Arc<Area>>)> {
    let subject = reading.desk.here()?.area;
    let mut named: Vec<Arc<Area>> = Vec::new();
    for mention in &reading.areas {
        let area = mention.area.as_ref()?;
        if area.code != subject.code && named.iter().all(|one| one.code != area.code) {
            named.push(Arc::clone(area));
        }
    }
    match named.as_slice() {
        [] => {
            let compared = reading.desk.facts.subject.iter().flat_map(|subject| &subject.compare);
            let said = reading.before.areas.iter().chain(compared);
            let others = said.filter(|area| area.code != subject.code).cloned().collect();
            Some((subject, others))
        }
        [_] => Some((subject, named)),
        // "the gap between Solihull and the region"
        [one, two] if is_larger(one) != is_larger(two) => {
            let (own, other) = if is_larger(one) { (two, one) } else { (one, two) };
            Some((Arc::clone(own), vec![Arc::clone(other)]))
        }
        _ => None,
    }
}

/// How far two areas lie apart in a period.
struct Apart {
    one: Figure,
    other: Figure,
    exact: Decimal,
    shown: Decimal,
}

fn apart(reading: &Reading<'_, '_>, id: &str, own: &Arc<Area>, other: &Arc<Area>, period: Period) -> Option<Apart> {
    let ids = [id.to_owned()];
    let one = about::figures(reading, &ids, own, &[period]).into_iter().next()?;
    let other = about::figures(reading, &ids, other, &[period]).into_iter().next()?;
    let (exact, shown) = differences(&one, &other).ok()?;
    (own.code != other.scope.as_ref()?.area.code).then(|| Apart {
        one,
        other,
        exact: exact.abs(),
        shown: shown.abs(),
    })
}

impl Apart {
    /// "the turnover rate of Coventry in 2025 is 11.3%, 0.5 percentage points from that of England"
    fn words(&self, reading: &Reading<'_, '_>) -> String {
        let style = &reading.desk.facts.style;
        let area = self.other.scope.as_ref().map_or_else(String::new, |scope| scope.area.in_prose());
        format!(
            "{} {} {}, {} from the {} of {area}",
            self.one.description(),
            self.one.is(),
            self.one.text(style),
            style.size_of_change(self.shown, self.one.measure.unit, self.one.measure.decimals),
            self.other.text(style)
        )
    }
}
