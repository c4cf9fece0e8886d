//! A reading: what a sentence holds, and which values of the data its words can mean.

use std::ops::Range;
use std::sync::Arc;

use crate::claims::lexicon;
use crate::claims::mentions::{self, AreaMention, PeriodMention, Role};
use crate::claims::numbers::{self, Counted, Quantity};
use crate::claims::tokens::{Kind, Tokens};
use crate::claims::vocabulary::{Mention, Vocabulary};
use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
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
}

/// A sentence and what it holds.
pub struct Reading<'a, 't> {
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
        let quantities = numbers::quantities(tokens, &sentence, desk.record);
        if quantities.is_empty() && !always {
            return None;
        }
        let measures = desk.vocabulary.mentions(tokens, &sentence);
        let areas = mentions::areas(tokens, &sentence, desk.facts);
        let periods = mentions::periods(tokens, &sentence, desk.now());
        let basis = sentence.clone().find_map(|at| match tokens.word(at) {
            "headcount" | "heads" => Some(Basis::Headcount),
            "fte" | "ftes" | "wte" => Some(Basis::Fte),
            _ => None,
        });
        Some(Self { desk, tokens, sentence, quantities, measures, areas, periods, basis, before })
    }

    /// Whether a token belongs to no claim of fact: denied, wanted, planned, only possible, or somebody else's words.
    pub fn is_no_claim(&self, at: usize) -> bool {
        let tokens = self.tokens;
        if tokens.list[at].quoted || tokens.is(self.sentence.end - 1, '?') || self.asks(at) {
            return true;
        }
        let start = self.clause_start(at);
        (start..at).any(|before| {
            let word = tokens.word(before);
            let near = at - before <= 4;
            tokens.list[before].fact.is_none()
                && (lexicon::NOT_YET.contains(&word)
                    && !(word == "may" && tokens.capital(before))
                    && !self.is_past_wish(before)
                    || tokens.word(before + 1) == "to"
                        && matches!(word, "said" | "thought" | "believed" | "claimed" | "alleged" | "supposed")
                    || near && lexicon::DENIALS.contains(&word) && !tokens.phrase(before, &["no", "longer"]))
        }) || self.is_infinitive(at)
    }

    /// "than expected", "as planned" do not make the clause a plan.
    fn is_past_wish(&self, at: usize) -> bool {
        at > 0 && matches!(self.tokens.word(at - 1), "than" | "as")
    }

    /// "to reduce", "to fall to 10%".
    fn is_infinitive(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let base = matches!(
            word,
            "cut" | "fall" | "rise" | "drop" | "increase" | "decrease" | "decline" | "dip" | "exceed" | "jump"
        );
        base && at > self.sentence.start && matches!(self.tokens.word(at - 1), "to" | "not" | "further")
    }

    /// Whether a number is wanted or allowed, and measures nothing: "our target of 20%", "to recruit 25 workers".
    pub fn is_wish(&self, quantity: &Quantity) -> bool {
        let tokens = self.tokens;
        let at = quantity.tokens.start;
        let start = self.clause_start(at);
        let from = start.max(at.saturating_sub(5));
        let wish = |word: &str| {
            matches!(
                word,
                "target"
                    | "objective"
                    | "goal"
                    | "aim"
                    | "ambition"
                    | "threshold"
                    | "limit"
                    | "cap"
                    | "aspiration"
                    | "benchmark"
                    | "maximum"
                    | "minimum"
                    | "tolerance"
                    | "standard"
                    | "targets"
            )
        };
        let before = (from..at).any(|at| wish(tokens.word(at)));
        let infinitive = (start..at).any(|at| {
            tokens.word(at) == "to"
                && matches!(
                    tokens.word(at + 1),
                    "recruit"
                        | "appoint"
                        | "reduce"
                        | "increase"
                        | "support"
                        | "cut"
                        | "raise"
                        | "bring"
                        | "achieve"
                        | "reach"
                        | "create"
                        | "fund"
                        | "employ"
                        | "keep"
                        | "hold"
                        | "lower"
                        | "improve"
                        | "add"
                        | "train"
                )
        });
        let after = (quantity.tokens.end..self.sentence.end.min(quantity.tokens.end + 5)).any(|at| {
            matches!(tokens.word(at), "aiming" | "target" | "like" | "aim" | "objective" | "want")
                || wish(tokens.word(at))
        });
        let liked = (from..at).any(|at| matches!(tokens.word(at), "like" | "liked"));
        before || infinitive || after || liked || self.is_no_claim(at)
    }

    /// Whether a sentence asks for something to be done: "Recruit 25 social workers", "that £1.1 million be approved".
    fn asks(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let mut first = self.sentence.start;
        while first < self.sentence.end && tokens.word(first).len() < 2 {
            first += 1;
        }
        let told = |word: &str| (first..at).any(|before| tokens.word(before) == word);
        let imperative = lexicon::REQUESTS.contains(&tokens.word(first)) && !told("that");
        let resolution =
            tokens.word(first) == "that" && (first..self.sentence.end).any(|at| tokens.word(at) == "be");
        imperative || resolution
    }

    /// The first token of the clause that a token stands in.
    pub fn clause_start(&self, at: usize) -> usize {
        let tokens = self.tokens;
        let breaks = |at: usize| {
            matches!(tokens.kind(at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—')))
                || tokens.is(at, '–')
                || tokens.is(at, ',') && !tokens.joined(at)
                || matches!(
                    tokens.word(at),
                    "but" | "while" | "whereas" | "although" | "though" | "because" | "which"
                )
        };
        (self.sentence.start..at).rev().find(|at| breaks(*at)).map_or(self.sentence.start, |at| at + 1)
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
        if let Some(mention) = self.measures.iter().find(overlapping) {
            return Some(mention);
        }
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

    /// The area that the words right beside a number give to it.
    pub fn area_beside(&self, quantity: &Quantity) -> Option<Arc<Area>> {
        if let Some(area) = crate::claims::more::owner(self, quantity) {
            return Some(area);
        }
        let tokens = self.tokens;
        let mut after = quantity.tokens.end;
        if tokens.is(after, '(') {
            after += 1;
        }
        if matches!(tokens.word(after), "in" | "for" | "across" | "among") {
            after += 1;
        }
        if tokens.word(after) == "the" {
            after += 1;
        }
        if let Some(mention) = self.areas.iter().find(|mention| mention.tokens.start == after)
            && after > quantity.tokens.end
            && !tokens.is(mention.tokens.end, ':')
            && !matches!(tokens.word(mention.tokens.end), "and" | "or" | "average" | "rate")
        {
            return mention.area.clone();
        }
        if let Some(mention) = self.areas.iter().find(|mention| mention.tokens.start == quantity.tokens.end)
            && matches!(tokens.word(quantity.tokens.end), "nationally" | "regionally" | "locally")
        {
            return mention.area.clone();
        }
        let before = self.light_back(quantity.tokens.start);
        let mention = self.areas.iter().find(|mention| mention.tokens.end == before)?;
        let first = mention.tokens.start;
        let listed = first > self.sentence.start
            && (matches!(tokens.word(first - 1), "and" | "or") || tokens.is(first - 1, ','))
            && self.areas.iter().any(|other| other.tokens.end == first - 1);
        let shared = matches!(
            tokens.word(mention.tokens.start),
            "we" | "our" | "us" | "council" | "authority" | "city" | "county" | "borough"
        );
        (!listed && !shared).then(|| mention.area.clone()).flatten()
    }

    /// The period that the words right beside a number give to it.
    pub fn period_beside(&self, quantity: &Quantity) -> Option<Vec<Period>> {
        let tokens = self.tokens;
        let mut after = quantity.tokens.end;
        if tokens.is(after, '(') || matches!(tokens.word(after), "in" | "for" | "during" | "at") {
            after += 1;
        }
        if matches!(tokens.word(after), "the") {
            after += 1;
        }
        if let Some(mention) = self.periods.iter().find(|mention| mention.tokens.start == after)
            && (after > quantity.tokens.end || mention.role == Role::Earlier)
            && !self.spans_time(mention)
            && !tokens.is(mention.tokens.end, ':')
        {
            return Some(mention.periods.clone());
        }
        let before = self.light_back(quantity.tokens.start);
        let mention = self.periods.iter().find(|mention| mention.tokens.end == before)?;
        (!self.spans_time(mention) && mention.role != Role::Now || tokens.possessive(mention.tokens.end - 1))
            .then(|| mention.periods.clone())
    }

    /// "over the year", "since 2019", "year on year", "in a year": a stretch of time, which no value is of.
    fn spans_time(&self, mention: &PeriodMention) -> bool {
        let tokens = self.tokens;
        let first = tokens.word(mention.tokens.start);
        let before = if mention.tokens.start > 0 { tokens.word(mention.tokens.start - 1) } else { "" };
        let before = if before == "the" && mention.tokens.start > 1 {
            tokens.word(mention.tokens.start - 2)
        } else {
            before
        };
        matches!(first, "over" | "during" | "in")
            || tokens.phrase(mention.tokens.start, &["year", "on"])
            || matches!(before, "since" | "between" | "over" | "from" | "on" | "to" | "than" | "until" | "by")
            || mention.tokens.len() == 5
            || mention.periods.len() == 2 && mention.role == Role::Earlier
    }

    /// Walks back over words that join a number to what it is of: "the national average was just 15.4%".
    fn light_back(&self, from: usize) -> usize {
        const LIGHT: &[&str] = &[
            "of",
            "is",
            "was",
            "were",
            "are",
            "at",
            "stood",
            "stands",
            "average",
            "averages",
            "rate",
            "rates",
            "figure",
            "figures",
            "value",
            "mean",
            "level",
            "had",
            "has",
            "been",
            "only",
            "just",
            "about",
            "around",
            "approximately",
            "a",
            "the",
            "it",
            "reported",
            "averaged",
            "remained",
            "reached",
            "being",
            "nearly",
            "almost",
            "over",
            "under",
        ];
        let tokens = self.tokens;
        let mut at = from;
        while at > self.sentence.start && from - at < 8 {
            let word = tokens.word(at - 1);
            if self.areas.iter().any(|mention| mention.tokens.end == at)
                || self.periods.iter().any(|mention| mention.tokens.end == at)
            {
                return at;
            }
            let measure = self.measures.iter().any(|mention| mention.tokens.contains(&(at - 1)));
            if !(LIGHT.contains(&word) || measure || tokens.is(at - 1, '(') || tokens.is(at - 1, ':')) {
                return at;
            }
            at -= 1;
        }
        at
    }

    /// Where a number can be of: what stands right beside it, else everything that the sentence names.
    pub fn places(&self, quantity: &Quantity) -> Vec<Place> {
        let area = self.area_beside(quantity);
        let period = self.period_beside(quantity);
        let areas = area.map_or_else(|| self.all_areas(), |area| vec![area]);
        let periods = period.map_or_else(|| self.all_periods(), |periods| vec![periods]);
        areas
            .iter()
            .flat_map(|area| {
                periods.iter().map(|periods| Place { area: Arc::clone(area), periods: periods.clone() })
            })
            .collect()
    }

    /// The subject, and every area that the sentence names; without any, those that the paragraph has named.
    fn all_areas(&self) -> Vec<Arc<Area>> {
        let mut areas: Vec<Arc<Area>> = self.desk.here().map(|place| place.area).into_iter().collect();
        areas.extend(self.areas.iter().filter_map(|mention| mention.area.clone()));
        if self.areas.iter().all(|mention| mention.area.is_none()) {
            areas.extend(self.before.areas.iter().cloned());
        }
        let mut seen: Vec<String> = Vec::new();
        areas.retain(|area| {
            let new = !seen.contains(&area.code);
            seen.push(area.code.clone());
            new
        });
        areas
    }

    /// Now, and every period that the sentence names.
    fn all_periods(&self) -> Vec<Vec<Period>> {
        let now = self.desk.now();
        let mut periods: Vec<Vec<Period>> = now.map(|period| vec![period]).into_iter().collect();
        periods.extend(self.periods.iter().map(|mention| mention.periods.clone()));
        let tokens = self.tokens;
        let moves = self.sentence.clone().any(|at| match tokens.word(at) {
            "from" | "previously" | "previous" | "after" | "prior" | "earlier" | "compared" | "against" => true,
            "down" | "up" => tokens.word(at + 1) == "on",
            _ => false,
        });
        // "from 14.5 to 15.8 but lower than the 16.7 of 2023": a period far behind says nothing of where it came from.
        let from = self.sentence.clone().find(|at| tokens.word(*at) == "from");
        let far = |mention: &PeriodMention| from.is_some_and(|from| mention.tokens.start > from + 8);
        if self.periods.iter().all(|mention| mention.role != Role::Earlier || far(mention)) {
            periods.extend(now.filter(|_| moves).map(|period| vec![period.previous()]));
        }
        if self.periods.iter().all(|mention| mention.role == Role::Now) {
            periods.extend(self.before.periods.iter().map(|period| vec![*period]));
        }
        // "a year later", "the year after": one on from a period that is named.
        let later = self.sentence.clone().any(|at| matches!(tokens.word(at), "later" | "following" | "next"));
        if later {
            let next: Vec<Vec<Period>> =
                periods.iter().map(|of| of.iter().map(|one| one.next()).collect()).collect();
            periods.extend(next);
        }
        periods
    }

    /// The region of the report's subject.
    pub fn region(&self) -> Option<Arc<Area>> {
        let subject = self.desk.facts.subject.as_ref()?;
        register().by_code(&subject.area.region).cloned()
    }
}

impl Before {
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
        self.first = reading.and_then(|reading| reading.quantities.first().cloned());
        if !measures.is_empty() {
            self.topic = measures;
            self.topic.reverse();
        }
        self.areas.extend(areas.into_iter().filter_map(|mention| mention.area));
        self.periods.extend(periods.into_iter().flat_map(|mention| mention.periods));
    }
}
