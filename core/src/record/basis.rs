//! 第一条, 第十二条至第十四条 - whether every task of a seal rests on a plan or on an approved ad-hoc decision, and keeps to
//! the plan that it names.

use super::Material;
use super::verdict::{CheckResult, Checks};
use crate::base::Faults;
use crate::draw::Seal;
use crate::law::Article;
use crate::plan::TaskBasis;

/// `basis`: from the seal alone that each task has one; with the plan, that the task is what the plan says. Where there
/// are ad-hoc tasks the detail counts them.
pub(super) fn check(seal: &Seal, given: Option<Result<&Material, &Faults>>, checks: &mut Checks) {
    let article = Article::A1;
    let round = seal.round(Vec::new());
    if let Err(faults) = round.check_bases() {
        return checks.failed("basis", article, faults.to_string());
    }
    let planned = || round.tasks.iter().filter_map(|task| task.basis.as_ref().and_then(TaskBasis::planned));
    let ad_hoc = round.tasks.iter().filter(|task| task.is_ad_hoc()).count();
    let counted = (ad_hoc > 0)
        .then(|| format!("临时性抽查任务 {ad_hoc} 个，均经审批 / {ad_hoc} ad-hoc tasks, each approved"));
    let material = given.and_then(Result::ok);
    let plans = material.map(|material| material.plans.as_slice()).unwrap_or_default();
    if let Some(missing) = planned().find(|planned| !plans.iter().any(|plan| plan.is_named_by(planned))) {
        let name = format!("{}@{}", missing.plan, missing.version);
        let open = format!("没有提供年度计划 `{name}` / plan `{name}` is not given");
        let detail = counted.into_iter().chain([open]).collect::<Vec<_>>().join("; ");
        return checks.open("basis", article, &detail);
    }
    let named = plans.iter().filter(|plan| planned().any(|planned| plan.is_named_by(planned)));
    let mut faults = Faults::default();
    for plan in named {
        let directory = material.map(|material| &material.directory);
        let sound = directory.map_or(Ok(()), |directory| plan.check(directory, &seal.rules));
        for checked in [sound, plan.check_round(&round), plan.check_pools(seal)] {
            faults.0.extend(checked.err().into_iter().flat_map(|faults| faults.0));
        }
    }
    match faults.or(()) {
        Ok(()) => checks.noted("basis", article, CheckResult::Passed, counted),
        Err(faults) => checks.failed("basis", article, faults.to_string()),
    }
}
