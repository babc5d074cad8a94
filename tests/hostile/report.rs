//! An answer as people read it.

use std::collections::BTreeMap;

use double_random::base::Fault;
use double_random::tabular::Findings;

use crate::case::{Answer, Case};

/// Faults shown of each code.
const SHOWN: u64 = 3;

pub(crate) fn title(at: usize, name: &str, case: &Case) -> String {
    format!("## {at:02} {name}: {:?}, {}\n", case.list, case.file)
}

pub(crate) fn of(answer: &Answer) -> String {
    match &answer.0 {
        Err(faults) => faults.0.iter().map(|fault| line("error", fault)).collect(),
        Ok(receipt) => {
            assert!(receipt.balances());
            let counts = format!(
                "receipt: {} rows in = {} accepted + {} refused + {} duplicates\n",
                receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates
            );
            counts + &findings("fault", &receipt.faults) + &findings("warning", &receipt.warnings)
        }
    }
}

fn findings(kind: &str, findings: &Findings) -> String {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    let mut text = String::new();
    for fault in findings.listed() {
        let count = seen.entry(fault.code()).or_default();
        *count += 1;
        if *count <= SHOWN {
            text += &line(kind, fault);
        }
    }
    for (code, total) in findings.counts().iter().filter(|&(_, &total)| total > SHOWN) {
        text += &format!("{kind}: {code} {total} times\n");
    }
    text
}

fn line(kind: &str, fault: &Fault) -> String {
    let place = &fault.place;
    let parts = [
        place.sheet.as_ref().map(|sheet| format!("sheet {sheet}")),
        place.row.map(|row| format!("row {row}")),
        place.column.map(|column| format!("column {column}")),
        place.field.clone(),
        fault.value.as_ref().map(|value| format!("value `{}`", value.escape_debug())),
        Some(fault.code().to_owned()),
        fault.problem().article().map(|article| article.to_string()),
    ];
    let head = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let problem = fault.problem();
    let zh = format!("{}；{}", problem.message_zh(), problem.hint_zh());
    let en = format!("{}; {}", problem.message_en(), problem.hint_en());
    // what stands in a file may hold anything, the snapshot stays one line per message
    let visible = |text: String| {
        text.chars()
            .flat_map(|c| if c == '"' || c == '\'' { vec![c] } else { c.escape_debug().collect() })
            .collect::<String>()
    };
    format!("{kind}: {head}\n  {}\n  {}\n", visible(zh), visible(en))
}
