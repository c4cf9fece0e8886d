//! The ends of a range as a row states them, and whether they can be right.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Column, Columns, End, Reading, StatedRange, form};
use crate::data::areas::{Area, Level};
use crate::data::measures::Polarity;
use crate::data::problems::Problems;
use crate::data::{Observation, Observed};
use crate::diagnostic::Diagnostic;
use crate::quantity::style::round;
use crate::quantity::value::Datum;

/// One end of a range.
struct Stated {
    datum: Datum,
    areas: Vec<Arc<Area>>,
    /// The column in the grid.
    at: usize,
}

impl Reading<'_> {
    /// The ranges of the row: a column for each end, or one for both, of one region or of several.
    pub(super) fn range(
        &self,
        columns: &Columns,
        observed: &mut Observed,
        ranges: &mut Vec<StatedRange>,
        problems: &mut Problems,
    ) {
        let mut regions: Vec<&Arc<Area>> = Vec::new();
        for (_, column) in &columns.columns {
            if let Column::Range(_, region) = column
                && !regions.iter().any(|known| known.code == region.code)
            {
                regions.push(region);
            }
        }
        for region in regions {
            match self.ends(columns, region, observed) {
                Ok(Some([first, second])) => match self.stated(region, first, second, observed) {
                    Ok(range) => ranges.extend(range),
                    Err(problem) => problems.push(*problem),
                },
                Ok(None) => {}
                Err(found) => problems.extend(found),
            }
        }
    }

    /// Both ends of the range of a region, in the order in which they are stated; `None` where the row has none.
    fn ends(
        &self,
        columns: &Columns,
        region: &Arc<Area>,
        observed: &mut Observed,
    ) -> Result<Option<[Stated; 2]>, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut ends: [Option<Stated>; 2] = [None, None];
        let mut labelled = false;
        for (at, column) in &columns.columns {
            let Column::Range(end, of) = column else { continue };
            if of.code != region.code {
                continue;
            }
            let text = self.text(*at);
            let parts = match (end, form::ends(&text)) {
                (End::Both, Some((first, second))) => vec![(0, first), (1, second)],
                (End::Both, None) if text.is_empty() => Vec::new(),
                (End::Both, None) => {
                    problems.push(
                        Diagnostic::error(format!("`{text}` is not a range"), &self.grid.span(self.row, *at))
                            .hint("write both ends, such as `9.3% (Shropshire) to 29.3% (Sandwell)`"),
                    );
                    Vec::new()
                }
                (End::From | End::Lowest, _) => vec![(0, text.as_str())],
                (End::To | End::Highest, _) => vec![(1, text.as_str())],
            };
            labelled |= matches!(end, End::Lowest | End::Highest);
            for (which, part) in parts {
                match self.form(*at, part) {
                    Ok(Some((datum, areas))) => {
                        ends[which] =
                            Some(Stated { datum, areas: areas.into_iter().map(Arc::clone).collect(), at: *at });
                    }
                    Ok(None) => {}
                    Err(problem) => problems.push(*problem),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let [first, second] = ends;
        match (first, second) {
            (None, None) => Ok(None),
            (Some(first), Some(second)) => {
                self.check_order(&first, &second, labelled, observed).map_err(|problem| vec![*problem])?;
                Ok(Some([first, second]))
            }
            (Some(only), None) | (None, Some(only)) => {
                let message = format!("the range of the {} has one end only", self.measure.name);
                Err(vec![
                    Diagnostic::error(message, &self.grid.span(self.row, only.at))
                        .hint("fill in the other end, or leave both empty"),
                ])
            }
        }
    }

    /// A range is stated from the best to the worst: one that runs against the measure's polarity is a slip in the
    /// ends, or in what the report says is better.
    fn check_order(
        &self,
        first: &Stated,
        second: &Stated,
        labelled: bool,
        observed: &mut Observed,
    ) -> Result<(), Box<Diagnostic>> {
        let (Some(from), Some(to)) = (first.datum.number(), second.datum.number()) else { return Ok(()) };
        let (place, other) = (self.grid.span(self.row, first.at), self.grid.span(self.row, second.at));
        let name = &self.measure.name;
        if labelled {
            if from > to {
                let message = format!("the lowest {name}, {from}, is above the highest, {to}");
                return Err(Diagnostic::error(message, &place)
                    .related(&other, "the highest")
                    .hint("exchange the two values")
                    .into());
            }
            return Ok(());
        }
        let (way, hint) = match self.measure.polarity {
            Polarity::LowerIsBetter if from > to => ("down", "lower is better"),
            Polarity::HigherIsBetter if from < to => ("up", "higher is better"),
            Polarity::Neutral if from > to => ("down", ""),
            _ => return Ok(()),
        };
        let message = format!("the range of the {name} runs {way}, from {from} to {to}");
        let (message, hint) = if hint.is_empty() {
            let id = &self.measure.id;
            let hint = format!("that is right if higher is better: add `better: higher` to the measure `{id}`");
            (message, hint)
        } else {
            let hint = format!("a range runs from the best to the worst: exchange the ends, or check that {hint}");
            (
                format!(
                    "{message}, although {}",
                    if way == "down" { "lower is better" } else { "higher is better" }
                ),
                hint,
            )
        };
        let mut warning = Diagnostic::warning(message, &place).hint(hint);
        if first.at != second.at {
            warning = warning.related(&other, "the other end");
        }
        observed.warnings.push(warning);
        Ok(())
    }

    /// The range with its ends as observations; those of named authorities are observations of the dataset too.
    fn stated(
        &self,
        region: &Arc<Area>,
        first: Stated,
        second: Stated,
        observed: &mut Observed,
    ) -> Result<Option<StatedRange>, Box<Diagnostic>> {
        for end in [&first, &second] {
            self.check_areas(region, end, observed)?;
        }
        let (Some(from), Some(to)) = (first.datum.number(), second.datum.number()) else { return Ok(None) };
        let highest_first = from > to;
        let (low, high) = if highest_first { (&second, &first) } else { (&first, &second) };
        self.check_inside(region, low, high, observed);
        let range = StatedRange {
            lowest: self.observations(region, low),
            highest: self.observations(region, high),
            region: region.code.clone(),
            highest_first,
        };
        Ok(Some(range))
    }

    /// An end that a table gives to nobody is an authority's of the region all the same.
    fn observations(&self, region: &Area, end: &Stated) -> Vec<Observation> {
        let mut areas = end.areas.clone();
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        areas.dedup_by(|a, b| a.code == b.code);
        if areas.is_empty() {
            areas.push(Arc::new(Area {
                code: String::new(),
                old_code: String::new(),
                name: format!("an authority of {}", region.name),
                level: Level::LocalAuthority,
                region: region.code.clone(),
            }));
        }
        areas.iter().map(|area| self.observation(area, self.last, end.datum, end.at)).collect()
    }

    /// Whoever has an end belongs to the region, and has no other value in the same period.
    fn check_areas(&self, region: &Area, end: &Stated, observed: &mut Observed) -> Result<(), Box<Diagnostic>> {
        let place = self.grid.span(self.row, end.at);
        if end.areas.is_empty() && end.datum.number().is_some() {
            observed.warnings.push(
                Diagnostic::warning("the end of a range names no authority", &place)
                    .hint("write who has the value, such as `0% (Shropshire)`"),
            );
        }
        for area in &end.areas {
            if !area.is_authority_of(&region.code) {
                let message = format!("{} is not an authority of {}", area.name, region.name);
                return Err(Diagnostic::error(message, &place)
                    .hint("check the name, or say which region is meant with `region:` in the report's entry of this file")
                    .into());
            }
            let same = |one: &&Observation| {
                one.row == self.row
                    && one.area.code == area.code
                    && one.period == self.last
                    && one.basis == self.basis
            };
            match observed.observations.iter().find(same) {
                None => observed.observations.push(self.observation(area, self.last, end.datum, end.at)),
                Some(known) if agree(known.datum, end.datum) => {}
                Some(known) => {
                    let message =
                        format!("two cells give the {} of {} for {}", self.measure.name, area.name, self.last);
                    return Err(Diagnostic::error(message, &place)
                        .related(&self.grid.span(self.row, known.column), "the other one")
                        .hint("put one of them right")
                        .into());
                }
            }
        }
        Ok(())
    }

    /// Whoever belongs to the region lies within its range, and so does its average.
    fn check_inside(&self, region: &Area, low: &Stated, high: &Stated, observed: &mut Observed) {
        let (Some(lowest), Some(highest)) = (low.datum.number(), high.datum.number()) else { return };
        let mut found = Vec::new();
        let of_row = observed.observations.iter().filter(|one| one.row == self.row && one.period == self.last);
        for one in of_row.filter(|one| one.area.is_authority_of(&region.code) || one.area.code == region.code) {
            let Some(value) = one.datum.number() else { continue };
            // What is written with fewer decimals can differ in those that are not written.
            let outside = |end: Decimal| round(value, end.scale()) != end && round(end, value.scale()) != value;
            let end = match () {
                () if value < lowest && outside(lowest) => low,
                () if value > highest && outside(highest) => high,
                () => continue,
            };
            let message = format!(
                "the {} of {}, {value}, lies outside the range of {}, {lowest} to {highest}",
                self.measure.name, one.area.name, region.name
            );
            found.push(
                Diagnostic::warning(message, &self.grid.span(self.row, end.at))
                    .related(&self.grid.span(self.row, one.column), "the value")
                    .hint("check the year and the basis of both: they should be the same"),
            );
        }
        observed.warnings.extend(found);
    }
}

/// Whether two values are the same, as far as both are written.
fn agree(one: Datum, other: Datum) -> bool {
    match (one, other) {
        (Datum::Number(one), Datum::Number(other)) => {
            let decimals = one.scale().min(other.scale());
            round(one, decimals) == round(other, decimals)
        }
        (one, other) => one == other,
    }
}
