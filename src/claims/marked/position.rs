//! Position: whether the words name the place among others that was checked, and the areas that were compared.

use std::sync::Arc;

use super::Marked;
use super::words::ordinal;
use crate::claims::Finding;
use crate::claims::lexicon::Form;
use crate::claims::mentions;
use crate::data::areas::Area;
use crate::facts::vocabulary::Claim;

impl Marked<'_, '_> {
    /// "the lowest" of what is third lowest; "on record" of what is so since 2019 only.
    pub(super) fn place(&self) -> Option<Finding> {
        let claim = self.checked.word.claim;
        let (Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme)) = claim else { return None };
        let at = self.words.clone().find(|at| matches!(self.entry(*at), Some((_, Form::Superlative, _))))?;
        let ever = self
            .words
            .clone()
            .chain(self.words.end..self.sentence.end.min(self.words.end + 2))
            .find(|at| self.tokens.phrase(*at, &["on", "record"]) || self.tokens.phrase(*at, &["ever"]));
        let name = extreme.name();
        match claim {
            Claim::Place(_) => {}
            Claim::Since(_) => {
                let since = self.checked.since?;
                let at = ever?;
                let length = if self.word(at) == "on" { 2 } else { 1 };
                let hint = format!("write `since {since}`, or check it with `.{name}_on_record(\"…\")`");
                return Some(self.says(at..at + length, &format!("only the values since {since}"), hint));
            }
            _ => {
                let time = ever.is_some() || self.words.clone().any(|at| self.word(at) == "since");
                let area = mentions::areas(self.tokens, &(at..self.words.end), self.desk.facts)
                    .into_iter()
                    .find(|area| matches!(self.before_the(area.tokens.start), "in" | "of" | "across"))?;
                if time || area.area.as_ref().is_some_and(|area| self.is_own(&area.code)) {
                    return None;
                }
                let hint = format!("check it among the authorities of the region with `.{name}(\"…\", \"…\")`");
                return Some(self.says(area.tokens, "the values of earlier periods only", hint));
            }
        }
        let among = (self.words.start.saturating_sub(3)..at)
            .any(|at| matches!(self.word(at), "among" | "amongst" | "of" | "one"));
        let ordinal = (at.saturating_sub(3).max(self.sentence.start)..at)
            .rev()
            .find_map(|at| Some((at, ordinal(self.tokens, at)?)));
        let wanted = (self.checked.place.unwrap_or(1), self.checked.within);
        let place = |place: u32| match place {
            1 => format!("that it is the {name}"),
            2 => format!("that it is the second {name}"),
            3 => format!("that it is the third {name}"),
            place => format!("that it is number {place} from the {name}"),
        };
        match (wanted, ordinal) {
            ((_, Some(within)), None) if !among && within > 1 => {
                let counted = self.words.clone().any(|at| self.number_at(at) == Some(within));
                (!counted).then(|| {
                    self.says(
                        at..at + 1,
                        &format!("that it is among the {within} {name}"),
                        format!("write `among the {within} {name}`, or leave `within` out"),
                    )
                })
            }
            ((_, Some(_)), _) => None,
            ((1, None), Some((first, said))) if said > 1 => {
                Some(self.says(first..at + 1, &place(1), format!("write `place={said}` after the words")))
            }
            ((wanted, None), Some((first, said))) if said != wanted => {
                Some(self.says(first..at + 1, &place(wanted), format!("write `place={said}` after the words")))
            }
            ((wanted, None), None) if wanted > 1 && !among => {
                Some(self.says(at..at + 1, &place(wanted), "write the place in the words, or leave `place` out"))
            }
            _ => None,
        }
    }

    /// "the national rate" where the region was compared; "closer to England" where it is the region.
    pub(super) fn area(&self) -> Option<Finding> {
        let facts = self.desk.facts;
        let claim = self.checked.word.claim;
        let checked = match claim {
            Claim::Against(_) | Claim::Closer => {
                let other = self.shown.figures.get(1)?.scope.as_ref()?;
                (!self.is_own(&other.area.code)).then(|| Arc::clone(&other.area))?
            }
            Claim::Place(_) => facts.region(self.checked.area.as_deref()?).ok()?,
            _ => return None,
        };
        let last = self.word(self.words.end - 1);
        let open = matches!(
            last,
            "below" | "above" | "than" | "to" | "as" | "with" | "exceeds" | "under" | "over" | "in" | "of"
        );
        let end = if open { self.tail().end.min(self.words.end + 4) } else { self.words.end };
        let mut named = mentions::areas(self.tokens, &(self.words.start..end), facts);
        named.retain(|mention| mention.area.as_ref().is_some_and(|area| !self.is_own(&area.code)));
        if matches!(claim, Claim::Place(_)) {
            named.retain(|mention| matches!(self.before_the(mention.tokens.start), "in" | "of" | "across" | "for"));
        }
        if claim == Claim::Closer {
            named.truncate(1);
        }
        let is = |area: &Area| area.code == checked.code;
        if named.is_empty() || named.iter().any(|mention| mention.area.as_ref().is_some_and(|area| is(area))) {
            return None;
        }
        let mention = named.first()?;
        let name = mention.area.as_ref()?.name.clone();
        let what = match claim {
            Claim::Place(_) => format!("the authorities of {}", checked.in_prose()),
            _ => format!("it against {}", checked.in_prose()),
        };
        let hint = format!("name what was compared, or check `.{}(\"{name}\", …)`", self.checked.word.name);
        Some(self.says(mention.tokens.clone(), &what, hint))
    }

    /// Whether an area is the report's subject, or that of the figure.
    fn is_own(&self, code: &str) -> bool {
        let subject = self.desk.facts.subject.as_ref().is_some_and(|subject| subject.area.code == code);
        subject || self.figure.scope.as_ref().is_some_and(|scope| scope.area.code == code)
    }
}
