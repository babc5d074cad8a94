//! Makes the npm package: `cargo run -p double-random-wasm-build`, from anywhere in the repository.
//!
//! It builds the wasm crate with all verbs and with those of a draw, writes their JavaScript with wasm-bindgen (used as a library, so
//! that its version is the one in `Cargo.lock`), and puts it with the files of `npm/` into `target/npm/double-random`, ready for
//! `npm install` and `npm pack`.
//!
//! `wasm-opt -Oz` (binaryen 132) was tried and left out: it would take 3.4% off the compressed bytes, and everybody who builds the
//! package would have to have it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

type Outcome<T> = Result<T, Box<dyn Error>>;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
/// What of the wasm crate each door of the package is made of.
const DOORS: [(&str, &[&str]); 2] = [("door", &[]), ("draw", &["--no-default-features"])];

fn main() -> Outcome<()> {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| rooms.join("../target"), PathBuf::from);
    let package = target.join("npm/double-random");
    let door = package.join("door");
    fs::create_dir_all(&door)?;

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for (name, features) in DOORS {
        let build =
            ["build", "--quiet", "-p", "double-random-wasm", "--target", TARGET, "--profile", PROFILE];
        run(Command::new(&cargo).args(build).args(features).arg("--target-dir").arg(&target))?;
        bind(&target.join(TARGET).join(PROFILE).join("double_random_wasm.wasm"), name, &door)?;
    }

    for file in fs::read_dir(rooms.join("npm"))? {
        let file = file?;
        fs::copy(file.path(), package.join(file.file_name()))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(rooms.join("..").join(licence), package.join(licence))?;
    }
    println!("{}", package.canonicalize()?.display());
    Ok(())
}

/// Writes `NAME.js` and `NAME_bg.wasm`, which the entries of the package load.
fn bind(wasm: &Path, name: &str, door: &Path) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // the default path lets browsers and bundlers find the wasm beside the script
    bindgen.web(true)?.omit_default_module_path(false);
    Ok(bindgen.generate(door)?)
}

fn run(command: &mut Command) -> Outcome<()> {
    if command.status()?.success() { Ok(()) } else { Err(format!("failed: {command:?}").into()) }
}
