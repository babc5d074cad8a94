//! SHA-256 of short messages, of which a seal or a draw hashes millions: its blocks are laid out here, without the hasher's buffer.

use sha2::block_api::compress256;

use super::{Digest, Suite};

/// A message of 32 bytes and a short tail, padded to the one block that the compression function takes.
///
/// Tickets are hashed by the million: this leaves out the hasher's buffer. Blocks are to be filled some
/// time before they are hashed, a dozen at a time: a load that follows upon shorter stores makes the processor wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block([u8; 64]);

impl Block {
    /// A block that is to be filled.
    pub(crate) const EMPTY: Self = Self([0; 64]);

    /// Makes this the block of `head || tail`, if `tail` has at most 23 bytes, else returns `false`:
    /// the other 9 are the mark `80` and the length.
    #[inline]
    pub(crate) fn fill(&mut self, head: &[u8; 32], tail: &[u8]) -> bool {
        // a credit code has 18 bytes: known to the compiler, its copy is no call
        let second = match <&[u8; 18]>::try_from(tail) {
            Ok(code) => padded(code),
            Err(_) => padded(tail),
        };
        let Some(second) = second else { return false };
        if let [first, last] = self.0.as_chunks_mut::<32>().0 {
            (*first, *last) = (*head, second);
        }
        true
    }
}

/// The second half of the block: `tail`, the mark, zeros, and the length of the message in bits.
#[inline(always)]
fn padded(tail: &[u8]) -> Option<[u8; 32]> {
    let mut second = [0; 32];
    let (text, rest) = second.split_at_mut_checked(tail.len())?;
    let (mark, rest) = rest.split_first_mut()?;
    text.copy_from_slice(tail);
    *mark = 0x80;
    *rest.last_chunk_mut()? = (8 * (32 + tail.len() as u64)).to_be_bytes();
    Some(second)
}

/// The state from which SHA-256 starts (FIPS 180-4, 5.3.3).
const SHA256_START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

impl Suite {
    /// The hash of `mark || left || right`: a leaf or a node of a Merkle tree, of which a seal hashes millions. The same
    /// as [`Suite::hash`] of it; through [`Suite::hash_whole`] sealing would take a tenth longer.
    pub(crate) fn hash_pair(self, mark: u8, left: &Digest, right: &Digest) -> Digest {
        if self == Self::Sm3 {
            return self.hash([&[mark], left.0.as_slice(), &right.0]);
        }
        // 65 bytes, the mark `80`, zeros, and the length in bits: two blocks
        let mut blocks = [0; 128];
        if let Some((head, rest)) = blocks.split_first_mut()
            && let [first, second, ..] = rest.as_chunks_mut::<32>().0
        {
            (*head, *first, *second) = (mark, left.0, right.0);
        }
        if let [_, last] = blocks.as_chunks_mut::<64>().0
            && let [_, end, .., high, low] = last
        {
            (*end, *high, *low) = (0x80, 2, 8); // 520 bits
        }
        let mut state = SHA256_START;
        compress256(&mut state, blocks.as_chunks::<64>().0);
        digest_of(state)
    }

    /// The same as [`Suite::hash`] of one text, without the hasher's buffer.
    pub(crate) fn hash_whole(self, text: &[u8]) -> Digest {
        if self == Self::Sm3 {
            return self.hash([text]);
        }
        let (blocks, rest) = text.as_chunks::<64>();
        let mut state = SHA256_START;
        compress256(&mut state, blocks);
        // what is left, the mark `80`, zeros, and the length in bits: one block, or two where 9 bytes have no room
        let mut last = [0; 128];
        if let Some((start, [mark, ..])) = last.split_at_mut_checked(rest.len()) {
            start.copy_from_slice(rest);
            *mark = 0x80;
        }
        let last = last.as_chunks_mut::<64>().0;
        let needed = if rest.len() < 56 { 1 } else { 2 };
        let length = last.get_mut(needed - 1).and_then(|block| block.last_chunk_mut());
        length.into_iter().for_each(|length| *length = (8 * text.len() as u64).to_be_bytes());
        compress256(&mut state, last.get(..needed).unwrap_or_default());
        digest_of(state)
    }
}

impl Block {
    /// The SHA-256 of the message; the same as [`Suite::hash`] of it.
    ///
    /// There is no block of other suites: a choice between them, in the loop over tickets, makes it slower by a fifth.
    #[inline]
    pub(crate) fn sha256(&self) -> Digest {
        let mut state = SHA256_START;
        compress256(&mut state, std::slice::from_ref(&self.0));
        digest_of(state)
    }
}

#[inline]
fn digest_of(state: [u32; 8]) -> Digest {
    let mut digest = [0; 32];
    for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    Digest(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_hashes_as_its_message() {
        let head = *b"000102030405060708090a0b0c0d0e0f";
        let text = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut block = Block::EMPTY;
        // from long to short, so that nothing of an earlier message may stay behind
        for length in (0..=23).rev() {
            assert!(block.fill(&head, &text[..length]), "{length}");
            let expected = Suite::Sha256.hash([head.as_slice(), &text[..length]]);
            assert_eq!(block.sha256(), expected, "{length}");
        }
        assert!((24..=text.len()).all(|length| !block.fill(&head, &text[..length])));
        assert_eq!(block.sha256(), Suite::Sha256.hash([head.as_slice()]));
        assert_eq!(Suite::Sha256.hash([]).prefix(), 0xe3b0_c442_98fc_1c14);
    }

    #[test]
    fn a_whole_text_hashes_as_its_parts() {
        let text: Vec<u8> = (0..=200).collect();
        for suite in [Suite::Sha256, Suite::Sm3] {
            for length in 0..=text.len() {
                assert_eq!(suite.hash_whole(&text[..length]), suite.hash([&text[..length]]), "{length}");
            }
        }
    }

    #[test]
    fn a_pair_hashes_as_its_message() {
        for mark in [0, 1, 255] {
            let (left, right) = (Digest([mark ^ 7; 32]), Suite::Sha256.hash([[mark].as_slice()]));
            let expected = Suite::Sha256.hash([[mark].as_slice(), &left.0, &right.0]);
            assert_eq!(Suite::Sha256.hash_pair(mark, &left, &right), expected);
        }
    }
}
