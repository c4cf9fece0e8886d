//! Relative clauses: "the progress that the service has made" is "the progress made by the service".

use crate::check::answer::among;
use crate::check::duplicate_items::voice::is_participle;
use crate::check::words::is_little;

/// So many words at most say who does it.
const LONGEST: usize = 6;

/// The words of a text, with what is said in a relative clause of its own said in the passive.
pub fn with_passive_clauses(mut parts: Vec<String>) -> Vec<String> {
    let mut at = 1;
    while at < parts.len() {
        if let Some(Clause { agent, verb }) = clause(&parts, at) {
            let mut passive = vec![parts[verb].clone(), "by".to_owned()];
            passive.extend_from_slice(&parts[agent..agent_end(&parts, agent, verb)]);
            let next = at + passive.len();
            parts.splice(at..=verb, passive);
            at = next;
        } else {
            at += 1;
        }
    }
    parts
}

/// Where a relative clause says who does something, and what is done.
struct Clause {
    agent: usize,
    verb: usize,
}

/// The relative clause that begins at an index, which its noun stands before and in which nothing is done to anything else: "that
/// the service has made", "that Ofsted published in May", "the progress the service has made".
fn clause(parts: &[String], at: usize) -> Option<Clause> {
    let word = |at: usize| parts.get(at).map_or("", String::as_str);
    let pronoun = matches!(word(at), "that" | "which");
    let bare = is_article(word(at)) && at > 1 && is_article(word(at - 2));
    if !(pronoun || bare) || is_little(word(at - 1)) {
        return None;
    }
    let agent = at + usize::from(pronoun);
    let of_agent = |word: &str| !is_little(word) || is_article(word) || matches!(word, "of" | "and");
    let has = |at: usize| among("had has have", word(at));
    let done = |at: usize| word(at).ends_with("ed") || is_participle(word(at));
    let verb = (agent + 1..parts.len().min(agent + LONGEST + 2))
        .take_while(|at| has(*at) || (agent..*at).all(|at| of_agent(word(at)) || has(at)))
        .find(|at| done(*at) && (has(*at - 1) || pronoun))?;
    let gap = parts.get(verb + 1).is_none_or(|next| is_little(next) && !is_article(next));
    let named = parts[agent..agent_end(parts, agent, verb)].iter().any(|word| !is_little(word));
    (gap && named).then_some(Clause { agent, verb })
}

/// Where the words end that say who does it.
fn agent_end(parts: &[String], agent: usize, verb: usize) -> usize {
    if verb > agent && among("had has have", &parts[verb - 1]) { verb - 1 } else { verb }
}

fn is_article(word: &str) -> bool {
    among("a all an any its our the their", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_clause_is_said_in_the_passive() {
        let passive = |text: &str| with_passive_clauses(text.split(' ').map(str::to_owned).collect()).join(" ");
        for (active, wanted) in [
            ("note the progress that the waste service has made", "note the progress made by the waste service"),
            ("the progress the service has made in may", "the progress made by the service in may"),
            ("read the letter that ofsted published in may", "read the letter published by ofsted in may"),
            ("the letter which the board had sent", "the letter sent by the board"),
        ] {
            assert_eq!(passive(active), wanted);
        }
        for kept in [
            "note that the service has made progress",
            "last year the service had improved",
            "the road that has been mended",
            "those that",
            "that that that",
            "",
        ] {
            assert_eq!(passive(kept), kept);
        }
    }
}
