//! 第二十条 - the shuffle: officers change places in rings, each proposal as likely as the one that undoes it.
#![expect(clippy::indexing_slicing, reason = "indices of seats are drawn below their number")]

use super::flow::Flow;
use crate::base::stream::{Evenly, Stream};

/// Lets officers change places: in each sweep as many proposals as there are seats. `seen` is told the sweep, from 1, and whichever
/// seat has another officer.
pub(super) fn shuffle(
    flow: &mut Flow<'_>,
    sweeps: u32,
    stream: &mut Stream,
    mut seen: impl FnMut(u32, u32, u32),
) {
    let seats = flow.net.seats();
    let any = Evenly::new(u64::from(seats.max(1)));
    let mut ring: Vec<u32> = Vec::new();
    for sweep in 1..=sweeps {
        for _ in 0..seats {
            // 2 with chance 1/2, 3 with 1/4, and so on; 66 for the word 0
            let length = 2 + stream.word().trailing_zeros();
            if length > seats {
                continue;
            }
            ring.clear();
            ring.extend((0..length).map(|_| any.draw(stream) as u32));
            let distinct = (1..ring.len()).all(|at| !ring[..at].contains(&ring[at]));
            if distinct && flow.rotate(&ring) {
                ring.iter().for_each(|&seat| seen(sweep, seat, flow.holder[seat as usize]));
            }
        }
    }
}

impl Flow<'_> {
    /// Moves the officer of each seat to the next one and the last to the first, if that is a plan.
    fn rotate(&mut self, ring: &[u32]) -> bool {
        let next = |at: usize| ring[if at + 1 < ring.len() { at + 1 } else { 0 }];
        let fits = (0..ring.len()).all(|at| {
            let (officer, seat) = (self.holder[ring[at] as usize], next(at));
            self.net.fits(officer, self.net.ask_of(seat))
                && !self.is_recused(officer, self.net.visit_of(seat))
        });
        if !fits {
            return false;
        }
        let last = self.holder[ring[ring.len() - 1] as usize];
        for at in (1..ring.len()).rev() {
            self.holder[ring[at] as usize] = self.holder[ring[at - 1] as usize];
        }
        self.holder[ring[0] as usize] = last;
        let legal = ring.iter().all(|&seat| self.is_alone(seat));
        if !legal {
            let first = self.holder[ring[0] as usize];
            for at in 1..ring.len() {
                self.holder[ring[at - 1] as usize] = self.holder[ring[at] as usize];
            }
            self.holder[ring[ring.len() - 1] as usize] = first;
        }
        legal
    }

    /// Whether the officer of `seat` has no other seat in the visit.
    fn is_alone(&self, seat: u32) -> bool {
        let officer = self.holder[seat as usize];
        let mut others = self.net.seats_of(self.net.visit_of(seat));
        others.all(|other| other == seat || self.holder[other as usize] != officer)
    }
}
