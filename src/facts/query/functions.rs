//! The functions of a query: those whose built-in forms count in binary, which here count in decimals, exactly, and those
//! that know areas and periods by whatever a file calls them.
//!
//! SQLite holds a number as an integer or as the nearest binary fraction. A decimal of up to fifteen digits survives
//! that form unchanged, so each function takes its numbers back to decimals, computes with those, and gives its result
//! in the same form.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::functions::{Aggregate, Context, FunctionFlags, WindowAggregate};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Error, Result};
use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::register;
use crate::facts::query::tables::period_text;
use crate::quantity::period::Period;
use crate::quantity::style::round;

/// To how many decimals a result is exact; further ones are the noise of binary fractions.
const DECIMALS: u32 = 9;

/// Puts the exact functions in place of the built-in ones; `real` where no result may be an integer, so that a query
/// which divides never loses a remainder.
///
/// # Errors
/// What SQLite says.
/// With `small`, counts of people under disclosure control are left out where they are counted.
pub fn install(
    connection: &Connection,
    datasets: &[Arc<Dataset>],
    real: bool,
    small: Option<&Small>,
) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, of) in [("sum", Of::Sum), ("total", Of::Total), ("avg", Of::Mean), ("count", Of::Count)] {
        connection.create_window_function(name, 1, flags, Exact { of, real, small: small.cloned() })?;
    }
    connection.create_window_function("count", 0, flags, Exact { of: Of::Count, real, small: small.cloned() })?;
    if small.is_some_and(|small| small.people) {
        install_extremes(connection, real, small)?;
    }
    for arguments in [1, 2] {
        connection.create_scalar_function("round", arguments, flags, move |context| rounded(context, real))?;
    }
    let datasets = datasets.to_vec();
    connection.create_scalar_function("area", 1, flags, move |context| {
        let known = |text: &str| datasets.iter().find_map(|data| data.area(text)).or_else(|| register().find(text));
        renamed(context, |text| known(text).map(|area| area.name.clone()))
    })?;
    connection.create_scalar_function("period", 1, flags, |context| {
        renamed(context, |text| Period::parse(text).map(period_text))
    })
}

/// Puts a highest and a lowest value in place of the built-in ones, which is left out with `small` where few people have
/// one.
///
/// # Errors
/// What SQLite says.
pub fn install_extremes(connection: &Connection, real: bool, small: Option<&Small>) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, highest) in [("max", true), ("min", false)] {
        connection.create_window_function(name, 1, flags, Extreme { highest, real, small: small.cloned() })?;
    }
    Ok(())
}

/// A value by another name, or as it is where there is none.
fn renamed(context: &Context<'_>, name: impl Fn(&str) -> Option<String>) -> Result<Value> {
    let value = context.get_raw(0);
    let text = match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(_) | ValueRef::Real(_) => {
            number(value)?.map_or_else(String::new, |number| number.to_string())
        }
        ValueRef::Null | ValueRef::Blob(_) => return context.get(0),
    };
    Ok(Value::Text(name(&text).unwrap_or(text)))
}

/// The decimal that a number of SQLite's stands for; `None` if it is too large to be held.
pub fn decimal(value: f64) -> Option<Decimal> {
    // The shortest decimal that has this binary form is the one that it was made of.
    let exact: Decimal = value.to_string().parse().ok()?;
    Some(round(exact, DECIMALS).normalize())
}

/// A decimal as SQLite holds it: an integer where it is one and may be, else the nearest binary fraction.
///
/// # Errors
/// A number that has no such form.
pub fn held(value: Decimal, real: bool) -> Result<Value> {
    let value = value.normalize();
    if !real
        && value.scale() == 0
        && let Ok(whole) = i64::try_from(value)
    {
        return Ok(Value::Integer(whole));
    }
    value.to_string().parse().map(Value::Real).map_err(|_| failure("a number is too large"))
}

/// The values that an aggregate has seen.
#[derive(Debug, Default, Clone)]
struct Seen {
    sum: Decimal,
    count: u64,
    /// How many of the values are neither zero nor one.
    others: u64,
    /// How many of the values are not zero.
    some: u64,
    /// How many of the values are counts that an inner query has given.
    counts: u64,
}

/// The counts that are left out: whatever a query makes of them, it makes of nothing.
#[derive(Debug, Clone)]
pub struct Small {
    /// Counts above zero and below this are left out.
    pub threshold: Decimal,
    /// Whether the rows that are counted are people, so that every aggregate is one of a group of them.
    pub people: bool,
    /// Whether a query stands within the query, so that an aggregate may be one of counts.
    pub nested: bool,
    /// Whether one has been left out.
    pub left_out: Arc<AtomicBool>,
    /// The counts that have not been left out.
    pub shown: Arc<Mutex<BTreeSet<Decimal>>>,
}

impl Small {
    /// Whether two counts that the query works with differ by so few people that a quotient of them tells how many.
    pub fn nearly_equal(&self) -> bool {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.iter().zip(shown.iter().skip(1)).any(|(one, next)| self.is_small(next - one))
    }

    fn is_small(&self, value: Decimal) -> bool {
        value > Decimal::ZERO && value < self.threshold
    }

    /// Whether a value is a count that an inner query has given, and not what a person has.
    fn is_count(&self, value: Decimal) -> bool {
        self.nested && self.shown.lock().unwrap_or_else(PoisonError::into_inner).contains(&value)
    }

    /// Whether an aggregate would tell a small count of people: how many they are, how many of them are, or are not,
    /// what is asked for, or what a few of them have on average.
    fn hides(&self, of: Of, seen: &Seen) -> bool {
        let count = Decimal::from(seen.count);
        let people = self.people && seen.counts < seen.count;
        let flags = people && seen.others == 0;
        let all_but_few = flags && self.is_small(count - seen.sum);
        // What a few people have together is as good as what each of them has.
        let of_few = people && self.is_small(Decimal::from(seen.some));
        match of {
            Of::Count => self.is_small(count),
            Of::Sum | Of::Total => self.is_small(seen.sum) || all_but_few || of_few,
            Of::Mean => people && (self.is_small(count) || (flags && self.is_small(seen.sum)) || all_but_few),
        }
    }

    /// Keeps what an aggregate is, unless it is left out.
    fn keep(&self, of: Of, seen: &Seen) {
        let counted = match of {
            Of::Count => Decimal::from(seen.count),
            Of::Sum | Of::Total => seen.sum,
            Of::Mean => return,
        };
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).insert(counted);
    }
}

/// What an aggregate is of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Sum,
    Total,
    Mean,
    Count,
}

/// An exact aggregate.
#[derive(Debug, Clone)]
struct Exact {
    of: Of,
    real: bool,
    small: Option<Small>,
}

impl Exact {
    /// The number that a row adds, if it has a value; for a count one.
    fn number(&self, context: &Context<'_>) -> Result<Option<Decimal>> {
        if context.is_empty() {
            return Ok(Some(Decimal::ONE));
        }
        let value = context.get_raw(0);
        if self.of == Of::Count {
            return Ok((value != ValueRef::Null).then_some(Decimal::ONE));
        }
        number(value)
    }

    fn result(&self, seen: Option<&Seen>) -> Result<Value> {
        let none = Seen::default();
        let seen = seen.unwrap_or(&none);
        if let Some(small) = &self.small {
            if small.hides(self.of, seen) {
                small.left_out.store(true, Ordering::Relaxed);
                return Ok(Value::Null);
            }
            small.keep(self.of, seen);
        }
        match self.of {
            Of::Count => held(Decimal::from(seen.count), self.real),
            Of::Total => held(seen.sum, true),
            Of::Sum | Of::Mean if seen.count == 0 => Ok(Value::Null),
            Of::Sum => held(seen.sum, self.real),
            Of::Mean => {
                let mean = seen.sum.checked_div(Decimal::from(seen.count));
                held(mean.ok_or_else(|| failure("a number is too large"))?, true)
            }
        }
    }
}

impl Seen {
    fn add(&mut self, number: Decimal) -> Result<()> {
        self.others += u64::from(!is_flag(number));
        self.some += u64::from(!number.is_zero());
        self.change(self.sum.checked_add(number), self.count.checked_add(1))
    }

    fn take(&mut self, number: Decimal) -> Result<()> {
        self.others = self.others.saturating_sub(u64::from(!is_flag(number)));
        self.some = self.some.saturating_sub(u64::from(!number.is_zero()));
        self.change(self.sum.checked_sub(number), self.count.checked_sub(1))
    }

    fn change(&mut self, sum: Option<Decimal>, count: Option<u64>) -> Result<()> {
        self.sum = sum.ok_or_else(|| failure("a number is too large"))?;
        self.count = count.ok_or_else(|| failure("a number is too large"))?;
        Ok(())
    }
}

/// Whether a value says no or yes.
fn is_flag(value: Decimal) -> bool {
    value.is_zero() || value == Decimal::ONE
}

impl RefUnwindSafe for Seen {}
impl UnwindSafe for Seen {}

impl Aggregate<Seen, Value> for Exact {
    fn init(&self, _: &mut Context<'_>) -> Result<Seen> {
        Ok(Seen::default())
    }

    fn step(&self, context: &mut Context<'_>, seen: &mut Seen) -> Result<()> {
        match self.number(context)? {
            Some(number) => {
                let counts = self.small.as_ref().is_some_and(|small| small.is_count(number));
                seen.counts += u64::from(counts && self.of != Of::Count);
                seen.add(number)
            }
            None => Ok(()),
        }
    }

    fn finalize(&self, _: &mut Context<'_>, seen: Option<Seen>) -> Result<Value> {
        self.result(seen.as_ref())
    }
}

impl WindowAggregate<Seen, Value> for Exact {
    fn value(&self, seen: Option<&mut Seen>) -> Result<Value> {
        self.result(seen.map(|seen| &*seen))
    }

    fn inverse(&self, context: &mut Context<'_>, seen: &mut Seen) -> Result<()> {
        match self.number(context)? {
            Some(number) => seen.take(number),
            None => Ok(()),
        }
    }
}

/// The highest or the lowest value of several people, which is left out where they are few.
#[derive(Debug, Clone)]
struct Extreme {
    highest: bool,
    real: bool,
    small: Option<Small>,
}

/// A value with its place among all values: numbers come before texts, as SQLite has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Ranked {
    Number(Decimal),
    Text(String),
}

impl Ranked {
    fn of(value: ValueRef<'_>) -> Result<Option<Self>> {
        match value {
            ValueRef::Text(text) => Ok(Some(Self::Text(String::from_utf8_lossy(text).into_owned()))),
            other => Ok(number(other)?.map(Self::Number)),
        }
    }
}

impl Extreme {
    fn result(&self, seen: &BTreeMap<Ranked, u64>) -> Result<Value> {
        let count = Decimal::from(seen.values().sum::<u64>());
        let counts = |small: &Small| {
            seen.keys().all(|value| matches!(value, Ranked::Number(number) if small.is_count(*number)))
        };
        if let Some(small) = self.small.as_ref().filter(|small| small.is_small(count) && !counts(small)) {
            small.left_out.store(true, Ordering::Relaxed);
            return Ok(Value::Null);
        }
        let found = if self.highest { seen.keys().next_back() } else { seen.keys().next() };
        match found {
            None => Ok(Value::Null),
            Some(Ranked::Text(text)) => Ok(Value::Text(text.clone())),
            Some(Ranked::Number(value)) => held(*value, self.real),
        }
    }
}

impl Aggregate<BTreeMap<Ranked, u64>, Value> for Extreme {
    fn init(&self, _: &mut Context<'_>) -> Result<BTreeMap<Ranked, u64>> {
        Ok(BTreeMap::new())
    }

    fn step(&self, context: &mut Context<'_>, seen: &mut BTreeMap<Ranked, u64>) -> Result<()> {
        if let Some(value) = Ranked::of(context.get_raw(0))? {
            *seen.entry(value).or_default() += 1;
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, seen: Option<BTreeMap<Ranked, u64>>) -> Result<Value> {
        self.result(&seen.unwrap_or_default())
    }
}

impl WindowAggregate<BTreeMap<Ranked, u64>, Value> for Extreme {
    fn value(&self, seen: Option<&mut BTreeMap<Ranked, u64>>) -> Result<Value> {
        seen.map_or(Ok(Value::Null), |seen| self.result(seen))
    }

    fn inverse(&self, context: &mut Context<'_>, seen: &mut BTreeMap<Ranked, u64>) -> Result<()> {
        if let Some(value) = Ranked::of(context.get_raw(0))?
            && let Some(times) = seen.get_mut(&value)
        {
            *times -= 1;
            if *times == 0 {
                seen.remove(&value);
            }
        }
        Ok(())
    }
}

/// `round(x)` and `round(x, decimals)`, half away from zero.
fn rounded(context: &Context<'_>, real: bool) -> Result<Value> {
    let Some(value) = number(context.get_raw(0))? else { return Ok(Value::Null) };
    let decimals = if context.len() > 1 { context.get::<i64>(1)? } else { 0 };
    held(round(value, u32::try_from(decimals.clamp(0, 28)).unwrap_or_default()), real)
}

/// The exact number that a value is; `None` for no value.
fn number(value: ValueRef<'_>) -> Result<Option<Decimal>> {
    match value {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(whole) => Ok(Some(Decimal::from(whole))),
        ValueRef::Real(real) => decimal(real).map(Some).ok_or_else(|| failure("a number is too large")),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text);
            let start: String = text.chars().take(30).collect();
            Err(failure(&format!("`{start}` is text, not a number")))
        }
        ValueRef::Blob(_) => Err(failure("bytes are not a number")),
    }
}

fn failure(message: &str) -> Error {
    Error::UserFunctionError(message.into())
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn a_binary_fraction_is_the_decimal_that_it_was_made_of() {
        for (value, wanted) in [
            (0.1 + 0.2, Some("0.3")),
            (1000.1 - 1000.0, Some("0.1")),
            (15.40, Some("15.4")),
            (100_025_516_158.245_9, Some("100025516158.2459")),
            (-0.0, Some("0")),
            (1e-300, Some("0")),
            (5e-324, Some("0")),
            (1e15, Some("1000000000000000")),
            (1e300, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(decimal(value).map(|value| value.to_string()).as_deref(), wanted, "{value}");
        }
    }
}
