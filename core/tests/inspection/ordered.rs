//! The team of a result is the one that was ordered.

use double_random::base::Problem;
use double_random::directory::Officers;
use double_random::disclosure::Archive;
use double_random::draw::Ceremony;
use double_random::inspection::{Sheet, StatedTeam, Team};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Joint, Round, Task, TaskBasis};
use double_random::record::{Lists, Material, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound, Neighbours, Ordered, Replacement, ReplacementReason};
use serde_json::json;

use super::made_up::{date, id, read};

fn lists() -> Lists {
    let officer = |n: usize| {
        json!({ "id": format!("P-{n}"), "name": "张三", "kind": "civil-servant", "area": "东园", "leader": n < 3,
                "certificate": { "number": format!("3701001234{n}"), "valid_until": "2027-12-31" } })
    };
    read(json!({
        "items": [{ "id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
                    "department": "综合执法局", "level": "区级", "basis": [{ "law": "城镇燃气管理条例", "article": "第四十一条" }] }],
        "targets": [{ "id": "K-1", "area": "东园" }, { "id": "K-2", "area": "东园" }],
        "units": [{ "area": "东园", "unit": "squad" }],
        "officers": (0..6).map(officer).collect::<Vec<_>>(),
    }))
}

fn ordered(lists: &Lists, officers: &Officers, joint: Option<Joint>) -> Ordered {
    held(lists, officers, joint).1
}

/// The record of the first stage, and the teams that were ordered.
fn held(lists: &Lists, officers: &Officers, joint: Option<Joint>) -> (Record, Ordered) {
    let directory = lists.directory().unwrap();
    let window = read(json!({ "start": "2026-10-08", "end": "2026-11-30" }));
    let task =
        Task::new(id("gas"), id("gas"), window).stratum("全部", Criterion::Everyone, "100%".parse().unwrap());
    let chief = Approval::by("局长", date("2026-09-20")).document("批〔2026〕7号");
    let task = Task { joint, ..task.basis(TaskBasis::ad_hoc("节前专项抽查", chief)) };
    let round =
        Round::new("r".parse().unwrap(), date("2026-10-01")).task(task).ceremony(CeremonyPlan::bare());
    let drawn = round
        .seal(&directory, &RuleSet::gaoxin_2023())
        .unwrap()
        .seed(Ceremony::bare("first"))
        .unwrap()
        .draw();
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let area = Neighbours { area: "东园".to_owned(), neighbours: vec![] };
    let plan = MatchRound::new(id("m"), id("squad")).areas([area]).ceremony(CeremonyPlan::bare());
    let sealed = plan
        .seal(&[record.dispatched_round().unwrap()], &directory, officers, &RuleSet::gaoxin_2023())
        .unwrap();
    let ordered = match sealed.seed(Ceremony::bare("second")).unwrap().match_officers().unwrap() {
        MatchOutcome::Matched(matched) => matched.order(Approval::by("队长", date("2026-10-05"))).unwrap(),
        MatchOutcome::NoPlan(no_plan) => panic!("{no_plan:?}"),
    };
    (record, ordered)
}

#[test]
fn a25_the_members_who_sign_are_those_of_the_order() {
    let lists = lists();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let ordered = ordered(&lists, &officers, None);
    for visit in 0..2 {
        let team = Team::of(&ordered, &officers, visit).unwrap();
        let numbers: Vec<String> =
            ordered.matched().team(visit).iter().map(|number| format!("P-{number}")).collect();
        assert_eq!(team.members.iter().map(ToString::to_string).collect::<Vec<_>>(), numbers);
        assert_eq!(team.leader.to_string(), format!("P-{}", ordered.matched().leader(visit).unwrap()));
        assert_eq!((team.target.as_str(), team.unit.as_str()), (["K-1", "K-2"][visit as usize], "squad"));
        assert_eq!((team.ordered_on, team.seal), (date("2026-10-05"), ordered.matched().digest()));
    }
    assert_eq!(Team::of(&ordered, &officers, 2).unwrap_err().code(), "visit-unknown");
    // the public sees the same names, yet the third of this list is somebody else
    let mut others = lists.officers.clone();
    others[2].id = id("P-2b");
    let others = Officers::new(others).unwrap();
    assert_eq!(Team::of(&ordered, &others, 0).unwrap_err().code(), "officers-not-sealed");
}

/// 第二十五条 - an archive is held against the record: another team, or a stranger who signed as one, is refused.
#[test]
fn a25_a22_a_result_is_signed_by_the_team_that_stands_in_the_record() {
    let lists = lists();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let (record, before) = held(&lists, &officers, None);
    let consent = Approval::by("队长", date("2026-10-10"));
    let replacement = Replacement::new(0, 1, ReplacementReason::WorkConflict, consent);
    let after = before.clone().replace(replacement).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&after));
    let material = Material::try_from(&lists).unwrap();
    let forms = super::made_up::forms();
    // signed by these people on this day, and what the record says to it
    let archive = |team: &StatedTeam, on: &str| Archive {
        team: team.clone(),
        sheet: read(json!({
            "inspected_on": "2026-10-08",
            "findings": [super::made_up::finding("gas", &["no-problem"])],
            "signatures": team.members.iter().map(|id| json!({ "person": id, "date": on })).collect::<Vec<_>>(),
            "firm": { "signed": { "person": "店长", "date": "2026-10-08" } },
        })),
        item: id("gas"),
        department: "综合执法局".to_owned(),
        events: vec![],
    };
    let check = |team: &StatedTeam, on: &str| {
        let archive = archive(team, on);
        record.history(archive, &material, &forms).map(|_| ()).map_err(|faults| {
            assert_eq!(faults.0[0].problem().article().map(|article| article.code()), Some("A25"));
            faults.0[0].code()
        })
    };
    let [told, now] = [&before, &after].map(|ordered| Team::of(ordered, &officers, 0).unwrap());
    // each is sound by itself: it is the record that says who it was
    assert!(archive(&told, "2026-10-12").replay(&told, &forms).is_ok());
    assert_eq!(check(&now, "2026-10-12"), Ok(()));
    assert_eq!(check(&told, "2026-10-12"), Err("result-other-team"));
    // whoever signed before the replacement was of the team
    assert_eq!(check(&told, "2026-10-09"), Ok(()));
    assert_eq!(check(&now, "2026-10-09"), Err("result-other-team"));
    let stated = |team: &Team| StatedTeam::clone(team);
    let stranger = StatedTeam { members: vec![now.members[0].clone(), id("P-9")], ..stated(&now) };
    assert_eq!(check(&stranger, "2026-10-12"), Err("result-other-team"));
    // who signs beside the team of the record is a stranger, whatever team the archive states
    let mut beside = archive(&now, "2026-10-12");
    beside.sheet.signatures.push(read(json!({ "person": "P-9", "date": "2026-10-12" })));
    let refused = super::made_up::only(record.history(beside, &material, &forms));
    assert_eq!(refused, ("signature-stranger", "A25", "sheet.signatures[2]".into()));
    assert_eq!(check(&StatedTeam { visit: 7, ..stated(&now) }, "2026-10-12"), Err("visit-unknown"));
    assert_eq!(
        check(&StatedTeam { seal: record.digest, ..stated(&now) }, "2026-10-12"),
        Err("visit-unknown")
    );
    let other = Material { officers: material.officers[1..].to_vec(), ..material.clone() };
    let refused = record.history(archive(&now, "2026-10-12"), &other, &forms).unwrap_err();
    assert_eq!(refused.0[0].code(), "officers-not-sealed");
}

/// 第二十二条, 第二十五条 - a replacement is in the team as it stands.
#[test]
fn a25_a22_the_team_is_the_one_that_stands_now() {
    let lists = lists();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let before = ordered(&lists, &officers, None);
    let told = Team::of(&before, &officers, 0).unwrap();
    let consent = Approval::by("队长", date("2026-10-06"));
    let after = before.replace(Replacement::new(0, 1, ReplacementReason::WorkConflict, consent)).unwrap();
    let now = Team::of(&after, &officers, 0).unwrap();
    let replaced = after.replaced(0);
    assert_eq!((&replaced[0].out, &replaced[0].into), (&told.members[1], &now.members[1]));
    assert_eq!((replaced.len(), replaced[0].date), (1, date("2026-10-06")));
    assert_ne!(told.members[1], now.members[1]);
    assert_eq!(Team::of(&after, &officers, 1).unwrap().members.len(), 2);
}

#[test]
fn a12p2_only_departments_that_went_answer_for_a_joint_inspection() {
    let mut lists = lists();
    lists.officers.iter_mut().for_each(|officer| officer.department = Some("燃气".to_owned()));
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let joint: Joint = read(json!({
        "id": "week", "lead": "squad", "lead_department": "燃气", "department": "燃气",
    }));
    let team = Team::of(&ordered(&lists, &officers, Some(joint)), &officers, 0).unwrap();
    assert_eq!(team.departments, ["燃气"]);
    assert!(Team::of(&ordered(&lists, &officers, None), &officers, 0).unwrap().departments.is_empty());
    let sign = |departments: &[&str]| {
        let finding = |department: &&str| {
            let mut finding = super::made_up::finding("gas", &["no-problem"]);
            finding["department"] = json!(department);
            finding
        };
        let signature = |id| json!({ "person": id, "date": "2026-10-12" });
        let sheet: Sheet = read(json!({
            "inspected_on": "2026-10-12", "findings": departments.iter().map(finding).collect::<Vec<_>>(),
            "signatures": team.members.iter().map(signature).collect::<Vec<_>>(),
            "firm": { "signed": { "person": "店长", "date": "2026-10-12" } },
        }));
        sheet.sign(&team, &super::made_up::forms())
    };
    assert!(sign(&["燃气"]).is_ok());
    let refused = super::made_up::why(sign(&["燃气", "消防", "综合执法局"]));
    let place = |at: usize| format!("findings[{at}].department");
    let code = "finding-department-not-joined";
    assert_eq!(refused, [(code, "A12P2", place(1)), (code, "A12P2", place(2))]);
}
