//! 第二十条第一款、第二十一条、第二十二条 - which rule keeps an officer from a seat.

use serde::Serialize;

use super::index::Index;
use super::roster::Roster;

/// Whose officers a visit may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Stage 0: those of its own area.
    Own,
    /// Stage 1: those of the sealed neighbours (相邻区域) as well. Certificates are about this one.
    Neighbours,
    /// Those of every area, to see whether that would help (合并匹配).
    Everywhere,
}

/// The first condition of a seat that an officer does not meet, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hindrance {
    /// The officer's area is not in reach of the visit.
    Area,
    /// The seat asks for another department.
    Department,
    /// The seat asks for a specialty that the officer has not.
    Specialty,
    /// The seat is for whoever may lead a team.
    Leader,
    /// The officer is kept away from this visit (回避, or whatever else is written as a recusal).
    Recused,
    /// The officer may go on no visit at all.
    Cap,
}

impl Roster {
    /// What keeps `officer` from a seat: the first condition not met, `None` if the officer could be drawn for it.
    ///
    /// ```
    /// use double_random::team::bare::{Hindrance, Officer, Reach, Roster, Seat, Visit};
    ///
    /// let seat = Seat { spec: Some(4), ..Seat::default() };
    /// let roster = Roster {
    ///     officers: vec![Officer { cap: 1, ..Officer::default() }],
    ///     visits: vec![Visit { region: 0, seats: vec![seat] }],
    ///     ..Roster::default()
    /// };
    /// assert_eq!(roster.why_not(Reach::Own, 0, (0, 0)), Some(Hindrance::Specialty));
    /// ```
    ///
    /// Whoever does not exist is in no area, and a seat that does not exist is out of everybody's reach. For all officers at once there is [`Roster::hindrances`].
    pub fn why_not(&self, reach: Reach, officer: u32, seat: (u32, u32)) -> Option<Hindrance> {
        Index::new(self).why_not(reach, officer, seat)
    }

    /// For each officer what keeps him from a seat `(visit, seat)`, `None` where nothing does.
    ///
    /// With the seats of a certificate ([`super::Shortage::seats`], at [`Reach::Neighbours`]) it says which rule blocks each candidate: those
    /// who are blocked by none are used up by the other seats listed.
    pub fn hindrances(&self, reach: Reach, seat: (u32, u32)) -> Vec<Option<Hindrance>> {
        let index = Index::new(self);
        (0..).zip(&self.officers).map(|(officer, _)| index.why_not(reach, officer, seat)).collect()
    }
}

impl Index<'_> {
    fn why_not(&self, reach: Reach, officer: u32, (visit, seat): (u32, u32)) -> Option<Hindrance> {
        let who = self.roster.officers.get(officer as usize);
        let place = self.roster.visits.get(visit as usize);
        let seat = place.and_then(|place| place.seats.get(seat as usize));
        let ((Some(who), Some(place)), Some(seat)) = ((who, place), seat) else {
            return Some(Hindrance::Area);
        };
        let conditions = [
            (Hindrance::Area, self.is_near(reach, who.region, place.region)),
            (Hindrance::Department, seat.dept.is_none_or(|dept| dept == who.dept)),
            (Hindrance::Specialty, seat.spec.is_none_or(|spec| who.spec.contains(&spec))),
            (Hindrance::Leader, who.leader || seat.leader != Some(true)),
            (Hindrance::Recused, self.recused(visit).all(|other| other != officer)),
            (Hindrance::Cap, who.cap > 0),
        ];
        conditions.into_iter().find(|&(_, met)| !met).map(|(hindrance, _)| hindrance)
    }
}
