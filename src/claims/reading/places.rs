//! Places: whose and of when a number can be, from the words around it.

use std::ops::Range;
use std::sync::Arc;

use super::{Place, Reading};
use crate::claims::account::is_difference;
use crate::claims::lexicon;
use crate::claims::mentions::{self, AreaMention, PeriodMention, Role};
use crate::claims::more;
use crate::claims::numbers::Quantity;
use crate::claims::tokens::Kind;
use crate::data::areas::{Area, register};
use crate::quantity::period::Period;

impl Reading<'_, '_> {
    /// Whether some words open the sentence and end in a comma before a token: "In 2024, turnover was …".
    fn leads(&self, before: usize, mention: &Range<usize>) -> bool {
        let tokens = self.tokens;
        let comma = before > self.sentence.start && tokens.is(before - 1, ',') && mention.end == before - 1;
        comma
            && (self.sentence.start..mention.start).all(|at| {
                matches!(
                    tokens.word(at),
                    "in" | "at"
                        | "for"
                        | "across"
                        | "the"
                        | "year"
                        | "to"
                        | "of"
                        | "as"
                        | "on"
                        | "by"
                        | "ended"
                        | "end"
                        | "a"
                ) || tokens.kind(at) == Some(Kind::Number) && tokens.text(at).len() < 3
            })
    }

    /// What a list gives to a number that stands at the same place in a list of numbers: "… 11.5% and 11.8% respectively".
    ///
    /// Without the word, the two lists must be nothing but lists, one after the other.
    pub(super) fn respective<'l, T>(
        &self,
        quantity: &Quantity,
        list: &'l [T],
        tokens_of: impl Fn(&T) -> Range<usize>,
    ) -> Option<&'l T> {
        if list.len() < 2 || self.quantities.len() < list.len() {
            return None;
        }
        let values: Vec<&Quantity> = self.quantities.iter().filter(|one| !is_difference(self, one)).collect();
        if values.len() != list.len() {
            return None;
        }
        let listed = |places: &[Range<usize>]| {
            places.windows(2).all(|pair| {
                let mut between = pair[0].end..pair[1].start.max(pair[0].end);
                (1..=3).contains(&between.len())
                    && between
                        .all(|at| self.tokens.is(at, ',') || matches!(self.tokens.word(at), "and" | "the" | "in"))
            })
        };
        let names: Vec<Range<usize>> = list.iter().map(tokens_of).collect();
        let numbers: Vec<Range<usize>> = values.iter().map(|one| one.tokens.clone()).collect();
        let said = || self.sentence.clone().any(|at| self.tokens.word(at) == "respectively");
        let lists = names[names.len() - 1].end <= numbers[0].start && listed(&names) && listed(&numbers);
        if !lists && !said() {
            return None;
        }
        let nth = values.iter().position(|one| one.tokens == quantity.tokens)?;
        list.get(nth)
    }

    /// The area that the words right beside a number give to it.
    pub fn area_beside(&self, quantity: &Quantity) -> Option<Arc<Area>> {
        if let Some(area) = more::owner(self, quantity) {
            return Some(area);
        }
        let tokens = self.tokens;
        if let Some(mention) = self.respective(quantity, &self.areas, |one| one.tokens.clone()) {
            return mention.area.clone();
        }
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
        // "12.8 (England 15.2)": the area is that of the next number.
        let next = |mention: &AreaMention| {
            let end = mention.tokens.end;
            let end = if matches!(tokens.word(end), "average" | "is" | "was" | "at") { end + 1 } else { end };
            tokens.is(quantity.tokens.end, '(') && self.quantities.iter().any(|one| one.tokens.start == end)
        };
        if let Some(mention) = self.areas.iter().find(|mention| mention.tokens.start == after)
            && !next(mention)
            && after > quantity.tokens.end
            && !tokens.is(mention.tokens.end, ':')
            && !matches!(tokens.word(mention.tokens.end), "average" | "rate")
            && !self.goes_on_to_area(mention)
        {
            return mention.area.clone();
        }
        if let Some(mention) = self.areas.iter().find(|mention| mention.tokens.start == quantity.tokens.end)
            && matches!(tokens.word(quantity.tokens.end), "nationally" | "regionally" | "locally")
        {
            return mention.area.clone();
        }
        let before = self.light_back(quantity.tokens.start);
        if let [one] = self.areas.as_slice()
            && self.leads(before, &one.tokens)
        {
            return one.area.clone();
        }
        let mention = self.areas.iter().find(|mention| mention.tokens.end == before)?;
        // "half of the national rate (7.4% against 14.2%)": the first is what is compared with it.
        let start = quantity.tokens.start;
        let against = matches!(tokens.word(quantity.tokens.end), "against" | "versus" | "vs" | "v")
            || tokens.phrase(quantity.tokens.end, &["compared", "with"]);
        if against && start > before && tokens.is(start - 1, '(') {
            return None;
        }
        let first = mention.tokens.start;
        // "the third lowest rate in the region (6.1%)": the region is whom it is compared with.
        let ranked = (self.sentence.start..first)
            .rev()
            .take(8)
            .any(|at| lexicon::entry_at(tokens, at).is_some_and(|one| one.form == lexicon::Form::Superlative));
        if ranked && mention.area.as_ref().is_some_and(|area| mentions::is_larger(area)) {
            return None;
        }
        let listed = first > self.sentence.start
            && (matches!(tokens.word(first - 1), "and" | "or") || tokens.is(first - 1, ','))
            && self.areas.iter().any(|other| other.tokens.end == first - 1);
        let shared = matches!(
            tokens.word(mention.tokens.start),
            "we" | "our" | "us" | "council" | "authority" | "city" | "county" | "borough"
        );
        (!listed && !shared).then(|| mention.area.clone()).flatten()
    }

    /// Whether another area is named with one: "in Coventry and the West Midlands".
    fn goes_on_to_area(&self, mention: &AreaMention) -> bool {
        let joint = mention.tokens.end;
        let next = joint + 1 + usize::from(self.tokens.word(joint + 1) == "the");
        matches!(self.tokens.word(joint), "and" | "or") && self.areas.iter().any(|other| other.tokens.start == next)
    }

    /// The period that the words right beside a number give to it.
    pub fn period_beside(&self, quantity: &Quantity) -> Option<Vec<Period>> {
        let tokens = self.tokens;
        let mut after = quantity.tokens.end;
        if tokens.is(after, '(') || matches!(tokens.word(after), "in" | "for" | "during" | "at") {
            after += 1;
        }
        if tokens.word(after) == "on" && tokens.kind(after + 1) == Some(Kind::Number) {
            after += 1;
        }
        if matches!(tokens.word(after), "the") {
            after += 1;
        }
        // "in the year to September 2024", "at 30 September 2024"
        if tokens.word(after) == "year" && matches!(tokens.word(after + 1), "to" | "ended" | "ending") {
            after += 2;
        }
        if tokens.kind(after) == Some(Kind::Number)
            && tokens.text(after).len() < 3
            && lexicon::MONTHS.contains(&tokens.word(after + 1))
        {
            after += 1;
        }
        if let Some(periods) = self.respective(quantity, &self.periods, |one| one.tokens.clone()) {
            return Some(periods.periods.clone());
        }
        if let Some(mention) = self.periods.iter().find(|mention| mention.tokens.start == after)
            && (after > quantity.tokens.end || mention.role == Role::Earlier)
            && !self.spans_time(mention)
            && !tokens.is(mention.tokens.end, ':')
        {
            return Some(mention.periods.clone());
        }
        let before = self.light_back(quantity.tokens.start);
        if let [one] = self.periods.as_slice()
            && self.leads(before, &one.tokens)
            && !self.spans_time(one)
        {
            return Some(one.periods.clone());
        }
        let mention = self.periods.iter().find(|mention| mention.tokens.end == before)?;
        (!self.spans_time(mention) && mention.role != Role::Now || tokens.possessive(mention.tokens.end - 1))
            .then(|| mention.periods.clone())
    }

    /// The period that a number after "compared with" is of, where the sentence says "than last year".
    pub fn compared_period(&self, quantity: &Quantity) -> Option<Vec<Period>> {
        let tokens = self.tokens;
        let at = quantity.tokens.start;
        let led = at > self.sentence.start + 1
            && matches!(tokens.word(at - 2), "compared" | "comparison")
            && matches!(tokens.word(at - 1), "with" | "to")
            || at > self.sentence.start && matches!(tokens.word(at - 1), "against" | "versus" | "vs" | "from");
        if !led {
            return None;
        }
        let mut named = self.periods.iter().filter(|mention| mention.role != Role::Now);
        let (Some(one), None) = (named.next(), named.next()) else { return None };
        let first = tokens.word(one.tokens.start);
        let year = matches!(first, "last" | "previous" | "prior" | "preceding") && one.tokens.len() == 2
            || matches!(tokens.word(one.tokens.end - 1), "before" | "earlier" | "ago" | "previously");
        (year && one.role == Role::Earlier).then(|| one.periods.clone())
    }

    /// "over the year", "since 2019", "year on year", "in a year": a stretch of time, which no value is of.
    pub fn spans_time(&self, mention: &PeriodMention) -> bool {
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
        let ours = |mention: &AreaMention| {
            mention.area.as_ref().is_none_or(|area| areas.first().is_some_and(|first| first.code == area.code))
        };
        if self.areas.iter().all(ours) {
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
        // "These fell:" before "turnover (17.7% to 11.3%)" in a list.
        let moves = moves || self.before.lead.is_some();
        // "from 14.5 to 15.8 but lower than the 16.7 of 2023": a period far behind says nothing of where it came from.
        let from = self.sentence.clone().find(|at| tokens.word(*at) == "from");
        let far = |mention: &PeriodMention| from.is_some_and(|from| mention.tokens.start > from + 8);
        if self.periods.iter().all(|mention| mention.role != Role::Earlier || far(mention)) {
            periods.extend(now.filter(|_| moves).map(|period| vec![period.previous()]));
            // "In 2020 turnover doubled, from 10.5%"
            let at = self.periods.iter().filter(|mention| mention.role == Role::At && from.is_some());
            periods.extend(at.map(|mention| mention.periods.iter().map(|one| one.previous()).collect()));
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
