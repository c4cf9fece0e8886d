//! Numbers: what the recommendations of a report are called, and which one an author means.

use crate::narrative::document::Recommendation;

/// The number of a recommendation with those of the ones that it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Number {
    /// Its parts, without punctuation: `["1", "d", "ii"]`.
    parts: Vec<String>,
}

impl Number {
    /// The number of a recommendation within this one; one that takes none is the first.
    pub fn within(&self, number: &str) -> Self {
        let own = plain(number);
        let own = if own.is_empty() { "1".to_owned() } else { own };
        Self { parts: self.parts.iter().cloned().chain([own]).collect() }
    }

    /// As it is written: "1d(ii)", "a(i)".
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for part in &self.parts {
            let letter = |one: Option<char>| one.is_some_and(|one| one.is_alphabetic() || one == ')');
            let apart = letter(shown.chars().last()) || (!shown.is_empty() && !letter(part.chars().next()));
            shown.push_str(&if apart { format!("({part})") } else { part.clone() });
        }
        shown
    }
}

/// The numbers of all recommendations, in order.
pub fn all(items: &[Recommendation], above: &Number, into: &mut Vec<Number>) {
    for item in items {
        let number = above.within(&item.number);
        into.push(number.clone());
        all(&item.items, &number, into);
    }
}

/// The number that an author means by `1dii`, `1d(ii)` or `1) d. ii.`.
pub fn meant<'a>(written: &str, numbers: &'a [Number]) -> Option<&'a Number> {
    let parts = parts(written);
    let exact = numbers.iter().find(|number| number.parts == parts);
    exact.or_else(|| numbers.iter().find(|number| number.parts.concat() == parts.concat()))
}

/// A number without its punctuation: "18." and "18" are the same one.
pub fn plain(number: &str) -> String {
    number.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The parts of a written number: runs of digits and runs of letters.
fn parts(written: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for one in written.chars() {
        let goes_on = before.is_some_and(|before| {
            before.is_alphanumeric() && one.is_alphanumeric() && before.is_alphabetic() == one.is_alphabetic()
        });
        match parts.last_mut().filter(|_| goes_on) {
            Some(last) => last.extend(one.to_lowercase()),
            None if one.is_alphanumeric() => parts.push(one.to_lowercase().collect()),
            None => {}
        }
        before = Some(one);
    }
    parts
}

/// How many numbers are told one by one.
const MOST_TOLD: usize = 8;

/// "1, 1a and 2"; of many, the first and the last ones.
pub fn listed(numbers: &[String]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if numbers.len() <= MOST_TOLD => format!("{} and {last}", first.join(", ")),
        [first @ .., last] => format!("{} … and {last}", first[..MOST_TOLD - 2].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(parts: &[&str]) -> Number {
        parts.iter().fold(Number::default(), |above, part| above.within(part))
    }

    #[test]
    fn a_number_is_known_however_it_is_written() {
        let numbers = [number(&["1)"]), number(&["1)", "d."]), number(&["1)", "d.", "ii."])];
        for written in ["1d(ii)", "1) d. ii.", "1D.II", "1dii"] {
            assert_eq!(meant(written, &numbers).map(Number::shown).as_deref(), Some("1d(ii)"), "{written}");
        }
        assert_eq!(meant("2", &numbers), None);
        assert_eq!(meant("", &numbers), None);
    }

    #[test]
    fn letters_within_letters_are_told_apart() {
        let numbers = [number(&["(a)"]), number(&["(a)", "(i)"]), number(&["(ai)"])];
        let shown = |written| meant(written, &numbers).map(Number::shown);
        assert_eq!(shown("ai").as_deref(), Some("ai"));
        assert_eq!(shown("a(i)").as_deref(), Some("a(i)"));
        assert_eq!(number(&["1", "1", "2"]).shown(), "1(1)(2)");
        assert_eq!(number(&[""]).shown(), "1");
    }

    #[test]
    fn many_numbers_are_not_all_told() {
        let numbers: Vec<String> = (1..=40).map(|at| at.to_string()).collect();
        assert_eq!(listed(&numbers), "1, 2, 3, 4, 5, 6 … and 40");
        assert_eq!(listed(&numbers[..3]), "1, 2 and 3");
    }
}
