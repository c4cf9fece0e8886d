//! Kinds of dataset: how a file of each is recognised and read.

use super::{KINDS, Observed, Request, table};
use crate::data::table::Grid;
use crate::diagnostic::Diagnostic;

/// How a kind of dataset is recognised and read.
pub struct Kind {
    /// The name for `kind:` in a report's `data:` entry.
    pub name: &'static str,
    /// One phrase for messages: "the DfE's children's social work workforce statistics".
    pub title: &'static str,
    /// What its files are made of.
    pub reads: Reads,
}

/// What the files of a kind are made of, and how they are recognised and read.
pub enum Reads {
    /// Cells under a header.
    Cells {
        /// Whether the first column needs no name, since it holds the names of the rows.
        blank_stub: bool,
        /// Whether a file with these column names is of this kind, given what the report says about it.
        recognises: fn(header: &[&str], request: &Request) -> bool,
        /// Turns the cells into observations; the grid is kept as a table whatever the kind.
        observe: fn(grid: &Grid, request: &Request) -> Result<Observed, Vec<Diagnostic>>,
    },
    /// A document of a form of its own.
    Document {
        /// Whether a file of these bytes is of this kind.
        recognises: fn(bytes: &[u8]) -> bool,
        /// Reads the file, whose path messages show.
        read: Reader,
    },
}

/// Reads a file that is no table, whose path messages show, from its bytes.
pub type Reader = fn(path: &str, bytes: &[u8]) -> Result<Document, Vec<Diagnostic>>;

/// What was read out of a file that is no table.
#[derive(Debug)]
pub struct Document {
    /// What of it can be shown and asked for as a table.
    pub grid: Grid,
    /// Its observations, each in a cell of the grid.
    pub observed: Observed,
}

impl Kind {
    /// The kind of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kind as which a file is to be read that is no table, with its reader: the one that recognises the bytes,
    /// else the one that was asked for. `None` for a table.
    ///
    /// What is recognised is never read as a table, whatever was asked for: messages about tables show their lines, and
    /// those of a return hold personal data.
    pub fn of_document(asked: Option<&'static Self>, bytes: &[u8]) -> Option<(&'static Self, Reader)> {
        let recognised =
            KINDS.iter().find(|kind| matches!(kind.reads, Reads::Document { recognises, .. } if recognises(bytes)));
        let kind = recognised.or(asked)?;
        match kind.reads {
            Reads::Document { read, .. } => Some((kind, read)),
            Reads::Cells { .. } => None,
        }
    }

    /// The kind of a table: the one that is named, else the first that recognises the header.
    pub fn of_table<'a>(named: Option<&'a Self>, header: &[&str], request: &Request) -> &'a Self {
        named.or_else(|| KINDS.iter().find(|kind| kind.recognises(header, request))).unwrap_or(&table::KIND)
    }

    /// Whether the first column of its files needs no name.
    pub fn blank_stub(&self) -> bool {
        matches!(self.reads, Reads::Cells { blank_stub: true, .. })
    }

    /// Whether this is a kind of table, and a file with these column names is of it.
    fn recognises(&self, header: &[&str], request: &Request) -> bool {
        matches!(self.reads, Reads::Cells { recognises, .. } if recognises(header, request))
    }
}
