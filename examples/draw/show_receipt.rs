//! 回执 - what became of every row of a file.

use std::collections::BTreeMap;

use double_random::base::Fault;
use double_random::tabular::{Encoding, Findings, Format, Receipt};

use super::failure::Failure;
use super::names;
use super::screen::{Lang, Screen};
use super::table::{number, short};

/// Examples shown of each code.
const EXAMPLES: usize = 2;
/// Repairs shown.
const REPAIRS: usize = 3;
/// The most places of a value.
const WIDEST: usize = 40;
/// The most places of a reason.
const LONGEST: usize = 96;

/// The receipt of one list.
pub(crate) fn receipt(receipt: &Receipt, screen: &mut Screen<'_>) -> Result<(), Failure> {
    let lang = screen.lang;
    let list = names::list(receipt.list, lang);
    let form = form(receipt, lang);
    let (file, header) = (&receipt.file, receipt.header_row);
    screen.say(
        &format!("{list}：{file}（{form}，表头在第 {header} 行）"),
        &format!("{list}: {file} ({form}, header in row {header})"),
    )?;
    let [rows, accepted, refused, duplicates] =
        [receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates].map(number);
    screen.say(
        &format!("  读入 {rows} 行 = 采用 {accepted} + 退回 {refused} + 重复 {duplicates}"),
        &format!("  {rows} rows = {accepted} accepted + {refused} refused + {duplicates} duplicates"),
    )?;
    repairs(receipt, screen)?;
    findings(receipt, &receipt.faults, ("退回原因：", "why rows were refused:"), screen)?;
    findings(receipt, &receipt.warnings, ("提示（行已采用）：", "warnings (the rows are taken):"), screen)
}

fn form(receipt: &Receipt, lang: Lang) -> String {
    match (receipt.format, receipt.encoding) {
        (Format::Xlsx, _) => {
            let sheet = receipt.sheet.as_deref().unwrap_or_default();
            lang.pick(format!("Excel，工作表“{sheet}”"), format!("Excel, sheet `{sheet}`"))
        }
        (Format::Csv, encoding) => {
            let encoding = match encoding {
                Some(Encoding::Gb18030) => "GB18030",
                Some(Encoding::Utf8Bom) => "UTF-8 BOM",
                Some(Encoding::Utf8) | None => "UTF-8",
            };
            lang.pick(format!("CSV，{encoding} 编码"), format!("CSV, {encoding}"))
        }
    }
}

fn repairs(receipt: &Receipt, screen: &mut Screen<'_>) -> Result<(), Failure> {
    if receipt.repairs.is_empty() {
        return Ok(());
    }
    let count = number(receipt.repairs.len() as u64);
    screen.say(
        &format!("  小写改为大写 {count} 处（全部列在 faults.xlsx），例如："),
        &format!("  {count} values were raised to upper case (all in faults.xlsx), for example:"),
    )?;
    for repair in receipt.repairs.iter().take(REPAIRS) {
        let (row, from, to) = (repair.row, &repair.from, &repair.to);
        screen.say(&format!("    第 {row} 行 {from} → {to}"), &format!("    row {row}: {from} -> {to}"))?;
    }
    Ok(())
}

/// Each code with its count, its first examples and what to do.
fn findings(
    receipt: &Receipt,
    findings: &Findings,
    title: (&str, &str),
    screen: &mut Screen<'_>,
) -> Result<(), Failure> {
    if findings.total() == 0 {
        return Ok(());
    }
    let lang = screen.lang;
    screen.line(&format!("  {}", lang.pick(title.0, title.1)))?;
    let mut examples: BTreeMap<&str, Vec<&Fault>> = BTreeMap::new();
    for fault in findings.listed() {
        let of_code = examples.entry(fault.code()).or_default();
        if of_code.len() < EXAMPLES {
            of_code.push(fault);
        }
    }
    let mut counts: Vec<(&str, u64)> =
        findings.counts().iter().map(|(code, count)| (*code, *count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (code, count) in counts {
        let count = number(count);
        screen.say(&format!("    {count} 处 [{code}]"), &format!("    {count} x [{code}]"))?;
        let faults = examples.get(code).map(Vec::as_slice).unwrap_or_default();
        for fault in faults {
            screen.line(&format!("      {}", example(receipt, fault, lang)))?;
        }
        if let Some(fault) = faults.first() {
            let hint = lang.pick(fault.problem().hint_zh(), fault.problem().hint_en());
            screen.say(&format!("      处理办法：{hint}"), &format!("      what to do: {hint}"))?;
        }
    }
    Ok(())
}

/// Place and reason; the value only where the reason does not say it already.
fn example(receipt: &Receipt, fault: &Fault, lang: Lang) -> String {
    let problem = fault.problem();
    // the words that a column may hold are many; faults.xlsx has them all
    let message = short(&lang.pick(problem.message_zh(), problem.message_en()), LONGEST);
    let row = fault.place.row.unwrap_or_default();
    let header = fault.place.field.as_deref().map(|field| names::header(receipt, field));
    let place = match (header, lang) {
        (Some(header), Lang::Zh) => format!("第 {row} 行“{header}”："),
        (None, Lang::Zh) => format!("第 {row} 行："),
        (Some(header), Lang::En) => format!("row {row}, `{header}`: "),
        (None, Lang::En) => format!("row {row}: "),
    };
    let value = fault.value.as_deref().filter(|value| !message.contains(value));
    let value = value.map_or(String::new(), |value| {
        let value = short(value, WIDEST);
        lang.pick(format!("（内容 `{value}`）"), format!(" (found `{value}`)"))
    });
    format!("{place}{message}{value}")
}
