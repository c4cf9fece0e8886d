//! Counts that have nobody in common: queries that are the same but for one word that a column must be equal to.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::data::query::Query;

/// The most counts of a group whose sums are all worked out.
const MOST: usize = 10;

/// The groups of queries that ask the same of different values of one column, each as its places in the list.
pub fn groups(queries: &[&Query]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(String, Vec<String>), BTreeMap<String, usize>> = BTreeMap::new();
    for (at, query) in queries.iter().enumerate() {
        let sql = query.sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<String> = sql.split(' ').map(str::to_lowercase).collect();
        if words.iter().any(|word| ["or", "not", "union", "having", "limit"].contains(&word.as_str())) {
            continue;
        }
        let pieces: Vec<&str> = sql.split('\'').collect();
        for place in (1..pieces.len()).step_by(2) {
            let before = pieces[place - 1].trim_end();
            if !before.ends_with('=')
                || before.ends_with(['<', '>', '!'])
                || before.ends_with("<=")
                || before.ends_with(">=")
                || before.ends_with("!=")
            {
                continue;
            }
            let mut same: Vec<&str> = pieces.clone();
            same[place] = "?";
            let bound = query.bound.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let others = groups.entry((same.join("'"), bound)).or_default();
            others.entry(pieces[place].to_owned()).or_insert(at);
        }
    }
    groups.into_values().map(|group| group.into_values().collect()).collect()
}

/// The sums of two and more counts that have nobody in common.
pub fn sums(counted: &[(&Query, Decimal)]) -> Vec<Decimal> {
    let queries: Vec<&Query> = counted.iter().map(|(query, _)| *query).collect();
    let mut sums = Vec::new();
    for group in groups(&queries).iter().map(|group| &group[..group.len().min(MOST)]) {
        let chosen = (0..1_usize << group.len()).filter(|chosen| chosen.count_ones() > 1);
        sums.extend(chosen.map(|chosen| {
            let of = group.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
            of.map(|(_, at)| counted[*at].1).sum::<Decimal>()
        }));
    }
    sums
}
