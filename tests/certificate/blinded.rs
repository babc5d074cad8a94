//! Blinded rows: who holds another's certificate cannot find out what a neighbour's row says by trying.

use double_random::base::merkle::{id_hash, row_hash};
use double_random::base::{Digest, Master, Problem, Protocol};
use double_random::directory::{Risk, Target};
use double_random::record::{
    Certificate, CheckResult, Listing, Lists, Record, Verdict, check_certificate, verify,
};

use crate::made_up::{all_ids, lists, made};
use crate::support::*;

fn master() -> Master {
    Master::new([7; 32])
}

fn blinded() -> (Record, Lists) {
    (made(Some(&master())), Lists { master: Some(master()), ..lists() })
}

/// The neighbours in the certificate of somebody who is not listed.
fn neighbours(record: &Record, lists: &Lists) -> Vec<(Digest, Digest)> {
    let certificate = Certificate::of(record, lists, &id("T-7777"), None).unwrap();
    assert!(check_certificate(&certificate, record).is_exact());
    let Listing::Absent(absence) = certificate.listing else { panic!("T-7777 is not listed") };
    [absence.before, absence.after].into_iter().flatten().map(|row| (row.idh, row.rowh)).collect()
}

/// Ids are public, so the neighbour is known by its hash; then every row that it might have is tried.
fn guessed(record: &Record, lists: &Lists) -> usize {
    let protocol = Protocol::default();
    let confirmed = neighbours(record, lists).into_iter().filter(|(idh, rowh)| {
        let of = |target: &&Target| id_hash(protocol, "targets", target.id.as_str()) == *idh;
        let target = lists.targets.iter().find(of).unwrap();
        let guesses = [None, Some(Risk::Low), Some(Risk::Normal), Some(Risk::High)].map(|risk| {
            let guess = Target { risk, ..target.clone() };
            let guess = directory(vec![guess], vec![]).unwrap();
            row_hash(protocol, &guess.targets().canonical_row(0))
        });
        guesses.contains(rowh)
    });
    confirmed.count()
}

#[test]
fn a_row_cannot_be_guessed_from_a_neighbours_certificate() {
    let (record, lists) = blinded();
    assert_eq!(guessed(&record, &lists), 0);
    // the control: without blinding each guess is confirmed
    let open = made(None);
    assert_eq!(guessed(&open, &crate::made_up::lists()), neighbours(&open, &crate::made_up::lists()).len());
}

#[test]
fn a_blinded_record_draws_as_any_other_and_its_certificates_hold() {
    let (record, lists) = blinded();
    assert_eq!(record.seal.blinding, Some(master().commitment(Protocol::default(), &record.seal.round)));
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    let text = serde_json::to_string(&record).unwrap();
    assert!(!text.contains(&"07".repeat(16)), "the secret is in no record");
    for name in all_ids(&lists) {
        let certificate = Certificate::of(&record, &lists, &name, None).unwrap();
        let verdict = check_certificate(&certificate, &record);
        assert!(verdict.is_exact(), "{name}: {verdict:#?}");
        let Listing::Listed { row, .. } = &certificate.listing else { panic!("{name} is listed") };
        assert_eq!(row["salt"].as_str().unwrap().len(), 32);
    }
}

#[test]
fn without_the_secret_a_blinded_record_is_not_checkable_and_with_another_it_fails() {
    let (record, lists) = blinded();
    let result = |verdict: &Verdict, name: &str| verdict.check(name).unwrap().result;
    let unknown = Lists { master: None, ..lists.clone() };
    let verdict = verify(&record, Some(&unknown), &[]);
    for name in ["roots", "tickets", "officers-pool"] {
        assert_eq!(result(&verdict, name), CheckResult::NotCheckable, "{name}");
    }
    assert!(!verdict.is_exact());
    let wrong = Lists { master: Some(Master::new([8; 32])), ..lists.clone() };
    let verdict = verify(&record, Some(&wrong), &[]);
    assert_eq!(
        (verdict.first_failure().unwrap().name, result(&verdict, "officers-pool")),
        ("roots", CheckResult::Failed)
    );
    // a secret that the seal does not commit to changes nothing
    let open = made(None);
    assert!(verify(&open, Some(&lists), &[]).is_exact());
    let code = |lists: &Lists| Certificate::of(&record, lists, &id("T-0001"), None).unwrap_err().code();
    assert_eq!((code(&unknown), code(&wrong)), ("certificate-master-missing", "certificate-not-exact"));
}
