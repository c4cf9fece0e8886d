//! Answers of a record that say nothing of the matter: a pointer elsewhere, an office to ask, the decision once more, assent.

use crate::check::answer::{self, Empty, among, emptiness, gap, telling};
use crate::check::dates::date_at;
use crate::check::likeness::{content_of, is_kin};
use crate::check::words::{Word, bare, lower, sentences, words};

/// Words of a record in which nothing is recorded: of the questions, of how a meeting deals with an item, of what options are called.
const QUESTION: &str = "accept acceptance accepted actioned added adding agree agreed agreement alternative alternatives appraised \
    approach appropriate approval approve approved assent assessed beginning best both business cabinet careful carefully carried \
    carry closely conclusion conflict conflicts consideration considering contents council dealt debate debated declaration \
    declarations deemed delegated deliberation deliberations desirable determined director discounted discussed discussing discussion discussions \
    dismissed dispensation dispensations disposed duly during effect enable enabled enabling ensure entirety \
    examined explain explained explains explored favour feasible felt few finding five followed following formal \
    formally forward four full fullest give gives granted having hesitation implement implementation implemented \
    implementing including interest interests item judged last left length lengthy looked many member members minded minuted motion \
    move necessary nothing number objection occasion officer officer's officers once only option options order \
    ordinary others outlined overall pages paragraphs passed people place possible pp practicable practical \
    presentation presented presenting progress progressed pursued put range read reading ratified ratify recommend recommended \
    recorded rejected resolution resolutions resolve resolved resolves right routine ruled seconded sections set \
    several six standard start suitable take taken them they thorough thoroughly though thought three today two unsuitable \
    usual valid various viable way weighed weighing wish without workable";

/// Words that say how somebody took a proposal, and not why.
const ASSENT: &str = "acceptable accord accords accorded action advice backed broadly chair comfortable consensus consent content convinced course do endorse \
    endorsed endorsement endorsing favour favoured found fully generally good happy holder idea keen line majority \
    minute noting ok pages para paragraphs persuaded pleased portfolio preferred prepared proper reasonable refers \
    satisfied sections sensible sound suitable support supported supporting supportive supports thing unanimity \
    unanimous unanimously unopposed view vote voted votes voting welcomed willing wish wished";

/// Words of where a thing is kept and of whom to ask for it.
const OFFICE: &str = "advise advised speak spoken talk advice apart besides beyond clarification confirmation except listed mentioned outcome reply save set additional administration anyone ask author available awaiting checked clerk consult contact contacted copies \
    copy correspondence democratic department desk directorate electronic email emailed enquiries enquiry file filed \
    files full held hold holder inspected inspection intranet kept legal library link minutes monitoring obtainable \
    obtained office online open paper papers phone portal public published queried query questions record recorded \
    records register registered registers request requested secretariat service services site team telephone totals \
    unit upload uploaded view viewed visit web website websites write";

/// What an author writes who does not know yet.
const GAPS: &str = "tba tbc tbd xx xxx";

/// What has a number, which tells nothing.
const PLACES: &str = "annex annexe appendices appendix item minute minutes option options page pages para paragraph paragraphs pp \
    section sections";

/// How reasons say nothing of why it was decided so, if they do; `decided` are the stems of the decision and of the title.
pub fn no_reason(text: &str, decided: &[String]) -> Option<Empty> {
    let stock = format!("{QUESTION} {ASSENT} {OFFICE}");
    let empty = said_nothing(text, &stock);
    // That the report was read is how it was decided, and leads nobody to the report.
    let empty = empty.map(|empty| if empty == Empty::Elsewhere && tells_how(text) { Empty::Hollow } else { empty });
    empty.or_else(|| agrees_to(text, decided).then_some(Empty::Hollow)).or_else(|| {
        let again = is_restated(text).then(|| without_decision(text, decided))?;
        (telling(&again, &stock) == 0 && !again.contains("{{")).then_some(Empty::Hollow)
    })
}

/// "The Cabinet Member considered the report carefully."
fn tells_how(text: &str) -> bool {
    let words = words(text);
    let has = |some: &str| words.iter().any(|word| among(some, &word.lower));
    has("considered considering debated discussed read")
        && !has("as contained given in listed outlined refer see set shown stated")
}

/// How an answer on alternatives, conflicts or dispensations says nothing, if it does.
pub fn no_answer(text: &str) -> Option<Empty> {
    said_nothing(text, &format!("{QUESTION} {ASSENT} {OFFICE}"))
}

fn said_nothing(text: &str, stock: &str) -> Option<Empty> {
    let words = words(text);
    let unknown = gap(&words) && telling(text, &format!("{stock} {GAPS}")) == 0;
    let empty =
        emptiness(&without_offices(&without_places(text, PLACES)), stock).or(unknown.then_some(Empty::Later));
    match empty {
        // "None other than those in the report".
        Some(Empty::Denial) if excepts(&words) => Some(Empty::Elsewhere),
        Some(Empty::Denial) if !is_denial(&words) => Some(Empty::Hollow),
        Some(empty) => Some(empty),
        None => leaves_to_report(text).then_some(Empty::Elsewhere),
    }
}

/// Whether a "not" denies that there was anything: "not applicable", "were not considered"; but not "were not supported".
fn is_denial(words: &[Word<'_>]) -> bool {
    const DENIED: &str = "any applicable applied apply considered declared granted identified made necessary needed proposed relevant required";
    let nothing = words.iter().any(|word| among("n never neither nil no nobody none nothing", &word.lower));
    let not = |at: usize| (at + 1..at + 4).any(|after| among(DENIED, lower(words, after)));
    nothing || (0..words.len()).any(|at| lower(words, at) == "not" && not(at))
}

/// Whether a denial makes an exception of what stands in another paper.
fn excepts(words: &[Word<'_>]) -> bool {
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    any("apart besides beyond except other save than") && any("above annex appendix minutes paper papers report")
}

/// "To approve the higher fee": reasons that name in a few words what was agreed, of which the decision speaks too, and nothing of why.
fn agrees_to(text: &str, decided: &[String]) -> bool {
    const AGREEING: &str = "accept adopt agree approve authorise confirm endorse ratify";
    /// Words that begin a purpose, a reason or a condition.
    const MORE: &str = "and as avoid because before by due ensure following given help in keep meet over owing save since so than that thereby to under \
        until when which while whose with within without";
    let words = words(text);
    let few = words.iter().filter(|word| word.is_word()).count() <= 10;
    let opens = lower(&words, 0) == "to" && among(AGREEING, lower(&words, 1));
    let more = words
        .iter()
        .skip(2)
        .any(|word| word.is_number() || among(MORE, &word.lower) || matches!(word.text, ":" | ";" | "," | "–"));
    let own = content_of(words.get(2..).unwrap_or_default(), "");
    let shared = own.iter().any(|stem| decided.iter().any(|one| is_kin(one, stem)));
    opens && few && !more && shared && sentences(text).len() == 1 && !text.contains("{{")
}

/// Whether reasons have the form of a decision or of a purpose: "To adopt the policy", "The policy was adopted".
fn is_restated(text: &str) -> bool {
    const TAKEN: &str = "accept accepted accepts adopt adopted agree agreed agrees approve approved approves authorise authorised confirm confirmed \
        decide decided endorse endorsed recommended resolve resolved support supported";
    let words = words(text);
    let opens = among("for in so that to", lower(&words, 0));
    (opens || words.iter().any(|word| among(TAKEN, &word.lower)))
        && !words.iter().any(|word| among("because since", &word.lower))
        && !words.windows(2).any(|pair| pair[0].lower == "as" && telling(pair[1].text, QUESTION) > 0)
        && sentences(text).len() == 1
}

/// A text without the words that the decision and its title have as well.
fn without_decision(text: &str, decided: &[String]) -> String {
    let words = words(text);
    let own = |word: &&Word<'_>| {
        let stems = content_of(std::slice::from_ref(*word), "");
        word.is_number()
            || !stems.is_empty() && stems.iter().all(|stem| decided.iter().any(|one| is_kin(one, stem)))
    };
    words.iter().filter(|word| !own(word)).map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// A text without the names of teams and offices: "the Licensing Team", "Democratic Services".
pub fn without_offices(text: &str) -> String {
    const OFFICES: &str = "department directorate director head manager officer officers office secretariat section service services team unit";
    let words = words(text);
    let mut gone = vec![false; words.len()];
    for (at, word) in words.iter().enumerate() {
        // "The Director of Public Health", "planning officers".
        if !among(OFFICES, bare(word)) {
            continue;
        }
        let of = usize::from(lower(&words, at + 1) == "of") + at + 1;
        for after in (of..words.len()).take_while(|after| {
            of > at + 1 && (words[*after].is_capital() || among("and the", &words[*after].lower))
        }) {
            gone[after] = true;
        }
        let named = |before: usize| {
            let lower = lower(&words, before);
            words[before].is_word() && (words[before].is_capital() && before > 0 || !answer_word(lower))
        };
        if at > 0 && (word.is_capital() || among("team office department", bare(word))) && named(at - 1) {
            gone[at - 1] = true;
        }
    }
    let kept = words.iter().zip(&gone).filter(|(_, gone)| !**gone);
    kept.map(|(word, _)| word.text).collect::<Vec<_>>().join(" ")
}

/// Whether a word is one of an answer, and no part of a name.
fn answer_word(lower: &str) -> bool {
    answer::telling(lower, "") == 0 || ["ed", "s"].iter().any(|end| lower.ends_with(end))
}

/// Whether an answer only says in whose report it stands: "The reasons are set out in the report of the Director of Public
/// Health".
fn leaves_to_report(text: &str) -> bool {
    let words = words(text);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let first = usize::from(matches!(lower(0), "the" | "all"));
    let subject = among("alternatives options reasons these they", lower(first));
    let verb = (first + 1..words.len().min(first + 6)).find(|at| among("are can were", lower(*at)));
    let stands = verb.is_some_and(|verb| {
        (verb + 1..words.len().min(verb + 4)).any(|at| {
            among("contained described detailed explained found given included listed outlined set", lower(at))
        })
    });
    let paper = words.iter().any(|word| among("appendix minutes paper report", &word.lower));
    let more =
        words.iter().any(|word| among("and as because but namely since so that which who : ; – —", &word.lower));
    subject && stands && paper && !more && sentences(text).len() == 1
}

/// A text without the numbers of places such as minutes, sections and pages, and without dates, none of which is a reason.
pub fn without_places(text: &str, places: &str) -> String {
    let words = words(text);
    let mut kept = String::new();
    let mut end = 0;
    let mut at = 0;
    let mut place = false;
    while let Some(word) = words.get(at) {
        let number = at > 0
            && (word.is_number() || word.text.len() == 1 && word.is_capital())
            && (among(places, &words[at - 1].lower)
                // "Pages 4 to 6", "sections 2, 3 and 5".
                || place && among("and or to , & – -", &words[at - 1].lower));
        place = number || place && among("and or to , & – -", &word.lower);
        let after = date_at(&words, at).map_or(at + 1, |date| date.end);
        if !number && after == at + 1 {
            kept.push_str(text.get(end..word.range.end).unwrap_or_default());
        }
        end = words.get(after - 1).map_or(text.len(), |last| last.range.end);
        at = after;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::likeness::content;

    #[test]
    fn reasons_may_only_say_the_decision_again() {
        let decided = content("That the ferry timetable be changed from June. Ferry timetable", "");
        let none = |text: &str| no_reason(text, &decided).is_some();
        for text in [
            "To change the ferry timetable.",
            "That the ferry timetable be changed.",
            "The change to the timetable was agreed by the Cabinet.",
            "It was resolved to accept the officers' recommendation in full.",
            "Having considered the report, members were happy with the proposal.",
            "This item was agreed without debate.",
            "Write to the clerk for further information.",
            "To approve the earlier ferry.",
            "To agree the higher frequency of the ferry.",
            "To adopt the summer timetable.",
            "It accords with the recommendation.",
            "The decision accords with the officers' recommendation.",
        ] {
            assert!(none(text), "{text}");
        }
        for text in [
            "To change the ferry timetable so that it meets the train.",
            "The ferry timetable has to be changed because the tide has.",
            "The timetable changed in June and the ferry has been late.",
            "To meet the train.",
            "To approve a ferry that meets the train.",
            "To agree a timetable with fewer gaps.",
            "To accept the grant.",
            "It accords with the Harbour Plan.",
            "To adopt the timetable before the season begins.",
        ] {
            assert!(!none(text), "{text}");
        }
    }

    #[test]
    fn that_the_report_was_read_is_no_pointer_to_it() {
        assert_eq!(no_reason("The Cabinet Member considered the report carefully.", &[]), Some(Empty::Hollow));
        assert_eq!(no_reason("As set out in the report that was considered.", &[]), Some(Empty::Elsewhere));
    }

    #[test]
    fn answers_may_only_say_where_to_ask() {
        for (text, empty) in [
            ("Please contact the Harbour Team.", Empty::Elsewhere),
            ("To be checked with the Monitoring Officer.", Empty::Later),
            ("Awaiting confirmation from Democratic Services.", Empty::Hollow),
            ("Available on request from Legal Services.", Empty::Hollow),
            ("Held on file by the Director of Law and Governance.", Empty::Hollow),
            ("None apart from those in the published report.", Empty::Elsewhere),
            ("A number of other options were examined and discounted.", Empty::Hollow),
            ("The alternatives were not thought suitable.", Empty::Hollow),
            ("Not recorded", Empty::Hollow),
            ("Alternatives were not considered.", Empty::Denial),
        ] {
            assert_eq!(no_answer(text), Some(empty), "{text}");
        }
        for text in
            ["Closing the harbour office.", "None, since the tide cannot be put off.", "Dredging was dearer."]
        {
            assert!(no_answer(text).is_none(), "{text}");
        }
    }
}
