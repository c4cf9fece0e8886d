//! What is said of a document after its noun: of what it is, who made it, and when, in any order.

use super::makers::{Maker, party};
use super::phrase::{is_preposition, is_written};
use super::times::time;
use super::verbs::{is_auxiliary, is_modal, made, moves, opens_predicate, says};
use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::words::{Word, lower};

/// What is said of a document after its noun. All places are those of words of the sentence.
#[derive(Debug, Clone, Default)]
pub struct After {
    /// The word after all of it.
    pub end: usize,
    /// The last word that tells which document is meant.
    pub last: usize,
    /// Who made it.
    pub maker: Option<Maker>,
    /// The words for its maker.
    pub maker_at: Option<(usize, usize)>,
    /// The words for its date.
    pub date: Option<(usize, usize)>,
    /// Whether that is surely its own date, "of May 2025", and not when something was done with it, "in May 2025".
    pub dated: bool,
    /// Whether that is the time it is for, "for 2024", and not that at which it was made.
    pub period: bool,
    /// Whether it is told of what it is.
    pub topic: bool,
    /// The word after that.
    pub topic_end: usize,
    /// Whether those to whom it was made have a name, where it is told who they are.
    pub reader: Option<bool>,
    /// Whether it is told that it was made.
    pub made: bool,
    /// Whether what it found is meant: "the survey results", "the review's recommendations".
    pub findings: bool,
    /// Whether a citation follows, which leads to the list of references.
    pub cited: bool,
}

/// What is in a document and is taken from it.
pub const FINDINGS: &str = "advice analysis assumption assumptions comments conclusion conclusions criticisms data evidence extract extracts feedback figure \
    figures finding findings information lessons methodology numbers opinion outcome outcomes principles recommendation recommendations result results \
    scores statistics summary suggestions";

/// How many things are said of a document in one breath.
const MOST: usize = 8;

/// Reads what follows a noun; `None` if the noun only stands before another, "the survey team".
pub fn read(words: &[Word<'_>], head: usize) -> Option<After> {
    let mut found = After { end: head + 1, last: head, ..After::default() };
    if words.get(head + 1).is_some_and(|next| among(FINDINGS, &next.lower)) {
        found.findings = true;
        found.end += 1;
    } else if words[head].lower.ends_with("'s") || !ends_noun(words, head + 1) && !made_by(words, head + 1) {
        return None;
    }
    for _ in 0..MOST {
        let at = found.end;
        let comma = lower(words, at) == ",";
        let from = at + usize::from(comma);
        let mut next = found.clone();
        let read = bracket(words, at, &mut next)
            || making(words, from, &mut next)
            || dated(words, from, &mut next, comma)
            || by(words, from, &mut next)
            || !comma && about(words, at, &mut next);
        if !read {
            break;
        }
        found = next;
    }
    if found.end < words.len() && lower(words, found.end) == "," && found.last > head {
        found.end += 1;
    }
    Some(found)
}

/// Whether a noun is the last of its compound: what follows is no further noun.
fn ends_noun(words: &[Word<'_>], at: usize) -> bool {
    let Some(next) = words.get(at) else { return true };
    // "The inspection reports were", but "the inspection reports that".
    if is_written(&next.lower) && !opens_predicate(words, at) {
        return false;
    }
    !next.is_word()
        || is_preposition(&next.lower)
        || opens_predicate(words, at)
        || says(next).is_some()
        || moves(next).is_some()
        || made(next)
        || next.lower.ends_with("ly")
        || next.lower.ends_with("ed")
        || among(
            "and or but nor that which who whose where when while as so because has since then also now itself themselves last this earlier \
             both not never already already again came comes took takes leads makes casts reached lays ran began costs cost shortly \
             therefore too brings goes went i we he she they it the a an our their",
            &next.lower,
        )
}

/// "The appraisal Savills prepared": whether somebody follows who made it.
fn made_by(words: &[Word<'_>], at: usize) -> bool {
    let named = words.get(at).is_some_and(|word| word.is_word() && word.is_capital());
    named
        && !words[at - 1].is_capital()
        && party(words, at).is_some_and(|(_, end)| words.get(end).is_some_and(made))
}

/// "(May 2025)", "(Savills, 2024)".
fn bracket(words: &[Word<'_>], at: usize, found: &mut After) -> bool {
    if lower(words, at) != "(" {
        return false;
    }
    let Some(close) = (at + 1..(at + 14).min(words.len())).find(|at| lower(words, *at) == ")") else {
        return false;
    };
    found.cited |= close == at + 1;
    found.end = close + 1;
    let date = (at + 1..close).find_map(|at| time(words, at).map(|end| (at, end)));
    if let Some((at, end)) = date {
        found.date = Some((at, end.min(close)));
        found.dated = true;
        found.last = close;
    }
    let named = words[at + 1].is_capital() && month(words[at + 1].text).is_none();
    if named && date.is_some() && found.maker.is_none() {
        found.maker = Some(Maker::Named);
        found.maker_at = Some((at + 1, date.map_or(close, |(from, _)| from)));
    }
    true
}

/// "Prepared", "carried out", "which was published", "that the Association published", "and sent".
fn making(words: &[Word<'_>], from: usize, found: &mut After) -> bool {
    let mut at = from;
    if lower(words, at) == "and" && (found.made || found.date.is_some()) {
        at += 1;
    }
    let bare = at == found.last + 1 && made_by(words, at);
    let relative = bare || among("which that", lower(words, at));
    if relative {
        at += usize::from(!bare);
        if is_auxiliary(lower(words, at)) && !is_modal(lower(words, at)) {
            while is_auxiliary(lower(words, at)) {
                at += 1;
            }
        } else if let Some((maker, end)) = party(words, at).filter(|(_, end)| words.get(*end).is_some_and(made)) {
            found.maker = Some(maker);
            found.maker_at = Some((at, end));
            at = end;
        } else {
            return false;
        }
    }
    while among("first jointly independently originally previously recently specially", lower(words, at))
        || lower(words, at).ends_with("ly")
    {
        at += 1;
    }
    if !words.get(at).is_some_and(made) {
        return false;
    }
    let dated = lower(words, at) == "dated";
    at += 1;
    while among(
        "out up off together jointly independently recently specially back in-house internally externally last",
        lower(words, at),
    ) && time(words, at).is_none()
    {
        at += 1;
    }
    // "The report considered three options" tells what the report did.
    let next = lower(words, at);
    let rests = at >= words.len()
        || is_preposition(next)
        || time(words, at).is_some()
        || among(", . ( ) and for us as earlier", next)
        || opens_predicate(words, at)
        || dated;
    if !rests || !relative && from == found.end && among("that how", next) {
        return false;
    }
    found.made = true;
    found.end = at;
    if relative && found.maker_at.is_some_and(|(start, _)| start >= from) {
        found.last = at - 1;
    }
    true
}

/// "In May 2025", "of 4 November", "as at 31 March 2025", "last year", "for 2024".
fn dated(words: &[Word<'_>], from: usize, found: &mut After, comma: bool) -> bool {
    let mut at = from;
    let preposition = among("in on of for from at during dated since as over between", lower(words, at));
    while among("in on of for from at during dated as over early late mid summer's the", lower(words, at))
        && at < from + 4
    {
        if time(words, at).is_some() {
            break;
        }
        at += 1;
    }
    if !preposition
        && comma
        && !among("dated", lower(words, from))
        && words.get(from).is_none_or(|word| !word.is_number() && month(word.text).is_none())
    {
        return false;
    }
    let Some(end) = time(words, at) else { return false };
    let period = lower(words, from) == "for";
    // "Of 3 March and 4 May 2025".
    let end = if lower(words, end) == "and" { time(words, end + 1).unwrap_or(end) } else { end };
    if found.date.is_none() || found.period {
        found.date = Some((at, end));
        found.period = period && !found.made;
        found.dated = found.made || !among("in on at during", lower(words, from));
    }
    found.last = end - 1;
    found.end = end;
    true
}

/// "By KPMG", "from the Department for Education".
fn by(words: &[Word<'_>], from: usize, found: &mut After) -> bool {
    // "Two valuations, one by Savills".
    let from = from + usize::from(lower(words, from) == "and" && lower(words, from + 1) == "one");
    let from = from + usize::from(among("one both each", lower(words, from)));
    if !among("by from", lower(words, from)) {
        return false;
    }
    let Some((maker, end)) = party(words, from + 1) else { return false };
    // "From the agents, Lambert Smith Hampton, dated".
    let (maker, end) = match party(words, end + 1) {
        Some((Maker::Named, close)) if lower(words, end) == "," && lower(words, close) == "," => {
            (Maker::Named, close)
        }
        _ => (maker, end),
    };
    if found.maker.is_none() || maker == Maker::Named {
        found.maker = Some(maker);
        found.maker_at = Some((from + 1, end));
    }
    found.last = end - 1;
    found.end = end;
    true
}

/// "Of home to school transport", "into the fire", "to this Committee".
fn about(words: &[Word<'_>], from: usize, found: &mut After) -> bool {
    let preposition = lower(words, from);
    let joined = preposition == "and" && found.topic;
    let after = found.made && among("after following", preposition);
    if !joined
        && !after
        && !among(
            "of into on for about to in at with across between within among under regarding concerning against over",
            preposition,
        )
    {
        return false;
    }
    if joined && (opens_predicate(words, from + 1) || among("the a an", lower(words, from + 1))) {
        return false;
    }
    let mut end = from + 1;
    let joins = |at: usize| {
        let capital = |at: usize| words.get(at).is_some_and(|word| word.is_word() && word.is_capital());
        among("and of for", lower(words, at)) && capital(at + 1) && capital(at - 1)
    };
    while joins(end)
        || words
            .get(end)
            .is_some_and(|word| word.is_word() || word.is_number() || matches!(word.text, "'" | "’" | "&"))
            && !is_preposition(lower(words, end))
            && !opens_predicate(words, end)
            && !among("and or but that which who whose where when while because if so", lower(words, end))
    {
        end += 1;
    }
    let opens = among("the a an our its their this that these", lower(words, from + 1));
    let capital = words.get(from + 1).is_some_and(Word::is_capital);
    let to = preposition == "to";
    // "The plan to collect food waste", "home to school transport".
    let infinitive = to
        && !opens
        && !capital
        && !among(
            "members councillors governors parents residents tenants staff council cabinet",
            lower(words, from + 1),
        )
        && lower(words, from.saturating_sub(1)) != "home"
        && !words.get(from + 1).is_some_and(|next| next.lower.ends_with("ing"));
    if end == from + 1 || opens && end == from + 2 || infinitive {
        return false;
    }
    if joined || among("of into on for about", preposition) {
        found.topic = true;
        found.topic_end = end;
    }
    if to {
        let names = words[from + 1..end].iter().any(|word| word.is_word() && word.is_capital());
        found.reader = found.reader.or(Some(names || among("this our", lower(words, from + 1))));
    }
    found.end = end;
    true
}
