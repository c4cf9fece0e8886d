//! The audit: which counts have to be left out so that nobody can work out a small one from what is shown.
//!
//! Counts of people stand in sums: the reasons for leaving make up all leavers, the teams make up the department.
//! Whoever knows a sum and all its parts but one knows that one as well, and whoever knows several sums can combine
//! them. So the sums are taken as a system of linear equations in the counts that are left out, and solved as far as
//! they can be: a small count that comes out is protected by leaving out another one beside it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

/// Counts that stand in sums.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// The counts; `None` for a cell that has no number.
    pub counts: Vec<Option<Decimal>>,
    /// Which of them are totals: they are left out only when nothing else helps.
    pub totals: BTreeSet<usize>,
    /// The sums, each as the numbers of its parts and of its total; without a total for a sum that is known from
    /// elsewhere.
    pub sums: Vec<Sum>,
    /// Counts that stand nowhere: sums of which only is known that several tables have them in common.
    pub nowhere: BTreeSet<usize>,
}

/// Parts that make up a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The parts.
    pub parts: Vec<usize>,
    /// The whole, if it is one of the counts; else it counts as known.
    pub total: Option<usize>,
}

/// What is left out of a system of counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The small counts themselves.
    pub small: BTreeSet<usize>,
    /// The counts from which a small one could be worked out.
    pub telling: BTreeSet<usize>,
    /// The counts that stand nowhere in the first place.
    pub nowhere: BTreeSet<usize>,
}

impl LeftOut {
    /// Whether a count is left out, for whichever reason.
    pub fn has(&self, count: usize) -> bool {
        self.small.contains(&count) || self.telling.contains(&count) || self.nowhere.contains(&count)
    }
}

/// Finds what has to be left out: every count above zero and below the threshold, those in `also`, and as few others
/// as a step-by-step search finds so that none of them can be worked out.
pub fn left_out(system: &System, threshold: Decimal, also: &BTreeSet<usize>) -> LeftOut {
    let is_small = |value: &Decimal| *value > Decimal::ZERO && *value < threshold;
    let small = (0..system.counts.len())
        .filter(|at| !system.nowhere.contains(at))
        .filter(|at| system.counts[*at].as_ref().is_some_and(is_small) || also.contains(at))
        .filter(|at| system.counts[*at].is_some())
        .collect();
    let mut out = LeftOut { small, telling: BTreeSet::new(), nowhere: system.nowhere.clone() };
    while let Some(told) = told(system, &out) {
        let Some(next) = beside(system, &out, told) else {
            // Every count that stands in a sum with it is left out already: nothing more can be done.
            break;
        };
        out.telling.insert(next);
    }
    // A count that was left out early on may have become unnecessary by a later one.
    for at in out.telling.clone() {
        out.telling.remove(&at);
        if told(system, &out).is_some() {
            out.telling.insert(at);
        }
    }
    out
}

/// A small count that can be worked out although it is left out.
fn told(system: &System, out: &LeftOut) -> Option<usize> {
    let mut equations = Vec::new();
    for sum in &system.sums {
        // A cell without a number is not known to anybody, so a sum that holds one tells nothing.
        if sum.parts.iter().chain(&sum.total).any(|at| system.counts[*at].is_none()) {
            continue;
        }
        let mut equation = Equation::default();
        let hidden: Vec<usize> = sum.parts.iter().copied().filter(|at| out.has(*at)).collect();
        for at in &hidden {
            equation.add(*at, Fraction::ONE);
        }
        let total = sum.total.filter(|at| out.has(*at));
        if let Some(at) = total {
            equation.add(at, Fraction::ONE.negative());
        }
        // Nobody is left out for being zero: parts that make up as many as they are must all be one.
        let value: Decimal = hidden.iter().filter_map(|at| system.counts[*at]).sum();
        if total.is_none()
            && value == Decimal::from(hidden.len())
            && let Some(small) = hidden.iter().find(|at| out.small.contains(at))
        {
            return Some(*small);
        }
        if !equation.0.is_empty() {
            equations.push(equation);
        }
    }
    let solved = Solved::new(equations);
    out.small.iter().copied().find(|small| solved.tells(*small))
}

/// What is known of the counts that are left out: their sum, each times its factor, is a number that can be computed
/// from what is shown. The number itself does not matter here.
#[derive(Debug, Clone, Default)]
struct Equation(BTreeMap<usize, Fraction>);

impl Equation {
    fn add(&mut self, count: usize, factor: Fraction) {
        let sum = self.0.get(&count).copied().unwrap_or(Fraction::ZERO).plus(factor);
        if sum.is_zero() {
            self.0.remove(&count);
        } else {
            self.0.insert(count, sum);
        }
    }

    /// Takes an equation off so often that a count falls out.
    fn without(&mut self, count: usize, other: &Self) {
        let (Some(own), Some(of_other)) = (self.0.get(&count), other.0.get(&count)) else { return };
        let times = own.over(*of_other).negative();
        for (at, factor) in &other.0 {
            self.add(*at, factor.times(times));
        }
    }
}

/// Equations, each with a count that no later one has.
struct Solved(Vec<(usize, Equation)>);

impl Solved {
    /// Takes out one equation after the other: first those with a count that stands in no other, which cost nothing,
    /// then the shortest.
    fn new(mut equations: Vec<Equation>) -> Self {
        let mut solved = Vec::new();
        while !equations.is_empty() {
            let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
            for equation in &equations {
                for at in equation.0.keys() {
                    *seen.entry(*at).or_default() += 1;
                }
            }
            let alone = |equation: &Equation| equation.0.keys().copied().find(|at| seen.get(at) == Some(&1));
            let (free, rest): (Vec<Equation>, Vec<Equation>) =
                equations.into_iter().partition(|equation| alone(equation).is_some());
            equations = rest;
            if !free.is_empty() {
                solved.extend(free.into_iter().filter_map(|equation| Some((alone(&equation)?, equation))));
                continue;
            }
            let Some(shortest) = (0..equations.len()).min_by_key(|at| equations[*at].0.len()) else { break };
            let pivot = equations.swap_remove(shortest);
            let Some(count) = pivot.0.keys().copied().min_by_key(|at| seen.get(at).copied()) else { continue };
            for equation in &mut equations {
                equation.without(count, &pivot);
            }
            equations.retain(|equation| !equation.0.is_empty());
            solved.push((count, pivot));
        }
        Self(solved)
    }

    /// Whether a count follows from the equations.
    fn tells(&self, count: usize) -> bool {
        let mut wanted = Equation::default();
        wanted.add(count, Fraction::ONE);
        for (of, equation) in &self.0 {
            wanted.without(*of, equation);
        }
        wanted.0.is_empty()
    }
}

/// The count to leave out beside one that can be worked out: the least one above zero that stands in a sum with it,
/// no total if there is a choice; of equals the first.
fn beside(system: &System, out: &LeftOut, told: usize) -> Option<usize> {
    let mut reached = BTreeSet::from([told]);
    loop {
        let with: Vec<&Sum> = system
            .sums
            .iter()
            .filter(|sum| sum.parts.iter().chain(&sum.total).any(|at| reached.contains(at)))
            .collect();
        let candidates = with.iter().flat_map(|sum| sum.parts.iter().chain(&sum.total)).copied();
        let best = candidates
            .clone()
            .filter(|at| !out.has(*at))
            .filter_map(|at| Some((system.totals.contains(&at), system.counts[at]?, at)))
            .min_by_key(|(total, value, at)| (*total, value.is_zero(), *value, *at));
        if let Some((_, _, at)) = best {
            return Some(at);
        }
        // All of them are left out: the way leads over a sum that one of those stands in.
        let before = reached.len();
        reached.extend(candidates);
        if reached.len() == before {
            return None;
        }
    }
}

/// An exact fraction in lowest terms. The factors of sums are one and minus one, so that the numbers stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    const ZERO: Self = Self { numerator: 0, denominator: 1 };
    const ONE: Self = Self { numerator: 1, denominator: 1 };

    fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1);
        let divisor = i128::try_from(divisor).unwrap_or(1) * denominator.signum();
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    fn is_zero(self) -> bool {
        self.numerator == 0
    }

    fn negative(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }

    fn plus(self, other: Self) -> Self {
        let (one, two) =
            (self.numerator.saturating_mul(other.denominator), other.numerator.saturating_mul(self.denominator));
        Self::new(one.saturating_add(two), self.denominator.saturating_mul(other.denominator))
    }

    fn times(self, other: Self) -> Self {
        Self::new(
            self.numerator.saturating_mul(other.numerator),
            self.denominator.saturating_mul(other.denominator),
        )
    }

    fn over(self, other: Self) -> Self {
        self.times(Self::new(other.denominator, other.numerator))
    }
}

fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn system(counts: &[i64], totals: &[usize], sums: &[(&[usize], Option<usize>)]) -> System {
        System {
            counts: counts.iter().map(|count| Some(Decimal::from(*count))).collect(),
            totals: totals.iter().copied().collect(),
            sums: sums.iter().map(|(parts, total)| Sum { parts: parts.to_vec(), total: *total }).collect(),
            nowhere: BTreeSet::new(),
        }
    }

    fn out(system: &System) -> (Vec<usize>, Vec<usize>) {
        let out = left_out(system, Decimal::from(5), &BTreeSet::new());
        (out.small.into_iter().collect(), out.telling.into_iter().collect())
    }

    #[test]
    fn a_small_count_that_stands_in_no_sum_is_left_out_alone() {
        assert_eq!(out(&system(&[3, 20, 0, 5], &[], &[])), (vec![0], vec![]));
    }

    #[test]
    fn one_small_count_beside_its_total_takes_the_next_smallest_with_it() {
        let one = system(&[12, 3, 8, 0, 23], &[4], &[(&[0, 1, 2, 3], Some(4))]);
        assert_eq!(out(&one), (vec![1], vec![2]));
        // A total that is known from elsewhere tells as much.
        let one = system(&[12, 3, 8, 0], &[], &[(&[0, 1, 2, 3], None)]);
        assert_eq!(out(&one), (vec![1], vec![2]));
    }

    #[test]
    fn two_small_counts_protect_each_other_unless_their_sum_leaves_no_choice() {
        assert_eq!(out(&system(&[2, 3, 20], &[], &[(&[0, 1, 2], None)])), (vec![0, 1], vec![]));
        assert_eq!(out(&system(&[1, 1, 20, 30], &[], &[(&[0, 1, 2, 3], None)])), (vec![0, 1], vec![2]));
    }

    #[test]
    fn a_table_with_both_totals_needs_a_rectangle() {
        // Two teams by three reasons, with totals of rows and of columns.
        //   2  9 10 | 21
        //   7  8  9 | 24
        //   9 17 19 | 45
        let one = system(
            &[2, 9, 10, 21, 7, 8, 9, 24, 9, 17, 19, 45],
            &[3, 7, 8, 9, 10, 11],
            &[
                (&[0, 1, 2], Some(3)),
                (&[4, 5, 6], Some(7)),
                (&[8, 9, 10], Some(11)),
                (&[0, 4], Some(8)),
                (&[1, 5], Some(9)),
                (&[2, 6], Some(10)),
                (&[3, 7], Some(11)),
            ],
        );
        let (small, telling) = out(&one);
        assert_eq!(small, [0]);
        assert_eq!(telling, [1, 4, 5], "a rectangle of parts, no total");
    }

    #[test]
    fn two_tables_that_share_a_count_are_seen_together() {
        // Leavers by reason: 2 + 3 + 18 = 23. By reason and team: the 3 are 1 and 2, the 18 are 8 and 10; the other table
        // gives the total of the two larger reasons, so that the first one would be what is left of 23.
        let one = system(&[2, 3, 18, 23, 21], &[3, 4], &[(&[0, 1, 2], Some(3)), (&[1, 2], Some(4))]);
        let (small, telling) = out(&one);
        assert_eq!(small, [0, 1]);
        assert!(telling.len() == 2 && telling[0] == 2, "neither 2 = 23 - 21 nor 3 = 21 - 18: {telling:?}");
    }

    #[test]
    fn a_sum_that_only_another_table_shows_tells_as_much() {
        // Leavers by reason: 37, 9 and 3; by team: 23 and 26. Both make 49, which stands nowhere.
        let mut one = system(&[37, 9, 3, 23, 26, 49], &[], &[(&[0, 1, 2], Some(5)), (&[3, 4], Some(5))]);
        one.nowhere.insert(5);
        assert_eq!(out(&one), (vec![2], vec![1]));
    }

    #[test]
    fn a_small_total_takes_its_parts_with_it() {
        let one = system(&[0, 3, 3], &[2], &[(&[0, 1], Some(2))]);
        let out = left_out(&one, Decimal::from(5), &BTreeSet::new());
        assert!(out.has(1) && out.has(2));
    }

    proptest! {
        /// Independently of the solver: for every small count there are two tables with the same shown numbers that
        /// differ in it.
        #[test]
        fn no_small_count_of_a_random_table_can_be_worked_out(
            cells in proptest::collection::vec(0_i64..30, 12),
        ) {
            let (rows, columns) = (3_usize, 4_usize);
            let mut counts = cells.clone();
            let row_total = |r: usize| (0..columns).map(|c| cells[r * columns + c]).sum::<i64>();
            let column_total = |c: usize| (0..rows).map(|r| cells[r * columns + c]).sum::<i64>();
            counts.extend((0..rows).map(row_total));
            counts.extend((0..columns).map(column_total));
            let mut sums = Vec::new();
            for r in 0..rows {
                sums.push(Sum { parts: (0..columns).map(|c| r * columns + c).collect(), total: Some(12 + r) });
            }
            for c in 0..columns {
                sums.push(Sum { parts: (0..rows).map(|r| r * columns + c).collect(), total: Some(15 + c) });
            }
            let one = System {
                counts: counts.iter().map(|count| Some(Decimal::from(*count))).collect(),
                totals: (12..19).collect(),
                sums,
                nowhere: BTreeSet::new(),
            };
            let out = left_out(&one, Decimal::from(5), &BTreeSet::new());
            for small in &out.small {
                prop_assert!(moves(&one, &out, *small), "{cells:?}: {small} of {out:?}");
            }
        }
    }

    /// Whether there is a way to change the hidden counts, this one among them, so that every sum still holds: found by
    /// elimination in floating point, column by column, apart from the code under test.
    fn moves(system: &System, out: &LeftOut, small: usize) -> bool {
        let hidden: Vec<usize> = out.small.union(&out.telling).copied().collect();
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for sum in &system.sums {
            let coefficient = |at: &usize| {
                let part = if sum.parts.contains(at) { 1.0 } else { 0.0 };
                part - if sum.total == Some(*at) { 1.0 } else { 0.0 }
            };
            rows.push(hidden.iter().map(coefficient).collect());
        }
        let target: Vec<f64> = hidden.iter().map(|at| if *at == small { 1.0 } else { 0.0 }).collect();
        // The count is fixed exactly if its unit vector is a combination of the equations: the rank does not grow.
        let rank_without = rank(rows.clone());
        rows.push(target);
        rank(rows) > rank_without
    }

    fn rank(mut rows: Vec<Vec<f64>>) -> usize {
        let columns = rows.first().map_or(0, Vec::len);
        let mut rank = 0;
        for column in 0..columns {
            let Some(pivot) = (rank..rows.len()).find(|at| rows[*at][column].abs() > 1e-9) else { continue };
            rows.swap(rank, pivot);
            for at in rank + 1..rows.len() {
                let factor = rows[at][column] / rows[rank][column];
                let leading = rows[rank].clone();
                for (one, of_leading) in rows[at].iter_mut().zip(leading).skip(column) {
                    *one -= factor * of_leading;
                }
            }
            rank += 1;
        }
        rank
    }
}
