//! The packages, made once and installed as users install them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::command::{command, run};
use crate::root;

/// What is in the Python environment beside the package.
const PYTHON_TOOLS: [&str; 2] = ["maturin==1.16.0", "mypy==2.4.1"];

/// `target`, wherever it is.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where everything of these tests lies.
pub(crate) fn folder() -> PathBuf {
    let folder = target().join("doors");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The npm package as it is made.
pub(crate) fn npm() -> PathBuf {
    static MADE: LazyLock<PathBuf> = LazyLock::new(|| {
        let build = ["run", "--quiet", "-p", "double-random-wasm-build"];
        let said = run(command(env!("CARGO")).args(build).current_dir(root()));
        PathBuf::from(said.trim())
    });
    MADE.clone()
}

/// A folder in which the npm package is installed, with the scripts of these tests.
pub(crate) fn node() -> PathBuf {
    static MADE: LazyLock<PathBuf> = LazyLock::new(|| {
        let room = folder().join("node");
        let _ = fs::remove_dir_all(&room);
        fs::create_dir_all(&room).unwrap();
        fs::write(room.join("package.json"), r#"{"private": true, "type": "module"}"#).unwrap();
        // --install-links packs it first, so that a file which is not shipped is missing here
        let install = ["install", "--offline", "--no-audit", "--no-fund", "--install-links"];
        run(command("npm").args(install).arg(npm()).current_dir(&room));
        for script in ["check.mjs", "node.mjs", "browser.mjs", "types.mts"] {
            fs::copy(root().join("tests/doors").join(script), room.join(script)).unwrap();
        }
        room
    });
    MADE.clone()
}

/// The TypeScript compiler.
pub(crate) fn typescript() -> PathBuf {
    let rooms = root().join("bindings-wasm");
    let compiler = rooms.join("node_modules/.bin/tsc");
    if !compiler.exists() {
        run(command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(rooms));
    }
    compiler
}

/// The browser: `$CHROMIUM`, or what the system has.
pub(crate) fn chromium() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("chromium"), PathBuf::from)
}

/// A Python in which `pip install ./bindings-python` was run.
pub(crate) fn python() -> PathBuf {
    static MADE: LazyLock<PathBuf> = LazyLock::new(|| {
        let environment = folder().join("venv");
        let python = environment.join("bin/python");
        if !environment.join("bin/stubtest").exists() {
            run(command(newest_python()).args(["-m", "venv", "--clear"]).arg(&environment));
            run(pip(&python).args(PYTHON_TOOLS));
        }
        let path =
            format!("{}:{}", environment.join("bin").display(), std::env::var("PATH").unwrap_or_default());
        let install = ["--no-build-isolation", "--no-deps", "--force-reinstall"];
        // without optimising, so that what other tests have compiled serves here as well
        run(pip(&python)
            .args(install)
            .arg(root().join("bindings-python"))
            .env("PATH", path)
            .env("CARGO", env!("CARGO"))
            .env("CARGO_TARGET_DIR", target())
            .env("MATURIN_PEP517_ARGS", "--profile dev"));
        python
    });
    MADE.clone()
}

fn pip(python: &Path) -> std::process::Command {
    let mut pip = command(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    pip
}

/// A Python of 3.11 or later.
fn newest_python() -> &'static str {
    let names = ["python3", "python3.11", "python3.12", "python3.13", "python3.14"];
    let check = "import sys; sys.exit(sys.version_info < (3, 11))";
    let fits =
        |name: &&str| command(name).args(["-c", check]).output().is_ok_and(|output| output.status.success());
    names
        .into_iter()
        .find(fits)
        .expect("Python 3.11 or later is needed: apt-get install python3 python3-venv")
}
