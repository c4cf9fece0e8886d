//! `boardpack data explain`: one figure from the page back to its cell.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::{self, Unusable};
use crate::claims;
use crate::cli::console::Console;
use crate::cli::console::show;
use crate::cli::data::{aligned, finish, open, reports, unusable};
use crate::cli::{BUILT, USAGE, say};
use crate::data::Dataset;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::facts::Facts;
use crate::facts::comparison::differences;
use crate::facts::figure::{Figure, Origin};
use crate::narrative::Narrated;
use crate::narrative::replay::Replay;
use crate::quote;
use crate::trace::record::{Entry, Figures};
use crate::trace::{self, Named};

/// Explain one figure of a report: its value, its cell, its formula, and where it is used.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  boardpack data explain coventry/reports/2025-11-27-workforce-update.yaml \\\n      turnover_rate\n  \
                        boardpack data explain coventry/reports/2025-11-27-workforce-update.yaml \\\n      'turnover_rate.of(\"England\")'\n\n\
                  Exit codes: 0 the figure is explained, 1 a report or a data file has errors, 2 wrong usage."
)]
pub struct Arguments {
    /// The report.
    #[arg(value_name = "REPORT")]
    report: PathBuf,

    /// A measure, a figure, or what stands between `{{` and `}}` in the report.
    #[arg(value_name = "FIGURE")]
    expression: String,

    /// Whose figure, in a report that is made for each of many areas.
    #[arg(long, value_name = "AREA")]
    about: Option<String>,
}

/// Words in the names of columns that say of which area and period a row is.
const TELLING: &[&str] = &["area", "la_name", "region_name", "country_name", "period", "year"];

/// How wide the words before a line are.
const LABEL: usize = 12;

/// Explains the figure, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let found = match reports(&arguments.report) {
        Ok(found) => found,
        Err(why) if Path::new(&arguments.expression).is_file() => return unusable(&swapped(arguments, why)),
        Err(why) => return unusable(&why),
    };
    let [(root, path)] = found.as_slice() else {
        let message = format!("`{}` has {} reports", arguments.report.display(), found.len());
        let one = found.first().map_or_else(PathBuf::new, |(root, path)| build::within(root, path));
        return wrong(&message, &[format!("name one of them, such as `{}`", quote::path(&one))]);
    };
    let mut sink = Diagnostics::default();
    let opened = open(root, path, arguments.about.as_deref(), &mut sink);
    let diagnostics = sink.sorted();
    let Some(opened) = opened else { return finish(diagnostics, console) };
    if opened.report.for_each.is_some() && opened.report.about.is_none() {
        let message = format!("`{}` is made for each of many areas", arguments.report.display());
        return wrong(&message, &["say whose figure you mean, such as `--about Coventry`".to_owned()]);
    }
    let (report, project, path, mut narrated) = opened.narrate();
    narrated.record.typed = claims::typed(&report, &narrated);
    let figures = trace::figures(&narrated, &report, &project.profile, &path);
    let named =
        Named { style: &narrated.facts.style, report: &report, path: &path, profile: &project.profile.path };
    let replay = Replay::new(Arc::clone(&narrated.facts));
    let expression = arguments.expression.trim().trim_start_matches("{{").trim_end_matches("}}").trim();
    // What has no value cannot be printed, but it can be explained.
    let said = replay.say(expression);
    let said = said.or_else(|problems| replay.say(&format!("({expression}).or('no value')")).map_err(|_| problems));
    let shown = match said {
        Ok(shown) => shown,
        Err(problems) => {
            // What is wrong with the data comes before what only follows from it.
            if diagnostics.iter().any(|one| one.severity == Severity::Error) {
                finish(diagnostics, console);
            }
            let first: Option<&Diagnostic> = problems.first();
            let (message, hints) = first.map_or(("it cannot be read", &[][..]), |one| (&one.message, &one.hints));
            return wrong(message, hints);
        }
    };
    let mut text = String::new();
    let plain = matches!(
        shown.figures.as_slice(),
        [figure] if figure.text(named.style) == shown.text || figure.datum.number().is_none()
    );
    if !plain {
        text.push_str(&format!("{expression} is printed as “{}”", shown.text));
        text.push_str(match shown.figures.len() {
            0 => "\n",
            1 => ", which rests on this figure:\n\n",
            _ => ", which rests on these figures:\n\n",
        });
    }
    let explained: Vec<String> =
        shown.figures.iter().map(|figure| explain(figure, &named, &figures, &narrated, root)).collect();
    text.push_str(&explained.join("\n"));
    let shown = show(&text, BUILT);
    if diagnostics.is_empty() { shown } else { shown.max(finish(diagnostics, console)) }
}

/// What to write where the figure stands before the report.
fn swapped(arguments: &Arguments, why: Unusable) -> Unusable {
    let (report, figure) = (Path::new(&arguments.expression), &arguments.report);
    let command = format!("boardpack data explain {} {}", quote::path(report), quote::path(figure));
    Unusable { hint: format!("the report comes before the figure: `{command}`"), ..why }
}

fn wrong(message: &str, hints: &[String]) -> u8 {
    let hints: String = hints.iter().map(|hint| format!("  = hint: {hint}\n")).collect();
    say(&mut std::io::stderr(), &format!("error: {message}\n{hints}"));
    USAGE
}

fn explain(figure: &Figure, named: &Named<'_>, figures: &Figures, narrated: &Narrated, root: &Path) -> String {
    let (entry, inputs) = trace::entry(figure, named);
    let mut text = format!("{}: {}\n", entry.description(), entry.text);
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            text.push_str(&format!("  {label:<LABEL$}{words}\n"));
        }
    };
    line("exactly", entry.value.as_deref().unwrap_or_default());
    if let (None, crate::quantity::value::Datum::Symbol(symbol)) = (&entry.value, figure.datum) {
        line("no value", symbol.meaning());
    }
    line("definition", &entry.definition);
    let origin = &entry.origin;
    match origin.kind.as_str() {
        "stated" => {
            line("stated in", &origin.place);
            line("source", &origin.source);
            line("on", &origin.date);
        }
        "derived" => line("formula", &origin.formula),
        "query" => {
            line("asked in", &origin.place);
            origin.formula.lines().for_each(|one| line("query", one));
            let told: Vec<String> =
                origin.parameters.iter().map(|(name, value)| format!(":{name} = {value}")).collect();
            line("with", &told.join(", "));
            line("of", &origin.file);
            line("reads", &origin.cell);
            line("source", &origin.source);
            line("release", &origin.release);
        }
        _ => {
            line("source", &origin.source);
            line("release", &origin.release);
            line(
                "file",
                &format!("{} (the report's `{}`)", build::within(root, &origin.file).display(), origin.data),
            );
            line("cell", &origin.cell);
            if origin.kind == "cell" {
                line("row", &row(figure));
            }
            line("formula", &origin.formula);
            line("row BLAKE3", &origin.hash);
        }
    }
    if !inputs.is_empty() {
        text.push_str("\ncomputed from\n");
        let rows: Vec<Vec<String>> = inputs
            .iter()
            .map(|input| vec![input.description(), input.text.clone(), input.origin.words()])
            .collect();
        text.push_str(&aligned(&rows, "  "));
    }
    let compared = compared(figure, &narrated.facts);
    if !compared.is_empty() {
        text.push_str("\nbeside\n");
        text.push_str(&aligned(&compared, "  "));
    }
    text.push_str(&used(&entry, figures));
    text
}

/// The cells of the row that say what it is about, and the cell itself.
fn row(figure: &Figure) -> String {
    let (dataset, row, column): (&Arc<Dataset>, usize, usize) = match (&figure.origin, &figure.scope) {
        (Origin::Table { dataset, row, column }, _) => (dataset, *row, *column),
        (Origin::Cell { row, column, .. }, Some(scope)) => (&scope.dataset, *row, *column),
        _ => return String::new(),
    };
    let grid = &dataset.grid;
    // Nothing else of a row is anybody's business: a file of a council's own may name people.
    let telling = |at: &usize| {
        let name = grid.columns[*at].name.to_lowercase();
        TELLING.iter().any(|word| name.contains(word)) && *at != column
    };
    let cells = (0..grid.columns.len()).filter(telling).chain([column]);
    let cells = cells.map(|at| (grid.columns.get(at).map_or("", |one| one.name.as_str()), grid.text(row, at)));
    let cells = cells.filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name} {text}"));
    cells.collect::<Vec<_>>().join(", ")
}

/// The period before, and the areas that the report compares with.
fn compared(figure: &Figure, facts: &Facts) -> Vec<Vec<String>> {
    let Some(scope) = &figure.scope else { return Vec::new() };
    let others = facts.subject.iter().flat_map(|subject| std::iter::once(&subject.area).chain(&subject.compare));
    let others =
        others.filter(|area| area.code != scope.area.code).map(|area| (area.name.clone(), area, scope.period));
    let before = scope.period.previous();
    let mut rows = Vec::new();
    for (name, area, period) in std::iter::once((before.to_string(), &scope.area, before)).chain(others) {
        let other = facts.figure(&figure.measure.id, area, period, scope.basis, Some(&scope.dataset));
        let Ok(other) = other else { continue };
        let difference = match differences(figure, &other) {
            Ok((_, shown)) if shown.is_zero() => "the same".to_owned(),
            Ok((_, shown)) => {
                let size = facts.style.size_of_change(shown, figure.measure.unit, figure.measure.decimals);
                let way = match (period == scope.period, shown.is_sign_negative()) {
                    (true, true) => "it is lower by",
                    (true, false) => "it is higher by",
                    (false, true) => "it fell by",
                    (false, false) => "it rose by",
                };
                format!("{way} {size}")
            }
            Err(_) => String::new(),
        };
        rows.push(vec![name, other.text(&facts.style), difference]);
    }
    rows
}

/// Where the report shows the figure, or says something that rests on it.
fn used(entry: &Entry, figures: &Figures) -> String {
    let Some(known) = figures.figures.iter().find(|known| known.is_same_as(entry)) else {
        return "\nnot used in the report\n".to_owned();
    };
    let mut text = String::from("\nused in\n");
    let claims = figures.claims.iter().filter(|claim| claim.figures.contains(&known.id)).map(|claim| &claim.place);
    for place in known.shown.iter().chain(claims) {
        let sentence =
            if place.sentence.is_empty() { String::new() } else { format!(": “{}”", place.sentence) };
        let line = format!("  {}{sentence}\n", place.words());
        if !text.contains(&line) {
            text.push_str(&line);
        }
    }
    let inputs = figures.figures.iter().filter(|other| other.origin.inputs.contains(&known.id));
    for other in inputs {
        text.push_str(&format!("  computed: {}\n", other.description()));
    }
    text
}
