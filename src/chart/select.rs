//! Selection: a report's chart entry becomes a plot of resolved values.

pub mod periods;
mod time;

use std::sync::Arc;

use crate::chart::select::periods::Left;
use crate::chart::{KINDS, Kind, Mark, Plot, Role, Scope, Series, Shape, Spread, kind};
use crate::data::areas::{Area, Level};
use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::Diagnostics;
use crate::facts::choose::words::{self, capital};
use crate::facts::choose::{self, Chosen};
use crate::facts::columns::{Columns, both_bases};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::{Facts, extent};
use crate::project::exhibit::{ExhibitEntry, PeriodsEntry, Selection};
use crate::project::read::unknown;
use crate::project::yaml::Text;
use crate::quantity::value::{Datum, Order, Symbol, Unit};

/// A chart that is ready to be drawn, with the words around it that come from the data.
#[derive(Debug, Clone)]
pub struct Selected {
    /// How it is drawn and described.
    pub kind: &'static Kind,
    /// What it shows.
    pub plot: Plot,
    /// Measure, basis, area and period.
    pub subtitle: String,
    /// The source line.
    pub source: String,
    /// What a reader has to know about values that are missing.
    pub notes: Vec<String>,
    /// What the categories are, for the header of the table of values: "Year", "Authority".
    pub category_title: String,
    /// The figures behind the values, row by row as the table of values has them: a row a category with one figure a
    /// series, or a row a spread with its marks, its lowest and its highest. `None` where the data have no row.
    pub figures: Vec<Vec<Option<Figure>>>,
}

/// A series, and the figures behind its values.
type Traced = (Series, Vec<Option<Figure>>);

/// A series of figures; where there is none, the value is not available.
fn traced(name: String, subject: bool, figures: Vec<Option<Figure>>) -> Traced {
    let datum = |figure: &Option<Figure>| {
        figure.as_ref().map_or(Datum::Symbol(Symbol::NotAvailable), |figure| figure.datum)
    };
    (Series { name, subject, values: figures.iter().map(datum).collect() }, figures)
}

/// The series by themselves, and their figures category by category.
fn by_category(traced: Vec<Traced>) -> (Vec<Series>, Vec<Vec<Option<Figure>>>) {
    let (series, columns): (Vec<Series>, Vec<Vec<Option<Figure>>>) = traced.into_iter().unzip();
    let length = columns.iter().map(Vec::len).max().unwrap_or_default();
    let mut rows: Vec<Vec<Option<Figure>>> = (0..length).map(|_| Vec::with_capacity(columns.len())).collect();
    for figure in columns {
        for (row, figure) in rows.iter_mut().zip(figure) {
            row.push(figure);
        }
    }
    (series, rows)
}

/// Resolves a chart; whatever is wrong with it is reported at its place.
pub fn select(entry: &ExhibitEntry, facts: &Facts, sink: &mut Diagnostics) -> Option<Selected> {
    let Some(kind) = kind(&entry.kind.value) else {
        sink.push(unknown("chart kind", &entry.kind, KINDS.iter().map(|kind| kind.name)));
        return None;
    };
    let selection = &entry.selection;
    let left = periods::check(selection, facts, sink);
    if left == Left::Nothing {
        return None;
    }
    let table = selection.data.as_ref().filter(|_| selection.measures.is_empty());
    let result = match (table, kind.shape) {
        (Some(_), Shape::Spread) => Err(Problem::new("a range chart cannot show a plain table")
            .hint("use `measures:` and `range:`, or another kind of chart")
            .diagnostic(&selection.place)),
        (Some(data), _) => of_table(entry, data, kind, facts, sink),
        (None, Shape::Timeline) => over_time(entry, kind, facts, left, sink),
        (None, Shape::OverTime) if !one_period(&entry.selection) => over_time(entry, kind, facts, left, sink),
        (None, Shape::OverTime) => compared(entry, kind, facts, sink),
        (None, Shape::Compared) => compared(entry, kind, facts, sink),
        (None, Shape::Spread) => spread(entry, kind, facts, sink),
    };
    let result = result.and_then(|selected| {
        let columns = selected.figures.iter().map(Vec::len).max().unwrap_or_default();
        let room = extent::of_selection(selected.figures.len(), columns);
        room.map(|()| selected).map_err(|problem| problem.diagnostic(&entry.name.span))
    });
    result.map_err(|diagnostic| sink.push(diagnostic)).ok()
}

/// Whether a selection names exactly one period, so that there is nothing to run along the axis but areas.
fn one_period(selection: &Selection) -> bool {
    match &selection.periods {
        Some(PeriodsEntry::Last(count, _)) => *count == 1,
        Some(PeriodsEntry::These(periods)) => periods.len() == 1,
        Some(PeriodsEntry::Between(..)) | None => false,
    }
}

type Result<T> = std::result::Result<T, crate::diagnostic::Diagnostic>;

/// Lines: periods along the axis; a line an area, or a line a measure. Periods of which some are not there were told
/// already, and are not held against one another.
fn over_time(
    entry: &ExhibitEntry,
    kind: &'static Kind,
    facts: &Facts,
    left: Left,
    sink: &mut Diagnostics,
) -> Result<Selected> {
    let mut chosen = Chosen::new(&entry.selection, facts, true, sink)?;
    if kind.shape == Shape::Timeline {
        let at = |problem: Problem| problem.diagnostic(&entry.selection.place);
        match entry.selection.periods {
            Some(PeriodsEntry::These(_)) if left == Left::All => time::evenly(&chosen.periods).map_err(at)?,
            Some(PeriodsEntry::These(_)) => {}
            _ => chosen.periods = time::with_gaps(&chosen.periods).map_err(at)?,
        }
    }
    if chosen.measures.len() > 1 && chosen.areas.len() > 1 {
        return Err(Problem::new("several measures of several areas in one chart of lines")
            .hint("choose one measure, or one area")
            .diagnostic(&entry.selection.place));
    }
    let by_measure = chosen.measures.len() > 1;
    let categories = chosen.periods.iter().map(ToString::to_string).collect();
    let series = if by_measure {
        let area = &chosen.areas[0];
        let named = chosen.measures.iter().map(|measure| (chosen.label(measure), false, measure, area));
        let mut series = Vec::new();
        for (name, subject, measure, area) in named {
            series.push(along_periods(facts, &chosen, name, subject, measure, area));
        }
        series
    } else {
        let measure = &chosen.measures[0];
        let areas = chosen.areas.iter();
        areas
            .map(|area| {
                along_periods(facts, &chosen, area.name.clone(), chosen.is_subject(facts, area), measure, area)
            })
            .collect()
    };
    finish(entry, kind, facts, &chosen, categories, None, series, "Year")
}

fn along_periods(
    facts: &Facts,
    chosen: &Chosen,
    name: String,
    subject: bool,
    measure: &Arc<Measure>,
    area: &Arc<Area>,
) -> Traced {
    traced(name, subject, chosen.periods.iter().map(|period| chosen.found(facts, measure, area, *period)).collect())
}

/// Bars: areas along the axis, or periods where there is one area or the bars are grouped by area.
fn compared(entry: &ExhibitEntry, kind: &'static Kind, facts: &Facts, sink: &mut Diagnostics) -> Result<Selected> {
    let mut chosen = Chosen::new(&entry.selection, facts, false, sink)?;
    let (measures, periods) = (chosen.measures.len(), chosen.periods.len());
    if measures > 1 && periods > 1 && chosen.areas.len() > 1 {
        return Err(Problem::new("several measures of several areas in several periods in one chart")
            .hint("choose one measure, one area or one period")
            .diagnostic(&entry.selection.place));
    }
    if periods > 1 {
        let categories = chosen.periods.iter().map(ToString::to_string).collect();
        let series = if measures > 1 {
            let area = Arc::clone(&chosen.areas[0]);
            let measures = chosen.measures.iter();
            measures
                .map(|measure| along_periods(facts, &chosen, chosen.label(measure), false, measure, &area))
                .collect()
        } else {
            let measure = Arc::clone(&chosen.measures[0]);
            let areas = chosen.areas.iter();
            areas
                .map(|area| {
                    along_periods(facts, &chosen, area.name.clone(), chosen.is_subject(facts, area), &measure, area)
                })
                .collect()
        };
        return finish(entry, kind, facts, &chosen, categories, None, series, "Year");
    }
    let period = chosen.periods[0];
    if let Some(order) = &entry.selection.sort {
        let measure = Arc::clone(&chosen.measures[0]);
        let key = |area: &Arc<Area>| chosen.datum(facts, &measure, area, period).order();
        let mut areas: Vec<(Option<Order>, Arc<Area>)> =
            chosen.areas.iter().map(|area| (key(area), Arc::clone(area))).collect();
        choose::sort(&mut areas, order)?;
        chosen.areas = areas.into_iter().map(|(_, area)| area).collect();
    }
    let categories = chosen.areas.iter().map(|area| area.name.clone()).collect();
    let focus = chosen.areas.iter().position(|area| chosen.is_subject(facts, area));
    let series = chosen
        .measures
        .iter()
        .map(|measure| {
            // The one measure is named by the chart; then the series is its period.
            let name = if measures > 1 { chosen.label(measure) } else { period.to_string() };
            traced(
                name,
                false,
                chosen.areas.iter().map(|area| chosen.found(facts, measure, area, period)).collect(),
            )
        })
        .collect();
    let mut selected = finish(entry, kind, facts, &chosen, categories, focus, series, "Area")?;
    let is_average = |area: &Area| area.level != Level::LocalAuthority;
    // Where all areas are averages, they are what is compared.
    if !chosen.areas.iter().all(|area| is_average(area)) {
        let areas = chosen.areas.iter().enumerate();
        selected.plot.averages = areas.filter(|(_, area)| is_average(area)).map(|(at, _)| at).collect();
    }
    Ok(selected)
}

/// Ranges: a row a measure, from the lowest to the highest authority of a region.
fn spread(entry: &ExhibitEntry, kind: &'static Kind, facts: &Facts, sink: &mut Diagnostics) -> Result<Selected> {
    let selection = &entry.selection;
    let chosen = Chosen::new(selection, facts, false, sink)?;
    let region = choose::region(selection, facts)?;
    let mut without = Vec::new();
    let mut spreads = Vec::new();
    let mut figures = Vec::new();
    for measure in &chosen.measures {
        for period in &chosen.periods {
            let of = chosen.figure(facts, measure, &region, *period);
            let figure = of.or_else(|_| chosen.figure(facts, measure, &chosen.areas[0], *period));
            let figure = figure.map_err(|problem| problem.diagnostic(&selection.place))?;
            let spread = facts.spread(&figure, &region).map_err(|problem| problem.diagnostic(&selection.place))?;
            let end = |end: &crate::facts::spread::End| (end.figure.datum, end.areas.clone());
            let mut areas = chosen.areas.clone();
            areas.sort_by_key(|area| area.level.breadth());
            let label = if chosen.periods.len() > 1 {
                if chosen.measures.len() > 1 {
                    format!("{} {period}", chosen.label(measure))
                } else {
                    period.to_string()
                }
            } else {
                chosen.label(measure)
            };
            let mut row: Vec<Option<Figure>> =
                areas.iter().map(|area| chosen.found(facts, measure, area, *period)).collect();
            let value = |figure: &Option<Figure>| {
                figure.as_ref().map_or(Datum::Symbol(Symbol::NotAvailable), |figure| figure.datum)
            };
            let values: Vec<Datum> = row.iter().map(value).collect();
            row.extend([&spread.low, &spread.high].map(|end| Some(end.figure.clone())));
            figures.push(row);
            without.push((label.clone(), spread.without));
            spreads.push(Spread {
                label,
                unit: figure.measure.unit,
                decimals: figure.measure.decimals,
                low: end(&spread.low),
                high: end(&spread.high),
                marks: areas
                    .iter()
                    .zip(values)
                    .map(|(area, value)| Mark { name: area.name.clone(), role: role(&chosen, facts, area), value })
                    .collect(),
            });
        }
    }
    let mut selected = finish(entry, kind, facts, &chosen, Vec::new(), None, Vec::new(), "Measure")?;
    if entry.subtitle.is_none() {
        selected.subtitle = format!(
            "{}, lowest to highest authority of {}, {}",
            chosen.measure_words(),
            words::with_article(&region),
            chosen.period_words()
        );
    }
    selected.plot.scope.place = words::with_article(&region);
    selected.plot.spreads = spreads;
    selected.figures = figures;
    selected.plot.scope.left_out = words::left_out(without);
    selected.notes.extend(selected.plot.scope.left_out.iter().cloned());
    let ends = selected.plot.spreads.iter().flat_map(|spread| [spread.low.0, spread.high.0]);
    for note in ends.filter_map(symbol_note).collect::<Vec<_>>() {
        if !selected.notes.iter().any(|known| known.contains(&note)) {
            selected.notes.push(format!("{note}."));
        }
    }
    for note in chosen.who(facts, Some(&region)) {
        if !selected.notes.contains(&note) {
            selected.notes.push(note);
        }
    }
    Ok(selected)
}

/// What the symbol of an end means: "[low] above zero, but rounds to zero".
fn symbol_note(end: Datum) -> Option<String> {
    match end {
        Datum::Number(_) => None,
        Datum::Symbol(symbol) => Some(format!("{} {}", symbol.mark(), symbol.meaning())),
    }
}

/// What an area is to the report.
fn role(chosen: &Chosen, facts: &Facts, area: &Area) -> Role {
    match area.level {
        _ if chosen.is_subject(facts, area) => Role::Subject,
        Level::National => Role::Nation,
        Level::Regional => Role::Region,
        Level::LocalAuthority | Level::Neighbours => Role::Other,
    }
}

/// Charts of a plain table: rows along the axis, a series a column.
fn of_table(
    entry: &ExhibitEntry,
    data: &Text,
    kind: &'static Kind,
    facts: &Facts,
    sink: &mut Diagnostics,
) -> Result<Selected> {
    let dataset = facts.dataset(&data.value).map_err(|problem| problem.at(data))?;
    let columns = Columns::new(&entry.selection, &dataset, sink)?;
    let grid = &dataset.grid;
    let mut rows: Vec<(Option<Order>, usize)> = (0..grid.rows.len())
        .map(|row| (columns.shown.first().and_then(|one| one.datum(grid, row)?.order()), row))
        .collect();
    if let Some(order) = &entry.selection.sort {
        choose::sort(&mut rows, order)?;
    }
    let categories: Vec<String> = rows.iter().map(|(_, row)| grid.text(*row, columns.stub).into_owned()).collect();
    if kind.shape == Shape::Timeline {
        let title = &grid.columns[columns.stub].name;
        time::rows(&categories, title).map_err(|problem| problem.diagnostic(&entry.selection.place))?;
    }
    let unit = columns.shown[0].unit;
    if let Some(other) = columns.shown.iter().find(|column| column.unit != unit) {
        return Err(Problem::new(format!(
            "`{}` and `{}` are not in the same unit",
            columns.shown[0].title, other.title
        ))
        .hint("show columns of one unit in one chart")
        .diagnostic(&entry.selection.place));
    }
    if kind.name.starts_with("stacked")
        && let Some((first, other)) = both_bases(&columns.shown)
    {
        return Err(Problem::new(format!("`{}` and `{}` are FTE and headcount", first.title, other.title))
            .hint("a stack adds up its parts: show columns on one basis, or write `kind: grouped-bar`")
            .diagnostic(&entry.selection.place));
    }
    let decimals = columns.shown.iter().map(|column| column.decimals).max().unwrap_or_default();
    let series = columns.shown.iter().map(|column| {
        // An empty cell of a plain table says nothing; it is a gap.
        let figures = rows.iter().map(|(_, row)| column.figure(&dataset, *row)).collect();
        traced(column.title.clone(), columns.shown.len() == 1, figures)
    });
    let (series, figures) = by_category(series.collect());
    let measure = match columns.shown.as_slice() {
        [one] => one.title_with_unit(),
        _ => capital(unit.noun()),
    };
    let plot = Plot {
        measure: measure.clone(),
        unit,
        decimals,
        polarity: Polarity::Neutral,
        categories,
        focus: None,
        averages: Vec::new(),
        series,
        spreads: Vec::new(),
        scope: Scope {
            rows: grid.columns[columns.stub].name.to_lowercase(),
            about: entry.subtitle.as_ref().map_or_else(String::new, |text| text.value.clone()),
            ..Scope::default()
        },
        style: facts.style.clone(),
    };
    let subtitle = entry.subtitle.as_ref().map_or(measure, |text| text.value.clone());
    Ok(Selected {
        kind,
        plot,
        subtitle,
        source: words::source([&dataset]),
        notes: Vec::new(),
        category_title: grid.columns[columns.stub].name.clone(),
        figures,
    })
}

#[expect(clippy::too_many_arguments, reason = "the parts of a chart, each used once, from three places")]
fn finish(
    entry: &ExhibitEntry,
    kind: &'static Kind,
    facts: &Facts,
    chosen: &Chosen,
    categories: Vec<String>,
    focus: Option<usize>,
    series: Vec<Traced>,
    category_title: &str,
) -> Result<Selected> {
    let (series, figures) = by_category(series);
    let first = &chosen.measures[0];
    if kind.shape != Shape::Spread
        && let Some(other) = chosen.measures.iter().find(|measure| measure.unit != first.unit)
    {
        return Err(Problem::new(format!("the {} and the {} are not in the same unit", first.name, other.name))
            .hint("show measures of one unit in one chart")
            .diagnostic(&entry.selection.place));
    }
    let stacked = kind.name.starts_with("stacked");
    if stacked && matches!(first.unit, Unit::Percent | Unit::PercentagePoints | Unit::CasesPerWorker) {
        return Err(Problem::new(format!("the {} cannot be stacked: a sum of rates means nothing", first.name))
            .hint(format!("use `{}`", kind.name.replacen("stacked", "grouped", 1)))
            .diagnostic(&entry.kind.span));
    }
    let decimals = chosen.measures.iter().map(|measure| measure.decimals).max().unwrap_or_default();
    let measure = if chosen.measures.len() == 1 { capital(&first.name) } else { capital(&chosen.measure_names()) };
    let areas = chosen.area_words();
    let subtitle = format!("{}, {areas}, {}", chosen.measure_words(), chosen.period_words());
    let gaps = chosen.gaps(facts);
    Ok(Selected {
        kind,
        plot: Plot {
            measure,
            unit: first.unit,
            decimals,
            polarity: first.polarity,
            categories,
            focus,
            averages: Vec::new(),
            series,
            spreads: Vec::new(),
            scope: Scope {
                basis: chosen.common_basis().map_or_else(String::new, |basis| basis.name().to_owned()),
                place: areas,
                period: chosen.period_words(),
                ..Scope::default()
            },
            style: facts.style.clone(),
        },
        subtitle: entry.subtitle.as_ref().map_or(subtitle, |text| text.value.clone()),
        source: words::source(chosen.datasets.iter()),
        notes: gaps,
        category_title: category_title.to_owned(),
        figures,
    })
}
