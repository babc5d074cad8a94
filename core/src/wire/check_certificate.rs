//! `check-certificate` - 第六条: a certificate is checked against the published record, without any list.

use serde::Deserialize;
use serde_json::Value;

use super::{at, said, told};
use crate::base::Faults;
use crate::record::{Certificate, Published, Verdict, check_certificate};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    certificate: Value,
    record: Value,
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { certificate, record } = told(args)?;
    // what is no certificate fails as one, it is not a faulty request
    let verdict = match read(certificate, record) {
        Ok((certificate, Published::Whole(record))) => check_certificate(&certificate, &record),
        Ok((_, Published::Embargoed(record))) => return Err(at("args.record", record.kept_back())),
        Err(faults) => Verdict::unreadable(&faults),
    };
    said(&verdict)
}

fn read(certificate: Value, record: Value) -> Result<(Certificate, Published), Faults> {
    Ok((Certificate::from_value(certificate)?, Published::from_value(record)?))
}
