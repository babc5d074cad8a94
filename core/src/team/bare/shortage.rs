//! 第二十条第三款 - why there is no plan, in a form that anybody can check by counting, and what would help.

use super::fit::Reach;
use super::flow::{Flow, NONE};
use super::index::{Index, Part};
use super::net::Net;
use crate::base::order::Arrange as _;

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

    /// That of the first seat for which those up to it have no plan: `reached` is what it reaches in a plan of those before it.
    fn find(net: &Net<'_>, reached: &[u32]) -> Self {
        let mut seats = reached.to_vec();
        seats.arrange();
        let (mut officers, mut supply) = (Vec::new(), 0);
        for (officer, visits) in (0..).zip(visits_fit(net, &seats)) {
            let cap = net.cap(officer);
            if cap < visits {
                officers.extend(net.part.officers.get(officer as usize));
            }
            supply += u64::from(cap.min(visits));
        }
        let demand = seats.len() as u64;
        Self { seats: seats.into_iter().map(|seat| net.name(seat)).collect(), officers, demand, supply }
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

impl Infeasible {
    /// `first` is the first part without a plan; `teams` holds a plan of the parts before, and `after` are the others.
    pub(super) fn find(index: &Index<'_>, first: &Part, after: &[Part], mut teams: Vec<Vec<u32>>) -> Self {
        let (mut direct, mut shortage) = (Vec::new(), None);
        let net = Net::new(index, first, Reach::Neighbours);
        let flow = Flow::in_order(&net, |flow, seat| {
            shortage.get_or_insert_with(|| Shortage::find(&net, flow.search.reached()));
            direct.push(net.name(seat));
        });
        first.tell(&flow.holder, index.roster, &mut teams);
        // INVARIANT: a part without a plan passes over a seat
        let shortage = shortage.unwrap_or_else(|| Shortage::find(&net, &[]));
        drop(flow);
        drop(net);
        for part in after {
            let net = Net::new(index, part, Reach::Neighbours);
            let flow = Flow::in_order(&net, |_, seat| direct.push(net.name(seat)));
            part.tell(&flow.holder, index.roster, &mut teams);
        }
        direct.arrange();
        Self { shortage, remedies: Remedies { pool: has_plan_everywhere(index, &teams.concat()), direct } }
    }
}

/// Whether a plan exists if every area may help every other; `holders` is one of the areas as they are, some seats empty.
fn has_plan_everywhere(index: &Index<'_>, holders: &[u32]) -> bool {
    let most: u64 = index.roster.officers.iter().map(|officer| u64::from(officer.cap)).sum();
    if most < holders.len() as u64 {
        return false;
    }
    let whole = index.whole();
    Flow::can_fill(&Net::new(index, &whole, Reach::Everywhere), holders)
}
