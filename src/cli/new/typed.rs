//! What somebody has typed, read as the value of a field; what is wrong with it is said in a sentence.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{did_you_mean, nearest};
use crate::fonts;
use crate::project::profile::Profile;
use crate::project::schema::{FieldSchema, Holds};
use crate::quantity::dates;
use crate::quantity::style::Style;
use crate::skeleton::{Value, literal};

/// How a date is to be typed.
const A_DATE: &str = "a date such as 15 January 2026 or 2026-01-15";

/// The day on which the program runs, which a new report is proposed to have: `SOURCE_DATE_EPOCH` says another one.
pub fn today() -> NaiveDate {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let fixed = fixed.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    fixed.map_or_else(|| chrono::Local::now().date_naive(), |time| time.date_naive())
}

/// What is wrong with the value of an option, and what to do about it.
pub fn problem(option: &str, why: &str) -> (String, String) {
    let (what, hint) = why.split_once(": ").unwrap_or((why, "write it anew"));
    (format!("`{option}`: {what}"), hint.to_owned())
}

/// What is wrong where nothing was typed.
pub fn nothing(what: &str) -> String {
    format!("nothing is written there: write {what}")
}

/// Words that are printed as they stand, such as a name or a title.
///
/// # Errors
/// What is wrong with them, and what to write.
pub fn words(typed: &str) -> Result<String, String> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(nothing("at least a word"));
    }
    match fonts::missing_glyph(&words) {
        Some((_, character)) => Err(format!("{}: {}", fonts::no_glyph(character), fonts::no_glyph_hint(character))),
        None => Ok(words),
    }
}

/// The value of an option, which may begin with a hyphen; another option is none.
///
/// # Errors
/// If it looks like an option.
pub fn value(typed: &str) -> Result<String, String> {
    match typed.starts_with("--") {
        true => Err(format!("`{typed}` is an option: write the words in front of it, in quotes")),
        false => Ok(typed.to_owned()),
    }
}

/// The folder that somebody has typed at a question, where no shell puts their home in the place of `~`.
///
/// # Errors
/// What cannot be made of it.
pub fn folder(typed: &str) -> Result<PathBuf, String> {
    let Some(rest) = typed.strip_prefix('~') else { return Ok(PathBuf::from(typed)) };
    let home = etcetera::home_dir().ok();
    match (rest.strip_prefix('/'), home) {
        (Some(rest), Some(home)) if !rest.is_empty() => Ok(home.join(rest)),
        _ => Err(format!("`{typed}` is nothing without a shell: write the whole path of the folder")),
    }
}

/// A title, as text of a report that prints what was typed.
///
/// # Errors
/// As for [`words`].
pub fn title(typed: &str) -> Result<String, String> {
    words(typed).map(|words| literal(&words))
}

/// A date: `2026-01-15`, or as people write it.
///
/// # Errors
/// How to write it, or that the day of the week which is written with it is not its own.
pub fn date(typed: &str) -> Result<NaiveDate, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(nothing(A_DATE));
    }
    let written = dates::written(typed).ok_or_else(|| format!("`{typed}` is not a date: write {A_DATE}"))?;
    match written.wrong_weekday() {
        None => Ok(written.date),
        Some(wrong) => {
            let (right, wrong) = (dates::name(written.date.weekday()), dates::name(wrong));
            let day = Style::default().date(written.date);
            Err(format!("{day} is a {right}, not a {wrong}: write {right}, or put the date right"))
        }
    }
}

/// A committee: the key of one, or its name.
///
/// # Errors
/// Which ones there are.
pub fn committee(typed: &str, profile: &Profile) -> Result<Value, String> {
    let typed = words(typed)?;
    if profile.committees.contains_key(&typed) {
        return Ok(Value::Text(typed));
    }
    if let Some((key, _)) = profile.committees.iter().find(|(_, name)| name.to_lowercase() == typed.to_lowercase())
    {
        return Ok(Value::Text(key.clone()));
    }
    // A report takes one word for a key.
    if typed.contains(' ') {
        return Ok(Value::Text(typed));
    }
    let keys = profile.committees.keys().map(String::as_str);
    Err(match (nearest(&typed, keys.clone()), profile.committees.is_empty()) {
        (Some(near), _) => format!("unknown committee `{typed}`: did you mean `{near}`?"),
        (None, true) => format!("unknown committee `{typed}`: write its whole name"),
        (None, false) => {
            let keys = keys.collect::<Vec<_>>().join(", ");
            format!("unknown committee `{typed}`: write one of {keys}, or a name of several words")
        }
    })
}

/// A person: the key of one.
///
/// # Errors
/// Which ones there are.
pub fn person(typed: &str, profile: &Profile) -> Result<Value, String> {
    let typed = typed.trim();
    if profile.people.contains_key(typed) {
        return Ok(Value::Text(typed.to_owned()));
    }
    let near = did_you_mean(typed, profile.people.keys().map(String::as_str));
    let near = near.unwrap_or_else(|| "people stand in `people` of `council.yaml`".to_owned());
    Err(format!("unknown person `{typed}`: {near}"))
}

/// The value of a field of a report.
///
/// # Errors
/// What is wrong with it, and what to write.
pub fn field(typed: &str, field: &FieldSchema, profile: &Profile) -> Result<Value, String> {
    match field.holds {
        Holds::Line => words(typed).map(Value::Text),
        Holds::Text => words(typed).map(Value::Prose),
        Holds::Lines | Holds::Documents | Holds::Appendices | Holds::Resolutions => {
            words(typed).map(|words| Value::List(vec![Value::Text(words)]))
        }
        Holds::Date => date(typed).map(|date| Value::Text(date.to_string())),
        Holds::Committee => committee(typed, profile),
        Holds::Person | Holds::People => person(typed, profile),
        Holds::Paper | Holds::Recommendations | Holds::Sections => words(typed).map(Value::Text),
        Holds::Count => match typed.trim().parse::<u32>() {
            Ok(count) => Ok(Value::Bare(count.to_string())),
            Err(_) => Err(format!("`{}` is not a whole number: write it in figures, such as 12", typed.trim())),
        },
        Holds::Consultation | Holds::Exempt | Holds::Minute | Holds::MinuteText | Holds::Records => {
            Err(format!("`{}` is more than a line of text: write it into the file", field.key))
        }
    }
}
