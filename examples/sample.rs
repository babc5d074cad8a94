//! Writes the lists of the made-up district into a folder, so that its record can be checked without this project.
//!
//! `cargo run --release --example draw`, then `cargo run --release --example sample -- out`.

#[path = "draw/sample/mod.rs"]
#[allow(dead_code, reason = "the draw uses the rest")]
mod sample;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    write(&std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from))
}

/// What the district's offices exported.
fn write(folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let district = sample::District::new();
    fs::write(folder.join("list.csv"), district.targets())?;
    fs::write(folder.join("history.csv"), district.history())?;
    fs::write(folder.join("units.csv"), sample::units())?;
    fs::write(folder.join("officers.xlsx"), sample::officers()?)?;
    fs::write(folder.join("items.json"), sample::ITEMS)?;
    Ok(())
}
