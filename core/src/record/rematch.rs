//! 第二十条 - running the second stage again: merging, the second seal, its seed, the match.

use std::borrow::Cow;

use super::difference::differ;
use super::officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord};
use super::verdict::{CheckResult, Checks, in_both};
use super::verify::{LISTS_MISSING, MASTER_MISSING, broken_off, seed_in_words, text};
use super::{Material, Record, changes, experts, legality, match_attempts, public};
use crate::base::{Faults, Place, json};
use crate::directory::{Experts, Officers};
use crate::law::Article;
use crate::merge::{DispatchedRound, merge};
use crate::plan::Approval;
use crate::team::bare::Matching;
use crate::team::{self, LeaderReading, OfficersSeal};

const RECORDS_MISSING: &str =
    "没有提供同时匹配的其他记录 / a record that was matched together with this one is not given";
const TARGETS_MISSING: &str = "名录不含其他记录的检查对象 / the lists lack the targets of another record";

/// How one check of one match ended.
enum Found {
    Passed,
    /// It holds, with something to say in Chinese and English.
    Noted([String; 2]),
    Open(Cow<'static, str>),
    Failed(String),
}

impl From<Option<String>> for Found {
    fn from(failure: Option<String>) -> Self {
        failure.map_or(Self::Passed, Self::Failed)
    }
}

/// Checks every match of the record.
pub(super) fn check(record: &Record, lists: Option<&Material>, earlier: &[&Record], checks: &mut Checks) {
    if record.officers.is_empty() {
        return;
    }
    type Check<'a> = (&'static str, Article, Box<dyn Fn(&OfficersRecord) -> Found + 'a>);
    let all: Vec<&Record> = [record].into_iter().chain(earlier.iter().copied()).collect();
    let each: [Check<'_>; 7] = [
        ("merging", Article::A19, Box::new(|officers| merging(record, officers, &all))),
        ("officers-seal", Article::A20P2, Box::new(|officers| sealed(record, officers, &all).into())),
        ("officers-seed", Article::A16, Box::new(|officers| seed(record, officers, &all))),
        ("officers-pool", Article::A21, Box::new(|officers| pool(record, officers, lists, &all))),
        ("matching", Article::A20P2, Box::new(|officers| matching(officers).into())),
        (
            "teams",
            Article::A20P2,
            Box::new(|officers| legality::check(officers, &match_attempts::signing(officers, &all)).into()),
        ),
        (
            "replacements",
            Article::A22,
            Box::new(|officers| changes::check(officers, &match_attempts::signing(officers, &all)).into()),
        ),
    ];
    for (name, article, check) in each {
        let mut open = None;
        let mut notes = Vec::new();
        let failed = record.officers.iter().find_map(|officers| match check(officers) {
            Found::Passed => None,
            Found::Noted(note) => {
                notes.push(note);
                None
            }
            Found::Open(missing) => {
                open = open.take().or(Some(missing));
                None
            }
            Found::Failed(detail) => Some(format!("`{}` {detail}", officers.seal.id)),
        });
        match (failed, open) {
            (Some(failure), _) => checks.failed(name, article, failure),
            (None, Some(missing)) => checks.open(name, article, &missing),
            (None, None) => checks.noted(name, article, CheckResult::Passed, in_both(&notes)),
        }
    }
    match match_attempts::check(record, &all) {
        Some(failure) => checks.failed("match-attempts", Article::A22, failure),
        None => {
            checks.noted("match-attempts", Article::A22, CheckResult::Passed, in_both(&without_teams(record)))
        }
    }
}

/// The attempts of the record that came to no team, in Chinese and English.
fn without_teams(record: &Record) -> Vec<[String; 2]> {
    let named = record.officers.iter().filter_map(|officers| {
        let [zh, en] = match &officers.result {
            MatchResult::Matched(_) => return None,
            MatchResult::Infeasible(_) => ["没有可行方案".to_owned(), "no plan".to_owned()],
            MatchResult::Ended(ending) => ending.in_words(),
        };
        let id = &officers.seal.id;
        Some([format!("`{id}` {zh}"), format!("`{id}` {en}")])
    });
    named.collect()
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
        return Found::Open(RECORDS_MISSING.into());
    }
    let merged = match merge(&seal.unit, &rounds) {
        Ok(merged) => merged,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    let sealed: Vec<_> = seal.visits.iter().map(|visit| visit.visit(&seal.unit)).collect();
    differ("seal.visits", &sealed, &merged).into()
}

/// The digest covers the seal, the protocol is the record's, nobody both prepares and approves.
fn sealed(record: &Record, officers: &OfficersRecord, all: &[&Record]) -> Option<String> {
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
    if let Some(error) = seal.signed().find_map(|approval| approval.check_before(seal.sealed_at).err()) {
        return Some(text(error));
    }
    let approvals = seal.approvals.as_deref().unwrap_or_default();
    let (order, appointed) = match &officers.result {
        MatchResult::Matched(matched) => (matched.order.as_ref(), matched.appointed.as_ref()),
        MatchResult::Infeasible(_) | MatchResult::Ended(_) => (None, None),
    };
    let by_rule = LeaderReading::of(&seal.rules) == LeaderReading::Appointed;
    if appointed.is_some() && !by_rule {
        return Some("appointed: 组长的指定没有依据 / nobody may appoint leaders so".to_owned());
    }
    if let Err(error) = Approval::check(approvals) {
        return Some(error.to_string());
    }
    let (signing, mut faults) = (match_attempts::signing(officers, all), Faults::default());
    signing.check_own(&mut faults);
    for (field, approval) in [("appointed", appointed), ("order", order)] {
        let place = Place::field(field);
        approval.into_iter().for_each(|approval| signing.check_later(approval, None, &place, &mut faults));
    }
    faults.or(()).err().map(|faults| faults.to_string())
}

/// Secrets and values are those that were announced, and new ones.
fn seed(record: &Record, officers: &OfficersRecord, all: &[&Record]) -> Found {
    let (seal, ceremony) = (&officers.seal, &officers.ceremony);
    let Some(protocol) = seal.protocol() else { return Found::Passed };
    if let Some(error) = seal.ceremony.beacon.as_ref().and_then(|plan| plan.check(seal.sealed_at).err()) {
        return Found::Failed(text(error));
    }
    let promised = seal.promised(protocol);
    if let Err(faults) = team::check_fresh(&promised, ceremony, public::before(record, officers, all)) {
        return Found::Failed(text(faults));
    }
    if let MatchResult::Ended(ending) = &officers.result {
        return match ending.check(&promised, ceremony) {
            Err(faults) => Found::Failed(text(faults)),
            Ok(()) => broken_off(ending, &seal.ceremony, ceremony)
                .map_or(Found::Passed, |open| Found::Open(open.into())),
        };
    }
    if let Err(error) = ceremony.check(&seal.ceremony, protocol, &seal.id) {
        return Found::Failed(text(error));
    }
    let [zh, en] = seed_in_words(&seal.ceremony);
    let id = &seal.id;
    Found::Noted([format!("`{id}` {zh}"), format!("`{id}` {en}")])
}

/// Officers and recusals have the sealed roots, and the pool is what they give.
fn pool(record: &Record, officers: &OfficersRecord, lists: Option<&Material>, all: &[&Record]) -> Found {
    let Some(lists) = lists else { return Found::Open(LISTS_MISSING.into()) };
    let (seal, targets) = (&officers.seal, lists.directory.targets());
    if seal.blinding.is_some() && lists.master.is_none() {
        return Found::Open(MASTER_MISSING.into());
    }
    if seal.visits.iter().any(|visit| targets.row_of(visit.target.as_str()).is_none()) {
        return Found::Open(TARGETS_MISSING.into());
    }
    let listed = match Officers::new(lists.officers.iter().cloned()) {
        Ok(listed) => listed,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    let experts = match Experts::new(lists.experts.iter().cloned()) {
        Ok(experts) => experts,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    let material = team::Material {
        visits: seal.visits.iter().map(|visit| visit.visit(&seal.unit)).collect(),
        earlier: seal.earlier.clone(),
        after: seal.after,
        shortage: match_attempts::shortage_before(record, officers),
        signed: match_attempts::signed(&seal.earlier, all),
        // what is public is checked with the seed
        ceremonies: Vec::new(),
        protocol: seal.protocol().unwrap_or_default(),
        directory: &lists.directory,
        officers: &listed,
        experts: &experts,
        rules: &seal.rules,
        master: lists.master.as_ref().filter(|_| seal.blinding.is_some()),
    };
    let recusals = lists.recusals.get(&seal.id).cloned().unwrap_or_default();
    let resealed = match seal.round(recusals, &listed, &experts).seal_material(material) {
        Ok(resealed) => resealed,
        Err(faults) => return Found::Failed(faults.to_string()),
    };
    if let Some(difference) = differ("seal", seal, resealed.seal()) {
        return Found::Failed(difference);
    }
    let MatchResult::Matched(MatchRecord { people, experts: drawn, .. }) = &officers.result else {
        return Found::Passed;
    };
    if let Some(stranger) = drawn.as_ref().and_then(|drawn| drawn.names(&experts)) {
        return Found::Failed(stranger);
    }
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
    if matches!(officers.result, MatchResult::Ended(_)) {
        return None;
    }
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
                .or_else(|| experts::redrawn(recorded.experts.as_deref(), seal, &prk))
        }
        (MatchResult::Infeasible(recorded), Matching::Infeasible(found)) => {
            differ("infeasible", recorded, &CertificateRecord::new(seal, &found))
        }
        (MatchResult::Ended(_), _) => None,
        (MatchResult::Matched(_), _) => Some("重算为无法匹配 / recomputed, there is no plan".to_owned()),
        (MatchResult::Infeasible(_), _) => Some("重算有可行方案 / recomputed, there is a plan".to_owned()),
    }
}
