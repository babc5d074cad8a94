//! `deadline` - 第二十八条: the last day of a term that an event starts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{at, said, told};
use crate::base::calendar::{Calendar, CalendarError, Deadline, Term, Unit};
use crate::base::{Date, Faults};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    event: Date,
    count: u32,
    unit: Unit,
    as_of: Option<Date>,
}

#[derive(Serialize)]
struct Said {
    last_day: Date,
    provisional: bool,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { event, count, unit, as_of } = told(args)?;
    let term = Term::new(count, unit).map_err(|error| at("args.count", error))?;
    let deadline = match as_of {
        None => Calendar::china().deadline(event, term),
        Some(day) => Calendar::china().as_of(day).deadline(event, term),
    };
    let place = |error: CalendarError| match error {
        // the event itself has no calendar
        CalendarError::Missing { year, .. } if year == event.year() => at("args.event", error),
        _ => at("args.count", error),
    };
    let Deadline { last_day, provisional } = deadline.map_err(place)?;
    said(&Said { last_day, provisional })
}
