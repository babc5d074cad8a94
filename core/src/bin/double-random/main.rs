//! `double-random` - the door over JSON Lines for programs, `verify`, `certificate`, `sql` and `rows` for people.
//!
//! `cargo install --path core --features cli`, then `double-random --help`. Only this program opens files; the library is
//! given what they hold. It looks at no clock and no network.

mod certificate;
mod cli;
mod failure;
mod files;
mod help;
mod rows;
mod sql;
mod verify;

use std::ffi::OsString;
use std::io::{BufRead, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use cli::Command;
use failure::Failure;

/// The record stands up to every check, or the command did what it was asked.
const DONE: u8 = 0;

fn main() -> ExitCode {
    let (input, output) = (stdin().lock(), stdout().lock());
    ExitCode::from(run(std::env::args_os().skip(1), input, output, stderr()))
}

/// The whole program, and its exit code: 0 done or exact, 1 not exact, 2 wrong input.
fn run(
    arguments: impl Iterator<Item = OsString>,
    input: impl BufRead,
    mut output: impl Write,
    mut errors: impl Write,
) -> u8 {
    let (lang, command) = cli::read(arguments.collect());
    let done = command.and_then(|command| match command {
        Command::Help => output.write_all(help::text(lang).as_bytes()).map(|()| DONE).map_err(Failure::pipe),
        Command::Version => writeln!(output, "double-random {}", env!("CARGO_PKG_VERSION"))
            .map(|()| DONE)
            .map_err(Failure::pipe),
        Command::Wire => double_random::wire::serve(input, &mut output).map(|()| DONE).map_err(Failure::pipe),
        Command::Verify(asked) => verify::run(&asked, lang, &mut output),
        Command::Certificate(asked) => certificate::run(&asked, lang, &mut output).map(|()| DONE),
        Command::Rows(asked) => rows::run(&asked, &mut output).map(|()| DONE),
        Command::Sql(asked) => sql::run(&asked, &mut output).map(|()| DONE),
    });
    done.unwrap_or_else(|failure| {
        // nobody is left to be told when even this cannot be written
        _ = errors.write_all(failure.text(lang).as_bytes());
        Failure::EXIT
    })
}
