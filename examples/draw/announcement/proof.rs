//! How the seed came about, the check values, how to check a ticket, and what all this shows and does not show.

use double_random::draw::Typed;
use double_random::plan::{Source, Strength};

use super::super::table::groups_of_four;
use super::html::{Cell, escape, row, table};
use super::{Announcement, matches, qr};

/// The four sections.
pub(super) fn html(page: &Announcement<'_>) -> String {
    [ceremony(page), matches::html(page), check_values(page), by_hand(page), limits(page)].concat()
}

fn ceremony(page: &Announcement<'_>) -> String {
    let ceremony = &page.record.ceremony;
    let mut text = "<h2>三、公开摇号</h2>\n<p>先封存名录、任务和规则并公布封存校验值，再产生随机数；全部摇号号码由封存校验值和随机数算出，产生之后没有人为选择的余地。</p>\n".to_owned();
    let parties: Vec<String> = ceremony.parties.iter().map(|reveal| escape(reveal.party.as_str())).collect();
    if !parties.is_empty() {
        text +=
            &format!("<p>见证人 {} 在封存前登记承诺值，摇号时公开各自的随机数。</p>\n", parties.join("、"));
    }
    if let Some(beacon) = &ceremony.beacon {
        let (source, value) = (escape(&beacon.source), beacon.value);
        text += &format!(
            "<p>公开随机数来源 {source} 第 {} 轮（由封存时间算出）：<code>{value}</code></p>\n",
            beacon.round
        );
    }
    for typed in &ceremony.typed {
        text += &format!("<p>{}</p>\n", source(typed));
    }
    text + match page.record.seal.strength {
        Strength::Strong => {
            "<p class=\"note\"><b>随机数强度：强。</b>只要摇号按所述公开进行，任何一方都不能单独决定结果。</p>\n"
        }
        Strength::Weak => {
            "<p class=\"note\"><b>随机数强度：弱。</b>旁人无法看到这个值是怎样产生的：组织者有可能反复试算，直到得到想要的名单。本公告只能证明名单与这个值相符，不能证明这个值是随机的。</p>\n"
        }
    }
}

fn source(typed: &Typed) -> String {
    let value = escape(&typed.value);
    match typed.source {
        Source::Dice(rolls) => format!("掷骰子 {rolls} 次，依次为：<code>{value}</code>"),
        Source::Balls { balls, draws } => {
            format!("从 {balls} 个号码球中依次摇出 {draws} 个：<code>{value}</code>")
        }
        Source::Bare => format!("直接录入的值：<code>{value}</code>"),
    }
}

fn check_values(page: &Announcement<'_>) -> String {
    let [seal, record] = [page.record.digest, page.check_value].map(|digest| in_lines(&digest.to_string()));
    let round = &page.record.seal.round;
    let code = qr::svg(&format!("round {round}\nseal {}", page.record.digest)).unwrap_or_default();
    format!(
        "<h2>四、校验值</h2>\n<div class=\"checks\">\n<div><p>封存校验值（摇号之前公布）</p>\n<code class=\"value\" id=\"seal\">{seal}</code>\n<p>抽查记录校验值（record.json）</p>\n<code class=\"value\" id=\"record\">{record}</code></div>\n<figure>{code}批次和封存校验值</figure>\n</div>\n"
    )
}

/// 64 characters on two lines, in groups of four.
fn in_lines(hex: &str) -> String {
    let (first, second) = hex.split_at_checked(32).unwrap_or((hex, ""));
    format!("{}<br>{}", groups_of_four(first), groups_of_four(second))
}

fn by_hand(page: &Announcement<'_>) -> String {
    let record = page.record;
    let mut rows = String::new();
    let mut example = None;
    for (sealed, task) in record.seal.tasks.iter().zip(&record.result.tasks) {
        for (stratum, drawn) in sealed.task.strata.iter().zip(&task.strata) {
            example = example.or_else(|| Some((drawn.key, drawn.drawn.first()?)));
            let cutoff =
                drawn.cutoff.map_or("（无抽中）".to_owned(), |cutoff| short(&cutoff.to_string()));
            let texts = [sealed.task.id.to_string(), stratum.label.clone()].map(Cell::Text);
            let codes = [drawn.key.to_string(), cutoff].map(Cell::Code);
            rows += &row(&texts.into_iter().chain(codes).collect::<Vec<_>>());
        }
    }
    let keys = table("", "", &["任务", "抽取分项", "号码密钥", "末位中签号码（前 16 位）"], &rows);
    let example = example.map_or(String::new(), |(key, ticket)| {
        let id = ticket.id.as_str().replace('\'', "'\\''");
        let command = escape(&format!("printf '%s' '{key}{id}' | {}", record.seal.suite.by_hand()));
        format!("<p>例如：</p>\n<pre><code>{command}\n{}</code></pre>\n", ticket.ticket)
    });
    let hash = record.seal.suite.name().to_uppercase();
    format!(
        "<h2>五、怎样核对一个摇号号码</h2>\n<ol>\n<li>在下表中找到该任务、该分项的号码密钥。</li>\n<li>把对象的编号紧接在密钥之后，中间不加空格，计算 {hash}，得到的就是它的摇号号码。</li>\n<li>可抽且未暂缓的对象，号码不大于末位中签号码的即为抽中；确认时移除的由下一号递补。</li>\n</ol>\n<div class=\"keep\">{keys}</div>\n{example}<p>全部核对：用公布的 record.json 和名录重新运行一遍，程序逐项给出结论。</p>\n"
    )
}

/// As much of a ticket as people compare.
pub(super) fn short(ticket: &str) -> String {
    ticket.chars().take(16).collect()
}

fn limits(page: &Announcement<'_>) -> String {
    let weak = match page.record.seal.strength {
        Strength::Strong => "摇号现场是否如实按所述进行，须由监督人和见证人在场证实。",
        Strength::Weak => "随机数是否真正随机：本次强度为弱，见第三部分。",
    };
    let stamped = if page.record.stamps.is_empty() {
        "封存校验值是否确在摇号之前公布：以公布处留下的时间为准。"
    } else {
        "封存校验值是否确在摇号之前公布：向出具时间戳或公证的机构核对，编号见 record.json。"
    };
    let list = |lines: &[&str]| lines.iter().map(|line| format!("<li>{line}</li>\n")).collect::<String>();
    let mut shown = vec![
        "名单由封存的名录、任务和规则与公布的随机数算出，任何人重算结果相同。",
        "名录、任务和规则与封存校验值所封存的一致，摇号之后没有改动。",
        "每个分项的应抽户数、排除、暂缓和递补可以按所列条款逐项核对。",
    ];
    let mut open = vec!["名录本身是否完整、真实：未列入名录的对象抽不到。", weak, stamped];
    if !page.record.officers.is_empty() {
        shown.push("检查组和组长由封存的人员和第二次随机数算出；重新匹配的，写明上一次匹配的封存校验值。");
        open.push("执法资格、休假和利害关系是否如实登记。");
    }
    let (shown, open) = (list(&shown), list(&open));
    format!(
        "<div class=\"keep\">\n<h2>六、本公告能证明什么，不能证明什么</h2>\n<div class=\"two\">\n<div><h3>能证明（凭公布的记录和名录）</h3>\n<ul>\n{shown}</ul></div>\n<div><h3>不能证明</h3>\n<ul>\n{open}</ul></div>\n</div>\n{}</div>\n",
        signatures()
    )
}

/// Below the text they vouch for, never alone on a page.
fn signatures() -> String {
    let line = |role| format!("<div>{role}：</div>");
    let date = "<p>年　　月　　日</p>";
    format!(
        "<div class=\"sign\">{}</div>\n",
        ["经办", "审批", "监督"].map(|role| format!("<section>{}{date}</section>", line(role))).concat()
    )
}
