//! 第二十条第三款 - visits and officers at their places: the rows of the table of areas.

use super::areas::Areas;
use super::problem::OfficersError;
use super::round::MatchRound;
use super::seal::{PoolSeal, VisitSeal};
use super::sealed::Material;
use crate::base::{Faults, Id, Place};
use crate::merge::Visit;

/// Visits and officers, each at its row of the table of areas.
pub(super) struct Places {
    pub(super) visits: Vec<VisitSeal>,
    /// For each visit the enterprise.
    pub(super) unit_codes: Vec<String>,
    pub(super) pool: Vec<PoolSeal>,
}

impl Places {
    pub(super) fn find(round: &MatchRound, material: &Material<'_>, faults: &mut Faults) -> Self {
        let areas = Areas::new(&round.areas);
        areas.check(&round.areas, faults);
        let mut unit_codes = Vec::new();
        let mut visits = Vec::new();
        let targets = material.directory.targets();
        for (at, visit) in material.visits.iter().enumerate() {
            let (place, target) = (Place::field(format!("visits[{at}]")), visit.target.to_string());
            let Some(row) = targets.row_of(visit.target.as_str()) else {
                faults.push(place, OfficersError::TargetNotListed { target });
                continue;
            };
            unit_codes.push(targets.unit_code(row).to_owned());
            let stated = targets.area().get(row);
            let area = areas.row(stated).unwrap_or_else(|()| {
                let area = stated.unwrap_or_default().to_owned();
                faults.push(place, OfficersError::VisitAreaNotListed { target, area });
                None
            });
            visits.push(VisitSeal::new(visit, area));
        }
        let officers = material.officers.all().iter().map(|officer| {
            let area = areas.row(Some(&officer.area)).unwrap_or_else(|()| {
                let (officer, area) = (officer.id.to_string(), officer.area.clone());
                faults.push(
                    Place::field("officers.area"),
                    OfficersError::OfficerAreaNotListed { officer, area },
                );
                None
            });
            PoolSeal {
                area,
                department: officer.department.clone(),
                specialties: officer.specialties.clone(),
                leader: officer.leader,
                cap: officer.cap,
            }
        });
        let pool = officers.collect();
        Self { visits, unit_codes, pool }
    }
}

impl VisitSeal {
    fn new(visit: &Visit, area: Option<String>) -> Self {
        Self {
            target: visit.target.clone(),
            joint: visit.joint.clone(),
            lead_department: visit.lead_department.clone(),
            window: visit.window,
            tasks: visit.tasks.clone(),
            items: visit.items.clone(),
            area,
            seats: visit.seats.clone(),
            experts: visit.experts.clone(),
        }
    }

    /// The merged visit that was sealed.
    pub(crate) fn visit(&self, unit: &Id) -> Visit {
        Visit {
            unit: unit.clone(),
            target: self.target.clone(),
            joint: self.joint.clone(),
            lead_department: self.lead_department.clone(),
            window: self.window,
            tasks: self.tasks.clone(),
            items: self.items.clone(),
            seats: self.seats.clone(),
            experts: self.experts.clone(),
        }
    }
}
