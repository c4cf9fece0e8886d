//! Datasets: a data file that was read, as a table and as observations.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::index::Index;
use super::{Document, Kind, Observation, Observed, Reads, Request, counts, personal, sheet, table, totals};
use crate::data::areas::{Area, normalised, register};
use crate::data::measures::Measure;
use crate::data::query::Query;
use crate::data::table::Grid;
use crate::diagnostic::{Diagnostic, SourceFile, Span};
use crate::project::sources::Disclosure;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol};

/// A data file that was read.
#[derive(Debug)]
pub struct Dataset {
    /// The name it has in the report.
    pub name: String,
    /// The kind it was read as: the name of one of [`KINDS`].
    pub kind: &'static str,
    /// The file that it was read from, for messages.
    pub file: Arc<SourceFile>,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    /// The cells, typed.
    pub grid: Grid,
    /// Observations, if the kind of dataset has them.
    pub observed: Observed,
    /// The dataset whose values may stand beside these though they are of another release; see [`Dataset::is_compared_with`].
    pub compare_with: Option<String>,
    /// Whether its counts of people may be shown as they are.
    pub disclosure: Disclosure,
    /// The query whose result it is, where it was not read from a file; then `file` holds the result as CSV.
    pub query: Option<Arc<Query>>,
    index: Index,
}

impl Dataset {
    /// Reads a dataset from its text; the kind is named, or recognised by the content.
    ///
    /// # Errors
    /// Everything that is wrong with the file, with places in it: ragged rows, missing columns, cells that are
    /// neither number nor symbol, two rows for the same thing. Of many problems the first are told, the rest counted.
    pub fn read(
        name: &str,
        file: &Arc<SourceFile>,
        hash: String,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        if let Some((kind, read)) = Kind::of_document(kind, file.text.as_bytes()) {
            return Self::of_document(name, kind, read(&file.name, file.text.as_bytes())?, hash);
        }
        let grid = Grid::read(file, |header| Kind::of_table(kind, header, request).blank_stub())?;
        Self::of_grid(name, grid, hash, kind, request)
    }

    /// Makes a dataset of cells; the kind is named, or recognised by the header.
    ///
    /// # Errors
    /// What is wrong with the cells for a file of its kind; two rows for the same thing.
    pub fn of_grid(
        name: &str,
        grid: Grid,
        hash: String,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        let grid = personal::withhold(grid);
        if grid.columns.is_empty() {
            let problem =
                Diagnostic::error("every column of the file holds personal data", &Span::new(&grid.file, 0..0));
            return Err(vec![
                problem.hint("make a table of groups with a count of each: a report tells nothing of one person"),
            ]);
        }
        let header: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
        let kind = Kind::of_table(kind, &header, request);
        let mut observed = match kind.reads {
            Reads::Cells { observe, .. } => observe(&grid, request)?,
            Reads::Document { .. } => Observed::default(),
        };
        request.rename_periods(&mut observed);
        Self::of_document(name, kind, Document { grid, observed }, hash)
    }

    /// Makes a dataset of a sheet of a spreadsheet, whose path messages show.
    ///
    /// # Errors
    /// What is wrong with the file, at the report's entry of it, or with its cells.
    pub fn of_sheet(
        name: &str,
        (path, bytes): (&str, &[u8]),
        asked: sheet::Asked<'_>,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        let grid = sheet::read(path, bytes, asked, |header| Kind::of_table(kind, header, request).blank_stub())?;
        Self::of_grid(name, grid, blake3::hash(bytes).to_hex().to_string(), kind, request)
    }

    /// Makes a dataset of what was read out of a file that is no table.
    ///
    /// # Errors
    /// Two observations of the same thing.
    pub fn of_document(
        name: &str,
        kind: &Kind,
        Document { grid, observed }: Document,
        hash: String,
    ) -> Result<Self, Vec<Diagnostic>> {
        let index = Index::new(&grid, &observed.observations)?;
        let file = Arc::clone(&grid.file);
        Ok(Self {
            name: name.to_owned(),
            kind: kind.name,
            file,
            hash,
            grid,
            observed,
            compare_with: None,
            disclosure: Disclosure::default(),
            query: None,
            index,
        })
    }

    /// The same dataset, and in a plain table under disclosure control columns of counts that can be controlled.
    ///
    /// # Errors
    /// Cells of such a table that would hide a count; see [`counts::prepare`].
    pub fn ready_for_control(self) -> Result<Self, Vec<Diagnostic>> {
        if self.disclosure != Disclosure::Controlled {
            return Ok(self);
        }
        if self.kind != table::KIND.name {
            let shown = personal::shown(&self.grid, false);
            return Ok(Self { grid: self.grid.shown_as(shown), ..self });
        }
        let grid = counts::prepare(self.grid)?;
        let people = !grid.withheld.is_empty() || counts::has_a_row_for_each_person(&grid);
        let shown = personal::shown(&grid, people);
        let grid = grid.shown_as(shown);
        let observed = Observed { warnings: totals::check(&grid, totals::Counts::Untold), ..self.observed };
        Ok(Self { grid, observed, ..self })
    }

    /// BLAKE3 of the names and the cells of its table, in hexadecimal: of a dataset under control as it may be shown,
    /// so that no guess at what was left out can be tried on it. Where each row is a person nothing may be shown but
    /// the names of the columns.
    pub fn hash_of_cells(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        self.grid.columns.iter().for_each(|column| add(&column.name));
        if !self.has_a_row_for_each_person() {
            for row in 0..self.grid.rows.len() {
                (0..self.grid.columns.len()).for_each(|column| add(&self.grid.text(row, column)));
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Whether it is a table that has a row for each person: one with columns of personal data, or a plain one under
    /// disclosure control.
    pub fn has_a_row_for_each_person(&self) -> bool {
        !self.grid.withheld.is_empty()
            || self.disclosure == Disclosure::Controlled
                && self.kind == table::KIND.name
                && (counts::has_a_row_for_each_person(&self.grid)
                    || self.query.as_ref().is_some_and(|query| query.shows_people(&self.grid)))
    }

    /// The same dataset with the cells at these places (data row and column, from zero) suppressed, and all
    /// observations in them.
    #[must_use]
    pub fn without(&self, cells: &BTreeSet<(usize, usize)>) -> Self {
        let mut observed = self.observed.clone();
        for one in observed.observations.iter_mut().filter(|one| cells.contains(&(one.row, one.column))) {
            one.datum = Datum::Symbol(Symbol::Suppressed);
            one.working = None;
        }
        Self {
            name: self.name.clone(),
            kind: self.kind,
            file: Arc::clone(&self.file),
            hash: self.hash.clone(),
            grid: self.grid.without(cells),
            observed,
            compare_with: self.compare_with.clone(),
            disclosure: self.disclosure,
            query: self.query.clone(),
            index: self.index.clone(),
        }
    }

    /// Whether the grid was made of a file that is no table, so that its rows and columns are not those of the file.
    pub fn is_of_document(&self) -> bool {
        Kind::find(self.kind).is_some_and(|kind| matches!(kind.reads, Reads::Document { .. }))
    }

    /// The observation of a measure on a basis, of the area with that code, in a period.
    pub fn observation(
        &self,
        measure: &str,
        basis: Option<Basis>,
        area: &str,
        period: Period,
    ) -> Option<&Observation> {
        self.index.observation(measure, basis, area, period).map(|at| &self.observed.observations[at])
    }

    /// Whether the report says that this dataset is compared with another, though it is of another release: a council's
    /// own return, which is not yet published, beside what the DfE has published.
    pub fn is_compared_with(&self, other: &Self) -> bool {
        self.compare_with.as_ref() == Some(&other.name)
    }

    /// The measures that occur, each once and in the form of the first basis it occurs on, in file order.
    pub fn measures(&self) -> &[Arc<Measure>] {
        self.index.measures()
    }

    /// The measure of that id, if it occurs.
    pub fn measure(&self, id: &str) -> Option<&Arc<Measure>> {
        self.index.measure(id)
    }

    /// The bases on which a measure occurs, FTE before headcount; `None` stands for a measure without basis.
    pub fn bases(&self, measure: &str) -> Vec<Option<Basis>> {
        let bases = [None, Some(Basis::Fte), Some(Basis::Headcount)];
        bases.into_iter().filter(|basis| !self.periods(measure, *basis).is_empty()).collect()
    }

    /// The areas that occur, each once, in file order.
    pub fn areas(&self) -> &[Arc<Area>] {
        self.index.areas()
    }

    /// The areas that only this file knows, and the register does not.
    pub fn unregistered(&self) -> impl Iterator<Item = &Arc<Area>> {
        self.index.unregistered()
    }

    /// The joint return that an authority is part of, where the file has it so.
    pub fn joint_return(&self, area: &Area) -> Option<&Arc<Area>> {
        self.areas().iter().find(|one| one.is_joint() && one.parts().any(|code| code == area.code))
    }

    /// The area that people mean by a name or code: one that only this file knows, else one of the register.
    ///
    /// The area is known, but need not occur in this dataset.
    pub fn area(&self, text: &str) -> Option<&Arc<Area>> {
        let written = normalised(text);
        let own = || {
            self.unregistered()
                .find(|area| [&area.name, &area.code, &area.old_code].iter().any(|key| normalised(key) == written))
        };
        if written.is_empty() { None } else { own().or_else(|| register().find(text)) }
    }

    /// The periods in which a measure on a basis occurs, in time; empty if it does not occur.
    pub fn periods(&self, measure: &str, basis: Option<Basis>) -> &[Period] {
        self.index.periods(measure, basis)
    }

    /// A place in the dataset as messages show it: of the answer of a query, which is in no file, the query itself.
    pub fn shown_at(&self, place: Span) -> Span {
        match &self.query {
            Some(query) if self.grid.holds(&place) => query.place.clone(),
            _ => place,
        }
    }

    /// Where an observation of this dataset stands in the file.
    pub fn span(&self, observation: &Observation) -> Span {
        self.grid.span(observation.row, observation.column)
    }
}
