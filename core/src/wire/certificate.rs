//! `certificate` - 第六条: one target's whole answer, with the proofs.

use serde::Deserialize;
use serde_json::Value;

use super::{below_args, said, told};
use crate::base::{Faults, Id};
use crate::error::Error;
use crate::record::{Certificate, Lists, Record};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    record: Value,
    lists: Lists,
    id: Id,
}

pub(super) fn run(args: Value) -> Result<Value, Error> {
    let Args { record, lists, id } = told(args)?;
    let record = Record::from_value(record).map_err(|faults| below_args(below_record(faults)))?;
    said(&Certificate::of(&record, &lists, &id).map_err(below_args)?)
}

/// The faults of the record, placed among the arguments.
fn below_record(mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        fault.place.field = Some(match fault.place.field.take() {
            None => "record".to_owned(),
            Some(path) => format!("record.{path}"),
        });
    }
    faults
}
