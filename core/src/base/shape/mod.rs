//! From JSON values to types, with words of our own: what was expected, what was found, and where.
//!
//! serde's derived code asks for a kind of value and this reader answers; so no message can show the name of a
//! Rust type, and a problem found by a text's own parser (a ratio above 1, deep in a task) keeps its code and article.

mod misfit;
mod reader;

use std::cell::Cell;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::{Faults, Problem, problems};
pub(super) use misfit::{Misfit, Step};
use reader::Reader;

problems! {
    /// Why JSON does not have the form asked for.
    pub enum ShapeError {
        /// A text where a list was expected, and the like.
        Kind { expected_zh: String, expected_en: String, found_zh: String, found_en: String } = "json-kind" {
            zh: "应为{expected_zh}，实为{found_zh}",
            en: "expected {expected_en}, found {found_en}",
            hint_zh: "改写为{expected_zh}",
            hint_en: "write {expected_en}",
        }
        /// A key that must be there is not.
        MissingKey { key: String, known: String } = "json-missing-key" {
            zh: "缺少键 `{key}`",
            en: "key `{key}` is missing",
            hint_zh: "补上该键；此处的键有：{known}",
            hint_en: "add it; the keys here are {known}",
        }
        /// A key that means nothing here.
        UnknownKey { key: String, known: String } = "json-unknown-key" {
            zh: "键 `{key}` 在此处没有含义",
            en: "key `{key}` is not known here",
            hint_zh: "删除或改正该键；此处的键有：{known}",
            hint_en: "remove or correct it; the keys here are {known}",
        }
        /// A word that is none of a fixed few.
        UnknownWord { word: String, known: String } = "json-unknown-word" {
            zh: "`{word}` 不是可选的取值",
            en: "`{word}` is none of the words allowed here",
            hint_zh: "可选：{known}",
            hint_en: "write one of {known}",
        }
    }
}

/// Gives `value` the form of `T`. The fault's place is the path, `tasks[2].strata[0].ratio` for example.
///
/// A struct takes the keys that it names and no other, in the order in which it declares them: of several faults, that
/// of the first field is told.
///
/// ```
/// use double_random::base::{Problem, Ratio, json};
///
/// let faults = json::shaped::<Vec<Ratio>>(json::parse(r#"["7%", "101%"]"#)?).unwrap_err();
/// assert_eq!((faults.code(), faults.to_string().as_str()), ("ratio-above-one", "[1]: ratio `101%` is above 1"));
/// # Ok::<(), double_random::base::Faults>(())
/// ```
///
/// # Errors
/// One fault with [`ShapeError`], or with the problem of the type that refused its text.
pub fn shaped<T: DeserializeOwned>(value: Value) -> Result<T, Faults> {
    T::deserialize(Reader(Some(value))).map_err(Misfit::faults)
}

thread_local! {
    /// The problem whose text is just being handed to serde, which keeps nothing but text.
    static REFUSED: Cell<Option<Arc<dyn Problem>>> = const { Cell::new(None) };
}

/// An error of any format's reader that says what `problem` says; [`shaped`] keeps the problem itself.
pub(crate) fn refuse<E: serde::de::Error>(problem: impl Problem) -> E {
    let text = problem.to_string();
    REFUSED.set(Some(Arc::new(problem)));
    let error = E::custom(text);
    REFUSED.set(None);
    error
}

/// `a`, `b`, `c`
pub(crate) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::base::{Int53, Ratio, json};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        list: Vec<Part>,
        #[serde(default)]
        more: Option<BTreeMap<String, (u8, bool)>>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    enum Part {
        None,
        Share(Ratio),
        Both { text: String, number: Int53 },
    }

    fn read(text: &str) -> Result<Form, String> {
        shaped(json::parse(text).unwrap())
            .map_err(|fault| format!("{} {} {fault}", fault.code(), fault.hint_en()))
    }

    #[test]
    fn reads_every_form() {
        let text = r#"{"list": ["none", {"share": "1/2"}, {"both": {"text": "t", "number": 3}}], "more": {"a": [255, true]}}"#;
        let list = vec![
            Part::None,
            Part::Share("50%".parse().unwrap()),
            Part::Both { text: "t".to_owned(), number: 3.into() },
        ];
        assert_eq!(read(text), Ok(Form { list, more: Some([("a".to_owned(), (255, true))].into()) }));
        assert_eq!(read(r#"{"list": [], "more": null}"#), Ok(Form { list: vec![], more: None }));
    }

    #[test]
    fn names_what_was_expected_what_was_found_and_where() {
        let cases = [
            (r"[]", "json-kind write an object expected an object, found a list"),
            (
                r#"{"more": {}}"#,
                "json-missing-key add it; the keys here are `list`, `more` key `list` is missing",
            ),
            (
                r#"{"list": [], "x": 1}"#,
                "json-unknown-key remove or correct it; the keys here are `list`, `more` x: key `x` is not known here",
            ),
            (r#"{"list": 3}"#, "json-kind write a list list: expected a list, found the number 3"),
            (
                r#"{"list": ["none", {"share": "2"}]}"#,
                "ratio-above-one give a ratio from 0 to 1; write the sign of a percentage list[1].share: ratio `2` is above 1",
            ),
            (
                r#"{"list": [{"share": 7}]}"#,
                "json-kind write a text list[0].share: expected a text, found the number 7",
            ),
            (
                r#"{"list": ["some"]}"#,
                "json-unknown-word write one of `none`, `share`, `both` list[0]: `some` is none of the words allowed here",
            ),
            (
                r#"{"list": [{"both": {"text": "t", "number": "3"}}]}"#,
                "json-kind write a whole number list[0].both.number: expected a whole number, found the text `3`",
            ),
            (
                r#"{"list": [], "more": {"a": [256, true]}}"#,
                "json-kind write a whole number from 0 to 255 more.a[0]: expected a whole number from 0 to 255, found the number 256",
            ),
            (
                r#"{"list": [], "more": {"a": [1]}}"#,
                "json-kind write a list of 2 more.a: expected a list of 2, found a list of 1",
            ),
            (
                r#"{"list": [], "more": {"a": [1, true, 2]}}"#,
                "json-kind write a list of 2 more.a: expected a list of 2, found a list of 3",
            ),
            (
                r#"{"list": [], "more": {"a": [1, null]}}"#,
                "json-kind write true or false more.a[1]: expected true or false, found null",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).unwrap_err(), expected, "{text}");
        }
        for text in [
            r#"{"list": ["share"]}"#,
            r#"{"list": [{"none": 1}]}"#,
            r#"{"list": [{}]}"#,
            r#"{"list": [{"none": 1, "share": "7%"}]}"#,
            r#"{"list": [{"both": ["t", 3]}]}"#,
        ] {
            assert!(read(text).unwrap_err().starts_with("json-kind"), "{text}");
        }
    }

    #[test]
    fn a_type_that_only_speaks_text_is_quoted() {
        let fault = shaped::<crate::law::Article>("A99".into()).unwrap_err();
        assert_eq!(fault.code(), "json-shape");
        assert!(fault.to_string().contains("`A99`"), "{fault}");
    }
}
