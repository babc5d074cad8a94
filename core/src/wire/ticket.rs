//! `ticket` - 第十六条: the number that decides about one target, as `printf '%s' "$KEY$ID" | sha256sum`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{said, told};
use crate::base::{Digest, Id, Key};
use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    key: Key,
    id: Id,
}

#[derive(Serialize)]
struct Said {
    ticket: Digest,
}

pub(super) fn run(args: Value) -> Result<Value, Error> {
    let Args { key, id } = told(args)?;
    said(&Said { ticket: key.ticket(id.as_bytes()) })
}
