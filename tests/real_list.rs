//! 44,722 enterprises, from the file to the dispatch: the figures that everybody can recount.

#[path = "../core/tests/real_list/mod.rs"]
mod list;

use double_random::base::{Date, Scheme, Window};
use double_random::directory::load::{self, Loaded};
use double_random::directory::{Area, Directory, Item, Targets};
use double_random::draw::{Ceremony, Drawn};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
use double_random::tabular::{Options, Source};
use list::{LOWER_CASE, PLACELESS, ROWS};

fn load(bytes: &[u8], options: Options) -> Loaded<Targets> {
    load::targets(&Source { name: "enterprises.csv", bytes }, Scheme::CreditCode, &options).unwrap()
}

/// The list as it stands in the issue, and a generated one, which has every figure as well.
fn both() -> [Vec<u8>; 2] {
    [list::bytes(), list::generated().into_bytes()]
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn item() -> Item {
    serde_json::from_value(serde_json::json!({
        "id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
        "department": "燃气管理部门", "level": "市级", "basis": [{"law": "城镇燃气管理条例", "article": "第四十一条"}],
    }))
    .unwrap()
}

/// One task that draws 5% of everybody.
fn draw(directory: &Directory) -> Drawn {
    let window = Window::new(date("2026-10-08"), date("2026-11-30")).unwrap();
    let task = Task::new("task".parse().unwrap(), "gas".parse().unwrap(), window);
    let chief = Approval::by("局长", date("2026-09-20")).document("批〔2026〕7号");
    let task = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
    let task = task.stratum("全部", Criterion::Everyone, "5%".parse().unwrap());
    let round = Round::new("round".parse().unwrap(), date("2026-10-01")).task(task);
    let round = round.ceremony(CeremonyPlan::bare());
    let sealed = round.seal(directory, &RuleSet::gaoxin_2023()).unwrap();
    sealed.seed(Ceremony::bare("seed")).unwrap().draw()
}

#[test]
fn five_percent_of_those_accepted_are_drawn_with_and_without_upper_casing() {
    for bytes in both() {
        for (upper_case, accepted, drawn) in [(false, ROWS - LOWER_CASE, 2_236), (true, ROWS, 2_237)] {
            let loaded = load(&bytes, Options { upper_case, ..Options::default() });
            let receipt = &loaded.receipt;
            assert_eq!((receipt.rows_in, receipt.accepted), (ROWS, accepted));
            assert_eq!(
                (receipt.refused, receipt.repairs.len() as u64),
                (ROWS - accepted, accepted + LOWER_CASE - ROWS)
            );
            assert_eq!(u64::from(loaded.list.len()), accepted);
            // the header 地区 is no area unless somebody says so
            assert_eq!(
                (loaded.list.area().code_count(), receipt.warnings.count("target-area-absent")),
                (1, 0)
            );
            let directory = Directory::builder().items([item()]).target_columns(loaded.list).build().unwrap();
            assert_eq!(draw(&directory).tasks()[0].strata[0].len(), drawn);
        }
    }
}

#[test]
fn a18_rows_without_a_usable_area_are_warned_of_and_named_at_dispatch() {
    for bytes in both() {
        let mapping = [("area".to_owned(), "地区".to_owned())].into();
        let mut options = Options { mapping, upper_case: true, ..Options::default() };
        // the list has more warnings of other kinds than are listed by default, and every row is looked up below
        options.limits.listed = 1_000_000;
        let mut loaded = load(&bytes, options);
        // every place that is one: two characters, none of them a digit or a Latin letter
        let places = loaded.list.area().values().map(|(_, area)| area);
        let places =
            places.filter(|area| area.chars().count() == 2 && !area.bytes().any(|byte| byte.is_ascii()));
        let area = |area: &str| Area { area: area.to_owned(), unit: "unit".parse().unwrap() };
        let areas: Vec<_> = places.map(area).collect();
        let table = Directory::builder().units(areas.clone()).build().unwrap();
        assert_eq!(loaded.warn_unknown_areas(table.units()), PLACELESS);
        let warnings = &loaded.receipt.warnings;
        assert_eq!(warnings.count("target-area-absent") + warnings.count("target-area-unknown"), PLACELESS);
        assert_eq!((loaded.receipt.accepted, loaded.receipt.refused), (ROWS, 0));
        let warned: Vec<Option<u64>> = warnings.listed().iter().map(|fault| fault.place.row).collect();

        let targets = std::mem::take(&mut loaded.list);
        let directory =
            Directory::builder().items([item()]).units(areas).target_columns(targets).build().unwrap();
        let drawn = draw(&directory);
        let placeless = |(row, _)| {
            let area = directory.targets().area().get(row);
            area.is_none_or(|area| directory.units().unit_of(area).is_none())
        };
        let expected = drawn.tasks()[0].strata[0].rows().filter(|drawn| placeless(*drawn)).count();
        let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("负责人", date("2026-10-02"))).unwrap();
        let faults = locked.dispatch().map_or_else(|faults| loaded.located(faults).0, |_| Vec::new());
        assert_eq!(faults.len(), expected);
        for fault in faults {
            assert!(["dispatch-no-unit", "dispatch-no-area"].contains(&fault.code()));
            // the row of the file, as the receipt warned
            assert!(warned.contains(&fault.place.row), "{fault}");
        }
    }
}
