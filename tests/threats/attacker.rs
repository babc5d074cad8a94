//! What somebody needs who wants to cheat well: the draw and the match of the specification, run over whatever he likes under
//! whatever check value he likes, so that his record fits together everywhere but at one place.

use double_random::base::{Digest, Prk, Protocol, json};
use double_random::directory::Officers;
use double_random::draw::{Ceremony, Seal};
use double_random::law::RuleSet;
use double_random::plan::CeremonyPlan;
use double_random::record::Lists;
use double_random::record::{
    MatchRecord, MatchResult, OfficersRecord, PersonRecord, Record, TeamRecord, TicketRecord,
};
use double_random::team::MatchRound;
use double_random::team::bare::{Matching, Officer, Roster, Seat, Visit, match_officers};
use double_random::team::{PoolSeal, VisitSeal};
use serde_json::json;

use crate::matched;
use crate::support::id;

/// `PRK` of DRAW-SPEC, section 5.
pub(crate) fn prk(protocol: Protocol, ceremony: &Ceremony, seal: Digest) -> Prk {
    let ikm = json!({ "beacon": null, "parties": ceremony.parties, "protocol": protocol.tag(), "seal": seal, "typed": ceremony.typed });
    Prk::extract(protocol, seal, json::canonical(&ikm).unwrap().as_bytes())
}

/// The honest record with another seal, check value or ceremony, and the draw that these give among the targets `pool` of the one
/// stratum: everything else in it fits.
pub(crate) fn drawn(
    honest: &Record,
    seal: &Seal,
    digest: Digest,
    ceremony: Ceremony,
    pool: &[String],
) -> Record {
    let protocol = seal.protocol().unwrap();
    let task = seal.tasks[0].task.id.clone();
    let key = prk(protocol, &ceremony, digest).key(&["target", task.as_str(), "0"]);
    let ticket = |name: &String| TicketRecord { id: id(name), ticket: key.ticket(name.as_bytes()) };
    let mut tickets: Vec<TicketRecord> = pool.iter().map(ticket).collect();
    tickets.sort_by_key(|drawn| drawn.ticket);
    tickets.truncate(seal.tasks[0].frames[0].draws.get() as usize);
    let mut record = Record { seal: seal.clone(), digest, ceremony, ..honest.clone() };
    let stratum = &mut record.result.tasks[0].strata[0];
    (stratum.key, stratum.cutoff) = (key, tickets.last().map(|drawn| drawn.ticket));
    stratum.drawn = tickets;
    record
}

/// Draws the teams of a recorded match again from its own seal, check value and ceremony.
pub(crate) fn rematched(record: &mut OfficersRecord) {
    let protocol = record.seal.protocol().unwrap();
    let prk = prk(protocol, &record.ceremony, record.digest);
    let officer =
        |entry: &PoolSeal| Officer { region: 0, dept: 0, spec: vec![], leader: entry.leader, cap: entry.cap };
    let seats = |visit: &VisitSeal| {
        visit.seats.iter().map(|seat| Seat { leader: Some(seat.leader), ..Seat::default() }).collect()
    };
    let roster = Roster {
        pool: vec![],
        officers: record.seal.pool.iter().map(officer).collect(),
        visits: record.seal.visits.iter().map(|visit| Visit { region: 0, seats: seats(visit) }).collect(),
        recusals: vec![],
    };
    let Matching::Matched(teams) = match_officers(&prk, &roster, record.seal.sweeps).unwrap() else {
        panic!("there is a plan")
    };
    let MatchResult::Matched(result) = &mut record.result else { panic!("it was matched") };
    let going = (0..).zip(&teams.loads).filter(|(_, load)| **load > 0);
    let people = going.map(|(officer, _)| PersonRecord { officer, published: published(officer) }).collect();
    let leaders = teams.leaders.iter().copied();
    let team = |(members, leader)| TeamRecord { members, leader: Some(leader) };
    *result = MatchRecord {
        teams: teams.teams.into_iter().zip(leaders).map(team).collect(),
        loads: teams.loads,
        people,
        ..result.clone()
    };
}

/// The officer of this number to the public, as [`crate::officer`] makes them.
pub(crate) fn published(officer: u32) -> String {
    format!("张*（000{officer}）")
}

/// The check value that fits what the seal now says.
pub(crate) fn seal_again(record: &mut Record) {
    let canonical = double_random::base::json::canonical(&record.seal).unwrap();
    record.digest = Seal::digest_of(record.seal.protocol().unwrap_or_default(), &canonical);
}

/// The record with a match of its squad, whose seed is typed.
pub(crate) fn with_officers(record: Record, lists: &Lists, seed: &str) -> Record {
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    record.with_officers(matched(&sealed, seed))
}
