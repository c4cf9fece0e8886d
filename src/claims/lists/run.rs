//! Runs: numbers that stand in a list, and whose and of when all of them are: "… and 11.8% and 14.2% nationally".

use std::ops::Range;
use std::sync::Arc;

use crate::claims::account::is_difference;
use crate::claims::mentions::{AreaMention, PeriodMention, Role};
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::data::areas::Area;
use crate::quantity::period::Period;

/// The numbers of a list, among those of their sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Their indices.
    pub numbers: Range<usize>,
}

/// How the words right before a run join it to what stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "from": it is where something came from.
    From,
    /// "to": it is where something came to.
    To,
    /// "compared with", "against", "than".
    Against,
    /// Anything else.
    Plain,
}

impl Run {
    /// The run that a number stands in: "6.1%, 10.4% and 13.0%"; neighbours are `alike`.
    pub fn around(reading: &Reading<'_, '_>, at: usize, alike: fn(&Quantity, &Quantity) -> bool) -> Option<Self> {
        let tokens = reading.tokens;
        let value = |at: usize| !is_difference(reading, &reading.quantities[at]);
        let joined = |one: &Quantity, two: &Quantity| {
            let between = one.tokens.end..two.tokens.start;
            alike(one, two)
                && (1..=3).contains(&between.len())
                && between.clone().all(|at| {
                    tokens.is(at, ',')
                        || tokens.is(at, '&')
                        || matches!(tokens.word(at), "and" | "just" | "only" | "also")
                })
        };
        let (mut first, mut last) = (at, at + 1);
        while first > 0 && joined(&reading.quantities[first - 1], &reading.quantities[first]) {
            first -= 1;
        }
        while last < reading.quantities.len() && joined(&reading.quantities[last - 1], &reading.quantities[last]) {
            last += 1;
        }
        (last - first > 1 && (first..last).all(value)).then_some(Self { numbers: first..last })
    }

    /// The run before this one that has as many numbers, with nothing but words between them.
    pub fn before(&self, reading: &Reading<'_, '_>, alike: fn(&Quantity, &Quantity) -> bool) -> Option<Self> {
        let last = self.numbers.start.checked_sub(1)?;
        Self::around(reading, last, alike).filter(|before| before.len() == self.len())
    }

    /// How many numbers it has.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Its tokens.
    pub fn span(&self, reading: &Reading<'_, '_>) -> Range<usize> {
        reading.quantities[self.numbers.start].tokens.start..reading.quantities[self.numbers.end - 1].tokens.end
    }

    /// Whether an area is named after it that it need not be of: "…, both lower than in England".
    pub fn leads_to_area(&self, reading: &Reading<'_, '_>) -> bool {
        let (_, after) = self.around_it(reading);
        reading.areas.iter().any(|one| one.tokens.start >= after.end)
    }

    /// Whether its sentence gives values that stand outside of it.
    pub fn has_others(&self, reading: &Reading<'_, '_>) -> bool {
        let others = reading.quantities.iter().enumerate().filter(|(at, _)| !self.numbers.contains(at));
        others.into_iter().any(|(_, one)| !is_difference(reading, one))
    }

    /// The words that belong to it: those that lead to it, and those right after it.
    fn around_it(&self, reading: &Reading<'_, '_>) -> (Range<usize>, Range<usize>) {
        let span = self.span(reading);
        let before = self.numbers.start.checked_sub(1).map(|at| reading.quantities[at].tokens.end);
        let start = before.map_or(reading.sentence.start, |end| tail(reading, end..span.start).end);
        let tokens = reading.tokens;
        // "(2024: 17.7% and 12.3%)", but not "lower than nationally: 11.3% and 7.4%".
        let names = |colon: usize| {
            let named =
                reading.periods.iter().map(|one| &one.tokens).chain(reading.areas.iter().map(|one| &one.tokens));
            named.into_iter().any(|one| one.end == colon && one.start > start && tokens.is(one.start - 1, '('))
        };
        let cut = |at: &usize| tokens.is(*at, ';') || tokens.is(*at, ':') && !names(*at);
        let start = (start..span.start).rev().find(cut).map_or(start, |at| at + 1);
        let next = reading.quantities.get(self.numbers.end).map_or(reading.sentence.end, |one| one.tokens.start);
        (start..span.start, tail(reading, span.end..next))
    }

    fn lead(&self, reading: &Reading<'_, '_>) -> Lead {
        let (before, _) = self.around_it(reading);
        let tokens = reading.tokens;
        // "from", and not "the city from which", stands right before its numbers.
        for at in before.clone().rev().take(8) {
            match tokens.word(at) {
                "from" if before.end - at <= 3 => return Lead::From,
                "to" if before.end - at <= 2 && tokens.word(at - 1) != "compared" => return Lead::To,
                "compared" | "against" | "versus" | "vs" | "than" | "with" | "comparison" => return Lead::Against,
                _ => {}
            }
        }
        Lead::Plain
    }

    /// Whose its numbers can be; `None` if somebody is meant whom the data do not name. `listed` are names that belong to the
    /// single numbers.
    pub fn areas(&self, reading: &Reading<'_, '_>, listed: &[Range<usize>]) -> Option<Vec<Arc<Area>>> {
        if let Some(own) = self.own_area(reading, listed) {
            return own.area.clone().map(|area| vec![area]);
        }
        let subject = || reading.desk.here().map(|here| here.area);
        let (_, after) = self.around_it(reading);
        if after.clone().any(|at| reading.tokens.word(at) == "here") {
            return Some(subject().into_iter().collect());
        }
        let mut found: Vec<Arc<Area>> = Vec::new();
        match self.previous(reading) {
            Some(before) => {
                found.extend(before.areas(reading, listed)?);
                found.extend(subject().filter(|_| self.lead(reading) == Lead::Against));
            }
            None => {
                found.extend(subject());
                // What other numbers have for themselves is not meant here.
                let taken = self.others(reading).into_iter().filter_map(|one| one.own_area(reading, listed));
                let taken: Vec<Range<usize>> = taken.map(|one| one.tokens.clone()).collect();
                let free = reading
                    .areas
                    .iter()
                    .filter(|one| !taken.contains(&one.tokens) && !listed.contains(&one.tokens));
                found.extend(free.filter_map(|one| one.area.clone()));
                if reading.areas.is_empty() {
                    found.extend(reading.before.areas.iter().cloned());
                }
            }
        }
        Some(found)
    }

    /// When its numbers can be of.
    pub fn periods(&self, reading: &Reading<'_, '_>, listed: &[Range<usize>]) -> Vec<Vec<Period>> {
        let Some(now) = reading.desk.now() else { return Vec::new() };
        let (before, after) = self.around_it(reading);
        let within = |range: &Range<usize>| -> Vec<&PeriodMention> {
            let free = |one: &&PeriodMention| range.contains(&one.tokens.start) && !listed.contains(&one.tokens);
            reading.periods.iter().filter(free).collect()
        };
        if let Some(own) = within(&after).into_iter().find(|one| !reading.spans_time(one)) {
            return vec![own.periods.clone()];
        }
        let led = within(&before);
        let lead = self.lead(reading);
        let sentence: Vec<&PeriodMention> =
            reading.periods.iter().filter(|one| !listed.contains(&one.tokens)).collect();
        match lead {
            Lead::From => came_from(&led, &sentence, now),
            Lead::To => {
                // "Between 2021 and 2024 they fell from … to …", "In 2024 they fell from … to …".
                let mut at = sentence.iter().filter(|one| one.role == Role::At && !self.is_of_others(reading, one));
                let last = at.next_back().map(|one| one.periods.clone());
                vec![last.unwrap_or_else(|| vec![now])]
            }
            _ => {
                let own = led
                    .iter()
                    .rfind(|one| !reading.spans_time(one) || reading.tokens.possessive(one.tokens.end - 1));
                match (own, self.previous(reading)) {
                    (Some(own), _) => vec![own.periods.clone()],
                    // "…, compared with 17.7% and 12.3%": another time, or another area at the same time.
                    (None, Some(run)) if lead == Lead::Against && self.own_area(reading, listed).is_none() => {
                        let mut found = came_from(&led, &sentence, now);
                        found.extend(run.periods(reading, listed));
                        found
                    }
                    (None, Some(run)) => run.periods(reading, listed),
                    (None, None) => self.unsaid(reading, &sentence, now),
                }
            }
        }
    }

    /// When the first numbers of a sentence can be of, if nothing beside them says so.
    fn unsaid(&self, reading: &Reading<'_, '_>, sentence: &[&PeriodMention], now: Period) -> Vec<Vec<Period>> {
        let mut found = vec![vec![now]];
        let free = sentence.iter().filter(|one| !reading.spans_time(one));
        // "… in Coventry, and … in England in 2024" may say of both when they are of.
        let shared =
            |one: &&&PeriodMention| !self.is_of_others(reading, one) || self.own_area(reading, &[]).is_some();
        found.extend(free.filter(shared).map(|one| one.periods.clone()));
        if reading.periods.is_empty() {
            found.extend(reading.before.periods.iter().map(|one| vec![*one]));
        }
        found
    }

    /// The area that the words beside it name.
    fn own_area<'r>(&self, reading: &'r Reading<'_, '_>, listed: &[Range<usize>]) -> Option<&'r AreaMention> {
        let (before, after) = self.around_it(reading);
        let within = |range: Range<usize>| {
            reading
                .areas
                .iter()
                .filter(move |one| range.contains(&one.tokens.start))
                .filter(|one| !listed.contains(&one.tokens))
        };
        within(after).next().or_else(|| within(before).next_back())
    }

    /// Whether a period stands beside other numbers.
    fn is_of_others(&self, reading: &Reading<'_, '_>, period: &PeriodMention) -> bool {
        self.others(reading).iter().any(|other| {
            let (before, after) = other.around_it(reading);
            after.contains(&period.tokens.start) || other.numbers.start > 0 && before.contains(&period.tokens.start)
        })
    }

    /// The numbers around it, one by one.
    fn others(&self, reading: &Reading<'_, '_>) -> Vec<Self> {
        let others = (0..reading.quantities.len()).filter(|at| !self.numbers.contains(at));
        others.map(|at| Self { numbers: at..at + 1 }).collect()
    }

    /// The run before it, or the number, that it goes on from.
    fn previous(&self, reading: &Reading<'_, '_>) -> Option<Self> {
        let last = self.numbers.start.checked_sub(1)?;
        Some(Self::around(reading, last, |_, _| true).unwrap_or(Self { numbers: last..last + 1 }))
    }
}

/// When something was before it moved: what is named as its beginning, else the year before.
fn came_from(led: &[&PeriodMention], sentence: &[&PeriodMention], now: Period) -> Vec<Vec<Period>> {
    let earlier = |from: &[&PeriodMention]| -> Vec<Vec<Period>> {
        from.iter().filter(|one| one.role == Role::Earlier).map(|one| one.periods.clone()).collect()
    };
    let mut found = earlier(led);
    if found.is_empty() {
        found = earlier(sentence);
    }
    if found.is_empty() {
        let at = sentence.iter().filter(|one| one.role == Role::At);
        found = at.map(|one| one.periods.iter().map(|one| one.previous()).collect()).collect();
        found.push(vec![now.previous()]);
    }
    found
}

/// The tokens right after a number that still belong to it: "in 2024", "nationally", "(England)".
fn tail(reading: &Reading<'_, '_>, after: Range<usize>) -> Range<usize> {
    let tokens = reading.tokens;
    let ends = |at: &usize| {
        [',', ';', ':', ')'].iter().any(|sign| tokens.is(*at, *sign))
            || tokens.is(*at, '(') && *at > after.start
            || tokens.is_dash(*at) && !tokens.joined(*at)
            || matches!(
                tokens.word(*at),
                "and"
                    | "but"
                    | "while"
                    | "whereas"
                    | "compared"
                    | "against"
                    | "versus"
                    | "than"
                    | "down"
                    | "up"
                    | "to"
                    | "from"
                    | "although"
                    | "which"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "with"
            )
    };
    // "(2024: 17.7%)": what is in brackets with a number is that number's.
    let opens = tokens.is(after.start, '(') && !after.clone().any(|at| tokens.is(at, ')'));
    let end = if opens { after.start } else { after.clone().find(ends).unwrap_or(after.end) };
    after.start..end
}
