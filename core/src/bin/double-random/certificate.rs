//! `certificate` - one target's whole answer: a sentence for its owner, and the line that checks it by hand.

use std::io::Write;

use double_random::base::{Fault, Faults, Id, Place, json};
use double_random::record::{Certificates, Material, TaskScope};

use super::cli::{Form, Lang, OneTarget};
use super::failure::Failure;
use super::files;

pub(crate) fn run(asked: &OneTarget, lang: Lang, output: &mut impl Write) -> Result<(), Failure> {
    let published = files::record(&asked.record)?;
    let record = published.lifted(asked.today)?;
    let id: Id = asked.id.parse().map_err(|_| Failure::choice("--id", "1-64 ASCII"))?;
    let material = asked.files.read()?.map_or_else(Material::default, |opened| opened.material);
    let certificate = Certificates::over(record, &material, asked.today)?.certificate(&id)?;
    if asked.form == Form::Json {
        let text = json::canonical(&certificate)
            .map_err(|error| Faults::from(Fault::new(Place::field("certificate"), error)))?;
        return writeln!(output, "{text}").map_err(Failure::pipe);
    }
    writeln!(output, "{}", lang.pick(&certificate.zh, &certificate.en)).map_err(Failure::pipe)?;
    for task in &certificate.tasks {
        if let TaskScope::Pool(pool) = &task.scope {
            let (by_hand, ticket) = (&pool.by_hand, pool.ticket);
            writeln!(output, "  {}: {by_hand}\n    {ticket}", task.task).map_err(Failure::pipe)?;
        }
    }
    Ok(())
}
