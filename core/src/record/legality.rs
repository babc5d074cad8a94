//! 第二十条至第二十二条 - what a recorded match must satisfy, whoever drew it: checked by counting, without the match's code.

use std::collections::{BTreeMap, BTreeSet};

use super::experts;
use super::officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord, TeamRecord};
use crate::base::order::Gather as _;
use crate::plan::Seat;
use crate::team::{Away, Change, Ground, OfficersSeal, PoolSeal, Rung, Signing, VisitSeal, eligible};

/// What is wrong with the teams, or with the proof that there are none.
pub(super) fn check(officers: &OfficersRecord, signing: &Signing) -> Option<String> {
    let fits = Fits::new(&officers.seal);
    match &officers.result {
        MatchResult::Matched(matched) => fits
            .teams(matched)
            .or_else(|| fits.replaced(matched))
            .or_else(|| experts::check(matched, &officers.seal, signing)),
        MatchResult::Infeasible(certificate) => fits.certificate(certificate),
        MatchResult::Ended(_) => None,
    }
}

pub(super) struct Fits<'a> {
    seal: &'a OfficersSeal,
    neighbours: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What is sealed about each officer, wherever in the seal it stands.
    away: BTreeMap<u32, Vec<&'a Away>>,
    /// 直接委派: the officer of the seat (visit, seat).
    direct: BTreeMap<(u32, u32), u32>,
}

impl<'a> Fits<'a> {
    pub(super) fn new(seal: &'a OfficersSeal) -> Self {
        let row = |row: &'a crate::team::Neighbours| {
            (row.area.as_str(), row.neighbours.iter().map(String::as_str).gather())
        };
        let mut away: BTreeMap<u32, Vec<&Away>> = BTreeMap::new();
        seal.away.iter().for_each(|entry| away.entry(entry.officer).or_default().push(entry));
        let direct = seal.direct.iter().rev().map(|direct| ((direct.visit, direct.seat), direct.officer));
        Self { seal, neighbours: seal.areas.iter().map(row).gather(), away, direct: direct.gather() }
    }

    /// Why the officer is no candidate for the visit.
    fn grounds(&self, officer: u32, visit: &VisitSeal) -> impl Iterator<Item = &Away> {
        let own = self.away.get(&officer).into_iter().flatten().copied();
        own.filter(|away| away.scope.holds(visit))
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
        let people: BTreeSet<u32> = matched.people.iter().map(|person| person.officer).gather();
        let drawn = matched.teams.iter().flat_map(|team| team.members.iter().copied());
        let going: BTreeSet<u32> = drawn.chain(matched.changes.iter().map(|change| change.into)).gather();
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
        let distinct: BTreeSet<u32> = team.members.iter().copied().gather();
        let (members, seats) = (team.members.len(), visit.seats.len());
        if members < self.seal.rules.team_size as usize || members != seats || distinct.len() != members {
            return Some((
                format!("成员 {members} 名（不重复 {} 名），名额 {seats} 个", distinct.len()),
                format!("{members} members, {} of them different, for {seats} seats", distinct.len()),
            ));
        }
        let mut seated = (0..).zip(team.members.iter().zip(&visit.seats));
        let misfit = seated.find(|&(seat, (&member, asked))| match self.assigned(number, seat) {
            Some(officer) => officer != member || self.grounds(member, visit).next().is_some(),
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

    /// What is wrong with the teams as they stand after the replacements.
    fn replaced(&self, matched: &MatchRecord) -> Option<String> {
        let mut teams = matched.teams.clone();
        // seats that bind no cap, and officers who were offered one visit more
        let mut free: BTreeSet<(u32, u32)> =
            self.seal.direct.iter().map(|direct| (direct.visit, direct.seat)).gather();
        let mut more: BTreeSet<u32> = BTreeSet::new();
        for (at, change) in matched.changes.iter().enumerate() {
            if !self.change(change, &mut teams) {
                return Some(format!(
                    "changes[{at}]: 更换后的检查组不符合要求 / the team is not lawful after the replacement"
                ));
            }
            let (seat, rung) = ((change.visit, change.seat), change.rung());
            _ = if rung == Some(Rung::Direct) { free.insert(seat) } else { free.remove(&seat) };
            more.extend((rung == Some(Rung::CapPlusOne)).then_some(change.into));
        }
        let mut loads = vec![0u32; self.seal.pool.len()];
        for (visit, team) in (0..).zip(&teams) {
            let bound = (0..).zip(&team.members).filter(|(seat, _)| !free.contains(&(visit, *seat)));
            for (_, &member) in bound {
                loads.get_mut(member as usize).into_iter().for_each(|load| *load += 1);
            }
        }
        let capped = (0..).zip(loads.iter().zip(&self.seal.pool));
        let mut over = capped.filter(|(officer, (load, entry))| {
            u64::from(**load) > u64::from(entry.cap) + u64::from(more.contains(officer))
        });
        over.next()
            .map(|(officer, _)| format!("人员 {officer} 超过办理上限 / officer {officer} is above the cap"))
    }

    /// Whether one replacement leaves its team lawful; it is made in `teams`.
    fn change(&self, change: &Change, teams: &mut [TeamRecord]) -> bool {
        let Change { visit: number, seat, out, into, .. } = change;
        let sealed = self.seal.visits.get(*number as usize);
        let team = teams.get_mut(*number as usize);
        let Some(((visit, team), asked)) = sealed
            .zip(team)
            .zip(sealed.and_then(|visit| visit.seats.get(*seat as usize)))
            .filter(|((_, team), _)| !team.members.contains(into))
        else {
            return false;
        };
        let fits = match change.rung() {
            // nobody else could be offered, so seat, area and cap do not bind
            Some(Rung::Direct) => {
                let mut grounds = self.grounds(*into, visit);
                change.offered.is_none() && grounds.all(|away| away.ground == Ground::OnLeave)
            }
            Some(Rung::WithinCap | Rung::CapPlusOne | Rung::Neighbours) => self.seat(*into, visit, asked),
            None => false,
        };
        let led = team.leader == Some(*out);
        let member = team.members.get_mut(*seat as usize).filter(|member| **member == *out);
        let left = member.is_some();
        member.into_iter().for_each(|member| *member = *into);
        // who led before leads on, whoever comes
        let leads = match (led, change.leader) {
            (true, Some(leader)) => eligible(self.seal, *number, &team.members).contains(&leader),
            (led, leader) => !led && leader.is_none() && team.leader.is_some(),
        };
        team.leader = change.leader.or(team.leader);
        fits && left && leads
    }

    /// Who is assigned directly to the seat.
    pub(super) fn assigned(&self, visit: u32, seat: u32) -> Option<u32> {
        self.direct.get(&(visit, seat)).copied()
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
            && self.grounds(officer, visit).next().is_none()
    }

    /// Counts what the listed seats ask for and what anybody could give.
    pub(super) fn certificate(&self, certificate: &CertificateRecord) -> Option<String> {
        let mut listed: BTreeMap<u32, Vec<&Seat>> = BTreeMap::new();
        for &(visit, seat) in &certificate.seats {
            let found = self.seal.visits.get(visit as usize).and_then(|visit| visit.seats.get(seat as usize));
            listed.entry(visit).or_default().extend(found);
        }
        let distinct: BTreeSet<(u32, u32)> = certificate.seats.iter().copied().gather();
        let demand = listed.values().map(Vec::len).sum::<usize>() as u64;
        let assigned: BTreeSet<(u32, u32)> =
            self.seal.direct.iter().map(|direct| (direct.visit, direct.officer)).gather();
        let mut supply = 0;
        for (officer, entry) in (0..).zip(&self.seal.pool) {
            let others = listed.iter().filter(|(visit, _)| !assigned.contains(&(**visit, officer)));
            let fits = others.filter(|(visit, seats)| {
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
