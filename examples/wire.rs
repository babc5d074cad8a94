//! The JSON door as a pipe: one request a line, one answer a line, in order.
//!
//! `cargo run -q --release --example wire < requests.jsonl`

use std::io;

fn main() -> io::Result<()> {
    double_random::wire::serve(io::stdin().lock(), io::stdout().lock())
}
