//! The record of a worker: what of it is counted, and what may be wrong with it.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};
use rust_decimal::Decimal;

use crate::quantity::style::ordinal_suffix;

use super::codes::{Codes, DESTINATIONS, ORIGINS, REASONS, ROLES};
use super::names::{FIELD_COUNT, Field};
use super::slips::{Slip, Slips};

/// A record of a return, without anything that says who the worker is.
///
/// It can be neither printed nor written: there is no `Debug`, and nothing outside this module's parent sees one.
pub(super) struct Worker {
    /// The same for two records of one person: a hash of registration number, birth date, gender and ethnicity.
    pub(super) person: Person,
    /// Where the record begins in the return.
    pub(super) at: usize,
    /// Which record of the return it is, from one.
    ordinal: u32,
    pub(super) agency: bool,
    pub(super) fte: Option<Decimal>,
    pub(super) born: Option<NaiveDate>,
    /// A code of [`ROLES`]; so with the other codes.
    pub(super) role: Option<u8>,
    pub(super) start: Option<NaiveDate>,
    pub(super) origin: Option<u8>,
    pub(super) end: Option<NaiveDate>,
    pub(super) destination: Option<u8>,
    pub(super) reason: Option<u8>,
    pub(super) fte30: Option<Decimal>,
    pub(super) cases: Option<Decimal>,
    pub(super) days_lost: Option<Decimal>,
}

impl Worker {
    /// "the 14th worker".
    pub(super) fn name(&self) -> String {
        format!("the {}{} worker", self.ordinal, ordinal_suffix(self.ordinal))
    }
}

/// Who a record is about, without saying so.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Person([u8; 32]);

/// A record that is being read.
pub(super) struct Draft {
    /// Where each field stands.
    places: [Option<usize>; FIELD_COUNT],
    /// Registration number, birth date, gender, sex and ethnicity as written.
    identity: [String; 5],
    worker: Worker,
    /// Whether a value of the record could not be read.
    broken: bool,
}

impl Draft {
    /// A record that begins at a byte of the return.
    pub(super) fn new(at: usize, ordinal: u32) -> Self {
        Self {
            places: [None; FIELD_COUNT],
            identity: Default::default(),
            worker: Worker {
                person: Person([0; 32]),
                at,
                ordinal,
                agency: false,
                fte: None,
                born: None,
                role: None,
                start: None,
                origin: None,
                end: None,
                destination: None,
                reason: None,
                fte30: None,
                cases: None,
                days_lost: None,
            },
            broken: false,
        }
    }

    /// "the 14th worker".
    pub(super) fn name(&self) -> String {
        self.worker.name()
    }

    fn slip(&mut self, slips: &mut Slips, slip: Slip) {
        self.broken = true;
        slips.push(slip.label(self.name()));
    }

    /// Takes the value of a field, which stands at a byte of the return; an empty one counts as left out.
    pub(super) fn set(&mut self, field: Field, value: &str, at: usize, slips: &mut Slips) {
        if let Some(first) = self.places[field as usize].replace(at) {
            let message = format!("`{}` stands twice in a record", field.name());
            self.slip(slips, Slip::error(at, message).related(first, "the first one").hint("keep one of the two"));
            return;
        }
        if value.is_empty() {
            self.places[field as usize] = None;
            return;
        }
        let worker = &mut self.worker;
        let read = match field {
            Field::Agency => agency(value).map(|agency| worker.agency = agency),
            Field::Registration => {
                self.identity[0] = value.to_ascii_uppercase();
                registration(value)
            }
            Field::Born => {
                value.clone_into(&mut self.identity[1]);
                date(value).map(|date| worker.born = Some(date))
            }
            Field::Gender => {
                value.clone_into(&mut self.identity[2]);
                shaped(matches!(value, "0" | "1" | "2" | "9"), "not one of its codes", "write 0, 1, 2 or 9")
            }
            Field::Sex => {
                self.identity[3] = value.to_ascii_uppercase();
                shaped(matches!(value, "M" | "F" | "U"), "not one of its codes", "write M, F or U")
            }
            Field::Ethnicity => {
                self.identity[4] = value.to_ascii_uppercase();
                let right = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_alphabetic());
                shaped(right, "not an ethnicity code", "write the four letters of the code")
            }
            Field::Start => date(value).map(|date| worker.start = Some(date)),
            Field::End => date(value).map(|date| worker.end = Some(date)),
            Field::Role => code(value, ROLES).map(|code| worker.role = Some(code)),
            Field::Origin => code(value, ORIGINS).map(|code| worker.origin = Some(code)),
            Field::Destination => code(value, DESTINATIONS).map(|code| worker.destination = Some(code)),
            Field::Reason => code(value, REASONS).map(|code| worker.reason = Some(code)),
            Field::Fte => fte(value).map(|fte| worker.fte = Some(fte)),
            Field::Fte30 => fte(value).map(|fte| worker.fte30 = Some(fte)),
            Field::Cases30 => cases(value).map(|cases| worker.cases = Some(cases)),
            Field::DaysLost => days_lost(value).map(|days| worker.days_lost = Some(days)),
            Field::Collection
            | Field::Year
            | Field::ReferenceDate
            | Field::Authority
            | Field::Vacancies
            | Field::CoverFte
            | Field::CoverHeadcount => Ok(()),
        };
        if let Err((what, hint)) = read {
            let message = format!("`{}` is {what}", field.name());
            self.slip(slips, Slip::error(at, message).hint(hint));
        }
    }

    /// Notes that a value of the record is not to be read.
    pub(super) fn spoil(&mut self) {
        self.broken = true;
    }

    /// The finished record, unless something of it could not be read.
    pub(super) fn finish(mut self, slips: &mut Slips) -> Option<Worker> {
        for field in [Field::Agency, Field::Registration] {
            if self.places[field as usize].is_none() && !self.broken {
                let message = format!("a record has no `{}`", field.name());
                let hint = match field {
                    Field::Agency => "write 1 for an agency worker and 0 for anybody else",
                    _ => "without it nobody can tell two records of one person from those of two people",
                };
                self.slip(slips, Slip::error(self.worker.at, message).hint(hint));
            }
        }
        let dates = [
            (Field::Start, self.worker.start, Field::End, self.worker.end),
            (Field::Born, self.worker.born, Field::Start, self.worker.start),
            (Field::Born, self.worker.born, Field::End, self.worker.end),
        ];
        for (first, earlier, second, later) in dates {
            if let (Some(earlier), Some(later)) = (earlier, later)
                && later < earlier
                && let (Some(at), Some(other)) = (self.places[second as usize], self.places[first as usize])
            {
                let message = format!("`{}` is before `{}`", second.name(), first.name());
                let slip = Slip::error(at, message).related(other, "the earlier date should stand here");
                self.slip(slips, slip.hint("correct one of the two dates"));
                break;
            }
        }
        if self.broken {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        for part in &self.identity {
            hasher.update(part.as_bytes());
            hasher.update(b"\0");
        }
        self.worker.person = Person(*hasher.finalize().as_bytes());
        Some(self.worker)
    }
}

/// What is wrong with a value, and what to write.
type Wrong = (&'static str, String);

fn shaped(right: bool, what: &'static str, hint: &str) -> Result<(), Wrong> {
    if right { Ok(()) } else { Err((what, hint.to_owned())) }
}

fn agency(text: &str) -> Result<bool, Wrong> {
    match text {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(("neither 0 nor 1", "write 1 for an agency worker and 0 for anybody else".to_owned())),
    }
}

fn registration(text: &str) -> Result<(), Wrong> {
    let digits = text.get(2..).unwrap_or_default();
    let right = text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
        && (1..=10).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    shaped(
        right,
        "not a registration number",
        "write two letters and up to ten digits, as Social Work England gives them",
    )
}

fn date(text: &str) -> Result<NaiveDate, Wrong> {
    parse_date(text).ok_or_else(|| ("not a date", "write year, month and day, as in `2025-09-30`".to_owned()))
}

/// A date as XML writes it, with or without a time or time zone after it.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let zone = match rest.strip_prefix('T') {
        Some(time) => {
            let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
            let (time, zone) = time.split_at(end);
            // Whoever writes a day for a moment writes the midnight that ends it as 24:00:00.
            let midnight = time.strip_prefix("24:00:00");
            let midnight = midnight.is_some_and(|rest| rest.trim_start_matches(['.', '0']).is_empty());
            let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
            let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            if !(midnight || digits && clock.len() == 8 && NaiveTime::parse_from_str(clock, "%H:%M:%S").is_ok()) {
                return None;
            }
            zone
        }
        None => rest,
    };
    let offset = zone.strip_prefix(['+', '-']).map(|offset| {
        offset.len() == 5 && NaiveTime::parse_from_str(offset, "%H:%M").is_ok_and(|offset| offset.hour() <= 14)
    });
    if !(zone.is_empty() || zone == "Z" || offset == Some(true)) {
        return None;
    }
    let bytes = day.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let part = |range| day.get(range).filter(|part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()));
    let date =
        NaiveDate::from_ymd_opt(part(0..4)?.parse().ok()?, part(5..7)?.parse().ok()?, part(8..10)?.parse().ok()?)?;
    (1900..=2200).contains(&date.year()).then_some(date)
}

fn code(text: &str, codes: Codes) -> Result<u8, Wrong> {
    let known = text.parse::<u8>().ok().filter(|code| (1..=codes.len()).contains(&usize::from(*code)));
    known
        .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
        .ok_or_else(|| ("not one of its codes", format!("write a code from 1 to {}", codes.len())))
}

fn fte(text: &str) -> Result<Decimal, Wrong> {
    let hint = || "write the share of a full-time post, as in `0.6`".to_owned();
    number(text, 1).ok_or_else(|| ("not a number from 0 to 1", hint()))
}

fn cases(text: &str) -> Result<Decimal, Wrong> {
    let whole = number(text, 9_999).filter(|cases| cases.fract().is_zero());
    whole.ok_or_else(|| ("not a number of cases", "write a whole number, 0 for none".to_owned()))
}

fn days_lost(text: &str) -> Result<Decimal, Wrong> {
    let hint = || "write days, as in `2.5`, and 0 for none".to_owned();
    number(text, 366).ok_or_else(|| ("not a number of days in a year", hint()))
}

/// A plain number from 0 to a limit.
pub(super) fn number(text: &str, most: u32) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = Decimal::from_str_exact(text).ok().filter(|_| plain && text.len() <= 20)?;
    (value <= Decimal::from(most)).then(|| value.normalize())
}

/// The day after a date.
pub(super) fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn a_date_is_alone_or_with_a_valid_time() {
        for text in [
            "2004-06-01",
            "2004-06-01Z",
            "2004-06-01+01:00",
            "2004-06-01T00:00:00",
            "2004-06-01T23:59:59.999Z",
            "2004-06-01T24:00:00",
            "2004-06-01T09:00:00-14:00",
        ] {
            assert!(parse_date(text).is_some(), "{text}");
        }
        for text in [
            "2004-06-01Tnonsense",
            "2004-06-01T",
            "2004-06-01Zulu",
            "2004-06-01+",
            "2004-06-01+1:00",
            "2004-06-01-99:00",
            "2004-06-01T25:00:00",
            "2004-06-01T09:61:00",
            "2004-06-01T9:00:00",
            "2004-06-01T09:00",
            "2004-06-01T09:00:00.",
            "2004-06-01T09:00:00+01:00Z",
            "2004-06-01T24:00:01",
            "2004-06-01 09:00:00",
            "2004-02-30",
        ] {
            assert!(parse_date(text).is_none(), "{text}");
        }
    }
}
