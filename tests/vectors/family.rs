//! What a file of vectors is made of.

use double_random::base::json;
use double_random::wire;
use serde_json::{Value, json};

/// Vectors of one verb, or of what is no request at all.
pub(crate) struct Family {
    /// The name of the file, with which the ids of its vectors begin.
    pub(crate) file: &'static str,
    verb: &'static str,
    notes: &'static [(&'static str, &'static str)],
    cases: Vec<Case>,
}

struct Case {
    comment: String,
    flags: Vec<&'static str>,
    request: String,
}

impl Family {
    /// An empty family in the file of its verb; `notes` says what each of its flags means.
    pub(crate) fn new(verb: &'static str, notes: &'static [(&'static str, &'static str)]) -> Self {
        Self::in_file(verb, verb, notes)
    }

    /// An empty family of a verb that has a file already.
    pub(crate) fn in_file(
        file: &'static str,
        verb: &'static str,
        notes: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { file, verb, notes, cases: Vec::new() }
    }

    /// A request with these arguments. `flags` are words from the notes, with spaces between them.
    pub(crate) fn ask(&mut self, flags: &'static str, comment: impl Into<String>, args: Value) {
        let request = json::canonical(&json!({ "verb": self.verb, "args": args })).unwrap();
        self.text(flags, comment, request);
    }

    /// A request of these very bytes.
    pub(crate) fn text(
        &mut self,
        flags: &'static str,
        comment: impl Into<String>,
        request: impl Into<String>,
    ) {
        let flags: Vec<_> = flags.split_whitespace().collect();
        self.cases.push(Case { comment: comment.into(), flags, request: request.into() });
    }

    /// The file as it is committed, with the answers of the library.
    pub(crate) fn file(&self) -> Value {
        let notes: serde_json::Map<_, _> =
            self.notes.iter().map(|(flag, note)| ((*flag).to_owned(), json!(note))).collect();
        let test = |(case, number): (&Case, u32)| {
            json!({
                "id": format!("{}-{number:03}", self.file), "comment": case.comment, "flags": case.flags,
                "request": case.request, "answer": wire::answer(&case.request),
            })
        };
        let tests: Vec<Value> = self.cases.iter().zip(1..).map(test).collect();
        json!({ "verb": self.verb, "schema": "schema.json", "notes": notes, "tests": tests })
    }
}
