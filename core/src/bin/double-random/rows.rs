//! `rows` - a list of targets in the one form that the other ways to check a draw read: CSV in UTF-8, the columns of the rules.

use std::io::Write;

use double_random::directory::Targets;

use super::cli::Rows;
use super::failure::Failure;

pub(crate) fn run(asked: &Rows, output: &mut impl Write) -> Result<(), Failure> {
    let targets = asked.files.targets_alone()?;
    write(&targets, output).map_err(Failure::pipe)
}

fn write(targets: &Targets, output: &mut impl Write) -> std::io::Result<()> {
    write!(output, "id,unit_code,site_id,kind,scale,area,risk,credit,status")?;
    for (name, _) in targets.attributes() {
        write!(output, ",{}", cell(&format!("attribute:{name}")))?;
    }
    writeln!(output)?;
    for row in 0..targets.len() {
        let own = |text: &str| if text == targets.id(row) { String::new() } else { cell(text) };
        write!(
            output,
            "{},{},{}",
            cell(targets.id(row)),
            own(targets.unit_code(row)),
            own(targets.site(row))
        )?;
        let columns = [
            targets.kind(),
            targets.scale(),
            targets.area(),
            targets.risk(),
            targets.credit(),
            targets.status(),
        ];
        for column in columns.into_iter().chain(targets.attributes().map(|(_, column)| column)) {
            write!(output, ",{}", column.get(row).map(cell).unwrap_or_default())?;
        }
        writeln!(output)?;
    }
    Ok(())
}

/// A cell as it is, in quotes where it must be: programs read this, not spreadsheets.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
