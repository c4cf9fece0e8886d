//! Periods that a chart or a table asks for and the data do not have. A value that is a symbol is a value.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::problem::Problem;
use crate::project::exhibit::{PeriodsEntry, Selection};
use crate::project::yaml::Text;
use crate::quantity::period::Period;

/// What is left of the periods that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// None of them.
    Nothing,
    /// Some, so that the values may be looked at for other errors.
    Some,
    /// All, as far as this can be judged.
    All,
}

/// Reports each period that is asked for and not there, with the first and the last that are.
///
/// What cannot be judged here is left to those who choose the values: measures that nobody knows, text that is no period,
/// a range that runs backwards or lies beside all the data.
pub fn check(selection: &Selection, facts: &Facts, sink: &mut Diagnostics) -> Left {
    let (Some(asked), Some(there)) = (&selection.periods, There::of(selection, facts)) else { return Left::All };
    match asked {
        PeriodsEntry::Last(count, place) => {
            let until = facts.subject.as_ref().map_or(there.last(), |subject| subject.period);
            sink.extend(there.fewer_than(*count, until).map(|problem| problem.diagnostic(place)));
            Left::All
        }
        PeriodsEntry::Between(from, to) => {
            sink.extend(there.beyond(from, to).map(|problem| problem.at(from)));
            Left::All
        }
        PeriodsEntry::These(texts) => {
            let missing: Vec<Diagnostic> =
                texts.iter().filter_map(|text| Some(there.without(text)?.at(text))).collect();
            let left = match missing.len() {
                0 => Left::All,
                some if some < texts.len() => Left::Some,
                _ => Left::Nothing,
            };
            sink.extend(missing);
            left
        }
    }
}

/// The periods in which any of the measures was observed, in time; at least one.
struct There(Vec<Period>);

impl There {
    fn of(selection: &Selection, facts: &Facts) -> Option<Self> {
        let named = selection.data.as_ref().and_then(|text| facts.dataset(&text.value).ok());
        let mut periods = Vec::new();
        for measure in &selection.measures {
            let named = named.as_ref().filter(|data| data.measure(&measure.value).is_some());
            let own = named.map_or_else(|| facts.dataset_with(&measure.value), Ok).ok()?;
            let published = facts.datasets.iter().filter(|other| own.is_compared_with(other));
            for data in std::iter::once(own).chain(published) {
                let bases = data.bases(&measure.value);
                periods.extend(bases.into_iter().flat_map(|basis| data.periods(&measure.value, basis)).copied());
            }
        }
        periods.sort_unstable();
        periods.dedup();
        (!periods.is_empty()).then_some(Self(periods))
    }

    fn first(&self) -> Period {
        self.0[0]
    }

    fn last(&self) -> Period {
        self.0[self.0.len() - 1]
    }

    /// "they run from 2017 to 2025"
    fn run(&self) -> String {
        match (self.first(), self.last()) {
            (first, last) if first == last => format!("there is {first} alone"),
            (first, last) => format!("they run from {first} to {last}"),
        }
    }

    /// What is wrong with asking for the last `count` up to one.
    fn fewer_than(&self, count: usize, until: Period) -> Option<Problem> {
        let there = self.0.iter().filter(|period| **period <= until).count();
        let noun = if there == 1 { "period" } else { "periods" };
        (0 < there && there < count).then(|| {
            Problem::new(format!("the data have {there} {noun} up to {until}, and not {count}"))
                .hint(format!("{}: write `{there}`", self.run()))
        })
    }

    /// What is wrong with a range that begins before the data or ends after them.
    fn beyond(&self, from: &Text, to: &Text) -> Option<Problem> {
        let (start, end) = (Period::parse(&from.value)?, Period::parse(&to.value)?);
        let beside = !self.0.iter().any(|period| (start..=end).contains(period));
        let within = start >= self.first() && end <= self.last();
        (!beside && !within).then(|| {
            let (from, to) = (start.max(self.first()), end.min(self.last()));
            Problem::new(format!("`{start}..{end}` goes beyond the data"))
                .hint(format!("{}: write `{from}..{to}`", self.run()))
        })
    }

    /// What is wrong with asking for a period, unless it is there.
    fn without(&self, text: &Text) -> Option<Problem> {
        let period = Period::parse(&text.value).filter(|period| !self.0.contains(period))?;
        let (before, after): (Vec<Period>, Vec<Period>) = self.0.iter().partition(|one| **one < period);
        let gap = match (before.last(), after.first()) {
            (Some(before), Some(after)) => format!("; next to {period} there are {before} and {after}"),
            _ => String::new(),
        };
        Some(Problem::new(format!("the data do not have {period}")).hint(format!("{}{gap}", self.run())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceFile, Span};

    fn there(years: &[i32]) -> There {
        There(years.iter().copied().map(Period::Year).collect())
    }

    fn text(value: &str) -> Text {
        let file = SourceFile::new("report.yaml", value);
        Text { value: value.to_owned(), span: Span::new(&file, 0..value.len()) }
    }

    fn said(problem: Option<Problem>) -> String {
        problem.map_or_else(String::new, |problem| format!("{}; {}", problem.message, problem.hints.join("; ")))
    }

    #[test]
    fn one_that_is_not_there_is_named_with_the_first_and_the_last() {
        let data = there(&[2017, 2018, 2020]);
        assert_eq!(said(data.without(&text("2018"))), "");
        assert_eq!(said(data.without(&text("2030"))), "the data do not have 2030; they run from 2017 to 2020");
        assert_eq!(
            said(data.without(&text("2019"))),
            "the data do not have 2019; they run from 2017 to 2020; next to 2019 there are 2018 and 2020"
        );
        assert_eq!(said(there(&[2025]).without(&text("2024"))), "the data do not have 2024; there is 2025 alone");
        assert_eq!(said(data.without(&text("225"))), "", "no period at all is said elsewhere");
    }

    #[test]
    fn a_range_stays_within_the_data() {
        let data = there(&[2017, 2018, 2020]);
        let beyond = |from, to| said(data.beyond(&text(from), &text(to)));
        assert_eq!(beyond("2017", "2020"), "");
        assert_eq!(beyond("2018", "2019"), "", "all that there is in between");
        assert_eq!(
            beyond("2018", "2030"),
            "`2018..2030` goes beyond the data; they run from 2017 to 2020: write `2018..2020`"
        );
        assert_eq!(
            beyond("2010", "2030"),
            "`2010..2030` goes beyond the data; they run from 2017 to 2020: write `2017..2020`"
        );
        assert_eq!(beyond("2030", "2031"), "", "a range beside the data is said elsewhere");
    }

    #[test]
    fn no_more_are_shown_than_there_are_up_to_the_subject() {
        let data = there(&[2017, 2018, 2020]);
        assert_eq!(said(data.fewer_than(3, Period::Year(2020))), "");
        assert_eq!(
            said(data.fewer_than(3, Period::Year(2018))),
            "the data have 2 periods up to 2018, and not 3; they run from 2017 to 2020: write `2`"
        );
        assert_eq!(
            said(data.fewer_than(30, Period::Year(2017))),
            "the data have 1 period up to 2017, and not 30; they run from 2017 to 2020: write `1`"
        );
    }
}
