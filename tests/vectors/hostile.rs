//! What is no request at all, or one that only a machine would write.

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("deep", "nested further than anybody needs"),
    ("doubled-key", "a key stands twice, of which most readers keep the last"),
    ("escape", "escapes and code points, lone surrogates among them"),
    ("number", "numbers that are not whole, or not exact in every language"),
    ("shape", "JSON, but not in the form of a request"),
    ("syntax", "no JSON"),
    ("taken", "odd to look at, and right"),
];

/// Texts at the door.
pub(crate) fn family() -> Family {
    let mut family = Family::new("hostile", NOTES);
    syntax(&mut family);
    shapes(&mut family);
    doubled(&mut family);
    numbers(&mut family);
    escapes(&mut family);
    taken(&mut family);
    family
}

fn syntax(family: &mut Family) {
    for (comment, text) in [
        ("nothing", ""),
        ("a space", " "),
        ("a line end", "\n"),
        ("a word", "quota"),
        ("half a word", "nul"),
        ("an object that does not end", r#"{"verb":"quota","args":{"size":101,"ratio":"7%"}"#),
        ("a text that does not end", r#"{"verb":"quota"#),
        ("a word after the request", r#"{"verb":"quota","args":{"size":101,"ratio":"7%"}} x"#),
        ("two requests", r#"{"verb":"quota","args":{}}{"verb":"quota","args":{}}"#),
        ("a comma before the end", r#"{"verb":"quota",}"#),
        ("a comma before the end of a list", r#"{"verb":"draw-stratum","args":{"ids":["a",]}}"#),
        ("a key without quotation marks", r#"{verb:"quota","args":{}}"#),
        ("single quotation marks", "{'verb':'quota','args':{}}"),
        ("a comment", r#"{"verb":"quota"/* so */,"args":{}}"#),
        ("a mark of the byte order", "\u{feff}{\"verb\":\"quota\",\"args\":{\"size\":1,\"ratio\":\"7%\"}}"),
        ("a space that breaks no line", "{\u{a0}\"verb\":\"quota\",\"args\":{}}"),
        ("a line end inside a text", "{\"verb\":\"quo\nta\",\"args\":{}}"),
        ("a byte of zero", "{\"verb\":\"quota\",\"args\":{}}\u{0}"),
        ("a fault on the third line", "{\n  \"verb\": \"quota\",\n  \"args\": {\"size\": 1, ratio: 2}\n}"),
        ("not a number", r#"{"verb":"quota","args":{"size":NaN,"ratio":"7%"}}"#),
        ("infinity", r#"{"verb":"quota","args":{"size":Infinity,"ratio":"7%"}}"#),
    ] {
        family.text("syntax", comment, text);
    }
    family.text("deep syntax", "a thousand lists that do not end", "[".repeat(1_000));
    family.text("deep", "two hundred lists", format!("{}{}", "[".repeat(200), "]".repeat(200)));
    let inner = format!("{}{}", "[".repeat(100), "]".repeat(100));
    family.text(
        "deep",
        "a hundred lists where a size should be",
        format!(r#"{{"verb":"quota","args":{{"size":{inner},"ratio":"7%"}}}}"#),
    );
}

fn shapes(family: &mut Family) {
    for (comment, text) in [
        ("an empty object", "{}"),
        ("a list", "[]"),
        ("null", "null"),
        ("a text", r#""quota""#),
        ("a number", "7"),
        ("no arguments", r#"{"verb":"quota"}"#),
        ("no verb", r#"{"args":{}}"#),
        ("a verb that is none", r#"{"verb":"draw","args":{}}"#),
        ("an empty verb", r#"{"verb":"","args":{}}"#),
        ("a verb in capitals", r#"{"verb":"Quota","args":{"size":1,"ratio":"7%"}}"#),
        ("a verb in Chinese", r#"{"verb":"摇号","args":{}}"#),
        (
            "a long verb",
            r#"{"verb":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","args":{}}"#,
        ),
        ("a verb as a number", r#"{"verb":7,"args":{}}"#),
        ("a verb of null", r#"{"verb":null,"args":{}}"#),
        ("a key too many", r#"{"args":{},"verb":"quota","id":1}"#),
        ("a key of the prototype", r#"{"verb":"quota","args":{"size":1,"ratio":"7%","__proto__":{}}}"#),
        ("an empty key", r#"{"verb":"quota","args":{"size":1,"ratio":"7%","":0}}"#),
    ] {
        family.text("shape", comment, text);
    }
}

fn doubled(family: &mut Family) {
    for (comment, text) in [
        ("the verb", r#"{"verb":"quota","verb":"quota","args":{}}"#),
        ("the arguments", r#"{"verb":"quota","args":{},"args":{"size":1,"ratio":"7%"}}"#),
        ("an argument", r#"{"verb":"quota","args":{"size":101,"size":102,"ratio":"7%"}}"#),
        (
            "the same key, written with an escape",
            r#"{"verb":"quota","args":{"size":1,"\u0073ize":2,"ratio":"7%"}}"#,
        ),
        ("deep inside", r#"{"verb":"quota","args":{"size":101,"ratio":"7%","x":{"a":[0,{"b":1,"b":2}]}}}"#),
        ("in a record", r#"{"verb":"verify","args":{"record":{"seal":1,"seal":1}}}"#),
    ] {
        family.text("doubled-key", comment, text);
    }
}

fn numbers(family: &mut Family) {
    for size in [
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "-1",
        "-0",
        "1.0",
        "1.5",
        "1e2",
        "1E400",
        "0.1e1",
        "01",
        "+1",
        ".5",
        "1.",
        "0x10",
        "1_000",
    ] {
        let text = format!(r#"{{"verb":"quota","args":{{"size":{size},"ratio":"1/3"}}}}"#);
        family.text("number", format!("a size of {size}"), text);
    }
}

fn escapes(family: &mut Family) {
    for (comment, id) in [
        ("the first half of a pair", r"\ud800"),
        ("the second half of a pair", r"\udc00"),
        ("a pair the wrong way round", r"\udc00\ud800"),
        ("a first half before a letter", r"\ud800a"),
        ("a first half before another escape", r"\ud800\u0041"),
        ("a pair", r"\ud840\udc00"),
        ("a byte of zero", r"a\u0000b"),
        ("a control character", r"a\u001fb"),
        ("a letter", r"\u0061"),
        ("a solidus", r"a\/b"),
        ("an escape that is none", r"\x41"),
        ("too few digits", r"\u12"),
        ("a code point that means nothing", r"\uffff"),
        ("text that runs from right to left", "\u{202e}a"),
    ] {
        family.text(
            "escape",
            comment,
            format!(r#"{{"verb":"check-id","args":{{"scheme":"ascii","id":"{id}"}}}}"#),
        );
    }
    family.text("escape", "half a pair in a verb", r#"{"verb":"\ud800","args":{}}"#);
    family.text("escape", "half a pair in a key", r#"{"verb":"quota","args":{"\ud800":1}}"#);
}

fn taken(family: &mut Family) {
    for (comment, text) in [
        (
            "white space everywhere",
            " {\t\"verb\" :\r\n \"quota\" , \"args\":{ \"size\":101,\"ratio\" : \"7%\"} }\n",
        ),
        ("the arguments first", r#"{"args":{"ratio":"7%","size":101},"verb":"quota"}"#),
        ("a verb written with escapes", r#"{"verb":"\u0071uota","args":{"size":102,"ratio":"7\u0025"}}"#),
        ("keys written with escapes", r#"{"\u0076erb":"quota","args":{"\u0073ize":103,"ratio":"7%"}}"#),
    ] {
        family.text("taken", comment, text);
    }
}
