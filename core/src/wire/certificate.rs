//! `certificate` - 第六条: one target's whole answer, with the proofs.

use serde::Deserialize;
use serde_json::Value;

use super::{below_args, below_record, said, told};
use crate::base::{Date, Faults, Id};
use crate::record::{Certificate, Lists, Published};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    record: Value,
    lists: Lists,
    id: Id,
    today: Option<Date>,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { record, lists, id, today } = told(args)?;
    let published = Published::from_value(record).map_err(below_record)?;
    let record = published.lifted(today).map_err(below_args)?;
    said(&Certificate::of(record, &lists, &id, today).map_err(below_args)?)
}
