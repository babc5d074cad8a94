//! Due dates as a file for calendar programs.

use double_random::base::calendar::{Entry, IcsError, ics};

use crate::day;

fn entry(id: &str, summary: &str) -> Entry {
    Entry {
        id: id.parse().unwrap(),
        day: day("2026-12-31"),
        summary: summary.to_owned(),
        description: "第二十八条第一款".to_owned(),
    }
}

#[test]
fn every_line_is_as_the_format_wants_it() {
    let text = ics(
        &[entry("K-1", "公示; 复核, \\ 反馈\r\n第二行\u{7}")],
        "2026-11-23T07:30:05+08:00".parse().unwrap(),
    );
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//double-random//deadlines//ZH\r\nCALSCALE:GREGORIAN\r\n\
        BEGIN:VEVENT\r\nUID:K-1@double-random\r\nDTSTAMP:20261122T233005Z\r\nDTSTART;VALUE=DATE:20261231\r\n\
        DTEND;VALUE=DATE:20270101\r\nSUMMARY:公示\\; 复核\\, \\\\ 反馈\\n第二行\r\nDESCRIPTION:第二十八条第一款\r\n\
        TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text.as_deref(), Ok(expected));
    let later = ics(&[], "2026-11-23T08:00:00+08:00".parse().unwrap()).unwrap();
    assert!(later.ends_with("CALSCALE:GREGORIAN\r\nEND:VCALENDAR\r\n"));
}

#[test]
fn long_lines_are_folded_between_characters_and_unfold_to_the_same() {
    let summary = "抽查结果公示".repeat(40);
    let stamp = "2026-11-23T09:00:00+08:00".parse().unwrap();
    let text = ics(&[entry("K-1", &summary)], stamp).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.contains("DTSTAMP:20261123T010000Z\r\n"));
    assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{summary}\r\n")));
}

#[test]
fn two_entries_need_two_ids() {
    let entries = [entry("K-1", "a"), entry("K-1", "b")];
    let error = ics(&entries, "2026-11-23T09:00:00+08:00".parse().unwrap()).unwrap_err();
    assert_eq!(error, IcsError::IdTwice { id: "K-1".parse().unwrap() });
}
