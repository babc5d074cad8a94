//! `sql` - one stratum of a record as a statement.

use std::io::Write;

use double_random::record::{Record, sql};

use super::cli::Sql;
use super::failure::Failure;
use super::files;

pub(crate) fn run(asked: &Sql, output: &mut impl Write) -> Result<(), Failure> {
    let record = Record::parse(&files::text(&asked.record)?)?;
    let items: Vec<_> = files::json_file(&asked.items)?;
    let statement = sql(&record, &items, &asked.task, asked.stratum, asked.dialect)?;
    writeln!(output, "{statement}").map_err(Failure::pipe)
}
