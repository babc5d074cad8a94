//! 第十一条 - the directory of officers: every fault at once, one order, one root.
//!
//! # The rule
//! Whoever manages officers keeps their directory up to the standard for it.
//!
//! # Reading
//! The standard is not stated, so ours is (I-11-a): one row a person, a certificate number of a usual form, no blank text. A
//! second row would double somebody's chance. A cap of 0 is lawful and noted, for it takes somebody out of the match.
//!
//! # Example
//! See [`Officers`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::officer::{Certificate, Officer, QualificationKind};
use super::problem::{Checked, DirectoryError, LONGEST_TEXT};
use super::roots::{self, Root};
use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::{Fault, Faults, Id, RowHasher, Window};

/// The fewest characters of a certificate's number: four of them are published.
const SHORTEST_NUMBER: usize = 8;

/// 执法检查人员名录库, sorted by id.
///
/// ```
/// use double_random::directory::{Officer, Officers};
///
/// let officer: Officer = serde_json::from_str(r#"{"id": "P-2", "name": "王五", "kind": "daily-safety", "area": "东园", "cap": 0}"#)?;
/// let faults = Officers::new([officer.clone(), officer.clone()]).unwrap_err();
/// assert_eq!(faults.to_string(), "officers, row 2, id: officer `P-2` already stands in row 1; listed twice, the officer would be drawn twice as often");
///
/// let officers = Officers::new([officer])?;
/// assert_eq!(officers.notices()[0].code(), "officer-cap-zero");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "第十一条")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Officers {
    /// Sorted by id; each officer's lists are sorted sets.
    officers: Vec<Officer>,
    notices: Vec<Fault>,
}

impl Officers {
    /// The directory of these officers, if nothing in it is wrong.
    ///
    /// # Errors
    /// Every fault of every row, from 1.
    pub fn new(officers: impl IntoIterator<Item = Officer>) -> Result<Self, Faults> {
        let mut officers: Vec<Officer> = officers.into_iter().collect();
        let (mut faults, mut notices) = (Faults::default(), Faults::default());
        check(&officers, &mut faults);
        note(&officers, &mut notices);
        for officer in &mut officers {
            as_set(&mut officer.specialties);
            as_set(&mut officer.items);
            as_set(&mut officer.interests);
            officer.leave.arrange_by_key(|leave| (leave.start(), leave.end()));
            officer.leave.dedup();
        }
        officers.arrange_by(|one, other| one.id.cmp(&other.id));
        faults.or(Self { officers, notices: notices.0 })
    }

    /// All of them, sorted by id.
    pub fn all(&self) -> &[Officer] {
        &self.officers
    }

    /// The officer `id`.
    pub fn get(&self, id: &str) -> Option<&Officer> {
        self.officers.get(self.officers.binary_search_by(|officer| officer.id.as_str().cmp(id)).ok()?)
    }

    /// What is odd and refuses nothing, by row of the list as it was given.
    pub fn notices(&self) -> &[Fault] {
        &self.notices
    }

    /// The root of the list under the name `officers`: of every row, all that a rule reads, so not the name.
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked list does not hold.
    pub fn root(&self, hasher: impl Into<RowHasher>) -> Result<Root, JsonError> {
        let rows = self.officers.iter().map(|officer| (officer.id.as_str(), Row::from(officer)));
        roots::root(&hasher.into(), super::OFFICERS, rows)
    }
}

impl Officer {
    /// The canonical JSON that the list's root covers, for an officer of a checked list.
    ///
    /// # Errors
    /// [`JsonError`], as [`Officers::root`].
    pub fn canonical_row(&self) -> Result<String, JsonError> {
        json::canonical(&Row::from(self))
    }
}

/// An officer without the name, borrowed.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a Id,
    kind: QualificationKind,
    certificate: Option<&'a Certificate>,
    area: &'a str,
    department: Option<&'a str>,
    specialties: &'a [String],
    leader: bool,
    cap: u32,
    leave: &'a [Window],
    items: &'a [Id],
    interests: &'a [Id],
}

impl<'a> From<&'a Officer> for Row<'a> {
    fn from(officer: &'a Officer) -> Self {
        Self {
            id: &officer.id,
            kind: officer.kind,
            certificate: officer.certificate.as_ref(),
            area: &officer.area,
            department: officer.department.as_deref(),
            specialties: &officer.specialties,
            leader: officer.leader,
            cap: officer.cap,
            leave: &officer.leave,
            items: &officer.items,
            interests: &officer.interests,
        }
    }
}

fn as_set<T: Ord>(list: &mut Vec<T>) {
    list.arrange();
    list.dedup();
}

/// Names everything that is wrong with `officers`.
fn check(officers: &[Officer], faults: &mut Faults) {
    let mut checked = Checked::new(faults, super::OFFICERS);
    let (mut ids, mut numbers) = (BTreeMap::new(), BTreeMap::new());
    for (index, officer) in officers.iter().enumerate() {
        let row = checked.at(index);
        let id = officer.id.as_str();
        let first = *ids.entry(id).or_insert(row);
        if first != row {
            checked.push("id", id, DirectoryError::OfficerDuplicate { id: id.to_owned(), first });
        }
        checked.text("name", &officer.name, LONGEST_TEXT);
        if let Some(Certificate { number, .. }) = &officer.certificate {
            let found = number.to_string();
            let holder = *numbers.entry(number.as_str()).or_insert(row);
            if let Err(problem) = check_number(number) {
                checked.push("certificate.number", &found, problem);
            } else if holder != row && first == row {
                let problem = DirectoryError::CertificateDuplicate { number: found.clone(), first: holder };
                checked.push("certificate.number", &found, problem);
            }
        }
        checked.text("area", &officer.area, LONGEST_TEXT);
        if let Some(department) = &officer.department {
            checked.text("department", department, LONGEST_TEXT);
        }
        for (at, specialty) in officer.specialties.iter().enumerate() {
            checked.text(&format!("specialties[{at}]"), specialty, LONGEST_TEXT);
        }
    }
}

/// Checks the form of a certificate's number.
pub(super) fn check_number(number: &Id) -> Result<(), DirectoryError> {
    let text = number.as_bytes();
    let usual = text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let digits = text.iter().rev().take(4).all(u8::is_ascii_digit);
    if usual && digits && text.len() >= SHORTEST_NUMBER {
        return Ok(());
    }
    Err(DirectoryError::CertificateForm { number: number.to_string() })
}

/// Names what is odd.
fn note(officers: &[Officer], notices: &mut Faults) {
    let mut noted = Checked::new(notices, super::OFFICERS);
    for (index, officer) in officers.iter().enumerate() {
        noted.at(index);
        if officer.cap == 0 {
            noted.push("cap", "0", DirectoryError::OfficerCapZero { id: officer.id.to_string() });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::base::Protocol;

    fn officer(id: &str, number: &str) -> Officer {
        let certificate = json!({ "number": number, "valid_until": "2027-01-31" });
        serde_json::from_value(json!({
            "id": id, "name": "张三", "kind": "civil-servant", "area": "东园", "certificate": certificate,
        }))
        .unwrap()
    }

    fn found(faults: &[Fault]) -> Vec<(String, &'static str)> {
        faults.iter().map(|fault| (fault.place.to_string(), fault.code())).collect()
    }

    fn faults(officers: &[Officer]) -> Vec<(String, &'static str)> {
        Officers::new(officers.to_vec()).err().map_or_else(Vec::new, |faults| found(&faults.0))
    }

    #[test]
    fn a11_one_row_a_person_and_every_fault_at_once() {
        assert_eq!(faults(&[officer("b", "37010012345"), officer("a", "SD-0120-3456")]), []);
        let hollow = Officer {
            name: "\u{3000}".to_owned(),
            area: String::new(),
            department: Some(" ".to_owned()),
            specialties: vec!["燃气".to_owned(), "电\n气".to_owned()],
            ..officer("c", "37010012346")
        };
        let list =
            [officer("a", "37010012345"), officer("a", "37010099999"), officer("b", "37010012345"), hollow];
        let expected = [
            ("officers, row 2, id", "officer-duplicate"),
            ("officers, row 3, certificate.number", "certificate-duplicate"),
            ("officers, row 4, name", "text-blank"),
            ("officers, row 4, area", "text-blank"),
            ("officers, row 4, department", "text-blank"),
            ("officers, row 4, specialties[1]", "text-control-character"),
        ];
        assert_eq!(faults(&list), expected.map(|(place, code)| (place.to_owned(), code)));
    }

    #[test]
    fn a11_four_published_digits_never_name_a_certificate_whole() {
        for number in ["0123-4567", "A0001234", "37010012345"] {
            assert_eq!(faults(&[officer("a", number)]), [], "{number}");
        }
        for number in ["1234", "0123456", "3701001234X", "3701_0012345", "3701001-234", "37010012-"] {
            let expected = [("officers, row 1, certificate.number".to_owned(), "certificate-form")];
            assert_eq!(faults(&[officer("a", number)]), expected, "{number}");
        }
    }

    #[test]
    fn a_cap_of_zero_is_noted_and_refuses_nothing() {
        let idle = Officer { cap: 0, ..officer("a", "37010012345") };
        let officers = Officers::new([officer("b", "37010012346"), idle]).unwrap();
        assert_eq!(found(officers.notices()), [("officers, row 2, cap".to_owned(), "officer-cap-zero")]);
        assert_eq!(officers.get("a").map(|officer| officer.cap), Some(0));
        assert_eq!(officers.get("c"), None);
    }

    #[test]
    fn the_row_holds_what_a_rule_reads_and_not_the_name() {
        let row = officer("a", "37010012345").canonical_row().unwrap();
        let expected = r#"{"area":"东园","cap":20,"certificate":{"number":"37010012345","valid_until":"2027-01-31"},"department":null,"id":"a","interests":[],"items":[],"kind":"civil-servant","leader":false,"leave":[],"specialties":[]}"#;
        assert_eq!(row, expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_root_knows_sets_and_not_orders(order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle(), changed in 0..6usize) {
            let list: Vec<Officer> = (0..6).map(|n| Officer {
                specialties: vec!["燃气".to_owned(), "电气".to_owned()],
                ..officer(&format!("P-{n}"), &format!("3701001234{n}"))
            }).collect();
            let root = |list: Vec<Officer>| Officers::new(list).unwrap().root(Protocol::default()).unwrap();
            let before = root(list.clone());
            let mut other: Vec<Officer> = order.iter().map(|&n| list[n].clone()).collect();
            other[0].specialties.reverse();
            other[1].specialties.push("燃气".to_owned());
            other[2].name = "李四".to_owned();
            prop_assert_eq!(root(other.clone()), before);
            prop_assert_eq!(before.count.get(), 6);
            other[changed].cap += 1;
            prop_assert_ne!(root(other), before);
        }
    }
}
