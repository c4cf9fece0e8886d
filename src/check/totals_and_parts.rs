//! `totals-and-parts`: parts that do not make their total, and a total compared with what was only a part of it before.

mod adding;
mod announced;
mod changes;
mod comparisons;
mod dated;
mod links;
mod named;
mod names;
mod narrower;
mod parts;
mod priced;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod sentences_kept;
mod shares;
mod subjects;

use std::ops::Range;

use crate::check::passage::{Part, Passage};
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::lists::lists;
use crate::check::totals_and_parts::comparisons::{Place, Region, compared};
use crate::check::totals_and_parts::names::terms;
use crate::check::totals_and_parts::parts::{Whole, whole};
use crate::check::{Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::recommendations::RecommendationEntry;

/// Parts that do not make their total; a total that is compared with an earlier value of one of its parts.
pub const RULE: Rule = Rule {
    name: "totals-and-parts",
    severity: Severity::Error,
    summary: "parts that do not make their total; a total compared with an earlier value of only a part of it",
    explanation: "\
Finds

- parts that do not make the total given with them;
- a total compared with an earlier value of only a part of it;
- as a warning, one or two more or fewer things named than announced: \"five groups: the band, the choir and the scouts\",
  \"Five groups use the hall:\" with three names, \"The four priorities are:\" or \"Three options were considered:\" above a
  list of other length, \"met three times, on 6 March and 4 June\";
- as a warning, prices that do not make their sum: \"12 laptops at £500 each, £6,500 in all\".

For example: \"There were 64 complaints: 41 about repairs, 15 about noise and 6 about parking\", which make 62; \"There was
a total of 173 complaints (147 statutory and 26 informal). This was an increase from 133 statutory complaints.\" The like
of 133 is 147, not 173.

Added up are, as the whole,

- parts after a colon or a dash, and in a list, a list within it or recommendations under one (\"Allocate the £60,000 as
  follows:\");
- parts after \"made up of\" (also those of a \"48-member panel\"), \"split between\", \"comes from\" or \"is met by\";
- parts before \"64 in all\" or \"making 64\", and those above the last item \"Total: 64\" of a list;
- \"of the 30 apprentices\" those who stayed and those who did not;
- shares in per cent of those for, those against and those who did not know, where they make 88% or more; and such as
  make more than 100% though each came in one way (by post, by telephone).

Where something may have been left out or counted twice it is a warning, unless a sentence there or beside it says \"there
are no others\" or \"each gave one answer\".

As a warning, and only where they come near to the total, within an eighth of it or by one, are added up

- parts whose total the next sentence gives: \"That makes 64\", \"Together with 8,000 audiobooks that makes 132,000\";
- parts after a comma, in a bracket, after \"of which\" or in the next sentence, and what is paid \"of the £400,000\", which
  are of one kind: in two places, with one preposition, opposites (women and men, filled and vacant, stayed and left),
  what became of them (approved, refused) or how they came (by post, by telephone).

A comparison (\"increase from\", \"compared with\", \"last year's figure was\", \"so turnover has gone up\") is told where its
subject is the total, or \"this\" right after it, and its earlier number has the name of just one part; a size (\"by
41%\") says which is meant. A total without parts is told, as a warning, beside an earlier number of a narrower kind
(\"480 applications, up from 395 householder applications last year\").

Left alone are

- enumerations that leave something out (\"including\", \"mainly\", \"the rest\") or say what is missing (\"with one vacancy\"),
  there or in a later sentence, and those who replied or came, of all who were asked;
- two of several kinds that make too few (\"15 are electric and 8 are diesel\"), as others may be of a third one;
- parts that one thing may be twice: by time (\"120 in the first phase\"), by what they have or are (\"five with lifts\",
  \"30 are accessible and 8 are new\"), or of two sorts (\"18 are women and 14 are under 20\");
- other things after the comma (\"740 laptops, 510 phones\"), numbers that are only about right, and what rounding
  explains;
- prices with anything beside them (VAT, delivery, for a year, \"per\"), and of which the sum is another sentence's;
- fewer months than times where two may be of one month (\"four times, in May and June\");
- comparisons of like with like, and earlier numbers that are only stated;
- tables: a column or row of totals is added up when its data are read, and told without the name of this rule.

Source: minutes of a Cabinet Member's meeting.",
    needs_whole: false,
    reads_sentences: true,
    run: |paper| {
        let recommendations = paper.report.recommendations.as_ref();
        let passages: Vec<_> = paper.passages.iter().collect();
        find(&passages, recommendations.map_or(&[], |entry| &entry.items), &paper.profile.style.thousands)
    },
};

/// What is wrong in passages, which are those of a paper in their order, with its recommendations; `thousands` is what parts
/// the thousands of numbers that are told.
fn find(passages: &[&Passage<'_>], recommendations: &[RecommendationEntry], thousands: &str) -> Vec<Diagnostic> {
    let read: Vec<Vec<Sentence<'_>>> = passages.iter().map(|passage| Sentence::all(passage)).collect();
    let lists = lists(passages, recommendations);
    let mut found = adding::find(passages, &read, &lists, thousands);
    found.extend(named::find(passages, &read, &lists));
    found.extend(dated::find(passages, &read));
    found.extend(priced::find(passages, &read));
    found.extend(comparisons(passages, &read));
    found.extend(narrower(passages, &read));
    found
}

/// The totals without parts that are compared with something narrower.
fn narrower(passages: &[&Passage<'_>], read: &[Vec<Sentence<'_>>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, sentences) in read.iter().enumerate() {
        for (at, sentence) in sentences.iter().enumerate().filter(|(at, _)| whole(sentences, *at).is_none()) {
            let before = read[..nth].iter().flatten().chain(&sentences[..at]);
            let told = narrower::narrower(sentence, sentences.get(at + 1), before).and_then(|one| {
                let compared = &sentences[at + one.later];
                let place = place(passages[nth], compared, one.earlier.clone())?;
                let (total, earlier) = (written(sentence, one.total), written(compared, one.earlier));
                let message = format!("the total of {total} is compared with {earlier}, which may be a part");
                Some(doubt(message, &place).hint("compare like with like, or say what the total counts"))
            });
            found.extend(told);
        }
    }
    found
}

/// Some words of a sentence, as they are written.
fn written(sentence: &Sentence<'_>, range: Range<usize>) -> String {
    let words: Vec<&str> = sentence.words[range].iter().map(|word| word.text).collect();
    words.join(" ").replace("£ ", "£")
}

/// Where some words of a sentence stand in the author's file.
fn place(passage: &Passage<'_>, sentence: &Sentence<'_>, range: Range<usize>) -> Option<Span> {
    let words = &sentence.words[range];
    Some(passage.place(&(words.first()?.range.start..words.last()?.range.end)))
}

/// The totals that are compared with one of their parts.
fn comparisons(passages: &[&Passage<'_>], read: &[Vec<Sentence<'_>>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, sentences) in read.iter().enumerate() {
        for at in 0..sentences.len() {
            let Some(whole) = whole(sentences, at) else { continue };
            let (own, topic) = regions(sentences, at, &whole);
            let own = own.into_iter().map(|region| (nth, region));
            let told = own.chain(elsewhere(passages, read, nth, at, &whole, topic)).find_map(|(nth, region)| {
                let (part, range) = compared(&region, &whole)?;
                let place = place(passages[nth], region.sentence, range.clone())?;
                let total = written(&sentences[at], whole.total.first..whole.total.end);
                let told = written(region.sentence, range);
                let message = format!("the total of {total} is compared with {told}, which is a part");
                let hint = format!("compare like with like: {} now, or the earlier total", whole.parts[part].told);
                Some(finding(message, &place).hint(hint))
            });
            found.extend(told);
        }
    }
    found
}

/// The words that may compare a total: those around it and its parts, and the two sentences after them; with the part that
/// was spoken of last.
fn regions<'a, 'b>(
    sentences: &'b [Sentence<'a>],
    at: usize,
    whole: &Whole,
) -> (Vec<Region<'a, 'b>>, Option<usize>) {
    let (first, last) = (&sentences[at], at + whole.later);
    let now = year_of(first, whole);
    let total = whole.total.first;
    // "Complaints rose to 212 (180 statutory and 32 corporate) from 165 statutory complaints" is one change.
    let before = total.saturating_sub(4)..total;
    let changed = first.before(total) == "to" && { before }.any(|at| changes::is_change(first, at));
    let region = |sentence: usize, range, place, topic| Region {
        sentence: &sentences[sentence],
        range,
        place,
        next: sentences.get(sentence + 1),
        now,
        topic,
    };
    let of_part = whole.of_part.then_some(0);
    let rest = if changed { Place::Changed } else { Place::Rest };
    let mut found = vec![
        region(at, 0..total, Place::Before, None),
        region(last, whole.end..sentences[last].words.len(), rest, of_part),
    ];
    let mut topic = of_part;
    for (next, sentence) in sentences.iter().enumerate().skip(last + 1).take(2) {
        found.push(region(next, 0..sentence.words.len(), Place::Next, topic));
        // "Most were about waste. This is …": what a sentence between speaks of is meant.
        let said = terms(sentence, 0..sentence.words.len());
        topic = whole.part_named(&said).map(|(part, _)| part).or(topic);
    }
    (found, topic)
}

/// The year that a total is of, where its sentence has one.
fn year_of(sentence: &Sentence<'_>, whole: &Whole) -> Option<u32> {
    let said = if whole.later == 0 { whole.end.max(whole.total.end) } else { sentence.words.len() };
    changes::year(sentence, 0..said)
}

/// The sentences of the other passages that may compare a total, each with the number of its passage: the first ones of the next
/// paragraph, where "this" still means it, and any that names it.
fn elsewhere<'a, 'b>(
    passages: &[&Passage<'_>],
    read: &'b [Vec<Sentence<'a>>],
    nth: usize,
    at: usize,
    whole: &Whole,
    topic: Option<usize>,
) -> Vec<(usize, Region<'a, 'b>)> {
    let now = year_of(&read[nth][at], whole);
    let ends = read[nth].len() <= at + whole.later + 3;
    let mut found = Vec::new();
    for (other, sentences) in read.iter().enumerate().filter(|(other, _)| *other != nth) {
        let follows = other == nth + 1
            && ends
            && passages[other].part == Part::Paragraph
            && passages[nth].part == Part::Paragraph;
        let mut topic = topic;
        for (number, sentence) in sentences.iter().enumerate() {
            let place = if follows && number < 2 { Place::Next } else { Place::Elsewhere };
            let range = 0..sentence.words.len();
            // Another total with parts of its own is compared by itself.
            if sentence.quantities.is_empty()
                || place == Place::Elsewhere && parts::whole(sentences, number).is_some()
            {
                continue;
            }
            found.push((
                other,
                Region { sentence, range: range.clone(), place, next: sentences.get(number + 1), now, topic },
            ));
            topic = whole.part_named(&terms(sentence, range)).map(|(part, _)| part).or(topic);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{find, sentences, sentences_kept};
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Diagnostic;

    /// What is found in a passage that stands alone.
    fn alone(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(&[passage], &[], ",")
    }

    #[test]
    fn the_comparison_may_stand_in_another_paragraph() {
        let told = |text: &str| -> usize {
            let passages: Vec<Passage<'_>> = text.split(" | ").map(Passage::plain).collect();
            find(&passages.iter().collect::<Vec<_>>(), &[], ",").len()
        };
        let missed: Vec<&str> = sentences::APART.iter().copied().filter(|text| told(text) != 1).collect();
        assert_eq!(missed, Vec::<&str>::new());
        let found: Vec<&str> = sentences_kept::KEPT_APART.iter().copied().filter(|text| told(text) != 0).collect();
        assert_eq!(found, Vec::<&str>::new());
    }

    #[test]
    fn a_total_beside_a_part_is_found() {
        for (text, old) in sentences::UNDERLINED {
            assert_eq!(underlined(alone, text), [*old], "{text}");
        }
        let missed: Vec<&&str> =
            sentences::BROKEN.iter().filter(|text| underlined(alone, text).len() != 1).collect();
        assert_eq!(missed, Vec::<&&str>::new());
    }

    #[test]
    fn like_compared_with_like_is_left_alone() {
        nothing_in(alone, sentences_kept::KEPT);
    }
}
