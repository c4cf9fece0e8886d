//! What a claim checked before its words were printed, for whoever reads the words again.

use minijinja::value::{Kwargs, Value, from_args};

use crate::facts::Facts;
use crate::facts::amount::Number;
use crate::facts::vocabulary::{Claim, Word};
use crate::quantity::period::Period;

/// A claim that was checked, and with what.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The word of comparison.
    pub word: &'static Word,
    /// The earlier period, where the author names one: `since=2019`, `.lowest_since(2019, …)`.
    pub since: Option<Period>,
    /// For how many periods in a row.
    pub running: Option<u32>,
    /// The place among the authorities of a region, where the author names one.
    pub place: Option<u32>,
    /// Among the first so many.
    pub within: Option<u32>,
    /// Whether a margin was checked as well, `by_less_than=1`.
    pub margin: bool,
    /// The number of an amount: `.over(10, …)`.
    pub number: Option<Number>,
    /// The area that is named first: the comparator, or the region.
    pub area: Option<String>,
}

impl Checked {
    /// Reads what a claim that holds was given.
    pub(super) fn new(word: &'static Word, args: &[Value], facts: &Facts) -> Self {
        let (given, options): (&[Value], Option<Kwargs>) = match from_args::<(&[Value], Kwargs)>(args) {
            Ok((given, options)) => (given, Some(options)),
            Err(_) => (&[], None),
        };
        let option = |name: &str| options.as_ref().and_then(|options| options.get::<Option<Value>>(name).ok()?);
        let count = |name: &str| option(name).and_then(|value| u32::try_from(value).ok());
        let first = given.first();
        let since = match word.claim {
            Claim::Since(_) => first.map(ToString::to_string),
            _ => option("since").map(|value| value.to_string()),
        };
        Self {
            word,
            since: since.and_then(|since| facts.period(&since).ok()),
            running: count("running"),
            place: count("place"),
            within: count("within"),
            margin: option("by_more_than").is_some() || option("by_less_than").is_some(),
            number: match word.claim {
                Claim::Amount(_) => first.and_then(|number| Number::parse(&number.to_string())),
                Claim::Half(_) => Some(Number::Fraction(1, 2)),
                _ => None,
            },
            area: match word.claim {
                Claim::Place(_) | Claim::Against(_) | Claim::Closer => {
                    first.and_then(Value::as_str).map(str::to_owned)
                }
                _ => None,
            },
        }
    }
}
