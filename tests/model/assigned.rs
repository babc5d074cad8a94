//! Direct assignments of a made-up match, and who goes to a target twice.

use std::collections::BTreeSet;

use double_random::directory::Officers;
use double_random::plan::Approval;
use double_random::record::{Lists, MatchResult, OfficersRecord};
use double_random::team::{DirectAssignment, Matched, OfficersSeal};

use crate::choices::Choices;

/// The seats that a match without a plan lets be assigned.
pub(crate) fn assignable(failed: &OfficersRecord) -> BTreeSet<(u32, u32)> {
    let MatchResult::Infeasible(proof) = &failed.result else { return BTreeSet::new() };
    let before = failed.seal.direct.iter().map(|direct| (direct.visit, direct.seat));
    before.chain(proof.direct.iter().copied()).collect()
}

/// Most of these seats, each with somebody whom nothing keeps away, as far as there is anybody.
pub(crate) fn assigned(
    choices: &mut Choices,
    seal: &OfficersSeal,
    lists: &Lists,
    open: &BTreeSet<(u32, u32)>,
) -> Vec<DirectAssignment> {
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let mut members = BTreeSet::new();
    let mut found = Vec::new();
    for &(visit, seat) in open {
        let may = |officer: &u32| seal.grounds(*officer, &seal.visits[visit as usize]).next().is_none();
        let free = |officer: &u32| !members.contains(&(visit, *officer));
        let all: Vec<u32> = (0..seal.pool.len() as u32).filter(may).filter(free).collect();
        if all.is_empty() || choices.one_in(9) {
            continue;
        }
        let number = choices.pick(&all);
        members.insert((visit, number));
        found.push(DirectAssignment {
            visit,
            seat,
            officer: officers.all()[number as usize].id.clone(),
            reason: choices.pick(&["人员不足", "\"偏远\""]).to_owned(),
            approval: Approval::by("分管领导", "2026-10-03".parse().unwrap()),
        });
    }
    choices.0.permute(&mut found);
    found
}

/// A seat whose officer goes to another visit of the same target, too.
pub(crate) fn goes_twice(teams: &Matched) -> Option<(u32, u32)> {
    let visits = &teams.seal().visits;
    let seats = (0..)
        .zip(teams.teams())
        .flat_map(|(visit, team)| (0..).zip(team.clone()).map(move |(seat, officer)| (visit, seat, officer)));
    let seats: Vec<(u32, u32, u32)> = seats.collect();
    let again = |&&(visit, _, officer): &&(u32, u32, u32)| {
        let target = |visit: u32| &visits[visit as usize].target;
        seats
            .iter()
            .any(|&(other, _, who)| other != visit && who == officer && target(other) == target(visit))
    };
    seats.iter().find(again).map(|&(visit, seat, _)| (visit, seat))
}
