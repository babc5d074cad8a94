//! 第六条 - a record under embargo in the program: what people check today, and what on the day of the lift.

use double_random::draw::{Ceremony, Reveal};
use double_random::plan::{CeremonyPlan, PartyPlan, Round};
use double_random::record::{Published, Record};

use super::Folder;

/// The notary's secret is kept back until 1 December.
fn kept_back(round: &mut Round, secret: u8) -> Ceremony {
    let notary = Reveal { party: "notary".parse().unwrap(), secret: [secret; 32] };
    let commitment = notary.commitment(round.protocol(), &round.id);
    let party = PartyPlan { party: notary.party.clone(), commitment, outside: true };
    let plan = CeremonyPlan { parties: vec![party], ..CeremonyPlan::default() };
    *round = round.clone().ceremony(plan).embargoed("2026-12-01".parse().unwrap(), notary.party.clone());
    Ceremony { parties: vec![notary], ..Ceremony::default() }
}

/// A folder with the whole record and, as `public.json`, what the public has until the lift.
fn folder(name: &str, secret: u8) -> Folder {
    let folder = Folder::held(name, |round| kept_back(round, secret));
    let record = Record::parse(&folder.text("record.json")).unwrap();
    let public = record.published("2026-11-30".parse().unwrap()).unwrap();
    assert!(matches!(public, Published::Embargoed(_)));
    folder.write("public.json", &serde_json::to_string(&public).unwrap());
    folder
}

#[test]
fn a6_what_is_public_is_checked_and_the_rest_named_with_its_day() {
    let folder = folder("embargo-verify", 7);
    let (code, out, errors) = folder.run("verify public.json --lists lists.json");
    assert_eq!((code, errors.as_str()), (1, ""), "{out}");
    let conclusion = "核验结论：目前能核对的没有发现不符，其余 2026-12-01 公布后才能核对 [embargoed-until]";
    assert!(out.starts_with(conclusion), "{out}");
    for passed in ["[seal-digest]", "[roots]", "[quotas]", "[embargo]"] {
        assert!(out.lines().any(|line| line.contains("通过") && line.contains(passed)), "{passed}: {out}");
    }
    for open in ["[commitments]", "[tickets]", "[dispatch]"] {
        let at = out.lines().position(|line| line.contains(open)).unwrap();
        assert!(out.lines().nth(at).unwrap().contains("无从核对"), "{open}: {out}");
        assert!(out.lines().nth(at + 1).unwrap().contains("2026-12-01 公布后才能核验"), "{open}: {out}");
    }
    let (_, english, _) = folder.run("verify public.json --lang en");
    assert!(english.starts_with(
        "verdict: nothing failed of what is public; the rest can be checked from 2026-12-01 on"
    ));
    // a part of it that is changed fails by its name
    folder.write("changed.json", &folder.text("public.json").replacen("\"draws\":8", "\"draws\":7", 1));
    let (code, out, _) = folder.run("verify changed.json --lists lists.json --lang en");
    assert!(code == 1 && out.starts_with("verdict: FAILED (check value of the seal)"), "{out}");
}

#[test]
fn a6_no_certificate_and_no_statement_before_the_lift() {
    let folder = folder("embargo-refused", 7);
    for asked in [
        "certificate record.json --lists lists.json --id T-01",
        "sql record.json --items items.json --task gas-2026",
    ] {
        let public = asked.replace("record.json", "public.json");
        for asked in [
            asked.to_owned(),
            format!("{asked} --today 2026-11-30"),
            public.clone(),
            format!("{public} --today 2027-01-01"),
        ] {
            let (code, out, errors) = folder.run(&asked);
            assert_eq!((code, out.as_str()), (2, ""), "{asked}");
            assert!(
                errors.contains("[embargoed-until] record: ") && errors.contains("2026-12-01"),
                "{asked}: {errors}"
            );
        }
        let (code, out, errors) = folder.run(&format!("{asked} --today 2026-12-01"));
        assert_eq!((code, errors.as_str()), (0, ""), "{asked}");
        let key = folder
            .text("record.json")
            .split("\"key\":\"")
            .nth(1)
            .unwrap()
            .chars()
            .take(32)
            .collect::<String>();
        assert!(out.contains(&key), "{asked}: {out}");
    }
}

/// What is published at the lift must be the record whose check value was public before.
#[test]
fn a6_the_record_of_the_lift_is_held_against_what_was_public() {
    let folder = folder("embargo-lifted", 7);
    let (code, out, errors) = folder.run("verify record.json --lists lists.json --earlier public.json");
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("核验结论：完全一致"), "{out}");
    let other = self::folder("embargo-other", 8);
    folder.write("other.json", &other.text("record.json"));
    let (code, out, _) = folder.run("verify other.json --lists lists.json --lang en");
    assert_eq!(code, 0, "by itself the other record is sound: {out}");
    let (code, out, _) = folder.run("verify other.json --lists lists.json --earlier public.json --lang en");
    assert!(code == 1 && out.starts_with("verdict: FAILED (every attempt is there)"), "{out}");
}
