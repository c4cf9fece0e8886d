//! What is told again by whoever was there: "the inspectors who saw the classes", "the parents who came".

use crate::check::meeting_dates::events::Happening;
use crate::check::meeting_dates::events::spoken::COMES;

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
}
