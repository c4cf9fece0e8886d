//! Fitting: whether a figure that is printed is of the measure, on the basis and in the unit that its sentence says.

mod basis;
mod unit;

use std::ops::Range;

use crate::claims::lexicon::{self, Form};
use crate::claims::lists;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Desk, Reading};
use crate::claims::tokens::{Kind, Tokens};
use crate::claims::vocabulary::Mention;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::quantity::value::Unit;

pub use basis::in_brackets;

/// What is wrong with the figures that a sentence prints.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (nth, quantity) in reading.quantities.iter().enumerate() {
        if let Some(twice) = unit::twice(reading, quantity) {
            found.push(twice);
            continue;
        }
        let printed = quantity.printed.then_some(quantity.figure.as_ref()).flatten();
        // A figure that the report states or computes itself is what its author says that it is.
        let Some(figure) = printed.filter(|figure| matches!(figure.origin, Origin::Cell { .. })) else { continue };
        let start = quantity.tokens.start;
        if reading.tokens.list[start].quoted || reading.is_no_claim(start) {
            continue;
        }
        let around = around(reading, nth, quantity);
        // In a list of figures the measure right before the first is not its own; that each has its place is accounted for.
        let of_another = if lists::one_of_measures(reading, nth) {
            None
        } else {
            of_measure(reading, quantity, figure, &around)
        };
        found.extend(of_another.or_else(|| basis::on_basis(reading, quantity, figure, &around)));
    }
    found
}

/// The first token of the clause that a token stands in: after a sign, a word that begins a clause, or another fact.
pub fn clause_start(tokens: &Tokens<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let breaks = |at: usize| {
        matches!(tokens.kind(at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—')))
            || tokens.is(at, '–')
            || tokens.is(at, ',') && !tokens.joined(at)
            || tokens.list[at].fact.is_some()
            || matches!(tokens.word(at), "but" | "while" | "whereas" | "although" | "though" | "because" | "which")
    };
    (sentence.start..at).rev().find(|at| breaks(*at)).map_or(sentence.start, |at| at + 1)
}

/// Whether words name a measure, and a figure is of another one.
pub fn is_of_another(mention: &Mention, figure: &Figure, desk: &Desk<'_>) -> bool {
    if mention.ids.is_empty()
        || mention.inverse
        || figure.scope.is_none()
        || !matches!(figure.origin, Origin::Cell { .. })
    {
        return false;
    }
    let id = &figure.measure.id;
    // Measures that the words of people do not tell apart: agency cover is one of agency workers.
    let family = |one: &str| one.split('_').next().unwrap_or_default().to_owned();
    let known = desk.vocabulary.measures.contains_key(id);
    let rate = |id: &str| desk.unit(id) == Some(Unit::Percent);
    !(mention.ids.contains(id)
        || !known
        || mention.ids.iter().any(|one| family(one) == family(id) && rate(one) == rate(id)))
}

/// The tokens that say of what a figure is: its clause, without what belongs to the figures before and after it.
fn around(reading: &Reading<'_, '_>, nth: usize, quantity: &Quantity) -> Range<usize> {
    let tokens = reading.tokens;
    let at = quantity.tokens.start;
    let mut start = reading.clause_start(at);
    if start == at && at > reading.sentence.start && tokens.is(at - 1, '(') {
        start = reading.clause_start(at - 1);
    }
    let before = reading.quantities[..nth].iter().map(|one| one.tokens.end).max().unwrap_or(0);
    let after = reading.quantities.get(nth + 1).map_or(reading.sentence.end, |one| one.tokens.start);
    let stops = |at: &usize| {
        matches!(tokens.kind(*at), Some(Kind::Sign(';' | ':' | '(' | '—' | '–')))
            || tokens.is(*at, ',') && !tokens.joined(*at)
            || matches!(tokens.word(*at), "but" | "and" | "while" | "whereas" | "although" | "which")
    };
    let from = quantity.tokens.end.min(after);
    let end = (from..after).find(stops).unwrap_or(after);
    start.max(before)..end
}

/// "The vacancy rate is {{ agency_rate }}", "{{ vacancies }} social workers left".
fn of_measure(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    figure: &Figure,
    around: &Range<usize>,
) -> Option<Finding> {
    let tokens = reading.tokens;
    // A printed figure names its own measure, which is what is in question here.
    let typed = |mention: &&Mention| reading.quantities.iter().all(|one| one.tokens != mention.tokens);
    let touches = |mention: &&Mention| {
        mention.tokens.start < around.end && mention.tokens.end > around.start && typed(mention)
    };
    // What names the figure's own measure anywhere in the clause, or what cannot be told, leaves it alone.
    let doubtful = |mention: &Mention| !is_of_another(mention, figure, reading.desk);
    if reading.measures.iter().filter(touches).any(doubtful) {
        return None;
    }
    let mention = before(reading, quantity, around).or_else(|| after(reading, quantity, around))?;
    let words = &tokens.passage.text[tokens.bytes(&mention.tokens)];
    let style = &reading.desk.facts.style;
    let id =
        mention.ids.iter().find(|id| reading.desk.unit(id) == Some(figure.measure.unit)).or(mention.ids.first())?;
    let problem = Problem::new(format!(
        "the sentence speaks of `{}`, but `{}` is {}",
        words.to_lowercase(),
        figure.text(style),
        figure.description()
    ))
    .hint(format!("write `{{{{ {} }}}}`, or say what the figure is", elsewhere(id, figure, reading)));
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}

/// A measure at the place of a figure, as an author writes it.
fn elsewhere(id: &str, figure: &Figure, reading: &Reading<'_, '_>) -> String {
    let mut written = id.to_owned();
    if let (Some(scope), Some(here)) = (&figure.scope, reading.desk.here()) {
        if scope.area.code != here.area.code {
            written.push_str(&format!(".of(\"{}\")", scope.area.name));
        }
        if here.periods.first() != Some(&scope.period) {
            written.push_str(&format!(".at(\"{}\")", scope.period));
        }
    }
    written
}

/// The measure that is the subject of the words that lead up to a figure: "turnover was", "a vacancy rate of", "absence (".
fn before<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity, around: &Range<usize>) -> Option<&'r Mention> {
    const LIGHT: &[&str] = &[
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "stood",
        "stands",
        "at",
        "of",
        "to",
        "by",
        "only",
        "just",
        "now",
        "currently",
        "still",
        "about",
        "around",
        "approximately",
        "averaged",
        "averages",
        "reached",
        "remains",
        "remained",
        "totalled",
        "numbered",
        "from",
        "rate",
        "rates",
        "level",
        "levels",
        "figure",
        "standing",
        "running",
        "therefore",
        "also",
        "then",
        "average",
        "measured",
        "under",
        "over",
        "nearly",
        "almost",
    ];
    let tokens = reading.tokens;
    let mut at = quantity.tokens.start;
    let mut joined = false;
    while at > around.start {
        if joined && let Some(mention) = reading.measures.iter().find(|mention| mention.tokens.end == at) {
            return is_subject(reading, mention, around).then_some(mention);
        }
        let last = at - 1;
        // "in Coventry", "in 2025", "the Council's"
        let place = reading
            .areas
            .iter()
            .map(|area| &area.tokens)
            .chain(reading.periods.iter().map(|period| &period.tokens))
            .find(|place| place.end == at && place.start > around.start);
        if let Some(place) = place {
            let mut first = place.start;
            if tokens.word(first - 1) == "the" {
                first -= 1;
            }
            let led = first > around.start && matches!(tokens.word(first - 1), "in" | "for" | "across" | "at");
            if led {
                at = first - 1;
                continue;
            }
            return None;
        }
        let change =
            lexicon::ENTRIES.iter().any(|entry| entry.form == Form::Verb && entry.words == [tokens.word(last)]);
        let opens = tokens.is(last, '(') && at == quantity.tokens.start;
        let signed = tokens.is(last, '£');
        if !(LIGHT.contains(&tokens.word(last)) || change || opens || signed) || quantity.tokens.start - last > 8 {
            return None;
        }
        joined = true;
        at = last;
    }
    None
}

/// Whether a mention is what its clause is about, and not part of it: "among those in post".
fn is_subject(reading: &Reading<'_, '_>, mention: &Mention, around: &Range<usize>) -> bool {
    let tokens = reading.tokens;
    let mut first = mention.tokens.start;
    while first > around.start
        && matches!(
            tokens.word(first - 1),
            "the"
                | "a"
                | "an"
                | "our"
                | "its"
                | "their"
                | "overall"
                | "total"
                | "average"
                | "current"
                | "annual"
                | "sickness"
                | "staff"
                | "worker"
                | "social"
                | "of"
                | "number"
                | "rate"
                | "level"
                | "use"
                | "and"
                | "council"
                | "city"
                | "local"
                | "children’s"
                | "children's"
        )
    {
        first -= 1;
    }
    if first == around.start {
        return true;
    }
    let word = tokens.word(first - 1);
    !matches!(
        word,
        "for"
            | "among"
            | "amongst"
            | "with"
            | "against"
            | "by"
            | "than"
            | "between"
            | "after"
            | "per"
            | "in"
            | "on"
            | "at"
            | "those"
            | "who"
            | "people"
            | "workers"
            | "staff"
            | "share"
            | "proportion"
            | "percentage"
            | "as"
            | "covered"
            | "posts"
            | "cost"
            | "costs"
            | "spend"
            | "spending"
            | "target"
            | "because"
            | "despite"
            | "without"
            | "or"
            | "gap"
            | "difference"
            | "change"
            | "fall"
            | "rise"
            | "increase"
            | "reduction"
            | "to"
            | "from"
    ) && tokens.list[first - 1].fact.is_none()
        && !word.is_empty()
        && lexicon::noun(word).is_none()
}

/// What the people that a figure counts did: "30 social workers left".
fn after<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity, around: &Range<usize>) -> Option<&'r Mention> {
    let tokens = reading.tokens;
    let counts =
        quantity.figure.as_ref().is_some_and(|figure| matches!(figure.measure.unit, Unit::People | Unit::Fte));
    let mut at = quantity.tokens.end;
    while counts && at < around.end {
        let mention = reading.measures.iter().find(|mention| mention.tokens.start == at);
        if let Some(mention) = mention {
            let told = matches!(
                lexicon::stem(tokens.word(at)).as_str(),
                "left"
                    | "leaver"
                    | "joined"
                    | "joiner"
                    | "starter"
                    | "vacancy"
                    | "vacant"
                    | "departure"
                    | "unfilled"
            );
            return told.then_some(mention);
        }
        let people = matches!(
            tokens.word(at),
            "social"
                | "workers"
                | "worker"
                | "staff"
                | "people"
                | "children's"
                | "children’s"
                | "fte"
                | "of"
                | "our"
                | "have"
                | "had"
                | "also"
                | "employees"
                | "practitioners"
                | "colleagues"
                | "children"
                | "new"
        );
        if !people {
            return None;
        }
        at += 1;
    }
    None
}
