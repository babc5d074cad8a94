//! 第二十二条, 第二十条第三款 - whom the sealed seed offers, and which rung of the ladder he stands on.

use serde::{Deserialize, Serialize};

use super::vacancy::Vacancy;
use crate::base::Prk;
use crate::base::stream::Stream;

/// 替补次序 - where a substitute was found. The first rung with anybody on it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// Of the visit's own area, with fewer visits than the cap.
    WithinCap,
    /// Of the visit's own area, with as many visits as the cap: one more.
    CapPlusOne,
    /// Of a sealed neighbour, with fewer visits than the cap.
    Neighbours,
    /// 直接委派 - on no rung above: seat, area and cap do not bind. Nobody is offered from here; the unit assigns.
    Direct,
}

impl Rung {
    /// All of them, from the first to the last.
    pub const ALL: [Self; 4] = [Self::WithinCap, Self::CapPlusOne, Self::Neighbours, Self::Direct];

    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::WithinCap => "本区域、未达办理上限",
            Self::CapPlusOne => "本区域、超上限一次",
            Self::Neighbours => "相邻区域",
            Self::Direct => "直接委派",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::WithinCap => "of the area, below the cap",
            Self::CapPlusOne => "of the area, one above the cap",
            Self::Neighbours => "from a neighbour",
            Self::Direct => "direct assignment",
        }
    }
}

/// Who is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The officer's number.
    pub officer: u32,
    /// The rung.
    pub rung: Rung,
}

impl Vacancy<'_> {
    /// The next offer at this seat; nobody where no rung has anybody.
    pub(super) fn offer(&self, prk: &Prk) -> Option<Offer> {
        let candidates = |rung: Rung| (rung, self.candidates(rung));
        let (rung, found) = Rung::ALL.into_iter().map(candidates).find(|(_, found)| !found.is_empty())?;
        let (visit, seat, number) =
            (self.visit.to_string(), self.seat.to_string(), self.offers().to_string());
        let mut stream = Stream::new(prk.expand(&["replace", &visit, &seat, &number]));
        let at = stream.below(found.len() as u64).ok()?;
        Some(Offer { officer: found.get(at as usize).copied()?, rung })
    }
}
