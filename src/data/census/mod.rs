//! The children's social work workforce census: the return that an authority sends to the Department for Education,
//! one record a worker, as the measures and counts that can be made of it.
//!
//! What stands in a record never leaves this module. Records have no `Debug`, a person is known by a hash alone,
//! messages show a rendering of the return without its values, and the dataset holds a table of counts.

mod authority;
mod breakdowns;
mod codes;
mod encoding;
mod measures;
mod names;
mod people;
mod read;
mod redact;
mod slips;
mod worker;

use std::sync::Arc;

use crate::data::table::Grid;
use crate::data::{Document, Kind, Observation, Observed, Reads};
use crate::diagnostic::{Diagnostic, SourceFile, Span};

use breakdowns::{COLUMNS, column};
use encoding::{Undecodable, decode, looks_like_a_return};
use people::Groups;
use read::Return;
use slips::{Slip, Slips};

/// A return in XML, of any year since 2017.
pub const KIND: Kind = Kind {
    name: "csww-census",
    title: "an authority's return for the children's social work workforce census",
    reads: Reads::Document { recognises: looks_like_a_return, read },
};

/// The largest file that is read; a return of 2,000 workers has about 2 MB.
const LARGEST: usize = 64 * 1024 * 1024;

/// Reads a return.
///
/// # Errors
/// Everything that is wrong with it, as far as it can be told after each other: what is no XML or no return, missing
/// elements, values that are not what their element holds, dates that run backwards. No message shows a value.
fn read(path: &str, bytes: &[u8]) -> Result<Document, Vec<Diagnostic>> {
    let whole = |message: &str, hint: &str| {
        let problem = Diagnostic::error(message, &Span::new(&SourceFile::new(path, ""), 0..0));
        Err(vec![problem.hint(hint)])
    };
    if bytes.len() > LARGEST {
        return whole("the file is larger than 64 MB", "a census return is much smaller: export the return again");
    }
    let mut slips = Slips::default();
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(Undecodable::Invalid(text)) => {
            slips.push(
                Slip::error(text.trim_end().len(), "the file is not text in its encoding after this place")
                    .hint("save the file again and choose the encoding UTF-8"),
            );
            return slips
                .tell(path, &text)
                .and_then(|_| whole("the file cannot be read", "export the return again"));
        }
        Err(Undecodable::Unknown) => {
            return whole(
                "the file declares an encoding that is not read",
                "save the file again and choose the encoding UTF-8",
            );
        }
    };
    let Some(census) = read::read(&text, &mut slips) else {
        return slips
            .tell(path, &text)
            .and_then(|_| whole("the return cannot be counted", "export the return again"));
    };
    let groups = Groups::new(&census.workers, census.totals.day);
    people::warn(&census.workers, &groups, census.totals.day, &mut slips);
    warn_of_cover(&census, &groups, &mut slips);
    let warnings = slips.tell(path, &text)?;
    document(path, &census, &groups, warnings)
}

/// Warns if more agency workers cover vacancies than there are agency workers.
fn warn_of_cover(census: &Return, groups: &Groups<'_>, slips: &mut Slips) {
    let fte = groups.agency.sum(|worker| worker.fte);
    let heads = groups.agency.heads.len();
    let (element, cover, counted) = if census.totals.cover > fte {
        ("NoAgencyFTE", census.totals.cover, fte)
    } else if let Some(cover) = census.totals.cover_heads.filter(|cover| *cover > heads.into()) {
        ("NoAgencyHeadcount", cover, heads.into())
    } else {
        return;
    };
    slips.push(
        Slip::warning(census.totals.at, "more agency workers cover vacancies than there are agency workers")
            .label(format!("`{element}` is {cover}, and the records of agency workers make {counted}"))
            .hint("agency workers are counted by their records, and cover by `NoAgencyFTE`: one of the two is not whole"),
    );
}

/// The dataset: a table of counts, and the measures as observations in it.
fn document(
    path: &str,
    census: &Return,
    groups: &Groups<'_>,
    warnings: Vec<Diagnostic>,
) -> Result<Document, Vec<Diagnostic>> {
    let computed = measures::compute(census, groups);
    let mut rows = breakdowns::measures(&computed);
    rows.extend(breakdowns::breakdowns(groups, census.totals.day));
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail; a table that is not whole would be refused as one below.
    let written =
        table.write_record(COLUMNS).and_then(|()| rows.iter().try_for_each(|row| table.write_record(row.cells())));
    let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let grid = Grid::read(&SourceFile::new(format!("{path} (counts)"), text), |_| false)?;

    let mut observations = Vec::new();
    for (row, one) in computed.iter().enumerate() {
        for (measure, basis, value) in one.values() {
            observations.push(Observation {
                measure: Arc::clone(measure),
                basis,
                area: Arc::clone(&census.totals.area),
                period: census.totals.period,
                datum: value.datum,
                row,
                column: column(basis, measure.unit),
                working: Some(value.working.as_str().into()),
            });
        }
    }
    let observed = Observed {
        observations,
        source: format!("{}, children's social work workforce census", census.totals.area.name),
        release: "census return".to_owned(),
        period_meaning: "year ended 30 September".to_owned(),
        warnings,
        sums: breakdowns::sums(&rows),
        ..Observed::default()
    };
    Ok(Document { grid, observed })
}

#[cfg(test)]
mod tests;
