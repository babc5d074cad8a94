//! The program `double-random` as people and other programs run it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod embargo;
mod ways;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{AnnualPlan, Approval, Round};
use double_random::record::{Lists, Record};
use serde_json::json;

/// A folder of its own for each test, with the record and the lists in every form.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self::held(name, |_| Ceremony::bare("40512"))
    }

    /// With another round, and what its ceremony brings.
    fn held(name: &str, ceremony: impl FnOnce(&mut Round) -> Ceremony) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let this = Self(folder);
        let targets: Vec<_> = (0..40)
            .map(|n| json!({ "id": format!("T-{n:02}"), "kind": "餐饮", "area": "东园", "attributes": { "用气": "是" } }))
            .collect();
        let items = json!([{
            "id": "gas", "name": "用气安全", "object": ["餐饮"], "content": "燃气使用", "category": "general",
            "department": "某局", "level": "区级", "basis": [{"law": "某条例", "article": "第一条"}],
        }]);
        let units = json!([{ "area": "东园", "unit": "squad" }]);
        let lists: Lists =
            serde_json::from_value(json!({ "items": items, "targets": targets, "units": units })).unwrap();
        let mut round: Round = serde_json::from_value(json!({
            "id": "r-1", "as_of": "2026-10-01", "ceremony": { "typed": ["bare"] },
            "tasks": [{ "id": "gas-2026", "items": ["gas"], "window": { "start": "2026-10-08", "end": "2026-11-30" },
                "basis": { "ad-hoc": { "reason": "节前专项抽查", "approval": { "role": "approver", "person": "局长", "date": "2026-09-20", "document": "批〔2026〕7号" } } },
                "strata": [{ "label": "用气", "criterion": { "attribute": { "name": "用气", "values": ["是"] } }, "ratio": "20%" }] }],
        }))
        .unwrap();
        let ceremony = ceremony(&mut round);
        let sealed = round.seal(&lists.directory().unwrap(), &RuleSet::gaoxin_2023()).unwrap();
        let drawn = sealed.seed(ceremony).unwrap().draw();
        let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", "2026-10-02".parse().unwrap()));
        let record = Record::of_dispatched(&locked.unwrap().dispatch().unwrap());
        this.write("record.json", &record.to_json().unwrap());
        this.write("items.json", &items.to_string());
        this.write("units.csv", "区域,单位编号\n东园,squad\n");
        let lines: Vec<String> = targets.iter().map(ToString::to_string).collect();
        this.write("targets.jsonl", &(lines.join("\n") + "\n"));
        this.write("targets.json", &json!(targets).to_string());
        let rows: String = (0..40).map(|n| format!("T-{n:02},餐饮,东园,是\n")).collect();
        this.write("targets.csv", &format!("编号,主体类型,区域,用气\n{rows}"));
        this.write("lists.json", &json!({ "items": items, "targets": targets, "units": units }).to_string());
        this
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &str) -> (i32, String, String) {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &str, input: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_double-random"))
            .args(arguments.split_whitespace())
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }
}

#[test]
fn a6_a_sound_record_is_exact_whatever_form_its_lists_have() {
    let folder = Folder::new("exact");
    for lists in [
        "--targets targets.jsonl --items items.json --units units.csv",
        "--targets targets.json --items items.json --units units.csv",
        "--targets targets.csv --map id=编号 --map attribute:用气=用气 --items items.json --units units.csv",
        "--lists lists.json",
    ] {
        let (code, out, errors) = folder.run(&format!("verify record.json {lists}"));
        assert_eq!((code, errors.as_str()), (0, ""), "{lists}: {out}");
        assert!(out.starts_with("核验结论：完全一致；随机数强度：弱\n"), "{out}");
        assert!(out.contains("通过      摇号结果重算一致 [tickets] 第十六条"), "{out}");
    }
    let (code, out, _) = folder.run("verify record.json --lang en");
    assert_eq!(code, 1, "nothing was drawn again");
    assert!(out.starts_with("verdict: nothing failed, but not everything was drawn again"), "{out}");
}

#[test]
fn a13_a_plan_is_given_beside_the_lists_and_its_tasks_are_held_against_it() {
    let plan = |ratio: &str| {
        json!({ "id": "plan", "version": 1, "year": 2026, "lines": [{ "id": "gas", "items": ["gas"], "scope": "用气单位",
            "schedule": { "start": "2026-10-01", "end": "2026-12-31" }, "estimated": 8, "ratio": ratio }],
            "approvals": [{ "role": "preparer", "person": "小王", "date": "2026-01-05" }, { "role": "approver", "person": "老李", "date": "2026-01-06" }] })
    };
    let sealed_under = |ratio: &str| {
        let plan: AnnualPlan = serde_json::from_value(plan(ratio)).unwrap();
        let folder = Folder::held(&format!("plans-{}", ratio.trim_end_matches('%')), |round| {
            round.tasks[0].basis = Some(plan.line("gas".parse().unwrap(), round.protocol()).unwrap());
            Ceremony::bare("40512")
        });
        folder.write("plans.json", &json!([plan]).to_string());
        folder
    };
    let (good, small) = (sealed_under("20%"), sealed_under("30%"));
    let (code, out, _) = good.run("verify record.json --lists lists.json");
    assert!(code == 0 && out.contains("没有提供年度计划 `plan@1`"), "{out}");
    let (code, out, _) = good.run("verify record.json --lists lists.json --plans plans.json");
    assert!(code == 0 && out.contains("通过      抽查依据 [basis] 第一条"), "{out}");
    let (code, out, _) = small.run("verify record.json --lists lists.json --plans plans.json --lang en");
    assert!(code == 1 && out.contains("draws `1/5`, the plan says `3/10`"), "{out}");
    // the right name, and not the version that was sealed
    let (code, out, _) =
        good.run("verify record.json --lists lists.json --plans ../plans-30/plans.json --lang en");
    assert!(code == 1 && out.contains("the plan given has"), "{out}");
}

#[test]
fn a6_a_changed_list_or_record_is_named() {
    let folder = Folder::new("changed");
    let rows = folder.text("targets.jsonl");
    folder.write("targets.jsonl", &rows.lines().skip(1).collect::<Vec<_>>().join("\n"));
    let (code, out, _) = folder
        .run("verify record.json --targets targets.jsonl --items items.json --units units.csv --lang en");
    assert_eq!(code, 1);
    assert!(out.starts_with("verdict: FAILED (lists are the sealed ones)"), "{out}");
    folder
        .write("record.json", &folder.text("record.json").replace("\"round\":\"r-1\"", "\"round\":\"r-2\""));
    let (code, out, _) = folder.run("verify record.json");
    assert_eq!(code, 1);
    assert!(out.contains("不符      封存校验值 [seal-digest] 第十六条"), "{out}");
    folder.write("record.json", "{}");
    let (code, out, _) = folder.run("verify record.json");
    assert!(code == 1 && out.contains("[schema]"), "{out}");
}

#[test]
fn wrong_input_says_where_and_what_to_do() {
    let folder = Folder::new("wrong");
    folder.write("bad.jsonl", "{\"id\": \"T-00\"}\n{\"id\": \"T 1\"}\n");
    folder.write("bad.json", "[{\"id\": 1}]");
    folder.write("half.json", "{\"schema\": ");
    let record = folder.text("record.json");
    folder.write("nine.json", &record.replacen("double-random/record/0", "double-random/record/9", 1));
    folder.write(
        "other.json",
        &record.replacen("\"protocol\":\"double-random/0\"", "\"protocol\":\"double-random/9\"", 1),
    );
    for (arguments, expected) in [
        ("verify", "[record-missing]"),
        ("verify nowhere.json", "[file-not-readable]"),
        ("verify record.json --targets bad.jsonl", "[id-character] bad.jsonl, row 2, id"),
        ("verify record.json --items bad.json", "bad.json, [0].id"),
        ("verify record.json --colour red", "[option-unknown]"),
        ("verify record.json --map area", "[option-map]"),
        ("verify record.json --lang fr", "[option-value]"),
        ("verify record.json more", "[option-unknown]"),
        ("sql record.json --items items.json", "[option-missing]"),
        ("sql record.json --items items.json --task gas", "[sql-task-unknown] task"),
        ("certificate half.json --id T-01", "[json-syntax] half.json, row 1"),
        ("certificate nine.json --id T-01", "[record-form-unknown] nine.json, schema"),
        ("certificate other.json --id T-01", "[record-form-unknown] record.seal.protocol"),
        ("sql other.json --items items.json --task gas-2026", "[record-form-unknown] record.seal.protocol"),
        ("sql nowhere.json --items items.json --task gas-2026", "[file-not-readable]"),
        ("sql record.json --items items.json --task gas-2026 --today soon", "[option-value]"),
        ("certificate record.json --lists lists.json", "[option-missing]"),
        ("certificate record.json --id T-1 --form paper", "[option-value]"),
        ("certificate record.json --id T-1", "[certificate-not-exact]"),
        ("dance", "[option-unknown]"),
    ] {
        let (code, out, errors) = folder.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments}: {errors}");
        assert!(errors.contains(expected) && errors.contains("处理办法："), "{arguments}: {errors}");
    }
}

#[test]
fn wire_and_sql_and_help_answer() {
    let folder = Folder::new("wire");
    let request = r#"{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}"#;
    let (code, out, _) = folder.run_with("wire", &format!("{request}\n\n{{}}\n{request}\n"));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len(), lines[0], lines[2]), (0, 3, r#"{"ok":{"quota":8}}"#, lines[0]));
    assert!(lines[1].contains("json-missing-key"), "{out}");
    let (code, out, _) = folder.run("sql record.json --items items.json --task gas-2026 --dialect spark");
    assert!(code == 0 && out.contains("`attribute:用气` IN ('是')") && out.ends_with("LIMIT 8\n"), "{out}");
    let (zh, en) = (folder.run("--help").1, folder.run("--help --lang=en").1);
    assert!(zh.starts_with("用法：") && en.starts_with("Usage:") && zh.len() == en.len());
}

#[test]
fn one_target_gets_its_answer_in_a_sentence_and_with_proofs() {
    let folder = Folder::new("certificate");
    let record: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.0.join("record.json")).unwrap()).unwrap();
    let drawn = &record["result"]["tasks"][0]["strata"][0]["drawn"][0];
    let (id, ticket) = (drawn["id"].as_str().unwrap(), drawn["ticket"].as_str().unwrap());
    let command = format!("certificate record.json --lists lists.json --id {id}");
    let (code, out, errors) = folder.run(&command);
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
    assert!(
        out.starts_with("批次") && out.contains(id) && out.contains("sha256sum") && out.contains(ticket),
        "{out}"
    );
    let (_, out, _) = folder.run(&format!("{command} --form json"));
    let certificate: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(certificate["id"], id);
    assert!(certificate["listing"]["listed"]["proof"]["path"].is_string());
    let nobody = folder.run("certificate record.json --lists lists.json --id nobody --lang en").1;
    assert!(nobody.contains("not in the list"), "{nobody}");
}

#[test]
fn records_of_a_folder_are_a_chain_and_this_one_is_no_twin_of_itself() {
    let folder = Folder::new("chain");
    fs::create_dir(folder.0.join("ledger")).unwrap();
    fs::copy(folder.0.join("record.json"), folder.0.join("ledger/1.json")).unwrap();
    let (code, out, errors) = folder.run("verify record.json --lists lists.json --earlier ledger");
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
}
