//! The key figures: a row a measure with the subject's value, its change on the year before, how it stands beside
//! others, and its course over time as a small line.

use std::sync::Arc;

use crate::chart::{Plot, Scope, Series, plot, sparkline};
use crate::data::areas::Area;
use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::choose::Chosen;
use crate::facts::choose::words::{self, capital};
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::narrative::document::{Arrow, Cell, Column, Picture, Points, Row, RowKind, Table, plain};
use crate::narrative::tables::{Content, Kind, figure_cell, number_column, text_column};
use crate::project::exhibit::ExhibitEntry;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{PerCent, Style};
use crate::quantity::value::{Datum, Symbol, Unit};

/// What a council looks at first.
pub const KIND: Kind = Kind { name: "key-figures", make };

/// More measures than these do not stand on one page.
const MOST: usize = 12;

/// The width of a per cent sign, in widths of a digit, in Liberation Sans.
const PER_CENT: f64 = 1.6;

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

fn make(entry: &ExhibitEntry, facts: &Facts, sink: &mut Diagnostics) -> Result<Content, Diagnostic> {
    let selection = &entry.selection;
    let Some(subject) = &facts.subject else {
        return Err(facts.no_subject("area and period").diagnostic(&selection.place));
    };
    let mut chosen = Chosen::new(selection, facts, true, sink)?;
    if chosen.measures.len() > MOST {
        let message = format!("{} key figures do not stand on one page, {MOST} do", chosen.measures.len());
        let place = selection.measures.get(MOST).map_or(&selection.place, |text| &text.span);
        return Err(Problem::new(message).hint("choose those that matter most").diagnostic(place));
    }
    let last = *chosen.periods.last().unwrap_or(&subject.period);
    let who = chosen.in_period(last).who(facts, None);
    // The subject has its own column; what is left are its comparators.
    chosen.areas.retain(|area| area.code != subject.area.code);
    let writer = Writer { facts, chosen: &chosen, subject: &subject.area, last, name: &entry.name.value };

    let mut columns = vec![text_column("Measure", 0.0)];
    columns.push(number_column(&subject.area.name, &last.to_string(), true));
    columns.push(text_column(format!("Change on {}", last.previous()), 0.0));
    columns.extend(chosen.areas.iter().map(|area| number_column(&area.name, &last.to_string(), false)));
    let trend = chosen.periods.len() > 1;
    if trend {
        let first = chosen.periods.first().map(ToString::to_string).unwrap_or_default();
        columns.push(Column { unit: format!("{first} to {last}"), ..text_column("Trend", 0.0) });
    }
    let mut symbols = Vec::new();
    let mut rows = Vec::new();
    let mut behind = Vec::new();
    for at in 0..chosen.measures.len() {
        let course = writer.course(at);
        rows.push(writer.row(at, trend.then_some(&course), &mut symbols));
        let label = Cell { text: plain(capital(&chosen.measures[at].name)), ..Cell::default() };
        let values = course.iter().map(|figure| writer.value(figure.as_ref()));
        behind.push(Row { kind: RowKind::Body, cells: std::iter::once(label).chain(values).collect() });
    }
    let mut about = vec![subject.area.name.clone()];
    about.extend(chosen.common_basis().map(|basis| basis.name().to_owned()));
    about.push(chosen.in_period(last).period_words());
    let points = chosen.measures.iter().any(|measure| measure.unit == Unit::Percent);
    let reading = [(points, "Points are percentage points."), (trend, "Each trend line has a scale of its own.")];
    let reading: Vec<&str> = reading.iter().filter(|(said, _)| *said).map(|(_, words)| *words).collect();
    let reading = (!reading.is_empty()).then(|| reading.join(" "));
    Ok(Content {
        subtitle: about.join(", "),
        columns,
        rows,
        notes: reading.into_iter().chain(who).collect(),
        source: words::source(&chosen.datasets),
        symbols,
        behind: trend.then(|| writer.behind(behind)),
    })
}

/// What a row is made from.
struct Writer<'a> {
    facts: &'a Facts,
    chosen: &'a Chosen,
    subject: &'a Arc<Area>,
    last: Period,
    name: &'a str,
}

impl Writer<'_> {
    /// The values of a measure over the periods.
    fn course(&self, at: usize) -> Vec<Option<Figure>> {
        let measure = &self.chosen.measures[at];
        let periods = self.chosen.periods.iter();
        periods.map(|period| self.chosen.found(self.facts, measure, self.subject, *period)).collect()
    }

    fn row(&self, at: usize, course: Option<&Vec<Option<Figure>>>, symbols: &mut Vec<Symbol>) -> Row {
        let Self { facts, chosen, subject, last, .. } = *self;
        let measure = &chosen.measures[at];
        let own = chosen.found(facts, measure, subject, last);
        let before = chosen.found(facts, measure, subject, last.previous());
        let mut value = |figure: Option<&Figure>| {
            match figure.map(|figure| figure.datum) {
                Some(Datum::Symbol(symbol)) => symbols.push(symbol),
                None => symbols.push(Symbol::NotAvailable),
                Some(Datum::Number(_)) => {}
            }
            self.value(figure)
        };
        let label = Cell { text: plain(capital(&measure.name)), note: self.reading(at), ..Cell::default() };
        let mut cells = vec![label, value(own.as_ref())];
        cells.push(self.change(own.as_ref(), before.as_ref()));
        for area in &chosen.areas {
            let other = chosen.found(facts, measure, area, last);
            let note = self.standing(own.as_ref(), other.as_ref());
            cells.push(Cell { note, ..value(other.as_ref()) });
        }
        cells.extend(course.map(|course| self.trend(at, course)));
        Row { kind: RowKind::Body, cells }
    }

    /// How the numbers of a row are to be read: unit and basis, where the numbers do not show them, and which side is
    /// good.
    fn reading(&self, at: usize) -> String {
        let measure = &self.chosen.measures[at];
        let mut parts = Vec::new();
        if !matches!(measure.unit, Unit::Percent | Unit::Pounds) {
            parts.push(measure.unit.header().to_owned());
        }
        if self.chosen.common_basis().is_none() {
            parts.extend(self.chosen.bases[at].map(|basis: Basis| basis.name().to_owned()));
        }
        parts.extend(match measure.polarity {
            Polarity::LowerIsBetter => Some("lower is better".to_owned()),
            Polarity::HigherIsBetter => Some("higher is better".to_owned()),
            Polarity::Neutral => None,
        });
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        parts.join("; ")
    }

    /// A value with its sign, since the rows of a column are in different units.
    fn value(&self, figure: Option<&Figure>) -> Cell {
        let decimals = figure.map_or(0, |figure| figure.measure.decimals);
        let cell = figure_cell(figure, decimals, &self.facts.style);
        match figure.map(|figure| (figure.datum, &figure.measure)) {
            Some((Datum::Number(number), measure)) => {
                // A number without a sign after it stands below the digits of those with one.
                let signed = |measure: &Measure| measure.unit == Unit::Percent;
                let beside = self.chosen.measures.iter().any(|measure| signed(measure));
                let pad = if beside && !signed(measure) { PER_CENT } else { 0.0 };
                Cell { text: plain(plot::shown(&self.facts.style, number, measure.unit, decimals)), pad, ..cell }
            }
            _ => cell,
        }
    }

    /// How far the value moved, which way, and whether that is good.
    fn change(&self, own: Option<&Figure>, before: Option<&Figure>) -> Cell {
        let words = |text: &str, note: &str| Cell { text: plain(text), note: note.to_owned(), ..Cell::default() };
        let previous = self.last.previous();
        let missing = |period: Period| words(NOTHING, &format!("no value for {period}"));
        let (Some(own), Some(before)) = (own, before) else {
            return missing(if own.is_none() { self.last } else { previous });
        };
        let Ok((_, shown)) = comparison::differences(own, before) else {
            let known = |figure: &Figure| figure.datum.number().is_some();
            return match (known(own), known(before)) {
                (false, _) => missing(self.last),
                (_, false) => missing(previous),
                _ => words(NOTHING, "not comparable"),
            };
        };
        let holds = |relation| comparison::check(relation, own, before, self.facts).is_ok();
        let figure = Some(Box::new(change_of(own, before, shown)));
        if shown.is_zero() {
            let arrow = Some(Arrow { points: Points::Level, better: None });
            return Cell { arrow, figure, ..words("No change", "") };
        }
        let rose = shown.is_sign_positive();
        let size = size(shown.abs(), own, &self.facts.style);
        let text = format!("{} {size}", if rose { "Up" } else { "Down" });
        let (points, better, note) = if holds(Relation::Steady) {
            (Points::Level, None, "little change")
        } else {
            let better = match own.measure.polarity {
                Polarity::Neutral => None,
                _ => Some(holds(Relation::Improved)),
            };
            let note = better.map_or("", |better| if better { "better" } else { "worse" });
            (if rose { Points::Up } else { Points::Down }, better, note)
        };
        Cell { arrow: Some(Arrow { points, better }), figure, ..words(&text, note) }
    }

    /// Where the subject stands beside another: "ours worse".
    fn standing(&self, own: Option<&Figure>, other: Option<&Figure>) -> String {
        let (Some(own), Some(other)) = (own, other) else { return String::new() };
        let holds = |relation| comparison::check(relation, own, other, self.facts).is_ok();
        // Numbers of people and cases say how large somebody is, not how well they stand.
        let counted = !matches!(own.measure.unit, Unit::Percent | Unit::CasesPerWorker | Unit::Number);
        if counted || own.datum.number().is_none() || other.datum.number().is_none() {
            String::new()
        } else if holds(Relation::Similar) {
            "ours similar".to_owned()
        } else {
            let side = match own.measure.polarity {
                Polarity::Neutral if holds(Relation::Above) => "higher",
                Polarity::Neutral => "lower",
                _ if holds(Relation::Better) => "better",
                _ => "worse",
            };
            format!("ours {side}")
        }
    }

    /// The course of a measure as a line, with its alternative text.
    fn trend(&self, at: usize, course: &[Option<Figure>]) -> Cell {
        let measure: &Measure = &self.chosen.measures[at];
        let value = |figure: &Option<Figure>| {
            figure.as_ref().map_or(Datum::Symbol(Symbol::NotAvailable), |figure| figure.datum)
        };
        let values: Vec<Datum> = course.iter().map(value).collect();
        if values.iter().filter(|value| value.number().is_some()).count() < 2 {
            return Cell { text: plain(NOTHING), note: "too few values".to_owned(), ..Cell::default() };
        }
        let plot = Plot {
            measure: capital(&measure.name),
            unit: measure.unit,
            decimals: measure.decimals,
            polarity: measure.polarity,
            categories: self.chosen.periods.iter().map(ToString::to_string).collect(),
            focus: None,
            series: vec![Series { name: self.subject.name.clone(), subject: true, values }],
            spreads: Vec::new(),
            averages: Vec::new(),
            scope: Scope::default(),
            style: self.facts.style.clone(),
        };
        let Ok(svg) = sparkline::draw(&plot) else {
            return Cell { text: plain(NOTHING), ..Cell::default() };
        };
        let image = format!("/assets/trends/{}-{}.svg", self.name, at + 1);
        Cell { picture: Some(Picture { image, alt: sparkline::describe(&plot), svg }), ..Cell::default() }
    }

    /// The values behind the lines.
    fn behind(&self, rows: Vec<Row>) -> Table {
        let year =
            |period: &Period| Column { group: "Trend".to_owned(), ..number_column(period.to_string(), "", false) };
        let columns =
            std::iter::once(text_column("Measure", 0.0)).chain(self.chosen.periods.iter().map(year)).collect();
        Table { columns, rows, ..Table::default() }
    }
}

/// By how much a value changed, as a figure of its own.
fn change_of(own: &Figure, before: &Figure, by: rust_decimal::Decimal) -> Figure {
    let measure = Measure {
        name: format!("change in the {}", own.measure.name),
        unit: own.measure.unit.of_difference(),
        polarity: Polarity::Neutral,
        definition: String::new(),
        ..(*own.measure).clone()
    };
    let period = |figure: &Figure| figure.scope.as_ref().map_or_else(String::new, |scope| scope.period.to_string());
    Figure {
        measure: Arc::new(measure),
        datum: Datum::Number(by),
        scope: own.scope.clone(),
        origin: Origin::Derived {
            formula: format!("value for {} less that for {}", period(own), period(before)),
            of: [own.clone(), before.clone()].into(),
        },
    }
}

/// The size of a change in as few words as a column has room for.
fn size(by: rust_decimal::Decimal, of: &Figure, style: &Style) -> String {
    let style = Style { per_cent: PerCent::Sign, ..style.clone() };
    let decimals = of.measure.decimals;
    match of.measure.unit {
        Unit::Percent | Unit::PercentagePoints => {
            let number = style.number(by, decimals);
            let word = if number == "1" || number == "1.0" { "point" } else { "points" };
            format!("{number} {word}")
        }
        Unit::CasesPerWorker | Unit::Number => style.number(by, decimals),
        unit => style.size_of_change(by, unit, decimals),
    }
}
