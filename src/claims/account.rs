//! Accounts: whether a number that was typed by hand is what a figure of the report gives.

mod difference;
mod differs;
mod ends;
mod explain;

pub use differs::is_difference;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::asides;
use crate::claims::compare::targets::wrong_target;
use crate::claims::lexicon;
use crate::claims::lists;
use crate::claims::means;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::{Place, Reading};
use crate::claims::vocabulary::speaks_of;
use crate::claims::{Finding, Verdict};
use crate::data::areas::Level;
use crate::facts::comparison;
use crate::facts::figure::{Figure, Origin, read as read_figure};
use crate::facts::problem::Problem;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;
use difference::{figure_before, of_difference};
use explain::{expression, is, name, unaccounted};

/// How a number that was typed by hand is accounted for.
enum Account {
    /// Nothing accounts for it, or it is something else than it is said to be.
    Wrong(Finding),
    /// It is what these figures give: the value of one, or what two differ by.
    Given(Vec<Figure>),
    /// It follows from other numbers of its sentence, by their places.
    Follows(Vec<usize>),
    /// It is quoted, wished for or no figure, or the report printed it.
    Open,
}

/// The numbers of a sentence, as far as they are figures.
pub struct Accounts {
    /// What is wrong with them.
    pub wrong: Vec<Finding>,
    /// The tokens of those that were typed by hand and that figures give, each with these.
    pub given: Vec<(Range<usize>, Vec<Figure>)>,
}

/// Looks for the figures that give the numbers of a sentence.
pub fn read(reading: &Reading<'_, '_>) -> Accounts {
    let mut wrong = Vec::new();
    let mut figures: Vec<Option<Vec<Figure>>> = Vec::new();
    let mut follows: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, quantity) in reading.quantities.iter().enumerate() {
        let printed = || quantity.figure.clone().map(|figure| vec![figure]);
        figures.push(match one(reading, at, quantity) {
            Account::Given(figures) => Some(figures),
            Account::Follows(from) => {
                follows.push((at, from));
                None
            }
            Account::Open => printed(),
            Account::Wrong(finding) => {
                wrong.push(finding);
                None
            }
        });
    }
    // What follows from numbers that figures give is given by these.
    for (at, from) in follows {
        let all: Option<Vec<Vec<Figure>>> = from.iter().map(|other| figures[*other].clone()).collect();
        figures[at] = all.map(|all| all.concat());
    }
    let quantities = reading.quantities.iter().zip(figures);
    let typed = quantities.filter(|(quantity, _)| is_typed(reading, quantity));
    let given = typed.filter_map(|(quantity, figures)| Some((quantity.tokens.clone(), figures?))).collect();
    // "21.5, 51 and 27.5%" with a slip in each is one mistake a number, but two of the same number are one.
    wrong.dedup_by(|one, two| one.tokens == two.tokens);
    Accounts { wrong, given }
}

/// Whether an author typed a number, and no fact of the report printed it, alone or in words such as "fell by 6.4 points".
fn is_typed(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    !quantity.printed && quantity.tokens.clone().all(|at| reading.tokens.list[at].fact.is_none())
}

fn one(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> Account {
    if !reading.tokens.list[quantity.tokens.start].quoted
        && !reading.is_wish(quantity)
        && let Some(paired) = lists::paired(reading, at)
    {
        let gives = |figure: &&Figure| {
            [figure.shown(), figure.datum.number()].into_iter().flatten().any(|value| quantity.is(value))
        };
        return match paired.figures.iter().find(gives) {
            Some(figure) => Account::Given(vec![figure.clone()]),
            None => Account::Wrong(unaccounted(reading, quantity, &paired.ids, &paired.figures)),
        };
    }
    if quantity.printed {
        return misplaced(reading, quantity).map_or(Account::Open, Account::Wrong);
    }
    if reading.tokens.list[quantity.tokens.start].quoted {
        return Account::Open;
    }
    if reading.is_wish(quantity) {
        return wrong_target(reading, quantity).map_or(Account::Open, Account::Wrong);
    }
    let difference = is_difference(reading, quantity);
    let same = |figure: &&Figure| figure.shown().is_some_and(|value| fits(quantity, figure) && quantity.is(value));
    if let Some(figure) = quantity.within.iter().find(same) {
        return Account::Given(vec![figure.clone()]);
    }
    if let [one, two] = quantity.within.as_slice()
        && let Ok((exact, shown)) = comparison::differences(one, two)
    {
        let points = quantity.counted == Counted::Points || one.measure.unit != Unit::Percent;
        if points && [exact, shown].iter().any(|size| quantity.is(size.abs())) {
            return Account::Given(vec![one.clone(), two.clone()]);
        }
    }
    let ids = reading.ids_for(quantity.tokens.start, quantity.counted, difference);
    if quantity.counted == Counted::Bare && !is_bare_figure(reading, quantity, &ids) {
        return Account::Open;
    }
    if difference && asides::differs_from_others(reading, quantity) {
        return Account::Open;
    }
    if difference {
        // "{{ turnover_mean }}, one percentage point lower": the figure right before it is what differs.
        let beside = figure_before(reading, quantity).filter(|id| ids.contains(id)).map(|id| vec![id]);
        let ids = beside.unwrap_or(ids);
        // "turnover is 17.8% above the average" may lack a comma.
        let ambiguous = matches!(reading.tokens.word(quantity.tokens.end), "above" | "below");
        if ambiguous {
            let value = of_value(reading, at, quantity, &ids);
            if !matches!(value, Account::Wrong(_)) {
                return value;
            }
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

/// A fact that was printed right after the name of another measure: "the vacancy rate is {{ agency_rate }}".
fn other_measure(reading: &Reading<'_, '_>, quantity: &Quantity, figure: &Figure) -> Option<Finding> {
    let mention = reading.measure_before(quantity)?;
    // Measures that share a word are of one family, and one may stand for the other.
    let word = |id: &str| -> Vec<String> {
        id.split('_').filter(|word| *word != "rate").map(|word| word.chars().take(4).collect()).collect()
    };
    let family = word(&figure.measure.id);
    let related = mention.ids.iter().any(|id| word(id).iter().any(|word| family.contains(word)));
    if mention.ids.is_empty() || mention.inverse || related || figure.scope.is_none() {
        return None;
    }
    let here = reading.here()?;
    let mut meant = mention.ids.iter().flat_map(|id| reading.desk.figures(id, &here, reading.basis));
    let meant = meant.find(|meant| meant.measure.unit == figure.measure.unit)?;
    let text = figure.text(&reading.desk.facts.style);
    let problem = Problem::new(format!("`{text}` is {}; {}", name(figure, None), is(&meant, reading)))
        .hint(format!("print what the words name: `{{{{ {} }}}}`", expression(reading, &meant)));
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}

/// A fact that was printed beside words that speak of another area or period.
fn misplaced(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Finding> {
    let figure = quantity.figure.as_ref()?;
    let scope = figure.scope.as_ref()?;
    // A size of a difference is nobody's value: it stands between two areas or two years. The neighbours' average is one.
    if matches!(figure.origin, Origin::Derived { .. }) && scope.area.level != Level::Neighbours {
        return None;
    }
    if let Some(finding) = other_measure(reading, quantity, figure) {
        return Some(finding);
    }
    // "London" within "City of London" names no other area.
    let own = &scope.area.name;
    let part = |name: &str| own.contains(name) && reading.tokens.passage.text.contains(own.as_str());
    let area = reading.area_beside(quantity).filter(|area| area.code != scope.area.code && !part(&area.name));
    let periods = reading.period_beside(quantity).filter(|periods| !periods.contains(&scope.period));
    let periods =
        periods.or_else(|| reading.compared_period(quantity).filter(|period| !period.contains(&scope.period)));
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

fn of_value(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity, ids: &[String]) -> Account {
    let desk = reading.desk;
    let places = reading.places(quantity);
    let mut context: Vec<Figure> = Vec::new();
    let mut heads: Vec<Figure> = Vec::new();
    let basis = reading.basis_of(quantity);
    let whole = quantity.value.fract().is_zero();
    let people = || reading.quantities.iter().any(|one| one.counted == Counted::People);
    let number_of = || reading.sentence.clone().any(|at| reading.tokens.phrase(at, &["number", "of"]));
    let of_people = whole
        && (quantity.counted == Counted::People || quantity.counted == Counted::Bare && (people() || number_of()));
    for id in ids {
        for place in &places {
            context.extend(desk.figures(id, place, basis));
            context.extend(revised(reading, id, place, basis));
            // People are counted by the head.
            if of_people {
                heads.extend(desk.figures(id, place, Some(Basis::Headcount)));
            }
        }
    }
    let gives = |figure: &Figure| {
        let counted = fits(quantity, figure) || in_fte(reading, quantity, figure);
        counted
            && (figure.shown().is_some_and(|value| quantity.is(value))
                || figure.datum.number().is_some_and(|value| quantity.is(value)))
    };
    let ends = ends::of_range(reading, quantity, ids);
    if let Some(figure) = context.iter().chain(&heads).chain(&ends).find(|figure| gives(figure)) {
        return Account::Given(vec![figure.clone()]);
    }
    // "A full-time post (1.0 FTE)"
    if ids.is_empty() && quantity.counted == Counted::Fte && quantity.value == Decimal::ONE {
        return Account::Open;
    }
    let known = !context.is_empty();
    if let Some(years) = means::gives(reading, quantity, ids, &places) {
        return Account::Given(years);
    }
    if let Some(figure) = named(reading, quantity, ids, known) {
        return Account::Given(vec![figure.clone()]);
    }
    if let Some(from) = sums_up(reading, at, quantity) {
        return Account::Follows(from);
    }
    // Without a measure, a value of the subject with that unit accounts for it.
    if ids.is_empty() && !matches!(quantity.counted, Counted::Bare | Counted::Pounds) {
        let mut all: Vec<&String> = desk.vocabulary.measures.keys().collect();
        all.sort();
        let found = all.into_iter().find_map(|id| {
            places.iter().find_map(|place| {
                let heads = of_people.then(|| desk.figures(id, place, Some(Basis::Headcount)));
                let mut all = desk.figures(id, place, basis);
                all.extend(heads.into_iter().flatten());
                all.into_iter().find(|figure| fits(quantity, figure) && gives(figure))
            })
        });
        if let Some(figure) = found {
            return Account::Given(vec![figure]);
        }
    }
    Account::Wrong(unaccounted(reading, quantity, ids, &context))
}

/// "Turnover in 2024 was revised from 13.8% to 13.9%": the values of every release that the report has.
fn revised(reading: &Reading<'_, '_>, id: &str, place: &Place, basis: Option<Basis>) -> Vec<Figure> {
    let said = reading.sentence.clone().any(|at| matches!(reading.tokens.word(at), "revised" | "revision"));
    let facts = reading.desk.facts;
    let of = |data: &std::sync::Arc<crate::data::Dataset>| {
        let basis = facts.basis_of(id, data, basis);
        let mut found =
            place.periods.iter().filter_map(|period| data.observation(id, basis, &place.area.code, *period));
        found.next().map(|one| read_figure(data, one))
    };
    if said { facts.datasets.iter().filter_map(of).collect() } else { Vec::new() }
}

/// "377.8 social workers" in a text that says that it counts full-time equivalents.
fn in_fte(reading: &Reading<'_, '_>, quantity: &Quantity, figure: &Figure) -> bool {
    let said =
        || reading.tokens.passage.lower.contains("fte") || reading.tokens.passage.lower.contains("time equivalent");
    let fraction = !quantity.value.fract().is_zero();
    // "30 vacancies" where the data have 30.0, and count them in no other way.
    let only = || {
        let whole = figure.datum.number().is_some_and(|value| value.fract().is_zero());
        whole && figure.scope.as_ref().is_some_and(|scope| scope.dataset.bases(&figure.measure.id).len() <= 1)
    };
    quantity.counted == Counted::People && figure.measure.unit == Unit::Fte && (fraction || said() || only())
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

/// The other numbers of its sentence of which a number is the sum, or the share.
fn sums_up(reading: &Reading<'_, '_>, at: usize, quantity: &Quantity) -> Option<Vec<usize>> {
    let others: Vec<(usize, &Quantity)> =
        reading.quantities.iter().enumerate().filter(|(other, _)| *other != at).collect();
    let places = |of: &[(usize, &Quantity)]| of.iter().map(|(other, _)| *other).collect::<Vec<_>>();
    let sum = |of: &[(usize, &Quantity)]| of.iter().map(|(_, one)| one.value).sum::<Decimal>();
    let said = |words: &[&str]| reading.sentence.clone().any(|at| words.contains(&reading.tokens.word(at)));
    if quantity.counted == Counted::Percent {
        let (shares, counts): (Vec<_>, Vec<_>) = others
            .into_iter()
            .filter(|(_, one)| one.counted != Counted::Points)
            .partition(|(_, one)| one.counted == Counted::Percent);
        if said(&["together", "combined"]) && shares.len() >= 2 && sum(&shares) == quantity.value {
            return Some(places(&shares));
        }
        let is_share = |part: &Quantity, whole: &Quantity| {
            let share = part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|of| of.checked_div(whole.value));
            whole.value > part.value && share.is_some_and(|share| quantity.is(share))
        };
        return counts.iter().find_map(|(part_at, part)| {
            let whole = counts.iter().find(|(_, whole)| is_share(part, whole))?;
            Some(vec![*part_at, whole.0])
        });
    }
    let same: Vec<(usize, &Quantity)> =
        others.iter().filter(|(_, one)| one.counted == quantity.counted || one.printed).copied().collect();
    // "Net recruitment was 8.1 FTE: 50.7 FTE joined and 42.6 FTE left."
    let adds_up = if let ([(_, one), (_, two)], true) = (same.as_slice(), said(&["net"])) {
        (one.value - two.value).abs() == quantity.value
    } else {
        same.len() >= 2
            && sum(&same) == quantity.value
            && (others.iter().any(|(_, one)| one.printed) || said(&["together", "combined", "altogether"]))
    };
    adds_up.then(|| places(&same))
}
