//! Sums: whether the parts that a sentence or a list names make the total that it gives.
//!
//! Only what is told as the whole is added up: parts after a colon or dashes, after "made up of", of "the 30 apprentices" who are
//! women and men, answers in per cent with those who had none, and parts of which a total is said after them. Parts that nothing
//! leads to have to be of one kind and to come near to their total. Whatever says that something is left out, or counted twice,
//! is left alone.

mod bodies;
mod brackets;
mod closing;
mod first;
pub(super) mod items;
mod leads;
pub(super) mod lists;
mod missing;
mod opposites;
mod parted;
mod running;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod sentences_asked;
#[cfg(test)]
mod sentences_closed;
mod shares;
mod sums;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::closing::Closing;
use crate::check::totals_and_parts::adding::items::{Item, Kind, items};
use crate::check::totals_and_parts::adding::leads::{Lead, leads};
use crate::check::totals_and_parts::adding::lists::List;
use crate::check::totals_and_parts::adding::sums::{Sum, Trust, sum, told};
use crate::diagnostic::Diagnostic;

/// The sums of passages that do not come out; `all` are the lists of the paper, and `thousands` is what parts the thousands of
/// numbers that are told.
pub(super) fn find(
    passages: &[&Passage<'_>],
    read: &[Vec<Sentence<'_>>],
    all: &[List],
    thousands: &str,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, sentences) in read.iter().enumerate() {
        for (at, sentence) in sentences.iter().enumerate() {
            let next = sentences.get(at + 1);
            let closing = closing::around(sentences, at);
            let sum = in_sentence(sentence, closing)
                .or_else(|| of_these(sentence, next?))
                .or_else(|| brackets::follow(sentence, next?))
                .or_else(|| running::follows(sentence, next?, closing::around(sentences, at + 1)))
                .or_else(|| running::summed_up(at.checked_sub(1).map(|at| &sentences[at])?, sentence))
                .or_else(|| running::paid(sentence, &sentences[..at]))
                .or_else(|| lists::total_of(passages, read, all, (nth, at)))
                .or_else(|| shares::hundred(sentence, closing == Some(Closing::Single)));
            let later = &sentences[at + 1..sentences.len().min(at + 3)];
            let before = at.checked_sub(1).and_then(|before| sentences.get(before));
            let sum = sum
                .filter(|sum| !is_part(sum, sentence, before))
                .filter(|sum| !later.iter().any(|later| missing::completes(sum, later)))
                .filter(|sum| !missing::may_be_silent(sum, sentence, next.as_slice()));
            found.extend(sum.and_then(|sum| told(&sum, passages[nth], sentence, thousands)));
        }
    }
    found
}

/// Whether what is taken for the total is a part itself, since it makes another number with the rest: 40 in "There were 75 complaints: 40
/// about bins, 20 about noise and 15 about parking".
fn is_part(sum: &Sum, sentence: &Sentence<'_>, before: Option<&Sentence<'_>>) -> bool {
    let here = sentence.quantities.iter().filter(|one| one.end <= sum.place.start);
    let earlier = before.into_iter().flat_map(|before| &before.quantities);
    here.chain(earlier).any(|whole| whole.value == sum.value + sum.parts())
}

/// A total with its parts in one sentence, of which something may be said.
fn in_sentence(sentence: &Sentence<'_>, closing: Option<Closing>) -> Option<Sum> {
    let leads = leads(sentence);
    let all = |closing| leads.iter().find_map(|lead| led(sentence, lead, closing));
    closing
        .filter(|closing| *closing == Closing::Complete)
        .and_then(|closing| all(Some(closing)))
        .or_else(|| all(None))
        .or_else(|| bodies::counted(sentence))
        .or_else(|| said_after(sentence))
        .or_else(|| first::of_whole(sentence))
        .or_else(|| first::share(sentence))
        .or_else(|| all(Some(closing?)))
}

fn led(sentence: &Sentence<'_>, lead: &Lead, closing: Option<Closing>) -> Option<Sum> {
    let (kind, trust) = match closing {
        Some(Closing::Complete) => (Kind::Count, Trust::Whole),
        Some(Closing::Single) => (Kind::Count, Trust::More),
        None => (lead.kind, lead.trust),
    };
    let parts = items(sentence, lead.parts.clone(), kind)?;
    let total = total_before(sentence, lead.total.clone(), &parts)?;
    // "The saving comes mainly from: …"
    let mainly = |at: usize| among("chiefly largely mainly mostly partly", sentence.lower(at));
    if (total.end..lead.parts.start).any(mainly) {
        return None;
    }
    // "30 Labour and 23 Green, with one vacancy".
    let end = lead.parts.end;
    let more = sentence.before(end) == "," && matches!(sentence.lower(end), "with" | "plus");
    // "; the other 15 are still looking"
    let framed = kind != Kind::Count;
    let rest = end..sentence.words.len();
    let open = framed && closing::said(sentence, rest).is_none();
    let goes_on = open && sentence.quantities.iter().any(|one| one.first >= end);
    let abstain = framed && parted::may_abstain(sentence, &lead.parts);
    sum(sentence, total, parts, trust)
        .filter(|sum| !(more || goes_on || abstain) || !sum.is_short())
        .filter(|sum| !missing::is_said(sum, sentence, &lead.parts))
}

/// The quantity that is the total: the last one before its parts, where none there is their sum.
fn total_before<'a>(sentence: &'a Sentence<'_>, range: Range<usize>, parts: &[Item]) -> Option<&'a Quantity> {
    let before = || sentence.quantities.iter().filter(|one| range.start <= one.first && one.end <= range.end);
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    // "1,250 places in the three lowest years (430 in Year 7, …": that counts the parts, and is none of their sum.
    let counts =
        |one: &Quantity| one.value == Decimal::from(parts.len()) && parts.iter().all(|part| part.value > one.value);
    let total = before().rfind(|one| one.money == parts[0].money && !counts(one))?;
    let comes_out = before().any(|one| one.value == sum);
    (!comes_out && !items::is_vague(sentence, total.first)).then_some(total)
}

/// "41 about repairs, 15 about noise and 6 about parking, 64 in all", "making 64", "a total of 64".
fn said_after(sentence: &Sentence<'_>) -> Option<Sum> {
    let (total, end) = announced(sentence)?;
    let after = |signs: &str| {
        (0..end.saturating_sub(1)).rev().find(|at| among(signs, sentence.lower(*at))).map_or(0, |at| at + 1)
    };
    // "£20,000 on paths; £10,000 on signs; £30,000 in total": semicolons part the parts.
    let near = after(": ; – — (");
    let colon = after(":");
    let line = colon > 0 && (colon..end).filter(|at| sentence.lower(*at) == ";").count() > 1;
    let from = if line { colon } else { near };
    // "At the three sessions there were 22, 31 and 19, a total of 82": the last number before the first comma.
    let joint = (from..end.saturating_sub(1))
        .find(|at| matches!(sentence.lower(*at), "," | "and") && items::counts_at(sentence, at + 1));
    let mut own = sentence.quantities.iter().filter(|one| one.first >= from);
    let last = joint.and_then(|joint| own.clone().take_while(|one| one.first < joint).last());
    let first = last.or_else(|| own.next())?.first;
    let parts = items(sentence, first..end, Kind::Count)?;
    // What it is brought to may have been something before.
    let trust = if sentence.lower(end) == "bringing" { Trust::Near } else { Trust::Whole };
    sum(sentence, total, parts, trust)
}

/// The total that is the last number of a sentence and said to be one, with the index of the word after its parts.
fn announced<'a>(sentence: &'a Sentence<'_>) -> Option<(&'a Quantity, usize)> {
    const AFTER: &[&str] = &["in all", "in total", "altogether", "all told"];
    const BEFORE: &[&str] = &[
        "making",
        "totalling",
        "which makes",
        "which make",
        "total of",
        "altogether",
        "sum of",
        "add up to",
        "adds up to",
        "bringing the total to",
    ];
    let total = sentence.quantities.last()?;
    let is = |at: usize, words: &str| (at..).zip(words.split(' ')).all(|(at, word)| sentence.lower(at) == word);
    // "55 in all since May" are others as well.
    let since = (total.end..sentence.words.len()).any(|at| sentence.lower(at) == "since");
    let counted = !since && (total.end..total.end + 3).any(|at| AFTER.iter().any(|words| is(at, words)));
    let opening = BEFORE.iter().find_map(|words| {
        let near = total.first.saturating_sub(words.split(' ').count() + 2)..total.first;
        near.into_iter().find(|at| is(*at, words))
    });
    // "; together £6,270", and not "together with £6,270".
    let together = total.first.checked_sub(1).filter(|at| sentence.lower(*at) == "together");
    let opening = opening.or(together);
    if !counted && opening.is_none() {
        return None;
    }
    let end = opening.unwrap_or(total.first);
    Some((total, end - usize::from(matches!(sentence.before(end), "a" | "the"))))
}

/// "We have 30 apprentices. Of these, 18 are women and 14 are men."
fn of_these(sentence: &Sentence<'_>, next: &Sentence<'_>) -> Option<Sum> {
    leads::of_these(next).into_iter().find_map(|lead| {
        let parts = items(next, lead.parts.clone(), lead.kind)?;
        let total = total_before(sentence, 0..sentence.words.len(), &parts)?;
        let abstain = lead.kind != Kind::Count && parted::may_abstain(next, &lead.parts);
        sum(sentence, total, parts, lead.trust)
            .filter(|sum| !abstain || !sum.is_short())
            .filter(|sum| !missing::is_said_after(sum, next, &lead.parts))
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::check::passage::Part;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Severity;
    use crate::project::recommendations::RecommendationEntry;
    use crate::project::yaml::Text;

    fn alone(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(&[passage], &[Sentence::all(passage)], &[], ",")
    }

    #[test]
    fn parts_that_do_not_make_their_total_are_told() {
        let all = sentences::BROKEN.iter().chain(sentences_closed::BROKEN).chain(sentences_asked::BROKEN);
        let missed: Vec<&&str> = all.filter(|text| underlined(alone, text).len() != 1).collect();
        assert_eq!(missed, Vec::<&&str>::new());
    }

    #[test]
    fn parts_that_do_or_need_not_are_left_alone() {
        nothing_in(alone, sentences::KEPT);
        nothing_in(alone, sentences_closed::KEPT);
        nothing_in(alone, sentences_asked::KEPT);
    }

    #[test]
    fn the_sum_is_shown_and_what_is_missing() {
        let found =
            alone(&Passage::plain("A grant of £1,250 is made up of £900 for books and £300.50 for chairs."));
        assert_eq!(found[0].message, "the parts do not make the total of £1,250: £900 + £300.50 = £1,200.50");
        assert_eq!(found[0].hints, ["correct the number that is wrong, or say what the other £49.50 is"]);
        let passage = Passage::plain("A grant of £1250 is made up of £900 for books and £300.50 for chairs.");
        let found = find(&[&passage], &[Sentence::all(&passage)], &[], "");
        assert_eq!(found[0].message, "the parts do not make the total of £1250: £900 + £300.50 = £1200.50");
        assert_eq!(found[0].hints, ["correct the number that is wrong, or say what the other £49.50 is"]);
        assert_eq!(found[0].severity, Severity::Error);
        let found = alone(&Passage::plain("Twelve letters, 30 emails and 9 calls were received, 52 in all."));
        assert_eq!(found[0].message, "the parts do not make the total of 52: 12 + 30 + 9 = 51");
        assert_eq!(found[0].hints, ["correct the number that is wrong, or say what the other 1 is"]);
        let found = alone(&Passage::plain("There were 64 complaints: 41 about repairs and 21 about noise."));
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn a_list_is_added_up() {
        let told = |texts: &[(Part, &str)]| {
            let list = Text::of(&texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n"));
            let passage = |(part, text): &(Part, &str)| {
                let mut passage = Passage::plain(text);
                (passage.part, passage.source) = (*part, Cow::Owned(list.clone()));
                passage
            };
            let passages: Vec<Passage<'_>> = texts.iter().map(passage).collect();
            let passages: Vec<&Passage<'_>> = passages.iter().collect();
            let read: Vec<Vec<Sentence<'_>>> = passages.iter().map(|passage| Sentence::all(passage)).collect();
            find(&passages, &read, &lists::lists(&passages, &[]), ",").len()
        };
        let items = [(Part::Item, "5 in Castle"), (Part::Item, "River: 4"), (Part::Item, "2 in Park")];
        let list = |lead| [&[(Part::Paragraph, lead)], &items[..]].concat();
        assert_eq!(told(&list("The 12 playgrounds are:")), 1);
        assert_eq!(told(&list("The 11 playgrounds are:")), 0);
        assert_eq!(told(&list("Of the 12 playgrounds these are the largest, among others:")), 0);
        assert_eq!(told(&list("There are 12 playgrounds. They are made up of:")), 1);
        assert_eq!(told(&list("There are 12 playgrounds.")), 1);
        assert_eq!(told(&list("Some playgrounds were repaired.")), 0);
        assert_eq!(told(&list("There are 40 playgrounds.")), 0);
        assert_eq!(told(&list("There are 15 playgrounds.")), 0);
        assert_eq!(told(&list("There are 15 playgrounds, made up of:")), 1);
        assert_eq!(told(&list("Some of the 12 playgrounds may go to:")), 0);
        assert_eq!(told(&list("The 12 playgrounds have:")), 0);
        let below = |text| told(&[&list("There are playgrounds:")[..], &[(Part::Paragraph, text)]].concat());
        assert_eq!(below("Together with 6 pitches that makes 18."), 1);
        assert_eq!(below("Together with 6 pitches that makes 17."), 0);
        assert_eq!(below("Together with the pitches that makes 12."), 0);
        assert_eq!(told(&[&list("There are playgrounds:")[..], &[(Part::Item, "Total: 13")]].concat()), 1);
        assert_eq!(told(&[&list("There are playgrounds:")[..], &[(Part::Item, "Total: 11")]].concat()), 0);
        assert_eq!(
            told(&[&list("There are playgrounds:")[..], &[(Part::Paragraph, "This makes 12 in all.")]].concat()),
            1
        );
        let apart = |lead| {
            [
                &[(Part::Paragraph, "The Council maintains 12 playgrounds."), (Part::Paragraph, "All are safe.")],
                &list(lead)[..],
            ]
            .concat()
        };
        assert_eq!(told(&apart("The playgrounds maintained are:")), 1);
        assert_eq!(told(&apart("The playgrounds with swings are:")), 0);
        let homes = |last| {
            let items = [(Part::Item, "one bedroom: 14"), (Part::Item, "2 bedrooms (12)"), (Part::Item, last)];
            told(&[&[(Part::Paragraph, "The 36 new homes will be:")], &items[..]].concat())
        };
        assert_eq!((homes("three bedrooms – 8"), homes("three bedrooms – 10")), (1, 0));
        let sums = [(Part::Item, "£300 to a band"), (Part::Item, "£200 to a choir, a total of £550")];
        assert_eq!(told(&sums), 1);
    }

    #[test]
    fn a_list_within_a_list_has_its_own_total() {
        let told = |texts: &[(usize, &str)]| {
            let passage = |(depth, text): &(usize, &str)| {
                let part = if *depth == 0 { Part::Paragraph } else { Part::Item };
                let mut passage = Passage::plain(text);
                (passage.depth, passage.part, passage.source) = (*depth, part, Cow::Owned(Text::of("list")));
                passage
            };
            let passages: Vec<Passage<'_>> = texts.iter().map(passage).collect();
            let passages: Vec<&Passage<'_>> = passages.iter().collect();
            let read: Vec<Vec<Sentence<'_>>> = passages.iter().map(|passage| Sentence::all(passage)).collect();
            find(&passages, &read, &lists::lists(&passages, &[]), ",").len()
        };
        let inner = |total| {
            told(&[
                (0, "£110,000 is to be spent:"),
                (1, total),
                (2, "£30,000 for the towpath"),
                (2, "£20,000 for the park"),
                (1, "£40,000 for signs"),
                (1, "£20,000 for seats"),
            ])
        };
        assert_eq!((inner("£50,000 for paths:"), inner("£52,000 for paths:")), (0, 1 + 1));
        let heads = |item, one, other| {
            told(&[(0, "The council has 90 vehicles:"), (1, item), (2, one), (2, other), (1, "30 at Mill depot")])
        };
        assert_eq!(heads("60 at Castle depot:", "30 lorries", "15 vans"), 1);
        assert_eq!(heads("60 at Castle depot:", "30 lorries", "30 vans"), 0);
        assert_eq!(heads("60 at Castle depot:", "20 need new tyres", "15 are due for a service"), 0);
        assert_eq!(heads("60 at Castle depot:", "30 in breach of the standard", "15 on the list"), 0);
        assert_eq!(heads("60 at Castle depot:", "35 with ramps", "20 with cameras"), 0);
        assert_eq!(heads("60 were bought last year:", "30 lorries", "15 vans"), 0);
        assert_eq!(heads("60 at Castle depot, mainly:", "30 lorries", "15 vans"), 0);
    }

    #[test]
    fn recommendations_are_added_up() {
        let told = |texts: &[&str], within: usize| {
            let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
            let entry = |at: usize| RecommendationEntry::of(passages[at].source.clone().into_owned());
            let mut entries: Vec<RecommendationEntry> = (0..texts.len() - within).map(entry).collect();
            if let Some(last) = entries.last_mut() {
                last.items = (texts.len() - within..texts.len()).map(entry).collect();
            }
            let passages: Vec<&Passage<'_>> = passages.iter().collect();
            let read: Vec<Vec<Sentence<'_>>> = passages.iter().map(|passage| Sentence::all(passage)).collect();
            find(&passages, &read, &lists::lists(&passages, &entries), ",").len()
        };
        let within = ["Allocate the fund of £60,000 as follows:", "£25,000 to clubs;", "£20,000 to lunches; and"];
        assert_eq!(told(&[&within[..], &["£10,000 to sailing."]].concat(), 3), 1);
        assert_eq!(told(&[&within[..], &["£15,000 to sailing."]].concat(), 3), 0);
        assert_eq!(told(&[&within[..], &["the remaining £10,000 to sailing."]].concat(), 3), 1);
        assert_eq!(told(&[&within[..], &["the balance to sailing."]].concat(), 3), 0);
        let beside = ["Award £30,000 to the theatre.", "Award £20,000 to the gallery."];
        assert_eq!(told(&[&beside[..], &["Award £10,000 to the choir, a total of £55,000."]].concat(), 0), 1);
        assert_eq!(told(&[&beside[..], &["Award £10,000 to the choir, a total of £60,000."]].concat(), 0), 0);
        assert_eq!(told(&[&beside[..], &["Award £10,000 to the choir, a total of £30,000."]].concat(), 0), 0);
    }
}
