//! What runs along the axis of a line: times, in order and evenly apart, so that a slope means a pace.

use chrono::{Datelike, NaiveDate};

use crate::facts::problem::Problem;
use crate::project::form::names_a_year;
use crate::quantity::period::{MONTHS, Period};

/// Seasons by which terms and waves are named, in the order in which they come within a calendar year.
const SEASONS: [&str; 3] = ["spring", "summer", "autumn"];

/// Words that with a number are a time: "Week 12", "Wave 3".
const COUNTED: &[&str] =
    &["week", "day", "month", "quarter", "year", "term", "wave", "round", "period", "fortnight", "hour", "q", "wk"];

/// Words before a time that say how it is meant.
const BEFORE: &[&str] = &["as", "at", "to", "end", "of", "year", "ended", "ending", "financial", "academic", "fy"];

/// The periods along the axis of a line with those between them that the data do not have: they are gaps.
///
/// # Errors
/// A single period; years beside months.
pub fn with_gaps(periods: &[Period]) -> Result<Vec<Period>, Problem> {
    let steps = steps(periods)?;
    let smallest = steps.iter().copied().min().unwrap_or(1);
    let step = if steps.iter().all(|step| step % smallest == 0) { smallest } else { 1 };
    let mut filled = Vec::with_capacity(periods.len());
    for (period, distance) in periods.iter().zip(steps.iter().copied().chain([step])) {
        let mut at = *period;
        for passed in 0..distance {
            if passed % step == 0 {
                filled.push(at);
            }
            at = at.next();
        }
    }
    Ok(filled)
}

/// Whether periods that were named one by one are evenly apart.
///
/// # Errors
/// They are not, or there is a single one.
pub fn evenly(periods: &[Period]) -> Result<(), Problem> {
    let steps = steps(periods)?;
    let Some(at) = (1..steps.len()).find(|at| steps[*at] != steps[0]) else { return Ok(()) };
    let (first, last) = (periods[0], periods[periods.len() - 1]);
    Err(uneven(&periods[at - 1..=at + 1].iter().map(ToString::to_string).collect::<Vec<_>>())
        .hint(format!("write `{first}..{last}`, or `kind: column`, whose columns stand each for itself")))
}

/// How far each period is from the one before.
fn steps(periods: &[Period]) -> Result<Vec<i64>, Problem> {
    if let [one] = periods {
        return Err(single(&one.to_string()));
    }
    let length = |period: &Period| std::mem::discriminant(period);
    if let Some(pair) = periods.windows(2).find(|pair| length(&pair[0]) != length(&pair[1])) {
        return Err(Problem::new(format!(
            "{} and {} are periods of different lengths in one line",
            pair[0], pair[1]
        ))
        .hint("show periods of one length, or write `kind: column`"));
    }
    Ok(periods.windows(2).map(|pair| ordinal(pair[1]) - ordinal(pair[0])).collect())
}

fn ordinal(period: Period) -> i64 {
    match period {
        Period::Year(year) | Period::SplitYear(year) => i64::from(year),
        Period::Month(year, month) => i64::from(year) * 12 + i64::from(month),
    }
}

/// Whether the rows of a plain table, by their labels, are times in order and evenly apart. Labels that may be times in a
/// form that is not known here pass, so that nobody has to rename their weeks.
///
/// # Errors
/// There is a single row; the rows are no times; they run backwards, or jump.
pub fn rows(labels: &[String], title: &str) -> Result<(), Problem> {
    if let [one] = labels {
        return Err(single(one));
    }
    if let Some(label) = labels.iter().find(|label| !may_be_time(label, title)) {
        return Err(Problem::new(format!("a line runs through time, and `{label}` is no time"))
            .hint("write `kind: bar`, or name a column of times in `rows:`"));
    }
    let Some(moments) = labels.iter().map(|label| Moment::read(label)).collect::<Option<Vec<Moment>>>() else {
        return Ok(());
    };
    let mut distances = Vec::new();
    for (at, pair) in moments.windows(2).enumerate() {
        let Some(distance) = pair[0].until(&pair[1]) else { return Ok(()) };
        if distance.days <= 0 {
            return Err(Problem::new(format!(
                "a line runs through time, and `{}` stands before `{}`",
                labels[at],
                labels[at + 1]
            ))
            .hint("put the rows in order, the earliest first"));
        }
        distances.push(distance);
    }
    match (1..distances.len()).find(|at| !distances[*at].is_as_long_as(&distances[0])) {
        Some(at) => Err(uneven(&labels[at - 1..=at + 1]).hint(
            "give what is missing a row with empty cells, which is a gap of the line; or write `kind: column`, whose \
             columns stand each for itself",
        )),
        None => Ok(()),
    }
}

fn single(label: &str) -> Problem {
    Problem::new(format!("a line needs two periods or more, and there is {label} alone"))
        .hint("write `kind: bar`, or ask for more periods")
}

fn uneven(labels: &[String]) -> Problem {
    Problem::new(format!("a line of {} would show a pace that was not there: they are not evenly apart", {
        let quoted: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
        let (last, first) =
            quoted.split_last().map_or((String::new(), Vec::new()), |(last, first)| (last.clone(), first.to_vec()));
        format!("{} and {last}", first.join(", "))
    }))
}

/// Whether a label may say a time in any form: it names a year, a month, a season or a week, or is nothing but figures and
/// an initial ("24/25", "W12"); or its column is one of times.
fn may_be_time(label: &str, title: &str) -> bool {
    let timely = |word: &str| {
        COUNTED.contains(&word.strip_suffix('s').unwrap_or(word))
            || matches!(word, "date" | "time" | "when" | "winter")
    };
    let lower = label.to_lowercase();
    let words = || lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let numeric = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        letters <= 2 && letters < word.len() && word.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
    };
    names_a_year(label)
        || words().any(|word| month(word).is_some() || SEASONS.contains(&word) || timely(word))
        || words().next().is_some() && words().all(numeric)
        || title.to_lowercase().split(|sign: char| !sign.is_alphabetic()).any(timely)
}

/// The number of a month by its name or the beginning of it, January being 1.
fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| {
        let name = name.to_lowercase();
        word.len() >= 3 && name.starts_with(word) || word == "sept" && name == "september"
    })?;
    u32::try_from(at + 1).ok()
}

/// When a row was, as far as its label tells.
#[derive(Debug, PartialEq)]
enum Moment {
    /// A day.
    Day(NaiveDate),
    /// The so-many-th of periods that follow one another: what they are, and how many there are in a round, if it turns.
    Nth { what: String, at: i64, round: Option<i64> },
}

/// From one moment to the next.
#[derive(Debug)]
struct Distance {
    days: i64,
    /// In whole months, where both are the same day of a month or its last.
    months: Option<i64>,
}

impl Distance {
    fn is_as_long_as(&self, other: &Self) -> bool {
        self.days == other.days || self.months.is_some() && self.months == other.months
    }
}

impl Moment {
    fn read(label: &str) -> Option<Self> {
        let bare = label.split(['(', '[', '*', '†']).next().unwrap_or_default();
        let lower = bare.trim().to_lowercase();
        let nth = |what: &str, at: i64, round| Some(Self::Nth { what: what.to_owned(), at, round });
        if let Some(period) = Period::parse(&lower) {
            return nth(&format!("{:?}", std::mem::discriminant(&period)), ordinal(period), None);
        }
        for form in ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"] {
            if let Ok(day) = NaiveDate::parse_from_str(&lower, form) {
                return Some(Self::Day(day));
            }
        }
        let (first, rest) = lower.split_once(' ').unwrap_or((&lower, ""));
        if BEFORE.contains(&first)
            && rest.contains(|sign: char| sign.is_ascii_digit())
            && !rest.trim().bytes().all(|byte| byte.is_ascii_digit())
        {
            return Self::read(rest);
        }
        if let (Some(month), "") = (month(first), rest) {
            return nth("month", i64::from(month), Some(12));
        }
        if let Some(at) = SEASONS.iter().position(|season| *season == first) {
            let year: i64 = rest.trim().parse().ok()?;
            return nth("season", year * 3 + i64::try_from(at).ok()?, None);
        }
        let words: Vec<&str> = lower.split_whitespace().collect();
        let counted =
            |word: &str, number: &str| -> Option<i64> { number.parse().ok().filter(|_| COUNTED.contains(&word)) };
        let of_quarter = |word: &str| -> Option<i64> { word.strip_prefix('q')?.parse().ok() };
        let of_year = |word: &str| match Period::parse(word)? {
            Period::Year(year) | Period::SplitYear(year) => Some(i64::from(year)),
            Period::Month(..) => None,
        };
        match words[..] {
            [one] => of_quarter(one).and_then(|at| nth("quarter", at, Some(4))),
            [quarter, year] | [year, quarter] if of_quarter(quarter).is_some() => {
                nth("quarter of a year", of_year(year)? * 4 + of_quarter(quarter)?, None)
            }
            [word, number] => counted(word, number).and_then(|at| nth(word, at, None)),
            _ => None,
        }
    }

    /// How far it is to another; `None` where the two cannot be held against each other.
    fn until(&self, other: &Self) -> Option<Distance> {
        match (self, other) {
            (Self::Day(one), Self::Day(two)) => {
                let is_last = |day: &NaiveDate| day.succ_opt().is_some_and(|next| next.day() == 1);
                let same = one.day() == two.day() || is_last(one) && is_last(two);
                let count = |day: &NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
                Some(Distance { days: (*two - *one).num_days(), months: same.then(|| count(two) - count(one)) })
            }
            (Self::Nth { what, at, round }, Self::Nth { what: other, at: to, .. }) if what == other => {
                let days = match round {
                    Some(round) => (to - at).rem_euclid(*round),
                    None => to - at,
                };
                Some(Distance { days, months: None })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(labels: &[&str]) -> String {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        rows(&labels, "Row").map_or_else(|problem| problem.message, |()| String::new())
    }

    #[test]
    fn times_in_order_and_evenly_apart_make_a_line() {
        for labels in [
            &["2021", "2022", "2023"][..],
            &["2019/20", "2020/21", "2021/22 (provisional)"],
            &["March 2024", "April 2024", "May 2024"],
            &["Nov", "Dec", "Jan", "Feb"],
            &["Q3 2023/24", "Q4 2023/24", "Q1 2024/25"],
            &["Q1", "Q2", "Q3"],
            &["31 January 2024", "29 February 2024", "31 March 2024"],
            &["01/04/2022", "01/04/2023", "01/04/2024"],
            &["Week 1", "Week 2", "Week 3"],
            &["Autumn 2024", "Spring 2025", "Summer 2025"],
            &["As at 31 March 2023", "As at 31 March 2024", "As at 31 March 2025"],
            &["before 2010", "2010s", "after 2019"],
        ] {
            assert_eq!(told(labels), "", "{labels:?}");
        }
    }

    #[test]
    fn what_is_no_time_or_jumps_does_not() {
        for (labels, message) in [
            (&["Area teams", "Fostering"][..], "a line runs through time, and `Area teams` is no time"),
            (&["Post 1", "Post 2"], "a line runs through time, and `Post 1` is no time"),
            (&["2025", "2024", "2023"], "a line runs through time, and `2025` stands before `2024`"),
            (&["2025"], "a line needs two periods or more, and there is 2025 alone"),
            (
                &["2021", "2022", "2025"],
                "a line of `2021`, `2022` and `2025` would show a pace that was not there: they are not evenly apart",
            ),
            (
                &["31 March 2023", "31 March 2024", "30 September 2024"],
                "a line of `31 March 2023`, `31 March 2024` and `30 September 2024` would show a pace that was not there: \
                 they are not evenly apart",
            ),
        ] {
            assert_eq!(told(labels), message, "{labels:?}");
        }
    }

    #[test]
    fn periods_that_the_data_lack_are_gaps() {
        let years = |years: &[i32]| years.iter().copied().map(Period::Year).collect::<Vec<_>>();
        let filled = |periods: &[Period]| with_gaps(periods).expect("periods of one length");
        assert_eq!(filled(&years(&[2017, 2018, 2020])), years(&[2017, 2018, 2019, 2020]));
        assert_eq!(filled(&years(&[2015, 2017, 2021])), years(&[2015, 2017, 2019, 2021]));
        let quarters = [Period::Month(2024, 3), Period::Month(2024, 6), Period::Month(2024, 9)];
        assert_eq!(filled(&quarters), quarters);
        assert!(with_gaps(&[Period::Year(2024), Period::Month(2025, 1)]).is_err());
        assert!(with_gaps(&years(&[2024])).is_err());
    }

    #[test]
    fn periods_that_are_named_are_evenly_apart() {
        let years = |years: &[i32]| years.iter().copied().map(Period::Year).collect::<Vec<_>>();
        assert!(evenly(&years(&[2017, 2021, 2025])).is_ok());
        assert!(evenly(&years(&[2017, 2018, 2025])).is_err());
    }
}
