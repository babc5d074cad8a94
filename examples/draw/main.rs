//! Draws inspection targets from lists: sealed, by ticket, recorded, and re-run from what was written.
//!
//! `cargo run --release --example draw` draws from a made-up district; `-- --help` tells how to use your own files.

mod announcement;
mod cli;
mod failure;
mod input;
mod lists;
mod matches;
mod names;
mod officers;
mod output;
mod results;
mod round_file;
#[allow(dead_code, reason = "what was planted is for the tests")]
pub(crate) mod sample;
mod screen;
mod show;
mod show_ceremony;
mod show_match;
mod show_receipt;
mod show_shortage;
mod steps;
pub(crate) mod table;
mod teams;
mod visits;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use cli::Command;
use failure::Failure;
use screen::Screen;

fn main() -> ExitCode {
    let bar = stderr().is_terminal();
    ExitCode::from(run(std::env::args_os().skip(1), &mut stdout().lock(), &mut stderr(), bar))
}

/// The whole program: 0 when it is done, 1 when lists, round or verdict are wrong, 2 for a wrong option.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    errors: &mut dyn Write,
    bar: bool,
) -> u8 {
    let (lang, command) = cli::read(arguments);
    let done = match command {
        Ok(Command::Help) => out.write_all(cli::help(lang).as_bytes()).map_err(Failure::screen),
        Ok(Command::Draw(options)) => {
            let mut screen = Screen::new(out, lang, bar);
            input::gather(*options).and_then(|material| steps::run(material, &mut screen))
        }
        Err(failure) => Err(failure),
    };
    match done {
        Ok(()) => 0,
        Err(failure) => {
            // nobody is left to be told when even this cannot be written
            let _ = errors.write_all(failure.text(lang).as_bytes());
            failure.exit
        }
    }
}
