//! One list: its bytes, how it is loaded, and which codes it must be answered with.

use std::collections::BTreeSet;

use double_random::base::{Faults, Scheme};
use double_random::directory::{Area, Directory, load};
use double_random::tabular::{Options, Receipt, Source};

/// Which loader reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Targets,
    History,
    Units,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) list: List,
    pub(crate) file: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) options: Options,
    /// Areas that have a unit; where there are any, the targets' areas are looked up.
    pub(crate) areas: &'static [&'static str],
    /// Codes that must come. None for a list that looks odd and is read whole.
    pub(crate) expected: &'static [&'static str],
}

/// The header of all lists of targets here.
pub(crate) const HEADER: &str = "统一社会信用代码,企业名称,所属区域,风险等级,登记状态";

impl Case {
    pub(crate) fn targets(
        file: &'static str,
        bytes: impl Into<Vec<u8>>,
        expected: &'static [&'static str],
    ) -> Self {
        let (list, options) = (List::Targets, Options::default());
        Self { list, file, bytes: bytes.into(), options, areas: &[], expected }
    }

    /// A text file of targets: [`HEADER`] and these rows.
    pub(crate) fn csv(rows: &[&str], expected: &'static [&'static str]) -> Self {
        Self::targets("名录.csv", csv(rows), expected)
    }

    pub(crate) fn book(bytes: Vec<u8>, expected: &'static [&'static str]) -> Self {
        Self::targets("名录.xlsx", bytes, expected)
    }

    pub(crate) fn history(rows: &[&str], expected: &'static [&'static str]) -> Self {
        let header = "检查编号,统一社会信用代码,执行单位,检查状态,检查日期,开始日期,截止日期";
        let bytes = lines(header, rows).into_bytes();
        Self { list: List::History, file: "检查记录.csv", ..Self::targets("", bytes, expected) }
    }

    pub(crate) fn units(rows: &[&str], expected: &'static [&'static str]) -> Self {
        let bytes = lines("所属区域,单位编号,单位名称", rows).into_bytes();
        Self { list: List::Units, file: "单位.csv", ..Self::targets("", bytes, expected) }
    }

    pub(crate) fn load(&self) -> Answer {
        let source = Source { name: self.file, bytes: &self.bytes };
        let scheme = Scheme::CreditCode;
        let loaded = match self.list {
            List::Targets => load::targets(&source, scheme, &self.options).map(|mut loaded| {
                if !self.areas.is_empty() {
                    let unit = || "squad-1".parse().unwrap();
                    let areas = self.areas.iter().map(|&area| Area { area: area.to_owned(), unit: unit() });
                    loaded.warn_unknown_areas(Directory::builder().units(areas).build().unwrap().units());
                }
                loaded.receipt
            }),
            List::History => load::history(&source, scheme, &self.options).map(|loaded| loaded.receipt),
            List::Units => load::units(&source, &self.options).map(|loaded| loaded.receipt),
        };
        Answer(loaded)
    }
}

/// A text file of targets.
pub(crate) fn csv(rows: &[&str]) -> String {
    lines(HEADER, rows)
}

pub(crate) fn lines(header: &str, rows: &[&str]) -> String {
    std::iter::once(&header).chain(rows).map(|row| format!("{row}\n")).collect()
}

/// What the loader said.
pub(crate) struct Answer(pub(crate) Result<Receipt, Faults>);

impl Answer {
    pub(crate) fn codes(&self) -> BTreeSet<&'static str> {
        match &self.0 {
            Ok(receipt) => [&receipt.faults, &receipt.warnings]
                .map(|all| all.counts().keys())
                .into_iter()
                .flatten()
                .copied()
                .collect(),
            Err(faults) => faults.0.iter().map(|fault| fault.code()).collect(),
        }
    }

    pub(crate) fn took_everything(&self) -> bool {
        self.0.as_ref().is_ok_and(|receipt| receipt.accepted > 0 && receipt.accepted == receipt.rows_in)
    }
}

/// Named cases, in this order.
macro_rules! named {
    ($($case:ident),* $(,)?) => { vec![$((stringify!($case), $case())),*] };
}

pub(crate) use named;
