//! 第二十条 - running the second stage again: merging, the second seal, its seed, the match.

use std::collections::BTreeMap;

use super::officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord};
use super::verdict::Checks;
use super::verify::LISTS_MISSING;
use super::{Material, Record, changes, difference, legality};
use crate::base::{Digest, Id, json};
use crate::directory::Officers;
use crate::draw::Ceremony;
use crate::law::Article;
use crate::merge::{DispatchedRound, merge};
use crate::plan::{Approval, Role};
use crate::team::bare::Matching;
use crate::team::{self, LeaderReading, OfficersSeal};

const RECORDS_MISSING: &str =
    "没有提供同时匹配的其他记录 / a record that was matched together with this one is not given";
const TARGETS_MISSING: &str = "名录不含其他记录的检查对象 / the lists lack the targets of another record";

/// How one check of one match ended.
enum Found {
    Passed,
    Open(&'static str),
    Failed(String),
}

impl From<Option<String>> for Found {
    fn from(failure: Option<String>) -> Self {
        failure.map_or(Self::Passed, Self::Failed)
    }
}

/// Checks every match of the record.
pub(super) fn check(record: &Record, lists: Option<&Material>, earlier: &[Record], checks: &mut Checks) {
    if record.officers.is_empty() {
        return;
    }
    type Check<'a> = (&'static str, Article, Box<dyn Fn(&OfficersRecord) -> Found + 'a>);
    let all: Vec<&Record> = [record].into_iter().chain(earlier).collect();
    let each: [Check<'_>; 7] = [
        ("merging", Article::A19, Box::new(|officers| merging(record, officers, &all))),
        ("officers-seal", Article::A20P2, Box::new(|officers| sealed(record, officers).into())),
        ("officers-seed", Article::A16, Box::new(|officers| seed(officers, &all).into())),
        ("officers-pool", Article::A21, Box::new(|officers| pool(officers, lists))),
        ("matching", Article::A20P2, Box::new(|officers| matching(officers).into())),
        ("teams", Article::A20P2, Box::new(|officers| legality::check(officers).into())),
        ("replacements", Article::A22, Box::new(|officers| changes::check(officers).into())),
    ];
    for (name, article, check) in each {
        let mut open = None;
        let failed = record.officers.iter().find_map(|officers| match check(officers) {
            Found::Passed => None,
            Found::Open(missing) => {
                open = open.or(Some(missing));
                None
            }
            Found::Failed(detail) => Some(format!("`{}` {detail}", officers.seal.id)),
        });
        match (failed, open) {
            (None, Some(missing)) => checks.open(name, article, missing),
            (failed, _) => checks.settle(name, article, failed),
        }
    }
    checks.settle("attempts", Article::A22, attempts(record));
}

/// The sealed visits are those of the records that the seal names, this one among them.
fn merging(record: &Record, officers: &OfficersRecord, all: &[&Record]) -> Found {
    let seal = &officers.seal;
    if !seal.earlier.iter().any(|earlier| earlier.round == record.seal.round) {
        let round = &record.seal.round;
        return Found::Failed(format!("没有引用批次 `{round}` / does not name round `{round}`"));
    }
    let mut rounds: Vec<DispatchedRound> = Vec::new();
    let mut missing = false;
    for earlier in &seal.earlier {
        let Some(record) = all.iter().find(|record| record.seal.round == earlier.round) else {
            missing = true;
            continue;
        };
        match record.dispatched_round() {
            Ok(round) if (round.seal, round.record) == (earlier.seal, earlier.record) => rounds.push(round),
            Ok(round) => {
                let (name, recorded, found) = (&earlier.round, earlier.record, round.record);
                return Found::Failed(format!(
                    "引用的批次 `{name}` 记录为 {recorded}，实为 {found} / names record {recorded} of round `{name}`, which is {found}"
                ));
            }
            Err(faults) => return Found::Failed(faults.to_string()),
        }
    }
    if missing {
        return Found::Open(RECORDS_MISSING);
    }
    let merged = match merge(&seal.unit, &rounds) {
        Ok(merged) => merged,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    let sealed: Vec<_> = seal.visits.iter().map(|visit| visit.visit(&seal.unit)).collect();
    differ("seal.visits", &sealed, &merged).into()
}

/// The digest covers the seal, the protocol is the record's, nobody both prepares and approves.
fn sealed(record: &Record, officers: &OfficersRecord) -> Option<String> {
    let seal = &officers.seal;
    let protocol = seal.protocol().filter(|protocol| Some(*protocol) == record.seal.protocol());
    let Some(protocol) = protocol else {
        let (found, expected) = (&seal.protocol, &record.seal.protocol);
        return Some(format!("`{found}` ≠ `{expected}`"));
    };
    let found = match json::canonical(seal) {
        Ok(canonical) => OfficersSeal::digest_of(protocol, &canonical),
        Err(error) => return Some(error.to_string()),
    };
    if found != officers.digest {
        let recorded = officers.digest;
        return Some(format!(
            "digest: 记录为 {recorded}，重算为 {found} / recorded {recorded}, recomputed {found}"
        ));
    }
    if seal.strength != seal.ceremony.strength() {
        return Some("strength: 与来源不符 / not the one that the sources have".to_owned());
    }
    let approvals = seal.approvals.as_deref().unwrap_or_default();
    let (order, appointed) = match &officers.result {
        MatchResult::Matched(matched) => (matched.order.as_ref(), matched.appointed.as_ref()),
        MatchResult::Infeasible(_) => (None, None),
    };
    let by_rule = LeaderReading::of(&seal.rules) == LeaderReading::Appointed;
    if appointed.is_some_and(|appointed| !by_rule || appointed.role != Role::Approver) {
        return Some("appointed: 组长的指定没有依据 / nobody may appoint leaders so".to_owned());
    }
    let signed =
        Approval::check(approvals).and_then(|()| order.map_or(Ok(()), |order| order.may_approve(approvals)));
    signed.err().map(|error| error.to_string())
}

/// Secrets and values are those that were announced, and new ones.
fn seed(officers: &OfficersRecord, all: &[&Record]) -> Option<String> {
    let (seal, ceremony) = (&officers.seal, &officers.ceremony);
    let protocol = seal.protocol()?;
    if let Err(error) = ceremony.check_secrets(&seal.ceremony, protocol, &seal.id) {
        return Some(error.to_string());
    }
    if let Err(error) = ceremony.check_typed(&seal.ceremony) {
        return Some(error.to_string());
    }
    // those before this match; a later round may be held with anything
    let named = |id: &Id| seal.earlier.iter().any(|earlier| earlier.round == *id);
    let mut earlier: Vec<(Id, Ceremony)> = Vec::new();
    for record in all.iter().filter(|record| named(&record.seal.round)) {
        earlier.extend(record.ceremonies().into_iter().take_while(|(id, _)| *id != seal.id));
    }
    team::check_fresh(ceremony, &earlier).err().map(|faults| faults.to_string())
}

/// Officers and recusals have the sealed roots, and the pool is what they give.
fn pool(officers: &OfficersRecord, lists: Option<&Material>) -> Found {
    let Some(lists) = lists else { return Found::Open(LISTS_MISSING) };
    let (seal, targets) = (&officers.seal, lists.directory.targets());
    if seal.visits.iter().any(|visit| targets.row_of(visit.target.as_str()).is_none()) {
        return Found::Open(TARGETS_MISSING);
    }
    let listed = match Officers::new(lists.officers.iter().cloned()) {
        Ok(listed) => listed,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    let material = team::Material {
        visits: seal.visits.iter().map(|visit| visit.visit(&seal.unit)).collect(),
        earlier: seal.earlier.clone(),
        after: seal.after,
        // what is public is checked with the seed
        ceremonies: Vec::new(),
        protocol: seal.protocol().unwrap_or_default(),
        directory: &lists.directory,
        officers: &listed,
        rules: &seal.rules,
    };
    let recusals = lists.recusals.get(&seal.id).cloned().unwrap_or_default();
    let resealed = match seal.round(recusals, &listed).seal_material(material) {
        Ok(resealed) => resealed,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    if let Some(difference) = differ("seal", seal, resealed.seal()) {
        return Found::Failed(difference);
    }
    let MatchResult::Matched(MatchRecord { people, .. }) = &officers.result else { return Found::Passed };
    let named = |person: &&super::officers::PersonRecord| {
        let officer = listed.all().get(person.officer as usize);
        officer.is_some_and(|officer| officer.published() == person.published)
    };
    let stranger = people.iter().find(|person| !named(person));
    stranger.map(|person| format!("people: {} `{}`", person.officer, person.published)).into()
}

/// The match drawn again from the seal and its seed.
fn matching(officers: &OfficersRecord) -> Option<String> {
    let seal = &officers.seal;
    let prk = match officers.ceremony.prk(seal.protocol()?, officers.digest) {
        Ok(prk) => prk,
        Err(error) => return Some(error.to_string()),
    };
    let (matching, leaders) = match team::replay(seal, &prk) {
        Ok(replayed) => replayed,
        Err(faults) => return Some(faults.to_string()),
    };
    match (&officers.result, matching) {
        (MatchResult::Matched(recorded), Matching::Matched(teams)) => {
            let members: Vec<_> = recorded.teams.iter().map(|team| team.members.as_slice()).collect();
            let drawn_members: Vec<_> = teams.teams.iter().map(Vec::as_slice).collect();
            let recorded_leaders: Vec<_> = recorded.teams.iter().map(|team| team.leader).collect();
            let drawn = LeaderReading::of(&seal.rules) == LeaderReading::Drawn;
            differ("teams", &members, &drawn_members)
                .or_else(|| drawn.then(|| differ("leaders", &recorded_leaders, &leaders)).flatten())
                .or_else(|| differ("loads", &recorded.loads, &teams.loads))
        }
        (MatchResult::Infeasible(recorded), Matching::Infeasible(found)) => {
            differ("infeasible", recorded, &CertificateRecord::new(seal, &found))
        }
        (MatchResult::Matched(_), _) => Some("重算为无法匹配 / recomputed, there is no plan".to_owned()),
        (MatchResult::Infeasible(_), _) => Some("重算有可行方案 / recomputed, there is a plan".to_owned()),
    }
}

/// A unit is matched once; before that come only attempts without a plan, each naming the one before.
fn attempts(record: &Record) -> Option<String> {
    let mut last: BTreeMap<&Id, (Digest, bool)> = BTreeMap::new();
    for OfficersRecord { seal, digest, result, .. } in &record.officers {
        let before = last.insert(&seal.unit, (*digest, matches!(result, MatchResult::Matched(_))));
        let id = &seal.id;
        match (before, seal.after) {
            (Some((_, true)), _) => {
                return Some(format!("`{id}`：该单位已匹配 / `{id}`: the unit's visits were matched before"));
            }
            (Some((expected, false)), found) if found != Some(expected) => {
                return Some(format!(
                    "`{id}` 没有引用上一次 {expected} / `{id}` does not name the attempt {expected}"
                ));
            }
            (None, Some(found)) => {
                return Some(format!(
                    "`{id}` 引用的 {found} 不在记录中 / `{id}` names {found}, which is not in the record"
                ));
            }
            _ => {}
        }
    }
    None
}

/// The first difference. What is equal is written alike, and long lists are compared much quicker than their JSON.
pub(super) fn differ<T: serde::Serialize + PartialEq>(
    path: &str,
    recorded: &T,
    recomputed: &T,
) -> Option<String> {
    if recorded == recomputed {
        return None;
    }
    let (recorded, recomputed) = (json::value(recorded).ok()?, json::value(recomputed).ok()?);
    let mut difference = difference::first(&recorded, &recomputed)?;
    let dot = if difference.path.is_empty() || difference.path.starts_with('[') { "" } else { "." };
    difference.path.insert_str(0, &format!("{path}{dot}"));
    Some(difference.detail())
}
