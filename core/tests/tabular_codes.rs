//! Every code of the readers, each with a file that brings it about.

#![cfg(all(feature = "xlsx", feature = "gb18030"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod workbook;

use std::collections::BTreeSet;

use double_random::base::{Fault, Problem, credit_code};
use double_random::tabular::{FileError, Limits, Notice, Options, RowFault, Source, Table, read};
use workbook::{CODE, LIST, OTHER, book, header, parts, row, zipped};

/// Faults and warnings of every kind that this file gives.
fn findings(bytes: &[u8], options: &Options) -> Vec<Fault> {
    match read(&Source { name: "list", bytes }, &LIST, options) {
        Err(errors) => errors.0,
        Ok(reading) => [reading.receipt.faults.listed(), reading.receipt.warnings.listed()].concat(),
    }
}

fn limited(limits: Limits) -> Options {
    Options { limits, ..Options::default() }
}

fn mapped(field: &str, header: &str) -> Options {
    Options { mapping: [(field.to_owned(), header.to_owned())].into(), ..Options::default() }
}

#[test]
fn every_code_has_a_file_and_its_words_in_both_languages() {
    let plain = Options::default;
    let head = "统一社会信用代码,企业名称,注册日期,人数,风险等级\n";
    let csv = |rows: &str| format!("{head}{rows}").into_bytes();
    let sheet = |rows: &str| book(&format!("{}{rows}", header()), "");
    let full = sheet(&row(2, &[CODE, "甲"]));
    let strings = "<sst><si><t>甲</t></si></sst>";
    let many = format!("<row r=\"2\">{}</row>", "<c r=\"A2\"/>".to_owned() + &"<c s=\"1\"/>".repeat(100_000));
    let two = workbook::BOOK.replace("</sheets>", "<sheet name=\"b\" r:id=\"rId1\"/></sheets>");
    let hidden = workbook::BOOK.replace("sheetId", "state=\"hidden\" sheetId");
    let odd = ('0'..='Y').map(|last| format!("91370200163562164{last}"));
    let odd = odd.into_iter().find(|code| credit_code::check(code).is_ok()).unwrap();
    let with_book = |book: &str| {
        let text = format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData></worksheet>",
            header()
        );
        let mut all = parts(&text, strings);
        if let Some(part) = all.get_mut(1) {
            part.1 = book;
        }
        zipped(&all)
    };
    let cases: Vec<(Vec<u8>, Options)> = vec![
        (vec![], plain()),
        (vec![b'x'; 11], limited(Limits { bytes: 10, ..Limits::default() })),
        (b"\xff\x01".to_vec(), plain()),
        (b"\xef\xbb\xbf\xff".to_vec(), plain()),
        (b"\xff\xfea\0".to_vec(), plain()),
        (b"\xd0\xcf\x11\xe0".to_vec(), plain()),
        (zipped(&[("mimetype", "x")]), plain()),
        (b"<html><table></table></html>".to_vec(), plain()),
        (b"[{\"id\": 1}]".to_vec(), plain()),
        (b"PK\x03\x04".to_vec(), plain()),
        (full.clone(), limited(Limits { unzipped_bytes: 100, ..Limits::default() })),
        (with_book(workbook::BOOK), limited(Limits { shared_text_bytes: 1, ..Limits::default() })),
        (full.clone(), Options { sheet: Some("b".to_owned()), ..plain() }),
        (with_book(&hidden), plain()),
        (b"a,b\n".to_vec(), plain()),
        ("企业名称\n".into(), plain()),
        (csv(""), mapped("id", "码")),
        (csv(""), mapped("region", "码")),
        ("企业名称,名称,统一社会信用代码\n".into(), plain()),
        (book(&header(), "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"), plain()),
        (full.clone(), limited(Limits { rows: 0, ..Limits::default() })),
        (full.clone(), limited(Limits { columns: 1, ..Limits::default() })),
        (full.clone(), limited(Limits { cells: 1, ..Limits::default() })),
        (full, limited(Limits { kept_bytes: 1, ..Limits::default() })),
        (csv(&format!("{CODE}\n")), plain()),
        (csv("\"a\n"), plain()),
        (csv(&format!("{CODE},甲,,,\n{CODE},乙,,,\n{OTHER},丙,,,\n{OTHER},丙,,,\n")), plain()),
        (csv(",甲,,3人,中\n"), plain()),
        (
            sheet(
                "<row r=\"2\"><c><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c><f>A1</f></c><c t=\"b\"><v>1</v></c></row>",
            ),
            plain(),
        ),
        (csv("9.1E+17,甲,,,\n\u{a0}９\u{200b}\0,甲,,,\n"), plain()),
        (csv(&format!("{CODE},甲乙,,,\n")), limited(Limits { cell_characters: 5, ..Limits::default() })),
        (csv(&format!("{odd},甲,,,\n")), plain()),
        (with_book(&two), plain()),
        (sheet(&many), limited(Limits { columns: 1 << 20, ..Limits::default() })),
    ];
    let mut seen = BTreeSet::new();
    for fault in cases.iter().flat_map(|(bytes, options)| findings(bytes, options)) {
        let problem = fault.problem();
        seen.insert(fault.code());
        for text in [problem.message_en(), problem.hint_en()] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{text}");
            assert!(!text.starts_with(char::is_uppercase) || text.starts_with('`'), "{text}");
        }
        for text in [problem.message_zh(), problem.hint_zh()] {
            assert!(text.chars().any(|character| ('\u{4e00}'..'\u{9fff}').contains(&character)), "{text}");
        }
    }
    let long = Table { rows: vec![vec!["甲".repeat(32_768)]], ..Table::default() };
    let error = FileError::CellTooLong { cell: "A2".to_owned(), limit: 32_767 };
    assert_eq!(long.to_xlsx(), Err(error.clone()));
    seen.insert(error.code());
    // rows of many megabytes are a case of the hostile lists
    seen.insert(FileError::RowTooLong { row: 1, limit: 1 }.code());
    let all = [FileError::CODES, RowFault::CODES, Notice::CODES].concat();
    let missing: Vec<_> = all.iter().filter(|code| !seen.contains(*code)).collect();
    assert_eq!(missing, [&"file-feature-off"]);
}
