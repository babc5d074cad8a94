//! Rosters so small that every draw can be followed: the exact law of loads and urn by fractions, and draws by that law or
//! by an unfair one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use double_random::base::stream::Stream;
use double_random::team::bare::Roster;

use super::{loads, oracle, prk};

/// A common multiple of all totals that occur: chances are whole numbers of this.
pub(crate) const WHOLE: u128 = 2u128.pow(24) * 3u128.pow(12) * 5u128.pow(6) * 7u128.pow(5) * 11;

pub(crate) type Teams = Vec<Vec<u32>>;
/// The chance of every outcome before the shuffle, in parts of [`WHOLE`].
pub(crate) type Law = BTreeMap<Teams, u128>;
/// The officers that a plan remains with, and the balls of each.
type Accepted = Vec<(usize, u64)>;

/// How seats are drawn.
#[derive(Clone, Copy)]
pub(crate) struct Urn {
    /// Whether the extra visits go by an order that is drawn; otherwise by the order of the list.
    pub(crate) lottery: bool,
    /// Whether visits draw in an order that is drawn.
    pub(crate) visits: bool,
    pub(crate) pick: Pick,
}

/// As the specification has it.
pub(crate) const FAIR: Urn = Urn { lottery: true, visits: true, pick: Pick::Fair };

/// How one seat takes its ball.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Pick {
    Fair,
    /// Every candidate alike, whatever quota is left.
    Unweighted,
    /// Three random bits, and what is left of them after division.
    ThreeBits,
    /// Once in ten times the first of the list.
    FirstFavoured,
}

/// Quotas left, seats taken so far, and the seat that asks.
type Asked = (Vec<u32>, Vec<Option<usize>>, usize);

/// A roster with one area.
pub(crate) struct Tiny<'a> {
    roster: &'a Roster,
    all: Vec<(usize, usize)>,
    /// What was found out already: quotas by lottery, and who is accepted by quotas, seats drawn, and seat.
    quotas: RefCell<BTreeMap<Vec<usize>, Vec<u32>>>,
    accepted: RefCell<BTreeMap<Asked, Accepted>>,
}

impl<'a> Tiny<'a> {
    pub(crate) fn new(roster: &'a Roster) -> Self {
        let (quotas, accepted) = Default::default();
        Self { roster, all: oracle::seats(roster), quotas, accepted }
    }

    /// The exact law: each order of the officers gives quotas, each order of the visits an urn for every seat.
    pub(crate) fn law(&self) -> Law {
        self.law_of(FAIR)
    }

    /// The same where officers or visits are not put in order by lot; seats are drawn fairly.
    pub(crate) fn law_of(&self, urn: Urn) -> Law {
        let orders = |drawn: bool, count: usize| {
            if drawn { permutations((0..count).collect()) } else { vec![(0..count).collect()] }
        };
        let lotteries = orders(urn.lottery, self.roster.officers.len());
        let visits = orders(urn.visits, self.roster.visits.len());
        let mut quotas: BTreeMap<Vec<u32>, u128> = BTreeMap::new();
        lotteries.iter().for_each(|lottery| *quotas.entry(self.quotas(lottery)).or_default() += 1);
        let ways = (lotteries.len() * visits.len()) as u128;
        assert_eq!(WHOLE % ways, 0);
        let mut law = Law::new();
        for (quota, times) in quotas {
            for order in &visits {
                let mut fixed = vec![None; self.all.len()];
                self.follow(&quota, &self.places(order), &mut fixed, WHOLE / ways * times, &mut law);
            }
        }
        assert_eq!(law.values().sum::<u128>(), WHOLE);
        law
    }

    /// One draw.
    pub(crate) fn drawn(&self, number: u64, urn: Urn) -> Teams {
        let mut stream = Stream::new(prk(number).expand(&["urn"]));
        let mut lottery: Vec<usize> = (0..self.roster.officers.len()).collect();
        let mut order: Vec<usize> = (0..self.roster.visits.len()).collect();
        if urn.lottery {
            stream.permute(&mut lottery);
        }
        if urn.visits {
            stream.permute(&mut order);
        }
        let quota = self.quotas(&lottery);
        let mut fixed = vec![None; self.all.len()];
        for at in self.places(&order) {
            let accepted = self.accepted(&quota, &fixed, at);
            fixed[at] = Some(urn.pick.of(&accepted, &mut stream));
        }
        self.teams(&fixed)
    }

    fn quotas(&self, lottery: &[usize]) -> Vec<u32> {
        let mut known = self.quotas.borrow_mut();
        known.entry(lottery.to_vec()).or_insert_with(|| loads::best(self.roster, false, 0, lottery)).clone()
    }

    /// The places of all seats in the order in which they draw, if the visits do so in this order.
    fn places(&self, order: &[usize]) -> Vec<usize> {
        let fits = |who, visit, seat| oracle::fits(self.roster, false, who, visit, seat);
        let mut places = Vec::new();
        for &visit in order {
            let count = |seat| (0..self.roster.officers.len()).filter(|&who| fits(who, visit, seat)).count();
            let mut seats: Vec<usize> = (0..self.roster.visits[visit].seats.len()).collect();
            seats.sort_by_key(|&seat| (count(seat), seat));
            let place = |seat| self.all.iter().position(|&other| other == (visit, seat)).unwrap();
            places.extend(seats.into_iter().map(place));
        }
        places
    }

    /// Drawing again after a refusal gives each officer that can be accepted his share of the balls of these.
    fn accepted(&self, quota: &[u32], fixed: &[Option<usize>], at: usize) -> Accepted {
        let key = (quota.to_vec(), fixed.to_vec(), at);
        if let Some(known) = self.accepted.borrow().get(&key) {
            return known.clone();
        }
        let mut roster = self.roster.clone();
        roster.officers.iter_mut().zip(quota).for_each(|(officer, &quota)| officer.cap = quota);
        let fits = |who, visit, seat| oracle::fits(&roster, false, who, visit, seat);
        let mut accepted = Vec::new();
        for (who, &quota) in quota.iter().enumerate() {
            let used = fixed.iter().flatten().filter(|&&other| other == who).count() as u32;
            let mut with = fixed.to_vec();
            with[at] = Some(who);
            let possible = used < quota && fits(who, self.all[at].0, self.all[at].1);
            if possible && oracle::most(&roster, fits, &self.all, &with) == self.all.len() {
                accepted.push((who, u64::from(quota - used)));
            }
        }
        self.accepted.borrow_mut().insert(key, accepted.clone());
        accepted
    }

    fn follow(
        &self,
        quota: &[u32],
        places: &[usize],
        fixed: &mut Vec<Option<usize>>,
        chance: u128,
        law: &mut Law,
    ) {
        let Some((&at, rest)) = places.split_first() else {
            *law.entry(self.teams(fixed)).or_default() += chance;
            return;
        };
        let accepted = self.accepted(quota, fixed, at);
        let total = u128::from(accepted.iter().map(|&(_, balls)| balls).sum::<u64>());
        assert_eq!(chance % total, 0, "{total} does not divide");
        for (who, balls) in accepted {
            fixed[at] = Some(who);
            self.follow(quota, rest, fixed, chance / total * u128::from(balls), law);
            fixed[at] = None;
        }
    }

    fn teams(&self, fixed: &[Option<usize>]) -> Teams {
        let mut teams = vec![Vec::new(); self.roster.visits.len()];
        self.all.iter().zip(fixed).for_each(|(&(visit, _), who)| teams[visit].push(who.unwrap() as u32));
        teams
    }
}

impl Pick {
    fn of(self, accepted: &[(usize, u64)], stream: &mut Stream) -> usize {
        let total: u64 = accepted.iter().map(|&(_, balls)| balls).sum();
        let mut ball = match self {
            Self::Unweighted => {
                return accepted[stream.below(accepted.len() as u64).unwrap() as usize].0;
            }
            Self::FirstFavoured if stream.below(10).unwrap() == 0 => 0,
            Self::Fair | Self::FirstFavoured => stream.below(total).unwrap(),
            Self::ThreeBits => stream.below(8).unwrap() % total,
        };
        let owner = accepted.iter().find(|&&(_, balls)| {
            let found = ball < balls;
            ball -= if found { 0 } else { balls };
            found
        });
        owner.unwrap().0
    }
}

fn permutations(items: Vec<usize>) -> Vec<Vec<usize>> {
    fn from(items: &mut Vec<usize>, at: usize, all: &mut Vec<Vec<usize>>) {
        if at == items.len() {
            all.push(items.clone());
        }
        for other in at..items.len() {
            items.swap(at, other);
            from(items, at + 1, all);
            items.swap(at, other);
        }
    }
    let (mut items, mut all) = (items, Vec::new());
    from(&mut items, 0, &mut all);
    all
}
