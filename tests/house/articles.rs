//! Every article of the guideline is answered: by code and tests, by data, or by a reason why not.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use double_random::law::{Article, Reading, Status};

use crate::codes::{Declared, has_code};
use crate::evidence::{Test, aliased};
use crate::source::{Source, function_of, has_word};

/// What the house says to one article.
pub(crate) struct Answer<'a> {
    article: Article,
    /// (file, function) of everything that decides by it.
    code: Vec<(String, String)>,
    /// Codes of what is refused or noted by it.
    refusals: Vec<&'a str>,
    tests: Vec<&'a Test>,
}

/// The answer to every article, in their order.
pub(crate) fn answers<'a>(core: &[Source], declared: &'a [Declared], tests: &'a [Test]) -> Vec<Answer<'a>> {
    let answer = |&article: &Article| {
        let cites = |entry: &&Declared| entry.article.as_deref() == Some(article.code());
        let problems: Vec<&Declared> = declared.iter().filter(cites).collect();
        let mut code = Vec::new();
        for source in core.iter().filter(|source| !source.path.starts_with("law/")) {
            let made = problems.iter().flat_map(|entry| makers(source, entry));
            let named = aliased(source, article.citation()).into_iter().chain(naming(source, article.code()));
            code.extend(made.chain(named).map(|function| (source.path.clone(), function)));
        }
        code.sort();
        code.dedup();
        Answer {
            article,
            code,
            refusals: problems.iter().map(|entry| entry.code.as_str()).collect(),
            tests: tests.iter().filter(|test| test.articles.contains(&article)).collect(),
        }
    };
    Article::ALL.iter().map(answer).collect()
}

/// Functions whose code names `Article::code`.
fn naming(source: &Source, code: &str) -> Vec<String> {
    let path = format!("Article::{code}");
    let ends = |at: usize| !source.code[at..].starts_with(|c: char| c.is_alphanumeric());
    let hits = source.code.match_indices(&path).filter(|(at, _)| ends(at + path.len()));
    hits.filter_map(|(at, _)| function_of(&source.code, at)).collect()
}

/// Functions that find this problem. That it is declared, or matched on, decides nothing.
fn makers(source: &Source, entry: &Declared) -> Vec<String> {
    let variant = entry.variant.rsplit("::").next().unwrap_or_default();
    let own = (source.path == entry.path).then(|| format!("Self::{variant}"));
    let mut found = Vec::new();
    for path in own.into_iter().chain([entry.variant.clone()]) {
        let is_whole = |at: usize| !source.code[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_pattern = |after: &str| {
            let after = after.trim_start();
            after.starts_with("{ .. }") || after.starts_with("=>") || after.starts_with("| ")
        };
        let hits = source.code.match_indices(&path).map(|(at, _)| (at, at + path.len()));
        let made = hits.filter(|&(_, end)| is_whole(end) && !is_pattern(&source.code[end..]));
        found.extend(made.filter_map(|(at, _)| function_of(&source.code, at)));
    }
    found
}

/// Ways to write that something passes.
pub(crate) const PASSES: [&str; 6] = ["is_ok()", "Ok(", "[\"\"; 0]", ", [])", "is_exact()", "Exact"];
/// Ways to write that something is refused.
pub(crate) const REFUSES: [&str; 3] = ["is_err()", "unwrap_err()", "Err("];

impl Answer<'_> {
    /// What is missing here for the status that the registry states.
    pub(crate) fn complaints(&self, declared: &[Declared]) -> Vec<String> {
        let code = self.article.code();
        let mut missing = Vec::new();
        match self.article.status() {
            Status::Encoded => {
                let refuses = |test: &&&Test| {
                    let cited = declared.iter().filter(|entry| entry.article.as_deref() == Some(code));
                    test.has(&REFUSES)
                        || cited.into_iter().any(|entry| {
                            has_code(&test.body, &entry.code) || has_word(&test.body, &entry.variant)
                        })
                };
                let passes = |test: &&&Test| test.has(&PASSES);
                if self.code.is_empty() {
                    missing.push(format!("{code} is encoded, and no function outside law/ decides by it"));
                }
                let start = code.to_lowercase();
                if !self.tests.iter().any(|test| passes(&test)) {
                    missing.push(format!("{code} is encoded, and no test {start}_... shows what passes"));
                }
                if !self.tests.iter().any(|test| refuses(&test)) {
                    missing.push(format!("{code} is encoded, and no test {start}_... shows what is refused"));
                }
            }
            Status::Recorded => {}
            Status::Context { .. } => {
                if let Some((path, item)) = self.code.first() {
                    missing.push(format!(
                        "{code} is decided in core/src/{path} by `{item}`: make it Encoded in core/src/law/article/table.rs"
                    ));
                }
            }
        }
        missing
    }
}

/// Aliases that look like an article and are none.
pub(crate) fn strange_aliases(source: &Source) -> Vec<String> {
    let aliases = source.text.split("#[doc(alias = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let known = |alias: &str| {
        Article::ALL.iter().any(|article| {
            let rest = article.citation().strip_prefix(alias);
            alias.ends_with('条') && rest.is_some() || rest == Some("")
        })
    };
    let strange = aliases.filter(|alias| alias.starts_with('第') && !known(alias));
    strange.map(|alias| format!("{} has the alias `{alias}`, which is no article", source.path)).collect()
}

const FRONT: &str = "\
# 三十三条与代码 / The 33 articles and the code

Written by `UPDATE=1 cargo test --test house`, and checked by the same test without `UPDATE`. Code is named by file and
item, not by line: a line number would be wrong after the next edit anywhere above it.

| status | 中文 | means |
| --- | --- | --- |
| Encoded | 已编码 | code decides by it; at least one test that bears its code shows what passes, one what is refused |
| Recorded | 仅记录 | its data is kept, nothing is decided |
| Context | 无需规则 | it needs no rule, for the reason given |

What the check proves: that for every Encoded article there is a function outside `law/` that decides by it (it finds an
error that cites the article, writes the article into a result, or is found by the article's citation in the docs search; a type is none),
and that tests whose names begin with its code hold an assertion that something passes and one that something is refused. What it cannot
prove is that those assertions are about this article: that is for the reader, and for the names of the tests.

The first way of a reading is the default; those after it may be chosen by a rule set. A way in (brackets) is known and refused, for the
reason beside it. Where the wording leaves one way, *only* says why. Every choice stands in the seal.
";

/// The whole page.
pub(crate) fn page(answers: &[Answer<'_>], core: &[Source]) -> String {
    let count =
        |like: fn(&Status) -> bool| answers.iter().filter(|answer| like(&answer.article.status())).count();
    let mut page = FRONT.to_owned();
    let _ = writeln!(
        page,
        "\n{} rows: {} Encoded, {} Recorded, {} Context. {} The 75 rules in them stand in [`RULES.md`](RULES.md).",
        answers.len(),
        count(|status| *status == Status::Encoded),
        count(|status| *status == Status::Recorded),
        count(|status| matches!(status, Status::Context { .. })),
        readings()
    );
    for answer in answers {
        let article = answer.article;
        let status = match article.status() {
            Status::Encoded => "Encoded".to_owned(),
            Status::Recorded => "Recorded".to_owned(),
            Status::Context { zh, en } => format!("Context：{zh} / {en}"),
        };
        let _ = writeln!(page, "\n## {} `{}`\n", article.citation(), article.code());
        let _ = writeln!(page, "{} / {}\n\n- {status}", article.summary_zh(), article.summary_en());
        for reading in Reading::ALL.iter().filter(|reading| reading.article == article) {
            let _ = writeln!(page, "- {}", written(reading, core));
        }
        if let Some(file) = statute_page(article.citation()) {
            let _ = writeln!(page, "- cases that run: [pages/{file}](pages/{file})");
        }
        if !answer.refusals.is_empty() {
            let codes: Vec<String> = answer.refusals.iter().map(|code| format!("`{code}`")).collect();
            let _ = writeln!(page, "- refusals and notices: {}", codes.join(", "));
        }
        let code = answer.code.iter().map(|(path, item)| (format!("core/src/{path}"), item.as_str()));
        let tests = answer.tests.iter().map(|test| (test.path.clone(), test.name.as_str()));
        for (what, named) in [("code", by_file(code)), ("tests", by_file(tests))] {
            if !named.is_empty() {
                let _ = writeln!(page, "- {what}: {named}");
            }
        }
    }
    page
}

/// The page whose title names the article, and whose cases a test runs.
fn statute_page(citation: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("core/law/pages");
    let whole = citation.split_inclusive('条').next()?;
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let names = |path: &&std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().next().is_some_and(|title| title.contains(whole))
    };
    Some(files.iter().find(names)?.file_name()?.to_str()?.to_owned())
}

/// How many readings there are, and how many of them leave what.
pub(crate) fn readings() -> String {
    let other = |carried_out: bool| {
        move |reading: &&Reading| {
            reading.alternatives.iter().skip(1).any(|way| way.refused.is_none() == carried_out)
        }
    };
    let count =
        |like: &dyn Fn(&&Reading) -> bool| Reading::ALL.iter().filter(|reading| like(reading)).count();
    let chosen = count(&other(true));
    let refused = count(&|reading| !other(true)(reading) && other(false)(reading));
    let only = count(&|reading| reading.only.is_some());
    format!(
        "{} unclear wordings are numbered readings: {chosen} leave a choice that the library carries out, {refused} name another way with the reason why it is refused, and {only} say why there is no other.",
        Reading::ALL.len()
    )
}

fn written(reading: &Reading, core: &[Source]) -> String {
    let outside = core.iter().filter(|source| !source.path.starts_with("law/"));
    let named = outside.into_iter().any(|source| has_id(&source.text, reading.id));
    let ways = reading.alternatives.iter().map(|way| {
        let gloss = format!("`{}` {} / {}", way.name, way.zh, way.en);
        way.refused.map_or(gloss.clone(), |why| format!("({gloss}: {} / {})", why.zh, why.en))
    });
    let only = reading.only.map_or(String::new(), |why| format!("; *only*: {} / {}", why.zh, why.en));
    format!(
        "**{}** {} / {}: {}{only}. {}可改 / {} may change it{}",
        reading.id,
        reading.question_zh,
        reading.question_en,
        ways.collect::<Vec<_>>().join("; "),
        reading.changed_by.zh(),
        reading.changed_by.en(),
        if named { "" } else { "; *no code names it*" }
    )
}

/// Ways that a rule set may choose, and that no code beside the table itself looks for.
pub(crate) fn unheard(core: &[Source]) -> Vec<String> {
    let outside: Vec<_> = core.iter().filter(|source| !source.path.starts_with("law/reading/")).collect();
    let heard = |id: &str, name: &str| {
        outside.iter().any(|source| source.text.contains(&format!("\"{id}\", \"{name}\"")))
    };
    let ways = Reading::ALL.iter().flat_map(|reading| {
        let others = reading.alternatives.iter().skip(1).filter(|way| way.refused.is_none());
        others.map(|way| (reading.id, way.name))
    });
    let unheard = ways.filter(|(id, name)| !heard(id, name));
    unheard.map(|(id, name)| format!("`{name}` of {id} may be chosen, and no code asks for it")).collect()
}

/// Choices that code asks for, and that no table of readings has: they would never be taken.
pub(crate) fn unknown_choices(core: &[Source]) -> Vec<String> {
    let asked = core.iter().flat_map(|source| {
        let asked = source.text.split(".takes(\"").skip(1);
        asked.filter_map(|rest| rest.split("\")").next()?.split_once("\", \""))
    });
    let known = |id: &str, name: &str| Reading::of(id).is_some_and(|reading| reading.allows(name));
    let unknown = asked.filter(|(id, name)| !known(id, name));
    unknown
        .map(|(id, name)| format!("code asks for `{name}` of {id}, which no rule set can choose"))
        .collect()
}

/// Whether the reading `id` stands in `text`, not as the start of a longer one.
fn has_id(text: &str, id: &str) -> bool {
    text.match_indices(id)
        .any(|(at, _)| !text[at + id.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

fn by_file<'a>(named: impl Iterator<Item = (String, &'a str)>) -> String {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    named.for_each(|(path, item)| files.entry(path).or_default().push(format!("`{item}`")));
    let files = files.into_iter().map(|(path, items)| format!("{path} {}", items.join(", ")));
    files.collect::<Vec<_>>().join("; ")
}

/// `A14P2I3` is 第十四条第二款第三项.
fn citation_of(code: &str) -> String {
    let digit = |n: usize| "零一二三四五六七八九".chars().nth(n).unwrap();
    let number = |n: usize| {
        let (tens, ones) = (n / 10, n % 10);
        let tens = match tens {
            0 => String::new(),
            1 => "十".to_owned(),
            _ => format!("{}十", digit(tens)),
        };
        if ones == 0 { tens } else { format!("{tens}{}", digit(ones)) }
    };
    let mut citation = String::new();
    for (letter, unit) in [('A', '条'), ('P', '款'), ('I', '项')] {
        if let Some((_, rest)) = code.split_once(letter) {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            citation += &format!("第{}{unit}", number(digits.parse().unwrap()));
        }
    }
    citation
}

#[test]
fn all_33_articles_are_listed_under_their_citation() {
    for article in Article::ALL {
        assert_eq!(citation_of(article.code()), article.citation());
        assert!(!article.summary_zh().is_empty() && !article.summary_en().is_empty());
    }
    for number in 1..=33 {
        let whole = citation_of(&format!("A{number}"));
        assert!(Article::ALL.iter().any(|article| article.citation().starts_with(&whole)), "{whole}");
    }
    let items = |code: &str| Article::ALL.iter().filter(|article| article.code().starts_with(code)).count();
    assert_eq!(["A2P2I", "A26I", "A27I", "A31I", "A32I"].map(items), [5, 8, 4, 5, 5]);
    assert_eq!(["A2P", "A4P", "A8P", "A12P", "A14P", "A20P", "A28P"].map(items), [7, 2, 2, 2, 3, 3, 4]);
}

#[test]
fn an_article_without_code_or_tests_is_reported() {
    let source = Source::new(
        "plan/x.rs",
        "/// A.\n#[doc(alias = \"第十五条\")]\n#[must_use]\npub fn entrust() {}\nfn other() { Article::A14P2; Article::A14P21; }",
    );
    assert_eq!(
        (aliased(&source, "第十五条"), naming(&source, "A14P2")),
        (vec!["entrust".into()], vec!["other".into()])
    );
    assert_eq!(strange_aliases(&source), [""; 0]);
    let strange = ["第三十四条", "第十四条第四款", "第十四条第"]
        .map(|alias| format!("#[doc(alias = \"{alias}\")] fn f() {{}}"));
    assert_eq!(strange_aliases(&Source::new("x.rs", &strange.concat())).len(), 3);
    // a type keeps data, however it is found: nothing is decided there
    for kind in ["struct", "enum", "trait", "mod", "type", "const"] {
        let text = format!("#[doc(alias = \"第十五条\")]\npub {kind} Letter");
        assert_eq!(aliased(&Source::new("plan/x.rs", &text), "第十五条"), [""; 0], "{kind}");
    }
    let found = "problems! { /// Why.\n pub enum E { /// A.\n Far { n: u8 } = \"far\" @ A15 {} } }\nfn of(e: &E) { match e { E::Far { .. } => 1, E::Far => 2, } }";
    let [unmade, made] = [found.to_owned(), format!("{found}\nfn check() {{ Err(E::Far {{ n: 1 }}) }}")]
        .map(|text| Source::new("plan/x.rs", &text));
    let entry = &crate::codes::declared(&made)[0];
    assert_eq!((makers(&unmade, entry), makers(&made, entry)), (vec![], vec!["check".to_owned()]));
    let tests = crate::evidence::tests_in(
        "x.rs",
        "#[test]\nfn a15_both() { is_ok(); Err(1) }\n#[test]\nfn a14p2_a15_passes() { f().is_ok() }\n#[test]\nfn a20_x() {}",
    );
    let declared: Vec<Declared> = Vec::new();
    let complaints = |with: &[Test], article: Article| {
        let answers = answers(std::slice::from_ref(&source), &declared, with);
        let answer = answers.iter().find(|answer| answer.article == article).unwrap();
        answer.complaints(&declared).len()
    };
    assert_eq!(tests.iter().filter(|test| !test.articles.is_empty()).count(), 2);
    assert_eq!(complaints(&tests, Article::A15), 0);
    assert_eq!(complaints(&tests, Article::A14P2), 1); // nothing is refused
    assert_eq!(complaints(&[], Article::A15), 2);
    assert_eq!(complaints(&tests, Article::A13), 3);
    // nothing may be decided by an article that needs no rule
    let early = Source::new("x.rs", "fn f() { Article::A5; }");
    let answers = answers(std::slice::from_ref(&early), &declared, &[]);
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer.article == Article::A5)
            .flat_map(|a| a.complaints(&declared))
            .count(),
        1
    );
    // a choice that nothing asks for, and a question that nothing answers
    let asks = Source::new(
        "x.rs",
        "fn f() { rules.takes(\"I-17-b\", \"after-cap\"); rules.takes(\"I-17-b\", \"never\"); }",
    );
    let asks = std::slice::from_ref(&asks);
    assert!(
        unheard(asks).iter().all(|said| !said.contains("after-cap"))
            && unheard(&[]).len() == unheard(asks).len() + 1
    );
    assert_eq!(unknown_choices(asks), ["code asks for `never` of I-17-b, which no rule set can choose"]);
    assert!(has_id("(I-14-2a)", "I-14-2a") && !has_id("I-14-2ab", "I-14-2a"));
}
