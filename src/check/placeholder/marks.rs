//! Marks in the place of what is still to come: `XX`, `TBC`, `???`, `dd/mm/yyyy`, `#REF!`.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::passage::Passage;
use crate::check::placeholder::Gap;
use crate::check::words::{Word, is_little, lower};

/// The marks in a text.
pub fn gaps(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Gap> {
    let mut found: Vec<Gap> = (0..words.len()).filter_map(|at| mark(passage, words, at)).collect();
    found.extend(left_by_programs(&passage.text).into_iter().map(Gap::sure));
    found
}

fn mark(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<Gap> {
    let word = &words[at];
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(at + 1);
    match word.text {
        "?" => {
            repeated(words, at, 2).or_else(|| no_number(words, at)).or_else(|| no_count(words, at)).map(Gap::sure)
        }
        "_" => repeated(words, at, 2)
            .filter(|range| !is_within_word(&passage.text, range))
            .or_else(|| no_number(words, at))
            .map(Gap::sure),
        // "agency_rate }}": the end of a figure that was never begun.
        "}" => {
            let braces = repeated(words, at, 2)?;
            let begun = words[..at].iter().any(|word| word.text == "{");
            let from =
                words[..at].iter().rposition(|word| !word.is_word() && word.text != "_").map_or(0, |at| at + 1);
            (!begun).then(|| Gap::sure(words[from.max(at.saturating_sub(5))].range.start..braces.end))
        }
        // "%%DATE%%", "##NAME##".
        "%" | "#" | "$" => {
            let mask = repeated(words, at, 2)?;
            let end = words.iter().position(|word| word.range.start == mask.end)?;
            words[end].is_word().then(|| Gap::sure(mask.start..words[end].range.end))
        }
        "*" | "@" => repeated(words, at, if word.text == "*" { 3 } else { 2 }).map(Gap::sure),
        // "££3,000" is a sum with a sign too many, which `money` tells.
        "£" => repeated(words, at, 2)
            .filter(|signs| !words.iter().any(|word| word.range.start == signs.end && word.is_number()))
            .map(Gap::sure),
        "." => points(words, at, 5)
            .filter(|range| !leads_on(passage, words, range, at))
            .map(Gap::sure)
            .or_else(|| points_for_date(words, at).map(Gap::sure))
            .or_else(|| points_for_count(words, at, 3).map(Gap::perhaps)),
        "…" => points(words, at, 5)
            .filter(|range| !leads_on(passage, words, range, at))
            .map(Gap::sure)
            .or_else(|| points_for_count(words, at, 1).map(Gap::perhaps)),
        // "**/**/2026" and "//2026", in which the emphasis has eaten its signs; not "http://2026".
        "/" => {
            let dated = words.get(at + 2).is_some_and(|year| year.text.len() == 4 && year.is_number());
            let alone = before.is_none_or(|before| !matches!(before.text, ":" | "/") && !before.is_number());
            let gap = next.is_some_and(|next| next.text == "/") && dated && alone;
            gap.then(|| Gap::sure(word.range.start..words[at + 2].range.end))
        }
        // "n.n%"
        "n" | "N" => {
            let text = |ahead: usize| words.get(at + ahead).map_or("", |word| word.text);
            let gap = text(1) == "." && text(2) == word.text && matches!(text(3), "%" | "per" | "points");
            gap.then(|| Gap::sure(word.range.start..words[at + 2].range.end))
        }
        "§" => {
            let numbered = next.is_some_and(|next| next.is_number() || next.text == "§");
            let alone = !numbered && before.is_none_or(|before| before.text != "§");
            alone.then(|| Gap::sure(word.range.clone()))
        }
        "X" | "x" => unknown(words, at),
        "DD" | "dd" | "YYYY" | "yyyy" | "yy" | "mm" => date_mask(words, at).map(Gap::sure),
        "00" | "0" => no_date(words, at).map(Gap::sure),
        "T" | "t" => spaced_letters(passage, words, at).map(Gap::sure),
        _ => (is_mark(word, before) && !is_named(words, at)).then(|| Gap::sure(word.range.clone())),
    }
}

/// Whether a word stands for what is still to come.
fn is_mark(word: &Word<'_>, before: Option<&Word<'_>>) -> bool {
    /// What has Roman numbers.
    const NUMBERED: &[&str] = &[
        "appendix", "article", "book", "chapter", "part", "psalm", "schedule", "title", "volume", "century",
        "table",
    ];
    let text = word.text;
    if matches!(word.lower.as_str(), "tbc" | "tba" | "tbd") || matches!(text, "TODO" | "FIXME" | "NN" | "nn") {
        return true;
    }
    // "£nnn", "£0,000".
    let sum = before.is_some_and(|before| before.text == "£");
    let zeros = text.contains(',') && text.bytes().all(|one| matches!(one, b'0' | b','));
    if sum && (zeros || text.bytes().all(|one| one == b'n')) {
        return true;
    }
    // "XX", "XXth", "20XX", "XXk": a number whose digits are still to come.
    let digits = text.trim_start_matches(|one: char| one.is_ascii_digit());
    let crosses = digits.len() - digits.trim_start_matches(['X', 'x']).len();
    let rest = digits.get(crosses..).unwrap_or_default();
    let ending = ["", "th", "st", "nd", "rd", "k", "m", "bn", "am", "pm"].contains(&rest);
    let roman = text.len() <= 3
        && text.bytes().all(|one| one == b'X')
        && before.is_some_and(|before| NUMBERED.contains(&before.lower.as_str()));
    let years = digits.len() == text.len() || text.len() == 4;
    (crosses >= 2 && ending && years && !roman) || word.lower == "lorem"
}

/// Whether two crosses are a name, or a number of a name: "the XX Club", "Super Bowl XX"; not "XX March", "Minute XX below".
fn is_named(words: &[Word<'_>], at: usize) -> bool {
    /// What has a number, a name or a sum, which is still to come.
    const AWAITED: &str = "april august avenue board cabinet cllr committee council councillor december director february figure friday item january \
         july june lot march may minute monday november october officer page paragraph pounds recommendation road saturday section september street sunday \
         table thursday tuesday unit ward wednesday";
    let name = |word: Option<&Word<'_>>| {
        word.is_some_and(|word| {
            let small = word.text.chars().skip(1).all(char::is_lowercase) && word.text.len() > 2;
            word.is_capital() && small && !is_little(&word.lower) && !among(AWAITED, &word.lower)
        })
    };
    let text = words[at].text;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let the = before.is_some_and(|before| among("a an at by from in of the this", &before.lower));
    let bowl = before.is_some_and(|before| {
        among("bowl congress edition letter letters numeral numerals superbowl volume", &before.lower)
    });
    matches!(text, "XX" | "XXX") && (the && name(words.get(at + 1)) || bowl)
}

/// "£X", "X%", "paragraph X.X", "Councillor X", "there are X posts".
fn unknown(words: &[Word<'_>], at: usize) -> Option<Gap> {
    /// What has a number, and never a letter.
    const COUNTED: &str = "chart fig figure item minute page para paragraph recommendation section table";
    /// Who is named, and never hidden behind a letter.
    const OFFICES: &[&str] = &["director", "officer"];
    let word = &words[at];
    let before = at.checked_sub(1).map(|before| &words[before]);
    let next = words.get(at + 1);
    let lower = before.map_or("", |before| before.lower.as_str());
    let glued = |one: &Word<'_>, other: &Word<'_>| one.range.end == other.range.start;
    let sum = before.is_some_and(|before| before.text == "£" && glued(before, word));
    let share = next.is_some_and(|next| next.text == "%" || matches!(next.lower.as_str(), "per" | "percentage"))
        && word.text == "X";
    let share = share || next.is_some_and(|next| next.text == "%" && glued(word, next));
    let point = next.is_some_and(|next| next.text == ".")
        && words
            .get(at + 2)
            .is_some_and(|after| matches!(after.text, "X" | "x" | "Y" | "y") && glued(&words[at + 1], after));
    let numbered = among(COUNTED, lower) && (word.text == "X" || point);
    // "a contract with X Ltd".
    let firm = word.text == "X"
        && next.is_some_and(|next| matches!(next.lower.as_str(), "ltd" | "limited" | "plc" | "llp" | "cic"));
    if firm {
        return Some(Gap::sure(word.range.clone()));
    }
    let nobody = OFFICES.contains(&lower) && word.text == "X" && !is_initial(words, at);
    // "X March"; not "Malcolm X March".
    let dated = word.text == "X"
        && next.is_some_and(|next| month(next.text).is_some() && next.text.len() > 3)
        && before.is_none_or(|before| !before.is_capital());
    if sum || share || numbered || nobody || dated {
        let end = if point { words[at + 2].range.end } else { word.range.end };
        return Some(Gap::sure(word.range.start..end));
    }
    // "there are X social workers"; not "Generation X and", "Child X was".
    let counts = next.is_some_and(|next| next.is_word() && !next.is_capital() && !is_little(&next.lower));
    let little = before.is_some_and(|before| before.is_word() && !before.is_capital() && is_little(&before.lower));
    (word.text == "X" && counts && little).then(|| Gap::perhaps(word.range.clone()))
}

/// Whether a letter is the first of somebody's name: "Cllr X. Ahmed"; not "Cllr X. Members asked".
pub fn is_initial(words: &[Word<'_>], at: usize) -> bool {
    const OPENS: &str = "board cabinet committee council councillors members officers panel residents staff";
    let glued =
        words.get(at + 1).is_some_and(|point| point.text == "." && point.range.start == words[at].range.end);
    let name = |word: &Word<'_>| {
        word.is_capital() && word.is_word() && !is_little(&word.lower) && !among(OPENS, &word.lower)
    };
    glued && words.get(at + 2).is_some_and(name)
}

/// "Appendix ?", "section _": a sign, alone, in the place of a number; not "in the table ?".
fn no_number(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    const NUMBERED: &str = "annex appendix chart fig figure item minute page para paragraph part recommendation schedule section table";
    const ARTICLES: &str = "a all an any each every its no our that the this which your";
    let noun = words.get(at.checked_sub(1)?)?;
    let before = at.checked_sub(2).map_or("", |before| lower(words, before));
    let sign = &words[at];
    let named = among(NUMBERED, &noun.lower) && !among(ARTICLES, before);
    (named && noun.range.end < sign.range.start).then(|| sign.range.clone())
}

/// "£?", "there were ? responses": a question mark in the place of a number, within a sentence that goes on.
fn no_count(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let (before, sign) = (words.get(at.checked_sub(1)?)?, &words[at]);
    let apart = before.range.end < sign.range.start;
    let counts = apart && counts_between(words, at, at + 1);
    (before.text == "£" && !apart || counts).then(|| sign.range.clone())
}

/// "There were ... responses", "about … people"; not "she said it was … hard".
fn points_for_count(words: &[Word<'_>], at: usize, points: usize) -> Option<Range<usize>> {
    let range = repeated(words, at, points)?;
    let apart = words.get(at.checked_sub(1)?)?.range.end < range.start;
    let next = words.get(at + points).is_some_and(|next| next.lower.ends_with('s'));
    (apart && next && counts_between(words, at, at + points)).then_some(range)
}

/// Whether words stand on both sides of a gap as they do of a number: "there were", "responses".
fn counts_between(words: &[Word<'_>], gap: usize, after: usize) -> bool {
    const COUNTED: &str = "about almost another approximately around are employed employs estimated exactly for from has have in is nearly of \
        over received some than to total totalled totalling was were";
    let before = gap.checked_sub(1).map_or("", |before| lower(words, before));
    let next = words.get(after).is_some_and(|next| {
        next.is_word()
            && !next.is_capital()
            && !is_little(&next.lower)
            && words[after - 1].range.end < next.range.start
    });
    among(COUNTED, before) && next
}

/// "../../2026": points for the day and the month; not the path "../../2026.csv".
fn points_for_date(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let seven = words.get(at..at + 7)?;
    let mask: String = seven[..6].iter().map(|word| word.text).collect();
    let tight = seven.windows(2).all(|two| two[0].range.end == two[1].range.start);
    let year = seven[6].text.len() == 4 && seven[6].is_number();
    let glued = |at: usize| words.get(at).is_some_and(|next| next.range.start == words[at - 1].range.end);
    let file = glued(at + 7) && glued(at + 8) && words[at + 8].is_word();
    (mask == "../../" && tight && year && !file).then(|| seven[0].range.start..seven[6].range.end)
}

/// "dd/mm/yyyy", "DD Month YYYY", "yyyy" and the like.
fn date_mask(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let parts =
        |word: &Word<'_>| matches!(word.lower.as_str(), "dd" | "mm" | "mmm" | "mmmm" | "month" | "yy" | "yyyy");
    let mut end = at;
    let mut count = 0;
    while let Some(word) = words.get(end) {
        if parts(word) {
            count += 1;
        } else if !matches!(word.text, "/" | "-" | "." | "–") || !words.get(end + 1).is_some_and(parts) {
            break;
        }
        end += 1;
    }
    let alone = matches!(words[at].lower.as_str(), "yyyy");
    let begins = words[at].lower == "dd" && count > 1 || alone;
    begins.then(|| words[at].range.start..words[end - 1].range.end)
}

/// "00/00/2025": a date that has no day.
fn no_date(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let five = words.get(at..at + 5)?;
    let zeros = |word: &Word<'_>| word.text.bytes().all(|one| one == b'0');
    let slashes = five[1].text == "/"
        && five[3].text == "/"
        && five.windows(2).all(|two| two[0].range.end == two[1].range.start);
    (slashes && zeros(&five[2])).then(|| five[0].range.start..five[4].range.end)
}

/// "T.B.C.".
fn spaced_letters(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let rest = passage.text.get(words[at].range.start..)?;
    let letters = rest.get(..5)?.to_uppercase();
    matches!(letters.as_str(), "T.B.C" | "T.B.A" | "T.B.D")
        .then(|| words[at].range.start..words[at].range.start + 5)
}

/// The same sign so many times or more, from a word on, with nothing between.
fn repeated(words: &[Word<'_>], at: usize, least: usize) -> Option<Range<usize>> {
    let first = &words[at];
    let mut end = first.range.end;
    let mut count = 1;
    for word in words.iter().skip(at + 1).take_while(|word| word.text == first.text) {
        if word.range.start != end {
            break;
        }
        end = word.range.end;
        count += 1;
    }
    (count >= least).then_some(first.range.start..end)
}

/// A row of points, of which "…" is three, if there are so many.
fn points(words: &[Word<'_>], at: usize, least: usize) -> Option<Range<usize>> {
    let mut end = words[at].range.start;
    let mut count = 0;
    for word in &words[at..] {
        let points = match word.text {
            "." => 1,
            "…" => 3,
            _ => break,
        };
        if word.range.start != end {
            break;
        }
        (end, count) = (word.range.end, count + points);
    }
    (count >= least).then(|| words[at].range.start..end)
}

/// Whether letters stand at both ends of a range: "a__b".
fn is_within_word(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].ends_with(char::is_alphanumeric);
    let after = text[range.end..].starts_with(char::is_alphanumeric);
    before || after
}

/// Whether points lead from a word to something: to the number of a page, or to an answer, as in "Report of.....  The Board".
fn leads_on(passage: &Passage<'_>, words: &[Word<'_>], range: &Range<usize>, at: usize) -> bool {
    let mut rest = words[at..].iter().skip_while(|word| matches!(word.text, "." | "…"));
    let next = rest.next();
    let page = next.is_some_and(Word::is_number) && rest.next().is_none();
    let label = passage.text[..range.start].ends_with(char::is_alphabetic) && next.is_some_and(Word::is_capital);
    page || label
}

/// What spreadsheets and word processors put where something is missing.
fn left_by_programs(text: &str) -> Vec<Range<usize>> {
    const MARKS: &[&str] = &[
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "Error! Reference source not found",
        "Error! Bookmark not defined",
        "Error! No bookmark name given",
        "Error! Not a valid",
        "Error! Unknown",
        "Error! No text of specified style in document",
    ];
    const PROMPTS: &[&str] = &[
        "click or tap here to enter",
        "click here to enter text",
        "click here to enter a date",
        "click or tap to enter",
        "choose an item.",
        "choose a building block",
        "enter text here",
        "enter your text here",
        "type text here",
        "insert text here",
        "add text here",
        "your text here",
        "type your text",
    ];
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in MARKS {
        found.extend(text.match_indices(mark).map(|(at, mark)| at..at + mark.len()));
    }
    // In small letters of ASCII every byte stays where it is.
    let lower = text.to_ascii_lowercase();
    for prompt in PROMPTS {
        found.extend(lower.match_indices(prompt).map(|(at, prompt)| at..at + prompt.len()));
    }
    // "Staff choose an item." is a sentence.
    found.retain(|range| {
        let words = &text[range.clone()];
        !words.starts_with("choose")
    });
    found
}
