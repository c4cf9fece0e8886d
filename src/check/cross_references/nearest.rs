//! What a report has where a reference looks for a part that is not there.

use super::numbers::{Numbers, Target, from_roman};

impl Numbers {
    /// The first and the last number among which a number would stand: those beside it, or else those beside what it is a part of.
    pub fn nearest(&self, target: Target, number: &str) -> Option<(String, String)> {
        let all = || self.all.iter().filter(|(of, _)| *of == target).map(|(_, one)| levels(target, one));
        // "Recommendation (f)" is one of those with letters.
        let lettered = target == Target::Recommendation && number.bytes().all(|one| one.is_ascii_lowercase());
        let letters = || all().filter(|one| one.len() == 2 && is_letters(&one[1]));
        if lettered && let Some(first) = letters().next() {
            return ends(letters().filter(|one| one[0] == first[0]).collect());
        }
        let own = levels(target, number);
        (0..own.len()).rev().find_map(|depth| {
            let beside = |one: &Vec<String>| one.len() == depth + 1 && one[..depth] == own[..depth];
            let alike = |one: &Vec<String>| is_letters(&one[depth]) == is_letters(&own[depth]);
            ends(all().filter(|one| beside(one) && alike(one)).collect())
                .or_else(|| ends(all().filter(beside).collect()))
        })
    }
}

/// The first and the last of numbers of one level.
fn ends(mut numbers: Vec<Vec<String>>) -> Option<(String, String)> {
    let roman = |one: &Vec<String>| one.last().and_then(|part| from_roman(&part.to_uppercase()));
    let romans = numbers.iter().all(|one| roman(one).is_some());
    numbers.sort_by_key(|one| {
        let part = one.last().map_or("", |part| part.trim_start_matches('.'));
        let number = part.parse().ok().or_else(|| roman(one).filter(|_| romans)).unwrap_or(0);
        (number, part.len(), part.to_owned())
    });
    let whole = |one: &Vec<String>| one.concat();
    Some((whole(numbers.first()?), whole(numbers.last()?)))
}

/// The parts of a number, each with the point before it: "3.12" is "3" and ".12", "1di" is "1", "d" and "i".
fn levels(target: Target, number: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before = None;
    for one in number.chars() {
        let digit = one.is_ascii_digit();
        // The letters of recommendations go down to their own parts, "a" and then "i".
        let deeper = target == Target::Recommendation && found.len() == 2 && before == Some(false) && !digit;
        let point = found.last().is_some_and(|part| part == ".");
        if one == '.' || before != Some(digit) && !point || deeper {
            found.push(String::new());
        }
        if let Some(part) = found.last_mut() {
            part.push(one);
        }
        before = (one != '.').then_some(digit);
    }
    found
}

fn is_letters(part: &str) -> bool {
    part.bytes().all(|one| one.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_is_found() {
        let mut numbers = Numbers::default();
        for number in ["1", "2", "10", "6.1", "6.2", "6.10", "6.2a", "6.2b", "4.1.1"] {
            numbers.add(Target::Section, number);
        }
        for number in ["1", "1a", "1b", "1c", "1bi", "1bii", "1biii", "1biv", "1bv", "2"] {
            numbers.add(Target::Recommendation, number);
        }
        for number in ["A", "B", "C1", "C2"] {
            numbers.add(Target::Appendix, number);
        }
        for (target, number, first, last) in [
            (Target::Section, "11", "1", "10"),
            (Target::Section, "6.11", "6.1", "6.10"),
            (Target::Section, "6.2d", "6.2a", "6.2b"),
            (Target::Section, "6.3.1", "6.1", "6.10"),
            (Target::Section, "9.1", "1", "10"),
            (Target::Section, "4.1.3", "4.1.1", "4.1.1"),
            (Target::Recommendation, "3", "1", "2"),
            (Target::Recommendation, "1e", "1a", "1c"),
            (Target::Recommendation, "2a", "1", "2"),
            (Target::Recommendation, "1bvi", "1bi", "1bv"),
            (Target::Recommendation, "e", "1a", "1c"),
            (Target::Appendix, "e", "a", "b"),
            (Target::Appendix, "5", "a", "b"),
            (Target::Appendix, "c4", "c1", "c2"),
        ] {
            let nearest = numbers.nearest(target, number);
            assert_eq!(nearest, Some((first.to_owned(), last.to_owned())), "{number}");
        }
        assert_eq!(numbers.nearest(Target::Table, "1"), None);
    }
}
