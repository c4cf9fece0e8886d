//! Sentences that say that something which the paper has is kept from the public, in whatever words.

use crate::check::answer::among;
use crate::check::private_item::status::is_said_of_paper;
use crate::check::words::{Word, is_little, lower, words};

/// The paper and its parts.
pub const PAPERS: &str = "annex annexe annexes appendices appendix attachment briefing document item note page pages paper paragraph paragraphs \
    report schedule section table version";

/// What a paper may hold that others are not to see.
pub const CONTENT: &str = "address addresses advice assessment bid bids business case correspondence cost costs detail details evaluation evidence fee fees \
    figure figures information letter letters name names offer offers opinion photographs plan position price prices rates rent rents scores settlement \
    statement statements sum sums tender tenders terms valuation valuations value";

/// Who may see it all the same.
const MEMBERS: &str = "board cabinet committee councillors council members officers panel";

/// Whether a sentence says so.
pub fn is_kept(sentence: &str) -> bool {
    let words = words(sentence);
    let at = |at: usize| lower(&words, at);
    if words.iter().any(|word| among("employment leave maternity works", &word.lower)) && !speaks_of_paper(&words) {
        return false;
    }
    is_weighed(&words)
        || is_said_of_paper(&words)
        || (0..words.len()).any(|here| match at(here) {
            "not" | "cannot" | "never" => is_unpublished(&words, here),
            "exempt" => {
                among("from", at(here + 1))
                    && among("disclosure inspection publication", at(here + 2))
                    && (speaks_of_paper(&words) || is_content(&words, here))
            }
            "withheld" | "redacted" | "omitted" => {
                at(here + 1) == "from"
                    && words[here..]
                        .iter()
                        .take(6)
                        .any(|word| among("public publication published version", &word.lower))
            }
            "closed" | "restricted" | "unavailable" | "limited" => {
                let whom = words[here..].iter().skip(2).take(4).any(|word| {
                    among("press public", &word.lower) && at(here) != "restricted"
                        || among(MEMBERS, &word.lower) && at(here) != "closed"
                });
                at(here + 1) == "to" && whom && is_of_paper(&words, here)
            }
            "eyes" => words[here..].iter().any(|word| word.lower == "only") && has_members(&words[here..]),
            "only" => is_for_members(&words, here),
            "confidential" | "privileged" | "sensitive" | "secret" => is_called(&words, here),
            "private" | "session" | "camera" | "doors" => is_to_be_heard(&words, here),
            "left" | "withdrawn" | "gone" | "excluded" | "leave" | "withdraw" => has_public_left(&words, here),
            _ => false,
        })
}

/// "The public interest in keeping the exemption outweighs that in disclosure": what is said of nothing but what is exempt.
pub fn is_weighed(words: &[Word<'_>]) -> bool {
    let interest = words.windows(2).any(|pair| pair[0].lower == "public" && pair[1].lower == "interest");
    let exemption = words.iter().position(|word| word.lower == "exemption");
    interest
        && exemption
            .is_some_and(|at| words[at..].iter().any(|word| among("outweigh outweighed outweighs", &word.lower)))
}

/// "Will not be available to the public", "cannot be made public", "must not be quoted outside the meeting", "not for publication".
fn is_unpublished(words: &[Word<'_>], here: usize) -> bool {
    let at = |at: usize| lower(words, at);
    let rest = || (here + 1)..words.len().min(here + 8);
    if at(here + 1) == "for" && among("circulation disclosure publication release", at(here + 2)) {
        return true;
    }
    let verb = (here + 1..here + 4).find(|verb| {
        among("available circulated copied disclosed discussed given made open passed published quoted released repeated reproduced revealed shared shown", at(*verb))
    });
    let Some(verb) = verb else { return false };
    let modal = (here.saturating_sub(2)..=here)
        .any(|before| among("are be can cannot is must should will would", at(before)));
    let outside = rest().any(|after| among("outside beyond", at(after)))
        && rest().any(|after| among("authority cabinet committee council meeting panel board", at(after)));
    let public = rest().any(|after| among("press public publicly", at(after)));
    match at(verb) {
        "published" | "made" if public || at(verb) == "published" => {
            // "What the operator pays is private and must not be published"
            let private = (1..here).any(|status| {
                among("confidential private secret sensitive", at(status))
                    && among("are is remains", at(status - 1))
            });
            modal
                && (private || is_of_paper(words, here))
                && !words.iter().any(|word| among("until yet", &word.lower))
        }
        "available" | "open" => modal && public && is_of_paper(words, here),
        _ => modal && (outside || public) && is_of_paper(words, here),
    }
}

/// Whether a clause before a word has the paper, a part of it or what it holds for its subject, named or as "it".
fn is_of_paper(words: &[Word<'_>], here: usize) -> bool {
    let before = &words[..here];
    (0..before.len()).any(|at| {
        let one = before[at].lower.as_str();
        let the = before[at.saturating_sub(4)..at]
            .iter()
            .any(|word| among("following the their these this", &word.lower));
        let pointed = the
            || before[at.saturating_sub(1)..at]
                .iter()
                .any(|word| word.lower.ends_with("'s") || word.lower.ends_with("s'"));
        let genitive = at > 0 && before[at - 1].lower.ends_with("'s");
        let numbered =
            words.get(at + 1).is_some_and(|next| next.is_number() || next.text.len() == 1 && next.is_capital());
        let of_others = lower(words, at + 1) == "to" && one == "report";
        let this = before[at.saturating_sub(2)..at].iter().any(|word| among("these this", &word.lower));
        among(PAPERS, one) && (numbered || the && !genitive) && !of_others
            || one == "part" && (numbered || this)
            || among(CONTENT, one) && (this || pointed && has_here(words))
            || at == 0 && among("it this they these", one) && lower(words, 1) != "is" && speaks_of_paper(words)
    })
}

/// "The rent that the landlord asks for is exempt": what a paper may hold, and not a kind of thing.
fn is_content(words: &[Word<'_>], here: usize) -> bool {
    let (opens, verb) = (lower(words, 0), here.checked_sub(1).map_or("", |at| lower(words, at)));
    among("his her its our the their these this what", opens)
        && among("are is", verb)
        && words[..here].iter().any(|word| among(CONTENT, &word.lower))
}

/// Whether a sentence says that something lies before the reader.
fn has_here(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        among("appended attached below enclosed given here included out overleaf reproduced shown", &word.lower)
    })
}

fn speaks_of_paper(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among(PAPERS, &word.lower)) || has_here(words)
}

fn has_members(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among(MEMBERS, &word.lower))
}

/// "Enclosed for members of Cabinet only", "reproduced for councillors only".
fn is_for_members(words: &[Word<'_>], here: usize) -> bool {
    let given = words[..here].iter().position(|word| {
        among("attached circulated enclosed given issued provided reproduced sent shown supplied", &word.lower)
    });
    let Some(given) = given else { return false };
    let to = (given..here).find(|at| among("for to with", lower(words, *at)));
    to.is_some_and(|to| here - to <= 6 && has_members(&words[to..here]))
}

/// "This figure is commercially sensitive", "the letter below should be treated as confidential", "Appendix 2 is confidential".
fn is_called(words: &[Word<'_>], here: usize) -> bool {
    let verb = (here.saturating_sub(5)..here)
        .rev()
        .find(|at| among("are be been considered is remain remains treated", lower(words, *at)));
    let adverbs = |from: usize| {
        (from + 1..here).all(|at| {
            among("all also and as be both commercially highly kept legally market politically regarded strictly therefore treated very", lower(words, at))
        })
    };
    // "The prices are commercially sensitive", "… and must not be shared".
    let plain = |verb: usize| {
        let kept = among("and so", lower(words, here + 1))
            && among("must should", lower(words, here + 2))
            && lower(words, here + 3) == "not";
        let ends = kept || !words.get(here + 1).is_some_and(Word::is_word);
        let subject = words[verb.saturating_sub(5)..verb].iter().any(|word| among(CONTENT, &word.lower));
        ends && subject
            && among("commercially", lower(words, here.saturating_sub(1)))
            && among("are is", lower(words, verb))
            && among("the these this", lower(words, 0))
    };
    verb.is_some_and(|verb| adverbs(verb) && (is_of_paper(words, verb) || plain(verb)))
}

/// "Should be considered in closed session", "to be heard in private".
fn is_to_be_heard(words: &[Word<'_>], here: usize) -> bool {
    const HEARD: &str =
        "considered dealt debated decided determined discussed examined heard presented received reported taken";
    let how = match lower(words, here) {
        "private" => {
            here > 0
                && lower(words, here - 1) == "in"
                && !words.get(here + 1).is_some_and(|next| {
                    next.is_word()
                        && !among("and as at because before by session since so when while with", &next.lower)
                })
        }
        "session" => here > 0 && among("closed private confidential", lower(words, here - 1)),
        "camera" => here > 0 && lower(words, here - 1) == "in",
        _ => here > 0 && lower(words, here - 1) == "closed",
    };
    let verb = (here.saturating_sub(6)..here).rev().find(|at| among(HEARD, lower(words, *at)));
    let to_be = verb.is_some_and(|verb| {
        verb > 0
            && lower(words, verb - 1) == "be"
            && (verb.saturating_sub(4)..verb).any(|at| among("must should to will", lower(words, at)))
    });
    // "The offer is sensitive and is therefore reported in private session only"
    let is = verb.is_some_and(|verb| {
        (verb.saturating_sub(3)..verb).any(|at| among("is are", lower(words, at)))
            && words[..verb].iter().any(|word| among(CONTENT, &word.lower) || among(PAPERS, &word.lower))
    });
    how && (to_be || is)
}

/// "Once the press and public had left", "the public having withdrawn", "members of the public will be asked to leave".
fn has_public_left(words: &[Word<'_>], here: usize) -> bool {
    let before = &words[here.saturating_sub(9)..here];
    let any = |list: &str| before.iter().any(|word| among(list, &word.lower));
    let public = before.iter().enumerate().any(|(at, word)| {
        among("press public", &word.lower) && at > 0 && among("the and or", &before[at - 1].lower)
    });
    let gone = among("excluded left withdrawn gone", lower(words, here)) && any("had has have having");
    // "The part of the meeting from which the public is excluded", "the press and public left the room"
    let part = lower(words, here) == "excluded" && any("which") && any("is are");
    let room = lower(words, here) == "left" && among("room meeting chamber", lower(words, here + 2));
    if public && (part || room) {
        return true;
    }
    let asked = among("leave withdraw", lower(words, here)) && any("asked invited requested required");
    public && (gone && any("after having once until when with") || asked && any("be being are"))
}

/// Whether a sentence of minutes tells that somebody called a paper, or what it holds, private.
pub fn is_told_private(sentence: &str) -> bool {
    let words = words(sentence);
    let told = words.iter().position(|word| {
        among("advised cautioned emphasised noted pointed reminded stressed told warned", &word.lower)
    });
    let Some(told) = told else { return is_said_private(&words) };
    let rest = &words[told..];
    let that = rest.iter().any(|word| word.lower == "that");
    let called = (1..rest.len()).any(|at| {
        is_called_at(rest, at)
            && (0..at).any(|noun| {
                (among(PAPERS, lower(rest, noun)) || among(CONTENT, lower(rest, noun)))
                    && rest[noun.saturating_sub(4)..noun].iter().any(|word| among("the these this", &word.lower))
            })
    });
    that && called && !is_denied(rest)
}

/// "The Director said that the paper before Members was confidential": what is only said has to be of a paper of the meeting, and not of
/// somebody else's.
fn is_said_private(words: &[Word<'_>]) -> bool {
    let said = words.windows(4).position(|four| {
        among("confirmed explained said stated", &four[0].lower)
            && four[1].lower == "that"
            && among("the this", &four[2].lower)
            && among(PAPERS, &four[3].lower)
    });
    let Some(rest) = said.map(|said| &words[said + 4..]) else { return false };
    let called = (0..rest.len().min(8)).find(|at| is_called_at(rest, *at));
    called.is_some_and(|at| !rest[..at].iter().any(|word| among("by from of to which", &word.lower)))
        && !is_denied(rest)
}

/// Whether something is said at a word to have been private: "was strictly confidential".
fn is_called_at(words: &[Word<'_>], at: usize) -> bool {
    // Not "was private fostering".
    let ends = words.get(at + 1).is_none_or(|next| {
        !next.is_word()
            || is_little(&next.lower)
            || among("because information since under until while", &next.lower)
    });
    among("confidential exempt private restricted", lower(words, at))
        && ends
        && (at.saturating_sub(3)..at).any(|verb| among("remained was were", lower(words, verb)))
}

/// Whether words deny something; not "must not leave the room", which is said of what is private.
fn is_denied(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |at| lower(words, at));
        among("no none nothing", &word.lower) || word.lower == "not" && !among("must should", before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_from_the_public_is_known() {
        let missed: Vec<&str> = [
            "This report will not be available to the press or the public, because a bid is open.",
            "It names three tenants and is therefore not for publication.",
            "The letter from the owner is enclosed for members of the Cabinet only.",
            "This paper cannot be made public.",
            "The opinion is attached for the eyes of members only.",
            "The item should be heard in closed session.",
            "The report on the quarry is exempt from publication.",
            "This figure is commercially sensitive and must not be quoted outside the meeting.",
            "The prices of the three bidders are commercially sensitive.",
            "The prices are commercially sensitive and must not be shared outside the Council.",
            "The following information is commercially sensitive.",
            "Section 2 has been restricted to councillors and senior officers.",
            "Part 3 of this report is therefore closed to the public.",
            "The rents paid were withheld from the published version.",
            "Members discussed the offer once the public had left.",
            "The letter is reproduced below and should be treated as confidential.",
            "The appeal is to be determined in private.",
            "The rent that the landlord asks for is exempt from publication.",
            "What the operator pays is private and must not be published.",
            "The price bid is sensitive and is therefore reported in private session.",
            "The names will be dealt with in the part of the meeting from which the public is excluded.",
            "The public interest in keeping the exemption outweighs that in disclosure.",
            "The press and the public left the room before the bids were opened.",
        ]
        .into_iter()
        .filter(|text| !is_kept(text))
        .collect();
        assert_eq!(missed, Vec::<&str>::new());
        let told: Vec<&str> = [
            "Complaints are considered in private by the school.",
            "The exemption from business rates ends in March.",
            "The upper floor is not open to the public.",
            "The helpline is confidential.",
            "The ballot was held in private.",
            "Data on children must not be shared outside the team.",
            "The garden was closed to the public in May.",
            "The scheme is restricted to members of the club.",
            "The report has not been published yet.",
            "Families should be seen in private homes.",
            "Staff were on leave when the public had left the pool.",
            "The survey left out members only on maternity leave.",
            "The plan is sensitive to changes in price.",
            "Prices may be commercially sensitive until a contract is let.",
        ]
        .into_iter()
        .filter(|text| is_kept(text))
        .collect();
        assert_eq!(told, Vec::<&str>::new());
    }

    #[test]
    fn minutes_tell_that_a_paper_was_called_private() {
        for text in [
            "The Chair reminded members that the valuation was exempt.",
            "The Chair reminded Members that the report on fees was confidential and that its figures must not leave the room.",
            "The Director said that the paper before Members was confidential.",
            "The Director explained that the report was strictly confidential.",
        ] {
            assert!(is_told_private(text), "{text}");
        }
        for text in [
            "The Chair reminded members that the shop was private.",
            "It was noted that the report was not exempt.",
            "The Director said that the report to the Inspector was confidential.",
            "The Director said that the addresses of the refuges were confidential.",
            "The Director said that the report was not confidential.",
            "The Chair said that the item before was private fostering.",
        ] {
            assert!(!is_told_private(text), "{text}");
        }
    }
}
