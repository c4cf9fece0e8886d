//! Sums: whether parts add up to a total, or shares to a hundred per cent.

use rust_decimal::Decimal;

use crate::facts::Facts;
use crate::facts::comparison::{comparable, number};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::style::join_words;
use crate::quantity::value::Unit;

impl Facts {
    /// Checks that parts add up to a total, exactly and as they are shown.
    ///
    /// # Errors
    /// If they do not, or do not count the same thing.
    pub fn check_sum(&self, total: &Figure, parts: &[Figure]) -> Result<(), Problem> {
        for part in parts {
            comparable(total, part)?;
        }
        let (exact, shown) = number(total)?;
        self.check_total(&total.description(), (exact, shown), parts)
    }

    /// Checks that shares make a hundred per cent, exactly and as they are shown.
    ///
    /// # Errors
    /// If they do not, or are no shares.
    pub fn check_whole(&self, parts: &[Figure]) -> Result<(), Problem> {
        for part in parts {
            if part.measure.unit != Unit::Percent {
                return Err(Problem::new(format!("{} {} no percentage", part.description(), part.is()))
                    .hint("only shares in per cent make a hundred; for a total write `.is_sum_of(…)`"));
            }
            if let Some(first) = parts.first() {
                comparable(first, part)?;
            }
        }
        self.check_total("the whole", (Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED), parts)
    }

    fn check_total(&self, what: &str, total: (Decimal, Decimal), parts: &[Figure]) -> Result<(), Problem> {
        let (mut exact, mut shown) = (Decimal::ZERO, Decimal::ZERO);
        let too_large = || Problem::new("the sum is too large").hint("state it in thousands or millions");
        for part in parts {
            let (value, as_shown) = number(part)?;
            exact = exact.checked_add(value).ok_or_else(too_large)?;
            shown = shown.checked_add(as_shown).ok_or_else(too_large)?;
        }
        if (exact, shown) == total {
            return Ok(());
        }
        let unit = parts.first().map_or((Unit::Number, 0), |one| (one.measure.unit, one.measure.decimals));
        let decimals = parts.iter().map(|one| one.measure.decimals).max().unwrap_or(unit.1);
        let written = |value: Decimal| self.style.value(value, unit.0, decimals);
        let parts: Vec<String> = parts.iter().map(|part| part.text(&self.style)).collect();
        let said = format!(
            "false claim: {} make {}, and {what} is {}",
            join_words(&parts),
            written(if shown == total.1 { exact } else { shown }),
            written(total.1)
        );
        Err(Problem::new(said).hint(if exact == total.0 {
            "the exact values add up, those that are shown do not: say that they may not because of rounding"
        } else {
            "correct the figures, name the part that is missing, or take the claim out"
        }))
    }
}
