//! 第二十五条 - the team that was ordered to a visit, by the ids of its members: whose signatures a result needs.
//!
//! # The rule
//! All members of the team sign the result.
//!
//! # Reading
//! Who the team is, the order says and nobody else: a [`Team`] is made from the order or from the record of it, with every
//! replacement. What an archive says of its team is a [`StatedTeam`], a claim that a team bears out or not.
//!
//! # Example
//! See [`Team::of`].

use std::collections::BTreeSet;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::problem::InspectionError;
use crate::base::{Date, Digest, Id, Window};
use crate::directory::Officers;
use crate::team::{OfficersSeal, Ordered, VisitSeal};

/// 检查组 - who was ordered where, and when. Evidence of an order: made by [`Team::of`] and
/// [`Record::team`](crate::record::Record::team) alone, so that nobody signs as a team that was never ordered.
///
/// It cannot be written down and read as one:
///
/// ```compile_fail,E0277
/// let team: double_random::inspection::Team = serde_json::from_str("{}").unwrap();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team(StatedTeam);

/// 检查组 as it is written down: who is said to have been ordered where, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedTeam {
    /// The check value of the officers' seal.
    pub seal: Digest,
    /// The number of the visit in it.
    pub visit: u32,
    /// 任务执行单位
    pub unit: Id,
    /// The target.
    pub target: Id,
    /// The items to inspect.
    pub items: Vec<Id>,
    /// When.
    pub window: Window,
    /// The day of the order.
    pub ordered_on: Date,
    /// The members by seat, the leader among them.
    pub members: Vec<Id>,
    /// 组长
    pub leader: Id,
    /// 参与部门 of a joint inspection, sorted; empty where it is none. Only these answer for its findings.
    #[serde(default)]
    pub departments: Vec<String>,
    /// 专家, who sign their opinion and not the result.
    #[serde(default)]
    pub experts: Vec<Id>,
}

/// Who goes, in numbers of the sealed pool, and since when.
pub(crate) struct Going<'a> {
    pub(crate) members: &'a [u32],
    pub(crate) leader: Option<u32>,
    pub(crate) experts: Vec<Id>,
    pub(crate) ordered_on: Date,
}

impl Deref for Team {
    type Target = StatedTeam;

    fn deref(&self) -> &StatedTeam {
        &self.0
    }
}

impl Team {
    /// The team that was ordered to `visit`, as it stands now: who was replaced is out, who came is in. `officers` is the directory that was sealed.
    ///
    /// ```
    /// use double_random::inspection::Team;
    /// # mod made_up { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inspection/order.rs")); }
    /// # let made_up::Made { ordered, officers, .. } = made_up::Asked::default().ordered();
    ///
    /// let team = Team::of(&ordered, &officers, 1)?;
    /// assert_eq!((team.target.as_str(), team.leader.as_str(), team.members.len()), ("K-1", "P-1", 2));
    /// assert_eq!(Team::of(&ordered, &officers, 99).unwrap_err().to_string(), "no visit 99 was ordered");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`InspectionError::UnknownVisit`], [`InspectionError::OtherOfficers`].
    pub fn of(ordered: &Ordered, officers: &Officers, visit: u32) -> Result<Self, InspectionError> {
        let (matched, seal) = (ordered.matched(), ordered.matched().seal());
        let team = Going {
            members: matched.team(visit),
            leader: matched.leader(visit),
            experts: matched.expert_ids(visit),
            ordered_on: ordered.approval().date,
        };
        Self::standing(seal, matched.digest(), visit, officers, team)
    }

    /// The team of these numbers in the sealed pool.
    pub(crate) fn standing(
        seal: &OfficersSeal,
        digest: Digest,
        visit: u32,
        officers: &Officers,
        Going { members, leader, experts, ordered_on }: Going<'_>,
    ) -> Result<Self, InspectionError> {
        let number = usize::try_from(visit).unwrap_or(usize::MAX);
        let (Some(sealed), Some(leader)) = (seal.visits.get(number), leader) else {
            return Err(InspectionError::UnknownVisit { visit });
        };
        let sealed_list = seal.lists.iter().find(|list| list.list == "officers").map(|list| list.root);
        let given = seal.protocol().and_then(|protocol| officers.root(protocol).ok()).map(|root| root.root);
        let same = sealed_list.is_some() && sealed_list == given;
        let id = |number: u32| {
            let officer = officers.all().get(usize::try_from(number).ok()?)?;
            Some(officer.id.clone())
        };
        let members: Option<Vec<Id>> = members.iter().map(|&number| id(number)).collect();
        match (members, id(leader)) {
            (Some(members), Some(leader)) if same => Ok(Self(StatedTeam {
                departments: departments(sealed),
                seal: digest,
                visit,
                unit: seal.unit.clone(),
                target: sealed.target.clone(),
                items: sealed.items.clone(),
                window: sealed.window,
                ordered_on,
                members,
                leader,
                experts,
            })),
            _ => Err(InspectionError::OtherOfficers { found: officers.all().len(), sealed: seal.pool.len() }),
        }
    }

    /// Checks that what is stated is this team.
    ///
    /// # Errors
    /// [`InspectionError::OtherTeam`].
    #[doc(alias = "第二十五条")]
    pub fn check_stated(&self, stated: &StatedTeam) -> Result<(), InspectionError> {
        if self.0 == *stated {
            return Ok(());
        }
        Err(InspectionError::OtherTeam { found: stated.named(), standing: self.named() })
    }
}

impl StatedTeam {
    /// The visit and everybody who goes, in one line.
    fn named(&self) -> String {
        let experts = self.experts.iter().map(|expert| format!("{expert}（专家）"));
        let members: Vec<String> = self.members.iter().map(Id::to_string).chain(experts).collect();
        format!("{} {}", self.target, members.join("、"))
    }
}

/// The departments whose officers go together in a joint inspection.
fn departments(visit: &VisitSeal) -> Vec<String> {
    let seats = visit.seats.iter().filter(|_| visit.joint.is_some());
    let departments: BTreeSet<&String> = seats.filter_map(|seat| seat.department.as_ref()).collect();
    departments.into_iter().cloned().collect()
}
