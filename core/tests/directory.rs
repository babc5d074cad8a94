//! 第八条, 第十条, 第十四条, 第十八条 - lists put together: every fault at once, and roots that say what they were.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail loudly")]

use std::collections::BTreeMap;

use double_random::base::{Faults, Id, Int53, Protocol, Scheme, json, merkle};
use double_random::directory::{
    Area, Directory, Item, MOST_ATTRIBUTES, PastVisit, Risk, Status, Target, TargetRow, Targets,
    TargetsBuilder, UnitName,
};
use proptest::prelude::*;
use serde_json::{Value, from_value, json};

fn of<T: serde::de::DeserializeOwned>(value: Value) -> T {
    from_value(value).unwrap()
}

fn item() -> Value {
    json!({"id": "gas", "name": "燃气", "object": ["餐饮"], "content": "燃气设施", "category": "general",
        "department": "城管", "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]})
}

fn listed(targets: &[Target]) -> Targets {
    let mut builder = TargetsBuilder::new(Scheme::Ascii);
    builder.extend(targets);
    builder.finish().unwrap()
}

fn found(faults: &Faults) -> Vec<(String, &'static str)> {
    faults.0.iter().map(|fault| (fault.place.to_string(), fault.code())).collect()
}

#[test]
fn every_fault_of_every_list_at_once_with_place_and_value() {
    let mut hollow = item();
    hollow["level"] = json!(" ");
    let targets: Vec<Target> = of(json!([
        {"id": "913702001635621638", "kind": "餐饮", "attributes": {"备注": "好\n"}},
        {"id": "9137068716530044xP", "unit_code": "913702001635621639", "kind": "餐\t饮", "name": " "},
        {"id": "913702001635621638", "kind": "餐\t饮"},
    ]));
    let history: Vec<PastVisit> = of(json!([
        {"id": "v", "unit_code": "913702001635621638", "state": "void"},
        {"id": "v", "unit_code": "913702001635621638", "state": "void"},
    ]));
    let areas: Vec<Area> = of(json!([{"area": "东区", "unit": "east"}, {"area": "东区", "unit": "west"}]));
    let names: Vec<UnitName> = of(json!([{"id": "east", "name": "东中队"}, {"id": "west", "name": ""}]));
    let faults = Directory::builder()
        .items([of(item()), of(hollow)])
        .targets(targets)
        .history(history)
        .units(areas)
        .unit_names(names)
        .build()
        .unwrap_err();
    let expected = [
        ("items, row 2, id", "item-duplicate"),
        ("items, row 2, level", "item-element-missing"),
        ("targets, row 1, attributes.备注", "text-control-character"),
        ("targets, row 2, id", "credit-code-lower-case"),
        ("targets, row 2, kind", "text-control-character"),
        ("targets, row 2, name", "text-blank"),
        ("targets, row 2, unit_code", "credit-code-check"),
        ("targets, row 3, id", "target-duplicate"),
        ("targets, row 3, kind", "text-control-character"),
        ("history, row 2, id", "history-duplicate"),
        ("unit-names, row 2, name", "text-blank"),
        ("units, row 2, unit", "area-two-units"),
    ];
    assert_eq!(found(&faults), expected.map(|(place, code)| (place.to_owned(), code)));
    assert_eq!(faults.0[3].value.as_deref(), Some("9137068716530044xP"));
    assert_eq!(
        faults.0[7].problem().message_en(),
        "target id `913702001635621638` already stands in row 1; listed twice, it would be drawn twice as often"
    );
}

/// 第十条 - an object is its code: listed twice it would be drawn twice as often, whatever else its rows say.
#[test]
fn a10_each_target_stands_once_whatever_else_its_rows_say() {
    let built = |rows: serde_json::Value| {
        let targets: Vec<Target> = of(rows);
        let built = Directory::builder().scheme(Scheme::Ascii).items([of(item())]).targets(targets).build();
        built.map(|directory| directory.targets().len()).map_err(|faults| found(&faults))
    };
    let twice = json!([{ "id": "K-1", "kind": "餐饮" }, { "id": "K-1", "kind": "商场", "area": "西园" }]);
    assert_eq!(built(twice), Err(vec![("targets, row 2, id".to_owned(), "target-duplicate")]));
    // two places of one enterprise are two objects
    let place = |id: &str| json!({ "id": id, "unit_code": "F-1", "site_id": id });
    assert_eq!(built(json!([place("K-1"), place("K-2")])), Ok(2));
}

#[test]
fn a_directory_without_faults_finds_what_it_holds() {
    let second: Item = of(json!({"id": "fire", "name": "消防", "object": [], "content": "通道",
        "category": "general", "department": "应急", "level": "区级",
        "basis": [{"law": "消防法", "article": "第二条"}]}));
    let directory = Directory::builder()
        .items([of(item()), second])
        .targets(of::<Vec<Target>>(json!([{"id": "913702001635621638", "area": "370102001"}])))
        .history(of::<Vec<PastVisit>>(
            json!([{"id": "v", "unit_code": "9137011316349800XJ", "state": "void"}]),
        ))
        .units(of::<Vec<Area>>(json!([{"area": "3701", "unit": "city"}])))
        .build()
        .unwrap();
    assert_eq!(directory.items().iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["fire", "gas"]);
    assert_eq!(directory.item("gas").map(|item| item.name.as_str()), Some("燃气"));
    assert_eq!(directory.item("water"), None);
    assert_eq!(directory.history().visits().len(), 1, "an enterprise may have left the directory since");
    let area = directory.targets().area().get(0).unwrap();
    assert_eq!(directory.units().unit_of(area).map(Id::as_str), Some("city"));
    let columns = Directory::builder().target_columns(directory.targets().clone()).build().unwrap();
    assert_eq!(columns.targets().target(0), directory.targets().target(0));
}

#[test]
fn a10_limits_hold_at_their_edge() {
    let names: Vec<String> = (0..=MOST_ATTRIBUTES).map(|n| format!("列{n}")).collect();
    let attributes: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let build = |row: TargetRow<'_>| {
        let mut builder = TargetsBuilder::new(Scheme::Ascii);
        builder.push(&TargetRow { id: "T-1", ..row });
        builder.push(&TargetRow { id: "T-2", attributes: row.attributes, ..TargetRow::default() });
        builder.finish().map(|targets| targets.attributes().count()).map_err(|faults| found(&faults))
    };
    let row = TargetRow::default();
    let (edge, beyond) = ("长".repeat(200), "长".repeat(201));
    let fault = |place: &str, code| Err(vec![(format!("targets, {place}"), code)]);
    assert_eq!(build(TargetRow { kind: Some(&edge), ..row }), Ok(0));
    assert_eq!(build(TargetRow { kind: Some(&beyond), ..row }), fault("row 1, kind", "text-too-long"));
    assert_eq!(build(TargetRow { attributes: &attributes[..64], ..row }), Ok(64));
    let too_many = fault("attributes", "attributes-too-many");
    assert_eq!(build(TargetRow { attributes: &attributes, ..row }), too_many);
    let blank = [(" ", "x")];
    assert_eq!(build(TargetRow { attributes: &blank, ..row }), fault("row 1, attributes", "text-blank"));
    assert_eq!(build(TargetRow { site_id: Some("a b"), ..row }), fault("row 1, site_id", "id-character"));
    let twice = [("列", "x"), ("列", "y")];
    let both = [1, 2].map(|row| (format!("targets, row {row}, attributes.列"), "attribute-twice"));
    assert_eq!(build(TargetRow { attributes: &twice, ..row }), Err(both.to_vec()));
}

#[test]
fn a_row_costs_about_thirty_bytes() {
    let rows = 20_000;
    let mut builder = TargetsBuilder::with_capacity(Scheme::Ascii, rows);
    for row in 0..rows {
        let (id, kind) = (format!("{row:018}"), ["餐饮", "工厂", "学校"][row as usize % 3]);
        builder.push(&TargetRow { id: &id, kind: Some(kind), area: Some("370102"), ..TargetRow::default() });
    }
    let bytes = builder.finish().unwrap().memory_bytes();
    assert!(bytes < u64::from(rows) * 30, "{bytes}");
}

#[test]
fn roots_are_the_definition_and_names_are_in_none_of_them() {
    let protocol = Protocol::default();
    let targets: Vec<Target> = of(json!([
        {"id": "a", "name": "甲"}, {"id": "b", "unit_code": "a"}, {"id": "c", "site_id": "c"}
    ]));
    let visits: Vec<PastVisit> =
        of(json!([{"id": "v", "unit_code": "a", "state": {"finished": {"on": "2026-01-01"}}}]));
    let areas: Vec<Area> = of(json!([
        {"area": "东区", "unit": "east"}, {"area": "1", "unit": "east"}, {"area": "东区", "unit": "east"}
    ]));
    let lists = Directory::builder().scheme(Scheme::Ascii).items([of(item())]).history(visits);
    let directory = lists.targets(targets.clone()).units(areas).build().unwrap();
    let roots = directory.roots(protocol).unwrap();
    let by_hand = |list: &str, rows: &[(&str, &str)]| {
        let hash = |&(id, row): &(&str, &str)| {
            (merkle::id_hash(protocol, list, id), merkle::row_hash(protocol, row))
        };
        let root = merkle::root_of(protocol.suite, rows.iter().map(hash).collect());
        (Int53::from(rows.len() as u32), root)
    };
    let row = |id: &str, unit_code: &str| {
        let front = r#"{"area":null,"attributes":{},"credit":null,"id":"#;
        let back = r#","kind":null,"risk":null,"scale":null,"site_id":null,"status":"active","unit_code":"#;
        format!("{front}\"{id}\"{back}{unit_code}}}")
    };
    let rows = [row("a", "null"), row("b", "\"a\""), row("c", "null")];
    let rows: Vec<(&str, &str)> = ["a", "b", "c"].into_iter().zip(rows.iter().map(String::as_str)).collect();
    assert_eq!((roots.targets.count, roots.targets.root), by_hand("targets", &rows));
    let visit = r#"{"id":"v","kind":"random","site_id":null,"state":{"finished":{"on":"2026-01-01"}},"unit":null,"unit_code":"a"}"#;
    assert_eq!((roots.history.count, roots.history.root), by_hand("history", &[("v", visit)]));
    let areas = [("1", r#"{"area":"1","unit":"east"}"#), ("东区", r#"{"area":"东区","unit":"east"}"#)];
    assert_eq!((roots.units.count, roots.units.root), by_hand("units", &areas));
    let item = json::canonical(&item()).unwrap();
    assert_eq!((roots.items.count, roots.items.root), by_hand("items", &[("gas", item.as_str())]));

    let renamed: Vec<Target> =
        targets.into_iter().rev().map(|target| Target { name: None, ..target }).collect();
    let leaves = listed(&renamed).leaves(protocol);
    assert_eq!(leaves.root(), roots.targets);
    let rehearsal = Protocol { rehearsal: true, ..protocol };
    assert_ne!(directory.roots(rehearsal).unwrap().targets.root, roots.targets.root);
}

/// Sorting goes by the first 4 bytes of a hash, which these two share: what comes after them decides.
#[test]
fn leaves_whose_hashes_begin_alike_stand_in_the_order_of_the_whole_hash() {
    let ids = ["T-2327", "T-44173"];
    let idhs = ids.map(|id| merkle::id_hash(Protocol::default(), "targets", id));
    assert!(idhs[0].prefix() >> 32 == idhs[1].prefix() >> 32 && idhs[1] < idhs[0]);
    let targets: Vec<Target> = of(json!([{"id": ids[0]}, {"id": ids[1]}]));
    let list = listed(&targets);
    let leaves = list.leaves(Protocol::default());
    assert_eq!(leaves.rows(), [1, 0]);
    let row = |at: usize| (idhs[at], merkle::row_hash(Protocol::default(), &list.canonical_row(at as u32)));
    assert_eq!(leaves.root().root, merkle::root_of(Protocol::default().suite, vec![row(0), row(1)]));
}

#[test]
fn further_columns_stand_in_the_order_of_canonical_json() {
    let target: Target = of(json!({"id": "a", "attributes": {"\u{e000}": "1", "😀": "2", "b": "3"}}));
    let row = listed(&[target]).canonical_row(0);
    assert!(
        row.starts_with("{\"area\":null,\"attributes\":{\"b\":\"3\",\"😀\":\"2\",\"\u{e000}\":\"1\"},"),
        "{row}"
    );
}

fn text() -> impl Strategy<Value = Option<String>> {
    let some = prop::sample::select(vec!["餐饮", "a\"b", "a\\b", "\u{e000}", "😀", "370102", "é/x"]);
    prop::option::of(some.prop_map(str::to_owned))
}

fn target() -> impl Strategy<Value = Target> {
    let id = || r#"[ab]{1,2}|["\\]a"#.prop_map(|text| text.parse::<Id>().unwrap());
    let texts = prop::collection::vec(text(), 5);
    let risk = prop::option::of(prop::sample::select(vec![Risk::Low, Risk::Normal, Risk::High]));
    let status = prop::sample::select(vec![Status::Active, Status::Closed, Status::MovedAway]);
    let attributes = prop::collection::vec((text(), text()), 0..4);
    (id(), prop::option::of(id()), prop::option::of(id()), texts, risk, status, attributes).prop_map(
        |(id, unit_code, site_id, texts, risk, status, attributes)| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().flatten();
            let attributes: BTreeMap<_, _> =
                attributes.into_iter().filter_map(|(name, value)| name.zip(value)).collect();
            let (name, kind, scale, area, credit) = (next(), next(), next(), next(), next());
            Target { id, unit_code, site_id, name, kind, scale, area, risk, credit, status, attributes }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn columns_give_back_every_target_and_its_canonical_row(targets in prop::collection::vec(target(), 0..12)) {
        let targets: BTreeMap<Id, Target> = targets.into_iter().map(|target| (target.id.clone(), target)).collect();
        let targets: Vec<Target> = targets.into_values().collect();
        let list = listed(&targets);
        prop_assert_eq!(list.len() as usize, targets.len());
        prop_assert_eq!(list.target(list.len()), None);
        for (row, target) in (0..).zip(&targets) {
            let own = |id: &Option<Id>| id.clone().filter(|id| *id != target.id);
            let written = Target { unit_code: own(&target.unit_code), site_id: own(&target.site_id), ..target.clone() };
            prop_assert_eq!(list.target(row), Some(written.clone()));
            prop_assert_eq!(list.row_of(target.id.as_str()), Some(row));
            prop_assert_eq!(list.unit_code(row), target.unit_code.as_ref().unwrap_or(&target.id).as_str());
            prop_assert_eq!(list.site(row), target.site_id.as_ref().unwrap_or(&target.id).as_str());
            prop_assert_eq!(list.is_active(row), target.status == Status::Active);
            let mut fields = serde_json::to_value(&written).unwrap();
            fields.as_object_mut().unwrap().remove("name");
            prop_assert_eq!(list.canonical_row(row), json::canonical(&fields).unwrap());
        }
        prop_assert_eq!(list.row_of("no"), None);
        let named = targets.iter().any(|target| target.unit_code.as_ref().is_some_and(|code| *code != target.id));
        prop_assert_eq!(list.named_units().next().is_some(), named);
        let leaves = list.leaves(Protocol::default());
        let idh = |row: u32| merkle::id_hash(Protocol::default(), "targets", list.id(row));
        prop_assert_eq!(leaves.rows().len(), targets.len());
        prop_assert!(leaves.rows().is_sorted_by(|&one, &other| idh(one) < idh(other)));
        for row in 0..list.len() {
            let rowh = merkle::row_hash(Protocol::default(), &list.canonical_row(row));
            prop_assert_eq!(leaves.leaf(row), merkle::leaf(Protocol::default().suite, idh(row), rowh));
        }
    }
}
