//! What a paper whose report cannot be built any more would say, from its own figures and today's data.

use std::collections::BTreeMap;

use crate::diff::{ClaimChange, ClaimFate, FigureChange, PlaceChange, claims, figures};
use crate::trace::record::{Figures, Place};
use crate::trace::verify::{Verdict, Verified};

/// The claims that today's data contradict or give in other words, and the figures that they give otherwise.
pub(super) fn changes(recorded: &Figures, verified: &Verified<'_>) -> (Vec<ClaimChange>, Vec<FigureChange>) {
    let mut claims = of_claims(recorded, verified);
    let mut figures = figures::of_verified(verified);
    for ((claim, _), told) in verified.claims.iter().zip(&verified.told) {
        let Some(told) = told else { continue };
        figures.extend(claims::number((claim, recorded), (told, recorded)));
    }
    let sentences = Sentences::of(verified);
    let places = claims.iter_mut().map(|claim| &mut claim.place);
    for place in places.chain(figures.iter_mut().flat_map(|figure| &mut figure.places)) {
        place.after = sentences.now(&place.before);
    }
    (claims, figures)
}

fn of_claims(recorded: &Figures, verified: &Verified<'_>) -> Vec<ClaimChange> {
    let mut found = Vec::new();
    for ((claim, verdict), told) in verified.claims.iter().zip(&verified.told) {
        let (fate, truth) = match (verdict, told) {
            (_, Some(told)) => {
                let change = claims::change((claim, recorded), (told, recorded));
                found.extend(
                    change.map(|change| ClaimChange { place: PlaceChange::of(Some(&claim.place), None), ..change }),
                );
                continue;
            }
            (Verdict::False(truth), _) => (ClaimFate::False, truth.clone()),
            (Verdict::Gone(why), _) => (ClaimFate::Undecided, why.clone()),
            (Verdict::Lost(file), _) => (ClaimFate::Undecided, format!("{file} cannot be read")),
            _ => continue,
        };
        let place = PlaceChange::of(Some(&claim.place), None);
        found.push(ClaimChange { fate, from: claim.text.clone(), to: String::new(), truth, place });
    }
    found
}

/// The sentences of a paper with the numbers that today's data give, as far as it is known which number is which.
struct Sentences(BTreeMap<String, String>);

impl Sentences {
    fn of(verified: &Verified<'_>) -> Self {
        let part =
            |place: &Place, to: Option<&str>| (place.sentence.clone(), place.text.clone(), to.map(str::to_owned));
        let mut all = Vec::new();
        for (entry, verdict) in &verified.figures {
            for place in &entry.shown {
                let to = match verdict {
                    Verdict::Changed { to, places } if places.is_empty() || places.contains(place) => {
                        Some(to.as_str())
                    }
                    _ => None,
                };
                all.push(part(place, to));
            }
        }
        for ((claim, verdict), told) in verified.claims.iter().zip(&verified.told) {
            let to = match (verdict, told) {
                (Verdict::Changed { .. }, Some(told)) => Some(told.text.as_str()),
                _ => None,
            };
            all.push(part(&claim.place, to));
        }
        let mut parts: BTreeMap<&str, Vec<(&str, Option<&str>)>> = BTreeMap::new();
        for (sentence, text, to) in all.iter().filter(|(sentence, ..)| !sentence.is_empty()) {
            parts.entry(sentence).or_default().push((text, to.as_deref()));
        }
        let known = |(sentence, parts): (&str, Vec<(&str, Option<&str>)>)| {
            replaced(sentence, &parts).map(|now| (sentence.to_owned(), now))
        };
        Self(parts.into_iter().filter_map(known).collect())
    }

    /// A sentence as it would read; empty where that is not known.
    fn now(&self, sentence: &str) -> String {
        self.0.get(sentence).cloned().unwrap_or_default()
    }
}

/// A sentence with some of its parts replaced: each part as it stands there, and what stands there now, if that is something
/// else. `None` if nothing is, or if the same words stand in it more often than there are parts.
fn replaced(sentence: &str, parts: &[(&str, Option<&str>)]) -> Option<String> {
    let mut kinds: Vec<(&str, Option<&str>, usize)> = Vec::new();
    for (text, to) in parts {
        match kinds.iter_mut().find(|(known, ..)| known == text) {
            // The same words with another outcome: nobody knows which is which.
            Some((_, known, _)) if known != to => return None,
            Some((.., count)) => *count += 1,
            None => kinds.push((text, *to, 1)),
        }
    }
    // "3.2" may stand within "fell by 3.2 percentage points", which is a part of its own.
    kinds.sort_by_key(|(text, ..)| std::cmp::Reverse(text.len()));
    let mut spans: Vec<(usize, usize, &str)> = Vec::new();
    for (text, to, count) in kinds {
        let free: Vec<(usize, usize)> = whole(sentence, text)
            .map(|start| (start, start + text.len()))
            .filter(|(start, end)| spans.iter().all(|(from, to, _)| end <= from || to <= start))
            .collect();
        if free.len() != count {
            // A sentence that stands in several places has its parts once for each.
            let repeated = !free.is_empty() && count % free.len() == 0;
            if to.is_some() && !repeated {
                return None;
            }
        }
        spans.extend(free.into_iter().map(|(start, end)| (start, end, to.unwrap_or(text))));
    }
    spans.sort_unstable();
    let mut now = String::new();
    let mut at = 0;
    for (start, end, text) in spans {
        now.push_str(&sentence[at..start]);
        now.push_str(text);
        at = end;
    }
    now.push_str(&sentence[at..]);
    (now != sentence).then_some(now)
}

/// Where a text stands in a sentence, and not as a part of a longer word or number.
fn whole<'a>(sentence: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    let inside = |before: Option<char>, after: Option<char>| {
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    sentence.match_indices(text).map(|(start, _)| start).filter(move |start| {
        let (before, after) = (&sentence[..*start], &sentence[start + text.len()..]);
        let mut ahead = after.chars();
        let (next, second) = (ahead.next(), ahead.next());
        let decimals = |mark: Option<char>, digit: Option<char>| {
            matches!(mark, Some('.' | ',')) && digit.is_some_and(|one| one.is_ascii_digit())
        };
        let ends = text.chars().next_back().is_some_and(|one| one.is_ascii_digit());
        let mut behind = before.chars().rev();
        let (last, one_before) = (behind.next(), behind.next());
        let starts = text.starts_with(|one: char| one.is_ascii_digit());
        let part = inside(last, text.chars().next()) || inside(text.chars().next_back(), next);
        !(part || ends && decimals(next, second) || starts && decimals(last, one_before))
    })
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn numbers_are_put_in_where_it_is_known_which_is_which() {
        let sentence = "The rate fell by 3.2 points to 6.1%, of 16.1% in all.";
        let parts = [("6.1%", Some("6.4%")), ("fell by 3.2 points", Some("fell by 2.9 points"))];
        let now = "The rate fell by 2.9 points to 6.4%, of 16.1% in all.";
        assert_eq!(replaced(sentence, &parts).as_deref(), Some(now));
        assert_eq!(replaced(sentence, &[("6.1%", None)]), None, "nothing moved");
        let twice = "From 5.0% to 5.0%.";
        assert_eq!(replaced(twice, &[("5.0%", Some("6.0%")), ("5.0%", None)]), None);
        assert_eq!(replaced(twice, &[("5.0%", Some("6.0%"))]), None, "one of them is no figure");
        let both = [("5.0%", Some("6.0%")), ("5.0%", Some("6.0%"))];
        assert_eq!(replaced(twice, &both).as_deref(), Some("From 6.0% to 6.0%."));
    }
}
