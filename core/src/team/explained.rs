//! 第二十条第二款 - how a visit of the seal came by its team, seat by seat, and why an officer is not in it.
//!
//! # The rule
//! Officers are matched at random; whoever asks is told how.
//!
//! # Reading
//! Told in the numbers of the seal: each seat's lots before it drew, whom it set aside by which article, whose lot
//! counted, who came to the seat when teams were shuffled, and what replacements changed since. Everything is drawn again from seal and seed; a match keeps nothing for it.
//!
//! # Example
//! See [`TeamExplained`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::bare::{self, Aside, Ball, Move, Reach};
use super::block::{Block, Blocks};
use super::change::Change;
use super::direct::Left;
use super::matched::Matched;
use crate::base::order::Arrange as _;
use crate::base::{Fault, Faults, Place};
use crate::law::Article;
use crate::plan::Seat;

/// How one visit came by its team.
///
/// ```
/// # use double_random::team::Matched;
/// fn tell(matched: &Matched) -> Result<(), double_random::base::Faults> {
///     let explained = matched.explain(0)?;
///     for sentence in explained.sentences_zh(|officer| matched.published(officer).to_owned()) {
///         println!("{sentence}");
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamExplained {
    /// The visit.
    pub visit: u32,
    /// Whose officers could be asked: the visit's own area, or its neighbours as well. `None` where every seat is assigned.
    pub reach: Option<Reach>,
    /// Seats that were assigned directly first, the others in the order in which they drew.
    pub seats: Vec<SeatExplained>,
    /// Among whom the first leader was drawn or could be appointed, ascending.
    pub may_lead: Vec<u32>,
    /// The first leader, once there is one.
    pub first_leader: Option<u32>,
    /// 更换 - what was changed in this team since, in its order.
    pub changes: Vec<Change>,
    /// Who withdrew from the target since, at this visit of it or another, ascending.
    pub recused: Vec<u32>,
    /// 组长 as the team stands now.
    pub leader: Option<u32>,
}

/// How one seat came by its officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatExplained {
    /// The number of the seat.
    pub seat: u32,
    /// What it asks for.
    pub asked: Seat,
    /// Who has it after the draw.
    pub seated: u32,
    /// Who has it now, after every replacement.
    pub holds: u32,
    /// The draw; `None` where the officer is assigned directly.
    pub draw: Option<Drawing>,
    /// Who could not take the seat by a rule, ascending, with the rule.
    pub blocked: BTreeMap<u32, Block>,
}

/// What happened when a seat drew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Each candidate and the number of lots, which is the quota left; ascending by officer.
    pub urn: Vec<(u32, u32)>,
    /// Who fits the seat and had no lot, or whose lot did not count.
    pub aside: Vec<(u32, NoLot)>,
    /// The lots drawn; only the last one counted.
    pub draws: Vec<Ball>,
    /// Whose lot counted.
    pub drawn: u32,
    /// Who came to the seat in the shuffle, in order.
    pub moves: Vec<Move>,
}

/// Why somebody who fits a seat was set aside while it drew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoLot {
    /// In the team already.
    InTeam,
    /// The quota is used up.
    NoQuota,
    /// Drawn, but no plan would have remained.
    NoPlan,
}

/// Why an officer does not hold a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    /// He holds it.
    Seated,
    /// The seat was assigned to somebody else.
    Assigned,
    /// A rule keeps him from it.
    Blocked(Block),
    /// Set aside while it drew.
    Aside(NoLot),
    /// He had lots, and none of them was drawn.
    NotDrawn {
        /// His lots.
        lots: u32,
        /// All lots of the seat.
        of: u64,
    },
    /// Drawn for it, and moved elsewhere in the shuffle.
    Moved,
    /// Had it, and was replaced after the match.
    Replaced,
    /// Withdrew from the target after the match.
    Recused,
    /// Was offered it after the match, and declined.
    Declined,
    /// Was offered it after the match, and the unit assigned somebody else.
    NotTaken,
}

impl Matched {
    /// 说明 - how the team of `visit` was drawn; draws the visit's part of the areas again.
    ///
    /// # Errors
    /// [`bare::TeamError::VisitUnknown`].
    pub fn explain(&self, visit: u32) -> Result<TeamExplained, Faults> {
        let seal = self.seal();
        let Some(sealed) = seal.visits.get(visit as usize) else {
            let problem = bare::TeamError::VisitUnknown { found: visit, visits: seal.visits.len() };
            return Err(Fault::new(Place::field("visit"), problem).into());
        };
        let left = Left::of(seal);
        let place = left.0.iter().position(|(number, _)| *number == visit);
        let drawn = match place {
            Some(at) => bare::explain(&self.prk()?, &self.shared.roster, seal.sweeps, at as u32)?,
            None => None,
        };
        let reach = drawn.as_ref().map(|drawn| drawn.reach);
        let numbers = place.and_then(|at| left.0.get(at)).map_or(&[][..], |(_, seats)| seats);
        let assigned = seal.direct.iter().filter(|direct| direct.visit == visit);
        let mut draws: Vec<(u32, u32, Option<Drawing>)> =
            assigned.map(|direct| (direct.seat, direct.officer, None)).collect();
        for draw in drawn.into_iter().flat_map(|drawn| drawn.seats) {
            // INVARIANT: the bare match counts the seats that were left to draw
            let seat = numbers.get(draw.seat as usize).copied().unwrap_or(draw.seat);
            let bare::SeatDraw { urn, aside, draws: balls, drawn, moves, seated, .. } = draw;
            let aside = aside.into_iter().filter_map(|aside| Some((aside.officer, NoLot::of(aside.why)?)));
            // two seats of one officer may change places: nobody came
            let mut holder = drawn;
            let came = |step: &Move| std::mem::replace(&mut holder, step.officer) != step.officer;
            let moves = moves.into_iter().filter(came).collect();
            let drawing = Drawing { urn, aside: aside.collect(), draws: balls, drawn, moves };
            draws.push((seat, seated, Some(drawing)));
        }
        let blocks = Blocks::new(seal);
        let seats = draws.into_iter().map(|(seat, seated, mut draw)| {
            let asked = sealed.seats.get(seat as usize).cloned().unwrap_or_default();
            let blocked = blocks.of(reach.unwrap_or(Reach::Neighbours), (visit, seat));
            if let Some(draw) = &mut draw {
                draw.aside.retain(|(officer, _)| !blocked.contains_key(officer));
            }
            let holds = self.team(visit).get(seat as usize).copied().unwrap_or(seated);
            SeatExplained { seat, asked, seated, holds, draw, blocked }
        });
        let of = |number: u32| seal.visits.get(number as usize).map(|visit| &visit.target);
        let at_target = self.changes().iter().filter(|change| of(change.visit) == Some(&sealed.target));
        let recused: BTreeSet<u32> = at_target.flat_map(Change::withdrawn).collect();
        let drawn = self.drawn_teams().get(visit as usize).map_or(&[][..], Vec::as_slice);
        Ok(TeamExplained {
            visit,
            reach,
            seats: seats.collect(),
            may_lead: super::matched::eligible(seal, visit, drawn),
            first_leader: self.drawn_leaders().get(visit as usize).copied().flatten(),
            changes: self.changes().iter().filter(|change| change.visit == visit).cloned().collect(),
            recused: recused.into_iter().collect(),
            leader: self.leader(visit),
        })
    }

    /// 为何不是我 - for each seat of `visit`, by number, why `officer` does not hold it now.
    ///
    /// # Errors
    /// As [`Matched::explain`].
    pub fn why_not(&self, visit: u32, officer: u32) -> Result<Vec<(u32, WhyNot)>, Faults> {
        let explained = self.explain(visit)?;
        let why = |seat: &SeatExplained| (seat.seat, explained.why_not(seat, officer));
        let mut why: Vec<(u32, WhyNot)> = explained.seats.iter().map(why).collect();
        why.arrange_by_key(|(seat, _)| *seat);
        Ok(why)
    }
}

impl NoLot {
    /// `None` for whoever is kept away: that is a rule, and the seal knows which.
    fn of(why: Aside) -> Option<Self> {
        match why {
            Aside::InTeam => Some(Self::InTeam),
            Aside::Recused => None,
            Aside::NoQuota => Some(Self::NoQuota),
            Aside::NoPlan => Some(Self::NoPlan),
        }
    }

    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::InTeam => ("已在本组", "in the team already"),
            Self::NoQuota => ("分得的检查次数已抽完", "all visits due drawn already"),
            Self::NoPlan => {
                ("抽中后其余名额将无人可派，不计", "drawn but not counted, for other seats would stay empty")
            }
        }
    }
}

impl TeamExplained {
    /// What came after the draw counts first.
    fn why_not(&self, seat: &SeatExplained, officer: u32) -> WhyNot {
        if seat.holds == officer {
            return WhyNot::Seated;
        }
        if self.recused.contains(&officer) {
            return WhyNot::Recused;
        }
        let here = || self.changes.iter().filter(|change| change.seat == seat.seat);
        if here().any(|change| change.out == officer) {
            return WhyNot::Replaced;
        }
        let declined = |change: &Change| change.declined.iter().any(|passed| passed.officer == officer);
        if here().any(declined) {
            return WhyNot::Declined;
        }
        if here().any(|change| change.offered.is_some_and(|offer| offer.officer == officer)) {
            return WhyNot::NotTaken;
        }
        seat.why_not(officer)
    }
}

impl SeatExplained {
    fn why_not(&self, officer: u32) -> WhyNot {
        if self.seated == officer {
            return WhyNot::Seated;
        }
        if let Some(block) = self.blocked.get(&officer) {
            return WhyNot::Blocked(*block);
        }
        let Some(draw) = &self.draw else { return WhyNot::Assigned };
        if draw.drawn == officer || draw.moves.iter().any(|step| step.officer == officer) {
            return WhyNot::Moved;
        }
        if let Some((_, why)) = draw.aside.iter().find(|(aside, _)| *aside == officer) {
            return WhyNot::Aside(*why);
        }
        let lots = draw.urn.iter().find(|(other, _)| *other == officer).map_or(0, |(_, lots)| *lots);
        WhyNot::NotDrawn { lots, of: draw.lots() }
    }
}

impl Drawing {
    /// All lots before the first draw.
    pub fn lots(&self) -> u64 {
        self.urn.iter().map(|(_, lots)| u64::from(*lots)).sum()
    }
}

impl WhyNot {
    /// The article it rests on.
    pub fn article(self) -> Article {
        match self {
            Self::Blocked(block) => block.article(),
            Self::Assigned => Article::A20P3,
            Self::Replaced | Self::Recused | Self::Declined | Self::NotTaken => Article::A22,
            Self::Seated | Self::Aside(_) | Self::NotDrawn { .. } | Self::Moved => Article::A20P2,
        }
    }

    /// In Chinese, with the article.
    pub fn zh(self) -> String {
        let text = match self {
            Self::Seated => "由本人承担".to_owned(),
            Self::Assigned => "该名额直接委派给他人".to_owned(),
            Self::Blocked(block) => block.zh().to_owned(),
            Self::Aside(why) => why.words().0.to_owned(),
            Self::NotDrawn { lots, of } => format!("{of} 签中有 {lots} 签，未抽中"),
            Self::Moved => "抽中后在随机调换中换到他处".to_owned(),
            Self::Replaced => "匹配后已更换".to_owned(),
            Self::Recused => "匹配后对该对象回避".to_owned(),
            Self::Declined => "匹配后提供为替补，未能接替".to_owned(),
            Self::NotTaken => "匹配后提供为替补，单位另行指派他人".to_owned(),
        };
        format!("{text}（{}）", self.article().citation())
    }

    /// In English, with the article.
    pub fn en(self) -> String {
        let text = match self {
            Self::Seated => "holds the seat".to_owned(),
            Self::Assigned => "the seat was assigned to somebody else".to_owned(),
            Self::Blocked(block) => block.en().to_owned(),
            Self::Aside(why) => why.words().1.to_owned(),
            Self::NotDrawn { lots, of } => format!("had {lots} of {of} lots, none was drawn"),
            Self::Moved => "drawn, and moved elsewhere in the shuffle".to_owned(),
            Self::Replaced => "replaced since the match".to_owned(),
            Self::Recused => "recused from the target since the match".to_owned(),
            Self::Declined => "offered since the match, and declined".to_owned(),
            Self::NotTaken => "offered since the match, and the unit assigned somebody else".to_owned(),
        };
        format!("{text} ({})", self.article().citation())
    }
}
