//! 第二十条 - the urn: each seat draws its officer by weight, and a draw counts only if a plan remains.
#![expect(clippy::indexing_slicing, reason = "indices of officers and seats come from the net")]

use super::explain::Witness;
use super::flow::Flow;
use crate::base::order::Arrange as _;
use crate::base::stream::Stream;

/// Officers of a list whose balls are counted together.
const HANDFUL: usize = 32;

/// Draws every seat of a part, visits in the order given, officers by their quotas; `witness` is told of one visit.
pub(super) fn draw(
    flow: &mut Flow<'_>,
    quotas: Vec<u32>,
    order: &[u32],
    stream: &mut Stream,
    witness: &mut Witness,
) {
    let net = flow.net;
    let mut urn = Urn { left: quotas, ..Urn::default() };
    let (mut seats, mut scratch) = (Vec::new(), Vec::new());
    for &visit in order {
        seats.clear();
        seats.extend(net.seats_of(visit));
        seats.arrange_by_key(|&seat| (net.fitting(seat), seat));
        for (drawn, &seat) in seats.iter().enumerate() {
            let members = seats[..drawn].iter().map(|&seat| flow.holder[seat as usize]);
            members
                .clone()
                .chain(net.recused(visit).iter().copied())
                .for_each(|officer| urn.set_aside(officer));
            let list = net.list(net.ask_of(seat), &mut scratch);
            if witness.visit == visit {
                let members: Vec<u32> = members.collect();
                witness.watch(net, seat, list, &urn.left, &members);
            }
            let officer = urn.draw(list, stream, |ball, officer| {
                let accepted = flow.fix(officer, seat);
                if witness.visit == visit {
                    witness.note(net, ball, officer, accepted);
                }
                accepted
            });
            urn.put_back();
            if let Some(officer) = officer {
                urn.left[officer as usize] -= 1;
            }
        }
    }
}

/// For every officer as many balls as visits are left.
#[derive(Default)]
struct Urn {
    left: Vec<u32>,
    aside: Vec<(u32, u32)>,
    handfuls: Vec<u64>,
}

impl Urn {
    /// Draws a ball of those in `list`; whoever is refused takes all balls out and another is drawn.
    fn draw(
        &mut self,
        list: &[u32],
        stream: &mut Stream,
        mut accepts: impl FnMut(u64, u32) -> bool,
    ) -> Option<u32> {
        loop {
            // INVARIANT: a plan holds somebody for this seat, who is never refused, so a ball is left
            let ball = stream.below(self.count(list)).ok()?;
            let officer = self.owner(list, ball)?;
            if accepts(ball, officer) {
                return Some(officer);
            }
            self.set_aside(officer);
        }
    }

    /// How many balls there are, and in each handful.
    fn count(&mut self, list: &[u32]) -> u64 {
        self.handfuls.clear();
        for handful in list.chunks(HANDFUL) {
            self.handfuls.push(handful.iter().map(|&officer| u64::from(self.left[officer as usize])).sum());
        }
        self.handfuls.iter().sum()
    }

    /// Whose ball the one of that number is, in the order of the list.
    fn owner(&self, list: &[u32], mut ball: u64) -> Option<u32> {
        let mut below = |count: u64| {
            let found = ball < count;
            ball -= if found { 0 } else { count };
            found
        };
        let handful = self.handfuls.iter().position(|&count| below(count))?;
        let handful = &list[handful * HANDFUL..];
        handful.iter().copied().find(|&officer| below(u64::from(self.left[officer as usize])))
    }

    fn set_aside(&mut self, officer: u32) {
        let balls = std::mem::take(&mut self.left[officer as usize]);
        self.aside.push((officer, balls));
    }

    fn put_back(&mut self) {
        for (officer, balls) in self.aside.drain(..) {
            self.left[officer as usize] += balls;
        }
    }
}
