//! 第二十条 - loads first: as even as can be, and the extra visit by lottery; they are the quotas of the urn.
//!
//! The load vectors of all plans are an M-convex set. Its most even members (those that no exchange from load k to load at most k - 2
//! improves) differ only by who has the extra visit: the officers fall into blocks, in a block with level k everybody
//! whose cap allows it has k or k - 1 visits, and the sets that can have k are the bases of a matroid. (Frank and Murota,
//! Decreasing minimization on M-convex sets.) So both halves of this file come to the same vector from whatever plan they start.
//!
//! - **Evening out.** From the highest load down: whoever has it hands a visit on to somebody with two less, as long as a search finds
//!   such a one. A search that fails has reached a set that no exchange leaves: in it nobody with room has less than k - 1. The sets of
//!   one level make a block; nobody outside it has load k, so the rest goes on at the next lower level.
//! - **Lottery.** The largest vector in the order drawn is the matroid's greedy basis; who is left out of it is the dual's,
//!   which is found from the last officer up: whoever has the extra visit hands it to somebody earlier, if a search within
//!   the block finds one who could have it and has not. The dual greedy algorithm leaves an element out of the basis exactly if an
//!   exchange with an undecided one does, so one search settles each officer. One that fails settles all
//!   that it reached: whatever those reach, it reached, too.
//!
//! Every failed search closes what it reached for the searches after it, so these cost no more than the part is large.
#![expect(clippy::indexing_slicing, reason = "indices of officers come from the net")]

use super::flow::{Flow, NONE};

impl Flow<'_> {
    /// Makes the loads even, the extra visits going by `order`, which holds every officer of the part; says the loads. Nobody has slack
    /// afterwards.
    pub(super) fn settle(&mut self, order: &[u32]) -> Vec<u32> {
        let mut loads: Vec<u32> =
            (0..).zip(&self.slack).map(|(officer, slack)| self.net.cap(officer) - slack).collect();
        let levels = self.even_out(&mut loads);
        self.draw_lots(&mut loads, &levels, order);
        self.search.spare = false;
        loads
    }

    /// Leaves no officer who could hand a visit on to one with two less; says the level of each one's block, 0 for
    /// those whom nobody could hand one.
    fn even_out(&mut self, loads: &mut [u32]) -> Vec<u32> {
        let mut levels = vec![0; loads.len()];
        let mut open: Vec<u32> = (0..loads.len() as u32).collect();
        loop {
            let level = open.iter().map(|&officer| loads[officer as usize]).max().unwrap_or(0);
            if level == 0 {
                return levels;
            }
            for &officer in &open {
                let most = self.net.cap(officer).min(level - 1);
                self.slack[officer as usize] = most.saturating_sub(loads[officer as usize]);
            }
            let block = self.search.new_class();
            for &officer in &open {
                if loads[officer as usize] == level && self.search.officer_class(officer) == 0 {
                    self.hand_on(officer, Some(block), loads);
                }
            }
            open.retain(|&officer| {
                let inside = self.search.officer_class(officer) == block;
                if inside {
                    levels[officer as usize] = level;
                }
                !inside
            });
        }
    }

    /// Gives the extra visits of each block to the first in `order` who can have them together.
    fn draw_lots(&mut self, loads: &mut [u32], levels: &[u32], order: &[u32]) {
        for (officer, (&load, &level)) in (0..).zip(loads.iter().zip(levels)) {
            let lower = load + 1 == level && load < self.net.cap(officer);
            self.slack[officer as usize] = u32::from(lower);
        }
        let blocks = self.search.classes();
        for &officer in order.iter().rev() {
            self.slack[officer as usize] = 0;
            let level = levels[officer as usize];
            // a class made since then is settled
            let open = self.search.officer_class(officer) <= blocks;
            if open && level > 0 && loads[officer as usize] == level {
                self.hand_on(officer, None, loads);
            }
        }
    }

    /// Hands a visit on to somebody with slack, within the officer's class; or closes what was reached, as part of `block` or as a class of
    /// its own.
    fn hand_on(&mut self, officer: u32, block: Option<u32>, loads: &mut [u32]) {
        self.begin(self.search.officer_class(officer), (NONE, NONE));
        self.reach_officer(officer, NONE);
        match self.find_path() {
            Some((taker, seat)) => {
                self.exchange(taker, seat);
                loads[officer as usize] -= 1;
                loads[taker as usize] += 1;
            }
            None => {
                let class = block.unwrap_or_else(|| self.search.new_class());
                self.close(class);
            }
        }
    }
}
