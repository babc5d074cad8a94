//! `quota` - 第十三条: how many targets a ratio asks for.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{said, told};
use crate::base::{Faults, Int53, Ratio, Rounding};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    size: Int53,
    ratio: Ratio,
    rounding: Option<Rounding>,
}

#[derive(Serialize)]
struct Said {
    quota: u64,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { size, ratio, rounding } = told(args)?;
    said(&Said { quota: ratio.of(size.get(), rounding.unwrap_or_default()) })
}
