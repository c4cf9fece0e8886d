//! Voice: whether one wording says in the passive what another says in the active: "Contractors laid the road", "The road was laid
//! by contractors", or asks for: "Extend the hours", "The hours to be extended".

use crate::check::answer::among;
use crate::check::duplicate_items::wording::{Piece, Wording};

/// A wording in the passive, by the stems of its words of content.
#[derive(Debug, PartialEq, Eq)]
struct Passive {
    /// What is done.
    verb: String,
    /// The last word of what it is done to.
    patient: String,
    /// Who does it, where it is said.
    agent: Vec<String>,
    /// Whether it is to be done: "be approved", and not "was approved".
    wanted: bool,
}

/// Whether one of two wordings with the same words of content is the passive of the other.
pub fn is_passive_of(passive: &Wording, active: &Wording) -> bool {
    let Some(found) = read(passive) else { return false };
    if read(active).is_some_and(|other| other.verb == found.verb) {
        return false;
    }
    let stems: Vec<&String> = active.pieces.iter().filter_map(|piece| piece.stem.as_ref()).collect();
    let Some(verb) = stems.iter().position(|stem| **stem == found.verb) else { return false };
    let does = if found.agent.is_empty() {
        verb == 0 && found.wanted
    } else {
        found.agent.iter().all(|agent| stems[..verb].contains(&agent))
    };
    let turns = |wording: &Wording, agent: Option<&String>| {
        let mut left = wording.turns.clone();
        if let Some(at) = left.iter().position(|(turn, stem)| turn == "by" && Some(stem) == agent) {
            left.remove(at);
        }
        left
    };
    does && stems[verb..].contains(&&found.patient) && turns(passive, found.agent.first()) == turns(active, None)
}

/// Whether a wording is in the passive and says who does it.
pub fn has_agent(wording: &Wording) -> bool {
    read(wording).is_some_and(|passive| !passive.agent.is_empty())
}

fn read(wording: &Wording) -> Option<Passive> {
    let pieces = &wording.pieces;
    let be = |at: usize| among("are be been being is was were", &pieces[at].word);
    let (at, verb) = (0..pieces.len().saturating_sub(1)).find_map(|at| {
        let next = &pieces[at + 1];
        let done = next.word.ends_with("ed") || next.word.ends_with("en") || is_participle(&next.word);
        Some((at, next.stem.clone()?)).filter(|_| be(at) && done)
    })?;
    let patient = pieces[..at].iter().rev().find_map(|piece| piece.stem.clone())?;
    Some(Passive { verb, patient, agent: agent(&pieces[at + 2..]), wanted: pieces[at].word == "be" })
}

/// Whether a word is a participle without the common endings.
pub fn is_participle(word: &str) -> bool {
    among(
        "begun built done drawn felt found gone held kept laid led let lost made met paid put read sent set shown sold spent taught told \
         won",
        word,
    )
}

/// Who does it, after "by"; "by May" and "by 2028" say when.
fn agent(pieces: &[Piece]) -> Vec<String> {
    let when = |piece: &Piece| {
        let day = crate::check::dates::month(&capital(&piece.word)).is_some();
        day || piece.word.starts_with(|one: char| one.is_ascii_digit())
            || among("end summer autumn winter spring", &piece.word)
    };
    let by = (0..pieces.len()).find(|at| {
        pieces[*at].word == "by"
            && pieces[at + 1..].iter().find(|piece| piece.stem.is_some()).is_some_and(|one| !when(one))
    });
    let Some(by) = by else { return Vec::new() };
    let of_agent = |piece: &&Piece| piece.stem.is_some() || among("a an the all its their our and of", &piece.word);
    pieces[by + 1..].iter().take_while(of_agent).filter_map(|piece| piece.stem.clone()).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passive_says_what_the_active_says() {
        for (passive, active) in [
            ("40 miles of road were resurfaced by contractors.", "Contractors resurfaced 40 miles of road."),
            (
                "All street lamps will be replaced by the Council by 2028.",
                "The Council will replace all street lamps by 2028.",
            ),
            ("Library opening hours to be extended", "Extend opening hours at libraries"),
        ] {
            assert!(is_passive_of(&Wording::of(passive), &Wording::of(active)), "{passive}");
        }
        for (passive, active) in [
            ("Teachers are supported by parents.", "Teachers support parents."),
            ("Opening hours were extended", "Extend opening hours"),
            ("The road was closed by May", "May closed the road"),
        ] {
            assert!(!is_passive_of(&Wording::of(passive), &Wording::of(active)), "{passive}");
        }
    }
}
