//! 第三十条 - the archive: whole or refused, kept as long as the office says, its check values for good.

use double_random::base::{Faults, Protocol};
use double_random::duty::{Artefact, ArtefactKind, Docket, Manifest, Retention, Retentions};
use double_random::plan::Approval;
use serde_json::json;

use super::made_up::{date, finding, id, unreachable};
use super::{at, digest, ordered, published, visited, with_task};

/// An artefact whose check value is `number` repeated.
fn file(kind: ArtefactKind, about: Option<&str>, number: u8) -> Artefact {
    Artefact { kind, name: format!("{}-{number}", kind.en()), about: about.map(id), digest: digest(number) }
}

/// Order, result and both forms, as every visit with forms needs them.
fn usual() -> Vec<Artefact> {
    vec![
        file(ArtefactKind::Order, None, 1),
        file(ArtefactKind::Result, None, 2),
        file(ArtefactKind::Form, Some("gas"), 3),
        file(ArtefactKind::Form, Some("fire"), 4),
    ]
}

fn years() -> Retentions {
    Retentions { kinds: [(ArtefactKind::Result, Retention::Permanent)].into(), others: Retention::Years(10) }
}

fn archived(docket: &Docket, files: Vec<Artefact>) -> Result<Manifest, Vec<String>> {
    let shown = |faults: Faults| faults.0.iter().map(|fault| format!("{} {fault}", fault.code())).collect();
    docket.archive(at(1), files, &years(), date("2026-12-01")).map_err(shown)
}

/// A case with everything: an order to correct, an objection that was reviewed, answered and led to a correction.
fn whole_case() -> Docket {
    let mut gas = finding("gas", &["correction-ordered"]);
    gas["conclusions"]["order"] = json!({ "issued_on": "2026-10-12" });
    gas["evidence"] = json!([{ "kind": "photo", "taken_on": "2026-10-12", "digest": digest(9) }]);
    let mut events = published("2026-10-13");
    let head = json!({ "unit": "squad", "person": "大队长", "date": "2026-11-02" });
    let corrected = json!({ "corrected": { "replaces": 0, "finding": finding("gas", &["not-disclosed"]), "reason": "录错", "head": head } });
    events.extend([
        ("2026-10-20", "丙", json!({ "objected": { "objection": "O-1" } })),
        ("2026-11-02", "丁", json!({ "reviewed": { "objection": "O-1", "outcome": "wrong" } })),
        ("2026-11-03", "丙", corrected),
        ("2026-11-03", "丙", json!({ "fed-back": { "objection": "O-1" } })),
    ]);
    let mut docket = with_task();
    docket.add_visit(visited(1, "K-1", "2026-10-12", gas, &events)).unwrap();
    docket
}

#[test]
fn a30_what_the_case_needs_is_there_or_each_piece_is_named() {
    let docket = whole_case();
    let more = [
        file(ArtefactKind::CorrectionOrder, Some("gas"), 5),
        file(ArtefactKind::ObjectionPapers, Some("O-1"), 6),
        file(ArtefactKind::Review, Some("O-1"), 7),
        file(ArtefactKind::Feedback, Some("O-1"), 8),
        file(ArtefactKind::Photo, None, 9),
        file(ArtefactKind::Correction, Some("gas"), 10),
    ];
    let files: Vec<Artefact> = usual().into_iter().chain(more).collect();
    assert!(archived(&docket, files.clone()).is_ok());
    for at in 0..files.len() {
        let mut fewer = files.clone();
        let gone = fewer.remove(at);
        let refused = archived(&docket, fewer).unwrap_err();
        let named = refused.len() == 1 && refused[0].contains(gone.kind.en());
        assert!(named && refused[0].starts_with("archive-missing"), "{gone:?} {refused:?}");
    }
    // evidence goes by its check value: another photo is not it
    let mut other = files.clone();
    other[8].digest = digest(99);
    assert!(archived(&docket, other).unwrap_err()[0].contains(&digest(9).to_string()));
}

#[test]
fn a30_a_result_of_evidence_alone_needs_the_evidence_and_no_form() {
    let mut docket = with_task();
    docket.add_visit(visited(1, "K-1", "2026-10-12", unreachable("gas"), &[])).unwrap();
    let mut files = usual();
    files.remove(2);
    let refused = archived(&docket, files.clone()).unwrap_err();
    assert!(refused[0].contains("the returned mail of `1111"), "{refused:?}");
    files.push(Artefact {
        digest: "1".repeat(64).parse().unwrap(),
        ..file(ArtefactKind::ReturnedMail, None, 3)
    });
    assert!(archived(&docket, files).is_ok());
}

#[test]
fn a30_files_have_names_are_listed_once_and_archived_when_all_is_done() {
    let mut docket = with_task();
    docket.add_visit(ordered(1, "K-1")).unwrap();
    let code = |files: Vec<Artefact>| archived(&docket, files).map(|_| ()).map_err(|all| all.join(";"));
    let order = || file(ArtefactKind::Order, None, 1);
    assert_eq!(code(vec![order()]), Ok(()));
    assert!(
        code(vec![Artefact { name: " ".to_owned(), ..order() }]).unwrap_err().starts_with("archive-unnamed")
    );
    assert!(code(vec![order(), order()]).unwrap_err().starts_with("archive-duplicate"));
    let early = whole_case().archive(at(1), usual(), &years(), date("2026-11-02")).unwrap_err();
    assert_eq!(early.0[0].code(), "archive-before-end");
}

#[test]
fn a30_a_file_goes_when_its_period_is_over_and_its_check_value_stays() {
    let mut docket = with_task();
    docket.add_visit(visited(1, "K-1", "2026-10-12", finding("gas", &["no-problem"]), &[])).unwrap();
    let manifest = archived(&docket, usual()).unwrap();
    let (chief, day) = (|| Approval::by("档案室主任", date("2036-11-20")), date("2036-12-02"));
    let refuse = |manifest: &Manifest, name: &str, on: &str| {
        manifest.clone().dispose(name, date(on), chief()).unwrap_err().0[0].code()
    };
    assert_eq!(refuse(&manifest, "check form-3", "2036-12-01"), "archive-kept"); // its last day
    assert_eq!(refuse(&manifest, "signed result-2", "2126-12-02"), "archive-kept-for-good");
    assert_eq!(refuse(&manifest, "no such file", "2036-12-02"), "archive-unknown");
    let prepared = Approval::prepared_by("档案员", day);
    let unapproved = manifest.clone().dispose("check form-3", day, prepared).unwrap_err();
    assert_eq!(unapproved.0[0].code(), "approval-not-approver");
    assert_eq!((manifest.disposable(date("2036-12-01")).count(), manifest.disposable(day).count()), (0, 3));

    let fewer = manifest.clone().dispose("check form-3", day, chief()).unwrap();
    assert_eq!((fewer.disposable(day).count(), fewer.entries().len()), (2, 4));
    assert!(
        fewer.entries().iter().any(|entry| entry.artefact.digest == digest(3) && entry.disposed.is_some())
    );
    let protocol = Protocol::default();
    assert_eq!(fewer.digest(protocol).unwrap(), manifest.digest(protocol).unwrap());
    assert_eq!(refuse(&fewer, "check form-3", "2036-12-03"), "archive-disposed");
    // a list with another file has another check value
    let mut files = usual();
    files[2].digest = digest(33);
    assert_ne!(
        archived(&docket, files).unwrap().digest(protocol).unwrap(),
        manifest.digest(protocol).unwrap()
    );
}
