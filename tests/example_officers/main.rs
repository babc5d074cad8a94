//! The second stage of the example `draw`: officers sealed, matched, ordered, written down, and named nowhere in public.

#[allow(dead_code, reason = "the example's own entry is not called")]
#[path = "../../examples/draw/main.rs"]
mod draw;

mod district;
mod own_files;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use double_random::base::Digest;
use double_random::record::Record;

/// A folder of one test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("double-random-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn out(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join("out").join(name)).unwrap()
    }

    fn record(&self) -> Record {
        Record::parse(std::str::from_utf8(&self.out("record.json")).unwrap()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Exit code, report, errors.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let exit = draw::run(arguments.iter().map(OsString::from), &mut out, &mut errors, false);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

/// A check value as the screen shows it.
fn digest_lines(digest: Digest) -> [String; 2] {
    let hex = digest.to_string();
    let (first, second) = hex.split_at(32);
    [first, second].map(draw::table::groups_of_four)
}
