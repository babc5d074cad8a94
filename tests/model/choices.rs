//! Choices that a number makes.

use double_random::base::stream::Stream;
use serde_json::Value;

/// The choices of one round.
pub(crate) struct Choices(pub(crate) Stream);

impl Choices {
    /// The choices of `number` for this purpose.
    pub(crate) fn of(purpose: u8, number: u32) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_le_bytes());
        key[4] = purpose;
        Self(Stream::new(key))
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0.below(n).unwrap()
    }

    /// True once in `n`.
    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len() as u64) as usize].clone()
    }

    /// Null every other time.
    pub(crate) fn maybe(&mut self, value: impl Into<Value>) -> Value {
        if self.one_in(2) { Value::Null } else { value.into() }
    }

    pub(crate) fn some<T: Clone>(&mut self, among: &[T]) -> Vec<T> {
        let count = 1 + self.below(among.len() as u64) as usize;
        let mut some = among.to_vec();
        self.0.permute(&mut some);
        some.truncate(count);
        some
    }

    pub(crate) fn many(
        &mut self,
        least: u64,
        below: u64,
        mut make: impl FnMut(&mut Self, u64) -> Value,
    ) -> Vec<Value> {
        let count = least + self.below(below - least);
        let mut made: Vec<Value> = (0..count).map(|n| make(self, n)).collect();
        self.0.permute(&mut made);
        made
    }
}
