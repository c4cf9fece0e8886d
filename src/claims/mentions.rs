//! Whose and when: the areas and periods that a sentence names.

use std::ops::Range;
use std::sync::Arc;

use crate::claims::lexicon;
use crate::claims::numbers;
use crate::claims::tokens::{Kind, Tokens};
use crate::data::areas::{Area, Level, register};
use crate::facts::Facts;
use crate::quantity::period::Period;

/// Words that name an area.
#[derive(Debug, Clone)]
pub struct AreaMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The area; `None` for somebody that the data do not name: "neighbours", "other authorities".
    pub area: Option<Arc<Area>>,
}

/// What a period is to the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The values are of it: "in 2023".
    At,
    /// The values are compared with it: "since 2019", "last year", "two years ago".
    Earlier,
    /// The values are of now: "this year".
    Now,
}

/// Words that name a period.
#[derive(Debug, Clone)]
pub struct PeriodMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it can be in the data, the likeliest first.
    pub periods: Vec<Period>,
    /// What it is to the sentence.
    pub role: Role,
}

/// The areas of a sentence, in order.
pub fn areas(tokens: &Tokens<'_>, sentence: &Range<usize>, facts: &Facts) -> Vec<AreaMention> {
    let mut found: Vec<AreaMention> = Vec::new();
    let subject = facts.subject.as_ref().map(|subject| &subject.area);
    let england = register().find("England");
    let region = subject.and_then(|area| register().by_code(&area.region));
    let mut at = sentence.start;
    while at < sentence.end {
        let word = tokens.word(at);
        let mut push = |length: usize, area: Option<&Arc<Area>>| {
            found.push(AreaMention { tokens: at..at + length, area: area.cloned() });
            length
        };
        let taken = match word {
            "nationally" | "national" | "english" => push(1, england),
            "regionally" | "regional" | "region" => push(1, region),
            // Neighbours on the map are others than those in the data.
            "statistical" if matches!(tokens.word(at + 1), "neighbours" | "neighbour") => {
                push(2, facts.area("neighbours").ok().as_ref())
            }
            "neighbours" | "neighbouring" | "neighbour" => push(1, None),
            "peers" | "comparators" | "elsewhere" => push(1, None),
            "other" if matches!(tokens.word(at + 1), "authorities" | "councils" | "areas") => push(2, None),
            "we" | "our" | "ours" | "us" if subject.is_some() => push(1, subject),
            "council" | "authority" | "locally" | "city" | "county" | "borough" if subject.is_some() => {
                push(1, subject)
            }
            _ if tokens.capital(at) && may_begin(tokens.word(at), facts) => {
                match longest(tokens, at, sentence.end, facts) {
                    Some((length, area)) => push(length, Some(&area)),
                    None => 0,
                }
            }
            _ => 0,
        };
        at += taken.max(1);
    }
    join(tokens, &mut found, facts);
    found
}

/// Makes one area of two that report together: "Richmond upon Thames and Kingston upon Thames", whichever is named first.
fn join(tokens: &Tokens<'_>, found: &mut Vec<AreaMention>, facts: &Facts) {
    let joint = |one: &AreaMention, two: &AreaMention| {
        let joined = one.tokens.end + 1 == two.tokens.start
            && (tokens.word(one.tokens.end) == "and"
                || tokens.is(one.tokens.end, '&')
                || tokens.is(one.tokens.end, '/'));
        let (one, two) = (one.area.as_ref().filter(|_| joined)?, two.area.as_ref()?);
        let both = |area: &&Arc<Area>| {
            area.is_joint() && area.parts().all(|part| part == one.code || part == two.code) && one.code != two.code
        };
        register().all().filter(both).find(|area| is_in_data(area, facts)).cloned()
    };
    for at in (1..found.len()).rev() {
        if let Some(area) = joint(&found[at - 1], &found[at]) {
            let second = found.remove(at);
            found[at - 1] = AreaMention { tokens: found[at - 1].tokens.start..second.tokens.end, area: Some(area) };
        }
    }
}

/// Whether a dataset has values of an area.
fn is_in_data(area: &Area, facts: &Facts) -> bool {
    facts.datasets.iter().any(|data| data.observed.observations.iter().any(|one| one.area.code == area.code))
}

/// The longest name of an area that begins at a token.
fn longest(tokens: &Tokens<'_>, at: usize, end: usize, facts: &Facts) -> Option<(usize, Arc<Area>)> {
    const NO_AREA: &[&str] = &[
        "the", "east", "eastern", "national", "reading", "bath", "council", "city", "county", "se", "sw", "ne",
        "nw", "i", "a", "in", "of", "central",
    ];
    /// "Kingston upon Thames and Richmond upon Thames"
    const LONGEST: usize = 7;
    const OTHER_THING: &[&str] =
        &["university", "road", "street", "house", "hospital", "college", "school", "library"];
    let limit = end.min(at + LONGEST);
    for last in (at + 1..=limit).rev() {
        if tokens.kind(last - 1) != Some(Kind::Word) {
            continue;
        }
        let bytes = tokens.bytes(&(at..last));
        let text = &tokens.passage.text[bytes];
        if text.contains(['.', ';', '(', ':']) {
            continue;
        }
        let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        let one = last == at + 1;
        if one && (NO_AREA.contains(&tokens.word(at)) || bare.len() < 2) {
            continue;
        }
        if bare.ends_with(" Council") || bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if let Some(area) = known(bare, facts) {
            // "Bournemouth, Christchurch and Poole" is one name; a comma between two names parts them. So does an "and" where
            // the data have each of the two that report together elsewhere.
            let parted = bare.contains(',') && !area.name.contains(',')
                || area.is_joint()
                    && area.parts().any(|part| register().by_code(part).is_some_and(|one| is_in_data(one, facts)));
            if parted {
                continue;
            }
            if OTHER_THING.contains(&tokens.word(last)) && tokens.capital(last) {
                return None;
            }
            return Some((last - at, area));
        }
    }
    None
}

/// Whether a word in lower case can begin the name of an area: few words can, and to look for each name is dear.
fn may_begin(word: &str, facts: &Facts) -> bool {
    register().may_begin(word)
        || facts.datasets.iter().any(|data| {
            data.unregistered().any(|area| {
                let begins =
                    |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
                begins(&area.name) || begins(&area.code) || begins(&area.old_code)
            })
        })
}

/// The area of that name, without a search for names that are spelt like it.
fn known(name: &str, facts: &Facts) -> Option<Arc<Area>> {
    register().find(name).or_else(|| facts.datasets.iter().find_map(|data| data.area(name))).cloned()
}

/// The periods of a sentence, in order; `now` is the period that the report is about.
pub fn periods(tokens: &Tokens<'_>, sentence: &Range<usize>, now: Option<Period>) -> Vec<PeriodMention> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let taken = match tokens.kind(at) {
            Some(Kind::Sign(_)) | None => None,
            _ => relative(tokens, at, now, &mut found).or_else(|| {
                // Only a number, or a month with its capital, begins a date.
                let begins = tokens.kind(at) == Some(Kind::Number) || tokens.capital(at);
                begins.then(|| absolute(tokens, at, &mut found)).flatten()
            }),
        };
        at += taken.unwrap_or(1).max(1);
    }
    found
}

fn back(now: Period, steps: u32) -> Period {
    (0..steps).fold(now, |period, _| period.previous())
}

/// "last year", "two years ago", "over the last three years", "year on year".
fn relative(tokens: &Tokens<'_>, at: usize, now: Option<Period>, found: &mut Vec<PeriodMention>) -> Option<usize> {
    let now = now?;
    // "In the last year" may be the year before or the one that has just ended.
    // "on last year (12.3%) and on the year before (12.1%)": the year before that one.
    let last = found.last().filter(|mention| {
        mention.role == Role::Earlier
            && mention.periods.first() == Some(&now.previous())
            && at - mention.tokens.end < 10
    });
    let last = last.map(|mention| mention.tokens.end);
    let either = at > 0 && tokens.word(at - 1) == "the" && tokens.word(at) != "previous";
    let mut push = |length: usize, steps: u32, role: Role| {
        let mut periods = vec![back(now, steps)];
        if either && role == Role::Earlier {
            periods.push(now);
        }
        found.push(PeriodMention { tokens: at..at + length, periods, role });
        Some(length)
    };
    let word = |step: usize| tokens.word(at + step);
    let number = |step: usize| {
        let count = match tokens.kind(at + step) {
            Some(Kind::Number) => tokens.text(at + step).parse().ok(),
            _ => lexicon::number_word(word(step)),
        };
        count.filter(|count| (1..40).contains(count))
    };
    let dashed = |step: usize| tokens.is_dash(at + step);
    match (word(0), word(1)) {
        ("last" | "previous" | "prior" | "preceding", "year") => {
            // "in the last year" is the year that has just passed; "last year" is the one before.
            push(2, 1, Role::Earlier)
        }
        ("last" | "previous" | "prior" | "past", "period" | "month" | "quarter") => push(2, 1, Role::Earlier),
        ("previously", _) => push(1, 1, Role::Earlier),
        ("last" | "past" | "previous", _) if number(1).is_some() && word(2).starts_with("year") => {
            push(3, number(1)?, Role::Earlier)
        }
        ("year", "before") if last.is_some() => push(2, 2, Role::Earlier),
        ("year", "before" | "earlier" | "ago" | "previously") => push(2, 1, Role::Earlier),
        ("twelve", "months") if word(2) == "earlier" || word(2) == "ago" => push(3, 1, Role::Earlier),
        ("year", "on") if word(2) == "year" => push(3, 1, Role::Earlier),
        ("year", _) if dashed(1) && word(2) == "on" && dashed(3) && word(4) == "year" => push(5, 1, Role::Earlier),
        ("over" | "during" | "in", "the") if word(2) == "year" && word(3) != "to" && word(3) != "ended" => {
            push(3, 1, Role::Earlier)
        }
        ("in", "a") if word(2) == "year" => push(3, 1, Role::Earlier),
        ("this" | "current", "year" | "period") => push(2, 0, Role::Now),
        ("now" | "currently" | "today", _) => push(1, 0, Role::Now),
        _ => {
            let years = word(1) == "year" || word(1) == "years";
            let count = if years { number(0)? } else { return None };
            (years && matches!(word(2), "ago" | "earlier" | "before" | "previously")).then_some(())?;
            push(3, count, Role::Earlier)
        }
    }
}

/// "2023", "2020-21", "September 2022", "the year to March 2022".
fn absolute(tokens: &Tokens<'_>, at: usize, found: &mut Vec<PeriodMention>) -> Option<usize> {
    let year = |at: usize| -> Option<i32> {
        let text = tokens.text(at);
        let year = text.parse().ok().filter(|year| text.len() == 4 && (1900..=2100).contains(year))?;
        let unit = tokens.is(at + 1, '%')
            || at > 0 && tokens.is(at - 1, '£')
            || lexicon::noun(tokens.word(at + 1)).is_some();
        let dated = at > 0 && (numbers::year_before(tokens.word(at - 1)) || tokens.word(at - 1) == "the");
        ((!unit || dated) && tokens.list[at].fact.is_none()).then_some(year)
    };
    let named = tokens.word(at);
    let month = lexicon::MONTHS.iter().position(|name| *name == named && tokens.capital(at));
    let (mut periods, length) = if let (Some(month), Some(year)) = (month, year(at + 1)) {
        let name = tokens.text(at);
        let month = Period::parse(&format!("{name} {year}"))
            .unwrap_or(Period::Month(year, u32::try_from(month + 1).unwrap_or(1)));
        let mut periods = vec![month, Period::Year(year), Period::SplitYear(year - 1), Period::SplitYear(year)];
        if matches!(month, Period::Month(_, 10..)) {
            periods.push(Period::Year(year + 1));
        }
        (periods, 2)
    } else {
        let first = year(at)?;
        let split =
            (tokens.is_dash(at + 1) || tokens.is(at + 1, '/')) && tokens.joined(at) && tokens.joined(at + 1);
        let second: Option<i32> = tokens.text(at + 2).parse().ok().filter(|_| split);
        match second {
            Some(second) if second == first + 1 || second == (first + 1) % 100 => {
                (vec![Period::SplitYear(first), Period::Year(first + 1)], 3)
            }
            Some(second) if second > first && second < 2101 => {
                // "2019-2025": both ends.
                let earlier = vec![Period::Year(first), Period::SplitYear(first - 1), Period::SplitYear(first)];
                found.push(PeriodMention { tokens: at..at + 1, periods: earlier, role: Role::Earlier });
                (vec![Period::Year(second), Period::SplitYear(second - 1), Period::SplitYear(second)], 3)
            }
            _ => (vec![Period::Year(first), Period::SplitYear(first - 1), Period::SplitYear(first)], 1),
        }
    };
    periods.dedup();
    let mut before = at;
    while before > 0
        && (matches!(
            tokens.word(before - 1),
            "september" | "march" | "the" | "year" | "to" | "ended" | "end" | "of" | "30" | "31"
        ) || tokens.kind(before - 1) == Some(Kind::Number))
        && at - before < 5
        && !matches!(tokens.word(before - 1), "to")
    {
        before -= 1;
    }
    let mut role = match if before > 0 { tokens.word(before - 1) } else { "" } {
        "since" | "from" | "between" | "than" | "against" | "with" | "on" | "versus" | "after" => Role::Earlier,
        _ => Role::At,
    };
    // "compared to 2019", "up on 2023", "in comparison to 2019"
    if before > 1
        && tokens.word(before - 1) == "to"
        && matches!(tokens.word(before - 2), "compared" | "comparison" | "relative")
    {
        role = Role::Earlier;
    }
    // "from its peak of 18.1% in 2021"
    if (at.saturating_sub(8)..at).any(|at| matches!(tokens.word(at), "peak" | "peaked" | "peaking")) {
        role = Role::Earlier;
    }
    // "than in 2019", "compared with in 2019"
    if before > 1
        && matches!(tokens.word(before - 1), "in" | "at")
        && matches!(tokens.word(before - 2), "than" | "with")
    {
        role = Role::Earlier;
    }
    found.push(PeriodMention { tokens: at..at + length, periods, role });
    Some(length)
}

/// Whether an area is larger than an authority.
pub fn is_larger(area: &Area) -> bool {
    area.level != Level::LocalAuthority
}
