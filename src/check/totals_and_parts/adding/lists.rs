//! Lists: the items of a list, or of recommendations within one, and the total that leads to them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::items::{self, Item};
use crate::check::totals_and_parts::adding::{
    Sum, Trust, announced, leads, missing, parted, running, sum, total_before,
};
use crate::check::totals_and_parts::changes;
use crate::check::totals_and_parts::names::{Term, terms};
use crate::diagnostic::Span;
use crate::project::recommendations::RecommendationEntry;

/// A list of a paper, by the places of its passages.
#[derive(Debug)]
pub struct List {
    /// What leads to it.
    pub(in crate::check::totals_and_parts) lead: Option<usize>,
    pub(in crate::check::totals_and_parts) items: Vec<usize>,
}

/// The lists in the texts of a paper, and its recommendations.
pub fn lists(passages: &[&Passage<'_>], recommendations: &[RecommendationEntry]) -> Vec<List> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passages.len() {
        let own = |one: &&&Passage<'_>| one.part == Part::Item && one.source.span == passages[at].source.span;
        let many = passages[at..].iter().take_while(own).count();
        if many > 0 {
            let lead = at.checked_sub(1).filter(|lead| passages[*lead].part == Part::Paragraph);
            nested(passages, lead, at..at + many, &mut found);
        }
        at += many.max(1);
    }
    let place = |span: &Span| passages.iter().position(|passage| passage.source.span == *span);
    recommended(None, recommendations, &place, &mut found);
    found
}

/// The list of some items, and the lists within it, each of which the item before it leads to.
fn nested(passages: &[&Passage<'_>], lead: Option<usize>, range: Range<usize>, found: &mut Vec<List>) {
    let Some(depth) = range.clone().map(|at| passages[at].depth).min() else { return };
    let items: Vec<usize> = range.clone().filter(|at| passages[*at].depth == depth).collect();
    for (nth, item) in items.iter().enumerate() {
        let end = items.get(nth + 1).copied().unwrap_or(range.end);
        nested(passages, Some(*item), item + 1..end, found);
    }
    if items.len() > 1 {
        found.push(List { lead, items });
    }
}

fn recommended(
    lead: Option<usize>,
    entries: &[RecommendationEntry],
    place: &impl Fn(&Span) -> Option<usize>,
    found: &mut Vec<List>,
) {
    let items: Vec<usize> = entries.iter().filter_map(|entry| place(&entry.text.span)).collect();
    for (entry, at) in entries.iter().zip(&items).filter(|_| items.len() == entries.len()) {
        recommended(Some(*at), &entry.items, place, found);
    }
    if items.len() == entries.len() && items.len() > 1 {
        found.push(List { lead, items });
    }
}

/// The sum of a list whose total stands in a sentence, which is one of those of a passage.
pub(super) fn total_of(
    passages: &[&Passage<'_>],
    read: &[Vec<Sentence<'_>>],
    lists: &[List],
    (nth, at): (usize, usize),
) -> Option<Sum> {
    let sentence = &read[nth][at];
    lists.iter().find_map(|list| {
        if let Some(place) = list.items.iter().position(|item| *item == nth) {
            return within(read, list, place, sentence);
        }
        if at == 0 && list.items.last().is_some_and(|last| last + 1 == nth) {
            return below(read, list, sentence);
        }
        let lead = list.lead.filter(|lead| *lead >= nth && !passages[*lead].text.trim_end().ends_with(';'))?;
        let trust = led_to(passages, read, lead, (nth, at))?;
        let first: Vec<&Sentence<'_>> = list.items.iter().filter_map(|item| read[*item].first()).collect();
        // Within a list, a part that only heads parts of its own is theirs.
        let heads =
            passages[nth].part == Part::Item && is_heading(sentence) && first.iter().all(|item| is_bare(item));
        of_list(sentence, &first, if heads { Trust::Likely } else { trust })
    })
}

/// The total that an item of a list gives: "Total: 64", "£10,000 to the choir, a total of £60,000".
fn within(read: &[Vec<Sentence<'_>>], list: &List, place: usize, sentence: &Sentence<'_>) -> Option<Sum> {
    let earlier: Vec<&Sentence<'_>> = list.items[..place].iter().filter_map(|item| read[*item].first()).collect();
    let opening = among("total totals altogether", sentence.lower(0)) && place + 1 == list.items.len();
    if !opening {
        return running::with_earlier(sentence, &earlier);
    }
    let [total] = sentence.quantities.as_slice() else { return None };
    let parts: Option<Vec<Item>> = earlier.iter().map(|item| items::alone(item, 0..item.words.len())).collect();
    sum(sentence, total, parts.filter(|parts| parts.len() > 1)?, Trust::Likely)
}

/// The total that the paragraph below a list gives: "In all this makes seven posts."
fn below(read: &[Vec<Sentence<'_>>], list: &List, sentence: &Sentence<'_>) -> Option<Sum> {
    let (total, more) = running::added(sentence).or_else(|| {
        let [total] = sentence.quantities.as_slice() else { return None };
        let makes = (0..total.first).any(|at| among("makes make total totals", sentence.lower(at)));
        let adds =
            among("with adding counting including", sentence.lower(usize::from(sentence.lower(0) == "together")));
        let fits = (makes || announced(sentence).is_some()) && !adds && leads::is_plain(sentence, total);
        fits.then_some((total, None))
    })?;
    let items = list.items.iter().filter_map(|item| read[*item].first());
    let mut parts = items.map(|item| items::alone(item, 0..item.words.len())).collect::<Option<Vec<Item>>>()?;
    parts.extend(more.map(|more| items::item(sentence, more)));
    sum(sentence, total, parts, Trust::Near)
}

/// Whether a sentence gives the total of the list that a passage leads to, and how sure that is: the last one of that passage, or
/// the one before it, "They are made up of:", or one whose words the passage takes up.
fn led_to(
    passages: &[&Passage<'_>],
    read: &[Vec<Sentence<'_>>],
    lead: usize,
    (nth, at): (usize, usize),
) -> Option<Trust> {
    let last = read[lead].last()?;
    let made_up = (0..last.words.len()).any(|at| leads::made_up(last, at).is_some());
    let follows = (0..last.words.len()).any(|at| last.lower(at) == "follows" && last.before(at) == "as");
    let trust = if made_up || follows { Trust::Likely } else { Trust::Near };
    let (sentence, ends) = (&read[nth][at], at + 1 == read[nth].len());
    if nth == lead && ends {
        return Some(trust);
    }
    if !last.quantities.is_empty() || sentence.quantities.is_empty() {
        return None;
    }
    let just_before = nth == lead && at + 2 == read[nth].len() || nth + 1 == lead && ends && read[lead].len() == 1;
    let colon = passages[lead].text.trim_end().ends_with(':');
    (just_before && made_up || colon && takes_up(last, sentence, just_before)).then_some(trust)
}

/// Whether all that a sentence names is named in another one with one number, and what that counts is among it: "The applications
/// received in 2025/26 were:".
fn takes_up(lead: &Sentence<'_>, sentence: &Sentence<'_>, just_before: bool) -> bool {
    let [total] = sentence.quantities.as_slice() else { return false };
    let mut said = terms(lead, 0..lead.words.len());
    said.retain(|term| !among("below follow show set list", &term.stem));
    let known = terms(sentence, 0..sentence.words.len());
    let counted = terms(sentence, total.end..(total.end + 3).min(sentence.words.len()));
    let has = |all: &[Term], one: &Term| all.iter().any(|term| term.is_kin(one));
    said.iter().all(|one| has(&known, one)) && (just_before || said.iter().any(|one| has(&counted, one)))
}

/// "The 12 playgrounds are:" and a list, every item of which has its number.
fn of_list(sentence: &Sentence<'_>, list: &[&Sentence<'_>], trust: Trust) -> Option<Sum> {
    let parts: Vec<Item> =
        list.iter().map(|item| items::alone(item, 0..item.words.len())).collect::<Option<_>>()?;
    // A list may give its total as its last item.
    let (last, others) = parts.split_last()?;
    let totalled = others.iter().map(|part| part.value).sum::<Decimal>() == last.value;
    let whole = 0..sentence.words.len();
    // "The reserve may be used for:"
    let choice = whole.clone().any(|at| among("may might could either options priority", sentence.lower(at)));
    let open = choice || items::is_open(sentence, whole.clone());
    if parts.len() < 2 || totalled && others.len() > 1 || open {
        return None;
    }
    let total = total_before(sentence, whole, &parts)?;
    // "The 46 homes have:", and one home may have several.
    let had = (total.end..sentence.words.len()).any(|at| among("has have had", sentence.lower(at)));
    // "Four tenants were offered:" a kitchen, a bathroom and a garden.
    let counted = list.iter().any(|item| !item.quantities.is_empty());
    // "150 with lifts" and "80 with gardens" may be of the same flats.
    let with = |item: &&&Sentence<'_>| parted::is_with(item, total, sentence);
    let found = if had || !counted || list.iter().filter(with).count() > 1 {
        None
    } else {
        sum(sentence, total, parts, trust)
    };
    found.filter(|sum| !missing::may_be_silent(sum, sentence, list))
}

/// Whether an item of a list is nothing but a total with what it is of: "£70,000 for playgrounds:".
fn is_heading(sentence: &Sentence<'_>) -> bool {
    /// So few words may say what the total is of.
    const BRIEF: usize = 4;
    let [total] = sentence.quantities.as_slice() else { return false };
    let Some(colon) = sentence.words.len().checked_sub(1).filter(|at| sentence.lower(*at) == ":") else {
        return false;
    };
    let tells = |at: usize| {
        among("are found have is need received want was were", sentence.lower(at)) || parted::is_time(sentence, at)
    };
    total.first <= BRIEF
        && (total.end..=total.end + BRIEF).contains(&colon)
        && !(0..colon).any(tells)
        && !changes::is_change(sentence, 0)
}

/// Whether an item of a list says no more than what its number is of: "£45,000 for swings", "30 lorries", "roofs: £150,000"; not
/// "20 need new tyres" or "15 last year".
fn is_bare(item: &Sentence<'_>) -> bool {
    const LEADS: &str = "about along at by for from in inside into near of on outside to towards with";
    let [one] = item.quantities.as_slice() else { return false };
    let words: Vec<usize> = (one.end..item.words.len()).filter(|at| item.words[*at].is_word()).collect();
    let timed = (0..item.words.len()).any(|at| parted::is_time(item, at));
    let things = |at: usize| item.lower(at).ends_with('s') && !item.lower(at).ends_with("ss");
    let told = match words.as_slice() {
        [] | [_] => true,
        // "22 in breach of the standard", "18 on the list"
        [first, ..] if parted::is_state(item, *first, 3) => false,
        [first, ..] => among(LEADS, item.lower(*first)) || things(*first),
    };
    told && !timed
}
