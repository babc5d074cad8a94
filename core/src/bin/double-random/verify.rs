//! `verify` - one line with the verdict, then every check with its article.

use std::io::Write;

use double_random::plan::Strength;
use double_random::record::{CheckResult, Published, Verdict, verify_published, verify_published_against};

use super::cli::{Lang, Verify};
use super::failure::Failure;
use super::files::{self, Opened};

/// Something failed, or not everything could be checked.
const NOT_EXACT: u8 = 1;

pub(crate) fn run(asked: &Verify, lang: Lang, output: &mut impl Write) -> Result<u8, Failure> {
    let text = files::text(&asked.record)?;
    let opened = asked.files.read()?;
    let mut earlier = Vec::new();
    for path in &asked.earlier {
        for path in files::records(path)? {
            earlier.push(files::text(&path)?);
        }
    }
    let record = Published::parse(&text);
    // what is no record fails as a record: it may be one that somebody changed
    let earlier = earlier.iter().map(|text| Published::parse(text)).collect::<Result<Vec<_>, _>>();
    let verdict = match (&record, &earlier) {
        (Ok(record), Ok(earlier)) => {
            let material = opened.as_ref().map(|opened| &opened.material);
            // a folder of records holds this one as well
            let others: Vec<Published> = earlier.iter().filter(|other| *other != record).cloned().collect();
            match material {
                Some(material) => verify_published_against(record, material, &others),
                None => verify_published(record, None, &others),
            }
        }
        (Err(faults), _) | (_, Err(faults)) => Verdict::unreadable(faults),
    };
    let record = record.ok().filter(|_| earlier.is_ok());
    show(&verdict, record.as_ref(), opened.as_ref(), lang, output).map_err(Failure::pipe)?;
    Ok(if verdict.is_exact() { super::DONE } else { NOT_EXACT })
}

fn show(
    verdict: &Verdict,
    record: Option<&Published>,
    opened: Option<&Opened>,
    lang: Lang,
    output: &mut impl Write,
) -> std::io::Result<()> {
    let kept_back = record.filter(|record| record.whole().is_none());
    let lift = kept_back.and_then(|record| record.seal().disclosure.lift());
    let conclusion = match (verdict.is_exact(), verdict.first_failure(), lift) {
        (true, ..) => lang.pick("完全一致".to_owned(), "exact".to_owned()),
        (_, None, Some(lift)) => lang.pick(
            format!("目前能核对的没有发现不符，其余 {lift} 公布后才能核对 [embargoed-until]"),
            format!(
                "nothing failed of what is public; the rest can be checked from {lift} on [embargoed-until]"
            ),
        ),
        (_, Some(check), _) => {
            let name = lang.pick(check.title_zh(), check.title_en());
            lang.pick(format!("没有通过（{name}）"), format!("FAILED ({name})"))
        }
        _ => lang.pick(
            "没有发现不符，但未能全部重算".to_owned(),
            "nothing failed, but not everything was drawn again".to_owned(),
        ),
    };
    let strength = record.map_or("", |record| match record.seal().strength {
        Strength::Strong => lang.pick("；随机数强度：强", "; strength of the seed: strong"),
        Strength::Weak => lang.pick("；随机数强度：弱", "; strength of the seed: weak"),
    });
    writeln!(output, "{}{conclusion}{strength}", lang.pick("核验结论：", "verdict: "))?;
    for receipt in opened.iter().flat_map(|opened| &opened.receipts) {
        let (file, rows, accepted) = (&receipt.file, receipt.rows_in, receipt.accepted);
        let (refused, doubled) = (receipt.refused, receipt.duplicates);
        let line = lang.pick(
            format!("  {file}：读入 {rows} 行 = 采用 {accepted} + 退回 {refused} + 重复 {doubled}"),
            format!("  {file}: {rows} rows = {accepted} taken + {refused} refused + {doubled} duplicates"),
        );
        writeln!(output, "{line}")?;
    }
    for check in &verdict.checks {
        let result = match check.result {
            CheckResult::Passed => lang.pick("通过    ", "passed       "),
            CheckResult::Failed => lang.pick("不符    ", "FAILED       "),
            CheckResult::NotCheckable => lang.pick("无从核对", "not checkable"),
        };
        let article = check.article.map_or("", |article| article.citation());
        let (name, title) = (check.name, lang.pick(check.title_zh(), check.title_en()));
        writeln!(output, "  {result}  {title} [{name}] {article}")?;
        if let Some(detail) = check.detail.as_deref() {
            // the rest of a detail is the same in both languages
            let (zh, en) = detail.split_once(" / ").unwrap_or((detail, detail));
            writeln!(output, "            {}", lang.pick(zh, en))?;
        }
    }
    Ok(())
}
