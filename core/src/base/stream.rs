//! A stream of whole numbers from 32 key bytes: ChaCha20, and an unbiased `below(n)` of our own.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use super::problem::problems;

problems! {
    /// Why no number can be drawn.
    pub enum StreamError {
        /// `below(0)`.
        Empty = "stream-empty" @ A16 {
            zh: "不能从 0 个中抽取",
            en: "nothing can be drawn from 0 candidates",
            hint_zh: "先确认抽取范围不为空",
            hint_en: "check first that there is a candidate",
        }
    }
}

/// The one generator of this crate. Its output is fixed for good by the vectors of the specification.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha20Rng);

impl Stream {
    /// The stream of `key`.
    pub fn new(key: [u8; 32]) -> Self {
        Self(ChaCha20Rng::from_seed(key))
    }

    /// The next 8 bytes, little-endian.
    pub fn word(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 to `n - 1`, each exactly as likely: words at or above the last whole multiple of `n` are
    /// passed over. Uses at least one word, also for `n = 1`.
    ///
    /// # Errors
    /// [`StreamError::Empty`] for `n = 0`.
    pub fn below(&mut self, n: u64) -> Result<u64, StreamError> {
        if n == 0 {
            return Err(StreamError::Empty);
        }
        let last = last_taken(n);
        loop {
            let word = self.word();
            if word <= last {
                return Ok(word % n);
            }
        }
    }

    /// Puts `items` in random order: for i from the last down to 1, swap i with `below(i + 1)`.
    pub fn permute<T>(&mut self, items: &mut [T]) {
        let mut i = items.len() as u64;
        while i > 1 {
            // INVARIANT: i >= 2, so below cannot refuse
            let j = self.below(i).unwrap_or(0);
            i -= 1;
            items.swap(i as usize, j as usize);
        }
    }
}

/// [`Stream::below`] of one number again and again: the division is done once.
pub(crate) struct Evenly {
    n: u64,
    /// The last word that is not passed over.
    last: u64,
    /// Just under 2^64 / n.
    inverse: u64,
}

impl Evenly {
    /// `n` is not 0.
    pub(crate) fn new(n: u64) -> Self {
        Self { n, last: last_taken(n), inverse: u64::MAX / n }
    }

    pub(crate) fn draw(&self, stream: &mut Stream) -> u64 {
        loop {
            let word = stream.word();
            if word <= self.last {
                return self.rest(word);
            }
        }
    }

    /// The remainder of `word` by n.
    fn rest(&self, word: u64) -> u64 {
        // INVARIANT: the quotient is at most 2 too small
        let quotient = ((u128::from(word) * u128::from(self.inverse)) >> 64) as u64;
        let mut rest = word - quotient * self.n;
        while rest >= self.n {
            rest -= self.n;
        }
        rest
    }
}

/// The last word before those passed over: these are the 2^64 mod n highest, so that each remainder is left equally often.
fn last_taken(n: u64) -> u64 {
    u64::MAX - n.wrapping_neg() % n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::suite::from_hex;

    #[test]
    fn is_chacha20_with_a_zero_counter() {
        // RFC 8439 A.1 #1: key stream of the zero key, read as little-endian words
        let block: [u8; 16] = from_hex("76b8e0ada0f13d90405d6ae55386bd28").unwrap();
        let mut stream = Stream::new([0; 32]);
        assert_eq!(stream.word(), u64::from_le_bytes(block[..8].try_into().unwrap()));
        assert_eq!(stream.word(), u64::from_le_bytes(block[8..].try_into().unwrap()));
    }

    #[test]
    fn below_passes_over_the_words_above_the_last_multiple() {
        let mut words = Stream::new([3; 32]);
        let mut numbers = Stream::new([3; 32]);
        let n = (1u64 << 63) + 1; // rejects nearly half of all words
        for _ in 0..100 {
            let expected = std::iter::repeat_with(|| words.word()).find(|&word| word < n).unwrap();
            assert_eq!(numbers.below(n), Ok(expected));
        }
        // a power of two rejects nothing
        for _ in 0..100 {
            assert_eq!(numbers.below(1 << 63), Ok(words.word() % (1 << 63)));
        }
        assert_eq!(numbers.below(0), Err(StreamError::Empty));
        assert_eq!((numbers.below(1), words.word() > 0), (Ok(0), true)); // one word is used up all the same
        assert_eq!(numbers.word(), words.word());
    }

    #[test]
    fn both_forms_take_and_divide_as_the_specification_writes_it() {
        let around = (0..64).map(|bits| 1u64 << bits).flat_map(|power| [power - 1, power, power + 1]);
        let ends = [3, 7, 200_000, 999_983, u64::MAX - 2, u64::MAX - 1, u64::MAX];
        for n in around.chain(ends).filter(|&n| n > 0) {
            let evenly = Evenly::new(n);
            let words = 1u128 << 64;
            let limit = words / u128::from(n) * u128::from(n);
            assert_eq!(u128::from(evenly.last), limit - 1, "{n}");
            let (mut one, mut other, mut random) =
                (Stream::new([5; 32]), Stream::new([5; 32]), Stream::new([6; 32]));
            let edges = [0, 1, n - 1, n, n.saturating_add(1), u64::MAX - n, u64::MAX - 1, u64::MAX];
            for word in edges.into_iter().chain((0..50).map(|_| random.word())) {
                assert_eq!(evenly.rest(word), word % n, "{word} by {n}");
                assert_eq!(Ok(evenly.draw(&mut one)), other.below(n), "{n}");
            }
        }
    }

    #[test]
    fn permutes_as_the_specification_writes_it() {
        let mut items: Vec<u32> = (0..7).collect();
        Stream::new([9; 32]).permute(&mut items);
        let mut by_hand: Vec<u32> = (0..7).collect();
        let mut stream = Stream::new([9; 32]);
        for i in (1..7).rev() {
            by_hand.swap(i, stream.below(i as u64 + 1).unwrap() as usize);
        }
        assert_eq!(items, by_hand);
    }
}
