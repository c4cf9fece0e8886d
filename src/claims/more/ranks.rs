//! Ranks: "the third highest in the region", "ranks 3rd of 14", "run from 0% in Warwickshire to 18.3% in Herefordshire".

use std::ops::Range;
use std::sync::Arc;

use crate::claims::lexicon;
use crate::claims::mentions::is_larger;
use crate::claims::more::Judged;
use crate::claims::more::about::{self, Owner};
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;
use crate::data::areas::Area;
use crate::data::measures::Polarity;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::spread::{End, Spread};
use crate::quantity::words::ordinal_word;

/// Which end of a ranking is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Lowest,
    Highest,
    Best,
    Worst,
    /// "ranks 3rd of 14": either end.
    Either,
}

/// A place in a ranking, as a sentence has it.
struct Ranked {
    /// From the ordinal to the last word of whom it is among.
    tokens: Range<usize>,
    /// The word of the superlative, or of the rank.
    at: usize,
    place: u32,
    from: From,
    region: Arc<Area>,
    /// "of 14"
    of: Option<u32>,
}

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let mut found: Vec<Judged> = ranked(reading).iter().filter_map(|one| judge(reading, one)).collect();
    found.extend(ranges(reading));
    found
}

/// Whose a number in brackets after the words of a ranking is.
pub(super) fn owner(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Arc<Area>> {
    let tokens = reading.tokens;
    let bracket = quantity.tokens.start.checked_sub(1)?;
    let last = if tokens.is(bracket, '(') || tokens.is(bracket, ',') {
        bracket
    } else if tokens.word(bracket) == "at" && tokens.is(bracket.checked_sub(1)?, ',') {
        bracket - 1
    } else {
        return None;
    };
    let one = ranked(reading).into_iter().find(|one| one.tokens.end == last)?;
    about::authority(reading, one.at).map(|owner| Arc::clone(owner.area()))
}

/// The place that an ordinal says, with its number of tokens, where it ends before a token.
fn ordinal_before(reading: &Reading<'_, '_>, at: usize) -> Option<(u32, usize)> {
    let tokens = reading.tokens;
    let dash = at > 0 && tokens.is_dash(at - 1);
    let end = if dash { at - 1 } else { at };
    let last = end.checked_sub(1)?;
    if let Some(place) = ordinal_word(tokens.word(last)) {
        return Some((place, at - last));
    }
    if matches!(tokens.word(last), "st" | "nd" | "rd" | "th") && last > 0 && tokens.joined(last - 1) {
        let place = tokens.text(last - 1).parse().ok()?;
        return Some((place, at - last + 1));
    }
    None
}

fn ranked(reading: &Reading<'_, '_>) -> Vec<Ranked> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    for at in reading.sentence.clone() {
        if tokens.list[at].fact.is_some() || tokens.kind(at) != Some(Kind::Word) {
            continue;
        }
        let from = match tokens.word(at) {
            "highest" | "largest" | "greatest" | "heaviest" => From::Highest,
            "lowest" | "smallest" | "lightest" => From::Lowest,
            "best" => From::Best,
            "worst" => From::Worst,
            "rank" | "ranks" | "ranked" | "placed" => From::Either,
            _ => continue,
        };
        if reading.is_no_claim(at) {
            continue;
        }
        let (place, start, end) = if from == From::Either {
            let mut next = at + 1;
            while matches!(tokens.word(next), "joint" | "as" | "the" | "at") {
                next += 1;
            }
            // "ranks third lowest" is read from its superlative.
            let until =
                if matches!(tokens.word(next + 1), "st" | "nd" | "rd" | "th") { next + 2 } else { next + 1 };
            let Some((place, _)) = ordinal_before(reading, until) else { continue };
            if matches!(tokens.word(until), "highest" | "lowest" | "best" | "worst") {
                continue;
            }
            (place, at, until)
        } else {
            let (place, start) =
                ordinal_before(reading, at).map_or((1, at), |(place, length)| (place, at - length));
            (place, start, at + 1)
        };
        let Some((region, of, last)) = among(reading, end) else { continue };
        found.push(Ranked { tokens: start..last, at, place, from, region, of });
    }
    found
}

/// Among whom a place is counted, from the words after it: the area, how many they are, and where the words end.
fn among(reading: &Reading<'_, '_>, from: usize) -> Option<(Arc<Area>, Option<u32>, usize)> {
    let tokens = reading.tokens;
    let until = (from..reading.sentence.end.min(from + 10))
        .find(|at| {
            tokens.is(*at, ';')
                || matches!(
                    tokens.word(*at),
                    "than"
                        | "but"
                        | "while"
                        | "whereas"
                        | "since"
                        | "ever"
                        | "year"
                        | "years"
                        | "time"
                        | "although"
                )
        })
        .unwrap_or(reading.sentence.end.min(from + 10));
    let of = (from..until).find_map(|at| {
        let of = tokens.word(at) == "of" || tokens.phrase(at.saturating_sub(1), &["out", "of"]);
        let step = if tokens.word(at + 1) == "the" { at + 2 } else { at + 1 };
        let count = lexicon::number_word(tokens.word(step)).or_else(|| tokens.text(step).parse().ok())?;
        (of && (4..400).contains(&count)).then_some((count, step + 1))
    });
    let area = reading.areas.iter().find(|one| {
        (from..until).contains(&one.tokens.start)
            && one.area.as_ref().is_some_and(|area| is_larger(area))
            && !matches!(tokens.word(one.tokens.end), "average" | "rate" | "figure" | "mean" | "level")
            && {
                let lead = one.tokens.start - 1;
                let lead = if tokens.word(lead) == "the" { lead - 1 } else { lead };
                matches!(tokens.word(lead), "in" | "across" | "of" | "within" | "among" | "amongst")
                    || matches!(tokens.word(one.tokens.start), "nationally" | "regionally")
            }
    });
    if let Some(one) = area {
        return Some((one.area.clone()?, of.map(|(count, _)| count), one.tokens.end));
    }
    let region = reading.region()?;
    if let Some((count, end)) = of {
        return Some((region, Some(count), end));
    }
    // "the worst of all", "the highest of any authority"
    let all = (from..until).find(|at| tokens.word(*at) == "of" && matches!(tokens.word(at + 1), "all" | "any"));
    if let Some(at) = all {
        return Some((region, None, at + 2));
    }
    // "…, and Walsall the lowest": among those of the statement before it.
    let earlier = reading.areas.iter().find(|one| {
        one.tokens.start < from
            && one.area.as_ref().is_some_and(|area| is_larger(area))
            && reading.sentence.clone().any(|at| {
                at < one.tokens.start
                    && matches!(tokens.word(at), "highest" | "lowest")
                    && one.tokens.start - at < 8
            })
    });
    earlier.and_then(|one| Some((one.area.clone()?, None, from)))
}

fn judge(reading: &Reading<'_, '_>, one: &Ranked) -> Option<Judged> {
    let owner = about::authority(reading, one.at)?;
    let ids = about::ids(reading, one.at);
    let periods = about::periods(reading, one.at);
    let figures = about::figures(reading, &ids, owner.area(), &periods);
    let facts = reading.desk.facts;
    // "The highest rate in the region was 34.9%": the number is that of the end, and nobody is said to have it.
    if one.place == 1
        && matches!(owner, Owner::Subject(_))
        && let Some(end) = end_of_range(reading, one, &figures, owner.area())
    {
        return Some(end);
    }
    let mut wrong: Option<Problem> = None;
    for figure in &figures {
        let highest = match (one.from, figure.measure.polarity) {
            (From::Either, _) => None,
            (From::Lowest, _) | (From::Best, Polarity::LowerIsBetter) | (From::Worst, Polarity::HigherIsBetter) => {
                Some(false)
            }
            (From::Highest, _) | (From::Best, _) | (From::Worst, _) if !is_unclear(one.from, figure) => Some(true),
            _ => return None,
        };
        let Ok(rank) = facts.rank(figure, &one.region) else { continue };
        let fits = |before: u32| (before + 1..=before + rank.same + 1).contains(&one.place);
        let count = rank.lower + rank.higher + rank.same + 1;
        let counted = one.of.is_none_or(|of| of == count);
        let placed = match highest {
            Some(true) => fits(rank.higher),
            Some(false) => fits(rank.lower),
            None => fits(rank.higher) || fits(rank.lower),
        };
        if placed && counted {
            return Some(Judged::right(one.tokens.clone()));
        }
        let value = figure.text(&facts.style);
        let problem = Problem::new(format!(
            "{} is {value}, {} in {}",
            figure.description(),
            rank.words(),
            one.region.in_prose()
        ))
        .hint("say the place that the data give, or count from the other end");
        wrong = wrong.or(Some(problem));
    }
    wrong.map(|problem| Judged::wrong(reading, one.tokens.clone(), problem))
}

/// Whether a number is the end of a range that the words call it, and not the other one; of an area that is not named.
fn end_of_range(reading: &Reading<'_, '_>, one: &Ranked, figures: &[Figure], own: &Arc<Area>) -> Option<Judged> {
    let facts = reading.desk.facts;
    let here = about::clause(reading, one.at);
    let said = |end: &Figure| {
        reading
            .quantities
            .iter()
            .find(|number| here.contains(&number.tokens.start) && end.shown().is_some_and(|value| number.is(value)))
    };
    let others = |end: &Figure| end.scope.as_ref().is_some_and(|scope| scope.area.code != own.code);
    let spreads: Vec<_> = figures.iter().filter_map(|figure| facts.spread(figure, &one.region).ok()).collect();
    let ends = || spreads.iter().flat_map(|spread| [&spread.low.figure, &spread.high.figure]);
    if !ends().any(|end| others(end) && said(end).is_some()) {
        return None;
    }
    // "The highest rate is that of Dudley and the lowest is …" speaks of both ends.
    let opposite = |at: usize| match one.from {
        From::Highest => reading.tokens.word(at) == "lowest",
        From::Lowest => reading.tokens.word(at) == "highest",
        _ => true,
    };
    let right = |spread: &Spread| match one.from {
        From::Highest => said(&spread.high.figure).is_some(),
        _ => said(&spread.low.figure).is_some(),
    };
    if reading.sentence.clone().any(opposite) || spreads.iter().any(right) {
        return Some(Judged::right(one.tokens.clone()));
    }
    let spread = spreads.first()?;
    let (end, other) = if one.from == From::Highest {
        (&spread.high.figure, &spread.low.figure)
    } else {
        (&spread.low.figure, &spread.high.figure)
    };
    let is = |figure: &Figure| format!("{} {} {}", figure.description(), figure.is(), figure.text(&facts.style));
    let problem =
        Problem::new(format!("{}; {}", is(other), is(end))).hint("say the end of the range that the number is");
    Some(Judged::wrong(reading, one.tokens.clone(), problem))
}

fn is_unclear(from: From, figure: &Figure) -> bool {
    matches!(from, From::Best | From::Worst) && figure.measure.polarity == Polarity::Neutral
}

/// "run from 0% in Warwickshire to 18.3% in Herefordshire", "vary between 12.8 and 19.5", over a region.
fn ranges(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    for at in reading.sentence.clone() {
        let verb = matches!(
            tokens.word(at),
            "run"
                | "runs"
                | "ran"
                | "range"
                | "ranges"
                | "ranged"
                | "ranging"
                | "vary"
                | "varies"
                | "varied"
                | "varying"
        );
        if !verb || tokens.list[at].fact.is_some() || reading.is_no_claim(at) {
            continue;
        }
        let joined =
            (at + 1..reading.sentence.end.min(at + 4)).find(|at| matches!(tokens.word(*at), "from" | "between"));
        let Some(joined) = joined else { continue };
        let mut numbers = reading.quantities.iter().filter(|one| one.tokens.start > joined && !one.printed);
        let (Some(first), Some(second)) = (numbers.next(), numbers.next()) else { continue };
        if first.tokens.start > joined + 3 || second.tokens.start - first.tokens.end > 10 {
            continue;
        }
        if !(first.tokens.end..second.tokens.start).any(|at| matches!(tokens.word(at), "to" | "and")) {
            continue;
        }
        let region = reading
            .areas
            .iter()
            .filter(|one| !(first.tokens.end..second.tokens.start).contains(&one.tokens.start))
            .find_map(|one| one.area.clone().filter(|area| is_larger(area)));
        let (Some(region), Some(here)) = (region, reading.desk.here()) else { continue };
        let years = reading.periods.iter().filter(|one| one.role != crate::claims::mentions::Role::Now).count();
        if years > 1 {
            continue;
        }
        let ids = about::ids(reading, at);
        let figures = about::figures(reading, &ids, &here.area, &about::periods(reading, at));
        let facts = reading.desk.facts;
        let span = at..second.tokens.end;
        let mut wrong = None;
        let mut right = false;
        for figure in &figures {
            let Ok(spread) = facts.spread(figure, &region) else { continue };
            let is = |number: &Quantity, end: &Figure| end.shown().is_some_and(|value| number.is(value));
            let (low, high) = (&spread.low, &spread.high);
            let whose = |number: &Quantity, end: &End| {
                let own = reading.area_beside(number).filter(|area| !is_larger(area));
                own.is_none_or(|area| end.areas.contains(&area.name))
            };
            let is = |number: &Quantity, end: &End| is(number, &end.figure) && whose(number, end);
            if is(first, low) && is(second, high) || is(second, low) && is(first, high) {
                right = true;
                break;
            }
            let style = &facts.style;
            wrong = wrong.or_else(|| {
                Some(
                    Problem::new(format!(
                        "the {} of the authorities of {} runs from {} ({}) to {} ({}) in {}",
                        figure.measure.name,
                        region.in_prose(),
                        low.figure.text(style),
                        low.areas.join(", "),
                        high.figure.text(style),
                        high.areas.join(", "),
                        figure.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default()
                    ))
                    .hint("write both ends of the range as the data have them"),
                )
            });
        }
        if right {
            found.push(Judged::right(span));
        } else if let Some(problem) = wrong {
            found.push(Judged::wrong(reading, span, problem));
        }
    }
    found
}
