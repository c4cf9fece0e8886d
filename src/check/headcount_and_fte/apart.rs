//! Numbers of staff that are no count of them: of a part, of a change, of what is wanted or of other times and places.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::leads::Lead;
use crate::check::headcount_and_fte::times::{is_date, is_year, times};
use crate::check::quantities::{Quantity, Sentence};

/// Before the number: "at least 12", "a further 12".
const ABOUT: &str = "least most than over under about around approximately nearly almost another further additional up £ \
                     grade board first last leave leaves leaving left extra other per new between roughly some";

/// After the number, or after the words for those whom it counts: "12 more", "12 FTE needed".
const AFTER: &str = "more fewer extra further additional needed required vacant short vacancies below under or less per \
                     earlier times respectively";

/// Anywhere in its clause: "compared with 12".
const ELSEWHERE: &str = "ago another average bigger budgeted compared decrease decreased each earlier every expanded fall \
                         fallen fell fewer forecast formerly grew growing grown increase increased increasing \
                         instead larger last maximum minimum national nationally neighbouring next normally ordinary \
                         originally per previous previously respectively rise risen rises rising rose shrank shrunk smaller \
                         target typical typically until usually";

/// The same where the staff are known: "the 12 officers" are not fewer for what happened to others.
const ELSEWHERE_IF_KNOWN: &str = "ago another average formerly per previous previously";

/// Of these, what a sentence with a date explains: "a year ago, in March 2025".
const DATED: &str = "ago earlier last next previous previously";

/// Before the number in its clause: "should have 12".
const WANTED: &str = "aim aims cut establishment expand fully funded grow if intends need needs planned provides \
                      proposed proposes recruit reduce reduced reduces reduction requested require requires";

/// The same where it says how many there are; what will be done to 12 of them is done to 12 all the same.
const MODAL: &str = "could might must should will would";

/// What a team does for others than its staff: "the team saw 25 people".
const SERVING: &str = "advised advises assessed assesses helped helps housed houses saw sees served serves taught teaches treated \
                       treats visited visits";

/// After which "by" says by how much.
const CHANGED: &str = "cut decrease decreased down exceeds expanded fall fallen fell grew grown increase increased more reduce reduced \
                       rise risen rose short up";

/// A target further on than this after a number is one of something else.
const TARGET_NEAR: usize = 4;

/// Whether the number of some staff, whose words end at an index, is no count of them.
pub(super) fn is_apart(sentence: &Sentence<'_>, quantity: &Quantity, end: usize, lead: &Lead) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let known = lead.known || lead.apposed || lead.named_before.is_some();
    let clause = clause(sentence, quantity.first);
    let leading = clause.start..quantity.first;
    let any = |mut part: Range<usize>, list: &str| part.any(|at| among(list, lower(at)));
    let before = sentence.before(quantity.first);

    let of_them =
        lower(quantity.end) == "of" && among("the them whom its our their these those", lower(quantity.end + 1));
    let change = any(clause.clone(), ELSEWHERE)
        || any(leading.clone(), WANTED)
        || any(leading.clone(), MODAL)
        || lower(end) == "to";
    let from_to = matches!(before, "from" | "to") && change;
    let made_up =
        before == "up" && quantity.first > 1 && among("add adds made make makes making", lower(quantity.first - 2));
    // "no more than 12"
    let no_more = before == "than" && quantity.first > 2 && lower(quantity.first - 3) == "no";
    let about = among(ABOUT, before) && !made_up && !no_more || before == "by" && any(leading.clone(), CHANGED);
    // "Run by 12 of our own officers"
    let own = lower(quantity.end + 1) == "our" && lower(quantity.end + 2) == "own";
    if of_them && !known && !(lead.all && own) || from_to || about {
        return true;
    }
    if lower(end) == "in" && lower(end + 1) == "post" {
        return false;
    }
    let are_not = !known
        && matches!(lower(end), "are" | "were")
        && among("vacant needed required funded short", lower(end + 1));
    // "12 officers each"; but "the team's 12 officers each hold 40 cases"
    let next = lower(end.max(quantity.end));
    let after = among(AFTER, next) || next == "each" && !known || are_not || is_with_others(sentence, end);
    // "Room for 12 staff"
    let room = before == "for"
        && quantity.first > 1
        && among("accommodation capacity desks enough places room seats space", lower(quantity.first - 2));
    let years: BTreeSet<&str> = sentence.words.iter().map(|word| word.text).filter(|text| is_year(text)).collect();
    // "Plans to have 12"; but "the youth justice plan is delivered by 12".
    let wants = |at: usize| {
        among(WANTED, lower(at)) && !(lower(at) == "establishment" && among("cost costs budget", lower(at + 1)))
    };
    let planned = leading.clone().any(|at| {
        among("plan plans bid bids option options", lower(at)) && among("to for 1 2 3 a b", lower(at + 1))
    });
    let wanted = !known && (planned || leading.clone().any(wants) || lead.all && any(leading, MODAL));
    let own = quantity.end..end;
    after
        // "From April it has 14"
        || !known && lower(clause.start) == "from" && is_date(sentence, clause.start + 1)
        || is_of_season(sentence, &clause, end)
        || !known && !lead.past && is_in_month(sentence, end)
        || is_of_period(sentence)
        || is_of_option(sentence, end)
        || room && !known
        || !known && (is_condition(sentence, quantity) || is_wish(sentence, quantity))
        || !lead.all && among(SERVING, before)
        || years.len() > 1
        || wanted
        || clause.filter(|at| !own.contains(at)).any(|at| is_elsewhere(sentence, at, quantity, known))
}

/// "Is staffed by 12 on Saturdays", "in the summer season the theatre employs 12": whether so many are there only at some times.
fn is_of_season(sentence: &Sentence<'_>, clause: &Range<usize>, end: usize) -> bool {
    /// How many words may stand between "in" and the season.
    const NEAR: usize = 3;
    const SEASONS: &str = "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends weekend nights night \
                           evenings mornings afternoons season summer winter peak elections";
    let opens = |at: usize| among("on at in during over", sentence.lower(at));
    let season = |from: usize| {
        let plain = |at: &usize| sentence.words.get(*at).is_some_and(|word| word.is_word());
        (from + 1..from + 1 + NEAR).take_while(plain).any(|at| {
            // "On polling day"; but "on that day"
            let day = sentence.lower(at) == "day" && at > from + 1 && !among("the same that", sentence.before(at));
            day || among(SEASONS, sentence.lower(at))
        })
    };
    [clause.start, end].into_iter().any(|at| opens(at) && season(at))
}

/// "Is staffed by 12 people in December": whether a month without a year follows, which comes again.
fn is_in_month(sentence: &Sentence<'_>, end: usize) -> bool {
    sentence.lower(end) == "in"
        && sentence.words.get(end + 1).is_some_and(|word| month(word.text).is_some())
        && sentence.words.get(end + 2).is_none_or(|word| !is_year(word.text))
}

/// "In the year to 31 March", "over the twelve months": whether a sentence counts all who were there in a time.
fn is_of_period(sentence: &Sentence<'_>) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let to = |at: usize| among("to ending ended", lower(at + 1)) && among("the in", sentence.before(at));
    (0..sentence.words.len()).any(|at| among("year quarter months", lower(at)) && to(at))
}

/// "A team of 18 would cost more", "a team of 18 is recommended": whether a sentence says what may be.
fn is_wish(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    const WISHES: &str = "would could should might will ideal needed recommended required usual";
    let next = quantity.end..sentence.words.len().min(quantity.end + 3);
    sentence.lower(0) == "a" && next.into_iter().any(|at| among(WISHES, sentence.lower(at)))
}

/// "Option B: the team has 12", "under the new structure": whether a sentence counts those of a plan.
fn is_of_option(sentence: &Sentence<'_>, end: usize) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let start = usize::from(among("in under with", lower(0)));
    let start = start + usize::from(among("the a this", lower(start)));
    let new = among("new preferred proposed revised", lower(start));
    let start = start + usize::from(new);
    // "Has 12 staff in the emergency plan"
    let follows = among("in under", lower(end))
        && (end + 1..end + 5).any(|at| among("plan plans budget model option scenario forecast bid", lower(at)));
    follows
        || among("option scenario", lower(start))
        || new && among("structure model arrangements plan", lower(start))
}

/// "Nine staff and volunteers": whether others are counted with staff, whose words end at an index.
fn is_with_others(sentence: &Sentence<'_>, end: usize) -> bool {
    const OTHERS: &str =
        "apprentices casuals contractors freelancers governors locums students temps trainees trustees volunteers";
    sentence.lower(end) == "and" && among(OTHERS, sentence.lower(end + 1))
}

/// "With 16 staff the office could open at weekends": whether a sentence says what so many would do.
fn is_condition(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    let would = |at: usize| among("could would might", sentence.lower(at));
    sentence.lower(0) == "with" && (quantity.end..sentence.words.len()).any(would)
}

/// Whether a word of a clause says that its number is of another time or of other people.
fn is_elsewhere(sentence: &Sentence<'_>, at: usize, quantity: &Quantity, known: bool) -> bool {
    let word = sentence.lower(at);
    // "Each of the 12 officers", "12 officers, each with a vehicle"
    if matches!(word, "each" | "every") && (known || at > quantity.first) {
        return false;
    }
    // "With 12 officers, the team can keep to its target"
    if word == "target" && at > quantity.end + TARGET_NEAR {
        return false;
    }
    let a_year = among("year years month months", word) && matches!(sentence.lower(at + 1), "before" | "earlier");
    let explained = among(DATED, word) && !times(sentence).is_empty();
    (a_year || among(if known { ELSEWHERE_IF_KNOWN } else { ELSEWHERE }, word)) && !explained
}

/// The clause that an index is in: up to a sign or a word that opens another.
fn clause(sentence: &Sentence<'_>, at: usize) -> Range<usize> {
    let opens = |at: &usize| {
        let comma = sentence.lower(*at) == ","
            && among(
                "and so since though where which who that this they it one two up down",
                sentence.lower(at + 1),
            );
        comma || among("; : but while whereas although because that", sentence.lower(*at))
    };
    let start = (0..at).rev().find(opens).map_or(0, |at| at + 1);
    let end = (at..sentence.words.len()).find(opens).unwrap_or(sentence.words.len());
    start..end
}
