//! People and equivalents that one sentence says to be the same: "120 staff (131.4 FTE)", "26 nurses, who amount to 29.4 WTE".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::finding;
use crate::check::headcount_and_fte::group::named;
use crate::check::headcount_and_fte::hours::{is_period, share};
use crate::check::headcount_and_fte::leads::lead;
use crate::check::headcount_and_fte::part_time::is_part_time;
use crate::check::headcount_and_fte::reading::sentences;
use crate::check::headcount_and_fte::staff::{equivalents, is_fte, is_general, is_noun, is_of_more};
use crate::check::headcount_and_fte::tails::tail;
use crate::check::headcount_and_fte::times::is_date;
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::diagnostic::{Diagnostic, Span};

/// How many words may stand between the two numbers.
const APART: usize = 16;

/// More equivalents than people, where a sentence says that they are the same ones.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let told = |sentence: &Sentence<'_>| {
        let all = &sentence.quantities;
        // "Of the 36 staff nine work part time, giving 33.5 FTE": past a number of some of them.
        let after = |at: usize| {
            let part = all.get(at + 1).filter(|part| !is_fte(sentence, part)).and_then(|_| all.get(at + 2));
            all.get(at + 1).into_iter().chain(part)
        };
        let pairs = all.iter().enumerate().flat_map(|(at, first)| after(at).map(move |second| (first, second)));
        let Some((first, second)) = { pairs }.find(|(first, second)| is_wrong(sentence, first, second)) else {
            return unlike(sentence).map(|(range, message)| compared(message, &passage.place(&range)));
        };
        let (people, fte) = if is_fte(sentence, first) { (second, first) } else { (first, second) };
        let end = end(sentence, second);
        let range = sentence.words.get(first.first)?.range.start..sentence.words.get(end - 1)?.range.end;
        let what = match () {
            () if named(sentence, people.end).posts => "posts",
            () => of_people(fte.value, people.value),
        };
        Some(too_many(fte.value, people.value, what, &passage.place(&range)))
    };
    sentences(passage).iter().filter_map(told).collect()
}

/// The finding that a change is from a number of one kind to one of the other.
fn compared(message: String, place: &Span) -> Diagnostic {
    finding(message, place).hint("give both as people, or both as full-time equivalents")
}

/// "Has grown from 40 FTE in 2024 to a headcount of 47": where a change goes from people to equivalents or back, and what to say.
fn unlike(sentence: &Sentence<'_>) -> Option<(Range<usize>, String)> {
    /// How many words may stand between "from" or "to" and the number: "to a headcount of 47".
    const NEAR: usize = 4;
    const CHANGES: &str = "changed decreased expanded fallen fell gone grew grow growing grown growth increased increase reduced \
                           reduction rise risen rising rose shrank shrunk went";
    let lower = |at: usize| sentence.lower(at);
    let led = |number: &Quantity, word: &str| {
        let counted = sentence.quantities.iter().map(|one| one.end).rfind(|end| *end <= number.first);
        let start = number.first.saturating_sub(NEAR).max(counted.unwrap_or(0));
        (start..number.first).rev().find(|at| lower(*at) == word)
    };
    let people = |number: &Quantity| {
        number.first > 1
            && !is_fte(sentence, number)
            && !number.money
            && (is_general(lower(number.end))
                || lower(number.first - 1) == "of"
                    && among("headcount workforce team staff", lower(number.first - 2)))
    };
    let all = &sentence.quantities;
    let at = (1..all.len()).find(|at| {
        let (one, other) = (&all[at - 1], &all[*at]);
        let Some((from, to)) = led(one, "from").zip(led(other, "to")) else { return false };
        let changes = (0..from).any(|at| among(CHANGES, lower(at)));
        let kinds = is_fte(sentence, one) && people(other) || people(one) && is_fte(sentence, other);
        // "From 40 FTE to 47 people (43.5 FTE)" has both.
        let both = all.get(at + 1).is_some_and(|next| is_fte(sentence, next) || people(next));
        changes && to >= one.end && kinds && !both
    })?;
    let (one, other) = (&all[at - 1], &all[at]);
    let range = sentence.words.get(one.first)?.range.start..sentence.words.get(end(sentence, other) - 1)?.range.end;
    let kind = |one: &Quantity| if is_fte(sentence, one) { "full-time equivalents" } else { "people" };
    let message = format!(
        "{} {} and {} {} show no change: they count different things",
        one.value,
        kind(one),
        other.value,
        kind(other)
    );
    Some((range, message))
}

/// What people are called of whom there are as many as equivalents, or fewer.
pub(super) fn of_people(fte: Decimal, people: Decimal) -> &'static str {
    if fte == people { "people who do not all work full-time" } else { "people" }
}

/// The finding that so many equivalents cannot be made up of so many people, or posts.
pub(super) fn too_many(fte: Decimal, people: Decimal, what: &str, place: &Span) -> Diagnostic {
    finding(format!("{fte} full-time equivalents cannot be made up of {people} {what}"), place)
        .hint("find out which is right: nobody counts for more than one full-time equivalent")
}

/// Whether so many equivalents are more than so many people; half as many again are of others.
pub(super) fn is_more(fte: Decimal, people: Decimal) -> bool {
    fte > people && fte * Decimal::TWO < people * Decimal::from(3) && people > Decimal::ONE
}

/// The index after a number and "FTE".
fn end(sentence: &Sentence<'_>, quantity: &Quantity) -> usize {
    equivalents(sentence, quantity.end).unwrap_or(quantity.end)
}

/// Whether two numbers are of the same staff, with more equivalents than people.
fn is_wrong(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    let (people, fte) = match (is_fte(sentence, first), is_fte(sentence, second)) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return false,
    };
    let near = is_more(fte.value, people.value)
        || fte.value == people.value && people.value > Decimal::ONE && is_part_time(sentence, people);
    let staff = named(sentence, people.end);
    // "Nine posts (10.5 full-time equivalents)"
    let of_posts = || staff.posts && is_beside(sentence, people, fte);
    let of_people = || staff.is_staff || lead(sentence, people).is_some_and(|lead| lead.counts_people);
    let ratio = (0..sentence.words.len()).any(|at| sentence.lower(at) == "ratio");
    near && !ratio
        && !is_with_vacancies(sentence, people, fte)
        && (of_posts() || of_people())
        && !people.money
        && (is_said_greater(sentence, first, second)
            || is_joined(sentence, first, second) && !is_of_others(sentence, people, fte))
}

/// "15.3 FTE (14 people and two vacancies)": whether vacancies make up for those who are not there.
fn is_with_vacancies(sentence: &Sentence<'_>, people: &Quantity, fte: &Quantity) -> bool {
    let vacant = |from: usize| (from..from + 2).any(|at| among("vacancy vacancies vacant", sentence.lower(at)));
    let mut several = sentence.quantities.iter().filter(|one| vacant(one.end));
    let one = (0..sentence.words.len()).any(|at| among("a one", sentence.lower(at)) && vacant(at + 1));
    several.any(|one| people.value + one.value >= fte.value) || one && people.value + Decimal::ONE >= fte.value
}

/// Whether equivalents stand beside a number of posts in brackets, or are said to be what they make.
fn is_beside(sentence: &Sentence<'_>, posts: &Quantity, fte: &Quantity) -> bool {
    let end = named(sentence, posts.end).end;
    let lower = |at: usize| sentence.lower(at);
    let leads = "( , or which that is are make makes making up equal equals equivalent to comes come amount amounting in all total of a";
    end <= fte.first && (end..fte.first).all(|at| among(leads, lower(at))) && end < fte.first
}

/// Whether nothing between two numbers tells the staff of one from those of the other.
fn is_joined(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    /// What turns to others, whatever follows.
    const OTHERS: &str = "but than compared compares another other elsewhere each every from against needs need";
    /// What turns to others unless a word after it goes back.
    const MORE: &str = "and ; while whereas plus";
    const BACK: &str = "they their which who that or ( together making giving equivalent";
    const SUMS: &str = "is was makes made equates amounts comes gives";
    /// What the same staff do with posts: "is made up of 33 people and fills 36.5 FTE posts".
    const FILL: &str = "fill fills filled occupy occupies occupied hold holds held add amount amounts amounted count make makes equal equals so";
    const LABELS: &str = "number of its fte ftes wte full-time whole-time full time equivalent equivalents headcount strength these them is was at of an a in the on \
                          same date day only just";
    let lower = |at: usize| sentence.lower(at);
    let between = first.end..second.first;
    if between.len() > APART {
        return false;
    }
    // "From 31 people (29.5 FTE) to 27 people"
    if lower(second.first - 1) == "to" && (0..first.first).any(|at| lower(at) == "from") {
        return false;
    }
    let staff = named(sentence, first.end);
    // "cooks and assistants"
    // "every one of them part-time"
    // "ten hours a week each, which", "most of whom work less than full time"
    let of_them = |at: usize| matches!((lower(at), lower(at + 1)), ("each", "of" | ",") | ("every", "one"));
    let of_hours = |at: usize| lower(at) == "than" && at > 0 && share(sentence, at - 1).is_some();
    let turns = |at: &usize| {
        among(OTHERS, lower(*at)) && !of_them(*at) && !of_hours(*at)
            || among(MORE, lower(*at)) && !(staff.is_staff && *at < staff.end)
    };
    let Some(turn) = between.clone().rev().find(turns) else { return true };
    // "Has 12 people and needs 13.5 FTE"
    if among("than against needs need another other elsewhere", lower(turn)) {
        return false;
    }
    let after = turn + 1..second.first;
    let any = |mut range: Range<usize>, list: &str| range.any(|at| among(list, lower(at)));
    // "13 staff and 14.2 FTE", "headcount is 120 and FTE is 131.4"; but "eight planners, and nine FTE work elsewhere"
    let alone = end(sentence, second) == second.end && !named(sentence, end(sentence, first)).is_staff;
    let noun = usize::from(alone && is_general(lower(second.end)));
    let bare = sentence.words.get(end(sentence, second) + noun).is_none_or(|word| !word.is_word());
    if bare && after.clone().all(|at| among(LABELS, lower(at))) {
        return true;
    }
    // "21 officers in street works and the managers of the depot (24.6 FTE)"
    let others = between.clone().filter(|at| is_noun(sentence, *at)).count() > 1;
    // "20 surveyors, engineers and support staff (22.5 FTE)"
    let placed = between.clone().any(|at| among("in at of for from the", lower(at)));
    let others = others && (placed || lower(second.first - 1) != "(");
    let apart = among(OTHERS, lower(turn)) || others && lower(turn) == "and";
    let fills = lower(turn) == "and" && among(FILL, lower(turn + 1));
    // "22 people in post; this is 23.4 FTE"
    let this = lower(turn) == ";" && among("this that", lower(turn + 1)) && among(SUMS, lower(turn + 2));
    !apart && (fills || this || any(after, BACK))
}

/// "The number of FTE (33) is higher than the headcount (30)": whether equivalents are said to be more than those whom they are of.
fn is_said_greater(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let greater = |at: usize| among("higher greater larger bigger", lower(at)) && lower(at + 1) == "than";
    let less = |at: usize| among("lower smaller fewer", lower(at)) && lower(at + 1) == "than";
    let after = |at: usize| at + 2 + usize::from(lower(at + 2) == "the");
    let headcount = |at: usize| {
        lower(at) == "headcount" || lower(at) == "number" && lower(at + 1) == "of" && is_general(lower(at + 2))
    };
    let against = |at: usize| {
        let headcount = lower(at) == "against" && lower(at + 1) == "a" && lower(at + 2) == "headcount";
        headcount
            && !(second.end..sentence.words.len()).any(|at| among("ago budget in last planned target", lower(at)))
    };
    // "The 38 staff are fewer than the 40.5 FTE", "lower than the number of FTE (40.5)"
    let fewer = |at: usize| {
        let number = after(at) + usize::from(lower(after(at)) == "its");
        less(at)
            && (number == second.first || lower(number) == "number" && equivalents(sentence, number + 2).is_some())
    };
    if is_fte(sentence, second) && (first.end..second.first).any(fewer) {
        return true;
    }
    is_fte(sentence, first)
        && (first.end..second.first).any(|at| greater(at) && headcount(after(at)) || against(at))
}

/// Whether the equivalents are of others, or of what is not there: needed, vacant, in the other team.
fn is_of_others(sentence: &Sentence<'_>, people: &Quantity, fte: &Quantity) -> bool {
    const ABSENT: &str = "vacant vacancies needed required short fewer less funded budget budgeted more additional further would should \
                          could target after before last following previously approved each every other";
    /// How many words before and after the number may say so.
    const NEAR: (usize, usize) = (3, 6);
    let lower = |at: usize| sentence.lower(at);
    let before = fte.first.saturating_sub(NEAR.0).max(if people.first < fte.first { people.end } else { 0 });
    let limit = if people.first > fte.first { people.first } else { sentence.words.len() };
    let closes = (fte.end..limit).find(|at| matches!(lower(*at), ")" | ",")).unwrap_or(limit);
    // "14 people (2025: 15.1 FTE)", "14 people (15.1 FTE with the apprentices)"
    let opens = (people.end..fte.first).rev().find(|at| lower(*at) == "(");
    let bracket = opens
        .map(|opens| opens + 1..(fte.end..sentence.words.len()).find(|at| lower(*at) == ")").unwrap_or(closes));
    let dated = |mut bracket: Range<usize>| bracket.any(|at| is_date(sentence, at) && !among("the end", lower(at)));
    let labelled = |bracket: Range<usize>| {
        let colon = { bracket.clone() }.find(|at| lower(*at) == ":" && *at < fte.first);
        colon.is_some_and(|colon| !(bracket.start..colon).any(|at| equivalents(sentence, at).is_some()))
    };
    let extra = |bracket: Range<usize>| (fte.end..bracket.end).any(|at| among("including with", lower(at)));
    if bracket.is_some_and(|range| {
        dated(range.clone()) || labelled(range.clone()) || extra(range.clone()) || is_of_more(sentence, range)
    }) {
        return true;
    }
    if is_of_more(sentence, named(sentence, people.end).end..closes) {
        return true;
    }
    let after = (fte.end + NEAR.1).min(closes);
    // "Most are on short hours"
    let short_hours = |at: usize| lower(at) == "short" && is_period(lower(at + 1));
    let absent = (before..after).any(|at| among(ABSENT, lower(at)) && !short_hours(at));
    let in_post = (fte.end..after).any(|at| lower(at) == "in" && lower(at + 1) == "post");
    let (mine, their) = (named(sentence, people.end), named(sentence, end(sentence, fte)));
    let nouns = !their.nouns.is_empty() && !mine.nouns.is_empty() && mine.nouns != their.nouns;
    let (mine, their) = (tail(sentence, mine.end), tail(sentence, their.end));
    let owners = matches!((&mine.owner, &their.owner), (Some(one), Some(other)) if one != other);
    absent && !in_post || nouns || owners
}
