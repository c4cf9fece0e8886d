//! What a text does with the minutes that it speaks of: has them agreed, brings them, or only mentions them.

use crate::check::answer::among;
use crate::check::minutes_date::mentions::{Mention, Noun, SHOWN};
use crate::check::words::Word;

/// What is done with minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They name the item: "Minutes of 9 October:".
    Topic,
    /// They are, or are to be, agreed, signed, received or noted; `true` where they are also said to be attached.
    Agreed(bool),
    /// They lie before the reader; `true` where that is for agreement.
    Brought(bool),
    /// They are what those are that were spoken of just before: "as a correct record of the meeting of 9 October".
    Same,
    /// Matters arise from them, or something else is said of the last meeting's.
    Arising,
    /// Something else is said of them: they come next month, they were agreed long ago.
    Aside,
}

/// What is done with minutes that are spoken of.
const AGREEING: &str = "accept accepted accuracy adopt adopted agree agreed agreeing agrees approve approved approves approving \
    confirm confirmed confirms consider considered note noted ratify ratified receive received sign signed submitted";

/// The same as a purpose.
const FOR: &str = "adoption agreement approval confirmation signature signing";

/// The words of a sentence around a place.
#[derive(Debug, Default)]
struct Around<'a> {
    /// Those that lead to it, from the place before, or from the bracket in which it stands.
    before: Vec<&'a str>,
    /// Whether that is a bracket.
    bracketed: bool,
    /// Those that follow it, up to the next place, a semicolon or the end of the bracket.
    after: Vec<&'a str>,
}

/// What a sentence does with each of the minutes that it names; `heading`, where nothing was said before it.
pub fn roles(words: &[Word<'_>], mentions: &[Mention], heading: bool) -> Vec<Role> {
    let mut roles = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        let from = at.checked_sub(1).map_or(0, |before| mentions[before].words.end);
        let mut around = before(words, from, mention.words.start);
        // "Of the last meeting, held on 9 February" belongs to the same minutes.
        let further = |one: &&Mention| words.get(one.words.start).is_none_or(|word| word.lower != "meeting");
        let next = mentions[at + 1..].iter().find(further).map_or(words.len(), |next| next.words.start);
        around.after = after(words, mention.words.end, next, around.bracketed);
        let first = at == 0 && heading && !around.bracketed && names_item(&around.before);
        roles.push(role(mention, &around, roles.last().copied(), first, !heading));
    }
    roles
}

/// Whether the words before the first minutes of an item only say what they are there for: "Approval of the", "Draft".
fn names_item(before: &[&str]) -> bool {
    const WORDS: &str = "adopting adoption agreeing agreement approval approving confirming receiving confirmation draft last of previous signature signing the";
    before.iter().all(|word| among(WORDS, word))
}

/// Whether the words before minutes lead the reader to them: "See the", "These can be read here:".
fn leads(before: &[&str]) -> bool {
    let rest =
        before.iter().rposition(|word| !among("draft the", word)).map_or(&[] as &[&str], |last| &before[..=last]);
    let see = rest.first().is_some_and(|first| among("click download read see view", first)) && rest.len() <= 3;
    see || rest.last().is_some_and(|last| *last == ":")
}

fn role(mention: &Mention, around: &Around<'_>, last: Option<Role>, heading: bool, follows: bool) -> Role {
    let Around { before, after, bracketed } = around;
    let until = |stop: &dyn Fn(&str) -> bool| after.iter().position(|word| stop(word)).unwrap_or(after.len());
    let clause = &after[..until(&|word| matches!(word, ":" | "–" | "—" | "-"))];
    let pair =
        |words: &[&str], one: &str, other: &str| words.windows(2).any(|pair| pair[0] == one && pair[1] == other);
    let any = |words: &[&str], list: &str| words.iter().any(|word| among(list, word));
    let demonstrated = before.last().is_some_and(|last| matches!(*last, "said" | "these" | "those"));
    let shown =
        mention.shown || any(after, SHOWN) || lies_beside(after) || any(before, SHOWN) && !of_a_page(before);
    // "To be taken as read" is how minutes are agreed that nobody reads out.
    let as_read = pair(before, "as", "read") || pair(clause, "as", "read");
    let agreed = as_read || any(before, AGREEING) && !to_be(before) || any(clause, AGREEING) || are_right(clause);
    let purpose = any(before, FOR) || any(clause, FOR) || to_be(before);
    if any(before, "arising") {
        return if shown && any(after, AGREEING) { Role::Brought(true) } else { Role::Arising };
    }
    let aside = pair(before, "at", "which")
        || any(before, "also earlier not when where")
        || any(clause, "not will")
        || pair(clause, "to", "follow")
        // "To note that those of 12 January have been signed".
        || clause.windows(3).any(|three| matches!(three[0], "has" | "have") && three[1] == "been" && among(AGREEING, three[2]))
        || pair(after, "for", "information")
        || pair(after, "for", "reference");
    if aside {
        return Role::Aside;
    }
    if mention.noun == Noun::Record || demonstrated {
        return Role::Same;
    }
    match last {
        None if heading
            && (!before.is_empty() || !clause.is_empty())
            && clause.iter().all(|word| *word == "for" || among(FOR, word)) =>
        {
            Role::Topic
        }
        _ if agreed => Role::Agreed(shown),
        // "Approval is sought for the minutes of 9 October, which are enclosed".
        _ if any(before, FOR) && !mention.shown && !any(before, SHOWN) => Role::Agreed(shown),
        _ if shown => Role::Brought(purpose),
        _ if purpose => Role::Agreed(false),
        // "(minutes of 12 January)", "– minutes of 12 January": what lies before the reader.
        Some(_) if *bracketed || before.last().is_some_and(|last| matches!(*last, ":" | "–" | "—" | "-")) => {
            Role::Brought(false)
        }
        Some(last) if before.iter().all(|word| among("and of on the , & or also", word)) => last,
        None if heading && (clause.is_empty() || clause.len() < after.len()) => Role::Topic,
        // A line of its own below the item, "Minutes, 12 January", or what it leads to: "See the minutes of 12 January".
        None if !heading
            && follows
            && (before.iter().all(|word| *word == "draft") && after.iter().all(|word| *word == ".")
                || leads(before)) =>
        {
            Role::Brought(false)
        }
        _ if mention.last => Role::Arising,
        _ => Role::Aside,
    }
}

/// Whether the words after minutes say that they lie beside the agenda: "follow this agenda", "are with this agenda".
fn lies_beside(after: &[&str]) -> bool {
    let agenda = |words: &[&str]| words.iter().any(|word| among("agenda papers", word));
    let follow =
        |three: &[&str]| three[0] == "follow" && among("on the these this", three[1]) && agenda(&three[1..]);
    let with = |three: &[&str]| three[0] == "with" && among("the these this", three[1]) && agenda(&three[2..]);
    after.windows(3).any(|three| follow(three) || with(three))
}

/// Whether the words after minutes ask whether they are right: "are a correct record".
fn are_right(after: &[&str]) -> bool {
    after.windows(2).any(|pair| among("accurate correct true", pair[0]) && among("account record", pair[1]))
}

/// "The minutes to be approved": which they are, and not that they are.
fn to_be(before: &[&str]) -> bool {
    before.windows(3).any(|three| three[0] == "to" && three[1] == "be" && among(AGREEING, three[2]))
}

/// "Page 3 of the minutes".
fn of_a_page(before: &[&str]) -> bool {
    before.windows(3).any(|three| {
        matches!(three[0], "page" | "pages")
            && three[1].starts_with(|one: char| one.is_ascii_digit())
            && three[2] == "of"
    })
}

/// The words before a place, from a word on, without what stands in brackets that are closed again.
fn before<'a>(words: &'a [Word<'_>], from: usize, at: usize) -> Around<'a> {
    let mut depth = 0_usize;
    let mut found = Around::default();
    for word in words[from..at].iter().rev() {
        match word.text {
            ")" => depth += 1,
            "(" if depth == 0 => {
                found.bracketed = true;
                break;
            }
            "(" => depth -= 1,
            ";" if depth == 0 => break,
            _ if depth == 0 => found.before.push(word.lower.as_str()),
            _ => {}
        }
    }
    // The bracket was opened within the place before: "(9 October".
    found.before.reverse();
    found
}

/// The words after a place, up to the next one, a semicolon or the end of the bracket it stands in; what follows a bracket
/// in which the next one stands belongs to this one again.
fn after<'a>(words: &'a [Word<'_>], from: usize, next: usize, bracketed: bool) -> Vec<&'a str> {
    let mut depth = 0_usize;
    let mut skipped = false;
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().skip(from) {
        if at == next {
            if depth == 0 {
                break;
            }
            skipped = true;
        }
        match word.text {
            "(" => depth += 1,
            // The bracket that was opened before the date ends there, and the sentence goes on.
            ")" if depth == 0 && (bracketed || at > from) => break,
            ")" => {
                depth = depth.saturating_sub(1);
                skipped &= depth > 0;
            }
            ";" if depth == 0 => break,
            _ if !skipped => found.push(word.lower.as_str()),
            _ => {}
        }
    }
    found
}
