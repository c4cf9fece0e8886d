//! Verification: whether today's data still give the figures that a paper carries.
//!
//! What the report said of its figures stands in the record itself, so that the report may have changed or be gone: every
//! expression, chart and table is worked out again from the data files as they are now, and compared with what was
//! printed. A figure that was typed by hand is compared with the report as it is now.

mod outcome;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::areas::register;
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin};
use crate::narrative::Shown;
use crate::narrative::document::{RowKind, Table};
use crate::narrative::replay::Replay;
use crate::project::Project;
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::sources::{FigureEntry, Origin as EntryOrigin};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::Datum;
use crate::trace::record::{Claim, Entry, Figures, Place};
use crate::trace::{self, csv};

use typed::Typed;

pub use outcome::{FileNow, Verdict, Verified};

/// Works out every figure and claim of a paper from the data of a project as they are now.
///
/// `None` if the record does not say how its figures are worked out.
pub fn verify<'a>(recorded: &'a Figures, project: &Project) -> Option<Verified<'a>> {
    let profile = profile_of(recorded)?;
    let report = project.report_of(&recorded.definitions.report)?;
    let today = project.report(&recorded.report, &mut Diagnostics::default());
    let ground = Ground { recorded, project, profile: &profile, report: &report, store: &Store::default() };
    let mut verified = ground.again(None, today).all(recorded);
    for (name, at) in lost(recorded, &verified.data) {
        let candidates = file_of(&report, name).map_or_else(Vec::new, |file| project.files.beside(file));
        let found = candidates.into_iter().take(MOST_CANDIDATES).find(|candidate| {
            let mut again = ground.again(Some((name, candidate)), None);
            let mut rest = recorded.figures.iter().filter(|entry| entry.origin.data == name).peekable();
            let some = rest.peek().is_some();
            some && rest.all(|entry| again.figure(entry) == Verdict::Unchanged) && again.elsewhere.is_empty()
        });
        if let Some((_, FileNow::Unreadable { now, .. })) = verified.data.get_mut(at) {
            *now = found;
        }
    }
    Some(verified)
}

/// What is said where nothing else is known of a figure or a claim.
const NOBODY_KNOWS: &str = "it cannot be worked out";

/// The most files that are tried in the place of one that is gone.
const MOST_CANDIDATES: usize = 200;

/// The data files that cannot be read: their names, and their places in the list.
fn lost<'a>(recorded: &'a Figures, data: &[(&str, FileNow)]) -> Vec<(&'a str, usize)> {
    let lost = |(at, (file, now)): (usize, &(&str, FileNow))| {
        let named = recorded.data.iter().find(|one| one.file == *file)?;
        matches!(now, FileNow::Unreadable { .. }).then_some((named.name.as_str(), at))
    };
    data.iter().enumerate().filter_map(lost).collect()
}

/// The path of a data file of a report.
fn file_of<'r>(report: &'r Report, name: &str) -> Option<&'r str> {
    report.data.iter().find(|entry| entry.name.value == name).map(|entry| entry.file.value.as_str())
}

/// What figures are worked out from.
#[derive(Clone, Copy)]
struct Ground<'a, 'r> {
    recorded: &'a Figures,
    project: &'r Project,
    profile: &'r Profile,
    report: &'r Report,
    store: &'r Store,
}

impl<'a, 'r> Ground<'a, 'r> {
    /// Reads the data, perhaps one file in the place of another, and gets ready to work figures out.
    fn again(&self, instead: Option<(&str, &str)>, today: Option<Report>) -> Again<'a, 'r> {
        let mut datasets = Vec::new();
        let mut unread = BTreeMap::new();
        for entry in &self.report.data {
            let mut sink = Diagnostics::default();
            let mut entry = entry.clone();
            if let Some((_, path)) = instead.filter(|(name, _)| *name == entry.name.value) {
                path.clone_into(&mut entry.file.value);
            }
            let dataset = self.store.get(&self.project.files, &entry, &mut sink);
            if dataset.is_none() {
                unread.insert(entry.name.value.clone(), first_of(sink.sorted(), "it cannot be read"));
            }
            datasets.extend(dataset);
        }
        let mut sink = Diagnostics::default();
        let facts = Facts::gather(self.report, self.profile, datasets, &mut sink);
        let mut data = Vec::new();
        for entry in &self.report.data {
            let name = entry.name.value.as_str();
            let Some(file) = self.recorded.data.iter().find(|file| file.name == name) else { continue };
            let now = match facts.datasets.iter().find(|dataset| dataset.name == name) {
                Some(dataset) if dataset.observed.release != file.release => {
                    FileNow::Changed { from: file.release.clone(), to: dataset.observed.release.clone() }
                }
                // Whether it gives what the paper shows is known when all figures have been worked out.
                Some(_) => FileNow::Same,
                None => FileNow::Unreadable {
                    why: unread.remove(name).unwrap_or_else(|| "it cannot be read".to_owned()),
                    now: None,
                },
            };
            data.push((file.file.as_str(), now));
        }
        Again {
            replay: Replay::new(Arc::new(facts)),
            report: self.report,
            today,
            tables: BTreeMap::new(),
            data,
            problems: sink.sorted(),
            elsewhere: BTreeSet::new(),
        }
    }
}

/// The profile as far as the record has it.
fn profile_of(recorded: &Figures) -> Option<Profile> {
    let name = serde_json::to_string(&recorded.council).ok()?;
    let text = format!("name: {name}\n{}", recorded.definitions.profile);
    Profile::read(&SourceFile::new("figures.json".to_owned(), text), &mut Diagnostics::default())
}

/// The first thing that is wrong.
fn first_of(diagnostics: Vec<Diagnostic>, otherwise: &str) -> String {
    diagnostics.into_iter().next().map_or_else(|| otherwise.to_owned(), |first| first.message)
}

/// What a place of the paper would show today.
enum Now {
    /// A figure.
    Figure(Box<Figure>),
    /// Something else.
    Words(String),
    /// Nothing, and why.
    Nothing(Why),
}

/// Why something cannot be worked out.
#[derive(Clone)]
enum Why {
    /// A data file cannot be used: which.
    File(String),
    /// Anything else, in words.
    Words(String),
}

impl From<Why> for Verdict {
    fn from(why: Why) -> Self {
        match why {
            Why::File(file) => Self::Lost(file),
            Why::Words(why) => Self::Gone(why),
        }
    }
}

impl From<String> for Why {
    fn from(why: String) -> Self {
        Self::Words(why)
    }
}

impl From<&str> for Why {
    fn from(why: &str) -> Self {
        Self::Words(why.to_owned())
    }
}

/// The report worked out again.
struct Again<'a, 'r> {
    replay: Replay,
    report: &'r Report,
    /// The report as it is now, if it still is.
    today: Option<Report>,
    /// Charts and tables by kind and name, or why there is none.
    tables: BTreeMap<(String, String), Result<Table, Why>>,
    data: Vec<(&'a str, FileNow)>,
    /// What is wrong with the report's figures, worked out from today's data.
    problems: Vec<Diagnostic>,
    /// The names of data files of which a row has changed that still gives a figure.
    elsewhere: BTreeSet<String>,
}

impl<'a> Again<'a, '_> {
    fn all(mut self, recorded: &'a Figures) -> Verified<'a> {
        let mut verdicts: BTreeMap<usize, Verdict> =
            recorded.figures.iter().map(|entry| (entry.id, self.figure(entry))).collect();
        let mut told = Vec::new();
        let mut claims: Vec<(&Claim, Verdict)> = Vec::new();
        for claim in &recorded.claims {
            let said = self.said(claim);
            if let Some(Ok(shown)) = &said {
                self.sizes(recorded, claim, shown, &mut verdicts);
            }
            told.push(said.as_ref().and_then(|said| said.as_ref().ok()).map(|shown| {
                let (relation, number) = trace::told(shown, &claim.place.expression);
                Claim { text: shown.text.clone(), relation, number, ..claim.clone() }
            }));
            claims.push((claim, self.claim(recorded, claim, said, &verdicts)));
        }
        let verdict = |entry: &Entry| verdicts.get(&entry.id).cloned().unwrap_or(Verdict::Unchanged);
        let mut used: Vec<usize> = recorded.claims.iter().flat_map(|claim| claim.figures.iter().copied()).collect();
        used.sort_unstable();
        let shown = |entry: &&Entry| !entry.shown.is_empty() || used.binary_search(&entry.id).is_ok();
        let figures = recorded.figures.iter().filter(shown).map(|entry| (entry, verdict(entry))).collect();
        let changed = changed(recorded, &verdicts, &claims);
        for (file, now) in self.data.iter_mut().filter(|(_, now)| *now == FileNow::Same) {
            let Some(named) = recorded.data.iter().find(|one| one.file == *file) else { continue };
            if changed.contains(named.name.as_str()) {
                *now = FileNow::Changed { from: named.release.clone(), to: named.release.clone() };
            } else if self.elsewhere.contains(&named.name) {
                *now = FileNow::Elsewhere;
            }
        }
        Verified { data: self.data, figures, claims, told }
    }

    /// Notes whether the row in which a figure stands has changed.
    fn note_row(&mut self, entry: &Entry, figure: &Figure) {
        let (dataset, row) = match (&figure.origin, &figure.scope) {
            (Origin::Table { dataset, row, .. }, _) => (dataset, *row),
            (Origin::Cell { row, .. }, Some(scope)) => (&scope.dataset, *row),
            _ => return,
        };
        if !entry.origin.hash.is_empty() && dataset.grid.hash_of_row(row) != entry.origin.hash {
            self.elsewhere.insert(entry.origin.data.clone());
        }
    }

    fn figure(&mut self, entry: &Entry) -> Verdict {
        if entry.origin.kind == "stated" {
            return self.stated(entry);
        }
        let mut verdict = None;
        for place in &entry.shown {
            let now = match self.at(place) {
                Some(now) => now,
                None => continue,
            };
            match now {
                Now::Figure(figure) if is_same(entry, figure.datum) => {
                    self.note_row(entry, &figure);
                    verdict.get_or_insert(Verdict::Unchanged);
                }
                Now::Figure(figure) => {
                    change(&mut verdict, figure.text(&self.replay.facts().style), place);
                }
                Now::Words(text) => change(&mut verdict, text, place),
                Now::Nothing(why) => {
                    if !matches!(verdict, Some(Verdict::Changed { .. })) {
                        verdict = Some(why.into());
                    }
                }
            }
        }
        match verdict.or_else(|| self.by_identity(entry)).unwrap_or(Verdict::Unchanged) {
            Verdict::Gone(why) => self.what_is_gone(entry, why),
            verdict => verdict,
        }
    }

    /// Says of a figure that its place cannot show which row or key the data no longer have. Where nothing can be shown
    /// because the subject itself is gone, the data may still give figures of other areas and periods.
    fn what_is_gone(&mut self, entry: &Entry, why: String) -> Verdict {
        let no_subject = self.report.subject.is_some() && self.replay.facts().subject.is_none();
        match self.by_identity(entry) {
            Some(Verdict::Gone(_)) => Verdict::Gone(self.missing(entry).unwrap_or(why)),
            Some(found) if no_subject => found,
            _ => Verdict::Gone(self.problem_of(entry).unwrap_or(why)),
        }
    }

    /// Which row the data file of a figure no longer has.
    fn missing(&self, entry: &Entry) -> Option<String> {
        let facts = self.replay.facts();
        let dataset = facts.datasets.iter().find(|dataset| dataset.name == entry.origin.data)?;
        let (area, time) = (entry.area.as_ref()?, entry.period.as_deref()?);
        let period = Period::parse(time)?;
        let of_area = || dataset.observed.observations.iter().filter(|one| one.area.code == area.code);
        let file = &entry.origin.file;
        Some(if of_area().next().is_none() {
            format!("{file} no longer has a row for {}", area.name)
        } else if of_area().any(|one| one.period == period) {
            format!("{file} no longer has this value for {} in {time}", area.name)
        } else {
            format!("{file} no longer has a row for {} in {time}", area.name)
        })
    }

    /// What is wrong with a figure that the report names itself; of a query, with what it asks for.
    fn problem_of(&self, figure: &Entry) -> Option<String> {
        let name = &figure.measure;
        let start = |entry: &FigureEntry| entry.name.span.range.start;
        let first = self.report.figures.iter().find(|entry| entry.name.value == *name).map(start)?;
        let next = self.report.figures.iter().map(start).filter(|other| *other > first).min().unwrap_or(usize::MAX);
        let within =
            |one: &&Diagnostic| one.span.as_ref().is_some_and(|span| (first..next).contains(&span.range.start));
        let problem = &self.problems.iter().find(within)?.message;
        Some(match figure.origin.kind.as_str() {
            "query" => format!("{problem}: `{}`", figure.origin.formula),
            _ => problem.clone(),
        })
    }

    /// What a place shows today; `None` if nobody can tell from the place alone.
    fn at(&mut self, place: &Place) -> Option<Now> {
        match place.within.as_str() {
            "chart" | "table" if !place.name.is_empty() => Some(self.cell(place)),
            _ if place.expression.is_empty() => None,
            _ => Some(match self.replay.say(&place.expression) {
                Ok(shown) => match shown.figures.as_slice() {
                    [figure] if figure.text(&self.replay.facts().style) == shown.text => {
                        Now::Figure(Box::new(figure.clone()))
                    }
                    _ => Now::Words(shown.text),
                },
                Err(problems) => Now::Nothing(self.why(problems)),
            }),
        }
    }

    /// What a cell of a chart or a table shows today.
    fn cell(&mut self, place: &Place) -> Now {
        let key = (place.within.clone(), place.name.clone());
        if !self.tables.contains_key(&key) {
            let made = self.exhibit(&place.within, &place.name);
            self.tables.insert(key.clone(), made);
        }
        let table = match self.tables.get(&key) {
            Some(Ok(table)) => table,
            Some(Err(why)) => return Now::Nothing(why.clone()),
            None => return Now::Nothing("the report does not define it".into()),
        };
        let column = csv::column_names(table).iter().position(|column| *column == place.column);
        let mut rows = table.rows.iter().filter(|row| row.kind != RowKind::Band).zip(csv::row_names(table));
        let row = rows.find(|(_, name)| *name == place.row).map(|(row, _)| row);
        let row = row.filter(|row| column.is_none_or(|at| row.cells.len() > at));
        match (row, column) {
            (Some(row), Some(at)) => match &row.cells[at].figure {
                Some(figure) => Now::Figure(figure.clone()),
                None => Now::Nothing("the data have no value for it".into()),
            },
            (None, Some(_)) => Now::Nothing(format!("there is no row `{}` any more", place.row).into()),
            (_, None) => Now::Nothing(format!("there is no column `{}` any more", place.column).into()),
        }
    }

    fn exhibit(&self, kind: &str, name: &str) -> Result<Table, Why> {
        let mut sink = Diagnostics::default();
        let entries = if kind == "chart" { &self.report.charts } else { &self.report.tables };
        let entry = entries.iter().find(|entry| entry.name.value == name);
        let entry = entry.ok_or_else(|| format!("the {kind} `{name}` is not defined"))?;
        let table = match kind {
            "chart" => self.replay.chart(entry, &mut sink),
            _ => self.replay.table(entry, &mut sink),
        };
        table.ok_or_else(|| self.why(sink.sorted()))
    }

    /// Why something cannot be worked out: what is wrong with it, or with the data that it needs.
    fn why(&self, problems: Vec<Diagnostic>) -> Why {
        let follows = problems.is_empty() || problems.iter().all(|one| one.follows);
        let file = self.data.iter().find_map(|(file, now)| match now {
            FileNow::Unreadable { .. } => Some((*file).to_owned()),
            _ => None,
        });
        match file.filter(|_| follows) {
            Some(file) => Why::File(file),
            None => Why::Words(first_of(problems, NOBODY_KNOWS)),
        }
    }

    /// Looks a figure up by what it is, where no place tells.
    fn by_identity(&mut self, entry: &Entry) -> Option<Verdict> {
        Some(match self.looked_up(entry)? {
            Ok(figure) if is_same(entry, figure.datum) => {
                self.note_row(entry, &figure);
                Verdict::Unchanged
            }
            Ok(figure) => Verdict::Changed { to: figure.text(&self.replay.facts().style), places: Vec::new() },
            Err(verdict) => verdict,
        })
    }

    /// The figure of an area, a period and a measure as it is today, or why there is none; `None` for one that has none
    /// of these.
    fn looked_up(&self, entry: &Entry) -> Option<Result<Figure, Verdict>> {
        let area = entry.area.as_ref()?;
        let facts = self.replay.facts();
        let dataset = facts.datasets.iter().find(|dataset| dataset.name == entry.origin.data);
        let Some(dataset) = dataset else {
            return (!entry.origin.data.is_empty()).then(|| Err(self.why(Vec::new()).into()));
        };
        let period = Period::parse(entry.period.as_deref()?)?;
        let area = dataset.area(&area.code).or_else(|| register().find(&area.code))?;
        let basis = entry.basis.as_deref().and_then(Basis::parse);
        let found = facts.figure(&entry.measure, area, period, basis, Some(dataset));
        Some(found.map_err(|problem| Verdict::Gone(problem.message)))
    }

    /// What the report of today says of a figure that was typed by hand.
    fn stated(&self, entry: &Entry) -> Verdict {
        let source = Verdict::ByHand(entry.origin.source.clone());
        let Some(today) = &self.today else { return source };
        let named = today.figures.iter().find(|figure| figure.name.value == entry.measure);
        match named.map(|figure| &figure.origin) {
            Some(EntryOrigin::Stated { value, .. }) if is_same(entry, Datum::Number(*value)) => source,
            Some(EntryOrigin::Stated { value, .. }) => {
                Verdict::Changed { to: value.to_string(), places: entry.shown.clone() }
            }
            _ => source,
        }
    }

    /// What the author's expression says today; `None` where nobody knows what that was.
    fn said(&self, claim: &Claim) -> Option<Result<Shown, Vec<Diagnostic>>> {
        let expression = &claim.place.expression;
        (!expression.is_empty()).then(|| self.replay.say(expression))
    }

    /// What became of a number that was typed by hand and that several figures gave.
    fn typed(&self, recorded: &Figures, claim: &Claim, verdicts: &BTreeMap<usize, Verdict>) -> Verdict {
        let differs = |id: &usize| verdicts.get(id).filter(|verdict| verdict.is_change());
        if claim.figures.iter().find_map(differs).is_none() {
            return Verdict::Unchanged;
        }
        let (mut before, mut now) = (Vec::new(), Vec::new());
        for id in &claim.figures {
            let Some(entry) = recorded.figure(*id) else { return Verdict::Unchanged };
            if let Some(lost @ (Verdict::Gone(_) | Verdict::Lost(_))) = differs(id) {
                return lost.clone();
            }
            let was = entry.value.as_deref().and_then(|value| value.parse::<Decimal>().ok());
            let is = if differs(id).is_some() { self.value_of(entry) } else { was };
            before.extend(was.map(|value| (value, entry.decimals)));
            now.extend(is);
        }
        let known = before.len() == claim.figures.len() && now.len() == before.len();
        let changed = |to: String| Verdict::Changed { to, places: vec![claim.place.clone()] };
        match if known { typed::typed(&claim.text, &before, &now) } else { Typed::Unknown } {
            Typed::Same => Verdict::Unchanged,
            Typed::Other(text) => changed(text),
            Typed::Unknown => changed("the figures that gave it are others now".to_owned()),
        }
    }

    /// The value that a figure of the record has today.
    fn value_of(&self, entry: &Entry) -> Option<Decimal> {
        let facts = self.replay.facts();
        let figure = match self.looked_up(entry) {
            Some(Ok(figure)) => figure,
            Some(Err(_)) => return None,
            None => facts.named.get(&entry.measure)?.clone(),
        };
        figure.datum.number()
    }

    /// What became of the sizes that a claim prints, which stand nowhere by themselves.
    fn sizes(&self, recorded: &Figures, claim: &Claim, shown: &Shown, verdicts: &mut BTreeMap<usize, Verdict>) {
        for (id, figure) in claim.figures.iter().zip(&shown.figures) {
            let Some(entry) = recorded.figure(*id) else { continue };
            let alone = entry.shown.is_empty() && entry.origin.kind == "derived";
            if alone && claim.figures.len() == 1 && !is_same(entry, figure.datum) {
                let to = figure.text(&self.replay.facts().style);
                verdicts.insert(*id, Verdict::Changed { to, places: vec![claim.place.clone()] });
            }
        }
    }

    fn claim(
        &self,
        recorded: &Figures,
        claim: &Claim,
        said: Option<Result<Shown, Vec<Diagnostic>>>,
        verdicts: &BTreeMap<usize, Verdict>,
    ) -> Verdict {
        let Some(said) = said else { return self.typed(recorded, claim, verdicts) };
        match said {
            Ok(shown) if shown.text == claim.text => Verdict::Unchanged,
            Ok(shown) => Verdict::Changed { to: shown.text, places: vec![claim.place.clone()] },
            Err(problems) => {
                let why = self.why(problems);
                match &why {
                    Why::Words(words) if words.starts_with("false claim: ") => {
                        Verdict::False(words.replacen("false claim: ", "", 1))
                    }
                    Why::Words(words) if words == NOBODY_KNOWS => {
                        let gone = |id: &&usize| matches!(verdicts.get(id), Some(Verdict::Gone(_)));
                        let figure = claim.figures.iter().find(gone).and_then(|id| recorded.figure(*id));
                        Verdict::Gone(
                            figure.map_or_else(
                                || words.clone(),
                                |entry| format!("the {} is gone", entry.description()),
                            ),
                        )
                    }
                    _ => why.into(),
                }
            }
        }
    }
}

/// The names of the data files that give something else than they did.
fn changed<'a>(
    recorded: &'a Figures,
    verdicts: &BTreeMap<usize, Verdict>,
    claims: &[(&Claim, Verdict)],
) -> BTreeSet<&'a str> {
    let differs = |id: &usize| verdicts.get(id).is_some_and(Verdict::is_change);
    let mut names = BTreeSet::new();
    let mut open: Vec<usize> = verdicts.keys().copied().filter(|id| differs(id)).collect();
    // A claim that changed though none of its figures did rests on more of their files than them.
    let claims = claims.iter().filter(|(claim, verdict)| verdict.is_change() && !claim.figures.iter().any(differs));
    open.extend(claims.flat_map(|(claim, _)| claim.figures.iter().copied()));
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(entry) = recorded.figure(id).filter(|_| seen.insert(id)) else { continue };
        names.extend(entry.origin.data.split("; ").filter(|name| !name.is_empty()));
        // One that was computed from others has changed with those of them that have, as far as that is known.
        let inputs = &entry.origin.inputs;
        let some = inputs.iter().any(differs);
        open.extend(inputs.iter().filter(|id| !some || differs(id)));
    }
    names
}

/// Adds a place that shows something else to what became of a figure.
fn change(verdict: &mut Option<Verdict>, to: String, place: &Place) {
    match verdict {
        Some(Verdict::Changed { places, .. }) => places.push(place.clone()),
        _ => *verdict = Some(Verdict::Changed { to, places: vec![place.clone()] }),
    }
}

/// Whether a value is the one of the record, exactly.
fn is_same(entry: &Entry, datum: Datum) -> bool {
    match datum {
        Datum::Number(value) => {
            entry.value.as_deref().and_then(|recorded| recorded.parse::<Decimal>().ok()) == Some(value)
        }
        Datum::Symbol(symbol) => entry.symbol.as_deref() == Some(symbol.mark()),
    }
}
