//! The second stage of the example `draw`: officers sealed, matched, ordered, written down, and named nowhere in public.

#[allow(dead_code, reason = "the example's own entry is not called")]
#[path = "../examples/draw/main.rs"]
mod draw;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use double_random::base::{Digest, Scheme};
use double_random::directory::{Officer, load};
use double_random::record::{MatchResult, Record};
use double_random::tabular::{self, CellKind, ColumnSpec, Options, Schema, Source};
use double_random::team::{Ground, OfficersSeal};
use draw::sample;
use draw::table::groups_of_four;

/// A folder of one test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("double-random-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn out(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join("out").join(name)).unwrap()
    }

    fn record(&self) -> Record {
        Record::parse(std::str::from_utf8(&self.out("record.json")).unwrap()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Exit code, report, errors.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let exit = draw::run(arguments.iter().map(OsString::from), &mut out, &mut errors, false);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

/// Whoever reads the whole page finds nobody.
fn names_nobody(text: &str, officers: &[Officer]) {
    for officer in officers {
        let certificate = officer.certificate.as_ref().map(|certificate| certificate.number.to_string());
        let secrets = [Some(officer.id.to_string()), Some(officer.name.clone()), certificate];
        for secret in secrets.into_iter().flatten() {
            assert!(!text.contains(&secret), "{secret}");
        }
    }
}

/// The report and the results of the made-up district, run once.
struct District {
    report: String,
    record: Record,
    officers: Vec<Officer>,
    files: Vec<(String, Vec<u8>)>,
}

static DISTRICT: LazyLock<District> = LazyLock::new(|| {
    let folder = Folder::new("officers");
    let (exit, report, errors) = run(&["--out", &folder.path("out")]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    let bytes = sample::officers().unwrap();
    let source = Source { name: "officers.xlsx", bytes: &bytes };
    let officers = load::officers(&source, &Options::default()).unwrap().list;
    let entries = fs::read_dir(folder.0.join("out")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files = names.map(|name| (name.clone(), folder.out(&name))).collect();
    District { report, record: folder.record(), officers, files }
});

impl District {
    fn text(&self, name: &str) -> &str {
        let (_, bytes) = self.files.iter().find(|(file, _)| file == name).unwrap();
        std::str::from_utf8(bytes).unwrap()
    }
}

fn digest_lines(digest: Digest) -> [String; 2] {
    let hex = digest.to_string();
    let (first, second) = hex.split_at(32);
    [first, second].map(groups_of_four)
}

#[test]
fn a20_every_unit_seals_its_officers_and_matches_them() {
    let District { report, record, .. } = &*DISTRICT;
    let units: Vec<_> = record.officers.iter().map(|held| held.seal.unit.as_str()).collect();
    assert_eq!(units, ["squad-1", "squad-2", "squad-3", "squad-3", "squad-4"]);
    for held in &record.officers {
        // the check value stands before the value that was typed in
        let [first, second] = digest_lines(held.digest);
        let (_, after) = report.split_once(&format!("    {first}\n    {second}\n")).unwrap();
        assert!(after.contains(&held.ceremony.typed[0].value));
    }
    for check in [
        "合并检查",
        "人员封存校验值",
        "第二次随机数",
        "人员名录与封存一致",
        "人员匹配重算一致",
        "检查组组成",
        "匹配次数",
    ] {
        assert!(report.lines().any(|line| line.starts_with("  通过") && line.contains(check)), "{check}");
    }
    assert!(report.contains("核验结论：完全一致") && report.contains("任务下达：综合检查一组负责人"));
    let rows = format!("读入 {0} 行 = 采用 {0} + 退回 0 + 重复 0", sample::officers::OFFICERS);
    assert!(report.contains(&rows) && report.contains("[officer-cap-zero]"));
}

#[test]
fn a20_the_area_with_too_few_is_proven_and_its_neighbours_are_the_remedy() {
    let District { report, record, .. } = &*DISTRICT;
    let no_plan: Vec<_> = record
        .officers
        .iter()
        .filter_map(|held| match &held.result {
            MatchResult::Infeasible(found) => Some((&held.seal, held.digest, found)),
            MatchResult::Matched(_) => None,
        })
        .collect();
    let [(seal, digest, found)] = no_plan.as_slice() else { panic!("{}", no_plan.len()) };
    let area = |visit: u32| seal.visits[visit as usize].area.as_deref();
    assert!(found.seats.iter().chain(&found.direct).all(|(visit, _)| area(*visit) == Some("白石镇")));
    assert!(found.pool && found.demand > found.supply);
    let sentence = format!("次检查共需 {} 人次，可派的检查人员至多承担 {} 人次", found.demand, found.supply);
    assert!(report.contains("没有可行的匹配方案（第二十条第三款）：白石镇的"), "{report}");
    assert!(report.contains(&sentence) && report.contains("已达检查次数上限"));
    assert!(report.contains(&format!("直接委派至少 {} 个名额（白石镇 ", found.direct.len())));
    let again = &record.officers[3];
    assert_eq!(again.seal.after, Some(*digest));
    assert!(matches!(&again.result, MatchResult::Matched(matched) if matched.order.is_some()));
    let table =
        |seal: &OfficersSeal| seal.areas.iter().find(|row| row.area == "白石镇").unwrap().neighbours.clone();
    assert_eq!((table(seal), table(&again.seal)), (vec![], vec!["青芦镇".to_owned()]));
}

#[test]
fn a21_a22_who_is_no_candidate_is_counted_with_the_article() {
    let District { report, record, .. } = &*DISTRICT;
    let seal = &record.officers[0].seal;
    let officers = |ground: Ground| {
        let away = seal.away.iter().filter(|away| away.ground == ground);
        away.map(|away| away.officer).collect::<std::collections::BTreeSet<_>>().len() as u64
    };
    use sample::officers::{CAP_ZERO, CERTIFICATES_ENDING, ON_LEAVE, WITHOUT_CERTIFICATE};
    assert_eq!(
        [Ground::NoCertificate, Ground::CertificateEnds, Ground::OnLeave, Ground::Recusal].map(officers),
        [WITHOUT_CERTIFICATE, CERTIFICATES_ENDING, ON_LEAVE, 2]
    );
    assert_eq!(seal.pool.iter().filter(|officer| officer.cap == 0).count() as u64, CAP_ZERO);
    for words in ["没有执法证", "执法证在检查期限内到期", "检查期限内休假", "派发后申请回避"]
    {
        assert!(report.contains(words), "{words}");
    }
    assert!(report.contains("第二十一条") && report.contains("第二十二条"));
}

#[test]
fn no_officer_stands_in_what_is_published() {
    let district = &*DISTRICT;
    for name in ["record.json", "announcement.html", "drawn.csv"] {
        names_nobody(district.text(name), &district.officers);
    }
    // the text of a workbook stands compressed in its parts
    for (name, bytes) in
        district.files.iter().filter(|(name, _)| ["drawn.xlsx", "visits.xlsx"].contains(&name.as_str()))
    {
        let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..parts.len() {
            let text = std::io::read_to_string(parts.by_index(at).unwrap());
            names_nobody(&text.unwrap_or_else(|error| panic!("{name}: {error}")), &district.officers);
        }
    }
    // the screen is public too: it shows 张*（2345）, and ids of staff only where their rows are odd
    assert!(district.officers.iter().all(|officer| !district.report.contains(&officer.name)));
    let page = district.text("announcement.html");
    for held in &district.record.officers {
        assert_eq!(page.matches(&groups_of_four(&held.digest.to_string())).count(), 1);
    }
    assert!(page.contains("没有可行方案：需 ") && page.contains(" 个检查组，已下达"));
}

#[test]
fn teams_and_sheets_hold_every_visit_and_are_internal() {
    const fn text(field: &'static str, aliases: &'static [&'static str]) -> ColumnSpec {
        ColumnSpec { field, aliases, kind: CellKind::Id(Scheme::Ascii), required: true }
    }
    static COLUMNS: [ColumnSpec; 2] = [text("sheet", &["任务单编号 sheet"]), text("id", &["编号 id"])];
    let district = &*DISTRICT;
    let (_, bytes) = district.files.iter().find(|(name, _)| name == "teams.xlsx").unwrap();
    let schema = Schema { list: "teams", columns: &COLUMNS, key: &[] };
    let teams = tabular::read(&Source { name: "teams.xlsx", bytes }, &schema, &Options::default()).unwrap();
    assert!(teams.receipt.sheet.as_deref().unwrap().contains("内部使用"));
    let mut rows = teams.rows.iter();
    for held in &district.record.officers {
        let MatchResult::Matched(matched) = &held.result else { continue };
        let page = district.text(&format!("tasks-{}.html", held.seal.unit));
        let sheets: Vec<&str> = page.split("<section class=\"sheet\">").skip(1).collect();
        assert_eq!(sheets.len(), matched.teams.len());
        for ((visit, team), sheet) in held.seal.visits.iter().zip(&matched.teams).zip(&sheets) {
            let row = rows.next().unwrap();
            assert_eq!(row.get("id"), Some(visit.target.as_str()));
            assert!(sheet.contains("内部使用") && sheet.contains(row.get("sheet").unwrap()));
            // everybody of the team, and the leader as such
            for &member in &team.members {
                let officer = &district.officers[member as usize];
                let part = if team.leader == Some(member) { "组长" } else { "组员" };
                let line = format!("<td>{part}</td><td>{}</td>", officer.name);
                assert!(
                    sheet.contains(&line) && sheet.contains(&format!("<div>{part} {}：</div>", officer.name))
                );
            }
            assert!(sheet.contains("回避") && sheet.contains("检查对象负责人") && sheet.contains("《"));
        }
        assert!(page.contains(&groups_of_four(&held.digest.to_string())));
        assert!(["<script", "src=", "href=", "url("].iter().all(|outside| !page.contains(outside)));
    }
    assert!(rows.next().is_none());
}

const ROUND: &str = include_str!("../examples/rounds/two-streets.json");
const DICE: [&str; 3] =
    ["1532641263515243615243163", "6214355126341526341523641", "3415263415263415236415243"];

/// Lists of one's own: two streets of twelve shops, and officers.
struct Streets(Folder);

impl Streets {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        folder.file("list.csv", Self::list(false));
        folder.file("officers.csv", Self::officers(8, 8, false));
        folder.file("round.json", ROUND);
        Self(folder)
    }

    fn list(reversed: bool) -> String {
        let row = |n: usize| format!("K-{n:02},店{n},{}\n", if n < 12 { "东街" } else { "西街" });
        Self::csv("编码,名称,区域", (0..24).map(row).collect(), reversed)
    }

    /// So many officers in the east and in the west.
    fn officers(east: usize, west: usize, reversed: bool) -> String {
        let row = |n: usize| {
            let (area, leader) =
                (if n < east { "东街" } else { "西街" }, if n.is_multiple_of(2) { "是" } else { "否" });
            format!(
                "P-{n:02},钱静{n},公务员,{},2027-12-31,{area},燃气,{leader},12\n",
                37_010_000_000_u64 + n as u64
            )
        };
        let rows = (0..east + west).map(row).collect();
        Self::csv("工号,执法人员,人员类别,执法证号,有效期至,区域,专业,可任组长,办理上限", rows, reversed)
    }

    fn csv(header: &str, mut rows: Vec<String>, reversed: bool) -> String {
        if reversed {
            rows.reverse();
        }
        format!("{header}\n{}", rows.concat())
    }

    fn run(&self, more: &[&str]) -> (u8, String, String) {
        let [list, round, out] = ["list.csv", "round.json", "out"].map(|name| self.0.path(name));
        let own = ["--targets", &list, "--scheme", "ascii", "--map", "id=编码,officers.name=执法人员"];
        let own = [&own[..], &["--round", &round, "--seed", DICE[0], "--out", &out], more].concat();
        run(&own)
    }

    /// With officers and these second values, in English.
    fn matched(&self, seeds: &[&str]) -> (u8, String, String) {
        let officers = self.0.path("officers.csv");
        let seeds = seeds.iter().flat_map(|seed| ["--match-seed", seed]);
        self.run(&["--officers", &officers, "--lang", "en"].into_iter().chain(seeds).collect::<Vec<_>>())
    }

    fn is_there(&self, name: &str) -> bool {
        self.0.0.join("out").join(name).exists()
    }
}

#[test]
fn without_officers_it_stops_after_the_visits_and_says_so() {
    let streets = Streets::new("alone");
    let (exit, report, errors) = streets.run(&[]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert!(
        report.contains("到此为止：没有给出执法检查人员名录（--officers）") && report.contains("完全一致"),
        "{report}"
    );
    assert!(streets.is_there("visits.xlsx") && !streets.is_there("teams.xlsx"));
    assert!(streets.0.record().officers.is_empty());
    for useless in [["--leave", "x.csv"], ["--match-seed", DICE[1]]] {
        let (exit, _, errors) = streets.run(&useless);
        assert!(exit == 2 && errors.contains("[option-officers-missing]"), "{errors}");
    }
}

#[test]
fn a16_the_second_value_comes_after_the_second_seal() {
    let streets = Streets::new("seeds");
    let (exit, report, errors) = streets.matched(&[]);
    assert!(
        exit == 2 && errors.contains("[option-match-seed-missing]") && errors.contains("after the dispatch")
    );
    assert!(!streets.is_there("record.json"));
    // the value of the first draw is public
    let (exit, _, errors) = streets.matched(&[DICE[0]]);
    assert!(exit == 1 && errors.contains("[match-seed-not-fresh] streets-2026-squad, "), "{errors}");
    let (exit, again, errors) = streets.matched(&[DICE[1], DICE[2]]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert!(
        again.contains("verdict: exact") && again.contains("1 of the values of --match-seed were not used"),
        "{again}"
    );
    // what was to be published is what was matched
    let record = streets.0.record();
    let [first, second] = digest_lines(record.officers[0].digest);
    for report in [&report, &again] {
        assert!(report.contains(&format!("    {first}\n    {second}\n")));
    }
    let MatchResult::Matched(matched) = &record.officers[0].result else { panic!() };
    assert_eq!((record.officers.len(), matched.teams.len()), (1, 24));
    assert!(again.contains("recused since the dispatch") && streets.is_there("tasks-squad.html"));
}

#[test]
fn a20_an_attempt_without_a_plan_is_written_even_if_no_other_follows() {
    let streets = Streets::new("attempts");
    streets.0.file("officers.csv", Streets::officers(14, 1, false));
    let (exit, report, errors) = streets.matched(&[DICE[1]]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    // few visits are named one by one
    assert!(
        report.contains(
            "there is no plan (第二十条第三款): 店12 need 2 officers in all, those who fit can give 1"
        ),
        "{report}"
    );
    assert!(report.contains("units without teams: squad") && report.contains("1 sealed without a value"));
    let failed = streets.0.record();
    assert!(matches!(failed.officers[0].result, MatchResult::Infeasible(_)));
    assert!(!streets.is_there("teams.xlsx"));
    let (exit, report, _) = streets.matched(&[DICE[1], DICE[2]]);
    assert!(exit == 0 && report.contains("another attempt") && report.contains("verdict: exact"), "{report}");
    let record = streets.0.record();
    assert_eq!((record.officers.len(), &record.officers[0]), (2, &failed.officers[0]));
    let (exit, _, errors) = streets.matched(&[DICE[1], DICE[1]]);
    assert!(exit == 1 && errors.contains("[match-seed-not-fresh]"), "{errors}");
}

#[test]
fn leave_may_stand_in_a_list_of_its_own() {
    let streets = Streets::new("leave");
    let (officers, leave) = (streets.0.path("officers.csv"), streets.0.path("leave.csv"));
    let draw = |text: &str| {
        streets.0.file("leave.csv", text);
        let map = ["--map", "leave.start=休假开始"];
        let more = ["--officers", &officers, "--leave", &leave, "--match-seed", DICE[1]];
        streets.run(&[&more[..], &map].concat())
    };
    let (exit, report, errors) =
        draw("工号,休假开始,止\nP-03,2026-11-02,2026-11-06\n37010000004,2026-11-09,\n");
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert!(report.contains("休假名单：leave.csv") && report.contains("检查期限内休假"), "{report}");
    let record = streets.0.record();
    let away = record.officers[0].seal.away.iter().filter(|away| away.ground == Ground::OnLeave);
    assert_eq!(away.map(|away| away.officer).collect::<std::collections::BTreeSet<_>>(), [3, 4].into());
    let (exit, _, errors) = draw("工号,休假开始,止\nP-99,2026-11-02,2026-11-06\n");
    assert!(
        exit == 1 && errors.contains("[leave-officer-unknown]") && errors.contains("第 2 行"),
        "{errors}"
    );
}

#[test]
fn orders_of_rows_change_no_byte_of_the_record() {
    let streets = Streets::new("orders");
    // a file has another digest when its rows move, so here the lists say themselves where they came from
    let stated = ROUND.replacen(
        r#""id": "streets-2026","#,
        r#""id": "streets-2026", "provenance": [{ "list": "targets" }],"#,
        1,
    );
    let stated =
        stated.replace(r#""unit": "squad","#, r#""unit": "squad", "provenance": [{ "list": "officers" }],"#);
    streets.0.file("round.json", stated);
    let record = |reversed: bool| {
        streets.0.file("list.csv", Streets::list(reversed));
        streets.0.file("officers.csv", Streets::officers(8, 8, reversed));
        assert_eq!(streets.matched(&[DICE[1]]).0, 0);
        streets.0.out("record.json")
    };
    let before = record(false);
    assert!(String::from_utf8_lossy(&before).contains(r#""list":"officers","provenance":{"#));
    assert!(before == record(true), "a byte of the record depends on the order of rows");
}
