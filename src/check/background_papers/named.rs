//! Documents that a text names with capitals and quotes as a source: "the Workforce Strategy 2017 says …".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::passage::Passage;
use crate::check::words::Word;

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

/// The names of documents in a passage that it quotes as sources.
pub fn sources(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (_, words) in passage.words_by_sentence() {
        // What is attached has been said where it is; what an act says is the law.
        let placed = words.iter().any(|word| {
            matches!(word.lower.as_str(), "appendix" | "appendices" | "annex")
                || matches!(word.text, "Act" | "Acts" | "Regulations")
        });
        if placed {
            continue;
        }
        for (at, noun) in words.iter().enumerate() {
            let goes_on = words.get(at + 1).is_some_and(|next| next.is_word() && next.is_capital());
            if !noun.is_capital() || !among(NOUNS, &noun.lower) || goes_on {
                continue;
            }
            let first = first_of_name(&words, at);
            let last = last_of_name(&words, end_of_subject(&words, at));
            let of_name = &words[first..=at];
            let capitals = of_name.iter().filter(|word| word.is_word() && word.is_capital()).count();
            let of_people = of_name.iter().any(|word| among(PEOPLE, word.lower.trim_end_matches("'s")));
            // The citation of a work leads to the list of references.
            let cited = matches!((text_at(&words, last + 1), text_at(&words, last + 2)), ("(", ")"));
            let name = words[first].range.start..words[last].range.end;
            if capitals >= 2
                && (!of_people || owned(of_name))
                && !cited
                && !is_any(&words, first)
                && !is_known_to_all(of_name)
                && !is_generic(of_name)
                && speaks(&words, first, last)
                && !passage.is_quoted(&name)
                && !passage.is_fact(&name)
            {
                found.push(name);
            }
        }
    }
    found
}

fn text_at<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// Whether a document is one that a council has only one of, and everybody can find: "the Council Plan".
fn is_known_to_all(name: &[Word<'_>]) -> bool {
    // What the government publishes for everybody.
    if name.first().is_some_and(|first| among("national government statutory", &first.lower)) {
        return true;
    }
    match name {
        [.., kind, noun] => {
            among("plan strategy", &noun.lower) && among("council corporate local county city borough", &kind.lower)
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
    let before = at.checked_sub(1).map_or("", |before| text_at(words, before));
    among("a an any another each either every no some such", before)
        || among("a an any another each either every no some such", &words[at].lower)
}

/// Where a name begins that ends at a word: capitals, and small words between them.
fn first_of_name(words: &[Word<'_>], at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
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
        text_at(words, at),
    )
}

/// The last word of what a document is on, "Review of Placements", where its name goes on with that; else its noun.
fn end_of_subject(words: &[Word<'_>], at: usize) -> usize {
    let capital = |at: usize| {
        words.get(at).is_some_and(|word| word.is_word() && word.is_capital() && month(word.text).is_none())
    };
    // "Annual Report of the Independent Reviewing Officer".
    let of = at + 2 + usize::from(text_at(words, at + 1) == "of" && text_at(words, at + 2) == "the");
    if !among("of for into on", text_at(words, at + 1)) || !capital(of) {
        return at;
    }
    let mut end = of;
    while capital(end + 1) || among("and of for & in", text_at(words, end + 1)) && capital(end + 2) {
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
    let open = text_at(words, at + 1) == "(";
    if open {
        let close = (at + 2..at + 7).find(|at| text_at(words, *at) == ")");
        if let Some(close) = close.filter(|close| (at + 2..*close).any(year)) {
            return close;
        }
        return at;
    }
    if year(at + 1) && date_at(words, at + 1).is_none() {
        end = at + 1;
        while matches!(text_at(words, end + 1), "/" | "–" | "-" | "to")
            && words.get(end + 2).is_some_and(Word::is_number)
        {
            end += 2;
        }
    } else if matches!(text_at(words, at + 1), "of" | "for" | "from")
        && words.get(at + 2).is_some_and(|word| month(word.text).is_some())
    {
        end = if year(at + 3) { at + 3 } else { at + 2 };
    }
    end
}

/// What documents do that are relied on, as verbs in their forms.
pub const SAYS: &str = "argued argues asserts assumes claims concluded concludes confirmed confirms considers criticised demonstrated \
    demonstrates describes detailed details draws emphasised emphasises established establishes estimated \
    estimates evidenced evidences explained explains finds forecast forecasts found gave gives highlighted \
    highlights identified identifies illustrates indicate indicated indicates lists makes noted notes observed \
    observes outlined outlines pointed points praised predicted predicts projected projects provides raised raises \
    recognised recognises recommended recommends recorded records reflected reflects reported reports revealed \
    reveals said says show showed shows stated states stressed stresses suggest suggested suggests supports \
    underlined underlines values warned warns";

/// What is done in a document or by one.
const DONE: &str = "analysed argued compared concluded confirmed contained costed demonstrated described detailed estimated \
    evidenced explained forecast found given highlighted identified informed listed noted outlined predicted published quoted \
    raised recommended recorded reported reviewed shown stated suggested summarised supported underpinned";

/// What is taken from a document.
const TAKEN: &str = "analysis comments conclusion conclusions data evidence extract extracts feedback figures findings information \
    lessons numbers recommendation recommendations research results statistics summary";

/// Whether a sentence quotes the document: "… says", "according to …", "set out in …".
fn speaks(words: &[Word<'_>], first: usize, last: usize) -> bool {
    let lower = |at: usize| text_at(words, at);
    let mut after = last + 1;
    // "The Study, carried out by the university, found …"
    if lower(after) == "," {
        after = (after + 1..after + 9).find(|at| lower(*at) == ",").map_or(after, |close| close + 1);
    }
    while among("also itself already rightly clearly further then has have", lower(after)) {
        after += 1;
    }
    if among(SAYS, lower(after)) || lower(after) == "sets" && lower(after + 1) == "out" {
        return true;
    }
    let mut before = first;
    let stands_before = |word: &str| {
        among("the our its their latest current recent draft annual new council's published most", word)
            || word.ends_with("'s")
            || word.ends_with("s'")
    };
    while before > 0 && stands_before(lower(before - 1)) {
        before -= 1;
    }
    leads_to(words, before)
}

/// Whether what stands before a document says that something is taken from it: "according to", "based on", "set out in".
pub fn leads_to(words: &[Word<'_>], before: usize) -> bool {
    let back = |steps: usize| before.checked_sub(steps).map_or("", |at| text_at(words, at));
    let stem = back(2);
    match back(1) {
        "to" => stem == "according",
        "on" | "upon" => among(
            "based base bases basing rely relies relied relying rest rests rested draw draws drawn drawing drew",
            stem,
        ),
        "from" => {
            among(TAKEN, stem) || among(DONE, stem) || among("derived drawn draws draw drew taken comes come", stem)
        }
        "of" => among(TAKEN, stem) || stem == "basis",
        "in" | "by" => {
            among(DONE, stem)
                || among(TAKEN, stem)
                || stem == "out" && among("set worked", back(3))
                || among("seen borne made", stem)
                || was_told(words, before.saturating_sub(1))
        }
        "per" => true,
        ":" => stem == "source" || stem == "sources",
        _ => false,
    }
}

/// Whether something was told to a body right before a word: "reported to the Audit Committee".
fn was_told(words: &[Word<'_>], end: usize) -> bool {
    let mut at = end;
    let of_name = |word: &Word<'_>| {
        word.is_word() && word.is_capital() || word.is_number() || among("the and of & for ( )", &word.lower)
    };
    while at > 0 && of_name(&words[at - 1]) {
        at -= 1;
    }
    at < end
        && at >= 2
        && text_at(words, at - 1) == "to"
        && among("described explained outlined presented reported set", text_at(words, at - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        sources(&passage).into_iter().map(|range| passage.text[range].to_owned()).collect()
    }

    #[test]
    fn documents_that_a_text_relies_on_are_found() {
        for (text, name) in [
            ("The Children's Workforce Strategy 2017 says that pay matters.", "Children's Workforce Strategy 2017"),
            ("According to the Corporate Staff Survey, morale is low.", "Corporate Staff Survey"),
            ("The costs are set out in the Agency Spend Review.", "Agency Spend Review"),
            (
                "It is based on the Strategy for Children and Families Plan.",
                "Strategy for Children and Families Plan",
            ),
            ("The Internal Audit Report found gaps.", "Internal Audit Report"),
            (
                "According to the Sufficiency Strategy 2023-26, more homes are needed.",
                "Sufficiency Strategy 2023-26",
            ),
            ("The Internal Audit Report of May 2024 highlighted gaps.", "Internal Audit Report of May 2024"),
            (
                "The KPMG Review of Children's Services (2024) shows it.",
                "KPMG Review of Children's Services (2024)",
            ),
            ("Evidence from the Exit Interview Analysis 2024/25 points to pay.", "Exit Interview Analysis 2024/25"),
            ("As the Agency Reduction Business Case demonstrates, pay matters.", "Agency Reduction Business Case"),
            ("Pay was compared in the Regional Salary Survey (2025).", "Regional Salary Survey (2025)"),
            (
                "As reported to the Audit Committee in the Annual Governance Statement 2024/25, there are two issues.",
                "Annual Governance Statement 2024/25",
            ),
            ("The Workforce Strategy argues that a team costs less.", "Workforce Strategy"),
        ] {
            assert_eq!(names(text), [name], "{text}");
        }
    }

    #[test]
    fn documents_that_are_only_named_are_left_alone() {
        for text in [
            "The Children's Workforce Strategy was agreed in 2017.",
            "The Ofsted report says so, and the workforce strategy sets out why.",
            "This report says what the review found.",
            "The Children and Families Plan says so (Appendix 2).",
            "Under the Care Standards Act the Inspection Framework Guidance says so.",
            "The Council Plan recommends nothing.",
            "The Briefing Note says why, and the Annual Report shows it.",
            "The Head of Strategy and Assessment reported that recruitment is slow.",
            "The Assessment Team found homes for all children.",
            "The Improvement Plan Board said that much was done.",
            "The Children and Young People's Plan was reported to Cabinet.",
            "Members asked for a Workforce Plan that shows the costs.",
            "An Education, Health and Care Plan sets out what a child needs.",
            "Each Pathway Plan says who helps.",
            "He quoted “The Children's Workforce Strategy says so”.",
            "The Cabinet Member said that the Director found it.",
            "The Director reported to Cabinet that the Workforce Strategy was agreed in May.",
            "Report",
            "",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }
}
