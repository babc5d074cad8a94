//! The made-up district: every unit matched, one area with too few officers, and nobody named in public.

use std::fs;
use std::sync::LazyLock;

use double_random::base::Scheme;
use double_random::directory::{Officer, load};
use double_random::record::{MatchResult, Record};
use double_random::tabular::{self, CellKind, ColumnSpec, Options, Schema, Source};
use double_random::team::{Ground, OfficersSeal};

use super::draw::sample;
use super::draw::table::groups_of_four;
use super::{Folder, digest_lines, run};

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
            MatchResult::Matched(_) | MatchResult::Ended(_) => None,
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
        let mut now = matched.teams.clone();
        for change in &matched.changes {
            let team = &mut now[change.visit as usize];
            team.members[change.seat as usize] = change.into;
            team.leader = change.leader.or(team.leader);
        }
        for ((visit, team), sheet) in held.seal.visits.iter().zip(&now).zip(&sheets) {
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

#[test]
fn a22_who_was_replaced_is_shown_to_everybody_as_the_public_sees_officers() {
    let district = &*DISTRICT;
    let (report, page) = (&district.report, district.text("announcement.html"));
    assert!(report.contains("更换 1 人次") && page.contains("匹配后的更换（第二十二条）"));
    let mut lines = 0;
    for held in &district.record.officers {
        let MatchResult::Matched(matched) = &held.result else { continue };
        let name =
            |number: u32| &matched.people.iter().find(|person| person.officer == number).unwrap().published;
        for change in &matched.changes {
            let line = format!("{} → {}", name(change.out), name(change.into));
            assert!(report.contains(&line) && page.contains(&line), "{line}");
            lines += 1;
        }
    }
    assert_eq!(lines, 2);
    for words in ["封存顺序中的替补", "另行指派", "身体原因", "检查对象申请回避"] {
        assert!(report.contains(words) && page.contains(words), "{words}");
    }
    let (_, bytes) = district.files.iter().find(|(name, _)| name == "teams.xlsx").unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let book = std::io::read_to_string(parts.by_name("xl/workbook.xml").unwrap()).unwrap();
    assert!(book.contains("更换（内部使用）"), "{book}");
}
