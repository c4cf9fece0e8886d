//! Dates as people write them where a date is asked for: "15 January 2026", "Thu 15 Jan 2026", "15/01/2026".

use chrono::{Datelike, NaiveDate, Weekday};

/// A date that somebody has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The day, between 1900 and 2199.
    pub date: NaiveDate,
    /// The day of the week that is written with it.
    pub weekday: Option<Weekday>,
}

impl Written {
    /// The day of the week that is written, if it is not that of the date.
    pub fn wrong_weekday(&self) -> Option<Weekday> {
        self.weekday.filter(|weekday| *weekday != self.date.weekday())
    }
}

/// The one date that a text is, whole, in one of the ways of writing it; the day stands before the month where both are
/// numbers. `None` for anything else, and for a day that there is not.
pub fn written(text: &str) -> Option<Written> {
    const FORMATS: [&str; 11] = [
        "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d-%B-%Y", "%d-%B-%y", "%d %B %Y",
        "%B %d %Y", "%d %B %y",
    ];
    let between = |one: char| one.is_whitespace() || matches!(one, ',' | '(' | ')');
    let mut words: Vec<&str> = text.split(between).filter(|word| !word.is_empty()).collect();
    words.retain(|word| !matches!(word.to_lowercase().as_str(), "of" | "the"));
    let weekday = match (words.first().copied().and_then(weekday), words.last().copied().and_then(weekday)) {
        (Some(first), _) => {
            words.remove(0);
            Some(first)
        }
        (None, last) => {
            words.truncate(words.len() - usize::from(last.is_some()));
            last
        }
    };
    let plain: Vec<String> = words.into_iter().map(plain).collect();
    let plain = plain.join(" ");
    let read = |format: &&str| NaiveDate::parse_from_str(&plain, format).ok();
    let date = FORMATS.iter().filter_map(read).find(|date| (1900..2200).contains(&date.year()))?;
    Some(Written { date, weekday })
}

/// A word of a date without its ending: "15" of "15th", "Sep" of "Sept.".
fn plain(word: &str) -> String {
    let digits = word.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let ending = word[digits.len()..].to_lowercase();
    if !digits.is_empty() && matches!(ending.as_str(), "st" | "nd" | "rd" | "th") {
        return digits.to_owned();
    }
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.eq_ignore_ascii_case("sept") { "Sep".to_owned() } else { word.to_owned() }
}

/// The day of the week that a word names, in full or by its first three letters or more.
fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_it = |day: &Weekday| word.len() >= 3 && name(*day).to_lowercase().starts_with(&word);
    WEEK.into_iter().find(is_it).or((word == "weds").then_some(Weekday::Wed))
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The name of a day of the week.
pub fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a day");
        for text in [
            "2026-01-15",
            "15/01/2026",
            "15/1/26",
            "15.1.2026",
            "15-01-2026",
            "2026/01/15",
            "15-Jan-2026",
            "15 January 2026",
            "15 january 2026",
            "15 Jan 2026",
            "15 Jan. 2026",
            "15 Jan 26",
            "15th January, 2026",
            "the 15th of January 2026",
            "January 15, 2026",
            " 15  January  2026 ",
        ] {
            assert_eq!(written(text), Some(Written { date: day, weekday: None }), "{text}");
        }
        for text in [
            "Thu 15 Jan 2026",
            "thu 15 jan 2026",
            "Thurs. 15 January 2026",
            "Thursday, 15th January 2026",
            "Thursday 15/01/2026",
            "15 January 2026 (Thursday)",
        ] {
            let read = written(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.date, read.wrong_weekday()), (day, None), "{text}");
            assert_eq!(read.weekday, Some(Weekday::Thu), "{text}");
        }
        let sept = written("Weds 3 Sept 2025").expect("a date");
        assert_eq!((sept.date.to_string(), sept.wrong_weekday()), ("2025-09-03".to_owned(), None));
        let wrong = written("Fri 15 Jan 2026").expect("a date");
        assert_eq!((wrong.date, wrong.wrong_weekday()), (day, Some(Weekday::Fri)));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "soon",
            "Thursday",
            "15 January",
            "31 June 2026",
            "01/15/2026",
            "15 Jan 0026",
            "2026",
            "Th 15 Jan 2026",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
