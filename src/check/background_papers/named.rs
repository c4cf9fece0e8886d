//! Documents that a text names with capitals: "the Workforce Strategy 2017".

use super::after;
use super::phrase::{Determiner, Phrase};
use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::words::{Word, lower};

/// What the names of documents end with.
const NOUNS: &str = "agreement analysis appraisal assessment assessments audit benchmarking bulletin business-case case census \
    charter check code consultation evaluation evidence exercise findings forecast framework guidance guide handbook inquiry \
    inspection letter manual memorandum minutes model modelling note outlook paper papers plan policy profile projections proposal \
    prospectus protocol questionnaire register research report results return review self-assessment self-evaluation specification \
    standards statement statistics strategy study submission survey surveys toolkit";

/// Words that stand in a name after which it is the name of people: "Director of Strategy", "Improvement Plan Board".
const PEOPLE: &str = "adviser advisers board chair chief co-ordinator commission commissioner committee consultant coordinator \
    department director directorate forum group head inspector inspectors lead leader manager managers member members minister \
    office officer officers panel partnership president secretary service services sub-committee team teams unit vice-chair";

/// The document with a name whose noun stands at a word.
pub fn at(words: &[Word<'_>], noun: usize) -> Option<Phrase> {
    let word = words.get(noun)?;
    let plain = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
    let goes_on = words.get(noun + 1).is_some_and(|next| next.is_word() && next.is_capital());
    if !word.is_capital() || !among(NOUNS, plain) || goes_on {
        return None;
    }
    let first = first_of_name(words, noun);
    let name = &words[first..=noun];
    let capitals = name.iter().filter(|word| word.is_word() && word.is_capital()).count();
    let of_people = name.iter().any(|word| among(PEOPLE, word.lower.trim_end_matches("'s")));
    let left = capitals < 2
        || of_people && !owned(name)
        || is_any(words, first)
        || is_known_to_all(name)
        || is_generic(name)
        || is_body(name);
    if left {
        return None;
    }
    let subject = end_of_subject(words, noun);
    let last = last_of_name(words, subject);
    let mut after = after::read(words, last).or_else(|| after::read(words, subject))?;
    after.end = after.end.max(last + 1);
    after.last = last;
    let mut start = first;
    while start > 0 && stands_before(lower(words, start - 1)) {
        start -= 1;
    }
    Some(Phrase { start, first, head: noun, determiner: Determiner::Definite, owner: None, after })
}

/// Whether a word may stand before the name of a document without being part of it.
fn stands_before(word: &str) -> bool {
    among("the our its their latest current recent draft annual new council's published most", word)
        || word.ends_with("'s")
        || word.ends_with("s'")
}

/// Whether a name is that of those who write such documents: "Internal Audit reported".
fn is_body(name: &[Word<'_>]) -> bool {
    matches!(name, [one, other] if among("internal external", &one.lower) && other.lower == "audit")
}

/// Whether a document is one that a council has only one of, and everybody can find: "the Council Plan".
pub fn is_known_to_all(name: &[Word<'_>]) -> bool {
    // What the government publishes for everybody.
    if matches!(name, [.., kind, paper] if among("white green", &kind.lower) && paper.lower == "paper") {
        return true;
    }
    if name.first().is_some_and(|first| among("national government statutory", &first.lower)) {
        return true;
    }
    match name {
        [.., kind, noun] => {
            among("plan strategy", &noun.lower)
                && among("council corporate forward local county city borough", &kind.lower)
        }
        _ => false,
    }
}

/// Whether a name only says what kind of paper it is, and so means one that has been spoken of: "the Briefing Note".
fn is_generic(name: &[Word<'_>]) -> bool {
    const KINDS: &str = "annual background board briefing business cabinet committee covering director's discussion draft final first \
        impact interim member original options position previous scoping second update";
    let capitals = || name.iter().filter(|word| word.is_word() && word.is_capital());
    capitals().all(|word| among(KINDS, &word.lower) || among(NOUNS, &word.lower))
}

/// Whether a name says whose the document is: "the Director's Self-Evaluation", "the Children's Services Plan".
fn owned(name: &[Word<'_>]) -> bool {
    name.iter().any(|word| word.lower.ends_with("'s") || word.lower.ends_with("s'") || word.lower == "services")
        && !name.iter().any(|word| matches!(word.lower.as_str(), "of" | "for"))
}

/// Whether a name is that of any document of its kind: "a Business Case", "each Pathway Plan", "an Education, Health and
/// Care Plan".
fn is_any(words: &[Word<'_>], first: usize) -> bool {
    let mut at = first;
    while at > 1 && words[at - 1].text == "," && words[at - 2].is_capital() {
        at -= 2;
    }
    let before = at.checked_sub(1).map_or("", |before| lower(words, before));
    among("a an any another each either every no some such", before)
        || among("a an any another each either every no some such", &words[at].lower)
}

/// Where a name begins that ends at a word: capitals, and small words between them.
fn first_of_name(words: &[Word<'_>], at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
        if among("council's authority's", &before.lower) {
            break;
        }
        let joins = among("and of for & in on to by", &before.lower)
            && first > 1
            && words[first - 2].is_capital()
            && words[first - 2].is_word()
            && !is_opening(words, first - 2);
        let capital = before.is_word() && before.is_capital() && !is_opening(words, first - 1);
        if !(capital || joins) {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether a word has its capital only since it opens a sentence.
fn is_opening(words: &[Word<'_>], at: usize) -> bool {
    among(
        "the this a an our in its that these as based data evidence following findings from under results according it is when while \
         however although since because both also each every any no some such",
        lower(words, at),
    )
}

/// The last word of what a document is on, "Review of Placements", where its name goes on with that; else its noun.
fn end_of_subject(words: &[Word<'_>], at: usize) -> usize {
    let capital = |at: usize| {
        words.get(at).is_some_and(|word| word.is_word() && word.is_capital() && month(word.text).is_none())
    };
    // "Annual Report of the Independent Reviewing Officer".
    let of = at + 2 + usize::from(lower(words, at + 1) == "of" && lower(words, at + 2) == "the");
    if !among("of for into on", lower(words, at + 1)) || !capital(of) {
        return at;
    }
    let mut end = of;
    while capital(end + 1) || among("and of for & in", lower(words, end + 1)) && capital(end + 2) {
        end += if capital(end + 1) { 1 } else { 2 };
    }
    end
}

/// Where a name ends: with the year after its noun, "2024", "2024/25", "(June 2024)", "of May 2024".
fn last_of_name(words: &[Word<'_>], at: usize) -> usize {
    let year = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.is_number()
                && word.text.len() >= 4
                && word.text[..2].bytes().all(|one| matches!(one, b'1' | b'2' | b'9' | b'0'))
        })
    };
    let mut end = at;
    let open = lower(words, at + 1) == "(";
    if open {
        let close = (at + 2..at + 7).find(|at| lower(words, *at) == ")");
        if let Some(close) = close.filter(|close| (at + 2..*close).any(year)) {
            return close;
        }
        return at;
    }
    if year(at + 1) && date_at(words, at + 1).is_none() {
        end = at + 1;
        while matches!(lower(words, end + 1), "/" | "–" | "-" | "to")
            && words.get(end + 2).is_some_and(Word::is_number)
        {
            end += 2;
        }
    } else if matches!(lower(words, at + 1), "of" | "for" | "from")
        && words.get(at + 2).is_some_and(|word| month(word.text).is_some())
    {
        end = if year(at + 3) { at + 3 } else { at + 2 };
    }
    end
}
