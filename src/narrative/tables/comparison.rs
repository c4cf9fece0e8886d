//! The comparison table: measures in rows; the subject's years, the region, its range and the nation in columns.

use crate::data::areas::Level;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::choose::words::{self, capital};
use crate::facts::choose::{self, Chosen};
use crate::facts::figure::Figure;
use crate::facts::spread::End;
use crate::narrative::document::{Cell, Column, Row, RowKind, plain};
use crate::narrative::tables::{Content, Kind, figure_cell, number_column, text_column};
use crate::project::exhibit::ExhibitEntry;
use crate::quantity::basis::Basis;
use crate::quantity::style::join_words;
use crate::quantity::value::{Datum, Symbol};

/// A council among its neighbours.
pub const KIND: Kind = Kind { name: "comparison", make };

fn make(entry: &ExhibitEntry, facts: &Facts, sink: &mut Diagnostics) -> Result<Content, Diagnostic> {
    let selection = &entry.selection;
    let Some(subject) = &facts.subject else {
        return Err(facts.no_subject("area and period").diagnostic(&selection.place));
    };
    let mut chosen = Chosen::new(selection, facts, false, sink)?;
    let region = selection.range.as_ref().map(|_| choose::region(selection, facts)).transpose()?;
    // Said before the subject is taken out of the areas, since its values may be the council's own.
    let who = chosen.who(facts, region.as_deref());
    // The subject has its own columns; what is left are its comparators, the region before the nation.
    chosen.areas.retain(|area| area.code != subject.area.code);
    chosen.areas.sort_by_key(|area| area.level.breadth());
    let last = *chosen.periods.last().unwrap_or(&subject.period);
    let one_unit = chosen.measures.iter().all(|measure| measure.unit == chosen.measures[0].unit);

    // An area is named once, above all its columns.
    let under = |group: &str, title: String, strong: bool| Column {
        group: group.to_owned(),
        ..number_column(title, "", strong)
    };
    let mut columns = vec![text_column("Measure", 0.0)];
    columns
        .extend(chosen.periods.iter().map(|period| under(&subject.area.name, period.to_string(), *period == last)));
    let (nation, mut others): (Vec<_>, Vec<_>) =
        chosen.areas.iter().partition(|area| area.level == Level::National);
    if let Some(region) = &region {
        // The region's own value stands beside its range.
        others.sort_by_key(|area| area.code == region.code);
    }
    columns.extend(others.iter().map(|area| match area.level {
        Level::Neighbours => under(&area.name, format!("Average {last}"), false),
        _ => under(&area.name, last.to_string(), false),
    }));
    if let Some(region) = &region {
        columns.push(under(&region.name, "Range from".to_owned(), false));
        columns.push(under(&region.name, "To".to_owned(), false));
    }
    columns.extend(nation.iter().map(|area| under(&area.name, last.to_string(), false)));

    let mut symbols = Vec::new();
    let mut without = Vec::new();
    let mut rows = Vec::new();
    for (at, measure) in chosen.measures.iter().enumerate() {
        let label = match chosen.differs(at).as_str() {
            "" => capital(&measure.name),
            differs => format!("{} ({differs})", capital(&measure.name)),
        };
        let mut value = |figure: Option<&Figure>| {
            match figure.map(|figure| figure.datum) {
                Some(Datum::Symbol(symbol)) => symbols.push(symbol),
                None => symbols.push(Symbol::NotAvailable),
                Some(Datum::Number(_)) => {}
            }
            figure_cell(figure, measure.decimals, &facts.style)
        };
        let mut cells = vec![Cell { text: plain(label), ..Cell::default() }];
        cells.extend(
            chosen
                .periods
                .iter()
                .map(|period| value(chosen.found(facts, measure, &subject.area, *period).as_ref())),
        );
        cells.extend(others.iter().map(|area| value(chosen.found(facts, measure, area, last).as_ref())));
        if let Some(region) = &region {
            let spread =
                chosen.figure(facts, measure, &subject.area, last).and_then(|figure| facts.spread(&figure, region));
            match spread {
                Ok(spread) => {
                    without.push((capital(&measure.name), spread.without));
                    let mut end = |end: &End| Cell { note: join_words(&end.areas), ..value(Some(&end.figure)) };
                    let ends = if spread.highest_first {
                        [&spread.high, &spread.low]
                    } else {
                        [&spread.low, &spread.high]
                    };
                    cells.extend(ends.map(&mut end));
                }
                Err(_) => cells.extend([0, 1].map(|_| value(None))),
            }
        }
        cells.extend(nation.iter().map(|area| value(chosen.found(facts, measure, area, last).as_ref())));
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let mut notes = words::left_out(without);
    notes.extend(who);
    let unit = if one_unit { chosen.measures[0].unit.header() } else { "" };
    let mut about = vec![unit, chosen.common_basis().map_or("", Basis::name)];
    about.retain(|part| !part.is_empty());
    about.dedup();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let subtitle = format!("{}{about}, {}", subject.area.name, chosen.period_words());
    Ok(Content { subtitle, columns, rows, notes, source: words::source(&chosen.datasets), symbols, behind: None })
}
