//! The store: every data file of a run is read once, however many reports use it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::data::areas::{Area, Level, register};
use crate::data::measures::{self, Measure, Polarity};
use crate::data::sheet::{Asked, Container};
use crate::data::table::is_web_page;
use crate::data::{Dataset, KINDS, Kind, Request, comparison_table, personal};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::project::encoding;
use crate::project::files::{self, Files};
use crate::project::read::{unknown, unknown_unit};
use crate::project::sources::{DataEntry, Disclosure, MeasureEntry};
use crate::project::yaml::Text;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// The data files of a project that have been read.
///
/// It may outlive a run: a file that has changed has another hash, and so another place in it.
#[derive(Debug, Default)]
pub struct Store {
    read: Mutex<HashMap<Key, Kept>>,
}

/// What is kept of a file.
#[derive(Debug)]
struct Kept {
    read: Read,
    /// How many sweeps it has not been asked for.
    age: usize,
}

/// After how many sweeps a file is dropped that nobody has asked for. Who edits two reports in turn asks for both.
const KEPT: usize = 4;

/// A file, and everything in a report that has a part in what is read out of it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    name: String,
    file: String,
    /// The hash of its bytes; empty for a file that cannot be read.
    hash: String,
    kind: Option<String>,
    source: Option<String>,
    release: Option<String>,
    period: Option<String>,
    compare_with: Option<String>,
    /// Which sheet, which part of it, and how many rows name its columns.
    part: String,
    disclosure: Option<Disclosure>,
    /// What else the report says about it.
    request: String,
}

/// The dataset, or what is wrong with the file.
type Read = Result<Arc<Dataset>, Vec<Diagnostic>>;

impl Store {
    /// Reads the data file of a report's entry, or takes it from the store.
    pub fn get(&self, files: &Files, entry: &DataEntry, sink: &mut Diagnostics) -> Option<Arc<Dataset>> {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let request = request(entry, sink);
        let key = Key {
            name: entry.name.value.clone(),
            file: entry.file.value.clone(),
            hash: files.hash(&entry.file.value).unwrap_or_default(),
            kind: text(&entry.kind),
            source: text(&entry.source),
            release: text(&entry.release),
            period: text(&entry.period),
            compare_with: text(&entry.compare_with),
            part: format!(
                "{:?} {:?} {:?}",
                text(&entry.sheet),
                text(&entry.range),
                entry.header_rows.as_ref().map(|(rows, _)| rows)
            ),
            disclosure: entry.disclosure,
            request: format!("{request:?}"),
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let result = match read.get_mut(&key) {
            Some(kept) => {
                kept.age = 0;
                kept.read.clone()
            }
            None => {
                let result = load(files, entry, &request);
                // What is wrong with the entry itself belongs to this report alone.
                if result.as_ref().is_err_and(|why| why.iter().any(|one| of_entry(one, entry))) {
                    drop(read);
                    sink.extend(result.err().unwrap_or_default());
                    return None;
                }
                // Nobody asks again for a file as it was before.
                read.retain(|known, _| known.hash == key.hash || known.file != key.file);
                read.insert(key, Kept { read: result.clone(), age: 0 });
                result
            }
        };
        drop(read);
        if let Ok(dataset) = &result {
            sink.extend(dataset.observed.warnings.iter().chain(&dataset.grid.hidden).cloned());
        }
        result.map_err(|diagnostics| sink.extend(diagnostics)).ok()
    }

    /// Ends a run: what nobody has asked for in the last few is dropped.
    pub fn sweep(&self) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.retain(|_, kept| {
            kept.age += 1;
            kept.age <= KEPT
        });
    }
}

/// Whether a diagnostic points into the report, and not into the data file.
fn of_entry(diagnostic: &Diagnostic, entry: &DataEntry) -> bool {
    diagnostic.span.as_ref().is_none_or(|span| Arc::ptr_eq(&span.file, &entry.file.span.file))
}

/// Reads the file of an entry; what is wrong with it is told without the rows of people in it.
fn load(files: &Files, entry: &DataEntry, request: &Request) -> Read {
    let controlled = entry.disclosure == Some(Disclosure::Controlled);
    read(files, entry, request).map_err(|problems| {
        let (own, of_file): (Vec<_>, Vec<_>) = problems.into_iter().partition(|one| of_entry(one, entry));
        own.into_iter().chain(personal::without_rows(of_file, controlled)).collect()
    })
}

fn read(files: &Files, entry: &DataEntry, request: &Request) -> Read {
    let kind = match &entry.kind {
        Some(text) => match Kind::find(&text.value) {
            Some(kind) => Some(kind),
            None => return Err(vec![unknown("kind of data", text, KINDS.iter().map(|kind| kind.name))]),
        },
        None => None,
    };
    let path = &entry.file.value;
    let unreadable = |why: files::Unreadable| {
        let diagnostic = files.unreadable("the data file ", path, &why, Some(&entry.file.span));
        let endings = ["csv", "xlsx", "xlsm", "ods", "xml"];
        vec![diagnostic.hint(files.remedy(path, &why, &endings, "data/workforce.csv"))]
    };
    let bytes = files.bytes(path).map_err(unreadable)?;
    let name = &entry.name.value;
    let mut dataset = if Container::of(&bytes).is_some() {
        let asked = Asked {
            file: &entry.file,
            sheet: entry.sheet.as_ref(),
            range: entry.range.as_ref(),
            header_rows: entry.header_rows.as_ref().map_or(1, |(rows, _)| *rows),
        };
        Dataset::of_sheet(name, (&files.shown(path), &bytes), asked, kind, request)?
    } else {
        only_for_spreadsheets(entry)?;
        if bytes.starts_with(b"PAR1") {
            let message = format!("the data file `{path}` is a Parquet file");
            let hint = "write the table as CSV, or as a spreadsheet: Parquet is not read";
            return Err(vec![Diagnostic::error(message, &entry.file.span).hint(hint)]);
        }
        if is_web_page(&bytes) {
            let message = format!("the data file `{path}` is a web page, not a table");
            let hint = "open the page in a browser, and save what its link to the CSV file leads to, not the page";
            return Err(vec![Diagnostic::error(message, &entry.file.span).hint(hint)]);
        }
        let hash = blake3::hash(&bytes).to_hex().to_string();
        match Kind::of_document(kind, &bytes) {
            Some((found, read)) => {
                if let (Some(asked), Some(text)) = (kind, &entry.kind)
                    && asked.name != found.name
                {
                    return Err(vec![
                        Diagnostic::error(format!("`{path}` cannot be read as `{}`", asked.name), &text.span)
                            .hint(format!("it looks like {}: leave `kind` out", found.title)),
                    ]);
                }
                Dataset::of_document(name, found, read(&files.shown(path), &bytes)?, hash)?
            }
            None => {
                let file = encoding::decode(&files.shown(path), bytes).map_err(unreadable)?;
                Dataset::read(name, &file, hash, kind, request)?
            }
        }
    };
    only_for_comparison_tables(entry, &dataset)?;
    only_periods_of_the_file(entry, &dataset)?;
    if let Some(source) = &entry.source {
        dataset.observed.source.clone_from(&source.value);
    }
    if let Some(release) = &entry.release {
        dataset.observed.release.clone_from(&release.value);
    }
    if let Some(meaning) = &entry.period {
        dataset.observed.period_meaning.clone_from(&meaning.value);
    }
    dataset.compare_with = entry.compare_with.as_ref().map(|name| name.value.clone());
    dataset.disclosure = entry.disclosure.unwrap_or_else(|| disclosure(&dataset));
    Ok(Arc::new(dataset.ready_for_control()?))
}

/// Whether counts may be shown where the report does not say so: a return to the department is of the council's own
/// people, a table with personal data has people for rows, and what has a release has been published.
fn disclosure(dataset: &Dataset) -> Disclosure {
    if dataset.is_of_document() || !dataset.grid.withheld.is_empty() {
        Disclosure::Controlled
    } else if dataset.observed.release.is_empty() {
        Disclosure::Undecided
    } else {
        Disclosure::Published
    }
}

/// What a report's entry says about the file, beside where it is and what it is called.
fn request(entry: &DataEntry, sink: &mut Diagnostics) -> Request {
    let measures: Vec<Measure> = entry.measures.iter().filter_map(|entry| measure(entry, sink)).collect();
    // A row whose measure could not be understood is no more than its name.
    let known = |id: &str| measures::find(id).is_some() || measures.iter().any(|measure| measure.id == id);
    let with_row = entry.measures.iter().filter(|one| known(&one.id.value));
    let row = |one: &MeasureEntry| one.row.as_ref().map(|row| (row.value.clone(), one.id.value.clone()));
    let rows = with_row.filter_map(row).collect();
    Request {
        measures,
        rows,
        area: entry.area.as_ref().and_then(|text| area(text, false, sink)),
        region: entry.region.as_ref().and_then(|text| area(text, true, sink)),
        basis: entry.basis,
        periods: periods(entry, sink),
    }
}

/// What the file calls its periods, and what is meant by them.
fn periods(entry: &DataEntry, sink: &mut Diagnostics) -> Vec<(Period, Period)> {
    let mut periods: Vec<(Period, Period)> = Vec::new();
    for (written, text) in &entry.periods {
        let (Some(written), Some(meant)) = (period(written, sink), period(text, sink)) else { continue };
        if let Some((first, _)) = periods.iter().find(|(_, known)| *known == meant) {
            sink.push(
                Diagnostic::error(format!("{first} and {written} are both said to mean {meant}"), &text.span)
                    .hint("give each period of the file a period of its own"),
            );
            continue;
        }
        periods.push((written, meant));
    }
    periods
}

/// A period that an entry names.
fn period(text: &Text, sink: &mut Diagnostics) -> Option<Period> {
    let period = Period::parse(&text.value);
    if period.is_none() {
        sink.push(
            Diagnostic::error(format!("`{}` is not a period", text.value), &text.span)
                .hint("write a year `2021`, a split year `2021-22`, or a month `2021-03`"),
        );
    }
    period
}

/// A new name for a period that the file does not have is a slip.
fn only_periods_of_the_file(entry: &DataEntry, dataset: &Dataset) -> Result<(), Vec<Diagnostic>> {
    let renamed = |text: &Text| {
        let period = Period::parse(&text.value);
        dataset.observed.observations.iter().any(|one| Some(one.period) == period)
    };
    let wrong = |(written, meant): &&(Text, Text)| {
        let read = Period::parse(&written.value).is_some() && Period::parse(&meant.value).is_some();
        read && !renamed(meant)
    };
    let unused = entry.periods.iter().filter(wrong);
    let unused: Vec<Diagnostic> = unused
        .map(|(written, _)| {
            let before = |period: &Period| {
                let (written, _) =
                    entry.periods.iter().find(|(_, meant)| Period::parse(&meant.value) == Some(*period))?;
                Period::parse(&written.value)
            };
            let periods = dataset.observed.observations.iter().map(|one| one.period);
            let mut known: Vec<String> = periods.map(|one| before(&one).unwrap_or(one).to_string()).collect();
            known.sort();
            known.dedup();
            Diagnostic::error(format!("`{}` has no period `{}`", dataset.name, written.value), &written.span)
                .maybe_hint(did_you_mean(&written.value, known.iter().map(String::as_str)))
                .hint("before the colon stands a period as the file has it, after it the one that is meant")
        })
        .collect();
    if unused.is_empty() { Ok(()) } else { Err(unused) }
}

/// The area that an entry names, which may have to be a region or the nation.
fn area(text: &Text, region: bool, sink: &mut Diagnostics) -> Option<Arc<Area>> {
    let Some(area) = register().find(&text.value) else {
        let hint = register().meant(&text.value);
        sink.push(Diagnostic::error(format!("unknown area `{}`", text.value), &text.span).hint(hint));
        return None;
    };
    if region && area.level == Level::LocalAuthority {
        let hint = match register().by_code(&area.region) {
            Some(region) => format!("write the region, such as `{}`", region.name),
            None => "write a region, such as `West Midlands`, or `England`".to_owned(),
        };
        sink.push(Diagnostic::error(format!("{} is not a region", area.name), &text.span).hint(hint));
        return None;
    }
    Some(Arc::clone(area))
}

/// Words about area, region and basis that a file of its kind makes no use of are a misunderstanding.
fn only_for_comparison_tables(entry: &DataEntry, dataset: &Dataset) -> Result<(), Vec<Diagnostic>> {
    if dataset.kind == comparison_table::KIND.name {
        return Ok(());
    }
    let title = Kind::find(dataset.kind).map_or(dataset.kind, |kind| kind.title);
    let unused = [("area", &entry.area), ("region", &entry.region)];
    let mut unused: Vec<Diagnostic> = unused
        .into_iter()
        .filter_map(|(key, text)| {
            let span = &text.as_ref()?.span;
            let message = format!("`{key}` says nothing about {title}, as which the file is read");
            Some(
                Diagnostic::error(message, span)
                    .hint("for a comparison table add `kind: comparison-table`, else remove the line"),
            )
        })
        .collect();
    unused.extend(entry.measures.iter().filter_map(|one| one.row.as_ref()).map(|row| {
        Diagnostic::error(format!("`row` says nothing about {title}, as which the file is read"), &row.span)
            .hint("for a comparison table add `kind: comparison-table`, else remove it")
    }));
    if unused.is_empty() { Ok(()) } else { Err(unused) }
}

/// Words about sheets say nothing of a text file.
fn only_for_spreadsheets(entry: &DataEntry) -> Result<(), Vec<Diagnostic>> {
    let keys = [
        ("sheet", entry.sheet.as_ref().map(|text| &text.span)),
        ("range", entry.range.as_ref().map(|text| &text.span)),
        ("header-rows", entry.header_rows.as_ref().map(|(_, span)| span)),
    ];
    let unused: Vec<Diagnostic> = keys
        .into_iter()
        .filter_map(|(key, span)| {
            let message = format!("`{key}` is for spreadsheets, and `{}` is a text file", entry.file.value);
            Some(Diagnostic::error(message, span?).hint("remove the line, or name the `.xlsx` or `.ods` file"))
        })
        .collect();
    if unused.is_empty() { Ok(()) } else { Err(unused) }
}

/// A measure that a report defines for a column or a row of its own; `None` for a row that has the meaning of a
/// known one, and for what is wrong.
pub(crate) fn measure(entry: &MeasureEntry, sink: &mut Diagnostics) -> Option<Measure> {
    let mut measure = match (&entry.name, &entry.unit) {
        (Some(name), Some(text)) => {
            let Some(unit) = Unit::parse(&text.value) else {
                sink.push(unknown_unit(text));
                return None;
            };
            Measure {
                id: entry.id.value.clone(),
                name: name.value.clone(),
                unit,
                decimals: unit.decimals(),
                polarity: Polarity::Neutral,
                definition: String::new(),
            }
        }
        _ => match measures::find(&entry.id.value) {
            Some(known) if entry.decimals.is_some() || entry.better.is_some() => (**known).clone(),
            Some(_) => return None,
            None => {
                let ids = measures::all().map(|measure| measure.id.as_str());
                let message = format!("`{}` is not a known measure", entry.id.value);
                sink.push(
                    Diagnostic::error(message, &entry.id.span)
                        .maybe_hint(did_you_mean(&entry.id.value, ids))
                        .hint("or say what it is: add `name: retention rate` and `unit: percent`"),
                );
                return None;
            }
        },
    };
    match entry.better.as_ref().map(|text| (text.value.as_str(), text)) {
        None => {}
        Some(("higher", _)) => measure.polarity = Polarity::HigherIsBetter,
        Some(("lower", _)) => measure.polarity = Polarity::LowerIsBetter,
        Some((_, text)) => {
            sink.push(unknown("direction", text, ["higher", "lower"]));
            return None;
        }
    }
    measure.decimals = entry.decimals.and_then(|count| u32::try_from(count).ok()).unwrap_or(measure.decimals);
    Some(measure)
}
