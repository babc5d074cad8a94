//! 第二十条第二款 - an explained team as people read it, a sentence a seat.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::block::Block;
use super::change::{Change, Passed, Rung, Taken};
use super::explained::{Drawing, SeatExplained, TeamExplained};
use crate::law::Article;
use crate::plan::Seat;

/// People named one by one; more are counted.
const NAMED: usize = 5;

impl TeamExplained {
    /// For each seat a sentence in Chinese, one for the first leader, and one for each replacement; `officer` says how the public sees
    /// somebody.
    pub fn sentences_zh(&self, officer: impl Fn(u32) -> String) -> Vec<String> {
        let mut said: Vec<String> = self.seats.iter().map(|seat| seat.zh(&officer)).collect();
        let among = names(self.may_lead.iter().copied(), &officer, "、", |rest| format!("等 {rest} 人"));
        let leader = self.first_leader.map_or_else(|| "待指定".to_owned(), &officer);
        said.push(format!("组长：{leader}，可任组长的是{among}（{}）", Article::A20P2.citation()));
        said.extend(self.changes.iter().map(|change| change_zh(change, &officer)));
        said
    }

    /// The same in English.
    pub fn sentences_en(&self, officer: impl Fn(u32) -> String) -> Vec<String> {
        let mut said: Vec<String> = self.seats.iter().map(|seat| seat.en(&officer)).collect();
        let among = names(self.may_lead.iter().copied(), &officer, ", ", |rest| {
            format!(" and others, {rest} in all")
        });
        let leader = self.first_leader.map_or_else(|| "still to be appointed".to_owned(), &officer);
        said.push(format!(
            "leader: {leader}, of those who may lead: {among} ({})",
            Article::A20P2.citation()
        ));
        said.extend(self.changes.iter().map(|change| change_en(change, &officer)));
        said
    }
}

/// Who went and why, who declined, who came from which rung, who leads since.
fn change_zh(change: &Change, officer: &impl Fn(u32) -> String) -> String {
    let (seat, out, into) = (change.seat + 1, officer(change.out), officer(change.into));
    let mut said =
        format!("更换第 {seat} 个名额（{}）：{out}因{}离开", change.consent.date, change.reason.zh());
    for Passed { officer: who, rung, reason } in &change.declined {
        said += &format!("；提供{}（{}），因{}不能接替", officer(*who), rung.zh(), reason.zh());
    }
    if change.offered.is_none() {
        said += "；没有可提供的人员";
    }
    let rung = change.rung().map_or("", Rung::zh);
    said += &match &change.taken {
        Taken::Offered => format!("；{into}按封存顺序接替（{rung}）"),
        Taken::Assigned { reason, approval, .. } => {
            format!("；经{}批准指派{into}（{rung}；{reason}）", approval.person)
        }
    };
    if let Some(leader) = change.leader {
        said += &format!("；组长改为{}", officer(leader));
    }
    said + &format!("（{}）", Article::A22.citation())
}

/// The same in English.
fn change_en(change: &Change, officer: &impl Fn(u32) -> String) -> String {
    let (seat, out, into) = (change.seat + 1, officer(change.out), officer(change.into));
    let mut said =
        format!("seat {seat} replaced on {}: {out} leaves ({})", change.consent.date, change.reason.en());
    for Passed { officer: who, rung, reason } in &change.declined {
        said += &format!("; {} was offered ({}) and declined ({})", officer(*who), rung.en(), reason.en());
    }
    if change.offered.is_none() {
        said += "; nobody was left to be offered";
    }
    let rung = change.rung().map_or("", Rung::en);
    said += &match &change.taken {
        Taken::Offered => format!("; {into} comes as offered ({rung})"),
        Taken::Assigned { reason, approval, .. } => {
            format!("; {into} is assigned by approval of {} ({rung}; {reason})", approval.person)
        }
    };
    if let Some(leader) = change.leader {
        said += &format!("; {} leads from now on", officer(leader));
    }
    said + &format!(" ({})", Article::A22.citation())
}

impl SeatExplained {
    fn zh(&self, officer: &impl Fn(u32) -> String) -> String {
        let (number, asked, seated) = (self.seat + 1, asked_zh(&self.asked), officer(self.seated));
        let Some(draw) = &self.draw else {
            return format!(
                "第 {number} 个名额{asked}：直接委派给{seated}，没有抽取（{}）",
                Article::A20P3.citation()
            );
        };
        let urn =
            lots(draw, officer, |name, lots| format!("{name} {lots} 签"), "、", |all| format!("等 {all} 人"));
        let drawn = draw.draws.last().map_or(0, |ball| ball.ball + 1);
        let mut said = format!(
            "第 {number} 个名额{asked}：签筒中共 {} 签（{urn}），抽出第 {drawn} 签，为{}",
            draw.lots(),
            officer(draw.drawn)
        );
        for (why, who) in draw.by_reason() {
            let who = names(who.into_iter(), officer, "、", |all| format!("等 {all} 人"));
            said += &format!("；{who}{}（{}）", why.0, Article::A20P2.citation());
        }
        for (block, who) in self.by_block() {
            let who = names(who.into_iter(), officer, "、", |all| format!("等 {all} 人"));
            said += &format!("；{who}{}（{}）", block.zh(), block.article().citation());
        }
        if let Some(last) = draw.moves.last() {
            said += &format!("；随机调换 {} 次，第 {} 轮后由{seated}承担", draw.moves.len(), last.sweep);
        }
        said
    }

    fn en(&self, officer: &impl Fn(u32) -> String) -> String {
        let (number, asked, seated) = (self.seat + 1, asked_en(&self.asked), officer(self.seated));
        let Some(draw) = &self.draw else {
            let article = Article::A20P3.citation();
            return format!("seat {number}{asked}: assigned directly to {seated}, not drawn ({article})");
        };
        let others = |all: usize| format!(" and others, {all} in all");
        let urn = lots(draw, officer, |name, lots| format!("{name} {lots}"), ", ", others);
        let drawn = draw.draws.last().map_or(0, |ball| ball.ball + 1);
        let mut said = format!(
            "seat {number}{asked}: {} lots ({urn}), lot {drawn} was drawn, of {}",
            draw.lots(),
            officer(draw.drawn)
        );
        for (why, who) in draw.by_reason() {
            let who = names(who.into_iter(), officer, ", ", others);
            said += &format!("; {who}: {} ({})", why.1, Article::A20P2.citation());
        }
        for (block, who) in self.by_block() {
            let who = names(who.into_iter(), officer, ", ", others);
            said += &format!("; {who}: {} ({})", block.en(), block.article().citation());
        }
        if let Some(last) = draw.moves.last() {
            let count = draw.moves.len();
            said +=
                &format!("; moved {count} times in the shuffle, held by {seated} since sweep {}", last.sweep);
        }
        said
    }

    fn by_block(&self) -> BTreeMap<Block, Vec<u32>> {
        let mut found: BTreeMap<Block, Vec<u32>> = BTreeMap::new();
        self.blocked.iter().for_each(|(officer, block)| found.entry(*block).or_default().push(*officer));
        found
    }
}

impl Drawing {
    /// Who was set aside, by the words for it.
    fn by_reason(&self) -> Vec<((&'static str, &'static str), Vec<u32>)> {
        let mut found: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        self.aside.iter().for_each(|(officer, why)| found.entry(*why).or_default().push(*officer));
        found.into_iter().map(|(why, who)| (why.words(), who)).collect()
    }
}

fn lots(
    draw: &Drawing,
    officer: &impl Fn(u32) -> String,
    entry: impl Fn(String, u32) -> String,
    comma: &str,
    rest: impl Fn(usize) -> String,
) -> String {
    some(draw.urn.iter().map(|&(who, lots)| entry(officer(who), lots)), comma, rest)
}

fn names(
    who: impl ExactSizeIterator<Item = u32>,
    officer: &impl Fn(u32) -> String,
    comma: &str,
    rest: impl Fn(usize) -> String,
) -> String {
    some(who.map(officer), comma, rest)
}

/// The first few, and how many there are where there are more.
fn some(
    texts: impl ExactSizeIterator<Item = impl Display>,
    comma: &str,
    rest: impl Fn(usize) -> String,
) -> String {
    let all = texts.len();
    let named: Vec<String> = texts.take(NAMED).map(|text| text.to_string()).collect();
    let rest = if all > NAMED { rest(all) } else { String::new() };
    named.join(comma) + &rest
}

fn asked_zh(seat: &Seat) -> String {
    let leader = seat.leader.then(|| "可任组长".to_owned());
    let parts = [seat.department.clone(), seat.specialty.clone(), leader];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("（{}）", parts.join("、")) }
}

fn asked_en(seat: &Seat) -> String {
    let leader = seat.leader.then(|| "may lead".to_owned());
    let parts = [seat.department.clone(), seat.specialty.clone(), leader];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
