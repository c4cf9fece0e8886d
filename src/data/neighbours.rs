//! The DfE's statistical neighbours: for each authority the ones most like it, nearest first.

use std::sync::Arc;

use crate::data::areas::{Area, Level, register};
use crate::data::problems::Problems;
use crate::data::table::Grid;
use crate::data::{Kind, Observed, Reads, Request};
use crate::diagnostic::Diagnostic;

/// A file with a row an authority: `old_la_code`, and `SN_1`, `SN_2` … with the three-digit numbers of its neighbours.
pub const KIND: Kind = Kind {
    name: "dfe-neighbours",
    title: "the DfE's statistical neighbours",
    reads: Reads::Cells {
        blank_stub: false,
        recognises: |header, _| header.contains(&AUTHORITY) && header.contains(&"SN_1"),
        observe,
    },
};

const AUTHORITY: &str = "old_la_code";

/// An authority and those that are most like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The authority.
    pub area: Arc<Area>,
    /// Its statistical neighbours, nearest first; never itself.
    pub neighbours: Vec<Arc<Area>>,
    /// The data row in the grid, from zero.
    pub row: usize,
}

fn observe(grid: &Grid, _request: &Request) -> Result<Observed, Vec<Diagnostic>> {
    let own = grid.require(AUTHORITY).map_err(|problem| vec![*problem])?;
    let columns: Vec<usize> = (1..).map_while(|number: usize| grid.column(&format!("SN_{number}"))).collect();
    let mut problems = Problems::default();
    if columns.is_empty() {
        problems.push(
            Diagnostic::error("no column `SN_1`", &grid.header_span(0))
                .hint("the columns `SN_1`, `SN_2` … name the statistical neighbours, nearest first"),
        );
    }
    let mut observed = Observed::default();
    for row in 0..grid.rows.len() {
        let area = match authority(grid, row, own) {
            Ok(Some(area)) => area,
            Ok(None) => {
                problems.push(
                    Diagnostic::error("the row names no authority", &grid.span(row, own))
                        .hint("write its three-digit number, such as `331`, or delete the row"),
                );
                continue;
            }
            Err(problem) => {
                problems.push(*problem);
                continue;
            }
        };
        if let Some(first) = observed.neighbours.iter().find(|one: &&Neighbourhood| one.area.code == area.code) {
            problems.push(
                Diagnostic::error(
                    format!("two rows give the statistical neighbours of {}", area.name),
                    &grid.span(row, own),
                )
                .related(&grid.span(first.row, own), "the first one")
                .hint("keep one of the two rows"),
            );
            continue;
        }
        let mut neighbours: Vec<Arc<Area>> = Vec::with_capacity(columns.len());
        for column in &columns {
            let problem = match authority(grid, row, *column) {
                Ok(None) => continue,
                Ok(Some(one)) if one.code == area.code => format!("{} is a neighbour of itself", area.name),
                Ok(Some(one)) if neighbours.iter().any(|known| known.code == one.code) => {
                    format!("{} is twice a neighbour of {}", one.name, area.name)
                }
                Ok(Some(one)) => {
                    neighbours.push(one);
                    continue;
                }
                Err(problem) => {
                    problems.push(*problem);
                    continue;
                }
            };
            problems.push(
                Diagnostic::error(problem, &grid.span(row, *column))
                    .hint("put the number of another authority there"),
            );
        }
        observed.neighbours.push(Neighbourhood { area, neighbours, row });
    }
    problems.or(observed)
}

/// The authority that a cell names; `None` for an empty cell.
fn authority(grid: &Grid, row: usize, column: usize) -> Result<Option<Arc<Area>>, Box<Diagnostic>> {
    let text = grid.text(row, column);
    if text.trim().is_empty() {
        return Ok(None);
    }
    match register().find(&text) {
        Some(area) if area.level == Level::LocalAuthority => Ok(Some(Arc::clone(area))),
        _ => Err(Diagnostic::error(format!("unknown authority `{text}`"), &grid.span(row, column))
            .hint("write its three-digit number, such as `331`")
            .into()),
    }
}

#[cfg(test)]
mod tests {
    use crate::data::{Dataset, Request};
    use crate::diagnostic::SourceFile;

    fn read(text: &str) -> Result<Dataset, Vec<String>> {
        let file = SourceFile::new("sn.csv", text.to_owned());
        Dataset::read("neighbours", &file, String::new(), None, &Request::default())
            .map_err(|problems| problems.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn neighbours_stand_in_their_order() {
        let data =
            read("old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n331,Coventry,879,Close,380,Close\n").expect("read");
        assert_eq!(data.kind, "dfe-neighbours");
        let names: Vec<&str> =
            data.observed.neighbours[0].neighbours.iter().map(|area| area.name.as_str()).collect();
        assert_eq!(names, ["Plymouth", "Bradford"]);
    }

    #[test]
    fn an_authority_may_have_fewer_but_none_twice_and_not_itself() {
        let data = read("old_la_code,SN_1,SN_2\n331,879,\n").expect("read");
        assert_eq!(data.observed.neighbours[0].neighbours.len(), 1);
        for (text, problem) in [
            ("331,331,879", "Coventry is a neighbour of itself"),
            ("331,879,879", "Plymouth is twice a neighbour of Coventry"),
            ("331,999,879", "unknown authority `999`"),
            ("331,E92000001,879", "unknown authority `E92000001`"),
            (",879,380", "the row names no authority"),
            ("331,879,380\n331,879,380", "two rows give the statistical neighbours of Coventry"),
        ] {
            let problems = read(&format!("old_la_code,SN_1,SN_2\n{text}\n")).expect_err("an error");
            assert_eq!(problems, [problem]);
        }
    }
}
