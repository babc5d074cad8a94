//! 第十七条 - which stratum takes one row, decided from the row alone: for whoever has no list.
//!
//! # The rule
//! As [`Frame`](crate::draw::Frame) has it: the first stratum in the order written whose predicate fits.
//!
//! # Reading
//! The same, written a second time for one row, so that a certificate is checked by other code than drew it.
//!
//! # Example
//! See [`check_certificate`](super::check_certificate).

use crate::directory::{Item, Status, Target, is_code};
use crate::plan::{Criterion, Stratum};

/// Why a row is in no stratum, or in which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Inactive,
    OtherKind,
    NoStratum,
    Stratum(u64),
}

/// Where `target` belongs; `items` are those of the task, if they are known.
pub(super) fn place<'a>(
    target: &Target,
    items: Option<impl IntoIterator<Item = &'a Item>>,
    strata: &[Stratum],
) -> Place {
    if target.status != Status::Active {
        return Place::Inactive;
    }
    let other = items.is_some_and(|items| other_kind(target, items));
    if other {
        return Place::OtherKind;
    }
    let first = (0..).zip(strata).find(|(_, stratum)| fits(&stratum.criterion, target));
    first.map_or(Place::NoStratum, |(at, _)| Place::Stratum(at))
}

/// Whether every item names kinds, and none of them that of the target.
pub(super) fn other_kind<'a>(target: &Target, items: impl IntoIterator<Item = &'a Item>) -> bool {
    !items.into_iter().any(|item| item.applies_to(target.kind.as_deref()))
}

fn fits(criterion: &Criterion, target: &Target) -> bool {
    let is_one = |value: &Option<String>, values: &[String]| {
        value.as_ref().is_some_and(|value| values.contains(value))
    };
    match criterion {
        Criterion::Everyone => true,
        Criterion::Kind(values) => is_one(&target.kind, values),
        Criterion::Scale(values) => is_one(&target.scale, values),
        Criterion::Credit(values) => is_one(&target.credit, values),
        Criterion::Risk(grades) => target.risk.is_some_and(|risk| grades.contains(&risk)),
        Criterion::Area(areas) => target.area.as_ref().is_some_and(|area| {
            let begins = |code: &String| is_code(code) && is_code(area) && area.starts_with(code.as_str());
            areas.iter().any(|named| named == area || begins(named))
        }),
        Criterion::Attribute { name, values } => {
            target.attributes.get(name).is_some_and(|value| values.contains(value))
        }
        Criterion::All(parts) => parts.iter().all(|part| fits(part, target)),
        Criterion::Any(parts) => parts.iter().any(|part| fits(part, target)),
        Criterion::Not(part) => !fits(part, target),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::base::Scheme;
    use crate::directory::TargetsBuilder;
    use crate::draw::Frame;

    /// The columns of [`Frame`] and this page must take the same rows.
    #[test]
    fn a17_one_row_alone_is_taken_as_in_its_list() {
        let mut targets: Vec<Target> = Vec::new();
        for (n, area) in
            [Some("370102"), Some("37"), Some("东区"), Some("370102号"), None].into_iter().enumerate()
        {
            for (m, kind) in [Some("餐饮"), Some("工厂"), None].into_iter().enumerate() {
                for risk in [Some("high"), None] {
                    let id = format!("T-{n}-{m}-{}", risk.is_some());
                    let paint = if m == 1 { json!({ "色": "红" }) } else { json!({}) };
                    let row =
                        json!({ "id": id, "area": area, "kind": kind, "risk": risk, "attributes": paint });
                    targets.push(serde_json::from_value(row).unwrap());
                }
            }
        }
        targets[3].status = Status::Closed;
        let mut builder = TargetsBuilder::new(Scheme::Ascii);
        builder.extend(&targets);
        let list = builder.finish().unwrap();
        let red = Criterion::Attribute { name: "色".to_owned(), values: vec!["红".to_owned()] };
        let strata = [
            Criterion::kind("餐饮").and(Criterion::area("3701")),
            Criterion::Not(Box::new(Criterion::Any(vec![Criterion::kind("餐饮"), red.clone()]))),
            Criterion::area("370102号"),
            red.and(Criterion::risk(crate::directory::Risk::High)),
        ];
        let frame = Frame::build(&list, &[], &strata).unwrap();
        let strata: Vec<Stratum> = strata
            .into_iter()
            .map(|criterion| Stratum {
                label: String::new(),
                criterion,
                amount: serde_json::from_value::<Stratum>(json!({ "label": "", "count": 1 })).unwrap().amount,
                rounding: crate::base::Rounding::Up,
            })
            .collect();
        let nothing: Option<[&Item; 0]> = None;
        for (row, target) in (0..).zip(&targets) {
            let expected = match frame.stratum_of(row) {
                Some(stratum) => Place::Stratum(stratum.into()),
                None if target.status != Status::Active => Place::Inactive,
                None => Place::NoStratum,
            };
            assert_eq!(place(target, nothing, &strata), expected, "{target:?}");
        }
        assert!(frame.sizes().iter().all(|size| *size > 0) && frame.unmatched() > 0);
    }
}
