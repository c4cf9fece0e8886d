//! Rates that a query works out anew from authorities although the release publishes them for the region or the nation.
//!
//! The mean of the authorities' rates is not the rate of the region, and neither is the quotient of the rounded counts
//! that are published: so what is published is quoted.

use std::sync::Arc;

use crate::data::areas::{Area, Level};
use crate::data::dfe_csww;
use crate::data::measures::{Measure, PARTS_OF_RATES};
use crate::data::query::Query;
use crate::data::{Dataset, Observation};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin};
use crate::facts::query::tables::VALUES;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::round;
use crate::quantity::value::Unit;

/// The columns by which a query chooses the authorities of a region or of the nation.
const CHOOSE: [&str; 6] = ["geographic_level", "level", "region", "region_code", "region_name", "country_name"];

/// Warns of queries of a report that work out a rate that a release publishes.
pub fn warn(facts: &Facts, sink: &mut Diagnostics) {
    let of_figure = |figure: &Figure| match &figure.origin {
        Origin::Queried { query } => Some(Arc::clone(query)),
        _ => None,
    };
    let figures = facts.named.values().filter_map(of_figure);
    let queries = figures.chain(facts.datasets.iter().filter_map(|data| data.query.clone()));
    for query in queries {
        sink.extend(query.datasets.iter().find_map(|data| of_release(&query, data, facts)));
    }
}

/// The warning of a query that works out a rate of a release.
fn of_release(query: &Query, data: &Arc<Dataset>, facts: &Facts) -> Option<Diagnostic> {
    let words = words_of(&query.sql);
    let calls = |name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
    let chooses = columns(query, data).any(|column| CHOOSE.contains(&column.to_lowercase().as_str()));
    let divided = query.made.iter().any(|made| made.calculated);
    let quoted: Vec<&str> = query.sql.split('\'').skip(1).step_by(2).collect();
    let said: Vec<&str> = quoted.into_iter().chain(query.bound.iter().map(|(_, value)| value.as_str())).collect();
    let authority = |area: &Arc<Area>| area.level == Level::LocalAuthority;
    let of_one = said.iter().any(|text| data.area(text).is_some_and(authority));
    if data.kind != dfe_csww::KIND.name || !chooses || !divided || of_one {
        return None;
    }
    let measure = if calls("avg") { averaged(query, data, &said) } else { None }
        .or_else(|| if calls("sum") || calls("total") { quotient(query, data, &said) } else { None })?;
    let published = published(query, data, measure, &said, &words)?;
    let value =
        facts.style.value(round(published.datum.number()?, measure.decimals), measure.unit, measure.decimals);
    let (area, period) = (&published.area, published.period);
    let basis = published.basis.map_or_else(String::new, |basis| format!(" ({})", basis.name()));
    let message = format!(
        "`{}` works out the {} of {} from authorities; `{}` publishes it: {value} in {period}{basis}",
        query.name,
        measure.name,
        area.in_prose(),
        data.name
    );
    let id = &measure.id;
    // What is quoted is on the report's basis, unless it says so.
    let other = published.basis.filter(|basis| *basis != facts.basis).map(Basis::name);
    let method = other.map_or_else(String::new, |basis| format!(".basis(\"{basis}\")"));
    let key = other.map_or_else(String::new, |basis| format!(", basis: {basis}"));
    Some(
        Diagnostic::warning(message, &first_word(&query.place))
            .hint(format!(
                "quote it: `{{{{ {id}.of(\"{}\"){method} }}}}` in text, `{{measure: {id}, area: {}, period: {period}{key}}}` under `figures:`",
                area.name, area.name
            ))
            .hint("a mean of rates counts a small authority like a large one, and published counts are rounded"),
    )
}

/// The columns of a dataset that a query reads.
fn columns<'a>(query: &'a Query, data: &'a Dataset) -> impl Iterator<Item = &'a str> {
    let of = |column: &'a String| {
        let (table, name) = column.split_once('.')?;
        (table == data.name || table.strip_suffix(VALUES) == Some(data.name.as_str())).then_some(name)
    };
    query.columns.iter().filter_map(of)
}

/// The rate that a query takes the mean of: of a column of the file, or of the measure that it names.
fn averaged<'a>(query: &Query, data: &'a Dataset, said: &[&str]) -> Option<&'a Arc<Measure>> {
    measures(query, data, said).find(|measure| matches!(measure.unit, Unit::Percent | Unit::CasesPerWorker))
}

/// The rate that a query divides the parts of.
fn quotient<'a>(query: &Query, data: &'a Dataset, said: &[&str]) -> Option<&'a Arc<Measure>> {
    let read: Vec<&str> = measures(query, data, said).map(|measure| measure.id.as_str()).collect();
    let (rate, _) =
        PARTS_OF_RATES.iter().find(|(_, parts)| parts.len() > 1 && parts.iter().all(|part| read.contains(part)))?;
    data.measure(rate)
}

/// The measures that a query reads, by its columns and by the words that it compares with.
fn measures<'a>(query: &Query, data: &'a Dataset, said: &[&str]) -> impl Iterator<Item = &'a Arc<Measure>> {
    let read: Vec<usize> = columns(query, data)
        .filter_map(|name| data.grid.columns.iter().position(|column| column.name == name))
        .collect();
    let mut found: Vec<&Arc<Measure>> = Vec::new();
    for one in &data.observed.observations {
        let named = said.contains(&one.measure.id.as_str());
        if (named || read.contains(&one.column)) && !found.iter().any(|known| known.id == one.measure.id) {
            found.push(&one.measure);
        }
    }
    found.into_iter()
}

/// The published value: of the region that the query names, else of the nation, in the period that it names, else the
/// last.
fn published<'a>(
    query: &Query,
    data: &'a Dataset,
    measure: &Measure,
    said: &[&str],
    words: &[String],
) -> Option<&'a Observation> {
    let basis = query.basis().or_else(|| said.iter().find_map(|text| Basis::parse(text))).unwrap_or(Basis::Fte);
    let wide = |area: &Area| matches!(area.level, Level::Regional | Level::National);
    let of = || {
        let all = data.observed.observations.iter().filter(|one| one.measure.id == measure.id);
        all.filter(|one| {
            wide(&one.area) && one.basis.is_none_or(|own| own == basis) && one.datum.number().is_some()
        })
    };
    let named = |one: &&Observation| said.iter().any(|text| *text == one.area.name || *text == one.area.code);
    let area = of().find(|one| named(one) && one.area.level == Level::Regional);
    let area = area.or_else(|| of().find(|one| one.area.level == Level::National))?;
    let of_area = || of().filter(|one| one.area.code == area.area.code);
    let texts = said.iter().copied().chain(words.iter().map(String::as_str));
    let meant: Vec<Period> = texts.filter_map(Period::parse).collect();
    of_area().find(|one| meant.contains(&one.period)).or_else(|| of_area().max_by_key(|one| one.period))
}

fn words_of(sql: &str) -> Vec<String> {
    sql.split(|one: char| !one.is_alphanumeric() && one != '_').map(str::to_owned).collect()
}

/// The first word of the query, which stands for all of it in messages.
fn first_word(place: &Span) -> Span {
    let text = place.text();
    let start = text.find(char::is_alphabetic).unwrap_or_default();
    let length = text[start..].find(|one: char| !one.is_alphanumeric()).unwrap_or(text.len() - start);
    Span::new(&place.file, place.range.start + start..place.range.start + start + length)
}
