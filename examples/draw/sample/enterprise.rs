//! Who lives in the district.

use std::collections::BTreeSet;

use double_random::base::Date;
use double_random::base::stream::Stream;

use super::UNITS;
use super::code::credit_code;

/// Enterprises with branches; each has one to three of them.
const WITH_BRANCHES: u64 = 300;

/// One row of the list, undamaged.
#[derive(Debug, Clone)]
pub(super) struct Enterprise {
    pub(super) code: String,
    /// The code of the enterprise that it is a branch of.
    pub(super) parent: Option<String>,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) scale: &'static str,
    pub(super) area: &'static str,
    pub(super) risk: &'static str,
    pub(super) credit: &'static str,
    pub(super) status: &'static str,
    pub(super) gas: bool,
    pub(super) since: Date,
}

impl Enterprise {
    /// The code that the yearly cap counts.
    pub(super) fn unit_code(&self) -> &str {
        self.parent.as_deref().unwrap_or(&self.code)
    }
}

/// Choices that are the same on every machine.
pub(super) struct Choice(Stream);

impl Choice {
    pub(super) fn new(key: [u8; 32]) -> Self {
        Self(Stream::new(key))
    }

    /// A number below `n`, which is not 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.0.below(n).expect("n is not 0")
    }

    /// Whether something happens that happens `percent` times of a hundred.
    pub(super) fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, each as likely.
    pub(super) fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }

    /// One of `items`, as likely as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(T, u64)]) -> T {
        let mut at = self.below(items.iter().map(|(_, weight)| weight).sum());
        let found = items.iter().find(|(_, weight)| {
            let here = at < *weight;
            at = at.saturating_sub(*weight);
            here
        });
        found.expect("the weights are not all 0").0
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        self.0.permute(items);
    }
}

/// A kind, what it is called, how many of a hundred are of high risk, how many of a hundred burn gas.
type Kind = (&'static str, &'static [&'static str], u64, u64);

/// Kinds with their weights.
const KINDS: &[(Kind, u64)] = &[
    (("餐饮", &["餐饮店", "饭庄", "面馆", "小吃店", "餐饮有限公司"], 4, 85), 40),
    (("零售", &["超市", "便利店", "商贸有限公司", "五金店"], 1, 0), 24),
    (("工业企业", &["机械厂", "食品加工厂", "包装制品有限公司"], 12, 10), 9),
    (("物业", &["物业服务有限公司"], 5, 5), 7),
    (("宾馆", &["宾馆", "酒店有限公司"], 10, 60), 6),
    (("建筑工地", &["建筑工程项目部", "建设有限公司"], 25, 2), 5),
    (("商场", &["商场", "购物中心有限公司"], 15, 30), 4),
    (("养老机构", &["养老院", "康养服务中心"], 20, 70), 2),
    (("加油站", &["加油站"], 60, 0), 2),
    (("燃气经营", &["燃气供应站", "燃气有限公司"], 80, 100), 1),
];

const FIRST: &[&str] =
    &["明", "瑞", "和", "安", "嘉", "裕", "盛", "恒", "润", "祥", "景", "泰", "弘", "朗", "沐", "清"];
const SECOND: &[&str] =
    &["远", "丰", "源", "华", "成", "达", "禾", "川", "宁", "合", "腾", "谷", "原", "舟", "墨", "岚"];

const SCALES: &[(&str, u64)] = &[("大", 2), ("中", 8), ("小", 30), ("微", 60)];
const CREDITS: &[(&str, u64)] = &[("A", 40), ("B", 45), ("C", 12), ("D", 3)];
const STATUSES: &[(&str, u64)] =
    &[("存续", 880), ("在业", 50), ("开业", 25), ("注销", 20), ("吊销", 10), ("迁出", 8), ("停业", 7)];

/// `rows` enterprises and branches in the order of a list that grew over the years.
pub(super) fn district(choice: &mut Choice, rows: u64) -> Vec<Enterprise> {
    let mut codes = BTreeSet::new();
    let mut district: Vec<Enterprise> = Vec::new();
    for parent in 0..WITH_BRANCHES {
        let parent_row = single(choice, &mut codes);
        for number in 0..=parent % 3 {
            let mut branch = single(choice, &mut codes);
            branch.name = format!("{}第{}分店", parent_row.name, ["一", "二", "三"][number as usize]);
            branch.parent = Some(parent_row.code.clone());
            (branch.kind, branch.gas) = (parent_row.kind, parent_row.gas);
            district.push(branch);
        }
        district.push(parent_row);
    }
    while (district.len() as u64) < rows {
        district.push(single(choice, &mut codes));
    }
    choice.shuffle(&mut district);
    district
}

fn single(choice: &mut Choice, codes: &mut BTreeSet<String>) -> Enterprise {
    let (kind, called, risky, gas) = choice.weighted(KINDS);
    let called = choice.one_of(called);
    let area = choice.one_of(UNITS).0;
    let place = area.trim_end_matches("街道").trim_end_matches("园区").trim_end_matches('镇');
    let category = if called.ends_with("公司") || kind != "餐饮" { '1' } else { '2' };
    let code = loop {
        let code = credit_code(category, choice);
        if codes.insert(code.clone()) {
            break code;
        }
    };
    let risk = match choice.below(100) {
        at if at < risky => ["高", "高风险"][usize::from(at % 5 == 0)],
        at if at < risky + 30 => ["中", "中风险", "一般"][(at % 7).min(2) as usize],
        _ => "低",
    };
    let since =
        Date::new(1992 + choice.below(34) as i16, 1 + choice.below(12) as i8, 1 + choice.below(28) as i8);
    Enterprise {
        code,
        parent: None,
        name: format!("{place}{}{}{called}", choice.one_of(FIRST), choice.one_of(SECOND)),
        kind,
        scale: choice.weighted(SCALES),
        area,
        risk,
        credit: choice.weighted(CREDITS),
        status: choice.weighted(STATUSES),
        gas: choice.happens(gas),
        since: since.expect("every month has 28 days"),
    }
}
