//! 第二十条至第二十二条 - what a recorded match must satisfy, whoever drew it: checked by counting, without the match's code.

use std::collections::{BTreeMap, BTreeSet};

use super::experts;
use super::officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord, TeamRecord};
use crate::plan::Seat;
use crate::team::{OfficersSeal, PoolSeal, VisitSeal, eligible};

/// What is wrong with the teams, or with the proof that there are none.
pub(super) fn check(officers: &OfficersRecord) -> Option<String> {
    let fits = Fits::new(&officers.seal);
    match &officers.result {
        MatchResult::Matched(matched) => fits
            .teams(matched)
            .or_else(|| experts::check(matched.experts.as_deref(), matched.order.is_some(), &officers.seal)),
        MatchResult::Infeasible(certificate) => fits.certificate(certificate),
    }
}

pub(super) struct Fits<'a> {
    seal: &'a OfficersSeal,
    neighbours: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Fits<'a> {
    pub(super) fn new(seal: &'a OfficersSeal) -> Self {
        let row = |row: &'a crate::team::Neighbours| {
            (row.area.as_str(), row.neighbours.iter().map(String::as_str).collect())
        };
        Self { seal, neighbours: seal.areas.iter().map(row).collect() }
    }

    fn teams(&self, matched: &MatchRecord) -> Option<String> {
        if matched.teams.len() != self.seal.visits.len() || matched.loads.len() != self.seal.pool.len() {
            let (teams, visits) = (matched.teams.len(), self.seal.visits.len());
            return Some(format!("检查组 {teams} 个，检查 {visits} 次 / {teams} teams for {visits} visits"));
        }
        let mut loads = vec![0u32; self.seal.pool.len()];
        for ((number, visit), team) in (0..).zip(&self.seal.visits).zip(&matched.teams) {
            if let Some(wrong) = self.team(number, visit, team) {
                let target = &visit.target;
                return Some(format!("`{target}`：{} / `{target}`: {}", wrong.0, wrong.1));
            }
            for &member in &team.members {
                if let Some(load) = loads.get_mut(member as usize) {
                    *load += 1;
                }
            }
        }
        let mut drawn = loads.clone();
        for direct in &self.seal.direct {
            if let Some(load) = drawn.get_mut(direct.officer as usize) {
                *load = load.saturating_sub(1);
            }
        }
        let over = drawn.iter().zip(&self.seal.pool).position(|(load, officer)| *load > officer.cap);
        if let Some(officer) = over {
            return Some(format!("人员 {officer} 超过办理上限 / officer {officer} is above the cap"));
        }
        let appointed = matched.appointed.is_some() || matched.teams.iter().all(|team| team.leader.is_some());
        let ordered = matched.order.is_none() || matched.teams.iter().all(|team| team.leader.is_some());
        let people: BTreeSet<u32> = matched.people.iter().map(|person| person.officer).collect();
        let going: BTreeSet<u32> =
            matched.teams.iter().flat_map(|team| team.members.iter().copied()).collect();
        if loads != matched.loads
            || people != going
            || people.len() != matched.people.len()
            || !appointed
            || !ordered
        {
            return Some(
                "人数、名单或组长与检查组不符 / loads, people or leaders are not those of the teams"
                    .to_owned(),
            );
        }
        None
    }

    /// What is wrong with one team, in Chinese and English.
    fn team(&self, number: u32, visit: &VisitSeal, team: &TeamRecord) -> Option<(String, String)> {
        let distinct: BTreeSet<u32> = team.members.iter().copied().collect();
        let (members, seats) = (team.members.len(), visit.seats.len());
        if members < self.seal.rules.team_size as usize || members != seats || distinct.len() != members {
            return Some((
                format!("成员 {members} 名（不重复 {} 名），名额 {seats} 个", distinct.len()),
                format!("{members} members, {} of them different, for {seats} seats", distinct.len()),
            ));
        }
        let mut seated = (0..).zip(team.members.iter().zip(&visit.seats));
        let misfit = seated.find(|&(seat, (&member, asked))| match self.assigned(number, seat) {
            Some(officer) => officer != member || self.seal.grounds(member, visit).next().is_some(),
            None => !self.seat(member, visit, asked),
        });
        if let Some((_, (member, _))) = misfit {
            return Some((
                format!("人员 {member} 不符合名额要求"),
                format!("officer {member} does not fit the seat"),
            ));
        }
        let leader =
            team.leader.filter(|leader| !eligible(self.seal, number, &team.members).contains(leader));
        leader.map(|leader| (format!("人员 {leader} 不能任组长"), format!("officer {leader} may not lead")))
    }

    /// Who is assigned directly to the seat.
    pub(super) fn assigned(&self, visit: u32, seat: u32) -> Option<u32> {
        let direct = self.seal.direct.iter().find(|direct| (direct.visit, direct.seat) == (visit, seat));
        direct.map(|direct| direct.officer)
    }

    /// Whether the officer may take the seat.
    pub(super) fn seat(&self, officer: u32, visit: &VisitSeal, seat: &Seat) -> bool {
        let Some(PoolSeal { area, department, specialties, leader, .. }) =
            self.seal.pool.get(officer as usize)
        else {
            return false;
        };
        let near = || {
            let helps = visit.area.as_deref().and_then(|area| self.neighbours.get(area));
            *area == visit.area
                || helps.zip(area.as_deref()).is_some_and(|(helps, area)| helps.contains(area))
        };
        let special = || seat.specialty.as_ref().is_none_or(|specialty| specialties.contains(specialty));
        (*leader || !seat.leader)
            && (seat.department.is_none() || seat.department == *department)
            && (!self.seal.method.looks_at_specialties() || special())
            && (!self.seal.method.looks_at_areas() || near())
            && self.seal.grounds(officer, visit).next().is_none()
    }

    /// Counts what the listed seats ask for and what anybody could give.
    pub(super) fn certificate(&self, certificate: &CertificateRecord) -> Option<String> {
        let mut listed: BTreeMap<u32, Vec<&Seat>> = BTreeMap::new();
        for &(visit, seat) in &certificate.seats {
            let found = self.seal.visits.get(visit as usize).and_then(|visit| visit.seats.get(seat as usize));
            listed.entry(visit).or_default().extend(found);
        }
        let distinct: BTreeSet<_> = certificate.seats.iter().collect();
        let demand = listed.values().map(Vec::len).sum::<usize>() as u64;
        let mut supply = 0;
        for (officer, entry) in (0..).zip(&self.seal.pool) {
            let assigned = |visit: u32| {
                let mut direct = self.seal.direct.iter();
                direct.any(|direct| (direct.visit, direct.officer) == (visit, officer))
            };
            let fits = listed.iter().filter(|(visit, _)| !assigned(**visit)).filter(|(visit, seats)| {
                let visit = self.seal.visits.get(**visit as usize);
                visit.is_some_and(|visit| seats.iter().any(|seat| self.seat(officer, visit, seat)))
            });
            supply += (fits.count() as u64).min(u64::from(entry.cap));
        }
        let holds = demand == certificate.demand
            && supply == certificate.supply
            && demand > supply
            && distinct.len() == certificate.seats.len();
        (!holds).then(|| {
            format!("需 {demand} 人次，可派 {supply} 人次，不能证明无法匹配 / {demand} seats against {supply} turns prove nothing")
        })
    }
}
