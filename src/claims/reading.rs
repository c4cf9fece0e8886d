//! A reading: what a sentence holds, and which values of the data its words can mean.

mod assertion;
mod places;

use std::ops::Range;
use std::sync::Arc;

use crate::claims::asides;
use crate::claims::compare::carried::Carried;
use crate::claims::lists;
use crate::claims::mentions::{self, AreaMention, PeriodMention};
use crate::claims::more::{gaps, reversed};
use crate::claims::numbers::{self, Counted, Quantity};
use crate::claims::referent;
use crate::claims::tokens::Tokens;
use crate::claims::vocabulary::{Mention, Vocabulary};
use crate::data::Dataset;
use crate::data::areas::{Area, Level};
use crate::facts::Facts;
use crate::facts::figure::{Figure, read};
use crate::narrative::Record;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// What all sentences of a report share.
pub struct Desk<'a> {
    /// What the report can say in figures.
    pub facts: &'a Facts,
    /// The facts that were printed.
    pub record: &'a Record,
    /// The words of its measures.
    pub vocabulary: Vocabulary,
}

/// A value that a word can mean: a measure of an area in a period.
#[derive(Debug, Clone)]
pub struct Place {
    /// Whose.
    pub area: Arc<Area>,
    /// When, the likeliest first.
    pub periods: Vec<Period>,
}

impl<'a> Desk<'a> {
    /// A desk for the facts of a report, and what of them it printed.
    pub fn new(facts: &'a Facts, record: &'a Record) -> Self {
        Self { facts, record, vocabulary: Vocabulary::new(facts) }
    }

    /// The datasets that are meant by a measure: the report's main one, or all that have it.
    pub fn datasets(&self, id: &str) -> Vec<&Arc<Dataset>> {
        match self.facts.dataset_with(id) {
            Ok(one) => vec![one],
            Err(_) => self.facts.datasets.iter().filter(|data| data.measure(id).is_some()).collect(),
        }
    }

    /// The figures of a measure at a place, one a dataset; the first of the periods that the data have.
    pub fn figures(&self, id: &str, place: &Place, basis: Option<Basis>) -> Vec<Figure> {
        let mut found = Vec::new();
        for data in self.datasets(id) {
            let basis = self.facts.basis_of(id, data, basis);
            if place.area.level == Level::Neighbours {
                let average = |period: &Period| self.facts.figure(id, &place.area, *period, basis, Some(data)).ok();
                found.extend(place.periods.iter().find_map(average));
                continue;
            }
            let one =
                place.periods.iter().find_map(|period| data.observation(id, basis, &place.area.code, *period));
            found.extend(one.map(|one| read(data, one)));
        }
        found
    }

    /// The subject's own place: its area in its period.
    pub fn here(&self) -> Option<Place> {
        let subject = self.facts.subject.as_ref()?;
        Some(Place { area: Arc::clone(&subject.area), periods: vec![subject.period] })
    }

    /// The period that the report is about.
    pub fn now(&self) -> Option<Period> {
        self.facts.subject.as_ref().map(|subject| subject.period)
    }

    /// What a measure counts.
    pub fn unit(&self, id: &str) -> Option<Unit> {
        self.vocabulary.measures.get(id).map(|measure| measure.unit)
    }
}

/// What was said before a sentence, and still holds for it.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The measures that the text spoke of last.
    pub topic: Vec<Mention>,
    /// The areas that the paragraph has named.
    pub areas: Vec<Arc<Area>>,
    /// The periods that the paragraph has named.
    pub periods: Vec<Period>,
    /// The first number of the sentence before.
    pub first: Option<Quantity>,
    /// What the heading over the text names.
    pub heading: Vec<Mention>,
    /// Whether it was the only one.
    pub alone: bool,
    /// What is said of every item of the list that the text is one of.
    pub lead: Option<Carried>,
    /// The figure that the sentence before gave, which "this" and "it" are, and its number.
    pub referent: Option<(Figure, Quantity)>,
}

/// A sentence and what it holds.
pub struct Reading<'a, 't> {
    /// Whether it has no figure and refers to none: then only what the data contradict is told.
    pub bare: bool,
    /// What all sentences share.
    pub desk: &'a Desk<'a>,
    /// The tokens of the passage.
    pub tokens: &'a Tokens<'t>,
    /// The tokens of the sentence.
    pub sentence: Range<usize>,
    /// Its figures, printed and typed.
    pub quantities: Vec<Quantity>,
    /// The measures it names.
    pub measures: Vec<Mention>,
    /// The areas it names.
    pub areas: Vec<AreaMention>,
    /// The periods it names.
    pub periods: Vec<PeriodMention>,
    /// The basis that it names.
    pub basis: Option<Basis>,
    /// What was said before it.
    pub before: Before,
}

impl<'a, 't> Reading<'a, 't> {
    /// Reads a sentence; `None` if it holds no figure and need not be held against any.
    pub fn new(
        desk: &'a Desk<'a>,
        tokens: &'a Tokens<'t>,
        sentence: Range<usize>,
        before: Before,
        always: bool,
    ) -> Option<Self> {
        let mut quantities = numbers::quantities(tokens, &sentence, desk.record);
        quantities.retain(|quantity| !asides::is_other_number(tokens, &sentence, quantity));
        let refers = before.referent.is_some()
            && (referent::refers(tokens, &sentence)
                || reversed::comparative(tokens, &sentence).is_some()
                || gaps::opens(tokens, &sentence));
        let mut measures = desk.vocabulary.mentions(tokens, &sentence);
        let bare = quantities.is_empty() && !always && !refers && !carries(tokens, &sentence);
        if bare && measures.is_empty() {
            return None;
        }
        printed(desk, &quantities, &mut measures);
        let (mut before, refers) = (before, refers && measures.is_empty());
        if let (true, Some((figure, _))) = (refers, &before.referent) {
            before.topic = vec![Mention {
                tokens: usize::MAX..usize::MAX,
                ids: vec![figure.measure.id.clone()],
                inverse: false,
            }];
        } else {
            before.referent = None;
        }
        let areas = mentions::areas(tokens, &sentence, desk.facts);
        let periods = mentions::periods(tokens, &sentence, desk.now());
        // Without a figure it takes a comparator to say something that can be held against the data.
        let earlier = || periods.iter().any(|mention| mention.role == mentions::Role::Earlier);
        if bare && areas.is_empty() && !earlier() {
            return None;
        }
        let basis = sentence.clone().find_map(|at| basis_at(tokens, at));
        Some(Self { bare, desk, tokens, sentence, quantities, measures, areas, periods, basis, before })
    }

    /// Whose values the sentence is about: what "this" refers to, else the subject's.
    pub fn here(&self) -> Option<Place> {
        match self.before.referent.as_ref().and_then(|(figure, _)| figure.scope.as_ref()) {
            Some(scope) => Some(Place { area: Arc::clone(&scope.area), periods: vec![scope.period] }),
            None => self.desk.here(),
        }
    }

    /// The basis that a number is on: with several in the sentence, the last that is named before it.
    pub fn basis_of(&self, quantity: &Quantity) -> Option<Basis> {
        let named = |at: usize| basis_at(self.tokens, at);
        let last = (self.sentence.start..quantity.tokens.start).rev().find_map(named);
        last.or_else(|| (quantity.tokens.start..self.sentence.end).find_map(named))
    }

    /// Whether a word of the sentence names a basis.
    pub fn names_basis(&self, basis: Basis) -> bool {
        self.sentence.clone().any(|at| basis_at(self.tokens, at) == Some(basis))
    }

    /// The measures that a number can be of, the likeliest first: what is named before it, after it, or was before.
    pub fn ids_for(&self, at: usize, counted: Counted, is_difference: bool) -> Vec<String> {
        let fits = |id: &&String| {
            self.desk.unit(id).is_some_and(|unit| match (counted, is_difference) {
                (Counted::Points, _) => unit == Unit::Percent,
                (Counted::Percent, true) => true,
                (Counted::People, _) => matches!(unit, Unit::People | Unit::Fte | Unit::Number | Unit::Cases),
                (Counted::Things, true) => {
                    matches!(unit, Unit::Cases | Unit::CasesPerWorker | Unit::Number | Unit::People)
                }
                _ => counted.fits(unit),
            })
        };
        let index = self.quantities.iter().position(|one| one.tokens.start == at);
        let quantity = index.map(|index| &self.quantities[index]);
        if let Some(mention) =
            quantity.and_then(|quantity| self.respective(quantity, &self.measures, |one| one.tokens.clone()))
        {
            return mention.ids.iter().filter(fits).cloned().collect();
        }
        if let Some(mention) = index.and_then(|index| lists::of_topic(self, index)) {
            return mention.ids.iter().filter(fits).cloned().collect();
        }
        let mut mentions: Vec<&Mention> = self.measures.iter().collect();
        let beside = self.measure_beside(at).map(|mention| mention.tokens.clone());
        mentions.sort_by_key(|mention| {
            if beside.as_ref() == Some(&mention.tokens) {
                return (false, 0);
            }
            let after = mention.tokens.start >= at;
            let distance = if after { mention.tokens.start - at } else { at - mention.tokens.start };
            (after, distance)
        });
        let mut ids: Vec<String> = Vec::new();
        // What the nearest words name and the data do not have is not measured by what stands further away.
        if mentions.first().is_some_and(|mention| mention.ids.is_empty() || mention.inverse)
            && counted != Counted::Points
        {
            return Vec::new();
        }
        for mention in mentions.into_iter().chain(&self.before.topic).filter(|mention| !mention.inverse) {
            let fitting: Vec<String> = mention.ids.iter().filter(fits).cloned().collect();
            let own = self.measures.iter().any(|one| one.tokens == mention.tokens);
            if !own && !ids.is_empty() {
                break;
            }
            ids.extend(fitting.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            if !ids.is_empty() && beside.is_some() {
                break;
            }
        }
        ids
    }

    /// The measure that words right beside a number name: "turnover is 11.3%", "42.6 FTE leavers".
    fn measure_beside(&self, at: usize) -> Option<&Mention> {
        let quantity = self.quantities.iter().find(|one| one.tokens.start == at)?;
        let overlapping = |mention: &&Mention| {
            mention.tokens.start <= quantity.tokens.end
                && mention.tokens.end > quantity.tokens.start
                && mention.tokens.end >= quantity.tokens.end
        };
        // "6.1% of posts are vacant"
        let of = || {
            let of = quantity.tokens.end;
            let led = quantity.counted == Counted::Percent && self.tokens.word(of) == "of";
            self.measures.iter().find(|one| led && one.tokens.start == of + 1 && one.tokens.len() > 2)
        };
        self.measures.iter().find(overlapping).or_else(|| self.measure_before(quantity)).or_else(of)
    }

    /// The measure that the words right before a number name.
    pub fn measure_before(&self, quantity: &Quantity) -> Option<&Mention> {
        let at = quantity.tokens.start;
        let mut back = at;
        while back > self.sentence.start && at - back < 6 {
            if let Some(mention) = self.measures.iter().find(|mention| mention.tokens.end == back) {
                return Some(mention);
            }
            let light = matches!(
                self.tokens.word(back - 1),
                "is" | "was"
                    | "were"
                    | "are"
                    | "of"
                    | "at"
                    | "stood"
                    | "stands"
                    | "rate"
                    | "rates"
                    | "average"
                    | "averaged"
                    | "now"
                    | "only"
                    | "just"
            );
            if !light {
                return None;
            }
            back -= 1;
        }
        None
    }
}

/// Whether a sentence says again of a measure what was said before it: "So did absence."
fn carries(tokens: &Tokens<'_>, sentence: &Range<usize>) -> bool {
    let verb = matches!(tokens.word(sentence.start + 1), "did" | "has" | "have" | "is" | "are" | "was" | "were");
    matches!(tokens.word(sentence.start), "so" | "nor") && verb
}

/// The basis that a word names.
fn basis_at(tokens: &Tokens<'_>, at: usize) -> Option<Basis> {
    match tokens.word(at) {
        "headcount" | "heads" => Some(Basis::Headcount),
        "fte" | "ftes" | "wte" => Some(Basis::Fte),
        _ => None,
    }
}

/// A figure that is printed names its measure, where no word does.
fn printed(desk: &Desk<'_>, quantities: &[Quantity], measures: &mut Vec<Mention>) {
    for quantity in quantities {
        let id = quantity.figure.as_ref().filter(|figure| figure.scope.is_some()).map(|figure| &figure.measure.id);
        let Some(id) = id.filter(|id| desk.vocabulary.measures.contains_key(*id)) else { continue };
        if measures.iter().all(|mention| !mention.ids.contains(id)) {
            measures.push(Mention { tokens: quantity.tokens.clone(), ids: vec![id.clone()], inverse: false });
        }
    }
    measures.sort_by_key(|mention| mention.tokens.start);
}

impl Before {
    /// What holds at the beginning of a text: what its heading names, and what the words before its list say.
    pub fn under(heading: &[Mention], lead: Option<Carried>) -> Self {
        let (area, periods) = lead.as_ref().map(Carried::said_of).unwrap_or_default();
        let areas = area.into_iter().collect();
        Self { heading: heading.to_vec(), areas, periods, lead, ..Self::default() }
    }

    /// Takes over what a sentence names, for those after it.
    pub fn follow(
        &mut self,
        desk: &Desk<'_>,
        tokens: &Tokens<'_>,
        sentence: &Range<usize>,
        reading: Option<&Reading<'_, '_>>,
    ) {
        let (measures, areas, periods) = match reading {
            Some(reading) => (reading.measures.clone(), reading.areas.clone(), reading.periods.clone()),
            None => (
                desk.vocabulary.mentions(tokens, sentence),
                // Looking for names is dear, and a sentence without a figure seldom says whose the next one's are.
                Vec::new(),
                mentions::periods(tokens, sentence, desk.now()),
            ),
        };
        self.referent = reading.and_then(referent::of);
        self.alone = reading.is_some_and(|reading| reading.quantities.len() == 1);
        self.first = reading.and_then(|reading| reading.quantities.first().cloned());
        if !measures.is_empty() {
            self.topic = measures;
            self.topic.reverse();
        }
        self.areas.extend(areas.into_iter().filter_map(|mention| mention.area));
        self.periods.extend(periods.into_iter().flat_map(|mention| mention.periods));
    }
}
