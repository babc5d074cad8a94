//! JavaScript's side of the JSON door: [`double_random::wire`] in wasm, and nothing that it does not say.
//!
//! What users import is the npm package in `npm/`, whose entries call these functions.
// wasm-bindgen's macros write the unsafe code that crosses the border; nobody here does
#![allow(unsafe_code)]

use double_random::wire::{self, Door};
use wasm_bindgen::prelude::wasm_bindgen;

/// Without the feature `records` no code of theirs is left in the wasm.
const DOOR: Door = if cfg!(feature = "records") { Door::WHOLE } else { Door::DRAW };

/// Answers one request: one JSON text in, one out.
#[wasm_bindgen]
pub fn answer(request: &str) -> String {
    DOOR.answer(request)
}

/// Answers a request that is no text, because half of a pair of surrogates stands in it.
#[wasm_bindgen]
pub fn answer_bytes(request: &[u8]) -> String {
    DOOR.answer_bytes(request)
}

/// The longest request, in bytes.
#[wasm_bindgen]
pub fn longest() -> u32 {
    // INVARIANT: 64 MiB
    wire::LONGEST as u32
}

/// Answers a request that is too long to be handed over.
#[wasm_bindgen]
pub fn answer_too_long() -> String {
    wire::answer_too_long()
}
