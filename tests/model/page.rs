//! The worked examples of the page DRAW-SPEC, computed by the library and by the second draw.

use std::collections::BTreeMap;

use double_random::base::stream::Stream;
use double_random::base::{Date, Digest, Key, Master, Prk, Protocol, Ratio, RowHasher, Suite, merkle, suite};
use double_random::plan::BeaconPlan;
use serde_json::{Value, json};

use crate::support::read;

const PAGE: &str = include_str!("../../core/docs/DRAW-SPEC.md");
const HEADING: &str = "## 10. Worked examples";

fn examples() -> Vec<&'static str> {
    let section = PAGE.split(HEADING).nth(1).expect("the page has worked examples");
    let block = section.split("```").nth(1).expect("they stand in a block").trim_start_matches("text\n");
    block.lines().collect()
}

fn bytes(word: &str) -> Vec<u8> {
    match word.strip_prefix("x:") {
        Some(hex) => {
            let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
            pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
        }
        None => word.as_bytes().to_vec(),
    }
}

fn digest(word: &str) -> Digest {
    word.trim_start_matches("x:").parse().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(suite: Suite, rehearsal: bool, words: &[&str]) -> String {
    let parts: Vec<Vec<u8>> = words[1..].iter().map(|word| bytes(word)).collect();
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Protocol { suite, rehearsal }.hash(words[0], &parts).to_string()
}

/// The keys come from the PRKs that the page extracts, so a PRK is found by its hex.
fn found(name: &str, words: &[&str], prks: &mut BTreeMap<String, Prk>) -> String {
    let sm3 = Protocol { suite: Suite::Sm3, ..Protocol::default() };
    let stream = || Stream::new(suite::from_hex(words[0].trim_start_matches("x:")).unwrap());
    match name {
        "hash" => hash(Suite::Sha256, false, words),
        "hash-sm3" => hash(Suite::Sm3, false, words),
        "hash-in-rehearsal" => hash(Suite::Sha256, true, words),
        "extract-sm3" => {
            let prk = Prk::extract(sm3, digest(words[0]), words[1].as_bytes());
            let found = hex(&Suite::Sm3.extract(&digest(words[0]).0, words[1].as_bytes()));
            prks.insert(format!("x:{found}"), prk);
            found
        }
        "key16-sm3" => prks[words[0]].key(&words[1..]).to_string(),
        "ticket-sm3" => {
            words[0].parse::<Key>().unwrap().of_suite(Suite::Sm3).ticket(words[1].as_bytes()).to_string()
        }
        "root-sm3" => merkle::Tree::new(Suite::Sm3).root().to_string(),
        "beacon" => {
            let [sealed_at, genesis, period] = [0, 1, 2].map(|at| words[at].parse::<u32>().unwrap());
            let plan =
                json!({ "source": "own", "chain": "00".repeat(32), "genesis": genesis, "period": period });
            let day = "1970-01-01".parse::<Date>().unwrap().plus_days((sealed_at + 28_800) as i32 / 86_400);
            let (rest, by) = ((sealed_at + 28_800) % 86_400, 60);
            let at = format!("{day}T{:02}:{:02}:{:02}+08:00", rest / 3_600, rest / by % by, rest % by);
            read::<BeaconPlan>(plan).round_at(at.parse().unwrap()).unwrap().to_string()
        }
        "extract" => {
            let (salt, ikm) = (digest(words[0]), words[1].as_bytes());
            let prk = hex(&Suite::Sha256.extract(&salt.0, ikm));
            prks.insert(format!("x:{prk}"), Prk::extract(Protocol::default(), salt, ikm));
            prk
        }
        "key16" => prks[words[0]].key(&words[1..]).to_string(),
        "key32" => hex(&prks[words[0]].expand::<32>(&words[1..])),
        "ticket" => words[0].parse::<Key>().unwrap().ticket(words[1].as_bytes()).to_string(),
        "leaf" => merkle::leaf(Suite::Sha256, digest(words[0]), digest(words[1])).to_string(),
        "root" => {
            let mut tree = merkle::Tree::new(Suite::Sha256);
            words.iter().for_each(|leaf| tree.push(digest(leaf)));
            tree.root().to_string()
        }
        "path" => {
            let leaves: Vec<Digest> = words[1..].iter().map(|leaf| digest(leaf)).collect();
            let tree = merkle::BuiltTree::of(Suite::Sha256, &leaves);
            tree.path(words[0].parse().unwrap(), |at| leaves[at as usize]).to_string()
        }
        "salt" => {
            let master = words[0].trim_start_matches("x:").parse::<Master>().unwrap();
            RowHasher::new(Protocol::default(), Some(&master)).salt(words[1], words[2]).unwrap().to_string()
        }
        "below" => {
            let mut stream = stream();
            let numbers = words[1..].iter().map(|n| stream.below(n.parse().unwrap()).unwrap().to_string());
            numbers.collect::<Vec<_>>().join(" ")
        }
        "permute" => {
            let mut items = words[1..].to_vec();
            stream().permute(&mut items);
            items.join(" ")
        }
        "quota" => {
            let ratio: Ratio = words[0].parse().unwrap();
            ratio.of(words[2].parse().unwrap(), read(json!(words[1]))).to_string()
        }
        _ => panic!("the page has an example `{name}` that nothing computes"),
    }
}

#[test]
fn the_worked_examples_of_the_page_are_what_comes_out() {
    let examples = examples();
    let mut prks = BTreeMap::new();
    for line in &examples {
        let (left, value) = line.split_once(" = ").unwrap_or_else(|| panic!("no example: {line}"));
        let words: Vec<&str> = left.split(' ').collect();
        assert_eq!(found(words[0], &words[1..], &mut prks), value, "{left}");
    }
    let lines: Vec<Value> = examples.iter().map(|line| json!({ "example": line })).collect();
    let (answers, in_order) = crate::model(&lines);
    assert!(in_order && examples.len() > 20, "{answers:#?}");
}
