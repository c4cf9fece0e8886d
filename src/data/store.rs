//! The store: every data file of a run is read once, however many reports use it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::data::measures::{Measure, Polarity};
use crate::data::{Dataset, KINDS, Kind, Request};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::files::{self, Files};
use crate::project::read::{unknown, unknown_unit};
use crate::project::sources::{DataEntry, MeasureEntry};
use crate::quantity::value::Unit;

/// The data files of a project that have been read.
#[derive(Debug, Default)]
pub struct Store {
    read: Mutex<HashMap<Key, Read>>,
}

/// A file, and everything in a report that has a part in what is read out of it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    name: String,
    file: String,
    kind: Option<String>,
    source: Option<String>,
    release: Option<String>,
    period: Option<String>,
    compare_with: Option<String>,
    measures: String,
}

/// The dataset, or what is wrong with the file.
type Read = Result<Arc<Dataset>, Vec<Diagnostic>>;

impl Store {
    /// Reads the data file of a report's entry, or takes it from the store.
    pub fn get(&self, files: &Files, entry: &DataEntry, sink: &mut Diagnostics) -> Option<Arc<Dataset>> {
        let text = |text: &Option<crate::project::yaml::Text>| text.as_ref().map(|text| text.value.clone());
        let measures: Vec<Measure> = entry.measures.iter().filter_map(|entry| measure(entry, sink)).collect();
        let key = Key {
            name: entry.name.value.clone(),
            file: entry.file.value.clone(),
            kind: text(&entry.kind),
            source: text(&entry.source),
            release: text(&entry.release),
            period: text(&entry.period),
            compare_with: text(&entry.compare_with),
            measures: format!("{measures:?}"),
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let result = match read.get(&key) {
            Some(known) => known.clone(),
            None => {
                let result = load(files, entry, measures);
                // What is wrong with the entry itself belongs to this report alone.
                if result.as_ref().is_err_and(|why| why.iter().any(|one| of_entry(one, entry))) {
                    drop(read);
                    sink.extend(result.err().unwrap_or_default());
                    return None;
                }
                read.insert(key, result.clone());
                result
            }
        };
        drop(read);
        result.map_err(|diagnostics| sink.extend(diagnostics)).ok()
    }
}

/// Whether a diagnostic points into the report, and not into the data file.
fn of_entry(diagnostic: &Diagnostic, entry: &DataEntry) -> bool {
    diagnostic.span.as_ref().is_none_or(|span| Arc::ptr_eq(&span.file, &entry.file.span.file))
}

fn load(files: &Files, entry: &DataEntry, measures: Vec<Measure>) -> Read {
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
        let near = if why == files::Unreadable::Missing { files.nearest(path, &["csv"]) } else { None };
        vec![diagnostic.hint(near.unwrap_or_else(|| why.hint("data/workforce.csv")))]
    };
    let bytes = files.bytes(path).map_err(unreadable)?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let file = files::decode(&files.shown(path), bytes).map_err(unreadable)?;
    let mut dataset = Dataset::read(&entry.name.value, &file, hash, kind, &Request { measures })?;
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
    Ok(Arc::new(dataset))
}

/// A measure that a report defines for a column of its own.
fn measure(entry: &MeasureEntry, sink: &mut Diagnostics) -> Option<Measure> {
    let Some(unit) = Unit::parse(&entry.unit.value) else {
        sink.push(unknown_unit(&entry.unit));
        return None;
    };
    let polarity = match entry.better.as_ref().map(|text| (text.value.as_str(), text)) {
        None => Polarity::Neutral,
        Some(("higher", _)) => Polarity::HigherIsBetter,
        Some(("lower", _)) => Polarity::LowerIsBetter,
        Some((_, text)) => {
            sink.push(unknown("direction", text, ["higher", "lower"]));
            return None;
        }
    };
    let decimals = entry.decimals.and_then(|count| u32::try_from(count).ok()).unwrap_or(unit.decimals());
    Some(Measure {
        id: entry.id.value.clone(),
        name: entry.name.value.clone(),
        unit,
        decimals,
        polarity,
        definition: String::new(),
    })
}
