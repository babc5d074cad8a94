//! 第二十条第二款 - the words of a visit's experts: who goes where, and why they could not be drawn.

use std::collections::BTreeMap;

use super::super::bare::Shortage;
use super::super::block::{self, Blocked};
use super::super::matched::Matched;
use super::super::seal::OfficersSeal;
use crate::base::Id;
use crate::directory::Expert;

impl Matched {
    /// 专家 of one visit, by seat: the specialty that is asked for, and who goes, if somebody does already.
    pub fn experts_of(&self, visit: u32) -> Vec<(String, Option<&Expert>)> {
        let sealed = self.seal().visits.get(visit as usize);
        let drawn = self.experts().and_then(|experts| experts.seats().get(visit as usize));
        let (Some(sealed), Some(seats)) = (sealed, drawn) else { return Vec::new() };
        let of = |(seat, expert): (crate::plan::Seat, &Option<u32>)| {
            (seat.specialty.unwrap_or_default(), expert.and_then(|number| self.expert(number)))
        };
        sealed.expert_seats().into_iter().zip(seats).map(of).collect()
    }

    /// 专家不足 - why experts could not be drawn, in Chinese: the demand by specialty, what the pool can give, and the rules that keep the
    /// others out. `None` where they were drawn, or none is asked for. `name` says a target's id as people know it.
    pub fn expert_shortage_zh(&self, name: impl Fn(&Id) -> String) -> Option<String> {
        let Words { view, shortage, demands, blocked } = self.expert_words()?;
        let visits = visits(&view, shortage, name).join("、");
        let demands: Vec<String> =
            demands.iter().map(|(specialty, count)| format!("{specialty} {count}")).collect();
        let (pool, supply, demands) = (view.pool.len(), shortage.supply, demands.join("、"));
        let full: Vec<String> =
            shortage.officers.iter().map(|&expert| self.published_expert(expert)).collect();
        let full = if full.is_empty() {
            String::new()
        } else {
            format!("，其中{}已达办理上限", full.join("、"))
        };
        let clause = block::clause_zh("专家库", pool, &blocked);
        let demand = shortage.demand;
        Some(format!(
            "{visits}共需专家 {demand} 人次（{demands}），专家库 {pool} 人至多承担 {supply} 人次{full}；{clause}"
        ))
    }

    /// The same in English.
    pub fn expert_shortage_en(&self, name: impl Fn(&Id) -> String) -> Option<String> {
        let Words { view, shortage, demands, blocked } = self.expert_words()?;
        let visits = visits(&view, shortage, name).join(", ");
        let demands: Vec<String> =
            demands.iter().map(|(specialty, count)| format!("{count} {specialty}")).collect();
        let (pool, supply, demands) = (view.pool.len(), shortage.supply, demands.join(", "));
        let full: Vec<String> =
            shortage.officers.iter().map(|&expert| self.published_expert(expert)).collect();
        let full = if full.is_empty() {
            String::new()
        } else {
            format!(": {} would have more visits than their cap", full.join(", "))
        };
        let clause = block::clause_en("experts of the pool", pool, &blocked);
        let demand = shortage.demand;
        Some(format!(
            "{visits} need {demand} experts in all ({demands}), the pool of {pool} can give {supply}{full}; {clause}"
        ))
    }

    fn expert_words(&self) -> Option<Words<'_>> {
        let shortage = &self.experts()?.infeasible()?.shortage;
        let view = self.seal().of_experts()?;
        let mut demands: BTreeMap<String, u64> = BTreeMap::new();
        for &(visit, seat) in &shortage.seats {
            let asked = view.visits.get(visit as usize).and_then(|visit| visit.seats.get(seat as usize));
            if let Some(specialty) = asked.and_then(|seat| seat.specialty.clone()) {
                *demands.entry(specialty).or_default() += 1;
            }
        }
        let blocked = view.blocked(&shortage.seats);
        Some(Words { view, shortage, demands, blocked })
    }
}

/// What both sentences say.
struct Words<'a> {
    view: OfficersSeal,
    shortage: &'a Shortage,
    demands: BTreeMap<String, u64>,
    blocked: Vec<Blocked>,
}

/// Each visit once, by its target.
fn visits(view: &OfficersSeal, shortage: &Shortage, name: impl Fn(&Id) -> String) -> Vec<String> {
    let mut visits: Vec<u32> = shortage.seats.iter().map(|&(visit, _)| visit).collect();
    visits.dedup();
    let target = |visit: u32| view.visits.get(visit as usize).map(|visit| name(&visit.target));
    visits.into_iter().filter_map(target).collect()
}
