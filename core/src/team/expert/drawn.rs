//! 第二十条第二款 - experts drawn to the seats of visits, and those appointed where none could be drawn.

use super::{ExpertAppointed, ExpertAppointment, Sealing};
use crate::base::order::Arrange as _;
use crate::base::{Faults, Place, Prk};
use crate::directory::{Expert, Experts};
use crate::plan::Approval;
use crate::team::bare::{self, Infeasible, Matching, Teams};
use crate::team::direct::Left;
use crate::team::matched::Matched;
use crate::team::seal::OfficersSeal;

/// The experts of all visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertsDrawn {
    seats: Vec<Vec<Option<u32>>>,
    infeasible: Option<Infeasible>,
    appointed: Vec<ExpertAppointed>,
}

impl ExpertsDrawn {
    /// For each visit the expert of each expert seat, by number; `None` where one is still to be appointed.
    pub fn seats(&self) -> &[Vec<Option<u32>>] {
        &self.seats
    }

    /// The proof that there was no plan for the experts, where there was none.
    pub fn infeasible(&self) -> Option<&Infeasible> {
        self.infeasible.as_ref()
    }

    /// Who was appointed after the draw, sorted by visit and seat.
    pub fn appointed(&self) -> &[ExpertAppointed] {
        &self.appointed
    }

    /// The first visit and seat without an expert.
    pub fn first_empty(&self) -> Option<(u32, u32)> {
        (0..).zip(&self.seats).find_map(|(visit, seats)| {
            (0..).zip(seats).find(|(_, expert)| expert.is_none()).map(|(seat, _)| (visit, seat))
        })
    }

    /// (visit, seat, expert) of every seat that is taken.
    fn taken(&self) -> Vec<(u32, u32, u32)> {
        let seats = (0..).zip(&self.seats).flat_map(|(visit, seats)| {
            (0..).zip(seats).filter_map(move |(seat, expert)| Some((visit, seat, (*expert)?)))
        });
        seats.collect()
    }
}

/// Draws the experts that the seal asks for; `None` if it asks for none.
pub(in crate::team) fn draw(seal: &OfficersSeal, prk: &Prk) -> Result<Option<ExpertsDrawn>, Faults> {
    let Some((matching, view)) = redraw(seal, prk)? else { return Ok(None) };
    let (seats, infeasible) = match matching {
        Matching::Matched(Teams { teams, .. }) => {
            (teams.into_iter().map(|team| team.into_iter().map(Some).collect()).collect(), None)
        }
        Matching::Infeasible(infeasible) => {
            let mut seats: Vec<Vec<Option<u32>>> =
                view.visits.iter().map(|visit| vec![None; visit.seats.len()]).collect();
            for direct in &view.direct {
                let visit = seats.get_mut(direct.visit as usize);
                if let Some(seat) = visit.and_then(|visit| visit.get_mut(direct.seat as usize)) {
                    *seat = Some(direct.officer);
                }
            }
            (seats, Some(infeasible))
        }
    };
    Ok(Some(ExpertsDrawn { seats, infeasible, appointed: Vec::new() }))
}

/// What the draw of experts comes to, and the seal as it sees it.
pub(crate) fn redraw(seal: &OfficersSeal, prk: &Prk) -> Result<Option<(Matching, OfficersSeal)>, Faults> {
    let Some(view) = seal.of_experts() else { return Ok(None) };
    let own = Prk::from_bytes(prk.protocol(), prk.expand(&["experts"]));
    let roster = view.roster()?;
    let drawn = bare::match_officers(&own, &roster, seal.sweeps)?;
    let lifted = Left::of(&view).lift(&view, drawn);
    Ok(Some((lifted, view)))
}

impl Matched {
    /// 专家 of the visits, where a task asks for any.
    pub fn experts(&self) -> Option<&ExpertsDrawn> {
        self.experts.as_ref()
    }

    /// 直接指定专家 - the same teams with these experts on seats that are empty.
    ///
    /// # Errors
    /// A seat that is not there or taken, an expert who is unknown, doubled or kept away, no reason, an approval that is none.
    pub fn appoint_experts(mut self, appointments: &[ExpertAppointment]) -> Result<Self, Faults> {
        let (mut faults, seal) = (Faults::default(), &self.shared.seal);
        let taken = self.experts.as_ref().map(ExpertsDrawn::taken).unwrap_or_default();
        let sealing =
            Sealing { visits: &seal.visits, away: &seal.experts_away, experts: &self.shared.experts };
        let signing = self.signing();
        let sign = |approval: &Approval, place: &Place, faults: &mut Faults| {
            signing.check_later(approval, None, place, faults);
        };
        let appointed = sealing.appoint(appointments, &taken, ("appointments", &sign), &mut faults);
        faults.or(())?;
        if let Some(experts) = &mut self.experts {
            for ExpertAppointed { visit, seat, expert, .. } in &appointed {
                let visit = experts.seats.get_mut(*visit as usize);
                if let Some(seat) = visit.and_then(|visit| visit.get_mut(*seat as usize)) {
                    *seat = Some(*expert);
                }
            }
            experts.appointed.extend(appointed);
            experts.appointed.arrange_by_key(|appointed| (appointed.visit, appointed.seat));
        }
        Ok(self)
    }

    /// The ids of the experts of one visit, by seat.
    pub fn expert_ids(&self, visit: u32) -> Vec<crate::base::Id> {
        let seats = self.experts.as_ref().and_then(|experts| experts.seats.get(visit as usize));
        let ids = seats
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|expert| self.pool().all().get(*expert as usize));
        ids.map(|expert| expert.id.clone()).collect()
    }

    /// How the public sees the expert of this number: 王*（专家）.
    pub fn published_expert(&self, expert: u32) -> String {
        self.expert(expert).map(Expert::published).unwrap_or_default()
    }

    pub(super) fn expert(&self, expert: u32) -> Option<&Expert> {
        self.pool().all().get(expert as usize)
    }

    fn pool(&self) -> &Experts {
        &self.shared.experts
    }
}
