//! `ticket` - 第十六条: the number that decides about one target, as `printf '%s' "$KEY$ID" | sha256sum`, or in suite `sm3`
//! `| openssl dgst -sm3`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{said, told};
use crate::base::{Digest, Faults, Id, Key, Suite};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    key: Key,
    id: Id,
    suite: Option<Suite>,
}

#[derive(Serialize)]
struct Said {
    ticket: Digest,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { key, id, suite } = told(args)?;
    let key = key.of_suite(suite.unwrap_or_default());
    said(&Said { ticket: key.ticket(id.as_bytes()) })
}
