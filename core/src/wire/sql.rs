//! `sql` - 第十六条: the statement that draws one stratum again on an engine that keeps the list in a table.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{below_args, below_record, said, told};
use crate::base::{Date, Faults, Id};
use crate::directory::Item;
use crate::record::{Dialect, Published, sql};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    record: Value,
    items: Vec<Item>,
    task: Id,
    stratum: u32,
    dialect: Dialect,
    today: Option<Date>,
}

#[derive(Serialize)]
struct Said {
    statement: String,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { record, items, task, stratum, dialect, today } = told(args)?;
    let published = Published::from_value(record).map_err(below_record)?;
    let record = published.lifted(today).map_err(below_args)?;
    let statement = sql(record, &items, task.as_str(), stratum, dialect, today).map_err(below_args)?;
    said(&Said { statement })
}
