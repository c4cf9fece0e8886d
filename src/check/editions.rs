//! Two editions held against each other: whether the public text refers to what is exempt, quotes it, or lets it be
//! worked out.
//!
//! What a public text names is found where it is named, since the public edition does not have it. What is left are the
//! numbers that its author typed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::cross_references::withheld_references;
use crate::check::passage::{Passage, passages};
use crate::check::words::Word;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::figure::{Figure, Origin};
use crate::narrative::Narrated;
use crate::narrative::document::{Block, Section};
use crate::narrative::papers::Paper;
use crate::quantity::style::round;
use crate::quantity::value::Unit;

/// A number with fewer digits than this may stand for anything.
const TELLING: usize = 3;

/// Of more public figures than this nobody takes one from another to see what comes out.
const MOST_FIGURES: usize = 60;

/// Reports what the public edition of a paper gives away of what only the `whole` one has.
pub fn compare(public: &Paper, whole: &Paper, sink: &mut Diagnostics) {
    let passages = passages(&public.report, &public.narrated.record);
    for (noun, place) in withheld_references(&passages, &public.narrated.document, &whole.narrated.document) {
        sink.push(
            Diagnostic::error(format!("{noun} is exempt from publication, and this text is public"), &place)
                .hint("add `exempt:` to the text as well, or do not refer to it"),
        );
    }
    let secrets = secrets(public, whole);
    // What is public as well may be quoted.
    let shown: BTreeSet<Decimal> =
        figures(&public.narrated).into_iter().filter_map(|one| one.datum.number()).collect();
    let kept: Vec<&Secret> = secrets.iter().filter(|secret| !shown.contains(&secret.value)).collect();
    for passage in &passages {
        quoted(passage, &kept, sink);
    }
    worked_out(&public.narrated, &secrets, sink);
}

/// A number that only the restricted edition may show.
struct Secret {
    /// What it is, in words.
    name: String,
    figure: Figure,
    value: Decimal,
    /// Where it is said to be exempt.
    exempt: Span,
}

/// The numbers of exempt figures, and of the exempt charts and tables of a paper.
fn secrets(public: &Paper, whole: &Paper) -> Vec<Secret> {
    let Some(left) = &public.report.withheld else { return Vec::new() };
    let mut found = Vec::new();
    let mut add = |name: String, figure: &Figure, exempt: &Span| {
        if let Some(value) = figure.datum.number().filter(|value| telling(*value)) {
            found.push(Secret { name, figure: figure.clone(), value, exempt: exempt.clone() });
        }
    };
    for (name, figure) in &whole.narrated.facts.named {
        if let Some(because) = left.why("figures", name) {
            add(format!("`{name}`"), figure, &because.exempt.place);
        }
    }
    let mut cells: BTreeMap<(&'static str, &str), Vec<&Figure>> = BTreeMap::new();
    exhibits(&whole.narrated.document.sections, &mut cells);
    for ((key, name), figures) in cells {
        let Some(because) = left.why(key, name) else { continue };
        let noun = key.trim_end_matches('s');
        figures
            .into_iter()
            .for_each(|figure| add(format!("a value of the {noun} `{name}`"), figure, &because.exempt.place));
    }
    found
}

/// The figures in the charts and tables of a document, by key and name.
fn exhibits<'a>(sections: &'a [Section], found: &mut BTreeMap<(&'static str, &'a str), Vec<&'a Figure>>) {
    fn blocks<'a>(of: &'a [Block], found: &mut BTreeMap<(&'static str, &'a str), Vec<&'a Figure>>) {
        for block in of {
            let (key, name, table) = match block {
                Block::Numbered { body, .. } | Block::Exempt { body, .. } => {
                    blocks(body, found);
                    continue;
                }
                Block::Chart(chart) => ("charts", chart.name.as_str(), &*chart.data),
                Block::Table(table) => ("tables", table.name.as_str(), table),
                _ => continue,
            };
            let cells = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.figure.as_deref());
            found.entry((key, name)).or_default().extend(cells);
        }
    }
    for section in sections {
        blocks(&section.body, found);
        exhibits(&section.sections, found);
    }
}

/// The figures that a document shows, in its texts and in its charts and tables.
fn figures(narrated: &Narrated) -> Vec<&Figure> {
    let mut cells = BTreeMap::new();
    exhibits(&narrated.document.sections, &mut cells);
    let shown = narrated.record.shown.iter().flat_map(|shown| &shown.figures);
    shown.chain(cells.into_values().flatten()).collect()
}

/// Whether a number is unlikely to be met by chance.
fn telling(value: Decimal) -> bool {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    let year = value.scale() == 0 && (Decimal::from(1900)..=Decimal::from(2100)).contains(&value);
    digits.trim_end_matches('0').len() >= TELLING && !year
}

/// Reports the numbers of a passage that somebody typed and that are exempt.
fn quoted(passage: &Passage<'_>, secrets: &[&Secret], sink: &mut Diagnostics) {
    let words = passage.words();
    for (at, word) in words.iter().enumerate() {
        let Some(typed) = word.number().filter(|_| !passage.is_fact(&word.range)) else { continue };
        let next = words.get(at + 1);
        let (value, slack) = read(typed, next);
        let pounds = at > 0 && words[at - 1].text == "£";
        let same = |secret: &&&Secret| {
            let fits = pounds == (secret.figure.measure.unit == Unit::Pounds);
            fits && telling(typed) && (secret.value - value).abs() <= slack
        };
        let Some(secret) = secrets.iter().find(same) else { continue };
        let end = next.filter(|_| !slack.is_zero()).map_or(word.range.end, |next| next.range.end);
        let range = word.range.start..end;
        let written = passage.text.get(range.clone()).unwrap_or_default();
        let sign = if pounds { "£" } else { "" };
        let way = format!("{{{{ unchecked(\"{sign}{written}\", reason=\"…\") }}}}");
        sink.push(
            Diagnostic::error(
                format!("this is {}, which is exempt from publication, and the text is public", secret.name),
                &passage.place(&range),
            )
            .related(&secret.exempt, "exempt here")
            .hint(format!(
                "add `exempt:` to the text as well, or say it without the number; if it is another number, write `{way}`"
            )),
        );
    }
}

/// A number with the "million" after it, and how far from it what is meant may lie.
fn read(typed: Decimal, next: Option<&Word<'_>>) -> (Decimal, Decimal) {
    let times = match next.map(|word| word.lower.as_str()) {
        Some("million" | "m") => Decimal::from(1_000_000),
        Some("thousand" | "k") => Decimal::from(1_000),
        Some("billion" | "bn") => Decimal::from(1_000_000_000),
        _ => return (typed, Decimal::ZERO),
    };
    let last = Decimal::new(5, typed.scale() + 1);
    (typed * times, last * times)
}

/// Warns of an exempt number that is a public one, the difference of two, or their sum.
fn worked_out(public: &Narrated, secrets: &[Secret], sink: &mut Diagnostics) {
    let mut known: Vec<&Figure> = Vec::new();
    for figure in figures(public) {
        // Numbers of one dataset are as far apart as they are; it is those that somebody chose to state that tell.
        let stated =
            matches!(figure.origin, Origin::Stated { .. } | Origin::Derived { .. } | Origin::Queried { .. });
        let new = !known.iter().any(|one| one.datum == figure.datum && one.measure.unit == figure.measure.unit);
        if stated && new {
            known.push(figure);
        }
    }
    if known.len() > MOST_FIGURES {
        return;
    }
    let style = &public.facts.style;
    let mut told = BTreeSet::new();
    for secret in secrets {
        let unit = secret.figure.measure.unit;
        let same = known
            .iter()
            .find(|one| one.measure.unit == unit && one.datum.number().is_some_and(|value| value == secret.value));
        if let Some(same) = same.filter(|_| told.insert(secret.name.clone())) {
            sink.push(
                Diagnostic::warning(
                    format!("{} is exempt, and the public edition shows the same number", secret.name),
                    &secret.exempt,
                )
                .hint(format!(
                    "it shows {} of {}: take it out, if it is the same",
                    same.text(style),
                    same.description()
                )),
            );
            continue;
        }
        let pair = known.iter().enumerate().find_map(|(at, one)| {
            let first = one.datum.number().filter(|_| one.measure.unit == unit)?;
            known.iter().enumerate().find_map(|(other, two)| {
                let second = two.datum.number().filter(|_| two.measure.unit == unit && other != at)?;
                let decimals = secret.figure.measure.decimals;
                let same = |value: Decimal| round(value, decimals) == round(secret.value, decimals);
                let sign = if same(first - second) { "less" } else { "and" };
                (same(first - second) || other > at && same(first + second)).then_some((*one, sign, *two))
            })
        });
        let Some((one, sign, two)) = pair.filter(|_| told.insert(secret.name.clone())) else { continue };
        sink.push(
            Diagnostic::warning(
                format!("a reader of the public edition can work out {}", secret.name),
                &secret.exempt,
            )
            .hint(format!(
                "it is {} {sign} {}, which the public edition has: leave one of the two out of it",
                one.text(style),
                two.text(style)
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_and_years_tell_nothing() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        for number in ["412345", "1.23", "14.9", "101", "0.123"] {
            assert!(telling(decimal(number)), "{number}");
        }
        for number in ["25", "1.5", "1000000", "2025", "0", "120000"] {
            assert!(!telling(decimal(number)), "{number}");
        }
    }
}
