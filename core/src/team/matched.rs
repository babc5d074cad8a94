//! 第二十条 - the teams of a unit with their leaders, or the proof that there are none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bare::{self, Infeasible, Matching, Teams, leader_of};
use super::block::{self, Block, Blocked, Blocks};
use super::change::Standing;
use super::direct::Left;
use super::expert::{self, ExpertsDrawn};
use super::problem::OfficersError;
use super::seal::OfficersSeal;
use super::sealed::Shared;
use super::signing::Signing;
use crate::base::order::Arrange as _;
use crate::base::{Digest, Fault, Faults, Id, Place, Prk};
use crate::draw::Ceremony;
use crate::law::RuleSet;
use crate::plan::Approval;

/// What a match came to.
#[derive(Debug, Clone)]
pub enum MatchOutcome {
    /// Every visit has its team.
    Matched(Matched),
    /// There is no plan.
    NoPlan(NoPlan),
}

/// 组长的选定 - which reading of 第二十条第二款 decides (I-20-2b).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LeaderReading {
    /// Drawn among those of the team who may lead.
    #[default]
    Drawn,
    /// Appointed by an approver.
    Appointed,
}

impl LeaderReading {
    /// The number of the reading in a rule set.
    pub const ID: &'static str = "I-20-2b";

    /// What `rules` choose; drawn unless they say otherwise.
    pub fn of(rules: &RuleSet) -> Self {
        if rules.takes("I-20-2b", "appointed") { Self::Appointed } else { Self::Drawn }
    }
}

/// 检查组 - every visit with its team: as drawn, and as it stands after every replacement.
#[derive(Debug, Clone)]
pub struct Matched {
    pub(super) shared: Arc<Shared>,
    ceremony: Ceremony,
    pub(super) prk: Prk,
    drawn: Box<Standing>,
    pub(super) now: Box<Standing>,
    appointed: Option<Approval>,
    pub(super) experts: Option<ExpertsDrawn>,
}

/// A leader appointed to a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The number of the visit.
    pub visit: u32,
    /// The officer's number.
    pub officer: u32,
}

impl Matched {
    pub(super) fn new(
        shared: Arc<Shared>,
        ceremony: Ceremony,
        prk: &Prk,
        teams: Teams,
    ) -> Result<Self, Faults> {
        let leaders = leaders(&shared.seal, prk, &teams);
        let drawn = Box::new(Standing::drawn(teams.teams, leaders, teams.loads));
        let experts = expert::draw(&shared.seal, prk)?;
        let now = drawn.clone();
        Ok(Self { shared, ceremony, prk: *prk, drawn, now, appointed: None, experts })
    }

    /// 组长由审批人选定 - the same teams with these leaders, where the rule set has them appointed.
    ///
    /// # Errors
    /// A leader set already, one who is no member or may not lead; an approval that is none.
    pub fn appoint(mut self, appointments: &[Appointment], approval: Approval) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        self.signing().check_later(&approval, None, &Place::field("approval"), &mut faults);
        for (at, &Appointment { visit, officer }) in appointments.iter().enumerate() {
            let place = Place::field(format!("appointments[{at}]"));
            let name = || self.name(officer);
            let team = self.team(visit);
            if !team.contains(&officer) {
                faults.push(place, OfficersError::LeaderStranger { officer: name(), visit });
            } else if !eligible(&self.shared.seal, visit, team).contains(&officer) {
                faults.push(place, OfficersError::LeaderIneligible { officer: name(), visit });
            } else if self.leader(visit).is_some() {
                faults.push(place, OfficersError::LeaderSet { visit });
            } else {
                let leaders = [&mut self.drawn.leaders, &mut self.now.leaders].into_iter();
                leaders
                    .flat_map(|all| all.get_mut(visit as usize))
                    .for_each(|leader| *leader = Some(officer));
            }
        }
        faults.or(())?;
        self.appointed = Some(approval);
        Ok(self)
    }

    /// What was sealed.
    pub fn seal(&self) -> &OfficersSeal {
        &self.shared.seal
    }

    /// The check value that was published before the ceremony.
    pub fn digest(&self) -> Digest {
        self.shared.digest
    }

    /// What happened at the second ceremony.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// What signatures about the match are judged by.
    pub(super) fn signing(&self) -> Signing {
        self.shared.signing(self.ceremony.held_at)
    }

    /// The seed of the match.
    pub(super) fn prk(&self) -> Result<Prk, Faults> {
        let prk = self.ceremony.prk(self.shared.protocol, self.shared.digest);
        prk.map_err(|error| Fault::new(Place::field("ceremony"), error).into())
    }

    /// For each visit the officers by seat, by their numbers in the seal, as the teams stand now.
    pub fn teams(&self) -> &[Vec<u32>] {
        &self.now.teams
    }

    /// The same as drawn, before any replacement.
    pub fn drawn_teams(&self) -> &[Vec<u32>] {
        &self.drawn.teams
    }

    /// The team of one visit, as it stands now.
    pub fn team(&self, visit: u32) -> &[u32] {
        self.now.team(visit)
    }

    /// 组长 of one visit, once there is one, as the team stands now.
    pub fn leader(&self, visit: u32) -> Option<u32> {
        self.leaders().get(visit as usize).copied().flatten()
    }

    /// For each visit its leader, once there is one, as the teams stand now.
    pub fn leaders(&self) -> &[Option<u32>] {
        &self.now.leaders
    }

    /// For each visit its first leader: drawn with the teams, or appointed.
    pub fn drawn_leaders(&self) -> &[Option<u32>] {
        &self.drawn.leaders
    }

    /// Who appointed the leaders, where they are not drawn.
    pub fn appointed(&self) -> Option<&Approval> {
        self.appointed.as_ref()
    }

    /// For each officer the number of visits, as the teams stand now.
    pub fn loads(&self) -> &[u32] {
        &self.now.loads
    }

    /// The same as drawn.
    pub fn drawn_loads(&self) -> &[u32] {
        &self.drawn.loads
    }

    /// How the public sees the officer of this number: 张*（2345）.
    pub fn published(&self, officer: u32) -> &str {
        self.shared.published.get(officer as usize).map_or("", String::as_str)
    }

    /// The officer's id, by number.
    pub fn id(&self, officer: u32) -> Option<&Id> {
        self.shared.ids.get(officer as usize)
    }

    pub(super) fn number(&self, officer: &Id) -> Option<u32> {
        self.shared.ids.binary_search(officer).ok().map(|number| number as u32)
    }

    /// How an error calls an officer.
    pub(super) fn name(&self, officer: u32) -> String {
        self.shared.published.get(officer as usize).cloned().unwrap_or_else(|| officer.to_string())
    }

    /// Visits whose windows share a day and whose teams share somebody: (visit, visit, officer), ascending. They are no
    /// fault, for a window is longer than a visit; the days have to be agreed.
    pub fn clashes(&self) -> Vec<(u32, u32, u32)> {
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); self.loads().len()];
        for (visit, team) in (0..).zip(self.teams()) {
            for &officer in team {
                if let Some(visits) = of.get_mut(officer as usize) {
                    visits.push(visit);
                }
            }
        }
        let window = |visit: u32| self.shared.seal.visits.get(visit as usize).map(|visit| visit.window);
        let mut found = Vec::new();
        for (officer, visits) in (0..).zip(&of) {
            for (at, &one) in visits.iter().enumerate() {
                let later = visits.iter().skip(at + 1);
                let meet = |&&other: &&u32| {
                    window(one)
                        .zip(window(other))
                        .is_some_and(|(one, other)| one.intersection(other).is_some())
                };
                found.extend(later.filter(meet).map(|&other| (one, other, officer)));
            }
        }
        found.arrange();
        found
    }
}

/// 组长 of each team, drawn with the key of the bare match; in a joint inspection among the leading department.
fn leaders(seal: &OfficersSeal, prk: &Prk, teams: &Teams) -> Vec<Option<u32>> {
    let drawn = LeaderReading::of(&seal.rules) == LeaderReading::Drawn;
    let leader = |(visit, team): (u32, &Vec<u32>)| {
        drawn.then(|| leader_of(prk, visit, &eligible(seal, visit, team))).flatten()
    };
    (0..).zip(&teams.teams).map(leader).collect()
}

/// Who of a team may lead, ascending: in a joint inspection of the leading department; of these those marked, or all if
/// none is.
pub(crate) fn eligible(seal: &OfficersSeal, visit: u32, team: &[u32]) -> Vec<u32> {
    let lead = seal.visits.get(visit as usize).and_then(|visit| visit.lead_department.as_ref());
    let of = |officer: u32| seal.pool.get(officer as usize);
    let mut leading: Vec<u32> = team.to_vec();
    leading.retain(|&officer| {
        lead.is_none() || of(officer).is_some_and(|officer| officer.department.as_ref() == lead)
    });
    if leading.is_empty() {
        leading = team.to_vec();
    }
    let mut marked = leading.clone();
    marked.retain(|&officer| of(officer).is_some_and(|officer| officer.leader));
    let mut eligible = if marked.is_empty() { leading } else { marked };
    eligible.arrange();
    eligible
}

/// 无法匹配 - no plan within the areas, nor with their neighbours, and the proof of it (第二十条第三款).
#[derive(Debug, Clone)]
pub struct NoPlan {
    pub(super) shared: Arc<Shared>,
    pub(super) ceremony: Ceremony,
    pub(super) infeasible: Infeasible,
}

impl NoPlan {
    /// What was sealed.
    pub fn seal(&self) -> &OfficersSeal {
        &self.shared.seal
    }

    /// The check value that was published before the ceremony, by which a later attempt names this one.
    pub fn digest(&self) -> Digest {
        self.shared.digest
    }

    /// What happened at the second ceremony.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// Certificate and remedies, by number of visit, seat and officer.
    pub fn infeasible(&self) -> &Infeasible {
        &self.infeasible
    }

    /// The certificate as a sentence in Chinese: the seats against those who could take them, then the rules that keep the others
    /// out. `name` says a target's id as people know it.
    pub fn sentence_zh(&self, name: impl Fn(&Id) -> String) -> String {
        format!("{}；{}", self.shortage_zh(&name), self.blocked_zh())
    }

    /// The certificate as a sentence in English.
    pub fn sentence_en(&self, name: impl Fn(&Id) -> String) -> String {
        format!("{}; {}", self.shortage_en(&name), self.blocked_en())
    }

    /// The first half of [`NoPlan::sentence_zh`].
    pub fn shortage_zh(&self, name: &impl Fn(&Id) -> String) -> String {
        self.infeasible.shortage.sentence_zh(self.visit(name), |officer| self.published(officer))
    }

    /// The first half of [`NoPlan::sentence_en`].
    pub fn shortage_en(&self, name: &impl Fn(&Id) -> String) -> String {
        self.infeasible.shortage.sentence_en(self.visit(name), |officer| self.published(officer))
    }

    /// Every officer of the pool who cannot take the seat, with the rule that keeps him from it; whoever is missing could, but
    /// for the other seats of the certificate.
    pub fn blocks(&self, visit: u32, seat: u32) -> BTreeMap<u32, Block> {
        Blocks::new(self.seal()).of(bare::Reach::Neighbours, (visit, seat))
    }

    /// The same counted over all seats of the certificate, rule by rule.
    pub fn blocked(&self) -> Vec<Blocked> {
        self.seal().blocked(&self.infeasible.shortage.seats)
    }

    /// [`NoPlan::blocked`] as a clause in Chinese.
    pub fn blocked_zh(&self) -> String {
        block::clause_zh("名录", self.seal().pool.len(), &self.blocked())
    }

    /// [`NoPlan::blocked`] as a clause in English.
    pub fn blocked_en(&self) -> String {
        block::clause_en("officers of the directory", self.seal().pool.len(), &self.blocked())
    }

    fn visit<'a>(&'a self, name: &'a impl Fn(&Id) -> String) -> impl Fn(u32) -> String + 'a {
        let visits = &self.shared.seal.visits;
        move |visit| visits.get(visit as usize).map_or_else(|| visit.to_string(), |visit| name(&visit.target))
    }

    fn published(&self, officer: u32) -> String {
        self.shared.published.get(officer as usize).cloned().unwrap_or_default()
    }
}

/// Teams and leaders drawn from a seal alone.
pub(crate) fn replay(seal: &OfficersSeal, prk: &Prk) -> Result<(Matching, Vec<Option<u32>>), Faults> {
    let drawn = bare::match_officers(prk, &seal.roster()?, seal.sweeps)?;
    let matching = Left::of(seal).lift(seal, drawn);
    let leaders = match &matching {
        Matching::Matched(teams) => leaders(seal, prk, teams),
        Matching::Infeasible(_) => Vec::new(),
    };
    Ok((matching, leaders))
}
