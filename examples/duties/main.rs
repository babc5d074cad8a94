//! A year of a made-up bureau: drawn, matched, inspected, published, objected to - and what is still to be done today.
//!
//! `cargo run --example duties` shows the open duties of 23 November 2026 as a table and writes them as a calendar file
//! and a page to print; `-- --help` tells how to choose another day. Lists, draws and events are made up from a seed.

mod bureau;
mod cli;
mod course;
mod page;
mod show;
#[allow(dead_code, reason = "shared with the example `draw`")]
#[path = "../draw/table.rs"]
mod table;
mod year;

use std::error::Error;
use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use cli::{Command, Options};
use double_random::base::Instant;

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os().skip(1), &mut stdout().lock(), &mut stderr()))
}

/// The whole program: 0 when it is done, 1 when something cannot be written, 2 for a wrong option.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> u8 {
    let options = match cli::read(arguments) {
        Ok(Command::Help) => return u8::from(out.write_all(cli::HELP.as_bytes()).is_err()),
        Ok(Command::Show(options)) => options,
        Err(wrong) => {
            // nobody is left to be told when even this cannot be written
            let _ = errors.write_all(wrong.as_bytes());
            return 2;
        }
    };
    match shown(&options, out) {
        Ok(()) => 0,
        Err(error) => {
            let _ = writeln!(errors, "{error}");
            1
        }
    }
}

fn shown(options: &Options, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let year = year::held(&options.seed, options.today)?;
    let duties = year.docket.duties(options.today)?;
    let figures = year.docket.figures(options.today, &year.given)?;
    write!(out, "{}", show::report(&year, &duties, &figures, options.lang))?;
    // a calendar entry is made at a moment, and this program knows the day only
    let stamp: Instant = format!("{}T08:00:00+08:00", options.today).parse()?;
    std::fs::create_dir_all(&options.out)?;
    let files = [
        ("duties.ics", duties.ics(stamp)?),
        ("duties.html", page::html(&year, &duties, &figures, options.lang)),
    ];
    writeln!(out)?;
    for (name, text) in files {
        let path = options.out.join(name);
        std::fs::write(&path, text)?;
        writeln!(out, "{} {}", options.lang.pick("写出", "wrote"), path.display())?;
    }
    Ok(())
}
