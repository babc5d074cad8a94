//! 第二十条 - a first plan: seats that few fit come first, and whoever has the fewest visits so far takes the seat.
#![expect(clippy::indexing_slicing, reason = "indices of officers and asks come from the net")]

use super::flow::{Flow, NONE};
use super::net::Net;
use crate::base::order::Arrange as _;

/// Where the search for a free officer went on, for each ask.
struct Turns {
    turns: Vec<Turn>,
    scratch: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Turn {
    /// The place in the list of those who fit.
    place: u32,
    /// Officers with fewer visits than this are taken.
    level: u32,
    /// Nobody on the list has slack any more.
    over: bool,
}

impl Turns {
    fn new(net: &Net<'_>) -> Self {
        Self { turns: vec![Turn::default(); net.asks()], scratch: Vec::new() }
    }
}

impl<'a> Flow<'a> {
    /// A plan with everybody in place; or if there is none, the holders in one that leaves the fewest seats empty.
    pub(super) fn full(net: &'a Net<'a>) -> Result<Self, Vec<u32>> {
        let mut flow = Self::empty(net);
        let mut order: Vec<u32> = (0..net.seats()).collect();
        order.arrange_by_key(|&seat| net.count(net.ask_of(seat)));
        let mut turns = Turns::new(net);
        order.retain(|&seat| !flow.take_next(seat, &mut turns));
        order.retain(|&seat| !flow.insert(seat));
        if order.is_empty() { Ok(flow) } else { Err(flow.holder) }
    }

    /// Whether there is a plan with everybody in place, starting from the holders of one that leaves seats empty, [`NONE`] on these.
    pub(super) fn can_fill(net: &'a Net<'a>, holders: &[u32]) -> bool {
        let mut flow = Self::seated(net, holders);
        flow.empty_seats().into_iter().all(|seat| flow.insert(seat))
    }

    /// Inserts all seats in their order and passes over each that has no plan with those inserted before it; `passed` is told of it while the
    /// search still holds what it reached in vain.
    ///
    /// What it reached is closed for good, so the seats passed over cost little, however many they are.
    pub(super) fn in_order(net: &'a Net<'a>, mut passed: impl FnMut(&Self, u32)) -> Self {
        let mut flow = Self::empty(net);
        let mut turns = Turns::new(net);
        for seat in 0..net.seats() {
            if !flow.take_next(seat, &mut turns) && !flow.insert(seat) {
                passed(&flow, seat);
            }
        }
        flow
    }

    /// The plan with these holders.
    pub(super) fn seated(net: &'a Net<'a>, holders: &[u32]) -> Self {
        let mut flow = Self::empty(net);
        for (seat, &officer) in (0..).zip(holders).filter(|&(_, &officer)| officer != NONE) {
            flow.slack[officer as usize] -= 1;
            flow.link(officer, seat);
        }
        flow
    }

    /// The seats that nobody holds, ascending.
    pub(super) fn empty_seats(&self) -> Vec<u32> {
        (0..).zip(&self.holder).filter(|&(_, &officer)| officer == NONE).map(|(seat, _)| seat).collect()
    }

    /// Puts the next officer in turn on the seat who has slack.
    ///
    /// Only while seats are put: slack does not come back then.
    fn take_next(&mut self, seat: u32, turns: &mut Turns) -> bool {
        let (net, ask, visit) = (self.net, self.net.ask_of(seat), self.net.visit_of(seat));
        let turn = &mut turns.turns[ask as usize];
        if turn.over {
            return false;
        }
        let list = net.list(ask, &mut turns.scratch);
        loop {
            let (mut lowest, mut spare) = (None::<u32>, false);
            let (before, after) = list.split_at(turn.place as usize % list.len().max(1));
            let found = after.iter().chain(before).position(|&officer| {
                let slack = self.slack[officer as usize];
                spare |= slack > 0;
                if slack == 0 || self.is_member(officer, visit) || self.is_recused(officer, visit) {
                    return false;
                }
                let load = net.cap(officer) - slack;
                lowest = Some(lowest.map_or(load, |lowest| lowest.min(load)));
                load < turn.level
            });
            match (found, lowest) {
                (Some(steps), _) => {
                    let place = (before.len() + steps) % list.len();
                    let officer = list[place];
                    turn.place = place as u32 + 1;
                    self.slack[officer as usize] -= 1;
                    self.link(officer, seat);
                    return true;
                }
                (None, Some(lowest)) => turn.level = lowest + 1,
                (None, None) => {
                    turn.over = !spare;
                    return false;
                }
            }
        }
    }
}
