//! `sql` - one stratum of a record as a statement.

use std::io::Write;

use double_random::record::sql;

use super::cli::Sql;
use super::failure::Failure;
use super::files;

pub(crate) fn run(asked: &Sql, output: &mut impl Write) -> Result<(), Failure> {
    let published = files::record(&asked.record)?;
    let record = published.lifted(asked.today)?;
    let items: Vec<_> = files::json_file(&asked.items)?;
    let statement = sql(record, &items, &asked.task, asked.stratum, asked.dialect, asked.today)?;
    writeln!(output, "{statement}").map_err(Failure::pipe)
}
