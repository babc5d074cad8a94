//! Python's side of the JSON door: [`double_random::wire`] for CPython 3.11 and later, and nothing that it does not say.
//!
//! Whole front ends (frames in, frames out) will stand beside this file, each a module of its own; the README says where.
// pyo3's macros write the unsafe code that a Python module is made of; nobody here does
#![allow(unsafe_code)]

use double_random::wire;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// The compiled half of the package `double_random`.
#[pymodule]
mod _door {
    #[pymodule_export]
    use super::answer;
}

/// Answers one request: one JSON text in, one out. Other Python threads run meanwhile.
#[pyfunction]
#[pyo3(name = "wire", signature = (text, /))]
fn answer(py: Python<'_>, text: &Bound<'_, PyString>) -> PyResult<String> {
    match text.to_str() {
        Ok(request) => Ok(py.detach(|| wire::answer(request))),
        // Python's texts may hold half of a pair of surrogates, which no JSON text does: the door says so, as it would of bytes
        Err(_) => {
            let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?.cast_into::<PyBytes>()?;
            Ok(wire::answer_bytes(bytes.as_bytes()))
        }
    }
}
