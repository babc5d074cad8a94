//! 第十一条, 第二十一条 - officers: who may be matched to a visit, and why somebody may not.
//!
//! # The rule
//! Whoever manages officers keeps their directory. Officers hold a qualification: civil servants of the enforcement
//! class, staff qualified to enforce, and people who supervise work safety day by day. Whoever has an interest
//! withdraws.
//!
//! # Reading
//! I-21-a: everybody holds a certificate that is valid on the whole window of the visit; by the other choice, as the
//! text literally counts, those who supervise work safety need none. A visit may take place on any day of its window,
//! so leave on one of them is in the way. No list of items means all items.
//!
//! # Example
//! See [`Officer`].

use serde::{Deserialize, Serialize};

use super::unfit::Unfit;
use crate::base::{Date, Id, Window};
use crate::law::RuleSet;

/// 办理上限 - how many visits of one match an officer takes where the list states no number.
pub const DEFAULT_CAP: u32 = 20;

/// 人员类别 - what entitles an officer to inspect (第二十一条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QualificationKind {
    /// 行政执法类公务员
    CivilServant,
    /// 具有行政执法资格的工作人员
    QualifiedStaff,
    /// 从事安全生产日常监管工作的人员
    DailySafety,
}

/// 执法证件
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// 执法证号 - letters, digits and `-`; the last four are digits.
    pub number: Id,
    /// 有效期至 - the last day on which it is valid.
    pub valid_until: Date,
}

/// Which reading of 第二十一条 decides (I-21-a).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CertificateReading {
    /// Strict: everybody holds a valid certificate.
    #[default]
    ForAll,
    /// Lenient: people who supervise work safety day by day need none.
    DailySafetyWithout,
}

impl CertificateReading {
    /// The number of the reading in a rule set.
    pub const ID: &'static str = "I-21-a";

    /// What `rules` choose; the strict reading unless they choose the lenient one.
    pub fn of(rules: &RuleSet) -> Self {
        let lenient = rules.takes("I-21-a", "daily-safety-without-certificate");
        if lenient { Self::DailySafetyWithout } else { Self::ForAll }
    }
}

/// 执法检查人员 - one row of the directory of officers.
///
/// ```
/// use double_random::base::Window;
/// use double_random::directory::{CertificateReading, DEFAULT_CAP, Officer};
///
/// let officer: Officer = serde_json::from_str(r#"{
///     "id": "P-017", "name": "张三丰", "kind": "qualified-staff", "area": "东园",
///     "certificate": {"number": "37010012345", "valid_until": "2026-11-15"}
/// }"#)?;
/// assert_eq!((officer.cap, officer.published()), (DEFAULT_CAP, "张*（2345）".to_owned()));
///
/// let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
/// let unfit = officer.qualifies(window, CertificateReading::ForAll).unwrap_err();
/// assert_eq!(unfit.to_string(), "the certificate of officer `P-017` ends on 2026-11-15, the visit may take place until 2026-11-30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "第十一条")]
#[doc(alias = "第二十一条")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The id by which officers are sorted and drawn, a staff number or the certificate's number.
    pub id: Id,
    /// 姓名, for people only: no rule reads it and no hash covers it.
    pub name: String,
    /// 人员类别
    pub kind: QualificationKind,
    /// 执法证件, null where there is none.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// 所属区域, a name or a statistical code.
    pub area: String,
    /// 部门, which seats of a joint inspection ask for.
    #[serde(default)]
    pub department: Option<String>,
    /// 专业
    #[serde(default)]
    pub specialties: Vec<String>,
    /// 可任组长
    #[serde(default)]
    pub leader: bool,
    /// 办理上限 - the most visits of one match; 0 for somebody who takes none.
    #[serde(default = "default_cap")]
    pub cap: u32,
    /// 休假 and other duty, as far as known.
    #[serde(default)]
    pub leave: Vec<Window>,
    /// The items that the officer may inspect; empty for all.
    #[serde(default)]
    pub items: Vec<Id>,
    /// Enterprises (`unit_code`) and targets in which an interest is known beforehand.
    #[serde(default)]
    pub interests: Vec<Id>,
}

fn default_cap() -> u32 {
    DEFAULT_CAP
}

impl Officer {
    /// Whether the officer is qualified on every day of `window`.
    ///
    /// # Errors
    /// [`Unfit::NoCertificate`], [`Unfit::CertificateEnds`].
    pub fn qualifies(&self, window: Window, reading: CertificateReading) -> Result<(), Unfit> {
        if self.kind == QualificationKind::DailySafety && reading == CertificateReading::DailySafetyWithout {
            return Ok(());
        }
        let officer = || self.id.to_string();
        match &self.certificate {
            None => Err(Unfit::NoCertificate { officer: officer() }),
            Some(Certificate { valid_until: until, .. }) if *until < window.end() => {
                Err(Unfit::CertificateEnds { officer: officer(), until: *until, end: window.end() })
            }
            Some(_) => Ok(()),
        }
    }

    /// Whether no leave takes a day of `window`.
    ///
    /// # Errors
    /// [`Unfit::OnLeave`] with the earliest leave that does.
    pub fn is_free(&self, window: Window) -> Result<(), Unfit> {
        let taken = self.leave.iter().filter(|leave| leave.intersection(window).is_some());
        match taken.min_by_key(|leave| (leave.start(), leave.end())) {
            None => Ok(()),
            Some(leave) => {
                Err(Unfit::OnLeave { officer: self.id.to_string(), start: leave.start(), end: leave.end() })
            }
        }
    }

    /// Whether the officer may inspect `item`.
    ///
    /// # Errors
    /// [`Unfit::ItemNotAllowed`].
    pub fn may_inspect(&self, item: &Id) -> Result<(), Unfit> {
        if self.items.is_empty() || self.items.contains(item) {
            return Ok(());
        }
        Err(Unfit::ItemNotAllowed { officer: self.id.to_string(), item: item.to_string() })
    }

    /// Whether no interest is known in the target or in its enterprise.
    ///
    /// # Errors
    /// [`Unfit::Interest`]: the officer withdraws.
    pub fn has_no_interest(&self, target: &Id, unit_code: &Id) -> Result<(), Unfit> {
        if !self.interests.contains(target) && !self.interests.contains(unit_code) {
            return Ok(());
        }
        Err(Unfit::Interest { officer: self.id.to_string(), target: target.to_string() })
    }

    /// How the public sees an officer: the first character of the name and the last four digits of the certificate's
    /// number, the name alone where there is no certificate.
    pub fn published(&self) -> String {
        let first: String = self.name.chars().take(1).collect();
        let number = self.certificate.as_ref().map(|certificate| certificate.number.as_str());
        match number.and_then(|number| number.get(number.len().checked_sub(4)?..)) {
            Some(digits) => format!("{first}*（{digits}）"),
            None => format!("{first}*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;

    fn officer(extra: &str) -> Officer {
        let text = format!(
            r#"{{"id":"P-1","name":"张三丰","kind":"civil-servant","area":"东园",
                 "certificate":{{"number":"37010012345","valid_until":"2026-11-30"}}{extra}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn window(start: &str, end: &str) -> Window {
        Window::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
    }

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    /// Code and article of a refusal.
    fn why(refused: Result<(), Unfit>) -> (&'static str, &'static str) {
        let unfit = refused.unwrap_err();
        (unfit.code(), unfit.article().unwrap().code())
    }

    const BOTH: [CertificateReading; 2] =
        [CertificateReading::ForAll, CertificateReading::DailySafetyWithout];

    #[test]
    fn a21_a_certificate_is_valid_on_the_whole_window() {
        for reading in BOTH {
            assert_eq!(officer("").qualifies(window("2026-10-08", "2026-11-30"), reading), Ok(()));
            let late = officer("").qualifies(window("2026-10-08", "2026-12-01"), reading);
            assert_eq!(why(late), ("officer-certificate-ends", "A21"));
        }
    }

    #[test]
    fn a21_only_the_lenient_reading_spares_daily_safety_the_certificate() {
        let november = window("2026-11-01", "2026-11-30");
        use QualificationKind::{CivilServant, DailySafety, QualifiedStaff};
        for kind in [CivilServant, QualifiedStaff, DailySafety] {
            let without = Officer { kind, certificate: None, ..officer("") };
            let [strict, lenient] = BOTH.map(|reading| without.qualifies(november, reading));
            assert_eq!(why(strict), ("officer-no-certificate", "A21"));
            assert_eq!(lenient.is_ok(), kind == DailySafety, "{kind:?}");
        }
    }

    #[test]
    fn a21_a_rule_set_chooses_the_reading_and_the_default_is_strict() {
        let mut rules = RuleSet::gaoxin_2023();
        assert_eq!(CertificateReading::of(&rules), CertificateReading::ForAll);
        let choice =
            rules.readings.iter_mut().find(|choice| choice.reading == CertificateReading::ID).unwrap();
        choice.choice = "daily-safety-without-certificate".to_owned();
        assert_eq!(rules.check(), Ok(()));
        assert_eq!(CertificateReading::of(&rules), CertificateReading::DailySafetyWithout);
    }

    #[test]
    fn a20p2_leave_on_one_day_of_the_window_is_in_the_way() {
        let away = officer(
            r#","leave":[{"start":"2026-11-09","end":"2026-11-09"},{"start":"2026-10-01","end":"2026-10-07"}]"#,
        );
        assert_eq!(away.is_free(window("2026-10-08", "2026-11-08")), Ok(()));
        assert_eq!(why(away.is_free(window("2026-10-08", "2026-11-09"))), ("officer-on-leave", "A20P2"));
        let earliest = away.is_free(window("2026-10-07", "2026-11-30")).unwrap_err();
        assert!(earliest.to_string().contains("from 2026-10-01 to 2026-10-07"), "{earliest}");
    }

    #[test]
    fn a11_no_list_of_items_allows_all() {
        assert_eq!(officer("").may_inspect(&id("gas")), Ok(()));
        let gas = officer(r#","items":["gas"]"#);
        assert_eq!(gas.may_inspect(&id("gas")), Ok(()));
        assert_eq!(why(gas.may_inspect(&id("signs"))), ("officer-item-not-allowed", "A11"));
    }

    #[test]
    fn a22_an_interest_in_the_place_or_its_enterprise_keeps_away() {
        let officer = officer(r#","interests":["firm","shop-7"]"#);
        assert_eq!(officer.has_no_interest(&id("shop-8"), &id("other")), Ok(()));
        for (target, unit_code) in [("shop-7", "other"), ("shop-8", "firm")] {
            let refused = officer.has_no_interest(&id(target), &id(unit_code));
            assert_eq!(why(refused), ("officer-interest", "A22"));
        }
    }

    #[test]
    fn the_public_sees_one_character_and_four_digits() {
        assert_eq!(officer("").published(), "张*（2345）");
        let without = Officer { name: "欧阳明".to_owned(), certificate: None, ..officer("") };
        assert_eq!(without.published(), "欧*");
    }
}
