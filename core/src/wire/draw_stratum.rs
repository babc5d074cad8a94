//! `draw-stratum` - 第十六条: the smallest tickets of one stratum.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{WireError, at, below_args, said, told};
use crate::base::{Digest, Faults, Int53, Key, Suite};
use crate::draw::draw_stratum;

/// A million of the longest ids fill a request.
const MOST_IDS: usize = 1_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    key: Key,
    ids: Vec<String>,
    quota: Int53,
    suite: Option<Suite>,
}

#[derive(Serialize)]
struct Said<'a> {
    drawn: Vec<&'a str>,
    cutoff: Option<Digest>,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { key, ids, quota, suite } = told(args)?;
    let key = key.of_suite(suite.unwrap_or_default());
    if ids.len() > MOST_IDS {
        return Err(at("args.ids", WireError::ListTooLong { found: ids.len(), limit: MOST_IDS }));
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let result = draw_stratum(&key, &ids, quota.get()).map_err(below_args)?;
    said(&Said { drawn: result.drawn, cutoff: result.cutoff })
}
