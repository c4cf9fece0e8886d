//! Where labels go so that none covers another: pushed apart as little as possible, never out of order.

/// A label that wants to begin at a place along one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// Where it would like to begin.
    pub start: f64,
    /// How much room it takes, with its clear space.
    pub length: f64,
    /// What it labels: labels keep the order of these.
    pub anchor: f64,
}

/// Where each label begins: in the order of their anchors, none over another, the squares of all moves smallest,
/// inside `from..to`.
///
/// Labels of the same place keep their order. Labels that do not all fit begin at `from` and run past `to`: a caller
/// makes the room first, or asks [`room`].
pub fn place(wishes: &[Wish], from: f64, to: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].anchor.total_cmp(&wishes[b].anchor));

    // Less the lengths of the labels before it, a label may begin anywhere from where its predecessor does: the
    // nearest such places are found by pooling neighbours that are out of order (isotonic regression).
    let mut before = 0.0;
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &at in &order {
        pools.push((wishes[at].start - before, 1));
        before += wishes[at].length;
        while let [.., (left, m), (right, n)] = pools[..] {
            if left <= right {
                break;
            }
            let count = m + n;
            let mean = (left * m as f64 + right * n as f64) / count as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, count));
        }
    }
    let highest = (to - before).max(from);
    let starts =
        pools.into_iter().flat_map(|(start, count)| std::iter::repeat_n(start.clamp(from, highest), count));

    let mut placed = vec![from; wishes.len()];
    let mut before = 0.0;
    for (at, start) in order.into_iter().zip(starts) {
        placed[at] = start + before;
        before += wishes[at].length;
    }
    placed
}

/// How much room labels take together.
pub fn room(wishes: &[Wish]) -> f64 {
    wishes.iter().map(|wish| wish.length).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wishes(starts: &[f64]) -> Vec<Wish> {
        starts.iter().map(|&start| Wish { start, length: 10.0, anchor: start }).collect()
    }

    #[test]
    fn labels_that_have_room_stay() {
        assert_eq!(place(&wishes(&[50.0, 10.0, 30.0]), 0.0, 100.0), [50.0, 10.0, 30.0]);
        assert!(place(&[], 0.0, 100.0).is_empty());
    }

    #[test]
    fn labels_move_apart_evenly_and_stay_inside() {
        assert_eq!(place(&wishes(&[50.0, 52.0]), 0.0, 100.0), [46.0, 56.0]);
        assert_eq!(place(&wishes(&[50.0, 50.0, 50.0]), 0.0, 100.0), [40.0, 50.0, 60.0]);
        assert_eq!(place(&wishes(&[98.0, 97.0]), 0.0, 100.0), [90.0, 80.0]);
        assert_eq!(place(&wishes(&[-9.0, -8.0]), 0.0, 100.0), [0.0, 10.0]);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_room(
            labels in prop::collection::vec((-50.0..250.0_f64, 1.0..20.0_f64), 0..10)
        ) {
            let wishes: Vec<Wish> =
                labels.into_iter().map(|(start, length)| Wish { start, length, anchor: start }).collect();
            let placed = place(&wishes, 0.0, 200.0);
            let mut spans: Vec<(f64, f64)> =
                placed.iter().zip(&wishes).map(|(&start, wish)| (start, start + wish.length)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 1e-9);
            }
            for span in spans {
                prop_assert!(span.0 >= -1e-9 && span.1 <= 200.0 + 1e-9);
            }
        }
    }
}
