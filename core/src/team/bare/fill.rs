//! 第二十条 - a first plan: seats that few fit come first, and whoever has the fewest visits so far takes the seat.
#![expect(clippy::indexing_slicing, reason = "indices of officers and asks come from the net")]

use super::flow::Flow;
use super::net::Net;

/// Where the search for a free officer went on, for each ask.
pub(super) struct Turns {
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
    pub(super) fn new(net: &Net<'_>) -> Self {
        Self { turns: vec![Turn::default(); net.asks()], scratch: Vec::new() }
    }
}

impl<'a> Flow<'a> {
    /// A plan with everybody in place, if there is one.
    pub(super) fn full(net: &'a Net<'a>) -> Option<Self> {
        let mut flow = Self::empty(net);
        let mut order: Vec<u32> = (0..net.seats()).collect();
        order.sort_by_key(|&seat| net.count(net.ask_of(seat)));
        let mut turns = Turns::new(net);
        order.retain(|&seat| !flow.take_next(seat, &mut turns));
        order.into_iter().all(|seat| flow.insert(seat)).then_some(flow)
    }

    /// Fills an empty seat, by exchanging others if need be; `false` if no plan holds all seats taken and this one.
    pub(super) fn put(&mut self, seat: u32, turns: &mut Turns) -> bool {
        self.take_next(seat, turns) || self.insert(seat)
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
