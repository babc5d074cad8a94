//! 第十九条 - what a record dispatched, in the form that merging takes.

use super::{OfficersRecord, Record, RecordError};
use crate::base::{Fault, Faults, Id, Place};
use crate::draw::Ceremony;
use crate::merge::DispatchedRound;
use crate::plan::Approval;

impl Record {
    /// What this record dispatched, for [`merge`](crate::merge::merge) and for the officers' seal.
    ///
    /// The lists are those after confirming: who was removed is in no visit, who came in is.
    ///
    /// # Errors
    /// [`RecordError::NotDispatched`]: officers are never sealed before the dispatch.
    pub fn dispatched_round(&self) -> Result<DispatchedRound, Faults> {
        let fault = |error| Fault::new(Place::field("result.dispatch"), error);
        let round = || self.seal.round.to_string();
        let lists = self.result.dispatch.as_ref();
        let lists = lists.ok_or_else(|| fault(RecordError::NotDispatched { round: round() }))?;
        let sent = lists.iter().flat_map(|list| {
            let entries = list.batches.iter().flatten();
            entries.map(|entry| (list.unit.clone(), entry.id.clone(), entry.tasks.clone()))
        });
        let record = self.check_value_at_dispatch().map_err(|error| Fault::new(Place::default(), error))?;
        Ok(DispatchedRound {
            round: self.seal.round.clone(),
            seal: self.digest,
            record,
            protocol: self.seal.protocol().unwrap_or_default(),
            approvals: self.approvals().cloned().collect(),
            ceremonies: self.ceremonies(),
            attempts: self.officers.iter().map(OfficersRecord::attempt).collect(),
            tasks: self.seal.tasks.iter().map(|sealed| sealed.task.clone()).collect(),
            sent: sent.collect(),
        })
    }

    /// Who prepared and approved the round, and who locked its lists.
    pub(super) fn approvals(&self) -> impl Iterator<Item = &Approval> {
        self.seal.approvals.iter().flatten().chain(&self.result.lock)
    }

    /// The ceremonies of both stages, with the ids of round and matches.
    pub(super) fn ceremonies(&self) -> Vec<(Id, Ceremony)> {
        let own = (self.seal.round.clone(), self.ceremony.clone());
        let matches =
            self.officers.iter().map(|officers| (officers.seal.id.clone(), officers.ceremony.clone()));
        [own].into_iter().chain(matches).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Problem, json};
    use crate::draw::{Reason, Removal};
    use crate::law::{Article, RuleSet};
    use crate::merge::merge;
    use crate::plan::Round;
    use crate::record::Lists;

    #[test]
    fn a19_a_dispatched_record_becomes_visits_and_a_removed_target_none() {
        let lists: Lists = serde_json::from_str(
            r#"{"items": [{"id": "i", "name": "用气", "object": [], "content": "燃气", "category": "general",
                "department": "某局", "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}],
                "targets": [{"id": "K-1"}, {"id": "K-2"}, {"id": "K-3"}]}"#,
        )
        .unwrap();
        let task = |id: &str, start: &str| {
            format!(
                r#"{{"id": "{id}", "items": ["i"], "unit": "squad", "window": {{"start": "{start}", "end": "2026-11-30"}},
                "basis": {{"ad-hoc": {{"reason": "专项", "approval":
                    {{"role": "approver", "person": "局长", "date": "2026-09-20", "document": "批1号"}}}}}},
                "strata": [{{"label": "全部", "ratio": "100%"}}]}}"#
            )
        };
        let tasks = [task("gas", "2026-10-08"), task("fire", "2026-11-01")].join(",");
        let round: Round = json::parse(&format!(
            r#"{{"id": "r", "as_of": "2026-10-01", "tasks": [{tasks}], "ceremony": {{"typed": ["bare"]}}}}"#
        ))
        .and_then(json::shaped)
        .unwrap();
        let sealed = round.seal(&lists.directory().unwrap(), &RuleSet::gaoxin_2023()).unwrap();
        let drawn = sealed.seed(Ceremony::bare("7")).unwrap().draw();
        let early = Record::of_drawn(&drawn).dispatched_round().unwrap_err();
        assert_eq!((early.code(), early.article()), ("record-not-dispatched", Some(Article::A18)));
        let gone = |task: &str| Removal {
            task: task.parse().unwrap(),
            id: "K-2".parse().unwrap(),
            reason: Reason::Revoked,
        };
        let locked = drawn.confirm(vec![gone("gas"), gone("fire")]).unwrap();
        let locked = locked.lock(Approval::by("负责人", "2026-10-02".parse().unwrap())).unwrap();
        let record = Record::of_dispatched(&locked.dispatch().unwrap());
        let sent = record.dispatched_round().unwrap();
        assert_eq!((sent.seal, sent.tasks.len()), (record.digest, 2));
        let visits = merge(&"squad".parse().unwrap(), &[sent]).unwrap();
        let targets: Vec<_> = visits.iter().map(|visit| (visit.target.as_str(), visit.tasks.len())).collect();
        assert_eq!(targets, [("K-1", 2), ("K-3", 2)]);
    }
}
