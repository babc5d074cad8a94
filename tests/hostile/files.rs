//! Files that are no text table, or not in the letters they should be in.

use crate::case::{Case, HEADER, csv, named};
use crate::ids::GOOD;

pub(crate) fn cases() -> Vec<(&'static str, Case)> {
    named![
        empty_file,
        only_a_byte_order_mark,
        only_a_title,
        header_only,
        byte_order_mark_twice,
        utf16_text_of_excel,
        utf16_without_a_mark,
        gb18030_with_a_broken_byte,
        mixed_encodings,
        utf8_mark_before_gb18030,
        nul_bytes,
        cell_of_50_mb,
        tab_separated,
        semicolons,
        old_xls,
        password_protected,
        web_page_saved_as_xls,
        xml_spreadsheet_of_2003,
        json_in_place_of_csv,
        picture,
    ]
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn empty_file() -> Case {
    Case::targets("名录.csv", "", &["file-empty"])
}

fn only_a_byte_order_mark() -> Case {
    Case::targets("名录.csv", "\u{feff}", &["file-empty"])
}

fn only_a_title() -> Case {
    Case::targets("名录.csv", "某区2026年检查对象名录\n", &["header-not-found"])
}

fn header_only() -> Case {
    Case::csv(&[], &["list-no-rows"])
}

fn byte_order_mark_twice() -> Case {
    Case::targets("名录.csv", format!("\u{feff}\u{feff}{}", csv(&[GOOD])), &[])
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf16_text_of_excel() -> Case {
    Case::targets("名录.txt", utf16(&format!("\u{feff}{}", csv(&[GOOD]))), &["file-utf16"])
}

fn utf16_without_a_mark() -> Case {
    Case::targets("名录.csv", utf16(&csv(&[GOOD])), &["file-utf16"])
}

fn gb18030_with_a_broken_byte() -> Case {
    let mut bytes = gb18030(&csv(&[GOOD, "91370203163561902G,乙餐饮店,西园,低,存续"]));
    let last = bytes.len() - 3;
    bytes[last] = 0xff;
    Case::targets("名录.csv", bytes, &["file-encoding"])
}

fn mixed_encodings() -> Case {
    let second = gb18030("91370203163561902G,乙餐饮店,西园,低,存续\n");
    Case::targets("名录.csv", [csv(&[GOOD]).into_bytes(), second].concat(), &["file-encoding"])
}

fn utf8_mark_before_gb18030() -> Case {
    let bytes = [b"\xef\xbb\xbf".to_vec(), gb18030(&csv(&[GOOD]))].concat();
    Case::targets("名录.csv", bytes, &["file-not-utf8"])
}

fn nul_bytes() -> Case {
    let row = "91370203163561902G\0,乙\0餐饮店,西园,低,存续";
    Case::csv(&[GOOD, row], &["cell-control-character"])
}

fn cell_of_50_mb() -> Case {
    let row = format!("91370203163561902G,{},西园,低,存续", "x".repeat(50 << 20));
    Case::csv(&[GOOD, &row], &["row-too-long"])
}

fn separated(separator: &str) -> Case {
    let text = csv(&[GOOD, "91370203163561902G,乙餐饮店,西园,低,存续"]).replace(',', separator);
    Case::targets("名录.csv", text, &[])
}

fn tab_separated() -> Case {
    separated("\t")
}

fn semicolons() -> Case {
    separated(";")
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn old_xls() -> Case {
    Case::targets("名录.xls", [OLE, b"W\0o\0r\0k\0b\0o\0o\0k\0"].concat(), &["file-old-excel"])
}

fn password_protected() -> Case {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Case::targets("名录.xlsx", [OLE, &name].concat(), &["file-old-excel"])
}

fn web_page_saved_as_xls() -> Case {
    let page = format!(
        "<html><head><meta charset=\"gb2312\"></head>\n<table><tr><td>{HEADER}</td></tr></table></html>"
    );
    Case::targets("名录.xls", gb18030(&page), &["file-web-page"])
}

fn xml_spreadsheet_of_2003() -> Case {
    let text = "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    Case::targets("名录.xml", text, &["file-web-page"])
}

fn json_in_place_of_csv() -> Case {
    let text = "[{\"统一社会信用代码\": \"913702001635621638\", \"企业名称\": \"甲食品店\"}]";
    Case::targets("名录.json", text, &["file-json"])
}

fn picture() -> Case {
    Case::targets("名录.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff".to_vec(), &["file-encoding"])
}
