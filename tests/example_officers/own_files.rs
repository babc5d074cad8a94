//! Files of one's own: two streets, officers in a CSV, values given one by one.

use double_random::record::MatchResult;
use double_random::team::Ground;

use super::{Folder, digest_lines, run};

const ROUND: &str = include_str!("../../examples/rounds/two-streets.json");
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
    // experts stand beside the team on its sheet, and in public as numbers
    let text = |name: &str| String::from_utf8(streets.0.out(name)).unwrap();
    let (sheet, page) = (text("tasks-squad.html"), text("announcement.html"));
    let title = "专家（不计入检查人员人数，不任组长，只对自己的意见签名）";
    assert_eq!(sheet.matches(title).count(), 24);
    assert!(sheet.contains("<td>周工</td><td>示例检测院</td><td>燃气</td>"), "{sheet}");
    assert_eq!(sheet.matches("<div>组长 ").count(), 24);
    assert!(!sheet.contains("组长 周工") && !sheet.contains("组员 周工"), "experts sign no result");
    assert!(page.contains("24 个检查组，另有专家 2 人参加 24 人次，已下达"), "{page}");
    assert!(!page.contains("周工") && !page.contains("吴工"));
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
