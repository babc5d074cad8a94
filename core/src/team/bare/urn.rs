//! 第二十条 - the urn: each seat draws its officer by weight, and a draw counts only if a plan remains.
#![expect(clippy::indexing_slicing, reason = "indices of officers and seats come from the net")]

use super::explain::Witness;
use super::flow::Flow;
use super::net::Net;
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
    let mut urn = Urn::new(net, quotas);
    let (mut seats, mut scratch) = (Vec::new(), Vec::new());
    for &visit in order {
        seats.clear();
        seats.extend(net.seats_of(visit));
        seats.arrange_by_key(|&seat| (net.fitting(seat), seat));
        for (drawn, &seat) in seats.iter().enumerate() {
            let ask = net.ask_of(seat);
            let members = seats[..drawn].iter().map(|&seat| flow.holder[seat as usize]);
            members
                .clone()
                .chain(net.recused(visit).iter().copied())
                .for_each(|officer| urn.set_aside(officer, ask));
            let list = net.list(ask, &mut scratch);
            if witness.visit == visit {
                let members: Vec<u32> = members.collect();
                witness.watch(net, seat, list, &urn.left, &members);
            }
            let officer = urn.draw((ask, list), stream, |ball, officer| {
                let accepted = flow.fix(officer, seat);
                if witness.visit == visit {
                    witness.note(net, ball, officer, accepted);
                }
                accepted
            });
            urn.put_back(ask);
            if let Some(officer) = officer {
                urn.take(officer);
            }
        }
    }
}

/// For every officer as many balls as visits are left.
struct Urn {
    left: Vec<u32>,
    aside: Vec<(u32, u32)>,
    sums: Sums,
}

/// How many balls each handful of a list holds.
enum Sums {
    /// Of every list, kept up to date.
    Kept(Kept),
    /// Of the list at hand, counted for every ball drawn.
    Counted(Vec<u64>),
}

/// The sums of every list.
struct Kept {
    /// Where the handfuls of each ask start; at the end, how many there are.
    from: Vec<u32>,
    handfuls: Vec<u64>,
    /// For each ask.
    totals: Vec<u64>,
    /// Where each officer's entries start in `listed`; at the end, how many there are.
    first: Vec<u32>,
    /// Each ask that the officer fits, and the handful there.
    listed: Vec<(u32, u32)>,
}

impl Urn {
    fn new(net: &Net<'_>, left: Vec<u32>) -> Self {
        // with more asks than officers, an officer fits so many that counting anew costs less than keeping all sums right
        let lists = net.all_lists().filter(|_| net.asks() <= net.officers());
        let sums = match lists {
            Some(lists) => Sums::Kept(Kept::new(lists, &left)),
            None => Sums::Counted(Vec::new()),
        };
        Self { left, aside: Vec::new(), sums }
    }

    /// Draws a ball of those in the list of an ask; whoever is refused takes all balls out and another is drawn.
    fn draw(
        &mut self,
        (ask, list): (u32, &[u32]),
        stream: &mut Stream,
        mut accepts: impl FnMut(u64, u32) -> bool,
    ) -> Option<u32> {
        loop {
            // INVARIANT: a plan holds somebody for this seat, who is never refused, so a ball is left
            let ball = stream.below(self.count(ask, list)).ok()?;
            let officer = self.owner(ask, list, ball)?;
            if accepts(ball, officer) {
                return Some(officer);
            }
            self.set_aside(officer, ask);
        }
    }

    /// How many balls there are.
    fn count(&mut self, ask: u32, list: &[u32]) -> u64 {
        match &mut self.sums {
            Sums::Kept(kept) => kept.totals[ask as usize],
            Sums::Counted(handfuls) => {
                handfuls.clear();
                handfuls.extend(list.chunks(HANDFUL).map(|officers| sum(officers, &self.left)));
                handfuls.iter().sum()
            }
        }
    }

    /// Whose ball the one of that number is, in the order of the list.
    fn owner(&self, ask: u32, list: &[u32], mut ball: u64) -> Option<u32> {
        let mut below = |count: u64| {
            let found = ball < count;
            ball -= if found { 0 } else { count };
            found
        };
        let handfuls = match &self.sums {
            Sums::Kept(kept) => kept.handfuls_of(ask),
            Sums::Counted(handfuls) => handfuls,
        };
        let handful = handfuls.iter().position(|&count| below(count))?;
        let handful = &list[handful * HANDFUL..];
        handful.iter().copied().find(|&officer| below(u64::from(self.left[officer as usize])))
    }

    /// Takes all balls of an officer out, while a seat with this ask draws.
    fn set_aside(&mut self, officer: u32, ask: u32) {
        let balls = std::mem::take(&mut self.left[officer as usize]);
        self.aside.push((officer, balls));
        if let Sums::Kept(kept) = &mut self.sums
            && let Some(handful) = kept.handful(officer, ask)
        {
            kept.handfuls[handful] -= u64::from(balls);
            kept.totals[ask as usize] -= u64::from(balls);
        }
    }

    fn put_back(&mut self, ask: u32) {
        for (officer, balls) in self.aside.drain(..) {
            self.left[officer as usize] += balls;
            if let Sums::Kept(kept) = &mut self.sums
                && let Some(handful) = kept.handful(officer, ask)
            {
                kept.handfuls[handful] += u64::from(balls);
                kept.totals[ask as usize] += u64::from(balls);
            }
        }
    }

    /// Takes out the ball that was drawn.
    fn take(&mut self, officer: u32) {
        self.left[officer as usize] -= 1;
        if let Sums::Kept(kept) = &mut self.sums {
            for at in kept.entries(officer) {
                let (ask, handful) = kept.listed[at];
                kept.handfuls[handful as usize] -= 1;
                kept.totals[ask as usize] -= 1;
            }
        }
    }
}

impl Kept {
    fn new<'a>(lists: impl Iterator<Item = &'a [u32]> + Clone, left: &[u32]) -> Self {
        let mut first = vec![0; left.len() + 1];
        lists.clone().flatten().for_each(|&officer| first[officer as usize + 1] += 1);
        (1..first.len()).for_each(|at| first[at] += first[at - 1]);
        let (mut next, mut listed) = (first.clone(), vec![(0, 0); first[left.len()] as usize]);
        let (mut from, mut handfuls, mut totals) = (vec![0], Vec::new(), Vec::new());
        for (ask, list) in (0..).zip(lists) {
            totals.push(sum(list, left));
            for officers in list.chunks(HANDFUL) {
                for &officer in officers {
                    let place = &mut next[officer as usize];
                    listed[*place as usize] = (ask, handfuls.len() as u32);
                    *place += 1;
                }
                handfuls.push(sum(officers, left));
            }
            from.push(handfuls.len() as u32);
        }
        Self { from, handfuls, totals, first, listed }
    }

    fn handfuls_of(&self, ask: u32) -> &[u64] {
        &self.handfuls[self.from[ask as usize] as usize..self.from[ask as usize + 1] as usize]
    }

    /// The entries of an officer in `listed`.
    fn entries(&self, officer: u32) -> std::ops::Range<usize> {
        self.first[officer as usize] as usize..self.first[officer as usize + 1] as usize
    }

    /// The handful of an officer in the list of an ask; `None` if he does not fit it.
    fn handful(&self, officer: u32, ask: u32) -> Option<usize> {
        let entries = &self.listed[self.entries(officer)];
        entries.iter().find(|&&(other, _)| other == ask).map(|&(_, handful)| handful as usize)
    }
}

fn sum(officers: &[u32], left: &[u32]) -> u64 {
    officers.iter().map(|&officer| u64::from(left[officer as usize])).sum()
}
