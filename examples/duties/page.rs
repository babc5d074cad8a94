//! The duties as a page: to read on a telephone or a screen, light or dark, and to print. No script, no network.

#[path = "../common/escape.rs"]
mod escape;

use std::collections::BTreeMap;

use double_random::base::Id;
use double_random::duty::{DueBy, Duties, Duty, Figures};

use escape::escape;

use super::cli::Lang;
use super::show;
use super::year::Year;

const STYLE: &str = include_str!("style.css");

/// The whole file.
pub(crate) fn html(year: &Year, duties: &Duties, figures: &BTreeMap<Id, Figures>, lang: Lang) -> String {
    let title = escape(&show::title(duties, lang));
    let parts = [
        list(year, duties, lang, ("逾期", "Overdue"), |duty| duty.due.is_overdue()),
        list(year, duties, lang, ("及时办理", "Promptly"), |duty| duty.due == DueBy::Promptly),
        list(year, duties, lang, ("未到期", "Not due yet"), |duty| {
            !duty.due.is_overdue() && duty.due != DueBy::Promptly
        }),
        units(figures, lang),
    ];
    let note = lang.pick(
        "内部使用。局、企业和事件均为虚构；第二十八条的期限按国务院办公厅放假安排推算。",
        "For internal use. Bureau, businesses and events are made up; terms are counted by the State Council's notices.",
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class=\"lead\">{}</p>\n\
         {}<p class=\"note\">{}</p>\n</main>\n</body>\n</html>\n",
        lang.pick("zh-CN", "en"),
        escape(&show::summary(year, duties, lang)),
        parts.concat(),
        escape(note)
    )
}

/// The duties of one kind as a table that a narrow screen shows as cards.
fn list(
    year: &Year,
    duties: &Duties,
    lang: Lang,
    name: (&str, &str),
    takes: impl Fn(&Duty) -> bool,
) -> String {
    let taken: Vec<&Duty> = duties.all().iter().filter(|duty| takes(duty)).collect();
    let name = lang.pick(name.0, name.1);
    if taken.is_empty() {
        return String::new();
    }
    let header = show::header(lang);
    let class = if taken.iter().any(|duty| duty.due.is_overdue()) { " class=\"late\"" } else { "" };
    let rows = taken.iter().map(|duty| {
        let cells = show::row(year, duty, lang);
        let cells = header.iter().zip(cells).enumerate().map(|(at, (label, cell))| {
            let (label, cell) = (escape(label), escape(&cell));
            match at {
                0 | 1 => format!("<td data-label=\"{label}\" class=\"day\">{cell}</td>"),
                2 => format!("<th scope=\"row\" data-label=\"{label}\">{cell}</th>"),
                _ => format!("<td data-label=\"{label}\">{cell}</td>"),
            }
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    let heads = header.map(|name| format!("<th scope=\"col\">{}</th>", escape(name)));
    format!(
        "<section{class}>\n<table>\n<caption>{} <span>{}</span></caption>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
        escape(name),
        taken.len(),
        heads.concat(),
        rows.collect::<String>()
    )
}

/// 考核数字 of every unit.
fn units(figures: &BTreeMap<Id, Figures>, lang: Lang) -> String {
    let header = show::figures_header(lang);
    let heads = header.map(|name| format!("<th scope=\"col\">{}</th>", escape(name))).concat();
    let rows = show::figures_rows(figures, lang).into_iter().map(|cells| {
        let cells = header.iter().zip(cells).enumerate().map(|(at, (label, cell))| {
            let (label, cell) = (escape(label), escape(&cell));
            if at == 0 {
                format!("<th scope=\"row\" data-label=\"{label}\">{cell}</th>")
            } else {
                format!("<td data-label=\"{label}\" class=\"n\">{cell}</td>")
            }
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    format!(
        "<section>\n<table class=\"units\">\n<caption>{}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
        lang.pick("各单位（第七条）", "Units (第七条)"),
        rows.collect::<String>()
    )
}
