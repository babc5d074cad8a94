//! Text and tables in HTML.

#[path = "../../common/escape.rs"]
mod escape;

pub(super) use escape::escape;

use super::super::table::number;

/// What stands in a cell, and so on which side.
pub(super) enum Cell {
    Text(String),
    Number(u64),
    /// A number that is written in its own way, a share for example.
    Figure(String),
    /// A check value or a code.
    Code(String),
}

impl Cell {
    fn html(&self) -> String {
        match self {
            Self::Text(text) => format!("<td>{}</td>", escape(text)),
            Self::Number(count) => format!("<td class=\"n\">{}</td>", number(*count)),
            Self::Figure(text) => format!("<td class=\"n\">{}</td>", escape(text)),
            Self::Code(text) => format!("<td class=\"m\">{}</td>", escape(text)),
        }
    }
}

/// A row of cells.
pub(super) fn row(cells: &[Cell]) -> String {
    format!("<tr>{}</tr>\n", cells.iter().map(Cell::html).collect::<String>())
}

/// The row below the others.
pub(super) fn sum(cells: &[Cell]) -> String {
    row(cells).replacen("<tr>", "<tr class=\"sum\">", 1)
}

/// A table whose header stands again on every page; a header that ends in `#` is that of a column of numbers.
pub(super) fn table(class: &str, title: &str, header: &[&str], rows: &str) -> String {
    let head = header.iter().map(|name| match name.strip_suffix('#') {
        Some(name) => format!("<th class=\"n\">{}</th>", escape(name)),
        None => format!("<th>{}</th>", escape(name)),
    });
    let head: String = head.collect();
    let title = match title {
        "" => String::new(),
        title => {
            format!("<tr><th class=\"title\" colspan=\"{}\">{}</th></tr>\n", header.len(), escape(title))
        }
    };
    format!(
        "<table class=\"{class}\">\n<thead>\n{title}<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// Names and what they are, one a line.
pub(super) fn facts(facts: &[(&str, String)]) -> String {
    let line = |(name, text): &(&str, String)| {
        format!("<tr><th>{}</th><td>{}</td></tr>\n", escape(name), escape(text))
    };
    format!("<table class=\"facts\">\n{}</table>\n", facts.iter().map(line).collect::<String>())
}

/// A file that stands alone: no network, no script.
pub(super) fn page(title: &str, style: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}
