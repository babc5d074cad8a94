//! 第十六条 - the draw of a stratum as one SQL statement, for whoever keeps the list in a database.
//!
//! # The rule
//! Targets are drawn at random, and the draw leaves a trace that can be followed.
//!
//! # Reading
//! A ticket is one hash of key and id, so any engine that knows SHA-256 draws the same: [`sql`] writes the statement from
//! a record, its items and nothing else. It reads two tables.
//!
//! - `targets`: the columns `id`, `kind`, `scale`, `area`, `risk`, `credit`, `status` and `attribute:NAME` for each further
//!   column, all text as the lists of `verify` write them (`risk` is `low`, `normal` or `high`; `status` is `active` for
//!   those who can be drawn), null where there is no value.
//! - `excluded`: the column `id`, with those of whom the cap decided (第十四条第二款): excluded before the seal, or set aside
//!   by the draw group. Who they are follows from the history of visits and no predicate knows it; the record has their
//!   numbers and roots. Without a history the table is empty.
//!
//! # Bytes
//! Texts must be compared byte by byte. PostgreSQL is told so at every comparison (`COLLATE "C"`), and sorts the hash as
//! `bytea`. DuckDB and Spark SQL do so by default; where `default_collation` or the collation of a column was changed, the
//! statement is not for that table. Hashes are lower-case hex there, which every collation sorts alike, and ids follow as
//! bytes.
//!
//! # Example
//! See [`sql`].

mod dialect;
mod predicate;
mod problem;

use std::fmt::Write;

pub use dialect::Dialect;
pub use problem::SqlError;

use super::Record;
use crate::base::order::Arrange as _;
use crate::base::{Date, Fault, Faults, Place, Suite};
use crate::directory::{Item, Status};
use crate::draw::TaskSeal;
use predicate::Predicate;

/// The statement that draws stratum `stratum` (from 0) of task `task` again: the drawn ids in the order of their tickets,
/// before confirming.
///
/// `items` are those of the sealed list; their object types are part of the predicate (第八条). `today` is asked for where the
/// record is under embargo, since the statement holds the key.
///
/// ```
/// # use double_random::directory::Item;
/// # use double_random::draw::Ceremony;
/// # use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
/// # use double_random::base::Window;
/// use double_random::record::{Dialect, Lists, Record, sql};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let lists: Lists = serde_json::from_str(r#"{
/// #     "items": [{"id": "gas", "name": "用气安全", "object": ["餐饮"], "content": "燃气使用", "category": "general",
/// #                "department": "某局", "level": "区级", "basis": [{"law": "某条例", "article": "第一条"}]}],
/// #     "targets": [{"id": "K-1", "kind": "餐饮"}, {"id": "K-2", "kind": "餐饮"}, {"id": "M-1", "kind": "商场"}]}"#)?;
/// # let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
/// # let task = Task::new("gas-2026-Q4".parse()?, "gas".parse()?, window).stratum("全部", Criterion::Everyone, "50%".parse()?);
/// # let chief = Approval::by("局长", "2026-09-20".parse()?).document("批〔2026〕7号");
/// # let task = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
/// # let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?).task(task).ceremony(CeremonyPlan::bare());
/// # let sealed = round.seal(&lists.directory()?, &double_random::law::RuleSet::gaoxin_2023())?;
/// # let record = Record::of_drawn(&sealed.seed(Ceremony::bare("40512"))?.draw());
/// let statement = sql(&record, &lists.items, "gas-2026-Q4", 0, Dialect::DuckDb, None)?;
/// let key = record.result.tasks[0].strata[0].key;
/// assert_eq!(statement, format!("\
/// SELECT id
/// FROM targets
/// WHERE coalesce(status IN ('active'), FALSE)
///   AND coalesce(kind IN ('餐饮'), FALSE)
///   AND id NOT IN (SELECT id FROM excluded)
/// ORDER BY sha256('{key}' || id), encode(id)
/// LIMIT 1"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`SqlError`], at the argument that is wrong; [`RecordError::EmbargoedUntil`](super::RecordError::EmbargoedUntil) before the
/// lift, or where nobody says what day it is.
pub fn sql(
    record: &Record,
    items: &[Item],
    task: &str,
    stratum: u32,
    dialect: Dialect,
    today: Option<Date>,
) -> Result<String, Faults> {
    record.known()?;
    record.lifted(today).map_err(|error| Fault::new(Place::field("record"), error))?;
    let fault = |field: &str, error: SqlError| Faults::from(Fault::new(Place::field(field), error));
    if record.seal.suite != Suite::Sha256 {
        return Err(fault("record", SqlError::Suite));
    }
    let tasks = record.seal.tasks.iter().zip(&record.result.tasks);
    let unknown = || SqlError::Task { task: task.chars().take(64).collect() };
    let (sealed, drawn) = tasks
        .into_iter()
        .find(|(sealed, _)| sealed.task.id.as_str() == task)
        .ok_or_else(|| fault("task", unknown()))?;
    let place = stratum as usize;
    let found = sealed.frames.get(place).zip(drawn.strata.get(place));
    let (frame, drawn) = found
        .ok_or_else(|| fault("stratum", SqlError::Stratum { stratum, strata: sealed.frames.len() as u64 }))?;
    let mut conditions = vec![Predicate::one_of(dialect, "status", [Status::Active.code()])];
    conditions.extend(objects(sealed, items, dialect)?);
    conditions.extend(first_match(sealed, place, dialect)?);
    conditions.push(Predicate::text("id NOT IN (SELECT id FROM excluded)"));
    let count = frame.draws.get().min(frame.eligible.get().saturating_sub(drawn.set_aside.get()));
    let mut statement = String::from("SELECT id\nFROM targets\n");
    for (word, condition) in ["WHERE"].into_iter().chain(std::iter::repeat("  AND")).zip(&conditions) {
        // writing to a String cannot fail
        _ = writeln!(statement, "{word} {condition}");
    }
    let [ticket, id] = dialect.order(&drawn.key.to_string());
    _ = write!(statement, "ORDER BY {ticket}, {id}\nLIMIT {count}");
    Ok(statement)
}

/// 第八条 - the object types of the task's items; an item without any takes all.
fn objects(sealed: &TaskSeal, items: &[Item], dialect: Dialect) -> Result<Option<Predicate>, Faults> {
    let mut kinds: Vec<&str> = Vec::new();
    for id in &sealed.task.items {
        let item = items
            .iter()
            .find(|item| item.id == *id)
            .ok_or_else(|| Fault::new(Place::field("items"), SqlError::Item { item: id.to_string() }))?;
        if item.object.is_empty() {
            return Ok(None);
        }
        kinds.extend(item.object.iter().map(String::as_str));
    }
    kinds.arrange();
    kinds.dedup();
    Ok(Some(Predicate::one_of(dialect, "kind", kinds)))
}

/// 第十七条 - the stratum's own predicate, and none of those before it.
fn first_match(sealed: &TaskSeal, place: usize, dialect: Dialect) -> Result<Vec<Predicate>, Faults> {
    let strata = sealed.task.strata.iter().enumerate().take(place + 1);
    let mut found = Vec::new();
    for (at, stratum) in strata {
        let predicate = Predicate::of(&stratum.criterion, dialect)
            .map_err(|error| Fault::new(Place::field(format!("strata[{at}]")), error))?;
        found.push(if at == place { predicate } else { predicate.negated() });
    }
    found.retain(|predicate| !predicate.is_everybody());
    Ok(found)
}
