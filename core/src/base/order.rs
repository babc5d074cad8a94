//! Sorting and gathering: one machine for all types where code is paid by the byte, std's own sorts elsewhere.
//!
//! std compiles its sorts afresh for every type, and a browser would load a hundred copies. Equal elements keep their
//! order here, and so there is one right result: which machine found it cannot be seen.

use std::cmp::Ordering;

/// Sorts a list in place.
pub(crate) trait Arrange<T> {
    /// In the order of the type, whose equals cannot be told apart.
    fn arrange(&mut self)
    where
        T: Ord;

    /// By `compare`; equal elements keep their order.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// By a key; elements with equal keys keep their order.
    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|one, other| key(one).cmp(&key(other)));
    }
}

/// Collects into a map or a set entry by entry; of two with one key the later one stays. `collect` does the same with a
/// sort of its own for every type.
pub(crate) trait Gather: Iterator + Sized {
    fn gather<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}

#[cfg(not(target_family = "wasm"))]
impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.sort_unstable();
    }

    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering) {
        self.sort_by(compare);
    }
}

#[cfg(target_family = "wasm")]
impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        arrange_in_places(self, T::cmp);
    }

    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering) {
        arrange_in_places(self, compare);
    }
}

/// Sorts places instead of elements, so that next to nothing of it depends on the type.
#[cfg(any(test, target_family = "wasm"))]
fn arrange_in_places<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    // INVARIANT: every place is below the length, so the two are there
    let places = merged(items.len(), &mut |one, other| {
        items.get(one).zip(items.get(other)).map_or(Ordering::Equal, |(one, other)| compare(one, other))
    });
    settle(places, &mut |one, other| items.swap(one, other));
}

/// The places `0..length` in the order of their elements: runs of twice the length each round, two merged into one.
#[cfg(any(test, target_family = "wasm"))]
fn merged(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    let mut run = 1;
    while run < length {
        let mut next = Vec::with_capacity(length);
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (&[one, ref lefts @ ..], &[other, ref rights @ ..]) = (left, right) {
                if compare(other, one).is_lt() {
                    next.push(other);
                    right = rights;
                } else {
                    next.push(one);
                    left = lefts;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        places = next;
        run *= 2;
    }
    places
}

/// Swaps until every place holds the element that `places` names for it, one cycle after the other.
#[cfg(any(test, target_family = "wasm"))]
fn settle(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(from) = places.get_mut(at).map(|from| std::mem::replace(from, at))
            && from != start
        {
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Few keys make many equals, and the second number shows whether they kept their order.
        #[test]
        fn both_machines_give_the_one_stable_order(keys in prop::collection::vec(0_u8..9, 0..200)) {
            let mut expected: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut found = expected.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut arranged = found.clone();
            arranged.arrange_by_key(|(key, _)| *key);
            arrange_in_places(&mut found, |one, other| one.0.cmp(&other.0));
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(&arranged, &expected);
        }
    }
}
