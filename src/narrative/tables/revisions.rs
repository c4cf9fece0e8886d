//! The table of revisions: what a later release of the same statistics has in place of what an earlier one had.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::Facts;
use crate::facts::choose::Chosen;
use crate::facts::choose::words::{self, capital};
use crate::facts::comparison::comparable_across_releases;
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::narrative::document::{Cell, Row, RowKind, plain, plain_text};
use crate::narrative::tables::{Content, Kind, figure_cell, number_column, text_column};
use crate::project::exhibit::{ExhibitEntry, PeriodsEntry};
use crate::project::yaml::Text;
use crate::quantity::period::Period;
use crate::quantity::value::Datum;

/// What was revised between two releases.
pub const KIND: Kind = Kind { name: "revisions", make };

/// A value that both releases have.
struct Revised {
    /// The measure's name with what sets it apart from the others: unit, basis.
    measure: String,
    area: String,
    earlier: Figure,
    later: Figure,
}

impl Revised {
    /// Whether a reader sees two different values.
    fn is_revised(&self) -> bool {
        match (self.earlier.shown(), self.later.shown()) {
            (Some(then), Some(now)) => then != now,
            _ => self.earlier.datum != self.later.datum,
        }
    }

    /// By how much the value was revised, as a figure of its own; `None` where one of the two is no number.
    fn difference(&self) -> Option<Figure> {
        let by = self.later.shown()? - self.earlier.shown()?;
        let measure = Measure {
            name: format!("revision of the {}", self.later.measure.name),
            unit: self.later.measure.unit.of_difference(),
            polarity: Polarity::Neutral,
            definition: String::new(),
            ..(*self.later.measure).clone()
        };
        Some(Figure {
            measure: Arc::new(measure),
            datum: Datum::Number(by),
            scope: self.later.scope.clone(),
            origin: Origin::Derived {
                formula: format!("{} in the later release less that in the earlier one", self.later.description()),
                of: [self.later.clone(), self.earlier.clone()].into(),
            },
        })
    }
}

fn make(entry: &ExhibitEntry, facts: &Facts, sink: &mut Diagnostics) -> Result<Content, Diagnostic> {
    let mut selection = entry.selection.clone();
    let Some(name) = selection.earlier.clone() else {
        return Err(Problem::new("nothing says which release the values were revised since")
            .hint("add `earlier:` and the name of the earlier release under `data:`")
            .diagnostic(&selection.place));
    };
    let earlier = facts.dataset(&name.value).map_err(|problem| problem.at(&name))?;
    if selection.periods.is_none() {
        selection.periods = periods_of(&earlier, &selection.measures, &selection.place);
    }
    let chosen = Chosen::new(&selection, facts, true, sink)?;
    if let Some(same) = chosen.datasets.iter().find(|data| data.name == earlier.name) {
        return Err(Problem::new(format!("`{}` is compared with itself", same.name))
            .hint("`data:` names the later release and `earlier:` the earlier one, by their names under the report's `data:`")
            .at(&name));
    }
    let (mut rows, mut only_one) = (Vec::new(), 0);
    for (at, measure) in chosen.measures.iter().enumerate() {
        let label = match chosen.differs(at).as_str() {
            "" => capital(&measure.name),
            differs => format!("{} ({differs})", capital(&measure.name)),
        };
        for area in &chosen.areas {
            for period in &chosen.periods {
                let Ok(later) = chosen.figure(facts, measure, area, *period) else {
                    only_one += 1;
                    continue;
                };
                let basis = later.scope.as_ref().and_then(|scope| scope.basis);
                match facts.figure(&measure.id, area, *period, basis, Some(&earlier)) {
                    Ok(before) => {
                        comparable_across_releases(&later, &before).map_err(|problem| problem.at(&name))?;
                        rows.push(Revised {
                            measure: label.clone(),
                            area: area.name.clone(),
                            earlier: before,
                            later,
                        });
                    }
                    Err(_) => only_one += 1,
                }
            }
        }
    }
    if rows.is_empty() {
        return Err(Problem::new(format!("`{}` has none of these values", earlier.name))
            .hint("choose measures, areas and periods that both releases have")
            .at(&name));
    }
    let compared = rows.len();
    let same = rows.iter().filter(|row| !row.is_revised()).count();
    if same == compared && !selection.all {
        return Err(Problem::new("none of these values was revised")
            .hint("choose other values, show them all with `all: true`, or take the table out")
            .diagnostic(&selection.place));
    }
    rows.retain(|row| selection.all || row.is_revised());
    let mut notes = vec![counted(compared - same, same)];
    if only_one > 0 {
        notes.push(match only_one {
            1 => "1 value is in one of the two releases only.".to_owned(),
            many => format!("{many} values are in one of the two releases only."),
        });
    }
    let later = chosen.datasets.first().cloned();
    Ok(table(&chosen, rows, &earlier, later.as_ref(), notes, facts))
}

fn table(
    chosen: &Chosen,
    rows: Vec<Revised>,
    earlier: &Arc<Dataset>,
    later: Option<&Arc<Dataset>>,
    notes: Vec<String>,
    facts: &Facts,
) -> Content {
    let (by_measure, by_area) = (chosen.measures.len() > 1, chosen.areas.len() > 1);
    let unit = chosen.measures[0].unit;
    let one_unit = chosen.measures.iter().all(|measure| measure.unit == unit);
    let header = |of: &str| if one_unit { of.to_owned() } else { String::new() };
    let later_title = later.map_or_else(String::new, |data| release(data, earlier));
    let earlier_title = later.map_or_else(|| earlier.name.clone(), |data| release(earlier, data));
    let mut columns = Vec::new();
    if by_measure {
        columns.push(text_column("Measure", 0.0));
    }
    if by_area {
        columns.push(text_column("Area", 0.0));
    }
    columns.push(text_column("Period", 0.0));
    columns.push(number_column(earlier_title, &header(unit.header()), false));
    columns.push(number_column(later_title, &header(unit.header()), true));
    columns.push(number_column("Difference", &header(unit.of_difference().header()), false));
    let mut symbols = Vec::new();
    let body = rows
        .into_iter()
        .map(|row| {
            let decimals = row.later.measure.decimals;
            let mut cells = Vec::new();
            let mut words = |text: String| cells.push(Cell { text: plain(text), ..Cell::default() });
            if by_measure {
                words(row.measure.clone());
            }
            if by_area {
                words(row.area.clone());
            }
            words(row.later.scope.as_ref().map_or_else(String::new, |scope| scope.period.to_string()));
            for figure in [&row.earlier, &row.later] {
                if let Datum::Symbol(symbol) = figure.datum {
                    symbols.push(symbol);
                }
                cells.push(figure_cell(Some(figure), decimals, &facts.style));
            }
            cells.push(row.difference().map_or_else(
                // From or to a symbol there is no distance.
                || Cell { text: plain("–"), ..Cell::default() },
                |figure| {
                    let cell = figure_cell(Some(&figure), decimals, &facts.style);
                    let rises = figure.datum.number().is_some_and(|by| by > Decimal::ZERO);
                    if rises { Cell { text: plain(format!("+{}", plain_text(&cell.text))), ..cell } } else { cell }
                },
            ));
            Row { kind: RowKind::Body, cells }
        })
        .collect();
    let mut subject = vec![chosen.measure_words()];
    if chosen.areas.len() == 1 {
        subject.push(chosen.area_words());
    }
    subject.push(chosen.period_words());
    Content {
        subtitle: subject.join(", "),
        columns,
        rows: body,
        notes,
        source: words::source(later.into_iter().chain([earlier])),
        symbols,
        behind: None,
    }
}

/// "Of 9 values in both releases 2 were revised and 7 were not."
fn counted(revised: usize, same: usize) -> String {
    let were = |count: usize| if count == 1 { "was" } else { "were" };
    match (revised, same) {
        (1, 0) => "The one value in both releases was revised.".to_owned(),
        (0, 1) => "The one value in both releases was not revised.".to_owned(),
        (0, same) => format!("None of the {same} values in both releases was revised."),
        (revised, 0) => format!("All {revised} values in both releases were revised."),
        (revised, same) => format!(
            "Of {} values in both releases {revised} {} revised and {same} {} not.",
            revised + same,
            were(revised),
            were(same)
        ),
    }
}

/// What the column of a release is called; its name in the report, where both say the same of themselves.
fn release(of: &Dataset, other: &Dataset) -> String {
    match capital(&of.observed.release_words()) {
        name if name.is_empty() => capital(&of.name),
        name if of.observed.release == other.observed.release => format!("{name} ({})", of.name),
        name => name,
    }
}

/// The periods in which the earlier release has one of the measures: what came after could not be revised.
fn periods_of(earlier: &Dataset, measures: &[Text], place: &Span) -> Option<PeriodsEntry> {
    let mut periods: Vec<Period> = measures
        .iter()
        .flat_map(|measure| {
            earlier
                .bases(&measure.value)
                .into_iter()
                .flat_map(|basis| earlier.periods(&measure.value, basis).to_vec())
        })
        .collect();
    periods.sort();
    periods.dedup();
    let text = |period: &Period| Text { value: period.to_string(), span: place.clone() };
    (!periods.is_empty()).then(|| PeriodsEntry::These(periods.iter().map(text).collect()))
}
