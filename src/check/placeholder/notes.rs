//! Notes that are a sentence of their own: "Figures to be added.", "Awaiting figures from HR.", "Note to author: …".

use crate::check::abbreviations::KNOWN;
use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::placeholder::Gap;
use crate::check::placeholder::brackets::{SLOTS, TO_BE_DONE};
use crate::check::words::{Word, is_little, lower};

/// The sentences of a text that are notes.
pub fn gaps(passage: &Passage<'_>) -> Vec<Gap> {
    passage.words_by_sentence().into_iter().filter_map(|(_, words)| note(passage, &words)).collect()
}

/// "Note for author: …", "NB to self: …", "Drafting note".
pub fn is_addressed(words: &[Word<'_>]) -> bool {
    const SOMEBODY: &str = "author authors self editor reviewer officer finance legal reader";
    let said = |at: usize| lower(words, at);
    let somebody = among("to for", said(1)) && among(SOMEBODY, said(2));
    let colon = words.iter().position(|word| word.text == ":");
    let addressed = among("note nb message comment", said(0)) && colon == Some(3);
    let note = said(0) == "note" && said(1) == "to" && colon.is_some();
    somebody && (addressed || note) || matches!((said(0), said(1)), ("drafting", "note") | ("dn", ":"))
}

fn note(passage: &Passage<'_>, words: &[Word<'_>]) -> Option<Gap> {
    // "Venue: to be confirmed" is what stands after the colon.
    let colon = words.iter().position(|word| word.text == ":");
    let opening = is_addressed(words);
    let end = words.iter().rposition(|word| word.is_word() || word.is_number())?;
    if opening {
        return Some(Gap::sure(words.first()?.range.start..words[end].range.end));
    }
    let from = colon.map_or(0, |colon| colon + 1).min(end);
    let part = &words[from..=end];
    let range = part.first()?.range.start..part.last()?.range.end;
    let lower = |at: usize| part.get(at).map_or("", |word| word.lower.as_str());
    let slot = |part: &[Word<'_>]| {
        part.iter().any(|word| {
            SLOTS.contains(&word.lower.as_str()) || among("map maps diagram plan photograph", &word.lower)
        })
    };
    let plain = part.iter().all(|word| word.is_word() || word.is_number());
    if let Some(gap) = asks_for_text(part) {
        return Some(gap);
    }
    if let Some(gap) = goes_here(part).or_else(|| initials_to_do(passage, words)) {
        return Some(gap);
    }
    // "Sarah to check this paragraph before it goes out".
    let own = |at: usize| {
        lower(at) == "this"
            && among("bit figure figures paragraph para section sentence table text wording", lower(at + 1))
    };
    if lower(1) == "to"
        && part[0].is_capital()
        && own(3)
        && among("add amend check complete confirm expand finish redraft review rewrite update verify", lower(2))
    {
        return Some(Gap::perhaps(range));
    }
    let inserted = lower(0) == "insert" && part.len() <= 5;
    if (inserted || lower(0) == "awaiting" && part.len() <= 8) && plain && slot(part) {
        return Some(Gap::perhaps(range));
    }
    let to = part.iter().position(|word| word.lower == "to")?;
    let done = lower(to + 1) == "be" && TO_BE_DONE.contains(&lower(to + 2));
    let rest = part.get(to + 3..).unwrap_or_default();
    let put_in = matches!(lower(to + 2), "added" | "drafted" | "inserted" | "supplied" | "written");
    let joint =
        matches!(lower(to + 3), "by" | "from") || put_in && matches!(lower(to + 3), "on" | "about" | "here");
    let by = rest.is_empty() || joint && rest.len() <= 4 && !rest.iter().any(Word::is_number);
    if to == 0 && done && rest.is_empty() {
        return Some(Gap::sure(range));
    }
    let follows = lower(to + 1) == "follow" && part.len() == to + 2;
    // What comes before is no clause with a verb of its own, but something that a text has a place for.
    let subject = &part[..to];
    let clause = subject.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "are"
                | "has"
                | "have"
                | "is"
                | "need"
                | "needs"
                | "remain"
                | "remains"
                | "was"
                | "were"
                | "will"
                | "due"
        )
    });
    let note = plain && !clause && (1..=5).contains(&subject.len()) && slot(subject);
    (note && (done && by || follows)).then(|| Gap::perhaps(range))
}

/// "Chart to go here.", "Map of the site goes here".
fn goes_here(part: &[Word<'_>]) -> Option<Gap> {
    const MOST: usize = 8;
    let (first, last) = (part.first()?, part.last()?);
    let verb =
        part.iter().rposition(|word| among("go goes come comes inserted placed put sit sits", &word.lower))?;
    let slot = part[..verb]
        .iter()
        .any(|word| SLOTS.contains(&word.lower.as_str()) || among("map photo picture", &word.lower));
    let here = part.len() == verb + 2 && among("here in", &last.lower);
    (here && slot && part.len() <= MOST).then(|| Gap::sure(first.range.start..last.range.end))
}

/// "JB to check.", "AB to confirm the cost": a colleague by the initials; in a list it can be an action that was agreed.
fn initials_to_do(passage: &Passage<'_>, words: &[Word<'_>]) -> Option<Gap> {
    const MOST: usize = 10;
    let end = words.iter().rposition(|word| word.is_word() || word.is_number())?;
    let [who, to, what] = words.get(..3)? else { return None };
    let initials = (2..=3).contains(&who.text.len())
        && who.text.bytes().all(|one| one.is_ascii_uppercase())
        && !KNOWN.contains(&who.text);
    let asked = to.lower == "to"
        && among(
            "add amend check clarify complete confirm draft expand finish insert provide review supply update verify write",
            &what.lower,
        );
    // "Tom to complete."
    let colleague = end == 2
        && who.is_capital()
        && !is_little(&who.lower)
        && among("check complete confirm finish update verify", &what.lower);
    (passage.part == Part::Paragraph && to.lower == "to" && (initials && asked || colleague) && end < MOST)
        .then(|| Gap::perhaps(who.range.start..words[end].range.end))
}

/// "Add para on the Ofsted visit here.", "Insert graph showing the trend", "Ask Finance about this before sending": what an
/// author means to do to the text.
fn asks_for_text(part: &[Word<'_>]) -> Option<Gap> {
    // "We need a sentence here".
    let part = match part {
        [we, need, ..] if we.lower == "we" && need.lower == "need" => &part[1..],
        all => all,
    };
    let lower = |at: usize| part.get(at).map_or("", |word| word.lower.as_str());
    let range = part.first()?.range.start..part.last()?.range.end;
    let puts = among("add insert include put paste expand update need needs check drop", lower(0));
    let slot =
        |at: usize| SLOTS.contains(&lower(at)) || among("bullet line map picture quotation sentence", lower(at));
    // In telegraphese: one thing without its article, which no recommendation would leave out.
    let bare = slot(1) && !lower(1).ends_with('s') || slot(2) && !is_little(lower(1)) && !lower(2).ends_with('s');
    let here = (1..part.len()).find(|at| lower(*at) == "here");
    let placed = here.is_some_and(|here| here == part.len() - 1 || slot(here - 1)) && (1..part.len()).any(slot);
    if puts && part.len() <= 14 && (placed || bare && among("add insert paste need put", lower(0))) {
        return Some(Gap::sure(range));
    }
    // "This needs updating before publication".
    let needs = (1..=4).find(|at| among("need needs requires", lower(*at)));
    let needed = needs.is_some_and(|at| {
        among(
            "amending checking completing correcting finishing redrafting rewording rewriting updating verifying",
            lower(at + 1),
        )
    });
    let own = among("figure figures it paragraph section sentence table text this these wording", lower(0))
        || among("this the these", lower(0)) && SLOTS.contains(&lower(1));
    let asks = needed && own || among("ask check speak chase confirm query verify discuss talk", lower(0));
    let ends = part.len().checked_sub(2).is_some_and(|at| {
        lower(at) == "before" && among("circulating despatch finalising issue issuing publication publishing sending submission submitting", lower(at + 1))
    });
    (asks && ends).then(|| Gap::perhaps(range))
}
