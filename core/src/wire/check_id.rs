//! `check-id` - 第十条: whether a text may be the id of a target.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{at, said, told};
use crate::base::{Faults, Scheme};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    scheme: Scheme,
    id: String,
}

#[derive(Serialize)]
struct Said {
    id: String,
    warnings: Vec<&'static str>,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { scheme, id } = told(args)?;
    let (id, warnings) = scheme.check(&id).map_err(|error| at("args.id", error))?;
    said(&Said {
        id: id.as_str().to_owned(),
        warnings: warnings.iter().map(|warning| warning.code()).collect(),
    })
}
