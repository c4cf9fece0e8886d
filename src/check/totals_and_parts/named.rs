//! Things that are counted and then named: "five groups: the band, the choir and the scouts" names three.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{month, weekday};
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::lists::List;
use crate::check::totals_and_parts::announced::{Announced, Leading, announced};
use crate::check::totals_and_parts::{place, written};
use crate::diagnostic::Diagnostic;

/// By so many the number and the names differ at most, where they are of the same things.
const APART: usize = 2;

/// Small words with which all of several names may begin.
const LEADS: &str = "the a an to by in at for from on";

/// What is counted, by its words, and how many are named.
type Named = (Range<usize>, usize);

/// The things that are counted and of which more or fewer are named, in sentences and in lists.
pub(super) fn find(passages: &[&Passage<'_>], read: &[Vec<Sentence<'_>>], lists: &[List]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, sentences) in read.iter().enumerate() {
        let list = lists.iter().find(|list| list.lead == Some(nth));
        for (at, sentence) in sentences.iter().enumerate() {
            let list = list.filter(|_| at + 1 == sentences.len());
            let told = in_sentence(sentence).or_else(|| in_list(sentence, list?, read));
            found.extend(told.and_then(|(counted, named)| {
                let place = place(passages[nth], sentence, counted.clone())?;
                let message = format!("{} are announced, and {named} named", written(sentence, counted));
                Some(doubt(message, &place).hint("name every one of them, or correct the number"))
            }));
        }
    }
    found
}

/// "Grants were paid to five groups: the band, the choir and the scouts."
fn in_sentence(sentence: &Sentence<'_>) -> Option<Named> {
    let colon = colon(sentence)?;
    let Announced { phrase, many, leading } = announced(sentence, colon)?;
    let (least, most) = names(sentence, colon + 1..sentence.words.len())?;
    let fits = |chunk: &Range<usize>| match leading {
        Leading::Plainly => true,
        // "Five groups opposed the plan: traffic, noise and dust"
        Leading::Acting | Leading::Judged => is_somebody(sentence, chunk),
        Leading::Telling => is_proper(sentence, chunk),
    };
    if !chunks(sentence, colon + 1..sentence.words.len()).iter().all(fits) {
        return None;
    }
    if many > most && many - most <= APART {
        return Some((phrase, most));
    }
    (least == many + 1 && are_alike(sentence, colon + 1..sentence.words.len())).then_some((phrase, least))
}

/// "The five priorities are:" and a list.
fn in_list(sentence: &Sentence<'_>, list: &List, read: &[Vec<Sentence<'_>>]) -> Option<Named> {
    let colon = colon(sentence).filter(|colon| colon + 1 == sentence.words.len())?;
    let Announced { phrase, many, leading } = announced(sentence, colon)?;
    if leading == Leading::Telling {
        return None;
    }
    let items: Vec<&Sentence<'_>> = list.items.iter().filter_map(|item| read[*item].first()).collect();
    // What the items count is added up.
    let named = items.len();
    let counts = items.iter().filter(|item| item.quantities.iter().any(|one| !one.money)).count();
    let twice = |item: &Sentence<'_>| (0..item.words.len()).any(|at| among("both twice times", item.lower(at)));
    // "Four walls were tested:" for damp and for lead.
    let told = |item: &Sentence<'_>| {
        among("about for how no not that to too what why", item.lower(0))
            || (0..item.words.len()).any(|at| among("are had has have is was were", item.lower(at)))
    };
    let open = items.iter().any(|item| {
        let other = among("any other others etc", item.lower(0));
        other
            || twice(item)
            || leading != Leading::Plainly && told(item)
            || leading == Leading::Judged && !is_somebody(item, &(0..item.words.len()))
    });
    (counts * 2 < named && !open && named != many && named.abs_diff(many) <= APART).then_some((phrase, named))
}

/// The one colon of a sentence.
fn colon(sentence: &Sentence<'_>) -> Option<usize> {
    let mut all = (0..sentence.words.len()).filter(|at| sentence.lower(*at) == ":");
    all.next().filter(|_| all.next().is_none())
}

/// How many things are named at least and at most, as an "and" may part two names or stand within one; `None` where more is told of
/// them than their names.
fn names(sentence: &Sentence<'_>, range: Range<usize>) -> Option<(usize, usize)> {
    /// A name has so many words at most.
    const LONG: usize = 8;
    const TELLING: &str = "although are because but can could had has have if is may must should so that was were when where \
        whereas which while who whose will with would";
    let sign = |at: usize| matches!(sentence.words[at].text, "(" | ")" | "–" | "—" | "“" | "”" | "?" | "\"");
    if range.clone().any(|at| sign(at) || among(TELLING, sentence.lower(at)) || sentence.words[at].is_number()) {
        return None;
    }
    let chunks = chunks(sentence, range);
    let joint = |at: &usize| among("and & or", sentence.lower(*at));
    let joints = |chunk: &Range<usize>| (chunk.start + 1..chunk.end).filter(joint).count();
    let long = chunks.iter().any(|chunk| chunk.len() > LONG);
    let last = chunks.last()?;
    // ", and the scouts": the last comma stands before the last name.
    let closed = joint(&last.start) || joint(&(last.start - 1));
    let most = chunks.len() + chunks.iter().map(joints).sum::<usize>();
    let ends = closed || joints(last) > 0;
    (most > 1 && !long && ends).then_some((chunks.len(), most))
}

/// What stands between commas or semicolons, or before an "and" with which the next name begins as the first one does: "to sell, to
/// let and to close".
fn chunks(sentence: &Sentence<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let semicolons = range.clone().any(|at| sentence.lower(at) == ";");
    let parts = if semicolons { ";" } else { "," };
    let mut found = Vec::new();
    let mut start = range.start;
    let lead = sentence.lower(range.start);
    let joins =
        |at: usize| among("and or", sentence.lower(at)) && among(LEADS, lead) && sentence.lower(at + 1) == lead;
    for at in range.clone().chain([range.end]) {
        let stop = sentence.lower(at) == "." && at + 1 == range.end;
        let ends = at == range.end || sentence.lower(at) == parts || stop || joins(at);
        if ends && start < at {
            found.push(start..at);
        }
        start = if ends { at + 1 } else { start };
    }
    found
}

/// Whether a name is that of somebody or something there is: it begins with a capital letter or an article.
fn is_somebody(sentence: &Sentence<'_>, chunk: &Range<usize>) -> bool {
    let first = chunk.start + usize::from(among("and or", sentence.lower(chunk.start)));
    let first = first + usize::from(among("by from", sentence.lower(first)));
    among("the a an", sentence.lower(first)) || sentence.words[first].is_capital()
}

/// Whether a name is one of its own, and that of no person, day, month or party: "Aston", "the Iron Bridge".
fn is_proper(sentence: &Sentence<'_>, chunk: &Range<usize>) -> bool {
    const SMALL: &str = "and by in next of on or the under upon";
    const OTHERS: &str =
        "conservative conservatives councillor dr green greens independent labour liberal miss mr mrs ms sir";
    let named = |at: usize| {
        let word = &sentence.words[at];
        word.is_capital() && weekday(word).is_none() && month(word.text).is_none() && !among(OTHERS, &word.lower)
    };
    let mut all = chunk.clone().filter(|at| !among(SMALL, sentence.lower(*at))).peekable();
    all.peek().is_some() && all.all(named)
}

/// Whether all names begin with the same small word, or are one word each, so that none tells what the one before is.
fn are_alike(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    let chunks = chunks(sentence, range);
    let begins = |chunk: &Range<usize>| chunk.start + usize::from(among("and or", sentence.lower(chunk.start)));
    let lead = chunks.first().map_or("", |chunk| sentence.lower(chunk.start));
    let short = chunks.iter().all(|chunk| chunk.end - begins(chunk) == 1);
    short || among(LEADS, lead) && chunks.iter().all(|chunk| sentence.lower(begins(chunk)) == lead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    fn alone(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(&[passage], &[Sentence::all(passage)], &[])
    }

    #[test]
    fn names_that_are_too_few_or_too_many_are_told() {
        for text in [
            "Grants were paid to five groups: the Dene Players, Mill Lane Allotments, the Harbour Band and the Northgate Youth Club.",
            "The strategy has four priorities: warm homes, safe streets and good jobs.",
            "The Panel visited six schools: Castle, Mill, Park, Dene and Moss.",
            "Three options were put to residents. The Board considered three options: to close, to sell, to lease and to repair.",
            "The review made six recommendations: better signs, longer hours, cheaper parking, more seats and a new café.",
            "There are five wards in the area: Abbey, Castle, Dene and Mill.",
            "Five Members were present: Councillors Shah, Reid, Nowak and Bell.",
            "Five groups use the hall: the band, the choir and the scouts.",
            "The Chair said that five groups used the hall: the band, the choir and the scouts.",
            "Four sites were visited: Castle Road, Mill Lane and Park Street.",
            "Five themes emerged: cost, safety and access.",
            "The scheme has three partners: the police, the health service, the fire service and the probation service.",
            "Five villages have no bus: Aston, Birchley, Coldbrook and Denby.",
            "Six parishes lack a hall: Aston, Birchley, Coldbrook and Denby.",
            "Four schools need a new roof: Castle Primary, Mill Lane Infants and St Mary's.",
            "Five wards gained a councillor: Abbey, Castle, Dene and Moss.",
            "Four libraries will get a lift: Abbey, Castle and Dene.",
            "Three towns had their own court: Aston and Birchley.",
            "Five farms grow hops: Manor Farm, Hill Farm, Church Farm and Mill Farm.",
            "Four bridges carry the ring road: Castle Bridge, Abbey Bridge and the Iron Bridge.",
            "Five wards have no park: Abbey, Castle, Dene and Moss.",
            "Six streets lack lighting: Mill Lane, Castle Road, Park Street and Dene Close.",
            "Four lidos lost money: Abbey, Castle and Dene.",
            "Three clubs kept the trophy: Castle Rovers and Mill United.",
            "Four hamlets have never had a shop: Aston, Birchley and Coldbrook.",
            "Four islands have no ferry: Aston, Birch and Coldholm.",
            "Six estates still have no broadband: Abbey, Castle, Dene, Mill and Moss.",
            "Five schools have a new head: Castle Primary, Mill Lane Infants, St Mary's and Dene Juniors.",
        ] {
            assert_eq!(underlined(alone, text).len(), 1, "{text}");
        }
        assert_eq!(underlined(alone, "It has four parts: pay, leave and training."), ["four parts"]);
    }

    #[test]
    fn names_that_may_be_as_many_are_left_alone() {
        nothing_in(
            alone,
            &[
                "Grants were paid to four groups: the Dene Players, Mill Lane Allotments, the Harbour Band and the Northgate Youth Club.",
                "Grants were paid to five groups, including the Dene Players, Mill Lane Allotments and the Harbour Band.",
                "The strategy has three themes: people, place, jobs and growth.",
                "The strategy has four themes: people, place, and jobs and growth.",
                "Three officers spoke: Ann Smith, Head of Housing, Bob Jones, Head of Legal, and Carol White.",
                "Four Members were present: Councillors Shah, Reid, Nowak and Bell.",
                "Two Members sent apologies: Councillor Shah, the Chair, and Councillor Reid.",
                "Six Members spoke: Councillors Shah and Reid for, Nowak and Bell against.",
                "There were two reasons: cost and time.",
                "The Board heard from two witnesses: the Chief Constable and the Police and Crime Commissioner.",
                "The Council has 12 libraries: Castle, Mill and Dene are the largest.",
                "Five groups opposed the plan: traffic, noise and dust.",
                "Six members raised concerns: the cost, the delay and the noise.",
                "Five groups asked for changes: longer hours, better heating and cheaper rates.",
                "Three schools were closed: the snow, the ice, the wind and the cold.",
                "One of the four groups is new: the Dene Players, who rent Mill Hall and the barn.",
                "The four homes in Mill Lane: Beech House, Elm House and Oak House, with Ash House to follow.",
                "The Council has agreements with three bodies: the Police, Fire and Crime Commissioner, the NHS and the Environment Agency.",
                "Members met two officers: the Head of Housing, Planning and Building and the Head of Law.",
                "Four villages have no bus: Aston, Birchley, Coldbrook and Denby.",
                "Five villages have no bus: the money, the drivers and the will are missing.",
                "Five villages have no bus: cost, distance and demand.",
                "Four teams train there: Monday, Tuesday and Friday.",
                "Four clubs meet in the hall: January, March and May.",
                "Four schools need a new roof: slates, lead and timber.",
                "Six parishes lack a hall: Aston, Birchley, Coldbrook and Denby are the largest.",
                "Four councillors represent the ward: Labour, Green and Conservative.",
                "Five groups have asked for a grant: Sport England, Arts Council and National Lottery.",
                "Three officers run the service: Finance, Legal and Housing, Planning and Parks.",
                "Four wards have no park: Abbey, Castle, Dene and Moss.",
                "Five wards gained new councillors: Smith, Jones and Brown.",
                "Five homes failed the test: Fire, Gas and Water.",
                "Five bands played last night: Jazz, Rock and Folk.",
                "Four firms built the bridge: Castle Bridge, Mill and Dene Construction, and Park Homes.",
                "Four officers answered questions: Housing, Planning and Parks.",
                "Four churches share a vicar: St Mary, St John, St Paul and St Peter.",
                "Five tenants moved to the estate: Castle House, Mill House and Park House.",
                "Three tenants chose a colour: Red, Blue, Green and White.",
                "Four boats sail to the islands: Skye, Mull and Rum.",
                "Five coaches go to the coast: Brighton, Hove and Worthing.",
                "Five schools have a new head: Mr Shah, Ms Bell and Dr Reid.",
                "Four councils have a chief executive: Aston, Birchley, Coldbrook and Denby.",
                "Six pupils won a prize: History, Music and Art.",
                "Four residents received a letter: Council Tax, Benefits and Housing.",
                "Five families have no home: Castle Homes, the Council and the Trust are looking for one.",
                "Four schools have no heating: Storm Ann, Storm Bert and Storm Ciara broke it.",
            ],
        );
    }

    #[test]
    fn the_items_of_a_list_are_counted() {
        let told = |texts: &[&str]| {
            let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage::plain(text)).collect();
            let passages: Vec<&Passage<'_>> = passages.iter().collect();
            let read: Vec<Vec<Sentence<'_>>> = passages.iter().map(|passage| Sentence::all(passage)).collect();
            let list = List { lead: Some(0), items: (1..texts.len()).collect() };
            find(&passages, &read, &[list]).len()
        };
        let items = ["close", "sell", "lease"];
        let under = |lead| told(&[&[lead], &items[..]].concat());
        for lead in [
            "The four options are:",
            "The following five options were put to residents. The five options are:",
            "There were two reasons:",
            "Four options were considered:",
            "The five sites were visited:",
            "There are four risks to the project:",
            "Four options were weighed up:",
            "Four models have been looked at:",
            "Five plans are being drawn up:",
            "Four ideas were assessed:",
        ] {
            assert_eq!(under(lead), 1, "{lead}");
        }
        for lead in [
            "The three options are:",
            "Councillors asked four questions on:",
            "We met 40 residents:",
            "The report has about four themes:",
            "Of the four options these were kept:",
            "There were two days:",
            "The four main options include:",
            "Four residents were asked:",
            "Four tenants were offered:",
            "Four sites were looked at for:",
            "Four bids were turned down:",
            "Four sites were put forward by:",
            "Four tenants were looked after:",
        ] {
            assert_eq!(under(lead), 0, "{lead}");
        }
        let judged = ["the quarry", "the gasworks", "the old school"];
        assert_eq!(told(&[&["Two sites were ruled out:"], &judged[..]].concat()), 1);
        assert_eq!(told(&["Four walls were tested:", "for damp", "for lead", "for cracks"]), 0);
        assert_eq!(told(&["Three rooms were surveyed:", "the roof leaks", "the walls are damp"]), 0);
        assert_eq!(told(&["The three grants are:", "£500 to the band", "£400 to the choir"]), 1);
        assert_eq!(told(&["The four complaints were:", "repairs: 2", "noise: 1", "dirt: 1"]), 0);
    }
}
