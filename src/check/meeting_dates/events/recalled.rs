//! What is told again by whoever was there: "the inspectors who saw the classes", "the parents who came".

use crate::check::answer::among;
use crate::check::meeting_dates::events::spoken::{COMES, Event};
use crate::check::meeting_dates::events::{HANDED, Happening};

/// So many days may lie between the two dates.
const FORTNIGHT: i64 = 14;

impl Happening {
    /// Whether it says by what was done who is meant, "the inspectors who saw the eight classes on", and the other tells of that.
    pub(super) fn recalls(&self, other: &Self) -> bool {
        let told = |stem: &String| other.whole.stems.contains_key(stem);
        let known = self.antecedent.as_ref().is_some_and(told) && other.antecedent.is_none();
        let done = self.own.verb.as_ref().is_some_and(|verb| other.whole.verbs.contains(verb));
        let by_noun = self.event.as_ref().is_some_and(|event| !event.is_done);
        known
            && done
            && !by_noun
            && self.own.is_told_by(&other.whole)
            && self.is_within(other, FORTNIGHT)
            && self.own.others == other.own.others
    }

    /// Whether somebody is said to have come where the other has an event for such people: "the parents' evening at Oakfield
    /// School", "the parents who came to Oakfield School".
    pub(super) fn came_to(&self, other: &Self) -> bool {
        let Some(event) = other.event.as_ref().filter(|event| !event.is_done && event.known) else { return false };
        let people = !event.kind.is_empty() && event.kind.iter().all(|kind| self.whole.stems.contains_key(kind));
        let (mine, theirs) = (self.places(), &other.whole.names);
        let place = !mine.is_empty() && mine.iter().all(|name| theirs.contains(*name));
        let came = self.own.verb.as_ref().is_some_and(|verb| COMES.contains(verb));
        let others = self.own.others == other.own.others;
        self.event.is_none() && came && people && place && others && self.is_within(other, FORTNIGHT)
    }

    /// Whether it tells again, in fewer words, of what was handed over or received: "a petition of 800 names was received from
    /// traders on", "the petition received from traders on".
    pub(super) fn is_handed_again(&self, before: &Self) -> bool {
        let same =
            self.own.verb.as_ref().is_some_and(|verb| HANDED.contains(verb)) && self.own.verb == before.own.verb;
        let known = before.is_definite == Some(false) && self.is_definite == Some(true);
        same && known
            && self.sentence > before.sentence
            && self.own.is_part_of(&before.own)
            && self.own.names.is_subset(&before.own.names)
            && self.is_within(before, FORTNIGHT)
    }

    /// Whether it is a walk round what somebody went round, as the other has it: "the walk round the estate".
    pub(super) fn is_walk_of(&self, done: &Self) -> bool {
        let walk = self.event.as_ref().filter(|event| event.is_walk());
        let visit = done.event.as_ref().is_some_and(Event::is_done_visit);
        let named = |event: &Event| {
            let places = self.places();
            let round = |kind: &str| among("around round", kind);
            let kind = event.kind.iter().all(|kind| round(kind) || done.whole.stems.contains_key(kind));
            kind && !(event.kind.is_empty() && places.is_empty()) && places == done.places()
        };
        visit && walk.is_some_and(named)
    }
}
