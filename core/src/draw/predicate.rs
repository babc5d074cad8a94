//! 第十七条 - predicates compiled against the dictionaries of one list.
//!
//! Texts are compared once per distinct value. Values of a column that no predicate tells apart become one class,
//! so that a row is a handful of small numbers.

use std::collections::BTreeMap;

use super::frame::FrameError;
use crate::base::order::{Arrange as _, Gather as _};
use crate::directory::{DictionaryColumn, Risk, Targets, is_code};
use crate::plan::Criterion;

/// The strata of one task over the columns of one list.
pub(super) struct Predicates<'a> {
    columns: Vec<Column<'a>>,
    leaves: Vec<Leaf>,
    /// The object types of the items, part of every stratum.
    objects: Node,
    strata: Vec<Node>,
}

/// A column that a predicate reads.
struct Column<'a> {
    column: &'a DictionaryColumn,
    code_of: BTreeMap<&'a str, u32>,
    /// By code. Codes of one class fit the same leaves.
    class_of: Vec<u32>,
    classes: u32,
}

/// One condition on one column.
struct Leaf {
    column: usize,
    /// The classes that fit, ascending; codes until the classes are known.
    fits: Vec<u32>,
}

enum Node {
    Leaf(usize),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

impl<'a> Predicates<'a> {
    pub(super) fn compile(
        targets: &'a Targets,
        object_kinds: &[String],
        strata: &[Criterion],
    ) -> Result<Self, FrameError> {
        let mut compiler =
            Compiler { targets, column_at: BTreeMap::new(), leaf_at: BTreeMap::new(), columns: Vec::new() };
        let objects = if object_kinds.is_empty() {
            Node::All(Vec::new())
        } else {
            compiler.exact("kind", targets.kind(), texts(object_kinds))
        };
        let nodes = (1..).zip(strata).map(|(stratum, criterion)| compiler.node(criterion, stratum));
        let strata = nodes.collect::<Result<Vec<Node>, FrameError>>()?;
        let Compiler { leaf_at, mut columns, .. } = compiler;
        let mut leaves: Vec<(usize, Leaf)> =
            leaf_at.into_iter().map(|((column, fits), at)| (at, Leaf { column, fits })).collect();
        leaves.arrange_by_key(|(at, _)| *at);
        let mut leaves: Vec<Leaf> = leaves.into_iter().map(|(_, leaf)| leaf).collect();
        classify(&mut columns, &mut leaves);
        Ok(Self { columns, leaves, objects, strata })
    }

    /// The strata that the target of `row` fits, in the order written.
    pub(super) fn fits(&self, row: u32) -> Vec<u16> {
        let classes: Vec<u32> = self.columns.iter().map(|column| column.class(row)).collect();
        if !self.holds(&self.objects, &classes) {
            return Vec::new();
        }
        let strata = (0..).zip(&self.strata);
        strata.filter_map(|(stratum, node)| self.holds(node, &classes).then_some(stratum)).collect()
    }

    fn holds(&self, node: &Node, classes: &[u32]) -> bool {
        match node {
            Node::Leaf(at) => self.leaves.get(*at).is_some_and(|leaf| {
                classes.get(leaf.column).is_some_and(|class| leaf.fits.binary_search(class).is_ok())
            }),
            Node::All(parts) => parts.iter().all(|part| self.holds(part, classes)),
            Node::Any(parts) => parts.iter().any(|part| self.holds(part, classes)),
            Node::Not(part) => !self.holds(part, classes),
        }
    }

    /// A numbering of all combinations of classes, if there are at most `most`.
    pub(super) fn table_within(&self, most: u64) -> Option<Table> {
        let mut combinations = 1u64;
        let mut parts = Vec::new();
        for column in &self.columns {
            let stride = combinations;
            combinations = combinations.checked_mul(column.classes.into()).filter(|&count| count <= most)?;
            // INVARIANT: class * stride is below combinations
            parts.push(column.class_of.iter().map(|&class| class * stride as u32).collect());
        }
        Some(Table { parts, combinations: combinations as usize })
    }
}

/// A number for every combination of classes.
pub(super) struct Table {
    /// By column and code, what it adds to the number.
    parts: Vec<Vec<u32>>,
    combinations: usize,
}

impl Table {
    pub(super) fn combinations(&self) -> usize {
        self.combinations
    }

    /// The number of the combination of `row`.
    #[inline]
    pub(super) fn combination(&self, predicates: &Predicates<'_>, row: u32) -> usize {
        let parts = self.parts.iter().zip(&predicates.columns);
        parts
            .map(|(part, column)| part.get(column.column.code(row) as usize).map_or(0, |&part| part as usize))
            .sum()
    }
}

impl Column<'_> {
    fn class(&self, row: u32) -> u32 {
        self.class_of.get(self.column.code(row) as usize).copied().unwrap_or(0)
    }
}

/// Splits the codes of every column into classes, and lets the leaves speak of classes.
fn classify(columns: &mut [Column<'_>], leaves: &mut [Leaf]) {
    for leaf in leaves.iter() {
        let Some(column) = columns.get_mut(leaf.column) else { continue };
        // what fits leaves its class for a new one, together with the others of that class that fit
        let mut moved = BTreeMap::new();
        for &code in &leaf.fits {
            let Some(class) = column.class_of.get_mut(code as usize) else { continue };
            *class = *moved.entry(*class).or_insert_with(|| {
                column.classes += 1;
                column.classes - 1
            });
        }
    }
    for column in columns.iter_mut() {
        // classes that lost all their codes are no longer counted
        let mut number = BTreeMap::new();
        for class in &mut column.class_of {
            let next = number.len() as u32;
            *class = *number.entry(*class).or_insert(next);
        }
        column.classes = number.len() as u32;
    }
    for leaf in leaves {
        let Some(column) = columns.get(leaf.column) else { continue };
        for fit in &mut leaf.fits {
            *fit = column.class_of.get(*fit as usize).copied().unwrap_or(0);
        }
        leaf.fits.arrange();
        leaf.fits.dedup();
    }
}

struct Compiler<'a> {
    targets: &'a Targets,
    /// By field and, for further columns, name.
    column_at: BTreeMap<(&'static str, String), usize>,
    /// Equal conditions are one leaf: by column and codes that fit.
    leaf_at: BTreeMap<(usize, Vec<u32>), usize>,
    columns: Vec<Column<'a>>,
}

impl<'a> Compiler<'a> {
    fn node(&mut self, criterion: &Criterion, stratum: usize) -> Result<Node, FrameError> {
        let targets = self.targets;
        Ok(match criterion {
            Criterion::Everyone => Node::All(Vec::new()),
            Criterion::Kind(values) => self.exact("kind", targets.kind(), texts(values)),
            Criterion::Scale(values) => self.exact("scale", targets.scale(), texts(values)),
            Criterion::Area(values) => self.area(values),
            Criterion::Risk(values) => {
                self.exact("risk", targets.risk(), values.iter().copied().map(Risk::code))
            }
            Criterion::Credit(values) => self.exact("credit", targets.credit(), texts(values)),
            Criterion::Attribute { name, values } => {
                let Some(column) = targets.attribute(name) else {
                    let columns: Vec<String> =
                        targets.attributes().map(|(name, _)| format!("`{name}`")).collect();
                    let columns = if columns.is_empty() { "-".to_owned() } else { columns.join(", ") };
                    return Err(FrameError::UnknownAttribute { stratum, name: name.clone(), columns });
                };
                let at = self.column(("attribute", name.clone()), column);
                self.leaf(at, texts(values))
            }
            Criterion::All(parts) => Node::All(self.nodes(parts, stratum)?),
            Criterion::Any(parts) => Node::Any(self.nodes(parts, stratum)?),
            Criterion::Not(part) => Node::Not(Box::new(self.node(part, stratum)?)),
        })
    }

    fn nodes(&mut self, parts: &[Criterion], stratum: usize) -> Result<Vec<Node>, FrameError> {
        parts.iter().map(|part| self.node(part, stratum)).collect()
    }

    /// A value of `column` is exactly one of `values`.
    fn exact<'v>(
        &mut self,
        field: &'static str,
        column: &'a DictionaryColumn,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Node {
        let at = self.column((field, String::new()), column);
        self.leaf(at, values)
    }

    fn leaf<'v>(&mut self, at: usize, values: impl IntoIterator<Item = &'v str>) -> Node {
        let code_of = self.columns.get(at).map(|column| &column.code_of);
        let code = |value| code_of.and_then(|code_of| code_of.get(value)).copied();
        let fits = values.into_iter().filter_map(code).collect();
        self.leaf_of_codes(at, fits)
    }

    /// The area's name is one of `values`, or its statistical code begins with one that is all digits.
    fn area(&mut self, values: &[String]) -> Node {
        let at = self.column(("area", String::new()), self.targets.area());
        let mut fits = Vec::new();
        if let Some(column) = self.columns.get(at) {
            for value in values {
                if is_code(value) {
                    let from = column.code_of.range(value.as_str()..);
                    let with = from.take_while(|(area, _)| area.starts_with(value.as_str()));
                    fits.extend(with.filter(|(area, _)| is_code(area)).map(|(_, &code)| code));
                } else {
                    fits.extend(column.code_of.get(value.as_str()));
                }
            }
        }
        self.leaf_of_codes(at, fits)
    }

    fn leaf_of_codes(&mut self, column: usize, mut fits: Vec<u32>) -> Node {
        fits.arrange();
        fits.dedup();
        let next = self.leaf_at.len();
        Node::Leaf(*self.leaf_at.entry((column, fits)).or_insert(next))
    }

    /// The place of `column` among the columns that are read.
    fn column(&mut self, key: (&'static str, String), column: &'a DictionaryColumn) -> usize {
        let next = self.columns.len();
        let at = *self.column_at.entry(key).or_insert(next);
        if at == next {
            let code_of = column.values().map(|(code, value)| (value, code)).gather();
            let class_of = vec![0; column.code_count() as usize];
            self.columns.push(Column { column, code_of, class_of, classes: 1 });
        }
        at
    }
}

fn texts(values: &[String]) -> impl Iterator<Item = &str> {
    values.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Frame, NO_STRATUM};
    use super::*;
    use crate::base::Scheme;
    use crate::directory::{Status, Target, TargetsBuilder};

    /// The rule word for word, on one target as it is written down.
    fn holds(criterion: &Criterion, target: &Target) -> bool {
        let one_of =
            |values: &[String], value: &Option<String>| value.as_ref().is_some_and(|v| values.contains(v));
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        match criterion {
            Criterion::Everyone => true,
            Criterion::Kind(values) => one_of(values, &target.kind),
            Criterion::Scale(values) => one_of(values, &target.scale),
            Criterion::Credit(values) => one_of(values, &target.credit),
            Criterion::Risk(values) => target.risk.is_some_and(|risk| values.contains(&risk)),
            Criterion::Area(values) => target.area.as_ref().is_some_and(|area| {
                values.iter().any(|v| v == area || digits(v) && digits(area) && area.starts_with(v.as_str()))
            }),
            Criterion::Attribute { name, values } => one_of(values, &target.attributes.get(name).cloned()),
            Criterion::All(parts) => parts.iter().all(|part| holds(part, target)),
            Criterion::Any(parts) => parts.iter().any(|part| holds(part, target)),
            Criterion::Not(part) => !holds(part, target),
        }
    }

    fn word() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["a", "b", "c", "1", "12", "123", "2", "1a"]).prop_map(str::to_owned)
    }

    fn risk() -> impl Strategy<Value = Risk> {
        prop::sample::select(vec![Risk::Low, Risk::Normal, Risk::High])
    }

    fn any_target() -> impl Strategy<Value = Target> {
        let words = prop::collection::vec(prop::option::of(word()), 6);
        (words, prop::option::of(risk()), prop::bool::weighted(0.8)).prop_map(|(words, risk, active)| {
            let mut words = words.into_iter();
            let mut next = || words.next().flatten();
            Target {
                kind: next(),
                scale: next(),
                area: next(),
                credit: next(),
                risk,
                status: if active { Status::Active } else { Status::Closed },
                attributes: ["p", "q"]
                    .into_iter()
                    .filter_map(|name| Some((name.to_owned(), next()?)))
                    .collect(),
                ..serde_json::from_str(r#"{"id":"x"}"#).unwrap()
            }
        })
    }

    fn any_criterion() -> impl Strategy<Value = Criterion> {
        let words = || prop::collection::vec(word(), 0..4);
        let leaf = prop_oneof![
            Just(Criterion::Everyone),
            words().prop_map(Criterion::Kind),
            words().prop_map(Criterion::Scale),
            words().prop_map(Criterion::Area),
            words().prop_map(Criterion::Credit),
            prop::collection::vec(risk(), 0..3).prop_map(Criterion::Risk),
            (prop::sample::select(vec!["p", "q"]), words())
                .prop_map(|(name, values)| Criterion::Attribute { name: name.to_owned(), values }),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let parts = prop::collection::vec(inner.clone(), 0..3);
            prop_oneof![
                parts.clone().prop_map(Criterion::All),
                parts.prop_map(Criterion::Any),
                inner.prop_map(|part| Criterion::Not(Box::new(part))),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a17_agrees_with_the_rule_read_word_for_word(
            mut targets in prop::collection::vec(any_target(), 1..25),
            strata in prop::collection::vec(any_criterion(), 0..5),
            objects in prop::collection::vec(word(), 0..3),
        ) {
            // both columns exist, whatever the others say
            targets[0].attributes = ["p", "q"].map(|name| (name.to_owned(), "a".to_owned())).into();
            for (number, target) in targets.iter_mut().enumerate() {
                target.id = format!("T-{number}").parse().unwrap();
            }
            let mut expected = (Vec::new(), vec![0u64; strata.len()], vec![0u64; strata.len()], 0);
            for target in &targets {
                let object = objects.is_empty() || target.kind.as_ref().is_some_and(|kind| objects.contains(kind));
                let fits = strata.iter().map(|stratum| target.status == Status::Active && object && holds(stratum, target));
                let fits: Vec<usize> = (0..).zip(fits).filter_map(|(stratum, fits)| fits.then_some(stratum)).collect();
                expected.0.push(fits.first().map_or(NO_STRATUM, |&stratum| stratum as u16));
                fits.iter().take(1).for_each(|&stratum| expected.1[stratum] += 1);
                fits.iter().skip(1).for_each(|&stratum| expected.2[stratum] += 1);
                expected.3 += u64::from(fits.is_empty() && target.status == Status::Active);
            }
            let mut list = TargetsBuilder::new(Scheme::Ascii);
            list.extend(&targets);
            let list = list.finish().unwrap();
            for combinations in [1 << 20, 0] {
                let frame = Frame::build_within(&list, &objects, &strata, combinations).unwrap();
                prop_assert_eq!(&(frame.strata().to_vec(), frame.sizes().to_vec(), frame.overlaps().to_vec(), frame.unmatched()), &expected);
            }
        }
    }
}
