//! Accounts: whether a number that was typed by hand is what a figure of the report gives.

use rust_decimal::Decimal;

use crate::claims::asides;
use crate::claims::lexicon;
use crate::claims::lists;
use crate::claims::numbers::{Counted, Hedge, Quantity};
use crate::claims::reading::{Place, Reading};
use crate::claims::vocabulary::speaks_of;
use crate::claims::{Finding, Verdict};
use crate::facts::Problem;
use crate::facts::comparison;
use crate::facts::figure::{Figure, read};
use crate::quantity::period::Period;
use crate::quantity::style::round;
use crate::quantity::value::Unit;

/// What is wrong with the numbers of a sentence.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let quantities = reading.quantities.iter().enumerate();
    let mut findings: Vec<Finding> = quantities.filter_map(|(at, quantity)| one(reading, at, quantity)).collect();
    // "21.5, 51 and 27.5%" with a slip in each is one mistake a number, but two of the same number are one.
    findings.dedup_by(|one, two| one.tokens == two.tokens);
    findings
}

fn one(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> Option<Finding> {
    if !reading.tokens.list[quantity.tokens.start].quoted
        && !reading.is_wish(quantity)
        && let Some(paired) = lists::paired(reading, at)
    {
        let gives = |figure: &Figure| {
            [figure.shown(), figure.datum.number()].into_iter().flatten().any(|value| quantity.is(value))
        };
        return (!paired.figures.iter().any(gives))
            .then(|| unaccounted(reading, quantity, &paired.ids, &paired.figures));
    }
    if quantity.printed {
        return misplaced(reading, quantity);
    }
    if reading.tokens.list[quantity.tokens.start].quoted || reading.is_wish(quantity) {
        return None;
    }
    let difference = is_difference(reading, quantity);
    if quantity
        .within
        .iter()
        .any(|figure| figure.shown().is_some_and(|value| fits(quantity, figure) && quantity.is(value)))
    {
        return None;
    }
    if let [one, two] = quantity.within.as_slice()
        && let Ok((exact, shown)) = comparison::differences(one, two)
    {
        let points = quantity.counted == Counted::Points || one.measure.unit != Unit::Percent;
        if points && [exact, shown].iter().any(|size| quantity.is(size.abs())) {
            return None;
        }
    }
    let ids = reading.ids_for(quantity.tokens.start, quantity.counted, difference);
    if quantity.counted == Counted::Bare && !is_bare_figure(reading, quantity, &ids) {
        return None;
    }
    if difference && asides::differs_from_others(reading, quantity) {
        return None;
    }
    if difference {
        // "turnover is 17.8% above the average" may lack a comma.
        let ambiguous = matches!(reading.tokens.word(quantity.tokens.end), "above" | "below");
        if ambiguous && of_value(reading, at, quantity, &ids).is_none() {
            return None;
        }
        return of_difference(reading, at, quantity, &ids);
    }
    of_value(reading, at, quantity, &ids)
}

/// Whether a number without a unit measures something: "caseloads are lower, 15.9 compared with 17.1".
fn is_bare_figure(reading: &Reading<'_, '_>, quantity: &Quantity, ids: &[String]) -> bool {
    let tokens = reading.tokens;
    let named = reading.measures.iter().any(|mention| mention.ids.iter().any(|id| ids.contains(id)));
    let decimal = tokens.passage.text[tokens.bytes(&quantity.tokens)].contains('.');
    let next = tokens.word(quantity.tokens.end);
    let beside = reading.periods.iter().any(|one| one.tokens.start == quantity.tokens.end)
        || reading.areas.iter().any(|one| one.tokens.start == quantity.tokens.end);
    let ends = beside || next.is_empty() || lexicon::STOPS.contains(&next) && next != "of" && next != "or";
    let before = tokens.word(quantity.tokens.start.wrapping_sub(1));
    let led = before.is_empty()
        || matches!(
            before,
            "to" | "at"
                | "of"
                | "was"
                | "is"
                | "were"
                | "are"
                | "from"
                | "than"
                | "average"
                | "with"
                | "and"
                | "against"
                | "stood"
                | "held"
                | "reached"
                | "after"
                | "averaged"
                | "around"
                | "about"
        );
    !ids.is_empty()
        && (named || decimal)
        && ends
        && led
        && ids.iter().any(|id| reading.desk.unit(id).is_some_and(|unit| decimal || unit != Unit::Percent))
}

fn fits(quantity: &Quantity, figure: &Figure) -> bool {
    quantity.counted.fits(figure.measure.unit)
}

/// Whether a number says by how much something differs.
pub fn is_difference(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    if quantity.counted == Counted::Points || quantity.signed {
        return true;
    }
    let mut after = quantity.tokens.end;
    while matches!(tokens.word(after), "points" | "point" | "further") {
        after += 1;
    }
    let next = tokens.word(after);
    if matches!(
        next,
        "lower"
            | "higher"
            | "fewer"
            | "less"
            | "more"
            | "greater"
            | "smaller"
            | "better"
            | "worse"
            | "increase"
            | "decrease"
            | "reduction"
            | "rise"
            | "fall"
            | "drop"
            | "growth"
            | "improvement"
            | "decline"
            | "uplift"
            | "jump"
            | "up"
            | "down"
    ) && after < reading.sentence.end
    {
        return !(matches!(next, "up" | "down")
            && matches!(tokens.word(after + 1), "from" | "on")
            && next_is_number(reading, after + 2));
    }
    if matches!(next, "above" | "below" | "over" | "under") && quantity.counted != Counted::Bare {
        let after_that = tokens.word(after + 1);
        return !after_that.is_empty()
            && quantity.counted == Counted::Percent
            && !matches!(before(reading, quantity, 1), "at" | "of");
    }
    let mut back = 1;
    while matches!(
        before(reading, quantity, back),
        "a" | "an"
            | "further"
            | "another"
            | "just"
            | "about"
            | "around"
            | "over"
            | "under"
            | "nearly"
            | "almost"
            | "approximately"
            | "roughly"
            | "some"
            | "only"
            | "than"
            | "more"
            | "less"
            | "least"
            | "at"
    ) && back < 5
    {
        back += 1;
    }
    match before(reading, quantity, back) {
        "by" => {
            // "by 30 staff" is who did it, not how much.
            (reading.sentence.start..quantity.tokens.start)
                .rev()
                .take(8)
                .any(|at| lexicon::entry_at(tokens, at).is_some() || tokens.list[at].fact.is_some())
        }
        // "made up 13% of the workforce"
        "up" => !matches!(before(reading, quantity, back + 1), "made" | "make" | "makes" | "making"),
        "down" | "rose" | "fell" | "risen" | "fallen" | "increased" | "decreased" | "dropped" | "grew"
        | "grown" | "declined" | "jumped" | "climbed" | "improved" => true,
        "of" => matches!(
            before(reading, quantity, back + 1),
            "increase"
                | "decrease"
                | "reduction"
                | "rise"
                | "fall"
                | "drop"
                | "growth"
                | "improvement"
                | "decline"
                | "difference"
                | "gap"
                | "uplift"
                | "change"
                | "jump"
        ),
        _ => false,
    }
}

fn next_is_number(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.quantities.iter().any(|one| one.tokens.start == at)
}

fn before<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity, back: usize) -> &'r str {
    match quantity.tokens.start.checked_sub(back) {
        Some(at) if at >= reading.sentence.start => reading.tokens.word(at),
        _ => "",
    }
}

/// A fact that was printed beside words that speak of another area or period.
fn misplaced(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Finding> {
    let figure = quantity.figure.as_ref()?;
    let scope = figure.scope.as_ref()?;
    let area = reading.area_beside(quantity).filter(|area| area.code != scope.area.code);
    let periods = reading.period_beside(quantity).filter(|periods| !periods.contains(&scope.period));
    if area.is_none() && periods.is_none() {
        return None;
    }
    let place = Place {
        area: area.unwrap_or_else(|| std::sync::Arc::clone(&scope.area)),
        periods: periods.unwrap_or_else(|| vec![scope.period]),
    };
    let meant = reading.desk.figures(&figure.measure.id, &place, scope.basis);
    if meant.is_empty() || meant.iter().any(|meant| meant.shown() == figure.shown()) {
        return None;
    }
    let style = &reading.desk.facts.style;
    let problem =
        Problem::new(format!("`{}` is {}; {}", figure.text(style), name(figure, None), is(&meant[0], reading)))
            .hint(
                "print the figure that the sentence speaks of, with `.of(\"…\")` or `.at(…)`, or say whose it is",
            );
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}

fn of_value(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity, ids: &[String]) -> Option<Finding> {
    let desk = reading.desk;
    let places = reading.places(quantity);
    let mut context: Vec<Figure> = Vec::new();
    for id in ids {
        for place in &places {
            context.extend(desk.figures(id, place, reading.basis));
        }
    }
    let gives = |figure: &Figure| {
        let counted = fits(quantity, figure) || in_fte(reading, quantity, figure);
        counted
            && (figure.shown().is_some_and(|value| quantity.is(value))
                || figure.datum.number().is_some_and(|value| quantity.is(value)))
    };
    if context.iter().any(gives) || ends_of_range(reading, ids).iter().any(gives) {
        return None;
    }
    let known = !context.is_empty();
    if named(reading, quantity, ids, known).is_some() || sums_up(reading, at, quantity) {
        return None;
    }
    // Without a measure, a value of the subject with that unit accounts for it.
    if ids.is_empty() && !matches!(quantity.counted, Counted::Bare | Counted::Pounds) {
        let mut all: Vec<&String> = desk.vocabulary.measures.keys().collect();
        all.sort();
        let found = all.into_iter().any(|id| {
            places.iter().any(|place| {
                desk.figures(id, place, reading.basis).iter().any(|figure| fits(quantity, figure) && gives(figure))
            })
        });
        if found {
            return None;
        }
    }
    Some(unaccounted(reading, quantity, ids, &context))
}

/// "377.8 social workers" in a text that says that it counts full-time equivalents.
fn in_fte(reading: &Reading<'_, '_>, quantity: &Quantity, figure: &Figure) -> bool {
    let said =
        || reading.tokens.passage.lower.contains("fte") || reading.tokens.passage.lower.contains("time equivalent");
    let fraction = !quantity.value.fract().is_zero();
    quantity.counted == Counted::People && figure.measure.unit == Unit::Fte && (fraction || said())
        || quantity.counted == Counted::Things && matches!(figure.measure.unit, Unit::CasesPerWorker)
}

/// A figure of the report's own that a number is.
fn named<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity, ids: &[String], known: bool) -> Option<&'r Figure> {
    let words: Vec<String> = reading
        .sentence
        .clone()
        .map(|at| lexicon::stem(reading.tokens.word(at)))
        .filter(|word| !word.is_empty())
        .collect();
    let of_measure = |figure: &Figure| {
        ids.is_empty() || !known || {
            let name = figure.measure.id.replace('_', " ");
            figure.scope.is_some() || name.split(' ').any(|word| words.contains(&lexicon::stem(word)))
        }
    };
    reading.desk.facts.named.values().find(|figure| {
        let counted = fits(quantity, figure) || in_fte(reading, quantity, figure);
        let value = figure.shown().is_some_and(|value| quantity.is(value))
            || figure.datum.number().is_some_and(|value| quantity.is(value));
        counted && value && of_measure(figure) && speaks_of(figure, &words)
    })
}

/// The lowest and the highest value of the regions that a sentence of a range speaks of.
fn ends_of_range(reading: &Reading<'_, '_>, ids: &[String]) -> Vec<Figure> {
    let tokens = reading.tokens;
    let ranged = reading.sentence.clone().any(|at| {
        matches!(
            tokens.word(at),
            "range"
                | "ranges"
                | "ranged"
                | "ranging"
                | "between"
                | "lowest"
                | "highest"
                | "vary"
                | "varies"
                | "varied"
        )
    });
    let (true, Some(region), Some(here)) = (ranged, reading.region(), reading.desk.here()) else {
        return Vec::new();
    };
    let facts = reading.desk.facts;
    let mut regions = vec![region];
    regions.extend(
        reading
            .areas
            .iter()
            .filter_map(|one| one.area.clone())
            .filter(|area| crate::claims::mentions::is_larger(area)),
    );
    let mut ends = Vec::new();
    for figure in ids.iter().flat_map(|id| reading.desk.figures(id, &here, reading.basis)) {
        for region in &regions {
            if let Ok(spread) = facts.spread(&figure, region) {
                ends.extend([spread.low.figure, spread.high.figure]);
            }
        }
    }
    ends
}

/// Whether a number is the sum, or the share, of other numbers of its sentence.
fn sums_up(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> bool {
    let others =
        || reading.quantities.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, one)| one);
    if quantity.counted == Counted::Percent {
        let counts: Vec<&Quantity> =
            others().filter(|one| !matches!(one.counted, Counted::Percent | Counted::Points)).collect();
        return counts.iter().any(|part| {
            counts.iter().any(|whole| {
                whole.value > part.value
                    && part
                        .value
                        .checked_mul(Decimal::ONE_HUNDRED)
                        .and_then(|of| of.checked_div(whole.value))
                        .is_some_and(|share| quantity.is(share))
            })
        });
    }
    let same: Vec<Decimal> =
        others().filter(|one| one.counted == quantity.counted || one.printed).map(|one| one.value).collect();
    same.len() >= 2 && (same.iter().sum::<Decimal>() == quantity.value) && others().any(|one| one.printed)
}

/// The error for a number that nothing accounts for; it names what the number is, and what it should be.
fn unaccounted(reading: &Reading<'_, '_>, quantity: &Quantity, ids: &[String], context: &[Figure]) -> Finding {
    let typed = reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim().to_owned();
    let truth = context.iter().find(|figure| fits(quantity, figure)).or_else(|| context.first());
    // A bound is a value of nothing.
    let found = elsewhere(reading, quantity, ids, truth).filter(|_| quantity.hedge == Hedge::Exact);
    let message = match (&found, truth) {
        (Some(found), Some(truth)) => format!("`{typed}` is {}; {}", name(found, Some(truth)), is(truth, reading)),
        (Some(found), None) => format!("`{typed}` is {}, which the sentence does not say", name(found, None)),
        (None, Some(truth)) => format!("no figure gives `{typed}`; {}", is(truth, reading)),
        (None, None) => match nearest(reading, quantity) {
            Some(figure) => format!(
                "no figure gives `{typed}`; the nearest is {}, {}",
                name(&figure, None),
                figure.text(&reading.desk.facts.style)
            ),
            None => format!("no figure gives `{typed}`"),
        },
    };
    let stated = "if it comes from elsewhere, state it under `figures:` with its source and print it by its name";
    let problem = match truth {
        Some(figure) => {
            Problem::new(message).hint(format!("write `{{{{ {} }}}}`; {stated}", expression(reading, figure)))
        }
        None => Problem::new(message).hint(stated),
    };
    Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem }
}

/// A figure by the name that a reader can tell from another: as little as is needed beside `truth`.
fn name(figure: &Figure, truth: Option<&Figure>) -> String {
    let Some(scope) = &figure.scope else { return figure.description() };
    let basis = match (scope.basis, truth.and_then(|truth| truth.scope.as_ref()).and_then(|scope| scope.basis)) {
        (Some(one), Some(other)) if one != other => format!(" by {}", one.name()),
        _ => String::new(),
    };
    let release = match truth.and_then(|truth| truth.scope.as_ref()) {
        Some(other) if other.dataset.name != scope.dataset.name => match scope.dataset.observed.release.as_str() {
            "" => format!(" in `{}`", scope.dataset.name),
            release => format!(" in the {release} release"),
        },
        _ => String::new(),
    };
    format!("{}{basis}{release}", figure.description())
}

fn is(figure: &Figure, reading: &Reading<'_, '_>) -> String {
    format!("{} is {}", figure.description(), figure.text(&reading.desk.facts.style))
}

/// What an author writes to print a figure.
fn expression(reading: &Reading<'_, '_>, figure: &Figure) -> String {
    let mut written = figure.measure.id.clone();
    if let (Some(scope), Some(here)) = (&figure.scope, reading.desk.here()) {
        if scope.area.code != here.area.code {
            written.push_str(&format!(".of(\"{}\")", scope.area.name));
        }
        if Some(&scope.period) != here.periods.first() {
            let quoted = match scope.period {
                Period::Year(year) => year.to_string(),
                other => format!("\"{other}\""),
            };
            written.push_str(&format!(".at({quoted})"));
        }
    }
    written
}

/// The figure that a number is, if it is one that the sentence does not speak of; the likeliest slip first.
fn elsewhere(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    ids: &[String],
    truth: Option<&Figure>,
) -> Option<Figure> {
    let desk = reading.desk;
    let scope = truth.and_then(|truth| truth.scope.as_ref());
    let here = desk.here();
    let area =
        scope.map(|scope| scope.area.code.clone()).or_else(|| here.as_ref().map(|here| here.area.code.clone()))?;
    let period =
        scope.map(|scope| scope.period).or_else(|| here.as_ref().and_then(|here| here.periods.first().copied()))?;
    let basis = scope.and_then(|scope| scope.basis);
    let family: Vec<&str> = ids.iter().flat_map(|id| id.split('_')).filter(|word| *word != "rate").collect();
    let mut best: Option<(u32, Figure)> = None;
    for data in &desk.facts.datasets {
        for one in &data.observed.observations {
            let Some(value) = one.datum.number() else { continue };
            if !(quantity.is(value) || quantity.is(round(value, one.measure.decimals)))
                || !(quantity.counted.fits(one.measure.unit)
                    || quantity.counted == Counted::People && one.measure.unit == Unit::Fte)
            {
                continue;
            }
            let own = ids.contains(&one.measure.id);
            let related = own || one.measure.id.split('_').any(|word| family.contains(&word));
            let near = one.area.code == area;
            let (then, counted) = (one.period == period, one.basis == basis || basis.is_none());
            let rank = match (own, related, near, then, counted) {
                (true, _, true, true, _) => 0,
                (_, true, true, true, _) => 1,
                (true, _, true, _, true) => 2,
                (true, _, _, true, true) => 3,
                (_, true, true, _, true) => 4,
                (true, _, true, _, _) => 5,
                (true, _, _, true, _) => 6,
                (true, _, _, _, true) => 7,
                (false, _, true, true, _) => 8,
                _ => continue,
            };
            // The nearer in time the likelier, and the later of two.
            if best.as_ref().is_none_or(|(least, figure)| {
                rank < *least
                    || rank == *least
                        && figure
                            .scope
                            .as_ref()
                            .is_some_and(|other| rank != 3 && other.period < one.period && one.period <= period)
            }) {
                best = Some((rank, read(data, one)));
            }
        }
    }
    let stated = desk.facts.named.values().find(|figure| {
        fits(quantity, figure)
            && figure.shown().is_some_and(|value| quantity.is(value))
            && quantity.hedge == Hedge::Exact
    });
    match (best, stated) {
        (Some((rank, _)), Some(stated)) if rank > 4 => Some(stated.clone()),
        (Some((_, figure)), _) => Some(figure),
        (None, stated) => stated.cloned(),
    }
}

/// The figure of the report's own, or of the subject, whose value is nearest.
fn nearest(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Figure> {
    let desk = reading.desk;
    let mut all: Vec<Figure> = desk.facts.named.values().cloned().collect();
    if let Some(here) = desk.here() {
        let mut ids: Vec<&String> = desk.vocabulary.measures.keys().collect();
        ids.sort();
        all.extend(ids.into_iter().flat_map(|id| desk.figures(id, &here, None)));
    }
    all.into_iter()
        .filter(|figure| fits(quantity, figure) && quantity.counted != Counted::Bare)
        .filter_map(|figure| figure.shown().map(|value| ((value - quantity.value).abs(), figure)))
        // What is not half as much or twice as much is no slip of the pen.
        .filter(|(far, _)| *far <= quantity.value.abs() / Decimal::TWO)
        .min_by(|(one, _), (two, _)| one.cmp(two))
        .map(|(_, figure)| figure)
}

/// Two values that a difference can be between.
struct Pair {
    one: Figure,
    other: Figure,
}

fn of_difference(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity, ids: &[String]) -> Option<Finding> {
    let percentages: Vec<String>;
    let ids = if ids.is_empty() && quantity.counted == Counted::Points && reading.measures.is_empty() {
        // Without a measure, a difference of any of the subject's rates accounts for it.
        let mut all: Vec<String> = reading.desk.vocabulary.measures.keys().cloned().collect();
        all.retain(|id| reading.desk.unit(id) == Some(Unit::Percent));
        all.sort();
        percentages = all;
        &percentages
    } else {
        ids
    };
    let pairs = pairs(reading, ids);
    let mut points_for_percent = None;
    let mut truth = None;
    for pair in &pairs {
        let Ok((exact, shown)) = comparison::differences(&pair.one, &pair.other) else { continue };
        let percent = pair.one.measure.unit == Unit::Percent;
        let size = [exact, shown].iter().any(|size| quantity.is(size.abs()));
        let relative = pair.other.datum.number().filter(|value| !value.is_zero()).is_some_and(|value| {
            let share = |size: Decimal| (size.abs() * Decimal::ONE_HUNDRED).checked_div(value.abs());
            [exact, shown].into_iter().filter_map(share).any(|share| quantity.is(share))
        });
        match quantity.counted {
            Counted::Percent if relative => return None,
            Counted::Percent if percent && size => points_for_percent = points_for_percent.or(Some(pair)),
            Counted::Percent => {}
            _ if size => return None,
            _ => {}
        }
        truth = truth.or(Some(pair));
    }
    let typed = reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim().to_owned();
    let finding =
        |problem: Problem| Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem });
    if let Some(pair) = points_for_percent {
        return finding(points(reading, &typed, pair));
    }
    // The sentence's own numbers may be what it compares: "from 77.4% to 87.7% (+10.3 points)".
    if by_arithmetic(reading, at, quantity) || named(reading, quantity, ids, !pairs.is_empty()).is_some() {
        return None;
    }
    if let Some(pair) = truth {
        if quantity.counted == Counted::Percent && pair.one.measure.unit == Unit::Percent {
            return finding(points(reading, &typed, pair));
        }
        let said = difference_words(reading, pair);
        return finding(
            Problem::new(format!("no difference gives `{typed}`: {said}"))
                .hint(format!("write what the data say, with `{{{{ {} }}}}`", change(reading, pair))),
        );
    }
    Some(unaccounted(reading, quantity, ids, &[]))
}

/// `%` where a difference of two percentages is meant.
fn points(reading: &Reading<'_, '_>, typed: &str, pair: &Pair) -> Problem {
    Problem::new(format!(
        "`{typed}` is not the difference of two percentages, which is in percentage points: {}",
        difference_words(reading, pair)
    ))
    .hint(format!("write `{{{{ {} }}}}`, which has its unit", change(reading, pair)))
}

/// "the turnover rate of A in 2021 is 17.8%, 1.0 percentage point below that of B (18.8%)".
fn difference_words(reading: &Reading<'_, '_>, pair: &Pair) -> String {
    let style = &reading.desk.facts.style;
    let (one, other) = (&pair.one, &pair.other);
    let shown = comparison::differences(one, other).map(|(_, shown)| shown).unwrap_or_default();
    let size = style.size_of_change(shown, one.measure.unit, one.measure.decimals);
    let (same_area, same_period) = match (&one.scope, &other.scope) {
        (Some(a), Some(b)) => (a.area.code == b.area.code, a.period == b.period),
        _ => (false, false),
    };
    let before = other.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default();
    if same_area && !same_period {
        let verb = if shown.is_sign_negative() { "fell" } else { "rose" };
        let area = one.scope.as_ref().map_or("", |scope| scope.area.name.as_str());
        let now = one.scope.as_ref().map(|scope| scope.period.to_string()).unwrap_or_default();
        return format!(
            "the {} of {area} {verb} by {size}, from {} ({before}) to {} ({now})",
            one.measure.name,
            other.text(style),
            one.text(style)
        );
    }
    let side = if shown.is_sign_negative() { "below" } else { "above" };
    format!(
        "{} is {}, {size} {side} {}, which is {}",
        one.description(),
        one.text(style),
        other.description(),
        other.text(style)
    )
}

fn change(reading: &Reading<'_, '_>, pair: &Pair) -> String {
    let written = expression(reading, &pair.one);
    match (&pair.one.scope, &pair.other.scope) {
        (Some(one), Some(other)) if one.area.code == other.area.code => {
            if one.period.previous() == other.period {
                format!("{written}.change")
            } else {
                format!("{written}.change_since({})", other.period)
            }
        }
        (_, Some(other)) => format!("{written}.difference(\"{}\")", other.area.name),
        _ => written,
    }
}

/// The values that a difference of the sentence can be between: over time, and between areas.
fn pairs(reading: &Reading<'_, '_>, ids: &[String]) -> Vec<Pair> {
    let desk = reading.desk;
    let Some(here) = desk.here() else { return Vec::new() };
    let spans = crate::claims::compare::over_time::spans(reading);
    let others: Vec<_> = reading
        .areas
        .iter()
        .filter_map(|mention| mention.area.clone())
        .filter(|area| area.code != here.area.code)
        .collect();
    let at = |area: &std::sync::Arc<crate::data::areas::Area>, period: Period| Place {
        area: std::sync::Arc::clone(area),
        periods: vec![period],
    };
    let mut found = Vec::new();
    for id in ids {
        let of = |place: &Place| desk.figures(id, place, reading.basis);
        let mut between = |one: &Place, other: &Place| {
            for one in of(one) {
                for other in of(other) {
                    if one
                        .scope
                        .as_ref()
                        .zip(other.scope.as_ref())
                        .is_some_and(|(a, b)| a.dataset.name == b.dataset.name)
                    {
                        found.push(Pair { one: one.clone(), other });
                    }
                }
            }
        };
        for (now, _) in &spans {
            for area in &others {
                between(&at(&here.area, *now), &at(area, *now));
            }
        }
        for (now, earlier) in &spans {
            for area in std::iter::once(&here.area).chain(&others) {
                for earlier in earlier {
                    between(&at(area, *now), &at(area, *earlier));
                }
            }
        }
    }
    // What the sentence compares with areas is not first of all a change.
    if others.is_empty()
        || reading.periods.iter().any(|mention| mention.role == crate::claims::mentions::Role::Earlier)
    {
        found.sort_by_key(|pair| match (&pair.one.scope, &pair.other.scope) {
            (Some(one), Some(other)) => one.area.code != other.area.code,
            _ => true,
        });
    }
    found
}

/// Whether a difference is that of two other numbers of its sentence.
fn by_arithmetic(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> bool {
    let others: Vec<&Quantity> =
        reading.quantities.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one).collect();
    others.iter().enumerate().any(|(first, one)| {
        others[first + 1..].iter().any(|two| {
            let size = (one.value - two.value).abs();
            let alike = one.counted == two.counted || one.counted == Counted::Bare || two.counted == Counted::Bare;
            if !alike {
                return false;
            }
            match quantity.counted {
                Counted::Percent => {
                    let of = if one.tokens.start < two.tokens.start { one.value } else { two.value };
                    [of, if of == one.value { two.value } else { one.value }].iter().any(|of| {
                        (size * Decimal::ONE_HUNDRED).checked_div(of.abs()).is_some_and(|share| quantity.is(share))
                    })
                }
                Counted::Points => matches!(one.counted, Counted::Percent | Counted::Points) && quantity.is(size),
                _ => quantity.is(size),
            }
        })
    })
}
