//! 抽查任务公告 and the visits of the example `draw`, as somebody reads them who has nothing else but the record.

#[allow(dead_code, reason = "the example's own entry is not called")]
#[path = "../examples/draw/main.rs"]
mod draw;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use double_random::base::{Protocol, Scheme, Suite};
use double_random::draw::{Beacon, Reveal};
use double_random::plan::BeaconPlan;
use double_random::record::Record;
use double_random::tabular::{self, CellKind, ColumnSpec, Options, Schema, Source};
use draw::table::{groups_of_four, number};
use serde_json::json;

/// The results of one run and its report; the folder is gone at the end.
struct Results {
    folder: PathBuf,
    record: Record,
    page: String,
    drawn: String,
    report: String,
}

impl Results {
    fn of(name: &str, files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("double-random-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name).display().to_string();
        for (name, text) in files {
            fs::write(path(name), text).unwrap();
        }
        let in_folder = |argument: &&str| match argument.strip_prefix('@') {
            Some(name) => OsString::from(path(name)),
            None => OsString::from(argument),
        };
        let arguments = arguments.iter().map(in_folder).chain(["--out".into(), folder.clone().into()]);
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let exit = draw::run(arguments, &mut out, &mut errors, false);
        assert_eq!((exit, String::from_utf8(errors).unwrap().as_str()), (0, ""));
        let record = Record::parse(&fs::read_to_string(path("record.json")).unwrap()).unwrap();
        let page = fs::read_to_string(path("announcement.html")).unwrap();
        let drawn = fs::read_to_string(path("drawn.csv")).unwrap();
        Self { folder, record, page, drawn, report: String::from_utf8(out).unwrap() }
    }

    /// Nothing in the page reaches out or runs.
    fn is_still(&self) -> bool {
        let outside = [
            "<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "http:", "https:",
            "onload",
        ];
        outside.iter().all(|outside| !self.page.contains(outside))
    }
}

impl Drop for Results {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The made-up district, run once. Its folder is cleared at once, so nothing is left of what no test drops.
static DISTRICT: LazyLock<(Results, Vec<u8>)> = LazyLock::new(|| {
    let results = Results::of("district", &[], &[]);
    let visits = fs::read(results.folder.join("visits.xlsx")).unwrap();
    fs::remove_dir_all(&results.folder).unwrap();
    (results, visits)
});

#[test]
fn a18_the_announcement_says_what_the_record_says() {
    let (results, _) = &*DISTRICT;
    let Results { record, page, .. } = results;
    assert!(results.is_still() && page.contains("@page { size: A4;") && page.contains("虚构"));
    for digest in [record.digest, record.check_value().unwrap()] {
        let hex = digest.to_string();
        let (first, second) = hex.split_at(32);
        let lines = format!("{}<br>{}", groups_of_four(first), groups_of_four(second));
        assert_eq!(page.matches(&lines).count(), 1, "{lines}");
    }
    assert!(page.contains("随机数强度：弱") && !page.contains("随机数强度：强"));
    assert_eq!(page.matches("<svg").count(), 1);

    let mut drawn: BTreeMap<String, usize> = BTreeMap::new();
    for (sealed, task) in record.seal.tasks.iter().zip(&record.result.tasks) {
        for ((stratum, frame), list) in sealed.task.strata.iter().zip(&sealed.frames).zip(&task.strata) {
            let cell = |count: u64| format!("<td class=\"n\">{}</td>", number(count));
            let before = format!(
                "<tr><td>{}</td>{}{}",
                stratum.label,
                cell(frame.size.get()),
                cell(frame.eligible.get())
            );
            let count = list.drawn.len() as u64;
            let numbers = [frame.quota.get(), count, frame.quota.get() - count, list.set_aside.get()];
            let after: String = numbers.map(cell).concat();
            let found = page
                .lines()
                .any(|line| line.starts_with(&before) && line.ends_with(&format!("{after}</tr>")));
            assert!(found, "{before} ... {after}");
            list.drawn.iter().for_each(|ticket| *drawn.entry(ticket.id.to_string()).or_default() += 1);
        }
    }
    for removal in record.result.removals.iter().flatten() {
        *drawn.get_mut(removal.id.as_str()).unwrap() -= 1;
        *drawn.entry(removal.replacement.as_ref().unwrap().id.to_string()).or_default() += 1;
    }
    assert_eq!(page.matches("<td>递补</td>").count(), record.result.removals.as_ref().unwrap().len());
    let (_, annex) = page.split_once("附件：抽中名单").unwrap();
    let mut listed: BTreeMap<String, usize> = drawn.keys().map(|id| (id.clone(), 0)).collect();
    for id in annex.lines().filter_map(|line| line.split("<td class=\"m\">").nth(1)?.split('<').next()) {
        *listed.entry(id.to_owned()).or_default() += 1;
    }
    assert_eq!(listed, drawn);
    for exclusion in &record.seal.exclusions {
        let row = format!("<td class=\"n\">{}</td></tr>", number(exclusion.count.get()));
        let citation = format!("<tr><td>{}</td>", exclusion.article.citation());
        assert!(page.lines().any(|line| line.starts_with(&citation) && line.ends_with(&row)));
    }
}

#[test]
fn names_are_text_whatever_they_hold() {
    let list = "编码,名称\nK-1,<script>alert(1)</script>\nK-2,\"a&b \"\"'\"\n";
    let round = r#"{"round": {"id": "r", "as_of": "2026-10-01", "authority": "<b>某局</b>", "ceremony": {"typed": ["dice-25"]},
        "tasks": [{"id": "t", "items": ["i"], "unit": "squad", "window": {"start": "2026-10-08", "end": "2026-11-30"},
            "basis": { "ad-hoc": { "reason": "节前专项抽查", "approval": { "role": "approver", "person": "局长", "date": "2026-09-20", "document": "批〔2026〕7号" } } },
            "strata": [{"label": "<全部>", "ratio": "100%"}]}]},
        "items": [{"id": "i", "name": "用气</td>", "object": [], "content": "燃气", "category": "general", "department": "某局",
            "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}]}"#;
    let arguments = [
        "--targets",
        "@list.csv",
        "--scheme",
        "ascii",
        "--map",
        "id=编码",
        "--round",
        "@round.json",
        "--seed",
        "1234561234561234561234561",
    ];
    let results = Results::of("escaped", &[("list.csv", list), ("round.json", round)], &arguments);
    let page = &results.page;
    assert!(results.is_still());
    for text in [
        "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>",
        "a&amp;b &quot;&#39;",
        "&lt;b&gt;某局&lt;/b&gt;",
        "&lt;全部&gt;",
        "用气&lt;/td&gt;",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("随机数强度：强") && page.contains("掷骰子 25 次") && page.contains("尚未锁定"));
    assert!(!page.contains("虚构") && !results.folder.join("visits.xlsx").exists());
}

#[test]
fn a19_visits_are_fewer_than_tasks_and_each_task_is_in_one() {
    const fn text(field: &'static str, aliases: &'static [&'static str]) -> ColumnSpec {
        ColumnSpec { field, aliases, kind: CellKind::Id(Scheme::Ascii), required: true }
    }
    static COLUMNS: [ColumnSpec; 2] = [text("unit", &["执行单位 unit"]), text("id", &["编号 id"])];
    let (results, bytes) = &*DISTRICT;
    let round = results.record.dispatched_round().unwrap();
    let units: BTreeSet<_> = round.sent.iter().map(|(unit, ..)| unit).collect();
    let rounds = [round.clone()];
    let visits: Vec<_> =
        units.iter().flat_map(|unit| double_random::merge::merge(unit, &rounds).unwrap()).collect();
    let pairs: usize = round.sent.iter().map(|(_, _, tasks)| tasks.len()).sum();
    assert!(visits.len() < pairs);
    assert_eq!(visits.iter().map(|visit| visit.tasks.len()).sum::<usize>(), pairs);
    let line = format!("{} 个“对象·任务”合并为 {} 次上门", number(pairs as u64), number(visits.len() as u64));
    assert!(results.report.contains(&line), "{line}");

    let schema = Schema { list: "visits", columns: &COLUMNS, key: &[] };
    let reading =
        tabular::read(&Source { name: "visits.xlsx", bytes }, &schema, &Options::default()).unwrap();
    let written: Vec<_> = reading.rows.iter().map(|row| row.get("id").unwrap().to_owned()).collect();
    assert_eq!(written, visits.iter().map(|visit| visit.target.to_string()).collect::<Vec<_>>());
}

/// 第六条 - a round under embargo, by two secrets and a beacon in suite sm3: its announcement names nobody before the lift.
#[test]
fn a6_an_announcement_under_embargo_holds_no_name_and_no_key() {
    let round = |announced_on: &str| {
        let secrets = [("notary", 1), ("press", 2)]
            .map(|(party, byte)| Reveal { party: party.parse().unwrap(), secret: [byte; 32] });
        let protocol = Protocol { suite: Suite::Sm3, rehearsal: false };
        let planned = secrets.clone().map(|reveal| {
            let commitment = reveal.commitment(protocol, &"r".parse().unwrap());
            json!({ "party": reveal.party, "commitment": commitment, "outside": true })
        });
        let sealed_at = "2026-10-01T09:00:00+08:00";
        let beacon = BeaconPlan::known("drand-quicknet").unwrap();
        let number = beacon.round_at(sealed_at.parse().unwrap()).unwrap();
        let value = Beacon::signed("drand-quicknet", number, "ab12").unwrap();
        let basis = json!([{ "law": "条例", "article": "第一条" }]);
        json!({
            "round": { "id": "r", "suite": "sm3", "as_of": "2026-10-01", "sealed_at": sealed_at,
                "disclosure": { "embargoed": { "lift": "2026-12-01", "party": "notary" } },
                "tasks": [{ "id": "gas-2026", "items": ["gas"], "unit": "squad", "window": { "start": "2026-10-08", "end": "2026-11-30" },
                    "basis": { "ad-hoc": { "reason": "节前专项抽查", "approval": { "role": "approver", "person": "局长", "date": "2026-09-20", "document": "批〔2026〕7号" } } },
                    "strata": [{ "label": "全部", "ratio": "30%" }] }],
                "ceremony": { "parties": planned, "beacon": beacon } },
            "items": [{ "id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
                "department": "某局", "level": "区级", "basis": basis }],
            "held": { "parties": secrets, "beacon": value },
            "stamps": [{ "kind": "notarial", "authority": "示例公证处", "value": "证字第12号" }],
            "announced_on": announced_on,
            "lock": { "role": "approver", "person": "负责人", "date": "2026-10-02" },
        })
        .to_string()
    };
    let list: String = (0..20).map(|n| format!("K-{n:02},店铺{n}\n")).collect();
    let list = format!("编码,名称\n{list}");
    let run = |name: &str, on: &str| {
        let files = [("list.csv", list.as_str()), ("round.json", &round(on))];
        let own =
            ["--targets", "@list.csv", "--scheme", "ascii", "--map", "id=编码", "--round", "@round.json"];
        Results::of(name, &files, &own)
    };
    let before = run("embargo", "2026-11-30");
    let stratum = &before.record.result.tasks[0].strata[0];
    assert_eq!((stratum.drawn.len(), before.record.stamps.len()), (6, 1));
    let public = fs::read_to_string(before.folder.join("public.json")).unwrap();
    for text in [&before.page, &public, &before.report] {
        assert!(!text.contains("K-") && !text.contains("店铺") && !text.contains(&stratum.key.to_string()));
        assert!(stratum.drawn.iter().all(|drawn| !text.contains(&drawn.ticket.to_string()[..16])));
    }
    assert!(
        before.page.contains("暂缓公布")
            && before.page.contains("2026-12-01")
            && before.page.contains("1 至 6")
    );
    assert!(before.page.contains(&groups_of_four(&before.record.digest.to_string())) && before.is_still());
    let after = run("lifted", "2026-12-01");
    assert!(
        after.page.contains("店铺")
            && after.page.contains("openssl dgst -sm3")
            && after.page.contains("drand-quicknet")
    );
    assert!(!after.folder.join("public.json").exists());
}

/// 第六条 - page and list of the made-up district tell of the drawn, and of officers 张*（2345） alone.
#[test]
fn a6_the_announcement_names_no_undrawn_target_and_no_officer_in_clear() {
    let (results, _) = &*DISTRICT;
    let record = results.record.to_json().unwrap();
    let written = draw::sample::District::new().targets();
    let (list, ..) = encoding_rs::GB18030.decode(&written);
    let rows = list.lines().skip(2).map(|line| line.split(',').collect::<Vec<_>>());
    let named: BTreeSet<&str> = record.split('"').collect();
    let (drawn, undrawn): (Vec<_>, Vec<_>) = rows
        .filter(|cells| cells.len() > 4 && cells[1].len() == 18)
        .partition(|cells| named.contains(cells[1]));
    let cells: BTreeSet<&str> = results.drawn.split([',', '\n', '"']).map(str::trim).collect();
    let shown: BTreeSet<&str> = results.page.split(['<', '>', '，', '；']).map(str::trim).collect();
    // the name of a firm may be that of another
    let public: BTreeSet<&str> = drawn.iter().map(|cells| cells[3]).collect();
    assert!(undrawn.len() > 15_000);
    for shown in [cells, shown] {
        let told = undrawn.iter().flat_map(|cells| [cells[1], cells[3]]);
        let told: Vec<&str> = told.filter(|text| shown.contains(text) && !public.contains(text)).collect();
        assert_eq!(told, [""; 0]);
        // the control: the drawn would be seen, and are
        assert!(drawn.iter().filter(|cells| shown.contains(cells[1])).count() > 100);
    }
    let bytes = draw::sample::officers().unwrap();
    let source = Source { name: "officers.xlsx", bytes: &bytes };
    let officers = double_random::directory::load::officers(&source, &Options::default()).unwrap().list;
    let clear = |text: &str| officers.iter().filter(|officer| text.contains(&officer.name)).count();
    let certified = |text: &str| {
        let numbers = officers.iter().filter_map(|officer| officer.certificate.as_ref());
        numbers.filter(|certificate| text.contains(certificate.number.as_str())).count()
    };
    for text in [&results.page, &results.drawn, &record] {
        assert_eq!((clear(text), certified(text)), (0, 0));
    }
    // the control: an officer in clear would be found
    let officer = &officers[0];
    let careless =
        results.page.clone() + &officer.name + officer.certificate.as_ref().unwrap().number.as_str();
    assert!(clear(&careless) >= 1 && certified(&careless) == 1);
}
