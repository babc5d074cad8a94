//! 第二十条第二款、第三款 - which rule keeps which officer of the sealed pool from a seat, with its article.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::bare::Reach;
use super::seal::{Ground, OfficersSeal, Scope, VisitSeal};
use crate::base::order::Gather as _;
use crate::law::Article;
use crate::plan::Seat;

/// The first condition of a seat that an officer does not meet: area, department, specialty, leader, then whether
/// something keeps him away, then the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// The officer works neither in the visit's area nor, where they may be asked, in one of its neighbours.
    Area,
    /// The seat asks for another department.
    Department,
    /// The seat asks for a specialty that the officer has not.
    Specialty,
    /// The seat is for whoever may lead a team.
    Leader,
    /// Assigned directly to another seat of the visit.
    Assigned,
    /// A cap of 0.
    Cap,
    /// Kept away from the visit.
    #[serde(untagged)]
    Away(Ground),
}

impl Block {
    /// The article it rests on.
    pub fn article(self) -> Article {
        match self {
            Self::Area | Self::Department | Self::Specialty | Self::Leader | Self::Cap => Article::A20P2,
            Self::Assigned => Article::A20P3,
            Self::Away(ground) => ground.article(),
        }
    }

    /// In Chinese, after the officer's name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Area => "不属可派区域",
            Self::Department => "部门不符",
            Self::Specialty => "专业不符",
            Self::Leader => "不可任组长",
            Self::Assigned => "已直接委派到本次检查",
            Self::Cap => "办理上限为 0",
            Self::Away(ground) => match ground {
                Ground::NoCertificate => "没有执法证件",
                Ground::CertificateEnds => "执法证件在检查期限内到期",
                Ground::OnLeave => "休假或另有任务",
                Ground::ItemNotAllowed => "不可检查该事项",
                Ground::Interest => "有利害关系",
                Ground::Recusal => "回避",
                Ground::AlsoOfficer => "已在执法检查人员名录中",
            },
        }
    }

    /// In English, after the officer's name.
    pub fn en(self) -> &'static str {
        match self {
            Self::Area => "out of reach of the area",
            Self::Department => "of another department",
            Self::Specialty => "without the specialty",
            Self::Leader => "not marked as a leader",
            Self::Assigned => "assigned directly to the visit",
            Self::Cap => "with a cap of 0",
            Self::Away(ground) => match ground {
                Ground::NoCertificate => "without a certificate",
                Ground::CertificateEnds => "with a certificate that ends within the window",
                Ground::OnLeave => "on leave or other duty",
                Ground::ItemNotAllowed => "not allowed to inspect the item",
                Ground::Interest => "with a known interest",
                Ground::Recusal => "recused",
                Ground::AlsoOfficer => "in the directory of officers",
            },
        }
    }
}

/// How many officers one rule keeps from the seats of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// The rule.
    pub rule: Block,
    /// Its article.
    pub article: Article,
    /// How many officers it keeps from at least one of the seats.
    pub officers: u64,
    /// How many pairs of officer and seat it rules out.
    pub pairs: u64,
}

/// A visit's area, and what a seat of it asks for.
type Kind<'a> = (Option<&'a str>, &'a Seat);

/// A seal, seen from its seats: who may take them.
pub(super) struct Blocks<'a> {
    seal: &'a OfficersSeal,
    neighbours: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Who is kept away, by scope.
    away: BTreeMap<&'a Scope, Vec<(u32, Ground)>>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(seal: &'a OfficersSeal) -> Self {
        let mut away: BTreeMap<&Scope, Vec<(u32, Ground)>> = BTreeMap::new();
        for entry in &seal.away {
            away.entry(&entry.scope).or_default().push((entry.officer, entry.ground));
        }
        let rows = seal.areas.iter();
        let rows = rows.map(|row| (row.area.as_str(), row.neighbours.iter().map(String::as_str).gather()));
        Self { seal, neighbours: rows.gather(), away }
    }

    /// Every officer who is kept from the seat, ascending, with the rule. Whoever is missing could take it.
    pub(super) fn of(&self, reach: Reach, (visit, seat): (u32, u32)) -> BTreeMap<u32, Block> {
        let Some((sealed, asked)) = self.seat(visit, seat) else { return BTreeMap::new() };
        let mut blocks = self.fixed(reach, sealed, asked);
        for (officer, block) in self.kept(visit, sealed) {
            blocks.entry(officer).or_insert(block);
        }
        for officer in self.idle() {
            blocks.entry(officer).or_insert(Block::Cap);
        }
        blocks
    }

    /// Rule by rule, over all of `seats`; neighbours may be asked.
    pub(super) fn count(&self, seats: &[(u32, u32)]) -> Vec<Blocked> {
        let mut found: BTreeMap<Block, (BTreeSet<u32>, u64)> = BTreeMap::new();
        // seats that ask the same in one area rule out the same officers, but for those who are away
        let mut kinds: BTreeMap<Kind<'_>, (BTreeMap<u32, Block>, u64)> = BTreeMap::new();
        let idle: Vec<u32> = self.idle().collect();
        for &(visit, seat) in seats {
            let Some((sealed, asked)) = self.seat(visit, seat) else { continue };
            let kind = (sealed.area.as_deref(), asked);
            let fixed = || (self.fixed(Reach::Neighbours, sealed, asked), 0);
            let (fixed, times) = kinds.entry(kind).or_insert_with(fixed);
            *times += 1;
            let mut more = self.kept(visit, sealed);
            for &officer in &idle {
                more.entry(officer).or_insert(Block::Cap);
            }
            for (officer, block) in more.into_iter().filter(|(officer, _)| !fixed.contains_key(officer)) {
                let (officers, pairs) = found.entry(block).or_default();
                officers.insert(officer);
                *pairs += 1;
            }
        }
        for (fixed, times) in kinds.into_values() {
            for (officer, block) in fixed {
                let (officers, pairs) = found.entry(block).or_default();
                officers.insert(officer);
                *pairs += times;
            }
        }
        let count = |(rule, (officers, pairs)): (Block, (BTreeSet<u32>, u64))| Blocked {
            rule,
            article: rule.article(),
            officers: officers.len() as u64,
            pairs,
        };
        found.into_iter().map(count).collect()
    }

    fn seat(&self, visit: u32, seat: u32) -> Option<(&'a VisitSeal, &'a Seat)> {
        let visit = self.seal.visits.get(visit as usize)?;
        Some((visit, visit.seats.get(seat as usize)?))
    }

    /// Who does not meet what the seat asks for, whatever the day and the target.
    fn fixed(&self, reach: Reach, visit: &VisitSeal, seat: &Seat) -> BTreeMap<u32, Block> {
        let (areas, specialties) =
            (self.seal.method.looks_at_areas(), self.seal.method.looks_at_specialties());
        let helpers = visit.area.as_deref().and_then(|area| self.neighbours.get(area));
        let near = |area: Option<&str>| {
            !areas
                || area == visit.area.as_deref()
                || match reach {
                    Reach::Own => false,
                    Reach::Neighbours => {
                        helpers.zip(area).is_some_and(|(helpers, area)| helpers.contains(area))
                    }
                    Reach::Everywhere => true,
                }
        };
        let blocked = (0..).zip(&self.seal.pool).filter_map(|(number, officer)| {
            let special = |wanted: &String| officer.specialties.contains(wanted);
            let conditions = [
                (Block::Area, near(officer.area.as_deref())),
                (Block::Department, seat.department.is_none() || seat.department == officer.department),
                (Block::Specialty, !specialties || seat.specialty.as_ref().is_none_or(special)),
                (Block::Leader, officer.leader || !seat.leader),
            ];
            let first = conditions.into_iter().find(|&(_, met)| !met);
            first.map(|(block, _)| (number, block))
        });
        blocked.gather()
    }

    /// Who is kept from the visit: by the first ground, or because another seat of it is assigned to him.
    fn kept(&self, visit: u32, sealed: &VisitSeal) -> BTreeMap<u32, Block> {
        let scopes = [Scope::Window(sealed.window), Scope::Target(sealed.target.clone())];
        let scopes = scopes.into_iter().chain(sealed.items.iter().cloned().map(Scope::Item));
        let mut kept: BTreeMap<u32, Block> = BTreeMap::new();
        for (officer, ground) in scopes.filter_map(|scope| self.away.get(&scope)).flatten() {
            let block = Block::Away(*ground);
            let first = kept.entry(*officer).or_insert(block);
            *first = block.min(*first);
        }
        for direct in self.seal.direct.iter().filter(|direct| direct.visit == visit) {
            kept.entry(direct.officer).or_insert(Block::Assigned);
        }
        kept
    }

    fn idle(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.seal.pool).filter(|(_, officer)| officer.cap == 0).map(|(number, _)| number)
    }
}

impl OfficersSeal {
    /// Rule by rule, how many officers of the pool cannot take `seats` (visit, seat), their neighbours' areas being asked as well.
    pub fn blocked(&self, seats: &[(u32, u32)]) -> Vec<Blocked> {
        Blocks::new(self).count(seats)
    }
}

/// What the rules keep out of a list of people, in Chinese.
pub(super) fn clause_zh(list: &str, pool: usize, blocked: &[Blocked]) -> String {
    let of = |entry: &Blocked| {
        format!("{} {} 人（{}）", entry.rule.zh(), entry.officers, entry.article.citation())
    };
    match blocked {
        [] => format!("{list} {pool} 人都符合这些名额"),
        some => format!(
            "{list} {pool} 人中不能承担全部或部分名额的：{}",
            some.iter().map(of).collect::<Vec<_>>().join("、")
        ),
    }
}

/// The same in English.
pub(super) fn clause_en(people: &str, pool: usize, blocked: &[Blocked]) -> String {
    let of =
        |entry: &Blocked| format!("{} {} ({})", entry.officers, entry.rule.en(), entry.article.citation());
    match blocked {
        [] => format!("all {pool} {people} fit these seats"),
        some => format!(
            "of the {pool} {people}, kept from some or all of these seats are {}",
            some.iter().map(of).collect::<Vec<_>>().join(", ")
        ),
    }
}
