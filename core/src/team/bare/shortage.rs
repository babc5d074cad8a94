//! 第二十条第三款 - why there is no plan, in a form that anybody can check by counting, and what would help.

use super::fill::Turns;
use super::fit::Reach;
use super::flow::{Flow, NONE};
use super::index::{Index, Part};
use super::net::Net;

/// Seats and officers that show why no plan exists: `demand` seats stand against at most `supply` turns of duty.
///
/// Whoever fits one of the seats is in `officers` or counts once for each visit with a listed seat that he fits.
/// The set is unique: all seats that the first seat without a plan reaches, seats being inserted by visit and number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// (visit, seat), ascending.
    pub seats: Vec<(u32, u32)>,
    /// Officers whose cap is below the number of listed visits that they fit, ascending.
    pub officers: Vec<u32>,
    /// The number of seats.
    pub demand: u64,
    /// How many of the seats can be taken at most.
    pub supply: u64,
}

/// What would help (第二十条第三款).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedies {
    /// Whether a plan would exist if every area might help every other (合并匹配).
    pub pool: bool,
    /// The fewest seats that must be assigned directly (直接委派): those passed over when inserting by visit and number.
    pub direct: Vec<(u32, u32)>,
}

/// No plan: neither within the areas nor with their neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Infeasible {
    /// Why, in the first part of areas that has no plan.
    pub shortage: Shortage,
    /// What would help, over all areas.
    pub remedies: Remedies,
}

impl Shortage {
    /// The sentence, in Chinese; the caller knows the names of visits and officers.
    pub fn sentence_zh(&self, visit: impl Fn(u32) -> String, officer: impl Fn(u32) -> String) -> String {
        let Self { demand, supply, .. } = self;
        let visits = self.visits(visit).join("、");
        let officers: Vec<String> = self.officers.iter().map(|&number| officer(number)).collect();
        match officers.as_slice() {
            [] => format!("{visits}共需 {demand} 人次，可派的检查人员至多承担 {supply} 人次"),
            some => format!(
                "{visits}共需 {demand} 人次，可派的检查人员至多承担 {supply} 人次，其中{}已达检查次数上限",
                some.join("、")
            ),
        }
    }

    /// The sentence, in English; the caller knows the names of visits and officers.
    pub fn sentence_en(&self, visit: impl Fn(u32) -> String, officer: impl Fn(u32) -> String) -> String {
        let Self { demand, supply, .. } = self;
        let visits = self.visits(visit).join(", ");
        let officers: Vec<String> = self.officers.iter().map(|&number| officer(number)).collect();
        match officers.as_slice() {
            [] => format!("{visits} need {demand} officers in all, those who fit can give {supply}"),
            some => format!(
                "{visits} need {demand} officers in all, those who fit can give {supply}: {} would have more visits than their cap",
                some.join(", ")
            ),
        }
    }

    /// Each visit once.
    fn visits(&self, name: impl Fn(u32) -> String) -> Vec<String> {
        let mut visits: Vec<u32> = self.seats.iter().map(|&(visit, _)| visit).collect();
        visits.dedup();
        visits.into_iter().map(name).collect()
    }

    /// That of a part without a plan; `None` if it has one.
    pub(super) fn find(net: &Net<'_>) -> Option<Self> {
        let mut flow = Flow::empty(net);
        let mut turns = Turns::new(net);
        (0..net.seats()).find(|&seat| !flow.put(seat, &mut turns))?;
        let mut seats = flow.search.reached().to_vec();
        seats.sort_unstable();
        let (mut officers, mut supply) = (Vec::new(), 0);
        for (officer, visits) in (0..).zip(visits_fit(net, &seats)) {
            let cap = net.cap(officer);
            if cap < visits {
                officers.extend(net.part.officers.get(officer as usize));
            }
            supply += u64::from(cap.min(visits));
        }
        let demand = seats.len() as u64;
        Some(Self { seats: seats.into_iter().map(|seat| net.name(seat)).collect(), officers, demand, supply })
    }
}

/// For each officer the number of visits with a listed seat that he fits; `seats` ascending.
fn visits_fit(net: &Net<'_>, seats: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; net.officers()];
    let mut last = vec![NONE; net.officers()];
    let mut scratch = Vec::new();
    for &seat in seats {
        let visit = net.visit_of(seat);
        for &officer in net.list(net.ask_of(seat), &mut scratch) {
            let places = last.get_mut(officer as usize).zip(counts.get_mut(officer as usize));
            if let Some((last, count)) = places.filter(|(last, _)| **last != visit)
                && !net.recused(visit).contains(&officer)
            {
                *last = visit;
                *count += 1;
            }
        }
    }
    counts
}

impl Remedies {
    /// Over all parts.
    pub(super) fn find(index: &Index<'_>, parts: &[Part]) -> Self {
        let pool = Flow::full(&Net::new(index, &index.whole(), Reach::Everywhere)).is_some();
        let mut direct = Vec::new();
        for part in parts {
            let net = Net::new(index, part, Reach::Neighbours);
            let mut flow = Flow::empty(&net);
            let mut turns = Turns::new(&net);
            let passed = (0..net.seats()).filter(|&seat| !flow.put(seat, &mut turns));
            direct.extend(passed.map(|seat| net.name(seat)));
        }
        direct.sort_unstable();
        Self { pool, direct }
    }
}
