//! What is made anew: a report whose inputs are as they were keeps its papers, and one that is made writes what is new.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::build::editions::{Job, Output};
use crate::build::{Ending, Fate, Options, Outcome, PaperMade, Unit, within};
use crate::cache::{Cache, Key, Made, PROGRAM, Paper, Said};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::narrative::papers::Edition;
use crate::progress::Stage;
use crate::project::files::{Inputs, Seen};
use crate::project::profile;
use crate::{publish, workers};

/// Of how many earlier states of a report's data the papers are fetched, where none is today's: one may become the same.
const LIKELY: usize = 2;

/// What is done for all reports of a run before the first is made: what killed runs have left is removed, and what other
/// machines have made is fetched many at a time. Asked for one after the other, each would wait for the network.
pub(super) fn prepare(units: &[Unit], options: &Options) {
    let folders: BTreeSet<&Path> = units.iter().filter_map(|unit| unit.out.parent()).collect();
    if !options.locked {
        folders.into_iter().for_each(publish::sweep);
    }
    let Some(cache) = options.cache.as_deref().filter(|cache| cache.is_shared()) else { return };
    let told = told(options);
    // Each in its own time: a run of many reports reads and hashes many files.
    let missing = |unit: &Unit, made: &Made| {
        let folder = unit.out.parent().unwrap_or(Path::new(""));
        let mut papers = made.papers.clone();
        papers.retain(|paper| hash_of(&within(folder, &paper.name)).as_ref() != Some(&paper.hash));
        papers
    };
    let same = |unit: &Unit, made: &Made| made.changes(&unit.shops.files, &told).is_empty();
    let unknown = workers::map(units.iter().collect(), |unit| {
        let last = last(unit, options, cache).filter(|last| same(unit, last));
        let there = last.is_some_and(|last| missing(unit, &last).is_empty());
        if there { None } else { made_key(unit).map(|key| (unit, key)) }
    });
    let unknown: Vec<(&Unit, Key)> = unknown.into_iter().flatten().collect();
    let same_here = |unit: &Unit, key: &Key| cache.made(key).into_iter().find(|made| same(unit, made));
    let keys = unknown.iter().filter(|(unit, key)| same_here(unit, key).is_none()).map(|(_, key)| key.clone());
    cache.fetch_made(&keys.collect::<Vec<_>>());
    // A report that became a paper of other data may become the same of these. One that nobody has made is not asked for.
    let known = workers::map(unknown, |(unit, key)| match same_here(unit, &key) {
        Some(made) => (missing(unit, &made), Vec::new()),
        None => (Vec::new(), cache.made(&key).into_iter().take(LIKELY).collect()),
    });
    let (papers, others): (Vec<_>, Vec<_>) = known.into_iter().unzip();
    cache.fetch_pressed(&others.into_iter().flatten().collect::<Vec<_>>());
    let hashes: Vec<String> = papers.into_iter().flatten().map(|paper| paper.hash).collect();
    cache.fetch_papers(&hashes);
}

/// Makes the papers of a report, or finds that they are made already; if it has errors, they are in the sink.
pub(super) fn make(unit: &Unit, options: &Options, sink: &mut Diagnostics) -> Outcome {
    unit.watched.at(Stage::Cache);
    let told = told(options);
    let Some(cache) = &options.cache else { return anew(unit, options, Vec::new(), false, sink) };
    let last = last(unit, options, cache);
    let why = match &last {
        Some(last) => last.changes(&unit.shops.files, &told),
        None => vec!["it has not been built here before".to_owned()],
    };
    let folder = unit.out.parent().unwrap_or(Path::new(""));
    let paths = |last: &Made| last.papers.iter().map(|paper| within(folder, &paper.name)).collect::<Vec<_>>();
    let formerly = last.as_ref().map(paths);
    let fits = |made: &Made| made.changes(&unit.shops.files, &told).is_empty();
    let elsewhere = || cache.made(&made_key(unit)?).into_iter().find(fits);
    let same = if why.is_empty() { last } else { elsewhere() };
    if let Some(outcome) = same.and_then(|made| again(unit, options, cache, &made, &why, sink)) {
        return outcome;
    }
    let formerly = formerly.unwrap_or_default();
    Outcome { formerly, ..anew(unit, options, why, false, sink) }
}

/// The papers of a report that would become the same again; `None` if one of them is nowhere any more.
fn again(
    unit: &Unit,
    options: &Options,
    cache: &Cache,
    made: &Made,
    why: &[String],
    sink: &mut Diagnostics,
) -> Option<Outcome> {
    let said = made.diagnostics(&unit.shops.files)?;
    let folder = unit.out.parent().unwrap_or(Path::new(""));
    // A paper for the public that is still there has to be spoken of, if there is to be none.
    let public = made.papers.iter().any(|paper| !paper.restricted);
    if !public && unit.out.exists() {
        return None;
    }
    // Whoever shares a cache may not choose which files are written.
    if !made.papers.iter().all(|paper| is_paper_of(&unit.out, &paper.name)) {
        return None;
    }
    // Another report may have come to have its paper there.
    if made.papers.iter().any(|paper| unit.other_at(&within(folder, &paper.name)).is_some()) {
        return None;
    }
    let mut papers = Vec::new();
    let (mut ending, mut refused) = (Ending::Done, Diagnostics::default());
    for paper in &made.papers {
        let path = within(folder, &paper.name);
        if hash_of(&path).as_deref() == Some(&paper.hash) {
            papers.push(PaperMade { path, hash: paper.hash.clone(), fate: Fate::Kept });
            continue;
        }
        let bytes = cache.paper(&paper.hash)?;
        let put = put(unit, options, (&path, paper.restricted), &bytes, Some(&made.inputs), &mut refused);
        if put != Ending::Done {
            ending = put;
            // Where nothing may change, each paper is named that would.
            if options.locked {
                continue;
            }
            break;
        }
        papers.push(PaperMade { path, hash: paper.hash.clone(), fate: Fate::Restored });
    }
    if ending != Ending::Done {
        sink.extend(refused);
        return Some(Outcome { ending, ..outcome(unit, papers, why, made.inputs.clone()) });
    }
    sink.extend(said);
    if why.is_empty() {
        cache.set_used(made);
    } else {
        set_last(unit, options, cache, made);
        if let (Some(key), None) = (made_key(unit), &options.aside) {
            cache.set_made(&key, made);
        }
    }
    Some(outcome(unit, papers, why, made.inputs.clone()))
}

/// Whether a report whose paper goes to `out` may become a file of such a name: that one, or one beside it for another
/// edition or kind.
fn is_paper_of(out: &Path, name: &str) -> bool {
    let Some(stem) = out.file_stem().and_then(|stem| stem.to_str()) else { return false };
    let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".pdf"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-') && !rest.contains(['/', '\\']))
}

/// Makes the papers of a report; `looks_again` is whether it is made again at once when a file changes meanwhile.
pub(super) fn anew(
    unit: &Unit,
    options: &Options,
    why: Vec<String>,
    looks_again: bool,
    sink: &mut Diagnostics,
) -> Outcome {
    // What is wrong with the profile is not what is wrong with the report.
    let (mut opening, mut own) = (Diagnostics::default(), Diagnostics::default());
    unit.watched.at(Stage::Read);
    let shop = unit.shops.of(&unit.path, &mut opening);
    let mut ending = Ending::Failed;
    let (outputs, inputs, pressed) = match shop {
        None => (None, unit.shops.inputs(&unit.path), Vec::new()),
        Some(shop) => {
            let job = Job::new(&shop, unit, options);
            let outputs = job.papers(&mut own);
            let inputs = if outputs.is_some() { job.inputs() } else { job.inputs_of_failure() };
            // An error may not come of half a file either. Whoever watches looks again.
            if outputs.is_none()
                && !looks_again
                && let Some(changed) = unit.shops.files.changed_since(&inputs)
            {
                tell_changed(unit, &changed, &mut own);
                ending = Ending::Unsettled;
            }
            (outputs, inputs, job.pressed())
        }
    };
    let said: Vec<Diagnostic> = own.into_iter().chain(opening).collect();
    sink.extend(said.iter().cloned());
    let Some(outputs) = outputs else {
        return Outcome { ending, ..outcome(unit, Vec::new(), &why, inputs) };
    };
    unit.watched.at(Stage::Write);
    let (mut papers, mut kept, mut ending) = (Vec::new(), Vec::new(), Ending::Done);
    for Output { edition, path, pdf, known } in outputs {
        let hash = blake3::hash(&pdf).to_hex().to_string();
        // Where nobody remembers what was made, it is not asked what is there, unless that is what is to be found out.
        let remembers = options.cache.is_some() || !why.is_empty() || options.locked;
        let same = remembers && hash_of(&path).as_ref() == Some(&hash);
        let fate = match (same, known) {
            (true, _) => Fate::Kept,
            (false, true) => Fate::Restored,
            (false, false) => Fate::Built,
        };
        let (read, restricted) = ((!looks_again).then_some(&inputs), edition == Edition::Restricted);
        let put = if same { Ending::Done } else { put(unit, options, (&path, restricted), &pdf, read, sink) };
        if put != Ending::Done {
            ending = put;
            // Where nothing may change, each paper is named that would.
            if options.locked {
                continue;
            }
            break;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        kept.push(Paper { name, hash: hash.clone(), restricted });
        papers.push(PaperMade { path, hash, fate });
    }
    if ending != Ending::Done {
        return Outcome { ending, ..outcome(unit, papers, &why, inputs) };
    }
    if let Some(cache) = &options.cache {
        unit.watched.at(Stage::Cache);
        remember(
            unit,
            options,
            cache,
            &said,
            Made { papers: kept, pressed, inputs: inputs.clone(), ..Made::default() },
        );
    }
    outcome(unit, papers, &why, inputs)
}

/// Says that something is not as it was when a paper was made of it.
fn tell_changed(unit: &Unit, (path, now): &(String, Seen), sink: &mut Diagnostics) {
    let files = &unit.shops.files;
    let shown = files.shown(path);
    let (message, hint) = match now {
        Seen::Hash(_) => {
            let message = format!("`{shown}` has changed while a paper was made of it");
            (message, "build again when it has been saved")
        }
        Seen::Nothing(why) => {
            (format!("`{shown}` {why}, after a paper was made of it"), "build again when it can be read")
        }
    };
    let told = match files.text(&unit.path) {
        Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)),
        Err(_) => Diagnostic::bare(message),
    };
    sink.push(told.hint(hint));
}

/// Notes what a report was made of, if that is all there is to know the next time.
fn remember(unit: &Unit, options: &Options, cache: &Cache, said: &[Diagnostic], made: Made) {
    let files = &unit.shops.files;
    let Some(said) = said.iter().map(|said| Said::of(said, files)).collect::<Option<Vec<_>>>() else { return };
    let made = Made { program: PROGRAM.to_owned(), options: told(options), said, shown: files.shown(""), ..made };
    set_last(unit, options, cache, &made);
    if let Some(key) = made_key(unit) {
        cache.set_made(&key, &made);
    }
}

/// Writes a paper, or says why not: where nothing may change, that it would; or that what was `read` for it is not what is
/// there by now, so that neither half of a file nor a file of yesterday becomes a paper. A paper for members
/// alone is its owner's to show.
fn put(
    unit: &Unit,
    options: &Options,
    (path, restricted): (&Path, bool),
    pdf: &[u8],
    read: Option<&Inputs>,
    sink: &mut Diagnostics,
) -> Ending {
    let shown = path.display();
    if options.locked {
        let message = if path.exists() {
            format!("`{shown}` is not what its report and its data give today")
        } else {
            format!("`{shown}` has not been built")
        };
        let place = unit.shops.files.text(&unit.path).ok().map(|file| Span::new(&file, 0..0));
        let told = place.map_or_else(|| Diagnostic::bare(&message), |place| Diagnostic::error(&message, &place));
        sink.push(told.hint("run `boardpack build` without `--locked`, and keep the paper with its report"));
        return Ending::Failed;
    }
    let changed = RefCell::new(None);
    let fits = || {
        changed.replace(read.and_then(|read| unit.shops.files.changed_since(read)));
        changed.borrow().is_none()
    };
    match publish::write_paper(path, pdf, restricted, &fits) {
        Ok(true) => Ending::Done,
        Ok(false) => {
            changed.take().iter().for_each(|changed| tell_changed(unit, changed, sink));
            Ending::Unsettled
        }
        Err(error) => {
            let (message, hint) = publish::unwritten(path, &error, "name another folder for papers with `--out`");
            sink.push(Diagnostic::bare(message).hint(hint));
            Ending::Failed
        }
    }
}

fn outcome(unit: &Unit, papers: Vec<PaperMade>, why: &[String], inputs: Inputs) -> Outcome {
    Outcome {
        report: unit.path.clone(),
        subject: unit.subject.clone(),
        root: unit.shops.files.root().to_owned(),
        folder: unit.folder.clone(),
        out: unit.out.clone(),
        papers,
        formerly: Vec::new(),
        why: why.to_vec(),
        inputs,
        ending: Ending::Done,
    }
}

/// The hash of a file's bytes; `None` if it cannot be read, or is something else than a file: whoever opens a pipe waits for
/// somebody at its other end.
pub(super) fn hash_of(path: &Path) -> Option<String> {
    let file = std::fs::metadata(path).ok()?.is_file().then(|| std::fs::File::open(path))?.ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

/// What a run is told beside the project's files, if it changes what papers become.
fn told(options: &Options) -> BTreeMap<String, String> {
    let made_at = options.made_at.map(|seconds| ("SOURCE_DATE_EPOCH".to_owned(), seconds.to_string()));
    made_at.into_iter().collect()
}

/// What a report was made of when its papers were last written to their place.
fn last(unit: &Unit, options: &Options, cache: &Cache) -> Option<Made> {
    if options.aside.is_some() { None } else { cache.last(&last_key(unit)) }
}

fn set_last(unit: &Unit, options: &Options, cache: &Cache, made: &Made) {
    if options.aside.is_none() {
        cache.set_last(&last_key(unit), made);
    }
}

/// What the place is known by to which a report's papers are written.
fn last_key(unit: &Unit) -> Key {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let root = whole(unit.shops.files.root());
    let out: PathBuf = whole(&unit.out);
    let parts = [root.to_string_lossy(), out.to_string_lossy(), unit.path.as_str().into(), area(unit).into()];
    Key::of_any_version(parts.iter().map(|part| part.as_bytes()))
}

/// What a report is known by wherever it is: its path and its bytes, and those of the council's profile.
fn made_key(unit: &Unit) -> Option<Key> {
    let files = &unit.shops.files;
    let name = unit.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hashes = (files.hash(&unit.path).ok()?, files.hash(profile::FILE_NAME).ok()?);
    let parts = [unit.path.as_str(), &name, &hashes.0, &hashes.1, area(unit)];
    Some(Key::of(parts.into_iter().map(str::as_bytes)))
}

/// The code of the area that a report is made for; empty for one that is made once.
fn area(unit: &Unit) -> &str {
    unit.subject.as_ref().map_or("", |area| &area.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_becomes_files_of_its_own_name_in_its_own_folder() {
        let out = Path::new("papers/2026/team.v2.pdf");
        for name in ["team.v2.pdf", "team.v2-restricted.pdf", "team.v2-slides-restricted.pdf"] {
            assert!(is_paper_of(out, name), "{name}");
        }
        for name in [
            "",
            "../team.v2.pdf",
            "team.v2-/../../x.pdf",
            "/tmp/team.v2.pdf",
            "team.v3.pdf",
            "team.v2-a\\b.pdf",
            "team.v2.pdf/x",
            "team.v2-x.yaml",
        ] {
            assert!(!is_paper_of(out, name), "{name}");
        }
    }
}
