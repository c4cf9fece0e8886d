//! Shards: one run on several machines, each of which builds its part and none of another's.

use crate::build::Unusable;

/// The most parts that a run can be split into; more is a slip.
const MOST: usize = 10_000;

/// A part of a run: the third of eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    part: usize,
    /// How many there are.
    parts: usize,
}

impl std::fmt::Display for Shard {
    /// As it is written: `3/8`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.part, self.parts)
    }
}

impl Shard {
    /// Whether it is the whole run.
    pub fn is_whole(self) -> bool {
        self.parts == 1
    }

    /// Reads `3/8`; `None` where nothing is written.
    ///
    /// # Errors
    /// If it is not of that form, or no part of so many.
    pub fn read(text: Option<&str>) -> Result<Option<Self>, Unusable> {
        let Some(text) = text else { return Ok(None) };
        let unusable = |message: String, hint: &str| Unusable { message, hint: hint.to_owned() };
        let number =
            |text: &str| text.parse::<usize>().ok().filter(|_| text.bytes().all(|one| one.is_ascii_digit()));
        let read = text.split_once('/').and_then(|(part, parts)| Some((number(part)?, number(parts)?)));
        let Some((part, parts)) = read else {
            return Err(unusable(
                format!("`--shard {text}` names no part of a run"),
                "write which part, and how many there are: `--shard 3/8` is the third of eight",
            ));
        };
        if parts == 0 || parts > MOST {
            return Err(unusable(
                format!("`--shard {text}` splits the run into {parts} parts"),
                &format!("a run has from 1 to {MOST} parts: write `--shard 1/2` and `--shard 2/2`"),
            ));
        }
        if part == 0 || part > parts {
            return Err(unusable(
                format!("`--shard {text}` names part {part} of {parts}"),
                &format!(
                    "parts count from 1: the first is `--shard 1/{parts}`, the last `--shard {parts}/{parts}`"
                ),
            ));
        }
        Ok(Some(Self { part, parts }))
    }

    /// The part of a list that belongs to the shard, in the list's order.
    ///
    /// The list is put in the order of its keys, in which every machine has it, and dealt out like cards: so papers of one
    /// report, which take as long as each other, are spread over all parts.
    pub fn of<T, K: Ord>(self, all: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
        let mut order: Vec<(K, usize)> = all.iter().map(&key).zip(0..).collect();
        order.sort();
        let mut mine = vec![false; all.len()];
        for (_, at) in order.iter().skip(self.part - 1).step_by(self.parts) {
            if let Some(mine) = mine.get_mut(*at) {
                *mine = true;
            }
        }
        all.into_iter().zip(mine).filter_map(|(one, mine)| mine.then_some(one)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::{MOST, Shard};

    #[test]
    fn what_names_no_part_is_refused() {
        for text in
            ["", "3", "3/", "/8", "0/8", "9/8", "3/0", "-1/8", "+3/8", "3 / 8", "3/8/2", "a/b", "1/10001", "³/8"]
        {
            let said = Shard::read(Some(text)).expect_err(text);
            assert!(said.message.contains(&format!("`--shard {text}`")) && !said.hint.is_empty(), "{text}");
        }
        assert_eq!(Shard::read(None), Ok(None));
        assert_eq!(Shard::read(Some("3/8")), Ok(Some(Shard { part: 3, parts: 8 })));
        assert!(Shard::read(Some(&format!("{MOST}/{MOST}"))).is_ok());
    }

    proptest! {
        #[test]
        fn the_parts_are_even_and_disjoint_and_together_the_whole(
            all in btree_set("[a-z]{1,6}", 0..60),
            parts in 1..20_usize,
            seed in any::<u64>(),
        ) {
            // Two machines may find the same reports in another order.
            let sorted: Vec<String> = all.iter().cloned().collect();
            let mut shuffled = sorted.clone();
            shuffled.sort_by_key(|one| blake3::hash(format!("{seed}{one}").as_bytes()).as_bytes().to_owned());
            let dealt = |list: &Vec<String>| -> Vec<Vec<String>> {
                (1..=parts).map(|part| Shard { part, parts }.of(list.clone(), String::clone)).collect()
            };
            let (one, other) = (dealt(&sorted), dealt(&shuffled));
            let mut union: Vec<String> = one.concat();
            union.sort();
            prop_assert_eq!(&union, &sorted);
            let sizes = || one.iter().map(Vec::len);
            prop_assert!(sizes().max().unwrap_or(0) - sizes().min().unwrap_or(0) <= 1);
            for (one, other) in one.into_iter().zip(other) {
                let in_order = |part: &Vec<String>| shuffled.iter().filter(|any| part.contains(any)).cloned().collect::<Vec<_>>();
                prop_assert_eq!(in_order(&one), other);
            }
        }
    }
}
