//! What was checked: which way a claim goes, and how messages say it.

use super::Marked;
use crate::data::measures::Polarity;
use crate::facts::amount::Amount;
use crate::facts::comparison::Relation;
use crate::facts::release::Revision;
use crate::facts::series::{Extreme, Gap};
use crate::facts::target::Aim;
use crate::facts::vocabulary::Claim;

/// Which way words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Lower,
    Higher,
    Same,
}

impl Marked<'_, '_> {
    /// Which way the claim checks that it goes.
    pub(super) fn way(&self) -> Option<Way> {
        match self.checked.word.claim {
            Claim::OverTime(relation) | Claim::Against(relation) => match relation {
                Relation::Fell | Relation::Below | Relation::Halved => Some(Way::Lower),
                Relation::Rose | Relation::Above | Relation::Doubled | Relation::Trebled => Some(Way::Higher),
                Relation::Steady | Relation::Unchanged | Relation::Similar | Relation::Equals => Some(Way::Same),
                Relation::Improved | Relation::Better => self.side(true),
                Relation::Worsened | Relation::Worse => self.side(false),
            },
            Claim::Amount(amount) | Claim::Half(amount) => match amount {
                Amount::Over => Some(Way::Higher),
                Amount::Under | Amount::Nearly => Some(Way::Lower),
                Amount::About => None,
            },
            Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme) => Some(match extreme {
                Extreme::Highest => Way::Higher,
                Extreme::Lowest => Way::Lower,
            }),
            Claim::Gap(Gap::Narrowed) | Claim::Revision(Revision::Down) => Some(Way::Lower),
            Claim::Gap(Gap::Widened) | Claim::Revision(Revision::Up) => Some(Way::Higher),
            Claim::Revision(Revision::None) => Some(Way::Same),
            Claim::Closer | Claim::Target(_) | Claim::Sum | Claim::Whole => None,
        }
    }

    /// What was checked, in words.
    pub(super) fn what(&self) -> String {
        let checked = match self.checked.word.claim {
            Claim::OverTime(Relation::Steady | Relation::Unchanged) => "did not change",
            Claim::OverTime(relation) => return format!("that it {}", relation.name()),
            Claim::Against(Relation::Similar | Relation::Equals) => "is about the same",
            Claim::Against(relation) => {
                return format!("that it is {}", relation.words("").trim_end_matches(" than").trim());
            }
            Claim::Amount(Amount::Over) | Claim::Half(Amount::Over) => "is more",
            Claim::Amount(Amount::Under) | Claim::Half(Amount::Under) => "is less",
            Claim::Amount(Amount::Nearly) | Claim::Half(Amount::Nearly) => "is a little less",
            Claim::Amount(Amount::About) | Claim::Half(Amount::About) => "is about as much",
            Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme) => {
                return format!("that it is among the {}", extreme.name());
            }
            Claim::Gap(Gap::Narrowed) => return "that the gap narrowed".to_owned(),
            Claim::Gap(Gap::Widened) => return "that the gap widened".to_owned(),
            Claim::Closer => "is closer",
            Claim::Target(Aim::Meets) => return "that the target is met".to_owned(),
            Claim::Target(_) => return "that the target is not met".to_owned(),
            Claim::Revision(Revision::Up) => "was revised up",
            Claim::Revision(Revision::Down) => "was revised down",
            Claim::Revision(Revision::None) => "was not revised",
            Claim::Sum | Claim::Whole => "adds up",
        };
        format!("that it {checked}")
    }

    /// Which way is the good one, or the bad one; `None` where there is none, as of the distance to a comparator.
    pub(super) fn side(&self, better: bool) -> Option<Way> {
        let gap = matches!(self.checked.word.claim, Claim::Gap(_));
        match (self.figure.measure.polarity, better) {
            (Polarity::Neutral, _) => None,
            _ if gap => None,
            (Polarity::HigherIsBetter, true) | (Polarity::LowerIsBetter, false) => Some(Way::Higher),
            _ => Some(Way::Lower),
        }
    }
}
