//! `verify` - 第六条: a record is run again, alone, with its lists, with the records before it.

use serde::Deserialize;
use serde_json::Value;

use super::{said, told};
use crate::base::Faults;
use crate::record::{Lists, Published, Verdict, verify_published};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    record: Value,
    lists: Option<Lists>,
    earlier: Option<Vec<Value>>,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { record, lists, earlier } = told(args)?;
    // what is no record fails as a record, it is not a faulty request
    let verdict = match read(record, earlier.unwrap_or_default()) {
        Ok((record, earlier)) => verify_published(&record, lists.as_ref(), &earlier),
        Err(faults) => Verdict::unreadable(&faults),
    };
    said(&verdict)
}

fn read(record: Value, earlier: Vec<Value>) -> Result<(Published, Vec<Published>), Faults> {
    let earlier = earlier.into_iter().map(Published::from_value).collect::<Result<_, _>>()?;
    Ok((Published::from_value(record)?, earlier))
}
